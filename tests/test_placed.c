/* SPDX-License-Identifier: Apache-2.0 */
/* Words and slots that the text places, and codes of other schemes: what `dict import` writes. The
 * lexicon is tests/understanding/en; what is expected was read off the sentences by hand. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "1995-01-20"

/* ---- words ---------------------------------------------------------------------------------- */

#define CAME                                                                                       \
    "Iran Iran NNP PROPN 2 nsubj L\ncame come VBD VERB 0 root\nto to IN ADP 5 case\n"              \
    "the the DT DET 5 det\n"

static void words_follow_each_other(void **state) {
    read_tree(*state,
              CAME "aid aid NN NOUN 2 obl\nof of IN ADP 7 case\nIraq Iraq NNP PROPN 5 nmod L\n",
              DATE);
    expect_events(*state, "070 IRN > IRQ actual past 'came to the aid'\n");
}

static void words_apart_are_no_phrase(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ncame come VBD VERB 0 root\nto to IN ADP 6 case\n"
              "the the DT DET 6 det\nbelated belated JJ ADJ 6 amod\naid aid NN NOUN 2 obl\n"
              "of of IN ADP 8 case\nIraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "");
}

#define LIFTED "Iran Iran NNP PROPN 2 nsubj L\nlifted lift VBD VERB 0 root\n"

/* The phrase of the target hangs on words of the pattern, however deep. */
static void phrase_below_a_word_of_the_pattern(void **state) {
    read_tree(*state,
              LIFTED "the the DT DET 4 det\nban ban NN NOUN 2 obj\non on IN ADP 7 case\n"
                     "all all DT DET 7 det\nimports import NNS NOUN 4 nmod\n"
                     "from from IN ADP 9 case\nIraq Iraq NNP PROPN 7 nmod L\n",
              DATE);
    expect_events(*state, "085 IRN > IRQ actual past 'lifted the ban on all imports'\n");
}

static void more_words_win_and_order_counts(void **state) {
    read_tree(*state,
              LIFTED "imports import NNS NOUN 2 obj\nunder under IN ADP 6 case\n"
                     "the the DT DET 6 det\nban ban NN NOUN 2 obl\nfrom from IN ADP 8 case\n"
                     "Iraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "own:1 IRN > IRQ actual past 'lifted'\n");
}

static void words_before_the_head(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfailed fail VBD VERB 0 root\nto to TO PART 4 mark\n"
              "ratify ratify VB VERB 2 xcomp\nthe the DT DET 6 det\ntreaty treaty NN NOUN 4 obj\n"
              "with with IN ADP 8 case\nIraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_true(cmq_str_eq(reading->events.list.item[0].cameo, CMQ_STR("120")));
}

static void word_between_parts_what_is_close(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfailed fail VBD VERB 0 root\nto to TO PART 5 mark\n"
              "even even RB ADV 5 advmod\nratify ratify VB VERB 2 xcomp\n"
              "treaties treaty NNS NOUN 5 obj\nwith with IN ADP 8 case\n"
              "Iraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "");
}

static void stems_begin_words(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nforbade forbid VBD VERB 0 root\n"
              "Demonstrators demonstrator NNS NOUN 2 obj\nof of IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\n",
              DATE);
    expect_events(*state, "own:7 IRN > IRQ actual past 'forbade Demonstrators'\n");
}

static void what_matches_none_is_no_event(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfired fire VBD VERB 0 root\n"
              "civil civil JJ ADJ 4 amod\nservants servant NNS NOUN 2 obj\nof of IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfired fire VBD VERB 0 root\n"
              "shells shell NNS NOUN 2 obj\nat at IN ADP 5 case\nIraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "own:2 IRN > IRQ actual past 'fired'\n");
}

/* ---- slots ---------------------------------------------------------------------------------- */

static void slots_where_the_text_has_them(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "released release VBN VERB 0 root\nfrom from IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 obl L\n",
              DATE);
    expect_events(*state, "0841 IRQ > IRN actual past 'was released from'\n");
}

/* What was passed over is not what the next slot is part of. */
static void owner_that_is_passed_over(void **state) {
    read_tree(
        *state,
        "Iran Iran NNP PROPN 2 nsubj L\nwarned warn VBD VERB 0 root\nat at IN ADP 4 case\n"
        "France France NNP PROPN 2 obl L\nof of IN ADP 6 case\nIraq Iraq NNP PROPN 4 nmod L\n",
        DATE);
    expect_events(*state, "own:6 IRN > IRQ actual past 'warned at France of'\n");
}

static void phrase_that_is_passed_over(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nwarned warn VBD VERB 0 root\nat at IN ADP 4 case\n"
              "France France NNP PROPN 2 obl L\nof of IN ADP 6 case\nIraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "own:6 IRN > IRQ actual past 'warned at France of'\n");
}

/* Nearest is the owner, but the whole phrase is meant. */
static void nearest_actor_is_the_whole_phrase(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfired fire VBD VERB 0 root\nat at IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 6 nmod:poss L\n's 's POS PART 4 case\n"
              "army army NN NOUN 2 obl\n",
              DATE);
    expect_events(*state, "own:2 IRN > IRQMIL actual past 'fired'\n");
}

static void nearest_actor_of_a_passive(void **state) {
    read_tree(*state,
              "Iraq Iraq NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "lifted lift VBN VERB 0 root\nby by IN ADP 5 case\n"
              "Iran Iran NNP PROPN 3 obl:agent L\nnear near IN ADP 7 case\n"
              "France France NNP PROPN 3 obl L\n",
              DATE);
    expect_events(*state, "own:1 IRN > IRQ actual past 'lifted'\n");
}

static void several_subjects_act_on_each_other(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\nIraq Iraq NNP PROPN 1 conj L\n"
              "traded trade VBD VERB 0 root\nwith with IN ADP 6 case\n"
              "France France NNP PROPN 4 obl L\n",
              DATE);
    expect_events(*state, "own:3 IRN+IRQ actual past 'traded'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntraded trade VBD VERB 0 root\n"
              "with with IN ADP 4 case\nIraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "own:4 IRN > IRQ actual past 'traded'\n");
}

static void form_of_a_verb_goes_before_the_verb(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntoured tour VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "own:032 IRN > IRQ actual past 'toured'\n"
                          "own:033 IRQ > IRN actual past 'toured'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntours tour VBZ VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "own:5 IRN > IRQ actual present 'tours'\n");
}

/* ---- codes of other schemes ------------------------------------------------------------------ */

static void roles_add_to_codes_of_other_schemes(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nVarlandic Varlandic JJ ADJ 4 amod\nguild guild NN NOUN 4 "
              "compound\nguild guild NN NOUN 5 nsubj\nfired fire VBD VERB 0 root\nat at IN ADP 9 "
              "case\na a DT DET 9 det\nVarland Varland NNP PROPN 9 compound L\n"
              "charity charity NN NOUN 5 obl\n",
              DATE);
    expect_events(*state, "own:2 VARGLD > NGXVAR actual past 'fired'\n");
}

static void codes_of_other_schemes_have_days(void **state) {
    const char *tree = "Varland Varland NNP PROPN 2 nsubj L\nfired fire VBD VERB 0 root\n"
                       "at at IN ADP 4 case\nOstria Ostria NNP PROPN 2 obl L\n";
    read_tree(*state, tree, "1995-06-01");
    expect_events(*state, "own:2 VAR > OST actual past 'fired'\n");
    read_tree(*state, tree, "1995-06-02");
    expect_events(*state, "own:2 VAR > OSX actual past 'fired'\n");
    read_tree(*state, tree, "2001-01-01");
    expect_events(*state, "own:2 VAR > - actual past 'fired'\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_follow_each_other),
        cmocka_unit_test(words_apart_are_no_phrase),
        cmocka_unit_test(phrase_below_a_word_of_the_pattern),
        cmocka_unit_test(more_words_win_and_order_counts),
        cmocka_unit_test(words_before_the_head),
        cmocka_unit_test(word_between_parts_what_is_close),
        cmocka_unit_test(stems_begin_words),
        cmocka_unit_test(what_matches_none_is_no_event),
        cmocka_unit_test(slots_where_the_text_has_them),
        cmocka_unit_test(phrase_that_is_passed_over),
        cmocka_unit_test(owner_that_is_passed_over),
        cmocka_unit_test(nearest_actor_is_the_whole_phrase),
        cmocka_unit_test(nearest_actor_of_a_passive),
        cmocka_unit_test(several_subjects_act_on_each_other),
        cmocka_unit_test(form_of_a_verb_goes_before_the_verb),
        cmocka_unit_test(roles_add_to_codes_of_other_schemes),
        cmocka_unit_test(codes_of_other_schemes_have_days),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
