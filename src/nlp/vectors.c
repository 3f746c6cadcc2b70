/* SPDX-License-Identifier: Apache-2.0 */
/* Token vectors: hash embeddings, a mix layer, and a residual convolution.
 *
 * 1. Tokens with equal features have equal mixed embeddings, so these are computed once a type.
 * 2. The convolution sees an endless row of zero vectors before and after the text, which its
 *    layers transform like tokens (that is not the same as zeros at every layer). Of those, the
 *    `window * depth` next to the text can reach it, no more.
 * 3. The text goes through all layers in chunks that overlap by as much, so that the buffers stay
 *    in the cache and memory does not grow. Layer k computes, of a chunk's columns, all but k *
 *    window at either end: what the layers after it still need. */
#include "nlp/engine.h"

#include <string.h>

#define MIX_COLUMNS   64u
#define LAYER_COLUMNS 512u

/* The features that tell the types apart: those of the embeddings, then that of the word vectors.
 */
#define MAX_KEYS (CMQ_MAX_EMBEDS + 1)

/* The distinct feature tuples of a text. */
struct types {
    uint32_t *of_token;
    CMQ_ARRAY(uint32_t) sample; /* a token of each type */
};

static void key_of(const struct cmq_vectors *vectors, const struct cmq_features *features,
                   uint64_t key[static MAX_KEYS]) {
    for (uint32_t e = 0; e < vectors->embed_count; e++) {
        key[e] = features->id[vectors->embed[e].feature];
    }
    if (vectors->words != NULL) {
        key[vectors->embed_count] = features->id[vectors->words->feature];
    }
}

static bool find_types(const struct cmq_vectors *vectors, const struct cmq_features *features,
                       uint32_t count, struct cmq_arena *arena, struct types *types) {
    memset(types, 0, sizeof *types);
    size_t capacity = 64;
    while (capacity < (size_t)count * 2) {
        capacity *= 2;
    }
    uint32_t *slot = CMQ_NEW_ARRAY(arena, uint32_t, capacity); /* type + 1; 0 is free */
    types->of_token = CMQ_NEW_ARRAY(arena, uint32_t, count);
    if (slot == NULL || types->of_token == NULL) {
        return false;
    }
    size_t keys = vectors->embed_count + (vectors->words != NULL);
    size_t key_size = keys * sizeof(uint64_t);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key[MAX_KEYS] = {0}, other[MAX_KEYS] = {0};
        key_of(vectors, &features[i], key);
        size_t at = cmq_hash((struct cmq_str){(const char *)key, key_size}) & (capacity - 1);
        while (slot[at] != 0) {
            key_of(vectors, &features[types->sample.item[slot[at] - 1]], other);
            if (memcmp(key, other, key_size) == 0) {
                break;
            }
            at = (at + 1) & (capacity - 1);
        }
        if (slot[at] == 0) {
            CMQ_PUSH(arena, &types->sample) = i;
            if (arena->exhausted) {
                return false;
            }
            slot[at] = types->sample.count;
        }
        types->of_token[i] = slot[at] - 1;
    }
    return true;
}

static struct cmq_columns new_columns(struct cmq_arena *arena, uint32_t rows, uint32_t columns) {
    /* An odd number of cache lines: a column's values then spread over the sets of the cache. */
    uint32_t lines = CMQ_ROUND_LANES(columns) / CMQ_LANES | 1;
    size_t stride = (size_t)lines * CMQ_LANES;
    return (struct cmq_columns){CMQ_NEW_ARRAY(arena, float, rows *stride), stride};
}

static struct cmq_dense dense_of(const struct cmq_maxout *layer, uint32_t taps) {
    return (struct cmq_dense){layer->weight, layer->bias, layer->out,
                              layer->pieces, taps,        layer->in / taps};
}

/* Writes the embeddings of one token, one below the other, and its word vector into a column. */
static void embed(const struct cmq_vectors *vectors, const struct cmq_features *features,
                  struct cmq_columns out, uint32_t column) {
    float *to = out.at + column;
    float sum[CMQ_MAX_WIDTH];
    for (uint32_t e = 0; e < vectors->embed_count; e++) {
        const struct cmq_hash_embed *embed = &vectors->embed[e];
        uint32_t row[4];
        cmq_embed_rows(features->id[embed->feature], embed->seed, embed->table.rows, row);
        memset(sum, 0, vectors->width * sizeof *sum);
        for (int r = 0; r < 4; r++) {
            cmq_table_add_row(&embed->table, row[r], sum);
        }
        for (uint32_t k = 0; k < vectors->width; k++, to += out.stride) {
            *to = sum[k];
        }
    }
    if (vectors->words != NULL) {
        cmq_project_word(vectors, features, sum);
        for (uint32_t k = 0; k < vectors->width; k++, to += out.stride) {
            *to = sum[k];
        }
    }
}

/* The mixed embedding of each type: (types, width). */
static float *mix_types(const struct cmq_vectors *vectors, const struct cmq_features *features,
                        const struct types *types, struct cmq_arena *arena) {
    uint32_t count = types->sample.count, width = vectors->width;
    float *mixed = CMQ_NEW_ARRAY(arena, float, (size_t)count *width);
    struct cmq_columns input = new_columns(arena, vectors->mix.in, MIX_COLUMNS);
    struct cmq_columns output = new_columns(arena, width, MIX_COLUMNS);
    if (mixed == NULL || input.at == NULL || output.at == NULL) {
        return NULL;
    }
    struct cmq_dense mix = dense_of(&vectors->mix, 1);
    for (uint32_t first = 0; first < count; first += MIX_COLUMNS) {
        uint32_t len = count - first < MIX_COLUMNS ? count - first : MIX_COLUMNS;
        for (uint32_t c = 0; c < len; c++) {
            embed(vectors, &features[types->sample.item[first + c]], input, c);
        }
        cmq_kernel_maxout(&mix, input, len, output);
        cmq_kernel_layer_norm(vectors->mix.gain, vectors->mix.shift, width, output, len);
        cmq_kernel_rows_from_columns(output, len, width, mixed + (size_t)first * width);
    }
    return mixed;
}

/* Puts the mixed embeddings of tokens first … first + columns - 1 into columns; where there is no
 * token, zeros. */
static void load_chunk(const float *mixed, const struct types *types, uint32_t width, int64_t first,
                       uint32_t columns, uint32_t count, struct cmq_columns out) {
    for (uint32_t c = 0; c < columns; c++) {
        int64_t token = first + c;
        bool inside = token >= 0 && token < count;
        const float *from = inside ? mixed + (size_t)types->of_token[token] * width : NULL;
        for (uint32_t k = 0; k < width; k++) {
            out.at[k * out.stride + c] = inside ? from[k] : 0.0f;
        }
    }
}

/* Takes `columns` columns through all layers; returns the buffer in which they end. */
static struct cmq_columns encode(const struct cmq_vectors *vectors, uint32_t columns,
                                 struct cmq_columns x, struct cmq_columns y) {
    uint32_t window = vectors->window;
    for (uint32_t layer = 0; layer < vectors->depth; layer++) {
        const struct cmq_maxout *maxout = &vectors->encoder[layer];
        struct cmq_dense dense = dense_of(maxout, 2 * window + 1);
        uint32_t low = (layer + 1) * window, count = columns - 2 * low;
        struct cmq_columns left = {x.at + low - window, x.stride};
        struct cmq_columns centre = {x.at + low, x.stride}, out = {y.at + low, y.stride};
        cmq_kernel_maxout(&dense, left, count, out);
        cmq_kernel_layer_norm(maxout->gain, maxout->shift, vectors->width, out, count);
        cmq_kernel_add_columns(centre, vectors->width, count, out);
        struct cmq_columns swap = x;
        x = y;
        y = swap;
    }
    return x;
}

float *cmq_vectors_run(const struct cmq_vectors *vectors, const struct cmq_features *features,
                       uint32_t count, struct cmq_arena *arena) {
    struct types types;
    uint32_t width = vectors->width;
    float *out = CMQ_NEW_ARRAY(arena, float, (size_t)count *width);
    if (out == NULL || !find_types(vectors, features, count, arena, &types)) {
        return NULL;
    }
    float *mixed = mix_types(vectors, features, &types, arena);
    uint32_t halo = vectors->window * vectors->depth;
    uint32_t step = LAYER_COLUMNS;
    if (halo > 0 && halo < LAYER_COLUMNS / 4) {
        step -= 2 * (halo - vectors->window); /* so that the first layer has LAYER_COLUMNS */
    }
    uint32_t widest = (count < step ? count : step) + 2 * halo + CMQ_LANES;
    struct cmq_columns x = new_columns(arena, width, widest);
    struct cmq_columns y = new_columns(arena, width, widest);
    if (mixed == NULL || x.at == NULL || y.at == NULL) {
        return NULL;
    }
    for (uint32_t first = 0; first < count; first += step) {
        uint32_t len = count - first < step ? count - first : step;
        load_chunk(mixed, &types, width, (int64_t)first - halo, len + 2 * halo, count, x);
        struct cmq_columns encoded = encode(vectors, len + 2 * halo, x, y);
        encoded.at += halo;
        cmq_kernel_rows_from_columns(encoded, len, width, out + (size_t)first * width);
    }
    return out;
}
