/* SPDX-License-Identifier: Apache-2.0 */
/* The table derived from GeoNames: a line a place, tabs between level (1 region, 2 district, 3
 * town), ISO 3166 alpha-2, GeoNames region, name, other names parted by bars, latitude, longitude,
 * population. Regions stand before what lies in them. */

#include "ontology/ontology.h"
#include "places/draft.h"

enum column { LEVEL, COUNTRY, REGION, NAME, OTHERS, LAT, LON, POPULATION, COLUMNS };

static bool read_line(struct cmq__place_draft *draft, struct cmq_str line) {
    struct cmq_str column[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        column[i] = cmq_str_cut(&line, '\t');
    }
    static const uint8_t kinds[] = {CMQ_PLACE_REGION, CMQ_PLACE_DISTRICT, CMQ_PLACE_TOWN};
    uint32_t level = 0;
    const struct cmq_country *country = cmq_country_by(CMQ_COUNTRY_ISO2, column[COUNTRY]);
    struct cmq__stored_place place = {0};
    if (!cmq__read_count(column[LEVEL], &level) || level < 1 || level > 3 || line.ptr != NULL ||
        column[NAME].len == 0 || !cmq__read_degrees(column[LAT], 90, &place.lat) ||
        !cmq__read_degrees(column[LON], 180, &place.lon) ||
        !cmq__read_count(column[POPULATION], &place.population)) {
        return false;
    }
    if (country == NULL) {
        return true; /* the table has codes that ISO 3166 has withdrawn */
    }
    place.kind = kinds[level - 1];
    place.precision = cmq__precision_of(place.kind);
    place.country = cmq__country_number(cmq_str_of(country->iso3));
    place.name = cmq__place_draft_string(draft, column[NAME]);
    place.region = cmq__place_draft_region(draft, cmq__region_id(column[COUNTRY], column[REGION]),
                                           level == 1 ? column[NAME] : (struct cmq_str){NULL, 0});
    uint32_t index = cmq__place_draft_add(draft, &place);
    cmq__place_draft_name(draft, index, column[NAME], 0);
    while (column[OTHERS].len > 0) {
        cmq__place_draft_name(draft, index, cmq_str_cut(&column[OTHERS], '|'), 0);
    }
    return true;
}

enum cmq_status cmq_gazetteer_compile_table(struct cmq_str text, struct cmq_buf *image,
                                            struct cmq_error *err) {
    struct cmq__place_draft draft;
    cmq__place_draft_init(&draft);
    enum cmq_status status = CMQ_OK;
    for (unsigned number = 1; status == CMQ_OK && text.len > 0; number++) {
        struct cmq_str line = cmq_str_cut(&text, '\n');
        if (line.len > 0 && line.ptr[0] != '#' && !read_line(&draft, line)) {
            status = cmq_fail(err, CMQ_BAD_INPUT, number, "line %u is no place", number);
        }
    }
    if (status == CMQ_OK) {
        status = cmq__place_draft_pack(&draft, image, err);
    }
    cmq__place_draft_release(&draft);
    return status;
}
