/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_TABLE_H
#define CMQ_NLP_TABLE_H

/* Tables whose rows are looked up a few at a time: kept as small as their numbers allow, and
 * widened to float32 when a row is read. Widening is exact. Private to this room. */

#include <stdint.h>
#include <string.h>

enum cmq_storage {
    CMQ_FLOAT32,
    CMQ_FLOAT16, /* IEEE 754 binary16; never an infinity or a NaN */
    CMQ_INT8,    /* a number is scale[row] times an integer */
    CMQ_STORAGE_COUNT,
};

struct cmq_table {
    uint32_t rows, width;
    uint32_t storage;   /* enum cmq_storage */
    const void *number; /* (rows, width) float, uint16_t or int8_t */
    const float *scale; /* (rows), of CMQ_INT8 alone */
};

/* A subnormal number is a normal one of the smallest exponent, less what that one has too much. */
static inline float cmq_float_of_half(uint16_t half) {
    uint32_t magnitude = half & 0x7fffu;
    int subnormal = magnitude < 0x0400;
    uint32_t bits = (magnitude << 13) + ((subnormal ? 113u : 112u) << 23);
    float number;
    memcpy(&number, &bits, sizeof number);
    number -= subnormal ? 0x1p-14f : 0.0f;
    memcpy(&bits, &number, sizeof bits);
    bits |= (uint32_t)(half & 0x8000u) << 16;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* sum[k] += table[row][k], for all k < width */
static inline void cmq_table_add_row(const struct cmq_table *table, uint32_t row, float *sum) {
    size_t first = (size_t)row * table->width;
    switch ((enum cmq_storage)table->storage) {
    case CMQ_FLOAT32: {
        const float *number = (const float *)table->number + first;
        for (uint32_t k = 0; k < table->width; k++) {
            sum[k] += number[k];
        }
        break;
    }
    case CMQ_FLOAT16: {
        const uint16_t *half = (const uint16_t *)table->number + first;
        for (uint32_t k = 0; k < table->width; k++) {
            sum[k] += cmq_float_of_half(half[k]);
        }
        break;
    }
    case CMQ_INT8: {
        const int8_t *integer = (const int8_t *)table->number + first;
        for (uint32_t k = 0; k < table->width; k++) {
            sum[k] += table->scale[row] * (float)integer[k];
        }
        break;
    }
    case CMQ_STORAGE_COUNT:
        break;
    }
}

#endif
