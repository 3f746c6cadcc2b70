/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_RELEASE_PARTS_H
#define CMQ_RELEASE_PARTS_H

/* What the parts of a release that is being written share. Each part adds its files to the folder.
 */

#include "release/folder.h"
#include "release/release.h"
#include "release/tables.h"

#include <jansson.h>

/* A coder and how many of the reports it has coded. */
struct cmq__release_coder {
    struct cmq_str version, model, lexicon;
    int64_t reports;
};

struct cmq__release {
    struct cmq_store *store;
    const struct cmq_release_options *options;
    struct cmq__folder folder;
    struct cmq_arena arena;
    struct cmq_release_about about;    /* with what was not given filled in */
    struct cmq_str from, to;           /* days of the first and last report; absent: none */
    int64_t rows[CMQ__RELEASED_COUNT]; /* of the tables */
    CMQ_ARRAY(struct cmq__release_coder) coder;
    struct cmq_buf errors; /* the table of error rates; empty: none */
};

/* Numbers what is released and writes the tables that are read from the store (data.c). */
enum cmq_status cmq__release_number(struct cmq__release *release, struct cmq_error *err);
enum cmq_status cmq__release_data(struct cmq__release *release, struct cmq_error *err);
/* Rows of a table on their way to its file. */
struct cmq__release_rows {
    struct cmq_rows rows;
    struct cmq_column column[CMQ_COLUMNS_MAX];
    FILE *file;
};
enum cmq_status cmq__release_begin_rows(struct cmq__release *release, enum cmq__released which,
                                        struct cmq__release_rows *rows, struct cmq_error *err);
enum cmq_status cmq__release_end_rows(enum cmq__released which, struct cmq__release_rows *rows,
                                      struct cmq_error *err);

enum cmq_status cmq__release_codebook(struct cmq__release *release, struct cmq_error *err);
enum cmq_status cmq__release_citation(struct cmq__release *release, struct cmq_error *err);
enum cmq_status cmq__release_readme(struct cmq__release *release, struct cmq_error *err);
/* Manifest and package; after all tables. */
enum cmq_status cmq__release_package(struct cmq__release *release, struct cmq_error *err);

/* "Family, Given" in two; false for a body, which has one name. */
bool cmq__release_person(struct cmq_str author, struct cmq_str *family, struct cmq_str *given);

/* JSON: null where the string is absent. Takes `document`, a new reference. */
json_t *cmq__release_json_str(struct cmq_str s);
enum cmq_status cmq__release_write_json(struct cmq__release *release, const char *name,
                                        json_t *document, struct cmq_error *err);

#endif
