/* SPDX-License-Identifier: Apache-2.0 */
/* Codings that take the place of others. A coding that came out the same only changes hands, from
 * one run to another; one that did not is a row of its own, to which the text goes over. */
#include "store/handle.h"

#include <stdlib.h>

/* ---- what is to be coded anew ---- */

struct cmq_store_stale_reports {
    struct cmq_store *store;
    sqlite3_stmt *rows;
    int64_t after;
};

/* Each report is asked for on its own, so that no transaction stays open, which would keep the log
 * from being put into the file. Rows that recoding adds come past the last. */
static const char stale_sql[] =
    "SELECT r.report, r.id, r.date, r.publisher, r.url, r.title, r.language, texts.text "
    "FROM reports r JOIN runs USING (run) LEFT JOIN texts USING (report) "
    "WHERE r.report > ?1 AND r.report <= ?2 AND r.is_current "
    "AND NOT (runs.version IS ?3 AND runs.model IS ?4 AND runs.lexicon IS ?5) "
    "ORDER BY r.report LIMIT 1";

static int find_last(struct cmq_store *store, int64_t *last) {
    sqlite3_stmt *statement;
    int code = cmq__prepare(store, "SELECT max(report) FROM reports", &statement);
    if (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        *last = sqlite3_column_int64(statement, 0);
    }
    int finalized = sqlite3_finalize(statement);
    return code == SQLITE_OK ? finalized : code;
}

static int bind_copy(sqlite3_stmt *statement, int at, struct cmq_str s) {
    return s.len == 0
               ? sqlite3_bind_null(statement, at)
               : sqlite3_bind_text64(statement, at, s.ptr, s.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

enum cmq_status cmq_store_stale_open(struct cmq_store *store, const struct cmq_store_coder *coder,
                                     struct cmq_store_stale_reports **reports,
                                     struct cmq_error *err) {
    static const struct cmq_store_coder nobody;
    int64_t last = 0;
    *reports = calloc(1, sizeof **reports);
    if (*reports == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (coder == NULL) {
        coder = &nobody;
    }
    (*reports)->store = store;
    int code = find_last(store, &last);
    if (code == SQLITE_OK) {
        code = cmq__prepare(store, stale_sql, &(*reports)->rows);
    }
    sqlite3_stmt *rows = (*reports)->rows;
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(rows, 2, last);
    }
    if (code == SQLITE_OK) {
        code = bind_copy(rows, 3, coder->version);
    }
    if (code == SQLITE_OK) {
        code = bind_copy(rows, 4, coder->model);
    }
    if (code == SQLITE_OK) {
        code = bind_copy(rows, 5, coder->lexicon);
    }
    if (code != SQLITE_OK) {
        cmq_store_stale_free(*reports);
        *reports = NULL;
    }
    return cmq__store_status(store, code, "read", err);
}

/* Views of the members in the columns from `at` on, the text last. */
static struct cmq_report report_of(sqlite3_stmt *row, int at) {
    return (struct cmq_report){
        .id = cmq__column_str(row, at),
        .date = cmq_day_parse(cmq__column_str(row, at + 1)),
        .publisher = cmq__column_str(row, at + 2),
        .url = cmq__column_str(row, at + 3),
        .title = cmq__column_str(row, at + 4),
        .language = cmq__column_str(row, at + 5),
        .text = cmq__column_str(row, at + 6),
    };
}

enum cmq_status cmq_store_stale_next(struct cmq_store_stale_reports *reports, int64_t *number,
                                     struct cmq_report *report, struct cmq_error *err) {
    sqlite3_stmt *row = reports->rows;
    sqlite3_reset(row);
    sqlite3_bind_int64(row, 1, reports->after);
    int code = sqlite3_step(row);
    if (code != SQLITE_ROW) {
        sqlite3_reset(row);
        return code == SQLITE_DONE ? CMQ_END : cmq__store_status(reports->store, code, "read", err);
    }
    *number = reports->after = sqlite3_column_int64(row, 0);
    *report = report_of(row, 1);
    return CMQ_OK;
}

void cmq_store_stale_free(struct cmq_store_stale_reports *reports) {
    if (reports != NULL) {
        sqlite3_finalize(reports->rows);
        free(reports);
    }
}

enum cmq_status cmq_store_next_unrelated(struct cmq_store *store,
                                         struct cmq_store_unrelated *unrelated,
                                         struct cmq_error *err) {
    sqlite3_stmt *row;
    int code = cmq__statement(store, CMQ__GET_UNRELATED, &row);
    if (code == SQLITE_OK) {
        code = sqlite3_reset(row);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(row);
    }
    if (code != SQLITE_ROW) {
        return code == SQLITE_DONE ? CMQ_END : cmq__store_status(store, code, "read", err);
    }
    *unrelated = (struct cmq_store_unrelated){
        .number = sqlite3_column_int64(row, 0),
        .coding = sqlite3_column_int64(row, 1),
        .has_content = sqlite3_column_int(row, 2) != 0,
        .report = report_of(row, 3),
    };
    return CMQ_OK;
}

enum cmq_status cmq_store_set_related(struct cmq_store *store, int64_t number,
                                      struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = cmq__statement(store, CMQ__SET_RELATED, &statement);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 1, number);
    }
    if (code == SQLITE_OK) {
        code = cmq__run_once(statement);
    }
    return cmq__store_status(store, code, "write", err);
}

/* ---- recoding ---- */

/* Runs a statement on at most two numbers. */
static int run_on(struct cmq_store *store, enum cmq__statement which, int64_t first,
                  int64_t second) {
    sqlite3_stmt *statement;
    int code = cmq__statement(store, which, &statement);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 1, first);
    }
    if (code == SQLITE_OK && sqlite3_bind_parameter_count(statement) > 1) {
        code = sqlite3_bind_int64(statement, 2, second);
    }
    return code == SQLITE_OK ? cmq__run_once(statement) : code;
}

/* The run that a current report was coded in; 0 for what is none. */
static int find_run(struct cmq_store *store, int64_t report, int64_t *run) {
    sqlite3_stmt *statement;
    int code = cmq__statement(store, CMQ__RUN_OF, &statement);
    *run = 0;
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 1, report);
    }
    if (code == SQLITE_OK) {
        *run = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
        code = sqlite3_reset(statement);
    }
    return code;
}

static int confirm(struct cmq_store *store, int64_t report, int64_t run) {
    if (run == store->run) {
        return SQLITE_OK;
    }
    int code = run_on(store, CMQ__NOTE_EARLIER_RUN, report, run);
    return code == SQLITE_OK ? run_on(store, CMQ__SET_RUN, report, store->run) : code;
}

/* The agency and the dateline are of the coding, the report's other members stay. */
static int add_row(struct cmq_store *store, int64_t report, const json_t *members) {
    const char *agency = json_string_value(json_object_get(members, "agency"));
    const char *dateline = json_string_value(json_object_get(members, "dateline"));
    sqlite3_stmt *statement;
    int code = cmq__statement(store, CMQ__ADD_RECODING, &statement);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 1, report);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 2, store->run);
    }
    if (code == SQLITE_OK) {
        code = cmq__bind_str(statement, 3, cmq_str_of(agency));
    }
    if (code == SQLITE_OK) {
        code = cmq__bind_str(statement, 4, cmq_str_of(dateline));
    }
    return code == SQLITE_OK ? cmq__run_once(statement) : code;
}

static int replace(struct cmq_store *store, int64_t report, const json_t *coding,
                   int64_t *recoded) {
    int code = run_on(store, CMQ__RETIRE, report, 0);
    if (code == SQLITE_OK) {
        code = add_row(store, report, json_object_get(coding, "report"));
    }
    const int64_t newer = sqlite3_last_insert_rowid(store->db);
    static const enum cmq__statement steps[] = {CMQ__DROP_WORDS, CMQ__REPLACE, CMQ__MOVE_TEXT};
    for (size_t i = 0; code == SQLITE_OK && i < sizeof steps / sizeof *steps; i++) {
        code = run_on(store, steps[i], report, newer);
    }
    if (code == SQLITE_OK) {
        code = run_on(store, CMQ__MOVE_WORDS, newer, 0);
    }
    if (code == SQLITE_OK) {
        code = cmq__put_arrays(store, newer, coding);
    }
    *recoded = newer;
    return code == SQLITE_OK ? cmq__put_corrections(store, newer) : code;
}

static enum cmq_status replace_by(struct cmq_store *store,
                                  const struct cmq_store_recoding *recoding, int64_t *recoded,
                                  struct cmq_error *err) {
    json_t *coding = cmq__read_coding(recoding->coding, err);
    if (coding == NULL) {
        return CMQ_BAD_INPUT;
    }
    int code = replace(store, recoding->report, coding, recoded);
    json_decref(coding);
    return cmq__store_status(store, code, "write", err);
}

static enum cmq_status recode(struct cmq_store *store, const struct cmq_store_coder *coder,
                              const struct cmq_store_recoding *recoding,
                              struct cmq_store_recoded *counts, struct cmq_error *err) {
    int64_t run;
    int code = find_run(store, recoding->report, &run);
    if (code == SQLITE_OK && run == 0) {
        counts->gone++;
        return CMQ_OK;
    }
    if (code == SQLITE_OK) {
        code = cmq__put_run(store, coder);
    }
    const bool same = recoding->coding.ptr == NULL;
    if (code == SQLITE_OK && same) {
        code = confirm(store, recoding->report, run);
    }
    counts->confirmed += same;
    counts->recoded += !same;
    return code != SQLITE_OK || same ? cmq__store_status(store, code, "write", err)
                                     : replace_by(store, recoding, &counts->last, err);
}

enum cmq_status cmq_store_recode(struct cmq_store *store, const struct cmq_store_coder *coder,
                                 const struct cmq_store_recoding *recoding, size_t count,
                                 struct cmq_store_recoded *counts, struct cmq_error *err) {
    struct cmq_store_recoded of_batch = *counts;
    const bool alone = sqlite3_get_autocommit(store->db) != 0;
    enum cmq_status status = alone ? cmq_store_begin(store, err) : CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < count; i++) {
        status = recode(store, coder, &recoding[i], &of_batch, err);
    }
    if (status == CMQ_OK && alone) {
        status = cmq_store_commit(store, err);
    }
    if (status != CMQ_OK) {
        cmq_store_rollback(store);
        return status;
    }
    *counts = of_batch;
    return CMQ_OK;
}
