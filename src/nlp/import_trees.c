/* SPDX-License-Identifier: Apache-2.0 */
/* The edit-tree lemmatizer: its classes, and the trees that they stand for. */
#include "nlp/import.h"

#include "nlp/msgpack.h"

#include <stdlib.h>

struct leaf {
    uint64_t original, substitute;
};

/* Fills `text` for the sorted ids in `id` from the vocabulary, which leaves the symbols
 * out. */
static enum cmq_status find_strings(struct cmq_import *import, const uint64_t *id, size_t count,
                                    struct cmq_str *text) {
    json_t *strings;
    enum cmq_status status = cmq_import_json(import, CMQ_STR("vocab"), "strings.json", &strings);
    if (status != CMQ_OK) {
        return status;
    }
    for (size_t i = 0; i < json_array_size(strings); i++) {
        struct cmq_str s = cmq_json_text(json_array_get(strings, i));
        uint64_t key = cmq_string_id(s);
        const uint64_t *found = bsearch(&key, id, count, sizeof *id, cmq_order_ids);
        if (found != NULL) {
            text[found - id] = cmq_arena_copy(&import->arena, s);
        }
    }
    json_decref(strings);
    for (size_t i = 0; i < count; i++) {
        if (text[i].ptr == NULL) {
            text[i] = cmq_symbol_name(id[i]);
        }
    }
    return CMQ_OK;
}

static enum cmq_status name_leaves(struct cmq_import *import, const struct leaf *leaf) {
    struct cmq_model *model = &import->model;
    size_t count = 2 * (size_t)model->edit_tree_count;
    uint64_t *id = CMQ_NEW_ARRAY(&import->arena, uint64_t, count);
    struct cmq_str *text = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, count);
    if (id == NULL || text == NULL) {
        return cmq_import_no_memory(import);
    }
    for (uint32_t i = 0; i < model->edit_tree_count; i++) {
        id[2 * (size_t)i] = leaf[i].original;
        id[2 * (size_t)i + 1] = leaf[i].substitute;
    }
    qsort(id, count, sizeof *id, cmq_order_ids);
    size_t unique = 0;
    for (size_t i = 0; i < count; i++) {
        if (unique == 0 || id[i] != id[unique - 1]) {
            id[unique++] = id[i];
        }
    }
    enum cmq_status status = find_strings(import, id, unique, text);
    if (status != CMQ_OK) {
        return status;
    }
    for (uint32_t i = 0; i < model->edit_tree_count; i++) {
        struct cmq_edit_tree *tree = &model->edit_tree[i];
        if (!tree->leaf) {
            continue;
        }
        const uint64_t *original =
            bsearch(&leaf[i].original, id, unique, sizeof *id, cmq_order_ids);
        const uint64_t *substitute =
            bsearch(&leaf[i].substitute, id, unique, sizeof *id, cmq_order_ids);
        tree->original = leaf[i].original == 0 ? CMQ_STR("") : text[original - id];
        tree->substitute = leaf[i].substitute == 0 ? CMQ_STR("") : text[substitute - id];
        if (tree->original.ptr == NULL || tree->substitute.ptr == NULL) {
            return CMQ_BAD(import, "an edit tree's string is not in vocab/strings.json");
        }
    }
    return CMQ_OK;
}

static void read_tree(struct cmq_msgpack *in, struct cmq_edit_tree *tree, struct leaf *leaf) {
    uint32_t fields = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < fields && !in->broken; i++) {
        struct cmq_str key = cmq_msgpack_bytes(in);
        uint64_t value = cmq_msgpack_uint(in);
        uint32_t small = value <= UINT32_MAX ? (uint32_t)value : UINT32_MAX;
        if (cmq_str_eq(key, CMQ_STR("orig"))) {
            tree->leaf = true;
            leaf->original = value;
        } else if (cmq_str_eq(key, CMQ_STR("subst"))) {
            tree->leaf = true;
            leaf->substitute = value;
        } else if (cmq_str_eq(key, CMQ_STR("prefix_len"))) {
            tree->prefix_len = small;
        } else if (cmq_str_eq(key, CMQ_STR("suffix_len"))) {
            tree->suffix_len = small;
        } else if (cmq_str_eq(key, CMQ_STR("prefix_tree"))) {
            tree->prefix = small;
        } else if (cmq_str_eq(key, CMQ_STR("suffix_tree"))) {
            tree->suffix = small;
        } else {
            in->broken = true;
        }
    }
}

static enum cmq_status read_trees(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, "trees", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_model *model = &import->model;
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    bool sound = cmq_msgpack_map(&in) == 1 && cmq_str_eq(cmq_msgpack_bytes(&in), CMQ_STR("trees"));
    uint32_t count = sound ? cmq_msgpack_array(&in) : 0;
    model->edit_tree = CMQ_NEW_ARRAY(&import->arena, struct cmq_edit_tree, count);
    struct leaf *leaf = CMQ_NEW_ARRAY(&import->arena, struct leaf, count);
    if (model->edit_tree == NULL || leaf == NULL) {
        return cmq_import_no_memory(import);
    }
    model->edit_tree_count = count;
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        read_tree(&in, &model->edit_tree[i], &leaf[i]);
    }
    if (!sound || in.broken) {
        return CMQ_BAD(import, "%.*s/trees is damaged", CMQ_FMT(component));
    }
    return name_leaves(import, leaf);
}

enum cmq_status cmq_import_edit_trees(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str section = cmq_import_section(import, component, "");
    struct cmq_str top_k = cmq_spacy_config_get(&import->config, section, CMQ_STR("top_k"));
    struct cmq_str backoff = cmq_spacy_config_string(&import->config, section, CMQ_STR("backoff"));
    if (!cmq_str_eq(top_k, CMQ_STR("1")) || !cmq_str_eq(backoff, CMQ_STR("orth"))) {
        return CMQ_REFUSE(import, "%.*s: top_k other than 1 or backoff other than \"orth\"",
                          CMQ_FMT(component));
    }
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_classifier *lemmatizer = &import->model.lemmatizer;
    const json_t *labels = json_object_get(cfg, "labels");
    size_t count = json_array_size(labels);
    lemmatizer->tree = CMQ_NEW_ARRAY(&import->arena, uint32_t, count);
    json_int_t largest = 0;
    for (size_t i = 0; i < count && lemmatizer->tree != NULL; i++) {
        json_int_t tree = json_integer_value(json_array_get(labels, i));
        lemmatizer->tree[i] = (uint32_t)tree;
        largest = tree < 0 || tree > UINT32_MAX ? UINT32_MAX : tree > largest ? tree : largest;
    }
    json_decref(cfg);
    status = read_trees(import, component);
    if (status == CMQ_OK && largest >= import->model.edit_tree_count) {
        status = CMQ_BAD(import, "%.*s: a class without an edit tree", CMQ_FMT(component));
    }
    return status == CMQ_OK ? cmq_import_classifier(import, component, count, lemmatizer) : status;
}
