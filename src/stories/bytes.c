/* SPDX-License-Identifier: Apache-2.0 */
#include "stories/bytes.h"

#include <string.h>

static void put_number(struct cmq_buf *out, uint64_t value, unsigned size) {
    unsigned char bytes[8];
    for (unsigned i = 0; i < size; i++) {
        bytes[i] = (unsigned char)(value >> (8 * i));
    }
    cmq_buf_add(out, bytes, size);
}

void cmq_put_u8(struct cmq_buf *out, uint8_t value) {
    put_number(out, value, 1);
}

void cmq_put_u32(struct cmq_buf *out, uint32_t value) {
    put_number(out, value, 4);
}

void cmq_put_u64(struct cmq_buf *out, uint64_t value) {
    put_number(out, value, 8);
}

void cmq_put_number(struct cmq_buf *out, uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
        cmq_put_u8(out, (uint8_t)(value | 0x80));
    }
    cmq_put_u8(out, (uint8_t)value);
}

void cmq_put_float(struct cmq_buf *out, float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    cmq_put_u32(out, bits);
}

void cmq_put_short(struct cmq_buf *out, struct cmq_str s) {
    s.len = s.len < UINT8_MAX ? s.len : UINT8_MAX;
    cmq_put_u8(out, (uint8_t)s.len);
    cmq_buf_add_str(out, s);
}

void cmq_put_hashed(struct cmq_buf *out, struct cmq_str s) {
    cmq_put_u8(out, s.len == 0 ? 0 : 8);
    if (s.len > 0) {
        cmq_put_u64(out, cmq_hash(s));
    }
}

void cmq_put_length(struct cmq_buf *out, size_t at) {
    uint32_t length = (uint32_t)(out->len - at);
    cmq_put_u32(out, 0);
    if (!out->failed) {
        memmove(out->ptr + at + 4, out->ptr + at, length);
        for (unsigned i = 0; i < 4; i++) {
            out->ptr[at + i] = (char)(unsigned char)(length >> (8 * i));
        }
    }
}

static struct cmq_str take(struct cmq_bytes *bytes, size_t count) {
    if (bytes->bad || count > bytes->rest.len) {
        bytes->bad = true;
        return (struct cmq_str){"", 0};
    }
    struct cmq_str taken = {bytes->rest.ptr, count};
    bytes->rest = (struct cmq_str){taken.ptr + count, bytes->rest.len - count};
    return taken;
}

static uint64_t take_number(struct cmq_bytes *bytes, unsigned size) {
    struct cmq_str s = take(bytes, size);
    uint64_t value = 0;
    for (size_t i = s.len; i-- > 0;) {
        value = value << 8 | (unsigned char)s.ptr[i];
    }
    return value;
}

uint8_t cmq_take_u8(struct cmq_bytes *bytes) {
    return (uint8_t)take_number(bytes, 1);
}

uint32_t cmq_take_u32(struct cmq_bytes *bytes) {
    return (uint32_t)take_number(bytes, 4);
}

uint64_t cmq_take_u64(struct cmq_bytes *bytes) {
    return take_number(bytes, 8);
}

uint64_t cmq_take_number(struct cmq_bytes *bytes) {
    uint64_t value = 0;
    uint8_t byte = 0x80;
    for (unsigned shift = 0; (byte & 0x80) != 0 && shift < 64; shift += 7) {
        byte = cmq_take_u8(bytes);
        value |= (uint64_t)(byte & 0x7F) << shift;
    }
    return value;
}

float cmq_take_float(struct cmq_bytes *bytes) {
    uint32_t bits = cmq_take_u32(bytes);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

uint32_t cmq_take_count(struct cmq_bytes *bytes, size_t size) {
    uint32_t count = cmq_take_u32(bytes);
    if (count > bytes->rest.len / size) {
        bytes->bad = true;
        return 0;
    }
    return count;
}

struct cmq_str cmq_take_short(struct cmq_bytes *bytes) {
    return take(bytes, cmq_take_u8(bytes));
}

struct cmq_str cmq_take_length(struct cmq_bytes *bytes) {
    return take(bytes, cmq_take_u32(bytes));
}
