/* SPDX-License-Identifier: Apache-2.0 */
/* What an edit changes: the words of either sentence that stand between two shared ones are held
 * against one another by what they bear on. */

#include "stories/twins.h"

enum cmq_agreement cmq_bounds_compare(int64_t from_a, int64_t to_a, int64_t from_b, int64_t to_b) {
    if (from_a == from_b && to_a == to_b) {
        return CMQ_EQUAL;
    }
    bool apart = from_a > to_b || from_b > to_a;
    return apart ? CMQ_CLASHING : CMQ_NESTED;
}

enum cmq_agreement cmq_numbers_compare(int64_t from_a, int64_t to_a, int64_t from_b, int64_t to_b) {
    enum cmq_agreement agreement = cmq_bounds_compare(from_a, to_a, from_b, to_b);
    bool ranges = from_a < to_a && from_b < to_b;
    return agreement == CMQ_NESTED && ranges ? CMQ_CLASHING : agreement;
}

/* The edited words of one sentence between two shared ones. */
struct run {
    const struct cmq_told_sentence *sentence;
    const uint32_t *in_other;
    uint32_t first, end;
};

struct edit {
    const uint32_t *group;
    uint32_t wanted;
    struct run x, y;
    struct cmq_edits *edits;
};

/* Whether a word that is edited away here was put in elsewhere. */
static bool is_moved(const struct run *run, const struct run *other, uint32_t word) {
    const struct cmq_told_sentence *s = other->sentence;
    for (uint32_t k = 0; k < s->words.count; k++) {
        if (other->in_other[k] == UINT32_MAX &&
            s->words.item[k].form == run->sentence->words.item[word].form) {
            return true;
        }
    }
    return false;
}

/* How a value agrees with those that the other words have in its slot, at best. */
static enum cmq_agreement compare_bearing(const struct cmq_bearing *b, const struct run *other) {
    enum cmq_agreement best = CMQ_NOT_COMPARED;
    for (uint32_t k = other->first; k < other->end; k++) {
        const struct cmq_told_word *word = &other->sentence->words.item[k];
        for (uint32_t j = 0; j < word->count; j++) {
            if (word->bearing[j].slot != b->slot) {
                continue;
            }
            const struct cmq_bearing *o = &word->bearing[j];
            enum cmq_agreement now = b->slot == CMQ_DIFFERS_NUMBER
                                         ? cmq_numbers_compare(b->from, b->to, o->from, o->to)
                                         : cmq_bounds_compare(b->from, b->to, o->from, o->to);
            best = best == CMQ_NOT_COMPARED || now < best ? now : best;
        }
    }
    return best == CMQ_NOT_COMPARED && b->alone ? CMQ_CLASHING : best;
}

static void compare_word(struct edit *e, const struct run *run, const struct run *other,
                         uint32_t i) {
    const struct cmq_told_word *word = &run->sentence->words.item[i];
    bool here = word->claim != UINT32_MAX && e->group[word->claim] == e->wanted;
    bool moved = word->count > 0 && is_moved(run, other, i);
    for (uint32_t j = 0; j < word->count; j++) {
        uint32_t slot = word->bearing[j].slot;
        /* Of two names that change places each is only moved. */
        e->edits->touched |= moved ? slot & CMQ_DIFFERS_WHO : slot;
        enum cmq_agreement agreement =
            here && !moved ? compare_bearing(&word->bearing[j], other) : CMQ_NOT_COMPARED;
        e->edits->differs |= agreement == CMQ_CLASHING ? slot : 0;
        e->edits->granularity |= agreement == CMQ_NESTED ? slot : 0;
    }
}

static void compare_runs(struct edit *e) {
    for (uint32_t i = e->x.first; i < e->x.end; i++) {
        compare_word(e, &e->x, &e->y, i);
    }
    for (uint32_t k = e->y.first; k < e->y.end; k++) {
        compare_word(e, &e->y, &e->x, k);
    }
}

struct cmq_edits cmq_twin_edits(const struct cmq_claims *claims, const struct cmq_twin *twin,
                                const uint32_t *group, uint32_t wanted) {
    struct cmq_edits edits = {0};
    struct edit e = {.group = group,
                     .wanted = wanted,
                     .x = {&claims->sentences.item[twin->x], twin->in_y, 0, 0},
                     .y = {&claims->sentences.item[twin->y], twin->in_x, 0, 0},
                     .edits = &edits};
    for (uint32_t i = 0; i <= e.x.sentence->words.count; i++) {
        bool last = i == e.x.sentence->words.count;
        if (!last && twin->in_y[i] == UINT32_MAX) {
            continue;
        }
        e.x.end = i;
        e.y.end = last ? e.y.sentence->words.count : twin->in_y[i];
        compare_runs(&e);
        e.x.first = e.x.end + 1;
        e.y.first = e.y.end + 1;
    }
    return edits;
}
