/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a model file; its layout stands in model_layout.h.
 *
 * What the readers check is what the engine relies on: shapes that fit each other, indices in
 * range, an edit tree's children before their parent (so that no tree is a loop) and no deeper than
 * CMQ_MAX_TREE_DEPTH, and the actions without which the parser could get stuck. The digest is an
 * id, made when the file was written; opening does not compute it. */
#include "nlp/model_file.h"

#include "nlp/clear.h"
#include "nlp/model_layout.h"
#include "nlp/record.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PAD        256u
#define MAX_PIECES     16u
#define MAX_CLASSES    65535u
#define MAX_TREE_NODES (1u << 24)
#define MAX_RULES      10000u
#define MAX_ENDINGS    1000u
#define MODEL_ARENA    ((size_t)256 << 20)

struct reader {
    struct cmq_model *model;
    struct cmq_str section[CMQ_SECTION_COUNT];
};

static uint32_t read_u32_in(struct cmq_record *in, uint32_t least, uint32_t most) {
    uint32_t value = cmq_record_u32(in);
    if (in->broken || value < least || value > most) {
        in->broken = true;
        return least;
    }
    return value;
}

/* An array in the weights whose offset comes next. */
static const void *read_array(const struct reader *reader, struct cmq_record *in, uint64_t count,
                              size_t item_size) {
    uint64_t offset = cmq_record_u64(in);
    struct cmq_str weights = reader->section[CMQ_SECTION_WEIGHTS];
    if (in->broken || offset % CMQ_MODEL_ALIGNMENT != 0 || offset > weights.len ||
        count > (weights.len - offset) / item_size) {
        in->broken = true;
        return NULL;
    }
    return weights.ptr + offset;
}

static const float *widen(const uint16_t *half, uint64_t count, struct cmq_arena *arena) {
    float *number = CMQ_NEW_ARRAY(arena, float, count);
    for (uint64_t i = 0; number != NULL && i < count; i++) {
        number[i] = cmq_float_of_half(half[i]);
    }
    return number;
}

static const float *read_floats(const struct reader *reader, struct cmq_record *in,
                                uint64_t count) {
    if (read_u32_in(in, CMQ_FLOAT32, CMQ_FLOAT16) == CMQ_FLOAT32) {
        return read_array(reader, in, count, sizeof(float));
    }
    const uint16_t *half = read_array(reader, in, count, sizeof *half);
    return half == NULL ? NULL : widen(half, count, &reader->model->arena);
}

static void read_table(const struct reader *reader, struct cmq_record *in, uint32_t width,
                       struct cmq_table *table) {
    static const size_t SIZES[CMQ_STORAGE_COUNT] = {
        [CMQ_FLOAT32] = sizeof(float), [CMQ_FLOAT16] = sizeof(uint16_t), [CMQ_INT8] = 1};
    table->width = width;
    table->rows = read_u32_in(in, 1, CMQ_MAX_ROWS);
    table->storage = read_u32_in(in, 0, CMQ_STORAGE_COUNT - 1);
    table->number = read_array(reader, in, (uint64_t)table->rows * width, SIZES[table->storage]);
    if (table->storage == CMQ_INT8) {
        table->scale = read_array(reader, in, table->rows, sizeof *table->scale);
    }
}

static void read_maxout(const struct reader *reader, struct cmq_record *in, uint32_t inputs,
                        uint32_t outputs, struct cmq_maxout *layer) {
    layer->in = read_u32_in(in, inputs, inputs);
    layer->out = read_u32_in(in, outputs, outputs);
    layer->pieces = read_u32_in(in, 1, MAX_PIECES);
    uint64_t rows = (uint64_t)layer->out * layer->pieces;
    layer->weight = read_floats(reader, in, rows * layer->in);
    layer->bias = read_floats(reader, in, rows);
    layer->gain = read_floats(reader, in, layer->out);
    layer->shift = read_floats(reader, in, layer->out);
}

static void read_vectors_one(const struct reader *reader, struct cmq_record *in,
                             struct cmq_vectors *vectors) {
    vectors->width = read_u32_in(in, 1, CMQ_MAX_WIDTH);
    vectors->depth = read_u32_in(in, 1, CMQ_MAX_DEPTH);
    vectors->window = read_u32_in(in, 1, CMQ_MAX_WINDOW);
    vectors->pad = read_u32_in(in, 0, MAX_PAD);
    vectors->embed_count = read_u32_in(in, 1, CMQ_MAX_EMBEDS);
    for (uint32_t i = 0; i < vectors->embed_count; i++) {
        struct cmq_hash_embed *embed = &vectors->embed[i];
        embed->feature = read_u32_in(in, 0, CMQ_FEATURE_COUNT - 1);
        embed->seed = cmq_record_u32(in);
        read_table(reader, in, vectors->width, &embed->table);
    }
    const struct cmq_words *words = &reader->model->words;
    uint32_t parts = vectors->embed_count;
    if (read_u32_in(in, 0, words->count > 0) == 1) {
        vectors->words = words;
        vectors->projection =
            read_floats(reader, in, (uint64_t)vectors->width * words->table.width);
        parts++;
    }
    read_maxout(reader, in, vectors->width * parts, vectors->width, &vectors->mix);
    for (uint32_t i = 0; i < vectors->depth; i++) {
        read_maxout(reader, in, vectors->width * (2 * vectors->window + 1), vectors->width,
                    &vectors->encoder[i]);
    }
}

static bool read_words(const struct reader *reader) {
    struct cmq_str section = reader->section[CMQ_SECTION_WORDS];
    if (section.len == 0) {
        return true;
    }
    struct cmq_record in = cmq_record_open(section);
    struct cmq_words *words = &reader->model->words;
    words->feature = read_u32_in(&in, 0, CMQ_FEATURE_COUNT - 1);
    words->count = read_u32_in(&in, 1, CMQ_MAX_ROWS);
    words->key = read_array(reader, &in, words->count, sizeof *words->key);
    words->row = read_array(reader, &in, words->count, sizeof *words->row);
    uint32_t width = read_u32_in(&in, 1, CMQ_MAX_WIDTH);
    read_table(reader, &in, width, &words->table);
    if (!cmq_record_finished(&in)) {
        return false;
    }
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->row[i] >= words->table.rows || (i > 0 && words->key[i - 1] >= words->key[i])) {
            return false;
        }
    }
    return true;
}

static bool read_vectors(const struct reader *reader) {
    struct cmq_record in = cmq_record_open(reader->section[CMQ_SECTION_VECTORS]);
    struct cmq_model *model = reader->model;
    model->vectors_count = read_u32_in(&in, 0, CMQ_MAX_VECTORS);
    for (uint32_t i = 0; i < model->vectors_count && !in.broken; i++) {
        read_vectors_one(reader, &in, &model->vectors[i]);
    }
    return cmq_record_finished(&in);
}

/* The depth of the child's tree, 0 where there is none; a child stands before its parent. */
static uint32_t child_depth(struct cmq_record *in, uint32_t child, uint32_t parent,
                            const uint16_t *depth) {
    if (child == CMQ_NO_TREE) {
        return 0;
    }
    if (child >= parent) {
        in->broken = true;
        return 0;
    }
    return depth[child];
}

static bool read_trees(const struct reader *reader) {
    struct cmq_record in = cmq_record_open(reader->section[CMQ_SECTION_TREES]);
    struct cmq_model *model = reader->model;
    uint32_t count = cmq_record_count(&in, 3 * sizeof(uint32_t));
    if (in.broken || count > MAX_TREE_NODES) {
        return false;
    }
    model->edit_tree = CMQ_NEW_ARRAY(&model->arena, struct cmq_edit_tree, count);
    uint16_t *depth = CMQ_NEW_ARRAY(&model->arena, uint16_t, count);
    if (model->edit_tree == NULL || depth == NULL) {
        return count == 0;
    }
    model->edit_tree_count = count;
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        struct cmq_edit_tree *tree = &model->edit_tree[i];
        tree->leaf = read_u32_in(&in, 0, 1) == 1;
        if (tree->leaf) {
            tree->original = cmq_record_str(&in);
            tree->substitute = cmq_record_str(&in);
            depth[i] = 1;
            continue;
        }
        tree->prefix_len = read_u32_in(&in, 0, INT32_MAX);
        tree->suffix_len = read_u32_in(&in, 0, INT32_MAX);
        tree->prefix = cmq_record_u32(&in);
        tree->suffix = cmq_record_u32(&in);
        uint32_t prefix_depth = child_depth(&in, tree->prefix, i, depth);
        uint32_t suffix_depth = child_depth(&in, tree->suffix, i, depth);
        depth[i] = (uint16_t)(1 + (prefix_depth > suffix_depth ? prefix_depth : suffix_depth));
        in.broken = in.broken || depth[i] > CMQ_MAX_TREE_DEPTH;
    }
    return cmq_record_finished(&in);
}

static void read_linear(const struct reader *reader, struct cmq_record *in, uint32_t inputs,
                        uint32_t most, struct cmq_linear *layer) {
    layer->in = read_u32_in(in, inputs, inputs);
    layer->out = read_u32_in(in, 1, most);
    layer->weight = read_floats(reader, in, (uint64_t)layer->out * layer->in);
    layer->bias = read_floats(reader, in, layer->out);
}

/* The width of the vectors that a component reads, whose index comes next. */
static uint32_t read_source(const struct reader *reader, struct cmq_record *in, uint32_t *index) {
    *index = cmq_record_u32(in);
    if (in->broken || *index >= reader->model->vectors_count) {
        in->broken = true;
        *index = 0;
    }
    return reader->model->vectors[*index].width;
}

static bool read_classifier(const struct reader *reader, enum cmq_section section,
                            struct cmq_classifier *classifier) {
    if (reader->section[section].len == 0) {
        return true;
    }
    struct cmq_record in = cmq_record_open(reader->section[section]);
    struct cmq_model *model = reader->model;
    uint32_t width = read_source(reader, &in, &classifier->vectors);
    read_linear(reader, &in, width, MAX_CLASSES, &classifier->output);
    uint32_t count = classifier->output.out;
    classifier->label = CMQ_NEW_ARRAY(&model->arena, struct cmq_str, count);
    classifier->upos = CMQ_NEW_ARRAY(&model->arena, uint8_t, count);
    classifier->tree = CMQ_NEW_ARRAY(&model->arena, uint32_t, count);
    if (model->arena.exhausted) {
        return false;
    }
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        if (section == CMQ_SECTION_LEMMATIZER) {
            classifier->tree[i] = cmq_record_u32(&in);
            in.broken = in.broken || classifier->tree[i] >= model->edit_tree_count;
            continue;
        }
        classifier->label[i] = cmq_record_str(&in);
        if (section == CMQ_SECTION_MORPHOLOGIZER) {
            classifier->upos[i] = (uint8_t)read_u32_in(&in, 0, CMQ_SPACE);
        }
    }
    classifier->present = true;
    return cmq_record_finished(&in);
}

static void read_lower(const struct reader *reader, struct cmq_record *in,
                       struct cmq_transitions *transitions) {
    transitions->hidden = read_u32_in(in, 1, CMQ_MAX_WIDTH);
    transitions->pieces = read_u32_in(in, 1, MAX_PIECES);
    uint32_t width = reader->model->vectors[transitions->vectors].width;
    read_linear(reader, in, width, CMQ_MAX_WIDTH, &transitions->projection);
    uint64_t units = (uint64_t)transitions->hidden * transitions->pieces;
    uint64_t pad = transitions->feature_count * units;
    transitions->lower_weight = read_floats(reader, in, pad * transitions->projection.out);
    transitions->lower_bias = read_floats(reader, in, units);
    transitions->lower_pad = read_floats(reader, in, pad);
    transitions->has_upper = read_u32_in(in, 0, 1) == 1;
    if (transitions->has_upper) {
        read_linear(reader, in, transitions->hidden, MAX_CLASSES, &transitions->upper);
    }
}

static bool read_actions(struct cmq_record *in, struct cmq_arena *arena, uint32_t first_move,
                         uint32_t last_move, struct cmq_transitions *transitions) {
    transitions->label_count = cmq_record_count(in, sizeof(uint32_t));
    in->broken = in->broken || transitions->label_count > MAX_CLASSES;
    transitions->label = CMQ_NEW_ARRAY(arena, struct cmq_str, transitions->label_count);
    for (uint32_t i = 0; i < transitions->label_count && transitions->label != NULL; i++) {
        transitions->label[i] = cmq_record_str(in);
    }
    transitions->action_count = cmq_record_count(in, 2 * sizeof(uint32_t));
    transitions->action = CMQ_NEW_ARRAY(arena, struct cmq_action, transitions->action_count);
    if (in->broken || arena->exhausted || transitions->label_count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < transitions->action_count; i++) {
        struct cmq_action *action = &transitions->action[i];
        action->move = (uint8_t)read_u32_in(in, first_move, last_move);
        action->label = (uint16_t)read_u32_in(in, 0, transitions->label_count - 1);
    }
    uint32_t scores = transitions->has_upper ? transitions->upper.out : transitions->hidden;
    return transitions->action_count == scores;
}

static bool has_move(const struct cmq_transitions *transitions, uint8_t move) {
    for (uint32_t i = 0; i < transitions->action_count; i++) {
        if (transitions->action[i].move == move) {
            return true;
        }
    }
    return false;
}

static bool read_transitions(const struct reader *reader, enum cmq_section section,
                             struct cmq_transitions *transitions) {
    if (reader->section[section].len == 0) {
        return true;
    }
    bool parser = section == CMQ_SECTION_PARSER;
    struct cmq_record in = cmq_record_open(reader->section[section]);
    (void)read_source(reader, &in, &transitions->vectors);
    uint32_t features = cmq_record_u32(&in);
    if (parser ? features != 8 && features != 13 : features != 3 && features != 6) {
        return false;
    }
    transitions->feature_count = features;
    read_lower(reader, &in, transitions);
    if (!read_actions(&in, &reader->model->arena, parser ? 0 : 1, parser ? 4 : 5, transitions)) {
        return false;
    }
    transitions->present = true;
    return cmq_record_finished(&in) &&
           (parser ? has_move(transitions, 0) && has_move(transitions, 1)
                   : has_move(transitions, 5));
}

static const uint64_t *read_ids(struct cmq_record *in, uint32_t *count) {
    *count = cmq_record_count(in, sizeof(uint64_t));
    return cmq_record_u64_array(in, *count);
}

static void read_rule_test(struct cmq_record *in, uint32_t length, struct cmq_rule_test *test) {
    test->token = read_u32_in(in, 0, length - 1);
    test->field = read_u32_in(in, 0, CMQ_RULE_FIELD_COUNT - 1);
    test->none = read_u32_in(in, 0, 1) == 1;
    test->value = read_ids(in, &test->count);
}

static void read_rule(struct cmq_record *in, struct cmq_arena *arena, struct cmq_rule *rule) {
    rule->length = read_u32_in(in, 1, CMQ_MAX_RULE_TOKENS);
    rule->target = read_u32_in(in, 0, rule->length - 1);
    rule->sets_upos = read_u32_in(in, 0, 1) == 1;
    rule->upos = (uint8_t)read_u32_in(in, 0, CMQ_SPACE);
    rule->tag = cmq_record_str(in);
    rule->feats = cmq_record_str(in);
    rule->lemma = cmq_record_str(in);
    rule->label = cmq_record_str(in);
    rule->test_count = cmq_record_count(in, 4 * sizeof(uint32_t));
    rule->test = CMQ_NEW_ARRAY(arena, struct cmq_rule_test, rule->test_count);
    for (uint32_t i = 0; i < rule->test_count && rule->test != NULL && !in->broken; i++) {
        read_rule_test(in, rule->length, &rule->test[i]);
    }
}

static bool read_rules(const struct reader *reader) {
    struct cmq_str section = reader->section[CMQ_SECTION_RULES];
    if (section.len == 0) {
        return true;
    }
    struct cmq_record in = cmq_record_open(section);
    struct cmq_model *model = reader->model;
    uint32_t count = cmq_record_count(&in, 9 * sizeof(uint32_t));
    in.broken = in.broken || count > MAX_RULES;
    model->rule = CMQ_NEW_ARRAY(&model->arena, struct cmq_rule, in.broken ? 0 : count);
    for (uint32_t i = 0; i < count && model->rule != NULL && !in.broken; i++) {
        read_rule(&in, &model->arena, &model->rule[i]);
    }
    model->rule_count = count;
    return cmq_record_finished(&in) && !model->arena.exhausted;
}

static void read_lemma_list(struct cmq_record *in, struct cmq_arena *arena,
                            struct cmq_lemma_list *list) {
    list->count = cmq_record_count(in, sizeof(uint32_t));
    in->broken = in->broken || list->count > CMQ_MAX_LEMMAS;
    list->lemma = CMQ_NEW_ARRAY(arena, struct cmq_str, in->broken ? 0 : list->count);
    for (uint32_t i = 0; i < list->count && list->lemma != NULL && !in->broken; i++) {
        list->lemma[i] = cmq_record_str(in);
    }
}

static void read_lemma_table(struct cmq_record *in, struct cmq_arena *arena,
                             struct cmq_lemma_table *table) {
    table->ending_count = cmq_record_count(in, 2 * sizeof(uint32_t));
    in->broken = in->broken || table->ending_count > MAX_ENDINGS;
    table->ending = CMQ_NEW_ARRAY(arena, struct cmq_ending, in->broken ? 0 : table->ending_count);
    for (uint32_t i = 0; i < table->ending_count && table->ending != NULL && !in->broken; i++) {
        table->ending[i].old = cmq_record_str(in);
        table->ending[i].new = cmq_record_str(in);
        in->broken =
            in->broken || table->ending[i].old.ptr == NULL || table->ending[i].new.ptr == NULL;
    }
    table->known = read_ids(in, &table->known_count);
    table->exception = read_ids(in, &table->exception_count);
    table->lemmas =
        CMQ_NEW_ARRAY(arena, struct cmq_lemma_list, in->broken ? 0 : table->exception_count);
    for (uint32_t i = 0; i < table->exception_count && table->lemmas != NULL && !in->broken; i++) {
        read_lemma_list(in, arena, &table->lemmas[i]);
    }
}

static bool read_lemma_rules(const struct reader *reader) {
    struct cmq_str section = reader->section[CMQ_SECTION_LEMMA_TABLES];
    if (section.len == 0) {
        return true;
    }
    struct cmq_record in = cmq_record_open(section);
    struct cmq_lemma_rules *rules = &reader->model->lemma_rules;
    rules->last_first = read_u32_in(&in, 0, 1) == 1;
    for (uint32_t upos = 0; upos <= CMQ_SPACE; upos++) {
        read_lemma_table(&in, &reader->model->arena, &rules->table[upos]);
    }
    rules->present = true;
    return cmq_record_finished(&in);
}

static enum cmq_status read_header(struct cmq_str file, struct reader *reader,
                                   struct cmq_error *err) {
    if (file.len < CMQ_MODEL_HEADER_SIZE + CMQ_SECTION_COUNT * CMQ_MODEL_ENTRY_SIZE ||
        memcmp(file.ptr, CMQ_MODEL_MAGIC, sizeof CMQ_MODEL_MAGIC - 1) != 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "not a model file");
    }
    struct cmq_record in = cmq_record_open(file);
    in.at = sizeof CMQ_MODEL_MAGIC - 1;
    uint32_t version = cmq_record_u32(&in);
    uint32_t sections = cmq_record_u32(&in);
    if (version != CMQ_MODEL_VERSION || sections != CMQ_SECTION_COUNT) {
        return cmq_fail(err, CMQ_UNSUPPORTED, 0,
                        "model file of version %u, this build reads version %u: make it anew from "
                        "the pipeline with `communique model import`",
                        version, CMQ_MODEL_VERSION);
    }
    if (cmq_record_u64(&in) != file.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file is cut short");
    }
    struct cmq_str id = {file.ptr + CMQ_MODEL_ID_OFFSET, CMQ_MODEL_ID_LENGTH};
    bool sound = cmq_str_starts(id, CMQ_STR("sha256:"));
    for (size_t i = 7; i < id.len; i++) {
        sound = sound &&
                ((id.ptr[i] >= '0' && id.ptr[i] <= '9') || (id.ptr[i] >= 'a' && id.ptr[i] <= 'f'));
    }
    reader->model->id = id;
    in.at = CMQ_MODEL_HEADER_SIZE;
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
        uint64_t offset = cmq_record_u64(&in), len = cmq_record_u64(&in);
        if (offset % CMQ_MODEL_ALIGNMENT != 0 || offset > file.len || len > file.len - offset) {
            sound = false;
            break;
        }
        reader->section[i] = (struct cmq_str){file.ptr + offset, (size_t)len};
    }
    return sound ? CMQ_OK : cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file's table is damaged");
}

static bool read_meta(const struct reader *reader) {
    struct cmq_record in = cmq_record_open(reader->section[CMQ_SECTION_META]);
    reader->model->name = cmq_record_str(&in);
    reader->model->language = cmq_record_str(&in);
    reader->model->origin = cmq_record_str(&in);
    return cmq_record_finished(&in);
}

static enum cmq_status read_model(struct cmq_str file, struct cmq_model *model,
                                  struct cmq_error *err) {
    struct reader reader = {.model = model};
    enum cmq_status status = read_header(file, &reader, err);
    if (status != CMQ_OK) {
        return status;
    }
    const char *damaged = NULL;
    if (!read_meta(&reader)) {
        damaged = "description";
    } else if (!read_words(&reader)) {
        damaged = "word vectors";
    } else if (!read_vectors(&reader)) {
        damaged = "token vectors";
    } else if (!read_trees(&reader)) {
        damaged = "edit trees";
    } else if (!read_classifier(&reader, CMQ_SECTION_TAGGER, &model->tagger)) {
        damaged = "tagger";
    } else if (!read_classifier(&reader, CMQ_SECTION_MORPHOLOGIZER, &model->morphologizer)) {
        damaged = "morphologizer";
    } else if (!read_classifier(&reader, CMQ_SECTION_LEMMATIZER, &model->lemmatizer)) {
        damaged = "lemmatizer";
    } else if (!read_transitions(&reader, CMQ_SECTION_PARSER, &model->parser)) {
        damaged = "parser";
    } else if (!read_classifier(&reader, CMQ_SECTION_SENTER, &model->senter)) {
        damaged = "senter";
    } else if (!read_rules(&reader)) {
        damaged = "attribute ruler";
    } else if (!read_lemma_rules(&reader)) {
        damaged = "rule lemmatizer";
    } else if (!read_transitions(&reader, CMQ_SECTION_ENTITIES, &model->entities)) {
        damaged = "entity recogniser";
    }
    if (model->arena.exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model");
    }
    model->clear = cmq_clear_labels(&model->parser);
    if (damaged != NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file's %s part is damaged", damaged);
    }
    return cmq_tokenizer_open(reader.section[CMQ_SECTION_TOKENIZER], &model->arena,
                              &model->tokenizer, err);
}

enum cmq_status cmq_model_open_memory(const void *bytes, size_t len, struct cmq_model **model,
                                      struct cmq_error *err) {
    *model = NULL;
    if (bytes == NULL || (uintptr_t)bytes % CMQ_MODEL_ALIGNMENT != 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "a model in memory must be aligned to %u bytes",
                        CMQ_MODEL_ALIGNMENT);
    }
    struct cmq_model *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model");
    }
    cmq_arena_init(&opened->arena, MODEL_ARENA);
    enum cmq_status status = read_model((struct cmq_str){bytes, len}, opened, err);
    if (status == CMQ_OK) {
        status = cmq_model_prepare(opened, CMQ_PRECISION_FLOAT32, err);
    }
    if (status != CMQ_OK) {
        cmq_model_free(opened);
        return status;
    }
    *model = opened;
    return CMQ_OK;
}

enum cmq_status cmq_model_open(const char *path, struct cmq_model **model, struct cmq_error *err) {
    *model = NULL;
    struct cmq_mapping mapping;
    enum cmq_status status = cmq_map_file(path, &mapping, err);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_error why = {0};
    if (mapping.len == 0) {
        status = cmq_fail(&why, CMQ_BAD_INPUT, 0, "not a model file");
    } else {
        status = cmq_model_open_memory(mapping.ptr, mapping.len, model, &why);
    }
    if (*model == NULL) {
        cmq_unmap_file(&mapping);
        return cmq_fail(err, status, 0, "%s: %s", path, why.message);
    }
    (*model)->mapping = mapping;
    return CMQ_OK;
}

void cmq_model_free(struct cmq_model *model) {
    if (model == NULL) {
        return;
    }
    cmq_tokenizer_free(model->tokenizer);
    cmq_arena_release(&model->arena);
    cmq_arena_release(&model->prepared);
    cmq_unmap_file(&model->mapping);
    free(model);
}

struct cmq_str cmq_model_id(const struct cmq_model *model) {
    return model->id;
}
