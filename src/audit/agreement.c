/* SPDX-License-Identifier: Apache-2.0 */
/* Krippendorff's alpha from the matrix of coincidences (Krippendorff 2011, Computing Krippendorff's
 * alpha-reliability): each unit gives its pairs of values, weighted so that it counts as often as
 * it was judged. */
#include "audit/audit.h"

#include <math.h>

/* The values of one unit, counted; how many there are. */
static unsigned count_values(const uint8_t *value, size_t coders, unsigned values,
                             unsigned count[static CMQ_ALPHA_VALUES]) {
    unsigned given = 0;
    for (unsigned v = 0; v < CMQ_ALPHA_VALUES; v++) {
        count[v] = 0;
    }
    for (size_t c = 0; c < coders; c++) {
        if (value[c] < values && value[c] < CMQ_ALPHA_VALUES) {
            count[value[c]]++;
            given++;
        }
    }
    return given;
}

double cmq_alpha(const uint8_t *value, size_t units, size_t coders, unsigned values) {
    double alike = 0, total = 0, of_value[CMQ_ALPHA_VALUES] = {0};
    for (size_t u = 0; u < units; u++) {
        unsigned count[CMQ_ALPHA_VALUES];
        unsigned given = count_values(value + u * coders, coders, values, count);
        if (given < 2) {
            continue;
        }
        for (unsigned v = 0; v < CMQ_ALPHA_VALUES; v++) {
            alike += count[v] > 0 ? count[v] * (count[v] - 1.0) / (given - 1) : 0;
            of_value[v] += count[v];
        }
        total += given;
    }
    double by_chance = 0;
    for (unsigned v = 0; v < CMQ_ALPHA_VALUES; v++) {
        by_chance += of_value[v] * (of_value[v] - 1);
    }
    double expected = total * (total - 1) - by_chance; /* pairs that differ */
    return total > 0 && expected > 0 ? 1 - (total - 1) * (total - alike) / expected : NAN;
}
