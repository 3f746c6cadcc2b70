/* SPDX-License-Identifier: Apache-2.0 */
/* CLEAR trees by hand, and the UD trees that the guidelines of both schemes make of them. */
#include "nlp/clear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MAX_WORDS 16

/* A word, its head counted from 1 (0: the root) and relation in CLEAR, then in UD. */
struct word {
    const char *form, *tag;
    enum cmq_upos upos;
    uint32_t head;
    const char *label;
    uint32_t ud_head;
    const char *ud_label;
};

static struct cmq_arena arena;

static struct cmq_parse parse_of(const struct word *word, uint32_t count,
                                 struct cmq_sentence *sentence) {
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, count),
                              .token_count = count,
                              .sentence = sentence,
                              .sentence_count = 1};
    *sentence = (struct cmq_sentence){.first = 0, .end = count};
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_token *token = &parse.token[i];
        token->form = cmq_str_of(word[i].form);
        token->lemma = strcmp(word[i].form, "is") == 0 ? CMQ_STR("be") : token->form;
        token->tag = cmq_str_of(word[i].tag);
        token->upos = (uint8_t)word[i].upos;
        token->head = word[i].head == 0 ? i : word[i].head - 1;
        token->label = cmq_str_of(word[i].label);
        sentence->root = word[i].head == 0 ? i : sentence->root;
    }
    return parse;
}

static void assert_words(const struct cmq_parse *parse, const struct word *word, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct cmq_token *token = &parse->token[i];
        uint32_t head = token->head == i ? 0 : token->head + 1;
        if (head != word[i].ud_head || !cmq_str_eq(token->label, cmq_str_of(word[i].ud_label))) {
            fail_msg("%s: %u %.*s, not %u %s", word[i].form, head, CMQ_FMT(token->label),
                     word[i].ud_head, word[i].ud_label);
        }
        assert_int_equal(token->dep, cmq_dep_from_label(token->label));
    }
}

static void check(const struct word *word) {
    uint32_t count = 0;
    struct cmq_sentence sentence;
    while (count < MAX_WORDS && word[count].form != NULL) {
        count++;
    }
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    struct cmq_parse parse = parse_of(word, count, &sentence);
    assert_true(cmq_clear_to_ud(&parse, &arena));
    assert_words(&parse, word, count);
    assert_int_equal(parse.token[sentence.root].head, sentence.root);
    cmq_arena_release(&arena);
}

static void objects_take_the_place_of_prepositions(void **state) {
    (void)state;
    static const struct word VERB[] = {{"He", "PRP", CMQ_PRON, 2, "nsubj", 2, "nsubj"},
                                       {"lives", "VBZ", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                       {"right", "RB", CMQ_ADV, 4, "advmod", 5, "advmod"},
                                       {"in", "IN", CMQ_ADP, 2, "prep", 5, "case"},
                                       {"Paris", "NNP", CMQ_PROPN, 4, "pobj", 2, "obl"},
                                       {0}};
    static const struct word NOUN[] = {{"talks", "NNS", CMQ_NOUN, 0, "ROOT", 0, "ROOT"},
                                       {"with", "IN", CMQ_ADP, 1, "prep", 3, "case"},
                                       {"Iran", "NNP", CMQ_PROPN, 2, "pobj", 1, "nmod"},
                                       {0}};
    static const struct word NESTED[] = {{"came", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                         {"from", "IN", CMQ_ADP, 1, "prep", 4, "case"},
                                         {"behind", "IN", CMQ_ADP, 2, "prep", 4, "case"},
                                         {"walls", "NNS", CMQ_NOUN, 3, "pobj", 1, "obl"},
                                         {0}};
    static const struct word CLAUSE[] = {{"left", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                         {"after", "IN", CMQ_ADP, 1, "prep", 3, "mark"},
                                         {"meeting", "VBG", CMQ_VERB, 2, "pcomp", 1, "advcl"},
                                         {"him", "PRP", CMQ_PRON, 3, "dobj", 3, "obj"},
                                         {0}};
    static const struct word TWO[] = {{"from", "IN", CMQ_ADP, 5, "prep", 2, "case"},
                                      {"Iran", "NNP", CMQ_PROPN, 1, "pobj", 5, "obl"},
                                      {"to", "IN", CMQ_ADP, 1, "conj", 4, "case"},
                                      {"Iraq", "NNP", CMQ_PROPN, 3, "pobj", 2, "conj"},
                                      {"flew", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                      {0}};
    static const struct word ALONE[] = {{"went", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {"inside", "IN", CMQ_ADP, 1, "prep", 1, "advmod"},
                                        {0}};
    check(VERB);
    check(NOUN);
    check(NESTED);
    check(CLAUSE);
    check(TWO);
    check(ALONE);
}

static void passives_keep_their_agents(void **state) {
    (void)state;
    static const struct word PASSIVE[] = {{"Four", "CD", CMQ_NUM, 3, "nsubjpass", 3, "nsubj:pass"},
                                          {"were", "VBD", CMQ_AUX, 3, "auxpass", 3, "aux:pass"},
                                          {"killed", "VBN", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                          {"by", "IN", CMQ_ADP, 3, "agent", 5, "case"},
                                          {"rebels", "NNS", CMQ_NOUN, 4, "pobj", 3, "obl:agent"},
                                          {0}};
    check(PASSIVE);
}

static void predicates_take_the_place_of_be(void **state) {
    (void)state;
    static const struct word NOUN[] = {{"He", "PRP", CMQ_PRON, 2, "nsubj", 5, "nsubj"},
                                       {"is", "VBZ", CMQ_AUX, 0, "ROOT", 5, "cop"},
                                       {"not", "RB", CMQ_PART, 2, "neg", 5, "advmod"},
                                       {"a", "DT", CMQ_DET, 5, "det", 5, "det"},
                                       {"doctor", "NN", CMQ_NOUN, 2, "attr", 0, "ROOT"},
                                       {".", ".", CMQ_PUNCT, 2, "punct", 5, "punct"},
                                       {0}};
    static const struct word PLACE[] = {{"He", "PRP", CMQ_PRON, 2, "nsubj", 4, "nsubj"},
                                        {"is", "VBZ", CMQ_AUX, 0, "ROOT", 4, "cop"},
                                        {"in", "IN", CMQ_ADP, 2, "prep", 4, "case"},
                                        {"Paris", "NNP", CMQ_PROPN, 3, "pobj", 0, "ROOT"},
                                        {0}};
    static const struct word HERE[] = {{"He", "PRP", CMQ_PRON, 2, "nsubj", 3, "nsubj"},
                                       {"is", "VBZ", CMQ_AUX, 0, "ROOT", 3, "cop"},
                                       {"here", "RB", CMQ_ADV, 2, "advmod", 0, "ROOT"},
                                       {0}};
    static const struct word THERE[] = {{"There", "EX", CMQ_PRON, 2, "expl", 2, "expl"},
                                        {"is", "VBZ", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {"hope", "NN", CMQ_NOUN, 2, "attr", 2, "nsubj"},
                                        {0}};
    static const struct word OTHER[] = {{"He", "PRP", CMQ_PRON, 2, "nsubj", 2, "nsubj"},
                                        {"seems", "VBZ", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {"ill", "JJ", CMQ_ADJ, 2, "acomp", 2, "xcomp"},
                                        {0}};
    check(NOUN);
    check(PLACE);
    check(HERE);
    check(THERE);
    check(OTHER);
}

/* Iran ← Iraq ← Syria becomes a star on Iran; what stands before a conjunct goes with it. */
static void chains_of_conjuncts_become_stars(void **state) {
    (void)state;
    static const struct word CHAIN[] = {{"Iran", "NNP", CMQ_PROPN, 6, "nsubj", 6, "nsubj"},
                                        {",", ",", CMQ_PUNCT, 1, "punct", 3, "punct"},
                                        {"Iraq", "NNP", CMQ_PROPN, 1, "conj", 1, "conj"},
                                        {"and", "CC", CMQ_CCONJ, 3, "cc", 5, "cc"},
                                        {"Syria", "NNP", CMQ_PROPN, 3, "conj", 1, "conj"},
                                        {"agreed", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {0}};
    check(CHAIN);
}

static void subjects_of_small_clauses_are_objects(void **state) {
    (void)state;
    static const struct word SMALL[] = {{"made", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {"him", "PRP", CMQ_PRON, 3, "nsubj", 1, "obj"},
                                        {"go", "VB", CMQ_VERB, 1, "ccomp", 1, "xcomp"},
                                        {0}};
    static const struct word FINITE[] = {{"said", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                         {"he", "PRP", CMQ_PRON, 4, "nsubj", 4, "nsubj"},
                                         {"will", "MD", CMQ_AUX, 4, "aux", 4, "aux"},
                                         {"go", "VB", CMQ_VERB, 1, "ccomp", 1, "ccomp"},
                                         {0}};
    check(SMALL);
    check(FINITE);
}

static void what_was_said_first_is_the_main_clause(void **state) {
    (void)state;
    static const struct word REPORT[] = {{"It", "PRP", CMQ_PRON, 2, "nsubj", 2, "nsubj"},
                                         {"rained", "VBD", CMQ_VERB, 5, "ccomp", 0, "ROOT"},
                                         {",", ",", CMQ_PUNCT, 5, "punct", 5, "punct"},
                                         {"he", "PRP", CMQ_PRON, 5, "nsubj", 5, "nsubj"},
                                         {"said", "VBD", CMQ_VERB, 0, "ROOT", 2, "parataxis"},
                                         {".", ".", CMQ_PUNCT, 5, "punct", 2, "punct"},
                                         {0}};
    check(REPORT);
}

static void relations_get_their_ud_names(void **state) {
    (void)state;
    static const struct word WORDS[] = {
        {"all", "PDT", CMQ_DET, 3, "predet", 3, "det:predet"},
        {"his", "PRP$", CMQ_PRON, 3, "poss", 3, "nmod:poss"},
        {"men", "NNS", CMQ_NOUN, 5, "nsubj", 5, "nsubj"},
        {"to", "TO", CMQ_PART, 5, "aux", 5, "mark"},
        {"give", "VB", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
        {"up", "RP", CMQ_ADP, 5, "prt", 5, "compound:prt"},
        {"her", "PRP", CMQ_PRON, 5, "dative", 5, "iobj"},
        {"posts", "NNS", CMQ_NOUN, 5, "dobj", 5, "obj"},
        {"held", "VBN", CMQ_VERB, 8, "relcl", 8, "acl:relcl"},
        {"Monday", "NNP", CMQ_PROPN, 9, "npadvmod", 9, "obl:unmarked"},
        {"odd", "XX", CMQ_X, 9, "strange", 9, "dep"},
        {0}};
    check(WORDS);
}

static void signs_head_their_amounts(void **state) {
    (void)state;
    static const struct word MONEY[] = {{"paid", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                        {"$", "$", CMQ_SYM, 4, "quantmod", 1, "obj"},
                                        {"5", "CD", CMQ_NUM, 4, "compound", 4, "compound"},
                                        {"million", "CD", CMQ_NUM, 1, "dobj", 2, "nummod"},
                                        {0}};
    check(MONEY);
}

static void punctuation_goes_with_what_it_sets_off(void **state) {
    (void)state;
    static const struct word RELATIVE[] = {{"Ann", "NNP", CMQ_PROPN, 6, "nsubj", 6, "nsubj"},
                                           {",", ",", CMQ_PUNCT, 1, "punct", 4, "punct"},
                                           {"who", "WP", CMQ_PRON, 4, "nsubj", 4, "nsubj"},
                                           {"won", "VBD", CMQ_VERB, 1, "relcl", 1, "acl:relcl"},
                                           {",", ",", CMQ_PUNCT, 1, "punct", 4, "punct"},
                                           {"left", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                           {0}};
    static const struct word FRONTED[] = {
        {"Today", "NN", CMQ_NOUN, 4, "npadvmod", 4, "obl:unmarked"},
        {",", ",", CMQ_PUNCT, 4, "punct", 1, "punct"},
        {"they", "PRP", CMQ_PRON, 4, "nsubj", 4, "nsubj"},
        {"met", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
        {0}};
    static const struct word ENCLOSED[] = {{"met", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"},
                                           {"(", "-LRB-", CMQ_PUNCT, 1, "punct", 4, "punct"},
                                           {"in", "IN", CMQ_ADP, 1, "prep", 4, "case"},
                                           {"Oslo", "NNP", CMQ_PROPN, 3, "pobj", 1, "obl"},
                                           {")", "-RRB-", CMQ_PUNCT, 1, "punct", 4, "punct"},
                                           {0}};
    check(RELATIVE);
    check(FRONTED);
    check(ENCLOSED);
}

static void persons_are_headed_by_their_first_name(void **state) {
    (void)state;
    static const struct word NAME[] = {
        {"President", "NNP", CMQ_PROPN, 3, "compound", 2, "nmod:desc"},
        {"Ann", "NNP", CMQ_PROPN, 3, "compound", 4, "nsubj"},
        {"Lee", "NNP", CMQ_PROPN, 4, "nsubj", 2, "flat"},
        {"spoke", "VBD", CMQ_VERB, 0, "ROOT", 0, "ROOT"}};
    struct cmq_sentence sentence;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    struct cmq_parse parse = parse_of(NAME, 4, &sentence);
    parse.token[1].entity = parse.token[2].entity = CMQ_ENTITY_PER;
    parse.token[1].entity_begins = true;
    assert_true(cmq_clear_to_ud(&parse, &arena));
    assert_words(&parse, NAME, 4);
    cmq_arena_release(&arena);
}

/* Whatever the labels, what comes out is one tree. */
static void any_tree_stays_a_tree(void **state) {
    (void)state;
    static const char *const LABELS[] = {"prep", "pobj",     "pcomp", "attr",  "nsubj", "ccomp",
                                         "conj", "cc",       "punct", "agent", "expl",  "compound",
                                         "prep", "quantmod", "nmod",  "acomp", "ROOT",  "strange"};
    static const char *const FORMS[] = {"is", "(", ")", "\"", ",", "here", "x", "and"};
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        struct word word[MAX_WORDS] = {{0}};
        uint32_t count = 0;
        for (uint32_t i = 0; i < MAX_WORDS; i++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t r = seed >> 8;
            word[i] = (struct word){.form = FORMS[r % 8],
                                    .tag = r % 3 == 0 ? "$" : ".",
                                    .upos = (enum cmq_upos)(r / 8 % (CMQ_SPACE + 1)),
                                    .head = i == 0 ? 0 : 1 + r / 256 % i,
                                    .label = i == 0 ? "ROOT" : LABELS[r / 64 % 18]};
        }
        struct cmq_sentence sentence;
        cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
        struct cmq_parse parse = parse_of(word, MAX_WORDS, &sentence);
        for (uint32_t i = 0; i < MAX_WORDS / 2; i++) { /* from both ends */
            uint32_t j = MAX_WORDS - 1 - i;
            struct cmq_token swap = parse.token[i];
            parse.token[i] = parse.token[j];
            parse.token[j] = swap;
        }
        for (uint32_t i = 0; i < MAX_WORDS; i++) {
            parse.token[i].head = MAX_WORDS - 1 - parse.token[i].head;
            parse.token[i].entity = i % 3 == 0 ? CMQ_ENTITY_PER : CMQ_ENTITY_NONE;
            parse.token[i].entity_begins = i % 6 == 0;
            count += parse.token[i].head == i;
        }
        assert_int_equal(count, 1);
        assert_true(cmq_clear_to_ud(&parse, &arena));
        count = 0;
        for (uint32_t i = 0; i < MAX_WORDS; i++) {
            uint32_t t = i, steps = 0;
            while (parse.token[t].head != t && steps++ < MAX_WORDS) {
                t = parse.token[t].head;
            }
            assert_true(steps < MAX_WORDS);
            count += parse.token[i].head == i;
        }
        assert_int_equal(count, 1);
        cmq_arena_release(&arena);
    }
}

static void the_scheme_is_told_by_its_labels(void **state) {
    (void)state;
    struct cmq_str clear[] = {CMQ_STR("dobj"), CMQ_STR("attr"), CMQ_STR("pobj")};
    struct cmq_str ud[] = {CMQ_STR("obj"), CMQ_STR("obl"), CMQ_STR("case")};
    assert_true(cmq_clear_labels(&(struct cmq_transitions){.label_count = 3, .label = clear}));
    assert_false(cmq_clear_labels(&(struct cmq_transitions){.label_count = 2, .label = clear}));
    assert_false(cmq_clear_labels(&(struct cmq_transitions){.label_count = 3, .label = ud}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_take_the_place_of_prepositions),
        cmocka_unit_test(passives_keep_their_agents),
        cmocka_unit_test(predicates_take_the_place_of_be),
        cmocka_unit_test(chains_of_conjuncts_become_stars),
        cmocka_unit_test(subjects_of_small_clauses_are_objects),
        cmocka_unit_test(what_was_said_first_is_the_main_clause),
        cmocka_unit_test(relations_get_their_ud_names),
        cmocka_unit_test(signs_head_their_amounts),
        cmocka_unit_test(punctuation_goes_with_what_it_sets_off),
        cmocka_unit_test(persons_are_headed_by_their_first_name),
        cmocka_unit_test(any_tree_stays_a_tree),
        cmocka_unit_test(the_scheme_is_told_by_its_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
