/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_LEXEMES_H
#define CMQ_NLP_LEXEMES_H

/* What depends on a token's form alone: the ids of its lower-cased, normalised, first and last
 * letters' and shape strings. Private to this room. */

#include "nlp/model.h"

/* A vocabulary's lexeme_norm table: pairs (id of a form, id of its norm), sorted by the first. */
struct cmq_norm_table {
    const uint64_t *pairs;
    size_t count;
};

/* Sets all features but SPACY. `norm` is the id that a tokenizer exception gives the token, or 0.
 * False when the arena, which lends room for long forms, is exhausted. */
bool cmq_lexeme_features(struct cmq_str form, uint64_t norm, const struct cmq_norm_table *norms,
                         struct cmq_arena *arena, struct cmq_features *features);

#endif
