/* SPDX-License-Identifier: Apache-2.0 */
/* What a thread keeps from text to text: the types that each stack of token vectors has met. */
#include "nlp/engine.h"

#include <stdlib.h>

#define SESSION_LIMIT ((size_t)256 << 20) /* bytes; types are bounded well below */

enum cmq_status cmq_session_new(const struct cmq_model *model, struct cmq_session **session,
                                struct cmq_error *err) {
    *session = NULL;
    struct cmq_session *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for a session");
    }
    opened->model = model;
    cmq_arena_init(&opened->arena, SESSION_LIMIT);
    for (uint32_t i = 0; i < model->vectors_count; i++) {
        if (!cmq_types_init(&opened->types[i], &model->vectors[i], UINT32_MAX, &opened->arena)) {
            cmq_session_free(opened);
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for a session");
        }
    }
    *session = opened;
    return CMQ_OK;
}

void cmq_session_free(struct cmq_session *session) {
    if (session != NULL) {
        cmq_arena_release(&session->arena);
        free(session);
    }
}
