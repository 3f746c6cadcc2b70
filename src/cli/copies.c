/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "stories/stories.h"

#define LINE_LIMIT ((size_t)1 << 20)

struct finder {
    struct cmq_copies *copies;
    struct cmq_output output;
    struct cmq_arena arena;
    CMQ_ARRAY(struct cmq_str) ids; /* of the reports so far */
};

static void write_line(struct finder *finder, const struct cmq_copy *copy) {
    struct cmq_buf line;
    struct cmq_json json;
    const struct cmq_str none = {NULL, 0};
    bool found = copy->of != UINT32_MAX;
    cmq_buf_init(&line, LINE_LIMIT);
    cmq_json_init(&json, &line);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("report"));
    cmq_json_str(&json, finder->ids.item[finder->ids.count - 1]);
    cmq_json_key(&json, CMQ_STR("copy_of"));
    cmq_json_str(&json, found && copy->whole ? finder->ids.item[copy->of] : none);
    cmq_json_key(&json, CMQ_STR("parts_of"));
    cmq_json_str(&json, found && !copy->whole ? finder->ids.item[copy->of] : none);
    cmq_json_key(&json, CMQ_STR("origin"));
    cmq_json_str(&json, finder->ids.item[copy->origin]);
    cmq_json_key(&json, CMQ_STR("of_it_in_source"));
    cmq_json_double(&json, copy->overlap.a_in_b, 2);
    cmq_json_key(&json, CMQ_STR("of_source_in_it"));
    cmq_json_double(&json, copy->overlap.b_in_a, 2);
    cmq_json_key(&json, CMQ_STR("sentences"));
    cmq_json_int(&json, copy->overlap.sentences);
    cmq_json_object_end(&json);
    cmq_buf_add_char(&line, '\n');
    cmq_output_write(&finder->output, cmq_buf_str(&line));
    cmq_buf_release(&line);
}

static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct finder *finder = context;
    struct cmq_copy copy;
    enum cmq_status status = cmq_copies_add(finder->copies, job->report.text, &copy, &job->err);
    if (status == CMQ_OK) {
        CMQ_PUSH(&finder->arena, &finder->ids) = cmq_arena_copy(&finder->arena, job->report.id);
        write_line(finder, &copy);
    }
    return status;
}

static int run_copies(struct finder *finder, char *const *path, size_t count, bool undated) {
    const struct cmq_serial_run run = {path, count, undated, take_report, finder, &finder->output};
    int status = cmq_run_serially(&run);
    if (status != CMQ_EXIT_FAILED && finder->arena.exhausted) {
        cmq_say("out of memory");
        return CMQ_EXIT_FAILED;
    }
    return status;
}

int cmq_command_copies(int argc, char **argv) {
    struct finder finder = {.copies = NULL};
    bool undated = false;
    const struct cmq_option options[] = {
        cmq_option_undated(&undated),
    };
    const struct cmq_usage usage = {
        .command = "copies",
        .operands = "[FILE ...]",
        .summary = "Tell which reports are near copies of earlier ones, or have parts of them.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    finder.copies = cmq_copies_open();
    if (finder.copies == NULL) {
        const struct cmq_error err = {.message = "out of memory"};
        return cmq_say_error(&err);
    }
    cmq_arena_init(&finder.arena, SIZE_MAX / 2);
    status = run_copies(&finder, argv + first, (size_t)(argc - first), undated);
    cmq_arena_release(&finder.arena);
    cmq_copies_free(finder.copies);
    return status;
}
