/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ACTORS_H
#define CMQ_ACTORS_H

/* actors: who a report speaks of. Mentions are found in the noun phrases of the trees, resolved
 * with the lexicon as of the report's date, learnt from titles within the report, and chained over
 * the report: names, surnames, titles, pronouns, "the two leaders". */

#include "base/base.h"
#include "lexicon/lexicon.h"
#include "nlp/nlp.h"
#include "ontology/ontology.h"
#include "places/places.h"

enum cmq_mention_kind {
    CMQ_MENTION_NAME,
    CMQ_MENTION_TITLE,
    CMQ_MENTION_PRONOUN,
    CMQ_MENTION_PLACE,
    CMQ_MENTION_GROUP,
    CMQ_MENTION_PHRASE,
};

enum cmq_actor_basis {
    CMQ_BASIS_LEXICON, /* the lexicon has the name */
    CMQ_BASIS_REPORT,  /* learnt from a title or definition in the report */
    CMQ_BASIS_COUNTRY, /* a role noun with a country: "Israeli army" */
    CMQ_BASIS_UNKNOWN, /* named, but no code fits */
};

/* What a step of reasoning rests on; the word for each is in coding/names.h. */
enum cmq_ground_kind {
    CMQ_GROUND_NAME,        /* the lexicon's entry of the name */
    CMQ_GROUND_ROLE,        /* a role noun: "army" */
    CMQ_GROUND_MODIFIER,    /* what lends the role a sector: "opposition" */
    CMQ_GROUND_FORMER,      /* "former": the office is over */
    CMQ_GROUND_NATIONALITY, /* owner: what stands before the role: "Israeli", "Hamas" */
    CMQ_GROUND_POSSESSIVE,  /* owner: "Israel's" */
    CMQ_GROUND_PREPOSITION, /* owner: "of Israel", "in Chad" */
    CMQ_GROUND_PRONOUN,     /* owner: "its" */
    CMQ_GROUND_PARTY,       /* owner: "(R-Ariz.)" */
    CMQ_GROUND_OUTLET,      /* a guess: the report names no other state than its outlet's */
    CMQ_GROUND_SENTENCE,    /* a guess: the sentence, or the one before, names the state */
    CMQ_GROUND_APPOSITION,  /* role and owner of the phrase beside it */
    CMQ_GROUND_DEFINITION,  /* the report explains the abbreviation */
    CMQ_GROUND_COUNTERPART, /* role of the one whose counterpart it is */
};

struct cmq_ground {
    uint8_t kind;         /* enum cmq_ground_kind */
    uint32_t start, end;  /* bytes of the text; equal where no words say so */
    struct cmq_str entry; /* lexicon entry id; empty if none */
    struct cmq_str gives; /* what it adds to the code: "ISR", "MIL"; empty if nothing */
};

struct cmq_mention {
    uint32_t start, end;        /* bytes of the text */
    uint32_t head;              /* token */
    uint8_t kind;               /* enum cmq_mention_kind */
    CMQ_ARRAY(uint32_t) actors; /* one, or the members of a set */
};

struct cmq_actor {
    struct cmq_str name;    /* never empty */
    struct cmq_str title;   /* "Foreign Minister"; empty if none */
    struct cmq_str code;    /* "CHNGOV", "IGOUNO"; empty if none fits */
    struct cmq_str country; /* ISO 3166 alpha-3; empty for international bodies and unknowns */
    CMQ_ARRAY(struct cmq_str) sectors;
    uint8_t basis;                        /* enum cmq_actor_basis */
    uint8_t kind;                         /* enum cmq_actor_kind */
    struct cmq_str entry;                 /* lexicon entry id; empty if none */
    CMQ_ARRAY(uint32_t) mentions;         /* indices, in text order */
    CMQ_ARRAY(struct cmq_ground) grounds; /* why it has this code: the steps in order */
};

struct cmq_actors {
    CMQ_ARRAY(struct cmq_actor) list;
    CMQ_ARRAY(struct cmq_mention) mention;
    /* For each token: the index of the mention whose head it is, or UINT32_MAX. */
    uint32_t *mention_at;
};

#define CMQ_NO_MENTION UINT32_MAX

/* The mention that a noun phrase is about: the one whose head is `noun`; else that of its
 * possessor, nationality or "of" phrase ("the spokesman's office", "Syrian positions"), with
 * `*indirect` set; CMQ_NO_MENTION if none. */
uint32_t cmq_actors_phrase(const struct cmq_parse *parse, const struct cmq_actors *actors,
                           uint32_t noun, bool *indirect);

#define CMQ_NO_ACTOR UINT32_MAX

/* The index of the state with this ISO code, which is added without a mention if the report does
 * not name it; CMQ_NO_ACTOR if the lexicon does not know it. */
uint32_t cmq_actors_state(const struct cmq_lexicon *lexicon, struct cmq_str country,
                          cmq_day report_date, struct cmq_arena *arena, struct cmq_actors *actors);

/* Whether two texts are the same but for the case of ASCII letters. */
bool cmq_same_letters(struct cmq_str a, struct cmq_str b);

/* `home` is the country of the report's outlet, empty if not known: its politicians go by their
 * surnames, and it owns what nothing else does where the report names no other state and no place
 * of one. */
void cmq_actors_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                     const struct cmq_places *places, cmq_day report_date, struct cmq_str home,
                     struct cmq_arena *arena, struct cmq_actors *actors);

#endif
