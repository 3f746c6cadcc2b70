/* SPDX-License-Identifier: Apache-2.0 */
/* PLOVER's JSON lines (manual 2.0, appendix on the format): an event an object, with all actors of
 * a side; what both sides do has all in `actor`. */

#include "export/rows.h"

static void put_entities(struct cmq_json *json, const struct row *row, const char *side) {
    const json_t *list = json_object_get(row->event, side);
    cmq_json_array_begin(json);
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_int_t index = json_integer_value(json_object_get(json_array_get(list, i), "actor"));
        const json_t *actor =
            index >= 0 ? json_array_get(json_object_get(row->coding, "actors"), (size_t)index)
                       : NULL;
        const json_t *sectors = json_object_get(actor, "sectors");
        struct cmq_str country = row_text(actor, "country");
        cmq_json_object_begin(json);
        cmq_json_key(json, CMQ_STR("code"));
        cmq_json_str(json, country.len > 0 ? country : row_text(actor, "code"));
        cmq_json_key(json, CMQ_STR("sector"));
        cmq_json_array_begin(json);
        for (size_t k = 0; k < json_array_size(sectors); k++) {
            struct cmq_str code = cmq_str_of(json_string_value(json_array_get(sectors, k)));
            const struct cmq_cameo_role *role = cmq_role_find(code);
            cmq_json_str(json,
                         role != NULL && role->plover != NULL ? cmq_str_of(role->plover) : code);
        }
        cmq_json_array_end(json);
        cmq_json_key(json, CMQ_STR("entity_text"));
        cmq_json_str(json, row_text(actor, "name"));
        cmq_json_object_end(json);
    }
    cmq_json_array_end(json);
}

static void put_text(struct cmq_json *json, const char *key, struct cmq_str text) {
    if (text.len > 0) {
        cmq_json_key(json, cmq_str_of(key));
        cmq_json_str(json, text);
    }
}

static void put_list(struct cmq_json *json, const char *key, const json_t *list) {
    cmq_json_key(json, cmq_str_of(key));
    cmq_json_array_begin(json);
    for (size_t i = 0; i < json_array_size(list); i++) {
        cmq_json_str(json, cmq_str_of(json_string_value(json_array_get(list, i))));
    }
    cmq_json_array_end(json);
}

static void put_place(struct cmq_json *json, const json_t *place) {
    cmq_json_key(json, CMQ_STR("event_loc"));
    cmq_json_object_begin(json);
    put_text(json, "resolved_place", row_text(place, "name"));
    put_text(json, "province", row_text(place, "admin1"));
    put_text(json, "country_code", row_text(place, "country"));
    put_text(json, "resolution", row_text(place, "precision"));
    cmq_json_key(json, CMQ_STR("lat"));
    cmq_json_double(json, row_number(place, "lat"), 4);
    cmq_json_key(json, CMQ_STR("lon"));
    cmq_json_double(json, row_number(place, "lon"), 4);
    cmq_json_object_end(json);
}

static void put_origin(struct cmq_json *json, const struct row *row) {
    const json_t *evidence = json_object_get(row->event, "evidence");
    cmq_json_key(json, CMQ_STR("text_info"));
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("start"));
    cmq_json_int(json, json_integer_value(json_array_get(evidence, 0)));
    cmq_json_key(json, CMQ_STR("end"));
    cmq_json_int(json, json_integer_value(json_array_get(evidence, 1)));
    cmq_json_object_end(json);
    cmq_json_key(json, CMQ_STR("cite_info"));
    cmq_json_object_begin(json);
    put_text(json, "citation", row_text(row->report, "id"));
    put_text(json, "url", row_text(row->report, "url"));
    put_text(json, "title", row_text(row->report, "title"));
    put_text(json, "language", row_text(row->report, "language"));
    put_text(json, "publication", row_text(row->report, "publisher"));
    cmq_json_key(json, CMQ_STR("codebook"));
    cmq_json_str(json, CMQ_STR("PLOVER 2.0"));
    cmq_json_object_end(json);
}

static void put_day(struct cmq_json *json, const char *key, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    cmq_json_key(json, cmq_str_of(key));
    cmq_json_str(json, text[0] != '\0' ? cmq_str_of(text) : (struct cmq_str){NULL, 0});
}

void write_plover(const struct row *row, struct fields *fields) {
    struct cmq_json json;
    enum cmq_plover type = cmq_plover_find(row->plover);
    const struct cmq_plover_type *plover = cmq_plover_type(type);
    struct cmq_str mode = row_text(row->event, "mode");
    cmq_json_init(&json, fields->out);
    cmq_json_object_begin(&json);
    put_text(&json, "id", row_text(row->event, "id"));
    put_day(&json, "date", row->day);
    cmq_json_key(&json, CMQ_STR("actor"));
    put_entities(&json, row, "source");
    if (!row->reciprocal) {
        cmq_json_key(&json, CMQ_STR("recipient"));
        put_entities(&json, row, "target");
    }
    cmq_json_key(&json, CMQ_STR("event"));
    cmq_json_array_begin(&json);
    cmq_json_str(&json, row->plover);
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("mode"));
    cmq_json_array_begin(&json);
    if (mode.len > 0) {
        cmq_json_str(&json, mode);
    }
    cmq_json_array_end(&json);
    put_list(&json, "context", json_object_get(row->event, "contexts"));
    if (plover != NULL) {
        put_text(&json, "quad_code", cmq_str_of(cmq_quad_name(plover->quad)));
        cmq_json_key(&json, CMQ_STR("event_scale"));
        cmq_json_double(&json, cmq_plover_intensity(type, mode), 1);
    }
    if (json_is_object(row->place)) {
        put_place(&json, row->place);
    }
    put_origin(&json, row);
    cmq_json_key(&json, CMQ_STR("coder"));
    cmq_json_str(&json, CMQ_STR("Communique " CMQ_VERSION));
    cmq_json_object_end(&json);
}
