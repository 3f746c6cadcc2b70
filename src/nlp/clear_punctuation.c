/* SPDX-License-Identifier: Apache-2.0 */
/* Punctuation as UD attaches it: brackets and quotation marks to the head of what they enclose; a
 * mark at the end of the sentence to its root; a comma, dash or colon to the unit that it sets off,
 * which is what depends across it. */
#include "nlp/clear.h"

#define NONE UINT32_MAX

/* Bounds of what is below each word, punctuation left out. */
struct spans {
    uint32_t *left, *right;
};

static bool is_mark(const struct cmq_clear_tree *tree, uint32_t t) {
    return tree->relation[t] == CMQ_REL_PUNCT || tree->token[t].is_space;
}

static void find_spans(const struct cmq_clear_tree *tree, struct spans *spans) {
    for (uint32_t t = 0; t < tree->count; t++) {
        spans->left[t] = spans->right[t] = t;
    }
    for (uint32_t t = 0; t < tree->count; t++) {
        for (uint32_t above = t; !is_mark(tree, t) && tree->head[above] != above;) {
            above = tree->head[above];
            spans->left[above] = t < spans->left[above] ? t : spans->left[above];
            spans->right[above] = t > spans->right[above] ? t : spans->right[above];
        }
    }
}

static bool is_form(const struct cmq_clear_tree *tree, uint32_t t, const char *form) {
    return cmq_str_eq(tree->token[t].form, cmq_str_of(form));
}

/* The mark that closes one, NONE if the token opens nothing or nothing closes it. */
static uint32_t find_closing(const struct cmq_clear_tree *tree, uint32_t open) {
    static const char *const PAIRS[][2] = {{"(", ")"}, {"[", "]"}, {"{", "}"},  {"\"", "\""},
                                           {"“", "”"}, {"‘", "’"}, {"``", "''"}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        if (is_form(tree, open, PAIRS[i][0])) {
            for (uint32_t t = open + 1; t < tree->count; t++) {
                if (tree->relation[t] == CMQ_REL_PUNCT && is_form(tree, t, PAIRS[i][1])) {
                    return t;
                }
            }
        }
    }
    return NONE;
}

/* The one word between two marks whose head is not between them; NONE if there are more. */
static uint32_t find_enclosed(const struct cmq_clear_tree *tree, uint32_t open, uint32_t close) {
    uint32_t found = NONE;
    for (uint32_t t = open + 1; t < close; t++) {
        uint32_t head = tree->head[t];
        if (!is_mark(tree, t) && (head <= open || head >= close || head == t)) {
            if (found != NONE) {
                return NONE;
            }
            found = t;
        }
    }
    return found;
}

static void attach_pairs(struct cmq_clear_tree *tree, bool *done) {
    for (uint32_t t = 0; t < tree->count; t++) {
        uint32_t close =
            is_mark(tree, t) && !tree->token[t].is_space && !done[t] ? find_closing(tree, t) : NONE;
        if (close == NONE) {
            continue;
        }
        uint32_t inside = done[close] ? NONE : find_enclosed(tree, t, close);
        done[t] = done[close] = true;
        if (inside != NONE) {
            tree->head[t] = tree->head[close] = inside;
        }
    }
}

/* The largest unit that begins after the mark and depends on a word before it. */
static uint32_t unit_after(const struct cmq_clear_tree *tree, const struct spans *spans,
                           uint32_t mark) {
    uint32_t t = mark + 1;
    while (t < tree->count && is_mark(tree, t)) {
        t++;
    }
    if (t == tree->count || spans->left[t] <= mark) {
        return NONE;
    }
    while (tree->head[t] != t && spans->left[tree->head[t]] > mark) {
        t = tree->head[t];
    }
    return tree->head[t] < mark ? t : NONE;
}

/* The largest unit that ends before the mark and depends on a word after it; within it, one that
 * another such mark has opened. */
static uint32_t unit_before(const struct cmq_clear_tree *tree, const struct spans *spans,
                            uint32_t mark) {
    uint32_t t = mark, opened = NONE;
    while (t > 0 && is_mark(tree, t)) {
        t--;
    }
    if (is_mark(tree, t) || spans->right[t] > mark) {
        return NONE;
    }
    for (;;) {
        uint32_t before = spans->left[t] > 0 ? spans->left[t] - 1 : NONE;
        if (before != NONE && is_mark(tree, before) && tree->head[before] == t) {
            opened = t;
        }
        if (tree->head[t] == t || spans->right[tree->head[t]] > mark) {
            break;
        }
        t = tree->head[t];
    }
    return opened != NONE ? opened : tree->head[t] > mark ? t : NONE;
}

static bool ends_sentence(const struct cmq_clear_tree *tree, uint32_t mark) {
    for (uint32_t t = mark + 1; t < tree->count; t++) {
        if (!is_mark(tree, t)) {
            return false;
        }
    }
    return cmq_str_eq(tree->token[mark].tag, CMQ_STR("."));
}

bool cmq_clear_attach_marks(struct cmq_clear_tree *tree, struct cmq_arena *arena) {
    struct spans spans = {CMQ_NEW_ARRAY(arena, uint32_t, tree->count),
                          CMQ_NEW_ARRAY(arena, uint32_t, tree->count)};
    bool *done = CMQ_NEW_ARRAY(arena, bool, tree->count);
    if (arena->exhausted) {
        return false;
    }
    uint32_t root = 0;
    while (root + 1 < tree->count && (tree->head[root] != root || tree->token[root].is_space)) {
        root++;
    }
    find_spans(tree, &spans);
    for (uint32_t t = 0; t < tree->count; t++) {
        done[tree->head[t]] = true; /* a mark that is a head stays, or a loop could arise */
    }
    attach_pairs(tree, done);
    for (uint32_t t = 0; t < tree->count; t++) {
        if (!is_mark(tree, t) || tree->token[t].is_space || done[t] || t == root) {
            continue;
        }
        uint32_t unit = ends_sentence(tree, t) ? root : unit_after(tree, &spans, t);
        if (unit == NONE) {
            unit = unit_before(tree, &spans, t);
        }
        if (unit != NONE) {
            tree->head[t] = unit;
        }
    }
    return true;
}
