/* SPDX-License-Identifier: Apache-2.0 */
/* Codes reports and keeps them. */
#include "cli/batch.h"
#include "cli/common_options.h"
#include "cli/relate_older.h"
#include "cli/run.h"

#include "store/store.h"
#include "stories/stories.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COMMAND_LIMIT ((size_t)1 << 16)

struct add {
    struct cmq_coder coder;
    struct cmq_store *store;
    struct cmq_store *seen; /* the reader's own: what is there already */
    struct cmq_relater *relater;
    struct cmq_batch batch; /* of codings with their traces */
    bool without_text;
    struct cmq_store_counts counts;
    uint64_t passed_over; /* by the reader */
    uint64_t rejected;
};

static enum cmq_status wants(void *context, const struct cmq_report *report, bool *wanted,
                             struct cmq_error *err) {
    struct add *add = context;
    bool has = false;
    enum cmq_status status = cmq_store_has(add->seen, report, &has, err);
    add->passed_over += has;
    *wanted = !has;
    return status;
}

/* A worker's result is two pieces, the coding as JSON and its traces, each behind its length. */
static void add_piece(struct cmq_str piece, struct cmq_buf *out) {
    cmq_buf_add(out, &piece.len, sizeof piece.len);
    cmq_buf_add_str(out, piece);
}

static struct cmq_str cut_piece(struct cmq_str *rest) {
    struct cmq_str piece;
    memcpy(&piece.len, rest->ptr, sizeof piece.len);
    piece.ptr = rest->ptr + sizeof piece.len;
    *rest = (struct cmq_str){piece.ptr + piece.len, rest->len - sizeof piece.len - piece.len};
    return piece;
}

static void write_result(const struct cmq_coding *coding, uint32_t words, struct cmq_arena *arena,
                         struct cmq_buf *out) {
    struct cmq_buf piece;
    cmq_buf_init(&piece, out->max);
    cmq_coding_write_json(coding, true, &piece);
    bool failed = piece.failed;
    add_piece(cmq_buf_str(&piece), out);
    cmq_buf_clear(&piece);
    cmq_traces_write(coding, words, arena, &piece);
    add_piece(cmq_buf_str(&piece), out);
    out->failed = out->failed || failed || piece.failed;
    cmq_buf_release(&piece);
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct add *add = context;
    struct cmq_coding coding;
    job->status = cmq_code(&add->coder, job->session, &job->report, arena, &coding, &job->err);
    if (job->status == CMQ_OK) {
        job->words = cmq_parse_words(&coding.parse);
        write_result(&coding, (uint32_t)job->words, arena, &job->out);
        cmq_run_check_out(job);
    }
}

/* Keeps one report and relates it, if it is not there already. */
static enum cmq_status keep(struct add *add, struct cmq_str coding, struct cmq_str traces,
                            struct cmq_store_counts *counts, struct cmq_error *err) {
    uint64_t added = counts->added;
    enum cmq_status status = cmq_store_keep(add->store, coding, !add->without_text, counts, err);
    return status == CMQ_OK && counts->added > added
               ? cmq_relater_add(add->relater, counts->last, traces, err)
               : status;
}

/* All that waits, in one transaction. */
static enum cmq_status keep_all(void *context, struct cmq_error *err) {
    struct add *add = context;
    struct cmq_store_counts counts = add->counts;
    struct cmq_str rest = cmq_buf_str(&add->batch.waiting);
    enum cmq_status status = cmq_store_begin(add->store, err);
    if (status == CMQ_OK) {
        status = cmq_relater_begin(add->relater, err);
    }
    while (rest.len > 0 && status == CMQ_OK) {
        struct cmq_str coding = cut_piece(&rest);
        struct cmq_str traces = cut_piece(&rest);
        status = keep(add, coding, traces, &counts, err);
    }
    if (status == CMQ_OK) {
        status = cmq_relater_end(add->relater, err);
    }
    if (status == CMQ_OK) {
        status = cmq_store_commit(add->store, err);
    }
    if (status == CMQ_OK) {
        add->counts = counts;
    } else {
        cmq_store_rollback(add->store);
    }
    return status;
}

static bool take(void *context, struct cmq_str result) {
    struct add *add = context;
    cmq_batch_count(&add->batch);
    cmq_buf_add_str(&add->batch.waiting, result);
    return cmq_batch_settle_due(&add->batch);
}

static void rest(void *context) {
    struct add *add = context;
    cmq_batch_settle_due(&add->batch);
}

static void say_counts(const struct add *add) {
    cmq_say("%" PRIu64 " added (%" PRIu64 " new versions), %" PRIu64 " there already, %" PRIu64
            " rejected",
            add->counts.added, add->counts.versions, add->counts.present + add->passed_over,
            add->rejected);
}

/* The options as they were given. The files are left out: their names may be what is to be
 * forgotten later. */
static enum cmq_status note_command(struct add *add, int count, char *const *argument,
                                    struct cmq_error *err) {
    struct cmq_buf command;
    cmq_buf_init(&command, COMMAND_LIMIT);
    for (int i = 0; i < count; i++) {
        cmq_buf_format(&command, "%s%s", i == 0 ? "" : " ", argument[i]);
    }
    enum cmq_status status = cmq_store_set_command(add->store, cmq_buf_str(&command), err);
    cmq_buf_release(&command);
    return status;
}

static int run_add(struct add *add, struct cmq_run *run) {
    run->model = add->coder.model;
    run->work = work;
    run->context = add;
    run->wants = wants;
    run->take = take;
    run->rest = rest;
    run->rejected = &add->rejected;
    int status = cmq_run(run);
    if (!cmq_batch_settle(&add->batch)) {
        status = CMQ_EXIT_FAILED;
    }
    say_counts(add);
    return status;
}

/* Opens the store for both threads; the reader's is only read from. */
static enum cmq_status open_store(struct add *add, const char *path, struct cmq_error *err) {
    enum cmq_status status = cmq_store_open(path, CMQ_STORE_MAKE, &add->store, err);
    if (status == CMQ_OK) {
        status = cmq_store_open(path, CMQ_STORE_READ, &add->seen, err);
    }
    if (status == CMQ_OK && (add->relater = cmq_relater_open(add->store)) == NULL) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}

static int open_and_run(struct add *add, const char *db, const char *lexicon, const char *ontology,
                        struct cmq_run *run, int argc, char **argv) {
    struct cmq_error err;
    enum cmq_status opened = open_store(add, db, &err);
    if (opened == CMQ_OK) {
        opened = note_command(add, argc, argv, &err);
    }
    if (opened == CMQ_OK) {
        opened = cmq_coder_open_own(run->options->model, lexicon, ontology, &add->coder, &err);
    }
    if (opened == CMQ_OK) {
        opened = cmq_store_check_ontology(add->store, cmq_coder_ontology(&add->coder), &err);
    }
    int status;
    if (opened != CMQ_OK) {
        status = cmq_say_error(&err);
    } else {
        status = cmq_run_prepare("add", run->options, add->coder.model);
        if (status == CMQ_EXIT_OK) {
            opened = cmq_relate_older(&add->coder, add->store, add->relater, &err);
            status = opened == CMQ_OK ? run_add(add, run) : cmq_say_error(&err);
        }
    }
    cmq_coder_release(&add->coder);
    cmq_relater_free(add->relater);
    cmq_store_close(add->seen);
    cmq_store_close(add->store);
    return status;
}

int cmq_command_add(int argc, char **argv) {
    struct cmq_run_options run_options = {.threads = 1};
    const char *db = NULL, *lexicon = NULL, *ontology = NULL;
    struct add add = {.store = NULL};
    unsigned most = CMQ_BATCH_REPORTS;
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_NEEDED, "db", "FILE", "The store. It is made if it is not there.", &db},
        cmq_option_jobs(&run_options.threads),
        {'\0', CMQ_OPTION_COUNT, "batch", "N",
         "Write N reports in a transaction, fewer if a second has passed. Default: 512.", &most},
        {'\0', CMQ_OPTION_FLAG, "no-text", NULL,
         "Keep no texts, and do not index their words. Their hashes are kept.", &add.without_text},
        cmq_option_undated(&run_options.undated),
        cmq_option_rejects(&run_options.rejects),
        cmq_option_model(&run_options.model),
        cmq_option_precision(&run_options.precision),
        cmq_option_lexicon(&lexicon),
        cmq_option_ontology(&ontology),
        cmq_option_stats(&run_options.stats),
    };
    const struct cmq_usage usage = {
        .command = "add",
        .operands = "[FILE ...]",
        .summary =
            "Code reports and keep the codings in a store. A report that is there already is\n"
            "passed over, so an interrupted run is simply run again.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    cmq_batch_init(&add.batch, most, keep_all, &add);
    struct cmq_run run = {
        .options = &run_options,
        .path = argv + first,
        .path_count = (size_t)(argc - first),
    };
    status = open_and_run(&add, db, lexicon, ontology, &run, first, argv);
    cmq_buf_release(&add.batch.waiting);
    return status;
}
