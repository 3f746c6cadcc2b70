/* SPDX-License-Identifier: Apache-2.0 */
/* Holidays that news names, with the rule for their day. */

#include "time/reading.h"

#include <string.h>

enum rule { ON_DAY, NTH_WEEKDAY, LAST_WEEKDAY, EASTER, ONCE };

static const struct {
    const char *words[4]; /* lower case; NULL after the last */
    enum rule rule;
    int16_t month, day; /* from 1; for a weekday: 0 Monday … 6 Sunday; for Easter: days after it */
    int16_t nth;        /* of the month's such weekdays, from 1; for ONCE: the year */
} holidays[] = {
    {{"new", "year", "'s", "eve"}, ON_DAY, 12, 31, 0},
    {{"new", "year", "'s", "day"}, ON_DAY, 1, 1, 0},
    {{"christmas", "eve"}, ON_DAY, 12, 24, 0},
    {{"christmas", "day"}, ON_DAY, 12, 25, 0},
    {{"christmas"}, ON_DAY, 12, 25, 0},
    {{"boxing", "day"}, ON_DAY, 12, 26, 0},
    {{"valentine", "'s", "day"}, ON_DAY, 2, 14, 0},
    {{"halloween"}, ON_DAY, 10, 31, 0},
    {{"veterans", "day"}, ON_DAY, 11, 11, 0},
    {{"armistice", "day"}, ON_DAY, 11, 11, 0},
    {{"remembrance", "day"}, ON_DAY, 11, 11, 0},
    {{"may", "day"}, ON_DAY, 5, 1, 0},
    {{"bastille", "day"}, ON_DAY, 7, 14, 0},
    {{"martin", "luther", "king", "day"}, NTH_WEEKDAY, 1, 0, 3},
    {{"presidents", "day"}, NTH_WEEKDAY, 2, 0, 3},
    {{"memorial", "day"}, LAST_WEEKDAY, 5, 0, 0},
    {{"labor", "day"}, NTH_WEEKDAY, 9, 0, 1},
    {{"columbus", "day"}, NTH_WEEKDAY, 10, 0, 2},
    {{"thanksgiving", "day"}, NTH_WEEKDAY, 11, 3, 4},
    {{"thanksgiving"}, NTH_WEEKDAY, 11, 3, 4},
    {{"palm", "sunday"}, EASTER, 0, -7, 0},
    {{"good", "friday"}, EASTER, 0, -2, 0},
    {{"easter", "sunday"}, EASTER, 0, 0, 0},
    {{"easter", "monday"}, EASTER, 0, 1, 0},
    {{"easter"}, EASTER, 0, 0, 0},
    {{"9/11"}, ONCE, 9, 11, 2001},
};

static bool named_at(const struct scene *s, uint32_t word, size_t holiday, uint32_t *used) {
    uint32_t i = 0;
    for (; i < 4 && holidays[holiday].words[i]; i++) {
        if (word + i >= s->count ||
            !cmq_form_is(s->word[word + i].token, holidays[holiday].words[i])) {
            return false;
        }
    }
    *used = i;
    return true;
}

uint32_t cmq_holiday_at(const struct scene *s, uint32_t word, int32_t *holiday) {
    char c = s->word[word].token->form.ptr[0];
    if ((c < 'A' || c > 'Z') && c != '9') {
        return 0;
    }
    for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++) {
        uint32_t used;
        if (named_at(s, word, i, &used)) {
            *holiday = (int32_t)i;
            return used;
        }
    }
    return 0;
}

/* Western Easter, by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
static cmq_day easter(int year) {
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return cmq_day_from(year, (unsigned)(n / 31), (unsigned)(n % 31 + 1));
}

static cmq_day nth_weekday(int year, int month, int weekday, int nth) {
    cmq_day first = cmq_day_from(year, (unsigned)month, 1);
    return first == CMQ_NO_DAY
               ? first
               : first + (weekday - (int)cmq_weekday(first) + 7) % 7 + 7 * (nth - 1);
}

cmq_day cmq_holiday_in(int32_t holiday, int year, bool *fixed) {
    int month = holidays[holiday].month, day = holidays[holiday].day;
    cmq_day base;
    *fixed = holidays[holiday].rule == ONCE;
    if (year < 0 || year > 9998) {
        return CMQ_NO_DAY;
    }
    switch (holidays[holiday].rule) {
    case ON_DAY:
        return cmq_day_from(year, (unsigned)month, (unsigned)day);
    case ONCE:
        return cmq_day_from(holidays[holiday].nth, (unsigned)month, (unsigned)day);
    case NTH_WEEKDAY:
        return nth_weekday(year, month, day, holidays[holiday].nth);
    case LAST_WEEKDAY:
        base = nth_weekday(year, month % 12 + 1, day, 1);
        return base == CMQ_NO_DAY ? base : base - 7;
    case EASTER:
        base = easter(year);
        return base == CMQ_NO_DAY ? base : base + day;
    }
    return CMQ_NO_DAY;
}
