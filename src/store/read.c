/* SPDX-License-Identifier: Apache-2.0 */
/* Iterators: what exports and queries stand on. */
#include "store/handle.h"

#include <math.h>
#include <stdlib.h>

/* Both iterators are a statement that is stepped. */
static enum cmq_status open_rows(struct cmq_store *store, const char *sql, sqlite3_stmt **rows,
                                 struct cmq_error *err) {
    return cmq__store_status(store, cmq__prepare(store, sql, rows), "read", err);
}

static enum cmq_status next_row(struct cmq_store *store, sqlite3_stmt *rows,
                                struct cmq_error *err) {
    int code = sqlite3_step(rows);
    if (code == SQLITE_ROW) {
        return CMQ_OK;
    }
    return code == SQLITE_DONE ? CMQ_END : cmq__store_status(store, code, "read", err);
}

/* ---- reports ---- */

struct cmq_store_reports {
    struct cmq_store *store;
    sqlite3_stmt *rows;
};

enum cmq_status cmq_store_reports_open(struct cmq_store *store, struct cmq_store_reports **reports,
                                       struct cmq_error *err) {
    *reports = calloc(1, sizeof **reports);
    if (*reports == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (*reports)->store = store;
    enum cmq_status status =
        open_rows(store, "SELECT report FROM reports WHERE is_current ORDER BY date, id, url",
                  &(*reports)->rows, err);
    if (status != CMQ_OK) {
        cmq_store_reports_free(*reports);
        *reports = NULL;
    }
    return status;
}

enum cmq_status cmq_store_reports_next(struct cmq_store_reports *reports, int64_t *report,
                                       struct cmq_error *err) {
    enum cmq_status status = next_row(reports->store, reports->rows, err);
    if (status == CMQ_OK) {
        *report = sqlite3_column_int64(reports->rows, 0);
    }
    return status;
}

void cmq_store_reports_free(struct cmq_store_reports *reports) {
    if (reports != NULL) {
        sqlite3_finalize(reports->rows);
        free(reports);
    }
}

/* ---- events ---- */

struct cmq_store_events {
    struct cmq_store *store;
    sqlite3_stmt *rows;
};

/* The columns stand in the order of read_event. */
static const char events_sql[] =
    "SELECT report_number, event_number, event, report, publisher, agency, url, title, language, "
    "first_seen, told, date_from, date_to, date_basis, source, source_country, target, "
    "target_country, cameo, plover, mode, contexts, quad_gdelt, goldstein_gdelt, assertion, time, "
    "place_name, place_country, place_admin1, place_precision, place_lat, place_lon, attribution, "
    "rules, same_as, confidence "
    "FROM event_table ORDER BY told, report, url, report_number, event_number";

enum cmq_status cmq_store_events_open(struct cmq_store *store, struct cmq_store_events **events,
                                      struct cmq_error *err) {
    *events = calloc(1, sizeof **events);
    if (*events == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (*events)->store = store;
    enum cmq_status status = open_rows(store, events_sql, &(*events)->rows, err);
    if (status != CMQ_OK) {
        cmq_store_events_free(*events);
        *events = NULL;
    }
    return status;
}

static double number_or_nan(sqlite3_stmt *row, int at) {
    return sqlite3_column_type(row, at) == SQLITE_NULL ? NAN : sqlite3_column_double(row, at);
}

static void read_event(sqlite3_stmt *row, struct cmq_store_event *event) {
    int at = 0;
    event->report_number = sqlite3_column_int64(row, at++);
    event->number = (uint32_t)sqlite3_column_int64(row, at++);
    event->id = cmq__column_str(row, at++);
    event->report_id = cmq__column_str(row, at++);
    event->publisher = cmq__column_str(row, at++);
    event->agency = cmq__column_str(row, at++);
    event->url = cmq__column_str(row, at++);
    event->title = cmq__column_str(row, at++);
    event->language = cmq__column_str(row, at++);
    event->first_seen = cmq__column_str(row, at++);
    event->told = cmq_day_parse(cmq__column_str(row, at++));
    event->from = cmq_day_parse(cmq__column_str(row, at++));
    event->to = cmq_day_parse(cmq__column_str(row, at++));
    event->date_basis = cmq__column_str(row, at++);
    event->source = cmq__column_str(row, at++);
    event->source_country = cmq__column_str(row, at++);
    event->target = cmq__column_str(row, at++);
    event->target_country = cmq__column_str(row, at++);
    event->cameo = cmq__column_str(row, at++);
    event->plover = cmq__column_str(row, at++);
    event->mode = cmq__column_str(row, at++);
    event->contexts = cmq__column_str(row, at++);
    event->quad_gdelt = sqlite3_column_int(row, at++);
    event->goldstein_gdelt = number_or_nan(row, at++);
    event->assertion = cmq__column_str(row, at++);
    event->time = cmq__column_str(row, at++);
    event->place = cmq__column_str(row, at++);
    event->place_country = cmq__column_str(row, at++);
    event->place_admin1 = cmq__column_str(row, at++);
    event->place_precision = cmq__column_str(row, at++);
    event->lat = number_or_nan(row, at++);
    event->lon = number_or_nan(row, at++);
    event->attribution = cmq__column_str(row, at++);
    event->rules = cmq__column_str(row, at++);
    event->same_as = cmq__column_str(row, at++);
    event->confidence = sqlite3_column_double(row, at);
}

enum cmq_status cmq_store_events_next(struct cmq_store_events *events,
                                      struct cmq_store_event *event, struct cmq_error *err) {
    enum cmq_status status = next_row(events->store, events->rows, err);
    if (status == CMQ_OK) {
        read_event(events->rows, event);
    }
    return status;
}

void cmq_store_events_free(struct cmq_store_events *events) {
    if (events != NULL) {
        sqlite3_finalize(events->rows);
        free(events);
    }
}
