/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_QUERY_QUESTION_H
#define CMQ_QUERY_QUESTION_H

/* What the files of this room share: an open query, and questions in SQL under construction. The
 * text of a question is made of this room's own words alone; values are bound. */

#include "query/query.h"

#define CMQ__VALUES_MAX 256u
#define CMQ__CODE_MAX   15u /* letters of an actor's code that a unit may be told by */

struct cmq__words {
    CMQ_ARRAY(struct cmq_str) list;
};

/* Who is meant by a word of the filter: actors with a code from `code` to before `code_end`, or,
 * where that is absent, with a name like the pattern. */
struct cmq__identity {
    struct cmq_str code, code_end, name;
    bool given;
};

struct cmq_query {
    struct cmq_store *store;
    struct cmq_arena arena;
    struct cmq_filter filter;
    /* The filter's lists, checked and in the store's spelling; empty: anything. */
    struct cmq__words countries, sectors, codes, types, assertions, times;
    struct cmq__identity actor, source, target;
    bool dated_event;
    bool by_row; /* who takes part is looked for row by row, not as a set (frequency.c) */
    bool begun;  /* the transaction that holds the store still */
};

struct cmq__question {
    struct cmq_buf sql;
    struct cmq_str value[CMQ__VALUES_MAX];
    unsigned count;
    bool full; /* more values than there is room for */
};

/* ISO 3166 alpha-3 of a country by that or its English name; absent if there is none. */
struct cmq_str cmq__find_country(struct cmq_str text, struct cmq_arena *arena);

void cmq__question_init(struct cmq__question *question);
void cmq__question_release(struct cmq__question *question);
void cmq__add(struct cmq__question *question, const char *sql);
/* Adds the value and "?7" for it, or "(?7, ?8)" for a list. */
void cmq__add_value(struct cmq__question *question, struct cmq_str value);
void cmq__add_list(struct cmq__question *question, const struct cmq__words *words);

enum cmq_status cmq__ask(struct cmq_query *query, const struct cmq__question *question,
                         struct cmq_store_rows **rows, struct cmq_error *err);
/* Runs a statement without rows. */
enum cmq_status cmq__tell(struct cmq_query *query, const char *sql, const struct cmq_str *value,
                          unsigned count, struct cmq_error *err);

/* ---- answers (answer.c) ---------------------------------------------------------------------- */

/* Puts one row; CMQ_END where there is none, with the cursor of the next page. */
typedef enum cmq_status cmq__next(struct cmq_answer *answer, struct cmq_rows *rows,
                                  struct cmq_error *err);

struct cmq_answer {
    cmq__next *next;
    void *state; /* of the kind of question; lives as long as the query */
    const struct cmq_column *column;
    unsigned columns;
    struct cmq_str note;          /* above a table; may be absent */
    struct cmq_store_rows *found; /* that the rows are made of */
    char cursor[CMQ_CURSOR_MAX];
    bool ended;
};

/* NULL, with the error, where there is no memory for it or for its state. */
struct cmq_answer *cmq__answer_new(struct cmq_query *query, cmq__next *next, void *state,
                                   struct cmq_error *err);
/* Writes all of it and frees it. `cursor` may be NULL. */
enum cmq_status cmq__write_answer(struct cmq_answer *answer, struct cmq_rows *rows, char *cursor,
                                  struct cmq_error *err);

/* ---- conditions (conditions.c) -------------------------------------------------------------
 *
 * Each adds "… AND …", true if nothing is asked for, over the names r (reports), e (events), s
 * (statements) and a (actors), which the question has. */

/* SQL of an event's day, over r and e. */
const char *cmq__event_day(const struct cmq_query *query);

/* Which outlets and versions: what coverage is measured by. */
void cmq__add_coverage_conditions(struct cmq__question *question, const struct cmq_query *query);
/* These and the report's words. */
void cmq__add_report_conditions(struct cmq__question *question, const struct cmq_query *query);
void cmq__add_days(struct cmq__question *question, const struct cmq_query *query, const char *day);
/* What an event is; with `parties` also who takes part. */
void cmq__add_event_conditions(struct cmq__question *question, const struct cmq_query *query,
                               bool parties);
void cmq__add_statement_conditions(struct cmq__question *question, const struct cmq_query *query);
void cmq__add_identity(struct cmq__question *question, const struct cmq__identity *actor);
/* Who an actor is; with `states` also of which country, and of which bloc on `day`, unless NULL. */
void cmq__add_actor_conditions(struct cmq__question *question, const struct cmq_query *query,
                               bool states, const char *day);
void cmq__add_sector_condition(struct cmq__question *question, const struct cmq_query *query,
                               const char *column);

/* ---- few or many (frequency.c) --------------------------------------------------------------- */

/* Sets `by_row` for a page that goes report by report: unless some that are asked for are few. */
enum cmq_status cmq__choose_way(struct cmq_query *query, struct cmq_error *err);

/* ---- days and periods (periods.c)
 * ------------------------------------------------------------------- */

/* The day as the store writes it; open ends are the first and the last day it can write. */
struct cmq_str cmq__day_text(cmq_day day, struct cmq_arena *arena);
cmq_day cmq__period_first(enum cmq_period by, cmq_day day);
cmq_day cmq__period_next(enum cmq_period by, cmq_day first);
/* SQL of the first day of the period that the column `day` is in. */
const char *cmq__period_sql(enum cmq_period by);

/* ---- units (units.c) ----------------------------------------------------------------------- */

/* A code stands for a unit from day to day; open ends are -CMQ_DAY_MAX and CMQ_DAY_MAX. */
struct cmq__spell {
    struct cmq_str code;
    uint32_t unit;
    cmq_day first, last;
    bool picked; /* of a country or bloc that is asked for */
};

struct cmq__units {
    struct cmq__words names; /* in order */
    CMQ_ARRAY(struct cmq__spell) spells;
    bool by_country; /* codes are countries; else they may be the beginning of CAMEO codes, too */
};

/* Reads the units of `actors` and puts them into the table asked_units. With `pair` only units of
 * those two names, which CMQ_BAD_INPUT says are not there. */
enum cmq_status cmq__units_open(struct cmq_query *query, struct cmq_str actors,
                                const struct cmq_str pair[2], struct cmq__units *units,
                                struct cmq_error *err);

/* ---- counts (counts.c) --------------------------------------------------------------------- */

/* "one-a-day" */
struct cmq_str cmq__count_name(enum cmq_count count);
/* Adds a question whose rows are one, two (numbers of units; 0 where there is none), day, and for
 * each of the four classes whether it has such an event: a row for all that is counted once. */
void cmq__add_counted(struct cmq__question *question, const struct cmq_query *query,
                      const struct cmq_counting *counting, bool by_country);
/* Adds "AND …": the event e is between two units of the table. */
void cmq__add_between(struct cmq__question *question, const struct cmq_query *query,
                      bool by_country);
/* CMQ_UNSUPPORTED if the store has no occurrences and they are to be counted. */
enum cmq_status cmq__check_counting(struct cmq_query *query, const struct cmq_counting *counting,
                                    struct cmq_error *err);

/* ---- lists (lists.c, actor_list.c, story_list.c, occurrence_list.c) -------------------------- */

/* SQL of the story of r. A story has the first coding of a report, which may have been coded anew
 * since. The plus keeps SQLite from looking for the least by walking over all reports. */
#define CMQ__STORY_OF_REPORT                                                                       \
    "(SELECT m.story FROM story_reports m WHERE m.report = coalesce((SELECT min(+f.report) FROM "  \
    "reports f WHERE f.recoded_as = r.report), r.report))"

/* A column and the SQL that it is read from. */
struct cmq__source {
    struct cmq_column column;
    const char *sql;
};

/* What a list is of. `item` is the number within a report, by which a page goes on; NULL where it
 * goes on by a count of rows. */
struct cmq__list {
    const struct cmq__source *source;
    unsigned count;
    const char *item, *table;
};

/* Whether the filter asks for anything of an event's act; for a participant, on any side; for one
 * on a side. */
bool cmq__asks_what_happened(const struct cmq_filter *filter);
bool cmq__asks_who(const struct cmq_query *query);
bool cmq__asks_on_sides(const struct cmq_query *query);
/* Whether a story or an outlet must have an event that fits, not only a report. */
bool cmq__asks_for_events(const struct cmq_query *query);

void cmq__add_sources(struct cmq__question *question, const struct cmq__list *kind);
/* One row more than the page has tells that there is another. */
void cmq__add_limit(struct cmq__question *question, uint64_t limit, uint64_t offset);
/* Opens what the question gives. */
enum cmq_status cmq__open_answer(struct cmq_query *query, const struct cmq__question *question,
                                 const struct cmq__list *kind, uint64_t limit, uint64_t offset,
                                 struct cmq_answer **answer, struct cmq_error *err);

/* Those that are put together from many reports; `offset` rows come before the page. */
enum cmq_status cmq__answer_actors(struct cmq_query *query, const struct cmq_page *page,
                                   uint64_t offset, struct cmq_answer **answer,
                                   struct cmq_error *err);
enum cmq_status cmq__answer_stories(struct cmq_query *query, const struct cmq_page *page,
                                    uint64_t offset, struct cmq_answer **answer,
                                    struct cmq_error *err);
enum cmq_status cmq__answer_occurrences(struct cmq_query *query, const struct cmq_page *page,
                                        uint64_t offset, struct cmq_answer **answer,
                                        struct cmq_error *err);
enum cmq_status cmq__answer_outlets(struct cmq_query *query, const struct cmq_page *page,
                                    uint64_t offset, struct cmq_answer **answer,
                                    struct cmq_error *err);

/* The latest events between two units of the table. */
enum cmq_status cmq__write_events_between(struct cmq_query *query, const struct cmq__units *pair,
                                          unsigned limit, struct cmq_rows *rows,
                                          struct cmq_error *err);

#endif
