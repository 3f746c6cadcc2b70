/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/draft.h"

#include <stdlib.h>
#include <string.h>

#define POOL_MAX ((size_t)256 << 20)
#define TOLD_MAX ((size_t)4 << 10)

void cmq__draft_init(struct cmq__draft *draft, struct cmq_str without, struct cmq_buf *messages) {
    memset(draft, 0, sizeof *draft);
    cmq_arena_init(&draft->arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&draft->pool, POOL_MAX);
    cmq_buf_init(&draft->told, TOLD_MAX);
    cmq_map_init(&draft->pool_offset);
    cmq_map_init(&draft->entry_line);
    cmq_map_init(&draft->node_number);
    cmq_map_init(&draft->removed);
    draft->without = without;
    draft->messages = messages;
}

void cmq__draft_release(struct cmq__draft *draft) {
    cmq_map_release(&draft->removed);
    cmq_map_release(&draft->node_number);
    cmq_map_release(&draft->entry_line);
    cmq_map_release(&draft->pool_offset);
    cmq_buf_release(&draft->told);
    cmq_buf_release(&draft->pool);
    cmq_arena_release(&draft->arena);
}

struct cmq_ref cmq__draft_ref(struct cmq__draft *draft, struct cmq_str s) {
    if (s.len == 0) {
        return (struct cmq_ref){0, 0};
    }
    uint32_t *offset = cmq_map_put(&draft->pool_offset, s, UINT32_MAX);
    if (offset == NULL) {
        draft->failed = true;
        return (struct cmq_ref){0, 0};
    }
    if (*offset == UINT32_MAX) {
        *offset = (uint32_t)draft->pool.len;
        cmq_buf_add_str(&draft->pool, s);
    }
    if (draft->pool.failed) {
        draft->failed = true;
        return (struct cmq_ref){0, 0};
    }
    return (struct cmq_ref){*offset, (uint32_t)s.len};
}

struct cmq_str cmq__draft_str(const struct cmq__draft *draft, struct cmq_ref ref) {
    return (struct cmq_str){draft->pool.ptr + ref.offset, ref.len};
}

static int compare_strings(const void *a, const void *b) {
    return cmq_str_cmp(*(const struct cmq_str *)a, *(const struct cmq_str *)b);
}

struct cmq_range cmq__draft_words(struct cmq__draft *draft, const struct cmq_str *word,
                                  uint32_t count) {
    struct cmq_range range = {draft->word.count, 0};
    struct cmq_str *sorted = CMQ_NEW_ARRAY(&draft->arena, struct cmq_str, count);
    if (sorted == NULL || count == 0) {
        return range;
    }
    memcpy(sorted, word, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_strings);
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || !cmq_str_eq(sorted[i], sorted[i - 1])) {
            CMQ_PUSH(&draft->arena, &draft->word) = cmq__draft_ref(draft, sorted[i]);
            range.count++;
        }
    }
    return range;
}

/* The child of `parent` by `piece`, made if there is none. */
static uint32_t child_node(struct cmq__draft *draft, uint32_t parent, struct cmq_str piece) {
    char key[sizeof parent + CMQ__FOLD_BYTES];
    memcpy(key, &parent, sizeof parent);
    memcpy(key + sizeof parent, piece.ptr, piece.len);
    uint32_t *number =
        cmq_map_put(&draft->node_number, (struct cmq_str){key, sizeof parent + piece.len}, 0);
    if (number == NULL) {
        draft->failed = true;
        return 0;
    }
    if (*number == 0) {
        CMQ_PUSH(&draft->arena, &draft->node) =
            (struct cmq__node){.parent = parent, .piece = cmq__draft_ref(draft, piece)};
        *number = draft->node.count;
    }
    return *number;
}

void cmq__draft_name(struct cmq__draft *draft, const struct cmq__folded *phrase,
                     struct cmq_name name) {
    bool topic = name.kind == CMQ_NAME_TOPIC;
    uint32_t node = topic ? child_node(draft, 0, CMQ__TOPIC_PIECE) : 0, need = 0;
    for (uint32_t i = 0; i < phrase->count; i++) {
        node = child_node(draft, node, cmq__folded_piece(phrase, i));
        need |= (uint32_t)phrase->piece[i].letters << (2 * i);
    }
    uint32_t order = draft->name.count;
    CMQ_PUSH(&draft->arena, &draft->name) =
        (struct cmq__draft_name){.node = node, .need = need, .order = order, .name = name};
}

void cmq__draft_head(struct cmq__draft *draft, struct cmq_str lemma, uint32_t upos,
                     enum cmq__head_what what, uint32_t index) {
    CMQ_PUSH(&draft->arena, &draft->head) = (struct cmq__draft_head){
        .lemma = cmq__draft_ref(draft, lemma), .upos = upos, .what = what, .index = index};
}
