/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TESTS_TREES_H
#define CMQ_TESTS_TREES_H

/* Parses written by hand, so that a test of a room after nlp/ does not rest on a model. One token a
 * line, `FORM LEMMA TAG UPOS HEAD DEP [ENTITY]`, heads counted from 1 within the sentence, 0 for
 * the root; an empty line ends a sentence. The text joins the forms with blanks;
 * the form ¶ is the end of a line. */

#include "nlp/nlp.h"

/* Fails the test (cmocka) if the tree is not well formed. */
struct cmq_parse parse_of(struct cmq_arena *arena, const char *tree);
/* The token with this form (the `nth`, from 0); fails the test if there is none. */
uint32_t find_token(const struct cmq_parse *parse, const char *form, unsigned nth);

#endif
