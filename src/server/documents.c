/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that are one JSON document: a report's coding, why an event was coded, a text coded
 * while the client waits. */
#include "server/http.h"

#include <inttypes.h>

static void begin(struct cmq__reply *reply, struct cmq_json *json) {
    reply->type = "application/json";
    cmq_json_init(json, &reply->body);
    cmq_json_object_begin(json);
}

/* ---- a text, coded ---- */

static enum cmq_status code(struct cmq__worker *worker, const struct cmq_report *report,
                            struct cmq_coding *coding, struct cmq_error *err) {
    const struct cmq_coder *coder;
    enum cmq_status status = cmq__engine_coder(worker->shared->engine, &coder, err);
    if (status == CMQ_OK && worker->session == NULL) {
        status = cmq_session_new(coder->model, &worker->session, err);
    }
    return status == CMQ_OK ? cmq_code(coder, worker->session, report, &worker->arena, coding, err)
                            : status;
}

/* Codes what was sent, or makes the reply a problem. */
static bool code_body(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq_coding *coding, struct cmq__reply *reply) {
    const struct cmq_reader_options options = {.undated = true};
    struct cmq_report report;
    struct cmq_error err;
    enum cmq_status status =
        cmq_report_of_json(cmq_buf_str(&request->body), options, &worker->arena, &report, &err);
    if (status == CMQ_OK) {
        status = code(worker, &report, coding, &err);
    }
    if (status != CMQ_OK) {
        /* What is past a limit is so by the client's doing. */
        cmq__problem_of(reply, status == CMQ_LIMIT ? CMQ_BAD_INPUT : status, &err);
    }
    return status == CMQ_OK;
}

void cmq__post_code(struct cmq__worker *worker, const struct cmq__request *request,
                    struct cmq__reply *reply) {
    struct cmq_coding coding;
    if (code_body(worker, request, &coding, reply)) {
        reply->type = "application/json";
        cmq_coding_write_json(&coding, true, &reply->body);
        cmq_buf_add_char(&reply->body, '\n');
    }
}

static void add_explanation(struct cmq_json *json, const struct cmq_coding *coding,
                            uint32_t index) {
    struct cmq_buf text;
    cmq_buf_init(&text, CMQ__REPLY_LIMIT);
    cmq_coding_explain(coding, index, &text);
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("event"));
    cmq_json_str(json, cmq_str_of(coding->events.list.item[index].id));
    cmq_json_key(json, CMQ_STR("explanation"));
    cmq_json_str(json, cmq_buf_str(&text));
    cmq_json_object_end(json);
    cmq_buf_release(&text);
}

void cmq__post_explain(struct cmq__worker *worker, const struct cmq__request *request,
                       struct cmq__reply *reply) {
    struct cmq_coding coding;
    struct cmq_json json;
    if (!code_body(worker, request, &coding, reply)) {
        return;
    }
    begin(reply, &json);
    cmq_json_key(&json, CMQ_STR("items"));
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < coding.events.list.count; i++) {
        add_explanation(&json, &coding, i);
    }
    cmq_json_array_end(&json);
    cmq_json_object_end(&json);
}

/* ---- what is kept ---- */

void cmq__get_report(struct cmq__worker *worker, const struct cmq__request *request,
                     struct cmq__reply *reply) {
    struct cmq_error err;
    int64_t number;
    enum cmq_status status = cmq_store_find_report(worker->store, request->path, &number, &err);
    if (status == CMQ_OK) {
        status = cmq_store_coding(worker->store, number, true, &reply->body, &err);
        reply->type = "application/json";
        cmq_buf_add_char(&reply->body, '\n');
    }
    if (status == CMQ_BAD_INPUT) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "%s", err.message);
    } else if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
    }
}

/* The report as it was kept, in the worker's memory. */
static enum cmq_status read_kept(struct cmq__worker *worker, int64_t number,
                                 struct cmq_report *report, struct cmq_error *err) {
    struct cmq_arena *arena = &worker->arena;
    struct cmq_str value = cmq_arena_format(arena, "%" PRId64, number);
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(
        worker->store,
        CMQ_STR("SELECT id, date, publisher, url, title, language, text FROM reports LEFT JOIN "
                "texts USING (report) WHERE report = CAST(?1 AS INTEGER)"),
        &value, 1, &rows, err);
    status = status == CMQ_OK ? cmq_store_rows_next(rows, err) : status;
    if (status == CMQ_OK) {
        *report = (struct cmq_report){
            .id = cmq_arena_copy(arena, cmq_store_rows_str(rows, 0)),
            .date = cmq_day_parse(cmq_store_rows_str(rows, 1)),
            .publisher = cmq_arena_copy(arena, cmq_store_rows_str(rows, 2)),
            .url = cmq_arena_copy(arena, cmq_store_rows_str(rows, 3)),
            .title = cmq_arena_copy(arena, cmq_store_rows_str(rows, 4)),
            .language = cmq_arena_copy(arena, cmq_store_rows_str(rows, 5)),
            .text = cmq_arena_copy(arena, cmq_store_rows_str(rows, 6)),
        };
        if (cmq_store_rows_null(rows, 6)) {
            status = cmq_fail(err, CMQ_UNSUPPORTED, 0, "the store keeps no text of that report");
        }
    }
    cmq_store_rows_free(rows);
    return status;
}

static enum cmq_status code_again(struct cmq__worker *worker, int64_t number,
                                  struct cmq_coding *coding, struct cmq_error *err) {
    struct cmq_report report;
    enum cmq_status status = read_kept(worker, number, &report, err);
    return status == CMQ_OK ? code(worker, &report, coding, err) : status;
}

static void explain_event(struct cmq__reply *reply, const struct cmq_coding *coding,
                          struct cmq_str id) {
    struct cmq_json json;
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        if (cmq_str_eq(cmq_str_of(coding->events.list.item[i].id), id)) {
            reply->type = "application/json";
            cmq_json_init(&json, &reply->body);
            add_explanation(&json, coding, i);
            return;
        }
    }
    cmq__problem(
        reply, MHD_HTTP_NOT_FOUND,
        "the program's dictionaries do not give that event: the store was coded by others");
}

void cmq__get_explanation(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply) {
    struct cmq_coding coding;
    struct cmq_error err;
    int64_t number;
    enum cmq_status status = cmq_store_find_event(worker->store, request->path, &number, &err);
    if (status == CMQ_BAD_INPUT) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "%s", err.message);
        return;
    }
    status = status == CMQ_OK ? code_again(worker, number, &coding, &err) : status;
    if (status == CMQ_OK) {
        explain_event(reply, &coding, request->path);
    } else {
        cmq__problem_of(reply, status, &err);
    }
}

void cmq__get_summary(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    static const char question[] =
        "SELECT count(*), count(DISTINCT publisher), min(date), max(date), max(first_seen),"
        " (SELECT count(*) FROM events), (SELECT count(*) FROM statements),"
        " (SELECT count(*) FROM stories WHERE merged_into IS NULL),"
        " (SELECT count(*) FROM occurrences) FROM reports WHERE is_current";
    static const struct {
        const char *name;
        bool is_text;
    } member[] = {{"reports", false},    {"outlets", false},   {"first", true},
                  {"last", true},        {"first_seen", true}, {"events", false},
                  {"statements", false}, {"stories", false},   {"occurrences", false}};
    struct cmq_store_rows *rows;
    struct cmq_error err;
    struct cmq_json json;
    (void)request;
    enum cmq_status status = cmq_store_ask(worker->store, CMQ_STR(question), NULL, 0, &rows, &err);
    status = status == CMQ_OK ? cmq_store_rows_next(rows, &err) : status;
    if (status == CMQ_OK) {
        begin(reply, &json);
        for (unsigned i = 0; i < sizeof member / sizeof *member; i++) {
            cmq_json_key(&json, cmq_str_of(member[i].name));
            if (member[i].is_text) {
                cmq_json_str(&json, cmq_store_rows_str(rows, i));
            } else {
                cmq_json_int(&json, cmq_store_rows_int(rows, i));
            }
        }
        cmq_json_object_end(&json);
    } else {
        cmq__problem_of(reply, status, &err);
    }
    cmq_store_rows_free(rows);
}
