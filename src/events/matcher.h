/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_EVENTS_MATCHER_H
#define CMQ_EVENTS_MATCHER_H

/* What the files of this room share. Private.
 *
 * The way of an event: frames.c matches the frames of verbs and adjectives (clauses.c, steps.c) and
 * nouns (nouns.c) on the tree and says which tokens fill source and target, open_slots.c those that
 * a frame leaves open; arguments.c turns these tokens into actors; effects.c composes assertion and
 * time down the tree; speech_acts.c turns intended, requested and threatened acts into CAMEO's
 * codes for them, codes.c and leaves.c make codes exact by what stands with the act; spoken.c adds
 * what speech makes; politics.c tells politics from the rest, untold.c and forecasts.c what is told
 * from what is only spoken of, admission.c which matches are events; circumstances.c adds date and
 * place, quantities.c amounts; events.c drives; repeats.c orders and links repeats. */

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
    bool mutual; /* "each other" is the target */
    bool closed; /* nobody but those in its slots takes part */
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

static inline bool cmq_has_word(const struct reader *r, struct cmq_range range, uint32_t token) {
    return cmq_lexicon_has_token(r->in->lexicon, range, token_at(r, token));
}

static inline void add_literal(struct match *m, uint32_t token) {
    if (m->literal_count < MAX_LITERALS) {
        m->literal[m->literal_count++] = token;
    }
}

/* The root of a code: "19". */
static inline struct cmq_str cmq_root_of(struct cmq_str code) {
    return (struct cmq_str){code.ptr, code.len < 2 ? code.len : 2};
}

/* Whether the root of a code is from `first` to `last`, both included. */
static inline bool cmq_root_in(struct cmq_str code, const char *first, const char *last) {
    struct cmq_str root = cmq_root_of(code);
    return cmq_str_cmp(root, cmq_str_of(first)) >= 0 && cmq_str_cmp(root, cmq_str_of(last)) <= 0;
}

/* What the rules take a code for: the code itself in CAMEO, what stands before the colon in
 * "ACT:CODE". Roots and beginnings may be asked of the whole. */
static inline struct cmq_str cmq_act_in(struct cmq_str code) {
    return cmq_str_cut(&code, ':');
}

/* Whether a code is of this act and of no act below it. */
static inline bool cmq_is_act(struct cmq_str code, const char *act) {
    return cmq_str_eq(cmq_act_in(code), cmq_str_of(act));
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

/* clauses.c */
/* What stands round a verb, read once for all its frames. */
struct clause {
    uint32_t verb;
    bool passive;
    uint32_t subject, agent; /* agent: the "by" phrase of a passive */
    uint32_t object, indirect;
    bool raised_object; /* the object was found as the subject of the complement */
};
struct clause cmq_read_clause(const struct reader *r, uint32_t verb);
/* The phrase with "by" below a verb, or CMQ_NO_TOKEN. */
uint32_t cmq_by_phrase(const struct reader *r, uint32_t verb);
/* Who does what a paper says: "issued a statement condemning", "in its letter urging", "a decree by
 * the king granting". CMQ_NO_TOKEN if the verb is no participle of a paper, or nobody is told. */
uint32_t cmq_author_of_paper(const struct reader *r, uint32_t verb);
/* "GENEVA, Switzerland -- Two ministers met": the subject behind the dateline, where the tree has
 * two, or hangs one on the other; else the subject itself. */
uint32_t cmq_subject_behind_dateline(const struct reader *r, uint32_t subject);
/* Whether a word before the verb that hangs on it is `word`: "to", "from". */
bool cmq_is_marked(const struct reader *r, uint32_t verb, const char *word);

/* free_relatives.c: the noun that a free relative calls something by, "a raid" of "what it called a
 * raid", for its "what"; any other token itself. */
uint32_t cmq_named_by(const struct reader *r, uint32_t noun);

/* steps.c */
bool cmq_match_verb(const struct reader *r, const struct clause *c, const struct cmq_frame *frame,
                    struct match *m);
/* "A, B and C broke off": a long coordination may be read as several subjects. Adds those of a verb
 * before it, but for the one that is known, to a slot. */
void cmq_add_other_subjects(const struct reader *r, uint32_t verb, uint32_t subject, uint8_t slot,
                            struct match *m);
/* The phrase below `head` that fits an oblique step, or CMQ_NO_TOKEN. With `actor`, only a phrase
 * that names one will do. */
uint32_t cmq_oblique_below(const struct reader *r, const struct match *m,
                           const struct cmq_step *step, uint32_t head, bool actor);

/* nouns.c */
bool cmq_match_noun(const struct reader *r, uint32_t noun, const struct cmq_frame *frame,
                    struct match *m);

/* named_after.c: whether a name that is a compound of an event noun tells its target, where
 * no phrase does. */
bool cmq_is_named_after(const struct reader *r, const struct match *m, uint32_t compound);

/* noun_agents.c: finds source and target of an event noun outside its phrase, where that names
 * none.
 */
void cmq_find_noun_agent(const struct reader *r, struct match *m);

/* open_slots.c: finds source and target where the frame names none. What stands inside the match
 * must be complete. */
void cmq_fill_open_slots(const struct reader *r, struct match *m);

/* placed.c: matches the words and slots of a frame that the text places, the trigger being known.
 */
bool cmq_match_placed(const struct reader *r, struct match *m);
/* Whether the sentence, whose vocabulary is read with the first such frame, may have the words. */
bool cmq_may_match_placed(struct reader *r, const struct cmq_sentence *sentence,
                          const struct cmq_frame *frame);
/* Takes the nearest actor before the trigger for a source and the nearest one behind it for a
 * target where the match names none with a code. */
void cmq_match_fill_nearest(const struct reader *r, struct match *m);

/* arguments.c */
/* The actors that a noun phrase and its conjuncts name; pronouns of the first person are the
 * speaker of the statement they stand in. */
void cmq_participants_of(const struct reader *r, uint32_t noun, enum cmq_participant_basis basis,
                         struct cmq_event *event, bool as_source);
/* Whether a noun phrase is an actor, a proper name or a thing that belongs to one: what `:actor`
 * asks for. `physical` refuses what only belongs to an actor ("Iran's plan"). */
bool cmq_names_actor(const struct reader *r, uint32_t noun, bool physical);
/* Whether an actor is found in a noun phrase, its head or what belongs to it. */
bool cmq_names_someone(const struct reader *r, uint32_t noun);
/* Whether a frame's act is done to bodies and things: `physical` of cmq_names_actor. */
bool cmq_is_physical(const struct reader *r, const struct cmq_frame *frame);

/* effects.c */
struct standing {
    uint8_t assertion; /* enum cmq_assertion */
    uint8_t time;      /* enum cmq_tense */
    bool intended;     /* future by will, plan or schedule, not by chance */
    bool obliged;      /* under must, should, need to */
    bool purpose;      /* only the end of another act: "flew in to mediate" */
    uint32_t governor; /* a match above whose act contains this one, or CMQ_NO_TOKEN */
};
struct standing cmq_standing_of(const struct reader *r, const struct match *match,
                                struct cmq_event *event);
/* The word that negates a verb: an adverb, or what denies its subject ("no country"); CMQ_NO_TOKEN
 * if none. */
uint32_t cmq_negation_of(const struct reader *r, uint32_t verb);
/* The word that says of an event noun that it lies ahead ("a summit scheduled for Monday", "the
 * upcoming talks"), or CMQ_NO_TOKEN. */
uint32_t cmq_plan_of(const struct reader *r, uint32_t noun);

/* speech_acts.c: the code for intending, asking for, demanding, refusing or threatening an act.
 * Empty where CAMEO has none. */
enum cmq_speech_act { CMQ_INTEND, CMQ_APPEAL, CMQ_DEMAND, CMQ_REFUSE, CMQ_THREATEN_ACT };
struct cmq_str cmq_speech_act_code(enum cmq_speech_act act, struct cmq_str code);

/* inner_acts.c */
/* The act that `m` has as its content, however deep other speech acts wrap it: of its infinitive,
 * gerund or clause, or of the noun of speech that its frame names ("dismissed an appeal to
 * disarm"). NULL if none. */
const struct match *cmq_inner_act(const struct reader *r, const struct match *m);
/* What a noun that is rejected, promised or threatened speaks of is no event beside it. */
void cmq_absorb_inner_act(struct reader *r, const struct match *m);
/* codes.c */
/* The code for an act that a rule makes of another, `made_of`, or of nothing: in CAMEO the act.
 * Empty where an own ontology has no code for it: the rule does not apply. */
struct cmq_str cmq_code_made(const struct reader *r, struct cmq_str act, struct cmq_str made_of);
/* A code as a coding has it. */
struct cmq_str cmq_code_told(const struct reader *r, struct cmq_str code);
/* A general code made exact by the act inside ("agree to meet"). */
struct cmq_str cmq_refined_code(const struct reader *r, const struct match *m, struct cmq_str code);
/* The refusal that mirrors an intent: 036 and 125 are of the same act. */
struct cmq_str cmq_refusal_of(struct cmq_str intent);
/* Sets the code and what follows from it: PLOVER's type, mode and contexts; `frame` may be NULL. */
void cmq_set_code(const struct reader *r, struct cmq_event *event, struct cmq_str code,
                  const struct cmq_frame *frame);
void cmq_set_mode_of_request(const struct match *m, struct cmq_event *event);
/* Makes of an act that is only willed, promised or threatened the intent that it is. */
void cmq_rewrite_intent(const struct reader *r, const struct match *m,
                        const struct standing *standing, struct cmq_event *event);

/* participants.c */
void cmq_add_participants(const struct reader *r, const struct match *m, struct cmq_event *event);
void cmq_explain_participants(const struct reader *r, struct cmq_event *event);
bool cmq_has_actor(const struct cmq_participant *item, uint32_t count, uint32_t actor);
bool cmq_has_country(const struct reader *r, const struct cmq_participant *item, uint32_t count,
                     struct cmq_str country);
bool cmq_is_official(const struct cmq_actor *actor);
/* Whether some participant is political: coded, or a public role. */
bool cmq_any_political(const struct reader *r, const struct cmq_event *event);

/* admission.c */
bool cmq_is_noun(const struct cmq_token *token);
/* Whether a match with these participants is an event of its own. */
bool cmq_is_event(const struct reader *r, const struct match *m, const struct cmq_event *event);
/* Whether what is asked, promised or refused tells no more than the speech act above it. */
bool cmq_is_part_of_speech_act(const struct reader *r, const struct standing *standing);
/* Of what is told in passing only half, neither side can be relied on. */
bool cmq_is_half_told(const struct reader *r, const struct match *m, const struct cmq_event *event);
/* Whether a token stands in a clause beside the main one. */
bool cmq_is_aside(const struct reader *r, uint32_t token);
void cmq_apply_governor(const struct reader *r, const struct standing *standing,
                        struct cmq_event *event);

/* subjunctive.c: whether a verb is the bare one of what is asked for, "that Mali comply". */
bool cmq_is_subjunctive(const struct reader *r, uint32_t verb);

/* listed.c: the first of the names by which a list tells whom a plural means; CMQ_NO_TOKEN if none.
 */
uint32_t cmq_listed_members(const struct reader *r, uint32_t noun);

/* causes.c: gives an act of violence the agent of the attack that it is a part of. */
void cmq_find_cause(const struct reader *r, struct match *m);

/* offices.c: who leaves an office, where only the office tells whose it is. */
void cmq_find_office(const struct reader *r, struct match *m);

/* spoken.c */
/* "said that T is a disgrace": an act of the speaker; false where the match is none. */
bool cmq_is_judgement(const struct reader *r, const struct cmq_frame *frame);
bool cmq_add_judgement(struct reader *r, const struct match *m);
/* The statement that blames the event on its source, and the accusation that it makes. */
uint32_t cmq_blaming_statement(const struct reader *r, const struct cmq_event *event);
void cmq_add_accusation(struct reader *r, uint32_t statement, const struct cmq_event *told);
/* The demand or appeal that a modal inside speech makes ("they must leave"), if it makes one. */
void cmq_add_obligation(struct reader *r, uint32_t modal);

/* repeats.c */
void cmq_order_events(const struct reader *r);
void cmq_link_repeats(const struct reader *r);
void cmq_name_events(const struct reader *r);

/* confidence.c: how likely each event is right, once all of it is known. */
void cmq_weigh_events(const struct reader *r);

/* events.c */
/* The token that stands for a match in its sentence: its light verb, else its trigger. */
uint32_t cmq_top_of(const struct match *m);
unsigned cmq_depth_of(const struct reader *r, uint32_t token); /* arcs to the root */
/* Fills what does not depend on the code: spans, tellers, date, place, quantities. */
void cmq_finish_event(const struct reader *r, const struct match *m, struct cmq_event *event);

/* leaves.c: the leaf below a code that what stands with the act decides; else the code itself. */
struct cmq_str cmq_leaf_of(const struct reader *r, const struct match *m, struct cmq_str code);

/* words.c */
/* Whether an actor has one of `count` sectors. */
bool cmq_has_sector(const struct cmq_actor *actor, const char *const *sectors, size_t count);
/* Whether an actor is an unarmed person, a party or a medium. */
bool cmq_can_only_speak(const struct cmq_actor *actor);
/* Whether only politicians take part, none of them under arms. */
bool cmq_done_in_words(const struct reader *r, const struct match *m,
                       const struct cmq_event *event);

/* politics.c */
bool cmq_any_coded(const struct reader *r, const struct cmq_participant *item, uint32_t count);
/* Whether an actor is a state or plays a public role: of government, party, force or armed group.
 */
bool cmq_is_public(const struct cmq_actor *actor);
/* Whether the sides of an act, and what is said of it, make it politics. */
bool cmq_is_politics(const struct reader *r, const struct cmq_event *event);

/* untold.c: whether an act is only asked about, supposed, denied to have been said, or read in
 * somebody's mind. */
bool cmq_is_untold(const struct reader *r, const struct match *m, const struct cmq_event *event);
/* Whether what follows a token, up to the end of its sentence or quotation, ends in a question
 * mark. */
bool cmq_ends_in_question(const struct reader *r, uint32_t token);

/* forecasts.c: whether an act is only expected by observers, counted in a poll or asked about as a
 * habit. */
bool cmq_is_forecast(const struct reader *r, const struct match *m, const struct cmq_event *event);

/* circumstances.c */
void cmq_add_date(const struct reader *r, const struct match *match, struct cmq_event *event);
void cmq_add_place(const struct reader *r, const struct match *match, struct cmq_event *event);
/* The time expression that a token is part of; NULL if none. */
const struct cmq_time *cmq_time_at(const struct reader *r, uint32_t token);

/* quantities.c */
void cmq_add_quantities(const struct reader *r, const struct match *match, struct cmq_event *event);

/* Notes a step of the explanation; `entry` is a lexicon entry or UINT32_MAX. */
void cmq_explain_step(const struct reader *r, struct cmq_event *event, uint32_t first_token,
                      uint32_t end_token, uint32_t entry, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
