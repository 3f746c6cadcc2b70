/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"
#include "cli/common_options.h"

#include <string.h>

#define OPTIONS_MAX 48u
#define TABLE_LIMIT 50u

/* The options as they were given: `text` is NULL, `flag` false where they were not. */
struct given {
    const char *db, *format, *output;
    const char *text[OPTIONS_MAX]; /* of each parameter */
    bool flag[OPTIONS_MAX];
};

/* The parameters of the question, between options that are the command line's own. */
static size_t collect(enum cmq_asker asker, struct given *given,
                      struct cmq_option option[OPTIONS_MAX]) {
    size_t count, used = 0;
    const struct cmq_parameter *parameter = cmq_parameters(&count);
    option[used++] = cmq_option_db(&given->db);
    for (size_t i = 0; i < count; i++) {
        bool flag = parameter[i].kind == CMQ_PARAMETER_FLAG;
        if ((parameter[i].askers & (unsigned)asker) != 0) {
            option[used++] =
                (struct cmq_option){'\0',
                                    flag ? CMQ_OPTION_FLAG : CMQ_OPTION_TEXT,
                                    parameter[i].name,
                                    parameter[i].argument,
                                    parameter[i].help,
                                    flag ? (void *)&given->flag[i] : (void *)&given->text[i]};
        }
    }
    option[used++] = (struct cmq_option){'f',      CMQ_OPTION_TEXT,      "format",
                                         "FORMAT", CMQ_ROW_FORMATS_HELP, &given->format};
    option[used++] = cmq_option_output(&given->output);
    return used;
}

static enum cmq_status read_given(const struct given *given, struct cmq_ask *ask,
                                  struct cmq_error *err) {
    size_t count;
    enum cmq_status status = CMQ_OK;
    const struct cmq_parameter *parameter = cmq_parameters(&count);
    for (size_t i = 0; i < count && status == CMQ_OK; i++) {
        if (given->flag[i]) {
            status = cmq_asked_set(&ask->asked, &parameter[i], CMQ_STR("true"), err);
        } else if (given->text[i] != NULL) {
            status = cmq_asked_set(&ask->asked, &parameter[i], cmq_str_of(given->text[i]), err);
            ask->by_period |= strcmp(parameter[i].name, "by") == 0;
        }
    }
    return status == CMQ_OK ? cmq_asked_check(&ask->asked, err) : status;
}

/* ---- asking ---- */

/* What a user can put right is wrong usage. */
static int say_problem(const struct cmq_ask_command *command, enum cmq_status status,
                       const struct cmq_error *err) {
    return status == CMQ_BAD_INPUT ? cmq_usage_fail(command->name, "%s", err->message)
                                   : cmq_say_error(err);
}

static int ask_store(const struct cmq_ask_command *command, struct cmq_ask *ask, const char *path,
                     struct cmq_store *store) {
    struct cmq_output output;
    struct cmq_error err;
    enum cmq_status status = cmq_query_open(store, &ask->asked.filter, &ask->query, &err);
    if (status != CMQ_OK) {
        return say_problem(command, status, &err);
    }
    int code = CMQ_EXIT_OK;
    status = cmq_output_open(&output, path, &err);
    if (status != CMQ_OK) {
        code = cmq_say_error(&err);
    } else {
        cmq_row_output_attach(&ask->rows, &output);
        status = command->ask(ask, &err);
        cmq_rows_release(&ask->rows);
        code = status == CMQ_OK ? CMQ_EXIT_OK : say_problem(command, status, &err);
        if (!cmq_output_close(&output, status == CMQ_OK) && code == CMQ_EXIT_OK) {
            code = CMQ_EXIT_FAILED;
        }
    }
    if (code == CMQ_EXIT_OK && ask->cursor[0] != '\0') {
        cmq_say("there is more: --after %s", ask->cursor);
    }
    cmq_query_free(ask->query);
    return code;
}

int cmq_ask_run(const struct cmq_ask_command *command, int argc, char **argv) {
    struct given given = {.db = NULL};
    struct cmq_option option[OPTIONS_MAX];
    const struct cmq_usage usage = {
        .command = command->name,
        .operands = command->operands,
        .summary = command->summary,
        .option = option,
        .option_count = collect(command->asker, &given, option),
        .most = command->most,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_ask ask = {
        .asked = cmq_asked_of(command->asker), .operand = argv + first, .operands = argc - first};
    struct cmq_store *store;
    struct cmq_error err;
    status = cmq_row_output_choose(command->name, given.format, given.output, &ask.rows);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    ask.asked.page.limit = ask.rows.format == CMQ_ROWS_TABLE ? TABLE_LIMIT : 0;
    if (read_given(&given, &ask, &err) != CMQ_OK) {
        return cmq_usage_fail(command->name, "%s", err.message);
    }
    if (cmq_store_open(given.db, CMQ_STORE_READ, &store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = ask_store(command, &ask, given.output, store);
    cmq_store_close(store);
    return status;
}
