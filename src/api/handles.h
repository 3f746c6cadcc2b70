/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_HANDLES_H
#define CMQ_API_HANDLES_H

/* What stands behind the handles of the public header: engines and sessions, and the parse or the
 * coding that a session made last. */

#include "api/api.h"
#include "api/coding_view.h"
#include "coding/coding.h"

#define CMQ_WRITE_LIMIT ((size_t)1 << 30) /* bytes of what is written out */

struct communique_engine {
    struct cmq_coder coder;
    char *model_id;
};

struct communique_parse {
    struct communique_session *session;
    struct cmq_parse parse;
    struct cmq_view view;
};

struct communique_coding {
    struct communique_session *session;
    struct cmq_coding coding;
    struct cmq_coding_view view;
};

struct communique_session {
    const struct communique_engine *engine;
    struct cmq_session *kept; /* from text to text */
    struct cmq_arena arena;   /* of the parse or the coding */
    struct cmq_arena shown;   /* of the coding's view, so that reading one needs no more memory */
    struct cmq_buf written;   /* the parse or the coding, written out */
    struct cmq_buf traces;    /* of the coding */
    struct communique_parse parse;
    struct communique_coding coding;
};

/* Lets go of what the session made last: it must not be reached through a handle that somebody
 * kept. */
void cmq_api_forget(struct communique_session *session);

#endif
