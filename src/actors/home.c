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

static bool names_place_abroad(const struct cmq_places *places, struct cmq_str home) {
    for (uint32_t i = 0; i < places->list.count; i++) {
        struct cmq_str country = places->list.item[i].place.country;
        if (country.len > 0 && !cmq_str_eq(country, home)) {
            return true;
        }
    }
    return false;
}

void cmq_actors_check_home(struct finder *f, const struct cmq_places *places) {
    if (names_place_abroad(places, f->home)) {
        f->home = (struct cmq_str){NULL, 0};
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

struct owner cmq_actors_owner_by_outlet(struct finder *f, const struct reading *r) {
    struct owner owner = NO_OWNER;
    if (f->home.len > 0 && !is_met_abroad(f, r)) {
        owner.by = CMQ_GROUND_OUTLET;
        owner.actor = cmq_actors_of_country(f, f->home);
    }
    return owner;
}
