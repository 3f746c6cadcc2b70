/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "coding/offsets.h"
#include "stories/stories.h"

#include <string.h>
#include <unistd.h>

#define TEXT_LIMIT ((size_t)256 << 20)

/* The reports of one story, all in memory. */
struct told {
    struct cmq_coder coder;
    struct cmq_arena arena;
    struct cmq_claims claims;
    struct cmq_tellings tellings;
    CMQ_ARRAY(struct cmq_told_report) reports;
    bool lines; /* JSON, not a table */
};

static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct told *told = context;
    struct cmq_report report = job->report;
    report.id = cmq_arena_copy(&told->arena, report.id);
    report.text = cmq_arena_copy(&told->arena, report.text);
    report.publisher = cmq_arena_copy(&told->arena, report.publisher);
    report.title = cmq_arena_copy(&told->arena, report.title);
    report.url = cmq_arena_copy(&told->arena, report.url);
    struct cmq_coding *coding = CMQ_NEW(&told->arena, struct cmq_coding);
    struct cmq_offsets *offsets = CMQ_NEW(&told->arena, struct cmq_offsets);
    if (coding == NULL || offsets == NULL) {
        return cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    cmq_offsets_init(offsets, report.text);
    enum cmq_status status = cmq_code(&told->coder, NULL, &report, &told->arena, coding, &job->err);
    if (status == CMQ_OK) {
        cmq_claims_find(coding, told->reports.count, &told->arena, &told->claims);
        cmq_tellings_find(coding, told->reports.count, &told->arena, &told->tellings);
        CMQ_PUSH(&told->arena, &told->reports) =
            (struct cmq_told_report){.id = report.id,
                                     .publisher = report.publisher,
                                     .text = report.text,
                                     .offsets = offsets,
                                     .words = cmq_parse_words(&coding->parse)};
    }
    return status;
}

static void write_table(const struct told *told, const struct cmq_accounts *accounts,
                        struct cmq_buf *out) {
    struct cmq_table_style style = {
        .columns = cmq_terminal_columns(STDOUT_FILENO),
        .colour = isatty(STDOUT_FILENO) && cmq_terminal_colour(STDOUT_FILENO),
    };
    cmq_accounts_write_table(&told->claims, accounts, told->reports.item, told->reports.count,
                             &style, out);
}

static int write_accounts(struct told *told) {
    struct cmq_error err = {0};
    struct cmq_accounts accounts = {0};
    struct cmq_output output;
    cmq_claims_link(&told->tellings, &told->arena, &told->claims);
    if (cmq_accounts_align(&told->claims, told->reports.count, &told->arena, &accounts, &err) !=
            CMQ_OK ||
        cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    struct cmq_buf line;
    cmq_buf_init(&line, TEXT_LIMIT);
    if (!told->lines) {
        write_table(told, &accounts, &line);
        cmq_output_write(&output, cmq_buf_str(&line));
    }
    for (uint32_t i = 0; told->lines && i < accounts.rows.count; i++) {
        cmq_buf_clear(&line);
        cmq_row_write_json(&told->claims, &accounts.rows.item[i], told->reports.item, &line);
        cmq_buf_add_char(&line, '\n');
        cmq_output_write(&output, cmq_buf_str(&line));
    }
    cmq_buf_release(&line);
    return cmq_output_close(&output, true) ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

int cmq_command_accounts(int argc, char **argv) {
    struct told told = {.lines = false};
    const char *lexicon = NULL, *format = NULL;
    bool undated = false;
    const struct cmq_option options[] = {
        cmq_option_table_or_lines(&format),
        cmq_option_undated(&undated),
        cmq_option_lexicon(&lexicon),
    };
    const struct cmq_usage usage = {
        .command = "accounts",
        .operands = "FILE...",
        .summary = "Lay the reports of one story side by side: what all, some or one of them tell.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status == CMQ_PARSED) {
        status = cmq_table_or_lines(usage.command, format, &told.lines);
    }
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_error err;
    if (cmq_coder_open(NULL, lexicon, &told.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_arena_init(&told.arena, 4 * (size_t)CMQ_ARENA_LIMIT);
    const struct cmq_serial_run run = {
        argv + first, (size_t)(argc - first), undated, take_report, &told, NULL};
    status = cmq_run_serially(&run);
    if (status != CMQ_EXIT_FAILED) {
        int written = write_accounts(&told);
        status = written == CMQ_EXIT_OK ? status : written;
    }
    cmq_arena_release(&told.arena);
    cmq_coder_release(&told.coder);
    return status;
}
