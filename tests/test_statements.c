/* SPDX-License-Identifier: Apache-2.0 */
/* The lexicon is tests/understanding/en; what is expected was read off the sentences by hand. */

#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define DATE "2021-11-14"

/* ---- where English puts what is said -------------------------------------------------------- */

static void said_that(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void said_without_that(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void content_then_said(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 6 ccomp\n"
              "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 6 punct\n"
              "France France NNP PROPN 6 nsubj L\nsaid say VBD VERB 0 root\n"
              ". . . PUNCT 6 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void content_then_said_as_parataxis(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 6 punct\n"
              "France France NNP PROPN 6 nsubj L\nsaid say VBD VERB 2 parataxis\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void content_on_both_sides(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 6 nsubj L\n, , , PUNCT 4 punct\n"
              "France France NNP PROPN 4 nsubj L\nsaid say VBD VERB 6 parataxis\n"
              ", , , PUNCT 4 punct\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 6 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran' … 'attacked Iraq'\n");
}

static void said_before_its_subject(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 5 ccomp\n"
              "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 5 punct\nsaid say VBD VERB 0 root\n"
              "Joe Joe NNP PROPN 5 nsubj P\nBiden Biden NNP PROPN 6 flat P\n"
              ". . . PUNCT 5 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say indirect 'said': 'Iran attacked Iraq'\n");
}

/* Who the phrase names, and what the clause that it modifies says. */
static void expect_according_to(struct reading *reading, const char *tree) {
    read_tree(reading, tree, DATE);
    assert_int_equal(reading->statements.list.count, 1);
    const struct cmq_statement *s = &reading->statements.list.item[0];
    const struct cmq_actor *speaker = &reading->actors.list.item[s->speaker.actor];
    assert_true(cmq_str_eq(speaker->code, CMQ_STR("FRA")));
    assert_int_equal(s->speech, CMQ_SPEECH_SAY);
    assert_int_equal(s->content.count, 1);
    uint32_t iran = find_token(&reading->parse, "Iran", 0);
    uint32_t iraq = find_token(&reading->parse, "Iraq", 0);
    assert_int_equal(s->content.item[0].start, reading->parse.token[iran].start);
    assert_int_equal(s->content.item[0].end, reading->parse.token[iraq].end);
}

static void according_to(void **state) {
    expect_according_to(
        *state,
        "According accord VBG VERB 3 case\nto to TO ADP 1 fixed\n"
        "France France NNP PROPN 6 obl L\n, , , PUNCT 3 punct\nIran Iran NNP PROPN 6 nsubj L\n"
        "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 6 punct\n");
}

static void according_to_behind_the_content(void **state) {
    expect_according_to(
        *state,
        "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
        "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 7 punct\naccording accord VBG VERB 7 case\n"
        "to to TO ADP 5 fixed\nFrance France NNP PROPN 2 obl L\n. . . PUNCT 2 punct\n");
}

static void participle_is_told_by_the_subject_above(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n, , , PUNCT 5 punct\nsaying say VBG VERB 2 advcl\n"
              "that that IN SCONJ 8 mark\nTehran Tehran NNP PROPN 8 nsubj L\n"
              "attacked attack VBD VERB 5 ccomp\nIraq Iraq NNP PROPN 8 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'saying': 'Tehran attacked Iraq'\n");
}

static void coordinated_verbs_share_their_speaker(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ncriticized criticize VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nand and CC CCONJ 5 cc\nsaid say VBD VERB 2 conj\n"
              "that that IN SCONJ 8 mark\nTehran Tehran NNP PROPN 8 nsubj L\n"
              "attacked attack VBD VERB 5 ccomp\nIraq Iraq NNP PROPN 8 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Tehran attacked Iraq'\n");
}

static void said_in_a_statement(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "in in IN ADP 5 case\na a DT DET 5 det\nstatement statement NN NOUN 2 obl\n"
              "that that IN SCONJ 8 mark\nIran Iran NNP PROPN 8 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 8 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void added_is_told_by_the_same_speaker(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nleft leave VBD VERB 2 ccomp\n"
              "and and CC CCONJ 6 cc\nadded add VBD VERB 2 conj\nthat that IN SCONJ 9 mark\n"
              "Iraq Iraq NNP PROPN 9 nsubj L\nattacked attack VBD VERB 6 ccomp\n"
              "Syria Syria NNP PROPN 9 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran left'\n"
                              "FRA say indirect 'added': 'Iraq attacked Syria'\n");
}

static void coordinated_content_is_all_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\nand and CC CCONJ 8 cc\n"
              "Syria Syria NNP PROPN 8 nsubj L\nleft leave VBD VERB 4 conj\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq and Syria left'\n");
}

static void spokesman_speaks_for_his_owner(void **state) {
    read_tree(*state,
              "A a DT DET 3 det\nFrench french JJ ADJ 3 amod\n"
              "spokesman spokesman NN NOUN 4 nsubj\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 nsubj L\nattacked attack VBD VERB 4 ccomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void told_has_an_addressee(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ntold tell VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 2 iobj L\nthat that IN SCONJ 6 mark\n"
              "Iran Iran NNP PROPN 6 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'told': 'Iran attacked Iraq' to SYR\n");
}

static void urged_to_has_content_and_addressee(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nurged urge VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nto to TO PART 5 mark\n"
              "withdraw withdraw VB VERB 2 xcomp\nits its PRP$ PRON 7 nmod:poss\n"
              "troops troop NNS NOUN 5 obj\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA urge indirect 'urged': 'withdraw its troops' to IRN\n");
}

static void claim_deny_and_think_are_kinds(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nclaimed claim VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 5 obj L\n\n"
              "Iran Iran NNP PROPN 2 nsubj L\ndenied deny VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIraq Iraq NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\nSyria Syria NNP PROPN 5 obj L\n\n"
              "Syria Syria NNP PROPN 2 nsubj L\nbelieves believe VBZ VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "left leave VBD VERB 2 ccomp\n",
              DATE);
    expect_statements(*state, "FRA claim indirect 'claimed': 'Iran attacked Iraq'\n"
                              "IRN deny indirect 'denied': 'Iraq attacked Syria'\n"
                              "SYR think indirect 'believes': 'Iran left'\n");
}

static void verb_without_content_tells_nothing(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\ntold tell VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "");
}

/* ---- quotation ------------------------------------------------------------------------------ */

static void whole_quotation_is_direct(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 8 ccomp\nIraq Iraq NNP PROPN 3 obj L\n"
              ", , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\nFrance France NNP PROPN 8 nsubj L\n"
              "said say VBD VERB 0 root\n. . . PUNCT 8 punct\n",
              DATE);
    expect_statements(*state, "FRA say direct 'said': 'Iran attacked Iraq'\n");
}

static void straight_marks_quote_too(void **state) {
    read_tree(*state,
              "\" \" `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 8 ccomp\nIraq Iraq NNP PROPN 3 obj L\n"
              ", , , PUNCT 3 punct\n\" \" '' PUNCT 3 punct\nFrance France NNP PROPN 8 nsubj L\n"
              "said say VBD VERB 0 root\n. . . PUNCT 8 punct\n",
              DATE);
    expect_statements(*state, "FRA say direct 'said': 'Iran attacked Iraq'\n");
}

static void partial_quotation_is_mixed(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 6 mark\nIran Iran NNP PROPN 6 nsubj L\n“ “ `` PUNCT 6 punct\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 6 obj L\n"
              "” ” '' PUNCT 6 punct\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say mixed 'said': 'Iran “ attacked Iraq'\n");
}

static void apostrophe_opens_no_quotation(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "that that IN SCONJ 7 mark\nIran Iran NNP PROPN 6 nmod:poss L\n"
              "'s 's POS PART 4 case\ntroops troop NNS NOUN 7 nsubj\n"
              "attacked attack VBD VERB 2 ccomp\nIraq Iraq NNP PROPN 7 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran 's troops attacked Iraq'\n");
}

static void cue_in_the_first_sentence_of_a_quotation(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "said say VBD VERB 0 root\n: : : PUNCT 7 punct\n“ “ `` PUNCT 7 punct\n"
              "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 3 ccomp\n"
              "Iraq Iraq NNP PROPN 7 obj L\n. . . PUNCT 7 punct\n\n"
              "France France NNP PROPN 2 nsubj L\nhelped help VBD VERB 0 root\n"
              ". . . PUNCT 2 punct\n” ” '' PUNCT 2 punct\n\n"
              "Syria Syria NNP PROPN 2 nsubj L\nleft leave VBD VERB 0 root\n"
              ". . . PUNCT 2 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct 'said': 'Iran attacked Iraq . France helped'\n");
    const struct reading *reading = *state;
    assert_int_equal(reading->statements.statement_at[find_token(&reading->parse, "helped", 0)], 0);
    assert_int_equal(reading->statements.statement_at[find_token(&reading->parse, "left", 0)],
                     CMQ_NO_STATEMENT);
}

/* ---- chains --------------------------------------------------------------------------------- */

#define REUTERS_IRAN_IRAQ                                                                          \
    "Reuters Reuters NNP PROPN 2 nsubj O\nreported report VBD VERB 0 root\n"                       \
    "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\nsaid say VBD VERB 2 ccomp\n"        \
    "Iraq Iraq NNP PROPN 7 nsubj L\nattacked attack VBD VERB 5 ccomp\n"                            \
    "Syria Syria NNP PROPN 7 obj L\n. . . PUNCT 2 punct\n"

static void statement_inside_a_statement_is_told(void **state) {
    read_tree(*state,
              "Reuters Reuters NNP PROPN 2 nsubj O\nreported report VBD VERB 0 root\n"
              "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
              "left leave VBD VERB 2 ccomp\nand and CC CCONJ 8 cc\n"
              "France France NNP PROPN 8 nsubj L\nsaid say VBD VERB 5 conj\n"
              "Iraq Iraq NNP PROPN 10 nsubj L\nattacked attack VBD VERB 8 ccomp\n"
              "Syria Syria NNP PROPN 10 obj L\n",
              DATE);
    expect_statements(*state,
                      "GBRMED say indirect 'reported': 'Iran left and France said Iraq attacked "
                      "Syria'\n"
                      "FRA say indirect 'said': 'Iraq attacked Syria' told GBRMED\n");
    const struct reading *reading = *state;
    assert_int_equal(reading->statements.list.item[0].parent, CMQ_NO_STATEMENT);
    assert_int_equal(reading->statements.list.item[1].parent, 0);
}

static void relay_is_a_link_and_no_statement(void **state) {
    read_tree(*state, REUTERS_IRAN_IRAQ, DATE);
    expect_statements(*state, "IRN say indirect 'said': 'Iraq attacked Syria' told GBRMED\n");
}

static void chain_runs_from_the_innermost_out(void **state) {
    read_tree(*state, REUTERS_IRAN_IRAQ, DATE);
    struct reading *reading = *state;
    uint32_t innermost =
        reading->statements.statement_at[find_token(&reading->parse, "attacked", 0)];
    struct cmq_tellers tellers = {0};
    cmq_statement_tellers(&reading->actors, &reading->statements, innermost, &reading->arena,
                          &tellers);
    assert_int_equal(tellers.count, 2);
    assert_int_equal(tellers.item[0].kind, CMQ_TELLER_BODY);
    assert_int_equal(tellers.item[0].start, 22);
    assert_int_equal(tellers.item[0].end, 26);
    assert_int_equal(tellers.item[1].kind, CMQ_TELLER_AGENCY);
    assert_int_equal(tellers.item[1].start, 0);
    assert_int_equal(tellers.item[1].end, 7);
}

static void token_knows_its_innermost_statement(void **state) {
    read_tree(*state, REUTERS_IRAN_IRAQ, DATE);
    const struct reading *reading = *state;
    const uint32_t *at = reading->statements.statement_at;
    uint32_t relay = at[find_token(&reading->parse, "Iran", 0)];
    assert_int_equal(at[find_token(&reading->parse, "reported", 0)], CMQ_NO_STATEMENT);
    assert_int_equal(relay, reading->statements.list.count);
    assert_int_equal(at[find_token(&reading->parse, "said", 0)], relay);
    assert_int_equal(at[find_token(&reading->parse, "attacked", 0)], 0);
    assert_int_equal(reading->statements.list.item[0].parent, relay);
}

static void according_to_tells_a_statement(void **state) {
    read_tree(*state,
              "According accord VBG VERB 3 case\nto to TO ADP 1 fixed\n"
              "Reuters Reuters NNP PROPN 6 obl O\n, , , PUNCT 3 punct\n"
              "Iran Iran NNP PROPN 6 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 8 nsubj L\nattacked attack VBD VERB 6 ccomp\n"
              "Syria Syria NNP PROPN 8 obj L\n. . . PUNCT 6 punct\n",
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->statements.list.count, 1);
    const struct cmq_tellers *tellers = &reading->statements.list.item[0].attribution;
    assert_int_equal(tellers->count, 1);
    assert_int_equal(tellers->item[0].kind, CMQ_TELLER_AGENCY);
}

static enum cmq_teller_kind kind_of_first_teller(struct reading *reading) {
    struct cmq_tellers tellers = {0};
    assert_int_equal(reading->statements.list.count, 1);
    cmq_statement_tellers(&reading->actors, &reading->statements, 0, &reading->arena, &tellers);
    assert_int_equal(tellers.count, 1);
    return tellers.item[0].kind;
}

static void person_is_a_speaker(void **state) {
    read_tree(*state,
              "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"
              "said say VBD VERB 0 root\nIran Iran NNP PROPN 5 nsubj L\n"
              "attacked attack VBD VERB 3 ccomp\nIraq Iraq NNP PROPN 5 obj L\n",
              "2022-05-01");
    assert_int_equal(kind_of_first_teller(*state), CMQ_TELLER_SPEAKER);
}

static void source_without_a_name_is_anonymous(void **state) {
    read_tree(*state,
              "Sources source NNS NOUN 2 nsubj\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\n",
              DATE);
    expect_statements(*state, "? say indirect 'said': 'Iran attacked Iraq'\n");
    assert_int_equal(kind_of_first_teller(*state), CMQ_TELLER_ANONYMOUS);
}

static void bare_noun_before_the_clause_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\n"
              "said say VBD VERB 0 root\n"
              "Wednesday Wednesday NNP PROPN 2 ccomp\n"
              "that that IN SCONJ 6 mark\n"
              "Iran Iran NNP PROPN 6 nsubj L\n"
              "attacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 6 obj L\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void content_then_said_as_an_adverbial_clause(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n"
              ", , , PUNCT 6 punct\n"
              "France France NNP PROPN 6 nsubj L\n"
              "said say VBD VERB 2 advcl\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void content_then_said_as_a_conjunct(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n"
              ", , , PUNCT 6 punct\n"
              "France France NNP PROPN 6 nsubj L\n"
              "said say VBD VERB 2 conj\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void clause_with_a_conjunction_tells_nothing_of_the_one_above(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 0 root\n"
              ", , , PUNCT 6 punct\n"
              "as as IN SCONJ 6 mark\n"
              "France France NNP PROPN 6 nsubj L\n"
              "said say VBD VERB 2 advcl\n",
              DATE);
    expect_statements(*state, "");
}

static void of_two_subjects_the_nearer_speaks(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\n"
              "attacked attack VBD VERB 6 ccomp\n"
              "Iraq Iraq NNP PROPN 6 nsubj L\n"
              ", , , PUNCT 5 punct\n"
              "France France NNP PROPN 6 nsubj L\n"
              "said say VBD VERB 0 root\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

/* ---- by position, where the tree is wrong ---------------------------------------------------- */

#define BIDEN "Joe Joe NNP PROPN 3 nsubj P\nBiden Biden NNP PROPN 1 flat P\n"

static void quotation_of_the_sentence_before_the_verb(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n"
              "? ? . PUNCT 3 punct\n” ” '' PUNCT 3 punct\n\n" BIDEN
              "said say VBD VERB 0 root\n. . . PUNCT 3 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct 'said': 'Iran attacked Iraq'\n");
}

static void quotation_before_a_verb_read_as_a_relative_clause(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nThis this PRON PRON 3 nsubj\nwar war NN NOUN 0 root\n"
              ", , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\nFrance France NNP PROPN 7 nsubj L\n"
              "said say VBD VERB 3 acl:relcl\n, , , PUNCT 7 punct\n“ “ `` PUNCT 11 punct\n"
              "Iran Iran NNP PROPN 11 nsubj L\nattacked attack VBD VERB 7 ccomp\n"
              "Iraq Iraq NNP PROPN 11 obj L\n” ” '' PUNCT 11 punct\n. . . PUNCT 3 punct\n",
              DATE);
    expect_statements(*state, "FRA say direct 'said': 'This war' … 'Iran attacked Iraq'\n");
}

static void quotation_that_ended_before_another_sentence_is_not_told_by_it(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n"
              ". . . PUNCT 3 punct\n” ” '' PUNCT 3 punct\n\n" BIDEN
              "said say VBD VERB 0 root\nnothing nothing NN PRON 3 obj\n. . . PUNCT 3 punct\n",
              "2022-05-01");
    expect_statements(*state, "");
}

static void telling_set_off_by_commas_has_the_sentence_around_it(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 4 nsubj L\n, , , PUNCT 1 punct\n"
              "France France NNP PROPN 4 nsubj L\nsaid say VBD VERB 0 root\n, , , PUNCT 4 punct\n"
              "could could MD AUX 7 aux\nattack attack VB VERB 4 parataxis\n"
              "Iraq Iraq NNP PROPN 7 obj L\n. . . PUNCT 4 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran' … 'could attack Iraq'\n");
}

static void clause_with_that_hung_elsewhere(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nreported report VBD VERB 0 root\n"
              "at at IN ADP 4 case\ntalks talk NNS NOUN 2 obl\nthat that IN PRON 7 obj\n"
              "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 4 acl:relcl\n"
              "Iraq Iraq NNP PROPN 7 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'reported': 'Iran attacked Iraq'\n");
}

static void clause_lost_behind_said(void **state) {
    read_tree(
        *state,
        "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
        "Iran Iran NNP PROPN 2 obj L\nand and CC CCONJ 6 cc\nSyria Syria NNP PROPN 6 nsubj L\n"
        "attacked attack VBD VERB 2 conj\nIraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 2 punct\n",
        DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran and Syria attacked Iraq'\n");
}

static void clause_read_as_a_second_subject(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 3 nmod:poss L\n's 's POS PART 1 case\n"
              "attacks attack VBZ NOUN 8 nsubj\nare be VBP AUX 5 cop\nwar war NN NOUN 3 appos\n"
              ", , , PUNCT 3 punct\nFrance France NNP PROPN 8 nsubj L\n"
              "reported report VBD VERB 0 root\non on IN ADP 10 case\n"
              "Monday Monday NNP PROPN 8 obl\n. . . PUNCT 8 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'reported': 'Iran 's attacks are war'\n");
}

static void quotation_inside_what_is_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nreported report VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n“ “ `` PUNCT 5 punct\nclearly clearly RB ADV 7 advmod\n"
              "” ” '' PUNCT 5 punct\nattacked attack VBD VERB 3 acl\nIraq Iraq NNP PROPN 7 obj L\n"
              ". . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say mixed 'reported': 'Iran “ clearly ” attacked Iraq'\n");
}

static void infinitive_without_a_subject_tells_nothing(void **state) {
    read_tree(*state,
              "To to TO PART 2 mark\nreport report VB VERB 7 nsubj\nthat that IN SCONJ 5 mark\n"
              "Iran Iran NNP PROPN 5 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 5 obj L\ntakes take VBZ VERB 0 root\n"
              "time time NN NOUN 7 obj\n. . . PUNCT 7 punct\n",
              DATE);
    expect_statements(*state, "");
}

/* ---- how far, by whom, and whether at all -----------------------------------------------------
 */

#define FRANCE_SAID_IRAN_ATTACKED                                                                  \
    "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\nthat that IN SCONJ 5 mark\n"     \
    "Iran Iran NNP PROPN 5 nsubj L\nattacked attack VBD VERB 2 ccomp\n"                            \
    "Iraq Iraq NNP PROPN 5 obj L\n"

static void told_clause_ends_at_a_semicolon(void **state) {
    read_tree(*state,
              FRANCE_SAID_IRAN_ATTACKED "; ; : PUNCT 9 punct\nSyria Syria NNP PROPN 9 nsubj L\n"
                                        "left leave VBD VERB 2 parataxis\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n");
}

static void told_clause_ends_before_the_next_telling(void **state) {
    read_tree(*state,
              FRANCE_SAID_IRAN_ATTACKED "and and CC CCONJ 8 cc\nreported report VBD VERB 2 conj\n"
                                        "that that IN SCONJ 11 mark\n"
                                        "Syria Syria NNP PROPN 11 nsubj L\n"
                                        "left leave VBD VERB 8 ccomp\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq'\n"
                              "FRA say indirect 'reported': 'Syria left'\n");
}

static void clause_cut_short_runs_to_the_next_mark(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
              "Iraq Iraq NNP PROPN 4 obj L\nagain again RB ADV 2 advmod\n"
              ", , , PUNCT 9 punct\nas as IN SCONJ 9 mark\nfeared fear VBN VERB 2 advcl\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran attacked Iraq again'\n");
}

static void name_set_off_before_the_verb_is_the_teller(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 8 punct\n"
              "Joe Joe NNP PROPN 3 appos P\nBiden Biden NNP PROPN 5 flat P\n"
              "( ( -LRB- PUNCT 8 punct\nD d NNP PROPN 5 appos\n) ) -RRB- PUNCT 8 punct\n"
              "said say VBD VERB 2 advcl\n. . . PUNCT 2 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say indirect 'said': 'Iran attacked Iraq'\n");
}

static void inverted_telling_read_as_a_conjunct(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nattacked attack VBD VERB 0 root\n"
              "Iraq Iraq NNP PROPN 2 obj L\n, , , PUNCT 5 punct\nsaid say VBD VERB 2 conj\n"
              "Joe Joe NNP PROPN 5 nsubj P\nBiden Biden NNP PROPN 6 flat P\n"
              ". . . PUNCT 2 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say indirect 'said': 'Iran attacked Iraq'\n");
}

static void who_behind_the_name_is_that_person(void **state) {
    read_tree(*state,
              "Iran Iran NNP PROPN 2 nsubj L\nleft leave VBD VERB 4 ccomp\n"
              ", , , PUNCT 4 punct\nsaid say VBD VERB 0 root\n"
              "Joe Joe NNP PROPN 4 nsubj P\nBiden Biden NNP PROPN 5 flat P\n"
              ", , , PUNCT 9 punct\nwho who WP PRON 9 nsubj\nadded add VBD VERB 4 ccomp\n"
              "that that IN SCONJ 12 mark\nSyria Syria NNP PROPN 12 nsubj L\n"
              "stayed stay VBD VERB 9 ccomp\n. . . PUNCT 4 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say indirect 'said': 'Iran left'\n"
                              "USAGOV say indirect 'added': 'Syria stayed'\n");
}

static void supposed_telling_tells_nothing(void **state) {
    read_tree(*state,
              "If if IN SCONJ 3 mark\nFrance France NNP PROPN 3 nsubj L\n"
              "says say VBZ VERB 9 advcl\nthat that IN SCONJ 6 mark\n"
              "Iran Iran NNP PROPN 6 nsubj L\nleft leave VBD VERB 3 ccomp\n"
              ", , , PUNCT 3 punct\nIraq Iraq NNP PROPN 9 nsubj L\nleaves leave VBZ VERB 0 root\n",
              DATE);
    expect_statements(*state, "");
}

static void own_telling_is_no_statement_inside_the_quotation(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nWe we PRP PRON 3 nsubj\nsaid say VBD VERB 9 ccomp\n"
              "Iran Iran NNP PROPN 5 nsubj L\nleft leave VBD VERB 3 ccomp\n"
              ", , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\n"
              "France France NNP PROPN 9 nsubj L\nsaid say VBD VERB 0 root\n",
              DATE);
    expect_statements(*state, "FRA say direct 'said': 'We said Iran left'\n");
}

static void who_only_believes_is_no_teller(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
              "Syria Syria NNP PROPN 4 nsubj L\nbelieves believe VBZ VERB 2 ccomp\n"
              "Iran Iran NNP PROPN 6 nsubj L\nleft leave VBD VERB 4 ccomp\n",
              DATE);
    const struct reading *reading = *state;
    struct cmq_tellers tellers = {0};
    uint32_t left = find_token(&reading->parse, "left", 0);
    cmq_statement_tellers(&reading->actors, &reading->statements,
                          reading->statements.statement_at[left],
                          &((struct reading *)*state)->arena, &tellers);
    assert_int_equal(tellers.count, 1);
    const struct cmq_actor *teller = &reading->actors.list.item[tellers.item[0].actor];
    assert_true(cmq_str_eq(teller->code, CMQ_STR("FRA")));
}

static void quotations_joined_are_both_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nreported report VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\n“ “ `` PUNCT 5 punct\nunfair unfair JJ ADJ 2 xcomp\n"
              "” ” '' PUNCT 5 punct\nand and CC CCONJ 9 cc\n“ “ `` PUNCT 9 punct\n"
              "rude rude JJ ADJ 5 conj\n” ” '' PUNCT 9 punct\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say mixed 'reported': 'Iran “ unfair ” and “ rude'\n");
}

/* ---- quotations that go on ------------------------------------------------------------------- */

#define FIRST_QUOTATION                                                                            \
    "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\nattacked attack VBD VERB 9 ccomp\n"  \
    "Iraq Iraq NNP PROPN 3 obj L\n, , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\n"                 \
    "Joe Joe NNP PROPN 9 nsubj P\nBiden Biden NNP PROPN 7 flat P\nsaid say VBD VERB 0 root\n"      \
    ". . . PUNCT 9 punct\n"
#define SYRIA_LEFT                                                                                 \
    "Syria Syria NNP PROPN 3 nsubj L\nleft leave VBD VERB 0 root\n. . . PUNCT 3 punct\n"

static void quotation_goes_on_after_a_sentence_between(void **state) {
    read_tree(*state,
              FIRST_QUOTATION "\nHe he PRP PRON 2 nsubj\npaused pause VBD VERB 0 root\n"
                              ". . . PUNCT 2 punct\n\n“ “ `` PUNCT 3 punct\n" SYRIA_LEFT
                              "” ” '' PUNCT 3 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct 'said': 'Iran attacked Iraq' … 'Syria left'\n");
}

static void quotation_of_another_paragraph_needs_its_own_cue(void **state) {
    read_tree(*state,
              FIRST_QUOTATION "¶ ¶ _SP SPACE 9 punct\n\n“ “ `` PUNCT 3 punct\n" SYRIA_LEFT
                              "” ” '' PUNCT 3 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct 'said': 'Iran attacked Iraq'\n");
}

static void unclosed_quotation_goes_on_in_the_next_paragraph(void **state) {
    read_tree(*state,
              BIDEN "said say VBD VERB 0 root\n: : : PUNCT 6 punct\n“ “ `` PUNCT 6 punct\n"
                    "Iran Iran NNP PROPN 7 nsubj L\nattacked attack VBD VERB 3 ccomp\n"
                    "Iraq Iraq NNP PROPN 7 obj L\n. . . PUNCT 7 punct\n"
                    "¶ ¶ _SP SPACE 3 punct\n\n“ “ `` PUNCT 3 punct\n" SYRIA_LEFT
                    "” ” '' PUNCT 3 punct\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct 'said': 'Iran attacked Iraq' … 'Syria left'\n");
}

static void quotation_behind_indirect_speech_has_its_speaker(void **state) {
    read_tree(
        *state,
        "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
        "Iran Iran NNP PROPN 4 nsubj L\nattacked attack VBD VERB 2 ccomp\n"
        "Iraq Iraq NNP PROPN 4 obj L\n. . . PUNCT 2 punct\n\n“ “ `` PUNCT 3 punct\n" SYRIA_LEFT
        "” ” '' PUNCT 3 punct\n",
        DATE);
    expect_statements(*state, "FRA say mixed 'said': 'Iran attacked Iraq' … 'Syria left'\n");
}

static void thought_of_oneself_is_no_statement_inside_the_quotation(void **state) {
    read_tree(
        *state,
        "“ “ `` PUNCT 3 punct\nI I PRP PRON 3 nsubj\nbelieve believe VBP VERB 10 ccomp\n"
        "Iran Iran NNP PROPN 5 nsubj L\nattacked attack VBD VERB 3 ccomp\n"
        "Iraq Iraq NNP PROPN 5 obj L\n, , , PUNCT 3 punct\n” ” '' PUNCT 3 punct\n"
        "France France NNP PROPN 10 nsubj L\nsaid say VBD VERB 0 root\n. . . PUNCT 10 punct\n",
        DATE);
    expect_statements(*state, "FRA say direct 'said': 'I believe Iran attacked Iraq'\n");
    const struct reading *reading = *state;
    uint32_t thought = reading->statements.statement_at[find_token(&reading->parse, "attacked", 0)];
    assert_int_equal(thought, reading->statements.list.count);
    assert_int_equal(reading->statements.list.item[thought].speech, CMQ_SPEECH_THINK);
    assert_int_equal(reading->statements.list.item[thought].parent, 0);
}

/* ---- without a verb of telling ----------------------------------------------------------------
 */

#define TURN(name, subject, object)                                                                \
    name " " name " NNP PROPN 4 parataxis\n: : : PUNCT 1 punct\n" subject " " subject              \
         " NNP PROPN 4 nsubj L\nattacked attack VBD VERB 0 root\n" object " " object               \
         " NNP PROPN 4 obj L\n. . . PUNCT 4 punct\n¶ ¶ _SP SPACE 4 punct\n\n"

static void transcript_has_a_turn_a_heading(void **state) {
    read_tree(*state,
              TURN("BIDEN", "Iran", "Iraq") TURN("HOST", "Syria", "Iran")
                  TURN("BIDEN", "Iraq", "Syria"),
              DATE);
    const struct reading *reading = *state;
    assert_int_equal(reading->statements.list.count, 3);
    const struct cmq_statement *s = reading->statements.list.item;
    assert_int_equal(s[0].content.item[0].start, 8);
    assert_int_equal(s[0].content.item[0].end, 26);
    assert_int_equal(s[0].speaker.start, 0);
    assert_int_equal(s[0].speaker.end, 5);
    assert_int_equal(s[1].speaker.start, 31);
    assert_int_equal(s[1].speaker.end, 35);
    assert_true(s[2].entry < reading->lexicon.entry_count);
}

static void heading_that_does_not_recur_is_a_dateline(void **state) {
    read_tree(*state, TURN("TEHRAN", "Iran", "Iraq") TURN("PARIS", "Syria", "Iran"), DATE);
    expect_statements(*state, "");
}

static void quotation_signed_at_the_end_of_its_line(void **state) {
    read_tree(*state,
              "“ “ `` PUNCT 3 punct\nIran Iran NNP PROPN 3 nsubj L\n"
              "attacked attack VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n. . . PUNCT 3 punct\n"
              "” ” '' PUNCT 3 punct\n— — : PUNCT 3 punct\nJoe Joe NNP PROPN 3 parataxis P\n"
              "Biden Biden NNP PROPN 8 flat P\n",
              "2022-05-01");
    expect_statements(*state, "USAGOV say direct '—': 'Iran attacked Iraq'\n");
}

/* ---- what is spoken of, and for whom one speaks -----------------------------------------------
 */

static void what_is_blamed_is_not_told(void **state) {
    read_tree(*state,
              "France France NNP PROPN 2 nsubj L\nblamed blame VBD VERB 0 root\n"
              "the the DT DET 4 det\ndecision decision NN NOUN 2 obj\nto to TO PART 6 mark\n"
              "attack attack VB VERB 4 acl\nIraq Iraq NNP PROPN 6 obj L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'blamed': 'the decision to attack Iraq'\n");
    const struct reading *reading = *state;
    assert_int_equal(reading->statements.statement_at[find_token(&reading->parse, "attack", 0)],
                     CMQ_NO_STATEMENT);
}

static void one_side_that_tells_what_both_agreed_speaks_for_itself(void **state) {
    read_tree(
        *state,
        "According accord VBG VERB 3 case\nto to TO ADP 1 fixed\n"
        "Iran Iran NNP PROPN 8 obl L\n, , , PUNCT 3 punct\nTehran Tehran NNP PROPN 3 appos L\n"
        "and and CC CCONJ 7 cc\nFrance France NNP PROPN 8 nsubj L\n"
        "agreed agree VBD VERB 0 root\nthat that IN SCONJ 11 mark\n"
        "Syria Syria NNP PROPN 11 nsubj L\nattacked attack VBD VERB 8 ccomp\n"
        "Iraq Iraq NNP PROPN 11 obj L\n. . . PUNCT 8 punct\n",
        DATE);
    expect_statements(*state, "IRN say indirect 'agreed': 'Syria attacked Iraq' told IRN\n");
}

/* ---- topics --------------------------------------------------------------------------------- */

/* The topics of the only statement, with blanks between. */
static void expect_topics(struct reading *reading, const char *tree, const char *topics) {
    struct cmq_buf got;
    cmq_buf_init(&got, 256);
    read_tree(reading, tree, DATE);
    assert_int_equal(reading->statements.list.count, 1);
    const struct cmq_statement *s = &reading->statements.list.item[0];
    for (uint32_t i = 0; i < s->topics.count; i++) {
        cmq_buf_format(&got, "%s%.*s", i == 0 ? "" : " ", CMQ_FMT(s->topics.item[i]));
    }
    assert_string_equal(got.len == 0 ? "" : got.ptr, topics);
    cmq_buf_release(&got);
}

/* Those with the most words first; the longest phrase counts once. */
static void topics_of_what_is_said(void **state) {
    expect_topics(*state,
                  "France France NNP PROPN 2 nsubj L\nsaid say VBD VERB 0 root\n"
                  "that that IN SCONJ 5 mark\nIran Iran NNP PROPN 5 nsubj L\n"
                  "attacked attack VBD VERB 2 ccomp\ncourts court NNS NOUN 5 obj\n"
                  ", , , PUNCT 8 punct\noil oil NN NOUN 6 conj\nand and CC CCONJ 11 cc\n"
                  "crude crude JJ ADJ 11 amod\noil oil NN NOUN 6 conj\n. . . PUNCT 2 punct\n",
                  "energy legal");
}

static void topics_are_those_of_the_content_alone(void **state) {
    expect_topics(*state,
                  "The the DT DET 2 det\ncourt court NN NOUN 3 nsubj\nsaid say VBD VERB 0 root\n"
                  "that that IN SCONJ 6 mark\nIran Iran NNP PROPN 6 nsubj L\n"
                  "attacked attack VBD VERB 3 ccomp\nIraq Iraq NNP PROPN 6 obj L\n"
                  ". . . PUNCT 3 punct\n",
                  "");
}

/* ---- chains and addressees ------------------------------------------------------------------- */

static void quoted_as_saying_is_told_by_the_quoted(void **state) {
    read_tree(*state,
              "Reuters Reuters NNP PROPN 2 nsubj O\nreported report VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 2 obj L\nas as IN SCONJ 5 mark\nsaying say VBG VERB 2 advcl\n"
              "Iraq Iraq NNP PROPN 7 nsubj L\nleft leave VBD VERB 5 ccomp\n, , , PUNCT 11 punct\n"
              "according accord VBG VERB 11 case\nto to TO ADP 9 fixed\n"
              "France France NNP PROPN 2 obl L\n. . . PUNCT 2 punct\n",
              DATE);
    expect_statements(*state, "IRN say indirect 'saying': 'Iraq left' told GBRMED<FRA\n");
}

static void letter_and_talks_have_an_addressee(void **state) {
    read_tree(*state,
              "In in IN ADP 3 case\na a DT DET 3 det\nstatement statement NN NOUN 8 obl\n"
              "to to IN ADP 5 case\nIraq Iraq NNP PROPN 3 nmod L\n, , , PUNCT 3 punct\n"
              "France France NNP PROPN 8 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 10 nsubj L\nleft leave VBD VERB 8 ccomp\n\n"
              "In in IN ADP 2 case\ntalks talk NNS NOUN 7 obl\nwith with IN ADP 4 case\n"
              "Syria Syria NNP PROPN 2 nmod L\n, , , PUNCT 2 punct\n"
              "France France NNP PROPN 7 nsubj L\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 9 nsubj L\nleft leave VBD VERB 7 ccomp\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran left' to IRQ\n"
                              "FRA say indirect 'said': 'Iran left' to SYR\n");
}

/* The first sentence is a text of the side; the second quotes a telling without its teller. */
static void quoted_telling_stands_in_the_text_quoted_last(void **state) {
    read_tree(*state,
              "A a DT DET 3 det\nFrench french JJ ADJ 3 amod L\n"
              "statement statement NN NOUN 4 nsubj\nsaid say VBD VERB 0 root\n"
              "Iran Iran NNP PROPN 6 nsubj L\nleft leave VBD VERB 4 ccomp\n. . . PUNCT 4 punct\n\n"
              "France France NNP PROPN 3 nsubj L\n“ “ `` PUNCT 3 punct\n"
              "urged urge VBD VERB 0 root\nIraq Iraq NNP PROPN 3 obj L\n"
              "to to TO PART 6 mark\nattack attack VB VERB 3 xcomp\nSyria Syria NNP PROPN 6 obj L\n"
              "” ” '' PUNCT 3 punct\n. . . PUNCT 3 punct\n",
              DATE);
    expect_statements(*state, "FRA say indirect 'said': 'Iran left'\n"
                              "FRA urge direct 'urged': 'attack Syria' to IRQ told FRA\n");
}

static void content_ends_with_the_one_around_it(void **state) {
    read_tree(
        *state,
        "Iran Iran NNP PROPN 2 nsubj L\nreported report VBD VERB 0 root\n"
        "that that IN SCONJ 5 mark\nIraq Iraq NNP PROPN 5 nsubj L\n"
        "attacked attack VBD VERB 2 ccomp\n“ “ `` PUNCT 7 punct\nSyria Syria NNP PROPN 5 obj L\n"
        ", , , PUNCT 5 punct\n” ” '' PUNCT 5 punct\nthe the DT DET 11 det\n"
        "office office NN NOUN 5 obl\nsaid say VBD VERB 2 ccomp\n. . . PUNCT 2 punct\n",
        DATE);
    expect_statements(*state, "IRN say mixed 'reported': 'Iraq attacked “ Syria' told ?\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(said_that),
        cmocka_unit_test(said_without_that),
        cmocka_unit_test(content_then_said),
        cmocka_unit_test(content_then_said_as_parataxis),
        cmocka_unit_test(content_on_both_sides),
        cmocka_unit_test(said_before_its_subject),
        cmocka_unit_test(according_to),
        cmocka_unit_test(according_to_behind_the_content),
        cmocka_unit_test(participle_is_told_by_the_subject_above),
        cmocka_unit_test(coordinated_verbs_share_their_speaker),
        cmocka_unit_test(said_in_a_statement),
        cmocka_unit_test(added_is_told_by_the_same_speaker),
        cmocka_unit_test(coordinated_content_is_all_told),
        cmocka_unit_test(spokesman_speaks_for_his_owner),
        cmocka_unit_test(told_has_an_addressee),
        cmocka_unit_test(urged_to_has_content_and_addressee),
        cmocka_unit_test(claim_deny_and_think_are_kinds),
        cmocka_unit_test(verb_without_content_tells_nothing),
        cmocka_unit_test(whole_quotation_is_direct),
        cmocka_unit_test(straight_marks_quote_too),
        cmocka_unit_test(partial_quotation_is_mixed),
        cmocka_unit_test(apostrophe_opens_no_quotation),
        cmocka_unit_test(cue_in_the_first_sentence_of_a_quotation),
        cmocka_unit_test(statement_inside_a_statement_is_told),
        cmocka_unit_test(relay_is_a_link_and_no_statement),
        cmocka_unit_test(chain_runs_from_the_innermost_out),
        cmocka_unit_test(token_knows_its_innermost_statement),
        cmocka_unit_test(according_to_tells_a_statement),
        cmocka_unit_test(person_is_a_speaker),
        cmocka_unit_test(source_without_a_name_is_anonymous),
        cmocka_unit_test(bare_noun_before_the_clause_told),
        cmocka_unit_test(content_then_said_as_an_adverbial_clause),
        cmocka_unit_test(content_then_said_as_a_conjunct),
        cmocka_unit_test(clause_with_a_conjunction_tells_nothing_of_the_one_above),
        cmocka_unit_test(of_two_subjects_the_nearer_speaks),
        cmocka_unit_test(quotation_of_the_sentence_before_the_verb),
        cmocka_unit_test(quotation_before_a_verb_read_as_a_relative_clause),
        cmocka_unit_test(quotation_that_ended_before_another_sentence_is_not_told_by_it),
        cmocka_unit_test(telling_set_off_by_commas_has_the_sentence_around_it),
        cmocka_unit_test(clause_with_that_hung_elsewhere),
        cmocka_unit_test(clause_lost_behind_said),
        cmocka_unit_test(clause_read_as_a_second_subject),
        cmocka_unit_test(quotation_inside_what_is_told),
        cmocka_unit_test(infinitive_without_a_subject_tells_nothing),
        cmocka_unit_test(told_clause_ends_at_a_semicolon),
        cmocka_unit_test(told_clause_ends_before_the_next_telling),
        cmocka_unit_test(clause_cut_short_runs_to_the_next_mark),
        cmocka_unit_test(name_set_off_before_the_verb_is_the_teller),
        cmocka_unit_test(inverted_telling_read_as_a_conjunct),
        cmocka_unit_test(who_behind_the_name_is_that_person),
        cmocka_unit_test(supposed_telling_tells_nothing),
        cmocka_unit_test(own_telling_is_no_statement_inside_the_quotation),
        cmocka_unit_test(who_only_believes_is_no_teller),
        cmocka_unit_test(quotations_joined_are_both_told),
        cmocka_unit_test(quotation_goes_on_after_a_sentence_between),
        cmocka_unit_test(quotation_of_another_paragraph_needs_its_own_cue),
        cmocka_unit_test(unclosed_quotation_goes_on_in_the_next_paragraph),
        cmocka_unit_test(quotation_behind_indirect_speech_has_its_speaker),
        cmocka_unit_test(thought_of_oneself_is_no_statement_inside_the_quotation),
        cmocka_unit_test(transcript_has_a_turn_a_heading),
        cmocka_unit_test(heading_that_does_not_recur_is_a_dateline),
        cmocka_unit_test(quotation_signed_at_the_end_of_its_line),
        cmocka_unit_test(what_is_blamed_is_not_told),
        cmocka_unit_test(one_side_that_tells_what_both_agreed_speaks_for_itself),
        cmocka_unit_test(topics_of_what_is_said),
        cmocka_unit_test(topics_are_those_of_the_content_alone),
        cmocka_unit_test(quoted_as_saying_is_told_by_the_quoted),
        cmocka_unit_test(letter_and_talks_have_an_addressee),
        cmocka_unit_test(quoted_telling_stands_in_the_text_quoted_last),
        cmocka_unit_test(content_ends_with_the_one_around_it),
    };
    return cmocka_run_group_tests(tests, reading_setup, reading_teardown);
}
