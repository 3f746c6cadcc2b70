/* SPDX-License-Identifier: Apache-2.0 */
/* No sentence of prose has more than CMQ_MAX_SENTENCE tokens. What has, a table or an attack, is
 * cut into pieces of that length, so that everything later may look through a sentence for each
 * word of it. */

#include "nlp/model.h"

/* Makes tokens [first, end) a sentence: the first word that hangs outside is its root, the others
 * that do hang on it. */
static struct cmq_sentence make_piece(struct cmq_parse *parse, uint32_t first, uint32_t end,
                                      uint32_t index) {
    uint32_t root = CMQ_NO_TOKEN;
    for (uint32_t t = first; t < end; t++) {
        struct cmq_token *token = &parse->token[t];
        token->sentence = index;
        bool outside = token->head == t || token->head < first || token->head >= end;
        if (!outside || (token->is_space && root == CMQ_NO_TOKEN)) {
            continue;
        }
        if (root == CMQ_NO_TOKEN) {
            root = t;
            token->head = t;
            token->dep = CMQ_DEP_ROOT;
            token->label = CMQ_STR("ROOT");
        } else {
            token->head = root;
            token->dep = CMQ_DEP_DEP;
            token->label = CMQ_STR("dep");
        }
    }
    root = root == CMQ_NO_TOKEN ? first : root;
    for (uint32_t t = first; t < end; t++) {
        if (parse->token[t].head < first || parse->token[t].head >= end) {
            parse->token[t].head = root;
        }
    }
    return (struct cmq_sentence){.first = first, .end = end, .root = root};
}

bool cmq_cut_long_sentences(struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t pieces = 0;
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        uint32_t length = parse->sentence[s].end - parse->sentence[s].first;
        pieces += 1 + length / CMQ_MAX_SENTENCE;
    }
    struct cmq_sentence *cut = CMQ_NEW_ARRAY(arena, struct cmq_sentence, (size_t)pieces + 1);
    uint32_t count = 0;
    for (uint32_t s = 0; cut && s < parse->sentence_count; s++) {
        struct cmq_sentence sentence = parse->sentence[s];
        if (sentence.end - sentence.first <= CMQ_MAX_SENTENCE) {
            for (uint32_t t = sentence.first; t < sentence.end; t++) {
                parse->token[t].sentence = count;
            }
            cut[count++] = sentence;
            continue;
        }
        for (uint32_t first = sentence.first; first < sentence.end; first += CMQ_MAX_SENTENCE) {
            uint32_t end =
                first + CMQ_MAX_SENTENCE < sentence.end ? first + CMQ_MAX_SENTENCE : sentence.end;
            cut[count] = make_piece(parse, first, end, count);
            count++;
        }
    }
    if (cut) {
        parse->sentence = cut;
        parse->sentence_count = count;
    }
    return cut != NULL;
}
