/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_RECORD_H
#define CMQ_NLP_RECORD_H

/* The sections of a model file are records: little-endian 32 and 64-bit numbers, and strings as
 * their length and their bytes. Reading is checked at every step; a reader that ran past its end or
 * met something impossible is `broken` from then on and yields zeros, so that a caller checks once
 * a section. Private to this room. */

#include "base/base.h"

struct cmq_record {
    const unsigned char *ptr;
    size_t len, at;
    bool broken;
};

struct cmq_record cmq_record_open(struct cmq_str section);
uint32_t cmq_record_u32(struct cmq_record *record);
uint64_t cmq_record_u64(struct cmq_record *record);
/* Valid UTF-8, a view into the section; {NULL, 0} for an absent string. */
struct cmq_str cmq_record_str(struct cmq_record *record);
/* A count of items that take at least `item_size` bytes each in what is left. */
uint32_t cmq_record_count(struct cmq_record *record, size_t item_size);
/* Skips to a multiple of 8 bytes, then `count` u64 numbers that stay where they are. */
const uint64_t *cmq_record_u64_array(struct cmq_record *record, size_t count);
bool cmq_record_finished(const struct cmq_record *record); /* whole, and nothing left */

void cmq_record_add_u32(struct cmq_buf *section, uint32_t value);
void cmq_record_add_u64(struct cmq_buf *section, uint64_t value);
void cmq_record_add_str(struct cmq_buf *section, struct cmq_str s);
void cmq_record_align(struct cmq_buf *section, size_t alignment);

#endif
