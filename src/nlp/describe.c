/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/model.h"

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
