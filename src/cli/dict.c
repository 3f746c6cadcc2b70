/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "cli/expectation.h"
#include "cli/pool.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IMAGE_LIMIT    ((size_t)1 << 30)
#define MESSAGES_LIMIT ((size_t)64 << 20)

struct check {
    struct cmq_coder coder;
    struct cmq_output output;
    const char *folder; /* NULL: the built-in dictionaries */
    uint32_t *entry_of; /* of each example */
    uint32_t next;      /* the example to read */
    uint32_t failed, without;
};

/* ---- compiling --------------------------------------------------------------------------- */

/* Every error of the folder's files goes to standard output, as "file:line: reason". */
static int compile(const char *folder, struct cmq_output *output) {
    struct cmq_buf image, messages;
    struct cmq_error err;
    cmq_buf_init(&image, IMAGE_LIMIT);
    cmq_buf_init(&messages, MESSAGES_LIMIT);
    enum cmq_status status = cmq_lexicon_compile(folder, CMQ_STR(""), &image, &messages, &err);
    cmq_output_write(output, cmq_buf_str(&messages));
    cmq_buf_release(&messages);
    cmq_buf_release(&image);
    if (status == CMQ_OK) {
        return CMQ_EXIT_OK;
    }
    cmq_say("%s", err.message);
    return status == CMQ_BAD_INPUT || status == CMQ_LIMIT ? CMQ_EXIT_REJECTS : CMQ_EXIT_FAILED;
}

static bool index_examples(struct check *check) {
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    check->entry_of = calloc((size_t)lexicon->example_count + 1, sizeof *check->entry_of);
    if (check->entry_of == NULL) {
        cmq_say("out of memory");
        return false;
    }
    for (uint32_t i = 0; i < lexicon->entry_count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[i];
        for (uint32_t j = 0; j < entry->example_count; j++) {
            check->entry_of[entry->first_example + j] = i;
        }
        check->without += entry->example_count == 0;
    }
    return true;
}

/* ---- examples ---------------------------------------------------------------------------- */

static enum cmq_status next(void *context, struct cmq_job *job) {
    struct check *check = context;
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    if (check->next == lexicon->example_count) {
        return CMQ_END;
    }
    job->number = check->next++;
    job->report = (struct cmq_report){
        .id = CMQ_STR("example"),
        .date = CMQ_NO_DAY,
        .text = cmq_lexicon_str(lexicon, lexicon->example[job->number].text),
    };
    return CMQ_OK;
}

/* The entry's file under the folder that was given: its name begins with the language. */
static void add_place(const struct check *check, uint32_t number, struct cmq_buf *out) {
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    const struct cmq_entry *entry = &lexicon->entry[check->entry_of[number]];
    struct cmq_str file = cmq_lexicon_str(lexicon, entry->file);
    if (check->folder == NULL) {
        cmq_buf_add_str(out, CMQ_STR("lang"));
    } else {
        cmq_str_cut(&file, '/');
        struct cmq_str folder = cmq_str_of(check->folder);
        while (folder.len > 1 && cmq_str_ends(folder, CMQ_STR("/"))) {
            folder.len--;
        }
        cmq_buf_add_str(out, folder);
    }
    cmq_buf_format(out, "/%.*s:%" PRIu32 ": ", CMQ_FMT(file), lexicon->example[number].line);
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct check *check = context;
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    const struct cmq_example *example = &lexicon->example[job->number];
    struct cmq_str expected = cmq_lexicon_str(lexicon, example->expected);
    struct cmq_expectation expectation;
    struct cmq_coding coding;
    struct cmq_error err;
    enum cmq_entry_kind kind =
        (enum cmq_entry_kind)lexicon->entry[check->entry_of[job->number]].kind;
    if (!cmq_expectation_parse(expected, kind, &expectation, &err)) {
        add_place(check, job->number, &job->out);
        cmq_buf_format(&job->out, "%s: %.*s\n", err.message, CMQ_FMT(expected));
        return;
    }
    job->report.date = expectation.date;
    if (cmq_code(&check->coder, job->session, &job->report, arena, &coding, &err) != CMQ_OK) {
        add_place(check, job->number, &job->out);
        cmq_buf_format(&job->out, "%s\n", err.message);
    } else if (!cmq_expectation_met(&expectation, &coding)) {
        add_place(check, job->number, &job->out);
        cmq_buf_format(&job->out, "%.*s => expected %.*s, got ", CMQ_FMT(job->report.text),
                       CMQ_FMT(expected));
        cmq_expectation_describe(&expectation, &coding, &job->out);
        cmq_buf_add_char(&job->out, '\n');
    }
}

static bool write_result(void *context, struct cmq_job *job) {
    struct check *check = context;
    check->failed += job->out.len > 0;
    cmq_output_write(&check->output, cmq_buf_str(&job->out));
    return check->output.error == 0;
}

static void flush(void *context) {
    struct check *check = context;
    cmq_output_flush(&check->output);
}

static void write_counts(struct check *check) {
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    struct cmq_buf line;
    cmq_buf_init(&line, MESSAGES_LIMIT);
    cmq_buf_format(&line,
                   "%" PRIu32 " entries, %" PRIu32 " without an example; %" PRIu32
                   " examples, %" PRIu32 " failed\n",
                   lexicon->entry_count, check->without, lexicon->example_count, check->failed);
    cmq_output_write(&check->output, cmq_buf_str(&line));
    cmq_buf_release(&line);
}

static int run_examples(struct check *check, unsigned threads, bool quiet) {
    const struct cmq_pool_tasks tasks = {check, check->coder.model, next,
                                         work,  write_result,       flush};
    struct cmq_error err = {0};
    int signal_number;
    enum cmq_pool_end end = cmq_pool_run(&tasks, threads, &signal_number, &err);
    if (end != CMQ_POOL_DONE) {
        cmq_output_close(&check->output, false);
        if (err.message[0] != '\0') {
            cmq_say("%s", err.message);
        }
        if (signal_number != 0) {
            cmq_end_by_signal(signal_number);
        }
        _exit(CMQ_EXIT_FAILED);
    }
    if (!quiet) {
        write_counts(check);
    }
    return check->failed > 0 ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

static int check_folder(struct check *check, const char *model, unsigned threads, bool quiet) {
    struct cmq_error err;
    if (check->folder != NULL) {
        int status = compile(check->folder, &check->output);
        if (status != CMQ_EXIT_OK) {
            return status;
        }
    }
    if (cmq_coder_open(model, check->folder, &check->coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    int status = CMQ_EXIT_FAILED;
    if (index_examples(check)) {
        status = run_examples(check, threads, quiet);
    }
    free(check->entry_of);
    cmq_coder_release(&check->coder);
    return status;
}

static int run_check(int argc, char **argv) {
    struct check check = {.folder = NULL};
    unsigned threads = 1;
    bool quiet = false;
    const char *model = NULL;
    const struct cmq_option options[] = {
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Work on N examples at a time. Default: 1.", &threads},
        {'q', CMQ_OPTION_FLAG, "quiet", NULL, "Print what fails, without the counts.", &quiet},
        {'\0', CMQ_OPTION_TEXT, "model", "FILE", "Parse with the model in FILE.", &model},
    };
    const struct cmq_usage usage = {
        .command = "dict check",
        .operands = "[DIR]",
        .summary = "Compile the dictionaries in DIR, or take the built-in ones, and run the\n"
                   "examples of their entries.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    check.folder = first < argc ? argv[first] : NULL;
    struct cmq_error err;
    if (cmq_output_open(&check.output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = check_folder(&check, model, threads, quiet);
    return cmq_output_close(&check.output, true) ? status : CMQ_EXIT_FAILED;
}

int cmq_command_dict(int argc, char **argv) {
    static const struct cmq_command actions[] = {
        {"check", "run the example of every entry", run_check},
        {"import", "read dictionaries of other coders", cmq_action_dict_import},
    };
    return cmq_action_run("dict", actions, sizeof actions / sizeof *actions, argc, argv);
}
