/* SPDX-License-Identifier: Apache-2.0 */
/* What takes several rooms to get right: who tells, whose act it is and whether it took place. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "2021-11-14"

static enum cmq_teller_kind kind_of_first_teller(struct reading *reading) {
    struct cmq_tellers tellers = {0};
    assert_int_equal(reading->statements.list.count, 1);
    cmq_statement_tellers(&reading->actors, &reading->statements, 0, &reading->arena, &tellers);
    assert_int_equal(tellers.count, 1);
    return tellers.item[0].kind;
}

static void statement_that_says_is_a_document(void **state) {
    read_tree(*state,
              "A a DT DET 3 det\nFrench french JJ ADJ 3 amod\n"
              "statement statement NN NOUN 4 nsubj\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 nsubj L\nattacked attack VBD VERB 4 ccomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
    assert_int_equal(kind_of_first_teller(*state), CMQ_TELLER_DOCUMENT);
}

static void quotation_goes_on_over_sentences(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 9 ccomp\nIraq Iraq NNP PROPN 3 obj L\n"
              ", , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\nJoe Joe NNP PROPN 9 nsubj P\n"
              "Biden Biden NNP PROPN 7 flat P\nsaid say VBD VERB 0 root\n. . . PUNCT 9 punct\n\n"
              "“ “ `` PUNCT 3 punct\nSyria Syria NNP PROPN 3 nsubj L\n"
              "left leave VBD VERB 0 root\n. . . PUNCT 3 punct\n\n"
              "France France NNP PROPN 2 nsubj L\nhelped help VBD VERB 0 root\n"
              ". . . PUNCT 2 punct\n” ” '' PUNCT 2 punct\n",
              "2022-05-01");
    expect_statements(
        *state, "USAGOV say direct 'said': 'Iran attacked Iraq' … 'Syria left . France helped'\n");
}

static void cue_has_both_words_of_according_to(void **state) {
    read_tree(*state,
              "According accord VBG VERB 3 case\nto to TO ADP 1 fixed\n"
              "France France NNP PROPN 6 obl L\n, , , PUNCT 3 punct\n"
              "Iran Iran NNP PROPN 6 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 6 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'According to': 'Iran attacked Iraq'\n");
}

static void object_relative_clause_with_a_pronoun(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 7 nsubj L\n, , , PUNCT 5 punct\n"
              "which which WDT PRON 5 obj\nIsrael Israel NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 1 acl:relcl\n, , , PUNCT 5 punct\n"
              "met meet VBD VERB 0 root\nFrance France NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "040 SYR+FRA actual past 'met'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void urged_act_lies_ahead(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\n"
              "withdraw withdraw VB VERB 2 xcomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\nfrom from IN ADP 9 case\n"
              "Iraq Iraq NNP PROPN 5 obl L\n",
              DATE);
    expect_events(*state, "0256 FRA > IRN actual past 'urged'\n"
                          "0874 IRN > IRQ requested future 'withdraw its troops' told FRA\n");
}

static void act_that_must_be_done_lies_ahead(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 5 nsubj L\nmust must MD AUX 5 aux\n"
              "withdraw withdraw VB VERB 2 ccomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\nfrom from IN ADP 9 case\n"
              "Iraq Iraq NNP PROPN 5 obl L\n",
              DATE);
    expect_events(*state, "1056 FRA > IRN actual past 'must withdraw'\n"
                          "0874 IRN > IRQ requested future 'withdraw its troops' told FRA\n");
}

static void accused_act_is_of_the_accused(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\naccused accuse VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nof of IN SCONJ 5 mark\n"
              "attacking attack VBG VERB 2 advcl\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    const struct cmq_event *event = &reading->events.list.item[1];
    assert_int_equal(event->source.count, 1);
    const struct cmq_actor *actor = &reading->actors.list.item[event->source.item[0].actor];
    assert_true(cmq_str_eq(actor->code, CMQ_STR("IRN")));
}

static void more_than_starts_one_higher(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "more more JJR ADJ 5 advmod\nthan than IN ADP 3 fixed\n20 20 CD NUM 7 nummod\n"
              "Syrian syrian JJ ADJ 7 amod\nsoldiers soldier NNS NOUN 2 obj\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_equal(reading->events.list.item[0].quantities.count, 1);
    assert_int_equal(reading->events.list.item[0].quantities.item[0].from, 21);
    assert_int_equal(reading->events.list.item[0].quantities.item[0].to, -1);
}

static void negation_does_not_reach_over_but(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB ADV 4 advmod\n"
              "attack attack VB VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n"
              "but but CC CCONJ 7 cc\ncriticized criticize VBD VERB 4 conj\n"
              "France France NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "111 IRN > FRA actual past 'criticized'\n"
                          "190 IRN > IRQ negated past 'attack'\n");
}

static void possible_act_is_not_past(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nmay may MD AUX 3 aux\n"
              "attack attack VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_not_equal(reading->events.list.item[0].time, CMQ_TENSE_PAST);
}

static void said_in_the_passive(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "told tell VBN VERB 0 root\nby by IN ADP 5 case\n"
              "France France NNP PROPN 3 obl:agent L\nthat that IN SCONJ 8 mark\n"
              "Iran Iran NNP PROPN 8 nsubj L\nattacked attack VBD VERB 3 ccomp\n"
              "Iraq Iraq NNP PROPN 8 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'told': 'Iran attacked Iraq' to SYR\n");
}

static void urged_in_the_passive(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "urged urge VBN VERB 0 root\nby by IN ADP 5 case\n"
              "France France NNP PROPN 3 obl:agent L\nto to TO PART 7 mark\n"
              "help help VB VERB 3 xcomp\nIraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    expect_events(*state, "023 FRA > IRN actual past 'urged'\n"
                          "070 IRN > IRQ requested future 'help' told FRA\n");
}

static void urge_in_speech_has_two_tellers(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nurged urge VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\nto to TO PART 7 mark\nhelp help VB VERB 4 xcomp\n"
              "Syria Syria NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "023 IRN > IRQ actual past 'urged' told FRA\n"
                          "070 IRQ > SYR requested future 'help' told IRN<FRA\n");
}

static void passive_conjunct_shares_the_subject(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\nand and CC CCONJ 5 cc\n"
              "invaded invade VBN VERB 3 conj\nby by IN ADP 7 case\n"
              "Israel Israel NNP PROPN 5 obl:agent L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    for (uint32_t i = 0; i < 2; i++) {
        const struct cmq_event *e = &reading->events.list.item[i];
        assert_int_equal(e->target.count, 1);
        assert_true(
            cmq_str_eq(reading->actors.list.item[e->target.item[0].actor].code, CMQ_STR("SYR")));
    }
}

static void its_owner_gives_the_code(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ndenied deny VBD VERB 0 root\n"
              "that that IN SCONJ 6 mark\nits its PRP$ PRON 5 nmod:poss\n"
              "officials official NNS NOUN 6 nsubj\nmet meet VBD VERB 2 ccomp\n"
              "French french JJ ADJ 8 amod\nofficials official NNS NOUN 6 obj\n",
              DATE);
    expect_events(*state, "040 IRNGOV+FRAGOV negated past 'met' told IRN\n");
}

static void hostile_future_of_nobody_is_no_threat(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 4 nsubj:pass L\nwill will MD AUX 4 aux\n"
              "be be VB AUX 4 aux:pass\nattacked attack VBN VERB 0 root\n",
              DATE);
    expect_events(*state, "190 - > SYR actual future 'attacked'\n");
}

static void protesters_against_a_state_are_not_its_own(void **state) {
    read_tree(*state,
              "Protesters protester NNS NOUN 4 nsubj\nagainst against IN ADP 3 case\n"
              "Israel Israel NNP PROPN 1 nmod L\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Protesters' phrase = unknown\n"
                            "'Israel' name Israel=ISR lexicon\n");
}

static void denial_is_no_relay(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ndenied deny VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIraq Iraq NNP PROPN 5 nsubj L\n"
              "said say VBD VERB 2 ccomp\nSyria Syria NNP PROPN 7 nsubj L\n"
              "attacked attack VBD VERB 5 ccomp\nIsrael Israel NNP PROPN 7 obj L\n",
              DATE);
    expect_statements(*state, "IRN deny indirect 'denied': 'Iraq said Syria attacked Israel'\n"
                              "IRQ say indirect 'said': 'Syria attacked Israel' told IRN\n");
}

static void coordination_read_as_two_subjects_is_one(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\n"
              "France France NNP PROPN 4 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 ISR+FRA > SYR actual past 'attacked'\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statement_that_says_is_a_document),
        cmocka_unit_test(quotation_goes_on_over_sentences),
        cmocka_unit_test(cue_has_both_words_of_according_to),
        cmocka_unit_test(object_relative_clause_with_a_pronoun),
        cmocka_unit_test(urged_act_lies_ahead),
        cmocka_unit_test(act_that_must_be_done_lies_ahead),
        cmocka_unit_test(accused_act_is_of_the_accused),
        cmocka_unit_test(more_than_starts_one_higher),
        cmocka_unit_test(negation_does_not_reach_over_but),
        cmocka_unit_test(possible_act_is_not_past),
        cmocka_unit_test(said_in_the_passive),
        cmocka_unit_test(urged_in_the_passive),
        cmocka_unit_test(urge_in_speech_has_two_tellers),
        cmocka_unit_test(passive_conjunct_shares_the_subject),
        cmocka_unit_test(its_owner_gives_the_code),
        cmocka_unit_test(hostile_future_of_nobody_is_no_threat),
        cmocka_unit_test(protesters_against_a_state_are_not_its_own),
        cmocka_unit_test(denial_is_no_relay),
        cmocka_unit_test(coordination_read_as_two_subjects_is_one),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
