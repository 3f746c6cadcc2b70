/* SPDX-License-Identifier: Apache-2.0 */
/* The counting rules, in SQL. All counts stand on one table of what is counted once, so that sums
 * over it agree whatever they are grouped by. */
#include "query/question.h"

static bool find_word(const char *const *word, unsigned count, struct cmq_str name,
                      unsigned *index) {
    for (*index = 0; *index < count; ++*index) {
        if (cmq_str_eq(cmq_str_of(word[*index]), name)) {
            return true;
        }
    }
    return false;
}

static const char *const count_word[] = {[CMQ_COUNT_ROWS] = "rows",
                                         [CMQ_COUNT_REPORTS] = "reports",
                                         [CMQ_COUNT_ONE_A_DAY] = "one-a-day",
                                         [CMQ_COUNT_OCCURRENCES] = "occurrences"};

struct cmq_str cmq__count_name(enum cmq_count count) {
    return cmq_str_of(count_word[count]);
}

bool cmq_count_of(struct cmq_str name, enum cmq_count *count) {
    unsigned index;
    bool found = find_word(count_word, sizeof count_word / sizeof *count_word, name, &index);
    *count = found ? (enum cmq_count)index : CMQ_COUNT_ROWS;
    return found;
}

bool cmq_unit_of(struct cmq_str name, enum cmq_unit *unit) {
    static const char *const word[] = {
        [CMQ_UNIT_EVENT] = "event", [CMQ_UNIT_COUNTRY] = "country", [CMQ_UNIT_DYAD] = "dyad"};
    unsigned index;
    bool found = find_word(word, sizeof word / sizeof *word, name, &index);
    *unit = found ? (enum cmq_unit)index : CMQ_UNIT_EVENT;
    return found;
}

bool cmq_period_of(struct cmq_str name, enum cmq_period *period) {
    static const char *const word[] = {[CMQ_PERIOD_DAY] = "day",
                                       [CMQ_PERIOD_WEEK] = "week",
                                       [CMQ_PERIOD_MONTH] = "month",
                                       [CMQ_PERIOD_YEAR] = "year"};
    unsigned index;
    bool found = find_word(word, sizeof word / sizeof *word, name, &index);
    *period = found ? (enum cmq_period)index : CMQ_PERIOD_DAY;
    return found;
}

enum cmq_status cmq__check_counting(struct cmq_query *query, const struct cmq_counting *counting,
                                    struct cmq_error *err) {
    struct cmq_store_rows *rows;
    if (counting->count != CMQ_COUNT_OCCURRENCES) {
        return CMQ_OK;
    }
    enum cmq_status status = cmq_store_ask(
        query->store, CMQ_STR("SELECT 1 FROM sqlite_schema WHERE name = 'occurrence_events'"), NULL,
        0, &rows, err);
    if (status == CMQ_OK) {
        status = cmq_store_rows_next(rows, err);
        cmq_store_rows_free(rows);
    }
    return status == CMQ_END
               ? cmq_fail(err, CMQ_UNSUPPORTED, 0,
                          "the store has no occurrences: let `communique add` bring it up to date, "
                          "or count rows, reports or one-a-day")
               : status;
}

#define CODES_OF(side)                                                                             \
    "(SELECT group_concat(coalesce(a.code, a.name), ';') FROM participants p JOIN actors a ON "    \
    "a.report = p.report AND a.number = p.actor WHERE p.report = e.report AND p.event = e.number " \
    "AND p.side = '" side "')"

/* What tells the things apart that are counted once, within a unit. */
static void add_key(struct cmq__question *question, const struct cmq_query *query,
                    const struct cmq_counting *counting) {
    switch (counting->count) {
    case CMQ_COUNT_ROWS:
        cmq__add(question, "(e.report << 20) + e.number");
        return;
    case CMQ_COUNT_REPORTS:
        cmq__add(question, "e.report");
        return;
    case CMQ_COUNT_OCCURRENCES:
        cmq__add(question, "o.occurrence");
        return;
    case CMQ_COUNT_ONE_A_DAY:
        cmq__add(question, cmq__event_day(query));
        cmq__add(question, " || e.cameo");
        if (counting->unit == CMQ_UNIT_EVENT) {
            cmq__add(question, " || ' ' || coalesce(" CODES_OF("source") ", '') || ' ' || "
                                                                         "coalesce(" CODES_OF(
                                                                             "target") ", '')");
        }
        return;
    }
}

/* A participant under its units; `p`, `a` and `u` are its names in the question. */
static void add_party(struct cmq__question *question, const struct cmq_query *query,
                      bool by_country, const char *p, const char *a, const char *u) {
    cmq_buf_format(&question->sql,
                   " JOIN participants %s ON %s.report = e.report AND %s.event = e.number "
                   "JOIN actors %s ON %s.report = %s.report AND %s.number = %s.actor "
                   "JOIN temp.asked_units %s ON %s.code ",
                   p, p, p, a, a, p, a, p, u, u);
    if (by_country) {
        cmq_buf_format(&question->sql, "= %s.country", a);
    } else {
        cmq_buf_format(&question->sql, "IN (%s.country", a);
        for (unsigned length = 3; length <= CMQ__CODE_MAX; length += 3) {
            cmq_buf_format(&question->sql, ", substr(%s.code, 1, %u)", a, length);
        }
        cmq__add(question, ")");
    }
    cmq__add(question, " AND ");
    cmq__add(question, cmq__event_day(query));
    cmq_buf_format(&question->sql, " BETWEEN %s.first AND %s.last", u, u);
}

static void add_units(struct cmq__question *question, enum cmq_unit unit, bool directed) {
    static const char *const one[] = {[CMQ_UNIT_EVENT] = "0, 0",
                                      [CMQ_UNIT_COUNTRY] = "u.unit, 0",
                                      [CMQ_UNIT_DYAD] = ("min(us.unit, ut.unit), "
                                                         "max(us.unit, ut.unit)")};
    cmq__add(question, unit == CMQ_UNIT_DYAD && directed ? "us.unit, ut.unit" : one[unit]);
}

static void add_parties(struct cmq__question *question, const struct cmq_query *query,
                        enum cmq_unit unit, bool by_country) {
    if (unit == CMQ_UNIT_COUNTRY) {
        add_party(question, query, by_country, "p", "a", "u");
    } else if (unit == CMQ_UNIT_DYAD) {
        add_party(question, query, by_country, "ps", "s", "us");
        add_party(question, query, by_country, "pt", "t", "ut");
    }
}

static void add_party_conditions(struct cmq__question *question, const struct cmq_query *query,
                                 enum cmq_unit unit) {
    if (unit == CMQ_UNIT_COUNTRY) {
        cmq__add(question, " AND u.picked");
        cmq__add_sector_condition(question, query, "a.sectors");
    } else if (unit == CMQ_UNIT_DYAD) {
        cmq__add(question, " AND ps.side = 'source' AND pt.side = 'target' AND us.unit <> ut.unit "
                           "AND (us.picked OR ut.picked)");
        cmq__add_sector_condition(question, query, "s.sectors");
        cmq__add_sector_condition(question, query, "t.sectors");
    }
}

void cmq__add_counted(struct cmq__question *question, const struct cmq_query *query,
                      const struct cmq_counting *counting, bool by_country) {
    const char *day = cmq__event_day(query);
    cmq__add(question,
             "SELECT one, two, min(day) AS day, max(quad = 1) AS verbal_cooperation, "
             "max(quad = 2) AS material_cooperation, max(quad = 3) AS verbal_conflict, "
             "max(quad = 4) AS material_conflict FROM (WITH single (one, two, thing, day, quad) AS "
             "(SELECT ");
    add_units(question, counting->unit, counting->directed);
    cmq__add(question, ", ");
    add_key(question, query, counting);
    cmq__add(question, ", ");
    cmq__add(question, day);
    cmq__add(question, ", e.quad_gdelt FROM reports r JOIN events e ON e.report = r.report");
    if (counting->count == CMQ_COUNT_OCCURRENCES) {
        cmq__add(question, " JOIN occurrence_events o ON o.report = e.report AND o.event = "
                           "e.number");
    }
    add_parties(question, query, counting->unit, by_country);
    cmq__add(question, " WHERE r.date IS NOT NULL AND ");
    cmq__add_report_conditions(question, query);
    cmq__add_days(question, query, day);
    cmq__add(question, " AND ");
    cmq__add_event_conditions(question, query, counting->unit == CMQ_UNIT_EVENT);
    add_party_conditions(question, query, counting->unit);
    cmq__add(question, ") SELECT * FROM single) GROUP BY one, two, thing");
}

void cmq__add_between(struct cmq__question *question, const struct cmq_query *query,
                      bool by_country) {
    cmq__add(question, " AND (e.report, e.number) IN (SELECT e.report, e.number FROM reports r "
                       "JOIN events e ON e.report = r.report");
    add_parties(question, query, CMQ_UNIT_DYAD, by_country);
    cmq__add(question, " WHERE ps.side = 'source' AND pt.side = 'target' AND us.unit <> ut.unit)");
}
