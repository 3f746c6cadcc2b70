/* SPDX-License-Identifier: Apache-2.0 */
/* Asks a store and prints the rows, a line of JSON each.
 *
 *     cc ask.c $(pkg-config --cflags --libs communique) -o ask
 *     ./ask news.db events country USA,CHN from 2021-11-01
 */
#include <communique.h>
#include <stdio.h>

static enum communique_status print(struct communique_answer *answer,
                                    struct communique_error *error) {
    const char *line;
    enum communique_status status = communique_answer_line(answer, &line, NULL, error);
    while (status == COMMUNIQUE_OK && line != NULL) {
        fputs(line, stdout);
        status = communique_answer_line(answer, &line, NULL, error);
    }
    return status;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: ask STORE QUESTION [NAME VALUE]...\n");
        return 2;
    }
    struct communique_store *store = NULL;
    struct communique_answer *answer = NULL;
    struct communique_error error;
    /* What follows the question ends with a NULL, as parameters do. */
    const struct communique_question question = {
        .size = sizeof question, .name = argv[2], .parameters = (const char *const *)&argv[3]};

    enum communique_status status = communique_store_open(argv[1], &store, &error);
    if (status == COMMUNIQUE_OK) {
        status = communique_store_ask(store, &question, &answer, &error);
    }
    if (status == COMMUNIQUE_OK) {
        status = print(answer, &error);
    }
    if (status != COMMUNIQUE_OK) {
        fprintf(stderr, "ask: %s\n", error.message);
    }
    communique_answer_free(answer);
    communique_store_close(store);
    return status == COMMUNIQUE_OK ? 0 : 1;
}
