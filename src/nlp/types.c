/* SPDX-License-Identifier: Apache-2.0 */
/* Types are numbered as they come. A run first numbers its types, then computes the new ones, as
 * many of them at a time as a page holds. When there is no room the second half is forgotten:
 * common types come early, and stay. */
#include "nlp/types.h"

#include <string.h>

static uint32_t capacity_for(const struct cmq_prepared_vectors *prepared, uint32_t most) {
    size_t type = (prepared->row + prepared->layer[0].packed.row) * sizeof(float);
    size_t fit = CMQ_TYPE_ROOM / type;
    if (fit < CMQ_TYPE_RUN) {
        fit = CMQ_TYPE_RUN;
    }
    return ((fit < most ? (uint32_t)fit : most) + CMQ_TYPE_PAGE - 1) / CMQ_TYPE_PAGE *
           CMQ_TYPE_PAGE;
}

bool cmq_types_init(struct cmq_types *types, const struct cmq_vectors *vectors, uint32_t most,
                    struct cmq_arena *arena) {
    const struct cmq_prepared_vectors *prepared = vectors->prepared;
    uint32_t capacity = capacity_for(prepared, most), slots = 2 * CMQ_TYPE_PAGE;
    while (slots < 2 * capacity) {
        slots *= 2;
    }
    *types = (struct cmq_types){
        .vectors = vectors,
        .arena = arena,
        .capacity = capacity,
        .slot_mask = slots - 1,
        .slot = CMQ_NEW_ARRAY(arena, uint32_t, slots),
        .key = CMQ_NEW_ARRAY(arena, struct cmq_features, capacity),
        .page = CMQ_NEW_ARRAY(arena, struct cmq_type_page, capacity / CMQ_TYPE_PAGE),
        .input = cmq_new_floats(arena, CMQ_TYPE_PAGE * CMQ_ROUND_ROW(vectors->mix.in)),
        .sums = cmq_new_floats(arena, CMQ_TYPE_PAGE * prepared->mix.packed.row)};
    for (uint32_t e = 0; e < vectors->embed_count; e++) {
        types->used[vectors->embed[e].feature] = true;
    }
    if (vectors->words != NULL) {
        types->used[vectors->words->feature] = true;
    }
    return !arena->exhausted;
}

static uint32_t slot_of(const struct cmq_types *types, const struct cmq_features *key) {
    uint32_t at = (uint32_t)cmq_hash((struct cmq_str){(const char *)key, sizeof *key});
    for (at &= types->slot_mask; types->slot[at] != 0; at = (at + 1) & types->slot_mask) {
        if (memcmp(&types->key[types->slot[at] - 1], key, sizeof *key) == 0) {
            break;
        }
    }
    return at;
}

/* Forgets all but the first `kept` types. */
static void forget(struct cmq_types *types, uint32_t kept) {
    memset(types->slot, 0, (types->slot_mask + (size_t)1) * sizeof *types->slot);
    for (uint32_t i = 0; i < kept; i++) {
        types->slot[slot_of(types, &types->key[i])] = i + 1;
    }
    types->count = types->ready = kept;
}

/* The number of a type, a new one if it has none. */
static uint32_t number_of(struct cmq_types *types, const struct cmq_features *features) {
    struct cmq_features key;
    for (uint32_t f = 0; f < CMQ_FEATURE_COUNT; f++) {
        key.id[f] = types->used[f] ? features->id[f] : 0;
    }
    uint32_t at = slot_of(types, &key);
    if (types->slot[at] == 0) {
        types->key[types->count] = key;
        types->slot[at] = ++types->count;
    }
    return types->slot[at] - 1;
}

/* Writes what the mix layer reads of a type: its embeddings, one after another, and its word
 * vector. `out` is zero. */
static void embed(const struct cmq_vectors *vectors, const struct cmq_features *features,
                  float *out) {
    for (uint32_t e = 0; e < vectors->embed_count; e++, out += vectors->width) {
        const struct cmq_hash_embed *embed = &vectors->embed[e];
        uint32_t row[4];
        cmq_embed_rows(features->id[embed->feature], embed->seed, embed->table.rows, row);
        for (int r = 0; r < 4; r++) {
            cmq_table_add_row(&embed->table, row[r], out);
        }
    }
    if (vectors->words != NULL) {
        cmq_project_word(vectors, features, out);
    }
}

/* False, and the page as it was, when the arena is exhausted. */
static bool make_page(const struct cmq_prepared_vectors *prepared, struct cmq_arena *arena,
                      struct cmq_type_page *page) {
    float *mixed = cmq_new_floats(arena, CMQ_TYPE_PAGE * prepared->row);
    float *products = cmq_new_floats(arena, CMQ_TYPE_PAGE * prepared->layer[0].packed.row);
    if (mixed == NULL || products == NULL) {
        return false;
    }
    *page = (struct cmq_type_page){mixed, products};
    return true;
}

/* Computes types first … first + count - 1, which stand on one page. */
static bool compute(struct cmq_types *types, uint32_t first, uint32_t count) {
    const struct cmq_vectors *vectors = types->vectors;
    const struct cmq_prepared_vectors *prepared = vectors->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_prepared_maxout *mix = &prepared->mix;
    const struct cmq_packed *fold = &prepared->layer[0].packed;
    struct cmq_type_page *page = &types->page[first / CMQ_TYPE_PAGE];
    if (page->mixed == NULL && !make_page(prepared, types->arena, page)) {
        return false;
    }
    float *mixed = page->mixed + first % CMQ_TYPE_PAGE * prepared->row;
    float *products = page->products + first % CMQ_TYPE_PAGE * fold->row;
    size_t stride = CMQ_ROUND_ROW(vectors->mix.in);
    memset(types->input, 0, count * stride * sizeof *types->input);
    for (uint32_t i = 0; i < count; i++) {
        embed(vectors, &types->key[first + i], types->input + i * stride);
    }
    kernels->product(&mix->packed, types->input, stride, count, types->sums);
    for (uint32_t i = 0; i < count; i++) {
        const float *sums = types->sums + i * mix->packed.row;
        float *out = mixed + i * prepared->row;
        kernels->maxout(&sums, 1, NULL, mix->pieces, prepared->row, out);
        kernels->norm(&mix->norm, out, NULL, out);
    }
    kernels->product(fold, mixed, prepared->row, count, products);
    return true;
}

bool cmq_types_find(struct cmq_types *types, const struct cmq_features *features, uint32_t count,
                    uint32_t *index) {
    if (types->capacity - types->count < count) {
        forget(types, types->capacity < 2 * CMQ_TYPE_RUN ? 0 : types->capacity / 2);
    }
    for (uint32_t i = 0; i < count; i++) {
        index[i] = number_of(types, &features[i]);
    }
    while (types->ready < types->count) {
        uint32_t left = types->count - types->ready;
        uint32_t room = CMQ_TYPE_PAGE - types->ready % CMQ_TYPE_PAGE;
        uint32_t some = left < room ? left : room;
        if (!compute(types, types->ready, some)) {
            forget(types, types->ready);
            return false;
        }
        types->ready += some;
    }
    return true;
}
