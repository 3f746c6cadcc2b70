/* SPDX-License-Identifier: Apache-2.0 */
/* One monotone index of fixed size: marks a stride apart over the text, and a count from the mark
 * below. A text of the greatest length has a mark each KiB, a news report one each few bytes. */
#include "coding/offsets.h"

#define SMALLEST_STRIDE 32u

void cmq_offsets_init(struct cmq_offsets *offsets, struct cmq_str text) {
    size_t stride = text.len / CMQ_OFFSETS_MARKS + 1;
    offsets->text = text.ptr == NULL ? CMQ_STR("") : text;
    offsets->stride = stride < SMALLEST_STRIDE ? SMALLEST_STRIDE : stride;
    size_t marks = text.len / offsets->stride + 1;
    uint32_t points = 0;
    for (size_t i = 0; i < marks; i++) {
        size_t start = i * offsets->stride;
        size_t left = text.len - start;
        offsets->before[i] = points;
        struct cmq_str piece = {offsets->text.ptr + start,
                                left < offsets->stride ? left : offsets->stride};
        points += (uint32_t)cmq_utf8_count(piece);
    }
}

uint32_t cmq_offsets_at(const struct cmq_offsets *offsets, size_t byte) {
    size_t at = byte < offsets->text.len ? byte : offsets->text.len;
    size_t mark = at / offsets->stride;
    size_t start = mark * offsets->stride;
    struct cmq_str rest = {offsets->text.ptr + start, at - start};
    return offsets->before[mark] + (uint32_t)cmq_utf8_count(rest);
}
