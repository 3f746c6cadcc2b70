/* SPDX-License-Identifier: Apache-2.0 */
#include "golden_columns.h"

#include "nlp/engine.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HASH_DIGITS 16u
#define WORD_BLOCK  16u /* tokens a letter in columns that tell words */
#define MAX_TOLD    30u /* differences */

static const char *const NAMES[GOLDEN_COLUMNS] = {
    "bounds", "orth",  "lower", "norm", "prefix", "suffix",     "shape", "tag",
    "pos",    "morph", "lemma", "head", "dep",    "sent_start", "entity"};

/* Which thin decisions (`thin` in the dump) may change a column: its own component's, and those
 * of the one whose result it builds on. */
static const char *const DECIDED_BY[GOLDEN_COLUMNS][2] = {
    [GOLDEN_TAG] = {"tag"},
    [GOLDEN_POS] = {"pos"},
    [GOLDEN_MORPH] = {"pos"},
    [GOLDEN_LEMMA] = {"lemma"},
    [GOLDEN_HEAD] = {"head"},
    [GOLDEN_DEP] = {"head"},
    [GOLDEN_SENT_START] = {"head", "sent_start"},
    [GOLDEN_ENTITY] = {"entity", "head"}};

struct comparison {
    const json_t *document;
    const struct cmq_parse *parse;
    const struct cmq_features *features;
    const uint32_t *code_point; /* the first of each token */
    struct cmq_arena *arena;
    struct golden_tally *tally;
};

uint64_t golden_hash(uint64_t hash, struct cmq_str value) {
    for (size_t i = 0; i <= value.len; i++) {
        hash ^= i < value.len ? (unsigned char)value.ptr[i] : 0;
        hash *= 0x100000001B3u;
    }
    return hash;
}

char golden_letter(uint64_t hash) {
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return LETTERS[hash >> 40 & 63];
}

bool golden_digest_is(const char *digest, uint64_t hash, const char *letters, size_t count,
                      size_t *first) {
    char digits[HASH_DIGITS + 1];
    snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    assert_int_equal(strlen(digest), HASH_DIGITS + count);
    for (*first = 0; *first < count && digest[HASH_DIGITS + *first] == letters[*first];) {
        ++*first;
    }
    return memcmp(digest, digits, HASH_DIGITS) == 0;
}

static struct cmq_str id_value(const struct comparison *c, uint32_t i, enum cmq_feature feature) {
    return cmq_arena_format(c->arena, "%" PRIu64, c->features[i].id[feature]);
}

static struct cmq_str entity_value(const struct comparison *c, const struct cmq_token *token) {
    if (token->kind.len == 0) {
        return CMQ_STR("");
    }
    return cmq_arena_format(c->arena, "%c-%.*s", token->entity_begins ? 'B' : 'I',
                            CMQ_FMT(token->kind));
}

static struct cmq_str value_of(const struct comparison *c, enum golden_column column, uint32_t i) {
    const struct cmq_token *token = &c->parse->token[i];
    switch (column) {
    case GOLDEN_BOUNDS:
        return cmq_arena_format(c->arena, "%" PRIu32 "+%zu%s", c->code_point[i],
                                cmq_utf8_count(token->form), token->space_after ? "_" : "");
    case GOLDEN_ORTH:
        return id_value(c, i, CMQ_FEATURE_ORTH);
    case GOLDEN_LOWER:
        return id_value(c, i, CMQ_FEATURE_LOWER);
    case GOLDEN_NORM:
        return id_value(c, i, CMQ_FEATURE_NORM);
    case GOLDEN_PREFIX:
        return id_value(c, i, CMQ_FEATURE_PREFIX);
    case GOLDEN_SUFFIX:
        return id_value(c, i, CMQ_FEATURE_SUFFIX);
    case GOLDEN_SHAPE:
        return id_value(c, i, CMQ_FEATURE_SHAPE);
    case GOLDEN_TAG:
        return token->tag;
    case GOLDEN_POS:
        return cmq_str_of(cmq_upos_name((enum cmq_upos)token->upos));
    case GOLDEN_MORPH:
        return token->feats;
    case GOLDEN_LEMMA:
        return token->lemma;
    case GOLDEN_HEAD:
        return cmq_arena_format(c->arena, "%" PRIu32, token->head);
    case GOLDEN_DEP:
        return token->label;
    case GOLDEN_SENT_START:
        return c->parse->sentence[token->sentence].first == i ? CMQ_STR("1") : CMQ_STR("0");
    case GOLDEN_ENTITY:
        return entity_value(c, token);
    case GOLDEN_COLUMNS:
        break;
    }
    return CMQ_STR("");
}

static const char *name_of(const json_t *document) {
    const char *id = json_string_value(json_object_get(document, "id"));
    return id != NULL ? id : json_string_value(json_object_get(document, "corpus"));
}

static long number_of(const json_t *document) {
    return (long)json_integer_value(json_object_get(document, "document"));
}

static void tell(const struct comparison *c, enum golden_column column, size_t token,
                 struct cmq_str ours, struct cmq_str theirs) {
    if (c->tally->wrong++ < MAX_TOLD) {
        print_message("%s %ld, token %zu, %s: \"%.*s\", reference \"%.*s\"\n", name_of(c->document),
                      number_of(c->document), token, NAMES[column], CMQ_FMT(ours), CMQ_FMT(theirs));
    }
}

/* The reference's own margin at a decision that may have changed this token; 0 if none was thin. A
 * class concerns its token alone, a transition what comes after it too. */
static double thin_margin(const struct comparison *c, enum golden_column column, size_t token) {
    const json_t *thin = json_object_get(c->document, "thin");
    for (int k = 0; k < 2; k++) {
        const char *name = DECIDED_BY[column][k];
        const json_t *decisions = name != NULL ? json_object_get(thin, name) : NULL;
        bool alone = column < GOLDEN_HEAD;
        for (size_t d = 0; d < json_array_size(decisions); d++) {
            const json_t *decision = json_array_get(decisions, d);
            size_t at = (size_t)json_integer_value(json_array_get(decision, 0));
            const struct cmq_token *decided = &c->parse->token[at];
            if (alone ? at == token : c->parse->sentence[decided->sentence].first <= token) {
                return json_number_value(json_array_get(decision, 1));
            }
        }
    }
    return 0;
}

/* A difference is a flip, or it is wrong. */
static void judge(const struct comparison *c, enum golden_column column, size_t token,
                  struct cmq_str ours, struct cmq_str theirs) {
    double margin = thin_margin(c, column, token);
    if (margin > 0) {
        c->tally->flips++;
        print_message("%s %ld, token %zu, %s: a flip; the reference decided by %g\n",
                      name_of(c->document), number_of(c->document), token, NAMES[column], margin);
    } else {
        tell(c, column, token, ours, theirs);
    }
}

/* Returns how many tokens are equal. After the first flip of a tree or a name the rest follows. */
static uint32_t compare_in_full(const struct comparison *c, enum golden_column column,
                                const json_t *values) {
    uint32_t equal = 0;
    unsigned long flips = c->tally->flips;
    for (uint32_t i = 0; i < c->parse->token_count; i++) {
        const json_t *value = json_array_get(values, i);
        struct cmq_str theirs = {json_string_value(value), json_string_length(value)};
        struct cmq_str ours = value_of(c, column, i);
        if (cmq_str_eq(ours, theirs)) {
            equal++;
        } else if (column < GOLDEN_HEAD || flips == c->tally->flips) {
            judge(c, column, i, ours, theirs);
        }
    }
    return equal;
}

static bool tells_words(enum golden_column column) {
    return (column >= GOLDEN_ORTH && column <= GOLDEN_SHAPE) || column == GOLDEN_LEMMA;
}

static uint32_t compare_digest(const struct comparison *c, enum golden_column column,
                               const char *digest) {
    uint32_t count = c->parse->token_count, block = tells_words(column) ? WORD_BLOCK : 1;
    size_t blocks = (count + block - 1) / block, first;
    char *letters = CMQ_NEW_ARRAY(c->arena, char, blocks + 1);
    uint64_t hash = GOLDEN_HASH_START, part = GOLDEN_HASH_START;
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_str value = value_of(c, column, i);
        hash = golden_hash(hash, value);
        part = golden_hash(part, value);
        if ((i + 1) % block == 0 || i + 1 == count) {
            letters[i / block] = golden_letter(part);
            part = GOLDEN_HASH_START;
        }
    }
    if (golden_digest_is(digest, hash, letters, blocks, &first)) {
        return count;
    }
    size_t token = first < blocks ? first * block : 0;
    judge(c, column, token, value_of(c, column, (uint32_t)token),
          first < blocks ? CMQ_STR("another from here on") : CMQ_STR("another somewhere"));
    uint32_t differ = 0;
    for (size_t b = 0; b < blocks; b++) {
        differ += letters[b] != digest[HASH_DIGITS + b];
    }
    differ = differ * block < count ? differ * block : count;
    return count - (differ > 0 ? differ : 1);
}

static bool same_tokens(const struct comparison *c) {
    uint32_t count = c->parse->token_count;
    const json_t *words = json_object_get(c->document, "words");
    bool same = json_integer_value(json_object_get(c->document, "tokens")) == count;
    for (uint32_t i = 0; words != NULL && i < count; i++) {
        const json_t *word = json_array_get(words, i);
        struct cmq_str theirs = {json_string_value(word), json_string_length(word)};
        if (!cmq_str_eq(c->parse->token[i].form, theirs)) {
            tell(c, GOLDEN_BOUNDS, i, c->parse->token[i].form, theirs);
            return false;
        }
    }
    if (!same) {
        tell(c, GOLDEN_BOUNDS, count, CMQ_STR("other tokens"), CMQ_STR("its own"));
    }
    return same;
}

static const uint32_t *code_points(const struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t *first = CMQ_NEW_ARRAY(arena, uint32_t, parse->token_count + 1), at = 0;
    for (uint32_t i = 0; i < parse->token_count; i++) {
        first[i] = at;
        at += (uint32_t)cmq_utf8_count(parse->token[i].form) + parse->token[i].space_after;
    }
    return first;
}

void golden_compare(const json_t *document, const struct cmq_parse *parse,
                    const struct cmq_features *features, struct cmq_arena *arena,
                    struct golden_tally *tally) {
    struct comparison c = {document, parse, features, code_points(parse, arena), arena, tally};
    tally->documents++;
    tally->tokens += parse->token_count;
    bool same = same_tokens(&c);
    for (enum golden_column column = 0; column < GOLDEN_COLUMNS; column++) {
        const json_t *theirs = json_object_get(document, NAMES[column]);
        if (theirs == NULL) {
            continue;
        }
        tally->total[column] += parse->token_count;
        if (!same) {
            continue;
        }
        tally->equal[column] += json_is_array(theirs)
                                    ? compare_in_full(&c, column, theirs)
                                    : compare_digest(&c, column, json_string_value(theirs));
    }
}

void golden_report(const char *corpus, const struct golden_tally *tally, struct golden_tally *sum) {
    for (int column = 0; column < GOLDEN_COLUMNS; column++) {
        if (tally->total[column] > 0) {
            print_message("%s, %lu documents, %lu tokens, %s, %lu/%lu\n", corpus, tally->documents,
                          tally->tokens, NAMES[column], tally->equal[column], tally->total[column]);
        }
        sum->equal[column] += tally->equal[column];
        sum->total[column] += tally->total[column];
    }
    sum->documents += tally->documents;
    sum->tokens += tally->tokens;
    sum->flips += tally->flips;
    sum->wrong += tally->wrong;
}
