/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_ARROW_H
#define CMQ_API_ARROW_H

/* Rows through the Arrow C data interface: how the tables of this library leave it. */

#include "export/export.h"

#include <communique.h>

/* Hands the rows over: `*array` is a record batch (a struct, a child a column) and owns the memory
 * that `rows` had, `*schema` says what its columns are. `rows` is left with its columns and no row.
 * `schema` may be NULL. On failure both are as they were, and so is `rows`. */
enum communique_status cmq_arrow_hand_over(struct cmq_arrow *rows, struct ArrowSchema *schema,
                                           struct ArrowArray *array,
                                           struct communique_error *error);

/* Describes the rows alone. */
enum communique_status cmq_arrow_describe(const struct cmq_arrow *rows, struct ArrowSchema *schema,
                                          struct communique_error *error);

#endif
