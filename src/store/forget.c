/* SPDX-License-Identifier: Apache-2.0 */
/* Forgetting. Rows go or are blotted out in one transaction, with the index of words made anew from
 * what is left, while SQLite overwrites what it frees; then the whole file is rewritten, and the
 * log cut to nothing. */
#include "store/blot.h"
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT ((size_t)64 << 20)

/* Rows before those that they refer to. `doomed` has the reports. Numbers of stories and
 * occurrences stay, so that none is used again. */
static const char remove_doomed[] =
    "INSERT OR IGNORE INTO forgotten SELECT fingerprint FROM reports"
    " WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM claims WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM occurrence_events WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM citations WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM occurrence_keys WHERE occurrence NOT IN"
    " (SELECT occurrence FROM occurrence_events);"
    "DELETE FROM part_of WHERE part NOT IN (SELECT occurrence FROM occurrence_events)"
    " OR whole NOT IN (SELECT occurrence FROM occurrence_events);"
    "DELETE FROM story_reports WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM copies WHERE report IN (SELECT report FROM doomed);"
    "UPDATE copies SET source = NULL WHERE source IN (SELECT report FROM doomed);"
    "DELETE FROM sketch_keys WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM sketches WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM unrelated WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM topics WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM contents WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM addressees WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM statement_attributions WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM rules WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM quantities WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM event_attributions WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM participants WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM events WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM statements WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM places WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM times WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM mentions WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM actors WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM sentences WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM texts WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM earlier_runs WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM corrected_values WHERE correction IN (SELECT correction FROM corrections"
    " WHERE fingerprint IN (SELECT fingerprint FROM forgotten));"
    "DELETE FROM corrections WHERE fingerprint IN (SELECT fingerprint FROM forgotten);"
    "DELETE FROM reports WHERE report IN (SELECT report FROM doomed);"
    "DELETE FROM doomed;";

/* ---- reports ---- */

/* Dooms the reports of this id or URL and, since an older version may have had another id, all of
 * their URLs. */
static int doom(struct cmq_store *store, struct cmq_str what, uint64_t *reports) {
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO doomed SELECT report FROM reports WHERE id = ?1 OR url = ?1",
        "INSERT OR IGNORE INTO doomed SELECT report FROM reports WHERE url IN"
        " (SELECT url FROM reports JOIN doomed USING (report)) AND ?1 IS NOT NULL",
    };
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *statement;
        code = cmq__prepare(store, steps[i], &statement);
        if (code == SQLITE_OK) {
            code = cmq__bind_str(statement, 1, what);
        }
        if (code == SQLITE_OK) {
            code = cmq__run_once(statement);
            *reports += (uint64_t)sqlite3_changes64(store->db);
        }
        sqlite3_finalize(statement);
    }
    if (code == SQLITE_OK && *reports > 0) {
        code = cmq__exec(store, remove_doomed);
        code = code == SQLITE_OK ? cmq__clear_stream(store) : code;
    }
    return code;
}

/* ---- names ---- */

/* SQL's blot(text): the text without the name, or NULL where it has none of it. */
static void blot(sqlite3_context *context, int count, sqlite3_value **value) {
    const struct cmq__name *name = sqlite3_user_data(context);
    struct cmq_str text = {(const char *)sqlite3_value_text(value[0]),
                           (size_t)sqlite3_value_bytes(value[0])};
    struct cmq_buf out;
    (void)count;
    if (text.ptr == NULL) {
        return;
    }
    if (cmq_utf8_invalid(text) < text.len) {
        sqlite3_result_error_code(context, SQLITE_CORRUPT);
        return;
    }
    cmq_buf_init(&out, TEXT_LIMIT);
    bool found = cmq__blot_name(name, text, &out);
    if (out.failed) {
        sqlite3_result_error_nomem(context);
    } else if (found) {
        sqlite3_result_text64(context, out.ptr, out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    cmq_buf_release(&out);
}

/* Full names go before mentions, which may be a part of one, and names of actors last: they tell
 * whose mentions are meant. */
static const char blot_texts[] = "UPDATE texts SET text = blot(text) WHERE blot(text) IS NOT NULL";

/* Each column of text that a table of ours has, also of later schemas. */
static int blot_columns(struct cmq_store *store, uint64_t *values) {
    sqlite3_stmt *columns;
    int code = cmq__prepare(store,
                            "SELECT printf('UPDATE \"%w\" SET \"%w\" = blot(\"%w\")"
                            " WHERE blot(\"%w\") IS NOT NULL', l.name, c.name, c.name, c.name)"
                            " FROM pragma_table_list l JOIN pragma_table_info(l.name) c"
                            " WHERE l.schema = 'main' AND l.type = 'table' AND l.strict"
                            " AND c.type = 'TEXT' ORDER BY 1",
                            &columns);
    while (code == SQLITE_OK && (code = sqlite3_step(columns)) == SQLITE_ROW) {
        code = cmq__exec(store, (const char *)sqlite3_column_text(columns, 0));
        *values += (uint64_t)sqlite3_changes64(store->db);
    }
    sqlite3_finalize(columns);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* A text, and how far it has been copied. */
struct copy {
    struct cmq_str rest;
    int64_t at; /* code points */
    struct cmq_buf out;
};

static struct cmq_str cut_code_points(struct copy *copy, int64_t to) {
    size_t end = 0;
    for (; copy->at < to && end < copy->rest.len; copy->at++) {
        unsigned size;
        cmq_utf8_decode(copy->rest.ptr + end, &size);
        end += size;
    }
    struct cmq_str cut = {copy->rest.ptr, end};
    copy->rest = (struct cmq_str){copy->rest.ptr + end, copy->rest.len - end};
    return cut;
}

/* Blots out spans of one report's text; they come in order and may overlap. */
static int blot_spans(struct cmq_store *store, sqlite3_stmt *spans, int64_t report,
                      struct cmq_str text) {
    struct copy copy = {.rest = text};
    sqlite3_stmt *update;
    if (text.ptr == NULL) {
        return SQLITE_CORRUPT;
    }
    cmq_buf_init(&copy.out, TEXT_LIMIT);
    int code = sqlite3_bind_int64(spans, 1, report);
    while (code == SQLITE_OK && sqlite3_step(spans) == SQLITE_ROW) {
        cmq_buf_add_str(&copy.out, cut_code_points(&copy, sqlite3_column_int64(spans, 0)));
        cmq__blot_all(cut_code_points(&copy, sqlite3_column_int64(spans, 1)), &copy.out);
    }
    cmq_buf_add_str(&copy.out, copy.rest);
    if (code == SQLITE_OK) {
        code = sqlite3_reset(spans);
    }
    if (code == SQLITE_OK && copy.out.failed) {
        code = SQLITE_NOMEM;
    }
    if (code == SQLITE_OK) {
        code = cmq__prepare(store, "UPDATE texts SET text = ?1 WHERE report = ?2", &update);
    }
    if (code == SQLITE_OK) {
        code = cmq__bind_str(update, 1, cmq_buf_str(&copy.out));
        sqlite3_bind_int64(update, 2, report);
        code = code == SQLITE_OK ? cmq__run_once(update) : code;
        sqlite3_finalize(update);
    }
    cmq_buf_release(&copy.out);
    return code;
}

/* What the text calls those actors who bear the name, in all codings of it: "Ms. Doe". */
static int blot_mentions(struct cmq_store *store) {
    sqlite3_stmt *reports = NULL, *spans = NULL;
    int code = cmq__prepare(store,
                            "SELECT report, text FROM texts WHERE report IN"
                            " (SELECT coalesce(recoded_as, report) FROM reports"
                            " JOIN actors USING (report) WHERE blot(name) IS NOT NULL)",
                            &reports);
    if (code == SQLITE_OK) {
        code = cmq__prepare(store,
                            "SELECT span_start, span_end FROM mentions m JOIN actors a"
                            " ON a.report = m.report AND a.number = m.actor"
                            " JOIN reports r ON r.report = m.report"
                            " WHERE (m.report = ?1 OR r.recoded_as = ?1) AND m.kind = 'name'"
                            " AND blot(a.name) IS NOT NULL"
                            " ORDER BY span_start",
                            &spans);
    }
    while (code == SQLITE_OK && (code = sqlite3_step(reports)) == SQLITE_ROW) {
        code =
            blot_spans(store, spans, sqlite3_column_int64(reports, 0), cmq__column_str(reports, 1));
    }
    sqlite3_finalize(spans);
    sqlite3_finalize(reports);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int forget_name(struct cmq_store *store, struct cmq_str what, uint64_t *values) {
    struct cmq__name name;
    if (!cmq__name_read(what, &name)) {
        return SQLITE_OK;
    }
    int code = sqlite3_create_function_v2(store->db, "blot", 1,
                                          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                          &name, blot, NULL, NULL, NULL);
    if (code == SQLITE_OK) {
        code = cmq__exec(store, blot_texts);
        *values += (uint64_t)sqlite3_changes64(store->db);
    }
    if (code == SQLITE_OK) {
        code = blot_mentions(store);
    }
    if (code == SQLITE_OK) {
        code = blot_columns(store, values);
    }
    sqlite3_create_function_v2(store->db, "blot", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
    return code;
}

/* ---- the file ---- */

/* No byte of what was deleted is left in free pages or in the log. */
static enum cmq_status rewrite(struct cmq_store *store, struct cmq_error *err) {
    int busy = 1;
    sqlite3_stmt *checkpoint;
    int code = cmq__exec(store, "VACUUM");
    if (code == SQLITE_OK) {
        code = cmq__prepare(store, "PRAGMA wal_checkpoint(TRUNCATE)", &checkpoint);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(checkpoint);
        busy = code == SQLITE_ROW ? sqlite3_column_int(checkpoint, 0) : 1;
        code = sqlite3_finalize(checkpoint);
    }
    if (code == SQLITE_OK && busy) {
        code = SQLITE_BUSY;
    }
    return cmq__store_status(store, code, "rewrite", err);
}

static int forget_all(struct cmq_store *store, const struct cmq_str *what, size_t count,
                      struct cmq_store_forgotten *forgotten) {
    int code =
        cmq__exec(store, "PRAGMA secure_delete = ON;"
                         "PRAGMA temp_store = MEMORY;"
                         "CREATE TEMP TABLE IF NOT EXISTS doomed (report INTEGER PRIMARY KEY);"
                         "BEGIN IMMEDIATE");
    for (size_t i = 0; code == SQLITE_OK && i < count; i++) {
        struct cmq_store_forgotten of_one = {0};
        code = doom(store, what[i], &of_one.reports);
        if (code == SQLITE_OK && of_one.reports == 0) {
            code = forget_name(store, what[i], &of_one.values);
        }
        forgotten->reports += of_one.reports;
        forgotten->values += of_one.values;
        forgotten->unknown += of_one.reports == 0 && of_one.values == 0;
    }
    if (code == SQLITE_OK) {
        code = cmq__exec(store, "INSERT INTO report_words (report_words) VALUES ('rebuild')");
    }
    return code == SQLITE_OK ? cmq__exec(store, "COMMIT") : code;
}

enum cmq_status cmq_store_forget(struct cmq_store *store, const struct cmq_str *what, size_t count,
                                 struct cmq_store_forgotten *forgotten, struct cmq_error *err) {
    *forgotten = (struct cmq_store_forgotten){0};
    int code = forget_all(store, what, count, forgotten);
    enum cmq_status status = cmq__store_status(store, code, "write", err);
    if (!sqlite3_get_autocommit(store->db)) {
        (void)cmq__exec(store, "ROLLBACK");
    }
    return status == CMQ_OK ? rewrite(store, err) : status;
}
