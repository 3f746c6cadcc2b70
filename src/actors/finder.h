/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ACTORS_FINDER_H
#define CMQ_ACTORS_FINDER_H

/* What the files of this room share while one report is read. Private.
 *
 * The way of a noun phrase: units.c cuts the sentence into units (what the lexicon knows of a
 * stretch of tokens), definitions.c adds the abbreviations that the report explains, surnames.c
 * those of who governs, chunks.c groups the tokens of one noun phrase, shared_names.c gives names
 * that states share to their owners, resolve.c turns a chunk into a mention of an actor, with
 * refer.c for names and offices said again and sets.c for sets. Then referents.c notes it as
 * something that a pronoun may stand for, and pronouns.c chooses. What resolve.c stands on is in
 * reading.h. */

#include "actors/actors.h"

#define CMQ_NONE UINT32_MAX

enum unit_kind {
    UNIT_STATE,
    UNIT_PLACE,
    UNIT_SEAT,
    UNIT_DEMONYM,
    UNIT_BODY,
    UNIT_PERSON,
    UNIT_ROLE,
    UNIT_DEFINED, /* a name or abbreviation that the report itself explains; `target` indexes
                     finder.definition */
};

/* A stretch of tokens that the lexicon knows; `target` indexes lexicon->actor or ->role. */
struct unit {
    uint32_t first, end;
    uint8_t kind; /* enum unit_kind */
    bool at_home; /* of a person: taken for one of the outlet's country */
    bool aside;   /* neither acts nor owns: "Russian" in "pro-Russian", "Iranian" in "-backed" */
    uint32_t target;
    uint32_t shared; /* of a body: the role that the same words name; CMQ_NONE if none */
    uint32_t owner;  /* of a name that states or persons share: the unit that says which one's it is
                        by its country; else CMQ_NONE */
};

/* "Liberian Peace Council (LPC)": tokens of the long form, and the actor once it is resolved. */
struct definition {
    uint32_t first, end;
    struct cmq_str abbreviation;
    uint32_t actor;
};

/* The tokens of one noun phrase without what follows its head noun and name. */
struct chunk {
    uint32_t first, end;
    uint32_t head;    /* the token that stands for it in the tree */
    uint32_t counted; /* tokens before it only count or gather: "dozens of"; else `first` */
};

enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE };

/* What a pronoun agrees with. A thing may be a state, a body or no actor at all. */
enum animacy { ANIMACY_THING, ANIMACY_PERSON, ANIMACY_UNSURE };

/* Something that a later pronoun may stand for: a mention, or a noun phrase that is no actor and
 * keeps pronouns from the actors. */
struct referent {
    uint32_t head;   /* token */
    uint32_t thing;  /* the first referent of the same thing, by index */
    uint32_t times;  /* how often the thing was spoken of so far, this time included */
    uint32_t *actor; /* its actors; NULL: it is none */
    uint32_t actor_count;
    uint32_t mention; /* the mention that it was; CMQ_NONE: none */
    uint8_t gender;   /* enum gender: what the noun of a phrase that is no actor tells */
    uint8_t animacy;  /* enum animacy */
    bool plural;
};

/* What tells the gender of a person, the surest first. */
enum clue {
    CLUE_NOUN,    /* a title or noun: "Mrs", "actress" */
    CLUE_PRONOUN, /* a pronoun that was taken to mean the person */
    CLUE_NAME,    /* the given name of a name of several words */
    CLUE_WORD,    /* a name of one word, which may be a surname */
    CLUES
};

/* What is known of an actor beside its code. */
struct trait {
    uint32_t referent;     /* its last one; CMQ_NONE: none yet */
    uint8_t gender[CLUES]; /* enum gender */
};

struct finder {
    const struct cmq_lexicon *lexicon;
    const struct cmq_parse *parse;
    struct cmq_arena *arena;
    struct cmq_actors *actors;
    cmq_day date;
    struct cmq_str outlet; /* the country of the outlet; empty: not known */
    uint32_t leader_asked; /* the last role for which home.c asked if the outlet's country has it */
    bool leader_abroad;    /* and the answer: it has not */
    struct cmq_str home;   /* the same; empty also where others are named */
    struct cmq_str mostly; /* the same; empty also unless nearly all that is named is of it */
    CMQ_ARRAY(struct unit) unit;
    uint32_t *unit_at; /* for each token: its unit or CMQ_NONE */
    CMQ_ARRAY(struct chunk) chunk;
    uint32_t *chunk_at;    /* for each token: its chunk or CMQ_NONE */
    uint32_t *chunk_actor; /* for each chunk: its actor if that was asked for before its turn */
    uint32_t *first_child; /* for each token: its first child or CMQ_NONE */
    uint32_t *next_child;  /* for each token: the next child of its head or CMQ_NONE */
    CMQ_ARRAY(struct definition) definition;
    CMQ_ARRAY(struct cmq_str) borne; /* names of the lexicon that others in the report bear, too */
    CMQ_ARRAY(uint32_t) state;       /* actors of states found by their country */
    CMQ_ARRAY(struct referent) referent;
    CMQ_ARRAY(struct trait) trait; /* for each actor that has a referent */
    uint32_t *quote_at; /* for each token: the mark that opens its quotation, or CMQ_NONE */
    CMQ_ARRAY(uint32_t) waiting; /* pronouns that the rest of their sentence decides */
    uint32_t *actor_of;          /* for each lexicon actor: its place in actors->list or CMQ_NONE */
};

/* units.c */
void cmq_actors_cut_units(struct finder *f);

/* definitions.c: abbreviations that the report explains become units of their own. */
void cmq_actors_find_definitions(struct finder *f);

/* surnames.c: surnames of those who govern become units of their own. */
void cmq_actors_find_surnames(struct finder *f);

/* chunks.c */
/* Whether a token is a possessor, whatever the parser calls it: the mark stands behind it. */
bool cmq_actors_is_possessor(const struct finder *f, uint32_t token);
void cmq_actors_cut_chunks(struct finder *f);

/* shared_names.c: gives names that many states use to the state that owns them. */
void cmq_actors_share_names(struct finder *f);

/* home.c: forgets the outlet's country if the report names another one. */
void cmq_actors_check_home(struct finder *f, const struct cmq_places *places);

/* resolve.c: makes the mention of a chunk, with its actor. */
void cmq_actors_resolve_chunk(struct finder *f, uint32_t chunk);
/* Adds a mention of tokens [first, end) for `actor` (CMQ_NONE: members follow) and returns it. */
struct cmq_mention *cmq_actors_add_mention(struct finder *f, uint32_t first, uint32_t end,
                                           uint32_t head, enum cmq_mention_kind kind,
                                           uint32_t actor);
void cmq_actors_add_member(struct finder *f, struct cmq_mention *mention, uint32_t actor);

/* codes.c: the actor of a lexicon entry, or of a state by its ISO code, added if new. */
uint32_t cmq_actors_of_entry(struct finder *f, uint32_t entry);
uint32_t cmq_actors_of_country(struct finder *f, struct cmq_str country);

/* owners.c: the unit that owns a role by standing before it or below it: "Israeli", "of Iran",
 * "Hamas"; CMQ_NONE if none. */
uint32_t cmq_actors_owner(struct finder *f, const struct chunk *chunk, uint32_t before);

/* refer.c */
/* Whether the words of `part` stand in `text`, one after the other, in letters of either case. */
bool cmq_actors_contains_words(struct cmq_str text, struct cmq_str part);
/* The person of the report whose name has this word as a part; CMQ_NONE if none. */
uint32_t cmq_actors_named_before(const struct finder *f, struct cmq_str word);
/* The person whose name it is with the family name at the other end: "Jinping Xi"; CMQ_NONE if
 * none. */
uint32_t cmq_actors_inverted_before(const struct finder *f, struct cmq_str name);
/* The person with this office and owner who was mentioned last: "the US Secretary". */
uint32_t cmq_actors_holder_before(const struct finder *f, struct cmq_str office,
                                  struct cmq_str country);

/* Whether tokens that no model takes for a name begin with a given name: "Dolly Parker". */
bool cmq_actors_has_given_name(const struct finder *f, uint32_t first, uint32_t end);

/* sets.c */
/* Whether an office makes its holder a head of state or government. */
bool cmq_actors_is_leader(struct cmq_str office);
/* Resolves "the two leaders", "both countries", "each side": true if the chunk is such a set. */
bool cmq_actors_resolve_set(struct finder *f, const struct chunk *chunk,
                            const struct cmq_role *role);

/* referents.c */
/* Notes what a chunk was found to be, with the mentions from `first_mention` on that it has. */
void cmq_actors_note_chunk(struct finder *f, const struct chunk *chunk, uint32_t first_mention);
/* What is known by now of a referent. */
enum gender cmq_actors_gender(const struct finder *f, const struct referent *referent,
                              enum clue clue);
enum animacy cmq_actors_animacy(const struct finder *f, const struct referent *referent);
/* Notes that a referent is a person: a name that was not known to be one becomes an actor. */
void cmq_actors_note_person(struct finder *f, uint32_t referent);
/* Notes that a pronoun stands for the same as `referent`. */
void cmq_actors_note_pronoun(struct finder *f, uint32_t token, uint32_t referent,
                             enum gender gender);

/* pronouns.c */
void cmq_actors_resolve_pronoun(struct finder *f, uint32_t token);
/* Resolves the pronouns that waited for their sentence. */
void cmq_actors_resolve_waiting(struct finder *f);

#endif
