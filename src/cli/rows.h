/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_ROWS_H
#define CMQ_CLI_ROWS_H

/* Rows of named columns, as a table for a person, as tab-separated values or as JSON lines. */

#include "cli/cli.h"

enum cmq_rows_format { CMQ_ROWS_TABLE, CMQ_ROWS_TSV, CMQ_ROWS_JSONL };

/* The format of this name; NULL: a table on a terminal, else JSON lines. False for no format. */
bool cmq_rows_format(const char *name, enum cmq_rows_format *format);

struct cmq_column {
    const char *name;
    unsigned width; /* in a table, at least; numbers stand at its right end */
    bool is_number;
};

struct cmq_rows {
    enum cmq_rows_format format;
    const struct cmq_column *column;
    size_t count;
    struct cmq_output *output;
    struct cmq_buf line;
};

/* Writes the head line where the format has one. */
void cmq_rows_begin(struct cmq_rows *rows, enum cmq_rows_format format,
                    const struct cmq_column *column, size_t count, struct cmq_output *output);
/* A value a column: valid UTF-8, absent for what is not known; numbers are whole and terminated. */
void cmq_rows_write(struct cmq_rows *rows, const struct cmq_str *value);
void cmq_rows_end(struct cmq_rows *rows);

#endif
