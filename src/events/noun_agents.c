/* SPDX-License-Identifier: Apache-2.0 */
/* Who does the act of an event noun that names no agent of its own: who leads it, who takes part in
 * the occasion that it is, who is said to be in it; and who is said to be under it. */

#include "events/matcher.h"

/* "the French-led invasion" */
static void agent_by_lead(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, m->trigger, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && t < m->trigger; t = cmq_child_next(parse, m->trigger, t)) {
        if (t >= 2 && cmq_form_is(token_at(r, t), "led") && cmq_form_is(token_at(r, t - 1), "-") &&
            r->in->actors->mention_at[t - 2] != CMQ_NO_MENTION) {
            add_slot(m, CMQ_SLOT_SOURCE, t - 2, CMQ_PARTICIPANT_POSSESSIVE);
        }
    }
}

/* A meeting or call in which both sides take part; a visit or letter only where it is one that the
 * sentence brings up, "a visit", and not "the visit" of somebody named before. */
static bool is_occasion(const struct reader *r, const struct match *m) {
    uint32_t determiner = cmq_child(r->in->parse, m->trigger, CMQ_DEP_DET);
    bool definite = determiner != CMQ_NO_TOKEN && !cmq_form_is(token_at(r, determiner), "a") &&
                    !cmq_form_is(token_at(r, determiner), "an");
    return (m->frame->flags & CMQ_FRAME_RECIPROCAL) ||
           (!definite && cmq_root_in(text_of(r, m->frame->code), "04", "04"));
}

/* "a summit between A and B", "a meeting of C ministers": whoever meets is named. */
static bool names_its_members(const struct reader *r, uint32_t noun) {
    static const char *const words[] = {"of", "between", "among"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint32_t p = cmq_preposition(parse, t);
        if (token_at(r, t)->dep == CMQ_DEP_NMOD && p != CMQ_NO_TOKEN && cmq_names_someone(r, t) &&
            cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words)) {
            return true;
        }
    }
    return false;
}

/* "made the remarks in a phone call with Iran", "wrote in a letter to Iran", "entered into talks
 * with Iran": who acts at a meeting takes part in it. */
static void agent_of_occasion(const struct reader *r, struct match *m) {
    static const char *const prepositions[] = {"in", "into", "during", "at", "after", "following"};
    const struct cmq_token *self = token_at(r, m->trigger);
    uint32_t p = cmq_preposition(r->in->parse, m->trigger);
    bool passive = false;
    if (self->dep != CMQ_DEP_OBL || p == CMQ_NO_TOKEN || !is_occasion(r, m) ||
        names_its_members(r, m->trigger) ||
        !cmq_form_in(token_at(r, p), prepositions, sizeof prepositions / sizeof *prepositions)) {
        return;
    }
    uint32_t subject = cmq_subject(r->in->parse, self->head, &passive);
    uint32_t owner = subject != CMQ_NO_TOKEN ? cmq_child(r->in->parse, subject, CMQ_DEP_NMOD_POSS)
                                             : CMQ_NO_TOKEN;
    subject = owner != CMQ_NO_TOKEN && !cmq_names_actor(r, subject, true) ? owner : subject;
    /* An issue that comes up at a meeting does not meet. */
    if (subject != CMQ_NO_TOKEN && !passive && cmq_names_actor(r, subject, true)) {
        add_slot(m, CMQ_SLOT_SOURCE, subject, CMQ_PARTICIPANT_DISCOURSE);
    }
}

static bool is_of_several(const struct cmq_actors *actors, uint32_t mention) {
    return mention != CMQ_NO_MENTION && actors->mention.item[mention].actors.count > 1;
}

/* "Kenya praised Chad after their talks": what is theirs, and of nobody else, is of the two that
 * the sentence names before it. */
static void agents_of_pair(const struct reader *r, struct match *m) {
    const struct cmq_actors *actors = r->in->actors;
    uint32_t owner = cmq_child(r->in->parse, m->trigger, CMQ_DEP_NMOD_POSS);
    if (!(m->frame->flags & CMQ_FRAME_RECIPROCAL) || owner == CMQ_NO_TOKEN ||
        !cmq_form_is(token_at(r, owner), "their") || m->target_count > 0 ||
        is_of_several(actors, actors->mention_at[owner])) {
        return;
    }
    uint32_t first = r->in->parse->sentence[token_at(r, owner)->sentence].first;
    uint32_t side[2] = {CMQ_NO_TOKEN, CMQ_NO_TOKEN}, actor[2] = {0, 0}, sides = 0;
    for (uint32_t t = owner; t-- > first;) {
        uint32_t mention = actors->mention_at[t];
        const struct cmq_mention *named =
            mention != CMQ_NO_MENTION ? &actors->mention.item[mention] : NULL;
        if (!named || named->head != t || named->actors.count != 1 ||
            actors->list.item[named->actors.item[0]].code.len == 0 ||
            (sides > 0 && named->actors.item[0] == actor[0]) ||
            (sides > 1 && named->actors.item[0] == actor[1])) {
            continue;
        }
        if (sides == 2) {
            return; /* a third: nobody can tell whose it is */
        }
        side[sides] = t;
        actor[sides++] = named->actors.item[0];
    }
    for (uint32_t i = 0; sides == 2 && i < sides; i++) {
        m->source_count = i; /* not the pronoun */
        add_slot(m, CMQ_SLOT_SOURCE, side[i], CMQ_PARTICIPANT_DISCOURSE);
    }
}

/* "is in talks with", "is at war with", "is on a visit to" */
static void agent_by_predicate(const struct reader *r, struct match *m) {
    static const char *const prepositions[] = {"in", "at", "on"};
    uint32_t p = cmq_preposition(r->in->parse, m->trigger);
    bool passive = false;
    if (p == CMQ_NO_TOKEN || cmq_child(r->in->parse, m->trigger, CMQ_DEP_COP) == CMQ_NO_TOKEN ||
        !cmq_form_in(token_at(r, p), prepositions, sizeof prepositions / sizeof *prepositions)) {
        return;
    }
    add_slot(m, CMQ_SLOT_SOURCE, cmq_subject(r->in->parse, m->trigger, &passive),
             CMQ_PARTICIPANT_TEXT);
}

/* "is under investigation by", "lived under siege by": the subject is whom it is done to. */
static void add_sufferer(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    bool predicate = cmq_child(parse, m->trigger, CMQ_DEP_COP) != CMQ_NO_TOKEN, passive = false;
    const struct cmq_token *self = token_at(r, m->trigger);
    uint32_t p = cmq_preposition(parse, m->trigger);
    if (m->target_count == 0 && p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "under") &&
        (predicate || self->dep == CMQ_DEP_OBL)) {
        add_slot(m, CMQ_SLOT_TARGET,
                 cmq_subject(parse, predicate ? m->trigger : self->head, &passive),
                 CMQ_PARTICIPANT_TEXT);
    }
}

void cmq_find_noun_agent(const struct reader *r, struct match *m) {
    static void (*const ways[])(const struct reader *, struct match *) = {
        agent_by_lead, agent_by_predicate, agent_of_occasion};
    agents_of_pair(r, m);
    for (size_t i = 0; i < sizeof ways / sizeof *ways && m->source_count == 0; i++) {
        ways[i](r, m);
    }
    add_sufferer(r, m);
}
