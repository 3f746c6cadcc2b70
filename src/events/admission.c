/* SPDX-License-Identifier: Apache-2.0 */
/* Which matches are events, and which are only parts of what is said, or spoken of in passing. */

#include "events/matcher.h"

/* The act inside an intent, a refusal or a threat is part of that act's code. */
bool cmq_is_part_of_speech_act(const struct reader *r, const struct standing *standing) {
    if (standing->governor == CMQ_NO_TOKEN) {
        return false;
    }
    const struct match *above = r->match_at[standing->governor];
    struct cmq_str code = text_of(r, above->frame->code);
    return cmq_root_in(code, "03", "03") || cmq_root_in(code, "12", "13");
}

void cmq_apply_governor(const struct reader *r, const struct standing *standing,
                        struct cmq_event *event) {
    if (standing->governor == CMQ_NO_TOKEN || event->assertion != CMQ_ASSERTION_ACTUAL) {
        return;
    }
    struct cmq_str code = text_of(r, r->match_at[standing->governor]->frame->code);
    if (cmq_root_in(code, "02", "02") || cmq_root_in(code, "10", "10")) {
        event->assertion = CMQ_ASSERTION_REQUESTED;
        event->time = CMQ_TENSE_FUTURE;
    } else if (cmq_root_in(code, "11", "11") || cmq_root_in(code, "09", "09")) {
        event->assertion = CMQ_ASSERTION_ALLEGED;
    } else if (cmq_root_in(code, "08", "08")) {
        event->assertion = CMQ_ASSERTION_POSSIBLE; /* what is allowed */
    }
}

bool cmq_is_noun(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN;
}

static bool is_modifier(uint8_t dep) {
    return dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_ACL || dep == CMQ_DEP_ACL_RELCL ||
           dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL;
}

/* Whether a finite verb hangs on a noun that stands for a sentence: the tree has lost its main
 * verb, which is this one. */
static bool is_lost_main_verb(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    const struct cmq_token *head = token_at(r, self->head);
    return head->head == self->head && cmq_is_noun(head) && self->dep != CMQ_DEP_ACL_RELCL &&
           (cmq_str_eq(self->tag, CMQ_STR("VBD")) || cmq_str_eq(self->tag, CMQ_STR("VBZ")) ||
            cmq_str_eq(self->tag, CMQ_STR("VBP")));
}

/* Whether an act is told in passing: in a phrase or clause that modifies a noun or another act. */
bool cmq_is_aside(const struct reader *r, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(r, token);
        if (is_modifier(self->dep)) {
            return !is_lost_main_verb(r, token);
        }
        if (self->head == token) {
            return false;
        }
        token = self->head;
    }
    return false;
}

/* Whether a noun is what its sentence tells of: its root, or the subject of the main verb, which a
 * telling may follow ("…, police said"). */
static bool is_told_of(const struct reader *r, uint32_t noun) {
    const struct cmq_token *self = token_at(r, noun), *verb = token_at(r, self->head);
    bool subject = self->dep == CMQ_DEP_NSUBJ || self->dep == CMQ_DEP_NSUBJ_PASS;
    bool main = verb->head == self->head ||
                (verb->dep == CMQ_DEP_CCOMP && token_at(r, verb->head)->head == verb->head);
    return self->head == noun || (subject && main);
}

/* "He blasted the minister": somebody whom an earlier sentence names. */
static bool is_personal_pronoun(const struct reader *r, uint32_t token) {
    static const char *const forms[] = {"he", "she", "they"};
    return cmq_form_in(token_at(r, token), forms, sizeof forms / sizeof *forms);
}

/* What nobody known does, told in the active voice, is no act, unless it hurts: "the deficit
 * isolated France". What a person does to somebody with a code is one, whoever the person is. */
static bool lacks_agent(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    if (m->source_count == 1 && is_personal_pronoun(r, m->source[0]) &&
        cmq_any_coded(r, e->target.item, e->target.count)) {
        return false;
    }
    bool by_somebody = m->frame->upos == CMQ_VERB || m->frame->upos == CMQ_ADJ;
    return by_somebody && !m->passive && m->source_count > 0 && e->source.count == 0 &&
           !cmq_root_in(e->cameo, "17", "20");
}

/* "vowed to take it to the Supreme Court", "is willing to leak against the president": who stands
 * behind the promised act's "against", and a court, is promised nothing. */
static bool is_promised(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        uint32_t p = cmq_preposition(r->in->parse, m->target[i]);
        if (p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "against")) {
            return false;
        }
    }
    for (uint32_t i = 0; i < e->target.count; i++) {
        const struct cmq_actor *actor = &r->in->actors->list.item[e->target.item[i].actor];
        static const char *const court[] = {"JUD"};
        bool person = actor->kind == CMQ_ACTOR_PERSON;
        if (actor->code.len > 0 && (person || !cmq_has_sector(actor, court, 1))) {
            return true;
        }
    }
    return false;
}

/* "China is eager to show the Beijing Games": the target is the source's own state. */
static bool is_to_oneself(const struct reader *r, const struct cmq_event *e) {
    const struct cmq_actor *actors = r->in->actors->list.item;
    return e->source.count == 1 && e->target.count == 1 &&
           cmq_str_eq(actors[e->source.item[0].actor].code, actors[e->target.item[0].actor].code);
}

/* "agreed to rehear the case", "is willing to pay more": a promise of no known act to nobody. */
static bool is_vague_promise(const struct reader *r, const struct match *m,
                             const struct cmq_event *e) {
    return cmq_is_act(e->cameo, "030") && m->embedded != CMQ_NO_TOKEN &&
           (!is_promised(r, m, e) || is_to_oneself(r, e));
}

/* "The law inspires partnerships between agencies and firms": what is only named in the plural is
 * something that there is, and nothing that took place. */
static bool is_kind_of_tie(const struct reader *r, const struct match *m,
                           const struct cmq_event *e) {
    const struct cmq_token *noun = token_at(r, m->trigger);
    return cmq_str_eq(noun->tag, CMQ_STR("NNS")) && m->light == CMQ_NO_TOKEN &&
           cmq_str_starts(e->cameo, CMQ_STR("050")) &&
           cmq_child(r->in->parse, m->trigger, CMQ_DEP_DET) == CMQ_NO_TOKEN;
}

/* A demand's target is also the agent of what is demanded; an event noun with nobody is a word. */
bool cmq_is_event(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    if (!cmq_any_political(r, e) || is_kind_of_tie(r, m, e)) {
        return false;
    }
    bool noun =
        token_at(r, m->trigger)->upos == CMQ_NOUN || token_at(r, m->trigger)->upos == CMQ_PROPN;
    if (noun && m->light == CMQ_NO_TOKEN) {
        bool told = is_told_of(r, m->trigger) && cmq_root_in(e->cameo, "14", "20");
        return (e->source.count > 0 && (e->target.count > 0 || told)) ||
               (told && e->target.count > 0);
    }
    return noun || !(lacks_agent(r, m, e) || is_vague_promise(r, m, e));
}

/* "died when a bomb exploded in Aleppo": what "when" tells of a death or a wound is how it came. */
static bool tells_how(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    const struct cmq_token *self = token_at(r, m->trigger);
    const struct match *above = r->match_at[self->head];
    uint32_t when = cmq_child(r->in->parse, m->trigger, CMQ_DEP_ADVMOD);
    bool harm = cmq_str_eq(token_at(r, self->head)->lemma, CMQ_STR("die")) ||
                (above && cmq_root_in(text_of(r, above->frame->code), "18", "20"));
    return self->dep == CMQ_DEP_ADVCL && harm && when != CMQ_NO_TOKEN &&
           cmq_form_is(token_at(r, when), "when") && cmq_root_in(e->cameo, "18", "20") &&
           cmq_any_coded(r, e->target.item, e->target.count);
}

/* "When Warren criticised the president": blame is public wherever it is told, so that one side
 * with a code vouches for the other. */
static bool is_blame_by_name(const struct reader *r, const struct match *m,
                             const struct cmq_event *e) {
    return m->frame->upos == CMQ_VERB && cmq_root_in(e->cameo, "11", "11") && e->source.count > 0 &&
           e->target.count > 0 &&
           (cmq_any_coded(r, e->source.item, e->source.count) ||
            cmq_any_coded(r, e->target.item, e->target.count));
}

/* "The attack, which killed two Malians": that people of a state died is told as a fact. */
static bool tells_of_dead(const struct reader *r, const struct match *m,
                          const struct cmq_event *e) {
    return token_at(r, m->trigger)->dep == CMQ_DEP_ACL_RELCL && !m->passive &&
           m->frame->upos == CMQ_VERB && cmq_root_in(e->cameo, "18", "20") &&
           e->assertion == CMQ_ASSERTION_ACTUAL &&
           cmq_any_coded(r, e->target.item, e->target.count);
}

/* Of what is told in passing only half, neither side can be relied on. */
bool cmq_is_half_told(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    if (tells_how(r, m, e) || is_blame_by_name(r, m, e) || tells_of_dead(r, m, e)) {
        return false;
    }
    bool both = cmq_any_coded(r, e->source.item, e->source.count) &&
                cmq_any_coded(r, e->target.item, e->target.count);
    return !both && cmq_is_aside(r, cmq_top_of(m));
}
