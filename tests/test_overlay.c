/* SPDX-License-Identifier: Apache-2.0 */
/* Folders of dictionaries laid over the one of tests/lexicon/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lexicon/lexicon.h"

#define PATH_BYTES   256
#define MESSAGES_MAX ((size_t)1 << 16)

/* A folder "mine" of our own, in another one that nobody else uses. */
struct mine {
    char parent[PATH_BYTES], folder[PATH_BYTES];
    struct cmq_lexicon below;
};

static int make_folder(void **state) {
    struct mine *mine = calloc(1, sizeof *mine);
    assert_non_null(mine);
    (void)snprintf(mine->parent, sizeof mine->parent, "overlay-XXXXXX");
    assert_non_null(mkdtemp(mine->parent));
    (void)snprintf(mine->folder, sizeof mine->folder, "%.64s/mine", mine->parent);
    assert_int_equal(mkdir(mine->folder, 0700), 0);
    struct cmq_error err = {0};
    assert_int_equal(cmq_lexicon_open_folder(TEST_LEXICON "/en", &mine->below, &err), CMQ_OK);
    *state = mine;
    return 0;
}

static void path_of(const struct mine *mine, const char *name, char path[PATH_BYTES]) {
    (void)snprintf(path, PATH_BYTES, "%.64s/%.64s", mine->folder, name);
}

static const char *const written[] = {"actors/others.txt",    "actors/new.txt", "frames/x.txt",
                                      "frames/02-appeal.txt", "names/mine.txt", "alone"};

static int remove_folder(void **state) {
    struct mine *mine = *state;
    char path[PATH_BYTES];
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        path_of(mine, written[i], path);
        (void)remove(path);
    }
    path_of(mine, "actors", path);
    (void)rmdir(path);
    path_of(mine, "frames", path);
    (void)rmdir(path);
    path_of(mine, "names", path);
    (void)rmdir(path);
    assert_int_equal(rmdir(mine->folder), 0);
    assert_int_equal(rmdir(mine->parent), 0);
    cmq_lexicon_release(&mine->below);
    free(mine);
    return 0;
}

static void write_file(const struct mine *mine, const char *name, const char *text) {
    char path[PATH_BYTES];
    path_of(mine, "actors", path);
    (void)mkdir(path, 0700);
    path_of(mine, "frames", path);
    (void)mkdir(path, 0700);
    path_of(mine, "names", path);
    (void)mkdir(path, 0700);
    path_of(mine, name, path);
    struct cmq_error err = {0};
    assert_int_equal(cmq_file_write(path, cmq_str_of(text), &err), CMQ_OK);
}

static struct cmq_lexicon lay(const struct mine *mine) {
    struct cmq_lexicon lexicon;
    struct cmq_error err = {0};
    enum cmq_status status =
        cmq_lexicon_open_over(&mine->below, mine->folder, NULL, &lexicon, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    return lexicon;
}

/* The only entry with the id; NULL if there is none. */
static const struct cmq_entry *find(const struct cmq_lexicon *lexicon, const char *id) {
    const struct cmq_entry *found = NULL;
    for (uint32_t i = 0; i < lexicon->entry_count; i++) {
        if (cmq_str_eq(cmq_lexicon_str(lexicon, lexicon->entry[i].id), cmq_str_of(id))) {
            assert_null(found);
            found = &lexicon->entry[i];
        }
    }
    return found;
}

static void assert_ref(const struct cmq_lexicon *lexicon, struct cmq_ref ref,
                       const char *expected) {
    struct cmq_str text = cmq_lexicon_str(lexicon, ref);
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.len == 0 ? "" : text.ptr, expected, text.len);
}

static void assert_place(const struct cmq_lexicon *lexicon, const struct cmq_entry *entry,
                         const char *expected) {
    struct cmq_buf place;
    cmq_buf_init(&place, PATH_BYTES);
    cmq_lexicon_place(lexicon, entry, entry->line, &place);
    assert_string_equal(place.ptr, expected);
    cmq_buf_release(&place);
}

static void test_an_entry_is_added(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/new.txt", "# source: us\nFreedonia\n  state FRA\n");
    struct cmq_lexicon lexicon = lay(mine);
    assert_int_equal(lexicon.entry_count, mine->below.entry_count + 1);
    const struct cmq_entry *entry = find(&lexicon, "en/actors/new:freedonia");
    assert_non_null(entry);
    assert_ref(&lexicon, entry->file, "mine/actors/new.txt");
    assert_int_equal(entry->given, 1);
    assert_place(&lexicon, entry, "mine/actors/new.txt:2");
    cmq_lexicon_release(&lexicon);
}

/* All that a lexicon knows of its entries goes through a second compilation unharmed. */
static void test_what_lies_below_is_kept(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/new.txt", "# source: us\nFreedonia\n  state FRA\n");
    struct cmq_lexicon lexicon = lay(mine);
    const struct cmq_lexicon *below = &mine->below;
    assert_int_equal(lexicon.term_count, below->term_count + 1);
    assert_int_equal(lexicon.example_count, below->example_count);
    assert_int_equal(lexicon.role_count, below->role_count);
    assert_int_equal(lexicon.frame_count, below->frame_count);
    assert_int_equal(lexicon.step_count, below->step_count);
    assert_int_equal(lexicon.speech_count, below->speech_count);
    assert_int_equal(lexicon.effect_count, below->effect_count);
    assert_int_equal(lexicon.topic_count, below->topic_count);
    assert_int_equal(lexicon.head_index_count, below->head_index_count);
    for (uint32_t i = 0; i < below->entry_count; i++) {
        const struct cmq_entry *before = &below->entry[i], *after = &lexicon.entry[i + 1];
        const struct cmq_ref refs[][2] = {{before->id, after->id},
                                          {before->file, after->file},
                                          {before->text, after->text},
                                          {before->body, after->body}};
        for (size_t k = 0; k < sizeof refs / sizeof refs[0]; k++) {
            struct cmq_str a = cmq_lexicon_str(below, refs[k][0]);
            assert_true(cmq_str_eq(a, cmq_lexicon_str(&lexicon, refs[k][1])));
        }
        assert_int_equal(before->line, after->line);
        assert_int_equal(before->kind, after->kind);
        assert_int_equal(before->example_count, after->example_count);
        assert_int_equal(after->given, 0);
    }
    assert_place(&lexicon, find(&lexicon, "en/actors/states:united-states"),
                 "lang/en/actors/states.txt:5");
    cmq_lexicon_release(&lexicon);
}

static void test_words_of_persons_add_to_those_below(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "names/mine.txt", "# source: us\nmale given\n  Mary, Zbigniew\n");
    struct cmq_lexicon lexicon = lay(mine);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("actor")), CMQ_PERSON_MALE_NOUN);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Zbigniew")), CMQ_PERSON_MALE_NAME);
    assert_int_equal(cmq_lexicon_person_word(&lexicon, CMQ_STR("Mary")),
                     CMQ_PERSON_FEMALE_NAME | CMQ_PERSON_MALE_NAME);
    cmq_lexicon_release(&lexicon);
}

static void test_an_entry_of_the_same_id_takes_the_place(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/others.txt",
               "# source: us\nJoe Biden\n  term Mayor: USAGOV 1990..1991\n");
    struct cmq_lexicon lexicon = lay(mine);
    assert_int_equal(lexicon.entry_count, mine->below.entry_count);
    const struct cmq_entry *entry = find(&lexicon, "en/actors/others:joe-biden");
    assert_ref(&lexicon, entry->body, "term Mayor: USAGOV 1990..1991");
    assert_int_equal(lexicon.term_count, mine->below.term_count - 3 + 1);
    cmq_lexicon_release(&lexicon);
}

static void test_an_entry_is_removed(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "frames/x.txt", "remove en/actors/others:joe-biden\n");
    struct cmq_lexicon lexicon = lay(mine);
    assert_int_equal(lexicon.entry_count, mine->below.entry_count - 1);
    assert_null(find(&lexicon, "en/actors/others:joe-biden"));
    assert_int_equal(lexicon.term_count, mine->below.term_count - 3);
    cmq_lexicon_release(&lexicon);
}

static void test_a_folder_may_stand_alone(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/new.txt", "# source: us\nFreedonia\n  state FRA\n");
    write_file(mine, "alone", "");
    struct cmq_lexicon lexicon = lay(mine);
    assert_int_equal(lexicon.entry_count, 1);
    const struct cmq_entry *entry = find(&lexicon, "mine/actors/new:freedonia");
    assert_non_null(entry);
    assert_place(&lexicon, entry, "mine/actors/new.txt:2");
    cmq_lexicon_release(&lexicon);
}

/* The line of `name` at `number` is told wrong for `reason`. */
static void assert_wrong(const struct mine *mine, const char *name, unsigned number,
                         const char *reason) {
    struct cmq_lexicon lexicon;
    struct cmq_buf messages, expected;
    struct cmq_error err = {0};
    cmq_buf_init(&messages, MESSAGES_MAX);
    cmq_buf_init(&expected, MESSAGES_MAX);
    cmq_buf_format(&expected, "%s/%s:%u: %s\n", mine->folder, name, number, reason);
    assert_int_equal(cmq_lexicon_open_over(&mine->below, mine->folder, &messages, &lexicon, &err),
                     CMQ_BAD_INPUT);
    assert_string_equal(messages.ptr, expected.ptr);
    cmq_buf_release(&expected);
    cmq_buf_release(&messages);
}

static void test_a_removal_that_meets_nothing_is_told(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/new.txt", "# none\nremove en/actors/others:joe-bidet\n");
    assert_wrong(mine, "actors/new.txt", 2,
                 "no built-in entry has the id 'en/actors/others:joe-bidet'");
    write_file(mine, "actors/new.txt",
               "remove en/actors/others:joe-biden\nremove en/actors/others:joe-biden\n");
    assert_wrong(mine, "actors/new.txt", 2, "'en/actors/others:joe-biden' is removed already");
    write_file(mine, "actors/new.txt", "remove en/actors/others:joe-biden\n  > A b. => c\n");
    assert_wrong(mine, "actors/new.txt", 2, "an indented line needs an entry above it");
}

/* Of two entries with one name, that of the folder comes first, whatever the files are called. */
static void test_the_folder_comes_first(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/new.txt", "# source: us\nKim Jong-un @mine\n  body FRA\n");
    struct cmq_lexicon lexicon = lay(mine);
    struct cmq_token token[] = {{.form = CMQ_STR("Kim"), .lemma = CMQ_STR("Kim")},
                                {.form = CMQ_STR("Jong"), .lemma = CMQ_STR("Jong")},
                                {.form = CMQ_STR("Un"), .lemma = CMQ_STR("Un")}};
    struct cmq_sentence sentence = {.end = 3};
    struct cmq_parse parse = {
        .token = token, .token_count = 3, .sentence = &sentence, .sentence_count = 1};
    struct cmq_phrase phrase;
    assert_true(cmq_lexicon_phrase(&lexicon, &parse, 0, &phrase));
    assert_int_equal(phrase.name_count, 2);
    const struct cmq_entry *first = &lexicon.entry[lexicon.actor[phrase.name[0].target].entry];
    const struct cmq_entry *second = &lexicon.entry[lexicon.actor[phrase.name[1].target].entry];
    assert_ref(&lexicon, first->id, "en/actors/new:mine");
    assert_ref(&lexicon, second->id, "en/actors/others:kim-jong-un");
    cmq_lexicon_release(&lexicon);
}

/* The lines that the difference of entry `id` has, each behind "-" or "+"; the parts first. */
static void assert_difference(const struct cmq_lexicon *after, const struct cmq_differences *all,
                              const char *id, unsigned what, const char *expected) {
    struct cmq_buf got;
    cmq_buf_init(&got, MESSAGES_MAX);
    const struct cmq_difference *found = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const struct cmq_difference *difference = &all->item[i];
        if (difference->after != NULL &&
            cmq_str_eq(cmq_lexicon_str(after, difference->after->id), cmq_str_of(id))) {
            found = difference;
        }
    }
    assert_non_null(found);
    assert_int_equal(found->what, what);
    for (uint32_t i = 0; i < found->gone.count; i++) {
        cmq_buf_format(&got, "-%.*s\n", CMQ_FMT(found->gone.item[i]));
    }
    for (uint32_t i = 0; i < found->come.count; i++) {
        cmq_buf_format(&got, "+%.*s\n", CMQ_FMT(found->come.item[i]));
    }
    assert_string_equal(got.ptr, expected);
    cmq_buf_release(&got);
}

static const char biden_changes[] = "-Joe Biden = Joseph Biden\n"
                                    "-term Vice President: USAGOV 2009-01-20..2017-01-20\n"
                                    "-> Joe Biden spoke. => Joe Biden USAGOV\n"
                                    "-> Biden, then vice president, spoke. => Biden USAGOV "
                                    "@2010-05-01\n"
                                    "+Joe Biden = Biden\n"
                                    "+> Biden spoke. => Biden USAGOV\n";

static void test_differences_name_their_parts(void **state) {
    const struct mine *mine = *state;
    write_file(mine, "actors/others.txt",
               "# source: us\n"
               "Joe Biden = Biden\n"
               "  term Senator: USALEG 1973..2009-01\n"
               "  person\n"
               "  term President: USAGOV 2021-01-20..2025-01-20\n"
               "  > Biden spoke. => Biden USAGOV\n");
    write_file(mine, "frames/02-appeal.txt",
               "S accuse T of X|V => 111\n"
               "  > France accused Iran of theft. => 112 FRA IRN\n"
               "remove en/frames/02-appeal:meet\n");
    struct cmq_lexicon lexicon = lay(mine);
    struct cmq_differences all = {0};
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_lexicon_compare(&mine->below, &mine->below, &arena, &all);
    assert_int_equal(all.count, 0);
    cmq_lexicon_compare(&mine->below, &lexicon, &arena, &all);
    assert_int_equal(all.count, 3);
    /* In the order of the ids. */
    assert_null(all.item[2].after);
    assert_ref(&mine->below, all.item[2].before->id, "en/frames/02-appeal:meet");
    assert_difference(&lexicon, &all, "en/frames/02-appeal:accuse-of", CMQ_PART_CODES,
                      "-=> 112\n+=> 111\n");
    assert_difference(&lexicon, &all, "en/actors/others:joe-biden",
                      CMQ_PART_NAMES | CMQ_PART_TERMS | CMQ_PART_EXAMPLES, biden_changes);
    cmq_arena_release(&arena);
    cmq_lexicon_release(&lexicon);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_an_entry_is_added),
        TEST(test_what_lies_below_is_kept),
        TEST(test_words_of_persons_add_to_those_below),
        TEST(test_an_entry_of_the_same_id_takes_the_place),
        TEST(test_an_entry_is_removed),
        TEST(test_a_folder_may_stand_alone),
        TEST(test_a_removal_that_meets_nothing_is_told),
        TEST(test_the_folder_comes_first),
        TEST(test_differences_name_their_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
