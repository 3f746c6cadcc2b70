/* SPDX-License-Identifier: Apache-2.0 */
/* The sums of a state are taken in the order of its features, the bias last, as in the reference:
 * where two actions score nearly the same, another order could decide otherwise. */
#include "nlp/engine.h"

#include <string.h>

bool cmq_scorer_init(struct cmq_scorer *scorer, const struct cmq_transitions *transitions,
                     const float *vectors, uint32_t count, struct cmq_arena *arena) {
    const struct cmq_prepared_transitions *prepared = transitions->prepared;
    memset(scorer, 0, sizeof *scorer);
    scorer->transitions = transitions;
    scorer->vectors = vectors;
    scorer->count = count;
    scorer->arena = arena;
    scorer->block_len = count < CMQ_SCORER_BLOCK ? count : CMQ_SCORER_BLOCK;
    uint32_t blocks = (count + CMQ_SCORER_BLOCK - 1) / CMQ_SCORER_BLOCK;
    scorer->slot_of = CMQ_NEW_ARRAY(arena, uint8_t, blocks);
    scorer->hidden = cmq_new_floats(arena, prepared->hidden);
    scorer->scores = cmq_new_floats(arena, prepared->score_row);
    scorer->projected = cmq_new_floats(arena, scorer->block_len * prepared->projection.row);
    if (!cmq_new_bytes(arena, &prepared->lower, scorer->block_len, prepared->projection.row,
                       &scorer->bytes) ||
        arena->exhausted) {
        return false;
    }
    memset(scorer->slot_of, (int)CMQ_SCORER_SLOTS, blocks);
    return true;
}

/* Computes the products of a block's tokens into a slot. */
static void fill_slot(struct cmq_scorer *scorer, uint32_t block, float *slot) {
    const struct cmq_prepared_transitions *prepared = scorer->transitions->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_packed *projection = &prepared->projection;
    uint32_t first = block * CMQ_SCORER_BLOCK, left = scorer->count - first;
    uint32_t len = left < CMQ_SCORER_BLOCK ? left : CMQ_SCORER_BLOCK;
    kernels->product(projection, scorer->vectors + (size_t)first * projection->in, projection->in,
                     len, scorer->projected);
    cmq_multiply(kernels, &prepared->lower, scorer->projected, projection->row, len, scorer->bytes,
                 slot);
}

/* The slot for a block that is in none: an unused one, or the one used longest ago. */
static uint32_t free_slot(struct cmq_scorer *scorer) {
    uint32_t oldest = 0;
    for (uint32_t s = 0; s < CMQ_SCORER_SLOTS; s++) {
        if (scorer->slot[s] == NULL) {
            size_t row = scorer->transitions->prepared->lower.row;
            scorer->slot[s] = cmq_new_floats(scorer->arena, scorer->block_len * row);
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
    return scorer->slot[s] + token % CMQ_SCORER_BLOCK * scorer->transitions->prepared->lower.row;
}

const float *cmq_scorer_run(struct cmq_scorer *scorer, const int32_t *token) {
    const struct cmq_transitions *t = scorer->transitions;
    const struct cmq_prepared_transitions *prepared = t->prepared;
    const float *part[CMQ_MAX_STATE_TOKENS];
    for (uint32_t f = 0; f < t->feature_count; f++) {
        part[f] = token[f] >= 0 ? products_of(scorer, (uint32_t)token[f]) : prepared->pad;
        if (part[f] == NULL) {
            return NULL;
        }
        part[f] += f * t->pieces * prepared->hidden;
    }
    prepared->kernels->maxout(part, t->feature_count, prepared->bias, t->pieces, prepared->hidden,
                              scorer->hidden);
    if (!t->has_upper) {
        return scorer->hidden;
    }
    prepared->kernels->scores(prepared->upper, prepared->upper_bias, t->hidden, prepared->score_row,
                              scorer->hidden, scorer->scores);
    return scorer->scores;
}
