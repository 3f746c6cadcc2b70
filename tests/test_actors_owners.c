/* SPDX-License-Identifier: Apache-2.0 */
/* Whose a role is, and why an actor has its code. The lexicon is tests/understanding/en; what is
 * expected was read off the sentences by hand. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "2021-11-14"

static const struct cmq_actor *actor_of_mention(const struct reading *reading, uint32_t mention) {
    return &reading->actors.list.item[reading->actors.mention.item[mention].actors.item[0]];
}

static void expect_ground(const struct cmq_actor *actor, uint32_t index, enum cmq_ground_kind kind,
                          const char *gives) {
    assert_true(index < actor->grounds.count);
    assert_int_equal(actor->grounds.item[index].kind, kind);
    assert_true(cmq_str_eq(actor->grounds.item[index].gives, cmq_str_of(gives)));
}

/* ---- what owns, and what only looks like it ------------------------------------------------- */

static void stance_is_no_owner(void **state) {
    read_tree(*state,
              "Pro pro JJ ADJ 4 amod\n- - HYPH PUNCT 3 punct\nRussian russian JJ ADJ 4 amod\n"
              "soldiers soldier NNS NOUN 7 nsubj\nin in IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 nmod L\nfled flee VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Pro - Russian soldiers' phrase =SYRMIL country\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void backer_is_no_owner(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 3 amod\n- - HYPH PUNCT 3 punct\n"
              "backed back VBN ADJ 5 amod\nIraqi iraqi JJ ADJ 5 amod\n"
              "soldiers soldier NNS NOUN 6 nsubj\nfled flee VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iranian - backed Iraqi soldiers' phrase =IRQMIL country\n");
    read_tree(*state,
              "Chinese chinese JJ ADJ 3 amod\n- - HYPH PUNCT 3 punct\n"
              "made make VBN ADJ 4 amod\nvaccines vaccine NNS NOUN 5 nsubj\n"
              "arrived arrive VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "");
}

static void who_leads_owns(void **state) {
    read_tree(*state,
              "A a DT DET 5 det\nBeijing Beijing NNP PROPN 4 compound L\n"
              "- - HYPH PUNCT 4 punct\nbased base VBN ADJ 5 amod\n"
              "ministry ministry NN NOUN 6 nsubj\nclosed close VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'A Beijing - based ministry' phrase =CHNGOV country\n");
}

static void owner_of_what_owns(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nspokesman spokesman NN NOUN 8 nsubj\nfor for IN ADP 5 case\n"
              "the the DT DET 5 det\narmy army NN NOUN 2 nmod\nof of IN ADP 7 case\n"
              "Iran Iran NNP PROPN 5 nmod L\nspoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The spokesman' title =IRNMIL country\n"
                            "'the army' phrase =IRNMIL country\n"
                            "'Iran' name Iran=IRN lexicon\n");
}

static void person_owns_what_governs(void **state) {
    read_tree(*state,
              "Biden Biden NNP PROPN 2 compound P\nofficials official NNS NOUN 3 nsubj\n"
              "spoke speak VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Biden officials' phrase =USAGOV country\n");
    expect_ground(actor_of_mention(*state, 0), 0, CMQ_GROUND_NATIONALITY, "USA");
    expect_ground(actor_of_mention(*state, 0), 1, CMQ_GROUND_ROLE, "GOV");
    /* "Biden tweets" are no actor; whose they are is. */
    read_tree(*state,
              "Biden Biden NNP PROPN 2 compound P\ntweets tweet NNS NOUN 3 nsubj\n"
              "surprised surprise VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Biden' name Joe Biden=USAGOV lexicon\n");
}

static void a_place_abroad_owns_no_diplomat(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nambassador ambassador NN NOUN 5 nsubj\nin in IN ADP 4 case\n"
              "Damascus Damascus NNP PROPN 2 nmod L\nspoke speak VBD VERB 0 root\n"
              "with with IN ADP 7 case\nFrance France NNP PROPN 5 obl L\n",
              DATE);
    expect_mentions(*state, "'The ambassador' title = unknown\n"
                            "'Damascus' place Syria=SYR lexicon\n"
                            "'France' name France=FRA lexicon\n");
}

static void owner_before_two_roles(void **state) {
    read_tree(*state,
              "Iraqi iraqi JJ ADJ 2 amod\nsoldiers soldier NNS NOUN 5 nsubj\n"
              "and and CC CCONJ 4 cc\npolice police NNS NOUN 2 conj\nleft leave VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_mentions(*state, "'Iraqi soldiers' phrase =IRQMIL country\n"
                            "'police' phrase =IRQCOP country\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void owner_behind_two_roles(void **state) {
    read_tree(*state,
              "Soldiers soldier NNS NOUN 6 nsubj\nand and CC CCONJ 3 cc\n"
              "police police NNS NOUN 1 conj\nof of IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\nleft leave VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 6 obj L\n",
              DATE);
    expect_mentions(*state, "'Soldiers' phrase =IRQMIL country\n"
                            "'police' phrase =IRQCOP country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void counted_people_are_one_phrase(void **state) {
    read_tree(*state,
              "Dozens dozen NNS NOUN 5 nsubj\nof of IN ADP 4 case\nSyrian syrian JJ ADJ 4 amod\n"
              "soldiers soldier NNS NOUN 1 nmod\nleft leave VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_mentions(*state, "'Dozens of Syrian soldiers' phrase =SYRMIL country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
    assert_true(cmq_str_eq(actor_of_mention(*state, 0)->name, CMQ_STR("Syrian soldiers")));
    read_tree(*state,
              "Members member NNS NOUN 5 nsubj\nof of IN ADP 4 case\nthe the DT DET 4 det\n"
              "Taliban Taliban NNP PROPN 1 nmod O\nfled flee VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Members of the Taliban' name Taliban=AFGGOV lexicon\n");
}

/* ---- titles and names ----------------------------------------------------------------------- */

static void title_owner_and_name(void **state) {
    read_tree(*state,
              "President President NNP PROPN 6 nsubj\nof of IN ADP 3 case\n"
              "Iran Iran NNP PROPN 1 nmod L\nAnn Ann NNP PROPN 3 flat P\n"
              "Lee Lee NNP PROPN 4 flat P\nspoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'President' title Ann Lee=IRNGOV report\n"
                            "'Iran Ann Lee' name Ann Lee=IRNGOV report\n");
}

static void office_and_the_name_beside_it(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIranian iranian JJ ADJ 3 amod\n"
              "president president NN NOUN 8 nsubj\n, , , PUNCT 6 punct\n"
              "Ann Ann NNP PROPN 3 appos P\nLee Lee NNP PROPN 5 flat P\n, , , PUNCT 6 punct\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Iranian president' title Ann Lee=IRNGOV report\n"
                            "'Ann Lee' name Ann Lee=IRNGOV report\n");
}

static void description_behind_a_name(void **state) {
    read_tree(*state,
              "Xi Xi NNP PROPN 8 nsubj P\nJinping Jinping NNP PROPN 1 flat P\n"
              ", , , PUNCT 6 punct\nthe the DT DET 6 det\nChinese chinese JJ ADJ 6 amod\n"
              "leader leader NN NOUN 1 appos\n, , , PUNCT 6 punct\nspoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n"
                            "'the Chinese leader' title Xi Jinping=CHNGOV lexicon\n");
}

static void leader_of_a_state_governs(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nSyrian syrian JJ ADJ 3 amod\nleader leader NN NOUN 4 nsubj\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Syrian leader' title =SYRGOV country\n");
}

static void counterpart_has_the_role_of_the_other(void **state) {
    read_tree(*state,
              "French french JJ ADJ 3 amod\nminister minister NN NOUN 3 compound\n"
              "Ann Ann NNP PROPN 5 nsubj P\nLee Lee NNP PROPN 3 flat P\nmet meet VBD VERB 0 root\n"
              "her her PRP$ PRON 8 nmod:poss\nIraqi iraqi JJ ADJ 8 amod\n"
              "counterpart counterpart NN NOUN 5 obj\n",
              DATE);
    expect_mentions(*state, "'French minister Ann Lee' name Ann Lee=FRAGOV report\n"
                            "'her' pronoun Ann Lee=FRAGOV report\n"
                            "'Iraqi counterpart' title =IRQGOV country\n");
    expect_ground(actor_of_mention(*state, 2), 1, CMQ_GROUND_COUNTERPART, "GOV");
}

static void office_to_come(void **state) {
    read_tree(*state,
              "French french JJ ADJ 2 amod\npresident president NN NOUN 5 compound\n"
              "- - HYPH PUNCT 4 punct\nelect elect JJ ADJ 2 amod\nLee Lee NNP PROPN 6 nsubj P\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'French president - elect Lee' name Lee=FRAGOV report\n");
}

static void party_and_state_behind_a_name(void **state) {
    read_tree(*state,
              "Minister Minister NNP PROPN 2 compound\nAnn Ann NNP PROPN 9 nsubj P\n"
              "Lee Lee NNP PROPN 2 flat P\n( ( -LRB- PUNCT 5 punct\nR R NNP PROPN 2 appos\n"
              "- - HYPH PUNCT 7 punct\nAriz. Ariz. NNP PROPN 5 compound\n"
              ") ) -RRB- PUNCT 5 punct\nspoke speak VBD VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_true(cmq_str_eq(actor_of_mention(reading, 0)->code, CMQ_STR("USAGOV")));
    expect_ground(actor_of_mention(reading, 0), 0, CMQ_GROUND_PARTY, "USA");
}

static void ex_president_is_former(void **state) {
    read_tree(*state,
              "Ex Ex JJ ADJ 3 amod\n- - HYPH PUNCT 3 punct\n"
              "President President NNP PROPN 4 compound\nAnn Ann NNP PROPN 8 nsubj P\n"
              "Lee Lee NNP PROPN 4 flat P\nof of IN ADP 7 case\nIran Iran NNP PROPN 4 nmod L\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    const struct cmq_actor *lee = actor_of_mention(*state, 0);
    assert_true(cmq_str_eq(lee->name, CMQ_STR("Ann Lee")));
    assert_true(cmq_str_eq(lee->code, CMQ_STR("IRNELI")));
}

static void head_of_a_body_is_of_it(void **state) {
    read_tree(*state,
              "Ann Ann NNP PROPN 8 nsubj P\nLee Lee NNP PROPN 1 flat P\n, , , PUNCT 4 punct\n"
              "head head NN NOUN 1 appos\nof of IN ADP 7 case\nthe the DT DET 7 det\n"
              "UN UN NNP PROPN 4 nmod O\nspoke speak VBD VERB 0 root\n",
              DATE);
    const struct cmq_actor *lee = actor_of_mention(*state, 0);
    assert_true(cmq_str_eq(lee->code, CMQ_STR("IGOUNO")));
    expect_ground(lee, 0, CMQ_GROUND_APPOSITION, "IGOUNO");
    /* A critic of a body is not of it. */
    read_tree(*state,
              "Ann Ann NNP PROPN 8 nsubj P\nLee Lee NNP PROPN 1 flat P\n, , , PUNCT 4 punct\n"
              "critic critic NN NOUN 1 appos\nof of IN ADP 7 case\nthe the DT DET 7 det\n"
              "UN UN NNP PROPN 4 nmod O\nspoke speak VBD VERB 0 root\n",
              DATE);
    assert_int_equal(actor_of_mention(*state, 0)->code.len, 0);
}

static void leader_of_a_body_and_the_name_beside_it(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nleader leader NN NOUN 9 nsubj\nof of IN ADP 5 case\n"
              "the the DT DET 5 det\nTaliban Taliban NNP PROPN 2 nmod O\n, , , PUNCT 7 punct\n"
              "Ann Ann NNP PROPN 5 appos P\nLee Lee NNP PROPN 7 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The leader' title Ann Lee=AFGGOV report\n"
                            "'the Taliban' name Taliban=AFGGOV lexicon\n"
                            "'Ann Lee' name Ann Lee=AFGGOV report\n");
}

static void two_nations_of_one_person_are_one(void **state) {
    read_tree(*state,
              "A a DT DET 5 det\nIranian iranian JJ ADJ 5 amod\n- - HYPH PUNCT 4 punct\n"
              "American american JJ ADJ 5 amod\nsoldier soldier NN NOUN 6 nsubj\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'A Iranian - American soldier' phrase =USAMIL country\n");
    read_tree(*state,
              "Iranian iranian JJ ADJ 4 amod\n- - HYPH PUNCT 3 punct\n"
              "Iraqi iraqi JJ ADJ 4 amod\nsoldiers soldier NNS NOUN 5 nsubj\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iranian - Iraqi soldiers' group =IRNMIL country + =IRQMIL country\n");
}

static void possessor_whatever_the_parser_calls_it(void **state) {
    read_tree(*state,
              "Xi Xi NNP PROPN 4 compound P\nJinping Jinping NNP PROPN 1 flat P\n"
              "'s 's POS PART 1 case\narmy army NN NOUN 5 nsubj\nleft leave VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 5 obj L\n",
              DATE);
    expect_mentions(*state, "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n"
                            "'army' phrase =CHNMIL country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
    expect_ground(actor_of_mention(*state, 1), 0, CMQ_GROUND_POSSESSIVE, "CHN");
}

static void noun_that_leans_on_its_verb(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nSyrian syrian JJ ADJ 3 amod\n"
              "army army NN NOUN 4 compound\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_mentions(*state, "'Syrian army' phrase =SYRMIL country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void name_that_somebody_else_of_the_report_bears(void **state) {
    read_tree(*state,
              "Mike Mike NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n\n"
              "Biden Biden NNP PROPN 2 nsubj P\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n",
              "2022-05-01");
    expect_mentions(*state, "'Mike Biden' name Mike Biden= unknown\n"
                            "'Biden' name Mike Biden= unknown\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void of_two_former_holders_the_last_is_meant(void **state) {
    read_tree(*state,
              "Marsh Marsh NNP PROPN 2 nsubj P\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n",
              "2014-05-01");
    expect_mentions(*state, "'Marsh' name Ben Marsh=USAELI lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void one_word_inside_another_name(void **state) {
    read_tree(*state,
              "Hunter Hunter NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Hunter Biden' name Hunter Biden= unknown\n");
    read_tree(*state,
              "Paris Paris NNP PROPN 3 nsubj P\nLee Lee NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Paris Lee' name Paris Lee= unknown\n");
}

/* ---- names that the report explains --------------------------------------------------------- */

static void abbreviation_in_brackets(void **state) {
    read_tree(
        *state,
        "The the DT DET 4 det\nIraqi iraqi JJ ADJ 4 amod\nRescue Rescue NNP PROPN 4 compound\n"
        "Board Board NNP PROPN 8 nsubj O\n( ( -LRB- PUNCT 6 punct\n"
        "IRB IRB NNP PROPN 4 appos O\n) ) -RRB- PUNCT 6 punct\nfled flee VBD VERB 0 root\n"
        "\nIRB IRB NNP PROPN 2 nsubj\nfled flee VBD VERB 0 root\n",
        DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->actors.mention.count, 3);
    const struct cmq_actor *board = actor_of_mention(reading, 0);
    assert_ptr_equal(board, actor_of_mention(reading, 1));
    assert_ptr_equal(board, actor_of_mention(reading, 2));
    assert_true(cmq_str_eq(board->code, CMQ_STR("IRQ")));
    assert_int_equal(board->basis, CMQ_BASIS_REPORT);
    expect_ground(board, 0, CMQ_GROUND_DEFINITION, "");
    expect_ground(board, 1, CMQ_GROUND_NATIONALITY, "IRQ");
}

static void abbreviation_before_its_words(void **state) {
    read_tree(*state,
              "IRB IRB NNP PROPN 7 nsubj O\n( ( -LRB- PUNCT 5 punct\nIraqi iraqi JJ ADJ 5 amod\n"
              "Rescue Rescue NNP PROPN 5 compound\nBoard Board NNP PROPN 1 appos O\n"
              ") ) -RRB- PUNCT 5 punct\nfled flee VBD VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->actors.mention.count, 2);
    assert_ptr_equal(actor_of_mention(reading, 0), actor_of_mention(reading, 1));
    assert_true(cmq_str_eq(actor_of_mention(reading, 0)->code, CMQ_STR("IRQ")));
}

static void abbreviation_behind_or(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nFront Front NNP PROPN 9 nsubj O\nof of IN ADP 4 case\n"
              "Iraq Iraq NNP PROPN 2 nmod O\n, , , PUNCT 7 punct\nor or CC CCONJ 7 cc\n"
              "FOI FOI NNP PROPN 2 conj O\n, , , PUNCT 7 punct\nfled flee VBD VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->actors.mention.count, 2);
    assert_ptr_equal(actor_of_mention(reading, 0), actor_of_mention(reading, 1));
    assert_true(cmq_str_eq(actor_of_mention(reading, 0)->name, CMQ_STR("Front of Iraq")));
}

static void known_name_lends_its_abbreviation(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nUnited United NNP PROPN 3 compound O\n"
              "Nations Nations NNP PROPN 7 nsubj O\n( ( -LRB- PUNCT 5 punct\n"
              "UNO UNO NNP PROPN 3 appos O\n) ) -RRB- PUNCT 5 punct\nmet meet VBD VERB 0 root\n"
              "\nUNO UNO NNP PROPN 2 nsubj\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The United Nations' name United Nations=IGOUNO lexicon\n"
                            "'UNO' name United Nations=IGOUNO lexicon\n"
                            "'UNO' name United Nations=IGOUNO lexicon\n");
}

static void words_that_do_not_fit_are_no_definition(void **state) {
    read_tree(*state,
              "France France NNP PROPN 5 nsubj L\n( ( -LRB- PUNCT 3 punct\n"
              "XYZ XYZ NNP PROPN 1 appos O\n) ) -RRB- PUNCT 3 punct\nspoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'XYZ' name = unknown\n");
}

/* ---- institutions that every state has ------------------------------------------------------ */

static void institution_of_another_nation(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nSyrian syrian JJ ADJ 4 amod\n"
              "National National NNP PROPN 4 compound O\nCourt Court NNP PROPN 5 nsubj O\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Syrian National Court' name =SYRJUD country\n");
    read_tree(*state,
              "The the DT DET 3 det\nNational National NNP PROPN 3 compound O\n"
              "Court Court NNP PROPN 6 nsubj O\nof of IN ADP 5 case\n"
              "Iraq Iraq NNP PROPN 3 nmod L\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The National Court' name =IRQJUD country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
    read_tree(*state,
              "The the DT DET 3 det\nNational National NNP PROPN 3 compound O\n"
              "Court Court NNP PROPN 4 nsubj O\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The National Court' name National Court=FRAJUD lexicon\n");
}

static void institution_of_the_country(void **state) {
    read_tree(*state,
              "Iraq Iraq NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\nthe the DT DET 4 det\n"
              "country country NN NOUN 7 nmod:poss\n's 's POS PART 4 case\n"
              "National National NNP PROPN 7 compound O\nCourt Court NNP PROPN 2 obj O\n",
              DATE);
    const struct reading *reading = *state;
    const struct cmq_actor *court = actor_of_mention(reading, reading->actors.mention.count - 1);
    assert_true(cmq_str_eq(court->code, CMQ_STR("IRQJUD")));
    assert_true(cmq_str_eq(court->name, CMQ_STR("National Court (Iraq)")));
}

/* ---- the guess --------------------------------------------------------------------------------
 */

static void army_is_of_whoever_disposes_of_it(void **state) {
    read_tree(*state,
              "Biden Biden NNP PROPN 2 nsubj P\nordered order VBD VERB 0 root\n"
              "the the DT DET 4 det\narmy army NN NOUN 2 obj\nto to IN PART 6 mark\n"
              "leave leave VB VERB 2 xcomp\nIraq Iraq NNP PROPN 6 obj L\n"
              "and and CC CCONJ 9 cc\nIran Iran NNP PROPN 7 conj L\n",
              "2022-05-01");
    expect_mentions(*state, "'Biden' name Joe Biden=USAGOV lexicon\n"
                            "'the army' phrase =USAMIL country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n'Iran' name Iran=IRN lexicon\n");
}

static void envoys_who_are_expelled_are_of_the_other_state(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nblamed blame VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nand and CC CCONJ 5 cc\n"
              "expelled expel VBD VERB 2 conj\nthe the DT DET 7 det\n"
              "ambassador ambassador NN NOUN 5 obj\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n'Iran' name Iran=IRN lexicon\n"
                            "'the ambassador' title =IRNGOV country\n");
}

static void leader_of_a_body_named_after_a_state_does_not_lead_that(void **state) {
    read_tree(*state,
              "Roe Roe NNP PROPN 9 nsubj P\n, , , PUNCT 3 punct\n"
              "president president NN NOUN 1 appos\nof of IN ADP 6 case\n"
              "Chess Chess NNP PROPN 6 compound\nUnion Union NN NOUN 3 nmod\n"
              "of of IN ADP 8 case\nFrance France NNP PROPN 6 nmod L\n"
              "left leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Roe' name Roe= unknown\n'president' title Roe= unknown\n"
                            "'France' name France=FRA lexicon\n");
}

static void some_of_many_are_others_than_those_before(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 2 amod\nofficials official NNS NOUN 3 nsubj\n"
              "left leave VBD VERB 0 root\n\n"
              "Two two CD NUM 3 nummod\nIranian iranian JJ ADJ 3 amod\n"
              "officials official NNS NOUN 4 nsubj\nstayed stay VBD VERB 0 root\n\n"
              "The the DT DET 3 det\nIranian iranian JJ ADJ 3 amod\n"
              "officials official NNS NOUN 4 nsubj\nspoke speak VBD VERB 0 root\n",
              DATE);
    assert_ptr_equal(actor_of_mention(*state, 0), actor_of_mention(*state, 2));
    assert_ptr_not_equal(actor_of_mention(*state, 0), actor_of_mention(*state, 1));
}

static void guess_is_marked(void **state) {
    read_tree(*state,
              "In in IN ADP 2 case\nFrance France NNP PROPN 4 obl L\n"
              "police police NNS NOUN 4 nsubj\nmet meet VBD VERB 0 root\n",
              DATE);
    const struct cmq_actor *police = actor_of_mention(*state, 1);
    assert_true(cmq_str_eq(police->code, CMQ_STR("FRACOP")));
    expect_ground(police, 0, CMQ_GROUND_SENTENCE, "FRA");
    assert_int_equal(police->grounds.item[0].start, police->grounds.item[0].end);
    expect_ground(police, 1, CMQ_GROUND_ROLE, "COP");
}

static void media_do_not_own_what_they_tell(void **state) {
    read_tree(*state,
              "Police police NNS NOUN 2 nsubj\nmet meet VBD VERB 0 root\n"
              "Reuters Reuters NNP PROPN 2 obj O\n",
              DATE);
    expect_mentions(*state, "'Police' phrase = unknown\n"
                            "'Reuters' name Reuters=GBRMED lexicon\n");
}

static void unknown_owner_is_not_guessed(void **state) {
    read_tree(*state,
              "Ministers minister NNS NOUN 5 nsubj\nof of IN ADP 4 case\n"
              "rich rich JJ ADJ 4 amod\nnations nation NNS NOUN 1 nmod\nmet meet VBD VERB 0 root\n"
              "in in IN ADP 7 case\nParis Paris NNP PROPN 5 obl L\n",
              DATE);
    expect_mentions(*state, "'Ministers' title = unknown\n"
                            "'Paris' place France=FRA lexicon\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stance_is_no_owner),
        cmocka_unit_test(backer_is_no_owner),
        cmocka_unit_test(who_leads_owns),
        cmocka_unit_test(owner_of_what_owns),
        cmocka_unit_test(person_owns_what_governs),
        cmocka_unit_test(a_place_abroad_owns_no_diplomat),
        cmocka_unit_test(owner_before_two_roles),
        cmocka_unit_test(owner_behind_two_roles),
        cmocka_unit_test(counted_people_are_one_phrase),
        cmocka_unit_test(title_owner_and_name),
        cmocka_unit_test(office_and_the_name_beside_it),
        cmocka_unit_test(description_behind_a_name),
        cmocka_unit_test(leader_of_a_state_governs),
        cmocka_unit_test(counterpart_has_the_role_of_the_other),
        cmocka_unit_test(office_to_come),
        cmocka_unit_test(party_and_state_behind_a_name),
        cmocka_unit_test(name_that_somebody_else_of_the_report_bears),
        cmocka_unit_test(of_two_former_holders_the_last_is_meant),
        cmocka_unit_test(one_word_inside_another_name),
        cmocka_unit_test(abbreviation_in_brackets),
        cmocka_unit_test(abbreviation_before_its_words),
        cmocka_unit_test(abbreviation_behind_or),
        cmocka_unit_test(known_name_lends_its_abbreviation),
        cmocka_unit_test(words_that_do_not_fit_are_no_definition),
        cmocka_unit_test(institution_of_another_nation),
        cmocka_unit_test(institution_of_the_country),
        cmocka_unit_test(ex_president_is_former),
        cmocka_unit_test(head_of_a_body_is_of_it),
        cmocka_unit_test(leader_of_a_body_and_the_name_beside_it),
        cmocka_unit_test(two_nations_of_one_person_are_one),
        cmocka_unit_test(possessor_whatever_the_parser_calls_it),
        cmocka_unit_test(noun_that_leans_on_its_verb),
        cmocka_unit_test(army_is_of_whoever_disposes_of_it),
        cmocka_unit_test(envoys_who_are_expelled_are_of_the_other_state),
        cmocka_unit_test(leader_of_a_body_named_after_a_state_does_not_lead_that),
        cmocka_unit_test(some_of_many_are_others_than_those_before),
        cmocka_unit_test(guess_is_marked),
        cmocka_unit_test(media_do_not_own_what_they_tell),
        cmocka_unit_test(unknown_owner_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
