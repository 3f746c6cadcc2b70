/* SPDX-License-Identifier: Apache-2.0 */
/* The terms and strands of a stream, in memory and in the store. */

#include "stories/bytes.h"
#include "stories/stream.h"
#include "stories/traces.h"

#include <stdlib.h>

#define STRANDS_LIMIT ((size_t)256 << 20) /* bytes of those of one term */

static struct cmq_stream *out_of_memory(struct cmq_stream *stream) {
    if (stream->failed.status == CMQ_OK) {
        (void)cmq_fail(&stream->failed, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return NULL;
}

static void damaged(struct cmq_stream *stream) {
    (void)cmq_fail(&stream->failed, CMQ_BAD_INPUT, 0, "damaged rows of the stories of a store");
}

/* ---- memory ------------------------------------------------------------------------------- */

bool cmq_stream_grow(struct cmq_stream *stream, void **item, uint32_t count, uint32_t *capacity,
                     size_t size) {
    if (count < *capacity) {
        return true;
    }
    uint32_t wanted = *capacity == 0 ? 1 : *capacity * 2;
    void *bigger = wanted > *capacity ? realloc(*item, wanted * size) : NULL;
    if (bigger == NULL) {
        out_of_memory(stream);
        return false;
    }
    *item = bigger;
    *capacity = wanted;
    return true;
}

static bool add_place(struct cmq_stream *stream, struct places *places, uint32_t place) {
    if (!cmq_stream_grow(stream, (void **)&places->item, places->count, &places->capacity,
                         sizeof *places->item)) {
        return false;
    }
    places->item[places->count++] = place;
    return true;
}

struct cmq_stream *cmq_stream_open_on(struct cmq_store *store, uint32_t reports) {
    struct cmq_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL) {
        stream->store = store;
        stream->reports = reports;
        cmq_map_init(&stream->strand_at);
        cmq_map_init(&stream->term_at);
        cmq_arena_init(&stream->arena, CMQ_ARENA_LIMIT);
        cmq_buf_init(&stream->bytes, STRANDS_LIMIT);
    }
    return stream;
}

struct cmq_stream *cmq_stream_open(void) {
    return cmq_stream_open_on(NULL, 0);
}

void cmq_stream_free(struct cmq_stream *stream) {
    if (stream == NULL) {
        return;
    }
    for (uint32_t i = 0; i < stream->strand_count; i++) {
        free(stream->strand[i]->member);
        free(stream->strand[i]);
    }
    for (uint32_t i = 0; i < stream->term_count; i++) {
        free(stream->term[i].strands.item);
    }
    free(stream->strand);
    free(stream->term);
    free(stream->changed_strands.item);
    free(stream->changed_terms.item);
    cmq_map_release(&stream->strand_at);
    cmq_map_release(&stream->term_at);
    cmq_arena_release(&stream->arena);
    cmq_buf_release(&stream->bytes);
    free(stream);
}

static struct cmq_str key_of(const uint32_t *number) {
    return (struct cmq_str){(const char *)number, sizeof *number};
}

/* Whether the store had it; CMQ_END is no failure. */
static bool had(struct cmq_stream *stream, enum cmq_status status) {
    return status == CMQ_OK && stream->failed.status == CMQ_OK;
}

/* ---- strands ------------------------------------------------------------------------------ */

const uint32_t *cmq_stream_place(const struct cmq_stream *stream, uint32_t number) {
    return cmq_map_get(&stream->strand_at, key_of(&number));
}

static struct strand *put_strand(struct cmq_stream *stream, uint32_t number) {
    struct strand *strand = calloc(1, sizeof *strand);
    if (strand == NULL || !cmq_stream_grow(stream, (void **)&stream->strand, stream->strand_count,
                                           &stream->strand_capacity, sizeof(struct strand *))) {
        free(strand);
        out_of_memory(stream);
        return NULL;
    }
    uint32_t *place = cmq_map_put(&stream->strand_at, key_of(&number), 0);
    if (place == NULL) {
        free(strand);
        out_of_memory(stream);
        return NULL;
    }
    *place = stream->strand_count;
    stream->strand[stream->strand_count++] = strand;
    return strand;
}

/* One that is in memory, or was fetched without what it hangs on. */
static struct strand *fetch_strand(struct cmq_stream *stream, uint32_t number) {
    const uint32_t *place = cmq_stream_place(stream, number);
    if (place != NULL) {
        return stream->strand[*place];
    }
    struct cmq_store_strand row = {
        .number = number, .hangs_on = number, .first = CMQ_NO_DAY, .last = CMQ_NO_DAY};
    bool known = stream->store != NULL &&
                 had(stream, cmq_store_strand(stream->store, number, &row, &stream->failed));
    if (row.hangs_on > number) {
        damaged(stream);
    }
    struct strand *strand = stream->failed.status == CMQ_OK ? put_strand(stream, number) : NULL;
    if (strand != NULL) {
        strand->is = row;
        strand->has_members = !known;
        strand->hangs_on = row.hangs_on == number ? strand : NULL;
        stream->next = number >= stream->next ? number + 1 : stream->next;
    }
    return strand;
}

struct strand *cmq_stream_strand(struct cmq_stream *stream, uint32_t number) {
    struct strand *strand = fetch_strand(stream, number);
    for (struct strand *at = strand; at != NULL && at->hangs_on == NULL; at = at->hangs_on) {
        at->hangs_on = fetch_strand(stream, at->is.hangs_on);
    }
    return stream->failed.status == CMQ_OK ? strand : NULL;
}

/* Member number n of a strand, from 0, stands at n % MEMBERS. */
bool cmq_stream_members(struct cmq_stream *stream, struct strand *strand) {
    uint32_t wanted = strand->is.reports < MEMBERS ? strand->is.reports : MEMBERS;
    int64_t report = INT64_MAX;
    if (strand->has_members) {
        return true;
    }
    strand->member = calloc(wanted + 1, sizeof *strand->member);
    if (strand->member == NULL) {
        out_of_memory(stream);
        return false;
    }
    strand->capacity = wanted + 1;
    for (uint32_t i = 1; i <= wanted; i++) {
        struct cmq_str bytes;
        struct cmq_profile *member = &strand->member[(strand->is.reports - i) % MEMBERS];
        enum cmq_status status =
            cmq_store_member(stream->store, strand->is.number, &report, &bytes, &stream->failed);
        if (status == CMQ_OK) {
            status = cmq_profile_read(bytes, NULL, member, NULL, &stream->failed);
        } else if (status == CMQ_END) {
            damaged(stream);
        }
        if (status != CMQ_OK) {
            return false;
        }
    }
    strand->has_members = true;
    return true;
}

bool cmq_stream_strand_changed(struct cmq_stream *stream, struct strand *strand) {
    if (strand->changed || stream->store == NULL) {
        return true;
    }
    strand->changed = true;
    return add_place(stream, &stream->changed_strands,
                     *cmq_stream_place(stream, strand->is.number));
}

/* ---- terms -------------------------------------------------------------------------------- */

struct term *cmq_stream_term(struct cmq_stream *stream, uint32_t term) {
    uint32_t *place = cmq_map_put(&stream->term_at, key_of(&term), UINT32_MAX);
    if (place == NULL) {
        out_of_memory(stream);
        return NULL;
    }
    if (*place != UINT32_MAX) {
        return &stream->term[*place];
    }
    struct term fetched = {.term = term};
    struct cmq_str strands;
    fetched.has_strands =
        stream->store == NULL || !had(stream, cmq_store_term(stream->store, term, &fetched.reports,
                                                             &strands, &stream->failed));
    if (stream->failed.status != CMQ_OK ||
        !cmq_stream_grow(stream, (void **)&stream->term, stream->term_count, &stream->term_capacity,
                         sizeof *stream->term)) {
        return NULL;
    }
    *place = stream->term_count;
    stream->term[stream->term_count] = fetched;
    return &stream->term[stream->term_count++];
}

bool cmq_stream_strands(struct cmq_stream *stream, struct term *term) {
    uint32_t reports;
    struct cmq_str strands;
    if (term->has_strands) {
        return true;
    }
    if (!had(stream,
             cmq_store_term(stream->store, term->term, &reports, &strands, &stream->failed))) {
        return false;
    }
    struct cmq_bytes bytes = {.rest = strands};
    while (bytes.rest.len > 0 && !bytes.bad) {
        const struct strand *strand = cmq_stream_strand(stream, cmq_take_u32(&bytes));
        if (strand == NULL ||
            !add_place(stream, &term->strands, *cmq_stream_place(stream, strand->is.number))) {
            return false;
        }
    }
    if (bytes.bad) {
        damaged(stream);
    }
    term->has_strands = !bytes.bad;
    return term->has_strands;
}

bool cmq_stream_add_strand(struct cmq_stream *stream, struct term *term,
                           const struct strand *strand) {
    uint32_t place = *cmq_stream_place(stream, strand->is.number);
    if (!cmq_stream_strands(stream, term)) {
        return false;
    }
    for (uint32_t i = 0; i < term->strands.count; i++) {
        if (term->strands.item[i] == place) {
            return true;
        }
    }
    return add_place(stream, &term->strands, place) && cmq_stream_term_changed(stream, term);
}

bool cmq_stream_term_changed(struct cmq_stream *stream, struct term *term) {
    if (term->changed || stream->store == NULL) {
        return true;
    }
    term->changed = true;
    return add_place(stream, &stream->changed_terms, (uint32_t)(term - stream->term));
}

/* ---- saving ------------------------------------------------------------------------------- */

static enum cmq_status save_term(struct cmq_stream *stream, struct term *term,
                                 struct cmq_error *err) {
    cmq_buf_clear(&stream->bytes);
    for (uint32_t i = 0; i < term->strands.count; i++) {
        cmq_put_u32(&stream->bytes, stream->strand[term->strands.item[i]]->is.number);
    }
    if (stream->bytes.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    struct cmq_str strands = {NULL, 0};
    if (term->has_strands) {
        strands =
            (struct cmq_str){stream->bytes.len > 0 ? stream->bytes.ptr : "", stream->bytes.len};
    }
    term->changed = false;
    return cmq_store_put_term(stream->store, term->term, term->reports, strands, err);
}

enum cmq_status cmq_stream_save(struct cmq_stream *stream, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < stream->changed_strands.count && status == CMQ_OK; i++) {
        struct strand *strand = stream->strand[stream->changed_strands.item[i]];
        strand->changed = false;
        status = cmq_store_put_strand(stream->store, &strand->is, err);
    }
    for (uint32_t i = 0; i < stream->changed_terms.count && status == CMQ_OK; i++) {
        status = save_term(stream, &stream->term[stream->changed_terms.item[i]], err);
    }
    stream->changed_strands.count = stream->changed_terms.count = 0;
    return status;
}
