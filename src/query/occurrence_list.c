/* SPDX-License-Identifier: Apache-2.0 */
/* The list of occurrences. First which of them have what is asked for, put in order; then the rows
 * of the page alone. */
#include "query/list_columns.h"

#define NAMES(side)                                                                                \
    "(SELECT group_concat(name, ';') FROM (SELECT DISTINCT a.name AS name FROM occurrence_events " \
    "o JOIN reports r ON r.report = o.report AND r.is_current JOIN participants q ON q.report = "  \
    "o.report AND q.event = o.event AND q.side = '" side "' JOIN actors a ON a.report = q.report " \
    "AND a.number = q.actor WHERE o.occurrence = p.occurrence ORDER BY 1))"

static const struct cmq__source occurrences[] = {
    {{"occurrence", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.occurrence"},
    {{"first_day", NULL, DAY, CMQ_EVERYWHERE, 0}, "t.first_day"},
    {{"last_day", NULL, DAY, CMQ_NOT_IN_TABLE, 0}, "t.last_day"},
    {{"family", NULL, TEXT, CMQ_EVERYWHERE, 0}, "t.family"},
    {{"status", NULL, TEXT, CMQ_EVERYWHERE, 0}, "t.status"},
    {{"source", NULL, LIST, CMQ_EVERYWHERE, 0}, NAMES("source")},
    {{"target", NULL, LIST, CMQ_EVERYWHERE, 0}, NAMES("target")},
    {{"events", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "t.events"},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.reports"},
    {{"outlets", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.outlets"},
    {{"origins", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.origins"},
    {{"sides", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.sides"},
    {{"part_of", NULL, LIST, CMQ_NOT_IN_TABLE, 0}, "t.part_of"},
};

static const struct cmq__list occurrence_list = {occurrences, COUNT(occurrences), NULL, NULL};

static void add_order(struct cmq__question *question, bool oldest) {
    cmq__add(question,
             oldest ? " ORDER BY p.day, p.occurrence" : " ORDER BY p.day DESC, p.occurrence DESC");
}

static void add_asked(struct cmq__question *question, const struct cmq_query *query) {
    cmq__add(question, "SELECT o.occurrence AS occurrence, min(coalesce(e.date_from, r.date)) AS "
                       "day FROM reports r JOIN events e ON e.report = r.report JOIN "
                       "occurrence_events o ON o.report = e.report AND o.event = e.number WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, cmq__event_day(query));
    cmq__add(question, " AND ");
    cmq__add_event_conditions(question, query, true);
    cmq__add(question, " GROUP BY o.occurrence");
}

enum cmq_status cmq__answer_occurrences(struct cmq_query *query, const struct cmq_page *page,
                                        uint64_t offset, struct cmq_answer **answer,
                                        struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add_sources(&question, &occurrence_list);
    cmq__add(&question, " FROM (SELECT * FROM (");
    add_asked(&question, query);
    cmq__add(&question, ") p");
    add_order(&question, page->oldest);
    cmq__add_limit(&question, page->limit, offset);
    cmq__add(&question, ") p JOIN occurrence_table t ON t.occurrence = p.occurrence");
    add_order(&question, page->oldest);
    enum cmq_status status =
        cmq__open_answer(query, &question, &occurrence_list, page->limit, offset, answer, err);
    cmq__question_release(&question);
    return status;
}
