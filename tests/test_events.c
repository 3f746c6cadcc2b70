/* SPDX-License-Identifier: Apache-2.0 */
/* The lexicon is tests/understanding/en; what is expected was read off the sentences by hand, with
 * the codes of CAMEO 1.1b3. 2021-11-14 was a Sunday. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "2021-11-14"

static const struct cmq_event *event_of(const struct reading *reading, const char *cameo) {
    for (uint32_t i = 0; i < reading->events.list.count; i++) {
        if (cmq_str_eq(reading->events.list.item[i].cameo, cmq_str_of(cameo))) {
            return &reading->events.list.item[i];
        }
    }
    fail_msg("no event %s", cameo);
    return NULL;
}

static void expect_one(const struct reading *reading, const struct cmq_participant *item,
                       uint32_t count, const char *code) {
    assert_int_equal(count, 1);
    struct cmq_str found = reading->actors.list.item[item[0].actor].code;
    assert_true(cmq_str_eq(found, cmq_str_of(code)));
}

static void expect_pair(const struct reading *reading, const char *cameo, const char *source,
                        const char *target) {
    const struct cmq_event *event = event_of(reading, cameo);
    expect_one(reading, event->source.item, event->source.count, source);
    expect_one(reading, event->target.item, event->target.count, target);
}

static void expect_days(const struct cmq_event *event, const char *from, const char *to,
                        enum cmq_date_basis basis) {
    char day[16];
    cmq_day_format(event->from, day);
    assert_string_equal(day, from);
    cmq_day_format(event->to, day);
    assert_string_equal(day, to);
    assert_int_equal(event->date_basis, basis);
}

static void expect_words(const struct reading *reading, struct cmq_stretch span,
                         const char *expected) {
    assert_int_equal(span.end - span.start, strlen(expected));
    assert_memory_equal(reading->parse.text.ptr + span.start, expected, strlen(expected));
}

/* ---- where English puts the arguments ------------------------------------------------------- */

static void active_verb(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void passive_with_agent(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\nby by IN ADP 5 case\n"
              "Israel Israel NNP PROPN 3 obl:agent L\n. . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void passive_agent_as_plain_oblique(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\nby by IN ADP 5 case\n"
              "Israel Israel NNP PROPN 3 obl L\n. . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void passive_without_agent(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\n. . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "190 - > SYR actual past 'attacked'\n");
}

/* A side that is not named makes an event less sure, and so does a negation. */
static void confidence_falls_with_what_is_lacking(void **state) {
    struct reading *reading = *state;
    active_verb(state);
    double both = event_of(reading, "190")->confidence;
    passive_without_agent(state);
    double without_source = event_of(reading, "190")->confidence;
    read_tree(reading,
              "Israel Israel NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB PART 4 advmod\n"
              "attack attack VB VERB 0 root\nSyria Syria NNP PROPN 4 obj L\n. . . PUNCT 4 punct\n",
              DATE);
    double negated = event_of(reading, "190")->confidence;
    assert_true(both > 0.5 && both < 1);
    assert_true(without_source > 0 && without_source < both);
    assert_true(negated > 0 && negated < both);
}

static void subject_relative_clause(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 7 nsubj L\n, , , PUNCT 4 punct\n"
              "which which WDT PRON 4 nsubj\nattacked attack VBD VERB 1 acl:relcl\n"
              "Syria Syria NNP PROPN 4 obj L\n, , , PUNCT 4 punct\nmet meet VBD VERB 0 root\n"
              "France France NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "040 ISR+FRA actual past 'met'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void object_relative_clause_without_a_pronoun(void **state) {
    read_tree(*state,
              "Syrian syrian JJ ADJ 2 amod\nsoldiers soldier NNS NOUN 5 nsubj\n"
              "Israel Israel NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 acl:relcl\n"
              "left leave VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 ISR > SYRMIL actual past 'attacked'\n");
}

static void passive_relative_clause(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 9 nsubj L\n, , , PUNCT 5 punct\n"
              "which which WDT PRON 5 nsubj:pass\nwas be VBD AUX 5 aux:pass\n"
              "attacked attack VBN VERB 1 acl:relcl\nby by IN ADP 7 case\n"
              "Israel Israel NNP PROPN 5 obl:agent L\n, , , PUNCT 5 punct\n"
              "met meet VBD VERB 0 root\nFrance France NNP PROPN 9 obj L\n",
              DATE);
    expect_events(*state, "040 SYR+FRA actual past 'met'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void passive_participle_of_a_noun(void **state) {
    read_tree(*state,
              "Syrian syrian JJ ADJ 2 amod\nsoldiers soldier NNS NOUN 6 nsubj\n"
              "attacked attack VBN VERB 2 acl\nby by IN ADP 5 case\n"
              "Israel Israel NNP PROPN 3 obl:agent L\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 ISR > SYRMIL actual past 'attacked'\n");
}

static void infinitive_of_its_subject(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nmanaged manage VBD VERB 0 root\n"
              "to to TO PART 4 mark\nattack attack VB VERB 2 xcomp\n"
              "Syria Syria NNP PROPN 4 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attack'\n");
}

static void coordinated_subjects_are_one_event(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\n"
              "France France NNP PROPN 1 conj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 ISR+FRA > SYR actual past 'attacked'\n");
}

static void three_subjects(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 6 nsubj L\n, , , PUNCT 3 punct\n"
              "France France NNP PROPN 1 conj L\nand and CC CCONJ 5 cc\n"
              "Russia Russia NNP PROPN 1 conj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "190 ISR+FRA+RUS > SYR actual past 'attacked'\n");
}

static void two_names_meet_without_an_object(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 6 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "and and CC CCONJ 4 cc\nXi Xi NNP PROPN 1 conj P\n"
              "Jinping Jinping NNP PROPN 4 flat P\nmet meet VBD VERB 0 root\n",
              "2022-05-01");
    expect_events(*state, "040 USAGOV+CHNGOV actual past 'met'\n");
}

static void set_of_two_takes_part_as_both(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\nwith with IN ADP 5 case\nXi Xi NNP PROPN 3 obl P\n"
              "Jinping Jinping NNP PROPN 5 flat P\n\n"
              "The the DT DET 3 det\ntwo two CD NUM 3 nummod\nleaders leader NNS NOUN 4 nsubj\n"
              "met meet VBD VERB 0 root\n",
              "2022-05-01");
    expect_events(*state, "040 USAGOV+CHNGOV actual past 'met'\n");
}

static void officials_of_two_states_meet(void **state) {
    read_tree(*state,
              "Israeli israeli JJ ADJ 4 amod\nand and CC CCONJ 3 cc\n"
              "Syrian syrian JJ ADJ 1 conj\nofficials official NNS NOUN 5 nsubj\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "040 ISRGOV+SYRGOV actual past 'met'\n");
}

static void apposition_takes_part_once(void **state) {
    read_tree(*state,
              "Ali Ali NNP PROPN 10 nsubj P\nTavoli Tavoli NNP PROPN 1 flat P\n"
              ", , , PUNCT 6 punct\nthe the DT DET 6 det\nforeign foreign JJ ADJ 6 amod\n"
              "minister minister NN NOUN 1 appos\nof of IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 nmod L\n, , , PUNCT 6 punct\n"
              "visited visit VBD VERB 0 root\nSyria Syria NNP PROPN 10 obj L\n",
              DATE);
    expect_events(*state, "042 IRNGOV > SYR actual past 'visited'\n");
}

static void coordinated_objects_are_one_event(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nand and CC CCONJ 5 cc\n"
              "Iraq Iraq NNP PROPN 3 conj L\n",
              DATE);
    expect_events(*state, "190 ISR > SYR+IRQ actual past 'attacked'\n");
}

static void passive_of_two(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 5 nsubj:pass L\nand and CC CCONJ 3 cc\n"
              "Iraq Iraq NNP PROPN 1 conj L\nwere be VBD AUX 5 aux:pass\n"
              "criticized criticize VBN VERB 0 root\nby by IN ADP 7 case\n"
              "France France NNP PROPN 5 obl:agent L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN+IRQ actual past 'criticized'\n");
}

static void what_is_called_something_is_that(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "what what WP PRON 2 obj\nit it PRP PRON 5 nsubj\n"
              "called call VBD VERB 3 acl:relcl\nIranian Iranian JJ ADJ 7 amod\n"
              "meddling meddling NN NOUN 5 obj\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'criticized'\n");
}

static void who_did_it_is_judged_not_whom_it_hit(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "the the DT DET 4 det\ndefeat defeat NN NOUN 2 obj\nof of IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 nmod L\nby by IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'criticized'\n");
}

static void gerund_behind_the_agent_of_a_passive_is_the_charge(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "accused accuse VBN VERB 0 root\nby by IN ADP 5 case\n"
              "France France NNP PROPN 3 obl:agent L\nof of IN SCONJ 7 mark\n"
              "attacking attack VBG VERB 5 acl\nSyria Syria NNP PROPN 7 obj L\n"
              ". . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "112 FRA > IRN actual past 'accused'\n"
                          "190 IRN > SYR alleged past 'attacking'\n");
}

static void those_of_whom_a_deed_is_told_did_it(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "Israel Israel NNP PROPN 2 obj L\n, , , PUNCT 3 punct\n"
              "which which WDT PRON 7 obj\nFrance France NNP PROPN 7 nsubj L\n"
              "knows know VBZ VERB 3 acl:relcl\nattacked attack VBD VERB 7 ccomp\n"
              "Syria Syria NNP PROPN 8 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 RUS > ISR actual past 'criticized'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void who_criticizes_a_plan_does_not_carry_it_out(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "French French JJ ADJ 4 amod\nmoves move NNS NOUN 2 obj\nto to TO PART 6 mark\n"
              "attack attack VB VERB 4 acl\nSyria Syria NNP PROPN 6 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 IRN > FRA actual past 'criticized'\n"
                          "190 FRA > SYR possible past 'attack'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "moves move NNS NOUN 2 obj\nin in IN ADP 5 case\n"
              "Israel Israel NNP PROPN 3 nmod L\nto to TO PART 7 mark\n"
              "attack attack VB VERB 3 acl\nSyria Syria NNP PROPN 7 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 IRN > ISR actual past 'criticized'\n");
}

static void coordinated_verbs_are_two_events(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nand and CC CCONJ 5 cc\n"
              "criticized criticize VBD VERB 2 conj\nIran Iran NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n"
                          "111 ISR > IRN actual past 'criticized'\n");
}

static void particle_belongs_to_the_verb(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nbroke break VBD VERB 0 root\n"
              "off off RP ADP 2 compound:prt\nrelations relation NNS NOUN 2 obj\n"
              "with with IN ADP 6 case\nIran Iran NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "161 FRA > IRN actual past 'broke off relations'\n");
}

static void verb_without_its_particle_is_no_event(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nbroke break VBD VERB 0 root\n"
              "relations relation NNS NOUN 2 obj\nwith with IN ADP 5 case\n"
              "Iran Iran NNP PROPN 3 nmod L\n",
              DATE);
    expect_events(*state, "");
}

static void preposition_on_verb_or_object(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nbroke break VBD VERB 0 root\n"
              "off off RP ADP 2 compound:prt\nrelations relation NNS NOUN 2 obj\n"
              "with with IN ADP 6 case\nIran Iran NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "161 FRA > IRN actual past 'broke off relations'\n");
}

static void withdrew_from(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nwithdrew withdraw VBD VERB 0 root\n"
              "its its PRP$ PRON 4 nmod:poss\nsoldiers soldier NNS NOUN 2 obj\n"
              "from from IN ADP 6 case\nSyria Syria NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "0874 ISR > SYR actual past 'withdrew its soldiers'\n");
}

static void possessor_of_the_object_is_hit(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ninvaded invade VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 5 nmod:poss L\n's 's POS PART 3 case\n"
              "territory territory NN NOUN 2 obj\n",
              DATE);
    expect_events(*state, "192 IRN > IRQ actual past 'invaded'\n");
    const struct reading *reading = *state;
    assert_int_equal(event_of(reading, "192")->source.item[0].basis, CMQ_PARTICIPANT_TEXT);
    assert_int_equal(event_of(reading, "192")->target.item[0].basis, CMQ_PARTICIPANT_POSSESSIVE);
}

static void pronoun_takes_part_as_its_actor(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nleft leave VBD VERB 0 root\n\n"
              "It it PRP PRON 2 nsubj\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'criticized'\n");
}

static void both_sides_meet(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "with with IN ADP 4 case\nIran Iran NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual past 'met'\n");
}

static void visitor_and_host_keep_their_roles(void **state) {
    read_tree(*state,
              "Xi Xi NNP PROPN 3 nsubj P\nJinping Jinping NNP PROPN 1 flat P\n"
              "visited visit VBD VERB 0 root\nFrance France NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "042 CHNGOV > FRA actual past 'visited'\n");
}

/* ---- event nouns ---------------------------------------------------------------------------- */

static void light_verb_gives_its_subject_to_the_noun(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nlaunched launch VBD VERB 0 root\n"
              "an a DT DET 4 det\nattack attack NN NOUN 2 obj\non on IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'launched an attack'\n");
}

static void light_verb_in_the_passive(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 6 nsubj:pass\non on IN ADP 4 case\n"
              "Iraq Iraq NNP PROPN 2 nmod L\nwas be VBD AUX 6 aux:pass\n"
              "launched launch VBN VERB 0 root\nby by IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 obl:agent L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack on Iraq was launched'\n");
}

static void light_verb_with_a_particle(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ncarried carry VBD VERB 0 root\n"
              "out out RP ADP 2 compound:prt\nan a DT DET 5 det\nattack attack NN NOUN 2 obj\n"
              "on on IN ADP 7 case\nIraq Iraq NNP PROPN 5 nmod L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'carried out an attack'\n");
}

static void talks_held_are_of_both_sides(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\n"
              "talks talk NNS NOUN 2 obj\nwith with IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ actual past 'held talks'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\n"
              "talks talk NNS NOUN 2 obj\nwith with IN ADP 5 case\nIraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ actual past 'held talks'\n");
}

static void compound_makes_the_noun_exact(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\na a DT DET 5 det\n"
              "phone phone NN NOUN 5 compound\ncall call NN NOUN 2 obj\n"
              "with with IN ADP 7 case\nIraq Iraq NNP PROPN 5 nmod L\n",
              DATE);
    expect_events(*state, "041 IRN+IRQ actual past 'held a phone call'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\na a DT DET 4 det\n"
              "call call NN NOUN 2 obj\nwith with IN ADP 6 case\nIraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "");
}

static void possessor_is_the_agent_of_a_noun(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "attack attack NN NOUN 6 nsubj\nagainst against IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\nbegan begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack'\n");
    const struct reading *reading = *state;
    assert_int_equal(event_of(reading, "190")->source.item[0].basis, CMQ_PARTICIPANT_POSSESSIVE);
    assert_int_equal(event_of(reading, "190")->target.item[0].basis, CMQ_PARTICIPANT_TEXT);
}

static void nationality_is_the_agent_of_a_noun(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIranian iranian JJ ADJ 3 amod\n"
              "attack attack NN NOUN 6 nsubj\non on IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\nbegan begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack'\n");
}

static void by_phrase_is_the_agent_of_a_noun(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 7 nsubj\nby by IN ADP 4 case\n"
              "Iran Iran NNP PROPN 2 nmod L\non on IN ADP 6 case\nIraq Iraq NNP PROPN 2 nmod L\n"
              "began begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack'\n");
}

static void between_names_both_sides(void **state) {
    read_tree(*state,
              "Talks talk NNS NOUN 6 nsubj\nbetween between IN ADP 3 case\n"
              "Iran Iran NNP PROPN 1 nmod L\nand and CC CCONJ 5 cc\n"
              "Iraq Iraq NNP PROPN 3 conj L\nbegan begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ actual past 'Talks'\n");
}

static void talks_were_held_between(void **state) {
    read_tree(*state,
              "Talks talk NNS NOUN 7 nsubj:pass\nbetween between IN ADP 3 case\n"
              "Iran Iran NNP PROPN 1 nmod L\nand and CC CCONJ 5 cc\n"
              "Iraq Iraq NNP PROPN 3 conj L\nwere be VBD AUX 7 aux:pass\n"
              "held hold VBN VERB 0 root\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ actual past 'Talks between Iran and Iraq were held'\n");
}

/* ---- who is not told ------------------------------------------------------------------------ */

static void pronoun_of_somebody_acts(void **state) {
    read_tree(*state,
              "He he PRP PRON 2 nsubj\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 - > IRN actual past 'criticized'\n");
}

static void pronoun_of_a_thing_does_not(void **state) {
    read_tree(*state,
              "It it PRP PRON 2 nsubj\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "");
}

static void those_behind_including_take_part(void **state) {
    read_tree(*state,
              "Officials official NNS NOUN 6 nsubj\nincluding include VBG ADP 3 case\n"
              "Biden Biden NNP PROPN 1 nmod P\nand and CC CCONJ 5 cc\n"
              "Jinping Xi NNP PROPN 3 conj\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 obj L\n. . . PUNCT 6 punct\n",
              "2022-05-01");
    expect_events(*state, "111 (Officials)+USAGOV > IRN actual past 'criticized'\n");
}

static void an_object_that_is_nobody_controls_nothing(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ntook take VBD VERB 0 root\n"
              "steps step NNS NOUN 2 obj\nto to TO PART 5 mark\ninvade invade VB VERB 2 xcomp\n"
              "Iran Iran NNP PROPN 5 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "192 FRA > IRN actual past 'invade'\n");
}

static void opponents_of_somebody_are_somebody_else(void **state) {
    read_tree(*state,
              "Opponents opponent NNS NOUN 4 nsubj\nof of IN ADP 3 case\n"
              "Biden Biden NNP PROPN 1 nmod P\nattacked attack VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 obj L\n. . . PUNCT 4 punct\n",
              "2022-05-01");
    expect_events(*state, "190 - > IRN actual past 'attacked'\n");
}

static void who_met_did_so_with_one_another(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\n"
              "Iran Iran NNP PROPN 1 conj L\nmet meet VBD VERB 0 root\n"
              "Sunday Sunday NNP PROPN 4 obj\nat at IN ADP 8 case\nthe the DT DET 8 det\n"
              "UN UN NNP PROPN 4 obl O\n. . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual past 'met'\n");
}

static void blame_in_passing_needs_both_names(void **state) {
    read_tree(*state,
              "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n"
              "when when WRB ADV 5 advmod\nHolt Holt NNP PROPN 5 nsubj P\n"
              "criticized criticize VBD VERB 2 advcl\nIran Iran NNP PROPN 5 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "111 (Holt) > IRN actual past 'criticized'\n");
    read_tree(*state,
              "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n"
              "before before IN SCONJ 4 mark\n"
              "criticizing criticize VBG VERB 2 advcl\nIran Iran NNP PROPN 4 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "");
}

static void police_made_the_arrests_they_tell_of(void **state) {
    read_tree(*state,
              "Protesters protester NNS NOUN 3 nsubj:pass\nwere be VBD AUX 3 aux:pass\n"
              "arrested arrest VBN VERB 7 ccomp\n, , , PUNCT 7 punct\n"
              "French french JJ ADJ 6 amod\npolice police NNS NOUN 7 nsubj\n"
              "said say VBD VERB 0 root\n. . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "173 FRACOP > FRACVL actual past 'arrested' told FRACOP\n");
    read_tree(*state,
              "Protesters protester NNS NOUN 3 nsubj:pass\nwere be VBD AUX 3 aux:pass\n"
              "arrested arrest VBN VERB 7 ccomp\n, , , PUNCT 7 punct\n"
              "French french JJ ADJ 6 amod\nofficials official NNS NOUN 7 nsubj\n"
              "said say VBD VERB 0 root\n. . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "173 - > FRACVL actual past 'arrested' told FRAGOV\n");
}

/* ---- beyond the clause ---------------------------------------------------------------------- */

static void infinitive_takes_the_nationality_of_its_noun(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nFrench French JJ ADJ 3 amod\n"
              "effort effort NN NOUN 7 nsubj\nto to TO PART 5 mark\nhelp help VB VERB 3 acl\n"
              "Iraq Iraq NNP PROPN 5 obj L\ngrew grow VBD VERB 0 root\n. . . PUNCT 7 punct\n",
              DATE);
    expect_pair(*state, "070", "FRA", "IRQ");
}

static void infinitive_takes_the_subject_of_its_predicate(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 3 nsubj L\nwas be VBD AUX 3 cop\n"
              "one one CD NUM 0 root\nof of IN ADP 7 case\nthe the DT DET 7 det\n"
              "first first JJ ADJ 7 amod\ncountries country NNS NOUN 3 nmod\n"
              "to to TO PART 9 mark\nattack attack VB VERB 7 acl\n"
              "Iran Iran NNP PROPN 9 obj L\n. . . PUNCT 3 punct\n",
              DATE);
    expect_pair(*state, "190", "RUS", "IRN");
}

static void dateline_is_no_subject(void **state) {
    read_tree(*state,
              "PARIS Paris NNP PROPN 4 nsubj L\n-- -- , PUNCT 1 punct\n"
              "Israel Israel NNP PROPN 4 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n. . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void dateline_with_the_subject_below_it_is_no_subject(void **state) {
    read_tree(*state,
              "BEIJING Beijing NNP PROPN 4 nsubj L\n-- -- , PUNCT 3 punct\n"
              "Israel Israel NNP PROPN 1 appos L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n. . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void verb_may_hang_on_its_subject(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 0 root L\non on IN ADP 3 case\n"
              "Tuesday Tuesday NNP PROPN 1 obl\nattacked attack VBD VERB 1 advcl\n"
              "Syria Syria NNP PROPN 4 obj L\n. . . PUNCT 1 punct\n",
              DATE);
    expect_pair(*state, "190", "ISR", "SYR");
}

static void agent_may_hang_on_another_phrase(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\nin in IN ADP 5 case\n"
              "March March NNP PROPN 3 obl\nby by IN ADP 7 case\n"
              "Israel Israel NNP PROPN 5 nmod L\n. . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'attacked'\n");
}

static void agent_of_a_noun_may_hang_on_the_verb(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nsaw see VBD VERB 0 root\nan a DT DET 4 det\n"
              "attack attack NN NOUN 2 obj\non on IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 nmod L\nby by IN ADP 8 case\n"
              "Israel Israel NNP PROPN 2 obl L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "190", "ISR", "SYR");
}

static void place_of_an_arrest_tells_who_arrested(void **state) {
    read_tree(*state,
              "A a DT DET 3 det\nFrench French JJ ADJ 3 amod\n"
              "soldier soldier NN NOUN 5 nsubj:pass\nwas be VBD AUX 5 aux:pass\n"
              "arrested arrest VBN VERB 0 root\nin in IN ADP 7 case\n"
              "Iran Iran NNP PROPN 5 obl L\n. . . PUNCT 5 punct\n",
              DATE);
    expect_pair(*state, "173", "IRN", "FRAMIL");
    assert_int_equal(event_of(*state, "173")->source.item[0].basis, CMQ_PARTICIPANT_PLACE);
}

static void promise_is_to_where_its_act_takes_place(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\nhelp help VB VERB 2 xcomp\na a DT DET 6 det\n"
              "school school NN NOUN 4 obj\nin in IN ADP 8 case\n"
              "Iraq Iraq NNP PROPN 6 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "033", "FRA", "IRQ");
}

static void promise_is_to_whom_its_inner_act_is_done(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\nwait wait VB VERB 2 xcomp\nto to TO PART 6 mark\n"
              "help help VB VERB 4 advcl\nIraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "030", "FRA", "IRQ");
}

static void refusal_is_to_whom_its_condition_is_set(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nrefused refuse VBD VERB 0 root\n"
              "to to TO PART 4 mark\nwait wait VB VERB 2 xcomp\n"
              "unless unless IN SCONJ 7 mark\nIran Iran NNP PROPN 7 nsubj L\n"
              "paid pay VBD VERB 2 advcl\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "120", "FRA", "IRN");
}

static void who_protests_does_so_to_the_own_state(void **state) {
    read_tree(*state,
              "French French JJ ADJ 2 amod\nprotesters protester NNS NOUN 3 nsubj\n"
              "staged stage VBD VERB 0 root\na a DT DET 5 det\n"
              "protest protest NN NOUN 3 obj\n. . . PUNCT 3 punct\n",
              DATE);
    expect_pair(*state, "141", "FRACVL", "FRA");
    assert_int_equal(event_of(*state, "141")->target.item[0].basis, CMQ_PARTICIPANT_DISCOURSE);
}

static void noun_and_verb_tell_one_act(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 5 nsubj\nby by IN ADP 4 case\n"
              "Israel Israel NNP PROPN 2 nmod L\nkilled kill VBD VERB 0 root\n"
              "a a DT DET 8 det\nSyrian Syrian JJ ADJ 8 amod\nsoldier soldier NN NOUN 5 obj\n"
              ". . . PUNCT 5 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYRMIL actual past 'killed'\n");
}

static void half_of_an_act_in_passing_is_no_event(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nafter after IN SCONJ 7 mark\n"
              "Syria Syria NNP PROPN 7 nsubj:pass L\nwas be VBD AUX 7 aux:pass\n"
              "attacked attack VBN VERB 2 advcl\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual past 'met'\n");
}

static void each_other_is_both(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\n"
              "Iran Iran NNP PROPN 1 conj L\naccused accuse VBD VERB 0 root\n"
              "each each DT DET 6 det\nother other JJ ADJ 4 obj\nof of IN ADP 8 case\n"
              "theft theft NN NOUN 4 obl\n. . . PUNCT 4 punct\n",
              DATE);
    assert_true(event_of(*state, "112")->reciprocal);
    assert_int_equal(event_of(*state, "112")->target.count, 2);
}

static void examples_of_a_set_take_part(void **state) {
    read_tree(*state,
              "Powers power NNS NOUN 5 nsubj\nsuch such JJ ADJ 4 case\nas as IN ADP 2 fixed\n"
              "France France NNP PROPN 1 nmod L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 5 obj L\n. . . PUNCT 5 punct\n",
              DATE);
    expect_events(*state, "190 FRA > SYR actual past 'attacked'\n");
}

static void a_state_does_not_protest_to_itself(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nstaged stage VBD VERB 0 root\n"
              "a a DT DET 4 det\nprotest protest NN NOUN 2 obj\n. . . PUNCT 2 punct\n",
              DATE);
    assert_int_equal(event_of(*state, "141")->target.count, 0);
}

static void condition_with_an_agent_names_the_target(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nthreatened threaten VBD VERB 0 root\n"
              "to to TO PART 4 mark\nact act VB VERB 2 xcomp\nif if IN SCONJ 6 mark\n"
              "attacked attack VBN VERB 4 advcl\nby by IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 obl L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "130", "FRA", "IRN");
}

static void companions_take_part(void **state) {
    read_tree(*state,
              "France France NNP PROPN 7 nsubj L\n, , , PUNCT 5 punct\n"
              "along along IN ADP 5 case\nwith with IN ADP 5 case\n"
              "Russia Russia NNP PROPN 1 nmod L\n, , , PUNCT 5 punct\n"
              "attacked attack VBD VERB 0 root\nSyria Syria NNP PROPN 7 obj L\n"
              ". . . PUNCT 7 punct\n",
              DATE);
    assert_int_equal(event_of(*state, "190")->source.count, 2);
}

static void official_speaks_of_the_acts_of_the_own_side(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "sanctions sanction NNS NOUN 5 nsubj\nwould would MD AUX 5 aux\n"
              "continue continue VB VERB 2 ccomp\nagainst against IN ADP 7 case\n"
              "Iran Iran NNP PROPN 5 obl L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "163", "FRA", "IRN");
}

static void who_is_blamed_for_an_attack_is_its_agent(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncondemned condemn VBD VERB 0 root\n"
              "the the DT DET 4 det\nattack attack NN NOUN 2 obj\non on IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 nmod L\nby by IN ADP 8 case\n"
              "Israel Israel NNP PROPN 4 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_pair(*state, "111", "FRA", "ISR");
}

static void noun_of_nobody_is_no_event(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nattack attack NN NOUN 3 nsubj\n"
              "began begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "");
}

static void who_leads_an_event_is_its_agent(void **state) {
    read_tree(*state,
              "The the DT DET 5 det\nFrench French JJ ADJ 4 compound L\n"
              "- - HYPH PUNCT 2 punct\nled lead VBN VERB 5 amod\n"
              "attack attack NN NOUN 8 nsubj\non on IN ADP 7 case\n"
              "Iraq Iraq NNP PROPN 5 nmod L\ncontinued continue VBD VERB 0 root\n"
              ". . . PUNCT 8 punct\n",
              DATE);
    expect_events(*state, "190 FRA > IRQ actual past 'attack on Iraq continued'\n");
}

static void who_acts_at_a_meeting_takes_part(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nwaited wait VBD VERB 0 root\n"
              "during during IN ADP 4 case\ntalks talk NNS NOUN 2 obl\n"
              "with with IN ADP 6 case\nIran Iran NNP PROPN 4 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "040 FRA+IRN actual past 'talks'\n");
}

static void what_comes_up_at_a_meeting_does_not_meet(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIranian Iranian JJ ADJ 3 amod L\n"
              "matter matter NN NOUN 4 nsubj\narose arise VBD VERB 0 root\n"
              "during during IN ADP 6 case\ntalks talk NNS NOUN 4 obl\n"
              "with with IN ADP 8 case\nFrance France NNP PROPN 6 nmod L\n"
              ". . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "");
}

static void who_is_not_in_talks_holds_none(void **state) {
    read_tree(*state,
              "France France NNP PROPN 5 nsubj L\nis be VBZ AUX 5 cop\nnot not RB PART 5 advmod\n"
              "in in IN ADP 5 case\ntalks talk NNS NOUN 0 root\nwith with IN ADP 7 case\n"
              "Iran Iran NNP PROPN 5 nmod L\n. . . PUNCT 5 punct\n",
              DATE);
    expect_events(*state, "040 FRA+IRN negated present 'talks'\n");
}

static void who_is_under_an_act_suffers_it(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nis be VBZ AUX 4 cop\n"
              "under under IN ADP 4 case\nattack attack NN NOUN 0 root\n"
              "by by IN ADP 6 case\nIraq Iraq NNP PROPN 4 nmod L\n. . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "190 IRQ > IRN actual present 'attack'\n");
}

static void preposition_of_a_phrase_carries_a_noun(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nleaned lean VBD VERB 0 root\n"
              "toward toward IN ADP 5 case\nan a DT DET 5 det\n"
              "attack attack NN NOUN 2 obl\non on IN ADP 7 case\n"
              "Iraq Iraq NNP PROPN 5 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ possible past 'leaned toward an attack'\n");
}

static void phrase_of_a_noun_hung_on_another(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 7 nsubj\nby by IN ADP 4 case\n"
              "Iran Iran NNP PROPN 2 nmod L\non on IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\ncontinued continue VBD VERB 0 root\n"
              ". . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack by Iran on Iraq continued'\n");
}

static void act_from_somebody_is_his(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 7 nsubj\nfrom from IN ADP 4 case\n"
              "Iran Iran NNP PROPN 2 nmod L\non on IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 2 nmod L\ncontinued continue VBD VERB 0 root\n"
              ". . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack from Iran on Iraq continued'\n");
}

static void act_on_behalf_of_somebody_is_not_done_to_him(void **state) {
    read_tree(*state,
              "An a DT DET 3 det\nIranian Iranian JJ ADJ 3 amod L\n"
              "attack attack NN NOUN 8 nsubj\non on IN ADP 5 case\n"
              "behalf behalf NN NOUN 3 nmod\nof of IN ADP 7 case\n"
              "Iraq Iraq NNP PROPN 5 nmod L\ncontinued continue VBD VERB 0 root\n"
              ". . . PUNCT 8 punct\n",
              DATE);
    expect_events(*state, "190 IRN > - actual past 'attack on behalf of Iraq continued'\n");
}

static void there_was_no_event(void **state) {
    read_tree(*state,
              "There there EX PRON 2 expl\nwas be VBD VERB 0 root\nno no DT DET 4 det\n"
              "attack attack NN NOUN 2 nsubj\non on IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\nby by IN ADP 8 case\n"
              "Iran Iran NNP PROPN 4 nmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attack'\n");
}

static void event_that_was_not_fair_took_place(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIranian Iranian JJ ADJ 3 amod L\n"
              "attack attack NN NOUN 8 nsubj\non on IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\nwas be VBD AUX 8 cop\n"
              "not not RB PART 8 advmod\nfair fair JJ ADJ 0 root\n. . . PUNCT 8 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack'\n");
}

static void adjective_tells_of_doubt(void **state) {
    read_tree(*state,
              "An a DT DET 4 det\nalleged alleged JJ ADJ 4 amod\n"
              "Iranian Iranian JJ ADJ 4 amod L\nattack attack NN NOUN 7 nsubj\n"
              "on on IN ADP 6 case\nIraq Iraq NNP PROPN 4 nmod L\n"
              "continued continue VBD VERB 0 root\n. . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ alleged past 'attack on Iraq continued'\n");
}

static void visit_at_home_is_none(void **state) {
    read_tree(*state,
              "Biden Biden NNP PROPN 2 nsubj P\nvisited visit VBD VERB 0 root\n"
              "US US NNP PROPN 2 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "");
}

/* "agreed to hold talks", not "agreed to cancel talks": the noun that the verb inside carries. */
static void intent_of_an_event_noun(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\nhold hold VB VERB 2 xcomp\ntalks talk NNS NOUN 4 obj\n"
              "with with IN ADP 7 case\nSyria Syria NNP PROPN 5 nmod L\n",
              DATE);
    expect_events(*state, "036 ISR > SYR actual past 'agreed'\n");
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\ncancel cancel VB VERB 2 xcomp\ntalks talk NNS NOUN 4 obj\n"
              "with with IN ADP 7 case\nSyria Syria NNP PROPN 5 nmod L\n",
              DATE);
    expect_events(*state, "030 ISR > SYR actual past 'agreed'\n");
}

/* "agreed to appeal to Syria": the phrase is the inner verb's, so that there is one act, not two.
 */
static void phrase_of_the_infinitive(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\nappeal appeal VB VERB 2 xcomp\nto to IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 obl L\n",
              DATE);
    expect_events(*state, "030 ISR > SYR actual past 'agreed'\n");
}

/* ---- what a frame refuses ------------------------------------------------------------------- */

static void vetoed_object_is_no_event(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "the the DT DET 5 det\nFrench french JJ ADJ 5 amod\nplan plan NN NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nstruck strike VBD VERB 0 root\n"
              "a a DT DET 4 det\ndeal deal NN NOUN 2 obj\nwith with IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "");
}

static void vetoed_phrase_is_no_event(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nappealed appeal VBD VERB 0 root\n"
              "to to IN ADP 4 case\nSyria Syria NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "020 IRN > SYR actual past 'appealed'\n");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nappealed appeal VBD VERB 0 root\n"
              "to to IN ADP 6 case\na a DT DET 6 det\nFrench french JJ ADJ 6 amod\n"
              "court court NN NOUN 2 obl\n",
              DATE);
    expect_events(*state, "");
}

static void actor_slot_refuses_a_thing(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "the the DT DET 4 det\nproblem problem NN NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
}

static void actor_slot_of_violence_refuses_what_an_actor_owns(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "France France NNP PROPN 5 nmod:poss L\n's 's POS PART 3 case\n"
              "idea idea NN NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
}

static void actor_slot_takes_a_named_entity(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Kirkuk Kirkuk NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > (Kirkuk) actual past 'attacked'\n");
}

static void event_of_nobody_is_left_out(void **state) {
    read_tree(*state,
              "Rain rain NN NOUN 2 nsubj\nattacked attack VBD VERB 0 root\n"
              "roofs roof NNS NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
}

static void expect_first_entry(const struct reading *reading, const char *id) {
    assert_int_equal(reading->events.list.count, 1);
    const struct cmq_event *event = &reading->events.list.item[0];
    const struct cmq_entry *entry = &reading->lexicon.entry[event->entries.item[0]];
    assert_true(cmq_str_eq(cmq_lexicon_str(&reading->lexicon, entry->id), cmq_str_of(id)));
}

static void literal_word_beats_a_filled_slot(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "Iraqi iraqi JJ ADJ 4 amod\ncivilians civilian NNS NOUN 2 obj\n",
              DATE);
    expect_first_entry(*state, "en/frames/frames:kill-people");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "Iraqi iraqi JJ ADJ 4 amod\nsoldiers soldier NNS NOUN 2 obj\n",
              DATE);
    expect_first_entry(*state, "en/frames/frames:kill");
}

static void target_in_a_phrase_of_the_verb(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "people people NNS NOUN 2 obj\nin in IN ADP 5 case\nIraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'killed people'\n");
}

/* ---- assertion and time --------------------------------------------------------------------- */

static void not_negates(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB ADV 4 advmod\n"
              "attack attack VB VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attack'\n");
}

static void never_negates(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nnever never RB ADV 3 advmod\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attacked'\n");
}

static void no_before_the_noun_negates(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nheld hold VBD VERB 0 root\nno no DT DET 4 det\n"
              "talks talk NNS NOUN 2 obj\nwith with IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ negated past 'held no talks'\n");
}

static void relative_clause_under_negation_stands(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\n"
              "not not RB ADV 4 advmod\nhelp help VB VERB 0 root\n"
              "Israel Israel NNP PROPN 4 obj L\n, , , PUNCT 8 punct\n"
              "which which WDT PRON 8 nsubj\nattacked attack VBD VERB 5 acl:relcl\n"
              "Syria Syria NNP PROPN 8 obj L\n",
              DATE);
    expect_events(*state, "070 FRA > ISR negated past 'help'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void act_under_negated_main_clause_stands(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\n"
              "not not RB ADV 4 advmod\nhelp help VB VERB 0 root\nafter after IN SCONJ 7 mark\n"
              "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 4 advcl\n"
              "Iraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void perfect_is_past(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nhas have VBZ AUX 3 aux\n"
              "attacked attack VBN VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void progressive_is_present(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nis be VBZ AUX 3 aux\n"
              "attacking attack VBG VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual present 'attacking'\n");
}

static void may_is_possible(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nmay may MD AUX 3 aux\n"
              "attack attack VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_equal(event_of(reading, "190")->assertion, CMQ_ASSERTION_POSSIBLE);
}

static void infinitive_of_a_noun_is_possible(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntook take VBD VERB 0 root\na a DT DET 4 det\n"
              "decision decision NN NOUN 2 obj\nto to TO PART 6 mark\n"
              "attack attack VB VERB 4 acl\nIraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_equal(event_of(reading, "190")->assertion, CMQ_ASSERTION_POSSIBLE);
}

static void condition_is_possible(void **state) {
    read_tree(*state,
              "If if IN SCONJ 3 mark\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacks attack VBZ VERB 8 advcl\nIraq Iraq NNP PROPN 3 obj L\n"
              ", , , PUNCT 3 punct\nFrance France NNP PROPN 8 nsubj L\nwill will MD AUX 8 aux\n"
              "help help VB VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(event_of(reading, "190")->assertion, CMQ_ASSERTION_POSSIBLE);
}

static void passive_under_will_lies_ahead(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 4 nsubj:pass L\nwill will MD AUX 4 aux\n"
              "be be VB AUX 4 aux:pass\nattacked attack VBN VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_equal(reading->events.list.item[0].time, CMQ_TENSE_FUTURE);
}

static void will_cooperate_is_intent(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "help help VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "033 FRA > IRQ actual future 'help'\n");
    const struct reading *reading = *state;
    assert_true(cmq_str_eq(event_of(reading, "033")->plover, CMQ_STR("AGREE")));
}

static void would_in_past_speech_is_will(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "it it PRP PRON 5 nsubj\nwould would MD AUX 5 aux\nhelp help VB VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "033 FRA > IRQ actual future 'help' told FRA\n");
}

static void we_will_is_an_intent_of_the_speaker(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 4 punct\nWe we PRP PRON 4 nsubj\nwill will MD AUX 4 aux\n"
              "help help VB VERB 10 ccomp\nSyria Syria NNP PROPN 4 obj L\n, , , PUNCT 4 punct\n"
              "” ” '' PUNCT 4 punct\nJoe Joe NNP PROPN 10 nsubj P\n"
              "Biden Biden NNP PROPN 8 flat P\nsaid say VBD VERB 0 root\n",
              "2022-05-01");
    expect_events(*state, "033 USAGOV > SYR actual future 'help' told USAGOV\n");
}

static void will_attack_is_a_threat(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "it it PRP PRON 5 nsubj\nwill will MD AUX 5 aux\nattack attack VB VERB 2 ccomp\n"
              "France France NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "1384 RUS > FRA actual future 'attack' told RUS\n");
    const struct reading *reading = *state;
    assert_true(cmq_str_eq(event_of(reading, "1384")->plover, CMQ_STR("THREATEN")));
}

static void politicians_attack_with_words(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "attacked attack VBD VERB 0 root\nReuters Reuters NNP PROPN 3 obj O\n",
              "2022-05-01");
    expect_events(*state, "111 USAGOV > GBRMED actual past 'attacked'\n");
}

static void politicians_attack_states_with_arms(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "attacked attack VBD VERB 0 root\nIran Iran NNP PROPN 3 obj L\n",
              "2022-05-01");
    expect_events(*state, "190 USAGOV > IRN actual past 'attacked'\n");
}

static void governments_attack_with_arms(void **state) {
    read_tree(*state,
              "White White NNP PROPN 2 compound O\nHouse House NNP PROPN 3 nsubj O\n"
              "attacked attack VBD VERB 0 root\nReuters Reuters NNP PROPN 3 obj O\n",
              "2022-05-01");
    expect_events(*state, "190 USAGOV > GBRMED actual past 'attacked'\n");
}

static void judgement_is_an_act_of_the_speaker(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 nsubj L\nwas be VBD AUX 6 cop\na a DT DET 6 det\n"
              "threat threat NN NOUN 2 ccomp\n",
              DATE);
    expect_events(*state, "111 RUS > IRN actual past 'threat'\n");
}

static void wrong_that_is_told_is_an_accusation_of_the_speaker(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 5 nsubj L\nhad have VBD AUX 5 aux\n"
              "betrayed betray VBN VERB 2 ccomp\nits its PRP$ PRON 7 nmod:poss\n"
              "people people NNS NOUN 5 obj\n",
              DATE);
    expect_events(*state, "112 RUS > IRN actual past 'betrayed'\n");
}

static void wrong_that_nobody_tells_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nbetrayed betray VBD VERB 0 root\n"
              "its its PRP$ PRON 4 nmod:poss\npeople people NNS NOUN 2 obj\n",
              DATE);
    expect_events(*state, "");
}

static void judgement_denied_is_none(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 7 nsubj L\nwas be VBD AUX 7 cop\nnot not RB PART 7 advmod\n"
              "a a DT DET 7 det\nthreat threat NN NOUN 2 ccomp\n",
              DATE);
    expect_events(*state, "");
}

static void judgement_of_oneself_is_none(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "it it PRP PRON 5 nsubj\nwas be VBD AUX 5 cop\nunfit unfit JJ ADJ 2 ccomp\n",
              DATE);
    expect_events(*state, "");
}

static void judgement_of_an_idea_is_none(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 4 compound L\nunity unity NN NOUN 7 nsubj\n"
              "was be VBD AUX 7 cop\na a DT DET 7 det\nthreat threat NN NOUN 2 ccomp\n",
              DATE);
    expect_events(*state, "");
}

static void judgement_in_a_clause_of_what_is_said_is_none(void **state) {
    read_tree(*state,
              "Russia Russia NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 nsubj L\nknew know VBD VERB 2 ccomp\n"
              "Iran Iran NNP PROPN 7 nsubj L\nwas be VBD AUX 7 cop\n"
              "unfit unfit JJ ADJ 4 ccomp\n",
              DATE);
    expect_events(*state, "");
}

static void judgement_of_nobody_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nwas be VBD AUX 4 cop\na a DT DET 4 det\n"
              "threat threat NN NOUN 0 root\n",
              DATE);
    expect_events(*state, "");
}

static void noun_with_an_object_is_a_verb(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacks attack NNS NOUN 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacks'\n");
}

static void will_not_cooperate_is_a_refusal(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nwill will MD AUX 4 aux\n"
              "not not RB ADV 4 advmod\nhelp help VB VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    expect_pair(reading, "122", "FRA", "IRQ");
    assert_int_equal(event_of(reading, "122")->assertion, CMQ_ASSERTION_ACTUAL);
}

static void failed_to_did_not(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nfailed fail VBD VERB 0 root\n"
              "to to TO PART 4 mark\nattack attack VB VERB 2 xcomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attack'\n");
}

static void did_not_fail_to_did(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB ADV 4 advmod\n"
              "fail fail VB VERB 0 root\nto to TO PART 6 mark\nattack attack VB VERB 4 xcomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attack'\n");
}

static void tried_to_is_possible(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntried try VBD VERB 0 root\nto to TO PART 4 mark\n"
              "attack attack VB VERB 2 xcomp\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ possible past 'attack'\n");
}

static void plans_to_visit_is_intent(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nplans plan VBZ VERB 0 root\nto to TO PART 4 mark\n"
              "visit visit VB VERB 2 xcomp\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "036 IRN > IRQ actual future 'visit'\n");
}

static void stopped_act_is_presupposed_only(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nstopped stop VBD VERB 0 root\n"
              "attacking attack VBG VERB 2 xcomp\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ alleged past 'attacking'\n");
}

static void cancelled_talks_were_not_held(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ncancelled cancel VBD VERB 0 root\n"
              "talks talk NNS NOUN 2 obj\nwith with IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ negated past 'cancelled talks'\n");
}

static void conjunct_shares_the_auxiliary(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "visit visit VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\nand and CC CCONJ 6 cc\n"
              "help help VB VERB 3 conj\nSyria Syria NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "036 FRA > IRQ actual future 'visit'\n"
                          "033 FRA > SYR actual future 'help'\n");
}

static void negative_adverb_negates(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nhardly hardly RB ADV 3 advmod\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attacked'\n");
}

static void without_negates_its_clause(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nvisited visit VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nwithout without IN SCONJ 5 mark\n"
              "attacking attack VBG VERB 2 advcl\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "042 IRN > SYR actual past 'visited'\n"
                          "190 IRN > IRQ negated past 'attacking'\n");
}

static void rather_than_negates_what_follows(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nvisited visit VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nrather rather RB ADV 6 cc\nthan than IN ADP 4 fixed\n"
              "attack attack VB VERB 2 conj\nIraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "042 IRN > SYR actual past 'visited'\n"
                          "190 IRN > IRQ negated past 'attack'\n");
}

static void no_longer_presupposes(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nno no RB ADV 3 advmod\nlonger long RBR ADV 4 advmod\n"
              "attacks attack VBZ VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ alleged present 'attacks'\n");
}

static void allegedly_is_alleged(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nallegedly allegedly RB ADV 3 advmod\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ alleged past 'attacked'\n");
}

static void neither_of_two_did(void **state) {
    read_tree(*state,
              "Neither neither CC CCONJ 2 cc\nIran Iran NNP PROPN 5 nsubj L\n"
              "nor nor CC CCONJ 4 cc\nSyria Syria NNP PROPN 2 conj L\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN+SYR > IRQ negated past 'attacked'\n");
}

static void did_not_manage_did_not(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB ADV 4 advmod\n"
              "manage manage VB VERB 0 root\nto to TO PART 6 mark\nattack attack VB VERB 4 xcomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attack'\n");
}

/* ---- which acts are politics ---------------------------------------------------------------- */

static void attack_told_in_passing_is_none_without_both_sides(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nvisited visit VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nafter after IN ADP 6 case\nan a DT DET 6 det\n"
              "attack attack NN NOUN 2 obl\non on IN ADP 8 case\nIraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "042 FRA > SYR actual past 'visited'\n");
}

static void attack_that_is_told_of_needs_one_side(void **state) {
    read_tree(*state,
              "An a DT DET 2 det\nattack attack NN NOUN 5 nsubj\non on IN ADP 4 case\n"
              "Iraq Iraq NNP PROPN 2 nmod L\nbegan begin VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 - > IRQ actual past 'attack'\n");
}

static void not_only_negates_nothing(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nnot not RB PART 4 advmod\nonly only RB ADV 4 advmod\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void act_among_private_persons_is_none(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nprotesters protester NNS NOUN 3 nsubj\n"
              "visited visit VBD VERB 0 root\nsome some DT DET 5 det\n"
              "civilians civilian NNS NOUN 3 obj\n",
              DATE);
    expect_events(*state, "");
}

static void dealing_of_private_sides_is_none(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\ncivilians civilian NNS NOUN 3 nsubj\n"
              "met meet VBD VERB 0 root\nIranian iranian JJ ADJ 5 amod\n"
              "protesters protester NNS NOUN 3 obj\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "French french JJ ADJ 2 amod\ncivilians civilian NNS NOUN 3 nsubj\n"
              "attacked attack VBD VERB 0 root\nIranian iranian JJ ADJ 5 amod\n"
              "protesters protester NNS NOUN 3 obj\n",
              DATE);
    expect_pair(*state, "190", "FRACVL", "IRNCVL");
}

static void deal_among_firms_is_none(void **state) {
    read_tree(*state,
              "French french JJ ADJ 3 amod\nSteel Steel NNP PROPN 3 compound O\n"
              "Corp Corp NNP PROPN 4 nsubj O\nvisited visit VBD VERB 0 root\n"
              "Iranian iranian JJ ADJ 7 amod\nOil Oil NNP PROPN 7 compound O\n"
              "Ltd Ltd NNP PROPN 4 obj O\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "French french JJ ADJ 3 amod\nSteel Steel NNP PROPN 3 compound O\n"
              "Corp Corp NNP PROPN 4 nsubj O\nvisited visit VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 obj L\n",
              DATE);
    expect_pair(*state, "042", "FRABUS", "IRN");
}

static void visit_that_is_asked_about_is_none(void **state) {
    read_tree(*state,
              "Did do VBD AUX 3 aux\nIran Iran NNP PROPN 3 nsubj L\n"
              "visit visit VB VERB 0 root\nSyria Syria NNP PROPN 3 obj L\n? ? . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "");
}

static void visit_that_is_supposed_is_none(void **state) {
    read_tree(*state,
              "If if IN SCONJ 3 mark\nIran Iran NNP PROPN 3 nsubj L\n"
              "visits visit VBZ VERB 7 advcl\nSyria Syria NNP PROPN 3 obj L\n, , , PUNCT 7 punct\n"
              "France France NNP PROPN 7 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "190 FRA > IRQ actual past 'attacked'\n");
}

static void visit_that_observers_expect_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nis be VBZ AUX 3 cop\n"
              "unlikely unlikely JJ ADJ 0 root\nto to TO PART 5 mark\n"
              "visit visit VB VERB 3 xcomp\nSyria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nwill will MD AUX 4 aux\n"
              "likely likely RB ADV 4 advmod\nvisit visit VB VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "");
}

static void visit_that_bystanders_expect_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "visit visit VB VERB 7 ccomp\nSyria Syria NNP PROPN 3 obj L\n, , , PUNCT 7 punct\n"
              "protesters protester NNS NOUN 7 nsubj\nsaid say VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "");
}

static void year_in_a_name_dates_only_that(void **state) {
    struct reading *reading = *state;
    read_tree(reading,
              "Iran Iran NNP PROPN 2 nsubj L\ncondemned condemn VBD VERB 0 root\n"
              "the the DT DET 5 det\n1986 1986 CD NUM 5 nummod\npact pact NN NOUN 2 obj\n"
              "of of IN ADP 7 case\nFrance France NNP PROPN 5 nmod L\n",
              DATE);
    expect_days(event_of(reading, "111"), DATE, DATE, CMQ_DATE_REPORT);
}

static void two_subjects_of_a_light_verb_both_act(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nand and CC CCONJ 4 cc\n"
              "France France NNP PROPN 4 nsubj L\nlaunched launch VBD VERB 0 root\n"
              "an a DT DET 6 det\nattack attack NN NOUN 4 obj\non on IN ADP 8 case\n"
              "Syria Syria NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "190 IRN+FRA > SYR actual past 'launched an attack'\n");
}

static void criticism_that_a_poll_counts_is_none(void **state) {
    read_tree(*state,
              "Ten ten CD NUM 2 nummod\npercent percent NN NOUN 5 nsubj\nof of IN ADP 4 case\n"
              "Iran Iran NNP PROPN 2 nmod L\ncriticized criticize VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "");
}

static void attack_that_is_asked_about_as_a_habit_is_none(void **state) {
    read_tree(*state,
              "Does do VBZ AUX 3 aux\nIran Iran NNP PROPN 3 nsubj L\n"
              "attack attack VB VERB 0 root\nSyria Syria NNP PROPN 3 obj L\n? ? . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "");
}

static void what_was_not_done_beside_another_act_is_none(void **state) {
    read_tree(
        *state,
        "Today today RB ADV 7 advmod\nwithout without IN SCONJ 3 mark\n"
        "visiting visit VBG VERB 7 advcl\nSyria Syria NNP PROPN 3 obj L\n, , , PUNCT 7 punct\n"
        "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 0 root\n"
        "Iraq Iraq NNP PROPN 7 obj L\n",
        DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void what_somebody_is_there_for_is_none(void **state) {
    read_tree(
        *state,
        "Iran Iran NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\nduty duty NN NOUN 6 nsubj\n"
        "is be VBZ AUX 6 cop\nto to TO PART 6 mark\nvisit visit VB VERB 0 root\n"
        "Syria Syria NNP PROPN 6 obj L\n",
        DATE);
    expect_events(*state, "");
}

static void talk_with_a_medium_consults_nobody(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIranian Iranian JJ ADJ 3 amod\n"
              "minister minister NN NOUN 4 nsubj\nmet meet VBD VERB 0 root\n"
              "with with IN ADP 6 case\nReuters Reuters NNP PROPN 4 obl O\n"
              ". . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "");
}

static void help_for_a_politician_at_home_is_no_aid(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nUnited United NNP ADJ 3 amod L\n"
              "States State NNPS PROPN 4 compound L\nSenate Senate NNP PROPN 5 nsubj L\n"
              "helped help VBD VERB 0 root\nJoe Joe NNP PROPN 5 obj P\n"
              "Biden Biden NNP PROPN 6 flat P\n. . . PUNCT 5 punct\n",
              DATE);
    expect_events(*state, "");
}

static void what_one_side_is_asked_to_do_is_in_the_demand(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 iobj L\nto to TO PART 5 mark\n"
              "withdraw withdraw VB VERB 2 xcomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "0256 IRN > SYR actual past 'urged'\n");
}

static void help_that_a_poll_counts_is_none(void **state) {
    read_tree(*state,
              "Polls Poll NNPS PROPN 2 nsubj\nshow show VBP VERB 0 root\n"
              "Americans American NNPS PROPN 4 nsubj\nhelp help VBP VERB 2 ccomp\n"
              "Iran Iran NNP PROPN 4 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "");
}

static void advance_that_threatens_is_a_danger(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "advance advance NN NOUN 4 nsubj\nthreatens threaten VBZ VERB 0 root\n"
              "to to TO PART 6 mark\nhelp help VB VERB 4 xcomp\n"
              "Syria Syria NNP PROPN 6 obj L\n. . . PUNCT 4 punct\n",
              DATE);
    expect_events(*state, "");
}

static void notion_that_somebody_is_weak_is_no_judgement(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nnotion notion NN NOUN 7 nsubj:outer\n"
              "is be VBZ AUX 7 cop\nthat that IN SCONJ 7 mark\n"
              "Iran Iran NNP PROPN 7 nsubj L\nis be VBZ AUX 7 cop\n"
              "unfit unfit JJ ADJ 0 root\n, , , PUNCT 10 punct\n"
              "France France NNP PROPN 10 nsubj L\nsaid say VBD VERB 7 parataxis\n"
              ". . . PUNCT 7 punct\n",
              DATE);
    expect_events(*state, "");
}

static void attack_on_a_politician_by_nobody_named_is_in_words(void **state) {
    read_tree(*state,
              "Attacking attack VBG VERB 0 root\nJoe Joe NNP PROPN 1 obj P\n"
              "Biden Biden NNP PROPN 2 flat P\n",
              DATE);
    expect_events(*state, "111 - > USAGOV actual past 'Attacking'\n");
}

static void title_of_a_film_names_a_topic(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 compound L\nstrike strike NN NOUN 0 root\n"
              "on on IN ADP 4 case\nSyria Syria NNP PROPN 2 nmod L\n02:58 02:58 CD NUM 2 nummod\n",
              DATE);
    expect_events(*state, "");
}

static void leave_that_a_state_gives_its_own_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nallowed allow VBD VERB 0 root\n"
              "the the DT DET 5 det\nIranian Iranian JJ ADJ 5 amod\n"
              "minister minister NN NOUN 2 iobj\nto to TO PART 7 mark\n"
              "visit visit VB VERB 2 xcomp\nfarmers farmer NNS NOUN 7 obj\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "");
}

static void leave_that_a_state_gives_another_concedes(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nallowed allow VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 iobj L\nto to TO PART 5 mark\n"
              "move move VB VERB 2 xcomp\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "081 IRN > SYR actual past 'allowed'\n");
}

static void verb_behind_that_tells_its_own_time(void **state) {
    read_tree(*state,
              "News news NN NOUN 5 nsubj\nis be VBZ AUX 5 cop\nthat that IN SCONJ 5 mark\n"
              "Iran Iran NNP PROPN 5 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > SYR actual past 'attacked'\n");
}

static void criticism_that_was_not_said_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB PART 4 advmod\n"
              "criticize criticize VB VERB 0 root\nSyria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "");
}

static void readiness_that_the_reporter_sees_is_none(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\nofficials official NNS NOUN 4 nsubj\n"
              "are be VBP AUX 4 cop\nready ready JJ ADJ 0 root\nto to TO PART 6 mark\n"
              "talk talk VB VERB 4 xcomp\n",
              DATE);
    expect_events(*state, "");
}

static void speaker_at_a_meeting_of_others_is_no_party(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nat at IN ADP 6 case\na a DT DET 6 det\n"
              "meeting meeting NN NOUN 2 obl\nof of IN ADP 9 case\n"
              "Iranian iranian JJ ADJ 9 amod\nofficials official NNS NOUN 6 nmod\n",
              DATE);
    expect_events(*state, "111 FRA > SYR actual past 'criticized'\n");
}

static void meeting_at_which_one_may_act_may_take_place(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nmay may MD AUX 3 aux\n"
              "speak speak VB VERB 0 root\nat at IN ADP 6 case\na a DT DET 6 det\n"
              "meeting meeting NN NOUN 3 obl\nwith with IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 nmod L\n",
              DATE);
    assert_int_equal(event_of(*state, "040")->assertion, CMQ_ASSERTION_POSSIBLE);
}

static void place_of_what_a_firm_visits_is_no_party(void **state) {
    read_tree(*state,
              "French french JJ ADJ 3 amod\nSteel Steel NNP PROPN 3 compound O\n"
              "Corp Corp NNP PROPN 4 nsubj O\nvisited visit VBD VERB 0 root\n"
              "an an DT DET 7 det\nIranian iranian JJ ADJ 7 amod\nplant plant NN NOUN 4 obj\n",
              DATE);
    expect_events(*state, "");
}

static void silence_refuses_nobody(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nrefused refuse VBD VERB 0 root\n"
              "to to TO PART 4 mark\ncomment comment VB VERB 2 xcomp\n",
              DATE);
    expect_events(*state, "");
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nrefused refuse VBD VERB 0 root\n"
              "to to TO PART 4 mark\nleave leave VB VERB 2 xcomp\n",
              DATE);
    assert_int_equal(event_of(*state, "120")->target.count, 0);
}

static void trip_at_home_is_none(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\nofficials official NNS NOUN 3 nsubj\n"
              "visited visit VBD VERB 0 root\nFrance France NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "");
}

static void subject_that_nobody_knows_does_nothing(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\ndeficit deficit NN NOUN 3 nsubj\n"
              "criticized criticize VBD VERB 0 root\nIran Iran NNP PROPN 3 obj L\n",
              DATE);
    expect_events(*state, "");
}

static void force_of_a_public_role_counts_without_a_country(void **state) {
    read_tree(*state,
              "Police police NNS NOUN 2 nsubj\narrested arrest VBD VERB 0 root\n"
              "the the DT DET 4 det\nprotesters protester NNS NOUN 2 obj\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
}

static void possible_act_of_nobody_is_none(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 4 nsubj:pass L\nmay may MD AUX 4 aux\n"
              "be be VB AUX 4 aux:pass\nattacked attack VBN VERB 0 root\n",
              DATE);
    expect_events(*state, "");
}

/* ---- speech acts ---------------------------------------------------------------------------- */

static void urge_is_refined_by_what_is_urged(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\n"
              "withdraw withdraw VB VERB 2 xcomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\nfrom from IN ADP 9 case\n"
              "Iraq Iraq NNP PROPN 5 obl L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    expect_pair(reading, "0256", "FRA", "IRN");
    assert_int_equal(event_of(reading, "0256")->assertion, CMQ_ASSERTION_ACTUAL);
    assert_int_equal(event_of(reading, "0874")->assertion, CMQ_ASSERTION_REQUESTED);
}

static void urge_to_hold_talks_is_refined_by_the_talks(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\nhold hold VB VERB 2 xcomp\n"
              "talks talk NNS NOUN 5 obj\nwith with IN ADP 8 case\nIraq Iraq NNP PROPN 6 nmod L\n",
              DATE);
    assert_true(cmq_str_eq(event_of(*state, "026")->mode, CMQ_STR("meet")));
}

static void urge_to_do_otherwise_asks_for_change(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\nthink think VB VERB 2 xcomp\n"
              "again again RB ADV 5 advmod\n",
              DATE);
    assert_true(cmq_str_eq(event_of(*state, "020")->mode, CMQ_STR("change")));
}

static void both_urged_acts_are_requested(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\nhelp help VB VERB 2 xcomp\n"
              "Iraq Iraq NNP PROPN 5 obj L\nand and CC CCONJ 8 cc\nvisit visit VB VERB 5 conj\n"
              "Syria Syria NNP PROPN 8 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 3);
    assert_int_equal(reading->events.list.item[1].assertion, CMQ_ASSERTION_REQUESTED);
    assert_int_equal(reading->events.list.item[2].assertion, CMQ_ASSERTION_REQUESTED);
}

static void refused_act_is_not_coded_twice(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nrefused refuse VBD VERB 0 root\n"
              "to to TO PART 4 mark\nhelp help VB VERB 2 xcomp\n"
              "France France NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "122 IRN > FRA actual past 'refused'\n");
}

static void threatened_act_is_not_coded_twice(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nthreatened threaten VBD VERB 0 root\n"
              "to to TO PART 4 mark\nattack attack VB VERB 2 xcomp\n"
              "France France NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "1384 IRN > FRA actual past 'threatened'\n");
}

static void agreed_act_refines_the_code(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 4 mark\nmeet meet VB VERB 2 xcomp\n"
              "France France NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "036 IRN > FRA actual past 'agreed'\n");
}

static void agreement_of_two_to_meet(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\nand and CC CCONJ 3 cc\n"
              "Iraq Iraq NNP PROPN 1 conj L\nagreed agree VBD VERB 0 root\n"
              "to to TO PART 6 mark\nmeet meet VB VERB 4 xcomp\n",
              DATE);
    expect_events(*state, "036 IRN+IRQ actual past 'agreed'\n");
}

static void ready_to_is_intent(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nis be VBZ AUX 3 cop\nready ready JJ ADJ 0 root\n"
              "to to TO PART 5 mark\nhelp help VB VERB 3 xcomp\n"
              "France France NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "033 IRN > FRA actual present 'ready'\n");
}

static void must_in_speech_is_a_demand_of_the_speaker(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 5 nsubj L\nmust must MD AUX 5 aux\n"
              "withdraw withdraw VB VERB 2 ccomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\nfrom from IN ADP 9 case\n"
              "Iraq Iraq NNP PROPN 5 obl L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    expect_pair(reading, "1056", "FRA", "IRN");
    assert_int_equal(event_of(reading, "1056")->assertion, CMQ_ASSERTION_ACTUAL);
    assert_true(cmq_str_eq(event_of(reading, "1056")->plover, CMQ_STR("REQUEST")));
    expect_words(reading, event_of(reading, "1056")->trigger, "must withdraw");
    assert_int_equal(event_of(reading, "1056")->statement, 0);
    assert_int_equal(event_of(reading, "0874")->assertion, CMQ_ASSERTION_REQUESTED);
    assert_int_equal(event_of(reading, "0874")->statement, CMQ_NO_STATEMENT);
}

static void must_of_the_reporter_is_no_appeal(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nmust must MD AUX 3 aux\nhelp help VB VERB 0 root\n"
              "Iraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 1);
    assert_int_equal(event_of(reading, "070")->assertion, CMQ_ASSERTION_POSSIBLE);
}

static void must_of_both_sides_calls_on_nobody(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 8 mark\nFrance France NNP PROPN 8 nsubj L\n"
              "and and CC CCONJ 6 cc\nIran Iran NNP PROPN 4 conj L\n"
              "must must MD AUX 8 aux\nmeet meet VB VERB 2 ccomp\n",
              DATE);
    expect_events(*state, "040 FRA+IRN requested future 'meet' told FRA\n");
}

static void needs_to_in_speech_is_a_demand(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nneeds need VBZ VERB 2 ccomp\n"
              "to to TO PART 6 mark\nhelp help VB VERB 4 xcomp\nIraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_pair(*state, "103", "FRA", "IRN");
}

static void unless_makes_a_threat(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "withdraw withdraw VB VERB 0 root\ntroops troop NNS NOUN 3 obj\n"
              "from from IN ADP 6 case\nIraq Iraq NNP PROPN 3 obl L\n"
              "unless unless IN SCONJ 9 mark\nIran Iran NNP PROPN 9 nsubj L\n"
              "helps help VBZ VERB 3 advcl\n",
              DATE);
    expect_events(*state, "130 FRA > IRQ actual future 'withdraw troops'\n");
}

static void was_to_visit_lay_ahead(void **state) {
    read_tree(*state,
              "France France NNP PROPN 4 nsubj L\nwas be VBD AUX 4 aux\nto to TO PART 4 mark\n"
              "visit visit VB VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "042 FRA > IRQ actual future 'visit'\n");
}

static void victim_tells_an_accusation(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nFrench french JJ ADJ 7 amod\n"
              "soldiers soldier NNS NOUN 5 obj\n",
              DATE);
    expect_events(*state, "112 FRA > IRN actual past 'said'\n"
                          "190 IRN > FRAMIL alleged past 'attacked' told FRA\n");
}

static void accused_act_is_alleged(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\naccused accuse VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nof of IN SCONJ 5 mark\n"
              "attacking attack VBG VERB 2 advcl\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    expect_pair(reading, "112", "FRA", "IRN");
    assert_int_equal(event_of(reading, "190")->assertion, CMQ_ASSERTION_ALLEGED);
}

/* ---- reported speech ------------------------------------------------------------------------ */

static void said_act_is_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked' told FRA\n");
}

static void according_to_tells_an_event(void **state) {
    read_tree(*state,
              "According accord VBG VERB 3 case\nto to TO ADP 1 fixed\n"
              "France France NNP PROPN 6 obl L\n, , , PUNCT 3 punct\n"
              "Iran Iran NNP PROPN 6 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked' told FRA\n");
}

static void claimed_act_is_alleged(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nclaimed claim VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ alleged past 'attacked' told FRA\n");
}

static void denied_act_is_negated(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ndenied deny VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nit it PRP PRON 5 nsubj\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ negated past 'attacked' told IRN\n");
}

static void believed_act_is_possible(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nbelieves believe VBZ VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ possible past 'attacked'\n");
}

static void chain_of_tellers_runs_from_the_innermost_out(void **state) {
    read_tree(*state,
              "Reuters Reuters NNP PROPN 2 nsubj O\nreported report VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "said say VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 7 nsubj L\n"
              "attacked attack VBD VERB 5 ccomp\nSyria Syria NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "190 IRQ > SYR actual past 'attacked' told IRN<GBRMED\n");
}

static void we_is_the_speaker(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nWe we PRP PRON 3 nsubj\nattacked attack VBD VERB 9 ccomp\n"
              "Syria Syria NNP PROPN 3 obj L\n, , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\n"
              "Joe Joe NNP PROPN 9 nsubj P\nBiden Biden NNP PROPN 7 flat P\n"
              "said say VBD VERB 0 root\n",
              "2022-05-01");
    expect_events(*state, "190 USAGOV > SYR actual past 'attacked' told USAGOV\n");
    const struct reading *reading = *state;
    assert_int_equal(event_of(reading, "190")->source.item[0].basis, CMQ_PARTICIPANT_DISCOURSE);
    assert_int_equal(event_of(reading, "190")->source.item[0].start, 4);
    assert_int_equal(event_of(reading, "190")->source.item[0].end, 6);
}

static void you_is_the_addressee(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nYou you PRP PRON 3 nsubj\nattacked attack VBD VERB 8 ccomp\n"
              "Syria Syria NNP PROPN 3 obj L\n, , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\n"
              "France France NNP PROPN 8 nsubj L\ntold tell VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 8 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > SYR actual past 'attacked' told FRA\n");
}

/* ---- date, place, quantities ---------------------------------------------------------------- */

static void event_without_a_date_has_the_report_s(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n",
              DATE);
    expect_days(event_of(*state, "190"), "2021-11-14", "2021-11-14", CMQ_DATE_REPORT);
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n",
              "");
    expect_days(event_of(*state, "190"), "", "", CMQ_DATE_NONE);
}

static void event_has_the_date_of_its_clause(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\non on IN ADP 5 case\n"
              "Monday Monday NNP PROPN 2 obl\n",
              DATE);
    const struct reading *reading = *state;
    expect_days(event_of(reading, "190"), "2021-11-08", "2021-11-08", CMQ_DATE_RELATIVE);
    expect_words(reading, event_of(reading, "190")->date_span, "Monday");
}

static void day_of_speaking_is_not_the_day_of_the_act(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "on on IN ADP 4 case\nFriday Friday NNP PROPN 2 obl\nthat that IN SCONJ 7 mark\n"
              "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 7 obj L\non on IN ADP 10 case\n"
              "Monday Monday NNP PROPN 7 obl\n",
              DATE);
    expect_days(event_of(*state, "190"), "2021-11-08", "2021-11-08", CMQ_DATE_RELATIVE);
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "on on IN ADP 4 case\nFriday Friday NNP PROPN 2 obl\nthat that IN SCONJ 7 mark\n"
              "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_days(event_of(*state, "190"), "2021-11-14", "2021-11-14", CMQ_DATE_REPORT);
}

static void demand_has_the_day_of_speaking(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\non on IN ADP 5 case\nMonday Monday NNP PROPN 2 obl\n"
              "to to TO PART 7 mark\nhelp help VB VERB 2 xcomp\nIraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_days(event_of(*state, "023"), "2021-11-08", "2021-11-08", CMQ_DATE_RELATIVE);
}

static void participle_inherits_the_date_above(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\non on IN ADP 5 case\nMonday Monday NNP PROPN 2 obl\n"
              ", , , PUNCT 7 punct\ncriticizing criticize VBG VERB 2 advcl\n"
              "France France NNP PROPN 7 obj L\n",
              DATE);
    expect_days(event_of(*state, "111"), "2021-11-08", "2021-11-08", CMQ_DATE_INHERITED);
}

static void planned_act_has_the_day_planned(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "visit visit VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\non on IN ADP 6 case\n"
              "Tuesday Tuesday NNP PROPN 3 obl\n",
              DATE);
    expect_days(event_of(*state, "036"), "2021-11-16", "2021-11-16", CMQ_DATE_RELATIVE);
}

static void act_ahead_without_a_day_has_none(void **state) {
    read_tree(*state,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "visit visit VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_days(event_of(*state, "036"), "", "", CMQ_DATE_NONE);
}

static void place_is_where_it_was_done(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "France France NNP PROPN 2 obj L\nin in IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "040 ISR+FRA actual past 'met'\n");
    const struct reading *reading = *state;
    const struct cmq_event_place *place = &event_of(reading, "040")->place;
    assert_true(cmq_str_eq(place->at.country, CMQ_STR("IRQ")));
    expect_words(reading, place->span, "Iraq");
}

static const char *place_of(const struct reading *reading, const char *cameo) {
    const struct cmq_place *at = &event_of(reading, cameo)->place.at;
    return at->name.len > 0 ? at->name.ptr : "";
}

static void a_capital_that_acts_is_no_place(void **state) {
    read_tree(*state,
              "Beijing Beijing NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "France France NNP PROPN 2 obj L\n",
              DATE);
    assert_string_equal(place_of(*state, "111"), "");
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "France France NNP PROPN 2 obj L\nin in IN ADP 5 case\n"
              "Beijing Beijing NNP PROPN 2 obl L\n",
              DATE);
    assert_string_equal(place_of(*state, "040"), "Beijing");
}

static void the_finest_place_of_a_phrase_counts(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nin in IN ADP 6 case\nthe the DT DET 6 det\n"
              "city city NN NOUN 2 obl\nof of IN ADP 8 case\nAleppo Aleppo NNP PROPN 6 nmod L\n"
              ", , , PUNCT 10 punct\nSyria Syria NNP PROPN 8 appos L\n",
              DATE);
    assert_string_equal(place_of(*state, "190"), "Aleppo");
}

static void what_is_struck_is_where_it_happens(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Aleppo Aleppo NNP PROPN 2 obj L\n",
              DATE);
    assert_string_equal(place_of(*state, "190"), "Aleppo");
}

static void expect_quantity(const struct reading *reading, const char *what, int64_t from,
                            int64_t to, const char *words) {
    assert_int_equal(reading->events.list.count, 1);
    const struct cmq_event *event = &reading->events.list.item[0];
    assert_int_equal(event->quantities.count, 1);
    assert_true(cmq_str_eq(event->quantities.item[0].what, cmq_str_of(what)));
    assert_int_equal(event->quantities.item[0].from, from);
    assert_int_equal(event->quantities.item[0].to, to);
    expect_words(reading, event->quantities.item[0].span, words);
}

static void number_killed_is_exact(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "1,200 1,200 CD NUM 5 nummod\nSyrian syrian JJ ADJ 5 amod\n"
              "soldiers soldier NNS NOUN 2 obj\n",
              DATE);
    expect_quantity(*state, "killed", 1200, 1200, "1,200");
}

static void number_in_words(void **state) {
    read_tree(*state,
              "Three three CD NUM 3 nummod\nSyrian syrian JJ ADJ 3 amod\n"
              "soldiers soldier NNS NOUN 5 nsubj:pass\nwere be VBD AUX 5 aux:pass\n"
              "killed kill VBN VERB 0 root\n",
              DATE);
    expect_quantity(*state, "killed", 3, 3, "Three");
}

static void at_least_leaves_the_top_open(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "at at IN ADP 5 advmod\nleast least JJS ADJ 3 fixed\n20 20 CD NUM 7 nummod\n"
              "Syrian syrian JJ ADJ 7 amod\nsoldiers soldier NNS NOUN 2 obj\n",
              DATE);
    expect_quantity(*state, "killed", 20, -1, "20");
}

static void up_to_leaves_the_bottom_open(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "up up IN ADP 5 advmod\nto to IN ADP 3 fixed\n20 20 CD NUM 7 nummod\n"
              "Syrian syrian JJ ADJ 7 amod\nsoldiers soldier NNS NOUN 2 obj\n",
              DATE);
    expect_quantity(*state, "killed", -1, 20, "20");
}

static void arrested_are_counted(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\npolice police NNS NOUN 3 nsubj\n"
              "arrested arrest VBD VERB 0 root\n20 20 CD NUM 5 nummod\n"
              "protesters protester NNS NOUN 3 obj\n",
              DATE);
    expect_quantity(*state, "arrested", 20, 20, "20");
}

static void dozens_are_at_least_two_dozen(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\narrested arrest VBD VERB 0 root\n"
              "dozens dozen NNS NOUN 2 obj\nof of IN ADP 5 case\n"
              "Syrians syrian NNS NOUN 3 nmod\n",
              DATE);
    expect_quantity(*state, "arrested", 24, -1, "dozens");
}

static void range_has_both_bounds(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "20 20 CD NUM 6 nummod\nto to IN ADP 5 case\n30 30 CD NUM 3 nmod\n"
              "Syrians syrian NNS NOUN 2 obj\n",
              DATE);
    expect_quantity(*state, "killed", 20, 30, "20 to 30");
}

static void fewer_than_leaves_the_bottom_open(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "fewer few JJR ADJ 5 advmod\nthan than IN ADP 3 fixed\n20 20 CD NUM 6 nummod\n"
              "Syrians syrian NNS NOUN 2 obj\n",
              DATE);
    expect_quantity(*state, "killed", -1, 19, "20");
}

static void number_in_words_and_scales(void **state) {
    read_tree(
        *state,
        "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
        "two two CD NUM 6 compound\nhundred hundred CD NUM 6 compound\nand and CC CCONJ 6 cc\n"
        "twenty twenty CD NUM 9 nummod\n- - HYPH PUNCT 6 punct\nfive five CD NUM 6 nummod\n"
        "Syrians syrian NNS NOUN 2 obj\n",
        DATE);
    expect_quantity(*state, "killed", 225, 225, "two hundred and twenty - five");
}

static void dead_behind_their_number(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\nleaving leave VBG VERB 2 advcl\n"
              "12 12 CD NUM 6 nummod\npeople people NNS NOUN 4 obj\ndead dead JJ ADJ 6 amod\n",
              DATE);
    expect_quantity(*state, "killed", 12, 12, "12");
}

static void toll_is_of_the_dead(void **state) {
    read_tree(
        *state,
        "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
        "Syria Syria NNP PROPN 2 obj L\nwith with IN ADP 6 case\ndeath death NN NOUN 6 compound\n"
        "toll toll NN NOUN 2 obl\nof of IN ADP 8 case\n1,040 1,040 CD NUM 6 nmod\n",
        DATE);
    expect_quantity(*state, "killed", 1040, 1040, "1,040");
}

static void year_is_no_amount(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\npolice police NNS NOUN 3 nsubj\n"
              "arrested arrest VBD VERB 0 root\nthe the DT DET 5 det\n"
              "protesters protester NNS NOUN 3 obj\nin in IN ADP 7 case\n2003 2003 CD NUM 3 obl\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(event_of(reading, "173")->quantities.count, 0);
}

static void money_has_a_unit(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nhelped help VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\nwith with IN ADP 5 case\n$ $ $ SYM 2 obl\n"
              "1.5 1.5 CD NUM 7 compound\nbillion billion CD NUM 5 nummod\n",
              DATE);
    expect_quantity(*state, "money", 1500000000, 1500000000, "1.5 billion");
    const struct reading *reading = *state;
    assert_true(cmq_str_eq(event_of(reading, "070")->quantities.item[0].unit, CMQ_STR("USD")));
}

/* ---- order, repeats, ids -------------------------------------------------------------------- */

static void main_clause_comes_before_what_it_embeds(void **state) {
    read_tree(*state,
              "After after IN SCONJ 3 mark\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 7 advcl\nIraq Iraq NNP PROPN 3 obj L\n"
              ", , , PUNCT 3 punct\nFrance France NNP PROPN 7 nsubj L\n"
              "criticized criticize VBD VERB 0 root\nIran Iran NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'criticized'\n"
                          "190 IRN > IRQ actual past 'attacked'\n");
}

static void lead_comes_before_the_body(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
              "attacked attack VBN VERB 0 root\n\n"
              "France France NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n",
              DATE);
    expect_events(*state, "190 - > SYR actual past 'attacked'\n"
                          "040 FRA+IRN actual past 'met'\n");
}

static void actual_comes_before_negated(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\ndid do VBD AUX 4 aux\nnot not RB ADV 4 advmod\n"
              "attack attack VB VERB 0 root\nIraq Iraq NNP PROPN 4 obj L\n"
              "but but CC CCONJ 8 cc\nFrance France NNP PROPN 8 nsubj L\n"
              "criticized criticize VBD VERB 4 conj\nIran Iran NNP PROPN 8 obj L\n",
              DATE);
    expect_events(*state, "111 FRA > IRN actual past 'criticized'\n"
                          "190 IRN > IRQ negated past 'attack'\n");
}

#define ISRAEL_ATTACKED                                                                            \
    "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"                         \
    "Syria Syria NNP PROPN 2 obj L\n"
#define ON_MONDAY "on on IN ADP 5 case\nMonday Monday NNP PROPN 2 obl\n"
#define ON_FRIDAY "on on IN ADP 5 case\nFriday Friday NNP PROPN 2 obl\n"

static void body_repeats_the_lead(void **state) {
    read_tree(*state,
              ISRAEL_ATTACKED "\n"
                              "France France NNP PROPN 2 nsubj L\n"
                              "met meet VBD VERB 0 root\nIran Iran NNP PROPN 2 obj L\n"
                              "\n" ISRAEL_ATTACKED,
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 3);
    assert_int_equal(reading->events.list.item[0].same_as, UINT32_MAX);
    assert_int_equal(reading->events.list.item[1].same_as, UINT32_MAX);
    assert_int_equal(reading->events.list.item[2].same_as, 0);
}

static void repeat_may_leave_out_a_side(void **state) {
    read_tree(*state,
              ISRAEL_ATTACKED "\n"
                              "Syria Syria NNP PROPN 3 nsubj:pass L\nwas be VBD AUX 3 aux:pass\n"
                              "attacked attack VBN VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    assert_int_equal(reading->events.list.item[1].same_as, 0);
}

static void present_of_a_headline_is_the_past_of_its_text(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacks attack VBZ VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n\n" ISRAEL_ATTACKED,
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    assert_int_equal(reading->events.list.item[1].same_as, 0);
}

static void third_telling_repeats_the_first(void **state) {
    read_tree(*state, ISRAEL_ATTACKED "\n" ISRAEL_ATTACKED "\n" ISRAEL_ATTACKED, DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 3);
    assert_int_equal(reading->events.list.item[1].same_as, 0);
    assert_int_equal(reading->events.list.item[2].same_as, 0);
}

static void act_of_another_day_is_no_repeat(void **state) {
    read_tree(*state, ISRAEL_ATTACKED ON_MONDAY "\n" ISRAEL_ATTACKED ON_FRIDAY, DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    assert_int_equal(reading->events.list.item[1].same_as, UINT32_MAX);
}

static void act_on_another_target_is_no_repeat(void **state) {
    read_tree(*state,
              ISRAEL_ATTACKED "\n"
                              "Israel Israel NNP PROPN 2 nsubj L\n"
                              "attacked attack VBD VERB 0 root\n"
                              "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->events.list.count, 2);
    assert_int_equal(reading->events.list.item[1].same_as, UINT32_MAX);
}

static void id_is_of_the_trigger_not_of_the_code(void **state) {
    struct reading *reading = *state;
    read_tree(reading,
              "France France NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "help help VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    char id[20];
    memcpy(id, event_of(reading, "033")->id, sizeof id);
    assert_int_equal(strlen(id), 16);
    assert_int_equal(strspn(id, "0123456789abcdef"), 16);
    read_tree(reading,
              "France France NNP PROPN 3 nsubj L\ndoes do VBZ AUX 3 aux\n"
              "help help VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    assert_string_equal(event_of(reading, "070")->id, id);
    read_tree(reading,
              "Russia Russia NNP PROPN 3 nsubj L\ndoes do VBZ AUX 3 aux\n"
              "help help VB VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    assert_string_equal(event_of(reading, "070")->id, id);
}

static void ids_of_other_triggers_differ(void **state) {
    struct reading *reading = *state;
    read_tree(reading, ISRAEL_ATTACKED "\n" ISRAEL_ATTACKED, DATE);
    assert_int_equal(reading->events.list.count, 2);
    assert_string_not_equal(reading->events.list.item[0].id, reading->events.list.item[1].id);
}

static void event_rests_on_its_frame_first(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nlaunched launch VBD VERB 0 root\n"
              "an a DT DET 4 det\nattack attack NN NOUN 2 obj\non on IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 4 nmod L\n",
              DATE);
    const struct reading *reading = *state;
    const struct cmq_event *event = event_of(reading, "190");
    assert_true(event->entries.count >= 2);
    struct cmq_str frame =
        cmq_lexicon_str(&reading->lexicon, reading->lexicon.entry[event->entries.item[0]].id);
    struct cmq_str light =
        cmq_lexicon_str(&reading->lexicon, reading->lexicon.entry[event->entries.item[1]].id);
    assert_true(cmq_str_eq(frame, CMQ_STR("en/frames/frames:noun-attack")));
    assert_true(cmq_str_eq(light, CMQ_STR("en/speech/speech:hold")));
}

static void evidence_is_the_clause_of_the_event(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_words(*state, event_of(*state, "190")->evidence, "Iran attacked Iraq");
}

static void infinitive_of_a_noun_has_the_subject_above(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\ntook take VBD VERB 0 root\na a DT DET 4 det\n"
              "decision decision NN NOUN 2 obj\nto to TO PART 6 mark\n"
              "attack attack VB VERB 4 acl\nIraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ possible past 'attack'\n");
}

static void phrase_of_a_phrase_the_frame_took(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\n"
              "on on IN ADP 3 case\n"
              "Monday Monday NNP PROPN 1 nmod\n"
              "called call VBD VERB 0 root\n"
              "for for IN ADP 6 case\n"
              "sanctions sanction NNS NOUN 4 obl\n"
              "against against IN ADP 8 case\n"
              "France France NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "113 IRN > FRA actual past 'called for sanctions'\n");
}

static void participle_with_an_object_is_active(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 2 amod\n"
              "soldiers soldier NNS NOUN 9 nsubj\n"
              "attacked attack VBN VERB 2 acl\n"
              "Iraqi iraqi JJ ADJ 5 amod\n"
              "soldiers soldier NNS NOUN 3 obj\n"
              ", , , PUNCT 9 punct\n"
              "witnesses witness NNS NOUN 9 nsubj\n"
              "there there RB ADV 7 advmod\n"
              "said say VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 IRNMIL > IRQMIL actual past 'attacked' told ?\n");
}

static void object_read_as_a_subject_of_the_telling(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 6 ccomp\n"
              "Iraq Iraq NNP PROPN 6 nsubj L\n"
              ", , , PUNCT 5 punct\n"
              "France France NNP PROPN 6 nsubj L\n"
              "said say VBD VERB 0 root\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked' told FRA\n");
}

static void subject_that_the_tree_lost(void **state) {
    read_tree(*state,
              "Ahead ahead RB ADV 7 advmod\n"
              "of of IN ADP 3 case\n"
              "votes vote NNS NOUN 1 obl\n"
              ", , , PUNCT 1 punct\n"
              "France France NNP PROPN 1 parataxis L\n"
              ", , , PUNCT 5 punct\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "190 FRA > IRQ actual past 'attacked'\n");
}

static void end_of_what_should_be_done_is_called_for(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\n"
              "said say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 5 nsubj L\n"
              "should should MD AUX 5 aux\n"
              "act act VB VERB 2 ccomp\n"
              "to to TO PART 7 mark\n"
              "help help VB VERB 5 advcl\n"
              "Syria Syria NNP PROPN 7 obj L\n",
              DATE);
    expect_events(*state, "020 FRA > IRN actual past 'should act'\n"
                          "070 IRN > SYR requested future 'help' told FRA\n");
}

static void no_name_is_scheduled(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\n"
              "welcomed welcome VBD VERB 0 root\n"
              "talks talk NNS NOUN 2 obj\n"
              "between between IN ADP 5 case\n"
              "Iran Iran NNP PROPN 3 nmod L\n"
              "and and CC CCONJ 7 cc\n"
              "Iraq Iraq NNP PROPN 5 conj L\n"
              ", , , PUNCT 9 punct\n"
              "scheduled schedule VBN VERB 7 acl\n"
              "for for IN ADP 11 case\n"
              "Tuesday Tuesday NNP PROPN 9 obl\n",
              DATE);
    expect_events(*state, "036 IRN+IRQ actual future 'talks'\n");
    expect_days(event_of(*state, "036"), "2021-11-16", "2021-11-16", CMQ_DATE_RELATIVE);
}

static void what_governs_a_noun_spares_what_it_is_about(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 2 nsubj L\n"
              "cancelled cancel VBD VERB 0 root\n"
              "debates debate NNS NOUN 2 obj\n"
              "on on IN ADP 5 case\n"
              "talks talk NNS NOUN 3 nmod\n"
              "between between IN ADP 7 case\n"
              "Iran Iran NNP PROPN 5 nmod L\n"
              "and and CC CCONJ 9 cc\n"
              "Iraq Iraq NNP PROPN 7 conj L\n",
              DATE);
    expect_events(*state, "040 IRN+IRQ actual past 'talks'\n");
}

static void day_that_hangs_on_a_subject_in_the_wrong_class(void **state) {
    read_tree(*state,
              "Beijing beijing NNP VERB 4 nsubj\n"
              "on on IN ADP 3 case\n"
              "Saturday Saturday NNP PROPN 1 obl\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_events(*state, "190 CHN > IRQ actual past 'attacked'\n");
    expect_days(event_of(*state, "190"), "2021-11-13", "2021-11-13", CMQ_DATE_RELATIVE);
}

static void end_of_an_act_names_whom_it_is_directed_at(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "staged stage VBD VERB 0 root\n"
              "a a DT DET 4 det\n"
              "protest protest NN NOUN 2 obj\n"
              "to to TO PART 6 mark\n"
              "criticize criticize VB VERB 2 advcl\n"
              "France France NNP PROPN 6 obj L\n",
              DATE);
    expect_events(*state, "141 IRN > FRA actual past 'staged a protest'\n");
}

static void end_of_an_act_with_a_target_adds_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n"
              "to to TO PART 5 mark\n"
              "help help VB VERB 2 advcl\n"
              "Syria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void of_two_objects_the_second_is_direct(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "withdrew withdraw VBD VERB 0 root\n"
              "Thursday Thursday NNP PROPN 2 obj\n"
              "soldiers soldier NNS NOUN 2 obj\n"
              "from from IN ADP 6 case\n"
              "Iraq Iraq NNP PROPN 2 obl L\n",
              DATE);
    expect_events(*state, "0874 IRN > IRQ actual past 'withdrew Thursday soldiers'\n");
}

static void apposition_read_as_an_object_is_none(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n"
              ", , , PUNCT 6 punct\n"
              "a a DT DET 6 det\n"
              "victory victory NN NOUN 2 obj\n",
              DATE);
    expect_events(*state, "190 IRN > IRQ actual past 'attacked'\n");
}

static void possessor_that_is_the_source_is_no_target(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "refused refuse VBD VERB 0 root\n"
              "to to TO PART 4 mark\n"
              "honor honor VB VERB 2 xcomp\n"
              "its its PRP$ PRON 6 nmod:poss\n"
              "promise promise NN NOUN 4 obj\n"
              "to to IN ADP 8 case\n"
              "France France NNP PROPN 6 nmod L\n",
              DATE);
    expect_events(*state, "120 IRN > FRA actual past 'refused'\n");
}

static void target_within_what_the_source_owns(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "visited visit VBD VERB 0 root\n"
              "its its PRP$ PRON 4 nmod:poss\n"
              "friends friend NNS NOUN 2 obj\n"
              "from from IN ADP 6 case\n"
              "France France NNP PROPN 4 nmod L\n",
              DATE);
    expect_events(*state, "042 IRN > FRA actual past 'visited'\n");
}

static void name_read_as_an_adverb_is_the_object(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\narrested arrest VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 advmod L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "173 ISR > SYR actual past 'arrested'\n");
}

/* What the noun does or leaves undone says nothing of what was done to it. */
static void participle_of_a_name_stands_alone(void **state) {
    read_tree(*state,
              "Syria Syria NNP PROPN 9 nsubj L\n, , , PUNCT 3 punct\n"
              "attacked attack VBN VERB 1 acl\nby by IN ADP 5 case\n"
              "Israel Israel NNP PROPN 3 obl:agent L\n, , , PUNCT 3 punct\n"
              "did do VBD AUX 9 aux\nnot not RB PART 9 advmod\nvisit visit VB VERB 0 root\n"
              "France France NNP PROPN 9 obj L\n. . . PUNCT 9 punct\n",
              DATE);
    expect_events(*state, "042 SYR > FRA negated past 'visit'\n"
                          "190 ISR > SYR actual past 'attacked'\n");
}

static void accused_act_on_the_object_is_alleged(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\naccused accuse VBD VERB 0 root\n"
              "Israel Israel NNP PROPN 2 obj L\nof of IN SCONJ 5 mark\n"
              "attacking attack VBG VERB 3 acl\nSyria Syria NNP PROPN 5 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "112 FRA > ISR actual past 'accused'\n"
                          "190 ISR > SYR alleged past 'attacking'\n");
}

static void attack_that_one_will_launch_is_a_threat(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nsubj L\nwill will MD AUX 3 aux\n"
              "launch launch VB VERB 0 root\nan a DT DET 5 det\nattack attack NN NOUN 3 obj\n"
              "on on IN ADP 7 case\nIraq Iraq NNP PROPN 5 nmod L\n. . . PUNCT 3 punct\n",
              DATE);
    expect_events(*state, "1384 IRN > IRQ actual future 'launch an attack'\n");
}

static void condition_not_met_is_possible(void **state) {
    read_tree(*state,
              "If if IN SCONJ 5 mark\nIsrael Israel NNP PROPN 5 nsubj L\n"
              "does do VBZ AUX 5 aux\nnot not RB PART 5 advmod\nattack attack VB VERB 9 advcl\n"
              "Syria Syria NNP PROPN 5 obj L\n, , , PUNCT 5 punct\n"
              "France France NNP PROPN 9 nsubj L\nrests rest VBZ VERB 0 root\n"
              ". . . PUNCT 9 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR possible present 'attack'\n");
}

static void killing_has_the_code_of_its_weapon(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "people people NNS NOUN 2 obj\nin in IN ADP 5 case\n"
              "Syria Syria NNP PROPN 3 nmod L\nin in IN ADP 8 case\na a DT DET 8 det\n"
              "bombing bombing NN NOUN 2 obl\n. . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "183 ISR > SYR actual past 'killed people'\n");
}

static void number_without_a_noun_is_people(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nkilled kill VBD VERB 0 root\n"
              "five five CD NUM 2 obj\nin in IN ADP 5 case\nSyria Syria NNP PROPN 2 obl L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_events(*state, "190 ISR > SYR actual past 'killed'\n");
}

static void preposition_read_as_an_adverb_of_number(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "called call VBD VERB 0 root\n"
              "with with IN ADP 4 case\n"
              "Iraq Iraq NNP PROPN 2 obl L\n"
              "for for IN ADP 6 case\n"
              "sanctions sanction NNS NOUN 2 obl\n"
              "on on RB ADV 8 advmod\n"
              "two two CD NUM 10 nummod\n"
              "French french JJ ADJ 10 amod\n"
              "soldiers soldier NNS NOUN 2 obl\n",
              DATE);
    expect_events(*state, "113 IRN > FRAMIL actual past 'called with Iraq for sanctions'\n");
}

/* ---- what is asked for by mood, told by a list, caused by an attack ---------------------------
 */

static void bare_verb_of_what_is_said_is_asked_for(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "help help VB VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_pair(*state, "023", "FRA", "IRN");
}

static void plural_with_a_bare_verb_asks_for_nothing(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 6 mark\nIranian iranian JJ ADJ 5 amod L\n"
              "soldiers soldier NNS NOUN 6 nsubj\nhelp help VB VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_pair(*state, "070", "IRNMIL", "IRQ");
}

static void list_behind_a_plural_names_its_members(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nhelped help VBD VERB 0 root\n"
              "two two CD NUM 4 nummod\nstates state NNS NOUN 2 obj\n: : : PUNCT 4 punct\n"
              "Syria Syria NNP PROPN 4 appos L\nand and CC CCONJ 8 cc\n"
              "Iraq Iraq NNP PROPN 6 conj L\n",
              DATE);
    const struct cmq_event *event = event_of(*state, "070");
    assert_int_equal(event->target.count, 2);
}

static void attack_that_kills_is_its_owner_s(void **state) {
    read_tree(*state,
              "People people NNS NOUN 3 nsubj:pass\nwere be VBD AUX 3 aux:pass\n"
              "killed kill VBN VERB 0 root\nin in IN ADP 6 case\n"
              "Israeli israeli JJ ADJ 6 amod L\nattack attack NN NOUN 3 obl\n"
              "on on IN ADP 8 case\nSyria Syria NNP PROPN 6 nmod L\n",
              DATE);
    const struct cmq_event *event = event_of(*state, "190");
    expect_one(*state, event->source.item, event->source.count, "ISR");
}

static void who_struck_when_people_were_killed_killed_them(void **state) {
    read_tree(*state,
              "Syrians Syrians NNPS PROPN 3 nsubj:pass L\nwere be VBD AUX 3 aux:pass\n"
              "killed kill VBN VERB 0 root\nwhen when WRB ADV 6 advmod\n"
              "Israel Israel NNP PROPN 6 nsubj L\nattacked attack VBD VERB 3 advcl\n"
              "Iran Iran NNP PROPN 6 obj L\n",
              DATE);
    const struct cmq_event *event = event_of(*state, "190");
    expect_one(*state, event->source.item, event->source.count, "ISR");
}

static void talks_that_are_theirs_are_of_the_two_named_before(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nafter after IN ADP 6 case\n"
              "their their PRP$ PRON 6 nmod:poss\ntalks talk NNS NOUN 2 obl\n",
              DATE);
    const struct cmq_event *talks = event_of(*state, "040");
    assert_int_equal(talks->source.count, 2);
    assert_int_equal(talks->target.count, 2);
}

static void call_on_a_rival_at_home_is_one(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 2 amod L\npolice police NNS NOUN 3 nsubj\n"
              "said say VBD VERB 0 root\nIranian iranian JJ ADJ 5 amod L\n"
              "soldiers soldier NNS NOUN 7 nsubj\nmust must MD AUX 7 aux\n"
              "withdraw withdraw VB VERB 3 ccomp\n",
              DATE);
    expect_pair(*state, "100", "IRNCOP", "IRNMIL");
}

static void what_should_have_been_done_is_held_against_somebody(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 nsubj L\nshould should MD AUX 6 aux\n"
              "have have VB AUX 6 aux\nwithdrawn withdraw VBN VERB 2 ccomp\n",
              DATE);
    expect_pair(*state, "111", "FRA", "IRN");
}

static void call_on_the_own_state_is_none(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 2 amod L\npolice police NNS NOUN 3 nsubj\n"
              "said say VBD VERB 0 root\nIran Iran NNP PROPN 6 nsubj L\n"
              "must must MD AUX 6 aux\nwithdraw withdraw VB VERB 3 ccomp\n",
              DATE);
    expect_events(*state, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(active_verb),
        cmocka_unit_test(passive_with_agent),
        cmocka_unit_test(passive_agent_as_plain_oblique),
        cmocka_unit_test(passive_without_agent),
        cmocka_unit_test(confidence_falls_with_what_is_lacking),
        cmocka_unit_test(subject_relative_clause),
        cmocka_unit_test(object_relative_clause_without_a_pronoun),
        cmocka_unit_test(passive_relative_clause),
        cmocka_unit_test(passive_participle_of_a_noun),
        cmocka_unit_test(infinitive_of_its_subject),
        cmocka_unit_test(coordinated_subjects_are_one_event),
        cmocka_unit_test(three_subjects),
        cmocka_unit_test(two_names_meet_without_an_object),
        cmocka_unit_test(set_of_two_takes_part_as_both),
        cmocka_unit_test(officials_of_two_states_meet),
        cmocka_unit_test(apposition_takes_part_once),
        cmocka_unit_test(coordinated_objects_are_one_event),
        cmocka_unit_test(passive_of_two),
        cmocka_unit_test(what_is_called_something_is_that),
        cmocka_unit_test(who_did_it_is_judged_not_whom_it_hit),
        cmocka_unit_test(gerund_behind_the_agent_of_a_passive_is_the_charge),
        cmocka_unit_test(those_of_whom_a_deed_is_told_did_it),
        cmocka_unit_test(who_criticizes_a_plan_does_not_carry_it_out),
        cmocka_unit_test(coordinated_verbs_are_two_events),
        cmocka_unit_test(particle_belongs_to_the_verb),
        cmocka_unit_test(verb_without_its_particle_is_no_event),
        cmocka_unit_test(preposition_on_verb_or_object),
        cmocka_unit_test(withdrew_from),
        cmocka_unit_test(possessor_of_the_object_is_hit),
        cmocka_unit_test(pronoun_takes_part_as_its_actor),
        cmocka_unit_test(both_sides_meet),
        cmocka_unit_test(visitor_and_host_keep_their_roles),
        cmocka_unit_test(light_verb_gives_its_subject_to_the_noun),
        cmocka_unit_test(light_verb_in_the_passive),
        cmocka_unit_test(light_verb_with_a_particle),
        cmocka_unit_test(talks_held_are_of_both_sides),
        cmocka_unit_test(compound_makes_the_noun_exact),
        cmocka_unit_test(possessor_is_the_agent_of_a_noun),
        cmocka_unit_test(nationality_is_the_agent_of_a_noun),
        cmocka_unit_test(by_phrase_is_the_agent_of_a_noun),
        cmocka_unit_test(between_names_both_sides),
        cmocka_unit_test(talks_were_held_between),
        cmocka_unit_test(infinitive_takes_the_nationality_of_its_noun),
        cmocka_unit_test(infinitive_takes_the_subject_of_its_predicate),
        cmocka_unit_test(dateline_is_no_subject),
        cmocka_unit_test(dateline_with_the_subject_below_it_is_no_subject),
        cmocka_unit_test(verb_may_hang_on_its_subject),
        cmocka_unit_test(agent_may_hang_on_another_phrase),
        cmocka_unit_test(agent_of_a_noun_may_hang_on_the_verb),
        cmocka_unit_test(place_of_an_arrest_tells_who_arrested),
        cmocka_unit_test(promise_is_to_where_its_act_takes_place),
        cmocka_unit_test(promise_is_to_whom_its_inner_act_is_done),
        cmocka_unit_test(refusal_is_to_whom_its_condition_is_set),
        cmocka_unit_test(who_protests_does_so_to_the_own_state),
        cmocka_unit_test(noun_and_verb_tell_one_act),
        cmocka_unit_test(half_of_an_act_in_passing_is_no_event),
        cmocka_unit_test(each_other_is_both),
        cmocka_unit_test(examples_of_a_set_take_part),
        cmocka_unit_test(a_state_does_not_protest_to_itself),
        cmocka_unit_test(condition_with_an_agent_names_the_target),
        cmocka_unit_test(companions_take_part),
        cmocka_unit_test(official_speaks_of_the_acts_of_the_own_side),
        cmocka_unit_test(who_is_blamed_for_an_attack_is_its_agent),
        cmocka_unit_test(noun_of_nobody_is_no_event),
        cmocka_unit_test(vetoed_object_is_no_event),
        cmocka_unit_test(vetoed_phrase_is_no_event),
        cmocka_unit_test(who_leads_an_event_is_its_agent),
        cmocka_unit_test(who_acts_at_a_meeting_takes_part),
        cmocka_unit_test(what_comes_up_at_a_meeting_does_not_meet),
        cmocka_unit_test(who_is_not_in_talks_holds_none),
        cmocka_unit_test(who_is_under_an_act_suffers_it),
        cmocka_unit_test(preposition_of_a_phrase_carries_a_noun),
        cmocka_unit_test(phrase_of_a_noun_hung_on_another),
        cmocka_unit_test(act_from_somebody_is_his),
        cmocka_unit_test(act_on_behalf_of_somebody_is_not_done_to_him),
        cmocka_unit_test(there_was_no_event),
        cmocka_unit_test(event_that_was_not_fair_took_place),
        cmocka_unit_test(adjective_tells_of_doubt),
        cmocka_unit_test(visit_at_home_is_none),
        cmocka_unit_test(intent_of_an_event_noun),
        cmocka_unit_test(phrase_of_the_infinitive),
        cmocka_unit_test(actor_slot_refuses_a_thing),
        cmocka_unit_test(actor_slot_of_violence_refuses_what_an_actor_owns),
        cmocka_unit_test(actor_slot_takes_a_named_entity),
        cmocka_unit_test(event_of_nobody_is_left_out),
        cmocka_unit_test(literal_word_beats_a_filled_slot),
        cmocka_unit_test(target_in_a_phrase_of_the_verb),
        cmocka_unit_test(not_negates),
        cmocka_unit_test(never_negates),
        cmocka_unit_test(no_before_the_noun_negates),
        cmocka_unit_test(relative_clause_under_negation_stands),
        cmocka_unit_test(act_under_negated_main_clause_stands),
        cmocka_unit_test(perfect_is_past),
        cmocka_unit_test(progressive_is_present),
        cmocka_unit_test(may_is_possible),
        cmocka_unit_test(infinitive_of_a_noun_is_possible),
        cmocka_unit_test(condition_is_possible),
        cmocka_unit_test(passive_under_will_lies_ahead),
        cmocka_unit_test(will_cooperate_is_intent),
        cmocka_unit_test(would_in_past_speech_is_will),
        cmocka_unit_test(we_will_is_an_intent_of_the_speaker),
        cmocka_unit_test(will_attack_is_a_threat),
        cmocka_unit_test(politicians_attack_with_words),
        cmocka_unit_test(politicians_attack_states_with_arms),
        cmocka_unit_test(governments_attack_with_arms),
        cmocka_unit_test(judgement_is_an_act_of_the_speaker),
        cmocka_unit_test(wrong_that_is_told_is_an_accusation_of_the_speaker),
        cmocka_unit_test(wrong_that_nobody_tells_is_none),
        cmocka_unit_test(judgement_denied_is_none),
        cmocka_unit_test(judgement_of_oneself_is_none),
        cmocka_unit_test(judgement_of_an_idea_is_none),
        cmocka_unit_test(judgement_in_a_clause_of_what_is_said_is_none),
        cmocka_unit_test(judgement_of_nobody_is_none),
        cmocka_unit_test(noun_with_an_object_is_a_verb),
        cmocka_unit_test(will_not_cooperate_is_a_refusal),
        cmocka_unit_test(failed_to_did_not),
        cmocka_unit_test(did_not_fail_to_did),
        cmocka_unit_test(tried_to_is_possible),
        cmocka_unit_test(plans_to_visit_is_intent),
        cmocka_unit_test(stopped_act_is_presupposed_only),
        cmocka_unit_test(cancelled_talks_were_not_held),
        cmocka_unit_test(conjunct_shares_the_auxiliary),
        cmocka_unit_test(negative_adverb_negates),
        cmocka_unit_test(without_negates_its_clause),
        cmocka_unit_test(rather_than_negates_what_follows),
        cmocka_unit_test(no_longer_presupposes),
        cmocka_unit_test(allegedly_is_alleged),
        cmocka_unit_test(neither_of_two_did),
        cmocka_unit_test(did_not_manage_did_not),
        cmocka_unit_test(attack_told_in_passing_is_none_without_both_sides),
        cmocka_unit_test(attack_that_is_told_of_needs_one_side),
        cmocka_unit_test(not_only_negates_nothing),
        cmocka_unit_test(act_among_private_persons_is_none),
        cmocka_unit_test(dealing_of_private_sides_is_none),
        cmocka_unit_test(deal_among_firms_is_none),
        cmocka_unit_test(visit_that_is_asked_about_is_none),
        cmocka_unit_test(visit_that_is_supposed_is_none),
        cmocka_unit_test(visit_that_observers_expect_is_none),
        cmocka_unit_test(visit_that_bystanders_expect_is_none),
        cmocka_unit_test(year_in_a_name_dates_only_that),
        cmocka_unit_test(two_subjects_of_a_light_verb_both_act),
        cmocka_unit_test(criticism_that_a_poll_counts_is_none),
        cmocka_unit_test(attack_that_is_asked_about_as_a_habit_is_none),
        cmocka_unit_test(what_was_not_done_beside_another_act_is_none),
        cmocka_unit_test(what_somebody_is_there_for_is_none),
        cmocka_unit_test(talk_with_a_medium_consults_nobody),
        cmocka_unit_test(help_for_a_politician_at_home_is_no_aid),
        cmocka_unit_test(what_one_side_is_asked_to_do_is_in_the_demand),
        cmocka_unit_test(help_that_a_poll_counts_is_none),
        cmocka_unit_test(advance_that_threatens_is_a_danger),
        cmocka_unit_test(notion_that_somebody_is_weak_is_no_judgement),
        cmocka_unit_test(attack_on_a_politician_by_nobody_named_is_in_words),
        cmocka_unit_test(title_of_a_film_names_a_topic),
        cmocka_unit_test(leave_that_a_state_gives_its_own_is_none),
        cmocka_unit_test(leave_that_a_state_gives_another_concedes),
        cmocka_unit_test(verb_behind_that_tells_its_own_time),
        cmocka_unit_test(criticism_that_was_not_said_is_none),
        cmocka_unit_test(readiness_that_the_reporter_sees_is_none),
        cmocka_unit_test(speaker_at_a_meeting_of_others_is_no_party),
        cmocka_unit_test(meeting_at_which_one_may_act_may_take_place),
        cmocka_unit_test(place_of_what_a_firm_visits_is_no_party),
        cmocka_unit_test(silence_refuses_nobody),
        cmocka_unit_test(trip_at_home_is_none),
        cmocka_unit_test(subject_that_nobody_knows_does_nothing),
        cmocka_unit_test(force_of_a_public_role_counts_without_a_country),
        cmocka_unit_test(possible_act_of_nobody_is_none),
        cmocka_unit_test(urge_is_refined_by_what_is_urged),
        cmocka_unit_test(urge_to_hold_talks_is_refined_by_the_talks),
        cmocka_unit_test(urge_to_do_otherwise_asks_for_change),
        cmocka_unit_test(both_urged_acts_are_requested),
        cmocka_unit_test(refused_act_is_not_coded_twice),
        cmocka_unit_test(threatened_act_is_not_coded_twice),
        cmocka_unit_test(agreed_act_refines_the_code),
        cmocka_unit_test(agreement_of_two_to_meet),
        cmocka_unit_test(ready_to_is_intent),
        cmocka_unit_test(must_in_speech_is_a_demand_of_the_speaker),
        cmocka_unit_test(must_of_the_reporter_is_no_appeal),
        cmocka_unit_test(must_of_both_sides_calls_on_nobody),
        cmocka_unit_test(needs_to_in_speech_is_a_demand),
        cmocka_unit_test(unless_makes_a_threat),
        cmocka_unit_test(was_to_visit_lay_ahead),
        cmocka_unit_test(victim_tells_an_accusation),
        cmocka_unit_test(accused_act_is_alleged),
        cmocka_unit_test(said_act_is_told),
        cmocka_unit_test(according_to_tells_an_event),
        cmocka_unit_test(claimed_act_is_alleged),
        cmocka_unit_test(denied_act_is_negated),
        cmocka_unit_test(believed_act_is_possible),
        cmocka_unit_test(chain_of_tellers_runs_from_the_innermost_out),
        cmocka_unit_test(we_is_the_speaker),
        cmocka_unit_test(you_is_the_addressee),
        cmocka_unit_test(event_without_a_date_has_the_report_s),
        cmocka_unit_test(event_has_the_date_of_its_clause),
        cmocka_unit_test(day_of_speaking_is_not_the_day_of_the_act),
        cmocka_unit_test(demand_has_the_day_of_speaking),
        cmocka_unit_test(participle_inherits_the_date_above),
        cmocka_unit_test(planned_act_has_the_day_planned),
        cmocka_unit_test(act_ahead_without_a_day_has_none),
        cmocka_unit_test(place_is_where_it_was_done),
        cmocka_unit_test(a_capital_that_acts_is_no_place),
        cmocka_unit_test(the_finest_place_of_a_phrase_counts),
        cmocka_unit_test(what_is_struck_is_where_it_happens),
        cmocka_unit_test(number_killed_is_exact),
        cmocka_unit_test(number_in_words),
        cmocka_unit_test(at_least_leaves_the_top_open),
        cmocka_unit_test(up_to_leaves_the_bottom_open),
        cmocka_unit_test(arrested_are_counted),
        cmocka_unit_test(dozens_are_at_least_two_dozen),
        cmocka_unit_test(range_has_both_bounds),
        cmocka_unit_test(fewer_than_leaves_the_bottom_open),
        cmocka_unit_test(number_in_words_and_scales),
        cmocka_unit_test(dead_behind_their_number),
        cmocka_unit_test(toll_is_of_the_dead),
        cmocka_unit_test(year_is_no_amount),
        cmocka_unit_test(money_has_a_unit),
        cmocka_unit_test(main_clause_comes_before_what_it_embeds),
        cmocka_unit_test(lead_comes_before_the_body),
        cmocka_unit_test(actual_comes_before_negated),
        cmocka_unit_test(body_repeats_the_lead),
        cmocka_unit_test(repeat_may_leave_out_a_side),
        cmocka_unit_test(present_of_a_headline_is_the_past_of_its_text),
        cmocka_unit_test(third_telling_repeats_the_first),
        cmocka_unit_test(act_of_another_day_is_no_repeat),
        cmocka_unit_test(act_on_another_target_is_no_repeat),
        cmocka_unit_test(id_is_of_the_trigger_not_of_the_code),
        cmocka_unit_test(ids_of_other_triggers_differ),
        cmocka_unit_test(event_rests_on_its_frame_first),
        cmocka_unit_test(evidence_is_the_clause_of_the_event),
        cmocka_unit_test(infinitive_of_a_noun_has_the_subject_above),
        cmocka_unit_test(phrase_of_a_phrase_the_frame_took),
        cmocka_unit_test(participle_with_an_object_is_active),
        cmocka_unit_test(object_read_as_a_subject_of_the_telling),
        cmocka_unit_test(subject_that_the_tree_lost),
        cmocka_unit_test(end_of_what_should_be_done_is_called_for),
        cmocka_unit_test(pronoun_of_somebody_acts),
        cmocka_unit_test(pronoun_of_a_thing_does_not),
        cmocka_unit_test(those_behind_including_take_part),
        cmocka_unit_test(an_object_that_is_nobody_controls_nothing),
        cmocka_unit_test(opponents_of_somebody_are_somebody_else),
        cmocka_unit_test(who_met_did_so_with_one_another),
        cmocka_unit_test(blame_in_passing_needs_both_names),
        cmocka_unit_test(police_made_the_arrests_they_tell_of),
        cmocka_unit_test(no_name_is_scheduled),
        cmocka_unit_test(what_governs_a_noun_spares_what_it_is_about),
        cmocka_unit_test(day_that_hangs_on_a_subject_in_the_wrong_class),
        cmocka_unit_test(end_of_an_act_names_whom_it_is_directed_at),
        cmocka_unit_test(end_of_an_act_with_a_target_adds_none),
        cmocka_unit_test(of_two_objects_the_second_is_direct),
        cmocka_unit_test(apposition_read_as_an_object_is_none),
        cmocka_unit_test(possessor_that_is_the_source_is_no_target),
        cmocka_unit_test(target_within_what_the_source_owns),
        cmocka_unit_test(preposition_read_as_an_adverb_of_number),
        cmocka_unit_test(name_read_as_an_adverb_is_the_object),
        cmocka_unit_test(participle_of_a_name_stands_alone),
        cmocka_unit_test(accused_act_on_the_object_is_alleged),
        cmocka_unit_test(attack_that_one_will_launch_is_a_threat),
        cmocka_unit_test(condition_not_met_is_possible),
        cmocka_unit_test(killing_has_the_code_of_its_weapon),
        cmocka_unit_test(number_without_a_noun_is_people),
        cmocka_unit_test(bare_verb_of_what_is_said_is_asked_for),
        cmocka_unit_test(plural_with_a_bare_verb_asks_for_nothing),
        cmocka_unit_test(list_behind_a_plural_names_its_members),
        cmocka_unit_test(attack_that_kills_is_its_owner_s),
        cmocka_unit_test(who_struck_when_people_were_killed_killed_them),
        cmocka_unit_test(talks_that_are_theirs_are_of_the_two_named_before),
        cmocka_unit_test(call_on_a_rival_at_home_is_one),
        cmocka_unit_test(what_should_have_been_done_is_held_against_somebody),
        cmocka_unit_test(call_on_the_own_state_is_none),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
