/* SPDX-License-Identifier: Apache-2.0 */
/* Wire copy comes in lines of a fixed width. A line end that only stands where the next word would
 * not have fit breaks no sentence, and is hidden from the models, which know texts with a
 * paragraph on each line. */

#include "nlp/model.h"

#include <string.h>

#define WIDEST      120u /* a longer line is a paragraph, not a line of a fixed width */
#define FEWEST_ENDS 2u   /* line ends that must look so before a text is taken for wrapped */
#define SLACK       8u   /* code points that a line may be shorter than the widest one allows */

static bool is_line_end(const struct cmq_token *token) {
    return token->is_space && token->form.len == 1 && token->form.ptr[0] == '\n';
}

static bool has_line_end(const struct cmq_token *token) {
    return token->is_space && memchr(token->form.ptr, '\n', token->form.len) != NULL;
}

/* Code points up to the next line end, or to the next blank: a line, or its first word. */
static uint32_t reach(struct cmq_str text, uint32_t start, bool word) {
    uint32_t at = start;
    while (at < text.len && text.ptr[at] != '\n' && !(word && text.ptr[at] == ' ') &&
           at - start < 4 * WIDEST) {
        at++;
    }
    return (uint32_t)cmq_utf8_count((struct cmq_str){text.ptr + start, at - start});
}

static uint32_t widest_line(struct cmq_str text) {
    uint32_t widest = 0;
    for (uint32_t start = 0; start < text.len;) {
        uint32_t line = reach(text, start, false);
        widest = line > widest ? line : widest;
        const char *end = memchr(text.ptr + start, '\n', text.len - start);
        start = end == NULL ? (uint32_t)text.len : (uint32_t)(end - text.ptr) + 1;
    }
    return widest;
}

/* Whether the word behind a line end goes on in small letters: a first line is short where it has
 * lost its dateline. */
static bool goes_on(const struct cmq_parse *parse, uint32_t t) {
    char c = parse->token[t + 1].form.ptr[0];
    return c >= 'a' && c <= 'z';
}

/* Counts the line ends at which the next word would not have fit; hides them, and those at which a
 * sentence goes on, where `hidden` is not NULL. */
static uint32_t find_wraps(const struct cmq_parse *parse, uint32_t widest, bool *hidden) {
    uint32_t start = 0, found = 0;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        const struct cmq_token *token = &parse->token[t];
        if (is_line_end(token) && t > 0 && t + 1 < parse->token_count) {
            uint32_t line = reach(parse->text, start, false);
            uint32_t next = reach(parse->text, token->end, true);
            bool wraps = line + 1 + next + SLACK > widest;
            found += wraps;
            if (hidden != NULL && (wraps || goes_on(parse, t))) {
                hidden[t] = true;
            }
        }
        start = has_line_end(token) ? token->end : start;
    }
    return found;
}

void cmq_hide_wraps(const struct cmq_parse *parse, bool *hidden) {
    uint32_t widest = widest_line(parse->text);
    if (widest <= WIDEST && find_wraps(parse, widest, NULL) >= FEWEST_ENDS) {
        find_wraps(parse, widest, hidden);
    }
}
