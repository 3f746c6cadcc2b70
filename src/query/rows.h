/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_QUERY_ROWS_H
#define CMQ_QUERY_ROWS_H

/* What the files that write rows share. */

#include "query/query.h"

/* Whether the format shows the column. */
bool cmq__rows_shows(const struct cmq_rows *rows, unsigned at);
void cmq__rows_flush(struct cmq_rows *rows);

/* ---- a table (rows_table.c) ---------------------------------------------------------------- */

void cmq__table_add(struct cmq_rows *rows, struct cmq_str text);
void cmq__table_end_row(struct cmq_rows *rows);
void cmq__table_end(struct cmq_rows *rows);

#endif
