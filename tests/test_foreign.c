/* SPDX-License-Identifier: Apache-2.0 */
/* Files of other projects, and what two of them have in common. The rows are made by hand after the
 * published column lists; the counts and the correlation are worked out beside them. */

#include "audit/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

static struct cmq_arena arena;

static int begin(void **state) {
    (void)state;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static int end(void **state) {
    (void)state;
    cmq_arena_release(&arena);
    return 0;
}

/* A row of GDELT 1.0: day, the two countries, code, URL; the rest is empty. */
static void add_gdelt(struct cmq_buf *out, const char *day, const char *source, const char *target,
                      const char *code, const char *url) {
    for (int column = 1; column <= 58; column++) {
        const char *value = column == 2    ? day
                            : column == 8  ? source
                            : column == 18 ? target
                            : column == 27 ? code
                            : column == 58 ? url
                                           : "";
        cmq_buf_format(out, "%s%s", value, column < 58 ? "\t" : "\n");
    }
}

static void read_into(struct cmq_str text, struct cmq_foreign *foreign) {
    struct cmq_error err;
    assert_int_equal(cmq_foreign_read(text, &arena, foreign, &err), CMQ_OK);
}

static void gdelt_rows_are_read(void **state) {
    (void)state;
    struct cmq_buf text;
    struct cmq_foreign foreign;
    cmq_buf_init(&text, 1 << 16);
    add_gdelt(&text, "20150218", "USA", "CHN", "0211", "http://a.example/1");
    add_gdelt(&text, "", "USA", "CHN", "0211", "http://a.example/1"); /* without a day */
    cmq_buf_add_str(&text, CMQ_STR("broken\tline\n"));
    add_gdelt(&text, "20150218", "", "CHN", "190", "");
    read_into(cmq_buf_str(&text), &foreign);
    assert_string_equal(foreign.format, "gdelt1");
    assert_int_equal(foreign.list.count, 2);
    assert_int_equal(foreign.skipped, 2);
    assert_int_equal(foreign.list.item[0].day, cmq_day_from(2015, 2, 18));
    assert_string_equal(foreign.list.item[0].source, "USA");
    assert_string_equal(foreign.list.item[0].root, "02");
    assert_int_equal(foreign.list.item[0].quad, 1);
    assert_string_equal(foreign.list.item[1].source, "---");
    assert_int_equal(foreign.list.item[1].quad, 4);
    assert_int_equal(foreign.list.item[1].report, 0);
    cmq_buf_release(&text);
}

static void icews_has_a_header_and_names(void **state) {
    (void)state;
    static const char text[] =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
        "Code\t"
        "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
        "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
        "1\t2014-03-02\tPolice\tPolice\tFrance\tMake statement\t010\t0\tX\t\tMali\t77\t1\tP\t\t\t\t"
        "Mali\t17\t-4\r\n";
    struct cmq_foreign foreign;
    read_into(cmq_str_of(text), &foreign);
    assert_string_equal(foreign.format, "icews");
    assert_int_equal(foreign.list.count, 1);
    assert_string_equal(foreign.list.item[0].source, "FRA");
    assert_string_equal(foreign.list.item[0].target, "MLI");
}

static void a_file_against_itself_leaves_nothing(void **state) {
    (void)state;
    struct cmq_buf text;
    struct cmq_foreign foreign;
    struct cmq_reconciled result;
    struct cmq_error err;
    cmq_buf_init(&text, 1 << 16);
    add_gdelt(&text, "20150101", "USA", "CHN", "190", "u1");
    add_gdelt(&text, "20150102", "USA", "CHN", "190", "u1");
    add_gdelt(&text, "20150103", "USA", "RUS", "190", "u2");
    add_gdelt(&text, "20150203", "USA", "RUS", "190", "u3");
    add_gdelt(&text, "20150303", "FRA", "RUS", "173", "u4");
    read_into(cmq_buf_str(&text), &foreign);
    assert_int_equal(cmq_foreign_reconcile(&foreign, &foreign, &result, &err), CMQ_OK);
    for (int i = 0; i < CMQ_MATCH_LEVELS; i++) {
        assert_int_equal(result.match[i].both, 5);
        assert_int_equal(result.match[i].only_a + result.match[i].only_b, 0);
    }
    assert_int_equal(result.quad[3].cells, 4);
    assert_true(fabs(result.quad[3].r - 1) < 1e-12);
    assert_true(isnan(result.quad[0].r));
    cmq_buf_release(&text);
}

/* In the cells (USA-CHN, USA-RUS, FRA-RUS, FRA-CHN of January) the first file has 1, 2, 3, 0 rows,
 * the second 2, 2, 4, 1: sums 6, 9, of squares 14 and 25, of products 18. r = (4*18 - 6*9) /
 * sqrt((4*14 - 36) * (4*25 - 81)) = 18 / sqrt(380). */
static void differing_files_are_counted(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"USA", "CHN"}, {"USA", "RUS"}, {"FRA", "RUS"}, {"FRA", "CHN"}};
    static const int in_a[] = {1, 2, 3, 0}, in_b[] = {2, 2, 4, 1};
    struct cmq_buf a, b;
    struct cmq_foreign first, second;
    struct cmq_reconciled result;
    struct cmq_error err;
    cmq_buf_init(&a, 1 << 16);
    cmq_buf_init(&b, 1 << 16);
    for (int i = 0; i < 4; i++) {
        for (int k = 0; k < in_a[i]; k++) {
            add_gdelt(&a, "20150105", pair[i][0], pair[i][1], "0841", "u");
        }
        for (int k = 0; k < in_b[i]; k++) {
            add_gdelt(&b, k == 0 ? "20150120" : "20150105", pair[i][0], pair[i][1], "08", "u");
        }
    }
    read_into(cmq_buf_str(&a), &first);
    read_into(cmq_buf_str(&b), &second);
    assert_int_equal(cmq_foreign_reconcile(&first, &second, &result, &err), CMQ_OK);
    assert_int_equal(result.match[3].both, 6); /* by month: 1 + 2 + 3 */
    assert_int_equal(result.match[3].only_b, 3);
    assert_int_equal(result.match[2].both,
                     5); /* by day the second has one less in each cell: 1 + 1 + 3 */
    assert_int_equal(result.match[2].only_a, 1);
    assert_true(fabs(result.quad[1].r - 18 / sqrt(380)) < 1e-12);
    /* Fisher: (1 + r) / (1 - r) = 1.92338 / 0.07662 = 25.104; with four cells the standard error of
     * its half logarithm is 1, so the bounds are those of 25.104 * exp(-+ 3.92), that is of 0.49809
     * and 1265.2: (0.49809 - 1) / (0.49809 + 1) and 1264.2 / 1266.2. */
    assert_true(fabs(result.quad[1].low - -0.3350) < 5e-5);
    assert_true(fabs(result.quad[1].high - 0.9984) < 5e-5);
    cmq_buf_release(&a);
    cmq_buf_release(&b);
}

/* Of report u1 the events file has two rows, the mentions three; u2 and u3 are in one file each. */
static void mentions_are_matched_by_report_alone(void **state) {
    (void)state;
    static const char mentions_text[] =
        "1\t20150101000000\t20150101001500\t1\ta.example\tu1\t1\t-1\t4\t9\t1\t100\t99\t\t\t\n"
        "2\t20150101000000\t20150101001500\t1\ta.example\tu1\t2\t-1\t4\t9\t1\t100\t99\t\t\t\n"
        "2\t20150101000000\t20150101001500\t1\ta.example\tu1\t3\t-1\t4\t9\t1\t50\t99\t\t\t\n"
        "3\t20150101000000\t20150102001500\t1\tb.example\tu3\t1\t-1\t4\t9\t1\t100\t99\t\t\t\n"
        "3\t20150101000000\t20150102001500\t1\tb.example\t\t1\t-1\t4\t9\t1\t100\t99\t\t\t\n";
    struct cmq_buf text;
    struct cmq_foreign events, mentions;
    struct cmq_reconciled result;
    struct cmq_error err;
    cmq_buf_init(&text, 1 << 16);
    add_gdelt(&text, "20150101", "USA", "CHN", "190", "u1");
    add_gdelt(&text, "20150101", "CHN", "USA", "190", "u1");
    add_gdelt(&text, "20150103", "USA", "RUS", "190", "u2");
    read_into(cmq_buf_str(&text), &events);
    read_into(cmq_str_of(mentions_text), &mentions);
    assert_string_equal(mentions.format, "gdelt2-mentions");
    assert_int_equal(mentions.list.count, 4);
    assert_int_equal(mentions.skipped, 1); /* without a report */
    assert_int_equal(mentions.list.item[3].day, cmq_day_from(2015, 1, 2));
    assert_int_equal(cmq_foreign_reconcile(&events, &mentions, &result, &err), CMQ_OK);
    assert_int_equal(result.match[0].both, 2);
    assert_int_equal(result.match[0].only_a, 1);
    assert_int_equal(result.match[0].only_b, 2);
    for (int i = 1; i < CMQ_MATCH_LEVELS; i++) {
        assert_non_null(result.match[i].cannot);
    }
    assert_int_equal(result.quad[3].a, 3); /* mentions are in no class of acts */
    assert_int_equal(result.quad[3].b, 0);
    cmq_buf_release(&text);
}

static void quoted_fields_are_whole(void **state) {
    (void)state;
    static const char head[] =
        "event,report,publisher,url,told,date_from,date_to,date_basis,source,source_code,"
        "source_country,source_sector,target,target_code,target_country,target_sector,cameo,"
        "cameo_name,plover,mode,quad_gdelt,goldstein_gdelt,assertion,time,place,place_country,lat,"
        "lon,sentence,same_as,confidence\n";
    static const char row[] =
        "e,r,,,2015-01-05,,,,\"Bank, Trust \"\"A\"\"\",AUS,AUS,,X,IRL,IRL,,190,\"Force, not "
        "specified\",ASSAULT,,4,-10,actual,past,,,,,0,,0.9\n";
    struct cmq_buf text;
    struct cmq_foreign foreign;
    cmq_buf_init(&text, 1 << 16);
    cmq_buf_format(&text, "%s%s", head, row);
    cmq_buf_add_str(&text, CMQ_STR("\"never closed\n"));
    read_into(cmq_buf_str(&text), &foreign);
    assert_int_equal(foreign.list.count, 1);
    assert_int_equal(foreign.skipped, 1);
    assert_string_equal(foreign.list.item[0].source, "AUS");
    assert_string_equal(foreign.list.item[0].target, "IRL");
    assert_int_equal(foreign.list.item[0].day, cmq_day_from(2015, 1, 5));
    cmq_buf_release(&text);
}

static void other_files_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n", "a\tb\n", "\"", "{\"events\":[]}\n"};
    struct cmq_foreign foreign;
    struct cmq_error err;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(cmq_foreign_read(cmq_str_of(texts[i]), &arena, &foreign, &err),
                         CMQ_BAD_INPUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gdelt_rows_are_read, begin, end),
        cmocka_unit_test_setup_teardown(icews_has_a_header_and_names, begin, end),
        cmocka_unit_test_setup_teardown(a_file_against_itself_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(differing_files_are_counted, begin, end),
        cmocka_unit_test_setup_teardown(mentions_are_matched_by_report_alone, begin, end),
        cmocka_unit_test_setup_teardown(quoted_fields_are_whole, begin, end),
        cmocka_unit_test_setup_teardown(other_files_are_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
