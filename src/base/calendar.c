/* SPDX-License-Identifier: Apache-2.0 */
/* The proleptic Gregorian calendar. Years are counted from March, so that the leap day is a
 * year's last, and in eras of 400 years, which all have the same 146,097 days. Years 0 to 9999
 * have a date, so that every date has a YYYY-MM-DD. */
#include "base/base.h"

#include <stdio.h>
#include <string.h>

#define DAYS_OF_ERA   146097
#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_of_month(int year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

cmq_day cmq_day_from(int year, unsigned month, unsigned day) {
    if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_of_month(year, month)) {
        return CMQ_NO_DAY;
    }
    int march_year = month > 2 ? year : year - 1;
    int era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    int year_of_era = march_year - era * 400;
    int month_from_march = (int)(month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + (int)day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_ERA + day_of_era - DAYS_TO_EPOCH;
}

void cmq_day_split(cmq_day date, int *year, unsigned *month, unsigned *day) {
    int64_t days = (int64_t)date + DAYS_TO_EPOCH;
    int64_t era = (days >= 0 ? days : days - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
    int64_t day_of_era = days - era * DAYS_OF_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_OF_ERA - 1)) /
        365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    *day = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    *month = (unsigned)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

unsigned cmq_weekday(cmq_day date) {
    int from_thursday = date % 7; /* 1970-01-01 was a Thursday */
    return (unsigned)(from_thursday + 7 + 3) % 7;
}

static bool parse_digits(struct cmq_str s, size_t from, size_t count, unsigned *value) {
    *value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        *value = *value * 10 + (unsigned)(s.ptr[i] - '0');
    }
    return true;
}

cmq_day cmq_day_parse(struct cmq_str s) {
    unsigned year, month, day;
    if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-' || !parse_digits(s, 0, 4, &year) ||
        !parse_digits(s, 5, 2, &month) || !parse_digits(s, 8, 2, &day)) {
        return CMQ_NO_DAY;
    }
    return cmq_day_from((int)year, month, day);
}

void cmq_day_format(cmq_day date, char out[static 16]) {
    int year;
    unsigned month, day;
    cmq_day_split(date, &year, &month, &day);
    if (year < 0 || year > 9999) {
        out[0] = '\0';
        return;
    }
    (void)snprintf(out, 16, "%04u-%02u-%02u", (unsigned)year % 10000u, month % 100u, day % 100u);
}
