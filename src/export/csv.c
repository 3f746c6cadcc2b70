/* SPDX-License-Identifier: Apache-2.0 */
#include "export/rows.h"

#include <string.h>

void write_csv_header(const struct cmq_ontology *ontology, struct cmq_buf *out) {
    for (unsigned i = 0; i < cell_count(ontology); i++) {
        cmq_buf_format(out, "%s%s", i > 0 ? "," : "", cell_name(ontology, i));
    }
    cmq_buf_add_char(out, '\n');
}

/* Degrees to four digits; scores and confidence as the coding has them, those of an own ontology
 * with two. */
static unsigned decimals_of(unsigned column) {
    const char *name = cell_name(NULL, column);
    return name == NULL || strcmp(name, "confidence") == 0 ? 2 : name[0] == 'l' ? 4 : 1;
}

void write_csv(const struct row *row, struct fields *fields) {
    for (unsigned i = 0; i < cell_count(row->ontology); i++) {
        struct cmq_cell cell = cell_of(row, i);
        if (!cell.known) {
            field_word(fields, NULL);
        } else if (cell.kind == CMQ_CELL_TEXT) {
            field_text(fields, cell.text);
        } else if (cell.kind == CMQ_CELL_DAY) {
            field_day(fields, cell.day, "Y-m-d");
        } else if (cell.kind == CMQ_CELL_INTEGER) {
            field_integer(fields, cell.integer);
        } else {
            field_decimal(fields, cell.decimal, decimals_of(i));
        }
    }
}
