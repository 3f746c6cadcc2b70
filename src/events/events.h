/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_EVENTS_H
#define CMQ_EVENTS_H

/* events: who did what to whom. Frames of the lexicon are matched on the trees, arguments found
 * wherever English puts them, effects (negation, modality, implicatives, tense) composed down the
 * tree, reported speech rewritten to CAMEO's speech acts, repeats linked. Every step taken is kept
 * for `explain`. */

#include "ontology/ontology.h"
#include "places/places.h"
#include "statements/statements.h"
#include "time/time.h"

enum cmq_participant_basis {
    CMQ_PARTICIPANT_TEXT,
    CMQ_PARTICIPANT_POSSESSIVE, /* "Russia's attack", "the Russian attack" */
    CMQ_PARTICIPANT_PLACE,      /* the place of an agentless act tells the actor */
    CMQ_PARTICIPANT_DISCOURSE,  /* from the sentence before, or the speaker */
};

enum cmq_assertion {
    CMQ_ASSERTION_ACTUAL,
    CMQ_ASSERTION_NEGATED,
    CMQ_ASSERTION_POSSIBLE,
    CMQ_ASSERTION_REQUESTED,
    CMQ_ASSERTION_ALLEGED,
};

enum cmq_tense { CMQ_TENSE_PAST, CMQ_TENSE_PRESENT, CMQ_TENSE_FUTURE };

/* "at least 20 killed": what is counted, in which unit, between which bounds. */
struct cmq_quantity {
    struct cmq_str what; /* "killed" */
    struct cmq_str unit; /* empty: persons or items */
    int64_t from, to;    /* -1: open */
    struct cmq_stretch span;
};

/* A step of the explanation: what was decided, from which words, by which lexicon entry. */
struct cmq_explanation {
    struct cmq_str text;
    struct cmq_stretch span; /* {0, 0}: none */
    uint32_t entry;          /* lexicon entry; UINT32_MAX: none */
};

struct cmq_event_place {
    struct cmq_place at; /* empty name: no place known */
    struct cmq_stretch span;
};

struct cmq_event {
    char id[20];           /* hash of report id, trigger span and number on that trigger */
    struct cmq_str cameo;  /* "NAME:CODE" of an own ontology */
    struct cmq_str plover; /* empty for CAMEO 01 */
    struct cmq_str mode;   /* empty: none */
    CMQ_ARRAY(struct cmq_str) contexts;
    CMQ_ARRAY(struct cmq_participant) source;
    CMQ_ARRAY(struct cmq_participant) target;
    bool reciprocal;
    uint8_t assertion;            /* enum cmq_assertion */
    uint8_t time;                 /* enum cmq_tense */
    cmq_day from, to;             /* CMQ_NO_DAY: not known */
    uint8_t date_basis;           /* enum cmq_date_basis */
    struct cmq_stretch date_span; /* {0, 0}: none */
    struct cmq_event_place place;
    struct cmq_tellers attribution; /* from the innermost out */
    uint32_t statement; /* the statement that makes the event (a demand), or CMQ_NO_STATEMENT */
    uint32_t same_as;   /* index of the earlier event it repeats, or UINT32_MAX */
    CMQ_ARRAY(struct cmq_quantity) quantities;
    struct cmq_stretch trigger;  /* at most 60 code points */
    struct cmq_stretch evidence; /* its clause */
    uint32_t trigger_token, sentence;
    CMQ_ARRAY(uint32_t) entries; /* lexicon entries it rests on, the frame first */
    CMQ_ARRAY(struct cmq_explanation) steps;
    double confidence; /* the chance that type, source and target are right: 0 to 1 */
};

struct cmq_events {
    CMQ_ARRAY(struct cmq_event) list; /* most salient first */
};

/* What the event room reads. All of one report. */
struct cmq_reading {
    const struct cmq_lexicon *lexicon;
    const struct cmq_ontology *ontology; /* whose codes the frames have; NULL: CAMEO's */
    const struct cmq_parse *parse;
    const struct cmq_times *times;
    const struct cmq_places *places;
    struct cmq_actors *actors; /* states that are taken for granted are added */
    const struct cmq_statements *statements;
    struct cmq_str report_id;
    cmq_day report_date;
};

void cmq_events_find(const struct cmq_reading *reading, struct cmq_arena *arena,
                     struct cmq_events *events);

#endif
