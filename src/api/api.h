/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_H
#define CMQ_API_H

/* api: what libcommunique gives its callers, and `communique parse` its readers. The contract is
 * include/communique.h. Only this room knows both sides: it copies what callers may see into
 * structs whose layout is promised, and hands on nothing else. */

#include "nlp/nlp.h"

#include <communique.h>

/* Opens the model file at `path`; NULL is the built-in model. */
enum cmq_status cmq_api_open_model(const char *path, struct cmq_model **model,
                                   struct cmq_error *err);

/* A parse as the public structs have it: without white space tokens, with terminated strings, spans
 * in bytes and in code points. Lives in the arena it was made in. */
struct cmq_view {
    struct communique_token *token;
    struct communique_sentence *sentence;
    struct communique_entity *entity;
    uint32_t token_count, sentence_count, entity_count;
};

/* False when the arena is exhausted. */
bool cmq_view_make(const struct cmq_parse *parse, struct cmq_arena *arena, struct cmq_view *view);

/* Appends the view as one JSON object and a line end; `id` is valid UTF-8. */
void cmq_view_write_json(const struct cmq_view *view, struct cmq_str id, struct cmq_str model,
                         struct cmq_buf *out);

/* What the public functions do with what they are given and what they give back (call.c). */

/* COMMUNIQUE_BAD_ARGUMENT, with the message. */
enum communique_status cmq_call_refuse(struct communique_error *error, const char *message);
/* The status and message of a failure inside. */
enum communique_status cmq_call_fail(struct communique_error *error, const struct cmq_error *err);
enum communique_status cmq_call_no_memory(struct communique_error *error);
/* Copies the options of a caller, who may know a shorter struct than ours or a longer one, over
 * `ours` of `size` bytes, which holds the defaults. `given` NULL leaves those. */
enum communique_status cmq_call_options(const void *given, void *ours, size_t size,
                                        struct communique_error *error);

#endif
