/* SPDX-License-Identifier: Apache-2.0 */
/* Samples that coders judge: what may be said of an item, and that what was said is kept. */
#include "audit/audit.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#define HEADER                                                                                     \
    "item,kind,coder,event_there,type_right,source_right,target_right,assertion_and_time_right,"   \
    "sentence,report,event,stratum,population,rule\n"

static const char sample[] =
    HEADER "1,event,,,,,,,\"Troops, two\nlines, left.\",r1,e1,04 0.6-1.0,20,en/frames/04:meet\n"
           "2,event,Zoe,y,y,y,y,y,Iran met Iraq.,r2,e2,04 0.6-1.0,20,en/frames/04:meet\n"
           "3,sentence,,,,,,,Rain fell.,r2,,no actor,7,\n";

static char folder[] = "/tmp/test_judging.XXXXXX";
static char sample_path[64], kept_path[64];

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(sample_path, sizeof sample_path, "%s/sheet.csv", folder);
    (void)snprintf(kept_path, sizeof kept_path, "%s/sheet.verdicts.csv", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    (void)remove(sample_path);
    (void)remove(kept_path);
    return rmdir(folder);
}

static void write_file(const char *path, const char *text) {
    struct cmq_error err;
    assert_int_equal(cmq_file_write(path, cmq_str_of(text), &err), CMQ_OK);
}

/* Begins anew with the sample. */
static struct cmq_judging *begin(void) {
    struct cmq_judging *judging;
    struct cmq_error err;
    write_file(sample_path, sample);
    (void)remove(kept_path);
    assert_int_equal(cmq_judging_open(sample_path, &judging, &err), CMQ_OK);
    return judging;
}

static struct cmq_judging *open_again(void) {
    struct cmq_judging *judging;
    struct cmq_error err;
    assert_int_equal(cmq_judging_open(sample_path, &judging, &err), CMQ_OK);
    return judging;
}

static struct cmq_sheet_row verdict(const char *coder, const char *there, const char *type,
                                    const char *code, const char *revision) {
    struct cmq_sheet_row row = {0};
    row.cell[CMQ_SHEET_CODER] = cmq_str_of(coder);
    row.cell[CMQ_SHEET_THERE] = cmq_str_of(there);
    row.cell[CMQ_SHEET_TYPE] = cmq_str_of(type);
    row.cell[CMQ_SHEET_CODE] = cmq_str_of(code);
    row.cell[CMQ_SHEET_REVISION] = cmq_str_of(revision);
    return row;
}

static void assert_cell(const struct cmq_sheet_row *row, enum cmq_sheet_column column,
                        const char *wanted) {
    assert_int_equal(row->cell[column].len, strlen(wanted));
    assert_memory_equal(row->cell[column].ptr, wanted, strlen(wanted));
}

/* ---- what may be said ---- */

static void what_may_be_said(void **state) {
    (void)state;
    static const struct {
        const char *kind, *there, *type, *code, *refused; /* NULL: it may be said */
    } cases[] = {
        {"event", "", "", "", NULL},
        {"event", "y", "", "", NULL},
        {"event", "?", "", "", NULL},
        {"event", "Yes", "0", "05", NULL},
        {"event", "y", "n", "057", NULL},
        {"event", "maybe", "", "", "event_there: an answer is y, n, ? or empty"},
        {"event", "n", "y", "", "type_right: it is asked only of an event that is there"},
        {"event", "", "y", "", "type_right: it is asked only of an event that is there"},
        {"event", "y", "y", "05",
         "code: it is asked only of an event whose type is wrong, or that was missed"},
        {"event", "y", "n", "99", "code: it begins with the two digits of a CAMEO root"},
        {"event", "y", "n", "5", "code: it begins with the two digits of a CAMEO root"},
        {"sentence", "y", "", "19", NULL},
        {"sentence", "n", "", "19",
         "code: it is asked only of an event whose type is wrong, or that was missed"},
        {"sentence", "y", "y", "", "type_right: it is asked only of an event that is there"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_sheet_row row = verdict("Ana", cases[i].there, cases[i].type, cases[i].code, "");
        struct cmq_error err = {0};
        row.cell[CMQ_SHEET_KIND] = cmq_str_of(cases[i].kind);
        enum cmq_status status = cmq_sheet_check_verdict(&row, &err);
        assert_int_equal(status, cases[i].refused == NULL ? CMQ_OK : CMQ_BAD_INPUT);
        assert_string_equal(err.message, cases[i].refused == NULL ? "" : cases[i].refused);
    }
    struct cmq_sheet_row row = verdict(" Ana ", "Yes", "NO", " 05", "");
    row.cell[CMQ_SHEET_KIND] = CMQ_STR("event");
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_OK);
    assert_cell(&row, CMQ_SHEET_CODER, "Ana");
    assert_cell(&row, CMQ_SHEET_THERE, "y");
    assert_cell(&row, CMQ_SHEET_TYPE, "n");
    assert_cell(&row, CMQ_SHEET_CODE, "05");
}

static void names_and_notes_are_lines(void **state) {
    (void)state;
    char note[502];
    struct cmq_sheet_row row = verdict("", "y", "", "", "");
    row.cell[CMQ_SHEET_KIND] = CMQ_STR("event");
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_BAD_INPUT);
    row.cell[CMQ_SHEET_CODER] = CMQ_STR("Ana\nBen");
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_BAD_INPUT);
    row.cell[CMQ_SHEET_CODER] = CMQ_STR("\xC3\x85sa");
    memset(note, 'x', sizeof note);
    row.cell[CMQ_SHEET_NOTE] = (struct cmq_str){note, 501};
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_BAD_INPUT);
    row.cell[CMQ_SHEET_NOTE] = (struct cmq_str){note, 500};
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_OK);
    row.cell[CMQ_SHEET_NOTE] = CMQ_STR("\xFF");
    assert_int_equal(cmq_sheet_check_verdict(&row, NULL), CMQ_BAD_INPUT);
}

/* ---- what is kept ---- */

static enum cmq_status keep(struct cmq_judging *judging, uint32_t index, struct cmq_arena *arena,
                            struct cmq_sheet_row *row, bool *stale) {
    struct cmq_error err;
    return cmq_judging_keep(judging, index, arena, row, stale, &err);
}

static void a_verdict_is_there_again(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    struct cmq_error err;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    struct cmq_sheet_row row = verdict("Ana", "y", "n", "05", "");
    row.cell[CMQ_SHEET_NOTE] = CMQ_STR("=\"new, odd\"");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    assert_false(stale);
    assert_cell(&row, CMQ_SHEET_REVISION, "1");
    assert_int_equal(row.cell[CMQ_SHEET_MADE].len, strlen("2026-11-22T12:00:00Z"));
    for (unsigned again = 0; again < 2; again++) {
        assert_int_equal(cmq_judging_read(judging, 0, CMQ_STR("Ana"), &arena, &row, &err), CMQ_OK);
        assert_cell(&row, CMQ_SHEET_CODE, "05");
        assert_cell(&row, CMQ_SHEET_NOTE, "=\"new, odd\"");
        assert_cell(&row, CMQ_SHEET_SENTENCE, "Troops, two\nlines, left.");
        /* Neither another coder nor what stood in the sample is seen. */
        assert_int_equal(cmq_judging_read(judging, 0, CMQ_STR("Ben"), &arena, &row, &err), CMQ_OK);
        assert_cell(&row, CMQ_SHEET_THERE, "");
        assert_int_equal(cmq_judging_read(judging, 1, CMQ_STR("Zoe"), &arena, &row, &err), CMQ_OK);
        assert_cell(&row, CMQ_SHEET_THERE, "");
        if (again == 0) {
            cmq_judging_close(judging);
            judging = open_again();
        }
    }
    assert_int_equal(cmq_judging_find(judging, CMQ_STR("3")), 2);
    assert_int_equal(cmq_judging_find(judging, CMQ_STR("4")), 3);
    cmq_arena_release(&arena);
    cmq_judging_close(judging);
}

static void the_second_of_two_is_told(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    struct cmq_sheet_row first = verdict("Ana", "y", "", "", "0");
    struct cmq_sheet_row second = verdict("Ana", "n", "", "", "0"), same = first;
    assert_int_equal(keep(judging, 0, &arena, &first, &stale), CMQ_OK);
    assert_int_equal(keep(judging, 0, &arena, &second, &stale), CMQ_OK);
    assert_true(stale);
    assert_cell(&second, CMQ_SHEET_THERE, "y");
    assert_cell(&second, CMQ_SHEET_REVISION, "1");
    /* What is said once more is said already. */
    assert_int_equal(keep(judging, 0, &arena, &same, &stale), CMQ_OK);
    assert_false(stale);
    assert_cell(&same, CMQ_SHEET_REVISION, "1");
    second = verdict("Ana", "n", "", "", "1");
    assert_int_equal(keep(judging, 0, &arena, &second, &stale), CMQ_OK);
    assert_false(stale);
    assert_cell(&second, CMQ_SHEET_REVISION, "2");
    cmq_arena_release(&arena);
    cmq_judging_close(judging);
}

static void coders_are_bounded(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    for (unsigned i = 0; i <= CMQ_CODERS; i++) {
        char name[] = {(char)('a' + i), '\0'};
        struct cmq_sheet_row row = verdict(name, "y", "", "", "");
        assert_int_equal(keep(judging, 0, &arena, &row, &stale),
                         i < CMQ_CODERS ? CMQ_OK : CMQ_BAD_INPUT);
    }
    cmq_arena_release(&arena);
    cmq_judging_close(judging);
}

static size_t size_of(const char *path) {
    struct cmq_buf text;
    cmq_buf_init(&text, 1 << 20);
    assert_int_equal(cmq_file_read(path, 1 << 20, &text, NULL), CMQ_OK);
    size_t size = text.len;
    cmq_buf_release(&text);
    return size;
}

/* A crash may cut the last row anywhere: what stands before it is there, and it is gone. */
static void a_torn_row_is_cut_off(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    struct cmq_error err;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    struct cmq_sheet_row row = verdict("Ana", "y", "", "", "");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    const size_t whole = size_of(kept_path);
    row = verdict("Ana", "n", "", "", "1");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    const size_t length = size_of(kept_path);
    cmq_judging_close(judging);
    for (size_t cut = length - 1; cut > whole; cut--) {
        assert_int_equal(truncate(kept_path, (off_t)cut), 0);
        judging = open_again();
        assert_int_equal(cmq_judging_read(judging, 0, CMQ_STR("Ana"), &arena, &row, &err), CMQ_OK);
        assert_cell(&row, CMQ_SHEET_THERE, "y");
        assert_int_equal(size_of(kept_path), whole);
        row = verdict("Ana", "n", "", "", "1");
        assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
        cmq_judging_close(judging);
        cmq_arena_reset(&arena);
    }
    cmq_arena_release(&arena);
}

/* What finds no room is not there, not even in part, and what comes when there is room again is. */
static void a_full_disk_loses_nothing_that_was_kept(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    struct rlimit usual, little;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    struct cmq_sheet_row row = verdict("Ana", "y", "", "", "");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    const size_t size = size_of(kept_path);
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    little = (struct rlimit){.rlim_cur = size + 10, .rlim_max = usual.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    row = verdict("Ana", "n", "", "", "1");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_IO);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    assert_int_equal(size_of(kept_path), size);
    row = verdict("Ana", "?", "", "", "1");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    assert_cell(&row, CMQ_SHEET_REVISION, "2");
    cmq_judging_close(judging);
    judging = open_again();
    assert_int_equal(cmq_judging_read(judging, 0, CMQ_STR("Ana"), &arena, &row, NULL), CMQ_OK);
    assert_cell(&row, CMQ_SHEET_THERE, "?");
    cmq_arena_release(&arena);
    cmq_judging_close(judging);
}

static void one_process_has_a_sample(void **state) {
    (void)state;
    struct cmq_judging *judging = begin(), *other;
    struct cmq_error err;
    assert_int_equal(cmq_judging_open(sample_path, &other, &err), CMQ_IO);
    assert_non_null(strstr(err.message, "is being judged through another process"));
    cmq_judging_close(judging);
}

static void what_does_not_belong_together_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *sample, *refused;
    } cases[] = {
        {"a,b\n", "not an audit sheet"},
        {HEADER, "there is nothing to judge"},
        {HEADER "1,event,,,,,,,S.,r,e,04,2,\n1,event,,,,,,,S.,r,e,04,2,\n", "stands there twice"},
        {HEADER "1,event,,,,,,,S.,r,other,04,2,\n", "is of another sample"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmq_judging *judging = begin();
        struct cmq_error err;
        cmq_judging_close(judging);
        write_file(sample_path, cases[i].sample);
        assert_int_equal(cmq_judging_open(sample_path, &judging, &err), CMQ_BAD_INPUT);
        assert_null(judging);
        assert_non_null(strstr(err.message, cases[i].refused));
    }
    struct cmq_judging *judging;
    struct cmq_error err;
    write_file(sample_path, sample);
    write_file(kept_path, HEADER "1,event,,,,,,,S.,r,e,04,2,\n");
    assert_int_equal(cmq_judging_open(sample_path, &judging, &err), CMQ_BAD_INPUT);
    assert_non_null(strstr(err.message, "was written by another program"));
}

/* The file itself, and a coder's sheet, are what `audit score` reads. */
static void what_is_kept_can_be_scored(void **state) {
    (void)state;
    struct cmq_judging *judging = begin();
    struct cmq_arena arena;
    struct cmq_error err;
    struct cmq_buf text;
    bool stale;
    cmq_arena_init(&arena, 1 << 20);
    cmq_buf_init(&text, 1 << 20);
    struct cmq_sheet_row row = verdict("Ana", "n", "", "", "");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    row = verdict("Ana", "y", "y", "", "1");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    row = verdict("Ben", "n", "", "", "");
    assert_int_equal(keep(judging, 0, &arena, &row, &stale), CMQ_OK);
    for (unsigned which = 0; which < 2; which++) {
        struct cmq_sheet sheet;
        struct cmq_verdicts verdicts;
        struct cmq_verdict_share *share;
        uint32_t count;
        cmq_buf_clear(&text);
        assert_int_equal(which == 0 ? cmq_file_read(kept_path, 1 << 20, &text, &err)
                                    : cmq_judging_csv(judging, CMQ_STR("Ana"), &text, &err),
                         CMQ_OK);
        cmq_sheet_init(&sheet);
        cmq_verdicts_init(&verdicts);
        assert_int_equal(cmq_sheet_read(&sheet, cmq_buf_str(&text), &err), CMQ_OK);
        assert_int_equal(cmq_verdicts_add(&verdicts, &sheet, CMQ_STR("file"), &err), CMQ_OK);
        assert_int_equal(verdicts.coders, which == 0 ? 2 : 1);
        assert_int_equal(verdicts.stratum.count, 2);
        assert_int_equal(cmq_verdicts_precision(&verdicts, CMQ_VERDICT_EVENT, CMQ_GROUP_RULE,
                                                &share, &count, &err),
                         CMQ_OK);
        assert_int_equal(share[0].judged, 1);
        assert_true(cmq_str_eq(share[0].of, CMQ_STR("en/frames/04:meet")));
        assert_true(share[0].right == (which == 0 ? 0.5 : 1.0));
        cmq_verdicts_release(&verdicts);
        cmq_sheet_release(&sheet);
    }
    cmq_buf_release(&text);
    cmq_arena_release(&arena);
    cmq_judging_close(judging);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_be_said),
        cmocka_unit_test(names_and_notes_are_lines),
        cmocka_unit_test(a_verdict_is_there_again),
        cmocka_unit_test(the_second_of_two_is_told),
        cmocka_unit_test(coders_are_bounded),
        cmocka_unit_test(a_torn_row_is_cut_off),
        cmocka_unit_test(a_full_disk_loses_nothing_that_was_kept),
        cmocka_unit_test(one_process_has_a_sample),
        cmocka_unit_test(what_does_not_belong_together_is_refused),
        cmocka_unit_test(what_is_kept_can_be_scored),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
