/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing with linear probing, a power of two of slots, at most three quarters full. */
#include "report/id_set.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define FIRST_CAPACITY 256u

struct cmq_id_hash {
    uint64_t low, high; /* both 0 where the slot is free */
};

static struct cmq_id_hash hash_id(struct cmq_str id) {
    XXH128_hash_t hash = XXH3_128bits(id.len == 0 ? "" : id.ptr, id.len);
    bool looks_free = hash.low64 == 0 && hash.high64 == 0;
    return (struct cmq_id_hash){looks_free ? 1 : hash.low64, hash.high64};
}

static struct cmq_id_hash *probe(struct cmq_id_hash *slots, size_t capacity,
                                 struct cmq_id_hash wanted) {
    size_t mask = capacity - 1;
    size_t at = (size_t)wanted.low & mask;
    while ((slots[at].low != 0 || slots[at].high != 0) &&
           (slots[at].low != wanted.low || slots[at].high != wanted.high)) {
        at = (at + 1) & mask;
    }
    return &slots[at];
}

void cmq_id_set_release(struct cmq_id_set *set) {
    free(set->slot);
    *set = (struct cmq_id_set){0};
}

bool cmq_id_set_has(const struct cmq_id_set *set, struct cmq_str id) {
    if (set->count == 0) {
        return false;
    }
    const struct cmq_id_hash *slot = probe(set->slot, set->capacity, hash_id(id));
    return slot->low != 0 || slot->high != 0;
}

static bool grow(struct cmq_id_set *set) {
    size_t capacity = set->capacity == 0 ? FIRST_CAPACITY : set->capacity * 2;
    struct cmq_id_hash *slots = calloc(capacity, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slot[i].low != 0 || set->slot[i].high != 0) {
            *probe(slots, capacity, set->slot[i]) = set->slot[i];
        }
    }
    free(set->slot);
    set->slot = slots;
    set->capacity = capacity;
    return true;
}

bool cmq_id_set_add(struct cmq_id_set *set, struct cmq_str id) {
    if (set->count >= set->capacity - set->capacity / 4 && !grow(set)) {
        return false;
    }
    struct cmq_id_hash wanted = hash_id(id);
    struct cmq_id_hash *slot = probe(set->slot, set->capacity, wanted);
    set->count += slot->low == 0 && slot->high == 0;
    *slot = wanted;
    return true;
}
