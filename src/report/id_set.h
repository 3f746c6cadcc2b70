/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_REPORT_ID_SET_H
#define CMQ_REPORT_ID_SET_H

/* The ids that a run has seen, as 128-bit hashes: 2^64 ids would be needed before two of them are
 * likely to be taken for one. */

#include "base/base.h"

struct cmq_id_set {
    struct cmq_id_hash *slot;
    size_t count, capacity;
};

void cmq_id_set_release(struct cmq_id_set *set);
bool cmq_id_set_has(const struct cmq_id_set *set, struct cmq_str id);
/* False when out of memory. Adding what is there changes nothing. */
bool cmq_id_set_add(struct cmq_id_set *set, struct cmq_str id);

#endif
