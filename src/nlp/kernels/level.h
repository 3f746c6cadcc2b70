/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of a level. A level's file defines, then includes this once:
 *
 *   LANES, TILE_ROWS, BYTE_ROWS   floats of a vector; rows whose sums stay in registers
 *   vec, ivec                     LANES floats; LANES int32
 *   fma_of(a, b, c)               a * b + c, fused or not
 *   max_of(a, b)                  a > b ? a : b
 *   sum_of(a)                     of its lanes: halves added to each other, down to one
 *   to_floats(i), to_integers(v)  conversions; to_integers rounds to nearest, ties to even
 *   dot(sum, x, w)                sum + four products of unsigned bytes x with signed bytes w
 *   KERNELS, NAME                 of the table
 *
 * Vectors are those of the C compilers: + - * and comparisons are theirs. */
#ifndef CMQ_NLP_LEVEL_H
#define CMQ_NLP_LEVEL_H

#include "nlp/kernels/kernels.h"

#include <math.h>
#include <string.h>

#define PANEL_UNITS   (CMQ_PANEL * LANES)
#define NORM_LANES    16u
#define NORM_VECTORS  (NORM_LANES / LANES)
#define SCORE_VECTORS 8u /* independent sums, to hide how long each addition takes */
#define INLINE        static inline __attribute__((always_inline))

typedef uint8_t bytes __attribute__((vector_size(LANES)));

INLINE vec load(const float *ptr) {
    vec value;
    memcpy(&value, ptr, sizeof value);
    return value;
}

INLINE void store(float *ptr, vec value) {
    memcpy(ptr, &value, sizeof value);
}

INLINE vec broadcast(float value) {
    return (vec){0} + value;
}

INLINE ivec load_integers(const void *ptr) {
    ivec value;
    memcpy(&value, ptr, sizeof value);
    return value;
}

/* ---- products ---------------------------------------------------------------------------- */

INLINE vec with_bias(vec sum, const float *bias) {
    return bias != NULL ? sum + load(bias) : sum;
}

/* What stands `by` floats after a bias, if there is one. */
INLINE const float *bias_at(const float *bias, size_t by) {
    return bias != NULL ? bias + by : NULL;
}

/* The sums of one panel's units for `rows` rows, which is a constant wherever this is expanded. */
INLINE void tile(const struct cmq_packed *packed, const float *weight, const float *bias,
                 const float *x, size_t stride, const uint32_t rows, float *out) {
    vec sum[TILE_ROWS][CMQ_PANEL] = {{{0}}};
    for (uint32_t t = 0; t < packed->taps; t++, x += stride) {
        for (uint32_t k = 0; k < packed->in; k++, weight += PANEL_UNITS) {
            vec left = load(weight), right = load(weight + LANES);
#pragma GCC unroll 16
            for (uint32_t r = 0; r < rows; r++) {
                vec input = broadcast(x[r * stride + k]);
                sum[r][0] = fma_of(input, left, sum[r][0]);
                sum[r][1] = fma_of(input, right, sum[r][1]);
            }
        }
    }
#pragma GCC unroll 16
    for (uint32_t r = 0; r < rows; r++) {
        store(out + r * packed->row, with_bias(sum[r][0], bias));
        store(out + r * packed->row + LANES, with_bias(sum[r][1], bias_at(bias, LANES)));
    }
}

static void product(const struct cmq_packed *packed, const float *x, size_t stride, uint32_t rows,
                    float *out) {
    size_t panel_size = (size_t)packed->taps * packed->in * PANEL_UNITS;
    for (uint32_t p = 0; p < packed->panels; p++, out += PANEL_UNITS) {
        const float *weight = packed->weight + p * panel_size;
        const float *bias = bias_at(packed->bias, (size_t)p * PANEL_UNITS);
        uint32_t r = 0;
        for (; r + TILE_ROWS <= rows; r += TILE_ROWS) {
            tile(packed, weight, bias, x + r * stride, stride, TILE_ROWS, out + r * packed->row);
        }
        for (; r + 4 <= rows; r += 4) {
            tile(packed, weight, bias, x + r * stride, stride, 4, out + r * packed->row);
        }
        for (; r < rows; r++) {
            tile(packed, weight, bias, x + r * stride, stride, 1, out + r * packed->row);
        }
    }
}

/* The same of bytes. */
INLINE void byte_tile(const struct cmq_packed *packed, uint32_t panel, struct cmq_bytes x,
                      const uint32_t rows, float *out) {
    uint32_t fours = (packed->in + 3) / 4;
    const int8_t *weight = packed->weight8 + (size_t)panel * packed->taps * fours * PANEL_UNITS * 4;
    const int32_t *offset = packed->offset + (size_t)panel * packed->taps * PANEL_UNITS;
    vec total[BYTE_ROWS][CMQ_PANEL] = {{{0}}};
    for (uint32_t t = 0; t < packed->taps; t++, offset += PANEL_UNITS) {
        ivec sum[BYTE_ROWS][CMQ_PANEL];
#pragma GCC unroll 16
        for (uint32_t r = 0; r < rows; r++) {
            sum[r][0] = load_integers(offset);
            sum[r][1] = load_integers(offset + LANES);
        }
        const uint8_t *from = x.at + t * x.stride;
        for (uint32_t k = 0; k < fours; k++, from += 4, weight += (size_t)PANEL_UNITS * 4) {
            ivec left = load_integers(weight), right = load_integers(weight + 4 * LANES);
#pragma GCC unroll 16
            for (uint32_t r = 0; r < rows; r++) {
                int32_t four;
                memcpy(&four, from + r * x.stride, sizeof four);
                ivec input = (ivec){0} + four;
                sum[r][0] = dot(sum[r][0], input, left);
                sum[r][1] = dot(sum[r][1], input, right);
            }
        }
#pragma GCC unroll 16
        for (uint32_t r = 0; r < rows; r++) {
            vec scale = broadcast(x.scale[t + r]);
            total[r][0] = total[r][0] + to_floats(sum[r][0]) * scale;
            total[r][1] = total[r][1] + to_floats(sum[r][1]) * scale;
        }
    }
    const float *scale = packed->scale + (size_t)panel * PANEL_UNITS;
    const float *bias = bias_at(packed->bias, (size_t)panel * PANEL_UNITS);
#pragma GCC unroll 16
    for (uint32_t r = 0; r < rows; r++) {
        vec left = total[r][0] * load(scale), right = total[r][1] * load(scale + LANES);
        store(out + r * packed->row, with_bias(left, bias));
        store(out + r * packed->row + LANES, with_bias(right, bias_at(bias, LANES)));
    }
}

static void product8(const struct cmq_packed *packed, struct cmq_bytes x, uint32_t rows,
                     float *out) {
    for (uint32_t p = 0; p < packed->panels; p++, out += PANEL_UNITS) {
        struct cmq_bytes from = x;
        uint32_t r = 0;
        for (; r + BYTE_ROWS <= rows; r += BYTE_ROWS) {
            byte_tile(packed, p, from, BYTE_ROWS, out + r * packed->row);
            from.at += BYTE_ROWS * x.stride;
            from.scale += BYTE_ROWS;
        }
        for (; r < rows; r++) {
            byte_tile(packed, p, from, 1, out + r * packed->row);
            from.at += x.stride;
            from.scale++;
        }
    }
}

static void quantize(const float *x, uint32_t rows, struct cmq_bytes out) {
    for (uint32_t r = 0; r < rows; r++, x += out.stride) {
        vec largest = {0};
        for (size_t k = 0; k < out.stride; k += LANES) {
            vec value = load(x + k);
            largest = max_of(max_of(value, -value), largest);
        }
        float top = 0;
        for (uint32_t l = 0; l < LANES; l++) {
            top = largest[l] > top ? largest[l] : top;
        }
        float inverse = top > 0 ? CMQ_LARGEST / top : 0;
        uint8_t *to = out.at + r * out.stride;
        for (size_t k = 0; k < out.stride; k += LANES) {
            /* A number that is none becomes the smallest. */
            vec value = max_of(load(x + k) * inverse, broadcast(-CMQ_LARGEST));
            ivec whole = to_integers(-max_of(-value, broadcast(-CMQ_LARGEST))) + CMQ_ZERO_POINT;
            bytes narrow = __builtin_convertvector(whole, bytes);
            memcpy(to + k, &narrow, sizeof narrow);
        }
        out.scale[r] = top / CMQ_LARGEST;
    }
}

/* ---- what follows a product -------------------------------------------------------------- */

INLINE void maxout_of(const float *const *part, uint32_t parts, const float *bias,
                      const uint32_t pieces, size_t width, float *out) {
    for (size_t i = 0; i < width; i += LANES) {
        vec best = {0};
        for (uint32_t p = 0; p < pieces; p++) {
            size_t at = p * width + i;
            vec sum = load(part[0] + at);
            for (uint32_t n = 1; n < parts; n++) {
                sum = sum + load(part[n] + at);
            }
            sum = with_bias(sum, bias_at(bias, at));
            best = p == 0 ? sum : max_of(sum, best);
        }
        store(out + i, best);
    }
}

/* The numbers of pieces and parts that are common, as constants. */
static void maxout(const float *const *part, uint32_t parts, const float *bias, uint32_t pieces,
                   size_t width, float *out) {
    if (pieces == 3 && parts == 1 && bias == NULL) {
        maxout_of(part, 1, NULL, 3, width, out);
    } else if (pieces == 3 && parts == 3) {
        maxout_of(part, 3, bias, 3, width, out);
    } else if (pieces == 2) {
        maxout_of(part, parts, bias, 2, width, out);
    } else {
        maxout_of(part, parts, bias, pieces, width, out);
    }
}

/* Adds NORM_LANES partial sums, the second half to the first until one is left: in an order that
 * does not depend on the length of vectors. */
INLINE float total_of(vec sum[NORM_VECTORS]) {
    for (uint32_t half = NORM_VECTORS / 2; half > 0; half /= 2) {
        for (uint32_t v = 0; v < half; v++) {
            sum[v] = sum[v] + sum[v + half];
        }
    }
    return sum_of(sum[0]);
}

static void norm(const struct cmq_norm *norm, const float *x, const float *residual, float *out) {
    size_t width = CMQ_ROUND_ROW(norm->width);
    vec sum[NORM_VECTORS] = {{0}}, squares[NORM_VECTORS] = {{0}};
    for (size_t k = 0; k < width; k += NORM_LANES) {
        for (size_t v = 0; v < NORM_VECTORS; v++) {
            sum[v] = sum[v] + load(x + k + v * LANES);
        }
    }
    float mean = total_of(sum) / (float)norm->width;
    for (size_t k = 0; k < width; k += NORM_LANES) {
        for (size_t v = 0; v < NORM_VECTORS; v++) {
            size_t at = k + v * LANES;
            vec off = (load(x + at) - mean) * load(norm->inside + at);
            squares[v] = fma_of(off, off, squares[v]);
        }
    }
    float scale = 1.0f / sqrtf(total_of(squares) / (float)norm->width + 1e-8f);
    for (size_t k = 0; k < width; k += LANES) {
        vec scaled = (load(x + k) - mean) * scale;
        vec value = fma_of(scaled, load(norm->gain + k), load(norm->shift + k));
        store(out + k, residual != NULL ? load(residual + k) + value : value);
    }
}

/* The scores of `vectors` vectors of units; a constant wherever this is expanded. */
INLINE void some_scores(const float *transposed, const float *bias, uint32_t in, size_t row,
                        const float *hidden, const uint32_t vectors, float *to) {
    vec sum[SCORE_VECTORS] = {{0}};
    for (uint32_t k = 0; k < in; k++, transposed += row) {
        vec input = broadcast(hidden[k]);
#pragma GCC unroll 16
        for (uint32_t v = 0; v < vectors; v++) {
            sum[v] = fma_of(input, load(transposed + v * LANES), sum[v]);
        }
    }
#pragma GCC unroll 16
    for (uint32_t v = 0; v < vectors; v++) {
        store(to + v * LANES, sum[v] + load(bias + v * LANES));
    }
}

static void scores(const float *transposed, const float *bias, uint32_t in, size_t row,
                   const float *hidden, float *to) {
    size_t u = 0;
    for (; u + SCORE_VECTORS * LANES <= row; u += SCORE_VECTORS * LANES) {
        some_scores(transposed + u, bias + u, in, row, hidden, SCORE_VECTORS, to + u);
    }
    for (; u < row; u += CMQ_ROW) {
        some_scores(transposed + u, bias + u, in, row, hidden, CMQ_ROW / LANES, to + u);
    }
}

static uint32_t best(const float *x, uint32_t count) {
    uint32_t i = 0, first = 0;
    if (count >= LANES) {
        vec top = load(x);
        ivec which = {0}, here = {0};
        for (i = LANES; i + LANES <= count; i += LANES) {
            vec value = load(x + i);
            ivec above = value > top;
            here += (int32_t)LANES;
            top = max_of(value, top);
            which = (here & above) | (which & ~above);
        }
        for (uint32_t l = 1; l < LANES; l++) {
            which[l] += (int32_t)l;
        }
        uint32_t lane = 0;
        for (uint32_t l = 1; l < LANES; l++) {
            if (top[l] > top[lane] || (top[l] == top[lane] && which[l] < which[lane])) {
                lane = l;
            }
        }
        first = (uint32_t)which[lane];
    }
    for (; i < count; i++) {
        first = x[i] > x[first] ? i : first;
    }
    return first;
}

const struct cmq_kernels KERNELS = {NAME,   LANES, product, product8, quantize,
                                    maxout, norm,  scores,  best};

#endif
