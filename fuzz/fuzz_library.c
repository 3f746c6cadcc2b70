/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as a text for libcommunique: the first byte chooses the reading. Refused, or a parse whose
 * parts fit together and whose JSON is JSON. */

#include <communique.h>

#include <stdlib.h>

#include <jansson.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct communique_engine *engine;
static struct communique_session *session;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    if (communique_engine_open(NULL, &engine, NULL) != COMMUNIQUE_OK ||
        communique_session_open(engine, &session, NULL) != COMMUNIQUE_OK) {
        abort();
    }
    return 0;
}

static void must(int holds) {
    if (!holds) {
        abort();
    }
}

/* Tokens stand one behind another, and each hangs in its own sentence. */
static void check_tokens(const struct communique_parse *parse, size_t size) {
    uint32_t byte = 0, point = 0;
    for (uint32_t i = 0; i < communique_parse_token_count(parse); i++) {
        const struct communique_token *token = communique_parse_token(parse, i);
        const struct communique_sentence *sentence =
            communique_parse_sentence(parse, token->sentence);
        must(token->bytes.start >= byte && token->bytes.end > token->bytes.start);
        must(token->points.start >= point && token->points.end > token->points.start);
        must(i >= sentence->tokens.start && i < sentence->tokens.end);
        must(token->head >= sentence->tokens.start && token->head < sentence->tokens.end);
        must((token->head == i) == (sentence->root == i));
        must(token->entity == COMMUNIQUE_NONE ||
             communique_parse_entity(parse, token->entity) != NULL);
        byte = token->bytes.end;
        point = token->points.end;
    }
    must(byte <= size);
}

static void check_parts(const struct communique_parse *parse) {
    uint32_t tokens = 0;
    for (uint32_t i = 0; i < communique_parse_sentence_count(parse); i++) {
        const struct communique_sentence *sentence = communique_parse_sentence(parse, i);
        must(sentence->tokens.start == tokens && sentence->tokens.end > tokens);
        tokens = sentence->tokens.end;
    }
    must(tokens == communique_parse_token_count(parse));
    for (uint32_t i = 0; i < communique_parse_entity_count(parse); i++) {
        const struct communique_entity *entity = communique_parse_entity(parse, i);
        must(entity->tokens.start < entity->tokens.end && entity->tokens.end <= tokens);
    }
}

static void check_written(struct communique_parse *parse) {
    const char *out;
    size_t length;
    must(communique_parse_write(parse, COMMUNIQUE_JSON, NULL, &out, &length, NULL) ==
         COMMUNIQUE_OK);
    json_t *json = json_loadb(out, length, JSON_ALLOW_NUL, NULL);
    must(json != NULL);
    json_decref(json);
    must(communique_parse_write(parse, COMMUNIQUE_CONLLU, NULL, &out, &length, NULL) ==
         COMMUNIQUE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct communique_parse_options options = COMMUNIQUE_PARSE_OPTIONS;
    struct communique_parse *parse;
    if (size == 0) {
        return 0;
    }
    options.reading = data[0] % 2 ? COMMUNIQUE_READ_NEWS : COMMUNIQUE_READ_AS_REFERENCE;
    enum communique_status status =
        communique_parse_text(session, (const char *)data + 1, size - 1, &options, &parse, NULL);
    if (status == COMMUNIQUE_OK) {
        check_tokens(parse, size - 1);
        check_parts(parse);
        check_written(parse);
    } else {
        must(parse == NULL && (status == COMMUNIQUE_BAD_INPUT || status == COMMUNIQUE_LIMIT ||
                               status == COMMUNIQUE_NO_MEMORY));
    }
    return 0;
}
