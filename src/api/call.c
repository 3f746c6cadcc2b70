/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <string.h>

#define OPTIONS_LIMIT 4096u /* no struct of options will ever be larger */

static enum communique_status public_status(enum cmq_status status) {
    switch (status) {
    case CMQ_OK:
        return COMMUNIQUE_OK;
    case CMQ_LIMIT:
        return COMMUNIQUE_LIMIT;
    case CMQ_UNSUPPORTED:
        return COMMUNIQUE_UNSUPPORTED;
    case CMQ_NO_MEMORY:
        return COMMUNIQUE_NO_MEMORY;
    case CMQ_IO:
        return COMMUNIQUE_IO;
    case CMQ_END:
    case CMQ_BAD_INPUT:
        break;
    }
    return COMMUNIQUE_BAD_INPUT;
}

static enum communique_status report(struct communique_error *error, enum communique_status status,
                                     const char *message) {
    if (error != NULL) {
        struct cmq_str text = cmq_str_of(message);
        size_t length = text.len < sizeof error->message ? text.len : sizeof error->message - 1;
        error->status = status;
        memcpy(error->message, text.ptr, length);
        error->message[length] = '\0';
    }
    return status;
}

enum communique_status cmq_call_refuse(struct communique_error *error, const char *message) {
    return report(error, COMMUNIQUE_BAD_ARGUMENT, message);
}

enum communique_status cmq_call_fail(struct communique_error *error, const struct cmq_error *err) {
    return report(error, public_status(err->status), err->message);
}

enum communique_status cmq_call_no_memory(struct communique_error *error) {
    return report(error, COMMUNIQUE_NO_MEMORY, "out of memory");
}

enum communique_status cmq_call_options(const void *given, void *ours, size_t size,
                                        struct communique_error *error) {
    size_t theirs;
    if (given == NULL) {
        return COMMUNIQUE_OK;
    }
    memcpy(&theirs, given, sizeof theirs);
    if (theirs < sizeof theirs || theirs > OPTIONS_LIMIT) {
        return cmq_call_refuse(
            error, "the options or the report do not begin with the size of their struct");
    }
    const unsigned char *bytes = given;
    for (size_t i = size; i < theirs; i++) {
        if (bytes[i] != 0) {
            return report(error, COMMUNIQUE_UNSUPPORTED,
                          "the options or the report have something that came after this version");
        }
    }
    memcpy(ours, given, theirs < size ? theirs : size);
    return COMMUNIQUE_OK;
}
