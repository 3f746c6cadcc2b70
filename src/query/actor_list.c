/* SPDX-License-Identifier: Apache-2.0 */
/* The list of actors, those of most reports first. */
#include "query/list_columns.h"

static const struct cmq__source actors[] = {
    {{"name", NULL, TEXT, CMQ_EVERYWHERE, 0}, "a.name"},
    {{"code", NULL, TEXT, CMQ_EVERYWHERE, 0}, "a.code"},
    {{"country", NULL, TEXT, CMQ_EVERYWHERE, 0}, "a.country"},
    {{"sectors", NULL, LIST, CMQ_EVERYWHERE, 0}, "a.sectors"},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "count(DISTINCT a.report)"},
    {{"outlets", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "count(DISTINCT r.publisher)"},
    {{"first", NULL, DAY, CMQ_EVERYWHERE, 0}, "min(r.date)"},
    {{"last", NULL, DAY, CMQ_EVERYWHERE, 0}, "max(r.date)"},
};

static const struct cmq__list actor_list = {actors, COUNT(actors), NULL, NULL};

#define IDENTITY "a.name, a.code, a.country, a.sectors"
#define RANKED   " GROUP BY " IDENTITY " ORDER BY count(DISTINCT a.report) DESC, " IDENTITY

/* Whether the actors of all current reports are asked for. */
static bool asks_for_all(const struct cmq_query *query) {
    const struct cmq_filter *filter = &query->filter;
    return filter->publisher.len == 0 && filter->language.len == 0 && filter->sources == NULL &&
           filter->text.len == 0 && filter->from.len == 0 && filter->to.len == 0 &&
           filter->as_of.len == 0 && filter->bloc.len == 0;
}

/* Of all reports the index of names tells how many an actor is in; the reports are then read of
 * those alone that the page has. */
static void add_page(struct cmq__question *question, const struct cmq_query *query,
                     const struct cmq_page *page, uint64_t offset) {
    cmq__add(question, " FROM (SELECT row_number() OVER () AS place, * FROM (SELECT " IDENTITY
                       " FROM actors a WHERE a.report NOT IN (SELECT report FROM reports WHERE NOT "
                       "is_current) AND ");
    cmq__add_actor_conditions(question, query, true, NULL);
    cmq__add(question, RANKED);
    cmq__add_limit(question, page->limit, offset);
    cmq__add(question,
             ")) p CROSS JOIN actors a ON a.name = p.name AND a.code IS p.code AND "
             "a.country IS p.country AND a.sectors = p.sectors JOIN reports r ON "
             "r.report = a.report AND r.is_current = 1 GROUP BY p.place ORDER BY p.place");
}

static void add_ranking(struct cmq__question *question, const struct cmq_query *query,
                        const struct cmq_page *page, uint64_t offset) {
    cmq__add(question, " FROM reports r JOIN actors a ON a.report = r.report WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, "r.date");
    cmq__add(question, " AND ");
    cmq__add_actor_conditions(question, query, true, "r.date");
    cmq__add(question, RANKED);
    cmq__add_limit(question, page->limit, offset);
}

enum cmq_status cmq__answer_actors(struct cmq_query *query, const struct cmq_page *page,
                                   uint64_t offset, struct cmq_answer **answer,
                                   struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add_sources(&question, &actor_list);
    if (page->limit > 0 && asks_for_all(query)) {
        add_page(&question, query, page, offset);
    } else {
        add_ranking(&question, query, page, offset);
    }
    enum cmq_status status =
        cmq__open_answer(query, &question, &actor_list, page->limit, offset, answer, err);
    cmq__question_release(&question);
    return status;
}
