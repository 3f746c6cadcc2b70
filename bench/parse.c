/* SPDX-License-Identifier: Apache-2.0 */
/* Times the library alone, as bench/spacy_pipe.py times spaCy: opening the model, then one pass
 * over the texts, which are in memory; nothing is written out.
 *
 *     parse TEXTS THREADS [MODEL]
 *
 * TEXTS holds texts with a NUL behind each. Prints one JSON object. */
#include <communique.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_THREADS 64u
#define WARM_UP     50u /* texts before the clock runs, in both programs */

struct texts {
    char *bytes;
    const char **text;
    size_t count;
};

struct worker {
    pthread_t thread;
    struct communique_session *session;
    const struct texts *texts;
    atomic_size_t *next;
    uint64_t words;
    struct communique_error error; /* status COMMUNIQUE_OK if there was none */
};

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int say(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    return 1;
}

static bool read_texts(const char *path, struct texts *texts) {
    FILE *file = fopen(path, "rb");
    long size = 0;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0) {
        return false;
    }
    rewind(file);
    size_t length = (size_t)size;
    texts->bytes = calloc(length + 1, 1);
    texts->text = calloc(length, sizeof *texts->text);
    bool whole = texts->bytes != NULL && texts->text != NULL &&
                 fread(texts->bytes, 1, length, file) == length;
    fclose(file);
    for (size_t at = 0; whole && at < length; at += strlen(texts->bytes + at) + 1) {
        texts->text[texts->count++] = texts->bytes + at;
    }
    return whole;
}

static uint64_t count_words(const struct communique_parse *parse) {
    uint64_t words = 0;
    for (uint32_t i = 0; i < communique_parse_token_count(parse); i++) {
        words += strcmp(communique_parse_token(parse, i)->upos, "PUNCT") != 0;
    }
    return words;
}

static bool parse_one(struct worker *worker, const char *text) {
    struct communique_parse *parse;
    if (communique_parse_text(worker->session, text, strlen(text), NULL, &parse, &worker->error) !=
        COMMUNIQUE_OK) {
        return false;
    }
    worker->words += count_words(parse);
    return true;
}

static void *run(void *argument) {
    struct worker *worker = argument;
    size_t at;
    while ((at = atomic_fetch_add(worker->next, 1)) < worker->texts->count) {
        if (!parse_one(worker, worker->texts->text[at])) {
            break;
        }
    }
    return NULL;
}

static bool warm_up(struct worker *worker) {
    for (size_t i = 0; i < WARM_UP && i < worker->texts->count; i++) {
        if (!parse_one(worker, worker->texts->text[i])) {
            return false;
        }
    }
    worker->words = 0;
    return true;
}

/* The seconds that all workers together took, negative if something went wrong. */
static double time_pass(struct worker *worker, unsigned threads) {
    double begun = seconds_now();
    unsigned started = 0;
    while (started < threads &&
           pthread_create(&worker[started].thread, NULL, run, &worker[started]) == 0) {
        started++;
    }
    for (unsigned i = 0; i < started; i++) {
        pthread_join(worker[i].thread, NULL);
    }
    double took = seconds_now() - begun;
    for (unsigned i = 0; i < threads; i++) {
        if (i >= started || worker[i].error.status != COMMUNIQUE_OK) {
            return -1;
        }
    }
    return took;
}

static int measure(const struct texts *texts, unsigned threads, const char *model) {
    static struct worker worker[MAX_THREADS];
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *engine;
    struct communique_error error;
    atomic_size_t next = 0;
    uint64_t words = 0;
    options.model_path = model;
    double begun = seconds_now();
    if (communique_engine_open(&options, &engine, &error) != COMMUNIQUE_OK) {
        return say(error.message);
    }
    double opened = seconds_now() - begun;
    for (unsigned i = 0; i < threads; i++) {
        worker[i].texts = texts;
        worker[i].next = &next;
        if (communique_session_open(engine, &worker[i].session, &error) != COMMUNIQUE_OK ||
            !warm_up(&worker[i])) {
            return say("no session, or a text cannot be parsed");
        }
    }
    double took = time_pass(worker, threads);
    for (unsigned i = 0; i < threads; i++) {
        words += worker[i].words;
        communique_session_close(worker[i].session);
    }
    communique_engine_close(engine);
    if (took < 0) {
        return say("a text cannot be parsed, or a thread cannot be started");
    }
    printf("{\"open\":%.6f,\"seconds\":%.6f,\"words\":%llu}\n", opened, took,
           (unsigned long long)words);
    return 0;
}

int main(int argc, char **argv) {
    struct texts texts = {NULL, NULL, 0};
    unsigned long threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    if (argc < 3 || argc > 4 || threads < 1 || threads > MAX_THREADS) {
        return say("usage: parse TEXTS THREADS [MODEL]");
    }
    int status = read_texts(argv[1], &texts)
                     ? measure(&texts, (unsigned)threads, argc > 3 ? argv[3] : NULL)
                     : say("cannot read the texts");
    free(texts.bytes);
    free(texts.text);
    return status;
}
