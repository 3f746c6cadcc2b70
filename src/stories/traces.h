/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_TRACES_H
#define CMQ_STORIES_TRACES_H

/* What relating takes from a coding, as bytes and back. Private to the room. Bytes that are not as
 * they were written, as in a damaged file, are CMQ_BAD_INPUT. */

#include "stories/profiles.h"

/* A telling with its bytes, which a store keeps. */
struct cmq_trace_telling {
    uint32_t event;
    struct cmq_str status; /* "planned", "held", "cancelled", "possible" */
    struct cmq_str bytes;
};

struct cmq_traces {
    struct cmq_str sketch, claims; /* bytes */
    cmq_day date;
    struct cmq_term_counts terms;
    CMQ_ARRAY(struct cmq_trace_telling) tellings;
};

/* The parts point into `bytes` and the arena. */
enum cmq_status cmq_traces_read(struct cmq_str bytes, struct cmq_arena *arena,
                                struct cmq_traces *traces, struct cmq_error *err);

void cmq_sketch_write(const struct cmq_sketch *sketch, struct cmq_buf *out);
enum cmq_status cmq_sketch_read(struct cmq_str bytes, struct cmq_arena *arena,
                                struct cmq_sketch *sketch, struct cmq_error *err);

/* A profile, with all terms that its report has; they and the arena may be NULL to be passed over.
 */
void cmq_profile_write(const struct cmq_profile *profile, const struct cmq_term_counts *terms,
                       struct cmq_buf *out);
enum cmq_status cmq_profile_read(struct cmq_str bytes, struct cmq_arena *arena,
                                 struct cmq_profile *profile, struct cmq_term_counts *terms,
                                 struct cmq_error *err);

/* Names in it are hashes: it is good for comparing with others that were read. */
enum cmq_status cmq_telling_read(struct cmq_str bytes, struct cmq_arena *arena,
                                 struct cmq_telling *telling, struct cmq_error *err);

#endif
