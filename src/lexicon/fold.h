/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_FOLD_H
#define CMQ_LEXICON_FOLD_H

/* The form in which words are compared. Dictionary and text go through the same function, so that
 * what is split or dropped is so on both sides. */

#include "base/base.h"

#define CMQ__FOLD_BYTES  256u
#define CMQ__FOLD_PIECES 16u

/* What a piece's letters are, and what a name asks of the text. A text piece meets a need if it has
 * all its bits: "IRAN" is as good as "Iran", "us" is not as good as "US". */
enum cmq__case { CMQ__CASE_ANY = 0, CMQ__CASE_CAPITAL = 1, CMQ__CASE_CAPITALS = 3 };

struct cmq__piece {
    uint16_t start, len; /* bytes of cmq__folded.bytes */
    uint8_t letters;     /* enum cmq__case */
    bool hyphen;         /* a hyphen parts it from the one before */
};

struct cmq__folded {
    char bytes[CMQ__FOLD_BYTES]; /* the pieces with one blank between */
    uint32_t len;
    struct cmq__piece piece[CMQ__FOLD_PIECES];
    uint32_t count; /* 0 also for what is too long for the arrays */
    bool too_long;
    bool hyphen; /* it was one hyphen and nothing else */
};

/* Folds valid UTF-8: compatibility decomposition, no marks, no case, no points. Hyphens and blanks
 * part pieces; "'s" and "'" at the end of a word, and every other sign, are pieces of their own;
 * "&" is "and". */
void cmq__fold(struct cmq_str s, struct cmq__folded *folded);
struct cmq_str cmq__folded_str(const struct cmq__folded *folded);
struct cmq_str cmq__folded_piece(const struct cmq__folded *folded, uint32_t piece);

#endif
