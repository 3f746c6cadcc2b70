/* SPDX-License-Identifier: Apache-2.0 */
/* Text to tokens, as spaCy's Tokenizer does it.
 *
 * 1. The text is cut into chunks where white space begins or ends. One U+0020 after a chunk is
 *    absorbed by the token before it (space_after); any other white space is a chunk of its own.
 * 2. A chunk is peeled: prefixes and suffixes come off one at a time until nothing is left to take
 *    or what remains is an exception ("don't"). The rest is a URL or is cut at its infixes.
 * 3. An exception that the affix patterns would tear apart ("a.m." before a quote) is looked for as
 *    a phrase over the tokens of the whole text, longest first, and put back together.
 *
 * Within one text equal chunks fall into equal pieces with equal features, so a memo from chunk to
 * pieces does that work once; it lives in the arena and dies with the parse. A chunk of ASCII
 * letters alone that is no exception is one token without any search, if the importer has proved
 * that no pattern can match in it (letters_are_plain).
 *
 * Bounds, where spaCy has none and is quadratic: in what is longer than SUFFIX_WINDOW bytes a
 * suffix is looked for in the last SUFFIX_WINDOW bytes and up to MAX_FULL_STOPS full stops before
 * them; what is longer than MAX_URL bytes is no URL. */
#include "nlp/tokenizer.h"

#include "nlp/affixes.h"
#include "nlp/chars.h"
#include "nlp/lexemes.h"
#include "nlp/record.h"

#include <stdlib.h>
#include <string.h>

#define SUFFIX_WINDOW  64u
#define MAX_FULL_STOPS 128u
#define MAX_URL        2048u
#define PHRASE_FILTER  4096u /* bits */
#define MEMO_START     512u  /* slots; a power of two */

struct exception_piece {
    uint32_t len;  /* bytes of the key */
    uint64_t norm; /* id, or 0 */
};

struct exception {
    struct cmq_str key;
    uint32_t first, count; /* pieces */
};

struct phrase {
    uint64_t first_id;
    uint32_t first, count; /* ids */
};

struct cmq_tokenizer {
    struct cmq_pattern pattern[CMQ_PATTERN_COUNT];
    bool letters_are_plain;
    struct exception *exception;
    uint32_t *exception_slot; /* index + 1; open addressing by cmq_hash of the key */
    uint32_t exception_mask;
    size_t longest_exception;
    struct exception_piece *exception_piece;
    struct phrase *phrase; /* sorted by first_id */
    uint32_t phrase_count;
    uint64_t phrase_filter[PHRASE_FILTER / 64]; /* a bit for each first_id, by its low bits */
    const unsigned char *phrase_ids;            /* u64, not aligned */
    struct cmq_norm_table norms;
};

/* ---- opening ----------------------------------------------------------------------------- */

static enum cmq_status damaged(struct cmq_error *err, const char *part) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "the model file's tokenizer (%s) is damaged", part);
}

static const struct exception *find_exception(const struct cmq_tokenizer *tokenizer,
                                              struct cmq_str s) {
    if (s.len > tokenizer->longest_exception || s.len == 0) {
        return NULL;
    }
    uint32_t at = (uint32_t)cmq_hash(s) & tokenizer->exception_mask;
    while (tokenizer->exception_slot[at] != 0) {
        const struct exception *exception =
            &tokenizer->exception[tokenizer->exception_slot[at] - 1];
        if (cmq_str_eq(exception->key, s)) {
            return exception;
        }
        at = (at + 1) & tokenizer->exception_mask;
    }
    return NULL;
}

/* Takes the pieces of one exception; false if they are not its key cut between code points. */
static bool read_pieces(struct cmq_record *in, struct cmq_arena *arena,
                        struct cmq_tokenizer *tokenizer, struct exception *exception,
                        uint32_t *piece_count, uint32_t *piece_capacity) {
    size_t at = 0;
    exception->first = *piece_count;
    exception->count = cmq_record_count(in, 2 * sizeof(uint32_t));
    for (uint32_t i = 0; i < exception->count && !in->broken; i++) {
        struct exception_piece *piece = cmq_array_push(arena, (void **)&tokenizer->exception_piece,
                                                       piece_count, piece_capacity, sizeof *piece);
        piece->len = cmq_record_u32(in);
        struct cmq_str norm = cmq_record_str(in);
        piece->norm = norm.ptr == NULL ? 0 : cmq_string_id(norm);
        if (piece->len == 0 || piece->len > exception->key.len - at) {
            return false;
        }
        at += piece->len;
        if (at < exception->key.len && ((unsigned char)exception->key.ptr[at] & 0xc0) == 0x80) {
            return false;
        }
    }
    return !in->broken && exception->count > 0 && at == exception->key.len;
}

static enum cmq_status read_exceptions(struct cmq_record *in, struct cmq_arena *arena,
                                       struct cmq_tokenizer *tokenizer, struct cmq_error *err) {
    uint32_t count = cmq_record_count(in, 4 * sizeof(uint32_t));
    uint32_t slots = 16, piece_count = 0, piece_capacity = 0;
    while (slots < 2 * count) {
        slots *= 2;
    }
    tokenizer->exception = CMQ_NEW_ARRAY(arena, struct exception, count + 1);
    tokenizer->exception_slot = CMQ_NEW_ARRAY(arena, uint32_t, slots);
    if (tokenizer->exception == NULL || tokenizer->exception_slot == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer");
    }
    tokenizer->exception_mask = slots - 1;
    for (uint32_t i = 0; i < count; i++) {
        struct exception *exception = &tokenizer->exception[i];
        exception->key = cmq_record_str(in);
        if (!read_pieces(in, arena, tokenizer, exception, &piece_count, &piece_capacity)) {
            return damaged(err, "exceptions");
        }
        if (exception->key.len > tokenizer->longest_exception) {
            tokenizer->longest_exception = exception->key.len;
        }
        uint32_t at = (uint32_t)cmq_hash(exception->key) & tokenizer->exception_mask;
        while (tokenizer->exception_slot[at] != 0) {
            at = (at + 1) & tokenizer->exception_mask;
        }
        tokenizer->exception_slot[at] = i + 1;
    }
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer")
                            : CMQ_OK;
}

static enum cmq_status read_phrases(struct cmq_record *in, struct cmq_arena *arena,
                                    struct cmq_tokenizer *tokenizer, struct cmq_error *err) {
    tokenizer->phrase_count = cmq_record_count(in, sizeof(uint32_t) + sizeof(uint64_t));
    tokenizer->phrase = CMQ_NEW_ARRAY(arena, struct phrase, tokenizer->phrase_count + 1);
    if (tokenizer->phrase == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer");
    }
    tokenizer->phrase_ids = in->ptr;
    for (uint32_t i = 0; i < tokenizer->phrase_count; i++) {
        struct phrase *phrase = &tokenizer->phrase[i];
        phrase->count = cmq_record_count(in, sizeof(uint64_t));
        phrase->first = (uint32_t)in->at;
        for (uint32_t j = 0; j < phrase->count; j++) {
            uint64_t id = cmq_record_u64(in);
            phrase->first_id = j == 0 ? id : phrase->first_id;
        }
        if (in->broken || phrase->count == 0 || in->at > UINT32_MAX ||
            (i > 0 && phrase->first_id < phrase[-1].first_id)) {
            return damaged(err, "phrases");
        }
        tokenizer->phrase_filter[phrase->first_id % PHRASE_FILTER / 64] |=
            (uint64_t)1 << (phrase->first_id % 64);
    }
    return CMQ_OK;
}

static enum cmq_status read_tokenizer(struct cmq_record *in, struct cmq_arena *arena,
                                      struct cmq_tokenizer *tokenizer, struct cmq_error *err) {
    static const char *const NAMES[CMQ_PATTERN_COUNT] = {
        "prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"};
    for (int i = 0; i < CMQ_PATTERN_COUNT; i++) {
        struct cmq_str source = cmq_record_str(in);
        if (in->broken) {
            return damaged(err, NAMES[i]);
        }
        enum cmq_status status = cmq_pattern_compile(source, NAMES[i], &tokenizer->pattern[i], err);
        if (status != CMQ_OK) {
            return status;
        }
    }
    tokenizer->letters_are_plain = cmq_record_u32(in) == 1;
    enum cmq_status status = read_exceptions(in, arena, tokenizer, err);
    if (status == CMQ_OK) {
        status = read_phrases(in, arena, tokenizer, err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    uint32_t norms = cmq_record_count(in, 2 * sizeof(uint64_t));
    tokenizer->norms.pairs = cmq_record_u64_array(in, 2 * (size_t)norms);
    tokenizer->norms.count = norms;
    return cmq_record_finished(in) ? CMQ_OK : damaged(err, "norms");
}

enum cmq_status cmq_tokenizer_open(struct cmq_str section, struct cmq_arena *arena,
                                   struct cmq_tokenizer **tokenizer, struct cmq_error *err) {
    *tokenizer = NULL;
    struct cmq_tokenizer *opened = CMQ_NEW(arena, struct cmq_tokenizer);
    if (opened == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer");
    }
    struct cmq_record in = cmq_record_open(section);
    enum cmq_status status = read_tokenizer(&in, arena, opened, err);
    if (status != CMQ_OK) {
        cmq_tokenizer_free(opened);
        return status;
    }
    *tokenizer = opened;
    return CMQ_OK;
}

void cmq_tokenizer_free(struct cmq_tokenizer *tokenizer) {
    for (int i = 0; tokenizer != NULL && i < CMQ_PATTERN_COUNT; i++) {
        cmq_pattern_release(&tokenizer->pattern[i]);
    }
}

/* ---- chunks ------------------------------------------------------------------------------ */

/* A token of a chunk, wherever the chunk stands. */
struct piece {
    uint32_t start, len; /* bytes in the chunk */
    uint64_t norm;       /* id that an exception sets, or 0 */
    struct cmq_features features;
};

struct memo_entry {
    struct cmq_str chunk;
    uint64_t hash;
    uint32_t first, count; /* pieces */
};

/* A chunk where it stands. */
struct occurrence {
    uint32_t start, entry;
    bool space_after;
};

/* Tokens that are an exception's phrase. */
struct span {
    uint32_t start, end; /* tokens */
    const struct exception *exception;
};

struct cutter {
    const struct cmq_tokenizer *tokenizer;
    bool exceptions; /* false: as if there were none */
    struct cmq_str text;
    struct cmq_arena *arena;
    pcre2_match_data *match;
    CMQ_ARRAY(struct piece) piece;
    CMQ_ARRAY(struct memo_entry) entry;
    CMQ_ARRAY(struct occurrence) occurrence;
    CMQ_ARRAY(uint32_t) suffix; /* lengths, of the chunk at hand */
    CMQ_ARRAY(struct span) span;
    uint32_t *slot; /* memo: index of an entry + 1 */
    uint32_t slot_count;
    uint32_t token_count;
};

static const struct exception *exception_at(const struct cutter *cutter, struct cmq_str s) {
    return cutter->exceptions ? find_exception(cutter->tokenizer, s) : NULL;
}

static bool find(struct cutter *cutter, enum cmq_tokenizer_pattern pattern, struct cmq_str s,
                 size_t from, size_t *start, size_t *end) {
    return cmq_pattern_find(&cutter->tokenizer->pattern[pattern], cutter->match, s, from, start,
                            end);
}

/* Python's match(): at the beginning only. */
static bool matches(struct cutter *cutter, enum cmq_tokenizer_pattern pattern, struct cmq_str s) {
    size_t start, end;
    return s.len <= MAX_URL && find(cutter, pattern, s, 0, &start, &end) && start == 0;
}

static size_t prefix_length(struct cutter *cutter, struct cmq_str s) {
    size_t start, end;
    return find(cutter, CMQ_PATTERN_PREFIX, s, 0, &start, &end) ? end - start : 0;
}

static size_t suffix_length(struct cutter *cutter, struct cmq_str s) {
    size_t from = 0, start, end;
    if (s.len > SUFFIX_WINDOW) {
        from = s.len - SUFFIX_WINDOW;
        size_t least = from > MAX_FULL_STOPS ? from - MAX_FULL_STOPS : 0;
        while (from > least && s.ptr[from] == '.') {
            from--;
        }
        while (from > 0 && ((unsigned char)s.ptr[from] & 0xc0) == 0x80) {
            from--;
        }
    }
    return find(cutter, CMQ_PATTERN_SUFFIX, s, from, &start, &end) ? end - start : 0;
}

static bool is_letters(struct cmq_str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned letter = ((unsigned char)s.ptr[i] | 0x20u) - 'a';
        if (letter > 'z' - 'a') {
            return false;
        }
    }
    return true;
}

static struct piece *add_piece(struct cutter *cutter, size_t start, size_t len) {
    struct piece *piece = &CMQ_PUSH(cutter->arena, &cutter->piece);
    piece->start = (uint32_t)start;
    piece->len = (uint32_t)len;
    return piece;
}

static void add_exception(struct cutter *cutter, size_t start, const struct exception *exception) {
    for (uint32_t i = 0; i < exception->count; i++) {
        const struct exception_piece *from =
            &cutter->tokenizer->exception_piece[exception->first + i];
        add_piece(cutter, start, from->len)->norm = from->norm;
        start += from->len;
    }
}

static void add_infixes(struct cutter *cutter, size_t offset, struct cmq_str s) {
    size_t done = 0, from = 0, start, end;
    while (from < s.len && find(cutter, CMQ_PATTERN_INFIX, s, from, &start, &end)) {
        from = end;
        if (end == start) {
            unsigned size = 1;
            if (end < s.len) {
                (void)cmq_utf8_decode(s.ptr + end, &size);
            }
            from = end + size;
        }
        if (start == 0) {
            continue;
        }
        if (start > done) {
            add_piece(cutter, offset + done, start - done);
        }
        if (end > start) {
            add_piece(cutter, offset + start, end - start);
        }
        done = end;
    }
    if (done < s.len) {
        add_piece(cutter, offset + done, s.len - done);
    }
}

/* Takes affixes off `*rest`: prefixes become pieces at once, suffixes are kept for later. True if
 * what remains is known to be one token: letters alone that are no exception. */
static bool peel(struct cutter *cutter, const char *chunk, struct cmq_str *rest) {
    struct cmq_str w = *rest;
    size_t last = 0;
    bool plain = false;
    while (w.len > 0 && w.len != last) {
        if (matches(cutter, CMQ_PATTERN_TOKEN, w) || exception_at(cutter, w) != NULL) {
            break;
        }
        if (cutter->tokenizer->letters_are_plain && is_letters(w)) {
            plain = true;
            break;
        }
        last = w.len;
        size_t prefix = prefix_length(cutter, w);
        struct cmq_str after = {w.ptr + prefix, w.len - prefix};
        if (prefix > 0 && exception_at(cutter, after) != NULL) {
            add_piece(cutter, (size_t)(w.ptr - chunk), prefix);
            w = after;
            break;
        }
        size_t suffix = after.len == 0 ? 0 : suffix_length(cutter, after);
        struct cmq_str before = {w.ptr, w.len - suffix};
        if (suffix > 0 && exception_at(cutter, before) != NULL) {
            CMQ_PUSH(cutter->arena, &cutter->suffix) = (uint32_t)suffix;
            w = before;
            break;
        }
        if (prefix > 0) {
            add_piece(cutter, (size_t)(w.ptr - chunk), prefix);
            w = after;
        }
        if (suffix > 0) {
            CMQ_PUSH(cutter->arena, &cutter->suffix) = (uint32_t)suffix;
            w.len -= suffix;
        }
    }
    *rest = w;
    return plain;
}

static void cut_chunk(struct cutter *cutter, struct cmq_str chunk) {
    const struct exception *exception = exception_at(cutter, chunk);
    if (exception != NULL) {
        add_exception(cutter, 0, exception);
        return;
    }
    if (cutter->tokenizer->letters_are_plain && is_letters(chunk)) {
        add_piece(cutter, 0, chunk.len);
        return;
    }
    struct cmq_str rest = chunk;
    cutter->suffix.count = 0;
    bool plain = peel(cutter, chunk.ptr, &rest);
    size_t offset = (size_t)(rest.ptr - chunk.ptr);
    if (rest.len > 0) {
        exception = plain ? NULL : exception_at(cutter, rest);
        if (exception != NULL) {
            add_exception(cutter, offset, exception);
        } else if (plain || matches(cutter, CMQ_PATTERN_TOKEN, rest) ||
                   matches(cutter, CMQ_PATTERN_URL, rest)) {
            add_piece(cutter, offset, rest.len);
        } else {
            add_infixes(cutter, offset, rest);
        }
    }
    offset += rest.len;
    for (uint32_t i = cutter->suffix.count; i-- > 0;) {
        add_piece(cutter, offset, cutter->suffix.item[i]);
        offset += cutter->suffix.item[i];
    }
}

/* ---- memo -------------------------------------------------------------------------------- */

static bool grow_memo(struct cutter *cutter) {
    uint32_t count = cutter->slot_count == 0 ? MEMO_START : 2 * cutter->slot_count;
    uint32_t *slot = CMQ_NEW_ARRAY(cutter->arena, uint32_t, count);
    if (slot == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < cutter->entry.count; i++) {
        uint32_t at = (uint32_t)cutter->entry.item[i].hash & (count - 1);
        while (slot[at] != 0) {
            at = (at + 1) & (count - 1);
        }
        slot[at] = i + 1;
    }
    cutter->slot = slot;
    cutter->slot_count = count;
    return true;
}

static bool set_features(struct cutter *cutter, const struct memo_entry *entry) {
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++) {
        struct piece *piece = &cutter->piece.item[i];
        struct cmq_str form = {entry->chunk.ptr + piece->start, piece->len};
        if (!cmq_lexeme_features(form, piece->norm, &cutter->tokenizer->norms, cutter->arena,
                                 &piece->features)) {
            return false;
        }
    }
    return true;
}

/* The index of the chunk's entry, made if new; UINT32_MAX when the arena is exhausted. */
static uint32_t memo_of(struct cutter *cutter, struct cmq_str chunk) {
    uint64_t hash = cmq_hash(chunk);
    uint32_t mask = cutter->slot_count - 1, at = (uint32_t)hash & mask;
    for (; cutter->slot[at] != 0; at = (at + 1) & mask) {
        const struct memo_entry *entry = &cutter->entry.item[cutter->slot[at] - 1];
        if (entry->hash == hash && cmq_str_eq(entry->chunk, chunk)) {
            return cutter->slot[at] - 1;
        }
    }
    struct memo_entry entry = {.chunk = chunk, .hash = hash, .first = cutter->piece.count};
    cut_chunk(cutter, chunk);
    entry.count = cutter->piece.count - entry.first;
    if (cutter->arena->exhausted || !set_features(cutter, &entry)) {
        return UINT32_MAX;
    }
    CMQ_PUSH(cutter->arena, &cutter->entry) = entry;
    cutter->slot[at] = cutter->entry.count;
    if (cutter->arena->exhausted ||
        (2 * cutter->entry.count > cutter->slot_count && !grow_memo(cutter))) {
        return UINT32_MAX;
    }
    return cutter->entry.count - 1;
}

static enum cmq_status add_chunk(struct cutter *cutter, size_t start, size_t end, bool space_after,
                                 struct cmq_error *err) {
    uint32_t entry = memo_of(cutter, (struct cmq_str){cutter->text.ptr + start, end - start});
    if (entry == UINT32_MAX) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for tokens");
    }
    CMQ_PUSH(cutter->arena, &cutter->occurrence) =
        (struct occurrence){(uint32_t)start, entry, space_after};
    cutter->token_count += cutter->entry.item[entry].count;
    return cutter->token_count > CMQ_MAX_TOKENS
               ? cmq_fail(err, CMQ_LIMIT, 0, "more than %u tokens", CMQ_MAX_TOKENS)
               : CMQ_OK;
}

static bool space_at(struct cmq_str text, size_t at, unsigned *size) {
    unsigned char c = (unsigned char)text.ptr[at];
    *size = 1;
    return cmq_char_is_space(c < 0x80 ? c : cmq_utf8_decode(text.ptr + at, size));
}

static enum cmq_status cut_chunks(struct cutter *cutter, struct cmq_error *err) {
    struct cmq_str text = cutter->text;
    size_t start = 0;
    unsigned size;
    bool in_space = text.len > 0 && space_at(text, 0, &size);
    for (size_t i = 0; i < text.len; i += size) {
        if (space_at(text, i, &size) == in_space) {
            continue;
        }
        bool absorbed = text.ptr[i] == ' ';
        if (start < i) {
            enum cmq_status status = add_chunk(cutter, start, i, absorbed, err);
            if (status != CMQ_OK) {
                return status;
            }
        }
        start = absorbed ? i + 1 : i;
        in_space = !in_space;
    }
    return start < text.len ? add_chunk(cutter, start, text.len, false, err) : CMQ_OK;
}

/* ---- tokens ------------------------------------------------------------------------------ */

static void set_token(struct cmq_token *token, struct cmq_str text, size_t start, size_t len,
                      const struct cmq_features *features) {
    token->start = (uint32_t)start;
    token->end = (uint32_t)(start + len);
    token->form = (struct cmq_str){text.ptr + start, len};
    token->is_space = features->id[CMQ_FEATURE_IS_SPACE] != 0;
    token->space_after = features->id[CMQ_FEATURE_SPACY] != 0;
}

static bool spread(const struct cutter *cutter, struct cmq_parse *parse,
                   struct cmq_features **features) {
    *parse = (struct cmq_parse){.text = cutter->text};
    parse->token = CMQ_NEW_ARRAY(cutter->arena, struct cmq_token, cutter->token_count + 1);
    *features = CMQ_NEW_ARRAY(cutter->arena, struct cmq_features, cutter->token_count + 1);
    if (parse->token == NULL || *features == NULL) {
        return false;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < cutter->occurrence.count; i++) {
        const struct occurrence *occurrence = &cutter->occurrence.item[i];
        const struct memo_entry *entry = &cutter->entry.item[occurrence->entry];
        for (uint32_t j = 0; j < entry->count; j++) {
            const struct piece *piece = &cutter->piece.item[entry->first + j];
            struct cmq_features *to = &(*features)[count];
            *to = piece->features;
            to->id[CMQ_FEATURE_SPACY] = occurrence->space_after && j + 1 == entry->count;
            set_token(&parse->token[count++], cutter->text, occurrence->start + piece->start,
                      piece->len, to);
        }
    }
    parse->token_count = count;
    return true;
}

/* ---- second pass ------------------------------------------------------------------------- */

/* Longest first, then from the left. */
static int order_spans(const void *a, const void *b) {
    const struct span *left = a, *right = b;
    uint32_t left_len = left->end - left->start, right_len = right->end - right->start;
    if (left_len != right_len) {
        return left_len > right_len ? -1 : 1;
    }
    return (left->start > right->start) - (left->start < right->start);
}

static int order_starts(const void *a, const void *b) {
    const struct span *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

static bool phrase_at(const struct cmq_tokenizer *tokenizer, const struct phrase *phrase,
                      const struct cmq_features *features, uint32_t left) {
    if (phrase->count > left) {
        return false;
    }
    for (uint32_t i = 0; i < phrase->count; i++) {
        uint64_t id;
        memcpy(&id, tokenizer->phrase_ids + phrase->first + i * sizeof id, sizeof id);
        if (features[i].id[CMQ_FEATURE_ORTH] != id) {
            return false;
        }
    }
    return true;
}

static void find_phrases(struct cutter *cutter, const struct cmq_parse *parse,
                         const struct cmq_features *features) {
    const struct cmq_tokenizer *tokenizer = cutter->tokenizer;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        uint64_t id = features[i].id[CMQ_FEATURE_ORTH];
        if ((tokenizer->phrase_filter[id % PHRASE_FILTER / 64] >> (id % 64) & 1) == 0) {
            continue;
        }
        uint32_t low = 0, high = tokenizer->phrase_count;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (tokenizer->phrase[middle].first_id < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (; low < tokenizer->phrase_count && tokenizer->phrase[low].first_id == id; low++) {
            const struct phrase *phrase = &tokenizer->phrase[low];
            if (phrase_at(tokenizer, phrase, features + i, parse->token_count - i)) {
                CMQ_PUSH(cutter->arena, &cutter->span) = (struct span){i, i + phrase->count, NULL};
            }
        }
    }
}

/* Keeps the spans whose ends no earlier span has marked and whose text, inner spaces and all, is an
 * exception; kept or not, a span marks its tokens. */
static bool choose_spans(struct cutter *cutter, const struct cmq_parse *parse) {
    bool *marked = CMQ_NEW_ARRAY(cutter->arena, bool, parse->token_count);
    if (marked == NULL) {
        return false;
    }
    qsort(cutter->span.item, cutter->span.count, sizeof *cutter->span.item, order_spans);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < cutter->span.count; i++) {
        struct span span = cutter->span.item[i];
        bool unmarked = !marked[span.start] && !marked[span.end - 1];
        memset(marked + span.start, true, span.end - span.start);
        if (!unmarked) {
            continue;
        }
        uint32_t from = parse->token[span.start].start, to = parse->token[span.end - 1].end;
        span.exception =
            find_exception(cutter->tokenizer, (struct cmq_str){cutter->text.ptr + from, to - from});
        if (span.exception != NULL) {
            cutter->span.item[kept++] = span;
        }
    }
    cutter->span.count = kept;
    if (kept > 0) {
        qsort(cutter->span.item, kept, sizeof *cutter->span.item, order_starts);
    }
    return true;
}

/* Writes the exception's tokens in place of the span's at `*count`. */
static bool put_exception(const struct cutter *cutter, const struct cmq_parse *parse,
                          const struct span *span, bool space_after, struct cmq_token *token,
                          struct cmq_features *features, uint32_t *count) {
    size_t start = parse->token[span->start].start;
    const struct exception_piece *piece =
        &cutter->tokenizer->exception_piece[span->exception->first];
    for (uint32_t i = 0; i < span->exception->count; i++) {
        struct cmq_str form = {cutter->text.ptr + start, piece[i].len};
        struct cmq_features *to = &features[*count];
        if (!cmq_lexeme_features(form, piece[i].norm, &cutter->tokenizer->norms, cutter->arena,
                                 to)) {
            return false;
        }
        to->id[CMQ_FEATURE_SPACY] = space_after && i + 1 == span->exception->count;
        set_token(&token[(*count)++], cutter->text, start, piece[i].len, to);
        start += piece[i].len;
    }
    return true;
}

static bool put_back(const struct cutter *cutter, struct cmq_parse *parse,
                     struct cmq_features **features) {
    size_t most = parse->token_count;
    for (uint32_t i = 0; i < cutter->span.count; i++) {
        most += cutter->span.item[i].exception->count;
    }
    struct cmq_token *token = CMQ_NEW_ARRAY(cutter->arena, struct cmq_token, most + 1);
    struct cmq_features *to = CMQ_NEW_ARRAY(cutter->arena, struct cmq_features, most + 1);
    if (token == NULL || to == NULL) {
        return false;
    }
    uint32_t count = 0, next = 0;
    for (uint32_t i = 0; i < parse->token_count;) {
        const struct span *span = next < cutter->span.count ? &cutter->span.item[next] : NULL;
        if (span == NULL || span->start != i) {
            to[count] = (*features)[i];
            token[count++] = parse->token[i++];
            continue;
        }
        bool space_after = parse->token[span->end - 1].space_after;
        if (!put_exception(cutter, parse, span, space_after, token, to, &count)) {
            return false;
        }
        i = span->end;
        next++;
    }
    parse->token = token;
    parse->token_count = count;
    *features = to;
    return true;
}

static bool second_pass(struct cutter *cutter, struct cmq_parse *parse,
                        struct cmq_features **features) {
    find_phrases(cutter, parse, *features);
    if (cutter->arena->exhausted) {
        return false;
    }
    if (cutter->span.count == 0) {
        return true;
    }
    return choose_spans(cutter, parse) &&
           (cutter->span.count == 0 || put_back(cutter, parse, features));
}

/* ------------------------------------------------------------------------------------------ */

static enum cmq_status run(struct cutter *cutter, struct cmq_parse *parse,
                           struct cmq_features **features, struct cmq_error *err) {
    enum cmq_status status = cut_chunks(cutter, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (cutter->arena->exhausted || !spread(cutter, parse, features) ||
        (cutter->exceptions && !second_pass(cutter, parse, features))) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for tokens");
    }
    return parse->token_count > CMQ_MAX_TOKENS
               ? cmq_fail(err, CMQ_LIMIT, 0, "more than %u tokens", CMQ_MAX_TOKENS)
               : CMQ_OK;
}

static enum cmq_status tokenize(const struct cmq_tokenizer *tokenizer, bool exceptions,
                                struct cmq_str text, struct cmq_arena *arena,
                                struct cmq_parse *parse, struct cmq_features **features,
                                struct cmq_error *err) {
    if (text.len > CMQ_MAX_TEXT) {
        return cmq_fail(err, CMQ_LIMIT, 0, "a text longer than %u bytes", CMQ_MAX_TEXT);
    }
    if (cmq_utf8_invalid(text) != text.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the text is not valid UTF-8 at byte %zu",
                        cmq_utf8_invalid(text));
    }
    struct cutter cutter = {.tokenizer = tokenizer,
                            .exceptions = exceptions,
                            .text = text,
                            .arena = arena,
                            .match = pcre2_match_data_create(1, NULL)};
    enum cmq_status status;
    if (cutter.match == NULL || !grow_memo(&cutter)) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for tokens");
    } else {
        status = run(&cutter, parse, features, err);
    }
    pcre2_match_data_free(cutter.match);
    return status;
}

enum cmq_status cmq_tokenize(const struct cmq_tokenizer *tokenizer, struct cmq_str text,
                             struct cmq_arena *arena, struct cmq_parse *parse,
                             struct cmq_features **features, struct cmq_error *err) {
    return tokenize(tokenizer, true, text, arena, parse, features, err);
}

enum cmq_status cmq_tokenize_plain(const struct cmq_tokenizer *tokenizer, struct cmq_str text,
                                   struct cmq_arena *arena, struct cmq_parse *parse,
                                   struct cmq_features **features, struct cmq_error *err) {
    return tokenize(tokenizer, false, text, arena, parse, features, err);
}

bool cmq_tokenizer_has_affix(const struct cmq_tokenizer *tokenizer, struct cmq_str s) {
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    bool found = false;
    for (int i = CMQ_PATTERN_PREFIX; match != NULL && i <= CMQ_PATTERN_INFIX; i++) {
        size_t start, end;
        found = found || cmq_pattern_find(&tokenizer->pattern[i], match, s, 0, &start, &end);
    }
    pcre2_match_data_free(match);
    return found;
}
