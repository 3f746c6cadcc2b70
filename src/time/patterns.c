/* SPDX-License-Identifier: Apache-2.0 */
/* The patterns of time expressions, and how one is found at a word. */

#include "time/reading.h"

struct pattern {
    uint8_t item[MAX_ITEMS]; /* 0 after the last */
    reader_function *read;
};

#define A         WORD_A
#define AGO       WORD_AGO
#define AT        WORD_AT
#define COMMA     WORD_COMMA
#define FISCAL    WORD_FISCAL
#define HYPHEN    WORD_HYPHEN
#define IN        WORD_IN
#define MONTH     WORD_MONTH
#define OF        WORD_OF
#define ON        WORD_ON
#define OWN       WORD_POSSESSIVE
#define ORDINAL   WORD_ORDINAL
#define PART      WORD_PART
#define THE       WORD_THE
#define UNIT      WORD_UNIT
#define UNITS     WORD_UNITS
#define WEEKDAY   WORD_WEEKDAY
#define ZONE      WORD_ZONE
#define ANY_UNIT  ITEM_ANY_UNIT
#define CLOCK     ITEM_CLOCK
#define COUNT     ITEM_COUNT
#define DAY       ITEM_DAY
#define HOLIDAY   ITEM_HOLIDAY
#define LINK      ITEM_LINK
#define STEP      ITEM_STEP
#define TERM      ITEM_TERM
#define YEAR      ITEM_YEAR
#define OPT(item) (MAYBE | (item))

static const struct pattern patterns[] = {
    /* "Saturday, November 13, 2021", "Nov. 13", "13th of November", "Nov. 13 last year" */
    {{OPT(WEEKDAY), OPT(COMMA), MONTH, OPT(THE), DAY, OPT(COMMA), YEAR}, cmq_read_date},
    {{OPT(WEEKDAY), OPT(COMMA), MONTH, OPT(THE), DAY}, cmq_read_date},
    {{OPT(WEEKDAY), OPT(COMMA), MONTH, DAY, OPT(OF), STEP, UNIT}, cmq_read_date},
    {{OPT(WEEKDAY), OPT(COMMA), OPT(THE), DAY, OPT(OF), MONTH, OPT(COMMA), YEAR}, cmq_read_date},
    {{OPT(WEEKDAY), OPT(COMMA), OPT(THE), DAY, OPT(OF), MONTH}, cmq_read_date},
    {{OPT(WEEKDAY), OPT(COMMA), THE, ORDINAL}, cmq_read_day_of_month},
    {{OPT(WEEKDAY), OPT(COMMA), WORD_NUMERIC}, cmq_read_numeric},
    /* "3-5 June", "June 3 to 5, 2021" */
    {{DAY, LINK, DAY, OPT(OF), MONTH, OPT(COMMA), YEAR}, cmq_read_days},
    {{DAY, LINK, DAY, OPT(OF), MONTH}, cmq_read_days},
    {{MONTH, DAY, LINK, DAY, OPT(COMMA), YEAR}, cmq_read_days},
    {{MONTH, DAY, LINK, DAY}, cmq_read_days},
    {{YEAR, HYPHEN, WORD_NUMBER, HYPHEN, WORD_NUMBER}, cmq_read_figures},
    {{OPT(STEP), HOLIDAY}, cmq_read_holiday},
    {{HOLIDAY, OPT(COMMA), OPT(OF), YEAR}, cmq_read_holiday},
    {{HOLIDAY, STEP, UNIT}, cmq_read_holiday},
    /* "November 2021", "May last year", "next May" */
    {{MONTH, OPT(COMMA), OPT(OF), YEAR}, cmq_read_month},
    {{MONTH, OPT(OF), STEP, UNIT}, cmq_read_month},
    {{OPT(STEP), MONTH}, cmq_read_month},
    /* "1998", "the year 1998", "fiscal 1998", "44 B.C.", "the 1980s", "the 19th century" */
    {{YEAR}, cmq_read_year},
    {{OPT(THE), UNIT, YEAR}, cmq_read_year},
    {{FISCAL, OPT(UNIT), YEAR}, cmq_read_year},
    {{WORD_NUMBER, WORD_ERA}, cmq_read_era},
    {{WORD_ERA, WORD_NUMBER}, cmq_read_era},
    {{OPT(THE), OPT(WORD_APOSTROPHE), WORD_DECADE}, cmq_read_decade},
    {{OPT(THE), YEAR, OWN}, cmq_read_decade},
    {{OPT(THE), ORDINAL, OPT(HYPHEN), UNIT, OPT(WORD_ERA)}, cmq_read_century},
    /* "the summer", "last fall", "spring of 1998" */
    {{OPT(THE), WORD_SEASON, OPT(OF), YEAR}, cmq_read_season},
    {{OPT(THE), WORD_SEASON, OPT(OF), STEP, UNIT}, cmq_read_season},
    {{STEP, WORD_SEASON}, cmq_read_season},
    {{THE, WORD_SEASON}, cmq_read_season},
    /* "the third quarter of 1998", "the fiscal first half", "next year's first quarter", "Q3" */
    {{OPT(THE), OPT(FISCAL), OPT(HYPHEN), ORDINAL, OPT(HYPHEN), OPT(FISCAL), TERM}, cmq_read_term},
    {{OPT(THE), OPT(FISCAL), ORDINAL, OPT(HYPHEN), OPT(FISCAL), TERM, OPT(OF), OPT(FISCAL), YEAR},
     cmq_read_term},
    {{OPT(THE), ORDINAL, OPT(HYPHEN), TERM, OPT(OF), STEP, UNIT}, cmq_read_term},
    {{OPT(THE), WORD_LAST, TERM, OF, YEAR}, cmq_read_term},
    {{STEP, UNIT, OWN, OPT(FISCAL), ORDINAL, OPT(HYPHEN), TERM}, cmq_read_term},
    {{OPT(THE), OPT(FISCAL), YEAR, OPT(OWN), OPT(FISCAL), ORDINAL, OPT(HYPHEN), TERM},
     cmq_read_term},
    {{OPT(THE), YEAR, TERM}, cmq_read_term},
    {{WORD_QUARTER, OPT(OF), OPT(YEAR)}, cmq_read_term},
    {{STEP, UNIT, OWN, TERM}, cmq_read_term},
    /* "this week", "the coming year", "the current quarter", "the latest period" */
    {{OPT(THE), STEP, OPT(FISCAL), UNIT}, cmq_read_step},
    {{OPT(THE), WORD_CURRENT, OPT(FISCAL), UNIT}, cmq_read_current},
    {{OPT(THE), FISCAL, UNIT}, cmq_read_current},
    {{THE, UNIT, OF, MONTH, DAY}, cmq_read_week_of},
    {{THE, UNIT, OF, MONTH, DAY, OPT(COMMA), YEAR}, cmq_read_week_of},
    {{THE, WORD_LATEST, UNIT}, cmq_read_latest},
    {{THE, WORD_LATEST, WORD_PERIOD}, cmq_read_latest},
    {{THE, UNIT}, cmq_read_definite},
    {{OPT(THE), WORD_WHOLE, UNIT}, cmq_read_definite},
    /* "the previous day", "the same month", "that year", "the same period last year" */
    {{OPT(THE), WORD_PREVIOUS, UNIT}, cmq_read_neighbour},
    {{THE, WORD_PREVIOUS, WEEKDAY}, cmq_read_neighbour},
    {{OPT(THE), WORD_FOLLOWING, UNIT}, cmq_read_neighbour},
    {{THE, WORD_FOLLOWING, WEEKDAY}, cmq_read_neighbour},
    {{THE, STEP, UNIT}, cmq_read_neighbour},
    {{THE, WORD_PREVIOUS, PART}, cmq_read_neighbour},
    {{THE, WORD_FOLLOWING, PART}, cmq_read_neighbour},
    {{THE, STEP, PART}, cmq_read_neighbour},
    {{OPT(WORD_THAT), WORD_SAME, UNIT}, cmq_read_same},
    {{WORD_THAT, UNIT}, cmq_read_same},
    {{THE, WORD_SAME, UNIT}, cmq_read_same},
    {{THE, WORD_SAME, WORD_PERIOD, STEP, UNIT}, cmq_read_year_ago},
    {{THE, WORD_SAME, UNIT, STEP, UNIT}, cmq_read_year_ago},
    /* "two weeks ago", "a year earlier", "the year-ago quarter" */
    {{COUNT, OPT(HYPHEN), ANY_UNIT, AGO}, cmq_read_ago},
    {{A, UNIT, AGO}, cmq_read_ago},
    {{UNITS, AGO}, cmq_read_ago},
    {{COUNT, ANY_UNIT, WORD_EARLIER}, cmq_read_earlier},
    {{A, UNIT, WORD_EARLIER}, cmq_read_earlier},
    {{COUNT, ANY_UNIT, WORD_LATER}, cmq_read_later},
    {{A, UNIT, WORD_LATER}, cmq_read_later},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, AGO}, cmq_read_year_ago},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, AGO, UNIT}, cmq_read_year_ago},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, AGO, WORD_PERIOD}, cmq_read_year_ago},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, WORD_EARLIER}, cmq_read_year_ago},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, WORD_EARLIER, UNIT}, cmq_read_year_ago},
    {{OPT(A), OPT(THE), UNIT, HYPHEN, WORD_EARLIER, WORD_PERIOD}, cmq_read_year_ago},
    {{UNIT, HYPHEN, WORD_EDGE}, cmq_read_edge},
    /* "Tuesday night", "last Tuesday", "Tuesday of next week", "yesterday morning", "tonight" */
    {{OPT(STEP), WEEKDAY, OPT(PART)}, cmq_read_weekday},
    {{WEEKDAY, OPT(COMMA), OPT(OF), STEP, UNIT}, cmq_read_weekday_of_week},
    {{STEP, UNIT, OPT(COMMA), OPT(ON), WEEKDAY}, cmq_read_weekday_of_week},
    {{WORD_DAY_WORD, OPT(PART)}, cmq_read_day_word},
    {{STEP, PART}, cmq_read_step_part},
    {{WORD_OVERNIGHT}, cmq_read_overnight},
    /* "9 a.m. EST Tuesday", "noon on Nov. 13", "Tuesday at 9:30", "9 in the morning" */
    {{CLOCK, OPT(ZONE)}, cmq_read_clock},
    {{CLOCK, OPT(ZONE), OPT(COMMA), OPT(ON), WEEKDAY}, cmq_read_clock},
    {{CLOCK, OPT(ZONE), OPT(COMMA), WORD_DAY_WORD}, cmq_read_clock},
    {{CLOCK, OPT(ZONE), OPT(COMMA), OPT(ON), MONTH, DAY}, cmq_read_clock},
    {{CLOCK, OPT(ZONE), OPT(COMMA), OPT(ON), MONTH, DAY, OPT(COMMA), YEAR}, cmq_read_clock},
    {{WEEKDAY, AT, CLOCK, OPT(ZONE)}, cmq_read_clock},
    {{WORD_DAY_WORD, AT, CLOCK, OPT(ZONE)}, cmq_read_clock},
    {{MONTH, DAY, OPT(COMMA), OPT(AT), CLOCK, OPT(ZONE)}, cmq_read_clock},
    {{WORD_NUMBER, IN, THE, PART}, cmq_read_clock},
    {{CLOCK, IN, THE, PART}, cmq_read_clock},
    /* "two days", "five-day", "the past two weeks", "two to three years", "two more weeks" */
    {{OPT(THE), COUNT, OPT(HYPHEN), ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), STEP, COUNT, OPT(HYPHEN), ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), WORD_PAST, COUNT, ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), ORDINAL, COUNT, ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), WORD_PREVIOUS, COUNT, ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), WORD_FOLLOWING, COUNT, ANY_UNIT}, cmq_read_duration},
    {{COUNT, OPT(HYPHEN), WORD_WHOLE, ANY_UNIT}, cmq_read_duration},
    {{COUNT, WORD_TO, COUNT, ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), STEP, COUNT, WORD_TO, COUNT, ANY_UNIT}, cmq_read_duration},
    {{COUNT, WORD_OR, COUNT, ANY_UNIT}, cmq_read_duration},
    {{COUNT, WORD_MORE, ANY_UNIT}, cmq_read_duration},
    {{OPT(THE), WORD_PAST, UNIT}, cmq_read_single},
    {{A, UNIT}, cmq_read_single},
    {{WORD_RECENT, UNITS}, cmq_read_vague},
    {{OPT(THE), WORD_PAST, UNITS}, cmq_read_vague},
    {{OPT(THE), STEP, UNITS}, cmq_read_vague},
    {{UNITS}, cmq_read_bare_units},
    /* "every year", "each Tuesday", "every two weeks", "daily", "Mondays", "Monday nights" */
    {{WORD_EVERY, UNIT}, cmq_read_every},
    {{WORD_EVERY, COUNT, ANY_UNIT}, cmq_read_every},
    {{WORD_EVERY, ORDINAL, UNIT}, cmq_read_every},
    {{WORD_EVERY, WEEKDAY, OPT(PART)}, cmq_read_every},
    {{WORD_EVERY, PART}, cmq_read_every},
    {{WORD_SET}, cmq_read_set_word},
    {{WORD_WEEKDAYS}, cmq_read_weekdays},
    {{WEEKDAY, WORD_PARTS}, cmq_read_weekdays},
    /* "now", "recently", "the future", "these days" */
    {{WORD_REFERENCE}, cmq_read_reference},
    {{WORD_CURRENT}, cmq_read_adjective},
    {{WORD_RECENT}, cmq_read_adjective},
    {{OPT(THE), WORD_PAST}, cmq_read_noun},
    {{OPT(THE), WORD_FUTURE}, cmq_read_noun},
    {{WORD_THESE, UNITS}, cmq_read_noun},
};

/* ---- items ---------------------------------------------------------------------------------- */

static const struct cmq_time_word *word_at(const struct scene *s, uint32_t at, uint32_t sentence) {
    return at < s->count && s->word[at].sentence == sentence ? &s->word[at] : NULL;
}

static enum cmq_word_kind kind_at(const struct scene *s, uint32_t at, uint32_t sentence) {
    const struct cmq_time_word *word = word_at(s, at, sentence);
    return word ? (enum cmq_word_kind)word->kind : WORD_OTHER;
}

/* "9:30", "9:30 a.m.", "9 a.m.", "9 o'clock", "0900 GMT", "noon". */
static uint32_t clock_at(const struct scene *s, uint32_t at, int32_t *minutes) {
    const struct cmq_time_word *word = &s->word[at];
    uint32_t sentence = word->sentence;
    enum cmq_word_kind next = kind_at(s, at + 1, sentence);
    *minutes = word->value;
    if (word->kind == WORD_NOON) {
        return 1;
    }
    uint32_t used = 1;
    if (word->kind == WORD_NUMBER) {
        if (next == WORD_ZONE && word->token->form.len == 4 && word->value < 2400 &&
            word->value % 100 < 60) {
            *minutes = word->value / 100 * 60 + word->value % 100;
            return 1;
        }
        if ((next != WORD_FORENOON && next != WORD_OCLOCK) || word->value > 24) {
            return 0;
        }
        *minutes = word->value * 60;
        used = next == WORD_OCLOCK ? 2 : 1;
    } else if (word->kind != WORD_CLOCK) {
        return 0;
    }
    if (kind_at(s, at + used, sentence) == WORD_FORENOON) {
        *minutes = *minutes % 720 + 720 * s->word[at + used].value;
        used++;
    }
    return used;
}

/* One word that is a day of the month. */
static bool is_day(const struct cmq_time_word *word) {
    return (word->kind == WORD_NUMBER || word->kind == WORD_ORDINAL) && word->value >= 1 &&
           word->value <= 31 && word->shade == MOD_NONE;
}

/* An item of one word. */
static bool takes(const struct cmq_time_word *word, unsigned item, int32_t *value) {
    *value = word->value;
    switch (item) {
    case ITEM_ANY_UNIT:
        return word->kind == WORD_UNIT || word->kind == WORD_UNITS;
    case ITEM_DAY:
        return is_day(word);
    case ITEM_LINK:
        return word->kind == WORD_HYPHEN || word->kind == WORD_TO || word->kind == WORD_AND;
    case ITEM_STEP:
        *value = word->kind == WORD_NEXT ? 1 : word->kind == WORD_LAST ? -1 : 0;
        return *value != 0 || word->kind == WORD_THIS;
    case ITEM_TERM:
        *value = word->kind == WORD_HALF ? CMQ_UNIT_HALF : CMQ_UNIT_QUARTER;
        return word->kind == WORD_HALF ||
               (word->kind == WORD_UNIT && word->value == CMQ_UNIT_QUARTER);
    default:
        return word->kind == item;
    }
}

/* How many words an item takes at a word; 0 for none. */
static uint32_t take(const struct scene *s, unsigned item, uint32_t at, int32_t *value) {
    switch (item) {
    case ITEM_CLOCK:
        return clock_at(s, at, value);
    case ITEM_COUNT:
        return cmq_count_at(s, at, value);
    case ITEM_HOLIDAY:
        return cmq_holiday_at(s, at, value);
    case ITEM_YEAR:
        return cmq_year_at(s, at, value);
    default:
        return takes(&s->word[at], item, value);
    }
}

/* Matches the items of a pattern from the `i`th on; what may be missing is tried first. */
static bool match(const struct scene *s, const struct pattern *pattern, unsigned i,
                  struct capture *capture) {
    if (i == MAX_ITEMS || pattern->item[i] == 0) {
        return true;
    }
    unsigned item = pattern->item[i] & ~(unsigned)MAYBE;
    uint32_t at = capture->end, kept = capture->count;
    int32_t value = 0;
    if (word_at(s, at, s->word[capture->first].sentence)) {
        uint32_t used = take(s, item, at, &value);
        if (used > 0) {
            capture->item[capture->count].item = (uint8_t)item;
            capture->item[capture->count].word = at;
            capture->item[capture->count++].value = value;
            capture->end = at + used;
            if (match(s, pattern, i + 1, capture)) {
                return true;
            }
            capture->end = at;
            capture->count = kept;
        }
    }
    return (pattern->item[i] & MAYBE) && match(s, pattern, i + 1, capture);
}

/* ---- what stands before --------------------------------------------------------------------- */

/* "at least", "more than", "up to". */
static const struct {
    uint8_t first, second; /* kinds of words; 0 for no second one */
    enum cmq_mod mod;
} bounds[] = {
    {WORD_AT, WORD_LEAST, MOD_EQUAL_OR_MORE},
    {WORD_MORE, WORD_THAN, MOD_MORE_THAN},
    {WORD_LESS, WORD_THAN, MOD_LESS_THAN},
    {WORD_UP, WORD_TO, MOD_EQUAL_OR_LESS},
};

/* The words before an expression that modify it: "early", "the end of", "later in", "at least". */
static uint32_t lead_at(const struct scene *s, uint32_t at, enum cmq_mod *mod) {
    uint32_t sentence = s->word[at].sentence;
    uint32_t the = s->word[at].kind == WORD_THE ? 1 : 0;
    const struct cmq_time_word *word = word_at(s, at + the, sentence);
    enum cmq_word_kind next = kind_at(s, at + the + 1, sentence);
    if (!word) {
        return 0;
    }
    *mod = (enum cmq_mod)word->value;
    if (word->kind == WORD_SHADE) {
        bool tied = next == WORD_HYPHEN || next == WORD_IN || next == WORD_ON;
        return the + 1 + (tied ? 1 : 0);
    }
    if (word->kind == WORD_EDGE) {
        return next == WORD_OF ? the + 2 : 0;
    }
    if (the > 0) {
        return 0;
    }
    if (word->kind == WORD_APPROX) {
        return 1;
    }
    if (word->kind == WORD_EARLIER || word->kind == WORD_LATER) {
        *mod = word->kind == WORD_EARLIER ? MOD_START : MOD_END;
        return next == WORD_IN || next == WORD_ON ? 2 : 1;
    }
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        if (word->kind == bounds[i].first && next == bounds[i].second) {
            *mod = bounds[i].mod;
            return 2;
        }
    }
    return 0;
}

/* The modifier before an expression, or one that is grown together with a word: "the mid-1980s". */
static enum cmq_mod shade_of(const struct scene *s, const struct capture *capture) {
    enum cmq_mod mod = capture->mod;
    for (uint32_t i = 0; mod == MOD_NONE && i < capture->count; i++) {
        mod = (enum cmq_mod)s->word[capture->item[i].word].shade;
    }
    return mod;
}

/* Only what is counted can be "more than". */
static bool bears(const struct capture *capture, const struct finding *found) {
    return capture->mod <= MOD_APPROX || found->type == CMQ_TIME_DURATION ||
           cmq_has(capture, WORD_AGO);
}

/* The longest pattern at `start`, in an expression that begins at `first`. */
static bool read_from(const struct scene *s, uint32_t first, uint32_t start, enum cmq_mod mod,
                      struct capture *best, struct finding *found) {
    best->end = 0;
    if (!word_at(s, start, s->word[first].sentence) || s->word[start].kind == WORD_COMMA) {
        return false;
    }
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct capture capture;
        capture.first = first;
        capture.end = start;
        capture.mod = mod;
        capture.count = 0;
        if (!match(s, &patterns[i], 0, &capture) || capture.end <= best->end) {
            continue;
        }
        struct finding finding = {0};
        if (patterns[i].read(s, &capture, &finding) && bears(&capture, &finding)) {
            *best = capture;
            *found = finding;
            found->mod = found->mod == MOD_NONE ? shade_of(s, &capture) : found->mod;
        }
    }
    return best->end > 0;
}

bool cmq_read_time(const struct scene *s, uint32_t word, struct capture *capture,
                   struct finding *found) {
    if (s->word[word].kind == WORD_OTHER) {
        int32_t holiday;
        if (cmq_holiday_at(s, word, &holiday) == 0) {
            return false;
        }
    }
    enum cmq_mod mod = MOD_NONE;
    uint32_t lead = lead_at(s, word, &mod);
    if (lead > 0 && read_from(s, word, word + lead, mod, capture, found)) {
        return true;
    }
    return read_from(s, word, word, MOD_NONE, capture, found);
}
