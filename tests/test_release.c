/* SPDX-License-Identifier: Apache-2.0 */
/* Releases: what is given of one, its CSV read again, and the release of a small store joined to
 * its texts; then releases that somebody has tampered with. */
#include "release/csv_reader.h"
#include "release/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_MAX ((size_t)16 << 20)

static char folder[64];
static struct cmq_arena arena;

static int begin(void **state) {
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/cmq-release-XXXXXX");
    cmq_arena_init(&arena, BUFFER_MAX);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static const char *path_of(const char *name) {
    return cmq_arena_format(&arena, "%s/%s", folder, name).ptr;
}

static int end(void **state) {
    (void)state;
    const char *command = cmq_arena_format(&arena, "rm -rf '%s'", folder).ptr;
    int status = system(command);
    cmq_arena_release(&arena);
    return status;
}

/* ---- CSV ---- */

static enum cmq_status read_csv(struct cmq__csv *csv, struct cmq__csv_record *record) {
    return cmq__csv_next(csv, &arena, record);
}

static void assert_field(const struct cmq__csv_record *record, unsigned at, const char *value) {
    assert_true(at < record->count);
    if (!cmq_str_eq(record->field[at], cmq_str_of(value))) {
        fail_msg("field %u is '%.*s', not '%s'", at, CMQ_FMT(record->field[at]), value);
    }
}

/* RFC 4180, section 2: its own forms of records. */
static void csv_has_quotes_line_ends_and_empty_fields(void **state) {
    (void)state;
    struct cmq__csv csv = {.rest = CMQ_STR("aaa,bbb,\r\n\"b \"\"b\"\" b\",\"x\ny\",\"\"\n,c,d")};
    struct cmq__csv_record record;
    assert_int_equal(read_csv(&csv, &record), CMQ_OK);
    assert_int_equal(record.count, 3);
    assert_field(&record, 1, "bbb");
    assert_field(&record, 2, "");
    assert_int_equal(read_csv(&csv, &record), CMQ_OK);
    assert_int_equal(csv.line, 2);
    assert_field(&record, 0, "b \"b\" b");
    assert_field(&record, 1, "x\ny");
    assert_int_equal(read_csv(&csv, &record), CMQ_OK);
    assert_int_equal(csv.line, 4);
    assert_field(&record, 0, "");
    assert_field(&record, 2, "d");
    assert_int_equal(read_csv(&csv, &record), CMQ_END);
}

static void csv_that_is_none_is_refused(void **state) {
    (void)state;
    static const char *const broken[] = {"\"never closed\n", "\"a\"b,c\n", "\"a\"\"\n", "a\rb\n"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct cmq__csv csv = {.rest = cmq_str_of(broken[i])};
        struct cmq__csv_record record;
        assert_int_equal(read_csv(&csv, &record), CMQ_BAD_INPUT);
    }
    char wide[2 * CMQ__CSV_FIELDS + 2];
    memset(wide, ',', sizeof wide);
    struct cmq__csv csv = {.rest = {wide, sizeof wide}};
    struct cmq__csv_record record;
    assert_int_equal(read_csv(&csv, &record), CMQ_BAD_INPUT);
}

/* ---- what is said of a release ---- */

static enum cmq_status set(struct cmq_release_about *about, const char *name, const char *value) {
    return cmq_release_set_about(about, &arena, cmq_str_of(name), cmq_str_of(value), NULL);
}

static void what_is_given_counts_before_the_file(void **state) {
    (void)state;
    struct cmq_release_about about = {.date = CMQ_NO_DAY};
    const char *path = path_of("about");
    assert_int_equal(cmq_file_write(path,
                                    CMQ_STR("# of a test\ntitle: From the file: a title\n"
                                            "author: Doe, Jane\nauthor: The Institute\n"
                                            "\nlicense: CC-BY-4.0\ndate: 2024-02-29\n"),
                                    NULL),
                     CMQ_OK);
    assert_int_equal(set(&about, "license", "CC0-1.0"), CMQ_OK);
    assert_int_equal(cmq_release_read_about(path, &arena, &about, NULL), CMQ_OK);
    assert_true(cmq_str_eq(about.title, CMQ_STR("From the file: a title")));
    assert_true(cmq_str_eq(about.license, CMQ_STR("CC0-1.0")));
    assert_int_equal(about.author.count, 2);
    assert_int_equal(about.date, cmq_day_from(2024, 2, 29));
}

static void what_is_no_property_is_refused(void **state) {
    (void)state;
    struct cmq_release_about about = {.date = CMQ_NO_DAY};
    assert_int_equal(set(&about, "colour", "blue"), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "title", "two\nlines"), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "title", "\xC3("), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "title", ""), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "license", "all \"mine\""), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "doi", "https://doi.org/10.5072/x"), CMQ_BAD_INPUT);
    assert_int_equal(set(&about, "date", "2023-02-29"), CMQ_BAD_INPUT);
    struct cmq_error err;
    const char *path = path_of("broken");
    assert_int_equal(cmq_file_write(path, CMQ_STR("title: x\ncolour: blue\n"), NULL), CMQ_OK);
    assert_int_equal(cmq_release_read_about(path, &arena, &about, &err), CMQ_BAD_INPUT);
    assert_int_equal(err.line, 2);
}

/* ---- joining ---- */

/* Two texts, the first with letters of two, three and four bytes before and in its spans. */
static const char first_text[] = "Kyiv \xE2\x80\x94 \xF0\x9F\x95\x8A \xC3\x89gypte thanked Mali.";
static const char second_text[] = "It rained.";

static const char reports_head[] = "report_number,report,date,publisher,agency,language,url,length,"
                                   "text_sha256,version,coder,model,"
                                   "lexicon,events,statements,story,copy_of\n";
static const char events_head[] =
    "report_number,event_number,event,report,told,date_from,date_to,date_basis,source,"
    "source_country,target,target_country,cameo,plover,mode,contexts,quad_gdelt,goldstein_gdelt,"
    "assertion,time,place_name,place_country,place_admin1,place_lat,place_lon,place_precision,"
    "attribution,rules,same_as,statement,occurrence,confidence,human,trigger_start,trigger_end,"
    "evidence_start,evidence_end,sentence_start,sentence_end\n";

static void write_file(const char *name, const char *bytes, struct cmq_buf *sums) {
    char sha256[65];
    cmq_sha256_hex(cmq_str_of(bytes), sha256);
    assert_int_equal(cmq_file_write(path_of(name), cmq_str_of(bytes), NULL), CMQ_OK);
    cmq_buf_format(sums, "%s  %s\n", sha256, name);
}

/* Code points of the first text: "Kyiv — 🕊 " are nine, "Égypte" 9 to 15, "thanked" 16 to 23.
 */
static void write_release(const char *spans) {
    char first[65], second[65];
    struct cmq_buf sums, reports, events;
    cmq_buf_init(&sums, BUFFER_MAX);
    cmq_buf_init(&reports, BUFFER_MAX);
    cmq_buf_init(&events, BUFFER_MAX);
    cmq_sha256_hex(cmq_str_of(first_text), first);
    cmq_sha256_hex(cmq_str_of(second_text), second);
    cmq_buf_format(&reports, "%s1,a,2021-11-14,,,,,29,%s,1,0,,,1,0,,\n", reports_head, first);
    cmq_buf_format(&reports, "2,b,2021-11-14,,,,http://b/1,10,%s,1,0,,,0,0,,\n", second);
    cmq_buf_format(&reports, "3,c,2021-11-15,,,,,29,%s,1,0,,,1,0,,\n", first);
    for (unsigned i = 1; i <= 3; i += 2) {
        cmq_buf_format(&events,
                       "%s%u,0,e%u,a,2021-11-14,,,,EGY,EGY,MLI;---,MLI;---,051,SUPPORT,,,1,3.4,"
                       "actual,past,,,,,,,,en/x:y,,,,0.90,,%s\n",
                       i == 1 ? events_head : "", i, i, spans);
    }
    write_file("reports.csv", reports.ptr, &sums);
    write_file("events.csv", events.ptr, &sums);
    assert_int_equal(cmq_file_write(path_of("SHA256SUMS"), cmq_buf_str(&sums), NULL), CMQ_OK);
    cmq_buf_release(&sums);
    cmq_buf_release(&reports);
    cmq_buf_release(&events);
}

static bool add_piece(void *context, struct cmq_str piece) {
    cmq_buf_add_str(context, piece);
    return true;
}

struct joined {
    struct cmq_rehydration *rehydration;
    struct cmq_column column[CMQ_COLUMNS_MAX];
    struct cmq_rows rows;
    struct cmq_buf out;
};

static void open_joined(struct joined *joined) {
    *joined = (struct joined){.rehydration = NULL};
    assert_int_equal(cmq_rehydration_open(folder, &joined->rehydration, NULL), CMQ_OK);
    cmq_buf_init(&joined->out, BUFFER_MAX);
    joined->rows =
        (struct cmq_rows){.format = CMQ_ROWS_JSONL, .sink = add_piece, .context = &joined->out};
    cmq_rows_begin(&joined->rows, joined->column, cmq_rehydration_columns(joined->column));
}

static enum cmq_status join(struct joined *joined, const char *id, const char *url,
                            const char *text) {
    const struct cmq_report report = {
        .id = cmq_str_of(id), .url = cmq_str_of(url), .text = cmq_str_of(text)};
    return cmq_rehydration_join(joined->rehydration, &report, &joined->rows, NULL);
}

static struct cmq_rehydration_counts close_joined(struct joined *joined) {
    struct cmq_rehydration_counts counts = cmq_rehydration_count(joined->rehydration);
    cmq_rehydration_free(joined->rehydration);
    cmq_rows_release(&joined->rows);
    cmq_buf_release(&joined->out);
    return counts;
}

static void words_are_cut_by_code_points(void **state) {
    (void)state;
    struct joined joined;
    write_release("16,23,9,28,0,29");
    open_joined(&joined);
    assert_int_equal(join(&joined, "whatever", NULL, first_text), CMQ_OK);
    assert_int_equal(cmq_rows_end(&joined.rows, NULL), CMQ_OK);
    assert_non_null(strstr(joined.out.ptr, "\"trigger\":\"thanked\""));
    assert_non_null(strstr(joined.out.ptr, "\"evidence\":\"\xC3\x89gypte thanked Mali\""));
    assert_non_null(strstr(joined.out.ptr, "\"sentence\":\"Kyiv \xE2\x80\x94 "));
    assert_non_null(strstr(joined.out.ptr, "\"goldstein_gdelt\":3.4,"));
    assert_non_null(strstr(joined.out.ptr, "\"target\":[\"MLI\",\"---\"]"));
    struct cmq_rehydration_counts counts = close_joined(&joined);
    assert_int_equal(counts.found, 2); /* two reports have this text */
    assert_int_equal(counts.events, 2);
    assert_int_equal(counts.missing, 1);
}

static void a_text_is_joined_once(void **state) {
    (void)state;
    struct joined joined;
    write_release("16,23,9,28,0,29");
    open_joined(&joined);
    assert_int_equal(join(&joined, "a", NULL, first_text), CMQ_OK);
    assert_int_equal(join(&joined, "again", NULL, first_text), CMQ_OK);
    assert_int_equal(close_joined(&joined).events, 2);
}

static void another_text_of_a_report_is_refused(void **state) {
    (void)state;
    struct joined joined;
    write_release("16,23,9,28,0,29");
    open_joined(&joined);
    assert_int_equal(join(&joined, "a", NULL, "Egypt thanked Mali."), CMQ_BAD_INPUT);
    assert_int_equal(join(&joined, "x", "http://b/1", "It snowed."), CMQ_BAD_INPUT);
    /* A report with a URL is known by that alone. */
    assert_int_equal(join(&joined, "b", NULL, "It snowed."), CMQ_OK);
    assert_int_equal(join(&joined, "a", "http://other", "Egypt thanked Mali."), CMQ_OK);
    struct cmq_rehydration_counts counts = close_joined(&joined);
    assert_int_equal(counts.mismatched, 2);
    assert_int_equal(counts.missing, 1);
    assert_int_equal(counts.foreign, 2);
    assert_int_equal(counts.events, 0);
}

static void spans_outside_of_the_text_are_refused(void **state) {
    (void)state;
    static const char *const spans[] = {"16,23,9,28,0,30", "23,16,9,28,0,29", "16,,9,28,0,29",
                                        "-1,3,9,28,0,29", "99999999999999999999,1,9,28,0,29"};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        struct joined joined;
        write_release(spans[i]);
        open_joined(&joined);
        assert_int_equal(join(&joined, "a", NULL, first_text), CMQ_BAD_INPUT);
        assert_int_equal(close_joined(&joined).events, 0);
    }
}

static void a_changed_release_is_refused(void **state) {
    (void)state;
    struct cmq_rehydration *rehydration;
    struct cmq_error err;
    write_release("16,23,9,28,0,29");
    assert_int_equal(cmq_file_write(path_of("events.csv"), cmq_str_of(events_head), NULL), CMQ_OK);
    assert_int_equal(cmq_rehydration_open(folder, &rehydration, &err), CMQ_BAD_INPUT);
    assert_non_null(strstr(err.message, "events.csv"));
    assert_null(rehydration);
}

static void a_release_whose_rows_are_none_is_refused(void **state) {
    (void)state;
    static const char *const events[] = {"", "report_number\n1\n", "1,2,3\n", "\xC3(\n"};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        struct cmq_rehydration *rehydration;
        struct cmq_buf sums;
        cmq_buf_init(&sums, BUFFER_MAX);
        write_file("reports.csv", reports_head, &sums);
        write_file("events.csv",
                   i < 2 ? events[i] : cmq_arena_format(&arena, "%s%s", events_head, events[i]).ptr,
                   &sums);
        assert_int_equal(cmq_file_write(path_of("SHA256SUMS"), cmq_buf_str(&sums), NULL), CMQ_OK);
        cmq_buf_release(&sums);
        assert_int_equal(cmq_rehydration_open(folder, &rehydration, NULL), CMQ_BAD_INPUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_quotes_line_ends_and_empty_fields),
        cmocka_unit_test(csv_that_is_none_is_refused),
        cmocka_unit_test(what_is_given_counts_before_the_file),
        cmocka_unit_test(what_is_no_property_is_refused),
        cmocka_unit_test(words_are_cut_by_code_points),
        cmocka_unit_test(a_text_is_joined_once),
        cmocka_unit_test(another_text_of_a_report_is_refused),
        cmocka_unit_test(spans_outside_of_the_text_are_refused),
        cmocka_unit_test(a_changed_release_is_refused),
        cmocka_unit_test(a_release_whose_rows_are_none_is_refused),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
