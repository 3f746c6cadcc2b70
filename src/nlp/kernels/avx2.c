/* SPDX-License-Identifier: Apache-2.0 */
/* AVX2 with FMA; built a second time with AVX-VNNI, whose one instruction sums four products. */
#include <immintrin.h>
#include <stdint.h>

#define LANES     8u
#define TILE_ROWS 6u
#define BYTE_ROWS 4u
#ifdef __AVXVNNI__
#define KERNELS cmq_kernels_avx2_vnni
#define NAME    "avx2-vnni"
#else
#define KERNELS cmq_kernels_avx2
#define NAME    "avx2"
#endif

typedef float vec __attribute__((vector_size(32)));
typedef int32_t ivec __attribute__((vector_size(32)));

static inline vec fma_of(vec a, vec b, vec c) {
    return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}

static inline vec max_of(vec a, vec b) {
    return (vec)_mm256_max_ps((__m256)a, (__m256)b);
}

static inline float sum_of(vec a) {
    __m128 four = _mm256_castps256_ps128((__m256)a) + _mm256_extractf128_ps((__m256)a, 1);
    __m128 two = four + _mm_movehl_ps(four, four);
    return two[0] + two[1];
}

static inline vec to_floats(ivec i) {
    return (vec)_mm256_cvtepi32_ps((__m256i)i);
}

static inline ivec to_integers(vec v) {
    return (ivec)_mm256_cvtps_epi32((__m256)v);
}

static inline ivec dot(ivec sum, ivec x, ivec w) {
#ifdef __AVXVNNI__
    return (ivec)_mm256_dpbusd_avx_epi32((__m256i)sum, (__m256i)x, (__m256i)w);
#else
    /* Pairs of products do not saturate: weights are within CMQ_LARGEST8. */
    __m256i pairs = _mm256_maddubs_epi16((__m256i)x, (__m256i)w);
    return sum + (ivec)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
#endif
}

#include "nlp/kernels/level.h"
