/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <string.h>

struct cmq_str cmq_str_of(const char *terminated) {
    if (terminated == NULL) {
        return (struct cmq_str){NULL, 0};
    }
    return (struct cmq_str){terminated, strlen(terminated)};
}

bool cmq_str_eq(struct cmq_str a, struct cmq_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int cmq_str_cmp(struct cmq_str a, struct cmq_str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.ptr, b.ptr, shorter);
    if (order != 0) {
        return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool cmq_str_starts(struct cmq_str s, struct cmq_str prefix) {
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool cmq_str_ends(struct cmq_str s, struct cmq_str suffix) {
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct cmq_str cmq_str_trim(struct cmq_str s) {
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1])) {
        s.len--;
    }
    return s;
}

struct cmq_str cmq_str_cut(struct cmq_str *s, char separator) {
    struct cmq_str whole = *s;
    const char *at = whole.len == 0 ? NULL : memchr(whole.ptr, separator, whole.len);
    if (at == NULL) {
        *s = (struct cmq_str){NULL, 0};
        return whole;
    }
    size_t before = (size_t)(at - whole.ptr);
    *s = (struct cmq_str){at + 1, whole.len - before - 1};
    return (struct cmq_str){whole.ptr, before};
}
