/* SPDX-License-Identifier: Apache-2.0 */
/* What stands round a verb, read into the places of the active voice: a passive's subject is the
 * object, a "by" phrase the subject, a relative clause's antecedent either. */

#include "events/matcher.h"

bool cmq_is_marked(const struct reader *r, uint32_t verb, const char *word) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        if (cmq_form_is(token_at(r, t), word)) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_by_phrase(const struct reader *r, uint32_t verb) {
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
           cmq_by_phrase(r, verb) == CMQ_NO_TOKEN;
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

struct clause cmq_read_clause(const struct reader *r, uint32_t verb) {
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
        c.agent = cmq_by_phrase(r, verb);
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
