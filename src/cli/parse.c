/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/run.h"

struct parser {
    struct cmq_coder coder;
    bool news;
};

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct parser *parser = context;
    struct cmq_parse parse;
    enum cmq_genre genre = parser->news ? CMQ_NEWS : CMQ_ANY_TEXT;
    job->status = cmq_parse_with(parser->coder.model, job->session, genre, job->report.text, arena,
                                 &parse, &job->err);
    if (job->status == CMQ_OK) {
        job->words = cmq_run_words(&parse);
        cmq_parse_write_conllu(&parse, job->report.id, &job->out);
        cmq_run_check_out(job);
    }
}

int cmq_command_parse(int argc, char **argv) {
    /* A parse does not depend on the date. */
    struct cmq_run_options run_options = {.threads = 1, .undated = true};
    struct parser parser = {.news = false};
    const struct cmq_option options[] = {
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Work on N reports at a time. Default: 1.",
         &run_options.threads},
        {'o', CMQ_OPTION_TEXT, "output", "FILE", "Write to FILE instead of standard output.",
         &run_options.output},
        {'\0', CMQ_OPTION_TEXT, "rejects", "FILE",
         "Write a JSON line to FILE for each rejected report.", &run_options.rejects},
        {'\0', CMQ_OPTION_TEXT, "model", "FILE", "Parse with the model in FILE.",
         &run_options.model},
        {'\0', CMQ_OPTION_TEXT, "precision", "NAME", CMQ_PRECISION_HELP, &run_options.precision},
        {'\0', CMQ_OPTION_FLAG, "news", NULL,
         "Show the trees that code works on, read as news, not the bare model's.", &parser.news},
        {'\0', CMQ_OPTION_FLAG, "stats", NULL,
         "Tell numbers of reports and words, and the speed, at the end.", &run_options.stats},
    };
    const struct cmq_usage usage = {
        .command = "parse",
        .operands = "[FILE ...]",
        .summary = "Parse reports: sentences, words, tags, trees and names, as CoNLL-U.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    status = cmq_run_open_coder("parse", &run_options, NULL, &parser.coder);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    const struct cmq_run run = {
        .options = &run_options,
        .model = parser.coder.model,
        .path = argv + first,
        .path_count = (size_t)(argc - first),
        .work = work,
        .context = &parser,
    };
    status = cmq_run(&run);
    cmq_coder_release(&parser.coder);
    return status;
}
