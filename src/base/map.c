/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing with linear probing; the capacity is a power of two and at least a quarter of
 * the slots stay free. There is no removal, so a probe ends at the first free slot. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define FIRST_CAPACITY 64u
#define MAX_FOLDED     256u

struct cmq_map_slot {
    uint64_t hash;
    struct cmq_str key; /* ptr NULL where the slot is free */
    uint32_t value;
};

uint64_t cmq_hash(struct cmq_str s) {
    return XXH3_64bits(s.len == 0 ? "" : s.ptr, s.len);
}

uint64_t cmq_hash_folded(struct cmq_str s) {
    char folded[MAX_FOLDED];
    size_t len = s.len < sizeof folded ? s.len : sizeof folded;
    for (size_t i = 0; i < len; i++) {
        char c = s.ptr[i];
        folded[i] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
    }
    return cmq_hash((struct cmq_str){folded, len});
}

void cmq_map_init(struct cmq_map *map) {
    *map = (struct cmq_map){0};
    cmq_arena_init(&map->keys, SIZE_MAX);
}

void cmq_map_release(struct cmq_map *map) {
    free(map->slot);
    cmq_arena_release(&map->keys);
    cmq_map_init(map);
}

/* The slot that holds the key, or the free one where it belongs. */
static struct cmq_map_slot *probe(struct cmq_map_slot *slots, size_t capacity, uint64_t hash,
                                  struct cmq_str key) {
    size_t mask = capacity - 1;
    size_t at = (size_t)hash & mask;
    while (slots[at].key.ptr != NULL &&
           (slots[at].hash != hash || !cmq_str_eq(slots[at].key, key))) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

static bool grow(struct cmq_map *map) {
    size_t capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity * 2;
    struct cmq_map_slot *slots = calloc(capacity, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        const struct cmq_map_slot *old = &map->slot[i];
        if (old->key.ptr != NULL) {
            *probe(slots, capacity, old->hash, old->key) = *old;
        }
    }
    free(map->slot);
    map->slot = slots;
    map->capacity = capacity;
    return true;
}

uint32_t *cmq_map_put(struct cmq_map *map, struct cmq_str key, uint32_t absent) {
    if (map->count >= map->capacity - map->capacity / 4 && !grow(map)) {
        return NULL;
    }
    if (key.ptr == NULL) {
        key = CMQ_STR("");
    }
    uint64_t hash = cmq_hash(key);
    struct cmq_map_slot *slot = probe(map->slot, map->capacity, hash, key);
    if (slot->key.ptr == NULL) {
        struct cmq_str copy = cmq_arena_copy(&map->keys, key);
        if (copy.ptr == NULL) {
            return NULL;
        }
        *slot = (struct cmq_map_slot){.hash = hash, .key = copy, .value = absent};
        map->count++;
    }
    return &slot->value;
}

const uint32_t *cmq_map_get(const struct cmq_map *map, struct cmq_str key) {
    if (map->count == 0) {
        return NULL;
    }
    const struct cmq_map_slot *slot = probe(map->slot, map->capacity, cmq_hash(key), key);
    return slot->key.ptr == NULL ? NULL : &slot->value;
}
