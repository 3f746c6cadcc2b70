/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a release that are read from the store, a question each. */
#include "release/parts.h"

/* The order of cmq_store_reports_next(). What is told of stories and occurrences follows it, so
 * that no number tells in which order the store got its reports. */
static const char *const numbers[] = {
    "CREATE TEMP TABLE released (report INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    "INSERT INTO temp.released SELECT report, row_number() OVER (ORDER BY date, id, url, "
    "text_sha256, report) FROM reports WHERE is_current",
    "CREATE TEMP TABLE released_stories (story INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    "INSERT INTO temp.released_stories SELECT s.story, row_number() OVER (ORDER BY min(n.number)) "
    "FROM stories_now s JOIN temp.released n ON n.report = s.report GROUP BY s.story",
    "CREATE TEMP TABLE released_occurrences (occurrence INTEGER PRIMARY KEY, number INTEGER NOT "
    "NULL)",
    "INSERT INTO temp.released_occurrences SELECT o.occurrence, row_number() OVER (ORDER BY "
    "min(n.number), min(n.number * 1000000 + o.event)) FROM occurrence_events o JOIN temp.released "
    "n ON n.report = o.report GROUP BY o.occurrence",
};

enum cmq_status cmq__release_number(struct cmq__release *release, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sizeof numbers / sizeof *numbers; i++) {
        status = cmq_store_tell(release->store, numbers[i], NULL, 0, err);
    }
    return status;
}

/* ---- rows ---- */

static bool write_piece(void *context, struct cmq_str piece) {
    FILE *file = context;
    return fwrite(piece.ptr, 1, piece.len, file) == piece.len;
}

enum cmq_status cmq__release_begin_rows(struct cmq__release *release, enum cmq__released which,
                                        struct cmq__release_rows *rows, struct cmq_error *err) {
    const struct cmq__released_table *table = &cmq__released_table[which];
    char name[64];
    (void)snprintf(name, sizeof name, "%s.csv", table->name);
    unsigned count = cmq__released_columns(table, release->options->titles, rows->column);
    rows->file = cmq__folder_begin_file(&release->folder, name, err);
    if (rows->file == NULL) {
        return err->status;
    }
    rows->rows =
        (struct cmq_rows){.format = CMQ_ROWS_CSV, .sink = write_piece, .context = rows->file};
    cmq_rows_begin(&rows->rows, rows->column, count);
    return CMQ_OK;
}

enum cmq_status cmq__release_end_rows(enum cmq__released which, struct cmq__release_rows *rows,
                                      struct cmq_error *err) {
    enum cmq_status status = cmq_rows_end(&rows->rows, err);
    cmq_rows_release(&rows->rows);
    enum cmq_status closed = cmq__folder_end_file(rows->file, cmq__released_table[which].name,
                                                  status == CMQ_OK ? err : NULL);
    return status == CMQ_OK ? closed : status;
}

static void put_cell(struct cmq_rows *rows, const struct cmq_store_rows *answer, unsigned at,
                     enum cmq__field_kind kind) {
    if (cmq_store_rows_null(answer, at)) {
        cmq_rows_null(rows);
    } else if (kind == CMQ__FIELD_INTEGER) {
        cmq_rows_int(rows, cmq_store_rows_int(answer, at));
    } else if (kind == CMQ__FIELD_REAL) {
        cmq_rows_real(rows, cmq_store_rows_double(answer, at));
    } else {
        cmq_rows_text(rows, cmq_store_rows_str(answer, at));
    }
}

/* ---- a table ---- */

static struct cmq_str question_of(struct cmq__release *release,
                                  const struct cmq__released_table *table) {
    struct cmq_buf sql;
    cmq_buf_init(&sql, CMQ_MAX_LINE);
    const char *before = "SELECT ";
    for (unsigned i = 0; i < table->count; i++) {
        if (release->options->titles || !table->field[i].title) {
            cmq_buf_format(&sql, "%s%s", before, table->field[i].sql);
            before = ", ";
        }
    }
    cmq_buf_format(&sql, " %s", table->from);
    struct cmq_str question = cmq_arena_copy(&release->arena, cmq_buf_str(&sql));
    cmq_buf_release(&sql);
    return question;
}

static enum cmq_status copy_rows(struct cmq__release *release,
                                 const struct cmq__released_table *table,
                                 struct cmq_store_rows *answer, struct cmq_rows *rows,
                                 int64_t *count, struct cmq_error *err) {
    enum cmq_status status;
    while ((status = cmq_store_rows_next(answer, err)) == CMQ_OK) {
        unsigned at = 0;
        for (unsigned i = 0; i < table->count; i++) {
            if (release->options->titles || !table->field[i].title) {
                put_cell(rows, answer, at++, (enum cmq__field_kind)table->field[i].kind);
            }
        }
        ++*count;
    }
    return status == CMQ_END ? CMQ_OK : status;
}

static enum cmq_status write_table(struct cmq__release *release, enum cmq__released which,
                                   struct cmq_error *err) {
    const struct cmq__released_table *table = &cmq__released_table[which];
    struct cmq_str question = question_of(release, table);
    struct cmq_store_rows *answer;
    struct cmq__release_rows rows;
    if (question.ptr == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = cmq_store_ask(release->store, question, NULL, 0, &answer, err);
    if (status != CMQ_OK) {
        return status;
    }
    status = cmq__release_begin_rows(release, which, &rows, err);
    if (status == CMQ_OK) {
        status = copy_rows(release, table, answer, &rows.rows, &release->rows[which], err);
        enum cmq_status ended = cmq__release_end_rows(which, &rows, status == CMQ_OK ? err : NULL);
        status = status == CMQ_OK ? ended : status;
    }
    cmq_store_rows_free(answer);
    return status;
}

enum cmq_status cmq__release_data(struct cmq__release *release, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (unsigned i = 0; status == CMQ_OK && i < CMQ__RELEASED_COUNT; i++) {
        if (cmq__released_table[i].from != NULL) {
            status = write_table(release, (enum cmq__released)i, err);
        }
    }
    return status;
}
