/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/import_origin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void origin_is(const char *meta, const char *expected) {
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    json_t *json = json_loads(meta, 0, NULL);
    assert_non_null(json);
    struct cmq_str origin = cmq_import_origin(json, &arena);
    assert_int_equal(origin.len, strlen(expected));
    assert_memory_equal(origin.ptr, expected, origin.len);
    json_decref(json);
    cmq_arena_release(&arena);
}

static void licence_and_sources_are_lines(void **state) {
    (void)state;
    origin_is("{\"spacy_version\":\"3.8\",\"license\":\"CC0\",\"sources\":["
              "{\"name\":\"A\",\"author\":\"B\",\"license\":\"MIT\",\"url\":\"https://a.example\"},"
              "{\"name\":\"C\",\"license\":\"\"}]}",
              "spaCy 3.8\nlicence: CC0\nmade from: A, by B, MIT, https://a.example\nmade from: C");
}

static void what_is_not_there_is_left_out(void **state) {
    (void)state;
    origin_is("{\"spacy_version\":\"3.8\",\"license\":\"\",\"sources\":null}", "spaCy 3.8");
    origin_is("{\"spacy_version\":\"3.8\",\"license\":7,\"sources\":{\"name\":\"A\"}}",
              "spaCy 3.8");
    origin_is("{\"spacy_version\":\"3.8\",\"sources\":[1,[],{}]}", "spaCy 3.8");
}

/* A fact cannot pretend to be another line. */
static void a_fact_stays_on_its_line(void **state) {
    (void)state;
    origin_is("{\"spacy_version\":\"3.8\",\"license\":\"MIT\\nid: sha256:0\\u001b[2J\"}",
              "spaCy 3.8\nlicence: MIT id: sha256:0 [2J");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(licence_and_sources_are_lines),
        cmocka_unit_test(what_is_not_there_is_left_out),
        cmocka_unit_test(a_fact_stays_on_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
