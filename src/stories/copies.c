/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies among the reports of a run. Only reports that share keys are compared; a key that
 * very many reports have is of a sentence that everybody prints, and proposes nobody. */

#include "stories/stories.h"

#include <stdlib.h>

#define COMMON   60u /* reports with a key, past which it proposes none */
#define FEW_KEYS 3u  /* that two long reports share to be compared */
#define MOST     64u /* reports that one is compared with */

/* The reports that have a key, in a chain from the last to the first. */
struct link {
    uint32_t report, before; /* UINT32_MAX: none */
};

struct kept {
    struct cmq_sketch sketch;
    uint32_t origin;
};

struct cmq_copies {
    struct cmq_arena arena; /* sketches and links */
    struct cmq_map last;    /* key -> its last link */
    struct cmq_map count;   /* key -> reports that have it */
    CMQ_ARRAY(struct link) links;
    CMQ_ARRAY(struct kept) reports;
};

struct cmq_copies *cmq_copies_open(void) {
    struct cmq_copies *copies = calloc(1, sizeof *copies);
    if (copies != NULL) {
        cmq_arena_init(&copies->arena, SIZE_MAX / 2);
        cmq_map_init(&copies->last);
        cmq_map_init(&copies->count);
    }
    return copies;
}

void cmq_copies_free(struct cmq_copies *copies) {
    if (copies != NULL) {
        cmq_arena_release(&copies->arena);
        cmq_map_release(&copies->last);
        cmq_map_release(&copies->count);
        free(copies);
    }
}

static struct cmq_str key_of(const uint32_t *key) {
    return (struct cmq_str){(const char *)key, sizeof *key};
}

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

static void find_candidates(const struct cmq_copies *copies, const struct cmq_sketch *sketch,
                            struct candidates *candidates) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            const uint32_t *count = cmq_map_get(&copies->count, key);
            const uint32_t *last = cmq_map_get(&copies->last, key);
            if (count == NULL || last == NULL || *count > COMMON) {
                continue;
            }
            for (uint32_t k = *last; k != UINT32_MAX; k = copies->links.item[k].before) {
                propose(candidates, copies->links.item[k].report);
            }
        }
    }
}

static bool keep_keys(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t report) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            uint32_t *count = cmq_map_put(&copies->count, key, 0);
            uint32_t *last = cmq_map_put(&copies->last, key, UINT32_MAX);
            if (count == NULL || last == NULL) {
                return false;
            }
            if (++*count > COMMON) {
                continue;
            }
            CMQ_PUSH(&copies->arena, &copies->links) = (struct link){report, *last};
            *last = copies->links.count - 1;
        }
    }
    return true;
}

/* A copy's source is the one that shares most of the shorter text. */
static double strength(const struct cmq_overlap *overlap) {
    return overlap->a_in_b > overlap->b_in_a ? overlap->a_in_b : overlap->b_in_a;
}

static void choose_source(const struct cmq_copies *copies, const struct cmq_sketch *sketch,
                          const struct candidates *candidates, struct cmq_copy *copy) {
    /* A long report shares a key with many by chance. */
    uint32_t least = 1 + sketch->sentences.count / 6;
    least = least < FEW_KEYS ? least : FEW_KEYS;
    for (uint32_t i = 0; i < candidates->count; i++) {
        uint32_t report = candidates->item[i].report;
        if (candidates->item[i].keys < least) {
            continue;
        }
        struct cmq_overlap overlap =
            cmq_sketches_compare(sketch, &copies->reports.item[report].sketch);
        double now = strength(&overlap),
               best = copy->of == UINT32_MAX ? 0 : strength(&copy->overlap);
        bool whole = now >= CMQ_COPY_SHARE;
        if ((whole || overlap.sentences >= CMQ_COPY_SENTENCES) &&
            (now > best || (now >= best && report < copy->of))) {
            *copy = (struct cmq_copy){.of = report, .overlap = overlap, .whole = whole};
        }
    }
}

enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err) {
    struct kept kept = {.origin = copies->reports.count};
    struct candidates candidates = {.count = 0};
    *copy = (struct cmq_copy){.of = UINT32_MAX};
    cmq_sketch_make(text, &copies->arena, &kept.sketch);
    if (!copies->arena.exhausted) {
        find_candidates(copies, &kept.sketch, &candidates);
        choose_source(copies, &kept.sketch, &candidates, copy);
    }
    if (copy->whole) {
        kept.origin = copies->reports.item[copy->of].origin;
    }
    copy->origin = kept.origin;
    bool done = keep_keys(copies, &kept.sketch, copies->reports.count);
    CMQ_PUSH(&copies->arena, &copies->reports) = kept;
    return done && !copies->arena.exhausted ? CMQ_OK
                                            : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}
