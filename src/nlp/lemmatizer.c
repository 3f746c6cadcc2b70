/* SPDX-License-Identifier: Apache-2.0 */
/* Lemmas by edit trees: a classifier chooses one for each token; where it does not fit the form,
 * the form is the lemma.
 *
 * A tree is applied from left to right with a stack of what is still to be done, each item a tree
 * with its part of the form, or a part that is kept. Trees may share nodes, so a small hostile file
 * can hold one of exponential size: MAX_STEPS bounds the work. Real trees have a handful. */
#include "nlp/engine.h"

#include <string.h>

#define MAX_STEPS 256u

struct work {
    uint32_t tree; /* CMQ_NO_TREE: keep the part as it is */
    struct cmq_str part;
};

/* The byte offset after `count` code points of s; s.len + 1 if there are fewer. */
static size_t offset_of(struct cmq_str s, uint32_t count) {
    size_t at = 0;
    for (; count > 0; count--) {
        if (at >= s.len) {
            return s.len + 1;
        }
        unsigned size;
        cmq_utf8_decode(s.ptr + at, &size);
        at += size;
    }
    return at;
}

/* The same, counted from the end: where the last `count` code points begin. */
static size_t offset_from_end(struct cmq_str s, uint32_t count) {
    size_t at = s.len;
    for (; count > 0; count--) {
        if (at == 0) {
            return s.len + 1;
        }
        do {
            at--;
        } while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80);
    }
    return at;
}

static struct cmq_str part_of(struct cmq_str s, size_t from, size_t to) {
    return (struct cmq_str){s.ptr + from, to - from};
}

/* Replaces the top of the stack, an inner node, by its three parts, the first one on top. Returns
 * the new depth, 0 if the node does not fit. */
static uint32_t open_node(const struct cmq_edit_tree *tree, struct work *stack, uint32_t depth) {
    struct cmq_str form = stack[depth - 1].part;
    size_t left = offset_of(form, tree->prefix_len);
    size_t right = offset_from_end(form, tree->suffix_len);
    if (left > form.len || right > form.len || left > right) {
        return 0;
    }
    depth--;
    if (tree->suffix != CMQ_NO_TREE) {
        stack[depth++] = (struct work){tree->suffix, part_of(form, right, form.len)};
    }
    stack[depth++] = (struct work){CMQ_NO_TREE, part_of(form, left, right)};
    if (tree->prefix != CMQ_NO_TREE) {
        stack[depth++] = (struct work){tree->prefix, part_of(form, 0, left)};
    }
    return depth;
}

/* The pieces of the lemma, in order; false where the tree does not fit. */
static bool find_pieces(const struct cmq_model *model, uint32_t root, struct cmq_str form,
                        struct cmq_str pieces[static MAX_STEPS], uint32_t *count) {
    struct work stack[2 * MAX_STEPS + 3];
    uint32_t depth = 1;
    stack[0] = (struct work){root, form};
    *count = 0;
    for (uint32_t step = 0; depth > 0; step++) {
        struct work top = stack[depth - 1];
        if (step == MAX_STEPS) {
            return false;
        }
        if (top.tree == CMQ_NO_TREE) {
            pieces[(*count)++] = top.part;
            depth--;
            continue;
        }
        const struct cmq_edit_tree *tree = &model->edit_tree[top.tree];
        if (tree->leaf) {
            if (!cmq_str_eq(tree->original, top.part)) {
                return false;
            }
            pieces[(*count)++] = tree->substitute;
            depth--;
        } else {
            depth = open_node(tree, stack, depth);
            if (depth == 0) {
                return false;
            }
        }
    }
    return true;
}

bool cmq_edit_tree_apply(const struct cmq_model *model, uint32_t root, struct cmq_str form,
                         struct cmq_arena *arena, struct cmq_str *lemma) {
    struct cmq_str pieces[MAX_STEPS];
    uint32_t count;
    if (!find_pieces(model, root, form, pieces, &count)) {
        return false;
    }
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++) {
        len += pieces[i].len;
    }
    char *bytes = CMQ_NEW_ARRAY(arena, char, len);
    if (bytes == NULL) {
        return false;
    }
    *lemma = (struct cmq_str){bytes, len};
    for (uint32_t i = 0; i < count; i++) {
        if (pieces[i].len > 0) {
            memcpy(bytes, pieces[i].ptr, pieces[i].len);
            bytes += pieces[i].len;
        }
    }
    return true;
}

bool cmq_lemmatize(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
                   struct cmq_parse *parse) {
    const struct cmq_classifier *lemmatizer = &model->lemmatizer;
    uint32_t *best = NULL;
    if (lemmatizer->present) {
        best = cmq_classify(lemmatizer, vectors[lemmatizer->vectors], parse->token_count, arena);
        if (best == NULL) {
            return false;
        }
    }
    for (uint32_t i = 0; i < parse->token_count; i++) {
        struct cmq_token *token = &parse->token[i];
        token->lemma = (struct cmq_str){NULL, 0};
        if (best != NULL) {
            token->lemma = token->form;
            uint32_t tree = lemmatizer->tree[best[i]];
            cmq_edit_tree_apply(model, tree, token->form, arena, &token->lemma);
        }
    }
    return !arena->exhausted;
}
