/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/row_output.h"

#include <string.h>

static int say_told(const char *db, enum cmq_status status, const struct cmq_error *left_out,
                    const struct cmq_error *err) {
    if (status == CMQ_END) {
        cmq_say("there is no such story: `communique stories --db %s` lists them", db);
        return CMQ_EXIT_REJECTS;
    }
    if (status != CMQ_OK) {
        return cmq_say_error(err);
    }
    if (left_out->status != CMQ_OK) {
        cmq_say("accounts left out: %s", left_out->message);
    }
    return CMQ_EXIT_OK;
}

static int tell_story(const char *db, int64_t number, struct cmq_rows *rows) {
    struct cmq_store *store;
    struct cmq_output output;
    struct cmq_error err, left_out;
    if (cmq_store_open(db, CMQ_STORE_READ, &store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    int code = CMQ_EXIT_OK;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        code = cmq_say_error(&err);
    } else {
        cmq_row_output_attach(rows, &output);
        enum cmq_status status = cmq_query_story(store, number, rows, &left_out, &err);
        cmq_rows_release(rows);
        bool written = cmq_output_close(&output, true);
        code = say_told(db, status, &left_out, &err);
        code = code == CMQ_EXIT_OK && !written ? CMQ_EXIT_FAILED : code;
    }
    cmq_store_close(store);
    return code;
}

int cmq_command_story(int argc, char **argv) {
    struct cmq_rows rows = {.context = NULL};
    uint64_t number;
    const char *db = NULL, *format = NULL;
    const struct cmq_option options[] = {
        cmq_option_db(&db),
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "table or jsonl. Default: table on a terminal, else jsonl.", &format},
    };
    const struct cmq_usage usage = {
        .command = "story",
        .operands = "ID",
        .summary =
            "Tell one story of a store: its reports, what occurred, and the accounts side by side.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    if (!cmq_number_read(cmq_str_of(argv[first]), INT64_MAX, &number)) {
        return cmq_usage_fail("story", "'%s' is no number of a story", argv[first]);
    }
    if (format != NULL && strcmp(format, "table") != 0 && strcmp(format, "jsonl") != 0) {
        return cmq_usage_fail("story", "unknown format '%s': use table or jsonl", format);
    }
    status = cmq_row_output_choose("story", format, NULL, &rows);
    return status == CMQ_EXIT_OK ? tell_story(db, (int64_t)number, &rows) : status;
}
