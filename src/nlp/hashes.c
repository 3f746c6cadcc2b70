/* SPDX-License-Identifier: Apache-2.0 */
/* A string's id is its place among 457 built-in symbol names if it is one of them, else
 * MurmurHash64A of its bytes with seed 1; the empty string is 0. The symbols matter: "X", the shape
 * of every single capital, is one of them, and so are words such as "number" and "mark".
 *
 * The rows of a hash embedding are the four 32-bit words of MurmurHash3 (x64, 128 bits) over the
 * eight bytes of the key. */
#include "nlp/model.h"

#include <string.h>

#define SYMBOL_MAX      17 /* bytes of the longest name in the table */
#define FLAG_FIRST      19 /* FLAG19 is 19, and so on up to FLAG63 */
#define FLAG_LAST       63
#define DEPRECATED_BASE 103 /* DEPRECATED001 is 104, and so on up to DEPRECATED276 */
#define DEPRECATED_LAST 276

struct symbol {
    char name[SYMBOL_MAX + 1];
    uint8_t len;
    uint16_t id;
};

/* Sorted by length, then by bytes. */
#define SYMBOL(name, id)                                                                           \
    { name, sizeof name - 1, id }
/* clang-format off */
static const struct symbol SYMBOLS[] = {
    SYMBOL("X", 101), SYMBOL("_", 456), SYMBOL("ID", 64), SYMBOL("cc", 407), SYMBOL("nn", 427),
    SYMBOL("ADJ", 84), SYMBOL("ADP", 85), SYMBOL("ADV", 86), SYMBOL("AUX", 87), SYMBOL("DEP", 76),
    SYMBOL("DET", 90), SYMBOL("EOL", 102), SYMBOL("GPE", 384), SYMBOL("IDX", 455),
    SYMBOL("LAW", 390), SYMBOL("LOC", 385), SYMBOL("NUM", 93), SYMBOL("ORG", 383),
    SYMBOL("POS", 74), SYMBOL("SYM", 99), SYMBOL("TAG", 75), SYMBOL("acl", 451), SYMBOL("aux", 405),
    SYMBOL("cop", 411), SYMBOL("dep", 414), SYMBOL("det", 415), SYMBOL("neg", 425),
    SYMBOL("num", 431), SYMBOL("obj", 434), SYMBOL("obl", 435), SYMBOL("prt", 444),
    SYMBOL("CONJ", 88), SYMBOL("DATE", 391), SYMBOL("HEAD", 79), SYMBOL("INTJ", 91),
    SYMBOL("LANG", 83), SYMBOL("NORM", 67), SYMBOL("NORP", 381), SYMBOL("NOUN", 92),
    SYMBOL("ORTH", 65), SYMBOL("PART", 94), SYMBOL("PROB", 82), SYMBOL("PRON", 95),
    SYMBOL("TIME", 392), SYMBOL("VERB", 100), SYMBOL("amod", 402), SYMBOL("attr", 404),
    SYMBOL("conj", 410), SYMBOL("dobj", 416), SYMBOL("expl", 417), SYMBOL("hmod", 418),
    SYMBOL("hyph", 419), SYMBOL("intj", 421), SYMBOL("iobj", 422), SYMBOL("mark", 423),
    SYMBOL("meta", 424), SYMBOL("nmod", 426), SYMBOL("oprd", 433), SYMBOL("pobj", 439),
    SYMBOL("poss", 440), SYMBOL("prep", 443), SYMBOL("root", 449), SYMBOL("CCONJ", 89),
    SYMBOL("EVENT", 387), SYMBOL("LEMMA", 73), SYMBOL("LOWER", 66), SYMBOL("MONEY", 394),
    SYMBOL("MORPH", 453), SYMBOL("PROPN", 96), SYMBOL("PUNCT", 97), SYMBOL("SCONJ", 98),
    SYMBOL("SHAPE", 68), SYMBOL("SPACE", 103), SYMBOL("SPACY", 81), SYMBOL("acomp", 398),
    SYMBOL("advcl", 399), SYMBOL("agent", 401), SYMBOL("appos", 403), SYMBOL("ccomp", 408),
    SYMBOL("csubj", 412), SYMBOL("nsubj", 429), SYMBOL("pcomp", 438), SYMBOL("punct", 445),
    SYMBOL("rcmod", 448), SYMBOL("relcl", 447), SYMBOL("xcomp", 450), SYMBOL("ENT_ID", 454),
    SYMBOL("LENGTH", 71), SYMBOL("PERSON", 380), SYMBOL("PREFIX", 69), SYMBOL("SUFFIX", 70),
    SYMBOL("advmod", 400), SYMBOL("complm", 409), SYMBOL("infmod", 420), SYMBOL("number", 432),
    SYMBOL("CLUSTER", 72), SYMBOL("ENT_IOB", 77), SYMBOL("IS_STOP", 12), SYMBOL("ORDINAL", 396),
    SYMBOL("PERCENT", 393), SYMBOL("PRODUCT", 386), SYMBOL("auxpass", 406), SYMBOL("partmod", 437),
    SYMBOL("preconj", 442), SYMBOL("CARDINAL", 397), SYMBOL("ENT_TYPE", 78),
    SYMBOL("FACILITY", 382), SYMBOL("IS_ALPHA", 1), SYMBOL("IS_ASCII", 2), SYMBOL("IS_DIGIT", 3),
    SYMBOL("IS_LOWER", 4), SYMBOL("IS_PUNCT", 5), SYMBOL("IS_QUOTE", 15), SYMBOL("IS_SPACE", 6),
    SYMBOL("IS_TITLE", 7), SYMBOL("IS_UPPER", 8), SYMBOL("LANGUAGE", 389), SYMBOL("LIKE_NUM", 10),
    SYMBOL("LIKE_URL", 9), SYMBOL("QUANTITY", 395), SYMBOL("npadvmod", 428),
    SYMBOL("quantmod", 446), SYMBOL("ENT_KB_ID", 452), SYMBOL("csubjpass", 413),
    SYMBOL("nsubjpass", 430), SYMBOL("parataxis", 436), SYMBOL("IS_BRACKET", 14),
    SYMBOL("LIKE_EMAIL", 11), SYMBOL("SENT_START", 80), SYMBOL("possessive", 441),
    SYMBOL("IS_CURRENCY", 18), SYMBOL("WORK_OF_ART", 388), SYMBOL("IS_LEFT_PUNCT", 16),
    SYMBOL("IS_RIGHT_PUNCT", 17), SYMBOL("IS_OOV_DEPRECATED", 13),
};
/* clang-format on */

/* For each length, a bit for the first letter (its low five bits) of every symbol of that length:
 * turns nearly every word away at once. */
static const uint32_t FIRST_LETTERS[SYMBOL_MAX + 1] = {
    0x0,     0x81000000, 0x4208,   0x19d2ba, 0x55f33a, 0x10d702a, 0x9526a, 0x1822a, 0x25268,
    0x14028, 0x91200,    0x800200, 0x0,      0x210,    0x200,     0x0,     0x0,     0x200};

static bool digits_after(struct cmq_str s, struct cmq_str stem, size_t digits, unsigned *number) {
    if (s.len != stem.len + digits || !cmq_str_starts(s, stem)) {
        return false;
    }
    *number = 0;
    for (size_t i = stem.len; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
        *number = *number * 10 + (unsigned)(s.ptr[i] - '0');
    }
    return true;
}

/* 0 if `s` is no symbol: the one symbol with id 0 is the empty string. */
static uint64_t symbol_id(struct cmq_str s) {
    if (s.len > SYMBOL_MAX || (FIRST_LETTERS[s.len] >> ((unsigned char)s.ptr[0] & 31) & 1) == 0) {
        return 0;
    }
    size_t low = 0, high = sizeof SYMBOLS / sizeof *SYMBOLS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct symbol *symbol = &SYMBOLS[middle];
        int order = (int)s.len - (int)symbol->len;
        if (order == 0) {
            order = memcmp(s.ptr, symbol->name, s.len);
        }
        if (order == 0) {
            return symbol->id;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    unsigned number;
    if (digits_after(s, CMQ_STR("FLAG"), 2, &number) && number >= FLAG_FIRST &&
        number <= FLAG_LAST) {
        return number;
    }
    if (digits_after(s, CMQ_STR("DEPRECATED"), 3, &number) && number >= 1 &&
        number <= DEPRECATED_LAST) {
        return DEPRECATED_BASE + number;
    }
    return 0;
}

struct cmq_str cmq_symbol_name(uint64_t id) {
    for (size_t i = 0; i < sizeof SYMBOLS / sizeof *SYMBOLS; i++) {
        if (SYMBOLS[i].id == id) {
            return cmq_str_of(SYMBOLS[i].name);
        }
    }
    return (struct cmq_str){NULL, 0};
}

static uint64_t murmur_64a(struct cmq_str s, uint64_t seed) {
    const uint64_t m = 0xc6a4a7935bd1e995u;
    uint64_t h = seed ^ ((uint32_t)s.len * m);
    size_t whole = s.len & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        uint64_t k;
        memcpy(&k, s.ptr + i, 8);
        k *= m;
        k ^= k >> 47;
        k *= m;
        h = (h ^ k) * m;
    }
    if (s.len > whole) {
        uint64_t tail = 0;
        memcpy(&tail, s.ptr + whole, s.len - whole);
        h = (h ^ tail) * m;
    }
    h ^= h >> 47;
    h *= m;
    return h ^ (h >> 47);
}

uint64_t cmq_string_id(struct cmq_str s) {
    if (s.len == 0) {
        return 0;
    }
    uint64_t symbol = symbol_id(s);
    return symbol != 0 ? symbol : murmur_64a(s, 1);
}

static uint64_t finish_murmur3(uint64_t x) {
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdu;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53u;
    return x ^ (x >> 33);
}

bool cmq_find_id(const uint64_t *ids, uint32_t count, uint64_t id, uint32_t *at) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ids[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *at = low;
    return low < count && ids[low] == id;
}

void cmq_embed_rows(uint64_t key, uint32_t seed, uint32_t rows, uint32_t out[static 4]) {
    uint64_t k = key * 0x87c37b91114253d5u;
    k = ((k << 31) | (k >> 33)) * 0x4cf5ad432745937fu;
    uint64_t h1 = (k ^ seed) ^ sizeof key;
    uint64_t h2 = (uint64_t)seed ^ sizeof key;
    h1 += h2;
    h2 += h1;
    h1 = finish_murmur3(h1);
    h2 = finish_murmur3(h2);
    h1 += h2;
    h2 += h1;
    out[0] = (uint32_t)h1 % rows;
    out[1] = (uint32_t)(h1 >> 32) % rows;
    out[2] = (uint32_t)h2 % rows;
    out[3] = (uint32_t)(h2 >> 32) % rows;
}
