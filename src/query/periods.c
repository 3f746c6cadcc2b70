/* SPDX-License-Identifier: Apache-2.0 */
#include "query/question.h"

struct cmq_str cmq__day_text(cmq_day day, struct cmq_arena *arena) {
    char text[16];
    if (day == -CMQ_DAY_MAX) {
        return CMQ_STR("0000-01-01");
    }
    if (day == CMQ_DAY_MAX) {
        return CMQ_STR("9999-12-31");
    }
    cmq_day_format(day, text);
    return cmq_arena_copy(arena, cmq_str_of(text));
}

cmq_day cmq__period_first(enum cmq_period by, cmq_day day) {
    int year;
    unsigned month, day_of_month;
    if (by == CMQ_PERIOD_DAY) {
        return day;
    }
    if (by == CMQ_PERIOD_WEEK) {
        return day - (cmq_day)cmq_weekday(day);
    }
    cmq_day_split(day, &year, &month, &day_of_month);
    return cmq_day_from(year, by == CMQ_PERIOD_MONTH ? month : 1, 1);
}

cmq_day cmq__period_next(enum cmq_period by, cmq_day first) {
    /* Longer than any such period and shorter than two. */
    static const cmq_day reach[] = {[CMQ_PERIOD_DAY] = 1,
                                    [CMQ_PERIOD_WEEK] = 7,
                                    [CMQ_PERIOD_MONTH] = 31,
                                    [CMQ_PERIOD_YEAR] = 366};
    return cmq__period_first(by, first + reach[by]);
}

const char *cmq__period_sql(enum cmq_period by) {
    static const char *const sql[] = {[CMQ_PERIOD_DAY] = "day",
                                      [CMQ_PERIOD_WEEK] = "date(day, '-6 days', 'weekday 1')",
                                      [CMQ_PERIOD_MONTH] = "substr(day, 1, 7) || '-01'",
                                      [CMQ_PERIOD_YEAR] = "substr(day, 1, 4) || '-01-01'"};
    return sql[by];
}
