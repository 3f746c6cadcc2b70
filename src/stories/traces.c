/* SPDX-License-Identifier: Apache-2.0 */
#include "stories/traces.h"
#include "stories/bytes.h"
#include "stories/claims_bytes.h"

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

static void write_sketch(const struct cmq_sketch *sketch, struct cmq_buf *out) {
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
    write_sketch(&sketch, out);
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
