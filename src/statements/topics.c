/* SPDX-License-Identifier: Apache-2.0 */
#include "statements/topics.h"

/* A word or phrase of the text that tells a topic. */
struct topic_word {
    uint32_t start, end; /* bytes of the text */
    uint32_t topic;
};

struct topic_words {
    CMQ_ARRAY(struct topic_word) word; /* in text order */
};

struct tally {
    uint32_t topic, count;
};

static void find_words(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                       struct cmq_arena *arena, struct topic_words *words) {
    for (uint32_t t = 0; t < parse->token_count;) {
        struct cmq_phrase phrase;
        if (!cmq_lexicon_topic(lexicon, parse, t, &phrase)) {
            t++;
            continue;
        }
        for (uint32_t i = 0; i < phrase.name_count; i++) {
            CMQ_PUSH(arena, &words->word) =
                (struct topic_word){parse->token[phrase.first].start,
                                    parse->token[phrase.end - 1].end, phrase.name[i].target};
        }
        t = phrase.end;
    }
}

/* The first word that begins at byte `start` or behind it. */
static uint32_t first_word(const struct topic_words *words, uint32_t start) {
    uint32_t low = 0, high = words->word.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->word.item[middle].start < start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Counts a topic; those with more words move before those with fewer. */
static void count_topic(struct tally *tally, uint32_t *count, uint32_t topic) {
    uint32_t at = 0;
    while (at < *count && tally[at].topic != topic) {
        at++;
    }
    if (at == *count) {
        tally[(*count)++] = (struct tally){topic, 0};
    }
    struct tally counted = {topic, tally[at].count + 1};
    for (; at > 0 && tally[at - 1].count < counted.count; at--) {
        tally[at] = tally[at - 1];
    }
    tally[at] = counted;
}

void cmq__topics_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                      struct cmq_arena *arena, struct cmq_statements *statements) {
    struct topic_words words = {{0}};
    struct tally *tally = CMQ_NEW_ARRAY(arena, struct tally, lexicon->topic_count);
    if (tally == NULL || statements->list.count == 0) {
        return;
    }
    find_words(lexicon, parse, arena, &words);
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        uint32_t count = 0;
        for (uint32_t k = 0; k < s->content.count; k++) {
            struct cmq_stretch content = s->content.item[k];
            for (uint32_t w = first_word(&words, content.start);
                 w < words.word.count && words.word.item[w].end <= content.end; w++) {
                count_topic(tally, &count, words.word.item[w].topic);
            }
        }
        for (uint32_t k = 0; k < count; k++) {
            CMQ_PUSH(arena, &s->topics) =
                cmq_lexicon_str(lexicon, lexicon->topic[tally[k].topic].name);
        }
    }
}
