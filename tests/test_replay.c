/* SPDX-License-Identifier: Apache-2.0 */
/* Two codings of a report, written by hand, and what became of their events. */
#include "audit/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define ACTORS                                                                                     \
    "\"actors\":[{\"code\":\"FRAGOV\",\"country\":\"FRA\",\"entry\":\"en/a:france\"},"             \
    "{\"code\":\"IRN\",\"country\":\"IRN\",\"entry\":\"en/a:iran\"},"                              \
    "{\"code\":null,\"country\":null,\"entry\":null}]"
#define CODING(lexicon, events)                                                                    \
    "{\"communique\":1,\"coder\":{\"version\":\"0\",\"model\":null,\"lexicon\":\"" lexicon "\"},"  \
    "\"report\":{\"id\":\"r\",\"date\":\"2021-11-14\"}," ACTORS ",\"events\":[" events "]}"
#define EVENT(id, code, source, target, start)                                                     \
    "{\"id\":\"" id "\",\"cameo\":\"" code                                                         \
    "\",\"plover\":\"ACCUSE\",\"mode\":null,\"contexts\":[],"                                      \
    "\"source\":[{\"actor\":" source "}],\"target\":[{\"actor\":" target "}],"                     \
    "\"assertion\":\"actual\",\"time\":\"past\",\"date\":{\"from\":\"2021-11-14\","                \
    "\"to\":\"2021-11-14\",\"span\":[" start ",9]},\"place\":null,\"attribution\":[],"             \
    "\"same_as\":null,\"quantities\":[{\"what\":\"killed\",\"span\":[" start                       \
    ",9]}],\"rules\":[\"en/f:" code "\"]}"

static struct cmq_arena arena;
static struct cmq_changed_events changed;

static int begin(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int end(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

static void compare(const char *before, const char *after) {
    struct cmq_error err = {0};
    if (cmq_codings_compare(cmq_str_of(before), cmq_str_of(after), &arena, &changed, &err) !=
        CMQ_OK) {
        fail_msg("%s", err.message);
    }
}

static void assert_str(struct cmq_str s, const char *wanted) {
    assert_true(cmq_str_eq(s, cmq_str_of(wanted)));
}

static void another_coder_alone_is_the_same(void **state) {
    (void)state;
    compare(CODING("a", EVENT("1", "111", "0", "1", "0")),
            CODING("b", EVENT("1", "111", "0", "1", "0")));
    assert_true(changed.same);
    assert_int_equal(changed.event.count, 0);
}

static void events_are_matched_by_id(void **state) {
    (void)state;
    compare(CODING("a", EVENT("1", "111", "0", "1", "0") "," EVENT("2", "040", "0", "1", "0")),
            CODING("b", EVENT("3", "173", "1", "2", "0") "," EVENT("1", "112", "0", "2", "0")));
    assert_false(changed.same);
    assert_int_equal(changed.event.count, 3);
    const struct cmq_changed_event *event = changed.event.item;
    assert_int_equal(event[0].change, CMQ_EVENT_RECODED);
    assert_int_equal(event[0].differs, 1U << CMQ_TRAIT_CAMEO | 1U << CMQ_TRAIT_TARGET);
    assert_str(event[0].before.value[CMQ_TRAIT_TARGET], "IRN");
    assert_str(event[0].after.value[CMQ_TRAIT_TARGET], "---");
    assert_true(cmq_labels_have(&event[0].before.entries, CMQ_STR("en/f:111")));
    assert_true(cmq_labels_have(&event[0].before.entries, CMQ_STR("en/a:iran")));
    assert_false(cmq_labels_have(&event[0].after.entries, CMQ_STR("en/a:iran")));
    assert_int_equal(event[1].change, CMQ_EVENT_LOST);
    assert_str(event[1].id, "2");
    assert_int_equal(event[2].change, CMQ_EVENT_ADDED);
    assert_str(event[2].id, "3");
    assert_str(event[2].told, "2021-11-14");
}

static void where_words_stand_is_no_difference_of_an_event(void **state) {
    (void)state;
    compare(CODING("a", EVENT("1", "111", "0", "1", "0")),
            CODING("b", EVENT("1", "111", "0", "1", "4")));
    assert_false(changed.same);
    assert_int_equal(changed.event.count, 0);
}

static void what_is_no_coding_is_refused(void **state) {
    (void)state;
    static const char *const broken[] = {"", "{", "[]", "null"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct cmq_error err = {0};
        assert_int_equal(
            cmq_codings_compare(CMQ_STR("{}"), cmq_str_of(broken[i]), &arena, &changed, &err),
            CMQ_BAD_INPUT);
    }
    /* Of another shape than a coding's, but JSON: there are no events. */
    compare("{\"events\":7}", "{\"events\":[null,{\"id\":3},{\"source\":[{\"actor\":-1}]}]}");
    assert_int_equal(changed.event.count, 3);
}

static void assert_row(const struct cmq_tally_row *row, const char *source, const char *target,
                       unsigned added, unsigned lost, unsigned recoded) {
    assert_str(row->month, "2021-11");
    assert_str(row->source, source);
    assert_str(row->target, target);
    assert_int_equal(row->count[CMQ_EVENT_ADDED], added);
    assert_int_equal(row->count[CMQ_EVENT_LOST], lost);
    assert_int_equal(row->count[CMQ_EVENT_RECODED], recoded);
}

static void pairs_gain_and_lose(void **state) {
    (void)state;
    struct cmq_tally tally;
    cmq_tally_init(&tally);
    /* 1 keeps its pair, 2 goes from FRA > IRN to IRN > nobody, 3 is new. */
    compare(CODING("a", EVENT("1", "111", "0", "1", "0") "," EVENT("2", "111", "0", "1", "0")),
            CODING("b", EVENT("1", "112", "0", "1", "0") "," EVENT(
                            "2", "111", "1", "2", "0") "," EVENT("3", "111", "0", "1", "0")));
    for (uint32_t i = 0; i < changed.event.count; i++) {
        cmq_tally_add_pairs(&tally, &changed.event.item[i]);
    }
    assert_true(cmq_tally_sort(&tally));
    assert_int_equal(tally.row.count, 2);
    assert_row(&tally.row.item[0], "FRA", "IRN", 1, 1, 1);
    assert_row(&tally.row.item[1], "IRN", "---", 1, 0, 0);
    cmq_tally_release(&tally);
}

static void an_event_counts_once_for_each_pair(void **state) {
    (void)state;
    struct cmq_tally tally;
    struct cmq_changed_event event = {.change = CMQ_EVENT_LOST, .told = CMQ_STR("2021-11-30")};
    event.before.source_country = CMQ_STR("FRA;DEU;FRA");
    event.before.target_country = CMQ_STR("IRN");
    cmq_tally_init(&tally);
    cmq_tally_add_pairs(&tally, &event);
    assert_true(cmq_tally_sort(&tally));
    assert_int_equal(tally.row.count, 2);
    assert_row(&tally.row.item[0], "DEU", "IRN", 0, 1, 0);
    assert_row(&tally.row.item[1], "FRA", "IRN", 0, 1, 0);
    cmq_tally_release(&tally);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(another_coder_alone_is_the_same),
        CASE(events_are_matched_by_id),
        CASE(where_words_stand_is_no_difference_of_an_event),
        CASE(what_is_no_coding_is_refused),
        CASE(pairs_gain_and_lose),
        CASE(an_event_counts_once_for_each_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
