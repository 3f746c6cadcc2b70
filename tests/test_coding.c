/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/coding.h"
#include "coding/columns.h"
#include "coding/offsets.h"
#include "sample_coding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#define BUFFER_MAX ((size_t)1 << 24)

static void assert_json(const struct cmq_coding *coding, bool with_text, const char *expected) {
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    cmq_coding_write_json(coding, with_text, &out);
    assert_false(out.failed);
    assert_string_equal(out.ptr, expected);
    cmq_buf_release(&out);
}

/* ---- JSON ---- */

/* clang-format off */
static const char full_json[] =
    "{\"communique\":1,"
    "\"coder\":{\"version\":\"" CMQ_VERSION "\",\"model\":null,\"lexicon\":"
        "\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"},"
    "\"report\":{\"id\":\"r1\",\"date\":\"2024-03-01\",\"publisher\":\"A \\\"daily\\\"\","
        "\"agency\":\"Reuters\",\"dateline\":\"ZURICH\",\"url\":\"https://example.org/r1\","
        "\"title\":\"Çelik meets Li\",\"language\":\"en\",\"text\":\"" SAMPLE_TEXT "\"},"
    "\"sentences\":[[0,60]],"
    "\"actors\":["
        "{\"name\":\"Émile Çelik\",\"title\":\"Minister\",\"code\":\"TURGOV\",\"country\":\"TUR\","
        "\"sectors\":[\"GOV\"],\"basis\":\"report\",\"entry\":null,"
        "\"mentions\":[{\"span\":[0,11],\"kind\":\"name\"}]},"
        "{\"name\":\"Li Wei\",\"title\":null,\"code\":null,\"country\":null,"
        "\"sectors\":[],\"basis\":\"unknown\",\"entry\":null,"
        "\"mentions\":[{\"span\":[27,33],\"kind\":\"name\"}]},"
        "{\"name\":\"Turkey\",\"title\":null,\"code\":\"TUR\",\"country\":\"TUR\","
        "\"sectors\":[],\"basis\":\"lexicon\",\"entry\":\"en/actors/asia:turkey\","
        "\"mentions\":[{\"span\":[15,22],\"kind\":\"place\"}]}],"
    "\"times\":[{\"span\":[34,43],\"type\":\"DATE\",\"value\":\"2024-02\",\"mod\":\"END\","
        "\"from\":\"2024-02-20\",\"to\":null}],"
    "\"places\":["
        "{\"name\":\"Zürich\",\"country\":\"CHE\",\"admin1\":\"Zurich\",\"lat\":47.367,"
                   "\"lon\":8.550,\"precision\":\"city\",\"span\":[37,43]}],"
    "\"events\":["
        "{\"id\":\"00112233445566aa\",\"cameo\":\"040\",\"plover\":\"CONSULT\","
        "\"mode\":\"third-party\",\"contexts\":[\"diplomatic\"],"
        "\"quad_gdelt\":1,\"goldstein_gdelt\":1.0,"
        "\"source\":[{\"actor\":0,\"span\":[0,11],\"basis\":\"text\"},"
                   "{\"actor\":1,\"span\":[27,33],\"basis\":\"text\"}],"
        "\"target\":[{\"actor\":0,\"span\":[0,11],\"basis\":\"text\"},"
                   "{\"actor\":1,\"span\":[27,33],\"basis\":\"text\"}],"
        "\"assertion\":\"actual\",\"time\":\"past\","
        "\"date\":{\"from\":\"2024-02-28\",\"to\":\"2024-02-29\",\"basis\":\"inherited\","
                  "\"span\":null},\"told\":\"2024-03-01\","
        "\"place\":{\"name\":\"Zürich\",\"country\":\"CHE\",\"admin1\":\"Zurich\",\"lat\":47.367,"
                   "\"lon\":8.550,\"precision\":\"city\",\"span\":[37,43]},"
        "\"attribution\":[{\"actor\":null,\"kind\":\"anonymous\",\"span\":[46,53]}],"
        "\"statement\":null,\"same_as\":null,"
        "\"quantities\":[{\"what\":\"delegates\",\"unit\":null,\"from\":2,\"to\":null,"
                         "\"span\":[27,33]}],"
        "\"trigger\":[23,26],\"evidence\":[0,43],\"sentence\":0,"
        "\"rules\":[\"en/frames/04-consult:meet\"],\"confidence\":0.94},"
        "{\"id\":\"00112233445566ab\",\"cameo\":\"0256\",\"plover\":\"REQUEST\","
        "\"mode\":null,\"contexts\":[],"
        "\"quad_gdelt\":1,\"goldstein_gdelt\":-0.3,"
        "\"source\":[{\"actor\":2,\"span\":[15,22],\"basis\":\"possessive\"}],"
        "\"target\":[],"
        "\"assertion\":\"requested\",\"time\":\"future\","
        "\"date\":{\"from\":\"2024-03-01\",\"to\":null,\"basis\":\"explicit\","
                  "\"span\":[37,43]},\"told\":\"2024-03-01\","
        "\"place\":null,\"attribution\":[],"
        "\"statement\":0,\"same_as\":\"00112233445566aa\",\"quantities\":[],"
        "\"trigger\":[23,26],\"evidence\":[0,43],\"sentence\":0,"
        "\"rules\":[],\"confidence\":1.00}],"
    "\"statements\":["
        "{\"speaker\":{\"actor\":null,\"span\":[46,53]},"
        "\"addressees\":[{\"actor\":1,\"span\":[27,33]}],\"form\":\"mixed\",\"cue\":[55,59],"
        "\"content\":[[0,43]],\"topics\":[\"diplomacy\"],"
        "\"attribution\":[{\"actor\":null,\"kind\":\"anonymous\",\"span\":[46,53]}],"
        "\"sentence\":0}]}";

static const char bare_json[] =
    "{\"communique\":1,"
    "\"coder\":{\"version\":\"" CMQ_VERSION "\",\"model\":null,\"lexicon\":null},"
    "\"report\":{\"id\":\"r1\",\"date\":null,\"publisher\":null,\"agency\":null,"
        "\"dateline\":null,\"url\":null,\"title\":null,\"language\":null},"
    "\"sentences\":[],\"actors\":[],\"times\":[],\"places\":[],"
    "\"events\":["
        "{\"id\":\"00112233445566ac\",\"cameo\":\"010\",\"plover\":null,\"mode\":null,"
        "\"contexts\":[],\"quad_gdelt\":1,\"goldstein_gdelt\":0.0,\"source\":[],\"target\":[],"
        "\"assertion\":\"actual\",\"time\":\"past\",\"date\":null,\"told\":null,\"place\":null,"
        "\"attribution\":[],\"statement\":null,\"same_as\":null,\"quantities\":[],"
        "\"trigger\":[23,26],\"evidence\":[0,43],\"sentence\":0,"
        "\"rules\":[],\"confidence\":0.00}],"
    "\"statements\":["
        "{\"speaker\":null,\"addressees\":[],\"form\":\"direct\",\"cue\":null,\"content\":[],"
        "\"topics\":[],\"attribution\":[],\"sentence\":0}]}";
/* clang-format on */

static void json_has_every_member_in_order_and_code_points(void **state) {
    (void)state;
    struct sample_coding sample;
    sample_coding_init(&sample);
    assert_json(&sample.coding, true, full_json);
    sample_coding_release(&sample);
}

static void json_is_null_where_nothing_is_known(void **state) {
    (void)state;
    struct sample_coding sample;
    sample_coding_init_bare(&sample);
    assert_json(&sample.coding, false, bare_json);
    sample_coding_release(&sample);
}

static void json_marks_a_buffer_that_is_too_small(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out;
    sample_coding_init(&sample);
    cmq_buf_init(&out, 100);
    cmq_coding_write_json(&sample.coding, false, &out);
    assert_true(out.failed);
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

/* ---- offsets ---- */

/* Every character start of a text of many strides, against a plain count. */
static void offsets_equal_a_plain_count(void **state) {
    (void)state;
    static const char *const piece[] = {"a", "é", "“", "😀", "bc"};
    size_t length = 0;
    char *text = malloc(CMQ_MAX_TEXT);
    assert_non_null(text);
    for (size_t i = 0; length < CMQ_MAX_TEXT - 8; i++) {
        const char *next = piece[(i * i + i / 7) % 5];
        memcpy(text + length, next, strlen(next));
        length += strlen(next);
    }
    struct cmq_offsets offsets;
    cmq_offsets_init(&offsets, (struct cmq_str){text, length});
    uint32_t expected = 0;
    for (size_t i = 0; i < length; expected++) {
        unsigned size;
        assert_int_equal(cmq_offsets_at(&offsets, i), expected);
        cmq_utf8_decode(text + i, &size);
        i += size;
    }
    assert_int_equal(cmq_offsets_at(&offsets, length), expected);
    assert_int_equal(cmq_offsets_at(&offsets, length + 5), expected);
    free(text);
}

static void offsets_of_nothing_are_zero(void **state) {
    (void)state;
    struct cmq_offsets offsets;
    cmq_offsets_init(&offsets, (struct cmq_str){NULL, 0});
    assert_int_equal(cmq_offsets_at(&offsets, 0), 0);
}

/* ---- columns ---- */

static void assert_str(struct cmq_str actual, const char *expected) {
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.ptr, expected, actual.len);
}

static void columns_count_wide_and_combining_characters(void **state) {
    (void)state;
    assert_int_equal(cmq_columns_of(CMQ_STR("abc")), 3);
    assert_int_equal(cmq_columns_of(CMQ_STR("Zürich")), 6);
    assert_int_equal(cmq_columns_of(CMQ_STR("北京")), 4);
    assert_int_equal(cmq_columns_of(CMQ_STR("e\xCC\x81")), 1); /* e and a combining acute */
}

static void cleaning_leaves_nothing_that_a_terminal_obeys(void **state) {
    (void)state;
    struct cmq_buf out;
    cmq_buf_init(&out, 1000);
    cmq_columns_clean(CMQ_STR("a\x1b[31m b\t\r\n c\xC2\x9B"
                              "d\xE2\x80\xAE"
                              "e\x7F\xC2\xA0"
                              "f"),
                      &out);
    assert_string_equal(out.ptr, "a[31m b cde f");
    cmq_buf_release(&out);
}

static void lines_break_at_spaces_and_in_long_words(void **state) {
    (void)state;
    struct cmq_str rest = CMQ_STR("one two threefour 北京北京 end");
    assert_str(cmq_columns_line(&rest, 7), "one two");
    assert_str(cmq_columns_line(&rest, 7), "threefo");
    assert_str(cmq_columns_line(&rest, 7), "ur");
    assert_str(cmq_columns_line(&rest, 7), "北京北");
    assert_str(cmq_columns_line(&rest, 7), "京 end");
    assert_int_equal(rest.len, 0);
    rest = CMQ_STR("北a");
    assert_str(cmq_columns_line(&rest, 1), "北");
    assert_str(cmq_columns_line(&rest, 1), "a");
}

/* ---- explain ---- */

static const char meeting_explained[] =
    "event 00112233445566aa  040 Consult, not specified below\n"
    "  code        CONSULT, mode third-party, context diplomatic; actual, past\n"
    "  scores      GDELT: quad class 1 (Verbal Cooperation), Goldstein 1.0\n"
    "  confidence  0.94\n"
    "\n"
    "  Émile Çelik of Türkiye met Li Wei in Zürich, “sources” said.\n"
    "  ===========            ^^^ ======\n"
    "\n"
    "  source      Émile Çelik (TURGOV), text [0,11) \"Émile Çelik\"\n"
    "              met ↓nsubj Émile\n"
    "  source      Li Wei (no code), text [27,33) \"Li Wei\"\n"
    "              met ↓obj Li\n"
    "  target      Émile Çelik (TURGOV), text [0,11) \"Émile Çelik\"\n"
    "              met ↓nsubj Émile\n"
    "  target      Li Wei (no code), text [27,33) \"Li Wei\"\n"
    "              met ↓obj Li\n"
    "  date        2024-02-28 to 2024-02-29, inherited\n"
    "  place       Zürich (CHE) [37,43) \"Zürich\"\n"
    "  told by     not named, anonymous [46,53) \"sources\"\n"
    "  quantity    delegates from 2 [27,33) \"Li Wei\"\n"
    "  rule        lang/en/frames/04-consult.txt:17\n"
    "              S meet (with) T => 040 recip\n"
    "  step 1      the verb \"meet\" with its subject and object [23,26) \"met\",\n"
    "              lang/en/frames/04-consult.txt:17\n";

static const char request_explained[] =
    "event 00112233445566ab  0256 Appeal for de-escalation of military engagement\n"
    "  code        REQUEST; requested, future\n"
    "  scores      GDELT: quad class 1 (Verbal Cooperation), Goldstein -0.3\n"
    "  confidence  1.00\n"
    "\n"
    "  Émile Çelik of Türkiye met Li Wei in Zürich, “sources” said.\n"
    "                 SSSSSSS ^^^\n"
    "\n"
    "  source      Turkey (TUR, en/actors/asia:turkey), possessive [15,22) \"Türkiye\"\n"
    "              met ↓nsubj Émile ↓nmod Türkiye\n"
    "  target      none\n"
    "  date        2024-03-01 to open, explicit [37,43) \"Zürich\"\n"
    "  told by     the report, in its own voice\n"
    "  statement   number 0 of not named [55,59) \"said\"\n"
    "  repeats     event 00112233445566aa\n";

static void assert_explained(const struct cmq_coding *coding, uint32_t index,
                             const char *expected) {
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    cmq_coding_explain(coding, index, &out);
    assert_false(out.failed);
    assert_string_equal(out.ptr, expected);
    cmq_buf_release(&out);
}

static void explanation_shows_words_path_line_and_steps(void **state) {
    (void)state;
    struct sample_coding sample;
    sample_coding_init(&sample);
    assert_explained(&sample.coding, 0, meeting_explained);
    assert_explained(&sample.coding, 1, request_explained);
    sample_coding_release(&sample);
}

static void explanation_goes_up_and_down_the_tree(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out;
    sample_coding_init(&sample);
    sample.coding.events.list.item[1].trigger_token = 11; /* sources */
    cmq_buf_init(&out, BUFFER_MAX);
    cmq_coding_explain(&sample.coding, 1, &out);
    assert_non_null(
        strstr(out.ptr, "  sources ↑nsubj said ↑parataxis met ↓nsubj Émile ↓nmod Türkiye\n"));
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

static void explanation_of_a_bare_event_is_whole(void **state) {
    (void)state;
    struct sample_coding sample;
    sample_coding_init_bare(&sample);
    assert_explained(&sample.coding, 0,
                     "event 00112233445566ac  010 Make statement, not specified below\n"
                     "  code        no PLOVER type; actual, past\n"
                     "  scores      GDELT: quad class 1 (Verbal Cooperation), Goldstein 0.0\n"
                     "  confidence  0.00\n"
                     "\n"
                     "  source      none\n"
                     "  target      none\n"
                     "  date        not known\n"
                     "  told by     the report, in its own voice\n");
    sample_coding_release(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_every_member_in_order_and_code_points),
        cmocka_unit_test(json_is_null_where_nothing_is_known),
        cmocka_unit_test(json_marks_a_buffer_that_is_too_small),
        cmocka_unit_test(offsets_equal_a_plain_count),
        cmocka_unit_test(offsets_of_nothing_are_zero),
        cmocka_unit_test(columns_count_wide_and_combining_characters),
        cmocka_unit_test(cleaning_leaves_nothing_that_a_terminal_obeys),
        cmocka_unit_test(lines_break_at_spaces_and_in_long_words),
        cmocka_unit_test(explanation_shows_words_path_line_and_steps),
        cmocka_unit_test(explanation_goes_up_and_down_the_tree),
        cmocka_unit_test(explanation_of_a_bare_event_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
