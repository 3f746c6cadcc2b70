/* SPDX-License-Identifier: Apache-2.0 */
/* Claims as bytes and back. Names are the numbers of actors, labels and clauses are spans, all else
 * that comes from the text is hashed, so that claims hold no text but the verbs of saying. */

#include "stories/claims_bytes.h"
#include "coding/offsets.h"
#include "stories/bytes.h"

#define NO_ACTOR       UINT32_MAX
#define CLAIM_BYTES    30u
#define ACTOR_BYTES    6u
#define SENTENCE_BYTES 12u
#define WORD_BYTES     6u

/* Days and numbers may be less than none. */
static void put_signed(struct cmq_buf *out, int64_t value) {
    cmq_put_number(out, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

static int64_t take_signed(struct cmq_bytes *bytes) {
    uint64_t value = cmq_take_number(bytes);
    return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}

static uint32_t take_small(struct cmq_bytes *bytes) {
    return (uint32_t)cmq_take_number(bytes);
}

/* ---- out ---------------------------------------------------------------------------------- */

struct writer {
    const struct cmq_coding *coding;
    struct cmq_offsets offsets;
    struct cmq_buf *out;
};

static uint32_t actor_of(const struct cmq_coding *coding, struct cmq_str name) {
    for (uint32_t i = 0; i < coding->actors.list.count && name.len > 0; i++) {
        if (cmq_str_eq(coding->actors.list.item[i].name, name)) {
            return i;
        }
    }
    return NO_ACTOR;
}

/* As code points, which stay when a name is blotted out of the text. */
static void write_stretch(struct writer *w, struct cmq_stretch span) {
    uint32_t start = cmq_offsets_at(&w->offsets, span.start);
    cmq_put_number(w->out, start);
    cmq_put_number(w->out, cmq_offsets_at(&w->offsets, span.end) - start);
}

static void write_actors(struct writer *w, const struct cmq_claim_actor *actor, uint32_t count) {
    const struct cmq_str text = w->coding->report.text;
    cmq_put_u32(w->out, count);
    for (uint32_t i = 0; i < count; i++, actor++) {
        struct cmq_stretch label = {0, 0};
        if (actor->label.len > 0 && actor->label.ptr >= text.ptr &&
            actor->label.ptr + actor->label.len <= text.ptr + text.len) {
            label.start = (uint32_t)(actor->label.ptr - text.ptr);
            label.end = label.start + (uint32_t)actor->label.len;
        }
        cmq_put_hashed(w->out, actor->key);
        cmq_put_short(w->out, actor->country);
        cmq_put_number(w->out, actor_of(w->coding, actor->name));
        write_stretch(w, label);
        cmq_put_u8(w->out, (uint8_t)(actor->official | actor->person << 1 | actor->relays << 2));
    }
}

static void write_numbers(struct writer *w, const struct cmq_claim *claim) {
    cmq_put_u32(w->out, claim->numbers.count);
    for (uint32_t i = 0; i < claim->numbers.count; i++) {
        const struct cmq_claim_number *number = &claim->numbers.item[i];
        put_signed(w->out, number->from);
        put_signed(w->out, number->to);
        cmq_put_u32(w->out, number->counted);
        write_stretch(w, number->span);
    }
}

/* Most claims have none, which a flag tells. */
static void write_causes(struct writer *w, const struct cmq_claim *claim) {
    if (claim->causes.count > 0) {
        cmq_put_u32(w->out, claim->causes.count);
    }
    for (uint32_t i = 0; i < claim->causes.count; i++) {
        cmq_put_u32(w->out, claim->causes.item[i]);
    }
}

static void write_claim(struct writer *w, const struct cmq_claim *claim) {
    struct cmq_buf *out = w->out;
    cmq_put_number(out, claim->sentence);
    cmq_put_number(out, claim->head);
    write_stretch(w, claim->span);
    cmq_put_number(out, claim->parent);
    cmq_put_u8(out, (uint8_t)(claim->told | claim->negated << 1 | claim->granted << 2 |
                              (claim->causes.count > 0) << 3));
    cmq_put_u8(out, claim->form);
    cmq_put_short(out, claim->verb);
    cmq_put_u8(out, claim->speech);
    cmq_put_number(out, claim->event);
    cmq_put_short(out, claim->plover);
    cmq_put_u8(out, claim->assertion);
    cmq_put_u8(out, claim->force);
    put_signed(out, claim->from);
    put_signed(out, claim->to);
    put_signed(out, claim->said_from);
    put_signed(out, claim->said_to);
    write_actors(w, claim->tellers.item, claim->tellers.count);
    cmq_put_number(out, claim->joint);
    cmq_put_u32(out, claim->spoken_for.count);
    for (uint32_t i = 0; i < claim->spoken_for.count; i++) {
        cmq_put_short(out, claim->spoken_for.item[i]);
    }
    write_actors(w, claim->actors.item, claim->actors.count);
    cmq_put_u32(out, claim->places.count);
    for (uint32_t i = 0; i < claim->places.count; i++) {
        cmq_put_hashed(out, claim->places.item[i]);
    }
    write_numbers(w, claim);
    cmq_put_u64(out, claim->group_labels);
    cmq_put_u64(out, claim->state_labels);
    cmq_put_u32(out, claim->words.count);
    for (uint32_t i = 0; i < claim->words.count; i++) {
        cmq_put_u32(out, claim->words.item[i]);
    }
    write_causes(w, claim);
    cmq_put_number(out, claim->told_first);
    cmq_put_number(out, claim->told_end);
}

static void write_word(struct writer *w, const struct cmq_told_word *word) {
    cmq_put_u32(w->out, word->form);
    cmq_put_number(w->out, word->claim == UINT32_MAX ? 0 : (uint64_t)word->claim + 1);
    cmq_put_u8(w->out, (uint8_t)word->count);
    for (uint32_t i = 0; i < word->count; i++) {
        const struct cmq_bearing *bearing = &word->bearing[i];
        cmq_put_number(w->out, (uint64_t)bearing->slot << 1 | bearing->alone);
        put_signed(w->out, bearing->from);
        put_signed(w->out, bearing->to);
    }
}

static void write_sentence(struct writer *w, const struct cmq_told_sentence *sentence) {
    cmq_put_u64(w->out, sentence->bits);
    cmq_put_u32(w->out, sentence->words.count);
    for (uint32_t i = 0; i < sentence->words.count; i++) {
        write_word(w, &sentence->words.item[i]);
    }
}

void cmq_claims_write(const struct cmq_coding *coding, uint32_t words, struct cmq_arena *arena,
                      struct cmq_buf *out) {
    struct writer w = {.coding = coding, .out = out};
    struct cmq_claims claims = {0};
    cmq_offsets_init(&w.offsets, coding->report.text);
    cmq_claims_find(coding, 0, arena, &claims);
    cmq_put_number(out, words);
    cmq_put_u32(out, claims.list.count);
    for (uint32_t i = 0; i < claims.list.count; i++) {
        write_claim(&w, &claims.list.item[i]);
    }
    cmq_put_u32(out, claims.sentences.count);
    for (uint32_t i = 0; i < claims.sentences.count; i++) {
        write_sentence(&w, &claims.sentences.item[i]);
    }
}

/* ---- in ----------------------------------------------------------------------------------- */

struct taker {
    struct cmq_bytes bytes;
    const struct cmq_claims_source *source;
    struct cmq_arena *arena;
    uint32_t *byte_of;   /* for each code point of the text and its end */
    uint32_t characters; /* of the text */
};

static void index_text(struct taker *t) {
    const struct cmq_str text = t->source->text;
    t->byte_of = CMQ_NEW_ARRAY(t->arena, uint32_t, text.len + 1);
    for (size_t at = 0; at < text.len && t->byte_of != NULL;) {
        unsigned size;
        cmq_utf8_decode(text.ptr + at, &size);
        t->byte_of[t->characters++] = (uint32_t)at;
        at += size;
    }
    if (t->byte_of != NULL) {
        t->byte_of[t->characters] = (uint32_t)text.len;
    }
}

static struct cmq_stretch read_stretch(struct cmq_bytes *bytes) {
    struct cmq_stretch span = {.start = take_small(bytes)};
    uint32_t length = take_small(bytes);
    bytes->bad = bytes->bad || length > UINT32_MAX - span.start;
    span.end = bytes->bad ? span.start : span.start + length;
    return span;
}

/* The bytes of code points; none where the text is not kept. */
static struct cmq_stretch bytes_of(struct taker *t, struct cmq_stretch chars) {
    if (t->source->text.ptr == NULL || t->byte_of == NULL) {
        return (struct cmq_stretch){0, 0};
    }
    if (chars.end > t->characters) {
        t->bytes.bad = true;
        return (struct cmq_stretch){0, 0};
    }
    return (struct cmq_stretch){t->byte_of[chars.start], t->byte_of[chars.end]};
}

static struct cmq_claim_actor read_actor(struct taker *t) {
    struct cmq_claim_actor actor = {.key = cmq_take_short(&t->bytes)};
    actor.country = cmq_take_short(&t->bytes);
    uint32_t number = take_small(&t->bytes);
    actor.name =
        number < t->source->name_count ? t->source->name[number] : (struct cmq_str){NULL, 0};
    struct cmq_stretch label = bytes_of(t, read_stretch(&t->bytes));
    if (label.end > label.start) {
        actor.label = (struct cmq_str){t->source->text.ptr + label.start, label.end - label.start};
    }
    uint8_t flags = cmq_take_u8(&t->bytes);
    actor.official = flags & 1;
    actor.person = flags & 2;
    actor.relays = flags & 4;
    return actor;
}

static void read_numbers(struct taker *t, struct cmq_claim *claim) {
    uint32_t count = cmq_take_count(&t->bytes, 8);
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_claim_number number = {.from = take_signed(&t->bytes)};
        number.to = take_signed(&t->bytes);
        number.counted = cmq_take_u32(&t->bytes);
        number.span = bytes_of(t, read_stretch(&t->bytes));
        CMQ_PUSH(t->arena, &claim->numbers) = number;
    }
}

static void read_lists(struct taker *t, bool has_causes, struct cmq_claim *claim) {
    uint32_t count = cmq_take_count(&t->bytes, ACTOR_BYTES);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->tellers) = read_actor(t);
    }
    claim->joint = take_small(&t->bytes);
    count = cmq_take_count(&t->bytes, 1);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->spoken_for) = cmq_take_short(&t->bytes);
    }
    count = cmq_take_count(&t->bytes, ACTOR_BYTES);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->actors) = read_actor(t);
    }
    count = cmq_take_count(&t->bytes, 1);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->places) = cmq_take_short(&t->bytes);
    }
    read_numbers(t, claim);
    claim->group_labels = cmq_take_u64(&t->bytes);
    claim->state_labels = cmq_take_u64(&t->bytes);
    count = cmq_take_count(&t->bytes, 4);
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->words) = cmq_take_u32(&t->bytes);
    }
    count = has_causes ? cmq_take_count(&t->bytes, 4) : 0;
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(t->arena, &claim->causes) = cmq_take_u32(&t->bytes);
    }
    claim->told_first = take_small(&t->bytes);
    claim->told_end = take_small(&t->bytes);
}

static struct cmq_told_word read_word(struct taker *t) {
    struct cmq_told_word word = {.form = cmq_take_u32(&t->bytes)};
    word.claim = take_small(&t->bytes) - 1; /* 0 is none, UINT32_MAX */
    word.count = cmq_take_u8(&t->bytes);
    t->bytes.bad = t->bytes.bad || word.count > CMQ_MAX_BEARINGS;
    for (uint32_t i = 0; i < word.count && !t->bytes.bad; i++) {
        uint32_t slot = take_small(&t->bytes);
        word.bearing[i] = (struct cmq_bearing){.slot = (uint16_t)(slot >> 1), .alone = slot & 1};
        word.bearing[i].from = take_signed(&t->bytes);
        word.bearing[i].to = take_signed(&t->bytes);
    }
    return word;
}

/* The sentences behind the claims from `first` on, whose places in both lists move up. */
static void read_sentences(struct taker *t, uint32_t report, uint32_t first,
                           struct cmq_claims *claims) {
    uint32_t told = claims->sentences.count, own = claims->list.count - first;
    uint32_t count = cmq_take_count(&t->bytes, SENTENCE_BYTES);
    for (uint32_t i = 0; i < count && !t->bytes.bad; i++) {
        struct cmq_told_sentence sentence = {.report = report, .bits = cmq_take_u64(&t->bytes)};
        uint32_t words = cmq_take_count(&t->bytes, WORD_BYTES);
        for (uint32_t k = 0; k < words && !t->bytes.bad; k++) {
            struct cmq_told_word word = read_word(t);
            t->bytes.bad = t->bytes.bad || (word.claim != UINT32_MAX && word.claim >= own);
            word.claim += word.claim == UINT32_MAX ? 0 : first;
            CMQ_PUSH(t->arena, &sentence.words) = word;
        }
        CMQ_PUSH(t->arena, &claims->sentences) = sentence;
    }
    for (uint32_t i = first; i < claims->list.count; i++) {
        struct cmq_claim *claim = &claims->list.item[i];
        t->bytes.bad =
            t->bytes.bad || claim->told_first > claim->told_end || claim->told_end > count;
        claim->told_first += told;
        claim->told_end += told;
    }
}

static struct cmq_claim read_claim(struct taker *t) {
    struct cmq_bytes *bytes = &t->bytes;
    struct cmq_claim claim = {.sentence = take_small(bytes), .occurrence = UINT32_MAX};
    claim.head = take_small(bytes);
    claim.chars = read_stretch(bytes);
    claim.span = bytes_of(t, claim.chars);
    claim.parent = take_small(bytes);
    uint8_t flags = cmq_take_u8(bytes);
    claim.told = flags & 1;
    claim.negated = flags & 2;
    claim.granted = flags & 4;
    claim.form = cmq_take_u8(bytes);
    claim.verb = cmq_take_short(bytes);
    claim.speech = cmq_take_u8(bytes);
    claim.event = take_small(bytes);
    claim.plover = cmq_take_short(bytes);
    claim.assertion = cmq_take_u8(bytes);
    claim.force = cmq_take_u8(bytes);
    claim.from = (cmq_day)take_signed(bytes);
    claim.to = (cmq_day)take_signed(bytes);
    claim.said_from = (cmq_day)take_signed(bytes);
    claim.said_to = (cmq_day)take_signed(bytes);
    read_lists(t, (flags & 8) != 0, &claim);
    return claim;
}

enum cmq_status cmq_claims_read(struct cmq_str from, const struct cmq_claims_source *source,
                                uint32_t report, struct cmq_arena *arena, struct cmq_claims *claims,
                                uint32_t *words, struct cmq_error *err) {
    struct taker t = {.bytes = {.rest = from}, .source = source, .arena = arena, .characters = 0};
    uint32_t first = claims->list.count;
    index_text(&t);
    *words = take_small(&t.bytes);
    uint32_t count = cmq_take_count(&t.bytes, CLAIM_BYTES);
    for (uint32_t i = 0; i < count && !t.bytes.bad; i++) {
        struct cmq_claim claim = read_claim(&t);
        t.bytes.bad = t.bytes.bad || (claim.parent != UINT32_MAX && claim.parent >= i) ||
                      claim.form > CMQ_FORM_MIXED || claim.joint > claim.tellers.count;
        claim.report = report;
        claim.parent += claim.parent == UINT32_MAX ? 0 : first;
        CMQ_PUSH(arena, &claims->list) = claim;
    }
    if (!t.bytes.bad) {
        read_sentences(&t, report, first, claims);
    }
    if (arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return t.bytes.bad ? cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged bytes of a related report")
                       : CMQ_OK;
}
