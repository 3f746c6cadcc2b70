/* SPDX-License-Identifier: Apache-2.0 */
/* News quotes words within a sentence: X “urged Y to withdraw”, according to Z. Such marks break
 * the trees of a small parser, so they are hidden from the models: the tokens without them are
 * analysed, and the marks put back as punctuation. A quotation that reads as a sentence of its own
 * keeps its marks. */

#include "nlp/model.h"

#define SENTENCE_WORDS 5

static bool is_capital(const struct cmq_token *token) {
    return token->form.len > 0 && token->form.ptr[0] >= 'A' && token->form.ptr[0] <= 'Z';
}

static bool is_stop(const struct cmq_token *token) {
    return token->form.len == 1 && (token->form.ptr[0] == '.' || token->form.ptr[0] == ',' ||
                                    token->form.ptr[0] == '!' || token->form.ptr[0] == '?');
}

static bool reads_as_sentence(const struct cmq_parse *parse, const struct cmq_quote *quote) {
    if (quote->inner || !is_capital(&parse->token[quote->open + 1]) ||
        quote->close - quote->open <= SENTENCE_WORDS) {
        return false;
    }
    return !quote->closed || is_stop(&parse->token[quote->close - 1]);
}

bool *cmq_hide_marks(const struct cmq_parse *parse, struct cmq_arena *arena) {
    bool *hidden = CMQ_NEW_ARRAY(arena, bool, (size_t)parse->token_count + 1);
    struct cmq_quotes quotes;
    cmq_find_quotes(parse, arena, &quotes);
    for (uint32_t q = 0; hidden && q < quotes.count; q++) {
        const struct cmq_quote *quote = &quotes.item[q];
        if (!reads_as_sentence(parse, quote)) {
            hidden[quote->open] = true;
            hidden[quote->close] = quote->closed;
        }
    }
    return hidden;
}

/* What is left without the hidden tokens, with its features. */
struct cmq_parse cmq_without_hidden(const struct cmq_parse *whole, const bool *hidden,
                                    struct cmq_features **features, struct cmq_arena *arena) {
    struct cmq_parse left = {.text = whole->text};
    left.token = CMQ_NEW_ARRAY(arena, struct cmq_token, (size_t)whole->token_count + 1);
    struct cmq_features *kept =
        CMQ_NEW_ARRAY(arena, struct cmq_features, (size_t)whole->token_count + 1);
    for (uint32_t t = 0; left.token && kept && t < whole->token_count; t++) {
        if (!hidden[t]) {
            left.token[left.token_count] = whole->token[t];
            kept[left.token_count++] = (*features)[t];
        }
    }
    *features = kept;
    return left;
}

static void put_mark_back(struct cmq_parse *whole, uint32_t t, uint32_t neighbour) {
    struct cmq_token *mark = &whole->token[t];
    mark->head = neighbour;
    mark->dep = CMQ_DEP_PUNCT;
    mark->label = CMQ_STR("punct");
    mark->upos = CMQ_PUNCT;
    mark->lemma = mark->form;
    mark->tag = CMQ_STR("''");
    mark->sentence = whole->token[neighbour].sentence;
}

/* An opening mark belongs to the word after it, a closing one to the word before. */
bool cmq_put_marks_back(struct cmq_parse *whole, const bool *hidden, const struct cmq_parse *left,
                        struct cmq_arena *arena) {
    uint32_t *place = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)left->token_count + 1);
    whole->sentence = left->sentence;
    whole->sentence_count = left->sentence_count;
    if (!place) {
        return false;
    }
    for (uint32_t t = 0, k = 0; t < whole->token_count; t++) {
        if (!hidden[t]) {
            place[k++] = t;
        }
    }
    for (uint32_t k = 0; k < left->token_count; k++) {
        whole->token[place[k]] = left->token[k];
        whole->token[place[k]].head = place[left->token[k].head];
    }
    for (uint32_t t = 0; t < whole->token_count; t++) {
        bool starts_word = t + 1 < whole->token_count && !hidden[t + 1] &&
                           whole->token[t].end == whole->token[t + 1].start;
        if (hidden[t]) {
            bool ahead = left->token_count > 0 && (starts_word || t == 0 || hidden[t - 1]) &&
                         t + 1 < whole->token_count && !hidden[t + 1];
            put_mark_back(whole, t, ahead ? t + 1 : t > 0 ? t - 1 : 0);
        }
    }
    /* A sentence reaches from where the one before it ends. */
    for (uint32_t s = 0, first = 0; s < left->sentence_count; s++) {
        struct cmq_sentence *sentence = &whole->sentence[s];
        sentence->root = place[sentence->root];
        uint32_t end = place[sentence->end - 1] + 1;
        while (end < whole->token_count && hidden[end] &&
               (s + 1 == left->sentence_count || whole->token[end].sentence == s)) {
            end++;
        }
        sentence->first = first;
        sentence->end = first = end;
    }
    return true;
}
