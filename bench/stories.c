/* SPDX-License-Identifier: Apache-2.0 */
/* Time and memory of the story stream as it grows: `bench_stories [REPORTS]` adds made-up reports,
 * 1,000 a day. A report is of one of the stories of the day, which last a week; half its words are
 * the story's, half are of all. Words are drawn as in news: the n-th most frequent one in n-th
 * share. */
#include "stories/stories.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define A_DAY      1000u
#define NEW_A_DAY  120u /* stories */
#define DAYS       7u
#define WORDS      80u
#define OWN_WORDS  25u
#define VOCABULARY 300000u
#define REPORTS    500000u
#define LETTERS    8

/* SplitMix64 (Steele, Lea and Flood 2014): the n-th number of a series is known at once. */
static uint64_t number(uint64_t series, uint64_t n) {
    uint64_t x = series * UINT64_C(0xD1342543DE82EF95) + n * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static double share(uint64_t series, uint64_t n) {
    return (double)(number(series, n) >> 11) / (double)(UINT64_C(1) << 53);
}

struct words {
    char (*spelt)[LETTERS];
};

static bool spell(struct words *words) {
    words->spelt = malloc(VOCABULARY * sizeof *words->spelt);
    for (uint32_t i = 0; words->spelt != NULL && i < VOCABULARY; i++) {
        snprintf(words->spelt[i], LETTERS, "w%06" PRIx32, i);
    }
    return words->spelt != NULL;
}

/* By Zipf's law. */
static uint32_t any_word(uint64_t report, uint32_t n) {
    return (uint32_t)(exp(share(report, n) * log(VOCABULARY)) - 1);
}

/* A story has words that are rarer. */
static uint32_t word_of_story(uint32_t story, uint64_t drawn) {
    return (uint32_t)(number(UINT64_C(1) << 40 | story, drawn % OWN_WORDS) % VOCABULARY);
}

static uint32_t story_of(uint32_t report) {
    uint64_t day = report / A_DAY;
    return (uint32_t)(day * NEW_A_DAY + number(7, report) % (NEW_A_DAY * DAYS));
}

static void make(uint32_t report, const struct words *words, struct cmq_token *token,
                 struct cmq_coding *coding) {
    uint32_t story = story_of(report);
    for (uint32_t i = 0; i < WORDS; i++) {
        uint64_t drawn = number(report, 1000 + i);
        const char *word =
            words->spelt[i % 2 == 0 ? word_of_story(story, drawn) : any_word(report, i)];
        token[i] =
            (struct cmq_token){.lemma = cmq_str_of(word), .upos = CMQ_NOUN, .sentence = i / 16};
    }
    *coding = (struct cmq_coding){.report = {.date = (cmq_day)(15000 + report / A_DAY)}};
    coding->parse.token = token;
    coding->parse.token_count = WORDS;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long mebibytes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static uint32_t stories_of(struct cmq_stream *stream, uint32_t strands) {
    uint32_t stories = 0;
    for (uint32_t i = 0; i < strands; i++) {
        stories += cmq_stream_story(stream, i) == i;
    }
    return stories;
}

int main(int argc, char **argv) {
    uint32_t reports = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : REPORTS, strands = 0;
    struct words words;
    struct cmq_token token[WORDS];
    struct cmq_coding coding;
    struct cmq_stream *stream = cmq_stream_open();
    if (stream == NULL || !spell(&words)) {
        return 3;
    }
    double spent = 0;
    for (uint32_t i = 0; i < reports; i++) {
        struct cmq_joined joined;
        make(i, &words, token, &coding);
        double begun = seconds();
        if (cmq_stream_add(stream, &coding, NULL, &joined, NULL) != CMQ_OK) {
            return 3;
        }
        spent += seconds() - begun;
        strands += joined.is_new;
        if ((i + 1) % (reports / 20 + 1) == 0 || i + 1 == reports) {
            printf("%u reports: %.1f us a report so far, %ld MiB, %u stories of %u\n", i + 1,
                   spent * 1e6 / (i + 1), mebibytes(), stories_of(stream, strands),
                   story_of(i) + 1);
            fflush(stdout);
        }
    }
    free(words.spelt);
    cmq_stream_free(stream);
    return 0;
}
