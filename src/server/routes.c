/* SPDX-License-Identifier: Apache-2.0 */
/* Paths to handlers, and which format is wanted. */
#include "server/http.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS = 1,   /* has CSV and TSV, too */
    KEPT = 2,   /* the answer depends on the path, the parameters and the store alone */
    WRITES = 4, /* what stays: only where there is a token */
};

static const struct route {
    const char *path; /* one that ends in "/" takes what follows */
    const char *method;
    cmq__handler *handler;
    unsigned is;
} routes[] = {
    {"summary", "GET", cmq__get_summary, KEPT},
    {"events", "GET", cmq__get_events, ROWS | KEPT},
    {"events/", "GET", cmq__get_explanation, 0},
    {"statements", "GET", cmq__get_statements, ROWS | KEPT},
    {"actors", "GET", cmq__get_actors, ROWS | KEPT},
    {"reports", "GET", cmq__get_reports, ROWS | KEPT},
    {"reports/", "GET", cmq__get_report, 0},
    {"search", "GET", cmq__search, ROWS | KEPT},
    {"stories", "GET", cmq__get_stories, ROWS | KEPT},
    {"stories/", "GET", cmq__get_story, ROWS | KEPT},
    {"occurrences", "GET", cmq__get_occurrences, ROWS | KEPT},
    {"outlets", "GET", cmq__get_outlets, ROWS | KEPT},
    {"dyads", "GET", cmq__get_dyads, ROWS | KEPT},
    {"dyads/", "GET", cmq__get_dyad, ROWS | KEPT},
    {"series", "GET", cmq__get_series, ROWS | KEPT},
    {"panel", "GET", cmq__get_panel, ROWS | KEPT},
    {"code", "POST", cmq__post_code, 0},
    {"explain", "POST", cmq__post_explain, 0},
    {"corrections", "GET", cmq__get_corrections, ROWS | KEPT},
    {"corrections", "POST", cmq__post_correction, WRITES},
    {"corrections/fields", "GET", cmq__get_correction_fields, 0},
    {"audit", "GET", cmq__get_audit, 0},
    {"audit/", "GET", cmq__get_audit_part, ROWS},
    {"audit/", "PUT", cmq__put_verdict, WRITES},
};

/* ---- formats ---- */

static const struct format {
    const char *suffix, *media;
    enum cmq_rows_format format;
    bool lines;
} formats[] = {
    {".json", "application/json", CMQ_ROWS_JSONL, false},
    {".jsonl", "application/x-ndjson", CMQ_ROWS_JSONL, true},
    {".csv", "text/csv", CMQ_ROWS_CSV, false},
    {".tsv", "text/tab-separated-values", CMQ_ROWS_TSV, false},
};

#define FORMATS (sizeof formats / sizeof *formats)

/* By the end of the path, which is taken off, else by Accept. False where the client takes none. */
static bool choose_format(struct cmq__request *request, bool rows) {
    for (size_t i = 0; rows && i < FORMATS; i++) {
        struct cmq_str suffix = cmq_str_of(formats[i].suffix);
        if (cmq_str_ends(request->path, suffix)) {
            request->path.len -= suffix.len;
            request->format = formats[i].format;
            request->lines = formats[i].lines;
            return true;
        }
    }
    const char *accept =
        MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT);
    request->format = CMQ_ROWS_JSONL;
    if (accept == NULL || accept[0] == '\0' || strstr(accept, "*/*") != NULL ||
        strstr(accept, "application/*") != NULL) {
        return true;
    }
    for (size_t i = 0; i < (rows ? FORMATS : 1); i++) {
        if (strstr(accept, formats[i].media) != NULL) {
            request->format = formats[i].format;
            request->lines = formats[i].lines;
            return true;
        }
    }
    return false;
}

/* ---- paths ---- */

static struct cmq_str without_format(struct cmq_str path) {
    for (size_t i = 0; i < FORMATS; i++) {
        struct cmq_str suffix = cmq_str_of(formats[i].suffix);
        if (cmq_str_ends(path, suffix)) {
            return (struct cmq_str){path.ptr, path.len - suffix.len};
        }
    }
    return path;
}

/* Whether it is a path of the route; the path's own part is left in `*rest`. */
static bool is_path(const struct route *route, struct cmq_str path, struct cmq_str *rest) {
    struct cmq_str known = cmq_str_of(route->path);
    bool open = cmq_str_ends(known, CMQ_STR("/"));
    *rest = (struct cmq_str){path.ptr + known.len, path.len - known.len};
    return open ? path.len > known.len && cmq_str_starts(path, known)
                : cmq_str_eq((route->is & ROWS) != 0 ? without_format(path) : path, known);
}

static bool is_method(const struct cmq__request *request, const char *method) {
    return strcmp(request->method, method) == 0 ||
           (strcmp(method, "GET") == 0 && strcmp(request->method, "HEAD") == 0);
}

void cmq__refuse_method(struct cmq__reply *reply, const char *methods) {
    cmq__problem(reply, MHD_HTTP_METHOD_NOT_ALLOWED, "use %s", methods);
    (void)snprintf(reply->allow, sizeof reply->allow, "%s", methods);
}

/* The route of a path and the request's method, or NULL with the methods that the path has, "" if
 * it is none. */
static const struct route *find_route(struct cmq_str path, struct cmq__request *request,
                                      char methods[static 32]) {
    struct cmq_str rest;
    methods[0] = '\0';
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        const struct route *route = &routes[i];
        if (!is_path(route, path, &rest)) {
            continue;
        }
        if (is_method(request, route->method)) {
            request->path = rest;
            return route;
        }
        size_t length = strlen(methods);
        (void)snprintf(methods + length, 32 - length, "%s%s", length > 0 ? ", " : "",
                       strcmp(route->method, "GET") == 0 ? "GET, HEAD" : route->method);
    }
    return NULL;
}

bool cmq__check_method(const struct cmq__request *request, const char *method,
                       struct cmq__reply *reply) {
    bool has = is_method(request, method);
    if (!has) {
        cmq__refuse_method(reply, strcmp(method, "GET") == 0 ? "GET, HEAD" : method);
    }
    return has;
}

/* ---- answers that are kept ---- */

static enum MHD_Result add_parameter(void *context, enum MHD_ValueKind kind, const char *name,
                                     size_t name_length, const char *value, size_t value_length) {
    struct cmq_buf *key = context;
    (void)kind;
    cmq_buf_format(key, " %zu %zu ", name_length, value_length);
    cmq_buf_add(key, name, name_length);
    cmq_buf_add(key, value == NULL ? "" : value, value_length);
    return MHD_YES;
}

/* The route's answer: that was kept, or from its handler. */
static void answer(struct cmq__worker *worker, const struct route *route,
                   struct cmq__request *request, struct cmq__reply *reply) {
    struct cmq__answers *answers = worker->shared->answers;
    struct cmq_buf key;
    cmq_buf_init(&key, CMQ__BODY_LIMIT);
    cmq_buf_format(&key, "%s%.*s %d %d", route->path, CMQ_FMT(request->path), request->format,
                   request->lines);
    (void)MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, add_parameter,
                                      &key);
    bool kept = (route->is & KEPT) != 0 && !key.failed;
    if (!kept || !cmq__answers_take(answers, cmq_buf_str(&key), reply)) {
        route->handler(worker, request, reply);
        if (kept) {
            cmq__answers_give(answers, cmq_buf_str(&key), reply);
        }
    }
    cmq_buf_release(&key);
}

void cmq__route(struct cmq__worker *worker, struct cmq__request *request,
                struct cmq__reply *reply) {
    const struct cmq_str api = CMQ_STR("/api/v1/");
    struct cmq_str path = request->path;
    char methods[32] = "";
    const struct route *route = NULL;
    if (cmq_str_starts(path, api)) {
        path = (struct cmq_str){path.ptr + api.len, path.len - api.len};
        route = find_route(path, request, methods);
    }
    bool rows = route != NULL && (route->is & ROWS) != 0;
    if (route == NULL && methods[0] != '\0') {
        cmq__refuse_method(reply, methods);
    } else if (route == NULL) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND,
                     "there is nothing at this path: see %.*sopenapi.json", CMQ_FMT(api));
    } else if ((route->is & WRITES) != 0 && worker->shared->options->token == NULL) {
        cmq__problem(reply, MHD_HTTP_FORBIDDEN,
                     "this server writes nothing: start it with --token-file, and send the token");
    } else if (!choose_format(request, rows)) {
        cmq__problem(reply, MHD_HTTP_NOT_ACCEPTABLE,
                     rows ? "it comes as JSON, JSON lines, CSV, TSV" : "it comes as JSON");
    } else {
        answer(worker, route, request, reply);
    }
}
