/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

struct maker {
    const struct cmq_parse *parse;
    struct cmq_arena *arena;
    struct cmq_view *view;
    uint32_t *number;      /* of each token of the parse: its index in the view */
    uint32_t byte, points; /* a place in the text, which only moves on */
};

static const char *terminated(struct cmq_arena *arena, struct cmq_str s) {
    char *copy = s.len > 0 ? cmq_arena_alloc(arena, s.len + 1, 1) : NULL;
    return copy != NULL ? memcpy(copy, s.ptr, s.len) : "";
}

static uint32_t point_at(struct maker *maker, uint32_t byte) {
    struct cmq_str passed = {maker->parse->text.ptr + maker->byte, byte - maker->byte};
    maker->points += (uint32_t)cmq_utf8_count(passed);
    maker->byte = byte;
    return maker->points;
}

static const char *upos_of(const struct cmq_token *token) {
    /* The model may take a word for white space. */
    return cmq_upos_name(token->upos == CMQ_SPACE ? CMQ_X : (enum cmq_upos)token->upos);
}

static bool is_space_after(const struct cmq_parse *parse, uint32_t i) {
    return parse->token[i].space_after || i + 1 == parse->token_count ||
           parse->token[i + 1].is_space;
}

/* All but the head, whose number may not be known yet. */
static void add_token(struct maker *maker, uint32_t i) {
    const struct cmq_token *token = &maker->parse->token[i];
    struct cmq_view *view = maker->view;
    struct cmq_arena *arena = maker->arena;
    uint32_t start = point_at(maker, token->start);
    maker->number[i] = view->token_count;
    view->token[view->token_count++] = (struct communique_token){
        .bytes = {token->start, token->end},
        .points = {start, point_at(maker, token->end)},
        .form = terminated(arena, token->form),
        .lemma = terminated(arena, token->lemma),
        .upos = upos_of(token),
        .xpos = terminated(arena, token->tag),
        .feats = terminated(arena, token->feats),
        .relation = token->head == i ? "root" : terminated(arena, token->label),
        .sentence = view->sentence_count,
        .entity = COMMUNIQUE_NONE,
        .space_after = is_space_after(maker->parse, i),
    };
}

static void add_sentence(struct maker *maker, const struct cmq_sentence *sentence) {
    const struct cmq_parse *parse = maker->parse;
    struct cmq_view *view = maker->view;
    uint32_t first = view->token_count;
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        if (!parse->token[i].is_space) {
            add_token(maker, i);
        }
    }
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
        if (!parse->token[i].is_space) {
            view->token[maker->number[i]].head = maker->number[parse->token[i].head];
        }
    }
    const struct communique_token *begin = &view->token[first];
    const struct communique_token *last = &view->token[view->token_count - 1];
    view->sentence[view->sentence_count++] = (struct communique_sentence){
        .bytes = {begin->bytes.start, last->bytes.end},
        .points = {begin->points.start, last->points.end},
        .tokens = {first, view->token_count},
        .root = maker->number[sentence->root],
    };
}

/* A name that white space tokens cut is still one name. */
static void add_to_entity(struct maker *maker, const struct cmq_token *from, uint32_t index) {
    struct cmq_view *view = maker->view;
    struct communique_token *token = &view->token[index];
    bool goes_on = !from->entity_begins && index > 0 && token[-1].entity != COMMUNIQUE_NONE;
    if (!goes_on) {
        view->entity[view->entity_count++] = (struct communique_entity){
            .bytes = token->bytes,
            .points = token->points,
            .tokens = {index, index + 1},
            .type = cmq_entity_name((enum cmq_entity)from->entity),
        };
    }
    struct communique_entity *entity = &view->entity[view->entity_count - 1];
    entity->bytes.end = token->bytes.end;
    entity->points.end = token->points.end;
    entity->tokens.end = index + 1;
    token->entity = view->entity_count - 1;
}

bool cmq_view_make(const struct cmq_parse *parse, struct cmq_arena *arena, struct cmq_view *view) {
    uint32_t count = parse->token_count;
    *view = (struct cmq_view){
        .token = CMQ_NEW_ARRAY(arena, struct communique_token, count),
        .sentence = CMQ_NEW_ARRAY(arena, struct communique_sentence, parse->sentence_count),
        .entity = CMQ_NEW_ARRAY(arena, struct communique_entity, count),
    };
    struct maker maker = {parse, arena, view, CMQ_NEW_ARRAY(arena, uint32_t, count), 0, 0};
    if (arena->exhausted) {
        return false;
    }
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        if (!parse->token[parse->sentence[s].root].is_space) { /* else: a text of white space */
            add_sentence(&maker, &parse->sentence[s]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct cmq_token *token = &parse->token[i];
        if (!token->is_space && token->entity != CMQ_ENTITY_NONE) {
            add_to_entity(&maker, token, maker.number[i]);
        }
    }
    return !arena->exhausted;
}
