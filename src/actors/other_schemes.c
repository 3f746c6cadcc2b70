/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of other schemes than CAMEO, which dictionaries bring with them: the roles of a phrase add
 * their letters as they stand. */

#include "actors/reading.h"

#include <string.h>

#define PART 3 /* letters of each part of a code */

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

struct cmq_str cmq_actors_code_with_roles(struct finder *f, const struct reading *r,
                                          struct cmq_str code) {
    for (uint32_t t = r->chunk->first; t < r->chunk->end && code.len > 0;) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE) {
            code = with_role(f, code, cmq_actors_role(f, u));
        }
        t = u == CMQ_NONE ? t + 1 : f->unit.item[u].end;
    }
    bool apart = r->role != CMQ_NONE && (f->unit.item[r->role].first < r->chunk->first ||
                                         f->unit.item[r->role].first >= r->chunk->end);
    return apart && code.len > 0 ? with_role(f, code, cmq_actors_role(f, r->role)) : code;
}

uint32_t cmq_actors_with_roles(struct finder *f, const struct reading *r, uint32_t actor) {
    const struct cmq_actor *known = &f->actors->list.item[actor];
    struct cmq_str bare = known->code;
    if (known->kind != CMQ_ACTOR_OTHER) {
        return actor;
    }
    struct cmq_str code = cmq_actors_code_with_roles(f, r, bare);
    if (cmq_str_eq(code, bare)) {
        return actor;
    }
    struct cmq_str name = cmq_actors_words(f, r->chunk->first, r->chunk->end);
    uint32_t same = cmq_actors_same_role(f, CMQ_STR(""), code, name);
    if (same != CMQ_NONE) {
        return same;
    }
    struct cmq_str entry = known->entry;
    uint32_t index = cmq_actors_add(f, name, CMQ_ACTOR_OTHER, CMQ_BASIS_COUNTRY);
    f->actors->list.item[index].entry = entry;
    cmq_actors_set_code(f, index, code);
    return index;
}
