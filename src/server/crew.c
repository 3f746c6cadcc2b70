/* SPDX-License-Identifier: Apache-2.0 */
/* The threads that answer, each with the store open for itself, and the requests that wait for
 * them. The threads of libmicrohttpd only speak with clients, so that no answer holds up another's
 * bytes; a request that waits is suspended there. */
#include "server/http.h"

#include <pthread.h>
#include <stdlib.h>

#define ARENA_LIMIT ((size_t)512 << 20)
#define CACHE_KIB   4096 /* of the store's pages, a thread; the system has the file's pages, too */

struct cmq__crew {
    const struct cmq__shared *shared;
    pthread_mutex_t lock;
    pthread_cond_t came;
    struct cmq__job *first, *last;
    bool closed;
    unsigned count;
    pthread_t thread[];
};

/* ---- one thread ---- */

static enum cmq_status open_store(struct cmq__worker *worker, struct cmq_error *err) {
    if (worker->store != NULL) {
        return CMQ_OK;
    }
    enum cmq_status status =
        cmq_store_open(worker->shared->options->db, CMQ_STORE_READ, &worker->store, err);
    return status == CMQ_OK ? cmq_store_set_cache(worker->store, CACHE_KIB, err) : status;
}

static void work(struct cmq__worker *worker, struct cmq__job *job) {
    struct cmq_error err;
    enum cmq_status status = open_store(worker, &err);
    if (status == CMQ_OK) {
        cmq_store_set_patience(worker->store, worker->shared->options->seconds);
        cmq__route(worker, job->request, job->reply);
    } else {
        cmq__problem_of(job->reply, status, &err);
    }
    cmq_arena_reset(&worker->arena);
    cmq__make_response(job->request->connection, job->reply);
    MHD_resume_connection(job->request->connection);
}

/* NULL when the crew was closed. */
static struct cmq__job *next_job(struct cmq__crew *crew) {
    (void)pthread_mutex_lock(&crew->lock);
    while (crew->first == NULL && !crew->closed) {
        (void)pthread_cond_wait(&crew->came, &crew->lock);
    }
    struct cmq__job *job = crew->first;
    if (job != NULL) {
        crew->first = job->next;
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return job;
}

static void *run(void *context) {
    struct cmq__crew *crew = context;
    struct cmq__worker worker = {.shared = crew->shared};
    struct cmq__job *job;
    cmq_arena_init(&worker.arena, ARENA_LIMIT);
    while ((job = next_job(crew)) != NULL) {
        work(&worker, job);
    }
    cmq_session_free(worker.session);
    cmq_store_close(worker.store);
    cmq_arena_release(&worker.arena);
    return NULL;
}

/* ---- all of them ---- */

enum cmq_status cmq__crew_open(const struct cmq__shared *shared, struct cmq__crew **opened,
                               struct cmq_error *err) {
    unsigned count = shared->options->threads > 0 ? shared->options->threads : 1;
    struct cmq__crew *crew = calloc(1, sizeof *crew + count * sizeof *crew->thread);
    *opened = crew;
    if (crew == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    crew->shared = shared;
    (void)pthread_mutex_init(&crew->lock, NULL);
    (void)pthread_cond_init(&crew->came, NULL);
    for (; crew->count < count; crew->count++) {
        if (pthread_create(&crew->thread[crew->count], NULL, run, crew) != 0) {
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot begin a thread");
        }
    }
    return CMQ_OK;
}

static void put_last(struct cmq__crew *crew, struct cmq__job *job) {
    job->next = NULL;
    if (crew->first == NULL) {
        crew->first = job;
    } else {
        crew->last->next = job;
    }
    crew->last = job;
    (void)pthread_cond_signal(&crew->came);
}

bool cmq__crew_put(struct cmq__crew *crew, struct cmq__job *job) {
    (void)pthread_mutex_lock(&crew->lock);
    bool taken = !crew->closed;
    if (taken) {
        put_last(crew, job);
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return taken;
}

void cmq__crew_close(struct cmq__crew *crew) {
    if (crew == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    crew->closed = true;
    (void)pthread_cond_broadcast(&crew->came);
    (void)pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->count; i++) {
        (void)pthread_join(crew->thread[i], NULL);
    }
    crew->count = 0;
}

void cmq__crew_free(struct cmq__crew *crew) {
    if (crew == NULL) {
        return;
    }
    (void)pthread_cond_destroy(&crew->came);
    (void)pthread_mutex_destroy(&crew->lock);
    free(crew);
}
