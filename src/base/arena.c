/* SPDX-License-Identifier: Apache-2.0 */
/* Bump allocation over a list of blocks. `blocks` is the list, `current` the block that is being
 * filled; blocks before it are full, blocks after it are empty and were kept from before a reset.
 *
 * The limit counts the bytes that were asked for, rounded to the alignment, and not the blocks:
 * so whether a report runs into the limit depends on that report alone, never on what the arena
 * held earlier. A reset keeps at most KEEP_BYTES, so that one huge report does not hold its memory
 * for the rest of the run. */
#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT  (_Alignof(max_align_t))
#define BLOCK_MIN  ((size_t)64 << 10)
#define KEEP_BYTES ((size_t)64 << 20)

struct cmq_arena_block {
    struct cmq_arena_block *next;
    size_t capacity, used;
    max_align_t bytes[];
};

void cmq_arena_init(struct cmq_arena *arena, size_t limit) {
    memset(arena, 0, sizeof *arena);
    arena->limit = limit;
}

static void free_blocks(struct cmq_arena_block *block) {
    while (block != NULL) {
        struct cmq_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void cmq_arena_release(struct cmq_arena *arena) {
    free_blocks(arena->blocks);
    cmq_arena_init(arena, arena->limit);
}

#ifdef CMQ_ARENA_MALLOC

void cmq_arena_reset(struct cmq_arena *arena) {
    cmq_arena_release(arena);
}

/* Blocks of exactly one allocation, not rounded, so that one byte past the end is past the heap
 * object. */
static void *take(struct cmq_arena *arena, size_t bytes) {
    struct cmq_arena_block *block = malloc(sizeof *block + bytes);
    if (block == NULL) {
        return NULL;
    }
    block->next = arena->blocks;
    block->capacity = block->used = bytes;
    arena->blocks = arena->current = block;
    return block->bytes;
}

#else

void cmq_arena_reset(struct cmq_arena *arena) {
    size_t kept = 0;
    struct cmq_arena_block **link = &arena->blocks;
    while (*link != NULL) {
        struct cmq_arena_block *block = *link;
        if (block->capacity > KEEP_BYTES - kept) {
            *link = block->next;
            free(block);
            continue;
        }
        kept += block->capacity;
        block->used = 0;
        link = &block->next;
    }
    arena->current = arena->blocks;
    arena->used = 0;
    arena->exhausted = false;
}

/* Makes `current` an empty block of at least `bytes`: the first kept one that is large enough, or
 * a new one. Either is moved to stand right after the old current block. */
static struct cmq_arena_block *next_block(struct cmq_arena *arena, size_t bytes) {
    struct cmq_arena_block **after = arena->current ? &arena->current->next : &arena->blocks;
    struct cmq_arena_block **link = after;
    while (*link != NULL && (*link)->capacity < bytes) {
        link = &(*link)->next;
    }
    struct cmq_arena_block *block = *link;
    if (block != NULL) {
        *link = block->next;
    } else {
        size_t capacity = BLOCK_MIN;
        while (capacity < bytes && capacity <= SIZE_MAX / 4) {
            capacity *= 2;
        }
        if (capacity < bytes) {
            return NULL;
        }
        block = malloc(sizeof *block + capacity);
        if (block == NULL) {
            return NULL;
        }
        block->capacity = capacity;
    }
    block->used = 0;
    block->next = *after;
    *after = block;
    arena->current = block;
    return block;
}

static void *take(struct cmq_arena *arena, size_t bytes) {
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct cmq_arena_block *block = arena->current;
    if (block == NULL || block->capacity - block->used < bytes) {
        block = next_block(arena, bytes);
        if (block == NULL) {
            return NULL;
        }
    }
    void *ptr = (char *)block->bytes + block->used;
    block->used += bytes;
    return ptr;
}

#endif

void *cmq_arena_alloc(struct cmq_arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 4) {
        arena->exhausted = true;
        return NULL;
    }
    size_t rounded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded > arena->limit - arena->used) {
        arena->exhausted = true;
        return NULL;
    }
    void *ptr = take(arena, bytes);
    if (ptr == NULL) {
        arena->exhausted = true;
        return NULL;
    }
    arena->used += rounded;
    return memset(ptr, 0, bytes);
}

struct cmq_str cmq_arena_copy(struct cmq_arena *arena, struct cmq_str s) {
    if (s.ptr == NULL) {
        return s;
    }
    char *copy = cmq_arena_alloc(arena, s.len, 1);
    if (copy == NULL) {
        return (struct cmq_str){NULL, 0};
    }
    memcpy(copy, s.ptr, s.len);
    return (struct cmq_str){copy, s.len};
}

struct cmq_str cmq_arena_format_list(struct cmq_arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : cmq_arena_alloc(arena, (size_t)length + 1, 1);
    bool written = text != NULL && vsnprintf(text, (size_t)length + 1, format, again) == length;
    va_end(again);
    return written ? (struct cmq_str){text, (size_t)length} : (struct cmq_str){NULL, 0};
}

struct cmq_str cmq_arena_format(struct cmq_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct cmq_str text = cmq_arena_format_list(arena, format, args);
    va_end(args);
    return text;
}
