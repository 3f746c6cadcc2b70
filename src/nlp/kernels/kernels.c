/* SPDX-License-Identifier: Apache-2.0 */
/* The portable form, which every other form has to agree with. The unit of work is a tile: six rows
 * of weights times eight columns, whose sums stay in registers (12 of the 16 that x86-64 has at its
 * baseline) while the features go by. The vectors are those of the C compilers, four floats wide,
 * which become the machine's own on every target that has any. */
#include "nlp/kernels/kernels.h"

#include <math.h>
#include <string.h>

#define TILE_ROWS    6
#define TILE_QUADS   2
#define TILE_COLUMNS (4 * TILE_QUADS)
#define SCORE_QUADS  (CMQ_LANES / 4)

typedef float quad __attribute__((vector_size(16)));
typedef int32_t mask_quad __attribute__((vector_size(16)));

static inline quad load(const float *ptr) {
    quad value;
    memcpy(&value, ptr, sizeof value);
    return value;
}

static inline void store(float *ptr, quad value) {
    memcpy(ptr, &value, sizeof value);
}

static inline quad broadcast(float value) {
    return (quad){value, value, value, value};
}

static inline quad pick(mask_quad mask, quad yes, quad no) {
    return (quad)(((mask_quad)yes & mask) | ((mask_quad)no & ~mask));
}

/* out[r][q] = the sums of `rows` rows of weights from `first` on, for the columns at x. */
static inline __attribute__((always_inline)) void tile_sums(const struct cmq_dense *dense,
                                                            size_t first, const int rows,
                                                            const float *x, size_t stride,
                                                            quad out[TILE_ROWS][TILE_QUADS]) {
    size_t inputs = (size_t)dense->taps * dense->in;
    const float *weight = dense->weight + first * inputs;
    quad sum[TILE_ROWS][TILE_QUADS] = {0};
    for (uint32_t t = 0; t < dense->taps; t++) {
        const float *column = x + t;
        for (uint32_t k = 0; k < dense->in; k++, weight++, column += stride) {
            quad left = load(column), right = load(column + 4);
#pragma GCC unroll 6
            for (int r = 0; r < rows; r++) {
                quad w = broadcast(weight[(size_t)r * inputs]);
                sum[r][0] += w * left;
                sum[r][1] += w * right;
            }
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
        quad bias = broadcast(dense->bias != NULL ? dense->bias[first + (size_t)r] : 0.0f);
        out[r][0] = sum[r][0] + bias;
        out[r][1] = sum[r][1] + bias;
    }
}

/* A full tile if there are enough rows left, else a single row; returns the number of rows. */
static int next_sums(const struct cmq_dense *dense, size_t first, const float *x, size_t stride,
                     quad sum[TILE_ROWS][TILE_QUADS]) {
    if ((size_t)dense->units * dense->pieces - first >= TILE_ROWS) {
        tile_sums(dense, first, TILE_ROWS, x, stride, sum);
        return TILE_ROWS;
    }
    tile_sums(dense, first, 1, x, stride, sum);
    return 1;
}

void cmq_kernel_maxout(const struct cmq_dense *dense, struct cmq_columns x, uint32_t count,
                       struct cmq_columns out) {
    size_t rows = (size_t)dense->units * dense->pieces;
    for (uint32_t c = 0; c < count; c += TILE_COLUMNS) {
        float *to = out.at + c;
        uint32_t piece = 0;
        quad best[TILE_QUADS] = {{0}};
        for (size_t row = 0; row < rows;) {
            quad sum[TILE_ROWS][TILE_QUADS];
            int some = next_sums(dense, row, x.at + c, x.stride, sum);
            row += (size_t)some;
            for (int r = 0; r < some; r++) {
                for (unsigned q = 0; q < TILE_QUADS; q++) {
                    mask_quad larger = sum[r][q] > best[q];
                    best[q] = piece == 0 ? sum[r][q] : pick(larger, sum[r][q], best[q]);
                }
                if (++piece == dense->pieces) {
                    store(to, best[0]);
                    store(to + 4, best[1]);
                    to += out.stride;
                    piece = 0;
                }
            }
        }
    }
}

void cmq_kernel_best_unit(const struct cmq_dense *dense, struct cmq_columns x, uint32_t count,
                          uint32_t *best) {
    for (uint32_t c = 0; c < count; c += TILE_COLUMNS) {
        quad top[TILE_QUADS];
        mask_quad which[TILE_QUADS] = {{0}};
        for (unsigned q = 0; q < TILE_QUADS; q++) {
            top[q] = broadcast(-INFINITY);
        }
        for (uint32_t unit = 0; unit < dense->units;) {
            quad sum[TILE_ROWS][TILE_QUADS];
            int some = next_sums(dense, unit, x.at + c, x.stride, sum);
            for (int r = 0; r < some; r++, unit++) {
                int32_t id = (int32_t)unit;
                mask_quad here = {id, id, id, id};
                for (unsigned q = 0; q < TILE_QUADS; q++) {
                    mask_quad above = sum[r][q] > top[q];
                    top[q] = pick(above, sum[r][q], top[q]);
                    which[q] = (here & above) | (which[q] & ~above);
                }
            }
        }
        memcpy(best + c, which, sizeof which);
    }
}

void cmq_kernel_layer_norm(const float *gain, const float *shift, uint32_t width,
                           struct cmq_columns x, uint32_t count) {
    for (uint32_t c = 0; c < count; c += CMQ_LANES) {
        float mean[CMQ_LANES] = {0}, scale[CMQ_LANES] = {0};
        for (uint32_t k = 0; k < width; k++) {
            const float *row = x.at + k * x.stride + c;
            for (unsigned l = 0; l < CMQ_LANES; l++) {
                mean[l] += row[l];
            }
        }
        for (unsigned l = 0; l < CMQ_LANES; l++) {
            mean[l] /= (float)width;
        }
        for (uint32_t k = 0; k < width; k++) {
            const float *row = x.at + k * x.stride + c;
            for (unsigned l = 0; l < CMQ_LANES; l++) {
                float off = row[l] - mean[l];
                scale[l] += off * off;
            }
        }
        for (unsigned l = 0; l < CMQ_LANES; l++) {
            scale[l] = 1.0f / sqrtf(scale[l] / (float)width + 1e-8f);
        }
        for (uint32_t k = 0; k < width; k++) {
            float *row = x.at + k * x.stride + c;
            for (unsigned l = 0; l < CMQ_LANES; l++) {
                row[l] = (row[l] - mean[l]) * scale[l] * gain[k] + shift[k];
            }
        }
    }
}

void cmq_kernel_add_columns(struct cmq_columns x, uint32_t width, uint32_t count,
                            struct cmq_columns out) {
    uint32_t columns = CMQ_ROUND_LANES(count);
    for (uint32_t k = 0; k < width; k++) {
        cmq_kernel_add(x.at + k * x.stride, columns, out.at + k * out.stride);
    }
}

void cmq_kernel_add(const float *part, uint32_t len, float *sum) {
    uint32_t i = 0;
    for (; i + 4 <= len; i += 4) {
        store(sum + i, load(sum + i) + load(part + i));
    }
    for (; i < len; i++) {
        sum[i] += part[i];
    }
}

void cmq_kernel_scores(const float *transposed, const float *bias, uint32_t in, uint32_t stride,
                       const float *hidden, float *scores) {
    for (uint32_t u = 0; u < stride; u += CMQ_LANES) {
        quad sum[SCORE_QUADS] = {0};
        const float *weight = transposed + u;
        for (uint32_t k = 0; k < in; k++, weight += stride) {
            quad h = broadcast(hidden[k]);
            for (unsigned q = 0; q < SCORE_QUADS; q++) {
                sum[q] += h * load(weight + 4 * q);
            }
        }
        for (unsigned q = 0; q < SCORE_QUADS; q++) {
            store(scores + u + 4 * q, sum[q] + load(bias + u + 4 * q));
        }
    }
}

void cmq_kernel_columns_from_rows(const float *rows, uint32_t count, uint32_t width,
                                  struct cmq_columns out) {
    for (uint32_t c = 0; c < count; c++) {
        for (uint32_t k = 0; k < width; k++) {
            out.at[k * out.stride + c] = rows[(size_t)c * width + k];
        }
    }
}

void cmq_kernel_rows_from_columns(struct cmq_columns x, uint32_t count, uint32_t width,
                                  float *rows) {
    for (uint32_t c = 0; c < count; c++) {
        for (uint32_t k = 0; k < width; k++) {
            rows[(size_t)c * width + k] = x.at[k * x.stride + c];
        }
    }
}
