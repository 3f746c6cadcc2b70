/* SPDX-License-Identifier: Apache-2.0 */
/* How long and how often: durations and sets. */

#include "time/reading.h"

static void start(struct finding *found, enum cmq_time_type type) {
    *found = (struct finding){
        .type = type, .basis = CMQ_DATE_RELATIVE, .from = CMQ_NO_DAY, .to = CMQ_NO_DAY};
}

static const struct {
    const char *before, *after; /* round the number in an ISO 8601 duration */
    int32_t times;
    const char *half; /* half of one */
} lengths[] = {
    [CMQ_UNIT_SECOND] = {"PT", "S", 1, ".5S"},   [CMQ_UNIT_MINUTE] = {"PT", "M", 1, "M30S"},
    [CMQ_UNIT_HOUR] = {"PT", "H", 1, "H30M"},    [CMQ_UNIT_DAY] = {"P", "D", 1, "DT12H"},
    [CMQ_UNIT_WEEKEND] = {"P", "WE", 1, ".5WE"}, [CMQ_UNIT_WEEK] = {"P", "W", 1, ".5W"},
    [CMQ_UNIT_MONTH] = {"P", "M", 1, ".5M"},     [CMQ_UNIT_QUARTER] = {"P", "Q", 1, ".5Q"},
    [CMQ_UNIT_YEAR] = {"P", "Y", 1, "Y6M"},      [CMQ_UNIT_DECADE] = {"P", "Y", 10, "5Y"},
    [CMQ_UNIT_CENTURY] = {"P", "Y", 100, "50Y"},
};

/* "P2W", "P2Y6M", "PXM"; `count` as in reading.h. */
static void put_length(struct finding *found, enum cmq_unit unit, int32_t count) {
    const char *before = lengths[unit].before, *after = lengths[unit].after;
    if (count == COUNT_VAGUE) {
        cmq_set_value(found, "%sX%s", before, after);
    } else if (count % 2 == 0) {
        cmq_set_value(found, "%s%d%s", before, (int)(count / 2 * lengths[unit].times), after);
    } else if (count == 1 && unit == CMQ_UNIT_YEAR) {
        cmq_set_value(found, "P6M");
    } else if (count == 1 && unit == CMQ_UNIT_HOUR) {
        cmq_set_value(found, "PT30M");
    } else if (lengths[unit].times > 1) {
        cmq_set_value(found, "P%dY", (int)(count * lengths[unit].times / 2));
    } else {
        cmq_set_value(found, "%s%d%s", before, (int)(count / 2), lengths[unit].half);
    }
}

bool cmq_find_length(struct finding *found, enum cmq_unit unit, int32_t count) {
    start(found, CMQ_TIME_DURATION);
    put_length(found, unit, count);
    return true;
}

/* A stretch that ends or begins with the report: "the past two weeks". */
static void bound(const struct scene *s, struct finding *found, enum cmq_unit unit, int32_t count,
                  int32_t direction) {
    if (direction == 0 || count == COUNT_VAGUE || unit < CMQ_UNIT_DAY || s->today == CMQ_NO_DAY) {
        return;
    }
    struct cmq_period day = {CMQ_UNIT_DAY, s->today};
    cmq_day other = cmq_period_first(cmq_period_shift(
        day, unit == CMQ_UNIT_WEEKEND ? CMQ_UNIT_WEEK : unit, direction * (count / 2)));
    found->from = direction < 0 ? other : s->today;
    found->to = direction < 0 ? s->today : other;
}

static int32_t direction_of(const struct capture *c) {
    int32_t step = cmq_captured(c, ITEM_STEP, 0);
    return cmq_has(c, WORD_PAST) ? -1 : step != ABSENT ? step : 0;
}

/* "six-year-old", "37 years old": no time of what happens. */
static bool is_age(const struct scene *s, const struct capture *c) {
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    if (behind && behind->kind == WORD_HYPHEN && c->end + 1 < s->count) {
        behind++;
    }
    return behind && cmq_form_is(behind->token, "old");
}

/* "three-quarters", "two quarters of the staff". */
static bool is_part(const struct scene *s, const struct capture *c) {
    const struct cmq_time_word *behind = cmq_word_behind(s, c);
    return cmq_has(c, WORD_HYPHEN) || (behind && behind->kind == WORD_OF);
}

bool cmq_read_duration(const struct scene *s, const struct capture *c, struct finding *found) {
    enum cmq_unit unit = (enum cmq_unit)cmq_captured(c, ITEM_ANY_UNIT, 0);
    int32_t count = cmq_captured(c, ITEM_COUNT, 0);
    if (count == 0 || is_age(s, c) || (unit == CMQ_UNIT_QUARTER && is_part(s, c))) {
        return false;
    }
    start(found, CMQ_TIME_DURATION);
    put_length(found, unit, count);
    bound(s, found, unit, count, direction_of(c));
    return true;
}

/* "recent months", "the coming years", "the past decades". */
bool cmq_read_vague(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    start(found, CMQ_TIME_DURATION);
    put_length(found, (enum cmq_unit)cmq_captured(c, WORD_UNITS, 0), COUNT_VAGUE);
    return true;
}

/* "for weeks", "within days". */
bool cmq_read_bare_units(const struct scene *s, const struct capture *c, struct finding *found) {
    static const char *const words[] = {"for", "in", "within", "over", "after"};
    const struct cmq_time_word *before = cmq_word_before(s, c);
    return c->mod == MOD_NONE && before &&
           cmq_form_in(before->token, words, sizeof words / sizeof *words) &&
           cmq_read_vague(s, c, found);
}

/* "twice a week", "$5 a year" tell how often. */
static bool tells_how_often(const struct scene *s, const struct capture *c) {
    const struct cmq_time_word *before = cmq_word_before(s, c);
    if (!before || before->kind == WORD_COMMA) {
        return false;
    }
    return before->token->upos == CMQ_NOUN || before->token->upos == CMQ_NUM ||
           before->token->upos == CMQ_SYM || cmq_form_is(before->token, "once") ||
           cmq_form_is(before->token, "twice");
}

/* "a week", "the past year". */
bool cmq_read_single(const struct scene *s, const struct capture *c, struct finding *found) {
    enum cmq_unit unit = (enum cmq_unit)cmq_captured(c, WORD_UNIT, 0);
    const struct cmq_time_word *before = cmq_word_before(s, c), *behind = cmq_word_behind(s, c);
    bool often = cmq_has(c, WORD_A) && tells_how_often(s, c);
    bool long_one = c->mod != MOD_NONE || cmq_has(c, WORD_PAST) ||
                    (before && before->token->upos == CMQ_ADP) ||
                    (behind && (behind->kind == WORD_AFTER || behind->kind == WORD_BEFORE));
    if (unit == CMQ_UNIT_QUARTER || unit == CMQ_UNIT_WEEKEND || (!often && !long_one)) {
        return false;
    }
    start(found, often ? CMQ_TIME_SET : CMQ_TIME_DURATION);
    put_length(found, unit, 2);
    if (!often) {
        bound(s, found, unit, 2, direction_of(c));
    }
    return true;
}

/* ---- sets -------------------------------------------------------------------------------------
 */

bool cmq_read_weekdays(const struct scene *s, const struct capture *c, struct finding *found) {
    (void)s;
    int32_t plural = cmq_captured(c, WORD_WEEKDAYS, 0), parts = cmq_captured(c, WORD_PARTS, 0);
    int32_t weekday = plural != ABSENT ? plural : cmq_captured(c, WORD_WEEKDAY, 0);
    int32_t part = parts != ABSENT ? parts : cmq_captured(c, WORD_PART, 0);
    start(found, CMQ_TIME_SET);
    cmq_set_value(found, "XXXX-WXX-%d", (int)weekday + 1);
    if (part != ABSENT) {
        cmq_add_part(found, (enum cmq_day_part)part);
        found->type = CMQ_TIME_SET;
    }
    return true;
}

bool cmq_read_every(const struct scene *s, const struct capture *c, struct finding *found) {
    if (cmq_has(c, WORD_WEEKDAY)) {
        return cmq_read_weekdays(s, c, found);
    }
    start(found, CMQ_TIME_SET);
    if (cmq_has(c, WORD_PART)) {
        cmq_set_value(found, "XXXX-XX-XX");
        cmq_add_part(found, (enum cmq_day_part)cmq_captured(c, WORD_PART, 0));
        found->type = CMQ_TIME_SET;
        return true;
    }
    int32_t unit = cmq_captured(c, ITEM_ANY_UNIT, 0), nth = cmq_captured(c, WORD_ORDINAL, 0);
    int32_t count = cmq_captured(c, ITEM_COUNT, 0);
    put_length(found, (enum cmq_unit)(unit != ABSENT ? unit : cmq_captured(c, WORD_UNIT, 0)),
               count != ABSENT ? count
               : nth != ABSENT ? 2 * nth
                               : 2);
    return true;
}

/* "paid quarterly", "daily flights"; an annual meeting is a kind of meeting. */
bool cmq_read_set_word(const struct scene *s, const struct capture *c, struct finding *found) {
    if (s->word[c->first].token->upos != CMQ_ADV && cmq_captured(c, WORD_SET, 0) != CMQ_UNIT_DAY) {
        return false;
    }
    start(found, CMQ_TIME_SET);
    put_length(found, (enum cmq_unit)cmq_captured(c, WORD_SET, 0), 2);
    return true;
}
