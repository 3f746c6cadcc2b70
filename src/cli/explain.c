/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include <string.h>

#define TEXT_LIMIT ((size_t)256 << 20)

struct explain {
    struct cmq_coder coder;
    struct cmq_output output;
    const char *event_id; /* NULL: all; else how the ids begin */
    uint32_t explained;
    struct cmq_arena arena; /* of the report at hand */
};

static void explain_events(struct explain *explain, const struct cmq_coding *coding) {
    struct cmq_buf text;
    cmq_buf_init(&text, TEXT_LIMIT);
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const char *id = coding->events.list.item[i].id;
        if (explain->event_id != NULL &&
            strncmp(id, explain->event_id, strlen(explain->event_id)) != 0) {
            continue;
        }
        cmq_buf_clear(&text);
        if (explain->explained > 0) {
            cmq_buf_add_char(&text, '\n');
        }
        cmq_coding_explain(coding, i, &text);
        cmq_output_write(&explain->output, cmq_buf_str(&text));
        explain->explained++;
    }
    cmq_buf_release(&text);
}

static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct explain *explain = context;
    struct cmq_coding coding;
    cmq_arena_reset(&explain->arena);
    enum cmq_status status =
        cmq_code(&explain->coder, NULL, &job->report, &explain->arena, &coding, &job->err);
    if (status == CMQ_OK) {
        explain_events(explain, &coding);
    }
    return status;
}

static int run_explain(struct explain *explain, char *const *path, bool undated) {
    const struct cmq_serial_run run = {path, 1, undated, take_report, explain, &explain->output};
    cmq_arena_init(&explain->arena, CMQ_ARENA_LIMIT);
    int status = cmq_run_serially(&run);
    cmq_arena_release(&explain->arena);
    if (status != CMQ_EXIT_FAILED && explain->event_id != NULL && explain->explained == 0) {
        return cmq_usage_fail("explain", "there is no event '%s' in %s", explain->event_id, *path);
    }
    return status;
}

int cmq_command_explain(int argc, char **argv) {
    struct explain explain = {.event_id = NULL};
    const char *model = NULL, *lexicon = NULL, *ontology = NULL;
    bool undated = false;
    const struct cmq_option options[] = {
        {'e', CMQ_OPTION_TEXT, "event", "ID",
         "Explain the events whose id begins with ID. Default: all.", &explain.event_id},
        cmq_option_undated(&undated),
        cmq_option_model(&model),
        cmq_option_lexicon(&lexicon),
        cmq_option_ontology(&ontology),
    };
    const struct cmq_usage usage = {
        .command = "explain",
        .operands = "FILE",
        .summary = "Tell why each event was coded: words, rule, path in the tree, every step.",
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
    if (cmq_coder_open_own(model, lexicon, ontology, &explain.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = run_explain(&explain, argv + first, undated);
    cmq_coder_release(&explain.coder);
    return status;
}
