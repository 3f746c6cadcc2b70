/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "api/api.h"

#include <string.h>

#define DESCRIPTION_LIMIT ((size_t)1 << 20)

/* Names and labels in a model file are whatever somebody put there. */
static void clear_controls(struct cmq_buf *text) {
    for (size_t i = 0; i < text->len; i++) {
        unsigned char c = (unsigned char)text->ptr[i];
        if ((c < ' ' && c != '\n') || c == 0x7F) {
            text->ptr[i] = '?';
        }
    }
}

static int print_description(const struct cmq_model *model) {
    struct cmq_buf text;
    struct cmq_output output;
    struct cmq_error err;
    cmq_buf_init(&text, DESCRIPTION_LIMIT);
    cmq_model_describe(model, &text);
    cmq_model_describe_labels(model, &text);
    clear_controls(&text);
    int status = CMQ_EXIT_FAILED;
    if (cmq_output_open(&output, NULL, &err) == CMQ_OK) {
        cmq_output_write(&output, cmq_buf_str(&text));
        status = cmq_output_close(&output, true) ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
    }
    cmq_buf_release(&text);
    return status;
}

static int info(int argc, char **argv) {
    const char *path = NULL;
    const struct cmq_option options[] = {
        {'\0', CMQ_OPTION_TEXT, "model", "FILE",
         "Describe the model in FILE instead of the built-in one.", &path},
    };
    const struct cmq_usage usage = {
        .command = "model info",
        .operands = "",
        .summary = "Describe the model in use.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_model *model;
    struct cmq_error err;
    if (cmq_api_open_model(path, &model, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = print_description(model);
    cmq_model_free(model);
    return status;
}

static int import(int argc, char **argv) {
    const char *path = NULL;
    const struct cmq_option options[] = {
        {'o', CMQ_OPTION_NEEDED, "output", "FILE", "Write the model to FILE. Must be given.",
         &path},
    };
    const struct cmq_usage usage = {
        .command = "model import",
        .operands = "DIR",
        .summary = "Turn a spaCy v3 pipeline folder into a model file.",
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
    struct cmq_error err;
    return cmq_model_import(argv[first], path, &err) == CMQ_OK ? CMQ_EXIT_OK : cmq_say_error(&err);
}

int cmq_command_model(int argc, char **argv) {
    static const struct cmq_command actions[] = {
        {"info", "describe the model in use", info},
        {"import", "turn a spaCy v3 pipeline folder into a model file", import},
    };
    return cmq_action_run("model", actions, sizeof actions / sizeof *actions, argc, argv);
}
