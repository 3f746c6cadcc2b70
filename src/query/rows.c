/* SPDX-License-Identifier: Apache-2.0 */
/* Rows as JSON lines, tab-separated and comma-separated values. The text of reports is not ours: in
 * TSV what would end a field is a blank, in CSV a field that needs it stands in quotes. */
#include "query/rows.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define OUT_LIMIT ((size_t)1 << 30)
#define FLUSH_AT  ((size_t)64 << 10)

bool cmq_rows_format_of(struct cmq_str name, enum cmq_rows_format *format) {
    static const char *const word[] = {[CMQ_ROWS_TABLE] = "table",
                                       [CMQ_ROWS_JSONL] = "jsonl",
                                       [CMQ_ROWS_TSV] = "tsv",
                                       [CMQ_ROWS_CSV] = "csv"};
    for (unsigned i = 0; i < sizeof word / sizeof *word; i++) {
        if (cmq_str_eq(cmq_str_of(word[i]), name)) {
            *format = (enum cmq_rows_format)i;
            return true;
        }
    }
    return false;
}

enum cmq_cell_kind cmq_column_cells(enum cmq_column_kind kind) {
    switch (kind) {
    case CMQ_COLUMN_DAY:
        return CMQ_CELL_DAY;
    case CMQ_COLUMN_INTEGER:
    case CMQ_COLUMN_COUNT:
        return CMQ_CELL_INTEGER;
    case CMQ_COLUMN_REAL:
        return CMQ_CELL_DECIMAL;
    case CMQ_COLUMN_TEXT:
    case CMQ_COLUMN_LIST:
        break;
    }
    return CMQ_CELL_TEXT;
}

void cmq__rows_flush(struct cmq_rows *rows) {
    if (!rows->stopped && rows->out.len > 0) {
        rows->stopped = !rows->sink(rows->context, cmq_buf_str(&rows->out));
    }
    cmq_buf_clear(&rows->out);
}

bool cmq__rows_shows(const struct cmq_rows *rows, unsigned at) {
    unsigned hidden = rows->format == CMQ_ROWS_TABLE ? CMQ_NOT_IN_TABLE : CMQ_ONLY_IN_TABLE;
    return rows->column[at].place != hidden;
}

/* ---- fields of separated values ---- */

static void add_plain(struct cmq_buf *out, struct cmq_str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        cmq_buf_add_char(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

static void add_quoted(struct cmq_buf *out, struct cmq_str s) {
    bool quote = false;
    for (size_t i = 0; i < s.len; i++) {
        quote = quote || s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\n' || s.ptr[i] == '\r';
    }
    if (!quote) {
        cmq_buf_add_str(out, s);
        return;
    }
    cmq_buf_add_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"') {
            cmq_buf_add_char(out, '"');
        }
        cmq_buf_add_char(out, s.ptr[i]);
    }
    cmq_buf_add_char(out, '"');
}

/* The first shown column has no separator before it. */
static void add_field(struct cmq_rows *rows, struct cmq_str s) {
    bool first = true;
    for (unsigned i = 0; first && i < rows->at; i++) {
        first = !cmq__rows_shows(rows, i);
    }
    if (!first) {
        cmq_buf_add_char(&rows->out, rows->format == CMQ_ROWS_CSV ? ',' : '\t');
    }
    if (rows->format == CMQ_ROWS_CSV) {
        add_quoted(&rows->out, s);
    } else {
        add_plain(&rows->out, s);
    }
}

static void add_names(struct cmq_rows *rows) {
    for (rows->at = 0; rows->at < rows->count; rows->at++) {
        if (cmq__rows_shows(rows, rows->at)) {
            add_field(rows, cmq_str_of(rows->column[rows->at].name));
        }
    }
    cmq_buf_add_char(&rows->out, '\n');
    rows->at = 0;
}

/* ---- rows ---- */

void cmq_rows_begin(struct cmq_rows *rows, const struct cmq_column *column, unsigned count) {
    if (!rows->begun) {
        cmq_buf_init(&rows->out, OUT_LIMIT);
        cmq_buf_init(&rows->held, OUT_LIMIT);
        rows->begun = true;
    }
    rows->column = column;
    rows->count = count;
    rows->at = 0;
    rows->held_rows = 0;
    if (rows->format == CMQ_ROWS_TSV || rows->format == CMQ_ROWS_CSV) {
        add_names(rows);
    }
}

static void end_cell(struct cmq_rows *rows) {
    if (++rows->at < rows->count) {
        return;
    }
    rows->at = 0;
    if (rows->format == CMQ_ROWS_TABLE) {
        cmq__table_end_row(rows);
    } else if (rows->format != CMQ_ROWS_CELLS) {
        if (rows->format == CMQ_ROWS_JSONL) {
            cmq_json_object_end(&rows->json);
        }
        cmq_buf_add_char(&rows->out, '\n');
    }
    if (rows->out.len >= FLUSH_AT) {
        cmq__rows_flush(rows);
    }
}

/* Whether the next cell is a member of a JSON object, which then awaits its value. */
static bool begin_member(struct cmq_rows *rows) {
    if (rows->format != CMQ_ROWS_JSONL) {
        return false;
    }
    if (rows->at == 0) {
        cmq_json_init(&rows->json, &rows->out);
        cmq_json_object_begin(&rows->json);
    }
    if (cmq__rows_shows(rows, rows->at)) {
        cmq_json_key(&rows->json, cmq_str_of(rows->column[rows->at].name));
        return true;
    }
    return false;
}

/* A cell that is text in its format. */
static void put_field(struct cmq_rows *rows, struct cmq_str text) {
    if (cmq__rows_shows(rows, rows->at)) {
        if (rows->format == CMQ_ROWS_TABLE) {
            cmq__table_add(rows, text);
        } else if (rows->format != CMQ_ROWS_JSONL) {
            add_field(rows, text);
        }
    }
    end_cell(rows);
}

/* Gives the cell to a program. False where the rows go elsewhere. */
static bool put_cell(struct cmq_rows *rows, struct cmq_cell cell) {
    if (rows->format != CMQ_ROWS_CELLS) {
        return false;
    }
    if (cmq__rows_shows(rows, rows->at)) {
        cell.kind = cmq_column_cells(rows->column[rows->at].kind);
        if (cell.kind == CMQ_CELL_DAY) {
            cell.day = cmq_day_parse(cell.text);
            cell.known = cell.day != CMQ_NO_DAY;
        }
        rows->cell_sink(rows->context, rows->at, cell);
    }
    end_cell(rows);
    return true;
}

static void put_list(struct cmq_json *json, struct cmq_str joined) {
    cmq_json_array_begin(json);
    while (joined.len > 0) {
        cmq_json_str(json, cmq_str_cut(&joined, ';'));
    }
    cmq_json_array_end(json);
}

void cmq_rows_text(struct cmq_rows *rows, struct cmq_str value) {
    if (put_cell(rows, (struct cmq_cell){.known = value.ptr != NULL, .text = value})) {
        return;
    }
    if (begin_member(rows)) {
        if (rows->column[rows->at].kind == CMQ_COLUMN_LIST) {
            put_list(&rows->json, value);
        } else {
            cmq_json_str(&rows->json, value);
        }
    }
    put_field(rows, value);
}

void cmq_rows_int(struct cmq_rows *rows, int64_t value) {
    char text[24];
    if (put_cell(rows, (struct cmq_cell){.known = true, .integer = value})) {
        return;
    }
    if (begin_member(rows)) {
        cmq_json_int(&rows->json, value);
    }
    (void)snprintf(text, sizeof text, "%" PRId64, value);
    put_field(rows, cmq_str_of(text));
}

void cmq_rows_real(struct cmq_rows *rows, double value) {
    struct cmq_buf text;
    struct cmq_json json;
    if (put_cell(rows, (struct cmq_cell){.known = isfinite(value), .decimal = value})) {
        return;
    }
    unsigned decimals = rows->column[rows->at].decimals;
    if (begin_member(rows)) {
        cmq_json_double(&rows->json, value, decimals);
    }
    cmq_buf_init(&text, CMQ_MAX_LINE);
    cmq_json_init(&json, &text);
    cmq_json_double(&json, value, decimals);
    put_field(rows, cmq_buf_str(&text));
    cmq_buf_release(&text);
}

void cmq_rows_null(struct cmq_rows *rows) {
    if (put_cell(rows, (struct cmq_cell){.known = false})) {
        return;
    }
    bool counted = rows->column[rows->at].kind == CMQ_COLUMN_COUNT;
    if (begin_member(rows)) {
        cmq_json_null(&rows->json);
    }
    put_field(rows, counted ? CMQ_STR("NA") : CMQ_STR(""));
}

void cmq_rows_note(struct cmq_rows *rows, struct cmq_str line) {
    if (rows->format == CMQ_ROWS_TABLE && !rows->stopped) {
        struct cmq_buf text;
        cmq_buf_init(&text, CMQ_MAX_LINE);
        cmq_buf_add_str(&text, line);
        cmq_buf_add_char(&text, '\n');
        rows->stopped = !rows->sink(rows->context, cmq_buf_str(&text));
        cmq_buf_release(&text);
    }
}

enum cmq_status cmq_rows_end(struct cmq_rows *rows, struct cmq_error *err) {
    if (rows->format == CMQ_ROWS_TABLE) {
        cmq__table_end(rows);
    }
    cmq__rows_flush(rows);
    bool lost = rows->out.failed || rows->held.failed;
    return lost ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

void cmq_rows_release(struct cmq_rows *rows) {
    if (rows->begun) {
        cmq_buf_release(&rows->out);
        cmq_buf_release(&rows->held);
    }
}
