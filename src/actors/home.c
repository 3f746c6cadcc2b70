/* SPDX-License-Identifier: Apache-2.0 */
/* The last ground of all: "the governor" of a report that names no other state is of the country
 * that its outlet writes for. */

#include "actors/reading.h"

/* What the dictionaries say of a unit as of the report's date; empty for roles, which are
 * anybody's, and media, which tell of all countries. */
static struct cmq_str code_of_unit(const struct finder *f, const struct unit *unit) {
    struct cmq_str none = {NULL, 0};
    if (unit->kind == UNIT_ROLE || unit->kind == UNIT_DEFINED) {
        return none;
    }
    bool former;
    const struct cmq_term *term = cmq_actor_term(f->lexicon, unit->target, f->date, &former);
    struct cmq_str code = term ? cmq_lexicon_str(f->lexicon, term->code) : none;
    return cmq_str_ends(code, CMQ_STR("MED")) ? none : code;
}

/* Whether a code is of another state, of a region, or of a body or armed group across states; firms
 * and movements across states say nothing of where the report plays. */
static bool is_abroad(struct cmq_str code, struct cmq_str home) {
    return code.len >= 3 && !cmq_str_starts(code, home) && !cmq_str_starts(code, CMQ_STR("MNC")) &&
           !cmq_str_starts(code, CMQ_STR("NGO")) && !cmq_str_starts(code, CMQ_STR("NGM"));
}

/* Whether a town or district abroad is named: the report plays there. States may only be spoken of.
 */
static bool plays_abroad(const struct cmq_places *places, struct cmq_str home) {
    for (uint32_t i = 0; i < places->list.count; i++) {
        const struct cmq_place *place = &places->list.item[i].place;
        if (place->precision != CMQ_PLACE_AT_COUNTRY && place->country.len > 0 &&
            !cmq_str_eq(place->country, home)) {
            return true;
        }
    }
    return false;
}

/* How many of what abroad there may be for each at home in a report that plays at home. */
#define MOSTLY 8u

/* Whether nearly all whom the report names are of the outlet's country, and nearly all places. */
static bool is_mostly_home(const struct finder *f, const struct cmq_places *places) {
    uint32_t home = 0, abroad = 0;
    for (uint32_t u = 0; u < f->unit.count; u++) {
        struct cmq_str code = code_of_unit(f, &f->unit.item[u]);
        home += code.len >= 3 && cmq_str_starts(code, f->outlet);
        abroad += is_abroad(code, f->outlet);
    }
    for (uint32_t i = 0; i < places->list.count; i++) {
        struct cmq_str country = places->list.item[i].place.country;
        home += country.len > 0 && cmq_str_eq(country, f->outlet);
        abroad += country.len > 0 && !cmq_str_eq(country, f->outlet);
    }
    return f->outlet.len > 0 && home >= MOSTLY && abroad * MOSTLY <= home;
}

void cmq_actors_check_home(struct finder *f, const struct cmq_places *places) {
    f->mostly = is_mostly_home(f, places) ? f->outlet : (struct cmq_str){NULL, 0};
    if (plays_abroad(places, f->home)) {
        f->outlet = f->home = (struct cmq_str){NULL, 0};
    }
    for (uint32_t u = 0; f->home.len > 0 && u < f->unit.count; u++) {
        if (is_abroad(code_of_unit(f, &f->unit.item[u]), f->home)) {
            f->home = (struct cmq_str){NULL, 0};
        }
    }
}

/* Those whom reports name without a country although they are seldom at home: who fights the state,
 * and whom war finds where it is. */
static bool is_met_abroad(const struct finder *f, const struct reading *r) {
    static const char *const sectors[] = {"REB", "INS", "SEP", "UAF", "REF", "PKO"};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        if (cmq_actors_has_sector(r, cmq_str_of(sectors[i]))) {
            return true;
        }
    }
    return cmq_actors_is_bystander(f, r);
}

/* Whether the outlet's country has or had this highest office: a British paper's "president" is
 * another state's. */
static bool has_office(const struct finder *f, struct cmq_str office) {
    for (uint32_t a = 0; a < f->lexicon->actor_count; a++) {
        const struct cmq_actor_entry *actor = &f->lexicon->actor[a];
        for (uint32_t t = 0; actor->kind == CMQ_ACTOR_PERSON && t < actor->term_count; t++) {
            const struct cmq_term *term = &f->lexicon->term[actor->first_term + t];
            if (cmq_str_starts(cmq_lexicon_str(f->lexicon, term->code), f->outlet) &&
                cmq_same_letters(cmq_lexicon_str(f->lexicon, term->office), office)) {
                return true;
            }
        }
    }
    return false;
}

/* The highest office that a role is, or that it belongs to: an administration is a president's;
 * empty for other roles. */
static struct cmq_str highest_office(const struct finder *f, const struct cmq_role *role) {
    struct cmq_str word = cmq_lexicon_str(f->lexicon, role->word);
    if (cmq_same_letters(word, CMQ_STR("administration"))) {
        return CMQ_STR("president");
    }
    bool leads = (role->flags & CMQ_ROLE_LEADER) && cmq_actors_is_leader(word);
    return leads ? word : (struct cmq_str){NULL, 0};
}

/* Offices are asked for again and again: the last answer is kept. */
static bool is_leader_abroad(struct finder *f, const struct reading *r) {
    uint32_t role = f->unit.item[r->role].target;
    struct cmq_str office = highest_office(f, &f->lexicon->role[role]);
    if (office.len > 0 && f->leader_asked != role) {
        f->leader_asked = role;
        f->leader_abroad = !has_office(f, office);
    }
    return office.len > 0 && f->leader_abroad;
}

/* Offices and bodies of which an outlet speaks as of its own: what acts for a state, but for words
 * that are said of other states rather. */
static bool is_office_at_home(const struct finder *f, const struct reading *r) {
    static const char *const foreign[] = {"government", "minister", "ministry", "regime",
                                          "parliament", "king",     "premier",  "authority"};
    struct cmq_str word = cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        if (cmq_actors_contains_words(word, cmq_str_of(foreign[i]))) {
            return false;
        }
    }
    return cmq_actors_has_sector(r, CMQ_STR("GOV")) || cmq_actors_has_sector(r, CMQ_STR("LEG")) ||
           cmq_actors_has_sector(r, CMQ_STR("JUD"));
}

/* Whether another state is only where something takes place: "in Kenya". */
static bool is_scene(const struct finder *f, uint32_t token) {
    uint32_t p = cmq_preposition(f->parse, token);
    return p != CMQ_NO_TOKEN &&
           (cmq_form_is(&f->parse->token[p], "in") || cmq_form_is(&f->parse->token[p], "at"));
}

/* The noun of which a phrase is the owner, "the president's remarks", or itself. */
static uint32_t owned_by(const struct finder *f, uint32_t token) {
    return f->parse->token[token].dep == CMQ_DEP_NMOD_POSS ? f->parse->token[token].head : token;
}

bool cmq_actors_acts_from_home(struct finder *f, uint32_t token, const struct reading *r) {
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[token].sentence];
    if (f->outlet.len == 0 || f->parse->token[owned_by(f, token)].dep != CMQ_DEP_NSUBJ ||
        !is_office_at_home(f, r) || is_leader_abroad(f, r)) {
        return false;
    }
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t u = f->unit_at[t];
        bool abroad = u != CMQ_NONE && is_abroad(code_of_unit(f, &f->unit.item[u]), f->outlet);
        if (abroad && (t < token || is_scene(f, t))) {
            return false;
        }
    }
    return true;
}

/* Whether the sentence of `token` or the one before names somebody or something abroad. */
static bool stands_near_abroad(const struct finder *f, uint32_t token) {
    uint32_t s = f->parse->token[token].sentence;
    uint32_t end = f->parse->sentence[s].end;
    for (uint32_t t = f->parse->sentence[s > 0 ? s - 1 : 0].first; t < end; t++) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && is_abroad(code_of_unit(f, &f->unit.item[u]), f->mostly)) {
            return true;
        }
    }
    return false;
}

/* Those of whom an outlet speaks as of its own country's although others are named: offices, police
 * and troops, parties, and who protests; not firms, workers and people. */
static bool is_public_at_home(const struct finder *f, const struct reading *r) {
    static const char *const sectors[] = {"GOV", "LEG", "JUD", "COP", "MIL", "PTY"};
    struct cmq_str word = cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word);
    bool one = cmq_str_eq(word, CMQ_STR("protester"));
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        one |= cmq_actors_has_sector(r, cmq_str_of(sectors[i]));
    }
    return one;
}

struct owner cmq_actors_owner_by_outlet(struct finder *f, uint32_t token, const struct reading *r) {
    struct owner owner = NO_OWNER;
    bool acts = cmq_actors_acts_from_home(f, token, r);
    if (is_leader_abroad(f, r)) {
        return owner;
    }
    bool plays_here = f->home.len > 0 || (f->mostly.len > 0 && is_public_at_home(f, r) &&
                                          !stands_near_abroad(f, token));
    if (acts || (plays_here && !is_met_abroad(f, r))) {
        owner.by = CMQ_GROUND_OUTLET;
        owner.actor = cmq_actors_of_country(f, f->outlet.len > 0 ? f->outlet : f->mostly);
    }
    return owner;
}
