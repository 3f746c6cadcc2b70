/* SPDX-License-Identifier: Apache-2.0 */
/* One report into the web of those before it. Near copies and occurrences are looked up in the
 * store by keys; what stories rest on is fetched from there as it is asked for, and kept in memory
 * for as long as nobody else writes. */

#include "stories/relate.h"
#include "stories/claims_bytes.h"
#include "stories/stream.h"

#include <stdlib.h>

#define PROFILE_LIMIT ((size_t)16 << 20)

struct cmq_relater {
    struct cmq_store *store;
    struct cmq_stream *stream; /* NULL before the first transaction */
    int64_t version;           /* of the store, when the stream was opened */
    struct cmq_arena arena;    /* of the report at hand */
    struct cmq_buf bytes;
    int64_t last; /* report that is in the stream */
};

struct cmq_relater *cmq_relater_open(struct cmq_store *store) {
    struct cmq_relater *relater = calloc(1, sizeof *relater);
    if (relater == NULL) {
        return NULL;
    }
    relater->store = store;
    cmq_arena_init(&relater->arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&relater->bytes, PROFILE_LIMIT);
    return relater;
}

void cmq_relater_free(struct cmq_relater *relater) {
    if (relater != NULL) {
        cmq_stream_free(relater->stream);
        cmq_arena_release(&relater->arena);
        cmq_buf_release(&relater->bytes);
        free(relater);
    }
}

/* ---- near copies -------------------------------------------------------------------------- */

static enum cmq_status holders(void *context, uint32_t key, struct cmq_holders *holders,
                               struct cmq_error *err) {
    struct cmq_relater *relater = context;
    int64_t report[CMQ_COPY_COMMON + 1];
    enum cmq_status status = cmq_store_sketches_with(relater->store, key, report,
                                                     CMQ_COPY_COMMON + 1, &holders->count, err);
    if (holders->count > CMQ_COPY_COMMON) {
        holders->count = 0;
    }
    for (uint32_t i = 0; i < holders->count; i++) {
        holders->report[i] = (uint32_t)report[i];
    }
    return status;
}

static enum cmq_status sketch_of(void *context, uint32_t report, struct cmq_arena *arena,
                                 struct cmq_sketch *sketch, struct cmq_error *err) {
    struct cmq_relater *relater = context;
    struct cmq_str bytes;
    enum cmq_status status = cmq_store_sketch(relater->store, report, &bytes, err);
    return status == CMQ_OK && bytes.len > 0 ? cmq_sketch_read(bytes, arena, sketch, err) : status;
}

static enum cmq_status keep_sketch(struct cmq_relater *relater, int64_t report, int64_t origin,
                                   const struct cmq_traces *traces, const struct cmq_sketch *sketch,
                                   struct cmq_error *err) {
    enum cmq_status status = cmq_store_put_sketch(relater->store, report, traces->sketch, err);
    for (uint32_t i = 0; i < 2 * sketch->sentences.count && status == CMQ_OK; i++) {
        status = cmq_store_put_sketch_key(relater->store, sketch->sentences.item[i / 2].key[i % 2],
                                          report, origin, err);
    }
    return status;
}

static enum cmq_status relate_copies(struct cmq_relater *relater, int64_t report,
                                     const struct cmq_traces *traces, struct cmq_error *err) {
    const struct cmq_copy_index index = {relater, holders, sketch_of};
    struct cmq_sketch sketch = {0};
    struct cmq_copy copy;
    int64_t origin = report;
    enum cmq_status status = cmq_sketch_read(traces->sketch, &relater->arena, &sketch, err);
    if (status == CMQ_OK) {
        status = cmq_copy_find(&index, &sketch, &relater->arena, &copy, err);
    }
    if (status == CMQ_OK && copy.of != UINT32_MAX) {
        struct cmq_store_copy row = {
            .source = copy.of,
            .of_it_in_source = copy.overlap.a_in_b,
            .of_source_in_it = copy.overlap.b_in_a,
            .sentences = copy.overlap.sentences,
            .whole = copy.whole,
        };
        if (copy.whole) {
            status = cmq_store_origin(relater->store, copy.of, &origin, err);
        }
        row.origin = origin;
        status = status == CMQ_OK ? cmq_store_put_copy(relater->store, report, &row, err) : status;
    }
    return status == CMQ_OK ? keep_sketch(relater, report, origin, traces, &sketch, err) : status;
}

/* ---- stories ------------------------------------------------------------------------------ */

static enum cmq_status relate_story(struct cmq_relater *relater, int64_t report,
                                    const struct cmq_traces *traces, struct cmq_error *err) {
    struct cmq_profile profile;
    struct cmq_joined joined;
    enum cmq_status status =
        cmq_stream_add_terms(relater->stream, &traces->terms, traces->date, &profile, &joined, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_buf_clear(&relater->bytes);
    cmq_profile_write(&profile, &traces->terms, &relater->bytes);
    if (relater->bytes.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    for (uint32_t i = 0; i < joined.merged && status == CMQ_OK; i++) {
        status = cmq_store_merge(relater->store, report, joined.from[i], joined.into[i], err);
    }
    if (status == CMQ_OK && joined.apart != CMQ_NO_STORY) {
        status = cmq_store_merge(relater->store, report, joined.apart, joined.apart, err);
    }
    const struct cmq_store_told told = {report, joined.story, joined.strand, joined.alike,
                                        cmq_buf_str(&relater->bytes)};
    return status == CMQ_OK ? cmq_store_put_told(relater->store, &told, err) : status;
}

/* What the stream did when the report was related. Merges stay when their report was forgotten. */
static enum cmq_status tell_again(struct cmq_relater *relater, const struct cmq_store_told *told,
                                  struct cmq_error *err) {
    struct cmq_profile profile;
    struct cmq_term_counts terms = {0};
    int64_t story, into;
    enum cmq_status status =
        cmq_profile_read(told->profile, &relater->arena, &profile, &terms, err);
    if (status == CMQ_OK) {
        status = cmq_stream_look_again(relater->stream, &profile, err);
    }
    if (status == CMQ_OK) {
        status =
            cmq_stream_join_again(relater->stream, (uint32_t)told->strand, &profile, &terms, err);
    }
    for (uint32_t i = 0; status == CMQ_OK; i++) {
        status =
            cmq_store_merged(relater->store, relater->last, told->report, i, &story, &into, err);
        if (status == CMQ_OK) {
            status = cmq_stream_merge_again(relater->stream, (uint32_t)into, (uint32_t)story, err);
        }
    }
    return status == CMQ_END ? CMQ_OK : status;
}

/* Learns of all reports what the stream had learnt of them, in a store that does not have it: one
 * of an older version, or from which reports were removed. */
static enum cmq_status learn_anew(struct cmq_relater *relater, struct cmq_error *err) {
    struct cmq_store_told told;
    enum cmq_status status = cmq_store_clear_stream(relater->store, err);
    while (status == CMQ_OK &&
           (status = cmq_store_next_told(relater->store, relater->last, &told, err)) == CMQ_OK) {
        cmq_arena_reset(&relater->arena);
        status = tell_again(relater, &told, err);
        relater->last = told.report;
    }
    return status == CMQ_END ? CMQ_OK : status;
}

static enum cmq_status open_stream(struct cmq_relater *relater, struct cmq_error *err) {
    uint32_t reports = 0;
    int64_t end;
    relater->last = 0;
    enum cmq_status known = cmq_store_stream(relater->store, &relater->last, &reports, err);
    if (known != CMQ_OK && known != CMQ_END) {
        return known;
    }
    cmq_stream_free(relater->stream);
    relater->stream = cmq_stream_open_on(relater->store, reports);
    if (relater->stream == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = known == CMQ_END ? learn_anew(relater, err) : CMQ_OK;
    if (status == CMQ_OK) {
        status = cmq_store_story_end(relater->store, &end, err);
    }
    if (status == CMQ_OK) {
        relater->stream->next = (uint32_t)end;
    }
    return status;
}

enum cmq_status cmq_relater_begin(struct cmq_relater *relater, struct cmq_error *err) {
    int64_t version;
    enum cmq_status status = cmq_store_version(relater->store, &version, err);
    if (status != CMQ_OK || (relater->stream != NULL && version == relater->version)) {
        return status;
    }
    relater->version = version;
    return open_stream(relater, err);
}

enum cmq_status cmq_relater_end(struct cmq_relater *relater, struct cmq_error *err) {
    enum cmq_status status = cmq_stream_save(relater->stream, err);
    return status == CMQ_OK
               ? cmq_store_put_stream(relater->store, relater->last, relater->stream->reports, err)
               : status;
}

/* ---- occurrences -------------------------------------------------------------------------- */

static enum cmq_status occurrences_with(void *context, int64_t key, cmq_day from, cmq_day to,
                                        int64_t *occurrence, uint32_t most, uint32_t *count,
                                        struct cmq_error *err) {
    return cmq_store_occurrences_with(context, key, from, to, occurrence, most, count, err);
}

static enum cmq_status telling_of(void *context, int64_t occurrence, uint32_t index,
                                  struct cmq_str *bytes, struct cmq_error *err) {
    return cmq_store_telling(context, occurrence, index, bytes, err);
}

static enum cmq_status begin_occurrence(void *context, struct cmq_str family, int64_t *occurrence,
                                        struct cmq_error *err) {
    return cmq_store_put_occurrence(context, family, occurrence, err);
}

static enum cmq_status keep_telling(void *context, int64_t occurrence, int64_t report,
                                    const struct cmq_trace_telling *telling,
                                    struct cmq_error *err) {
    return cmq_store_put_telling(context, report, telling->event, occurrence, telling->status,
                                 telling->bytes, err);
}

static enum cmq_status keep_part(void *context, int64_t part, int64_t whole,
                                 struct cmq_error *err) {
    return cmq_store_put_part(context, part, whole, err);
}

static enum cmq_status keep_key(void *context, int64_t key, cmq_day day, int64_t occurrence,
                                struct cmq_error *err) {
    return cmq_store_put_occurrence_key(context, key, day, occurrence, err);
}

static enum cmq_status relate_content(struct cmq_relater *relater, int64_t report,
                                      const struct cmq_traces *traces, struct cmq_error *err) {
    const struct cmq_occurrence_index index = {
        relater->store, occurrences_with, telling_of, begin_occurrence,
        keep_telling,   keep_part,        keep_key,
    };
    enum cmq_status status = cmq_store_put_citations(relater->store, report, err);
    if (status == CMQ_OK) {
        status = cmq_relate_tellings(&index, report, traces, &relater->arena, err);
    }
    return status == CMQ_OK ? cmq_store_put_claims(relater->store, report, traces->claims, err)
                            : status;
}

/* ---- all ---------------------------------------------------------------------------------- */

static enum cmq_status read_traces(struct cmq_relater *relater, int64_t report,
                                   struct cmq_str bytes, struct cmq_traces *traces,
                                   struct cmq_error *err) {
    *traces = (struct cmq_traces){.date = CMQ_NO_DAY};
    if (report >= UINT32_MAX) {
        return cmq_fail(err, CMQ_LIMIT, 0, "a store has at most %u reports", UINT32_MAX - 1);
    }
    cmq_arena_reset(&relater->arena);
    return cmq_traces_read(bytes, &relater->arena, traces, err);
}

enum cmq_status cmq_relater_add_text(struct cmq_relater *relater, int64_t report,
                                     struct cmq_str bytes, struct cmq_error *err) {
    struct cmq_traces traces;
    enum cmq_status status = read_traces(relater, report, bytes, &traces, err);
    if (status == CMQ_OK) {
        status = relate_copies(relater, report, &traces, err);
    }
    relater->last = report > relater->last ? report : relater->last;
    return status == CMQ_OK ? relate_story(relater, report, &traces, err) : status;
}

enum cmq_status cmq_relater_add_content(struct cmq_relater *relater, int64_t report,
                                        struct cmq_str bytes, struct cmq_error *err) {
    struct cmq_traces traces;
    enum cmq_status status = read_traces(relater, report, bytes, &traces, err);
    return status == CMQ_OK ? relate_content(relater, report, &traces, err) : status;
}

enum cmq_status cmq_relater_add(struct cmq_relater *relater, int64_t report, struct cmq_str bytes,
                                struct cmq_error *err) {
    enum cmq_status status = cmq_relater_add_text(relater, report, bytes, err);
    return status == CMQ_OK ? cmq_relater_add_content(relater, report, bytes, err) : status;
}

/* ---- back again --------------------------------------------------------------------------- */

enum cmq_status cmq_claims_of(struct cmq_store *store, int64_t stored, uint32_t report,
                              struct cmq_arena *arena, struct cmq_claims *claims,
                              struct cmq_told_report *told, struct cmq_error *err) {
    CMQ_ARRAY(struct cmq_str) names = {0};
    struct cmq_str bytes, name;
    uint32_t first = claims->list.count;
    enum cmq_status status = cmq_store_text(store, stored, &told->text, err);
    told->text = cmq_arena_copy(arena, told->text);
    while (status == CMQ_OK &&
           (status = cmq_store_actor(store, stored, names.count, &name, err)) == CMQ_OK) {
        CMQ_PUSH(arena, &names) = cmq_arena_copy(arena, name);
    }
    if (status == CMQ_END) {
        status = cmq_store_claims(store, stored, &bytes, err);
    }
    if (status == CMQ_OK && bytes.len > 0) {
        const struct cmq_claims_source source = {told->text, names.item, names.count};
        status = cmq_claims_read(cmq_arena_copy(arena, bytes), &source, report, arena, claims,
                                 &told->words, err);
    }
    for (uint32_t i = first; i < claims->list.count && status == CMQ_OK; i++) {
        struct cmq_claim *claim = &claims->list.item[i];
        int64_t occurrence;
        status = cmq_store_occurrence(store, stored, claim->event, &occurrence, err);
        claim->occurrence = occurrence > 0 ? (uint32_t)occurrence : UINT32_MAX;
    }
    return status;
}
