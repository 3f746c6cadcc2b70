/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts in figures and words, with the bounds that the words beside them set. */

#include "nlp/nlp.h"

#define MAX_WORDS 8 /* of one number */
#define LARGEST   INT64_C(1000000000000000)

struct numeral {
    const char *word;
    int64_t value;
};

static const struct numeral small_numbers[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90}};

static const struct numeral scales[] = {
    {"dozen", 12},       {"score", 20},           {"hundred", 100},   {"thousand", 1000},
    {"mln", 1000000},    {"million", 1000000},    {"m", 1000000},     {"mn", 1000000},
    {"bln", 1000000000}, {"billion", 1000000000}, {"bn", 1000000000}, {"trillion", 1000000000000}};

/* "dozens" are at least two dozen. */
static const struct numeral vague[] = {
    {"tens", 10},        {"dozens", 12},        {"scores", 20},          {"hundreds", 100},
    {"thousands", 1000}, {"millions", 1000000}, {"billions", 1000000000}};

static int64_t look_up(const struct numeral *list, size_t count, const struct cmq_token *token) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_form_is(token, list[i].word)) {
            return list[i].value;
        }
    }
    return -1;
}

#define LOOK_UP(list, token) look_up(list, sizeof(list) / sizeof *(list), token)

/* "1,200", "1.5" in thousandths, so that "1.5 million" is exact; -1 if it is no number. */
static int64_t figures(const struct cmq_token *token) {
    int64_t value = 0;
    int decimals = -1;
    for (size_t i = 0; i < token->form.len; i++) {
        char c = token->form.ptr[i];
        if (c == ',' && decimals < 0 && i > 0) {
            continue;
        }
        if (c == '.' && decimals < 0 && i > 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || value > LARGEST / 1000 || decimals == 3) {
            return -1;
        }
        value = value * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 3; i++) {
        value *= 10;
    }
    return token->form.len > 0 ? value : -1;
}

static bool is_figure(const struct cmq_token *token) {
    return token->form.len > 0 && token->form.ptr[0] >= '0' && token->form.ptr[0] <= '9';
}

/* A number as its words come in, in thousandths: "two million three hundred" is 2 million in
 * `total` and 300 in `current`. */
struct number {
    int64_t total, current;
};

/* Takes one word of a number; false where it is none. */
static bool take_word(struct number *n, const struct cmq_token *token, bool first) {
    int64_t word = LOOK_UP(small_numbers, token), scale = LOOK_UP(scales, token);
    if (word > 0) {
        n->current += word * 1000;
    } else if (first && is_figure(token) && figures(token) >= 0) {
        n->current = figures(token);
    } else if (scale > 0 && !first && n->current <= LARGEST / scale) {
        n->current = (n->current > 0 ? n->current : 1000) * scale;
        n->total += scale >= 1000 ? n->current : 0;
        n->current = scale >= 1000 ? 0 : n->current;
    } else {
        return false;
    }
    return true;
}

/* "twenty-five", "two hundred and ten": whether the word joins two number words. */
static bool joins(const struct cmq_parse *parse, uint32_t t, uint32_t end) {
    return t + 1 < end && LOOK_UP(small_numbers, &parse->token[t + 1]) > 0 &&
           (cmq_form_is(&parse->token[t], "and") || cmq_form_is(&parse->token[t], "-"));
}

/* A number of figures or words from `t` on: its value and the token behind it; -1 if none. */
static int64_t number_at(const struct cmq_parse *parse, uint32_t t, uint32_t end,
                         uint32_t *behind) {
    struct number n = {0, 0};
    uint32_t stop = end - t > MAX_WORDS ? t + MAX_WORDS : end;
    bool one = t + 1 < stop && LOOK_UP(scales, &parse->token[t + 1]) > 0 &&
               (cmq_form_is(&parse->token[t], "a") || cmq_form_is(&parse->token[t], "an"));
    uint32_t first = one ? t + 1 : t;
    *behind = t;
    for (t = first; t < stop; t++) {
        if (take_word(&n, &parse->token[t], t == first && !one)) {
            *behind = t + 1;
        } else if (t == first || !joins(parse, t, stop)) {
            break;
        }
    }
    return *behind > first ? (n.total + n.current) / 1000 : -1;
}

/* "dozens", "tens of thousands", "hundreds of thousands". */
static bool read_vague(const struct cmq_parse *parse, uint32_t t, uint32_t end,
                       struct cmq_amount *a) {
    int64_t value = LOOK_UP(vague, &parse->token[t]);
    if (value < 0) {
        return false;
    }
    *a = (struct cmq_amount){.first = t, .end = t + 1, .from = 2 * value, .to = -1, .vague = true};
    int64_t more = t + 2 < end && cmq_form_is(&parse->token[t + 1], "of")
                       ? LOOK_UP(vague, &parse->token[t + 2])
                       : -1;
    if (more > 0) {
        a->from *= more;
        a->end = t + 3;
    }
    return true;
}

static bool before_is(const struct cmq_parse *parse, uint32_t t, uint32_t first, const char *one,
                      const char *two) {
    return t >= first + 2 && cmq_form_is(&parse->token[t - 2], one) &&
           cmq_form_is(&parse->token[t - 1], two);
}

/* "at least 20", "more than 20", "up to 20", "fewer than 20". */
static void bound(const struct cmq_parse *parse, uint32_t first, struct cmq_amount *a) {
    static const struct {
        const char *one, *two; /* the two words before; `one` empty: any */
        enum { LEAST, MORE, FEWER, MOST } kind;
    } words[] = {{"at", "least", LEAST},  {"more", "than", MORE}, {"fewer", "than", FEWER},
                 {"less", "than", FEWER}, {"up", "to", MOST},     {"at", "most", MOST},
                 {"", "over", MORE},      {"", "under", FEWER}};
    uint32_t t = a->first;
    bool none = t >= first + 3 && cmq_form_is(&parse->token[t - 3], "no");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool found = words[i].one[0] ? before_is(parse, t, first, words[i].one, words[i].two)
                                     : t > first && cmq_form_is(&parse->token[t - 1], words[i].two);
        if (!found) {
            continue;
        }
        if (words[i].kind == LEAST || (words[i].kind == FEWER && none)) {
            a->to = -1;
        } else if (words[i].kind == MORE) {
            a->from += a->to >= 0;
            a->to = -1;
        } else {
            a->to = a->from - (words[i].kind == FEWER);
            a->from = -1;
        }
        return;
    }
}

bool cmq_amount_at(const struct cmq_parse *parse, uint32_t t, uint32_t first, uint32_t end,
                   struct cmq_amount *a) {
    if (read_vague(parse, t, end, a)) {
        bound(parse, first, a);
        return true;
    }
    uint32_t behind = t, last = t;
    int64_t value = number_at(parse, t, end, &behind);
    if (value < 0) {
        return false;
    }
    *a = (struct cmq_amount){.first = t, .end = behind, .from = value, .to = value};
    bool between = t > first && cmq_form_is(&parse->token[t - 1], "between");
    bool range = behind + 1 < end && (cmq_form_is(&parse->token[behind], "to") ||
                                      cmq_form_is(&parse->token[behind], "-") ||
                                      (between && cmq_form_is(&parse->token[behind], "and")));
    int64_t upper = range ? number_at(parse, behind + 1, end, &last) : -1;
    if (upper > value) {
        a->to = upper;
        a->end = last;
    } else {
        bound(parse, first, a);
    }
    return true;
}
