/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/narrow.h"

#include <math.h>

#define HALF_MAX 65504.0f
#define FRACTION 10     /* bits of a half's fraction */
#define LOWEST   (-14)  /* a half's smallest exponent */
#define MOST     127.0f /* the largest integer of a row */

/* The half that a number may be, rounded towards zero. A half's bits count its units in the last
 * place: as many as a power of two has, 1024, for each exponent, and those of the fraction. */
static uint16_t nearby_half(float number) {
    uint32_t sign = signbit(number) ? 0x8000u : 0;
    float magnitude = fabsf(number);
    int exponent = ilogbf(magnitude); /* of zero, it is as small as can be */
    if (exponent < LOWEST) {
        exponent = LOWEST;
    }
    uint32_t units = (uint32_t)ldexpf(magnitude, FRACTION - exponent);
    uint32_t below = (uint32_t)(exponent - LOWEST) << FRACTION;
    return (uint16_t)(sign | (below + units));
}

/* Equal, and of one sign if they are zero. */
static bool is_same(float a, float b) {
    return a == b && signbit(a) == signbit(b);
}

bool cmq_narrow_to_halves(const float *number, size_t count, uint16_t *half) {
    for (size_t i = 0; i < count; i++) {
        if (!(fabsf(number[i]) <= HALF_MAX)) {
            return false;
        }
        uint16_t nearby = nearby_half(number[i]);
        if (!is_same(cmq_float_of_half(nearby), number[i])) {
            return false;
        }
        if (half != NULL) {
            half[i] = nearby;
        }
    }
    return true;
}

bool cmq_narrow_to_integers(const float *row, size_t width, int8_t *integer, float *scale) {
    float largest = 0.0f;
    for (size_t k = 0; k < width; k++) {
        if (!isfinite(row[k])) {
            return false;
        }
        largest = fabsf(row[k]) > largest ? fabsf(row[k]) : largest;
    }
    *scale = largest / MOST;
    for (size_t k = 0; k < width; k++) {
        float units = *scale > 0.0f ? rintf(row[k] / *scale) : 0.0f;
        if (!(fabsf(units) <= MOST)) {
            return false;
        }
        integer[k] = (int8_t)units;
        if (*scale * (float)integer[k] != row[k]) {
            return false;
        }
    }
    return true;
}
