/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_ROW_OUTPUT_H
#define CMQ_CLI_ROW_OUTPUT_H

/* Where the rows of a command go, and in which format. */

#include "cli/cli.h"
#include "query/query.h"

#define CMQ_ROW_FORMATS_HELP "table, jsonl, tsv or csv. Default: table on a terminal, else jsonl."

/* Sets the format and the style of the rows; `format` NULL is a table on a terminal, else JSON
 * lines. `path` is where the output goes, NULL for standard output. Returns CMQ_EXIT_OK, or says
 * that there is no such format and returns the exit status. */
int cmq_row_output_choose(const char *command, const char *format, const char *path,
                          struct cmq_rows *rows);
/* The output must live as long as the rows are written. */
void cmq_row_output_attach(struct cmq_rows *rows, struct cmq_output *output);

#endif
