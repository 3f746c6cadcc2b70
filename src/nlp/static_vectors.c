/* SPDX-License-Identifier: Apache-2.0 */
/* Static word vectors: looked up by the id of a feature, projected to the width of a stack. */
#include "nlp/model.h"

void cmq_project_word(const struct cmq_vectors *vectors, const struct cmq_features *features,
                      float *out) {
    const struct cmq_words *words = vectors->words;
    uint32_t found, length = words->table.width;
    memset(out, 0, vectors->width * sizeof *out);
    if (!cmq_find_id(words->key, words->count, features->id[words->feature], &found)) {
        return;
    }
    float vector[CMQ_MAX_WIDTH];
    memset(vector, 0, length * sizeof *vector);
    cmq_table_add_row(&words->table, words->row[found], vector);
    for (uint32_t i = 0; i < vectors->width; i++) {
        const float *weight = vectors->projection + (size_t)i * length;
        for (uint32_t k = 0; k < length; k++) {
            out[i] += weight[k] * vector[k];
        }
    }
}
