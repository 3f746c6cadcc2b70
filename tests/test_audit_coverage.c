/* SPDX-License-Identifier: Apache-2.0 */
/* Planted errors: of populations whose share of errors is known, samples are drawn a thousand times
 * each, and the 95 % interval must hold the true share in at least 930. Base rates, strata and
 * sizes of samples vary; a fixed seed makes each run the same. */
#include "audit/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define RUNS   1000
#define LEAST  930
#define STRATA 60

struct planted {
    uint64_t population, right;
    uint32_t judged;
};

static uint64_t next_random(uint64_t *state) { /* splitmix64 */
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* How many right ones are among those drawn without replacement. */
static double draw(const struct planted *h, uint64_t *state) {
    uint64_t left = h->population, right = h->right;
    double found = 0;
    for (uint32_t i = 0; i < h->judged; i++, left--) {
        if (next_random(state) % left < right) {
            found++;
            right--;
        }
    }
    return found;
}

static void judge(const struct planted *planted, size_t count, struct cmq_judged *judged,
                  uint64_t *state) {
    for (size_t i = 0; i < count; i++) {
        double all = planted[i].judged;
        judged[i] =
            (struct cmq_judged){(double)planted[i].population, all, all, draw(&planted[i], state)};
    }
}

static double sum_right(const struct planted *planted, size_t count) {
    double right = 0;
    for (size_t i = 0; i < count; i++) {
        right += (double)planted[i].right;
    }
    return right;
}

static double sum_all(const struct planted *planted, size_t count) {
    double all = 0;
    for (size_t i = 0; i < count; i++) {
        all += (double)planted[i].population;
    }
    return all;
}

static bool covers(struct cmq_estimate e, double truth) {
    return e.low <= truth && truth <= e.high;
}

static void check(const char *what, unsigned covered) {
    if (covered < LEAST) {
        fail_msg("%s: %u of %d runs", what, covered, RUNS);
    }
    printf("%s: %u of %d runs\n", what, covered, RUNS);
}

static void check_share(const char *what, const struct planted *planted, size_t count) {
    struct cmq_judged judged[STRATA];
    double truth = sum_right(planted, count) / sum_all(planted, count);
    uint64_t state = 20261122;
    unsigned covered = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        judge(planted, count, judged, &state);
        covered += covers(cmq_estimate_share(judged, count), truth);
    }
    check(what, covered);
}

static void one_stratum(void **unused) {
    (void)unused;
    static const double share[] = {0.02, 0.1, 0.3, 0.5, 0.75, 0.9, 0.98};
    static const uint32_t judged[] = {20, 100, 300};
    for (size_t s = 0; s < sizeof share / sizeof *share; s++) {
        for (size_t n = 0; n < sizeof judged / sizeof *judged; n++) {
            char what[64];
            const struct planted h = {5000, (uint64_t)(5000 * share[s]), judged[n]};
            (void)snprintf(what, sizeof what, "one stratum, share %.2f, %u judged", share[s],
                           judged[n]);
            check_share(what, &h, 1);
        }
    }
}

/* Twenty roots by three bands of confidence, drawn as `audit sample` draws them. */
static void roots_by_confidence(void **unused) {
    (void)unused;
    static const uint64_t sizes[] = {5000, 3000, 1500, 900, 700, 400, 250, 120, 90, 60,
                                     40,   30,   25,   20,  15,  12,  10,  8,   6,  5};
    static const double bands[] = {-0.2, 0, 0.15};
    static const enum cmq_allocation how[] = {CMQ_ALLOCATE_PROPORTIONAL, CMQ_ALLOCATE_POWER,
                                              CMQ_ALLOCATE_EQUAL};
    for (unsigned base = 3; base <= 8; base++) {
        for (unsigned a = 0; a < 3; a++) {
            struct planted planted[STRATA];
            uint64_t population[STRATA];
            uint32_t drawn[STRATA];
            char what[64];
            for (size_t i = 0; i < STRATA; i++) {
                double share = base / 10.0 + bands[i % 3] + (double)(i % 7) / 70;
                share = share > 0.99 ? 0.99 : share;
                population[i] = sizes[i / 3];
                planted[i].population = sizes[i / 3];
                planted[i].right = (uint64_t)((double)sizes[i / 3] * share + 0.5);
            }
            cmq_allocate(population, drawn, STRATA, 300, 4, how[a]);
            for (size_t i = 0; i < STRATA; i++) {
                planted[i].judged = drawn[i];
            }
            (void)snprintf(what, sizeof what,
                           "roots by confidence, share about %.1f, allocation %u", base / 10.0, a);
            check_share(what, planted, STRATA);
        }
    }
}

static void few_small_strata(void **unused) {
    (void)unused;
    static const struct planted bands[] = {{40, 24, 5}, {100, 75, 8}, {30, 27, 5}};
    static const struct planted uneven[] = {{5000, 2500, 20}, {5000, 250, 100}};
    static const struct planted nearly_all[] = {{800, 784, 40}, {300, 297, 15}, {60, 57, 8}};
    static const struct planted hardly_any[] = {{800, 16, 40}, {300, 3, 15}, {60, 3, 8}};
    check_share("one root in three bands", bands, 3);
    check_share("two uneven strata", uneven, 2);
    check_share("nearly all right", nearly_all, 3);
    check_share("hardly any right", hardly_any, 3);
}

/* One root among strata that were made by confidence alone. */
static void a_domain_across_strata(void **unused) {
    (void)unused;
    static const struct {
        uint64_t population, in, right;
        uint32_t judged;
    } h[] = {{2000, 300, 120, 80}, {3000, 600, 420, 100}, {1000, 250, 225, 60}};
    double truth = (120.0 + 420 + 225) / (300 + 600 + 250);
    uint64_t state = 7;
    unsigned covered = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        struct cmq_judged judged[3];
        for (size_t i = 0; i < 3; i++) {
            const struct planted domain = {h[i].population, h[i].in, h[i].judged};
            double in = draw(&domain, &state);
            const struct planted inside = {h[i].in, h[i].right, (uint32_t)in};
            judged[i] = (struct cmq_judged){(double)h[i].population, h[i].judged, in,
                                            draw(&inside, &state)};
        }
        covered += covers(cmq_estimate_share(judged, 3), truth);
    }
    check("a domain across strata", covered);
}

static void recall(void **unused) {
    (void)unused;
    static const struct planted found[] = {{1500, 1200, 150}, {700, 350, 100}, {100, 90, 50}};
    static const struct planted missed[][3] = {
        {{4000, 600, 50}, {8000, 400, 30}, {9000, 90, 20}},
        {{4000, 80, 50}, {8000, 80, 30}, {9000, 0, 20}},
        {{4000, 1600, 60}, {8000, 1600, 60}, {9000, 450, 40}}};
    for (size_t m = 0; m < sizeof missed / sizeof *missed; m++) {
        char what[64];
        double f = sum_right(found, 3), truth = f / (f + sum_right(missed[m], 3));
        uint64_t state = 99;
        unsigned covered = 0;
        for (unsigned run = 0; run < RUNS; run++) {
            struct cmq_judged of_found[3], of_missed[3];
            judge(found, 3, of_found, &state);
            judge(missed[m], 3, of_missed, &state);
            covered += covers(cmq_estimate_recall(of_found, 3, of_missed, 3), truth);
        }
        (void)snprintf(what, sizeof what, "recall of %.2f", truth);
        check(what, covered);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_stratum),      cmocka_unit_test(roots_by_confidence),
        cmocka_unit_test(few_small_strata), cmocka_unit_test(a_domain_across_strata),
        cmocka_unit_test(recall),
    };
    return cmocka_run_group_tests_name("audit coverage", tests, NULL, NULL);
}
