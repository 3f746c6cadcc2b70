/* SPDX-License-Identifier: Apache-2.0 */
/* A table for a terminal. The first rows are held back, until it is known how wide its columns must
 * be; what is wider than the terminal is cut. */
#include "query/rows.h"

#include "coding/columns.h"

#define HELD_ROWS   200u
#define WIDTH_MOST  400u
#define WIDTH_LEAST 10u /* a day */
#define GAP         2u
#define INDENT      12u    /* of the line below a row: behind its day */
#define CELL_END    '\x1f' /* which cleaned text does not have */

static bool is_number(const struct cmq_rows *rows, unsigned at) {
    unsigned kind = rows->column[at].kind;
    return kind == CMQ_COLUMN_INTEGER || kind == CMQ_COLUMN_COUNT || kind == CMQ_COLUMN_REAL;
}

static struct cmq_str title_of(const struct cmq_rows *rows, unsigned at) {
    const struct cmq_column *column = &rows->column[at];
    return cmq_str_of(column->title != NULL ? column->title : column->name);
}

static bool is_in_line(const struct cmq_rows *rows, unsigned at) {
    return cmq__rows_shows(rows, at) && rows->column[at].place != CMQ_BELOW_IN_TABLE;
}

/* The width of a column that may be cut. */
static unsigned width_to_cut(const struct cmq_rows *rows, unsigned at) {
    return rows->column[at].place == CMQ_WHOLE_IN_TABLE ? 0 : rows->width[at];
}

/* The widest of the columns that may be cut. */
static unsigned find_widest(const struct cmq_rows *rows) {
    unsigned widest = 0;
    for (unsigned i = 1; i < rows->count; i++) {
        widest = width_to_cut(rows, i) >= width_to_cut(rows, widest) ? i : widest;
    }
    return widest;
}

/* Takes from the widest column until all fit. */
static void fit(struct cmq_rows *rows, unsigned columns) {
    unsigned sum = 0;
    for (unsigned i = 0; i < rows->count; i++) {
        sum += is_in_line(rows, i) ? rows->width[i] + GAP : 0;
    }
    while (sum > columns + GAP) {
        unsigned widest = find_widest(rows);
        if (width_to_cut(rows, widest) <= WIDTH_LEAST) {
            return;
        }
        rows->width[widest]--;
        sum--;
    }
}

static void measure(struct cmq_rows *rows) {
    struct cmq_str held = cmq_buf_str(&rows->held);
    for (unsigned i = 0; i < rows->count; i++) {
        rows->width[i] = is_in_line(rows, i) ? cmq_columns_of(title_of(rows, i)) : 0;
    }
    while (held.len > 0) {
        struct cmq_str row = cmq_str_cut(&held, '\n');
        for (unsigned i = 0; i < rows->count; i++) {
            if (cmq__rows_shows(rows, i)) {
                unsigned width = cmq_columns_of(cmq_str_cut(&row, CELL_END));
                width = width < WIDTH_MOST ? width : WIDTH_MOST;
                bool wider = is_in_line(rows, i) && width > rows->width[i];
                rows->width[i] = wider ? width : rows->width[i];
            }
        }
    }
    fit(rows, rows->style.columns);
}

/* The beginning of a text that takes at most `width` columns. */
static struct cmq_str first_columns(struct cmq_str text, unsigned width) {
    unsigned used = 0, size;
    size_t end = 0;
    while (end < text.len) {
        used += cmq_columns_of_char(cmq_utf8_decode(text.ptr + end, &size));
        if (used > width) {
            break;
        }
        end += size;
    }
    return (struct cmq_str){text.ptr, end};
}

static void add_spaces(struct cmq_buf *out, unsigned count) {
    cmq_buf_format(out, "%*s", (int)count, "");
}

/* The text in at most `width` columns, with "…" where it is cut; returns the columns it takes. */
static unsigned add_cut(struct cmq_buf *out, struct cmq_str text, unsigned width) {
    unsigned used = cmq_columns_of(text);
    if (used <= width) {
        cmq_buf_add_str(out, text);
        return used;
    }
    struct cmq_str shown = first_columns(text, width - 1);
    cmq_buf_add_str(out, shown);
    cmq_buf_add_str(out, CMQ_STR("…"));
    return cmq_columns_of(shown) + 1;
}

/* A cell that is filled up to its width only if another follows. */
static void print_cell(struct cmq_rows *rows, unsigned at, struct cmq_str text, bool last) {
    unsigned width = rows->width[at], used = cmq_columns_of(text);
    if (is_number(rows, at) && used < width) {
        add_spaces(&rows->out, width - used);
        width = used;
    }
    used = add_cut(&rows->out, text, width);
    if (!last) {
        add_spaces(&rows->out, GAP + width - used);
    }
}

static void end_line(struct cmq_rows *rows, size_t start) {
    while (rows->out.len > start && rows->out.ptr[rows->out.len - 1] == ' ') {
        rows->out.ptr[--rows->out.len] = '\0';
    }
    cmq_buf_add_char(&rows->out, '\n');
}

static unsigned last_in_line(const struct cmq_rows *rows) {
    unsigned last = rows->count - 1;
    while (last > 0 && !is_in_line(rows, last)) {
        last--;
    }
    return last;
}

static void print_titles(struct cmq_rows *rows) {
    size_t start = rows->out.len;
    unsigned last = last_in_line(rows);
    cmq_buf_add_str(&rows->out, rows->style.colour ? CMQ_STR("\033[2m") : CMQ_STR(""));
    for (unsigned i = 0; i < rows->count; i++) {
        if (is_in_line(rows, i)) {
            print_cell(rows, i, title_of(rows, i), i == last);
        }
    }
    cmq_buf_add_str(&rows->out, rows->style.colour ? CMQ_STR("\033[0m") : CMQ_STR(""));
    end_line(rows, start);
}

static void print_row(struct cmq_rows *rows, struct cmq_str row, unsigned last) {
    size_t start = rows->out.len;
    struct cmq_str below = {NULL, 0};
    for (unsigned i = 0; i < rows->count; i++) {
        if (!cmq__rows_shows(rows, i)) {
            continue;
        }
        struct cmq_str cell = cmq_str_cut(&row, CELL_END);
        if (is_in_line(rows, i)) {
            print_cell(rows, i, cell, i == last);
        } else {
            below = cell;
        }
    }
    end_line(rows, start);
    if (below.len > 0) {
        add_spaces(&rows->out, INDENT);
        unsigned columns = rows->style.columns;
        add_cut(&rows->out, below, columns > 2 * INDENT ? columns - INDENT : INDENT);
        cmq_buf_add_char(&rows->out, '\n');
    }
}

static void print_held(struct cmq_rows *rows) {
    struct cmq_str held = cmq_buf_str(&rows->held);
    unsigned last = last_in_line(rows);
    while (held.len > 0) {
        print_row(rows, cmq_str_cut(&held, '\n'), last);
    }
    cmq_buf_clear(&rows->held);
}

void cmq__table_add(struct cmq_rows *rows, struct cmq_str text) {
    cmq_columns_clean(text, &rows->held);
    cmq_buf_add_char(&rows->held, CELL_END);
}

void cmq__table_end_row(struct cmq_rows *rows) {
    cmq_buf_add_char(&rows->held, '\n');
    rows->held_rows++;
    if (rows->held_rows == HELD_ROWS) {
        measure(rows);
        print_titles(rows);
    }
    if (rows->held_rows >= HELD_ROWS) {
        print_held(rows);
    }
}

void cmq__table_end(struct cmq_rows *rows) {
    if (rows->held_rows == 0) {
        cmq_buf_add_str(&rows->out, CMQ_STR("(nothing)\n"));
    } else if (rows->held_rows < HELD_ROWS) {
        measure(rows);
        print_titles(rows);
        print_held(rows);
    }
}
