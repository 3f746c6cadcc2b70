/* SPDX-License-Identifier: Apache-2.0 */
/* Token vectors: what is known of each type (types.h), then a residual convolution.
 *
 * 1. The convolution sees an endless row of zero vectors before and after the text, which its
 *    layers transform like tokens (that is not the same as zeros at every layer). Of those, the
 *    `window * depth` next to the text can reach it, no more.
 * 2. The text goes through all layers in chunks that overlap by as much, so that the buffers stay
 *    in the cache and memory does not grow. Layer k computes, of a chunk's rows, all but k * window
 *    at either end: what the layers after it still need.
 * 3. The sums of the first layer are those of the types around a token, one tap each. */
#include "nlp/engine.h"

#include <string.h>

#define BLOCK_ROWS 64u /* rows whose sums are kept at a time */
#define CHUNK_ROWS 256u
#define MAX_TAPS   (2 * CMQ_MAX_WINDOW + 1)

/* One chunk: rows of tokens, the first of them `low` rows into the buffers. */
struct chunk {
    const struct cmq_vectors *vectors;
    struct cmq_types *types;
    uint32_t rows, low, tokens; /* with those before and after; before; of the text */
    uint32_t *type;             /* (tokens) */
    float *x, *y;               /* (rows, row) each: what a layer reads and writes */
    float *sums;                /* (BLOCK_ROWS, pieces, row) */
    struct cmq_bytes bytes;
};

static bool is_token(const struct chunk *chunk, uint32_t row) {
    return row >= chunk->low && row - chunk->low < chunk->tokens;
}

static const float *mixed_of(const struct chunk *chunk, uint32_t row) {
    return is_token(chunk, row) ? cmq_type_mixed(chunk->types, chunk->type[row - chunk->low])
                                : chunk->vectors->prepared->zeros;
}

static const float *products_of(const struct chunk *chunk, uint32_t row) {
    return is_token(chunk, row) ? cmq_type_products(chunk->types, chunk->type[row - chunk->low])
                                : chunk->vectors->prepared->zeros;
}

static void run_first_layer(struct chunk *chunk) {
    const struct cmq_prepared_vectors *prepared = chunk->vectors->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_prepared_maxout *layer = &prepared->layer[0];
    uint32_t window = chunk->vectors->window, taps = 2 * window + 1;
    for (uint32_t r = window; r < chunk->rows - window; r++) {
        const float *part[MAX_TAPS];
        for (uint32_t t = 0; t < taps; t++) {
            part[t] = products_of(chunk, r - window + t) + t * layer->pieces * prepared->row;
        }
        float *out = chunk->y + r * prepared->row;
        kernels->maxout(part, taps, prepared->first_bias, layer->pieces, prepared->row, out);
        kernels->norm(&layer->norm, out, mixed_of(chunk, r), out);
    }
}

static void run_layer(struct chunk *chunk, uint32_t depth) {
    const struct cmq_prepared_vectors *prepared = chunk->vectors->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_prepared_maxout *layer = &prepared->layer[depth];
    uint32_t window = chunk->vectors->window, low = (depth + 1) * window;
    for (uint32_t first = low; first < chunk->rows - low; first += BLOCK_ROWS) {
        uint32_t left = chunk->rows - low - first;
        uint32_t rows = left < BLOCK_ROWS ? left : BLOCK_ROWS;
        const float *x = chunk->x + first * prepared->row;
        cmq_multiply(kernels, &layer->packed, x - window * prepared->row, prepared->row, rows,
                     chunk->bytes, chunk->sums);
        for (uint32_t r = 0; r < rows; r++) {
            const float *sums = chunk->sums + r * layer->packed.row;
            float *out = chunk->y + (first + r) * prepared->row;
            kernels->maxout(&sums, 1, NULL, layer->pieces, prepared->row, out);
            kernels->norm(&layer->norm, out, x + r * prepared->row, out);
        }
    }
}

/* Takes a chunk through all layers; what comes out stands in x. */
static void encode(struct chunk *chunk) {
    for (uint32_t depth = 0; depth < chunk->vectors->depth; depth++) {
        if (depth == 0) {
            run_first_layer(chunk);
        } else {
            run_layer(chunk, depth);
        }
        float *swap = chunk->x;
        chunk->x = chunk->y;
        chunk->y = swap;
    }
}

static bool chunk_init(struct chunk *chunk, struct cmq_types *types, uint32_t rows,
                       struct cmq_arena *arena) {
    const struct cmq_vectors *vectors = types->vectors;
    const struct cmq_prepared_vectors *prepared = vectors->prepared;
    size_t widest = 0;
    for (uint32_t i = 1; i < vectors->depth; i++) {
        size_t row = prepared->layer[i].packed.row;
        widest = row > widest ? row : widest;
    }
    *chunk = (struct chunk){.vectors = vectors,
                            .types = types,
                            .type = CMQ_NEW_ARRAY(arena, uint32_t, rows),
                            .x = cmq_new_floats(arena, rows * prepared->row),
                            .y = cmq_new_floats(arena, rows * prepared->row),
                            .sums = cmq_new_floats(arena, BLOCK_ROWS * widest)};
    return cmq_new_bytes(arena, &prepared->layer[vectors->depth - 1].packed,
                         BLOCK_ROWS + 2 * vectors->window, prepared->row, &chunk->bytes) &&
           !arena->exhausted;
}

/* The tokens of a chunk and those around it that can reach them. */
static bool find_types(struct chunk *chunk, const struct cmq_features *features, uint32_t first,
                       uint32_t len, uint32_t halo, uint32_t count) {
    uint32_t from = first < halo ? 0 : first - halo;
    uint32_t end = count - first - len < halo ? count : first + len + halo;
    chunk->rows = len + 2 * halo;
    chunk->low = from + halo - first;
    chunk->tokens = end - from;
    return cmq_types_find(chunk->types, features + from, chunk->tokens, chunk->type);
}

float *cmq_vectors_run_kept(struct cmq_types *types, const struct cmq_features *features,
                            uint32_t count, struct cmq_arena *arena) {
    const struct cmq_vectors *vectors = types->vectors;
    size_t width = vectors->width, row = vectors->prepared->row;
    uint32_t halo = vectors->window * vectors->depth;
    uint32_t step = CHUNK_ROWS < count ? CHUNK_ROWS : count;
    struct chunk chunk;
    float *out = CMQ_NEW_ARRAY(arena, float, (size_t)count *width);
    if (out == NULL || !chunk_init(&chunk, types, step + 2 * halo, arena)) {
        return NULL;
    }
    for (uint32_t first = 0; first < count; first += step) {
        uint32_t len = count - first < step ? count - first : step;
        if (!find_types(&chunk, features, first, len, halo, count)) {
            return NULL;
        }
        encode(&chunk);
        for (uint32_t i = 0; i < len; i++) {
            memcpy(out + (first + i) * width, chunk.x + (halo + i) * row, width * sizeof *out);
        }
    }
    return out;
}

float *cmq_vectors_run(const struct cmq_vectors *vectors, const struct cmq_features *features,
                       uint32_t count, struct cmq_arena *arena) {
    struct cmq_types types;
    return cmq_types_init(&types, vectors, count, arena)
               ? cmq_vectors_run_kept(&types, features, count, arena)
               : NULL;
}
