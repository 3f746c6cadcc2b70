/* SPDX-License-Identifier: Apache-2.0 */
/* Times of day: a clock's, on the day named beside it, else on the day last mentioned. */

#include "time/reading.h"

static bool read_day(const struct scene *s, const struct capture *c, struct finding *found) {
    if (cmq_has(c, WORD_WEEKDAY)) {
        return cmq_read_weekday(s, c, found);
    }
    if (cmq_has(c, WORD_DAY_WORD)) {
        return cmq_read_day_word(s, c, found);
    }
    if (cmq_has(c, WORD_MONTH)) {
        return cmq_read_date(s, c, found);
    }
    if (s->last.unit == CMQ_UNIT_DAY) {
        return cmq_find_period(found, s->last, CMQ_DATE_RELATIVE);
    }
    if (s->today == CMQ_NO_DAY) {
        return cmq_find_unknown(found, CMQ_UNIT_DAY);
    }
    return cmq_find_period(found, (struct cmq_period){CMQ_UNIT_DAY, s->today}, CMQ_DATE_RELATIVE);
}

/* "9 in the morning" is in figures what it is by the clock. */
static int32_t minutes_of(const struct capture *c) {
    int32_t minutes = cmq_captured(c, ITEM_CLOCK, 0), part = cmq_captured(c, WORD_PART, 0);
    if (minutes == ABSENT) {
        int32_t hour = cmq_captured(c, WORD_NUMBER, 0);
        minutes = hour >= 1 && hour <= 12 ? hour * 60 : ABSENT;
    }
    bool late = part != ABSENT && part >= PART_AFTERNOON;
    return late && minutes != ABSENT && minutes < 720 ? minutes + 720 : minutes;
}

/* Figures with a colon are also scores and ratios: a bare one needs "at" or "by" before it. */
static bool is_clock(const struct scene *s, const struct capture *c) {
    static const char *const before[] = {"at", "by", "from", "until", "till", "around", "about"};
    const struct cmq_time_word *first = &s->word[c->first], *left = cmq_word_before(s, c);
    char last = first->token->form.ptr[first->token->form.len - 1];
    bool bare = c->end - c->first == 1 && first->kind == WORD_CLOCK && last >= '0' && last <= '9';
    return !bare || (left && cmq_form_in(left->token, before, sizeof before / sizeof *before));
}

bool cmq_read_clock(const struct scene *s, const struct capture *c, struct finding *found) {
    int32_t minutes = minutes_of(c);
    if (minutes == ABSENT || !is_clock(s, c) || !read_day(s, c, found)) {
        return false;
    }
    if (found->value[0] != '\0') {
        cmq_add_clock(found, minutes);
    }
    return true;
}
