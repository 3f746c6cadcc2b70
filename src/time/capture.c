/* SPDX-License-Identifier: Apache-2.0 */
/* What every reader does with what its pattern took. */

#include "time/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int32_t cmq_captured(const struct capture *capture, unsigned item, unsigned nth) {
    for (uint32_t i = 0; i < capture->count; i++) {
        if (capture->item[i].item == item && nth-- == 0) {
            return capture->item[i].value;
        }
    }
    return ABSENT;
}

bool cmq_has(const struct capture *capture, unsigned item) {
    return cmq_captured(capture, item, 0) != ABSENT;
}

const struct cmq_time_word *cmq_word_before(const struct scene *scene,
                                            const struct capture *capture) {
    const struct cmq_time_word *first = &scene->word[capture->first];
    return capture->first > 0 && first[-1].sentence == first->sentence ? first - 1 : NULL;
}

const struct cmq_time_word *cmq_word_behind(const struct scene *scene,
                                            const struct capture *capture) {
    const struct cmq_time_word *last = &scene->word[capture->end - 1];
    return capture->end < scene->count && last[1].sentence == last->sentence ? last + 1 : NULL;
}

/* ---- findings ------------------------------------------------------------------------------- */

void cmq_set_value(struct finding *found, const char *format, ...) {
    va_list args;
    va_start(args, format);
    (void)vsnprintf(found->value, sizeof found->value, format, args);
    va_end(args);
}

bool cmq_find_period(struct finding *found, struct cmq_period period, enum cmq_date_basis basis) {
    char text[CMQ_PERIOD_TEXT];
    cmq_period_format(period, text);
    if (text[0] == '\0') {
        return false;
    }
    *found = (struct finding){.type = CMQ_TIME_DATE,
                              .basis = basis,
                              .from = cmq_period_first(period),
                              .to = cmq_period_last(period),
                              .period = period};
    memcpy(found->value, text, strlen(text) + 1);
    return true;
}

bool cmq_find_unknown(struct finding *found, enum cmq_unit unit) {
    static const char *const texts[] = {
        [CMQ_UNIT_DAY] = "XXXX-XX-XX",  [CMQ_UNIT_WEEKEND] = "XXXX-WXX-WE",
        [CMQ_UNIT_WEEK] = "XXXX-WXX",   [CMQ_UNIT_MONTH] = "XXXX-XX",
        [CMQ_UNIT_QUARTER] = "XXXX-QX", [CMQ_UNIT_SEASON] = "XXXX-XX",
        [CMQ_UNIT_HALF] = "XXXX-HX",    [CMQ_UNIT_YEAR] = "XXXX",
        [CMQ_UNIT_DECADE] = "XXX",      [CMQ_UNIT_CENTURY] = "XX",
    };
    if (unit < CMQ_UNIT_DAY) {
        return false;
    }
    *found = (struct finding){
        .type = CMQ_TIME_DATE, .basis = CMQ_DATE_RELATIVE, .from = CMQ_NO_DAY, .to = CMQ_NO_DAY};
    cmq_set_value(found, "%s", texts[unit]);
    return true;
}

static void append(struct finding *found, const char *text) {
    size_t len = strlen(found->value);
    (void)snprintf(found->value + len, sizeof found->value - len, "%s", text);
    found->type = CMQ_TIME_TIME;
}

void cmq_add_part(struct finding *found, enum cmq_day_part part) {
    static const char *const names[] = {"TMO", "TMI", "TAF", "TEV", "TNI"};
    append(found, names[part]);
}

void cmq_add_clock(struct finding *found, int32_t minutes) {
    char text[32];
    (void)snprintf(text, sizeof text, "T%02d:%02d", (int)(minutes / 60 % 100), (int)(minutes % 60));
    append(found, text);
}
