/* SPDX-License-Identifier: Apache-2.0 */
/* Dyads by how much they have to do with each other, and the history of one. */
#include "query/counts.h"

#include <inttypes.h>
#include <stdio.h>

#define FITS   24u /* periods that a screen has room for */
#define LATEST 10u /* events below a history */

/* ---- the list ---- */

static enum cmq_status read_rank(struct cmq_str after, uint64_t *rank, struct cmq_error *err) {
    *rank = 0;
    return after.len == 0 || cmq_number_read(after, INT64_MAX, rank)
               ? CMQ_OK
               : cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "after wants what the page before ended with, not '%.*s'",
                          CMQ_FMT(after));
}

static void put_dyad(const struct cmq_store_rows *counted, const struct cmq__units *units,
                     struct cmq_rows *rows) {
    struct cmq__cell cell;
    for (unsigned i = 0; i < 2; i++) {
        cmq_rows_text(rows, units->names.list.item[cmq_store_rows_int(counted, i)]);
    }
    cmq__read_cell(counted, 2, &cell);
    cmq__put_cell(rows, &cell);
    cmq_rows_text(rows, cmq_store_rows_str(counted, 3 + CMQ__CLASSES));
    cmq_rows_text(rows, cmq_store_rows_str(counted, 4 + CMQ__CLASSES));
}

/* A ranking that is being read. */
struct ranking {
    struct cmq__units units;
    struct cmq__columns columns;
    uint64_t limit, rank, row;
};

static enum cmq_status next_dyad(struct cmq_answer *answer, struct cmq_rows *rows,
                                 struct cmq_error *err) {
    struct ranking *ranking = answer->state;
    enum cmq_status status = cmq_store_rows_next(answer->found, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (ranking->limit > 0 && ranking->row == ranking->limit) {
        (void)snprintf(answer->cursor, sizeof answer->cursor, "%" PRIu64,
                       ranking->rank + ranking->row);
        return CMQ_END;
    }
    ranking->row++;
    put_dyad(answer->found, &ranking->units, rows);
    return CMQ_OK;
}

static void add_columns(struct cmq__columns *columns, struct cmq_query *query,
                        const struct cmq_counting *counting) {
    cmq__add_unit_columns(columns, counting);
    cmq__add_count_columns(columns, query, counting);
    cmq__add_column(columns, "first", NULL, CMQ_COLUMN_DAY, CMQ_EVERYWHERE);
    cmq__add_column(columns, "last", NULL, CMQ_COLUMN_DAY, CMQ_EVERYWHERE);
}

static enum cmq_status ask_ranking(struct cmq_query *query, const struct cmq_counting *counting,
                                   const struct ranking *ranking, struct cmq_answer *answer,
                                   struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT one, two, ");
    cmq__add_sums(&question);
    cmq__add(&question, ", min(day), max(day) FROM (");
    cmq__add_counted(&question, query, counting, ranking->units.by_country);
    cmq__add(&question, ") GROUP BY one, two ORDER BY 3 DESC, one, two");
    cmq_buf_format(&question.sql, " LIMIT -1 OFFSET %llu", (unsigned long long)ranking->rank);
    enum cmq_status status = cmq__ask(query, &question, &answer->found, err);
    cmq__question_release(&question);
    return status;
}

enum cmq_status cmq_answer_dyads(struct cmq_query *query, const struct cmq_counting *counting,
                                 const struct cmq_page *page, struct cmq_answer **answer,
                                 struct cmq_error *err) {
    struct ranking *ranking = CMQ_NEW(&query->arena, struct ranking);
    *answer = cmq__answer_new(query, next_dyad, ranking, err);
    if (*answer == NULL) {
        return CMQ_NO_MEMORY;
    }
    *ranking = (struct ranking){.units = {.by_country = true}, .limit = page->limit};
    enum cmq_status status = cmq__check_counting(query, counting, err);
    status = status == CMQ_OK ? read_rank(page->after, &ranking->rank, err) : status;
    status = status == CMQ_OK ? cmq__units_open(query, counting->actors, NULL, &ranking->units, err)
                              : status;
    if (status != CMQ_OK) {
        return status;
    }
    add_columns(&ranking->columns, query, counting);
    (*answer)->column = ranking->columns.item;
    (*answer)->columns = ranking->columns.count;
    (*answer)->note = cmq__rule_note(query, counting);
    return ask_ranking(query, counting, ranking, *answer, err);
}

enum cmq_status cmq_query_dyads(struct cmq_query *query, const struct cmq_counting *counting,
                                const struct cmq_page *page, struct cmq_rows *rows,
                                char cursor[static CMQ_CURSOR_MAX], struct cmq_error *err) {
    struct cmq_answer *answer;
    cursor[0] = '\0';
    enum cmq_status status = cmq_answer_dyads(query, counting, page, &answer, err);
    return status == CMQ_OK ? cmq__write_answer(answer, rows, cursor, err) : status;
}

/* ---- one dyad ---- */

/* The shortest periods of which no more are asked for than fit. */
static enum cmq_status fit_calendar(struct cmq_query *query, bool fixed, enum cmq_period by,
                                    struct cmq__calendar *calendar, struct cmq_error *err) {
    enum cmq_status status;
    if (fixed) {
        return cmq__calendar_open(query, by, calendar, err);
    }
    by = CMQ_PERIOD_YEAR;
    status = cmq__calendar_open(query, by, calendar, err);
    while (status == CMQ_OK && by > CMQ_PERIOD_DAY) {
        struct cmq__calendar finer;
        status = cmq__calendar_open(query, --by, &finer, err);
        if (status == CMQ_OK && finer.count > FITS) {
            break;
        }
        *calendar = finer;
    }
    return status;
}

/* Countries have names, too. */
static struct cmq_str name_unit(struct cmq_query *query, const struct cmq_counting *counting,
                                struct cmq_str given) {
    bool by_iso3 = counting->actors.len == 0 || cmq_str_eq(counting->actors, CMQ_STR("iso3"));
    struct cmq_str country = by_iso3 ? cmq__find_country(given, &query->arena) : given;
    return country.len > 0 ? country : given;
}

enum cmq_status cmq_query_history(struct cmq_query *query, const struct cmq_counting *counting,
                                  bool fixed, struct cmq_str one, struct cmq_str other,
                                  struct cmq_rows *rows, struct cmq_error *err) {
    const struct cmq_str pair[2] = {name_unit(query, counting, one),
                                    name_unit(query, counting, other)};
    struct cmq__units units = {.by_country = true};
    struct cmq__calendar calendar;
    enum cmq_status status = cmq__check_counting(query, counting, err);
    status =
        status == CMQ_OK ? cmq__units_open(query, counting->actors, pair, &units, err) : status;
    status = status == CMQ_OK ? fit_calendar(query, fixed, counting->by, &calendar, err) : status;
    if (status == CMQ_OK) {
        cmq_rows_note(rows, cmq_arena_format(&query->arena, "%.*s – %.*s", CMQ_FMT(pair[0]),
                                             CMQ_FMT(pair[1])));
        struct cmq_answer *answer;
        status = cmq__answer_series(query, counting, units.by_country, &calendar, &answer, err);
        status = status == CMQ_OK ? cmq__write_answer(answer, rows, NULL, err) : status;
    }
    if (status == CMQ_OK && rows->format == CMQ_ROWS_TABLE && !rows->stopped) {
        cmq_rows_note(rows, CMQ_STR(""));
        status = cmq__write_events_between(query, &units, LATEST, rows, err);
    }
    return status;
}
