/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/image.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Padding would be bytes without a meaning, and not the same each time. */
_Static_assert(sizeof(struct cmq_entry) == 48, "packed");
_Static_assert(sizeof(struct cmq_example) == 20, "packed");
_Static_assert(sizeof(struct cmq_actor_entry) == 24, "packed");
_Static_assert(sizeof(struct cmq_term) == 24, "packed");
_Static_assert(sizeof(struct cmq_role) == 24, "packed");
_Static_assert(sizeof(struct cmq_person_word) == 12, "packed");
_Static_assert(sizeof(struct cmq_name) == 8, "packed");
_Static_assert(sizeof(struct cmq_frame) == 56, "packed");
_Static_assert(sizeof(struct cmq_step) == 20, "packed");
_Static_assert(sizeof(struct cmq_speech) == 8, "packed");
_Static_assert(sizeof(struct cmq_effect) == 8, "packed");
_Static_assert(sizeof(struct cmq_topic) == 12, "packed");
_Static_assert(sizeof(struct cmq__head) == 36, "packed");
_Static_assert(sizeof(struct cmq__node) == 20, "packed");
_Static_assert(sizeof(struct cmq__spelling) == 12, "packed");
_Static_assert(sizeof(struct cmq__header) % 8 == 0, "sections are aligned");

#define ID_PREFIX "sha256:"
#define ID_LENGTH (sizeof ID_PREFIX - 1 + 64)

uint32_t cmq__section_item(enum cmq__section section) {
    static const uint32_t bytes[CMQ__SECTION_COUNT] = {
        [CMQ__SECTION_POOL] = 1,
        [CMQ__SECTION_ENTRY] = sizeof(struct cmq_entry),
        [CMQ__SECTION_EXAMPLE] = sizeof(struct cmq_example),
        [CMQ__SECTION_ACTOR] = sizeof(struct cmq_actor_entry),
        [CMQ__SECTION_TERM] = sizeof(struct cmq_term),
        [CMQ__SECTION_ROLE] = sizeof(struct cmq_role),
        [CMQ__SECTION_NAME] = sizeof(struct cmq_name),
        [CMQ__SECTION_FRAME] = sizeof(struct cmq_frame),
        [CMQ__SECTION_STEP] = sizeof(struct cmq_step),
        [CMQ__SECTION_SPEECH] = sizeof(struct cmq_speech),
        [CMQ__SECTION_EFFECT] = sizeof(struct cmq_effect),
        [CMQ__SECTION_TOPIC] = sizeof(struct cmq_topic),
        [CMQ__SECTION_WORD] = sizeof(struct cmq_ref),
        [CMQ__SECTION_PERSON_WORD] = sizeof(struct cmq_person_word),
        [CMQ__SECTION_HEAD_INDEX] = sizeof(uint32_t),
        [CMQ__SECTION_HEAD] = sizeof(struct cmq__head),
        [CMQ__SECTION_HEAD_SLOT] = sizeof(uint32_t),
        [CMQ__SECTION_NODE] = sizeof(struct cmq__node),
        [CMQ__SECTION_NODE_SLOT] = sizeof(uint32_t),
        [CMQ__SECTION_SPELLING] = sizeof(struct cmq__spelling),
    };
    return bytes[section];
}

const void *cmq__section_items(const struct cmq__header *header, enum cmq__section section) {
    return (const char *)header + header->section[section].offset;
}

static uint32_t mix(uint64_t hash, uint32_t salt) {
    hash ^= (salt + 1) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash ^ hash >> 32);
}

uint32_t cmq__hash_head(struct cmq_str lemma, uint32_t upos) {
    return mix(cmq_hash(lemma), upos);
}

uint32_t cmq__hash_node(uint32_t parent, struct cmq_str piece) {
    return mix(cmq_hash(piece), parent);
}

/* ---- checks ------------------------------------------------------------------------------ */

static const char *wrong_header(const struct cmq__header *header, size_t len) {
    static const char magic[sizeof header->magic] = "CMQLEX";
    if (memcmp(header->magic, magic, sizeof magic) != 0) {
        return "it is no lexicon image";
    }
    if (header->order != CMQ__IMAGE_ORDER) {
        return "it was compiled for a machine of another byte order";
    }
    if (header->version != CMQ__IMAGE_VERSION) {
        return "it is of another version: compile it again";
    }
    if (header->size != len) {
        return "it is cut short or too long";
    }
    struct cmq_str id = {header->id, ID_LENGTH};
    if (!cmq_str_starts(id, CMQ_STR(ID_PREFIX)) || header->id[ID_LENGTH] != '\0') {
        return "its id is broken";
    }
    for (size_t i = sizeof ID_PREFIX - 1; i < ID_LENGTH; i++) {
        if (id.ptr[i] == '\0' || strchr("0123456789abcdef", id.ptr[i]) == NULL) {
            return "its id is broken";
        }
    }
    return NULL;
}

static bool sections_fit(const struct cmq__header *header, size_t len) {
    uint64_t at = sizeof *header;
    for (enum cmq__section s = 0; s < CMQ__SECTION_COUNT; s++) {
        const struct cmq__extent *extent = &header->section[s];
        at = (at + 7) / 8 * 8;
        if (extent->offset != at) {
            return false;
        }
        at += (uint64_t)extent->count * cmq__section_item(s);
        if (at > len) {
            return false;
        }
    }
    return true;
}

/* What is being checked, and whether all was good so far. */
struct check {
    const struct cmq_lexicon *lexicon;
    uint32_t pool_size;
    bool good;
};

static void want(struct check *check, bool good) {
    check->good = check->good && good;
}

static bool starts_char(const struct check *check, uint64_t offset) {
    return offset == check->pool_size ||
           ((unsigned char)check->lexicon->pool[offset] & 0xC0u) != 0x80u;
}

static void want_ref(struct check *check, struct cmq_ref ref) {
    uint64_t end = (uint64_t)ref.offset + ref.len;
    want(check,
         end <= check->pool_size && starts_char(check, ref.offset) && starts_char(check, end));
}

static void want_range(struct check *check, struct cmq_range range, uint32_t count) {
    want(check, (uint64_t)range.first + range.count <= count);
}

/* The range goes on where the ones before it ended. */
static void want_tile(struct check *check, uint32_t first, uint32_t count, uint32_t total,
                      uint32_t *at) {
    want(check, first == *at && count <= total - *at);
    *at += check->good ? count : 0;
}

static void check_entries(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    uint32_t at = 0;
    for (uint32_t i = 0; check->good && i < lexicon->entry_count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[i];
        want_ref(check, entry->id);
        want_ref(check, entry->file);
        want_ref(check, entry->text);
        want_ref(check, entry->body);
        want(check, entry->kind <= CMQ_ENTRY_TOPIC && entry->given <= 1);
        want_tile(check, entry->first_example, entry->example_count, lexicon->example_count, &at);
    }
    want(check, at == lexicon->example_count);
    for (uint32_t i = 0; check->good && i < lexicon->example_count; i++) {
        want_ref(check, lexicon->example[i].text);
        want_ref(check, lexicon->example[i].expected);
    }
}

static void check_actors(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    uint32_t at = 0;
    for (uint32_t i = 0; check->good && i < lexicon->actor_count; i++) {
        const struct cmq_actor_entry *actor = &lexicon->actor[i];
        want(check, actor->entry < lexicon->entry_count && actor->kind <= CMQ_ACTOR_OTHER);
        want_ref(check, actor->name);
        want_tile(check, actor->first_term, actor->term_count, lexicon->term_count, &at);
    }
    want(check, at == lexicon->term_count);
    for (uint32_t i = 0; check->good && i < lexicon->term_count; i++) {
        const struct cmq_term *term = &lexicon->term[i];
        want_ref(check, term->code);
        want_ref(check, term->office);
        want(check, term->from != CMQ_NO_DAY && term->from <= term->to);
    }
}

static void check_roles(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    for (uint32_t i = 0; check->good && i < lexicon->role_count; i++) {
        const struct cmq_role *role = &lexicon->role[i];
        want(check, role->entry < lexicon->entry_count && role->flags < CMQ_ROLE_AHEAD * 2);
        want_ref(check, role->word);
        want_ref(check, role->sectors);
    }
}

static void check_person_words(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    for (uint32_t i = 0; check->good && i < lexicon->person_word_count; i++) {
        want_ref(check, lexicon->person_word[i].word);
        want(check, lexicon->person_word[i].flags < CMQ_PERSON_NEVER * 2);
    }
}

static void check_frames(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    uint32_t at = 0;
    for (uint32_t i = 0; check->good && i < lexicon->frame_count; i++) {
        const struct cmq_frame *frame = &lexicon->frame[i];
        want(check, frame->entry < lexicon->entry_count && frame->subject <= CMQ_SLOT_OTHER &&
                        frame->flags < CMQ_FRAME_INNER * 2);
        want(check, frame->upos == CMQ_VERB || frame->upos == CMQ_NOUN || frame->upos == CMQ_ADJ);
        want_ref(check, frame->code);
        want_ref(check, frame->back);
        want_ref(check, frame->mode);
        want_ref(check, frame->context);
        want_ref(check, frame->words);
        want_tile(check, frame->first_step, frame->step_count, lexicon->step_count, &at);
    }
    want(check, at == lexicon->step_count);
    for (uint32_t i = 0; check->good && i < lexicon->step_count; i++) {
        const struct cmq_step *step = &lexicon->step[i];
        want(check, step->kind <= CMQ_STEP_NEAREST && step->slot <= CMQ_SLOT_OTHER &&
                        step->flags < CMQ_STEP_PHRASES * 2);
        want_range(check, step->words, lexicon->word_count);
        want_range(check, step->literals, lexicon->word_count);
    }
    for (uint32_t i = 0; check->good && i < lexicon->word_count; i++) {
        want_ref(check, lexicon->word[i]);
    }
}

static void check_speech(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    for (uint32_t i = 0; check->good && i < lexicon->speech_count; i++) {
        const struct cmq_speech *speech = &lexicon->speech[i];
        want(check, speech->entry < lexicon->entry_count && speech->kind <= CMQ_SPEECH_THINK &&
                        speech->flags < CMQ_SPEECH_ABOUT * 2 && speech->upos <= CMQ_SPACE);
    }
    for (uint32_t i = 0; check->good && i < lexicon->effect_count; i++) {
        const struct cmq_effect *effect = &lexicon->effect[i];
        want(check, effect->entry < lexicon->entry_count && effect->kind <= CMQ_EFFECT_ALLEGED &&
                        effect->flags < CMQ_EFFECT_VERBAL * 2 && effect->upos <= CMQ_SPACE);
    }
}

static void check_topics(struct check *check) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    for (uint32_t i = 0; check->good && i < lexicon->topic_count; i++) {
        want(check, lexicon->topic[i].entry < lexicon->entry_count);
        want_ref(check, lexicon->topic[i].name);
    }
}

/* A table with as many full slots as items and at least one free one. */
static void check_slots(struct check *check, const struct cmq__header *header,
                        enum cmq__section section, uint32_t items) {
    const uint32_t *slot = cmq__section_items(header, section);
    uint32_t slots = header->section[section].count, full = 0;
    want(check, slots > 0 && (slots & (slots - 1)) == 0);
    for (uint32_t i = 0; check->good && i < slots; i++) {
        want(check, slot[i] <= items);
        full += slot[i] != 0;
    }
    want(check, full == items && full < slots);
}

static void check_indices(struct check *check, struct cmq_range range, uint32_t items,
                          uint32_t *at) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    want_tile(check, range.first, range.count, lexicon->head_index_count, at);
    for (uint32_t i = 0; check->good && i < range.count; i++) {
        want(check, lexicon->head_index[range.first + i] < items);
    }
}

static void check_heads(struct check *check, const struct cmq__header *header) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    const struct cmq__head *head = cmq__section_items(header, CMQ__SECTION_HEAD);
    uint32_t count = header->section[CMQ__SECTION_HEAD].count, at = 0;
    for (uint32_t i = 0; check->good && i < count; i++) {
        want_ref(check, head[i].lemma);
        want(check, head[i].upos <= CMQ_SPACE);
        check_indices(check, head[i].heads.frames, lexicon->frame_count, &at);
        check_indices(check, head[i].heads.speech, lexicon->speech_count, &at);
        check_indices(check, head[i].heads.effects, lexicon->effect_count, &at);
    }
    want(check, at == lexicon->head_index_count);
    check_slots(check, header, CMQ__SECTION_HEAD_SLOT, count);
}

/* How many things a name of `kind` may name. */
static uint32_t targets_of(const struct cmq_lexicon *lexicon, uint32_t kind) {
    switch (kind) {
    case CMQ_NAME_PROPER:
    case CMQ_NAME_DEMONYM:
    case CMQ_NAME_PLACE:
    case CMQ_NAME_SEAT:
        return lexicon->actor_count;
    case CMQ_NAME_ROLE:
        return lexicon->role_count;
    case CMQ_NAME_TOPIC:
        return lexicon->topic_count;
    default:
        return 0;
    }
}

/* The names of a spelling are those of topics alone, or none of them is. */
static void check_names(struct check *check, struct cmq_range names) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    for (uint32_t i = 0; check->good && i < names.count; i++) {
        struct cmq_name name = lexicon->name[names.first + i];
        bool topics = lexicon->name[names.first].kind == CMQ_NAME_TOPIC;
        want(check, (name.kind == CMQ_NAME_TOPIC) == topics &&
                        name.target < targets_of(lexicon, name.kind));
    }
}

static void check_phrases(struct check *check, const struct cmq__header *header) {
    const struct cmq_lexicon *lexicon = check->lexicon;
    const struct cmq__node *node = cmq__section_items(header, CMQ__SECTION_NODE);
    const struct cmq__spelling *spelling = cmq__section_items(header, CMQ__SECTION_SPELLING);
    uint32_t nodes = header->section[CMQ__SECTION_NODE].count;
    uint32_t spellings = header->section[CMQ__SECTION_SPELLING].count;
    uint32_t at = 0;
    for (uint32_t i = 0; check->good && i < nodes; i++) {
        want_ref(check, node[i].piece);
        want(check, node[i].parent <= i);
        want_tile(check, node[i].spellings.first, node[i].spellings.count, spellings, &at);
    }
    want(check, at == spellings);
    at = 0;
    for (uint32_t i = 0; check->good && i < spellings; i++) {
        want(check, spelling[i].names.count > 0);
        want_tile(check, spelling[i].names.first, spelling[i].names.count, lexicon->name_count,
                  &at);
    }
    want(check, at == lexicon->name_count);
    for (uint32_t i = 0; check->good && i < spellings; i++) {
        check_names(check, spelling[i].names);
    }
    check_slots(check, header, CMQ__SECTION_NODE_SLOT, nodes);
}

/* ---- opening ----------------------------------------------------------------------------- */

static void set_arrays(struct cmq_lexicon *lexicon, const struct cmq__header *header) {
#define SET(array, counter, which)                                                                 \
    (lexicon->array = cmq__section_items(header, (which)),                                         \
     lexicon->counter = header->section[(which)].count)
    lexicon->pool = cmq__section_items(header, CMQ__SECTION_POOL);
    SET(entry, entry_count, CMQ__SECTION_ENTRY);
    SET(example, example_count, CMQ__SECTION_EXAMPLE);
    SET(actor, actor_count, CMQ__SECTION_ACTOR);
    SET(term, term_count, CMQ__SECTION_TERM);
    SET(role, role_count, CMQ__SECTION_ROLE);
    SET(name, name_count, CMQ__SECTION_NAME);
    SET(frame, frame_count, CMQ__SECTION_FRAME);
    SET(step, step_count, CMQ__SECTION_STEP);
    SET(speech, speech_count, CMQ__SECTION_SPEECH);
    SET(effect, effect_count, CMQ__SECTION_EFFECT);
    SET(topic, topic_count, CMQ__SECTION_TOPIC);
    SET(word, word_count, CMQ__SECTION_WORD);
    SET(person_word, person_word_count, CMQ__SECTION_PERSON_WORD);
    SET(head_index, head_index_count, CMQ__SECTION_HEAD_INDEX);
#undef SET
    lexicon->phrases = lexicon->heads = header;
}

enum cmq_status cmq_lexicon_open_memory(const void *bytes, size_t len, struct cmq_lexicon *lexicon,
                                        struct cmq_error *err) {
    const struct cmq__header *header = bytes;
    if (len < sizeof *header || (uintptr_t)bytes % 8 != 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the lexicon cannot be used: %s",
                        len < sizeof *header ? "it is cut short" : "it is not aligned");
    }
    const char *wrong = wrong_header(header, len);
    if (wrong != NULL || !sections_fit(header, len)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the lexicon cannot be used: %s",
                        wrong != NULL ? wrong : "its sections do not fit");
    }
    struct cmq_lexicon opened = {.id = {header->id, ID_LENGTH}, .image = {bytes, len}};
    set_arrays(&opened, header);
    struct cmq_str pool = {opened.pool, header->section[CMQ__SECTION_POOL].count};
    struct check check = {.lexicon = &opened, .pool_size = (uint32_t)pool.len, .good = true};
    want(&check, cmq_utf8_invalid(pool) == pool.len);
    check_entries(&check);
    check_actors(&check);
    check_roles(&check);
    check_person_words(&check);
    check_frames(&check);
    check_speech(&check);
    check_topics(&check);
    check_heads(&check, header);
    check_phrases(&check, header);
    if (!check.good) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the lexicon cannot be used: it is damaged");
    }
    *lexicon = opened;
    return CMQ_OK;
}

void cmq_lexicon_release(struct cmq_lexicon *lexicon) {
    if (lexicon->owned) {
        free((void *)(uintptr_t)lexicon->image.ptr);
    }
    *lexicon = (struct cmq_lexicon){0};
}

struct cmq_str cmq_lexicon_str(const struct cmq_lexicon *lexicon, struct cmq_ref ref) {
    return (struct cmq_str){lexicon->pool + ref.offset, ref.len};
}

void cmq_lexicon_place(const struct cmq_lexicon *lexicon, const struct cmq_entry *entry,
                       uint32_t line, struct cmq_buf *out) {
    cmq_buf_format(out, "%s%.*s:%" PRIu32, entry->given ? "" : "lang/",
                   CMQ_FMT(cmq_lexicon_str(lexicon, entry->file)), line);
}
