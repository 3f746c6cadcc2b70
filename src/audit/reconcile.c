/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit.h"
#include "ontology/ontology.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum level { BY_REPORT, BY_ACT, BY_DAY, BY_MONTH };

/* What rows are matched by. */
struct key {
    uint64_t report;
    int32_t when;
    char pair[8], act[3];
    uint8_t quad;
};

static int32_t month_of(cmq_day day) {
    int year;
    unsigned month, date;
    cmq_day_split(day, &year, &month, &date);
    return year * 12 + (int32_t)month;
}

static struct key key_of(const struct cmq_foreign_row *row, enum level level, bool by_type) {
    struct key key = {.report = level <= BY_ACT ? row->report : 0,
                      .when = level == BY_MONTH ? month_of(row->day)
                              : level == BY_DAY ? row->day
                                                : 0,
                      .quad = row->quad};
    if (level == BY_REPORT) {
        return key;
    }
    memcpy(key.pair, row->source, 3);
    memcpy(key.pair + 3, row->target, 3);
    if (by_type) {
        const struct cmq_plover_type *type = cmq_plover_type((enum cmq_plover)row->type);
        key.act[0] = (char)('A' + row->type);
        key.quad = type != NULL ? type->quad : row->quad;
    } else {
        memcpy(key.act, row->root, sizeof key.act);
    }
    return key;
}

static int compare_keys(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    if (x->report != y->report) {
        return x->report < y->report ? -1 : 1;
    }
    if (x->when != y->when) {
        return x->when < y->when ? -1 : 1;
    }
    int order = memcmp(x->pair, y->pair, sizeof x->pair);
    return order != 0 ? order : memcmp(x->act, y->act, sizeof x->act);
}

/* The class of acts before the root, so that cells of one class stand together. */
static int compare_cells(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    if (x->quad != y->quad) {
        return x->quad < y->quad ? -1 : 1;
    }
    if (x->when != y->when) {
        return x->when < y->when ? -1 : 1;
    }
    return memcmp(x->pair, y->pair, sizeof x->pair);
}

/* The keys of a file in order; the caller's to free; NULL when out of memory. */
static struct key *keys_of(const struct cmq_foreign *foreign, enum level level, bool by_type,
                           int (*compare)(const void *, const void *)) {
    struct key *keys = calloc((size_t)foreign->list.count + 1, sizeof *keys);
    for (uint32_t i = 0; keys != NULL && i < foreign->list.count; i++) {
        keys[i] = key_of(&foreign->list.item[i], level, by_type);
    }
    if (keys != NULL) {
        qsort(keys, foreign->list.count, sizeof *keys, compare);
    }
    return keys;
}

static void match(const struct key *a, size_t a_count, const struct key *b, size_t b_count,
                  struct cmq_matched *matched) {
    size_t i = 0, k = 0;
    while (i < a_count && k < b_count) {
        int order = compare_keys(&a[i], &b[k]);
        matched->both += order == 0;
        matched->only_a += order < 0;
        matched->only_b += order > 0;
        i += order <= 0;
        k += order >= 0;
    }
    matched->only_a += a_count - i;
    matched->only_b += b_count - k;
}

/* ---- correlation -------------------------------------------------------------------------- */

struct sums {
    double n, a, b, aa, bb, ab;
};

static void add_cell(struct sums *sums, struct cmq_correlation *c, uint64_t a, uint64_t b) {
    double x = (double)a, y = (double)b;
    sums->n++;
    sums->a += x;
    sums->b += y;
    sums->aa += x * x;
    sums->bb += y * y;
    sums->ab += x * y;
    c->cells++;
    c->a += a;
    c->b += b;
}

static void finish(const struct sums *s, struct cmq_correlation *c) {
    double between = s->n * s->ab - s->a * s->b;
    double a = s->n * s->aa - s->a * s->a, b = s->n * s->bb - s->b * s->b;
    c->r = c->low = c->high = (double)NAN;
    if (s->n < 4 || a <= 0 || b <= 0) {
        return;
    }
    c->r = between / sqrt(a * b);
    c->r = c->r > 1 ? 1 : c->r < -1 ? -1 : c->r;
    double z = atanh(c->r), half = 1.96 / sqrt(s->n - 3);
    c->low = tanh(z - half);
    c->high = tanh(z + half);
}

/* How many keys from `i` on are of one cell. */
static size_t run_length(const struct key *keys, size_t i, size_t count) {
    size_t end = i;
    while (end < count && compare_cells(&keys[i], &keys[end]) == 0) {
        end++;
    }
    return end - i;
}

static void correlate(const struct key *a, size_t a_count, const struct key *b, size_t b_count,
                      struct cmq_correlation quad[4]) {
    struct sums sums[4] = {{0}};
    size_t i = 0, k = 0;
    while (i < a_count || k < b_count) {
        int order = i == a_count ? 1 : k == b_count ? -1 : compare_cells(&a[i], &b[k]);
        unsigned class = order <= 0 ? a[i].quad : b[k].quad;
        size_t in_a = order <= 0 ? run_length(a, i, a_count) : 0;
        size_t in_b = order >= 0 ? run_length(b, k, b_count) : 0;
        if (class > 0) { /* a mention is of none */
            add_cell(&sums[class - 1], &quad[class - 1], in_a, in_b);
        }
        i += in_a;
        k += in_b;
    }
    for (unsigned q = 0; q < 4; q++) {
        finish(&sums[q], &quad[q]);
    }
}

/* Why two files cannot be matched at a level; NULL if they can. */
static const char *hindrance(const struct cmq_foreign *a, const struct cmq_foreign *b,
                             enum level level) {
    if (level <= BY_ACT && (a->report != b->report || a->report == CMQ_REPORT_UNNAMED)) {
        return "the files do not name reports alike";
    }
    if (level != BY_REPORT && (a->mentions || b->mentions)) {
        return "mentions have no actors and no act";
    }
    return NULL;
}

static bool has_roots(const struct cmq_foreign *foreign) {
    return foreign->list.count > 0 && foreign->list.item[0].root[0] != '\0';
}

enum cmq_status cmq_foreign_reconcile(const struct cmq_foreign *a, const struct cmq_foreign *b,
                                      struct cmq_reconciled *result, struct cmq_error *err) {
    static const char *const names[] = {"report", "report, pair, act", "day, pair, act",
                                        "month, pair, act"};
    bool whole = true, by_type = !has_roots(a) || !has_roots(b);
    *result = (struct cmq_reconciled){0};
    for (int level = BY_REPORT; level <= BY_MONTH && whole; level++) {
        struct key *x = keys_of(a, (enum level)level, by_type, compare_keys);
        struct key *y = keys_of(b, (enum level)level, by_type, compare_keys);
        result->match[level] =
            (struct cmq_matched){.by = names[level], .cannot = hindrance(a, b, (enum level)level)};
        whole = x != NULL && y != NULL;
        if (whole && result->match[level].cannot == NULL) {
            match(x, a->list.count, y, b->list.count, &result->match[level]);
        }
        free(x);
        free(y);
    }
    struct key *x = keys_of(a, BY_MONTH, by_type, compare_cells);
    struct key *y = keys_of(b, BY_MONTH, by_type, compare_cells);
    whole = whole && x != NULL && y != NULL;
    if (whole) {
        correlate(x, a->list.count, y, b->list.count, result->quad);
    }
    free(x);
    free(y);
    return whole ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}
