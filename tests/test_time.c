/* SPDX-License-Identifier: Apache-2.0 */
/* Expected days are from a calendar: 2021-11-14 was a Sunday. */

#include "time/time.h"
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
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

static void expect(const char *tree, const char *today, const char *from, const char *to) {
    struct cmq_parse parse = parse_of(&arena, tree);
    struct cmq_times times;
    cmq_times_find(&parse, cmq_day_parse(cmq_str_of(today)), &arena, &times);
    assert_int_equal(times.list.count, 1);
    char day[16];
    cmq_day_format(times.list.item[0].from, day);
    assert_string_equal(day, from);
    cmq_day_format(times.list.item[0].to, day);
    assert_string_equal(day, to);
}

static void expect_none(const char *tree, const char *today) {
    struct cmq_parse parse = parse_of(&arena, tree);
    struct cmq_times times;
    cmq_times_find(&parse, cmq_day_parse(cmq_str_of(today)), &arena, &times);
    for (uint32_t i = 0; i < times.list.count; i++) {
        assert_false(cmq_time_says_when(&times.list.item[i]));
    }
}

#define MET_ON "They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\non on IN ADP 4 case\n"
#define WILL_MEET                                                                                  \
    "They they PRP PRON 3 nsubj\nwill will MD AUX 3 aux\nmeet meet VB VERB 0 root\n"               \
    "on on IN ADP 5 case\n"

static void weekday_of_a_past_verb_is_the_last_one(void **state) {
    (void)state;
    expect(MET_ON "Saturday Saturday NNP PROPN 2 obl\n", "2021-11-14", "2021-11-13", "2021-11-13");
    expect(MET_ON "Sunday Sunday NNP PROPN 2 obl\n", "2021-11-14", "2021-11-14", "2021-11-14");
}

static void weekday_under_will_is_the_next_one(void **state) {
    (void)state;
    expect(WILL_MEET "Tuesday Tuesday NNP PROPN 3 obl\n", "2021-11-14", "2021-11-16", "2021-11-16");
}

static void day_of_month_takes_the_nearest_year(void **state) {
    (void)state;
    expect(MET_ON "November November NNP PROPN 2 obl\n13 13 CD NUM 4 nummod\n", "2021-11-14",
           "2021-11-13", "2021-11-13");
    expect(WILL_MEET "January January NNP PROPN 3 obl\n5 5 CD NUM 5 nummod\n", "2021-11-14",
           "2022-01-05", "2022-01-05");
    expect(MET_ON "December December NNP PROPN 2 obl\n30 30 CD NUM 4 nummod\n", "2021-01-04",
           "2020-12-30", "2020-12-30");
}

static void full_dates_need_no_report_date(void **state) {
    (void)state;
    expect(MET_ON "3 3 CD NUM 5 nummod\nMay May NNP PROPN 2 obl\n2020 2020 CD NUM 5 nummod\n", "",
           "2020-05-03", "2020-05-03");
    expect_none(MET_ON "Saturday Saturday NNP PROPN 2 obl\n", "");
}

static void impossible_dates_are_no_dates(void **state) {
    (void)state;
    expect_none(MET_ON "February February NNP PROPN 2 obl\n30 30 CD NUM 4 nummod\n, , , PUNCT 4 "
                       "punct\n2021 2021 CD NUM 4 nummod\n",
                "");
}

static void bare_month_is_the_latest_past_one(void **state) {
    (void)state;
    expect("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\nin in IN ADP 4 case\n"
           "September September NNP PROPN 2 obl\n",
           "2021-11-14", "2021-09-01", "2021-09-30");
    expect("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\nin in IN ADP 4 case\n"
           "December December NNP PROPN 2 obl\n",
           "2021-11-14", "2020-12-01", "2020-12-31");
}

static void may_the_verb_is_no_month(void **state) {
    (void)state;
    expect_none("They they PRP PRON 3 nsubj\nmay may MD AUX 3 aux\nmeet meet VB VERB 0 root\n",
                "2021-11-14");
}

static void periods_count_from_the_report(void **state) {
    (void)state;
    expect("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\nthis this DT DET 4 det\n"
           "year year NN NOUN 2 obl:unmarked\n",
           "2021-11-14", "2021-01-01", "2021-11-14");
    expect("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\nlast last JJ ADJ 4 amod\n"
           "month month NN NOUN 2 obl:unmarked\n",
           "2021-01-14", "2020-12-01", "2020-12-31");
}

static void days_ago_are_counted_back(void **state) {
    (void)state;
    expect("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\ntwo two CD NUM 4 nummod\n"
           "days day NNS NOUN 5 obl:unmarked\nago ago RB ADV 2 advmod\n",
           "2021-11-14", "2021-11-12", "2021-11-12");
    expect_none("They they PRP PRON 2 nsubj\nmet meet VBD VERB 0 root\nfor for IN ADP 5 case\n"
                "two two CD NUM 5 nummod\ndays day NNS NOUN 2 obl\n",
                "2021-11-14");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(weekday_of_a_past_verb_is_the_last_one, setup, teardown),
        cmocka_unit_test_setup_teardown(weekday_under_will_is_the_next_one, setup, teardown),
        cmocka_unit_test_setup_teardown(day_of_month_takes_the_nearest_year, setup, teardown),
        cmocka_unit_test_setup_teardown(full_dates_need_no_report_date, setup, teardown),
        cmocka_unit_test_setup_teardown(impossible_dates_are_no_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(bare_month_is_the_latest_past_one, setup, teardown),
        cmocka_unit_test_setup_teardown(may_the_verb_is_no_month, setup, teardown),
        cmocka_unit_test_setup_teardown(periods_count_from_the_report, setup, teardown),
        cmocka_unit_test_setup_teardown(days_ago_are_counted_back, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
