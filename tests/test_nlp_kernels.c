/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels: each level that this processor has against naive sums, against the other levels, and
 * a row alone against the same row among others. Shapes and numbers are random, from fixed seeds.
 */
#include "nlp/prepare.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHAPES 60

static struct cmq_arena arena;
static uint32_t seed;

static int open_arena(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    seed = 1;
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

static uint32_t random_below(uint32_t bound) {
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)seed * bound >> 32);
}

static float random_float(void) {
    return (float)random_below(1u << 24) / (float)(1u << 23) - 1.0f;
}

/* `rows` rows of `width` random floats, zeros up to the stride. */
static float *random_rows(uint32_t rows, uint32_t width, size_t stride) {
    float *floats = cmq_new_floats(&arena, rows * stride);
    assert_non_null(floats);
    for (uint32_t r = 0; r < rows; r++) {
        for (uint32_t k = 0; k < width; k++) {
            floats[r * stride + k] = random_float();
        }
    }
    return floats;
}

/* A matrix and the rows that it is multiplied with. */
struct problem {
    uint32_t units, taps, in, rows;
    size_t stride;
    const float **unit;
    const float *bias; /* NULL in every other problem */
    float *x;
};

static struct problem random_problem(uint32_t units, uint32_t taps, uint32_t in, uint32_t rows) {
    struct problem problem = {units, taps, in, rows, CMQ_ROUND_ROW(in), NULL, NULL, NULL};
    problem.unit = CMQ_NEW_ARRAY(&arena, const float *, units);
    for (uint32_t u = 0; u < units; u++) {
        problem.unit[u] = u % 7 == 6 ? NULL : random_rows(1, taps * in, (size_t)taps * in);
    }
    problem.bias = random_below(2) == 0 ? NULL : random_rows(1, units, CMQ_ROUND_ROW(units));
    problem.x = random_rows(rows + taps - 1, in, problem.stride);
    return problem;
}

static struct problem random_shape(void) {
    uint32_t units = 1 + random_below(80), taps = 1 + 2 * random_below(3);
    uint32_t in = 1 + random_below(70), rows = 1 + random_below(40);
    return random_problem(units, taps, in, rows);
}

/* (rows, row of the matrix) */
static float *multiply(const struct cmq_kernels *kernels, enum cmq_precision precision,
                       const struct problem *problem, const float *x, uint32_t rows, size_t *row) {
    struct cmq_packed packed;
    struct cmq_bytes bytes;
    assert_true(cmq_pack(kernels, precision, problem->unit, problem->units, problem->taps,
                         problem->in, &arena, &packed));
    assert_true(cmq_new_bytes(&arena, &packed, rows + problem->taps - 1, problem->stride, &bytes));
    packed.bias = problem->bias;
    float *out = cmq_new_floats(&arena, rows * packed.row);
    cmq_multiply(kernels, &packed, x, problem->stride, rows, bytes, out);
    *row = packed.row;
    return out;
}

/* The sum in double, and the sum of magnitudes. */
static double naive(const struct problem *problem, uint32_t unit, uint32_t row, double *magnitude) {
    double sum = problem->bias != NULL ? (double)problem->bias[unit] : 0;
    *magnitude = fabs(sum);
    for (uint32_t t = 0; t < problem->taps && problem->unit[unit] != NULL; t++) {
        for (uint32_t k = 0; k < problem->in; k++) {
            double product = (double)problem->unit[unit][t * problem->in + k] *
                             (double)problem->x[(row + t) * problem->stride + k];
            sum += product;
            *magnitude += fabs(product);
        }
    }
    return sum;
}

static void assert_near_naive(const struct problem *problem, const float *out, size_t row,
                              double relative, double absolute) {
    for (uint32_t r = 0; r < problem->rows; r++) {
        for (uint32_t u = 0; u < row; u++) {
            double magnitude = 0;
            double sum = u < problem->units ? naive(problem, u, r, &magnitude) : 0;
            double off = fabs((double)out[r * row + u] - sum);
            assert_true(off <= relative * magnitude + absolute * sqrt(magnitude));
        }
    }
}

#define FOR_EACH_LEVEL(kernels)                                                                    \
    for (int level_ = 0; level_ < CMQ_LEVEL_COUNT; level_++)                                       \
        for (const struct cmq_kernels *kernels = cmq_kernels_of((enum cmq_level)level_);           \
             kernels != NULL; kernels = NULL)

/* A product is rounded some hundred times at 2^-24 of at most its magnitude. */
static void products_equal_naive_sums(void **state) {
    (void)state;
    for (int i = 0; i < SHAPES; i++) {
        struct problem problem = random_shape();
        FOR_EACH_LEVEL(kernels) {
            size_t row;
            const float *out =
                multiply(kernels, CMQ_PRECISION_FLOAT32, &problem, problem.x, problem.rows, &row);
            assert_near_naive(&problem, out, row, 2e-6, 0);
        }
        cmq_arena_reset(&arena);
    }
}

/* Two quantizations: a weight is off by at most 1/126 of the largest, an input by 1/254. */
static void int8_products_are_near_naive_sums(void **state) {
    (void)state;
    for (int i = 0; i < SHAPES; i++) {
        struct problem problem = random_shape();
        size_t row;
        const float *out = multiply(cmq_kernels_best(), CMQ_PRECISION_INT8, &problem, problem.x,
                                    problem.rows, &row);
        assert_near_naive(&problem, out, row, 1e-3, 0.04);
        cmq_arena_reset(&arena);
    }
}

static void int8_products_are_the_same_on_every_level(void **state) {
    (void)state;
    for (int i = 0; i < SHAPES; i++) {
        struct problem problem = random_shape();
        size_t row;
        const float *expected = multiply(cmq_kernels_of(CMQ_LEVEL_PORTABLE), CMQ_PRECISION_INT8,
                                         &problem, problem.x, problem.rows, &row);
        FOR_EACH_LEVEL(kernels) {
            const float *out =
                multiply(kernels, CMQ_PRECISION_INT8, &problem, problem.x, problem.rows, &row);
            assert_memory_equal(out, expected, problem.rows * row * sizeof *out);
        }
        cmq_arena_reset(&arena);
    }
}

/* Weights and inputs at the ends of their ranges: 288 * 127 * 63 / (127 * 63) = 288 in floats. */
static void int8_products_do_not_saturate(void **state) {
    (void)state;
    float high[288], low[288], x[3 * 96];
    for (int i = 0; i < 288; i++) {
        high[i] = 1;
        low[i] = -1;
        x[i] = i < 96 ? 2.0f : -2.0f;
    }
    const float *unit[] = {high, low};
    struct problem problem = {2, 3, 96, 1, 96, unit, NULL, x};
    FOR_EACH_LEVEL(kernels) {
        size_t row;
        const float *out = multiply(kernels, CMQ_PRECISION_INT8, &problem, x, 1, &row);
        assert_float_equal(out[0], -192, 1e-4);
        assert_float_equal(out[1], 192, 1e-4);
    }
}

static void levels_with_fused_sums_agree_bit_for_bit(void **state) {
    (void)state;
    const struct cmq_kernels *fused = cmq_kernels_of(CMQ_LEVEL_AVX2);
    if (fused == NULL) {
        skip();
    }
    for (int i = 0; i < SHAPES; i++) {
        struct problem problem = random_shape();
        size_t row;
        const float *expected =
            multiply(fused, CMQ_PRECISION_FLOAT32, &problem, problem.x, problem.rows, &row);
        for (int level = CMQ_LEVEL_AVX2; level < CMQ_LEVEL_COUNT; level++) {
            const struct cmq_kernels *kernels = cmq_kernels_of((enum cmq_level)level);
            if (kernels != NULL) {
                const float *out = multiply(kernels, CMQ_PRECISION_FLOAT32, &problem, problem.x,
                                            problem.rows, &row);
                assert_memory_equal(out, expected, problem.rows * row * sizeof *out);
            }
        }
        cmq_arena_reset(&arena);
    }
}

static void rows_do_not_depend_on_each_other(void **state) {
    (void)state;
    for (int i = 0; i < SHAPES; i++) {
        struct problem problem = random_shape();
        enum cmq_precision precision = i % 2 == 0 ? CMQ_PRECISION_FLOAT32 : CMQ_PRECISION_INT8;
        FOR_EACH_LEVEL(kernels) {
            size_t row;
            const float *all =
                multiply(kernels, precision, &problem, problem.x, problem.rows, &row);
            for (uint32_t r = 0; r < problem.rows; r++) {
                const float *x = problem.x + r * problem.stride;
                const float *alone = multiply(kernels, precision, &problem, x, 1, &row);
                assert_memory_equal(alone, all + r * row, row * sizeof *alone);
            }
        }
        cmq_arena_reset(&arena);
    }
}

static void a_row_is_quantized_by_its_largest_magnitude(void **state) {
    (void)state;
    float *x = cmq_new_floats(&arena, 2 * 32);
    x[0] = -2, x[1] = 1, x[2] = 2.0f / 127, x[3] = 0.9f / 127;
    uint8_t bytes[2 * 32];
    float scale[2];
    FOR_EACH_LEVEL(kernels) {
        kernels->quantize(x, 2, (struct cmq_bytes){bytes, scale, 32});
        assert_int_equal(bytes[0], 1);
        assert_int_equal(bytes[1], 128 + 64); /* 63.5, to even */
        assert_int_equal(bytes[2], 129);
        assert_int_equal(bytes[3], 128);
        assert_int_equal(bytes[31], 128);
        assert_float_equal(scale[0], 2.0 / 127, 1e-9);
        assert_int_equal(bytes[32], 128);
        assert_true(scale[1] == 0);
    }
}

/* What is no number stays within the range of a byte, the same on every level. */
static void what_is_no_number_is_quantized_to_the_smallest(void **state) {
    (void)state;
    float *x = cmq_new_floats(&arena, 32);
    x[0] = NAN, x[1] = 1;
    uint8_t bytes[32];
    float scale;
    FOR_EACH_LEVEL(kernels) {
        kernels->quantize(x, 1, (struct cmq_bytes){bytes, &scale, 32});
        assert_int_equal(bytes[0], 1);
    }
}

static void maxout_adds_parts_then_takes_the_largest_piece(void **state) {
    (void)state;
    for (uint32_t pieces = 1; pieces <= 5; pieces++) {
        for (uint32_t parts = 1; parts <= 13; parts += 4) {
            uint32_t width = 32 * (1 + random_below(3)), size = pieces * width;
            const float *part[13], *bias = random_rows(1, size, size);
            for (uint32_t p = 0; p < parts; p++) {
                part[p] = random_rows(1, size, size);
            }
            bias = parts == 1 && pieces % 2 == 1 ? NULL : bias;
            FOR_EACH_LEVEL(kernels) {
                float out[96];
                kernels->maxout(part, parts, bias, pieces, width, out);
                for (uint32_t i = 0; i < width; i++) {
                    float best = -INFINITY;
                    for (uint32_t p = 0; p < pieces; p++) {
                        float sum = part[0][p * width + i];
                        for (uint32_t n = 1; n < parts; n++) {
                            sum += part[n][p * width + i];
                        }
                        sum += bias != NULL ? bias[p * width + i] : 0;
                        best = sum > best ? sum : best;
                    }
                    assert_true(out[i] == best);
                }
            }
        }
    }
}

static struct cmq_norm random_norm(uint32_t width) {
    size_t row = CMQ_ROUND_ROW(width);
    float *inside = cmq_new_floats(&arena, row);
    for (uint32_t k = 0; k < width; k++) {
        inside[k] = 1;
    }
    return (struct cmq_norm){width, random_rows(1, width, row), random_rows(1, width, row), inside};
}

static void norm_equals_its_definition(void **state) {
    (void)state;
    for (uint32_t width = 1; width <= 130; width += 1 + random_below(7)) {
        size_t row = CMQ_ROUND_ROW(width);
        struct cmq_norm norm = random_norm(width);
        const float *x = random_rows(1, width, row), *residual = random_rows(1, width, row);
        double mean = 0, variance = 0;
        for (uint32_t k = 0; k < width; k++) {
            mean += (double)x[k] / width;
        }
        for (uint32_t k = 0; k < width; k++) {
            variance += ((double)x[k] - mean) * ((double)x[k] - mean) / width;
        }
        FOR_EACH_LEVEL(kernels) {
            float out[160], plain[160];
            kernels->norm(&norm, x, residual, out);
            kernels->norm(&norm, x, NULL, plain);
            for (uint32_t k = 0; k < row; k++) {
                double scaled = ((double)x[k] - mean) / sqrt(variance + 1e-8);
                double expected = scaled * (double)norm.gain[k] + (double)norm.shift[k];
                assert_float_equal(plain[k], expected, 1e-5);
                assert_float_equal(out[k] - residual[k], expected, 1e-5);
            }
        }
    }
}

static void norms_with_fused_sums_agree_bit_for_bit(void **state) {
    (void)state;
    const struct cmq_kernels *avx2 = cmq_kernels_of(CMQ_LEVEL_AVX2);
    const struct cmq_kernels *avx512 = cmq_kernels_of(CMQ_LEVEL_AVX512);
    if (avx2 == NULL || avx512 == NULL) {
        skip();
    }
    for (uint32_t width = 1; width <= 130; width++) {
        size_t row = CMQ_ROUND_ROW(width);
        struct cmq_norm norm = random_norm(width);
        const float *x = random_rows(1, width, row);
        float out[160], other[160];
        avx2->norm(&norm, x, x, out);
        avx512->norm(&norm, x, x, other);
        assert_memory_equal(out, other, row * sizeof *out);
    }
}

static void scores_equal_naive_sums(void **state) {
    (void)state;
    for (uint32_t in = 1; in <= 64; in += 21) {
        for (uint32_t row = 32; row <= 160; row += 64) {
            const float *weight = random_rows(in, row, row), *bias = random_rows(1, row, row);
            const float *hidden = random_rows(1, in, in);
            FOR_EACH_LEVEL(kernels) {
                float *scores = cmq_new_floats(&arena, row);
                kernels->scores(weight, bias, in, row, hidden, scores);
                for (uint32_t u = 0; u < row; u++) {
                    double sum = (double)bias[u];
                    for (uint32_t k = 0; k < in; k++) {
                        sum += (double)hidden[k] * (double)weight[k * row + u];
                    }
                    assert_float_equal(scores[u], sum, 1e-5);
                }
            }
        }
    }
}

static void the_first_of_the_largest_is_best(void **state) {
    (void)state;
    float x[100];
    for (uint32_t count = 1; count <= 100; count++) {
        uint32_t expected = 0;
        for (uint32_t i = 0; i < count; i++) {
            x[i] = (float)random_below(6) - 3; /* so that there are equals */
            expected = x[i] > x[expected] ? i : expected;
        }
        FOR_EACH_LEVEL(kernels) {
            assert_int_equal(kernels->best(x, count), expected);
        }
    }
}

static void nothing_is_better_than_no_number(void **state) {
    (void)state;
    float x[40];
    for (uint32_t i = 0; i < 40; i++) {
        x[i] = NAN;
    }
    FOR_EACH_LEVEL(kernels) {
        assert_true(kernels->best(x, 40) < 40);
    }
}

static void the_portable_level_is_always_there(void **state) {
    (void)state;
    assert_non_null(cmq_kernels_of(CMQ_LEVEL_PORTABLE));
    assert_non_null(cmq_kernels_best());
    FOR_EACH_LEVEL(kernels) {
        print_message("level %s\n", kernels->name);
    }
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(the_portable_level_is_always_there),
        TEST(products_equal_naive_sums),
        TEST(int8_products_are_near_naive_sums),
        TEST(int8_products_are_the_same_on_every_level),
        TEST(int8_products_do_not_saturate),
        TEST(levels_with_fused_sums_agree_bit_for_bit),
        TEST(rows_do_not_depend_on_each_other),
        TEST(a_row_is_quantized_by_its_largest_magnitude),
        TEST(what_is_no_number_is_quantized_to_the_smallest),
        TEST(maxout_adds_parts_then_takes_the_largest_piece),
        TEST(norm_equals_its_definition),
        TEST(norms_with_fused_sums_agree_bit_for_bit),
        TEST(scores_equal_naive_sums),
        TEST(the_first_of_the_largest_is_best),
        TEST(nothing_is_better_than_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
