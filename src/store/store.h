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

/* ---- coding anew -------------------------------------------------------------------------- */

/* Who made a coding; absent where not known. */
struct cmq_store_coder {
    struct cmq_str version, model, lexicon;
};

/* Goes through the current versions that another than `coder` has coded, or all where that is NULL,
 * in the order in which they were added. It sees what is current as it comes to it, and no report
 * that was added after it was opened. Free it before the store. */
struct cmq_store_stale_reports;
enum cmq_status cmq_store_stale_open(struct cmq_store *store, const struct cmq_store_coder *coder,
                                     struct cmq_store_stale_reports **reports,
                                     struct cmq_error *err);
/* The next report with its number; CMQ_END after the last. Views are good until the next one is
 * read; `text` is absent where it was not kept. */
enum cmq_status cmq_store_stale_next(struct cmq_store_stale_reports *reports, int64_t *number,
                                     struct cmq_report *report, struct cmq_error *err);
void cmq_store_stale_free(struct cmq_store_stale_reports *reports); /* NULL is fine */

struct cmq_store_recoding {
    int64_t report;
    struct cmq_str coding; /* JSON; absent where it came out the same */
};

struct cmq_store_recoded {
    uint64_t recoded;   /* have another coding now */
    uint64_t confirmed; /* have the same one, of another run */
    uint64_t gone;      /* were superseded or forgotten meanwhile: passed over */
};

/* Makes these, which are the coder's, the current codings of their reports, in one transaction. The
 * codings that they take the place of stay, superseded; first_seen stays. Adds to `*counts`; on
 * failure nothing is done.
 */
enum cmq_status cmq_store_recode(struct cmq_store *store, const struct cmq_store_coder *coder,
                                 const struct cmq_store_recoding *recoding, size_t count,
                                 struct cmq_store_recoded *counts, struct cmq_error *err);

/* From now on all that is read of the store is as it was at the end of that day (UTC): the reports
 * that had been seen, as they were then coded and corrected. Once for a store that is open; nothing
 * is written to it afterwards. The index of words knows the present alone. */
enum cmq_status cmq_store_set_as_of(struct cmq_store *store, cmq_day day, struct cmq_error *err);

/* ---- corrections ------------------------------------------------------------------------- */

/* What a person sets: a field of event_table with its value, absent for none. */
struct cmq_store_value {
    const char *field;
    struct cmq_str value;
};

enum cmq_store_act {
    CMQ_STORE_SET,    /* an event's values */
    CMQ_STORE_DELETE, /* an event that is none; no values */
    CMQ_STORE_ADD,    /* an event that was missed */
};

struct cmq_store_correction {
    enum cmq_store_act act;
    int64_t report;
    struct cmq_str event; /* id */
    struct cmq_str corrector, why;
    const struct cmq_store_value *value; /* what follows from a value behind it */
    size_t count;
};

/* Adds a line to the corrections and gives its number. Lines are never changed: the last one on a
 * field holds, and an undo takes a line back. CMQ_BAD_INPUT for what is not there, or was deleted
 * or undone before. */
enum cmq_status cmq_store_correct(struct cmq_store *store,
                                  const struct cmq_store_correction *correction, int64_t *number,
                                  struct cmq_error *err);
enum cmq_status cmq_store_undo(struct cmq_store *store, int64_t correction,
                               struct cmq_str corrector, struct cmq_str why, int64_t *number,
                               struct cmq_error *err);

/* The current report of an id (the newest where the id came again), or that has an event of an id;
 * CMQ_BAD_INPUT where there is none, or where several reports have the event. */
enum cmq_status cmq_store_find_report(struct cmq_store *store, struct cmq_str id, int64_t *report,
                                      struct cmq_error *err);
enum cmq_status cmq_store_find_event(struct cmq_store *store, struct cmq_str event, int64_t *report,
                                     struct cmq_error *err);
/* Appends the text of a current report; nothing where it was not kept. */
enum cmq_status cmq_store_text(struct cmq_store *store, int64_t report, struct cmq_buf *out,
                               struct cmq_error *err);

/* A line of the corrections. Views are good until the next one is read; absent where not known. */
struct cmq_store_line {
    int64_t number, reverts; /* 0: none */
    int64_t report;          /* the current one; 0: it is gone or has a newer version */
    bool undone, orphaned;   /* taken back; without an event that it is about */
    struct cmq_str event, act, corrector, why, made;
    struct cmq_str report_id, report_date, publisher;
    struct cmq_str values;                /* "field: was -> is", joined by "; " */
    struct cmq_str rules, sentence;       /* of the event as the coder has it */
    struct cmq_str source, cameo, target; /* of the event as it is now */
};

/* Goes through all corrections as they were made. */
struct cmq_store_lines;
enum cmq_status cmq_store_lines_open(struct cmq_store *store, struct cmq_store_lines **lines,
                                     struct cmq_error *err);
enum cmq_status cmq_store_lines_next(struct cmq_store_lines *lines, struct cmq_store_line *line,
                                     struct cmq_error *err);
void cmq_store_lines_free(struct cmq_store_lines *lines); /* NULL is fine */

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
    struct cmq_str human; /* the fields that people corrected, joined by ";" */
};

/* Goes through the events of the reports, in the order of cmq_store_reports and most salient first;
 * or through those of one report. */
struct cmq_store_events;
enum cmq_status cmq_store_events_open(struct cmq_store *store, struct cmq_store_events **events,
                                      struct cmq_error *err);
enum cmq_status cmq_store_events_of(struct cmq_store *store, int64_t report,
                                    struct cmq_store_events **events, struct cmq_error *err);
enum cmq_status cmq_store_events_next(struct cmq_store_events *events,
                                      struct cmq_store_event *event, struct cmq_error *err);
void cmq_store_events_free(struct cmq_store_events *events); /* NULL is fine */

#endif
