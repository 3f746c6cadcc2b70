/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts are near copies: cut, reordered, with another lead or credit, with words changed; and
 * which are not. Then texts made to be slow. */

#include "stories/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct cmq_arena arena;

static int setup(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

static struct cmq_sketch sketch_of(const char *text) {
    struct cmq_sketch sketch = {.counted = 0};
    cmq_sketch_make(cmq_str_of(text), &arena, &sketch);
    return sketch;
}

static double share_of_shorter(const char *a, const char *b) {
    const struct cmq_sketch x = sketch_of(a), y = sketch_of(b);
    struct cmq_overlap overlap = cmq_sketches_compare(&x, &y);
    return overlap.a_in_b > overlap.b_in_a ? overlap.a_in_b : overlap.b_in_a;
}

static bool is_copy(const char *a, const char *b) {
    return share_of_shorter(a, b) >= CMQ_COPY_SHARE;
}

#define FERRY                                                                                      \
    "A ferry with some ninety passengers ran aground off the northern cape before dawn. "          \
    "Fishermen from two villages brought most of them ashore in small boats within an hour. "
#define INQUIRY                                                                                    \
    "The harbour master said the pilot had warned the owners about the broken radar twice. "       \
    "A court in the provincial capital will hear the captain and the owners next month. "

static void test_copies_are_found(void **state) {
    (void)state;
    static const char *const copies[] = {
        FERRY INQUIRY,
        FERRY,
        INQUIRY FERRY,
        "NORTHPORT, May 3 (Wire Service) - " FERRY INQUIRY "(Reporting by A. Clerk)",
        "What follows comes from a colleague who watched it all from the quay. " FERRY INQUIRY,
        "A FERRY WITH SOME NINETY PASSENGERS RAN AGROUND OFF THE NORTHERN CAPE BEFORE DAWN. "
        "Fishermen from two villages brought nearly all of them ashore in small boats within an "
        "hour.",
    };
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
        if (!is_copy(copies[i], FERRY INQUIRY)) {
            fail_msg("no copy: %s", copies[i]);
        }
    }
}

static void test_other_reports_of_the_same_are_no_copies(void **state) {
    (void)state;
    assert_false(is_copy("About ninety people were rescued when a ferry struck rocks at the cape. "
                         "Villagers in fishing boats reached the wreck first, officials said.",
                         FERRY INQUIRY));
    assert_false(is_copy("He said so. She denied it. They left. It was late.",
                         "He said so. She denied it. They left. It was late."));
}

/* A form that is filled in anew is no copy; a report with one figure brought up to date is. */
static void test_figures_tell_forms_from_updates(void **state) {
    (void)state;
    assert_false(is_copy("The mill bought 4,100 tonnes of barley at 98-1/2 crowns and sold 230 "
                         "tonnes of flour, its weekly return showed.",
                         "The mill bought 5,200 tonnes of barley at 97-1/4 crowns and sold 310 "
                         "tonnes of flour, its weekly return showed."));
    assert_true(is_copy("The flood killed 12 people in the valley and cut the only road to the "
                        "mine, the governor told reporters there.",
                        "The flood killed 14 people in the valley and cut the only road to the "
                        "mine, the governor told reporters there."));
}

/* 6-3/8 is one word: "6-3/8 pct" and "6-5/8 pct" share one word, not three of four. */
static void test_a_number_is_one_word(void **state) {
    (void)state;
    assert_int_equal(sketch_of("Banks paid 6-3/8 pct on 1,250.75 crowns at 10:30.").counted, 9);
    assert_int_equal(sketch_of("Banks paid 7, 8 or 9 crowns - 10 at most.").counted, 10);
}

/* The rows of a table, each a wire paragraph, are known again beside others. */
static void test_rows_of_a_table(void **state) {
    (void)state;
    static const char table[] =
        "Shipped 31 barges vs 28 barges\n    Landed 4,410,000 vs 3,120,000\n"
        "    Half year\n    Shipped 62 barges vs 57 barges\n"
        "    Landed 8,130,000 vs 7,250,000\n";
    char noted[1024];
    snprintf(noted, sizeof noted, "%s%s", table,
             "    NOTE: The half year has one week more than the one before, since the locks were "
             "shut for repairs and the company counts from their opening. Barges of the sister "
             "company, which was sold in autumn, are left out of both rows.\n");
    assert_true(is_copy(table, noted));
}

static struct cmq_copy add(struct cmq_copies *copies, const char *text) {
    struct cmq_copy copy;
    assert_int_equal(cmq_copies_add(copies, cmq_str_of(text), &copy, NULL), CMQ_OK);
    return copy;
}

static void test_the_tree_of_copies(void **state) {
    (void)state;
    struct cmq_copies *copies = cmq_copies_open();
    assert_int_equal(add(copies, FERRY INQUIRY).of, UINT32_MAX);
    assert_int_equal(add(copies, "The brass band played in the rain until the mayor came.").origin,
                     1);
    struct cmq_copy cut = add(copies, FERRY);
    assert_int_equal(cut.of, 0);
    assert_true(cut.whole);
    assert_true(cut.overlap.a_in_b == 1);
    assert_true(cut.overlap.b_in_a < 0.6);
    struct cmq_copy again =
        add(copies, INQUIRY "Nobody answered at the owners' office before this was printed.");
    assert_int_equal(again.of, 0);
    assert_int_equal(again.origin, 0);
    cmq_copies_free(copies);
}

/* What very many outlets print is found however many they are. */
static void test_ten_thousand_equal_reports(void **state) {
    (void)state;
    struct cmq_copies *copies = cmq_copies_open();
    for (unsigned i = 0; i < 10000; i++) {
        struct cmq_copy copy = add(copies, FERRY INQUIRY);
        assert_int_equal(copy.origin, 0);
        assert_int_equal(copy.whole, i > 0);
    }
    cmq_copies_free(copies);
}

/* ---- texts made to be slow ----------------------------------------------------------------- */

#define LARGE (1u << 20)

/* `unit` over and over, LARGE bytes in all; with `counted`, a number between each two. */
static const char *repeat(const char *unit, bool counted) {
    struct cmq_buf text;
    cmq_buf_init(&text, LARGE + 256);
    for (unsigned i = 0; text.len + strlen(unit) + 16 < LARGE; i++) {
        cmq_buf_add_str(&text, cmq_str_of(unit));
        if (counted) {
            cmq_buf_format(&text, "w%u ", i);
        }
    }
    cmq_buf_add_char(&text, '\0'); /* the copy is terminated, too */
    const char *copy = cmq_arena_copy(&arena, cmq_buf_str(&text)).ptr;
    cmq_buf_release(&text);
    return copy;
}

/* Each is added a few times with a line of its own before it, so that they are compared. It takes
 * seconds under the sanitizers if time grows with the square of the length, and else no time. */
static void test_hostile_texts(void **state) {
    (void)state;
    const char *const texts[] = {
        repeat("word ", false),     repeat("A word is a word is a word. ", false),
        repeat("", true),           repeat("Seven of these words are the same here. ", true),
        repeat("\n    ", false),    repeat("7-", false),
        repeat("ééééééééé", false),
    };
    struct cmq_copies *copies = cmq_copies_open();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (unsigned k = 0; k < 24; k++) {
            struct cmq_str text = cmq_arena_format(&arena, "%u. %.8000s", k, texts[i]);
            struct cmq_copy copy;
            assert_int_equal(
                cmq_copies_add(copies, k < 2 ? cmq_str_of(texts[i]) : text, &copy, NULL), CMQ_OK);
        }
    }
    cmq_copies_free(copies);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copies_are_found),
        cmocka_unit_test(test_other_reports_of_the_same_are_no_copies),
        cmocka_unit_test(test_figures_tell_forms_from_updates),
        cmocka_unit_test(test_a_number_is_one_word),
        cmocka_unit_test(test_rows_of_a_table),
        cmocka_unit_test(test_the_tree_of_copies),
        cmocka_unit_test(test_ten_thousand_equal_reports),
        cmocka_unit_test(test_hostile_texts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
