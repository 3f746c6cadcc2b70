/* SPDX-License-Identifier: Apache-2.0 */
#include "stories/traces.h"
#include "stories/bytes.h"
#include "stories/claims_bytes.h"

#include <stdlib.h>

static enum cmq_status done(const struct cmq_bytes *bytes, const struct cmq_arena *arena,
                            struct cmq_error *err) {
    if (arena != NULL && arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return bytes->bad ? cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged bytes of a related report")
                      : CMQ_OK;
}

/* ---- sketches ----------------------------------------------------------------------------- */

#define SENTENCE_BYTES 20u

void cmq_sketch_write(const struct cmq_sketch *sketch, struct cmq_buf *out) {
    cmq_put_u32(out, sketch->counted);
    cmq_put_u32(out, sketch->sentences.count);
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        const struct cmq_sketch_sentence *sentence = &sketch->sentences.item[i];
        cmq_put_u32(out, sentence->count);
        cmq_put_u32(out, sentence->key[0]);
        cmq_put_u32(out, sentence->key[1]);
        cmq_put_u64(out, sentence->bits);
    }
    cmq_put_u32(out, sketch->words.count);
    for (uint32_t i = 0; i < sketch->words.count; i++) {
        cmq_put_u32(out, sketch->words.item[i]);
    }
}

enum cmq_status cmq_sketch_read(struct cmq_str from, struct cmq_arena *arena,
                                struct cmq_sketch *sketch, struct cmq_error *err) {
    struct cmq_bytes bytes = {.rest = from};
    uint32_t first = 0;
    sketch->counted = cmq_take_u32(&bytes);
    uint32_t sentences = cmq_take_count(&bytes, SENTENCE_BYTES);
    for (uint32_t i = 0; i < sentences; i++) {
        struct cmq_sketch_sentence sentence = {.first = first, .count = cmq_take_u32(&bytes)};
        sentence.key[0] = cmq_take_u32(&bytes);
        sentence.key[1] = cmq_take_u32(&bytes);
        sentence.bits = cmq_take_u64(&bytes);
        bytes.bad = bytes.bad || sentence.count > UINT32_MAX - first;
        first += sentence.count;
        CMQ_PUSH(arena, &sketch->sentences) = sentence;
    }
    uint32_t words = cmq_take_count(&bytes, sizeof(uint32_t));
    bytes.bad = bytes.bad || words != first;
    for (uint32_t i = 0; i < words && !bytes.bad; i++) {
        CMQ_PUSH(arena, &sketch->words) = cmq_take_u32(&bytes);
    }
    return done(&bytes, arena, err);
}

/* ---- profiles ----------------------------------------------------------------------------- */

static void write_terms(const struct cmq_term_counts *terms, struct cmq_buf *out) {
    cmq_put_u32(out, terms->list.count);
    for (uint32_t i = 0; i < terms->list.count; i++) {
        const struct cmq_term_count *term = &terms->list.item[i];
        cmq_put_u32(out, term->term);
        cmq_put_float(out, term->count);
        cmq_put_u8(out, term->actor);
    }
}

static void read_terms(struct cmq_bytes *bytes, struct cmq_arena *arena,
                       struct cmq_term_counts *terms) {
    uint32_t count = cmq_take_count(bytes, 9);
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_term_count term = {.term = cmq_take_u32(bytes)};
        term.count = cmq_take_float(bytes);
        term.actor = cmq_take_u8(bytes) != 0;
        CMQ_PUSH(arena, &terms->list) = term;
    }
}

void cmq_profile_write(const struct cmq_profile *profile, const struct cmq_term_counts *terms,
                       struct cmq_buf *out) {
    cmq_put_u32(out, (uint32_t)profile->date);
    cmq_put_u32(out, profile->count);
    for (uint32_t i = 0; i < profile->count; i++) {
        cmq_put_u32(out, profile->term[i].term);
        cmq_put_float(out, profile->term[i].weight);
    }
    cmq_put_u32(out, terms->list.count);
    for (uint32_t i = 0; i < terms->list.count; i++) {
        cmq_put_u32(out, terms->list.item[i].term);
    }
}

enum cmq_status cmq_profile_read(struct cmq_str from, struct cmq_arena *arena,
                                 struct cmq_profile *profile, struct cmq_term_counts *terms,
                                 struct cmq_error *err) {
    struct cmq_bytes bytes = {.rest = from};
    profile->date = (cmq_day)cmq_take_u32(&bytes);
    profile->count = cmq_take_count(&bytes, 8);
    bytes.bad = bytes.bad || profile->count > CMQ_PROFILE_TERMS;
    for (uint32_t i = 0; i < profile->count && !bytes.bad; i++) {
        profile->term[i].term = cmq_take_u32(&bytes);
        profile->term[i].weight = cmq_take_float(&bytes);
    }
    uint32_t count = terms == NULL ? 0 : cmq_take_count(&bytes, 4);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(arena, &terms->list) = (struct cmq_term_count){.term = cmq_take_u32(&bytes)};
    }
    return done(&bytes, arena, err);
}

/* ---- tellings ----------------------------------------------------------------------------- */

static struct cmq_str status_of(const struct cmq_event *event) {
    if (event->assertion == CMQ_ASSERTION_NEGATED) {
        return CMQ_STR("cancelled");
    }
    if (event->assertion == CMQ_ASSERTION_POSSIBLE || event->assertion == CMQ_ASSERTION_REQUESTED) {
        return CMQ_STR("possible");
    }
    return event->time == CMQ_TENSE_FUTURE ? CMQ_STR("planned") : CMQ_STR("held");
}

#define PARTY_BYTES 3u

static void write_party(const struct cmq_party *party, struct cmq_buf *out) {
    cmq_put_short(out, party->side);
    cmq_put_hashed(out, party->key);
    cmq_put_u8(out, party->person);
}

static struct cmq_party read_party(struct cmq_bytes *bytes) {
    struct cmq_party party = {.side = cmq_take_short(bytes)};
    party.key = cmq_take_short(bytes);
    party.person = cmq_take_u8(bytes) != 0;
    return party;
}

static void write_telling(const struct cmq_telling *telling, struct cmq_buf *out) {
    cmq_put_short(out, telling->family);
    cmq_put_short(out, telling->mode);
    cmq_put_u8(out, telling->reciprocal);
    cmq_put_u8(out, telling->assertion);
    cmq_put_u8(out, telling->time);
    cmq_put_u32(out, (uint32_t)telling->from);
    cmq_put_u32(out, (uint32_t)telling->to);
    cmq_put_short(out, telling->country);
    cmq_put_hashed(out, telling->place);
    cmq_put_u32(out, telling->source.count);
    for (uint32_t i = 0; i < telling->source.count; i++) {
        write_party(&telling->source.item[i], out);
    }
    cmq_put_u32(out, telling->target.count);
    for (uint32_t i = 0; i < telling->target.count; i++) {
        write_party(&telling->target.item[i], out);
    }
}

enum cmq_status cmq_telling_read(struct cmq_str from, struct cmq_arena *arena,
                                 struct cmq_telling *telling, struct cmq_error *err) {
    struct cmq_bytes bytes = {.rest = from};
    *telling = (struct cmq_telling){.family = cmq_take_short(&bytes)};
    telling->mode = cmq_take_short(&bytes);
    telling->reciprocal = cmq_take_u8(&bytes) != 0;
    telling->assertion = cmq_take_u8(&bytes);
    telling->time = cmq_take_u8(&bytes);
    telling->from = (cmq_day)cmq_take_u32(&bytes);
    telling->to = (cmq_day)cmq_take_u32(&bytes);
    telling->country = cmq_take_short(&bytes);
    telling->place = cmq_take_short(&bytes);
    uint32_t sources = cmq_take_count(&bytes, PARTY_BYTES);
    for (uint32_t i = 0; i < sources; i++) {
        CMQ_PUSH(arena, &telling->source) = read_party(&bytes);
    }
    uint32_t targets = cmq_take_count(&bytes, PARTY_BYTES);
    for (uint32_t i = 0; i < targets; i++) {
        CMQ_PUSH(arena, &telling->target) = read_party(&bytes);
    }
    return done(&bytes, arena, err);
}

/* ---- all of a report ---------------------------------------------------------------------- */

void cmq_traces_write(const struct cmq_coding *coding, uint32_t words, struct cmq_arena *arena,
                      struct cmq_buf *out) {
    struct cmq_sketch sketch = {0};
    struct cmq_term_counts terms = {0};
    struct cmq_tellings tellings = {0};
    size_t at = out->len;
    cmq_sketch_make(coding->report.text, arena, &sketch);
    cmq_sketch_write(&sketch, out);
    cmq_put_length(out, at);
    cmq_put_u32(out, (uint32_t)coding->report.date);
    cmq_terms_count(coding, arena, &terms);
    write_terms(&terms, out);
    cmq_tellings_find(coding, 0, arena, &tellings);
    cmq_put_u32(out, tellings.list.count);
    for (uint32_t i = 0; i < tellings.list.count; i++) {
        const struct cmq_telling *telling = &tellings.list.item[i];
        cmq_put_u32(out, telling->event);
        cmq_put_short(out, status_of(&coding->events.list.item[telling->event]));
        at = out->len;
        write_telling(telling, out);
        cmq_put_length(out, at);
    }
    at = out->len;
    cmq_claims_write(coding, words, arena, out);
    cmq_put_length(out, at);
    out->failed = out->failed || arena->exhausted;
}

enum cmq_status cmq_traces_read(struct cmq_str from, struct cmq_arena *arena,
                                struct cmq_traces *traces, struct cmq_error *err) {
    struct cmq_bytes bytes = {.rest = from};
    *traces = (struct cmq_traces){.sketch = cmq_take_length(&bytes)};
    traces->date = (cmq_day)cmq_take_u32(&bytes);
    read_terms(&bytes, arena, &traces->terms);
    uint32_t tellings = cmq_take_count(&bytes, 9);
    for (uint32_t i = 0; i < tellings; i++) {
        struct cmq_trace_telling telling = {.event = cmq_take_u32(&bytes)};
        telling.status = cmq_take_short(&bytes);
        telling.bytes = cmq_take_length(&bytes);
        CMQ_PUSH(arena, &traces->tellings) = telling;
    }
    traces->claims = cmq_take_length(&bytes);
    return done(&bytes, arena, err);
}

/* ---- in pieces ---------------------------------------------------------------------------- */

/* A telling with the family by which it is sorted. */
struct filed {
    struct cmq_str family;
    const struct cmq_trace_telling *telling;
};

static int compare_numbers(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* By family; of one in their order. */
static int compare_filed(const void *a, const void *b) {
    const struct filed *x = a, *y = b;
    int order = cmq_str_cmp(x->family, y->family);
    return order != 0 ? order : x->telling < y->telling ? -1 : x->telling > y->telling;
}

/* Traces of these parts alone. */
static void add_piece(struct cmq_traces_pieces *pieces, const struct cmq_traces_piece *piece,
                      const struct cmq_traces *traces, const struct filed *filed, uint32_t count,
                      struct cmq_arena *arena) {
    const struct cmq_term_counts none = {0};
    struct cmq_buf out;
    cmq_buf_init(&out, CMQ_ARENA_LIMIT);
    cmq_buf_add_str(&out, piece->part == CMQ_WEB_COPIES ? traces->sketch : CMQ_STR(""));
    cmq_put_length(&out, 0);
    cmq_put_u32(&out, (uint32_t)traces->date);
    write_terms(piece->part == CMQ_WEB_STORIES ? &traces->terms : &none, &out);
    cmq_put_u32(&out, count);
    for (uint32_t i = 0; i < count; i++) {
        cmq_put_u32(&out, filed[i].telling->event);
        cmq_put_short(&out, filed[i].telling->status);
        size_t at = out.len;
        cmq_buf_add_str(&out, filed[i].telling->bytes);
        cmq_put_length(&out, at);
    }
    cmq_put_length(&out, out.len); /* no claims */
    struct cmq_traces_piece *added = &CMQ_PUSH(arena, &pieces->list);
    *added = *piece;
    added->bytes = cmq_arena_copy(arena, cmq_buf_str(&out));
    arena->exhausted = arena->exhausted || out.failed;
    cmq_buf_release(&out);
}

static enum cmq_status split_copies(const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_traces_pieces *pieces, struct cmq_error *err) {
    struct cmq_traces_piece piece = {.part = CMQ_WEB_COPIES};
    struct cmq_sketch sketch = {.counted = 0};
    enum cmq_status status = cmq_sketch_read(traces->sketch, arena, &sketch, err);
    for (uint32_t i = 0; i < 2 * sketch.sentences.count && status == CMQ_OK; i++) {
        CMQ_PUSH(arena, &piece.keys) = sketch.sentences.item[i / 2].key[i % 2];
    }
    if (piece.keys.count > 0) {
        uint32_t *key = piece.keys.item, kept = 0;
        qsort(key, piece.keys.count, sizeof *key, compare_numbers);
        for (uint32_t i = 1; i < piece.keys.count; i++) {
            kept += key[i] != key[kept];
            key[kept] = key[i];
        }
        piece.keys.count = kept + 1;
    }
    add_piece(pieces, &piece, traces, NULL, 0, arena);
    return status;
}

static void split_occurrences(const struct cmq_traces *traces, struct cmq_arena *arena,
                              struct cmq_traces_pieces *pieces) {
    struct filed *filed = CMQ_NEW_ARRAY(arena, struct filed, traces->tellings.count + 1);
    uint32_t count = arena->exhausted ? 0 : traces->tellings.count;
    for (uint32_t i = 0; i < count; i++) {
        const struct cmq_trace_telling *telling = &traces->tellings.item[i];
        struct cmq_bytes bytes = {.rest = telling->bytes};
        filed[i] = (struct filed){cmq_take_short(&bytes), telling};
    }
    if (count > 0) {
        qsort(filed, count, sizeof *filed, compare_filed);
    }
    for (uint32_t first = 0, end; first < count; first = end) {
        struct cmq_traces_piece piece = {
            .part = CMQ_WEB_OCCURRENCES,
            .family = cmq_arena_format(arena, "%.*s", CMQ_FMT(filed[first].family)),
        };
        for (end = first + 1; end < count && cmq_str_eq(filed[end].family, filed[first].family);) {
            end++;
        }
        add_piece(pieces, &piece, traces, &filed[first], end - first, arena);
    }
}

enum cmq_status cmq_traces_split(struct cmq_str bytes, struct cmq_arena *arena,
                                 struct cmq_traces_pieces *pieces, struct cmq_error *err) {
    const struct cmq_traces_piece stories = {.part = CMQ_WEB_STORIES};
    struct cmq_traces traces;
    enum cmq_status status = cmq_traces_read(bytes, arena, &traces, err);
    if (status == CMQ_OK) {
        status = split_copies(&traces, arena, pieces, err);
    }
    if (status == CMQ_OK) {
        add_piece(pieces, &stories, &traces, NULL, 0, arena);
        split_occurrences(&traces, arena, pieces);
    }
    return status == CMQ_OK && arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                                                : status;
}
