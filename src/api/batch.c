/* SPDX-License-Identifier: Apache-2.0 */
/* Reports that come as Arrow's columns. What those claim of their own sizes has to be believed: the
 * interface says nothing that it could be checked against. */
#include "api/handles.h"
#include "api/rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum column { ID, TEXT, DATE, PUBLISHER, URL, TITLE, LANGUAGE, COLUMNS };

static const char *const column_names[COLUMNS] = {"id",  "text",  "date",    "publisher",
                                                  "url", "title", "language"};

struct batch {
    const struct ArrowArray *column[COLUMNS]; /* NULL where there is none */
    char kind[COLUMNS];                       /* the first letter of its format */
    int64_t offset, length;
    char number[24], day[16]; /* an id and a date that were none of text */
};

/* ---- columns ----------------------------------------------------------------------------- */

static bool is_readable(enum column column, const char *format) {
    return strcmp(format, "u") == 0 || strcmp(format, "U") == 0 ||
           (column == ID && strcmp(format, "l") == 0) ||
           (column == DATE && strcmp(format, "tdD") == 0);
}

static enum communique_status find_column(const struct ArrowSchema *schema,
                                          const struct ArrowArray *array, enum column column,
                                          struct batch *batch, struct communique_error *error) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        const struct ArrowSchema *field = schema->children[i];
        if (field->name == NULL || strcmp(field->name, column_names[column]) != 0) {
            continue;
        }
        if (field->dictionary != NULL || !is_readable(column, field->format)) {
            char message[COMMUNIQUE_MESSAGE_SIZE];
            (void)snprintf(message, sizeof message,
                           "the column %s is of Arrow's format \"%.20s\"%s: make it utf8",
                           column_names[column], field->format,
                           field->dictionary != NULL ? " with a dictionary" : "");
            return cmq_call_refuse(error, message);
        }
        batch->column[column] = array->children[i];
        batch->kind[column] = field->format[0];
        break;
    }
    return COMMUNIQUE_OK;
}

static enum communique_status open_batch(const struct ArrowSchema *schema,
                                         const struct ArrowArray *array, struct batch *batch,
                                         struct communique_error *error) {
    if (strcmp(schema->format, "+s") != 0 || schema->n_children != array->n_children) {
        return cmq_call_refuse(error, "the reports are no record batch");
    }
    *batch = (struct batch){.offset = array->offset, .length = array->length};
    enum communique_status status = COMMUNIQUE_OK;
    for (enum column c = ID; status == COMMUNIQUE_OK && c < COLUMNS; c++) {
        status = find_column(schema, array, c, batch, error);
    }
    if (status == COMMUNIQUE_OK && (batch->column[ID] == NULL || batch->column[TEXT] == NULL)) {
        return cmq_call_refuse(error, "the reports lack a column: id and text there must be");
    }
    return status;
}

static bool is_null(const struct ArrowArray *column, int64_t row) {
    const unsigned char *known = column->buffers[0];
    return known != NULL && (known[row / 8] >> row % 8 & 1) == 0;
}

static struct communique_string between(const struct ArrowArray *column, int64_t from, int64_t to) {
    const char *bytes = column->buffers[2];
    return (struct communique_string){bytes != NULL ? bytes + from : "", (size_t)(to - from)};
}

/* The value of a column in a row, which begin with 0; absent if it is null. */
static struct communique_string value(struct batch *batch, enum column c, int64_t row) {
    const struct ArrowArray *column = batch->column[c];
    if (column == NULL) {
        return (struct communique_string){NULL, 0};
    }
    int64_t at = column->offset + batch->offset + row;
    if (is_null(column, at)) {
        return (struct communique_string){NULL, 0};
    }
    const void *values = column->buffers[1];
    switch (batch->kind[c]) {
    case 'u': {
        const int32_t *ends = values;
        return between(column, ends[at], ends[at + 1]);
    }
    case 'U': {
        const int64_t *ends = values;
        return between(column, ends[at], ends[at + 1]);
    }
    case 'l': {
        int length = snprintf(batch->number, sizeof batch->number, "%" PRId64,
                              ((const int64_t *)values)[at]);
        return (struct communique_string){batch->number, (size_t)length};
    }
    default:
        cmq_day_format(((const int32_t *)values)[at], batch->day);
        return (struct communique_string){batch->day, strlen(batch->day)};
    }
}

/* ---- rows -------------------------------------------------------------------------------- */

enum result { RESULT_ID, RESULT_CODING, RESULT_TRACES, RESULT_REASON, RESULT_EVENTS, RESULT_ROWS };

static struct cmq_arrow *open_results(void) {
    struct cmq_arrow *results = cmq_arrow_new();
    if (results != NULL) {
        cmq_arrow_add_column(results, "id", CMQ_CELL_TEXT);
        cmq_arrow_add_column(results, "coding", CMQ_CELL_TEXT);
        cmq_arrow_add_column(results, "traces", CMQ_CELL_BYTES);
        cmq_arrow_add_column(results, "reason", CMQ_CELL_TEXT);
        cmq_arrow_add_column(results, "events", CMQ_CELL_INTEGER);
        cmq_arrow_add_column(results, "rows", CMQ_CELL_INTEGER);
    }
    return results;
}

static void add_text(struct cmq_arrow *rows, unsigned column, const char *bytes, size_t length) {
    const struct cmq_cell cell = {.known = bytes != NULL, .text = {bytes, length}};
    cmq_arrow_add(rows, column, cell);
}

/* What a report's coding gives; nothing is added on failure. */
static enum communique_status add_coding(struct communique_coding *coding,
                                         struct cmq_arrow *results, struct cmq_arrow *events,
                                         const struct cmq_ontology *ontology,
                                         struct communique_error *error) {
    const char *json;
    const void *traces;
    size_t json_length, traces_length;
    struct cmq_error err;
    uint32_t rows_before = events->rows;
    enum communique_status status = communique_coding_json(coding, 0, &json, &json_length, error);
    if (status == COMMUNIQUE_OK) {
        status = communique_coding_traces(coding, &traces, &traces_length, error);
    }
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    if (cmq_arrow_add_coding(events, ontology, (struct cmq_str){json, json_length}, &err) !=
        CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    add_text(results, RESULT_CODING, json, json_length - 1); /* without its line end */
    add_text(results, RESULT_TRACES, traces, traces_length);
    cmq_arrow_add(
        results, RESULT_EVENTS,
        (struct cmq_cell){.known = true, .integer = communique_coding_facts(coding)->events});
    cmq_arrow_add(results, RESULT_ROWS,
                  (struct cmq_cell){.known = true, .integer = events->rows - rows_before});
    return COMMUNIQUE_OK;
}

static void code_row(struct communique_session *session, struct batch *batch, int64_t row,
                     const struct communique_code_options *options, struct cmq_arrow *results,
                     struct cmq_arrow *events) {
    const struct communique_report report = {
        .size = sizeof report,
        .id = value(batch, ID, row),
        .text = value(batch, TEXT, row),
        .date = value(batch, DATE, row),
        .publisher = value(batch, PUBLISHER, row),
        .url = value(batch, URL, row),
        .title = value(batch, TITLE, row),
        .language = value(batch, LANGUAGE, row),
    };
    struct communique_coding *coding;
    struct communique_error error;
    enum communique_status status = communique_code(session, &report, options, &coding, &error);
    if (status == COMMUNIQUE_OK) {
        status = add_coding(coding, results, events, session->engine->coder.ontology, &error);
    }
    const struct cmq_str id = {report.id.bytes, report.id.length};
    if (cmq_utf8_invalid(id) == id.len) {
        add_text(results, RESULT_ID, id.ptr, id.len);
    }
    if (status != COMMUNIQUE_OK) {
        add_text(results, RESULT_REASON, error.message, strlen(error.message));
    }
    cmq_arrow_end_row(results);
}

/* False when memory is short. */
static bool code_rows(struct communique_session *session, struct batch *batch,
                      const struct communique_code_options *options,
                      struct communique_rows **reports, struct communique_rows **events) {
    const struct cmq_ontology *ontology = session->engine->coder.ontology;
    struct cmq_arrow *results = open_results(), *rows = cmq_arrow_of_events(ontology);
    bool enough = results != NULL && rows != NULL;
    for (int64_t row = 0; enough && row < batch->length; row++) {
        code_row(session, batch, row, options, results, rows);
        enough = !results->failed && !rows->failed;
    }
    *reports = cmq_rows_of(results, NULL);
    *events = cmq_rows_of(rows, ontology);
    return enough && *reports != NULL && *events != NULL;
}

enum communique_status
communique_code_batch(struct communique_session *session, const struct ArrowSchema *schema,
                      const struct ArrowArray *array, const struct communique_code_options *options,
                      struct communique_rows **reports, struct communique_rows **events,
                      struct communique_error *error) {
    struct communique_code_options chosen = COMMUNIQUE_CODE_OPTIONS;
    struct batch batch = {.length = 0};
    if (reports == NULL || events == NULL) {
        return cmq_call_refuse(error, "there is no place for the rows");
    }
    *reports = *events = NULL;
    if (session == NULL || schema == NULL || array == NULL) {
        return cmq_call_refuse(error,
                               session == NULL ? "there is no session" : "there are no reports");
    }
    enum communique_status status = cmq_call_options(options, &chosen, sizeof chosen, error);
    if (status == COMMUNIQUE_OK) {
        status = open_batch(schema, array, &batch, error);
    }
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    if (!code_rows(session, &batch, &chosen, reports, events)) {
        communique_rows_close(*reports);
        communique_rows_close(*events);
        *reports = *events = NULL;
        return cmq_call_no_memory(error);
    }
    return COMMUNIQUE_OK;
}
