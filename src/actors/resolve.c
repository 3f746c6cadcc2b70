/* SPDX-License-Identifier: Apache-2.0 */
/* From a chunk to a mention of an actor. A name the lexicon knows decides; a name it does not know
 * learns its code from role and owner, for this report; a role without a name is the holder named
 * before, or a body or group of the owner; an owner alone is the state, body or group itself. */

#include "actors/reading.h"

#define ASKED (CMQ_NONE - 1) /* of a chunk's actor: the answer is being found */

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

static bool has_member(const struct cmq_mention *mention, uint32_t actor) {
    for (uint32_t i = 0; i < mention->actors.count; i++) {
        if (mention->actors.item[i] == actor) {
            return true;
        }
    }
    return false;
}

/* "Israeli and Syrian officials", "leaders of Iran and Iraq": one actor of the role for each owner.
 * False if there is one owner or none. */
static bool mention_of_owners(struct finder *f, const struct chunk *chunk,
                              const struct reading *r) {
    struct owner owner[MAX_OWNERS];
    uint32_t count = cmq_actors_find_owners(f, chunk, r, owner);
    if (count < 2) {
        return false;
    }
    struct cmq_mention *mention = cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head,
                                                         CMQ_MENTION_GROUP, CMQ_NONE);
    uint32_t index = (uint32_t)(mention - f->actors->mention.item);
    for (uint32_t i = 0; i < count && !f->arena->exhausted; i++) {
        struct reading each = *r;
        uint32_t actor = cmq_actors_of_role(f, chunk, &each, owner[i]);
        mention = &f->actors->mention.item[index];
        if (actor != CMQ_NONE && !has_member(mention, actor)) {
            cmq_actors_add_member(f, mention, actor);
        }
    }
    return true;
}

/* A body with a name; codes of other schemes take that of a role beside them. */
static bool is_named_body(const struct finder *f, const struct unit *unit) {
    return unit->kind == UNIT_DEFINED ||
           (unit->kind == UNIT_BODY && f->lexicon->actor[unit->target].kind != CMQ_ACTOR_OTHER);
}

/* Whether a role noun only says what a body with a name is: "Xinhua news agency". */
static bool describes_body(const struct finder *f, const struct reading *r) {
    return r->owner != CMQ_NONE && (cmq_actors_role(f, r->role)->flags & CMQ_ROLE_BODY) &&
           is_named_body(f, &f->unit.item[r->owner]) &&
           f->unit.item[r->owner].end == f->unit.item[r->role].first;
}

static bool is_person(const struct finder *f, const struct reading *r) {
    return r->person != CMQ_NONE || cmq_actors_looks_like_person(f, r);
}

static uint32_t person_of_reading(struct finder *f, const struct chunk *chunk, struct reading *r) {
    bool owned = r->role != CMQ_NONE || r->name_end > r->name_first;
    struct owner owner = owned ? cmq_actors_find_owner(f, chunk, r) : NO_OWNER;
    return r->person != CMQ_NONE ? cmq_actors_of_person(f, chunk, r, &owner)
                                 : cmq_actors_learn_person(f, chunk, r, owner);
}

/* Whether the chunk ends with the name of a body that the lexicon does not know. */
static bool ends_with_name(const struct finder *f, const struct chunk *chunk,
                           const struct reading *r) {
    return r->name_end > r->name_first && r->name_end == chunk->end &&
           f->parse->token[chunk->head].entity != CMQ_ENTITY_NONE;
}

/* Whether the last thing that the chunk names is a state, body or group. */
static bool ends_with_owner(const struct finder *f, const struct chunk *chunk,
                            const struct reading *r) {
    if (r->owner == CMQ_NONE) {
        return false;
    }
    bool before_name = ends_with_name(f, chunk, r) && r->name_first >= f->unit.item[r->owner].end;
    bool behind_role =
        r->role == CMQ_NONE || f->unit.item[r->owner].first >= f->unit.item[r->role].end;
    return !before_name && behind_role;
}

/* The state, body or group itself, unless another noun follows: "the Russian border". */
static uint32_t actor_of_owner(struct finder *f, const struct chunk *chunk, const struct reading *r,
                               enum cmq_mention_kind *kind) {
    const struct unit *unit = &f->unit.item[r->owner];
    bool place = unit->kind == UNIT_PLACE || unit->kind == UNIT_SEAT;
    *kind = place ? CMQ_MENTION_PLACE : CMQ_MENTION_NAME;
    return unit->end == chunk->end ? cmq_actors_with_roles(f, r, cmq_actors_of_unit(f, r->owner))
                                   : CMQ_NONE;
}

/* What the reader of the chunk decided; CMQ_NONE where it names no actor at all. */
static uint32_t actor_of_reading(struct finder *f, const struct chunk *chunk, struct reading *r,
                                 enum cmq_mention_kind *kind) {
    *kind = CMQ_MENTION_NAME;
    if (is_person(f, r)) {
        return person_of_reading(f, chunk, r);
    }
    if (ends_with_owner(f, chunk, r)) {
        return actor_of_owner(f, chunk, r, kind);
    }
    if (r->role != CMQ_NONE && f->unit.item[r->role].end == chunk->end) {
        bool title = cmq_actors_role(f, r->role)->flags & CMQ_ROLE_TITLE;
        *kind = title ? CMQ_MENTION_TITLE : CMQ_MENTION_PHRASE;
        return describes_body(f, r)
                   ? cmq_actors_of_unit(f, r->owner)
                   : cmq_actors_of_role(f, chunk, r, cmq_actors_find_owner(f, chunk, r));
    }
    return ends_with_name(f, chunk, r)
               ? cmq_actors_of_name(f, chunk, r, cmq_actors_find_owner(f, chunk, r))
               : CMQ_NONE;
}

uint32_t cmq_actors_of_chunk(struct finder *f, uint32_t index) {
    if (f->chunk_actor[index] == ASKED) {
        return CMQ_NONE;
    }
    if (f->chunk_actor[index] == CMQ_NONE) {
        enum cmq_mention_kind kind;
        f->chunk_actor[index] = ASKED;
        const struct chunk *chunk = &f->chunk.item[index];
        struct reading r = cmq_actors_read_chunk(f, chunk);
        f->chunk_actor[index] = actor_of_reading(f, chunk, &r, &kind);
    }
    return f->chunk_actor[index];
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
        if (cmq_actors_may_own(unit) || (unit->kind == UNIT_PERSON && !unit->aside)) {
            bool place = unit->kind == UNIT_PLACE || unit->kind == UNIT_SEAT;
            cmq_actors_add_mention(f, unit->first, unit->end, unit->end - 1,
                                   place ? CMQ_MENTION_PLACE : CMQ_MENTION_NAME,
                                   cmq_actors_of_unit(f, u));
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
    struct reading r = cmq_actors_read_chunk(f, chunk);
    if (cmq_actors_resolve_set(f, chunk, r.role != CMQ_NONE ? cmq_actors_role(f, r.role) : NULL)) {
        return;
    }
    if (r.role != CMQ_NONE && r.person == CMQ_NONE && f->unit.item[r.role].end == chunk->end &&
        mention_of_owners(f, chunk, &r)) {
        return;
    }
    enum cmq_mention_kind kind = CMQ_MENTION_PHRASE;
    uint32_t actor = actor_of_reading(f, chunk, &r, &kind);
    uint32_t before = f->chunk_actor[index];
    actor = before < ASKED ? before : actor;
    if (actor == CMQ_NONE) {
        mention_parts(f, chunk);
        return;
    }
    cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head, kind, actor);
}
