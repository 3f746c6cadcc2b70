/* SPDX-License-Identifier: Apache-2.0 */
/* When tellings are of one occurrence, on tellings made by hand; the cases are those of a codebook:
 * the same act, actors that may be the same, days that meet, places and modes that do not clash.
 * And bytes that come back as they were. */
#include "stories/bytes.h"
#include "stories/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST 6

/* A telling with room for its parties. */
struct made {
    struct cmq_telling telling;
    struct cmq_party source[MOST], target[MOST];
};

/* "USA:biden CHN" names a person of the one country, and the other country itself. */
static uint32_t read_parties(const char *words, struct cmq_party *party) {
    struct cmq_str rest = cmq_str_of(words);
    uint32_t count = 0;
    while (rest.len > 0 && count < MOST) {
        struct cmq_str key = cmq_str_cut(&rest, ' ');
        struct cmq_str name = key;
        struct cmq_str side = cmq_str_cut(&name, ':');
        party[count++] = (struct cmq_party){.side = side, .key = key, .person = name.len > 0};
    }
    return count;
}

static cmq_day day(const char *date) {
    return cmq_day_parse(cmq_str_of(date));
}

static struct made make(const char *family, const char *source, const char *target,
                        const char *from, const char *to) {
    struct made made = {.telling = {.family = cmq_str_of(family),
                                    .from = day(from),
                                    .to = day(to),
                                    .time = CMQ_TENSE_PAST}};
    made.telling.source.count = read_parties(source, made.source);
    made.telling.target.count = read_parties(target, made.target);
    return made;
}

/* Both ways: part-of turns round, all else is symmetric. */
static enum cmq_kinship compare(struct made *a, struct made *b) {
    a->telling.source.item = a->source, a->telling.target.item = a->target;
    b->telling.source.item = b->source, b->telling.target.item = b->target;
    enum cmq_kinship one = cmq_tellings_compare(&a->telling, &b->telling);
    enum cmq_kinship other = cmq_tellings_compare(&b->telling, &a->telling);
    enum cmq_kinship turned = one == CMQ_PART_OF    ? CMQ_HAS_PART
                              : one == CMQ_HAS_PART ? CMQ_PART_OF
                                                    : one;
    assert_int_equal(other, turned);
    return one;
}

static void meeting_is_one_whoever_comes_first(void **state) {
    (void)state;
    struct made a = make("CONSULT", "USA:blinken", "CHN:wang", "2021-11-13", "2021-11-13");
    struct made b = make("CONSULT", "CHN:wang", "USA:blinken", "2021-11-13", "2021-11-13");
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
    a.telling.reciprocal = b.telling.reciprocal = true;
    assert_int_equal(compare(&a, &b), CMQ_SAME_OCCURRENCE);
}

static void two_pairs_of_persons_meet_twice(void **state) {
    (void)state;
    struct made a = make("CONSULT", "USA:blinken CHN:wang", "", "2021-11-13", "2021-11-13");
    struct made b = make("CONSULT", "USA:biden CHN:xi", "", "2021-11-13", "2021-11-13");
    a.telling.reciprocal = b.telling.reciprocal = true;
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
}

static void a_country_may_stand_for_its_minister(void **state) {
    (void)state;
    struct made a = make("REQUEST", "CHN", "USA", "2021-11-13", "2021-11-13");
    struct made b = make("REQUEST", "CHN:wang", "USA", "2021-11-12", "2021-11-14");
    assert_int_equal(compare(&a, &b), CMQ_SAME_OCCURRENCE);
    struct made other = make("REQUEST", "JPN:suga", "USA", "2021-11-13", "2021-11-13");
    assert_int_equal(compare(&a, &other), CMQ_NOT_KIN);
}

static void who_does_it_and_to_whom_are_not_exchanged(void **state) {
    (void)state;
    struct made a = make("ACCUSE", "USA", "CHN", "2021-11-13", "2021-11-13");
    struct made b = make("ACCUSE", "CHN", "USA", "2021-11-13", "2021-11-13");
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
}

static void other_acts_days_and_places_are_others(void **state) {
    (void)state;
    struct made a = make("ASSAULT", "IRN", "IRQ", "2021-11-13", "2021-11-13");
    struct made b = make("THREATEN", "IRN", "IRQ", "2021-11-13", "2021-11-13");
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
    struct made later = make("ASSAULT", "IRN", "IRQ", "2021-11-14", "2021-11-14");
    assert_int_equal(compare(&a, &later), CMQ_NOT_KIN);
    struct made told = make("ASSAULT", "IRN", "IRQ", "2021-11-13", "2021-11-15");
    assert_int_equal(compare(&a, &told), CMQ_SAME_OCCURRENCE);
    a.telling.place = CMQ_STR("Basra");
    assert_int_equal(compare(&a, &told), CMQ_SAME_OCCURRENCE);
    told.telling.place = CMQ_STR("Mosul");
    assert_int_equal(compare(&a, &told), CMQ_NOT_KIN);
}

static void a_call_is_no_visit(void **state) {
    (void)state;
    struct made a = make("CONSULT", "USA CHN", "", "2021-11-13", "2021-11-13");
    struct made b = a;
    a.telling.reciprocal = b.telling.reciprocal = true;
    a.telling.mode = CMQ_STR("phone");
    assert_int_equal(compare(&a, &b), CMQ_SAME_OCCURRENCE);
    b.telling.mode = CMQ_STR("visit");
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
}

static void what_is_asked_for_is_not_what_was_done(void **state) {
    (void)state;
    struct made a = make("AID", "USA", "UKR", "2022-03-01", "2022-03-01");
    struct made b = a;
    b.telling.assertion = CMQ_ASSERTION_REQUESTED;
    assert_int_equal(compare(&a, &b), CMQ_NOT_KIN);
    a.telling.assertion = CMQ_ASSERTION_POSSIBLE;
    assert_int_equal(compare(&a, &b), CMQ_SAME_OCCURRENCE);
}

static void plan_and_cancelling_are_of_the_meeting(void **state) {
    (void)state;
    struct made plan = make("CONSULT", "FRA JPN", "", "2021-03-12", "2021-03-12");
    struct made held = plan;
    plan.telling.reciprocal = held.telling.reciprocal = true;
    plan.telling.time = CMQ_TENSE_FUTURE;
    assert_int_equal(compare(&plan, &held), CMQ_SAME_OCCURRENCE);
    held.telling.assertion = CMQ_ASSERTION_NEGATED;
    assert_int_equal(compare(&plan, &held), CMQ_SAME_OCCURRENCE);
}

static void a_year_of_calls_has_the_call_as_a_part(void **state) {
    (void)state;
    struct made year = make("CONSULT", "USA:biden CHN:xi", "", "2021-01-01", "2021-11-14");
    struct made call = make("CONSULT", "CHN:xi USA:biden", "", "2021-09-01", "2021-09-30");
    year.telling.reciprocal = call.telling.reciprocal = true;
    assert_int_equal(compare(&call, &year), CMQ_PART_OF);
    /* Its days are but those of the report, widened, and stick out. */
    struct made now = make("CONSULT", "CHN:xi USA:biden", "", "2021-11-13", "2021-11-15");
    now.telling.reciprocal = true;
    assert_int_equal(compare(&now, &year), CMQ_PART_OF);
    now.telling.time = CMQ_TENSE_FUTURE;
    assert_int_equal(compare(&now, &year), CMQ_NOT_KIN);
}

static void an_open_end_is_no_overflow(void **state) {
    (void)state;
    struct made since = make("COERCE", "USA", "RUS", "1931-01-01", "1931-01-01");
    struct made now = make("COERCE", "USA", "RUS", "2022-03-01", "2022-03-01");
    since.telling.to = CMQ_DAY_MAX;
    assert_int_equal(compare(&now, &since), CMQ_PART_OF);
}

/* ---- bytes ---- */

static void numbers_come_back(void **state) {
    (void)state;
    static const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX};
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        cmq_put_number(&out, numbers[i]);
        cmq_put_u64(&out, numbers[i]);
    }
    cmq_put_float(&out, -0.5f);
    size_t at = out.len;
    cmq_put_short(&out, CMQ_STR("side"));
    cmq_put_hashed(&out, CMQ_STR("name"));
    cmq_put_hashed(&out, CMQ_STR(""));
    cmq_put_length(&out, at);
    struct cmq_bytes in = {.rest = cmq_buf_str(&out)};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_true(cmq_take_number(&in) == numbers[i]);
        assert_true(cmq_take_u64(&in) == numbers[i]);
    }
    assert_true(cmq_take_float(&in) == -0.5f);
    struct cmq_bytes part = {.rest = cmq_take_length(&in)};
    assert_int_equal(in.rest.len, 0);
    assert_true(cmq_str_eq(cmq_take_short(&part), CMQ_STR("side")));
    assert_int_equal(cmq_take_short(&part).len, 8);
    assert_int_equal(cmq_take_short(&part).len, 0);
    assert_false(in.bad || part.bad);
    cmq_buf_release(&out);
}

static void too_few_bytes_are_bad(void **state) {
    (void)state;
    struct cmq_bytes in = {.rest = {"\xff\xff\xff\xff\x01", 5}};
    assert_int_equal(cmq_take_count(&in, 1), 0);
    assert_true(in.bad);
    assert_int_equal(cmq_take_u8(&in), 0);
    struct cmq_bytes endless = {.rest = {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12}};
    cmq_take_number(&endless);
    assert_true(endless.rest.len >= 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meeting_is_one_whoever_comes_first),
        cmocka_unit_test(two_pairs_of_persons_meet_twice),
        cmocka_unit_test(a_country_may_stand_for_its_minister),
        cmocka_unit_test(who_does_it_and_to_whom_are_not_exchanged),
        cmocka_unit_test(other_acts_days_and_places_are_others),
        cmocka_unit_test(a_call_is_no_visit),
        cmocka_unit_test(what_is_asked_for_is_not_what_was_done),
        cmocka_unit_test(plan_and_cancelling_are_of_the_meeting),
        cmocka_unit_test(a_year_of_calls_has_the_call_as_a_part),
        cmocka_unit_test(an_open_end_is_no_overflow),
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(too_few_bytes_are_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
