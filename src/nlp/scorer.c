/* SPDX-License-Identifier: Apache-2.0 */
/* The sums of a state are taken in the order of its features, the bias last, as in the reference:
 * where two actions score nearly the same, another order could decide otherwise.
 *
 * The model file has the hidden units outermost and their pieces innermost; here the pieces are
 * outermost, so that the maximum over pieces compares whole vectors. */
#include "nlp/engine.h"

#include <string.h>

/* (hidden, pieces) to (pieces, hidden) */
static void turn(const float *from, uint32_t hidden, uint32_t pieces, float *to) {
    for (uint32_t p = 0; p < pieces; p++) {
        for (uint32_t h = 0; h < hidden; h++) {
            *to++ = from[(size_t)h * pieces + p];
        }
    }
}

static bool prepare_weights(struct cmq_scorer *scorer) {
    const struct cmq_transitions *t = scorer->transitions;
    for (uint32_t f = 0; f < t->feature_count; f++) {
        size_t at = (size_t)f * scorer->sum_len;
        turn(t->lower_pad + at, t->hidden, t->pieces, scorer->pad + at);
    }
    turn(t->lower_bias, t->hidden, t->pieces, scorer->bias);
    if (!t->has_upper) {
        return true;
    }
    scorer->upper = CMQ_NEW_ARRAY(scorer->arena, float, (size_t)t->hidden * scorer->score_len);
    scorer->upper_bias = CMQ_NEW_ARRAY(scorer->arena, float, scorer->score_len);
    if (scorer->upper == NULL || scorer->upper_bias == NULL) {
        return false;
    }
    for (uint32_t a = 0; a < t->action_count; a++) {
        scorer->upper_bias[a] = t->upper.bias[a];
        for (uint32_t h = 0; h < t->hidden; h++) {
            scorer->upper[(size_t)h * scorer->score_len + a] =
                t->upper.weight[(size_t)a * t->hidden + h];
        }
    }
    return true;
}

static struct cmq_columns block_columns(struct cmq_arena *arena, uint32_t rows, uint32_t columns) {
    return (struct cmq_columns){CMQ_NEW_ARRAY(arena, float, (size_t)rows *columns), columns};
}

bool cmq_scorer_init(struct cmq_scorer *scorer, const struct cmq_transitions *transitions,
                     const float *vectors, uint32_t count, struct cmq_arena *arena) {
    memset(scorer, 0, sizeof *scorer);
    scorer->transitions = transitions;
    scorer->vectors = vectors;
    scorer->count = count;
    scorer->arena = arena;
    scorer->sum_len = transitions->hidden * transitions->pieces;
    scorer->score_len = CMQ_ROUND_LANES(transitions->action_count);
    size_t features = transitions->feature_count;
    uint32_t blocks = (count + CMQ_SCORER_BLOCK - 1) / CMQ_SCORER_BLOCK;
    uint32_t unit_rows = transitions->feature_count * scorer->sum_len;
    scorer->slot_of = CMQ_NEW_ARRAY(arena, uint8_t, blocks);
    scorer->pad = CMQ_NEW_ARRAY(arena, float, features * scorer->sum_len);
    scorer->bias = CMQ_NEW_ARRAY(arena, float, scorer->sum_len);
    scorer->sum = CMQ_NEW_ARRAY(arena, float, scorer->sum_len);
    scorer->scores = CMQ_NEW_ARRAY(arena, float, scorer->score_len);
    scorer->input = block_columns(arena, transitions->projection.in, CMQ_SCORER_BLOCK);
    scorer->projected = block_columns(arena, transitions->projection.out, CMQ_SCORER_BLOCK);
    scorer->products = block_columns(arena, unit_rows, CMQ_LANES);
    if (arena->exhausted) {
        return false;
    }
    memset(scorer->slot_of, (int)CMQ_SCORER_SLOTS, blocks);
    return prepare_weights(scorer);
}

/* Computes the products of a block's tokens into a slot. */
static void fill_slot(struct cmq_scorer *scorer, uint32_t block, float *slot) {
    const struct cmq_transitions *t = scorer->transitions;
    const struct cmq_linear *projection = &t->projection;
    uint32_t first = block * CMQ_SCORER_BLOCK, left = scorer->count - first;
    uint32_t len = left < CMQ_SCORER_BLOCK ? left : CMQ_SCORER_BLOCK;
    struct cmq_dense project = {projection->weight, projection->bias, projection->out, 1, 1,
                                projection->in};
    struct cmq_dense lower = {t->lower_weight, NULL, t->feature_count * scorer->sum_len, 1, 1,
                              projection->out};
    const float *rows = scorer->vectors + (size_t)first * projection->in;
    cmq_kernel_columns_from_rows(rows, len, projection->in, scorer->input);
    cmq_kernel_maxout(&project, scorer->input, len, scorer->projected);
    for (uint32_t c = 0; c < len; c += CMQ_LANES) {
        struct cmq_columns tokens = {scorer->projected.at + c, scorer->projected.stride};
        uint32_t columns = len - c < CMQ_LANES ? len - c : CMQ_LANES;
        cmq_kernel_maxout(&lower, tokens, columns, scorer->products);
        for (uint32_t i = 0; i < columns; i++) {
            const float *from = scorer->products.at + i;
            float *to = slot + (size_t)(c + i) * lower.units;
            for (uint32_t f = 0; f < t->feature_count; f++, to += scorer->sum_len) {
                for (uint32_t h = 0; h < t->hidden; h++) {
                    for (uint32_t p = 0; p < t->pieces; p++, from += CMQ_LANES) {
                        to[p * t->hidden + h] = *from;
                    }
                }
            }
        }
    }
}

/* The slot for a block that is in none: an unused one, or the one used longest ago. */
static uint32_t free_slot(struct cmq_scorer *scorer) {
    uint32_t oldest = 0;
    for (uint32_t s = 0; s < CMQ_SCORER_SLOTS; s++) {
        if (scorer->slot[s] == NULL) {
            size_t unit_rows = (size_t)scorer->transitions->feature_count * scorer->sum_len;
            scorer->slot[s] = CMQ_NEW_ARRAY(scorer->arena, float, unit_rows *CMQ_SCORER_BLOCK);
            return s;
        }
        if (scorer->last_use[s] < scorer->last_use[oldest]) {
            oldest = s;
        }
    }
    scorer->slot_of[scorer->block_in[oldest]] = CMQ_SCORER_SLOTS;
    return oldest;
}

/* The products of a token: (features, pieces, hidden). NULL when the arena is exhausted. */
static const float *products_of(struct cmq_scorer *scorer, uint32_t token) {
    uint32_t block = token / CMQ_SCORER_BLOCK, s = scorer->slot_of[block];
    if (s == CMQ_SCORER_SLOTS) {
        s = free_slot(scorer);
        if (scorer->slot[s] == NULL) {
            return NULL;
        }
        fill_slot(scorer, block, scorer->slot[s]);
        scorer->slot_of[block] = (uint8_t)s;
        scorer->block_in[s] = block;
    }
    scorer->last_use[s] = ++scorer->clock;
    size_t unit_rows = (size_t)scorer->transitions->feature_count * scorer->sum_len;
    return scorer->slot[s] + token % CMQ_SCORER_BLOCK * unit_rows;
}

const float *cmq_scorer_run(struct cmq_scorer *scorer, const int32_t *token) {
    const struct cmq_transitions *t = scorer->transitions;
    memset(scorer->sum, 0, scorer->sum_len * sizeof *scorer->sum);
    for (uint32_t f = 0; f < t->feature_count; f++) {
        const float *products = scorer->pad;
        if (token[f] >= 0) {
            products = products_of(scorer, (uint32_t)token[f]);
            if (products == NULL) {
                return NULL;
            }
        }
        cmq_kernel_add(products + (size_t)f * scorer->sum_len, scorer->sum_len, scorer->sum);
    }
    cmq_kernel_add(scorer->bias, scorer->sum_len, scorer->sum);
    for (uint32_t p = 1; p < t->pieces; p++) {
        const float *piece = scorer->sum + (size_t)p * t->hidden;
        for (uint32_t h = 0; h < t->hidden; h++) {
            scorer->sum[h] = piece[h] > scorer->sum[h] ? piece[h] : scorer->sum[h];
        }
    }
    if (!t->has_upper) {
        return scorer->sum;
    }
    cmq_kernel_scores(scorer->upper, scorer->upper_bias, t->hidden, scorer->score_len, scorer->sum,
                      scorer->scores);
    return scorer->scores;
}
