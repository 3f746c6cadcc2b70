/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a chunk from left to right: owner, modifiers, role, name. */

#include "actors/reading.h"

const struct cmq_role *cmq_actors_role(const struct finder *f, uint32_t unit) {
    return &f->lexicon->role[f->unit.item[unit].target];
}

struct cmq_str cmq_actors_words(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t start = f->parse->token[first].start;
    return (struct cmq_str){f->parse->text.ptr + start, f->parse->token[end - 1].end - start};
}

bool cmq_actors_has_sector(const struct reading *r, struct cmq_str sector) {
    for (uint32_t i = 0; i < r->sector_count; i++) {
        if (cmq_str_eq(r->sector[i], sector)) {
            return true;
        }
    }
    return false;
}

/* A role's sectors come as one string of three-letter codes. */
static void add_sectors(const struct finder *f, struct reading *r, const struct cmq_role *role) {
    struct cmq_str codes = cmq_lexicon_str(f->lexicon, role->sectors);
    for (size_t at = 0; at + 3 <= codes.len && r->sector_count < MAX_SECTORS; at += 3) {
        struct cmq_str sector = {codes.ptr + at, 3};
        if (!cmq_actors_has_sector(r, sector)) {
            r->sector[r->sector_count++] = sector;
        }
    }
}

static void add_modifier(const struct finder *f, struct reading *r, uint32_t unit) {
    add_sectors(f, r, cmq_actors_role(f, unit));
    if (r->modifier_count < MAX_SECTORS) {
        r->modifier[r->modifier_count++] = unit;
    }
}

/* "navy official", "police leader": a body before a role that says little lends its sector. */
static bool lends_sector(const struct finder *f, uint32_t before, uint32_t role) {
    const struct cmq_role *last = cmq_actors_role(f, role);
    return (cmq_actors_role(f, before)->flags & (CMQ_ROLE_BODY | CMQ_ROLE_PEOPLE)) &&
           f->unit.item[before].end == f->unit.item[role].first &&
           (last->sectors.len == 0 || (last->flags & CMQ_ROLE_OFFICIAL));
}

static void read_role(const struct finder *f, struct reading *r, uint32_t unit) {
    uint32_t flags = cmq_actors_role(f, unit)->flags;
    if (flags & CMQ_ROLE_FORMER) {
        r->former = unit;
    } else if (flags & CMQ_ROLE_MODIFIER) {
        add_modifier(f, r, unit);
    } else {
        if (r->role != CMQ_NONE && lends_sector(f, r->role, unit)) {
            add_modifier(f, r, r->role);
        }
        r->role = unit;
    }
}

/* A proper noun, or a capitalised word that is part of a name in the report, whatever its tag. */
static bool is_name_token(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    char c = token->form.ptr[0];
    if (token->entity == CMQ_ENTITY_NONE &&
        (cmq_lexicon_person_word(f->lexicon, token->form) & CMQ_PERSON_NEVER)) {
        return false; /* "lawmakers Saturday" */
    }
    if (token->upos == CMQ_PROPN) {
        return c != '-';
    }
    return c >= 'A' && c <= 'Z' && token->upos != CMQ_PUNCT && token->form.len > 1 &&
           cmq_actors_named_before(f, token->form) != CMQ_NONE;
}

/* A hyphen inside a name is a part of it: "Hou-jen". */
static void read_name_token(const struct finder *f, struct reading *r, uint32_t t) {
    bool hyphened = t > 1 && r->name_end == t - 1 && cmq_form_is(&f->parse->token[t - 1], "-") &&
                    f->parse->token[t - 1].start == f->parse->token[t - 2].end;
    if ((r->name_end != t && !hyphened) || r->name_end == r->name_first) {
        r->name_first = t;
    }
    r->name_end = t + 1;
}

static void read_unit(const struct finder *f, struct reading *r, uint32_t u) {
    const struct unit *unit = &f->unit.item[u];
    if (unit->aside) {
        return;
    }
    if (unit->kind == UNIT_ROLE) {
        read_role(f, r, u);
    } else if (unit->kind == UNIT_PERSON) {
        r->person = u;
    } else {
        r->owner = u;
    }
}

/* "Obama officials", "Trump adviser John Doe": a person before a role or another name is whose they
 * are, not who they are. */
static void read_person_as_owner(const struct finder *f, const struct chunk *chunk,
                                 struct reading *r) {
    uint32_t end = f->unit.item[r->person].end;
    bool role = r->role != CMQ_NONE && f->unit.item[r->role].first >= end;
    bool noun =
        end < chunk->end && f->unit_at[end] == CMQ_NONE && f->parse->token[end].upos == CMQ_NOUN;
    bool seat = r->owner != CMQ_NONE && f->unit.item[r->owner].first >= end;
    if (role || seat) {
        r->owner = seat ? r->owner : r->person;
        r->person = CMQ_NONE;
    } else if (noun) {
        r->person = CMQ_NONE;
    }
}

static uint32_t former_before(const struct finder *f, uint32_t token) {
    uint32_t u = f->unit_at[token];
    bool former = u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE &&
                  (cmq_actors_role(f, u)->flags & CMQ_ROLE_FORMER);
    return former ? u : CMQ_NONE;
}

struct reading cmq_actors_read_chunk(const struct finder *f, const struct chunk *chunk) {
    struct reading r = {.owner = CMQ_NONE,
                        .role = CMQ_NONE,
                        .person = CMQ_NONE,
                        .former = CMQ_NONE,
                        .chunk = chunk};
    for (uint32_t t = chunk->first; t < chunk->end;) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE) {
            read_unit(f, &r, u);
            t = f->unit.item[u].end;
            continue;
        }
        if (is_name_token(f, t)) {
            read_name_token(f, &r, t);
        }
        t++;
    }
    if (r.former == CMQ_NONE && chunk->first >= 2 &&
        cmq_form_is(&f->parse->token[chunk->first - 1], "-")) {
        r.former = former_before(f, chunk->first - 2); /* "Ex-President": small parsers part it */
    }
    if (r.person != CMQ_NONE) {
        read_person_as_owner(f, chunk, &r);
    }
    return r;
}

/* The role's sectors after the modifiers', each once, in CAMEO's order of roles. */
static void order_sectors(const struct finder *f, struct reading *r) {
    if (r->role != CMQ_NONE) {
        add_sectors(f, r, cmq_actors_role(f, r->role));
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

/* A leader of a state governs it, whatever the title; "Kurdish leaders" lead a part of it. */
static void read_leader(const struct finder *f, struct reading *r, uint32_t owner) {
    bool leads = r->role != CMQ_NONE && r->modifier_count == 0 && r->sector_count == 0 &&
                 owner != CMQ_NONE && (cmq_actors_role(f, r->role)->flags & CMQ_ROLE_LEADER);
    if (leads && f->actors->list.item[owner].kind == CMQ_ACTOR_STATE) {
        r->sector[r->sector_count++] = CMQ_STR("GOV");
    }
}

static void read_counterpart(const struct finder *f, const struct chunk *chunk, struct reading *r) {
    uint32_t sentence = f->parse->token[chunk->head].sentence;
    for (uint32_t m = f->actors->mention.count; m-- > 0;) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        if (f->parse->token[mention->head].sentence != sentence) {
            break;
        }
        const struct cmq_actor *actor =
            mention->actors.count == 1 ? &f->actors->list.item[mention->actors.item[0]] : NULL;
        if (actor && actor->sectors.count > 0 &&
            (actor->kind == CMQ_ACTOR_PERSON || actor->title.len > 0)) {
            for (uint32_t i = 0; i < actor->sectors.count && i < MAX_SECTORS; i++) {
                r->sector[r->sector_count++] = actor->sectors.item[i];
            }
            return;
        }
    }
    r->sector[r->sector_count++] = CMQ_STR("GOV");
}

bool cmq_actors_is_counterpart(const struct finder *f, const struct reading *r) {
    return r->role != CMQ_NONE &&
           cmq_str_eq(cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word),
                      CMQ_STR("counterpart"));
}

void cmq_actors_settle_sectors(const struct finder *f, const struct chunk *chunk, struct reading *r,
                               uint32_t owner) {
    if (cmq_actors_is_counterpart(f, r)) {
        r->sector_count = 0;
        read_counterpart(f, chunk, r);
    } else {
        order_sectors(f, r);
        read_leader(f, r, owner);
    }
}
