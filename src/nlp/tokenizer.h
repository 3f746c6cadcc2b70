/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_TOKENIZER_H
#define CMQ_NLP_TOKENIZER_H

/* The importing side of the tokenizer and what it shares with the reading side, whose functions
 * stand in model.h. Private to this room.
 *
 * The tokenizer section is a record: the five patterns in PCRE2's spelling (absent ones too), u32
 * letters_are_plain; the exceptions, each a key, a count of pieces and for each piece its bytes and
 * its norm (or an absent string); the phrases, each a count and as many u64 ORTH ids, sorted by the
 * first; the lexeme_norm table, a count and, 8-byte aligned, pairs of u64 sorted by the first. */

#include "nlp/model.h"

enum cmq_tokenizer_pattern {
    CMQ_PATTERN_PREFIX,
    CMQ_PATTERN_SUFFIX,
    CMQ_PATTERN_INFIX,
    CMQ_PATTERN_TOKEN,
    CMQ_PATTERN_URL,
    CMQ_PATTERN_COUNT,
};

/* Makes the tokenizer section of a model file from the pipeline's `tokenizer` file and its
 * vocab/lookups.bin. */
enum cmq_status cmq_tokenizer_import(struct cmq_str file, struct cmq_str lookups,
                                     struct cmq_arena *arena, struct cmq_buf *section,
                                     struct cmq_error *err);

/* cmq_tokenize without the exceptions and the second pass: how the key of an exception falls apart
 * when it is no exception. */
enum cmq_status cmq_tokenize_plain(const struct cmq_tokenizer *tokenizer, struct cmq_str text,
                                   struct cmq_arena *arena, struct cmq_parse *parse,
                                   struct cmq_features **features, struct cmq_error *err);

/* True if a prefix, suffix or infix pattern matches somewhere in `s`. */
bool cmq_tokenizer_has_affix(const struct cmq_tokenizer *tokenizer, struct cmq_str s);

#endif
