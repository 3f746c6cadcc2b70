/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_SERVER_HTTP_H
#define CMQ_SERVER_HTTP_H

/* What the files of this room share: a request as it came, the reply under construction, and the
 * worker that answers. */

#include "audit/audit.h"
#include "query/query.h"
#include "server/server.h"

#include <microhttpd.h>

#define CMQ__BODY_LIMIT  ((size_t)2 << 20)  /* of a request */
#define CMQ__REPLY_LIMIT ((size_t)64 << 20) /* of an answer, before it is compressed */

struct cmq__crew;
struct cmq__engine;
struct cmq__answers;
struct cmq__clients;

/* What a client may take, in seconds: libmicrohttpd closes what is idle for so long; the others are
 * counted in all, however busy the client is. */
#define CMQ__IDLE_SECONDS   15u
#define CMQ__HEADER_SECONDS 10u  /* to send a request's headers */
#define CMQ__BODY_SECONDS   30u  /* to send its body */
#define CMQ__ANSWER_SECONDS 120u /* to take the answer */

/* What the threads of one server share. */
struct cmq__shared {
    const struct cmq_server_options *options;
    struct cmq__engine *engine;
    struct cmq__answers *answers;
    struct cmq_judging *judging[CMQ_SERVER_SAMPLES]; /* one for each of the options' samples */
};

/* What answers a request: the store and the memory of one thread. */
struct cmq__worker {
    const struct cmq__shared *shared;
    struct cmq_store *store;
    struct cmq_session *session; /* NULL until a text is coded */
    struct cmq_arena arena;      /* of the request at hand */
};

struct cmq__request {
    struct MHD_Connection *connection;
    const char *method;
    struct cmq_str
        path; /* decoded; behind /api/v1/ in a handler, and without its format's suffix */
    struct cmq_buf body;
    bool body_too_long;
    enum cmq_rows_format format; /* what rows are wanted as; JSONL stands for JSON, too */
    bool lines;                  /* JSON lines, not one JSON document */
};

struct cmq__reply {
    unsigned status;
    const char *type;              /* media type */
    struct cmq_buf body;           /* CMQ__REPLY_LIMIT */
    struct cmq_str fixed;          /* instead of `body`: bytes that outlive the server */
    char allow[32];                /* methods, with status 405 */
    bool lasting;                  /* may be kept by a browser for long */
    char next[CMQ_CURSOR_MAX];     /* cursor of the next page, "" if none */
    struct MHD_Response *response; /* what goes out; NULL when out of memory */
    size_t sent;                   /* bytes of its body */
};

/* A request that waits for a thread; its connection is suspended. */
struct cmq__job {
    struct cmq__job *next;
    struct cmq__request *request;
    struct cmq__reply *reply;
};

/* Makes the reply a problem (RFC 9457). The detail is for a person. */
void cmq__problem(struct cmq__reply *reply, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The problem that a failure is: 400 what was asked for is wrong, 404 what is not there, 413 past a
 * limit, 500. */
void cmq__problem_of(struct cmq__reply *reply, enum cmq_status status, const struct cmq_error *err);

/* Makes `response` of the reply: compressed where the client takes that, 304 where it has the same.
 */
void cmq__make_response(struct MHD_Connection *connection, struct cmq__reply *reply);

/* ---- threads (crew.c, engine.c, answers.c, clients.c) --------------------------------------
 *
 * What an open leaves in `*opened` is to be closed also where it failed. */

/* The threads that answer. A job's request and reply live until its connection was resumed. Closing
 * answers all that wait; then no more are taken. */
enum cmq_status cmq__crew_open(const struct cmq__shared *shared, struct cmq__crew **opened,
                               struct cmq_error *err);
bool cmq__crew_put(struct cmq__crew *crew, struct cmq__job *job);
void cmq__crew_close(struct cmq__crew *crew);
void cmq__crew_free(struct cmq__crew *crew); /* that was closed, or never began */

/* The coder, opened when it is first asked for. */
enum cmq_status cmq__engine_open(const struct cmq_server_options *options,
                                 struct cmq__engine **opened, struct cmq_error *err);
enum cmq_status cmq__engine_coder(struct cmq__engine *engine, const struct cmq_coder **coder,
                                  struct cmq_error *err);
void cmq__engine_close(struct cmq__engine *engine);

/* Answers to questions, kept as long as nothing writes to the store. The key says all that an
 * answer depends on beside the store. */
enum cmq_status cmq__answers_open(const struct cmq_server_options *options,
                                  struct cmq__answers **opened, struct cmq_error *err);
struct cmq_store *cmq__answers_store(struct cmq__answers *answers);
/* The answer, or false: then the caller works it out and gives it, whatever comes of it. */
bool cmq__answers_take(struct cmq__answers *answers, struct cmq_str key, struct cmq__reply *reply);
void cmq__answers_give(struct cmq__answers *answers, struct cmq_str key,
                       const struct cmq__reply *reply);
void cmq__answers_close(struct cmq__answers *answers);

/* How long clients may take: `notify` is told of connections, `allow` gives one so many seconds
 * from now, 0 without end. */
enum cmq_status cmq__clients_open(struct cmq__clients **opened, struct cmq_error *err);
void cmq__clients_notify(void *clients, struct MHD_Connection *connection, void **socket_context,
                         enum MHD_ConnectionNotificationCode how);
void cmq__clients_allow(struct cmq__clients *clients, struct MHD_Connection *connection,
                        unsigned seconds);
void cmq__clients_close(struct cmq__clients *clients);

/* ---- what is asked for (parameters.c) ------------------------------------------------------ */

/* Reads the parameters of the URL, named as the options of the command line; one that the question
 * does not have, or that is wrong, makes the reply a problem and gives false. */
bool cmq__read_parameters(const struct cmq__request *request, enum cmq_asker asker,
                          struct cmq_asked *asked, struct cmq__reply *reply);

/* A parameter by its name, the value absent where it is not there. */
struct cmq__parameter {
    const char *name;
    struct cmq_str value;
};
/* Reads the parameters of the URL, of which no others are known. */
bool cmq__read_named(const struct cmq__request *request, struct cmq__parameter *parameter,
                     size_t count, struct cmq__reply *reply);
/* The number of rows of a page, and yes or no; what is usual where the parameter is absent. */
bool cmq__limit_of(const struct cmq__parameter *parameter, uint64_t *limit,
                   struct cmq__reply *reply);
bool cmq__flag_of(const struct cmq__parameter *parameter, bool *flag, struct cmq__reply *reply);

/* ---- rows (tables.c) ------------------------------------------------------------------------ */

/* Where rows go: into the reply, lines of JSON as the items of an array. */
struct cmq__tray {
    struct cmq__reply *reply;
    bool as_array, any;
};
/* Rows in the format that is asked for, to be released by the caller. */
struct cmq_rows cmq__open_tray(const struct cmq__request *request, struct cmq__reply *reply,
                               struct cmq__tray *tray);
/* Ends the answer, or makes it the problem that the failure is. */
void cmq__close_tray(const struct cmq__tray *tray, enum cmq_status status,
                     const struct cmq_error *err);

/* ---- handlers ------------------------------------------------------------------------------- */

typedef void cmq__handler(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply);

/* Rows (tables.c). */
cmq__handler cmq__get_events, cmq__get_statements, cmq__get_actors, cmq__get_reports,
    cmq__get_stories, cmq__get_occurrences, cmq__get_outlets, cmq__search, cmq__get_dyads,
    cmq__get_dyad, cmq__get_series, cmq__get_panel, cmq__get_story;
/* Documents (documents.c). */
cmq__handler cmq__get_report, cmq__get_explanation, cmq__get_summary, cmq__post_code,
    cmq__post_explain;
/* Samples that people judge (audit.c). */
cmq__handler cmq__get_audit, cmq__get_audit_part, cmq__put_verdict;
/* What people correct (corrections.c). */
cmq__handler cmq__get_corrections, cmq__get_correction_fields, cmq__post_correction;
/* What is built in (assets.c), which needs no thread of the crew and no store: the page,
 * openapi.json, /healthz. False if there is none of that path. */
bool cmq__get_asset(const struct cmq__request *request, struct cmq__reply *reply);

/* Whether the request has the method, or asks with HEAD for what it would GET; else the reply
 * becomes a problem. */
bool cmq__check_method(const struct cmq__request *request, const char *method,
                       struct cmq__reply *reply);

/* The problem that a path has other methods, "GET, HEAD". */
void cmq__refuse_method(struct cmq__reply *reply, const char *methods);
/* Finds the handler by path and method, or makes the reply a problem (routes.c). */
void cmq__route(struct cmq__worker *worker, struct cmq__request *request, struct cmq__reply *reply);

#endif
