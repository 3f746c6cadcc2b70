/* SPDX-License-Identifier: Apache-2.0 */
/* The source of a copy among earlier reports. Only reports that share keys are compared; a key that
 * stands for very many trees is of a sentence that everybody prints, and proposes nobody. */

#include "stories/stories.h"

#include <stdlib.h>

#define FEW_KEYS    3u         /* that two long reports share to be compared */
#define MOST        64u        /* reports that one is compared with */
#define COMPARISONS (1u << 20) /* of sentences, for one report */

struct candidate {
    uint32_t report, keys;
};

struct candidates {
    CMQ_ARRAY(struct candidate) list;
};

static int compare_reports(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    return x->report < y->report ? -1 : x->report > y->report;
}

/* Those that share most keys first, of several the first report. */
static int compare_keys(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    return x->keys != y->keys ? (x->keys > y->keys ? -1 : 1) : compare_reports(a, b);
}

/* Makes one candidate of those of one report. */
static void count_keys(struct candidates *candidates) {
    struct candidate *item = candidates->list.item;
    uint32_t kept = 0, count = candidates->list.count;
    if (count == 0) {
        return;
    }
    qsort(item, count, sizeof *item, compare_reports);
    for (uint32_t i = 1; i < count; i++) {
        if (item[i].report == item[kept].report) {
            item[kept].keys++;
        } else {
            item[++kept] = item[i];
        }
    }
    candidates->list.count = kept + 1;
    qsort(item, kept + 1, sizeof *item, compare_keys);
}

static enum cmq_status find_candidates(const struct cmq_copy_index *index,
                                       const struct cmq_sketch *sketch, struct cmq_arena *arena,
                                       struct candidates *candidates, struct cmq_error *err) {
    struct cmq_holders holders;
    for (uint32_t i = 0; i < 2 * sketch->sentences.count; i++) {
        enum cmq_status status =
            index->holders(index->context, sketch->sentences.item[i / 2].key[i % 2], &holders, err);
        if (status != CMQ_OK) {
            return status;
        }
        for (uint32_t k = 0; k < holders.count; k++) {
            CMQ_PUSH(arena, &candidates->list) = (struct candidate){holders.report[k], 1};
        }
    }
    count_keys(candidates);
    return CMQ_OK;
}

/* A copy's source is the one that shares most of the shorter text. */
static double strength(const struct cmq_overlap *overlap) {
    return overlap->a_in_b > overlap->b_in_a ? overlap->a_in_b : overlap->b_in_a;
}

static void weigh(const struct cmq_sketch *sketch, const struct cmq_sketch *other, uint32_t report,
                  struct cmq_copy *copy) {
    struct cmq_overlap overlap = cmq_sketches_compare(sketch, other);
    double now = strength(&overlap), best = copy->of == UINT32_MAX ? 0 : strength(&copy->overlap);
    bool whole = now >= CMQ_COPY_SHARE;
    if ((whole || overlap.sentences >= CMQ_COPY_SENTENCES) &&
        (now > best || (now >= best && report < copy->of))) {
        *copy = (struct cmq_copy){.of = report, .overlap = overlap, .whole = whole};
    }
}

enum cmq_status cmq_copy_find(const struct cmq_copy_index *index, const struct cmq_sketch *sketch,
                              struct cmq_arena *arena, struct cmq_copy *copy,
                              struct cmq_error *err) {
    struct candidates candidates = {.list = {.count = 0}};
    *copy = (struct cmq_copy){.of = UINT32_MAX};
    enum cmq_status status = find_candidates(index, sketch, arena, &candidates, err);
    /* A long report shares a key with many by chance. */
    uint32_t least = 1 + sketch->sentences.count / 6, comparisons = 0;
    least = least < FEW_KEYS ? least : FEW_KEYS;
    for (uint32_t i = 0; status == CMQ_OK && i < candidates.list.count && i < MOST; i++) {
        const struct candidate *candidate = &candidates.list.item[i];
        struct cmq_sketch other = {.counted = 0};
        if (candidate->keys < least || comparisons > COMPARISONS) {
            break;
        }
        status = index->sketch(index->context, candidate->report, arena, &other, err);
        if (status == CMQ_OK) {
            weigh(sketch, &other, candidate->report, copy);
        }
        comparisons += sketch->sentences.count * other.sentences.count;
    }
    if (status == CMQ_OK && arena->exhausted) {
        *copy = (struct cmq_copy){.of = UINT32_MAX};
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}
