/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences of two reports with mostly the same words in the same order. */

#include "stories/twins.h"

#include <string.h>

#define LEAST_SHARED 70 /* per cent of the longer sentence */
#define LEAST_WORDS  6  /* of a sentence that may be edited; a shorter one has to be the same */
#define MAX_MIDDLE   128u
#define MAX_CELLS    (1u << 27) /* of all tables; past it only unedited sentences are twins */

struct pairing {
    const struct cmq_claims *claims;
    struct cmq_arena *arena;
    uint32_t *taken; /* for each sentence: 1 + the report in which it has a twin */
    uint64_t cells;
    uint8_t table[MAX_MIDDLE + 1][MAX_MIDDLE + 1];
    uint32_t in_y[2 * MAX_MIDDLE + 1]; /* the alignment at hand */
};

static bool same_word(const struct cmq_told_sentence *x, uint32_t i,
                      const struct cmq_told_sentence *y, uint32_t k) {
    return x->words.item[i].form == y->words.item[k].form;
}

static uint32_t longer(const struct cmq_told_sentence *x, const struct cmq_told_sentence *y) {
    return x->words.count > y->words.count ? x->words.count : y->words.count;
}

static bool enough(uint32_t shared, const struct cmq_told_sentence *x,
                   const struct cmq_told_sentence *y) {
    uint32_t whole = longer(x, y);
    return shared == whole || (whole >= LEAST_WORDS && 100 * shared >= LEAST_SHARED * whole);
}

/* Whether so many words can be shared, by lengths and by the bits of the words. */
static bool may_be_twins(const struct cmq_told_sentence *x, const struct cmq_told_sentence *y) {
    uint32_t fewer = x->words.count < y->words.count ? x->words.count : y->words.count;
    uint32_t lost = (uint32_t)__builtin_popcountll(x->bits & ~y->bits);
    uint32_t shared = x->words.count > lost ? x->words.count - lost : 0;
    return enough(fewer < shared ? fewer : shared, x, y);
}

/* Aligns the longest common run of words of x[i0, i1) and y[k0, k1); how many there are. */
static uint32_t align_middle(struct pairing *p, const struct cmq_told_sentence *x,
                             const struct cmq_told_sentence *y, uint32_t i0, uint32_t i1,
                             uint32_t k0, uint32_t k1) {
    uint32_t n = i1 - i0, m = k1 - k0;
    if (n > MAX_MIDDLE || m > MAX_MIDDLE || p->cells + (uint64_t)n * m > MAX_CELLS) {
        return 0;
    }
    p->cells += (uint64_t)n * m;
    for (uint32_t i = 0; i <= n; i++) {
        p->table[i][m] = 0;
    }
    memset(p->table[n], 0, m + 1);
    for (uint32_t i = n; i-- > 0;) {
        for (uint32_t k = m; k-- > 0;) {
            uint8_t down = p->table[i + 1][k], right = p->table[i][k + 1];
            p->table[i][k] = same_word(x, i0 + i, y, k0 + k) ? (uint8_t)(p->table[i + 1][k + 1] + 1)
                             : down > right                  ? down
                                                             : right;
        }
    }
    for (uint32_t i = 0, k = 0; i < n && k < m;) {
        if (same_word(x, i0 + i, y, k0 + k)) {
            p->in_y[i0 + i++] = k0 + k;
            k++;
        } else if (p->table[i + 1][k] >= p->table[i][k + 1]) {
            i++;
        } else {
            k++;
        }
    }
    return p->table[0][0];
}

/* Aligns two sentences; how many words they share in order. */
static uint32_t align(struct pairing *p, const struct cmq_told_sentence *x,
                      const struct cmq_told_sentence *y) {
    uint32_t first = 0, i = x->words.count, k = y->words.count;
    memset(p->in_y, 0xff, sizeof p->in_y);
    while (first < i && first < k && same_word(x, first, y, first)) {
        p->in_y[first] = first;
        first++;
    }
    while (i > first && k > first && same_word(x, i - 1, y, k - 1)) {
        p->in_y[--i] = --k;
    }
    uint32_t shared = first + x->words.count - i;
    return shared + (i > first && k > first ? align_middle(p, x, y, first, i, first, k) : 0);
}

/* The free sentence of `report`, which begins at `from`, that shares most with sentence `x`;
 * UINT32_MAX if none shares enough. */
static uint32_t best_twin(struct pairing *p, uint32_t x, uint32_t report, uint32_t from) {
    const struct cmq_told_sentence *s = p->claims->sentences.item;
    uint32_t best = UINT32_MAX, most = 0;
    for (uint32_t y = from; y < p->claims->sentences.count && s[y].report == report; y++) {
        if (p->taken[y] == 1 + s[x].report || !may_be_twins(&s[x], &s[y])) {
            continue;
        }
        uint32_t shared = align(p, &s[x], &s[y]);
        if (shared > most && enough(shared, &s[x], &s[y])) {
            best = y;
            most = shared;
        }
        if (most == s[x].words.count && most == s[best].words.count) {
            break;
        }
    }
    return best;
}

static void add_twin(struct pairing *p, uint32_t x, uint32_t y, struct cmq_twins *twins) {
    const struct cmq_told_sentence *a = &p->claims->sentences.item[x],
                                   *b = &p->claims->sentences.item[y];
    struct cmq_twin twin = {.x = x,
                            .y = y,
                            .in_y = CMQ_NEW_ARRAY(p->arena, uint32_t, a->words.count),
                            .in_x = CMQ_NEW_ARRAY(p->arena, uint32_t, b->words.count)};
    if (twin.in_y == NULL || twin.in_x == NULL) {
        return;
    }
    align(p, a, b);
    memset(twin.in_x, 0xff, b->words.count * sizeof *twin.in_x);
    for (uint32_t i = 0; i < a->words.count; i++) {
        twin.in_y[i] = p->in_y[i];
        if (twin.in_y[i] != UINT32_MAX) {
            twin.in_x[twin.in_y[i]] = i;
        }
    }
    p->taken[y] = 1 + a->report;
    CMQ_PUSH(p->arena, &twins->list) = twin;
}

void cmq_twins_find(const struct cmq_claims *claims, struct cmq_arena *arena,
                    struct cmq_twins *twins) {
    struct pairing *p = CMQ_NEW(arena, struct pairing);
    const struct cmq_told_sentence *s = claims->sentences.item;
    uint32_t count = claims->sentences.count;
    uint32_t *taken = CMQ_NEW_ARRAY(arena, uint32_t, count + 1);
    if (p == NULL || taken == NULL) {
        return;
    }
    p->claims = claims;
    p->arena = arena;
    p->taken = taken;
    for (uint32_t x = 0; x < count; x++) {
        for (uint32_t y = x + 1; y < count;) {
            uint32_t report = s[y].report;
            uint32_t twin = report == s[x].report ? UINT32_MAX : best_twin(p, x, report, y);
            if (twin != UINT32_MAX) {
                add_twin(p, x, twin, twins);
            }
            while (y < count && s[y].report == report) {
                y++;
            }
        }
    }
}

uint32_t cmq_twins_first(const struct cmq_twins *twins, uint32_t x) {
    uint32_t low = 0, high = twins->list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (twins->list.item[middle].x < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < twins->list.count && twins->list.item[low].x == x ? low : twins->list.count;
}

uint32_t cmq_twin_counterpart(const struct cmq_claims *claims, const struct cmq_twin *twin,
                              uint32_t claim, bool back) {
    const struct cmq_told_sentence *own = &claims->sentences.item[back ? twin->y : twin->x];
    const struct cmq_told_sentence *other = &claims->sentences.item[back ? twin->x : twin->y];
    const uint32_t *in_other = back ? twin->in_x : twin->in_y;
    uint32_t best = UINT32_MAX, most = 0, words = 0;
    for (uint32_t i = 0; i < own->words.count; i++) {
        words += own->words.item[i].claim == claim;
    }
    for (uint32_t i = 0; i < own->words.count; i++) {
        uint32_t k = own->words.item[i].claim == claim ? in_other[i] : UINT32_MAX;
        uint32_t candidate = k != UINT32_MAX ? other->words.item[k].claim : UINT32_MAX;
        uint32_t shared = 0;
        for (uint32_t j = i; j < own->words.count && candidate != UINT32_MAX; j++) {
            shared += own->words.item[j].claim == claim && in_other[j] != UINT32_MAX &&
                      other->words.item[in_other[j]].claim == candidate;
        }
        if (shared > most) {
            best = candidate;
            most = shared;
        }
    }
    return 2 * most >= words ? best : UINT32_MAX;
}
