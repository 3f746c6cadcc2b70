/* SPDX-License-Identifier: Apache-2.0 */
/* Matches the frames of event nouns. One takes its agent from a light verb's subject, a possessor,
 * a nationality or "by", its patient from a preposition or "of". */

#include "events/matcher.h"

static bool match_modifiers(const struct reader *r, const struct cmq_frame *frame, uint32_t noun,
                            struct match *m) {
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &r->in->lexicon->step[frame->first_step + i];
        if (step->kind != CMQ_STEP_MODIFIER) {
            continue;
        }
        bool found = false;
        for (uint32_t t = cmq_child_next(r->in->parse, noun, CMQ_NO_TOKEN);
             t != CMQ_NO_TOKEN && !found; t = cmq_child_next(r->in->parse, noun, t)) {
            uint8_t dep = token_at(r, t)->dep;
            bool bare = dep == CMQ_DEP_NMOD && cmq_preposition(r->in->parse, t) == CMQ_NO_TOKEN;
            bool modifies = dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND || bare ||
                            dep == CMQ_DEP_NMOD_POSS || dep == CMQ_DEP_NMOD_DESC;
            if (modifies && cmq_has_word(r, step->literals, t)) {
                add_literal(m, t);
                found = true;
            }
        }
        bool wanted = !(step->flags & CMQ_STEP_VETO);
        if (found != wanted && !(step->flags & CMQ_STEP_OPTIONAL)) {
            return false;
        }
    }
    return true;
}

/* The infinitive of a noun: "a threat to attack". */
static uint32_t infinitive_of(const struct reader *r, uint32_t noun) {
    for (uint32_t t = cmq_child_next(r->in->parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, noun, t)) {
        if (token_at(r, t)->upos == CMQ_VERB && cmq_is_marked(r, t, "to")) {
            return t;
        }
    }
    /* Small parsers hang what stands right behind the noun on the verb before it. */
    uint32_t to = noun + 1 < r->in->parse->token_count ? noun + 1 : noun;
    uint32_t verb = token_at(r, to)->head;
    bool behind = cmq_form_is(token_at(r, to), "to") && token_at(r, to)->dep == CMQ_DEP_MARK &&
                  token_at(r, verb)->upos == CMQ_VERB;
    return behind ? verb : CMQ_NO_TOKEN;
}

/* The phrases that a noun frame insists on: "state of {emergency}", "threat to V". */
static bool match_phrases(const struct reader *r, const struct cmq_frame *frame, uint32_t noun,
                          struct match *m) {
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &r->in->lexicon->step[frame->first_step + i];
        if (step->kind == CMQ_STEP_INFINITIVE) {
            m->embedded = infinitive_of(r, noun);
            if (m->embedded == CMQ_NO_TOKEN && token_at(r, noun)->dep == CMQ_DEP_OBJ) {
                m->embedded = infinitive_of(r, token_at(r, noun)->head);
            }
            if (m->embedded == CMQ_NO_TOKEN && !(step->flags & CMQ_STEP_OPTIONAL)) {
                return false;
            }
        }
        if (step->kind != CMQ_STEP_OBLIQUE) {
            continue;
        }
        uint32_t found = cmq_oblique_below(r, m, step, noun, false);
        uint32_t verb = token_at(r, noun)->head;
        if (found == CMQ_NO_TOKEN && verb != noun && token_at(r, noun)->dep == CMQ_DEP_OBJ) {
            found = cmq_oblique_below(r, m, step, verb, false);
        }
        bool optional = step->flags & CMQ_STEP_OPTIONAL;
        if (found == CMQ_NO_TOKEN && !optional) {
            return false;
        }
        m->score += found != CMQ_NO_TOKEN && optional ? 10 : 0; /* as if it had been required */
        if (found != CMQ_NO_TOKEN && step->literals.count > 0) {
            add_literal(m, found);
        }
    }
    return true;
}

static const char *const towards[] = {"against", "on",    "with", "to",       "toward",
                                      "towards", "at",    "into", "upon",     "over",
                                      "for",     "about", "onto", "regarding"};

static bool is_towards(const struct reader *r, uint32_t preposition) {
    return cmq_form_in(token_at(r, preposition), towards, sizeof towards / sizeof *towards);
}

static bool frame_names_preposition(const struct reader *r, const struct cmq_frame *frame,
                                    uint32_t preposition, uint8_t *slot) {
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &r->in->lexicon->step[frame->first_step + i];
        if (step->kind == CMQ_STEP_OBLIQUE && cmq_has_word(r, step->words, preposition)) {
            *slot = step->slot;
            return true;
        }
    }
    return false;
}

static bool is_reciprocal(const struct match *m) {
    return m->frame->flags & CMQ_FRAME_RECIPROCAL;
}

/* "the withdrawal of its troops from Somalia": small parsers hang on the noun of the "of" phrase
 * what the frame asks of the event noun. */
static bool argument_behind_of(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint32_t preposition = cmq_preposition(parse, t);
        uint8_t slot = CMQ_SLOT_NONE;
        if (token_at(r, t)->dep == CMQ_DEP_NMOD && preposition != CMQ_NO_TOKEN &&
            cmq_names_someone(r, t) && frame_names_preposition(r, m->frame, preposition, &slot)) {
            add_slot(m, slot, t, CMQ_PARTICIPANT_TEXT);
            return true;
        }
    }
    return false;
}

/* "on behalf of", "on orders from", "in general": what is done so is not done to the phrase's noun.
 */
static bool is_circumstance(const struct reader *r, uint32_t preposition, uint32_t noun) {
    static const char *const nouns[] = {"behalf",  "order",     "orders",  "condition", "grounds",
                                        "account", "suspicion", "charges", "eve",       "basis"};
    return (cmq_form_is(token_at(r, preposition), "on") &&
            cmq_form_in(token_at(r, noun), nouns, sizeof nouns / sizeof *nouns)) ||
           (cmq_form_is(token_at(r, preposition), "in") &&
            cmq_form_is(token_at(r, noun), "general"));
}

/* A prepositional phrase of an event noun. */
static void noun_phrase_argument(const struct reader *r, struct match *m, uint32_t t,
                                 bool of_is_target) {
    uint32_t preposition = cmq_preposition(r->in->parse, t);
    bool indirect = false;
    if (preposition == CMQ_NO_TOKEN || is_circumstance(r, preposition, t) ||
        (cmq_actors_phrase(r->in->parse, r->in->actors, t, &indirect) == CMQ_NO_MENTION)) {
        return;
    }
    const struct cmq_token *p = token_at(r, preposition);
    uint8_t slot = CMQ_SLOT_NONE;
    if (frame_names_preposition(r, m->frame, preposition, &slot)) {
        add_slot(m, slot, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "by") || cmq_form_is(p, "from")) {
        add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "between") || cmq_form_is(p, "among")) {
        add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "of") && argument_behind_of(r, m, t)) {
        return;
    } else if (cmq_form_is(p, "of")) {
        add_slot(m, of_is_target && !is_reciprocal(m) ? CMQ_SLOT_TARGET : CMQ_SLOT_SOURCE, t,
                 CMQ_PARTICIPANT_TEXT);
    } else if (is_towards(r, preposition)) {
        add_slot(m, CMQ_SLOT_TARGET, t, CMQ_PARTICIPANT_TEXT);
    }
}

/* "the killing of monks by soldiers", "the invasion by Iraq of Kuwait": small parsers hang the
 * second phrase of an event noun on the first. */
static void arguments_behind_phrase(const struct reader *r, struct match *m, uint32_t noun) {
    static const char *const words[] = {"against", "on", "with", "into"};
    const struct cmq_parse *parse = r->in->parse;
    uint32_t p = cmq_preposition(parse, noun);
    uint32_t by = m->source_count == 0 ? cmq_by_phrase(r, noun) : CMQ_NO_TOKEN;
    if (by != CMQ_NO_TOKEN && cmq_names_someone(r, by)) {
        add_slot(m, CMQ_SLOT_SOURCE, by, CMQ_PARTICIPANT_TEXT);
    }
    bool agent = p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "by");
    for (uint32_t t = agent ? cmq_child_next(parse, noun, noun) : CMQ_NO_TOKEN; t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        p = cmq_preposition(parse, t);
        bool name = token_at(r, noun)->upos == CMQ_PROPN;
        if (p != CMQ_NO_TOKEN && token_at(r, t)->dep == CMQ_DEP_NMOD &&
            (cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words) ||
             (name && cmq_form_is(token_at(r, p), "of")))) {
            noun_phrase_argument(r, m, t, true);
        }
    }
}

static bool is_mention(const struct reader *r, uint32_t token) {
    return r->in->actors->mention_at[token] != CMQ_NO_MENTION;
}

static bool is_place(const struct reader *r, uint32_t token) {
    uint32_t m = r->in->actors->mention_at[token];
    return m != CMQ_NO_MENTION && r->in->actors->mention.item[m].kind == CMQ_MENTION_PLACE;
}

/* Whether a phrase of the noun says whom the act is directed at. */
static bool is_directed(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, noun); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint32_t p = cmq_preposition(parse, t);
        if (p != CMQ_NO_TOKEN && cmq_names_someone(r, t) && is_towards(r, p)) {
            return true;
        }
    }
    return false;
}

static void noun_arguments(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    bool agent = m->source_count > 0, directed = is_directed(r, noun);
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool possessor = dep == CMQ_DEP_NMOD_POSS;
        bool nationality = (dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND) && is_mention(r, t);
        if (possessor || nationality) {
            /* "Iran held its talks", "Iran launched Iranian strikes": one agent is enough, but of
             * "the Swiss-Iranian talks" both are. */
            if (nationality && cmq_is_physical(r, m->frame) && is_place(r, t)) {
                add_slot(m, CMQ_SLOT_TARGET, t, CMQ_PARTICIPANT_PLACE); /* "the Kyiv attack" */
            } else if (nationality && !directed && cmq_is_named_after(r, m, t)) {
                add_slot(m, CMQ_SLOT_TARGET, t, CMQ_PARTICIPANT_TEXT);
            } else if (m->source_count == 0 || is_reciprocal(m)) {
                add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_POSSESSIVE);
                agent = true;
            }
        }
    }
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL) {
            noun_phrase_argument(r, m, t, agent || cmq_is_physical(r, m->frame));
            arguments_behind_phrase(r, m, t);
        }
    }
}

/* Whether an event noun stands behind the preposition of a phrase of the lexicon, "lean toward a
 * strike", "enter into talks", "take part in talks". Of "go on" the last word is an adverb. */
static bool is_in_phrase(const struct reader *r, uint32_t noun, const struct cmq_heads *phrase) {
    static const char *const words[] = {"in", "into", "to", "toward", "towards"};
    const struct cmq_token *self = token_at(r, noun);
    uint32_t p = cmq_preposition(r->in->parse, noun);
    bool close =
        p == self->head + 1 || (p == self->head + 2 && token_at(r, p - 1)->upos == CMQ_NOUN);
    return self->dep == CMQ_DEP_OBL && close &&
           cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words) &&
           phrase != cmq_lexicon_heads_of(r->in->lexicon, token_at(r, self->head), CMQ_VERB);
}

/* Sets the light verb of a match from what the lexicon says of `verb`, if that is one. */
static void find_light(const struct reader *r, struct match *m, uint32_t verb,
                       const struct cmq_heads *heads) {
    for (uint32_t i = 0; heads && i < heads->effects.count; i++) {
        const struct cmq_effect *effect =
            &r->in->lexicon->effect[r->in->lexicon->head_index[heads->effects.first + i]];
        if (effect->flags & CMQ_EFFECT_LIGHT) {
            m->light = verb;
            m->light_effect = effect;
            return;
        }
    }
}

/* "The sanctions that Mali imposed expire": where the tree takes the relative clause for the
 * sentence, the subject of its verb beside the noun. CMQ_NO_TOKEN elsewhere. */
static uint32_t subject_of_relative(const struct reader *r, uint32_t verb, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    bool relative = false;
    for (uint32_t t = cmq_child_next(parse, verb, noun); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        relative |= dep == CMQ_DEP_OBJ && cmq_str_eq(token_at(r, t)->tag, CMQ_STR("WDT"));
        if (dep == CMQ_DEP_NSUBJ) {
            return relative ? t : CMQ_NO_TOKEN;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Who does what a verb does with its event noun, or CMQ_NO_TOKEN. */
static uint32_t agent_of_light_verb(const struct reader *r, uint32_t verb, uint32_t noun) {
    uint32_t author = cmq_author_of_paper(r, verb);
    if (author != CMQ_NO_TOKEN) {
        return author;
    }
    bool passive = false;
    uint32_t subject = cmq_subject(r->in->parse, verb, &passive);
    if (passive || subject == noun) {
        subject = cmq_by_phrase(r, verb);
    }
    return subject != noun ? subject : CMQ_NO_TOKEN;
}

/* The light verb that governs an event noun, with the noun as its object, passive subject, subject
 * of a happening ("talks began") or behind its preposition. */
static void read_light_verb(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_token *self = token_at(r, noun);
    uint32_t verb = self->head;
    const struct cmq_heads *heads =
        cmq_lexicon_phrasal_heads(r->in->lexicon, r->in->parse, verb, CMQ_VERB);
    uint32_t beside =
        self->dep == CMQ_DEP_NSUBJ ? subject_of_relative(r, verb, noun) : CMQ_NO_TOKEN;
    bool object = self->dep == CMQ_DEP_OBJ || self->dep == CMQ_DEP_NSUBJ_PASS ||
                  beside != CMQ_NO_TOKEN || is_in_phrase(r, noun, heads);
    if (verb != noun && (object || self->dep == CMQ_DEP_NSUBJ)) {
        find_light(r, m, verb, heads);
    }
    if (m->light == CMQ_NO_TOKEN) {
        return;
    }
    if (object) {
        uint32_t agent = beside != CMQ_NO_TOKEN ? beside : agent_of_light_verb(r, verb, noun);
        add_slot(m, CMQ_SLOT_SOURCE, agent, CMQ_PARTICIPANT_TEXT);
        if (agent < verb && token_at(r, agent)->dep == CMQ_DEP_NSUBJ) {
            cmq_add_other_subjects(r, verb, agent, CMQ_SLOT_SOURCE, m);
        }
    }
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        if (t != noun && token_at(r, t)->dep == CMQ_DEP_OBL) {
            uint32_t p = cmq_preposition(parse, t);
            uint8_t slot;
            if (p != CMQ_NO_TOKEN && !cmq_form_is(token_at(r, p), "by") &&
                (!cmq_form_is(token_at(r, p), "from") ||
                 frame_names_preposition(r, m->frame, p, &slot))) {
                noun_phrase_argument(r, m, t, true);
            }
        }
    }
}

/* "referred to the murder of monks by soldiers": small parsers hang a "by" phrase behind an event
 * noun on the verb above, which is active. */
static void agent_behind(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t verb = token_at(r, noun)->head, first, end, by_first, by_end;
    if (m->source_count > 0 || token_at(r, verb)->upos != CMQ_VERB ||
        cmq_child(parse, verb, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN) {
        return;
    }
    uint32_t by = cmq_by_phrase(r, verb);
    if (by == CMQ_NO_TOKEN || !cmq_names_someone(r, by)) {
        return;
    }
    cmq_subtree(parse, noun, &first, &end);
    cmq_subtree(parse, by, &by_first, &by_end);
    if (by_first == end) {
        add_slot(m, CMQ_SLOT_SOURCE, by, CMQ_PARTICIPANT_TEXT);
    }
}

bool cmq_match_noun(const struct reader *r, uint32_t noun, const struct cmq_frame *frame,
                    struct match *m) {
    *m = (struct match){.frame = frame,
                        .trigger = noun,
                        .light = CMQ_NO_TOKEN,
                        .embedded = CMQ_NO_TOKEN,
                        .score = 10 * frame->literal_count};
    if (!match_modifiers(r, frame, noun, m) || !match_phrases(r, frame, noun, m)) {
        return false;
    }
    if (!cmq_match_placed(r, m)) {
        return false;
    }
    read_light_verb(r, m, noun);
    noun_arguments(r, m, noun);
    agent_behind(r, m, noun);
    cmq_find_noun_agent(r, m);
    m->score += (int)(m->source_count + m->target_count);
    return true;
}
