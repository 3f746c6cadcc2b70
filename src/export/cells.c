/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of our own tables, for CSV and Arrow alike: one line each. */

#include "export/rows.h"

#include <math.h>

enum holder { OF_EVENT, OF_REPORT, OF_DATE, OF_PLACE, OF_SOURCE, OF_TARGET, OF_ROW };

static const struct column {
    const char *name;
    enum cmq_cell_kind kind;
    enum holder holder;
    const char *key;
} columns[] = {
    {"event", CMQ_CELL_TEXT, OF_EVENT, "id"},
    {"report", CMQ_CELL_TEXT, OF_REPORT, "id"},
    {"publisher", CMQ_CELL_TEXT, OF_REPORT, "publisher"},
    {"url", CMQ_CELL_TEXT, OF_REPORT, "url"},
    {"told", CMQ_CELL_DAY, OF_ROW, "told"},
    {"date_from", CMQ_CELL_DAY, OF_DATE, "from"},
    {"date_to", CMQ_CELL_DAY, OF_DATE, "to"},
    {"date_basis", CMQ_CELL_TEXT, OF_DATE, "basis"},
    {"source", CMQ_CELL_TEXT, OF_SOURCE, "name"},
    {"source_code", CMQ_CELL_TEXT, OF_SOURCE, "code"},
    {"source_country", CMQ_CELL_TEXT, OF_SOURCE, "country"},
    {"source_sector", CMQ_CELL_TEXT, OF_SOURCE, "sector"},
    {"target", CMQ_CELL_TEXT, OF_TARGET, "name"},
    {"target_code", CMQ_CELL_TEXT, OF_TARGET, "code"},
    {"target_country", CMQ_CELL_TEXT, OF_TARGET, "country"},
    {"target_sector", CMQ_CELL_TEXT, OF_TARGET, "sector"},
    {"cameo", CMQ_CELL_TEXT, OF_EVENT, "cameo"},
    {"cameo_name", CMQ_CELL_TEXT, OF_ROW, "cameo_name"},
    {"plover", CMQ_CELL_TEXT, OF_EVENT, "plover"},
    {"mode", CMQ_CELL_TEXT, OF_EVENT, "mode"},
    {"quad_gdelt", CMQ_CELL_INTEGER, OF_EVENT, "quad_gdelt"},
    {"goldstein_gdelt", CMQ_CELL_DECIMAL, OF_EVENT, "goldstein_gdelt"},
    {"assertion", CMQ_CELL_TEXT, OF_EVENT, "assertion"},
    {"time", CMQ_CELL_TEXT, OF_EVENT, "time"},
    {"place", CMQ_CELL_TEXT, OF_PLACE, "name"},
    {"place_country", CMQ_CELL_TEXT, OF_PLACE, "country"},
    {"lat", CMQ_CELL_DECIMAL, OF_PLACE, "lat"},
    {"lon", CMQ_CELL_DECIMAL, OF_PLACE, "lon"},
    {"sentence", CMQ_CELL_INTEGER, OF_EVENT, "sentence"},
    {"same_as", CMQ_CELL_TEXT, OF_EVENT, "same_as"},
    {"confidence", CMQ_CELL_DECIMAL, OF_EVENT, "confidence"},
    {NULL, CMQ_CELL_DECIMAL, OF_ROW, "score"}, /* of an own ontology, named after its table */
};

unsigned cell_count(const struct cmq_ontology *ontology) {
    unsigned count = sizeof columns / sizeof *columns;
    return ontology != NULL && ontology->scores.len > 0 ? count : count - 1;
}

const char *cell_name(const struct cmq_ontology *ontology, unsigned column) {
    const char *name = columns[column].name;
    return name == NULL && ontology != NULL ? ontology->scores.ptr : name;
}

enum cmq_cell_kind cell_kind(unsigned column) {
    return columns[column].kind;
}

static struct cmq_str text_of_actor(const struct row_actor *actor, const char *key) {
    switch (key[0]) {
    case 'n':
        return actor->name;
    case 's':
        return json_array_size(actor->sectors) > 0
                   ? cmq_str_of(json_string_value(json_array_get(actor->sectors, 0)))
                   : (struct cmq_str){NULL, 0};
    default:
        return key[2] == 'd' ? actor->code : actor->country;
    }
}

static const json_t *object_of(const struct row *row, enum holder holder) {
    return holder == OF_EVENT    ? row->event
           : holder == OF_REPORT ? row->report
           : holder == OF_PLACE  ? row->place
                                 : json_object_get(row->event, "date");
}

static struct cmq_cell own_cell(const struct row *row, const struct column *column) {
    struct cmq_cell cell = {.kind = column->kind};
    if (column->kind == CMQ_CELL_DAY) {
        cell.day = row->told;
        cell.known = row->told != CMQ_NO_DAY;
    } else {
        const struct cmq_code_facts code = cmq_code_facts(row->ontology, row->cameo);
        cell.text = code.name;
        cell.decimal = code.score;
        cell.known = column->kind == CMQ_CELL_DECIMAL ? !isnan(code.score) : code.name.len > 0;
    }
    return cell;
}

struct cmq_cell cell_of(const struct row *row, unsigned number) {
    const struct column *column = &columns[number];
    struct cmq_cell cell = {.kind = column->kind};
    if (column->holder == OF_ROW) {
        return own_cell(row, column);
    }
    if (column->holder == OF_SOURCE || column->holder == OF_TARGET) {
        cell.text =
            text_of_actor(column->holder == OF_SOURCE ? &row->source : &row->target, column->key);
        cell.known = cell.text.len > 0;
        return cell;
    }
    const json_t *object = object_of(row, column->holder);
    switch (column->kind) {
    case CMQ_CELL_TEXT:
        cell.text = row_text(object, column->key);
        cell.known = cell.text.len > 0;
        break;
    case CMQ_CELL_DAY:
        cell.day = cmq_day_parse(row_text(object, column->key));
        cell.known = cell.day != CMQ_NO_DAY;
        break;
    case CMQ_CELL_INTEGER:
        cell.known = json_is_integer(json_object_get(object, column->key));
        cell.integer = row_integer(object, column->key, 0);
        break;
    case CMQ_CELL_DECIMAL:
        cell.decimal = row_number(object, column->key);
        cell.known = !isnan(cell.decimal);
        break;
    case CMQ_CELL_BYTES:
    case CMQ_CELL_FLAG:
        break;
    }
    return cell;
}

struct cmq_arrow *cmq_arrow_of_events(const struct cmq_ontology *ontology) {
    struct cmq_arrow *batch = cmq_arrow_new();
    for (unsigned i = 0; batch != NULL && i < cell_count(ontology); i++) {
        cmq_arrow_add_column(batch, cell_name(ontology, i), cell_kind(i));
    }
    if (batch != NULL && batch->failed) {
        cmq_arrow_free(batch);
        return NULL;
    }
    return batch;
}

void arrow_add_row(struct cmq_arrow *batch, const struct row *row) {
    for (unsigned i = 0; i < batch->columns; i++) {
        cmq_arrow_add(batch, i, cell_of(row, i));
    }
    cmq_arrow_end_row(batch);
}
