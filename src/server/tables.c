/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that are rows: lists, counts, a story. As JSON they are {"items":[…],"next":…}; as JSON
 * lines, CSV and TSV they are what the command line writes. */
#include "server/http.h"

#include <stdlib.h>
#include <string.h>

static bool take_piece(void *context, struct cmq_str piece) {
    struct cmq__tray *tray = context;
    struct cmq_buf *body = &tray->reply->body;
    if (!tray->as_array) {
        cmq_buf_add_str(body, piece);
        return !body->failed;
    }
    while (piece.len > 0 && !body->failed) {
        struct cmq_str line = cmq_str_cut(&piece, '\n');
        if (line.len > 0) {
            cmq_buf_add_str(body, tray->any ? CMQ_STR(",\n") : CMQ_STR("\n"));
            cmq_buf_add_str(body, line);
            tray->any = true;
        }
    }
    return !body->failed;
}

static const char *type_of(const struct cmq__request *request) {
    return request->format == CMQ_ROWS_CSV   ? "text/csv; charset=utf-8; header=present"
           : request->format == CMQ_ROWS_TSV ? "text/tab-separated-values; charset=utf-8"
           : request->lines                  ? "application/x-ndjson"
                                             : "application/json";
}

static void end_array(struct cmq__reply *reply) {
    struct cmq_json json;
    cmq_buf_add_str(&reply->body, CMQ_STR("\n],\"next\":"));
    cmq_json_init(&json, &reply->body);
    cmq_json_str(&json, cmq_str_of(reply->next[0] == '\0' ? NULL : reply->next));
    cmq_buf_add_str(&reply->body, CMQ_STR("}\n"));
}

/* ---- what rows ---- */

/* A question that writes rows. */
struct question {
    struct cmq_asked asked;
    enum cmq_list list;
    struct cmq_str one, other; /* a pair */
    int64_t story;
    enum cmq_status (*write)(struct question *question, struct cmq_query *query,
                             struct cmq_rows *rows, char *cursor, struct cmq_error *err);
};

static enum cmq_status write_list(struct question *question, struct cmq_query *query,
                                  struct cmq_rows *rows, char *cursor, struct cmq_error *err) {
    return cmq_query_list(query, question->list, &question->asked.page, rows, cursor, err);
}

static enum cmq_status write_dyads(struct question *question, struct cmq_query *query,
                                   struct cmq_rows *rows, char *cursor, struct cmq_error *err) {
    return cmq_query_dyads(query, &question->asked.counting, &question->asked.page, rows, cursor,
                           err);
}

static enum cmq_status write_dyad(struct question *question, struct cmq_query *query,
                                  struct cmq_rows *rows, char *cursor, struct cmq_error *err) {
    (void)cursor;
    return cmq_query_history(query, &question->asked.counting, true, question->one, question->other,
                             rows, err);
}

static enum cmq_status write_series(struct question *question, struct cmq_query *query,
                                    struct cmq_rows *rows, char *cursor, struct cmq_error *err) {
    (void)cursor;
    return cmq_query_series(query, &question->asked.counting, rows, err);
}

static enum cmq_status write_panel(struct question *question, struct cmq_query *query,
                                   struct cmq_rows *rows, char *cursor, struct cmq_error *err) {
    (void)cursor;
    return cmq_query_panel(query, &question->asked.counting, rows, err);
}

/* ---- answering ---- */

struct cmq_rows cmq__open_tray(const struct cmq__request *request, struct cmq__reply *reply,
                               struct cmq__tray *tray) {
    *tray = (struct cmq__tray){reply, request->format == CMQ_ROWS_JSONL && !request->lines, false};
    reply->type = type_of(request);
    if (tray->as_array) {
        cmq_buf_add_str(&reply->body, CMQ_STR("{\"items\":["));
    }
    return (struct cmq_rows){.format = request->format, .sink = take_piece, .context = tray};
}

void cmq__close_tray(const struct cmq__tray *tray, enum cmq_status status,
                     const struct cmq_error *err) {
    if (status != CMQ_OK) {
        cmq__problem_of(tray->reply, status, err);
    } else if (tray->as_array) {
        end_array(tray->reply);
    }
}

static void answer(struct cmq__worker *worker, const struct cmq__request *request,
                   enum cmq_asker asker, struct question *question, struct cmq__reply *reply) {
    struct cmq_query *query;
    struct cmq_error err;
    struct cmq__tray tray;
    if (!cmq__read_parameters(request, asker, &question->asked, reply)) {
        return;
    }
    enum cmq_status status = cmq_query_open(worker->store, &question->asked.filter, &query, &err);
    if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
        return;
    }
    struct cmq_rows rows = cmq__open_tray(request, reply, &tray);
    status = question->write(question, query, &rows, reply->next, &err);
    cmq_rows_release(&rows);
    cmq_query_free(query);
    cmq__close_tray(&tray, status, &err);
}

static void answer_list(struct cmq__worker *worker, const struct cmq__request *request,
                        enum cmq_asker asker, enum cmq_list list, struct cmq__reply *reply) {
    struct question question = {.list = list, .write = write_list};
    answer(worker, request, asker, &question, reply);
}

void cmq__get_events(struct cmq__worker *worker, const struct cmq__request *request,
                     struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_EVENTS, CMQ_LIST_EVENTS, reply);
}

void cmq__get_statements(struct cmq__worker *worker, const struct cmq__request *request,
                         struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_STATEMENTS, CMQ_LIST_STATEMENTS, reply);
}

void cmq__get_actors(struct cmq__worker *worker, const struct cmq__request *request,
                     struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_ACTORS, CMQ_LIST_ACTORS, reply);
}

void cmq__get_reports(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_REPORTS, CMQ_LIST_REPORTS, reply);
}

/* Reports by their words, which must be given. */
void cmq__search(struct cmq__worker *worker, const struct cmq__request *request,
                 struct cmq__reply *reply) {
    if (MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, "q") == NULL &&
        MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, "text") == NULL) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "q wants words to look for");
        return;
    }
    answer_list(worker, request, CMQ_ASK_REPORTS, CMQ_LIST_REPORTS, reply);
}

void cmq__get_outlets(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_OUTLETS, CMQ_LIST_OUTLETS, reply);
}

void cmq__get_stories(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_STORIES, CMQ_LIST_STORIES, reply);
}

void cmq__get_occurrences(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply) {
    answer_list(worker, request, CMQ_ASK_OCCURRENCES, CMQ_LIST_OCCURRENCES, reply);
}

void cmq__get_dyads(struct cmq__worker *worker, const struct cmq__request *request,
                    struct cmq__reply *reply) {
    struct question question = {.write = write_dyads};
    answer(worker, request, CMQ_ASK_DYADS, &question, reply);
}

void cmq__get_dyad(struct cmq__worker *worker, const struct cmq__request *request,
                   struct cmq__reply *reply) {
    struct question question = {.write = write_dyad};
    question.other = request->path;
    question.one = cmq_str_cut(&question.other, '/');
    if (question.one.len == 0 || question.other.len == 0) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "a pair is /dyads/ONE/OTHER");
        return;
    }
    answer(worker, request, CMQ_ASK_DYADS, &question, reply);
}

void cmq__get_series(struct cmq__worker *worker, const struct cmq__request *request,
                     struct cmq__reply *reply) {
    struct question question = {.write = write_series};
    answer(worker, request, CMQ_ASK_SERIES, &question, reply);
}

void cmq__get_panel(struct cmq__worker *worker, const struct cmq__request *request,
                    struct cmq__reply *reply) {
    struct question question = {.write = write_panel};
    answer(worker, request, CMQ_ASK_PANEL, &question, reply);
}

void cmq__get_story(struct cmq__worker *worker, const struct cmq__request *request,
                    struct cmq__reply *reply) {
    struct cmq_error err, left_out;
    struct cmq__tray tray;
    uint64_t number;
    if (!cmq_number_read(request->path, INT64_MAX, &number)) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "'%.*s' is no number of a story",
                     CMQ_FMT(request->path));
        return;
    }
    if (request->format != CMQ_ROWS_JSONL) {
        cmq__problem(reply, MHD_HTTP_NOT_ACCEPTABLE, "a story is JSON or JSON lines");
        return;
    }
    struct cmq_rows rows = cmq__open_tray(request, reply, &tray);
    enum cmq_status status =
        cmq_query_story(worker->store, (int64_t)number, &rows, &left_out, &err);
    cmq_rows_release(&rows);
    cmq__close_tray(&tray, status, &err);
}
