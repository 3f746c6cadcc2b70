/* SPDX-License-Identifier: Apache-2.0 */
/* What counts from the report's day or from the time last mentioned. */

#include "time/reading.h"

#include <string.h>

static enum cmq_unit unit_of(const struct capture *c) {
    int32_t unit = cmq_captured(c, ITEM_ANY_UNIT, 0);
    return (enum cmq_unit)(unit != ABSENT ? unit : cmq_captured(c, WORD_UNIT, 0));
}

/* A period that counts from the report: unknown without its date. */
static bool from_report(const struct scene *s, enum cmq_unit unit, int32_t count,
                        struct finding *found) {
    if (unit < CMQ_UNIT_DAY) {
        return false;
    }
    if (s->today == CMQ_NO_DAY) {
        return cmq_find_unknown(found, unit);
    }
    struct cmq_period period = cmq_period_at(unit, s->today);
    return cmq_find_period(found, cmq_period_shift(period, unit, count), CMQ_DATE_RELATIVE);
}

/* The same unit as the time last mentioned, `count` later. A day after "in 1998" is not known. */
static bool from_last(const struct scene *s, enum cmq_unit unit, int32_t count,
                      struct finding *found) {
    if (unit < CMQ_UNIT_DAY) {
        return false;
    }
    if (s->last.unit == CMQ_UNIT_NONE || unit < s->last.unit) {
        return cmq_find_unknown(found, unit);
    }
    struct cmq_period period = cmq_period_at(unit, cmq_period_first(s->last));
    return cmq_find_period(found, cmq_period_shift(period, unit, count), CMQ_DATE_RELATIVE);
}

/* The quarter last spoken of; else the last one that was over on the report's day. */
static struct cmq_period latest_quarter(const struct scene *s) {
    if (s->quarter.unit != CMQ_UNIT_NONE || s->today == CMQ_NO_DAY) {
        return s->quarter;
    }
    return cmq_period_shift(cmq_period_at(CMQ_UNIT_QUARTER, s->today), CMQ_UNIT_QUARTER, -1);
}

static void add_captured_part(const struct capture *c, struct finding *found) {
    int32_t part = cmq_captured(c, WORD_PART, 0);
    if (part != ABSENT) {
        cmq_add_part(found, (enum cmq_day_part)part);
    }
}

/* ---- this, last, next ------------------------------------------------------------------------ */

/* What of the current period is not over yet has not been seen by a clause in the past. */
static void end_today(const struct scene *s, const struct capture *c, struct finding *found) {
    if (found->from <= s->today && s->today < found->to && !cmq_is_ahead(s, c)) {
        found->to = s->today;
    }
}

bool cmq_read_step(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t step = cmq_captured(c, ITEM_STEP, 0);
    enum cmq_unit unit = unit_of(c);
    /* "this day" is today; "the last day" is of something. */
    if ((unit == CMQ_UNIT_DAY && step != 0) || !from_report(s, unit, step, found)) {
        return false;
    }
    if (step == 0 && s->today != CMQ_NO_DAY) {
        end_today(s, c, found);
    }
    return true;
}

bool cmq_read_current(const struct scene *s, const struct capture *c, struct finding *found) {
    return from_report(s, unit_of(c), 0, found);
}

/* "the week of November 8". */
bool cmq_read_week_of(const struct scene *s, const struct capture *c, struct finding *found) {
    struct finding day = {0};
    return unit_of(c) == CMQ_UNIT_WEEK && cmq_read_date(s, c, &day) &&
           day.period.unit == CMQ_UNIT_DAY &&
           cmq_find_period(found, cmq_period_at(CMQ_UNIT_WEEK, day.from), CMQ_DATE_EXPLICIT);
}

bool cmq_read_latest(const struct scene *s, const struct capture *c, struct finding *found) {
    if (cmq_has(c, WORD_PERIOD) || unit_of(c) == CMQ_UNIT_QUARTER) {
        return from_report(s, CMQ_UNIT_QUARTER, -1, found);
    }
    return unit_of(c) != CMQ_UNIT_DAY && from_report(s, unit_of(c), -1, found);
}

/* "the quarter", "the week", "later in the year": that of the report, or last spoken of. */
bool cmq_read_definite(const struct scene *s, const struct capture *c, struct finding *found) {
    enum cmq_unit unit = unit_of(c);
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    if (unit == CMQ_UNIT_YEAR && behind &&
        (cmq_form_is(behind->token, "ended") || cmq_form_is(behind->token, "ending"))) {
        return cmq_find_length(found, unit, 2);
    }
    struct cmq_period quarter = latest_quarter(s);
    if (unit == CMQ_UNIT_QUARTER && quarter.unit != CMQ_UNIT_NONE) {
        return cmq_find_period(found, quarter, CMQ_DATE_RELATIVE);
    }
    if (unit == CMQ_UNIT_WEEKEND && s->today != CMQ_NO_DAY) {
        struct cmq_period here = cmq_period_at(unit, s->today);
        bool over = cmq_period_first(here) > s->today && !cmq_is_ahead(s, c);
        return from_report(s, unit, over ? -1 : 0, found);
    }
    if (unit == CMQ_UNIT_DAY && c->mod != MOD_NONE) {
        return from_last(s, unit, 0, found);
    }
    bool plain = unit == CMQ_UNIT_WEEK || unit == CMQ_UNIT_WEEKEND;
    bool shaded = c->mod != MOD_NONE;
    return (plain || shaded || (cmq_has(c, WORD_WHOLE) && unit == CMQ_UNIT_YEAR)) &&
           from_report(s, unit, 0, found);
}

/* ---- previous, following, same ----------------------------------------------------------------
 */

bool cmq_read_neighbour(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t weekday = cmq_captured(c, WORD_WEEKDAY, 0);
    int32_t step = cmq_captured(c, ITEM_STEP, 0);
    bool back = cmq_has(c, WORD_PREVIOUS) || step == -1;
    bool part = cmq_has(c, WORD_PART);
    if (step != ABSENT && ((unit_of(c) != CMQ_UNIT_DAY && !part) || step == 0)) {
        return false;
    }
    if (part) {
        bool there = from_last(s, CMQ_UNIT_DAY, back ? -1 : 1, found);
        add_captured_part(c, found);
        return there;
    }
    if (weekday == ABSENT) {
        return from_last(s, unit_of(c), back ? -1 : 1, found);
    }
    if (s->last.unit == CMQ_UNIT_NONE) {
        return false;
    }
    cmq_day from = cmq_period_first(s->last);
    int32_t today = (int32_t)cmq_weekday(from);
    int32_t days = back ? -((today - weekday + 6) % 7 + 1) : (weekday - today + 6) % 7 + 1;
    return cmq_find_period(found, (struct cmq_period){CMQ_UNIT_DAY, from + days},
                           CMQ_DATE_RELATIVE);
}

bool cmq_read_same(const struct scene *s, const struct capture *c, struct finding *found) {
    const struct cmq_time_word *first = &s->word[c->first];
    bool determines = first->kind != WORD_THAT || first->token->dep == CMQ_DEP_DET;
    return determines && s->last.unit <= unit_of(c) && from_last(s, unit_of(c), 0, found);
}

/* ---- ago, earlier, later ----------------------------------------------------------------------
 */

/* How many units: 1 for "a"; ABSENT for "several" and for a plural alone. */
static int32_t count_of(const struct capture *c) {
    int32_t count = cmq_captured(c, ITEM_COUNT, 0);
    bool vague = count == COUNT_VAGUE || cmq_has(c, WORD_UNITS);
    return vague ? ABSENT : count == ABSENT ? 1 : count / 2;
}

static bool find_reference(struct finding *found, enum cmq_reference reference) {
    static const char *const names[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    *found = (struct finding){
        .type = CMQ_TIME_DATE, .basis = CMQ_DATE_RELATIVE, .from = CMQ_NO_DAY, .to = CMQ_NO_DAY};
    cmq_set_value(found, "%s", names[reference]);
    return true;
}

/* A year before a quarter that is spoken of is the same quarter of the year before. */
static bool compares_quarters(const struct scene *s, enum cmq_unit unit) {
    return unit == CMQ_UNIT_YEAR && s->quarter.unit != CMQ_UNIT_NONE;
}

static bool find_quarter_back(const struct scene *s, int32_t years, struct finding *found) {
    bool there = cmq_find_period(found, cmq_period_shift(s->quarter, CMQ_UNIT_YEAR, -years),
                                 CMQ_DATE_RELATIVE);
    found->period.unit = CMQ_UNIT_NONE; /* what is compared with is not what is spoken of */
    return there;
}

bool cmq_read_ago(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t count = count_of(c);
    enum cmq_unit unit = unit_of(c);
    if (count == ABSENT) {
        return find_reference(found, REFERENCE_PAST);
    }
    if (unit < CMQ_UNIT_DAY) {
        return from_report(s, CMQ_UNIT_DAY, 0, found);
    }
    if (count == 1 && compares_quarters(s, unit)) {
        return find_quarter_back(s, count, found);
    }
    return from_report(s, unit, -count, found);
}

/* Counted from the time last mentioned, as exact as that is. */
static bool away(const struct scene *s, const struct capture *c, int32_t sign,
                 struct finding *found) {
    int32_t count = count_of(c);
    enum cmq_unit unit = unit_of(c);
    if (count == ABSENT && unit >= CMQ_UNIT_DAY) {
        return cmq_find_length(found, unit, COUNT_VAGUE);
    }
    if (unit < CMQ_UNIT_DAY) { /* hours later is mostly the same day */
        return from_last(s, CMQ_UNIT_DAY, 0, found);
    }
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    if (behind && behind->kind == WORD_THAN) {
        return false; /* "two years later than planned" */
    }
    if (s->last.unit == CMQ_UNIT_NONE || unit < s->last.unit) {
        return cmq_find_unknown(found, unit);
    }
    return cmq_find_period(found, cmq_period_shift(s->last, unit, sign * count), CMQ_DATE_RELATIVE);
}

bool cmq_read_earlier(const struct scene *s, const struct capture *c, struct finding *found) {
    if (compares_quarters(s, unit_of(c)) && count_of(c) != ABSENT) {
        return find_quarter_back(s, count_of(c), found);
    }
    bool there = away(s, c, -1, found);
    found->period.unit = CMQ_UNIT_NONE;
    return there;
}

bool cmq_read_later(const struct scene *s, const struct capture *c, struct finding *found) {
    return away(s, c, 1, found);
}

/* "the year-ago quarter", "the year-earlier period", "the same period last year". */
bool cmq_read_year_ago(const struct scene *s, const struct capture *c, struct finding *found) {
    if ((enum cmq_unit)cmq_captured(c, WORD_UNIT, 0) != CMQ_UNIT_YEAR &&
        (enum cmq_unit)cmq_captured(c, WORD_UNIT, 1) != CMQ_UNIT_YEAR) {
        return false;
    }
    if (cmq_has(c, ITEM_STEP) && cmq_captured(c, ITEM_STEP, 0) != -1) {
        return false;
    }
    struct scene with_quarter = *s;
    with_quarter.quarter = latest_quarter(s);
    return with_quarter.quarter.unit != CMQ_UNIT_NONE ? find_quarter_back(&with_quarter, 1, found)
                                                      : cmq_find_unknown(found, CMQ_UNIT_QUARTER);
}

/* "year-end": its last day. */
bool cmq_read_edge(const struct scene *s, const struct capture *c, struct finding *found) {
    enum cmq_unit unit = unit_of(c);
    if (unit < CMQ_UNIT_MONTH || cmq_captured(c, WORD_EDGE, 0) != MOD_END ||
        s->today == CMQ_NO_DAY) {
        return false;
    }
    cmq_day last = cmq_period_last(cmq_period_at(unit, s->today));
    return cmq_find_period(found, cmq_period_at(CMQ_UNIT_DAY, last), CMQ_DATE_RELATIVE);
}

/* ---- days -------------------------------------------------------------------------------------
 */

static bool find_weekday(struct finding *found, cmq_day day) {
    return cmq_find_period(found, (struct cmq_period){CMQ_UNIT_DAY, day}, CMQ_DATE_RELATIVE);
}

static bool unknown_weekday(struct finding *found, int32_t weekday) {
    cmq_find_unknown(found, CMQ_UNIT_DAY);
    cmq_set_value(found, "XXXX-WXX-%d", (int)weekday + 1);
    return true;
}

/* "Sun" and "Sat" are no days by themselves. */
static bool is_short(const struct scene *s, const struct capture *c) {
    uint32_t i = 0;
    while (c->item[i].item != WORD_WEEKDAY) {
        i++;
    }
    return s->word[c->item[i].word].token->form.len < 6;
}

bool cmq_read_weekday(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t weekday = cmq_captured(c, WORD_WEEKDAY, 0), step = cmq_captured(c, ITEM_STEP, 0);
    if (!cmq_has(c, WORD_PART) && is_short(s, c)) {
        return false;
    }
    if (s->today == CMQ_NO_DAY) {
        unknown_weekday(found, weekday);
        add_captured_part(c, found);
        return true;
    }
    int32_t today = (int32_t)cmq_weekday(s->today);
    int32_t back = (today - weekday + 7) % 7, ahead = (weekday - today + 7) % 7;
    bool future = step == 1 || (step != -1 && cmq_is_ahead(s, c));
    int32_t days = future ? ahead : -back;
    if (days == 0 && step != ABSENT) {
        days = 7 * step;
    } else if (days == 1 && step == 1) {
        days = 8; /* the day after today would be "tomorrow" */
    }
    if (!find_weekday(found, s->today + days)) {
        return false;
    }
    add_captured_part(c, found);
    return true;
}

bool cmq_read_weekday_of_week(const struct scene *s, const struct capture *c,
                              struct finding *found) {
    int32_t weekday = cmq_captured(c, WORD_WEEKDAY, 0), step = cmq_captured(c, ITEM_STEP, 0);
    if (unit_of(c) != CMQ_UNIT_WEEK) {
        return false;
    }
    if (s->today == CMQ_NO_DAY) {
        return unknown_weekday(found, weekday);
    }
    struct cmq_period week =
        cmq_period_shift(cmq_period_at(CMQ_UNIT_WEEK, s->today), CMQ_UNIT_WEEK, step);
    cmq_day monday = cmq_period_first(week);
    return monday != CMQ_NO_DAY && find_weekday(found, monday + weekday);
}

bool cmq_read_day_word(const struct scene *s, const struct capture *c, struct finding *found) {
    if (!from_report(s, CMQ_UNIT_DAY, cmq_captured(c, WORD_DAY_WORD, 0), found)) {
        return false;
    }
    add_captured_part(c, found);
    if (cmq_form_is(s->word[c->item[0].word].token, "tonight")) {
        cmq_add_part(found, PART_NIGHT);
    }
    return true;
}

/* "this morning", "last night". */
bool cmq_read_step_part(const struct scene *s, const struct capture *c, struct finding *found) {
    if (!from_report(s, CMQ_UNIT_DAY, cmq_captured(c, ITEM_STEP, 0), found)) {
        return false;
    }
    add_captured_part(c, found);
    return true;
}

bool cmq_read_overnight(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)c;
    if (!from_report(s, CMQ_UNIT_DAY, 0, found)) {
        return false;
    }
    cmq_add_part(found, PART_NIGHT);
    return true;
}

/* ---- references -------------------------------------------------------------------------------
 */

bool cmq_read_reference(const struct scene *s, const struct capture *c, struct finding *found) {
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    if (behind && (cmq_form_is(behind->token, "as") || behind->kind == WORD_AFTER)) {
        return false; /* "as soon as", "soon after" */
    }
    return find_reference(found, (enum cmq_reference)cmq_captured(c, WORD_REFERENCE, 0));
}

bool cmq_read_adjective(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    return find_reference(found, cmq_has(c, WORD_RECENT) ? REFERENCE_PAST : REFERENCE_PRESENT);
}

/* "in the past", "in future", "these days"; not "past the gate" nor "futures". */
bool cmq_read_noun(const struct scene *s, const struct capture *c, struct finding *found) {
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    if (cmq_has(c, WORD_THESE)) {
        return cmq_captured(c, WORD_UNITS, 0) == CMQ_UNIT_DAY &&
               find_reference(found, REFERENCE_PRESENT);
    }
    if (cmq_has(c, WORD_FUTURE)) {
        return find_reference(found, REFERENCE_FUTURE);
    }
    return cmq_has(c, WORD_THE) && s->word[c->end - 1].token->upos == CMQ_NOUN &&
           !(behind && cmq_is_nominal(behind->token)) && find_reference(found, REFERENCE_PAST);
}
