/* SPDX-License-Identifier: Apache-2.0 */
/* What a session keeps changes nothing: a text is parsed to the same bytes by a new session, by one
 * that has read other texts in any order, and without one; also when more words come than are kept.
 * The model and the texts are those that the environment names (CMQ_ENGINE_MODEL, CMQ_GOLDEN). */
#include "nlp/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define MAX_TEXTS 1000u

static struct cmq_model *model;
static struct cmq_arena arena;
static json_t *document[MAX_TEXTS];
static uint32_t text_count;

static int open_all(void **state) {
    (void)state;
    const char *path = getenv("CMQ_ENGINE_MODEL"), *golden = getenv("CMQ_GOLDEN");
    if (path == NULL || golden == NULL) {
        return 0;
    }
    struct cmq_error err;
    char texts[4096];
    (void)snprintf(texts, sizeof texts, "%s/texts.jsonl", golden);
    FILE *dump = fopen(texts, "rb");
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    if (dump == NULL || cmq_model_open(path, &model, &err) != CMQ_OK) {
        return -1;
    }
    json_t *line;
    while (text_count < MAX_TEXTS &&
           (line = json_loadf(dump, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL)) != NULL) {
        if (json_object_get(line, "text") != NULL) {
            document[text_count++] = line;
        } else {
            json_decref(line);
        }
    }
    fclose(dump);
    return text_count > 0 ? 0 : -1;
}

static int close_all(void **state) {
    (void)state;
    while (text_count > 0) {
        json_decref(document[--text_count]);
    }
    cmq_model_free(model);
    cmq_arena_release(&arena);
    return 0;
}

static void need_model(void) {
    if (model == NULL) {
        skip();
    }
}

/* A text's parse as CoNLL-U, owned by the caller. */
static struct cmq_buf parse(struct cmq_session *session, enum cmq_genre genre, uint32_t index) {
    const json_t *source = json_object_get(document[index], "text");
    struct cmq_str text = {json_string_value(source), json_string_length(source)};
    struct cmq_parse parsed;
    struct cmq_error err;
    struct cmq_buf out;
    cmq_buf_init(&out, (size_t)1 << 30);
    cmq_arena_reset(&arena);
    assert_int_equal(cmq_parse_with(model, session, genre, text, &arena, &parsed, &err), CMQ_OK);
    cmq_parse_write_conllu(&parsed, CMQ_STR("text"), &out);
    assert_false(out.failed);
    return out;
}

static void assert_same(struct cmq_session *session, enum cmq_genre genre, uint32_t index,
                        const struct cmq_buf *expected) {
    struct cmq_buf again = parse(session, genre, index);
    assert_true(cmq_str_eq(cmq_buf_str(&again), cmq_buf_str(expected)));
    cmq_buf_release(&again);
}

static void check_order(enum cmq_precision precision, enum cmq_genre genre) {
    struct cmq_buf *expected = calloc(text_count, sizeof *expected);
    struct cmq_session *session;
    assert_non_null(expected);
    assert_int_equal(cmq_model_prepare(model, precision, NULL), CMQ_OK);
    assert_int_equal(cmq_session_new(model, &session, NULL), CMQ_OK);
    for (uint32_t i = 0; i < text_count; i++) {
        expected[i] = parse(NULL, genre, i);
    }
    for (uint32_t i = 0; i < text_count; i++) {
        assert_same(session, genre, i, &expected[i]);
    }
    for (uint32_t i = text_count; i-- > 0;) {
        assert_same(session, genre, i, &expected[i]);
        cmq_buf_release(&expected[i]);
    }
    cmq_session_free(session);
    free(expected);
}

static void a_warm_session_changes_nothing(void **state) {
    (void)state;
    need_model();
    check_order(CMQ_PRECISION_FLOAT32, CMQ_ANY_TEXT);
    check_order(CMQ_PRECISION_FLOAT32, CMQ_NEWS);
}

static void a_warm_session_changes_nothing_in_int8(void **state) {
    (void)state;
    need_model();
    check_order(CMQ_PRECISION_INT8, CMQ_NEWS);
}

/* Texts of made-up types, of which there are more than are kept. */
static void forgotten_words_come_back_the_same(void **state) {
    (void)state;
    need_model();
    uint32_t seed = 11;
    assert_int_equal(cmq_model_prepare(model, CMQ_PRECISION_FLOAT32, NULL), CMQ_OK);
    for (uint32_t v = 0; v < model->vectors_count; v++) {
        struct cmq_arena kept;
        struct cmq_types types;
        cmq_arena_init(&kept, CMQ_ARENA_LIMIT);
        assert_true(cmq_types_init(&types, &model->vectors[v], CMQ_TYPE_RUN, &kept));
        for (uint32_t length = 1; length < 2000; length += 1 + length / 2) {
            cmq_arena_reset(&arena);
            struct cmq_features *features = CMQ_NEW_ARRAY(&arena, struct cmq_features, length);
            for (uint32_t i = 0; i < length; i++) {
                seed = seed * 1664525u + 1013904223u;
                for (uint32_t f = 0; f < CMQ_FEATURE_COUNT; f++) {
                    features[i].id[f] = (seed >> 8) % 5000 * (f + 1);
                }
            }
            const float *expected = cmq_vectors_run(&model->vectors[v], features, length, &arena);
            const float *vectors = cmq_vectors_run_kept(&types, features, length, &arena);
            assert_memory_equal(vectors, expected,
                                (size_t)length * model->vectors[v].width * sizeof *vectors);
            assert_true(types.count <= types.capacity);
        }
        cmq_arena_release(&kept);
    }
}

static void a_session_stays_within_its_bound(void **state) {
    (void)state;
    need_model();
    struct cmq_session *session;
    assert_int_equal(cmq_session_new(model, &session, NULL), CMQ_OK);
    for (uint32_t v = 0; v < model->vectors_count; v++) {
        const struct cmq_prepared_vectors *prepared = model->vectors[v].prepared;
        size_t word = (prepared->row + prepared->layer[0].packed.row) * sizeof(float);
        assert_true(session->types[v].capacity * word <= CMQ_TYPE_ROOM + CMQ_TYPE_PAGE * word);
    }
    cmq_session_free(session);
}

/* Room for nothing, for half a page of types, and for some pages. */
static void a_session_without_memory_changes_nothing(void **state) {
    (void)state;
    need_model();
    const struct cmq_prepared_vectors *prepared = model->vectors[0].prepared;
    size_t half = CMQ_TYPE_PAGE * prepared->row * sizeof(float) + CMQ_ALIGNMENT;
    const size_t room[] = {0, half, (size_t)1 << 21};
    for (size_t r = 0; r < sizeof room / sizeof *room; r++) {
        struct cmq_session *session;
        assert_int_equal(cmq_session_new(model, &session, NULL), CMQ_OK);
        session->arena.limit = session->arena.used + room[r];
        for (uint32_t i = 0; i < text_count; i++) {
            struct cmq_buf expected = parse(NULL, CMQ_NEWS, i);
            assert_same(session, CMQ_NEWS, i, &expected);
            cmq_buf_release(&expected);
        }
        assert_true(session->arena.exhausted);
        cmq_session_free(session);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_warm_session_changes_nothing),
        cmocka_unit_test(a_warm_session_changes_nothing_in_int8),
        cmocka_unit_test(forgotten_words_come_back_the_same),
        cmocka_unit_test(a_session_stays_within_its_bound),
        cmocka_unit_test(a_session_without_memory_changes_nothing),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
