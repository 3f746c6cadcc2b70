/* SPDX-License-Identifier: Apache-2.0 */
/* The attribute ruler, the rule lemmatizer and the sentence recogniser, on tokens and tables made
 * by hand. What is expected follows from the definitions (what spaCy does), worked out on paper. */
#include "nlp/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define assert_str(actual, expected) assert_true(cmq_str_eq((actual), cmq_str_of(expected)))
#define COUNT(array)                 (uint32_t)(sizeof(array) / sizeof *(array))

static struct cmq_arena arena;

static int set_up(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

static uint64_t *ids(const char *const *strings, uint32_t count) {
    uint64_t *id = CMQ_NEW_ARRAY(&arena, uint64_t, count);
    for (uint32_t i = 0; i < count; i++) {
        id[i] = cmq_string_id(cmq_str_of(strings[i]));
    }
    return id;
}

/* ---- attribute ruler --------------------------------------------------------------------- */

static struct cmq_rule_test test_of(uint32_t token, enum cmq_rule_field field, bool none,
                                    const char *first, const char *second) {
    const char *values[] = {first, second};
    uint32_t count = second == NULL ? 1 : 2;
    return (struct cmq_rule_test){token, field, none, count, ids(values, count)};
}

/* "We", "got", "ta", a space, "go": tags PRP VBD TO _SP VB, relations nsubj ROOT (none) dep xcomp.
 */
static struct cmq_parse sentence(struct cmq_features features[5]) {
    static const char *const FORMS[] = {"We", "got", "ta", " ", "go"};
    static const char *const LOWER[] = {"we", "got", "ta", " ", "go"};
    static const char *const TAGS[] = {"PRP", "VBD", "TO", "_SP", "VB"};
    static const char *const DEPS[] = {"nsubj", "ROOT", "", "dep", "xcomp"};
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, 5),
                              .token_count = 5};
    for (uint32_t i = 0; i < 5; i++) {
        parse.token[i] = (struct cmq_token){.form = cmq_str_of(FORMS[i]),
                                            .tag = cmq_str_of(TAGS[i]),
                                            .label = cmq_str_of(DEPS[i]),
                                            .feats = CMQ_STR("Old=Yes"),
                                            .is_space = i == 3};
        features[i].id[CMQ_FEATURE_ORTH] = cmq_string_id(cmq_str_of(FORMS[i]));
        features[i].id[CMQ_FEATURE_LOWER] = cmq_string_id(cmq_str_of(LOWER[i]));
    }
    return parse;
}

static struct cmq_parse apply(struct cmq_rule *rule, uint32_t count) {
    struct cmq_features features[5] = {0};
    struct cmq_parse parse = sentence(features);
    struct cmq_model model = {.rule_count = count, .rule = rule};
    assert_true(cmq_apply_rules(&model, features, &arena, &parse));
    return parse;
}

static void a_rule_changes_its_target_where_all_tests_hold(void **state) {
    (void)state;
    struct cmq_rule_test tests[] = {test_of(0, CMQ_RULE_LOWER, false, "got", NULL),
                                    test_of(1, CMQ_RULE_LOWER, false, "ta", "na")};
    struct cmq_rule rule = {.length = 2,
                            .target = 1,
                            .test_count = 2,
                            .test = tests,
                            .lemma = CMQ_STR("to"),
                            .feats = CMQ_STR("")};
    struct cmq_parse parse = apply(&rule, 1);
    assert_str(parse.token[2].lemma, "to");
    assert_int_equal(parse.token[2].feats.len, 0);
    assert_str(parse.token[2].tag, "TO");
    assert_int_equal(parse.token[2].upos, CMQ_UPOS_NONE);
    assert_null(parse.token[1].lemma.ptr);
    assert_str(parse.token[1].feats, "Old=Yes");
}

/* What is not set counts as the empty string; white space is told by a flag. */
static void tests_know_none_of_and_the_unset(void **state) {
    (void)state;
    struct cmq_rule_test tests[] = {test_of(0, CMQ_RULE_DEP, true, "nsubj", ""),
                                    test_of(0, CMQ_RULE_TAG, true, "VB", NULL)};
    struct cmq_rule rule = {.length = 1,
                            .test_count = 2,
                            .test = tests,
                            .sets_upos = true,
                            .upos = CMQ_AUX,
                            .label = CMQ_STR("aux")};
    struct cmq_parse parse = apply(&rule, 1);
    static const uint8_t UPOS[] = {CMQ_UPOS_NONE, CMQ_AUX, CMQ_UPOS_NONE, CMQ_AUX, CMQ_UPOS_NONE};
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(parse.token[i].upos, UPOS[i]);
    }
    assert_int_equal(parse.token[1].dep, CMQ_DEP_AUX);
    static const uint64_t YES = 1;
    struct cmq_rule_test space = {0, CMQ_RULE_IS_SPACE, false, 1, &YES};
    struct cmq_rule blank = {.length = 1, .test_count = 1, .test = &space, .tag = CMQ_STR("S")};
    parse = apply(&blank, 1);
    assert_str(parse.token[3].tag, "S");
    assert_str(parse.token[4].tag, "VB");
}

/* The second rule looks for a tag that the first one takes away, and wins over it. */
static void all_rules_match_before_any_changes_something(void **state) {
    (void)state;
    struct cmq_rule_test verb = test_of(0, CMQ_RULE_TAG, false, "VBD", NULL);
    struct cmq_rule_test noun = test_of(0, CMQ_RULE_TAG, false, "NN", NULL);
    struct cmq_rule rules[] = {
        {.length = 1, .test_count = 1, .test = &verb, .tag = CMQ_STR("NN")},
        {.length = 1, .test_count = 1, .test = &verb, .tag = CMQ_STR("VBN")},
        {.length = 1, .test_count = 1, .test = &noun, .tag = CMQ_STR("never")},
    };
    assert_str(apply(rules, 3).token[1].tag, "VBN");
}

static void a_row_ends_with_the_text(void **state) {
    (void)state;
    struct cmq_rule rule = {.length = 3, .target = 2, .tag = CMQ_STR("X")};
    struct cmq_parse parse = apply(&rule, 1);
    assert_str(parse.token[1].tag, "VBD");
    assert_str(parse.token[2].tag, "X");
    assert_str(parse.token[4].tag, "X");
    rule.length = 6;
    assert_str(apply(&rule, 1).token[2].tag, "TO");
}

/* ---- rule lemmatizer --------------------------------------------------------------------- */

static int order_ids(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static struct cmq_lemma_list list_of(const char *first, const char *second) {
    struct cmq_lemma_list list = {second == NULL ? 1 : 2, CMQ_NEW_ARRAY(&arena, struct cmq_str, 2)};
    list.lemma[0] = cmq_str_of(first);
    list.lemma[1] = cmq_str_of(second);
    return list;
}

/* Nouns: -s, -ses > -s, -ves > -f, -ies > -y; verbs: -ing, -ing > -e. */
static void fill(struct cmq_lemma_rules *rules) {
    static struct cmq_ending nouns[4], verbs[2];
    nouns[0] = (struct cmq_ending){CMQ_STR("s"), CMQ_STR("")};
    nouns[1] = (struct cmq_ending){CMQ_STR("ses"), CMQ_STR("s")};
    nouns[2] = (struct cmq_ending){CMQ_STR("ves"), CMQ_STR("f")};
    nouns[3] = (struct cmq_ending){CMQ_STR("ies"), CMQ_STR("y")};
    verbs[0] = (struct cmq_ending){CMQ_STR("ing"), CMQ_STR("")};
    verbs[1] = (struct cmq_ending){CMQ_STR("ing"), CMQ_STR("e")};
    static const char *const KNOWN[] = {"dog", "gas", "leaf", "hop", "hope", "axe", "axis"};
    static const char *const EXCEPTIONS[] = {"mice", "axes", "gases", "twins"};
    uint64_t *known = ids(KNOWN, COUNT(KNOWN));
    qsort(known, COUNT(KNOWN), sizeof *known, order_ids);
    uint64_t *exception = ids(EXCEPTIONS, COUNT(EXCEPTIONS));
    qsort(exception, COUNT(EXCEPTIONS), sizeof *exception, order_ids);
    struct cmq_lemma_list *lemmas = CMQ_NEW_ARRAY(&arena, struct cmq_lemma_list, COUNT(EXCEPTIONS));
    uint32_t at;
    assert_true(cmq_find_id(exception, 4, cmq_string_id(CMQ_STR("mice")), &at));
    lemmas[at] = list_of("mouse", NULL);
    assert_true(cmq_find_id(exception, 4, cmq_string_id(CMQ_STR("axes")), &at));
    lemmas[at] = list_of("axis", "axe"); /* "axe" is made by a rule, too */
    assert_true(cmq_find_id(exception, 4, cmq_string_id(CMQ_STR("gases")), &at));
    lemmas[at] = list_of("gaz", "gaze");
    assert_true(cmq_find_id(exception, 4, cmq_string_id(CMQ_STR("twins")), &at));
    lemmas[at] = list_of("pair", "pair");
    *rules = (struct cmq_lemma_rules){.present = true};
    rules->table[CMQ_NOUN] = (struct cmq_lemma_table){
        4, nouns, COUNT(KNOWN), known, COUNT(EXCEPTIONS), exception, lemmas};
    rules->table[CMQ_VERB] = (struct cmq_lemma_table){2, verbs, COUNT(KNOWN), known, 0, NULL, NULL};
}

static void check_lemma(bool last_first, enum cmq_upos upos, const char *form, const char *feats,
                        const char *expected) {
    static struct cmq_model model;
    fill(&model.lemma_rules);
    model.lemma_rules.last_first = last_first;
    struct cmq_token token = {
        .form = cmq_str_of(form), .feats = cmq_str_of(feats), .upos = (uint8_t)upos};
    struct cmq_parse parse = {.token = &token, .token_count = 1};
    assert_true(cmq_lemmatize_by_rules(&model, &arena, &parse));
    if (!cmq_str_eq(token.lemma, cmq_str_of(expected))) {
        fail_msg("%s: %.*s, not %s", form, CMQ_FMT(token.lemma), expected);
    }
}

static void rules_make_lemmas(void **state) {
    (void)state;
    check_lemma(false, CMQ_NOUN, "Dogs", "Number=Plur", "dog");
    check_lemma(false, CMQ_NOUN, "leaves", "", "leaf"); /* "leave" is not known */
    check_lemma(false, CMQ_NOUN, "blips", "", "blip");  /* not known, but all there is */
    check_lemma(false, CMQ_NOUN, "zlies", "", "zlie");  /* the first of those not known */
    check_lemma(false, CMQ_NOUN, "A-1s", "", "a-1");    /* not all letters counts as known */
    check_lemma(false, CMQ_NOUN, "s", "", "s");         /* nothing is left: the form */
    check_lemma(false, CMQ_NOUN, "Fish", "", "Fish");   /* no rule: the form as it is */
}

static void base_forms_are_their_lemmas(void **state) {
    (void)state;
    check_lemma(false, CMQ_NOUN, "Dogs", "Case=Nom|Number=Sing", "dogs");
    check_lemma(false, CMQ_VERB, "Hoping", "VerbForm=Inf", "hoping");
    check_lemma(false, CMQ_VERB, "Hoping", "Tense=Pres|VerbForm=Fin", "hoping");
    check_lemma(false, CMQ_VERB, "Hoping", "Number=Sing|Tense=Pres|VerbForm=Fin", "hop");
    check_lemma(false, CMQ_NOUN, "Dogs", "Degree=Pos", "dogs");
}

static void without_tables_the_form_stays(void **state) {
    (void)state;
    check_lemma(false, CMQ_PROPN, "Dogs", "", "Dogs");
    check_lemma(false, CMQ_ADV, "Dogs", "", "dogs");
    check_lemma(false, CMQ_UPOS_NONE, "Dogs", "", "dogs");
    check_lemma(false, CMQ_SPACE, "\n", "", "\n");
}

static void exceptions_come_first(void **state) {
    (void)state;
    check_lemma(false, CMQ_NOUN, "Mice", "", "mouse");
    check_lemma(false, CMQ_NOUN, "axes", "", "axis");  /* "axe" is among the forms already */
    check_lemma(false, CMQ_NOUN, "gases", "", "gaze"); /* the last one ends up in front */
    check_lemma(false, CMQ_NOUN, "twins", "", "pair");
}

/* spaCy up to 3.8.7 takes the first known form, newer ones the last: both "hop" and "hope" are. */
static void the_order_of_known_forms_is_a_choice(void **state) {
    (void)state;
    check_lemma(false, CMQ_VERB, "hoping", "", "hop");
    check_lemma(true, CMQ_VERB, "hoping", "", "hope");
    check_lemma(true, CMQ_NOUN, "A-1s", "", "a-1");
    check_lemma(true, CMQ_NOUN, "blips", "", "blip");
}

static void a_lemma_that_is_set_stays(void **state) {
    (void)state;
    struct cmq_model model = {0};
    struct cmq_token tokens[] = {{.form = CMQ_STR("was"), .lemma = CMQ_STR("be")},
                                 {.form = CMQ_STR("Was")}};
    struct cmq_parse parse = {.token = tokens, .token_count = 2};
    assert_true(cmq_lemmatize_by_rules(&model, &arena, &parse));
    assert_str(tokens[0].lemma, "be");
    assert_str(tokens[1].lemma, "Was");
}

/* ---- sentence starts --------------------------------------------------------------------- */

/* The second class where the first number of a vector is larger. */
static void the_senter_settles_what_is_open(void **state) {
    (void)state;
    static const float WEIGHT[] = {0, 0, 1, 0}, BIAS[] = {0, 0};
    float rows[] = {-1, 0, 1, 0, 1, 0, -1, 0, -1, 0};
    float *vectors[] = {rows};
    static const int8_t GIVEN[] = {0, 0, -1, 0, 1}, EXPECTED[] = {-1, 1, -1, -1, 1};
    struct cmq_model model = {.senter = {.present = true, .output = {2, 2, WEIGHT, BIAS}}};
    assert_true(
        cmq_prepare_classifier(cmq_kernels_best(), CMQ_PRECISION_FLOAT32, &arena, &model.senter));
    struct cmq_token tokens[5] = {0};
    struct cmq_parse parse = {.token = tokens, .token_count = 5, .sentence_hint = GIVEN};
    assert_true(cmq_recognise_starts(&model, vectors, &arena, &parse));
    assert_memory_equal(parse.sentence_hint, EXPECTED, sizeof EXPECTED);
    parse.sentence_hint = NULL;
    assert_true(cmq_recognise_starts(&model, vectors, &arena, &parse));
    assert_int_equal(parse.sentence_hint[2], 1);
    assert_int_equal(parse.sentence_hint[4], -1);
}

static void without_a_parser_hints_cut_sentences(void **state) {
    (void)state;
    static const int8_t HINT[] = {-1, 0, 1, 1, -1};
    static const uint32_t SENTENCE[] = {0, 0, 1, 2, 2};
    struct cmq_model model = {0};
    struct cmq_token tokens[5] = {0};
    struct cmq_parse parse = {.token = tokens, .token_count = 5, .sentence_hint = HINT};
    assert_true(cmq_parse_trees(&model, NULL, &arena, &parse));
    assert_int_equal(parse.sentence_count, 3);
    assert_int_equal(parse.sentence[2].first, 3);
    assert_int_equal(parse.sentence[2].end, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(tokens[i].sentence, SENTENCE[i]);
    }
    parse.sentence_hint = NULL;
    assert_true(cmq_parse_trees(&model, NULL, &arena, &parse));
    assert_int_equal(parse.sentence_count, 1);
    assert_int_equal(parse.sentence[0].end, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_rule_changes_its_target_where_all_tests_hold, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(tests_know_none_of_and_the_unset, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_rules_match_before_any_changes_something, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_row_ends_with_the_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_make_lemmas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(base_forms_are_their_lemmas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_tables_the_form_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exceptions_come_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_known_forms_is_a_choice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_lemma_that_is_set_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_senter_settles_what_is_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_parser_hints_cut_sentences, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
