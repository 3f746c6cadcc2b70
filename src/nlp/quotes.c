/* SPDX-License-Identifier: Apache-2.0 */
/* Marks to quotations. A curly mark is closed by a curly one, a straight one by a straight one, so
 * that either may stand inside the other; one level of nesting is told. A single mark opens only
 * after white space or punctuation, so that apostrophes do not. An open quotation ends with its
 * paragraph. */

#include "nlp/nlp.h"

enum shape { SHAPE_NONE, CURLY, STRAIGHT, SINGLE_CURLY, SINGLE_STRAIGHT, ANGLE };
enum side { OPENS = 1, CLOSES = 2 };

struct mark {
    const char *form;
    enum shape shape;
    unsigned sides;
};

static const struct mark marks[] = {
    {"“", CURLY, OPENS},
    {"”", CURLY, CLOSES},
    {"„", CURLY, OPENS},
    {"\"", STRAIGHT, OPENS | CLOSES},
    {"``", STRAIGHT, OPENS},
    {"''", STRAIGHT, OPENS | CLOSES},
    {"«", ANGLE, OPENS},
    {"»", ANGLE, CLOSES},
    {"‘", SINGLE_CURLY, OPENS},
    {"’", SINGLE_CURLY, CLOSES},
    {"'", SINGLE_STRAIGHT, OPENS | CLOSES},
};

static const struct mark *mark_of(const struct cmq_token *token) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (cmq_str_eq(token->form, cmq_str_of(marks[i].form))) {
            return &marks[i];
        }
    }
    return NULL;
}

static bool is_single(enum shape shape) {
    return shape == SINGLE_CURLY || shape == SINGLE_STRAIGHT;
}

/* A single mark may be closed by the other single mark: outlets mix them. */
static bool fits(enum shape open, enum shape close) {
    return open == close || (is_single(open) && is_single(close));
}

static bool ends_paragraph(const struct cmq_token *token) {
    return token->is_space && token->form.len > 0 && token->form.ptr[0] == '\n';
}

/* A mark with white space on one side alone says by that which end it is. */
static bool after_space(const struct cmq_parse *parse, uint32_t t) {
    return t == 0 || parse->token[t - 1].end < parse->token[t].start ||
           parse->token[t - 1].is_space;
}

static bool before_space(const struct cmq_parse *parse, uint32_t t) {
    return t + 1 == parse->token_count || parse->token[t].end < parse->token[t + 1].start ||
           parse->token[t + 1].is_space;
}

static bool may_close(const struct cmq_parse *parse, uint32_t t, const struct mark *mark) {
    bool opening = after_space(parse, t) && !before_space(parse, t);
    return (mark->sides & CLOSES) && !(mark->shape == STRAIGHT && opening);
}

static bool may_open(const struct cmq_parse *parse, uint32_t t, const struct mark *mark) {
    if (!(mark->sides & OPENS)) {
        /* Typed the wrong way round. */
        return mark->shape == CURLY && after_space(parse, t) && !before_space(parse, t);
    }
    if (mark->shape == STRAIGHT) {
        return after_space(parse, t) || !before_space(parse, t);
    }
    return !is_single(mark->shape) || after_space(parse, t) || mark_of(&parse->token[t - 1]);
}

struct open_quote {
    enum shape shape;
    uint32_t mark;
};

void cmq_find_quotes(const struct cmq_parse *parse, struct cmq_arena *arena,
                     struct cmq_quotes *quotes) {
    *quotes = (struct cmq_quotes){0};
    struct open_quote open[2];
    uint32_t depth = 0;
    for (uint32_t t = 0; t <= parse->token_count; t++) {
        bool last = t == parse->token_count || ends_paragraph(&parse->token[t]);
        const struct mark *mark = last ? NULL : mark_of(&parse->token[t]);
        bool closes = mark && depth > 0 && may_close(parse, t, mark) &&
                      fits(open[depth - 1].shape, mark->shape);
        while ((last || closes) && depth > 0) {
            depth--;
            if (t > open[depth].mark + 1) {
                CMQ_PUSH(arena, quotes) = (struct cmq_quote){
                    .open = open[depth].mark, .close = t, .inner = depth > 0, .closed = closes};
            }
            if (closes) {
                break;
            }
        }
        if (mark && !closes && depth < 2 && may_open(parse, t, mark)) {
            open[depth++] = (struct open_quote){mark->shape, t};
        }
    }
}
