/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_THINC_H
#define CMQ_NLP_THINC_H

/* A component's weights as thinc writes them: one MessagePack map of four arrays (nodes, attrs,
 * params, shims) with an entry a layer, breadth first over the tree of layers. Which layer is whose
 * child is not written; a reader goes by the exact names of the layers that have weights, by the
 * order, and by the few references that a node holds. Private to this room. */

#include "base/base.h"

#define CMQ_THINC_DIMS 4
#define CMQ_NO_NODE    UINT32_MAX

struct cmq_thinc_array {
    struct cmq_str name;
    struct cmq_str type; /* "<f4" */
    uint32_t dims;
    uint32_t shape[CMQ_THINC_DIMS];
    struct cmq_str data; /* as many bytes as type and shape say; not aligned */
};

struct cmq_thinc_attr {
    struct cmq_str name;
    struct cmq_str value; /* MessagePack */
};

struct cmq_thinc_node {
    struct cmq_str name;
    uint32_t lower, upper; /* nodes that it refers to, or CMQ_NO_NODE */
    CMQ_ARRAY(struct cmq_thinc_attr) attr;
    CMQ_ARRAY(struct cmq_thinc_array) param;
};

struct cmq_thinc {
    struct cmq_thinc_node *node;
    uint32_t node_count;
};

/* Reads `bytes`, which must outlive the result, kept in the arena. `what` names the file. */
enum cmq_status cmq_thinc_read(struct cmq_str bytes, const char *what, struct cmq_arena *arena,
                               struct cmq_thinc *thinc, struct cmq_error *err);
/* The first node with this name from node `from` on, or CMQ_NO_NODE. */
uint32_t cmq_thinc_find(const struct cmq_thinc *thinc, struct cmq_str name, uint32_t from);
/* NULL if there is none. */
const struct cmq_thinc_array *cmq_thinc_param(const struct cmq_thinc_node *node,
                                              struct cmq_str name);
/* MessagePack, {NULL, 0} if there is none. */
struct cmq_str cmq_thinc_attr(const struct cmq_thinc_node *node, struct cmq_str name);
/* A number that fits 32 bits, or `absent`. */
uint32_t cmq_thinc_attr_u32(const struct cmq_thinc_node *node, struct cmq_str name,
                            uint32_t absent);

#endif
