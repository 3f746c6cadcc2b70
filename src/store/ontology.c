/* SPDX-License-Identifier: Apache-2.0 */
/* Which ontology the codings of a store are of. */
#include "store/handle.h"

#define ID_LIMIT ((size_t)1 << 10)

enum cmq_status cmq_store_ontology(struct cmq_store *store, struct cmq_buf *id,
                                   struct cmq_error *err) {
    sqlite3_stmt *row = NULL;
    int code = cmq__prepare(store, "SELECT ontology FROM runs ORDER BY run LIMIT 1", &row);
    bool found = code == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW;
    if (found) {
        cmq_buf_add_str(id, cmq__column_str(row, 0));
    }
    int finalized = sqlite3_finalize(row);
    code = code == SQLITE_OK ? finalized : code;
    if (code != SQLITE_OK) {
        return cmq__store_status(store, code, "read", err);
    }
    return id->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : found ? CMQ_OK : CMQ_END;
}

enum cmq_status cmq_store_check_ontology(struct cmq_store *store, const char *id,
                                         struct cmq_error *err) {
    struct cmq_buf has;
    cmq_buf_init(&has, ID_LIMIT);
    enum cmq_status status = cmq_store_ontology(store, &has, err);
    bool same = status != CMQ_OK || cmq_str_eq(cmq_buf_str(&has), cmq_str_of(id == NULL ? "" : id));
    if (!same) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "%s has codings of the ontology %s, not of %s: give the --ontology that "
                          "it was made with (none for CAMEO), or use another store",
                          store->path, has.len == 0 ? "CAMEO" : has.ptr, id == NULL ? "CAMEO" : id);
    }
    cmq_buf_release(&has);
    return status == CMQ_END ? CMQ_OK : status;
}

enum cmq_status cmq_store_check_cameo(struct cmq_store *store, const char *what,
                                      struct cmq_error *err) {
    struct cmq_buf has;
    cmq_buf_init(&has, ID_LIMIT);
    enum cmq_status status = cmq_store_ontology(store, &has, err);
    if (status == CMQ_OK && has.len > 0) {
        status =
            cmq_fail(err, CMQ_BAD_INPUT, 0,
                     "%s has codings of an own ontology, and %s speaks of CAMEO's codes alone: "
                     "`export` gives them as jsonl, csv or arrow",
                     store->path, what);
    }
    cmq_buf_release(&has);
    return status == CMQ_END ? CMQ_OK : status;
}
