/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_OFFSETS_H
#define CMQ_CODING_OFFSETS_H

/* Bytes to Unicode code points. Spans are bytes inside the program and code points outside, so
 * that Python, R and JavaScript slice with them. */

#include "base/base.h"

#define CMQ_OFFSETS_MARKS 1024u

/* Private but for its size: the code points before each `stride`th byte. */
struct cmq_offsets {
    struct cmq_str text;
    size_t stride;
    uint32_t before[CMQ_OFFSETS_MARKS];
};

/* `text` is valid UTF-8 of at most 4 GiB and outlives the index. */
void cmq_offsets_init(struct cmq_offsets *offsets, struct cmq_str text);
/* The code points before byte `byte`, which stands at the start of one; past the end: all. */
uint32_t cmq_offsets_at(const struct cmq_offsets *offsets, size_t byte);

#endif
