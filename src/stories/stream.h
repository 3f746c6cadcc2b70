/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_STREAM_H
#define CMQ_STORIES_STREAM_H

/* What a stream knows: terms and strands (stream_state.c). In memory is what reports have touched
 * since it was opened. The rest, where the stream rests on a store, is fetched from there when it
 * is first asked for. Private to the room. */

#include "store/store.h"
#include "stories/profiles.h"

#define MEMBERS 24u /* last reports of a strand that are compared */

/* Places of terms or strands in a stream. */
struct places {
    uint32_t *item;
    uint32_t count, capacity;
};

struct strand {
    struct cmq_store_strand is;
    struct strand *hangs_on;
    struct cmq_profile
        *member;        /* ring of the last MEMBERS, as many as came; none once it is over */
    uint32_t capacity;  /* room for members */
    uint32_t looked_at; /* number of the report that last looked at it */
    bool has_members;   /* they are here */
    bool changed;       /* since it was saved */
};

struct term {
    uint32_t term, reports; /* that had it */
    struct places strands;  /* that it is heavy in, in the order in which they got it */
    bool has_strands;       /* they are here */
    bool changed;
};

struct cmq_stream {
    struct cmq_store *store; /* NULL: all is in memory */
    struct strand **strand;
    uint32_t strand_count, strand_capacity;
    struct term *term;
    uint32_t term_count, term_capacity;
    struct cmq_map strand_at, term_at; /* numbers and terms -> places */
    struct places changed_strands, changed_terms;
    struct cmq_arena arena; /* of the report at hand */
    struct cmq_buf bytes;
    uint32_t reports, next;  /* so far; number of the next strand */
    struct cmq_error failed; /* what went wrong first */
};

/* A stream that rests on what the store has learnt of so many reports. NULL when out of memory. */
struct cmq_stream *cmq_stream_open_on(struct cmq_store *store, uint32_t reports);
/* Keeps what changed since it was opened or saved. */
enum cmq_status cmq_stream_save(struct cmq_stream *stream, struct cmq_error *err);

/* All that follows is NULL or false on failure, which is noted in the stream. */

/* Makes room for one more of `size` bytes. */
bool cmq_stream_grow(struct cmq_stream *stream, void **item, uint32_t count, uint32_t *capacity,
                     size_t size);
/* The place of the strand of that number; NULL where it is not in memory. */
const uint32_t *cmq_stream_place(const struct cmq_stream *stream, uint32_t number);
/* The strand of that number, with all that it hangs on; made if nobody knows it. */
struct strand *cmq_stream_strand(struct cmq_stream *stream, uint32_t number);
/* Fetches the members of a strand that is not over. */
bool cmq_stream_members(struct cmq_stream *stream, struct strand *strand);
/* The term, good until the next one is asked for; made if nobody knows it. */
struct term *cmq_stream_term(struct cmq_stream *stream, uint32_t term);
/* Fetches the strands of a term, and lets a strand be one of them, once. */
bool cmq_stream_strands(struct cmq_stream *stream, struct term *term);
bool cmq_stream_add_strand(struct cmq_stream *stream, struct term *term,
                           const struct strand *strand);
/* Notes that it is to be saved. */
bool cmq_stream_strand_changed(struct cmq_stream *stream, struct strand *strand);
bool cmq_stream_term_changed(struct cmq_stream *stream, struct term *term);

#endif
