/* SPDX-License-Identifier: Apache-2.0 */
/* A panel is a walk over all units and periods beside the counted cells, which come in the same
 * order. */
#include "query/counts.h"

enum { ALIVE = 1, PICKED = 2 };

struct panel {
    struct cmq__calendar calendar;
    struct cmq__units units;
    struct cmq__columns columns;
    unsigned char *state;  /* of a unit in a period: a set of ALIVE and PICKED */
    unsigned char *picked; /* of a unit in some period */
    bool is_pair, directed;
    uint32_t one, two, period; /* of the next row; `two` is `one` where units are no pairs */
    bool begun;
    bool more; /* what is counted stands on a row that is not written yet */
};

static enum cmq_status find_states(struct cmq_query *query, struct panel *panel,
                                   struct cmq_error *err) {
    uint32_t units = panel->units.names.list.count, periods = panel->calendar.count;
    panel->state = CMQ_NEW_ARRAY(&query->arena, unsigned char, (size_t)units *periods + 1);
    panel->picked = CMQ_NEW_ARRAY(&query->arena, unsigned char, (size_t)units + 1);
    if (panel->state == NULL || panel->picked == NULL) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "too many units and periods: ask for fewer days or longer periods");
    }
    for (uint32_t i = 0; i < panel->units.spells.count; i++) {
        const struct cmq__spell *spell = &panel->units.spells.item[i];
        for (uint32_t k = 0; k < periods; k++) {
            cmq_day first = panel->calendar.period[k].first;
            cmq_day next = cmq__period_next(panel->calendar.by, first);
            if (spell->first < next && spell->last >= first) {
                panel->state[(size_t)spell->unit * periods + k] |=
                    spell->picked ? ALIVE | PICKED : ALIVE;
                panel->picked[spell->unit] |= spell->picked;
            }
        }
    }
    return CMQ_OK;
}

/* ---- the walk ---- */

static bool is_wanted(const struct panel *panel) {
    if (!panel->is_pair) {
        return panel->picked[panel->one];
    }
    return panel->two < panel->units.names.list.count && panel->two != panel->one &&
           (panel->picked[panel->one] || panel->picked[panel->two]);
}

static void move_on(struct panel *panel) {
    if (panel->is_pair && ++panel->two < panel->units.names.list.count) {
        return;
    }
    panel->one++;
    panel->two = !panel->is_pair ? panel->one : panel->directed ? 0 : panel->one + 1;
}

/* Stops at the first units, from those at hand on, that rows are wanted of; false after the last.
 */
static bool find_wanted(struct panel *panel) {
    if (panel->calendar.count == 0) {
        return false;
    }
    if (panel->period == panel->calendar.count) {
        panel->period = 0;
        move_on(panel);
    }
    while (panel->one < panel->units.names.list.count && !is_wanted(panel)) {
        move_on(panel);
    }
    return panel->one < panel->units.names.list.count;
}

static enum cmq_status step(struct panel *panel, struct cmq_store_rows *counted,
                            struct cmq_error *err) {
    enum cmq_status status = cmq_store_rows_next(counted, err);
    panel->more = status == CMQ_OK;
    return status == CMQ_END ? CMQ_OK : status;
}

/* Whether the counted cell at hand is that of the next row. */
static bool is_counted(const struct panel *panel, const struct cmq_store_rows *counted) {
    return panel->more && cmq_store_rows_int(counted, 0) == panel->one &&
           cmq_store_rows_int(counted, 1) == (panel->is_pair ? panel->two : 0) &&
           cmq_day_parse(cmq_store_rows_str(counted, 2)) ==
               panel->calendar.period[panel->period].first;
}

static bool is_quiet(const struct panel *panel) {
    size_t one = (size_t)panel->one * panel->calendar.count + panel->period;
    size_t two = (size_t)panel->two * panel->calendar.count + panel->period;
    return panel->calendar.period[panel->period].reports > 0 &&
           (panel->state[one] & panel->state[two] & ALIVE) &&
           ((panel->state[one] | panel->state[two]) & PICKED);
}

static enum cmq_status next_cell(struct cmq_answer *answer, struct cmq_rows *rows,
                                 struct cmq_error *err) {
    struct panel *panel = answer->state;
    struct cmq_store_rows *counted = answer->found;
    struct cmq__cell cell = {0};
    enum cmq_status status = panel->begun ? CMQ_OK : step(panel, counted, err);
    panel->begun = true;
    if (status != CMQ_OK || !find_wanted(panel)) {
        return status != CMQ_OK ? status : CMQ_END;
    }
    const struct cmq__coverage *period = &panel->calendar.period[panel->period];
    cmq_rows_text(rows, panel->units.names.list.item[panel->one]);
    if (panel->is_pair) {
        cmq_rows_text(rows, panel->units.names.list.item[panel->two]);
    }
    cmq__put_day(rows, period->first);
    if (is_counted(panel, counted)) {
        cmq__read_cell(counted, 3, &cell);
        cmq__put_cell(rows, &cell);
        status = step(panel, counted, err);
    } else if (is_quiet(panel)) {
        cmq__put_cell(rows, &cell);
    } else {
        cmq__put_no_cell(rows);
    }
    cmq_rows_int(rows, period->reports);
    panel->period++;
    return status;
}

/* ---- the question ---- */

static enum cmq_status ask_cells(struct cmq_query *query, const struct cmq_counting *counting,
                                 const struct panel *panel, struct cmq_answer *answer,
                                 struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    cmq__add(&question, "SELECT one, two, ");
    cmq__add(&question, cmq__period_sql(counting->by));
    cmq__add(&question, " AS period, ");
    cmq__add_sums(&question);
    cmq__add(&question, " FROM (");
    cmq__add_counted(&question, query, counting, panel->units.by_country);
    cmq__add(&question, ") WHERE day BETWEEN ");
    struct cmq_str first = CMQ_STR(""), last = CMQ_STR("");
    if (panel->calendar.count > 0) {
        const struct cmq__coverage *period = panel->calendar.period;
        first = cmq__day_text(period[0].first, &query->arena);
        last = cmq__day_text(
            cmq__period_next(counting->by, period[panel->calendar.count - 1].first) - 1,
            &query->arena);
    }
    cmq__add_value(&question, first);
    cmq__add(&question, " AND ");
    cmq__add_value(&question, last);
    cmq__add(&question, " GROUP BY one, two, period ORDER BY one, two, period");
    enum cmq_status status = cmq__ask(query, &question, &answer->found, err);
    cmq__question_release(&question);
    return status;
}

static void add_columns(struct cmq__columns *columns, struct cmq_query *query,
                        const struct cmq_counting *counting) {
    cmq__add_unit_columns(columns, counting);
    cmq__add_column(columns, "period", NULL, CMQ_COLUMN_DAY, CMQ_EVERYWHERE);
    cmq__add_count_columns(columns, query, counting);
    cmq__add_column(columns, "reports", NULL, CMQ_COLUMN_INTEGER, CMQ_EVERYWHERE);
}

enum cmq_status cmq_answer_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                 struct cmq_answer **answer, struct cmq_error *err) {
    struct panel *panel = CMQ_NEW(&query->arena, struct panel);
    *answer = cmq__answer_new(query, next_cell, panel, err);
    if (*answer == NULL) {
        return CMQ_NO_MEMORY;
    }
    *panel = (struct panel){.units = {.by_country = true},
                            .is_pair = counting->unit == CMQ_UNIT_DYAD,
                            .directed = counting->directed};
    panel->two = panel->is_pair && !panel->directed ? 1 : 0;
    enum cmq_status status = cmq__check_counting(query, counting, err);
    status = status == CMQ_OK ? cmq__units_open(query, counting->actors, NULL, &panel->units, err)
                              : status;
    status =
        status == CMQ_OK ? cmq__calendar_open(query, counting->by, &panel->calendar, err) : status;
    status = status == CMQ_OK ? find_states(query, panel, err) : status;
    if (status != CMQ_OK) {
        return status;
    }
    add_columns(&panel->columns, query, counting);
    (*answer)->column = panel->columns.item;
    (*answer)->columns = panel->columns.count;
    (*answer)->note = cmq__rule_note(query, counting);
    return ask_cells(query, counting, panel, *answer, err);
}

enum cmq_status cmq_query_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                struct cmq_rows *rows, struct cmq_error *err) {
    struct cmq_answer *answer;
    enum cmq_status status = cmq_answer_panel(query, counting, &answer, err);
    return status == CMQ_OK ? cmq__write_answer(answer, rows, NULL, err) : status;
}
