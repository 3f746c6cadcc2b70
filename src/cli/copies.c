/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/run.h"

#include "stories/stories.h"

#define LINE_LIMIT ((size_t)1 << 20)

struct finder {
    struct cmq_copies *copies;
    struct cmq_output output;
    struct cmq_arena arena;
    CMQ_ARRAY(struct cmq_str) ids; /* of the reports so far */
    bool rejected;
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

static enum cmq_status find_all(struct finder *finder, struct cmq_reader *reader,
                                struct cmq_error *err) {
    enum cmq_status status = cmq_run_each(reader, take_report, finder, &finder->rejected, err);
    return finder->arena.exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : status;
}

static int run_copies(struct finder *finder, char *const *path, size_t count, bool undated) {
    const struct cmq_reader_options options = {.undated = undated};
    struct cmq_error err = {0};
    struct cmq_reader *reader = cmq_reader_open((const char *const *)path, count, options, &err);
    if (reader == NULL || cmq_output_open(&finder->output, NULL, &err) != CMQ_OK) {
        cmq_reader_free(reader);
        return cmq_say_error(&err);
    }
    enum cmq_status status = find_all(finder, reader, &err);
    cmq_reader_free(reader);
    bool written = cmq_output_close(&finder->output, true);
    if (status != CMQ_END) {
        return cmq_say_error(&err);
    }
    if (!written) {
        return CMQ_EXIT_FAILED;
    }
    return finder->rejected ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

int cmq_command_copies(int argc, char **argv) {
    struct finder finder = {.rejected = false};
    bool undated = false;
    const struct cmq_option options[] = {
        {'\0', CMQ_OPTION_FLAG, "undated", NULL, "Accept reports without a date.", &undated},
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
    static char stdin_path[] = "-";
    char *const standard_input[] = {stdin_path};
    bool given = argc > first;
    cmq_arena_init(&finder.arena, SIZE_MAX / 2);
    status = run_copies(&finder, given ? argv + first : standard_input,
                        given ? (size_t)(argc - first) : 1, undated);
    cmq_arena_release(&finder.arena);
    cmq_copies_free(finder.copies);
    return status;
}
