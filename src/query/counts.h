/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_QUERY_COUNTS_H
#define CMQ_QUERY_COUNTS_H

/* What series, panels and dyads share. */

#include "query/question.h"

/* ---- coverage (coverage.c) ----------------------------------------------------------------- */

/* What there is of a period. */
struct cmq__coverage {
    cmq_day first;
    int64_t reports, outlets;
};

struct cmq__calendar {
    enum cmq_period by;
    uint32_t count;
    struct cmq__coverage *period; /* without gaps, in order */
};

/* From the first to the last day that is asked for, or where that is open that has a report. */
enum cmq_status cmq__calendar_open(struct cmq_query *query, enum cmq_period by,
                                   struct cmq__calendar *calendar, struct cmq_error *err);
/* The last period that does not begin after the day; 0 if each does. */
uint32_t cmq__find_period(const struct cmq__calendar *calendar, cmq_day day);

/* ---- cells (columns.c) --------------------------------------------------------------------- */

enum { CMQ__CLASSES = 4 };

struct cmq__cell {
    int64_t count, of_class[CMQ__CLASSES];
};

/* SQL of the columns that a cell is read from, over what cmq__add_counted gives. */
void cmq__add_sums(struct cmq__question *question);
void cmq__read_cell(const struct cmq_store_rows *rows, unsigned at, struct cmq__cell *cell);

struct cmq__columns {
    struct cmq_column item[16];
    unsigned count;
};

void cmq__add_column(struct cmq__columns *columns, const char *name, const char *title,
                     unsigned kind, unsigned place);
/* "unit"; "unit_1", "unit_2"; "source", "target". */
void cmq__add_unit_columns(struct cmq__columns *columns, const struct cmq_counting *counting);
/* Those of a cell. The first is named by the counting rule, the assertions and the attribution that
 * are asked for: "rows_actual_any". */
void cmq__add_count_columns(struct cmq__columns *columns, struct cmq_query *query,
                            const struct cmq_counting *counting);
void cmq__put_cell(struct cmq_rows *rows, const struct cmq__cell *cell);
void cmq__put_no_cell(struct cmq_rows *rows);
void cmq__put_day(struct cmq_rows *rows, cmq_day day);
/* The rule for a person's eyes. */
struct cmq_str cmq__rule_note(struct cmq_query *query, const struct cmq_counting *counting);

/* ---- series (series.c) --------------------------------------------------------------------- */

/* The series over the periods of a calendar. */
enum cmq_status cmq__answer_series(struct cmq_query *query, const struct cmq_counting *counting,
                                   bool by_country, const struct cmq__calendar *calendar,
                                   struct cmq_answer **answer, struct cmq_error *err);

#endif
