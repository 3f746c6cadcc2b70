/* SPDX-License-Identifier: Apache-2.0 */
/* libcommunique as its callers have it: this program knows the public header and the shared library
 * alone. What the engine finds is tested elsewhere; here it is that it comes through whole, that
 * wrong calls are refused, and that sessions on many threads do not disturb each other. */
#include <communique.h>

#include <jansson.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MAX_TEXT ((size_t)1 << 20)

static struct communique_engine *engine;
static struct communique_session *session;

static int open_all(void **state) {
    (void)state;
    return communique_engine_open(NULL, &engine, NULL) != COMMUNIQUE_OK ||
           communique_session_open(engine, &session, NULL) != COMMUNIQUE_OK;
}

static int close_all(void **state) {
    (void)state;
    communique_session_close(session);
    communique_engine_close(engine);
    return 0;
}

static struct communique_parse *parse_as(const char *text, enum communique_reading reading) {
    struct communique_parse_options options = COMMUNIQUE_PARSE_OPTIONS;
    struct communique_parse *parse;
    struct communique_error error;
    options.reading = reading;
    if (communique_parse_text(session, text, strlen(text), &options, &parse, &error) !=
        COMMUNIQUE_OK) {
        fail_msg("%s", error.message);
    }
    return parse;
}

/* Two sentences with names, characters of one to four bytes, and white space of several kinds. */
static const char story[] = "  Norwegian police arrested two Russians in Tromsø 😀 on Friday.\n\n"
                            "Joe Biden\tcondemned it.  ";

/* ---- what a parse holds ------------------------------------------------------------------ */

static void tokens_have_forms_spans_and_trees(void **state) {
    (void)state;
    static const struct {
        const char *form, *upos, *relation;
        uint32_t head, byte, point, sentence, space_after;
    } expected[] = {
        {"Zoë", "PROPN", "nsubj", 1, 0, 0, 0, 1},   {"met", "VERB", "root", 1, 5, 4, 0, 1},
        {"Ali", "PROPN", "obj", 1, 9, 8, 0, 0},     {".", "PUNCT", "punct", 1, 12, 11, 0, 1},
        {"They", "PRON", "nsubj", 5, 15, 14, 1, 1}, {"talked", "VERB", "root", 5, 20, 19, 1, 0},
        {".", "PUNCT", "punct", 5, 26, 25, 1, 1},
    };
    struct communique_parse *parse =
        parse_as("Zoë met Ali.\n\nThey talked.", COMMUNIQUE_READ_AS_REFERENCE);
    assert_int_equal(communique_parse_token_count(parse), 7);
    for (uint32_t i = 0; i < 7; i++) {
        const struct communique_token *token = communique_parse_token(parse, i);
        assert_string_equal(token->form, expected[i].form);
        assert_string_equal(token->upos, expected[i].upos);
        assert_string_equal(token->relation, expected[i].relation);
        assert_int_equal(token->head, expected[i].head);
        assert_int_equal(token->bytes.start, expected[i].byte);
        assert_int_equal(token->bytes.end, expected[i].byte + strlen(expected[i].form));
        assert_int_equal(token->points.start, expected[i].point);
        assert_int_equal(token->sentence, expected[i].sentence);
        assert_int_equal(token->space_after, expected[i].space_after);
    }
    assert_int_equal(communique_parse_token(parse, 0)->points.end, 3);
    assert_string_equal(communique_parse_token(parse, 5)->lemma, "talk");
    assert_string_equal(communique_parse_token(parse, 5)->xpos, "VBD");
    assert_non_null(strstr(communique_parse_token(parse, 5)->feats, "Tense=Past"));

    assert_int_equal(communique_parse_sentence_count(parse), 2);
    const struct communique_sentence *second = communique_parse_sentence(parse, 1);
    assert_int_equal(second->tokens.start, 4);
    assert_int_equal(second->tokens.end, 7);
    assert_int_equal(second->root, 5);
    assert_int_equal(second->bytes.start, 15);
    assert_int_equal(second->bytes.end, 27);
    assert_int_equal(second->points.start, 14);
    assert_int_equal(second->points.end, 26);
}

static void names_are_spans_of_tokens(void **state) {
    (void)state;
    struct communique_parse *parse = parse_as(story, COMMUNIQUE_READ_NEWS);
    uint32_t count = communique_parse_entity_count(parse);
    bool found = false;
    assert_true(count > 0);
    for (uint32_t i = 0; i < count; i++) {
        const struct communique_entity *entity = communique_parse_entity(parse, i);
        const struct communique_token *first = communique_parse_token(parse, entity->tokens.start);
        const struct communique_token *last = communique_parse_token(parse, entity->tokens.end - 1);
        assert_int_equal(entity->bytes.start, first->bytes.start);
        assert_int_equal(entity->bytes.end, last->bytes.end);
        assert_int_equal(entity->points.start, first->points.start);
        assert_int_equal(entity->points.end, last->points.end);
        for (uint32_t t = 0; t < communique_parse_token_count(parse); t++) {
            bool inside = t >= entity->tokens.start && t < entity->tokens.end;
            assert_int_equal(communique_parse_token(parse, t)->entity == i, inside);
        }
        found = found || (strcmp(first->form, "Joe") == 0 && strcmp(last->form, "Biden") == 0 &&
                          strcmp(entity->type, "PER") == 0);
    }
    assert_true(found);
}

/* The CoNLL-U of the same parse says the same, token for token. */
static void tokens_are_the_rows_of_conllu(void **state) {
    (void)state;
    struct communique_parse *parse = parse_as(story, COMMUNIQUE_READ_AS_REFERENCE);
    const char *written;
    size_t length;
    assert_int_equal(communique_parse_write(parse, COMMUNIQUE_CONLLU, "a", &written, &length, NULL),
                     COMMUNIQUE_OK);
    assert_int_equal(strlen(written), length);
    assert_non_null(strstr(written, "# sent_id = a-2\n"));
    uint32_t rows = 0, first = 0;
    for (const char *line = written; *line != '\0'; line = strchr(line, '\n') + 1) {
        if (*line == '#' || *line == '\n') {
            first = rows;
            continue;
        }
        const struct communique_token *token = communique_parse_token(parse, rows++);
        assert_non_null(token);
        char row[512], offset[64];
        uint32_t head = token->head == rows - 1 ? 0 : token->head - first + 1;
        snprintf(row, sizeof row, "%u\t%s\t%s\t%s\t%s\t%s\t%u\t%s\t_\t", rows - first, token->form,
                 token->lemma, token->upos, token->xpos, *token->feats ? token->feats : "_", head,
                 token->relation);
        assert_memory_equal(line, row, strlen(row));
        snprintf(offset, sizeof offset, "%sOffset=%u:%u",
                 token->space_after ? "" : "SpaceAfter=No|", token->points.start,
                 token->points.end);
        assert_memory_equal(line + strlen(row), offset, strlen(offset));
    }
    assert_int_equal(rows, communique_parse_token_count(parse));
}

static void pair_is(const json_t *pair, struct communique_span span) {
    assert_int_equal(json_array_size(pair), 2);
    assert_int_equal(json_integer_value(json_array_get(pair, 0)), span.start);
    assert_int_equal(json_integer_value(json_array_get(pair, 1)), span.end);
}

static void string_is(const json_t *object, const char *key, const char *value) {
    const json_t *member = json_object_get(object, key);
    if (*value == '\0') {
        assert_true(json_is_null(member));
    } else {
        assert_string_equal(json_string_value(member), value);
    }
}

static void json_says_the_same(void **state) {
    (void)state;
    struct communique_parse *parse = parse_as(story, COMMUNIQUE_READ_NEWS);
    const char *written;
    assert_int_equal(
        communique_parse_write(parse, COMMUNIQUE_JSON, "a \"b\"", &written, NULL, NULL),
        COMMUNIQUE_OK);
    assert_ptr_equal(strchr(written, '\n'), written + strlen(written) - 1);
    json_t *json = json_loads(written, 0, NULL);
    assert_non_null(json);
    string_is(json, "id", "a \"b\"");
    string_is(json, "model", communique_engine_model(engine));
    const json_t *tokens = json_object_get(json, "tokens");
    assert_int_equal(json_array_size(tokens), communique_parse_token_count(parse));
    for (uint32_t i = 0; i < communique_parse_token_count(parse); i++) {
        const struct communique_token *token = communique_parse_token(parse, i);
        const json_t *object = json_array_get(tokens, i);
        pair_is(json_object_get(object, "span"), token->points);
        string_is(object, "form", token->form);
        string_is(object, "lemma", token->lemma);
        string_is(object, "upos", token->upos);
        string_is(object, "xpos", token->xpos);
        string_is(object, "feats", token->feats);
        string_is(object, "relation", token->relation);
        assert_int_equal(json_integer_value(json_object_get(object, "head")), token->head);
        const json_t *entity = json_object_get(object, "entity");
        if (token->entity == COMMUNIQUE_NONE) {
            assert_true(json_is_null(entity));
        } else {
            assert_int_equal(json_integer_value(entity), token->entity);
        }
    }
    const json_t *sentences = json_object_get(json, "sentences");
    assert_int_equal(json_array_size(sentences), communique_parse_sentence_count(parse));
    for (uint32_t i = 0; i < communique_parse_sentence_count(parse); i++) {
        const struct communique_sentence *sentence = communique_parse_sentence(parse, i);
        const json_t *object = json_array_get(sentences, i);
        pair_is(json_object_get(object, "span"), sentence->points);
        pair_is(json_object_get(object, "tokens"), sentence->tokens);
        assert_int_equal(json_integer_value(json_object_get(object, "root")), sentence->root);
    }
    const json_t *entities = json_object_get(json, "entities");
    assert_int_equal(json_array_size(entities), communique_parse_entity_count(parse));
    for (uint32_t i = 0; i < communique_parse_entity_count(parse); i++) {
        const struct communique_entity *entity = communique_parse_entity(parse, i);
        const json_t *object = json_array_get(entities, i);
        pair_is(json_object_get(object, "span"), entity->points);
        pair_is(json_object_get(object, "tokens"), entity->tokens);
        string_is(object, "type", entity->type);
    }
    json_decref(json);
}

/* Quotation marks inside a sentence are hidden from the model when it reads news. */
static void the_two_readings_differ(void **state) {
    (void)state;
    static const char text[] = "He \"urged Iran to stop\" and left";
    char *reference = NULL;
    const char *written;
    for (int reading = COMMUNIQUE_READ_AS_REFERENCE; reading <= COMMUNIQUE_READ_NEWS; reading++) {
        struct communique_parse *parse = parse_as(text, (enum communique_reading)reading);
        assert_int_equal(
            communique_parse_write(parse, COMMUNIQUE_CONLLU, NULL, &written, NULL, NULL),
            COMMUNIQUE_OK);
        assert_non_null(strstr(written, "# sent_id = text-1\n"));
        if (reference == NULL) {
            reference = strdup(written);
        }
    }
    assert_string_not_equal(reference, written);
    free(reference);
}

static void a_text_without_words_has_no_tokens(void **state) {
    (void)state;
    static const char *const texts[] = {"", " ", "\n\t \xC2\xA0\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct communique_parse *parse = parse_as(texts[i], COMMUNIQUE_READ_AS_REFERENCE);
        const char *written;
        size_t length = 1;
        assert_int_equal(communique_parse_token_count(parse), 0);
        assert_int_equal(communique_parse_sentence_count(parse), 0);
        assert_int_equal(
            communique_parse_write(parse, COMMUNIQUE_CONLLU, NULL, &written, &length, NULL),
            COMMUNIQUE_OK);
        assert_string_equal(written, "");
        assert_int_equal(length, 0);
    }
    struct communique_parse *parse;
    assert_int_equal(communique_parse_text(session, NULL, 0, NULL, &parse, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_parse_token_count(parse), 0);
}

static void a_null_character_is_text_like_any_other(void **state) {
    (void)state;
    static const char text[] = "Zero \0 and \0more.";
    struct communique_parse *parse;
    assert_int_equal(communique_parse_text(session, text, sizeof text - 1, NULL, &parse, NULL),
                     COMMUNIQUE_OK);
    uint32_t count = communique_parse_token_count(parse);
    assert_int_equal(communique_parse_token(parse, count - 1)->bytes.end, sizeof text - 1);
}

static void a_parse_does_not_need_its_text(void **state) {
    (void)state;
    char text[] = "France condemned the attack.";
    struct communique_parse *parse;
    const char *written;
    assert_int_equal(communique_parse_text(session, text, strlen(text), NULL, &parse, NULL),
                     COMMUNIQUE_OK);
    memset(text, 'x', strlen(text));
    assert_string_equal(communique_parse_token(parse, 0)->form, "France");
    assert_int_equal(communique_parse_write(parse, COMMUNIQUE_CONLLU, NULL, &written, NULL, NULL),
                     COMMUNIQUE_OK);
    assert_non_null(strstr(written, "# text = France condemned the attack.\n"));
}

static void a_model_file_serves_like_the_built_in_one(void **state) {
    (void)state;
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *other;
    options.model_path = TEST_MODEL;
    assert_int_equal(communique_engine_open(&options, &other, NULL), COMMUNIQUE_OK);
    assert_string_equal(communique_engine_model(other), communique_engine_model(engine));
    assert_memory_equal(communique_engine_model(other), "sha256:", 7);
    communique_engine_close(other);
}

/* Its tokens are the same, for they do not depend on the model's arithmetic, and a plain sentence
 * reads the same. */
static void int8_is_another_engine_beside_the_first(void **state) {
    (void)state;
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *fast;
    struct communique_session *own;
    struct communique_parse *quick;
    options.precision = COMMUNIQUE_INT8;
    assert_int_equal(communique_engine_open(&options, &fast, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_session_open(fast, &own, NULL), COMMUNIQUE_OK);
    static const char text[] = "Russia invaded Ukraine.";
    assert_int_equal(communique_parse_text(own, text, strlen(text), NULL, &quick, NULL),
                     COMMUNIQUE_OK);
    struct communique_parse *exact = parse_as(text, COMMUNIQUE_READ_AS_REFERENCE);
    assert_int_equal(communique_parse_token_count(quick), 4);
    for (uint32_t i = 0; i < 4; i++) {
        const struct communique_token *token = communique_parse_token(quick, i);
        assert_string_equal(token->form, communique_parse_token(exact, i)->form);
        assert_int_equal(token->head, 1);
    }
    communique_session_close(own);
    communique_engine_close(fast);
}

/* ---- wrong calls ------------------------------------------------------------------------- */

static void missing_pointers_are_refused(void **state) {
    (void)state;
    struct communique_error error;
    struct communique_session *no_session;
    struct communique_parse *parse = parse_as("One.", COMMUNIQUE_READ_NEWS);
    struct communique_parse *no_parse = parse;
    const char *written = "";
    const enum communique_status refused[] = {
        communique_engine_open(NULL, NULL, &error),
        communique_session_open(engine, NULL, &error),
        communique_session_open(NULL, &no_session, &error),
        communique_parse_text(session, "One.", 4, NULL, NULL, &error),
        communique_parse_text(NULL, "One.", 4, NULL, &no_parse, &error),
        communique_parse_text(session, NULL, 4, NULL, &no_parse, &error),
        communique_parse_write(parse, COMMUNIQUE_CONLLU, NULL, NULL, NULL, &error),
        communique_parse_write(NULL, COMMUNIQUE_CONLLU, NULL, &written, NULL, &error),
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(refused[i], COMMUNIQUE_BAD_ARGUMENT);
    }
    assert_null(no_session);
    assert_null(no_parse);
    assert_null(written);
    /* A refused call leaves the session and its parse alone. */
    assert_string_equal(communique_parse_token(parse, 0)->form, "One");
    /* Without a place for the error, and without anything. */
    assert_int_equal(communique_engine_open(NULL, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_session_open(NULL, &no_session, NULL), COMMUNIQUE_BAD_ARGUMENT);
    communique_engine_close(NULL);
    communique_session_close(NULL);
    assert_null(communique_engine_model(NULL));
    assert_int_equal(communique_parse_token_count(NULL), 0);
    assert_int_equal(communique_parse_sentence_count(NULL), 0);
    assert_int_equal(communique_parse_entity_count(NULL), 0);
    assert_null(communique_parse_token(NULL, 0));
    assert_null(communique_parse_sentence(NULL, 0));
    assert_null(communique_parse_entity(NULL, 0));
}

static void there_is_nothing_past_the_end(void **state) {
    (void)state;
    struct communique_parse *parse = parse_as(story, COMMUNIQUE_READ_NEWS);
    assert_null(communique_parse_token(parse, communique_parse_token_count(parse)));
    assert_null(communique_parse_token(parse, COMMUNIQUE_NONE));
    assert_null(communique_parse_sentence(parse, communique_parse_sentence_count(parse)));
    assert_null(communique_parse_entity(parse, communique_parse_entity_count(parse)));
}

static void broken_utf8_is_refused_with_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *place;
    } broken[] = {
        {"\x80", "byte 0"},
        {"abc\xFF", "byte 3"},
        {"a\xC3", "byte 1"},
        {"\xED\xA0\x80 surrogate", "byte 0"},
        {"no \xC0\xAF way", "byte 3"},
        {"\xF4\x90\x80\x80", "byte 0"},
    };
    struct communique_parse *parse;
    struct communique_error error;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_int_equal(communique_parse_text(session, broken[i].text, strlen(broken[i].text),
                                               NULL, &parse, &error),
                         COMMUNIQUE_BAD_INPUT);
        assert_null(parse);
        assert_int_equal(error.status, COMMUNIQUE_BAD_INPUT);
        assert_non_null(strstr(error.message, broken[i].place));
    }
    parse = parse_as("Still there.", COMMUNIQUE_READ_NEWS);
    const char *written;
    assert_int_equal(communique_parse_write(parse, COMMUNIQUE_JSON, "\xFF", &written, NULL, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_null(written);
    assert_int_equal(
        communique_parse_write(parse, (enum communique_format)9, "a", &written, NULL, &error),
        COMMUNIQUE_BAD_ARGUMENT);
}

static void a_text_past_the_limit_is_refused(void **state) {
    (void)state;
    struct communique_parse *parse;
    struct communique_error error;
    char *text = malloc(MAX_TEXT + 1);
    assert_non_null(text);
    memset(text, ' ', MAX_TEXT + 1);
    memcpy(text, "Word", 4);
    assert_int_equal(communique_parse_text(session, text, MAX_TEXT + 1, NULL, &parse, &error),
                     COMMUNIQUE_LIMIT);
    assert_null(parse);
    assert_int_equal(communique_parse_text(session, text, SIZE_MAX, NULL, &parse, &error),
                     COMMUNIQUE_LIMIT);
    assert_int_equal(communique_parse_text(session, text, MAX_TEXT, NULL, &parse, &error),
                     COMMUNIQUE_OK);
    assert_string_equal(communique_parse_token(parse, 0)->form, "Word");
    free(text);
}

/* Options of an older caller are shorter, those of a newer one longer. */
static void options_may_be_of_another_version(void **state) {
    (void)state;
    struct communique_error error = {COMMUNIQUE_OK, "untouched"};
    struct communique_parse *parse;
    struct {
        struct communique_parse_options known;
        size_t newer;
    } longer = {COMMUNIQUE_PARSE_OPTIONS, 0};
    size_t only_size = sizeof only_size;
    assert_int_equal(communique_parse_text(session, "One.", 4,
                                           (const struct communique_parse_options *)&only_size,
                                           &parse, &error),
                     COMMUNIQUE_OK);
    longer.known.size = sizeof longer;
    assert_int_equal(communique_parse_text(session, "One.", 4, &longer.known, &parse, &error),
                     COMMUNIQUE_OK);
    assert_string_equal(error.message, "untouched");
    longer.newer = 1;
    assert_int_equal(communique_parse_text(session, "One.", 4, &longer.known, &parse, &error),
                     COMMUNIQUE_UNSUPPORTED);
    for (size_t size = 0; size < sizeof size; size++) {
        longer.known.size = size;
        assert_int_equal(communique_parse_text(session, "One.", 4, &longer.known, &parse, &error),
                         COMMUNIQUE_BAD_ARGUMENT);
    }
    longer.known.size = SIZE_MAX;
    assert_int_equal(communique_parse_text(session, "One.", 4, &longer.known, &parse, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
    struct communique_parse_options unknown = {sizeof unknown, (enum communique_reading)7};
    assert_int_equal(communique_parse_text(session, "One.", 4, &unknown, &parse, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
}

static void write_file(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void what_is_no_model_is_refused(void **state) {
    (void)state;
    char path[] = "/tmp/test_api.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    char zeros[4096] = {0};
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *other = engine;
    struct communique_error error;

    options.model_path = "/nowhere/at/all.cmq";
    assert_int_equal(communique_engine_open(&options, &other, &error), COMMUNIQUE_IO);
    assert_null(other);
    assert_non_null(strstr(error.message, "/nowhere/at/all.cmq"));
    options.model_path = path;
    write_file(path, "", 0);
    assert_int_not_equal(communique_engine_open(&options, &other, &error), COMMUNIQUE_OK);
    write_file(path, zeros, sizeof zeros);
    assert_int_equal(communique_engine_open(&options, &other, &error), COMMUNIQUE_BAD_INPUT);
    assert_null(other);
    options.model_path = NULL;
    options.precision = (enum communique_precision)77;
    assert_int_equal(communique_engine_open(&options, &other, &error), COMMUNIQUE_BAD_ARGUMENT);
    unlink(path);
}

/* ---- threads ----------------------------------------------------------------------------- */

#define THREADS 4u
#define ROUNDS  3u

static const char *const thread_text[] = {
    story,
    "",
    "Iran met Iraq in Geneva, officials said. \"We shall talk,\" the minister added.",
    "Short.",
    "The European Union condemned the invasion and promised to impose new sanctions on Russia, "
    "while NATO's secretary general accused the Kremlin of breaking international law.",
};
#define TEXTS (sizeof thread_text / sizeof *thread_text)

struct worker {
    pthread_t thread;
    char *written[TEXTS];
    unsigned number, failures;
};

/* Each worker begins elsewhere, so that no two go through the texts in step. */
static void *parse_all(void *argument) {
    struct worker *worker = argument;
    struct communique_session *own;
    if (communique_session_open(engine, &own, NULL) != COMMUNIQUE_OK) {
        worker->failures++;
        return NULL;
    }
    for (size_t i = 0; i < ROUNDS * TEXTS; i++) {
        size_t at = (i + worker->number) % TEXTS;
        struct communique_parse *parse;
        const char *written;
        if (communique_parse_text(own, thread_text[at], strlen(thread_text[at]), NULL, &parse,
                                  NULL) != COMMUNIQUE_OK ||
            communique_parse_write(parse, COMMUNIQUE_JSON, "x", &written, NULL, NULL) !=
                COMMUNIQUE_OK) {
            worker->failures++;
        } else if (worker->written[at] == NULL) {
            worker->written[at] = strdup(written);
        } else {
            worker->failures += strcmp(worker->written[at], written) != 0;
        }
    }
    communique_session_close(own);
    return NULL;
}

static void many_sessions_give_the_same_bytes(void **state) {
    (void)state;
    struct worker worker[THREADS] = {0};
    for (unsigned i = 0; i < THREADS; i++) {
        worker[i].number = i;
        assert_int_equal(pthread_create(&worker[i].thread, NULL, parse_all, &worker[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(worker[i].thread, NULL), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(worker[i].failures, 0);
        for (size_t t = 0; t < TEXTS; t++) {
            struct communique_parse *parse = parse_as(thread_text[t], COMMUNIQUE_READ_AS_REFERENCE);
            const char *alone;
            assert_int_equal(
                communique_parse_write(parse, COMMUNIQUE_JSON, "x", &alone, NULL, NULL),
                COMMUNIQUE_OK);
            assert_string_equal(worker[i].written[t], alone);
            free(worker[i].written[t]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_have_forms_spans_and_trees),
        cmocka_unit_test(names_are_spans_of_tokens),
        cmocka_unit_test(tokens_are_the_rows_of_conllu),
        cmocka_unit_test(json_says_the_same),
        cmocka_unit_test(the_two_readings_differ),
        cmocka_unit_test(a_text_without_words_has_no_tokens),
        cmocka_unit_test(a_null_character_is_text_like_any_other),
        cmocka_unit_test(a_parse_does_not_need_its_text),
        cmocka_unit_test(a_model_file_serves_like_the_built_in_one),
        cmocka_unit_test(int8_is_another_engine_beside_the_first),
        cmocka_unit_test(missing_pointers_are_refused),
        cmocka_unit_test(there_is_nothing_past_the_end),
        cmocka_unit_test(broken_utf8_is_refused_with_its_place),
        cmocka_unit_test(a_text_past_the_limit_is_refused),
        cmocka_unit_test(options_may_be_of_another_version),
        cmocka_unit_test(what_is_no_model_is_refused),
        cmocka_unit_test(many_sessions_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
