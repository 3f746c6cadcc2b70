/* SPDX-License-Identifier: Apache-2.0 */
/* A report's words, with the claim that each is of and what it bears on there: "Friday" on the day,
 * "not" on negation. Sentences end at full stops here, not where the parser ends them, so that
 * those of two reports can be held against one another. */

#include "stories/twins.h"

#define LONGEST      256 /* words of a sentence; a longer one is cut */
#define LONGEST_NAME 4   /* words in quotation marks that are but a name */

uint8_t cmq_token_force(const struct cmq_token *token) {
    static const struct {
        const char *word;
        uint8_t force;
    } words[] = {{"will", CMQ_FORCE_WILL}, {"wo", CMQ_FORCE_WILL},     {"shall", CMQ_FORCE_WILL},
                 {"'ll", CMQ_FORCE_WILL},  {"would", CMQ_FORCE_WOULD}, {"may", CMQ_FORCE_MAY},
                 {"might", CMQ_FORCE_MAY}, {"could", CMQ_FORCE_MAY},   {"can", CMQ_FORCE_CAN},
                 {"ca", CMQ_FORCE_CAN},    {"must", CMQ_FORCE_MUST},   {"should", CMQ_FORCE_MUST}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_form_is(token, words[i].word)) {
            return words[i].force;
        }
    }
    return 0;
}

bool cmq_token_negates(const struct cmq_token *token) {
    static const char *const words[] = {"not", "n't", "n’t", "never", "no", "neither", "nor"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

struct speller {
    const struct cmq_coding *coding;
    const uint32_t *claim_of;
    struct cmq_arena *arena;
    struct cmq_told_word *word; /* for each token: what it bears on */
    uint32_t report;
};

static void bear(struct cmq_told_word *word, uint16_t slot, int64_t from, int64_t to, bool alone) {
    if (word->count < CMQ_MAX_BEARINGS) {
        word->bearing[word->count++] =
            (struct cmq_bearing){.slot = slot, .from = from, .to = to, .alone = alone};
    }
}

static void bear_name(struct cmq_told_word *word, uint16_t slot, struct cmq_str name, bool alone) {
    int64_t value = (uint32_t)cmq_hash(name);
    bear(word, slot, value, value, alone);
}

/* ---- what words bear on ------------------------------------------------------------------- */

static void bear_numbers(struct speller *s) {
    const struct cmq_parse *parse = &s->coding->parse;
    for (uint32_t i = 0; i < parse->sentence_count; i++) {
        uint32_t end = parse->sentence[i].end;
        for (uint32_t t = parse->sentence[i].first; t < end; t++) {
            struct cmq_amount amount;
            if (parse->token[t].upos == CMQ_PRON ||
                !cmq_amount_at(parse, t, parse->sentence[i].first, end, &amount)) {
                continue;
            }
            for (; t < amount.end; t++) {
                bear(&s->word[t], CMQ_DIFFERS_NUMBER, amount.from < 0 ? INT64_MIN : amount.from,
                     amount.to < 0 ? INT64_MAX : amount.to, false);
            }
            t--;
        }
    }
}

/* "two days ago" bears on the number, "November 13" on the day alone. */
static void bear_days(struct speller *s) {
    const struct cmq_times *times = &s->coding->times;
    for (uint32_t i = 0; i < times->list.count; i++) {
        const struct cmq_time *time = &times->list.item[i];
        for (uint32_t t = time->first; t < time->end; t++) {
            const struct cmq_token *token = &s->coding->parse.token[t];
            bool counts = token->dep == CMQ_DEP_NUMMOD &&
                          s->coding->parse.token[token->head].upos == CMQ_NOUN;
            if (counts) {
                continue;
            }
            s->word[t].count = 0;
            if (cmq_time_says_when(time) && time->from != CMQ_NO_DAY && time->to != CMQ_NO_DAY) {
                bear(&s->word[t], CMQ_DIFFERS_DATE, time->from, time->to, false);
            } else {
                bear_name(&s->word[t], CMQ_DIFFERS_DATE, time->value, false);
            }
        }
    }
}

bool cmq_place_acts(const struct cmq_coding *coding, const struct cmq_place_mention *place) {
    for (uint32_t t = place->first; t < place->end; t++) {
        uint8_t dep = coding->parse.token[t].dep;
        if (coding->actors.mention_at[t] != CMQ_NO_MENTION &&
            (dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS || dep == CMQ_DEP_OBJ)) {
            return true;
        }
    }
    return false;
}

static void bear_places(struct speller *s) {
    const struct cmq_places *places = &s->coding->places;
    for (uint32_t i = 0; i < places->list.count; i++) {
        const struct cmq_place_mention *m = &places->list.item[i];
        for (uint32_t t = m->first; t < m->end && !cmq_place_acts(s->coding, m); t++) {
            bear_name(&s->word[t], CMQ_DIFFERS_PLACE, m->place.name, false);
        }
    }
}

/* The last name or noun of a phrase says whom it names: "President Obama". */
static uint32_t head_of_phrase(const struct speller *s, uint32_t sentence, uint32_t start,
                               uint32_t end) {
    const struct cmq_parse *parse = &s->coding->parse;
    uint32_t head = CMQ_NO_TOKEN;
    for (uint32_t t = parse->sentence[sentence].first; t < parse->sentence[sentence].end; t++) {
        const struct cmq_token *token = &parse->token[t];
        bool names = token->upos == CMQ_PROPN || token->upos == CMQ_NOUN || token->upos == CMQ_PRON;
        head = token->start >= start && token->end <= end && names ? t : head;
    }
    return head;
}

static void bear_teller(struct speller *s, uint32_t sentence, uint32_t actor, uint32_t start,
                        uint32_t end) {
    uint32_t head = head_of_phrase(s, sentence, start, end);
    if (head != CMQ_NO_TOKEN) {
        const struct cmq_actors *actors = &s->coding->actors;
        struct cmq_str key = actor < actors->list.count
                                 ? cmq_actor_key(&actors->list.item[actor], s->arena)
                                 : s->coding->parse.token[head].lemma;
        bear_name(&s->word[head], CMQ_DIFFERS_WHO_SAYS, key, true);
    }
}

static void bear_statements(struct speller *s) {
    const struct cmq_statements *statements = &s->coding->statements;
    for (uint32_t i = 0; i < statements->list.count; i++) {
        const struct cmq_statement *st = &statements->list.item[i];
        bear_teller(s, st->sentence, st->speaker.actor, st->speaker.start, st->speaker.end);
        for (uint32_t k = 0; k < st->attribution.count; k++) {
            const struct cmq_teller *teller = &st->attribution.item[k];
            bear_teller(s, st->sentence, teller->actor, teller->start, teller->end);
        }
        if (st->cue_token < s->coding->parse.token_count) {
            bear(&s->word[st->cue_token], CMQ_DIFFERS_VERB, st->speech, st->speech, false);
        }
    }
}

/* Whom a name names is for the claims to compare: it is only known here that it names somebody. */
static void bear_actors(struct speller *s) {
    for (uint32_t t = 0; t < s->coding->parse.token_count; t++) {
        if (s->coding->actors.mention_at[t] != CMQ_NO_MENTION) {
            bear(&s->word[t], CMQ_DIFFERS_WHO, 0, 0, false);
        }
    }
}

/* A name that is the subject of a word of saying speaks, also where no statement was made of it. */
static void bear_subjects(struct speller *s) {
    const struct cmq_parse *parse = &s->coding->parse;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        const struct cmq_token *token = &parse->token[t], *verb = &parse->token[token->head];
        if (token->dep != CMQ_DEP_NSUBJ || token->upos != CMQ_PROPN || verb->upos != CMQ_VERB ||
            s->word[t].count > 0) {
            continue;
        }
        const struct cmq_heads *heads =
            cmq_lexicon_heads_of(&s->coding->coder->lexicon, verb, CMQ_VERB);
        if (heads != NULL && heads->speech.count > 0) {
            bear_teller(s, token->sentence, UINT32_MAX, token->start, token->end);
        }
    }
}

static void bear_acts(struct speller *s) {
    const struct cmq_events *events = &s->coding->events;
    for (uint32_t i = 0; i < events->list.count; i++) {
        struct cmq_told_word *word = &s->word[events->list.item[i].trigger_token];
        bool speech = false;
        for (uint32_t k = 0; k < word->count; k++) {
            speech = speech || word->bearing[k].slot == CMQ_DIFFERS_VERB;
        }
        if (!speech && events->list.item[i].plover.len > 0) {
            bear_name(word, CMQ_DIFFERS_VERB, events->list.item[i].plover, false);
        }
    }
}

/* Of the words of a cause those that say nothing else: a name, a day, a number, a word of telling
 * differ in their own slots. An event noun is of both. */
static bool is_free(const struct cmq_token *token, const struct cmq_told_word *word) {
    return word->count == 0 || (token->upos == CMQ_NOUN && word->count == 1 &&
                                word->bearing[0].slot == CMQ_DIFFERS_VERB);
}

static void bear_causes(struct speller *s) {
    struct cmq_told_cause cause;
    for (uint32_t i = 0; i < s->coding->parse.token_count; i++) {
        uint32_t end = cmq_cause_at(s->coding, i, &cause) ? cause.end : 0;
        for (uint32_t t = cause.first; t < end; t++) {
            const struct cmq_token *token = &s->coding->parse.token[t];
            if (cmq_names_cause(token) && is_free(token, &s->word[t])) {
                bear_name(&s->word[t], CMQ_DIFFERS_CAUSE, token->lemma, false);
            }
        }
    }
}

static void bear_quotes(struct speller *s) {
    struct cmq_quotes quotes = {0};
    cmq_find_quotes(&s->coding->parse, s->arena, &quotes);
    for (uint32_t i = 0; i < quotes.count; i++) {
        if (quotes.item[i].close - quotes.item[i].open > LONGEST_NAME + 1) {
            bear(&s->word[quotes.item[i].open], CMQ_DIFFERS_FORM, 1, 1, false);
            bear(&s->word[quotes.item[i].close], CMQ_DIFFERS_FORM, 1, 1, false);
        }
    }
}

/* What shows in the word itself. Only a weak force or a state's name that takes a stand says
 * something where the other telling has nothing. */
static void bear_word(const struct cmq_token *token, struct cmq_told_word *word) {
    uint8_t force = cmq_token_force(token);
    struct cmq_claim labels = {0};
    if (force != 0) {
        bear(word, CMQ_DIFFERS_FORCE, force, force, (force & CMQ_FORCE_WEAK) != 0);
    }
    if (cmq_token_negates(token)) {
        bear(word, CMQ_DIFFERS_NEGATION, 1, 1, true);
    }
    cmq_claim_add_label(token, &labels);
    if (labels.group_labels != 0) {
        int64_t value = (int64_t)labels.group_labels;
        bear(word, CMQ_DIFFERS_LABEL, value, value, false);
    }
    if (labels.state_labels != 0) {
        bear(word, CMQ_DIFFERS_LABEL, -(int64_t)labels.state_labels, -(int64_t)labels.state_labels,
             true);
    }
}

/* ---- sentences ---------------------------------------------------------------------------- */

static bool is_quotation_mark(const struct cmq_token *token) {
    static const char *const marks[] = {"\"", "“", "”", "``", "''", "‘", "’", "'"};
    return cmq_form_in(token, marks, sizeof marks / sizeof *marks);
}

static bool is_word(const struct cmq_token *token) {
    return !token->is_space && (token->upos != CMQ_PUNCT || is_quotation_mark(token));
}

static bool ends_sentence(const struct speller *s, uint32_t t) {
    static const char *const marks[] = {".", "!", "?", "…", "..."};
    const struct cmq_token *token = &s->coding->parse.token[t];
    if (token->upos == CMQ_PUNCT && cmq_form_in(token, marks, sizeof marks / sizeof *marks)) {
        return true;
    }
    uint32_t lines = 0;
    for (uint32_t i = token->start; token->is_space && i < token->end; i++) {
        lines += s->coding->parse.text.ptr[i] == '\n';
    }
    return lines > 1;
}

static void add_word(struct speller *s, uint32_t t, struct cmq_told_sentence *sentence) {
    const struct cmq_token *token = &s->coding->parse.token[t];
    struct cmq_told_word *word = &s->word[t];
    bear_word(token, word);
    word->form = (uint32_t)cmq_hash_folded(
        (struct cmq_str){s->coding->parse.text.ptr + token->start, token->end - token->start});
    word->claim = s->claim_of[t];
    sentence->bits |= UINT64_C(1) << (word->form % 64);
    CMQ_PUSH(s->arena, &sentence->words) = *word;
}

/* Words that are of no claim go with the one before them, else with the first. */
static void give_to_nearest(struct cmq_told_sentence *sentence) {
    uint32_t nearest = UINT32_MAX;
    for (uint32_t i = 0; i < sentence->words.count && nearest == UINT32_MAX; i++) {
        nearest = sentence->words.item[i].claim;
    }
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        struct cmq_told_word *word = &sentence->words.item[i];
        word->claim = word->claim == UINT32_MAX ? nearest : word->claim;
        nearest = word->claim;
    }
}

/* Keeps the sentence if a claim stands in it, and begins the next. */
static void end_sentence(const struct speller *s, struct cmq_told_sentence *sentence,
                         struct cmq_claims *claims) {
    uint32_t number = claims->sentences.count, last = UINT32_MAX;
    give_to_nearest(sentence);
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        uint32_t claim = sentence->words.item[i].claim;
        if (claim != UINT32_MAX && claim != last) {
            struct cmq_claim *c = &claims->list.item[claim];
            c->told_first = c->told_end == 0 ? number : c->told_first;
            c->told_end = number + 1;
            last = claim;
        }
    }
    if (last != UINT32_MAX) {
        CMQ_PUSH(s->arena, &claims->sentences) = *sentence;
    }
    *sentence = (struct cmq_told_sentence){.report = s->report};
}

void cmq_told_sentences_find(const struct cmq_coding *coding, const uint32_t *claim_of,
                             uint32_t report, struct cmq_arena *arena, struct cmq_claims *claims) {
    uint32_t count = (uint32_t)coding->parse.token_count;
    struct speller s = {.coding = coding, .claim_of = claim_of, .arena = arena, .report = report};
    s.word = CMQ_NEW_ARRAY(arena, struct cmq_told_word, count + 1);
    if (s.word == NULL) {
        return;
    }
    bear_numbers(&s);
    bear_days(&s);
    bear_places(&s);
    bear_statements(&s);
    bear_subjects(&s);
    bear_acts(&s);
    bear_actors(&s);
    bear_causes(&s);
    bear_quotes(&s);
    struct cmq_told_sentence sentence = {.report = report};
    for (uint32_t t = 0; t < count; t++) {
        if (is_word(&coding->parse.token[t])) {
            add_word(&s, t, &sentence);
        }
        if (ends_sentence(&s, t) || sentence.words.count == LONGEST) {
            end_sentence(&s, &sentence, claims);
        }
    }
    end_sentence(&s, &sentence, claims);
}
