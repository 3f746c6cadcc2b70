/* SPDX-License-Identifier: Apache-2.0 */
/* From a spaCy v3 pipeline folder to a model file. */
#include "nlp/import.h"

#include "nlp/import_origin.h"
#include "nlp/tokenizer.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COMPONENT_FILE ((size_t)1 << 30)
#define IMPORT_ARENA       ((size_t)2 << 30)

enum cmq_status cmq_import_no_memory(struct cmq_import *import) {
    return cmq_fail(import->err, CMQ_NO_MEMORY, 0, "%s: out of memory", import->folder);
}

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
                         : CMQ_BAD(import, "%.*s/%s is not JSON", (int)component.len,
                                   component.len > 0 ? component.ptr : "", name);
}

struct cmq_str cmq_json_text(const json_t *json) {
    return json_is_string(json)
               ? (struct cmq_str){json_string_value(json), json_string_length(json)}
               : (struct cmq_str){NULL, 0};
}

int cmq_order_ids(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
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

/* ---- the pipeline ------------------------------------------------------------------------ */

enum {
    TOK2VEC = 1 << 0,
    TAGGER = 1 << 1,
    MORPHOLOGIZER = 1 << 2,
    TREE_LEMMATIZER = 1 << 3,
    SENTER = 1 << 4,
    PARSER = 1 << 5,
    RULER = 1 << 6,
    RULE_LEMMATIZER = 1 << 7,
    NER = 1 << 8,
};

/* The kinds of component. The engine runs them in an order of its own, so one may not stand after
 * those that the engine runs later and that would have done without it. */
static const struct factory {
    const char *name;
    unsigned kind, not_after;
    enum cmq_status (*import)(struct cmq_import *import, struct cmq_str component);
} FACTORIES[] = {
    {"tok2vec", TOK2VEC, 0, cmq_import_tok2vec},
    {"tagger", TAGGER, RULER | RULE_LEMMATIZER, cmq_import_tagger},
    {"morphologizer", MORPHOLOGIZER, RULER | RULE_LEMMATIZER, cmq_import_morphologizer},
    {"trainable_lemmatizer", TREE_LEMMATIZER, RULER | RULE_LEMMATIZER, cmq_import_edit_trees},
    {"senter", SENTER, PARSER | NER, cmq_import_senter},
    {"parser", PARSER, RULER | NER, cmq_import_parser},
    {"attribute_ruler", RULER, RULE_LEMMATIZER, cmq_import_rules},
    {"lemmatizer", RULE_LEMMATIZER, 0, cmq_import_lemma_rules},
    {"ner", NER, 0, cmq_import_entities},
};
#define FACTORY_COUNT (sizeof FACTORIES / sizeof *FACTORIES)

static enum cmq_status check_order(struct cmq_import *import, struct cmq_str component,
                                   const struct factory *factory) {
    for (size_t i = 0; i < FACTORY_COUNT; i++) {
        unsigned kind = FACTORIES[i].kind & import->seen;
        if ((kind & factory->not_after) != 0) {
            return CMQ_REFUSE(import, "component %.*s: %s after %s", CMQ_FMT(component),
                              factory->name, FACTORIES[i].name);
        }
        if (kind == factory->kind && kind != TOK2VEC) {
            return CMQ_REFUSE(import, "component %.*s: a second %s", CMQ_FMT(component),
                              factory->name);
        }
    }
    return CMQ_OK;
}

static enum cmq_status import_component(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str name = cmq_spacy_config_string(
        &import->config, cmq_import_section(import, component, ""), CMQ_STR("factory"));
    for (size_t i = 0; i < FACTORY_COUNT; i++) {
        if (cmq_str_eq(name, cmq_str_of(FACTORIES[i].name))) {
            enum cmq_status status = check_order(import, component, &FACTORIES[i]);
            import->seen |= FACTORIES[i].kind;
            return status == CMQ_OK ? FACTORIES[i].import(import, component) : status;
        }
    }
    return CMQ_REFUSE(import, "component %.*s (factory %.*s)", CMQ_FMT(component), CMQ_FMT(name));
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
    import->spacy_version = cmq_arena_copy(&import->arena, spacy);
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
