/* SPDX-License-Identifier: Apache-2.0 */
/* What is sent as JSON: an object whose members are known, each of its kind. */
#include "server/body.h"

static bool is_known(const char *member, const char *const *known) {
    for (; *known != NULL; known++) {
        if (cmq_str_eq(cmq_str_of(member), cmq_str_of(*known))) {
            return true;
        }
    }
    return false;
}

json_t *cmq__read_object(const struct cmq__request *request, const char *const *known,
                         struct cmq__reply *reply) {
    struct cmq_str body = cmq_buf_str(&request->body);
    json_error_t error;
    const char *member;
    json_t *value, *object = json_loadb(body.ptr, body.len, JSON_REJECT_DUPLICATES, &error);
    if (object == NULL) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "the body is not JSON, at byte %d: %s",
                     error.position, error.text);
        return NULL;
    }
    if (!json_is_object(object)) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "the body is no JSON object");
        json_decref(object);
        return NULL;
    }
    json_object_foreach(object, member, value) {
        if (!is_known(member, known)) {
            cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "there is no member '%s'", member);
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

bool cmq__read_text(const json_t *object, const char *member, struct cmq_str *text,
                    struct cmq__reply *reply) {
    const json_t *value = json_object_get(object, member);
    *text = (struct cmq_str){json_string_value(value), json_string_length(value)};
    if (value != NULL && !json_is_string(value)) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s is a text", member);
        return false;
    }
    return true;
}

bool cmq__read_whole(const json_t *object, const char *member, int64_t *number,
                     struct cmq__reply *reply) {
    const json_t *value = json_object_get(object, member);
    *number = json_integer_value(value);
    if (value != NULL && (!json_is_integer(value) || *number < 0)) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s is a whole number from 0", member);
        return false;
    }
    return true;
}
