/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies among the reports of a run. Only reports that share keys are compared. Of a tree of
 * copies a few reports stand for a key, so that what hundreds of outlets print is found as surely
 * as what two do; a key of very many trees is of a sentence that everybody prints, and proposes
 * nobody. */

#include "stories/stories.h"

#include <stdlib.h>
#include <string.h>

#define COMMON      60u        /* links of a key, from which on it proposes none */
#define OF_A_TREE   4u         /* links of a key to reports of one tree */
#define FEW_KEYS    3u         /* that two long reports share to be compared */
#define MOST        64u        /* reports that one is compared with */
#define COMPARISONS (1u << 20) /* of sentences, for one report */

/* The reports that have a key, in a chain from the last to the first. */
struct link {
    uint32_t report, before; /* UINT32_MAX: none */
};

struct kept {
    struct cmq_sketch sketch;
    uint32_t origin;
    uint32_t proposed_to, candidate; /* number of the last report that it was a candidate for; its
                                        place among the candidates */
};

struct cmq_copies {
    struct cmq_arena arena;   /* sketches and links */
    struct cmq_arena scratch; /* of the report at hand */
    struct cmq_map last;      /* key -> its last link */
    CMQ_ARRAY(struct link) links;
    CMQ_ARRAY(struct kept) reports;
};

struct cmq_copies *cmq_copies_open(void) {
    struct cmq_copies *copies = calloc(1, sizeof *copies);
    if (copies != NULL) {
        cmq_arena_init(&copies->arena, SIZE_MAX / 2);
        cmq_arena_init(&copies->scratch, CMQ_ARENA_LIMIT);
        cmq_map_init(&copies->last);
    }
    return copies;
}

void cmq_copies_free(struct cmq_copies *copies) {
    if (copies != NULL) {
        cmq_arena_release(&copies->arena);
        cmq_arena_release(&copies->scratch);
        cmq_map_release(&copies->last);
        free(copies);
    }
}

static struct cmq_str key_of(const uint32_t *key) {
    return (struct cmq_str){(const char *)key, sizeof *key};
}

/* ---- candidates --------------------------------------------------------------------------- */

struct candidate {
    uint32_t report, keys;
};

struct candidates {
    CMQ_ARRAY(struct candidate) list;
};

static void propose(struct cmq_copies *copies, struct candidates *candidates, uint32_t report) {
    struct kept *kept = &copies->reports.item[report];
    if (kept->proposed_to != copies->reports.count) {
        kept->proposed_to = copies->reports.count;
        kept->candidate = candidates->list.count;
        CMQ_PUSH(&copies->scratch, &candidates->list) = (struct candidate){.report = report};
    }
    if (kept->candidate < candidates->list.count) {
        candidates->list.item[kept->candidate].keys++;
    }
}

static uint32_t chain_length(const struct cmq_copies *copies, uint32_t last) {
    uint32_t length = 0;
    for (; last != UINT32_MAX; last = copies->links.item[last].before) {
        length++;
    }
    return length;
}

static void find_candidates(struct cmq_copies *copies, const struct cmq_sketch *sketch,
                            struct candidates *candidates) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            const uint32_t *last = cmq_map_get(&copies->last, key);
            if (last == NULL || chain_length(copies, *last) == COMMON) {
                continue;
            }
            for (uint32_t k = *last; k != UINT32_MAX; k = copies->links.item[k].before) {
                propose(copies, candidates, copies->links.item[k].report);
            }
        }
    }
}

/* Those that share most keys first, of several the first report. */
static int compare_candidates(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    if (x->keys != y->keys) {
        return x->keys > y->keys ? -1 : 1;
    }
    return x->report < y->report ? -1 : x->report > y->report;
}

/* ---- the source of a copy ----------------------------------------------------------------- */

/* A copy's source is the one that shares most of the shorter text. */
static double strength(const struct cmq_overlap *overlap) {
    return overlap->a_in_b > overlap->b_in_a ? overlap->a_in_b : overlap->b_in_a;
}

static void compare_with(const struct cmq_copies *copies, const struct cmq_sketch *sketch,
                         uint32_t report, struct cmq_copy *copy) {
    struct cmq_overlap overlap = cmq_sketches_compare(sketch, &copies->reports.item[report].sketch);
    double now = strength(&overlap), best = copy->of == UINT32_MAX ? 0 : strength(&copy->overlap);
    bool whole = now >= CMQ_COPY_SHARE;
    if ((whole || overlap.sentences >= CMQ_COPY_SENTENCES) &&
        (now > best || (now >= best && report < copy->of))) {
        *copy = (struct cmq_copy){.of = report, .overlap = overlap, .whole = whole};
    }
}

static void choose_source(const struct cmq_copies *copies, const struct cmq_sketch *sketch,
                          const struct candidates *candidates, struct cmq_copy *copy) {
    /* A long report shares a key with many by chance. */
    uint32_t least = 1 + sketch->sentences.count / 6, comparisons = 0;
    least = least < FEW_KEYS ? least : FEW_KEYS;
    for (uint32_t i = 0; i < candidates->list.count && i < MOST; i++) {
        const struct candidate *candidate = &candidates->list.item[i];
        comparisons += sketch->sentences.count *
                       copies->reports.item[candidate->report].sketch.sentences.count;
        if (candidate->keys < least || (i > 0 && comparisons > COMPARISONS)) {
            break;
        }
        compare_with(copies, sketch, candidate->report, copy);
    }
}

/* ---- adding ------------------------------------------------------------------------------- */

/* Whether the report may stand for the key, too. */
static bool has_room(const struct cmq_copies *copies, uint32_t last, uint32_t report) {
    uint32_t links = 0, of_tree = 0;
    for (; last != UINT32_MAX; last = copies->links.item[last].before) {
        const struct link *link = &copies->links.item[last];
        if (link->report == report) {
            return false;
        }
        of_tree += copies->reports.item[link->report].origin == copies->reports.item[report].origin;
        links++;
    }
    return links < COMMON && of_tree < OF_A_TREE;
}

static bool keep_keys(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t report) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            uint32_t *last = cmq_map_put(&copies->last, key, UINT32_MAX);
            if (last == NULL) {
                return false;
            }
            if (has_room(copies, *last, report)) {
                CMQ_PUSH(&copies->arena, &copies->links) = (struct link){report, *last};
                *last = copies->links.count - 1;
            }
        }
    }
    return true;
}

static void *copy_items(struct cmq_arena *arena, const void *item, size_t count, size_t size) {
    void *copy = cmq_arena_alloc(arena, count, size);
    return copy != NULL && count > 0 ? memcpy(copy, item, count * size) : copy;
}

/* Keeps the report, its sketch without the room that it grew by. */
static bool keep_report(struct cmq_copies *copies, const struct cmq_sketch *sketch,
                        uint32_t origin) {
    struct cmq_arena *arena = &copies->arena;
    struct kept kept = {.sketch = *sketch, .origin = origin, .proposed_to = UINT32_MAX};
    kept.sketch.words.item =
        copy_items(arena, sketch->words.item, sketch->words.count, sizeof *sketch->words.item);
    kept.sketch.words.capacity = sketch->words.count;
    kept.sketch.sentences.item = copy_items(arena, sketch->sentences.item, sketch->sentences.count,
                                            sizeof *sketch->sentences.item);
    kept.sketch.sentences.capacity = sketch->sentences.count;
    if (!arena->exhausted) {
        CMQ_PUSH(arena, &copies->reports) = kept;
    }
    return !arena->exhausted;
}

enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err) {
    uint32_t number = copies->reports.count;
    struct cmq_sketch sketch = {.counted = 0};
    struct candidates candidates = {.list = {.count = 0}};
    *copy = (struct cmq_copy){.of = UINT32_MAX, .origin = number};
    cmq_arena_reset(&copies->scratch);
    cmq_sketch_make(text, &copies->scratch, &sketch);
    find_candidates(copies, &sketch, &candidates);
    if (candidates.list.count > 1) {
        qsort(candidates.list.item, candidates.list.count, sizeof *candidates.list.item,
              compare_candidates);
    }
    choose_source(copies, &sketch, &candidates, copy);
    if (copy->whole) {
        copy->origin = copies->reports.item[copy->of].origin;
    }
    bool kept = !copies->scratch.exhausted && keep_report(copies, &sketch, copy->origin) &&
                keep_keys(copies, &sketch, number);
    return kept && !copies->arena.exhausted ? CMQ_OK
                                            : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}
