/* SPDX-License-Identifier: Apache-2.0 */
/* Who takes part in an event: what the slots name, both sides of what both do, the own state of
 * those who protest at home. */

#include "events/matcher.h"

/* A code, or at least a role that political actors have. */
static bool is_political(const struct reader *r, const struct cmq_participant *p) {
    const struct cmq_actor *actor = &r->in->actors->list.item[p->actor];
    return actor->code.len > 0 || actor->sectors.count > 0;
}

static bool any_political_in(const struct reader *r, const struct cmq_participant *item,
                             uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_political(r, &item[i])) {
            return true;
        }
    }
    return false;
}

bool cmq_any_political(const struct reader *r, const struct cmq_event *event) {
    return any_political_in(r, event->source.item, event->source.count) ||
           any_political_in(r, event->target.item, event->target.count);
}

bool cmq_has_actor(const struct cmq_participant *item, uint32_t count, uint32_t actor) {
    for (uint32_t i = 0; i < count; i++) {
        if (item[i].actor == actor) {
            return true;
        }
    }
    return false;
}

bool cmq_has_country(const struct reader *r, const struct cmq_participant *item, uint32_t count,
                     struct cmq_str country) {
    for (uint32_t i = 0; i < count; i++) {
        if (cmq_str_eq(r->in->actors->list.item[item[i].actor].country, country)) {
            return true;
        }
    }
    return false;
}

/* What both do is told of both sides alike. */
static void make_reciprocal(const struct reader *r, struct cmq_event *event) {
    if (event->source.count + event->target.count < 2) {
        return;
    }
    event->reciprocal = true;
    uint32_t sources = event->source.count, targets = event->target.count;
    for (uint32_t i = 0; i < targets; i++) {
        struct cmq_participant p = event->target.item[i];
        if (!cmq_has_actor(event->source.item, event->source.count, p.actor)) {
            CMQ_PUSH(r->arena, &event->source) = p;
        }
    }
    for (uint32_t i = 0; i < sources; i++) {
        struct cmq_participant p = event->source.item[i];
        if (!cmq_has_actor(event->target.item, event->target.count, p.actor)) {
            CMQ_PUSH(r->arena, &event->target) = p;
        }
    }
}

static bool of_source_country(const struct reader *r, const struct cmq_event *event,
                              uint32_t target) {
    struct cmq_str country = r->in->actors->list.item[target].country;
    for (uint32_t i = 0; country.len > 0 && i < event->source.count; i++) {
        uint32_t source = event->source.item[i].actor;
        if (cmq_str_eq(r->in->actors->list.item[source].country, country)) {
            return true;
        }
    }
    return false;
}

/* Nobody does to himself what he does to others named in the same breath; nor does a country while
 * another one is named too. */
static void drop_self(const struct reader *r, struct cmq_event *event) {
    uint32_t kept = 0, foreign = 0;
    for (uint32_t i = 0; i < event->target.count; i++) {
        if (!cmq_has_actor(event->source.item, event->source.count, event->target.item[i].actor)) {
            foreign += !of_source_country(r, event, event->target.item[i].actor);
            event->target.item[kept++] = event->target.item[i];
        }
    }
    event->target.count = kept;
    for (uint32_t i = kept = 0; foreign > 0 && i < event->target.count; i++) {
        if (!of_source_country(r, event, event->target.item[i].actor)) {
            event->target.item[kept++] = event->target.item[i];
        }
    }
    event->target.count = foreign > 0 ? kept : event->target.count;
}

/* Whether an actor speaks for its state: the state itself, its government, its forces. */
bool cmq_is_official(const struct cmq_actor *actor) {
    struct cmq_str role = {actor->code.ptr + 3, actor->code.len < 3 ? 0 : actor->code.len - 3};
    return role.len == 0 || cmq_str_starts(role, CMQ_STR("GOV")) ||
           cmq_str_starts(role, CMQ_STR("MIL"));
}

/* Whether the source of a match is people, not the state that bears their name. */
static bool is_people(const struct reader *r, const struct match *m) {
    bool indirect = false;
    uint32_t index = cmq_actors_phrase(r->in->parse, r->in->actors, m->source[0], &indirect);
    uint32_t head =
        index != CMQ_NO_MENTION ? r->in->actors->mention.item[index].head : m->source[0];
    struct cmq_str tag = token_at(r, head)->tag;
    return cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"));
}

/* Whether who acts at home and names nobody acts towards the own state: who reforms or resigns, and
 * whoever protests or yields but does not speak for the state. A truce is with another side. */
static bool is_at_home(const struct reader *r, const struct match *m,
                       const struct cmq_actor *actor) {
    struct cmq_str code = text_of(r, m->frame->code);
    if (cmq_str_starts(code, CMQ_STR("14"))) {
        return !cmq_is_official(actor) || is_people(r, m);
    }
    return cmq_str_starts(code, CMQ_STR("081")) || cmq_str_starts(code, CMQ_STR("083")) ||
           (cmq_str_starts(code, CMQ_STR("08")) && !cmq_str_starts(code, CMQ_STR("0871")) &&
            !cmq_is_official(actor) && !cmq_can_only_speak(actor));
}

/* "Miners went on strike", "rebels laid down their arms", "the president resigned". */
static void add_own_state(const struct reader *r, const struct match *m, struct cmq_event *event) {
    if (event->source.count == 0 || m->source_count == 0 ||
        cmq_any_coded(r, event->target.item, event->target.count)) {
        return;
    }
    struct cmq_participant own = event->source.item[0];
    const struct cmq_actor *actor = &r->in->actors->list.item[own.actor];
    if (actor->country.len == 0 || !is_at_home(r, m, actor)) {
        return;
    }
    own.actor = cmq_actors_state(r->in->lexicon, actor->country, r->in->report_date, r->arena,
                                 r->in->actors);
    if (own.actor != CMQ_NO_ACTOR) {
        own.basis = CMQ_PARTICIPANT_DISCOURSE;
        CMQ_PUSH(r->arena, &event->target) = own;
    }
}

/* "Riots broke out in Chad": who protests in a place, and is not named, is of that place. */
static void add_protesters(const struct reader *r, const struct match *m, struct cmq_event *event) {
    static const char *const words[] = {"in", "across", "throughout", "around"};
    if (m->frame->upos != CMQ_NOUN || m->target_count == 0 || event->source.count > 0 ||
        event->target.count == 0 || !cmq_root_in(text_of(r, m->frame->code), "14", "14")) {
        return;
    }
    uint32_t p = cmq_preposition(r->in->parse, m->target[0]);
    if (p != CMQ_NO_TOKEN && cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words)) {
        struct cmq_participant of_place = event->target.item[0];
        of_place.basis = CMQ_PARTICIPANT_PLACE;
        CMQ_PUSH(r->arena, &event->source) = of_place;
    }
}

void cmq_add_participants(const struct reader *r, const struct match *m, struct cmq_event *event) {
    for (uint32_t i = 0; i < m->source_count; i++) {
        cmq_participants_of(r, m->source[i], (enum cmq_participant_basis)m->source_basis[i], event,
                            true);
    }
    for (uint32_t i = 0; i < m->target_count; i++) {
        cmq_participants_of(r, m->target[i], (enum cmq_participant_basis)m->target_basis[i], event,
                            false);
    }
    drop_self(r, event);
    add_own_state(r, m, event);
    add_protesters(r, m, event);
    bool joint = event->source.count > 1 && cmq_root_in(text_of(r, m->frame->code), "03", "06") &&
                 !cmq_any_coded(r, event->target.item, event->target.count);
    if (joint) {
        event->target.count = 0;
    }
    bool guessed = m->target_count > 0 && m->target_basis[0] == CMQ_PARTICIPANT_DISCOURSE;
    if (joint || m->mutual || ((m->frame->flags & CMQ_FRAME_RECIPROCAL) && !guessed)) {
        make_reciprocal(r, event);
    }
}

void cmq_explain_participants(const struct reader *r, struct cmq_event *event) {
    static const char *const told[] = {[CMQ_PARTICIPANT_TEXT] = "",
                                       [CMQ_PARTICIPANT_POSSESSIVE] =
                                           ", by possession or nationality",
                                       [CMQ_PARTICIPANT_PLACE] = ", by place",
                                       [CMQ_PARTICIPANT_DISCOURSE] = ", from the discourse"};
    for (int side = 0; side < 2; side++) {
        const struct cmq_participant *item = side == 0 ? event->source.item : event->target.item;
        uint32_t count = side == 0 ? event->source.count : event->target.count;
        for (uint32_t i = 0; i < count; i++) {
            const struct cmq_actor *actor = &r->in->actors->list.item[item[i].actor];
            struct cmq_str code = actor->code.len > 0 ? actor->code : CMQ_STR("no code");
            cmq_explain_step(r, event, 0, 0, UINT32_MAX, "%s: %.*s = %.*s%s%s%.*s",
                             side == 0 ? "source" : "target", CMQ_FMT(actor->name), CMQ_FMT(code),
                             told[item[i].basis], actor->entry.len > 0 ? ", " : "",
                             CMQ_FMT(actor->entry));
        }
    }
}
