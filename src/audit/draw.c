/* SPDX-License-Identifier: Apache-2.0 */
/* How many units each stratum gives. "power" is Bankier's allocation (1988, The American
 * Statistician 42, 174-177) with the exponent one half: large strata give more, but not all. */
#include "audit/audit.h"

#include <math.h>

static const struct {
    const char *name;
    double exponent;
} allocations[] = {
    [CMQ_ALLOCATE_PROPORTIONAL] = {"proportional", 1},
    [CMQ_ALLOCATE_POWER] = {"power", 0.5},
    [CMQ_ALLOCATE_EQUAL] = {"equal", 0},
};

bool cmq_allocation_of(struct cmq_str name, enum cmq_allocation *allocation) {
    for (unsigned i = 0; i < sizeof allocations / sizeof *allocations; i++) {
        if (cmq_str_eq(cmq_str_of(allocations[i].name), name)) {
            *allocation = (enum cmq_allocation)i;
            return true;
        }
    }
    return false;
}

/* The stratum that is furthest behind its part (Sainte-Laguë); `strata` if all are used up. */
static size_t next_stratum(const uint64_t *population, const uint32_t *drawn, size_t strata,
                           double exponent) {
    size_t best = strata;
    double most = 0;
    for (size_t i = 0; i < strata; i++) {
        double claim = pow((double)population[i], exponent) / (drawn[i] + 0.5);
        if (drawn[i] < population[i] && claim > most) {
            best = i;
            most = claim;
        }
    }
    return best;
}

void cmq_allocate(const uint64_t *population, uint32_t *drawn, size_t strata, uint32_t wanted,
                  uint32_t least, enum cmq_allocation allocation) {
    uint64_t total = 0;
    for (size_t i = 0; i < strata; i++) {
        drawn[i] = wanted == 0 ? 0 : population[i] < least ? (uint32_t)population[i] : least;
        total += drawn[i];
    }
    while (total < wanted) {
        size_t best = next_stratum(population, drawn, strata, allocations[allocation].exponent);
        if (best == strata) {
            return;
        }
        drawn[best]++;
        total++;
    }
}
