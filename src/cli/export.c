/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "store/store.h"

#include <string.h>

#define LINE_LIMIT ((size_t)1 << 30)

/* Every coding a line, in the store's order. */
static enum cmq_status write_codings(struct cmq_store *store, bool with_text,
                                     struct cmq_output *output, struct cmq_error *err) {
    struct cmq_store_reports *reports;
    struct cmq_buf line;
    enum cmq_status status = cmq_store_reports_open(store, &reports, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_buf_init(&line, LINE_LIMIT);
    int64_t report;
    while (output->error == 0 &&
           (status = cmq_store_reports_next(reports, &report, err)) == CMQ_OK) {
        cmq_buf_clear(&line);
        status = cmq_store_coding(store, report, with_text, &line, err);
        if (status != CMQ_OK) {
            break;
        }
        cmq_buf_add_char(&line, '\n');
        cmq_output_write(output, cmq_buf_str(&line));
    }
    cmq_buf_release(&line);
    cmq_store_reports_free(reports);
    return status == CMQ_END ? CMQ_OK : status;
}

static int export_store(const char *db, const char *path, bool with_text) {
    struct cmq_store *store;
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_store_open(db, CMQ_STORE_READ, &store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    int status = CMQ_EXIT_FAILED;
    if (cmq_output_open(&output, path, &err) != CMQ_OK) {
        cmq_say_error(&err);
    } else {
        bool whole = write_codings(store, with_text, &output, &err) == CMQ_OK;
        if (!whole) {
            cmq_say_error(&err);
        }
        if (cmq_output_close(&output, whole) && whole) {
            status = CMQ_EXIT_OK;
        }
    }
    cmq_store_close(store);
    return status;
}

int cmq_command_export(int argc, char **argv) {
    const char *db = NULL, *format = "jsonl", *path = NULL;
    bool with_text = false;
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_TEXT, "db", "FILE", "The store.", &db},
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "jsonl: the codings as `code` writes them. Default: jsonl.", &format},
        {'o', CMQ_OPTION_TEXT, "output", "FILE", "Write to FILE instead of standard output.",
         &path},
        {'\0', CMQ_OPTION_FLAG, "text", NULL,
         "Put each report's text into its coding, where the store has it.", &with_text},
    };
    const struct cmq_usage usage = {
        .command = "export",
        .operands = "",
        .summary = "Write what a store holds, by date and id of the reports.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    if (db == NULL) {
        return cmq_usage_fail("export", "--db FILE is missing");
    }
    if (strcmp(format, "jsonl") != 0) {
        return cmq_usage_fail("export", "unknown format '%s': use jsonl", format);
    }
    return export_store(db, path, with_text);
}
