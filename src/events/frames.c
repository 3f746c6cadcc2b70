/* SPDX-License-Identifier: Apache-2.0 */
/* Matches frames on trees. A verb frame is written in the active voice; here each of its steps is
 * looked for wherever English puts it: a passive's subject is the object, a "by" phrase the
 * subject, a relative clause's antecedent either; a prepositional phrase may hang on the verb or,
 * since small parsers attach it there as often, on the verb's object.
 *
 * An event noun takes its agent from a light verb's subject, a possessor, a nationality or "by",
 * its patient from a preposition or "of". */

#include "events/matcher.h"

#define SEVERAL_SCORE 5 /* more than a slot, less than a word */

/* ---- small questions ---------------------------------------------------------------------- */

struct cmq_str cmq_root_of(struct cmq_str code) {
    return (struct cmq_str){code.ptr, code.len < 2 ? code.len : 2};
}

static bool has_word(const struct reader *r, struct cmq_range range, uint32_t token) {
    return cmq_lexicon_has_token(r->in->lexicon, range, token_at(r, token));
}

static bool is_physical(const struct reader *r, const struct cmq_frame *frame) {
    struct cmq_str code = text_of(r, frame->code);
    return code.len >= 2 && (code.ptr[0] == '2' || (code.ptr[0] == '1' && code.ptr[1] >= '7'));
}

static void add_literal(struct match *m, uint32_t token) {
    if (m->literal_count < MAX_LITERALS) {
        m->literal[m->literal_count++] = token;
    }
}

/* ---- verb arguments ----------------------------------------------------------------------- */

/* What stands round a verb, read once for all its frames. */
struct clause {
    uint32_t verb;
    bool passive;
    uint32_t subject, agent; /* agent: the "by" phrase of a passive */
    uint32_t object, indirect;
    bool raised_object; /* the object was found as the subject of the complement */
};

static uint32_t by_phrase(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_OBL_AGENT) {
            return t;
        }
        uint32_t preposition = cmq_preposition(parse, t);
        if ((dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD) && preposition != CMQ_NO_TOKEN &&
            cmq_form_is(token_at(r, preposition), "by")) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Whether one noun phrase begins where the other ends; one behind a comma is an apposition, one
 * behind "over" a prepositional phrase. */
static bool follows_directly(const struct reader *r, uint32_t phrase, uint32_t before) {
    uint32_t first, end, before_first, before_end;
    cmq_subtree(r->in->parse, phrase, &first, &end);
    cmq_subtree(r->in->parse, before, &before_first, &before_end);
    return first == before_end && token_at(r, first)->upos != CMQ_PUNCT &&
           token_at(r, first)->upos != CMQ_ADV && token_at(r, before_end - 1)->upos != CMQ_PUNCT;
}

/* Of two direct objects side by side the last is one: "gave Mali a grant", "rejected Thursday an
 * appeal". */
static void read_objects(const struct reader *r, struct clause *c) {
    const struct cmq_parse *parse = r->in->parse;
    c->object = cmq_child(parse, c->verb, CMQ_DEP_OBJ);
    c->indirect = cmq_child(parse, c->verb, CMQ_DEP_IOBJ);
    uint32_t next = c->object == CMQ_NO_TOKEN || c->indirect != CMQ_NO_TOKEN
                        ? CMQ_NO_TOKEN
                        : cmq_child_next(parse, c->verb, c->object);
    if (next != CMQ_NO_TOKEN && token_at(r, next)->dep == CMQ_DEP_OBJ &&
        follows_directly(r, next, c->object)) {
        c->indirect = c->object;
        c->object = next;
    }
}

/* "X rejected a plan, Y said": of two subjects of the verb of telling the one behind the clause
 * told is that clause's object. */
static uint32_t object_beyond(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t teller = token_at(r, verb)->head;
    if (token_at(r, verb)->dep != CMQ_DEP_CCOMP || teller < verb) {
        return CMQ_NO_TOKEN;
    }
    uint32_t first = CMQ_NO_TOKEN, count = 0;
    for (uint32_t t = cmq_child_next(parse, teller, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < teller;
         t = cmq_child_next(parse, teller, t)) {
        if (t > verb && token_at(r, t)->dep == CMQ_DEP_NSUBJ) {
            first = count++ == 0 ? t : first;
        }
    }
    return count > 1 ? first : CMQ_NO_TOKEN;
}

/* A participle of a noun that has an object of its own, and nobody behind "by", is active whatever
 * its tag: "tanks fired shells". */
static bool is_active_participle(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    return token_at(r, verb)->dep == CMQ_DEP_ACL &&
           cmq_child(parse, verb, CMQ_DEP_OBJ) != CMQ_NO_TOKEN &&
           cmq_child(parse, verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN &&
           by_phrase(r, verb) == CMQ_NO_TOKEN;
}

/* Whether a word hangs on what it cannot modify, so that it is left over. */
static bool is_left_over(uint8_t dep) {
    return dep == CMQ_DEP_PARATAXIS || dep == CMQ_DEP_DEP || dep == CMQ_DEP_VOCATIVE ||
           dep == CMQ_DEP_DISLOCATED;
}

/* A finite verb has a subject. Where the tree has none, it is the last actor before the verb that
 * stands in no phrase of its own: "Ahead of the summit, the two countries reached". */
static uint32_t lost_subject(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    bool finite = cmq_str_eq(self->tag, CMQ_STR("VBD")) || cmq_str_eq(self->tag, CMQ_STR("VBZ")) ||
                  cmq_str_eq(self->tag, CMQ_STR("VBP"));
    uint32_t first = r->in->parse->sentence[self->sentence].first;
    for (uint32_t t = verb; finite && t-- > first;) {
        uint32_t m = r->in->actors->mention_at[t];
        if (m != CMQ_NO_MENTION && r->in->actors->mention.item[m].head == t &&
            is_left_over(token_at(r, t)->dep) && cmq_preposition(r->in->parse, t) == CMQ_NO_TOKEN) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

static struct clause read_clause(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    struct clause c = {.verb = verb, .agent = CMQ_NO_TOKEN};
    uint32_t subject = cmq_subject(parse, verb, &c.passive);
    if (subject == CMQ_NO_TOKEN) {
        subject = lost_subject(r, verb);
    }
    c.passive = c.passive && !is_active_participle(r, verb);
    read_objects(r, &c);
    if (c.object == CMQ_NO_TOKEN && !c.passive) {
        c.object = object_beyond(r, verb);
    }
    c.subject = subject;
    if (c.passive) {
        c.agent = by_phrase(r, verb);
        c.subject = c.agent;
        if (c.object == CMQ_NO_TOKEN) {
            c.object = subject;
        } else {
            c.indirect = subject;
        }
        return c;
    }
    const struct cmq_token *self = token_at(r, verb);
    bool pronoun =
        c.object != CMQ_NO_TOKEN && token_at(r, c.object)->upos == CMQ_PRON && c.object < verb;
    if (self->dep == CMQ_DEP_ACL_RELCL && (c.object == CMQ_NO_TOKEN || pronoun) &&
        subject != self->head) {
        c.object = self->head; /* "Syria, which Israel attacked" */
    }
    uint32_t complement = cmq_child(parse, verb, CMQ_DEP_CCOMP);
    if (c.object == CMQ_NO_TOKEN && complement != CMQ_NO_TOKEN) {
        uint32_t mark = cmq_child(parse, complement, CMQ_DEP_MARK);
        if (mark != CMQ_NO_TOKEN && cmq_form_is(token_at(r, mark), "to")) {
            bool ignored;
            uint32_t raised = cmq_subject(parse, complement, &ignored);
            c.object = raised != CMQ_NO_TOKEN && raised > verb ? raised : CMQ_NO_TOKEN;
            c.raised_object = c.object != CMQ_NO_TOKEN;
        }
    }
    return c;
}

/* ---- steps -------------------------------------------------------------------------------- */

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

static bool fits_noun(const struct reader *r, const struct cmq_frame *frame,
                      const struct cmq_step *step, uint32_t noun) {
    if (step->literals.count > 0) {
        uint32_t part = part_of(r, noun);
        if (!has_word(r, step->literals, noun) &&
            (part == CMQ_NO_TOKEN || !has_word(r, step->literals, part))) {
            return false;
        }
    } else if (!cmq_is_nominal(token_at(r, noun))) {
        return false;
    }
    return !(step->flags & CMQ_STEP_ACTOR) || cmq_names_actor(r, noun, is_physical(r, frame));
}

static void take(struct match *m, const struct cmq_step *step, uint32_t noun) {
    if (step->literals.count > 0) {
        add_literal(m, noun);
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
        take(m, step, complement);
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
    take(m, step, noun);
    return true;
}

/* "complained over two raids", "about alleged raids", read as "more than two", "some alleged". */
static bool is_preposition_misread(const struct reader *r, struct cmq_range words,
                                   uint32_t modifier) {
    uint8_t dep = token_at(r, modifier)->dep;
    uint32_t adverb = dep == CMQ_DEP_NUMMOD || dep == CMQ_DEP_AMOD
                          ? cmq_child(r->in->parse, modifier, CMQ_DEP_ADVMOD)
                          : CMQ_NO_TOKEN;
    return adverb != CMQ_NO_TOKEN && adverb < modifier && has_word(r, words, adverb);
}

static bool has_preposition(const struct reader *r, struct cmq_range words, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    bool bare = true, misread = false;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < noun;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool marks = dep == CMQ_DEP_CASE || dep == CMQ_DEP_MARK;
        if (marks && has_word(r, words, t)) {
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

static bool is_actor_phrase(const struct reader *r, uint32_t noun) {
    bool indirect = false;
    return cmq_actors_phrase(r->in->parse, r->in->actors, noun, &indirect) != CMQ_NO_MENTION;
}

/* With `actor`, only a phrase that names one will do. */
static uint32_t oblique_below(const struct reader *r, const struct match *m,
                              const struct cmq_step *step, uint32_t head, bool actor) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = head == CMQ_NO_TOKEN ? CMQ_NO_TOKEN
                                           : cmq_child_next(parse, head, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN; t = cmq_child_next(parse, head, t)) {
        if (!is_oblique(token_at(r, t)->dep) || !has_preposition(r, step->words, t)) {
            continue;
        }
        bool gerund = step->slot == CMQ_SLOT_OTHER && token_at(r, t)->upos == CMQ_VERB;
        if (actor ? is_actor_phrase(r, t) && fits_noun(r, m->frame, step, t)
                  : gerund || fits_noun(r, m->frame, step, t)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* What a prepositional phrase of the clause may hang on: besides the verb its object, subject and
 * complement, and the phrases that the frame has already taken ("called for sanctions against T").
 */
static size_t hosts_of_phrase(const struct reader *r, const struct clause *c, const struct match *m,
                              uint32_t heads[static 4 + MAX_LITERALS]) {
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

static bool step_oblique(const struct reader *r, const struct clause *c, struct match *m,
                         const struct cmq_step *step) {
    uint32_t heads[4 + MAX_LITERALS];
    const size_t count = hosts_of_phrase(r, c, m, heads);
    bool wants_actor = step->slot == CMQ_SLOT_SOURCE || step->slot == CMQ_SLOT_TARGET;
    uint32_t found = CMQ_NO_TOKEN;
    for (size_t i = 0; wants_actor && i < count && found == CMQ_NO_TOKEN; i++) {
        found = oblique_below(r, m, step, heads[i], true);
    }
    for (size_t i = 0; i < count && found == CMQ_NO_TOKEN; i++) {
        bool of_subject = heads[i] == c->subject; /* "the envoy on Sunday called": no target */
        found = oblique_below(r, m, step, heads[i], wants_actor && of_subject);
    }
    if (found == CMQ_NO_TOKEN) {
        return false;
    }
    if (token_at(r, found)->upos == CMQ_VERB) {
        m->embedded = found;
    } else {
        take(m, step, found);
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
        if (loose && has_word(r, step->words, t)) {
            add_literal(m, t);
            return true;
        }
    }
    /* "handed over the suspect", read as a prepositional phrase: its noun is the object. */
    uint32_t next = c->verb + 1;
    const struct cmq_token *p = next < r->in->parse->token_count ? token_at(r, next) : NULL;
    if (p && p->dep == CMQ_DEP_CASE && has_word(r, step->words, next) &&
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

static bool is_marked(const struct reader *r, uint32_t verb, const char *word) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        if (cmq_form_is(token_at(r, t), word)) {
            return true;
        }
    }
    return false;
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
            fits = open && is_marked(r, t, "to");
        } else if (step->kind == CMQ_STEP_GERUND) {
            fits = open && is_gerund(token_at(r, t)) &&
                   (step->words.count == 0 || has_preposition(r, step->words, t));
        } else {
            fits = dep == CMQ_DEP_CCOMP && !is_marked(r, t, "to");
        }
        if (fits) {
            m->embedded = t;
            return true;
        }
    }
    /* A participle or infinitive of the object: "urged Iran to stop" attached to "Iran". */
    if (step->kind != CMQ_STEP_CLAUSE && c->object != CMQ_NO_TOKEN) {
        uint32_t t = cmq_child(parse, c->object, CMQ_DEP_ACL);
        if (t != CMQ_NO_TOKEN && (step->kind == CMQ_STEP_INFINITIVE ? is_marked(r, t, "to")
                                                                    : is_gerund(token_at(r, t)))) {
            m->embedded = t;
            return true;
        }
    }
    return false;
}

static bool step_veto(const struct reader *r, const struct clause *c, const struct match *m,
                      const struct cmq_step *step) {
    if (step->kind == CMQ_STEP_OBLIQUE) {
        return oblique_below(r, m, step, c->verb, false) != CMQ_NO_TOKEN;
    }
    return c->object != CMQ_NO_TOKEN && has_word(r, step->literals, c->object);
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
        m->score += found ? 2 : 0;
    }
    return true;
}

/* "A, B and C broke off": a long coordination may be read as two subjects. */
static void add_other_subjects(const struct reader *r, const struct clause *c, struct match *m) {
    for (uint32_t t = cmq_child_next(r->in->parse, c->verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && t < c->verb; t = cmq_child_next(r->in->parse, c->verb, t)) {
        if (token_at(r, t)->dep == CMQ_DEP_NSUBJ && t != c->subject && is_actor_phrase(r, t)) {
            add_slot(m, m->frame->subject, t, CMQ_PARTICIPANT_TEXT);
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

static bool match_verb(const struct reader *r, const struct clause *c,
                       const struct cmq_frame *frame, struct match *m) {
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
    if (wants_actor &&
        (c->subject == CMQ_NO_TOKEN || !cmq_names_actor(r, c->subject, is_physical(r, frame)))) {
        return false;
    }
    if (c->subject != CMQ_NO_TOKEN) {
        add_slot(m, frame->subject, c->subject, CMQ_PARTICIPANT_TEXT);
        add_other_subjects(r, c, m);
    }
    bool nearest = frame->flags & CMQ_FRAME_NEAREST;
    if (nearest && c->passive && frame->subject == CMQ_SLOT_SOURCE) {
        add_slot(m, CMQ_SLOT_TARGET, c->object, CMQ_PARTICIPANT_TEXT);
    }
    m->score += (int)(m->source_count + m->target_count);
    return true;
}

/* ---- event nouns -------------------------------------------------------------------------- */

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
            if (modifies && has_word(r, step->literals, t)) {
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
        if (token_at(r, t)->upos == CMQ_VERB && is_marked(r, t, "to")) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
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
        uint32_t found = oblique_below(r, m, step, noun, false);
        uint32_t verb = token_at(r, noun)->head;
        if (found == CMQ_NO_TOKEN && verb != noun && token_at(r, noun)->dep == CMQ_DEP_OBJ) {
            found = oblique_below(r, m, step, verb, false);
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

static const char *const towards[] = {"against", "on",  "with",  "to",   "toward",
                                      "towards", "at",  "into",  "upon", "over",
                                      "from",    "for", "about", "onto", "regarding"};

static bool frame_names_preposition(const struct reader *r, const struct cmq_frame *frame,
                                    uint32_t preposition, uint8_t *slot) {
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &r->in->lexicon->step[frame->first_step + i];
        if (step->kind == CMQ_STEP_OBLIQUE && has_word(r, step->words, preposition)) {
            *slot = step->slot;
            return true;
        }
    }
    return false;
}

static bool is_reciprocal(const struct match *m) {
    return m->frame->flags & CMQ_FRAME_RECIPROCAL;
}

/* A prepositional phrase of an event noun. */
static void noun_phrase_argument(const struct reader *r, struct match *m, uint32_t t,
                                 bool of_is_target) {
    uint32_t preposition = cmq_preposition(r->in->parse, t);
    bool indirect = false;
    if (preposition == CMQ_NO_TOKEN ||
        (cmq_actors_phrase(r->in->parse, r->in->actors, t, &indirect) == CMQ_NO_MENTION)) {
        return;
    }
    const struct cmq_token *p = token_at(r, preposition);
    uint8_t slot = CMQ_SLOT_NONE;
    if (frame_names_preposition(r, m->frame, preposition, &slot)) {
        add_slot(m, slot, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "by")) {
        add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "between") || cmq_form_is(p, "among")) {
        add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_is(p, "of")) {
        add_slot(m, of_is_target && !is_reciprocal(m) ? CMQ_SLOT_TARGET : CMQ_SLOT_SOURCE, t,
                 CMQ_PARTICIPANT_TEXT);
    } else if (cmq_form_in(p, towards, sizeof towards / sizeof *towards)) {
        add_slot(m, CMQ_SLOT_TARGET, t, CMQ_PARTICIPANT_TEXT);
    }
}

static bool is_mention(const struct reader *r, uint32_t token) {
    return r->in->actors->mention_at[token] != CMQ_NO_MENTION;
}

static bool is_place(const struct reader *r, uint32_t token) {
    uint32_t m = r->in->actors->mention_at[token];
    return m != CMQ_NO_MENTION && r->in->actors->mention.item[m].kind == CMQ_MENTION_PLACE;
}

static void noun_arguments(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    bool agent = m->source_count > 0;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool possessor = dep == CMQ_DEP_NMOD_POSS;
        bool nationality = (dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND) && is_mention(r, t);
        if (possessor || nationality) {
            /* "Iran held its talks", "Iran launched Iranian strikes": one agent is enough, but of
             * "the Swiss-Iranian talks" both are. */
            if (nationality && is_physical(r, m->frame) && is_place(r, t)) {
                add_slot(m, CMQ_SLOT_TARGET, t, CMQ_PARTICIPANT_PLACE); /* "the Kyiv attack" */
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
            noun_phrase_argument(r, m, t, agent || is_physical(r, m->frame));
        }
    }
}

/* "made the remarks in a phone call with Iran": who acts at a meeting takes part in it. */
static void agent_of_occasion(const struct reader *r, struct match *m, uint32_t noun) {
    static const char *const occasions[] = {"in", "during", "at", "after", "following"};
    uint32_t p = cmq_preposition(r->in->parse, noun);
    bool passive = false;
    if (p == CMQ_NO_TOKEN ||
        !cmq_form_in(token_at(r, p), occasions, sizeof occasions / sizeof *occasions)) {
        return;
    }
    uint32_t subject = cmq_subject(r->in->parse, token_at(r, noun)->head, &passive);
    if (subject != CMQ_NO_TOKEN && !passive) {
        add_slot(m, CMQ_SLOT_SOURCE, subject, CMQ_PARTICIPANT_DISCOURSE);
    }
}

/* The light verb that governs an event noun, with the noun as its object, passive subject or
 * subject of a happening ("talks began"). */
static void read_light_verb(const struct reader *r, struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_token *self = token_at(r, noun);
    uint32_t verb = self->head;
    bool object = self->dep == CMQ_DEP_OBJ || self->dep == CMQ_DEP_NSUBJ_PASS;
    if (self->dep == CMQ_DEP_OBL && is_reciprocal(m)) {
        agent_of_occasion(r, m, noun);
        return;
    }
    if (verb == noun || !(object || self->dep == CMQ_DEP_NSUBJ || self->dep == CMQ_DEP_OBL)) {
        return;
    }
    const struct cmq_heads *heads =
        cmq_lexicon_phrasal_heads(r->in->lexicon, r->in->parse, verb, CMQ_VERB);
    for (uint32_t i = 0; heads && i < heads->effects.count; i++) {
        const struct cmq_effect *effect =
            &r->in->lexicon->effect[r->in->lexicon->head_index[heads->effects.first + i]];
        if (!(effect->flags & CMQ_EFFECT_LIGHT) || (self->dep == CMQ_DEP_OBL)) {
            continue;
        }
        m->light = verb;
        m->light_effect = effect;
        break;
    }
    if (m->light == CMQ_NO_TOKEN) {
        return;
    }
    if (object) {
        bool passive = false;
        uint32_t subject = cmq_subject(parse, verb, &passive);
        if (passive || subject == noun) {
            subject = by_phrase(r, verb);
        }
        if (subject != CMQ_NO_TOKEN && subject != noun) {
            add_slot(m, CMQ_SLOT_SOURCE, subject, CMQ_PARTICIPANT_TEXT);
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

static bool match_noun(const struct reader *r, uint32_t noun, const struct cmq_frame *frame,
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
    m->score += (int)(m->source_count + m->target_count);
    return true;
}

/* ---- targets that a frame does not name ------------------------------------------------------ */

static bool starts_with(const struct reader *r, const struct match *m, const char *a,
                        const char *b) {
    struct cmq_str root = cmq_root_of(text_of(r, m->frame->code));
    return cmq_str_eq(root, cmq_str_of(a)) || cmq_str_eq(root, cmq_str_of(b));
}

static bool is_used(const struct match *m, uint32_t token) {
    for (uint32_t i = 0; i < m->source_count; i++) {
        if (m->source[i] == token) {
            return true;
        }
    }
    return token == m->trigger;
}

/* "demanded that Iran withdraw": who is asked is the subject of what is asked. */
static void target_of_request(const struct reader *r, struct match *m) {
    uint32_t subject = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(r->in->parse, m->embedded, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, m->embedded, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS || dep == CMQ_DEP_NSUBJ_OUTER) {
            subject = t;
        }
    }
    bool accused = starts_with(r, m, "11", "11");
    if (subject != CMQ_NO_TOKEN && !is_used(m, subject) &&
        (!accused || is_actor_phrase(r, subject))) {
        add_slot(m, CMQ_SLOT_TARGET, subject, CMQ_PARTICIPANT_TEXT);
    }
}

/* "promised to send aid to Mali", "refused to recognise Kosovo": the target of the act inside. */
static void target_of_embedded(const struct reader *r, struct match *m) {
    const struct match *inner = r->match_at[m->embedded];
    for (uint32_t i = 0; inner && i < inner->target_count; i++) {
        if (!is_used(m, inner->target[i])) {
            add_slot(m, CMQ_SLOT_TARGET, inner->target[i], CMQ_PARTICIPANT_TEXT);
        }
    }
}

static bool is_loose_relation(uint8_t dep) {
    return dep == CMQ_DEP_OBJ || dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD ||
           dep == CMQ_DEP_NMOD_POSS || dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND ||
           dep == CMQ_DEP_IOBJ;
}

static const char *const loose_prepositions[] = {"to",      "with", "against", "on",   "for",
                                                 "from",    "of",   "over",    "upon", "toward",
                                                 "towards", "into", "between", "among"};

static bool is_actor_phrase_at(const struct reader *r, uint32_t noun) {
    return noun != CMQ_NO_TOKEN && is_actor_phrase(r, noun);
}

/* Where a physical act took place, as its target: "attacked a base in Mali", "protested in Kyiv".
 */
static uint32_t place_as_target(const struct reader *r, const struct match *m, uint32_t head,
                                unsigned depth) {
    static const char *const words[] = {"in", "at", "near", "inside", "outside", "across"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool argument = dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD;
        uint32_t p = cmq_preposition(parse, t);
        if (argument && p != CMQ_NO_TOKEN && !is_used(m, t) && is_actor_phrase(r, t) &&
            cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words)) {
            return t;
        }
        bool inside = argument || dep == CMQ_DEP_OBJ;
        uint32_t found = inside && depth < 2 && !is_used(m, t) ? place_as_target(r, m, t, depth + 1)
                                                               : CMQ_NO_TOKEN;
        if (found != CMQ_NO_TOKEN) {
            return found;
        }
    }
    return CMQ_NO_TOKEN;
}

static bool is_material(const struct reader *r, const struct match *m) {
    static const char *const roots[] = {"07", "14", "15", "17", "18", "19", "20"};
    struct cmq_str root = cmq_root_of(text_of(r, m->frame->code));
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (cmq_str_eq(root, cmq_str_of(roots[i]))) {
            return true;
        }
    }
    return false;
}

/* "reneged on his promise to Mali": a phrase that names nobody but the source is no target. */
static bool is_source_again(const struct reader *r, const struct match *m, uint32_t noun) {
    const struct cmq_actors *actors = r->in->actors;
    bool indirect = false;
    uint32_t named = cmq_actors_phrase(r->in->parse, actors, noun, &indirect);
    for (uint32_t i = 0; named != CMQ_NO_MENTION && i < m->source_count; i++) {
        uint32_t source = cmq_actors_phrase(r->in->parse, actors, m->source[i], &indirect);
        const struct cmq_mention *a = &actors->mention.item[named];
        const struct cmq_mention *b =
            source != CMQ_NO_MENTION ? &actors->mention.item[source] : NULL;
        if (b && a->actors.count == 1 && b->actors.count == 1 &&
            a->actors.item[0] == b->actors.item[0]) {
            return true;
        }
    }
    return false;
}

/* Searches what depends on `head`, breadth first, for an actor in a phrase that can name whom an
 * act is directed at: an object, its possessor or nationality, a directed preposition. */
static uint32_t loose_target(const struct reader *r, const struct match *m, uint32_t head,
                             unsigned depth) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        uint32_t p = cmq_preposition(parse, t);
        bool directed = p == CMQ_NO_TOKEN ||
                        cmq_form_in(token_at(r, p), loose_prepositions,
                                    sizeof loose_prepositions / sizeof *loose_prepositions);
        if (is_loose_relation(token_at(r, t)->dep) && directed && !is_used(m, t) &&
            is_actor_phrase(r, t) && !is_source_again(r, m, t)) {
            return t;
        }
    }
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && depth < 3;
         t = cmq_child_next(parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_ACL && is_actor_phrase_at(r, by_phrase(r, t))) {
            return by_phrase(r, t); /* "every offer made by the rebels" */
        }
        if ((dep == CMQ_DEP_OBJ || dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL) && !is_used(m, t)) {
            uint32_t found = loose_target(r, m, t, depth + 1);
            if (found != CMQ_NO_TOKEN) {
                return found;
            }
        }
    }
    return CMQ_NO_TOKEN;
}

/* "denied the accusations by Georgia": the phrase in the target's slot names no actor itself, or
 * only the source as its owner, but one stands inside it. */
static void target_inside(const struct reader *r, struct match *m) {
    bool indirect = false;
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (cmq_actors_phrase(r->in->parse, r->in->actors, m->target[i], &indirect) ==
                CMQ_NO_MENTION ||
            is_source_again(r, m, m->target[i])) {
            uint32_t inside = loose_target(r, m, m->target[i], 0);
            m->target[i] = inside != CMQ_NO_TOKEN ? inside : m->target[i];
        }
    }
}

static void find_target(const struct reader *r, struct match *m) {
    target_inside(r, m);
    for (uint32_t i = 0; m->frame->upos == CMQ_NOUN && m->target_count == 0 && i < m->literal_count;
         i++) {
        uint32_t inside = loose_target(r, m, m->literal[i], 1);
        if (inside != CMQ_NO_TOKEN) {
            add_slot(m, CMQ_SLOT_TARGET, inside, CMQ_PARTICIPANT_DISCOURSE);
        }
    }
    if (m->target_count > 0 || m->frame->upos == CMQ_NOUN) {
        return;
    }
    if (m->embedded != CMQ_NO_TOKEN &&
        (starts_with(r, m, "02", "10") || starts_with(r, m, "11", "11"))) {
        target_of_request(r, m);
    } else if (m->embedded != CMQ_NO_TOKEN) {
        target_of_embedded(r, m);
    }
    if (m->target_count > 0 || m->passive) {
        return;
    }
    uint32_t loose = loose_target(r, m, m->trigger, 0);
    if (loose == CMQ_NO_TOKEN && m->embedded != CMQ_NO_TOKEN) {
        loose = loose_target(r, m, m->embedded, 0);
    }
    if (loose != CMQ_NO_TOKEN) {
        add_slot(m, CMQ_SLOT_TARGET, loose, CMQ_PARTICIPANT_DISCOURSE);
    }
}

static bool names_target(const struct reader *r, const struct match *m) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (is_actor_phrase(r, m->target[i])) {
            return true;
        }
    }
    return false;
}

/* "scheduled a summit between A and B", "A's visit was cancelled": who takes part in the noun that
 * a verb frame names takes part in what the verb says of it. */
static void pool_arguments(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    bool pooled = false;
    for (uint32_t i = 0; i < m->literal_count && m->frame->upos == CMQ_VERB; i++) {
        uint32_t noun = m->literal[i];
        for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
             t = cmq_child_next(parse, noun, t)) {
            uint32_t p = cmq_preposition(parse, t);
            bool between = p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "between");
            bool owner = token_at(r, t)->dep == CMQ_DEP_NMOD_POSS && m->source_count == 0;
            if ((between || owner) && !is_used(m, t) && is_actor_phrase(r, t)) {
                bool taken = m->source_count > 0 && m->source[0] != t && !owner && !pooled;
                pooled |= !taken;
                add_slot(m, taken ? CMQ_SLOT_TARGET : CMQ_SLOT_SOURCE, t,
                         CMQ_PARTICIPANT_POSSESSIVE);
            }
        }
    }
}

/* "opened fire to disperse demonstrators": whom the end of a material act is directed at, where
 * nothing else names a target. */
static void target_of_end(const struct reader *r, struct match *m) {
    uint32_t verb = m->light != CMQ_NO_TOKEN ? m->light : m->trigger;
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        const struct match *end = r->match_at[t];
        if (token_at(r, t)->dep == CMQ_DEP_ADVCL && end && is_marked(r, t, "to")) {
            for (uint32_t i = 0; i < end->target_count; i++) {
                add_slot(m, CMQ_SLOT_TARGET, end->target[i], CMQ_PARTICIPANT_DISCOURSE);
            }
        }
    }
}

static void complete_target(const struct reader *r, struct match *m) {
    if (m->frame->flags & CMQ_FRAME_NEAREST) {
        cmq_match_fill_nearest(r, m);
        return;
    }
    pool_arguments(r, m);
    find_target(r, m);
    if (!names_target(r, m) && is_material(r, m)) {
        target_of_end(r, m);
    }
    if (!names_target(r, m) && is_material(r, m)) {
        uint32_t place = place_as_target(r, m, m->trigger, 0);
        if (place == CMQ_NO_TOKEN && m->light != CMQ_NO_TOKEN) {
            place = place_as_target(r, m, m->light, 0);
        }
        if (place != CMQ_NO_TOKEN) {
            add_slot(m, CMQ_SLOT_TARGET, place, CMQ_PARTICIPANT_PLACE);
        }
    }
}

/* ---- choosing ----------------------------------------------------------------------------- */

static void find_best(struct reader *r, uint32_t token, enum cmq_upos upos) {
    const struct cmq_lexicon *lexicon = r->in->lexicon;
    const struct cmq_heads *heads =
        upos == CMQ_VERB ? cmq_lexicon_form_heads(lexicon, token_at(r, token)) : NULL;
    if (!heads) {
        heads = cmq_lexicon_heads_of(lexicon, token_at(r, token), upos);
    }
    if (!heads || heads->frames.count == 0) {
        return;
    }
    struct clause clause = {0};
    if (upos != CMQ_NOUN) {
        clause = read_clause(r, token);
    }
    const struct cmq_sentence *sentence = &r->in->parse->sentence[token_at(r, token)->sentence];
    struct match best = {.score = -1}, now;
    for (uint32_t i = 0; i < heads->frames.count; i++) {
        const struct cmq_frame *frame =
            &lexicon->frame[lexicon->head_index[heads->frames.first + i]];
        if ((frame->flags & CMQ_FRAME_PLACED) && !cmq_may_match_placed(r, sentence, frame)) {
            continue;
        }
        bool found = upos == CMQ_NOUN ? match_noun(r, token, frame, &now)
                                      : match_verb(r, &clause, frame, &now);
        if (found && now.score > best.score) {
            best = now;
        }
    }
    if (best.score < 0 || best.frame->code.len == 0) {
        return;
    }
    struct match *kept = CMQ_NEW(r->arena, struct match);
    if (kept) {
        *kept = best;
        r->match_at[token] = kept;
    }
}

/* A participle before a noun is an adjective: "the wounded soldier". */
static bool heads_clause(const struct cmq_token *token) {
    return token->dep != CMQ_DEP_AMOD && token->dep != CMQ_DEP_COMPOUND &&
           token->dep != CMQ_DEP_CASE && token->dep != CMQ_DEP_FIXED && token->dep != CMQ_DEP_FLAT;
}

/* The words of a name are no event: "United States", "Security Council". */
static bool is_name(const struct reader *r, uint32_t token) {
    uint32_t m = r->in->actors->mention_at[token];
    bool named = m != CMQ_NO_MENTION && r->in->actors->mention.item[m].kind != CMQ_MENTION_PHRASE;
    return named && (token_at(r, token)->upos == CMQ_PROPN ||
                     r->in->actors->mention.item[m].kind == CMQ_MENTION_PLACE);
}

void cmq_match_sentence(struct reader *r, const struct cmq_sentence *sentence) {
    r->has_vocabulary = false;
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        const struct cmq_token *token = token_at(r, t);
        if (token->upos == CMQ_VERB && heads_clause(token)) {
            find_best(r, t, CMQ_VERB);
        } else if (token->upos == CMQ_ADJ) {
            find_best(r, t, CMQ_ADJ);
        } else if ((token->upos == CMQ_NOUN || token->upos == CMQ_PROPN) && !is_name(r, t)) {
            find_best(r, t, CMQ_NOUN);
        }
    }
    /* From the last to the first, so that what is inside is complete before what contains it. */
    for (uint32_t t = sentence->end; t-- > sentence->first;) {
        if (r->match_at[t]) {
            complete_target(r, r->match_at[t]);
        }
    }
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        const struct match *m = r->match_at[t];
        for (uint32_t i = 0; m && i < m->literal_count; i++) {
            if (m->literal[i] != t && r->literal_of[m->literal[i]] == CMQ_NO_TOKEN) {
                r->literal_of[m->literal[i]] = t;
            }
        }
    }
}
