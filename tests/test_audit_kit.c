/* SPDX-License-Identifier: Apache-2.0 */
/* Estimates, agreement, calibration, samples and sheets of the audit kit. Figures are the
 * literature's or worked by hand; where from stands with each. */
#include "audit/audit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define NEAR(value, wanted) assert_true(fabs((value) - (wanted)) < 0.00006)
#define MANY                1e9

/* ---- estimates ---- */

/* Newcombe (1998), Statistics in Medicine 17, 857-872, Table I: Clopper and Pearson's limits. */
static void one_large_stratum_has_the_exact_interval(void **state) {
    (void)state;
    static const struct {
        double right, judged, low, high;
    } published[] = {
        {81, 263, 0.2527, 0.3676},
        {15, 148, 0.0578, 0.1617},
        {0, 20, 0.0000, 0.1684},
        {1, 29, 0.0009, 0.1776},
    };
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        const struct cmq_judged h = {MANY, published[i].judged, published[i].judged,
                                     published[i].right};
        struct cmq_estimate e = cmq_estimate_share(&h, 1);
        NEAR(e.value, published[i].right / published[i].judged);
        NEAR(e.low, published[i].low);
        NEAR(e.high, published[i].high);
    }
}

/* 900 units of which 9 of 10 are right and 100 of which 1 of 5: (810 + 20) / 1,000. */
static void strata_weigh_as_their_populations(void **state) {
    (void)state;
    const struct cmq_judged h[] = {{900, 10, 10, 9}, {100, 5, 5, 1}};
    struct cmq_estimate e = cmq_estimate_share(h, 2);
    NEAR(e.value, 0.83);
    assert_true(e.low < 0.7 && e.high > 0.9);
}

/* The domain has 6 of 10 and 1 of 5 units: an estimated 540 + 20, of which 450 + 20 are right. */
static void a_domain_is_a_ratio_of_two_sums(void **state) {
    (void)state;
    const struct cmq_judged h[] = {{900, 10, 6, 5}, {100, 5, 1, 1}};
    NEAR(cmq_estimate_share(h, 2).value, 470.0 / 560.0);
}

static void a_census_leaves_nothing_open(void **state) {
    (void)state;
    const struct cmq_judged h[] = {{10, 10, 10, 7}, {4, 4, 4, 4}};
    struct cmq_estimate e = cmq_estimate_share(h, 2);
    NEAR(e.low, 11.0 / 14.0);
    NEAR(e.high, 11.0 / 14.0);
}

static void nothing_judged_is_not_known(void **state) {
    (void)state;
    const struct cmq_judged none = {100, 0, 0, 0};
    assert_true(isnan(cmq_estimate_share(&none, 1).value));
    assert_true(isnan(cmq_estimate_share(NULL, 0).value));
    assert_true(isnan(cmq_estimate_recall(&none, 1, &none, 1).value));
}

/* 800 events found; 5 in 50 of 2,000 sentences missed, an estimated 200: 800 / 1,000. */
static void recall_is_found_of_found_and_missed(void **state) {
    (void)state;
    const struct cmq_judged found = {1000, 100, 100, 80}, missed = {2000, 50, 50, 5};
    struct cmq_estimate e = cmq_estimate_recall(&found, 1, &missed, 1);
    NEAR(e.value, 0.8);
    assert_true(e.low > 0.5 && e.low < 0.75 && e.high > 0.85 && e.high < 1);
}

/* None of 50 sentences: by Clopper and Pearson up to 0.0711 of a great many, here 71.1 of 1,000. */
static void none_missed_in_a_sample_is_not_perfect(void **state) {
    (void)state;
    const struct cmq_judged found = {MANY, 100, 100, 100}, missed = {MANY, 50, 50, 0};
    struct cmq_estimate e = cmq_estimate_recall(&found, 1, &missed, 1);
    NEAR(e.value, 1);
    NEAR(e.high, 1);
    NEAR(e.low, 1 / (1 + 0.0711));
}

/* ---- agreement ---- */

/* Krippendorff (2011), Computing Krippendorff's alpha-reliability, section A: 0.095. */
static void alpha_of_binary_data(void **state) {
    (void)state;
    static const uint8_t value[] = {0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0};
    assert_true(fabs(cmq_alpha(value, 10, 2, 2) - 0.095) < 0.0005);
}

/* Section B: 0.692, for a a b b d c c c e d d a and b a b b b c c c e d d d. */
static void alpha_of_nominal_data(void **state) {
    (void)state;
    static const uint8_t value[] = {0, 1, 0, 0, 1, 1, 1, 1, 3, 1, 2, 2,
                                    2, 2, 2, 2, 4, 4, 3, 3, 3, 3, 0, 3};
    assert_true(fabs(cmq_alpha(value, 12, 2, 5) - 0.692) < 0.0005);
}

/* Section C, four observers with gaps: 0.743. */
static void alpha_with_missing_values(void **state) {
    (void)state;
    enum { X = CMQ_NOT_JUDGED };
    static const uint8_t observer[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X},
                                            {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3},
                                            {X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X},
                                            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X}};
    uint8_t value[48];
    for (size_t u = 0; u < 12; u++) {
        for (size_t c = 0; c < 4; c++) {
            value[u * 4 + c] = observer[c][u];
        }
    }
    assert_true(fabs(cmq_alpha(value, 12, 4, 6) - 0.743) < 0.0005);
}

static void alpha_needs_pairs_that_could_differ(void **state) {
    (void)state;
    static const uint8_t same[] = {1, 1, 1, 1}, single[] = {1, CMQ_NOT_JUDGED};
    assert_true(isnan(cmq_alpha(same, 2, 2, 2)));
    assert_true(isnan(cmq_alpha(single, 1, 2, 2)));
}

/* ---- calibration ---- */

/* Three at 0.9 of which two are right, one at 0.25 that is right with weight 2:
 * (|2 - 2.7| + |2 - 0.5|) / 5. */
static void calibration_error_by_hand(void **state) {
    (void)state;
    struct cmq_calibration c = {0};
    cmq_calibration_add(&c, 0.9, 1, 1);
    cmq_calibration_add(&c, 0.9, 1, 1);
    cmq_calibration_add(&c, 0.9, 0, 1);
    cmq_calibration_add(&c, 0.25, 1, 2);
    cmq_calibration_add(&c, NAN, 1, 1);
    cmq_calibration_add(&c, 1.5, 1, 1);
    NEAR(cmq_calibration_error(&c), 2.2 / 5);
    assert_int_equal(c.bin[9].count, 3);
    assert_int_equal(c.bin[2].count, 1);
}

static void bins_begin_at_their_tenth(void **state) {
    (void)state;
    struct cmq_calibration c = {0};
    for (unsigned i = 0; i < 10; i++) {
        cmq_calibration_add(&c, i / 10.0, 1, 1);
        assert_int_equal(c.bin[i].count, 1);
    }
    cmq_calibration_add(&c, 1, 1, 1);
    assert_int_equal(c.bin[9].count, 2);
}

/* ---- allocation ---- */

static void allocation_has_a_least_and_a_most(void **state) {
    (void)state;
    static const uint64_t population[] = {900, 90, 10, 2};
    uint32_t drawn[4];
    cmq_allocate(population, drawn, 4, 100, 4, CMQ_ALLOCATE_PROPORTIONAL);
    assert_int_equal(drawn[0] + drawn[1] + drawn[2] + drawn[3], 100);
    assert_int_equal(drawn[2], 4);
    assert_int_equal(drawn[3], 2);
    assert_in_range(drawn[0], 84, 86); /* of the 94 others ten elevenths */
    cmq_allocate(population, drawn, 4, 36, 0, CMQ_ALLOCATE_EQUAL);
    assert_int_equal(drawn[3], 2);
    assert_int_equal(drawn[2], 10);
    assert_int_equal(drawn[0], 12);
    cmq_allocate(population, drawn, 4, 5000, 0, CMQ_ALLOCATE_POWER);
    assert_int_equal(drawn[0], 900);
    cmq_allocate(population, drawn, 4, 1, 3, CMQ_ALLOCATE_POWER);
    assert_int_equal(drawn[0] + drawn[1] + drawn[2] + drawn[3], 11);
}

/* ---- samples ---- */

static const char coding[] =
    "{\"report\":{\"id\":\"r%u\",\"date\":\"2021-11-14\",\"publisher\":null,\"title\":null,"
    "\"text\":\"\xC3\x89tat A struck <B>. Rain fell. A met B in C.\"},"
    "\"sentences\":[[0,18],[19,29],[30,43]],"
    "\"actors\":[{\"name\":\"A\",\"code\":\"AAA\",\"mentions\":[{\"span\":[5,6]},{\"span\":[30,31]}"
    "]},"
    "{\"name\":\"B\",\"code\":\"BBB\",\"mentions\":[{\"span\":[15,16]},{\"span\":[36,37]}]}],"
    "\"events\":[{\"id\":\"e%u\",\"cameo\":\"190\",\"plover\":\"ASSAULT\",\"source\":[{\"actor\":0,"
    "\"span\":[5,6]}],\"target\":[{\"actor\":1,\"span\":[15,16]}],\"assertion\":\"actual\","
    "\"time\":\"past\",\"date\":null,\"attribution\":[],\"same_as\":null,\"trigger\":[7,13],"
    "\"sentence\":0,\"rules\":[\"en/frames/fight:1\"],\"confidence\":0.%u}]}";

static void add_reports(struct cmq_sample *sample, bool backwards) {
    struct cmq_error err;
    for (unsigned i = 0; i < 40; i++) {
        unsigned n = backwards ? 39 - i : i;
        struct cmq_buf line;
        cmq_buf_init(&line, 4096);
        cmq_buf_format(&line, coding, n, n, n % 2 == 0 ? 5 : 9);
        assert_int_equal(cmq_sample_add(sample, cmq_buf_str(&line), n, NULL, NULL, &err), CMQ_OK);
        cmq_buf_release(&line);
    }
    assert_int_equal(cmq_sample_draw(sample, &err), CMQ_OK);
}

static const struct cmq_sample_design design = {
    .wanted = {10, 6}, .least = 2, .by_root = true, .by_confidence = true, .seed = 7};

static void a_sample_has_strata_and_sentences(void **state) {
    (void)state;
    struct cmq_sample sample;
    cmq_sample_init(&sample, &design);
    add_reports(&sample, false);
    assert_int_equal(sample.stratum.count, 4);
    uint32_t drawn = 0;
    for (uint32_t i = 0; i < sample.stratum.count; i++) {
        const struct cmq_sample_stratum *s = &sample.stratum.item[i];
        drawn += s->drawn;
        if (cmq_str_eq(s->name, CMQ_STR("19 0.6-1.0")) ||
            cmq_str_eq(s->name, CMQ_STR("19 0.3-0.6"))) {
            assert_int_equal(s->population, 20);
            assert_int_equal(s->drawn, 5);
        } else {
            assert_true(cmq_str_eq(s->name, CMQ_STR("two actors")) ||
                        cmq_str_eq(s->name, CMQ_STR("no actor")));
            assert_int_equal(s->population, 40);
            assert_int_equal(s->drawn, 3);
        }
    }
    assert_int_equal(sample.unit.count, 16);
    assert_int_equal(drawn, 16);
    cmq_sample_release(&sample);
}

static void the_order_of_the_codings_does_not_count(void **state) {
    (void)state;
    struct cmq_sample one, other;
    cmq_sample_init(&one, &design);
    cmq_sample_init(&other, &design);
    add_reports(&one, false);
    add_reports(&other, true);
    assert_int_equal(one.unit.count, other.unit.count);
    for (uint32_t i = 0; i < one.unit.count; i++) {
        assert_int_equal(one.unit.item[i].position, other.unit.item[i].position);
        assert_int_equal(one.unit.item[i].number, other.unit.item[i].number);
    }
    cmq_sample_release(&one);
    cmq_sample_release(&other);
}

static void another_seed_draws_others(void **state) {
    (void)state;
    struct cmq_sample one, other;
    struct cmq_sample_design again = design;
    again.seed = 8;
    cmq_sample_init(&one, &design);
    cmq_sample_init(&other, &again);
    add_reports(&one, false);
    add_reports(&other, false);
    uint32_t same = 0;
    for (uint32_t i = 0; i < one.unit.count; i++) {
        same += one.unit.item[i].position == other.unit.item[i].position;
    }
    assert_true(same < one.unit.count);
    cmq_sample_release(&one);
    cmq_sample_release(&other);
}

/* ---- sheets ---- */

static void fill(struct cmq_sheet *sheet) {
    struct cmq_sample sample;
    struct cmq_error err;
    cmq_sample_init(&sample, &design);
    cmq_sheet_init(sheet);
    add_reports(&sample, false);
    for (uint32_t i = 0; i < sample.unit.count; i++) {
        struct cmq_buf line;
        unsigned n = (unsigned)sample.unit.item[i].position;
        cmq_buf_init(&line, 4096);
        cmq_buf_format(&line, coding, n, n, n % 2 == 0 ? 5 : 9);
        assert_int_equal(
            cmq_sheet_add(sheet, &sample, &sample.unit.item[i], cmq_buf_str(&line), &err), CMQ_OK);
        cmq_buf_release(&line);
    }
    cmq_sheet_shuffle(sheet, design.seed);
    cmq_sample_release(&sample);
}

static void assert_cell(const struct cmq_sheet_row *row, enum cmq_sheet_column column,
                        const char *wanted) {
    if (!cmq_str_eq(row->cell[column], cmq_str_of(wanted))) {
        fail_msg("\"%.*s\", not \"%s\"", CMQ_FMT(row->cell[column]), wanted);
    }
}

static void a_row_tells_what_was_coded(void **state) {
    (void)state;
    struct cmq_sheet sheet;
    fill(&sheet);
    const struct cmq_sheet_row *row = &sheet.row.item[0];
    assert_cell(row, CMQ_SHEET_ITEM, "1");
    assert_cell(row, CMQ_SHEET_KIND, "event");
    assert_cell(row, CMQ_SHEET_SENTENCE, "\xC3\x89tat A struck <B>.");
    assert_cell(row, CMQ_SHEET_TRIGGER, "struck");
    assert_cell(row, CMQ_SHEET_CODED_SOURCE, "A (AAA)");
    assert_cell(row, CMQ_SHEET_CODED_TARGET, "B (BBB)");
    assert_cell(row, CMQ_SHEET_CAMEO, "190");
    assert_cell(row, CMQ_SHEET_MARKS, "trigger:7-13 source:5-6 target:15-16");
    assert_cell(row, CMQ_SHEET_AFTER, " Rain fell. A met B in C.");
    assert_cell(row, CMQ_SHEET_POPULATION, "20");
    assert_cell(row, CMQ_SHEET_WEIGHT, "4.0000");
    assert_cell(row, CMQ_SHEET_RULE, "en/frames/fight:1");
    assert_cell(&sheet.row.item[15], CMQ_SHEET_KIND, "sentence");
    assert_cell(&sheet.row.item[15], CMQ_SHEET_CAMEO, "");
    cmq_sheet_release(&sheet);
}

static void a_sheet_comes_back_as_it_went(void **state) {
    (void)state;
    struct cmq_sheet sheet, back;
    struct cmq_buf csv;
    struct cmq_error err;
    fill(&sheet);
    sheet.row.item[2].cell[CMQ_SHEET_NOTE] = CMQ_STR("two\nlines, \"quoted\"");
    sheet.row.item[3].cell[CMQ_SHEET_NOTE] = CMQ_STR("=1");
    sheet.row.item[4].cell[CMQ_SHEET_NOTE] = CMQ_STR("''-1");
    sheet.row.item[5].cell[CMQ_SHEET_NOTE] = CMQ_STR("'tis");
    cmq_buf_init(&csv, 1 << 20);
    cmq_sheet_csv(&sheet, &csv);
    cmq_sheet_init(&back);
    assert_int_equal(cmq_sheet_read(&back, cmq_buf_str(&csv), &err), CMQ_OK);
    assert_int_equal(back.row.count, sheet.row.count);
    for (uint32_t i = 0; i < sheet.row.count; i++) {
        for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
            assert_true(cmq_str_eq(sheet.row.item[i].cell[c], back.row.item[i].cell[c]));
        }
    }
    cmq_buf_release(&csv);
    cmq_sheet_release(&back);
    cmq_sheet_release(&sheet);
}

static bool holds(const struct cmq_buf *text, const char *part) {
    return strstr(text->ptr, part) != NULL;
}

/* What a report says can neither end the page's script nor begin a formula. */
static void texts_stay_texts(void **state) {
    (void)state;
    struct cmq_sheet sheet;
    struct cmq_buf out;
    fill(&sheet);
    sheet.row.item[0].cell[CMQ_SHEET_TITLE] = CMQ_STR("</script><script>alert(1)//");
    sheet.row.item[1].cell[CMQ_SHEET_TITLE] = CMQ_STR("=cmd|' /C calc'!A0");
    cmq_buf_init(&out, 1 << 20);
    cmq_sheet_html(&sheet, &out);
    assert_false(out.failed);
    assert_false(holds(&out, "alert(1)//</"));
    assert_false(holds(&out, "<script>alert"));
    assert_true(holds(&out, "\\u003c/script\\u003e"));
    assert_false(holds(&out, "@SHEET@"));
    assert_false(holds(&out, "@JUDGING@"));
    assert_false(holds(&out, "http://"));
    assert_false(holds(&out, "https://"));
    cmq_buf_clear(&out);
    cmq_sheet_csv(&sheet, &out);
    assert_true(holds(&out, "\"'=cmd"));
    cmq_buf_release(&out);
    cmq_sheet_release(&sheet);
}

static enum cmq_status read_text(const char *csv, struct cmq_sheet *sheet, struct cmq_error *err) {
    cmq_sheet_init(sheet);
    return cmq_sheet_read(sheet, cmq_str_of(csv), err);
}

static void sheets_of_spreadsheets_are_read(void **state) {
    (void)state;
    struct cmq_sheet sheet;
    struct cmq_error err;
    assert_int_equal(read_text("\xEF\xBB\xBFstratum;item;mine;kind;event_there;population\r\n"
                               "19;1;x;event;y;\"20\"\r\n;;;;;\r\n",
                               &sheet, &err),
                     CMQ_OK);
    assert_int_equal(sheet.row.count, 1);
    assert_cell(&sheet.row.item[0], CMQ_SHEET_THERE, "y");
    assert_cell(&sheet.row.item[0], CMQ_SHEET_POPULATION, "20");
    cmq_sheet_release(&sheet);
}

static void what_is_no_sheet_is_refused(void **state) {
    (void)state;
    struct cmq_sheet sheet;
    struct cmq_error err;
    static const char *const bad[] = {"", "a,b\n1,2\n",
                                      "item,kind,event_there,stratum,population\n\"1,event\n",
                                      "item,kind,event_there,stratum,population\n,event,y,a,1\n",
                                      "item,kind,event_there,stratum,population\n\xFF\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(read_text(bad[i], &sheet, &err), CMQ_BAD_INPUT);
        cmq_sheet_release(&sheet);
    }
}

/* ---- verdicts ---- */

#define HEADER                                                                                     \
    "item,kind,event_there,type_right,source_right,target_right,assertion_and_time_right,code,"    \
    "cameo,stratum,population,confidence,rule\n"

/* Two roots of 300 and 100 events. Of root 04 the first coder has 2 of 3 there, of root 19 1 of 2.
 */
static const char first_sheet[] = HEADER "1,event,y,y,y,y,y,,040,04,300,0.9,a\n"
                                         "2,event,y,n,y,y,y,05,042,04,300,0.9,b\n"
                                         "3,event,n,,,,,,043,04,300,0.5,b\n"
                                         "4,event,y,y,n,y,n,,190,19,100,0.9,c\n"
                                         "5,event,n,,,,,,195,19,100,0.5,c\n"
                                         "6,event,,,,,,,190,19,100,0.5,c\n"
                                         "7,sentence,y,,,,,03,,two actors,500,,\n"
                                         "8,sentence,n,,,,,,,two actors,500,,\n";
static const char second_sheet[] = HEADER "1,event,y,y,y,y,y,,040,04,300,0.9,a\n"
                                          "2,event,n,,,,,,042,04,300,0.9,b\n"
                                          "3,event,n,,,,,,043,04,300,0.5,b\n"
                                          "4,event,y,y,y,y,y,,190,19,100,0.9,c\n"
                                          "5,event,n,,,,,,195,19,100,0.5,c\n";

struct judged_sheets {
    struct cmq_sheet sheet[2];
    struct cmq_verdicts verdicts;
    struct cmq_error err;
};

static void judge(struct judged_sheets *j, const char *first, const char *second) {
    cmq_verdicts_init(&j->verdicts);
    assert_int_equal(read_text(first, &j->sheet[0], &j->err), CMQ_OK);
    assert_int_equal(read_text(second, &j->sheet[1], &j->err), CMQ_OK);
    assert_int_equal(cmq_verdicts_add(&j->verdicts, &j->sheet[0], CMQ_STR("one"), &j->err), CMQ_OK);
}

static void put_away(struct judged_sheets *j) {
    cmq_verdicts_release(&j->verdicts);
    cmq_sheet_release(&j->sheet[0]);
    cmq_sheet_release(&j->sheet[1]);
}

static void precision_by_hand(void **state) {
    (void)state;
    struct judged_sheets j;
    struct cmq_verdict_share *share, recall;
    uint32_t count;
    judge(&j, first_sheet, second_sheet);
    assert_int_equal(cmq_verdicts_precision(&j.verdicts, CMQ_VERDICT_EVENT, CMQ_GROUP_ALL, &share,
                                            &count, &j.err),
                     CMQ_OK);
    assert_int_equal(count, 1);
    assert_int_equal(share[0].judged, 5);
    NEAR(share[0].estimate.value, (300 * 2.0 / 3 + 100 * 0.5) / 400);
    assert_int_equal(cmq_verdicts_precision(&j.verdicts, CMQ_VERDICT_CORE, CMQ_GROUP_ROOT, &share,
                                            &count, &j.err),
                     CMQ_OK);
    assert_int_equal(count, 2);
    NEAR(share[0].estimate.value, 1.0 / 3);
    NEAR(share[1].estimate.value, 0);
    /* 250 events found, and half of 500 sentences had one. */
    assert_int_equal(cmq_verdicts_recall(&j.verdicts, &recall, &j.err), CMQ_OK);
    NEAR(recall.estimate.value, 0.5);
    put_away(&j);
}

/* Where two coders differ, half is right: item 2 is there to one of them. */
static void two_coders_by_hand(void **state) {
    (void)state;
    struct judged_sheets j;
    struct cmq_verdict_share *share;
    struct cmq_verdict_confusion *confusion;
    uint32_t count, units;
    double alpha;
    judge(&j, first_sheet, second_sheet);
    assert_int_equal(cmq_verdicts_add(&j.verdicts, &j.sheet[1], CMQ_STR("two"), &j.err), CMQ_OK);
    assert_int_equal(cmq_verdicts_precision(&j.verdicts, CMQ_VERDICT_EVENT, CMQ_GROUP_ROOT, &share,
                                            &count, &j.err),
                     CMQ_OK);
    NEAR(share[0].estimate.value, 0.5);
    /* Five units of two: values y y | y n | n n | y y | n n. Coincidences: 2 + 2 y-y / n-n pairs
     * each, 2 unlike ones of 10; expected 2 * 5 * 5 / 9. */
    assert_int_equal(cmq_verdicts_alpha(&j.verdicts, 0, &units, &alpha, &j.err), CMQ_OK);
    assert_int_equal(units, 5);
    NEAR(alpha, 1 - 2 / (50.0 / 9));
    assert_int_equal(cmq_verdicts_confusion(&j.verdicts, &confusion, &count, &j.err), CMQ_OK);
    assert_int_equal(count, 5); /* 04: 04, 05, none; 19: 19, none */
    assert_true(cmq_str_eq(confusion[1].said, CMQ_STR("05")));
    assert_int_equal(confusion[1].count, 1);
    assert_int_equal(confusion[2].count, 3);
    put_away(&j);
}

static void sheets_that_do_not_fit_are_refused(void **state) {
    (void)state;
    struct judged_sheets j;
    judge(&j, first_sheet, HEADER "1,event,y,,,,,,040,19,100,0.9,a\n");
    assert_int_equal(cmq_verdicts_add(&j.verdicts, &j.sheet[1], CMQ_STR("two"), &j.err),
                     CMQ_BAD_INPUT);
    assert_int_equal(cmq_verdicts_add(&j.verdicts, &j.sheet[0], CMQ_STR("one"), &j.err),
                     CMQ_BAD_INPUT);
    put_away(&j);
    judge(&j, first_sheet, HEADER "1,event,maybe,,,,,,040,04,300,0.9,a\n");
    assert_int_equal(cmq_verdicts_add(&j.verdicts, &j.sheet[1], CMQ_STR("two"), &j.err),
                     CMQ_BAD_INPUT);
    assert_string_equal(j.err.message, "item 1: an answer is not y, n or ?");
    put_away(&j);
}

#define REVISED                                                                                    \
    "item,kind,coder,event_there,type_right,code,revision,cameo,stratum,population\n"              \
    "1,event,,,,,,040,04,300\n2,event,,,,,,042,04,300\n"

/* A file that a server keeps: Ana's second word on item 1 holds, wherever it stands, and what she
 * took back of item 2 is not there. */
static void the_last_revision_holds(void **state) {
    (void)state;
    struct judged_sheets j;
    struct cmq_verdict_share *share;
    uint32_t count;
    judge(&j,
          REVISED "1,event,Ana,y,y,,2,,04,300\n1,event,Ana,n,,,1,,04,300\n"
                  "2,event,Ana,n,,,1,,04,300\n2,event,Ana,,,,2,,04,300\n",
          REVISED "1,event,Ana,y,,,2,,04,300\n");
    assert_int_equal(cmq_verdicts_precision(&j.verdicts, CMQ_VERDICT_TYPE, CMQ_GROUP_ALL, &share,
                                            &count, &j.err),
                     CMQ_OK);
    assert_int_equal(share[0].judged, 1);
    NEAR(share[0].right, 1);
    assert_int_equal(cmq_verdicts_add(&j.verdicts, &j.sheet[1], CMQ_STR("two"), &j.err),
                     CMQ_BAD_INPUT);
    assert_string_equal(j.err.message, "item 1: the same coder judged it before");
    put_away(&j);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_large_stratum_has_the_exact_interval),
        cmocka_unit_test(strata_weigh_as_their_populations),
        cmocka_unit_test(a_domain_is_a_ratio_of_two_sums),
        cmocka_unit_test(a_census_leaves_nothing_open),
        cmocka_unit_test(nothing_judged_is_not_known),
        cmocka_unit_test(recall_is_found_of_found_and_missed),
        cmocka_unit_test(none_missed_in_a_sample_is_not_perfect),
        cmocka_unit_test(alpha_of_binary_data),
        cmocka_unit_test(alpha_of_nominal_data),
        cmocka_unit_test(alpha_with_missing_values),
        cmocka_unit_test(alpha_needs_pairs_that_could_differ),
        cmocka_unit_test(calibration_error_by_hand),
        cmocka_unit_test(bins_begin_at_their_tenth),
        cmocka_unit_test(allocation_has_a_least_and_a_most),
        cmocka_unit_test(a_sample_has_strata_and_sentences),
        cmocka_unit_test(the_order_of_the_codings_does_not_count),
        cmocka_unit_test(another_seed_draws_others),
        cmocka_unit_test(a_row_tells_what_was_coded),
        cmocka_unit_test(a_sheet_comes_back_as_it_went),
        cmocka_unit_test(texts_stay_texts),
        cmocka_unit_test(sheets_of_spreadsheets_are_read),
        cmocka_unit_test(what_is_no_sheet_is_refused),
        cmocka_unit_test(precision_by_hand),
        cmocka_unit_test(two_coders_by_hand),
        cmocka_unit_test(sheets_that_do_not_fit_are_refused),
        cmocka_unit_test(the_last_revision_holds),
    };
    return cmocka_run_group_tests_name("audit kit", tests, NULL, NULL);
}
