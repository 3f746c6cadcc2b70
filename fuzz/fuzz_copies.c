/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as texts of reports, a zero byte between each two: sketches keep their promises, a text is
 * wholly in itself, and shares are symmetric. */

#include "stories/stories.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct cmq_sketch *sketch) {
    uint32_t counted = 0;
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        const struct cmq_sketch_sentence *sentence = &sketch->sentences.item[i];
        if (sentence->first != counted) {
            abort();
        }
        counted += sentence->count;
        for (uint32_t k = 1; k < sentence->count; k++) {
            const uint32_t *word = &sketch->words.item[sentence->first + k];
            if (word[-1] > word[0]) {
                abort();
            }
        }
    }
    if (counted != sketch->counted) {
        abort();
    }
}

static void compare(const struct cmq_sketch *a, const struct cmq_sketch *b) {
    struct cmq_overlap there = cmq_sketches_compare(a, b), back = cmq_sketches_compare(b, a);
    if (there.a_in_b < 0 || there.a_in_b > 1 || there.a_in_b > back.b_in_a ||
        there.a_in_b < back.b_in_a) {
        abort();
    }
    struct cmq_overlap itself = cmq_sketches_compare(a, a);
    if (a->counted > 0 && itself.a_in_b < 1) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct cmq_str rest = {(const char *)data, size};
    struct cmq_copies *copies = cmq_copies_open();
    struct cmq_arena arena;
    struct cmq_sketch before = {.counted = 0};
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    if (copies == NULL || size > CMQ_MAX_TEXT || cmq_utf8_invalid(rest) != size) {
        rest.len = 0;
    }
    while (rest.len > 0) {
        const char *end = memchr(rest.ptr, '\0', rest.len);
        struct cmq_str text = {rest.ptr, end != NULL ? (size_t)(end - rest.ptr) : rest.len};
        struct cmq_sketch sketch = {.counted = 0};
        struct cmq_copy copy;
        cmq_sketch_make(text, &arena, &sketch);
        check(&sketch);
        compare(&sketch, &before);
        if (cmq_copies_add(copies, text, &copy, NULL) != CMQ_OK) {
            abort();
        }
        before = sketch;
        size_t taken = text.len + (end != NULL);
        rest = (struct cmq_str){rest.ptr + taken, rest.len - taken};
    }
    cmq_arena_release(&arena);
    cmq_copies_free(copies);
    return 0;
}
