/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TIME_H
#define CMQ_TIME_H

/* time: expressions of time, each with the value that TimeML's TIMEX3 gives it and the interval of
 * days that it bounds. English. Weekdays and bare months go by the tense of their clause; "a year
 * earlier" counts from the time last mentioned, "a year ago" from the report. */

#include "base/base.h"
#include "nlp/nlp.h"

enum cmq_date_basis {
    CMQ_DATE_NONE,
    CMQ_DATE_EXPLICIT,  /* "November 13" */
    CMQ_DATE_RELATIVE,  /* "on Saturday", "next week" */
    CMQ_DATE_INHERITED, /* from the clause or sentence above */
    CMQ_DATE_REPORT,    /* the report's own date */
};

/* TIMEX3's types. A date or time says when; a duration how long; a set how often. */
enum cmq_time_type { CMQ_TIME_DATE, CMQ_TIME_TIME, CMQ_TIME_DURATION, CMQ_TIME_SET };

struct cmq_time {
    uint32_t first, end; /* tokens, [first, end), without a preposition */
    struct cmq_str
        value; /* "2021-11-13", "1998-Q3", "P2D", "XXXX-WXX-2", "PAST_REF"; never empty */
    /* TIMEX3's modifier: "START", "MID", "END", "APPROX", "MORE_THAN", …; absent if none. A date
     * that is not on the weekday beside it stands as APPROX. */
    struct cmq_str mod;
    cmq_day from, to; /* inclusive; CMQ_NO_DAY where open or unknown */
    uint8_t type;     /* enum cmq_time_type */
    uint8_t basis;    /* CMQ_DATE_EXPLICIT or CMQ_DATE_RELATIVE */
};

struct cmq_times {
    CMQ_ARRAY(struct cmq_time) list; /* in text order, no overlaps */
};

/* Finds and resolves the time expressions of a parse. Without a report date (CMQ_NO_DAY) what
 * counts from it has a value with X for what is not known, and no interval. */
void cmq_times_find(const struct cmq_parse *parse, cmq_day report_date, struct cmq_arena *arena,
                    struct cmq_times *times);

/* Whether an expression dates what happens: a date or time with a bound. */
bool cmq_time_says_when(const struct cmq_time *time);

#endif
