/* SPDX-License-Identifier: Apache-2.0 */
/* All that a row has, in names of our own, with a header: what a spreadsheet opens. */

#include "export/rows.h"

static void put_actor(struct fields *fields, const struct row_actor *actor) {
    field_text(fields, actor->name);
    field_text(fields, actor->code);
    field_text(fields, actor->country);
    field_text(fields, json_array_size(actor->sectors) > 0
                           ? cmq_str_of(json_string_value(json_array_get(actor->sectors, 0)))
                           : (struct cmq_str){NULL, 0});
}

void write_csv(const struct row *row, struct fields *fields) {
    const json_t *date = json_object_get(row->event, "date");
    field_text(fields, row_text(row->event, "id"));
    field_text(fields, row_text(row->report, "id"));
    field_text(fields, row_text(row->report, "publisher"));
    field_text(fields, row_text(row->report, "url"));
    field_day(fields, row->told, "Y-m-d");
    field_text(fields, row_text(date, "from"));
    field_text(fields, row_text(date, "to"));
    field_text(fields, row_text(date, "basis"));
    put_actor(fields, &row->source);
    put_actor(fields, &row->target);
    field_text(fields, row->cameo);
    field_word(fields, row->code != NULL ? row->code->name : NULL);
    field_text(fields, row->plover);
    field_text(fields, row_text(row->event, "mode"));
    field_integer(fields, row_integer(row->event, "quad_gdelt", 0));
    field_decimal(fields, row_number(row->event, "goldstein_gdelt"), 1);
    field_text(fields, row_text(row->event, "assertion"));
    field_text(fields, row_text(row->event, "time"));
    field_text(fields, row_text(row->place, "name"));
    field_text(fields, row_text(row->place, "country"));
    field_decimal(fields, row_number(row->place, "lat"), 4);
    field_decimal(fields, row_number(row->place, "lon"), 4);
    field_integer(fields, row->sentence);
    field_text(fields, row_text(row->event, "same_as"));
    field_decimal(fields, row_number(row->event, "confidence"), 2);
}
