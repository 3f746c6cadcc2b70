/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_HEADLINE_H
#define CMQ_CODING_HEADLINE_H

/* The title of a report only confirms: an event of the body that the title tells, too, is the
 * report's main event. What the title alone tells is no event, for nothing in the text bears it
 * out. Private. */

#include "coding/coding.h"

/* Writes a headline out as a sentence: "Putin: C" as "Putin says C", "C: Putin" as "C, says Putin",
 * "A, B agree" as "A and B agree", "A to visit B" as "A will visit B". The text lives in the arena;
 * NULL pointer if it is exhausted. `parse` is of the headline. */
struct cmq_str cmq__headline_sentence(const struct cmq_parse *parse, struct cmq_arena *arena);

/* Codes the title and moves the first event that it tells to the front of the coding. */
enum cmq_status cmq__headline_confirm(const struct cmq_coder *coder, struct cmq_session *session,
                                      struct cmq_arena *arena, struct cmq_coding *coding,
                                      struct cmq_error *err);

#endif
