/* SPDX-License-Identifier: Apache-2.0 */
/* English time expressions. A weekday or a bare month takes its direction from the tense of its
 * clause: past, the last such day on or before the report; future, the next one. A weekday beside a
 * date ("Saturday, November 13") is one expression. */

#include "time/time.h"

struct scanner {
    const struct cmq_parse *parse;
    cmq_day today;
    uint32_t at;
    struct cmq_time out;
};

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
static const char *const short_months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                           "jul", "aug", "sep", "oct", "nov", "dec"};

static int index_of(const struct cmq_token *token, const char *const *words, int count) {
    for (int i = 0; i < count; i++) {
        if (cmq_form_is(token, words[i])) {
            return i;
        }
    }
    return -1;
}

static const struct cmq_token *peek(const struct scanner *s, uint32_t ahead) {
    uint32_t t = s->at + ahead;
    if (t >= s->parse->token_count ||
        s->parse->token[t].sentence != s->parse->token[s->at].sentence) {
        return NULL;
    }
    return &s->parse->token[t];
}

static bool is_form(const struct cmq_token *token, const char *word) {
    return token && cmq_form_is(token, word);
}

static int weekday_of(const struct cmq_token *token) {
    return token && token->upos == CMQ_PROPN ? index_of(token, weekdays, 7) : -1;
}

/* 1 to 12, 0 for no month. Months are proper nouns: "May" is no "may". */
static unsigned month_of(const struct cmq_token *token) {
    if (!token || token->upos != CMQ_PROPN) {
        return 0;
    }
    int i = index_of(token, months, 12);
    if (i < 0) {
        struct cmq_token bare = *token;
        if (bare.form.len == 4 && bare.form.ptr[3] == '.') {
            bare.form.len = 3;
        }
        i = cmq_form_is(&bare, "sept.") || cmq_form_is(&bare, "sept")
                ? 8
                : index_of(&bare, short_months, 12);
    }
    return (unsigned)(i + 1);
}

/* A plain number in [low, high], or -1; "13th" counts. */
static int number_in(const struct cmq_token *token, int low, int high) {
    if (!token || token->form.len == 0 || token->form.len > 6) {
        return -1;
    }
    int value = 0;
    size_t i = 0;
    for (; i < token->form.len && token->form.ptr[i] >= '0' && token->form.ptr[i] <= '9'; i++) {
        value = value * 10 + (token->form.ptr[i] - '0');
    }
    struct cmq_str tail = {token->form.ptr + i, token->form.len - i};
    bool ordinal = tail.len == 2 && high <= 31;
    return i > 0 && (tail.len == 0 || ordinal) && value >= low && value <= high ? value : -1;
}

/* Whether the clause of a token speaks of what lies ahead. */
static bool is_future(const struct cmq_parse *parse, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *t = &parse->token[token];
        if (t->upos == CMQ_VERB || t->upos == CMQ_ADJ || t->head == token) {
            uint32_t c = CMQ_NO_TOKEN;
            while ((c = cmq_child_next(parse, token, c)) != CMQ_NO_TOKEN) {
                if (cmq_form_is(&parse->token[c], "will") ||
                    cmq_form_is(&parse->token[c], "shall") ||
                    cmq_form_is(&parse->token[c], "'ll")) {
                    return true;
                }
            }
            if (cmq_form_is(t, "scheduled") || cmq_form_is(t, "due") || cmq_form_is(t, "planned") ||
                cmq_form_is(t, "slated") || cmq_form_is(t, "set") || cmq_form_is(t, "expected")) {
                return true;
            }
            bool bare = cmq_has_feature(t, "VerbForm=Inf") ||
                        (t->dep == CMQ_DEP_XCOMP || t->dep == CMQ_DEP_CONJ);
            if (!bare || t->head == token) {
                return false;
            }
        }
        token = t->head;
    }
    return false;
}

static void take(struct scanner *s, uint32_t tokens, cmq_day from, cmq_day to,
                 enum cmq_date_basis basis) {
    s->out = (struct cmq_time){
        .first = s->at, .end = s->at + tokens, .from = from, .to = to, .basis = (uint8_t)basis};
}

/* ---- calendar ----------------------------------------------------------------------------- */

static void month_bounds(int year, unsigned month, cmq_day *from, cmq_day *to) {
    *from = cmq_day_from(year, month, 1);
    *to = (month == 12 ? cmq_day_from(year + 1, 1, 1) : cmq_day_from(year, month + 1, 1)) - 1;
}

static int year_of(cmq_day day) {
    int year;
    unsigned month, d;
    cmq_day_split(day, &year, &month, &d);
    return year;
}

/* The year that puts a day without one nearest: past or up to `ahead` for a future clause. */
static cmq_day nearest_year(const struct scanner *s, unsigned month, unsigned day) {
    int year = year_of(s->today);
    cmq_day here = cmq_day_from(year, month, day);
    if (here == CMQ_NO_DAY) {
        return here;
    }
    bool future = is_future(s->parse, s->at);
    if (future && here < s->today) {
        return cmq_day_from(year + 1, month, day);
    }
    /* Half a year ahead in a clause without "will" is last year's; days just ahead are announced.
     */
    if (!future && here > s->today + 183) {
        return cmq_day_from(year - 1, month, day);
    }
    return here;
}

static cmq_day weekday_near(const struct scanner *s, int weekday, bool future) {
    int today = (int)cmq_weekday(s->today);
    return future ? s->today + (weekday - today + 7) % 7 : s->today - (today - weekday + 7) % 7;
}

/* ---- expressions, the most specific first -------------------------------------------------- */

/* "November 13", "November 13, 2021", "13 November 2021", "Nov. 13"; `skip` tokens before it belong
 * to the expression. */
static bool scan_date(struct scanner *s, uint32_t skip) {
    unsigned month = month_of(peek(s, skip));
    uint32_t used = 2;
    int day = -1;
    if (month > 0) {
        day = number_in(peek(s, skip + 1), 1, 31);
    } else {
        day = number_in(peek(s, skip), 1, 31);
        month = day > 0 ? month_of(peek(s, skip + 1)) : 0;
    }
    if (month == 0 || day < 0) {
        return false;
    }
    uint32_t comma = is_form(peek(s, skip + used), ",") ? 1 : 0;
    int year = number_in(peek(s, skip + used + comma), 1900, 2100);
    if (year > 0) {
        cmq_day date = cmq_day_from(year, month, (unsigned)day);
        if (date == CMQ_NO_DAY) {
            return false;
        }
        take(s, skip + used + comma + 1, date, date, CMQ_DATE_EXPLICIT);
        return true;
    }
    if (s->today == CMQ_NO_DAY) {
        return false;
    }
    cmq_day date = nearest_year(s, month, (unsigned)day);
    if (date == CMQ_NO_DAY) {
        return false;
    }
    take(s, skip + used, date, date, CMQ_DATE_EXPLICIT);
    return true;
}

static bool scan_month(struct scanner *s) {
    unsigned month = month_of(peek(s, 0));
    if (month == 0) {
        return false;
    }
    cmq_day from, to;
    int year = number_in(peek(s, 1), 1900, 2100);
    if (year > 0) {
        month_bounds(year, month, &from, &to);
        take(s, 2, from, to, CMQ_DATE_EXPLICIT);
        return true;
    }
    if (s->today == CMQ_NO_DAY) {
        return false;
    }
    year = year_of(s->today);
    month_bounds(year, month, &from, &to);
    bool future = is_future(s->parse, s->at);
    if (!future && from > s->today) {
        month_bounds(year - 1, month, &from, &to);
    } else if (future && to < s->today) {
        month_bounds(year + 1, month, &from, &to);
    }
    take(s, 1, from, to, CMQ_DATE_RELATIVE);
    return true;
}

static bool scan_weekday(struct scanner *s) {
    bool next = is_form(peek(s, 0), "next"), last = is_form(peek(s, 0), "last");
    uint32_t skip = next || last ? 1 : 0;
    int weekday = weekday_of(peek(s, skip));
    if (weekday < 0) {
        return false;
    }
    if (skip == 0) {
        uint32_t comma = is_form(peek(s, 1), ",") ? 1 : 0;
        if (scan_date(s, 1 + comma)) {
            return true;
        }
    }
    if (s->today == CMQ_NO_DAY) {
        return false;
    }
    cmq_day day = weekday_near(s, weekday, next || (!last && is_future(s->parse, s->at)));
    if (last && day == s->today) {
        day -= 7;
    } else if (next && day == s->today) {
        day += 7;
    }
    uint32_t used = skip + 1;
    const struct cmq_token *part = peek(s, used);
    if (is_form(part, "morning") || is_form(part, "night") || is_form(part, "evening") ||
        is_form(part, "afternoon")) {
        used++;
    }
    take(s, used, day, day, CMQ_DATE_RELATIVE);
    return true;
}

static bool scan_day_word(struct scanner *s) {
    static const struct {
        const char *word;
        int days;
    } words[] = {{"today", 0}, {"tonight", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    for (size_t i = 0; s->today != CMQ_NO_DAY && i < sizeof words / sizeof *words; i++) {
        if (is_form(peek(s, 0), words[i].word)) {
            cmq_day day = s->today + words[i].days;
            take(s, 1, day, day, CMQ_DATE_RELATIVE);
            return true;
        }
    }
    return false;
}

/* "this year", "last week", "next month". */
static bool scan_period(struct scanner *s) {
    int step = is_form(peek(s, 0), "this")   ? 0
               : is_form(peek(s, 0), "last") ? -1
               : is_form(peek(s, 0), "next") ? 1
                                             : 2;
    const struct cmq_token *unit = peek(s, 1);
    if (step == 2 || !unit || s->today == CMQ_NO_DAY) {
        return false;
    }
    int year;
    unsigned month, day;
    cmq_day_split(s->today, &year, &month, &day);
    cmq_day from, to;
    if (cmq_form_is(unit, "week")) {
        from = s->today - (cmq_day)cmq_weekday(s->today) + 7 * step;
        to = from + 6;
    } else if (cmq_form_is(unit, "month")) {
        int index = year * 12 + (int)month - 1 + step;
        month_bounds(index / 12, (unsigned)(index % 12) + 1, &from, &to);
    } else if (cmq_form_is(unit, "year")) {
        year += step;
        from = cmq_day_from(year, 1, 1);
        to = cmq_day_from(year, 12, 31);
    } else {
        return false;
    }
    if (step == 0 && to > s->today && !is_future(s->parse, s->at)) {
        to = s->today;
    }
    take(s, 2, from, to, CMQ_DATE_RELATIVE);
    return true;
}

static int unit_days(const struct cmq_token *token) {
    static const struct {
        const char *word;
        int days;
    } units[] = {{"day", 1},    {"days", 1},    {"week", 7},   {"weeks", 7},
                 {"month", 30}, {"months", 30}, {"year", 365}, {"years", 365}};
    for (size_t i = 0; token && i < sizeof units / sizeof *units; i++) {
        if (cmq_form_is(token, units[i].word)) {
            return units[i].days;
        }
    }
    return 0;
}

static int small_number(const struct cmq_token *token) {
    static const char *const words[] = {"a",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine", "ten"};
    int i = token ? index_of(token, words, 10) : -1;
    return i >= 0 ? i + 1 : number_in(token, 1, 400);
}

/* "two days ago"; without "ago" a stretch of time. */
static bool scan_stretch(struct scanner *s) {
    int count = small_number(peek(s, 0));
    int days = unit_days(peek(s, 1));
    if (count <= 0 || days == 0) {
        return false;
    }
    bool ago = is_form(peek(s, 2), "ago");
    if (ago && s->today != CMQ_NO_DAY) {
        int slack = days > 7 ? days / 2 : days > 1 ? 3 : 0;
        cmq_day day = s->today - count * days;
        take(s, 3, day - slack, day + slack, CMQ_DATE_RELATIVE);
        return true;
    }
    take(s, 2, CMQ_NO_DAY, CMQ_NO_DAY, CMQ_DATE_RELATIVE);
    s->out.duration = true;
    return !ago;
}

/* "in 2014": a bare year needs a preposition before it. */
static bool scan_year(struct scanner *s) {
    int year = number_in(peek(s, 0), 1900, 2100);
    if (year < 0 || s->at == 0 || peek(s, 0)->form.len != 4) {
        return false;
    }
    const struct cmq_token *before = &s->parse->token[s->at - 1];
    if (!cmq_form_is(before, "in") && !cmq_form_is(before, "since") && !cmq_form_is(before, "of") &&
        !cmq_form_is(before, "during")) {
        return false;
    }
    take(s, 1, cmq_day_from(year, 1, 1), cmq_day_from(year, 12, 31), CMQ_DATE_EXPLICIT);
    return true;
}

/* "since May", "until Friday" open one end. */
static void open_end(struct scanner *s) {
    if (s->out.first == 0 || s->out.duration) {
        return;
    }
    const struct cmq_token *before = &s->parse->token[s->out.first - 1];
    if (cmq_form_is(before, "since")) {
        s->out.to = CMQ_NO_DAY;
    } else if (cmq_form_is(before, "until") || cmq_form_is(before, "till")) {
        s->out.from = CMQ_NO_DAY;
    }
}

void cmq_times_find(const struct cmq_parse *parse, cmq_day report_date, struct cmq_arena *arena,
                    struct cmq_times *times) {
    static bool (*const scans[])(struct scanner *) = {scan_weekday, scan_period, scan_day_word,
                                                      scan_stretch, scan_month,  scan_year};
    *times = (struct cmq_times){0};
    struct scanner s = {.parse = parse, .today = report_date};
    while (s.at < parse->token_count) {
        bool found = scan_date(&s, 0);
        for (size_t i = 0; !found && i < sizeof scans / sizeof *scans; i++) {
            found = scans[i](&s);
        }
        if (!found) {
            s.at++;
            continue;
        }
        open_end(&s);
        CMQ_PUSH(arena, &times->list) = s.out;
        s.at = s.out.end;
    }
}
