/* SPDX-License-Identifier: Apache-2.0 */
/* Lists, a page at a time. A page is first its keys, found and put in order without reading more of
 * them than it takes, then their rows. */
#include "query/list_columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define REAL CMQ_COLUMN_REAL

#define SIDE(what, side)                                                                           \
    "(SELECT group_concat(coalesce(a." what ", '---'), ';') FROM participants p LEFT JOIN actors " \
    "a ON a.report = p.report AND a.number = p.actor WHERE p.report = e.report AND p.event = "     \
    "e.number AND p.side = '" side "')"
#define WORDS(span)                                                                                \
    "(SELECT substr(text, e." span "_start + 1, e." span "_end - e." span "_start) FROM texts t "  \
    "WHERE t.report = e.report)"

static const struct cmq__source events[] = {
    {{"event", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.id"},
    {{"report", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.id"},
    {{"told", NULL, DAY, CMQ_EVERYWHERE, 0}, "r.date"},
    {{"date_from", NULL, DAY, CMQ_NOT_IN_TABLE, 0}, "e.date_from"},
    {{"date_to", NULL, DAY, CMQ_NOT_IN_TABLE, 0}, "e.date_to"},
    {{"source", NULL, LIST, CMQ_EVERYWHERE, 0}, SIDE("code", "source")},
    {{"source_country", NULL, LIST, CMQ_NOT_IN_TABLE, 0}, SIDE("country", "source")},
    {{"source_name", NULL, LIST, CMQ_NOT_IN_TABLE, 0}, SIDE("name", "source")},
    {{"cameo", NULL, TEXT, CMQ_EVERYWHERE, 0}, "e.cameo"},
    {{"plover", NULL, TEXT, CMQ_EVERYWHERE, 0}, "e.plover"},
    {{"mode", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.mode"},
    {{"target", NULL, LIST, CMQ_EVERYWHERE, 0}, SIDE("code", "target")},
    {{"target_country", NULL, LIST, CMQ_NOT_IN_TABLE, 0}, SIDE("country", "target")},
    {{"target_name", NULL, LIST, CMQ_NOT_IN_TABLE, 0}, SIDE("name", "target")},
    {{"quad_gdelt", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "e.quad_gdelt"},
    {{"goldstein_gdelt", NULL, REAL, CMQ_NOT_IN_TABLE, 1}, "e.goldstein_gdelt"},
    {{"assertion", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.assertion"},
    {{"time", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.time"},
    {{"place", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.place_name"},
    {{"place_country", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.place_country"},
    {{"lat", NULL, REAL, CMQ_NOT_IN_TABLE, 3}, "e.place_lat"},
    {{"lon", NULL, REAL, CMQ_NOT_IN_TABLE, 3}, "e.place_lon"},
    {{"attribution", "told by", LIST, CMQ_EVERYWHERE, 0},
     "(SELECT group_concat(coalesce(a.code, '---'), ';') FROM event_attributions p LEFT JOIN "
     "actors a ON a.report = p.report AND a.number = p.actor WHERE p.report = e.report AND p.event "
     "= e.number)"},
    {{"same_as", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "e.same_as"},
    {{"confidence", NULL, REAL, CMQ_NOT_IN_TABLE, 2}, "e.confidence"},
    {{"publisher", NULL, TEXT, CMQ_EVERYWHERE, 0}, "r.publisher"},
    {{"url", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.url"},
    {{"first_seen", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.first_seen"},
    {{"story", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, CMQ__STORY_OF_REPORT},
    {{"occurrence", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0},
     "(SELECT o.occurrence FROM occurrence_events o WHERE o.report = e.report AND o.event = "
     "e.number)"},
    {{"trigger", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, WORDS("trigger")},
    {{"evidence", NULL, TEXT, CMQ_BELOW_IN_TABLE, 0}, WORDS("evidence")},
};

static const struct cmq__source statements[] = {
    {{"report", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.id"},
    {{"statement", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "s.number"},
    {{"told", NULL, DAY, CMQ_EVERYWHERE, 0}, "r.date"},
    {{"speaker", NULL, TEXT, CMQ_EVERYWHERE, 0},
     "(SELECT name FROM actors a WHERE a.report = s.report AND a.number = s.speaker_actor)"},
    {{"speaker_code", "code", TEXT, CMQ_EVERYWHERE, 0},
     "(SELECT code FROM actors a WHERE a.report = s.report AND a.number = s.speaker_actor)"},
    {{"speaker_country", NULL, TEXT, CMQ_NOT_IN_TABLE, 0},
     "(SELECT country FROM actors a WHERE a.report = s.report AND a.number = s.speaker_actor)"},
    {{"addressees", "to", LIST, CMQ_EVERYWHERE, 0},
     "(SELECT group_concat(coalesce(a.code, '---'), ';') FROM addressees p LEFT JOIN actors a ON "
     "a.report = p.report AND a.number = p.actor WHERE p.report = s.report AND p.statement = "
     "s.number)"},
    {{"form", NULL, TEXT, CMQ_EVERYWHERE, 0}, "s.form"},
    {{"topics", NULL, LIST, CMQ_NOT_IN_TABLE, 0},
     "(SELECT group_concat(topic, ';') FROM topics t WHERE t.report = s.report AND t.statement = "
     "s.number)"},
    {{"attribution", NULL, LIST, CMQ_NOT_IN_TABLE, 0},
     "(SELECT group_concat(coalesce(a.code, '---'), ';') FROM statement_attributions p LEFT JOIN "
     "actors a ON a.report = p.report AND a.number = p.actor WHERE p.report = s.report AND "
     "p.statement = s.number)"},
    {{"publisher", NULL, TEXT, CMQ_EVERYWHERE, 0}, "r.publisher"},
    {{"url", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.url"},
    {{"content", NULL, TEXT, CMQ_BELOW_IN_TABLE, 0},
     "(SELECT group_concat(substr(t.text, c.span_start + 1, c.span_end - c.span_start), ' … ') "
     "FROM contents c JOIN texts t USING (report) WHERE c.report = s.report AND c.statement = "
     "s.number)"},
};

static const struct cmq__source reports[] = {
    {{"report", NULL, TEXT, CMQ_EVERYWHERE, 0}, "r.id"},
    {{"date", NULL, DAY, CMQ_EVERYWHERE, 0}, "r.date"},
    {{"publisher", NULL, TEXT, CMQ_EVERYWHERE, 0}, "r.publisher"},
    {{"agency", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.agency"},
    {{"url", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.url"},
    {{"language", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.language"},
    {{"first_seen", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.first_seen"},
    {{"version", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "r.version"},
    {{"length", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, "r.length"},
    {{"text_sha256", NULL, TEXT, CMQ_NOT_IN_TABLE, 0}, "r.text_sha256"},
    {{"events", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     "(SELECT count(*) FROM events e WHERE e.report = r.report)"},
    {{"statements", NULL, INTEGER, CMQ_EVERYWHERE, 0},
     "(SELECT count(*) FROM statements s WHERE s.report = r.report)"},
    {{"story", NULL, INTEGER, CMQ_NOT_IN_TABLE, 0}, CMQ__STORY_OF_REPORT},
    {{"opening", NULL, TEXT, CMQ_NOT_IN_TABLE, 0},
     "(SELECT substr(x.text, 1, 160) FROM texts x WHERE x.report = r.report)"},
    {{"title", NULL, TEXT, CMQ_BELOW_IN_TABLE, 0}, "r.title"},
};

static const struct cmq__list kinds[] = {
    [CMQ_LIST_EVENTS] = {events, COUNT(events), "e.number", "events e ON e.report = r.report"},
    [CMQ_LIST_STATEMENTS] = {statements, COUNT(statements), "s.number",
                             "statements s ON s.report = r.report"},
    [CMQ_LIST_REPORTS] = {reports, COUNT(reports), "r.version", NULL},
};

/* ---- what a list does not have ---- */

bool cmq__asks_what_happened(const struct cmq_filter *filter) {
    return filter->code.len > 0 || filter->type.len > 0 || filter->time.len > 0 ||
           filter->place.len > 0 || filter->dated.len > 0 || filter->occurs_from.len > 0 ||
           filter->occurs_to.len > 0 || filter->repeats ||
           !cmq_str_eq(filter->assertion, CMQ_STR("actual"));
}

bool cmq__asks_who(const struct cmq_query *query) {
    return query->actor.given || query->countries.list.count > 0 || query->sectors.list.count > 0 ||
           query->filter.bloc.len > 0;
}

bool cmq__asks_on_sides(const struct cmq_query *query) {
    return query->source.given || query->target.given || query->filter.attributed.len > 0;
}

bool cmq__asks_for_events(const struct cmq_query *query) {
    return cmq__asks_what_happened(&query->filter) || cmq__asks_who(query) ||
           cmq__asks_on_sides(query);
}

static enum cmq_status check(const struct cmq_query *query, enum cmq_list list,
                             struct cmq_error *err) {
    bool wrong = list != CMQ_LIST_EVENTS && list < CMQ_LIST_STORIES &&
                 cmq__asks_what_happened(&query->filter);
    wrong |= (list == CMQ_LIST_ACTORS || list == CMQ_LIST_REPORTS) && cmq__asks_on_sides(query);
    wrong |= list == CMQ_LIST_REPORTS && cmq__asks_who(query);
    return wrong ? cmq_fail(err, CMQ_BAD_INPUT, 0, "the list does not have what is asked for")
                 : CMQ_OK;
}

/* ---- pages ---- */

/* A cursor is "REPORT.NUMBER", the place of the last row; else it is a number of rows. */
static enum cmq_status read_cursor(const struct cmq_page *page, bool ranked, uint64_t cursor[2],
                                   struct cmq_error *err) {
    struct cmq_str rest = page->after;
    cursor[0] = cursor[1] = 0;
    if (rest.len == 0) {
        return CMQ_OK;
    }
    struct cmq_str first = ranked ? rest : cmq_str_cut(&rest, '.');
    return cmq_number_read(first, INT64_MAX, &cursor[0]) &&
                   (ranked || cmq_number_read(rest, INT64_MAX, &cursor[1]))
               ? CMQ_OK
               : cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "after wants what the page before ended with, not '%.*s'",
                          CMQ_FMT(page->after));
}

/* Behind the row of the cursor in the order of add_order. */
static void add_after(struct cmq__question *question, const struct cmq__list *kind, bool oldest,
                      const uint64_t cursor[2]) {
    unsigned long long report = cursor[0], number = cursor[1];
    cmq_buf_format(
        &question->sql,
        " AND ((coalesce(r.date, ''), r.id, r.report) %s (SELECT coalesce(date, ''), id, "
        "report FROM reports WHERE report = %llu) OR (r.report = %llu AND %s > %llu))",
        oldest ? ">" : "<", report, report, kind->item, number);
}

static void add_order(struct cmq__question *question, const char *item, bool oldest) {
    const char *way = oldest ? "" : " DESC";
    cmq_buf_format(&question->sql, " ORDER BY r.date%s, r.id%s, r.report%s, %s", way, way, way,
                   item);
}

static void add_conditions(struct cmq__question *question, const struct cmq_query *query,
                           enum cmq_list list) {
    cmq__add(question, " WHERE ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, list == CMQ_LIST_EVENTS ? cmq__event_day(query) : "r.date");
    if (list != CMQ_LIST_REPORTS) {
        cmq__add(question, " AND ");
    }
    if (list == CMQ_LIST_EVENTS) {
        cmq__add_event_conditions(question, query, true);
    } else if (list == CMQ_LIST_STATEMENTS) {
        cmq__add_statement_conditions(question, query);
    }
}

void cmq__add_sources(struct cmq__question *question, const struct cmq__list *kind) {
    for (unsigned i = 0; i < kind->count; i++) {
        cmq__add(question, i == 0 ? "" : ", ");
        cmq__add(question, kind->source[i].sql);
    }
}

void cmq__add_limit(struct cmq__question *question, uint64_t limit, uint64_t offset) {
    cmq_buf_format(&question->sql, " LIMIT %lld OFFSET %llu",
                   limit == 0 ? -1LL : (long long)limit + 1, (unsigned long long)offset);
}

/* Joins what the list is of to its reports. A page that ends early goes report by report in their
 * order, which SQLite would not by itself; but where few take part that are asked for, the set of
 * their events leads. */
static void add_table(struct cmq__question *question, const struct cmq__list *kind, bool in_order) {
    if (kind->table != NULL) {
        cmq__add(question, in_order ? " CROSS JOIN " : " JOIN ");
        cmq__add(question, kind->table);
    }
}

/* A page of rows with the place of each in two columns at the end. With `pair` of events between
 * those two alone. What is asked for whole, and found report by report, comes in the order of an
 * index; else keys are put in order first, which are shorter than rows. */
static void add_page(struct cmq__question *question, const struct cmq_query *query,
                     enum cmq_list list, const struct cmq_page *page, const uint64_t cursor[2],
                     const struct cmq__units *pair) {
    const struct cmq__list *kind = &kinds[list];
    bool asks_for_actors = cmq__asks_who(query) || query->source.given || query->target.given;
    bool by_report = pair == NULL && (query->by_row || !asks_for_actors);
    bool keys_first = page->limit > 0 || !by_report;
    cmq__add(question, "SELECT ");
    cmq__add_sources(question, kind);
    cmq_buf_format(&question->sql, ", r.report, %s FROM ", kind->item);
    if (keys_first) {
        cmq_buf_format(&question->sql, "(SELECT r.report AS page_report, %s AS page_item FROM ",
                       kind->item);
    }
    cmq__add(question, "reports r");
    add_table(question, kind, by_report);
    add_conditions(question, query, list);
    if (pair != NULL) {
        cmq__add_between(question, query, pair->by_country);
    }
    if (page->after.len > 0) {
        add_after(question, kind, page->oldest, cursor);
    }
    add_order(question, kind->item, page->oldest);
    cmq__add_limit(question, page->limit, 0);
    if (keys_first) {
        cmq__add(question, ") JOIN reports r ON r.report = page_report");
        add_table(question, kind, false);
        cmq_buf_format(&question->sql, " WHERE %s = page_item", kind->item);
        add_order(question, kind->item, page->oldest);
    }
}

/* ---- rows ---- */

static void put_row(const struct cmq__list *kind, const struct cmq_store_rows *found,
                    struct cmq_rows *rows) {
    for (unsigned i = 0; i < kind->count; i++) {
        switch (kind->source[i].column.kind) {
        case CMQ_COLUMN_INTEGER:
            if (cmq_store_rows_null(found, i)) {
                cmq_rows_null(rows);
            } else {
                cmq_rows_int(rows, cmq_store_rows_int(found, i));
            }
            break;
        case CMQ_COLUMN_REAL:
            if (cmq_store_rows_null(found, i)) {
                cmq_rows_null(rows);
            } else {
                cmq_rows_real(rows, cmq_store_rows_double(found, i));
            }
            break;
        default:
            cmq_rows_text(rows, cmq_store_rows_str(found, i));
        }
    }
}

/* A list that is being read. */
struct reading {
    const struct cmq__list *kind;
    uint64_t limit, offset, row;
    char last[CMQ_CURSOR_MAX]; /* place of the row before */
};

static void note_place(struct reading *reading, const struct cmq_store_rows *found) {
    const struct cmq__list *kind = reading->kind;
    reading->row++;
    if (kind->item != NULL) {
        (void)snprintf(reading->last, sizeof reading->last, "%" PRId64 ".%" PRId64,
                       cmq_store_rows_int(found, kind->count),
                       cmq_store_rows_int(found, kind->count + 1));
    } else {
        (void)snprintf(reading->last, sizeof reading->last, "%" PRIu64,
                       reading->offset + reading->row);
    }
}

static enum cmq_status next_row(struct cmq_answer *answer, struct cmq_rows *rows,
                                struct cmq_error *err) {
    struct reading *reading = answer->state;
    enum cmq_status status = cmq_store_rows_next(answer->found, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (reading->limit > 0 && reading->row == reading->limit) {
        memcpy(answer->cursor, reading->last, sizeof answer->cursor);
        return CMQ_END;
    }
    put_row(reading->kind, answer->found, rows);
    note_place(reading, answer->found);
    return CMQ_OK;
}

enum cmq_status cmq__open_answer(struct cmq_query *query, const struct cmq__question *question,
                                 const struct cmq__list *kind, uint64_t limit, uint64_t offset,
                                 struct cmq_answer **answer, struct cmq_error *err) {
    struct cmq_column *column = CMQ_NEW_ARRAY(&query->arena, struct cmq_column, kind->count);
    struct reading *reading = column != NULL ? CMQ_NEW(&query->arena, struct reading) : NULL;
    *answer = cmq__answer_new(query, next_row, reading, err);
    if (*answer == NULL) {
        return CMQ_NO_MEMORY;
    }
    for (unsigned i = 0; i < kind->count; i++) {
        column[i] = kind->source[i].column;
    }
    *reading = (struct reading){.kind = kind, .limit = limit, .offset = offset};
    (*answer)->column = column;
    (*answer)->columns = kind->count;
    return cmq__ask(query, question, &(*answer)->found, err);
}

/* Whether a page is found by going back report by report. */
static bool goes_by_date(enum cmq_list list) {
    return list == CMQ_LIST_EVENTS || list == CMQ_LIST_STATEMENTS || list == CMQ_LIST_STORIES;
}

static enum cmq_status answer_page(struct cmq_query *query, enum cmq_list list,
                                   const struct cmq_page *page, const uint64_t place[2],
                                   struct cmq_answer **answer, struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    add_page(&question, query, list, page, place, NULL);
    enum cmq_status status =
        cmq__open_answer(query, &question, &kinds[list], page->limit, 0, answer, err);
    cmq__question_release(&question);
    return status;
}

enum cmq_status cmq_answer_list(struct cmq_query *query, enum cmq_list list,
                                const struct cmq_page *page, struct cmq_answer **answer,
                                struct cmq_error *err) {
    uint64_t place[2];
    *answer = NULL;
    enum cmq_status status = check(query, list, err);
    bool ranked = list == CMQ_LIST_ACTORS || list >= CMQ_LIST_STORIES;
    status = status == CMQ_OK ? read_cursor(page, ranked, place, err) : status;
    if (status == CMQ_OK && page->limit > 0 && goes_by_date(list)) {
        status = cmq__choose_way(query, err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    switch (list) {
    case CMQ_LIST_ACTORS:
        return cmq__answer_actors(query, page, place[0], answer, err);
    case CMQ_LIST_STORIES:
        return cmq__answer_stories(query, page, place[0], answer, err);
    case CMQ_LIST_OCCURRENCES:
        return cmq__answer_occurrences(query, page, place[0], answer, err);
    case CMQ_LIST_OUTLETS:
        return cmq__answer_outlets(query, page, place[0], answer, err);
    default:
        return answer_page(query, list, page, place, answer, err);
    }
}

enum cmq_status cmq_query_list(struct cmq_query *query, enum cmq_list list,
                               const struct cmq_page *page, struct cmq_rows *rows,
                               char cursor[static CMQ_CURSOR_MAX], struct cmq_error *err) {
    struct cmq_answer *answer;
    cursor[0] = '\0';
    enum cmq_status status = cmq_answer_list(query, list, page, &answer, err);
    return status == CMQ_OK ? cmq__write_answer(answer, rows, cursor, err) : status;
}

enum cmq_status cmq__write_events_between(struct cmq_query *query, const struct cmq__units *pair,
                                          unsigned limit, struct cmq_rows *rows,
                                          struct cmq_error *err) {
    const struct cmq_page page = {.limit = limit};
    const uint64_t start[2] = {0, 0};
    struct cmq__question question;
    struct cmq_answer *answer;
    cmq__question_init(&question);
    add_page(&question, query, CMQ_LIST_EVENTS, &page, start, pair);
    enum cmq_status status =
        cmq__open_answer(query, &question, &kinds[CMQ_LIST_EVENTS], limit, 0, &answer, err);
    cmq__question_release(&question);
    return status == CMQ_OK ? cmq__write_answer(answer, rows, NULL, err) : status;
}
