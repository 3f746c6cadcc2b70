/* SPDX-License-Identifier: Apache-2.0 */
/* Stores as callers of libcommunique have them: this program knows the public header and the shared
 * library alone. What a question finds is tested elsewhere; here it is that rows come through as
 * the command line writes them, as lines and as Arrow, and that wrong calls are refused. */
#include <communique.h>

#include <jansson.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char news[] =
    "{\"id\":\"n1\",\"date\":\"2022-05-02\",\"publisher\":\"Herald\",\"title\":\"Kenya \\u0026 "
    "Uganda\",\"text\":\"Kenya accused Uganda of closing the border on Monday. Uganda rejected the "
    "accusation.\"}\n"
    "{\"id\":\"n2\",\"date\":\"2022-05-02\",\"publisher\":\"Courier\",\"text\":\"Kenya accused "
    "Uganda of closing the border, officials in Nairobi said.\"}\n"
    "{\"id\":\"n3\",\"date\":\"2022-05-04\",\"publisher\":\"Courier\",\"text\":\"The presidents of "
    "Kenya and Uganda met in Kampala. \\\"We will keep the border open,\\\" President Yoweri "
    "Museveni said.\"}\n"
    "{\"id\":\"n4\",\"date\":\"2022-07-10\",\"publisher\":\"Herald\",\"text\":\"France imposed "
    "sanctions on Mali. Germany threatened to halt aid to Mali.\"}\n"
    "{\"id\":\"n5\",\"date\":\"2022-07-11\",\"publisher\":\"Herald\",\"text\":\"It rained in "
    "Kisumu.\"}\n";

static char folder[] = "/tmp/communique-api-XXXXXX";
static char path[64];
static struct communique_store *store;

/* Runs the program and returns what it writes, to be freed. */
static char *run(const char *arguments) {
    char command[1024];
    (void)snprintf(command, sizeof command, "cd %s && %s %s", folder, PROGRAM, arguments);
    FILE *pipe = popen(command, "r");
    size_t length = 0, room = 1 << 16;
    char *out = malloc(room);
    assert_non_null(pipe);
    for (size_t got = 1; got > 0; length += got) {
        if (room - length < 4096) {
            out = realloc(out, room *= 2);
        }
        got = fread(out + length, 1, room - length - 1, pipe);
    }
    out[length] = '\0';
    assert_int_not_equal(pclose(pipe), -1);
    return out;
}

static int make_store(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/news.db", folder);
    char file[80];
    (void)snprintf(file, sizeof file, "%s/news.jsonl", folder);
    FILE *out = fopen(file, "w");
    if (out == NULL || fputs(news, out) < 0 || fclose(out) != 0) {
        return -1;
    }
    free(run("add --db news.db news.jsonl 2>&1"));
    return communique_store_open(path, &store, NULL) == COMMUNIQUE_OK ? 0 : -1;
}

static int remove_store(void **state) {
    (void)state;
    char command[80];
    communique_store_close(store);
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static struct communique_answer *ask_in_batches(const char *name, const char *const *parameters,
                                                uint32_t batch_rows) {
    const struct communique_question question = {sizeof question, name, parameters, batch_rows};
    struct communique_answer *answer;
    struct communique_error error;
    if (communique_store_ask(store, &question, &answer, &error) != COMMUNIQUE_OK) {
        fail_msg("%s: %s", name, error.message);
    }
    return answer;
}

static struct communique_answer *ask(const char *name, const char *const *parameters) {
    return ask_in_batches(name, parameters, 0);
}

/* All lines of an answer, to be freed. */
static char *read_lines(struct communique_answer *answer) {
    struct communique_error error;
    const char *line;
    size_t length, room = 0;
    char *all = calloc(1, 1);
    while (communique_answer_line(answer, &line, &length, &error) == COMMUNIQUE_OK &&
           line != NULL) {
        assert_int_equal(strlen(line), length);
        all = realloc(all, room + length + 1);
        memcpy(all + room, line, length + 1);
        room += length;
    }
    assert_null(line);
    return all;
}

/* A question in both languages. */
static const struct {
    const char *command, *name, *parameters[8];
} questions[] = {
    {"events", "events", {NULL}},
    {"events --oldest --assertion any --repeats",
     "events",
     {"oldest", "true", "assertion", "any", "repeats", "true", NULL}},
    {"events --country KEN,FRA --from 2022-05-03",
     "events",
     {"country", "KEN,FRA", "from", "2022-05-03", NULL}},
    {"events --limit 2 2>/dev/null", "events", {"limit", "2", NULL}},
    {"statements", "statements", {NULL}},
    {"actors --db news.db", "actors", {NULL}},
    {"reports --text border", "reports", {"text", "border", NULL}},
    {"outlets --type ACCUSE", "outlets", {"type", "ACCUSE", NULL}},
    {"stories", "stories", {NULL}},
    {"occurrences", "occurrences", {"repeats", "false", NULL}},
    {"dyads --count one-a-day --directed",
     "dyads",
     {"count", "one-a-day", "directed", "true", NULL}},
    {"series --by week", "series", {"by", "week", NULL}},
    {"series --unit country --country MLI", "series", {"unit", "country", "country", "MLI", NULL}},
    {"panel --country KEN --from 2022-05-01 --to 2022-06-30",
     "panel",
     {"country", "KEN", "from", "2022-05-01", "to", "2022-06-30", NULL}},
    {"panel --unit country", "panel", {"unit", "country", NULL}},
    {"panel --directed --bloc EAC", "panel", {"directed", "true", "bloc", "EAC", NULL}},
};

#define QUESTIONS (sizeof questions / sizeof *questions)

static char *run_question(size_t i) {
    char command[160];
    (void)snprintf(command, sizeof command, "%s --db news.db --format jsonl", questions[i].command);
    return run(command);
}

static void lines_are_those_of_the_command(void **state) {
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct communique_answer *answer = ask(questions[i].name, questions[i].parameters);
        char *ours = read_lines(answer), *theirs = run_question(i);
        assert_string_equal(ours, theirs);
        assert_int_not_equal(ours[0], '\0');
        free(ours);
        free(theirs);
        communique_answer_free(answer);
    }
}

/* ---- Arrow ------------------------------------------------------------------------------- */

static bool is_null(const struct ArrowArray *column, int64_t row) {
    const unsigned char *known = column->buffers[0];
    return known != NULL && (known[row / 8] >> row % 8 & 1) == 0;
}

static void check_text(const struct ArrowArray *column, int64_t row, const json_t *value) {
    const int32_t *end = column->buffers[1];
    const char *text = column->buffers[2];
    char joined[1024] = "";
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            (void)strcat(strcat(joined, i > 0 ? ";" : ""),
                         json_string_value(json_array_get(value, i)));
        }
    } else {
        (void)snprintf(joined, sizeof joined, "%s", json_string_value(value));
    }
    assert_int_equal(end[row + 1] - end[row], strlen(joined));
    assert_memory_equal(text + end[row], joined, strlen(joined));
}

static int32_t days_of(const char *text) {
    struct tm day = {.tm_isdst = 0};
    assert_non_null(strptime(text, "%Y-%m-%d", &day));
    return (int32_t)(timegm(&day) / 86400);
}

/* A value of a column is that of the JSON line. */
static void check_value(const struct ArrowSchema *field, const struct ArrowArray *column,
                        int64_t row, const json_t *line) {
    const json_t *value = json_object_get(line, field->name);
    assert_non_null(value);
    if (is_null(column, row)) {
        assert_true(json_is_null(value) || json_array_size(value) == 0);
        return;
    }
    if (strcmp(field->format, "u") == 0) {
        check_text(column, row, value);
    } else if (strcmp(field->format, "l") == 0) {
        assert_int_equal(((const int64_t *)column->buffers[1])[row], json_integer_value(value));
    } else if (strcmp(field->format, "g") == 0) {
        /* Lines have at most three decimals, and Arrow all. */
        double difference = ((const double *)column->buffers[1])[row] - json_number_value(value);
        assert_true(fabs(difference) <= 0.0051);
    } else {
        assert_string_equal(field->format, "tdD");
        assert_int_equal(((const int32_t *)column->buffers[1])[row],
                         days_of(json_string_value(value)));
    }
}

static void check_batch(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                        char **lines) {
    for (int64_t row = 0; row < batch->length; row++) {
        char *end = strchr(*lines, '\n');
        assert_non_null(end);
        *end = '\0';
        json_t *line = json_loads(*lines, 0, NULL);
        assert_int_equal(json_object_size(line), schema->n_children);
        for (int64_t i = 0; i < schema->n_children; i++) {
            check_value(schema->children[i], batch->children[i], row, line);
        }
        json_decref(line);
        *lines = end + 1;
    }
}

/* The rows that are left of an answer, in batches of at most so many. */
static void check_stream(struct communique_answer *answer, int64_t most, char *lines) {
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    assert_int_equal(communique_answer_stream(answer, &stream, NULL), COMMUNIQUE_OK);
    assert_int_equal(stream.get_schema(&stream, &schema), 0);
    assert_string_equal(schema.format, "+s");
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    while (batch.release != NULL) {
        assert_true(batch.length > 0 && batch.length <= most);
        assert_int_equal(batch.n_children, schema.n_children);
        check_batch(&schema, &batch, &lines);
        batch.release(&batch);
        assert_int_equal(stream.get_next(&stream, &batch), 0);
    }
    assert_string_equal(lines, "");
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    assert_null(batch.release);
    assert_null(stream.get_last_error(&stream));
    schema.release(&schema);
    stream.release(&stream);
    assert_null(stream.release);
}

static void batches_have_what_lines_have(void **state) {
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        char *lines = run_question(i);
        check_stream(ask_in_batches(questions[i].name, questions[i].parameters, 2), 2, lines);
        free(lines);
    }
}

static void columns_have_types(void **state) {
    (void)state;
    static const struct {
        const char *question, *column, *format;
    } typed[] = {
        {"events", "event", "u"},        {"events", "told", "tdD"},
        {"events", "date_from", "tdD"},  {"events", "source", "u"},
        {"events", "quad_gdelt", "l"},   {"events", "goldstein_gdelt", "g"},
        {"events", "story", "l"},        {"statements", "statement", "l"},
        {"actors", "first", "tdD"},      {"reports", "date", "tdD"},
        {"reports", "events", "l"},      {"stories", "last_day", "tdD"},
        {"occurrences", "part_of", "u"}, {"dyads", "rows_actual_any", "l"},
        {"series", "period", "tdD"},     {"panel", "material_conflict", "l"},
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct ArrowArrayStream stream;
        struct ArrowSchema schema;
        bool found = false;
        assert_int_equal(communique_answer_stream(ask(typed[i].question, NULL), &stream, NULL),
                         COMMUNIQUE_OK);
        assert_int_equal(stream.get_schema(&stream, &schema), 0);
        for (int64_t k = 0; k < schema.n_children; k++) {
            if (strcmp(schema.children[k]->name, typed[i].column) == 0) {
                assert_string_equal(schema.children[k]->format, typed[i].format);
                found = true;
            }
            assert_string_not_equal(schema.children[k]->name, "bar"); /* which only tables have */
        }
        assert_true(found);
        schema.release(&schema);
        stream.release(&stream);
    }
}

static void a_stream_may_be_released_half_read(void **state) {
    (void)state;
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    assert_int_equal(communique_answer_stream(ask_in_batches("events", NULL, 1), &stream, NULL),
                     COMMUNIQUE_OK);
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    stream.release(&stream);
    /* The batch is its owner's, whatever becomes of the stream. */
    assert_int_equal(batch.length, 1);
    batch.release(&batch);
}

static void a_stream_goes_on_where_lines_ended(void **state) {
    (void)state;
    struct communique_answer *answer = ask("events", NULL);
    const char *line;
    char *all = run("events --db news.db --format jsonl");
    assert_int_equal(communique_answer_line(answer, &line, NULL, NULL), COMMUNIQUE_OK);
    assert_memory_equal(line, all, strlen(line));
    check_stream(answer, 8192, all + strlen(line));
    free(all);
}

/* ---- pages, states, threads -------------------------------------------------------------- */

static void pages_follow_one_another(void **state) {
    (void)state;
    static const char *const lists[] = {"events", "actors", "outlets", "stories", "dyads"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct communique_answer *answer = ask(lists[i], NULL);
        char *all = read_lines(answer), *rest = all, after[64] = "";
        assert_null(communique_answer_next_page(answer));
        communique_answer_free(answer);
        for (bool more = true; more;) {
            const char *const parameters[] = {"limit", "1", after[0] != '\0' ? "after" : NULL,
                                              after, NULL};
            answer = ask(lists[i], parameters);
            assert_null(communique_answer_next_page(answer));
            char *page = read_lines(answer);
            assert_memory_equal(rest, page, strlen(page));
            rest += strlen(page);
            more = communique_answer_next_page(answer) != NULL;
            (void)snprintf(after, sizeof after, "%s",
                           more ? communique_answer_next_page(answer) : "");
            free(page);
            communique_answer_free(answer);
        }
        assert_string_equal(rest, "");
        free(all);
    }
}

static void an_answer_is_of_the_state_it_found(void **state) {
    (void)state;
    struct communique_answer *answer = ask("reports", NULL);
    const char *first;
    assert_int_equal(communique_answer_line(answer, &first, NULL, NULL), COMMUNIQUE_OK);
    free(run("add --db news.db - 2>&1 <<'END'\n"
             "{\"id\":\"n6\",\"date\":\"2022-04-01\",\"text\":\"Peru praised Chile.\"}\nEND\n"));
    char *rest = read_lines(answer), *now = run("reports --db news.db --format jsonl");
    assert_null(strstr(rest, "\"n6\""));
    assert_non_null(strstr(now, "\"n6\""));
    communique_answer_free(answer);
    answer = ask("reports", NULL);
    char *later = read_lines(answer);
    assert_string_equal(later, now);
    communique_answer_free(answer);
    free(rest);
    free(now);
    free(later);
}

static void *ask_often(void *context) {
    for (int i = 0; i < 20; i++) {
        struct communique_answer *answer = ask("events", NULL);
        char *lines = read_lines(answer);
        if (strcmp(lines, context) != 0) {
            context = NULL;
        }
        free(lines);
        communique_answer_free(answer);
    }
    return context;
}

static void threads_may_share_a_store(void **state) {
    (void)state;
    pthread_t thread[4];
    char *lines = run("events --db news.db --format jsonl");
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&thread[i], NULL, ask_often, lines), 0);
    }
    for (int i = 0; i < 4; i++) {
        void *same;
        assert_int_equal(pthread_join(thread[i], &same), 0);
        assert_ptr_equal(same, lines);
    }
    free(lines);
}

static void a_process_may_fork(void **state) {
    (void)state;
    char *lines = run("events --db news.db --format jsonl");
    struct communique_answer *answer = ask("events", NULL);
    pid_t child = fork();
    if (child == 0) {
        const char *line;
        bool refused = communique_answer_line(answer, &line, NULL, NULL) == COMMUNIQUE_UNSUPPORTED;
        communique_answer_free(answer);
        _exit(refused && ask_often(lines) == lines ? 0 : 1);
    }
    int status;
    char *same = read_lines(answer);
    assert_string_equal(same, lines);
    free(same);
    communique_answer_free(answer);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    free(lines);
}

static void an_answer_outlives_its_store(void **state) {
    (void)state;
    const struct communique_question question = {sizeof question, "actors", NULL, 0};
    struct communique_store *other;
    struct communique_answer *answer;
    char *wanted = run("actors --db news.db --format jsonl");
    assert_int_equal(communique_store_open(path, &other, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_store_ask(other, &question, &answer, NULL), COMMUNIQUE_OK);
    communique_store_close(other);
    char *lines = read_lines(answer);
    assert_string_equal(lines, wanted);
    communique_answer_free(answer);
    free(lines);
    free(wanted);
}

/* ---- documents --------------------------------------------------------------------------- */

static void documents_are_those_of_the_commands(void **state) {
    (void)state;
    char *document, *wanted;
    size_t length;
    assert_int_equal(communique_store_coding(store, "n3", &document, &length, NULL), COMMUNIQUE_OK);
    wanted = run("code --format jsonl news.jsonl | grep '\"id\":\"n3\"'");
    assert_string_equal(document, wanted);
    assert_int_equal(length, strlen(wanted));
    communique_document_free(document);
    free(wanted);
    assert_int_equal(communique_store_report(store, "n1", &document, NULL, NULL), COMMUNIQUE_OK);
    wanted = run("code --format jsonl --text news.jsonl | grep '\"id\":\"n1\"'");
    assert_string_equal(document, wanted);
    communique_document_free(document);
    free(wanted);
    assert_int_equal(communique_store_story(store, 1, &document, NULL, NULL), COMMUNIQUE_OK);
    wanted = run("story --db news.db --format jsonl 1");
    assert_string_equal(document, wanted);
    communique_document_free(document);
    free(wanted);
    assert_int_equal(communique_store_accounts(store, 1, &document, NULL, NULL), COMMUNIQUE_OK);
    wanted = run("story --db news.db --format jsonl 1 | sed -n "
                 "'s/^{\"kind\":\"account\",\"account\":\\(.*\\)}$/\\1/p'");
    assert_string_equal(document, wanted);
    assert_int_not_equal(document[0], '\0');
    communique_document_free(document);
    free(wanted);
}

/* ---- what is refused --------------------------------------------------------------------- */

static void files_that_are_no_stores_are_refused(void **state) {
    (void)state;
    struct communique_store *none = store;
    struct communique_error error;
    char file[80];
    (void)snprintf(file, sizeof file, "%s/nothing.db", folder);
    assert_int_equal(communique_store_open(file, &none, &error), COMMUNIQUE_IO);
    assert_null(none);
    assert_non_null(strstr(error.message, "there is no store"));
    assert_int_equal(access(file, F_OK), -1);
    (void)snprintf(file, sizeof file, "%s/news.jsonl", folder);
    assert_int_equal(communique_store_open(file, &none, &error), COMMUNIQUE_BAD_INPUT);
    assert_int_equal(error.status, COMMUNIQUE_BAD_INPUT);
    assert_int_equal(communique_store_open(NULL, &none, &error), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_store_open(path, NULL, &error), COMMUNIQUE_BAD_ARGUMENT);
    communique_store_close(NULL);
}

static void wrong_questions_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *parameters[6], *message;
    } wrong[] = {
        {"event", {NULL}, "there is no question 'event'"},
        {"events", {"colour", "red", NULL}, "events has no parameter 'colour'"},
        {"events", {"by", "month", NULL}, "events has no parameter 'by'"},
        {"series", {"limit", "3", NULL}, "series has no parameter 'limit'"},
        {"events", {"from", NULL}, "from has no value"},
        {"events", {"from", "May", NULL}, "from wants YYYY-MM-DD, not 'May'"},
        {"events", {"country", "Narnia", NULL}, "country does not know 'Narnia'"},
        {"events", {"limit", "none", NULL}, "limit wants a number, at least 1, not 'none'"},
        {"events", {"limit", "0", NULL}, "limit wants a number, at least 1, not '0'"},
        {"events",
         {"limit", "12345678901234567890", NULL},
         "limit wants a number, at least 1, not '12345678901234567890'"},
        {"events", {"after", "x", NULL}, "after wants what the page before ended with, not 'x'"},
        {"events", {"oldest", "yes", NULL}, "oldest wants true or false, not 'yes'"},
        {"panel", {"unit", "event", NULL}, "unit of a panel is country or dyad, not event"},
        {"panel", {"unit", "country", "directed", "true", NULL}, "directed is for dyads"},
        {"dyads",
         {"count", "all", NULL},
         "count wants rows, reports, one-a-day or occurrences, not 'all'"},
        {"actors", {"actor", "a\xff", NULL}, "what is asked for is not UTF-8"},
        {"events", {"text", "\"", NULL}, "text wants words to look for"},
        {"events", {"text", "AND", NULL}, NULL},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct communique_question question = {sizeof question, wrong[i].name,
                                                     wrong[i].parameters, 0};
        struct communique_answer *answer;
        struct communique_error error = {COMMUNIQUE_OK, ""};
        if (wrong[i].message == NULL) { /* which SQLite finds out when it looks for a row */
            const char *line;
            assert_int_equal(communique_store_ask(store, &question, &answer, &error),
                             COMMUNIQUE_OK);
            for (int again = 0; again < 2; again++) {
                assert_int_equal(communique_answer_line(answer, &line, NULL, &error),
                                 COMMUNIQUE_BAD_INPUT);
                assert_null(line);
            }
            communique_answer_free(answer);
            continue;
        }
        assert_int_equal(communique_store_ask(store, &question, &answer, &error),
                         COMMUNIQUE_BAD_INPUT);
        assert_null(answer);
        assert_string_equal(error.message, wrong[i].message);
    }
}

static void a_stream_tells_what_failed(void **state) {
    (void)state;
    const char *const parameters[] = {"text", "AND", NULL};
    struct ArrowArrayStream stream;
    struct ArrowArray batch;
    assert_int_equal(communique_answer_stream(ask("events", parameters), &stream, NULL),
                     COMMUNIQUE_OK);
    for (int again = 0; again < 2; again++) {
        assert_int_not_equal(stream.get_next(&stream, &batch), 0);
        assert_null(batch.release);
        assert_non_null(stream.get_last_error(&stream));
    }
    stream.release(&stream);
}

static void wrong_calls_are_refused(void **state) {
    (void)state;
    struct communique_question question = {sizeof question, "events", NULL, 0};
    struct communique_answer *answer;
    struct ArrowArrayStream stream;
    char *document;
    const char *line;
    assert_int_equal(communique_store_ask(NULL, &question, &answer, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_store_ask(store, NULL, &answer, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_store_ask(store, &question, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    question.batch_rows = UINT32_MAX;
    assert_int_equal(communique_store_ask(store, &question, &answer, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    question.batch_rows = 0;
    question.size = 1;
    assert_int_equal(communique_store_ask(store, &question, &answer, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    question.size = offsetof(struct communique_question, parameters); /* an older caller's */
    assert_int_equal(communique_store_ask(store, &question, &answer, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_answer_stream(answer, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_answer_line(answer, NULL, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    communique_answer_free(answer);
    assert_int_equal(communique_answer_line(NULL, &line, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_answer_stream(NULL, &stream, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_null(communique_answer_next_page(NULL));
    communique_answer_free(NULL);
    communique_document_free(NULL);
    assert_int_equal(communique_store_story(NULL, 1, &document, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_null(document);
    assert_int_equal(communique_store_story(store, 1, NULL, NULL, NULL), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_store_story(store, 99, &document, NULL, NULL),
                     COMMUNIQUE_BAD_INPUT);
    assert_int_equal(communique_store_accounts(store, -1, &document, NULL, NULL),
                     COMMUNIQUE_BAD_INPUT);
    assert_int_equal(communique_store_coding(store, "nothing", &document, NULL, NULL),
                     COMMUNIQUE_BAD_INPUT);
    assert_int_equal(communique_store_report(store, NULL, &document, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_store_report(store, "\xc3", &document, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
}

/* Every option that a command's help names, but what says which store, how and where to. */
static void questions_have_the_parameters_of_commands(void **state) {
    (void)state;
    const char *name;
    for (uint32_t i = 0; (name = communique_question_name(i)) != NULL; i++) {
        const char *parameter;
        char command[64], option[32];
        (void)snprintf(command, sizeof command, "%s --db news.db --help", name);
        char *help = run(command);
        size_t options = 0;
        for (const char *at = help; (at = strstr(at, "--")) != NULL; at += 2) {
            options += at[-1] == ' ' && (at[-2] == ' ' || at[-2] == ',') && at[2] > ' ';
        }
        uint32_t count = 0;
        for (; (parameter = communique_question_parameter(name, count)) != NULL; count++) {
            (void)snprintf(option, sizeof option, " --%s", parameter);
            assert_non_null(strstr(help, option));
        }
        assert_int_equal(options, count + 4); /* db, format, output, help */
        free(help);
    }
    assert_null(communique_question_parameter("nothing", 0));
    assert_null(communique_question_parameter(NULL, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_those_of_the_command),
        cmocka_unit_test(batches_have_what_lines_have),
        cmocka_unit_test(columns_have_types),
        cmocka_unit_test(a_stream_may_be_released_half_read),
        cmocka_unit_test(a_stream_goes_on_where_lines_ended),
        cmocka_unit_test(pages_follow_one_another),
        cmocka_unit_test(documents_are_those_of_the_commands),
        cmocka_unit_test(an_answer_is_of_the_state_it_found),
        cmocka_unit_test(threads_may_share_a_store),
        cmocka_unit_test(a_process_may_fork),
        cmocka_unit_test(an_answer_outlives_its_store),
        cmocka_unit_test(files_that_are_no_stores_are_refused),
        cmocka_unit_test(wrong_questions_are_refused),
        cmocka_unit_test(a_stream_tells_what_failed),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(questions_have_the_parameters_of_commands),
    };
    return cmocka_run_group_tests(tests, make_store, remove_store);
}
