/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORE_HANDLE_H
#define CMQ_STORE_HANDLE_H

/* What the files of this room share: the open store, and SQLite with the errors of this program.
 * SQLite's result codes stay `int` inside the room; they become a status and a message where they
 * leave it. */

#include "store/store.h"

#include "store/shape.h"

#include <jansson.h>
#include <sqlite3.h>

#define CMQ__WAIT_MS 60000 /* for others who write, unless there is less patience */

/* Statements that do not come from the shape, prepared when first asked for. */
enum cmq__statement {
    CMQ__HAS,
    CMQ__CURRENT,
    CMQ__SUPERSEDE,
    CMQ__ADD_RUN,
    CMQ__ADD_REPORT,
    CMQ__ADD_TEXT,
    CMQ__ADD_WORDS,
    CMQ__ADD_ENTRY,
    CMQ__GET_REPORT,
    CMQ__PUT_SKETCH,
    CMQ__GET_SKETCH,
    CMQ__PUT_SKETCH_KEY,
    CMQ__GET_SKETCH_KEY,
    CMQ__PUT_COPY,
    CMQ__GET_ORIGIN,
    CMQ__PUT_STORY,
    CMQ__PUT_TOLD,
    CMQ__PUT_MERGE,
    CMQ__MERGE_STORY,
    CMQ__SPLIT_STORY,
    CMQ__SPLIT_REPORTS,
    CMQ__MERGE_REPORTS,
    CMQ__NEXT_TOLD,
    CMQ__GET_MERGE,
    CMQ__STORY_END,
    CMQ__GET_VERSION,
    CMQ__GET_STREAM,
    CMQ__PUT_STREAM,
    CMQ__GET_TERM,
    CMQ__PUT_TERM,
    CMQ__COUNT_TERM,
    CMQ__GET_STRAND,
    CMQ__PUT_STRAND,
    CMQ__GET_MEMBER,
    CMQ__GET_UNRELATED,
    CMQ__SET_RELATED,
    CMQ__PUT_CITATIONS,
    CMQ__PUT_OCCURRENCE,
    CMQ__PUT_TELLING,
    CMQ__GET_TELLING,
    CMQ__PUT_OCCURRENCE_KEY,
    CMQ__GET_OCCURRENCES,
    CMQ__PUT_PART,
    CMQ__PUT_CLAIMS,
    CMQ__GET_CLAIMS,
    CMQ__GET_TEXT,
    CMQ__GET_ACTOR,
    CMQ__GET_OCCURRENCE,
    CMQ__RETIRE,
    CMQ__ADD_RECODING,
    CMQ__REPLACE,
    CMQ__DROP_WORDS,
    CMQ__MOVE_TEXT,
    CMQ__MOVE_WORDS,
    CMQ__RUN_OF,
    CMQ__NOTE_EARLIER_RUN,
    CMQ__SET_RUN,
    CMQ__STATEMENT_COUNT
};

struct cmq_store {
    sqlite3 *db;
    char *path, *command;
    int64_t run;          /* that reports are now added to; 0: none yet */
    struct cmq_buf coder; /* of that run: version, model, lexicon and ontology, a line each */
    sqlite3_stmt *statement[CMQ__STATEMENT_COUNT];
    sqlite3_stmt *insert[CMQ__TABLE_COUNT], *select[CMQ__TABLE_COUNT];
    double deadline; /* of what is asked, as of cmq_seconds() (patience.c) */
};

struct cmq_store_rows {
    struct cmq_store *store;
    sqlite3_stmt *statement;
};

/* ---- errors ---- */

/* A SQLite result code of `store` as a status, with a message that says what to do; `doing` is
 * "read" or "write". CMQ_OK for SQLITE_OK, SQLITE_ROW and SQLITE_DONE. */
enum cmq_status cmq__store_status(const struct cmq_store *store, int code, const char *doing,
                                  struct cmq_error *err);

/* ---- statements ---- */

/* Prepares, binds and runs go on one `code` each: SQLITE_OK, or the first that went wrong. */
int cmq__prepare(struct cmq_store *store, const char *sql, sqlite3_stmt **statement);
int cmq__statement(struct cmq_store *store, enum cmq__statement which, sqlite3_stmt **statement);
int cmq__exec(struct cmq_store *store, const char *sql);
/* An absent or empty string is NULL. The bytes must live until the statement is reset. */
int cmq__bind_str(sqlite3_stmt *statement, int at, struct cmq_str s);
/* Runs a statement that gives no rows, and resets it. */
int cmq__run_once(sqlite3_stmt *statement);
/* A view of a text column, absent for NULL and for what is not UTF-8, as in a damaged file; good
 * until the next step. */
struct cmq_str cmq__column_str(sqlite3_stmt *statement, int at);

/* ---- what keeping and recoding share ---- */

/* Notes a run of this coder in `store->run`, unless that is one of it. */
int cmq__put_run(struct cmq_store *store, const struct cmq_store_coder *coder);
/* Puts the rows of a coding's arrays under a report that is there. */
int cmq__put_arrays(struct cmq_store *store, int64_t report, const json_t *coding);
/* Reads a coding that has the id of its report; NULL with the reason in `err`. */
json_t *cmq__read_coding(struct cmq_str line, struct cmq_error *err);

/* Puts the rows that stand for the corrections of a report beside its coding. */
int cmq__put_corrections(struct cmq_store *store, int64_t report);

/* Drops what the stream of stories has learnt: that it was learnt of reports that are gone. */
int cmq__clear_stream(struct cmq_store *store);

/* ---- identity ---- */

/* The digests by which a report is known again: of its text, and of all that makes it the same.
 * False when out of memory. */
struct cmq__fingerprint {
    char text[65], whole[65];
};
bool cmq__fingerprint(const struct cmq_report *report, struct cmq__fingerprint *fingerprint);

#endif
