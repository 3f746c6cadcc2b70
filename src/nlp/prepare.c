/* SPDX-License-Identifier: Apache-2.0 */
/* A matrix is packed from a list of its units, wherever each one stands in the model file.
 *
 * int8: a unit's weights share one scale, its largest one becoming CMQ_LARGEST8. Rows are quantized
 * when they come, around CMQ_ZERO_POINT, whose share of a sum depends on the weights alone and is
 * taken off beforehand. What is computed once a word or once a text stays float32. */
#include "nlp/prepare.h"

#include <math.h>
#include <string.h>

#define PREPARED_LIMIT ((size_t)512 << 20) /* bytes */

static void *new_aligned(struct cmq_arena *arena, size_t count, size_t size) {
    char *bytes = cmq_arena_alloc(arena, count + CMQ_ALIGNMENT / size, size);
    if (bytes == NULL) {
        return NULL;
    }
    size_t past = (uintptr_t)bytes % CMQ_ALIGNMENT;
    return past == 0 ? bytes : bytes + (CMQ_ALIGNMENT - past);
}

float *cmq_new_floats(struct cmq_arena *arena, size_t count) {
    return new_aligned(arena, count, sizeof(float));
}

bool cmq_new_bytes(struct cmq_arena *arena, const struct cmq_packed *packed, uint32_t rows,
                   size_t stride, struct cmq_bytes *bytes) {
    *bytes = (struct cmq_bytes){.stride = stride};
    if (packed->weight8 == NULL) {
        return true;
    }
    bytes->at = new_aligned(arena, rows * stride, 1);
    bytes->scale = cmq_new_floats(arena, rows);
    return bytes->at != NULL && bytes->scale != NULL;
}

void cmq_multiply(const struct cmq_kernels *kernels, const struct cmq_packed *packed,
                  const float *x, size_t stride, uint32_t rows, struct cmq_bytes bytes,
                  float *out) {
    if (packed->weight8 == NULL) {
        kernels->product(packed, x, stride, rows, out);
        return;
    }
    kernels->quantize(x, rows + packed->taps - 1, bytes);
    kernels->product8(packed, bytes, rows, out);
}

/* ---- packing ----------------------------------------------------------------------------- */

static bool pack_floats(const float *const *unit, size_t units, uint32_t panel_units,
                        struct cmq_arena *arena, struct cmq_packed *packed) {
    size_t inputs = (size_t)packed->taps * packed->in;
    float *weight = cmq_new_floats(arena, inputs * panel_units * packed->panels);
    if (weight == NULL) {
        return false;
    }
    packed->weight = weight;
    for (size_t u = 0; u < units; u++) {
        float *to = weight + u / panel_units * panel_units * inputs + u % panel_units;
        for (size_t i = 0; unit[u] != NULL && i < inputs; i++) {
            to[i * panel_units] = unit[u][i];
        }
    }
    return true;
}

static float largest_of(const float *weight, size_t count) {
    float largest = 0;
    for (size_t i = 0; i < count; i++) {
        float magnitude = fabsf(weight[i]);
        largest = magnitude > largest ? magnitude : largest;
    }
    return largest;
}

static int8_t to_byte(float weight, float inverse) {
    float value = weight * inverse;
    value = value >= -CMQ_LARGEST8 ? value : -CMQ_LARGEST8;
    value = value <= CMQ_LARGEST8 ? value : CMQ_LARGEST8;
    return (int8_t)lrintf(value);
}

static bool pack_bytes(const float *const *unit, size_t units, uint32_t panel_units,
                       struct cmq_arena *arena, struct cmq_packed *packed) {
    size_t all = (size_t)panel_units * packed->panels, taps = packed->taps;
    size_t fours = ((size_t)packed->in + 3) / 4;
    int8_t *weight = new_aligned(arena, all * taps * fours * 4, 1);
    int32_t *offset = new_aligned(arena, all * taps, sizeof *offset);
    float *scale = cmq_new_floats(arena, all);
    if (weight == NULL || offset == NULL || scale == NULL) {
        return false;
    }
    for (size_t u = 0; u < units; u++) {
        size_t panel = u / panel_units, lane = u % panel_units;
        float top = unit[u] != NULL ? largest_of(unit[u], taps * packed->in) : 0;
        float inverse = top > 0 ? CMQ_LARGEST8 / top : 0;
        scale[u] = top / CMQ_LARGEST8;
        for (size_t t = 0; unit[u] != NULL && t < taps; t++) {
            int8_t *to = weight + ((panel * taps + t) * fours * panel_units + lane) * 4;
            int32_t sum = 0;
            for (size_t k = 0; k < packed->in; k++) {
                int8_t byte = to_byte(unit[u][t * packed->in + k], inverse);
                to[k / 4 * panel_units * 4 + k % 4] = byte;
                sum += byte;
            }
            offset[(panel * taps + t) * panel_units + lane] = -CMQ_ZERO_POINT * sum;
        }
    }
    packed->weight8 = weight;
    packed->offset = offset;
    packed->scale = scale;
    return true;
}

bool cmq_pack(const struct cmq_kernels *kernels, enum cmq_precision precision,
              const float *const *unit, size_t units, uint32_t taps, uint32_t in,
              struct cmq_arena *arena, struct cmq_packed *packed) {
    uint32_t panel_units = CMQ_PANEL * kernels->lanes;
    size_t row = CMQ_ROUND_ROW(units);
    *packed = (struct cmq_packed){
        .taps = taps, .in = in, .panels = (uint32_t)(row / panel_units), .row = row};
    return precision == CMQ_PRECISION_INT8 ? pack_bytes(unit, units, panel_units, arena, packed)
                                           : pack_floats(unit, units, panel_units, arena, packed);
}

/* `count` floats, then zeros up to a row. */
static const float *pad_row(const float *from, size_t count, struct cmq_arena *arena) {
    float *row = cmq_new_floats(arena, CMQ_ROUND_ROW(count));
    if (row != NULL) {
        memcpy(row, from, count * sizeof *from);
    }
    return row;
}

/* (units, pieces) to (pieces, row) */
static const float *turn(const float *from, uint32_t units, uint32_t pieces, size_t row,
                         float *to) {
    for (uint32_t u = 0; u < units; u++) {
        for (uint32_t p = 0; p < pieces; p++) {
            to[p * row + u] = *from++;
        }
    }
    return to;
}

static const float *turn_new(const float *from, uint32_t units, uint32_t pieces, size_t row,
                             struct cmq_arena *arena) {
    float *to = cmq_new_floats(arena, pieces * row);
    return to == NULL ? NULL : turn(from, units, pieces, row, to);
}

/* ---- components -------------------------------------------------------------------------- */

static bool prepare_norm(const struct cmq_maxout *layer, struct cmq_arena *arena,
                         struct cmq_norm *norm) {
    float *inside = cmq_new_floats(arena, CMQ_ROUND_ROW(layer->out));
    for (uint32_t i = 0; inside != NULL && i < layer->out; i++) {
        inside[i] = 1;
    }
    *norm = (struct cmq_norm){layer->out, pad_row(layer->gain, layer->out, arena),
                              pad_row(layer->shift, layer->out, arena), inside};
    return !arena->exhausted;
}

/* `folded`: each tap's units on their own. */
static bool prepare_maxout(const struct cmq_kernels *kernels, enum cmq_precision precision,
                           const struct cmq_maxout *layer, uint32_t taps, bool folded,
                           struct cmq_arena *arena, struct cmq_prepared_maxout *prepared) {
    size_t row = CMQ_ROUND_ROW(layer->out);
    uint32_t blocks = folded ? taps : 1, in = layer->in / taps;
    size_t units = blocks * layer->pieces * row;
    const float **unit = CMQ_NEW_ARRAY(arena, const float *, units);
    prepared->pieces = layer->pieces;
    if (unit == NULL || !prepare_norm(layer, arena, &prepared->norm)) {
        return false;
    }
    for (uint32_t t = 0; t < blocks; t++) {
        for (uint32_t o = 0; o < layer->out; o++) {
            for (uint32_t p = 0; p < layer->pieces; p++) {
                unit[(t * layer->pieces + p) * row + o] =
                    layer->weight + ((size_t)o * layer->pieces + p) * layer->in + (size_t)t * in;
            }
        }
    }
    if (!cmq_pack(kernels, precision, unit, units, taps / blocks, in, arena, &prepared->packed)) {
        return false;
    }
    if (!folded) {
        prepared->packed.bias = turn_new(layer->bias, layer->out, layer->pieces, row, arena);
    }
    return !arena->exhausted;
}

bool cmq_prepare_vectors(const struct cmq_kernels *kernels, enum cmq_precision precision,
                         struct cmq_arena *arena, struct cmq_vectors *vectors) {
    struct cmq_prepared_vectors *prepared = CMQ_NEW(arena, struct cmq_prepared_vectors);
    uint32_t taps = 2 * vectors->window + 1;
    if (prepared == NULL) {
        return false;
    }
    prepared->kernels = kernels;
    prepared->row = CMQ_ROUND_ROW(vectors->width);
    bool done = prepare_maxout(kernels, CMQ_PRECISION_FLOAT32, &vectors->mix, 1, false, arena,
                               &prepared->mix);
    for (uint32_t i = 0; i < vectors->depth && done; i++) {
        done = prepare_maxout(kernels, i == 0 ? CMQ_PRECISION_FLOAT32 : precision,
                              &vectors->encoder[i], taps, i == 0, arena, &prepared->layer[i]);
    }
    const struct cmq_maxout *first = &vectors->encoder[0];
    prepared->first_bias = turn_new(first->bias, first->out, first->pieces, prepared->row, arena);
    prepared->zeros = cmq_new_floats(arena, prepared->layer[0].packed.row);
    vectors->prepared = prepared;
    return done && prepared->zeros != NULL && prepared->first_bias != NULL;
}

static bool prepare_linear(const struct cmq_kernels *kernels, enum cmq_precision precision,
                           const struct cmq_linear *linear, struct cmq_arena *arena,
                           struct cmq_packed *packed) {
    const float **unit = CMQ_NEW_ARRAY(arena, const float *, linear->out);
    for (uint32_t u = 0; unit != NULL && u < linear->out; u++) {
        unit[u] = linear->weight + (size_t)u * linear->in;
    }
    if (unit == NULL ||
        !cmq_pack(kernels, precision, unit, linear->out, 1, linear->in, arena, packed)) {
        return false;
    }
    packed->bias = pad_row(linear->bias, linear->out, arena);
    return packed->bias != NULL;
}

bool cmq_prepare_classifier(const struct cmq_kernels *kernels, enum cmq_precision precision,
                            struct cmq_arena *arena, struct cmq_classifier *classifier) {
    struct cmq_prepared_classifier *prepared = CMQ_NEW(arena, struct cmq_prepared_classifier);
    if (prepared == NULL) {
        return false;
    }
    prepared->kernels = kernels;
    classifier->prepared = prepared;
    if (classifier->output.in % CMQ_ROW != 0) {
        precision = CMQ_PRECISION_FLOAT32; /* token vectors are not rounded up to a row */
    }
    return prepare_linear(kernels, precision, &classifier->output, arena, &prepared->packed);
}

static bool prepare_lower(const struct cmq_transitions *t, enum cmq_precision precision,
                          struct cmq_arena *arena, struct cmq_prepared_transitions *prepared) {
    size_t hidden = prepared->hidden, sum = t->pieces * hidden, units = t->feature_count * sum;
    uint32_t in = t->projection.out;
    const float **unit = CMQ_NEW_ARRAY(arena, const float *, units);
    float *pad = cmq_new_floats(arena, units);
    prepared->bias = turn_new(t->lower_bias, t->hidden, t->pieces, hidden, arena);
    if (unit == NULL || pad == NULL || prepared->bias == NULL) {
        return false;
    }
    const float *weight = t->lower_weight;
    for (uint32_t f = 0; f < t->feature_count; f++) {
        turn(t->lower_pad + (size_t)f * t->hidden * t->pieces, t->hidden, t->pieces, hidden,
             pad + f * sum);
        for (uint32_t h = 0; h < t->hidden; h++) {
            for (uint32_t p = 0; p < t->pieces; p++, weight += in) {
                unit[f * sum + p * hidden + h] = weight;
            }
        }
    }
    prepared->pad = pad;
    return cmq_pack(prepared->kernels, precision, unit, units, 1, in, arena, &prepared->lower);
}

static bool prepare_upper(const struct cmq_transitions *t, struct cmq_arena *arena,
                          struct cmq_prepared_transitions *prepared) {
    prepared->score_row = CMQ_ROUND_ROW(t->action_count);
    if (!t->has_upper) {
        return true;
    }
    float *upper = cmq_new_floats(arena, t->hidden * prepared->score_row);
    prepared->upper = upper;
    prepared->upper_bias = pad_row(t->upper.bias, t->action_count, arena);
    for (uint32_t a = 0; upper != NULL && a < t->action_count; a++) {
        for (uint32_t h = 0; h < t->hidden; h++) {
            upper[h * prepared->score_row + a] = t->upper.weight[(size_t)a * t->hidden + h];
        }
    }
    return upper != NULL && prepared->upper_bias != NULL;
}

static bool prepare_runs(const struct cmq_transitions *t, struct cmq_arena *arena,
                         struct cmq_prepared_transitions *prepared) {
    CMQ_ARRAY(struct cmq_action_run) runs = {0};
    for (uint32_t a = 0; a < t->action_count; a++) {
        if (a == 0 || t->action[a].move != t->action[a - 1].move) {
            CMQ_PUSH(arena, &runs) = (struct cmq_action_run){a, a, t->action[a].move};
        }
        if (arena->exhausted) {
            return false;
        }
        runs.item[runs.count - 1].end++;
    }
    prepared->run = runs.item;
    prepared->run_count = runs.count;
    return true;
}

bool cmq_prepare_transitions(const struct cmq_kernels *kernels, enum cmq_precision precision,
                             struct cmq_arena *arena, struct cmq_transitions *transitions) {
    struct cmq_prepared_transitions *prepared = CMQ_NEW(arena, struct cmq_prepared_transitions);
    if (prepared == NULL) {
        return false;
    }
    prepared->kernels = kernels;
    prepared->hidden = CMQ_ROUND_ROW(transitions->hidden);
    transitions->prepared = prepared;
    return prepare_linear(kernels, CMQ_PRECISION_FLOAT32, &transitions->projection, arena,
                          &prepared->projection) &&
           prepare_lower(transitions, precision, arena, prepared) &&
           prepare_upper(transitions, arena, prepared) &&
           (!transitions->present || prepare_runs(transitions, arena, prepared));
}

bool cmq_prepare_model(const struct cmq_kernels *kernels, enum cmq_precision precision,
                       struct cmq_model *model) {
    struct cmq_classifier *classifier[] = {&model->tagger, &model->morphologizer,
                                           &model->lemmatizer, &model->senter};
    struct cmq_transitions *transitions[] = {&model->parser, &model->entities};
    struct cmq_arena *arena = &model->prepared;
    cmq_arena_release(arena);
    arena->limit = PREPARED_LIMIT;
    bool done = true;
    for (uint32_t i = 0; i < model->vectors_count && done; i++) {
        done = cmq_prepare_vectors(kernels, precision, arena, &model->vectors[i]);
    }
    for (size_t i = 0; i < sizeof classifier / sizeof *classifier && done; i++) {
        if (classifier[i]->present) {
            model->vectors[classifier[i]->vectors].used = true;
            done = cmq_prepare_classifier(kernels, precision, arena, classifier[i]);
        }
    }
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions && done; i++) {
        if (transitions[i]->present) {
            model->vectors[transitions[i]->vectors].used = true;
            done = cmq_prepare_transitions(kernels, precision, arena, transitions[i]);
        }
    }
    return done;
}

enum cmq_status cmq_model_prepare(struct cmq_model *model, enum cmq_precision precision,
                                  struct cmq_error *err) {
    return cmq_prepare_model(cmq_kernels_best(), precision, model)
               ? CMQ_OK
               : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the model's weights");
}
