/* SPDX-License-Identifier: Apache-2.0 */
/* The periods that a question covers, with the reports and outlets of each. */
#include "query/counts.h"

#define PERIODS_MAX 4000000u

/* Where the question begins and ends in time: as asked, or where the reports do. */
static enum cmq_status find_span(struct cmq_query *query, cmq_day *first, cmq_day *last,
                                 struct cmq_error *err) {
    struct cmq__question question;
    struct cmq_store_rows *rows;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT min(r.date), max(r.date) FROM reports r WHERE ");
    cmq__add_coverage_conditions(&question, query);
    enum cmq_status status = cmq__ask(query, &question, &rows, err);
    if (status == CMQ_OK) {
        status = cmq_store_rows_next(rows, err);
    }
    if (status == CMQ_OK) {
        const struct cmq_filter *filter = &query->filter;
        *first = cmq_day_parse(filter->from.len > 0 ? filter->from : cmq_store_rows_str(rows, 0));
        *last = cmq_day_parse(filter->to.len > 0 ? filter->to : cmq_store_rows_str(rows, 1));
    }
    cmq_store_rows_free(rows);
    cmq__question_release(&question);
    return status;
}

/* The period of a day that is within the calendar. */
uint32_t cmq__find_period(const struct cmq__calendar *calendar, cmq_day first) {
    uint32_t low = 0, high = calendar->count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (calendar->period[middle].first <= first) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static enum cmq_status read_coverage(struct cmq_query *query, struct cmq__calendar *calendar,
                                     struct cmq_error *err) {
    struct cmq__question question;
    struct cmq_store_rows *rows;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add(&question, cmq__period_sql(calendar->by));
    cmq__add(&question, " AS period, count(*), count(DISTINCT publisher) FROM (SELECT r.date AS "
                        "day, r.publisher FROM reports r WHERE r.date IS NOT NULL AND ");
    cmq__add_coverage_conditions(&question, query);
    cmq__add_days(&question, query, "r.date");
    cmq__add(&question, ") GROUP BY 1");
    enum cmq_status status = cmq__ask(query, &question, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        cmq_day first = cmq_day_parse(cmq_store_rows_str(rows, 0));
        struct cmq__coverage *period = &calendar->period[cmq__find_period(calendar, first)];
        if (period->first == first) {
            period->reports = cmq_store_rows_int(rows, 1);
            period->outlets = cmq_store_rows_int(rows, 2);
        }
    }
    cmq_store_rows_free(rows);
    cmq__question_release(&question);
    return status == CMQ_END ? CMQ_OK : status;
}

static uint64_t count_periods(enum cmq_period by, cmq_day first, cmq_day last) {
    static const cmq_day length[] = {1, 7, 28, 365};
    return first > last ? 0 : (uint64_t)(last - first) / (uint64_t)length[by] + 2;
}

static enum cmq_status lay_out(struct cmq_query *query, enum cmq_period by, cmq_day first,
                               cmq_day last, struct cmq__calendar *calendar,
                               struct cmq_error *err) {
    uint64_t most = count_periods(by, first, last);
    if (most > PERIODS_MAX) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "more than %u periods are asked for", PERIODS_MAX);
    }
    calendar->by = by;
    calendar->count = 0;
    calendar->period = CMQ_NEW_ARRAY(&query->arena, struct cmq__coverage, (size_t)most + 1);
    if (calendar->period == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (most > 0) {
        for (cmq_day day = cmq__period_first(by, first); day <= last;
             day = cmq__period_next(by, day)) {
            calendar->period[calendar->count++].first = day;
        }
    }
    return read_coverage(query, calendar, err);
}

enum cmq_status cmq__calendar_open(struct cmq_query *query, enum cmq_period by,
                                   struct cmq__calendar *calendar, struct cmq_error *err) {
    cmq_day first = CMQ_NO_DAY, last = CMQ_NO_DAY;
    enum cmq_status status = find_span(query, &first, &last, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (first == CMQ_NO_DAY || last == CMQ_NO_DAY) {
        first = 1;
        last = 0; /* no dated report: no period */
    }
    return lay_out(query, by, first, last, calendar, err);
}
