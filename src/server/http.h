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

/* What answers a request: the store and the memory of one thread. */
struct cmq__worker {
    struct cmq__worker *next; /* that is idle, too */
    const struct cmq_server_options *options;
    const struct cmq_coder *coder;
    struct cmq_judging *const *judging; /* one for each of the options' samples */
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
    const char *type;          /* media type */
    struct cmq_buf body;       /* CMQ__REPLY_LIMIT */
    struct cmq_str fixed;      /* instead of `body`: bytes that outlive the server */
    char allow[32];            /* methods, with status 405 */
    bool lasting;              /* may be kept by a browser for long */
    char next[CMQ_CURSOR_MAX]; /* cursor of the next page, "" if none */
};

/* Makes the reply a problem (RFC 9457). The detail is for a person. */
void cmq__problem(struct cmq__reply *reply, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The problem that a failure is: 400 what was asked for is wrong, 404 what is not there, 413 past a
 * limit, 500. */
void cmq__problem_of(struct cmq__reply *reply, enum cmq_status status, const struct cmq_error *err);

/* Sends the reply: compressed where the client takes that, 304 where it has the same. Returns the
 * bytes of the body that went out in `*sent`. */
enum MHD_Result cmq__send(struct MHD_Connection *connection, struct cmq__reply *reply,
                          unsigned *status, size_t *sent);

/* ---- what is asked for (parameters.c) ------------------------------------------------------ */

/* The parameters of questions to the store, named as the options of the command line. */
struct cmq__asked {
    struct cmq_filter filter;
    struct cmq_page page;
    struct cmq_counting counting;
    unsigned default_unit; /* enum cmq_unit */
};

/* Reads the parameters of the URL; one that is not known or wrong makes the reply a problem and
 * gives false. `words` is another name of the filter's text ("q"), or NULL. */
bool cmq__read_parameters(const struct cmq__request *request, struct cmq__asked *asked,
                          struct cmq__reply *reply);

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
/* Decimal digits alone; false if it is no such number. */
bool cmq__read_number(struct cmq_str text, int64_t *number);

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
    cmq__get_stories, cmq__get_occurrences, cmq__get_dyads, cmq__get_dyad, cmq__get_series,
    cmq__get_panel, cmq__get_story;
/* Documents (documents.c). */
cmq__handler cmq__get_report, cmq__get_explanation, cmq__get_summary, cmq__post_code,
    cmq__post_explain;
/* Samples that people judge (audit.c). */
cmq__handler cmq__get_audit, cmq__get_audit_part, cmq__put_verdict;
/* What people correct (corrections.c). */
cmq__handler cmq__get_corrections, cmq__get_correction_fields, cmq__post_correction;
/* What is built in (assets.c): the page and openapi.json. False if there is none of that path. */
bool cmq__get_asset(struct cmq_str path, struct cmq__reply *reply);

/* The problem that a path has other methods, "GET, HEAD". */
void cmq__refuse_method(struct cmq__reply *reply, const char *methods);
/* Finds the handler by path and method, or makes the reply a problem (routes.c). */
void cmq__route(struct cmq__worker *worker, struct cmq__request *request, struct cmq__reply *reply);

#endif
