/* SPDX-License-Identifier: Apache-2.0 */
/* Relaters as callers of the library have them, on reports whose relations were worked out by hand.
 * That a relater agrees with a store is tested where both are at hand (test_stories_web.c). */
#include <communique.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FERRY                                                                                      \
    "A ferry with some ninety passengers ran aground off the northern cape before dawn. "          \
    "Fishermen from two villages brought most of them ashore in small boats within an hour. "      \
    "The harbour master said the pilot had warned the owners about the broken radar twice. "

/* Report 2 has the text of report 1 under a new lead; 3 and 4 tell of one meeting. */
static const struct {
    const char *date, *text;
} reports[] = {
    {"2021-11-12", FERRY},
    {"2021-11-12", "A colleague who was on the quay at dawn saw it all happen. " FERRY},
    {"2021-11-14", "President Emmanuel Macron will meet Joe Biden in Paris on Tuesday."},
    {"2021-11-16", "President Emmanuel Macron met Joe Biden in Paris on Tuesday."},
};
#define REPORTS (sizeof reports / sizeof *reports)

static struct bytes {
    char *ptr;
    size_t length;
} traces[REPORTS];

static struct bytes copy_bytes(const void *ptr, size_t length) {
    struct bytes copy = {malloc(length + 1), length};
    assert_non_null(copy.ptr);
    memcpy(copy.ptr, ptr, length);
    return copy;
}

static int make_traces(void **state) {
    (void)state;
    struct communique_engine *engine;
    struct communique_session *session;
    assert_int_equal(communique_engine_open(NULL, &engine, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_session_open(engine, &session, NULL), COMMUNIQUE_OK);
    for (size_t i = 0; i < REPORTS; i++) {
        const struct communique_report report = {
            .size = sizeof report,
            .id = {"a report", 8},
            .text = {reports[i].text, strlen(reports[i].text)},
            .date = {reports[i].date, strlen(reports[i].date)},
        };
        struct communique_coding *coding;
        const void *bytes;
        size_t length;
        assert_int_equal(communique_code(session, &report, NULL, &coding, NULL), COMMUNIQUE_OK);
        assert_int_equal(communique_coding_traces(coding, &bytes, &length, NULL), COMMUNIQUE_OK);
        traces[i] = copy_bytes(bytes, length);
    }
    communique_session_close(session);
    communique_engine_close(engine);
    return 0;
}

static int free_traces(void **state) {
    (void)state;
    for (size_t i = 0; i < REPORTS; i++) {
        free(traces[i].ptr);
    }
    return 0;
}

static struct communique_relater *open_relater(unsigned parts) {
    struct communique_relater *relater;
    assert_int_equal(communique_relater_open(parts, &relater, NULL), COMMUNIQUE_OK);
    return relater;
}

static const struct communique_relation *add(struct communique_relater *relater, uint32_t number,
                                             struct bytes bytes) {
    const struct communique_relation *relation;
    struct communique_error error;
    if (communique_relater_add(relater, number, bytes.ptr, bytes.length, &relation, &error) !=
        COMMUNIQUE_OK) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(relation->number, number);
    return relation;
}

static void expect_meeting(const struct communique_relater *relater, const char *status,
                           int is_new) {
    const struct communique_telling *telling = communique_relater_telling(relater, 0);
    assert_non_null(telling);
    assert_int_equal(telling->event, 0);
    assert_int_equal(telling->occurrence, 1);
    assert_int_equal(telling->is_new, is_new);
    assert_string_equal(telling->family, "CONSULT");
    assert_string_equal(telling->status, status);
    assert_null(communique_relater_telling(relater, 1));
}

static void a_copy_and_its_source_are_one_story(void **state) {
    (void)state;
    struct communique_relater *relater = open_relater(COMMUNIQUE_ALL_PARTS);
    const struct communique_relation *relation = add(relater, 10, traces[0]);
    assert_int_equal(relation->copy_of, COMMUNIQUE_NONE);
    assert_int_equal(relation->origin, 10);
    assert_int_equal(relation->strand, 0);
    assert_float_equal(relation->alike, 0, 0);
    relation = add(relater, 20, traces[1]);
    assert_int_equal(relation->copy_of, 10);
    assert_true(relation->is_whole);
    assert_int_equal(relation->origin, 10);
    assert_int_equal(relation->sentences, 3);
    /* 44 words of 57, and all of the source. */
    assert_float_equal(relation->of_it_in_source, 44.0 / 57, 1e-9);
    assert_float_equal(relation->of_source_in_it, 1, 0);
    assert_int_equal(relation->strand, 0);
    assert_int_equal(relation->story, 0);
    assert_true(relation->alike > 0.5 && relation->alike <= 1);
    assert_null(communique_relater_merge(relater, 0));
    assert_null(communique_relater_inclusion(relater, 0));
    communique_relater_close(relater);
}

static void what_is_planned_and_held_is_one_occurrence(void **state) {
    (void)state;
    struct communique_relater *relater = open_relater(COMMUNIQUE_OCCURRENCES);
    const struct communique_relation *relation = add(relater, 1, traces[2]);
    assert_int_equal(relation->strand, COMMUNIQUE_NONE);
    assert_int_equal(relation->story, COMMUNIQUE_NONE);
    expect_meeting(relater, "planned", 1);
    add(relater, 2, traces[3]);
    expect_meeting(relater, "held", 0);
    communique_relater_close(relater);
}

static void another_relater_goes_on(void **state) {
    (void)state;
    struct communique_relater *first = open_relater(COMMUNIQUE_ALL_PARTS);
    struct communique_relater *second = open_relater(COMMUNIQUE_ALL_PARTS);
    const void *bytes;
    size_t length;
    add(first, 1, traces[2]);
    add(first, 2, traces[0]);
    assert_int_equal(communique_relater_state(first, &bytes, &length, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_relater_resume(second, bytes, length, NULL), COMMUNIQUE_OK);
    communique_relater_close(first);
    assert_int_equal(add(second, 3, traces[1])->copy_of, 2);
    add(second, 4, traces[3]);
    expect_meeting(second, "held", 0);
    communique_relater_close(second);
}

static void of_copies_one_report_may_be_known(void **state) {
    (void)state;
    struct communique_relater *first = open_relater(COMMUNIQUE_COPIES);
    struct communique_relater *second = open_relater(COMMUNIQUE_COPIES);
    const void *bytes;
    const uint32_t *keys;
    size_t length, count;
    add(first, 1, traces[2]);
    add(first, 2, traces[0]);
    assert_int_equal(communique_relater_last_state(first, &bytes, &length, &keys, &count, NULL),
                     COMMUNIQUE_OK);
    assert_int_equal(count, 6); /* two a sentence */
    assert_int_equal(communique_relater_resume(second, bytes, length, NULL), COMMUNIQUE_OK);
    communique_relater_close(first);
    assert_int_equal(add(second, 3, traces[1])->copy_of, 2);
    communique_relater_close(second);
}

/* What pieces there were. */
struct seen {
    size_t copies, stories, occurrences, keys;
    struct bytes meeting;
};

static void take(void *context, const struct communique_piece *piece) {
    struct seen *seen = context;
    seen->copies += piece->part == COMMUNIQUE_COPIES;
    seen->stories += piece->part == COMMUNIQUE_STORIES;
    seen->keys += piece->key_count;
    for (size_t i = 1; i < piece->key_count; i++) {
        assert_true(piece->keys[i - 1] < piece->keys[i]);
    }
    assert_int_equal(piece->family != NULL, piece->part == COMMUNIQUE_OCCURRENCES);
    if (piece->family != NULL) {
        seen->occurrences++;
        assert_string_equal(piece->family, "CONSULT");
        seen->meeting = copy_bytes(piece->bytes, piece->length);
    }
}

static void traces_fall_into_pieces(void **state) {
    (void)state;
    struct seen seen = {0};
    assert_int_equal(communique_traces_split(traces[2].ptr, traces[2].length, take, &seen, NULL),
                     COMMUNIQUE_OK);
    assert_int_equal(seen.copies, 1);
    assert_int_equal(seen.stories, 1);
    assert_int_equal(seen.occurrences, 1);
    assert_int_equal(seen.keys, 2);
    struct communique_relater *relater = open_relater(COMMUNIQUE_OCCURRENCES);
    add(relater, 1, seen.meeting);
    expect_meeting(relater, "planned", 1);
    communique_relater_close(relater);
    free(seen.meeting.ptr);
}

static void wrong_calls_are_refused(void **state) {
    (void)state;
    struct communique_relater *relater = open_relater(COMMUNIQUE_STORIES), *none = relater;
    const struct communique_relation *relation;
    const void *bytes;
    const uint32_t *keys;
    size_t length, count;
    const struct bytes some = traces[0];
    assert_int_equal(communique_relater_open(COMMUNIQUE_COPIES, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_open(0, &none, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_null(none);
    assert_int_equal(communique_relater_open(8, &none, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_add(NULL, 1, some.ptr, some.length, &relation, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_add(relater, 1, NULL, 0, &relation, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_add(relater, 1, some.ptr, some.length, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_last_state(relater, &bytes, &length, &keys, &count, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_state(NULL, &bytes, &length, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_relater_resume(relater, NULL, 0, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_traces_split(NULL, 0, take, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_traces_split(some.ptr, some.length, NULL, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_null(communique_relater_merge(NULL, 0));
    assert_null(communique_relater_telling(NULL, 0));
    assert_null(communique_relater_inclusion(NULL, 0));
    communique_relater_close(relater);
    communique_relater_close(NULL);
}

static void what_is_no_traces_is_refused(void **state) {
    (void)state;
    struct communique_relater *relater = open_relater(COMMUNIQUE_ALL_PARTS);
    const struct communique_relation *relation;
    struct communique_error error;
    add(relater, 7, traces[0]);
    assert_int_equal(
        communique_relater_add(relater, 7, traces[1].ptr, traces[1].length, &relation, &error),
        COMMUNIQUE_LIMIT);
    assert_string_equal(error.message, "report 7 comes behind report 7");
    assert_null(relation);
    for (size_t length = 0; length < traces[2].length; length++) {
        assert_int_equal(
            communique_traces_split(traces[2].ptr, length, take, &(struct seen){0}, NULL),
            COMMUNIQUE_BAD_INPUT);
    }
    assert_int_equal(communique_relater_add(relater, 8, "traces", 6, &relation, NULL),
                     COMMUNIQUE_BAD_INPUT);
    assert_null(relation);
    communique_relater_close(relater);
    relater = open_relater(COMMUNIQUE_COPIES);
    assert_int_equal(communique_relater_resume(relater, "a state", 7, NULL), COMMUNIQUE_BAD_INPUT);
    communique_relater_close(relater);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_and_its_source_are_one_story),
        cmocka_unit_test(what_is_planned_and_held_is_one_occurrence),
        cmocka_unit_test(another_relater_goes_on),
        cmocka_unit_test(of_copies_one_report_may_be_known),
        cmocka_unit_test(traces_fall_into_pieces),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(what_is_no_traces_is_refused),
    };
    return cmocka_run_group_tests(tests, make_traces, free_traces);
}
