/* SPDX-License-Identifier: Apache-2.0 */
#include "time/reading.h"

#include <string.h>

/* ---- what prepositions make of an interval ----------------------------------------------------
 */

static const char *preposition(const struct scene *s, const struct capture *c) {
    static const char *const words[] = {"since", "until", "till",    "before",
                                        "after", "from",  "between", "through"};
    const struct cmq_time_word *before = cmq_word_before(s, c);
    for (size_t i = 0; before && i < sizeof words / sizeof *words; i++) {
        if (cmq_form_is(before->token, words[i])) {
            return words[i];
        }
    }
    return "";
}

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

/* "since May", "until Friday" open one end; "before 1998" is over when that begins. */
static void open_end(const struct scene *s, const struct capture *c, struct cmq_time *time) {
    const char *word = preposition(s, c);
    if (time->from == CMQ_NO_DAY || time->to == CMQ_NO_DAY) {
        return;
    }
    if (is(word, "since")) {
        time->to = CMQ_NO_DAY;
    } else if (is(word, "until") || is(word, "till")) {
        time->from = CMQ_NO_DAY;
    } else if (is(word, "before")) {
        time->to = time->from - 1;
        time->from = CMQ_NO_DAY;
    } else if (is(word, "after")) {
        time->from = time->to + 1;
        time->to = CMQ_NO_DAY;
    }
}

/* Whether the words between two expressions make a range of them: "between … and", "from … to",
 * "1989 - 1991". */
static bool joins(const struct scene *s, const struct capture *first,
                  const struct capture *second) {
    const struct cmq_time_word *between = &s->word[first->end];
    if (second->first != first->end + 1 || !cmq_word_behind(s, first)) {
        return false;
    }
    const char *before = preposition(s, first), *word = preposition(s, second);
    bool to = between->kind == WORD_TO || is(word, "until") || is(word, "through");
    return between->kind == WORD_HYPHEN || (is(before, "from") && to) ||
           (is(before, "between") && between->kind == WORD_AND) || is(word, "through");
}

/* Both ends of a range bound the whole of it. */
static void close_range(struct cmq_time *first, struct cmq_time *second) {
    if (first->from != CMQ_NO_DAY && second->to != CMQ_NO_DAY && first->from <= second->to) {
        first->to = second->to;
        second->from = first->from;
    }
}

/* "early", "mid" and "late" take a third of what is longer than a day. */
static void narrow(struct cmq_time *time, enum cmq_mod mod) {
    if (time->from == CMQ_NO_DAY || time->to == CMQ_NO_DAY || time->to - time->from < 2) {
        return;
    }
    cmq_day third = (time->to - time->from + 1) / 3, from = time->from;
    if (mod == MOD_MID || mod == MOD_END) {
        time->from = mod == MOD_MID ? from + third : time->to - third + 1;
    }
    if (mod == MOD_START || mod == MOD_MID) {
        time->to = (mod == MOD_MID ? from + third : from) + third - 1;
    }
}

/* ---- the room ---------------------------------------------------------------------------------
 */

static struct cmq_str mod_name(enum cmq_mod mod) {
    static const char *const names[] = {
        [MOD_NONE] = NULL,
        [MOD_START] = "START",
        [MOD_MID] = "MID",
        [MOD_END] = "END",
        [MOD_APPROX] = "APPROX",
        [MOD_MORE_THAN] = "MORE_THAN",
        [MOD_LESS_THAN] = "LESS_THAN",
        [MOD_EQUAL_OR_MORE] = "EQUAL_OR_MORE",
        [MOD_EQUAL_OR_LESS] = "EQUAL_OR_LESS",
    };
    return cmq_str_of(names[mod]);
}

/* A day outside the calendar's years is not known. */
static cmq_day known_day(cmq_day day) {
    return day < cmq_day_from(0, 1, 1) || day > cmq_day_from(9999, 12, 31) ? CMQ_NO_DAY : day;
}

static struct cmq_time time_of(const struct scene *s, const struct capture *c,
                               const struct finding *found, struct cmq_arena *arena) {
    struct cmq_time time = {.first = s->word[c->first].at,
                            .end = s->word[c->end - 1].at + 1,
                            .value = cmq_arena_copy(arena, cmq_str_of(found->value)),
                            .mod = mod_name(found->mod),
                            .from = found->from,
                            .to = found->to,
                            .type = (uint8_t)found->type,
                            .basis = (uint8_t)found->basis};
    if (found->type == CMQ_TIME_DATE) {
        narrow(&time, found->mod);
    }
    if (found->type == CMQ_TIME_DATE || found->type == CMQ_TIME_TIME) {
        open_end(s, c, &time);
    }
    time.from = known_day(time.from);
    time.to = known_day(time.to);
    return time;
}

/* What later expressions count from. */
static void remember(struct scene *s, const struct finding *found, uint32_t sentence) {
    if (found->period.unit == CMQ_UNIT_NONE) {
        return;
    }
    s->last = found->period;
    s->last_sentence = sentence;
    if (found->period.unit == CMQ_UNIT_QUARTER || found->period.unit == CMQ_UNIT_HALF) {
        s->quarter = found->period;
    }
}

/* A zone or a date after "a.m." goes on with it. */
static void join_sentences(const struct cmq_time_word *words, struct cmq_time_word *word) {
    if (word == words) {
        return;
    }
    bool ends = word[-1].kind == WORD_FORENOON || word[-1].kind == WORD_CLOCK;
    bool goes_on =
        word->kind == WORD_ZONE || word->kind == WORD_WEEKDAY || word->kind == WORD_MONTH;
    bool zone = word[-1].kind == WORD_ZONE && word->kind == WORD_MONTH;
    bool split = word[-1].sentence != word[-1].token->sentence &&
                 word[-1].token->sentence == word->token->sentence;
    if ((ends && goes_on) || zone || split) {
        word->sentence = word[-1].sentence;
    }
}

static bool list_words(const struct cmq_parse *parse, struct cmq_arena *arena, struct scene *s) {
    struct cmq_time_word *words = CMQ_NEW_ARRAY(arena, struct cmq_time_word, parse->token_count);
    for (uint32_t t = 0; words && t < parse->token_count; t++) {
        if (!parse->token[t].is_space) {
            struct cmq_time_word *word = &words[s->count++];
            *word = cmq_time_word_of(parse, t);
            join_sentences(words, word);
        }
    }
    s->word = words;
    return words;
}

void cmq_times_find(const struct cmq_parse *parse, cmq_day report_date, struct cmq_arena *arena,
                    struct cmq_times *times) {
    struct scene s = {.parse = parse, .today = report_date, .last_sentence = UINT32_MAX};
    struct capture previous = {0}, capture;
    struct finding found;
    *times = (struct cmq_times){0};
    if (parse->token_count == 0 || !list_words(parse, arena, &s)) {
        return;
    }
    if (report_date != CMQ_NO_DAY) {
        s.last = (struct cmq_period){CMQ_UNIT_DAY, report_date};
    }
    for (uint32_t at = 0; at < s.count;) {
        if (!cmq_read_time(&s, at, &capture, &found)) {
            at++;
            continue;
        }
        at = capture.end;
        if (found.value[0] == '\0') {
            continue;
        }
        CMQ_PUSH(arena, &times->list) = time_of(&s, &capture, &found, arena);
        if (arena->exhausted) {
            return;
        }
        struct cmq_time *last = &times->list.item[times->list.count - 1];
        if (times->list.count > 1 && joins(&s, &previous, &capture)) {
            close_range(last - 1, last);
        }
        remember(&s, &found, s.word[capture.first].sentence);
        previous = capture;
    }
}

bool cmq_time_says_when(const struct cmq_time *time) {
    return time->type != CMQ_TIME_SET && (time->from != CMQ_NO_DAY || time->to != CMQ_NO_DAY);
}
