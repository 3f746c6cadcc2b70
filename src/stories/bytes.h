/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_BYTES_H
#define CMQ_STORIES_BYTES_H

/* Numbers and short strings as bytes, the same on every machine: the lowest byte of a number comes
 * first. Private to the room. */

#include "base/base.h"

void cmq_put_u8(struct cmq_buf *out, uint8_t value);
void cmq_put_u32(struct cmq_buf *out, uint32_t value);
void cmq_put_u64(struct cmq_buf *out, uint64_t value);
/* In as few bytes as it needs, seven bits each. */
void cmq_put_number(struct cmq_buf *out, uint64_t value);
void cmq_put_float(struct cmq_buf *out, float value);
/* At most 255 bytes of it. */
void cmq_put_short(struct cmq_buf *out, struct cmq_str s);
/* Its hash; nothing for an empty string. Strings are equal when these are. */
void cmq_put_hashed(struct cmq_buf *out, struct cmq_str s);
/* What was written to the buffer since it had length `at`, behind its length. */
void cmq_put_length(struct cmq_buf *out, size_t at);

/* Past the end everything reads as 0 and empty, and `bad` is set. */
struct cmq_bytes {
    struct cmq_str rest;
    bool bad;
};

uint8_t cmq_take_u8(struct cmq_bytes *bytes);
uint32_t cmq_take_u32(struct cmq_bytes *bytes);
uint64_t cmq_take_u64(struct cmq_bytes *bytes);
uint64_t cmq_take_number(struct cmq_bytes *bytes);
float cmq_take_float(struct cmq_bytes *bytes);
/* A number of things (a u32) that take at least `size` bytes each: no more than there can be. */
uint32_t cmq_take_count(struct cmq_bytes *bytes, size_t size);
/* Views of the bytes: a short or hashed string; what stands behind a length. */
struct cmq_str cmq_take_short(struct cmq_bytes *bytes);
struct cmq_str cmq_take_length(struct cmq_bytes *bytes);

#endif
