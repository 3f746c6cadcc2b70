/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/plain_rows.h"

#include "coding/columns.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_LIMIT ((size_t)16 << 20)

bool cmq_plain_rows_format(const char *name, enum cmq_plain_rows_format *format) {
    static const char *const names[] = {[CMQ_PLAIN_ROWS_TABLE] = "table",
                                        [CMQ_PLAIN_ROWS_TSV] = "tsv",
                                        [CMQ_PLAIN_ROWS_JSONL] = "jsonl"};
    if (name == NULL) {
        *format = isatty(STDOUT_FILENO) ? CMQ_PLAIN_ROWS_TABLE : CMQ_PLAIN_ROWS_JSONL;
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *format = (enum cmq_plain_rows_format)i;
            return true;
        }
    }
    return false;
}

static void add_padded(struct cmq_plain_rows *rows, struct cmq_str text,
                       const struct cmq_plain_column *column, bool is_last) {
    const unsigned taken = cmq_columns_of(text);
    const int gap = taken < column->width ? (int)(column->width - taken) : 0;
    if (column->is_number) {
        cmq_buf_format(&rows->line, "%*s%.*s", gap, "", CMQ_FMT(text));
    } else {
        cmq_buf_format(&rows->line, "%.*s%*s", CMQ_FMT(text), is_last ? 0 : gap, "");
    }
}

static void add_cell(struct cmq_plain_rows *rows, struct cmq_str value, size_t at) {
    struct cmq_buf clean;
    cmq_buf_init(&clean, LINE_LIMIT);
    cmq_columns_clean(value, &clean);
    const struct cmq_str text = clean.len == 0 ? CMQ_STR("") : cmq_buf_str(&clean);
    const bool is_last = at + 1 == rows->count;
    if (rows->format == CMQ_PLAIN_ROWS_TABLE) {
        add_padded(rows, text.len == 0 ? CMQ_STR("-") : text, &rows->column[at], is_last);
    } else {
        cmq_buf_add_str(&rows->line, text);
    }
    if (!is_last) {
        cmq_buf_add_str(&rows->line,
                        rows->format == CMQ_PLAIN_ROWS_TABLE ? CMQ_STR("  ") : CMQ_STR("\t"));
    }
    cmq_buf_release(&clean);
}

static void add_object(struct cmq_plain_rows *rows, const struct cmq_str *value) {
    struct cmq_json json;
    cmq_json_init(&json, &rows->line);
    cmq_json_object_begin(&json);
    for (size_t i = 0; i < rows->count; i++) {
        cmq_json_key(&json, cmq_str_of(rows->column[i].name));
        if (rows->column[i].is_number && value[i].len > 0) {
            cmq_json_int(&json, strtoll(value[i].ptr, NULL, 10));
        } else {
            cmq_json_str(&json, value[i]);
        }
    }
    cmq_json_object_end(&json);
}

static void end_line(struct cmq_plain_rows *rows) {
    cmq_buf_add_char(&rows->line, '\n');
    cmq_output_write(rows->output, cmq_buf_str(&rows->line));
    cmq_buf_clear(&rows->line);
}

void cmq_plain_rows_begin(struct cmq_plain_rows *rows, enum cmq_plain_rows_format format,
                          const struct cmq_plain_column *column, size_t count,
                          struct cmq_output *output) {
    *rows = (struct cmq_plain_rows){
        .format = format, .column = column, .count = count, .output = output};
    cmq_buf_init(&rows->line, LINE_LIMIT);
    for (size_t i = 0; i < count && format != CMQ_PLAIN_ROWS_JSONL; i++) {
        add_cell(rows, cmq_str_of(column[i].name), i);
    }
    if (format != CMQ_PLAIN_ROWS_JSONL) {
        end_line(rows);
    }
}

void cmq_plain_rows_write(struct cmq_plain_rows *rows, const struct cmq_str *value) {
    if (rows->format == CMQ_PLAIN_ROWS_JSONL) {
        add_object(rows, value);
    } else {
        for (size_t i = 0; i < rows->count; i++) {
            add_cell(rows, value[i], i);
        }
    }
    end_line(rows);
}

void cmq_plain_rows_end(struct cmq_plain_rows *rows) {
    cmq_buf_release(&rows->line);
}
