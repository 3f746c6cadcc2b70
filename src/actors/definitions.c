/* SPDX-License-Identifier: Apache-2.0 */
/* Abbreviations that the report itself explains: "Liberian Peace Council (LPC)", "LPC (Liberian
 * Peace Council)", "the Movement for Democratic Change, or MDC". Long form and abbreviation mean
 * one actor in the whole report: the one of the lexicon if it knows either, else a new one. */

#include "actors/finder.h"

#define MAX_DEFINITIONS 64u
#define LONGEST_ACRONYM 12u /* bytes */
#define LONGEST_TOKENS  5u  /* tokens of an abbreviation: "ZANU-PF" */
#define LONGEST_WORDS   16u /* tokens of a long form */

struct pair {
    uint32_t long_first, long_end, short_first, short_end; /* tokens */
};

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || is_upper(c) || (c >= 'a' && c <= 'z');
}

static char lower(char c) {
    return is_upper(c) ? (char)(c + 32) : c;
}

static struct cmq_str bytes_between(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t start = f->parse->token[first].start;
    return (struct cmq_str){f->parse->text.ptr + start, f->parse->token[end - 1].end - start};
}

/* At least two capitals and nothing but letters, digits, points and hyphens. */
static bool is_abbreviation(struct cmq_str s) {
    unsigned capitals = 0;
    for (size_t i = 0; i < s.len; i++) {
        capitals += is_upper(s.ptr[i]);
        if (!is_letter_or_digit(s.ptr[i]) && s.ptr[i] != '.' && s.ptr[i] != '-') {
            return false;
        }
    }
    return capitals >= 2 && s.len <= LONGEST_ACRONYM && is_upper(s.ptr[0]);
}

/* The abbreviation that starts at token `first`, written without blanks; its end, or `first`. */
static uint32_t end_of_abbreviation(const struct finder *f, uint32_t first) {
    const struct cmq_parse *parse = f->parse;
    uint32_t end = first + 1;
    while (end < parse->token_count && end < first + LONGEST_TOKENS &&
           parse->token[end].start == parse->token[end - 1].end &&
           (cmq_form_is(&parse->token[end], "-") || (cmq_form_is(&parse->token[end - 1], "-") &&
                                                     is_upper(parse->token[end].form.ptr[0])))) {
        end++;
    }
    return is_abbreviation(bytes_between(f, first, end)) ? end : first;
}

/* Where the words start that an abbreviation is made of, reading both from right to left: each
 * letter stands in the words, the first at the start of a capitalised one (Schwartz and Hearst
 * 2003). The words are `s`; s.len if they do not fit. */
static size_t start_of_words(struct cmq_str s, struct cmq_str abbreviation) {
    size_t at = s.len;
    for (size_t i = abbreviation.len; i-- > 0;) {
        char c = lower(abbreviation.ptr[i]);
        if (!is_letter_or_digit(c)) {
            continue;
        }
        bool found = false;
        while (at > 0 && !found) {
            at--;
            bool starts = at == 0 || !is_letter_or_digit(s.ptr[at - 1]);
            found = lower(s.ptr[at]) == c && (i > 0 || (starts && is_upper(s.ptr[at])));
        }
        if (!found) {
            return s.len;
        }
    }
    return at;
}

/* The long form that ends before token `end`: its first token, or `end` if there is none. */
static uint32_t start_of_long_form(const struct finder *f, uint32_t end,
                                   struct cmq_str abbreviation) {
    const struct cmq_parse *parse = f->parse;
    uint32_t sentence = parse->sentence[parse->token[end].sentence].first;
    uint32_t reach = (uint32_t)abbreviation.len * 2;
    reach = reach < LONGEST_WORDS ? reach : LONGEST_WORDS;
    uint32_t first = end > sentence + reach ? end - reach : sentence;
    if (first >= end) {
        return end;
    }
    struct cmq_str s = bytes_between(f, first, end);
    size_t at = start_of_words(s, abbreviation);
    if (at == s.len) {
        return end;
    }
    uint32_t byte = parse->token[first].start + (uint32_t)at;
    while (first < end && parse->token[first].start < byte) {
        first++;
    }
    bool exact = first + 1 < end && parse->token[first].start == byte;
    return exact ? first : end;
}

/* The capitalised words that end before token `end`, at least two: an abbreviation of their wording
 * in another language, "Kurdistan Workers' Party (PKK)". `end` if there are none. */
static uint32_t start_of_capitals(const struct finder *f, uint32_t end) {
    const struct cmq_parse *parse = f->parse;
    uint32_t first = end;
    while (first > 0 && end - first < LONGEST_WORDS &&
           parse->token[first - 1].sentence == parse->token[end].sentence &&
           is_upper(parse->token[first - 1].form.ptr[0]) &&
           parse->token[first - 1].upos == CMQ_PROPN &&
           parse->token[first - 1].entity != CMQ_ENTITY_PER) {
        first--;
    }
    return first + 1 < end ? first : end;
}

/* "LONG (SHORT)" and "SHORT (LONG)", with the parenthesis at `open`. */
static bool pair_in_parenthesis(const struct finder *f, uint32_t open, struct pair *pair) {
    const struct cmq_parse *parse = f->parse;
    if (open == 0 || open + 2 >= parse->token_count) {
        return false;
    }
    uint32_t end = end_of_abbreviation(f, open + 1);
    if (end > open + 1 && end < parse->token_count && cmq_form_is(&parse->token[end], ")")) {
        *pair = (struct pair){.long_end = open, .short_first = open + 1, .short_end = end};
        pair->long_first = start_of_long_form(f, open, bytes_between(f, open + 1, end));
        uint32_t u = f->unit_at[open + 1];
        if (pair->long_first == open && (u == CMQ_NONE || f->unit.item[u].kind != UNIT_STATE)) {
            pair->long_first = start_of_capitals(f, open);
        }
        return pair->long_first < open;
    }
    uint32_t close = open + 1;
    while (close < parse->token_count && close < open + LONGEST_WORDS &&
           !cmq_form_is(&parse->token[close], ")")) {
        close++;
    }
    uint32_t first = open - 1;
    if (close == parse->token_count || !cmq_form_is(&parse->token[close], ")") ||
        end_of_abbreviation(f, first) != open || close < open + 3) {
        return false;
    }
    *pair = (struct pair){.long_end = close, .short_first = first, .short_end = open};
    pair->long_first = start_of_long_form(f, close, bytes_between(f, first, open));
    return pair->long_first > open && pair->long_first <= open + 2;
}

/* "LONG, or SHORT". */
static bool pair_behind_or(const struct finder *f, uint32_t or_token, struct pair *pair) {
    if (or_token < 2 || or_token + 1 >= f->parse->token_count ||
        !cmq_form_is(&f->parse->token[or_token - 1], ",")) {
        return false;
    }
    uint32_t first = or_token + 1, end = end_of_abbreviation(f, first);
    if (end == first) {
        return false;
    }
    *pair = (struct pair){.long_end = or_token - 1, .short_first = first, .short_end = end};
    pair->long_first = start_of_long_form(f, or_token - 1, bytes_between(f, first, end));
    return pair->long_first < or_token - 1;
}

/* The unit that covers exactly these tokens and names an actor; CMQ_NONE if none does. */
static uint32_t unit_of(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t u = f->unit_at[first];
    bool exact = u != CMQ_NONE && f->unit.item[u].first == first && f->unit.item[u].end == end;
    return exact && f->unit.item[u].kind != UNIT_ROLE ? u : CMQ_NONE;
}

static void put_unit(struct finder *f, uint32_t first, uint32_t end, struct unit unit) {
    unit.first = first;
    unit.end = end;
    for (uint32_t t = first; t < end; t++) {
        f->unit_at[t] = f->unit.count;
    }
    CMQ_PUSH(f->arena, &f->unit) = unit;
}

/* Whether a unit stands across one of the ends of a stretch. */
static bool cuts_unit(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t a = f->unit_at[first], b = f->unit_at[end - 1];
    return (a != CMQ_NONE && f->unit.item[a].first < first) ||
           (b != CMQ_NONE && f->unit.item[b].end > end);
}

/* The abbreviation `meaning` stands for, wherever the report has it. */
static void put_abbreviation(struct finder *f, struct cmq_str abbreviation, struct unit meaning) {
    const struct cmq_parse *parse = f->parse;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        uint32_t start = parse->token[t].start, end = t + 1;
        if (parse->token[t].form.ptr[0] != abbreviation.ptr[0] ||
            start + abbreviation.len > parse->text.len ||
            !cmq_str_eq((struct cmq_str){parse->text.ptr + start, abbreviation.len},
                        abbreviation)) {
            continue;
        }
        while (end < parse->token_count && parse->token[end - 1].end < start + abbreviation.len) {
            end++;
        }
        if (parse->token[end - 1].end == start + abbreviation.len && !cuts_unit(f, t, end)) {
            put_unit(f, t, end, meaning);
        }
    }
}

static void define(struct finder *f, const struct pair *pair) {
    struct cmq_str abbreviation = bytes_between(f, pair->short_first, pair->short_end);
    uint32_t known = unit_of(f, pair->long_first, pair->long_end);
    if (known == CMQ_NONE && cuts_unit(f, pair->long_first, pair->long_end)) {
        return;
    }
    if (known == CMQ_NONE) {
        uint32_t known_short = unit_of(f, pair->short_first, pair->short_end);
        struct unit meaning = {.kind = UNIT_DEFINED,
                               .target = f->definition.count,
                               .shared = CMQ_NONE,
                               .owner = CMQ_NONE};
        if (known_short != CMQ_NONE && f->unit.item[known_short].kind == UNIT_BODY) {
            meaning = f->unit.item[known_short];
        }
        known = f->unit.count;
        put_unit(f, pair->long_first, pair->long_end, meaning);
    }
    CMQ_PUSH(f->arena, &f->definition) = (struct definition){.first = pair->long_first,
                                                             .end = pair->long_end,
                                                             .abbreviation = abbreviation,
                                                             .actor = CMQ_NONE};
    if (!f->arena->exhausted) {
        put_abbreviation(f, abbreviation, f->unit.item[known]);
    }
}

void cmq_actors_find_definitions(struct finder *f) {
    const struct cmq_parse *parse = f->parse;
    for (uint32_t t = 0; t < parse->token_count && f->definition.count < MAX_DEFINITIONS; t++) {
        struct pair pair;
        bool open = cmq_form_is(&parse->token[t], "(");
        bool found = open ? pair_in_parenthesis(f, t, &pair)
                          : cmq_form_is(&parse->token[t], "or") && pair_behind_or(f, t, &pair);
        if (found && !f->arena->exhausted) {
            define(f, &pair);
        }
    }
}
