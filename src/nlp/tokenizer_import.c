/* SPDX-License-Identifier: Apache-2.0 */
/* spaCy's `tokenizer` file to the tokenizer section of a model file. Two things are worked out here
 * so that nothing need be at start: the phrases of the second pass (how the exceptions that the
 * affix patterns touch fall apart without being exceptions), and whether a chunk of ASCII letters
 * can be one token unseen. */
#include "nlp/tokenizer.h"

#include "nlp/affixes.h"
#include "nlp/msgpack.h"
#include "nlp/record.h"

#include <stdlib.h>
#include <string.h>

#define KEY_ORTH 65u /* spaCy's numbers for the two attributes that an exception can set */
#define KEY_NORM 67u
#define MAX_ITEM 4096u /* bytes of an exception's key */

static const char *const PATTERN_KEYS[CMQ_PATTERN_COUNT] = {
    "prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"};

struct source_piece {
    struct cmq_str orth, norm;
};

struct source_exception {
    struct cmq_str key;
    uint32_t first, count; /* pieces */
};

struct source_phrase {
    uint64_t *id;
    uint32_t count;
};

struct norm_pair {
    uint64_t form, norm;
};

struct source {
    struct cmq_arena *arena;
    struct cmq_str pattern[CMQ_PATTERN_COUNT]; /* in PCRE2's spelling */
    bool letters_are_plain, faster_heuristics;
    CMQ_ARRAY(struct source_exception) exception;
    CMQ_ARRAY(struct source_piece) piece;
    CMQ_ARRAY(struct source_phrase) phrase;
    CMQ_ARRAY(struct norm_pair) norm;
};

/* ---- reading ----------------------------------------------------------------------------- */

static void read_pattern(struct cmq_msgpack *in, struct source *source,
                         enum cmq_tokenizer_pattern pattern) {
    if (cmq_msgpack_next(in) == CMQ_MSGPACK_NIL) {
        cmq_msgpack_skip(in);
        return;
    }
    struct cmq_buf translated;
    cmq_buf_init(&translated, (size_t)1 << 20);
    cmq_pattern_translate(cmq_msgpack_bytes(in), &translated);
    in->broken = in->broken || translated.failed;
    source->pattern[pattern] = cmq_arena_copy(source->arena, cmq_buf_str(&translated));
    cmq_buf_release(&translated);
}

static void read_piece(struct cmq_msgpack *in, struct source_piece *piece) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        uint64_t key = cmq_msgpack_next(in) == CMQ_MSGPACK_INT
                           ? cmq_msgpack_uint(in)
                           : cmq_string_id(cmq_msgpack_bytes(in));
        struct cmq_str value = cmq_msgpack_bytes(in);
        if (key == KEY_ORTH) {
            piece->orth = value;
        } else if (key == KEY_NORM) {
            piece->norm = value;
        } else {
            in->broken = true;
        }
    }
}

static void read_exception(struct cmq_msgpack *in, struct source *source) {
    struct source_exception exception = {.key = cmq_msgpack_bytes(in),
                                         .first = source->piece.count};
    exception.count = cmq_msgpack_array(in);
    size_t at = 0;
    for (uint32_t i = 0; i < exception.count && !in->broken; i++) {
        struct source_piece piece = {0};
        read_piece(in, &piece);
        struct cmq_str rest = {exception.key.ptr + at, exception.key.len - at};
        if (in->broken || piece.orth.len == 0 || !cmq_str_starts(rest, piece.orth)) {
            in->broken = true;
            return;
        }
        at += piece.orth.len;
        CMQ_PUSH(source->arena, &source->piece) = piece;
    }
    in->broken = in->broken || exception.count == 0 || at != exception.key.len || at > MAX_ITEM;
    CMQ_PUSH(source->arena, &source->exception) = exception;
}

static bool read_tokenizer(struct cmq_str file, struct source *source) {
    struct cmq_msgpack in = cmq_msgpack_open(file);
    uint32_t count = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        struct cmq_str key = cmq_msgpack_bytes(&in);
        bool done = false;
        for (int j = 0; j < CMQ_PATTERN_COUNT && !done; j++) {
            if (cmq_str_eq(key, cmq_str_of(PATTERN_KEYS[j]))) {
                read_pattern(&in, source, (enum cmq_tokenizer_pattern)j);
                done = true;
            }
        }
        if (!done && cmq_str_eq(key, CMQ_STR("exceptions"))) {
            uint32_t exceptions = cmq_msgpack_map(&in);
            for (uint32_t j = 0; j < exceptions && !in.broken; j++) {
                read_exception(&in, source);
            }
        } else if (!done && cmq_str_eq(key, CMQ_STR("faster_heuristics"))) {
            source->faster_heuristics = cmq_msgpack_bool(&in);
        } else if (!done) {
            cmq_msgpack_skip(&in);
        }
    }
    return !in.broken;
}

static int order_norms(const void *a, const void *b) {
    const struct norm_pair *left = a, *right = b;
    return (left->form > right->form) - (left->form < right->form);
}

static bool read_norms(struct cmq_str lookups, struct source *source) {
    struct cmq_msgpack in = cmq_msgpack_open(lookups);
    uint32_t tables = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < tables && !in.broken; i++) {
        if (!cmq_str_eq(cmq_msgpack_bytes(&in), CMQ_STR("lexeme_norm"))) {
            cmq_msgpack_skip(&in);
            continue;
        }
        uint32_t count = cmq_msgpack_map(&in);
        for (uint32_t j = 0; j < count && !in.broken; j++) {
            uint64_t form = cmq_msgpack_uint(&in);
            uint64_t norm = cmq_string_id(cmq_msgpack_bytes(&in));
            CMQ_PUSH(source->arena, &source->norm) = (struct norm_pair){form, norm};
        }
    }
    if (source->norm.count > 0) {
        qsort(source->norm.item, source->norm.count, sizeof *source->norm.item, order_norms);
    }
    return !in.broken;
}

/* ---- chunks of letters ------------------------------------------------------------------- */

static bool is_letter(unsigned byte) {
    return (byte | 0x20u) >= 'a' && (byte | 0x20u) <= 'z';
}

/* True if a match of `part` must begin with, or hold, something else than an ASCII letter. */
static bool needs_other_than_letters(struct cmq_str part) {
    struct cmq_pattern pattern;
    if (cmq_pattern_compile(part, "part", &pattern, NULL) != CMQ_OK) {
        return false;
    }
    bool needed = pattern.has_first;
    for (unsigned byte = 0; byte < 256; byte++) {
        needed = needed && !(pattern.first[byte / 8] >> (byte % 8) & 1 && is_letter(byte));
    }
    needed = needed || (pattern.has_required && !is_letter(pattern.required));
    cmq_pattern_release(&pattern);
    return needed;
}

/* The bytes up to the next `stop` outside brackets and parentheses, or to the end. */
static size_t balanced_length(struct cmq_str s, char stop) {
    bool in_class = false;
    unsigned depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!in_class && depth == 0 && c == stop) {
            return i;
        }
        if (c == '\\') {
            i++;
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            in_class = true;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && depth > 0) {
            depth--;
        }
    }
    return s.len;
}

/* True if no alternative of the pattern can match in a string of ASCII letters: each one, or the
 * look-behind that it begins with, needs another character. */
static bool letters_escape(struct cmq_str pattern) {
    const struct cmq_str behind = CMQ_STR("(?<=");
    while (pattern.len > 0) {
        struct cmq_str part = {pattern.ptr, balanced_length(pattern, '|')};
        bool escapes = needs_other_than_letters(part);
        if (!escapes && cmq_str_starts(part, behind)) {
            struct cmq_str inner = {part.ptr + behind.len, part.len - behind.len};
            inner.len = balanced_length(inner, ')');
            escapes = balanced_length(inner, '|') == inner.len && needs_other_than_letters(inner);
        }
        if (!escapes) {
            return false;
        }
        size_t cut = part.len < pattern.len ? part.len + 1 : part.len;
        pattern = (struct cmq_str){pattern.ptr + cut, pattern.len - cut};
    }
    return true;
}

/* ---- phrases ----------------------------------------------------------------------------- */

static int order_phrases(const void *a, const void *b) {
    const struct source_phrase *left = a, *right = b;
    for (uint32_t i = 0; i < left->count && i < right->count; i++) {
        if (left->id[i] != right->id[i]) {
            return left->id[i] < right->id[i] ? -1 : 1;
        }
    }
    return (left->count > right->count) - (left->count < right->count);
}

static enum cmq_status find_phrases(struct source *source, const struct cmq_tokenizer *tokenizer,
                                    struct cmq_error *err) {
    for (uint32_t i = 0; i < source->exception.count; i++) {
        struct cmq_str key = source->exception.item[i].key;
        bool spaced = memchr(key.ptr, ' ', key.len) != NULL;
        if (source->faster_heuristics && !spaced && !cmq_tokenizer_has_affix(tokenizer, key)) {
            continue;
        }
        struct cmq_parse parse = {0};
        struct cmq_features *features;
        enum cmq_status status =
            cmq_tokenize_plain(tokenizer, key, source->arena, &parse, &features, err);
        if (status != CMQ_OK) {
            return status;
        }
        struct source_phrase phrase = {.count = parse.token_count};
        phrase.id = CMQ_NEW_ARRAY(source->arena, uint64_t, phrase.count);
        for (uint32_t j = 0; j < phrase.count && phrase.id != NULL; j++) {
            phrase.id[j] = features[j].id[CMQ_FEATURE_ORTH];
        }
        CMQ_PUSH(source->arena, &source->phrase) = phrase;
    }
    if (source->arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer");
    }
    if (source->phrase.count > 0) {
        qsort(source->phrase.item, source->phrase.count, sizeof *source->phrase.item,
              order_phrases);
    }
    return CMQ_OK;
}

/* ---- writing ----------------------------------------------------------------------------- */

static void write_section(const struct source *source, struct cmq_buf *section) {
    for (int i = 0; i < CMQ_PATTERN_COUNT; i++) {
        cmq_record_add_str(section, source->pattern[i]);
    }
    cmq_record_add_u32(section, source->letters_are_plain);
    cmq_record_add_u32(section, source->exception.count);
    for (uint32_t i = 0; i < source->exception.count; i++) {
        const struct source_exception *exception = &source->exception.item[i];
        cmq_record_add_str(section, exception->key);
        cmq_record_add_u32(section, exception->count);
        for (uint32_t j = 0; j < exception->count; j++) {
            const struct source_piece *piece = &source->piece.item[exception->first + j];
            cmq_record_add_u32(section, (uint32_t)piece->orth.len);
            cmq_record_add_str(section, piece->norm);
        }
    }
    cmq_record_add_u32(section, source->phrase.count);
    for (uint32_t i = 0; i < source->phrase.count; i++) {
        cmq_record_add_u32(section, source->phrase.item[i].count);
        for (uint32_t j = 0; j < source->phrase.item[i].count; j++) {
            cmq_record_add_u64(section, source->phrase.item[i].id[j]);
        }
    }
    cmq_record_add_u32(section, source->norm.count);
    cmq_record_align(section, 8);
    for (uint32_t i = 0; i < source->norm.count; i++) {
        cmq_record_add_u64(section, source->norm.item[i].form);
        cmq_record_add_u64(section, source->norm.item[i].norm);
    }
}

/* The section as it is so far, opened to tokenize with; `draft` holds it and must outlive it. */
static enum cmq_status open_draft(const struct source *source, struct cmq_buf *draft,
                                  struct cmq_tokenizer **tokenizer, struct cmq_error *err) {
    write_section(source, draft);
    if (draft->failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer");
    }
    return cmq_tokenizer_open(cmq_buf_str(draft), source->arena, tokenizer, err);
}

enum cmq_status cmq_tokenizer_import(struct cmq_str file, struct cmq_str lookups,
                                     struct cmq_arena *arena, struct cmq_buf *section,
                                     struct cmq_error *err) {
    struct source source = {.arena = arena, .faster_heuristics = true};
    if (!read_tokenizer(file, &source)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the file `tokenizer` is damaged");
    }
    if (!read_norms(lookups, &source)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "vocab/lookups.bin is damaged");
    }
    source.letters_are_plain = true;
    for (int i = 0; i < CMQ_PATTERN_COUNT; i++) {
        source.letters_are_plain = source.letters_are_plain && letters_escape(source.pattern[i]);
    }
    struct cmq_buf draft;
    cmq_buf_init(&draft, (size_t)1 << 28);
    struct cmq_tokenizer *tokenizer = NULL;
    enum cmq_status status = open_draft(&source, &draft, &tokenizer, err);
    if (status == CMQ_OK) {
        status = find_phrases(&source, tokenizer, err);
    }
    cmq_tokenizer_free(tokenizer);
    cmq_buf_release(&draft);
    if (status == CMQ_OK) {
        write_section(&source, section);
    }
    return status;
}
