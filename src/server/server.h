/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_SERVER_H
#define CMQ_SERVER_H

/* server: a store over HTTP, and samples of it that people judge. It writes people's corrections to
 * the store and their verdicts beside the samples, both only with a token; texts that are sent to
 * be coded are not kept. docs/api.md is the manual, openapi.json the contract, which is served,
 * too.
 *
 * Every request is hostile: bodies, headers, connections, the size of an answer, the time it takes
 * and the time that a client takes are bounded. What an answer says of an error is an RFC 9457
 * problem. */

#include "coding/coding.h"

struct cmq_server_options {
    const char *db;
    const char *address; /* "127.0.0.1", "::1", "0.0.0.0" */
    uint16_t port;       /* 0: any that is free */
    /* What a request must bear in `Authorization: Bearer`, NULL: nothing, and nothing is written.
     * Needed for an address that others than this machine can reach, and for samples. At least
     * CMQ_SERVER_TOKEN_LEAST bytes. */
    const char *token;
    const char *const *sample; /* paths of the samples that are judged (audit.h) */
    unsigned samples;
    /* Of model, dictionaries and ontology; NULL: what is built in. They are opened with the server
     * where one is given, else when a text is first coded. */
    const char *model, *lexicon, *ontology;
    unsigned threads; /* that answer; each has the store open for itself */
    unsigned seconds; /* that the store may work at an answer */
    /* A line of the access log, without a line end; NULL: none. On any thread. */
    void (*log)(void *context, struct cmq_str line);
    void *context;
};

#define CMQ_SERVER_TOKEN_LEAST 16u
#define CMQ_SERVER_SAMPLES     16u

struct cmq_server;

/* Opens the store and begins to listen. CMQ_BAD_INPUT where the options are wrong, CMQ_IO where it
 * cannot listen. */
enum cmq_status cmq_server_open(const struct cmq_server_options *options,
                                struct cmq_server **server, struct cmq_error *err);
uint16_t cmq_server_port(const struct cmq_server *server);
/* Takes no more connections, lets those that are answered be answered for some seconds, and frees.
 * NULL is fine. */
void cmq_server_close(struct cmq_server *server);

#endif
