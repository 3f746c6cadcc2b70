/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_PLACES_DRAFT_H
#define CMQ_PLACES_DRAFT_H

/* A layer of the gazetteer while it is compiled. */

#include "places/image.h"
#include "places/key.h"

struct cmq__place_name {
    uint64_t hash;
    uint32_t item;       /* index of a place, and flags */
    uint32_t population; /* of the place: the order of a name's places */
};

struct cmq__place_draft {
    struct cmq_arena arena;
    struct cmq_buf pool;
    struct cmq_map regions; /* "US.TX" to an index of region[] */
    CMQ_ARRAY(struct cmq__stored_place) place;
    CMQ_ARRAY(struct cmq__stored_region) region;
    CMQ_ARRAY(struct cmq__place_name) name;
};

void cmq__place_draft_init(struct cmq__place_draft *draft);
void cmq__place_draft_release(struct cmq__place_draft *draft);
/* Adds a string to the pool and returns its offset. */
uint32_t cmq__place_draft_string(struct cmq__place_draft *draft, struct cmq_str s);
/* Adds a place under no name yet; returns its index. */
uint32_t cmq__place_draft_add(struct cmq__place_draft *draft,
                              const struct cmq__stored_place *place);
/* False if `name` cannot be a name of a place. */
bool cmq__place_draft_name(struct cmq__place_draft *draft, uint32_t place, struct cmq_str name,
                           uint32_t flags);
/* The region with this id, made with `name` if it is new; 0 for id 0. */
uint16_t cmq__place_draft_region(struct cmq__place_draft *draft, uint64_t id, struct cmq_str name);
/* Sorts the names and writes the image. */
enum cmq_status cmq__place_draft_pack(struct cmq__place_draft *draft, struct cmq_buf *image,
                                      struct cmq_error *err);

/* A coordinate in degrees ("-99.25") in thousandths; false if it is none within `most` degrees. */
bool cmq__read_degrees(struct cmq_str s, int32_t most, int32_t *thousandths);
/* Digits alone; false otherwise. */
bool cmq__read_count(struct cmq_str s, uint32_t *count);
/* Index plus one of a country in the ontology by a code; 0 if there is none. */
uint16_t cmq__country_number(struct cmq_str iso3);
uint8_t cmq__precision_of(uint8_t kind);

#endif
