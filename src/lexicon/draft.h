/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_DRAFT_H
#define CMQ_LEXICON_DRAFT_H

/* A lexicon while it is compiled: the arrays of the image as they grow, and the list of what is
 * wrong. Everything lives in the draft's arena. Running out of memory marks the draft and shows at
 * the end. */

#include "lexicon/fold.h"
#include "lexicon/image.h"
#include "lexicon/lexicon.h"
#include "ontology/ontology.h"

#define CMQ__NO_ENTRY UINT32_MAX

/* `target` may be written in one way that ends at `node`. */
struct cmq__draft_name {
    uint32_t node, need, order;
    struct cmq_name name;
};

enum cmq__head_what { CMQ__HEADS_FRAME, CMQ__HEADS_SPEECH, CMQ__HEADS_EFFECT };

struct cmq__draft_head {
    struct cmq_ref lemma;
    uint32_t upos, what, index;
};

/* A line "remove ID" of an overlay. */
struct cmq__removal {
    struct cmq_str id, path;
    uint32_t line;
    bool met; /* an entry below went */
};

struct cmq__draft {
    struct cmq_arena arena;
    bool failed; /* out of memory */
    struct cmq_str without;
    bool left_out; /* the entry `without` was met */
    bool given;    /* what is read now comes from a folder that was given at run time */
    bool overlay;  /* it lies over another lexicon */
    const struct cmq_ontology *ontology; /* whose codes the frames have; NULL: CAMEO's */
    uint32_t alone; /* a bit each for the folders in which it stands alone all the same */
    bool below;     /* what is read now lies below it: an entry whose id is taken gives way */

    struct cmq_buf pool;
    struct cmq_map pool_offset; /* string to its offset */
    struct cmq_map entry_line;  /* id to the line of its head */
    struct cmq_map node_number; /* parent and piece to node */
    struct cmq_map removed;     /* id to 1 + its removal */
    CMQ_ARRAY(struct cmq__removal) removal;

    CMQ_ARRAY(struct cmq_entry) entry;
    CMQ_ARRAY(struct cmq_example) example;
    CMQ_ARRAY(struct cmq_actor_entry) actor;
    CMQ_ARRAY(struct cmq_term) term;
    CMQ_ARRAY(struct cmq_role) role;
    CMQ_ARRAY(struct cmq_frame) frame;
    CMQ_ARRAY(struct cmq_step) step;
    CMQ_ARRAY(struct cmq_speech) speech;
    CMQ_ARRAY(struct cmq_effect) effect;
    CMQ_ARRAY(struct cmq_topic) topic;
    CMQ_ARRAY(struct cmq_ref) word;
    CMQ_ARRAY(struct cmq_person_word) person_word; /* in the order of the files */
    CMQ_ARRAY(struct cmq__draft_head) head;
    CMQ_ARRAY(struct cmq__node) node;
    CMQ_ARRAY(struct cmq__draft_name) name;

    struct cmq_buf *messages; /* every error, a line each; may be NULL */
    struct cmq_buf told;      /* the first error of each file, a line each */
    uint32_t error_count, first_line;
};

void cmq__draft_init(struct cmq__draft *draft, struct cmq_str without, struct cmq_buf *messages);
void cmq__draft_release(struct cmq__draft *draft);

struct cmq_ref cmq__draft_ref(struct cmq__draft *draft, struct cmq_str s);
struct cmq_str cmq__draft_str(const struct cmq__draft *draft, struct cmq_ref ref);
/* The `count` words, which are folded, as a sorted range of word[] without doubles. */
struct cmq_range cmq__draft_words(struct cmq__draft *draft, const struct cmq_str *word,
                                  uint32_t count);
/* Makes `phrase` a name of `name`. */
void cmq__draft_name(struct cmq__draft *draft, const struct cmq__folded *phrase,
                     struct cmq_name name);
/* Makes `lemma`, which is folded, head what item `index` is. Saying it twice does nothing. */
void cmq__draft_head(struct cmq__draft *draft, struct cmq_str lemma, uint32_t upos,
                     enum cmq__head_what what, uint32_t index);

/* Appends the image of a draft without errors. */
enum cmq_status cmq__draft_pack(struct cmq__draft *draft, struct cmq_buf *image,
                                struct cmq_error *err);

#endif
