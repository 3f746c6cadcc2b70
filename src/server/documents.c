/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that are one JSON document: a report's coding, why an event was coded, a text coded
 * while the client waits. */
#include "server/http.h"

static void begin(struct cmq__reply *reply, struct cmq_json *json) {
    reply->type = "application/json";
    cmq_json_init(json, &reply->body);
    cmq_json_object_begin(json);
}

/* ---- a text, coded ---- */

static enum cmq_status open_session(struct cmq__worker *worker, const struct cmq_coder **coder,
                                    struct cmq_error *err) {
    enum cmq_status status = cmq__engine_coder(worker->shared->engine, coder, err);
    return status == CMQ_OK && worker->session == NULL
               ? cmq_session_new((*coder)->model, &worker->session, err)
               : status;
}

static enum cmq_status code(struct cmq__worker *worker, const struct cmq_report *report,
                            struct cmq_coding *coding, struct cmq_error *err) {
    const struct cmq_coder *coder;
    enum cmq_status status = open_session(worker, &coder, err);
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

static void add_coder(struct cmq_json *json, const char *member,
                      const struct cmq_store_coder *coder) {
    cmq_json_key(json, cmq_str_of(member));
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("version"));
    cmq_json_str(json, coder->version);
    cmq_json_key(json, CMQ_STR("model"));
    cmq_json_str(json, coder->model);
    cmq_json_key(json, CMQ_STR("lexicon"));
    cmq_json_str(json, coder->lexicon);
    cmq_json_object_end(json);
}

static void write_explained(struct cmq_str event, const struct cmq_explained *explained,
                            struct cmq_str why, struct cmq__reply *reply) {
    struct cmq_json json;
    begin(reply, &json);
    cmq_json_key(&json, CMQ_STR("event"));
    cmq_json_str(&json, event);
    cmq_json_key(&json, CMQ_STR("report"));
    cmq_json_str(&json, explained->report);
    cmq_json_key(&json, CMQ_STR("same_coder"));
    cmq_json_bool(&json, explained->same);
    add_coder(&json, "coded_by", &explained->coded_by);
    add_coder(&json, "explained_by", &explained->by);
    cmq_json_key(&json, CMQ_STR("explanation"));
    cmq_json_str(&json, why);
    cmq_json_object_end(&json);
}

/* /events/ID, and the same with /explain behind it. */
void cmq__get_explanation(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply) {
    const struct cmq_str end = CMQ_STR("/explain");
    const struct cmq_coder *coder;
    struct cmq_explained explained;
    struct cmq_str event = request->path;
    struct cmq_buf why;
    struct cmq_error err;
    if (cmq_str_ends(event, end)) {
        event.len -= end.len;
    }
    cmq_buf_init(&why, CMQ__REPLY_LIMIT);
    enum cmq_status status = open_session(worker, &coder, &err);
    if (status == CMQ_OK) {
        status = cmq_query_explain(worker->store, coder, worker->session, event, &worker->arena,
                                   &explained, &why, &err);
    }
    if (status == CMQ_OK) {
        write_explained(event, &explained, cmq_buf_str(&why), reply);
    } else if (status == CMQ_BAD_INPUT || status == CMQ_UNSUPPORTED) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "%s", err.message);
    } else {
        cmq__problem_of(reply, status, &err);
    }
    cmq_buf_release(&why);
}

void cmq__get_summary(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    static const char question[] =
        "SELECT count(*), count(DISTINCT publisher), min(date), max(date),"
        " (SELECT max(first_seen) FROM (SELECT first_seen FROM reports WHERE recoded IS NULL"
        "  ORDER BY report DESC LIMIT 1)),"
        " (SELECT count(*) FROM events), (SELECT count(*) FROM statements),"
        " (SELECT count(*) FROM stories WHERE merged_into IS NULL),"
        " (SELECT count(*) FROM occurrences) FROM reports WHERE is_current = 1";
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
