/* SPDX-License-Identifier: Apache-2.0 */
/* The source of a copy among earlier reports. Only reports that share keys are compared; a key that
 * very many reports have is of a sentence that everybody prints, and proposes nobody. */

#include "stories/stories.h"

#define FEW_KEYS 3u  /* that two long reports share to be compared */
#define MOST     64u /* reports that one is compared with */

struct candidate {
    uint32_t report, keys;
};

struct candidates {
    struct candidate item[MOST];
    uint32_t count;
};

static void propose(struct candidates *candidates, uint32_t report) {
    for (uint32_t i = 0; i < candidates->count; i++) {
        if (candidates->item[i].report == report) {
            candidates->item[i].keys++;
            return;
        }
    }
    if (candidates->count < MOST) {
        candidates->item[candidates->count++] = (struct candidate){report, 1};
    }
}

static enum cmq_status find_candidates(const struct cmq_copy_index *index,
                                       const struct cmq_sketch *sketch,
                                       struct candidates *candidates, struct cmq_error *err) {
    struct cmq_holders holders;
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            enum cmq_status status =
                index->holders(index->context, sketch->sentences.item[i].key[order], &holders, err);
            if (status != CMQ_OK) {
                return status;
            }
            for (uint32_t k = 0; k < holders.count; k++) {
                propose(candidates, holders.report[k]);
            }
        }
    }
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
    struct candidates candidates = {.count = 0};
    *copy = (struct cmq_copy){.of = UINT32_MAX};
    enum cmq_status status = find_candidates(index, sketch, &candidates, err);
    /* A long report shares a key with many by chance. */
    uint32_t least = 1 + sketch->sentences.count / 6;
    least = least < FEW_KEYS ? least : FEW_KEYS;
    for (uint32_t i = 0; status == CMQ_OK && i < candidates.count; i++) {
        struct cmq_sketch other = {0};
        if (candidates.item[i].keys < least) {
            continue;
        }
        status = index->sketch(index->context, candidates.item[i].report, arena, &other, err);
        if (status == CMQ_OK) {
            weigh(sketch, &other, candidates.item[i].report, copy);
        }
    }
    return status;
}
