/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_ENGINE_H
#define CMQ_NLP_ENGINE_H

/* What the components of the engine share with each other and with their tests. Private to this
 * room. */

#include "nlp/prepare.h"
#include "nlp/types.h"

/* tagger.c. The class of each token, in the arena; NULL when it is exhausted. */
uint32_t *cmq_classify(const struct cmq_classifier *classifier, const float *vectors,
                       uint32_t count, struct cmq_arena *arena);

/* vectors.c. cmq_vectors_run with what is known of types from earlier texts. */
float *cmq_vectors_run_kept(struct cmq_types *types, const struct cmq_features *features,
                            uint32_t count, struct cmq_arena *arena);

/* session.c */
struct cmq_session {
    const struct cmq_model *model;
    struct cmq_arena arena;
    struct cmq_types types[CMQ_MAX_VECTORS]; /* of each stack of the model */
};

/* lemmatizer.c. Applies an edit tree to valid UTF-8; false when the tree does not fit the form or
 * the arena is exhausted. */
bool cmq_edit_tree_apply(const struct cmq_model *model, uint32_t root, struct cmq_str form,
                         struct cmq_arena *arena, struct cmq_str *lemma);

/* labels.c */
enum cmq_dep cmq_dep_from_label(struct cmq_str label);
enum cmq_entity cmq_entity_from_label(struct cmq_str label);
bool cmq_upos_from_name(struct cmq_str name, enum cmq_upos *upos); /* false if there is none */

/* deprojective.c. Undoes the lifting of arcs that a decorated label ("conj||obl") tells of, then
 * cuts sentences: sets head and label of decorated tokens, and parse->sentence. */
bool cmq_deprojectivize(struct cmq_parse *parse, struct cmq_arena *arena);

/* space.c. Takes white space out of the trees and merges blank sentences into their neighbours; a
 * text of white space alone is one sentence. */
void cmq_take_out_space(struct cmq_parse *parse);

/* scorer.c: the scores of the actions in a state of the parser or the entity recogniser, from the
 * tokens at its feature positions.
 *
 * The product of a token with a feature's weights is wanted again and again, so it is computed for
 * SCORER_BLOCK tokens at a time and kept for the blocks used last: memory does not grow with the
 * text, and what was dropped comes out the same when it is computed again. */
#define CMQ_SCORER_BLOCK     32u /* tokens */
#define CMQ_SCORER_SLOTS     16u /* more than CMQ_MAX_STATE_TOKENS */
#define CMQ_MAX_STATE_TOKENS 13u
#define CMQ_EMPTY            (-1)

struct cmq_scorer {
    const struct cmq_transitions *transitions;
    const float *vectors;
    uint32_t count, block_len; /* tokens; those of a block, all of a short text */
    struct cmq_arena *arena;
    float *slot[CMQ_SCORER_SLOTS]; /* (CMQ_SCORER_BLOCK, features, pieces, hidden) */
    uint32_t block_in[CMQ_SCORER_SLOTS];
    uint64_t last_use[CMQ_SCORER_SLOTS], clock;
    uint8_t *slot_of;       /* of each block; CMQ_SCORER_SLOTS if in none */
    float *hidden, *scores; /* (hidden), (score_row) */
    float *projected;       /* one block */
    struct cmq_bytes bytes;
};

bool cmq_scorer_init(struct cmq_scorer *scorer, const struct cmq_transitions *transitions,
                     const float *vectors, uint32_t count, struct cmq_arena *arena);
/* Scores of all actions, good until the next call; NULL when the arena is exhausted. */
const float *cmq_scorer_run(struct cmq_scorer *scorer, const int32_t *token);

#endif
