/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/columns.h"

#include <utf8proc.h>

static bool is_blank(uint32_t c) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return (c >= '\t' && c <= '\r') || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* Control characters, and the marks, embeddings, overrides and isolates of bidirectional text. */
static bool is_command(uint32_t c) {
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CC || c == 0x061C ||
           c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void cmq_columns_clean(struct cmq_str s, struct cmq_buf *out) {
    bool blank = false;
    for (size_t i = 0; i < s.len;) {
        unsigned size;
        uint32_t c = cmq_utf8_decode(s.ptr + i, &size);
        if (is_blank(c)) {
            if (!blank) {
                cmq_buf_add_char(out, ' ');
            }
            blank = true;
        } else if (!is_command(c)) {
            cmq_buf_add(out, s.ptr + i, size);
            blank = false;
        }
        i += size;
    }
}

unsigned cmq_columns_of_char(uint32_t code_point) {
    int width = utf8proc_charwidth((utf8proc_int32_t)code_point);
    return width > 0 ? (unsigned)width : 0;
}

unsigned cmq_columns_of(struct cmq_str s) {
    unsigned columns = 0;
    for (size_t i = 0; i < s.len;) {
        unsigned size;
        columns += cmq_columns_of_char(cmq_utf8_decode(s.ptr + i, &size));
        i += size;
    }
    return columns;
}

struct cmq_str cmq_columns_line(struct cmq_str *rest, unsigned width) {
    struct cmq_str s = *rest;
    if (s.len == 0) {
        return s;
    }
    size_t end = 0, after = 0; /* of the last break that fits */
    unsigned columns = 0;
    size_t i = 0;
    while (i < s.len) {
        unsigned size;
        uint32_t c = cmq_utf8_decode(s.ptr + i, &size);
        if (c == ' ') {
            end = i;
            after = i + size;
        }
        columns += cmq_columns_of_char(c);
        if (columns > width && c != ' ') {
            break;
        }
        i += size;
    }
    if (i == s.len) {
        end = after = s.len;
    } else if (after == 0) {
        unsigned first;
        cmq_utf8_decode(s.ptr, &first);
        end = after = i > 0 ? i : first;
    }
    *rest = (struct cmq_str){s.ptr + after, s.len - after};
    return cmq_str_trim((struct cmq_str){s.ptr, end});
}
