/* SPDX-License-Identifier: Apache-2.0 */
/* Whom surnames and pronouns stand for, read off the sentences by hand. The lexicon is
 * tests/understanding/en.
 */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define DATE "2021-11-14"

/* ---- surnames alone ------------------------------------------------------------------------- */

#define MET_IN(place)                                                                              \
    "Aid aid NN NOUN 2 nsubj\nreached reach VBD VERB 0 root\n" place " NNP PROPN 2 obj L\n\n"
#define HOLT_LEFT "Holt Holt NNP PROPN 2 nsubj P\nleft leave VBD VERB 0 root\n"

static void surname_of_who_governs_the_country_named(void **state) {
    read_tree(*state, MET_IN("France France") HOLT_LEFT, DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'Holt' name Paul Holt=FRAGOV lexicon\n");
    const struct reading *reading = *state;
    const struct cmq_actor *holt = &reading->actors.list.item[reading->actors.list.count - 1];
    assert_int_equal(holt->grounds.count, 2);
    assert_int_equal(holt->grounds.item[1].kind, CMQ_GROUND_SENTENCE);
    assert_true(cmq_str_eq(holt->grounds.item[1].gives, CMQ_STR("FRA")));
}

static void surname_in_another_year_is_another_persons(void **state) {
    read_tree(*state, MET_IN("France France") HOLT_LEFT, "2016-02-01");
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'Holt' name Anna Holt=FRAGOV lexicon\n");
    read_tree(*state, MET_IN("China China") HOLT_LEFT, "2002-02-01");
    expect_mentions(*state, "'China' name China=CHN lexicon\n"
                            "'Holt' name Ruth Holt=CHNGOV lexicon\n");
}

static void surname_of_nobody_who_governs_is_unknown(void **state) {
    static const char *const places[] = {MET_IN("China China"), MET_IN("Russia Russia"),
                                         MET_IN("Norland Norland")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char tree[512];
        (void)snprintf(tree, sizeof tree, "%s%s", places[i], HOLT_LEFT);
        read_tree(*state, tree, DATE);
        const struct reading *reading = *state;
        const struct cmq_actor *holt = &reading->actors.list.item[reading->actors.list.count - 1];
        assert_true(cmq_str_eq(holt->name, CMQ_STR("Holt")));
        assert_int_equal(holt->basis, CMQ_BASIS_UNKNOWN);
    }
}

static void surname_of_somebody_named_in_full_is_theirs(void **state) {
    read_tree(*state,
              "Bob Bob NNP PROPN 3 nsubj P\nHolt Holt NNP PROPN 1 flat P\n"
              "reached reach VBD VERB 0 root\nFrance France NNP PROPN 3 obj L\n\n" HOLT_LEFT,
              DATE);
    expect_mentions(*state, "'Bob Holt' name Bob Holt= unknown\n"
                            "'France' name France=FRA lexicon\n"
                            "'Holt' name Bob Holt= unknown\n");
}

static void surname_that_the_model_takes_for_no_name(void **state) {
    read_tree(*state,
              MET_IN("France France") "Holt Holt NNP PROPN 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n"
                            "'Holt' name Paul Holt=FRAGOV lexicon\n");
}

/* ---- pronouns ------------------------------------------------------------------------------- */

#define ANN_MET_BOB                                                                                \
    "Ann Ann NNP PROPN 3 nsubj P\nLee Lee NNP PROPN 1 flat P\nmet meet VBD VERB 0 root\n"          \
    "Bob Bob NNP PROPN 3 obj P\nKent Kent NNP PROPN 4 flat P\n"
#define BOTH_NAMES "'Ann Lee' name Ann Lee= unknown\n'Bob Kent' name Bob Kent= unknown\n"

static void given_names_tell_she_from_he(void **state) {
    read_tree(*state,
              ANN_MET_BOB "\nShe she PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n\n"
                          "He he PRP PRON 2 nsubj\nstayed stay VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, BOTH_NAMES "'She' pronoun Ann Lee= unknown\n"
                                       "'He' pronoun Bob Kent= unknown\n");
}

static void object_too_if_only_it_has_the_gender(void **state) {
    read_tree(*state,
              ANN_MET_BOB "\nHis his PRP$ PRON 2 nmod:poss\nanswer answer NN NOUN 3 nsubj\n"
                          "came come VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, BOTH_NAMES "'His' pronoun Bob Kent= unknown\n");
}

static void title_tells_gender_of_a_surname(void **state) {
    read_tree(*state,
              "Mrs Mrs NNP PROPN 2 compound\nPark Park NNP PROPN 3 nsubj P\n"
              "met meet VBD VERB 0 root\nMr Mr NNP PROPN 5 compound\nHolm Holm NNP PROPN 3 obj P\n"
              "\nHe he PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Mrs Park' name Park= unknown\n"
                            "'Mr Holm' name Holm= unknown\n"
                            "'He' pronoun Holm= unknown\n");
}

static void apposition_tells_gender(void **state) {
    read_tree(*state,
              "Park Park NNP PROPN 6 nsubj P\n, , , PUNCT 4 punct\nan a DT DET 4 det\n"
              "actress actress NN NOUN 1 appos\n, , , PUNCT 4 punct\nmet meet VBD VERB 0 root\n"
              "Holm Holm NNP PROPN 6 obj P\n"
              "\nHe he PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Park' name Park= unknown\n"
                            "'Holm' name Holm= unknown\n"
                            "'He' pronoun Holm= unknown\n");
}

static void possessive_is_not_what_it_possesses(void **state) {
    read_tree(
        *state,
        "Bob Bob NNP PROPN 3 nsubj P\nKent Kent NNP PROPN 1 flat P\nmet meet VBD VERB 0 root\n"
        "his his PRP$ PRON 5 nmod:poss\nfriend friend NN NOUN 3 obj\n"
        "Tom Tom NNP PROPN 5 appos P\nHolm Holm NNP PROPN 6 flat P\n",
        DATE);
    expect_mentions(*state, "'Bob Kent' name Bob Kent= unknown\n"
                            "'his' pronoun Bob Kent= unknown\n"
                            "'Tom Holm' name Tom Holm= unknown\n");
}

static void object_is_not_its_subject(void **state) {
    read_tree(
        *state,
        "Tom Tom NNP PROPN 3 nsubj P\nHolm Holm NNP PROPN 1 flat P\nspoke speak VBD VERB 0 root\n"
        "\nBob Bob NNP PROPN 3 nsubj P\nKent Kent NNP PROPN 1 flat P\n"
        "thanked thank VBD VERB 0 root\nhim he PRP PRON 3 obj\n",
        DATE);
    expect_mentions(*state, "'Tom Holm' name Tom Holm= unknown\n"
                            "'Bob Kent' name Bob Kent= unknown\n"
                            "'him' pronoun Tom Holm= unknown\n");
}

static void reflexive_is_its_subject(void **state) {
    read_tree(
        *state,
        "Tom Tom NNP PROPN 3 nsubj P\nHolm Holm NNP PROPN 1 flat P\nspoke speak VBD VERB 0 root\n"
        "\nBob Bob NNP PROPN 3 nsubj P\nKent Kent NNP PROPN 1 flat P\n"
        "thanked thank VBD VERB 0 root\nhimself himself PRP PRON 3 obj\n",
        DATE);
    expect_mentions(*state, "'Tom Holm' name Tom Holm= unknown\n"
                            "'Bob Kent' name Bob Kent= unknown\n"
                            "'himself' pronoun Bob Kent= unknown\n");
}

static void fronted_phrase_looks_ahead(void **state) {
    read_tree(*state,
              "In in IN ADP 3 case\nhis his PRP$ PRON 3 nmod:poss\nspeech speech NN NOUN 7 obl\n"
              ", , , PUNCT 3 punct\nBob Bob NNP PROPN 7 nsubj P\nKent Kent NNP PROPN 5 flat P\n"
              "thanked thank VBD VERB 0 root\nFrance France NNP PROPN 7 obj L\n",
              DATE);
    const struct reading *reading = *state;
    uint32_t his = reading->actors.mention_at[find_token(&reading->parse, "his", 0)];
    uint32_t bob = reading->actors.mention_at[find_token(&reading->parse, "Bob", 0)];
    assert_int_not_equal(his, CMQ_NO_MENTION);
    uint32_t actor = reading->actors.mention.item[his].actors.item[0];
    assert_int_equal(actor, reading->actors.mention.item[bob].actors.item[0]);
    /* and the person's mentions are in text order for all that */
    assert_int_equal(reading->actors.list.item[actor].mentions.count, 2);
    assert_int_equal(reading->actors.list.item[actor].mentions.item[0], his);
}

static void main_clause_does_not_look_ahead(void **state) {
    read_tree(*state,
              "He he PRP PRON 2 nsubj\nthanked thank VBD VERB 0 root\n"
              "Bob Bob NNP PROPN 2 obj P\nKent Kent NNP PROPN 3 flat P\n",
              DATE);
    expect_mentions(*state, "'Bob Kent' name Bob Kent= unknown\n");
}

static void they_is_a_coordination(void **state) {
    read_tree(*state,
              "Ann Ann NNP PROPN 6 nsubj P\nLee Lee NNP PROPN 1 flat P\nand and CC CCONJ 4 cc\n"
              "Bob Bob NNP PROPN 1 conj P\nKent Kent NNP PROPN 4 flat P\nmet meet VBD VERB 0 root\n"
              "\nThey they PRP PRON 2 nsubj\nagreed agree VBD VERB 0 root\n",
              DATE);
    const struct reading *reading = *state;
    uint32_t they = reading->actors.mention_at[find_token(&reading->parse, "They", 0)];
    assert_int_not_equal(they, CMQ_NO_MENTION);
    assert_int_equal(reading->actors.mention.item[they].actors.count, 2);
}

static void empty_it_stands_for_nothing(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nspoke speak VBD VERB 0 root\n\n"
              "It it PRP PRON 2 expl\nrained rain VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'France' name France=FRA lexicon\n");
}

static void nearer_thing_keeps_it_from_the_state(void **state) {
    read_tree(
        *state,
        "The the DT DET 2 det\ntreaty treaty NN NOUN 3 nsubj\nhelped help VBD VERB 0 root\n"
        "farmers farmer NNS NOUN 3 obj\nin in IN ADP 6 case\nFrance France NNP PROPN 4 nmod L\n\n"
        "It it PRP PRON 2 nsubj\nlasted last VBD VERB 0 root\n",
        DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->actors.mention_at[find_token(&reading->parse, "It", 0)],
                     CMQ_NO_MENTION);
}

static void name_that_is_called_she_is_a_person(void **state) {
    read_tree(*state,
              "Oruna Oruna NNP PROPN 2 nsubj\nresigned resign VBD VERB 0 root\n\n"
              "She she PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Oruna' name Oruna= unknown\n'She' pronoun Oruna= unknown\n");
}

static void inverted_name_is_the_same_person(void **state) {
    read_tree(*state,
              "Oru Oru NNP PROPN 3 nsubj P\nTaneda Taneda NNP PROPN 1 flat P\n"
              "spoke speak VBD VERB 0 root\n\n"
              "Taneda Taneda NNP PROPN 3 nsubj P\nOru Oru NNP PROPN 1 flat P\n"
              "left leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "'Oru Taneda' name Oru Taneda= unknown\n"
                            "'Taneda Oru' name Oru Taneda= unknown\n");
}

static void day_is_never_meant(void **state) {
    read_tree(*state,
              "On on IN ADP 2 case\nMonday Monday NNP PROPN 3 obl\nleft leave VBD VERB 0 root\n\n"
              "She she PRP PRON 2 nsubj\nleft leave VBD VERB 0 root\n",
              DATE);
    expect_mentions(*state, "");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(surname_of_who_governs_the_country_named),
        cmocka_unit_test(surname_in_another_year_is_another_persons),
        cmocka_unit_test(surname_of_nobody_who_governs_is_unknown),
        cmocka_unit_test(surname_of_somebody_named_in_full_is_theirs),
        cmocka_unit_test(surname_that_the_model_takes_for_no_name),
        cmocka_unit_test(given_names_tell_she_from_he),
        cmocka_unit_test(object_too_if_only_it_has_the_gender),
        cmocka_unit_test(title_tells_gender_of_a_surname),
        cmocka_unit_test(apposition_tells_gender),
        cmocka_unit_test(possessive_is_not_what_it_possesses),
        cmocka_unit_test(object_is_not_its_subject),
        cmocka_unit_test(reflexive_is_its_subject),
        cmocka_unit_test(fronted_phrase_looks_ahead),
        cmocka_unit_test(main_clause_does_not_look_ahead),
        cmocka_unit_test(they_is_a_coordination),
        cmocka_unit_test(empty_it_stands_for_nothing),
        cmocka_unit_test(nearer_thing_keeps_it_from_the_state),
        cmocka_unit_test(name_that_is_called_she_is_a_person),
        cmocka_unit_test(inverted_name_is_the_same_person),
        cmocka_unit_test(day_is_never_meant),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
