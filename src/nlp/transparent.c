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

/* For each token, the nearest visible token before it and behind it, and the nearest that is a
 * word; CMQ_NO_TOKEN where there is none. One way each, or a text of marks and blanks would cost
 * the square of its length. */
struct neighbours {
    uint32_t *before, *behind, *word_before, *word_behind;
};

static bool find_neighbours(const struct cmq_parse *whole, const bool *hidden,
                            struct cmq_arena *arena, struct neighbours *near) {
    uint32_t count = whole->token_count;
    near->before = CMQ_NEW_ARRAY(arena, uint32_t, count);
    near->behind = CMQ_NEW_ARRAY(arena, uint32_t, count);
    near->word_before = CMQ_NEW_ARRAY(arena, uint32_t, count);
    near->word_behind = CMQ_NEW_ARRAY(arena, uint32_t, count);
    if (arena->exhausted) {
        return false;
    }
    uint32_t visible = CMQ_NO_TOKEN, word = CMQ_NO_TOKEN;
    for (uint32_t t = 0; t < count; t++) {
        near->before[t] = visible;
        near->word_before[t] = word;
        visible = hidden[t] ? visible : t;
        word = hidden[t] || whole->token[t].is_space ? word : t;
    }
    visible = word = CMQ_NO_TOKEN;
    for (uint32_t t = count; t-- > 0;) {
        near->behind[t] = visible;
        near->word_behind[t] = word;
        visible = hidden[t] ? visible : t;
        word = hidden[t] || whole->token[t].is_space ? word : t;
    }
    return true;
}

/* A mark that a word follows at once, or that stands alone behind another mark, looks ahead. */
static bool looks_ahead(const struct cmq_parse *whole, const bool *hidden, uint32_t t) {
    if (t + 1 == whole->token_count || hidden[t + 1] || whole->token[t + 1].is_space) {
        return false;
    }
    return t == 0 || hidden[t - 1] || whole->token[t].end == whole->token[t + 1].start;
}

/* Hangs the mark on a word of the sentence that it stands in. Where that has none, a text of blanks
 * and marks, the first mark is its root. */
static void put_mark_back(struct cmq_parse *whole, const bool *hidden, uint32_t t,
                          const struct neighbours *near) {
    bool ahead = looks_ahead(whole, hidden, t) || near->before[t] == CMQ_NO_TOKEN;
    uint32_t beside = ahead ? near->behind[t] : near->before[t];
    uint32_t sentence = whole->token[beside].sentence;
    uint32_t word = ahead ? near->word_behind[t] : near->word_before[t];
    if (word == CMQ_NO_TOKEN || whole->token[word].sentence != sentence) {
        word = ahead ? near->word_before[t] : near->word_behind[t];
    }
    if (word == CMQ_NO_TOKEN || whole->token[word].sentence != sentence) {
        uint32_t *root = &whole->sentence[sentence].root;
        *root = whole->token[*root].is_space ? t : *root;
        word = *root;
    }
    struct cmq_token *mark = &whole->token[t];
    mark->head = word;
    mark->sentence = sentence;
    if (mark->is_space) {
        mark->dep = CMQ_DEP_DEP;
        mark->label = CMQ_STR("dep");
        mark->upos = CMQ_SPACE;
        return;
    }
    mark->dep = word == t ? CMQ_DEP_ROOT : CMQ_DEP_PUNCT;
    mark->label = word == t ? CMQ_STR("ROOT") : CMQ_STR("punct");
    mark->upos = CMQ_PUNCT;
    mark->lemma = mark->form;
    mark->tag = CMQ_STR("''");
}

/* An opening mark belongs to the word after it, a closing one to the word before. */
bool cmq_put_marks_back(struct cmq_parse *whole, const bool *hidden, const struct cmq_parse *left,
                        struct cmq_arena *arena) {
    uint32_t *place = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)left->token_count + 1);
    struct neighbours near;
    whole->sentence = left->sentence;
    whole->sentence_count = left->sentence_count;
    if (!find_neighbours(whole, hidden, arena, &near)) {
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
    for (uint32_t s = 0; s < left->sentence_count; s++) {
        whole->sentence[s].root = place[whole->sentence[s].root];
    }
    for (uint32_t t = 0; t < whole->token_count; t++) {
        if (hidden[t]) {
            put_mark_back(whole, hidden, t, &near);
        }
    }
    /* A sentence reaches from where the one before it ends. */
    for (uint32_t s = 0, first = 0; s < left->sentence_count; s++) {
        struct cmq_sentence *sentence = &whole->sentence[s];
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
