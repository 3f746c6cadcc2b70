/* SPDX-License-Identifier: Apache-2.0 */
/* Corrections: lines that people add over what was coded, and never change. They hold on to a
 * report by its fingerprint and to an event by its id, which are the same after a new coding; the
 * views put them in the place of what was coded. */
#include "store/handle.h"

#include <stdlib.h>
#include <string.h>

static const char *const act_name[] = {
    [CMQ_STORE_SET] = "set", [CMQ_STORE_DELETE] = "delete", [CMQ_STORE_ADD] = "add"};

static const char *const fields[] = {
    "source",     "source_country",  "target",    "target_country", "cameo",     "plover", "mode",
    "quad_gdelt", "goldstein_gdelt", "assertion", "time",           "date_from", "date_to"};

/* ---- asking ---- */

/* One row of a statement that is used once. CMQ_END when there is none. */
static enum cmq_status ask(struct cmq_store *store, const char *sql, int64_t number,
                           struct cmq_str text, sqlite3_stmt **row, struct cmq_error *err) {
    int code = cmq__prepare(store, sql, row);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(*row, 1, number);
    }
    if (code == SQLITE_OK && sqlite3_bind_parameter_count(*row) > 1) {
        code = cmq__bind_str(*row, 2, text);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(*row);
    }
    if (code == SQLITE_DONE) {
        return CMQ_END;
    }
    return cmq__store_status(store, code, "read", err);
}

enum cmq_status cmq_store_find_report(struct cmq_store *store, struct cmq_str id, int64_t *report,
                                      struct cmq_error *err) {
    sqlite3_stmt *row;
    enum cmq_status status =
        ask(store, "SELECT max(report) FROM reports WHERE is_current = ?1 AND id = ?2", 1, id, &row,
            err);
    *report = status == CMQ_OK ? sqlite3_column_int64(row, 0) : 0;
    sqlite3_finalize(row);
    if (status == CMQ_OK && *report == 0) {
        status =
            cmq_fail(err, CMQ_BAD_INPUT, 0, "%s has no report '%.*s'", store->path, CMQ_FMT(id));
    }
    return status;
}

enum cmq_status cmq_store_find_event(struct cmq_store *store, struct cmq_str event, int64_t *report,
                                     struct cmq_error *err) {
    sqlite3_stmt *row;
    int64_t count = 0;
    enum cmq_status status =
        ask(store,
            "SELECT max(report_number), count(DISTINCT report_number) FROM event_history "
            "WHERE is_current = ?1 AND event = ?2",
            1, event, &row, err);
    if (status == CMQ_OK) {
        *report = sqlite3_column_int64(row, 0);
        count = sqlite3_column_int64(row, 1);
    }
    sqlite3_finalize(row);
    if (status == CMQ_OK && count != 1) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0,
                          count == 0 ? "%s has no event '%.*s', or it was deleted: `communique "
                                       "correct --list` tells"
                                     : "%s has the event '%.*s' in several reports of one id: "
                                       "name the report with --report",
                          store->path, CMQ_FMT(event));
    }
    return status;
}

enum cmq_status cmq_store_copy_text(struct cmq_store *store, int64_t report, struct cmq_buf *out,
                                    struct cmq_error *err) {
    struct cmq_str text;
    enum cmq_status status = cmq_store_text(store, report, &text, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_buf_add_str(out, text);
    return out->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

/* ---- adding lines ---- */

static int bind_all(sqlite3_stmt *statement, const struct cmq_str *text, size_t count) {
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < count; i++) {
        code = cmq__bind_str(statement, (int)i + 2, text[i]);
    }
    return code;
}

/* Runs a statement of a number and of texts, used once. */
static int put(struct cmq_store *store, const char *sql, int64_t number, const struct cmq_str *text,
               size_t count) {
    sqlite3_stmt *statement;
    int code = cmq__prepare(store, sql, &statement);
    if (code == SQLITE_OK) {
        code = sqlite3_bind_int64(statement, 1, number);
    }
    if (code == SQLITE_OK) {
        code = bind_all(statement, text, count);
    }
    if (code == SQLITE_OK) {
        code = cmq__run_once(statement);
    }
    sqlite3_finalize(statement);
    return code;
}

static bool is_field(const struct cmq_store_correction *correction, const char *name) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i], name) == 0) {
            return true;
        }
    }
    return correction->act == CMQ_STORE_ADD &&
           (strcmp(name, "trigger_start") == 0 || strcmp(name, "trigger_end") == 0);
}

/* A value with what the views have in its place so far; nothing for an event that is added. The
 * views show what follows from a value with it, so that comes first. */
static int put_value(struct cmq_store *store, const struct cmq_store_correction *correction,
                     int64_t number, const struct cmq_store_value *value) {
    static const char set[] = "INSERT INTO corrected_values (correction, field, value, was) "
                              "SELECT ?1, '%w', ?2, \"%w\" FROM event_table "
                              "WHERE report_number = %lld AND event = ?3";
    static const char add[] =
        "INSERT INTO corrected_values (correction, field, value) VALUES (?1, '%w', ?2)";
    const struct cmq_str text[] = {value->value, correction->event};
    char *sql = correction->act == CMQ_STORE_SET
                    ? sqlite3_mprintf(set, value->field, value->field, correction->report)
                    : sqlite3_mprintf(add, value->field);
    int code = sql == NULL
                   ? SQLITE_NOMEM
                   : put(store, sql, number, text, correction->act == CMQ_STORE_SET ? 2 : 1);
    sqlite3_free(sql);
    return code;
}

/* Numbers past those of any coding: a correction has room for 128 actors a side. What is there
 * already stays. */
int cmq__put_corrections(struct cmq_store *store, int64_t report) {
    static const char *const steps[] = {
        "INSERT INTO events (report, number, id, cameo, contexts, assertion, time, trigger_start,"
        " trigger_end, sentence, confidence, correction) "
        "SELECT r.report, 1073741824 + c.correction, c.event, c.cameo, '',"
        " coalesce(c.assertion, 'actual'), coalesce(c.time, 'past'), c.trigger_start,"
        " c.trigger_end, (SELECT max(s.number) FROM sentences s WHERE s.report = r.report"
        "  AND s.span_start <= c.trigger_start), 1.0, c.correction "
        "FROM reports r JOIN corrected_events c USING (fingerprint) "
        "WHERE r.report = ?1 AND c.added AND NOT EXISTS"
        " (SELECT 1 FROM events e WHERE e.report = r.report AND e.id = c.event)",
        "INSERT OR IGNORE INTO actors (report, number, name, code, country, sectors, basis,"
        " correction) "
        "SELECT r.report, 1073741824 + 256 * c.correction + 128 * (c.side = 'target') + c.number,"
        " c.code, nullif(c.code, '---'), nullif(c.country, '---'), '', 'human', c.correction "
        "FROM reports r JOIN corrected_participants c USING (fingerprint) "
        "WHERE r.report = ?1 AND c.number < 128",
        "INSERT OR IGNORE INTO participants (report, event, side, number, actor, basis,"
        " correction) "
        "SELECT r.report, e.number, CASE WHEN a.number & 128 THEN 'target' ELSE 'source' END,"
        " a.number, a.number, 'human', c.correction "
        "FROM reports r JOIN corrections c USING (fingerprint)"
        " JOIN events e ON e.report = r.report AND e.id = c.event"
        " JOIN actors a ON a.report = r.report AND a.correction = c.correction "
        "WHERE r.report = ?1",
    };
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < sizeof steps / sizeof *steps; i++) {
        code = put(store, steps[i], report, NULL, 0);
    }
    return code;
}

static int put_line(struct cmq_store *store, const struct cmq_store_correction *correction,
                    int64_t *number) {
    const struct cmq_str line[] = {correction->event, cmq_str_of(act_name[correction->act]),
                                   correction->corrector, correction->why};
    int code = put(store,
                   "INSERT INTO corrections (fingerprint, event, act, corrector, why) "
                   "SELECT fingerprint, ?2, ?3, ?4, ?5 FROM reports WHERE report = ?1",
                   correction->report, line, sizeof line / sizeof *line);
    if (code == SQLITE_OK && sqlite3_changes64(store->db) == 0) {
        return SQLITE_MISMATCH; /* no such report */
    }
    *number = sqlite3_last_insert_rowid(store->db);
    for (size_t i = correction->count; code == SQLITE_OK && i > 0; i--) {
        code = put_value(store, correction, *number, &correction->value[i - 1]);
    }
    if (code == SQLITE_OK && correction->act == CMQ_STORE_DELETE) {
        const struct cmq_store_value deleted = {"deleted", CMQ_STR("1")};
        code = put_value(store, correction, *number, &deleted);
    }
    return code == SQLITE_OK ? cmq__put_corrections(store, correction->report) : code;
}

static enum cmq_status end_writing(struct cmq_store *store, int code, struct cmq_error *err) {
    if (code == SQLITE_OK) {
        code = cmq__exec(store, "COMMIT");
    }
    enum cmq_status status = cmq__store_status(store, code, "write", err);
    if (!sqlite3_get_autocommit(store->db)) {
        (void)cmq__exec(store, "ROLLBACK");
    }
    return status;
}

/* Who corrects, and why, is what makes a correction worth something to others. */
static enum cmq_status check_words(struct cmq_str corrector, struct cmq_str why,
                                   struct cmq_error *err) {
    const struct cmq_str word[] = {corrector, why};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (cmq_str_trim(word[i]).len == 0 || cmq_utf8_invalid(word[i]) < word[i].len) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "a correction wants the name of who corrects, and a reason");
        }
    }
    return CMQ_OK;
}

/* An event is there to be set or deleted, and not there to be added. */
static enum cmq_status check_event(struct cmq_store *store,
                                   const struct cmq_store_correction *correction,
                                   struct cmq_error *err) {
    sqlite3_stmt *row;
    bool adds = correction->act == CMQ_STORE_ADD;
    enum cmq_status status =
        ask(store, "SELECT 1 FROM event_table WHERE report_number = ?1 AND event = ?2",
            correction->report, correction->event, &row, err);
    sqlite3_finalize(row);
    if (status == CMQ_OK && adds) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the report has the event '%.*s' there already: correct that one",
                        CMQ_FMT(correction->event));
    }
    if (status == CMQ_END) {
        return adds ? CMQ_OK
                    : cmq_fail(err, CMQ_BAD_INPUT, 0,
                               "the report has no event '%.*s', or it was deleted",
                               CMQ_FMT(correction->event));
    }
    return status;
}

enum cmq_status cmq_store_correct(struct cmq_store *store,
                                  const struct cmq_store_correction *correction, int64_t *number,
                                  struct cmq_error *err) {
    enum cmq_status status = check_words(correction->corrector, correction->why, err);
    if (status != CMQ_OK) {
        return status;
    }
    for (size_t i = 0; i < correction->count; i++) {
        if (!is_field(correction, correction->value[i].field)) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "'%s' is no field that can be corrected",
                            correction->value[i].field);
        }
    }
    int code = cmq__exec(store, "BEGIN IMMEDIATE");
    status = cmq__store_status(store, code, "write", err);
    if (status == CMQ_OK) {
        status = check_event(store, correction, err);
    }
    if (status != CMQ_OK) {
        (void)cmq__exec(store, "ROLLBACK");
        return status;
    }
    return end_writing(store, put_line(store, correction, number), err);
}

enum cmq_status cmq_store_undo(struct cmq_store *store, int64_t correction,
                               struct cmq_str corrector, struct cmq_str why, int64_t *number,
                               struct cmq_error *err) {
    const struct cmq_str line[] = {corrector, why};
    enum cmq_status status = check_words(corrector, why, err);
    if (status != CMQ_OK) {
        return status;
    }
    int code = cmq__exec(store, "BEGIN IMMEDIATE");
    if (code == SQLITE_OK) {
        code = put(store,
                   "INSERT INTO corrections (fingerprint, event, act, reverts, corrector, why) "
                   "SELECT fingerprint, event, 'undo', correction, ?2, ?3 FROM corrections c "
                   "WHERE correction = ?1 AND act <> 'undo' AND NOT EXISTS "
                   "(SELECT 1 FROM corrections u WHERE u.reverts = c.correction)",
                   correction, line, sizeof line / sizeof *line);
    }
    bool found = code != SQLITE_OK || sqlite3_changes64(store->db) > 0;
    *number = sqlite3_last_insert_rowid(store->db);
    status = end_writing(store, code, err);
    return status == CMQ_OK && !found
               ? cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "there is no correction %lld to undo: `communique correct --list` has "
                          "them",
                          (long long)correction)
               : status;
}

/* ---- reading them ---- */

struct cmq_store_lines {
    struct cmq_store *store;
    sqlite3_stmt *rows;
};

/* The columns stand in the order of read_line. What the event is now comes from the view, where it
 * was not deleted, and from the coding, where it was. */
static const char lines_sql[] =
    "SELECT c.correction, c.reverts, c.event, c.act, c.corrector, c.why, c.made,"
    " (SELECT 1 FROM corrections u WHERE u.reverts = c.correction),"
    " EXISTS (SELECT 1 FROM orphaned_corrections o"
    "  WHERE o.fingerprint = c.fingerprint AND o.event = c.event),"
    " coalesce(r.id, (SELECT p.id FROM reports p WHERE p.fingerprint = c.fingerprint)), r.date,"
    " (SELECT group_concat(field || ': ' || coalesce(was, '-') || ' -> ' || coalesce(value, '-'),"
    "  '; ') FROM corrected_values v WHERE v.correction = c.correction"
    "  AND (v.value IS NOT v.was OR c.act <> 'set') AND v.field NOT IN"
    "  ('source_country', 'target_country', 'quad_gdelt', 'goldstein_gdelt')),"
    " (SELECT group_concat(entries.id, ';') FROM rules JOIN entries USING (entry)"
    "  WHERE rules.report = e.report AND rules.event = e.number),"
    " substr(texts.text, s.span_start + 1, s.span_end - s.span_start),"
    " t.source, t.cameo, t.target, r.report, r.publisher "
    "FROM corrections c"
    " LEFT JOIN reports r ON r.fingerprint = c.fingerprint AND r.is_current"
    " LEFT JOIN event_history t ON t.report_number = r.report AND t.event = c.event"
    " LEFT JOIN events e ON e.report = r.report AND e.id = c.event"
    " LEFT JOIN texts ON texts.report = r.report"
    " LEFT JOIN sentences s ON s.report = r.report AND s.number = coalesce(t.sentence, e.sentence) "
    "WHERE c.correction > ?1 AND (?2 IS NULL OR c.event = ?2) ORDER BY c.correction";

enum cmq_status cmq_store_lines_open(struct cmq_store *store, struct cmq_str event, int64_t after,
                                     struct cmq_store_lines **lines, struct cmq_error *err) {
    *lines = calloc(1, sizeof **lines);
    if (*lines == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (*lines)->store = store;
    int code = cmq__prepare(store, lines_sql, &(*lines)->rows);
    code = code == SQLITE_OK ? sqlite3_bind_int64((*lines)->rows, 1, after) : code;
    code = code == SQLITE_OK ? cmq__bind_str((*lines)->rows, 2, event) : code;
    if (code != SQLITE_OK) {
        cmq_store_lines_free(*lines);
        *lines = NULL;
    }
    return cmq__store_status(store, code, "read", err);
}

enum cmq_status cmq_store_lines_next(struct cmq_store_lines *lines, struct cmq_store_line *line,
                                     struct cmq_error *err) {
    sqlite3_stmt *row = lines->rows;
    int code = sqlite3_step(row);
    if (code != SQLITE_ROW) {
        return code == SQLITE_DONE ? CMQ_END : cmq__store_status(lines->store, code, "read", err);
    }
    int at = 0;
    line->number = sqlite3_column_int64(row, at++);
    line->reverts = sqlite3_column_int64(row, at++);
    line->event = cmq__column_str(row, at++);
    line->act = cmq__column_str(row, at++);
    line->corrector = cmq__column_str(row, at++);
    line->why = cmq__column_str(row, at++);
    line->made = cmq__column_str(row, at++);
    line->undone = sqlite3_column_int(row, at++) != 0;
    line->orphaned = sqlite3_column_int(row, at++) != 0;
    line->holds = !line->undone && line->reverts == 0;
    line->report_id = cmq__column_str(row, at++);
    line->report_date = cmq__column_str(row, at++);
    line->values = cmq__column_str(row, at++);
    line->rules = cmq__column_str(row, at++);
    line->sentence = cmq__column_str(row, at++);
    line->source = cmq__column_str(row, at++);
    line->cameo = cmq__column_str(row, at++);
    line->target = cmq__column_str(row, at++);
    line->report = sqlite3_column_int64(row, at++);
    line->publisher = cmq__column_str(row, at);
    return CMQ_OK;
}

void cmq_store_lines_free(struct cmq_store_lines *lines) {
    if (lines != NULL) {
        sqlite3_finalize(lines->rows);
        free(lines);
    }
}
