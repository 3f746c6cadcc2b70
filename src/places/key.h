/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_PLACES_KEY_H
#define CMQ_PLACES_KEY_H

/* The form in which names of places are compared, in gazetteer and text alike. */

#include "base/base.h"

#define CMQ__KEY_BYTES 96u

struct cmq__key {
    char bytes[CMQ__KEY_BYTES];
    uint32_t len; /* 0: the words can be no place's name, or are too long for one */
};

/* Folds valid UTF-8: no case, marks, points or apostrophes; hyphens are blanks, "&" is
 * "and"; "saint", "mount" and "fort" are "st", "mt" and "ft"; "the" in front is dropped. */
void cmq__place_key(struct cmq_str name, struct cmq__key *key);
/* The hash that images are sorted by; never 0 for a key. */
uint64_t cmq__key_hash(const struct cmq__key *key);

#endif
