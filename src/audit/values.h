/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_VALUES_H
#define CMQ_AUDIT_VALUES_H

/* Members of JSON objects as this room's values. Private. */

#include "audit/audit.h"

#include <jansson.h>

/* The string of a member copied into the arena; absent if there is none or it is no string. */
struct cmq_str cmq_value_text(const json_t *object, const char *key, struct cmq_arena *arena);
/* A member that is a list of strings. */
struct cmq_labels cmq_value_labels(const json_t *object, const char *key, struct cmq_arena *arena);
/* False unless the member is a pair of offsets in order. */
bool cmq_value_reach(const json_t *value, struct cmq_reach *reach);
/* Adds a label that is not yet there. */
void cmq_labels_add(struct cmq_labels *labels, struct cmq_str label, struct cmq_arena *arena);
/* Reads one line of JSON that must be an object; NULL with the reason in `err`. */
json_t *cmq_value_object(struct cmq_str line, struct cmq_error *err);

#endif
