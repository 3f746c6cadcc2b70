/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_ARROW_H
#define CMQ_API_ARROW_H

/* Rows through the Arrow C data interface: how the tables of this library leave it. */

#include "export/export.h"

#include <communique.h>

/* Hands the rows over: `*array` is a record batch (a struct, a child a column) and owns the memory
 * that `rows` had, `*schema` says what its columns are. `rows` is left with its columns and no row.
 * `schema` may be NULL. On failure both are as they were, and the rows are gone. */
enum communique_status cmq_arrow_hand_over(struct cmq_arrow *rows, struct ArrowSchema *schema,
                                           struct ArrowArray *array,
                                           struct communique_error *error);

/* Rows that no longer change and are given out any number of times. */
struct cmq_shared_rows;

/* Takes `rows`, to be dropped in the end. NULL when out of memory, or if the rows failed for it:
 * then they are still the caller's. */
struct cmq_shared_rows *cmq_rows_share(struct cmq_arrow *rows);
void cmq_shared_rows_drop(struct cmq_shared_rows *shared); /* NULL is fine */
/* As cmq_arrow_hand_over(), but the rows stay. */
enum communique_status cmq_shared_rows_export(struct cmq_shared_rows *shared,
                                              struct ArrowSchema *schema, struct ArrowArray *array,
                                              struct communique_error *error);

/* The rows as a stream of one batch. On failure `*stream` is as it was. */
enum communique_status cmq_shared_rows_stream(struct cmq_shared_rows *shared,
                                              struct ArrowArrayStream *stream,
                                              struct communique_error *error);

/* Describes the rows alone. */
enum communique_status cmq_arrow_describe(const struct cmq_arrow *rows, struct ArrowSchema *schema,
                                          struct communique_error *error);

#endif
