/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORE_CORRECTED_VALUES_H
#define CMQ_STORE_CORRECTED_VALUES_H

/* What a person writes of an event ("target=RUSGOV", "code=112") as the store's fields, with those
 * that follow from it: a code has its PLOVER type, mode and scores, an actor code its country.
 * Private. */

#include "store/store.h"

#define CMQ__CORRECTED_MAX 32u

struct cmq__corrected_values {
    struct cmq_store_value value[CMQ__CORRECTED_MAX];
    size_t count;
    const struct cmq_ontology *ontology; /* whose codes they have; NULL: CAMEO's */
};

/* Adds what one setting says; a later value of a field takes the place of an earlier one. The
 * values live in the arena or point into the setting. CMQ_BAD_INPUT says what is wrong. */
enum cmq_status cmq__corrected_set(struct cmq__corrected_values *values,
                                   const struct cmq_store_setting *setting, struct cmq_arena *arena,
                                   struct cmq_error *err);
/* The value of a field, or NULL. */
const struct cmq_store_value *cmq__corrected_find(const struct cmq__corrected_values *values,
                                                  const char *field);
void cmq__corrected_put(struct cmq__corrected_values *values, const char *field,
                        struct cmq_str value);

#endif
