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

#include "ontology/ontology.h"
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
    int64_t last;      /* the store's number of the last report that was added */
};

/* Writes from here to the commit are one transaction. A rollback takes them back. */
enum cmq_status cmq_store_begin(struct cmq_store *store, struct cmq_error *err);
enum cmq_status cmq_store_commit(struct cmq_store *store, struct cmq_error *err);
void cmq_store_rollback(struct cmq_store *store);

/* Keeps codings, in one transaction if none was begun: JSON lines, each with report.text. Without
 * `with_text` neither the texts nor their words are kept. Adds to `*counts`. On failure nothing of
 * the transaction is kept. */
enum cmq_status cmq_store_keep(struct cmq_store *store, struct cmq_str codings, bool with_text,
                               struct cmq_store_counts *counts, struct cmq_error *err);

/* ---- relating (related.c) ---------------------------------------------------------------- */

/* What reports have to do with one another, as stories/ finds it; this room only keeps it. All in
 * the caller's transaction. Blobs are the caller's bytes; views of them are good until the same
 * function is called again. Keys are hashes. */

enum cmq_status cmq_store_put_sketch(struct cmq_store *store, int64_t report, struct cmq_str sketch,
                                     struct cmq_error *err);
/* Empty where there is none. */
enum cmq_status cmq_store_sketch(struct cmq_store *store, int64_t report, struct cmq_str *sketch,
                                 struct cmq_error *err);
/* Lets the report, which is of the tree of `origin`, stand for the key, unless enough do. */
enum cmq_status cmq_store_put_sketch_key(struct cmq_store *store, uint32_t key, int64_t report,
                                         int64_t origin, struct cmq_error *err);
/* The reports with the key, the last first, at most `most`. */
enum cmq_status cmq_store_sketches_with(struct cmq_store *store, uint32_t key, int64_t *report,
                                        uint32_t most, uint32_t *count, struct cmq_error *err);

struct cmq_store_copy {
    int64_t source, origin;
    double of_it_in_source, of_source_in_it;
    uint32_t sentences;
    bool whole;
};

enum cmq_status cmq_store_put_copy(struct cmq_store *store, int64_t report,
                                   const struct cmq_store_copy *copy, struct cmq_error *err);
/* The report that the tree of whole copies begins with: itself if it is no copy. */
enum cmq_status cmq_store_origin(struct cmq_store *store, int64_t report, int64_t *origin,
                                 struct cmq_error *err);

/* A report in its story. */
struct cmq_store_told {
    int64_t report, story, strand; /* the story that it is of now; what it joined */
    double alike;
    struct cmq_str profile;
};

/* The strand is made if it is not there. */
enum cmq_status cmq_store_put_told(struct cmq_store *store, const struct cmq_store_told *told,
                                   struct cmq_error *err);
/* Makes `story` a strand of the other, by this report. Again the same is only noted, as what
 * confirms it; of itself, it is a story of its own again. */
enum cmq_status cmq_store_merge(struct cmq_store *store, int64_t report, int64_t story,
                                int64_t into, struct cmq_error *err);
/* The first related report past `after`; CMQ_END if there is none. */
enum cmq_status cmq_store_next_told(struct cmq_store *store, int64_t after,
                                    struct cmq_store_told *told, struct cmq_error *err);
/* The stories that became one by reports past `after` up to `report`, in order: number `index`.
 * CMQ_END past the last. */
enum cmq_status cmq_store_merged(struct cmq_store *store, int64_t after, int64_t report,
                                 uint32_t index, int64_t *story, int64_t *into,
                                 struct cmq_error *err);
/* One more than the greatest number of a story, also of one that is forgotten. */
enum cmq_status cmq_store_story_end(struct cmq_store *store, int64_t *end, struct cmq_error *err);

/* A number that changes when another connection commits. */
enum cmq_status cmq_store_version(struct cmq_store *store, int64_t *version, struct cmq_error *err);

/* What the stream of stories has learnt of `reports` reports, up to number `last`. CMQ_END where it
 * is not kept, or not up to the last related report: it is to be cleared then, and learnt anew. */
enum cmq_status cmq_store_stream(struct cmq_store *store, int64_t *last, uint32_t *reports,
                                 struct cmq_error *err);
enum cmq_status cmq_store_put_stream(struct cmq_store *store, int64_t last, uint32_t reports,
                                     struct cmq_error *err);
enum cmq_status cmq_store_clear_stream(struct cmq_store *store, struct cmq_error *err);
/* Of a term the reports that had it, and the caller's bytes on the strands that it is heavy in;
 * CMQ_END if it is new. Absent bytes leave what is there. */
enum cmq_status cmq_store_term(struct cmq_store *store, uint32_t term, uint32_t *reports,
                               struct cmq_str *strands, struct cmq_error *err);
enum cmq_status cmq_store_put_term(struct cmq_store *store, uint32_t term, uint32_t reports,
                                   struct cmq_str strands, struct cmq_error *err);

struct cmq_store_strand {
    uint32_t number, hangs_on;  /* itself if it was not merged, or came apart again */
    uint32_t reports;           /* that joined it */
    cmq_day first, last;        /* CMQ_NO_DAY: undated */
    uint32_t then, others_then; /* reports of it, and of what it hangs on, at the merge */
    uint32_t height;            /* strands that may hang below it */
    bool confirmed;             /* the merge */
    bool is_over;               /* nothing joins it any more */
};

/* CMQ_END if it is new. */
enum cmq_status cmq_store_strand(struct cmq_store *store, uint32_t number,
                                 struct cmq_store_strand *strand, struct cmq_error *err);
/* After its first report. */
enum cmq_status cmq_store_put_strand(struct cmq_store *store, const struct cmq_store_strand *strand,
                                     struct cmq_error *err);
/* The last report of the strand before number `*report`, and its profile; CMQ_END if there is none.
 */
enum cmq_status cmq_store_member(struct cmq_store *store, uint32_t strand, int64_t *report,
                                 struct cmq_str *profile, struct cmq_error *err);

/* Notes whom a report that was kept and its events cite. */
enum cmq_status cmq_store_put_citations(struct cmq_store *store, int64_t report,
                                        struct cmq_error *err);
enum cmq_status cmq_store_put_occurrence(struct cmq_store *store, struct cmq_str family,
                                         int64_t *occurrence, struct cmq_error *err);
/* `status` is a word of the table's. */
enum cmq_status cmq_store_put_telling(struct cmq_store *store, int64_t report, uint32_t event,
                                      int64_t occurrence, struct cmq_str status,
                                      struct cmq_str telling, struct cmq_error *err);
/* Telling number `index` of an occurrence, in the order in which they came; CMQ_END past the last.
 */
enum cmq_status cmq_store_telling(struct cmq_store *store, int64_t occurrence, uint32_t index,
                                  struct cmq_str *telling, struct cmq_error *err);
enum cmq_status cmq_store_put_occurrence_key(struct cmq_store *store, int64_t key, cmq_day day,
                                             int64_t occurrence, struct cmq_error *err);
/* The occurrences with the key on one of these days, the last first, at most `most`; one may come
 * again. */
enum cmq_status cmq_store_occurrences_with(struct cmq_store *store, int64_t key, cmq_day from,
                                           cmq_day to, int64_t *occurrence, uint32_t most,
                                           uint32_t *count, struct cmq_error *err);
enum cmq_status cmq_store_put_part(struct cmq_store *store, int64_t part, int64_t whole,
                                   struct cmq_error *err);

enum cmq_status cmq_store_put_claims(struct cmq_store *store, int64_t report, struct cmq_str claims,
                                     struct cmq_error *err);
/* Empty where there are none. */
enum cmq_status cmq_store_claims(struct cmq_store *store, int64_t report, struct cmq_str *claims,
                                 struct cmq_error *err);

/* What was kept of a report: its text, absent where none is; the name of an actor, CMQ_END past the
 * last; the occurrence that an event tells of, 0 if none. */
enum cmq_status cmq_store_text(struct cmq_store *store, int64_t report, struct cmq_str *text,
                               struct cmq_error *err);
enum cmq_status cmq_store_actor(struct cmq_store *store, int64_t report, uint32_t number,
                                struct cmq_str *name, struct cmq_error *err);
enum cmq_status cmq_store_occurrence(struct cmq_store *store, int64_t report, uint32_t event,
                                     int64_t *occurrence, struct cmq_error *err);
/* ---- coding anew -------------------------------------------------------------------------- */

/* Who made a coding; absent where not known, `ontology` also where it is the one built in. */
struct cmq_store_coder {
    struct cmq_str version, model, lexicon, ontology;
};

/* Appends the id of the own ontology of which the store's codings are; nothing where they are of
 * the one built in. CMQ_END for a store that has no coding yet. */
enum cmq_status cmq_store_ontology(struct cmq_store *store, struct cmq_buf *id,
                                   struct cmq_error *err);
/* Whether codings of an ontology (NULL: the one built in) may go into the store: of one store all
 * are of one ontology. CMQ_BAD_INPUT with what to do where they may not. */
enum cmq_status cmq_store_check_ontology(struct cmq_store *store, const char *id,
                                         struct cmq_error *err);
/* CMQ_BAD_INPUT where the codings are of an own ontology: `what` speaks of CAMEO's codes alone. */
enum cmq_status cmq_store_check_cameo(struct cmq_store *store, const char *what,
                                      struct cmq_error *err);

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

/* A report that was kept before stores related reports, by the numbers of its first and its last
 * coding. */
struct cmq_store_unrelated {
    int64_t number, coding;
    bool has_content; /* the events and claims of the last coding are related */
    struct cmq_report report;
};

/* The first of them, the text with it; CMQ_END if there is none. Views are good until the next one
 * is read, or a transaction ends. */
enum cmq_status cmq_store_next_unrelated(struct cmq_store *store,
                                         struct cmq_store_unrelated *unrelated,
                                         struct cmq_error *err);
/* It is none of them any more. */
enum cmq_status cmq_store_set_related(struct cmq_store *store, int64_t number,
                                      struct cmq_error *err);

struct cmq_store_recoding {
    int64_t report;
    struct cmq_str coding; /* JSON; absent where it came out the same */
};

struct cmq_store_recoded {
    uint64_t recoded;   /* have another coding now */
    uint64_t confirmed; /* have the same one, of another run */
    uint64_t gone;      /* were superseded or forgotten meanwhile: passed over */
    int64_t last;       /* the store's number of the last other coding */
};

/* Makes these, which are the coder's, the current codings of their reports, in one transaction if
 * none was begun. The codings that they take the place of stay, superseded; first_seen stays. Adds
 * to `*counts`; on failure nothing of the transaction is kept. */
enum cmq_status cmq_store_recode(struct cmq_store *store, const struct cmq_store_coder *coder,
                                 const struct cmq_store_recoding *recoding, size_t count,
                                 struct cmq_store_recoded *counts, struct cmq_error *err);

/* From now on all that is read of the store is as it was at the end of that day (UTC): the reports
 * that had been seen, as they were then coded and corrected. Once for a store that is open, or in
 * a transaction that is rolled back; nothing is written to it afterwards. The index of words knows
 * the present alone. */
enum cmq_status cmq_store_set_as_of(struct cmq_store *store, cmq_day day, struct cmq_error *err);

/* The same for a part of the store: as of a day, and of the reports dated from a first to a last
 * day alone. CMQ_NO_DAY is no bound; a bound leaves out reports without a date. */
struct cmq_store_scope {
    cmq_day as_of, from, to;
};
enum cmq_status cmq_store_set_scope(struct cmq_store *store, const struct cmq_store_scope *scope,
                                    struct cmq_error *err);

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
 * field holds, and an undo takes a line back. CMQ_BAD_INPUT for what is not there, was deleted or
 * undone before, or has no corrector or reason. */
enum cmq_status cmq_store_correct(struct cmq_store *store,
                                  const struct cmq_store_correction *correction, int64_t *number,
                                  struct cmq_error *err);
enum cmq_status cmq_store_undo(struct cmq_store *store, int64_t correction,
                               struct cmq_str corrector, struct cmq_str why, int64_t *number,
                               struct cmq_error *err);

/* A correction in the words of a person, as the command line and the API take it. */
struct cmq_store_setting {
    struct cmq_str field, value; /* "target", "RUSGOV;CVL" */
};
struct cmq_store_amendment {
    enum cmq_store_act act;
    struct cmq_str of; /* the event's id; of one that is added its report's */
    int64_t report;    /* the store's number of the report; 0: the one that `of` tells */
    const struct cmq_store_setting *setting; /* what the event is; later ones win */
    size_t count;
    int64_t start, end; /* of an event that is added: its words, in code points of the text */
    struct cmq_str corrector, why;
};

/* Checks the words, finds what follows from them and adds the line. The codes are of `ontology`
 * (NULL: CAMEO), which must be the one that the store's codings are of. CMQ_BAD_INPUT says what is
 * wrong. */
enum cmq_status cmq_store_amend(struct cmq_store *store, const struct cmq_ontology *ontology,
                                const struct cmq_store_amendment *amendment, int64_t *number,
                                struct cmq_error *err);

/* The name of field number `index` that an amendment may set, and what it wants; NULL past the
 * last. */
const char *cmq_store_field(unsigned index, const char **wants);
/* Tells all values that the field may have, with what each means, absent where the word says it;
 * none of a field that is not one of a list. */
typedef void cmq_store_choice(void *context, struct cmq_str value, struct cmq_str meaning);
void cmq_store_field_values(unsigned index, const struct cmq_ontology *ontology,
                            cmq_store_choice *tell, void *context);

/* The current report of an id (the newest where the id came again), or that has an event of an id;
 * CMQ_BAD_INPUT where there is none, or where several reports have the event. */
enum cmq_status cmq_store_find_report(struct cmq_store *store, struct cmq_str id, int64_t *report,
                                      struct cmq_error *err);
enum cmq_status cmq_store_find_event(struct cmq_store *store, struct cmq_str event, int64_t *report,
                                     struct cmq_error *err);
/* Appends the text of a current report; nothing where it was not kept. */
enum cmq_status cmq_store_copy_text(struct cmq_store *store, int64_t report, struct cmq_buf *out,
                                    struct cmq_error *err);

/* A line of the corrections. Views are good until the next one is read; absent where not known. */
struct cmq_store_line {
    int64_t number, reverts; /* 0: none */
    int64_t report;          /* the current one; 0: it is gone or has a newer version */
    bool undone, orphaned;   /* taken back; without an event that it is about */
    bool holds;              /* neither taken back nor an undo itself */
    struct cmq_str event, act, corrector, why, made;
    struct cmq_str report_id, report_date, publisher;
    struct cmq_str values;                /* "field: was -> is", joined by "; " */
    struct cmq_str rules, sentence;       /* of the event as the coder has it */
    struct cmq_str source, cameo, target; /* of the event as it is now */
};

/* Goes through the corrections as they were made, from the first past number `after`: all, or those
 * of one event, whose id must outlive the lines. */
struct cmq_store_lines;
enum cmq_status cmq_store_lines_open(struct cmq_store *store, struct cmq_str event, int64_t after,
                                     struct cmq_store_lines **lines, struct cmq_error *err);
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

/* ---- asking ------------------------------------------------------------------------------ */

/* How much of the file is held in memory for this handle (open.c); 32 MiB unless set. */
enum cmq_status cmq_store_set_cache(struct cmq_store *store, unsigned kib, struct cmq_error *err);

/* What is asked of the store and not done so many seconds from now fails with CMQ_LIMIT, and others
 * who write are waited for no longer than that; 0: takes as long as it takes, as a store does that
 * was just opened (patience.c). */
void cmq_store_set_patience(struct cmq_store *store, unsigned seconds);

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
/* How many columns a row has; of column `at`, from 0, the name, terminated, good as long as the
 * rows. */
unsigned cmq_store_rows_count(const struct cmq_store_rows *rows);
const char *cmq_store_rows_name(const struct cmq_store_rows *rows, unsigned at);
/* Of the row at hand; a string is good until the next row. What is NULL is of the kind of texts. */
enum cmq_store_kind { CMQ_STORE_TEXT, CMQ_STORE_INTEGER, CMQ_STORE_REAL };
enum cmq_store_kind cmq_store_rows_kind(const struct cmq_store_rows *rows, unsigned at);
bool cmq_store_rows_null(const struct cmq_store_rows *rows, unsigned at);
struct cmq_str cmq_store_rows_str(const struct cmq_store_rows *rows, unsigned at);
int64_t cmq_store_rows_int(const struct cmq_store_rows *rows, unsigned at);
double cmq_store_rows_double(const struct cmq_store_rows *rows, unsigned at);
void cmq_store_rows_free(struct cmq_store_rows *rows); /* NULL is fine */

/* What the tidy tables have of stories, a row a line (docs/store.md). */
enum cmq_store_tidy {
    CMQ_STORE_STORY_NOW,     /* the number that story `of` has now; no row if there never was one */
    CMQ_STORE_STORY_REPORTS, /* of story `of`, in the order in which they came */
    CMQ_STORE_STORY_OCCURRENCES, /* that its reports tell of, by day */
    CMQ_STORE_STORY_MERGES,      /* which stories became part of it */
    CMQ_STORE_HISTORY,           /* of occurrence `of`: when it was first told to be what */
    CMQ_STORE_VARIANTS,          /* and what its tellings say, each value once */
};

/* Asks one of them, whose rows have at most CMQ_STORE_TIDY_COLUMNS columns. */
#define CMQ_STORE_TIDY_COLUMNS 16u
enum cmq_status cmq_store_tidy(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                               struct cmq_store_rows **rows, struct cmq_error *err);
/* Runs a statement without rows, likewise. */
enum cmq_status cmq_store_tell(struct cmq_store *store, const char *statement,
                               const struct cmq_str *value, unsigned count, struct cmq_error *err);

#endif
