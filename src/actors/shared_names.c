/* SPDX-License-Identifier: Apache-2.0 */
/* Names that many states use for bodies of their own: "Supreme Court", "Senate", "Labour Party".
 * The dictionaries have them as a role, and as the name of the one body that is meant where nothing
 * else is said. An owner in another state makes the role of it: "Kenya's Supreme Court", "the
 * Supreme Court of Kenya", "In Kenya, the Supreme Court …"; from then on the report's bare "Supreme
 * Court" is Kenya's. An institution of a state that the dictionaries have by name alone,
 * "Pentagon", is another's only where the words beside it say so: "the Kenyan Pentagon". */

#include "actors/reading.h"

/* The code of a unit on the report's day; empty if it has none. */
static struct cmq_str code_of(const struct finder *f, const struct unit *unit) {
    bool former = false;
    const struct cmq_term *term = cmq_actor_term(f->lexicon, unit->target, f->date, &former);
    return term ? cmq_lexicon_str(f->lexicon, term->code) : (struct cmq_str){NULL, 0};
}

static struct cmq_str country_of(const struct finder *f, const struct unit *unit) {
    struct cmq_str code = code_of(f, unit);
    code.len = code.len < 3 ? 0 : 3;
    return code.len > 0 && cmq_country_find(code) ? code : (struct cmq_str){NULL, 0};
}

/* Whether every state has a body of this kind. */
static bool is_of_state(const struct finder *f, const struct unit *unit) {
    static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY"};
    struct cmq_str code = unit->kind == UNIT_BODY ? code_of(f, unit) : (struct cmq_str){NULL, 0};
    if (code.len < 6 || f->lexicon->actor[unit->target].kind != CMQ_ACTOR_BODY) {
        return false;
    }
    struct cmq_str sector = {code.ptr + 3, 3};
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        if (cmq_str_eq(sector, cmq_str_of(sectors[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_land(const struct finder *f, uint32_t unit) {
    return unit != CMQ_NONE && !f->unit.item[unit].aside &&
           (f->unit.item[unit].kind == UNIT_STATE || f->unit.item[unit].kind == UNIT_PLACE ||
            f->unit.item[unit].kind == UNIT_DEMONYM);
}

/* ---- in the words beside it ----------------------------------------------------------------- */

/* The unit that ends before token `end`, over adjectives and a possessive mark: "Chile's new". */
static uint32_t unit_before(const struct finder *f, uint32_t end) {
    static const char *const marks[] = {"'s", "’s", "'"};
    const struct cmq_parse *parse = f->parse;
    uint32_t t = end;
    for (unsigned adjectives = 0; t > 0 && adjectives < 2 && f->unit_at[t - 1] == CMQ_NONE &&
                                  parse->token[t - 1].upos == CMQ_ADJ;
         adjectives++) {
        t--;
    }
    if (t > 1 && cmq_form_in(&parse->token[t - 1], marks, sizeof marks / sizeof *marks)) {
        t--;
    }
    return t > 0 && parse->token[t - 1].sentence == parse->token[end].sentence ? f->unit_at[t - 1]
                                                                               : CMQ_NONE;
}

/* The unit of the "of" phrase right behind token `end`: "of Kenya", "of the Netherlands". */
static uint32_t unit_behind_of(const struct finder *f, uint32_t end) {
    const struct cmq_parse *parse = f->parse;
    uint32_t t = end + 1;
    if (t < parse->token_count && cmq_form_is(&parse->token[t], "the")) {
        t++;
    }
    return t < parse->token_count && cmq_form_is(&parse->token[end], "of") ? f->unit_at[t]
                                                                           : CMQ_NONE;
}

/* "the country's Supreme Court" */
static bool names_state_as_such(const struct finder *f, uint32_t unit) {
    return unit != CMQ_NONE && f->unit.item[unit].kind == UNIT_ROLE &&
           (cmq_actors_role(f, unit)->flags & CMQ_ROLE_STATE);
}

/* The state that the sentence names last before token `end`; CMQ_NONE if none. */
static uint32_t last_land_before(const struct finder *f, uint32_t end) {
    uint32_t first = f->parse->sentence[f->parse->token[end].sentence].first;
    for (uint32_t t = end; t-- > first;) {
        if (is_land(f, f->unit_at[t])) {
            return f->unit_at[t];
        }
    }
    return CMQ_NONE;
}

static uint32_t owner_beside(const struct finder *f, const struct unit *unit) {
    uint32_t owner = unit_before(f, unit->first);
    if (names_state_as_such(f, owner)) {
        owner = last_land_before(f, f->unit.item[owner].first);
    }
    owner = is_land(f, owner) ? owner : unit_behind_of(f, unit->end);
    return is_land(f, owner) ? owner : CMQ_NONE;
}

/* ---- in its clause and the report ----------------------------------------------------------- */

/* "In Kenya, the Supreme Court …": the place that opens the clause of `token`. */
static uint32_t place_before(const struct finder *f, uint32_t token) {
    const struct cmq_parse *parse = f->parse;
    uint32_t verb = parse->token[token].head;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < token;
         t = cmq_child_next(parse, verb, t)) {
        uint32_t unit = f->unit_at[t];
        uint32_t preposition =
            parse->token[t].dep == CMQ_DEP_OBL ? cmq_preposition(parse, t) : CMQ_NO_TOKEN;
        if (is_land(f, unit) && preposition != CMQ_NO_TOKEN &&
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

static uint32_t owner_in_clause(struct finder *f, const struct unit *unit) {
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
            return unit->owner;
        }
        if (unit->kind == UNIT_ROLE && unit->target == self->shared && unit->owner != CMQ_NONE) {
            return unit->owner;
        }
    }
    return CMQ_NONE;
}

/* ---- parties at home ------------------------------------------------------------------------ */

static bool is_party(const struct finder *f, const struct unit *unit) {
    return unit->kind == UNIT_BODY && cmq_str_ends(code_of(f, unit), CMQ_STR("PTY"));
}

/* A party of the outlet's country: "Republicans on the Ukraine inquiry" are no Ukrainians, but
 * "Ukrainian Republicans" are. */
static bool is_party_at_home(const struct finder *f, const struct unit *unit) {
    return f->outlet.len > 0 && is_party(f, unit) && cmq_str_eq(country_of(f, unit), f->outlet);
}

/* A country of which the report names somebody, and who it is; `several` where more than one. */
struct named {
    struct cmq_str country;
    uint32_t target;
    bool several;
};

typedef CMQ_ARRAY(struct named) named_countries;

static struct named *find_named(const named_countries *all, struct cmq_str country) {
    for (uint32_t i = 0; i < all->count; i++) {
        if (cmq_str_eq(all->item[i].country, country)) {
            return &all->item[i];
        }
    }
    return NULL;
}

static named_countries named_in_report(const struct finder *f) {
    named_countries all = {0};
    for (uint32_t i = 0; f->outlet.len > 0 && i < f->unit.count; i++) {
        const struct unit *unit = &f->unit.item[i];
        bool of_lexicon = unit->kind != UNIT_ROLE && unit->kind != UNIT_DEFINED;
        struct cmq_str country = of_lexicon ? country_of(f, unit) : (struct cmq_str){NULL, 0};
        struct named *known = find_named(&all, country);
        if (known) {
            known->several |= known->target != unit->target;
        } else if (country.len > 0) {
            CMQ_PUSH(f->arena, &all) = (struct named){country, unit->target, false};
        }
    }
    return all;
}

/* "Conservatives" of an outlet at home elsewhere, in a report that names nobody else of Britain,
 * are no British party. */
static bool is_party_of_nobody(const struct finder *f, const struct unit *unit,
                               const named_countries *all) {
    if (f->outlet.len == 0 || unit->shared == CMQ_NONE || !is_party(f, unit) ||
        is_party_at_home(f, unit)) {
        return false;
    }
    const struct named *known = find_named(all, country_of(f, unit));
    return !known || (!known->several && known->target == unit->target);
}

static void make_role(struct unit *unit) {
    unit->kind = UNIT_ROLE;
    unit->target = unit->shared;
}

/* The unit whose the name is by the report so far; CMQ_NONE if nothing says so. */
static uint32_t owner_of(struct finder *f, uint32_t u) {
    const struct unit *unit = &f->unit.item[u];
    if (is_party_at_home(f, unit)) {
        uint32_t before = unit_before(f, unit->first);
        return is_land(f, before) ? before : CMQ_NONE;
    }
    uint32_t owner = owner_beside(f, unit);
    if (owner == CMQ_NONE && unit->shared != CMQ_NONE) {
        owner = owner_in_clause(f, unit);
    }
    return owner != CMQ_NONE ? owner : owner_before(f, u);
}

void cmq_actors_share_names(struct finder *f) {
    const named_countries all = named_in_report(f);
    for (uint32_t u = 0; u < f->unit.count; u++) {
        struct unit *unit = &f->unit.item[u];
        if (unit->shared == CMQ_NONE && !is_of_state(f, unit)) {
            continue;
        }
        uint32_t owner = owner_of(f, u);
        struct cmq_str country =
            owner != CMQ_NONE ? country_of(f, &f->unit.item[owner]) : (struct cmq_str){NULL, 0};
        if (owner == CMQ_NONE && is_party_of_nobody(f, unit, &all)) {
            make_role(unit);
        }
        if (country.len == 0 || cmq_str_eq(country, country_of(f, unit))) {
            continue;
        }
        unit->owner = owner;
        if (unit->shared != CMQ_NONE) {
            make_role(unit);
        }
    }
}
