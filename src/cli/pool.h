/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_POOL_H
#define CMQ_CLI_POOL_H

/* Reports through many workers, results in the order of the reports: a reader thread fills jobs, N
 * workers do them, the calling thread writes them out. Jobs stand in a ring of bounded size, so
 * memory does not grow with the number of reports, and a slow consumer stops the reader. */

#include "coding/coding.h"

struct cmq_job {
    /* filled by the reader */
    struct cmq_arena store; /* of what is read; empty when the job is handed out */
    struct cmq_report report;
    const char *file;
    uint64_t line;
    uint32_t number; /* for the caller's use */
    /* filled by reader or worker */
    enum cmq_status status; /* not CMQ_OK: rejected, for the reason in `err` */
    struct cmq_error err;
    /* lent by the worker: its own, NULL if it has none */
    struct cmq_session *session;
    /* filled by the worker */
    struct cmq_buf out; /* empty when the job is handed out */
    uint64_t words;
    bool done; /* private */
};

struct cmq_pool_tasks {
    void *context;                 /* of the functions that follow */
    const struct cmq_model *model; /* what the workers have sessions on; NULL: they have none */
    /* On the reader's thread. CMQ_OK with a job (also a rejected one), CMQ_END, or what went wrong
     * for good, with the job's `err` set. */
    enum cmq_status (*next)(void *context, struct cmq_job *job);
    /* On a worker's thread, in an arena of its own that was reset; not for rejected jobs. */
    void (*work)(void *context, struct cmq_arena *arena, struct cmq_job *job);
    /* On the calling thread, in the order of reading; false stops everything. */
    bool (*write)(void *context, struct cmq_job *job);
    /* On the calling thread, again and again while there is nothing to write. */
    void (*idle)(void *context);
};

enum cmq_pool_end {
    CMQ_POOL_DONE,
    CMQ_POOL_FAILED,      /* `err` says why; every job before was written */
    CMQ_POOL_STOPPED,     /* by `write`; or no thread could be started, as `err` says */
    CMQ_POOL_INTERRUPTED, /* by a signal to end, which is in `*signal_number` */
};

/* After CMQ_POOL_STOPPED and CMQ_POOL_INTERRUPTED the threads may still be at work, the reader in
 * a read that never returns: free nothing that the tasks use, and end the process. */
enum cmq_pool_end cmq_pool_run(const struct cmq_pool_tasks *tasks, unsigned threads,
                               int *signal_number, struct cmq_error *err);

/* Ends the process as the signal would have done. */
void cmq_end_by_signal(int signal_number);

#endif
