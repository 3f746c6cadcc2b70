/* SPDX-License-Identifier: Apache-2.0 */
/* Where sentences of news prose start: after an empty line always; after a mark that ends a
 * sentence, perhaps behind closing quotes and brackets, as the parser decides; nowhere else. A text
 * without such marks (a headline, a list) is cut at its line ends. */

#include "nlp/model.h"

static bool is_any(const struct cmq_token *token, const char *const *forms, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_str_eq(token->form, cmq_str_of(forms[i]))) {
            return true;
        }
    }
    return false;
}

static bool ends_sentence(const struct cmq_token *token) {
    static const char *const marks[] = {".", "!", "?", "...", "…", "?!", "!!", "!?", ";", ":"};
    if (is_any(token, marks, sizeof marks / sizeof *marks)) {
        return true;
    }
    /* An abbreviation may take the full stop with it: "in the U.S." */
    return token->form.len > 1 && token->form.ptr[token->form.len - 1] == '.';
}

static bool closes(const struct cmq_token *token) {
    static const char *const marks[] = {"\"", "”", "’", "'", "''", ")", "]", "}", "»"};
    return is_any(token, marks, sizeof marks / sizeof *marks);
}

static unsigned line_ends(const struct cmq_token *token) {
    unsigned count = 0;
    for (size_t i = 0; token->is_space && i < token->form.len; i++) {
        count += token->form.ptr[i] == '\n';
    }
    return count;
}

static bool is_agency(const struct cmq_token *token) {
    static const char *const names[] = {"AP",  "CNN", "Reuters", "REUTERS", "AFP", "UPI",
                                        "ANI", "PTI", "Xinhua",  "Kyodo",   "dpa", "TASS"};
    return is_any(token, names, sizeof names / sizeof *names);
}

/* Where the text behind a dateline with its agency begins, "PARIS, March 3 (AP) -- ": the token
 * behind the bracket or the dash; `first` if no dateline stands there. */
static uint32_t behind_dateline(const struct cmq_parse *parse, uint32_t first) {
    static const char *const dashes[] = {"-", "--", "–", "—"};
    const struct cmq_token *token = parse->token;
    uint32_t t = first, end = first + 10 < parse->token_count ? first + 10 : parse->token_count;
    while (t < end && !token[t].is_space && !cmq_str_eq(token[t].form, CMQ_STR("("))) {
        t++;
    }
    if (t == first || t + 3 >= end || !is_agency(&token[t + 1]) ||
        !cmq_str_eq(token[t + 2].form, CMQ_STR(")"))) {
        return first;
    }
    return is_any(&token[t + 3], dashes, sizeof dashes / sizeof *dashes) ? t + 4 : t + 3;
}

int8_t *cmq_hint_sentences(const struct cmq_parse *parse, struct cmq_arena *arena) {
    int8_t *hint = CMQ_NEW_ARRAY(arena, int8_t, (size_t)parse->token_count + 1);
    bool may_start = true;
    unsigned lines = 0;
    uint32_t begins = 0; /* the text behind the last dateline */
    for (uint32_t t = 0; hint && t < parse->token_count; t++) {
        const struct cmq_token *token = &parse->token[t];
        begins = (lines > 1 || t == 0) && !token->is_space ? behind_dateline(parse, t) : begins;
        hint[t] = lines > 1 || (t == begins && t > 0) ? 1 : may_start ? 0 : -1;
        if (token->is_space) {
            hint[t] = may_start ? 0 : -1;
            lines += line_ends(token);
            may_start |= lines > 0;
            continue;
        }
        lines = 0;
        may_start = ends_sentence(token) || (may_start && t > 0 && closes(token));
    }
    return hint;
}
