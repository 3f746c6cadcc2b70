/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_ONTOLOGY_TABLES_H
#define CMQ_ONTOLOGY_TABLES_H

/* What tools/ontology_tables.c writes from ontology/; for this room alone. Each table ends at its
 * count and is sorted by the bytes of its key, unless said otherwise. */

#include "ontology/ontology.h"

struct cmq_context_row {
    const char *context, *gloss;
};

struct cmq_region_row {
    const char *code, *name;
};

struct cmq_quad_row {
    const char *scheme;
    unsigned value;
    const char *name;
};

extern const struct cmq_cameo cmq_cameo_table[];
extern const size_t cmq_cameo_table_count;
/* Indexed by enum cmq_plover; the first is empty. */
extern const struct cmq_plover_type cmq_plover_type_table[CMQ_PLOVER_COUNT];
extern const struct cmq_plover_mode cmq_plover_mode_table[]; /* in the file's order */
extern const size_t cmq_plover_mode_table_count;
extern const struct cmq_context_row cmq_context_table[];
extern const size_t cmq_context_table_count;
extern const struct cmq_cameo_role cmq_role_table[]; /* in the order of actor codes */
extern const size_t cmq_role_table_count;
extern const struct cmq_organisation cmq_organisation_table[]; /* a key may stand twice */
extern const size_t cmq_organisation_table_count;
extern const struct cmq_region_row cmq_region_table[];
extern const size_t cmq_region_table_count;
extern const struct cmq_quad_row cmq_quad_table[]; /* in the file's order */
extern const size_t cmq_quad_table_count;
extern const struct cmq_country cmq_country_table[];
extern const size_t cmq_country_table_count;
extern const struct cmq_outlet cmq_outlet_table[];
extern const size_t cmq_outlet_table_count;
extern const struct cmq_cow cmq_cow_table[]; /* by iso3, then by time */
extern const size_t cmq_cow_table_count;
extern const struct cmq_bloc cmq_bloc_table[];
extern const size_t cmq_bloc_table_count;
extern const struct cmq_bloc_member cmq_bloc_member_table[]; /* by bloc, iso3, time */
extern const size_t cmq_bloc_member_table_count;

#endif
