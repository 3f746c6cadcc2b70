/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of JSON to reports through Arrow's interface, by the public library alone. */
#include <communique.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MOST_LINES 16

enum column { ID, DATE, PUBLISHER, URL, TITLE, LANGUAGE, TEXT, REASON, COLUMNS };

/* An array of binary over lines that stay the test's; NULL is null. */
struct lines {
    int32_t ends[MOST_LINES + 1];
    unsigned char known[MOST_LINES / 8];
    char bytes[4096];
    const void *buffers[3];
    struct ArrowSchema schema;
    struct ArrowArray array;
};

static void fill(struct lines *lines, const char *const *line, size_t count) {
    memset(lines, 0, sizeof *lines);
    int32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        if (line[i] != NULL) {
            size_t length = strlen(line[i]);
            memcpy(lines->bytes + end, line[i], length);
            end += (int32_t)length;
            lines->known[i / 8] |= (unsigned char)(1u << i % 8);
        }
        lines->ends[i + 1] = end;
    }
    lines->buffers[0] = lines->known;
    lines->buffers[1] = lines->ends;
    lines->buffers[2] = lines->bytes;
    lines->schema = (struct ArrowSchema){.format = "z"};
    lines->array =
        (struct ArrowArray){.length = (int64_t)count, .n_buffers = 3, .buffers = lines->buffers};
}

/* The cell, or NULL where it is null; good until the next call. */
static const char *cell(const struct ArrowArray *batch, enum column column, int64_t row) {
    static char text[512];
    const struct ArrowArray *values = batch->children[column];
    const unsigned char *known = values->buffers[0];
    if (known != NULL && (known[row / 8] >> row % 8 & 1) == 0) {
        return NULL;
    }
    const int32_t *ends = values->buffers[1];
    size_t length = (size_t)(ends[row + 1] - ends[row]);
    memcpy(text, (const char *)values->buffers[2] + ends[row], length);
    text[length] = '\0';
    return text;
}

static void read_lines(struct lines *lines, const struct communique_code_options *options,
                       struct ArrowArray *batch) {
    struct communique_rows *reports;
    struct ArrowSchema schema;
    assert_int_equal(communique_read_batch(&lines->schema, &lines->array, options, &reports, NULL),
                     COMMUNIQUE_OK);
    assert_int_equal(communique_rows_count(reports), lines->array.length);
    assert_int_equal(communique_rows_export(reports, &schema, batch, NULL), COMMUNIQUE_OK);
    static const char *const names[COLUMNS] = {"id",    "date",     "publisher", "url",
                                               "title", "language", "text",      "reason"};
    assert_int_equal(schema.n_children, COLUMNS);
    for (int i = 0; i < COLUMNS; i++) {
        assert_string_equal(schema.children[i]->name, names[i]);
        assert_string_equal(schema.children[i]->format, "u");
    }
    schema.release(&schema);
    communique_rows_close(reports);
}

static void test_reports(void **state) {
    (void)state;
    static const char *const line[] = {
        "{\"id\": \"a\", \"date\": \"2021-11-14\", \"text\": \"One.\", \"title\": \"T\", "
        "\"source\": \"Paper\", \"url\": 7}",
        NULL,
        " {\"id\": 12, \"date\": \"2021-11-14\", \"text\": \"Tw\\u00f6.\", \"language\": \"en\"}\r",
    };
    struct lines lines;
    struct ArrowArray batch;
    fill(&lines, line, 3);
    read_lines(&lines, NULL, &batch);
    assert_string_equal(cell(&batch, ID, 0), "a");
    assert_string_equal(cell(&batch, DATE, 0), "2021-11-14");
    assert_string_equal(cell(&batch, PUBLISHER, 0), "Paper");
    assert_null(cell(&batch, URL, 0));
    assert_string_equal(cell(&batch, TITLE, 0), "T");
    assert_string_equal(cell(&batch, TEXT, 0), "One.");
    assert_null(cell(&batch, REASON, 0));
    for (enum column c = ID; c < COLUMNS; c++) {
        assert_null(cell(&batch, c, 1));
    }
    assert_string_equal(cell(&batch, ID, 2), "12");
    assert_string_equal(cell(&batch, TEXT, 2), "Tw\xC3\xB6.");
    assert_string_equal(cell(&batch, LANGUAGE, 2), "en");
    batch.release(&batch);

    lines.array.offset = 2; /* a slice */
    lines.array.length = 1;
    read_lines(&lines, NULL, &batch);
    assert_string_equal(cell(&batch, ID, 0), "12");
    batch.release(&batch);
}

static void test_rejects(void **state) {
    (void)state;
    static const struct {
        const char *line, *id, *reason;
    } cases[] = {
        {"", NULL, "not valid JSON"},
        {"[1]", NULL, "not a JSON object"},
        {"{\"date\": \"2021-11-14\", \"text\": \"x\"}", NULL, "no id"},
        {"{\"id\": \"a\", \"text\": \"x\"}", "a", "no date"},
        {"{\"id\": \"a\", \"date\": \"2021-02-30\", \"text\": \"x\"}", "a", "is not a date"},
        {"{\"id\": \"a\", \"date\": \"2021-11-14\"}", "a", "no text"},
        {"{\"id\": \"a\", \"date\": \"2021-11-14\", \"text\": \" \"}", "a", "the text is empty"},
        {"{\"id\": \"a\", \"date\": \"2021-11-14\", \"text\": \"x\\u0000\"}", "a", "U+0000"},
        {"{\"id\": \"\xFF\"}", NULL, "not UTF-8"},
    };
    const size_t count = sizeof cases / sizeof *cases;
    const struct communique_code_options dated = {sizeof dated, 0};
    const char *line[MOST_LINES];
    for (size_t i = 0; i < count; i++) {
        line[i] = cases[i].line;
    }
    struct lines lines;
    struct ArrowArray batch;
    fill(&lines, line, count);
    read_lines(&lines, &dated, &batch);
    for (size_t i = 0; i < count; i++) {
        const char *id = cell(&batch, ID, (int64_t)i);
        assert_true(id == cases[i].id || (id != NULL && strcmp(id, cases[i].id) == 0));
        assert_non_null(strstr(cell(&batch, REASON, (int64_t)i), cases[i].reason));
        assert_null(cell(&batch, TEXT, (int64_t)i));
    }
    batch.release(&batch);
}

static void test_wrong_calls(void **state) {
    (void)state;
    struct lines lines;
    struct communique_rows *reports;
    fill(&lines, NULL, 0);
    struct ArrowArray batch;
    read_lines(&lines, NULL, &batch);
    assert_int_equal(batch.length, 0);
    batch.release(&batch);
    assert_int_equal(communique_read_batch(NULL, &lines.array, NULL, &reports, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_null(reports);
    assert_int_equal(communique_read_batch(&lines.schema, NULL, NULL, &reports, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    assert_int_equal(communique_read_batch(&lines.schema, &lines.array, NULL, NULL, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
    lines.schema.format = "l";
    assert_int_equal(communique_read_batch(&lines.schema, &lines.array, NULL, &reports, NULL),
                     COMMUNIQUE_BAD_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reports),
        cmocka_unit_test(test_rejects),
        cmocka_unit_test(test_wrong_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
