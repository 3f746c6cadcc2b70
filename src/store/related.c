/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies, stories, occurrences and claims, in and out: a statement each. */
#include "store/handle.h"

#include <stdarg.h>

/* Binds by one letter a value: i int64_t, d double, t text, b blob (both cmq_str, alive until the
 * statement is reset). */
static int bind_all(sqlite3_stmt *statement, const char *types, va_list values) {
    int code = SQLITE_OK;
    for (int at = 1; *types != '\0' && code == SQLITE_OK; at++, types++) {
        struct cmq_str s;
        switch (*types) {
        case 'i':
            code = sqlite3_bind_int64(statement, at, va_arg(values, int64_t));
            break;
        case 'd':
            code = sqlite3_bind_double(statement, at, va_arg(values, double));
            break;
        case 't':
            code = cmq__bind_str(statement, at, va_arg(values, struct cmq_str));
            break;
        default:
            s = va_arg(values, struct cmq_str);
            code = sqlite3_bind_blob64(statement, at, s.len > 0 ? s.ptr : "", s.len, SQLITE_STATIC);
        }
    }
    return code;
}

/* Binds a fixed statement, which was reset, for the caller to step. */
static int ask(struct cmq_store *store, enum cmq__statement which, sqlite3_stmt **statement,
               const char *types, ...) {
    va_list values;
    int code = cmq__statement(store, which, statement);
    if (code == SQLITE_OK) {
        code = sqlite3_reset(*statement);
    }
    va_start(values, types);
    if (code == SQLITE_OK) {
        code = bind_all(*statement, types, values);
    }
    va_end(values);
    return code;
}

/* Binds and runs one that gives no rows. */
static enum cmq_status put(struct cmq_store *store, struct cmq_error *err,
                           enum cmq__statement which, const char *types, ...) {
    sqlite3_stmt *statement;
    va_list values;
    int code = cmq__statement(store, which, &statement);
    va_start(values, types);
    if (code == SQLITE_OK) {
        code = bind_all(statement, types, values);
    }
    va_end(values);
    if (code == SQLITE_OK) {
        code = cmq__run_once(statement);
    }
    return cmq__store_status(store, code, "write", err);
}

/* Steps to the one row that is wanted. CMQ_END where there is none; the statement is then reset. */
static enum cmq_status one_row(struct cmq_store *store, int code, sqlite3_stmt *statement,
                               struct cmq_error *err) {
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        return CMQ_OK;
    }
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        return CMQ_END;
    }
    return cmq__store_status(store, code, "read", err);
}

static struct cmq_str blob(sqlite3_stmt *statement, int at) {
    struct cmq_str s = {sqlite3_column_blob(statement, at), 0};
    s.len = s.ptr == NULL ? 0 : (size_t)sqlite3_column_bytes(statement, at);
    return s;
}

/* The blob of one row; empty where there is none. */
static enum cmq_status get_blob(struct cmq_store *store, enum cmq__statement which, int64_t report,
                                struct cmq_str *found, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, which, &statement, "i", report);
    enum cmq_status status = one_row(store, code, statement, err);
    *found = status == CMQ_OK ? blob(statement, 0) : (struct cmq_str){NULL, 0};
    return status == CMQ_END ? CMQ_OK : status;
}

/* The numbers that a statement gives, and resets it. */
static enum cmq_status get_numbers(struct cmq_store *store, int code, sqlite3_stmt *statement,
                                   int64_t *number, uint32_t *count, struct cmq_error *err) {
    *count = 0;
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        number[(*count)++] = sqlite3_column_int64(statement, 0);
        code = SQLITE_OK;
    }
    if (code == SQLITE_DONE) {
        code = sqlite3_reset(statement);
    }
    return cmq__store_status(store, code, "read", err);
}

/* ---- near copies ---- */

enum cmq_status cmq_store_put_sketch(struct cmq_store *store, int64_t report, struct cmq_str sketch,
                                     struct cmq_error *err) {
    return put(store, err, CMQ__PUT_SKETCH, "ib", report, sketch);
}

enum cmq_status cmq_store_sketch(struct cmq_store *store, int64_t report, struct cmq_str *sketch,
                                 struct cmq_error *err) {
    return get_blob(store, CMQ__GET_SKETCH, report, sketch, err);
}

enum cmq_status cmq_store_put_sketch_key(struct cmq_store *store, uint32_t key, int64_t report,
                                         int64_t origin, struct cmq_error *err) {
    return put(store, err, CMQ__PUT_SKETCH_KEY, "iii", (int64_t)key, report, origin);
}

enum cmq_status cmq_store_sketches_with(struct cmq_store *store, uint32_t key, int64_t *report,
                                        uint32_t most, uint32_t *count, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_SKETCH_KEY, &statement, "ii", (int64_t)key, (int64_t)most);
    return get_numbers(store, code, statement, report, count, err);
}

enum cmq_status cmq_store_put_copy(struct cmq_store *store, int64_t report,
                                   const struct cmq_store_copy *copy, struct cmq_error *err) {
    return put(store, err, CMQ__PUT_COPY, "iiddiii", report, copy->source, copy->of_it_in_source,
               copy->of_source_in_it, (int64_t)copy->sentences, (int64_t)copy->whole, copy->origin);
}

enum cmq_status cmq_store_origin(struct cmq_store *store, int64_t report, int64_t *origin,
                                 struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_ORIGIN, &statement, "i", report);
    enum cmq_status status = one_row(store, code, statement, err);
    *origin = status == CMQ_OK ? sqlite3_column_int64(statement, 0) : report;
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- stories ---- */

enum cmq_status cmq_store_put_told(struct cmq_store *store, const struct cmq_store_told *told,
                                   struct cmq_error *err) {
    enum cmq_status status = put(store, err, CMQ__PUT_STORY, "i", told->strand);
    return status == CMQ_OK ? put(store, err, CMQ__PUT_TOLD, "iiidb", told->report, told->story,
                                  told->strand, told->alike, told->profile)
                            : status;
}

enum cmq_status cmq_store_merge(struct cmq_store *store, int64_t report, int64_t story,
                                int64_t into, struct cmq_error *err) {
    enum cmq_status status = put(store, err, CMQ__PUT_MERGE, "iii", report, story, into);
    if (status == CMQ_OK && story == into) {
        status = put(store, err, CMQ__SPLIT_REPORTS, "i", story);
        return status == CMQ_OK ? put(store, err, CMQ__SPLIT_STORY, "i", story) : status;
    }
    if (status == CMQ_OK) {
        status = put(store, err, CMQ__MERGE_STORY, "ii", story, into);
    }
    return status == CMQ_OK ? put(store, err, CMQ__MERGE_REPORTS, "ii", story, into) : status;
}

enum cmq_status cmq_store_next_told(struct cmq_store *store, int64_t after,
                                    struct cmq_store_told *told, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__NEXT_TOLD, &statement, "i", after);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *told = (struct cmq_store_told){
            .report = sqlite3_column_int64(statement, 0),
            .story = sqlite3_column_int64(statement, 1),
            .strand = sqlite3_column_int64(statement, 2),
            .alike = sqlite3_column_double(statement, 3),
            .profile = blob(statement, 4),
        };
    }
    return status;
}

enum cmq_status cmq_store_merged(struct cmq_store *store, int64_t after, int64_t report,
                                 uint32_t index, int64_t *story, int64_t *into,
                                 struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_MERGE, &statement, "iii", after, report, (int64_t)index);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *story = sqlite3_column_int64(statement, 0);
        *into = sqlite3_column_int64(statement, 1);
    }
    return status;
}

enum cmq_status cmq_store_story_end(struct cmq_store *store, int64_t *end, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__STORY_END, &statement, "");
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *end = sqlite3_column_int64(statement, 0);
    }
    return status;
}

/* ---- what the stream of stories has learnt ---- */

enum cmq_status cmq_store_version(struct cmq_store *store, int64_t *version,
                                  struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_VERSION, &statement, "");
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *version = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    return status;
}

enum cmq_status cmq_store_stream(struct cmq_store *store, int64_t *last, uint32_t *reports,
                                 struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_STREAM, &statement, "");
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *last = sqlite3_column_int64(statement, 0);
        *reports = (uint32_t)sqlite3_column_int64(statement, 1);
        sqlite3_reset(statement);
    }
    return status;
}

enum cmq_status cmq_store_put_stream(struct cmq_store *store, int64_t last, uint32_t reports,
                                     struct cmq_error *err) {
    return put(store, err, CMQ__PUT_STREAM, "ii", last, (int64_t)reports);
}

int cmq__clear_stream(struct cmq_store *store) {
    return cmq__exec(store, "DELETE FROM streams; DELETE FROM stream_terms; DELETE FROM strands;");
}

enum cmq_status cmq_store_clear_stream(struct cmq_store *store, struct cmq_error *err) {
    return cmq__store_status(store, cmq__clear_stream(store), "write", err);
}

enum cmq_status cmq_store_term(struct cmq_store *store, uint32_t term, uint32_t *reports,
                               struct cmq_str *strands, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_TERM, &statement, "i", (int64_t)term);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *reports = (uint32_t)sqlite3_column_int64(statement, 0);
        *strands = blob(statement, 1);
    }
    return status;
}

enum cmq_status cmq_store_put_term(struct cmq_store *store, uint32_t term, uint32_t reports,
                                   struct cmq_str strands, struct cmq_error *err) {
    return strands.ptr == NULL
               ? put(store, err, CMQ__COUNT_TERM, "ii", (int64_t)term, (int64_t)reports)
               : put(store, err, CMQ__PUT_TERM, "iib", (int64_t)term, (int64_t)reports, strands);
}

enum cmq_status cmq_store_strand(struct cmq_store *store, uint32_t number,
                                 struct cmq_store_strand *strand, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_STRAND, &statement, "i", (int64_t)number);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *strand = (struct cmq_store_strand){
            .number = number,
            .hangs_on = (uint32_t)sqlite3_column_int64(statement, 0),
            .reports = (uint32_t)sqlite3_column_int64(statement, 1),
            .first = sqlite3_column_int(statement, 2),
            .last = sqlite3_column_int(statement, 3),
            .then = (uint32_t)sqlite3_column_int64(statement, 4),
            .others_then = (uint32_t)sqlite3_column_int64(statement, 5),
            .height = (uint32_t)sqlite3_column_int64(statement, 6),
            .confirmed = sqlite3_column_int(statement, 7) != 0,
            .is_over = sqlite3_column_int(statement, 8) != 0,
        };
        sqlite3_reset(statement);
    }
    return status;
}

enum cmq_status cmq_store_put_strand(struct cmq_store *store, const struct cmq_store_strand *strand,
                                     struct cmq_error *err) {
    return put(store, err, CMQ__PUT_STRAND, "iiiiiiiiii", (int64_t)strand->number,
               (int64_t)strand->hangs_on, (int64_t)strand->reports, (int64_t)strand->first,
               (int64_t)strand->last, (int64_t)strand->then, (int64_t)strand->others_then,
               (int64_t)strand->height, (int64_t)strand->confirmed, (int64_t)strand->is_over);
}

enum cmq_status cmq_store_member(struct cmq_store *store, uint32_t strand, int64_t *report,
                                 struct cmq_str *profile, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_MEMBER, &statement, "ii", (int64_t)strand, *report);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *report = sqlite3_column_int64(statement, 0);
        *profile = blob(statement, 1);
    }
    return status;
}

/* ---- occurrences ---- */

enum cmq_status cmq_store_put_citations(struct cmq_store *store, int64_t report,
                                        struct cmq_error *err) {
    return put(store, err, CMQ__PUT_CITATIONS, "i", report);
}

enum cmq_status cmq_store_put_occurrence(struct cmq_store *store, struct cmq_str family,
                                         int64_t *occurrence, struct cmq_error *err) {
    enum cmq_status status = put(store, err, CMQ__PUT_OCCURRENCE, "t", family);
    *occurrence = sqlite3_last_insert_rowid(store->db);
    return status;
}

enum cmq_status cmq_store_put_telling(struct cmq_store *store, int64_t report, uint32_t event,
                                      int64_t occurrence, struct cmq_str status,
                                      struct cmq_str telling, struct cmq_error *err) {
    return put(store, err, CMQ__PUT_TELLING, "iiitb", report, (int64_t)event, occurrence, status,
               telling);
}

enum cmq_status cmq_store_telling(struct cmq_store *store, int64_t occurrence, uint32_t index,
                                  struct cmq_str *telling, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_TELLING, &statement, "ii", occurrence, (int64_t)index);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *telling = blob(statement, 0);
    }
    return status;
}

enum cmq_status cmq_store_put_occurrence_key(struct cmq_store *store, int64_t key, cmq_day day,
                                             int64_t occurrence, struct cmq_error *err) {
    return put(store, err, CMQ__PUT_OCCURRENCE_KEY, "iii", key, (int64_t)day, occurrence);
}

enum cmq_status cmq_store_occurrences_with(struct cmq_store *store, int64_t key, cmq_day from,
                                           cmq_day to, int64_t *occurrence, uint32_t most,
                                           uint32_t *count, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_OCCURRENCES, &statement, "iiii", key, (int64_t)from, (int64_t)to,
                   (int64_t)most);
    return get_numbers(store, code, statement, occurrence, count, err);
}

enum cmq_status cmq_store_put_part(struct cmq_store *store, int64_t part, int64_t whole,
                                   struct cmq_error *err) {
    return put(store, err, CMQ__PUT_PART, "ii", part, whole);
}

/* ---- accounts ---- */

enum cmq_status cmq_store_put_claims(struct cmq_store *store, int64_t report, struct cmq_str claims,
                                     struct cmq_error *err) {
    return put(store, err, CMQ__PUT_CLAIMS, "ib", report, claims);
}

enum cmq_status cmq_store_claims(struct cmq_store *store, int64_t report, struct cmq_str *claims,
                                 struct cmq_error *err) {
    return get_blob(store, CMQ__GET_CLAIMS, report, claims, err);
}

/* ---- what was kept ---- */

enum cmq_status cmq_store_text(struct cmq_store *store, int64_t report, struct cmq_str *text,
                               struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_TEXT, &statement, "i", report);
    enum cmq_status status = one_row(store, code, statement, err);
    *text = status == CMQ_OK ? cmq__column_str(statement, 0) : (struct cmq_str){NULL, 0};
    return status == CMQ_END ? CMQ_OK : status;
}

enum cmq_status cmq_store_actor(struct cmq_store *store, int64_t report, uint32_t number,
                                struct cmq_str *name, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_ACTOR, &statement, "ii", report, (int64_t)number);
    enum cmq_status status = one_row(store, code, statement, err);
    if (status == CMQ_OK) {
        *name = cmq__column_str(statement, 0);
    }
    return status;
}

enum cmq_status cmq_store_occurrence(struct cmq_store *store, int64_t report, uint32_t event,
                                     int64_t *occurrence, struct cmq_error *err) {
    sqlite3_stmt *statement;
    int code = ask(store, CMQ__GET_OCCURRENCE, &statement, "ii", report, (int64_t)event);
    enum cmq_status status = one_row(store, code, statement, err);
    *occurrence = status == CMQ_OK ? sqlite3_column_int64(statement, 0) : 0;
    return status == CMQ_END ? CMQ_OK : status;
}
