/* SPDX-License-Identifier: Apache-2.0 */
/* The model and the dictionaries, which most servers are never asked for. */
#include "server/http.h"

#include <pthread.h>
#include <stdlib.h>

struct cmq__engine {
    const struct cmq_server_options *options;
    pthread_mutex_t lock;
    bool is_open;
    struct cmq_coder coder;
};

enum cmq_status cmq__engine_coder(struct cmq__engine *engine, const struct cmq_coder **coder,
                                  struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    const struct cmq_server_options *options = engine->options;
    (void)pthread_mutex_lock(&engine->lock);
    if (!engine->is_open) {
        status = cmq_coder_open_own(options->model, options->lexicon, options->ontology,
                                    &engine->coder, err);
        engine->is_open = status == CMQ_OK;
    }
    (void)pthread_mutex_unlock(&engine->lock);
    *coder = &engine->coder;
    return status;
}

enum cmq_status cmq__engine_open(const struct cmq_server_options *options,
                                 struct cmq__engine **opened, struct cmq_error *err) {
    struct cmq__engine *engine = calloc(1, sizeof *engine);
    const struct cmq_coder *coder;
    *opened = engine;
    if (engine == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    engine->options = options;
    (void)pthread_mutex_init(&engine->lock, NULL);
    bool own = options->model != NULL || options->lexicon != NULL || options->ontology != NULL;
    return own ? cmq__engine_coder(engine, &coder, err) : CMQ_OK;
}

void cmq__engine_close(struct cmq__engine *engine) {
    if (engine == NULL) {
        return;
    }
    if (engine->is_open) {
        cmq_coder_release(&engine->coder);
    }
    (void)pthread_mutex_destroy(&engine->lock);
    free(engine);
}
