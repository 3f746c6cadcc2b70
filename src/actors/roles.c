/* SPDX-License-Identifier: Apache-2.0 */
/* From a role and its owner to an actor: "the Israeli army", "its officials", "the minister". */

#include "actors/reading.h"

static struct cmq_str role_word(const struct finder *f, const struct reading *r) {
    return cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word);
}

static struct cmq_str entry_of_role(const struct finder *f, uint32_t unit) {
    return cmq_lexicon_str(f->lexicon, f->lexicon->entry[cmq_actors_role(f, unit)->entry].id);
}

static bool is_armed(const struct cmq_str *sector, uint32_t count) {
    static const struct cmq_str armed[] = {{"UAF", 3}, {"REB", 3}, {"INS", 3}, {"SEP", 3}};
    for (uint32_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof armed / sizeof *armed; k++) {
            if (cmq_str_eq(sector[i], armed[k])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a role keeps its own sectors although its owner has some: "Putin's army", "workers of the
 * ministry"; not "the army's spokesman", "Hamas fighters", who are of their body. */
static bool keeps_sectors(const struct finder *f, const struct reading *r,
                          const struct cmq_actor *owner) {
    uint32_t flags = cmq_actors_role(f, r->role)->flags;
    if (r->sector_count == 0 || owner->kind == CMQ_ACTOR_PERSON) {
        return r->sector_count > 0;
    }
    return (flags & CMQ_ROLE_PEOPLE) && !(flags & (CMQ_ROLE_TITLE | CMQ_ROLE_OFFICIAL)) &&
           !is_armed(r->sector, r->sector_count) &&
           !is_armed(owner->sectors.item, owner->sectors.count);
}

/* An international organisation as such, "IGOUNO", without a sector of its own. */
static bool is_international(struct cmq_str code) {
    return code.len == 6 && cmq_str_starts(code, CMQ_STR("IGO"));
}

static bool is_official(const struct finder *f, const struct reading *r) {
    return (cmq_actors_role(f, r->role)->flags & (CMQ_ROLE_TITLE | CMQ_ROLE_OFFICIAL)) ||
           cmq_str_eq(r->sector[0], CMQ_STR("GOV"));
}

struct cmq_str cmq_actors_code_of_role(struct finder *f, const struct reading *r, uint32_t owner) {
    if (owner == CMQ_NONE) {
        return (struct cmq_str){NULL, 0};
    }
    const struct cmq_actor *actor = &f->actors->list.item[owner];
    if (actor->kind == CMQ_ACTOR_OTHER) {
        return cmq_actors_code_with_roles(f, r, actor->code);
    }
    if (r->former != CMQ_NONE && actor->country.len > 0 && actor->kind != CMQ_ACTOR_GROUP) {
        return cmq_arena_format(f->arena, "%.*sELI", CMQ_FMT(actor->country));
    }
    if (is_international(actor->code) && r->sector_count > 0 && !is_official(f, r)) {
        return cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(actor->code), CMQ_FMT(r->sector[0]));
    }
    if (actor->country.len == 0 || (actor->code.len > 3 && !keeps_sectors(f, r, actor))) {
        return actor->code;
    }
    struct cmq_str code = actor->country;
    for (uint32_t i = 0; i < r->sector_count; i++) {
        code = cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(code), CMQ_FMT(r->sector[i]));
    }
    return code;
}

/* Why: the owner, the modifiers, the role, in the order of the code. */
static void tell_role(struct finder *f, uint32_t actor, const struct reading *r,
                      const struct owner *owner) {
    if (owner->actor != CMQ_NONE) {
        const struct cmq_actor *whose = &f->actors->list.item[owner->actor];
        cmq_actors_add_ground(f, actor, (enum cmq_ground_kind)owner->by, owner->first, owner->end,
                              whose->entry, whose->country.len > 0 ? whose->country : whose->code);
    }
    for (uint32_t i = 0; i < r->modifier_count; i++) {
        const struct unit *unit = &f->unit.item[r->modifier[i]];
        struct cmq_str sectors =
            cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->modifier[i])->sectors);
        cmq_actors_add_ground(f, actor, CMQ_GROUND_MODIFIER, unit->first, unit->end,
                              entry_of_role(f, r->modifier[i]), sectors);
    }
    if (r->former != CMQ_NONE) {
        const struct unit *unit = &f->unit.item[r->former];
        cmq_actors_add_ground(f, actor, CMQ_GROUND_FORMER, unit->first, unit->end,
                              entry_of_role(f, r->former), CMQ_STR("ELI"));
    }
    const struct unit *unit = &f->unit.item[r->role];
    bool counterpart = cmq_actors_is_counterpart(f, r);
    cmq_actors_add_ground(f, actor, counterpart ? CMQ_GROUND_COUNTERPART : CMQ_GROUND_ROLE,
                          unit->first, unit->end, entry_of_role(f, r->role),
                          counterpart
                              ? r->sector[0]
                              : cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->sectors));
}

/* An office that is over, whosever it was. */
static bool is_former_office(const struct finder *f, const struct reading *r) {
    return r->former != CMQ_NONE && (cmq_actors_role(f, r->role)->flags &
                                     (CMQ_ROLE_TITLE | CMQ_ROLE_LEADER | CMQ_ROLE_OFFICIAL));
}

void cmq_actors_take_role(struct finder *f, uint32_t index, const struct reading *r,
                          const struct owner *owner) {
    struct cmq_str code = cmq_actors_code_of_role(f, r, owner->actor);
    if (code.len > 0) {
        cmq_actors_set_code(f, index, code);
    } else if (is_former_office(f, r)) {
        CMQ_PUSH(f->arena, &f->actors->list.item[index].sectors) = CMQ_STR("ELI");
    } else {
        for (uint32_t i = 0; i < r->sector_count; i++) {
            CMQ_PUSH(f->arena, &f->actors->list.item[index].sectors) = r->sector[i];
        }
    }
    tell_role(f, index, r, owner);
}

static uint32_t person_of_chunk(struct finder *f, uint32_t c) {
    uint32_t actor = c != CMQ_NONE ? cmq_actors_of_chunk(f, c) : CMQ_NONE;
    bool person = actor != CMQ_NONE && f->actors->list.item[actor].kind == CMQ_ACTOR_PERSON;
    return person ? actor : CMQ_NONE;
}

/* An apposition, or what the parser takes for the last member of a list without "and": "the
 * governor, Ann Lee, said". */
static bool is_apposition(const struct finder *f, uint32_t token) {
    const struct cmq_token *self = &f->parse->token[token];
    if (self->dep != CMQ_DEP_CONJ || f->chunk_at[token] == CMQ_NONE) {
        return self->dep == CMQ_DEP_APPOS;
    }
    for (uint32_t t = f->first_child[self->head]; t != CMQ_NONE; t = f->next_child[t]) {
        if (f->parse->token[t].dep == CMQ_DEP_CONJ && t != token) {
            return false;
        }
    }
    uint32_t first = f->chunk.item[f->chunk_at[token]].first;
    return first > 0 && cmq_str_eq(f->parse->token[first - 1].form, CMQ_STR(","));
}

/* The person in apposition to `token`, behind it. */
static uint32_t person_beside(struct finder *f, uint32_t token) {
    uint32_t person = CMQ_NONE;
    for (uint32_t t = f->first_child[token]; t != CMQ_NONE && person == CMQ_NONE;
         t = f->next_child[t]) {
        bool beside = f->chunk_at[t] != CMQ_NONE && is_apposition(f, t) &&
                      f->chunk.item[f->chunk_at[t]].first > token;
        person = beside ? person_of_chunk(f, f->chunk_at[t]) : CMQ_NONE;
    }
    return person;
}

static bool is_title(const struct finder *f, uint32_t token) {
    uint32_t u = f->unit_at[token];
    return u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE &&
           (cmq_actors_role(f, u)->flags & CMQ_ROLE_TITLE);
}

/* The person that stands beside an office: in apposition ("the foreign minister, Ann Lee,"), behind
 * its owner ("Prime Minister of Fiji Ann Lee") or beside it ("the president of Fiji, Ann Lee"). */
static uint32_t holder_beside(struct finder *f, const struct chunk *chunk) {
    struct cmq_str tag = f->parse->token[chunk->head].tag;
    if (cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"))) {
        return CMQ_NONE;
    }
    uint32_t person = person_beside(f, chunk->head);
    for (uint32_t t = f->first_child[chunk->head]; t != CMQ_NONE && person == CMQ_NONE;
         t = f->next_child[t]) {
        uint32_t c = f->chunk_at[t];
        if (f->parse->token[t].dep != CMQ_DEP_NMOD || c == CMQ_NONE || is_title(f, t)) {
            continue;
        }
        person = cmq_actors_ends_with_person(f, &f->chunk.item[c]) ? person_of_chunk(f, c)
                                                                   : person_beside(f, t);
    }
    return person;
}

/* Who holds the office, beside it or named before; CMQ_NONE if the report does not say. */
static uint32_t holder(struct finder *f, const struct chunk *chunk, const struct reading *r,
                       const struct owner *owner) {
    if (!(cmq_actors_role(f, r->role)->flags & CMQ_ROLE_TITLE)) {
        return CMQ_NONE;
    }
    uint32_t beside = holder_beside(f, chunk);
    if (beside != CMQ_NONE || r->former != CMQ_NONE) {
        return beside;
    }
    struct cmq_str country = owner->actor != CMQ_NONE ? f->actors->list.item[owner->actor].country
                                                      : (struct cmq_str){NULL, 0};
    return cmq_actors_holder_before(f, role_word(f, r), country);
}

/* The words of the phrase without its article; with the owner's name where they tell no owner. */
static struct cmq_str name_of_role(struct finder *f, const struct chunk *chunk,
                                   const struct reading *r, uint32_t owner) {
    uint32_t first = chunk->counted;
    if (f->parse->token[first].upos == CMQ_DET && first + 1 < chunk->end) {
        first++;
    }
    struct cmq_str name = cmq_actors_words(f, first, chunk->end);
    if (owner != CMQ_NONE && f->unit_at[first] == r->role) {
        name = cmq_arena_format(f->arena, "%.*s (%.*s)", CMQ_FMT(name),
                                CMQ_FMT(f->actors->list.item[owner].name));
    }
    return name;
}

/* "China, North Korea's neighbor,", "Putin, the president": a description behind a name is of who
 * has the name. */
static uint32_t described_before(const struct finder *f, const struct chunk *chunk,
                                 const struct reading *r) {
    const struct cmq_token *head = &f->parse->token[chunk->head];
    uint32_t m = head->dep == CMQ_DEP_APPOS && head->head < chunk->first
                     ? f->actors->mention_at[head->head]
                     : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION || f->actors->mention.item[m].kind != CMQ_MENTION_NAME ||
        f->actors->mention.item[m].actors.count != 1 || cmq_str_eq(head->tag, CMQ_STR("NNS")) ||
        cmq_str_eq(head->tag, CMQ_STR("NNPS"))) {
        return CMQ_NONE;
    }
    uint32_t actor = f->actors->mention.item[m].actors.item[0];
    bool body_role = cmq_actors_role(f, r->role)->flags & CMQ_ROLE_BODY;
    bool person = f->actors->list.item[actor].kind == CMQ_ACTOR_PERSON;
    bool state = f->actors->list.item[actor].kind == CMQ_ACTOR_STATE;
    return (person && !body_role) || (!person && !state && body_role) ||
                   (state && !body_role && !(cmq_actors_role(f, r->role)->flags & CMQ_ROLE_TITLE))
               ? actor
               : CMQ_NONE;
}

/* International by nature: a rights group that is nobody's. */
static void make_non_governmental(struct finder *f, uint32_t index) {
    cmq_actors_set_code(f, index, CMQ_STR("NGOHRI"));
    f->actors->list.item[index].basis = CMQ_BASIS_COUNTRY;
}

/* "17 officials", "several officials": some of many, not those who were named before. */
static bool is_counted(const struct finder *f, const struct chunk *chunk) {
    struct cmq_str tag = f->parse->token[chunk->head].tag;
    bool plural = cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"));
    return plural && cmq_actors_counts(cmq_actors_words(f, chunk->first, chunk->end));
}

/* The actor that the same role of the same owner was before. Those of a private person are not told
 * by their code, but by whose they are: one man's son is not another's son-in-law. */
static uint32_t role_before(struct finder *f, const struct chunk *chunk, const struct reading *r,
                            struct cmq_str code, uint32_t owner) {
    bool kin = cmq_str_eq(role_word(f, r), CMQ_STR("wife"));
    return kin || is_counted(f, chunk) ? cmq_actors_find_named(f, name_of_role(f, chunk, r, owner))
                                       : cmq_actors_same_role(f, role_word(f, r), code,
                                                              name_of_role(f, chunk, r, CMQ_NONE));
}

static uint32_t add_role(struct finder *f, const struct chunk *chunk, const struct reading *r,
                         const struct owner *owner) {
    const struct cmq_role *role = cmq_actors_role(f, r->role);
    struct cmq_str code = cmq_actors_code_of_role(f, r, owner->actor);
    uint32_t known = role_before(f, chunk, r, code, owner->actor);
    if (known != CMQ_NONE) {
        return known;
    }
    enum cmq_actor_kind kind = role->flags & CMQ_ROLE_BODY ? CMQ_ACTOR_BODY : CMQ_ACTOR_GROUP;
    uint32_t index = cmq_actors_add(f, name_of_role(f, chunk, r, owner->actor), kind,
                                    code.len > 0 ? CMQ_BASIS_COUNTRY : CMQ_BASIS_UNKNOWN);
    f->actors->list.item[index].title = role_word(f, r);
    f->actors->list.item[index].entry = entry_of_role(f, r->role);
    cmq_actors_take_role(f, index, r, owner);
    if (owner->actor == CMQ_NONE && (role->flags & CMQ_ROLE_BODY) &&
        cmq_actors_has_sector(r, CMQ_STR("HRI"))) {
        make_non_governmental(f, index);
    }
    return index;
}

static bool is_foreign(const struct finder *f, const struct chunk *chunk) {
    static const char *const words[] = {"foreign", "international", "overseas", "global",
                                        "world",   "western",       "regional", "multinational"};
    for (uint32_t t = chunk->first; t < chunk->head; t++) {
        if (cmq_form_in(&f->parse->token[t], words, sizeof words / sizeof *words) &&
            f->unit_at[t] == CMQ_NONE) {
            return true;
        }
    }
    return false;
}

/* Somebody of whom nothing is known: "Koch's aides". */
static bool is_private_person(const struct finder *f, uint32_t owner) {
    return owner != CMQ_NONE && f->actors->list.item[owner].kind == CMQ_ACTOR_PERSON &&
           f->actors->list.item[owner].code.len == 0;
}

uint32_t cmq_actors_of_role(struct finder *f, const struct chunk *chunk, struct reading *r,
                            struct owner owner) {
    uint32_t known = described_before(f, chunk, r);
    known = known != CMQ_NONE ? known : holder(f, chunk, r, &owner);
    if (known != CMQ_NONE) {
        return known;
    }
    if (cmq_actors_role(f, r->role)->flags & (CMQ_ROLE_STATE | CMQ_ROLE_OBJECT)) {
        return owner.actor;
    }
    cmq_actors_settle_sectors(f, chunk, r, owner.actor);
    if (owner.actor == CMQ_NONE && r->sector_count > 0 && !is_foreign(f, chunk)) {
        owner = cmq_actors_owner_by_sentence(f, chunk->head, r);
    } else if (r->sector_count > 0 && is_private_person(f, owner.actor)) {
        struct owner home = cmq_actors_owner_by_outlet(f, chunk->head, r);
        owner = home.actor != CMQ_NONE ? home : owner;
    }
    return add_role(f, chunk, r, &owner);
}
