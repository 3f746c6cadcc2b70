/* SPDX-License-Identifier: Apache-2.0 */
#include "places/draft.h"

#include "ontology/ontology.h"

#include <stdlib.h>
#include <string.h>

#define DRAFT_LIMIT ((size_t)256 << 20)
#define POOL_LIMIT  ((size_t)64 << 20)

void cmq__place_draft_init(struct cmq__place_draft *draft) {
    *draft = (struct cmq__place_draft){0};
    cmq_arena_init(&draft->arena, DRAFT_LIMIT);
    cmq_buf_init(&draft->pool, POOL_LIMIT);
    cmq_map_init(&draft->regions);
    cmq_buf_add_char(&draft->pool, '\0');
    CMQ_PUSH(&draft->arena, &draft->region) = (struct cmq__stored_region){0};
}

void cmq__place_draft_release(struct cmq__place_draft *draft) {
    cmq_map_release(&draft->regions);
    cmq_buf_release(&draft->pool);
    cmq_arena_release(&draft->arena);
}

uint32_t cmq__place_draft_string(struct cmq__place_draft *draft, struct cmq_str s) {
    if (s.len == 0) {
        return 0;
    }
    uint32_t offset = (uint32_t)draft->pool.len;
    cmq_buf_add_str(&draft->pool, s);
    cmq_buf_add_char(&draft->pool, '\0');
    return offset;
}

uint32_t cmq__place_draft_add(struct cmq__place_draft *draft,
                              const struct cmq__stored_place *place) {
    CMQ_PUSH(&draft->arena, &draft->place) = *place;
    return draft->place.count - 1;
}

bool cmq__place_draft_name(struct cmq__place_draft *draft, uint32_t place, struct cmq_str name,
                           uint32_t flags) {
    struct cmq__key key;
    cmq__place_key(name, &key);
    if (key.len == 0 || place >= draft->place.count) {
        return false;
    }
    CMQ_PUSH(&draft->arena, &draft->name) =
        (struct cmq__place_name){.hash = cmq__key_hash(&key),
                                 .item = place | flags,
                                 .population = draft->place.item[place].population};
    return true;
}

uint16_t cmq__place_draft_region(struct cmq__place_draft *draft, uint64_t id, struct cmq_str name) {
    if (id == 0 || draft->region.count > UINT16_MAX) {
        return 0;
    }
    char bytes[sizeof id];
    memcpy(bytes, &id, sizeof id);
    uint32_t *index =
        cmq_map_put(&draft->regions, (struct cmq_str){bytes, sizeof bytes}, UINT32_MAX);
    if (index == NULL) {
        draft->arena.exhausted = true;
        return 0;
    }
    if (*index == UINT32_MAX) {
        *index = draft->region.count;
        CMQ_PUSH(&draft->arena, &draft->region) = (struct cmq__stored_region){.id = id};
    }
    struct cmq__stored_region *region = &draft->region.item[*index];
    if (region->name == 0) {
        region->name = cmq__place_draft_string(draft, name);
    }
    return (uint16_t)*index;
}

/* By name; of one name the greatest place first, then as they stand. */
static int compare_names(const void *left, const void *right) {
    const struct cmq__place_name *a = left, *b = right;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    if (a->population != b->population) {
        return a->population > b->population ? -1 : 1;
    }
    return (a->item > b->item) - (a->item < b->item);
}

static void add_part(struct cmq_buf *image, const void *part, size_t size) {
    static const char zero[8];
    cmq_buf_add(image, part, size);
    cmq_buf_add(image, zero, (8 - size % 8) % 8);
}

enum cmq_status cmq__place_draft_pack(struct cmq__place_draft *draft, struct cmq_buf *image,
                                      struct cmq_error *err) {
    uint32_t count = draft->name.count, keys = 0;
    uint64_t *key = CMQ_NEW_ARRAY(&draft->arena, uint64_t, (size_t)count + 1);
    uint32_t *first = CMQ_NEW_ARRAY(&draft->arena, uint32_t, (size_t)count + 1);
    uint32_t *item = CMQ_NEW_ARRAY(&draft->arena, uint32_t, (size_t)count + 1);
    if (draft->arena.exhausted || draft->pool.failed || !key || !first || !item) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (count > 0) {
        qsort(draft->name.item, count, sizeof *draft->name.item, compare_names);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct cmq__place_name *name = &draft->name.item[i];
        if (keys == 0 || key[keys - 1] != name->hash) {
            key[keys] = name->hash;
            first[keys++] = i;
        }
        item[i] = name->item;
    }
    first[keys] = count;
    struct cmq__place_header header = {.magic = CMQ__PLACES_MAGIC,
                                       .key_count = keys,
                                       .item_count = count,
                                       .place_count = draft->place.count,
                                       .region_count = draft->region.count,
                                       .pool_len = (uint32_t)draft->pool.len};
    size_t start = image->len;
    add_part(image, &header, sizeof header);
    add_part(image, key, keys * sizeof *key);
    add_part(image, first, ((size_t)keys + 1) * sizeof *first);
    add_part(image, item, count * sizeof *item);
    add_part(image, draft->place.item, draft->place.count * sizeof *draft->place.item);
    add_part(image, draft->region.item, draft->region.count * sizeof *draft->region.item);
    add_part(image, draft->pool.ptr, draft->pool.len);
    if (image->failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    header.digest = cmq_hash(
        (struct cmq_str){image->ptr + start + sizeof header, image->len - start - sizeof header});
    memcpy(image->ptr + start, &header, sizeof header);
    return CMQ_OK;
}

bool cmq__read_degrees(struct cmq_str s, int32_t most, int32_t *thousandths) {
    bool negative = s.len > 0 && s.ptr[0] == '-';
    int32_t value = 0, scale = 0;
    bool digit = false;
    for (size_t i = negative; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (c < '0' || c > '9' || value > 1000000) {
            return false;
        } else if (scale < 1000) {
            value = value * 10 + (c - '0');
            scale *= 10;
            digit = true;
        }
    }
    for (scale = scale > 0 ? scale : 1; scale < 1000; scale *= 10) {
        value *= 10;
    }
    *thousandths = negative ? -value : value;
    return digit && value <= most * 1000;
}

bool cmq__read_count(struct cmq_str s, uint32_t *count) {
    *count = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || *count > UINT32_MAX / 10 - 1) {
            return false;
        }
        *count = *count * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

uint16_t cmq__country_number(struct cmq_str iso3) {
    const struct cmq_country *country = cmq_country_find(iso3);
    return country ? (uint16_t)(country - cmq_country_at(0) + 1) : 0;
}

uint8_t cmq__precision_of(uint8_t kind) {
    switch (kind) {
    case CMQ_PLACE_COUNTRY:
        return CMQ_PLACE_AT_COUNTRY;
    case CMQ_PLACE_TOWN:
        return CMQ_PLACE_AT_CITY;
    case CMQ_PLACE_POINT:
        return CMQ_PLACE_AT_POINT;
    default:
        return CMQ_PLACE_AT_ADMIN1;
    }
}
