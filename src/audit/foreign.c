/* SPDX-License-Identifier: Apache-2.0 */
/* Event files of other projects as rows that can be compared. What a file is shows in its header,
 * or in the number of its columns. */

#include "audit/audit.h"

#include "ontology/ontology.h"

#include <string.h>

#define MAX_COLUMNS 64

/* Columns from 0; -1 where a format has none. */
struct layout {
    const char *name, *first; /* the header's first column; NULL: no header */
    int columns;
    char separator;
    int day, told, source, target, code, report; /* told: the day where the event has none */
    enum { COUNTRY_CODE, COUNTRY_NAME } country;
    enum cmq_foreign_report named; /* what `report` holds */
};

static const struct layout layouts[] = {
    {"gdelt1", NULL, 58, '\t', 1, -1, 7, 17, 26, 57, COUNTRY_CODE, CMQ_REPORT_URL},
    {"gdelt1 before April 2013", NULL, 57, '\t', 1, -1, 7, 17, 26, -1, COUNTRY_CODE,
     CMQ_REPORT_UNNAMED},
    {"gdelt2", NULL, 61, '\t', 1, -1, 7, 17, 26, 60, COUNTRY_CODE, CMQ_REPORT_URL},
    {"gdelt2-mentions", NULL, 16, '\t', 2, -1, -1, -1, -1, 5, COUNTRY_CODE, CMQ_REPORT_URL},
    {"phoenix", NULL, 26, '\t', 1, -1, 6, 10, 13, 24, COUNTRY_CODE, CMQ_REPORT_URL},
    {"icews", "Event ID", 20, '\t', 1, -1, 4, 10, 6, 11, COUNTRY_NAME, CMQ_REPORT_STORY},
    {"polecat", "Event ID", 40, '\t', 1, 34, 8, 16, 2, -1, COUNTRY_CODE, CMQ_REPORT_UNNAMED},
    {"csv", "event", 31, ',', 5, 4, 10, 14, 16, 3, COUNTRY_CODE, CMQ_REPORT_URL},
};

/* ---- fields ------------------------------------------------------------------------------- */

/* Cuts the next field; a quoted CSV field loses its marks, but keeps doubled ones doubled. */
static struct cmq_str next_field(struct cmq_str *line, char separator) {
    if (separator == ',' && line->len > 0 && line->ptr[0] == '"') {
        size_t end = 1;
        while (end < line->len &&
               (line->ptr[end] != '"' || (end + 1 < line->len && line->ptr[end + 1] == '"'))) {
            end += line->ptr[end] == '"' ? 2 : 1;
        }
        struct cmq_str field = {line->ptr + 1, (end < line->len ? end : line->len) - 1};
        struct cmq_str rest = {line->ptr + (end < line->len ? end + 1 : line->len),
                               line->len - (end < line->len ? end + 1 : line->len)};
        *line = rest;
        cmq_str_cut(line, separator);
        return field;
    }
    return cmq_str_cut(line, separator);
}

static int split(struct cmq_str line, char separator, struct cmq_str *field) {
    int count = 0;
    if (line.len > 0 && line.ptr[line.len - 1] == '\r') {
        line.len--;
    }
    while (line.ptr != NULL && count < MAX_COLUMNS) {
        field[count++] = next_field(&line, separator);
    }
    return count;
}

static const struct layout *layout_of(struct cmq_str line) {
    struct cmq_str field[MAX_COLUMNS] = {{NULL, 0}};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        const struct layout *layout = &layouts[i];
        if (split(line, layout->separator, field) == layout->columns &&
            (layout->first == NULL || cmq_str_eq(field[0], cmq_str_of(layout->first)))) {
            return layout;
        }
    }
    return NULL;
}

/* "20211114", the same with a time behind, or "2021-11-14". */
static cmq_day day_of(struct cmq_str text) {
    char dashed[10];
    if (text.len != 8 && text.len != 14) {
        return cmq_day_parse(text);
    }
    memcpy(dashed, text.ptr, 4);
    memcpy(dashed + 5, text.ptr + 4, 2);
    memcpy(dashed + 8, text.ptr + 6, 2);
    dashed[4] = dashed[7] = '-';
    return cmq_day_parse((struct cmq_str){dashed, sizeof dashed});
}

static void set_country(char out[4], struct cmq_str text, const struct layout *layout) {
    const struct cmq_country *country = layout->country == COUNTRY_NAME
                                            ? cmq_country_by(CMQ_COUNTRY_NAME, text)
                                            : cmq_country_by(CMQ_COUNTRY_CAMEO, text);
    memcpy(out, country != NULL ? country->iso3 : "---", 4);
}

/* POLECAT has PLOVER's types, which have no root. */
static void set_code(struct cmq_foreign_row *row, struct cmq_str code) {
    const struct cmq_plover_type *plover = cmq_plover_type(cmq_plover_find(code));
    const struct cmq_cameo *cameo = cmq_cameo_find(code);
    if (plover == NULL && cameo == NULL && code.len > 2) {
        cameo = cmq_cameo_find((struct cmq_str){code.ptr, 2});
    }
    enum cmq_plover own = cameo != NULL ? cameo->plover : CMQ_PLOVER_NONE;
    row->type = (uint8_t)(plover != NULL ? plover->type : own);
    row->quad = cameo != NULL ? cameo->quad_gdelt : plover != NULL ? plover->quad : 0;
    memcpy(row->root, cameo != NULL ? cameo->root : "", cameo != NULL ? 3 : 1);
}

static enum cmq_status read_row(const struct layout *layout, struct cmq_str line,
                                struct cmq_foreign_row *row) {
    struct cmq_str field[MAX_COLUMNS] = {{NULL, 0}};
    if (split(line, layout->separator, field) != layout->columns) {
        return CMQ_BAD_INPUT;
    }
    *row = (struct cmq_foreign_row){.day = day_of(field[layout->day])};
    if (row->day == CMQ_NO_DAY && layout->told >= 0) {
        row->day = day_of(field[layout->told]);
    }
    row->report =
        layout->report >= 0 && field[layout->report].len > 0 ? cmq_hash(field[layout->report]) : 0;
    if (layout->code < 0) {
        return row->day == CMQ_NO_DAY || row->report == 0 ? CMQ_BAD_INPUT : CMQ_OK;
    }
    set_country(row->source, field[layout->source], layout);
    set_country(row->target, field[layout->target], layout);
    set_code(row, field[layout->code]);
    return row->day == CMQ_NO_DAY || row->quad == 0 ? CMQ_BAD_INPUT : CMQ_OK;
}

enum cmq_status cmq_foreign_read(struct cmq_str text, struct cmq_arena *arena,
                                 struct cmq_foreign *foreign, struct cmq_error *err) {
    struct cmq_str rest = text, first = rest;
    first = cmq_str_cut(&first, '\n');
    const struct layout *layout = layout_of(first);
    if (layout == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 1,
                        "no format that is known: columns and header are none of those of GDELT, "
                        "ICEWS, POLECAT, Phoenix or our CSV");
    }
    *foreign = (struct cmq_foreign){
        .format = layout->name, .report = layout->named, .mentions = layout->code < 0};
    if (layout->first != NULL) {
        cmq_str_cut(&rest, '\n');
    }
    while (rest.len > 0) {
        struct cmq_foreign_row row;
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (line.len == 0) {
            continue;
        }
        if (read_row(layout, line, &row) == CMQ_OK) {
            CMQ_PUSH(arena, &foreign->list) = row;
        } else {
            foreign->skipped++;
        }
    }
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}
