/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_MSGPACK_H
#define CMQ_NLP_MSGPACK_H

/* A pull reader for MessagePack: the caller asks for what it expects next. What is not there, or
 * runs past the end, makes the reader `broken`; from then on it yields zeros. Private to this
 * room. */

#include "base/base.h"

struct cmq_msgpack {
    const unsigned char *at, *end;
    bool broken;
};

enum cmq_msgpack_type {
    CMQ_MSGPACK_NONE, /* broken, at the end, or an extension type */
    CMQ_MSGPACK_NIL,
    CMQ_MSGPACK_BOOL,
    CMQ_MSGPACK_INT,
    CMQ_MSGPACK_FLOAT,
    CMQ_MSGPACK_BYTES, /* str and bin alike */
    CMQ_MSGPACK_ARRAY,
    CMQ_MSGPACK_MAP,
};

struct cmq_msgpack cmq_msgpack_open(struct cmq_str bytes);
enum cmq_msgpack_type cmq_msgpack_next(const struct cmq_msgpack *in);
/* Counts are of items, for a map of pairs; at most the bytes that are left. */
uint32_t cmq_msgpack_array(struct cmq_msgpack *in);
uint32_t cmq_msgpack_map(struct cmq_msgpack *in);
struct cmq_str cmq_msgpack_bytes(struct cmq_msgpack *in);
uint64_t cmq_msgpack_uint(struct cmq_msgpack *in); /* a negative number is broken */
int64_t cmq_msgpack_int(struct cmq_msgpack *in);   /* one too large is broken */
bool cmq_msgpack_bool(struct cmq_msgpack *in);
void cmq_msgpack_skip(struct cmq_msgpack *in); /* one value, whatever it holds */

#endif
