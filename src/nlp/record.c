/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/record.h"

#include <string.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "model files are mapped as they are, which needs a little-endian machine"
#endif

#define ABSENT UINT32_MAX

struct cmq_record cmq_record_open(struct cmq_str section) {
    return (struct cmq_record){.ptr = (const unsigned char *)section.ptr, .len = section.len};
}

static const unsigned char *take(struct cmq_record *record, size_t count) {
    if (record->broken || record->len - record->at < count) {
        record->broken = true;
        return NULL;
    }
    const unsigned char *ptr = record->ptr + record->at;
    record->at += count;
    return ptr;
}

uint32_t cmq_record_u32(struct cmq_record *record) {
    uint32_t value = 0;
    const unsigned char *ptr = take(record, sizeof value);
    if (ptr != NULL) {
        memcpy(&value, ptr, sizeof value);
    }
    return value;
}

uint64_t cmq_record_u64(struct cmq_record *record) {
    uint64_t value = 0;
    const unsigned char *ptr = take(record, sizeof value);
    if (ptr != NULL) {
        memcpy(&value, ptr, sizeof value);
    }
    return value;
}

struct cmq_str cmq_record_str(struct cmq_record *record) {
    uint32_t len = cmq_record_u32(record);
    if (record->broken || len == ABSENT) {
        return (struct cmq_str){NULL, 0};
    }
    struct cmq_str s = {(const char *)take(record, len), len};
    if (s.ptr == NULL || cmq_utf8_invalid(s) != s.len) {
        record->broken = true;
        return (struct cmq_str){NULL, 0};
    }
    return s;
}

uint32_t cmq_record_count(struct cmq_record *record, size_t item_size) {
    uint32_t count = cmq_record_u32(record);
    if (record->broken || count > (record->len - record->at) / item_size) {
        record->broken = true;
        return 0;
    }
    return count;
}

const uint64_t *cmq_record_u64_array(struct cmq_record *record, size_t count) {
    if (take(record, (8 - record->at % 8) % 8) == NULL || count > SIZE_MAX / 8) {
        record->broken = true;
        return NULL;
    }
    const unsigned char *ptr = take(record, count * 8);
    if (ptr == NULL || (uintptr_t)ptr % 8 != 0) {
        record->broken = true;
        return NULL;
    }
    return (const uint64_t *)(const void *)ptr;
}

bool cmq_record_finished(const struct cmq_record *record) {
    return !record->broken && record->at == record->len;
}

void cmq_record_add_u32(struct cmq_buf *section, uint32_t value) {
    cmq_buf_add(section, &value, sizeof value);
}

void cmq_record_add_u64(struct cmq_buf *section, uint64_t value) {
    cmq_buf_add(section, &value, sizeof value);
}

void cmq_record_add_str(struct cmq_buf *section, struct cmq_str s) {
    if (s.ptr == NULL) {
        cmq_record_add_u32(section, ABSENT);
        return;
    }
    cmq_record_add_u32(section, (uint32_t)s.len);
    cmq_buf_add(section, s.ptr, s.len);
}

void cmq_record_align(struct cmq_buf *section, size_t alignment) {
    while (section->len % alignment != 0 && !section->failed) {
        cmq_buf_add_char(section, '\0');
    }
}
