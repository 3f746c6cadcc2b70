/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that were given, kept as long as the store stays as it is. Who asks for what another is
 * working out waits for that one's answer. */
#include "server/http.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ANSWERS_MAX 512u
#define BYTES_MAX   ((size_t)16 << 20) /* of all answers */
#define ANSWER_MAX  ((size_t)2 << 20)  /* of one */

struct answer {
    struct cmq_buf key;
    int64_t version; /* of the store */
    uint64_t used;   /* the clock when it was last asked for */
    bool at_work;
    const char *type;
    char next[CMQ_CURSOR_MAX];
    struct cmq_buf body;
};

struct cmq__answers {
    pthread_mutex_t lock;
    pthread_cond_t done;
    struct cmq_store *store; /* whose version is looked at */
    unsigned seconds;        /* that one waits for another's answer */
    uint64_t clock;
    size_t bytes;
    unsigned count;
    struct answer answer[ANSWERS_MAX];
};

enum cmq_status cmq__answers_open(const struct cmq_server_options *options,
                                  struct cmq__answers **opened, struct cmq_error *err) {
    struct cmq__answers *answers = calloc(1, sizeof *answers);
    *opened = answers;
    if (answers == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (void)pthread_mutex_init(&answers->lock, NULL);
    (void)pthread_cond_init(&answers->done, NULL);
    answers->seconds = options->seconds;
    return cmq_store_open(options->db, CMQ_STORE_READ, &answers->store, err);
}

struct cmq_store *cmq__answers_store(struct cmq__answers *answers) {
    return answers->store;
}

static void drop(struct cmq__answers *answers, struct answer *answer) {
    answers->bytes -= answer->body.len;
    cmq_buf_release(&answer->key);
    cmq_buf_release(&answer->body);
    *answer = answers->answer[--answers->count];
}

void cmq__answers_close(struct cmq__answers *answers) {
    if (answers == NULL) {
        return;
    }
    while (answers->count > 0) {
        drop(answers, &answers->answer[0]);
    }
    cmq_store_close(answers->store);
    (void)pthread_cond_destroy(&answers->done);
    (void)pthread_mutex_destroy(&answers->lock);
    free(answers);
}

static struct answer *find(struct cmq__answers *answers, struct cmq_str key) {
    for (unsigned i = 0; i < answers->count; i++) {
        if (cmq_str_eq(cmq_buf_str(&answers->answer[i].key), key)) {
            return &answers->answer[i];
        }
    }
    return NULL;
}

/* Drops what was not asked for longest until there is room; false where all are at work. */
static bool make_room(struct cmq__answers *answers, size_t bytes) {
    while (answers->count == ANSWERS_MAX || answers->bytes + bytes > BYTES_MAX) {
        struct answer *oldest = NULL;
        for (unsigned i = 0; i < answers->count; i++) {
            struct answer *answer = &answers->answer[i];
            if (!answer->at_work && (oldest == NULL || answer->used < oldest->used)) {
                oldest = answer;
            }
        }
        if (oldest == NULL) {
            return false;
        }
        drop(answers, oldest);
    }
    return true;
}

/* Notes that the caller works it out. Without room it is worked out without a note. */
static void claim(struct cmq__answers *answers, struct cmq_str key, int64_t version) {
    struct answer *answer = find(answers, key);
    if (answer == NULL && make_room(answers, 0)) {
        answer = &answers->answer[answers->count++];
        *answer = (struct answer){.at_work = false};
        cmq_buf_init(&answer->key, ANSWER_MAX);
        cmq_buf_add_str(&answer->key, key);
    }
    if (answer != NULL) {
        answers->bytes -= answer->body.len;
        cmq_buf_release(&answer->body);
        answer->version = version;
        answer->at_work = true;
    }
}

static void copy_out(struct cmq__answers *answers, struct answer *answer,
                     struct cmq__reply *reply) {
    answer->used = ++answers->clock;
    reply->type = answer->type;
    memcpy(reply->next, answer->next, sizeof reply->next);
    cmq_buf_add_str(&reply->body, cmq_buf_str(&answer->body));
}

bool cmq__answers_take(struct cmq__answers *answers, struct cmq_str key, struct cmq__reply *reply) {
    bool taken = false, waits = true;
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += answers->seconds;
    (void)pthread_mutex_lock(&answers->lock);
    while (waits) {
        int64_t version;
        if (cmq_store_version(answers->store, &version, NULL) != CMQ_OK) {
            break;
        }
        struct answer *answer = find(answers, key);
        waits = answer != NULL && answer->at_work;
        if (waits) {
            waits = pthread_cond_timedwait(&answers->done, &answers->lock, &until) == 0;
        } else if (answer != NULL && answer->version == version) {
            copy_out(answers, answer, reply);
            taken = true;
        } else {
            claim(answers, key, version);
        }
    }
    (void)pthread_mutex_unlock(&answers->lock);
    return taken;
}

void cmq__answers_give(struct cmq__answers *answers, struct cmq_str key,
                       const struct cmq__reply *reply) {
    struct cmq_str body = cmq_buf_str(&reply->body);
    (void)pthread_mutex_lock(&answers->lock);
    bool kept = reply->status == MHD_HTTP_OK && !reply->body.failed && body.len <= ANSWER_MAX &&
                make_room(answers, body.len);
    struct answer *answer = find(answers, key);
    if (answer != NULL && !answer->at_work) {
        answer = NULL; /* another gave it since */
    }
    if (answer != NULL && kept) {
        cmq_buf_init(&answer->body, ANSWER_MAX);
        cmq_buf_add_str(&answer->body, body);
        answers->bytes += answer->body.len;
        answer->type = reply->type;
        memcpy(answer->next, reply->next, sizeof answer->next);
        answer->used = ++answers->clock;
        answer->at_work = false;
        kept = !answer->body.failed;
    }
    if (answer != NULL && !kept) {
        drop(answers, answer);
    }
    (void)pthread_cond_broadcast(&answers->done);
    (void)pthread_mutex_unlock(&answers->lock);
}
