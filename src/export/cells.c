/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of our own tables, for CSV and Arrow alike: one line each. */

#include "export/rows.h"

#include <math.h>

enum holder { OF_EVENT, OF_REPORT, OF_DATE, OF_PLACE, OF_SOURCE, OF_TARGET, OF_ROW };

static const struct column {
    const char *name;
    enum cell_kind kind;
    enum holder holder;
    const char *key;
} columns[] = {
    {"event", CELL_TEXT, OF_EVENT, "id"},
    {"report", CELL_TEXT, OF_REPORT, "id"},
    {"publisher", CELL_TEXT, OF_REPORT, "publisher"},
    {"url", CELL_TEXT, OF_REPORT, "url"},
    {"told", CELL_DAY, OF_ROW, "told"},
    {"date_from", CELL_DAY, OF_DATE, "from"},
    {"date_to", CELL_DAY, OF_DATE, "to"},
    {"date_basis", CELL_TEXT, OF_DATE, "basis"},
    {"source", CELL_TEXT, OF_SOURCE, "name"},
    {"source_code", CELL_TEXT, OF_SOURCE, "code"},
    {"source_country", CELL_TEXT, OF_SOURCE, "country"},
    {"source_sector", CELL_TEXT, OF_SOURCE, "sector"},
    {"target", CELL_TEXT, OF_TARGET, "name"},
    {"target_code", CELL_TEXT, OF_TARGET, "code"},
    {"target_country", CELL_TEXT, OF_TARGET, "country"},
    {"target_sector", CELL_TEXT, OF_TARGET, "sector"},
    {"cameo", CELL_TEXT, OF_EVENT, "cameo"},
    {"cameo_name", CELL_TEXT, OF_ROW, "cameo_name"},
    {"plover", CELL_TEXT, OF_EVENT, "plover"},
    {"mode", CELL_TEXT, OF_EVENT, "mode"},
    {"quad_gdelt", CELL_INTEGER, OF_EVENT, "quad_gdelt"},
    {"goldstein_gdelt", CELL_DECIMAL, OF_EVENT, "goldstein_gdelt"},
    {"assertion", CELL_TEXT, OF_EVENT, "assertion"},
    {"time", CELL_TEXT, OF_EVENT, "time"},
    {"place", CELL_TEXT, OF_PLACE, "name"},
    {"place_country", CELL_TEXT, OF_PLACE, "country"},
    {"lat", CELL_DECIMAL, OF_PLACE, "lat"},
    {"lon", CELL_DECIMAL, OF_PLACE, "lon"},
    {"sentence", CELL_INTEGER, OF_EVENT, "sentence"},
    {"same_as", CELL_TEXT, OF_EVENT, "same_as"},
    {"confidence", CELL_DECIMAL, OF_EVENT, "confidence"},
    {NULL, CELL_DECIMAL, OF_ROW, "score"}, /* of an own ontology, named after its table */
};

unsigned cell_count(const struct cmq_ontology *ontology) {
    unsigned count = sizeof columns / sizeof *columns;
    return ontology != NULL && ontology->scores.len > 0 ? count : count - 1;
}

const char *cell_name(const struct cmq_ontology *ontology, unsigned column) {
    const char *name = columns[column].name;
    return name == NULL && ontology != NULL ? ontology->scores.ptr : name;
}

enum cell_kind cell_kind(unsigned column) {
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

static struct cell own_cell(const struct row *row, const struct column *column) {
    struct cell cell = {.kind = column->kind};
    if (column->kind == CELL_DAY) {
        cell.day = row->told;
        cell.known = row->told != CMQ_NO_DAY;
    } else {
        const struct cmq_code_facts code = cmq_code_facts(row->ontology, row->cameo);
        cell.text = code.name;
        cell.decimal = code.score;
        cell.known = column->kind == CELL_DECIMAL ? !isnan(code.score) : code.name.len > 0;
    }
    return cell;
}

struct cell cell_of(const struct row *row, unsigned number) {
    const struct column *column = &columns[number];
    struct cell cell = {.kind = column->kind};
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
    case CELL_TEXT:
        cell.text = row_text(object, column->key);
        cell.known = cell.text.len > 0;
        break;
    case CELL_DAY:
        cell.day = cmq_day_parse(row_text(object, column->key));
        cell.known = cell.day != CMQ_NO_DAY;
        break;
    case CELL_INTEGER:
        cell.known = json_is_integer(json_object_get(object, column->key));
        cell.integer = row_integer(object, column->key, 0);
        break;
    case CELL_DECIMAL:
        cell.decimal = row_number(object, column->key);
        cell.known = !isnan(cell.decimal);
        break;
    }
    return cell;
}
