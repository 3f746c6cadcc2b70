/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_KERNELS_H
#define CMQ_NLP_KERNELS_H

/* kernels: the arithmetic of the engine, and nothing else. There is one table of kernels a level of
 * processor; all tables come from the same loops (level.h) over vectors of different length.
 *
 * Activations are rows: one row a token, float32, its length rounded up to CMQ_ROW floats. What is
 * past the last feature of a row is zero and stays zero. Rows and packed weights are aligned to
 * CMQ_ALIGNMENT bytes.
 *
 * Every output is one sum, taken in the order of its inputs; no sum depends on the rows beside it.
 * Levels with a fused multiply-add agree with each other bit for bit, with the portable level to
 * rounding. Sums of int8 products agree bit for bit on all levels. */

#include <stddef.h>
#include <stdint.h>

#define CMQ_ROW          32u
#define CMQ_ROUND_ROW(n) (((n) + (size_t)CMQ_ROW - 1) / CMQ_ROW * CMQ_ROW)
#define CMQ_ALIGNMENT    64u
#define CMQ_PANEL        2u  /* vectors of units that are packed side by side */
#define CMQ_ZERO_POINT   128 /* of a quantized activation */
#define CMQ_LARGEST      127 /* |activation|, quantized */
#define CMQ_LARGEST8     63  /* |weight|, quantized: two products of bytes fit into 16 bits */

/* A matrix for a level: panels of CMQ_PANEL * lanes units, input by input, so that a product reads
 * it from front to back. Either `weight` or the three of int8 are there. */
struct cmq_packed {
    uint32_t taps, in; /* inputs: `taps` neighbouring rows, `in` floats of each */
    uint32_t panels;
    size_t row;            /* floats of an output row: the units, rounded up */
    const float *bias;     /* (row), added to the sums; NULL: none */
    const float *weight;   /* (panels, taps, in, units of a panel) */
    const int8_t *weight8; /* (panels, taps, in / 4 rounded up, units of a panel, 4) */
    const int32_t *offset; /* (panels, taps, units of a panel): what the zero point adds, negated */
    const float *scale;    /* (panels, units of a panel): of an integer weight */
};

/* Layer norm; each of `width` floats, rounded up to a row. */
struct cmq_norm {
    uint32_t width;
    const float *gain, *shift;
    const float *inside; /* 1 for a feature, 0 past the last one */
};

/* Quantized rows: float = scale of its row * (byte - CMQ_ZERO_POINT). */
struct cmq_bytes {
    uint8_t *at;
    float *scale;
    size_t stride;
};

struct cmq_kernels {
    const char *name;
    uint32_t lanes; /* floats of a vector */

    /* out[r][u] = (sum over t, k of weight[u][t][k] * x[r + t][k]) + bias[u]. x has taps - 1 rows
     * more than out, `stride` floats apart; those of out are packed->row apart. */
    void (*product)(const struct cmq_packed *packed, const float *x, size_t stride, uint32_t rows,
                    float *out);
    /* The same of integers: each tap's sum times its row's scale, added in the order of the taps;
     * then times the unit's; then the bias. */
    void (*product8)(const struct cmq_packed *packed, struct cmq_bytes x, uint32_t rows,
                     float *out);
    /* Rows of out.stride floats to bytes; the largest magnitude of a row becomes CMQ_LARGEST. */
    void (*quantize)(const float *x, uint32_t rows, struct cmq_bytes out);
    /* out[i] = max over p of (sum over the parts, in order, of part[p][i]) + bias[p][i]; all of
     * shape (pieces, width), width a multiple of 16. No bias if it is NULL. */
    void (*maxout)(const float *const *part, uint32_t parts, const float *bias, uint32_t pieces,
                   size_t width, float *out);
    /* out = (x - mean) / sqrt(variance + 1e-8) * gain + shift, plus `residual` if there is one, for
     * one row; out may be x. */
    void (*norm)(const struct cmq_norm *norm, const float *x, const float *residual, float *out);
    /* scores[u] = (sum over k of hidden[k] * transposed[k][u]) + bias[u], for one state.
     * transposed: (in, row); bias and scores: (row). */
    void (*scores)(const float *transposed, const float *bias, uint32_t in, size_t row,
                   const float *hidden, float *scores);
    /* The index of the largest of `count` (at least 1) numbers, the first of equals. */
    uint32_t (*best)(const float *x, uint32_t count);
};

/* From the slowest to the fastest. */
enum cmq_level {
    CMQ_LEVEL_PORTABLE,
    CMQ_LEVEL_AVX2,
    CMQ_LEVEL_AVX2_VNNI,
    CMQ_LEVEL_AVX512,
    CMQ_LEVEL_AVX512_VNNI,
    CMQ_LEVEL_COUNT,
};

/* The kernels of a level, NULL if this build or this processor does not have it. */
const struct cmq_kernels *cmq_kernels_of(enum cmq_level level);
/* Those of the fastest level that there is. */
const struct cmq_kernels *cmq_kernels_best(void);

#endif
