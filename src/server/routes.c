/* SPDX-License-Identifier: Apache-2.0 */
/* Paths to handlers, and which format is wanted. */
#include "server/http.h"

#include <stdio.h>
#include <string.h>

static const struct route {
    const char *path; /* one that ends in "/" takes what follows */
    const char *method;
    cmq__handler *handler;
    bool rows;   /* has CSV and TSV, too */
    bool writes; /* what stays: only where there is a token */
} routes[] = {
    {"summary", "GET", cmq__get_summary, false, false},
    {"events", "GET", cmq__get_events, true, false},
    {"events/", "GET", cmq__get_explanation, false, false},
    {"statements", "GET", cmq__get_statements, true, false},
    {"actors", "GET", cmq__get_actors, true, false},
    {"reports", "GET", cmq__get_reports, true, false},
    {"reports/", "GET", cmq__get_report, false, false},
    {"search", "GET", cmq__get_reports, true, false},
    {"stories", "GET", cmq__get_stories, true, false},
    {"stories/", "GET", cmq__get_story, true, false},
    {"occurrences", "GET", cmq__get_occurrences, true, false},
    {"dyads", "GET", cmq__get_dyads, true, false},
    {"dyads/", "GET", cmq__get_dyad, true, false},
    {"series", "GET", cmq__get_series, true, false},
    {"panel", "GET", cmq__get_panel, true, false},
    {"code", "POST", cmq__post_code, false, false},
    {"explain", "POST", cmq__post_explain, false, false},
    {"corrections", "GET", cmq__get_corrections, true, false},
    {"corrections", "POST", cmq__post_correction, false, true},
    {"corrections/fields", "GET", cmq__get_correction_fields, false, false},
    {"audit", "GET", cmq__get_audit, false, false},
    {"audit/", "GET", cmq__get_audit_part, true, false},
    {"audit/", "PUT", cmq__put_verdict, false, true},
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
                : cmq_str_eq(route->rows ? without_format(path) : path, known);
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

void cmq__route(struct cmq__worker *worker, struct cmq__request *request,
                struct cmq__reply *reply) {
    const struct cmq_str api = CMQ_STR("/api/v1/");
    struct cmq_str path = request->path;
    char methods[32] = "";
    if (cmq__get_asset(path, reply)) {
        if (!is_method(request, "GET")) {
            cmq__refuse_method(reply, "GET, HEAD");
        }
        return;
    }
    const struct route *route = NULL;
    if (cmq_str_starts(path, api)) {
        path = (struct cmq_str){path.ptr + api.len, path.len - api.len};
        route = find_route(path, request, methods);
    }
    if (route == NULL && methods[0] != '\0') {
        cmq__refuse_method(reply, methods);
    } else if (route == NULL) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND,
                     "there is nothing at this path: see %.*sopenapi.json", CMQ_FMT(api));
    } else if (route->writes && worker->options->token == NULL) {
        cmq__problem(reply, MHD_HTTP_FORBIDDEN,
                     "this server writes nothing: start it with --token-file, and send the token");
    } else if (!choose_format(request, route->rows)) {
        cmq__problem(reply, MHD_HTTP_NOT_ACCEPTABLE,
                     route->rows ? "it comes as JSON, JSON lines, CSV, TSV" : "it comes as JSON");
    } else {
        route->handler(worker, request, reply);
    }
}
