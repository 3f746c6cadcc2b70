/* SPDX-License-Identifier: Apache-2.0 */
/* Whose a bare role is in a report whose outlet is known. The lexicon is tests/understanding/en,
 * the table of outlets that of the program. */

#include "coding/home.h"
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect_home(const struct reading *reading, const char *publisher,
                        const char *expected) {
    const struct cmq_report report = {.publisher = cmq_str_of(publisher), .date = CMQ_NO_DAY};
    struct cmq_str home = cmq_home_of_outlet(&reading->lexicon, &report);
    assert_int_equal(home.len, strlen(expected));
    assert_memory_equal(home.len ? home.ptr : "", expected, home.len);
}

static void outlets_have_a_country(void **state) {
    expect_home(*state, "Fox News", "USA");
    expect_home(*state, "USA TODAY", "USA");
    expect_home(*state, "The Globe and Mail", "CAN");
    expect_home(*state, "NPR Online News", "USA");
    expect_home(*state, "CNN (Web News)", "USA");
    expect_home(*state, "Wall Street Journal - Opinion", "USA");
    expect_home(*state, "TheBlaze.com", "USA");
}

static void unknown_outlets_and_agencies_have_none(void **state) {
    expect_home(*state, "Reuters", "");
    expect_home(*state, "Associated Press", "");
    expect_home(*state, "Guest Writer - Right", "");
    expect_home(*state, "News", "");
    expect_home(*state, " (", "");
    expect_home(*state, "", "");
    expect_home(*state, NULL, "");
}

static void media_of_the_lexicon_count(void **state) {
    expect_home(*state, "Evening Herald of Lyon", "FRA");
    expect_home(*state, "White House", "");
}

static void every_outlet_is_of_a_country(void **state) {
    (void)state;
    for (size_t i = 0; i < cmq_outlet_count(); i++) {
        struct cmq_str country = cmq_str_of(cmq_outlet_at(i)->country);
        if (country.len > 0 && !cmq_country_find(country)) {
            fail_msg("%s: no country", cmq_outlet_at(i)->name);
        }
    }
    assert_null(cmq_outlet_at(cmq_outlet_count()));
}

/* ---- actors --------------------------------------------------------------------------------- */

#define POLICE_ARRESTED "Police police NN NOUN 2 nsubj\narrested arrest VBD VERB 0 root\n"

static void read_at_home(struct reading *reading, const char *home, const char *tree) {
    reading->home = cmq_str_of(home);
    read_tree(reading, tree, "2021-11-14");
    reading->home = (struct cmq_str){NULL, 0};
}

static bool has_code(const struct reading *reading, const char *code) {
    for (uint32_t i = 0; i < reading->actors.list.count; i++) {
        if (cmq_str_eq(reading->actors.list.item[i].code, cmq_str_of(code))) {
            return true;
        }
    }
    return false;
}

static void bare_role_is_at_home(void **state) {
    read_at_home(*state, "FRA", POLICE_ARRESTED "protesters protester NNS NOUN 2 obj\n");
    expect_mentions(*state, "'Police' phrase =FRACOP country\n"
                            "'protesters' phrase =FRACVL country\n");
    read_at_home(*state, "", POLICE_ARRESTED "protesters protester NNS NOUN 2 obj\n");
    assert_false(has_code(*state, "FRACOP"));
}

static void ground_of_home_is_told(void **state) {
    read_at_home(*state, "FRA", POLICE_ARRESTED);
    const struct reading *reading = *state;
    uint32_t police = reading->actors.mention.item[0].actors.item[0];
    const struct cmq_actor *actor = &reading->actors.list.item[police];
    assert_int_equal(actor->grounds.item[0].kind, CMQ_GROUND_OUTLET);
    assert_int_equal(actor->grounds.item[0].start, actor->grounds.item[0].end);
}

static void state_named_anywhere_leaves_no_home(void **state) {
    read_at_home(*state, "FRA",
                 "Iran iran NNP PROPN 2 nsubj L\nprotested protest VBD VERB 0 root\n"
                 ". . . PUNCT 2 punct\n\n" POLICE_ARRESTED);
    assert_false(has_code(*state, "FRACOP"));
    read_at_home(*state, "FRA",
                 "France france NNP PROPN 2 nsubj L\nprotested protest VBD VERB 0 root\n"
                 ". . . PUNCT 2 punct\n\n" POLICE_ARRESTED);
    assert_true(has_code(*state, "FRACOP"));
}

static void owner_in_the_phrase_comes_first(void **state) {
    read_at_home(*state, "FRA",
                 "Iraqi iraqi JJ ADJ 2 amod\npolice police NN NOUN 3 nsubj\n"
                 "arrested arrest VBD VERB 0 root\nprotesters protester NNS NOUN 3 obj\n");
    expect_mentions(*state, "'Iraqi police' phrase =IRQCOP country\n"
                            "'protesters' phrase =IRQCVL country\n");
}

static void gunmen_are_met_abroad(void **state) {
    read_at_home(*state, "FRA",
                 "Gunmen gunman NNS NOUN 2 nsubj\narrested arrest VBD VERB 0 root\n"
                 "police police NN NOUN 2 obj\n");
    expect_mentions(*state, "'Gunmen' phrase = unknown\n'police' phrase =FRACOP country\n");
}

static void office_at_home_acts_on_the_state_behind_it(void **state) {
    const char *acts = "The the DT DET 2 det\nofficials official NNS NOUN 3 nsubj\n"
                       "attacked attack VBD VERB 0 root\nChina China NNP PROPN 3 obj L\n";
    read_at_home(*state, "FRA", acts);
    assert_true(has_code(*state, "FRAGOV"));
    read_at_home(*state, "", acts);
    assert_true(has_code(*state, "CHNGOV"));
    read_at_home(*state, "FRA",
                 "The the DT DET 2 det\nofficials official NNS NOUN 3 nsubj\n"
                 "met meet VBD VERB 0 root\nin in IN ADP 5 case\nChina China NNP PROPN 3 obl L\n");
    assert_true(has_code(*state, "CHNGOV"));
    assert_false(has_code(*state, "FRAGOV"));
}

static void staff_of_an_unknown_person_is_at_home(void **state) {
    const char *tree = "Zorn zorn NNP PROPN 3 nmod:poss P\n's 's POS PART 1 case\n"
                       "officials official NNS NOUN 4 nsubj\nresigned resign VBD VERB 0 root\n";
    read_at_home(*state, "FRA", tree);
    assert_true(has_code(*state, "FRAGOV"));
    read_at_home(*state, "", tree);
    assert_false(has_code(*state, "FRAGOV"));
}

static void office_that_the_country_has_not_is_abroad(void **state) {
    const char *tree = "The the DT DET 2 det\npresident president NN NOUN 3 nsubj\n"
                       "resigned resign VBD VERB 0 root\n";
    read_at_home(*state, "USA", tree);
    assert_true(has_code(*state, "USAGOV"));
    read_at_home(*state, "ISR", tree); /* the test's lexicon knows no president there */
    assert_false(has_code(*state, "ISRGOV"));
}

/* `french` sentences about France, one about China, and one in which the police arrest. */
static void read_mostly_french(struct reading *reading, unsigned french, char *tree, size_t size) {
    size_t at = 0;
    for (unsigned i = 0; i < french; i++) {
        at += (size_t)snprintf(tree + at, size - at,
                               "France France NNP PROPN 2 nsubj L\nvoted vote VBD VERB 0 root\n\n");
    }
    (void)snprintf(tree + at, size - at,
                   "China China NNP PROPN 2 nsubj L\nvoted vote VBD VERB 0 root\n\n"
                   "It it PRP PRON 2 expl\nrained rain VBD VERB 0 root\n\n" POLICE_ARRESTED);
    read_at_home(reading, "FRA", tree);
}

static void police_are_at_home_where_nearly_all_is(void **state) {
    char tree[4096];
    read_mostly_french(*state, 20, tree, sizeof tree);
    assert_true(has_code(*state, "FRACOP"));
    read_mostly_french(*state, 3, tree, sizeof tree);
    assert_false(has_code(*state, "FRACOP"));
}

#define HOLT_RESIGNED "Holt holt NNP PROPN 2 nsubj P\nresigned resign VBD VERB 0 root\n"

static void politician_at_home_goes_by_the_surname(void **state) {
    read_at_home(*state, "RUS", HOLT_RESIGNED);
    expect_mentions(*state, "'Holt' name Karl Holt=RUSOPP lexicon\n");
    read_at_home(*state, "CHN", HOLT_RESIGNED); /* Ruth Holt left office too long ago */
    expect_mentions(*state, "'Holt' name Holt= unknown\n");
    read_at_home(*state, "FRA", HOLT_RESIGNED); /* Anna or Paul */
    expect_mentions(*state, "'Holt' name Holt= unknown\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlets_have_a_country),
        cmocka_unit_test(unknown_outlets_and_agencies_have_none),
        cmocka_unit_test(media_of_the_lexicon_count),
        cmocka_unit_test(every_outlet_is_of_a_country),
        cmocka_unit_test(bare_role_is_at_home),
        cmocka_unit_test(ground_of_home_is_told),
        cmocka_unit_test(state_named_anywhere_leaves_no_home),
        cmocka_unit_test(owner_in_the_phrase_comes_first),
        cmocka_unit_test(gunmen_are_met_abroad),
        cmocka_unit_test(office_at_home_acts_on_the_state_behind_it),
        cmocka_unit_test(police_are_at_home_where_nearly_all_is),
        cmocka_unit_test(staff_of_an_unknown_person_is_at_home),
        cmocka_unit_test(office_that_the_country_has_not_is_abroad),
        cmocka_unit_test(politician_at_home_goes_by_the_surname),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
