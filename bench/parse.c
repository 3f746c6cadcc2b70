/* SPDX-License-Identifier: Apache-2.0 */
/* Times the library alone, as bench/spacy_pipe.py times spaCy: opening the model, then one pass
 * over the texts, which are in memory; nothing is written out.
 *
 *     parse [-t THREADS] [-m MODEL] [-p float32|int8] TEXTS
 *
 * TEXTS holds texts with a NUL behind each. Prints one JSON object. */
#include <communique.h>

#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_THREADS 64u
#define WARM_UP     50u /* texts before the clock runs, in both programs */

struct settings {
    unsigned long threads;
    enum communique_precision precision;
    const char *model, *texts;
};

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

static double seconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
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

struct times {
    double wall, cpu; /* seconds */
};

/* False if something went wrong. */
static bool time_pass(struct worker *worker, unsigned threads, struct times *times) {
    struct times begun = {seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
    unsigned started = 0;
    while (started < threads &&
           pthread_create(&worker[started].thread, NULL, run, &worker[started]) == 0) {
        started++;
    }
    for (unsigned i = 0; i < started; i++) {
        pthread_join(worker[i].thread, NULL);
    }
    times->wall = seconds_of(CLOCK_MONOTONIC) - begun.wall;
    times->cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - begun.cpu;
    for (unsigned i = 0; i < threads; i++) {
        if (i >= started || worker[i].error.status != COMMUNIQUE_OK) {
            return false;
        }
    }
    return true;
}

static int measure(const struct settings *settings, const struct texts *texts) {
    static struct worker worker[MAX_THREADS];
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *engine;
    struct communique_error error;
    atomic_size_t next = 0;
    uint64_t words = 0;
    unsigned threads = (unsigned)settings->threads;
    options.model_path = settings->model;
    options.precision = settings->precision;
    struct times times;
    if (communique_engine_open(&options, &engine, &error) != COMMUNIQUE_OK) {
        return say(error.message);
    }
    for (unsigned i = 0; i < threads; i++) {
        worker[i].texts = texts;
        worker[i].next = &next;
        if (communique_session_open(engine, &worker[i].session, &error) != COMMUNIQUE_OK ||
            !warm_up(&worker[i])) {
            return say("no session, or a text cannot be parsed");
        }
    }
    bool passed = time_pass(worker, threads, &times);
    for (unsigned i = 0; i < threads; i++) {
        words += worker[i].words;
        communique_session_close(worker[i].session);
    }
    communique_engine_close(engine);
    if (!passed) {
        return say("a text cannot be parsed, or a thread cannot be started");
    }
    printf("{\"wall\":%.6f,\"cpu\":%.6f,\"words\":%llu}\n", times.wall, times.cpu,
           (unsigned long long)words);
    return 0;
}

static bool read_settings(int argc, char **argv, struct settings *settings) {
    for (int c; (c = getopt(argc, argv, "t:m:p:")) != -1;) {
        switch (c) {
        case 't':
            settings->threads = strtoul(optarg, NULL, 10);
            break;
        case 'm':
            settings->model = optarg;
            break;
        case 'p':
            settings->precision =
                strcmp(optarg, "int8") == 0 ? COMMUNIQUE_INT8 : COMMUNIQUE_FLOAT32;
            break;
        default:
            return false;
        }
    }
    settings->texts = argv[optind];
    return optind + 1 == argc && settings->threads >= 1 && settings->threads <= MAX_THREADS;
}

int main(int argc, char **argv) {
    struct settings settings = {.threads = 1, .precision = COMMUNIQUE_FLOAT32};
    struct texts texts = {NULL, NULL, 0};
    if (!read_settings(argc, argv, &settings)) {
        return say("usage: parse [-t THREADS] [-m MODEL] [-p PRECISION] TEXTS");
    }
    int status = read_texts(settings.texts, &texts) ? measure(&settings, &texts)
                                                    : say("cannot read the texts");
    free(texts.bytes);
    free(texts.text);
    return status;
}
