/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_CODING_VIEW_H
#define CMQ_API_CODING_VIEW_H

/* A coding as the public structs have it: lists without lists in them, with terminated strings and
 * spans in bytes and in code points. Lives in the arena it was made in, and points to the words of
 * enums and to nothing else. */

#include "coding/coding.h"

#include <communique.h>

struct cmq_coding_view {
    struct communique_coding_facts facts;
    CMQ_ARRAY(struct communique_actor) actors;
    CMQ_ARRAY(struct communique_mention) mentions;
    CMQ_ARRAY(struct communique_event) events;
    CMQ_ARRAY(struct communique_statement) statements;
    CMQ_ARRAY(struct communique_participant) participants;
    CMQ_ARRAY(struct communique_teller) tellers;
    CMQ_ARRAY(struct communique_quantity) quantities;
    CMQ_ARRAY(struct communique_stretch) sentences;
    CMQ_ARRAY(struct communique_stretch) stretches;
    CMQ_ARRAY(const char *) strings;
};

/* False when the arena is exhausted. */
bool cmq_coding_view_make(const struct cmq_coding *coding, struct cmq_arena *arena,
                          struct cmq_coding_view *view);

#endif
