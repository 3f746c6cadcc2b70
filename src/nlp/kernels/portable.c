/* SPDX-License-Identifier: Apache-2.0 */
/* Any processor: vectors of four floats, which become the machine's own on every target that has
 * them. Twelve sums, two weights and an input are what the sixteen registers of x86-64 hold. */
#include <math.h>
#include <stdint.h>

#define LANES     4u
#define TILE_ROWS 6u
#define BYTE_ROWS 2u
#define KERNELS   cmq_kernels_portable
#define NAME      "portable"

typedef float vec __attribute__((vector_size(16)));
typedef int32_t ivec __attribute__((vector_size(16)));
typedef uint32_t words __attribute__((vector_size(16)));
typedef int16_t shorts __attribute__((vector_size(16)));
typedef uint16_t halves __attribute__((vector_size(16)));

static inline vec fma_of(vec a, vec b, vec c) {
    return a * b + c;
}

static inline vec max_of(vec a, vec b) {
    ivec larger = a > b;
    return (vec)(((ivec)a & larger) | ((ivec)b & ~larger));
}

static inline float sum_of(vec a) {
    return (a[0] + a[2]) + (a[1] + a[3]);
}

static inline vec to_floats(ivec i) {
    return __builtin_convertvector(i, vec);
}

static inline ivec to_integers(vec v) {
    return (ivec){(int32_t)lrintf(v[0]), (int32_t)lrintf(v[1]), (int32_t)lrintf(v[2]),
                  (int32_t)lrintf(v[3])};
}

/* Bytes are taken two by two: the products of a pair add up within 16 bits, as weights are within
 * CMQ_LARGEST8. */
static inline ivec dot(ivec sum, ivec x, ivec w) {
    shorts even = ((shorts)x & 0xFF) * ((shorts)((halves)w << 8) >> 8);
    shorts odd = (shorts)((halves)x >> 8) * ((shorts)w >> 8);
    ivec pairs = (ivec)(even + odd);
    return sum + ((ivec)((words)pairs << 16) >> 16) + (pairs >> 16);
}

#include "nlp/kernels/level.h"
