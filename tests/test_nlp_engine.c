/* SPDX-License-Identifier: Apache-2.0 */
/* The engine after the tokenizer: token vectors, decoders, trees, CoNLL-U. */
#include "naive_engine.h"

#include "nlp/engine.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct cmq_arena arena;

static int open_arena(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

/* Runs what follows once for each level of kernels that this processor has. */
#define FOR_EACH_LEVEL(kernels)                                                                    \
    for (int level_ = 0; level_ < CMQ_LEVEL_COUNT; level_++)                                       \
        for (const struct cmq_kernels *kernels = cmq_kernels_of((enum cmq_level)level_);           \
             kernels != NULL; kernels = NULL)

#define assert_str(actual, expected) assert_true(cmq_str_eq((actual), cmq_str_of(expected)))

static float next_float(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / (float)(1u << 23) - 1.0f;
}

static float *random_floats(size_t count, uint32_t *seed) {
    float *floats = CMQ_NEW_ARRAY(&arena, float, count);
    for (size_t i = 0; i < count; i++) {
        floats[i] = next_float(seed);
    }
    return floats;
}

/* ---- token vectors ----------------------------------------------------------------------- */

#define WIDTH  4u
#define PIECES 2u

static struct cmq_maxout random_maxout(uint32_t in, uint32_t *seed) {
    return (struct cmq_maxout){in,
                               WIDTH,
                               PIECES,
                               random_floats((size_t)WIDTH * PIECES * in, seed),
                               random_floats((size_t)WIDTH * PIECES, seed),
                               random_floats(WIDTH, seed),
                               random_floats(WIDTH, seed)};
}

static void vectors_equal_their_definition(void **state) {
    (void)state;
    uint32_t seed = 7;
    static const uint32_t counts[] = {1, 2, 5, 16, 100, 505, 507, 1300};
    for (uint32_t window = 1; window <= 2; window++) {
        struct cmq_vectors vectors = {
            .width = WIDTH,
            .depth = 3,
            .window = window,
            .pad = 3 * window,
            .embed_count = 2,
            .embed = {{CMQ_FEATURE_NORM, 8, {50, WIDTH, CMQ_FLOAT32, NULL, NULL}},
                      {CMQ_FEATURE_SPACY, 9, {7, WIDTH, CMQ_FLOAT32, NULL, NULL}}},
            .mix = random_maxout(2 * WIDTH, &seed)};
        vectors.embed[0].table.number = random_floats((size_t)50 * WIDTH, &seed);
        vectors.embed[1].table.number = random_floats((size_t)7 * WIDTH, &seed);
        for (int d = 0; d < 3; d++) {
            vectors.encoder[d] = random_maxout((2 * window + 1) * WIDTH, &seed);
        }
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            struct cmq_features *features = CMQ_NEW_ARRAY(&arena, struct cmq_features, counts[c]);
            for (uint32_t i = 0; i < counts[c]; i++) {
                features[i].id[CMQ_FEATURE_NORM] = i * i % 37 * 0x9E3779B97F4A7C15u;
                features[i].id[CMQ_FEATURE_SPACY] = i % 3 > 0;
            }
            const double *theirs = naive_vectors(&vectors, features, counts[c], &arena).at;
            FOR_EACH_LEVEL(kernels) {
                assert_true(cmq_prepare_vectors(kernels, CMQ_PRECISION_FLOAT32, &arena, &vectors));
                const float *ours = cmq_vectors_run(&vectors, features, counts[c], &arena);
                for (uint32_t i = 0; i < counts[c] * WIDTH; i++) {
                    assert_true(fabs((double)ours[i] - theirs[i]) < 1e-4);
                }
            }
        }
    }
}

/* ---- edit trees -------------------------------------------------------------------------- */

#define LEAF(from, to)                                                                             \
    { .leaf = true, .original = CMQ_STR(from), .substitute = CMQ_STR(to) }
#define INNER(p_len, s_len, p, s)                                                                  \
    { .prefix_len = (p_len), .suffix_len = (s_len), .prefix = (p), .suffix = (s) }

static void edit_trees_rewrite_forms(void **state) {
    (void)state;
    struct cmq_edit_tree trees[] = {
        LEAF("ed", ""),                        /* 0 */
        INNER(0, 2, CMQ_NO_TREE, 0),           /* 1: walked -> walk */
        LEAF("é", "e"),                        /* 2 */
        INNER(1, 0, 2, CMQ_NO_TREE),           /* 3: étude -> etude */
        INNER(2, 1, CMQ_NO_TREE, CMQ_NO_TREE), /* 4: drops both ends */
        LEAF("", "x"),                         /* 5 */
        INNER(0, 0, 5, 5),                     /* 6: x…x */
        LEAF("went", "go"),                    /* 7 */
    };
    struct cmq_model model = {.edit_tree = trees, .edit_tree_count = 8};
    static const struct {
        uint32_t tree;
        const char *form, *lemma; /* NULL: does not fit */
    } cases[] = {
        {1, "walked", "walk"}, {1, "ed", ""},      {1, "walks", NULL}, {1, "d", NULL},
        {3, "étude", "etude"}, {3, "etude", NULL}, {4, "añbcñ", "bc"}, {4, "abñ", ""},
        {4, "ñb", NULL},       {6, "ab", "xabx"},  {6, "", "xx"},      {7, "went", "go"},
        {7, "Went", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_str lemma = CMQ_STR("untouched");
        bool fits =
            cmq_edit_tree_apply(&model, cases[i].tree, cmq_str_of(cases[i].form), &arena, &lemma);
        assert_int_equal(fits, cases[i].lemma != NULL);
        assert_str(lemma, cases[i].lemma != NULL ? cases[i].lemma : "untouched");
    }
}

/* A chain of nodes that each hold the one before twice. */
static void exponential_edit_trees_do_not_fit(void **state) {
    (void)state;
    struct cmq_edit_tree trees[60] = {LEAF("", "")};
    for (uint32_t i = 1; i < 60; i++) {
        trees[i] = (struct cmq_edit_tree)INNER(0, 0, i - 1, i - 1);
    }
    struct cmq_model model = {.edit_tree = trees, .edit_tree_count = 60};
    struct cmq_str lemma;
    assert_false(cmq_edit_tree_apply(&model, 59, CMQ_STR("word"), &arena, &lemma));
}

/* ---- trees and sentences ----------------------------------------------------------------- */

struct word {
    const char *form, *label;
    uint32_t head;
    bool is_space;
};

static struct cmq_parse parse_of(const struct word *words, uint32_t count) {
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, count),
                              .token_count = count};
    for (uint32_t i = 0; i < count; i++) {
        parse.token[i].form = parse.token[i].lemma = cmq_str_of(words[i].form);
        parse.token[i].label = cmq_str_of(words[i].label);
        parse.token[i].dep = (uint8_t)cmq_dep_from_label(parse.token[i].label);
        parse.token[i].head = words[i].head;
        parse.token[i].is_space = words[i].is_space;
    }
    return parse;
}

static void lifted_words_go_back_to_their_heads(void **state) {
    (void)state;
    static const struct word hearing[] = {
        {"A", "det", 1, false},
        {"hearing", "nsubj:pass", 3, false},
        {"is", "aux:pass", 3, false},
        {"scheduled", "ROOT", 3, false},
        {"on", "case", 6, false},
        {"the", "det", 6, false},
        {"issue", "nmod||nsubj:pass", 3, false},
    };
    struct cmq_parse parse = parse_of(hearing, 7);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.token[6].head, 1);
    assert_str(parse.token[6].label, "nmod");
    assert_int_equal(parse.sentence_count, 1);
    assert_int_equal(parse.sentence[0].root, 3);
}

static void the_nearest_level_then_the_leftmost_word_wins(void **state) {
    (void)state;
    /* Level 1 below the root: 1 dep, 4 obj, 5 obj; level 2: 2 obj (below 1). */
    static const struct word words[] = {
        {"r", "ROOT", 0, false},     {"a", "dep", 0, false}, {"b", "obj", 1, false},
        {" ", "obj", 0, true},       {"c", "obj", 0, false}, {"d", "obj", 0, false},
        {"e", "acl||obj", 0, false},
    };
    struct cmq_parse parse = parse_of(words, 7);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.token[6].head, 4);
}

static void a_lifted_word_without_such_a_head_stays(void **state) {
    (void)state;
    static const struct word words[] = {
        {"r", "ROOT", 0, false}, {"a", "dep", 0, false}, {"b", "acl||obl", 0, false}};
    struct cmq_parse parse = parse_of(words, 3);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.token[2].head, 0);
    assert_str(parse.token[2].label, "acl");
}

/* The second lifted word is looked for inside the spans from before the first was moved: 3, now
 * below 1, is outside of the span that 1 had, so "x" is found neither there nor where it was. */
static void moved_words_are_not_found(void **state) {
    (void)state;
    static const struct word words[] = {
        {"r", "ROOT", 0, false},   {"a", "obj", 0, false},    {"b", "dep", 0, false},
        {"c", "x||obj", 0, false}, {"d", "acl||x", 0, false},
    };
    struct cmq_parse parse = parse_of(words, 5);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.token[3].head, 1);
    assert_int_equal(parse.token[4].head, 0);
}

static void sentences_begin_at_the_left_edges_of_roots(void **state) {
    (void)state;
    static const struct word words[] = {
        {"a", "det", 1, false},  {"b", "ROOT", 1, false},  {"c", "obj", 1, false},
        {"d", "case", 4, false}, {"e", "nsubj", 5, false}, {"f", "ROOT", 5, false},
    };
    struct cmq_parse parse = parse_of(words, 6);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.sentence_count, 2);
    assert_int_equal(parse.sentence[0].end, 3);
    assert_int_equal(parse.sentence[1].first, 3);
    assert_int_equal(parse.sentence[1].end, 6);
    assert_int_equal(parse.sentence[1].root, 5);
    assert_int_equal(parse.token[4].sentence, 1);
}

static void white_space_is_taken_out_of_trees(void **state) {
    (void)state;
    /* "\n" heads a sentence of its own; a space token heads two words and is headed by a third. */
    static const struct word words[] = {
        {"\n", "ROOT", 0, true}, {"a", "nsubj", 2, false}, {"b", "ROOT", 2, false},
        {" ", "dep", 2, true},   {"c", "obj", 3, false},   {"\n", "ROOT", 5, true},
        {"\n", "ROOT", 6, true}, {"d", "punct", 6, false}, {"e", "obj", 6, false},
        {"f", "amod", 8, false},
    };
    struct cmq_parse parse = parse_of(words, 10);
    assert_true(cmq_deprojectivize(&parse, &arena));
    assert_int_equal(parse.sentence_count, 4);
    cmq_take_out_space(&parse);
    assert_int_equal(parse.sentence_count, 2);
    assert_int_equal(parse.sentence[0].first, 0);
    assert_int_equal(parse.sentence[0].end, 6);
    assert_int_equal(parse.sentence[0].root, 2);
    assert_int_equal(parse.sentence[1].end, 10);
    assert_int_equal(parse.sentence[1].root, 7);
    static const uint32_t heads[] = {2, 2, 2, 2, 2, 2, 7, 7, 7, 8};
    for (uint32_t i = 0; i < 10; i++) {
        assert_int_equal(parse.token[i].head, heads[i]);
        assert_int_equal(parse.token[i].sentence, i < 6 ? 0 : 1);
    }
    assert_int_equal(parse.token[7].dep, CMQ_DEP_ROOT);
    assert_int_equal(parse.token[8].dep, CMQ_DEP_OBJ);
    assert_int_equal(parse.token[3].upos, CMQ_SPACE);
}

static void blank_text_is_one_sentence(void **state) {
    (void)state;
    static const struct word words[] = {{"\n", "ROOT", 0, true}, {" ", "ROOT", 1, true}};
    struct cmq_parse parse = parse_of(words, 2);
    assert_true(cmq_deprojectivize(&parse, &arena));
    cmq_take_out_space(&parse);
    assert_int_equal(parse.sentence_count, 1);
    assert_int_equal(parse.sentence[0].end, 2);
    assert_int_equal(parse.sentence[0].root, 0);
    struct cmq_buf out;
    cmq_buf_init(&out, 1000);
    cmq_parse_write_conllu(&parse, CMQ_STR("blank"), &out);
    assert_int_equal(out.len, 0);
    cmq_buf_release(&out);
}

/* ---- transitions ------------------------------------------------------------------------- */

#define MAX_ACTIONS 8

/* A model whose scores are the same in every state: `preference` lists its actions from the
 * highest score to the lowest. */
struct fixed {
    float zero[16 * 13], bias[MAX_ACTIONS];
    struct cmq_action action[MAX_ACTIONS];
    struct cmq_str label[3];
    struct cmq_model model;
};

static void prefer(struct fixed *fixed, struct cmq_transitions *transitions, const char *moves,
                   const char *letters, uint32_t features) {
    uint32_t count = (uint32_t)strlen(moves);
    for (uint32_t i = 0; i < count; i++) {
        const char *letter = strchr(letters, moves[i]);
        assert_non_null(letter);
        fixed->action[i] = (struct cmq_action){(uint8_t)(letter - letters), 1};
        fixed->bias[i] = (float)(count - i);
    }
    fixed->label[0] = CMQ_STR("");
    fixed->label[1] = cmq_str_of(transitions == &fixed->model.parser ? "obj" : "PER");
    *transitions = (struct cmq_transitions){.present = true,
                                            .feature_count = features,
                                            .hidden = 1,
                                            .pieces = 2,
                                            .projection = {1, 1, fixed->zero, fixed->zero},
                                            .lower_weight = fixed->zero,
                                            .lower_bias = fixed->zero,
                                            .lower_pad = fixed->zero,
                                            .has_upper = true,
                                            .upper = {1, count, fixed->zero, fixed->bias},
                                            .action_count = count,
                                            .action = fixed->action,
                                            .label_count = 2,
                                            .label = fixed->label};
    assert_true(
        cmq_prepare_transitions(cmq_kernels_best(), CMQ_PRECISION_FLOAT32, &arena, transitions));
}

/* Heads and sentence lengths of a text of four words. */
static void check_arcs(const char *moves, uint32_t features, const uint32_t heads[4],
                       uint32_t sentences) {
    struct fixed fixed = {0};
    float *vectors[1] = {fixed.zero};
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, 4),
                              .token_count = 4};
    prefer(&fixed, &fixed.model.parser, moves, "SDLRB", features);
    assert_true(cmq_parse_trees(&fixed.model, vectors, &arena, &parse));
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(parse.token[i].head, heads[i]);
        assert_str(parse.token[i].label, heads[i] == i ? "ROOT" : "obj");
    }
    assert_int_equal(parse.sentence_count, sentences);
}

static void the_parser_takes_the_best_valid_action(void **state) {
    (void)state;
    for (uint32_t features = 8; features <= 13; features += 5) {
        /* Right arcs all the way; left arcs once nothing may be shifted. */
        check_arcs("RSDL", features, (const uint32_t[]){0, 0, 1, 2}, 1);
        check_arcs("SLRD", features, (const uint32_t[]){3, 3, 3, 3}, 1);
        check_arcs("LRSD", features, (const uint32_t[]){1, 2, 3, 3}, 1);
        /* A break before every word, over which no arc goes. */
        check_arcs("BRLSD", features, (const uint32_t[]){0, 1, 2, 3}, 4);
        /* 0 1 2 shifted, 2 put back and not shifted again; so with 1; 0 popped at depth one. */
        check_arcs("SDLR", features, (const uint32_t[]){0, 1, 2, 3}, 4);
    }
}

static void a_parser_without_a_valid_action_stops(void **state) {
    (void)state;
    check_arcs("LR", 8, (const uint32_t[]){0, 1, 2, 3}, 4);
}

/* Letters: B begins, I in, O none. `text`: "." a word, "_" white space, "|" a sentence start. */
static void check_names(const char *moves, uint32_t features, const char *text, const char *names) {
    struct fixed fixed = {0};
    float *vectors[1] = {fixed.zero};
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, 16),
                              .sentence = CMQ_NEW_ARRAY(&arena, struct cmq_sentence, 16),
                              .sentence_count = 1};
    for (; *text != '\0'; text++) {
        if (*text == '|') {
            parse.sentence[parse.sentence_count++].first = parse.token_count;
        } else {
            struct cmq_token *token = &parse.token[parse.token_count++];
            token->is_space = *text == '_';
            token->sentence = parse.sentence_count - 1;
        }
    }
    prefer(&fixed, &fixed.model.entities, moves, "-BILUO", features);
    assert_true(cmq_find_entities(&fixed.model, vectors, &arena, &parse));
    for (uint32_t i = 0; i < parse.token_count; i++) {
        const struct cmq_token *token = &parse.token[i];
        char letter = token->entity == CMQ_ENTITY_NONE ? 'O' : token->entity_begins ? 'B' : 'I';
        assert_int_equal(letter, names[i]);
    }
    assert_int_equal(strlen(names), parse.token_count);
}

static void names_stay_inside_sentences(void **state) {
    (void)state;
    for (uint32_t features = 3; features <= 6; features += 3) {
        check_names("BILUO", features, "...|...", "BIIBII");
        check_names("BILUO", features, "...|.|..", "BIIBBI");
        check_names("BLIUO", features, ".....", "BIBIB");
        check_names("UBILO", features, "..|.", "BBB");
        check_names("OBILU", features, "..", "OO");
    }
}

static void names_do_not_begin_with_white_space(void **state) {
    (void)state;
    check_names("BILUO", 3, "_..", "OBI");
    check_names("BILUO", 3, "._.", "BII");
    check_names("BILUO", 3, ".|_|.", "BOB");
}

/* A model without an upper layer whose scores are looked up: an entry gives a score to an action
 * where a feature position holds a token. */
struct entry {
    uint32_t feature;
    int32_t token;
    char action;
    float score;
};

static void check_run(const struct entry *entries, size_t count, const uint32_t heads[4]) {
    static const char letters[] = "SDLRB";
    float weight[8][5][4] = {{{0}}}, pad[8][5] = {{0}}, zero[5] = {0};
    float identity[16] = {0};
    struct cmq_action action[5];
    struct cmq_str label[] = {CMQ_STR("obj")};
    for (uint8_t a = 0; a < 5; a++) {
        action[a] = (struct cmq_action){a, 0};
    }
    for (int i = 0; i < 4; i++) {
        identity[5 * i] = 1;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t a = (uint32_t)(strchr(letters, entries[i].action) - letters);
        weight[entries[i].feature][a][entries[i].token] = entries[i].score;
    }
    struct cmq_model model = {.parser = {.present = true,
                                         .feature_count = 8,
                                         .hidden = 5,
                                         .pieces = 1,
                                         .projection = {4, 4, identity, zero},
                                         .lower_weight = &weight[0][0][0],
                                         .lower_bias = zero,
                                         .lower_pad = &pad[0][0],
                                         .action_count = 5,
                                         .action = action,
                                         .label_count = 1,
                                         .label = label}};
    float *vectors[] = {identity};
    assert_true(
        cmq_prepare_transitions(cmq_kernels_best(), CMQ_PRECISION_FLOAT32, &arena, &model.parser));
    struct cmq_parse parse = {.token = CMQ_NEW_ARRAY(&arena, struct cmq_token, 4),
                              .token_count = 4};
    assert_true(cmq_parse_trees(&model, vectors, &arena, &parse));
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(parse.token[i].head, heads[i]);
    }
}

#define FRONT      0 /* feature positions: of the buffer, */
#define TOP        2 /* of the stack, */
#define LAST_RIGHT 7 /* and the last right child of the top */

/* S S R(1, 2) D puts 1 back before 3. There the best action is to break, but 3 does not follow 1
 * in the text; nor may 1 be shifted again. So R(0, 1) D R(0, 3). */
static void no_break_is_made_inside_what_was_put_back(void **state) {
    (void)state;
    static const struct entry entries[] = {
        {FRONT, 1, 'S', 3}, {FRONT, 1, 'B', 2}, {FRONT, 1, 'R', 1},  {FRONT, 2, 'R', 1},
        {TOP, 2, 'D', 9},   {TOP, 1, 'D', 5},   {FRONT, 2, 'D', -9}, {FRONT, 3, 'R', 1},
    };
    check_run(entries, sizeof entries / sizeof *entries, (const uint32_t[]){0, 0, 1, 0});
}

/* R(0, 1) D R(0, 2) L(2, 3): the left arc replaces the head of 2, and 1 is again the last right
 * child of 0, for which alone R(0, 3) is the best action. */
static void a_replaced_arc_leaves_the_children_of_its_head(void **state) {
    (void)state;
    static const struct entry entries[] = {
        {FRONT, 1, 'R', 5}, {TOP, 1, 'D', 9},   {FRONT, 2, 'R', 5},
        {TOP, 2, 'L', 9},   {FRONT, 3, 'D', 1}, {LAST_RIGHT, 1, 'R', 3},
    };
    check_run(entries, sizeof entries / sizeof *entries, (const uint32_t[]){0, 0, 3, 0});
}

/* More blocks than the scorer keeps: those that were dropped come back the same. */
static void scores_do_not_depend_on_what_was_dropped(void **state) {
    (void)state;
    uint32_t seed = 5, count = CMQ_SCORER_BLOCK * (CMQ_SCORER_SLOTS + 9);
    struct cmq_transitions transitions = {
        .feature_count = 3,
        .hidden = 5,
        .pieces = 2,
        .projection = {4, 6, random_floats(24, &seed), random_floats(6, &seed)},
        .lower_weight = random_floats(180, &seed),
        .lower_bias = random_floats(10, &seed),
        .lower_pad = random_floats(30, &seed),
        .has_upper = true,
        .upper = {5, 7, random_floats(35, &seed), random_floats(7, &seed)},
        .action_count = 7};
    struct cmq_scorer scorer;
    assert_true(
        cmq_prepare_transitions(cmq_kernels_best(), CMQ_PRECISION_FLOAT32, &arena, &transitions));
    assert_true(cmq_scorer_init(&scorer, &transitions, random_floats((size_t)count * 4, &seed),
                                count, &arena));
    float first[7], distance = 0;
    memcpy(first, cmq_scorer_run(&scorer, (const int32_t[]){0, CMQ_EMPTY, 0}), sizeof first);
    for (uint32_t i = 0; i < count; i++) {
        const float *scores =
            cmq_scorer_run(&scorer, (const int32_t[]){(int32_t)i, CMQ_EMPTY, (int32_t)i});
        distance += fabsf(scores[0] - first[0]);
    }
    assert_true(distance > 1);
    assert_memory_equal(first, cmq_scorer_run(&scorer, (const int32_t[]){0, CMQ_EMPTY, 0}),
                        sizeof first);
}

/* A state's scores, worked out by hand: hidden 1, two pieces, one feature after another. */
static void scores_add_features_then_take_the_larger_piece(void **state) {
    (void)state;
    /* token vectors 2 and 3; projection x + 1; weights per feature and piece */
    float vectors[] = {2, 3}, one[] = {1}, lower[] = {1, -1, 10, 2, 0, 0};
    float bias[] = {0.5f, 0.25f}, pad[] = {7, 7, 7, 7, 100, -100};
    float upper[] = {2, -1}, upper_bias[] = {1, 0};
    struct cmq_transitions transitions = {.feature_count = 3,
                                          .hidden = 1,
                                          .pieces = 2,
                                          .projection = {1, 1, one, one},
                                          .lower_weight = lower,
                                          .lower_bias = bias,
                                          .lower_pad = pad,
                                          .has_upper = true,
                                          .upper = {1, 2, upper, upper_bias},
                                          .action_count = 2};
    struct cmq_scorer scorer;
    assert_true(
        cmq_prepare_transitions(cmq_kernels_best(), CMQ_PRECISION_FLOAT32, &arena, &transitions));
    assert_true(cmq_scorer_init(&scorer, &transitions, vectors, 2, &arena));
    /* piece 0: 3 * 1 + 4 * 10 + 100 + 0.5 = 143.5; piece 1: -3 + 8 - 100 + 0.25 */
    const float *scores = cmq_scorer_run(&scorer, (const int32_t[]){0, 1, CMQ_EMPTY});
    assert_float_equal(scores[0], 288, 0);
    assert_float_equal(scores[1], -143.5, 0);
    transitions.has_upper = false;
    assert_float_equal(*cmq_scorer_run(&scorer, (const int32_t[]){0, 1, CMQ_EMPTY}), 143.5, 0);
}

/* ---- labels and CoNLL-U ------------------------------------------------------------------ */

static void labels_fall_back_to_main_relations(void **state) {
    (void)state;
    assert_int_equal(cmq_dep_from_label(CMQ_STR("ROOT")), CMQ_DEP_ROOT);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("acl")), CMQ_DEP_ACL);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("xcomp")), CMQ_DEP_XCOMP);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("nsubj:pass")), CMQ_DEP_NSUBJ_PASS);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("obl:tmod")), CMQ_DEP_OBL_UNMARKED);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("det:predet")), CMQ_DEP_DET);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("flat:foreign")), CMQ_DEP_FLAT);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("pobj")), CMQ_DEP_DEP);
    assert_int_equal(cmq_dep_from_label(CMQ_STR("")), CMQ_DEP_DEP);
    assert_int_equal(cmq_entity_from_label(CMQ_STR("GPE")), CMQ_ENTITY_LOC);
    assert_int_equal(cmq_entity_from_label(CMQ_STR("DATE")), CMQ_ENTITY_NONE);
    assert_string_equal(cmq_upos_name(CMQ_SCONJ), "SCONJ");
    assert_string_equal(cmq_upos_name(CMQ_SPACE), "SPACE");
}

static void every_relation_has_a_label(void **state) {
    (void)state;
    static const char *const labels[] = {
        "nsubj",        "nsubj:outer", "csubj",     "obj",        "iobj",          "ccomp",
        "obl",          "obl:agent",   "vocative",  "expl",       "dislocated",    "advcl",
        "advcl:relcl",  "advmod",      "discourse", "aux",        "aux:pass",      "cop",
        "mark",         "nmod",        "nmod:poss", "nmod:desc",  "nmod:unmarked", "appos",
        "nummod",       "acl:relcl",   "amod",      "det",        "case",          "conj",
        "cc",           "fixed",       "flat",      "list",       "parataxis",     "compound",
        "compound:prt", "orphan",      "goeswith",  "reparandum", "punct"};
    bool seen[CMQ_DEP_PUNCT + 1] = {false};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        enum cmq_dep dep = cmq_dep_from_label(cmq_str_of(labels[i]));
        assert_int_not_equal(dep, CMQ_DEP_DEP);
        assert_false(seen[dep]);
        seen[dep] = true;
    }
}

static void conllu_leaves_white_space_out(void **state) {
    (void)state;
    static const char text[] = "Él cantó\n bien. Sí";
    static const struct word words[] = {
        {"Él", "nsubj", 1, false},    {"cantó", "ROOT", 1, false}, {"\n ", "dep", 1, true},
        {"bien", "advmod", 1, false}, {".", "punct", 1, false},    {"Sí", "ROOT", 5, false},
    };
    static const uint32_t bounds[][2] = {{0, 3}, {4, 10}, {10, 12}, {12, 16}, {16, 17}, {18, 21}};
    struct cmq_parse parse = parse_of(words, 6);
    parse.text = CMQ_STR(text);
    for (uint32_t i = 0; i < 6; i++) {
        parse.token[i].start = bounds[i][0];
        parse.token[i].end = bounds[i][1];
        parse.token[i].upos = CMQ_VERB;
        parse.token[i].space_after = i == 0 || i == 4;
    }
    parse.token[0].kind = parse.token[1].kind = CMQ_STR("PER");
    parse.token[0].entity_begins = true;
    parse.token[1].feats = CMQ_STR("Number=Sing");
    parse.token[1].tag = CMQ_STR("VBD");
    parse.token[3].lemma = CMQ_STR("");
    parse.token[3].upos = CMQ_SPACE;
    assert_true(cmq_deprojectivize(&parse, &arena));
    struct cmq_buf out;
    cmq_buf_init(&out, 4096);
    cmq_parse_write_conllu(&parse, CMQ_STR("doc\n1"), &out);
    static const char expected[] =
        "# sent_id = doc 1-1\n"
        "# text = Él cantó bien.\n"
        "1\tÉl\tÉl\tVERB\t_\t_\t2\tnsubj\t_\tOffset=0:2|Entity=B-PER\n"
        "2\tcantó\tcantó\tVERB\tVBD\tNumber=Sing\t0\troot\t_\tOffset=3:8|Entity=I-PER\n"
        "3\tbien\t_\tX\t_\t_\t2\tadvmod\t_\tSpaceAfter=No|Offset=10:14\n"
        "4\t.\t.\tVERB\t_\t_\t2\tpunct\t_\tOffset=14:15\n"
        "\n"
        "# sent_id = doc 1-2\n"
        "# text = Sí\n"
        "1\tSí\tSí\tVERB\t_\t_\t0\troot\t_\tOffset=16:18\n"
        "\n";
    assert_string_equal(out.ptr, expected);
    cmq_buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_equal_their_definition),
        cmocka_unit_test(edit_trees_rewrite_forms),
        cmocka_unit_test(exponential_edit_trees_do_not_fit),
        cmocka_unit_test(lifted_words_go_back_to_their_heads),
        cmocka_unit_test(the_nearest_level_then_the_leftmost_word_wins),
        cmocka_unit_test(a_lifted_word_without_such_a_head_stays),
        cmocka_unit_test(moved_words_are_not_found),
        cmocka_unit_test(sentences_begin_at_the_left_edges_of_roots),
        cmocka_unit_test(white_space_is_taken_out_of_trees),
        cmocka_unit_test(blank_text_is_one_sentence),
        cmocka_unit_test(the_parser_takes_the_best_valid_action),
        cmocka_unit_test(a_parser_without_a_valid_action_stops),
        cmocka_unit_test(no_break_is_made_inside_what_was_put_back),
        cmocka_unit_test(a_replaced_arc_leaves_the_children_of_its_head),
        cmocka_unit_test(names_stay_inside_sentences),
        cmocka_unit_test(names_do_not_begin_with_white_space),
        cmocka_unit_test(scores_do_not_depend_on_what_was_dropped),
        cmocka_unit_test(scores_add_features_then_take_the_larger_piece),
        cmocka_unit_test(labels_fall_back_to_main_relations),
        cmocka_unit_test(every_relation_has_a_label),
        cmocka_unit_test(conllu_leaves_white_space_out),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
