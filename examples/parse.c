/* SPDX-License-Identifier: Apache-2.0 */
/* Prints who does what in a text: each sentence's verb with its subject and object, and the names.
 *
 *     cc parse.c $(pkg-config --cflags --libs communique) -o parse
 *     ./parse "Russia invaded Ukraine on Thursday."
 */
#include <communique.h>
#include <stdio.h>
#include <string.h>

/* The form of the first dependent of `head` with the relation, "-" if there is none. */
static const char *dependent(const struct communique_parse *parse, uint32_t head,
                             const char *relation) {
    for (uint32_t i = 0; i < communique_parse_token_count(parse); i++) {
        const struct communique_token *token = communique_parse_token(parse, i);
        if (token->head == head && i != head && strcmp(token->relation, relation) == 0) {
            return token->form;
        }
    }
    return "-";
}

static void print(const struct communique_parse *parse, const char *text) {
    for (uint32_t i = 0; i < communique_parse_sentence_count(parse); i++) {
        const struct communique_sentence *sentence = communique_parse_sentence(parse, i);
        const struct communique_token *root = communique_parse_token(parse, sentence->root);
        printf("%s\t%s\t%s\n", dependent(parse, sentence->root, "nsubj"), root->lemma,
               dependent(parse, sentence->root, "obj"));
    }
    for (uint32_t i = 0; i < communique_parse_entity_count(parse); i++) {
        const struct communique_entity *entity = communique_parse_entity(parse, i);
        printf("%s\t%.*s\n", entity->type, (int)(entity->bytes.end - entity->bytes.start),
               text + entity->bytes.start);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: parse TEXT\n");
        return 2;
    }
    struct communique_engine *engine = NULL;
    struct communique_session *session = NULL;
    struct communique_parse *parse;
    struct communique_parse_options options = COMMUNIQUE_PARSE_OPTIONS;
    struct communique_error error;
    options.reading = COMMUNIQUE_READ_NEWS;

    enum communique_status status = communique_engine_open(NULL, &engine, &error);
    if (status == COMMUNIQUE_OK) {
        status = communique_session_open(engine, &session, &error);
    }
    if (status == COMMUNIQUE_OK) {
        status = communique_parse_text(session, argv[1], strlen(argv[1]), &options, &parse, &error);
    }
    if (status == COMMUNIQUE_OK) {
        print(parse, argv[1]);
    } else {
        fprintf(stderr, "parse: %s\n", error.message);
    }
    communique_session_close(session);
    communique_engine_close(engine);
    return status == COMMUNIQUE_OK ? 0 : 1;
}
