/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger and the morphologizer are linear classifiers over token vectors. A softmax would not
 * change which class is largest, so there is none. */
#include "nlp/engine.h"

#define ROWS 32u

uint32_t *cmq_classify(const struct cmq_classifier *classifier, const float *vectors,
                       uint32_t count, struct cmq_arena *arena) {
    const struct cmq_prepared_classifier *prepared = classifier->prepared;
    const struct cmq_kernels *kernels = prepared->kernels;
    const struct cmq_packed *packed = &prepared->packed;
    float *scores = cmq_new_floats(arena, (count < ROWS ? count : ROWS) * packed->row);
    uint32_t *best = CMQ_NEW_ARRAY(arena, uint32_t, count);
    struct cmq_bytes bytes;
    if (scores == NULL || best == NULL || !cmq_new_bytes(arena, packed, ROWS, packed->in, &bytes)) {
        return NULL;
    }
    for (uint32_t first = 0; first < count; first += ROWS) {
        uint32_t len = count - first < ROWS ? count - first : ROWS;
        cmq_multiply(kernels, packed, vectors + (size_t)first * packed->in, packed->in, len, bytes,
                     scores);
        for (uint32_t i = 0; i < len; i++) {
            best[first + i] = kernels->best(scores + i * packed->row, classifier->output.out);
        }
    }
    return best;
}

bool cmq_tag(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
             struct cmq_parse *parse) {
    const struct cmq_classifier *tagger = &model->tagger, *morph = &model->morphologizer;
    if (tagger->present) {
        uint32_t *best = cmq_classify(tagger, vectors[tagger->vectors], parse->token_count, arena);
        if (best == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < parse->token_count; i++) {
            parse->token[i].tag = tagger->label[best[i]];
        }
    }
    if (morph->present) {
        uint32_t *best = cmq_classify(morph, vectors[morph->vectors], parse->token_count, arena);
        if (best == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < parse->token_count; i++) {
            parse->token[i].feats = morph->label[best[i]];
            parse->token[i].upos = morph->upos[best[i]];
        }
    }
    return true;
}
