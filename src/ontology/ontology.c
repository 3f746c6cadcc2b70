/* SPDX-License-Identifier: Apache-2.0 */
#include "ontology/ontology.h"

#include "ontology/tables.h"

#include <stdlib.h>
#include <string.h>

/* Every row of a sorted table begins with its key, a terminated string. */
static int compare_key(const void *wanted, const void *row) {
    const struct cmq_str *key = wanted;
    const char *const *row_key = row;
    return cmq_str_cmp(*key, cmq_str_of(*row_key));
}

static const void *search(struct cmq_str key, const void *table, size_t count, size_t row_size) {
    return bsearch(&key, table, count, row_size, compare_key);
}

static bool is(struct cmq_str s, const char *terminated) {
    return terminated != NULL && cmq_str_eq(s, cmq_str_of(terminated));
}

/* ---- PLOVER ---- */

const struct cmq_plover_type *cmq_plover_type(enum cmq_plover type) {
    unsigned index = (unsigned)type;
    if (index == CMQ_PLOVER_NONE || index >= CMQ_PLOVER_COUNT) {
        return NULL;
    }
    return &cmq_plover_type_table[index];
}

const char *cmq_plover_name(enum cmq_plover type) {
    const struct cmq_plover_type *row = cmq_plover_type(type);
    return row == NULL ? NULL : row->name;
}

enum cmq_plover cmq_plover_find(struct cmq_str name) {
    for (unsigned i = CMQ_PLOVER_NONE + 1; i < CMQ_PLOVER_COUNT; i++) {
        if (is(name, cmq_plover_type_table[i].name)) {
            return (enum cmq_plover)i;
        }
    }
    return CMQ_PLOVER_NONE;
}

const struct cmq_plover_mode *cmq_plover_mode_find(enum cmq_plover type, struct cmq_str mode) {
    for (size_t i = 0; i < cmq_plover_mode_table_count; i++) {
        const struct cmq_plover_mode *row = &cmq_plover_mode_table[i];
        if (row->type == type && is(mode, row->mode)) {
            return row;
        }
    }
    return NULL;
}

bool cmq_plover_mode_valid(enum cmq_plover type, struct cmq_str mode) {
    return mode.len == 0 || cmq_plover_mode_find(type, mode) != NULL;
}

enum cmq_plover cmq_plover_of_mode(enum cmq_plover type, struct cmq_str mode) {
    if (cmq_plover_mode_valid(type, mode)) {
        return type;
    }
    bool retreat = type == CMQ_PLOVER_CONCEDE && cmq_plover_mode_valid(CMQ_PLOVER_RETREAT, mode);
    return retreat ? CMQ_PLOVER_RETREAT : CMQ_PLOVER_NONE;
}

bool cmq_plover_context_valid(struct cmq_str context) {
    return search(context, cmq_context_table, cmq_context_table_count,
                  sizeof cmq_context_table[0]) != NULL;
}

double cmq_plover_intensity(enum cmq_plover type, struct cmq_str mode) {
    const struct cmq_plover_mode *mode_row = cmq_plover_mode_find(type, mode);
    if (mode_row != NULL && mode_row->scored) {
        return mode_row->score;
    }
    const struct cmq_plover_type *row = cmq_plover_type(type);
    return row == NULL ? 0 : row->score;
}

/* ---- CAMEO events ---- */

const struct cmq_cameo *cmq_cameo_find(struct cmq_str code) {
    return search(code, cmq_cameo_table, cmq_cameo_table_count, sizeof cmq_cameo_table[0]);
}

size_t cmq_cameo_count(void) {
    return cmq_cameo_table_count;
}

const struct cmq_cameo *cmq_cameo_at(size_t index) {
    return index < cmq_cameo_table_count ? &cmq_cameo_table[index] : NULL;
}

const char *cmq_cameo_root_name(struct cmq_str code) {
    if (code.len < 2) {
        return NULL;
    }
    const struct cmq_cameo *root = cmq_cameo_find((struct cmq_str){code.ptr, 2});
    return root == NULL ? NULL : root->name;
}

static const char *class_name(const char *scheme, unsigned value) {
    for (size_t i = 0; i < cmq_quad_table_count; i++) {
        const struct cmq_quad_row *row = &cmq_quad_table[i];
        if (row->value == value && strcmp(row->scheme, scheme) == 0) {
            return row->name;
        }
    }
    return NULL;
}

const char *cmq_quad_name(unsigned quad) {
    return class_name("gdelt", quad);
}

const char *cmq_penta_name(unsigned penta) {
    return class_name("phoenix", penta);
}

/* ---- CAMEO actors ---- */

const struct cmq_cameo_role *cmq_role_find(struct cmq_str code) {
    for (size_t i = 0; i < cmq_role_table_count; i++) {
        if (is(code, cmq_role_table[i].code)) {
            return &cmq_role_table[i];
        }
    }
    return NULL;
}

int cmq_role_rank(struct cmq_str code) {
    const struct cmq_cameo_role *role = cmq_role_find(code);
    return role == NULL ? -1 : (int)(role - cmq_role_table);
}

#define BODY_LENGTH 3u

struct cmq_str cmq_country_or_body(struct cmq_str country, struct cmq_str code) {
    code.len = code.len < BODY_LENGTH ? code.len : BODY_LENGTH;
    return country.len > 0 ? country : code;
}

const struct cmq_organisation *cmq_organisation_find(struct cmq_str code) {
    const struct cmq_organisation *row =
        search(code, cmq_organisation_table, cmq_organisation_table_count,
               sizeof cmq_organisation_table[0]);
    while (row != NULL && row > cmq_organisation_table && is(code, row[-1].code)) {
        row--;
    }
    return row;
}

size_t cmq_organisation_count(void) {
    return cmq_organisation_table_count;
}

const struct cmq_organisation *cmq_organisation_at(size_t index) {
    return index < cmq_organisation_table_count ? &cmq_organisation_table[index] : NULL;
}

const char *cmq_region_name(struct cmq_str code) {
    const struct cmq_region_row *row =
        search(code, cmq_region_table, cmq_region_table_count, sizeof cmq_region_table[0]);
    return row == NULL ? NULL : row->name;
}

/* ---- countries ---- */

const struct cmq_country *cmq_country_find(struct cmq_str iso3) {
    return search(iso3, cmq_country_table, cmq_country_table_count, sizeof cmq_country_table[0]);
}

static const char *country_field(const struct cmq_country *country, enum cmq_country_key key) {
    switch (key) {
    case CMQ_COUNTRY_ISO3:
        return country->iso3;
    case CMQ_COUNTRY_ISO2:
        return country->iso2;
    case CMQ_COUNTRY_COW:
        return country->cow;
    case CMQ_COUNTRY_FIPS:
        return country->fips;
    case CMQ_COUNTRY_CAMEO:
        return country->cameo != NULL ? country->cameo : country->iso3;
    case CMQ_COUNTRY_NAME:
        return country->name;
    }
    return NULL;
}

const struct cmq_country *cmq_country_by(enum cmq_country_key key, struct cmq_str value) {
    for (size_t i = 0; i < cmq_country_table_count; i++) {
        if (is(value, country_field(&cmq_country_table[i], key))) {
            return &cmq_country_table[i];
        }
    }
    return NULL;
}

size_t cmq_country_count(void) {
    return cmq_country_table_count;
}

const struct cmq_country *cmq_country_at(size_t index) {
    return index < cmq_country_table_count ? &cmq_country_table[index] : NULL;
}

/* ---- outlets ---- */

size_t cmq_outlet_count(void) {
    return cmq_outlet_table_count;
}

const struct cmq_outlet *cmq_outlet_at(size_t index) {
    return index < cmq_outlet_table_count ? &cmq_outlet_table[index] : NULL;
}
