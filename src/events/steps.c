/* SPDX-License-Identifier: Apache-2.0 */
/* Matches the frames of verbs and adjectives. A frame is written in the active voice; here each of
 * its steps is looked for wherever English puts it. A prepositional phrase may hang on the verb or,
 * since small parsers attach it there as often, on the verb's object. */

#include "events/matcher.h"

#define MOST_HOSTS    (4 + MAX_LITERALS)
#define SEVERAL_SCORE 5 /* more than a slot, less than a word */

/* What a word of quantity counts: "dozens of tanks", "some of its troops". */
static uint32_t part_of(const struct reader *r, uint32_t noun) {
    static const char *const words[] = {"some",    "dozens", "hundreds", "thousands", "tons",
                                        "tonnes",  "number", "group",    "series",    "couple",
                                        "handful", "rest",   "part",     "majority",  "most",
                                        "all",     "many",   "kind",     "scores",    "millions"};
    uint32_t part = cmq_child(r->in->parse, noun, CMQ_DEP_NMOD);
    bool counts = cmq_form_in(token_at(r, noun), words, sizeof words / sizeof *words);
    return counts ? part : CMQ_NO_TOKEN;
}

/* "received results from Mali" is no reception: guests come themselves, as do those whom force
 * hits.
 */
static bool takes_in_person(const struct reader *r, const struct cmq_frame *frame) {
    return cmq_is_physical(r, frame) || cmq_is_act(text_of(r, frame->code), "043");
}

static bool fits_noun(const struct reader *r, const struct cmq_frame *frame,
                      const struct cmq_step *step, uint32_t noun) {
    if (step->literals.count > 0) {
        uint32_t part = part_of(r, noun);
        if (!cmq_has_word(r, step->literals, noun) &&
            (part == CMQ_NO_TOKEN || !cmq_has_word(r, step->literals, part))) {
            return false;
        }
    } else if (!cmq_is_nominal(token_at(r, noun))) {
        return false;
    }
    return !(step->flags & CMQ_STEP_ACTOR) || cmq_names_actor(r, noun, takes_in_person(r, frame));
}

static void take(const struct reader *r, struct match *m, const struct cmq_step *step,
                 uint32_t noun) {
    if (step->literals.count > 0) {
        uint32_t part = part_of(r, noun);
        add_literal(m, noun);
        if (part != CMQ_NO_TOKEN) {
            add_literal(m, part);
        }
    }
    add_slot(m, step->slot, noun, CMQ_PARTICIPANT_TEXT);
}

/* The first of two objects is the indirect one; a single object may be either. */
static bool step_object(const struct reader *r, const struct clause *c, struct match *m,
                        const struct cmq_step *step, uint32_t objects_left) {
    uint32_t noun = c->object;
    /* "held Iran responsible", "called Iran a threat": the second is a complement. */
    uint32_t complement = cmq_child(r->in->parse, c->verb, CMQ_DEP_XCOMP);
    if (complement != CMQ_NO_TOKEN && token_at(r, complement)->upos == CMQ_VERB) {
        complement = CMQ_NO_TOKEN;
    }
    if (complement != CMQ_NO_TOKEN && step->literals.count > 0 &&
        fits_noun(r, m->frame, step, complement)) {
        take(r, m, step, complement);
        return true;
    }
    if (complement != CMQ_NO_TOKEN && c->indirect == CMQ_NO_TOKEN) {
        objects_left = 1;
    }
    if (objects_left > 1 || (c->object == CMQ_NO_TOKEN && c->indirect != CMQ_NO_TOKEN)) {
        noun = c->indirect;
    }
    if (noun == CMQ_NO_TOKEN || !fits_noun(r, m->frame, step, noun)) {
        /* "gave Tanzania a grant" against a frame that names the thing alone, and the reverse */
        noun = noun == c->object ? c->indirect : c->object;
        if (objects_left > 1 || noun == CMQ_NO_TOKEN || !fits_noun(r, m->frame, step, noun)) {
            return false;
        }
    }
    take(r, m, step, noun);
    return true;
}

/* "complained over two raids", "about alleged raids", read as "more than two", "some alleged". */
static bool is_preposition_misread(const struct reader *r, struct cmq_range words,
                                   uint32_t modifier) {
    uint8_t dep = token_at(r, modifier)->dep;
    uint32_t adverb = dep == CMQ_DEP_NUMMOD || dep == CMQ_DEP_AMOD
                          ? cmq_child(r->in->parse, modifier, CMQ_DEP_ADVMOD)
                          : CMQ_NO_TOKEN;
    return adverb != CMQ_NO_TOKEN && adverb < modifier && cmq_has_word(r, words, adverb);
}

static bool has_preposition(const struct reader *r, struct cmq_range words, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    bool bare = true, misread = false;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < noun;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool marks = dep == CMQ_DEP_CASE || dep == CMQ_DEP_MARK;
        if (marks && cmq_has_word(r, words, t)) {
            return true;
        }
        bare = bare && !marks;
        misread = misread || is_preposition_misread(r, words, t);
    }
    return bare && misread;
}

static bool is_oblique(uint8_t dep) {
    return dep == CMQ_DEP_OBL || dep == CMQ_DEP_OBL_AGENT || dep == CMQ_DEP_NMOD ||
           dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_ACL || dep == CMQ_DEP_XCOMP ||
           dep == CMQ_DEP_CCOMP || dep == CMQ_DEP_OBJ;
}

/* "with its leader staying silent": a clause beside the verb, whose noun is no phrase of it. */
static bool opens_absolute(const struct reader *r, uint32_t noun) {
    uint32_t p = cmq_preposition(r->in->parse, noun);
    uint32_t clause = cmq_child(r->in->parse, noun, CMQ_DEP_ACL);
    return p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "with") && clause != CMQ_NO_TOKEN &&
           token_at(r, noun)->head > clause && cmq_str_eq(token_at(r, clause)->tag, CMQ_STR("VBG"));
}

uint32_t cmq_oblique_below(const struct reader *r, const struct match *m,
                           const struct cmq_step *step, uint32_t head, bool actor) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = head == CMQ_NO_TOKEN ? CMQ_NO_TOKEN
                                           : cmq_child_next(parse, head, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN; t = cmq_child_next(parse, head, t)) {
        if (!is_oblique(token_at(r, t)->dep) || !has_preposition(r, step->words, t) ||
            opens_absolute(r, t)) {
            continue;
        }
        uint32_t noun = cmq_named_by(r, t);
        bool gerund = step->slot == CMQ_SLOT_OTHER && token_at(r, t)->upos == CMQ_VERB;
        if (actor ? cmq_names_someone(r, noun) && fits_noun(r, m->frame, step, noun)
                  : gerund || fits_noun(r, m->frame, step, noun)) {
            return noun;
        }
    }
    return CMQ_NO_TOKEN;
}

/* "retreated from Mali to Chad": where from, on which the tree may hang where to. */
static uint32_t place_left(const struct reader *r, uint32_t verb) {
    uint32_t place = cmq_child(r->in->parse, verb, CMQ_DEP_OBL);
    uint32_t p = place != CMQ_NO_TOKEN ? cmq_preposition(r->in->parse, place) : CMQ_NO_TOKEN;
    return p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "from") ? place : CMQ_NO_TOKEN;
}

/* What a prepositional phrase of the clause may hang on: besides the verb its object, subject and
 * complement, and the phrases that the frame has already taken ("called for sanctions against T").
 */
static size_t hosts_of_phrase(const struct reader *r, const struct clause *c, const struct match *m,
                              uint32_t heads[static MOST_HOSTS]) {
    size_t count = 0;
    heads[count++] = c->verb;
    heads[count++] = c->object;
    for (uint32_t i = 0; i < m->literal_count; i++) {
        heads[count++] = m->literal[i];
    }
    heads[count++] = c->subject;
    uint32_t complement = cmq_child(r->in->parse, c->verb, CMQ_DEP_XCOMP);
    bool infinitive = complement != CMQ_NO_TOKEN &&
                      cmq_child(r->in->parse, complement, CMQ_DEP_MARK) != CMQ_NO_TOKEN;
    heads[count++] = infinitive ? CMQ_NO_TOKEN : complement; /* "agreed to sell jets to Iraq" */
    return count;
}

/* An actor that the tree hangs on another phrase of the verb: "retreated from Mali to Chad",
 * "returned the fuel of its reactors to Mali". */
static uint32_t oblique_beyond(const struct reader *r, const struct clause *c,
                               const struct match *m, const struct cmq_step *step) {
    uint32_t found = cmq_oblique_below(r, m, step, place_left(r, c->verb), true);
    if (found == CMQ_NO_TOKEN && c->object != CMQ_NO_TOKEN) {
        uint32_t phrase = cmq_child(r->in->parse, c->object, CMQ_DEP_NMOD);
        found = cmq_oblique_below(r, m, step, phrase, true);
    }
    return found;
}

static bool step_oblique(const struct reader *r, const struct clause *c, struct match *m,
                         const struct cmq_step *step) {
    uint32_t heads[MOST_HOSTS];
    const size_t count = hosts_of_phrase(r, c, m, heads);
    bool wants_actor = step->slot == CMQ_SLOT_SOURCE || step->slot == CMQ_SLOT_TARGET;
    uint32_t found = CMQ_NO_TOKEN;
    for (size_t i = 0; wants_actor && i < count && found == CMQ_NO_TOKEN; i++) {
        found = cmq_oblique_below(r, m, step, heads[i], true);
    }
    if (wants_actor && found == CMQ_NO_TOKEN) {
        found = oblique_beyond(r, c, m, step);
    }
    for (size_t i = 0; i < count && found == CMQ_NO_TOKEN; i++) {
        bool of_subject = heads[i] == c->subject; /* "the envoy on Sunday called": no target */
        found = cmq_oblique_below(r, m, step, heads[i], wants_actor && of_subject);
    }
    /* "a court in Mali banned newspapers": what the frame can do without belongs to the subject. */
    bool of_subject = (step->flags & CMQ_STEP_OPTIONAL) && found < c->verb &&
                      c->subject != CMQ_NO_TOKEN && cmq_below(r->in->parse, found, c->subject);
    if (found == CMQ_NO_TOKEN || of_subject) {
        return false;
    }
    if (token_at(r, found)->upos == CMQ_VERB) {
        m->embedded = found;
    } else {
        take(r, m, step, found);
    }
    return true;
}

static bool step_particle(const struct reader *r, struct clause *c, struct match *m,
                          const struct cmq_step *step) {
    for (uint32_t t = cmq_child_next(r->in->parse, c->verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, c->verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool loose = dep == CMQ_DEP_COMPOUND_PRT || dep == CMQ_DEP_ADVMOD || dep == CMQ_DEP_CASE ||
                     dep == CMQ_DEP_OBL;
        if (loose && cmq_has_word(r, step->words, t)) {
            add_literal(m, t);
            return true;
        }
    }
    /* "handed over the suspect", read as a prepositional phrase: its noun is the object. */
    uint32_t next = c->verb + 1;
    const struct cmq_token *p = next < r->in->parse->token_count ? token_at(r, next) : NULL;
    if (p && p->dep == CMQ_DEP_CASE && cmq_has_word(r, step->words, next) &&
        token_at(r, p->head)->head == c->verb) {
        c->object = c->object == CMQ_NO_TOKEN ? p->head : c->object;
        add_literal(m, next);
        return true;
    }
    return false;
}

static bool is_gerund(const struct cmq_token *token) {
    return cmq_str_eq(token->tag, CMQ_STR("VBG"));
}

/* What is told, asked or examined; "that" and "whether" open nothing else. */
static bool is_content(const struct reader *r, uint32_t verb) {
    uint8_t dep = token_at(r, verb)->dep;
    return dep == CMQ_DEP_CCOMP || (dep == CMQ_DEP_ADVCL && (cmq_is_marked(r, verb, "that") ||
                                                             cmq_is_marked(r, verb, "whether")));
}

static bool step_complement(const struct reader *r, const struct clause *c, struct match *m,
                            const struct cmq_step *step) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, c->verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, c->verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool open = dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_CCOMP ||
                    dep == CMQ_DEP_ACL;
        bool fits = false;
        if (step->kind == CMQ_STEP_INFINITIVE) {
            fits = open && cmq_is_marked(r, t, "to");
        } else if (step->kind == CMQ_STEP_GERUND) {
            fits = open && is_gerund(token_at(r, t)) &&
                   (step->words.count == 0 || has_preposition(r, step->words, t));
        } else {
            fits = is_content(r, t) && !cmq_is_marked(r, t, "to");
        }
        if (fits) {
            m->embedded = t;
            return true;
        }
    }
    /* A participle or infinitive of the object: "urged Iran to stop" attached to "Iran". */
    if (step->kind != CMQ_STEP_CLAUSE && c->object != CMQ_NO_TOKEN) {
        uint32_t t = cmq_child(parse, c->object, CMQ_DEP_ACL);
        bool gerund = t != CMQ_NO_TOKEN && is_gerund(token_at(r, t)) &&
                      (step->words.count == 0 || has_preposition(r, step->words, t));
        if (t != CMQ_NO_TOKEN &&
            (step->kind == CMQ_STEP_INFINITIVE ? cmq_is_marked(r, t, "to") : gerund)) {
            m->embedded = t;
            return true;
        }
    }
    return false;
}

static bool step_veto(const struct reader *r, const struct clause *c, const struct match *m,
                      const struct cmq_step *step) {
    if (step->kind == CMQ_STEP_OBLIQUE) {
        return cmq_oblique_below(r, m, step, c->verb, false) != CMQ_NO_TOKEN;
    }
    return c->object != CMQ_NO_TOKEN && cmq_has_word(r, step->literals, c->object);
}

static uint32_t objects_of(const struct cmq_lexicon *lexicon, const struct cmq_frame *frame,
                           uint32_t from) {
    uint32_t count = 0;
    for (uint32_t i = from; i < frame->step_count; i++) {
        const struct cmq_step *step = &lexicon->step[frame->first_step + i];
        count += step->kind == CMQ_STEP_OBJECT && !(step->flags & CMQ_STEP_VETO);
    }
    return count;
}

static bool match_steps(const struct reader *r, const struct clause *clause, struct match *m) {
    struct clause own = *clause, *c = &own;
    const struct cmq_lexicon *lexicon = r->in->lexicon;
    for (uint32_t i = 0; i < m->frame->step_count; i++) {
        const struct cmq_step *step = &lexicon->step[m->frame->first_step + i];
        if (step->kind >= CMQ_STEP_WORDS) {
            continue;
        }
        if (step->flags & CMQ_STEP_VETO) {
            if (step_veto(r, c, m, step)) {
                return false;
            }
            continue;
        }
        bool found = false;
        switch (step->kind) {
        case CMQ_STEP_OBJECT:
            found = step_object(r, c, m, step, objects_of(lexicon, m->frame, i));
            break;
        case CMQ_STEP_OBLIQUE:
            found = step_oblique(r, c, m, step);
            break;
        case CMQ_STEP_PARTICLE:
            found = step_particle(r, c, m, step);
            break;
        case CMQ_STEP_MODIFIER:
            break;
        default:
            found = step_complement(r, c, m, step);
            break;
        }
        if (!found && !(step->flags & CMQ_STEP_OPTIONAL)) {
            return false;
        }
        bool preposition = step->kind == CMQ_STEP_OBLIQUE && (step->flags & CMQ_STEP_OPTIONAL);
        m->score += !found ? 0 : preposition ? 12 : 2; /* as if it had been required */
    }
    return true;
}

/* "KHARTOUM, April 18 - The army and the militia agreed": members of the subject's list that the
 * tree hangs on the dateline. */
static void add_listed_on_dateline(const struct reader *r, uint32_t dateline, uint32_t subject,
                                   uint8_t slot, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, dateline, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, dateline, t)) {
        if (t > subject && token_at(r, t)->dep == CMQ_DEP_CONJ && cmq_names_someone(r, t)) {
            add_slot(m, slot, t, CMQ_PARTICIPANT_TEXT);
        }
    }
}

void cmq_add_other_subjects(const struct reader *r, uint32_t verb, uint32_t subject, uint8_t slot,
                            struct match *m) {
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && t < verb; t = cmq_child_next(r->in->parse, verb, t)) {
        if (token_at(r, t)->dep != CMQ_DEP_NSUBJ || t == subject || !cmq_names_someone(r, t)) {
            continue;
        }
        uint32_t behind = cmq_subject_behind_dateline(r, t);
        if (behind == t) {
            add_slot(m, slot, t, CMQ_PARTICIPANT_TEXT);
        } else if (behind == subject) {
            add_listed_on_dateline(r, t, subject, slot, m);
        }
    }
}

/* Whether a noun phrase names more than one: "A and B", "the two leaders". */
static bool names_several(const struct reader *r, uint32_t noun) {
    const struct cmq_actors *actors = r->in->actors;
    uint32_t m = actors->mention_at[noun];
    return cmq_child(r->in->parse, noun, CMQ_DEP_CONJ) != CMQ_NO_TOKEN ||
           (m != CMQ_NO_MENTION && actors->mention.item[m].actors.count > 1);
}

/* "old foes A and B met" may be read as two subjects. */
static bool has_several_subjects(const struct reader *r, const struct clause *c) {
    bool several = c->subject != CMQ_NO_TOKEN && names_several(r, c->subject);
    for (uint32_t t = cmq_child_next(r->in->parse, c->verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && t < c->verb && !several;
         t = cmq_child_next(r->in->parse, c->verb, t)) {
        several = token_at(r, t)->dep == CMQ_DEP_NSUBJ && names_several(r, t);
    }
    return several;
}

/* "Miners demonstrated", read as a participle: an act that has no object has no passive either. */
static struct clause without_passive(const struct reader *r, const struct clause *c,
                                     const struct cmq_frame *frame) {
    struct clause active = *c;
    if (c->passive && c->agent == CMQ_NO_TOKEN && c->indirect == CMQ_NO_TOKEN &&
        objects_of(r->in->lexicon, frame, 0) == 0 &&
        cmq_child(r->in->parse, c->verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN) {
        active.passive = false;
        active.subject = c->object;
        active.object = CMQ_NO_TOKEN;
    }
    return active;
}

bool cmq_match_verb(const struct reader *r, const struct clause *clause,
                    const struct cmq_frame *frame, struct match *m) {
    const struct clause own = without_passive(r, clause, frame), *c = &own;
    *m = (struct match){.frame = frame,
                        .trigger = c->verb,
                        .light = CMQ_NO_TOKEN,
                        .embedded = CMQ_NO_TOKEN,
                        .passive = c->passive,
                        .score = 10 * frame->literal_count};
    if (!cmq_match_placed(r, m) || !match_steps(r, c, m)) {
        return false;
    }
    if (frame->flags & CMQ_FRAME_SUBJECT_SEVERAL) {
        if (!has_several_subjects(r, c)) {
            return false;
        }
        m->score += SEVERAL_SCORE;
    }
    bool wants_actor = frame->flags & CMQ_FRAME_SUBJECT_ACTOR;
    if (wants_actor && (c->subject == CMQ_NO_TOKEN ||
                        !cmq_names_actor(r, c->subject, cmq_is_physical(r, frame)))) {
        return false;
    }
    if (c->subject != CMQ_NO_TOKEN) {
        add_slot(m, frame->subject, c->subject, CMQ_PARTICIPANT_TEXT);
        cmq_add_other_subjects(r, c->verb, c->subject, frame->subject, m);
    }
    bool nearest = frame->flags & CMQ_FRAME_NEAREST;
    if (nearest && c->passive && frame->subject == CMQ_SLOT_SOURCE) {
        add_slot(m, CMQ_SLOT_TARGET, c->object, CMQ_PARTICIPANT_TEXT);
    }
    m->score += (int)(m->source_count + m->target_count);
    return true;
}
