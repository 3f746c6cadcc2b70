/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes through the tokenizer of the model that CMQ_ENGINE_MODEL names, or through a few rules
 * of our own: tokens follow each other without gap but for the spaces that they absorbed, and end
 * where the text ends. */
#include "nlp/model.h"
#include "nlp/tokenizer.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A `tokenizer` file in MessagePack: prefix, suffix, infix and URL patterns, two exceptions. */
static const char RULES[] =
    "\x85\xadprefix_search\xd9\x12^\\(|^\"|^\\.\\.+|^\xe2\x80\x9c"
    "\xadsuffix_search\xd9\x2c\\)$|\"$|,$|(?<=[a-z])\\.$|'s$|(?<=[0-9])km$|:$"
    "\xaeinfix_finditer\xd9\x1d(?<=[a-z])[-:](?=[a-z])|\\.\\.+"
    "\xa9url_match\xd9\x20(?u)^(?:\\S+(?::\\S*)?@)?\\w+\\.\\w+$"
    "\xaa"
    "exceptions\x82\xa5"
    "can't\x92\x82\x41\xa2"
    "ca\x43\xa3"
    "can\x81\x41\xa3n't"
    "\xa2:)\x91\x81\x41\xa2:)";

static struct cmq_tokenizer *tokenizer;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    static struct cmq_arena kept;
    static struct cmq_buf section;
    static struct cmq_model *model;
    (void)argc;
    (void)argv;
    const char *path = getenv("CMQ_ENGINE_MODEL");
    struct cmq_error err = {0};
    if (path != NULL) {
        if (cmq_model_open(path, &model, &err) != CMQ_OK) {
            fprintf(stderr, "%s\n", err.message);
            return -1;
        }
        tokenizer = model->tokenizer;
        return 0;
    }
    cmq_arena_init(&kept, CMQ_ARENA_LIMIT);
    cmq_buf_init(&section, 1u << 20);
    if (cmq_tokenizer_import((struct cmq_str){RULES, sizeof RULES - 1}, (struct cmq_str){"\x80", 1},
                             &kept, &section, &err) != CMQ_OK ||
        cmq_tokenizer_open(cmq_buf_str(&section), &kept, &tokenizer, &err) != CMQ_OK) {
        fprintf(stderr, "%s\n", err.message);
        return -1;
    }
    return 0;
}

static void check(struct cmq_str text, const struct cmq_parse *parse) {
    size_t at = 0;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        const struct cmq_token *token = &parse->token[i];
        if (token->start != at || token->end <= token->start || token->end > text.len ||
            token->form.ptr != text.ptr + at || token->form.len != token->end - token->start ||
            cmq_utf8_invalid(token->form) != token->form.len) {
            abort();
        }
        at = (size_t)token->end + token->space_after;
    }
    if (at != text.len) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct cmq_arena arena;
    struct cmq_parse parse;
    struct cmq_features *features;
    struct cmq_str text = {(const char *)data, size};
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = cmq_tokenize(tokenizer, text, &arena, &parse, &features, NULL);
    if (status == CMQ_OK) {
        check(text, &parse);
    } else if (cmq_utf8_invalid(text) == size && size <= CMQ_MAX_TEXT && status != CMQ_LIMIT) {
        abort();
    }
    cmq_arena_release(&arena);
    return 0;
}
