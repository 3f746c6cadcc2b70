/* SPDX-License-Identifier: Apache-2.0 */
/* Words are numbered as they come. A run first numbers its words, then computes the new ones, as
 * many of them at a time as a page holds. */
#include "nlp/words.h"

#include <string.h>

static uint32_t capacity_for(const struct cmq_prepared_vectors *prepared, uint32_t most) {
    size_t word = (prepared->row + prepared->layer[0].packed.row) * sizeof(float);
    size_t fit = CMQ_WORD_ROOM / word;
    if (fit < CMQ_WORD_RUN) {
        fit = CMQ_WORD_RUN;
    }
    return ((fit < most ? (uint32_t)fit : most) + CMQ_WORD_PAGE - 1) / CMQ_WORD_PAGE *
           CMQ_WORD_PAGE;
}

bool cmq_words_init(struct cmq_words *words, const struct cmq_vectors *vectors, uint32_t most,
                    struct cmq_arena *arena) {
    const struct cmq_prepared_vectors *prepared = vectors->prepared;
    uint32_t capacity = capacity_for(prepared, most), slots = 2 * CMQ_WORD_PAGE;
    while (slots < 2 * capacity) {
        slots *= 2;
    }
    *words = (struct cmq_words){
        .vectors = vectors,
        .arena = arena,
        .capacity = capacity,
        .slot_mask = slots - 1,
        .slot = CMQ_NEW_ARRAY(arena, uint32_t, slots),
        .key = CMQ_NEW_ARRAY(arena, struct cmq_features, capacity),
        .page = CMQ_NEW_ARRAY(arena, struct cmq_word_page, capacity / CMQ_WORD_PAGE),
        .input = cmq_new_floats(arena, CMQ_WORD_PAGE * CMQ_ROUND_ROW(vectors->mix.in)),
        .sums = cmq_new_floats(arena, CMQ_WORD_PAGE * prepared->mix.packed.row)};
    for (uint32_t e = 0; e < vectors->embed_count; e++) {
        words->used[vectors->embed[e].feature] = true;
    }
    return !arena->exhausted;
}

static void forget(struct cmq_words *words) {
    memset(words->slot, 0, (words->slot_mask + (size_t)1) * sizeof *words->slot);
    words->count = words->ready = 0;
}

/* The number of a word, a new one if it has none. */
static uint32_t number_of(struct cmq_words *words, const struct cmq_features *features) {
    struct cmq_features key;
    for (uint32_t f = 0; f < CMQ_FEATURE_COUNT; f++) {
        key.id[f] = words->used[f] ? features->id[f] : 0;
    }
    uint32_t at = (uint32_t)cmq_hash((struct cmq_str){(const char *)&key, sizeof key});
    for (at &= words->slot_mask; words->slot[at] != 0; at = (at + 1) & words->slot_mask) {
        uint32_t index = words->slot[at] - 1;
        if (memcmp(&words->key[index], &key, sizeof key) == 0) {
            return index;
        }
    }
    words->key[words->count++] = key;
    words->slot[at] = words->count;
    return words->count - 1;
}

/* Writes what the mix layer reads of a word: its embeddings, one after another. */
static void embed(const struct cmq_vectors *vectors, const struct cmq_features *features,
                  float *out) {
    for (uint32_t e = 0; e < vectors->embed_count; e++, out += vectors->width) {
        const struct cmq_hash_embed *table = &vectors->embed[e];
        uint32_t row[4];
        cmq_embed_rows(features->id[table->feature], table->seed, table->rows, row);
        const float *a = table->table + (size_t)row[0] * vectors->width;
        const float *b = table->table + (size_t)row[1] * vectors->width;
        const float *c = table->table + (size_t)row[2] * vectors->width;
        const float *d = table->table + (size_t)row[3] * vectors->width;
        for (uint32_t k = 0; k < vectors->width; k++) {
            out[k] = a[k] + b[k] + c[k] + d[k];
        }
    }
}

/* Computes words first … first + count - 1, which stand on one page. */
static bool compute(struct cmq_words *words, uint32_t first, uint32_t count) {
    const struct cmq_vectors *vectors = words->vectors;
    const struct cmq_prepared_vectors *prepared = vectors->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_prepared_maxout *mix = &prepared->mix;
    const struct cmq_packed *fold = &prepared->layer[0].packed;
    struct cmq_word_page *page = &words->page[first / CMQ_WORD_PAGE];
    if (page->mixed == NULL) {
        page->mixed = cmq_new_floats(words->arena, CMQ_WORD_PAGE * prepared->row);
        page->products = cmq_new_floats(words->arena, CMQ_WORD_PAGE * fold->row);
        if (words->arena->exhausted) {
            return false;
        }
    }
    float *mixed = page->mixed + first % CMQ_WORD_PAGE * prepared->row;
    float *products = page->products + first % CMQ_WORD_PAGE * fold->row;
    size_t stride = CMQ_ROUND_ROW(vectors->mix.in);
    for (uint32_t i = 0; i < count; i++) {
        embed(vectors, &words->key[first + i], words->input + i * stride);
    }
    kernels->product(&mix->packed, words->input, stride, count, words->sums);
    for (uint32_t i = 0; i < count; i++) {
        const float *sums = words->sums + i * mix->packed.row;
        float *out = mixed + i * prepared->row;
        kernels->maxout(&sums, 1, mix->bias, mix->pieces, prepared->row, out);
        kernels->norm(&mix->norm, out, NULL, out);
    }
    kernels->product(fold, mixed, prepared->row, count, products);
    return true;
}

bool cmq_words_find(struct cmq_words *words, const struct cmq_features *features, uint32_t count,
                    uint32_t *index) {
    if (words->capacity - words->count < count) {
        forget(words);
    }
    for (uint32_t i = 0; i < count; i++) {
        index[i] = number_of(words, &features[i]);
    }
    while (words->ready < words->count) {
        uint32_t left = words->count - words->ready;
        uint32_t room = CMQ_WORD_PAGE - words->ready % CMQ_WORD_PAGE;
        uint32_t some = left < room ? left : room;
        if (!compute(words, words->ready, some)) {
            forget(words);
            return false;
        }
        words->ready += some;
    }
    return true;
}
