/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ACTORS_REFERENCE_H
#define CMQ_ACTORS_REFERENCE_H

/* What may be true of a pronoun and of something that it may stand for, and how much each of it
 * weighs. Private. */

#include "actors/finder.h"

enum pronoun_type {
    PRONOUN_PERSON, /* he, she */
    PRONOUN_THING,  /* it */
    PRONOUN_MANY,   /* they */
    PRONOUN_TYPES
};

/* The place of a noun phrase in its clause. */
enum position { AT_SUBJECT, AT_OBJECT, AT_OBLIQUE, AT_POSSESSOR, AT_INSIDE, AT_OTHER, POSITIONS };

/* A pronoun is a subject, a possessor or something else; its pairs with each position follow. */
#define PAIRS (3 * POSITIONS)

enum feature {
    HERE,                    /* + pair: in the same sentence */
    BEFORE = HERE + PAIRS,   /* + pair: in an earlier one */
    BACK_1 = BEFORE + PAIRS, /* one sentence before */
    BACK_2,                  /* two */
    BACK_MORE,               /* three or four */
    NEARER,                  /* other things that agree and are nearer, at most 6 */
    DISTANCE,                /* tokens between in the same sentence, in tens, at most 6 */
    OWN_SUBJECT,             /* + pronoun's place: the subject of the clause that it stands in */
    HIGHER_SUBJECT = OWN_SUBJECT + 3, /* + pronoun's place: of a clause above that */
    CONJUNCT = HIGHER_SUBJECT + 3,    /* behind "and" or "or" */
    APPOSED,                          /* an apposition */
    PRONOUN_TOO,                      /* a pronoun itself */
    SAME_FORM,                        /* the same pronoun */
    NO_ACTOR,                         /* no actor */
    INDEFINITE,                       /* behind "a" or "an" */
    UNSURE,                           /* + enum cmq_entity: a name that is perhaps a person's */
    GENDER = UNSURE + 4,              /* + clue: 1 of the pronoun's gender, -1 of the other one */
    FULL_NAME = GENDER + CLUES,       /* a name of several words */
    OPENS,                            /* the first thing of its sentence */
    BRACKETED,                        /* in brackets */
    OUTSIDE,                          /* outside the quotation that the pronoun stands in */
    AGAIN,                            /* times spoken of before, at most 4 */
    BOTH_SAY,                         /* both are subjects of verbs of saying */
    AND_ITS,      /* stands before "and" and the possessive pronoun: "Lee and his aides" */
    AHEAD,        /* the subject of the main clause, behind the pronoun */
    BODY_SAYS,    /* a body, and the pronoun the subject of a verb of saying */
    LAST_SUBJECT, /* the subject of the sentence before, of its main clause */
    CODED,        /* an actor with a code */
    PLURAL,       /* plural or several actors */
    SEVERAL,      /* several actors */
    FEATURES
};

/* A pair's score is the sum of weight times value; it must beat that of meaning nothing. The source
 * of the numbers: docs/reference.md. */
extern const int16_t cmq_reference_none[PRONOUN_TYPES];
extern const int16_t cmq_reference_weight[PRONOUN_TYPES][FEATURES];

#endif
