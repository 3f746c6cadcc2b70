/* SPDX-License-Identifier: Apache-2.0 */
/* Tables into codings: the way back of keep.c. */
#include "store/handle.h"

#include <string.h>

#define SQL_LIMIT      ((size_t)1 << 16)
#define FORMAT_VERSION 1

/* ---- the statements that read rows ---- */

static void add_columns(struct cmq_buf *sql, const char *table, const struct cmq__field *field,
                        unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        const char *column = field[i].column;
        switch (field[i].kind) {
        case CMQ__ROWS:
            break;
        case CMQ__OBJECT:
            add_columns(sql, table, field[i].object, field[i].object_count);
            break;
        case CMQ__SPAN:
            cmq_buf_format(sql, ", %s_start, %s_end", column, column);
            break;
        case CMQ__ENTRY:
            cmq_buf_format(sql, ", (SELECT id FROM entries e WHERE e.entry = %s.%s)", table,
                           column);
            break;
        default:
            cmq_buf_format(sql, ", %s", column);
        }
    }
}

static int select_statement(struct cmq_store *store, enum cmq__table which,
                            sqlite3_stmt **statement) {
    int code = SQLITE_OK;
    if (store->select[which] == NULL) {
        const struct cmq__shape *shape = &cmq__shape[which];
        struct cmq_buf sql;
        cmq_buf_init(&sql, SQL_LIMIT);
        cmq_buf_add_str(&sql, CMQ_STR("SELECT number"));
        add_columns(&sql, shape->table, shape->field, shape->field_count);
        cmq_buf_format(&sql, " FROM %s WHERE report = ?1", shape->table);
        if (shape->owner != NULL) {
            cmq_buf_format(&sql, " AND %s = ?2", shape->owner);
        }
        if (shape->side != NULL) {
            cmq_buf_format(&sql, " AND side = '%s'", shape->side);
        }
        if (shape->corrected) {
            cmq_buf_add_str(&sql, CMQ_STR(" AND correction IS NULL"));
        }
        cmq_buf_add_str(&sql, CMQ_STR(" ORDER BY number"));
        code = sql.failed ? SQLITE_NOMEM : cmq__prepare(store, sql.ptr, &store->select[which]);
        cmq_buf_release(&sql);
    }
    *statement = store->select[which];
    return code;
}

/* ---- values ---- */

struct giver {
    struct cmq_store *store;
    struct cmq_json json;
    int64_t report;
    int code; /* the first that is not SQLITE_OK stays */
};

static void note(struct giver *giver, int code) {
    if (giver->code == SQLITE_OK) {
        giver->code = code;
    }
}

static void give_rows(struct giver *giver, enum cmq__table which, int64_t owner);

static bool is_null(sqlite3_stmt *row, int at) {
    return sqlite3_column_type(row, at) == SQLITE_NULL;
}

static bool all_null(sqlite3_stmt *row, int at, unsigned width) {
    unsigned i = 0;
    while (i < width && is_null(row, at + (int)i)) {
        i++;
    }
    return i == width;
}

static void give_span(struct giver *giver, sqlite3_stmt *row, int at) {
    if (is_null(row, at)) {
        cmq_json_null(&giver->json);
        return;
    }
    cmq_json_array_begin(&giver->json);
    cmq_json_int(&giver->json, sqlite3_column_int64(row, at));
    cmq_json_int(&giver->json, sqlite3_column_int64(row, at + 1));
    cmq_json_array_end(&giver->json);
}

static void give_list(struct giver *giver, struct cmq_str joined) {
    cmq_json_array_begin(&giver->json);
    while (joined.len > 0) {
        cmq_json_str(&giver->json, cmq_str_cut(&joined, ';'));
    }
    cmq_json_array_end(&giver->json);
}

/* The value of a field that takes one column, or two. */
static void give_value(struct giver *giver, sqlite3_stmt *row, int at,
                       const struct cmq__field *field) {
    if (field->kind == CMQ__SPAN) {
        give_span(giver, row, at);
    } else if (is_null(row, at)) {
        cmq_json_null(&giver->json);
    } else if (field->kind == CMQ__INTEGER) {
        cmq_json_int(&giver->json, sqlite3_column_int64(row, at));
    } else if (field->kind == CMQ__REAL) {
        cmq_json_double(&giver->json, sqlite3_column_double(row, at), field->decimals);
    } else if (field->kind == CMQ__LIST) {
        give_list(giver, cmq__column_str(row, at));
    } else {
        cmq_json_str(&giver->json, cmq__column_str(row, at));
    }
}

/* `number` is that of the row, which its own rows have as their owner. */
static void give_fields(struct giver *giver, sqlite3_stmt *row, int *at,
                        const struct cmq__field *field, unsigned count, int64_t number) {
    for (unsigned i = 0; i < count; i++) {
        int column = *at;
        if (field[i].member != NULL) {
            cmq_json_key(&giver->json, cmq_str_of(field[i].member));
        }
        *at += (int)cmq__field_width(&field[i]);
        if (field[i].kind == CMQ__ROWS) {
            give_rows(giver, field[i].rows, number);
        } else if (field[i].kind != CMQ__OBJECT) {
            give_value(giver, row, column, &field[i]);
        } else if (all_null(row, column, cmq__field_width(&field[i]))) {
            cmq_json_null(&giver->json);
        } else {
            cmq_json_object_begin(&giver->json);
            give_fields(giver, row, &column, field[i].object, field[i].object_count, number);
            cmq_json_object_end(&giver->json);
        }
    }
}

static void give_rows(struct giver *giver, enum cmq__table which, int64_t owner) {
    const struct cmq__shape *shape = &cmq__shape[which];
    bool is_object = shape->field[0].member != NULL;
    sqlite3_stmt *row;
    cmq_json_array_begin(&giver->json);
    note(giver, select_statement(giver->store, which, &row));
    if (giver->code == SQLITE_OK) {
        note(giver, sqlite3_bind_int64(row, 1, giver->report));
        if (shape->owner != NULL) {
            note(giver, sqlite3_bind_int64(row, 2, owner));
        }
        while (giver->code == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
            int at = 1;
            if (is_object) {
                cmq_json_object_begin(&giver->json);
            }
            give_fields(giver, row, &at, shape->field, shape->field_count,
                        sqlite3_column_int64(row, 0));
            if (is_object) {
                cmq_json_object_end(&giver->json);
            }
        }
        note(giver, sqlite3_reset(row));
    }
    cmq_json_array_end(&giver->json);
}

/* ---- the coding ---- */

/* A row of CMQ__GET_REPORT: the report's members, then the coder's four, of which an own ontology
 * is told alone, then the text. */
static void give_head(struct giver *giver, sqlite3_stmt *row, bool with_text) {
    static const char *const coder[] = {"version", "model", "lexicon"};
    struct cmq_json *json = &giver->json;
    int at = (int)cmq__report_field_count, first = 0;
    cmq_json_key(json, CMQ_STR("communique"));
    cmq_json_int(json, FORMAT_VERSION);
    cmq_json_key(json, CMQ_STR("coder"));
    cmq_json_object_begin(json);
    for (unsigned i = 0; i < sizeof coder / sizeof *coder; i++) {
        cmq_json_key(json, cmq_str_of(coder[i]));
        cmq_json_str(json, cmq__column_str(row, at++));
    }
    if (!is_null(row, at)) {
        cmq_json_key(json, CMQ_STR("ontology"));
        cmq_json_str(json, cmq__column_str(row, at));
    }
    at++;
    cmq_json_object_end(json);
    cmq_json_key(json, CMQ_STR("report"));
    cmq_json_object_begin(json);
    give_fields(giver, row, &first, cmq__report_field, cmq__report_field_count, 0);
    if (with_text && !is_null(row, at)) {
        cmq_json_key(json, CMQ_STR("text"));
        cmq_json_str(json, cmq__column_str(row, at));
    }
    cmq_json_object_end(json);
}

enum cmq_status cmq_store_coding(struct cmq_store *store, int64_t report, bool with_text,
                                 struct cmq_buf *out, struct cmq_error *err) {
    struct giver giver = {.store = store, .report = report};
    sqlite3_stmt *row;
    bool found = false;
    cmq_json_init(&giver.json, out);
    note(&giver, cmq__statement(store, CMQ__GET_REPORT, &row));
    if (giver.code == SQLITE_OK) {
        note(&giver, sqlite3_bind_int64(row, 1, report));
        cmq_json_object_begin(&giver.json);
        found = sqlite3_step(row) == SQLITE_ROW;
        if (found) {
            give_head(&giver, row, with_text);
        }
        note(&giver, sqlite3_reset(row));
        int none = 0;
        give_fields(&giver, NULL, &none, cmq__coding_array, cmq__coding_array_count, 0);
        cmq_json_object_end(&giver.json);
    }
    if (giver.code != SQLITE_OK) {
        return cmq__store_status(store, giver.code, "read", err);
    }
    if (!found) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s has no report number %lld", store->path,
                        (long long)report);
    }
    return out->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}
