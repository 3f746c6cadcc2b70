/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "audit/audit.h"
#include "ontology/ontology.h"

#include <math.h>
#include <stdio.h>

#define FILE_LIMIT ((size_t)4 << 30)
#define ROWS_LIMIT ((size_t)8 << 30)

static void say_share(uint64_t both, uint64_t only) {
    uint64_t all = both + only;
    printf(" %10llu (%5.1f %%)", (unsigned long long)only,
           all > 0 ? 100.0 * (double)only / (double)all : 0.0);
}

static void say_matches(const struct cmq_reconciled *result) {
    printf("%-22s %10s %21s %21s\n", "matched by", "both", "only in the first",
           "only in the second");
    for (size_t i = 0; i < CMQ_MATCH_LEVELS; i++) {
        const struct cmq_matched *m = &result->match[i];
        if (m->cannot != NULL) {
            printf("%-22s %10s\n", m->by, m->cannot);
            continue;
        }
        printf("%-22s %10llu", m->by, (unsigned long long)m->both);
        say_share(m->both, m->only_a);
        printf("   ");
        say_share(m->both, m->only_b);
        printf("\n");
    }
}

static void say_correlations(const struct cmq_reconciled *result) {
    printf("\n%-22s %8s %10s %10s %7s  %s\n", "pairs by month", "cells", "first", "second", "r",
           "95 % interval");
    for (unsigned q = 0; q < 4; q++) {
        const struct cmq_correlation *c = &result->quad[q];
        printf("%-22s %8llu %10llu %10llu", cmq_quad_name(q + 1), (unsigned long long)c->cells,
               (unsigned long long)c->a, (unsigned long long)c->b);
        if (isnan(c->r)) {
            printf(" %7s  too few cells, or all alike\n", "");
        } else {
            printf(" %7.3f  [%.3f, %.3f]\n", c->r, c->low, c->high);
        }
    }
}

static enum cmq_status read_file(const char *path, struct cmq_arena *arena,
                                 struct cmq_foreign *foreign, struct cmq_error *err) {
    struct cmq_buf text;
    cmq_buf_init(&text, FILE_LIMIT);
    enum cmq_status status = cmq_file_read(path, FILE_LIMIT, &text, err);
    if (status == CMQ_OK) {
        status = cmq_foreign_read(cmq_buf_str(&text), arena, foreign, err);
        if (status == CMQ_BAD_INPUT) {
            cmq_say("%s: %s", path, err->message);
        }
    }
    cmq_buf_release(&text);
    if (status == CMQ_OK) {
        printf("%s: %s, %u rows, %llu lines left out\n", path, foreign->format, foreign->list.count,
               (unsigned long long)foreign->skipped);
    }
    return status;
}

static int compare(const char *first, const char *second) {
    struct cmq_arena arena;
    struct cmq_foreign a = {0}, b = {0};
    struct cmq_reconciled result;
    struct cmq_error err = {0};
    cmq_arena_init(&arena, ROWS_LIMIT);
    enum cmq_status status = read_file(first, &arena, &a, &err);
    if (status == CMQ_OK) {
        status = read_file(second, &arena, &b, &err);
    }
    if (status == CMQ_OK) {
        status = cmq_foreign_reconcile(&a, &b, &result, &err);
    }
    int exit_status = CMQ_EXIT_FAILED;
    if (status == CMQ_OK) {
        printf("\n");
        say_matches(&result);
        say_correlations(&result);
        exit_status = fflush(stdout) == 0 ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
    } else if (status != CMQ_BAD_INPUT) {
        cmq_say_error(&err);
    }
    cmq_arena_release(&arena);
    return exit_status;
}

int cmq_command_compare(int argc, char **argv) {
    const struct cmq_usage usage = {
        .command = "compare",
        .operands = "FILE FILE",
        .summary =
            "Reconcile two files of GDELT events or mentions, ICEWS, POLECAT, Phoenix or our\nCSV.",
        .least = 2,
        .most = 2,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    return status == CMQ_PARSED ? compare(argv[first], argv[first + 1]) : status;
}
