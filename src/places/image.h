/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_PLACES_IMAGE_H
#define CMQ_PLACES_IMAGE_H

/* The image of a layer: header, then arrays, each at a multiple of eight bytes.
 *
 *   uint64_t key[key_count]         hashes of names, ascending
 *   uint32_t first[key_count + 1]   where in item[] a name's places begin
 *   uint32_t item[item_count]       index of a place and flags, greatest place first
 *   struct cmq__stored_place place[place_count]
 *   struct cmq__stored_region region[region_count]
 *   char pool[pool_len]             terminated strings; offset 0 is the empty one
 *
 * A name is known by its hash alone: at 64 bits no two of a world's names meet. */

#include "places/key.h"
#include "places/places.h"

#define CMQ__PLACES_MAGIC "cmqplc1"

struct cmq__place_header {
    char magic[8];
    uint32_t key_count, item_count, place_count, region_count, pool_len, unused;
    uint64_t digest; /* of what follows the header */
};

/* What has a name in the gazetteer; the first ones are the levels of places. */
enum cmq__stored_kind {
    CMQ__STORED_AGENCY = CMQ_PLACE_LEVELS, /* a news agency */
    CMQ__STORED_NONE,                      /* a word that is no place by itself */
};

struct cmq__stored_place {
    uint32_t name;
    int32_t lat, lon; /* thousandths of a degree */
    uint32_t population;
    uint16_t region;  /* 0: none */
    uint16_t country; /* index into the ontology's countries, plus one; 0: none */
    uint8_t kind;     /* enum cmq_place_level or cmq__stored_kind */
    uint8_t precision;
    uint16_t unused;
};

struct cmq__stored_region {
    uint64_t id; /* hash of "US.TX": the same in both layers */
    uint32_t name;
    uint32_t unused;
};

#define CMQ__ITEM_SHORT 0x80000000u /* the name counts only beside a place: "Ind." */
#define CMQ__ITEM_PLACE 0x7fffffffu

uint64_t cmq__region_id(struct cmq_str iso2, struct cmq_str code);

/* ---- lookup ------------------------------------------------------------------------------ */

#define CMQ__CANDIDATES_MAX 160u

/* One of the places of a name. */
struct cmq__candidate {
    const struct cmq_layer *layer;
    const struct cmq__stored_place *place;
    uint64_t region; /* id; 0: none */
};

struct cmq__found {
    struct cmq__candidate item[CMQ__CANDIDATES_MAX];
    uint32_t count;
    bool only_short;     /* every one of them is an abbreviation */
    bool none;           /* a word that is no place by itself */
    struct cmq_str name; /* an agency's, else empty */
};

/* All places of a name, those of the pack first; of the table's, those that the pack has too are
 * left out. False if there is nothing of that name. */
bool cmq__gazetteer_find(const struct cmq_gazetteer *gazetteer, const struct cmq__key *key,
                         struct cmq__found *found);
struct cmq_place cmq__place_of(const struct cmq__candidate *candidate);

#endif
