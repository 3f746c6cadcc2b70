/* SPDX-License-Identifier: Apache-2.0 */
/* The corrections of a store as rows, the first that was made first. */
#include "query/query.h"

#include <inttypes.h>
#include <stdio.h>

static const struct cmq_column columns[] = {
    {.name = "correction", .kind = CMQ_COLUMN_INTEGER},
    {.name = "state"},
    {.name = "act"},
    {.name = "undoes", .kind = CMQ_COLUMN_INTEGER},
    {.name = "report"},
    {.name = "event", .place = CMQ_WHOLE_IN_TABLE},
    {.name = "values"},
    {.name = "by"},
    {.name = "made", .place = CMQ_WHOLE_IN_TABLE},
    {.name = "why", .place = CMQ_BELOW_IN_TABLE},
};

static struct cmq_str state_of(const struct cmq_store_line *line) {
    if (line->reverts != 0) {
        return CMQ_STR("-");
    }
    return line->undone     ? CMQ_STR("undone")
           : line->orphaned ? CMQ_STR("orphaned")
                            : CMQ_STR("holds");
}

static void write_line(struct cmq_rows *rows, const struct cmq_store_line *line) {
    cmq_rows_int(rows, line->number);
    cmq_rows_text(rows, state_of(line));
    cmq_rows_text(rows, line->act);
    if (line->reverts == 0) {
        cmq_rows_null(rows);
    } else {
        cmq_rows_int(rows, line->reverts);
    }
    cmq_rows_text(rows, line->report_id);
    cmq_rows_text(rows, line->event);
    cmq_rows_text(rows, line->values);
    cmq_rows_text(rows, line->corrector);
    cmq_rows_text(rows, line->made);
    cmq_rows_text(rows, line->why);
}

/* Writes up to the limit; where there are more, the cursor names the last that was written. */
static enum cmq_status write_lines(struct cmq_store_lines *lines,
                                   const struct cmq_corrections *which, struct cmq_rows *rows,
                                   char cursor[static CMQ_CURSOR_MAX], struct cmq_error *err) {
    struct cmq_store_line line;
    enum cmq_status status;
    uint64_t written = 0;
    int64_t last = 0;
    while ((status = cmq_store_lines_next(lines, &line, err)) == CMQ_OK) {
        if (which->orphans && !(line.orphaned && line.holds)) {
            continue;
        }
        if (which->limit > 0 && written == which->limit) {
            (void)snprintf(cursor, CMQ_CURSOR_MAX, "%" PRId64, last);
            return CMQ_OK;
        }
        write_line(rows, &line);
        last = line.number;
        written++;
    }
    return status == CMQ_END ? CMQ_OK : status;
}

enum cmq_status cmq_query_corrections(struct cmq_store *store, const struct cmq_corrections *which,
                                      struct cmq_rows *rows, char cursor[static CMQ_CURSOR_MAX],
                                      struct cmq_error *err) {
    struct cmq_store_lines *lines;
    cursor[0] = '\0';
    enum cmq_status status = cmq_store_lines_open(store, which->event, which->after, &lines, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_rows_begin(rows, columns, sizeof columns / sizeof *columns);
    status = write_lines(lines, which, rows, cursor, err);
    cmq_store_lines_free(lines);
    return status == CMQ_OK ? cmq_rows_end(rows, err) : status;
}
