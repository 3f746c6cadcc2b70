/* SPDX-License-Identifier: Apache-2.0 */
/* The model file, little-endian throughout:
 *
 *   header, 128 bytes   "CMQMODEL", u32 version, u32 section count, u64 length of the file,
 *                       72 bytes id ("sha256:", digest of all after the header, NUL), zeros
 *   section table       u64 offset, u64 length for each of enum section; absent if the length is 0
 *   sections            each at a multiple of 64 bytes, in the order of the table
 *
 * The sections but the last are records (record.h), read in full when the file is opened: a few
 * thousand labels and tree nodes. The last section is the weights, float32 arrays that each begin
 * at a multiple of 64 bytes and are used where they are; a record names an array by its offset in
 * that section, and its size follows from the shape that stands beside it.
 *
 * What the readers check is what the engine relies on: shapes that fit each other, indices in
 * range, an edit tree's children before their parent (so that no tree is a loop) and no deeper than
 * CMQ_MAX_TREE_DEPTH, and the actions without which the parser could get stuck. The digest is an
 * id, made when the file was written; opening does not compute it. */
#include "nlp/model_file.h"

#include "nlp/record.h"

#include <stdlib.h>
#include <string.h>

#define MAGIC       "CMQMODEL"
#define VERSION     1u
#define HEADER_SIZE 128u
#define ID_OFFSET   24u
#define ID_LENGTH   71u /* "sha256:" and 64 digits */
#define ALIGNMENT   64u
#define ENTRY_SIZE  16u

#define MAX_FILE       ((size_t)4 << 30)
#define MAX_WIDTH      4096u
#define MAX_ROWS       (1u << 24)
#define MAX_WINDOW     8u
#define MAX_PAD        256u
#define MAX_PIECES     16u
#define MAX_CLASSES    65535u
#define MAX_TREE_NODES (1u << 24)
#define MODEL_ARENA    ((size_t)256 << 20)

enum section {
    SECTION_META,
    SECTION_TOKENIZER,
    SECTION_VECTORS,
    SECTION_TREES,
    SECTION_TAGGER,
    SECTION_MORPHOLOGIZER,
    SECTION_LEMMATIZER,
    SECTION_PARSER,
    SECTION_ENTITIES,
    SECTION_WEIGHTS,
    SECTION_COUNT,
};

const char *cmq_feature_name(enum cmq_feature feature) {
    static const char *const NAMES[CMQ_FEATURE_COUNT] = {
        [CMQ_FEATURE_ORTH] = "ORTH",     [CMQ_FEATURE_LOWER] = "LOWER",
        [CMQ_FEATURE_NORM] = "NORM",     [CMQ_FEATURE_PREFIX] = "PREFIX",
        [CMQ_FEATURE_SUFFIX] = "SUFFIX", [CMQ_FEATURE_SHAPE] = "SHAPE",
        [CMQ_FEATURE_SPACY] = "SPACY",   [CMQ_FEATURE_IS_SPACE] = "IS_SPACE",
    };
    return NAMES[feature];
}

/* ---- writing ----------------------------------------------------------------------------- */

struct writer {
    struct cmq_buf section[SECTION_COUNT];
};

static void write_floats(struct writer *writer, enum section section, const float *floats,
                         size_t count) {
    struct cmq_buf *weights = &writer->section[SECTION_WEIGHTS];
    cmq_record_align(weights, ALIGNMENT);
    cmq_record_add_u64(&writer->section[section], weights->len);
    cmq_buf_add(weights, floats, count * sizeof *floats);
}

static void write_maxout(struct writer *writer, const struct cmq_maxout *layer) {
    struct cmq_buf *out = &writer->section[SECTION_VECTORS];
    cmq_record_add_u32(out, layer->in);
    cmq_record_add_u32(out, layer->out);
    cmq_record_add_u32(out, layer->pieces);
    size_t rows = (size_t)layer->out * layer->pieces;
    write_floats(writer, SECTION_VECTORS, layer->weight, rows * layer->in);
    write_floats(writer, SECTION_VECTORS, layer->bias, rows);
    write_floats(writer, SECTION_VECTORS, layer->gain, layer->out);
    write_floats(writer, SECTION_VECTORS, layer->shift, layer->out);
}

static void write_vectors(struct writer *writer, const struct cmq_model *model) {
    struct cmq_buf *out = &writer->section[SECTION_VECTORS];
    cmq_record_add_u32(out, model->vectors_count);
    for (uint32_t i = 0; i < model->vectors_count; i++) {
        const struct cmq_vectors *vectors = &model->vectors[i];
        cmq_record_add_u32(out, vectors->width);
        cmq_record_add_u32(out, vectors->depth);
        cmq_record_add_u32(out, vectors->window);
        cmq_record_add_u32(out, vectors->pad);
        cmq_record_add_u32(out, vectors->embed_count);
        for (uint32_t j = 0; j < vectors->embed_count; j++) {
            const struct cmq_hash_embed *embed = &vectors->embed[j];
            cmq_record_add_u32(out, embed->feature);
            cmq_record_add_u32(out, embed->rows);
            cmq_record_add_u32(out, embed->seed);
            write_floats(writer, SECTION_VECTORS, embed->table,
                         (size_t)embed->rows * vectors->width);
        }
        write_maxout(writer, &vectors->mix);
        for (uint32_t j = 0; j < vectors->depth; j++) {
            write_maxout(writer, &vectors->encoder[j]);
        }
    }
}

static void write_trees(struct writer *writer, const struct cmq_model *model) {
    struct cmq_buf *out = &writer->section[SECTION_TREES];
    cmq_record_add_u32(out, model->edit_tree_count);
    for (uint32_t i = 0; i < model->edit_tree_count; i++) {
        const struct cmq_edit_tree *tree = &model->edit_tree[i];
        cmq_record_add_u32(out, tree->leaf);
        if (tree->leaf) {
            cmq_record_add_str(out, tree->original);
            cmq_record_add_str(out, tree->substitute);
        } else {
            cmq_record_add_u32(out, tree->prefix_len);
            cmq_record_add_u32(out, tree->suffix_len);
            cmq_record_add_u32(out, tree->prefix);
            cmq_record_add_u32(out, tree->suffix);
        }
    }
}

static void write_linear(struct writer *writer, enum section section,
                         const struct cmq_linear *layer) {
    cmq_record_add_u32(&writer->section[section], layer->in);
    cmq_record_add_u32(&writer->section[section], layer->out);
    write_floats(writer, section, layer->weight, (size_t)layer->out * layer->in);
    write_floats(writer, section, layer->bias, layer->out);
}

static void write_classifier(struct writer *writer, enum section section,
                             const struct cmq_classifier *classifier) {
    if (!classifier->present) {
        return;
    }
    struct cmq_buf *out = &writer->section[section];
    cmq_record_add_u32(out, classifier->vectors);
    write_linear(writer, section, &classifier->output);
    for (uint32_t i = 0; i < classifier->output.out; i++) {
        if (section == SECTION_LEMMATIZER) {
            cmq_record_add_u32(out, classifier->tree[i]);
            continue;
        }
        cmq_record_add_str(out, classifier->label[i]);
        if (section == SECTION_MORPHOLOGIZER) {
            cmq_record_add_u32(out, classifier->upos[i]);
        }
    }
}

static void write_transitions(struct writer *writer, enum section section,
                              const struct cmq_transitions *transitions) {
    if (!transitions->present) {
        return;
    }
    struct cmq_buf *out = &writer->section[section];
    cmq_record_add_u32(out, transitions->vectors);
    cmq_record_add_u32(out, transitions->feature_count);
    cmq_record_add_u32(out, transitions->hidden);
    cmq_record_add_u32(out, transitions->pieces);
    write_linear(writer, section, &transitions->projection);
    size_t units = (size_t)transitions->hidden * transitions->pieces;
    write_floats(writer, section, transitions->lower_weight,
                 transitions->feature_count * units * transitions->projection.out);
    write_floats(writer, section, transitions->lower_bias, units);
    write_floats(writer, section, transitions->lower_pad, transitions->feature_count * units);
    cmq_record_add_u32(out, transitions->has_upper);
    if (transitions->has_upper) {
        write_linear(writer, section, &transitions->upper);
    }
    cmq_record_add_u32(out, transitions->label_count);
    for (uint32_t i = 0; i < transitions->label_count; i++) {
        cmq_record_add_str(out, transitions->label[i]);
    }
    cmq_record_add_u32(out, transitions->action_count);
    for (uint32_t i = 0; i < transitions->action_count; i++) {
        cmq_record_add_u32(out, transitions->action[i].move);
        cmq_record_add_u32(out, transitions->action[i].label);
    }
}

static void assemble(const struct writer *writer, struct cmq_buf *file) {
    uint64_t offset[SECTION_COUNT], length = HEADER_SIZE + SECTION_COUNT * ENTRY_SIZE;
    for (int i = 0; i < SECTION_COUNT; i++) {
        length = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        offset[i] = length;
        length += writer->section[i].len;
    }
    cmq_buf_add(file, MAGIC, sizeof MAGIC - 1);
    cmq_record_add_u32(file, VERSION);
    cmq_record_add_u32(file, SECTION_COUNT);
    cmq_record_add_u64(file, length);
    while (file->len < HEADER_SIZE && !file->failed) {
        cmq_buf_add_char(file, '\0');
    }
    for (int i = 0; i < SECTION_COUNT; i++) {
        cmq_record_add_u64(file, offset[i]);
        cmq_record_add_u64(file, writer->section[i].len);
    }
    for (int i = 0; i < SECTION_COUNT; i++) {
        cmq_record_align(file, ALIGNMENT);
        cmq_buf_add_str(file, cmq_buf_str(&writer->section[i]));
    }
    if (!file->failed) {
        char digest[65];
        cmq_sha256_hex((struct cmq_str){file->ptr + HEADER_SIZE, file->len - HEADER_SIZE}, digest);
        memcpy(file->ptr + ID_OFFSET, "sha256:", 7);
        memcpy(file->ptr + ID_OFFSET + 7, digest, 64);
    }
}

/* Nothing is written that would not open. */
static enum cmq_status try_to_open(struct cmq_str file, struct cmq_error *err) {
    void *copy = aligned_alloc(ALIGNMENT, (file.len + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    if (copy == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model");
    }
    memcpy(copy, file.ptr, file.len);
    struct cmq_model *model;
    enum cmq_status status = cmq_model_open_memory(copy, file.len, &model, err);
    cmq_model_free(model);
    free(copy);
    return status;
}

enum cmq_status cmq_model_write(const struct cmq_model *model, struct cmq_str tokenizer,
                                const char *path, struct cmq_error *err) {
    struct writer writer;
    for (int i = 0; i < SECTION_COUNT; i++) {
        cmq_buf_init(&writer.section[i], MAX_FILE);
    }
    cmq_record_add_str(&writer.section[SECTION_META], model->name);
    cmq_record_add_str(&writer.section[SECTION_META], model->language);
    cmq_record_add_str(&writer.section[SECTION_META], model->origin);
    cmq_buf_add_str(&writer.section[SECTION_TOKENIZER], tokenizer);
    write_vectors(&writer, model);
    write_trees(&writer, model);
    write_classifier(&writer, SECTION_TAGGER, &model->tagger);
    write_classifier(&writer, SECTION_MORPHOLOGIZER, &model->morphologizer);
    write_classifier(&writer, SECTION_LEMMATIZER, &model->lemmatizer);
    write_transitions(&writer, SECTION_PARSER, &model->parser);
    write_transitions(&writer, SECTION_ENTITIES, &model->entities);
    struct cmq_buf file;
    cmq_buf_init(&file, MAX_FILE);
    assemble(&writer, &file);
    bool failed = file.failed;
    for (int i = 0; i < SECTION_COUNT; i++) {
        failed = failed || writer.section[i].failed;
        cmq_buf_release(&writer.section[i]);
    }
    enum cmq_status status =
        failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot write %s: out of memory", path)
               : try_to_open(cmq_buf_str(&file), err);
    if (status == CMQ_OK) {
        status = cmq_file_write(path, cmq_buf_str(&file), err);
    }
    cmq_buf_release(&file);
    return status;
}

/* ---- opening ----------------------------------------------------------------------------- */

struct reader {
    struct cmq_model *model;
    struct cmq_str section[SECTION_COUNT];
};

static const float *read_floats(const struct reader *reader, struct cmq_record *in,
                                uint64_t count) {
    uint64_t offset = cmq_record_u64(in);
    struct cmq_str weights = reader->section[SECTION_WEIGHTS];
    if (in->broken || offset % ALIGNMENT != 0 || offset > weights.len ||
        count > (weights.len - offset) / sizeof(float)) {
        in->broken = true;
        return NULL;
    }
    return (const float *)(const void *)(weights.ptr + offset);
}

static uint32_t read_u32_in(struct cmq_record *in, uint32_t least, uint32_t most) {
    uint32_t value = cmq_record_u32(in);
    if (in->broken || value < least || value > most) {
        in->broken = true;
        return least;
    }
    return value;
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
    vectors->width = read_u32_in(in, 1, MAX_WIDTH);
    vectors->depth = read_u32_in(in, 1, CMQ_MAX_DEPTH);
    vectors->window = read_u32_in(in, 1, MAX_WINDOW);
    vectors->pad = read_u32_in(in, 0, MAX_PAD);
    vectors->embed_count = read_u32_in(in, 1, CMQ_MAX_EMBEDS);
    for (uint32_t i = 0; i < vectors->embed_count; i++) {
        struct cmq_hash_embed *embed = &vectors->embed[i];
        embed->feature = read_u32_in(in, 0, CMQ_FEATURE_COUNT - 1);
        embed->rows = read_u32_in(in, 1, MAX_ROWS);
        embed->seed = cmq_record_u32(in);
        embed->table = read_floats(reader, in, (uint64_t)embed->rows * vectors->width);
    }
    read_maxout(reader, in, vectors->width * vectors->embed_count, vectors->width, &vectors->mix);
    for (uint32_t i = 0; i < vectors->depth; i++) {
        read_maxout(reader, in, vectors->width * (2 * vectors->window + 1), vectors->width,
                    &vectors->encoder[i]);
    }
}

static bool read_vectors(const struct reader *reader) {
    struct cmq_record in = cmq_record_open(reader->section[SECTION_VECTORS]);
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
    struct cmq_record in = cmq_record_open(reader->section[SECTION_TREES]);
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

static bool read_classifier(const struct reader *reader, enum section section,
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
        if (section == SECTION_LEMMATIZER) {
            classifier->tree[i] = cmq_record_u32(&in);
            in.broken = in.broken || classifier->tree[i] >= model->edit_tree_count;
            continue;
        }
        classifier->label[i] = cmq_record_str(&in);
        if (section == SECTION_MORPHOLOGIZER) {
            classifier->upos[i] = (uint8_t)read_u32_in(&in, 0, CMQ_SPACE);
        }
    }
    classifier->present = true;
    return cmq_record_finished(&in);
}

static void read_lower(const struct reader *reader, struct cmq_record *in,
                       struct cmq_transitions *transitions) {
    transitions->hidden = read_u32_in(in, 1, MAX_WIDTH);
    transitions->pieces = read_u32_in(in, 1, MAX_PIECES);
    uint32_t width = reader->model->vectors[transitions->vectors].width;
    read_linear(reader, in, width, MAX_WIDTH, &transitions->projection);
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

static bool read_transitions(const struct reader *reader, enum section section,
                             struct cmq_transitions *transitions) {
    if (reader->section[section].len == 0) {
        return true;
    }
    bool parser = section == SECTION_PARSER;
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

static enum cmq_status read_header(struct cmq_str file, struct reader *reader,
                                   struct cmq_error *err) {
    if (file.len < HEADER_SIZE + SECTION_COUNT * ENTRY_SIZE ||
        memcmp(file.ptr, MAGIC, sizeof MAGIC - 1) != 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "not a model file");
    }
    struct cmq_record in = cmq_record_open(file);
    in.at = sizeof MAGIC - 1;
    uint32_t version = cmq_record_u32(&in);
    uint32_t sections = cmq_record_u32(&in);
    if (version != VERSION || sections != SECTION_COUNT) {
        return cmq_fail(err, CMQ_UNSUPPORTED, 0, "model file version %u; this build reads %u",
                        version, VERSION);
    }
    if (cmq_record_u64(&in) != file.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file is cut short");
    }
    struct cmq_str id = {file.ptr + ID_OFFSET, ID_LENGTH};
    bool sound = cmq_str_starts(id, CMQ_STR("sha256:"));
    for (size_t i = 7; i < id.len; i++) {
        sound = sound &&
                ((id.ptr[i] >= '0' && id.ptr[i] <= '9') || (id.ptr[i] >= 'a' && id.ptr[i] <= 'f'));
    }
    reader->model->id = id;
    in.at = HEADER_SIZE;
    for (int i = 0; i < SECTION_COUNT; i++) {
        uint64_t offset = cmq_record_u64(&in), len = cmq_record_u64(&in);
        if (offset % ALIGNMENT != 0 || offset > file.len || len > file.len - offset) {
            sound = false;
            break;
        }
        reader->section[i] = (struct cmq_str){file.ptr + offset, (size_t)len};
    }
    return sound ? CMQ_OK : cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file's table is damaged");
}

static bool read_meta(const struct reader *reader) {
    struct cmq_record in = cmq_record_open(reader->section[SECTION_META]);
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
    } else if (!read_vectors(&reader)) {
        damaged = "token vectors";
    } else if (!read_trees(&reader)) {
        damaged = "edit trees";
    } else if (!read_classifier(&reader, SECTION_TAGGER, &model->tagger)) {
        damaged = "tagger";
    } else if (!read_classifier(&reader, SECTION_MORPHOLOGIZER, &model->morphologizer)) {
        damaged = "morphologizer";
    } else if (!read_classifier(&reader, SECTION_LEMMATIZER, &model->lemmatizer)) {
        damaged = "lemmatizer";
    } else if (!read_transitions(&reader, SECTION_PARSER, &model->parser)) {
        damaged = "parser";
    } else if (!read_transitions(&reader, SECTION_ENTITIES, &model->entities)) {
        damaged = "entity recogniser";
    }
    if (model->arena.exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model");
    }
    if (damaged != NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file's %s part is damaged", damaged);
    }
    return cmq_tokenizer_open(reader.section[SECTION_TOKENIZER], &model->arena, &model->tokenizer,
                              err);
}

enum cmq_status cmq_model_open_memory(const void *bytes, size_t len, struct cmq_model **model,
                                      struct cmq_error *err) {
    *model = NULL;
    if (bytes == NULL || (uintptr_t)bytes % ALIGNMENT != 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "a model in memory must be aligned to %u bytes",
                        ALIGNMENT);
    }
    struct cmq_model *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model");
    }
    cmq_arena_init(&opened->arena, MODEL_ARENA);
    enum cmq_status status = read_model((struct cmq_str){bytes, len}, opened, err);
    if (status == CMQ_OK) {
        status = cmq_model_prepare(opened, CMQ_FLOAT32, err);
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

/* ---- describing -------------------------------------------------------------------------- */

struct cmq_str cmq_model_id(const struct cmq_model *model) {
    return model->id;
}

static void describe_classifier(const char *name, const struct cmq_classifier *classifier,
                                struct cmq_buf *out) {
    if (classifier->present) {
        cmq_buf_format(out, "%s: %u classes, vectors %u\n", name, classifier->output.out,
                       classifier->vectors);
    }
}

static void describe_transitions(const char *name, const struct cmq_transitions *transitions,
                                 struct cmq_buf *out) {
    if (transitions->present) {
        cmq_buf_format(out, "%s: %u actions, hidden %u × %u, vectors %u\n", name,
                       transitions->action_count, transitions->hidden, transitions->pieces,
                       transitions->vectors);
    }
}

void cmq_model_describe(const struct cmq_model *model, struct cmq_buf *out) {
    cmq_buf_format(out, "name: %.*s\nlanguage: %.*s\norigin: %.*s\nid: %.*s\n",
                   CMQ_FMT(model->name), CMQ_FMT(model->language), CMQ_FMT(model->origin),
                   CMQ_FMT(model->id));
    if (model->mapping.len > 0) {
        cmq_buf_format(out, "bytes: %zu\n", model->mapping.len);
    }
    for (uint32_t i = 0; i < model->vectors_count; i++) {
        const struct cmq_vectors *vectors = &model->vectors[i];
        cmq_buf_format(out, "vectors %u: width %u, depth %u, window %u;", i, vectors->width,
                       vectors->depth, vectors->window);
        for (uint32_t j = 0; j < vectors->embed_count; j++) {
            cmq_buf_format(out, " %s %u", cmq_feature_name(vectors->embed[j].feature),
                           vectors->embed[j].rows);
        }
        cmq_buf_add_char(out, '\n');
    }
    describe_classifier("tagger", &model->tagger, out);
    describe_classifier("morphologizer", &model->morphologizer, out);
    describe_transitions("parser", &model->parser, out);
    describe_classifier("lemmatizer", &model->lemmatizer, out);
    if (model->lemmatizer.present) {
        cmq_buf_format(out, "edit tree nodes: %u\n", model->edit_tree_count);
    }
    describe_transitions("entities", &model->entities, out);
}
