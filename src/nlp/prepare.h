/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_PREPARE_H
#define CMQ_NLP_PREPARE_H

/* A model's weights as the kernels read them: packed for a level, some of them as int8. Made once
 * when a model is opened, shared by threads. Private to this room.
 *
 * Units of a maxout are packed piece by piece, each piece rounded up to a row, so that its maximum
 * compares whole vectors; the scorer's likewise. */

#include "nlp/kernels/kernels.h"
#include "nlp/model.h"

struct cmq_prepared_maxout {
    struct cmq_packed packed; /* units: (pieces, row) */
    uint32_t pieces;
    struct cmq_norm norm;
};

/* The first layer of the encoder is folded: its units are (taps, pieces, row), one tap each and no
 * bias, so that the products of a word do not depend on the words beside it. */
struct cmq_prepared_vectors {
    const struct cmq_kernels *kernels;
    size_t row; /* floats: the width, rounded up */
    struct cmq_prepared_maxout mix;
    struct cmq_prepared_maxout layer[CMQ_MAX_DEPTH];
    const float *first_bias; /* (pieces, row), of the first layer */
    const float *zeros;      /* (taps, pieces, row): the products of a row beyond the text */
};

struct cmq_prepared_classifier {
    const struct cmq_kernels *kernels;
    struct cmq_packed packed;
};

/* Actions with one move that stand one after another. */
struct cmq_action_run {
    uint32_t first, end; /* actions */
    uint8_t move;
};

struct cmq_prepared_transitions {
    const struct cmq_kernels *kernels;
    size_t hidden;                   /* floats: the hidden units, rounded up to a row */
    struct cmq_packed projection;    /* of a token vector */
    struct cmq_packed lower;         /* units: (features, pieces, hidden) */
    const float *pad, *bias;         /* (features, pieces, hidden), (pieces, hidden) */
    size_t score_row;                /* floats: the actions, rounded up to a row */
    const float *upper, *upper_bias; /* (units before rounding, score_row), (score_row) */
    uint32_t run_count;
    struct cmq_action_run *run; /* in the order of the actions */
};

/* Each prepares one component in `arena` and sets its `prepared`; false when the arena is
 * exhausted. */
bool cmq_prepare_vectors(const struct cmq_kernels *kernels, enum cmq_precision precision,
                         struct cmq_arena *arena, struct cmq_vectors *vectors);
bool cmq_prepare_classifier(const struct cmq_kernels *kernels, enum cmq_precision precision,
                            struct cmq_arena *arena, struct cmq_classifier *classifier);
bool cmq_prepare_transitions(const struct cmq_kernels *kernels, enum cmq_precision precision,
                             struct cmq_arena *arena, struct cmq_transitions *transitions);

/* Prepares a whole model for a level, which this processor must have; what was prepared before is
 * dropped. False when out of memory. */
bool cmq_prepare_model(const struct cmq_kernels *kernels, enum cmq_precision precision,
                       struct cmq_model *model);

/* Packs units of which `unit[u]` points to the weights, (taps, in); NULL is all zero. */
bool cmq_pack(const struct cmq_kernels *kernels, enum cmq_precision precision,
              const float *const *unit, size_t units, uint32_t taps, uint32_t in,
              struct cmq_arena *arena, struct cmq_packed *packed);

/* Zeros, aligned for kernels; NULL when the arena is exhausted. */
float *cmq_new_floats(struct cmq_arena *arena, size_t count);

/* Room for quantized rows; nothing if the matrix is not int8. */
bool cmq_new_bytes(struct cmq_arena *arena, const struct cmq_packed *packed, uint32_t rows,
                   size_t stride, struct cmq_bytes *bytes);

/* The product of a matrix and rows, by way of `bytes`, which has room for rows + taps - 1 rows, if
 * the matrix is int8; its rows are then `stride` apart, rounded up to CMQ_ROW. */
void cmq_multiply(const struct cmq_kernels *kernels, const struct cmq_packed *packed,
                  const float *x, size_t stride, uint32_t rows, struct cmq_bytes bytes, float *out);

#endif
