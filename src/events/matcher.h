/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_EVENTS_MATCHER_H
#define CMQ_EVENTS_MATCHER_H

/* What the files of this room share. Private.
 *
 * The way of an event: frames.c matches the frames of verbs, adjectives and nouns on the tree and
 * says which tokens fill source and target; arguments.c turns those tokens into actors; effects.c
 * composes assertion and time down the tree; speech_acts.c turns intended, requested and
 * threatened acts into CAMEO's codes for them; circumstances.c adds date, place and quantities;
 * events.c drives, orders, links repeats. */

#include "events/events.h"

#define MAX_SLOT_TOKENS 8
#define MAX_LITERALS    8

/* A frame found on a tree. Token lists hold heads of noun phrases. */
struct match {
    const struct cmq_frame *frame;
    uint32_t trigger; /* the head of the frame */
    uint32_t light;   /* the light verb that carries an event noun, or CMQ_NO_TOKEN */
    const struct cmq_effect *light_effect;
    uint32_t source[MAX_SLOT_TOKENS], target[MAX_SLOT_TOKENS];
    uint32_t source_count, target_count;
    uint8_t source_basis[MAX_SLOT_TOKENS], target_basis[MAX_SLOT_TOKENS];
    uint32_t literal[MAX_LITERALS]; /* tokens of particles and literal words */
    uint32_t literal_count;
    uint32_t embedded; /* the verb of its infinitive, gerund or clause, or CMQ_NO_TOKEN */
    bool passive;
    int score;
};

struct reader {
    const struct cmq_reading *in;
    struct cmq_arena *arena;
    struct cmq_events *events;
    /* The words of a sentence, for frames that the text places; read when the first is tried. */
    struct cmq_vocabulary vocabulary;
    bool has_vocabulary;
    /* For each token: the best match headed there, NULL if none. */
    struct match **match_at;
    /* For each token: the head of the match that uses it as a literal, or CMQ_NO_TOKEN. */
    uint32_t *literal_of;
};

static inline const struct cmq_token *token_at(const struct reader *r, uint32_t t) {
    return &r->in->parse->token[t];
}

static inline struct cmq_str text_of(const struct reader *r, struct cmq_ref ref) {
    return cmq_lexicon_str(r->in->lexicon, ref);
}

/* Adds the head of a noun phrase to a slot, S or T; nothing for others and CMQ_NO_TOKEN. */
static inline void add_slot(struct match *m, uint8_t slot, uint32_t token,
                            enum cmq_participant_basis basis) {
    bool source = slot == CMQ_SLOT_SOURCE;
    uint32_t *list = source ? m->source : m->target;
    uint8_t *bases = source ? m->source_basis : m->target_basis;
    uint32_t *count = source ? &m->source_count : &m->target_count;
    if ((slot != CMQ_SLOT_SOURCE && slot != CMQ_SLOT_TARGET) || token == CMQ_NO_TOKEN) {
        return;
    }
    for (uint32_t i = 0; i < *count; i++) {
        if (list[i] == token) {
            return;
        }
    }
    if (*count < MAX_SLOT_TOKENS) {
        list[*count] = token;
        bases[(*count)++] = (uint8_t)basis;
    }
}

/* frames.c: fills match_at and literal_of for a sentence. */
void cmq_match_sentence(struct reader *r, const struct cmq_sentence *sentence);
/* placed.c: matches the words and slots of a frame that the text places, the trigger being known.
 */
bool cmq_match_placed(const struct reader *r, struct match *m);
/* Whether the sentence, whose vocabulary is read with the first such frame, may have the words. */
bool cmq_may_match_placed(struct reader *r, const struct cmq_sentence *sentence,
                          const struct cmq_frame *frame);
/* Takes the nearest actor before the trigger for a source and the nearest one behind it for a
 * target where the match names none with a code. */
void cmq_match_fill_nearest(const struct reader *r, struct match *m);
/* The root of a frame's code: "19". */
struct cmq_str cmq_root_of(struct cmq_str code);

/* arguments.c */
/* The actors that a noun phrase and its conjuncts name; pronouns of the first person are the
 * speaker of the statement they stand in. */
void cmq_participants_of(const struct reader *r, uint32_t noun, enum cmq_participant_basis basis,
                         struct cmq_event *event, bool as_source);
/* Whether a noun phrase is an actor, a proper name or a thing that belongs to one: what `:actor`
 * asks for. `physical` refuses what only belongs to an actor ("Iran's plan"). */
bool cmq_names_actor(const struct reader *r, uint32_t noun, bool physical);

/* effects.c */
struct standing {
    uint8_t assertion; /* enum cmq_assertion */
    uint8_t time;      /* enum cmq_tense */
    bool intended;     /* future by will, plan or schedule, not by chance */
    bool obliged;      /* under must, should, need to */
    uint32_t governor; /* a match above whose act contains this one, or CMQ_NO_TOKEN */
};
struct standing cmq_standing_of(const struct reader *r, const struct match *match,
                                struct cmq_event *event);
/* The word that says of an event noun that it lies ahead ("a summit scheduled for Monday", "the
 * upcoming talks"), or CMQ_NO_TOKEN. */
uint32_t cmq_plan_of(const struct reader *r, uint32_t noun);

/* speech_acts.c: the code for intending, asking for, demanding, refusing or threatening an act.
 * Empty where CAMEO has none. */
enum cmq_speech_act { CMQ_INTEND, CMQ_APPEAL, CMQ_DEMAND, CMQ_REFUSE, CMQ_THREATEN_ACT };
struct cmq_str cmq_speech_act_code(enum cmq_speech_act act, struct cmq_str code);

/* circumstances.c */
void cmq_add_date(const struct reader *r, const struct match *match, struct cmq_event *event);
void cmq_add_place(const struct reader *r, const struct match *match, struct cmq_event *event);
void cmq_add_quantities(const struct reader *r, const struct match *match, struct cmq_event *event);

/* Notes a step of the explanation; `entry` is a lexicon entry or UINT32_MAX. */
void cmq_explain_step(const struct reader *r, struct cmq_event *event, uint32_t first_token,
                      uint32_t end_token, uint32_t entry, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
