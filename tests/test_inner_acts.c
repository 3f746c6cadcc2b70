/* SPDX-License-Identifier: Apache-2.0 */
/* Acts inside other acts: what a call, a refusal or a paper speaks of, and who does it. The lexicon
 * is tests/understanding/en; what is expected was read off the sentences by hand, with the codes of
 * CAMEO 1.1b3. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "2021-11-14"

/* ---- the code that the content gives -------------------------------------------------------- */

static void act_of_the_noun_that_is_dismissed(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ndismissed dismiss VBD VERB 0 root\n"
              "an a DT DET 4 det\nappeal appeal NN NOUN 2 obj\nfrom from IN ADP 6 case\n"
              "France France NNP PROPN 4 nmod L\nto to TO PART 8 mark\n"
              "withdraw withdraw VB VERB 4 acl\ntroops troop NNS NOUN 8 obj\n",
              DATE);
    expect_events(*state, "1246 IRN > FRA actual past 'dismissed an appeal'\n");
}

static void act_of_the_noun_that_is_sought(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nsought seek VBD VERB 0 root\n"
              "military military JJ ADJ 4 amod\naid aid NN NOUN 2 obj\n"
              "from from IN ADP 6 case\nIraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "0232 IRN > IRQ actual past 'sought military aid'\n");
}

static void act_inside_a_promise_inside_a_call(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\nagree agree VB VERB 2 xcomp\n"
              "to to TO PART 7 mark\nmeet meet VB VERB 5 xcomp\nIraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "026 FRA > IRN actual past 'urged'\n"
                          "036 IRN > IRQ requested future 'agree' told FRA\n");
}

#define HELD "hold VB VERB 2 xcomp\nelections election NNS NOUN 5 obj\n"

static void everyday_act_makes_a_call_exact(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\nhold " HELD,
              DATE);
    expect_events(*state, "0241 FRA > IRN actual past 'urged'\n");
}

static void everyday_act_done_is_no_event(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\n"
              "elections election NNS NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
}

static void promise_of_no_known_act_to_nobody_is_no_event(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\nto to TO PART 4 mark\n"
              "wait wait VB VERB 2 xcomp\n",
              DATE);
    expect_events(*state, "");
}

/* ---- who does it ---------------------------------------------------------------------------- */

static void author_of_a_paper_does_what_it_says(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nissued issue VBD VERB 0 root\n"
              "a a DT DET 4 det\nstatement statement NN NOUN 2 obj\n"
              "condemning condemn VBG VERB 4 acl\nIran Iran NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'condemning'\n");
}

static void owner_of_a_paper_is_its_author(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "statement statement NN NOUN 6 nsubj\ncondemning condemn VBG VERB 3 acl\n"
              "Iran Iran NNP PROPN 4 obj L\npleased please VBD VERB 0 root\n"
              "Russia Russia NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'condemning'\n");
}

static void support_that_one_voices_is_not_for_oneself(void **state) {
    read_tree(*state,
              "Macron Macron NNP PROPN 2 nsubj P\nvoiced voice VBD VERB 0 root\n"
              "France France NNP PROPN 5 nmod:poss L\n's 's POS PART 3 case\n"
              "support support NN NOUN 2 obj\nfor for IN ADP 7 case\n"
              "talks talk NNS NOUN 5 nmod\nof of IN ADP 10 case\nthe the DT DET 10 det\n"
              "Syrians Syrian NNPS PROPN 7 nmod\n",
              DATE);
    const struct reading *reading = *state;
    const struct cmq_event *event = &reading->events.list.item[0];
    assert_int_equal(event->target.count, 1);
    assert_true(
        cmq_str_eq(reading->actors.list.item[event->target.item[0].actor].country, CMQ_STR("SYR")));
}

static void who_is_in_talks_takes_part(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nis be VBZ AUX 4 cop\nin in IN ADP 4 case\n"
              "talks talk NNS NOUN 0 root\nwith with IN ADP 6 case\nIran Iran NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual present 'talks'\n");
}

/* ---- whether it took place ------------------------------------------------------------------ */

static void what_was_to_happen_is_no_promise(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nwas be VBD AUX 4 aux\nto to TO PART 4 mark\n"
              "meet meet VB VERB 0 root\nIran Iran NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual future 'meet'\n");
}

static void the_first_to_act_has_acted(void **state) {
    read_tree(*state,
              "France France NNP PROPN 5 nsubj L\nwas be VBD AUX 5 cop\nthe the DT DET 5 det\n"
              "first first JJ ADJ 5 amod\ncountry country NN NOUN 0 root\nto to TO PART 7 mark\n"
              "condemn condemn VB VERB 5 acl\nIran Iran NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'condemn'\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(act_of_the_noun_that_is_dismissed),
        cmocka_unit_test(act_of_the_noun_that_is_sought),
        cmocka_unit_test(act_inside_a_promise_inside_a_call),
        cmocka_unit_test(everyday_act_makes_a_call_exact),
        cmocka_unit_test(everyday_act_done_is_no_event),
        cmocka_unit_test(promise_of_no_known_act_to_nobody_is_no_event),
        cmocka_unit_test(author_of_a_paper_does_what_it_says),
        cmocka_unit_test(owner_of_a_paper_is_its_author),
        cmocka_unit_test(support_that_one_voices_is_not_for_oneself),
        cmocka_unit_test(who_is_in_talks_takes_part),
        cmocka_unit_test(what_was_to_happen_is_no_promise),
        cmocka_unit_test(the_first_to_act_has_acted),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
