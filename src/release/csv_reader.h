/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_RELEASE_CSV_READER_H
#define CMQ_RELEASE_CSV_READER_H

/* Comma-separated values as RFC 4180 has them, in memory. */

#include "base/base.h"

#define CMQ__CSV_FIELDS 64u

struct cmq__csv {
    struct cmq_str rest;
    unsigned line; /* of the record that was last read, from 1; a quoted line end counts */
    /* private */
    unsigned ended;
};

struct cmq__csv_record {
    struct cmq_str
        field[CMQ__CSV_FIELDS]; /* views of the input, or copies without doubled quotes */
    unsigned count;
};

/* CMQ_END after the last; CMQ_BAD_INPUT where a quote is not closed, something follows it, or there
 * are too many fields. */
enum cmq_status cmq__csv_next(struct cmq__csv *csv, struct cmq_arena *arena,
                              struct cmq__csv_record *record);

#endif
