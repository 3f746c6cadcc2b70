/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_CLAIMS_BYTES_H
#define CMQ_STORIES_CLAIMS_BYTES_H

/* Claims as bytes and back. Private to the room. */

#include "stories/stories.h"

/* Appends the claims of a coding, whose text has so many words. */
void cmq_claims_write(const struct cmq_coding *coding, uint32_t words, struct cmq_arena *arena,
                      struct cmq_buf *out);

/* What the claims point into. */
struct cmq_claims_source {
    struct cmq_str text;        /* absent where it is not kept */
    const struct cmq_str *name; /* of the coding's actors */
    uint32_t name_count;
};

/* Appends the claims, which point into the bytes, too. Their occurrences are the caller's to set.
 */
enum cmq_status cmq_claims_read(struct cmq_str from, const struct cmq_claims_source *source,
                                uint32_t report, struct cmq_arena *arena, struct cmq_claims *claims,
                                uint32_t *words, struct cmq_error *err);

#endif
