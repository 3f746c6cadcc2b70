/* SPDX-License-Identifier: Apache-2.0 */
/* The store by its header, on codings put together by hand; what lies in its tables is asked for in
 * SQL. */
#include "sample_coding.h"
#include "store/blot.h"
#include "store/handle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define BUFFER_MAX ((size_t)4 << 20)

static char folder[] = "/tmp/test_store.XXXXXX";
static char path[64];

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static void remove_store(void) {
    char name[80];
    for (const char *const *end = (const char *const[]){"", "-wal", "-shm", NULL}; *end; end++) {
        snprintf(name, sizeof name, "%s%s", path, *end);
        unlink(name);
    }
}

static int begin(void **state) {
    (void)state;
    snprintf(path, sizeof path, "%s/test.db", folder);
    remove_store();
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    remove_store();
    return rmdir(folder);
}

static struct cmq_store *open_store(enum cmq_store_use use) {
    struct cmq_store *store;
    struct cmq_error err = {0};
    if (cmq_store_open(path, use, &store, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return store;
}

static struct cmq_store_counts keep(struct cmq_store *store, const char *codings, bool with_text) {
    struct cmq_store_counts counts = {0};
    struct cmq_error err = {0};
    if (cmq_store_keep(store, cmq_str_of(codings), with_text, &counts, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return counts;
}

/* The first value of a query as text; "" for NULL and for no row. Good until the next call. */
static const char *ask(struct cmq_store *store, const char *sql) {
    static char answer[4096];
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(store->db));
    }
    const char *value = NULL;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        value = (const char *)sqlite3_column_text(statement, 0);
    }
    snprintf(answer, sizeof answer, "%s", value == NULL ? "" : value);
    sqlite3_finalize(statement);
    return answer;
}

/* The codings of the store, a line each. */
static void give_all(struct cmq_store *store, bool with_text, struct cmq_buf *out) {
    struct cmq_store_reports *reports;
    int64_t report;
    assert_int_equal(cmq_store_reports_open(store, &reports, NULL), CMQ_OK);
    while (cmq_store_reports_next(reports, &report, NULL) == CMQ_OK) {
        assert_int_equal(cmq_store_coding(store, report, with_text, out, NULL), CMQ_OK);
        cmq_buf_add_char(out, '\n');
    }
    cmq_store_reports_free(reports);
}

static void assert_gives(struct cmq_store *store, bool with_text, const char *wanted) {
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    give_all(store, with_text, &out);
    assert_string_equal(out.ptr == NULL ? "" : out.ptr, wanted);
    cmq_buf_release(&out);
}

/* A report with one sentence, one actor, one event; `url` as JSON. */
static const char *coding_of(const char *id, const char *date, const char *url, const char *text) {
    static char line[4][2048];
    static unsigned next;
    char *out = line[next++ % 4];
    snprintf(
        out, sizeof line[0],
        "{\"communique\":1,\"coder\":{\"version\":\"0.1.0\",\"model\":null,\"lexicon\":null},"
        "\"report\":{\"id\":\"%s\",\"date\":\"%s\",\"publisher\":\"Post\",\"agency\":null,"
        "\"dateline\":null,\"url\":%s,\"title\":null,\"language\":null,\"text\":\"%s\"},"
        "\"sentences\":[[0,5]],\"actors\":[{\"name\":\"Jane "
        "Doe\",\"title\":null,\"code\":\"USAGOV\","
        "\"country\":\"USA\",\"sectors\":[\"GOV\",\"MIL\"],\"basis\":\"lexicon\",\"entry\":\"en/"
        "a:1\","
        "\"mentions\":[{\"span\":[0,5],\"kind\":\"name\"}]}],\"times\":[],\"places\":[],"
        "\"events\":[{\"id\":\"%s0\",\"cameo\":\"111\",\"plover\":\"ACCUSE\",\"mode\":"
        "\"disapprove\","
        "\"contexts\":[],\"quad_gdelt\":3,\"goldstein_gdelt\":-2.0,\"source\":[{\"actor\":0,"
        "\"span\":[0,5],\"basis\":\"text\"}],\"target\":[],\"assertion\":\"actual\",\"time\":"
        "\"past\","
        "\"date\":null,\"told\":\"%s\",\"place\":null,\"attribution\":[],\"statement\":null,"
        "\"same_as\":null,\"quantities\":[],\"trigger\":[0,2],\"evidence\":[0,5],\"sentence\":0,"
        "\"rules\":[\"en/f:1\",\"en/f:2\"],\"confidence\":0.90}],\"statements\":[]}\n",
        id, date, url, text, id, date);
    return out;
}

/* ---- what goes in comes out ---- */

static void assert_round_trip(void (*init)(struct sample_coding *)) {
    struct sample_coding sample;
    struct cmq_buf with, without;
    init(&sample);
    cmq_buf_init(&with, BUFFER_MAX);
    cmq_buf_init(&without, BUFFER_MAX);
    cmq_coding_write_json(&sample.coding, true, &with);
    cmq_buf_add_char(&with, '\n');
    cmq_coding_write_json(&sample.coding, false, &without);
    cmq_buf_add_char(&without, '\n');
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    assert_int_equal(keep(store, with.ptr, true).added, 1);
    assert_gives(store, true, with.ptr);
    assert_gives(store, false, without.ptr);
    cmq_store_close(store);
    remove_store();
    /* Without texts, and through a connection that only reads. */
    store = open_store(CMQ_STORE_MAKE);
    keep(store, with.ptr, false);
    cmq_store_close(store);
    store = open_store(CMQ_STORE_READ);
    assert_gives(store, true, without.ptr);
    cmq_store_close(store);
    cmq_buf_release(&with);
    cmq_buf_release(&without);
    sample_coding_release(&sample);
}

static void codings_come_back_byte_for_byte(void **state) {
    (void)state;
    assert_round_trip(sample_coding_init);
}

/* An event stands in a sentence, which the bare sample leaves out. */
static void init_bare(struct sample_coding *sample) {
    static struct cmq_token token = {.start = 0, .end = 6};
    static struct cmq_sentence sentence = {.first = 0, .end = 1};
    sample_coding_init_bare(sample);
    sample->coding.parse.token = &token;
    sample->coding.parse.sentence = &sentence;
    sample->coding.parse.sentence_count = 1;
}

static void so_do_codings_of_which_little_is_known(void **state) {
    (void)state;
    assert_round_trip(init_bare);
}

static void odd_strings_come_back(void **state) {
    (void)state;
    const char *line = coding_of("\\u0000\\\"\\n\\u001f/\\\\é\xF0\x9F\x98\x80", "2020-01-01",
                                 "\"http://n/%C3%A9\"", "a\\u0000b c \\t d");
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, line, true);
    assert_gives(store, true, line);
    cmq_store_close(store);
}

/* ---- once, and versions ---- */

static void a_report_is_kept_once(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    const char *a = coding_of("a", "2020-01-01", "null", "one two");
    assert_int_equal(keep(store, a, true).added, 1);
    struct cmq_store_counts again = keep(store, a, true);
    assert_int_equal(again.added, 0);
    assert_int_equal(again.present, 1);
    struct cmq_report report = {.id = CMQ_STR("a"),
                                .date = cmq_day_from(2020, 1, 1),
                                .publisher = CMQ_STR("Post"),
                                .text = CMQ_STR("one two")};
    bool has = false;
    assert_int_equal(cmq_store_has(store, &report, &has, NULL), CMQ_OK);
    assert_true(has);
    report.date++;
    assert_int_equal(cmq_store_has(store, &report, &has, NULL), CMQ_OK);
    assert_false(has);
    cmq_store_close(store);
}

static void a_changed_report_of_an_id_is_a_new_version(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, coding_of("a", "2020-01-01", "null", "one two"), true);
    struct cmq_store_counts counts =
        keep(store, coding_of("a", "2020-01-01", "null", "one three"), true);
    assert_int_equal(counts.added, 1);
    assert_int_equal(counts.versions, 1);
    assert_gives(store, true, coding_of("a", "2020-01-01", "null", "one three"));
    assert_string_equal(ask(store, "SELECT group_concat(is_current || version ||"
                                   " coalesce(supersedes, '-'), ' ') FROM reports"),
                        "01- 121");
    assert_string_equal(ask(store, "SELECT count(*) FROM event_table"), "1");
    assert_string_equal(ask(store, "SELECT count(*) FROM events"), "2");
    /* What was superseded does not come back as a third. */
    assert_int_equal(keep(store, coding_of("a", "2020-01-01", "null", "one two"), true).present, 1);
    cmq_store_close(store);
}

static void a_url_goes_before_an_id(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, coding_of("a", "2020-01-01", "\"u1\"", "one two"), true);
    /* Another URL, or none: another report of the same id. */
    assert_int_equal(keep(store, coding_of("a", "2020-01-01", "\"u2\"", "one two"), true).versions,
                     0);
    assert_int_equal(keep(store, coding_of("a", "2020-01-01", "null", "one two"), true).versions,
                     0);
    /* The same URL under another id: the same text is the same report, another one a new version.
     */
    assert_int_equal(keep(store, coding_of("b", "2020-01-01", "\"u1\"", "one two"), true).present,
                     1);
    assert_int_equal(keep(store, coding_of("b", "2020-01-01", "\"u1\"", "six"), true).versions, 1);
    assert_string_equal(ask(store, "SELECT count(*) FROM report_table"), "3");
    cmq_store_close(store);
}

static void a_batch_is_whole_or_not_there(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    struct cmq_store_counts counts = {0};
    struct cmq_error err = {0};
    char batch[8192];
    const char *const broken[] = {"{\"communique\":", "[1]\n", "{\"report\":{\"id\":\"x\"}}\n"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        snprintf(batch, sizeof batch, "%s%s", coding_of("a", "2020-01-01", "null", "one"),
                 broken[i]);
        assert_int_equal(cmq_store_keep(store, cmq_str_of(batch), true, &counts, &err),
                         CMQ_BAD_INPUT);
        assert_int_equal(counts.added, 0);
        assert_gives(store, true, "");
    }
    /* A coding that contradicts itself: the event's actor is not there. */
    snprintf(batch, sizeof batch, "%s", coding_of("a", "2020-01-01", "null", "one"));
    strstr(batch, "\"source\":[{\"actor\":0")[19] = '9';
    assert_int_not_equal(cmq_store_keep(store, cmq_str_of(batch), true, &counts, &err), CMQ_OK);
    assert_gives(store, true, "");
    assert_int_equal(keep(store, coding_of("a", "2020-01-01", "null", "one"), true).added, 1);
    assert_string_equal(ask(store, "SELECT count(*) FROM runs"), "1");
    cmq_store_close(store);
}

static void a_full_disk_leaves_what_was_kept(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, coding_of("a", "2020-01-01", "null", "one"), true);
    assert_int_equal(sqlite3_exec(store->db, "PRAGMA max_page_count = 1", NULL, NULL, NULL), 0);
    struct cmq_store_counts counts = {0};
    struct cmq_error err = {0};
    enum cmq_status status = CMQ_OK;
    for (int i = 0; i < 400 && status == CMQ_OK; i++) {
        char id[16];
        snprintf(id, sizeof id, "b%d", i);
        status = cmq_store_keep(store, cmq_str_of(coding_of(id, "2020-01-02", "null", "two")), true,
                                &counts, &err);
    }
    assert_int_equal(status, CMQ_IO);
    assert_non_null(strstr(err.message, "the disk is full"));
    char kept[24];
    snprintf(kept, sizeof kept, "%u", (unsigned)counts.added + 1);
    assert_string_equal(ask(store, "SELECT count(*) FROM report_table"), kept);
    assert_string_equal(ask(store, "PRAGMA integrity_check"), "ok");
    assert_int_equal(sqlite3_exec(store->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL),
                     0);
    assert_int_equal(keep(store, coding_of("c", "2020-01-03", "null", "two"), true).added, 1);
    cmq_store_close(store);
}

static void a_run_is_noted_with_what_it_added(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    assert_int_equal(cmq_store_set_command(store, CMQ_STR("add -j 2"), NULL), CMQ_OK);
    keep(store, coding_of("a", "2020-01-01", "null", "one"), true);
    keep(store, coding_of("b", "2020-01-01", "null", "one"), true);
    cmq_store_close(store);
    store = open_store(CMQ_STORE_MAKE);
    keep(store, coding_of("b", "2020-01-01", "null", "one"), true);
    assert_string_equal(ask(store, "SELECT count(*) || command || version FROM runs"),
                        "1add -j 20.1.0");
    keep(store, coding_of("c", "2020-01-01", "null", "one"), true);
    assert_string_equal(ask(store, "SELECT group_concat(run, '') FROM reports"), "112");
    cmq_store_close(store);
}

/* ---- reading ---- */

static void reports_come_by_date_id_and_url(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    static const char *const reports[][3] = {{"b", "2020-01-02", "null"},
                                             {"c", "2020-01-01", "null"},
                                             {"a", "2020-01-02", "\"u2\""},
                                             {"a", "2020-01-02", "\"u1\""}};
    char wanted[8192] = "";
    static const int order[] = {1, 3, 2, 0};
    for (int i = 0; i < 4; i++) {
        keep(store, coding_of(reports[i][0], reports[i][1], reports[i][2], "text"), true);
        const char *const *in_order = reports[order[i]];
        size_t length = strlen(wanted);
        snprintf(wanted + length, sizeof wanted - length, "%s",
                 coding_of(in_order[0], in_order[1], in_order[2], "text"));
    }
    assert_gives(store, true, wanted);
    cmq_store_close(store);
}

static bool is(struct cmq_str s, const char *text) {
    return cmq_str_eq(s, cmq_str_of(text));
}

static void events_come_with_their_report(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf line;
    struct cmq_store_events *events;
    struct cmq_store_event event;
    sample_coding_init(&sample);
    cmq_buf_init(&line, BUFFER_MAX);
    cmq_coding_write_json(&sample.coding, true, &line);
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, line.ptr, true);
    assert_int_equal(cmq_store_events_open(store, &events, NULL), CMQ_OK);
    assert_int_equal(cmq_store_events_next(events, &event, NULL), CMQ_OK);
    assert_true(is(event.report_id, "r1") && event.number == 0);
    assert_true(is(event.agency, "Reuters") && event.told == cmq_day_from(2024, 3, 1));
    assert_true(is(event.source, "TURGOV;---") && is(event.source_country, "TUR;---"));
    assert_true(is(event.target, "TURGOV;---") && is(event.cameo, "040"));
    assert_true(is(event.plover, "CONSULT") && is(event.mode, "third-party"));
    assert_true(event.from == cmq_day_from(2024, 2, 28) && event.to == cmq_day_from(2024, 2, 29));
    assert_true(event.quad_gdelt == 1 && event.goldstein_gdelt > 0.99);
    assert_true(is(event.place, "Zürich") && fabs(event.lat - 47.367) < 1e-9);
    assert_true(is(event.rules, "en/frames/04-consult:meet") && is(event.attribution, "---"));
    assert_true(fabs(event.confidence - 0.94) < 1e-9);
    assert_int_equal(cmq_store_events_next(events, &event, NULL), CMQ_OK);
    assert_true(event.number == 1 && is(event.cameo, "0256") && is(event.assertion, "requested"));
    assert_true(event.to == CMQ_NO_DAY && event.target.ptr == NULL && isnan(event.lat));
    assert_int_equal(cmq_store_events_next(events, &event, NULL), CMQ_END);
    cmq_store_events_free(events);
    assert_string_equal(ask(store, "SELECT evidence FROM event_table"),
                        "Émile Çelik of Türkiye met Li Wei in Zürich");
    cmq_store_close(store);
    cmq_buf_release(&line);
    sample_coding_release(&sample);
}

static void words_find_reports(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    keep(store, coding_of("a", "2020-01-01", "null", "Çelik was there"), true);
    keep(store, coding_of("b", "2020-01-01", "null", "Celik was not"), false);
    assert_string_equal(ask(store, "SELECT group_concat(rowid) FROM report_words"
                                   " WHERE report_words MATCH 'celik'"),
                        "1");
    cmq_store_close(store);
}

/* ---- files that are no stores ---- */

static void assert_refused(enum cmq_store_use use, enum cmq_status status, const char *reason) {
    struct cmq_store *store;
    struct cmq_error err = {0};
    assert_int_equal(cmq_store_open(path, use, &store, &err), status);
    assert_null(store);
    assert_non_null(strstr(err.message, reason));
    assert_non_null(strstr(err.message, path));
}

static void only_making_makes_a_file(void **state) {
    (void)state;
    assert_refused(CMQ_STORE_READ, CMQ_IO, "there is no store");
    assert_refused(CMQ_STORE_CHANGE, CMQ_IO, "there is no store");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void a_newer_store_is_left_alone(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    assert_int_equal(sqlite3_exec(store->db, "PRAGMA user_version = 99", NULL, NULL, NULL), 0);
    cmq_store_close(store);
    assert_refused(CMQ_STORE_MAKE, CMQ_BAD_INPUT, "newer communique");
    assert_refused(CMQ_STORE_READ, CMQ_BAD_INPUT, "newer communique");
}

static void the_database_of_another_program_is_left_alone(void **state) {
    (void)state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE theirs (x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_refused(CMQ_STORE_MAKE, CMQ_BAD_INPUT, "is no store");
    assert_refused(CMQ_STORE_READ, CMQ_BAD_INPUT, "is no store");
}

/* ---- forgetting ---- */

static struct cmq_store_forgotten forget(struct cmq_store *store, const char *what) {
    struct cmq_store_forgotten forgotten;
    struct cmq_error err = {0};
    struct cmq_str operand = cmq_str_of(what);
    if (cmq_store_forget(store, &operand, 1, &forgotten, &err) != CMQ_OK) {
        fail_msg("%s", err.message);
    }
    return forgotten;
}

static void a_forgotten_report_leaves_no_row(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    struct sample_coding sample;
    struct cmq_buf line;
    sample_coding_init(&sample);
    cmq_buf_init(&line, BUFFER_MAX);
    cmq_coding_write_json(&sample.coding, true, &line);
    keep(store, line.ptr, true);
    assert_int_equal(forget(store, "r1").reports, 1);
    /* But for those that belong to no report, no table has a row. */
    sqlite3_stmt *tables;
    assert_int_equal(sqlite3_prepare_v2(store->db,
                                        "SELECT name FROM pragma_table_list WHERE strict AND name"
                                        " NOT IN ('runs', 'entries', 'forgotten')",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    int count = 0;
    for (; sqlite3_step(tables) == SQLITE_ROW; count++) {
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s",
                 (const char *)sqlite3_column_text(tables, 0));
        assert_string_equal(ask(store, sql), "0");
    }
    sqlite3_finalize(tables);
    assert_true(count > 15);
    assert_int_equal(keep(store, line.ptr, true).present, 1);
    assert_int_equal(forget(store, "r1").unknown, 1);
    cmq_store_close(store);
    cmq_buf_release(&line);
    sample_coding_release(&sample);
}

static void a_forgotten_name_is_blotted_out_of_texts_and_names(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    /* The actor Jane Doe is mentioned by the first five characters. */
    keep(store,
         coding_of("a", "2020-01-01", "\"http://n/jane_doe-1\"", "J.Doe is JANE \\n DOE, not Jane"),
         true);
    assert_true(forget(store, "jane doe").values >= 3);
    assert_string_equal(ask(store, "SELECT text FROM texts"), "█.███ is ████ \n ███, not Jane");
    assert_string_equal(ask(store, "SELECT name FROM actors"), "████ ███");
    assert_string_equal(ask(store, "SELECT url FROM reports"), "http://n/████_███-1");
    assert_string_equal(
        ask(store, "SELECT count(*) FROM report_words WHERE report_words MATCH 'doe'"), "0");
    assert_string_equal(
        ask(store, "SELECT count(*) FROM report_words WHERE report_words MATCH 'jane'"), "1");
    cmq_store_close(store);
}

/* Whether a file of the store has the word in whatever case. */
static bool in_files(const char *word) {
    bool found = false;
    char name[80];
    for (const char *const *end = (const char *const[]){"", "-wal", "-shm", NULL}; *end; end++) {
        struct cmq_buf bytes;
        cmq_buf_init(&bytes, (size_t)64 << 20);
        snprintf(name, sizeof name, "%s%s", path, *end);
        if (cmq_file_read(name, bytes.max, &bytes, NULL) == CMQ_OK) {
            for (size_t i = 0; i + strlen(word) <= bytes.len; i++) {
                found = found || strncasecmp(bytes.ptr + i, word, strlen(word)) == 0;
            }
        }
        cmq_buf_release(&bytes);
    }
    return found;
}

static void no_byte_is_left_while_another_has_the_store_open(void **state) {
    (void)state;
    struct cmq_store *store = open_store(CMQ_STORE_MAKE);
    for (int i = 0; i < 50; i++) {
        char id[16];
        snprintf(id, sizeof id, "xyzzy%d", i);
        keep(store, coding_of(id, "2020-01-01", "null", "Jane Doe left"), true);
    }
    struct cmq_store *other = open_store(CMQ_STORE_READ);
    assert_string_equal(ask(other, "SELECT count(*) FROM reports"), "50");
    assert_true(in_files("xyzzy7") && in_files("jane doe"));
    forget(store, "xyzzy7");
    assert_false(in_files("xyzzy7"));
    assert_true(in_files("xyzzy8") && in_files("jane doe"));
    forget(store, "Jane Doe");
    assert_false(in_files("jane") || in_files("doe"));
    cmq_store_close(other);
    cmq_store_close(store);
}

static void assert_blots(const char *name, const char *text, const char *wanted) {
    struct cmq__name read;
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    assert_true(cmq__name_read(cmq_str_of(name), &read));
    assert_int_equal(cmq__blot_name(&read, cmq_str_of(text), &out), wanted != NULL);
    assert_string_equal(out.ptr == NULL ? "" : out.ptr, wanted == NULL ? "" : wanted);
    cmq_buf_release(&out);
}

static void a_name_is_found_as_words_side_by_side(void **state) {
    (void)state;
    struct cmq__name name;
    assert_blots("Jane Doe", "Jane Doe", "████ ███");
    assert_blots("Jane Doe", "the jane-doe file and JANE  DOE's",
                 "the ████-███ file and ████  ███'s");
    assert_blots("Jane Doe", "Jane Jane Doe Doe", "Jane ████ ███ Doe");
    assert_blots("Jane Doe", "Mary Jane Doering", NULL);
    assert_blots("Jane Doe", "Jane", NULL);
    assert_blots("Jane Doe", "", NULL);
    assert_blots("Çelik", "ÇELİK ÇELIK", "█████ █████");
    assert_blots("Agent 7", "agent 7, agent 77", "█████ █, agent 77");
    assert_false(cmq__name_read(CMQ_STR(" - "), &name));
    assert_false(cmq__name_read(CMQ_STR("a b c d e f g h i j k l m n o p q"), &name));
}

int main(void) {
#define CASE(function) cmocka_unit_test_setup(function, begin)
    const struct CMUnitTest tests[] = {
        CASE(codings_come_back_byte_for_byte),
        CASE(so_do_codings_of_which_little_is_known),
        CASE(odd_strings_come_back),
        CASE(a_report_is_kept_once),
        CASE(a_changed_report_of_an_id_is_a_new_version),
        CASE(a_url_goes_before_an_id),
        CASE(a_batch_is_whole_or_not_there),
        CASE(a_full_disk_leaves_what_was_kept),
        CASE(a_run_is_noted_with_what_it_added),
        CASE(reports_come_by_date_id_and_url),
        CASE(events_come_with_their_report),
        CASE(words_find_reports),
        CASE(only_making_makes_a_file),
        CASE(a_newer_store_is_left_alone),
        CASE(the_database_of_another_program_is_left_alone),
        CASE(a_forgotten_report_leaves_no_row),
        CASE(a_forgotten_name_is_blotted_out_of_texts_and_names),
        CASE(no_byte_is_left_while_another_has_the_store_open),
        CASE(a_name_is_found_as_words_side_by_side),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
