/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORE_BLOT_H
#define CMQ_STORE_BLOT_H

/* Blotting out: each letter and digit of a stretch becomes a full block, one code point for one, so
 * that offsets stay as they are. */

#include "base/base.h"

#define CMQ__NAME_WORDS 16u

/* A name as its words: they are found side by side, in whatever case, with anything between them
 * that is no letter or digit: "Jane Doe" also in "JANE  DOE" and "jane-doe". The words point into
 * the name. */
struct cmq__name {
    struct cmq_str word[CMQ__NAME_WORDS];
    unsigned count;
};

/* False for what has no word, or too many. The bytes must be valid UTF-8 and outlive the name. */
bool cmq__name_read(struct cmq_str text, struct cmq__name *name);
/* Appends `text` without the name; false, with nothing appended, where it does not stand there. */
bool cmq__blot_name(const struct cmq__name *name, struct cmq_str text, struct cmq_buf *out);

/* Appends `text` without the stretch. */
void cmq__blot_all(struct cmq_str text, struct cmq_buf *out);

#endif
