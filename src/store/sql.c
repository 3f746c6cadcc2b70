/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite with this program's errors, and the store's fixed statements. */
#include "store/handle.h"

#include <limits.h>
#include <string.h>

/* CMQ__CURRENT finds what a report of this URL (or, without one, of this id) would supersede. */
static const char *const text_of[CMQ__STATEMENT_COUNT] = {
    [CMQ__HAS] = "SELECT 1 FROM reports WHERE fingerprint = ?1 UNION ALL "
                 "SELECT 1 FROM forgotten WHERE fingerprint = ?1",
    [CMQ__CURRENT] = "SELECT report, version FROM reports WHERE is_current AND url = ?1 UNION ALL "
                     "SELECT report, version FROM reports WHERE is_current AND url IS NULL AND "
                     "?1 IS NULL AND id = ?2",
    [CMQ__SUPERSEDE] = "UPDATE reports SET is_current = 0, replaced = "
                       "(SELECT first_seen FROM reports WHERE report = ?2) WHERE report = ?1",
    [CMQ__ADD_RUN] = "INSERT INTO runs (version, model, lexicon, command, ontology) "
                     "VALUES (?1, ?2, ?3, ?4, ?5)",
    [CMQ__ADD_REPORT] =
        "INSERT INTO reports (id, date, publisher, agency, dateline, url, title, language, run, "
        "length, text_sha256, fingerprint, version, supersedes) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [CMQ__ADD_TEXT] = "INSERT INTO texts (report, text) VALUES (?1, ?2)",
    [CMQ__ADD_WORDS] = "INSERT INTO report_words (rowid, title, text) VALUES (?1, ?2, ?3)",
    [CMQ__ADD_ENTRY] = "INSERT OR IGNORE INTO entries (id) VALUES (?1)",
    [CMQ__GET_REPORT] =
        "SELECT r.id, date, publisher, agency, dateline, url, title, language, runs.version, "
        "model, lexicon, ontology, text FROM reports r JOIN runs USING (run) LEFT JOIN texts USING "
        "(report) "
        "WHERE report = ?1",
    [CMQ__PUT_SKETCH] = "INSERT INTO sketches (report, sketch) VALUES (?1, ?2)",
    [CMQ__GET_SKETCH] = "SELECT sketch FROM sketches WHERE report = ?1",
    /* As CMQ_COPY_OF_A_TREE and CMQ_COPY_COMMON have it. */
    [CMQ__PUT_SKETCH_KEY] =
        "INSERT OR IGNORE INTO sketch_keys (key, report, origin) SELECT ?1, ?2, ?3 WHERE "
        "(SELECT count(*) <= 60 AND count(*) FILTER (WHERE origin = ?3) < 4 FROM sketch_keys "
        "WHERE key = ?1)",
    [CMQ__GET_SKETCH_KEY] =
        "SELECT report FROM sketch_keys WHERE key = ?1 ORDER BY report DESC LIMIT ?2",
    [CMQ__PUT_COPY] = "INSERT INTO copies (report, source, of_it_in_source, of_source_in_it, "
                      "sentences, whole, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [CMQ__GET_ORIGIN] = "SELECT origin FROM copies WHERE report = ?1 AND whole",
    [CMQ__PUT_STORY] = "INSERT OR IGNORE INTO stories (story) VALUES (?1)",
    [CMQ__PUT_TOLD] = "INSERT INTO story_reports (report, story, strand, alike, profile) "
                      "VALUES (?1, ?2, ?3, ?4, ?5)",
    [CMQ__PUT_MERGE] = "INSERT INTO story_history (report, number, story, merged_into) VALUES (?1, "
                       "(SELECT count(*) FROM story_history WHERE report = ?1), ?2, ?3)",
    /* Of a strand nothing changes: no story and no report is of it. */
    [CMQ__MERGE_STORY] = "UPDATE stories SET merged_into = ?2 "
                         "WHERE (story = ?1 AND merged_into IS NULL) OR merged_into = ?1",
    [CMQ__SPLIT_STORY] = "UPDATE stories SET merged_into = NULL WHERE story = ?1",
    [CMQ__SPLIT_REPORTS] = "UPDATE story_reports SET story = ?1 WHERE strand = ?1 AND "
                           "story = (SELECT merged_into FROM stories WHERE story = ?1)",
    [CMQ__MERGE_REPORTS] = "UPDATE story_reports SET story = ?2 WHERE story = ?1",
    [CMQ__NEXT_TOLD] = "SELECT report, story, strand, alike, profile FROM story_reports "
                       "WHERE report > ?1 ORDER BY report LIMIT 1",
    [CMQ__GET_MERGE] = "SELECT story, merged_into FROM story_history "
                       "WHERE report > ?1 AND report <= ?2 ORDER BY report, number LIMIT 1 "
                       "OFFSET ?3",
    [CMQ__STORY_END] = "SELECT coalesce(max(story), -1) + 1 FROM stories",
    [CMQ__GET_VERSION] = "PRAGMA data_version",
    [CMQ__GET_STREAM] = "SELECT last, reports FROM streams "
                        "WHERE last = (SELECT max(report) FROM story_reports)",
    [CMQ__PUT_STREAM] = "INSERT OR REPLACE INTO streams (stream, last, reports) VALUES (1, ?1, ?2)",
    [CMQ__GET_TERM] = "SELECT reports, strands FROM stream_terms WHERE term = ?1",
    [CMQ__PUT_TERM] = "INSERT INTO stream_terms (term, reports, strands) VALUES (?1, ?2, ?3) "
                      "ON CONFLICT DO UPDATE SET reports = ?2, strands = ?3",
    [CMQ__COUNT_TERM] = "UPDATE stream_terms SET reports = ?2 WHERE term = ?1",
    /* CMQ_NO_DAY is NULL in the table. */
    [CMQ__GET_STRAND] = "SELECT hangs_on, reports, coalesce(first_day, -2147483648), "
                        "coalesce(last_day, -2147483648), \"then\", others_then, height, "
                        "confirmed, is_over FROM strands WHERE strand = ?1",
    [CMQ__PUT_STRAND] =
        "INSERT OR REPLACE INTO strands (strand, hangs_on, reports, first_day, last_day, "
        "\"then\", others_then, height, confirmed, is_over) VALUES (?1, ?2, ?3, "
        "nullif(?4, -2147483648), nullif(?5, -2147483648), ?6, ?7, ?8, ?9, ?10)",
    [CMQ__GET_MEMBER] = "SELECT report, profile FROM story_reports "
                        "WHERE strand = ?1 AND report < ?2 ORDER BY report DESC LIMIT 1",
    [CMQ__GET_UNRELATED] =
        "SELECT r.report, coding, EXISTS (SELECT 1 FROM claims c WHERE c.report = coding), id, "
        "date, "
        "publisher, url, title, language, text FROM (SELECT r.*, coalesce(r.recoded_as, r.report) "
        "AS coding FROM unrelated u JOIN reports r USING (report)) r JOIN texts t "
        "ON t.report = coding ORDER BY 1 LIMIT 1",
    [CMQ__SET_RELATED] = "DELETE FROM unrelated WHERE report = ?1",
    [CMQ__PUT_CITATIONS] =
        "INSERT INTO citations (report, event, actor) "
        "SELECT t.report, t.event, t.actor FROM event_attributions t JOIN actors a"
        " ON a.report = t.report AND a.number = t.actor WHERE t.report = ?1"
        " AND (t.kind IN ('agency', 'document') OR t.kind = 'body' AND length(a.code) > 3"
        "  AND t.number = (SELECT max(o.number) FROM event_attributions o"
        "   WHERE o.report = t.report AND o.event = t.event)) "
        "UNION SELECT t.report, -1, t.actor FROM statement_attributions t JOIN actors a"
        " ON a.report = t.report AND a.number = t.actor WHERE t.report = ?1"
        " AND (t.kind IN ('agency', 'document') OR t.kind = 'body' AND length(a.code) > 3"
        "  AND t.number = (SELECT max(o.number) FROM statement_attributions o"
        "   WHERE o.report = t.report AND o.statement = t.statement)) "
        "UNION SELECT report, -1, NULL FROM reports WHERE report = ?1 AND agency IS NOT NULL "
        "ORDER BY 1, 2, 3",
    [CMQ__PUT_OCCURRENCE] = "INSERT INTO occurrences (family) VALUES (?1)",
    [CMQ__PUT_TELLING] = "INSERT INTO occurrence_events (report, event, occurrence, status, "
                         "telling) VALUES (?1, ?2, ?3, ?4, ?5)",
    /* Of reports that were coded anew the last codings, unless none of them tells of it any more.
     */
    [CMQ__GET_TELLING] = "SELECT telling FROM occurrence_events o JOIN reports r USING (report) "
                         "WHERE occurrence = ?1 AND (r.recoded_as IS NULL OR NOT EXISTS "
                         "(SELECT 1 FROM occurrence_events l JOIN reports s USING (report) "
                         "WHERE l.occurrence = ?1 AND s.recoded_as IS NULL)) "
                         "ORDER BY report, event LIMIT 1 OFFSET ?2",
    [CMQ__PUT_OCCURRENCE_KEY] =
        "INSERT OR IGNORE INTO occurrence_keys (key, day, occurrence) VALUES (?1, ?2, ?3)",
    [CMQ__GET_OCCURRENCES] = "SELECT occurrence FROM occurrence_keys WHERE key = ?1 AND day "
                             "BETWEEN ?2 AND ?3 ORDER BY day DESC, occurrence DESC LIMIT ?4",
    [CMQ__PUT_PART] = "INSERT OR IGNORE INTO part_of (part, whole) VALUES (?1, ?2)",
    [CMQ__PUT_CLAIMS] = "INSERT INTO claims (report, claims) VALUES (?1, ?2)",
    [CMQ__GET_CLAIMS] = "SELECT claims FROM claims WHERE report = ?1",
    [CMQ__GET_TEXT] = "SELECT text FROM texts WHERE report = ?1",
    [CMQ__GET_ACTOR] = "SELECT name FROM actors WHERE report = ?1 AND number = ?2",
    [CMQ__GET_OCCURRENCE] =
        "SELECT occurrence FROM occurrence_events WHERE report = ?1 AND event = ?2",
    [CMQ__RETIRE] = "UPDATE reports SET is_current = 0, fingerprint = fingerprint || '@' || report "
                    "WHERE report = ?1",
    [CMQ__ADD_RECODING] =
        "INSERT INTO reports (run, id, date, publisher, agency, dateline, url, title, language, "
        "first_seen, length, text_sha256, fingerprint, version, supersedes, recoded) "
        "SELECT ?2, id, date, publisher, ?3, ?4, url, title, language, first_seen, length, "
        "text_sha256, substr(fingerprint, 1, 64), version, supersedes, "
        "strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM reports WHERE report = ?1",
    [CMQ__REPLACE] = "UPDATE reports SET replaced = coalesce(replaced, "
                     "(SELECT recoded FROM reports WHERE report = ?2)), recoded_as = ?2 "
                     "WHERE report = ?1 OR recoded_as = ?1",
    [CMQ__DROP_WORDS] =
        "INSERT INTO report_words (report_words, rowid, title, text) "
        "SELECT 'delete', report, title, text FROM words_of_reports WHERE report = ?1",
    [CMQ__MOVE_TEXT] = "UPDATE texts SET report = ?2 WHERE report = ?1",
    [CMQ__MOVE_WORDS] = "INSERT INTO report_words (rowid, title, text) "
                        "SELECT report, title, text FROM words_of_reports WHERE report = ?1",
    [CMQ__RUN_OF] = "SELECT run FROM reports WHERE report = ?1 AND is_current",
    [CMQ__NOTE_EARLIER_RUN] = "INSERT OR IGNORE INTO earlier_runs (report, until, run) "
                              "VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2)",
    [CMQ__SET_RUN] = "UPDATE reports SET run = ?2 WHERE report = ?1",
};

enum cmq_status cmq__store_status(const struct cmq_store *store, int code, const char *doing,
                                  struct cmq_error *err) {
    const char *path = store->path;
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return CMQ_OK;
    case SQLITE_NOMEM:
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return cmq_fail(err, CMQ_IO, 0,
                        "cannot %s %s: another process is using it: try again when that is done",
                        doing, path);
    case SQLITE_INTERRUPT:
        return cmq_fail(err, CMQ_LIMIT, 0, "it took too long: ask for less of the store");
    case SQLITE_FULL:
        return cmq_fail(err, CMQ_IO, 0,
                        "cannot %s %s: the disk is full; what was kept before is safe: make room "
                        "and run this again",
                        doing, path);
    case SQLITE_NOTADB:
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s is no store: give the file that `communique add` made", path);
    case SQLITE_CORRUPT:
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s is damaged (%s): bring back a copy, or make a new store from the "
                        "reports",
                        path, sqlite3_errmsg(store->db));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return cmq_fail(err, CMQ_IO, 0, "cannot %s %s: no permission to write there", doing, path);
    default: {
        int system_code = sqlite3_system_errno(store->db);
        return cmq_fail(err, CMQ_IO, 0, "cannot %s %s: %s%s%s", doing, path,
                        sqlite3_errmsg(store->db), system_code == 0 ? "" : ": ",
                        system_code == 0 ? "" : strerror(system_code));
    }
    }
}

int cmq__prepare(struct cmq_store *store, const char *sql, sqlite3_stmt **statement) {
    return sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
}

int cmq__statement(struct cmq_store *store, enum cmq__statement which, sqlite3_stmt **statement) {
    int code = SQLITE_OK;
    if (store->statement[which] == NULL) {
        code = cmq__prepare(store, text_of[which], &store->statement[which]);
    }
    *statement = store->statement[which];
    return code;
}

int cmq__exec(struct cmq_store *store, const char *sql) {
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL);
}

int cmq__bind_str(sqlite3_stmt *statement, int at, struct cmq_str s) {
    return s.len == 0
               ? sqlite3_bind_null(statement, at)
               : sqlite3_bind_text64(statement, at, s.ptr, s.len, SQLITE_STATIC, SQLITE_UTF8);
}

int cmq__run_once(sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);
    int reset = sqlite3_reset(statement);
    return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : reset;
}

struct cmq_str cmq__column_str(sqlite3_stmt *statement, int at) {
    struct cmq_str s = {(const char *)sqlite3_column_text(statement, at), 0};
    s.len = s.ptr == NULL ? 0 : (size_t)sqlite3_column_bytes(statement, at);
    return cmq_utf8_invalid(s) < s.len ? (struct cmq_str){NULL, 0} : s;
}
