/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_QUERY_H
#define CMQ_QUERY_H

/* query: questions to a store. Lists of events, statements, actors and reports; counts of events as
 * series, as panels (complete rectangles of units and periods) and as the history of a pair. What
 * is asked for is a filter, which the lists and the counts share; docs/asking.md is the manual.
 *
 * A query sees the store as it was when the query was opened. It belongs to one thread. */

#include "coding/coding.h"
#include "export/export.h"
#include "store/store.h"

/* ---- the filter --------------------------------------------------------------------------- */

/* What a user gives, word for word; an absent string asks for anything, but where a default is
 * named. Those that take several values have them with "," between, and want one of them. */
struct cmq_filter {
    struct cmq_str from, to;               /* first and last day, YYYY-MM-DD */
    struct cmq_str occurs_from, occurs_to; /* an event's own days, where known, reach into these */
    struct cmq_str dated;      /* the day of an event: "told" (the default), its report's; "event",
                                  its own where that is known to the day and lies not ahead */
    struct cmq_str actor;      /* a CAMEO code or the beginning of one, or words of a name */
    struct cmq_str source;     /* likewise, of the source; a speaker */
    struct cmq_str target;     /* likewise, of the target; an addressee */
    struct cmq_str country;    /* several: ISO 3166 alpha-3, or English names */
    struct cmq_str bloc;       /* whose members on the day are meant */
    struct cmq_str sector;     /* several: CAMEO roles */
    struct cmq_str code;       /* several: CAMEO codes, each with all below it */
    struct cmq_str type;       /* several: PLOVER types */
    struct cmq_str assertion;  /* several; "actual" unless given; "any" */
    struct cmq_str time;       /* several: past, present, future */
    struct cmq_str place;      /* its name, or ISO 3166 alpha-3 of its country */
    struct cmq_str publisher;  /* of the report, in whatever case */
    struct cmq_str text;       /* words of the report, a query of SQLite's FTS5 */
    struct cmq_str attributed; /* "yes", "no", "any" (the default): told by somebody named */
    struct cmq_str as_of;      /* what the store had on that day */
    struct cmq_str language;   /* of the report */
    const char *sources;       /* path of a list of publishers, one a line; NULL: all */
    bool repeats;              /* also events that repeat an earlier one of their report */
};

/* An actor, country, bloc and sector that are all asked for are those of one and the same
 * participant. */

struct cmq_query;

/* Checks the filter and fixes the state of the store. The filter's strings and the store must
 * outlive the query. CMQ_BAD_INPUT names the parameter that is wrong. */
enum cmq_status cmq_query_open(struct cmq_store *store, const struct cmq_filter *filter,
                               struct cmq_query **query, struct cmq_error *err);
void cmq_query_free(struct cmq_query *query); /* NULL is fine */

/* ---- rows out (rows.c, rows_table.c) ------------------------------------------------------- */

enum cmq_rows_format {
    CMQ_ROWS_TABLE,
    CMQ_ROWS_JSONL,
    CMQ_ROWS_TSV,
    CMQ_ROWS_CSV,
    CMQ_ROWS_CELLS, /* values as they are, to a program: has no name */
};

enum cmq_column_kind {
    CMQ_COLUMN_TEXT,
    CMQ_COLUMN_DAY,  /* a text, YYYY-MM-DD */
    CMQ_COLUMN_LIST, /* joined by ";"; an array in JSON */
    CMQ_COLUMN_INTEGER,
    CMQ_COLUMN_COUNT, /* an integer, "NA" where nothing was counted */
    CMQ_COLUMN_REAL,
};

/* Where a column stands: a table for a person has room for the few that matter, and a line of its
 * own below a row for text. An id is of use only whole, however narrow the terminal is. */
enum cmq_column_place {
    CMQ_EVERYWHERE,
    CMQ_NOT_IN_TABLE,
    CMQ_ONLY_IN_TABLE,
    CMQ_BELOW_IN_TABLE,
    CMQ_WHOLE_IN_TABLE,
};

struct cmq_column {
    const char *name;
    const char *title; /* in a table; NULL: the name */
    unsigned char kind, place;
    unsigned char decimals;
};

#define CMQ_COLUMNS_MAX 48u

/* Takes a piece of output; false stops the query, which then ends well. */
typedef bool cmq_sink(void *context, struct cmq_str piece);
/* Takes the value of a column, counted from 0; those that only tables have are left out. */
typedef void cmq_cell_sink(void *context, unsigned column, struct cmq_cell cell);

/* Which kind of cells a kind of column has. */
enum cmq_cell_kind cmq_column_cells(enum cmq_column_kind kind);

/* Rows in one of the formats. A row's cells are given in the order of its columns. */
struct cmq_rows {
    enum cmq_rows_format format;
    struct cmq_table_style style;
    cmq_sink *sink;           /* NULL for CMQ_ROWS_CELLS */
    cmq_cell_sink *cell_sink; /* for CMQ_ROWS_CELLS alone */
    void *context;
    /* private */
    const struct cmq_column *column;
    unsigned count, at;
    struct cmq_buf out;
    struct cmq_json json;
    struct cmq_buf held; /* a table's first cells, which its widths come from */
    unsigned held_rows, width[CMQ_COLUMNS_MAX];
    bool begun, stopped;
};

/* The names of the formats, "jsonl"; false if there is none of that name. */
bool cmq_rows_format_of(struct cmq_str name, enum cmq_rows_format *format);

/* `rows` has its first five members set and the others zero. A table with columns of its own may
 * follow another; the columns must live until the end. */
void cmq_rows_begin(struct cmq_rows *rows, const struct cmq_column *column, unsigned count);
void cmq_rows_text(struct cmq_rows *rows, struct cmq_str value); /* absent: not known */
void cmq_rows_int(struct cmq_rows *rows, int64_t value);
void cmq_rows_real(struct cmq_rows *rows, double value);
void cmq_rows_null(struct cmq_rows *rows);
/* A line between tables; nothing in the other formats. */
void cmq_rows_note(struct cmq_rows *rows, struct cmq_str line);
/* Gives what is pending to the sink; CMQ_NO_MEMORY if something was lost. */
enum cmq_status cmq_rows_end(struct cmq_rows *rows, struct cmq_error *err);
void cmq_rows_release(struct cmq_rows *rows);

/* ---- the store's tidy tables (tidy.c) ------------------------------------------------------ */

/* Writes the rows that answer the question: in a table under `title`, else with a first column
 * "kind" that says `kind`. Nothing where there are none. More rows may follow. */
enum cmq_status cmq_rows_tidy(struct cmq_rows *rows, struct cmq_store *store,
                              enum cmq_store_tidy which, int64_t of, const char *kind,
                              const char *title, struct cmq_error *err);

/* ---- lists (lists.c, actor_list.c, story_list.c, occurrence_list.c, outlet_list.c) ---------- */

enum cmq_list {
    CMQ_LIST_EVENTS,
    CMQ_LIST_STATEMENTS,
    CMQ_LIST_ACTORS,
    CMQ_LIST_REPORTS,
    CMQ_LIST_STORIES,     /* with a report or, where one is asked for, an event that fits */
    CMQ_LIST_OCCURRENCES, /* with an event that fits */
    CMQ_LIST_OUTLETS,     /* with a report or, where one is asked for, an event that fits */
};

struct cmq_page {
    uint64_t limit;       /* rows; 0: all */
    struct cmq_str after; /* the cursor of the page before; absent: from the start */
    bool oldest;          /* oldest first; else newest first. Actors and outlets: most reports
                             first */
};

#define CMQ_CURSOR_MAX 64

/* Writes a page, a row an event and so on. `cursor` gets what the next page is asked for with, ""
 * after the last. CMQ_BAD_INPUT also where the filter asks for what the list does not have. */
enum cmq_status cmq_query_list(struct cmq_query *query, enum cmq_list list,
                               const struct cmq_page *page, struct cmq_rows *rows,
                               char cursor[static CMQ_CURSOR_MAX], struct cmq_error *err);

/* ---- corrections (corrections.c) ------------------------------------------------------------ */

struct cmq_corrections {
    struct cmq_str event; /* of this one; absent: all */
    bool orphans;         /* only those that hold, but whose event the codings have no more */
    uint64_t limit;       /* rows; 0: all */
    int64_t after;        /* the number of the last one of the page before; 0: from the start */
};

/* Writes a row a correction, in the order in which they were made. */
enum cmq_status cmq_query_corrections(struct cmq_store *store, const struct cmq_corrections *which,
                                      struct cmq_rows *rows, char cursor[static CMQ_CURSOR_MAX],
                                      struct cmq_error *err);

/* ---- one story (story.c) -------------------------------------------------------------------- */

/* Writes all that the store has of a story, by the number that it has or had: rows whose first
 * column "kind" says report, merge, occurrence, history, variant, and the accounts side by side;
 * tables or JSON lines. The accounts of too long a story are left out: `left_out` says why, its
 * status is CMQ_OK otherwise. CMQ_END if there never was such a story. */
enum cmq_status cmq_query_story(struct cmq_store *store, int64_t number, struct cmq_rows *rows,
                                struct cmq_error *left_out, struct cmq_error *err);

/* Appends the accounts of a story alone, a line of JSON each as `communique accounts` writes it.
 * CMQ_LIMIT for too long a story. CMQ_END if there never was such a story. */
enum cmq_status cmq_query_accounts(struct cmq_store *store, int64_t number, struct cmq_buf *out,
                                   struct cmq_error *err);

/* ---- why an event was coded (explained.c) --------------------------------------------------- */

/* Of what is explained: in the arena, but `by`, which the coder has. */
struct cmq_explained {
    struct cmq_str report;               /* its id */
    struct cmq_store_coder coded_by, by; /* who coded what the store has; who explains it */
    bool same;                           /* these are one; else the steps may be others */
};

/* Codes the text of the event's report once more, and appends to `why` what cmq_coding_explain
 * tells. `session` is as for cmq_code. CMQ_BAD_INPUT where no report has the event, or several do;
 * CMQ_UNSUPPORTED where the store keeps no text of it, or where this coder does not give it. */
enum cmq_status cmq_query_explain(struct cmq_store *store, const struct cmq_coder *coder,
                                  struct cmq_session *session, struct cmq_str event,
                                  struct cmq_arena *arena, struct cmq_explained *explained,
                                  struct cmq_buf *why, struct cmq_error *err);

/* ---- counts (counts.c, panel.c) ------------------------------------------------------------ */

/* What is counted once. */
enum cmq_count {
    CMQ_COUNT_ROWS,        /* an event of a report */
    CMQ_COUNT_REPORTS,     /* a report that has such an event */
    CMQ_COUNT_ONE_A_DAY,   /* events of one day with one CAMEO code between the same units */
    CMQ_COUNT_OCCURRENCES, /* a happening, in however many reports, on the first day told */
};

/* Whose events are counted together. */
enum cmq_unit { CMQ_UNIT_EVENT, CMQ_UNIT_COUNTRY, CMQ_UNIT_DYAD };

enum cmq_period { CMQ_PERIOD_DAY, CMQ_PERIOD_WEEK, CMQ_PERIOD_MONTH, CMQ_PERIOD_YEAR };

struct cmq_counting {
    enum cmq_count count;
    enum cmq_unit unit;
    enum cmq_period by;    /* weeks begin on Monday */
    struct cmq_str actors; /* the units: "iso3" (the default), "cow", or the path of a file that
                              maps codes to units for a time; terminated */
    bool directed;         /* dyads: source and target apart */
};

/* By the words of the command line ("one-a-day"); false if there is none. */
bool cmq_count_of(struct cmq_str name, enum cmq_count *count);
bool cmq_unit_of(struct cmq_str name, enum cmq_unit *unit);
bool cmq_period_of(struct cmq_str name, enum cmq_period *period);

/* A row a period: the count, by class of conflict and cooperation, the reports and outlets of the
 * period. Periods without a report are NA. The sums of the panel with the same counting. */
enum cmq_status cmq_query_series(struct cmq_query *query, const struct cmq_counting *counting,
                                 struct cmq_rows *rows, struct cmq_error *err);

/* A row a unit and period, all of them: a cell without a report, or of a unit that was not, is NA,
 * a quiet one 0. The unit is a country or dyad. */
enum cmq_status cmq_query_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                struct cmq_rows *rows, struct cmq_error *err);

/* The dyads that have events, most of them first. The cursor is the rank of the last. */
enum cmq_status cmq_query_dyads(struct cmq_query *query, const struct cmq_counting *counting,
                                const struct cmq_page *page, struct cmq_rows *rows,
                                char cursor[static CMQ_CURSOR_MAX], struct cmq_error *err);

/* ---- answers, a row at a time (answer.c) ---------------------------------------------------- */

/* The same questions for one who takes rows as they are wanted: a row is found when it is asked
 * for. The functions above write all of an answer. */
struct cmq_answer;

enum cmq_status cmq_answer_list(struct cmq_query *query, enum cmq_list list,
                                const struct cmq_page *page, struct cmq_answer **answer,
                                struct cmq_error *err);
enum cmq_status cmq_answer_dyads(struct cmq_query *query, const struct cmq_counting *counting,
                                 const struct cmq_page *page, struct cmq_answer **answer,
                                 struct cmq_error *err);
enum cmq_status cmq_answer_series(struct cmq_query *query, const struct cmq_counting *counting,
                                  struct cmq_answer **answer, struct cmq_error *err);
enum cmq_status cmq_answer_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                 struct cmq_answer **answer, struct cmq_error *err);

/* What its rows are begun with; good as long as the query. */
const struct cmq_column *cmq_answer_columns(const struct cmq_answer *answer, unsigned *count);
/* Puts the next row into `rows`; CMQ_END after the last. */
enum cmq_status cmq_answer_next(struct cmq_answer *answer, struct cmq_rows *rows,
                                struct cmq_error *err);
/* After CMQ_END, what the next page is asked for with; "" if there is none. */
const char *cmq_answer_cursor(const struct cmq_answer *answer);
/* Before the query is freed. NULL is fine. */
void cmq_answer_free(struct cmq_answer *answer);

/* ---- the history of a pair ------------------------------------------------------------------ */

/* The history of one pair of units: its series, by periods that a screen has room for unless
 * `fixed`, and in a table its latest events. */
enum cmq_status cmq_query_history(struct cmq_query *query, const struct cmq_counting *counting,
                                  bool fixed, struct cmq_str one, struct cmq_str other,
                                  struct cmq_rows *rows, struct cmq_error *err);

/* ---- what is asked, by name (parameters.c) -------------------------------------------------- */

/* What is asked, as a bit. */
enum cmq_asker {
    CMQ_ASK_EVENTS = 1,
    CMQ_ASK_STATEMENTS = 2,
    CMQ_ASK_ACTORS = 4,
    CMQ_ASK_REPORTS = 8,
    CMQ_ASK_DYADS = 16,
    CMQ_ASK_SERIES = 32,
    CMQ_ASK_PANEL = 64,
    CMQ_ASK_STORIES = 128,
    CMQ_ASK_OCCURRENCES = 256,
    CMQ_ASK_OUTLETS = 512,
};

/* All that can be said of a question. */
struct cmq_asked {
    enum cmq_asker asker;
    struct cmq_filter filter;
    struct cmq_page page;
    struct cmq_counting counting;
};

/* The names of the questions, those of their commands; NULL past the last. */
const char *cmq_asker_name(size_t index);
/* False if there is no question of that name. */
bool cmq_asker_of(struct cmq_str name, enum cmq_asker *asker);

enum cmq_parameter_kind {
    CMQ_PARAMETER_WORDS,
    CMQ_PARAMETER_CHOICE,
    CMQ_PARAMETER_FLAG, /* "true" or "false" */
    CMQ_PARAMETER_FILE, /* its path, terminated: only who has the machine may name it */
};

struct cmq_parameter {
    unsigned askers;                    /* what it is for: a bit each */
    const char *name, *argument, *help; /* as in an option's help */
    enum cmq_parameter_kind kind;
    /* private */
    size_t member;
    bool (*read)(struct cmq_str value, struct cmq_asked *asked);
    const char *wanted;
};

/* All of them, in the order in which a help tells them; the one of a name, NULL if there is none
 * for that question. */
const struct cmq_parameter *cmq_parameters(size_t *count);
const struct cmq_parameter *cmq_parameter_find(enum cmq_asker asker, struct cmq_str name);

/* A question of which nothing is said: everything, counted by month. */
struct cmq_asked cmq_asked_of(enum cmq_asker asker);
/* Says one thing of it; the value must outlive the question. CMQ_BAD_INPUT where it is none of the
 * parameter's, as far as that shows before the store is asked. */
enum cmq_status cmq_asked_set(struct cmq_asked *asked, const struct cmq_parameter *parameter,
                              struct cmq_str value, struct cmq_error *err);
/* Whether what was said goes together. */
enum cmq_status cmq_asked_check(const struct cmq_asked *asked, struct cmq_error *err);
/* Puts it; the query was opened with its filter. */
enum cmq_status cmq_asked_answer(struct cmq_query *query, const struct cmq_asked *asked,
                                 struct cmq_answer **answer, struct cmq_error *err);

#endif
