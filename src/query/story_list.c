/* SPDX-License-Identifier: Apache-2.0 */
/* The list of stories. Going back report by report, a story is met on the last day on which it has
 * what is asked for, so that the first page is found without looking at all stories. Then the rows
 * of the page alone are read. */
#include "query/list_columns.h"

#include <stdlib.h>

/* Over p.story: its current reports by their first codings. */
#define FIRST_WITH(what, condition)                                                                \
    "(SELECT " what " FROM stories_now m JOIN reports r ON r.report = m.report AND r.is_current "  \
    "WHERE m.story = p.story" condition " ORDER BY m.first_coding LIMIT 1)"

static const struct cmq__source stories[] = {
    {{"story", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.story"},
    {{"first_day", NULL, DAY, CMQ_EVERYWHERE, 0}, "p.first_day"},
    {{"last_day", NULL, DAY, CMQ_EVERYWHERE, 0}, "p.last_day"},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.reports"},
    {{"outlets", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.outlets"},
    {{"texts", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.texts"},
    {{"occurrences", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     "(SELECT count(DISTINCT o.occurrence) FROM stories_now m JOIN reports r ON r.report = "
     "m.report AND r.is_current JOIN occurrence_events o ON o.report = m.report WHERE m.story = "
     "p.story)"},
    {{"opening", NULL, TEXT, CMQ_NOT_IN_TABLE, 0},
     "(SELECT substr(x.text, 1, 160) FROM texts x WHERE x.report = " FIRST_WITH("r.report",
                                                                                "") ")"},
    {{"title", NULL, TEXT, CMQ_BELOW_IN_TABLE, 0},
     FIRST_WITH("r.title", " AND r.title IS NOT NULL")},
};

static const struct cmq__list story_list = {stories, COUNT(stories), NULL, NULL};

/* ---- which stories ---- */

struct found {
    cmq_day day; /* the last on which it has what is asked for */
    int64_t story;
};

struct search {
    struct cmq_arena *arena;
    CMQ_ARRAY(struct found) stories;
    CMQ_ARRAY(bool) met; /* by the number of a story */
};

/* A story's reports need no event unless the filter asks for one. */
static void add_reports(struct cmq__question *question, const struct cmq_query *query) {
    bool of_events = cmq__asks_for_events(query);
    cmq__add(question, "SELECT " CMQ__STORY_OF_REPORT ", r.date FROM reports r");
    if (of_events) {
        cmq__add(question, query->by_row ? " CROSS JOIN events e ON e.report = r.report"
                                         : " JOIN events e ON e.report = r.report");
    }
    cmq__add(question, " WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, of_events ? cmq__event_day(query) : "r.date");
    if (of_events) {
        cmq__add(question, " AND ");
        cmq__add_event_conditions(question, query, true);
    }
    cmq__add(question, " ORDER BY r.date DESC");
}

/* Whether it was met before; now it has been. */
static bool meet(struct search *search, int64_t story) {
    while (!search->arena->exhausted && (int64_t)search->met.count <= story) {
        CMQ_PUSH(search->arena, &search->met) = false;
    }
    if (search->arena->exhausted || search->met.item[story]) {
        return true;
    }
    search->met.item[story] = true;
    return false;
}

/* Goes back until so many stories are found and the day is over: those of a day are in the order of
 * their numbers. */
static enum cmq_status find(struct search *search, struct cmq_store_rows *reports, uint64_t wanted,
                            struct cmq_error *err) {
    enum cmq_status status;
    while ((status = cmq_store_rows_next(reports, err)) == CMQ_OK) {
        cmq_day day = cmq_day_parse(cmq_store_rows_str(reports, 1));
        uint32_t count = search->stories.count;
        if (count >= wanted && search->stories.item[count - 1].day != day) {
            break;
        }
        int64_t story = cmq_store_rows_null(reports, 0) ? -1 : cmq_store_rows_int(reports, 0);
        if (story >= 0 && !meet(search, story)) {
            CMQ_PUSH(search->arena, &search->stories) = (struct found){day, story};
        }
    }
    if (search->arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status == CMQ_END ? CMQ_OK : status;
}

/* Newest first; reports without a day come last, whose day is the least. */
static int compare(const void *a, const void *b) {
    const struct found *x = a, *y = b;
    if (x->day != y->day) {
        return x->day > y->day ? -1 : 1;
    }
    return (x->story < y->story) - (x->story > y->story);
}

static int compare_oldest(const void *a, const void *b) {
    return compare(b, a);
}

static enum cmq_status find_stories(struct cmq_query *query, const struct cmq_page *page,
                                    uint64_t offset, struct search *search, struct cmq_error *err) {
    struct cmq__question question;
    struct cmq_store_rows *reports;
    bool to_the_end = page->oldest || page->limit == 0;
    cmq__question_init(&question);
    add_reports(&question, query);
    enum cmq_status status = cmq__ask(query, &question, &reports, err);
    if (status == CMQ_OK) {
        status = find(search, reports, to_the_end ? UINT64_MAX : offset + page->limit + 1, err);
    }
    cmq_store_rows_free(reports);
    cmq__question_release(&question);
    if (status == CMQ_OK && search->stories.count > 0) {
        qsort(search->stories.item, search->stories.count, sizeof *search->stories.item,
              page->oldest ? compare_oldest : compare);
    }
    return status;
}

/* ---- their rows ---- */

/* The stories of the page, and one more, as a JSON array. */
static struct cmq_str list_numbers(const struct search *search, const struct cmq_page *page,
                                   uint64_t offset) {
    struct cmq_buf numbers;
    cmq_buf_init(&numbers, CMQ_ARENA_LIMIT);
    cmq_buf_add_char(&numbers, '[');
    for (uint64_t i = offset;
         i < search->stories.count && (page->limit == 0 || i - offset <= page->limit); i++) {
        cmq_buf_format(&numbers, "%s%lld", i == offset ? "" : ",",
                       (long long)search->stories.item[i].story);
    }
    cmq_buf_add_char(&numbers, ']');
    struct cmq_str copy = cmq_arena_copy(search->arena, cmq_buf_str(&numbers));
    cmq_buf_release(&numbers);
    return copy;
}

enum cmq_status cmq__answer_stories(struct cmq_query *query, const struct cmq_page *page,
                                    uint64_t offset, struct cmq_answer **answer,
                                    struct cmq_error *err) {
    struct search search = {.arena = &query->arena};
    struct cmq__question question;
    enum cmq_status status = find_stories(query, page, offset, &search, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq__question_init(&question);
    cmq__add(&question, "SELECT ");
    cmq__add_sources(&question, &story_list);
    cmq__add(&question,
             " FROM (SELECT p.key AS place, p.value AS story, min(r.date) AS first_day, "
             "max(r.date) AS last_day, count(*) AS reports, count(DISTINCT coalesce(r.publisher, "
             "r.id)) AS outlets, count(DISTINCT coalesce((SELECT c.origin FROM copies c WHERE "
             "c.report = m.first_coding AND c.whole), m.first_coding)) AS texts FROM json_each(");
    cmq__add_value(&question, list_numbers(&search, page, offset));
    cmq__add(&question, ") p CROSS JOIN stories_now m ON m.story = p.value JOIN reports r ON "
                        "r.report = m.report AND r.is_current GROUP BY p.key) p ORDER BY p.place");
    status = cmq__open_answer(query, &question, &story_list, page->limit, offset, answer, err);
    cmq__question_release(&question);
    return status;
}
