/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_ROWS_H
#define CMQ_CLI_ROWS_H

/* Rows of the store's tidy tables, for a person or for a program. */

#include "cli/cli.h"

#include "store/store.h"

/* An option that names the format; NULL stands for a table on a terminal, JSON lines otherwise. */
#define CMQ_ROWS_FORMAT_OPTION(value)                                                              \
    {                                                                                              \
        'f', CMQ_OPTION_TEXT, "format", "FORMAT",                                                  \
            "table or jsonl. Default: table on a terminal, jsonl otherwise.", value                \
    }
/* False for a name that is neither. */
bool cmq_rows_format(const char *name, bool *table);

/* Writes the rows that answer the question: a table under `title`, nothing where there are none. */
enum cmq_status cmq_rows_write_table(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                                     const char *title, struct cmq_output *output,
                                     struct cmq_error *err);
/* A JSON object a line, which begins with "kind". */
enum cmq_status cmq_rows_write_json(struct cmq_store *store, enum cmq_store_tidy which, int64_t of,
                                    const char *kind, struct cmq_output *output,
                                    struct cmq_error *err);

#endif
