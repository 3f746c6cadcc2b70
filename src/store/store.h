/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORE_H
#define CMQ_STORE_H

/* store: codings kept in one SQLite file, which any SQLite program reads too (docs/store.md has its
 * tables and views). A coding goes in as its JSON (docs/coding.schema.json) and comes out again
 * byte for byte; a report that is there already is not kept twice, and one that has changed is a
 * new version of the older one.
 *
 * A store belongs to one thread at a time; threads and processes open the file each for themselves.
 * They wait for each other up to a minute. A transaction is whole or not there, whatever ends the
 * process. */

#include "report/report.h"

struct cmq_store;

/* An older store is brought to today's schema unless it is only read. */
enum cmq_store_use {
    CMQ_STORE_READ,   /* the file is there already */
    CMQ_STORE_CHANGE, /* the same */
    CMQ_STORE_MAKE,   /* the file is made if it is not there */
};

/* Opens the store in `path`. `*store` is the caller's; NULL on failure, which is CMQ_IO,
 * CMQ_NO_MEMORY or CMQ_BAD_INPUT: a damaged file, or one that is no store or of a newer version,
 * left as it is. */
enum cmq_status cmq_store_open(const char *path, enum cmq_store_use use, struct cmq_store **store,
                               struct cmq_error *err);
void cmq_store_close(struct cmq_store *store); /* NULL is fine */

/* ---- keeping ----------------------------------------------------------------------------- */

/* Whether the very same report was kept before, or forgotten. What makes a report the same is its
 * text, title, date, publisher, language and its URL, or its id where it has no URL. */
enum cmq_status cmq_store_has(struct cmq_store *store, const struct cmq_report *report, bool *has,
                              struct cmq_error *err);

/* The command line that is noted with what is kept from now on; copied. */
enum cmq_status cmq_store_set_command(struct cmq_store *store, struct cmq_str command,
                                      struct cmq_error *err);

struct cmq_store_counts {
    uint64_t added;    /* reports, also new versions */
    uint64_t versions; /* of them, those that supersede an older one */
    uint64_t present;  /* there already */
};

/* Keeps codings in one transaction: JSON lines, each with report.text. Without `with_text` neither
 * the texts nor their words are kept. Adds to `*counts`. On failure nothing of them is kept. */
enum cmq_status cmq_store_keep(struct cmq_store *store, struct cmq_str codings, bool with_text,
                               struct cmq_store_counts *counts, struct cmq_error *err);

/* ---- forgetting -------------------------------------------------------------------------- */

struct cmq_store_forgotten {
    uint64_t reports; /* removed, with all their versions */
    uint64_t values;  /* texts, names, titles … that a name was blotted out of */
    uint64_t unknown; /* operands that the store has nothing of */
};

/* Removes all traces of what is named from the store's files: of the reports of an id or URL, with
 * all their versions; of anything else, as the name of a person, its words wherever they stand side
 * by side, and the mentions by name of actors who bear it (docs/store.md). The file is rewritten
 * whole, also if nothing was found. The strings are valid UTF-8. */
enum cmq_status cmq_store_forget(struct cmq_store *store, const struct cmq_str *what, size_t count,
                                 struct cmq_store_forgotten *forgotten, struct cmq_error *err);

/* ---- reading ----------------------------------------------------------------------------- */

/* Goes through the current versions of all reports, by date (those without one first), then id,
 * then URL: an order that does not depend on when they were added. It sees the store as it was when
 * the first was read. Free it before the store. */
struct cmq_store_reports;
enum cmq_status cmq_store_reports_open(struct cmq_store *store, struct cmq_store_reports **reports,
                                       struct cmq_error *err);
/* The store's number of the next report; CMQ_END after the last. */
enum cmq_status cmq_store_reports_next(struct cmq_store_reports *reports, int64_t *report,
                                       struct cmq_error *err);
void cmq_store_reports_free(struct cmq_store_reports *reports); /* NULL is fine */

/* Appends the coding of a report as one JSON object without a line end, as cmq_coding_write_json
 * wrote it; `with_text` adds report.text where it was kept. */
enum cmq_status cmq_store_coding(struct cmq_store *store, int64_t report, bool with_text,
                                 struct cmq_buf *out, struct cmq_error *err);

/* An event with its report. Views are good until the next one is read; absent where not known.
 * Several codes stand in order with ";" between, "---" for an actor without one. */
struct cmq_store_event {
    int64_t report_number;
    uint32_t number; /* its place among the report's events */
    struct cmq_str id, report_id, publisher, agency, url, title, language, first_seen;
    cmq_day told, from, to; /* CMQ_NO_DAY: not known */
    struct cmq_str date_basis;
    struct cmq_str source, source_country, target, target_country;
    struct cmq_str cameo, plover, mode, contexts;
    int quad_gdelt;         /* 0: none */
    double goldstein_gdelt; /* NaN: none */
    struct cmq_str assertion, time;
    struct cmq_str place, place_country, place_admin1, place_precision;
    double lat, lon; /* NaN: none */
    struct cmq_str attribution, rules, same_as;
    double confidence;
};

/* Goes through the events of the reports, in the order of cmq_store_reports and most salient first.
 */
struct cmq_store_events;
enum cmq_status cmq_store_events_open(struct cmq_store *store, struct cmq_store_events **events,
                                      struct cmq_error *err);
enum cmq_status cmq_store_events_next(struct cmq_store_events *events,
                                      struct cmq_store_event *event, struct cmq_error *err);
void cmq_store_events_free(struct cmq_store_events *events); /* NULL is fine */

/* ---- asking ------------------------------------------------------------------------------ */

/* The rows that answer a question in SQL. The question is the program's own text; what comes from
 * outside is bound to its ?1, ?2 … and never part of it. A store that is only read has temporary
 * tables all the same. Free the rows before the store. */
struct cmq_store_rows;

/* `value` has a string for each number, which must live as long as the rows; an absent or empty one
 * is NULL. Nothing is done before the first row is asked for. */
enum cmq_status cmq_store_ask(struct cmq_store *store, struct cmq_str question,
                              const struct cmq_str *value, unsigned count,
                              struct cmq_store_rows **rows, struct cmq_error *err);
/* CMQ_END after the last; CMQ_BAD_INPUT if a value is not what the question wants, as words that
 * are no query of the index of words. */
enum cmq_status cmq_store_rows_next(struct cmq_store_rows *rows, struct cmq_error *err);
/* Column `at`, from 0, of the row; a string is good until the next row. */
bool cmq_store_rows_null(const struct cmq_store_rows *rows, unsigned at);
struct cmq_str cmq_store_rows_str(const struct cmq_store_rows *rows, unsigned at);
int64_t cmq_store_rows_int(const struct cmq_store_rows *rows, unsigned at);
double cmq_store_rows_double(const struct cmq_store_rows *rows, unsigned at);
void cmq_store_rows_free(struct cmq_store_rows *rows); /* NULL is fine */

#endif
