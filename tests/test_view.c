/* SPDX-License-Identifier: Apache-2.0 */
/* Parses by hand, as no model would be sure to make them, and what callers of the library see. */
#include "api/api.h"

#include <setjmp.h>
#include <stdarg.h>
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

#define TOKENS 6u
#define PER    CMQ_ENTITY_PER
#define LOC    CMQ_ENTITY_LOC

/* Two sentences, "Al\nBo Cy" and "Rome Oslo"; a line break stands in the first name. */
struct sample {
    struct cmq_token token[TOKENS];
    struct cmq_sentence sentence[2];
    struct cmq_parse parse;
};

static struct sample make_sample(void) {
    static const struct {
        const char *form;
        uint32_t start, head;
        uint8_t entity;
        bool begins, is_space;
    } row[TOKENS] = {
        {"Al", 0, 2, PER, true, false},   {"\n", 2, 0, PER, false, true},
        {"Bo", 3, 2, PER, false, false},  {"Cy", 6, 2, PER, true, false},
        {"Rome", 9, 4, LOC, true, false}, {"Oslo", 14, 4, LOC, true, false},
    };
    struct sample sample = {.sentence = {{0, 4, 2}, {4, 6, 4}}};
    for (uint32_t i = 0; i < TOKENS; i++) {
        struct cmq_str form = cmq_str_of(row[i].form);
        sample.token[i] = (struct cmq_token){
            .start = row[i].start,
            .end = row[i].start + (uint32_t)form.len,
            .form = form,
            .label = CMQ_STR("flat"),
            .head = row[i].head,
            .upos = i == 3 ? CMQ_SPACE : CMQ_PROPN,
            .entity = row[i].entity,
            .entity_begins = row[i].begins,
            .space_after = i >= 2,
            .is_space = row[i].is_space,
            .sentence = i >= 4,
        };
    }
    sample.parse.text = CMQ_STR("Al\nBo Cy Rome Oslo");
    return sample;
}

static struct cmq_view view_of(struct sample *sample) {
    struct cmq_view view;
    sample->parse.token = sample->token;
    sample->parse.token_count = TOKENS;
    sample->parse.sentence = sample->sentence;
    sample->parse.sentence_count = 2;
    assert_true(cmq_view_make(&sample->parse, &arena, &view));
    return view;
}

static void white_space_is_left_out_and_heads_follow(void **state) {
    (void)state;
    static const uint32_t heads[] = {1, 1, 1, 3, 3};
    struct sample sample = make_sample();
    struct cmq_view view = view_of(&sample);
    assert_int_equal(view.token_count, 5);
    for (uint32_t i = 0; i < view.token_count; i++) {
        assert_int_equal(view.token[i].head, heads[i]);
        assert_string_equal(view.token[i].relation, heads[i] == i ? "root" : "flat");
        assert_int_equal(view.token[i].sentence, i >= 3);
        assert_int_equal(view.token[i].space_after, 1);
    }
    assert_int_equal(view.sentence_count, 2);
    assert_int_equal(view.sentence[0].root, 1);
    assert_int_equal(view.sentence[1].root, 3);
    assert_int_equal(view.sentence[1].tokens.start, 3);
    assert_int_equal(view.sentence[1].tokens.end, 5);
}

static void names_side_by_side_are_two(void **state) {
    (void)state;
    static const struct {
        uint32_t first, end, byte, byte_end;
        const char *type;
    } expected[] = {
        {0, 2, 0, 5, "PER"}, {2, 3, 6, 8, "PER"}, {3, 4, 9, 13, "LOC"}, {4, 5, 14, 18, "LOC"}};
    struct sample sample = make_sample();
    struct cmq_view view = view_of(&sample);
    assert_int_equal(view.entity_count, 4);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(view.entity[i].tokens.start, expected[i].first);
        assert_int_equal(view.entity[i].tokens.end, expected[i].end);
        assert_int_equal(view.entity[i].bytes.start, expected[i].byte);
        assert_int_equal(view.entity[i].bytes.end, expected[i].byte_end);
        assert_string_equal(view.entity[i].type, expected[i].type);
    }
}

/* As CoNLL-U has it: a word that the model takes for white space is X. */
static void a_word_is_never_tagged_as_space(void **state) {
    (void)state;
    struct sample sample = make_sample();
    assert_string_equal(view_of(&sample).token[2].upos, "X");
}

static void what_is_not_known_is_empty(void **state) {
    (void)state;
    struct sample sample = make_sample();
    struct cmq_view view = view_of(&sample);
    assert_string_equal(view.token[0].lemma, "");
    assert_string_equal(view.token[0].xpos, "");
    assert_string_equal(view.token[0].feats, "");
}

static void an_exhausted_arena_is_told(void **state) {
    (void)state;
    struct sample sample = make_sample();
    struct cmq_view view;
    view_of(&sample);
    for (size_t limit = 0;; limit += 64) {
        struct cmq_arena small;
        cmq_arena_init(&small, limit);
        bool made = cmq_view_make(&sample.parse, &small, &view);
        assert_int_equal(made, !small.exhausted);
        cmq_arena_release(&small);
        if (made) {
            assert_true(limit > 0);
            return;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(white_space_is_left_out_and_heads_follow, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(names_side_by_side_are_two, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_word_is_never_tagged_as_space, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_is_not_known_is_empty, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(an_exhausted_arena_is_told, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
