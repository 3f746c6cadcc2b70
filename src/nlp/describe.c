/* SPDX-License-Identifier: Apache-2.0 */
/* What `communique model info` tells of a model. */
#include "nlp/model_file.h"

const char *cmq_feature_name(enum cmq_feature feature) {
    static const char *const NAMES[CMQ_FEATURE_COUNT] = {
        [CMQ_FEATURE_ORTH] = "ORTH",         [CMQ_FEATURE_LOWER] = "LOWER",
        [CMQ_FEATURE_NORM] = "NORM",         [CMQ_FEATURE_PREFIX] = "PREFIX",
        [CMQ_FEATURE_SUFFIX] = "SUFFIX",     [CMQ_FEATURE_SHAPE] = "SHAPE",
        [CMQ_FEATURE_SPACY] = "SPACY",       [CMQ_FEATURE_IS_SPACE] = "IS_SPACE",
        [CMQ_FEATURE_IS_ALPHA] = "IS_ALPHA", [CMQ_FEATURE_IS_ASCII] = "IS_ASCII",
        [CMQ_FEATURE_IS_DIGIT] = "IS_DIGIT",
    };
    return NAMES[feature];
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
    if (model->words.count > 0) {
        cmq_buf_format(out, "words: %u by %s, %u vectors of length %u\n", model->words.count,
                       cmq_feature_name(model->words.feature), model->words.table.rows,
                       model->words.table.width);
    }
    for (uint32_t i = 0; i < model->vectors_count; i++) {
        const struct cmq_vectors *vectors = &model->vectors[i];
        cmq_buf_format(out, "vectors %u: width %u, depth %u, window %u;", i, vectors->width,
                       vectors->depth, vectors->window);
        for (uint32_t j = 0; j < vectors->embed_count; j++) {
            cmq_buf_format(out, " %s %u", cmq_feature_name(vectors->embed[j].feature),
                           vectors->embed[j].table.rows);
        }
        if (vectors->words != NULL) {
            cmq_buf_add(out, " words", 6);
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
    describe_classifier("senter", &model->senter, out);
    if (model->rule_count > 0) {
        cmq_buf_format(out, "attribute ruler: %u rules\n", model->rule_count);
    }
    if (model->lemma_rules.present) {
        cmq_buf_format(out, "rule lemmatizer: %s known form first\n",
                       model->lemma_rules.last_first ? "last" : "first");
    }
    describe_transitions("entities", &model->entities, out);
}

static void list(const char *name, const struct cmq_str *label, uint32_t count,
                 struct cmq_buf *out) {
    cmq_buf_format(out, "%s:", name);
    for (uint32_t i = 0; i < count; i++) {
        /* "conj||obl" is a way to decode "conj", not a label that comes out. */
        bool is_plain = true;
        for (size_t c = 0; c < label[i].len; c++) {
            is_plain = is_plain && label[i].ptr[c] != '|';
        }
        if (is_plain && label[i].len > 0) {
            cmq_buf_add_char(out, ' ');
            cmq_buf_add_str(out, label[i]);
        }
    }
    cmq_buf_add_char(out, '\n');
}

void cmq_model_describe_labels(const struct cmq_model *model, struct cmq_buf *out) {
    if (model->tagger.present) {
        list("tags", model->tagger.label, model->tagger.output.out, out);
    }
    if (model->parser.present) {
        list("relations", model->parser.label, model->parser.label_count, out);
    }
    if (model->entities.present) {
        list("names", model->entities.label, model->entities.label_count, out);
    }
}
