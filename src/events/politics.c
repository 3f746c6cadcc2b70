/* SPDX-License-Identifier: Apache-2.0 */
/* Which acts are politics. Frames match wherever their words stand, in sport, business and travel
 * too; what tells politics from the rest is who takes part and whether the act is said to have
 * taken place. Between two sides that have codes every act counts but for private dealings. */

#include "events/matcher.h"

/* Roles that act for a state, a party or an armed group, and those whose acts are public. */
static bool is_public_role(struct cmq_str sector) {
    static const char *const roles[] = {"GOV", "MIL", "COP", "JUD", "LEG", "OPP",
                                        "PTY", "REB", "INS", "SEP", "SPY", "UAF",
                                        "RAD", "REF", "LAB", "IMG", "IGO", "ELI"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (cmq_str_eq(sector, cmq_str_of(roles[i]))) {
            return true;
        }
    }
    return false;
}

bool cmq_is_public(const struct cmq_actor *actor) {
    bool public = actor->code.len > 0 && actor->sectors.count == 0;
    for (uint32_t i = 0; i < actor->sectors.count && !public; i++) {
        public = is_public_role(actor->sectors.item[i]);
    }
    return public;
}

/* How much a side says for politics: nothing, a role that any text has, a public role or a code
 * with a private one, a public actor with a code. */
enum weight { WEIGHT_NONE, WEIGHT_PRIVATE, WEIGHT_PUBLIC, WEIGHT_CODED };

static enum weight weight_of(const struct cmq_actor *actor) {
    if (actor->code.len > 0) {
        return cmq_is_public(actor) ? WEIGHT_CODED : WEIGHT_PUBLIC;
    }
    return cmq_is_public(actor)       ? WEIGHT_PUBLIC
           : actor->sectors.count > 0 ? WEIGHT_PRIVATE
                                      : WEIGHT_NONE;
}

static enum weight heaviest(const struct reader *r, const struct cmq_participant *item,
                            uint32_t count) {
    enum weight most = WEIGHT_NONE;
    for (uint32_t i = 0; i < count; i++) {
        enum weight w = weight_of(&r->in->actors->list.item[item[i].actor]);
        most = w > most ? w : most;
    }
    return most;
}

bool cmq_any_coded(const struct reader *r, const struct cmq_participant *item, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (r->in->actors->list.item[item[i].actor].code.len > 0) {
            return true;
        }
    }
    return false;
}

static bool is_firm(const struct cmq_actor *actor) {
    if (cmq_str_eq(actor->code, CMQ_STR("MNC"))) {
        return true;
    }
    for (uint32_t i = 0; i < actor->sectors.count; i++) {
        if (!cmq_str_eq(actor->sectors.item[i], CMQ_STR("BUS")) &&
            !cmq_str_eq(actor->sectors.item[i], CMQ_STR("MNC"))) {
            return false;
        }
    }
    return actor->sectors.count > 0;
}

/* "Agreed to buy a magazine of Boston", "sold American cars": a state that only says where the
 * other side of a bargain is or whose a thing is. */
static bool is_mere_place(const struct cmq_event *event, const struct cmq_actor *actor,
                          const struct cmq_participant *item) {
    bool bargain = cmq_root_in(event->cameo, "03", "04") || cmq_root_in(event->cameo, "06", "06");
    return bargain && actor->sectors.count == 0 &&
           (item->basis == CMQ_PARTICIPANT_POSSESSIVE || item->basis == CMQ_PARTICIPANT_PLACE);
}

/* Whether one of the participants is a firm and nobody else of whom more is known takes part. */
static bool is_among_firms(const struct reader *r, const struct cmq_event *event) {
    uint32_t firms = 0;
    for (uint32_t i = 0; i < event->source.count + event->target.count; i++) {
        const struct cmq_participant *item = i < event->source.count
                                                 ? &event->source.item[i]
                                                 : &event->target.item[i - event->source.count];
        const struct cmq_actor *actor = &r->in->actors->list.item[item->actor];
        bool known = actor->code.len > 0 || actor->sectors.count > 0;
        firms += is_firm(actor);
        if (known && !is_firm(actor) && !is_mere_place(event, actor, item)) {
            return false;
        }
    }
    return firms > 0;
}

/* Deals, suits and takeovers, but not protest and force; what is taken from a firm by nobody named
 * may be a state's act. */
static bool is_business(const struct cmq_event *event) {
    return cmq_root_in(event->cameo, "02", "07") || cmq_is_act(event->cameo, "192") ||
           (event->source.count > 0 && cmq_root_in(event->cameo, "08", "17") &&
            !cmq_root_in(event->cameo, "14", "14"));
}

/* "Travelled to Ohio": whoever visits a place in the own country meets nobody named. */
static bool is_trip_at_home(const struct reader *r, const struct cmq_event *event) {
    if (!cmq_str_starts(event->cameo, CMQ_STR("042")) || event->source.count == 0) {
        return false;
    }
    const struct cmq_actor *actors = r->in->actors->list.item;
    struct cmq_str home = actors[event->source.item[0].actor].country;
    for (uint32_t i = 0; i < event->target.count; i++) {
        const struct cmq_actor *host = &actors[event->target.item[i].actor];
        if (host->sectors.count > 0 || !cmq_str_eq(host->country, home)) {
            return false;
        }
    }
    return home.len > 0 && event->target.count > 0;
}

static bool is_of_party_or_person(const struct cmq_actor *actor) {
    static const char *const parties[] = {"PTY", "LEG", "OPP", "ELI"}, *const offices[] = {"GOV"};
    return cmq_has_sector(actor, parties, 4) ||
           (actor->kind == CMQ_ACTOR_PERSON && cmq_has_sector(actor, offices, 1));
}

/* "Donated to the party", "came to the senator's rescue": what helps a party or a politician of the
 * own state is a campaign, and no aid. */
static bool is_campaign_help(const struct reader *r, const struct cmq_event *event) {
    const struct cmq_actor *actors = r->in->actors->list.item;
    for (uint32_t i = 0; i < event->target.count; i++) {
        const struct cmq_actor *helped = &actors[event->target.item[i].actor];
        if (!is_of_party_or_person(helped) || event->source.count == 0 ||
            !cmq_str_eq(helped->country, actors[event->source.item[0].actor].country)) {
            return false;
        }
    }
    return event->target.count > 0 && cmq_root_in(event->cameo, "07", "07");
}

/* "Spoke to the newspaper", "wrote in an email to the agency": who talks to a medium tells the
 * public something and consults nobody. */
static bool is_told_to_media(const struct reader *r, const struct cmq_event *event) {
    static const char *const media[] = {"MED"};
    bool talk = cmq_str_starts(event->cameo, CMQ_STR("040")) ||
                cmq_str_starts(event->cameo, CMQ_STR("041"));
    bool any = false;
    for (uint32_t i = 0; talk && i < event->target.count; i++) {
        uint32_t index = event->target.item[i].actor;
        const struct cmq_actor *actor = &r->in->actors->list.item[index];
        bool medium = actor->kind == CMQ_ACTOR_BODY && cmq_has_sector(actor, media, 1);
        if (!medium && !cmq_has_actor(event->source.item, event->source.count, index)) {
            return false;
        }
        any |= medium;
    }
    return any;
}

/* "Sold 900,000 bags", "cut lending rates": trade with nobody named is a statistic, and what is
 * withheld from nobody is policy. */
static bool is_done_to_nobody(const struct cmq_event *event) {
    return event->target.count == 0 &&
           (cmq_str_eq(event->cameo, CMQ_STR("061")) || cmq_str_eq(event->cameo, CMQ_STR("162")));
}

/* What firms and private persons do with one another: deals, meetings, help. */
static bool is_dealing(struct cmq_str cameo) {
    return cmq_root_in(cameo, "03", "07");
}

/* What they say and do every day. Yielding, inquiries, threats, protest and force speak for
 * themselves. */
static bool is_everyday(struct cmq_str cameo) {
    return cmq_root_in(cameo, "02", "07") || cmq_root_in(cameo, "10", "12");
}

bool cmq_is_politics(const struct reader *r, const struct cmq_event *event) {
    enum weight source = heaviest(r, event->source.item, event->source.count);
    enum weight target = heaviest(r, event->target.item, event->target.count);
    bool source_coded = cmq_any_coded(r, event->source.item, event->source.count);
    bool target_coded = cmq_any_coded(r, event->target.item, event->target.count);
    enum weight most = source > target ? source : target;
    if ((is_business(event) && is_among_firms(r, event)) || is_trip_at_home(r, event) ||
        is_campaign_help(r, event) || is_told_to_media(r, event) || is_done_to_nobody(event)) {
        return false;
    }
    if (source_coded && target_coded) {
        return most == WEIGHT_CODED || !is_dealing(event->cameo);
    }
    bool one_sided = source == WEIGHT_NONE || target == WEIGHT_NONE;
    if (one_sided && (event->assertion == CMQ_ASSERTION_POSSIBLE ||
                      event->assertion == CMQ_ASSERTION_REQUESTED)) {
        return false; /* nobody says that it took place, or to whom it might be done */
    }
    if (source_coded || target_coded) {
        return most == WEIGHT_CODED || !one_sided || !is_everyday(event->cameo);
    }
    return is_everyday(event->cameo) ? !one_sided && most == WEIGHT_PUBLIC
                                     : !one_sided || most == WEIGHT_PUBLIC;
}
