/* SPDX-License-Identifier: Apache-2.0 */
/* From a chunk to a mention of an actor. A chunk reads, from left to right, as
 *
 *     [owner] [modifiers] [role] [name]      US  former  Secretary of State  John Kerry
 *
 * where any part may be absent. A name the lexicon knows decides; a name it does not know learns
 * its code from role and owner, for this report; a role without a name is the holder named before,
 * or a body or group of the owner; an owner alone is the state, body or group itself. */

#include "actors/finder.h"

#include <string.h>

#define MAX_SECTORS 4
#define MAX_OWNERS  8
#define PART        3 /* letters of each part of a code */

/* What a chunk was found to hold; units by index, CMQ_NONE where absent. */
struct reading {
    uint32_t owner, role, person;
    uint32_t name_first, name_end; /* tokens of a name that the lexicon does not know */
    struct cmq_str sector[MAX_SECTORS];
    uint32_t sector_count;
    bool former;
    const struct chunk *chunk;
};

struct cmq_mention *cmq_actors_add_mention(struct finder *f, uint32_t first, uint32_t end,
                                           uint32_t head, enum cmq_mention_kind kind,
                                           uint32_t actor) {
    uint32_t index = f->actors->mention.count;
    struct cmq_mention *mention = &CMQ_PUSH(f->arena, &f->actors->mention);
    mention->start = f->parse->token[first].start;
    mention->end = f->parse->token[end - 1].end;
    mention->head = head;
    mention->kind = (uint8_t)kind;
    for (uint32_t t = first; t < end; t++) {
        if (f->actors->mention_at[t] == CMQ_NO_MENTION) {
            f->actors->mention_at[t] = index;
        }
    }
    if (actor != CMQ_NONE) {
        cmq_actors_add_member(f, mention, actor);
    }
    return mention;
}

void cmq_actors_add_member(struct finder *f, struct cmq_mention *mention, uint32_t actor) {
    CMQ_PUSH(f->arena, &mention->actors) = actor;
    CMQ_PUSH(f->arena, &f->actors->list.item[actor].mentions) =
        (uint32_t)(mention - f->actors->mention.item);
}

static struct cmq_str words(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t start = f->parse->token[first].start;
    return (struct cmq_str){f->parse->text.ptr + start, f->parse->token[end - 1].end - start};
}

/* ---- codes ------------------------------------------------------------------------------- */

static bool has_country(struct cmq_str code) {
    return code.len >= 3 && cmq_country_find((struct cmq_str){code.ptr, 3}) != NULL;
}

static void set_code(struct finder *f, struct cmq_actor *actor, struct cmq_str code) {
    actor->code = code;
    actor->country = (struct cmq_str){NULL, 0};
    actor->sectors.count = 0;
    if (code.len < 3) {
        return;
    }
    if (has_country(code)) {
        actor->country = (struct cmq_str){code.ptr, 3};
    }
    for (size_t at = 3; at + 3 <= code.len; at += 3) {
        struct cmq_str part = {code.ptr + at, 3};
        if (cmq_role_find(part)) {
            CMQ_PUSH(f->arena, &actor->sectors) = part;
        }
    }
}

static uint32_t add_actor(struct finder *f, struct cmq_str name, enum cmq_actor_kind kind,
                          enum cmq_actor_basis basis) {
    struct cmq_actor *actor = &CMQ_PUSH(f->arena, &f->actors->list);
    actor->name = name;
    actor->kind = (uint8_t)kind;
    actor->basis = (uint8_t)basis;
    return f->actors->list.count > 0 ? f->actors->list.count - 1 : 0;
}

/* A person out of office keeps the country; CAMEO's ELI is the code of former officials. */
static struct cmq_str code_of_term(struct finder *f, const struct cmq_term *term, bool former) {
    struct cmq_str code = cmq_lexicon_str(f->lexicon, term->code);
    if (former && has_country(code)) {
        return cmq_arena_format(f->arena, "%.3sELI", code.ptr);
    }
    return code;
}

uint32_t cmq_actors_of_entry(struct finder *f, uint32_t entry) {
    if (f->actor_of[entry] != CMQ_NONE) {
        return f->actor_of[entry];
    }
    const struct cmq_actor_entry *known = &f->lexicon->actor[entry];
    uint32_t index = add_actor(f, cmq_lexicon_str(f->lexicon, known->name),
                               (enum cmq_actor_kind)known->kind, CMQ_BASIS_LEXICON);
    struct cmq_actor *actor = &f->actors->list.item[index];
    actor->entry = cmq_lexicon_str(f->lexicon, f->lexicon->entry[known->entry].id);
    bool former = false;
    const struct cmq_term *term = cmq_actor_term(f->lexicon, entry, f->date, &former);
    if (term && !(former && known->kind == CMQ_ACTOR_OTHER)) {
        bool person = known->kind == CMQ_ACTOR_PERSON;
        set_code(f, actor, code_of_term(f, term, former && person));
        if (person) {
            actor->title = cmq_lexicon_str(f->lexicon, term->office);
        }
    }
    f->actor_of[entry] = index;
    return index;
}

uint32_t cmq_actors_of_country(struct finder *f, struct cmq_str country) {
    for (uint32_t i = 0; i < f->state.count; i++) {
        if (cmq_str_eq(f->actors->list.item[f->state.item[i]].country, country)) {
            return f->state.item[i];
        }
    }
    for (uint32_t a = 0; a < f->lexicon->actor_count; a++) {
        const struct cmq_actor_entry *entry = &f->lexicon->actor[a];
        if (entry->kind == CMQ_ACTOR_STATE && entry->term_count > 0 &&
            cmq_str_eq(cmq_lexicon_str(f->lexicon, f->lexicon->term[entry->first_term].code),
                       country)) {
            uint32_t state = cmq_actors_of_entry(f, a);
            CMQ_PUSH(f->arena, &f->state) = state;
            return state;
        }
    }
    return CMQ_NONE;
}

/* ---- reading a chunk --------------------------------------------------------------------- */

static const struct cmq_role *role_of(const struct finder *f, uint32_t unit) {
    return &f->lexicon->role[f->unit.item[unit].target];
}

static void add_sector(struct reading *r, struct cmq_str sector) {
    for (uint32_t i = 0; i < r->sector_count; i++) {
        if (cmq_str_eq(r->sector[i], sector)) {
            return;
        }
    }
    if (r->sector_count < MAX_SECTORS) {
        r->sector[r->sector_count++] = sector;
    }
}

/* A role's sectors come as one string of three-letter codes. */
static void add_sectors(const struct finder *f, struct reading *r, const struct cmq_role *role) {
    struct cmq_str codes = cmq_lexicon_str(f->lexicon, role->sectors);
    for (size_t at = 0; at + 3 <= codes.len; at += 3) {
        add_sector(r, (struct cmq_str){codes.ptr + at, 3});
    }
}

static void read_role(struct finder *f, struct reading *r, uint32_t unit) {
    const struct cmq_role *role = role_of(f, unit);
    if (role->flags & CMQ_ROLE_FORMER) {
        r->former = true;
    } else if (role->flags & CMQ_ROLE_MODIFIER) {
        add_sectors(f, r, role);
    } else {
        r->role = unit;
    }
}

/* A proper noun, or a capitalised word that is part of a name in the report, whatever its tag. */
static bool is_name_token(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    char c = token->form.ptr[0];
    if (token->upos == CMQ_PROPN) {
        return c != '-';
    }
    return c >= 'A' && c <= 'Z' && token->upos != CMQ_PUNCT && token->form.len > 1 &&
           cmq_actors_named_before(f, token->form) != CMQ_NONE;
}

static struct reading read_chunk(struct finder *f, const struct chunk *chunk) {
    struct reading r = {.owner = CMQ_NONE, .role = CMQ_NONE, .person = CMQ_NONE, .chunk = chunk};
    for (uint32_t t = chunk->first; t < chunk->end;) {
        uint32_t u = f->unit_at[t];
        if (u == CMQ_NONE) {
            if (is_name_token(f, t)) {
                if (r.name_end != t || r.name_end == r.name_first) {
                    r.name_first = t;
                }
                r.name_end = t + 1;
            }
            t++;
            continue;
        }
        const struct unit *unit = &f->unit.item[u];
        if (unit->kind == UNIT_ROLE) {
            read_role(f, &r, u);
        } else if (unit->kind == UNIT_PERSON) {
            r.person = u;
        } else {
            r.owner = u;
        }
        t = unit->end;
    }
    return r;
}

/* ---- owners ------------------------------------------------------------------------------ */

static bool owns_by(const struct cmq_parse *parse, uint32_t token) {
    static const char *const prepositions[] = {"of", "in", "on", "from", "for", "at", "within"};
    for (uint32_t t = token; t-- > 0 && t + 8 > token;) {
        if (parse->token[t].head == token && parse->token[t].dep == CMQ_DEP_CASE) {
            return cmq_form_in(&parse->token[t], prepositions,
                               sizeof prepositions / sizeof *prepositions);
        }
    }
    return false;
}

static bool is_owner_kind(const struct unit *unit) {
    return unit->kind != UNIT_ROLE && unit->kind != UNIT_PERSON;
}

/* A possessor or "of" phrase below `token`: its unit. */
static uint32_t owner_below(const struct finder *f, uint32_t token) {
    const struct cmq_parse *parse = f->parse;
    const struct cmq_sentence *s = &parse->sentence[parse->token[token].sentence];
    uint32_t by_preposition = CMQ_NONE;
    for (uint32_t t = s->first; t < s->end; t++) {
        const struct cmq_token *child = &parse->token[t];
        uint32_t c = f->chunk_at[t];
        bool same_unit = f->unit_at[t] != CMQ_NONE && f->unit_at[t] == f->unit_at[token];
        if (child->head != token || t == token || c == CMQ_NONE || same_unit) {
            continue;
        }
        uint32_t u = f->unit_at[f->chunk.item[c].end - 1];
        if (u == CMQ_NONE || !is_owner_kind(&f->unit.item[u])) {
            u = f->unit_at[t];
        }
        if (u == CMQ_NONE || !is_owner_kind(&f->unit.item[u])) {
            continue;
        }
        if (child->dep == CMQ_DEP_NMOD_POSS) {
            return u;
        }
        if (child->dep == CMQ_DEP_NMOD && by_preposition == CMQ_NONE && owns_by(parse, t)) {
            by_preposition = u;
        }
    }
    return by_preposition;
}

uint32_t cmq_actors_owner(struct finder *f, const struct chunk *chunk, uint32_t before) {
    uint32_t owner = CMQ_NONE;
    for (uint32_t t = chunk->first; t < before; t++) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && is_owner_kind(&f->unit.item[u])) {
            owner = u;
        }
    }
    for (uint32_t t = chunk->first; owner == CMQ_NONE && t < chunk->end; t++) {
        owner = owner_below(f, t);
    }
    return owner;
}

/* The body or group already named with this role and code, whatever the words between, or by these
 * very words in other letters ("Foreign Ministry", "foreign ministry"). */
static uint32_t same_role(const struct finder *f, struct cmq_str role, struct cmq_str code,
                          struct cmq_str name) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        const struct cmq_actor *actor = &f->actors->list.item[a];
        bool same_role = actor->basis != CMQ_BASIS_LEXICON && cmq_str_eq(actor->title, role);
        bool same_name = code.len > 0 && cmq_same_letters(actor->name, name);
        if (cmq_str_eq(actor->code, code) && actor->kind != CMQ_ACTOR_PERSON &&
            (same_role || same_name)) {
            return a;
        }
    }
    return CMQ_NONE;
}

/* "Kremlin", "Downing Street": the government of the state. */
static uint32_t actor_of_seat(struct finder *f, const struct unit *unit) {
    uint32_t state = cmq_actors_of_entry(f, unit->target);
    struct cmq_str country = f->actors->list.item[state].country;
    struct cmq_str code = cmq_arena_format(f->arena, "%.*sGOV", CMQ_FMT(country));
    struct cmq_str name = words(f, unit->first, unit->end);
    uint32_t known = same_role(f, CMQ_STR("seat"), code, name);
    if (known != CMQ_NONE || country.len == 0) {
        return known != CMQ_NONE ? known : state;
    }
    uint32_t index = add_actor(f, name, CMQ_ACTOR_BODY, CMQ_BASIS_LEXICON);
    struct cmq_actor *actor = &f->actors->list.item[index];
    actor->entry = f->actors->list.item[state].entry;
    set_code(f, actor, code);
    return index;
}

/* The actor that a state, place, demonym or body unit stands for. */
static uint32_t actor_of_unit(struct finder *f, uint32_t unit) {
    const struct unit *u = &f->unit.item[unit];
    if (u->kind == UNIT_SEAT) {
        return actor_of_seat(f, u);
    }
    if (u->kind == UNIT_PLACE) {
        const struct cmq_actor_entry *entry = &f->lexicon->actor[u->target];
        if (entry->kind == CMQ_ACTOR_BODY && entry->term_count > 0) {
            struct cmq_str code =
                cmq_lexicon_str(f->lexicon, f->lexicon->term[entry->first_term].code);
            uint32_t state = cmq_actors_of_country(f, code);
            return state != CMQ_NONE ? state : cmq_actors_of_entry(f, u->target);
        }
    }
    return cmq_actors_of_entry(f, u->target);
}

static bool is_civilian(const struct reading *r) {
    for (uint32_t i = 0; i < r->sector_count; i++) {
        if (cmq_str_eq(r->sector[i], CMQ_STR("CVL"))) {
            return true;
        }
    }
    return false;
}

/* The one state that a sentence names, as the owner of its officials and groups without a country:
 * "In Peru the police arrested …". CMQ_NONE if it names none or several. */
static uint32_t only_state(struct finder *f, uint32_t token, bool civilian) {
    const struct cmq_parse *parse = f->parse;
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[token].sentence];
    uint32_t only = CMQ_NONE;
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t u = f->unit_at[t];
        if (u == CMQ_NONE || f->unit.item[u].kind == UNIT_ROLE) {
            continue;
        }
        /* "protesters against Israel", "Iran killed civilians": not their own, or not surely */
        bool other_side = parse->token[t].dep == CMQ_DEP_NMOD && parse->token[t].head == token;
        bool same_act = civilian && t != token && parse->token[token].head != token &&
                        parse->token[t].head == parse->token[token].head &&
                        parse->token[t].dep != CMQ_DEP_OBL;
        if (other_side || same_act) {
            return CMQ_NONE;
        }
        uint32_t actor = f->unit.item[u].kind == UNIT_PERSON
                             ? cmq_actors_of_entry(f, f->unit.item[u].target)
                             : actor_of_unit(f, u);
        struct cmq_str country = f->actors->list.item[actor].country;
        if (country.len == 0) {
            continue;
        }
        if (only != CMQ_NONE && !cmq_str_eq(f->actors->list.item[only].country, country)) {
            return CMQ_NONE;
        }
        only = actor;
    }
    return only != CMQ_NONE ? cmq_actors_of_country(f, f->actors->list.item[only].country)
                            : CMQ_NONE;
}

/* ---- from reading to actor --------------------------------------------------------------- */

static bool has_part(struct cmq_str code, struct cmq_str part) {
    for (size_t at = 0; at + part.len <= code.len; at += PART) {
        if (memcmp(code.ptr + at, part.ptr, part.len) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the code of a role to a code of any scheme, on the side that the role says, part by part and
 * each part once. */
static struct cmq_str with_role(struct finder *f, struct cmq_str code,
                                const struct cmq_role *role) {
    struct cmq_str added = cmq_lexicon_str(f->lexicon, role->sectors);
    if (role->flags & CMQ_ROLE_AHEAD) {
        return cmq_str_starts(code, added)
                   ? code
                   : cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(added), CMQ_FMT(code));
    }
    for (size_t at = 0; at < added.len; at += PART) {
        struct cmq_str part = {added.ptr + at, added.len - at < PART ? added.len - at : PART};
        if (!has_part(code, part)) {
            code = cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(code), CMQ_FMT(part));
        }
    }
    return code;
}

/* The code of an actor of another scheme with those of all roles of its phrase, as they stand. */
static struct cmq_str code_with_roles(struct finder *f, const struct reading *r,
                                      struct cmq_str code) {
    for (uint32_t t = r->chunk->first; t < r->chunk->end && code.len > 0;) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE) {
            code = with_role(f, code, role_of(f, u));
        }
        t = u == CMQ_NONE ? t + 1 : f->unit.item[u].end;
    }
    bool apart = r->role != CMQ_NONE && (f->unit.item[r->role].first < r->chunk->first ||
                                         f->unit.item[r->role].first >= r->chunk->end);
    return apart && code.len > 0 ? with_role(f, code, role_of(f, r->role)) : code;
}

/* The code of a role of an owner: country and sectors for a state, the body's own code otherwise.
 */
static struct cmq_str code_of_role(struct finder *f, const struct reading *r, uint32_t owner) {
    if (owner == CMQ_NONE) {
        return (struct cmq_str){NULL, 0};
    }
    const struct cmq_actor *actor = &f->actors->list.item[owner];
    if (actor->kind == CMQ_ACTOR_OTHER) {
        return code_with_roles(f, r, actor->code);
    }
    if (actor->country.len == 0 || actor->code.len > 3) {
        return actor->code;
    }
    if (r->former) {
        return cmq_arena_format(f->arena, "%.*sELI", CMQ_FMT(actor->country));
    }
    struct cmq_str code = actor->country;
    for (uint32_t i = 0; i < r->sector_count; i++) {
        code = cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(code), CMQ_FMT(r->sector[i]));
    }
    return code;
}

/* The role's sectors after the modifiers', each once, in CAMEO's order of roles. */
static void order_sectors(struct finder *f, struct reading *r) {
    if (r->role != CMQ_NONE) {
        add_sectors(f, r, role_of(f, r->role));
    }
    for (uint32_t i = 1; i < r->sector_count; i++) {
        for (uint32_t k = i; k > 0 && cmq_role_rank(r->sector[k]) < cmq_role_rank(r->sector[k - 1]);
             k--) {
            struct cmq_str swap = r->sector[k];
            r->sector[k] = r->sector[k - 1];
            r->sector[k - 1] = swap;
        }
    }
}

static uint32_t find_named(const struct finder *f, struct cmq_str name) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        if (cmq_str_eq(f->actors->list.item[a].name, name)) {
            return a;
        }
    }
    return CMQ_NONE;
}

static uint32_t apposition_of(const struct finder *f, uint32_t token) {
    const struct cmq_sentence *s = &f->parse->sentence[f->parse->token[token].sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        if (f->parse->token[t].head == token && t != token &&
            f->parse->token[t].dep == CMQ_DEP_APPOS && f->chunk_at[t] != CMQ_NONE) {
            return f->chunk_at[t];
        }
    }
    const struct cmq_token *self = &f->parse->token[token];
    return self->dep == CMQ_DEP_APPOS ? f->chunk_at[self->head] : CMQ_NONE;
}

/* A role that stands in apposition to a name: "Ann Lee, foreign minister of Fiji". */
static void read_apposition(struct finder *f, const struct chunk *chunk, struct reading *r,
                            uint32_t *owner) {
    uint32_t other = apposition_of(f, chunk->head);
    if (other == CMQ_NONE || &f->chunk.item[other] == chunk) {
        return;
    }
    struct reading beside = read_chunk(f, &f->chunk.item[other]);
    if (beside.role == CMQ_NONE || beside.person != CMQ_NONE) {
        return;
    }
    r->role = beside.role;
    r->former |= beside.former;
    uint32_t unit = cmq_actors_owner(f, &f->chunk.item[other], f->unit.item[beside.role].first);
    if (unit != CMQ_NONE) {
        *owner = actor_of_unit(f, unit);
    }
}

/* A person's name that the lexicon does not know: a part of one seen before, or learnt now. */
static uint32_t learn_person(struct finder *f, const struct chunk *chunk, struct reading *r,
                             uint32_t owner) {
    struct cmq_str name = words(f, r->name_first, r->name_end);
    if (r->name_end - r->name_first == 1) {
        uint32_t known = cmq_actors_named_before(f, name);
        if (known != CMQ_NONE) {
            return known;
        }
    }
    uint32_t known = find_named(f, name);
    if (r->role == CMQ_NONE) {
        read_apposition(f, chunk, r, &owner);
    }
    uint32_t index =
        known != CMQ_NONE ? known : add_actor(f, name, CMQ_ACTOR_PERSON, CMQ_BASIS_UNKNOWN);
    struct cmq_actor *actor = &f->actors->list.item[index];
    if (r->role != CMQ_NONE && actor->code.len == 0) {
        order_sectors(f, r);
        if (owner == CMQ_NONE) {
            owner = only_state(f, chunk->head, is_civilian(r));
            actor = &f->actors->list.item[index];
        }
        const struct unit *role = &f->unit.item[r->role];
        actor->title = words(f, role->first, role->end);
        struct cmq_str code = code_of_role(f, r, owner);
        if (code.len > 0) {
            actor->basis = CMQ_BASIS_REPORT;
            set_code(f, actor, code);
        } else {
            for (uint32_t i = 0; i < r->sector_count; i++) {
                CMQ_PUSH(f->arena, &actor->sectors) = r->sector[i];
            }
        }
    }
    return index;
}

static bool looks_like_person(const struct finder *f, const struct reading *r) {
    if (r->name_end == r->name_first) {
        return false;
    }
    const struct cmq_token *last = &f->parse->token[r->name_end - 1];
    if (last->entity == CMQ_ENTITY_PER) {
        return true;
    }
    bool titled = r->role != CMQ_NONE && f->unit.item[r->role].end == r->name_first &&
                  (role_of(f, r->role)->flags & CMQ_ROLE_TITLE);
    return titled ||
           (r->name_end - r->name_first == 1 && cmq_actors_named_before(f, last->form) != CMQ_NONE);
}

/* A role noun without a name: the holder named before, else a body or group of its owner. */
static uint32_t actor_of_role(struct finder *f, const struct chunk *chunk, struct reading *r,
                              uint32_t owner) {
    const struct cmq_role *role = role_of(f, r->role);
    struct cmq_str word = cmq_lexicon_str(f->lexicon, role->word);
    struct cmq_str country =
        owner != CMQ_NONE ? f->actors->list.item[owner].country : (struct cmq_str){NULL, 0};
    if ((role->flags & CMQ_ROLE_TITLE) && !r->former) {
        uint32_t holder = cmq_actors_holder_before(f, word, country);
        if (holder != CMQ_NONE) {
            return holder;
        }
    }
    if ((role->flags & (CMQ_ROLE_STATE | CMQ_ROLE_OBJECT)) && owner != CMQ_NONE) {
        return owner;
    }
    if (role->flags & (CMQ_ROLE_STATE | CMQ_ROLE_OBJECT)) {
        return CMQ_NONE;
    }
    order_sectors(f, r);
    bool foreign = cmq_form_is(&f->parse->token[chunk->first], "foreign");
    if (owner == CMQ_NONE && r->sector_count > 0 && !foreign) {
        owner = only_state(f, chunk->head, is_civilian(r));
    }
    struct cmq_str code = code_of_role(f, r, owner);
    uint32_t first = chunk->first;
    if (f->parse->token[first].upos == CMQ_DET && first + 1 < chunk->end) {
        first++;
    }
    struct cmq_str name = words(f, first, chunk->end);
    uint32_t known = same_role(f, word, code, name);
    if (known != CMQ_NONE) {
        return known;
    }
    if (owner != CMQ_NONE && f->unit_at[first] != CMQ_NONE && f->unit_at[first] == r->role) {
        name = cmq_arena_format(f->arena, "%.*s (%.*s)", CMQ_FMT(name),
                                CMQ_FMT(f->actors->list.item[owner].name));
    }
    enum cmq_actor_kind kind = role->flags & CMQ_ROLE_BODY ? CMQ_ACTOR_BODY : CMQ_ACTOR_GROUP;
    uint32_t index = add_actor(f, name, kind, code.len > 0 ? CMQ_BASIS_COUNTRY : CMQ_BASIS_UNKNOWN);
    struct cmq_actor *actor = &f->actors->list.item[index];
    actor->title = word;
    actor->entry = cmq_lexicon_str(f->lexicon, f->lexicon->entry[role->entry].id);
    if (code.len > 0) {
        set_code(f, actor, code);
    } else {
        for (uint32_t i = 0; i < r->sector_count; i++) {
            CMQ_PUSH(f->arena, &actor->sectors) = r->sector[i];
        }
    }
    return index;
}

/* "Israeli and Syrian officials", "leaders of Iran and Iraq": one actor of the role for each owner.
 * False if there is one owner or none. */
static bool mention_of_owners(struct finder *f, const struct chunk *chunk, struct reading *r) {
    uint32_t owner[MAX_OWNERS], count = 0;
    uint32_t role_first = f->unit.item[r->role].first;
    for (uint32_t t = chunk->first; t < role_first && count < MAX_OWNERS; t++) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && f->unit.item[u].first == t && is_owner_kind(&f->unit.item[u])) {
            owner[count++] = u;
        }
    }
    uint32_t below = count == 0 ? cmq_actors_owner(f, chunk, role_first) : CMQ_NONE;
    if (below != CMQ_NONE) {
        owner[count++] = below;
        uint32_t first = f->unit.item[below].end - 1;
        for (uint32_t t = cmq_child_next(f->parse, first, CMQ_NO_TOKEN);
             t != CMQ_NO_TOKEN && count < MAX_OWNERS; t = cmq_child_next(f->parse, first, t)) {
            uint32_t u = f->unit_at[t];
            if (f->parse->token[t].dep == CMQ_DEP_CONJ && u != CMQ_NONE &&
                is_owner_kind(&f->unit.item[u])) {
                owner[count++] = u;
            }
        }
    }
    if (count < 2) {
        return false;
    }
    struct cmq_mention *mention = cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head,
                                                         CMQ_MENTION_GROUP, CMQ_NONE);
    uint32_t index = (uint32_t)(mention - f->actors->mention.item);
    for (uint32_t i = 0; i < count && !f->arena->exhausted; i++) {
        struct reading each = *r;
        uint32_t actor = actor_of_role(f, chunk, &each, actor_of_unit(f, owner[i]));
        if (actor != CMQ_NONE) {
            cmq_actors_add_member(f, &f->actors->mention.item[index], actor);
        }
    }
    return true;
}

/* "its officials": the state or body that the possessive stands for. */
static uint32_t owner_by_pronoun(const struct finder *f, uint32_t head) {
    uint32_t possessor = cmq_child(f->parse, head, CMQ_DEP_NMOD_POSS);
    uint32_t m = possessor != CMQ_NO_TOKEN && f->parse->token[possessor].upos == CMQ_PRON
                     ? f->actors->mention_at[possessor]
                     : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION || f->actors->mention.item[m].actors.count != 1) {
        return CMQ_NONE;
    }
    uint32_t owner = f->actors->mention.item[m].actors.item[0];
    return f->actors->list.item[owner].kind != CMQ_ACTOR_PERSON ? owner : CMQ_NONE;
}

/* A person of the lexicon; one without a code takes that of the role in the phrase. */
static uint32_t actor_of_person(struct finder *f, struct reading *r, uint32_t owner) {
    uint32_t known = cmq_actors_of_entry(f, f->unit.item[r->person].target);
    struct cmq_actor *actor = &f->actors->list.item[known];
    if (actor->code.len == 0 && r->role != CMQ_NONE) {
        order_sectors(f, r);
        set_code(f, actor, code_of_role(f, r, owner));
    }
    return known;
}

/* Whether a role noun only says what a body with a name is: "Xinhua news agency". */
static bool describes_body(const struct finder *f, const struct reading *r, uint32_t owner_unit) {
    return owner_unit != CMQ_NONE &&
           f->lexicon->actor[f->unit.item[owner_unit].target].kind != CMQ_ACTOR_OTHER &&
           (role_of(f, r->role)->flags & CMQ_ROLE_BODY) &&
           f->unit.item[owner_unit].kind == UNIT_BODY &&
           f->unit.item[owner_unit].end == f->unit.item[r->role].first;
}

/* A name that the model takes for one and the lexicon does not know. */
static uint32_t actor_of_name(struct finder *f, const struct reading *r) {
    struct cmq_str name = words(f, r->name_first, r->name_end);
    uint32_t known = find_named(f, name);
    return known != CMQ_NONE ? known : add_actor(f, name, CMQ_ACTOR_BODY, CMQ_BASIS_UNKNOWN);
}

/* "Prime Minister Falk" where the dictionary knows Falk by a code of another scheme: an actor of
 * its own, whose code has that of the role. */
static uint32_t with_roles_of_phrase(struct finder *f, const struct reading *r, uint32_t actor) {
    const struct cmq_actor *known = &f->actors->list.item[actor];
    struct cmq_str bare = known->code;
    if (known->kind != CMQ_ACTOR_OTHER) {
        return actor;
    }
    struct cmq_str code = code_with_roles(f, r, bare);
    if (cmq_str_eq(code, bare)) {
        return actor;
    }
    struct cmq_str name = words(f, r->chunk->first, r->chunk->end);
    uint32_t same = same_role(f, CMQ_STR(""), code, name);
    if (same != CMQ_NONE) {
        return same;
    }
    struct cmq_str entry = known->entry;
    uint32_t index = add_actor(f, name, CMQ_ACTOR_OTHER, CMQ_BASIS_COUNTRY);
    f->actors->list.item[index].entry = entry;
    set_code(f, &f->actors->list.item[index], code);
    return index;
}

/* What the reader of the chunk decided; CMQ_NONE where it names no actor at all. */
static uint32_t actor_of_chunk(struct finder *f, const struct chunk *chunk, struct reading *r,
                               enum cmq_mention_kind *kind) {
    bool has_role = r->role != CMQ_NONE, has_name = r->name_end > r->name_first;
    uint32_t before = has_role ? f->unit.item[r->role].first : chunk->end;
    uint32_t owner_unit = has_role || has_name ? cmq_actors_owner(f, chunk, before) : r->owner;
    if (owner_unit == CMQ_NONE && has_role) {
        owner_unit = f->unit.item[r->role].owner;
    }
    uint32_t owner =
        owner_unit != CMQ_NONE ? actor_of_unit(f, owner_unit) : owner_by_pronoun(f, chunk->head);
    *kind = CMQ_MENTION_NAME;
    if (r->person != CMQ_NONE) {
        return actor_of_person(f, r, owner);
    }
    if (looks_like_person(f, r)) {
        return learn_person(f, chunk, r, owner);
    }
    if (r->owner != CMQ_NONE &&
        (!has_role || f->unit.item[r->owner].first >= f->unit.item[r->role].end)) {
        /* The state, body or group itself, unless another noun follows: "the Russian border". */
        const struct unit *unit = &f->unit.item[r->owner];
        bool place = unit->kind == UNIT_PLACE || unit->kind == UNIT_SEAT;
        *kind = place ? CMQ_MENTION_PLACE : CMQ_MENTION_NAME;
        return unit->end == chunk->end ? with_roles_of_phrase(f, r, actor_of_unit(f, r->owner))
                                       : CMQ_NONE;
    }
    if (has_role && f->unit.item[r->role].end == chunk->end) {
        bool title = role_of(f, r->role)->flags & CMQ_ROLE_TITLE;
        *kind = title ? CMQ_MENTION_TITLE : CMQ_MENTION_PHRASE;
        return describes_body(f, r, owner_unit) ? owner : actor_of_role(f, chunk, r, owner);
    }
    bool named = has_name && r->name_end == chunk->end &&
                 f->parse->token[chunk->head].entity != CMQ_ENTITY_NONE;
    return named ? actor_of_name(f, r) : CMQ_NONE;
}

/* States and bodies named inside a chunk that is no actor itself, "Israeli raids", "the Syrian
 * capital": mentions of their own, which the events' arguments look for. */
static void mention_parts(struct finder *f, const struct chunk *chunk) {
    for (uint32_t t = chunk->first; t < chunk->end;) {
        uint32_t u = f->unit_at[t];
        if (u == CMQ_NONE) {
            t++;
            continue;
        }
        const struct unit *unit = &f->unit.item[u];
        if (is_owner_kind(unit) || unit->kind == UNIT_PERSON) {
            uint32_t actor = unit->kind == UNIT_PERSON ? cmq_actors_of_entry(f, unit->target)
                                                       : actor_of_unit(f, u);
            cmq_actors_add_mention(f, unit->first, unit->end, unit->end - 1,
                                   unit->kind == UNIT_PLACE || unit->kind == UNIT_SEAT
                                       ? CMQ_MENTION_PLACE
                                       : CMQ_MENTION_NAME,
                                   actor);
        }
        t = unit->end;
    }
}

void cmq_actors_resolve_chunk(struct finder *f, uint32_t index) {
    const struct chunk *chunk = &f->chunk.item[index];
    if (f->parse->token[chunk->head].upos == CMQ_PRON && chunk->end == chunk->first + 1 &&
        f->unit_at[chunk->head] == CMQ_NONE) {
        cmq_actors_resolve_pronoun(f, chunk->head);
        return;
    }
    struct reading r = read_chunk(f, chunk);
    if (cmq_actors_resolve_set(f, chunk, r.role != CMQ_NONE ? role_of(f, r.role) : NULL)) {
        return;
    }
    if (r.role != CMQ_NONE && r.person == CMQ_NONE && f->unit.item[r.role].end == chunk->end &&
        mention_of_owners(f, chunk, &r)) {
        return;
    }
    enum cmq_mention_kind kind = CMQ_MENTION_PHRASE;
    uint32_t actor = actor_of_chunk(f, chunk, &r, &kind);
    if (actor == CMQ_NONE) {
        mention_parts(f, chunk);
        return;
    }
    cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head, kind, actor);
}
