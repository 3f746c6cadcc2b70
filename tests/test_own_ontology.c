/* SPDX-License-Identifier: Apache-2.0 */
/* Ontologies of one's own, from the text of their tables. What is expected follows from
 * docs/ontology.md. */
#include "ontology/own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ABOUT    "key\tvalue\nname\tQ7\nscores\theat\n"
#define CODES    "code\tparent\tname\tquad\tscore\ttype\n"
#define CONCEPTS "concept\tcode\n"
#define SMALL    CODES "A\t\tAct\t4\t-2\tPROTEST\n"

static enum cmq_status read_tables(const char *about, const char *codes, const char *concepts,
                                   struct cmq_buf *messages, struct cmq_ontology **ontology) {
    const struct cmq_str text[CMQ__OWN_TABLE_COUNT] = {cmq_str_of(about), cmq_str_of(codes),
                                                       cmq_str_of(concepts)};
    struct cmq_error err = {0};
    enum cmq_status status = cmq__ontology_read(CMQ_STR("dir"), text, messages, ontology, &err);
    assert_true(status == CMQ_OK || *ontology == NULL);
    return status;
}

static struct cmq_ontology *good(const char *codes, const char *concepts) {
    struct cmq_ontology *ontology;
    assert_int_equal(read_tables(ABOUT, codes, concepts, NULL, &ontology), CMQ_OK);
    return ontology;
}

static const struct cmq_own_code *code_of(const struct cmq_ontology *ontology, const char *code) {
    const struct cmq_own_code *found = cmq_own_code_find(ontology, cmq_str_of(code));
    assert_non_null(found);
    return found;
}

static void assert_text(struct cmq_str actual, const char *expected) {
    char copy[128];
    (void)snprintf(copy, sizeof copy, "%.*s", CMQ_FMT(actual));
    assert_string_equal(copy, expected);
}

static void a_code_has_from_its_parent_what_it_does_not_say(void **state) {
    (void)state;
    struct cmq_ontology *ontology = good(CODES "b1\tb\tLeaf\t\t\t\n"
                                               "b\tr\tMiddle\t\t1.25\t\n"
                                               "# a remark\n\n"
                                               "r\t\tRoot\t3\t-9.5\tREJECT\n"
                                               "x\t\tOther\t\t\t\n",
                                         CONCEPTS "reject\tr\n");
    const struct cmq_own_code *leaf = code_of(ontology, "b1"), *other = code_of(ontology, "x");
    assert_int_equal(leaf->quad, 3);
    assert_true(leaf->score > 1.249 && leaf->score < 1.251);
    assert_text(leaf->type, "REJECT");
    assert_text(leaf->ruled, "120:b1");
    assert_text(leaf->told, "Q7:b1");
    assert_int_equal(other->quad, 0);
    assert_true(isnan(other->score));
    assert_text(other->ruled, ":x");
    assert_ptr_equal(code_of(ontology, "Q7:b1"), leaf);
    assert_ptr_equal(code_of(ontology, "120:b1"), leaf);
    assert_null(cmq_own_code_find(ontology, CMQ_STR("120")));
    struct cmq_code_facts facts = cmq_code_facts(ontology, CMQ_STR("Q7:r"));
    assert_text(facts.name, "Root");
    assert_text(facts.scores, "heat");
    assert_int_equal(cmq_code_facts(ontology, CMQ_STR("112")).name.len, 0);
    cmq_ontology_free(ontology);
}

static void rules_write_the_nearest_concept(void **state) {
    (void)state;
    struct cmq_ontology *ontology = good(
        CODES "T\t\tThreat\t\t\t\nU\tT\tUltimatum\t\t\t\nF\tT\tForce\t\t\t\nB\t\tBlame\t\t\t\n",
        CONCEPTS "threaten\tT\nultimatum\tU\n138\tF\nthreaten\tB\naccuse\tB\n");
    const struct cmq_str none = CMQ_STR("");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("130"), none), "130:T");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("1321"), none), "130:T");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("139"), none), "139:U");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("1384"), none), "138:F");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("1124"), none), "130:B");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("020"), none), "");
    /* What is no more exact than the code that it is made of leaves that. */
    assert_text(cmq_own_code_for(ontology, CMQ_STR("132"), CMQ_STR("139:U")), "139:U");
    assert_text(cmq_own_code_for(ontology, CMQ_STR("139"), CMQ_STR("130:T")), "139:U");
    cmq_ontology_free(ontology);
}

static void a_code_is_to_the_rules_what_it_is_like(void **state) {
    (void)state;
    struct cmq_ontology *ontology = good(SMALL, CONCEPTS "strike\tA\nprotest\tA\n");
    assert_text(cmq_act_of_code(ontology, CMQ_STR("Q7:A")), "143");
    assert_text(cmq_act_of_code(ontology, CMQ_STR("112")), "");
    assert_text(cmq_act_of_code(NULL, CMQ_STR("112")), "112");
    assert_text(cmq_code_facts(NULL, CMQ_STR("112")).name, "Accuse, not specified below");
    cmq_ontology_free(ontology);
}

static void the_id_is_of_the_tables(void **state) {
    (void)state;
    struct cmq_ontology *one = good(SMALL, CONCEPTS), *same = good(SMALL, CONCEPTS);
    struct cmq_ontology *other = good(SMALL "# more\n", CONCEPTS);
    assert_string_equal(one->id, same->id);
    assert_string_not_equal(one->id, other->id);
    assert_int_equal(strlen(one->id), strlen("sha256:") + 64);
    cmq_ontology_free(one);
    cmq_ontology_free(same);
    cmq_ontology_free(other);
}

static void errors_name_file_line_and_remedy(void **state) {
    (void)state;
    static const struct {
        const char *about, *codes, *concepts, *message;
    } wrong[] = {
        {"", SMALL, CONCEPTS, "ontology.tsv:1: the header \"key\tvalue\" is missing"},
        {"key value\n", SMALL, CONCEPTS, "ontology.tsv:1: the header is not"},
        {"key\tvalue\n", CODES "A\t\tAct\t\t\t\n", CONCEPTS,
         "ontology.tsv:2: the ontology has no name"},
        {"key\tvalue\nname\tA B\n", SMALL, CONCEPTS, "ontology.tsv:2: 'A B' is no name"},
        {"key\tvalue\nname\tA\nname\tB\n", SMALL, CONCEPTS, "ontology.tsv:3: 'name' stands twice"},
        {ABOUT "nam\tB\n", SMALL, CONCEPTS, "ontology.tsv:4: 'nam' is none of"},
        {"key\tvalue\nname\tA\n", SMALL, CONCEPTS,
         "codes.tsv:2: a score needs the name of its table"},
        {ABOUT, CODES, CONCEPTS, "codes.tsv:2: there is no code"},
        {ABOUT, SMALL "A\t\tAgain\t\t\t\n", CONCEPTS, "codes.tsv:3: the code 'A' stands in line 2"},
        {ABOUT, SMALL "B\tZ\tStray\t\t\t\n", CONCEPTS, "codes.tsv:3: the parent 'Z' is no code"},
        {ABOUT, CODES "B\tB\tSelf\t\t\t\n", CONCEPTS, "codes.tsv:2: the code 'B' is above itself"},
        {ABOUT, SMALL "B\tC\tX\t\t\t\nC\tD\tX\t\t\t\nD\tB\tX\t\t\t\n", CONCEPTS,
         "codes.tsv:4: the code 'C' is above itself"},
        {ABOUT, SMALL "B\t\tX\t5\t\t\n", CONCEPTS, "codes.tsv:3: the quad '5'"},
        {ABOUT, SMALL "B\t\tX\t\t10.1\t\n", CONCEPTS, "codes.tsv:3: the score '10.1' is no number"},
        {ABOUT, SMALL "B\t\tX\t\tnan\t\n", CONCEPTS, "codes.tsv:3: the score 'nan'"},
        {ABOUT, SMALL "B\t\tX\t\t1,5\t\n", CONCEPTS, "codes.tsv:3: the score '1,5'"},
        {ABOUT, SMALL "B\t\tX\t\t1.\t\n", CONCEPTS, "codes.tsv:3: the score '1.'"},
        {ABOUT, SMALL "B\t\tX\t\t\tSTRIKE\n", CONCEPTS, "codes.tsv:3: 'STRIKE' is no PLOVER type"},
        {ABOUT, SMALL "B\t\t\t\t\t\n", CONCEPTS, "codes.tsv:3: the code 'B' has no name"},
        {ABOUT, SMALL "B:1\t\tX\t\t\t\n", CONCEPTS, "codes.tsv:3: 'B:1' is no code"},
        {ABOUT, SMALL "B\t\tX\t\t\n", CONCEPTS, "codes.tsv:3: the row has 5 columns, not 6"},
        {ABOUT, SMALL "B\t\tX\x01\t\t\t\n", CONCEPTS, "codes.tsv:3: column 3 has more than"},
        {ABOUT, SMALL "B\t\t\xFF\t\t\t\n", CONCEPTS, "codes.tsv:1: the table is not UTF-8"},
        {ABOUT, SMALL, CONCEPTS "accuze\tA\n", "concepts.tsv:2: 'accuze' is no concept"},
        {ABOUT, SMALL, CONCEPTS "accuse\tB\n", "concepts.tsv:2: codes.tsv has no code 'B'"},
        {ABOUT, SMALL, CONCEPTS "accuse\tA\n112\tA\n", "concepts.tsv:3: '112' of 'A' stands above"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct cmq_ontology *ontology;
        struct cmq_buf messages;
        char expected[160];
        cmq_buf_init(&messages, 1 << 16);
        assert_int_equal(
            read_tables(wrong[i].about, wrong[i].codes, wrong[i].concepts, &messages, &ontology),
            CMQ_BAD_INPUT);
        (void)snprintf(expected, sizeof expected, "dir/%s", wrong[i].message);
        if (strstr(messages.ptr, expected) == NULL) {
            fail_msg("\"%s\" is not in \"%s\"", expected, messages.ptr);
        }
        cmq_buf_release(&messages);
    }
}

static void a_great_table_ends_soon(void **state) {
    (void)state;
    struct cmq_ontology *ontology;
    struct cmq_buf codes, messages;
    cmq_buf_init(&codes, 1 << 20);
    cmq_buf_init(&messages, 64 << 20);
    cmq_buf_add_str(&codes, CMQ_STR(CODES));
    for (unsigned i = 0; codes.len < 1000000; i++) { /* one chain, upwards */
        cmq_buf_format(&codes, "c%u\tc%u\tLink\t\t\t\n", i, i + 1);
    }
    assert_int_equal(read_tables(ABOUT, codes.ptr, CONCEPTS, &messages, &ontology), CMQ_BAD_INPUT);
    assert_non_null(strstr(messages.ptr, "there are more than 2000 codes"));
    cmq_buf_release(&messages);
    cmq_buf_release(&codes);
}

static void a_folder_without_its_tables_is_told(void **state) {
    (void)state;
    char folder[] = "/tmp/cmq-ontology-XXXXXX";
    struct cmq_ontology *ontology;
    struct cmq_error err = {0};
    assert_non_null(mkdtemp(folder));
    assert_int_equal(cmq_ontology_open(folder, NULL, &ontology, &err), CMQ_IO);
    assert_null(ontology);
    assert_non_null(strstr(err.message, "ontology.tsv"));
    assert_int_equal(rmdir(folder), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_from_its_parent_what_it_does_not_say),
        cmocka_unit_test(rules_write_the_nearest_concept),
        cmocka_unit_test(a_code_is_to_the_rules_what_it_is_like),
        cmocka_unit_test(the_id_is_of_the_tables),
        cmocka_unit_test(errors_name_file_line_and_remedy),
        cmocka_unit_test(a_great_table_ends_soon),
        cmocka_unit_test(a_folder_without_its_tables_is_told),
    };
    return cmocka_run_group_tests_name("own_ontology", tests, NULL, NULL);
}
