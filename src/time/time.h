/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TIME_H
#define CMQ_TIME_H

/* time: expressions of time to intervals of days, relative to the report's date. English for now:
 * weekdays (by the tense of their clause), dates with and without year, "yesterday", "next week",
 * "in September", "this year", "two days ago", "since May". */

#include "base/base.h"
#include "nlp/nlp.h"

enum cmq_date_basis {
    CMQ_DATE_NONE,
    CMQ_DATE_EXPLICIT,  /* "November 13" */
    CMQ_DATE_RELATIVE,  /* "on Saturday", "next week" */
    CMQ_DATE_INHERITED, /* from the clause or sentence above */
    CMQ_DATE_REPORT,    /* the report's own date */
};

struct cmq_time {
    uint32_t first, end; /* tokens, [first, end), without a preposition */
    cmq_day from, to;    /* inclusive; CMQ_NO_DAY where open */
    uint8_t basis;       /* CMQ_DATE_EXPLICIT or CMQ_DATE_RELATIVE */
    bool duration;       /* a stretch that says how long, not when: "for two days" */
};

struct cmq_times {
    CMQ_ARRAY(struct cmq_time) list; /* in text order, no overlaps */
};

/* Finds and resolves the time expressions of a parse. Without a report date (CMQ_NO_DAY) only full
 * dates are resolved; the rest are left out. */
void cmq_times_find(const struct cmq_parse *parse, cmq_day report_date, struct cmq_arena *arena,
                    struct cmq_times *times);

#endif
