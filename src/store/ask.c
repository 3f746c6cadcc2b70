/* SPDX-License-Identifier: Apache-2.0 */
/* Questions that other rooms put in SQL. */
#include "store/handle.h"

#include <stdlib.h>

enum cmq_status cmq_store_ask(struct cmq_store *store, struct cmq_str question,
                              const struct cmq_str *value, unsigned count,
                              struct cmq_store_rows **rows, struct cmq_error *err) {
    *rows = calloc(1, sizeof **rows);
    if (*rows == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (*rows)->store = store;
    int code =
        sqlite3_prepare_v2(store->db, question.ptr, (int)question.len, &(*rows)->statement, NULL);
    for (unsigned i = 0; code == SQLITE_OK && i < count; i++) {
        code = cmq__bind_str((*rows)->statement, (int)i + 1, value[i]);
    }
    enum cmq_status status = cmq__store_status(store, code, "read", err);
    if (status != CMQ_OK) {
        cmq_store_rows_free(*rows);
        *rows = NULL;
    }
    return status;
}

enum cmq_status cmq_store_rows_next(struct cmq_store_rows *rows, struct cmq_error *err) {
    int code = sqlite3_step(rows->statement);
    if (code == SQLITE_ROW) {
        return CMQ_OK;
    }
    if (code == SQLITE_DONE) {
        return CMQ_END;
    }
    if ((code & 0xFF) == SQLITE_ERROR) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s", sqlite3_errmsg(rows->store->db));
    }
    return cmq__store_status(rows->store, code, "read", err);
}

unsigned cmq_store_rows_count(const struct cmq_store_rows *rows) {
    return (unsigned)sqlite3_column_count(rows->statement);
}

const char *cmq_store_rows_name(const struct cmq_store_rows *rows, unsigned at) {
    return sqlite3_column_name(rows->statement, (int)at);
}

enum cmq_store_kind cmq_store_rows_kind(const struct cmq_store_rows *rows, unsigned at) {
    switch (sqlite3_column_type(rows->statement, (int)at)) {
    case SQLITE_INTEGER:
        return CMQ_STORE_INTEGER;
    case SQLITE_FLOAT:
        return CMQ_STORE_REAL;
    default:
        return CMQ_STORE_TEXT;
    }
}

bool cmq_store_rows_null(const struct cmq_store_rows *rows, unsigned at) {
    return sqlite3_column_type(rows->statement, (int)at) == SQLITE_NULL;
}

struct cmq_str cmq_store_rows_str(const struct cmq_store_rows *rows, unsigned at) {
    return cmq__column_str(rows->statement, (int)at);
}

int64_t cmq_store_rows_int(const struct cmq_store_rows *rows, unsigned at) {
    return sqlite3_column_int64(rows->statement, (int)at);
}

double cmq_store_rows_double(const struct cmq_store_rows *rows, unsigned at) {
    return sqlite3_column_double(rows->statement, (int)at);
}

void cmq_store_rows_free(struct cmq_store_rows *rows) {
    if (rows != NULL) {
        sqlite3_finalize(rows->statement);
        free(rows);
    }
}

enum cmq_status cmq_store_tell(struct cmq_store *store, const char *statement,
                               const struct cmq_str *value, unsigned count, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(store, cmq_str_of(statement), value, count, &rows, err);
    if (status == CMQ_OK) {
        status = cmq_store_rows_next(rows, err);
        cmq_store_rows_free(rows);
    }
    return status == CMQ_END ? CMQ_OK : status;
}
