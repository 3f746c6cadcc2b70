/* SPDX-License-Identifier: Apache-2.0 */
#include "places/key.h"

#include <string.h>

#include <utf8proc.h>

#define DECOMPOSED_MAX 18 /* the longest compatibility decomposition of one code point */

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == '`' || c == '.' || c == 0xB4 || c == 0x2018 || c == 0x2019 ||
           (c >= 0x02B9 && c <= 0x02BF);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '-' || c == 0xA0 || (c >= 0x2010 && c <= 0x2013);
}

/* Letters with a stroke, which Unicode does not decompose but newspapers do. */
static uint32_t without_stroke(uint32_t c) {
    switch (c) {
    case 0xF8:
        return 'o';
    case 0x111:
        return 'd';
    case 0x127:
        return 'h';
    case 0x131:
        return 'i';
    case 0x142:
        return 'l';
    default:
        return c;
    }
}

/* Abbreviates the word that ends the key, if it is one that is. */
static void shorten(struct cmq__key *key, uint32_t start) {
    static const struct {
        const char *word, *abbreviation;
    } words[] = {{"saint", "st"}, {"sainte", "ste"}, {"mount", "mt"}, {"fort", "ft"}};
    struct cmq_str word = {key->bytes + start, key->len - start};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_str_eq(word, cmq_str_of(words[i].word))) {
            struct cmq_str abbreviation = cmq_str_of(words[i].abbreviation);
            memcpy(key->bytes + start, abbreviation.ptr, abbreviation.len);
            key->len = start + (uint32_t)abbreviation.len;
        }
    }
}

static bool add(struct cmq__key *key, uint32_t c) {
    if (key->len + 4 > CMQ__KEY_BYTES) {
        return false;
    }
    key->len += cmq_utf8_encode(without_stroke(c), key->bytes + key->len);
    return true;
}

/* Adds a letter or digit, folded; false if it is neither or the key is full. */
static bool add_folded(struct cmq__key *key, uint32_t c) {
    if (c == '&') {
        return add(key, 'a') && add(key, 'n') && add(key, 'd');
    }
    if (c < 0x80) {
        bool upper = c >= 'A' && c <= 'Z';
        bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return word && add(key, upper ? c + 'a' - 'A' : c);
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_NO) {
        return false;
    }
    utf8proc_int32_t out[DECOMPOSED_MAX];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)c, out, DECOMPOSED_MAX,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++) {
        if (!add(key, (uint32_t)out[i])) {
            return false;
        }
    }
    return count >= 0 && count <= DECOMPOSED_MAX;
}

void cmq__place_key(struct cmq_str name, struct cmq__key *key) {
    key->len = 0;
    uint32_t word = 0;
    for (size_t at = 0; at < name.len;) {
        unsigned size = 0;
        uint32_t c = cmq_utf8_decode(name.ptr + at, &size);
        at += size;
        if (is_apostrophe(c)) {
            continue;
        }
        if (!is_blank(c)) {
            if (!add_folded(key, c)) {
                key->len = 0;
                return;
            }
            continue;
        }
        shorten(key, word);
        if (key->len == 3 && memcmp(key->bytes, "the", 3) == 0) {
            key->len = 0;
        } else if (key->len > word && !add(key, ' ')) {
            key->len = 0;
            return;
        }
        word = key->len;
    }
    shorten(key, word);
    if (key->len > 0 && key->bytes[key->len - 1] == ' ') {
        key->len--;
    }
}

uint64_t cmq__key_hash(const struct cmq__key *key) {
    uint64_t hash = cmq_hash((struct cmq_str){key->bytes, key->len});
    return hash == 0 ? 1 : hash;
}
