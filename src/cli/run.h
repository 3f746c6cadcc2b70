/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_RUN_H
#define CMQ_CLI_RUN_H

/* A run: reports from files or standard input, each worked on by one of many threads, the results
 * written in the order of the reports, rejects told. What `code` and `parse` do. */

#include "cli/cli.h"
#include "cli/pool.h"

/* Options that every run takes; a command's table points to them. */
struct cmq_run_options {
    unsigned threads;
    bool undated, stats;
    const char *rejects, *output, *model, *precision;
};

/* Makes a model that was opened ready for the precision that the options name. Returns
 * CMQ_EXIT_OK, or the status to exit with. */
int cmq_run_prepare(const char *command, const struct cmq_run_options *options,
                    struct cmq_model *model);

struct cmq_run {
    const struct cmq_run_options *options;
    const struct cmq_model *model; /* as cmq_pool_tasks.model */
    char *const *path;             /* none: standard input */
    size_t path_count;
    struct cmq_str header; /* written before all results */
    struct cmq_str footer; /* and after them */
    /* Appends the result of `job->report` to `job->out` and counts its words, or rejects it. */
    void (*work)(void *context, struct cmq_arena *arena, struct cmq_job *job);
    void *context;

    /* For a run whose results go elsewhere than to the output; all NULL otherwise. */
    /* On the reader's thread: whether the report is to be worked on. */
    enum cmq_status (*wants)(void *context, const struct cmq_report *report, bool *wanted,
                             struct cmq_error *err);
    /* On the calling thread, in the order of the reports: takes a result. False ends the program;
     * why was said. */
    bool (*take)(void *context, struct cmq_str result);
    /* On the calling thread, again and again while there is nothing to take. */
    void (*rest)(void *context);
    uint64_t *rejected; /* NULL, or gets how many reports were rejected */
};

/* Returns the status to exit with. */
int cmq_run(const struct cmq_run *run);

/* Rejects a job whose result did not fit its buffer. */
void cmq_run_check_out(struct cmq_job *job);
/* Copies a report into `job`. */
enum cmq_status cmq_run_keep(struct cmq_job *job, const struct cmq_report *report);
/* Copies the next report of `reader` into `job`, as `cmq_pool_tasks.next` has it. */
enum cmq_status cmq_run_read(struct cmq_reader *reader, struct cmq_job *job);
/* Gives each report of `reader` to `take` in turn, on this thread; what it or the reader rejects is
 * told on standard error and sets `*rejected`. CMQ_END when all are done, else what went wrong for
 * good. */
enum cmq_status cmq_run_each(struct cmq_reader *reader,
                             enum cmq_status (*take)(void *context, struct cmq_job *job),
                             void *context, bool *rejected, struct cmq_error *err);
/* Files of reports, standard input where none is named, worked on one by one. */
struct cmq_serial_run {
    char *const *path;
    size_t path_count;
    bool undated;
    enum cmq_status (*take)(void *context, struct cmq_job *job);
    void *context;
    struct cmq_output *output; /* NULL, or standard output, open for `take` */
};
/* As cmq_run_each(). CMQ_EXIT_OK, CMQ_EXIT_REJECTS, or what went wrong was said. */
int cmq_run_serially(const struct cmq_serial_run *run);
/* "communique: file:line: id: reason" on standard error. */
void cmq_run_say_reject(const struct cmq_job *job);

#endif
