/* SPDX-License-Identifier: Apache-2.0 */
/* Exports in the formats of the field, read back by the rules that their readers go by: numbers of
 * columns, codes as text, FIPS and ISO countries, days that are never after the report's. */

#include "export/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

/* Two ministers met in Canberra; a third state will be visited; a raid was denied; a bank with a
 * comma in its name was sued; the meeting is told twice. */
static const char coding[] =
    "{\"communique\":1,\"report\":{\"id\":\"r1\",\"date\":\"2021-11-14\",\"publisher\":\"The "
    "Post\","
    "\"url\":\"http://post.example/1\",\"title\":null,\"language\":\"en\"},"
    "\"sentences\":[[0,80],[81,200]],"
    "\"actors\":["
    "{\"name\":\"Marise Payne\",\"title\":\"Foreign "
    "Minister\",\"code\":\"AUSGOV\",\"country\":\"AUS\","
    "\"sectors\":[\"GOV\"],\"mentions\":[]},"
    "{\"name\":\"Simon Coveney\",\"title\":\"Foreign "
    "Minister\",\"code\":\"IRLGOV\",\"country\":\"IRL\","
    "\"sectors\":[\"GOV\"],\"mentions\":[]},"
    "{\"name\":\"United "
    "Nations\",\"title\":null,\"code\":\"IGOUNO\",\"country\":null,\"sectors\":[],"
    "\"mentions\":[]},"
    "{\"name\":\"Bank, Trust \\\"A\\\"\",\"title\":null,\"code\":\"AUSBUSMED\",\"country\":\"AUS\","
    "\"sectors\":[\"BUS\",\"MED\"],\"mentions\":[]}],"
    "\"events\":["
    "{\"id\":\"aaaaaaaaaaaaaaaa\",\"cameo\":\"040\",\"plover\":\"CONSULT\",\"mode\":null,"
    "\"contexts\":[\"diplomatic\"],"
    "\"quad_gdelt\":1,\"goldstein_gdelt\":1.0,\"source\":[{\"actor\":0,\"span\":[3,15]},{\"actor\":"
    "1,\"span\":[20,33]}],"
    "\"target\":[{\"actor\":0,\"span\":[3,15]},{\"actor\":1,\"span\":[20,33]}],\"assertion\":"
    "\"actual\",\"time\":\"past\","
    "\"date\":{\"from\":\"2021-11-13\",\"to\":\"2021-11-13\",\"basis\":\"explicit\",\"span\":null},"
    "\"told\":\"2021-11-14\","
    "\"place\":{\"name\":\"Canberra\",\"country\":\"AUS\",\"admin1\":\"Australian Capital "
    "Territory\",\"lat\":-35.28,"
    "\"lon\":149.13,\"precision\":\"city\",\"span\":[40,48]},\"same_as\":null,\"trigger\":[34,37],"
    "\"evidence\":[0,80],"
    "\"sentence\":0,\"confidence\":0.94},"
    "{\"id\":\"bbbbbbbbbbbbbbbb\",\"cameo\":\"042\",\"plover\":\"CONSULT\",\"mode\":\"visit\","
    "\"contexts\":[],"
    "\"quad_gdelt\":1,\"goldstein_gdelt\":1.9,\"source\":[{\"actor\":0,\"span\":[90,95]}],"
    "\"target\":[{\"actor\":2,\"span\":[100,102]}],\"assertion\":\"actual\",\"time\":\"future\","
    "\"date\":{\"from\":\"2021-12-01\",\"to\":\"2021-12-01\",\"basis\":\"explicit\",\"span\":null},"
    "\"told\":\"2021-11-14\","
    "\"place\":null,\"same_as\":null,\"trigger\":[96,99],\"evidence\":[81,120],\"sentence\":1,"
    "\"confidence\":0.8},"
    "{\"id\":\"cccccccccccccccc\",\"cameo\":\"190\",\"plover\":\"ASSAULT\",\"mode\":null,"
    "\"contexts\":[],"
    "\"quad_gdelt\":4,\"goldstein_gdelt\":-10.0,\"source\":[{\"actor\":0,\"span\":[90,95]}],"
    "\"target\":[],\"assertion\":\"negated\",\"time\":\"past\",\"date\":null,\"told\":\"2021-11-"
    "14\","
    "\"place\":null,\"same_as\":null,\"trigger\":[96,99],\"evidence\":[81,120],\"sentence\":1,"
    "\"confidence\":0.8},"
    "{\"id\":\"dddddddddddddddd\",\"cameo\":\"115\",\"plover\":\"ACCUSE\",\"mode\":null,"
    "\"contexts\":[],"
    "\"quad_gdelt\":3,\"goldstein_gdelt\":-2.0,\"source\":[{\"actor\":3,\"span\":[90,95]}],"
    "\"target\":[],\"assertion\":\"actual\",\"time\":\"past\",\"date\":null,\"told\":\"2021-11-"
    "14\","
    "\"place\":null,\"same_as\":null,\"trigger\":[96,99],\"evidence\":[81,120],\"sentence\":1,"
    "\"confidence\":0.8},"
    "{\"id\":\"eeeeeeeeeeeeeeee\",\"cameo\":\"040\",\"plover\":\"CONSULT\",\"mode\":null,"
    "\"contexts\":[],"
    "\"quad_gdelt\":1,\"goldstein_gdelt\":1.0,\"source\":[{\"actor\":0,\"span\":[90,95]}],"
    "\"target\":[{\"actor\":1,\"span\":[100,102]}],\"assertion\":\"actual\",\"time\":\"past\","
    "\"date\":null,"
    "\"told\":\"2021-11-14\",\"place\":null,\"same_as\":\"aaaaaaaaaaaaaaaa\",\"trigger\":[96,99],"
    "\"evidence\":[81,120],\"sentence\":1,\"confidence\":0.8}]}";

#define MAX_ROWS   16
#define MAX_FIELDS 64

struct read_back {
    struct cmq_buf text;
    struct cmq_str field[MAX_ROWS][MAX_FIELDS];
    unsigned rows, fields[MAX_ROWS];
};

static void read_back(struct read_back *back, const char *format, bool all) {
    struct cmq_exporter exporter;
    struct cmq_error err;
    assert_true(cmq_exporter_find(format, &exporter));
    exporter.all |= all;
    cmq_buf_init(&back->text, 1 << 20);
    assert_int_equal(cmq_export_coding(&exporter, cmq_str_of(coding), NULL, &back->text, &err),
                     CMQ_OK);
    struct cmq_str rest = cmq_buf_str(&back->text);
    back->rows = 0;
    while (rest.len > 0) {
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        unsigned n = 0;
        while (line.ptr != NULL && n < MAX_FIELDS) {
            back->field[back->rows][n++] = cmq_str_cut(&line, '\t');
        }
        back->fields[back->rows++] = n;
    }
}

static void assert_field(const struct read_back *back, unsigned row, unsigned column,
                         const char *expected) {
    struct cmq_str field = back->field[row][column - 1];
    char text[200];
    assert_true(field.len < sizeof text);
    memcpy(text, field.len > 0 ? field.ptr : "", field.len);
    text[field.len] = '\0';
    assert_string_equal(text, expected);
}

static void assert_columns(const char *format, unsigned rows, unsigned columns) {
    struct read_back back;
    read_back(&back, format, false);
    assert_int_equal(back.rows, rows);
    for (unsigned i = 0; i < rows; i++) {
        assert_int_equal(back.fields[i], columns);
    }
    cmq_buf_release(&back.text);
}

/* Meeting both ways, visit, suit; the mentions have the repeat, too. */
static void every_format_has_its_columns(void **state) {
    (void)state;
    assert_columns("gdelt1", 4, 58);
    assert_columns("gdelt2", 4, 61);
    assert_columns("gdelt2-mentions", 5, 16);
    assert_columns("phoenix", 4, 26);
    assert_columns("petrarch2", 4, 8);
    assert_columns("icews", 4, 20);
    assert_columns("polecat", 4, 40);
}

static void gdelt_has_fips_places_and_iso_actors(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "gdelt1", false);
    assert_field(&back, 0, 2, "20211113");
    assert_field(&back, 0, 5, "2021.8575"); /* (10 months of 30 days and 13 days) / 365 */
    assert_field(&back, 0, 6, "AUSGOV");
    assert_field(&back, 0, 8, "AUS");
    assert_field(&back, 0, 13, "GOV");
    assert_field(&back, 0, 16, "IRLGOV");
    assert_field(&back, 0, 26, "1");
    assert_field(&back, 0, 27, "040");
    assert_field(&back, 0, 29, "04");
    assert_field(&back, 0, 50, "4");
    assert_field(&back, 0, 51, "Canberra, Australian Capital Territory, Australia");
    assert_field(&back, 0, 52, "AS");
    assert_field(&back, 1, 6, "IRLGOV"); /* what both do is told both ways */
    assert_field(&back, 1, 16, "AUSGOV");
    cmq_buf_release(&back.text);
}

static void nothing_is_dated_after_its_report(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "gdelt1", false);
    assert_field(&back, 2, 27, "042");
    assert_field(&back, 2, 2, "20211114");
    assert_field(&back, 2, 16, "IGOUNO");
    assert_field(&back, 2, 18, "");
    assert_field(&back, 2, 19, "UNO");
    assert_field(&back, 2, 23, "IGO");
    cmq_buf_release(&back.text);
}

static void denials_come_only_when_asked_for(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "icews", false);
    for (unsigned i = 0; i < back.rows; i++) {
        assert_false(cmq_str_eq(back.field[i][6], CMQ_STR("190")));
    }
    cmq_buf_release(&back.text);
    read_back(&back, "icews", true);
    assert_int_equal(back.rows, 5);
    assert_field(&back, 3, 7, "190");
    assert_field(&back, 3, 9, "Unspecified Actor");
    cmq_buf_release(&back.text);
}

/* The media are MED in CAMEO and JRN in PLOVER. */
static void sectors_are_those_of_the_scheme(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "polecat", false);
    assert_field(&back, 3, 11, "BUS");
    assert_field(&back, 3, 12, "BUS;JRN");
    assert_field(&back, 0, 3, "CONSULT");
    assert_field(&back, 0, 6, "VERBAL COOPERATION");
    assert_field(&back, 0, 10, "AUL");
    cmq_buf_release(&back.text);
    read_back(&back, "icews", false);
    assert_field(&back, 0, 5, "Australia");
    assert_field(&back, 0, 15, "Canberra");
    cmq_buf_release(&back.text);
}

static void phoenix_parts_the_code(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "phoenix", false);
    assert_field(&back, 3, 6, "AUSBUSMED");
    assert_field(&back, 3, 7, "AUS");
    assert_field(&back, 3, 8, "BUS");
    assert_field(&back, 3, 9, "MED");
    assert_field(&back, 3, 10, "---");
    assert_field(&back, 0, 16, "1");
    cmq_buf_release(&back.text);
}

static void csv_quotes_what_it_must(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "csv", false);
    assert_int_equal(back.rows, 6);
    assert_non_null(strstr(back.text.ptr, "\"Bank, Trust \"\"A\"\"\",AUSBUSMED"));
    cmq_buf_release(&back.text);
}

static void plover_keeps_both_sides_in_one_list(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "plover", false);
    assert_int_equal(back.rows, 3);
    struct cmq_str first = back.field[0][0];
    assert_true(first.len > 0 && memmem(first.ptr, first.len, "recipient", 9) == NULL);
    assert_non_null(strstr(back.text.ptr, "Simon Coveney"));
    cmq_buf_release(&back.text);
}

/* A mention of an event told before has that event's number: the repeat in the last row has the two
 * ministers in the order of the first row. */
static void mentions_join_the_events(void **state) {
    (void)state;
    struct read_back events, mentions;
    read_back(&events, "gdelt2", false);
    read_back(&mentions, "gdelt2-mentions", false);
    assert_int_equal(mentions.rows, 5);
    for (unsigned i = 0; i < 4; i++) {
        assert_true(cmq_str_eq(mentions.field[i][0], events.field[i][0]));
    }
    assert_true(cmq_str_eq(mentions.field[4][0], events.field[0][0]));
    cmq_buf_release(&events.text);
    cmq_buf_release(&mentions.text);
}

static void tabs_part_fields_and_nothing_quotes(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "icews", false);
    assert_field(&back, 3, 3, "Bank, Trust 'A'");
    cmq_buf_release(&back.text);
}

/* 2^31 - 1 is R's largest integer. */
static void icews_numbers_are_integers_of_r(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "icews", false);
    for (unsigned i = 0; i < back.rows; i++) {
        char story[16];
        struct cmq_str field[] = {back.field[i][0], back.field[i][11]};
        for (size_t k = 0; k < 2; k++) {
            assert_in_range(field[k].len, 1, 10);
            memcpy(story, field[k].ptr, field[k].len);
            story[field[k].len] = '\0';
            assert_in_range(strtoull(story, NULL, 10), 0, 2147483647);
        }
    }
    cmq_buf_release(&back.text);
}

/* CAMEO's statements have no type in PLOVER. */
static void plover_leaves_out_what_it_has_no_type_for(void **state) {
    (void)state;
    static const char statement[] =
        "{\"report\":{\"id\":\"r\",\"date\":\"2021-11-14\"},\"actors\":[],\"events\":[{\"id\":"
        "\"a\",\"cameo\":\"010\",\"plover\":null,\"assertion\":\"actual\",\"source\":[],"
        "\"target\":[]}]}";
    static const struct {
        const char *format;
        bool has_row;
    } cases[] = {{"gdelt1", true}, {"icews", true}, {"polecat", false}, {"plover", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_exporter exporter;
        struct cmq_buf out;
        struct cmq_error err;
        cmq_buf_init(&out, 1 << 16);
        assert_true(cmq_exporter_find(cases[i].format, &exporter));
        assert_int_equal(cmq_export_coding(&exporter, CMQ_STR(statement), NULL, &out, &err),
                         CMQ_OK);
        assert_int_equal(out.len > 0, cases[i].has_row);
        cmq_buf_release(&out);
    }
}

static void numbers_are_exact_in_a_double(void **state) {
    (void)state;
    struct read_back back;
    read_back(&back, "gdelt2", false);
    for (unsigned i = 0; i < back.rows; i++) {
        assert_true(back.field[i][0].len <= 16);
        for (unsigned k = 0; k < i; k++) {
            assert_false(cmq_str_eq(back.field[i][0], back.field[k][0]));
        }
    }
    cmq_buf_release(&back.text);
}

/* ---- Arrow, read by the rules of FlatBuffers and of Arrow's IPC ------------------------------ */

static uint64_t number_at(struct cmq_str s, size_t at, size_t size) {
    uint64_t value = 0;
    assert_true(at + size <= s.len);
    for (size_t i = 0; i < size; i++) {
        value |= (uint64_t)(unsigned char)s.ptr[at + i] << 8 * i;
    }
    return value;
}

/* Where field `index` of the table at `table` stands; 0 if it is absent. */
static size_t field_at(struct cmq_str s, size_t table, unsigned index) {
    size_t vtable = table - number_at(s, table, 4);
    if (4 + 2 * index >= number_at(s, vtable, 2)) {
        return 0;
    }
    size_t offset = number_at(s, vtable + 4 + 2 * index, 2);
    return offset == 0 ? 0 : table + offset;
}

static size_t follow(struct cmq_str s, size_t at) {
    return at + number_at(s, at, 4);
}

/* The rows of the stream's batches; the names of the schema's fields joined. */
static uint64_t read_arrow(struct cmq_str stream, struct cmq_buf *names) {
    uint64_t rows = 0;
    for (;;) {
        assert_int_equal(number_at(stream, 0, 4), UINT32_MAX);
        size_t length = number_at(stream, 4, 4);
        if (length == 0) {
            assert_int_equal(stream.len, 8);
            return rows;
        }
        assert_int_equal(length % 8, 0);
        struct cmq_str message = {stream.ptr + 8, length};
        size_t table = follow(message, 0), header = follow(message, field_at(message, table, 2));
        uint64_t kind = number_at(message, field_at(message, table, 1), 1);
        size_t body_at = field_at(message, table, 3);
        size_t body = body_at == 0 ? 0 : number_at(message, body_at, 8);
        assert_int_equal(number_at(message, field_at(message, table, 0), 2), 4);
        if (kind == 1) {
            size_t fields = follow(message, field_at(message, header, 1));
            for (uint64_t i = 0; i < number_at(message, fields, 4); i++) {
                size_t field = follow(message, fields + 4 + 4 * i);
                size_t name = follow(message, field_at(message, field, 0));
                cmq_buf_format(names, "%s%.*s", i > 0 ? "," : "", (int)number_at(message, name, 4),
                               message.ptr + name + 4);
            }
        } else {
            assert_int_equal(kind, 3);
            rows += number_at(message, field_at(message, header, 0), 8);
            size_t nodes = follow(message, field_at(message, header, 1));
            size_t buffers = follow(message, field_at(message, header, 2));
            assert_int_equal((nodes + 4) % 8, 0);
            uint64_t last = number_at(message, buffers, 4) - 1;
            assert_int_equal(number_at(message, nodes, 4), 31);
            assert_true(number_at(message, buffers + 4 + 16 * last, 8) +
                            number_at(message, buffers + 12 + 16 * last, 8) <=
                        body);
        }
        size_t whole = 8 + length + body;
        assert_true(whole <= stream.len);
        stream = (struct cmq_str){stream.ptr + whole, stream.len - whole};
    }
}

static void arrow_has_the_rows_and_names_of_csv(void **state) {
    (void)state;
    struct cmq_exporter csv, arrow;
    struct cmq_buf out, header, names;
    struct cmq_arrow *waiting = cmq_arrow_of_events(NULL);
    struct cmq_error err;
    cmq_buf_init(&out, 1 << 20);
    cmq_buf_init(&header, 1 << 16);
    cmq_buf_init(&names, 1 << 16);
    assert_true(cmq_exporter_find("csv", &csv) && cmq_exporter_find("arrow", &arrow));
    cmq_export_header(&csv, &header);
    cmq_export_header(&arrow, &out);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            cmq_export_coding(&arrow, cmq_str_of(coding), i < 2 ? waiting : NULL, &out, &err),
            CMQ_OK);
    }
    cmq_arrow_write(waiting, &out);
    cmq_arrow_write(waiting, &out); /* nothing is left */
    cmq_export_end(&arrow, &out);
    assert_int_equal(read_arrow(cmq_buf_str(&out), &names), 3 * 6);
    cmq_buf_add_char(&names, '\n');
    assert_string_equal(names.ptr, header.ptr);
    cmq_arrow_free(waiting);
    cmq_buf_release(&out);
    cmq_buf_release(&header);
    cmq_buf_release(&names);
}

static void what_is_no_coding_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"", "{", "[]", "{\"events\":3}", "null"};
    struct cmq_exporter exporter;
    struct cmq_buf out;
    struct cmq_error err;
    assert_false(cmq_exporter_find("gdelt3", &exporter));
    assert_true(cmq_exporter_find("gdelt1", &exporter));
    cmq_buf_init(&out, 1 << 16);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(cmq_export_coding(&exporter, cmq_str_of(texts[i]), NULL, &out, &err),
                         CMQ_BAD_INPUT);
    }
    /* Members of other types than they should have are as good as absent. */
    assert_int_equal(
        cmq_export_coding(
            &exporter,
            CMQ_STR("{\"events\":[3,{\"assertion\":\"actual\",\"source\":[{\"actor\":99}],"
                    "\"target\":7,\"cameo\":1,\"sentence\":\"x\"}]}"),
            NULL, &out, &err),
        CMQ_OK);
    cmq_buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_has_its_columns),
        cmocka_unit_test(gdelt_has_fips_places_and_iso_actors),
        cmocka_unit_test(nothing_is_dated_after_its_report),
        cmocka_unit_test(denials_come_only_when_asked_for),
        cmocka_unit_test(sectors_are_those_of_the_scheme),
        cmocka_unit_test(phoenix_parts_the_code),
        cmocka_unit_test(csv_quotes_what_it_must),
        cmocka_unit_test(plover_keeps_both_sides_in_one_list),
        cmocka_unit_test(mentions_join_the_events),
        cmocka_unit_test(tabs_part_fields_and_nothing_quotes),
        cmocka_unit_test(icews_numbers_are_integers_of_r),
        cmocka_unit_test(plover_leaves_out_what_it_has_no_type_for),
        cmocka_unit_test(numbers_are_exact_in_a_double),
        cmocka_unit_test(arrow_has_the_rows_and_names_of_csv),
        cmocka_unit_test(what_is_no_coding_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
