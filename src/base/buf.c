/* SPDX-License-Identifier: Apache-2.0 */
/* `capacity` counts the terminator, `max` does not. After a failed append nothing more is added
 * until the buffer is cleared, so the contents are always a prefix of what was meant. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64u

void cmq_buf_init(struct cmq_buf *buf, size_t max) {
    *buf = (struct cmq_buf){.ptr = malloc(FIRST_CAPACITY), .max = max};
    if (buf->ptr == NULL) {
        buf->failed = true;
        return;
    }
    buf->capacity = FIRST_CAPACITY;
    buf->ptr[0] = '\0';
}

void cmq_buf_release(struct cmq_buf *buf) {
    free(buf->ptr);
    *buf = (struct cmq_buf){.max = buf->max};
}

void cmq_buf_clear(struct cmq_buf *buf) {
    buf->len = 0;
    buf->failed = false;
    if (buf->ptr != NULL) {
        buf->ptr[0] = '\0';
    }
}

/* Makes room for `len` more bytes and the terminator, or marks the buffer. */
static bool reserve(struct cmq_buf *buf, size_t len) {
    if (buf->failed) {
        return false;
    }
    if (len > buf->max - buf->len || len >= SIZE_MAX / 4 || buf->len >= SIZE_MAX / 4) {
        buf->failed = true;
        return false;
    }
    size_t needed = buf->len + len + 1;
    if (needed <= buf->capacity) {
        return true;
    }
    size_t capacity = buf->capacity < FIRST_CAPACITY ? FIRST_CAPACITY : buf->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *larger = realloc(buf->ptr, capacity);
    if (larger == NULL) {
        buf->failed = true;
        return false;
    }
    buf->ptr = larger;
    buf->capacity = capacity;
    return true;
}

void cmq_buf_add(struct cmq_buf *buf, const void *ptr, size_t len) {
    if (len == 0 || !reserve(buf, len)) {
        return;
    }
    memcpy(buf->ptr + buf->len, ptr, len);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

void cmq_buf_add_str(struct cmq_buf *buf, struct cmq_str s) {
    cmq_buf_add(buf, s.ptr, s.len);
}

void cmq_buf_add_char(struct cmq_buf *buf, char c) {
    cmq_buf_add(buf, &c, 1);
}

void cmq_buf_format(struct cmq_buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        buf->failed = true;
    } else if (reserve(buf, (size_t)length)) {
        int written = vsnprintf(buf->ptr + buf->len, (size_t)length + 1, format, again);
        buf->failed = written != length;
        buf->len += buf->failed ? 0 : (size_t)length;
        buf->ptr[buf->len] = '\0';
    }
    va_end(again);
}

struct cmq_str cmq_buf_str(const struct cmq_buf *buf) {
    if (buf->ptr == NULL) {
        return CMQ_STR("");
    }
    return (struct cmq_str){buf->ptr, buf->len};
}
