/* SPDX-License-Identifier: Apache-2.0 */
/* Jobs are numbered as they are read; job n stands in slot n modulo the ring's size. Three counts
 * say everything: written <= taken <= read <= written + size. The slots in [taken, read) wait for a
 * worker, those in [written, taken) are with one or done. One mutex guards the counts and `done`; a
 * job's other members belong to whoever the counts say has it.
 *
 * Signals to end are blocked in every thread and looked for between two writes, so that they never
 * cut a write in two. */
#include "cli/pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define JOBS_PER_THREAD 4u
#define OUT_LIMIT       ((size_t)1 << 30)
#define STORE_LIMIT     ((size_t)64 << 20)
#define POLL_NS         100000000L

struct ring {
    const struct cmq_pool_tasks *tasks;
    struct cmq_job *job;
    uint64_t size;
    pthread_mutex_t mutex;
    pthread_cond_t can_read, can_work, can_write;
    uint64_t read, taken, written;
    bool ended;   /* nothing more is read */
    bool stopped; /* nothing more is wanted */
    enum cmq_status status;
    struct cmq_error err; /* with `status`, when reading failed for good */
};

/* ---- threads ----------------------------------------------------------------------------- */

static void *run_reader(void *argument) {
    struct ring *ring = argument;
    pthread_mutex_lock(&ring->mutex);
    while (!ring->stopped && !ring->ended) {
        if (ring->read - ring->written == ring->size) {
            pthread_cond_wait(&ring->can_read, &ring->mutex);
            continue;
        }
        struct cmq_job *job = &ring->job[ring->read % ring->size];
        pthread_mutex_unlock(&ring->mutex);
        cmq_arena_reset(&job->store);
        cmq_buf_clear(&job->out);
        job->status = CMQ_OK;
        job->words = 0;
        job->done = false;
        enum cmq_status status = ring->tasks->next(ring->tasks->context, job);
        pthread_mutex_lock(&ring->mutex);
        if (status == CMQ_OK) {
            ring->read++;
            pthread_cond_signal(&ring->can_work);
            continue;
        }
        ring->ended = true;
        if (status != CMQ_END) {
            ring->status = status;
            ring->err = job->err;
        }
        pthread_cond_broadcast(&ring->can_work);
        pthread_cond_signal(&ring->can_write);
    }
    pthread_mutex_unlock(&ring->mutex);
    return NULL;
}

static void *run_worker(void *argument) {
    struct ring *ring = argument;
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    struct cmq_session *session = NULL; /* without memory for one, work takes longer, no more */
    if (ring->tasks->model != NULL) {
        (void)cmq_session_new(ring->tasks->model, &session, NULL);
    }
    pthread_mutex_lock(&ring->mutex);
    while (!ring->stopped) {
        if (ring->taken == ring->read) {
            if (ring->ended) {
                break;
            }
            pthread_cond_wait(&ring->can_work, &ring->mutex);
            continue;
        }
        struct cmq_job *job = &ring->job[ring->taken++ % ring->size];
        pthread_mutex_unlock(&ring->mutex);
        if (job->status == CMQ_OK) {
            cmq_arena_reset(&arena);
            job->session = session;
            ring->tasks->work(ring->tasks->context, &arena, job);
        }
        pthread_mutex_lock(&ring->mutex);
        job->done = true;
        pthread_cond_signal(&ring->can_write);
    }
    pthread_mutex_unlock(&ring->mutex);
    cmq_session_free(session);
    cmq_arena_release(&arena);
    return NULL;
}

/* Those that nobody told us to ignore (nohup does, for a hang-up): a blocked signal is kept pending
 * even if it is ignored. */
static void signals_to_end(sigset_t *signals) {
    static const int number[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(signals);
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        struct sigaction action;
        if (sigaction(number[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(signals, number[i]);
        }
    }
}

static void wait_for_writing(struct ring *ring) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += POLL_NS;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    pthread_cond_timedwait(&ring->can_write, &ring->mutex, &until);
}

static int pending_signal(const sigset_t *signals) {
    const struct timespec now = {0, 0};
    int number = sigtimedwait(signals, NULL, &now);
    return number > 0 ? number : 0;
}

static enum cmq_pool_end run_writer(struct ring *ring, const sigset_t *signals,
                                    int *signal_number) {
    const struct cmq_pool_tasks *tasks = ring->tasks;
    enum cmq_pool_end end = CMQ_POOL_DONE;
    bool idle = false;
    pthread_mutex_lock(&ring->mutex);
    while (end == CMQ_POOL_DONE && !(ring->ended && ring->written == ring->read)) {
        struct cmq_job *job = &ring->job[ring->written % ring->size];
        bool ready = ring->written < ring->taken && job->done;
        if (!ready && idle) {
            wait_for_writing(ring);
        }
        pthread_mutex_unlock(&ring->mutex);
        *signal_number = pending_signal(signals);
        if (*signal_number != 0) {
            end = CMQ_POOL_INTERRUPTED;
        } else if (ready) {
            end = tasks->write(tasks->context, job) ? CMQ_POOL_DONE : CMQ_POOL_STOPPED;
        } else {
            tasks->idle(tasks->context);
        }
        idle = !ready;
        pthread_mutex_lock(&ring->mutex);
        if (ready && end == CMQ_POOL_DONE) {
            ring->written++;
            pthread_cond_signal(&ring->can_read);
        }
    }
    ring->stopped = end != CMQ_POOL_DONE;
    pthread_cond_broadcast(&ring->can_work);
    pthread_cond_broadcast(&ring->can_read);
    pthread_mutex_unlock(&ring->mutex);
    return end;
}

/* ---- setting up -------------------------------------------------------------------------- */

static bool ring_init(struct ring *ring, const struct cmq_pool_tasks *tasks, unsigned threads) {
    *ring = (struct ring){.tasks = tasks, .size = (uint64_t)threads * JOBS_PER_THREAD};
    ring->job = calloc(ring->size, sizeof *ring->job);
    if (ring->job == NULL) {
        return false;
    }
    for (uint64_t i = 0; i < ring->size; i++) {
        cmq_arena_init(&ring->job[i].store, STORE_LIMIT);
        cmq_buf_init(&ring->job[i].out, OUT_LIMIT);
    }
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&ring->mutex, NULL);
    pthread_cond_init(&ring->can_read, NULL);
    pthread_cond_init(&ring->can_work, NULL);
    pthread_cond_init(&ring->can_write, &attributes);
    pthread_condattr_destroy(&attributes);
    return true;
}

static void ring_release(struct ring *ring) {
    for (uint64_t i = 0; i < ring->size; i++) {
        cmq_arena_release(&ring->job[i].store);
        cmq_buf_release(&ring->job[i].out);
    }
    pthread_cond_destroy(&ring->can_write);
    pthread_cond_destroy(&ring->can_work);
    pthread_cond_destroy(&ring->can_read);
    pthread_mutex_destroy(&ring->mutex);
    free(ring->job);
}

/* Ends the threads that run. Not after an abnormal end: the reader may never return. */
static void join_all(struct ring *ring, pthread_t *thread, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        pthread_join(thread[i], NULL);
    }
    ring_release(ring);
    free(ring);
    free(thread);
}

/* The reader and then the workers; returns how many threads run. */
static unsigned start(struct ring *ring, pthread_t *thread, unsigned workers) {
    unsigned running = 0;
    if (pthread_create(&thread[0], NULL, run_reader, ring) != 0) {
        return 0;
    }
    running++;
    for (unsigned i = 0; i < workers; i++) {
        if (pthread_create(&thread[running], NULL, run_worker, ring) == 0) {
            running++;
        }
    }
    return running;
}

enum cmq_pool_end cmq_pool_run(const struct cmq_pool_tasks *tasks, unsigned threads,
                               int *signal_number, struct cmq_error *err) {
    sigset_t signals, before;
    struct ring *ring = calloc(1, sizeof *ring);
    pthread_t *thread = calloc(threads + 1, sizeof *thread);
    if (ring == NULL || thread == NULL || !ring_init(ring, tasks, threads)) {
        free(ring);
        free(thread);
        cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return CMQ_POOL_FAILED;
    }
    signals_to_end(&signals);
    *signal_number = 0;
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    unsigned running = start(ring, thread, threads);
    enum cmq_pool_end end = CMQ_POOL_STOPPED;
    if (running >= 2) {
        end = run_writer(ring, &signals, signal_number);
    } else {
        cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot start threads");
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (end != CMQ_POOL_DONE) {
        return end;
    }
    if (ring->status != CMQ_OK) {
        *err = ring->err;
        end = CMQ_POOL_FAILED;
    }
    join_all(ring, thread, running);
    return end;
}

void cmq_end_by_signal(int signal_number) {
    (void)signal(signal_number, SIG_DFL);
    (void)raise(signal_number);
}
