/* SPDX-License-Identifier: Apache-2.0 */
/* Names that many states use for bodies of their own: "Supreme Court", "Senate", "Labour Party".
 * The dictionaries have them as a role, and as the name of the one body that is meant where nothing
 * else is said. An owner in another state makes the role of it: "Kenya's Supreme Court", "the
 * Supreme Court of Kenya", "In Kenya, the Supreme Court …"; from then on the report's bare "Supreme
 * Court" is Kenya's. */

#include "actors/finder.h"

/* The country of a unit by its code on the report's day; empty if it has none. */
static struct cmq_str country_of(const struct finder *f, const struct unit *unit) {
    bool former = false;
    const struct cmq_term *term = cmq_actor_term(f->lexicon, unit->target, f->date, &former);
    struct cmq_str code =
        term ? cmq_lexicon_str(f->lexicon, term->code) : (struct cmq_str){NULL, 0};
    code.len = code.len < 3 ? 0 : 3;
    return code.len > 0 && cmq_country_find(code) ? code : (struct cmq_str){NULL, 0};
}

static bool is_land(const struct unit *unit) {
    return unit->kind == UNIT_STATE || unit->kind == UNIT_PLACE || unit->kind == UNIT_DEMONYM;
}

/* "In Kenya, the Supreme Court …": the place that opens the clause of `token`. */
static uint32_t place_before(const struct finder *f, uint32_t token) {
    const struct cmq_parse *parse = f->parse;
    uint32_t verb = parse->token[token].head;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < token;
         t = cmq_child_next(parse, verb, t)) {
        uint32_t unit = f->unit_at[t];
        uint32_t preposition =
            parse->token[t].dep == CMQ_DEP_OBL ? cmq_preposition(parse, t) : CMQ_NO_TOKEN;
        if (unit != CMQ_NONE && is_land(&f->unit.item[unit]) && preposition != CMQ_NO_TOKEN &&
            cmq_form_is(&parse->token[preposition], "in")) {
            return unit;
        }
    }
    return CMQ_NONE;
}

/* "Kenya's parliament and Supreme Court": the owner of what stands first. */
static uint32_t owner_of_first_conjunct(struct finder *f, uint32_t token) {
    const struct cmq_token *conjunct = &f->parse->token[token];
    uint32_t c = conjunct->dep == CMQ_DEP_CONJ ? f->chunk_at[conjunct->head] : CMQ_NONE;
    return c != CMQ_NONE ? cmq_actors_owner(f, &f->chunk.item[c], conjunct->head) : CMQ_NONE;
}

static uint32_t owner_of(struct finder *f, const struct unit *unit) {
    uint32_t c = f->chunk_at[unit->end - 1];
    if (c == CMQ_NONE) {
        return CMQ_NONE;
    }
    uint32_t owner = cmq_actors_owner(f, &f->chunk.item[c], unit->first);
    if (owner == CMQ_NONE) {
        owner = owner_of_first_conjunct(f, f->chunk.item[c].head);
    }
    return owner != CMQ_NONE ? owner : place_before(f, f->chunk.item[c].head);
}

/* The owner that the same words had when they were last used; CMQ_NONE if none or the default. */
static uint32_t owner_before(const struct finder *f, uint32_t u) {
    const struct unit *self = &f->unit.item[u];
    for (uint32_t before = u, left = CMQ_LOOK_BACK; before-- > 0 && left-- > 0;) {
        const struct unit *unit = &f->unit.item[before];
        if (unit->kind == UNIT_BODY && unit->target == self->target) {
            return CMQ_NONE;
        }
        if (unit->kind == UNIT_ROLE && unit->target == self->shared && unit->owner != CMQ_NONE) {
            return unit->owner;
        }
    }
    return CMQ_NONE;
}

void cmq_actors_share_names(struct finder *f) {
    for (uint32_t u = 0; u < f->unit.count; u++) {
        struct unit *unit = &f->unit.item[u];
        if (unit->shared == CMQ_NONE) {
            continue;
        }
        uint32_t owner = owner_of(f, unit);
        if (owner == CMQ_NONE) {
            owner = owner_before(f, u);
        }
        struct cmq_str country =
            owner != CMQ_NONE ? country_of(f, &f->unit.item[owner]) : (struct cmq_str){NULL, 0};
        if (country.len > 0 && !cmq_str_eq(country, country_of(f, unit))) {
            unit->kind = UNIT_ROLE;
            unit->target = unit->shared;
            unit->owner = owner;
        }
    }
}
