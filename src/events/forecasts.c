/* SPDX-License-Identifier: Apache-2.0 */
/* What observers expect, what polls count and what a question asks about habits: nobody does it, or
 * nobody in particular. */

#include "events/matcher.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_chance(const struct cmq_token *word) {
    static const char *const words[] = {"likely", "unlikely", "improbable", "probable", "probably"};
    return cmq_form_in(word, words, COUNT(words));
}

/* "will likely greet", "is unlikely to greet": whether a word of chance stands beside a verb or
 * governs it. */
static bool is_a_chance(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_token *self = token_at(r, verb);
    bool governed = self->dep == CMQ_DEP_XCOMP || self->dep == CMQ_DEP_CCOMP ||
                    self->dep == CMQ_DEP_CSUBJ || self->dep == CMQ_DEP_ADVCL;
    if (governed && is_chance(token_at(r, self->head))) {
        return true;
    }
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        if (token_at(r, t)->dep == CMQ_DEP_ADVMOD && is_chance(token_at(r, t))) {
            return true;
        }
    }
    return false;
}

/* "67 percent of voters would side with": a share of people. */
static bool is_share(const struct reader *r, uint32_t noun) {
    static const char *const words[] = {"percent", "pct", "%", "percentage"};
    uint32_t head = token_at(r, noun)->head;
    bool of_share = token_at(r, noun)->dep == CMQ_DEP_NMOD &&
                    cmq_form_in(token_at(r, head), words, COUNT(words));
    return of_share || cmq_form_in(token_at(r, noun), words, COUNT(words));
}

/* "Do officers often arrest someone?": a question in the present asks what is done, not what
 * somebody did. */
static bool is_asked_as_habit(const struct reader *r, uint32_t verb) {
    if (!cmq_ends_in_question(r, verb)) {
        return false;
    }
    uint32_t aux = cmq_child(r->in->parse, verb, CMQ_DEP_AUX);
    uint32_t subject = cmq_child(r->in->parse, verb, CMQ_DEP_NSUBJ);
    if (aux == CMQ_NO_TOKEN && token_at(r, verb)->dep == CMQ_DEP_CONJ) {
        verb = token_at(r, verb)->head; /* "Do officers go ahead and arrest someone?" */
        aux = cmq_child(r->in->parse, verb, CMQ_DEP_AUX);
        subject = cmq_child(r->in->parse, verb, CMQ_DEP_NSUBJ);
    }
    return aux != CMQ_NO_TOKEN && subject != CMQ_NO_TOKEN && aux < subject &&
           (cmq_form_is(token_at(r, aux), "do") || cmq_form_is(token_at(r, aux), "does"));
}

static bool lies_ahead(const struct reader *r, uint32_t verb) {
    static const char *const words[] = {"will", "wo", "'ll", "’ll", "would"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        if (token_at(r, t)->dep == CMQ_DEP_AUX &&
            cmq_form_in(token_at(r, t), words, COUNT(words))) {
            return true;
        }
    }
    return false;
}

/* A firm, a scholar, a citizen, or who watches by profession; not a spokesman of nobody named, and
 * no medium, which tells what others said. */
static bool is_observer(const struct cmq_actor *actor) {
    static const char *const sectors[] = {"BUS", "EDU", "CVL"};
    static const char *const words[] = {"analysts", "analyst", "economists", "economist",
                                        "dealers",  "traders", "strategist", "observers",
                                        "experts",  "brokers"};
    bool watches = false;
    for (size_t i = 0; i < COUNT(words); i++) {
        watches |= cmq_str_ends(actor->name, cmq_str_of(words[i]));
    }
    return !cmq_is_public(actor) && (watches || cmq_has_sector(actor, sectors, COUNT(sectors)));
}

/* "The Bundesbank will not change its policy, dealers said": what private people say that others
 * will do. */
static bool is_told_by_observer(const struct reader *r, uint32_t verb,
                                const struct cmq_event *event) {
    const struct cmq_statement *statements = r->in->statements->list.item;
    uint32_t index = r->in->statements->statement_at[verb], speaker = UINT32_MAX;
    for (unsigned depth = 0; index != CMQ_NO_STATEMENT && speaker == UINT32_MAX &&
                             depth < CMQ_MAX_TREE_DEPTH; /* "figures suggest that X will" */
         depth++) {
        speaker = statements[index].speaker.actor;
        index = statements[index].parent;
    }
    return speaker != UINT32_MAX && lies_ahead(r, verb) &&
           is_observer(&r->in->actors->list.item[speaker]) &&
           !cmq_has_actor(event->source.item, event->source.count, speaker);
}

/* "Polls show more support for it": what a poll counts. */
static bool is_polled(const struct reader *r, uint32_t token) {
    static const char *const words[] = {"poll", "polls", "survey", "surveys", "polling"};
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(r, token);
        uint32_t subject = cmq_child(r->in->parse, token, CMQ_DEP_NSUBJ);
        if (subject != CMQ_NO_TOKEN && cmq_form_in(token_at(r, subject), words, COUNT(words))) {
            return true;
        }
        bool content = self->dep == CMQ_DEP_CCOMP || self->dep == CMQ_DEP_OBJ ||
                       self->dep == CMQ_DEP_NSUBJ || self->dep == CMQ_DEP_XCOMP ||
                       self->dep == CMQ_DEP_CONJ;
        if (!content || self->head == token) {
            return false;
        }
        token = self->head;
    }
    return false;
}

bool cmq_is_forecast(const struct reader *r, const struct match *m, const struct cmq_event *event) {
    bool force = cmq_root_in(event->cameo, "15", "20");
    bool polled = false;
    for (uint32_t i = 0; i < m->source_count; i++) {
        polled |= is_share(r, m->source[i]);
    }
    uint32_t top = cmq_top_of(m);
    return (!force && (polled || is_polled(r, top) || is_a_chance(r, top) ||
                       is_told_by_observer(r, top, event))) ||
           is_asked_as_habit(r, top);
}
