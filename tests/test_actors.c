/* SPDX-License-Identifier: Apache-2.0 */
/* The lexicon is tests/understanding/en; what is expected was read off the sentences by hand. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define DATE "2021-11-14"

static const struct cmq_actor *actor_named(const struct reading *reading, const char *name) {
    for (uint32_t i = 0; i < reading->actors.list.count; i++) {
        if (cmq_str_eq(reading->actors.list.item[i].name, cmq_str_of(name))) {
            return &reading->actors.list.item[i];
        }
    }
    fail_msg("no actor %s", name);
    return NULL;
}

static void expect_str(struct cmq_str s, const char *expected) {
    assert_int_equal(s.len, strlen(expected));
    assert_memory_equal(s.len ? s.ptr : "", expected, s.len);
}

/* ---- codes ---------------------------------------------------------------------------------- */

static void nationality_and_role_make_a_code(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIsraeli israeli JJ ADJ 3 amod\narmy army NN NOUN 4 nsubj\n"
              "attacked attack VBD VERB 0 root\nSyria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_mentions(*state, "'The Israeli army' phrase =ISRMIL country\n"
                            "'Syria' name Syria=SYR lexicon\n");
    const struct reading *reading = *state;
    const struct cmq_actor *army =
        &reading->actors.list.item[reading->actors.mention.item[0].actors.item[0]];
    expect_str(army->country, "ISR");
    assert_int_equal(army->sectors.count, 1);
    expect_str(army->sectors.item[0], "MIL");
    assert_int_equal(army->kind, CMQ_ACTOR_BODY);
}

static void modifier_adds_its_sector(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nIraqi iraqi JJ ADJ 4 amod\n"
              "military military JJ ADJ 4 amod\nofficial official NN NOUN 5 nsubj\n"
              "resigned resign VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Iraqi military official' phrase =IRQGOVMIL country\n");
}

static void word_of_a_persons_name_is_no_state(void **state) {
    read_tree(*state,
              "China China NNP PROPN 3 nsubj P\nMoss Moss NNP PROPN 1 flat P\n"
              "attacked attack VBD VERB 0 root\nSyria Syria NNP PROPN 3 obj L\n",
              DATE);
    expect_mentions(*state, "'China Moss' name China Moss= unknown\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

/* ---- names that many states share ----------------------------------------------------------- */

#define COURT_OF_IRAQ                                                                              \
    "Iraq Iraq NNP PROPN 4 nmod:poss L\n's 's POS PART 1 case\n"                                   \
    "Supreme Supreme NNP PROPN 4 compound\nCourt Court NNP PROPN 5 nsubj\n"                        \
    "ruled rule VBD VERB 0 root\n"
#define THE_COURT                                                                                  \
    "The the DT DET 3 det\nSupreme Supreme NNP PROPN 3 compound\nCourt Court NNP PROPN 4 nsubj\n"  \
    "ruled rule VBD VERB 0 root\n"

static void shared_name_alone_is_the_default_body(void **state) {
    read_tree(*state, THE_COURT, DATE);
    expect_mentions(*state, "'The Supreme Court' name Supreme Court=USAJUD lexicon\n");
}

static void shared_name_is_its_owners(void **state) {
    read_tree(*state, COURT_OF_IRAQ, DATE);
    expect_mentions(*state, "'Iraq' name Iraq=IRQ lexicon\n"
                            "'Supreme Court' phrase =IRQJUD country\n");
}

static void shared_name_is_that_of_the_place_before_it(void **state) {
    read_tree(*state,
              "In in IN ADP 2 case\nIraq Iraq NNP PROPN 6 obl L\nthe the DT DET 5 det\n"
              "Supreme Supreme NNP PROPN 5 compound\nCourt Court NNP PROPN 6 nsubj\n"
              "ruled rule VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iraq' name Iraq=IRQ lexicon\n"
                            "'the Supreme Court' phrase =IRQJUD country\n");
}

static void shared_name_stays_with_its_owner(void **state) {
    read_tree(*state, COURT_OF_IRAQ "\n" THE_COURT, DATE);
    expect_mentions(*state, "'Iraq' name Iraq=IRQ lexicon\n"
                            "'Supreme Court' phrase =IRQJUD country\n"
                            "'The Supreme Court' phrase =IRQJUD country\n");
}

static void shared_name_is_that_of_the_first_conjunct(void **state) {
    read_tree(*state,
              "Iraq Iraq NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "army army NN NOUN 7 nsubj\nand and CC CCONJ 6 cc\n"
              "Supreme Supreme NNP PROPN 6 compound\nCourt Court NNP PROPN 3 conj\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iraq' name Iraq=IRQ lexicon\n"
                            "'army' phrase =IRQMIL country\n"
                            "'Supreme Court' phrase =IRQJUD country\n");
}

static void shared_name_of_its_own_state_is_the_body(void **state) {
    read_tree(*state,
              "The the DT DET 4 det\nAmerican american JJ ADJ 4 amod\n"
              "Supreme Supreme NNP PROPN 4 compound\nCourt Court NNP PROPN 5 nsubj\n"
              "ruled rule VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The American Supreme Court' name Supreme Court=USAJUD lexicon\n");
}

static void possessor_owns_the_role(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "army army NN NOUN 4 nsubj\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 obj L\n",
              DATE);
    expect_mentions(*state, "'Israel' name Israel=ISR lexicon\n"
                            "'army' phrase =ISRMIL country\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void of_phrase_owns_the_role(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\narmy army NN NOUN 5 nsubj\nof of IN ADP 4 case\n"
              "Israel Israel NNP PROPN 2 nmod L\nattacked attack VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 5 obj L\n",
              DATE);
    expect_mentions(*state, "'The army' phrase =ISRMIL country\n"
                            "'Israel' name Israel=ISR lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void against_phrase_owns_nothing(void **state) {
    read_tree(*state,
              "Protesters protester NNS NOUN 4 nsubj\nagainst against IN ADP 3 case\n"
              "Israel Israel NNP PROPN 1 nmod L\nmet meet VBD VERB 0 root\nin in IN ADP 6 case\n"
              "Syria Syria NNP PROPN 4 obl L\n",
              DATE);
    expect_mentions(*state, "'Protesters' phrase = unknown\n"
                            "'Israel' name Israel=ISR lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void role_is_of_the_only_state_of_its_sentence(void **state) {
    read_tree(*state,
              "In in IN ADP 2 case\nFrance France NNP PROPN 4 obl L\n"
              "police police NNS NOUN 4 nsubj\narrested arrest VBD VERB 0 root\n"
              "protesters protester NNS NOUN 4 obj\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'police' phrase =FRACOP country\n"
                            "'protesters' phrase =FRACVL country\n");
}

static void two_nationalities_are_two_actors(void **state) {
    read_tree(*state,
              "Israeli israeli JJ ADJ 4 amod\nand and CC CCONJ 3 cc\n"
              "Syrian syrian JJ ADJ 1 conj\nofficials official NNS NOUN 5 nsubj\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state,
                    "'Israeli and Syrian officials' group =ISRGOV country + =SYRGOV country\n");
}

static void two_of_owners_are_two_actors(void **state) {
    read_tree(*state,
              "Officials official NNS NOUN 6 nsubj\nof of IN ADP 3 case\n"
              "Iran Iran NNP PROPN 1 nmod L\nand and CC CCONJ 5 cc\n"
              "Iraq Iraq NNP PROPN 3 conj L\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Officials' group =IRNGOV country + =IRQGOV country\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void plural_title_of_two_owners(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nforeign foreign JJ ADJ 3 amod\n"
              "ministers minister NNS NOUN 8 nsubj\nof of IN ADP 5 case\n"
              "Iran Iran NNP PROPN 3 nmod L\nand and CC CCONJ 7 cc\n"
              "Iraq Iraq NNP PROPN 5 conj L\nmet meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The foreign ministers' group =IRNGOV country + =IRQGOV country\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void owner_behind_in(void **state) {
    read_tree(*state,
              "Protesters protester NNS NOUN 4 nsubj\nin in IN ADP 3 case\n"
              "Syria Syria NNP PROPN 1 nmod L\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Protesters' phrase =SYRCVL country\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void role_without_owner_has_no_code(void **state) {
    read_tree(*state,
              "Police police NNS NOUN 2 nsubj\narrested arrest VBD VERB 0 root\n"
              "protesters protester NNS NOUN 2 obj\n",
              DATE);
    expect_mentions(*state, "'Police' phrase = unknown\n"
                            "'protesters' phrase = unknown\n");
    const struct reading *reading = *state;
    expect_str(reading->actors.list.item[0].country, "");
    assert_int_equal(reading->actors.list.item[0].sectors.count, 1);
    expect_str(reading->actors.list.item[0].sectors.item[0], "COP");
}

static void international_body_has_no_country(void **state) {
    read_tree(*state,
              "The the DT DET 2 det\nUN UN NNP PROPN 3 nsubj O\n"
              "met meet VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The UN' name United Nations=IGOUNO lexicon\n");
    expect_str(actor_named(*state, "United Nations")->country, "");
}

static void capital_stands_for_its_state(void **state) {
    read_tree(*state,
              "Beijing Beijing NNP PROPN 2 nsubj L\n"
              "criticized criticize VBD VERB 0 root\n"
              "Washington Washington NNP PROPN 2 obj L\n",
              DATE);
    expect_mentions(*state, "'Beijing' place China=CHN lexicon\n"
                            "'Washington' place United States=USA lexicon\n");
}

static void people_of_a_state_are_its_mention(void **state) {
    read_tree(*state,
              "Russians Russians NNPS PROPN 2 nsubj\nvisited visit VBD VERB 0 root\n"
              "France France NNP PROPN 2 obj L\n",
              DATE);
    expect_mentions(*state, "'Russians' name Russia=RUS lexicon\n"
                            "'France' name France=FRA lexicon\n");
}

static void name_in_capitals_needs_capitals(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ntold tell VBD VERB 0 root\n"
              "us us PRP PRON 2 obj\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n");
}

static void nationality_of_a_thing_is_found_indirectly(void **state) {
    read_tree(*state,
              "Israel Israel NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Syrian syrian JJ ADJ 4 amod\npositions position NNS NOUN 2 obj\n",
              DATE);
    expect_mentions(*state, "'Israel' name Israel=ISR lexicon\n"
                            "'Syrian' name Syria=SYR lexicon\n");
    const struct reading *reading = *state;
    bool indirect = false;
    assert_int_equal(cmq_actors_phrase(&reading->parse, &reading->actors,
                                       find_token(&reading->parse, "positions", 0), &indirect),
                     1);
    assert_true(indirect);
    assert_int_equal(cmq_actors_phrase(&reading->parse, &reading->actors,
                                       find_token(&reading->parse, "Israel", 0), &indirect),
                     0);
    assert_false(indirect);
}

static void mention_spans_are_bytes(void **state) {
    read_tree(*state,
              "Zoë Zoë NNP PROPN 2 nsubj P\nvisited visit VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 obj L\n",
              DATE);
    const struct reading *reading = *state;
    uint32_t syria = reading->actors.mention_at[find_token(&reading->parse, "Syria", 0)];
    assert_int_equal(reading->actors.mention.item[syria].start, 13);
    assert_int_equal(reading->actors.mention.item[syria].end, 18);
}

/* ---- terms ---------------------------------------------------------------------------------- */

#define BIDEN_SPOKE                                                                                \
    "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\nspoke speak VBD VERB 0 root\n"

static void person_in_office_has_its_code(void **state) {
    read_tree(*state, BIDEN_SPOKE, "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n");
    expect_str(actor_named(*state, "Joe Biden")->title, "President");
    read_tree(*state, BIDEN_SPOKE, "2010-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n");
    expect_str(actor_named(*state, "Joe Biden")->title, "Vice President");
}

static void person_out_of_office_is_a_former_official(void **state) {
    read_tree(*state, BIDEN_SPOKE, "2017-01-21");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAELI lexicon\n");
    read_tree(*state, BIDEN_SPOKE, "2021-01-19");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAELI lexicon\n");
}

static void terms_include_their_last_day(void **state) {
    read_tree(*state, BIDEN_SPOKE, "2017-01-20");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n");
}

static void person_before_any_office_has_no_code(void **state) {
    read_tree(*state, BIDEN_SPOKE, "2009-01-19");
    expect_mentions(*state, "'Joe Biden' name Joe Biden= lexicon\n");
}

static void undated_report_takes_the_last_term(void **state) {
    read_tree(*state, BIDEN_SPOKE, "");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n");
    expect_str(actor_named(*state, "Joe Biden")->title, "President");
}

static void group_changes_its_code_by_date(void **state) {
    static const char tree[] = "The the DT DET 2 det\nTaliban Taliban NNP PROPN 3 nsubj O\n"
                               "spoke speak VBD VERB 0 root\n";
    read_tree(*state, tree, "2021-08-14");
    expect_mentions(*state, "'The Taliban' name Taliban=AFGREB lexicon\n");
    read_tree(*state, tree, "2021-08-15");
    expect_mentions(*state, "'The Taliban' name Taliban=AFGGOV lexicon\n");
}

static void group_before_its_first_term_has_no_code(void **state) {
    read_tree(*state,
              "Xi Xi NNP PROPN 3 nsubj P\nJinping Jinping NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              "2013-03-13");
    expect_mentions(*state, "'Xi Jinping' name Xi Jinping= lexicon\n");
}

/* ---- names that the lexicon does not know --------------------------------------------------- */

#define TAVOLI_VISITED                                                                             \
    "Iranian iranian JJ ADJ 4 amod\nForeign Foreign NNP PROPN 3 compound\n"                        \
    "Minister Minister NNP PROPN 4 compound\nAli Ali NNP PROPN 6 nsubj P\n"                        \
    "Tavoli Tavoli NNP PROPN 4 flat P\nvisited visit VBD VERB 0 root\n"                            \
    "Syria Syria NNP PROPN 6 obj L\n"

static void title_teaches_the_code_of_a_name(void **state) {
    read_tree(*state, TAVOLI_VISITED, DATE);
    expect_mentions(*state, "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Syria' name Syria=SYR lexicon\n");
    const struct cmq_actor *actor = actor_named(*state, "Ali Tavoli");
    expect_str(actor->title, "Foreign Minister");
    expect_str(actor->country, "IRN");
    expect_str(actor->entry, "");
}

static void surname_later_is_the_same_actor(void **state) {
    read_tree(*state,
              TAVOLI_VISITED "\n"
                             "Tavoli Tavoli NNP PROPN 2 nsubj P\nmet meet VBD VERB 0 root\n"
                             "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    expect_mentions(*state, "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void form_of_address_is_no_part_of_the_name(void **state) {
    read_tree(*state,
              TAVOLI_VISITED "\n"
                             "Mr. Mr. NNP PROPN 2 compound\nTavoli Tavoli NNP PROPN 3 nsubj P\n"
                             "left leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'Mr. Tavoli' name Ali Tavoli=IRNGOV report\n");
}

static void surname_is_whose_full_name_comes_later(void **state) {
    read_tree(*state,
              "Holt Holt NNP PROPN 2 nsubj P\nleft leave VBD VERB 0 root\n"
              "\n"
              "Karl Karl NNP PROPN 2 compound P\nHolt Holt NNP PROPN 3 nsubj P\n"
              "spoke speak VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Holt' name Karl Holt=RUSOPP lexicon\n"
                            "'Karl Holt' name Karl Holt=RUSOPP lexicon\n");
}

static void surname_alone_is_unknown(void **state) {
    read_tree(*state,
              "Tavoli Tavoli NNP PROPN 2 nsubj P\nmet meet VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n",
              DATE);
    expect_mentions(*state, "'Tavoli' name Tavoli= unknown\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void title_later_is_its_holder(void **state) {
    read_tree(*state,
              TAVOLI_VISITED "\n"
                             "The the DT DET 2 det\nminister minister NN NOUN 3 nsubj\n"
                             "met meet VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n",
              DATE);
    expect_mentions(*state, "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'The minister' title Ali Tavoli=IRNGOV report\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void title_of_another_country_is_another_actor(void **state) {
    read_tree(*state,
              TAVOLI_VISITED "\n"
                             "The the DT DET 3 det\nFrench french JJ ADJ 3 amod\n"
                             "minister minister NN NOUN 4 nsubj\nmet meet VBD VERB 0 root\n"
                             "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_mentions(*state, "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'The French minister' title =FRAGOV country\n"
                            "'Iraq' name Iraq=IRQ lexicon\n");
}

static void apposition_teaches_the_code_of_a_name(void **state) {
    read_tree(*state,
              "Ali Ali NNP PROPN 10 nsubj P\nTavoli Tavoli NNP PROPN 1 flat P\n"
              ", , , PUNCT 6 punct\nthe the DT DET 6 det\nforeign foreign JJ ADJ 6 amod\n"
              "minister minister NN NOUN 1 appos\nof of IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 nmod L\n, , , PUNCT 6 punct\n"
              "visited visit VBD VERB 0 root\nSyria Syria NNP PROPN 10 obj L\n",
              DATE);
    const struct cmq_actor *actor = actor_named(*state, "Ali Tavoli");
    expect_str(actor->code, "IRNGOV");
    assert_int_equal(actor->basis, CMQ_BASIS_REPORT);
}

static void apposition_of_a_name_teaches_its_code(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nmod:poss L\n's 's POS PART 1 case\n"
              "foreign foreign JJ ADJ 4 amod\nminister minister NN NOUN 9 nsubj\n"
              ", , , PUNCT 6 punct\nAli Ali NNP PROPN 4 appos P\n"
              "Tavoli Tavoli NNP PROPN 6 flat P\n, , , PUNCT 6 punct\n"
              "visited visit VBD VERB 0 root\nSyria Syria NNP PROPN 9 obj L\n",
              DATE);
    const struct cmq_actor *actor = actor_named(*state, "Ali Tavoli");
    expect_str(actor->code, "IRNGOV");
    assert_int_equal(actor->basis, CMQ_BASIS_REPORT);
}

static void apposition_is_one_actor(void **state) {
    read_tree(*state,
              "Ali Ali NNP PROPN 10 nsubj P\nTavoli Tavoli NNP PROPN 1 flat P\n"
              ", , , PUNCT 6 punct\nthe the DT DET 6 det\nforeign foreign JJ ADJ 6 amod\n"
              "minister minister NN NOUN 1 appos\nof of IN ADP 8 case\n"
              "Iran Iran NNP PROPN 6 nmod L\n, , , PUNCT 6 punct\n"
              "visited visit VBD VERB 0 root\nSyria Syria NNP PROPN 10 obj L\n",
              DATE);
    expect_mentions(*state, "'Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                            "'the foreign minister' title Ali Tavoli=IRNGOV report\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void former_title_is_a_former_official(void **state) {
    read_tree(*state,
              "Former former JJ ADJ 4 amod\nIranian iranian JJ ADJ 4 amod\n"
              "President President NNP PROPN 4 compound\nAli Ali NNP PROPN 6 nsubj P\n"
              "Tavoli Tavoli NNP PROPN 4 flat P\nvisited visit VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 6 obj L\n",
              DATE);
    expect_mentions(*state, "'Former Iranian President Ali Tavoli' name Ali Tavoli=IRNELI report\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void name_without_a_title_gets_no_code(void **state) {
    read_tree(*state,
              "Ali Ali NNP PROPN 3 nsubj P\nTavoli Tavoli NNP PROPN 1 flat P\n"
              "visited visit VBD VERB 0 root\nSyria Syria NNP PROPN 3 obj L\n",
              DATE);
    expect_mentions(*state, "'Ali Tavoli' name Ali Tavoli= unknown\n"
                            "'Syria' name Syria=SYR lexicon\n");
}

static void unknown_organisation_gets_no_code(void **state) {
    read_tree(*state,
              "Ecotrust Ecotrust NNP PROPN 2 nsubj O\n"
              "criticized criticize VBD VERB 0 root\nIran Iran NNP PROPN 2 obj L\n",
              DATE);
    expect_mentions(*state, "'Ecotrust' name = unknown\n"
                            "'Iran' name Iran=IRN lexicon\n");
    assert_int_equal(actor_named(*state, "Ecotrust")->kind, CMQ_ACTOR_BODY);
}

static void owner_title_and_name_are_one_actor(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 5 nmod:poss L\n's 's POS PART 1 case\n"
              "foreign foreign JJ ADJ 4 amod\nminister minister NN NOUN 5 compound\n"
              "Ali Ali NNP PROPN 7 nsubj P\nTavoli Tavoli NNP PROPN 5 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Iran' name Iran=IRN lexicon\n"
                            "'foreign minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n");
}

static void known_person_with_title_is_one_mention(void **state) {
    read_tree(*state,
              "US US NNP PROPN 3 compound L\nPresident President NNP PROPN 3 compound\n"
              "Joe Joe NNP PROPN 5 nsubj P\nBiden Biden NNP PROPN 3 flat P\n"
              "spoke speak VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'US President Joe Biden' name Joe Biden=USAGOV lexicon\n");
}

/* ---- sets ----------------------------------------------------------------------------------- */

#define BIDEN_MET_XI                                                                               \
    "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\nmet meet VBD VERB 0 root\n"      \
    "Xi Xi NNP PROPN 3 obj P\nJinping Jinping NNP PROPN 4 flat P\n"
#define MINISTER_SPOKE                                                                             \
    "Iranian iranian JJ ADJ 4 amod\nForeign Foreign NNP PROPN 3 compound\n"                        \
    "Minister Minister NNP PROPN 4 compound\nAli Ali NNP PROPN 6 nsubj P\n"                        \
    "Tavoli Tavoli NNP PROPN 4 flat P\nspoke speak VBD VERB 0 root\n"

static void two_leaders_are_heads_of_state_not_the_last_named(void **state) {
    read_tree(*state,
              BIDEN_MET_XI "\n" MINISTER_SPOKE "\n"
                           "The the DT DET 3 det\ntwo two CD NUM 3 nummod\n"
                           "leaders leader NNS NOUN 4 nsubj\nagreed agree VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(
        *state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n"
                "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                "'The two leaders' group Joe Biden=USAGOV lexicon + Xi Jinping=CHNGOV lexicon\n");
}

static void two_ministers_are_officials_not_the_leader(void **state) {
    read_tree(*state,
              "Iranian iranian JJ ADJ 4 amod\nForeign Foreign NNP PROPN 3 compound\n"
              "Minister Minister NNP PROPN 4 compound\nAli Ali NNP PROPN 6 nsubj P\n"
              "Tavoli Tavoli NNP PROPN 4 flat P\nmet meet VBD VERB 0 root\n"
              "French french JJ ADJ 10 amod\nForeign Foreign NNP PROPN 9 compound\n"
              "Minister Minister NNP PROPN 10 compound\nAnn Ann NNP PROPN 6 obj P\n"
              "Lee Lee NNP PROPN 10 flat P\n\n"
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n\n"
              "The the DT DET 3 det\ntwo two CD NUM 3 nummod\n"
              "ministers minister NNS NOUN 4 nsubj\nagreed agree VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state,
                    "'Iranian Foreign Minister Ali Tavoli' name Ali Tavoli=IRNGOV report\n"
                    "'French Foreign Minister Ann Lee' name Ann Lee=FRAGOV report\n"
                    "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                    "'The two ministers' group Ali Tavoli=IRNGOV report + Ann Lee=FRAGOV report\n");
}

static void two_countries_are_states_not_the_last_named(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nmet meet VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nat at IN ADP 6 case\nthe the DT DET 6 det\n"
              "UN UN NNP PROPN 2 obl O\n"
              "\n"
              "The the DT DET 3 det\ntwo two CD NUM 3 nummod\n"
              "countries country NNS NOUN 4 nsubj\nagreed agree VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'the UN' name United Nations=IGOUNO lexicon\n"
                            "'The two countries' group France=FRA lexicon + Iran=IRN lexicon\n");
}

static void two_countries_of_officials_are_their_states(void **state) {
    read_tree(*state,
              BIDEN_MET_XI "\n"
                           "Both both DT DET 2 det\nsides side NNS NOUN 3 nsubj\n"
                           "agreed agree VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                            "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n"
                            "'Both sides' group United States=USA lexicon + China=CHN lexicon\n");
}

static void a_name_in_a_set_says_that_it_is_another(void **state) {
    read_tree(*state,
              BIDEN_MET_XI "\n"
                           "The the DT DET 3 det\nBaltic Baltic NNP PROPN 3 amod\n"
                           "countries country NNS NOUN 4 nsubj\nagreed agree VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                            "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n");
}

static void set_without_two_of_its_type_is_no_mention(void **state) {
    read_tree(*state,
              MINISTER_SPOKE "\n"
                             "The the DT DET 3 det\ntwo two CD NUM 3 nummod\n"
                             "leaders leader NNS NOUN 4 nsubj\n"
                             "agreed agree VBD VERB 0 root\n",
              "2022-05-01");
    const struct reading *reading = *state;
    uint32_t leaders = reading->actors.mention_at[find_token(&reading->parse, "leaders", 0)];
    assert_true(leaders == CMQ_NO_MENTION ||
                reading->actors.mention.item[leaders].kind != CMQ_MENTION_GROUP);
}

/* ---- pronouns ------------------------------------------------------------------------------- */

static void he_is_a_person_not_the_nearer_state(void **state) {
    read_tree(*state,
              BIDEN_SPOKE "\n"
                          "Iran Iran NNP PROPN 2 nsubj L\nspoke speak VBD VERB 0 root\n"
                          "\n"
                          "He he PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'He' pronoun Joe Biden=USAGOV lexicon\n");
}

static void it_is_a_state_not_the_nearer_person(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nspoke speak VBD VERB 0 root\n"
              "\n" BIDEN_SPOKE "\n"
              "It it PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Iran' name Iran=IRN lexicon\n"
                            "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                            "'It' pronoun Iran=IRN lexicon\n");
}

static void he_is_the_subject_before_the_object(void **state) {
    read_tree(*state,
              BIDEN_MET_XI "\n"
                           "He he PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n"
                            "'Xi Jinping' name Xi Jinping=CHNGOV lexicon\n"
                            "'He' pronoun Joe Biden=USAGOV lexicon\n");
}

static void it_is_not_what_acts_on_it(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nspoke speak VBD VERB 0 root\n\n"
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "it it PRP PRON 2 obj\n",
              DATE);
    expect_mentions(*state, "'Iran' name Iran=IRN lexicon\n"
                            "'France' name France=FRA lexicon\n"
                            "'it' pronoun Iran=IRN lexicon\n");
}

static void its_is_the_state_before_it(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\n"
              "withdraw withdraw VB VERB 2 xcomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\n",
              "2022-05-01");
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'its' pronoun Iran=IRN lexicon\n");
}

static void pronoun_without_antecedent_is_no_mention(void **state) {
    read_tree(*state,
              "He he PRP PRON 2 nsubj\nvisited visit VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n",
              "2022-05-01");
    expect_mentions(*state, "'Iran' name Iran=IRN lexicon\n");
}

static void pronoun_does_not_look_far_back(void **state) {
    read_tree(*state,
              BIDEN_SPOKE "\n"
                          "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n\n"
                          "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n\n"
                          "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n\n"
                          "It it PRP PRON 2 nsubj\nrained rain VBD VERB 0 root\n\n"
                          "He he PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'Joe Biden' name Joe Biden=USAGOV lexicon\n");
}

static void it_said_is_the_last_body(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\nIraqi iraqi JJ ADJ 3 amod\n"
              "ministry ministry NN NOUN 4 nsubj\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 obj L\n"
              "\n"
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 6 ccomp\n"
              "Syria Syria NNP PROPN 2 obj L\n, , , PUNCT 6 punct\nit it PRP PRON 6 nsubj\n"
              "said say VBD VERB 0 root\n",
              "2022-05-01");
    expect_mentions(*state, "'The Iraqi ministry' phrase =IRQGOV country\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'Iran' name Iran=IRN lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'it' pronoun =IRQGOV country\n");
}

static void they_is_the_set_before_it(void **state) {
    read_tree(*state,
              "Israeli israeli JJ ADJ 4 amod\nand and CC CCONJ 3 cc\n"
              "Syrian syrian JJ ADJ 1 conj\nofficials official NNS NOUN 5 nsubj\n"
              "met meet VBD VERB 0 root\n\n"
              "They they PRP PRON 2 nsubj\nagreed agree VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state,
                    "'Israeli and Syrian officials' group =ISRGOV country + =SYRGOV country\n"
                    "'They' pronoun =ISRGOV country + =SYRGOV country\n");
}

static void his_is_the_subject(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "met meet VBD VERB 0 root\nhis his PRP$ PRON 5 nmod:poss\n"
              "minister minister NN NOUN 3 obj\n",
              "2022-05-01");
    const struct reading *reading = *state;
    uint32_t his = reading->actors.mention_at[find_token(&reading->parse, "his", 0)];
    assert_int_not_equal(his, CMQ_NO_MENTION);
    assert_int_equal(reading->actors.mention.item[his].actors.item[0],
                     reading->actors.mention.item[0].actors.item[0]);
}

static void they_is_no_single_state(void **state) {
    read_tree(*state,
              "Protesters protester NNS NOUN 2 nsubj\nmet meet VBD VERB 0 root\n"
              "France France NNP PROPN 2 obj L\nin in IN ADP 5 case\n"
              "Syria Syria NNP PROPN 2 obl L\n\n"
              "They they PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Protesters' phrase = unknown\n"
                            "'France' name France=FRA lexicon\n"
                            "'Syria' name Syria=SYR lexicon\n"
                            "'They' pronoun = unknown\n");
}

static void subject_in_the_wrong_word_class_is_an_actor(void **state) {
    read_tree(*state,
              "Later later RB ADV 3 advmod\n"
              "Beijing beijing NN VERB 3 nsubj\n"
              "voted vote VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Beijing' place China=CHN lexicon\n");
}

static void parenthesis_does_not_part_a_phrase(void **state) {
    read_tree(*state,
              "The the DT DET 6 det\n"
              "Iranian iranian JJ ADJ 6 amod\n"
              "( ( -LRB- PUNCT 4 punct\n"
              "Shia Shia NNP PROPN 6 appos\n"
              ") ) -RRB- PUNCT 4 punct\n"
              "army army NN NOUN 7 nsubj\n"
              "left leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Iranian ( Shia ) army' phrase =IRNMIL country\n");
}

static void parenthesis_behind_a_phrase_ends_it(void **state) {
    read_tree(*state,
              "The the DT DET 3 det\n"
              "Iranian iranian JJ ADJ 3 amod\n"
              "army army NN NOUN 7 nsubj\n"
              "( ( -LRB- PUNCT 5 punct\n"
              "Shia Shia NNP PROPN 3 appos\n"
              ") ) -RRB- PUNCT 5 punct\n"
              "left leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'The Iranian army' phrase =IRNMIL country\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nationality_and_role_make_a_code),
        cmocka_unit_test(modifier_adds_its_sector),
        cmocka_unit_test(possessor_owns_the_role),
        cmocka_unit_test(of_phrase_owns_the_role),
        cmocka_unit_test(against_phrase_owns_nothing),
        cmocka_unit_test(role_is_of_the_only_state_of_its_sentence),
        cmocka_unit_test(two_nationalities_are_two_actors),
        cmocka_unit_test(two_of_owners_are_two_actors),
        cmocka_unit_test(plural_title_of_two_owners),
        cmocka_unit_test(owner_behind_in),
        cmocka_unit_test(role_without_owner_has_no_code),
        cmocka_unit_test(international_body_has_no_country),
        cmocka_unit_test(capital_stands_for_its_state),
        cmocka_unit_test(people_of_a_state_are_its_mention),
        cmocka_unit_test(name_in_capitals_needs_capitals),
        cmocka_unit_test(nationality_of_a_thing_is_found_indirectly),
        cmocka_unit_test(mention_spans_are_bytes),
        cmocka_unit_test(person_in_office_has_its_code),
        cmocka_unit_test(person_out_of_office_is_a_former_official),
        cmocka_unit_test(terms_include_their_last_day),
        cmocka_unit_test(person_before_any_office_has_no_code),
        cmocka_unit_test(undated_report_takes_the_last_term),
        cmocka_unit_test(group_changes_its_code_by_date),
        cmocka_unit_test(group_before_its_first_term_has_no_code),
        cmocka_unit_test(title_teaches_the_code_of_a_name),
        cmocka_unit_test(surname_later_is_the_same_actor),
        cmocka_unit_test(form_of_address_is_no_part_of_the_name),
        cmocka_unit_test(surname_is_whose_full_name_comes_later),
        cmocka_unit_test(word_of_a_persons_name_is_no_state),
        cmocka_unit_test(shared_name_alone_is_the_default_body),
        cmocka_unit_test(shared_name_is_its_owners),
        cmocka_unit_test(shared_name_is_that_of_the_place_before_it),
        cmocka_unit_test(shared_name_stays_with_its_owner),
        cmocka_unit_test(shared_name_is_that_of_the_first_conjunct),
        cmocka_unit_test(shared_name_of_its_own_state_is_the_body),
        cmocka_unit_test(surname_alone_is_unknown),
        cmocka_unit_test(title_later_is_its_holder),
        cmocka_unit_test(title_of_another_country_is_another_actor),
        cmocka_unit_test(apposition_teaches_the_code_of_a_name),
        cmocka_unit_test(apposition_of_a_name_teaches_its_code),
        cmocka_unit_test(apposition_is_one_actor),
        cmocka_unit_test(former_title_is_a_former_official),
        cmocka_unit_test(name_without_a_title_gets_no_code),
        cmocka_unit_test(unknown_organisation_gets_no_code),
        cmocka_unit_test(owner_title_and_name_are_one_actor),
        cmocka_unit_test(known_person_with_title_is_one_mention),
        cmocka_unit_test(two_leaders_are_heads_of_state_not_the_last_named),
        cmocka_unit_test(two_ministers_are_officials_not_the_leader),
        cmocka_unit_test(two_countries_are_states_not_the_last_named),
        cmocka_unit_test(two_countries_of_officials_are_their_states),
        cmocka_unit_test(a_name_in_a_set_says_that_it_is_another),
        cmocka_unit_test(set_without_two_of_its_type_is_no_mention),
        cmocka_unit_test(he_is_a_person_not_the_nearer_state),
        cmocka_unit_test(it_is_a_state_not_the_nearer_person),
        cmocka_unit_test(he_is_the_subject_before_the_object),
        cmocka_unit_test(it_is_not_what_acts_on_it),
        cmocka_unit_test(its_is_the_state_before_it),
        cmocka_unit_test(pronoun_without_antecedent_is_no_mention),
        cmocka_unit_test(pronoun_does_not_look_far_back),
        cmocka_unit_test(it_said_is_the_last_body),
        cmocka_unit_test(they_is_the_set_before_it),
        cmocka_unit_test(his_is_the_subject),
        cmocka_unit_test(they_is_no_single_state),
        cmocka_unit_test(subject_in_the_wrong_word_class_is_an_actor),
        cmocka_unit_test(parenthesis_does_not_part_a_phrase),
        cmocka_unit_test(parenthesis_behind_a_phrase_ends_it),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
