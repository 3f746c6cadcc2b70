/* SPDX-License-Identifier: Apache-2.0 */
/* The sentence recogniser: a class a token, whether a sentence starts there. A parser that follows
 * holds to it; without one, its answers are all there is. */
#include "nlp/engine.h"

enum answer { INSIDE, START };

bool cmq_recognise_starts(const struct cmq_model *model, float *const *vectors,
                          struct cmq_arena *arena, struct cmq_parse *parse) {
    const struct cmq_classifier *senter = &model->senter;
    if (!senter->present) {
        return true;
    }
    uint32_t *best = cmq_classify(senter, vectors[senter->vectors], parse->token_count, arena);
    int8_t *hint = CMQ_NEW_ARRAY(arena, int8_t, parse->token_count);
    if (best == NULL || hint == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < parse->token_count; i++) {
        int8_t given = parse->sentence_hint == NULL ? 0 : parse->sentence_hint[i];
        hint[i] = given != 0 ? given : best[i] == START ? 1 : -1;
    }
    parse->sentence_hint = hint;
    return true;
}

bool cmq_cut_at_hints(struct cmq_parse *parse, struct cmq_arena *arena) {
    CMQ_ARRAY(struct cmq_sentence) sentences = {0};
    for (uint32_t i = 0; i < parse->token_count; i++) {
        struct cmq_token *token = &parse->token[i];
        if (i == 0 || (parse->sentence_hint != NULL && parse->sentence_hint[i] > 0)) {
            CMQ_PUSH(arena, &sentences) = (struct cmq_sentence){i, i, i};
            if (arena->exhausted) {
                return false;
            }
        }
        token->sentence = sentences.count - 1;
        token->head = i;
        token->label = (struct cmq_str){NULL, 0}; /* as rules see it; space.c makes roots */
        sentences.item[sentences.count - 1].end = i + 1;
    }
    parse->sentence = sentences.item;
    parse->sentence_count = sentences.count;
    return true;
}
