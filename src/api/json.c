/* SPDX-License-Identifier: Apache-2.0 */
/* Spans are code points of the text; other pairs and numbers are places in `tokens` and `entities`.
 * What is not known is null. */
#include "api/api.h"

static void put_key(struct cmq_json *json, const char *key) {
    cmq_json_key(json, cmq_str_of(key));
}

static void put_string(struct cmq_json *json, const char *key, const char *value) {
    put_key(json, key);
    cmq_json_str(json, value[0] != '\0' ? cmq_str_of(value) : (struct cmq_str){NULL, 0});
}

static void put_number(struct cmq_json *json, const char *key, uint32_t value) {
    put_key(json, key);
    if (value == COMMUNIQUE_NONE) {
        cmq_json_null(json);
    } else {
        cmq_json_int(json, value);
    }
}

static void put_pair(struct cmq_json *json, const char *key, struct communique_span pair) {
    put_key(json, key);
    cmq_json_array_begin(json);
    cmq_json_int(json, pair.start);
    cmq_json_int(json, pair.end);
    cmq_json_array_end(json);
}

static void put_sentence(struct cmq_json *json, const struct communique_sentence *sentence) {
    cmq_json_object_begin(json);
    put_pair(json, "span", sentence->points);
    put_pair(json, "tokens", sentence->tokens);
    put_number(json, "root", sentence->root);
    cmq_json_object_end(json);
}

static void put_token(struct cmq_json *json, const struct communique_token *token) {
    cmq_json_object_begin(json);
    put_pair(json, "span", token->points);
    put_string(json, "form", token->form);
    put_string(json, "lemma", token->lemma);
    put_string(json, "upos", token->upos);
    put_string(json, "xpos", token->xpos);
    put_string(json, "feats", token->feats);
    put_number(json, "head", token->head);
    put_string(json, "relation", token->relation);
    put_number(json, "entity", token->entity);
    cmq_json_object_end(json);
}

static void put_entity(struct cmq_json *json, const struct communique_entity *entity) {
    cmq_json_object_begin(json);
    put_pair(json, "span", entity->points);
    put_pair(json, "tokens", entity->tokens);
    put_string(json, "type", entity->type);
    cmq_json_object_end(json);
}

void cmq_view_write_json(const struct cmq_view *view, struct cmq_str id, struct cmq_str model,
                         struct cmq_buf *out) {
    struct cmq_json json;
    cmq_json_init(&json, out);
    cmq_json_object_begin(&json);
    put_key(&json, "id");
    cmq_json_str(&json, id);
    put_key(&json, "model");
    cmq_json_str(&json, model);
    put_key(&json, "sentences");
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < view->sentence_count; i++) {
        put_sentence(&json, &view->sentence[i]);
    }
    cmq_json_array_end(&json);
    put_key(&json, "tokens");
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < view->token_count; i++) {
        put_token(&json, &view->token[i]);
    }
    cmq_json_array_end(&json);
    put_key(&json, "entities");
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < view->entity_count; i++) {
        put_entity(&json, &view->entity[i]);
    }
    cmq_json_array_end(&json);
    cmq_json_object_end(&json);
    cmq_buf_add_char(out, '\n');
}
