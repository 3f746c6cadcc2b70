/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_API_ROWS_H
#define CMQ_API_ROWS_H

/* Tables as the public header has them. */

#include "api/arrow.h"

/* Rows that take `growing`, which may be NULL; their events have codes of `ontology` (NULL: CAMEO).
 * NULL when out of memory: then `growing` is freed. */
struct communique_rows *cmq_rows_of(struct cmq_arrow *growing, const struct cmq_ontology *ontology);

#endif
