/* SPDX-License-Identifier: Apache-2.0 */
/* The tagger and the morphologizer are linear classifiers over token vectors. A softmax would not
 * change which class is largest, so there is none. */
#include "nlp/engine.h"

#define COLUMNS 64u

uint32_t *cmq_classify(const struct cmq_classifier *classifier, const float *vectors,
                       uint32_t count, struct cmq_arena *arena) {
    const struct cmq_linear *output = &classifier->output;
    struct cmq_dense dense = {output->weight, output->bias, output->out, 1, 1, output->in};
    struct cmq_columns x = {CMQ_NEW_ARRAY(arena, float, (size_t)output->in *COLUMNS), COLUMNS};
    uint32_t *best = CMQ_NEW_ARRAY(arena, uint32_t, CMQ_ROUND_LANES(count));
    if (x.at == NULL || best == NULL) {
        return NULL;
    }
    for (uint32_t first = 0; first < count; first += COLUMNS) {
        uint32_t len = count - first < COLUMNS ? count - first : COLUMNS;
        cmq_kernel_columns_from_rows(vectors + (size_t)first * output->in, len, output->in, x);
        cmq_kernel_best_unit(&dense, x, len, best + first);
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
