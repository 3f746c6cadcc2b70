/* SPDX-License-Identifier: Apache-2.0 */
/* What reading dictionaries of other coders does with what is odd in them. Their formats as a whole
 * are compared by tests/cli/import.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon/source.h"

#define LIMIT ((size_t)32 << 20)

struct run {
    struct cmq_arena arena;
    struct cmq_buf messages;
    struct cmq_import import;
    struct cmq_error err;
    enum cmq_status status;
};

static int set_up(void **state) {
    struct run *run = calloc(1, sizeof *run);
    assert_non_null(run);
    cmq_arena_init(&run->arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&run->messages, LIMIT);
    *state = run;
    return 0;
}

static int tear_down(void **state) {
    struct run *run = *state;
    cmq_buf_release(&run->messages);
    cmq_arena_release(&run->arena);
    free(run);
    return 0;
}

static void import_text(struct run *run, const char *name, struct cmq_str text) {
    const struct cmq_import_file source = {.name = cmq_str_of(name), .text = text};
    cmq_buf_clear(&run->messages);
    run->import = (struct cmq_import){.messages = &run->messages};
    run->status = cmq_lexicon_import(&source, 1, &run->arena, &run->import, &run->err);
}

/* The text of the one file that is written, without its first line and the lines of sources. */
static void expect(struct run *run, const char *name, const char *text, const char *written,
                   const char *messages) {
    import_text(run, name, cmq_str_of(text));
    assert_int_equal(run->status, CMQ_OK);
    assert_string_equal(run->messages.len == 0 ? "" : run->messages.ptr, messages);
    assert_int_equal(run->import.file.count, 2);
    struct cmq_buf kept;
    cmq_buf_init(&kept, LIMIT);
    struct cmq_str rest = run->import.file.item[0].text;
    cmq_str_cut(&rest, '\n');
    while (rest.len > 0) {
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (!cmq_str_starts(line, CMQ_STR("  source "))) {
            cmq_buf_format(&kept, "%.*s\n", CMQ_FMT(line));
        }
    }
    assert_string_equal(kept.len == 0 ? "" : kept.ptr, written);
    cmq_buf_release(&kept);
}

static void test_years_of_two_digits(void **state) {
    expect(*state, "x.actors", "A [AAA 300101-311231]\n\t[BBB 310101-321231]\n",
           "A\n  actor BBB 1931-01-01..1932-12-31\n",
           "x.actors:1: '[AAA 300101-311231]' has no such days\n");
    expect(*state, "x.actors", "Bo [BBB <300101]\n", "BO\n  actor BBB ..2030-01-01\n", "");
}

static void test_defaults_come_last(void **state) {
    expect(*state, "x.actors", "Elm [AAA]\n\t[BBB >20000101]\n",
           "Elm\n  actor BBB 2000-01-01..\n  actor AAA\n", "");
}

static void test_names_of_all_letters(void **state) {
    expect(*state, "x.actors", "\xEF\xBB\xBF\xC3\x89TAT_LIBRE [AAA]\r\n+THE_\xC3\x85LAND [X]\r\n",
           "\xC3\xA9tat libre\n  also the \xC3\xA5land\n  actor AAA\n  actor X\n", "");
}

static void test_what_is_no_text(void **state) {
    expect(*state, "x.actors", "A\x01 [AAA]\nB\xFF [BBB]\nCoast [CCC]\n", "Coast\n  actor CCC\n",
           "x.actors:1: the line is no text in UTF-8\nx.actors:2: the line is no text in UTF-8\n");
}

static void test_comments_over_lines(void **state) {
    expect(*state, "x.agents", "<!-- A [~X]\nB [~Y] --> CLERK <!-- --> [~GOV] ; C\n#D [~Z]\n",
           "clerk : ~GOV title\n", "");
}

static void test_sets_without_an_end(void **state) {
    expect(*state, "x.verbs",
           "&A\n+&B\n+ONE\n&B\n+&A\n--- GO [010] ---\nGO\n- * &A [020]\n- * &C [020]\n- * &B_TWO "
           "[020]\n",
           "S go => 010 nearest @go\n",
           "x.verbs:8: there is no such set: '&B'\nx.verbs:9: there is no such set: '&C'\n"
           "x.verbs:10: there is no such set: '&A'\n");
}

static void test_sets_without_a_name(void **state) {
    expect(*state, "x.verbs", "&_\n+ONE\n--- GO [010] ---\nGO\n- * & [020]\n",
           "S go => 010 nearest @go\n",
           "x.verbs:1: the set has no name\nx.verbs:5: there is no such set: '&'\n");
}

static void test_names_of_sets_may_have_bars(void **state) {
    expect(*state, "x.verbs",
           "&WAR_\n+WAR\n&WAR_OF_WORDS\n+ROW\n--- GO [010] ---\nGO\n- * &WAR_OF_WORDS [020]\n"
           "- * &WAR_OVER [021]\n",
           "S go => 010 nearest @go\nS go \"{row}\" => 020 nearest @go-war-of-words\n"
           "S go \"{war} over\" => 021 nearest @go-war-over\n",
           "");
}

static void test_patterns_that_are_too_long(void **state) {
    struct run *run = *state;
    struct cmq_buf text;
    cmq_buf_init(&text, LIMIT);
    cmq_buf_add_str(&text, CMQ_STR("&A\n"));
    for (unsigned i = 0; i < 2000; i++) {
        cmq_buf_format(&text, "+WORD%u\n", i);
    }
    cmq_buf_add_str(&text,
                    CMQ_STR("--- GO [010] ---\nGO\n- * &A [020]\n- * A B C D E F G H I J K L "
                            "M N O P Q R S T U V [020]\n"));
    import_text(run, "x.verbs", cmq_buf_str(&text));
    cmq_buf_release(&text);
    assert_int_equal(run->status, CMQ_OK);
    assert_int_equal(run->import.entries, 1);
    assert_int_equal(run->import.left_out, 2);
}

static void test_output_is_bounded(void **state) {
    struct run *run = *state;
    struct cmq_buf text;
    cmq_buf_init(&text, LIMIT);
    cmq_buf_add_str(&text, CMQ_STR("--- GO [---] ---\n"));
    for (unsigned i = 0; i < 3000; i++) {
        cmq_buf_format(&text, "GO_OVER%u\n", i);
    }
    for (unsigned i = 0; i < 3000; i++) {
        cmq_buf_format(&text, "- * WORD%u [020]\n", i);
    }
    import_text(run, "x.verbs", cmq_buf_str(&text));
    cmq_buf_release(&text);
    assert_int_equal(run->status, CMQ_LIMIT);
}

static void test_other_files_are_refused(void **state) {
    struct run *run = *state;
    import_text(run, "notes", CMQ_STR("nothing here\n"));
    assert_int_equal(run->status, CMQ_BAD_INPUT);
    import_text(run, "notes", CMQ_STR("Coast [CST]\n"));
    assert_int_equal(run->status, CMQ_OK);
    assert_true(cmq_str_eq(run->import.file.item[0].name, CMQ_STR("actors/notes.txt")));
    assert_true(cmq_str_starts(run->import.file.item[1].text, CMQ_STR("actors\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_years_of_two_digits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_defaults_come_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_of_all_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_comments_over_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sets_without_an_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sets_without_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_of_sets_may_have_bars, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_patterns_that_are_too_long, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_output_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_files_are_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
