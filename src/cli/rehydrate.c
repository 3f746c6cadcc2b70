/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/common_options.h"
#include "cli/row_output.h"
#include "cli/run.h"

#include "release/release.h"

#include <inttypes.h>

struct joiner {
    struct cmq_rehydration *rehydration;
    struct cmq_rows rows;
    bool rejected;
};

static enum cmq_status join(void *context, struct cmq_job *job) {
    struct joiner *joiner = context;
    return cmq_rehydration_join(joiner->rehydration, &job->report, &joiner->rows, &job->err);
}

static int tell_counts(const struct joiner *joiner) {
    struct cmq_rehydration_counts counts = cmq_rehydration_count(joiner->rehydration);
    cmq_say("%" PRIu64 " reports found, %" PRIu64 " missing, %" PRIu64 " mismatched; %" PRIu64
            " events",
            counts.found, counts.missing, counts.mismatched, counts.events);
    if (counts.foreign > 0) {
        cmq_say("%" PRIu64 " texts are not of the release", counts.foreign);
    }
    return joiner->rejected || counts.missing + counts.mismatched > 0 ? CMQ_EXIT_REJECTS
                                                                      : CMQ_EXIT_OK;
}

static int join_all(struct joiner *joiner, const char *folder, const char *const *path,
                    size_t count, const char *output_path) {
    const struct cmq_reader_options options = {.undated = true};
    struct cmq_column column[CMQ_COLUMNS_MAX];
    struct cmq_output output;
    struct cmq_error err = {0};
    if (cmq_rehydration_open(folder, &joiner->rehydration, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    struct cmq_reader *reader = cmq_reader_open(path, count, options, &err);
    if (reader == NULL || cmq_output_open(&output, output_path, &err) != CMQ_OK) {
        cmq_reader_free(reader);
        return cmq_say_error(&err);
    }
    cmq_row_output_attach(&joiner->rows, &output);
    cmq_rows_begin(&joiner->rows, column, cmq_rehydration_columns(column));
    enum cmq_status status = cmq_run_each(reader, join, joiner, &joiner->rejected, &err);
    cmq_reader_free(reader);
    if (status == CMQ_END) {
        status = cmq_rows_end(&joiner->rows, &err);
    }
    cmq_rows_release(&joiner->rows);
    bool written = cmq_output_close(&output, status == CMQ_OK);
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    return written ? tell_counts(joiner) : CMQ_EXIT_FAILED;
}

int cmq_command_rehydrate(int argc, char **argv) {
    struct joiner joiner = {.rehydration = NULL};
    const char *format = NULL, *output = NULL;
    const struct cmq_option options[] = {
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT", CMQ_ROW_FORMATS_HELP, &format},
        cmq_option_output(&output),
    };
    const struct cmq_usage usage = {
        .command = "rehydrate",
        .operands = "DIR [FILE ...]",
        .summary = "Join a release to the texts of its reports: its events with trigger, evidence\n"
                   "and sentence. A text that is not the one that was coded is refused.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    status = cmq_row_output_choose("rehydrate", format, output, &joiner.rows);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    static const char *const standard_input[] = {"-"};
    bool given = argc > first + 1;
    status = join_all(&joiner, argv[first],
                      given ? (const char *const *)argv + first + 1 : standard_input,
                      given ? (size_t)(argc - first - 1) : 1, output);
    cmq_rehydration_free(joiner.rehydration);
    return status;
}
