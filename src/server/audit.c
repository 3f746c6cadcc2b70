/* SPDX-License-Identifier: Apache-2.0 */
/* Samples that coders judge here. A coder is shown items as the sheet shows them, and of verdicts
 * the own ones alone. */
#include "server/body.h"

#include <inttypes.h>
#include <stdio.h>

/* What of a sample is asked for: /audit/SAMPLE/WHAT/ITEM?coder=NAME */
struct asked {
    struct cmq_judging *judging;
    struct cmq_str what, item;
    struct cmq_str coder, after;
    uint64_t limit;
    uint32_t index; /* of the item; the number of items if none is named */
};

/* ---- what is asked for ---- */

static bool find_sample(struct cmq__worker *worker, struct cmq_str number, struct asked *asked,
                        struct cmq__reply *reply) {
    uint64_t sample;
    if (!cmq_number_read(number, worker->shared->options->samples, &sample) || sample == 0) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND,
                     "there is no sample '%.*s': /audit lists those that `serve --audit` was given",
                     CMQ_FMT(number));
        return false;
    }
    asked->judging = worker->shared->judging[sample - 1];
    return true;
}

static bool find_item(struct asked *asked, struct cmq__reply *reply) {
    const uint32_t count = cmq_judging_items(asked->judging)->row.count;
    asked->index = asked->item.len == 0 ? count : cmq_judging_find(asked->judging, asked->item);
    if (asked->item.len > 0 && asked->index == count) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "the sample has no item '%.*s'",
                     CMQ_FMT(asked->item));
        return false;
    }
    return true;
}

/* Reads path and parameters, or makes the reply a problem. */
static bool read_asked(struct cmq__worker *worker, const struct cmq__request *request,
                       struct asked *asked, struct cmq__reply *reply) {
    enum { CODER, AFTER, LIMIT, PARAMETERS };
    struct cmq__parameter parameter[PARAMETERS] = {
        [CODER] = {.name = "coder"}, [AFTER] = {.name = "after"}, [LIMIT] = {.name = "limit"}};
    struct cmq_str rest = request->path;
    *asked = (struct asked){.judging = NULL};
    if (!find_sample(worker, cmq_str_cut(&rest, '/'), asked, reply)) {
        return false;
    }
    asked->what = cmq_str_cut(&rest, '/');
    asked->item = rest;
    if (!find_item(asked, reply) || !cmq__read_named(request, parameter, PARAMETERS, reply) ||
        !cmq__limit_of(&parameter[LIMIT], &asked->limit, reply)) {
        return false;
    }
    asked->coder = parameter[CODER].value;
    asked->after = parameter[AFTER].value;
    return true;
}

/* ---- samples ---- */

static void add_sample(struct cmq_json *json, unsigned number, const struct cmq_judging *judging) {
    const struct cmq_sheet *items = cmq_judging_items(judging);
    uint32_t events = 0;
    for (uint32_t i = 0; i < items->row.count; i++) {
        events += cmq_str_eq(items->row.item[i].cell[CMQ_SHEET_KIND], CMQ_STR("event"));
    }
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("sample"));
    cmq_json_int(json, number);
    cmq_json_key(json, CMQ_STR("name"));
    cmq_json_str(json, cmq_str_of(cmq_judging_name(judging)));
    cmq_json_key(json, CMQ_STR("events"));
    cmq_json_int(json, events);
    cmq_json_key(json, CMQ_STR("sentences"));
    cmq_json_int(json, items->row.count - events);
    cmq_json_object_end(json);
}

void cmq__get_audit(struct cmq__worker *worker, const struct cmq__request *request,
                    struct cmq__reply *reply) {
    struct cmq_json json;
    if (!cmq__read_named(request, NULL, 0, reply)) {
        return;
    }
    cmq_json_init(&json, &reply->body);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("samples"));
    cmq_json_array_begin(&json);
    for (unsigned i = 0; i < worker->shared->options->samples; i++) {
        add_sample(&json, i + 1, worker->shared->judging[i]);
    }
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("roots"));
    cmq_sheet_roots_json(&json);
    cmq_json_object_end(&json);
}

/* ---- items and verdicts ---- */

typedef void row_json(const struct cmq_sheet_row *row, struct cmq_json *json);

static void add_item(const struct cmq_sheet_row *row, struct cmq_json *json) {
    cmq_sheet_item_json(row, true, json);
}

/* Item number `index`, with the coder's verdict if there is a coder. */
static bool read_row(struct cmq__worker *worker, const struct asked *asked, uint32_t index,
                     struct cmq_sheet_row *row, struct cmq__reply *reply) {
    struct cmq_error err;
    *row = cmq_judging_items(asked->judging)->row.item[index];
    enum cmq_status status =
        asked->coder.len == 0
            ? CMQ_OK
            : cmq_judging_read(asked->judging, index, asked->coder, &worker->arena, row, &err);
    if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
    }
    return status == CMQ_OK;
}

static void answer_one(struct cmq__worker *worker, const struct asked *asked, row_json *add,
                       struct cmq__reply *reply) {
    struct cmq_sheet_row row;
    struct cmq_json json;
    if (read_row(worker, asked, asked->index, &row, reply)) {
        cmq_json_init(&json, &reply->body);
        add(&row, &json);
    }
}

/* A page of the items, or of those with a verdict. */
static void answer_list(struct cmq__worker *worker, const struct asked *asked, row_json *add,
                        bool judged_alone, struct cmq__reply *reply) {
    const struct cmq_sheet *items = cmq_judging_items(asked->judging);
    uint32_t index = asked->after.len == 0 ? 0 : cmq_judging_find(asked->judging, asked->after) + 1;
    struct cmq_str last = {NULL, 0}, next = {NULL, 0};
    struct cmq_json json;
    uint64_t count = 0;
    cmq_json_init(&json, &reply->body);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("items"));
    cmq_json_array_begin(&json);
    for (; index < items->row.count && next.len == 0; index++) {
        struct cmq_sheet_row row;
        if (!read_row(worker, asked, index, &row, reply)) {
            return;
        }
        if (judged_alone && row.cell[CMQ_SHEET_REVISION].len == 0) {
            continue;
        }
        if (count == asked->limit) {
            next = last;
        } else {
            add(&row, &json);
            last = row.cell[CMQ_SHEET_ITEM];
            count++;
        }
    }
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("next"));
    cmq_json_str(&json, next);
    cmq_json_object_end(&json);
    (void)snprintf(reply->next, sizeof reply->next, "%.*s", CMQ_FMT(next));
}

static void answer_sheet(const struct asked *asked, struct cmq__reply *reply) {
    struct cmq_error err;
    reply->type = "text/csv; charset=utf-8; header=present";
    enum cmq_status status = cmq_judging_csv(asked->judging, asked->coder, &reply->body, &err);
    if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
    }
}

static void answer_rows(struct cmq__worker *worker, const struct asked *asked, bool verdicts,
                        struct cmq__reply *reply) {
    row_json *add = verdicts ? cmq_sheet_verdict_json : add_item;
    if (asked->item.len > 0) {
        answer_one(worker, asked, add, reply);
    } else {
        answer_list(worker, asked, add, verdicts, reply);
    }
}

void cmq__get_audit_part(struct cmq__worker *worker, const struct cmq__request *request,
                         struct cmq__reply *reply) {
    struct asked asked;
    if (!read_asked(worker, request, &asked, reply)) {
        return;
    }
    bool items = cmq_str_eq(asked.what, CMQ_STR("items"));
    bool verdicts = cmq_str_eq(asked.what, CMQ_STR("verdicts"));
    bool sheet = cmq_str_eq(asked.what, CMQ_STR("sheet")) && asked.item.len == 0;
    enum cmq_rows_format wanted = sheet ? CMQ_ROWS_CSV : CMQ_ROWS_JSONL;
    if (!items && !verdicts && !sheet) {
        cmq__problem(reply, MHD_HTTP_NOT_FOUND,
                     "of a sample there are /items, /verdicts and /sheet.csv");
    } else if (request->format != wanted || request->lines) {
        cmq__problem(reply, MHD_HTTP_NOT_ACCEPTABLE,
                     "items and verdicts come as JSON, the sheet as CSV");
    } else if (asked.coder.len == 0 && !items) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "say whose, by the parameter coder");
    } else if (sheet) {
        answer_sheet(&asked, reply);
    } else {
        answer_rows(worker, &asked, verdicts, reply);
    }
}

/* ---- judging ---- */

/* The verdict that was sent, its strings in the worker's memory. */
static bool read_verdict(struct cmq__worker *worker, const struct cmq__request *request,
                         struct cmq_sheet_row *row, struct cmq__reply *reply) {
    const char *known[CMQ_SHEET_REVISION - CMQ_SHEET_THERE + 2] = {NULL};
    int64_t revision = 0;
    for (unsigned c = CMQ_SHEET_THERE; c <= CMQ_SHEET_REVISION; c++) {
        known[c - CMQ_SHEET_THERE] = cmq_sheet_column_name((enum cmq_sheet_column)c).ptr;
    }
    json_t *object = cmq__read_object(request, known, reply);
    bool good = object != NULL && cmq__read_whole(object, "revision", &revision, reply);
    for (unsigned c = CMQ_SHEET_THERE; good && c <= CMQ_SHEET_NOTE; c++) {
        struct cmq_str text;
        good = cmq__read_text(object, known[c - CMQ_SHEET_THERE], &text, reply);
        row->cell[c] = cmq_arena_copy(&worker->arena, text);
    }
    row->cell[CMQ_SHEET_REVISION] = cmq_arena_format(&worker->arena, "%" PRId64, revision);
    json_decref(object);
    return good;
}

void cmq__put_verdict(struct cmq__worker *worker, const struct cmq__request *request,
                      struct cmq__reply *reply) {
    struct asked asked;
    struct cmq_sheet_row row = {0};
    struct cmq_json json;
    struct cmq_error err;
    bool stale;
    if (!read_asked(worker, request, &asked, reply)) {
        return;
    }
    if (!cmq_str_eq(asked.what, CMQ_STR("verdicts")) || asked.item.len == 0) {
        cmq__refuse_method(reply, "GET, HEAD");
        return;
    }
    row.cell[CMQ_SHEET_CODER] = asked.coder;
    if (!read_verdict(worker, request, &row, reply)) {
        return;
    }
    enum cmq_status status =
        cmq_judging_keep(asked.judging, asked.index, &worker->arena, &row, &stale, &err);
    if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
    } else if (stale) {
        cmq__problem(reply, MHD_HTTP_CONFLICT,
                     "item %.*s was judged meanwhile: read it again (revision %.*s)",
                     CMQ_FMT(asked.item), CMQ_FMT(row.cell[CMQ_SHEET_REVISION]));
    } else {
        cmq_json_init(&json, &reply->body);
        cmq_sheet_verdict_json(&row, &json);
    }
}
