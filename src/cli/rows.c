/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/rows.h"

#include "coding/columns.h"

#include <string.h>
#include <unistd.h>

#define LINE_LIMIT  ((size_t)64 << 20)
#define WIDEST_CELL 40u

bool cmq_rows_format(const char *name, bool *table) {
    *table = name != NULL ? strcmp(name, "table") == 0 : isatty(STDOUT_FILENO);
    return name == NULL || *table || strcmp(name, "jsonl") == 0;
}

/* ---- JSON lines ---- */

static void write_json_row(const struct cmq_store_row *row, const char *kind,
                           struct cmq_buf *line) {
    struct cmq_json json;
    cmq_json_init(&json, line);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("kind"));
    cmq_json_str(&json, cmq_str_of(kind));
    for (uint32_t i = 0; i < row->count; i++) {
        cmq_json_key(&json, row->column[i]);
        if (row->kind[i] == CMQ_STORE_INTEGER) {
            cmq_json_int(&json, row->integer[i]);
        } else if (row->kind[i] == CMQ_STORE_REAL) {
            cmq_json_double(&json, row->real[i], 2);
        } else {
            cmq_json_str(&json, row->value[i]);
        }
    }
    cmq_json_object_end(&json);
    cmq_buf_add_char(line, '\n');
}

enum cmq_status cmq_rows_write_json(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                                    const char *kind, struct cmq_output *output,
                                    struct cmq_error *err) {
    struct cmq_store_rows *rows;
    struct cmq_store_row row;
    struct cmq_buf line;
    enum cmq_status status = cmq_store_rows_open(store, which, of, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_buf_init(&line, LINE_LIMIT);
    while (output->error == 0 && (status = cmq_store_rows_next(rows, &row, err)) == CMQ_OK) {
        cmq_buf_clear(&line);
        write_json_row(&row, kind, &line);
        cmq_output_write(output, cmq_buf_str(&line));
    }
    cmq_buf_release(&line);
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- tables ---- */

/* Cells wait until the widths of their columns are known. */
struct table {
    struct cmq_arena arena;
    struct cmq_str head[CMQ_STORE_TIDY_COLUMNS];
    unsigned width[CMQ_STORE_TIDY_COLUMNS];
    bool right[CMQ_STORE_TIDY_COLUMNS];
    uint32_t columns;
    CMQ_ARRAY(struct cmq_str) cells;
};

static struct cmq_str cell_of(struct table *table, struct cmq_str value) {
    struct cmq_buf clean;
    cmq_buf_init(&clean, LINE_LIMIT);
    cmq_columns_clean(value, &clean);
    struct cmq_str rest = cmq_buf_str(&clean);
    struct cmq_str cut = rest.len > 0 ? cmq_columns_line(&rest, WIDEST_CELL) : rest;
    struct cmq_str cell = rest.len > 0 ? cmq_arena_format(&table->arena, "%.*s…", CMQ_FMT(cut))
                                       : cmq_arena_copy(&table->arena, cut);
    cmq_buf_release(&clean);
    return cell;
}

static void add_cell(struct table *table, uint32_t column, struct cmq_str cell) {
    unsigned width = cmq_columns_of(cell);
    table->width[column] = width > table->width[column] ? width : table->width[column];
    CMQ_PUSH(&table->arena, &table->cells) = cell;
}

static void add_row(struct table *table, const struct cmq_store_row *row) {
    bool first = table->columns == 0;
    table->columns = row->count;
    for (uint32_t i = 0; first && i < row->count; i++) {
        add_cell(table, i, cell_of(table, row->column[i]));
    }
    for (uint32_t i = 0; i < row->count; i++) {
        table->right[i] = table->right[i] || row->kind[i] != CMQ_STORE_TEXT;
        add_cell(table, i, cell_of(table, row->value[i]));
    }
}

static void print_table(const struct table *table, const char *title, struct cmq_output *output) {
    struct cmq_buf line;
    cmq_buf_init(&line, LINE_LIMIT);
    cmq_buf_format(&line, "%s\n", title);
    for (uint32_t i = 0; i < table->cells.count; i++) {
        uint32_t column = i % table->columns;
        struct cmq_str cell = table->cells.item[i];
        int gap = (int)(table->width[column] - cmq_columns_of(cell));
        bool last = column + 1 == table->columns;
        cmq_buf_format(&line, "%*s%.*s%*s%s", table->right[column] ? gap : 0, "", CMQ_FMT(cell),
                       table->right[column] || last ? 0 : gap, "", last ? "\n" : "  ");
    }
    cmq_buf_add_char(&line, '\n');
    cmq_output_write(output, cmq_buf_str(&line));
    cmq_buf_release(&line);
}

enum cmq_status cmq_rows_write_table(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                                     const char *title, struct cmq_output *output,
                                     struct cmq_error *err) {
    struct cmq_store_rows *rows;
    struct cmq_store_row row;
    struct table table = {.columns = 0};
    enum cmq_status status = cmq_store_rows_open(store, which, of, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_arena_init(&table.arena, CMQ_ARENA_LIMIT);
    while ((status = cmq_store_rows_next(rows, &row, err)) == CMQ_OK) {
        add_row(&table, &row);
    }
    if (table.arena.exhausted) {
        status = cmq_fail(err, CMQ_LIMIT, 0, "too many rows for a table: ask for jsonl");
    } else if (status == CMQ_END && table.columns > 0) {
        print_table(&table, title, output);
    }
    cmq_arena_release(&table.arena);
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}
