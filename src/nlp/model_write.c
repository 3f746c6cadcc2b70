/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/model_file.h"

#include "nlp/model_layout.h"
#include "nlp/narrow.h"
#include "nlp/record.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILE ((size_t)4 << 30)

struct writer {
    struct cmq_buf section[CMQ_SECTION_COUNT];
};

/* The weights, at the place where the next array begins; the record gets its offset. */
static struct cmq_buf *begin_array(struct writer *writer, enum cmq_section section) {
    struct cmq_buf *weights = &writer->section[CMQ_SECTION_WEIGHTS];
    cmq_record_align(weights, CMQ_MODEL_ALIGNMENT);
    cmq_record_add_u64(&writer->section[section], weights->len);
    return weights;
}

static void write_array(struct writer *writer, enum cmq_section section, const void *item,
                        size_t count, size_t item_size) {
    cmq_buf_add(begin_array(writer, section), item, count * item_size);
}

static void write_floats(struct writer *writer, enum cmq_section section, const float *floats,
                         size_t count) {
    bool halves = cmq_narrow_to_halves(floats, count, NULL);
    cmq_record_add_u32(&writer->section[section], halves ? CMQ_FLOAT16 : CMQ_FLOAT32);
    if (!halves) {
        write_array(writer, section, floats, count, sizeof *floats);
        return;
    }
    struct cmq_buf *weights = begin_array(writer, section);
    for (size_t i = 0; i < count; i++) {
        uint16_t half;
        (void)cmq_narrow_to_halves(&floats[i], 1, &half);
        cmq_buf_add(weights, &half, sizeof half);
    }
}

static bool has_integer_rows(const struct cmq_table *table) {
    int8_t integer[CMQ_MAX_WIDTH];
    float scale;
    const float *row = table->number;
    for (uint32_t i = 0; i < table->rows; i++, row += table->width) {
        if (!cmq_narrow_to_integers(row, table->width, integer, &scale)) {
            return false;
        }
    }
    return true;
}

static void write_integer_rows(struct writer *writer, enum cmq_section section,
                               const struct cmq_table *table) {
    struct cmq_buf scales;
    cmq_buf_init(&scales, MAX_FILE);
    struct cmq_buf *weights = begin_array(writer, section);
    const float *row = table->number;
    for (uint32_t i = 0; i < table->rows; i++, row += table->width) {
        int8_t integer[CMQ_MAX_WIDTH];
        float scale;
        (void)cmq_narrow_to_integers(row, table->width, integer, &scale);
        cmq_buf_add(weights, integer, table->width);
        cmq_buf_add(&scales, &scale, sizeof scale);
    }
    write_array(writer, section, scales.ptr, scales.len, 1);
    weights->failed = weights->failed || scales.failed;
    cmq_buf_release(&scales);
}

/* A table of floats, as the importer has it. */
static void write_table(struct writer *writer, enum cmq_section section,
                        const struct cmq_table *table) {
    cmq_record_add_u32(&writer->section[section], table->rows);
    if (has_integer_rows(table)) {
        cmq_record_add_u32(&writer->section[section], CMQ_INT8);
        write_integer_rows(writer, section, table);
    } else {
        write_floats(writer, section, table->number, (size_t)table->rows * table->width);
    }
}

static void write_ids(struct cmq_buf *out, const uint64_t *id, uint32_t count) {
    cmq_record_add_u32(out, count);
    cmq_record_align(out, sizeof *id);
    for (uint32_t i = 0; i < count; i++) {
        cmq_record_add_u64(out, id[i]);
    }
}

static void write_words(struct writer *writer, const struct cmq_words *words) {
    if (words->count == 0) {
        return;
    }
    enum cmq_section section = CMQ_SECTION_WORDS;
    cmq_record_add_u32(&writer->section[section], words->feature);
    cmq_record_add_u32(&writer->section[section], words->count);
    write_array(writer, section, words->key, words->count, sizeof *words->key);
    write_array(writer, section, words->row, words->count, sizeof *words->row);
    cmq_record_add_u32(&writer->section[section], words->table.width);
    write_table(writer, section, &words->table);
}

static void write_maxout(struct writer *writer, const struct cmq_maxout *layer) {
    struct cmq_buf *out = &writer->section[CMQ_SECTION_VECTORS];
    cmq_record_add_u32(out, layer->in);
    cmq_record_add_u32(out, layer->out);
    cmq_record_add_u32(out, layer->pieces);
    size_t rows = (size_t)layer->out * layer->pieces;
    write_floats(writer, CMQ_SECTION_VECTORS, layer->weight, rows * layer->in);
    write_floats(writer, CMQ_SECTION_VECTORS, layer->bias, rows);
    write_floats(writer, CMQ_SECTION_VECTORS, layer->gain, layer->out);
    write_floats(writer, CMQ_SECTION_VECTORS, layer->shift, layer->out);
}

static void write_vectors(struct writer *writer, const struct cmq_model *model) {
    struct cmq_buf *out = &writer->section[CMQ_SECTION_VECTORS];
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
            cmq_record_add_u32(out, embed->seed);
            write_table(writer, CMQ_SECTION_VECTORS, &embed->table);
        }
        cmq_record_add_u32(out, vectors->words != NULL);
        if (vectors->words != NULL) {
            write_floats(writer, CMQ_SECTION_VECTORS, vectors->projection,
                         (size_t)vectors->width * vectors->words->table.width);
        }
        write_maxout(writer, &vectors->mix);
        for (uint32_t j = 0; j < vectors->depth; j++) {
            write_maxout(writer, &vectors->encoder[j]);
        }
    }
}

static void write_trees(struct writer *writer, const struct cmq_model *model) {
    struct cmq_buf *out = &writer->section[CMQ_SECTION_TREES];
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

static void write_linear(struct writer *writer, enum cmq_section section,
                         const struct cmq_linear *layer) {
    cmq_record_add_u32(&writer->section[section], layer->in);
    cmq_record_add_u32(&writer->section[section], layer->out);
    write_floats(writer, section, layer->weight, (size_t)layer->out * layer->in);
    write_floats(writer, section, layer->bias, layer->out);
}

static void write_classifier(struct writer *writer, enum cmq_section section,
                             const struct cmq_classifier *classifier) {
    if (!classifier->present) {
        return;
    }
    struct cmq_buf *out = &writer->section[section];
    cmq_record_add_u32(out, classifier->vectors);
    write_linear(writer, section, &classifier->output);
    for (uint32_t i = 0; i < classifier->output.out; i++) {
        if (section == CMQ_SECTION_LEMMATIZER) {
            cmq_record_add_u32(out, classifier->tree[i]);
            continue;
        }
        cmq_record_add_str(out, classifier->label[i]);
        if (section == CMQ_SECTION_MORPHOLOGIZER) {
            cmq_record_add_u32(out, classifier->upos[i]);
        }
    }
}

static void write_transitions(struct writer *writer, enum cmq_section section,
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

static void write_rule(struct cmq_buf *out, const struct cmq_rule *rule) {
    cmq_record_add_u32(out, rule->length);
    cmq_record_add_u32(out, rule->target);
    cmq_record_add_u32(out, rule->sets_upos);
    cmq_record_add_u32(out, rule->upos);
    cmq_record_add_str(out, rule->tag);
    cmq_record_add_str(out, rule->feats);
    cmq_record_add_str(out, rule->lemma);
    cmq_record_add_str(out, rule->label);
    cmq_record_add_u32(out, rule->test_count);
    for (uint32_t i = 0; i < rule->test_count; i++) {
        const struct cmq_rule_test *test = &rule->test[i];
        cmq_record_add_u32(out, test->token);
        cmq_record_add_u32(out, test->field);
        cmq_record_add_u32(out, test->none);
        write_ids(out, test->value, test->count);
    }
}

static void write_rules(struct writer *writer, const struct cmq_model *model) {
    if (model->rule_count == 0) {
        return;
    }
    struct cmq_buf *out = &writer->section[CMQ_SECTION_RULES];
    cmq_record_add_u32(out, model->rule_count);
    for (uint32_t i = 0; i < model->rule_count; i++) {
        write_rule(out, &model->rule[i]);
    }
}

static void write_lemma_table(struct cmq_buf *out, const struct cmq_lemma_table *table) {
    cmq_record_add_u32(out, table->ending_count);
    for (uint32_t i = 0; i < table->ending_count; i++) {
        cmq_record_add_str(out, table->ending[i].old);
        cmq_record_add_str(out, table->ending[i].new);
    }
    write_ids(out, table->known, table->known_count);
    write_ids(out, table->exception, table->exception_count);
    for (uint32_t i = 0; i < table->exception_count; i++) {
        cmq_record_add_u32(out, table->lemmas[i].count);
        for (uint32_t j = 0; j < table->lemmas[i].count; j++) {
            cmq_record_add_str(out, table->lemmas[i].lemma[j]);
        }
    }
}

static void write_lemma_rules(struct writer *writer, const struct cmq_lemma_rules *rules) {
    if (!rules->present) {
        return;
    }
    struct cmq_buf *out = &writer->section[CMQ_SECTION_LEMMA_TABLES];
    cmq_record_add_u32(out, rules->last_first);
    for (uint32_t upos = 0; upos <= CMQ_SPACE; upos++) {
        write_lemma_table(out, &rules->table[upos]);
    }
}

static void assemble(const struct writer *writer, struct cmq_buf *file) {
    uint64_t offset[CMQ_SECTION_COUNT],
        length = CMQ_MODEL_HEADER_SIZE + CMQ_SECTION_COUNT * CMQ_MODEL_ENTRY_SIZE;
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
        length = (length + CMQ_MODEL_ALIGNMENT - 1) / CMQ_MODEL_ALIGNMENT * CMQ_MODEL_ALIGNMENT;
        offset[i] = length;
        length += writer->section[i].len;
    }
    cmq_buf_add(file, CMQ_MODEL_MAGIC, sizeof CMQ_MODEL_MAGIC - 1);
    cmq_record_add_u32(file, CMQ_MODEL_VERSION);
    cmq_record_add_u32(file, CMQ_SECTION_COUNT);
    cmq_record_add_u64(file, length);
    while (file->len < CMQ_MODEL_HEADER_SIZE && !file->failed) {
        cmq_buf_add_char(file, '\0');
    }
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
        cmq_record_add_u64(file, offset[i]);
        cmq_record_add_u64(file, writer->section[i].len);
    }
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
        cmq_record_align(file, CMQ_MODEL_ALIGNMENT);
        cmq_buf_add_str(file, cmq_buf_str(&writer->section[i]));
    }
    if (!file->failed) {
        char digest[65];
        cmq_sha256_hex(
            (struct cmq_str){file->ptr + CMQ_MODEL_HEADER_SIZE, file->len - CMQ_MODEL_HEADER_SIZE},
            digest);
        memcpy(file->ptr + CMQ_MODEL_ID_OFFSET, "sha256:", 7);
        memcpy(file->ptr + CMQ_MODEL_ID_OFFSET + 7, digest, 64);
    }
}

/* Nothing is written that would not open. */
static enum cmq_status try_to_open(struct cmq_str file, struct cmq_error *err) {
    void *copy = aligned_alloc(CMQ_MODEL_ALIGNMENT, (file.len + CMQ_MODEL_ALIGNMENT - 1) /
                                                        CMQ_MODEL_ALIGNMENT * CMQ_MODEL_ALIGNMENT);
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
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
        cmq_buf_init(&writer.section[i], MAX_FILE);
    }
    cmq_record_add_str(&writer.section[CMQ_SECTION_META], model->name);
    cmq_record_add_str(&writer.section[CMQ_SECTION_META], model->language);
    cmq_record_add_str(&writer.section[CMQ_SECTION_META], model->origin);
    cmq_buf_add_str(&writer.section[CMQ_SECTION_TOKENIZER], tokenizer);
    write_words(&writer, &model->words);
    write_vectors(&writer, model);
    write_trees(&writer, model);
    write_classifier(&writer, CMQ_SECTION_TAGGER, &model->tagger);
    write_classifier(&writer, CMQ_SECTION_MORPHOLOGIZER, &model->morphologizer);
    write_classifier(&writer, CMQ_SECTION_LEMMATIZER, &model->lemmatizer);
    write_transitions(&writer, CMQ_SECTION_PARSER, &model->parser);
    write_classifier(&writer, CMQ_SECTION_SENTER, &model->senter);
    write_rules(&writer, model);
    write_lemma_rules(&writer, &model->lemma_rules);
    write_transitions(&writer, CMQ_SECTION_ENTITIES, &model->entities);
    struct cmq_buf file;
    cmq_buf_init(&file, MAX_FILE);
    assemble(&writer, &file);
    bool failed = file.failed;
    for (int i = 0; i < CMQ_SECTION_COUNT; i++) {
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
