/* SPDX-License-Identifier: Apache-2.0 */
#include "naive_engine.h"

#include <math.h>
#include <string.h>

static struct naive_matrix new_matrix(uint32_t rows, uint32_t width, struct cmq_arena *arena) {
    return (struct naive_matrix){rows, width, CMQ_NEW_ARRAY(arena, double, (size_t)rows *width)};
}

static double *row_of(struct naive_matrix x, uint32_t row) {
    return x.at + (size_t)row * x.width;
}

static double dot(const float *weight, const double *x, uint32_t count) {
    double sum = 0;
    for (uint32_t k = 0; k < count; k++) {
        sum += (double)weight[k] * x[k];
    }
    return sum;
}

/* Maxout, then layer norm. */
static void layer(const struct cmq_maxout *maxout, const double *in, double *out) {
    double mean = 0, variance = 0;
    for (uint32_t o = 0; o < maxout->out; o++) {
        out[o] = -INFINITY;
        for (uint32_t p = 0; p < maxout->pieces; p++) {
            size_t unit = (size_t)o * maxout->pieces + p;
            double sum = (double)maxout->bias[unit] +
                         dot(maxout->weight + unit * maxout->in, in, maxout->in);
            out[o] = fmax(out[o], sum);
        }
        mean += out[o] / maxout->out;
    }
    for (uint32_t o = 0; o < maxout->out; o++) {
        variance += (out[o] - mean) * (out[o] - mean) / maxout->out;
    }
    for (uint32_t o = 0; o < maxout->out; o++) {
        out[o] = (out[o] - mean) / sqrt(variance + 1e-8) * (double)maxout->gain[o] +
                 (double)maxout->shift[o];
    }
}

/* One row of a table, however it is stored. */
static void add_table_row(const struct cmq_table *table, uint32_t row, struct cmq_arena *arena,
                          double *sum) {
    float *numbers = CMQ_NEW_ARRAY(arena, float, table->width);
    cmq_table_add_row(table, row, numbers);
    for (uint32_t k = 0; k < table->width; k++) {
        sum[k] += (double)numbers[k];
    }
}

static void embed(const struct cmq_vectors *vectors, uint32_t number,
                  const struct cmq_features *features, struct cmq_arena *arena, double *out) {
    const struct cmq_hash_embed *embed = &vectors->embed[number];
    uint32_t row[4];
    cmq_embed_rows(features->id[embed->feature], embed->seed, embed->table.rows, row);
    memset(out, 0, vectors->width * sizeof *out);
    for (int r = 0; r < 4; r++) {
        add_table_row(&embed->table, row[r], arena, out);
    }
}

static void project_word(const struct cmq_vectors *vectors, const struct cmq_features *features,
                         struct cmq_arena *arena, double *out) {
    const struct cmq_words *words = vectors->words;
    double *vector = CMQ_NEW_ARRAY(arena, double, words->table.width);
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->key[i] == features->id[words->feature]) {
            add_table_row(&words->table, words->row[i], arena, vector);
        }
    }
    for (uint32_t k = 0; k < vectors->width; k++) {
        out[k] =
            dot(vectors->projection + (size_t)k * words->table.width, vector, words->table.width);
    }
}

struct naive_matrix naive_embedding(const struct cmq_vectors *vectors, uint32_t number,
                                    const struct cmq_features *features, uint32_t count,
                                    struct cmq_arena *arena) {
    struct naive_matrix out = new_matrix(count, vectors->width, arena);
    for (uint32_t i = 0; i < count; i++) {
        embed(vectors, number, &features[i], arena, row_of(out, i));
    }
    return out;
}

struct naive_matrix naive_words(const struct cmq_vectors *vectors,
                                const struct cmq_features *features, uint32_t count,
                                struct cmq_arena *arena) {
    struct naive_matrix out = new_matrix(count, vectors->width, arena);
    for (uint32_t i = 0; i < count; i++) {
        project_word(vectors, &features[i], arena, row_of(out, i));
    }
    return out;
}

struct naive_matrix naive_mix(const struct cmq_vectors *vectors,
                              const struct cmq_features *features, uint32_t count,
                              struct cmq_arena *arena) {
    struct naive_matrix out = new_matrix(count, vectors->width, arena);
    double *in = CMQ_NEW_ARRAY(arena, double, vectors->mix.in);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t e = 0; e < vectors->embed_count; e++) {
            embed(vectors, e, &features[i], arena, in + e * vectors->width);
        }
        if (vectors->words != NULL) {
            project_word(vectors, &features[i], arena, in + vectors->embed_count * vectors->width);
        }
        layer(&vectors->mix, in, row_of(out, i));
    }
    return out;
}

struct naive_matrix naive_pad(struct naive_matrix x, uint32_t pad, struct cmq_arena *arena) {
    struct naive_matrix out = new_matrix(x.rows + 2 * pad, x.width, arena);
    memcpy(row_of(out, pad), x.at, (size_t)x.rows * x.width * sizeof *x.at);
    return out;
}

struct naive_matrix naive_encoder(const struct cmq_vectors *vectors, uint32_t number,
                                  struct naive_matrix x, struct cmq_arena *arena) {
    uint32_t window = vectors->window;
    struct naive_matrix beyond = naive_pad(x, window, arena);
    struct naive_matrix out = new_matrix(x.rows, x.width, arena);
    for (uint32_t i = 0; i < x.rows; i++) {
        /* The window's rows stand one after the other: left neighbours first. */
        layer(&vectors->encoder[number], row_of(beyond, i), row_of(out, i));
        for (uint32_t k = 0; k < x.width; k++) {
            row_of(out, i)[k] += row_of(x, i)[k];
        }
    }
    return out;
}

struct naive_matrix naive_vectors(const struct cmq_vectors *vectors,
                                  const struct cmq_features *features, uint32_t count,
                                  struct cmq_arena *arena) {
    struct naive_matrix x =
        naive_pad(naive_mix(vectors, features, count, arena), vectors->pad, arena);
    for (uint32_t d = 0; d < vectors->depth; d++) {
        x = naive_encoder(vectors, d, x, arena);
    }
    return (struct naive_matrix){count, x.width, row_of(x, vectors->pad)};
}

struct naive_matrix naive_linear(const struct cmq_linear *linear, struct naive_matrix x,
                                 struct cmq_arena *arena) {
    struct naive_matrix out = new_matrix(x.rows, linear->out, arena);
    for (uint32_t i = 0; i < x.rows; i++) {
        for (uint32_t o = 0; o < linear->out; o++) {
            const float *weight = linear->weight + (size_t)o * linear->in;
            row_of(out, i)[o] = dot(weight, row_of(x, i), linear->in) + (double)linear->bias[o];
        }
    }
    return out;
}

struct naive_matrix naive_products(const struct cmq_transitions *transitions,
                                   struct naive_matrix hidden, struct cmq_arena *arena) {
    uint32_t width = transitions->feature_count * transitions->hidden * transitions->pieces;
    struct naive_matrix out = new_matrix(hidden.rows + 1, width, arena);
    for (uint32_t i = 0; i < hidden.rows; i++) {
        for (uint32_t u = 0; u < width; u++) {
            const float *weight = transitions->lower_weight + (size_t)u * hidden.width;
            row_of(out, i)[u] = dot(weight, row_of(hidden, i), hidden.width);
        }
    }
    for (uint32_t u = 0; u < width; u++) {
        row_of(out, hidden.rows)[u] = (double)transitions->lower_pad[u];
    }
    return out;
}

const double *naive_scores(const struct cmq_transitions *transitions, struct naive_matrix products,
                           const int32_t *token, struct cmq_arena *arena) {
    uint32_t pieces = transitions->pieces, units = transitions->hidden * pieces;
    struct naive_matrix best = new_matrix(1, transitions->hidden, arena);
    for (uint32_t u = 0; u < units; u++) {
        double sum = (double)transitions->lower_bias[u];
        for (uint32_t f = 0; f < transitions->feature_count; f++) {
            uint32_t row = token[f] < 0 ? products.rows - 1 : (uint32_t)token[f];
            sum += row_of(products, row)[f * units + u];
        }
        best.at[u / pieces] = u % pieces == 0 ? sum : fmax(best.at[u / pieces], sum);
    }
    return transitions->has_upper ? naive_linear(&transitions->upper, best, arena).at : best.at;
}
