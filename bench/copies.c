/* SPDX-License-Identifier: Apache-2.0 */
/* Speed of near copies: `bench_copies REPORTS.jsonl` sketches the texts, then finds the copies
 * among them; it prints words a second of sketches alone, and microseconds a report for each tenth
 * of the reports. */
#include "report/report.h"
#include "stories/stories.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct texts {
    struct cmq_arena arena;
    CMQ_ARRAY(struct cmq_str) list;
};

static bool read_texts(const char *const *path, size_t count, struct texts *texts) {
    const struct cmq_reader_options options = {.undated = true};
    struct cmq_reader *reader = cmq_reader_open(path, count, options, NULL);
    struct cmq_report report;
    struct cmq_error err;
    enum cmq_status status = reader == NULL ? CMQ_END : CMQ_OK;
    while (status != CMQ_END) {
        status = cmq_reader_next(reader, &report, &err);
        if (status == CMQ_OK) {
            CMQ_PUSH(&texts->arena, &texts->list) = cmq_arena_copy(&texts->arena, report.text);
        }
    }
    cmq_reader_free(reader);
    return texts->list.count > 0 && !texts->arena.exhausted;
}

static void time_sketches(const struct texts *texts) {
    struct cmq_arena arena;
    uint64_t words = 0;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    double begun = seconds();
    for (uint32_t i = 0; i < texts->list.count; i++) {
        struct cmq_sketch sketch = {.counted = 0};
        cmq_arena_reset(&arena);
        cmq_sketch_make(texts->list.item[i], &arena, &sketch);
        words += sketch.counted;
    }
    double spent = seconds() - begun;
    printf("sketches: %" PRIu64 " words, %.1f million a second\n", words,
           (double)words / spent / 1e6);
    cmq_arena_release(&arena);
}

static void time_copies(const struct texts *texts) {
    struct cmq_copies *copies = cmq_copies_open();
    uint32_t found = 0, tenth = texts->list.count / 10 + 1;
    double begun = seconds();
    for (uint32_t i = 0; copies != NULL && i < texts->list.count; i++) {
        struct cmq_copy copy;
        if (cmq_copies_add(copies, texts->list.item[i], &copy, NULL) == CMQ_OK) {
            found += copy.whole;
        }
        if ((i + 1) % tenth == 0 || i + 1 == texts->list.count) {
            double now = seconds();
            printf("%u reports: %u copies, %.1f us a report\n", i + 1, found,
                   (now - begun) * 1e6 / ((i % tenth) + 1));
            begun = now;
        }
    }
    cmq_copies_free(copies);
}

int main(int argc, char **argv) {
    struct texts texts = {.list = {.count = 0}};
    cmq_arena_init(&texts.arena, SIZE_MAX / 2);
    if (argc < 2 || !read_texts((const char *const *)argv + 1, (size_t)argc - 1, &texts)) {
        fprintf(stderr, "usage: bench_copies REPORTS.jsonl ...\n");
        return 2;
    }
    time_sketches(&texts);
    time_copies(&texts);
    cmq_arena_release(&texts.arena);
    return 0;
}
