/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/thinc.h"

#include "nlp/msgpack.h"

#define MAX_NODES    10000
#define MAX_ELEMENTS ((uint64_t)1 << 30)

static bool is_name(struct cmq_str s, const char *name) {
    return cmq_str_eq(s, cmq_str_of(name));
}

static void read_refs(struct cmq_msgpack *in, struct cmq_thinc_node *node) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        struct cmq_str name = cmq_msgpack_bytes(in);
        if (cmq_msgpack_next(in) == CMQ_MSGPACK_NIL) {
            cmq_msgpack_skip(in);
            continue;
        }
        uint64_t index = cmq_msgpack_uint(in);
        uint32_t target = index < MAX_NODES ? (uint32_t)index : CMQ_NO_NODE;
        if (is_name(name, "lower")) {
            node->lower = target;
        } else if (is_name(name, "upper")) {
            node->upper = target;
        }
    }
}

static void read_node(struct cmq_msgpack *in, struct cmq_thinc_node *node) {
    node->lower = node->upper = CMQ_NO_NODE;
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        struct cmq_str key = cmq_msgpack_bytes(in);
        if (is_name(key, "name")) {
            node->name = cmq_msgpack_bytes(in);
        } else if (is_name(key, "refs")) {
            read_refs(in, node);
        } else {
            cmq_msgpack_skip(in);
        }
    }
}

static void read_attrs(struct cmq_msgpack *in, struct cmq_arena *arena,
                       struct cmq_thinc_node *node) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        struct cmq_str name = cmq_msgpack_bytes(in);
        if (cmq_msgpack_next(in) != CMQ_MSGPACK_BYTES) {
            cmq_msgpack_skip(in);
            continue;
        }
        CMQ_PUSH(arena, &node->attr) = (struct cmq_thinc_attr){name, cmq_msgpack_bytes(in)};
    }
}

static void read_shape(struct cmq_msgpack *in, struct cmq_thinc_array *array) {
    array->dims = cmq_msgpack_array(in);
    if (array->dims > CMQ_THINC_DIMS) {
        in->broken = true;
        return;
    }
    for (uint32_t i = 0; i < array->dims; i++) {
        uint64_t size = cmq_msgpack_uint(in);
        if (size > MAX_ELEMENTS) {
            in->broken = true;
            return;
        }
        array->shape[i] = (uint32_t)size;
    }
}

static bool array_is_whole(const struct cmq_thinc_array *array) {
    uint64_t elements = 1;
    for (uint32_t i = 0; i < array->dims; i++) {
        elements *= array->shape[i];
        if (elements > MAX_ELEMENTS) {
            return false;
        }
    }
    if (array->type.len != 3 || array->type.ptr[2] < '1' || array->type.ptr[2] > '8') {
        return false;
    }
    return array->data.len == elements * (unsigned)(array->type.ptr[2] - '0');
}

static void read_array(struct cmq_msgpack *in, struct cmq_thinc_array *array) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        struct cmq_str key = cmq_msgpack_bytes(in);
        if (is_name(key, "type")) {
            array->type = cmq_msgpack_bytes(in);
        } else if (is_name(key, "shape")) {
            read_shape(in, array);
        } else if (is_name(key, "data")) {
            array->data = cmq_msgpack_bytes(in);
        } else {
            cmq_msgpack_skip(in);
        }
    }
    if (!in->broken && !array_is_whole(array)) {
        in->broken = true;
    }
}

static void read_params(struct cmq_msgpack *in, struct cmq_arena *arena,
                        struct cmq_thinc_node *node) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        struct cmq_thinc_array array = {.name = cmq_msgpack_bytes(in)};
        if (cmq_msgpack_next(in) == CMQ_MSGPACK_NIL) {
            cmq_msgpack_skip(in);
            continue;
        }
        read_array(in, &array);
        CMQ_PUSH(arena, &node->param) = array;
    }
}

/* True if any node holds a shim: weights of another framework. */
static bool read_shims(struct cmq_msgpack *in) {
    bool any = false;
    uint32_t count = cmq_msgpack_array(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        uint32_t shims = cmq_msgpack_array(in);
        any = any || shims > 0;
        for (uint32_t j = 0; j < shims && !in->broken; j++) {
            cmq_msgpack_skip(in);
        }
    }
    return any;
}

static bool enter_nodes(struct cmq_msgpack *in, struct cmq_arena *arena, struct cmq_thinc *thinc) {
    uint32_t count = cmq_msgpack_array(in);
    if (thinc->node == NULL) {
        if (count > MAX_NODES) {
            in->broken = true;
            return false;
        }
        thinc->node = CMQ_NEW_ARRAY(arena, struct cmq_thinc_node, count);
        thinc->node_count = count;
    }
    if (count != thinc->node_count || thinc->node == NULL) {
        in->broken = true;
        return false;
    }
    return true;
}

enum cmq_status cmq_thinc_read(struct cmq_str bytes, const char *what, struct cmq_arena *arena,
                               struct cmq_thinc *thinc, struct cmq_error *err) {
    *thinc = (struct cmq_thinc){0};
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    bool shims = false;
    uint32_t count = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        struct cmq_str key = cmq_msgpack_bytes(&in);
        if (is_name(key, "shims")) {
            shims = read_shims(&in);
            continue;
        }
        if (!is_name(key, "nodes") && !is_name(key, "attrs") && !is_name(key, "params")) {
            cmq_msgpack_skip(&in);
            continue;
        }
        if (!enter_nodes(&in, arena, thinc)) {
            break;
        }
        for (uint32_t j = 0; j < thinc->node_count && !in.broken; j++) {
            if (is_name(key, "nodes")) {
                read_node(&in, &thinc->node[j]);
            } else if (is_name(key, "attrs")) {
                read_attrs(&in, arena, &thinc->node[j]);
            } else {
                read_params(&in, arena, &thinc->node[j]);
            }
        }
    }
    if (arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "%s: out of memory", what);
    }
    if (in.broken || thinc->node_count == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: not a thinc model", what);
    }
    if (shims) {
        return cmq_fail(err, CMQ_UNSUPPORTED, 0, "%s: a layer of another framework (shim)", what);
    }
    return CMQ_OK;
}

uint32_t cmq_thinc_find(const struct cmq_thinc *thinc, struct cmq_str name, uint32_t from) {
    for (uint32_t i = from; i < thinc->node_count; i++) {
        if (cmq_str_eq(thinc->node[i].name, name)) {
            return i;
        }
    }
    return CMQ_NO_NODE;
}

const struct cmq_thinc_array *cmq_thinc_param(const struct cmq_thinc_node *node,
                                              struct cmq_str name) {
    for (uint32_t i = 0; i < node->param.count; i++) {
        if (cmq_str_eq(node->param.item[i].name, name)) {
            return &node->param.item[i];
        }
    }
    return NULL;
}

struct cmq_str cmq_thinc_attr(const struct cmq_thinc_node *node, struct cmq_str name) {
    for (uint32_t i = 0; i < node->attr.count; i++) {
        if (cmq_str_eq(node->attr.item[i].name, name)) {
            return node->attr.item[i].value;
        }
    }
    return (struct cmq_str){NULL, 0};
}

uint32_t cmq_thinc_attr_u32(const struct cmq_thinc_node *node, struct cmq_str name,
                            uint32_t absent) {
    struct cmq_msgpack in = cmq_msgpack_open(cmq_thinc_attr(node, name));
    uint64_t value = cmq_msgpack_uint(&in);
    return in.broken || value > UINT32_MAX ? absent : (uint32_t)value;
}
