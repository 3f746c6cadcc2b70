/* SPDX-License-Identifier: Apache-2.0 */
/* From the noun phrases of a match to the actors that take part. */

#include "events/matcher.h"

#define MAX_CONJUNCTS 16

static bool is_first_person(const struct cmq_token *token) {
    if (token->upos != CMQ_PRON) {
        return false; /* "US" is no "us" */
    }
    return cmq_form_is(token, "we") || cmq_form_is(token, "us") || cmq_form_is(token, "our") ||
           cmq_form_is(token, "i") || cmq_form_is(token, "me") || cmq_form_is(token, "my");
}

static bool is_second_person(const struct cmq_token *token) {
    return token->upos == CMQ_PRON && (cmq_form_is(token, "you") || cmq_form_is(token, "your") ||
                                       cmq_form_is(token, "yourself"));
}

static void add(const struct reader *r, struct cmq_event *event, bool as_source,
                struct cmq_participant participant) {
    struct cmq_participant *item = as_source ? event->source.item : event->target.item;
    uint32_t count = as_source ? event->source.count : event->target.count;
    for (uint32_t i = 0; i < count; i++) {
        if (item[i].actor == participant.actor) {
            return;
        }
    }
    if (as_source) {
        CMQ_PUSH(r->arena, &event->source) = participant;
    } else {
        CMQ_PUSH(r->arena, &event->target) = participant;
    }
}

/* Whom a pronoun of what is said stands for: the speaker, or the one addressee; NULL if neither. */
static const struct cmq_participant *party_of_speech(const struct reader *r, uint32_t pronoun) {
    uint32_t index = r->in->statements->statement_at[pronoun];
    if (index == CMQ_NO_STATEMENT) {
        return NULL;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[index];
    if (is_first_person(token_at(r, pronoun))) {
        return &s->speaker;
    }
    return s->addressees.count == 1 ? &s->addressees.item[0] : NULL;
}

static void add_phrase(const struct reader *r, uint32_t noun, enum cmq_participant_basis basis,
                       struct cmq_event *event, bool as_source) {
    const struct cmq_actors *actors = r->in->actors;
    bool first = is_first_person(token_at(r, noun)), second = is_second_person(token_at(r, noun));
    if ((first || second) && r->in->statements->statement_at[noun] != CMQ_NO_STATEMENT) {
        const struct cmq_participant *party = party_of_speech(r, noun);
        if (party && party->actor != UINT32_MAX) {
            struct cmq_participant meant = *party;
            meant.start = token_at(r, noun)->start;
            meant.end = token_at(r, noun)->end;
            meant.basis = CMQ_PARTICIPANT_DISCOURSE;
            add(r, event, as_source, meant);
        }
        return;
    }
    bool indirect = false;
    uint32_t index = cmq_actors_phrase(r->in->parse, actors, noun, &indirect);
    if (index == CMQ_NO_MENTION) {
        return;
    }
    const struct cmq_mention *mention = &actors->mention.item[index];
    uint32_t trigger = token_at(r, event->trigger_token)->start;
    if (trigger >= mention->start && trigger < mention->end) {
        return; /* "the AUKUS alliance" takes no part in itself */
    }
    bool possessive = indirect || basis == CMQ_PARTICIPANT_POSSESSIVE;
    for (uint32_t i = 0; i < mention->actors.count; i++) {
        add(r, event, as_source,
            (struct cmq_participant){
                .actor = mention->actors.item[i],
                .start = mention->start,
                .end = mention->end,
                .basis = (uint8_t)(possessive ? CMQ_PARTICIPANT_POSSESSIVE : basis)});
    }
}

/* "A leader X and B President Y signed": the first of two names, where the tree made it a part of
 * the second instead of its conjunct. */
static uint32_t name_before(const struct reader *r, uint32_t noun) {
    const struct cmq_actors *actors = r->in->actors;
    uint32_t index = actors->mention_at[noun];
    uint32_t first = noun;
    while (index != CMQ_NO_MENTION && first > 0 && actors->mention_at[first - 1] == index) {
        first--;
    }
    bool after_and = index != CMQ_NO_MENTION && first > 1 &&
                     cmq_form_is(token_at(r, first - 1), "and") &&
                     token_at(r, first - 1)->sentence == token_at(r, noun)->sentence;
    uint32_t before = after_and ? actors->mention_at[first - 2] : CMQ_NO_MENTION;
    if (before == CMQ_NO_MENTION || before == index) {
        return CMQ_NO_TOKEN;
    }
    uint32_t head = actors->mention.item[before].head;
    return head != noun && cmq_below(r->in->parse, head, noun) ? head : CMQ_NO_TOKEN;
}

/* Whether a phrase names an actor with a code. */
static bool is_coded(const struct reader *r, uint32_t noun) {
    uint32_t index = r->in->actors->mention_at[noun];
    const struct cmq_mention *mention =
        index != CMQ_NO_MENTION ? &r->in->actors->mention.item[index] : NULL;
    return mention && mention->actors.count > 0 &&
           r->in->actors->list.item[mention->actors.item[0]].code.len > 0;
}

static bool is_plural_noun(const struct cmq_token *token) {
    return cmq_str_eq(token->tag, CMQ_STR("NNS"));
}

/* "countries such as A and B", "Iranian officials including A", "A along with B": the first of the
 * examples that a phrase gives for those whom it does not name one by one, or of the companions of
 * one that it names. */
static uint32_t example_of(const struct reader *r, uint32_t noun) {
    static const char *const examples[] = {"such", "including", "like"};
    static const char *const companions[] = {"along", "together", "alongside"};
    const struct cmq_parse *parse = r->in->parse;
    bool coded = is_coded(r, noun);
    size_t kinds = !coded ? 3 : is_plural_noun(token_at(r, noun)) ? 2 : 0;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint32_t p =
            token_at(r, t)->dep == CMQ_DEP_NMOD ? cmq_child(parse, t, CMQ_DEP_CASE) : CMQ_NO_TOKEN;
        if (p != CMQ_NO_TOKEN && (cmq_form_in(token_at(r, p), examples, kinds) ||
                                  (coded && cmq_form_in(token_at(r, p), companions, 3)))) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Conjuncts hang on the first one; small parsers also chain them. */
void cmq_participants_of(const struct reader *r, uint32_t noun, enum cmq_participant_basis basis,
                         struct cmq_event *event, bool as_source) {
    uint32_t members = cmq_listed_members(r, noun);
    uint32_t queue[MAX_CONJUNCTS] = {members != CMQ_NO_TOKEN ? members : noun}, count = 1;
    uint32_t before = name_before(r, noun);
    if (before != CMQ_NO_TOKEN) {
        queue[count++] = before;
    }
    for (uint32_t i = 0; i < count; i++) {
        add_phrase(r, queue[i], basis, event, as_source);
        uint32_t example = example_of(r, queue[i]);
        if (example != CMQ_NO_TOKEN && count < MAX_CONJUNCTS) {
            queue[count++] = example;
        }
        for (uint32_t t = cmq_child_next(r->in->parse, queue[i], CMQ_NO_TOKEN);
             t != CMQ_NO_TOKEN && count < MAX_CONJUNCTS;
             t = cmq_child_next(r->in->parse, queue[i], t)) {
            if (token_at(r, t)->dep == CMQ_DEP_CONJ && token_at(r, t)->upos != CMQ_VERB) {
                queue[count++] = t;
            }
        }
    }
}

static bool is_object_word(const struct reader *r, uint32_t noun) {
    struct cmq_phrase phrase;
    if (!cmq_lexicon_phrase(r->in->lexicon, r->in->parse, noun, &phrase)) {
        return false;
    }
    for (uint32_t i = 0; i < phrase.name_count; i++) {
        if (phrase.name[i].kind == CMQ_NAME_ROLE) {
            return true;
        }
    }
    return false;
}

/* "killed five", "expelled seven": a number that counts nothing named counts people. */
static bool is_headcount(const struct reader *r, uint32_t noun) {
    const struct cmq_token *self = token_at(r, noun);
    bool object = self->dep == CMQ_DEP_OBJ || self->dep == CMQ_DEP_NSUBJ_PASS;
    uint32_t part = cmq_child(r->in->parse, noun, CMQ_DEP_NMOD);
    uint32_t p = part != CMQ_NO_TOKEN ? cmq_preposition(r->in->parse, part) : CMQ_NO_TOKEN;
    bool counts = part != CMQ_NO_TOKEN &&
                  (p == CMQ_NO_TOKEN || cmq_form_is(token_at(r, p), "of")); /* "two of its ships" */
    return self->upos == CMQ_NUM && object && !counts;
}

bool cmq_names_actor(const struct reader *r, uint32_t noun, bool physical) {
    bool indirect = false;
    bool mentioned =
        cmq_actors_phrase(r->in->parse, r->in->actors, noun, &indirect) != CMQ_NO_MENTION;
    if (mentioned && (!indirect || !physical)) {
        return true;
    }
    return token_at(r, noun)->entity != CMQ_ENTITY_NONE || is_object_word(r, noun) ||
           (physical && is_headcount(r, noun));
}

bool cmq_names_someone(const struct reader *r, uint32_t noun) {
    bool indirect = false;
    return cmq_actors_phrase(r->in->parse, r->in->actors, noun, &indirect) != CMQ_NO_MENTION;
}

bool cmq_is_physical(const struct reader *r, const struct cmq_frame *frame) {
    struct cmq_str code = text_of(r, frame->code);
    return code.len >= 2 && (code.ptr[0] == '2' || (code.ptr[0] == '1' && code.ptr[1] >= '7'));
}
