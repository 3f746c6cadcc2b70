/* SPDX-License-Identifier: Apache-2.0 */
/* Corrections by people: making one, and listing them. What is asked of a correction is the store's
 * to say, as for the command line. */
#include "server/body.h"

#include <inttypes.h>
#include <string.h>

/* ---- listing ---- */

void cmq__get_corrections(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply) {
    enum { EVENT, ORPHANS, LIMIT, AFTER, PARAMETERS };
    struct cmq__parameter parameter[PARAMETERS] = {[EVENT] = {.name = "event"},
                                                   [ORPHANS] = {.name = "orphans"},
                                                   [LIMIT] = {.name = "limit"},
                                                   [AFTER] = {.name = "after"}};
    struct cmq_corrections which = {.limit = 0};
    uint64_t after = 0;
    struct cmq_error err;
    struct cmq__tray tray;
    if (!cmq__read_named(request, parameter, PARAMETERS, reply) ||
        !cmq__limit_of(&parameter[LIMIT], &which.limit, reply) ||
        !cmq__flag_of(&parameter[ORPHANS], &which.orphans, reply)) {
        return;
    }
    which.event = parameter[EVENT].value;
    if (parameter[AFTER].value.len > 0 &&
        !cmq_number_read(parameter[AFTER].value, INT64_MAX, &after)) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "the parameter after wants what `next` was");
        return;
    }
    which.after = (int64_t)after;
    struct cmq_rows rows = cmq__open_tray(request, reply, &tray);
    enum cmq_status status = cmq_query_corrections(worker->store, &which, &rows, reply->next, &err);
    cmq_rows_release(&rows);
    cmq__close_tray(&tray, status, &err);
}

/* The ontology that codes are of; NULL: CAMEO, for which the coder need not be opened. */
static enum cmq_status find_ontology(const struct cmq__worker *worker,
                                     const struct cmq_ontology **ontology, struct cmq_error *err) {
    const struct cmq_coder *coder;
    *ontology = NULL;
    if (worker->shared->options->ontology == NULL) {
        return CMQ_OK;
    }
    enum cmq_status status = cmq__engine_coder(worker->shared->engine, &coder, err);
    *ontology = status == CMQ_OK ? coder->ontology : NULL;
    return status;
}

static void add_choice(void *context, struct cmq_str value, struct cmq_str meaning) {
    struct cmq_json *json = context;
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("value"));
    cmq_json_str(json, value);
    cmq_json_key(json, CMQ_STR("meaning"));
    cmq_json_str(json, meaning);
    cmq_json_object_end(json);
}

void cmq__get_correction_fields(struct cmq__worker *worker, const struct cmq__request *request,
                                struct cmq__reply *reply) {
    struct cmq_json json;
    const struct cmq_ontology *ontology;
    const char *field, *wants;
    struct cmq_error err;
    if (!cmq__read_named(request, NULL, 0, reply)) {
        return;
    }
    enum cmq_status status = find_ontology(worker, &ontology, &err);
    if (status != CMQ_OK) {
        cmq__problem_of(reply, status, &err);
        return;
    }
    cmq_json_init(&json, &reply->body);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("items"));
    cmq_json_array_begin(&json);
    for (unsigned i = 0; (field = cmq_store_field(i, &wants)) != NULL; i++) {
        cmq_json_object_begin(&json);
        cmq_json_key(&json, CMQ_STR("field"));
        cmq_json_str(&json, cmq_str_of(field));
        cmq_json_key(&json, CMQ_STR("wants"));
        cmq_json_str(&json, cmq_str_of(wants));
        cmq_json_key(&json, CMQ_STR("values"));
        cmq_json_array_begin(&json);
        cmq_store_field_values(i, ontology, add_choice, &json);
        cmq_json_array_end(&json);
        cmq_json_object_end(&json);
    }
    cmq_json_array_end(&json);
    cmq_json_object_end(&json);
}

/* ---- making ---- */

#define SETTINGS_MOST 16u

/* A correction as it was sent. */
struct sent {
    struct cmq_store_amendment amendment;
    struct cmq_store_setting setting[SETTINGS_MOST];
    bool undoes;
    int64_t undone;
};

static bool read_act(const json_t *object, struct sent *sent, struct cmq__reply *reply) {
    static const struct {
        const char *name;
        enum cmq_store_act act;
        const char *of; /* the member that says what is corrected */
    } acts[] = {{"set", CMQ_STORE_SET, "event"},
                {"delete", CMQ_STORE_DELETE, "event"},
                {"add", CMQ_STORE_ADD, "report"}};
    struct cmq_str act;
    if (!cmq__read_text(object, "act", &act, reply)) {
        return false;
    }
    sent->undoes = cmq_str_eq(act, CMQ_STR("undo"));
    if (sent->undoes) {
        return cmq__read_whole(object, "correction", &sent->undone, reply);
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (cmq_str_eq(act, cmq_str_of(acts[i].name))) {
            sent->amendment.act = acts[i].act;
            return cmq__read_text(object, acts[i].of, &sent->amendment.of, reply);
        }
    }
    cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "act is one of: set delete add undo");
    return false;
}

static bool read_settings(const json_t *object, struct sent *sent, struct cmq__reply *reply) {
    const json_t *set = json_object_get(object, "set");
    const char *field;
    json_t *value;
    if (set != NULL && !json_is_object(set)) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "set is an object of fields and values");
        return false;
    }
    if (json_object_size(set) > SETTINGS_MOST) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "set has more than %u fields", SETTINGS_MOST);
        return false;
    }
    json_object_foreach((json_t *)(uintptr_t)set, field, value) {
        struct cmq_store_setting *setting = &sent->setting[sent->amendment.count++];
        setting->field = cmq_str_of(field);
        if (!cmq__read_text(set, field, &setting->value, reply)) {
            return false;
        }
    }
    sent->amendment.setting = sent->setting;
    return true;
}

static bool read_span(const json_t *object, struct sent *sent, struct cmq__reply *reply) {
    const json_t *span = json_object_get(object, "span");
    const json_t *start = json_array_get(span, 0), *end = json_array_get(span, 1);
    bool good = span == NULL ||
                (json_array_size(span) == 2 && json_is_integer(start) && json_is_integer(end));
    if (!good) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "span is [START, END] in characters of the text");
    }
    sent->amendment.start = json_integer_value(start);
    sent->amendment.end = json_integer_value(end);
    return good;
}

static bool read_sent(const json_t *object, struct sent *sent, struct cmq__reply *reply) {
    return read_act(object, sent, reply) && read_settings(object, sent, reply) &&
           read_span(object, sent, reply) &&
           cmq__read_whole(object, "report_number", &sent->amendment.report, reply) &&
           cmq__read_text(object, "by", &sent->amendment.corrector, reply) &&
           cmq__read_text(object, "why", &sent->amendment.why, reply);
}

/* The store is open for writing only as long as a correction takes. */
static enum cmq_status make(const struct cmq__worker *worker, const struct sent *sent,
                            int64_t *number, struct cmq_error *err) {
    const struct cmq_server_options *options = worker->shared->options;
    const struct cmq_store_amendment *amendment = &sent->amendment;
    const struct cmq_ontology *ontology;
    struct cmq_store *store = NULL;
    enum cmq_status status = find_ontology(worker, &ontology, err);
    if (status == CMQ_OK) {
        status = cmq_store_open(options->db, CMQ_STORE_CHANGE, &store, err);
    }
    if (status == CMQ_OK) {
        cmq_store_set_patience(store, options->seconds);
        status = sent->undoes ? cmq_store_undo(store, sent->undone, amendment->corrector,
                                               amendment->why, number, err)
                              : cmq_store_amend(store, ontology, amendment, number, err);
    }
    cmq_store_close(store);
    return status;
}

/* The line as the list has it. */
static void answer_line(struct cmq__worker *worker, const struct cmq__request *request,
                        int64_t number, struct cmq__reply *reply) {
    const struct cmq_corrections which = {.limit = 1, .after = number - 1};
    struct cmq__request as_line = *request;
    struct cmq_error err;
    struct cmq__tray tray;
    as_line.lines = true;
    struct cmq_rows rows = cmq__open_tray(&as_line, reply, &tray);
    enum cmq_status status = cmq_query_corrections(worker->store, &which, &rows, reply->next, &err);
    cmq_rows_release(&rows);
    reply->status = MHD_HTTP_CREATED;
    reply->type = "application/json";
    reply->next[0] = '\0';
    cmq__close_tray(&tray, status, &err);
}

void cmq__post_correction(struct cmq__worker *worker, const struct cmq__request *request,
                          struct cmq__reply *reply) {
    static const char *const known[] = {"act",  "event", "report",     "report_number", "set",
                                        "span", "by",    "correction", "why",           NULL};
    struct sent sent = {.undoes = false};
    struct cmq_error err;
    int64_t number = 0;
    if (!cmq__read_named(request, NULL, 0, reply)) {
        return;
    }
    json_t *object = cmq__read_object(request, known, reply);
    if (object != NULL && read_sent(object, &sent, reply)) {
        enum cmq_status status = make(worker, &sent, &number, &err);
        if (status == CMQ_OK) {
            answer_line(worker, request, number, reply);
        } else if (status == CMQ_IO) { /* an `add` that writes, a full disk: another time */
            cmq__problem(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "%s", err.message);
        } else {
            cmq__problem_of(reply, status, &err);
        }
    }
    json_decref(object);
}
