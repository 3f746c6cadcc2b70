/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/kernels/kernels.h"

#include <stdbool.h>

extern const struct cmq_kernels cmq_kernels_portable;

#ifdef CMQ_X86_KERNELS

#include <cpuid.h>

extern const struct cmq_kernels cmq_kernels_avx2, cmq_kernels_avx2_vnni, cmq_kernels_avx512,
    cmq_kernels_avx512_vnni;

/* Leaf 7.1, EAX bit 4; not every compiler has a name for it. */
static bool has_avx_vnni(void) {
    unsigned eax, ebx, ecx, edx;
    return __get_cpuid_count(7, 1, &eax, &ebx, &ecx, &edx) != 0 && (eax >> 4 & 1) != 0;
}

const struct cmq_kernels *cmq_kernels_of(enum cmq_level level) {
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
    switch (level) {
    case CMQ_LEVEL_PORTABLE:
        return &cmq_kernels_portable;
    case CMQ_LEVEL_AVX2:
        return avx2 ? &cmq_kernels_avx2 : NULL;
    case CMQ_LEVEL_AVX2_VNNI:
        return avx2 && has_avx_vnni() ? &cmq_kernels_avx2_vnni : NULL;
    case CMQ_LEVEL_AVX512:
        return avx512 ? &cmq_kernels_avx512 : NULL;
    case CMQ_LEVEL_AVX512_VNNI:
        return avx512 && __builtin_cpu_supports("avx512vnni") ? &cmq_kernels_avx512_vnni : NULL;
    case CMQ_LEVEL_COUNT:
        break;
    }
    return NULL;
}

#else

const struct cmq_kernels *cmq_kernels_of(enum cmq_level level) {
    return level == CMQ_LEVEL_PORTABLE ? &cmq_kernels_portable : NULL;
}

#endif

const struct cmq_kernels *cmq_kernels_best(void) {
    int level = CMQ_LEVEL_COUNT - 1;
    while (cmq_kernels_of((enum cmq_level)level) == NULL) {
        level--;
    }
    return cmq_kernels_of((enum cmq_level)level);
}
