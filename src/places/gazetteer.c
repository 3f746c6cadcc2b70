/* SPDX-License-Identifier: Apache-2.0 */
/* Opening images, and the places of a name. */

#include "ontology/ontology.h"
#include "places/image.h"
#include "places/key.h"

#include <stdlib.h>
#include <string.h>

/* A part of an image: `count` items of `size` bytes at `*at`, which moves past them; NULL if they
 * do not fit. */
static const void *take(struct cmq_str image, size_t *at, size_t count, size_t size) {
    if (*at > image.len || count > (image.len - *at) / size) {
        *at = SIZE_MAX;
        return NULL;
    }
    const void *part = image.ptr + *at;
    *at += (count * size + 7) & ~(size_t)7;
    return part;
}

static bool open_layer(struct cmq_str image, struct cmq_layer *layer) {
    size_t at = 0;
    layer->header = take(image, &at, 1, sizeof *layer->header);
    if (layer->header == NULL ||
        memcmp(layer->header->magic, CMQ__PLACES_MAGIC, sizeof layer->header->magic) != 0) {
        return false;
    }
    const struct cmq__place_header *header = layer->header;
    layer->key = take(image, &at, header->key_count, sizeof *layer->key);
    layer->first = take(image, &at, (size_t)header->key_count + 1, sizeof *layer->first);
    layer->item = take(image, &at, header->item_count, sizeof *layer->item);
    layer->place = take(image, &at, header->place_count, sizeof *layer->place);
    layer->region = take(image, &at, header->region_count, sizeof *layer->region);
    layer->pool = take(image, &at, header->pool_len, 1);
    return layer->pool != NULL && header->pool_len > 0 && header->region_count > 0 &&
           layer->pool[header->pool_len - 1] == '\0';
}

enum cmq_status cmq_gazetteer_open(struct cmq_str table, struct cmq_str own,
                                   struct cmq_gazetteer *gazetteer, struct cmq_error *err) {
    *gazetteer = (struct cmq_gazetteer){0};
    if (!open_layer(table, &gazetteer->table) ||
        (own.len > 0 && !open_layer(own, &gazetteer->own))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the image of the gazetteer is broken");
    }
    return CMQ_OK;
}

void cmq_gazetteer_release(struct cmq_gazetteer *gazetteer) {
    free(gazetteer->owned);
    *gazetteer = (struct cmq_gazetteer){0};
}

uint64_t cmq_gazetteer_digest(const struct cmq_gazetteer *gazetteer) {
    uint64_t digests[] = {gazetteer->table.header ? gazetteer->table.header->digest : 0,
                          gazetteer->own.header ? gazetteer->own.header->digest : 0};
    return cmq_hash((struct cmq_str){(const char *)digests, sizeof digests});
}

uint64_t cmq__region_id(struct cmq_str iso2, struct cmq_str code) {
    char bytes[32];
    if (iso2.len + code.len + 1 > sizeof bytes || code.len == 0) {
        return 0;
    }
    memcpy(bytes, iso2.ptr, iso2.len);
    bytes[iso2.len] = '.';
    memcpy(bytes + iso2.len + 1, code.ptr, code.len);
    return cmq_hash((struct cmq_str){bytes, iso2.len + code.len + 1});
}

static const char *string_at(const struct cmq_layer *layer, uint32_t offset) {
    return offset < layer->header->pool_len ? layer->pool + offset : "";
}

/* Where a name's places begin and end in item[]; false if it has none. */
static bool range_of(const struct cmq_layer *layer, uint64_t hash, uint32_t *first, uint32_t *end) {
    uint32_t low = 0, high = layer->header ? layer->header->key_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (layer->key[middle] < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (!layer->header || low == layer->header->key_count || layer->key[low] != hash) {
        return false;
    }
    *first = layer->first[low];
    *end = layer->first[low + 1];
    return *first < *end && *end <= layer->header->item_count;
}

static bool is_close(const struct cmq__stored_place *a, const struct cmq__stored_place *b) {
    int32_t reach = a->kind == CMQ_PLACE_TOWN ? 300 : 5000;
    return abs(a->lat - b->lat) < reach && abs(a->lon - b->lon) < 2 * reach;
}

/* Whether the pack has an entry for the very place. */
static bool is_replaced(const struct cmq__found *found, uint32_t own,
                        const struct cmq__candidate *of) {
    for (uint32_t i = 0; i < own; i++) {
        const struct cmq__candidate *by = &found->item[i];
        if (by->place->kind == of->place->kind && by->place->country == of->place->country &&
            (of->place->kind == CMQ_PLACE_REGION ? by->region == of->region
                                                 : is_close(by->place, of->place))) {
            return true;
        }
    }
    return false;
}

static void add_items(const struct cmq_layer *layer, uint64_t hash, struct cmq__found *found) {
    uint32_t first = 0, end = 0, own = found->count;
    if (!range_of(layer, hash, &first, &end)) {
        return;
    }
    for (uint32_t i = first; i < end && found->count < CMQ__CANDIDATES_MAX; i++) {
        uint32_t index = layer->item[i] & CMQ__ITEM_PLACE;
        if (index >= layer->header->place_count) {
            continue;
        }
        struct cmq__candidate candidate = {.layer = layer, .place = &layer->place[index]};
        uint16_t region = candidate.place->region;
        candidate.region =
            region > 0 && region < layer->header->region_count ? layer->region[region].id : 0;
        if (candidate.place->kind == CMQ__STORED_NONE) {
            found->none = true;
        } else if (candidate.place->kind == CMQ__STORED_AGENCY) {
            found->name = cmq_str_of(string_at(layer, candidate.place->name));
        } else if (!is_replaced(found, own, &candidate)) {
            found->only_short &= (layer->item[i] & CMQ__ITEM_SHORT) != 0;
            found->item[found->count++] = candidate;
        }
    }
}

bool cmq__gazetteer_find(const struct cmq_gazetteer *gazetteer, const struct cmq__key *key,
                         struct cmq__found *found) {
    found->count = 0;
    found->none = false;
    found->only_short = true;
    found->name = (struct cmq_str){NULL, 0};
    if (key->len > 0) {
        uint64_t hash = cmq__key_hash(key);
        add_items(&gazetteer->own, hash, found);
        add_items(&gazetteer->table, hash, found);
    }
    return found->count > 0 || found->name.len > 0;
}

struct cmq_place cmq__place_of(const struct cmq__candidate *candidate) {
    const struct cmq__stored_place *stored = candidate->place;
    const struct cmq_layer *layer = candidate->layer;
    struct cmq_place place = {.name = cmq_str_of(string_at(layer, stored->name)),
                              .country = {"", 0},
                              .admin1 = {"", 0},
                              .lat = stored->lat / 1000.0,
                              .lon = stored->lon / 1000.0,
                              .population = stored->population,
                              .level = stored->kind,
                              .precision = stored->precision};
    if (stored->country > 0 && stored->country <= cmq_country_count()) {
        place.country = cmq_str_of(cmq_country_at(stored->country - 1u)->iso3);
    }
    if (stored->region > 0 && stored->region < layer->header->region_count) {
        place.admin1 = cmq_str_of(string_at(layer, layer->region[stored->region].name));
    }
    return place;
}
