/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_TYPES_H
#define CMQ_NLP_TYPES_H

/* Types: what a stack of token vectors computes of a token's features alone, whatever stands beside
 * it: the mixed embedding, and the products of the folded first layer. Kept from text to text in a
 * bounded memory: when it is full, the later half is forgotten. What comes out does not depend on
 * what was kept. One thread's own. */

#include "nlp/prepare.h"

#define CMQ_TYPE_PAGE 64u                /* types that are computed together */
#define CMQ_TYPE_ROOM ((size_t)32 << 20) /* bytes that are kept for a stack */

struct cmq_type_page {
    float *mixed;    /* (CMQ_TYPE_PAGE, row) */
    float *products; /* (CMQ_TYPE_PAGE, taps, pieces, row) */
};

struct cmq_types {
    const struct cmq_vectors *vectors;
    struct cmq_arena *arena;      /* where it grows */
    uint32_t capacity, slot_mask; /* types; a power of two less 1 */
    uint32_t count, ready;        /* types; those that are computed */
    uint32_t *slot;               /* index + 1; open addressing */
    bool used[CMQ_FEATURE_COUNT]; /* features that the embeddings read */
    struct cmq_features *key;     /* of each type; what is not used is zero */
    struct cmq_type_page *page;
    float *input, *sums; /* of a page: what the mix layer reads; its sums */
};

/* Keeps `most` types, or as many as CMQ_TYPE_ROOM holds, but never fewer than one run asks for.
 * False when the arena is exhausted. */
bool cmq_types_init(struct cmq_types *types, const struct cmq_vectors *vectors, uint32_t most,
                    struct cmq_arena *arena);

/* The indices of the types with these features, computed if they are new; good until the next
 * call. At most CMQ_TYPE_RUN of them. False when the arena is exhausted. */
#define CMQ_TYPE_RUN 512u
bool cmq_types_find(struct cmq_types *types, const struct cmq_features *features, uint32_t count,
                    uint32_t *index);

/* The (row) and (taps, pieces, row) of a type. */
static inline const float *cmq_type_mixed(const struct cmq_types *types, uint32_t index) {
    return types->page[index / CMQ_TYPE_PAGE].mixed +
           index % CMQ_TYPE_PAGE * types->vectors->prepared->row;
}

static inline const float *cmq_type_products(const struct cmq_types *types, uint32_t index) {
    return types->page[index / CMQ_TYPE_PAGE].products +
           index % CMQ_TYPE_PAGE * types->vectors->prepared->layer[0].packed.row;
}

#endif
