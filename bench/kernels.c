/* SPDX-License-Identifier: Apache-2.0 */
/* Times parsing with the kernels of each level, which the program itself never asks for by name.
 *
 *     kernels MODEL TEXTS
 *
 * TEXTS holds texts with a NUL behind each. Prints a row for each level that this processor has, in
 * float32 and int8. One thread; a third of the texts is parsed before the clock runs. */
#include "nlp/prepare.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define TEXTS_LIMIT ((size_t)1 << 30)

struct result {
    uint64_t words;
    double seconds;
};

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t count_words(const struct cmq_parse *parse) {
    uint64_t words = 0;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        words += !parse->token[i].is_space && parse->token[i].upos != CMQ_PUNCT;
    }
    return words;
}

/* Parses the texts up to `end`, a byte of the whole; false if one cannot be parsed. */
static bool parse_texts(const struct cmq_model *model, struct cmq_session *session,
                        struct cmq_str texts, size_t end, uint64_t *words) {
    struct cmq_arena arena;
    bool done = true;
    *words = 0;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    for (size_t at = 0; at < end && done;) {
        struct cmq_parse parse;
        struct cmq_str text = {texts.ptr + at, strnlen(texts.ptr + at, texts.len - at)};
        cmq_arena_reset(&arena);
        done = cmq_parse_with(model, session, CMQ_ANY_TEXT, text, &arena, &parse, NULL) == CMQ_OK;
        *words += done ? count_words(&parse) : 0;
        at += text.len + 1;
    }
    cmq_arena_release(&arena);
    return done;
}

static bool measure(struct cmq_model *model, const struct cmq_kernels *kernels,
                    enum cmq_precision precision, struct cmq_str texts, struct result *result) {
    struct cmq_session *session;
    if (!cmq_prepare_model(kernels, precision, model) ||
        cmq_session_new(model, &session, NULL) != CMQ_OK) {
        return false;
    }
    bool done = parse_texts(model, session, texts, texts.len / 3, &result->words);
    double begun = seconds_now();
    done = done && parse_texts(model, session, texts, texts.len, &result->words);
    result->seconds = seconds_now() - begun;
    cmq_session_free(session);
    return done;
}

static bool print_all(struct cmq_model *model, struct cmq_str texts) {
    static const char *const precisions[] = {"float32", "int8"};
    for (int level = 0; level < CMQ_LEVEL_COUNT; level++) {
        const struct cmq_kernels *kernels = cmq_kernels_of((enum cmq_level)level);
        for (int p = 0; kernels != NULL && p < 2; p++) {
            struct result result;
            if (!measure(model, kernels, (enum cmq_precision)p, texts, &result)) {
                return false;
            }
            printf("%-12s %-8s %8.0f words/s\n", kernels->name, precisions[p],
                   (double)result.words / result.seconds);
            (void)fflush(stdout);
        }
    }
    return true;
}

int main(int argc, char **argv) {
    struct cmq_error err = {0};
    struct cmq_model *model;
    struct cmq_buf texts;
    if (argc != 3) {
        fprintf(stderr, "usage: kernels MODEL TEXTS\n");
        return 2;
    }
    cmq_buf_init(&texts, TEXTS_LIMIT);
    if (cmq_model_open(argv[1], &model, &err) != CMQ_OK ||
        cmq_file_read(argv[2], TEXTS_LIMIT, &texts, &err) != CMQ_OK) {
        fprintf(stderr, "kernels: %s\n", err.message);
        cmq_buf_release(&texts);
        return 1;
    }
    bool done = print_all(model, cmq_buf_str(&texts));
    cmq_model_free(model);
    cmq_buf_release(&texts);
    return done ? 0 : 1;
}
