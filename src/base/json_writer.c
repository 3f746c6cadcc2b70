/* SPDX-License-Identifier: Apache-2.0 */
/* One bit is all the state that commas need: whether an item stands before this place in the same
 * object or array. A begin or a key clears it, a value or an end sets it. */
#include "base/base.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define MAX_DECIMALS 17u

void cmq_json_init(struct cmq_json *json, struct cmq_buf *buf) {
    *json = (struct cmq_json){.buf = buf};
}

static void separate(struct cmq_json *json) {
    if (json->comma) {
        cmq_buf_add_char(json->buf, ',');
    }
    json->comma = true;
}

static void begin(struct cmq_json *json, char bracket) {
    separate(json);
    cmq_buf_add_char(json->buf, bracket);
    json->comma = false;
}

static void end(struct cmq_json *json, char bracket) {
    cmq_buf_add_char(json->buf, bracket);
    json->comma = true;
}

void cmq_json_object_begin(struct cmq_json *json) {
    begin(json, '{');
}

void cmq_json_object_end(struct cmq_json *json) {
    end(json, '}');
}

void cmq_json_array_begin(struct cmq_json *json) {
    begin(json, '[');
}

void cmq_json_array_end(struct cmq_json *json) {
    end(json, ']');
}

static void add_escape(struct cmq_buf *buf, unsigned char c) {
    switch (c) {
    case '"':
        cmq_buf_add_str(buf, CMQ_STR("\\\""));
        break;
    case '\\':
        cmq_buf_add_str(buf, CMQ_STR("\\\\"));
        break;
    case '\b':
        cmq_buf_add_str(buf, CMQ_STR("\\b"));
        break;
    case '\f':
        cmq_buf_add_str(buf, CMQ_STR("\\f"));
        break;
    case '\n':
        cmq_buf_add_str(buf, CMQ_STR("\\n"));
        break;
    case '\r':
        cmq_buf_add_str(buf, CMQ_STR("\\r"));
        break;
    case '\t':
        cmq_buf_add_str(buf, CMQ_STR("\\t"));
        break;
    default:
        cmq_buf_format(buf, "\\u%04x", c);
    }
}

static void add_quoted(struct cmq_buf *buf, struct cmq_str s) {
    cmq_buf_add_char(buf, '"');
    size_t plain = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c == '"' || c == '\\') {
            cmq_buf_add(buf, s.ptr + plain, i - plain);
            add_escape(buf, c);
            plain = i + 1;
        }
    }
    if (plain < s.len) {
        cmq_buf_add(buf, s.ptr + plain, s.len - plain);
    }
    cmq_buf_add_char(buf, '"');
}

void cmq_json_key(struct cmq_json *json, struct cmq_str key) {
    separate(json);
    add_quoted(json->buf, key);
    cmq_buf_add_char(json->buf, ':');
    json->comma = false;
}

void cmq_json_str(struct cmq_json *json, struct cmq_str value) {
    if (value.ptr == NULL) {
        cmq_json_null(json);
        return;
    }
    separate(json);
    add_quoted(json->buf, value);
}

void cmq_json_int(struct cmq_json *json, int64_t value) {
    separate(json);
    cmq_buf_format(json->buf, "%" PRId64, value);
}

void cmq_json_double(struct cmq_json *json, double value, unsigned decimals) {
    if (!isfinite(value)) {
        cmq_json_null(json);
        return;
    }
    /* The largest double has 309 digits before the point. */
    char digits[352];
    unsigned places = decimals < MAX_DECIMALS ? decimals : MAX_DECIMALS;
    int length = snprintf(digits, sizeof digits, "%.*f", (int)places, value);
    bool zero = true;
    for (int i = 0; i < length; i++) {
        zero = zero && !(digits[i] >= '1' && digits[i] <= '9');
    }
    separate(json);
    for (int i = zero && digits[0] == '-' ? 1 : 0; i < length; i++) {
        bool digit = digits[i] >= '0' && digits[i] <= '9';
        if (digit || (i == 0 && digits[i] == '-')) {
            cmq_buf_add_char(json->buf, digits[i]);
        } else if (digits[i - 1] >= '0' && digits[i - 1] <= '9') {
            /* The locale's decimal point, whatever its bytes. */
            cmq_buf_add_char(json->buf, '.');
        }
    }
}

void cmq_json_bool(struct cmq_json *json, bool value) {
    separate(json);
    cmq_buf_add_str(json->buf, value ? CMQ_STR("true") : CMQ_STR("false"));
}

void cmq_json_null(struct cmq_json *json) {
    separate(json);
    cmq_buf_add_str(json->buf, CMQ_STR("null"));
}
