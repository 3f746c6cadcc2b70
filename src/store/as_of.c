/* SPDX-License-Identifier: Apache-2.0 */
/* The store as it was. What the views and statements of this room read is looked for among
 * temporary views first: there stand the tables that have a history, cut at a day, and on them the
 * store's own views once more. */
#include "store/handle.h"

#include <stdlib.h>

/* %Q is the day after, on which nothing was known yet; in the conditions on `date` the first and
 * last day of the reports, or NULL. Fingerprints are without the end that tells codings of one text
 * apart, so that corrections find their events; of what a report was coded as since, the last that
 * was known. */
static const char cut_tables[] =
    "CREATE TEMP VIEW reports AS SELECT report,"
    " coalesce((SELECT e.run FROM main.earlier_runs e WHERE e.report = r.report AND e.until >= %Q"
    "  ORDER BY e.until LIMIT 1), run) AS run,"
    " id, date, publisher, agency, dateline, url, title, language, first_seen, length, text_sha256,"
    " substr(fingerprint, 1, 64) AS fingerprint, version, supersedes,"
    " replaced IS NULL OR replaced >= %Q AS is_current,"
    " recoded, CASE WHEN replaced < %Q THEN replaced END AS replaced,"
    " (SELECT max(n.report) FROM main.reports n"
    "  WHERE (n.report = r.recoded_as OR n.recoded_as = r.recoded_as)"
    "  AND n.report > r.report AND n.recoded < %Q) AS recoded_as"
    " FROM main.reports r WHERE coalesce(recoded, first_seen) < %Q"
    " AND (%Q IS NULL OR date >= %Q) AND (%Q IS NULL OR date <= %Q);"
    "CREATE TEMP VIEW texts AS SELECT r.report, t.text FROM main.reports r"
    " JOIN main.texts t ON t.report = coalesce(r.recoded_as, r.report);"
    "CREATE TEMP VIEW corrections AS SELECT * FROM main.corrections WHERE made < %Q;";

/* The stored text of a view begins with CREATE VIEW. The index of words reads words_of_reports. */
static const char own_views[] = "SELECT 'CREATE TEMP' || substr(sql, 7) FROM main.sqlite_schema "
                                "WHERE type = 'view' AND name <> 'words_of_reports' ORDER BY rowid";

static int repeat_views(struct cmq_store *store) {
    sqlite3_stmt *views;
    int code = cmq__prepare(store, own_views, &views);
    while (code == SQLITE_OK && (code = sqlite3_step(views)) == SQLITE_ROW) {
        code = cmq__exec(store, (const char *)sqlite3_column_text(views, 0));
    }
    sqlite3_finalize(views);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* As a parameter of %Q: NULL where there is no such day. */
static const char *text_of(cmq_day day, char text[static 16]) {
    cmq_day_format(day, text);
    return day == CMQ_NO_DAY ? NULL : text;
}

enum cmq_status cmq_store_set_scope(struct cmq_store *store, const struct cmq_store_scope *scope,
                                    struct cmq_error *err) {
    char after[16] = "9999-12-31", first[16], last[16];
    if (scope->as_of != CMQ_NO_DAY) {
        cmq_day_format(scope->as_of + 1, after);
    }
    const char *from = text_of(scope->from, first), *to = text_of(scope->to, last);
    char *sql =
        sqlite3_mprintf(cut_tables, after, after, after, after, after, from, from, to, to, after);
    int code = sql == NULL ? SQLITE_NOMEM : cmq__exec(store, sql);
    sqlite3_free(sql);
    if (code == SQLITE_OK) {
        code = repeat_views(store);
    }
    return cmq__store_status(store, code, "read", err);
}

enum cmq_status cmq_store_set_as_of(struct cmq_store *store, cmq_day day, struct cmq_error *err) {
    const struct cmq_store_scope scope = {.as_of = day, .from = CMQ_NO_DAY, .to = CMQ_NO_DAY};
    return cmq_store_set_scope(store, &scope, err);
}
