/* SPDX-License-Identifier: Apache-2.0 */
/* AVX-512 (F, BW); built a second time with VNNI, whose one instruction sums four products. */
#include <immintrin.h>
#include <stdint.h>

#define LANES     16u
#define TILE_ROWS 12u
#define BYTE_ROWS 6u
#ifdef __AVX512VNNI__
#define KERNELS cmq_kernels_avx512_vnni
#define NAME    "avx512-vnni"
#else
#define KERNELS cmq_kernels_avx512
#define NAME    "avx512"
#endif

typedef float vec __attribute__((vector_size(64)));
typedef int32_t ivec __attribute__((vector_size(64)));

static inline vec fma_of(vec a, vec b, vec c) {
    return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
}

static inline vec max_of(vec a, vec b) {
    return (vec)_mm512_max_ps((__m512)a, (__m512)b);
}

static inline float sum_of(vec a) {
    __m256 high = _mm256_castpd_ps(_mm512_extractf64x4_pd((__m512d)a, 1));
    __m256 eight = _mm512_castps512_ps256((__m512)a) + high;
    __m128 four = _mm256_castps256_ps128(eight) + _mm256_extractf128_ps(eight, 1);
    __m128 two = four + _mm_movehl_ps(four, four);
    return two[0] + two[1];
}

static inline vec to_floats(ivec i) {
    return (vec)_mm512_cvtepi32_ps((__m512i)i);
}

static inline ivec to_integers(vec v) {
    return (ivec)_mm512_cvtps_epi32((__m512)v);
}

static inline ivec dot(ivec sum, ivec x, ivec w) {
#ifdef __AVX512VNNI__
    return (ivec)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)x, (__m512i)w);
#else
    /* Pairs of products do not saturate: weights are within CMQ_LARGEST8. */
    __m512i pairs = _mm512_maddubs_epi16((__m512i)x, (__m512i)w);
    return sum + (ivec)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
#endif
}

#include "nlp/kernels/level.h"
