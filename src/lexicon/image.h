/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_LEXICON_IMAGE_H
#define CMQ_LEXICON_IMAGE_H

/* The image of a compiled lexicon: a header, then sections, each an array that is used where it
 * lies. Numbers are those of the machine that compiled it; `order` tells a foreign one apart.
 * Every section starts at a multiple of 8 bytes and they follow each other in the order of
 * enum cmq__section.
 *
 * Ranges tile: the examples of the entries, the terms of the actors, the steps of the frames, the
 * spellings of the nodes, the names of the spellings and the heads' parts of head_index follow
 * each other without gap or overlap. So a check of all of them takes linear time on any input.
 *
 * Phrases are a trie over folded pieces. Node n > 0 is item n - 1 of its section and names its
 * parent, which has a smaller number; node 0 is the root. The words of topics hang below a piece
 * that no text has, CMQ__TOPIC_PIECE, so that they never meet the names. Two open-addressing
 * tables, whose slots hold 1 + an index or 0 and whose size is a power of two with at least one
 * free slot, find the node from parent and piece, and the head from lemma and word class. */

#include "lexicon/fold.h"
#include "lexicon/lexicon.h"

#define CMQ__IMAGE_VERSION 3u
#define CMQ__IMAGE_ORDER   0x01020304u

enum cmq__section {
    CMQ__SECTION_POOL,
    CMQ__SECTION_ENTRY,
    CMQ__SECTION_EXAMPLE,
    CMQ__SECTION_ACTOR,
    CMQ__SECTION_TERM,
    CMQ__SECTION_ROLE,
    CMQ__SECTION_NAME,
    CMQ__SECTION_FRAME,
    CMQ__SECTION_STEP,
    CMQ__SECTION_SPEECH,
    CMQ__SECTION_EFFECT,
    CMQ__SECTION_TOPIC,
    CMQ__SECTION_WORD,
    CMQ__SECTION_PERSON_WORD,
    CMQ__SECTION_HEAD_INDEX,
    CMQ__SECTION_HEAD,
    CMQ__SECTION_HEAD_SLOT,
    CMQ__SECTION_NODE,
    CMQ__SECTION_NODE_SLOT,
    CMQ__SECTION_SPELLING,
    CMQ__SECTION_COUNT
};

#define CMQ__TOPIC_PIECE CMQ_STR("\t")

struct cmq__extent {
    uint32_t offset, count; /* bytes from the start of the image; items */
};

struct cmq__header {
    char magic[8]; /* "CMQLEX", zeros */
    char id[72];   /* "sha256:" and the digest of all bytes behind this field, zero */
    uint32_t version, order;
    uint64_t size;
    struct cmq__extent section[CMQ__SECTION_COUNT];
};

struct cmq__head {
    struct cmq_ref lemma; /* folded */
    uint32_t upos;
    struct cmq_heads heads;
};

struct cmq__node {
    uint32_t parent;
    struct cmq_ref piece;
    struct cmq_range spellings;
};

/* One way in which a phrase may be written: two bits of enum cmq__case for each of its pieces, the
 * first lowest. Its names are all that a text meets which meets `need`, also those that need less.
 * A node's spellings are closed under union and the most demanding ones come first, so the first
 * that a text meets has all its names. */
struct cmq__spelling {
    uint32_t need;
    struct cmq_range names;
};

/* Bytes of an item of a section. */
uint32_t cmq__section_item(enum cmq__section section);
/* The first item of a section of an image that has been checked. */
const void *cmq__section_items(const struct cmq__header *header, enum cmq__section section);

/* Where a probe for the key begins; the caller masks it. */
uint32_t cmq__hash_head(struct cmq_str lemma, uint32_t upos);
uint32_t cmq__hash_node(uint32_t parent, struct cmq_str piece);

#endif
