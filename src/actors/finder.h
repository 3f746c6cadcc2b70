/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ACTORS_FINDER_H
#define CMQ_ACTORS_FINDER_H

/* What the files of this room share while one report is read. Private.
 *
 * The way of a noun phrase: units.c cuts the sentence into units (what the lexicon knows of a
 * stretch of tokens), chunks.c groups the tokens of one noun phrase, resolve.c turns a chunk into a
 * mention of an actor, refer.c resolves pronouns, surnames, titles and sets. */

#include "actors/actors.h"

#define CMQ_NONE UINT32_MAX

enum unit_kind {
    UNIT_STATE,
    UNIT_PLACE,
    UNIT_SEAT,
    UNIT_DEMONYM,
    UNIT_BODY,
    UNIT_PERSON,
    UNIT_ROLE
};

/* A stretch of tokens that the lexicon knows; `target` indexes lexicon->actor or ->role. */
struct unit {
    uint32_t first, end;
    uint8_t kind; /* enum unit_kind */
    uint32_t target;
    uint32_t shared; /* of a body: the role that the same words name; CMQ_NONE if none */
    uint32_t owner;  /* of a role: the unit whose it is by the report so far; CMQ_NONE if unknown */
};

/* The tokens of one noun phrase without what follows its head noun and name. */
struct chunk {
    uint32_t first, end;
    uint32_t head; /* the token that stands for it in the tree */
};

struct finder {
    const struct cmq_lexicon *lexicon;
    const struct cmq_parse *parse;
    struct cmq_arena *arena;
    struct cmq_actors *actors;
    cmq_day date;
    CMQ_ARRAY(struct unit) unit;
    uint32_t *unit_at; /* for each token: its unit or CMQ_NONE */
    CMQ_ARRAY(struct chunk) chunk;
    uint32_t *chunk_at;        /* for each token: its chunk or CMQ_NONE */
    CMQ_ARRAY(uint32_t) state; /* actors of states found by their country */
    uint32_t *actor_of;        /* for each lexicon actor: its place in actors->list or CMQ_NONE */
};

/* units.c */
void cmq_actors_cut_units(struct finder *f);

/* chunks.c */
void cmq_actors_cut_chunks(struct finder *f);

/* shared_names.c: gives names that many states use to the state that owns them. */
void cmq_actors_share_names(struct finder *f);

/* resolve.c: makes the mention of a chunk, with its actor. */
void cmq_actors_resolve_chunk(struct finder *f, uint32_t chunk);
/* The actor of a lexicon entry, or of a state by its ISO code, added if new. */
uint32_t cmq_actors_of_entry(struct finder *f, uint32_t entry);
uint32_t cmq_actors_of_country(struct finder *f, struct cmq_str country);
/* Adds a mention of tokens [first, end) for `actor` (CMQ_NONE: members follow) and returns it. */
struct cmq_mention *cmq_actors_add_mention(struct finder *f, uint32_t first, uint32_t end,
                                           uint32_t head, enum cmq_mention_kind kind,
                                           uint32_t actor);
void cmq_actors_add_member(struct finder *f, struct cmq_mention *mention, uint32_t actor);
/* The state, body or group that owns a role: "Israeli", "of Iran", "Hamas"; CMQ_NONE if none. */
uint32_t cmq_actors_owner(struct finder *f, const struct chunk *chunk, uint32_t before);

/* refer.c */
/* Whether two texts are the same but for the case of ASCII letters. */
bool cmq_same_letters(struct cmq_str a, struct cmq_str b);
/* The person of the report whose name has this word as a part; CMQ_NONE if none. */
uint32_t cmq_actors_named_before(const struct finder *f, struct cmq_str word);
/* The person with this office and owner who was mentioned last: "the US Secretary". */
uint32_t cmq_actors_holder_before(const struct finder *f, struct cmq_str office,
                                  struct cmq_str country);
/* Resolves "the two leaders", "both countries", "each side": true if the chunk is such a set. */
bool cmq_actors_resolve_set(struct finder *f, const struct chunk *chunk,
                            const struct cmq_role *role);
void cmq_actors_resolve_pronoun(struct finder *f, uint32_t token);

#endif
