/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/msgpack.h"

struct cmq_msgpack cmq_msgpack_open(struct cmq_str bytes) {
    const unsigned char *ptr = (const unsigned char *)bytes.ptr;
    if (ptr == NULL) {
        return (struct cmq_msgpack){.broken = true};
    }
    return (struct cmq_msgpack){.at = ptr, .end = ptr + bytes.len};
}

enum cmq_msgpack_type cmq_msgpack_next(const struct cmq_msgpack *in) {
    if (in->broken || in->at == in->end) {
        return CMQ_MSGPACK_NONE;
    }
    unsigned char first = *in->at;
    if (first < 0x80 || first >= 0xe0) {
        return CMQ_MSGPACK_INT;
    }
    if (first < 0x90) {
        return CMQ_MSGPACK_MAP;
    }
    if (first < 0xa0) {
        return CMQ_MSGPACK_ARRAY;
    }
    if (first < 0xc0) {
        return CMQ_MSGPACK_BYTES;
    }
    static const uint8_t TYPES[32] = {
        [0x00] = CMQ_MSGPACK_NIL,   [0x02] = CMQ_MSGPACK_BOOL,  [0x03] = CMQ_MSGPACK_BOOL,
        [0x04] = CMQ_MSGPACK_BYTES, [0x05] = CMQ_MSGPACK_BYTES, [0x06] = CMQ_MSGPACK_BYTES,
        [0x0a] = CMQ_MSGPACK_FLOAT, [0x0b] = CMQ_MSGPACK_FLOAT, [0x0c] = CMQ_MSGPACK_INT,
        [0x0d] = CMQ_MSGPACK_INT,   [0x0e] = CMQ_MSGPACK_INT,   [0x0f] = CMQ_MSGPACK_INT,
        [0x10] = CMQ_MSGPACK_INT,   [0x11] = CMQ_MSGPACK_INT,   [0x12] = CMQ_MSGPACK_INT,
        [0x13] = CMQ_MSGPACK_INT,   [0x19] = CMQ_MSGPACK_BYTES, [0x1a] = CMQ_MSGPACK_BYTES,
        [0x1b] = CMQ_MSGPACK_BYTES, [0x1c] = CMQ_MSGPACK_ARRAY, [0x1d] = CMQ_MSGPACK_ARRAY,
        [0x1e] = CMQ_MSGPACK_MAP,   [0x1f] = CMQ_MSGPACK_MAP,
    };
    return (enum cmq_msgpack_type)TYPES[first - 0xc0];
}

static const unsigned char *take(struct cmq_msgpack *in, size_t count) {
    if (in->broken || (size_t)(in->end - in->at) < count) {
        in->broken = true;
        return NULL;
    }
    const unsigned char *ptr = in->at;
    in->at += count;
    return ptr;
}

static uint64_t take_big_endian(struct cmq_msgpack *in, size_t bytes) {
    const unsigned char *ptr = take(in, bytes);
    uint64_t value = 0;
    for (size_t i = 0; ptr != NULL && i < bytes; i++) {
        value = (value << 8) | ptr[i];
    }
    return value;
}

/* The first byte of the next value if it is of `type`, else 0xc1, which MessagePack never uses. */
static unsigned char begin(struct cmq_msgpack *in, enum cmq_msgpack_type type) {
    const unsigned char *first = cmq_msgpack_next(in) == type ? take(in, 1) : NULL;
    if (first == NULL) {
        in->broken = true;
        return 0xc1;
    }
    return *first;
}

static uint32_t bounded_count(struct cmq_msgpack *in, uint64_t count, unsigned item_size) {
    if (in->broken || count > (size_t)(in->end - in->at) / item_size) {
        in->broken = true;
        return 0;
    }
    return (uint32_t)count;
}

uint32_t cmq_msgpack_array(struct cmq_msgpack *in) {
    unsigned char first = begin(in, CMQ_MSGPACK_ARRAY);
    uint64_t count = first & 0x0fu;
    if (first >= 0xc0) {
        count = take_big_endian(in, first == 0xdc ? 2 : 4);
    }
    return bounded_count(in, count, 1);
}

uint32_t cmq_msgpack_map(struct cmq_msgpack *in) {
    unsigned char first = begin(in, CMQ_MSGPACK_MAP);
    uint64_t count = first & 0x0fu;
    if (first >= 0xc0) {
        count = take_big_endian(in, first == 0xde ? 2 : 4);
    }
    return bounded_count(in, count, 2);
}

struct cmq_str cmq_msgpack_bytes(struct cmq_msgpack *in) {
    unsigned char first = begin(in, CMQ_MSGPACK_BYTES);
    uint64_t len = first & 0x1fu;
    if (first == 0xd9 || first == 0xc4) {
        len = take_big_endian(in, 1);
    } else if (first == 0xda || first == 0xc5) {
        len = take_big_endian(in, 2);
    } else if (first >= 0xc0) {
        len = take_big_endian(in, 4);
    }
    const unsigned char *ptr = take(in, (size_t)len);
    return ptr == NULL ? (struct cmq_str){NULL, 0}
                       : (struct cmq_str){(const char *)ptr, (size_t)len};
}

uint64_t cmq_msgpack_uint(struct cmq_msgpack *in) {
    unsigned char first = begin(in, CMQ_MSGPACK_INT);
    if (first < 0x80) {
        return first;
    }
    if (first >= 0xe0) {
        in->broken = true;
        return 0;
    }
    bool is_signed = first >= 0xd0 && first <= 0xd3;
    unsigned bytes = 1u << (first & 3u);
    uint64_t value = take_big_endian(in, bytes);
    if (is_signed && value >> (8 * bytes - 1) != 0) {
        in->broken = true;
        return 0;
    }
    return value;
}

int64_t cmq_msgpack_int(struct cmq_msgpack *in) {
    if (cmq_msgpack_next(in) != CMQ_MSGPACK_INT) {
        in->broken = true;
        return 0;
    }
    unsigned char first = *in->at;
    if (first < 0xd0) {
        uint64_t value = cmq_msgpack_uint(in);
        in->broken = in->broken || value > INT64_MAX;
        return in->broken ? 0 : (int64_t)value;
    }
    take(in, 1);
    if (first >= 0xe0) {
        return (int64_t)first - 0x100;
    }
    unsigned bits = 8u << (first & 3u);
    uint64_t value = take_big_endian(in, bits / 8);
    bool negative = value >> (bits - 1) != 0;
    return negative ? (int64_t)value - (bits < 64 ? (int64_t)1 << bits : 0) : (int64_t)value;
}

bool cmq_msgpack_bool(struct cmq_msgpack *in) {
    return begin(in, CMQ_MSGPACK_BOOL) == 0xc3;
}

static void skip_float(struct cmq_msgpack *in) {
    take(in, begin(in, CMQ_MSGPACK_FLOAT) == 0xca ? 4 : 8);
}

static void skip_int(struct cmq_msgpack *in) {
    unsigned char first = begin(in, CMQ_MSGPACK_INT);
    if (first >= 0x80 && first < 0xe0) {
        take(in, (size_t)1 << (first & 3u));
    }
}

void cmq_msgpack_skip(struct cmq_msgpack *in) {
    uint64_t values = 1;
    while (values > 0 && !in->broken) {
        values--;
        switch (cmq_msgpack_next(in)) {
        case CMQ_MSGPACK_NIL:
        case CMQ_MSGPACK_BOOL:
            take(in, 1);
            break;
        case CMQ_MSGPACK_INT:
            skip_int(in);
            break;
        case CMQ_MSGPACK_FLOAT:
            skip_float(in);
            break;
        case CMQ_MSGPACK_BYTES:
            cmq_msgpack_bytes(in);
            break;
        case CMQ_MSGPACK_ARRAY:
            values += cmq_msgpack_array(in);
            break;
        case CMQ_MSGPACK_MAP:
            values += 2 * (uint64_t)cmq_msgpack_map(in);
            break;
        case CMQ_MSGPACK_NONE:
            in->broken = true;
            break;
        }
    }
}
