/* SPDX-License-Identifier: Apache-2.0 */
/* Expected values are from a calendar and from TimeML's guidelines for TIMEX3: 2021-11-14 was a
 * Sunday, the last day of ISO week 45. */

#include "time/time.h"
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct cmq_arena arena;

static int setup(void **state) {
    (void)state;
    cmq_arena_init(&arena, 1u << 24);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

/* ---- sentences without a parser ---------------------------------------------------------------
 */

#define MAX_TREE 65536

static const char *upos_of(const char *word) {
    static const char *const prepositions[] = {"on", "in",     "at",     "since", "until",
                                               "by", "before", "after",  "from",  "for",
                                               "of", "to",     "within", "over",  "between"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        if (strcmp(word, prepositions[i]) == 0) {
            return "ADP";
        }
    }
    return strchr(",-.'", word[0])            ? "PUNCT"
           : word[0] >= '0' && word[0] <= '9' ? "NUM"
           : word[0] >= 'A' && word[0] <= 'Z' ? "PROPN"
                                              : "NOUN";
}

/* A flat tree of words with blanks between them: all hang on the verb, which is the first word with
 * "/VERB" behind it, or on the first word. Others may have their class behind them likewise. */
static struct cmq_parse flat(const char *words) {
    static char tree[MAX_TREE];
    char copy[4096];
    assert_true(strlen(words) < sizeof copy);
    strcpy(copy, words);
    unsigned verb = 1, at = 1;
    for (const char *c = words; *c && strncmp(c, "/VERB", 5) != 0; c++) {
        at += *c == ' ';
        verb = strstr(words, "/VERB") ? at : 1;
    }
    size_t len = 0;
    at = 1;
    for (char *save = NULL, *word = strtok_r(copy, " ", &save); word;
         word = strtok_r(NULL, " ", &save), at++) {
        char *slash = strchr(word, '/');
        bool named = slash && slash[1] >= 'A';
        if (named) {
            *slash = '\0';
        }
        const char *upos = named ? slash + 1 : upos_of(word);
        len += (size_t)snprintf(tree + len, sizeof tree - len, "%s %s %s %s %u %s\n", word, word,
                                at == verb ? "VBD" : "_", upos, at == verb ? 0 : verb,
                                at == verb                 ? "root"
                                : strcmp(upos, "AUX") == 0 ? "aux"
                                : strcmp(upos, "ADP") == 0 ? "case"
                                                           : "obl");
    }
    return parse_of(&arena, tree);
}

/* ---- checks -----------------------------------------------------------------------------------
 */

static const char *type_name(uint8_t type) {
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    return names[type];
}

/* "TYPE value from to" of the nth expression; "" for a bound that is open. */
static void expect_nth(const struct cmq_times *times, uint32_t n, const char *type,
                       const char *value, const char *from, const char *to) {
    const struct cmq_time *time = &times->list.item[n];
    char text[64], day[16];
    snprintf(text, sizeof text, "%.*s", CMQ_FMT(time->value));
    assert_string_equal(text, value);
    assert_string_equal(type_name(time->type), type);
    cmq_day_format(time->from, day);
    assert_string_equal(day, from);
    cmq_day_format(time->to, day);
    assert_string_equal(day, to);
}

static struct cmq_times times_in(const char *words, const char *today) {
    struct cmq_parse parse = flat(words);
    struct cmq_times times;
    cmq_times_find(&parse, cmq_day_parse(cmq_str_of(today)), &arena, &times);
    return times;
}

struct example {
    const char *words, *today, *type, *value, *from, *to;
};

static void expect_each(const struct example *example, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct cmq_times times = times_in(example[i].words, example[i].today);
        if (times.list.count != 1) {
            print_error("%s: %u times\n", example[i].words, times.list.count);
        }
        assert_int_equal(times.list.count, 1);
        expect_nth(&times, 0, example[i].type, example[i].value, example[i].from, example[i].to);
    }
}

#define EXPECT_EACH(examples) expect_each((examples), sizeof(examples) / sizeof *(examples))

static void expect_no_time(const char *words) {
    struct cmq_times times = times_in(words, "2021-11-14");
    if (times.list.count != 0) {
        print_error("%s: %u times\n", words, times.list.count);
    }
    assert_int_equal(times.list.count, 0);
}

#define SUNDAY "2021-11-14"

/* ---- dates ------------------------------------------------------------------------------------
 */

static void full_dates_need_no_report_date(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB on May 3 , 2020", "", "DATE", "2020-05-03", "2020-05-03", "2020-05-03"},
        {"They met/VERB on 3 May 2020", "", "DATE", "2020-05-03", "2020-05-03", "2020-05-03"},
        {"They met/VERB on Nov. 13th , 2021", "", "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB on the 3rd of May 2020", "", "DATE", "2020-05-03", "2020-05-03",
         "2020-05-03"},
        {"They met/VERB on 11/13/2021", "", "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB on 13/11/2021", "", "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB on 13.11.2021", "", "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB on 2021-11-13", "", "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB in November 2021", "", "DATE", "2021-11", "2021-11-01", "2021-11-30"},
        {"They met/VERB in February 2024", "", "DATE", "2024-02", "2024-02-01", "2024-02-29"},
        {"They met/VERB in 2014", "", "DATE", "2014", "2014-01-01", "2014-12-31"},
        {"They met/VERB in the third quarter of 1998", "", "DATE", "1998-Q3", "1998-07-01",
         "1998-09-30"},
        {"They met/VERB in the second half of 1998", "", "DATE", "1998-H2", "1998-07-01",
         "1998-12-31"},
        {"They met/VERB in the 1980s", "", "DATE", "198", "1980-01-01", "1989-12-31"},
        {"They met/VERB in the nineties", "", "DATE", "199", "1990-01-01", "1999-12-31"},
        {"They met/VERB in the 19th century", "", "DATE", "18", "1800-01-01", "1899-12-31"},
        {"They met/VERB in the summer of 1998", "", "DATE", "1998-SU", "1998-06-01", "1998-08-31"},
        {"They met/VERB in fiscal 1989", "", "DATE", "1989", "1989-01-01", "1989-12-31"},
        {"They met/VERB in 44 B.C.", "", "DATE", "BC0044", "", ""},
        {"They met/VERB in nineteen ninety - seven", "", "DATE", "1997", "1997-01-01",
         "1997-12-31"},
    };
    EXPECT_EACH(examples);
}

static void what_counts_from_an_unknown_report_has_no_interval(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB on Tuesday", "", "DATE", "XXXX-WXX-2", "", ""},
        {"They met/VERB on November 13", "", "DATE", "XXXX-11-13", "", ""},
        {"They met/VERB in November", "", "DATE", "XXXX-11", "", ""},
        {"They met/VERB last week", "", "DATE", "XXXX-WXX", "", ""},
        {"They met/VERB yesterday", "", "DATE", "XXXX-XX-XX", "", ""},
        {"They met/VERB two years ago", "", "DATE", "XXXX", "", ""},
    };
    EXPECT_EACH(examples);
}

/* In 2021 November 13 was a Saturday, in 2020 a Friday; in no year near 2021 was it a Monday. */
static void a_weekday_beside_a_date_is_checked(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB on Saturday , November 13", SUNDAY, "DATE", "2021-11-13", "2021-11-13",
         "2021-11-13"},
        {"They met/VERB on Friday , November 13", SUNDAY, "DATE", "2020-11-13", "2020-11-13",
         "2020-11-13"},
        {"They met/VERB on Monday , November 13", SUNDAY, "DATE", "2021-11-13", "2021-11-13",
         "2021-11-13"},
    };
    EXPECT_EACH(examples);
    struct cmq_times times = times_in("They met/VERB on Monday , November 13", SUNDAY);
    assert_true(cmq_str_eq(times.list.item[0].mod, CMQ_STR("APPROX")));
}

static void a_date_without_year_takes_the_nearest(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB on November 13", SUNDAY, "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They will/AUX meet/VERB on January 5", SUNDAY, "DATE", "2022-01-05", "2022-01-05",
         "2022-01-05"},
        {"They met/VERB on December 30", "2021-01-04", "DATE", "2020-12-30", "2020-12-30",
         "2020-12-30"},
        {"They met/VERB in September", SUNDAY, "DATE", "2021-09", "2021-09-01", "2021-09-30"},
        {"They met/VERB in December", SUNDAY, "DATE", "2020-12", "2020-12-01", "2020-12-31"},
        {"They will/AUX meet/VERB in March", SUNDAY, "DATE", "2022-03", "2022-03-01", "2022-03-31"},
        {"They met/VERB in May last year", SUNDAY, "DATE", "2020-05", "2020-05-01", "2020-05-31"},
        {"They met/VERB on Feb. 29", "2020-03-02", "DATE", "2020-02-29", "2020-02-29",
         "2020-02-29"},
    };
    EXPECT_EACH(examples);
}

/* Easter 2021 was on April 4; the fourth Thursday of November 2020 was the 26th; the first Monday
 * of September 2021 the 6th; the last of May 2021 the 31st. */
static void holidays_have_their_days(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB at Christmas", SUNDAY, "DATE", "2021-12-25", "2021-12-25", "2021-12-25"},
        {"They met/VERB on New Year 's Eve", "2021-01-03", "DATE", "2020-12-31", "2020-12-31",
         "2020-12-31"},
        {"They met/VERB on Easter Monday", "2021-06-01", "DATE", "2021-04-05", "2021-04-05",
         "2021-04-05"},
        {"They met/VERB on Good Friday", "2021-06-01", "DATE", "2021-04-02", "2021-04-02",
         "2021-04-02"},
        {"They met/VERB last Thanksgiving", SUNDAY, "DATE", "2020-11-26", "2020-11-26",
         "2020-11-26"},
        {"They met/VERB on Labor Day", SUNDAY, "DATE", "2021-09-06", "2021-09-06", "2021-09-06"},
        {"They met/VERB on Memorial Day", SUNDAY, "DATE", "2021-05-31", "2021-05-31", "2021-05-31"},
        {"They met/VERB after/SCONJ 9/11", SUNDAY, "DATE", "2001-09-11", "2001-09-12", ""},
    };
    EXPECT_EACH(examples);
}

static void no_dates(void **state) {
    (void)state;
    static const char *const sentences[] = {
        "They met/VERB on February 30 , 2021",
        "They may/AUX meet/VERB",
        "They met/VERB Jan Novak",
        "They sat/VERB down",
        "They sold/VERB $/SYM 1999",
        "They met/VERB a six - year - old boy",
        "They met/VERB 13/45/2021",
        "They met/VERB 2021-13-01",
        "They met/VERB on April 31",
        "They paid/VERB an annual/ADJ fee",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        expect_no_time(sentences[i]);
    }
}

/* ---- relative to the report -------------------------------------------------------------------
 */

static void weekdays_go_by_tense(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB on Saturday", SUNDAY, "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB on Sunday", SUNDAY, "DATE", "2021-11-14", "2021-11-14", "2021-11-14"},
        {"They will/AUX meet/VERB on Tuesday", SUNDAY, "DATE", "2021-11-16", "2021-11-16",
         "2021-11-16"},
        {"They met/VERB last Sunday", SUNDAY, "DATE", "2021-11-07", "2021-11-07", "2021-11-07"},
        {"They met/VERB next Sunday", SUNDAY, "DATE", "2021-11-21", "2021-11-21", "2021-11-21"},
        {"They will/AUX meet/VERB next week , on Tuesday", SUNDAY, "DATE", "2021-11-16",
         "2021-11-16", "2021-11-16"},
        {"They met/VERB on Tuesday of last week", SUNDAY, "DATE", "2021-11-02", "2021-11-02",
         "2021-11-02"},
        {"They met/VERB on Tuesday night", SUNDAY, "TIME", "2021-11-09TNI", "2021-11-09",
         "2021-11-09"},
        {"They met/VERB late Tuesday", SUNDAY, "DATE", "2021-11-09", "2021-11-09", "2021-11-09"},
        {"They waited/VERB until Friday", SUNDAY, "DATE", "2021-11-19", "", "2021-11-19"},
    };
    EXPECT_EACH(examples);
}

static void periods_count_from_the_report(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB yesterday", SUNDAY, "DATE", "2021-11-13", "2021-11-13", "2021-11-13"},
        {"They met/VERB this morning", SUNDAY, "TIME", "2021-11-14TMO", "2021-11-14", "2021-11-14"},
        {"They met/VERB last night", SUNDAY, "TIME", "2021-11-13TNI", "2021-11-13", "2021-11-13"},
        {"They met/VERB last week", SUNDAY, "DATE", "2021-W44", "2021-11-01", "2021-11-07"},
        {"They met/VERB this year", SUNDAY, "DATE", "2021", "2021-01-01", "2021-11-14"},
        {"They met/VERB last month", "2021-01-14", "DATE", "2020-12", "2020-12-01", "2020-12-31"},
        {"They met/VERB last quarter", "2021-01-14", "DATE", "2020-Q4", "2020-10-01", "2020-12-31"},
        {"They met/VERB over the weekend", "2021-11-16", "DATE", "2021-W45-WE", "2021-11-13",
         "2021-11-14"},
        {"They met/VERB last summer", SUNDAY, "DATE", "2021-SU", "2021-06-01", "2021-08-31"},
        {"They met/VERB two days ago", SUNDAY, "DATE", "2021-11-12", "2021-11-12", "2021-11-12"},
        {"They met/VERB two weeks ago", SUNDAY, "DATE", "2021-W43", "2021-10-25", "2021-10-31"},
        {"They met/VERB twenty - five years ago", SUNDAY, "DATE", "1996", "1996-01-01",
         "1996-12-31"},
        {"They met/VERB five months ago", SUNDAY, "DATE", "2021-06", "2021-06-01", "2021-06-30"},
        {"They met/VERB several years ago", SUNDAY, "DATE", "PAST_REF", "", ""},
        {"They met/VERB early this month", SUNDAY, "DATE", "2021-11", "2021-11-01", "2021-11-04"},
        {"They met/VERB in the early 1990s", SUNDAY, "DATE", "199", "1990-01-01", "1993-05-01"},
        {"They met/VERB in mid-1996", SUNDAY, "DATE", "1996", "1996-05-02", "1996-08-31"},
        {"They met/VERB in the third quarter", SUNDAY, "DATE", "2021-Q3", "2021-07-01",
         "2021-09-30"},
        {"They met/VERB in next year 's first quarter", SUNDAY, "DATE", "2022-Q1", "2022-01-01",
         "2022-03-31"},
        {"They meet/VERB now", SUNDAY, "DATE", "PRESENT_REF", "", ""},
        {"They met/VERB recently", SUNDAY, "DATE", "PAST_REF", "", ""},
        {"They met/VERB in the week of November 10", SUNDAY, "DATE", "2021-W45", "2021-11-08",
         "2021-11-14"},
        {"They met/VERB earlier in the day", SUNDAY, "DATE", "2021-11-14", "2021-11-14",
         "2021-11-14"},
        {"They met/VERB a few hours later", SUNDAY, "DATE", "2021-11-14", "2021-11-14",
         "2021-11-14"},
        {"They met/VERB several years later", SUNDAY, "DURATION", "PXY", "", ""},
        {"They met/VERB since/SCONJ May", SUNDAY, "DATE", "2021-05", "2021-05-01", ""},
        {"They met/VERB before 2014", SUNDAY, "DATE", "2014", "", "2013-12-31"},
    };
    EXPECT_EACH(examples);
}

static void weeks_are_of_iso_8601(void **state) {
    (void)state;
    static const struct example examples[] = {
        /* 2021-01-03 still lies in the 53rd week of 2020, 2018-12-31 in the first of 2019. */
        {"They met/VERB this week", "2021-01-03", "DATE", "2020-W53", "2020-12-28", "2021-01-03"},
        {"They met/VERB this week", "2018-12-31", "DATE", "2019-W01", "2018-12-31", "2018-12-31"},
    };
    EXPECT_EACH(examples);
}

static void clocks_stand_on_their_day(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB at 9 a.m. EST Tuesday", SUNDAY, "TIME", "2021-11-09T09:00", "2021-11-09",
         "2021-11-09"},
        {"They met/VERB at 9:30 p.m. yesterday", SUNDAY, "TIME", "2021-11-13T21:30", "2021-11-13",
         "2021-11-13"},
        {"They met/VERB on Tuesday at 14:05", SUNDAY, "TIME", "2021-11-09T14:05", "2021-11-09",
         "2021-11-09"},
        {"They met/VERB at noon on November 13", SUNDAY, "TIME", "2021-11-13T12:00", "2021-11-13",
         "2021-11-13"},
        {"They met/VERB at 12 a.m.", SUNDAY, "TIME", "2021-11-14T00:00", "2021-11-14",
         "2021-11-14"},
        {"They met/VERB at 0735 GMT", SUNDAY, "TIME", "2021-11-14T07:35", "2021-11-14",
         "2021-11-14"},
        {"They met/VERB at 8 in the evening", SUNDAY, "TIME", "2021-11-14T20:00", "2021-11-14",
         "2021-11-14"},
        {"They met/VERB at 8 o'clock", SUNDAY, "TIME", "2021-11-14T08:00", "2021-11-14",
         "2021-11-14"},
    };
    EXPECT_EACH(examples);
}

/* ---- relative to the time last mentioned ------------------------------------------------------
 */

static void earlier_and_later_count_from_the_time_mentioned(void **state) {
    (void)state;
    static const struct example second[] = {
        {"They met/VERB on May 3 , 2020 and again two days later", SUNDAY, "DATE", "2020-05-05",
         "2020-05-05", "2020-05-05"},
        {"They met/VERB on March 31 , 2020 and a month earlier", SUNDAY, "DATE", "2020-02-29",
         "2020-02-29", "2020-02-29"},
        {"They met/VERB on May 3 , 2020 and the previous day", SUNDAY, "DATE", "2020-05-02",
         "2020-05-02", "2020-05-02"},
        {"They met/VERB on May 3 , 2020 and the following week", SUNDAY, "DATE", "2020-W19",
         "2020-05-04", "2020-05-10"},
        {"They met/VERB in 1998 and a decade later", SUNDAY, "DATE", "2008", "2008-01-01",
         "2008-12-31"},
        {"They met/VERB in the third quarter of 1989 and a year earlier", SUNDAY, "DATE", "1988-Q3",
         "1988-07-01", "1988-09-30"},
        {"They met/VERB on May 3 , 2020 and that same year", SUNDAY, "DATE", "2020", "2020-01-01",
         "2020-12-31"},
        {"They met/VERB on May 3 , 2020 and on the 13th", SUNDAY, "DATE", "2020-05-13",
         "2020-05-13", "2020-05-13"},
    };
    for (size_t i = 0; i < sizeof second / sizeof *second; i++) {
        struct cmq_times times = times_in(second[i].words, second[i].today);
        assert_int_equal(times.list.count, 2);
        expect_nth(&times, 1, second[i].type, second[i].value, second[i].from, second[i].to);
    }
}

static void what_is_finer_than_the_time_mentioned_is_not_known(void **state) {
    (void)state;
    struct cmq_times times = times_in("They met/VERB in 1998 and again two days later", SUNDAY);
    assert_int_equal(times.list.count, 2);
    expect_nth(&times, 1, "DATE", "XXXX-XX-XX", "", "");
}

static void days_of_one_month_are_one_interval(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB between 3 and 5 June", SUNDAY, "DATE", "2021-06-03/2021-06-05",
         "2021-06-03", "2021-06-05"},
        {"They met/VERB on June 3 - 5 , 2020", SUNDAY, "DATE", "2020-06-03/2020-06-05",
         "2020-06-03", "2020-06-05"},
        {"They met/VERB on June 3 and 5 soldiers died", SUNDAY, "DATE", "2021-06-03", "2021-06-03",
         "2021-06-03"},
    };
    EXPECT_EACH(examples);
}

static void both_ends_bound_a_range(void **state) {
    (void)state;
    struct cmq_times times = times_in("They met/VERB between May 3 and May 5", SUNDAY);
    assert_int_equal(times.list.count, 2);
    expect_nth(&times, 0, "DATE", "2021-05-03", "2021-05-03", "2021-05-05");
    expect_nth(&times, 1, "DATE", "2021-05-05", "2021-05-03", "2021-05-05");
    times = times_in("They ruled/VERB from 1990 to 1995", SUNDAY);
    assert_int_equal(times.list.count, 2);
    expect_nth(&times, 0, "DATE", "1990", "1990-01-01", "1995-12-31");
    times = times_in("They met/VERB in 1990 and 1995", SUNDAY);
    assert_int_equal(times.list.count, 2);
    expect_nth(&times, 0, "DATE", "1990", "1990-01-01", "1990-12-31");
    expect_nth(&times, 1, "DATE", "1995", "1995-01-01", "1995-12-31");
}

/* ---- how long, how often ----------------------------------------------------------------------
 */

static void durations_are_no_dates(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They met/VERB for two days", SUNDAY, "DURATION", "P2D", "", ""},
        {"They met/VERB for 2 1/2 years", SUNDAY, "DURATION", "P2Y6M", "", ""},
        {"They met/VERB for five and a half hours", SUNDAY, "DURATION", "PT5H30M", "", ""},
        {"They met/VERB for a five - day visit", SUNDAY, "DURATION", "P5D", "", ""},
        {"They met/VERB for several months", SUNDAY, "DURATION", "PXM", "", ""},
        {"They met/VERB for a couple of weeks", SUNDAY, "DURATION", "P2W", "", ""},
        {"They met/VERB for two hundred and ten days", SUNDAY, "DURATION", "P210D", "", ""},
        {"They met/VERB for two decades", SUNDAY, "DURATION", "P20Y", "", ""},
        {"They met/VERB for half an hour", SUNDAY, "DURATION", "PT30M", "", ""},
        {"They met/VERB for three straight days", SUNDAY, "DURATION", "P3D", "", ""},
        {"They met/VERB for a week", SUNDAY, "DURATION", "P1W", "", ""},
        {"They met/VERB in recent weeks", SUNDAY, "DURATION", "PXW", "", ""},
        {"They met/VERB within weeks", SUNDAY, "DURATION", "PXW", "", ""},
        /* These say when, too: they end or begin with the report. */
        {"They met/VERB in the past two weeks", SUNDAY, "DURATION", "P2W", "2021-10-31",
         "2021-11-14"},
        {"They meet/VERB in the next three months", SUNDAY, "DURATION", "P3M", "2021-11-14",
         "2022-02-14"},
    };
    EXPECT_EACH(examples);
    struct cmq_times times = times_in("They met/VERB for at least two days", SUNDAY);
    assert_true(cmq_str_eq(times.list.item[0].mod, CMQ_STR("EQUAL_OR_MORE")));
    assert_false(cmq_time_says_when(&times.list.item[0]));
}

static void sets_are_no_dates(void **state) {
    (void)state;
    static const struct example examples[] = {
        {"They meet/VERB every year", SUNDAY, "SET", "P1Y", "", ""},
        {"They meet/VERB every two weeks", SUNDAY, "SET", "P2W", "", ""},
        {"They meet/VERB every third day", SUNDAY, "SET", "P3D", "", ""},
        {"They meet/VERB each Tuesday", SUNDAY, "SET", "XXXX-WXX-2", "", ""},
        {"They meet/VERB on Tuesday nights", SUNDAY, "SET", "XXXX-WXX-2TNI", "", ""},
        {"They meet/VERB on Mondays", SUNDAY, "SET", "XXXX-WXX-1", "", ""},
        {"They meet/VERB daily", SUNDAY, "SET", "P1D", "", ""},
        {"They meet/VERB twice/ADV a week", SUNDAY, "SET", "P1W", "", ""},
    };
    EXPECT_EACH(examples);
    struct cmq_times times = times_in("They meet/VERB every year", SUNDAY);
    assert_false(cmq_time_says_when(&times.list.item[0]));
}

/* ---- hostile ----------------------------------------------------------------------------------
 */

static void numbers_without_end_are_no_times(void **state) {
    (void)state;
    char words[2048] = "They met/VERB ";
    size_t len = strlen(words);
    memset(words + len, '9', 1000);
    strcpy(words + len + 1000, " days");
    assert_int_equal(times_in(words, SUNDAY).list.count, 0);
    strcpy(words + len + 1000, "-99-99");
    assert_int_equal(times_in(words, SUNDAY).list.count, 0);
}

/* What leads out of the years 0 to 9999 has no value, and nothing overflows on the way. */
static void years_end(void **state) {
    (void)state;
    static const char *const sentences[] = {
        "They met/VERB 9999 years ago",
        "They met/VERB 99999 centuries ago",
        "They met/VERB 99999 years later",
        "They met/VERB 99999 months earlier",
        "They met/VERB 100000 thousand weeks later",
        "They met/VERB in 0 B.C.",
        "They met/VERB in A.D. 99999",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct cmq_times times = times_in(sentences[i], SUNDAY);
        for (uint32_t t = 0; t < times.list.count; t++) {
            assert_false(times.list.item[t].type == CMQ_TIME_DATE);
        }
    }
    times_in("They met/VERB next year", "9999-12-31");
    times_in("They met/VERB last century", "0000-01-01");
    times_in("They met/VERB on Christmas", "9999-12-31");
    times_in("They met/VERB the previous Monday", "0000-01-01");
}

/* Long runs of words that begin expressions without ending them. */
static void runs_of_words_end(void **state) {
    (void)state;
    static const char *const words[] = {"the ", "a ", "last ", "Monday ", "twenty ", "May ", "- "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char sentence[4000] = "They met/VERB ";
        while (strlen(sentence) + strlen(words[i]) < 2000) {
            strcat(sentence, words[i]);
        }
        times_in(sentence, SUNDAY);
    }
    struct cmq_parse empty = {0};
    struct cmq_times times;
    cmq_times_find(&empty, CMQ_NO_DAY, &arena, &times);
    assert_int_equal(times.list.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(full_dates_need_no_report_date, setup, teardown),
        cmocka_unit_test_setup_teardown(what_counts_from_an_unknown_report_has_no_interval, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_weekday_beside_a_date_is_checked, setup, teardown),
        cmocka_unit_test_setup_teardown(a_date_without_year_takes_the_nearest, setup, teardown),
        cmocka_unit_test_setup_teardown(holidays_have_their_days, setup, teardown),
        cmocka_unit_test_setup_teardown(no_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(weekdays_go_by_tense, setup, teardown),
        cmocka_unit_test_setup_teardown(periods_count_from_the_report, setup, teardown),
        cmocka_unit_test_setup_teardown(weeks_are_of_iso_8601, setup, teardown),
        cmocka_unit_test_setup_teardown(clocks_stand_on_their_day, setup, teardown),
        cmocka_unit_test_setup_teardown(earlier_and_later_count_from_the_time_mentioned, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_finer_than_the_time_mentioned_is_not_known, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(days_of_one_month_are_one_interval, setup, teardown),
        cmocka_unit_test_setup_teardown(both_ends_bound_a_range, setup, teardown),
        cmocka_unit_test_setup_teardown(durations_are_no_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(sets_are_no_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_without_end_are_no_times, setup, teardown),
        cmocka_unit_test_setup_teardown(years_end, setup, teardown),
        cmocka_unit_test_setup_teardown(runs_of_words_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
