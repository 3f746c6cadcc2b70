/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ACTORS_READING_H
#define CMQ_ACTORS_READING_H

/* What the resolution of a chunk shares between its files. Private.
 *
 * A chunk reads, from left to right, as
 *
 *     [owner] [modifiers] [role] [name]      US  former  Secretary of State  John Kerry
 *
 * where any part may be absent: reading.c reads it, owners.c finds whose the role is, roles.c makes
 * an actor of role and owner, persons.c one of a name, codes.c the codes. resolve.c decides which.
 */

#include "actors/finder.h"

#define MAX_SECTORS 4
#define MAX_OWNERS  8

/* What a chunk was found to hold; units by index, CMQ_NONE where absent. */
struct reading {
    uint32_t owner, role, person;
    uint32_t name_first, name_end; /* tokens of a name that the lexicon does not know */
    struct cmq_str sector[MAX_SECTORS];
    uint32_t sector_count;
    uint32_t modifier[MAX_SECTORS]; /* units that lend a sector or name a part: "Kurdish" */
    uint32_t modifier_count;
    uint32_t former; /* the unit that says so: "former"; CMQ_NONE if none does */
    const struct chunk *chunk;
};

/* Who owns a role, and what says so. */
struct owner {
    uint32_t actor;      /* CMQ_NONE: nobody */
    uint8_t by;          /* enum cmq_ground_kind */
    uint32_t first, end; /* tokens of what says so; equal where no words do */
    uint32_t token;      /* where it hangs in the tree below the role; CMQ_NONE if it does not */
};

#define NO_OWNER ((struct owner){.actor = CMQ_NONE, .token = CMQ_NONE})

/* reading.c */
struct reading cmq_actors_read_chunk(const struct finder *f, const struct chunk *chunk);
const struct cmq_role *cmq_actors_role(const struct finder *f, uint32_t unit);
/* The sectors of an owner's role: the role's own after those of its modifiers, each once, in
 * CAMEO's order; of a leader of a state GOV; of a counterpart ("his Turkish counterpart") those of
 * the person that the sentence named last, GOV if it named none. Once for a reading. */
void cmq_actors_settle_sectors(const struct finder *f, const struct chunk *chunk, struct reading *r,
                               uint32_t owner);
bool cmq_actors_is_counterpart(const struct finder *f, const struct reading *r);
bool cmq_actors_has_sector(const struct reading *r, struct cmq_str sector);
/* The words of tokens [first, end) as they stand. */
struct cmq_str cmq_actors_words(const struct finder *f, uint32_t first, uint32_t end);

/* codes.c */
uint32_t cmq_actors_add(struct finder *f, struct cmq_str name, enum cmq_actor_kind kind,
                        enum cmq_actor_basis basis);
void cmq_actors_set_code(struct finder *f, uint32_t actor, struct cmq_str code);
/* Writes down a step of reasoning that rests on tokens [first, end). */
void cmq_actors_add_ground(struct finder *f, uint32_t actor, enum cmq_ground_kind kind,
                           uint32_t first, uint32_t end, struct cmq_str entry,
                           struct cmq_str gives);
/* The actor that a state, place, demonym, body, person or defined unit stands for. */
uint32_t cmq_actors_of_unit(struct finder *f, uint32_t unit);
/* The body or group already named with this role and code, whatever the words between, or by these
 * very words in other letters ("Foreign Ministry", "foreign ministry"); CMQ_NONE if none. */
uint32_t cmq_actors_same_role(const struct finder *f, struct cmq_str role, struct cmq_str code,
                              struct cmq_str name);
/* Whether a name begins with a number or a word of quantity: "17 officials" are some of many. */
bool cmq_actors_counts(struct cmq_str name);
uint32_t cmq_actors_find_named(const struct finder *f, struct cmq_str name);

/* firms.c: whether a name of several words, tokens [first, end), is a firm's by its form ("Union
 * Pacific Corp") or by the ticker that wire copy puts behind it. */
bool cmq_actors_is_firm(const struct finder *f, uint32_t first, uint32_t end);

/* owners.c */
/* Whether a unit can own: a state, place, nationality or body. */
bool cmq_actors_may_own(const struct unit *unit);
/* Who owns the role of a chunk that reads `r`, by words. */
struct owner cmq_actors_find_owner(struct finder *f, const struct chunk *chunk,
                                   const struct reading *r);
/* The same where there may be several: "Israeli and Syrian officials", "leaders of Iran and Iraq".
 * Returns how many. */
uint32_t cmq_actors_find_owners(struct finder *f, const struct chunk *chunk,
                                const struct reading *r, struct owner owner[MAX_OWNERS]);
/* The one state that the sentence of `token` names as the owner of its officials and groups without
 * a country: "In Peru the police arrested …". Nobody if it names none or several. */
struct owner cmq_actors_owner_by_sentence(struct finder *f, uint32_t token,
                                          const struct reading *r);

/* Whether a role is of those whom a foreign state may strike as well as their own: civilians.
 * Protesters and prisoners are rather their own state's. */
bool cmq_actors_is_bystander(const struct finder *f, const struct reading *r);

/* home.c */
/* The country of the report's outlet as the owner of a bare role; nobody if the report names
 * another state, or the role is one that is met abroad. */
struct owner cmq_actors_owner_by_outlet(struct finder *f, uint32_t token, const struct reading *r);
/* Whether the phrase of `token` is an office of the outlet's country that acts on the states which
 * its sentence names behind it: "The administration imposed tariffs on Chinese steel". */
bool cmq_actors_acts_from_home(struct finder *f, uint32_t token, const struct reading *r);

/* roles.c */
/* The code of a role of an owner: country and sectors for a state or person, the body's own code
 * otherwise; empty if nobody owns it. */
struct cmq_str cmq_actors_code_of_role(struct finder *f, const struct reading *r, uint32_t owner);
/* Gives an actor the code and the sectors of its role, and writes down why. */
void cmq_actors_take_role(struct finder *f, uint32_t actor, const struct reading *r,
                          const struct owner *owner);
/* A role noun without a name: the holder named before, else a body or group of its owner. */
uint32_t cmq_actors_of_role(struct finder *f, const struct chunk *chunk, struct reading *r,
                            struct owner owner);

/* other_schemes.c: codes that are no CAMEO codes, which the roles of a phrase add to as they stand.
 */
/* The code of such an actor with those of all roles of its phrase. */
struct cmq_str cmq_actors_code_with_roles(struct finder *f, const struct reading *r,
                                          struct cmq_str code);
/* "Prime Minister Falk" where the dictionary knows Falk by such a code: an actor of its own, whose
 * code has that of the role. Any other actor as it is. */
uint32_t cmq_actors_with_roles(struct finder *f, const struct reading *r, uint32_t actor);

/* persons.c */
/* Whether a chunk ends with a person's name behind an owner: "Fiji Ann Lee" of a title before it.
 */
bool cmq_actors_ends_with_person(const struct finder *f, const struct chunk *chunk);
bool cmq_actors_looks_like_person(const struct finder *f, const struct reading *r);
/* A person of the lexicon; one without a code takes that of the role in the phrase. */
uint32_t cmq_actors_of_person(struct finder *f, const struct chunk *chunk, struct reading *r,
                              const struct owner *owner);
/* A person's name that the lexicon does not know: a part of one seen before, or learnt now. */
uint32_t cmq_actors_learn_person(struct finder *f, const struct chunk *chunk, struct reading *r,
                                 struct owner owner);
/* A body's name that the lexicon does not know; an apposition or its own words may tell its code.
 */
uint32_t cmq_actors_of_name(struct finder *f, const struct chunk *chunk, struct reading *r,
                            struct owner owner);

/* resolve.c */
/* The actor of a chunk, without a mention of it; CMQ_NONE if it has none, or if the question comes
 * back to a chunk that it came from. */
uint32_t cmq_actors_of_chunk(struct finder *f, uint32_t chunk);

#endif
