/* SPDX-License-Identifier: Apache-2.0 */
/* ICEWS as on Dataverse: 20 columns with a header. Countries are English names, sectors ICEWS's
 * words. */

#include "export/rows.h"

#include <math.h>

#define SECTOR_LIMIT ((size_t)4096)
#define ID_MASK      UINT64_C(0x7FFFFFFF) /* R reads ids of ICEWS as integers of 32 bits */

static const char *country_name(struct cmq_str iso3) {
    const struct cmq_country *country = cmq_country_find(iso3);
    return country != NULL ? country->name : NULL;
}

static void put_sectors(struct fields *fields, const struct row_actor *actor) {
    struct cmq_buf text;
    cmq_buf_init(&text, SECTOR_LIMIT);
    for (size_t i = 0; i < json_array_size(actor->sectors); i++) {
        const char *code = json_string_value(json_array_get(actor->sectors, i));
        const struct cmq_cameo_role *role = cmq_role_find(cmq_str_of(code));
        if (role != NULL && role->icews != NULL && role->icews[0] != '\0') {
            cmq_buf_format(&text, "%s%s", text.len > 0 ? "," : "", role->icews);
        }
    }
    field_text(fields, cmq_buf_str(&text));
    fields->out->failed |= text.failed;
    cmq_buf_release(&text);
}

static void put_actor(struct fields *fields, const struct row_actor *actor) {
    field_text(fields, actor->name.len > 0 ? actor->name : CMQ_STR("Unspecified Actor"));
    put_sectors(fields, actor);
    field_word(fields, country_name(actor->country));
}

static bool is_precision(const struct row *row, const char *precision) {
    return cmq_str_eq(row_text(row->place, "precision"), cmq_str_of(precision));
}

void write_icews(const struct row *row, struct fields *fields) {
    const struct cmq_str none = {NULL, 0};
    struct cmq_str name = row_text(row->place, "name");
    bool town = is_precision(row, "city") || is_precision(row, "point");
    struct cmq_str province = is_precision(row, "admin1") ? name : row_text(row->place, "admin1");
    field_integer(fields, (int64_t)(row->number & ID_MASK));
    field_day(fields, row->day, "Y-m-d");
    put_actor(fields, &row->source);
    field_word(fields, row->code != NULL ? row->code->name : NULL);
    field_text(fields, row->cameo);
    field_decimal(fields,
                  row->code != NULL ? row->code->goldstein[CMQ_GOLDSTEIN_ICEWS].value : (double)NAN,
                  1);
    put_actor(fields, &row->target);
    field_integer(fields, (int64_t)(cmq_hash(row_text(row->report, "id")) & ID_MASK));
    field_integer(fields, row->sentence + 1);
    field_text(fields, row_text(row->report, "publisher"));
    field_text(fields, town ? name : none);
    field_text(fields, none); /* district */
    field_text(fields, province);
    field_word(fields, country_name(row_text(row->place, "country")));
    field_decimal(fields, row_number(row->place, "lat"), 4);
    field_decimal(fields, row_number(row->place, "lon"), 4);
}
