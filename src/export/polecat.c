/* SPDX-License-Identifier: Apache-2.0 */
/* POLECAT: 40 columns with a header. Sectors are PLOVER's, where MED is medicine and JRN the media.
 */

#include "export/rows.h"

#define LIST_LIMIT ((size_t)4096)

static struct cmq_str plover_sector(const json_t *code) {
    const struct cmq_cameo_role *role = cmq_role_find(cmq_str_of(json_string_value(code)));
    return role != NULL && role->plover != NULL ? cmq_str_of(role->plover)
                                                : cmq_str_of(json_string_value(code));
}

static void put_sectors(struct fields *fields, const struct row_actor *actor) {
    struct cmq_buf text;
    cmq_buf_init(&text, LIST_LIMIT);
    for (size_t i = 0; i < json_array_size(actor->sectors); i++) {
        cmq_buf_format(&text, "%s%.*s", i > 0 ? ";" : "",
                       CMQ_FMT(plover_sector(json_array_get(actor->sectors, i))));
    }
    field_text(fields, json_array_size(actor->sectors) > 0
                           ? plover_sector(json_array_get(actor->sectors, 0))
                           : (struct cmq_str){NULL, 0});
    field_text(fields, cmq_buf_str(&text));
    fields->out->failed |= text.failed;
    cmq_buf_release(&text);
}

static void put_actor(struct fields *fields, const struct row_actor *actor, cmq_day day) {
    const struct cmq_cow *cow = actor->country.len > 0 ? cmq_cow_of(actor->country, day) : NULL;
    field_text(fields, actor->name);
    field_text(fields, actor->country.len > 0 ? actor->country : actor->code);
    field_word(fields, cow != NULL ? cow->letters : NULL);
    put_sectors(fields, actor);
    field_text(fields, actor->title);
    field_text(fields, actor->name);
    field_word(fields, NULL); /* Wikipedia */
}

static void put_list(struct fields *fields, const json_t *list) {
    struct cmq_buf text;
    cmq_buf_init(&text, LIST_LIMIT);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *word = json_string_value(json_array_get(list, i));
        cmq_buf_format(&text, "%s%s", i > 0 ? ";" : "", word != NULL ? word : "");
    }
    field_text(fields, cmq_buf_str(&text));
    cmq_buf_release(&text);
}

static void put_place(struct fields *fields, const json_t *place) {
    struct cmq_str name = row_text(place, "name"), precision = row_text(place, "precision");
    bool town = cmq_str_eq(precision, CMQ_STR("city")) || cmq_str_eq(precision, CMQ_STR("point"));
    field_text(fields, name);
    field_text(fields, town ? name : (struct cmq_str){NULL, 0});
    field_word(fields, NULL); /* district */
    field_text(fields, row_text(place, "admin1"));
    field_text(fields, row_text(place, "country"));
    field_decimal(fields, row_number(place, "lat"), 4);
    field_decimal(fields, row_number(place, "lon"), 4);
    field_word(fields, NULL); /* GeoNames */
    field_text(fields, name);
    field_text(fields, precision);
}

void write_polecat(const struct row *row, struct fields *fields) {
    enum cmq_plover type = cmq_plover_find(row->plover);
    const struct cmq_plover_type *plover = cmq_plover_type(type);
    struct cmq_str mode = row_text(row->event, "mode");
    field_text(fields, row_text(row->event, "id"));
    field_day(fields, row->day, "Y-m-d");
    field_text(fields, row->plover);
    field_text(fields, mode);
    field_decimal(fields, cmq_plover_intensity(type, mode), 1);
    field_upper(fields, cmq_str_of(plover != NULL ? cmq_quad_name(plover->quad) : NULL));
    put_list(fields, json_object_get(row->event, "contexts"));
    put_actor(fields, &row->source, row->day);
    put_actor(fields, &row->target, row->day);
    put_place(fields, row->place);
    field_text(fields, row_text(row->report, "publisher"));
    field_day(fields, row->told, "Y-m-d");
    for (int i = 0; i < 3; i++) {
        field_word(fields, NULL); /* people, organisations, locations of the story */
    }
    field_text(fields, row_text(row->report, "language"));
    field_word(fields, "Communique " CMQ_VERSION);
}
