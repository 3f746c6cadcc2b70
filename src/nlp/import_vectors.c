/* SPDX-License-Identifier: Apache-2.0 */
/* Token vectors. Weights are found by the exact names of their layers (thinc.h). In a stack, maxout
 * and layernorm layers alternate: the first pair mixes the embeddings, the others are the encoder.
 * A component without a stack of its own has a "tok2vec-listener" and reads the stack of the
 * tok2vec component that its config names as upstream. */
#include "nlp/import.h"

#include "nlp/msgpack.h"

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
        bool number = cmq_msgpack_next(&in) == CMQ_MSGPACK_INT;
        uint64_t id = number ? cmq_msgpack_uint(&in) : 0;
        struct cmq_str name = number ? cmq_symbol_name(id) : cmq_msgpack_bytes(&in);
        id = number ? id : cmq_string_id(name);
        feature[i] = cmq_import_feature(id);
        if (in.broken || feature[i] == CMQ_FEATURE_COUNT) {
            return CMQ_REFUSE(import, "%.*s: embedded attribute %u, %.*s", CMQ_FMT(component),
                              i + 1, CMQ_FMT(name));
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
        embed->table.number = cmq_take_floats(import, node, "E", 2, shape);
        if (embed->table.number == NULL || embed->seed == UINT32_MAX ||
            (found > 0 && shape[1] != vectors->width)) {
            return CMQ_BAD(import, "%.*s: an embedding table is damaged", CMQ_FMT(component));
        }
        if (shape[1] > CMQ_MAX_WIDTH) {
            return CMQ_REFUSE(import, "%.*s: token vectors wider than %d", CMQ_FMT(component),
                              CMQ_MAX_WIDTH);
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
    vectors->projection = cmq_take_floats(import, &thinc->node[node], "W", 2, shape);
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
            !cmq_take_maxout(import, &thinc->node[i], &thinc->node[norm], layer)) {
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
    if (vectors->window < 1 || vectors->window > CMQ_MAX_WINDOW) {
        return CMQ_REFUSE(import, "%.*s: window_size %u", CMQ_FMT(component), vectors->window);
    }
    uint32_t parts = vectors->embed_count + (vectors->words != NULL);
    bool fits = vectors->mix.in == vectors->width * parts && vectors->mix.out == vectors->width;
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
enum cmq_status cmq_import_source(struct cmq_import *import, struct cmq_str component,
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

enum cmq_status cmq_import_tok2vec(struct cmq_import *import, struct cmq_str component) {
    struct cmq_thinc thinc = {0};
    uint32_t index;
    enum cmq_status status = check_tok2vec_config(import, component, ".model");
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    return status == CMQ_OK ? read_vectors(import, component, &thinc, &index) : status;
}
