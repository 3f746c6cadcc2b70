/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of JSON that come as Arrow's column to the reports that they are. */
#include "api/handles.h"
#include "api/rows.h"

#include <string.h>

enum result {
    READ_ID,
    READ_DATE,
    READ_PUBLISHER,
    READ_URL,
    READ_TITLE,
    READ_LANGUAGE,
    READ_TEXT,
    READ_REASON,
    READ_COLUMNS
};

static const char *const result_names[READ_COLUMNS] = {"id",    "date",     "publisher", "url",
                                                       "title", "language", "text",      "reason"};

struct lines {
    const struct ArrowArray *array;
    bool large; /* ends in 64 bits */
};

static enum communique_status open_lines(const struct ArrowSchema *schema,
                                         const struct ArrowArray *array, struct lines *lines,
                                         struct communique_error *error) {
    static const char plain[] = "zu", large[] = "ZU";
    const char *format = schema->format;
    if (strlen(format) != 1 || schema->dictionary != NULL ||
        (strchr(plain, *format) == NULL && strchr(large, *format) == NULL)) {
        return cmq_call_refuse(error, "the lines are no array of binary or utf8");
    }
    *lines = (struct lines){array, strchr(large, *format) != NULL};
    return COMMUNIQUE_OK;
}

/* Absent where it is null. */
static struct cmq_str line_at(const struct lines *lines, int64_t row) {
    const struct ArrowArray *array = lines->array;
    int64_t at = array->offset + row;
    const unsigned char *known = array->buffers[0];
    if (known != NULL && (known[at / 8] >> at % 8 & 1) == 0) {
        return (struct cmq_str){NULL, 0};
    }
    const void *ends = array->buffers[1];
    int64_t from = lines->large ? ((const int64_t *)ends)[at] : ((const int32_t *)ends)[at];
    int64_t to = lines->large ? ((const int64_t *)ends)[at + 1] : ((const int32_t *)ends)[at + 1];
    const char *bytes = array->buffers[2];
    return (struct cmq_str){bytes != NULL ? bytes + from : "", (size_t)(to - from)};
}

static enum cmq_status read_line(struct cmq_str line, struct cmq_reader_options options,
                                 struct cmq_arena *arena, struct cmq_report *report,
                                 struct cmq_error *err) {
    if (line.len > CMQ_MAX_LINE) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "the line is longer than %u bytes: leave out fields that are not read, or "
                        "split the report",
                        CMQ_MAX_LINE);
    }
    enum cmq_status status = cmq_report_of_json(line, options, arena, report, err);
    return status == CMQ_OK ? cmq_report_check(report, NULL, err) : status;
}

static void add_text(struct cmq_arrow *rows, enum result column, struct cmq_str text) {
    cmq_arrow_add(rows, column, (struct cmq_cell){.known = text.ptr != NULL, .text = text});
}

static void add_report(struct cmq_arrow *rows, const struct cmq_report *report) {
    char date[16];
    if (report->date != CMQ_NO_DAY) {
        cmq_day_format(report->date, date);
        add_text(rows, READ_DATE, cmq_str_of(date));
    }
    add_text(rows, READ_PUBLISHER, report->publisher);
    add_text(rows, READ_URL, report->url);
    add_text(rows, READ_TITLE, report->title);
    add_text(rows, READ_LANGUAGE, report->language);
    add_text(rows, READ_TEXT, report->text);
}

static void add_line(struct cmq_arrow *rows, struct cmq_str line, struct cmq_reader_options options,
                     struct cmq_arena *arena) {
    struct cmq_report report = {.date = CMQ_NO_DAY};
    struct cmq_error err;
    if (line.ptr != NULL) {
        enum cmq_status status = read_line(line, options, arena, &report, &err);
        add_text(rows, READ_ID, report.id);
        if (status == CMQ_OK) {
            add_report(rows, &report);
        } else {
            rows->failed |= status == CMQ_NO_MEMORY;
            add_text(rows, READ_REASON, cmq_str_of(err.message));
        }
    }
    cmq_arrow_end_row(rows);
}

static struct cmq_arrow *open_rows(void) {
    struct cmq_arrow *rows = cmq_arrow_new();
    for (unsigned column = 0; rows != NULL && column < READ_COLUMNS; column++) {
        cmq_arrow_add_column(rows, result_names[column], CMQ_CELL_TEXT);
    }
    return rows;
}

enum communique_status communique_read_batch(const struct ArrowSchema *schema,
                                             const struct ArrowArray *array,
                                             const struct communique_code_options *options,
                                             struct communique_rows **reports,
                                             struct communique_error *error) {
    struct communique_code_options chosen = COMMUNIQUE_CODE_OPTIONS;
    struct lines lines = {0};
    if (reports == NULL) {
        return cmq_call_refuse(error, "there is no place for the reports");
    }
    *reports = NULL;
    if (schema == NULL || array == NULL) {
        return cmq_call_refuse(error, "there are no lines");
    }
    enum communique_status status = cmq_call_options(options, &chosen, sizeof chosen, error);
    if (status == COMMUNIQUE_OK) {
        status = open_lines(schema, array, &lines, error);
    }
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    struct cmq_arrow *rows = open_rows();
    for (int64_t row = 0; rows != NULL && !rows->failed && row < array->length; row++) {
        const struct cmq_reader_options reading = {.undated = chosen.undated != 0};
        cmq_arena_reset(&arena);
        add_line(rows, line_at(&lines, row), reading, &arena);
    }
    cmq_arena_release(&arena);
    bool enough = rows != NULL && !rows->failed;
    *reports = cmq_rows_of(rows, NULL);
    if (!enough || *reports == NULL) {
        communique_rows_close(*reports);
        *reports = NULL;
        return cmq_call_no_memory(error);
    }
    return COMMUNIQUE_OK;
}
