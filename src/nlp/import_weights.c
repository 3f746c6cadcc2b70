/* SPDX-License-Identifier: Apache-2.0 */
/* Layers out of thinc nodes. */
#include "nlp/import.h"

#include <string.h>

/* An aligned copy of a float32 parameter of `dims` dimensions, its shape in `shape`; NULL if it is
 * not there or not of that kind. */
const float *cmq_take_floats(struct cmq_import *import, const struct cmq_thinc_node *node,
                             const char *name, uint32_t dims, uint32_t shape[CMQ_THINC_DIMS]) {
    const struct cmq_thinc_array *array = cmq_thinc_param(node, cmq_str_of(name));
    if (array == NULL || array->dims != dims || !cmq_str_eq(array->type, CMQ_STR("<f4"))) {
        return NULL;
    }
    float *floats = CMQ_NEW_ARRAY(&import->arena, float, array->data.len / sizeof(float));
    if (floats != NULL) {
        memcpy(floats, array->data.ptr, array->data.len);
    }
    for (uint32_t i = 0; i < dims; i++) {
        shape[i] = array->shape[i];
    }
    return floats;
}

/* A vector of exactly `count` numbers, whatever dimensions its file gives it. */
const float *cmq_take_flat(struct cmq_import *import, const struct cmq_thinc_node *node,
                           const char *name, uint64_t count) {
    const struct cmq_thinc_array *array = cmq_thinc_param(node, cmq_str_of(name));
    uint32_t shape[CMQ_THINC_DIMS];
    if (array == NULL || array->data.len != count * sizeof(float)) {
        return NULL;
    }
    return cmq_take_floats(import, node, name, array->dims, shape);
}

bool cmq_take_linear(struct cmq_import *import, const struct cmq_thinc_node *node,
                     struct cmq_linear *layer) {
    uint32_t shape[CMQ_THINC_DIMS];
    layer->weight = cmq_take_floats(import, node, "W", 2, shape);
    if (layer->weight == NULL) {
        return false;
    }
    layer->out = shape[0];
    layer->in = shape[1];
    layer->bias = cmq_take_flat(import, node, "b", layer->out);
    return layer->bias != NULL;
}

bool cmq_take_maxout(struct cmq_import *import, const struct cmq_thinc_node *maxout,
                     const struct cmq_thinc_node *norm, struct cmq_maxout *layer) {
    uint32_t shape[CMQ_THINC_DIMS];
    layer->weight = cmq_take_floats(import, maxout, "W", 3, shape);
    if (layer->weight == NULL) {
        return false;
    }
    layer->out = shape[0];
    layer->pieces = shape[1];
    layer->in = shape[2];
    layer->bias = cmq_take_flat(import, maxout, "b", (uint64_t)layer->out * layer->pieces);
    layer->gain = cmq_take_flat(import, norm, "G", layer->out);
    layer->shift = cmq_take_flat(import, norm, "b", layer->out);
    return layer->bias != NULL && layer->gain != NULL && layer->shift != NULL;
}
