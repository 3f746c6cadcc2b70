/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STATEMENTS_TOPICS_H
#define CMQ_STATEMENTS_TOPICS_H

#include "statements/statements.h"

/* Fills the topics of each statement from the words of its content: those with the most words
 * first, then those named first. */
void cmq__topics_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                      struct cmq_arena *arena, struct cmq_statements *statements);

#endif
