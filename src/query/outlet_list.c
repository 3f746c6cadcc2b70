/* SPDX-License-Identifier: Apache-2.0 */
/* The list of outlets, those of most reports first. */
#include "query/list_columns.h"

static const struct cmq__source outlets[] = {
    {{"publisher", NULL, TEXT, CMQ_EVERYWHERE, 0}, "p.publisher"},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "count(*)"},
    {{"events", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "sum(p.events)"},
    {{"first", NULL, DAY, CMQ_EVERYWHERE, 0}, "min(p.date)"},
    {{"last", NULL, DAY, CMQ_EVERYWHERE, 0}, "max(p.date)"},
};

static const struct cmq__list outlet_list = {outlets, COUNT(outlets), NULL, NULL};

/* The reports that fit, each with its events that do. */
static void add_reports(struct cmq__question *question, const struct cmq_query *query,
                        bool of_events) {
    cmq__add(question, "(SELECT r.publisher, r.date, (SELECT count(*) FROM events e WHERE e.report "
                       "= r.report AND ");
    cmq__add_event_conditions(question, query, true);
    if (of_events) {
        cmq__add_days(question, query, cmq__event_day(query));
    }
    cmq__add(question, ") AS events FROM reports r WHERE r.publisher IS NOT NULL AND ");
    cmq__add_report_conditions(question, query);
    if (!of_events) {
        cmq__add_days(question, query, "r.date");
    }
    cmq__add(question, ")");
}

enum cmq_status cmq__answer_outlets(struct cmq_query *query, const struct cmq_page *page,
                                    uint64_t offset, struct cmq_answer **answer,
                                    struct cmq_error *err) {
    bool of_events = cmq__asks_for_events(query);
    struct cmq__question question;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add_sources(&question, &outlet_list);
    cmq__add(&question, " FROM ");
    add_reports(&question, query, of_events);
    cmq__add(&question, of_events ? " p WHERE p.events > 0" : " p");
    cmq__add(&question, " GROUP BY p.publisher ORDER BY count(*) DESC, p.publisher");
    cmq__add_limit(&question, page->limit, offset);
    enum cmq_status status =
        cmq__open_answer(query, &question, &outlet_list, page->limit, offset, answer, err);
    cmq__question_release(&question);
    return status;
}
