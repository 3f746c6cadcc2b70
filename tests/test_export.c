/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export.h"
#include "sample_coding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#define BUFFER_MAX ((size_t)1 << 20)

#define EVIDENCE "Émile Çelik of Türkiye met Li Wei in Zürich"

static struct cmq_buf new_buf(void) {
    struct cmq_buf out;
    cmq_buf_init(&out, BUFFER_MAX);
    return out;
}

/* ---- TSV ---- */

static void tsv_header_names_every_column(void **state) {
    (void)state;
    struct cmq_buf out = new_buf();
    cmq_export_tsv_header(&out);
    assert_string_equal(out.ptr, "report\tdate\ttold\tsource\ttarget\tcameo\tplover\tmode\tquad\t"
                                 "goldstein\tassertion\ttime\tplace\tattribution\tevidence\trule\t"
                                 "confidence\n");
    cmq_buf_release(&out);
}

static void tsv_has_a_row_an_event(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    sample_coding_init(&sample);
    cmq_export_tsv(&sample.coding, &out);
    assert_string_equal(
        out.ptr, "r1\t2024-02-28/2024-02-29\t2024-03-01\tTURGOV;---\tTURGOV;---\t040\tCONSULT\t"
                 "third-party\t1\t1.0\tactual\tpast\tZürich\t---\t" EVIDENCE
                 "\ten/frames/04-consult:meet\t0.94\n"
                 "r1\t2024-03-01/..\t2024-03-01\tTUR\t\t0256\tREQUEST\t\t1\t-0.3\trequested\tfuture"
                 "\t\t\t" EVIDENCE "\t\t1.00\n");
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

static void tsv_fields_hold_no_tab_and_no_line_end(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    sample_coding_init_bare(&sample);
    sample.coding.report.id = CMQ_STR("a\tb\nc");
    cmq_export_tsv(&sample.coding, &out);
    assert_string_equal(out.ptr,
                        "a b c\t\t\t\t\t010\t\t\t1\t0.0\tactual\tpast\t\t\t" EVIDENCE "\t\t0.00\n");
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

/* ---- table ---- */

static void table_wraps_cells_in_80_columns(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    const struct cmq_table_style style = {.columns = 80};
    sample_coding_init(&sample);
    cmq_export_table_header(&style, &out);
    cmq_export_table(&sample.coding, &style, &out);
    assert_string_equal(
        out.ptr,
        "  WHEN         WHO → WHOM            WHAT                ASSERTION  ACCORDING TO\n"
        "r1  2024-03-01  Çelik meets Li\n"
        "  2024-02-28   Émile Çelik (TURGOV)  040 Consult, not    actual     sources\n"
        "  –2024-02-29  ↔ Li Wei              specified below     past\n"
        "                                     CONSULT,\n"
        "                                     third-party\n"
        "               Émile Çelik of Türkiye [met] Li Wei in Zürich\n"
        "  2024-03-01   Turkey (TUR) → ?      0256 Appeal for     requested\n"
        "  –                                  de-escalation of    future\n"
        "                                     military\n"
        "                                     engagement\n"
        "                                     REQUEST\n"
        "               Émile Çelik of Türkiye [met] Li Wei in Zürich\n"
        "\n");
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

static void table_cuts_evidence_around_its_trigger(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    const struct cmq_table_style style = {.columns = 60};
    sample_coding_init(&sample);
    const char text[] = "one two three four five six seven eight nine ten met alpha beta gamma "
                        "delta epsilon zeta eta";
    sample.coding.report.text = CMQ_STR(text);
    struct cmq_event *event = &sample.coding.events.list.item[0];
    event->trigger = (struct cmq_stretch){49, 52};
    event->evidence = (struct cmq_stretch){0, sizeof text - 1};
    event->attribution.count = 0;
    sample.coding.events.list.count = 1;
    cmq_export_table(&sample.coding, &style, &out);
    /* 45 columns: 12 before the trigger, 26 with the marks after it. */
    assert_non_null(strstr(out.ptr, "\n               …nine ten [met] alpha beta gamma delta…\n"));
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

static void table_has_colours_only_where_asked(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    const struct cmq_table_style style = {.columns = 120, .colour = true};
    sample_coding_init(&sample);
    cmq_export_table(&sample.coding, &style, &out);
    assert_non_null(strstr(out.ptr, "\033[1mr1  2024-03-01  Çelik meets Li\033[0m\n"));
    assert_non_null(strstr(out.ptr, "Türkiye \033[1;4mmet\033[0m Li Wei"));
    assert_null(strstr(out.ptr, "["
                                "met"
                                "]"));
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

static void table_says_when_there_are_no_events(void **state) {
    (void)state;
    struct sample_coding sample;
    struct cmq_buf out = new_buf();
    const struct cmq_table_style style = {.columns = 80};
    sample_coding_init_bare(&sample);
    sample.coding.events.list.count = 0;
    sample.coding.report.id = CMQ_STR("x\033[2J");
    cmq_export_table(&sample.coding, &style, &out);
    assert_string_equal(out.ptr, "x[2J  undated\n  no events\n\n");
    cmq_buf_release(&out);
    sample_coding_release(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tsv_header_names_every_column),
        cmocka_unit_test(tsv_has_a_row_an_event),
        cmocka_unit_test(tsv_fields_hold_no_tab_and_no_line_end),
        cmocka_unit_test(table_wraps_cells_in_80_columns),
        cmocka_unit_test(table_cuts_evidence_around_its_trigger),
        cmocka_unit_test(table_has_colours_only_where_asked),
        cmocka_unit_test(table_says_when_there_are_no_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
