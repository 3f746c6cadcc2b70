/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TESTS_GOLDEN_COLUMNS_H
#define CMQ_TESTS_GOLDEN_COLUMNS_H

/* A document as columns of one string a token, and its comparison with the reference's columns as
 * tools/reference/columns.py writes them: in full, or as a digest. */

#include "nlp/model.h"

#include <jansson.h>

enum golden_column {
    GOLDEN_BOUNDS, /* first code point, count of code points, "_" if a space follows */
    GOLDEN_ORTH,
    GOLDEN_LOWER,
    GOLDEN_NORM,
    GOLDEN_PREFIX,
    GOLDEN_SUFFIX,
    GOLDEN_SHAPE,
    GOLDEN_TAG,
    GOLDEN_POS,
    GOLDEN_MORPH,
    GOLDEN_LEMMA,
    GOLDEN_HEAD,
    GOLDEN_DEP,
    GOLDEN_SENT_START,
    GOLDEN_ENTITY,
    GOLDEN_COLUMNS,
};

struct golden_tally {
    unsigned long documents, tokens;
    unsigned long equal[GOLDEN_COLUMNS], total[GOLDEN_COLUMNS];
    unsigned long flips; /* decisions that the reference made by less than float noise */
    unsigned long wrong; /* differences that nothing excuses */
};

/* The hash of `digest` in columns.py: FNV-1a of values that end with a zero byte each. */
#define GOLDEN_HASH_START 0xCBF29CE484222325u
uint64_t golden_hash(uint64_t hash, struct cmq_str value);
/* Whether a digest of `count` values, `block` to a letter, begins with this hash; where it does
 * not, `first` is the first block that differs, or `count` if none shows it. `letters` are ours. */
bool golden_digest_is(const char *digest, uint64_t hash, const char *letters, size_t count,
                      size_t *first);
char golden_letter(uint64_t hash);

/* Compares the columns that `document` has; tells of the first differences. The parse is as the
 * components leave it: white space is still in the trees. */
void golden_compare(const json_t *document, const struct cmq_parse *parse,
                    const struct cmq_features *features, struct cmq_arena *arena,
                    struct golden_tally *tally);

/* Prints "corpus, documents, tokens, column, equal/total" and adds to a sum of all corpora. */
void golden_report(const char *corpus, const struct golden_tally *tally, struct golden_tally *sum);

#endif
