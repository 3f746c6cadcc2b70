/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays double; the outgrown copy stays in the arena until its reset. */
#include "base/base.h"

#include <string.h>

#define FIRST_CAPACITY 8u

static bool grow(struct cmq_arena *arena, void **item, uint32_t count, uint32_t *capacity,
                 size_t size) {
    if (*capacity > UINT32_MAX / 2) {
        arena->exhausted = true;
        return false;
    }
    uint32_t larger = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *moved = cmq_arena_alloc(arena, larger, size);
    if (moved == NULL) {
        return false;
    }
    if (count > 0) {
        memcpy(moved, *item, count * size);
    }
    *item = moved;
    *capacity = larger;
    return true;
}

void *cmq_array_push(struct cmq_arena *arena, void **item, uint32_t *count, uint32_t *capacity,
                     size_t size) {
    if (*count == *capacity && !grow(arena, item, *count, capacity, size)) {
        return memset(arena->spare, 0, sizeof arena->spare);
    }
    void *slot = (char *)*item + (size_t)*count * size;
    ++*count;
    /* A caller may have shortened the array by its count. */
    return memset(slot, 0, size);
}
