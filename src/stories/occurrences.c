/* SPDX-License-Identifier: Apache-2.0 */
/* When two tellings are of one occurrence: the rules of ../shared/practice.md, A. */

#include "stories/stories.h"

#define WIDE 7 /* days of an interval that may hold several occurrences: "this year" */

/* ---- who ---------------------------------------------------------------------------------- */

enum match { CLASH, OPEN, MATCH };

/* Two of one country may be the same, unless they are two persons. */
static bool may_be_same(const struct cmq_party *x, const struct cmq_party *y) {
    if (cmq_str_eq(x->key, y->key)) {
        return true;
    }
    return x->side.len > 0 && cmq_str_eq(x->side, y->side) && !(x->person && y->person);
}

static enum match match_sides(const struct cmq_party *x, uint32_t x_count,
                              const struct cmq_party *y, uint32_t y_count) {
    if (x_count == 0 || y_count == 0) {
        return OPEN;
    }
    for (uint32_t i = 0; i < x_count; i++) {
        for (uint32_t k = 0; k < y_count; k++) {
            if (may_be_same(&x[i], &y[k])) {
                return MATCH;
            }
        }
    }
    return CLASH;
}

/* Each of the fewer has its like among the more. */
static bool all_have_likes(const struct cmq_telling *few, const struct cmq_telling *many) {
    for (uint32_t i = 0; i < few->source.count; i++) {
        const struct cmq_party *party = &few->source.item[i];
        if (match_sides(party, 1, many->source.item, many->source.count) != MATCH &&
            match_sides(party, 1, many->target.item, many->target.count) != MATCH) {
            return false;
        }
    }
    return true;
}

static bool actors_agree(const struct cmq_telling *a, const struct cmq_telling *b) {
    if (a->reciprocal && b->reciprocal) {
        return a->source.count <= b->source.count ? all_have_likes(a, b) : all_have_likes(b, a);
    }
    enum match source =
        match_sides(a->source.item, a->source.count, b->source.item, b->source.count);
    enum match target =
        match_sides(a->target.item, a->target.count, b->target.item, b->target.count);
    if (source == MATCH && target != CLASH) {
        return true;
    }
    if (target == MATCH && source == OPEN) {
        return true;
    }
    if (!a->reciprocal && !b->reciprocal) {
        return false;
    }
    /* "Biden will meet Xi" and "Xi and Biden will meet". */
    source = match_sides(a->source.item, a->source.count, b->target.item, b->target.count);
    target = match_sides(a->target.item, a->target.count, b->source.item, b->source.count);
    return source == MATCH && target == MATCH;
}

bool cmq_tellings_clash(const struct cmq_telling *a, const struct cmq_telling *b) {
    if (!cmq_str_eq(a->family, b->family) || actors_agree(a, b)) {
        return false;
    }
    return match_sides(a->source.item, a->source.count, b->source.item, b->source.count) == CLASH ||
           match_sides(a->target.item, a->target.count, b->target.item, b->target.count) == CLASH;
}

/* ---- when --------------------------------------------------------------------------------- */

static int64_t width(const struct cmq_telling *t) {
    return (int64_t)t->to - t->from + 1;
}

static bool dated(const struct cmq_telling *t) {
    return t->from != CMQ_NO_DAY && t->to != CMQ_NO_DAY;
}

/* The days of both meet. The narrow one may stick out: its own days may be widened. */
static bool holds(const struct cmq_telling *wide, const struct cmq_telling *narrow) {
    return width(wide) > WIDE && width(wide) > 2 * width(narrow);
}

/* What was done "this year" does not count what is to come. */
static bool is_ahead(const struct cmq_telling *t) {
    return t->time == CMQ_TENSE_FUTURE;
}

static enum cmq_kinship compare_days(const struct cmq_telling *a, const struct cmq_telling *b) {
    if (!dated(a) || !dated(b)) {
        return CMQ_SAME_OCCURRENCE;
    }
    if (a->from > b->to || b->from > a->to) {
        return CMQ_NOT_KIN;
    }
    bool has = holds(a, b), is = holds(b, a);
    if ((has || is) && is_ahead(a) != is_ahead(b)) {
        return CMQ_NOT_KIN;
    }
    return has ? CMQ_HAS_PART : is ? CMQ_PART_OF : CMQ_SAME_OCCURRENCE;
}

/* ---- the rest ----------------------------------------------------------------------------- */

static bool clash(struct cmq_str a, struct cmq_str b) {
    return a.len > 0 && b.len > 0 && !cmq_str_eq(a, b);
}

static bool is_hypothetical(const struct cmq_telling *t) {
    return t->assertion == CMQ_ASSERTION_POSSIBLE || t->assertion == CMQ_ASSERTION_REQUESTED;
}

enum cmq_kinship cmq_tellings_compare(const struct cmq_telling *a, const struct cmq_telling *b) {
    if (!cmq_str_eq(a->family, b->family) || is_hypothetical(a) != is_hypothetical(b) ||
        clash(a->mode, b->mode) || clash(a->country, b->country) || clash(a->place, b->place) ||
        !actors_agree(a, b)) {
        return CMQ_NOT_KIN;
    }
    return compare_days(a, b);
}

static bool joins(const struct cmq_tellings *tellings, const uint32_t *occurrence, uint32_t telling,
                  uint32_t candidate) {
    for (uint32_t i = candidate; i < telling; i++) {
        if (occurrence[i] == candidate &&
            cmq_tellings_compare(&tellings->list.item[i], &tellings->list.item[telling]) !=
                CMQ_SAME_OCCURRENCE) {
            return false;
        }
    }
    return true;
}

void cmq_occurrences_group(const struct cmq_tellings *tellings, uint32_t *occurrence) {
    for (uint32_t i = 0; i < tellings->list.count; i++) {
        occurrence[i] = i;
        for (uint32_t k = 0; k < i && occurrence[i] == i; k++) {
            if (occurrence[k] == k && joins(tellings, occurrence, i, k)) {
                occurrence[i] = k;
            }
        }
    }
}
