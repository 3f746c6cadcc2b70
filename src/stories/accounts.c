/* SPDX-License-Identifier: Apache-2.0 */
/* Claims laid side by side. Two claims say the same when they share most of what they speak of,
 * where a word counts the more the fewer claims of the story have it; claims are joined from the
 * most alike down, as long as all that are joined are alike on average. */

#include "stories/twins.h"

#include <math.h>
#include <stdlib.h>

#define ALIKE_ACROSS 0.34 /* least likeness of claims of two reports */
#define ALIKE_WITHIN 0.55 /* and of one report: what it says twice */
#define SAME_TELLER  0.05 /* is added where the same one says it */
#define SAME_ACT     0.28 /* is added where both tell of one occurrence */

struct pair {
    double alike;
    uint32_t a, b;
};

struct aligner {
    const struct cmq_claims *claims;
    struct cmq_arena *arena;
    CMQ_ARRAY(double) weights; /* squared, of the words of all claims in their order */
    uint32_t *first;           /* of each claim: its first word's place among the weights */
    double *length;            /* of each claim: root of the sum of its weights */
    CMQ_ARRAY(struct pair) pairs;
    struct cmq_map *refused; /* pairs of groups that are not alike */
    struct cmq_twins twins;
    uint32_t *group;   /* of each claim: the group it was joined to, its first claim */
    uint32_t *members; /* of each group */
    uint32_t *next;    /* of each claim: the next one of its group; UINT32_MAX: the last */
    uint32_t *last;    /* of each group: its last claim in that order */
};

/* ---- likeness ----------------------------------------------------------------------------- */

static struct cmq_str word_key(const uint32_t *word) {
    return (struct cmq_str){(const char *)word, sizeof *word};
}

static bool count_words(const struct cmq_claims *claims, struct cmq_map *df) {
    for (uint32_t i = 0; i < claims->list.count; i++) {
        const struct cmq_claim *claim = &claims->list.item[i];
        for (uint32_t k = 0; k < claim->words.count; k++) {
            uint32_t *count = cmq_map_put(df, word_key(&claim->words.item[k]), 0);
            if (count == NULL) {
                return false;
            }
            ++*count;
        }
    }
    return true;
}

/* A word weighs the more the fewer claims have it. */
static void weigh_words(struct aligner *a, const struct cmq_map *df) {
    for (uint32_t i = 0; i < a->claims->list.count; i++) {
        const struct cmq_claim *claim = &a->claims->list.item[i];
        double sum = 0;
        a->first[i] = a->weights.count;
        for (uint32_t k = 0; k < claim->words.count; k++) {
            uint32_t count = *cmq_map_get(df, word_key(&claim->words.item[k]));
            double weight = log(1 + (double)a->claims->list.count / count);
            CMQ_PUSH(a->arena, &a->weights) = weight * weight;
            sum += weight * weight;
        }
        a->length[i] = sqrt(sum);
    }
}

static bool same_voice(const struct cmq_claim *x, const struct cmq_claim *y) {
    const struct cmq_claim_actor *a = cmq_claim_speaker(x), *b = cmq_claim_speaker(y);
    return a == NULL || b == NULL ? a == b : cmq_str_eq(a->key, b->key);
}

/* One occurrence, in one voice: that Psaki tells what Biden will discuss is not that they will
 * meet. */
static bool same_act(const struct cmq_claim *x, const struct cmq_claim *y) {
    return x->occurrence != UINT32_MAX && x->occurrence == y->occurrence && same_voice(x, y) &&
           x->assertion != CMQ_ASSERTION_REQUESTED && x->assertion != CMQ_ASSERTION_POSSIBLE;
}

/* The cosine of two claims' weighted words. */
static double likeness(const struct aligner *a, uint32_t i, uint32_t j) {
    const struct cmq_claim *x = &a->claims->list.item[i], *y = &a->claims->list.item[j];
    double shared = 0;
    uint32_t p = 0, q = 0;
    while (p < x->words.count && q < y->words.count) {
        if (x->words.item[p] == y->words.item[q]) {
            shared += a->weights.item[a->first[i] + p];
        }
        uint32_t word = x->words.item[p];
        p += word <= y->words.item[q];
        q += y->words.item[q] <= word;
    }
    if (shared <= 0) {
        return 0;
    }
    bool one_speaker = x->told && y->told && same_voice(x, y);
    return shared / (a->length[i] * a->length[j]) + (one_speaker ? SAME_TELLER : 0) +
           (same_act(x, y) ? SAME_ACT : 0);
}

static double least_alike(const struct aligner *a, uint32_t i, uint32_t j) {
    const struct cmq_claim *claim = a->claims->list.item;
    return claim[i].report == claim[j].report ? ALIKE_WITHIN : ALIKE_ACROSS;
}

/* ---- joining ------------------------------------------------------------------------------ */

static int compare_pairs(const void *a, const void *b) {
    const struct pair *x = a, *y = b;
    if (x->alike != y->alike) {
        return x->alike > y->alike ? -1 : 1;
    }
    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    return x->b < y->b ? -1 : x->b > y->b;
}

/* Whether the members of two groups are alike on average. */
static bool members_are_alike(const struct aligner *a, uint32_t x, uint32_t y) {
    double sum = 0, least = 0;
    for (uint32_t i = x; i != UINT32_MAX; i = a->next[i]) {
        for (uint32_t j = y; j != UINT32_MAX; j = a->next[j]) {
            sum += likeness(a, i, j);
            least += least_alike(a, i, j);
        }
    }
    return sum >= least;
}

/* Groups that were not alike once are not asked for again: many claims take no longer for it. */
static bool groups_are_alike(struct aligner *a, uint32_t x, uint32_t y) {
    uint32_t pair[2] = {x < y ? x : y, x < y ? y : x};
    struct cmq_str key = {(const char *)pair, sizeof pair};
    if (a->members[x] == 1 && a->members[y] == 1) {
        return true;
    }
    if (cmq_map_get(a->refused, key) != NULL) {
        return false;
    }
    bool alike = members_are_alike(a, x, y);
    a->arena->exhausted |= !alike && cmq_map_put(a->refused, key, 1) == NULL;
    return alike;
}

static void join(struct aligner *a, uint32_t x, uint32_t y) {
    uint32_t into = x < y ? x : y, from = x < y ? y : x;
    for (uint32_t i = from; i != UINT32_MAX; i = a->next[i]) {
        a->group[i] = into;
    }
    a->next[a->last[into]] = from;
    a->last[into] = a->last[from];
    a->members[into] += a->members[from];
    a->members[from] = 0;
}

static void join_claims(struct aligner *a, uint32_t i, uint32_t j) {
    if (j != UINT32_MAX && a->group[i] != a->group[j]) {
        join(a, a->group[i], a->group[j]);
    }
}

/* The claims of twin sentences are the same wherever they have the same words. */
static void join_twins(struct aligner *a) {
    for (uint32_t i = 0; i < a->twins.list.count; i++) {
        const struct cmq_twin *twin = &a->twins.list.item[i];
        for (unsigned back = 0; back < 2; back++) {
            const struct cmq_told_sentence *s =
                &a->claims->sentences.item[back ? twin->y : twin->x];
            for (uint32_t k = 0, last = UINT32_MAX; k < s->words.count; k++) {
                uint32_t claim = s->words.item[k].claim;
                if (claim != UINT32_MAX && claim != last) {
                    join_claims(a, claim, cmq_twin_counterpart(a->claims, twin, claim, back));
                    last = claim;
                }
            }
        }
    }
}

static void join_alike(struct aligner *a) {
    uint32_t count = a->claims->list.count;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = i + 1; j < count; j++) {
            double alike = a->group[i] == a->group[j] ? 0 : likeness(a, i, j);
            if (alike >= least_alike(a, i, j)) {
                CMQ_PUSH(a->arena, &a->pairs) = (struct pair){alike, i, j};
            }
        }
    }
    if (a->pairs.count > 0) {
        qsort(a->pairs.item, a->pairs.count, sizeof *a->pairs.item, compare_pairs);
    }
    for (uint32_t i = 0; i < a->pairs.count; i++) {
        uint32_t x = a->group[a->pairs.item[i].a], y = a->group[a->pairs.item[i].b];
        if (x != y && groups_are_alike(a, x, y)) {
            join(a, x, y);
        }
    }
}

/* Whether nobody else tells what the claim tells. */
static bool is_alone(const struct aligner *a, uint32_t claim) {
    return a->members[a->group[claim]] == 1;
}

/* Whether each clause of a group hangs on one of another. */
static bool all_hang_on(const struct aligner *a, uint32_t group, uint32_t above) {
    for (uint32_t i = group; i != UINT32_MAX; i = a->next[i]) {
        uint32_t parent = a->claims->list.item[i].parent;
        if (parent == UINT32_MAX || a->group[parent] != above) {
            return false;
        }
    }
    return true;
}

/* Clauses without a subject of their own that found no like go with the clause above them; and two
 * groups become one where in every report the clauses of one hang on those of the other. */
static void join_to_parents(struct aligner *a) {
    const struct cmq_claim *claim = a->claims->list.item;
    for (uint32_t i = 0; i < a->claims->list.count; i++) {
        if (claim[i].parent != UINT32_MAX && is_alone(a, i)) {
            join(a, a->group[i], a->group[claim[i].parent]);
        }
    }
    for (uint32_t i = 0; i < a->claims->list.count; i++) {
        uint32_t above = claim[i].parent == UINT32_MAX ? a->group[i] : a->group[claim[i].parent];
        if (above != a->group[i] && all_hang_on(a, a->group[i], above)) {
            join(a, a->group[i], above);
        }
    }
}

/* ---- rows --------------------------------------------------------------------------------- */

static void make_rows(struct aligner *a, uint32_t reports, struct cmq_accounts *accounts) {
    for (uint32_t i = 0; i < a->claims->list.count; i++) {
        if (a->group[i] != i) {
            continue;
        }
        struct cmq_row row = {0};
        uint32_t last = UINT32_MAX;
        for (uint32_t j = i; j < a->claims->list.count; j++) {
            if (a->group[j] == i) {
                CMQ_PUSH(a->arena, &row.claims) = j;
                row.reports += a->claims->list.item[j].report != last;
                last = a->claims->list.item[j].report;
            }
        }
        row.spread = row.reports == 1         ? CMQ_TOLD_BY_ONE
                     : row.reports == reports ? CMQ_TOLD_BY_ALL
                                              : CMQ_TOLD_BY_SOME;
        cmq_row_compare(a->claims, &a->twins, a->group, &row);
        CMQ_PUSH(a->arena, &accounts->rows) = row;
    }
}

enum cmq_status cmq_accounts_align(const struct cmq_claims *claims, uint32_t reports,
                                   struct cmq_arena *arena, struct cmq_accounts *accounts,
                                   struct cmq_error *err) {
    uint32_t count = claims->list.count;
    if (count > CMQ_ACCOUNTS_LIMIT) {
        return cmq_fail(err, CMQ_LIMIT, 0, "%u claims are more than the %u that are compared",
                        count, CMQ_ACCOUNTS_LIMIT);
    }
    struct cmq_map df, refused;
    struct aligner a = {
        .claims = claims,
        .arena = arena,
        .refused = &refused,
        .first = CMQ_NEW_ARRAY(arena, uint32_t, count + 1),
        .length = CMQ_NEW_ARRAY(arena, double, count + 1),
        .group = CMQ_NEW_ARRAY(arena, uint32_t, count + 1),
        .members = CMQ_NEW_ARRAY(arena, uint32_t, count + 1),
        .next = CMQ_NEW_ARRAY(arena, uint32_t, count + 1),
        .last = CMQ_NEW_ARRAY(arena, uint32_t, count + 1),
    };
    cmq_map_init(&df);
    cmq_map_init(&refused);
    if (!arena->exhausted && count_words(claims, &df)) {
        weigh_words(&a, &df);
        for (uint32_t i = 0; i < count; i++) {
            a.group[i] = a.last[i] = i;
            a.next[i] = UINT32_MAX;
            a.members[i] = 1;
        }
        cmq_twins_find(claims, arena, &a.twins);
    } else {
        arena->exhausted = true;
    }
    if (!arena->exhausted) {
        join_twins(&a);
        join_alike(&a);
        join_to_parents(&a);
        make_rows(&a, reports, accounts);
    }
    cmq_map_release(&df);
    cmq_map_release(&refused);
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}
