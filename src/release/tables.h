/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_RELEASE_TABLES_H
#define CMQ_RELEASE_TABLES_H

/* The tables of a release: what each is called, what its columns mean, and the SQL that they are
 * read by. Data, package and rehydration all follow these definitions. */

#include "query/query.h"

enum cmq__field_kind {
    CMQ__FIELD_TEXT,
    CMQ__FIELD_LIST, /* joined by ";" */
    CMQ__FIELD_INTEGER,
    CMQ__FIELD_REAL,
    CMQ__FIELD_DAY,
};

struct cmq__released_field {
    const char *name;
    unsigned char kind, decimals;
    bool required; /* never empty */
    bool title;    /* only in a release with titles */
    const char *sql;
    const char *meaning;
};

struct cmq__released_table {
    const char *name;    /* of the file, without ".csv" */
    const char *meaning; /* what a row is */
    const char *from;    /* SQL from FROM on; NULL: not read from the store */
    const char *key;     /* fields joined by ";" */
    const char *parent; /* the table that the first fields point to, as many as its key has; NULL */
    const struct cmq__released_field *field;
    unsigned count;
};

enum cmq__released {
    CMQ__RELEASED_REPORTS,
    CMQ__RELEASED_EVENTS,
    CMQ__RELEASED_PARTICIPANTS,
    CMQ__RELEASED_ACTORS,
    CMQ__RELEASED_MENTIONS,
    CMQ__RELEASED_STATEMENTS,
    CMQ__RELEASED_QUANTITIES,
    CMQ__RELEASED_OCCURRENCES,
    CMQ__RELEASED_STORIES,
    CMQ__RELEASED_CODES,
    CMQ__RELEASED_FRAMES,
    CMQ__RELEASED_COUNT
};

extern const struct cmq__released_table cmq__released_table[CMQ__RELEASED_COUNT];

/* The table's columns for a writer of rows; returns how many. Without `titles` those are left out.
 */
unsigned cmq__released_columns(const struct cmq__released_table *table, bool titles,
                               struct cmq_column column[static CMQ_COLUMNS_MAX]);
/* A field's place; CMQ_COLUMNS_MAX if there is none of that name. */
unsigned cmq__released_field_of(const struct cmq__released_table *table, const char *name);

#endif
