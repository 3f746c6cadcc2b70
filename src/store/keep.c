/* SPDX-License-Identifier: Apache-2.0 */
/* Codings into tables. Rows are written in the order in which they refer to each other: actors and
 * sentences before what speaks of them, statements before the events that they make. */
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>

#define SQL_LIMIT  ((size_t)1 << 16)
#define LIST_LIMIT ((size_t)1 << 20)

static const enum cmq__table written_in_order[] = {CMQ__SENTENCES, CMQ__ACTORS,     CMQ__TIMES,
                                                   CMQ__PLACES,    CMQ__STATEMENTS, CMQ__EVENTS};

/* ---- the statements that write rows ---- */

static void add_columns(struct cmq_buf *columns, struct cmq_buf *values,
                        const struct cmq__field *field, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        switch (field[i].kind) {
        case CMQ__ROWS:
        case CMQ__DERIVED:
            break;
        case CMQ__OBJECT:
            add_columns(columns, values, field[i].object, field[i].object_count);
            break;
        case CMQ__SPAN:
            cmq_buf_format(columns, ", %s_start, %s_end", field[i].column, field[i].column);
            cmq_buf_add_str(values, CMQ_STR(", ?, ?"));
            break;
        case CMQ__ENTRY:
            cmq_buf_format(columns, ", %s", field[i].column);
            cmq_buf_add_str(values, CMQ_STR(", (SELECT entry FROM entries WHERE id = ?)"));
            break;
        default:
            cmq_buf_format(columns, ", %s", field[i].column);
            cmq_buf_add_str(values, CMQ_STR(", ?"));
        }
    }
}

static int insert_statement(struct cmq_store *store, enum cmq__table which,
                            sqlite3_stmt **statement) {
    int code = SQLITE_OK;
    if (store->insert[which] == NULL) {
        const struct cmq__shape *shape = &cmq__shape[which];
        struct cmq_buf sql, values;
        cmq_buf_init(&sql, SQL_LIMIT);
        cmq_buf_init(&values, SQL_LIMIT);
        cmq_buf_format(&sql, "INSERT INTO %s (report", shape->table);
        cmq_buf_add_str(&values, CMQ_STR("?"));
        if (shape->owner != NULL) {
            cmq_buf_format(&sql, ", %s", shape->owner);
            cmq_buf_add_str(&values, CMQ_STR(", ?"));
        }
        if (shape->side != NULL) {
            cmq_buf_add_str(&sql, CMQ_STR(", side"));
            cmq_buf_format(&values, ", '%s'", shape->side);
        }
        cmq_buf_add_str(&sql, CMQ_STR(", number"));
        cmq_buf_add_str(&values, CMQ_STR(", ?"));
        add_columns(&sql, &values, shape->field, shape->field_count);
        cmq_buf_format(&sql, ") VALUES (%s)", values.ptr);
        code = sql.failed || values.failed ? SQLITE_NOMEM
                                           : cmq__prepare(store, sql.ptr, &store->insert[which]);
        cmq_buf_release(&values);
        cmq_buf_release(&sql);
    }
    *statement = store->insert[which];
    return code;
}

/* ---- rows ---- */

struct keeper {
    struct cmq_store *store;
    int64_t report;
    int code; /* of SQLite; the first that is not SQLITE_OK stays, and all after it is left undone
               */
};

static void note(struct keeper *keeper, int code) {
    if (keeper->code == SQLITE_OK) {
        keeper->code = code;
    }
}

static struct cmq_str text_of(const json_t *value) {
    return json_is_string(value)
               ? (struct cmq_str){json_string_value(value), json_string_length(value)}
               : (struct cmq_str){NULL, 0};
}

static void bind_text(struct keeper *keeper, sqlite3_stmt *statement, int at, struct cmq_str s) {
    note(keeper, s.ptr == NULL ? sqlite3_bind_null(statement, at)
                               : sqlite3_bind_text64(statement, at, s.ptr, s.len, SQLITE_STATIC,
                                                     SQLITE_UTF8));
}

static void bind_integer(struct keeper *keeper, sqlite3_stmt *statement, int at,
                         const json_t *value) {
    note(keeper, json_is_integer(value)
                     ? sqlite3_bind_int64(statement, at, json_integer_value(value))
                     : sqlite3_bind_null(statement, at));
}

static void bind_list(struct keeper *keeper, sqlite3_stmt *statement, int at, const json_t *value) {
    struct cmq_buf joined;
    cmq_buf_init(&joined, LIST_LIMIT);
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (i > 0) {
            cmq_buf_add_char(&joined, ';');
        }
        cmq_buf_add_str(&joined, text_of(json_array_get(value, i)));
    }
    note(keeper, joined.failed
                     ? SQLITE_NOMEM
                     : sqlite3_bind_text64(statement, at, joined.len > 0 ? joined.ptr : "",
                                           joined.len, SQLITE_TRANSIENT, SQLITE_UTF8));
    cmq_buf_release(&joined);
}

static void bind_entry(struct keeper *keeper, sqlite3_stmt *statement, int at,
                       const json_t *value) {
    struct cmq_str id = text_of(value);
    if (id.ptr != NULL) {
        sqlite3_stmt *add;
        note(keeper, cmq__statement(keeper->store, CMQ__ADD_ENTRY, &add));
        if (keeper->code == SQLITE_OK) {
            bind_text(keeper, add, 1, id);
            note(keeper, cmq__run_once(add));
        }
    }
    bind_text(keeper, statement, at, id);
}

static void bind_fields(struct keeper *keeper, sqlite3_stmt *statement, int *at,
                        const struct cmq__field *field, unsigned count, const json_t *item) {
    for (unsigned i = 0; i < count; i++) {
        const json_t *value =
            field[i].member == NULL ? item : json_object_get(item, field[i].member);
        switch (field[i].kind) {
        case CMQ__TEXT:
            bind_text(keeper, statement, *at, text_of(value));
            break;
        case CMQ__INTEGER:
            bind_integer(keeper, statement, *at, value);
            break;
        case CMQ__REAL:
            note(keeper, json_is_number(value)
                             ? sqlite3_bind_double(statement, *at, json_number_value(value))
                             : sqlite3_bind_null(statement, *at));
            break;
        case CMQ__LIST:
            bind_list(keeper, statement, *at, value);
            break;
        case CMQ__ENTRY:
            bind_entry(keeper, statement, *at, value);
            break;
        case CMQ__SPAN:
            bind_integer(keeper, statement, *at, json_array_get(value, 0));
            bind_integer(keeper, statement, *at + 1, json_array_get(value, 1));
            break;
        case CMQ__OBJECT:
            bind_fields(keeper, statement, at, field[i].object, field[i].object_count, value);
            continue;
        case CMQ__ROWS:
        case CMQ__DERIVED:
            continue;
        }
        *at += (int)cmq__field_width(&field[i]);
    }
}

/* What belongs to the row is one level down, two at most. */
static void put_rows(struct keeper *keeper, enum cmq__table which, const json_t *items,
                     size_t owner) {
    const struct cmq__shape *shape = &cmq__shape[which];
    for (size_t number = 0; number < json_array_size(items) && keeper->code == SQLITE_OK;
         number++) {
        const json_t *item = json_array_get(items, number);
        sqlite3_stmt *statement;
        int at = 1;
        note(keeper, insert_statement(keeper->store, which, &statement));
        if (keeper->code != SQLITE_OK) {
            return;
        }
        note(keeper, sqlite3_bind_int64(statement, at++, keeper->report));
        if (shape->owner != NULL) {
            note(keeper, sqlite3_bind_int64(statement, at++, (int64_t)owner));
        }
        note(keeper, sqlite3_bind_int64(statement, at++, (int64_t)number));
        bind_fields(keeper, statement, &at, shape->field, shape->field_count, item);
        note(keeper, cmq__run_once(statement));
        for (unsigned i = 0; i < shape->field_count; i++) {
            if (shape->field[i].kind == CMQ__ROWS) {
                put_rows(keeper, shape->field[i].rows,
                         json_object_get(item, shape->field[i].member), number);
            }
        }
    }
}

static void put_arrays(struct keeper *keeper, const json_t *coding) {
    for (size_t i = 0; i < sizeof written_in_order / sizeof *written_in_order; i++) {
        for (unsigned k = 0; k < cmq__coding_array_count; k++) {
            const struct cmq__field *array = &cmq__coding_array[k];
            if (array->rows == written_in_order[i]) {
                put_rows(keeper, array->rows, json_object_get(coding, array->member), 0);
            }
        }
    }
}

int cmq__put_arrays(struct cmq_store *store, int64_t report, const json_t *coding) {
    struct keeper keeper = {.store = store, .report = report};
    put_arrays(&keeper, coding);
    return keeper.code;
}

/* ---- reports ---- */

/* A run is noted with the first report that is added by it. */
static void ensure_run(struct keeper *keeper, const struct cmq_store_coder *coder) {
    struct cmq_store *store = keeper->store;
    const struct cmq_str version = coder->version, model = coder->model, lexicon = coder->lexicon;
    const struct cmq_str ontology = coder->ontology;
    struct cmq_buf names;
    cmq_buf_init(&names, SQL_LIMIT);
    cmq_buf_format(&names, "%.*s\n%.*s\n%.*s\n%.*s", CMQ_FMT(version), CMQ_FMT(model),
                   CMQ_FMT(lexicon), CMQ_FMT(ontology));
    if (names.failed) {
        note(keeper, SQLITE_NOMEM);
    } else if (store->run == 0 || !cmq_str_eq(cmq_buf_str(&names), cmq_buf_str(&store->coder))) {
        sqlite3_stmt *add;
        note(keeper, cmq__statement(store, CMQ__ADD_RUN, &add));
        if (keeper->code == SQLITE_OK) {
            bind_text(keeper, add, 1, version);
            bind_text(keeper, add, 2, model);
            bind_text(keeper, add, 3, lexicon);
            bind_text(keeper, add, 4, cmq_str_of(store->command == NULL ? "" : store->command));
            bind_text(keeper, add, 5, ontology);
            note(keeper, cmq__run_once(add));
            store->run = sqlite3_last_insert_rowid(store->db);
        }
        cmq_buf_clear(&store->coder);
        cmq_buf_add_str(&store->coder, cmq_buf_str(&names));
    }
    cmq_buf_release(&names);
}

int cmq__put_run(struct cmq_store *store, const struct cmq_store_coder *coder) {
    struct keeper keeper = {.store = store};
    ensure_run(&keeper, coder);
    return keeper.code;
}

/* The current version of the same report; 0 if there is none. */
static int64_t find_older(struct keeper *keeper, const struct cmq_report *report, int *version) {
    sqlite3_stmt *statement;
    int64_t older = 0;
    note(keeper, cmq__statement(keeper->store, CMQ__CURRENT, &statement));
    if (keeper->code != SQLITE_OK) {
        return 0;
    }
    note(keeper, cmq__bind_str(statement, 1, report->url));
    note(keeper, cmq__bind_str(statement, 2, report->id));
    if (sqlite3_step(statement) == SQLITE_ROW) {
        older = sqlite3_column_int64(statement, 0);
        *version = sqlite3_column_int(statement, 1) + 1;
    }
    note(keeper, sqlite3_reset(statement));
    return older;
}

/* From the moment at which the report that was just put was first seen. */
static void supersede(struct keeper *keeper, int64_t older) {
    sqlite3_stmt *statement;
    note(keeper, cmq__statement(keeper->store, CMQ__SUPERSEDE, &statement));
    if (keeper->code == SQLITE_OK) {
        note(keeper, sqlite3_bind_int64(statement, 1, older));
        note(keeper, sqlite3_bind_int64(statement, 2, keeper->report));
        note(keeper, cmq__run_once(statement));
    }
}

static void put_report(struct keeper *keeper, const json_t *members,
                       const struct cmq_report *report, const struct cmq__fingerprint *fingerprint,
                       int64_t older, int version) {
    sqlite3_stmt *statement;
    note(keeper, cmq__statement(keeper->store, CMQ__ADD_REPORT, &statement));
    if (keeper->code != SQLITE_OK) {
        return;
    }
    int at = 1;
    bind_fields(keeper, statement, &at, cmq__report_field, cmq__report_field_count, members);
    note(keeper, sqlite3_bind_int64(statement, at++, keeper->store->run));
    note(keeper, sqlite3_bind_int64(statement, at++, (int64_t)cmq_utf8_count(report->text)));
    bind_text(keeper, statement, at++, cmq_str_of(fingerprint->text));
    bind_text(keeper, statement, at++, cmq_str_of(fingerprint->whole));
    note(keeper, sqlite3_bind_int(statement, at++, version));
    note(keeper,
         older == 0 ? sqlite3_bind_null(statement, at) : sqlite3_bind_int64(statement, at, older));
    note(keeper, cmq__run_once(statement));
    keeper->report = sqlite3_last_insert_rowid(keeper->store->db);
}

static void put_text(struct keeper *keeper, const struct cmq_report *report) {
    sqlite3_stmt *statement;
    note(keeper, cmq__statement(keeper->store, CMQ__ADD_TEXT, &statement));
    if (keeper->code == SQLITE_OK) {
        note(keeper, sqlite3_bind_int64(statement, 1, keeper->report));
        bind_text(keeper, statement, 2, report->text);
        note(keeper, cmq__run_once(statement));
    }
    note(keeper, cmq__statement(keeper->store, CMQ__ADD_WORDS, &statement));
    if (keeper->code == SQLITE_OK) {
        note(keeper, sqlite3_bind_int64(statement, 1, keeper->report));
        bind_text(keeper, statement, 2, report->title);
        bind_text(keeper, statement, 3, report->text);
        note(keeper, cmq__run_once(statement));
    }
}

static struct cmq_report report_of(const json_t *members) {
    return (struct cmq_report){
        .id = text_of(json_object_get(members, "id")),
        .date = cmq_day_parse(text_of(json_object_get(members, "date"))),
        .publisher = text_of(json_object_get(members, "publisher")),
        .url = text_of(json_object_get(members, "url")),
        .title = text_of(json_object_get(members, "title")),
        .language = text_of(json_object_get(members, "language")),
        .text = text_of(json_object_get(members, "text")),
    };
}

static int has(struct cmq_store *store, const struct cmq__fingerprint *fingerprint, bool *has) {
    sqlite3_stmt *statement;
    int code = cmq__statement(store, CMQ__HAS, &statement);
    if (code == SQLITE_OK) {
        code = cmq__bind_str(statement, 1, cmq_str_of(fingerprint->whole));
    }
    if (code == SQLITE_OK) {
        *has = sqlite3_step(statement) == SQLITE_ROW;
        code = sqlite3_reset(statement);
    }
    return code;
}

static void keep_coding(struct keeper *keeper, const json_t *coding, bool with_text,
                        struct cmq_store_counts *counts) {
    const json_t *members = json_object_get(coding, "report");
    const struct cmq_report report = report_of(members);
    struct cmq__fingerprint fingerprint;
    bool present = false;
    int version = 1;
    if (!cmq__fingerprint(&report, &fingerprint)) {
        note(keeper, SQLITE_NOMEM);
        return;
    }
    note(keeper, has(keeper->store, &fingerprint, &present));
    if (present || keeper->code != SQLITE_OK) {
        counts->present++;
        return;
    }
    const json_t *coder = json_object_get(coding, "coder");
    const struct cmq_store_coder by = {
        text_of(json_object_get(coder, "version")), text_of(json_object_get(coder, "model")),
        text_of(json_object_get(coder, "lexicon")), text_of(json_object_get(coder, "ontology"))};
    ensure_run(keeper, &by);
    int64_t older = find_older(keeper, &report, &version);
    put_report(keeper, members, &report, &fingerprint, older, version);
    if (older != 0) {
        supersede(keeper, older);
    }
    if (with_text) {
        put_text(keeper, &report);
    }
    put_arrays(keeper, coding);
    counts->added++;
    counts->last = keeper->report;
    counts->versions += older != 0;
}

/* ---- transactions ---- */

json_t *cmq__read_coding(struct cmq_str line, struct cmq_error *err) {
    json_error_t problem;
    json_t *coding = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &problem);
    if (coding == NULL) {
        cmq_fail(err, CMQ_BAD_INPUT, 0, "a coding that is no JSON: %s", problem.text);
    } else if (!json_is_string(json_object_get(json_object_get(coding, "report"), "id"))) {
        json_decref(coding);
        coding = NULL;
        cmq_fail(err, CMQ_BAD_INPUT, 0, "a coding without the id of its report");
    }
    return coding;
}

static enum cmq_status keep_lines(struct cmq_store *store, struct cmq_str rest, bool with_text,
                                  struct cmq_store_counts *counts, struct cmq_error *err) {
    struct keeper keeper = {.store = store};
    bool alone = sqlite3_get_autocommit(store->db) != 0;
    if (alone) {
        note(&keeper, cmq__exec(store, "BEGIN IMMEDIATE"));
    }
    while (rest.len > 0 && keeper.code == SQLITE_OK) {
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (line.len == 0) {
            continue;
        }
        json_t *coding = cmq__read_coding(line, err);
        if (coding == NULL) {
            return CMQ_BAD_INPUT;
        }
        if (!json_is_string(json_object_get(json_object_get(coding, "report"), "text"))) {
            json_decref(coding);
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "a coding without the text of its report");
        }
        keep_coding(&keeper, coding, with_text, counts);
        json_decref(coding);
    }
    if (keeper.code == SQLITE_OK && alone) {
        keeper.code = cmq__exec(store, "COMMIT");
    }
    return cmq__store_status(store, keeper.code, "write", err);
}

enum cmq_status cmq_store_begin(struct cmq_store *store, struct cmq_error *err) {
    return cmq__store_status(store, cmq__exec(store, "BEGIN IMMEDIATE"), "write", err);
}

/* A statement that waits on a row would go on seeing the store as it is now. */
enum cmq_status cmq_store_commit(struct cmq_store *store, struct cmq_error *err) {
    for (unsigned i = 0; i < CMQ__STATEMENT_COUNT; i++) {
        sqlite3_reset(store->statement[i]);
    }
    return cmq__store_status(store, cmq__exec(store, "COMMIT"), "write", err);
}

void cmq_store_rollback(struct cmq_store *store) {
    if (!sqlite3_get_autocommit(store->db)) {
        (void)cmq__exec(store, "ROLLBACK");
    }
    store->run = 0;
}

enum cmq_status cmq_store_keep(struct cmq_store *store, struct cmq_str codings, bool with_text,
                               struct cmq_store_counts *counts, struct cmq_error *err) {
    struct cmq_store_counts of_batch = {0};
    enum cmq_status status = keep_lines(store, codings, with_text, &of_batch, err);
    if (status != CMQ_OK) {
        cmq_store_rollback(store);
        return status;
    }
    counts->last = of_batch.added > 0 ? of_batch.last : counts->last;
    counts->added += of_batch.added;
    counts->versions += of_batch.versions;
    counts->present += of_batch.present;
    return CMQ_OK;
}

enum cmq_status cmq_store_has(struct cmq_store *store, const struct cmq_report *report,
                              bool *present, struct cmq_error *err) {
    struct cmq__fingerprint fingerprint;
    if (!cmq__fingerprint(report, &fingerprint)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return cmq__store_status(store, has(store, &fingerprint, present), "read", err);
}

enum cmq_status cmq_store_set_command(struct cmq_store *store, struct cmq_str command,
                                      struct cmq_error *err) {
    free(store->command);
    store->command = strndup(command.ptr, command.len);
    store->run = 0;
    return store->command == NULL ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}
