/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines: written out as sentences, on trees by hand; and what they confirm, with what is built
 * in. */

#include "coding/headline.h"
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct desk {
    struct cmq_coder coder;
    struct cmq_arena arena;
    struct cmq_coding coding;
};

static int setup(void **state) {
    struct desk *desk = calloc(1, sizeof *desk);
    struct cmq_error err = {0};
    assert_non_null(desk);
    cmq_arena_init(&desk->arena, CMQ_ARENA_LIMIT);
    assert_int_equal(cmq_coder_open(NULL, NULL, &desk->coder, &err), CMQ_OK);
    *state = desk;
    return 0;
}

static int teardown(void **state) {
    struct desk *desk = *state;
    cmq_coder_release(&desk->coder);
    cmq_arena_release(&desk->arena);
    free(desk);
    return 0;
}

/* ---- the sentence that a headline stands for ---- */

static void expect_sentence(void **state, const char *tree, const char *expected) {
    struct desk *desk = *state;
    cmq_arena_reset(&desk->arena);
    struct cmq_parse parse = parse_of(&desk->arena, tree);
    struct cmq_str sentence = cmq__headline_sentence(&parse, &desk->arena);
    assert_int_equal(sentence.len, strlen(expected));
    assert_memory_equal(sentence.ptr, expected, sentence.len);
}

static void infinitive_lies_ahead(void **state) {
    expect_sentence(
        state,
        "Iran Iran NNP PROPN 3 nsubj\nto to TO PART 3 mark\nvisit visit VB VERB 0 root\n"
        "Iraq Iraq NNP PROPN 3 obj\n",
        "Iran will visit Iraq.");
}

static void infinitive_behind_a_finite_verb_stays(void **state) {
    expect_sentence(state,
                    "Iran Iran NNP PROPN 2 nsubj\nagrees agree VBZ VERB 0 root\n"
                    "to to TO PART 4 mark\nleave leave VB VERB 2 xcomp\n",
                    "Iran agrees to leave.");
}

static void comma_between_names_is_and(void **state) {
    expect_sentence(state,
                    "Iran Iran NNP PROPN 4 nsubj\n, , , PUNCT 3 punct\nIraq Iraq NNP PROPN 1 conj\n"
                    "agree agree VBP VERB 0 root\n",
                    "Iran  and Iraq agree.");
}

static void colon_behind_a_name_says(void **state) {
    expect_sentence(
        state,
        "Putin Putin NNP PROPN 4 nsubj\n: : : PUNCT 1 punct\nWest West NNP PROPN 4 nsubj\n"
        "lied lie VBD VERB 0 root\n",
        "Putin  says West lied.");
}

static void name_behind_a_colon_says(void **state) {
    expect_sentence(state,
                    "West West NNP PROPN 2 nsubj\nlied lie VBD VERB 0 root\n: : : PUNCT 2 punct\n"
                    "Putin Putin NNP PROPN 2 parataxis\n",
                    "West lied , says Putin.");
}

static void clauses_on_both_sides_of_a_colon_stay(void **state) {
    expect_sentence(state,
                    "Iran Iran NNP PROPN 2 nsubj\nleft leave VBD VERB 0 root\n: : : PUNCT 2 punct\n"
                    "Iraq Iraq NNP PROPN 5 nsubj\nstayed stay VBD VERB 2 parataxis\n",
                    "Iran left : Iraq stayed.");
}

/* ---- what it confirms ---- */

#define BODY                                                                                       \
    "France criticized Greece on Sunday. Turkey will send troops to Libya, its president said."

/* Codes a report; the code of its main event. */
static struct cmq_str main_code(void **state, const char *title, const char *text) {
    struct desk *desk = *state;
    struct cmq_error err = {0};
    cmq_arena_reset(&desk->arena);
    struct cmq_report report = {.id = CMQ_STR("r1"),
                                .date = CMQ_NO_DAY,
                                .title = cmq_str_of(title),
                                .text = cmq_str_of(text)};
    assert_int_equal(cmq_code(&desk->coder, NULL, &report, &desk->arena, &desk->coding, &err),
                     CMQ_OK);
    return desk->coding.events.list.count > 0 ? desk->coding.events.list.item[0].cameo
                                              : (struct cmq_str){0};
}

static void event_told_by_the_title_is_the_main_one(void **state) {
    assert_true(cmq_str_eq(main_code(state, "", BODY), CMQ_STR("111")));
    assert_true(
        cmq_str_eq(main_code(state, "Turkey to send troops to Libya", BODY), CMQ_STR("138")));
    const struct desk *desk = *state;
    assert_int_equal(desk->coding.events.list.count, 2);
}

static void event_of_the_title_alone_is_none(void **state) {
    assert_true(cmq_str_eq(main_code(state, "Germany criticizes Iran", BODY), CMQ_STR("111")));
    const struct desk *desk = *state;
    assert_int_equal(desk->coding.events.list.count, 2);
    assert_int_equal(main_code(state, "Israel bombs Syria", "It rained.").len, 0);
}

static void what_is_done_confirms_nothing_ahead(void **state) {
    assert_true(cmq_str_eq(main_code(state, "Turkey sends troops to Libya", BODY), CMQ_STR("111")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(infinitive_lies_ahead),
        cmocka_unit_test(infinitive_behind_a_finite_verb_stays),
        cmocka_unit_test(comma_between_names_is_and),
        cmocka_unit_test(colon_behind_a_name_says),
        cmocka_unit_test(name_behind_a_colon_says),
        cmocka_unit_test(clauses_on_both_sides_of_a_colon_stay),
        cmocka_unit_test(event_told_by_the_title_is_the_main_one),
        cmocka_unit_test(event_of_the_title_alone_is_none),
        cmocka_unit_test(what_is_done_confirms_nothing_ahead),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
