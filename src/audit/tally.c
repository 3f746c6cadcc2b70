/* SPDX-License-Identifier: Apache-2.0 */
/* Changes of events, summed up. */
#include "audit/audit.h"

#include <stdlib.h>

#define MONTH_LENGTH 7 /* of YYYY-MM-DD */

void cmq_tally_init(struct cmq_tally *tally) {
    *tally = (struct cmq_tally){0};
    cmq_arena_init(&tally->arena, CMQ_ARENA_LIMIT);
    cmq_arena_init(&tally->scratch, CMQ_ARENA_LIMIT);
    cmq_map_init(&tally->by_key);
}

void cmq_tally_release(struct cmq_tally *tally) {
    cmq_map_release(&tally->by_key);
    cmq_arena_release(&tally->scratch);
    cmq_arena_release(&tally->arena);
}

static void count(struct cmq_tally *tally, struct cmq_tally_row like,
                  enum cmq_event_change change) {
    struct cmq_arena *arena = &tally->arena;
    struct cmq_str key =
        cmq_arena_format(&tally->scratch, "%.*s\n%.*s\n%.*s\n%.*s", CMQ_FMT(like.month),
                         CMQ_FMT(like.source), CMQ_FMT(like.target), CMQ_FMT(like.entry));
    const uint32_t *known = cmq_map_get(&tally->by_key, key);
    uint32_t index = known == NULL ? tally->row.count : *known;
    if (known == NULL) {
        like.month = cmq_arena_copy(arena, like.month);
        like.source = cmq_arena_copy(arena, like.source);
        like.target = cmq_arena_copy(arena, like.target);
        like.entry = cmq_arena_copy(arena, like.entry);
        if (cmq_map_put(&tally->by_key, key, index) == NULL) {
            arena->exhausted = true;
            return;
        }
        CMQ_PUSH(arena, &tally->row) = like;
    }
    if (!arena->exhausted) {
        tally->row.item[index].count[change]++;
    }
}

/* ---- pairs of countries ---- */

/* The distinct parts of a list joined by ";"; "---" for an empty one. */
static void split(struct cmq_str joined, struct cmq_arena *arena, struct cmq_labels *parts) {
    do {
        struct cmq_str part = cmq_str_cut(&joined, ';');
        bool known = false;
        for (uint32_t i = 0; i < parts->count; i++) {
            known = known || cmq_str_eq(parts->item[i], part);
        }
        if (!known) {
            CMQ_PUSH(arena, parts) = part.len == 0 ? CMQ_STR("---") : part;
        }
    } while (joined.len > 0);
}

struct pairs {
    struct cmq_labels source, target;
};

static struct pairs pairs_of(const struct cmq_traits *traits, struct cmq_arena *arena) {
    struct pairs pairs = {0};
    split(traits->source_country, arena, &pairs.source);
    split(traits->target_country, arena, &pairs.target);
    return pairs;
}

static bool is_pair(const struct pairs *pairs, struct cmq_str source, struct cmq_str target) {
    return cmq_labels_have(&pairs->source, source) && cmq_labels_have(&pairs->target, target);
}

/* Counts `change` for the pairs; for those that are in `other`, too, a recoding, or nothing. */
static void count_pairs(struct cmq_tally *tally, const struct pairs *pairs,
                        const struct pairs *other, struct cmq_str month,
                        enum cmq_event_change change, bool counts_shared) {
    for (uint32_t i = 0; i < pairs->source.count; i++) {
        for (uint32_t k = 0; k < pairs->target.count; k++) {
            struct cmq_str source = pairs->source.item[i], target = pairs->target.item[k];
            bool shared = other != NULL && is_pair(other, source, target);
            const struct cmq_tally_row row = {
                .source = source, .target = target, .month = month, .entry = CMQ_STR("")};
            if (!shared) {
                count(tally, row, change);
            } else if (counts_shared) {
                count(tally, row, CMQ_EVENT_RECODED);
            }
        }
    }
}

void cmq_tally_add_pairs(struct cmq_tally *tally, const struct cmq_changed_event *event) {
    cmq_arena_reset(&tally->scratch);
    struct pairs before = pairs_of(&event->before, &tally->scratch);
    struct pairs after = pairs_of(&event->after, &tally->scratch);
    bool recoded = event->change == CMQ_EVENT_RECODED;
    struct cmq_str month = event->told;
    month.len = month.len < MONTH_LENGTH ? month.len : MONTH_LENGTH;
    if (event->change != CMQ_EVENT_ADDED) {
        count_pairs(tally, &before, recoded ? &after : NULL, month, CMQ_EVENT_LOST, true);
    }
    if (event->change != CMQ_EVENT_LOST) {
        count_pairs(tally, &after, recoded ? &before : NULL, month, CMQ_EVENT_ADDED, false);
    }
}

void cmq_tally_add_entry(struct cmq_tally *tally, struct cmq_str entry,
                         enum cmq_event_change change) {
    const struct cmq_str none = CMQ_STR("");
    cmq_arena_reset(&tally->scratch);
    count(tally, (struct cmq_tally_row){none, none, none, entry, {0}}, change);
}

/* ---- order ---- */

static int compare_rows(const void *a, const void *b) {
    const struct cmq_tally_row *x = a, *y = b;
    int order = cmq_str_cmp(x->month, y->month);
    if (order == 0) {
        order = cmq_str_cmp(x->source, y->source);
    }
    if (order == 0) {
        order = cmq_str_cmp(x->target, y->target);
    }
    return order == 0 ? cmq_str_cmp(x->entry, y->entry) : order;
}

bool cmq_tally_sort(struct cmq_tally *tally) {
    if (tally->arena.exhausted || tally->scratch.exhausted) {
        return false;
    }
    if (tally->row.count > 0) {
        qsort(tally->row.item, tally->row.count, sizeof *tally->row.item, compare_rows);
    }
    cmq_map_release(&tally->by_key);
    cmq_map_init(&tally->by_key);
    return true;
}
