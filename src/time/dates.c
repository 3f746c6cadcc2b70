/* SPDX-License-Identifier: Apache-2.0 */
/* Places in the calendar: dates, months, quarters, seasons, years, decades, centuries, holidays.
 * One without a year takes the nearest that its clause allows: a past one, unless the clause is
 * ahead. */

#include "time/reading.h"

#include <stdlib.h>
#include <string.h>

#define HALF_A_YEAR 183
/* Days ahead that a time without a year is still rather announced than a year past. */
#define NEAR 62

static bool is_unit(const struct capture *c, enum cmq_unit unit) {
    return cmq_captured(c, WORD_UNIT, 0) == (int32_t)unit;
}

/* The year named, or the report's moved by "last year"; -1 if neither is there. */
static int year_named(const struct scene *s, const struct capture *c) {
    int32_t year = cmq_captured(c, ITEM_YEAR, 0), step = cmq_captured(c, ITEM_STEP, 0);
    if (year != ABSENT) {
        return year;
    }
    if (step != ABSENT && is_unit(c, CMQ_UNIT_YEAR) && s->today != CMQ_NO_DAY) {
        return cmq_period_at(CMQ_UNIT_YEAR, s->today).number + step;
    }
    return -1;
}

/* Whether a year is asked for that year_named() cannot tell: no report date, or no year's step. */
static bool year_missing(const struct capture *c, int year) {
    return year < 0 && cmq_has(c, ITEM_STEP) && cmq_has(c, WORD_UNIT);
}

static bool find_day(struct finding *found, cmq_day day, enum cmq_date_basis basis) {
    return day != CMQ_NO_DAY &&
           cmq_find_period(found, (struct cmq_period){CMQ_UNIT_DAY, day}, basis);
}

/* ---- days ----------------------------------------------------------------------------------- */

/* A day without its year: of the report's year unless that lies the wrong way. In a
 * clause that is not ahead, days just ahead are announced, and later ones are last year's. */
static int nearest_year(const struct scene *s, const struct capture *c, unsigned month,
                        unsigned day) {
    int year = cmq_period_at(CMQ_UNIT_YEAR, s->today).number;
    cmq_day here = cmq_day_from(year, month, day);
    if (here == CMQ_NO_DAY) { /* February 29 */
        return cmq_day_from(year - 1, month, day) != CMQ_NO_DAY ? year - 1 : year + 1;
    }
    enum outlook outlook = cmq_outlook(s, c);
    if (outlook == OUTLOOK_AHEAD) {
        return here < s->today - HALF_A_YEAR / 2 ? year + 1 : year;
    }
    cmq_day farthest = outlook == OUTLOOK_BEHIND ? NEAR : HALF_A_YEAR;
    return here > s->today + farthest ? year - 1 : year;
}

/* The year next to `year` in which a date falls on a weekday; `year` if none does. */
static int year_with_weekday(int year, unsigned month, unsigned day, int32_t weekday) {
    static const int steps[] = {0, -1, 1};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        cmq_day date = cmq_day_from(year + steps[i], month, day);
        if (date != CMQ_NO_DAY && (int32_t)cmq_weekday(date) == weekday) {
            return year + steps[i];
        }
    }
    return year;
}

bool cmq_read_date(const struct scene *s, const struct capture *c, struct finding *found) {
    unsigned month = (unsigned)cmq_captured(c, WORD_MONTH, 0) + 1;
    unsigned day = (unsigned)cmq_captured(c, ITEM_DAY, 0);
    int32_t weekday = cmq_captured(c, WORD_WEEKDAY, 0);
    int year = year_named(s, c);
    if (year_missing(c, year)) {
        return false;
    }
    if (cmq_day_from(2000, month, day) == CMQ_NO_DAY) {
        return true;
    }
    if (year < 0 && s->today == CMQ_NO_DAY) {
        cmq_find_unknown(found, CMQ_UNIT_DAY);
        cmq_set_value(found, "XXXX-%02u-%02u", month, day);
        found->basis = CMQ_DATE_EXPLICIT;
        return true;
    }
    if (year < 0) {
        year = nearest_year(s, c, month, day);
        year = weekday != ABSENT ? year_with_weekday(year, month, day, weekday) : year;
    }
    cmq_day date = cmq_day_from(year, month, day);
    if (!find_day(found, date, CMQ_DATE_EXPLICIT)) {
        return true;
    }
    if (weekday != ABSENT && (int32_t)cmq_weekday(date) != weekday) {
        found->mod = MOD_APPROX;
    }
    return true;
}

/* The days of a month from one to another: as an interval of ISO 8601. */
bool cmq_read_days(const struct scene *s, const struct capture *c, struct finding *found) {
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    struct capture last = *c;
    bool counts = c->item[c->count - 1].item == ITEM_DAY && behind && cmq_is_nominal(behind->token);
    struct finding end = {0};
    if (counts || cmq_captured(c, ITEM_DAY, 0) >= cmq_captured(c, ITEM_DAY, 1) ||
        !cmq_read_date(s, c, found) || found->period.unit != CMQ_UNIT_DAY) {
        return false;
    }
    for (uint32_t i = 0; i < last.count; i++) {
        if (last.item[i].item == ITEM_DAY) {
            last.item[i].value = cmq_captured(c, ITEM_DAY, 1);
        }
    }
    if (!cmq_read_date(s, &last, &end) || end.period.unit != CMQ_UNIT_DAY) {
        return false;
    }
    char first[sizeof found->value];
    memcpy(first, found->value, sizeof first);
    cmq_set_value(found, "%.20s/%.20s", first, end.value);
    found->to = end.to;
    return true;
}

/* "the 13th", where no noun follows that it numbers. */
bool cmq_read_day_of_month(const struct scene *s, const struct capture *c, struct finding *found) {
    const struct cmq_time_word *last = &s->word[c->end - 1], *behind = cmq_word_behind(s, c);
    char digit = last->token->form.ptr[0];
    bool numbers = behind && (cmq_is_nominal(behind->token) || behind->token->upos == CMQ_ADJ ||
                              behind->kind == WORD_HYPHEN);
    if (digit < '0' || digit > '9' || last->value > 31 || numbers ||
        last->token->dep == CMQ_DEP_AMOD) {
        return false;
    }
    /* Of the month that the sentence has named; else the report's, or the one before. */
    bool named = s->last_sentence == last->sentence && s->last.unit <= CMQ_UNIT_MONTH;
    if (!named && s->today == CMQ_NO_DAY) {
        return cmq_find_unknown(found, CMQ_UNIT_DAY);
    }
    cmq_day near = named ? cmq_period_first(s->last) : s->today;
    struct cmq_period month = cmq_period_at(CMQ_UNIT_MONTH, near);
    cmq_day date = cmq_period_first(month) + last->value - 1;
    if (!named && date > s->today && cmq_outlook(s, c) == OUTLOOK_BEHIND) {
        month.number--;
        date = cmq_period_first(month) + last->value - 1;
    }
    return date <= cmq_period_last(month) && find_day(found, date, CMQ_DATE_RELATIVE);
}

bool cmq_read_numeric(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    return find_day(found, cmq_captured(c, WORD_NUMERIC, 0), CMQ_DATE_EXPLICIT);
}

/* "2021-11-13" in five words without a blank. */
bool cmq_read_figures(const struct scene *s, const struct capture *c, struct finding *found) {
    for (uint32_t i = c->first; i + 1 < c->end; i++) {
        if (s->word[i].token->space_after) {
            return false;
        }
    }
    return find_day(found,
                    cmq_day_from(cmq_captured(c, ITEM_YEAR, 0),
                                 (unsigned)cmq_captured(c, WORD_NUMBER, 0),
                                 (unsigned)cmq_captured(c, WORD_NUMBER, 1)),
                    CMQ_DATE_EXPLICIT);
}

bool cmq_read_holiday(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t holiday = cmq_captured(c, ITEM_HOLIDAY, 0), step = cmq_captured(c, ITEM_STEP, 0);
    int year = year_named(s, c);
    bool fixed, named = year >= 0;
    if (year_missing(c, year)) {
        return false;
    }
    if (!named && s->today == CMQ_NO_DAY) {
        cmq_day once = cmq_holiday_in(holiday, 2000, &fixed);
        return fixed && find_day(found, once, CMQ_DATE_EXPLICIT);
    }
    year = named ? year : cmq_period_at(CMQ_UNIT_YEAR, s->today).number;
    cmq_day day = cmq_holiday_in(holiday, year, &fixed);
    if (fixed || named) {
        return find_day(found, day, CMQ_DATE_EXPLICIT);
    }
    if (day != CMQ_NO_DAY && step != ABSENT) {
        year += step < 0 && day >= s->today ? -1 : step > 0 && day <= s->today ? 1 : 0;
    } else if (day != CMQ_NO_DAY && labs((long)day - s->today) > HALF_A_YEAR) {
        year += day > s->today ? -1 : 1;
    }
    return find_day(found, cmq_holiday_in(holiday, year, &fixed), CMQ_DATE_EXPLICIT);
}

/* ---- months, seasons, quarters --------------------------------------------------------------- */

/* Whether a period without its year lies ahead or behind as its clause says, as a step of years. */
static int32_t years_off(const struct scene *s, const struct capture *c, struct cmq_period here) {
    int32_t step = cmq_captured(c, ITEM_STEP, 0);
    cmq_day first = cmq_period_first(here), last = cmq_period_last(here);
    if (step == 0) {
        return 0;
    }
    if (step != ABSENT) {
        return step < 0 ? -(last >= s->today) : first <= s->today;
    }
    enum outlook outlook = cmq_outlook(s, c);
    if (outlook == OUTLOOK_AHEAD) {
        return last < s->today;
    }
    bool near = outlook == OUTLOOK_UNCLEAR && first <= s->today + NEAR;
    return first > s->today && !near ? -1 : 0;
}

/* The `nth` period of a year that is named, or that the clause tells. */
static bool find_in_year(const struct scene *s, const struct capture *c, enum cmq_unit unit,
                         int32_t nth, struct finding *found) {
    int year = year_named(s, c);
    if (year_missing(c, year)) {
        return false;
    }
    if (year >= 0) {
        return cmq_find_period(found, cmq_period_in(unit, year, nth), CMQ_DATE_EXPLICIT);
    }
    if (s->today == CMQ_NO_DAY) {
        return cmq_find_unknown(found, unit);
    }
    struct cmq_period here =
        cmq_period_in(unit, cmq_period_at(CMQ_UNIT_YEAR, s->today).number, nth);
    here = cmq_period_shift(here, CMQ_UNIT_YEAR, years_off(s, c, here));
    return cmq_find_period(found, here, CMQ_DATE_RELATIVE);
}

/* Whether a word alone is a month: "Jan" is also a name, "March" a march, "May" a verb. */
static bool is_bare_month(const struct scene *s, const struct capture *c, int32_t month) {
    const struct cmq_time_word *before = cmq_word_before(s, c), *behind = cmq_word_behind(s, c);
    const struct cmq_token *token = s->word[c->end - 1].token;
    bool point = token->form.ptr[token->form.len - 1] == '.';
    if (month != 2 && month != 4) {
        return token->form.len > 4 || point || month == 5 || month == 6;
    }
    bool goes_on = behind && (behind->kind == WORD_OF || cmq_form_is(behind->token, "for"));
    return !goes_on &&
           ((before && (before->token->upos == CMQ_ADP || before->token->upos == CMQ_SCONJ)) ||
            token->dep == CMQ_DEP_OBL_UNMARKED || token->dep == CMQ_DEP_NMOD_UNMARKED ||
            token->dep == CMQ_DEP_COMPOUND);
}

bool cmq_read_month(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t month = cmq_captured(c, WORD_MONTH, 0);
    if (c->count == 1 && !is_bare_month(s, c, month)) {
        return false;
    }
    if (!find_in_year(s, c, CMQ_UNIT_MONTH, month, found)) {
        return false;
    }
    if (found->from == CMQ_NO_DAY) {
        cmq_set_value(found, "XXXX-%02d", (int)month + 1);
    }
    return true;
}

bool cmq_read_season(const struct scene *s, const struct capture *c, struct finding *found) {
    static const char *const unknown[] = {"XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"};
    int32_t season = cmq_captured(c, WORD_SEASON, 0);
    if (!find_in_year(s, c, CMQ_UNIT_SEASON, season, found)) {
        return false;
    }
    if (found->from == CMQ_NO_DAY) {
        cmq_set_value(found, "%s", unknown[season]);
    }
    return true;
}

/* Which quarter or half: from 0. "The last half" is the second; a bare "quarter" of a year is the
 * one last spoken of. */
static int32_t nth_term(const struct scene *s, const struct capture *c, enum cmq_unit unit) {
    int32_t nth = cmq_captured(c, WORD_ORDINAL, 0), terms = unit == CMQ_UNIT_HALF ? 2 : 4;
    if (cmq_has(c, WORD_QUARTER)) {
        return cmq_captured(c, WORD_QUARTER, 0);
    }
    if (nth != ABSENT) {
        return nth <= terms ? nth - 1 : -1;
    }
    if (cmq_has(c, WORD_LAST)) {
        return terms - 1;
    }
    return s->quarter.unit == unit ? s->quarter.number % terms : -1;
}

bool cmq_read_term(const struct scene *s, const struct capture *c, struct finding *found) {
    enum cmq_unit unit =
        cmq_has(c, WORD_QUARTER) ? CMQ_UNIT_QUARTER : (enum cmq_unit)cmq_captured(c, ITEM_TERM, 0);
    int32_t nth = nth_term(s, c, unit);
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    bool hour = unit == CMQ_UNIT_HALF && behind && behind->kind == WORD_UNIT;
    if (nth < 0 || hour || !find_in_year(s, c, unit, nth, found)) {
        return false;
    }
    if (found->from == CMQ_NO_DAY) {
        cmq_set_value(found, "XXXX-%c%d", unit == CMQ_UNIT_HALF ? 'H' : 'Q', (int)nth + 1);
    }
    return true;
}

/* ---- years and longer ------------------------------------------------------------------------ */

/* A bare number is a year where nothing says that it counts something. */
static bool is_bare_year(const struct scene *s, const struct capture *c, int year) {
    static const char *const numbers[] = {"$", "#", "no.", "flight", "room", "than", "about"};
    const struct cmq_time_word *before = cmq_word_before(s, c), *behind = cmq_word_behind(s, c);
    const struct cmq_token *token = s->word[c->first].token;
    if (year < 1500 || year > 2100 ||
        (before && (cmq_form_in(before->token, numbers, sizeof numbers / sizeof *numbers) ||
                    before->token->upos == CMQ_SYM))) {
        return false;
    }
    bool counts = behind && token->dep == CMQ_DEP_NUMMOD && token->head > s->word[c->end - 1].at &&
                  cmq_has_feature(&s->parse->token[token->head], "Number=Plur") &&
                  (year < 1900 || !before || before->token->upos != CMQ_DET);
    bool grown = behind && (behind->token->upos == CMQ_SYM ||
                            (behind->kind == WORD_HYPHEN && !behind->token->space_after &&
                             !token->space_after && behind->token->upos != CMQ_PUNCT));
    return !counts && !grown;
}

bool cmq_read_year(const struct scene *s, const struct capture *c, struct finding *found) {
    int year = cmq_captured(c, ITEM_YEAR, 0);
    bool said = cmq_has(c, WORD_UNIT) || cmq_has(c, WORD_FISCAL);
    if (cmq_has(c, WORD_UNIT) && !is_unit(c, CMQ_UNIT_YEAR)) {
        return false;
    }
    return (said || is_bare_year(s, c, year)) &&
           cmq_find_period(found, cmq_period_year(year), CMQ_DATE_EXPLICIT);
}

bool cmq_read_era(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    int32_t year = cmq_captured(c, WORD_NUMBER, 0);
    if (year < 1 || year > 9999) {
        return false;
    }
    if (cmq_captured(c, WORD_ERA, 0) > 0) {
        return cmq_find_period(found, cmq_period_year(year), CMQ_DATE_EXPLICIT);
    }
    cmq_find_unknown(found, CMQ_UNIT_YEAR);
    cmq_set_value(found, "BC%04d", (int)year);
    return true;
}

bool cmq_read_decade(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    int32_t year = cmq_captured(c, ITEM_YEAR, 0); /* "the 1980's" */
    if (year != ABSENT && (year % 10 != 0 || (!cmq_has(c, WORD_THE) && c->mod == MOD_NONE))) {
        return false;
    }
    struct cmq_period decade = {CMQ_UNIT_DECADE,
                                year != ABSENT ? year / 10 : cmq_captured(c, WORD_DECADE, 0)};
    bool letters = s->word[c->end - 1].token->form.ptr[0] > '9';
    return (!letters || cmq_has(c, WORD_THE)) && cmq_find_period(found, decade, CMQ_DATE_EXPLICIT);
}

bool cmq_read_century(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    int32_t nth = cmq_captured(c, WORD_ORDINAL, 0);
    if (!is_unit(c, CMQ_UNIT_CENTURY) || nth < 1 || nth > 99) {
        return false;
    }
    if (cmq_captured(c, WORD_ERA, 0) == -1) {
        cmq_find_unknown(found, CMQ_UNIT_CENTURY);
        cmq_set_value(found, "BC%02d", (int)nth - 1);
        return true;
    }
    return cmq_find_period(found, (struct cmq_period){CMQ_UNIT_CENTURY, nth - 1},
                           CMQ_DATE_EXPLICIT);
}
