/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of what many reports tell: stories and occurrences. First which of them have what is asked
 * for, put in order; then the rows of the page alone. */
#include "query/question.h"

#define COUNT(array) (unsigned)(sizeof(array) / sizeof *(array))

#define TEXT    CMQ_COLUMN_TEXT
#define DAY     CMQ_COLUMN_DAY
#define INTEGER CMQ_COLUMN_INTEGER

/* Over `p.story`, and the reports that are current. */
#define OF_STORY(what)                                                                             \
    "(SELECT " what " FROM stories_now m JOIN reports r ON r.report = m.report AND r.is_current "  \
    "WHERE m.story = p.story)"

static const struct cmq__source stories[] = {
    {{"story", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "p.story"},
    {{"first_day", NULL, DAY, CMQ_EVERYWHERE, 0}, OF_STORY("min(r.date)")},
    {{"last_day", NULL, DAY, CMQ_EVERYWHERE, 0}, OF_STORY("max(r.date)")},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, OF_STORY("count(*)")},
    {{"outlets", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     OF_STORY("count(DISTINCT coalesce(r.publisher, r.id))")},
    {{"texts", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     OF_STORY("count(DISTINCT coalesce((SELECT c.origin FROM copies c WHERE c.report = "
              "m.first_coding AND c.whole), m.first_coding))")},
    {{"occurrences", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     "(SELECT count(DISTINCT o.occurrence) FROM stories_now m JOIN reports r ON r.report = "
     "m.report AND r.is_current JOIN occurrence_events o ON o.report = m.report WHERE m.story = "
     "p.story)"},
    {{"opening", NULL, TEXT, CMQ_NOT_IN_TABLE, 0},
     "(SELECT substr(x.text, 1, 160) FROM texts x WHERE x.report = (SELECT r.report FROM "
     "stories_now m JOIN reports r ON r.report = m.report AND r.is_current WHERE m.story = p.story "
     "ORDER BY m.first_coding LIMIT 1))"},
    {{"title", NULL, TEXT, CMQ_BELOW_IN_TABLE, 0},
     "(SELECT r.title FROM stories_now m JOIN reports r ON r.report = m.report AND r.is_current "
     "WHERE m.story = p.story AND r.title IS NOT NULL ORDER BY m.first_coding LIMIT 1)"},
};

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
    {{"source", NULL, CMQ_COLUMN_LIST, CMQ_EVERYWHERE, 0}, NAMES("source")},
    {{"target", NULL, CMQ_COLUMN_LIST, CMQ_EVERYWHERE, 0}, NAMES("target")},
    {{"events", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "t.events"},
    {{"reports", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.reports"},
    {{"outlets", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.outlets"},
    {{"origins", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.origins"},
    {{"sides", NULL, INTEGER, CMQ_EVERYWHERE, 0}, "t.sides"},
    {{"part_of", NULL, CMQ_COLUMN_LIST, CMQ_NOT_IN_TABLE, 0}, "t.part_of"},
};

static const struct cmq__list story_list = {stories, COUNT(stories), NULL, NULL};
static const struct cmq__list occurrence_list = {occurrences, COUNT(occurrences), NULL, NULL};

const struct cmq__list *cmq__grouped(enum cmq_list list) {
    return list == CMQ_LIST_STORIES ? &story_list : &occurrence_list;
}

static void add_order(struct cmq__question *question, const char *item, bool oldest) {
    const char *way = oldest ? "" : " DESC";
    cmq_buf_format(&question->sql, " ORDER BY p.day%s, p.%s%s", way, item, way);
}

/* A story's reports need no event unless the filter asks for one. */
static void add_asked_stories(struct cmq__question *question, const struct cmq_query *query) {
    bool of_events = cmq__asks_what_happened(&query->filter) || cmq__asks_who(query) ||
                     cmq__asks_on_sides(query);
    cmq__add(question,
             "SELECT m.story AS story, max(r.date) AS day FROM reports r JOIN stories_now "
             "m ON m.report = r.report");
    cmq__add(question, of_events ? " JOIN events e ON e.report = r.report WHERE " : " WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, of_events ? cmq__event_day(query) : "r.date");
    if (of_events) {
        cmq__add(question, " AND ");
        cmq__add_event_conditions(question, query, true);
    }
    cmq__add(question, " GROUP BY m.story");
}

static void add_asked_occurrences(struct cmq__question *question, const struct cmq_query *query) {
    cmq__add(question, "SELECT o.occurrence AS occurrence, min(coalesce(e.date_from, r.date)) AS "
                       "day FROM reports r JOIN events e ON e.report = r.report JOIN "
                       "occurrence_events o ON o.report = e.report AND o.event = e.number WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, cmq__event_day(query));
    cmq__add(question, " AND ");
    cmq__add_event_conditions(question, query, true);
    cmq__add(question, " GROUP BY o.occurrence");
}

void cmq__add_grouped(struct cmq__question *question, const struct cmq_query *query,
                      enum cmq_list list, const struct cmq_page *page, uint64_t offset) {
    bool of_stories = list == CMQ_LIST_STORIES;
    const char *item = of_stories ? "story" : "occurrence";
    cmq__add(question, "SELECT ");
    cmq__add_sources(question, cmq__grouped(list));
    cmq__add(question, " FROM (SELECT * FROM (");
    if (of_stories) {
        add_asked_stories(question, query);
    } else {
        add_asked_occurrences(question, query);
    }
    cmq__add(question, ") p");
    add_order(question, item, page->oldest);
    cmq__add_limit(question, page->limit, offset);
    cmq__add(question, ") p");
    cmq__add(question, of_stories ? "" : " JOIN occurrence_table t ON t.occurrence = p.occurrence");
    add_order(question, item, page->oldest);
}
