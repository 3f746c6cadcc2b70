/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TIME_PERIOD_H
#define CMQ_TIME_PERIOD_H

/* Periods of the calendar, and counting with them. A period is a unit and the number of that unit:
 * "1998-Q3" is quarter 1998 * 4 + 2. Steps to the next or last one, or a year on, are sums. */

#include "base/base.h"

/* From fine to coarse. */
enum cmq_unit {
    CMQ_UNIT_NONE,
    CMQ_UNIT_SECOND,
    CMQ_UNIT_MINUTE,
    CMQ_UNIT_HOUR,
    CMQ_UNIT_DAY, /* numbered as cmq_day */
    CMQ_UNIT_WEEKEND,
    CMQ_UNIT_WEEK, /* from Monday, as in ISO 8601 */
    CMQ_UNIT_MONTH,
    CMQ_UNIT_QUARTER,
    CMQ_UNIT_SEASON, /* from March; the winter of a year ends in the next */
    CMQ_UNIT_HALF,
    CMQ_UNIT_YEAR,
    CMQ_UNIT_DECADE,
    CMQ_UNIT_CENTURY,
};

struct cmq_period {
    enum cmq_unit unit; /* CMQ_UNIT_NONE: none; never finer than a day */
    int32_t number;
};

/* The longest text of a period, with its terminator. */
#define CMQ_PERIOD_TEXT 32

/* The period of a unit, a day or coarser, that a day lies in. */
struct cmq_period cmq_period_at(enum cmq_unit unit, cmq_day day);
/* The nth, from 0, of a unit's periods in a year; the unit is a month, quarter, season or half. */
struct cmq_period cmq_period_in(enum cmq_unit unit, int year, int nth);
struct cmq_period cmq_period_year(int year);
/* CMQ_NO_DAY outside the years 0 to 9999. */
cmq_day cmq_period_first(struct cmq_period period);
cmq_day cmq_period_last(struct cmq_period period);
int cmq_period_year_of(struct cmq_period period);
/* Moves a period by `count` of `unit`. A coarser period becomes its first one of that unit. A day
 * that the month it comes to does not have is that month's last. */
struct cmq_period cmq_period_shift(struct cmq_period period, enum cmq_unit unit, int32_t count);
/* TIMEX3's text of a period: "1998-03-05", "1998-W10", "1998-W10-WE", "1998-03", "1998-Q1",
 * "1998-SP", "1998-H1", "1998", "199", "19"; "" outside the years 0 to 9999. */
void cmq_period_format(struct cmq_period period, char out[static CMQ_PERIOD_TEXT]);

#endif
