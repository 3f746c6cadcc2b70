/* SPDX-License-Identifier: Apache-2.0 */
/* Static word vectors: looked up by the id of a feature, projected to the width of a stack. */
#include "nlp/model.h"

/* The place of a key in ascending order; `count` if it is not there. */
static uint32_t find_key(const struct cmq_words *words, uint64_t key) {
    uint32_t low = 0, high = words->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->key[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < words->count && words->key[low] == key ? low : words->count;
}

void cmq_project_word(const struct cmq_vectors *vectors, const struct cmq_features *features,
                      float *out) {
    const struct cmq_words *words = vectors->words;
    uint32_t found = find_key(words, features->id[words->feature]), length = words->table.width;
    memset(out, 0, vectors->width * sizeof *out);
    if (found == words->count) {
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
