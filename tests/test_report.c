/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

/* ---- files made for a test ---- */

#define MAX_FILES 4
#define PATH_SIZE 96

static char folder[] = "/tmp/cmq_test_report_XXXXXX";

struct files {
    char path[MAX_FILES][PATH_SIZE];
    size_t count;
};

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

static void add_file(struct files *files, const char *name, struct cmq_str bytes) {
    char *path = files->path[files->count++];
    snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    assert_int_equal(cmq_file_write(path, bytes, NULL), CMQ_OK);
}

static void add_text(struct files *files, const char *name, const char *text) {
    add_file(files, name, cmq_str_of(text));
}

static void remove_files(const struct files *files) {
    for (size_t i = 0; i < files->count; i++) {
        unlink(files->path[i]);
    }
}

static struct cmq_reader *open_files(const struct files *files, bool undated) {
    const char *paths[MAX_FILES];
    for (size_t i = 0; i < files->count; i++) {
        paths[i] = files->path[i];
    }
    struct cmq_reader *reader =
        cmq_reader_open(paths, files->count, (struct cmq_reader_options){.undated = undated}, NULL);
    assert_non_null(reader);
    return reader;
}

/* gzip of `bytes` as one member; the caller frees. */
static struct cmq_str gzip(struct cmq_str bytes) {
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t size = deflateBound(&stream, bytes.len) + 64;
    unsigned char *out = malloc(size);
    unsigned char *in = malloc(bytes.len + 1);
    assert_non_null(out);
    assert_non_null(in);
    memcpy(in, bytes.ptr, bytes.len);
    stream.next_in = in;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = out;
    stream.avail_out = (uInt)size;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t len = stream.total_out;
    deflateEnd(&stream);
    free(in);
    return (struct cmq_str){(char *)out, len};
}

/* One zstd frame with a checksum. */
static struct cmq_str zstd(struct cmq_str bytes) {
    size_t size = ZSTD_compressBound(bytes.len);
    char *out = malloc(size);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    assert_non_null(out);
    assert_non_null(context);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t len = ZSTD_compress2(context, out, size, bytes.ptr, bytes.len);
    assert_false(ZSTD_isError(len));
    ZSTD_freeCCtx(context);
    return (struct cmq_str){out, len};
}

static void free_bytes(struct cmq_str bytes) {
    free((void *)(uintptr_t)bytes.ptr);
}

/* ---- what a test expects ---- */

static void assert_str(struct cmq_str actual, const char *expected) {
    if (expected == NULL) {
        assert_null(actual.ptr);
        return;
    }
    assert_non_null(actual.ptr);
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.ptr, expected, actual.len);
}

static void assert_report(struct cmq_reader *reader, const char *id, const char *text) {
    struct cmq_report report;
    struct cmq_error err = {0};
    enum cmq_status status = cmq_reader_next(reader, &report, &err);
    if (status != CMQ_OK) {
        fail_msg("%s: status %d, %s", id, (int)status, err.message);
    }
    assert_str(report.id, id);
    assert_str(cmq_reader_place(reader).id, id);
    assert_str(report.text, text);
}

static void assert_rejected(struct cmq_reader *reader, enum cmq_status status, uint64_t line,
                            const char *id, const char *reason) {
    struct cmq_report report;
    struct cmq_error err = {0};
    assert_int_equal(cmq_reader_next(reader, &report, &err), status);
    assert_int_equal(err.status, status);
    if (strstr(err.message, reason) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
    }
    assert_int_equal(cmq_reader_place(reader).line, line);
    assert_int_equal(err.line, line);
    assert_str(cmq_reader_place(reader).id, id);
}

static void assert_end(struct cmq_reader *reader) {
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_END);
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_END);
}

/* One file that is rejected whole. */
static void assert_file_rejected(const char *name, struct cmq_str bytes, bool undated,
                                 enum cmq_status status, const char *id, const char *reason) {
    struct files files = {0};
    add_file(&files, name, bytes);
    struct cmq_reader *reader = open_files(&files, undated);
    assert_rejected(reader, status, 0, id, reason);
    assert_string_equal(cmq_reader_place(reader).file, files.path[0]);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

/* One line that is rejected, between two that are not. */
static void assert_line_rejected(struct cmq_str line, bool undated, enum cmq_status status,
                                 const char *id, const char *reason) {
    struct files files = {0};
    struct cmq_buf bytes;
    cmq_buf_init(&bytes, SIZE_MAX / 8);
    cmq_buf_add_str(&bytes,
                    CMQ_STR("{\"id\":\"before\",\"date\":\"2021-11-14\",\"text\":\"One.\"}\n"));
    cmq_buf_add_str(&bytes, line);
    cmq_buf_add_str(&bytes,
                    CMQ_STR("\n{\"id\":\"after\",\"date\":\"2021-11-14\",\"text\":\"Two.\"}\n"));
    add_file(&files, "lines.jsonl", cmq_buf_str(&bytes));
    cmq_buf_release(&bytes);
    struct cmq_reader *reader = open_files(&files, undated);
    assert_report(reader, "before", "One.");
    assert_rejected(reader, status, 2, id, reason);
    assert_report(reader, "after", "Two.");
    assert_int_equal(cmq_reader_place(reader).line, 3);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

/* ---- dated text ---- */

static void dated_text_as_the_design_has_it(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *text;
    } rows[] = {
        {" date 2021-11-14 Blinken met Wang.\n\nHe left.\n", "Blinken met Wang.\n\nHe left.\n"},
        {"date 2021-11-14\r\n\r\nBlinken met Wang.\r\nHe left.\r\n",
         "Blinken met Wang.\r\nHe left.\r\n"},
        {"\xEF\xBB\xBF\n\t date\t2021-11-14\t \nA", "A"},
        {"date  2021-11-14 date 2020-01-01", "date 2020-01-01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct files files = {0};
        add_text(&files, "000_a7.b.txt", rows[i].bytes);
        struct cmq_reader *reader = open_files(&files, false);
        struct cmq_report report;
        assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
        assert_str(report.id, "000_a7.b");
        assert_int_equal(report.date, cmq_day_from(2021, 11, 14));
        assert_str(report.text, rows[i].text);
        assert_null(report.publisher.ptr);
        assert_null(report.title.ptr);
        assert_int_equal(cmq_reader_place(reader).line, 0);
        assert_end(reader);
        cmq_reader_free(reader);
        remove_files(&files);
    }
}

static void dated_text_without_a_date(void **state) {
    (void)state;
    assert_file_rejected("a.txt", CMQ_STR("Blinken met Wang."), false, CMQ_BAD_INPUT, "a",
                         "date YYYY-MM-DD");
    assert_file_rejected("a.txt", CMQ_STR("date palms grow in Iraq."), false, CMQ_BAD_INPUT, "a",
                         "--undated");
    assert_file_rejected("a.json", CMQ_STR("[{\"id\":1}]"), false, CMQ_BAD_INPUT, "a",
                         "JSON array");
}

static void dated_text_with_a_bad_date(void **state) {
    (void)state;
    static const char *const bad[] = {"date 2021-02-30 Text.", "date 2021-11-14T10:00 Text.",
                                      "date 14.11.2021 Text.", "date 2021-11-14Text."};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_file_rejected("a.txt", cmq_str_of(bad[i]), false, CMQ_BAD_INPUT, "a",
                             "is not a date");
        assert_file_rejected("a.txt", cmq_str_of(bad[i]), true, CMQ_BAD_INPUT, "a",
                             "is not a date");
    }
}

static void undated_text_is_the_whole_file(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "one", "\xEF\xBB\xBF\n Blinken met Wang.\n");
    add_text(&files, ".two", "date palms grow.");
    add_text(&files, "three.txt", "date 2021-11-14 Dated.");
    struct cmq_reader *reader = open_files(&files, true);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_str(report.id, "one");
    assert_int_equal(report.date, CMQ_NO_DAY);
    assert_str(report.text, "\n Blinken met Wang.\n");
    assert_report(reader, ".two", "date palms grow.");
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_int_equal(report.date, cmq_day_from(2021, 11, 14));
    assert_str(report.text, "Dated.");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void dated_text_of_bad_bytes(void **state) {
    (void)state;
    assert_file_rejected("a.txt", CMQ_STR("date 2021-11-14 caf\xE9."), false, CMQ_BAD_INPUT, "a",
                         "byte 0xE9 at byte 19 ");
    assert_file_rejected("a.txt", (struct cmq_str){"date 2021-11-14 a\0b", 19}, false,
                         CMQ_BAD_INPUT, "a", "U+0000 at byte 17 ");
    assert_file_rejected("a.txt", (struct cmq_str){"\xFF\xFE{\0}\0", 6}, false, CMQ_BAD_INPUT, "a",
                         "UTF-16");
    assert_file_rejected("\xE9.txt", CMQ_STR("date 2021-11-14 Text."), false, CMQ_BAD_INPUT, NULL,
                         "rename");
}

static void dated_text_without_text(void **state) {
    (void)state;
    assert_file_rejected("a.txt", CMQ_STR("date 2021-11-14"), false, CMQ_BAD_INPUT, "a", "empty");
    assert_file_rejected("a.txt", CMQ_STR("date 2021-11-14 \n\n"), false, CMQ_BAD_INPUT, "a",
                         "empty");
}

static struct cmq_str text_of(const char *head, size_t len, const char *tail) {
    size_t head_len = strlen(head), tail_len = strlen(tail);
    char *bytes = malloc(head_len + len + tail_len);
    assert_non_null(bytes);
    memcpy(bytes, head, head_len);
    memset(bytes + head_len, 'x', len);
    memcpy(bytes + head_len + len, tail, tail_len);
    return (struct cmq_str){bytes, head_len + len + tail_len};
}

static void dated_text_has_a_limit(void **state) {
    (void)state;
    struct files files = {0};
    struct cmq_str bytes = text_of("  date 2021-11-14 ", CMQ_MAX_TEXT, "");
    add_file(&files, "a.txt", bytes);
    free_bytes(bytes);
    struct cmq_reader *reader = open_files(&files, false);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_int_equal(report.text.len, CMQ_MAX_TEXT);
    cmq_reader_free(reader);
    remove_files(&files);

    bytes = text_of("date 2021-11-14 ", CMQ_MAX_TEXT + 1, "");
    assert_file_rejected("a.txt", bytes, false, CMQ_LIMIT, "a", "1048577 bytes");
    free_bytes(bytes);
    bytes = text_of("date 2021-11-14 ", 3 * (size_t)CMQ_MAX_TEXT, "");
    assert_file_rejected("a.txt", bytes, false, CMQ_LIMIT, NULL, "1048576");
    free_bytes(bytes);
}

/* ---- JSONL ---- */

static void jsonl_fields(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "a.txt",
             "{\"id\":\"a7\",\"date\":\"2021-11-14\",\"text\":\"T\\u00e9xt\",\"publisher\":\"P\","
             "\"url\":\"U\",\"title\":\"H\",\"language\":\"en\",\"source\":\"S\",\"more\":[1.5]}\n"
             "{\"text\":\"X\",\"source\":\"S\",\"date\":\"2021-11-15\",\"id\":42,\"url\":null}\n"
             "{\"id\":-7,\"date\":\"2021-11-15\",\"text\":\"X\",\"source\":{\"name\":\"S\"},"
             "\"title\":3}");
    struct cmq_reader *reader = open_files(&files, false);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_str(report.id, "a7");
    assert_int_equal(report.date, cmq_day_from(2021, 11, 14));
    assert_str(report.text, "T\xC3\xA9xt");
    assert_str(report.publisher, "P");
    assert_str(report.url, "U");
    assert_str(report.title, "H");
    assert_str(report.language, "en");
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_str(report.id, "42");
    assert_str(report.publisher, "S");
    assert_null(report.url.ptr);
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_str(report.id, "-7");
    assert_null(report.publisher.ptr);
    assert_null(report.title.ptr);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void jsonl_lines_are_counted(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "a.jsonl",
             "\xEF\xBB\xBF\n \r\n  {\"id\":\"1\",\"date\":\"2021-11-14\",\"text\":\"A\"}\r\n\r\n\n"
             "{\"id\":\"2\",\"date\":\"2021-11-14\",\"text\":\"B\"}\r\n   \n"
             "{\"id\":\"3\",\"date\":\"2021-11-14\",\"text\":\"C\"}");
    struct cmq_reader *reader = open_files(&files, false);
    assert_report(reader, "1", "A");
    assert_int_equal(cmq_reader_place(reader).line, 3);
    assert_report(reader, "2", "B");
    assert_int_equal(cmq_reader_place(reader).line, 6);
    assert_report(reader, "3", "C");
    assert_int_equal(cmq_reader_place(reader).line, 8);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void jsonl_dates(void **state) {
    (void)state;
    static const char *const none[] = {"{\"id\":\"x\",\"text\":\"T\"}",
                                       "{\"id\":\"x\",\"text\":\"T\",\"date\":null}",
                                       "{\"id\":\"x\",\"text\":\"T\",\"date\":\"\"}"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_line_rejected(cmq_str_of(none[i]), false, CMQ_BAD_INPUT, "x", "--undated");
        struct files files = {0};
        add_text(&files, "a", none[i]);
        struct cmq_reader *reader = open_files(&files, true);
        struct cmq_report report;
        assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
        assert_int_equal(report.date, CMQ_NO_DAY);
        cmq_reader_free(reader);
        remove_files(&files);
    }
    static const char *const bad[] = {
        "{\"id\":\"x\",\"text\":\"T\",\"date\":\"2021-11-31\"}",
        "{\"id\":\"x\",\"text\":\"T\",\"date\":\"2021-11-14T10:00:00Z\"}",
        "{\"id\":\"x\",\"text\":\"T\",\"date\":\"14 November 2021\"}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_line_rejected(cmq_str_of(bad[i]), false, CMQ_BAD_INPUT, "x", "is not a date");
        assert_line_rejected(cmq_str_of(bad[i]), true, CMQ_BAD_INPUT, "x", "is not a date");
    }
    assert_line_rejected(CMQ_STR("{\"id\":\"x\",\"text\":\"T\",\"date\":20211114}"), false,
                         CMQ_BAD_INPUT, "x", "not a string");
}

static void jsonl_rejects(void **state) {
    (void)state;
    static const struct {
        const char *line, *id, *reason;
    } rows[] = {
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"T\"", NULL, "not valid JSON at column"},
        {"{\"id\":\"x\",,}", NULL, "not valid JSON at column 11"},
        {"[1]", NULL, "not a JSON object"},
        {"plain words", NULL, "not valid JSON"},
        {"{\"id\":\"x\",\"id\":\"y\"}", NULL, "duplicate"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\"}", "x", "no text"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":null}", "x", "no text"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":[\"T\"]}", "x", "no text"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\" \\n\"}", "x", "empty"},
        {"{\"date\":\"2021-11-14\",\"text\":\"T\"}", NULL, "no id"},
        {"{\"id\":null,\"date\":\"2021-11-14\",\"text\":\"T\"}", NULL, "no id"},
        {"{\"id\":\"\",\"date\":\"2021-11-14\",\"text\":\"T\"}", NULL, "empty"},
        {"{\"id\":1.5,\"date\":\"2021-11-14\",\"text\":\"T\"}", NULL, "not a string"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"caf\xE9\"}", NULL,
         "byte 0xE9 at byte 41 "},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"ab\\u0000c\"}", "x",
         "the text holds the character U+0000 at its byte 2"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"T\",\"title\":\"\\u0000\"}", "x",
         "the title holds the character U+0000"},
        {"{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"\\ud800\"}", NULL, "not valid JSON"},
        {"{\"id\":\"before\",\"date\":\"2021-11-14\",\"text\":\"T\"}", "before",
         "id was read before"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_line_rejected(cmq_str_of(rows[i].line), false, CMQ_BAD_INPUT, rows[i].id,
                             rows[i].reason);
    }
    assert_line_rejected((struct cmq_str){"{\"id\":\"x\0\"}", 11}, false, CMQ_BAD_INPUT, NULL,
                         "not valid JSON");
}

static void jsonl_text_has_a_limit(void **state) {
    (void)state;
    const char *head = "{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"";
    struct cmq_str bytes = text_of(head, CMQ_MAX_TEXT + 1, "\"}");
    assert_line_rejected(bytes, false, CMQ_LIMIT, "x", "1048577 bytes");
    free_bytes(bytes);
    struct files files = {0};
    bytes = text_of(head, CMQ_MAX_TEXT, "\"}");
    add_file(&files, "a", bytes);
    free_bytes(bytes);
    struct cmq_reader *reader = open_files(&files, false);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_int_equal(report.text.len, CMQ_MAX_TEXT);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void jsonl_line_has_a_limit(void **state) {
    (void)state;
    const char *head = "{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"T\",\"html\":\"";
    size_t around = strlen(head) + 2;
    struct cmq_str bytes = text_of(head, CMQ_MAX_LINE + 1 - around, "\"}");
    assert_line_rejected(bytes, false, CMQ_LIMIT, NULL, "8388608");
    free_bytes(bytes);
    bytes = text_of(head, 3 * (size_t)CMQ_MAX_LINE, "\"}");
    assert_line_rejected(bytes, false, CMQ_LIMIT, NULL, "8388608");
    free_bytes(bytes);

    struct files files = {0};
    bytes = text_of(head, CMQ_MAX_LINE - around, "\"}");
    assert_int_equal(bytes.len, CMQ_MAX_LINE);
    add_file(&files, "a", bytes);
    free_bytes(bytes);
    struct cmq_reader *reader = open_files(&files, false);
    assert_report(reader, "x", "T");
    cmq_reader_free(reader);
    remove_files(&files);
}

/* Small in bytes, large as a tree; or deep. */
static void jsonl_values_have_a_limit(void **state) {
    (void)state;
    struct cmq_buf line;
    cmq_buf_init(&line, CMQ_MAX_LINE);
    cmq_buf_add_str(&line, CMQ_STR("{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"T\",\"v\":["));
    for (int i = 0; i < 250000; i++) {
        cmq_buf_add_str(&line, CMQ_STR("[],"));
    }
    cmq_buf_add_str(&line, CMQ_STR("0]}"));
    assert_line_rejected(cmq_buf_str(&line), false, CMQ_LIMIT, NULL, "200000 values");

    cmq_buf_clear(&line);
    for (int i = 0; i < 100000; i++) {
        cmq_buf_add_str(&line, CMQ_STR("{\"a\":"));
    }
    assert_line_rejected(cmq_buf_str(&line), false, CMQ_BAD_INPUT, NULL, "not valid JSON");

    /* Commas in a string are no values. */
    cmq_buf_clear(&line);
    cmq_buf_add_str(&line, CMQ_STR("{\"id\":\"x\",\"date\":\"2021-11-14\",\"text\":\"T\\\""));
    for (int i = 0; i < 250000; i++) {
        cmq_buf_add_char(&line, ',');
    }
    cmq_buf_add_str(&line, CMQ_STR("\"}"));
    struct files files = {0};
    add_file(&files, "a", cmq_buf_str(&line));
    cmq_buf_release(&line);
    struct cmq_reader *reader = open_files(&files, false);
    struct cmq_report report;
    assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
    assert_int_equal(report.text.len, 250002);
    cmq_reader_free(reader);
    remove_files(&files);
}

/* ---- many inputs ---- */

static void ids_are_unique_in_a_run(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "a7.txt", "date 2021-11-14 One.");
    add_text(&files, "b.jsonl",
             "{\"id\":\"a7\",\"date\":\"2021-11-14\",\"text\":\"Two.\"}\n"
             "{\"id\":\"b1\",\"text\":\"No date.\"}\n"
             "{\"id\":\"b1\",\"date\":\"2021-11-14\",\"text\":\"Three.\"}\n"
             "{\"id\":7,\"date\":\"2021-11-14\",\"text\":\"Four.\"}\n"
             "{\"id\":\"7\",\"date\":\"2021-11-14\",\"text\":\"Five.\"}\n");
    struct cmq_reader *reader = open_files(&files, false);
    assert_report(reader, "a7", "One.");
    assert_rejected(reader, CMQ_BAD_INPUT, 1, "a7", "read before");
    assert_rejected(reader, CMQ_BAD_INPUT, 2, "b1", "no date");
    assert_report(reader, "b1", "Three."); /* the rejected one does not count */
    assert_report(reader, "7", "Four.");
    assert_rejected(reader, CMQ_BAD_INPUT, 5, "7", "read before");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void a_missing_file_does_not_end_the_run(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "a.txt", "date 2021-11-14 One.");
    const char *paths[] = {"/nonexistent/x.txt", folder, files.path[0]};
    struct cmq_reader *reader = cmq_reader_open(paths, 3, (struct cmq_reader_options){0}, NULL);
    assert_null(cmq_reader_place(reader).file);
    assert_rejected(reader, CMQ_IO, 0, NULL, "cannot open /nonexistent/x.txt: No such file");
    assert_string_equal(cmq_reader_place(reader).file, "/nonexistent/x.txt");
    assert_rejected(reader, CMQ_IO, 0, NULL, "directory");
    assert_report(reader, "a", "One.");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void nothing_is_no_report(void **state) {
    (void)state;
    struct files files = {0};
    add_text(&files, "empty", "");
    add_text(&files, "blank", " \n\r\n\t");
    add_text(&files, "mark", "\xEF\xBB\xBF");
    struct cmq_reader *reader = open_files(&files, false);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
    reader = cmq_reader_open(NULL, 0, (struct cmq_reader_options){0}, NULL);
    assert_end(reader);
    cmq_reader_free(reader);
    cmq_reader_free(NULL);
}

static void stdin_is_an_input(void **state) {
    (void)state;
    int ends[2], kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "date 2021-11-14 Piped.", 22), 22);
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    const char *path = "-";
    struct cmq_reader *reader = cmq_reader_open(&path, 1, (struct cmq_reader_options){0}, NULL);
    assert_report(reader, "stdin", "Piped.");
    assert_end(reader);
    cmq_reader_free(reader);
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(kept);
}

/* ---- compressed ---- */

enum { LINE_COUNT = 20000 };

/* Lines of different lengths, so that they end everywhere in the reader's buffers. */
static struct cmq_buf many_lines(void) {
    struct cmq_buf lines;
    cmq_buf_init(&lines, SIZE_MAX / 8);
    for (int i = 0; i < LINE_COUNT; i++) {
        cmq_buf_format(&lines, "{\"id\":\"r%d\",\"date\":\"2021-11-14\",\"text\":\"%*d\"}\n", i,
                       1 + i % 211, i);
    }
    assert_false(lines.failed);
    return lines;
}

static void assert_many_lines(struct cmq_reader *reader) {
    for (int i = 0; i < LINE_COUNT; i++) {
        struct cmq_report report;
        char id[16];
        snprintf(id, sizeof id, "r%d", i);
        assert_int_equal(cmq_reader_next(reader, &report, NULL), CMQ_OK);
        assert_str(report.id, id);
        assert_true(report.text.len >= (size_t)(1 + i % 211));
        assert_int_equal(cmq_reader_place(reader).line, i + 1);
    }
}

static void assert_reads_many_lines(struct cmq_str bytes) {
    struct files files = {0};
    add_file(&files, "many", bytes);
    struct cmq_reader *reader = open_files(&files, false);
    assert_many_lines(reader);
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void lines_cross_every_buffer(void **state) {
    (void)state;
    struct cmq_buf lines = many_lines();
    struct cmq_str plain = cmq_buf_str(&lines);
    assert_reads_many_lines(plain);
    struct cmq_str packed = gzip(plain);
    assert_reads_many_lines(packed);
    free_bytes(packed);
    packed = zstd(plain);
    assert_reads_many_lines(packed);
    free_bytes(packed);
    cmq_buf_release(&lines);
}

static void compressed_text_is_named_without_both_endings(void **state) {
    (void)state;
    struct files files = {0};
    struct cmq_str one = gzip(CMQ_STR("date 2021-11-14 One."));
    struct cmq_str two = zstd(CMQ_STR("\xEF\xBB\xBF"
                                      "date 2021-11-14 Two."));
    add_file(&files, "a7.txt.gz", one);
    add_file(&files, "b.8.txt.zst", two);
    add_file(&files, "c.txt", one); /* the bytes tell, not the name */
    add_text(&files, "d.gz", "date 2021-11-14 Four.");
    struct cmq_reader *reader = open_files(&files, false);
    assert_report(reader, "a7", "One.");
    assert_report(reader, "b.8", "Two.");
    assert_report(reader, "c", "One.");
    assert_report(reader, "d", "Four.");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
    free_bytes(one);
    free_bytes(two);
}

#define LINE_1 "{\"id\":\"1\",\"date\":\"2021-11-14\",\"text\":\"A\"}\n"
#define LINE_2 "{\"id\":\"2\",\"date\":\"2021-11-14\",\"text\":\"B\"}\n"

static void members_and_frames_follow_each_other(void **state) {
    (void)state;
    struct cmq_str (*const pack[])(struct cmq_str) = {gzip, zstd};
    for (size_t i = 0; i < 2; i++) {
        struct cmq_str one = pack[i](CMQ_STR(LINE_1)), two = pack[i](CMQ_STR(LINE_2));
        struct cmq_buf both;
        cmq_buf_init(&both, 4096);
        cmq_buf_add_str(&both, one);
        cmq_buf_add_str(&both, two);
        if (i == 0) {
            cmq_buf_add(&both, "\0\0\0", 3); /* as tape blocks are padded */
        }
        struct files files = {0};
        add_file(&files, "both", cmq_buf_str(&both));
        struct cmq_reader *reader = open_files(&files, false);
        assert_report(reader, "1", "A");
        assert_report(reader, "2", "B");
        assert_end(reader);
        cmq_reader_free(reader);
        remove_files(&files);
        cmq_buf_release(&both);
        free_bytes(one);
        free_bytes(two);
    }
}

/* Cuts or damages a compressed file at `at` bytes from its end: what it lost is an error of that
 * file alone. */
static void assert_broken(struct cmq_str packed, size_t at, bool cut, const char *reason) {
    char *bytes = malloc(packed.len);
    assert_non_null(bytes);
    memcpy(bytes, packed.ptr, packed.len);
    bytes[packed.len - at] ^= 0x55;
    struct files files = {0};
    add_file(&files, "broken", (struct cmq_str){bytes, cut ? packed.len - at : packed.len});
    free(bytes);
    add_text(&files, "next.txt", "date 2021-11-14 Next.");
    struct cmq_reader *reader = open_files(&files, false);
    struct cmq_report report;
    struct cmq_error err = {0};
    enum cmq_status status;
    unsigned count = 0;
    while ((status = cmq_reader_next(reader, &report, &err)) == CMQ_OK) {
        count++;
        assert_int_equal(cmq_reader_place(reader).line, count);
    }
    assert_int_equal(status, CMQ_BAD_INPUT);
    if (strstr(err.message, reason) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
    }
    assert_non_null(strstr(err.message, files.path[0]));
    assert_true(count <= LINE_COUNT);
    assert_report(reader, "next", "Next.");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
}

static void broken_compression_is_an_error_of_its_file(void **state) {
    (void)state;
    struct cmq_buf lines = many_lines();
    struct cmq_str packed = gzip(cmq_buf_str(&lines));
    assert_broken(packed, 1, true, "ends in the middle of its gzip data");
    assert_broken(packed, packed.len / 2, true, "ends in the middle of its gzip data");
    assert_broken(packed, packed.len - 5, true, "ends in the middle of its gzip data");
    assert_broken(packed, 8, false, "not sound gzip data"); /* the CRC */
    free_bytes(packed);
    packed = zstd(cmq_buf_str(&lines));
    assert_broken(packed, 1, true, "ends in the middle of its zstd data");
    assert_broken(packed, packed.len / 2, true, "ends in the middle of its zstd data");
    assert_broken(packed, packed.len - 5, true, "ends in the middle of its zstd data");
    assert_broken(packed, 2, false, "not sound zstd data"); /* the checksum */
    free_bytes(packed);
    cmq_buf_release(&lines);
}

/* What stands before the break is not lost: the first half of two members. */
static void reports_before_a_break_are_read(void **state) {
    (void)state;
    struct cmq_str (*const pack[])(struct cmq_str) = {gzip, zstd};
    for (size_t i = 0; i < 2; i++) {
        struct cmq_str one = pack[i](CMQ_STR(LINE_1)), two = pack[i](CMQ_STR(LINE_2));
        struct cmq_buf both;
        cmq_buf_init(&both, 4096);
        cmq_buf_add_str(&both, one);
        cmq_buf_add(&both, two.ptr, two.len - 6);
        struct files files = {0};
        add_file(&files, "both", cmq_buf_str(&both));
        struct cmq_reader *reader = open_files(&files, false);
        assert_report(reader, "1", "A");
        struct cmq_report report;
        enum cmq_status status = cmq_reader_next(reader, &report, NULL);
        if (status == CMQ_OK) { /* all that is missing is the checksum */
            assert_str(report.id, "2");
            status = cmq_reader_next(reader, &report, NULL);
        }
        assert_int_equal(status, CMQ_BAD_INPUT);
        assert_end(reader);
        cmq_reader_free(reader);
        remove_files(&files);
        cmq_buf_release(&both);
        free_bytes(one);
        free_bytes(two);
    }
}

/* A frame header that asks for 256 MiB of window: descriptor 0, window exponent 18 (RFC 8878). */
static void a_hostile_window_is_refused(void **state) {
    (void)state;
    assert_file_rejected("w.zst", (struct cmq_str){"\x28\xB5\x2F\xFD\x00\x90\x01\x00\x00", 9},
                         false, CMQ_BAD_INPUT, NULL, "memory");
}

static void garbage_behind_a_gzip_member_is_reported(void **state) {
    (void)state;
    struct cmq_str one = gzip(CMQ_STR(LINE_1));
    struct cmq_buf bytes;
    cmq_buf_init(&bytes, 4096);
    cmq_buf_add_str(&bytes, one);
    cmq_buf_add_str(&bytes, CMQ_STR("garbage"));
    struct files files = {0};
    add_file(&files, "g", cmq_buf_str(&bytes));
    struct cmq_reader *reader = open_files(&files, false);
    assert_report(reader, "1", "A");
    assert_rejected(reader, CMQ_BAD_INPUT, 2, NULL, "not sound gzip data");
    assert_end(reader);
    cmq_reader_free(reader);
    remove_files(&files);
    cmq_buf_release(&bytes);
    free_bytes(one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dated_text_as_the_design_has_it),
        cmocka_unit_test(dated_text_without_a_date),
        cmocka_unit_test(dated_text_with_a_bad_date),
        cmocka_unit_test(undated_text_is_the_whole_file),
        cmocka_unit_test(dated_text_of_bad_bytes),
        cmocka_unit_test(dated_text_without_text),
        cmocka_unit_test(dated_text_has_a_limit),
        cmocka_unit_test(jsonl_fields),
        cmocka_unit_test(jsonl_lines_are_counted),
        cmocka_unit_test(jsonl_dates),
        cmocka_unit_test(jsonl_rejects),
        cmocka_unit_test(jsonl_text_has_a_limit),
        cmocka_unit_test(jsonl_line_has_a_limit),
        cmocka_unit_test(jsonl_values_have_a_limit),
        cmocka_unit_test(ids_are_unique_in_a_run),
        cmocka_unit_test(a_missing_file_does_not_end_the_run),
        cmocka_unit_test(nothing_is_no_report),
        cmocka_unit_test(stdin_is_an_input),
        cmocka_unit_test(lines_cross_every_buffer),
        cmocka_unit_test(compressed_text_is_named_without_both_endings),
        cmocka_unit_test(members_and_frames_follow_each_other),
        cmocka_unit_test(broken_compression_is_an_error_of_its_file),
        cmocka_unit_test(reports_before_a_break_are_read),
        cmocka_unit_test(a_hostile_window_is_refused),
        cmocka_unit_test(garbage_behind_a_gzip_member_is_reported),
    };
    return cmocka_run_group_tests_name("report", tests, make_folder, remove_folder);
}
