/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TIME_WORDS_H
#define CMQ_TIME_WORDS_H

/* The words that time expressions are made of. Each word has one kind, and a value of that kind. */

#include "nlp/nlp.h"
#include "time/period.h"

enum cmq_word_kind {
    WORD_OTHER,
    WORD_A,
    WORD_AFTER,
    WORD_AGO,
    WORD_AND,
    WORD_APOSTROPHE, /* before a decade: '80s */
    WORD_APPROX,     /* enum cmq_mod: "about", "nearly" */
    WORD_AT,
    WORD_CLOCK, /* minutes since midnight: 9:30, 14:05 */
    WORD_BEFORE,
    WORD_COMMA,
    WORD_COUPLE,
    WORD_CURRENT,
    WORD_DAY_WORD, /* days from the report: "yesterday" */
    WORD_DECADE,   /* 198 for the 1980s */
    WORD_EARLIER,
    WORD_EDGE, /* enum cmq_mod: "end", "beginning", "middle" */
    WORD_ERA,  /* -1 before Christ, 1 after */
    WORD_EVERY,
    WORD_FEW,
    WORD_FISCAL,
    WORD_FOLLOWING,
    WORD_FORENOON, /* 0 a.m., 1 p.m. */
    WORD_FRACTION, /* 1/2 */
    WORD_FUTURE,
    WORD_HALF,
    WORD_HUNDRED,
    WORD_HYPHEN,
    WORD_IN,
    WORD_LAST,
    WORD_LATER,
    WORD_LATEST,
    WORD_LEAST,
    WORD_LESS,
    WORD_MONTH, /* 0 to 11 */
    WORD_MORE,
    WORD_NEXT,
    WORD_NOON,    /* minutes since midnight: "noon", "midnight" */
    WORD_NUMBER,  /* up to a million */
    WORD_NUMERIC, /* a date in figures, as cmq_day */
    WORD_OCLOCK,
    WORD_OF,
    WORD_ON,
    WORD_OR,
    WORD_ORDINAL, /* from 1 */
    WORD_OVERNIGHT,
    WORD_PART,  /* enum cmq_day_part */
    WORD_PARTS, /* the same, in the plural */
    WORD_PAST,
    WORD_PERIOD, /* the word "period" */
    WORD_POSSESSIVE,
    WORD_PREVIOUS,
    WORD_QUARTER, /* 0 to 3: Q1 */
    WORD_RECENT,
    WORD_REFERENCE, /* enum cmq_reference: "now", "recently" */
    WORD_SAME,
    WORD_SEASON, /* 0 to 3, from spring */
    WORD_SET,    /* enum cmq_unit: "daily" */
    WORD_SEVERAL,
    WORD_SHADE, /* enum cmq_mod: "early", "late", "mid" */
    WORD_THAN,
    WORD_THAT,
    WORD_THE,
    WORD_THESE,
    WORD_THIS,
    WORD_THOUSAND,
    WORD_TO,
    WORD_UNIT,  /* enum cmq_unit */
    WORD_UNITS, /* the same, in the plural */
    WORD_UP,
    WORD_WEEKDAY,  /* 0 Monday … 6 Sunday */
    WORD_WEEKDAYS, /* the same, in the plural */
    WORD_WHOLE,    /* "full", "straight", "consecutive": of days and years counted */
    WORD_ZONE,
    WORD_KINDS
};

enum cmq_mod {
    MOD_NONE,
    MOD_START,
    MOD_MID,
    MOD_END,
    MOD_APPROX,
    MOD_MORE_THAN,
    MOD_LESS_THAN,
    MOD_EQUAL_OR_MORE,
    MOD_EQUAL_OR_LESS,
};

enum cmq_day_part { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT };

enum cmq_reference { REFERENCE_PAST, REFERENCE_PRESENT, REFERENCE_FUTURE };

struct cmq_time_word {
    const struct cmq_token *token;
    uint32_t at; /* the token's index */
    /* The token's sentence, or the one before: "9 a.m." ends no sentence, whatever the parser says.
     */
    uint32_t sentence;
    uint8_t kind;  /* enum cmq_word_kind */
    uint8_t shade; /* enum cmq_mod of a prefix: "mid-1989" */
    int32_t value;
};

struct cmq_time_word cmq_time_word_of(const struct cmq_parse *parse, uint32_t token);

#endif
