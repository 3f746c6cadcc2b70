/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/audit.h"
#include "cli/common_options.h"
#include "cli/row_output.h"

#include "audit/audit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 30)
#define SHEETS     CMQ_CODERS
#define WORST      10u

/* All figures have the same columns, so that they are one table for a program. */
static const struct cmq_column columns[] = {
    {"kind", NULL, CMQ_COLUMN_TEXT, CMQ_NOT_IN_TABLE, 0},
    {"of", NULL, CMQ_COLUMN_TEXT, CMQ_EVERYWHERE, 0},
    {"what", NULL, CMQ_COLUMN_TEXT, CMQ_EVERYWHERE, 0},
    {"judged", NULL, CMQ_COLUMN_INTEGER, CMQ_EVERYWHERE, 0},
    {"right", NULL, CMQ_COLUMN_REAL, CMQ_EVERYWHERE, 1},
    {"expected", NULL, CMQ_COLUMN_REAL, CMQ_NOT_IN_TABLE, 3},
    {"estimate", NULL, CMQ_COLUMN_REAL, CMQ_EVERYWHERE, 3},
    {"low", NULL, CMQ_COLUMN_REAL, CMQ_EVERYWHERE, 3},
    {"high", NULL, CMQ_COLUMN_REAL, CMQ_EVERYWHERE, 3},
};
#define COLUMNS (unsigned)(sizeof columns / sizeof *columns)

/* NaN for what there is not. */
struct line {
    const char *kind;
    struct cmq_str of, what;
    uint32_t judged;
    double right, expected, estimate, low, high;
};

static void put_real(struct cmq_rows *rows, double value) {
    if (isnan(value)) {
        cmq_rows_null(rows);
    } else {
        cmq_rows_real(rows, value);
    }
}

static void put_line(struct cmq_rows *rows, const struct line *line) {
    cmq_rows_text(rows, cmq_str_of(line->kind));
    cmq_rows_text(rows, line->of);
    cmq_rows_text(rows, line->what);
    cmq_rows_int(rows, line->judged);
    put_real(rows, line->right);
    put_real(rows, line->expected);
    put_real(rows, line->estimate);
    put_real(rows, line->low);
    put_real(rows, line->high);
}

static void put_share(struct cmq_rows *rows, const char *kind, const char *what,
                      const struct cmq_verdict_share *share) {
    put_line(rows,
             &(struct line){kind, share->of, cmq_str_of(what), share->judged, share->right, NAN,
                            share->estimate.value, share->estimate.low, share->estimate.high});
}

/* ---- sections ---- */

/* A section is a table of its own for a person. */
static void begin(struct cmq_rows *rows, const char *title) {
    cmq_rows_note(rows, cmq_str_of(title));
    if (rows->format == CMQ_ROWS_TABLE || !rows->begun) {
        cmq_rows_begin(rows, columns, COLUMNS);
    }
}

static enum cmq_status end(struct cmq_rows *rows, struct cmq_error *err) {
    if (rows->format != CMQ_ROWS_TABLE) {
        return CMQ_OK;
    }
    enum cmq_status status = cmq_rows_end(rows, err);
    cmq_rows_note(rows, CMQ_STR(""));
    return status;
}

static enum cmq_status put_precision(struct cmq_verdicts *verdicts, enum cmq_verdict_group group,
                                     const enum cmq_verdict *verdict, size_t count,
                                     struct cmq_rows *rows, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (size_t v = 0; status == CMQ_OK && v < count; v++) {
        struct cmq_verdict_share *share;
        uint32_t shares;
        status = cmq_verdicts_precision(verdicts, verdict[v], group, &share, &shares, err);
        for (uint32_t i = 0; status == CMQ_OK && i < shares; i++) {
            put_share(rows, group == CMQ_GROUP_ALL ? "precision" : "root",
                      cmq_verdict_name(verdict[v]), &share[i]);
        }
    }
    return status;
}

static enum cmq_status put_all(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                               struct cmq_error *err) {
    static const enum cmq_verdict all[] = {
        CMQ_VERDICT_EVENT, CMQ_VERDICT_TYPE, CMQ_VERDICT_SOURCE, CMQ_VERDICT_TARGET,
        CMQ_VERDICT_STATE, CMQ_VERDICT_CORE, CMQ_VERDICT_WHOLE};
    struct cmq_verdict_share recall;
    begin(rows, "Precision, and recall of events (95 % intervals)");
    enum cmq_status status =
        put_precision(verdicts, CMQ_GROUP_ALL, all, sizeof all / sizeof *all, rows, err);
    if (status == CMQ_OK) {
        status = cmq_verdicts_recall(verdicts, &recall, err);
    }
    if (status == CMQ_OK && recall.judged > 0) {
        put_share(rows, "recall", "recall", &recall);
    }
    return status == CMQ_OK ? end(rows, err) : status;
}

static enum cmq_status put_roots(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                 struct cmq_error *err) {
    static const enum cmq_verdict told[] = {CMQ_VERDICT_EVENT, CMQ_VERDICT_TYPE, CMQ_VERDICT_CORE};
    begin(rows, "By CAMEO root");
    enum cmq_status status =
        put_precision(verdicts, CMQ_GROUP_ROOT, told, sizeof told / sizeof *told, rows, err);
    return status == CMQ_OK ? end(rows, err) : status;
}

static enum cmq_status put_agreement(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                     struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    begin(rows, "Agreement of coders (Krippendorff's alpha)");
    for (unsigned q = 0; status == CMQ_OK && q <= CMQ_QUESTION_SENTENCE; q++) {
        uint32_t units;
        double alpha;
        status = cmq_verdicts_alpha(verdicts, q, &units, &alpha, err);
        if (status == CMQ_OK && units > 0) {
            put_line(rows, &(struct line){"alpha", CMQ_STR(""), cmq_question_name(q), units, NAN,
                                          NAN, alpha, NAN, NAN});
        }
    }
    return status == CMQ_OK ? end(rows, err) : status;
}

static enum cmq_status put_confusion(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                     struct cmq_error *err) {
    struct cmq_verdict_confusion *confusion;
    uint32_t count;
    enum cmq_status status = cmq_verdicts_confusion(verdicts, &confusion, &count, err);
    if (status != CMQ_OK) {
        return status;
    }
    begin(rows, "Roots as coded, and what coders say they are");
    for (uint32_t i = 0; i < count; i++) {
        put_line(rows, &(struct line){"confusion", confusion[i].coded, confusion[i].said,
                                      confusion[i].count, NAN, NAN, NAN, NAN, NAN});
    }
    return end(rows, err);
}

static int by_errors(const void *a, const void *b) {
    const struct cmq_verdict_share *x = a, *y = b;
    double wrong_x = x->judged - x->right, wrong_y = y->judged - y->right;
    if (wrong_x != wrong_y) {
        return wrong_x > wrong_y ? -1 : 1;
    }
    return x->judged != y->judged ? (x->judged < y->judged ? -1 : 1) : cmq_str_cmp(x->of, y->of);
}

static enum cmq_status put_rules(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                 struct cmq_error *err) {
    struct cmq_verdict_share *share;
    uint32_t count;
    enum cmq_status status =
        cmq_verdicts_precision(verdicts, CMQ_VERDICT_TYPE, CMQ_GROUP_RULE, &share, &count, err);
    if (status != CMQ_OK) {
        return status;
    }
    qsort(share, count, sizeof *share, by_errors);
    begin(rows, "Rules with most errors of type");
    for (uint32_t i = 0; i < count && i < WORST && share[i].right < share[i].judged; i++) {
        put_share(rows, "rule", "type", &share[i]);
    }
    return end(rows, err);
}

static void put_bins(struct cmq_verdicts *verdicts, const struct cmq_calibration *calibration,
                     struct cmq_rows *rows) {
    for (unsigned i = 0; i < CMQ_CALIBRATION_BINS; i++) {
        const struct cmq_calibration_bin *bin = &calibration->bin[i];
        if (bin->count > 0) {
            double expected = bin->confidence / bin->weight;
            put_line(rows,
                     &(struct line){
                         "calibration",
                         cmq_arena_format(&verdicts->arena, "%.1f-%.1f", i / 10.0, (i + 1) / 10.0),
                         cmq_arena_format(&verdicts->arena, "%.3f", expected), bin->count, NAN,
                         expected, bin->right / bin->weight, NAN, NAN});
        }
    }
}

static enum cmq_status put_calibration(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                       struct cmq_error *err) {
    static const enum cmq_verdict told[] = {CMQ_VERDICT_CORE, CMQ_VERDICT_TYPE, CMQ_VERDICT_EVENT};
    struct cmq_calibration calibration[sizeof told / sizeof *told];
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sizeof told / sizeof *told; i++) {
        status = cmq_verdicts_calibration(verdicts, told[i], &calibration[i], err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    begin(rows, "Mean confidence (what), and how often type, source and target are right");
    put_bins(verdicts, &calibration[0], rows);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        double error = cmq_calibration_error(&calibration[i]);
        put_line(rows, &(struct line){"calibration error", CMQ_STR(""),
                                      cmq_str_of(cmq_verdict_name(told[i])), 0, NAN, NAN, error,
                                      NAN, NAN});
    }
    return end(rows, err);
}

static enum cmq_status put_figures(struct cmq_verdicts *verdicts, struct cmq_rows *rows,
                                   struct cmq_error *err) {
    static enum cmq_status (*const section[])(struct cmq_verdicts *, struct cmq_rows *,
                                              struct cmq_error *) = {
        put_all, put_roots, put_agreement, put_confusion, put_rules, put_calibration};
    enum cmq_status status = CMQ_OK;
    for (unsigned i = 0; status == CMQ_OK && i < sizeof section / sizeof *section; i++) {
        status = section[i](verdicts, rows, err);
    }
    bool open = rows->format != CMQ_ROWS_TABLE;
    return status == CMQ_OK && open ? cmq_rows_end(rows, err) : status;
}

/* ---- the command ---- */

/* A coder who gave no name goes by the name of the file. */
static enum cmq_status read_sheet(const char *path, struct cmq_sheet *sheet,
                                  struct cmq_verdicts *verdicts, struct cmq_error *err) {
    struct cmq_buf text;
    struct cmq_error reason = {0};
    cmq_buf_init(&text, FILE_LIMIT);
    enum cmq_status status = cmq_file_read(path, FILE_LIMIT, &text, err);
    if (status == CMQ_OK) {
        status = cmq_sheet_read(sheet, cmq_buf_str(&text), &reason);
        if (status == CMQ_OK) {
            status = cmq_verdicts_add(verdicts, sheet, cmq_str_of(path), &reason);
        }
        if (status != CMQ_OK) {
            cmq_fail(err, status, reason.line, "%s: %s", path, reason.message);
        }
    }
    cmq_buf_release(&text);
    return status;
}

static int write_figures(struct cmq_verdicts *verdicts, struct cmq_rows *rows, const char *path) {
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_output_open(&output, path, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_row_output_attach(rows, &output);
    enum cmq_status status = put_figures(verdicts, rows, &err);
    cmq_rows_release(rows);
    int code = status == CMQ_OK ? CMQ_EXIT_OK : cmq_say_error(&err);
    return cmq_output_close(&output, status == CMQ_OK) || code != CMQ_EXIT_OK ? code
                                                                              : CMQ_EXIT_FAILED;
}

static int score(char *const *path, int count, struct cmq_rows *rows, const char *output) {
    struct cmq_verdicts verdicts;
    struct cmq_sheet sheet[SHEETS];
    struct cmq_error err;
    enum cmq_status status = CMQ_OK;
    int read = 0;
    cmq_verdicts_init(&verdicts);
    while (status == CMQ_OK && read < count) {
        cmq_sheet_init(&sheet[read]);
        status = read_sheet(path[read], &sheet[read], &verdicts, &err);
        read++;
    }
    if (status == CMQ_OK && verdicts.coders == 0) {
        status = cmq_fail(&err, CMQ_BAD_INPUT, 0, "nothing was judged in these sheets");
    }
    int code = status == CMQ_OK ? write_figures(&verdicts, rows, output) : cmq_say_error(&err);
    while (read > 0) {
        cmq_sheet_release(&sheet[--read]);
    }
    cmq_verdicts_release(&verdicts);
    return code;
}

int cmq_audit_score(int argc, char **argv) {
    const char *format = NULL, *output = NULL;
    const struct cmq_option options[] = {
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT", CMQ_ROW_FORMATS_HELP, &format},
        cmq_option_output(&output),
    };
    const struct cmq_usage usage = {
        .command = "audit score",
        .operands = "SHEET...",
        .summary = "Estimate precision, recall, agreement and calibration from sheets that people\n"
                   "filled in, a sheet a coder. The methods are in docs/audit.md.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = (int)SHEETS,
    };
    int first;
    struct cmq_rows rows = {.sink = NULL};
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    status = cmq_row_output_choose("audit score", format, output, &rows);
    return status == CMQ_EXIT_OK ? score(argv + first, argc - first, &rows, output) : status;
}
