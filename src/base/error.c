/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message may quote hostile bytes or be cut inside a character, and it ends up in JSON. */
static void make_valid_utf8(char *message) {
    struct cmq_str rest = cmq_str_of(message);
    for (;;) {
        size_t bad = cmq_utf8_invalid(rest);
        if (bad == rest.len) {
            return;
        }
        message[bad] = '?';
        message += bad + 1;
        rest = cmq_str_of(message);
    }
}

enum cmq_status cmq_fail(struct cmq_error *err, enum cmq_status status, unsigned line,
                         const char *format, ...) {
    if (err == NULL) {
        return status;
    }
    /* An argument may point into the message that is being replaced. */
    char message[sizeof err->message];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (length < 0) {
        message[0] = '\0';
    }
    make_valid_utf8(message);
    err->status = status;
    err->line = line;
    memcpy(err->message, message, sizeof message);
    return status;
}
