/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_SERVER_BODY_H
#define CMQ_SERVER_BODY_H

/* What is sent as JSON (body.c). What is wrong makes the reply a problem. */

#include "server/http.h"

#include <jansson.h>

/* The object that was sent, the caller's to json_decref; NULL if it is none, or has a member that
 * is not among the `known`, the last of which is NULL. */
json_t *cmq__read_object(const struct cmq__request *request, const char *const *known,
                         struct cmq__reply *reply);
/* A member of one kind; absent or 0 where it is missing, false where it is something else. The text
 * lives as long as the object. */
bool cmq__read_text(const json_t *object, const char *member, struct cmq_str *text,
                    struct cmq__reply *reply);
bool cmq__read_whole(const json_t *object, const char *member, int64_t *number,
                     struct cmq__reply *reply);

#endif
