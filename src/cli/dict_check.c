/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/common_options.h"

#include "cli/dict.h"
#include "cli/expectation.h"
#include "cli/pool.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MESSAGES_LIMIT ((size_t)64 << 20)

struct check {
    struct cmq_coder coder;
    struct cmq_output output;
    const char *folder;   /* NULL: the built-in dictionaries */
    const char *ontology; /* NULL: the one built in */
    uint32_t *entry_of;   /* of each example */
    uint32_t next;        /* the example to read */
    uint32_t failed, without;
};

/* ---- compiling --------------------------------------------------------------------------- */

/* Opens the model and the dictionaries. Every error of the folder's files goes to standard output,
 * as "file:line: reason". */
static int open_coder(struct check *check, const char *model) {
    struct cmq_buf messages;
    struct cmq_error err;
    struct cmq_lexicon lexicon;
    struct cmq_ontology *ontology = NULL;
    enum cmq_status status = CMQ_OK;
    cmq_buf_init(&messages, MESSAGES_LIMIT);
    if (check->ontology != NULL) {
        status = cmq_ontology_open(check->ontology, &messages, &ontology, &err);
    }
    if (status == CMQ_OK) {
        status = cmq_dictionaries_open(check->folder, ontology, &messages, &lexicon, &err);
    }
    cmq_output_write(&check->output, cmq_buf_str(&messages));
    cmq_buf_release(&messages);
    if (status != CMQ_OK) {
        cmq_ontology_free(ontology);
        cmq_say("%s", err.message);
        return status == CMQ_BAD_INPUT || status == CMQ_LIMIT ? CMQ_EXIT_REJECTS : CMQ_EXIT_FAILED;
    }
    status = cmq_coder_open(model, NULL, &check->coder, &err);
    if (status != CMQ_OK) {
        cmq_ontology_free(ontology);
        cmq_lexicon_release(&lexicon);
        return cmq_say_error(&err);
    }
    cmq_lexicon_release(&check->coder.lexicon);
    check->coder.lexicon = lexicon;
    check->coder.ontology = ontology;
    return CMQ_EXIT_OK;
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

/* The example's line, with the entry's file as it was given on the command line. */
static void add_place(const struct check *check, uint32_t number, struct cmq_buf *out) {
    const struct cmq_lexicon *lexicon = &check->coder.lexicon;
    const struct cmq_entry *entry = &lexicon->entry[check->entry_of[number]];
    if (entry->given) {
        struct cmq_str file = cmq_lexicon_str(lexicon, entry->file);
        bool own = check->ontology != NULL && entry->kind == CMQ_ENTRY_FRAME;
        struct cmq_str folder =
            cmq_str_of(own || check->folder == NULL ? check->ontology : check->folder);
        while (folder.len > 1 && cmq_str_ends(folder, CMQ_STR("/"))) {
            folder.len--;
        }
        cmq_str_cut(&file, '/');
        cmq_buf_format(out, "%.*s/%.*s:%" PRIu32, CMQ_FMT(folder), CMQ_FMT(file),
                       lexicon->example[number].line);
    } else {
        cmq_lexicon_place(lexicon, entry, lexicon->example[number].line, out);
    }
    cmq_buf_add_str(out, CMQ_STR(": "));
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
    int status = open_coder(check, model);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    status = CMQ_EXIT_FAILED;
    if (index_examples(check)) {
        status = run_examples(check, threads, quiet);
    }
    free(check->entry_of);
    cmq_coder_release(&check->coder);
    return status;
}

int cmq_dict_check(int argc, char **argv) {
    struct check check = {.folder = NULL};
    unsigned threads = 1;
    bool quiet = false;
    const char *model = NULL;
    const struct cmq_option options[] = {
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Work on N examples at a time. Default: 1.", &threads},
        {'q', CMQ_OPTION_FLAG, "quiet", NULL, "Print what fails, without the counts.", &quiet},
        cmq_option_model(&model),
        {'\0', CMQ_OPTION_TEXT, "ontology", "DIR",
         "Check the ontology in DIR, too, and take its frames for the built-in ones.",
         &check.ontology},
    };
    const struct cmq_usage usage = {
        .command = "dict check",
        .operands = "[DIR]",
        .summary = "Take the built-in dictionaries, with those in DIR laid over them, and run the\n"
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
