/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TESTS_NAIVE_ENGINE_H
#define CMQ_TESTS_NAIVE_ENGINE_H

/* The layers of the engine by their definition: slow, obvious, in double, with nothing shared with
 * the engine but the model's weights, the rows of a hash embedding and the reading of tables. */

#include "nlp/model.h"

struct naive_matrix {
    uint32_t rows, width;
    double *at; /* (rows, width) */
};

/* (count, width) of one hash embedding */
struct naive_matrix naive_embedding(const struct cmq_vectors *vectors, uint32_t number,
                                    const struct cmq_features *features, uint32_t count,
                                    struct cmq_arena *arena);
/* (count, width) of the projected word vectors */
struct naive_matrix naive_words(const struct cmq_vectors *vectors,
                                const struct cmq_features *features, uint32_t count,
                                struct cmq_arena *arena);
/* (count, width): all embeddings and the word vectors side by side through the mix layer */
struct naive_matrix naive_mix(const struct cmq_vectors *vectors,
                              const struct cmq_features *features, uint32_t count,
                              struct cmq_arena *arena);
/* `pad` rows of zeros before and after */
struct naive_matrix naive_pad(struct naive_matrix x, uint32_t pad, struct cmq_arena *arena);
/* One residual layer over all rows; what is beyond them reads as zero. */
struct naive_matrix naive_encoder(const struct cmq_vectors *vectors, uint32_t layer,
                                  struct naive_matrix x, struct cmq_arena *arena);
/* Embeddings, mix, pads, all layers, without the pads: (count, width). */
struct naive_matrix naive_vectors(const struct cmq_vectors *vectors,
                                  const struct cmq_features *features, uint32_t count,
                                  struct cmq_arena *arena);

struct naive_matrix naive_linear(const struct cmq_linear *linear, struct naive_matrix x,
                                 struct cmq_arena *arena);
/* (rows + 1, features * hidden * pieces): the last row stands for a feature without a token. */
struct naive_matrix naive_products(const struct cmq_transitions *transitions,
                                   struct naive_matrix hidden, struct cmq_arena *arena);
/* The scores of all actions where `token` has the tokens at the features; negative is none. */
const double *naive_scores(const struct cmq_transitions *transitions, struct naive_matrix products,
                           const int32_t *token, struct cmq_arena *arena);

#endif
