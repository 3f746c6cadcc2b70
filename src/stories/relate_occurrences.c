/* SPDX-License-Identifier: Apache-2.0 */
/* Which occurrence a telling is of. Occurrences that may be it are found by acts, sides and days; a
 * telling joins the first with all of whose tellings it may be one. */

#include "stories/relate.h"

#include <stdlib.h>

#define NARROW      10  /* days of a telling that is kept by its first one */
#define WIDEST      400 /* days of a longer one that is found again */
#define MOST_SIDES  8u  /* of a telling, by which it is found */
#define MOST        64u /* occurrences with a key that are looked at, the last first */
#define FOUND_LIMIT 1024u

/* What a key stands for. */
enum key_class {
    BY_PAIR = 'p',  /* two sides of a telling */
    BY_SIDE = 's',  /* one of them */
    BY_ALONE = 'a', /* one, of a telling that does not know who did it, or to whom */
};

struct search {
    const struct cmq_occurrence_index *index;
    struct cmq_arena *arena;
    const struct cmq_telling *telling;
    struct cmq_str side[MOST_SIDES]; /* those who take part, each once */
    uint32_t side_count;
    bool alone;
    CMQ_ARRAY(int64_t) found; /* occurrences */
};

/* ---- keys --------------------------------------------------------------------------------- */

static void add_side(struct search *s, const struct cmq_party *party) {
    struct cmq_str side = party->side.len > 0 ? party->side : party->key;
    for (uint32_t i = 0; i < s->side_count; i++) {
        if (cmq_str_eq(s->side[i], side)) {
            return;
        }
    }
    if (s->side_count < MOST_SIDES) {
        s->side[s->side_count++] = side;
    }
}

static void find_sides(struct search *s) {
    const struct cmq_telling *t = s->telling;
    for (uint32_t i = 0; i < t->source.count; i++) {
        add_side(s, &t->source.item[i]);
    }
    for (uint32_t i = 0; i < t->target.count; i++) {
        add_side(s, &t->target.item[i]);
    }
    s->alone = s->side_count < 2 || t->source.count == 0 || t->target.count == 0;
}

static bool is_dated(const struct cmq_telling *t) {
    return t->from != CMQ_NO_DAY && t->to != CMQ_NO_DAY;
}

static bool is_wide(const struct cmq_telling *t) {
    return (int64_t)t->to - t->from >= NARROW;
}

/* Of two sides in whichever order; `y` is empty for one. */
static int64_t key_of(const struct search *s, enum key_class by, bool wide, struct cmq_str x,
                      struct cmq_str y) {
    bool swap = cmq_str_cmp(x, y) > 0;
    struct cmq_str a = swap ? y : x, b = swap ? x : y;
    struct cmq_str key = cmq_arena_format(s->arena, "%.*s %c %c ", CMQ_FMT(s->telling->family),
                                          (int)by, wide ? 'w' : 'n');
    uint64_t parts[3] = {cmq_hash(key), cmq_hash(a), cmq_hash(b)};
    return (int64_t)cmq_hash((struct cmq_str){(const char *)parts, sizeof parts});
}

/* ---- finding ------------------------------------------------------------------------------ */

static enum cmq_status look_up(struct search *s, enum key_class by, bool wide, struct cmq_str x,
                               struct cmq_str y, struct cmq_error *err) {
    const struct cmq_telling *t = s->telling;
    int64_t occurrence[MOST];
    uint32_t count;
    cmq_day from = 0, to = 0;
    if (is_dated(t)) {
        from = t->from - (wide ? WIDEST : NARROW);
        to = t->to;
    }
    enum cmq_status status = s->index->with(s->index->context, key_of(s, by, wide, x, y), from, to,
                                            occurrence, MOST, &count, err);
    for (uint32_t i = 0; i < count && s->found.count < FOUND_LIMIT; i++) {
        CMQ_PUSH(s->arena, &s->found) = occurrence[i];
    }
    return status;
}

static int compare_numbers(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* A telling without one of its sides is of whatever has the other; others share two sides, or are
 * of one that lacks one. */
static enum cmq_status find_occurrences(struct search *s, struct cmq_error *err) {
    const struct cmq_str none = {NULL, 0};
    enum cmq_status status = CMQ_OK;
    for (unsigned wide = 0; wide < 2; wide++) {
        for (uint32_t i = 0; i < s->side_count && status == CMQ_OK; i++) {
            status = look_up(s, s->alone ? BY_SIDE : BY_ALONE, wide, s->side[i], none, err);
            for (uint32_t k = 0; k < i && !s->alone && status == CMQ_OK; k++) {
                status = look_up(s, BY_PAIR, wide, s->side[i], s->side[k], err);
            }
        }
    }
    if (s->found.count > 0) {
        qsort(s->found.item, s->found.count, sizeof *s->found.item, compare_numbers);
    }
    return status;
}

/* ---- keeping ------------------------------------------------------------------------------ */

static enum cmq_status keep_key(struct search *s, enum key_class by, struct cmq_str x,
                                struct cmq_str y, int64_t occurrence, struct cmq_error *err) {
    bool dated = is_dated(s->telling);
    return s->index->keep_key(s->index->context, key_of(s, by, dated && is_wide(s->telling), x, y),
                              dated ? s->telling->from : 0, occurrence, err);
}

static enum cmq_status keep_keys(struct search *s, int64_t occurrence, struct cmq_error *err) {
    const struct cmq_str none = {NULL, 0};
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < s->side_count && status == CMQ_OK; i++) {
        status = keep_key(s, BY_SIDE, s->side[i], none, occurrence, err);
        if (status == CMQ_OK && s->alone) {
            status = keep_key(s, BY_ALONE, s->side[i], none, occurrence, err);
        }
        for (uint32_t k = 0; k < i && status == CMQ_OK; k++) {
            status = keep_key(s, BY_PAIR, s->side[i], s->side[k], occurrence, err);
        }
    }
    return status;
}

/* ---- deciding ----------------------------------------------------------------------------- */

/* The kinship with all tellings of an occurrence alike; CMQ_NOT_KIN where they are of several
 * minds. */
static enum cmq_status compare(struct search *s, int64_t occurrence, enum cmq_kinship *kinship,
                               struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    *kinship = CMQ_NOT_KIN;
    for (uint32_t i = 0; i < CMQ_OCCURRENCE_COMPARED; i++) {
        struct cmq_str bytes;
        struct cmq_telling other;
        status = s->index->telling(s->index->context, occurrence, i, &bytes, err);
        if (status == CMQ_OK) {
            status = cmq_telling_read(bytes, s->arena, &other, err);
        }
        if (status != CMQ_OK) {
            break;
        }
        enum cmq_kinship now = cmq_tellings_compare(s->telling, &other);
        if (now == CMQ_NOT_KIN || (i > 0 && now != *kinship)) {
            *kinship = CMQ_NOT_KIN;
            break;
        }
        *kinship = now;
    }
    return status == CMQ_END ? CMQ_OK : status;
}

/* The occurrence of the telling, 0 if none of those found is; those that it is a part of, or has as
 * parts, in `kin`. */
struct kin {
    int64_t occurrence;
    enum cmq_kinship kinship;
};

struct decision {
    int64_t joins;
    CMQ_ARRAY(struct kin) kin;
};

static enum cmq_status decide(struct search *s, struct decision *decision, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < s->found.count && status == CMQ_OK; i++) {
        enum cmq_kinship kinship;
        int64_t occurrence = s->found.item[i];
        if (i > 0 && occurrence == s->found.item[i - 1]) {
            continue;
        }
        status = compare(s, occurrence, &kinship, err);
        if (kinship == CMQ_SAME_OCCURRENCE && decision->joins == 0) {
            decision->joins = occurrence;
        } else if (kinship == CMQ_PART_OF || kinship == CMQ_HAS_PART) {
            CMQ_PUSH(s->arena, &decision->kin) = (struct kin){occurrence, kinship};
        }
    }
    return status;
}

static enum cmq_status keep(struct search *s, int64_t report, const struct cmq_trace_telling *trace,
                            struct decision *decision, struct cmq_error *err) {
    const struct cmq_occurrence_index *index = s->index;
    enum cmq_status status = CMQ_OK;
    if (decision->joins == 0) {
        status = index->begin(index->context, s->telling->family, &decision->joins, err);
    }
    if (status == CMQ_OK) {
        status = index->keep_telling(index->context, decision->joins, report, trace, err);
    }
    for (uint32_t i = 0; i < decision->kin.count && status == CMQ_OK; i++) {
        const struct kin *kin = &decision->kin.item[i];
        bool is_part = kin->kinship == CMQ_PART_OF;
        status = index->keep_part(index->context, is_part ? decision->joins : kin->occurrence,
                                  is_part ? kin->occurrence : decision->joins, err);
    }
    return status == CMQ_OK ? keep_keys(s, decision->joins, err) : status;
}

static enum cmq_status relate_telling(const struct cmq_occurrence_index *index, int64_t report,
                                      const struct cmq_trace_telling *trace,
                                      struct cmq_arena *arena, struct cmq_error *err) {
    struct cmq_telling telling;
    struct search search = {.index = index, .arena = arena, .telling = &telling};
    struct decision decision = {.joins = 0};
    enum cmq_status status = cmq_telling_read(trace->bytes, arena, &telling, err);
    if (status == CMQ_OK) {
        find_sides(&search);
        status = find_occurrences(&search, err);
    }
    if (status == CMQ_OK) {
        status = decide(&search, &decision, err);
    }
    return status == CMQ_OK ? keep(&search, report, trace, &decision, err) : status;
}

enum cmq_status cmq_relate_tellings(const struct cmq_occurrence_index *index, int64_t report,
                                    const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < traces->tellings.count && status == CMQ_OK; i++) {
        status = relate_telling(index, report, &traces->tellings.item[i], arena, err);
    }
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : status;
}
