/* SPDX-License-Identifier: Apache-2.0 */
/* TF-IDF of lemmas and actors (Salton and Buckley 1988), with a head start for the lead. */

#include "stories/profiles.h"

#include <math.h>
#include <stdlib.h>

#define LEAD_SENTENCES 2
#define LEAD_COUNT     2.0f
#define ACTOR_SHARE    0.8 /* of a word's weight */
#define BACKGROUND     50  /* reports that are taken to have been seen before the first */

static bool is_term(const struct cmq_token *token) {
    return (token->upos == CMQ_NOUN || token->upos == CMQ_PROPN || token->upos == CMQ_VERB ||
            token->upos == CMQ_ADJ || token->upos == CMQ_NUM) &&
           token->lemma.len > 1;
}

/* Words of every report. */
static bool is_common(const struct cmq_token *token) {
    static const char *const words[] = {
        "say",   "have",  "be",   "do",   "make",  "go",   "get",    "take", "tell", "know",
        "think", "see",   "come", "want", "year",  "time", "people", "day",  "new",  "one",
        "two",   "first", "last", "more", "other", "many", "also",   "mr",   "mrs",  "ms"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_same_letters(token->lemma, cmq_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static uint32_t term_of(struct cmq_str word, bool actor) {
    uint64_t hash = cmq_hash_folded(word);
    return (uint32_t)(actor ? hash >> 32 : hash);
}

static int compare_terms(const void *a, const void *b) {
    const struct cmq_term_count *x = a, *y = b;
    if (x->term != y->term) {
        return x->term < y->term ? -1 : 1;
    }
    return (int)x->actor - (int)y->actor;
}

void cmq_terms_count(const struct cmq_coding *coding, struct cmq_arena *arena,
                     struct cmq_term_counts *counts) {
    const struct cmq_parse *parse = &coding->parse;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        const struct cmq_token *token = &parse->token[t];
        if (is_term(token) && !is_common(token)) {
            CMQ_PUSH(arena, &counts->list) = (struct cmq_term_count){
                .term = term_of(token->lemma, false),
                .count = token->sentence < LEAD_SENTENCES ? LEAD_COUNT : 1.0f};
        }
    }
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        const struct cmq_actor *actor = &coding->actors.list.item[i];
        if (actor->mentions.count > 0) {
            CMQ_PUSH(arena, &counts->list) =
                (struct cmq_term_count){.term = term_of(cmq_actor_key(actor, arena), true),
                                        .count = (float)actor->mentions.count,
                                        .actor = true};
        }
    }
    if (counts->list.count == 0) {
        return;
    }
    qsort(counts->list.item, counts->list.count, sizeof *counts->list.item, compare_terms);
    uint32_t kept = 0;
    for (uint32_t i = 1; i < counts->list.count; i++) {
        struct cmq_term_count *last = &counts->list.item[kept], *next = &counts->list.item[i];
        if (last->term == next->term) {
            last->count += next->count;
        } else {
            counts->list.item[++kept] = *next;
        }
    }
    counts->list.count = kept + 1;
}

/* The heaviest first; of two of one weight that of the smaller term. */
static int compare_weights(const void *a, const void *b) {
    const struct cmq_profile_term *x = a, *y = b;
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->term < y->term ? -1 : x->term > y->term;
}

static int compare_profile_terms(const void *a, const void *b) {
    const struct cmq_profile_term *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

void cmq_profile_weigh(const struct cmq_term_counts *counts, const uint32_t *seen_in,
                       uint32_t reports, cmq_day date, struct cmq_profile *profile) {
    *profile = (struct cmq_profile){.date = date};
    struct cmq_profile_term *all = calloc(counts->list.count + 1, sizeof *all);
    double length = 0;
    if (all == NULL) {
        return;
    }
    for (uint32_t i = 0; i < counts->list.count; i++) {
        const struct cmq_term_count *c = &counts->list.item[i];
        double rare = log((reports + BACKGROUND + 1.0) / (seen_in[i] + 0.5));
        double weight = (1 + log((double)c->count)) * (rare > 0 ? rare : 0);
        all[i] =
            (struct cmq_profile_term){c->term, (float)(c->actor ? ACTOR_SHARE * weight : weight)};
    }
    qsort(all, counts->list.count, sizeof *all, compare_weights);
    while (profile->count < CMQ_PROFILE_TERMS && profile->count < counts->list.count &&
           all[profile->count].weight > 0) {
        profile->term[profile->count] = all[profile->count];
        length += (double)all[profile->count].weight * (double)all[profile->count].weight;
        profile->count++;
    }
    free(all);
    for (uint32_t i = 0; i < profile->count; i++) {
        profile->term[i].weight = (float)((double)profile->term[i].weight / sqrt(length));
    }
    qsort(profile->term, profile->count, sizeof *profile->term, compare_profile_terms);
}

double cmq_profiles_alike(const struct cmq_profile *a, const struct cmq_profile *b) {
    double alike = 0;
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->term[i].term == b->term[k].term) {
            alike += (double)a->term[i].weight * (double)b->term[k].weight;
        }
        uint32_t term = a->term[i].term;
        i += term <= b->term[k].term;
        k += b->term[k].term <= term;
    }
    return alike;
}
