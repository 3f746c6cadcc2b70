/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_WEB_H
#define CMQ_STORIES_WEB_H

/* The parts of a web in memory, each as bytes and back. Private to the room. Bytes are read into a
 * part that knows nothing, as far as they go; those that are not as they were written are
 * CMQ_BAD_INPUT. */

#include "stories/bytes.h"
#include "stories/relate.h"

/* cmq_copies_add for a sketch that was made before, under the caller's number, which is greater
 * than those before. The arena is for the report at hand. */
enum cmq_status cmq_copies_add_sketch(struct cmq_copies *copies, uint32_t number,
                                      const struct cmq_sketch *sketch, struct cmq_arena *arena,
                                      struct cmq_copy *copy, struct cmq_error *err);
/* All reports that are known; or the last one alone, and the `*count` keys that it stands for. */
void cmq_copies_write(const struct cmq_copies *copies, struct cmq_buf *out);
const uint32_t *cmq_copies_write_last(const struct cmq_copies *copies, struct cmq_buf *out,
                                      size_t *count);
/* Some reports, behind those that are known. */
enum cmq_status cmq_copies_read(struct cmq_copies *copies, struct cmq_bytes *bytes,
                                struct cmq_error *err);

/* What reports to come can touch: not the strands that are over, but for those that others hang on
 * (stream_bytes.c). */
void cmq_stream_write(struct cmq_stream *stream, struct cmq_buf *out);
enum cmq_status cmq_stream_read(struct cmq_stream *stream, struct cmq_bytes *bytes,
                                struct cmq_error *err);

/* Occurrences in memory, numbered from 1 (occurrences_web.c). */
struct cmq_occurrences;

/* NULL when out of memory. */
struct cmq_occurrences *cmq_occurrences_open(void);
void cmq_occurrences_free(struct cmq_occurrences *occurrences); /* NULL is fine */
/* Relates the tellings; what they are of is appended to the relation, in the arena. CMQ_NO_MEMORY;
 * CMQ_BAD_INPUT for damaged traces. */
enum cmq_status cmq_occurrences_add(struct cmq_occurrences *occurrences,
                                    const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_relation *relation, struct cmq_error *err);
void cmq_occurrences_write(const struct cmq_occurrences *occurrences, struct cmq_buf *out);
enum cmq_status cmq_occurrences_read(struct cmq_occurrences *occurrences, struct cmq_bytes *bytes,
                                     struct cmq_error *err);

#endif
