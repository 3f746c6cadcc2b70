/* SPDX-License-Identifier: Apache-2.0 */
/* From a name to an actor: persons of the lexicon, persons learnt from titles and appositions, and
 * bodies that only their name tells of. What is learnt holds for the report. */

#include "actors/reading.h"

bool cmq_actors_looks_like_person(const struct finder *f, const struct reading *r) {
    if (r->name_end == r->name_first) {
        return false;
    }
    const struct cmq_token *last = &f->parse->token[r->name_end - 1];
    if (last->entity == CMQ_ENTITY_PER ||
        cmq_actors_has_given_name(f, r->name_first, r->name_end)) {
        return true;
    }
    bool titled = r->role != CMQ_NONE && f->unit.item[r->role].end == r->name_first &&
                  (cmq_actors_role(f, r->role)->flags & CMQ_ROLE_TITLE);
    return titled ||
           (r->name_end - r->name_first == 1 && cmq_actors_named_before(f, last->form) != CMQ_NONE);
}

/* An undated report that calls an office over says what the dates cannot: "former President X". */
static void leave_office(struct finder *f, uint32_t index, const struct reading *r) {
    struct cmq_actor *actor = &f->actors->list.item[index];
    if (f->date != CMQ_NO_DAY || r->former == CMQ_NONE || r->role == CMQ_NONE ||
        actor->country.len == 0 || actor->mentions.count > 0) {
        return;
    }
    const struct unit *unit = &f->unit.item[r->former];
    struct cmq_str code = cmq_actors_code_of_role(f, r, index);
    cmq_actors_set_code(f, index, code);
    cmq_actors_add_ground(f, index, CMQ_GROUND_FORMER, unit->first, unit->end,
                          (struct cmq_str){NULL, 0}, CMQ_STR("ELI"));
}

uint32_t cmq_actors_of_person(struct finder *f, const struct chunk *chunk, struct reading *r,
                              const struct owner *owner) {
    uint32_t known = cmq_actors_of_unit(f, r->person);
    if (f->actors->list.item[known].code.len == 0 && r->role != CMQ_NONE) {
        cmq_actors_settle_sectors(f, chunk, r, owner->actor);
        cmq_actors_take_role(f, known, r, owner);
    }
    leave_office(f, known, r);
    return known;
}

/* ---- appositions ------------------------------------------------------------------------- */

static uint32_t apposition_of(const struct finder *f, uint32_t token) {
    for (uint32_t t = f->first_child[token]; t != CMQ_NONE; t = f->next_child[t]) {
        if (f->parse->token[t].dep == CMQ_DEP_APPOS && f->chunk_at[t] != CMQ_NONE) {
            return f->chunk_at[t];
        }
    }
    const struct cmq_token *self = &f->parse->token[token];
    return self->dep == CMQ_DEP_APPOS ? f->chunk_at[self->head] : CMQ_NONE;
}

/* A role that stands in apposition to a name: "Ann Lee, foreign minister of Fiji". */
static void read_apposition(struct finder *f, const struct chunk *chunk, struct reading *r,
                            struct owner *owner) {
    uint32_t other = apposition_of(f, chunk->head);
    if (other == CMQ_NONE || &f->chunk.item[other] == chunk) {
        return;
    }
    struct reading beside = cmq_actors_read_chunk(f, &f->chunk.item[other]);
    if (beside.role == CMQ_NONE || beside.person != CMQ_NONE ||
        (cmq_actors_role(f, beside.role)->flags & CMQ_ROLE_OBJECT)) {
        return;
    }
    uint32_t name_first = r->name_first, name_end = r->name_end;
    *r = beside;
    r->name_first = name_first;
    r->name_end = name_end;
    struct owner found = cmq_actors_find_owner(f, &f->chunk.item[other], &beside);
    if (found.actor != CMQ_NONE) {
        *owner = found;
    }
}

bool cmq_actors_ends_with_person(const struct finder *f, const struct chunk *chunk) {
    uint32_t u = f->unit_at[chunk->end - 1];
    bool person = u == CMQ_NONE ? f->parse->token[chunk->end - 1].entity == CMQ_ENTITY_PER
                                : f->unit.item[u].kind == UNIT_PERSON;
    struct reading r = cmq_actors_read_chunk(f, chunk);
    return person && r.owner != CMQ_NONE && r.role == CMQ_NONE;
}

/* The phrase between an office and a name: the name's own chunk ("Fiji Ann Lee"), the one right
 * before it, or the one that the parser takes the name for an apposition of ("the president of
 * Fiji, Ann Lee"); NULL if there is none. */
static const struct chunk *phrase_between(const struct finder *f, const struct chunk *chunk) {
    const struct cmq_token *head = &f->parse->token[chunk->head];
    uint32_t c = f->chunk_at[chunk->first];
    if (cmq_actors_ends_with_person(f, chunk)) {
        return chunk;
    }
    if (head->dep == CMQ_DEP_APPOS && f->chunk_at[head->head] != CMQ_NONE) {
        return &f->chunk.item[f->chunk_at[head->head]];
    }
    return c != CMQ_NONE && c > 0 && f->chunk.item[c - 1].end == chunk->first
               ? &f->chunk.item[c - 1]
               : NULL;
}

/* The office before a name whose owner stands between: "Prime Minister of Fiji Ann Lee". */
static void read_title_before(struct finder *f, const struct chunk *chunk, struct reading *r,
                              struct owner *owner) {
    const struct chunk *between = phrase_between(f, chunk);
    uint32_t t = between ? between->head : chunk->head;
    for (unsigned depth = 0; between && depth < 3; depth++) {
        uint8_t dep = f->parse->token[t].dep;
        t = f->parse->token[t].head;
        uint32_t above = f->chunk_at[t];
        if ((dep != CMQ_DEP_NMOD && dep != CMQ_DEP_NMOD_POSS) || above == CMQ_NONE ||
            f->chunk.item[above].first >= chunk->first) {
            return;
        }
        struct reading title = cmq_actors_read_chunk(f, &f->chunk.item[above]);
        if (title.role != CMQ_NONE && title.person == CMQ_NONE &&
            (cmq_actors_role(f, title.role)->flags & CMQ_ROLE_TITLE)) {
            title.name_first = r->name_first;
            title.name_end = r->name_end;
            *r = title;
            *owner =
                between != chunk ? cmq_actors_find_owner(f, &f->chunk.item[above], &title) : *owner;
            return;
        }
    }
}

/* ---- names ------------------------------------------------------------------------------- */

/* "John McCain (R-Ariz.)": a party and a state behind a name are those of the United States. */
static bool has_party_behind(const struct finder *f, uint32_t end) {
    static const char *const parties[] = {"r", "d", "i"};
    const struct cmq_parse *parse = f->parse;
    return end + 3 < parse->token_count && cmq_form_is(&parse->token[end], "(") &&
           (cmq_form_in(&parse->token[end + 1], parties, sizeof parties / sizeof *parties)) &&
           cmq_form_is(&parse->token[end + 2], "-");
}

static struct owner owner_of_learnt(struct finder *f, const struct chunk *chunk,
                                    const struct reading *r, struct owner owner) {
    if (owner.actor == CMQ_NONE && has_party_behind(f, chunk->end)) {
        owner.actor = cmq_actors_of_country(f, CMQ_STR("USA"));
        owner.by = CMQ_GROUND_PARTY;
        owner.first = chunk->end + 1;
        owner.end = chunk->end + 2;
    }
    return owner.actor != CMQ_NONE ? owner : cmq_actors_owner_by_sentence(f, chunk->head, r);
}

/* "head", "member", "director": what says that somebody is of a body. */
static bool says_membership(const struct cmq_token *token) {
    static const char *const words[] = {"head",    "member",   "director", "founder", "co-founder",
                                        "chair",   "employee", "veteran",  "deputy",  "manager",
                                        "officer", "leader",   "chief",    "agent",   "fellow"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

/* The body that the phrase beside a name names, or is the head of: "Kenzo Oshima, the United
 * Nations Relief Coordinator", "Ann Lee, head of the Libyan coast guard". */
static struct owner body_beside(struct finder *f, const struct chunk *other) {
    struct reading beside = cmq_actors_read_chunk(f, other);
    const struct unit *unit = beside.owner != CMQ_NONE ? &f->unit.item[beside.owner] : NULL;
    struct owner body = NO_OWNER;
    if (beside.role != CMQ_NONE || beside.person != CMQ_NONE) {
        return body;
    }
    if (unit && (unit->kind == UNIT_BODY || unit->kind == UNIT_DEFINED)) {
        body.actor = cmq_actors_of_unit(f, beside.owner);
        body.first = unit->first;
        body.end = unit->end;
    } else if (says_membership(&f->parse->token[other->head])) {
        body = cmq_actors_find_owner(f, other, &beside);
    }
    return body;
}

static void take_body_beside(struct finder *f, const struct chunk *chunk, uint32_t index) {
    uint32_t other = apposition_of(f, chunk->head);
    struct owner body = other != CMQ_NONE && f->chunk.item[other].first >= chunk->end
                            ? body_beside(f, &f->chunk.item[other])
                            : NO_OWNER;
    if (body.actor != CMQ_NONE && f->actors->list.item[body.actor].code.len > 0) {
        struct cmq_str code = f->actors->list.item[body.actor].code;
        cmq_actors_set_code(f, index, code);
        f->actors->list.item[index].basis = CMQ_BASIS_REPORT;
        cmq_actors_add_ground(f, index, CMQ_GROUND_APPOSITION, body.first, body.end,
                              f->actors->list.item[body.actor].entry, code);
    }
}

/* "Mr. Roe" is Roe: a form of address is no part of the name. */
static bool is_address(const struct cmq_token *token) {
    static const char *const words[] = {"mr.", "mr", "mrs.",  "mrs",  "ms.",   "ms",     "miss",
                                        "dr.", "dr", "prof.", "prof", "madam", "madame", "mme"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

uint32_t cmq_actors_learn_person(struct finder *f, const struct chunk *chunk, struct reading *r,
                                 struct owner owner) {
    if (r->name_end - r->name_first > 1 && is_address(&f->parse->token[r->name_first])) {
        r->name_first++;
    }
    struct cmq_str name = cmq_actors_words(f, r->name_first, r->name_end);
    if (r->name_end - r->name_first == 1) {
        uint32_t known = cmq_actors_named_before(f, name);
        if (known != CMQ_NONE) {
            return known;
        }
    }
    uint32_t known = cmq_actors_find_named(f, name);
    if (known == CMQ_NONE) {
        known = cmq_actors_inverted_before(f, name);
    }
    if (r->role == CMQ_NONE) {
        read_apposition(f, chunk, r, &owner);
    }
    if (r->role == CMQ_NONE) {
        read_title_before(f, chunk, r, &owner);
    }
    uint32_t index =
        known != CMQ_NONE ? known : cmq_actors_add(f, name, CMQ_ACTOR_PERSON, CMQ_BASIS_UNKNOWN);
    if (r->role != CMQ_NONE && f->actors->list.item[index].code.len == 0) {
        cmq_actors_settle_sectors(f, chunk, r, owner.actor);
        owner = owner_of_learnt(f, chunk, r, owner);
        const struct unit *role = &f->unit.item[r->role];
        f->actors->list.item[index].title = cmq_actors_words(f, role->first, role->end);
        f->actors->list.item[index].sectors.count = 0;
        cmq_actors_take_role(f, index, r, &owner);
        if (f->actors->list.item[index].code.len > 0) {
            f->actors->list.item[index].basis = CMQ_BASIS_REPORT;
        }
    }
    if (f->actors->list.item[index].code.len == 0 && r->role == CMQ_NONE) {
        take_body_beside(f, chunk, index);
    }
    return index;
}

/* Whether a nationality begins the name: every word between the two has a capital, "Iraqi Supreme
 * Judicial Council". */
static bool is_in_name(const struct finder *f, const struct reading *r) {
    for (uint32_t t = f->unit.item[r->owner].end; t < r->name_first; t++) {
        char c = f->parse->token[t].form.ptr[0];
        if (c < 'A' || c > 'Z') {
            return false;
        }
    }
    return f->unit.item[r->owner].end <= r->name_first;
}

uint32_t cmq_actors_of_name(struct finder *f, const struct chunk *chunk, struct reading *r,
                            struct owner owner) {
    uint32_t first = r->name_first;
    bool with_owner = r->owner != CMQ_NONE && is_in_name(f, r);
    if (with_owner) { /* "Liberian Peace Council": the nationality is part of the name */
        first = f->unit.item[r->owner].first;
    }
    struct cmq_str name = cmq_actors_words(f, first, r->name_end);
    uint32_t known = cmq_actors_find_named(f, name);
    if (known != CMQ_NONE) {
        return known;
    }
    uint32_t index = cmq_actors_add(f, name, CMQ_ACTOR_BODY, CMQ_BASIS_UNKNOWN);
    if (r->role == CMQ_NONE) {
        read_apposition(f, chunk, r, &owner);
    }
    bool firm = r->role == CMQ_NONE && cmq_actors_is_firm(f, first, r->name_end);
    if (firm && r->sector_count == 0) {
        r->sector[r->sector_count++] = CMQ_STR("BUS");
    }
    if (firm && !with_owner) {
        CMQ_PUSH(f->arena, &f->actors->list.item[index].sectors) = CMQ_STR("BUS");
    }
    if (r->role != CMQ_NONE) {
        cmq_actors_settle_sectors(f, chunk, r, owner.actor);
        cmq_actors_take_role(f, index, r, &owner);
    } else if (with_owner) {
        uint32_t state = cmq_actors_of_unit(f, r->owner);
        struct cmq_str country = f->actors->list.item[state].country;
        struct cmq_str sector = r->sector_count > 0 ? r->sector[0] : (struct cmq_str){NULL, 0};
        if (country.len > 0) {
            cmq_actors_set_code(
                f, index,
                cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(country), CMQ_FMT(sector)));
        }
        cmq_actors_add_ground(f, index, CMQ_GROUND_NATIONALITY, first, r->name_first,
                              f->actors->list.item[state].entry, country);
    }
    if (f->actors->list.item[index].code.len > 0) {
        f->actors->list.item[index].basis = CMQ_BASIS_REPORT;
    }
    return index;
}
