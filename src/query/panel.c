/* SPDX-License-Identifier: Apache-2.0 */
/* A panel is a walk over all units and periods beside the counted cells, which come in the same
 * order. */
#include "query/counts.h"

enum { ALIVE = 1, PICKED = 2 };

struct panel {
    const struct cmq__calendar *calendar;
    const struct cmq__units *units;
    unsigned char *state;  /* of a unit in a period: a set of ALIVE and PICKED */
    unsigned char *picked; /* of a unit in some period */
    struct cmq_store_rows *counted;
    bool more; /* `counted` stands on a row that is not written yet */
    struct cmq_rows *rows;
};

static enum cmq_status find_states(struct cmq_query *query, struct panel *panel,
                                   struct cmq_error *err) {
    uint32_t units = panel->units->names.list.count, periods = panel->calendar->count;
    panel->state = CMQ_NEW_ARRAY(&query->arena, unsigned char, (size_t)units *periods + 1);
    panel->picked = CMQ_NEW_ARRAY(&query->arena, unsigned char, (size_t)units + 1);
    if (panel->state == NULL || panel->picked == NULL) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "too many units and periods: ask for fewer days or longer periods");
    }
    for (uint32_t i = 0; i < panel->units->spells.count; i++) {
        const struct cmq__spell *spell = &panel->units->spells.item[i];
        for (uint32_t k = 0; k < periods; k++) {
            cmq_day first = panel->calendar->period[k].first;
            cmq_day next = cmq__period_next(panel->calendar->by, first);
            if (spell->first < next && spell->last >= first) {
                panel->state[(size_t)spell->unit * periods + k] |=
                    spell->picked ? ALIVE | PICKED : ALIVE;
                panel->picked[spell->unit] |= spell->picked;
            }
        }
    }
    return CMQ_OK;
}

/* Whether the next counted cell is this one, which is then read. */
static bool take_counted(struct panel *panel, uint32_t one, uint32_t two, cmq_day first,
                         struct cmq__cell *cell) {
    if (!panel->more || cmq_store_rows_int(panel->counted, 0) != one ||
        cmq_store_rows_int(panel->counted, 1) != two ||
        cmq_day_parse(cmq_store_rows_str(panel->counted, 2)) != first) {
        return false;
    }
    cmq__read_cell(panel->counted, 3, cell);
    return true;
}

/* The periods of one unit or pair. */
static enum cmq_status write_units(struct panel *panel, bool is_pair, uint32_t one, uint32_t two,
                                   struct cmq_error *err) {
    const struct cmq__calendar *calendar = panel->calendar;
    const struct cmq_str *name = panel->units->names.list.item;
    const unsigned char *a = panel->state + (size_t)one * calendar->count;
    const unsigned char *b = is_pair ? panel->state + (size_t)two * calendar->count : a;
    for (uint32_t i = 0; i < calendar->count && !panel->rows->stopped; i++) {
        const struct cmq__coverage *period = &calendar->period[i];
        struct cmq__cell cell = {0};
        cmq_rows_text(panel->rows, name[one]);
        if (is_pair) {
            cmq_rows_text(panel->rows, name[two]);
        }
        cmq__put_day(panel->rows, period->first);
        bool counted = take_counted(panel, one, is_pair ? two : 0, period->first, &cell);
        if (counted) {
            enum cmq_status status = cmq_store_rows_next(panel->counted, err);
            panel->more = status == CMQ_OK;
            if (status != CMQ_OK && status != CMQ_END) {
                return status;
            }
        }
        if (counted || (period->reports > 0 && (a[i] & b[i] & ALIVE) && ((a[i] | b[i]) & PICKED))) {
            cmq__put_cell(panel->rows, &cell);
        } else {
            cmq__put_no_cell(panel->rows);
        }
        cmq_rows_int(panel->rows, period->reports);
    }
    return CMQ_OK;
}

static enum cmq_status walk(struct panel *panel, const struct cmq_counting *counting,
                            struct cmq_error *err) {
    uint32_t count = panel->units->names.list.count;
    enum cmq_status status = cmq_store_rows_next(panel->counted, err);
    bool is_pair = counting->unit == CMQ_UNIT_DYAD;
    panel->more = status == CMQ_OK;
    status = status == CMQ_END ? CMQ_OK : status;
    for (uint32_t one = 0; one < count && status == CMQ_OK; one++) {
        if (!is_pair) {
            status = panel->picked[one] ? write_units(panel, false, one, one, err) : CMQ_OK;
            continue;
        }
        for (uint32_t two = counting->directed ? 0 : one + 1;
             two < count && status == CMQ_OK && !panel->rows->stopped; two++) {
            if (two != one && (panel->picked[one] || panel->picked[two])) {
                status = write_units(panel, true, one, two, err);
            }
        }
    }
    return status;
}

static enum cmq_status write_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                   struct panel *panel, struct cmq_error *err) {
    struct cmq__question question;
    struct cmq__columns *columns = CMQ_NEW(&query->arena, struct cmq__columns);
    if (columns == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    cmq__question_init(&question);
    cmq__add(&question, "SELECT one, two, ");
    cmq__add(&question, cmq__period_sql(counting->by));
    cmq__add(&question, " AS period, ");
    cmq__add_sums(&question);
    cmq__add(&question, " FROM (");
    cmq__add_counted(&question, query, counting, panel->units->by_country);
    cmq__add(&question, ") WHERE day BETWEEN ");
    struct cmq_str first = CMQ_STR(""), last = CMQ_STR("");
    if (panel->calendar->count > 0) {
        const struct cmq__coverage *period = panel->calendar->period;
        first = cmq__day_text(period[0].first, &query->arena);
        last = cmq__day_text(
            cmq__period_next(counting->by, period[panel->calendar->count - 1].first) - 1,
            &query->arena);
    }
    cmq__add_value(&question, first);
    cmq__add(&question, " AND ");
    cmq__add_value(&question, last);
    cmq__add(&question, " GROUP BY one, two, period ORDER BY one, two, period");
    enum cmq_status status = cmq__ask(query, &question, &panel->counted, err);
    if (status == CMQ_OK) {
        cmq__add_unit_columns(columns, counting);
        cmq__add_column(columns, "period", NULL, CMQ_COLUMN_TEXT, CMQ_EVERYWHERE);
        cmq__add_count_columns(columns, query, counting);
        cmq__add_column(columns, "reports", NULL, CMQ_COLUMN_INTEGER, CMQ_EVERYWHERE);
        cmq__note_rule(query, counting, panel->rows);
        cmq_rows_begin(panel->rows, columns->item, columns->count);
        status = walk(panel, counting, err);
    }
    cmq_store_rows_free(panel->counted);
    cmq__question_release(&question);
    return status == CMQ_OK ? cmq_rows_end(panel->rows, err) : status;
}

enum cmq_status cmq_query_panel(struct cmq_query *query, const struct cmq_counting *counting,
                                struct cmq_rows *rows, struct cmq_error *err) {
    struct cmq__units units = {.by_country = true};
    struct cmq__calendar calendar;
    struct panel panel = {.calendar = &calendar, .units = &units, .rows = rows};
    enum cmq_status status = cmq__check_counting(query, counting, err);
    status =
        status == CMQ_OK ? cmq__units_open(query, counting->actors, NULL, &units, err) : status;
    status = status == CMQ_OK ? cmq__calendar_open(query, counting->by, &calendar, err) : status;
    status = status == CMQ_OK ? find_states(query, &panel, err) : status;
    return status == CMQ_OK ? write_panel(query, counting, &panel, err) : status;
}
