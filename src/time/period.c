/* SPDX-License-Identifier: Apache-2.0 */
#include "time/period.h"

#include <stdio.h>

/* The Monday of week 0 is 1969-12-29. */
#define FIRST_MONDAY (-3)
#define SATURDAY     5
/* Counts past this lead out of the calendar from anywhere in it. */
#define FARTHEST 4000000

static int32_t floor_div(int32_t a, int32_t b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* How many of a unit a year has; 0 for units that do not divide it. */
static int32_t per_year(enum cmq_unit unit) {
    switch (unit) {
    case CMQ_UNIT_MONTH:
        return 12;
    case CMQ_UNIT_QUARTER:
    case CMQ_UNIT_SEASON:
        return 4;
    case CMQ_UNIT_HALF:
        return 2;
    case CMQ_UNIT_YEAR:
        return 1;
    default:
        return 0;
    }
}

/* How many years a unit has; 0 for units shorter than one. */
static int32_t years_in(enum cmq_unit unit) {
    return unit == CMQ_UNIT_YEAR      ? 1
           : unit == CMQ_UNIT_DECADE  ? 10
           : unit == CMQ_UNIT_CENTURY ? 100
                                      : 0;
}

/* A season's year begins in March. */
static int32_t month_shift(enum cmq_unit unit) {
    return unit == CMQ_UNIT_SEASON ? 2 : 0;
}

struct cmq_period cmq_period_in(enum cmq_unit unit, int year, int nth) {
    return (struct cmq_period){unit, year * per_year(unit) + nth};
}

struct cmq_period cmq_period_year(int year) {
    return (struct cmq_period){CMQ_UNIT_YEAR, year};
}

struct cmq_period cmq_period_at(enum cmq_unit unit, cmq_day day) {
    int year;
    unsigned month, of_month;
    cmq_day_split(day, &year, &month, &of_month);
    struct cmq_period period = {unit, day};
    if (unit == CMQ_UNIT_WEEK || unit == CMQ_UNIT_WEEKEND) {
        period.number = floor_div(day - FIRST_MONDAY, 7);
    } else if (years_in(unit) > 0) {
        period.number = year / years_in(unit);
    } else if (per_year(unit) > 0) {
        int32_t months = year * 12 + (int32_t)month - 1 - month_shift(unit);
        period.number = floor_div(months, 12 / per_year(unit));
    }
    return period;
}

cmq_day cmq_period_first(struct cmq_period p) {
    if (p.number < -FARTHEST || p.number > FARTHEST) {
        return CMQ_NO_DAY;
    }
    if (p.unit == CMQ_UNIT_DAY) {
        return p.number;
    }
    if (p.unit == CMQ_UNIT_WEEK || p.unit == CMQ_UNIT_WEEKEND) {
        return p.number * 7 + FIRST_MONDAY + (p.unit == CMQ_UNIT_WEEKEND ? SATURDAY : 0);
    }
    if (years_in(p.unit) > 0) {
        return cmq_day_from(p.number * years_in(p.unit), 1, 1);
    }
    if (per_year(p.unit) == 0) {
        return CMQ_NO_DAY;
    }
    int32_t months = p.number * (12 / per_year(p.unit)) + month_shift(p.unit);
    int32_t year = floor_div(months, 12);
    return cmq_day_from(year, (unsigned)(months - year * 12) + 1, 1);
}

cmq_day cmq_period_last(struct cmq_period p) {
    if (p.unit == CMQ_UNIT_WEEKEND) {
        cmq_day first = cmq_period_first(p);
        return first == CMQ_NO_DAY ? first : first + 1;
    }
    cmq_day next = cmq_period_first((struct cmq_period){p.unit, p.number + 1});
    return next == CMQ_NO_DAY ? next : next - 1;
}

int cmq_period_year_of(struct cmq_period period) {
    if (period.unit == CMQ_UNIT_SEASON) {
        return floor_div(period.number, 4);
    }
    cmq_day first = cmq_period_first(period);
    return first == CMQ_NO_DAY ? -1 : cmq_period_at(CMQ_UNIT_YEAR, first).number;
}

/* A day moved by months, kept within the month that it comes to. */
static cmq_day shift_months(cmq_day day, int32_t months) {
    int year;
    unsigned month, of_month;
    cmq_day_split(day, &year, &month, &of_month);
    struct cmq_period to = cmq_period_in(CMQ_UNIT_MONTH, year, (int)month - 1 + months);
    cmq_day first = cmq_period_first(to), last = cmq_period_last(to);
    if (first == CMQ_NO_DAY || last == CMQ_NO_DAY) {
        return CMQ_NO_DAY;
    }
    cmq_day there = first + (cmq_day)of_month - 1;
    return there < last ? there : last;
}

struct cmq_period cmq_period_shift(struct cmq_period p, enum cmq_unit unit, int32_t count) {
    const struct cmq_period none = {CMQ_UNIT_DAY, FARTHEST + 1};
    cmq_day first = cmq_period_first(p);
    if (first == CMQ_NO_DAY || count < -FARTHEST / 12 || count > FARTHEST / 12) {
        return none;
    }
    if (unit < p.unit) {
        p = cmq_period_at(unit, first);
    }
    if (unit == p.unit) {
        p.number += count;
        return p;
    }
    if (unit == CMQ_UNIT_WEEK || unit == CMQ_UNIT_WEEKEND) {
        p.number += p.unit == CMQ_UNIT_DAY ? 7 * count : count;
        return p;
    }
    int32_t years = years_in(unit), units = per_year(unit);
    if (years > 0 && (per_year(p.unit) > 0 || years_in(p.unit) > 0)) {
        p.number += per_year(p.unit) > 0 ? count * years * per_year(p.unit)
                                         : count * (years / years_in(p.unit));
        return p;
    }
    int32_t months = years > 0 ? 12 * years : units > 0 ? 12 / units : 0;
    cmq_day there = shift_months(first, months * count);
    return there == CMQ_NO_DAY ? none : cmq_period_at(p.unit, there);
}

/* A week belongs to the year that its Thursday lies in. */
static void format_week(struct cmq_period p, char *out) {
    cmq_day thursday = p.number * 7 + FIRST_MONDAY + 3;
    int year = cmq_period_at(CMQ_UNIT_YEAR, thursday).number;
    if (cmq_day_from(year, 1, 1) == CMQ_NO_DAY) {
        return;
    }
    int week = (thursday - cmq_day_from(year, 1, 1)) / 7 + 1;
    (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d-W%02d%s", year, week,
                   p.unit == CMQ_UNIT_WEEKEND ? "-WE" : "");
}

void cmq_period_format(struct cmq_period p, char out[static CMQ_PERIOD_TEXT]) {
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    int year = cmq_period_year_of(p);
    out[0] = '\0';
    if (year < 0 || year > 9999) {
        return;
    }
    int32_t nth = per_year(p.unit) > 0 ? p.number - year * per_year(p.unit) : 0;
    switch (p.unit) {
    case CMQ_UNIT_DAY:
        cmq_day_format(p.number, out);
        break;
    case CMQ_UNIT_WEEK:
    case CMQ_UNIT_WEEKEND:
        format_week(p, out);
        break;
    case CMQ_UNIT_MONTH:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d-%02d", year, (int)nth + 1);
        break;
    case CMQ_UNIT_QUARTER:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d-Q%d", year, (int)nth + 1);
        break;
    case CMQ_UNIT_SEASON:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d-%s", year, seasons[nth]);
        break;
    case CMQ_UNIT_HALF:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d-H%d", year, (int)nth + 1);
        break;
    case CMQ_UNIT_YEAR:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%04d", year);
        break;
    case CMQ_UNIT_DECADE:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%03d", (int)p.number);
        break;
    case CMQ_UNIT_CENTURY:
        (void)snprintf(out, CMQ_PERIOD_TEXT, "%02d", (int)p.number);
        break;
    default:
        break;
    }
}
