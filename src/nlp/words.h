/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_WORDS_H
#define CMQ_NLP_WORDS_H

/* What a stack of token vectors computes of a word's features alone: the mixed embedding, and the
 * products of the folded first layer. Kept from text to text in a bounded memory: when it is full,
 * all is forgotten. What comes out does not depend on what was kept. One thread's own. */

#include "nlp/prepare.h"

#define CMQ_WORD_PAGE 64u                /* words that are computed together */
#define CMQ_WORD_ROOM ((size_t)16 << 20) /* bytes of words that are kept for a stack of vectors */

struct cmq_word_page {
    float *mixed;    /* (CMQ_WORD_PAGE, row) */
    float *products; /* (CMQ_WORD_PAGE, taps, pieces, row) */
};

struct cmq_words {
    const struct cmq_vectors *vectors;
    struct cmq_arena *arena;      /* where it grows */
    uint32_t capacity, slot_mask; /* words; a power of two less 1 */
    uint32_t count, ready;        /* words; those that are computed */
    uint32_t *slot;               /* index + 1; open addressing */
    bool used[CMQ_FEATURE_COUNT]; /* features that the embeddings read */
    struct cmq_features *key;     /* of each word; what is not used is zero */
    struct cmq_word_page *page;
    float *input, *sums; /* of a page: what the mix layer reads; its sums */
};

/* Keeps `most` words, or as many as CMQ_WORD_ROOM holds, but never fewer than one run asks for.
 * False when the arena is exhausted. */
bool cmq_words_init(struct cmq_words *words, const struct cmq_vectors *vectors, uint32_t most,
                    struct cmq_arena *arena);

/* The indices of the words with these features, computed if they are new; good until the next
 * call. At most CMQ_WORD_RUN of them. False when the arena is exhausted. */
#define CMQ_WORD_RUN 512u
bool cmq_words_find(struct cmq_words *words, const struct cmq_features *features, uint32_t count,
                    uint32_t *index);

/* The (row) and (taps, pieces, row) of a word. */
static inline const float *cmq_word_mixed(const struct cmq_words *words, uint32_t index) {
    return words->page[index / CMQ_WORD_PAGE].mixed +
           index % CMQ_WORD_PAGE * words->vectors->prepared->row;
}

static inline const float *cmq_word_products(const struct cmq_words *words, uint32_t index) {
    return words->page[index / CMQ_WORD_PAGE].products +
           index % CMQ_WORD_PAGE * words->vectors->prepared->layer[0].packed.row;
}

#endif
