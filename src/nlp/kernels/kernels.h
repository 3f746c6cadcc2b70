/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_KERNELS_H
#define CMQ_NLP_KERNELS_H

/* kernels: the arithmetic of the engine, and nothing else. All numbers are float32.
 *
 * Matrices of activations are kept as columns: one column a token, one row a feature, element
 * (k, c) at `at[k * stride + c]`. A kernel works on CMQ_LANES columns at once, so that weights are
 * read in the order in which the model file has them and no sum ever crosses lanes: every output
 * is one sum, taken in the order of its inputs, and does not depend on the columns beside it.
 *
 * A kernel rounds its number of columns up to a multiple of CMQ_LANES: the caller gives that much
 * room in inputs and outputs. What it computes in the surplus columns means nothing. */

#include <stddef.h>
#include <stdint.h>

#define CMQ_LANES          16u
#define CMQ_ROUND_LANES(n) (((n) + CMQ_LANES - 1) / CMQ_LANES * CMQ_LANES)

struct cmq_columns {
    float *at;
    size_t stride;
};

/* Weights of a layer: unit u takes the largest of `pieces` sums, each over `taps` neighbouring
 * columns of `in` features. */
struct cmq_dense {
    const float *weight; /* (units, pieces, taps, in) */
    const float *bias;   /* (units, pieces); NULL is all zero */
    uint32_t units, pieces, taps, in;
};

/* rows (count, width) to columns (width, count), and back. */
void cmq_kernel_columns_from_rows(const float *rows, uint32_t count, uint32_t width,
                                  struct cmq_columns out);
void cmq_kernel_rows_from_columns(struct cmq_columns x, uint32_t count, uint32_t width,
                                  float *rows);

/* out[u][c] = max over p of (sum over t, k of weight[u][p][t][k] * x[k][c + t]) + bias[u][p],
 * for columns c < count. x has `taps` - 1 columns more than out. */
void cmq_kernel_maxout(const struct cmq_dense *dense, struct cmq_columns x, uint32_t count,
                       struct cmq_columns out);

/* best[c] = the unit with the largest output, the first of equals, for one piece and one tap.
 * `best` has room for CMQ_ROUND_LANES(count). */
void cmq_kernel_best_unit(const struct cmq_dense *dense, struct cmq_columns x, uint32_t count,
                          uint32_t *best);

/* x[k][c] = (x[k][c] - mean) / sqrt(variance + 1e-8) * gain[k] + shift[k], mean and variance being
 * those of column c. */
void cmq_kernel_layer_norm(const float *gain, const float *shift, uint32_t width,
                           struct cmq_columns x, uint32_t count);

/* out[k][c] += x[k][c] */
void cmq_kernel_add_columns(struct cmq_columns x, uint32_t width, uint32_t count,
                            struct cmq_columns out);

/* sum[i] += part[i] */
void cmq_kernel_add(const float *part, uint32_t len, float *sum);

/* scores[u] = (sum over k of hidden[k] * transposed[k][u]) + bias[u], for one state.
 * transposed: (in, stride), stride a multiple of CMQ_LANES; bias and scores have stride items. */
void cmq_kernel_scores(const float *transposed, const float *bias, uint32_t in, uint32_t stride,
                       const float *hidden, float *scores);

#endif
