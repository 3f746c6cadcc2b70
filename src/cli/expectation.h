/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_EXPECTATION_H
#define CMQ_CLI_EXPECTATION_H

/* What an example of the dictionaries promises (syntax: docs/lexicon.md), and whether a coding
 * keeps it. Of an actor or a role: WORDS CODE. Of a frame, a word of speech or an effect: CODE
 * SOURCE TARGET, then words for assertion and time, then "attributed CODE". Of a topic: TOPIC, of
 * a statement in the text. Each may end in @DATE, the date of the text. "-" stands for no code. */

#include "coding/coding.h"

struct cmq_expectation {
    bool of_actor, of_topic;                          /* else of an event */
    struct cmq_str words, code;                       /* of an actor; the topic in `words` */
    struct cmq_str cameo, source, target, attributed; /* of an event; absent: any */
    int assertion, time;                              /* -1: any */
    cmq_day date;                                     /* CMQ_NO_DAY: undated */
};

/* False with a message if `text` is no expectation for an entry of `kind`. */
bool cmq_expectation_parse(struct cmq_str text, enum cmq_entry_kind kind,
                           struct cmq_expectation *expectation, struct cmq_error *err);
/* Whether something in the coding is as expected. */
bool cmq_expectation_met(const struct cmq_expectation *expectation,
                         const struct cmq_coding *coding);
/* Appends an event as an expectation would have it: CODE SOURCE TARGET and the words behind; "+"
 * between several actors, "?" for one without a code. */
void cmq_expectation_event(const struct cmq_coding *coding, const struct cmq_event *event,
                           struct cmq_buf *out);
/* Appends what the coding has instead. */
void cmq_expectation_describe(const struct cmq_expectation *expectation,
                              const struct cmq_coding *coding, struct cmq_buf *out);

#endif
