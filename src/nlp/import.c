/* SPDX-License-Identifier: Apache-2.0 */
/* From a spaCy v3 pipeline folder to a model file. Weights are found by the exact names of their
 * layers (thinc.h). In a token-vector stack, maxout and layernorm layers alternate: the first pair
 * mixes the embeddings, the others are the encoder. A component without a stack of its own has a
 * "tok2vec-listener" and reads the stack of the tok2vec component that its config names as
 * upstream. */
#include "nlp/import.h"

#include "nlp/import_origin.h"
#include "nlp/msgpack.h"
#include "nlp/tokenizer.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COMPONENT_FILE ((size_t)1 << 30)
#define IMPORT_ARENA       ((size_t)2 << 30)

enum cmq_status cmq_import_no_memory(struct cmq_import *import) {
    return cmq_fail(import->err, CMQ_NO_MEMORY, 0, "%s: out of memory", import->folder);
}

/* ---- files and JSON ---------------------------------------------------------------------- */

enum cmq_status cmq_import_file(struct cmq_import *import, struct cmq_str component,
                                const char *name, struct cmq_str *bytes) {
    struct cmq_str path = component.len == 0
                              ? cmq_arena_format(&import->arena, "%s/%s", import->folder, name)
                              : cmq_arena_format(&import->arena, "%s/%.*s/%s", import->folder,
                                                 CMQ_FMT(component), name);
    if (path.ptr == NULL || import->file_count == CMQ_IMPORT_FILES) {
        return cmq_import_no_memory(import);
    }
    struct cmq_mapping *file = &import->file[import->file_count];
    enum cmq_status status = cmq_map_file(path.ptr, file, import->err);
    if (status != CMQ_OK) {
        return status;
    }
    import->file_count++;
    if (file->len == 0 || file->len > MAX_COMPONENT_FILE) {
        return CMQ_BAD(import, "%s: empty or too large", path.ptr);
    }
    *bytes = (struct cmq_str){(const char *)file->ptr, file->len};
    return CMQ_OK;
}

enum cmq_status cmq_import_json(struct cmq_import *import, struct cmq_str component,
                                const char *name, json_t **json) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, name, &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    *json = json_loadb(bytes.ptr, bytes.len, 0, NULL);
    return *json != NULL ? CMQ_OK
                         : CMQ_BAD(import, "%.*s/%s is not JSON", CMQ_FMT(component), name);
}

struct cmq_str cmq_json_text(const json_t *json) {
    return json_is_string(json)
               ? (struct cmq_str){json_string_value(json), json_string_length(json)}
               : (struct cmq_str){NULL, 0};
}

struct cmq_str cmq_import_section(struct cmq_import *import, struct cmq_str component,
                                  const char *below) {
    return cmq_arena_format(&import->arena, "components.%.*s%s", CMQ_FMT(component), below);
}

enum cmq_status cmq_import_thinc(struct cmq_import *import, struct cmq_str component,
                                 struct cmq_thinc *thinc) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, "model", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_str what = cmq_arena_format(&import->arena, "%.*s/model", CMQ_FMT(component));
    if (what.ptr == NULL) {
        return cmq_import_no_memory(import);
    }
    return cmq_thinc_read(bytes, what.ptr, &import->arena, thinc, import->err);
}

/* ---- weights ----------------------------------------------------------------------------- */

/* An aligned copy of a float32 parameter of `dims` dimensions, its shape in `shape`; NULL if it is
 * not there or not of that kind. */
static const float *take_floats(struct cmq_import *import, const struct cmq_thinc_node *node,
                                const char *name, uint32_t dims, uint32_t shape[CMQ_THINC_DIMS]) {
    const struct cmq_thinc_array *array = cmq_thinc_param(node, cmq_str_of(name));
    if (array == NULL || array->dims != dims || !cmq_str_eq(array->type, CMQ_STR("<f4"))) {
        return NULL;
    }
    float *floats = CMQ_NEW_ARRAY(&import->arena, float, array->data.len / sizeof(float));
    if (floats != NULL) {
        memcpy(floats, array->data.ptr, array->data.len);
    }
    for (uint32_t i = 0; i < dims; i++) {
        shape[i] = array->shape[i];
    }
    return floats;
}

/* A vector of exactly `count` numbers, whatever dimensions its file gives it. */
static const float *take_flat(struct cmq_import *import, const struct cmq_thinc_node *node,
                              const char *name, uint64_t count) {
    const struct cmq_thinc_array *array = cmq_thinc_param(node, cmq_str_of(name));
    uint32_t shape[CMQ_THINC_DIMS];
    if (array == NULL || array->data.len != count * sizeof(float)) {
        return NULL;
    }
    return take_floats(import, node, name, array->dims, shape);
}

static bool take_linear(struct cmq_import *import, const struct cmq_thinc_node *node,
                        struct cmq_linear *layer) {
    uint32_t shape[CMQ_THINC_DIMS];
    layer->weight = take_floats(import, node, "W", 2, shape);
    if (layer->weight == NULL) {
        return false;
    }
    layer->out = shape[0];
    layer->in = shape[1];
    layer->bias = take_flat(import, node, "b", layer->out);
    return layer->bias != NULL;
}

static bool take_maxout(struct cmq_import *import, const struct cmq_thinc_node *maxout,
                        const struct cmq_thinc_node *norm, struct cmq_maxout *layer) {
    uint32_t shape[CMQ_THINC_DIMS];
    layer->weight = take_floats(import, maxout, "W", 3, shape);
    if (layer->weight == NULL) {
        return false;
    }
    layer->out = shape[0];
    layer->pieces = shape[1];
    layer->in = shape[2];
    layer->bias = take_flat(import, maxout, "b", (uint64_t)layer->out * layer->pieces);
    layer->gain = take_flat(import, norm, "G", layer->out);
    layer->shift = take_flat(import, norm, "b", layer->out);
    return layer->bias != NULL && layer->gain != NULL && layer->shift != NULL;
}

/* ---- token vectors ----------------------------------------------------------------------- */

enum cmq_feature cmq_import_feature(uint64_t id) {
    enum cmq_feature feature = 0;
    while (feature < CMQ_FEATURE_COUNT &&
           cmq_string_id(cmq_str_of(cmq_feature_name(feature))) != id) {
        feature++;
    }
    return feature;
}

/* The features of the stack, one an embedding column; names or spaCy's numbers for them. */
static enum cmq_status read_columns(struct cmq_import *import, struct cmq_str component,
                                    const struct cmq_thinc_node *node,
                                    uint32_t feature[CMQ_MAX_EMBEDS], uint32_t *count) {
    struct cmq_msgpack in = cmq_msgpack_open(cmq_thinc_attr(node, CMQ_STR("columns")));
    *count = cmq_msgpack_array(&in);
    if (in.broken || *count == 0 || *count > CMQ_MAX_EMBEDS) {
        return CMQ_REFUSE(import, "%.*s: more than %d embedded attributes", CMQ_FMT(component),
                          CMQ_MAX_EMBEDS);
    }
    for (uint32_t i = 0; i < *count; i++) {
        uint64_t id = cmq_msgpack_next(&in) == CMQ_MSGPACK_INT
                          ? cmq_msgpack_uint(&in)
                          : cmq_string_id(cmq_msgpack_bytes(&in));
        feature[i] = cmq_import_feature(id);
        if (in.broken || feature[i] == CMQ_FEATURE_COUNT) {
            return CMQ_REFUSE(import, "%.*s: embedded attribute %u is not one the engine has",
                              CMQ_FMT(component), i + 1);
        }
    }
    return CMQ_OK;
}

static enum cmq_status read_embeds(struct cmq_import *import, struct cmq_str component,
                                   const struct cmq_thinc *thinc, struct cmq_vectors *vectors) {
    uint32_t features = cmq_thinc_find(thinc, CMQ_STR("extract_features"), 0);
    if (features == CMQ_NO_NODE) {
        return CMQ_REFUSE(import, "%.*s: token vectors without hash embeddings",
                          CMQ_FMT(component));
    }
    uint32_t feature[CMQ_MAX_EMBEDS];
    enum cmq_status status =
        read_columns(import, component, &thinc->node[features], feature, &vectors->embed_count);
    if (status != CMQ_OK) {
        return status;
    }
    uint32_t found = 0;
    for (uint32_t i = cmq_thinc_find(thinc, CMQ_STR("hashembed"), 0); i != CMQ_NO_NODE;
         i = cmq_thinc_find(thinc, CMQ_STR("hashembed"), i + 1)) {
        const struct cmq_thinc_node *node = &thinc->node[i];
        uint32_t column = cmq_thinc_attr_u32(node, CMQ_STR("column"), UINT32_MAX);
        if (column >= vectors->embed_count || vectors->embed[column].table.number != NULL) {
            return CMQ_BAD(import, "%.*s: an embedding for no column", CMQ_FMT(component));
        }
        struct cmq_hash_embed *embed = &vectors->embed[column];
        uint32_t shape[CMQ_THINC_DIMS];
        embed->feature = feature[column];
        embed->seed = cmq_thinc_attr_u32(node, CMQ_STR("seed"), UINT32_MAX);
        embed->table.number = take_floats(import, node, "E", 2, shape);
        if (embed->table.number == NULL || embed->seed == UINT32_MAX ||
            (found > 0 && shape[1] != vectors->width)) {
            return CMQ_BAD(import, "%.*s: an embedding table is damaged", CMQ_FMT(component));
        }
        embed->table.rows = shape[0];
        embed->table.width = vectors->width = shape[1];
        found++;
    }
    return found == vectors->embed_count
               ? CMQ_OK
               : CMQ_BAD(import, "%.*s: an embedding is missing", CMQ_FMT(component));
}

/* The projection of static vectors, where the stack has one. */
static enum cmq_status read_projection(struct cmq_import *import, struct cmq_str component,
                                       const struct cmq_thinc *thinc, struct cmq_vectors *vectors) {
    uint32_t node = cmq_thinc_find(thinc, CMQ_STR("static_vectors"), 0);
    if (node == CMQ_NO_NODE) {
        return CMQ_OK;
    }
    const struct cmq_words *words = &import->model.words;
    enum cmq_status status = words->count > 0 ? CMQ_OK : cmq_import_words(import);
    if (status != CMQ_OK) {
        return status;
    }
    uint32_t shape[CMQ_THINC_DIMS];
    vectors->projection = take_floats(import, &thinc->node[node], "W", 2, shape);
    if (vectors->projection == NULL || shape[0] != vectors->width ||
        shape[1] != words->table.width) {
        return CMQ_BAD(import, "%.*s: the projection of static vectors is damaged",
                       CMQ_FMT(component));
    }
    vectors->words = words;
    return CMQ_OK;
}

static enum cmq_status read_encoder(struct cmq_import *import, struct cmq_str component,
                                    const struct cmq_thinc *thinc, struct cmq_vectors *vectors) {
    uint32_t pairs = 0, norm = 0;
    for (uint32_t i = cmq_thinc_find(thinc, CMQ_STR("maxout"), 0); i != CMQ_NO_NODE;
         i = cmq_thinc_find(thinc, CMQ_STR("maxout"), i + 1)) {
        norm = cmq_thinc_find(thinc, CMQ_STR("layernorm"), i);
        struct cmq_maxout *layer = pairs == 0 ? &vectors->mix : &vectors->encoder[pairs - 1];
        if (pairs > CMQ_MAX_DEPTH || norm == CMQ_NO_NODE ||
            !take_maxout(import, &thinc->node[i], &thinc->node[norm], layer)) {
            return CMQ_BAD(import, "%.*s: a maxout layer is damaged", CMQ_FMT(component));
        }
        pairs++;
    }
    uint32_t window = cmq_thinc_find(thinc, CMQ_STR("expand_window"), 0);
    if (pairs < 2 || window == CMQ_NO_NODE) {
        return CMQ_REFUSE(import, "%.*s: not a maxout window encoder", CMQ_FMT(component));
    }
    vectors->depth = pairs - 1;
    vectors->window = cmq_thinc_attr_u32(&thinc->node[window], CMQ_STR("window_size"), UINT32_MAX);
    vectors->pad = 0;
    for (uint32_t i = 0; i < thinc->node_count; i++) {
        if (cmq_str_starts(thinc->node[i].name, CMQ_STR("with_array("))) {
            uint32_t pad = cmq_thinc_attr_u32(&thinc->node[i], CMQ_STR("pad"), 0);
            vectors->pad = pad > vectors->pad ? pad : vectors->pad;
        }
    }
    uint32_t parts = vectors->embed_count + (vectors->words != NULL);
    bool fits = vectors->mix.in == vectors->width * parts && vectors->mix.out == vectors->width &&
                vectors->window < 16;
    for (uint32_t i = 0; i < vectors->depth; i++) {
        fits = fits && vectors->encoder[i].out == vectors->width &&
               vectors->encoder[i].in == vectors->width * (2 * vectors->window + 1);
    }
    return fits ? CMQ_OK
                : CMQ_BAD(import, "%.*s: layers do not fit each other", CMQ_FMT(component));
}

/* The architectures of a token-vector section and below, refused by name. */
static enum cmq_status check_tok2vec_config(struct cmq_import *import, struct cmq_str component,
                                            const char *below) {
    static const char *const KNOWN[] = {"spacy.Tok2Vec.v2", "spacy.HashEmbedCNN.v2",
                                        "spacy.MultiHashEmbed.v2", "spacy.MaxoutWindowEncoder.v2",
                                        "spacy.Tok2VecListener.v1"};
    static const char *const PARTS[] = {"", ".embed", ".encode"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        struct cmq_str section = cmq_arena_format(&import->arena, "components.%.*s%s%s",
                                                  CMQ_FMT(component), below, PARTS[i]);
        struct cmq_str architecture =
            cmq_spacy_config_string(&import->config, section, CMQ_STR("@architectures"));
        bool known = architecture.ptr == NULL && i > 0;
        for (size_t j = 0; j < sizeof KNOWN / sizeof *KNOWN; j++) {
            known = known || cmq_str_eq(architecture, cmq_str_of(KNOWN[j]));
        }
        if (!known) {
            return CMQ_REFUSE(import, "%.*s: architecture %.*s", CMQ_FMT(component),
                              CMQ_FMT(architecture));
        }
    }
    return CMQ_OK;
}

static enum cmq_status read_vectors(struct cmq_import *import, struct cmq_str component,
                                    const struct cmq_thinc *thinc, uint32_t *index) {
    struct cmq_model *model = &import->model;
    if (model->vectors_count == CMQ_MAX_VECTORS) {
        return CMQ_REFUSE(import, "more than %d token-vector stacks", CMQ_MAX_VECTORS);
    }
    struct cmq_vectors *vectors = &model->vectors[model->vectors_count];
    enum cmq_status status = read_embeds(import, component, thinc, vectors);
    if (status == CMQ_OK) {
        status = read_projection(import, component, thinc, vectors);
    }
    if (status == CMQ_OK) {
        status = read_encoder(import, component, thinc, vectors);
    }
    import->vectors_owner[model->vectors_count] = component;
    *index = model->vectors_count++;
    return status;
}

/* Finds what a component reads: a shared stack through its listener, or one of its own. */
static enum cmq_status resolve_vectors(struct cmq_import *import, struct cmq_str component,
                                       const struct cmq_thinc *thinc, uint32_t *index) {
    enum cmq_status status = check_tok2vec_config(import, component, ".model.tok2vec");
    if (status != CMQ_OK) {
        return status;
    }
    if (cmq_thinc_find(thinc, CMQ_STR("tok2vec-listener"), 0) == CMQ_NO_NODE) {
        return read_vectors(import, component, thinc, index);
    }
    struct cmq_str upstream = cmq_spacy_config_string(
        &import->config, cmq_import_section(import, component, ".model.tok2vec"),
        CMQ_STR("upstream"));
    bool any = upstream.ptr == NULL || cmq_str_eq(upstream, CMQ_STR("*"));
    for (uint32_t i = 0; i < import->model.vectors_count; i++) {
        struct cmq_str owner = import->vectors_owner[i];
        if (any || cmq_str_eq(owner, upstream)) {
            *index = i;
            return CMQ_OK;
        }
    }
    return CMQ_BAD(import, "%.*s listens to %.*s, which is not before it", CMQ_FMT(component),
                   CMQ_FMT(upstream));
}

static enum cmq_status import_tok2vec(struct cmq_import *import, struct cmq_str component) {
    struct cmq_thinc thinc = {0};
    uint32_t index;
    enum cmq_status status = check_tok2vec_config(import, component, ".model");
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    return status == CMQ_OK ? read_vectors(import, component, &thinc, &index) : status;
}

/* ---- classifiers ------------------------------------------------------------------------- */

static enum cmq_status check_architecture(struct cmq_import *import, struct cmq_str component,
                                          const char *first, const char *second) {
    struct cmq_str architecture =
        cmq_spacy_config_string(&import->config, cmq_import_section(import, component, ".model"),
                                CMQ_STR("@architectures"));
    if (cmq_str_eq(architecture, cmq_str_of(first)) ||
        cmq_str_eq(architecture, cmq_str_of(second))) {
        return CMQ_OK;
    }
    return CMQ_REFUSE(import, "%.*s: architecture %.*s", CMQ_FMT(component), CMQ_FMT(architecture));
}

static enum cmq_status read_classifier(struct cmq_import *import, struct cmq_str component,
                                       size_t classes, struct cmq_classifier *classifier) {
    struct cmq_thinc thinc = {0};
    enum cmq_status status =
        check_architecture(import, component, "spacy.Tagger.v2", "spacy.Tagger.v1");
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    if (status == CMQ_OK) {
        status = resolve_vectors(import, component, &thinc, &classifier->vectors);
    }
    if (status != CMQ_OK) {
        return status;
    }
    uint32_t softmax = cmq_thinc_find(&thinc, CMQ_STR("softmax"), 0);
    if (softmax == CMQ_NO_NODE || !take_linear(import, &thinc.node[softmax], &classifier->output) ||
        classifier->output.out != classes ||
        classifier->output.in != import->model.vectors[classifier->vectors].width) {
        return CMQ_BAD(import, "%.*s: its output layer does not fit its labels or vectors",
                       CMQ_FMT(component));
    }
    classifier->present = true;
    return CMQ_OK;
}

static enum cmq_status import_tagger(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_classifier *tagger = &import->model.tagger;
    const json_t *labels = json_object_get(cfg, "labels");
    size_t count = json_array_size(labels);
    tagger->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, count);
    for (size_t i = 0; i < count && tagger->label != NULL; i++) {
        tagger->label[i] = cmq_arena_copy(&import->arena, cmq_json_text(json_array_get(labels, i)));
    }
    json_decref(cfg);
    return read_classifier(import, component, count, tagger);
}

/* spaCy's part-of-speech numbers, from 84 on; CONJ is UD v1's name for CCONJ, and EOL has none. */
static uint8_t upos_of(json_int_t code) {
    static const uint8_t UPOS[] = {CMQ_ADJ,   CMQ_ADP,  CMQ_ADV,   CMQ_AUX,       CMQ_CCONJ,
                                   CMQ_CCONJ, CMQ_DET,  CMQ_INTJ,  CMQ_NOUN,      CMQ_NUM,
                                   CMQ_PART,  CMQ_PRON, CMQ_PROPN, CMQ_PUNCT,     CMQ_SCONJ,
                                   CMQ_SYM,   CMQ_VERB, CMQ_X,     CMQ_UPOS_NONE, CMQ_SPACE};
    return code >= 84 && code <= 103 ? UPOS[code - 84] : CMQ_UPOS_NONE;
}

static enum cmq_status import_morphologizer(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_classifier *morphologizer = &import->model.morphologizer;
    json_t *labels = json_object_get(cfg, "labels_morph");
    const json_t *codes = json_object_get(cfg, "labels_pos");
    size_t count = json_object_size(labels), at = 0;
    morphologizer->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, count);
    morphologizer->upos = CMQ_NEW_ARRAY(&import->arena, uint8_t, count);
    if (morphologizer->label != NULL && morphologizer->upos != NULL) {
        /* The order of the keys is the order of the classes; jansson keeps it. */
        const char *key;
        json_t *feats;
        json_object_foreach(labels, key, feats) {
            morphologizer->label[at] = cmq_arena_copy(&import->arena, cmq_json_text(feats));
            morphologizer->upos[at++] = upos_of(json_integer_value(json_object_get(codes, key)));
        }
    }
    json_decref(cfg);
    return read_classifier(import, component, count, morphologizer);
}

/* ---- edit trees -------------------------------------------------------------------------- */

struct leaf {
    uint64_t original, substitute;
};

static int order_ids(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

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
        const uint64_t *found = bsearch(&key, id, count, sizeof *id, order_ids);
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
    qsort(id, count, sizeof *id, order_ids);
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
        const uint64_t *original = bsearch(&leaf[i].original, id, unique, sizeof *id, order_ids);
        const uint64_t *substitute =
            bsearch(&leaf[i].substitute, id, unique, sizeof *id, order_ids);
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

static enum cmq_status import_lemmatizer(struct cmq_import *import, struct cmq_str component) {
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
    return status == CMQ_OK ? read_classifier(import, component, count, lemmatizer) : status;
}

/* ---- parser and entity recogniser -------------------------------------------------------- */

struct ranked_label {
    json_int_t frequency;
    struct cmq_str label;
    uint8_t move;
};

static int order_ranked(const void *a, const void *b) {
    const struct ranked_label *left = a, *right = b;
    bool left_added = left->frequency < 0, right_added = right->frequency < 0;
    if (left_added != right_added) {
        return left_added ? 1 : -1;
    }
    if (!left_added && left->move != right->move) {
        return left->move < right->move ? -1 : 1;
    }
    if (left->frequency != right->frequency) {
        return left->frequency > right->frequency ? -1 : 1;
    }
    int order = cmq_str_cmp(right->label, left->label);
    return order != 0 ? order : (left->move > right->move) - (left->move < right->move);
}

static uint32_t label_index(struct cmq_import *import, struct cmq_transitions *transitions,
                            struct cmq_str label) {
    for (uint32_t i = 0; i < transitions->label_count; i++) {
        if (cmq_str_eq(transitions->label[i], label)) {
            return i;
        }
    }
    transitions->label[transitions->label_count] = cmq_arena_copy(&import->arena, label);
    return transitions->label_count++;
}

/* The classes in their order: by move, then by falling frequency and label; labels with a negative
 * frequency were added after training and come last. */
static enum cmq_status rank_actions(struct cmq_import *import, struct cmq_str component,
                                    json_t *moves, struct cmq_transitions *transitions) {
    CMQ_ARRAY(struct ranked_label) ranked = {0};
    for (uint8_t move = 0; move <= 5; move++) {
        const char digit[2] = {(char)('0' + move), '\0'};
        const char *key;
        json_t *frequency;
        json_object_foreach(json_object_get(moves, digit), key, frequency) {
            CMQ_PUSH(&import->arena, &ranked) =
                (struct ranked_label){json_integer_value(frequency), cmq_str_of(key), move};
        }
    }
    transitions->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, ranked.count);
    transitions->action = CMQ_NEW_ARRAY(&import->arena, struct cmq_action, ranked.count);
    if (import->arena.exhausted) {
        return cmq_import_no_memory(import);
    }
    if (ranked.count == 0 || ranked.count > UINT16_MAX) {
        return CMQ_BAD(import, "%.*s/moves has no actions", CMQ_FMT(component));
    }
    qsort(ranked.item, ranked.count, sizeof *ranked.item, order_ranked);
    transitions->action_count = ranked.count;
    for (uint32_t i = 0; i < ranked.count; i++) {
        transitions->action[i].move = ranked.item[i].move;
        transitions->action[i].label =
            (uint16_t)label_index(import, transitions, ranked.item[i].label);
    }
    return CMQ_OK;
}

static enum cmq_status read_moves(struct cmq_import *import, struct cmq_str component,
                                  struct cmq_transitions *transitions) {
    struct cmq_str bytes = {NULL, 0}, text = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, "moves", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    uint32_t count = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        if (cmq_str_eq(cmq_msgpack_bytes(&in), CMQ_STR("moves"))) {
            text = cmq_msgpack_bytes(&in);
        } else {
            cmq_msgpack_skip(&in);
        }
    }
    json_t *moves = text.ptr == NULL ? NULL : json_loadb(text.ptr, text.len, 0, NULL);
    if (moves == NULL) {
        return CMQ_BAD(import, "%.*s/moves is damaged", CMQ_FMT(component));
    }
    status = rank_actions(import, component, moves, transitions);
    json_decref(moves);
    return status;
}

/* Settings that would make spaCy decode in another way. */
static enum cmq_status check_decoding(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    if (json_integer_value(json_object_get(cfg, "beam_width")) > 1) {
        status = CMQ_REFUSE(import, "%.*s: beam_width above 1", CMQ_FMT(component));
    } else if (json_is_true(json_object_get(cfg, "learn_tokens"))) {
        status = CMQ_REFUSE(import, "%.*s: learn_tokens", CMQ_FMT(component));
    } else if (json_array_size(json_object_get(cfg, "multitasks")) > 0) {
        status = CMQ_REFUSE(import, "%.*s: multitasks", CMQ_FMT(component));
    }
    json_decref(cfg);
    return status;
}

static enum cmq_status read_lower(struct cmq_import *import, struct cmq_str component,
                                  const struct cmq_thinc *thinc,
                                  struct cmq_transitions *transitions) {
    const struct cmq_thinc_node *root = &thinc->node[0];
    uint32_t shape[CMQ_THINC_DIMS] = {0};
    if (!cmq_str_eq(root->name, CMQ_STR("parser_model")) || root->lower >= thinc->node_count) {
        return CMQ_BAD(import, "%.*s: not a transition model", CMQ_FMT(component));
    }
    const struct cmq_thinc_node *lower = &thinc->node[root->lower];
    transitions->lower_weight = take_floats(import, lower, "W", 4, shape);
    transitions->feature_count = shape[0];
    transitions->hidden = shape[1];
    transitions->pieces = shape[2];
    uint64_t units = (uint64_t)shape[1] * shape[2];
    transitions->lower_bias = take_flat(import, lower, "b", units);
    transitions->lower_pad = take_flat(import, lower, "pad", units * shape[0]);
    /* Where there is no upper layer, a node of another name and without weights stands for it. */
    transitions->has_upper = root->upper < thinc->node_count &&
                             cmq_str_eq(thinc->node[root->upper].name, CMQ_STR("linear"));
    bool sound = transitions->lower_weight != NULL && transitions->lower_bias != NULL &&
                 transitions->lower_pad != NULL;
    if (transitions->has_upper) {
        sound = sound && take_linear(import, &thinc->node[root->upper], &transitions->upper) &&
                transitions->upper.in == transitions->hidden;
    }
    uint32_t projection = cmq_thinc_find(thinc, CMQ_STR("linear"), 0);
    if (projection != CMQ_NO_NODE && projection == root->upper) {
        projection = cmq_thinc_find(thinc, CMQ_STR("linear"), projection + 1);
    }
    sound = sound && projection != CMQ_NO_NODE &&
            take_linear(import, &thinc->node[projection], &transitions->projection) &&
            transitions->projection.out == shape[3];
    return sound ? CMQ_OK
                 : CMQ_BAD(import, "%.*s: layers do not fit each other", CMQ_FMT(component));
}

static enum cmq_status import_transitions(struct cmq_import *import, struct cmq_str component,
                                          struct cmq_transitions *transitions) {
    struct cmq_thinc thinc = {0};
    enum cmq_status status = check_architecture(import, component, "spacy.TransitionBasedParser.v2",
                                                "spacy.TransitionBasedParser.v2");
    if (status == CMQ_OK) {
        status = check_decoding(import, component);
    }
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    if (status == CMQ_OK) {
        status = resolve_vectors(import, component, &thinc, &transitions->vectors);
    }
    if (status == CMQ_OK) {
        status = read_lower(import, component, &thinc, transitions);
    }
    if (status == CMQ_OK) {
        status = read_moves(import, component, transitions);
    }
    if (status != CMQ_OK) {
        return status;
    }
    bool parser = transitions == &import->model.parser;
    uint32_t small = parser ? 8 : 3, large = parser ? 13 : 6;
    uint32_t scores = transitions->has_upper ? transitions->upper.out : transitions->hidden;
    if ((transitions->feature_count != small && transitions->feature_count != large) ||
        transitions->projection.in != import->model.vectors[transitions->vectors].width ||
        transitions->action_count != scores) {
        return CMQ_BAD(import, "%.*s: its layers do not fit its actions or vectors",
                       CMQ_FMT(component));
    }
    transitions->present = true;
    return CMQ_OK;
}

/* ---- the pipeline ------------------------------------------------------------------------ */

static enum cmq_status import_component(struct cmq_import *import, struct cmq_str component) {
    struct cmq_model *model = &import->model;
    struct cmq_str factory = cmq_spacy_config_string(
        &import->config, cmq_import_section(import, component, ""), CMQ_STR("factory"));
    bool twice = false;
    if (cmq_str_eq(factory, CMQ_STR("tok2vec"))) {
        return import_tok2vec(import, component);
    }
    if (cmq_str_eq(factory, CMQ_STR("tagger"))) {
        twice = model->tagger.present;
    } else if (cmq_str_eq(factory, CMQ_STR("morphologizer"))) {
        twice = model->morphologizer.present;
    } else if (cmq_str_eq(factory, CMQ_STR("trainable_lemmatizer"))) {
        twice = model->lemmatizer.present;
    } else if (cmq_str_eq(factory, CMQ_STR("parser"))) {
        if (model->entities.present) {
            return CMQ_REFUSE(import, "%.*s after the entity recogniser, which needs its sentences",
                              CMQ_FMT(component));
        }
        twice = model->parser.present;
    } else if (cmq_str_eq(factory, CMQ_STR("ner"))) {
        twice = model->entities.present;
    } else {
        return CMQ_REFUSE(import, "component %.*s (factory %.*s)", CMQ_FMT(component),
                          CMQ_FMT(factory));
    }
    if (twice) {
        return CMQ_REFUSE(import, "component %.*s: a second %.*s", CMQ_FMT(component),
                          CMQ_FMT(factory));
    }
    if (cmq_str_eq(factory, CMQ_STR("tagger"))) {
        return import_tagger(import, component);
    }
    if (cmq_str_eq(factory, CMQ_STR("morphologizer"))) {
        return import_morphologizer(import, component);
    }
    if (cmq_str_eq(factory, CMQ_STR("trainable_lemmatizer"))) {
        return import_lemmatizer(import, component);
    }
    return import_transitions(import, component,
                              cmq_str_eq(factory, CMQ_STR("parser")) ? &model->parser
                                                                     : &model->entities);
}

static bool contains(const json_t *list, struct cmq_str name) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (cmq_str_eq(cmq_json_text(json_array_get(list, i)), name)) {
            return true;
        }
    }
    return false;
}

static enum cmq_status import_components(struct cmq_import *import) {
    json_t *pipeline = cmq_spacy_config_json(&import->config, CMQ_STR("nlp"), CMQ_STR("pipeline"));
    json_t *disabled = cmq_spacy_config_json(&import->config, CMQ_STR("nlp"), CMQ_STR("disabled"));
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; i < json_array_size(pipeline) && status == CMQ_OK; i++) {
        struct cmq_str name = cmq_json_text(json_array_get(pipeline, i));
        if (!contains(disabled, name)) {
            status = import_component(import, cmq_arena_copy(&import->arena, name));
        }
    }
    json_decref(pipeline);
    json_decref(disabled);
    return status;
}

static enum cmq_status read_meta(struct cmq_import *import) {
    json_t *meta;
    enum cmq_status status = cmq_import_json(import, (struct cmq_str){NULL, 0}, "meta.json", &meta);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_model *model = &import->model;
    struct cmq_str lang = cmq_json_text(json_object_get(meta, "lang"));
    struct cmq_str name = cmq_json_text(json_object_get(meta, "name"));
    struct cmq_str version = cmq_json_text(json_object_get(meta, "version"));
    struct cmq_str spacy = cmq_json_text(json_object_get(meta, "spacy_version"));
    model->language = cmq_arena_copy(&import->arena, lang);
    model->name = cmq_arena_format(&import->arena, "%.*s_%.*s %.*s", CMQ_FMT(lang), CMQ_FMT(name),
                                   CMQ_FMT(version));
    model->origin = cmq_import_origin(meta, &import->arena);
    if (!cmq_str_eq(lang, CMQ_STR("en"))) {
        status = CMQ_REFUSE(import, "language %.*s", CMQ_FMT(lang));
    } else if (!cmq_str_starts(spacy, CMQ_STR(">=3.")) && !cmq_str_starts(spacy, CMQ_STR("3."))) {
        status = CMQ_REFUSE(import, "a pipeline of spaCy %.*s; only 3.x", CMQ_FMT(spacy));
    }
    json_decref(meta);
    return status;
}

static enum cmq_status check_tokenizer(struct cmq_import *import) {
    struct cmq_str name =
        cmq_spacy_config_string(&import->config, CMQ_STR("nlp.tokenizer"), CMQ_STR("@tokenizers"));
    struct cmq_str inline_value =
        cmq_spacy_config_get(&import->config, CMQ_STR("nlp"), CMQ_STR("tokenizer"));
    json_t *object =
        inline_value.ptr == NULL ? NULL : json_loadb(inline_value.ptr, inline_value.len, 0, NULL);
    if (object != NULL) {
        name = cmq_json_text(json_object_get(object, "@tokenizers"));
    }
    bool known = cmq_str_eq(name, CMQ_STR("spacy.Tokenizer.v1"));
    enum cmq_status status = known ? CMQ_OK : CMQ_REFUSE(import, "tokenizer %.*s", CMQ_FMT(name));
    json_decref(object);
    return status;
}

static enum cmq_status import_folder(struct cmq_import *import, const char *out_path) {
    struct cmq_str text = {NULL, 0}, tokenizer = {NULL, 0}, lookups = {NULL, 0};
    enum cmq_status status =
        cmq_import_file(import, (struct cmq_str){NULL, 0}, "config.cfg", &text);
    if (status == CMQ_OK) {
        status = cmq_spacy_config_read(text, &import->arena, &import->config, import->err);
    }
    if (status == CMQ_OK) {
        status = read_meta(import);
    }
    if (status == CMQ_OK) {
        status = check_tokenizer(import);
    }
    if (status == CMQ_OK) {
        status = import_components(import);
    }
    if (status == CMQ_OK) {
        status = cmq_import_file(import, (struct cmq_str){NULL, 0}, "tokenizer", &tokenizer);
    }
    if (status == CMQ_OK) {
        status = cmq_import_file(import, CMQ_STR("vocab"), "lookups.bin", &lookups);
    }
    if (status != CMQ_OK) {
        return status;
    }
    if (import->arena.exhausted) {
        return cmq_import_no_memory(import);
    }
    struct cmq_buf section;
    cmq_buf_init(&section, MAX_COMPONENT_FILE);
    status = cmq_tokenizer_import(tokenizer, lookups, &import->arena, &section, import->err);
    if (status == CMQ_OK) {
        status = cmq_model_write(&import->model, cmq_buf_str(&section), out_path, import->err);
    }
    cmq_buf_release(&section);
    return status;
}

enum cmq_status cmq_model_import(const char *folder, const char *out_path, struct cmq_error *err) {
    struct cmq_error why = {0};
    struct cmq_import *import = calloc(1, sizeof *import);
    if (import == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    import->folder = folder;
    import->err = &why;
    cmq_arena_init(&import->arena, IMPORT_ARENA);
    enum cmq_status status = import_folder(import, out_path);
    if (status != CMQ_OK) {
        cmq_fail(err, status, why.line, "%s%s", status == CMQ_UNSUPPORTED ? "not supported: " : "",
                 why.message);
    }
    for (uint32_t i = 0; i < import->file_count; i++) {
        cmq_unmap_file(&import->file[i]);
    }
    cmq_arena_release(&import->arena);
    free(import);
    return status;
}
