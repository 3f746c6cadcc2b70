/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORE_SHAPE_H
#define CMQ_STORE_SHAPE_H

/* How a coding lies in tables: for each array of the coding a table, for each member a column.
 * Keeping and giving back both follow this one description, so that what goes in comes out. Members
 * stand in the order in which the coding has them. */

#include <stdint.h>

enum cmq__kind {
    CMQ__TEXT,    /* a string or null */
    CMQ__INTEGER, /* an integer or null */
    CMQ__REAL,    /* a number or null, with `decimals` digits after the point */
    CMQ__LIST,    /* an array of strings, joined by ";" */
    CMQ__ENTRY, /* the id of a dictionary's entry or null; the column has its number in `entries` */
    CMQ__SPAN,  /* [start, end] or null: two columns, COLUMN_start and COLUMN_end */
    CMQ__OBJECT,  /* an object in the same row; null where all its columns are */
    CMQ__ROWS,    /* an array, an item a row of another table */
    CMQ__DERIVED, /* a string that other tables know: `column` is the expression that gives it */
};

struct cmq__field {
    const char *member; /* NULL: the item itself, where items are no objects */
    enum cmq__kind kind;
    const char *column;
    unsigned decimals;
    const struct cmq__field *object; /* of CMQ__OBJECT */
    unsigned object_count;
    unsigned rows; /* of CMQ__ROWS: enum cmq__table */
};

enum cmq__table {
    CMQ__SENTENCES,
    CMQ__ACTORS,
    CMQ__MENTIONS,
    CMQ__TIMES,
    CMQ__PLACES,
    CMQ__EVENTS,
    CMQ__SOURCES,
    CMQ__TARGETS,
    CMQ__EVENT_ATTRIBUTIONS,
    CMQ__QUANTITIES,
    CMQ__RULES,
    CMQ__STATEMENTS,
    CMQ__ADDRESSEES,
    CMQ__CONTENTS,
    CMQ__TOPICS,
    CMQ__STATEMENT_ATTRIBUTIONS,
    CMQ__TABLE_COUNT
};

/* A row's key is report, owner (the number of the row it belongs to), side and number, as far as
 * the table has them. */
struct cmq__shape {
    const char *table;
    const char *owner; /* column; NULL: the report itself */
    const char *side;  /* value of the column `side`; NULL: there is none */
    const struct cmq__field *field;
    unsigned field_count;
};

extern const struct cmq__shape cmq__shape[CMQ__TABLE_COUNT];

/* The arrays of a coding in its order. */
extern const struct cmq__field cmq__coding_array[];
extern const unsigned cmq__coding_array_count;
/* The members of `report` that are kept, in its order, without the text. */
extern const struct cmq__field cmq__report_field[];
extern const unsigned cmq__report_field_count;

/* Columns that a field takes in its own table. */
unsigned cmq__field_width(const struct cmq__field *field);

#endif
