/* SPDX-License-Identifier: Apache-2.0 */
/* From the parser's arcs to trees and sentences.
 *
 * The parser makes projective trees. A word that was lifted to make its tree projective carries a
 * decorated label "conj||obl": conj is its own label, obl that of the head it was lifted from. The
 * way back: among what descends from its present head, breadth first and from left to right, the
 * first word with the label obl is its head.
 *
 * As in the reference, a word's children are looked for only inside the span it had before any
 * word was moved. The parser's trees being projective, a moved word lies outside of the span of its
 * new head, so it is found below neither: the children are listed once, and count as long as their
 * heads stay. */
#include "nlp/engine.h"

#include <string.h>

#define NONE            UINT32_MAX
#define MAX_EDGE_PASSES 12u
/* Words that one search may visit: more than any sentence has, and a bound for what is none. */
#define MAX_SEARCH 8192u

struct edges {
    uint32_t *left, *right; /* outermost descendants of each token */
    bool *starts;           /* a sentence starts here */
};

struct children {
    uint32_t *first, *next; /* in order of position; NONE ends a list */
};

static void push_edges(const struct cmq_token *token, struct edges *edges, uint32_t child) {
    uint32_t head = token[child].head;
    if (edges->left[child] < edges->left[head]) {
        edges->left[head] = edges->left[child];
    }
    if (edges->right[child] > edges->right[head]) {
        edges->right[head] = edges->right[child];
    }
}

/* True if all heads lie in the sentences that the edges make. The bounds are the reference's,
 * which lets the first word of the next sentence pass. */
static bool heads_inside(const struct cmq_parse *parse, const struct edges *edges) {
    uint32_t count = parse->token_count, start = 0;
    for (uint32_t i = 0; i < count; i++) {
        if ((i > 0 && edges->starts[i]) || i == count - 1) {
            for (uint32_t j = start; j < i; j++) {
                if (parse->token[j].head < start || parse->token[j].head > i) {
                    return false;
                }
            }
            start = i;
        }
    }
    return true;
}

static void find_edges(const struct cmq_parse *parse, struct edges *edges) {
    uint32_t count = parse->token_count;
    for (uint32_t i = 0; i < count; i++) {
        edges->left[i] = edges->right[i] = i;
    }
    for (uint32_t pass = 0; pass < MAX_EDGE_PASSES; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            push_edges(parse->token, edges, i);
        }
        for (uint32_t i = count; i-- > 0;) {
            push_edges(parse->token, edges, i);
        }
        memset(edges->starts, 0, count * sizeof *edges->starts);
        for (uint32_t i = 0; i < count; i++) {
            if (parse->token[i].head == i) {
                edges->starts[edges->left[i]] = true;
            }
        }
        if (heads_inside(parse, edges)) {
            return;
        }
    }
}

static bool list_children(const struct cmq_parse *parse, struct cmq_arena *arena,
                          struct children *children) {
    uint32_t count = parse->token_count;
    children->first = CMQ_NEW_ARRAY(arena, uint32_t, count);
    children->next = CMQ_NEW_ARRAY(arena, uint32_t, count);
    if (children->first == NULL || children->next == NULL) {
        return false;
    }
    memset(children->first, 0xFF, count * sizeof(uint32_t));
    for (uint32_t i = count; i-- > 0;) {
        uint32_t head = parse->token[i].head;
        if (head != i) {
            children->next[i] = children->first[head];
            children->first[head] = i;
        }
    }
    return true;
}

/* The head that a decorated label tells of, or the present head. */
static uint32_t find_head(const struct cmq_parse *parse, const struct children *children,
                          uint32_t word, struct cmq_str label, uint32_t queue[static MAX_SEARCH]) {
    uint32_t begin = 0, end = 1;
    queue[0] = parse->token[word].head;
    while (begin < end) {
        uint32_t at = queue[begin++];
        for (uint32_t c = children->first[at]; c != NONE; c = children->next[c]) {
            const struct cmq_token *child = &parse->token[c];
            if (child->head != at || child->is_space || c == word) {
                continue;
            }
            if (cmq_str_eq(child->label, label)) {
                return c;
            }
            if (end < MAX_SEARCH) {
                queue[end++] = c;
            }
        }
    }
    return parse->token[word].head;
}

/* Cuts "conj||obl" in two; false if the label is not decorated. */
static bool cut_label(struct cmq_str label, struct cmq_str *own, struct cmq_str *of_head) {
    for (size_t i = 0; i + 1 < label.len; i++) {
        if (label.ptr[i] == '|' && label.ptr[i + 1] == '|') {
            *own = (struct cmq_str){label.ptr, i};
            *of_head = (struct cmq_str){label.ptr + i + 2, label.len - i - 2};
            return true;
        }
    }
    return false;
}

static bool undo_lifts(struct cmq_parse *parse, struct cmq_arena *arena) {
    struct children children = {0};
    uint32_t *queue = NULL;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        struct cmq_token *token = &parse->token[i];
        struct cmq_str own, of_head;
        if (!cut_label(token->label, &own, &of_head)) {
            continue;
        }
        if (queue == NULL) {
            queue = CMQ_NEW_ARRAY(arena, uint32_t, MAX_SEARCH);
            if (queue == NULL || !list_children(parse, arena, &children)) {
                return false;
            }
        }
        token->head = find_head(parse, &children, i, of_head, queue);
        token->label = own;
    }
    return true;
}

static void cut_sentences(struct cmq_parse *parse, const struct edges *edges,
                          struct cmq_arena *arena) {
    CMQ_ARRAY(struct cmq_sentence) sentences = {0};
    for (uint32_t i = 0; i < parse->token_count && !arena->exhausted; i++) {
        if (i == 0 || edges->starts[i]) {
            CMQ_PUSH(arena, &sentences) = (struct cmq_sentence){i, i, NONE};
        }
        struct cmq_sentence *sentence = &sentences.item[sentences.count - 1];
        sentence->end = i + 1;
        parse->token[i].sentence = sentences.count - 1;
        if (parse->token[i].head == i && sentence->root == NONE) {
            sentence->root = i;
        }
    }
    parse->sentence = sentences.item;
    parse->sentence_count = sentences.count;
}

bool cmq_deprojectivize(struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t count = parse->token_count;
    struct edges edges = {CMQ_NEW_ARRAY(arena, uint32_t, count),
                          CMQ_NEW_ARRAY(arena, uint32_t, count), CMQ_NEW_ARRAY(arena, bool, count)};
    if (arena->exhausted || !undo_lifts(parse, arena)) {
        return false;
    }
    find_edges(parse, &edges);
    cut_sentences(parse, &edges, arena);
    return !arena->exhausted;
}
