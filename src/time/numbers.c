/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of more than one word: "twenty-five", "two hundred", "2 1/2", "nineteen ninety-seven". */

#include "time/reading.h"

#define LARGEST_COUNT 100000

/* The kind of the word `ahead` of one; WORD_OTHER past the end of its sentence. */
static enum cmq_word_kind kind_at(const struct scene *s, uint32_t at, uint32_t ahead) {
    bool inside = at + ahead < s->count && s->word[at + ahead].sentence == s->word[at].sentence;
    return inside ? (enum cmq_word_kind)s->word[at + ahead].kind : WORD_OTHER;
}

static bool in_letters(const struct cmq_time_word *word) {
    char c = word->token->form.ptr[0];
    return word->shade == MOD_NONE && (c < '0' || c > '9');
}

/* "twenty", "twenty-five", "25". */
static uint32_t number_below_hundred(const struct scene *s, uint32_t at, int32_t *value) {
    if (kind_at(s, at, 0) != WORD_NUMBER) {
        return 0;
    }
    const struct cmq_time_word *word = &s->word[at];
    *value = word->value;
    if (!in_letters(word) || *value < 20 || *value % 10 != 0) {
        return 1;
    }
    uint32_t hyphen = kind_at(s, at, 1) == WORD_HYPHEN ? 1 : 0;
    if (kind_at(s, at, 1 + hyphen) != WORD_NUMBER || !in_letters(&word[1 + hyphen]) ||
        word[1 + hyphen].value > 9) {
        return 1;
    }
    *value += word[1 + hyphen].value;
    return 2 + hyphen;
}

/* With hundreds: "a hundred", "two hundred and fifty". */
static uint32_t whole_number(const struct scene *s, uint32_t at, int32_t *value) {
    uint32_t used = 0;
    if (kind_at(s, at, 0) == WORD_A &&
        (kind_at(s, at, 1) == WORD_HUNDRED || kind_at(s, at, 1) == WORD_THOUSAND)) {
        *value = 1;
        used = 1;
    } else {
        used = number_below_hundred(s, at, value);
    }
    if (used == 0 || *value > LARGEST_COUNT) {
        return 0;
    }
    enum cmq_word_kind scale = kind_at(s, at, used);
    if (*value > 99 || (scale != WORD_HUNDRED && scale != WORD_THOUSAND)) {
        return used;
    }
    *value *= scale == WORD_HUNDRED ? 100 : 1000;
    used++;
    int32_t rest = 0;
    uint32_t and = kind_at(s, at, used) == WORD_AND ? 1 : 0;
    uint32_t more = kind_at(s, at, used + and) == WORD_NUMBER
                        ? number_below_hundred(s, at + used + and, &rest)
                        : 0;
    if (more > 0 && rest < 100) {
        *value += rest;
        used += and+more;
    }
    return used;
}

/* "and a half", "1/2". */
static uint32_t half_at(const struct scene *s, uint32_t at, uint32_t ahead) {
    if (kind_at(s, at, ahead) == WORD_FRACTION) {
        return 1;
    }
    uint32_t hyphen = kind_at(s, at, ahead) == WORD_HYPHEN ? 1 : 0;
    bool half = kind_at(s, at, ahead + hyphen) == WORD_AND &&
                kind_at(s, at, ahead + 2 * hyphen + 1) == WORD_A &&
                kind_at(s, at, ahead + 3 * hyphen + 2) == WORD_HALF;
    return half ? 3 + 3 * hyphen : 0;
}

uint32_t cmq_count_at(const struct scene *s, uint32_t at, int32_t *count) {
    enum cmq_word_kind kind = kind_at(s, at, 0), next = kind_at(s, at, 1);
    uint32_t a = kind == WORD_A ? 1 : 0;
    if ((a && next == WORD_FEW) || kind == WORD_FEW || kind == WORD_SEVERAL) {
        *count = COUNT_VAGUE;
        return 1 + a;
    }
    if (a ? next == WORD_COUPLE : kind == WORD_COUPLE) {
        *count = 4;
        return 1 + a + (kind_at(s, at, 1 + a) == WORD_OF ? 1 : 0);
    }
    if (kind == WORD_HALF && next == WORD_A) {
        *count = 1;
        return 2;
    }
    int32_t value = 0;
    uint32_t used = whole_number(s, at, &value);
    if (used == 0) {
        return 0;
    }
    uint32_t half = half_at(s, at, used);
    *count = 2 * value + (half > 0);
    return used + half;
}

uint32_t cmq_year_at(const struct scene *s, uint32_t at, int32_t *year) {
    if (kind_at(s, at, 0) != WORD_NUMBER) {
        return 0;
    }
    const struct cmq_time_word *word = &s->word[at];
    *year = word->value;
    if (!in_letters(word)) {
        bool plain = word->token->form.len == 4 || word->shade != MOD_NONE;
        return plain && *year >= 1000 && *year < 3000 ? 1 : 0;
    }
    int32_t rest = 0;
    if (*year >= 15 && *year <= 20 && kind_at(s, at, 1) == WORD_NUMBER && in_letters(&word[1])) {
        uint32_t used = number_below_hundred(s, at + 1, &rest);
        *year = *year * 100 + rest;
        return rest >= 10 && rest < 100 ? 1 + used : 0;
    }
    if (*year == 2 && kind_at(s, at, 1) == WORD_THOUSAND) {
        uint32_t used = whole_number(s, at, year);
        return *year >= 2000 && *year < 2100 ? used : 0;
    }
    return 0;
}
