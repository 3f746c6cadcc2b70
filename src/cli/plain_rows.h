/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_PLAIN_ROWS_H
#define CMQ_CLI_PLAIN_ROWS_H

/* Rows of named columns, as a table for a person, as tab-separated values or as JSON lines. */

#include "cli/cli.h"

enum cmq_plain_rows_format { CMQ_PLAIN_ROWS_TABLE, CMQ_PLAIN_ROWS_TSV, CMQ_PLAIN_ROWS_JSONL };

/* The format of this name; NULL: a table on a terminal, else JSON lines. False for no format. */
bool cmq_plain_rows_format(const char *name, enum cmq_plain_rows_format *format);

struct cmq_plain_column {
    const char *name;
    unsigned width; /* in a table, at least; numbers stand at its right end */
    bool is_number;
};

struct cmq_plain_rows {
    enum cmq_plain_rows_format format;
    const struct cmq_plain_column *column;
    size_t count;
    struct cmq_output *output;
    struct cmq_buf line;
};

/* Writes the head line where the format has one. */
void cmq_plain_rows_begin(struct cmq_plain_rows *rows, enum cmq_plain_rows_format format,
                          const struct cmq_plain_column *column, size_t count,
                          struct cmq_output *output);
/* A value a column: valid UTF-8, absent for what is not known; numbers are whole and terminated. */
void cmq_plain_rows_write(struct cmq_plain_rows *rows, const struct cmq_str *value);
void cmq_plain_rows_end(struct cmq_plain_rows *rows);

#endif
