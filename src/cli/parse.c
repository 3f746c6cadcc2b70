/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "api/api.h"

#include <string.h>

struct parser {
    struct cmq_model *model;
    bool news, json;
};

static void write_json(const struct parser *parser, const struct cmq_parse *parse,
                       struct cmq_arena *arena, struct cmq_job *job) {
    struct cmq_view view;
    if (cmq_view_make(parse, arena, &view)) {
        cmq_view_write_json(&view, job->report.id, cmq_model_id(parser->model), &job->out);
    } else {
        job->status = cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "no memory to write the parse");
    }
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct parser *parser = context;
    struct cmq_parse parse;
    enum cmq_genre genre = parser->news ? CMQ_NEWS : CMQ_ANY_TEXT;
    job->status = cmq_parse_with(parser->model, job->session, genre, job->report.text, arena,
                                 &parse, &job->err);
    if (job->status != CMQ_OK) {
        return;
    }
    job->words = cmq_parse_words(&parse);
    if (parser->json) {
        write_json(parser, &parse, arena, job);
    } else {
        cmq_parse_write_conllu(&parse, job->report.id, &job->out);
    }
    cmq_run_check_out(job);
}

int cmq_command_parse(int argc, char **argv) {
    /* A parse does not depend on the date. */
    struct cmq_run_options run_options = {.threads = 1, .undated = true};
    struct parser parser = {.news = false};
    const char *format = "conllu";
    const struct cmq_option options[] = {
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "conllu, or jsonl: an object a line for each report. Default: conllu.", &format},
        cmq_option_jobs(&run_options.threads),
        cmq_option_output(&run_options.output),
        cmq_option_rejects(&run_options.rejects),
        cmq_option_model(&run_options.model),
        cmq_option_precision(&run_options.precision),
        {'\0', CMQ_OPTION_FLAG, "news", NULL,
         "Read as news, as code does, and not as the bare model does.", &parser.news},
        cmq_option_stats(&run_options.stats),
    };
    const struct cmq_usage usage = {
        .command = "parse",
        .operands = "[FILE ...]",
        .summary = "Parse texts: sentences, words, tags, trees and names, as CoNLL-U or JSON.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    parser.json = strcmp(format, "jsonl") == 0;
    if (!parser.json && strcmp(format, "conllu") != 0) {
        return cmq_usage_fail("parse", "unknown format '%s': use conllu or jsonl", format);
    }
    struct cmq_error err;
    if (cmq_api_open_model(run_options.model, &parser.model, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = cmq_run_prepare("parse", &run_options, parser.model);
    if (status != CMQ_EXIT_OK) {
        cmq_model_free(parser.model);
        return status;
    }
    const struct cmq_run run = {
        .options = &run_options,
        .model = parser.model,
        .path = argv + first,
        .path_count = (size_t)(argc - first),
        .work = work,
        .context = &parser,
    };
    status = cmq_run(&run);
    cmq_model_free(parser.model);
    return status;
}
