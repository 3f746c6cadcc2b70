/* SPDX-License-Identifier: Apache-2.0 */
/* White space takes part while the models decide, since they were trained so. After that it is
 * taken out of the trees, and what the rest of the program relies on is made to hold: a sentence
 * has words, one root, and the heads of its words are words of it. */
#include "nlp/engine.h"

#define NONE UINT32_MAX

/* The first word above a token that is not white space; its root where there is none. Shortens the
 * way as it goes, or long runs of white space would cost the square of their length. */
static uint32_t real_head(struct cmq_token *token, uint32_t i) {
    uint32_t head = token[i].head;
    while (token[head].is_space && token[head].head != head) {
        token[i].head = token[head].head;
        i = head;
        head = token[i].head;
    }
    return head;
}

/* Gives the sentence one root and every word a head in it that is a word. Words that hung on white
 * space alone hang on the first of them. */
static void settle_heads(struct cmq_parse *parse, struct cmq_sentence *sentence) {
    sentence->root = NONE;
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        struct cmq_token *token = &parse->token[i];
        if (token->is_space) {
            continue;
        }
        uint32_t head = real_head(parse->token, i);
        if (head != i && !parse->token[head].is_space && head >= sentence->first &&
            head < sentence->end) {
            token->head = head;
        } else if (sentence->root == NONE) {
            sentence->root = token->head = i;
            token->label = CMQ_STR("ROOT");
            token->dep = CMQ_DEP_ROOT;
        } else {
            token->head = sentence->root;
            if (head == i) {
                token->label = CMQ_STR("dep");
                token->dep = CMQ_DEP_DEP;
            }
        }
    }
}

/* Merges sentences of white space alone into the one before them, or else the one after. */
static void merge_blank_sentences(struct cmq_parse *parse) {
    uint32_t kept = 0, first = 0;
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        struct cmq_sentence sentence = parse->sentence[s];
        if (sentence.root == NONE && kept > 0) {
            parse->sentence[kept - 1].end = sentence.end;
            first = sentence.end;
        } else if (sentence.root != NONE || s + 1 == parse->sentence_count) {
            sentence.first = first;
            first = sentence.end;
            parse->sentence[kept++] = sentence;
        }
    }
    parse->sentence_count = kept;
}

void cmq_take_out_space(struct cmq_parse *parse) {
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        settle_heads(parse, &parse->sentence[s]);
    }
    merge_blank_sentences(parse);
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        struct cmq_sentence *sentence = &parse->sentence[s];
        if (sentence->root == NONE) {
            sentence->root = sentence->first;
        }
        for (uint32_t i = sentence->first; i < sentence->end; i++) {
            struct cmq_token *token = &parse->token[i];
            token->sentence = s;
            if (token->is_space) {
                token->head = sentence->root;
                token->label = CMQ_STR("dep");
                token->dep = CMQ_DEP_DEP;
                token->upos = CMQ_SPACE;
                token->feats = (struct cmq_str){0};
            }
        }
    }
}
