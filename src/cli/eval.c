/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "audit/audit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ARENA_LIMIT ((size_t)4 << 30)
#define OUT_LIMIT   ((size_t)1 << 30)
#define CASES       20u

struct eval {
    struct cmq_gold gold;
    struct cmq_evaluation evaluation;
    struct cmq_arena kept, scratch; /* for the whole evaluation; for one coding */
    struct cmq_coder coder;
    struct cmq_reader *reader;
    enum cmq_status failed; /* a coding could not be read back */
    struct cmq_error err;
};

/* ---- codings ----------------------------------------------------------------------------- */

static enum cmq_status add_coding(struct eval *eval, struct cmq_str line) {
    struct cmq_coded coded;
    cmq_arena_reset(&eval->scratch);
    enum cmq_status status = cmq_coded_read(line, &eval->scratch, &coded, &eval->err);
    const uint32_t *record = status == CMQ_OK ? cmq_map_get(&eval->gold.by_id, coded.id) : NULL;
    if (record != NULL) {
        cmq_evaluation_add(&eval->evaluation, *record, &coded);
    }
    return status;
}

/* Codings that somebody made before, a line each. */
static enum cmq_status read_codings(struct eval *eval, const char *path) {
    struct cmq_buf bytes;
    cmq_buf_init(&bytes, ARENA_LIMIT);
    enum cmq_status status = cmq_file_read(path, ARENA_LIMIT, &bytes, &eval->err);
    struct cmq_str rest = cmq_buf_str(&bytes);
    for (unsigned number = 1; status == CMQ_OK && rest.len > 0; number++) {
        struct cmq_str line = cmq_str_trim(cmq_str_cut(&rest, '\n'));
        if (line.len > 0 && (status = add_coding(eval, line)) != CMQ_OK) {
            struct cmq_error reason = eval->err;
            cmq_fail(&eval->err, status, number, "%s:%u: %s", path, number, reason.message);
        }
    }
    cmq_buf_release(&bytes);
    return status;
}

static enum cmq_status next(void *context, struct cmq_job *job) {
    struct eval *eval = context;
    return cmq_run_read(eval->reader, job);
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct eval *eval = context;
    struct cmq_coding coding;
    job->status = cmq_code(&eval->coder, job->session, &job->report, arena, &coding, &job->err);
    if (job->status == CMQ_OK) {
        cmq_coding_write_json(&coding, false, &job->out);
        cmq_run_check_out(job);
    }
}

/* A record that cannot be coded is one that nothing was coded in. */
static bool write_job(void *context, struct cmq_job *job) {
    struct eval *eval = context;
    if (job->status != CMQ_OK) {
        cmq_run_say_reject(job);
    } else {
        eval->failed = add_coding(eval, cmq_buf_str(&job->out));
    }
    return eval->failed == CMQ_OK;
}

static void idle(void *context) {
    (void)context;
}

/* Codes the texts of the gold file. */
static enum cmq_status code_gold(struct eval *eval, const char *path, unsigned threads) {
    eval->reader =
        cmq_reader_open(&path, 1, (struct cmq_reader_options){.undated = true}, &eval->err);
    if (eval->reader == NULL) {
        return CMQ_NO_MEMORY;
    }
    const struct cmq_pool_tasks tasks = {eval, eval->coder.model, next, work, write_job, idle};
    int signal_number = 0;
    enum cmq_pool_end end = cmq_pool_run(&tasks, threads, &signal_number, &eval->err);
    if (end == CMQ_POOL_STOPPED || end == CMQ_POOL_INTERRUPTED) {
        if (eval->err.message[0] != '\0') {
            cmq_say("%s", eval->err.message);
        }
        if (signal_number != 0) {
            cmq_end_by_signal(signal_number);
        }
        _exit(CMQ_EXIT_FAILED);
    }
    cmq_reader_free(eval->reader);
    return end == CMQ_POOL_DONE ? CMQ_OK : CMQ_IO;
}

/* ---- the command ------------------------------------------------------------------------- */

struct eval_options {
    const char *codings, *format, *model, *lexicon;
    unsigned threads;
    bool errors;
};

static int print(const struct eval *eval, const struct eval_options *options) {
    struct cmq_output output;
    struct cmq_buf text;
    struct cmq_error err;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&text, OUT_LIMIT);
    if (strcmp(options->format, "json") == 0) {
        cmq_evaluation_json(&eval->evaluation, &text);
    } else {
        cmq_evaluation_table(&eval->evaluation, options->errors ? CASES : 0, &text);
    }
    cmq_output_write(&output, cmq_buf_str(&text));
    cmq_buf_release(&text);
    return cmq_output_close(&output, true) ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

static int evaluate(struct eval *eval, const char *path, const struct eval_options *options) {
    cmq_evaluation_begin(&eval->evaluation, &eval->gold, &eval->kept);
    enum cmq_status status;
    if (options->codings != NULL) {
        status = read_codings(eval, options->codings);
    } else {
        if (cmq_coder_open(options->model, options->lexicon, &eval->coder, &eval->err) != CMQ_OK) {
            return cmq_say_error(&eval->err);
        }
        status = code_gold(eval, path, options->threads);
        cmq_coder_release(&eval->coder);
    }
    if (status != CMQ_OK) {
        return cmq_say_error(&eval->err);
    }
    cmq_evaluation_end(&eval->evaluation);
    if (eval->kept.exhausted) {
        cmq_say("out of memory");
        return CMQ_EXIT_FAILED;
    }
    return print(eval, options);
}

int cmq_command_eval(int argc, char **argv) {
    struct eval_options given = {.format = "table", .threads = 1};
    const struct cmq_option options[] = {
        {'c', CMQ_OPTION_TEXT, "codings", "FILE",
         "Score the codings in FILE (jsonl). Default: code the texts of the gold file.",
         &given.codings},
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT", "table or json. Default: table.", &given.format},
        {'e', CMQ_OPTION_FLAG, "errors", NULL,
         "List what is wrong, up to 20 of each kind (json: always all).", &given.errors},
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Work on N records at a time. Default: 1.",
         &given.threads},
        cmq_option_model(&given.model),
        {'\0', CMQ_OPTION_TEXT, "lexicon", "DIR", "Use the dictionaries in DIR.", &given.lexicon},
    };
    const struct cmq_usage usage = {
        .command = "eval",
        .operands = "GOLD",
        .summary = "Score codings against gold records: precision, recall and F1, what is taken\n"
                   "for what, errors by kind. The formats of gold are in docs/eval.md.",
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
    if (strcmp(given.format, "table") != 0 && strcmp(given.format, "json") != 0) {
        return cmq_usage_fail("eval", "unknown format '%s': use table or json", given.format);
    }
    struct eval eval = {.failed = CMQ_OK};
    cmq_arena_init(&eval.kept, ARENA_LIMIT);
    cmq_arena_init(&eval.scratch, CMQ_ARENA_LIMIT);
    status = cmq_gold_read(argv[first], &eval.gold, &eval.err) == CMQ_OK
                 ? evaluate(&eval, argv[first], &given)
                 : cmq_say_error(&eval.err);
    cmq_gold_release(&eval.gold);
    cmq_arena_release(&eval.scratch);
    cmq_arena_release(&eval.kept);
    return status;
}
