/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_REPORT_ID_SET_H
#define CMQ_REPORT_ID_SET_H

/* Ids as 128-bit hashes: 2^64 ids would be needed before two of them are likely to be taken for
 * one. */

#include "report/report.h"

bool cmq_id_set_has(const struct cmq_id_set *set, struct cmq_str id);
/* False when out of memory. Adding what is there changes nothing. */
bool cmq_id_set_add(struct cmq_id_set *set, struct cmq_str id);

#endif
