/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_PROFILES_H
#define CMQ_STORIES_PROFILES_H

/* How a report's words become its profile. Private to the room. */

#include "stories/stories.h"

/* How often a report has a word or an actor; what stands in its first sentences counts double. */
struct cmq_term_count {
    uint32_t term;
    float count;
    bool actor;
};

struct cmq_term_counts {
    CMQ_ARRAY(struct cmq_term_count) list; /* ordered by term, each once */
};

void cmq_terms_count(const struct cmq_coding *coding, struct cmq_arena *arena,
                     struct cmq_term_counts *counts);

/* Weighs counts by `reports` seen and by how many of them had each term (`seen_in`, parallel to the
 * counts), keeps the heaviest and makes their length 1. */
void cmq_profile_weigh(const struct cmq_term_counts *counts, const uint32_t *seen_in,
                       uint32_t reports, cmq_day date, struct cmq_profile *profile);

/* cmq_stream_add for terms that were counted before. */
enum cmq_status cmq_stream_add_terms(struct cmq_stream *stream,
                                     const struct cmq_term_counts *counts, cmq_day date,
                                     struct cmq_profile *profile, struct cmq_joined *joined,
                                     struct cmq_error *err);

/* The steps of adding a report once more, as they were decided then: look, merge, join, report
 * after report. They leave the stream as it was. */
enum cmq_status cmq_stream_look_again(struct cmq_stream *stream, const struct cmq_profile *profile,
                                      struct cmq_error *err);
enum cmq_status cmq_stream_merge_again(struct cmq_stream *stream, uint32_t older, uint32_t younger,
                                       struct cmq_error *err);
enum cmq_status cmq_stream_join_again(struct cmq_stream *stream, uint32_t strand,
                                      const struct cmq_profile *profile,
                                      const struct cmq_term_counts *counts, struct cmq_error *err);

/* The cosine of two profiles. */
double cmq_profiles_alike(const struct cmq_profile *a, const struct cmq_profile *b);

#endif
