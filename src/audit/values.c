/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/values.h"

struct cmq_str cmq_value_text(const json_t *object, const char *key, struct cmq_arena *arena) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        return (struct cmq_str){NULL, 0};
    }
    return cmq_arena_copy(arena,
                          (struct cmq_str){json_string_value(value), json_string_length(value)});
}

bool cmq_labels_have(const struct cmq_labels *labels, struct cmq_str label) {
    for (uint32_t i = 0; i < labels->count; i++) {
        if (cmq_str_eq(labels->item[i], label)) {
            return true;
        }
    }
    return false;
}

void cmq_labels_add(struct cmq_labels *labels, struct cmq_str label, struct cmq_arena *arena) {
    if (!cmq_labels_have(labels, label)) {
        CMQ_PUSH(arena, labels) = label;
    }
}

struct cmq_labels cmq_value_labels(const json_t *object, const char *key, struct cmq_arena *arena) {
    struct cmq_labels labels = {0};
    const json_t *list = json_object_get(object, key);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *value = json_array_get(list, i);
        if (json_is_string(value)) {
            struct cmq_str label = {json_string_value(value), json_string_length(value)};
            cmq_labels_add(&labels, cmq_arena_copy(arena, label), arena);
        }
    }
    return labels;
}

bool cmq_value_reach(const json_t *value, struct cmq_reach *reach) {
    const json_t *start = json_array_get(value, 0), *end = json_array_get(value, 1);
    if (!json_is_integer(start) || !json_is_integer(end)) {
        return false;
    }
    *reach = (struct cmq_reach){json_integer_value(start), json_integer_value(end)};
    return reach->start >= 0 && reach->start <= reach->end;
}

json_t *cmq_value_object(struct cmq_str line, struct cmq_error *err) {
    json_error_t problem;
    json_t *object = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &problem);
    if (object == NULL) {
        cmq_fail(err, CMQ_BAD_INPUT, 0, "not valid JSON at column %d: %s", problem.column,
                 problem.text);
    } else if (!json_is_object(object)) {
        json_decref(object);
        object = NULL;
        cmq_fail(err, CMQ_BAD_INPUT, 0, "not a JSON object: a line must be one whole object");
    }
    return object;
}
