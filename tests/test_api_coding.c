/* SPDX-License-Identifier: Apache-2.0 */
/* Coding by libcommunique as its callers have it: by the public header and the shared library
 * alone. What a coding should hold is tested elsewhere; here it is that structs, JSON and tables
 * say the same, and that reports and calls that are wrong are refused. */
#include <communique.h>

#include <jansson.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct communique_engine *engine;
static struct communique_session *session;

/* People, places, quotations, numbers, days; characters of one to four bytes. */
static const char story[] =
    "Foreign Minister Zoë Brandt of Germany met her Polish counterpart in Kraków on Monday. 😀\n\n"
    "\"We must stop the shelling,\" Brandt told reporters. She accused Belarus of smuggling, "
    "according to a spokesman. Police in Minsk said gunmen killed at least 12 people on 3 May "
    "2021. Poland will send troops to Estonia next week.";

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

static struct communique_string string(const char *terminated) {
    return (struct communique_string){terminated, strlen(terminated)};
}

static struct communique_report report_of(const char *id, const char *date, const char *text) {
    struct communique_report report = {
        .size = sizeof report, .id = string(id), .text = string(text)};
    if (date != NULL) {
        report.date = string(date);
    }
    return report;
}

static struct communique_coding *code(const struct communique_report *report) {
    struct communique_coding *coding;
    struct communique_error error;
    if (communique_code(session, report, NULL, &coding, &error) != COMMUNIQUE_OK) {
        fail_msg("%s", error.message);
    }
    return coding;
}

static struct communique_coding *code_story(void) {
    struct communique_report report = report_of("s \"1\"", "2021-05-04", story);
    report.publisher = string("The Daily Example");
    report.url = string("https://example.com/a");
    return code(&report);
}

static json_t *json_of(struct communique_coding *coding, uint32_t flags) {
    const char *line;
    size_t length;
    assert_int_equal(communique_coding_json(coding, flags, &line, &length, NULL), COMMUNIQUE_OK);
    assert_int_equal(strlen(line), length);
    assert_ptr_equal(strchr(line, '\n'), line + length - 1);
    json_t *json = json_loads(line, 0, NULL);
    assert_non_null(json);
    return json;
}

/* ---- structs and JSON -------------------------------------------------------------------- */

static void string_is(const json_t *member, const char *value) {
    if (*value == '\0') {
        assert_true(json_is_null(member));
    } else {
        assert_string_equal(json_string_value(member), value);
    }
}

static void words_are(const json_t *span, struct communique_stretch words) {
    if (json_is_null(span)) {
        assert_int_equal(words.points.end, 0);
        assert_int_equal(words.bytes.end, 0);
        return;
    }
    assert_int_equal(json_integer_value(json_array_get(span, 0)), words.points.start);
    assert_int_equal(json_integer_value(json_array_get(span, 1)), words.points.end);
    uint32_t points = 0;
    for (uint32_t i = words.bytes.start; i < words.bytes.end; i++) {
        points += (story[i] & 0xC0) != 0x80;
    }
    assert_int_equal(points, words.points.end - words.points.start);
}

static void index_is(const json_t *member, uint32_t value) {
    if (value == COMMUNIQUE_NONE) {
        assert_true(json_is_null(member));
    } else {
        assert_int_equal(json_integer_value(member), value);
    }
}

static void number_is(const json_t *member, double value, double unit) {
    if (isnan(value)) {
        assert_true(json_is_null(member));
    } else {
        assert_true(fabs(json_number_value(member) - value) <= unit);
    }
}

static void strings_are(struct communique_coding *coding, const json_t *array,
                        struct communique_span span) {
    assert_int_equal(json_array_size(array), span.end - span.start);
    for (uint32_t i = span.start; i < span.end; i++) {
        string_is(json_array_get(array, i - span.start), communique_coding_string(coding, i));
    }
}

static void participants_are(struct communique_coding *coding, const json_t *array,
                             struct communique_span span) {
    assert_int_equal(json_array_size(array), span.end - span.start);
    for (uint32_t i = span.start; i < span.end; i++) {
        const struct communique_participant *side = communique_coding_participant(coding, i);
        const json_t *object = json_array_get(array, i - span.start);
        index_is(json_object_get(object, "actor"), side->actor);
        words_are(json_object_get(object, "span"), side->words);
        const json_t *basis = json_object_get(object, "basis");
        assert_string_equal(side->basis, basis == NULL ? "" : json_string_value(basis));
    }
}

static void tellers_are(struct communique_coding *coding, const json_t *array,
                        struct communique_span span) {
    assert_int_equal(json_array_size(array), span.end - span.start);
    for (uint32_t i = span.start; i < span.end; i++) {
        const struct communique_teller *teller = communique_coding_teller(coding, i);
        const json_t *object = json_array_get(array, i - span.start);
        index_is(json_object_get(object, "actor"), teller->actor);
        string_is(json_object_get(object, "kind"), teller->kind);
        words_are(json_object_get(object, "span"), teller->words);
    }
}

static void actor_is(struct communique_coding *coding, const json_t *object, uint32_t index) {
    const struct communique_actor *actor = communique_coding_actor(coding, index);
    const json_t *mentions = json_object_get(object, "mentions");
    string_is(json_object_get(object, "name"), actor->name);
    string_is(json_object_get(object, "title"), actor->title);
    string_is(json_object_get(object, "code"), actor->code);
    string_is(json_object_get(object, "country"), actor->country);
    string_is(json_object_get(object, "basis"), actor->basis);
    string_is(json_object_get(object, "entry"), actor->entry);
    strings_are(coding, json_object_get(object, "sectors"), actor->sectors);
    assert_int_equal(json_array_size(mentions), actor->mentions.end - actor->mentions.start);
    for (uint32_t i = actor->mentions.start; i < actor->mentions.end; i++) {
        const struct communique_mention *mention = communique_coding_mention(coding, i);
        const json_t *said = json_array_get(mentions, i - actor->mentions.start);
        assert_int_equal(mention->actor, index);
        string_is(json_object_get(said, "kind"), mention->kind);
        words_are(json_object_get(said, "span"), mention->words);
    }
}

static void quantities_are(struct communique_coding *coding, const json_t *array,
                           struct communique_span span) {
    assert_int_equal(json_array_size(array), span.end - span.start);
    for (uint32_t i = span.start; i < span.end; i++) {
        const struct communique_quantity *quantity = communique_coding_quantity(coding, i);
        const json_t *object = json_array_get(array, i - span.start);
        string_is(json_object_get(object, "what"), quantity->what);
        string_is(json_object_get(object, "unit"), quantity->unit);
        number_is(json_object_get(object, "from"),
                  quantity->from < 0 ? (double)NAN : (double)quantity->from, 0);
        number_is(json_object_get(object, "to"),
                  quantity->to < 0 ? (double)NAN : (double)quantity->to, 0);
        words_are(json_object_get(object, "span"), quantity->words);
    }
}

static void place_is(const json_t *object, const struct communique_place *place) {
    if (json_is_null(object)) {
        assert_string_equal(place->name, "");
        assert_true(isnan(place->lat) && isnan(place->lon));
        return;
    }
    string_is(json_object_get(object, "name"), place->name);
    string_is(json_object_get(object, "country"), place->country);
    string_is(json_object_get(object, "admin1"), place->admin1);
    string_is(json_object_get(object, "precision"), place->precision);
    number_is(json_object_get(object, "lat"), place->lat, 0.0005);
    number_is(json_object_get(object, "lon"), place->lon, 0.0005);
    words_are(json_object_get(object, "span"), place->words);
}

static void event_is(struct communique_coding *coding, const json_t *events, uint32_t index) {
    const struct communique_event *event = communique_coding_event(coding, index);
    const json_t *object = json_array_get(events, index);
    const json_t *date = json_object_get(object, "date");
    string_is(json_object_get(object, "id"), event->id);
    string_is(json_object_get(object, "cameo"), event->cameo);
    string_is(json_object_get(object, "plover"), event->plover);
    string_is(json_object_get(object, "mode"), event->mode);
    strings_are(coding, json_object_get(object, "contexts"), event->contexts);
    assert_int_equal(json_integer_value(json_object_get(object, "quad_gdelt")), event->quad_gdelt);
    number_is(json_object_get(object, "goldstein_gdelt"), event->goldstein_gdelt, 0.05);
    participants_are(coding, json_object_get(object, "source"), event->source);
    participants_are(coding, json_object_get(object, "target"), event->target);
    string_is(json_object_get(object, "assertion"), event->assertion);
    string_is(json_object_get(object, "time"), event->time);
    assert_int_equal(json_is_null(date), *event->date_from == '\0' && *event->date_to == '\0');
    if (!json_is_null(date)) {
        string_is(json_object_get(date, "from"), event->date_from);
        string_is(json_object_get(date, "to"), event->date_to);
        string_is(json_object_get(date, "basis"), event->date_basis);
        words_are(json_object_get(date, "span"), event->date_words);
    }
    string_is(json_object_get(object, "told"), event->told);
    place_is(json_object_get(object, "place"), &event->place);
    tellers_are(coding, json_object_get(object, "attribution"), event->attribution);
    index_is(json_object_get(object, "statement"), event->statement);
    string_is(json_object_get(object, "same_as"),
              event->same_as == COMMUNIQUE_NONE
                  ? ""
                  : communique_coding_event(coding, event->same_as)->id);
    quantities_are(coding, json_object_get(object, "quantities"), event->quantities);
    words_are(json_object_get(object, "trigger"), event->trigger);
    words_are(json_object_get(object, "evidence"), event->evidence);
    index_is(json_object_get(object, "sentence"), event->sentence);
    strings_are(coding, json_object_get(object, "rules"), event->rules);
    number_is(json_object_get(object, "confidence"), event->confidence, 0.005);
}

static void statement_is(struct communique_coding *coding, const json_t *object, uint32_t index) {
    const struct communique_statement *statement = communique_coding_statement(coding, index);
    const json_t *speaker = json_object_get(object, "speaker");
    const json_t *content = json_object_get(object, "content");
    if (json_is_null(speaker)) {
        assert_int_equal(statement->speaker.actor, COMMUNIQUE_NONE);
    } else {
        index_is(json_object_get(speaker, "actor"), statement->speaker.actor);
        words_are(json_object_get(speaker, "span"), statement->speaker.words);
    }
    participants_are(coding, json_object_get(object, "addressees"), statement->addressees);
    string_is(json_object_get(object, "form"), statement->form);
    words_are(json_object_get(object, "cue"), statement->cue);
    assert_int_equal(json_array_size(content), statement->content.end - statement->content.start);
    for (uint32_t i = statement->content.start; i < statement->content.end; i++) {
        words_are(json_array_get(content, i - statement->content.start),
                  *communique_coding_stretch(coding, i));
    }
    strings_are(coding, json_object_get(object, "topics"), statement->topics);
    tellers_are(coding, json_object_get(object, "attribution"), statement->attribution);
    index_is(json_object_get(object, "sentence"), statement->sentence);
}

static void structs_say_what_the_json_says(void **state) {
    (void)state;
    struct communique_coding *coding = code_story();
    const struct communique_coding_facts *facts = communique_coding_facts(coding);
    json_t *json = json_of(coding, 0);
    const json_t *report = json_object_get(json, "report");
    const json_t *actors = json_object_get(json, "actors"),
                 *events = json_object_get(json, "events");
    const json_t *statements = json_object_get(json, "statements");
    const json_t *sentences = json_object_get(json, "sentences");
    string_is(json_object_get(report, "id"), facts->id);
    string_is(json_object_get(report, "date"), facts->date);
    string_is(json_object_get(report, "agency"), facts->agency);
    string_is(json_object_get(report, "dateline"), facts->dateline);
    assert_int_equal(json_array_size(actors), facts->actors);
    assert_int_equal(json_array_size(events), facts->events);
    assert_int_equal(json_array_size(statements), facts->statements);
    assert_int_equal(json_array_size(sentences), facts->sentences);
    assert_true(facts->actors > 3 && facts->events > 2 && facts->statements > 0);
    for (uint32_t i = 0; i < facts->actors; i++) {
        actor_is(coding, json_array_get(actors, i), i);
    }
    for (uint32_t i = 0; i < facts->events; i++) {
        event_is(coding, events, i);
    }
    for (uint32_t i = 0; i < facts->statements; i++) {
        statement_is(coding, json_array_get(statements, i), i);
    }
    for (uint32_t i = 0; i < facts->sentences; i++) {
        words_are(json_array_get(sentences, i), *communique_coding_sentence(coding, i));
    }
    json_decref(json);
}

static void an_event_is_read_by_hand(void **state) {
    (void)state;
    static const char text[] = "Russia invaded Ukraine.";
    struct communique_report report = report_of("a", "2022-02-24", text);
    struct communique_coding *coding = code(&report);
    const struct communique_event *event = communique_coding_event(coding, 0);
    const struct communique_participant *source =
        communique_coding_participant(coding, event->source.start);
    const struct communique_participant *target =
        communique_coding_participant(coding, event->target.start);
    assert_int_equal(event->source.end - event->source.start, 1);
    assert_string_equal(communique_coding_actor(coding, source->actor)->code, "RUS");
    assert_string_equal(communique_coding_actor(coding, target->actor)->code, "UKR");
    assert_int_equal(target->words.bytes.start, strstr(text, "Ukraine") - text);
    assert_string_equal(event->assertion, "actual");
    assert_string_equal(event->told, "2022-02-24");
    assert_int_equal(event->quad_gdelt, 4);
}

static void the_text_stands_in_the_json_on_request(void **state) {
    (void)state;
    json_t *without = json_of(code_story(), 0);
    json_t *with = json_of(code_story(), COMMUNIQUE_WITH_TEXT);
    assert_null(json_object_get(json_object_get(without, "report"), "text"));
    assert_string_equal(json_string_value(json_object_get(json_object_get(with, "report"), "text")),
                        story);
    string_is(json_object_get(json_object_get(with, "coder"), "model"),
              communique_engine_model(engine));
    string_is(json_object_get(json_object_get(with, "coder"), "lexicon"),
              communique_engine_lexicon(engine));
    json_decref(without);
    json_decref(with);
}

static void a_coding_does_not_need_its_report(void **state) {
    (void)state;
    char id[] = "mine", text[] = "France condemned the attack.";
    struct communique_report report = report_of(id, NULL, text);
    struct communique_coding *coding = code(&report);
    memset(id, 'x', strlen(id));
    memset(text, 'x', strlen(text));
    json_t *json = json_of(coding, COMMUNIQUE_WITH_TEXT);
    string_is(json_object_get(json_object_get(json, "report"), "id"), "mine");
    string_is(json_object_get(json_object_get(json, "report"), "text"),
              "France condemned the attack.");
    json_decref(json);
}

static void traces_are_the_same_each_time(void **state) {
    (void)state;
    const void *traces;
    size_t length, again;
    assert_int_equal(communique_coding_traces(code_story(), &traces, &length, NULL), COMMUNIQUE_OK);
    assert_true(length > 0);
    void *first = malloc(length);
    assert_non_null(first);
    memcpy(first, traces, length);
    struct communique_coding *coding = code_story();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(communique_coding_traces(coding, &traces, &again, NULL), COMMUNIQUE_OK);
        assert_int_equal(again, length);
        assert_memory_equal(traces, first, length);
    }
    free(first);
}

/* ---- what is no report ------------------------------------------------------------------- */

/* The reasons are what the command line says of the same line of JSON (tests/cli). */
static void what_is_no_report_is_rejected_with_a_reason(void **state) {
    (void)state;
    static const struct {
        const char *id, *date, *text, *reason;
    } wrong[] = {
        {"a", "2021-02-29", "x",
         "\"2021-02-29\" is not a date: write a day of the calendar as YYYY-MM-DD"},
        {"", "2021-01-01", "x", "the id is not a string or an integer, or it is empty"},
        {"a", "2021-01-01", "", "the text is empty"},
        {"a", "2021-01-01", " \n ", "the text is empty"},
        {"a", "2021-01-01", "b\xFF",
         "the text is not UTF-8: byte 0xFF at its byte 1; convert it to UTF-8"},
        {"\xC3", "2021-01-01", "x",
         "the id is not UTF-8: byte 0xC3 at its byte 0; convert it to UTF-8"},
    };
    struct communique_coding *coding;
    struct communique_error error;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct communique_report report = report_of(wrong[i].id, wrong[i].date, wrong[i].text);
        assert_int_equal(communique_code(session, &report, NULL, &coding, &error),
                         COMMUNIQUE_BAD_INPUT);
        assert_null(coding);
        assert_string_equal(error.message, wrong[i].reason);
    }
    struct communique_report report = report_of("a", NULL, "x");
    report.id = (struct communique_string){NULL, 7};
    assert_int_equal(communique_code(session, &report, NULL, &coding, &error),
                     COMMUNIQUE_BAD_INPUT);
    assert_string_equal(error.message, "no id: give each report an \"id\" of its own");
    report = report_of("a", NULL, "x");
    report.text.bytes = NULL;
    assert_int_equal(communique_code(session, &report, NULL, &coding, &error),
                     COMMUNIQUE_BAD_INPUT);
    report = report_of("a", NULL, "x");
    report.text = (struct communique_string){"b\0c", 3};
    assert_int_equal(communique_code(session, &report, NULL, &coding, &error),
                     COMMUNIQUE_BAD_INPUT);
    assert_string_equal(error.message,
                        "the text holds the character U+0000 at its byte 1: remove it");
}

static void a_date_may_be_asked_for(void **state) {
    (void)state;
    struct communique_code_options options = COMMUNIQUE_CODE_OPTIONS;
    struct communique_report report = report_of("a", NULL, "France condemned the attack.");
    struct communique_coding *coding = code(&report);
    struct communique_error error;
    assert_string_equal(communique_coding_event(coding, 0)->told, "");
    options.undated = 0;
    assert_int_equal(communique_code(session, &report, &options, &coding, &error),
                     COMMUNIQUE_BAD_INPUT);
    assert_non_null(strstr(error.message, "no date"));
}

static void a_text_past_the_limit_is_refused(void **state) {
    (void)state;
    size_t most = (size_t)1 << 20;
    char *text = malloc(most + 1);
    assert_non_null(text);
    memset(text, ' ', most + 1);
    memcpy(text, "Word", 4);
    struct communique_report report = report_of("a", NULL, "");
    struct communique_coding *coding;
    report.text = (struct communique_string){text, most + 1};
    assert_int_equal(communique_code(session, &report, NULL, &coding, NULL), COMMUNIQUE_LIMIT);
    report.text.length = most;
    assert_int_equal(communique_code(session, &report, NULL, &coding, NULL), COMMUNIQUE_OK);
    free(text);
}

static void an_id_is_admitted_once(void **state) {
    (void)state;
    struct communique_ids *ids;
    struct communique_error error;
    struct communique_report report = report_of("a", NULL, "x");
    struct communique_report other = report_of("b", "2021-99-01", "x");
    assert_int_equal(communique_ids_open(&ids, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_ids_admit(ids, &report, NULL, &error), COMMUNIQUE_OK);
    assert_int_equal(communique_ids_admit(ids, &report, NULL, &error), COMMUNIQUE_BAD_INPUT);
    assert_non_null(strstr(error.message, "a report with this id was read before"));
    /* What was rejected has not used up its id. */
    assert_int_equal(communique_ids_admit(ids, &other, NULL, &error), COMMUNIQUE_BAD_INPUT);
    other.date.bytes = NULL;
    assert_int_equal(communique_ids_admit(ids, &other, NULL, &error), COMMUNIQUE_OK);
    communique_ids_close(ids);
}

/* ---- tables ------------------------------------------------------------------------------ */

/* The text of a column in a row; NULL where it is not known. */
static const char *text_at(const struct ArrowArray *batch, int64_t column, int64_t row,
                           size_t *length) {
    const struct ArrowArray *array = batch->children[column];
    const unsigned char *known = array->buffers[0];
    const int32_t *ends = array->buffers[1];
    if (known != NULL && (known[row / 8] >> row % 8 & 1) == 0) {
        return NULL;
    }
    *length = (size_t)(ends[row + 1] - ends[row]);
    return (const char *)array->buffers[2] + ends[row];
}

static void text_is(const struct ArrowArray *batch, int64_t column, int64_t row,
                    const char *wanted) {
    size_t length;
    const char *text = text_at(batch, column, row, &length);
    assert_non_null(text);
    assert_int_equal(length, strlen(wanted));
    assert_memory_equal(text, wanted, length);
}

static void rows_of_events_are_given_out_again(void **state) {
    (void)state;
    struct communique_rows *rows;
    struct communique_report report = report_of("a", "2022-02-24", "Russia invaded Ukraine.");
    struct communique_error error;
    struct ArrowSchema schema;
    struct ArrowArray first, second;
    const char *line;
    assert_int_equal(communique_rows_open(engine, &rows, NULL), COMMUNIQUE_OK);
    struct communique_coding *coding = code(&report);
    assert_int_equal(communique_rows_add(rows, coding, &error), COMMUNIQUE_OK);
    assert_int_equal(communique_coding_json(coding, 0, &line, NULL, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_add_json(rows, line, strlen(line), &error), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_add_json(rows, "[]", 2, &error), COMMUNIQUE_BAD_INPUT);
    assert_int_equal(communique_rows_count(rows), 2);
    assert_int_equal(communique_rows_export(rows, &schema, &first, &error), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_add(rows, coding, &error), COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_rows_export(rows, NULL, &second, &error), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_count(rows), 2);
    communique_rows_close(rows);
    first.release(&first);
    assert_string_equal(schema.children[1]->name, "report");
    schema.release(&schema);
    assert_int_equal(second.length, 2);
    text_is(&second, 1, 1, "a");
    second.release(&second);
}

static void a_stream_has_one_batch(void **state) {
    (void)state;
    struct communique_rows *rows;
    struct communique_report report = report_of("a", "2022-02-24", "Russia invaded Ukraine.");
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch, end;
    assert_int_equal(communique_rows_open(engine, &rows, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_add(rows, code(&report), NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_rows_stream(rows, &stream, NULL), COMMUNIQUE_OK);
    communique_rows_close(rows);
    assert_int_equal(stream.get_schema(&stream, &schema), 0);
    assert_int_equal(stream.get_next(&stream, &batch), 0);
    assert_int_equal(stream.get_next(&stream, &end), 0);
    assert_null(end.release);
    assert_null(stream.get_last_error(&stream));
    stream.release(&stream);
    assert_null(stream.release);
    assert_int_equal(batch.length, 1);
    assert_int_equal(batch.n_children, schema.n_children);
    schema.release(&schema);
    batch.release(&batch);
}

/* Three reports as columns: the first row is before the batch's offset, the last has no text. */
static const int64_t numbers[] = {0, 41, 42, 43};
static const char texts[] = "outsideRussia invaded Ukraine.France condemned the attack.";
static const int32_t text_ends[] = {0, 7, 30, 58, 58};
static const unsigned char text_known = 0x7;
static const int32_t days[] = {0, 19047, 19048, 19049};
static const void *id_buffers[] = {NULL, numbers};
static const void *text_buffers[] = {&text_known, text_ends, texts};
static const void *day_buffers[] = {NULL, days};
static const void *no_buffers[] = {NULL};

struct columns {
    struct ArrowSchema field[3], schema;
    struct ArrowSchema *fields[3];
    struct ArrowArray column[3], array;
    struct ArrowArray *arrays[3];
};

static void make_columns(struct columns *made) {
    static const char *const names[] = {"id", "text", "date"};
    static const char *const formats[] = {"l", "u", "tdD"};
    const void **buffers[] = {id_buffers, text_buffers, day_buffers};
    static const int64_t buffer_counts[] = {2, 3, 2};
    *made = (struct columns){.schema = {.format = "+s", .n_children = 3, .children = made->fields},
                             .array = {.length = 3,
                                       .offset = 1,
                                       .n_buffers = 1,
                                       .buffers = no_buffers,
                                       .n_children = 3,
                                       .children = made->arrays}};
    for (int i = 0; i < 3; i++) {
        made->field[i] = (struct ArrowSchema){.format = formats[i], .name = names[i]};
        made->column[i] =
            (struct ArrowArray){.length = 4, .n_buffers = buffer_counts[i], .buffers = buffers[i]};
        made->fields[i] = &made->field[i];
        made->arrays[i] = &made->column[i];
    }
}

static void a_batch_of_columns_is_coded(void **state) {
    (void)state;
    struct columns columns;
    struct communique_rows *reports, *events;
    struct communique_error error;
    struct ArrowArray results;
    const char *line;
    size_t length;
    make_columns(&columns);
    if (communique_code_batch(session, &columns.schema, &columns.array, NULL, &reports, &events,
                              &error) != COMMUNIQUE_OK) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(communique_rows_export(reports, NULL, &results, NULL), COMMUNIQUE_OK);
    assert_int_equal(results.length, 3);
    text_is(&results, 0, 0, "41");
    text_is(&results, 0, 2, "43");
    text_is(&results, 3, 2, "no text: add a \"text\" that is a string");
    assert_null(text_at(&results, 1, 2, &length));
    assert_null(text_at(&results, 3, 0, &length));
    /* 19047 is 24 February 2022. */
    struct communique_report report = report_of("41", "2022-02-24", "Russia invaded Ukraine.");
    struct communique_coding *coding = code(&report);
    assert_int_equal(communique_coding_json(coding, 0, &line, &length, NULL), COMMUNIQUE_OK);
    char *wanted = strndup(line, length - 1);
    text_is(&results, 1, 0, wanted);
    free(wanted);
    const int64_t *counts = results.children[4]->buffers[1];
    assert_int_equal(counts[0], communique_coding_facts(coding)->events);
    assert_int_equal(results.children[4]->null_count, 1);
    assert_int_equal(communique_rows_count(events), counts[0] + counts[1]);
    results.release(&results);
    communique_rows_close(reports);
    communique_rows_close(events);
}

static void columns_that_cannot_be_read_are_refused(void **state) {
    (void)state;
    struct columns columns;
    struct communique_rows *reports, *events;
    struct communique_error error;
    struct ArrowSchema other = {.format = "l", .name = "words"};
    make_columns(&columns);
    columns.field[1].format = "g";
    assert_int_equal(communique_code_batch(session, &columns.schema, &columns.array, NULL, &reports,
                                           &events, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_null(reports);
    assert_null(events);
    assert_non_null(strstr(error.message, "text"));
    make_columns(&columns);
    columns.field[0].dictionary = &other;
    assert_int_equal(communique_code_batch(session, &columns.schema, &columns.array, NULL, &reports,
                                           &events, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
    make_columns(&columns);
    columns.field[0].name = "number";
    assert_int_equal(communique_code_batch(session, &columns.schema, &columns.array, NULL, &reports,
                                           &events, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
    make_columns(&columns);
    columns.schema.format = "u";
    assert_int_equal(communique_code_batch(session, &columns.schema, &columns.array, NULL, &reports,
                                           &events, &error),
                     COMMUNIQUE_BAD_ARGUMENT);
}

/* ---- wrong calls ------------------------------------------------------------------------- */

static void missing_pointers_are_refused(void **state) {
    (void)state;
    struct communique_report report = report_of("a", NULL, "x");
    struct communique_report unsized = report;
    struct communique_coding *coding = code(&report), *none;
    struct communique_rows *rows, *reports, *events;
    struct communique_ids *ids;
    struct ArrowArray array;
    const char *line = "";
    const void *traces = "";
    unsized.size = 0;
    assert_int_equal(communique_rows_open(engine, &rows, NULL), COMMUNIQUE_OK);
    assert_int_equal(communique_ids_open(&ids, NULL), COMMUNIQUE_OK);
    const enum communique_status refused[] = {
        communique_code(session, &report, NULL, NULL, NULL),
        communique_code(NULL, &report, NULL, &none, NULL),
        communique_code(session, NULL, NULL, &none, NULL),
        communique_code(session, &unsized, NULL, &none, NULL),
        communique_coding_json(coding, 0, NULL, NULL, NULL),
        communique_coding_json(coding, 2, &line, NULL, NULL),
        communique_coding_json(NULL, 0, &line, NULL, NULL),
        communique_coding_traces(coding, NULL, NULL, NULL),
        communique_coding_traces(NULL, &traces, NULL, NULL),
        communique_ids_open(NULL, NULL),
        communique_ids_admit(NULL, &report, NULL, NULL),
        communique_ids_admit(ids, NULL, NULL, NULL),
        communique_rows_open(engine, NULL, NULL),
        communique_rows_add(rows, NULL, NULL),
        communique_rows_add(NULL, coding, NULL),
        communique_rows_add_json(rows, NULL, 0, NULL),
        communique_rows_export(NULL, NULL, &array, NULL),
        communique_rows_export(rows, NULL, NULL, NULL),
        communique_rows_stream(rows, NULL, NULL),
        communique_code_batch(session, NULL, NULL, NULL, &reports, &events, NULL),
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        assert_int_equal(refused[i], COMMUNIQUE_BAD_ARGUMENT);
    }
    assert_null(none);
    assert_null(line);
    assert_null(traces);
    assert_null(reports);
    assert_null(events);
    communique_rows_close(rows);
    communique_ids_close(ids);
    communique_ids_close(NULL);
    communique_rows_close(NULL);
    assert_int_equal(communique_rows_count(NULL), 0);
    assert_null(communique_engine_lexicon(NULL));
}

static void there_is_nothing_past_the_end(void **state) {
    (void)state;
    struct communique_coding *coding = code_story();
    const struct communique_coding_facts *facts = communique_coding_facts(coding);
    assert_null(communique_coding_actor(coding, facts->actors));
    assert_null(communique_coding_event(coding, facts->events));
    assert_null(communique_coding_statement(coding, facts->statements));
    assert_null(communique_coding_sentence(coding, facts->sentences));
    assert_null(communique_coding_mention(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_participant(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_teller(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_quantity(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_stretch(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_string(coding, COMMUNIQUE_NONE));
    assert_null(communique_coding_facts(NULL));
    assert_null(communique_coding_event(NULL, 0));
    assert_null(communique_coding_string(NULL, 0));
}

static void what_cannot_be_opened_is_told(void **state) {
    (void)state;
    struct communique_engine_options options = COMMUNIQUE_ENGINE_OPTIONS;
    struct communique_engine *none;
    struct communique_error error;
    options.lexicon_path = "/nowhere";
    assert_int_not_equal(communique_engine_open(&options, &none, &error), COMMUNIQUE_OK);
    assert_null(none);
    options.lexicon_path = NULL;
    options.ontology_path = "/nowhere";
    assert_int_not_equal(communique_engine_open(&options, &none, &error), COMMUNIQUE_OK);
    assert_null(none);
}

/* ---- sessions ---------------------------------------------------------------------------- */

static void a_session_parses_and_codes_in_turn(void **state) {
    (void)state;
    struct communique_parse *parse;
    json_t *before = json_of(code_story(), 0);
    assert_int_equal(communique_parse_text(session, story, strlen(story), NULL, &parse, NULL),
                     COMMUNIQUE_OK);
    assert_true(communique_parse_token_count(parse) > 0);
    json_t *after = json_of(code_story(), 0);
    assert_true(json_equal(before, after));
    assert_int_equal(communique_parse_token_count(parse), 0);
    json_decref(before);
    json_decref(after);
}

static void *code_many_times(void *wanted) {
    struct communique_session *own;
    bool same = communique_session_open(engine, &own, NULL) == COMMUNIQUE_OK;
    for (int i = 0; same && i < 20; i++) {
        struct communique_report report = report_of("s \"1\"", "2021-05-04", story);
        struct communique_coding *coding;
        const char *line;
        report.publisher = string("The Daily Example");
        report.url = string("https://example.com/a");
        same = communique_code(own, &report, NULL, &coding, NULL) == COMMUNIQUE_OK &&
               communique_coding_json(coding, 0, &line, NULL, NULL) == COMMUNIQUE_OK &&
               strcmp(line, wanted) == 0;
    }
    communique_session_close(own);
    return same ? wanted : NULL;
}

static void threads_share_an_engine(void **state) {
    (void)state;
    const char *line;
    pthread_t thread[4];
    assert_int_equal(communique_coding_json(code_story(), 0, &line, NULL, NULL), COMMUNIQUE_OK);
    char *wanted = strdup(line);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&thread[i], NULL, code_many_times, wanted), 0);
    }
    for (int i = 0; i < 4; i++) {
        void *same;
        assert_int_equal(pthread_join(thread[i], &same), 0);
        assert_non_null(same);
    }
    free(wanted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structs_say_what_the_json_says),
        cmocka_unit_test(an_event_is_read_by_hand),
        cmocka_unit_test(the_text_stands_in_the_json_on_request),
        cmocka_unit_test(a_coding_does_not_need_its_report),
        cmocka_unit_test(traces_are_the_same_each_time),
        cmocka_unit_test(what_is_no_report_is_rejected_with_a_reason),
        cmocka_unit_test(a_date_may_be_asked_for),
        cmocka_unit_test(a_text_past_the_limit_is_refused),
        cmocka_unit_test(an_id_is_admitted_once),
        cmocka_unit_test(rows_of_events_are_given_out_again),
        cmocka_unit_test(a_stream_has_one_batch),
        cmocka_unit_test(a_batch_of_columns_is_coded),
        cmocka_unit_test(columns_that_cannot_be_read_are_refused),
        cmocka_unit_test(missing_pointers_are_refused),
        cmocka_unit_test(there_is_nothing_past_the_end),
        cmocka_unit_test(what_cannot_be_opened_is_told),
        cmocka_unit_test(a_session_parses_and_codes_in_turn),
        cmocka_unit_test(threads_share_an_engine),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
