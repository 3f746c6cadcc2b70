/* SPDX-License-Identifier: Apache-2.0 */
/* What `explain` names is what an event rests on: without its first named entry, the same words of
 * the same report are not coded the same way again. Every event of every example is tried. */

#include "coding/coding.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MAX_EXAMPLES       64
#define MAX_EVENTS         1024
#define MAX_OTHER_PATTERNS 3

/* An event of an example, by what must go away with its entry. */
struct rested {
    unsigned example;
    char id[20];
    char cameo[8];
    char entry[160];
};

struct examples {
    struct cmq_coder coder;
    struct cmq_arena arena;
    struct dirent **file;
    int file_count;
    struct rested event[MAX_EVENTS];
    size_t event_count;
};

static int is_text(const struct dirent *file) {
    return cmq_str_ends(cmq_str_of(file->d_name), CMQ_STR(".txt"));
}

/* Codes an example; the coding lives until the next call. */
static void code(struct examples *all, const struct cmq_coder *coder, unsigned example,
                 struct cmq_coding *coding) {
    char path[512];
    struct cmq_error err = {0};
    snprintf(path, sizeof path, "%s/%s", TEST_EXAMPLES, all->file[example]->d_name);
    const char *const paths[] = {path};
    struct cmq_reader *reader = cmq_reader_open(paths, 1, (struct cmq_reader_options){0}, &err);
    assert_non_null(reader);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, &err), CMQ_OK);
    cmq_arena_reset(&all->arena);
    report.text = cmq_arena_copy(&all->arena, report.text);
    report.id = cmq_arena_copy(&all->arena, report.id);
    cmq_reader_free(reader);
    enum cmq_status status = cmq_code(coder, NULL, &report, &all->arena, coding, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
}

static void copy(struct cmq_str from, char *to, size_t size) {
    assert_true(from.len < size);
    memcpy(to, from.ptr, from.len);
    to[from.len] = '\0';
}

static void remember(struct examples *all, unsigned example) {
    const struct cmq_lexicon *lexicon = &all->coder.lexicon;
    struct cmq_coding coding;
    code(all, &all->coder, example, &coding);
    for (uint32_t i = 0; i < coding.events.list.count; i++) {
        const struct cmq_event *event = &coding.events.list.item[i];
        assert_true(all->event_count < MAX_EVENTS);
        assert_true(event->entries.count > 0);
        struct rested *rested = &all->event[all->event_count++];
        rested->example = example;
        copy(cmq_str_of(event->id), rested->id, sizeof rested->id);
        copy(event->cameo, rested->cameo, sizeof rested->cameo);
        copy(cmq_lexicon_str(lexicon, lexicon->entry[event->entries.item[0]].id), rested->entry,
             sizeof rested->entry);
    }
}

static int setup(void **state) {
    struct examples *all = calloc(1, sizeof *all);
    struct cmq_error err = {0};
    assert_non_null(all);
    *state = all;
    cmq_arena_init(&all->arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = cmq_coder_open(NULL, NULL, &all->coder, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    all->file_count = scandir(TEST_EXAMPLES, &all->file, is_text, alphasort);
    assert_in_range(all->file_count, 1, MAX_EXAMPLES);
    for (int i = 0; i < all->file_count; i++) {
        remember(all, (unsigned)i);
    }
    return 0;
}

static int teardown(void **state) {
    struct examples *all = *state;
    for (int i = 0; i < all->file_count; i++) {
        free(all->file[i]);
    }
    free(all->file);
    cmq_coder_release(&all->coder);
    cmq_arena_release(&all->arena);
    free(all);
    return 0;
}

/* The event of a coding with the same id and code; NULL if there is none. */
static const struct cmq_event *find(const struct cmq_coding *coding, const struct rested *event) {
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const struct cmq_event *other = &coding->events.list.item[i];
        if (strcmp(other->id, event->id) == 0 &&
            cmq_str_eq(other->cameo, cmq_str_of(event->cameo))) {
            return other;
        }
    }
    return NULL;
}

/* Takes the code from every frame of an entry; `image` is what the lexicon lies in. */
static void silence(struct cmq_buf *image, const struct cmq_lexicon *lexicon, uint32_t entry) {
    static const struct cmq_ref no_code;
    for (uint32_t f = 0; f < lexicon->frame_count; f++) {
        const struct cmq_frame *frame = &lexicon->frame[f];
        if (frame->entry == entry) {
            memcpy(image->ptr + ((const char *)&frame->code - image->ptr), &no_code,
                   sizeof no_code);
        }
    }
}

static void open_without(const char *entry, struct cmq_buf *image, struct cmq_lexicon *lexicon) {
    struct cmq_error err = {0};
    cmq_buf_init(image, (size_t)1 << 28);
    enum cmq_status status =
        cmq_lexicon_compile(TEST_LANGUAGE, cmq_str_of(entry), image, NULL, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    assert_int_equal(cmq_lexicon_open_memory(image->ptr, image->len, lexicon, &err), CMQ_OK);
}

/* Of several patterns for the same words the most specific wins, and without it the next one stands
 * in, perhaps with the same code. Such an event goes when those patterns go as well. */
static bool goes_with_other_patterns(struct examples *all, const struct rested *event) {
    struct cmq_coder coder = {.model = all->coder.model};
    struct cmq_buf image;
    bool gone = false;
    open_without(event->entry, &image, &coder.lexicon);
    for (unsigned patterns = 0; patterns <= MAX_OTHER_PATTERNS && !gone; patterns++) {
        struct cmq_coding coding;
        code(all, &coder, event->example, &coding);
        const struct cmq_event *left = find(&coding, event);
        gone = left == NULL;
        if (left) {
            silence(&image, &coder.lexicon, left->entries.item[0]);
        }
    }
    cmq_lexicon_release(&coder.lexicon);
    cmq_buf_release(&image);
    return gone;
}

/* The events that rest on an entry and stand without it. */
static unsigned count_standing(struct examples *all, const char *entry) {
    struct cmq_coder coder = {.model = all->coder.model};
    struct cmq_buf image;
    unsigned standing = 0;
    open_without(entry, &image, &coder.lexicon);
    for (size_t i = 0; i < all->event_count; i++) {
        const struct rested *event = &all->event[i];
        struct cmq_coding coding;
        if (strcmp(event->entry, entry) != 0) {
            continue;
        }
        code(all, &coder, event->example, &coding);
        if (find(&coding, event) && !goes_with_other_patterns(all, event)) {
            print_error("%s: event %s %s stands without %s\n", all->file[event->example]->d_name,
                        event->id, event->cameo, entry);
            standing++;
        }
    }
    cmq_lexicon_release(&coder.lexicon);
    cmq_buf_release(&image);
    return standing;
}

static bool is_first_of_its_entry(const struct examples *all, size_t event) {
    for (size_t i = 0; i < event; i++) {
        if (strcmp(all->event[i].entry, all->event[event].entry) == 0) {
            return false;
        }
    }
    return true;
}

static void examples_have_events(void **state) {
    const struct examples *all = *state;
    assert_true(all->event_count >= (size_t)all->file_count);
}

static void nothing_goes_where_nothing_is_left_out(void **state) {
    struct examples *all = *state;
    struct cmq_coder coder = {.model = all->coder.model};
    struct cmq_buf image;
    open_without("", &image, &coder.lexicon);
    for (size_t i = 0; i < all->event_count; i++) {
        struct cmq_coding coding;
        code(all, &coder, all->event[i].example, &coding);
        assert_non_null(find(&coding, &all->event[i]));
    }
    cmq_lexicon_release(&coder.lexicon);
    cmq_buf_release(&image);
}

static void event_goes_with_its_first_entry(void **state) {
    struct examples *all = *state;
    unsigned standing = 0;
    for (size_t i = 0; i < all->event_count; i++) {
        if (is_first_of_its_entry(all, i)) {
            standing += count_standing(all, all->event[i].entry);
        }
    }
    assert_int_equal(standing, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_have_events),
        cmocka_unit_test(nothing_goes_where_nothing_is_left_out),
        cmocka_unit_test(event_goes_with_its_first_entry),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
