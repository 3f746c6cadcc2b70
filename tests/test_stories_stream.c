/* SPDX-License-Identifier: Apache-2.0 */
/* Stories of made-up reports, whose words are given one by one: what is new, what joins, what a
 * report between two stories does to them. */

#include "stories/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MOST_WORDS 64
#define MAY        18000 /* a day */

#define FLOOD   "river dam flood bridge valley rescue boat village rain water engineer sandbag"
#define STRIKE  "port docker strike union wage crane cargo picket ship ballot terminal freight"
#define CONCERT "organ choir cathedral concert bishop hymn soprano rehearsal nave applause encore"
#define BETWEEN                                                                                    \
    "river dam flood bridge valley rescue boat village port docker strike union wage crane cargo " \
    "picket"

static struct cmq_stream *stream;

static int open_stream(void **state) {
    (void)state;
    stream = cmq_stream_open();
    return stream == NULL;
}

static int close_stream(void **state) {
    (void)state;
    cmq_stream_free(stream);
    return 0;
}

static struct cmq_joined add_to(struct cmq_stream *to, const char *words, cmq_day day) {
    struct cmq_token token[MOST_WORDS];
    struct cmq_coding coding = {.report = {.date = day}};
    struct cmq_joined joined;
    coding.parse.token = token;
    for (const char *word = words; *word != '\0';) {
        size_t len = strcspn(word, " ");
        assert_true(coding.parse.token_count < MOST_WORDS);
        token[coding.parse.token_count++] =
            (struct cmq_token){.lemma = {word, len}, .upos = CMQ_NOUN, .sentence = 5};
        word += len + (word[len] == ' ');
    }
    assert_int_equal(cmq_stream_add(to, &coding, NULL, &joined, NULL), CMQ_OK);
    return joined;
}

static struct cmq_joined add(const char *words, cmq_day day) {
    return add_to(stream, words, day);
}

static void test_reports_join_what_they_are_like(void **state) {
    (void)state;
    assert_true(add(FLOOD, MAY).is_new);
    assert_true(add(STRIKE, MAY).is_new);
    struct cmq_joined joined = add(FLOOD " mayor", MAY + 1);
    assert_false(joined.is_new);
    assert_int_equal(joined.story, 0);
    assert_int_equal(add(STRIKE " minister", MAY + 2).story, 1);
    assert_true(add(CONCERT, MAY + 2).is_new);
}

static void test_a_story_is_over(void **state) {
    (void)state;
    add(FLOOD, MAY);
    assert_false(add(FLOOD, MAY + 14).is_new);
    assert_true(add(FLOOD, MAY + 29).is_new);
}

static void test_undated_reports_join(void **state) {
    (void)state;
    add(FLOOD, CMQ_NO_DAY);
    assert_int_equal(add(FLOOD, MAY).story, 0);
    assert_int_equal(add(FLOOD, CMQ_NO_DAY).story, 0);
}

static void test_a_report_without_words_is_a_story(void **state) {
    (void)state;
    assert_true(add("", MAY).is_new);
    assert_true(add("", MAY).is_new);
}

/* Two stories, and a report that is half of each. */
static struct cmq_joined bridge(void) {
    add(FLOOD, MAY);
    add(STRIKE, MAY);
    return add(BETWEEN, MAY);
}

static void test_a_report_between_two_stories_merges_them(void **state) {
    (void)state;
    struct cmq_joined joined = bridge();
    assert_int_equal(joined.merged, 1);
    assert_int_equal(joined.from[0], 1);
    assert_int_equal(joined.into[0], 0);
    assert_int_equal(joined.story, 0);
    struct cmq_joined later = add(STRIKE, MAY + 1);
    assert_int_equal(later.strand, 1);
    assert_int_equal(later.story, 0);
}

/* Both go on and nothing else is like both: the strand is the story that it was. */
static void test_what_one_report_held_together_comes_apart(void **state) {
    (void)state;
    bridge();
    for (int i = 0; i < 4; i++) {
        assert_int_equal(add(FLOOD, MAY + i).apart, CMQ_NO_STORY);
    }
    for (int i = 0; i < 3; i++) {
        struct cmq_joined joined = add(STRIKE, MAY + i);
        assert_int_equal(joined.apart, CMQ_NO_STORY);
        assert_int_equal(joined.story, 0);
    }
    struct cmq_joined last = add(STRIKE, MAY + 4);
    assert_int_equal(last.apart, 1);
    assert_int_equal(last.story, 1);
    assert_int_equal(cmq_stream_story(stream, 1), 1);
    assert_int_equal(add(FLOOD, MAY + 4).story, 0);
    assert_int_equal(add(CONCERT, MAY + 4).story, 2);
}

static void test_a_confirmed_merge_stays(void **state) {
    (void)state;
    bridge();
    add(BETWEEN, MAY + 1);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(add(FLOOD, MAY + i).story, 0);
        assert_int_equal(add(STRIKE, MAY + i).story, 0);
    }
}

/* One that falls silent was an early part of the other, and stays so. */
static void test_a_silent_strand_stays(void **state) {
    (void)state;
    bridge();
    for (int i = 0; i < 12; i++) {
        add(FLOOD, MAY + i);
    }
    assert_int_equal(add(STRIKE, MAY + 12).story, 0);
}

static void test_the_same_order_gives_the_same_stories(void **state) {
    (void)state;
    static const char *const texts[] = {
        FLOOD, STRIKE, BETWEEN, CONCERT, FLOOD " mayor", STRIKE " organ choir concert nave"};
    struct cmq_stream *again = cmq_stream_open();
    for (uint32_t i = 0; i < 500; i++) {
        const char *words = texts[i * i % 97 % 6];
        cmq_day day = MAY + (cmq_day)(i / 7);
        struct cmq_joined one = add(words, day), other = add_to(again, words, day);
        assert_int_equal(one.story, other.story);
        assert_int_equal(one.strand, other.strand);
        assert_int_equal(one.merged, other.merged);
        assert_int_equal(one.apart, other.apart);
        assert_true(one.alike >= other.alike && one.alike <= other.alike);
    }
    cmq_stream_free(again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reports_join_what_they_are_like, open_stream,
                                        close_stream),
        cmocka_unit_test_setup_teardown(test_a_story_is_over, open_stream, close_stream),
        cmocka_unit_test_setup_teardown(test_undated_reports_join, open_stream, close_stream),
        cmocka_unit_test_setup_teardown(test_a_report_without_words_is_a_story, open_stream,
                                        close_stream),
        cmocka_unit_test_setup_teardown(test_a_report_between_two_stories_merges_them, open_stream,
                                        close_stream),
        cmocka_unit_test_setup_teardown(test_what_one_report_held_together_comes_apart, open_stream,
                                        close_stream),
        cmocka_unit_test_setup_teardown(test_a_confirmed_merge_stays, open_stream, close_stream),
        cmocka_unit_test_setup_teardown(test_a_silent_strand_stays, open_stream, close_stream),
        cmocka_unit_test_setup_teardown(test_the_same_order_gives_the_same_stories, open_stream,
                                        close_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
