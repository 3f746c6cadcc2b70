/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TIME_READING_H
#define CMQ_TIME_READING_H

/* How expressions are read: a table of patterns (patterns.c), each a row of items and the reader
 * that makes a value of what the items took. Of all patterns that hold at a word the longest wins,
 * of equally long ones the first. */

#include "time/time.h"
#include "time/words.h"

/* What the readers know: the words of the report and the times found so far. */
struct scene {
    const struct cmq_parse *parse;
    const struct cmq_time_word *word; /* the report's, without white space */
    uint32_t count;
    cmq_day today;             /* the report's date; CMQ_NO_DAY if unknown */
    struct cmq_period last;    /* last mentioned; the report's day at first, if known */
    uint32_t last_sentence;    /* where that was; UINT32_MAX: nowhere yet */
    struct cmq_period quarter; /* the quarter or half last mentioned */
};

/* An item is a kind of word, or one of these; each takes one word unless it says more. */
enum {
    ITEM_ANY_UNIT = WORD_KINDS, /* a unit in singular or plural */
    ITEM_CLOCK,                 /* several words: "9:30 a.m.", "9 o'clock", "noon": minutes */
    ITEM_COUNT,                 /* several words: enum count below */
    ITEM_DAY,                   /* a day of the month, from 1 */
    ITEM_HOLIDAY,               /* several words: index for cmq_holiday_in() */
    ITEM_LINK,                  /* "-", "to", "and" */
    ITEM_STEP,                  /* "this", "last", "next": 0, -1, 1 */
    ITEM_TERM,                  /* "quarter", "half": enum cmq_unit */
    ITEM_YEAR,                  /* several words: 1000 to 2999 */
};

/* An item that may be missing. */
#define MAYBE 0x80

/* A count is twice the number, and one more for "and a half"; or this: "several". */
#define COUNT_VAGUE (-1)

#define MAX_ITEMS 12

/* What the items of a pattern took. */
struct capture {
    uint32_t first, end; /* words, [first, end), what stands before the pattern included */
    enum cmq_mod mod;    /* of what stands before: "early", "nearly" */
    uint32_t count;
    struct {
        uint8_t item;
        uint32_t word;
        int32_t value;
    } item[MAX_ITEMS];
};

/* What a reader makes of it. */
struct finding {
    enum cmq_time_type type;
    enum cmq_date_basis basis;
    enum cmq_mod mod;
    char value[48]; /* empty: what was read is no time, as "February 30", nor is a part of it */
    cmq_day from, to;
    struct cmq_period period; /* what a later "a year earlier" counts from; no unit: nothing */
};

typedef bool reader_function(const struct scene *scene, const struct capture *capture,
                             struct finding *found);

/* The longest expression at a word; false if there is none. */
bool cmq_read_time(const struct scene *scene, uint32_t word, struct capture *capture,
                   struct finding *found);

/* ---- for readers (capture.c) ---------------------------------------------------------------- */

#define ABSENT INT32_MIN

/* The value of the nth such item (from 0) that was there, ABSENT if it was not. */
int32_t cmq_captured(const struct capture *capture, unsigned item, unsigned nth);
bool cmq_has(const struct capture *capture, unsigned item);
/* The word before or behind the expression in its sentence; NULL if none. */
const struct cmq_time_word *cmq_word_before(const struct scene *scene,
                                            const struct capture *capture);
const struct cmq_time_word *cmq_word_behind(const struct scene *scene,
                                            const struct capture *capture);

/* Writes the value, printf-style. */
void cmq_set_value(struct finding *found, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Each fills `found` and is false if there is no such period. */
bool cmq_find_period(struct finding *found, struct cmq_period period, enum cmq_date_basis basis);
/* A period of a report without a date: "XXXX-WXX". */
bool cmq_find_unknown(struct finding *found, enum cmq_unit unit);
/* Makes a time of a date: the part is "TNI" and the like, or a clock's "T09:30". */
void cmq_add_part(struct finding *found, enum cmq_day_part part);
void cmq_add_clock(struct finding *found, int32_t minutes);

/* ---- tense (tense.c) ------------------------------------------------------------------------ */

/* Where the clause that an expression stands in lies, seen from the report. */
enum outlook { OUTLOOK_UNCLEAR, OUTLOOK_BEHIND, OUTLOOK_AHEAD };
enum outlook cmq_outlook(const struct scene *scene, const struct capture *capture);
bool cmq_is_ahead(const struct scene *scene, const struct capture *capture);

/* ---- lengths (amounts.c) -------------------------------------------------------------------- */

/* The duration of a count, as above, of units; true. */
bool cmq_find_length(struct finding *found, enum cmq_unit unit, int32_t count);

/* ---- holidays (holidays.c) ------------------------------------------------------------------ */

/* Words that a holiday's name takes at a word; 0 if none is there. */
uint32_t cmq_holiday_at(const struct scene *scene, uint32_t word, int32_t *holiday);
/* The day it falls on; CMQ_NO_DAY if there is none. One that names a single day of history has the
 * same in every year, and `*fixed` says so. */
cmq_day cmq_holiday_in(int32_t holiday, int year, bool *fixed);

/* ---- numbers (numbers.c) -------------------------------------------------------------------- */

/* Words that a count or year takes at a word; 0 if none is there. */
uint32_t cmq_count_at(const struct scene *scene, uint32_t word, int32_t *count);
uint32_t cmq_year_at(const struct scene *scene, uint32_t word, int32_t *year);

/* ---- the readers ---------------------------------------------------------------------------- */

/* dates.c */
reader_function cmq_read_date, cmq_read_days, cmq_read_day_of_month, cmq_read_numeric,
    cmq_read_figures, cmq_read_month, cmq_read_year, cmq_read_era, cmq_read_decade,
    cmq_read_century, cmq_read_season, cmq_read_term, cmq_read_holiday;
/* relative.c */
reader_function cmq_read_step, cmq_read_current, cmq_read_week_of, cmq_read_latest,
    cmq_read_definite, cmq_read_neighbour, cmq_read_same, cmq_read_ago, cmq_read_earlier,
    cmq_read_later, cmq_read_year_ago, cmq_read_edge, cmq_read_weekday, cmq_read_weekday_of_week,
    cmq_read_day_word, cmq_read_step_part, cmq_read_overnight, cmq_read_reference,
    cmq_read_adjective, cmq_read_noun;
/* clock.c */
reader_function cmq_read_clock;
/* amounts.c */
reader_function cmq_read_duration, cmq_read_vague, cmq_read_single, cmq_read_bare_units,
    cmq_read_every, cmq_read_set_word, cmq_read_weekdays;

#endif
