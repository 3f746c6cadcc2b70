/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_PLACES_H
#define CMQ_PLACES_H

/* places: place names to coordinates. The gazetteer has two layers of one form: the table derived
 * from GeoNames (tools/gazetteer/), built in, and the entries that people write in
 * lang/<language>/places/ (docs/places.md), which go before it. Names are found in the parse, and
 * which of the places of a name is meant is told by the report: the region named beside it, the
 * other places, the dateline, the country of the publisher's domain; then by population. */

#include "base/base.h"
#include "lexicon/lexicon.h"
#include "nlp/nlp.h"

enum cmq_place_level {
    CMQ_PLACE_COUNTRY,
    CMQ_PLACE_REGION,   /* first-level division: state, province, governorate */
    CMQ_PLACE_DISTRICT, /* second-level division: county */
    CMQ_PLACE_TOWN,
    CMQ_PLACE_POINT, /* crossing, dam, base */
    CMQ_PLACE_AREA,  /* part of a country or of the world, sea: no division */
    CMQ_PLACE_LEVELS,
};

enum cmq_place_precision {
    CMQ_PLACE_AT_POINT,
    CMQ_PLACE_AT_CITY,
    CMQ_PLACE_AT_ADMIN1,
    CMQ_PLACE_AT_COUNTRY,
};

/* A place as the gazetteer has it; the strings point into it. */
struct cmq_place {
    struct cmq_str name;
    struct cmq_str country; /* ISO 3166 alpha-3; empty for what lies in none or in several */
    struct cmq_str admin1;  /* its region's name; empty if none */
    double lat, lon;        /* degrees, WGS 84 */
    uint32_t population;    /* 0: not known */
    uint8_t level;          /* enum cmq_place_level */
    uint8_t precision;      /* enum cmq_place_precision */
};

/* ---- the gazetteer ----------------------------------------------------------------------- */

/* One layer: an image that is used where it lies. Private to the room. */
struct cmq_layer {
    const struct cmq__place_header *header;
    const uint64_t *key;
    const uint32_t *first, *item;
    const struct cmq__stored_place *place;
    const struct cmq__stored_region *region;
    const char *pool;
};

/* Immutable, shared by threads. */
struct cmq_gazetteer {
    struct cmq_layer own, table; /* the entries of a language pack; what GeoNames has */
    void *owned;                 /* image of `own` if it was compiled at run time */
};

/* Opens two images (8-byte aligned, outliving the gazetteer); `own` may be absent. Their sizes are
 * checked here, what they point to when it is used. Release with cmq_gazetteer_release. */
enum cmq_status cmq_gazetteer_open(struct cmq_str table, struct cmq_str own,
                                   struct cmq_gazetteer *gazetteer, struct cmq_error *err);
/* The same with the entries of FOLDER/places/, which are compiled now, in place of `own`; without
 * such a folder, with `own`. */
enum cmq_status cmq_gazetteer_open_folder(struct cmq_str table, struct cmq_str own,
                                          const char *folder, struct cmq_gazetteer *gazetteer,
                                          struct cmq_error *err);
/* Tells one gazetteer from another: a hash of all that both layers hold. */
uint64_t cmq_gazetteer_digest(const struct cmq_gazetteer *gazetteer);
void cmq_gazetteer_release(struct cmq_gazetteer *gazetteer);

/* Compiles the table's text (tools/gazetteer/derive.py) to an image. */
enum cmq_status cmq_gazetteer_compile_table(struct cmq_str text, struct cmq_buf *image,
                                            struct cmq_error *err);
/* Compiles the text files of FOLDER/places/ to an image, with the places of the table that they
 * name. A pack without such files gives an empty image. The first error is told as "file:line:
 * reason". */
enum cmq_status cmq_gazetteer_compile_folder(const struct cmq_gazetteer *table, const char *folder,
                                             struct cmq_buf *image, struct cmq_error *err);

/* ---- places of a report ------------------------------------------------------------------ */

struct cmq_place_mention {
    uint32_t first, end; /* tokens, [first, end) */
    struct cmq_place place;
};

struct cmq_places {
    CMQ_ARRAY(struct cmq_place_mention) list; /* in text order, no overlaps */
    struct cmq_str agency;                    /* "Reuters": as the gazetteer writes it; empty */
    struct cmq_str dateline;                  /* "CAIRO": the words of the text; empty if none */
};

#define CMQ_NO_PLACE UINT32_MAX

/* Finds and resolves the places of a parse. `publisher` and `url` are the report's, or absent:
 * of them a country's domain counts. */
void cmq_places_find(const struct cmq_gazetteer *gazetteer, const struct cmq_lexicon *lexicon,
                     const struct cmq_parse *parse, struct cmq_str publisher, struct cmq_str url,
                     struct cmq_arena *arena, struct cmq_places *places);

/* The place whose name has `token` in it; CMQ_NO_PLACE if none. */
uint32_t cmq_place_at(const struct cmq_places *places, uint32_t token);

#endif
