/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TESTS_READING_H
#define CMQ_TESTS_READING_H

/* Trees written by hand (trees.h), read with the lexicon and the places of tests/understanding/en,
 * and what was read as lines of text, so that a test names everything that it expects and nothing
 * else passes. An actor is written with its code, or in brackets with its name where it has none.
 */

#include "events/events.h"
#include "trees.h"

struct reading {
    struct cmq_arena arena;
    struct cmq_lexicon lexicon;
    struct cmq_gazetteer gazetteer;
    struct cmq_buf table; /* image of a gazetteer's table without places */
    struct cmq_str home;  /* the country of the outlet; empty unless a test sets it */
    struct cmq_parse parse;
    struct cmq_times times;
    struct cmq_places places;
    struct cmq_actors actors;
    struct cmq_statements statements;
    struct cmq_events events;
};

/* For cmocka: `*state` is a reading with the lexicon open. */
int reading_setup(void **state);
int reading_teardown(void **state);

/* Reads a tree as a report with id "r1" of this date ("" for none), forgetting the one before. */
void read_tree(struct reading *reading, const char *tree, const char *date);

/* Each mention in text order: its words, kind, then `NAME=CODE` and basis of each of its actors;
 * the name only of persons and of what the lexicon knows. 'The Israeli army' phrase =ISRMIL country
 *     'the two leaders' group Joe Biden=USAGOV lexicon + Xi Jinping=CHNGOV lexicon */
void expect_mentions(struct reading *reading, const char *expected);
/* Each statement in text order: speaker, speech kind, form, cue, content, addressees, and its
 * tellers from the innermost out.
 *     FRA say indirect 'said': 'Iran attacked Iraq' to USA told GBRMED */
void expect_statements(struct reading *reading, const char *expected);
/* Each event, most salient first: code, sources, targets, assertion, time, trigger, and its tellers
 * from the innermost out.
 *     190 IRN > IRQ actual past 'attacked' told FRA
 *     040 FRA+IRN actual past 'met'
 * A reciprocal event has both sides on either hand, and here one list. */
void expect_events(struct reading *reading, const char *expected);

#endif
