/* SPDX-License-Identifier: Apache-2.0 */
#include "query/counts.h"

#define BAR 15 /* columns of the longest bar */

/* Cooperation, then conflict, as long as their share of the tallest period. */
static struct cmq_str draw_bar(const struct cmq__cell *cell, int64_t tallest, struct cmq_buf *out) {
    int64_t cooperation = cell->of_class[0] + cell->of_class[1];
    int64_t conflict = cell->of_class[2] + cell->of_class[3];
    const struct {
        int64_t value;
        struct cmq_str mark;
    } part[] = {{cooperation, CMQ_STR("█")}, {conflict, CMQ_STR("▒")}};
    cmq_buf_clear(out);
    for (unsigned i = 0; i < 2; i++) {
        int64_t length = (part[i].value * BAR + tallest - 1) / tallest;
        for (int64_t k = 0; k < length; k++) {
            cmq_buf_add_str(out, part[i].mark);
        }
    }
    return cmq_buf_str(out);
}

/* A series that is being read. */
struct series {
    struct cmq__calendar calendar;
    struct cmq__cell *cell; /* of each period */
    struct cmq__columns columns;
    int64_t tallest;
    uint32_t period;
};

static int64_t find_tallest(const struct series *series) {
    int64_t tallest = 1;
    for (uint32_t i = 0; i < series->calendar.count; i++) {
        int64_t height = 0;
        for (unsigned k = 0; k < CMQ__CLASSES; k++) {
            height += series->cell[i].of_class[k];
        }
        tallest = height > tallest ? height : tallest;
    }
    return tallest;
}

static enum cmq_status next_period(struct cmq_answer *answer, struct cmq_rows *rows,
                                   struct cmq_error *err) {
    struct series *series = answer->state;
    (void)err;
    if (series->period == series->calendar.count) {
        return CMQ_END;
    }
    const struct cmq__coverage *period = &series->calendar.period[series->period];
    const struct cmq__cell *cell = &series->cell[series->period++];
    struct cmq_buf bar;
    cmq_buf_init(&bar, CMQ_MAX_LINE);
    cmq__put_day(rows, period->first);
    if (period->reports == 0 && cell->count == 0) {
        cmq__put_no_cell(rows);
    } else {
        cmq__put_cell(rows, cell);
    }
    cmq_rows_int(rows, period->reports);
    cmq_rows_int(rows, period->outlets);
    cmq_rows_text(rows, draw_bar(cell, series->tallest, &bar));
    cmq_buf_release(&bar);
    return CMQ_OK;
}

static enum cmq_status count_periods_of(struct cmq_query *query,
                                        const struct cmq_counting *counting, bool by_country,
                                        const struct cmq__calendar *calendar,
                                        struct cmq__cell *cell, struct cmq_error *err) {
    struct cmq__question question;
    struct cmq_store_rows *rows;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add(&question, cmq__period_sql(calendar->by));
    cmq__add(&question, ", ");
    cmq__add_sums(&question);
    cmq__add(&question, " FROM (");
    cmq__add_counted(&question, query, counting, by_country);
    cmq__add(&question, ") GROUP BY 1");
    enum cmq_status status = cmq__ask(query, &question, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        cmq_day first = cmq_day_parse(cmq_store_rows_str(rows, 0));
        uint32_t period = cmq__find_period(calendar, first);
        if (calendar->count > 0 && calendar->period[period].first == first) {
            cmq__read_cell(rows, 1, &cell[period]);
        }
    }
    cmq_store_rows_free(rows);
    cmq__question_release(&question);
    return status == CMQ_END ? CMQ_OK : status;
}

enum cmq_status cmq__answer_series(struct cmq_query *query, const struct cmq_counting *counting,
                                   bool by_country, const struct cmq__calendar *calendar,
                                   struct cmq_answer **answer, struct cmq_error *err) {
    struct cmq__cell *cell =
        CMQ_NEW_ARRAY(&query->arena, struct cmq__cell, (size_t)calendar->count + 1);
    struct series *series = cell != NULL ? CMQ_NEW(&query->arena, struct series) : NULL;
    *answer = cmq__answer_new(query, next_period, series, err);
    if (*answer == NULL) {
        return CMQ_NO_MEMORY;
    }
    *series = (struct series){.calendar = *calendar, .cell = cell};
    enum cmq_status status = count_periods_of(query, counting, by_country, calendar, cell, err);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq__columns *columns = &series->columns;
    cmq__add_column(columns, "period", NULL, CMQ_COLUMN_DAY, CMQ_EVERYWHERE);
    cmq__add_count_columns(columns, query, counting);
    cmq__add_column(columns, "reports", NULL, CMQ_COLUMN_INTEGER, CMQ_EVERYWHERE);
    cmq__add_column(columns, "outlets", NULL, CMQ_COLUMN_INTEGER, CMQ_EVERYWHERE);
    cmq__add_column(columns, "bar", "+█ −▒", CMQ_COLUMN_TEXT, CMQ_ONLY_IN_TABLE);
    series->tallest = find_tallest(series);
    (*answer)->column = columns->item;
    (*answer)->columns = columns->count;
    (*answer)->note = cmq__rule_note(query, counting);
    return CMQ_OK;
}

enum cmq_status cmq_answer_series(struct cmq_query *query, const struct cmq_counting *counting,
                                  struct cmq_answer **answer, struct cmq_error *err) {
    struct cmq__units units = {.by_country = true};
    struct cmq__calendar calendar;
    *answer = NULL;
    enum cmq_status status = cmq__check_counting(query, counting, err);
    if (status == CMQ_OK && counting->unit != CMQ_UNIT_EVENT) {
        status = cmq__units_open(query, counting->actors, NULL, &units, err);
    }
    status = status == CMQ_OK ? cmq__calendar_open(query, counting->by, &calendar, err) : status;
    return status == CMQ_OK
               ? cmq__answer_series(query, counting, units.by_country, &calendar, answer, err)
               : status;
}

enum cmq_status cmq_query_series(struct cmq_query *query, const struct cmq_counting *counting,
                                 struct cmq_rows *rows, struct cmq_error *err) {
    struct cmq_answer *answer;
    enum cmq_status status = cmq_answer_series(query, counting, &answer, err);
    return status == CMQ_OK ? cmq__write_answer(answer, rows, NULL, err) : status;
}
