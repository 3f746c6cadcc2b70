/* SPDX-License-Identifier: Apache-2.0 */
/* A stream in memory as bytes and back: how many reports had each term, the strands that are not
 * over with their members, and what they hang on. */

#include "stories/stream.h"
#include "stories/web.h"

#include <stdlib.h>

/* ---- writing ------------------------------------------------------------------------------ */

/* Marks the strands that reports to come can touch, and counts them: a strand comes behind what it
 * hangs on. */
static bool *mark_strands(const struct cmq_stream *stream, uint32_t *count) {
    bool *marked = calloc((size_t)stream->strand_count + 1, sizeof *marked);
    *count = 0;
    for (uint32_t i = stream->strand_count; i-- > 0 && marked != NULL;) {
        const struct strand *strand = stream->strand[i];
        marked[i] = marked[i] || !strand->is.is_over;
        if (marked[i]) {
            marked[*cmq_stream_place(stream, strand->hangs_on->is.number)] = true;
            ++*count;
        }
    }
    return marked;
}

static uint32_t members_of(const struct cmq_store_strand *is) {
    return is->is_over ? 0 : is->reports < MEMBERS ? is->reports : MEMBERS;
}

#define STRAND_BYTES 34u /* without its members */

static void write_strand(const struct strand *strand, struct cmq_buf *out) {
    const struct cmq_store_strand *is = &strand->is;
    const struct cmq_term_counts none = {0};
    cmq_put_u32(out, is->number);
    cmq_put_u32(out, is->hangs_on);
    cmq_put_u32(out, is->reports);
    cmq_put_u32(out, (uint32_t)is->first);
    cmq_put_u32(out, (uint32_t)is->last);
    cmq_put_u32(out, is->then);
    cmq_put_u32(out, is->others_then);
    cmq_put_u32(out, is->height);
    cmq_put_u8(out, is->confirmed);
    cmq_put_u8(out, is->is_over);
    for (uint32_t i = 0; i < members_of(is); i++) {
        size_t at = out->len;
        cmq_profile_write(&strand->member[i], &none, out);
        cmq_put_length(out, at);
    }
}

static void write_term(const struct cmq_stream *stream, const struct term *term,
                       struct cmq_buf *out) {
    size_t at = out->len;
    for (uint32_t i = 0; i < term->strands.count; i++) {
        const struct strand *strand = stream->strand[term->strands.item[i]];
        if (!strand->is.is_over) {
            cmq_put_u32(out, strand->is.number);
        }
    }
    cmq_put_length(out, at);
    cmq_put_u32(out, term->term);
    cmq_put_u32(out, term->reports);
}

void cmq_stream_write(struct cmq_stream *stream, struct cmq_buf *out) {
    uint32_t count;
    bool *marked = mark_strands(stream, &count);
    out->failed = out->failed || marked == NULL;
    cmq_put_u32(out, stream->reports);
    cmq_put_u32(out, stream->next);
    cmq_put_u32(out, count);
    for (uint32_t i = 0; i < stream->strand_count && !out->failed; i++) {
        if (marked[i]) {
            write_strand(stream->strand[i], out);
        }
    }
    cmq_put_u32(out, stream->term_count);
    for (uint32_t i = 0; i < stream->term_count; i++) {
        write_term(stream, &stream->term[i], out);
    }
    free(marked);
}

/* ---- reading ------------------------------------------------------------------------------ */

static struct cmq_store_strand take_strand(struct cmq_bytes *bytes) {
    struct cmq_store_strand is = {.number = cmq_take_u32(bytes)};
    is.hangs_on = cmq_take_u32(bytes);
    is.reports = cmq_take_u32(bytes);
    is.first = (cmq_day)cmq_take_u32(bytes);
    is.last = (cmq_day)cmq_take_u32(bytes);
    is.then = cmq_take_u32(bytes);
    is.others_then = cmq_take_u32(bytes);
    is.height = cmq_take_u32(bytes);
    is.confirmed = cmq_take_u8(bytes) != 0;
    is.is_over = cmq_take_u8(bytes) != 0;
    return is;
}

static bool damaged(struct cmq_stream *stream) {
    (void)cmq_fail(&stream->failed, CMQ_BAD_INPUT, 0, "damaged bytes of the stories of a web");
    return false;
}

static bool read_members(struct cmq_stream *stream, struct strand *strand,
                         struct cmq_bytes *bytes) {
    uint32_t count = members_of(&strand->is);
    for (uint32_t i = 0; i < count; i++) {
        if (!cmq_stream_grow(stream, (void **)&strand->member, i, &strand->capacity,
                             sizeof *strand->member) ||
            cmq_profile_read(cmq_take_length(bytes), NULL, &strand->member[i], NULL,
                             &stream->failed) != CMQ_OK) {
            return false;
        }
    }
    return true;
}

/* A strand hangs on one that came before it. */
static bool read_strand(struct cmq_stream *stream, struct cmq_bytes *bytes) {
    struct cmq_store_strand is = take_strand(bytes);
    bool is_root = is.hangs_on == is.number;
    if (bytes->bad || is.number >= stream->next || cmq_stream_place(stream, is.number) != NULL ||
        (!is_root && (is.hangs_on > is.number || cmq_stream_place(stream, is.hangs_on) == NULL))) {
        return damaged(stream);
    }
    struct strand *strand = cmq_stream_strand(stream, is.number);
    if (strand == NULL) {
        return false;
    }
    strand->is = is;
    strand->hangs_on = cmq_stream_strand(stream, is.hangs_on);
    return read_members(stream, strand, bytes);
}

static bool read_term(struct cmq_stream *stream, struct cmq_bytes *bytes) {
    struct cmq_bytes strands = {.rest = cmq_take_length(bytes)};
    struct term *term = cmq_stream_term(stream, cmq_take_u32(bytes));
    if (term == NULL) {
        return false;
    }
    term->reports = cmq_take_u32(bytes);
    while (strands.rest.len > 0) {
        const uint32_t *place = cmq_stream_place(stream, cmq_take_u32(&strands));
        if (strands.bad || place == NULL) {
            return damaged(stream);
        }
        if (!cmq_stream_grow(stream, (void **)&term->strands.item, term->strands.count,
                             &term->strands.capacity, sizeof *term->strands.item)) {
            return false;
        }
        term->strands.item[term->strands.count++] = *place;
    }
    return true;
}

static bool read_all(struct cmq_stream *stream, struct cmq_bytes *bytes) {
    bool read = true;
    stream->reports = cmq_take_u32(bytes);
    stream->next = cmq_take_u32(bytes);
    uint32_t strands = cmq_take_count(bytes, STRAND_BYTES);
    for (uint32_t i = 0; i < strands && read; i++) {
        read = read_strand(stream, bytes);
    }
    uint32_t terms = cmq_take_count(bytes, 3 * sizeof(uint32_t));
    for (uint32_t i = 0; i < terms && read; i++) {
        read = read_term(stream, bytes);
    }
    return read && (!bytes->bad || damaged(stream));
}

enum cmq_status cmq_stream_read(struct cmq_stream *stream, struct cmq_bytes *bytes,
                                struct cmq_error *err) {
    if (read_all(stream, bytes)) {
        return CMQ_OK;
    }
    if (err != NULL) {
        *err = stream->failed;
    }
    return stream->failed.status;
}
