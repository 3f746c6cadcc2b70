/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/fold.h"

#include <string.h>

#include <utf8proc.h>

#define DECOMPOSED_MAX 18 /* the longest compatibility decomposition of one code point */

struct folding {
    struct cmq__folded *out;
    bool open;   /* the last piece can grow */
    bool hyphen; /* the next piece comes behind a hyphen */
    bool upper, lower, capital;
    unsigned hyphens, others;
};

static void open_piece(struct folding *f) {
    struct cmq__folded *out = f->out;
    if (out->count == CMQ__FOLD_PIECES || out->len + 1 >= CMQ__FOLD_BYTES) {
        out->too_long = true;
        return;
    }
    if (out->count > 0) {
        out->bytes[out->len++] = ' ';
    }
    out->piece[out->count++] =
        (struct cmq__piece){.start = (uint16_t)out->len, .hyphen = f->hyphen};
    f->open = true;
    f->hyphen = false;
    f->upper = f->lower = f->capital = false;
}

static void close_piece(struct folding *f) {
    if (!f->open) {
        return;
    }
    struct cmq__piece *piece = &f->out->piece[f->out->count - 1];
    piece->len = (uint16_t)(f->out->len - piece->start);
    if (f->upper && !f->lower) {
        piece->letters = CMQ__CASE_CAPITALS;
    } else if (f->capital) {
        piece->letters = CMQ__CASE_CAPITAL;
    }
    f->open = false;
}

static void add_char(struct folding *f, uint32_t c) {
    if (!f->open) {
        open_piece(f);
    }
    struct cmq__folded *out = f->out;
    char bytes[4];
    unsigned size = cmq_utf8_encode(c, bytes);
    if (out->too_long || out->len + size > CMQ__FOLD_BYTES) {
        out->too_long = true;
        return;
    }
    memcpy(out->bytes + out->len, bytes, size);
    out->len += size;
}

static void note_case(struct folding *f, bool upper, bool lower) {
    if (upper && !f->upper && !f->lower) {
        f->capital = true;
    }
    f->upper |= upper;
    f->lower |= lower;
}

static bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 ||
           (c >= 0x02B9 && c <= 0x02BF);
}

static bool is_hyphen(uint32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2013);
}

static bool is_blank(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_ascii_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(uint32_t c) {
    if (c < 0x80) {
        return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '\'';
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Letters with a stroke and ligatures, which Unicode does not decompose but newspapers do; empty
 * for another letter. */
static const char *plain_letter(uint32_t c) {
    switch (c) {
    case 0xE6:
        return "ae";
    case 0xF0:
    case 0x111:
        return "d";
    case 0xF8:
        return "o";
    case 0xFE:
        return "th";
    case 0x127:
        return "h";
    case 0x131:
        return "i";
    case 0x142:
        return "l";
    case 0x153:
        return "oe";
    default:
        return "";
    }
}

/* Takes the letters of `plain`, or the code point itself if there are none. */
static void add_plain(struct folding *f, const char *plain, uint32_t c) {
    if (*plain == '\0') {
        add_char(f, c);
    }
    for (; *plain != '\0'; plain++) {
        add_char(f, (unsigned char)*plain);
    }
}

/* Takes one folded code point of a character in the given case. */
static void add_folded(struct folding *f, uint32_t c, bool upper, bool lower) {
    if (c == '.') {
        f->others++;
    } else if (is_blank(c)) {
        close_piece(f);
    } else if (is_hyphen(c)) {
        close_piece(f);
        f->hyphen = f->out->count > 0;
        f->hyphens++;
    } else if (is_word(c)) {
        add_plain(f, plain_letter(c), c);
        note_case(f, upper, lower);
    } else {
        close_piece(f);
        add_plain(f, c == '&' ? "and" : "", c);
        close_piece(f);
    }
}

static void add_decomposed(struct folding *f, uint32_t c) {
    utf8proc_int32_t part[DECOMPOSED_MAX];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)c, part, DECOMPOSED_MAX,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
                                &boundary);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    bool upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++) {
        add_folded(f, (uint32_t)part[i], upper, category == UTF8PROC_CATEGORY_LL);
    }
}

/* Whether `rest`, behind an apostrophe, ends its word at once or with an s; its length then goes to
 * `*size`. */
static bool ends_word(struct cmq_str rest, size_t *size) {
    *size = rest.len > 0 && (rest.ptr[0] == 's' || rest.ptr[0] == 'S') ? 1 : 0;
    if (rest.len == *size) {
        return true;
    }
    unsigned bytes;
    uint32_t next = cmq_utf8_decode(rest.ptr + *size, &bytes);
    return is_blank(next) || is_hyphen(next);
}

/* Takes an apostrophe and returns how many bytes behind it belong to it. */
static size_t add_apostrophe(struct folding *f, struct cmq_str rest) {
    size_t size;
    if (!f->open || !ends_word(rest, &size)) {
        add_char(f, '\'');
        return 0;
    }
    close_piece(f);
    add_char(f, '\'');
    if (size == 1) {
        add_char(f, 's');
    }
    close_piece(f);
    return size;
}

void cmq__fold(struct cmq_str s, struct cmq__folded *folded) {
    folded->len = folded->count = 0;
    folded->too_long = folded->hyphen = false;
    struct folding f = {.out = folded};
    for (size_t at = 0; at < s.len && !folded->too_long;) {
        unsigned char byte = (unsigned char)s.ptr[at];
        unsigned size = 1;
        uint32_t c = byte < 0x80 ? byte : cmq_utf8_decode(s.ptr + at, &size);
        at += size;
        if (is_apostrophe(c)) {
            at += add_apostrophe(&f, (struct cmq_str){s.ptr + at, s.len - at});
        } else if (c >= 0x80) {
            add_decomposed(&f, c);
        } else {
            bool upper = c >= 'A' && c <= 'Z';
            add_folded(&f, upper ? c + ('a' - 'A') : c, upper, c >= 'a' && c <= 'z');
        }
    }
    close_piece(&f);
    folded->hyphen = folded->count == 0 && f.hyphens == 1 && f.others == 0;
    if (folded->too_long) {
        folded->count = folded->len = 0;
    }
}

struct cmq_str cmq__folded_str(const struct cmq__folded *folded) {
    return (struct cmq_str){folded->bytes, folded->len};
}

struct cmq_str cmq__folded_piece(const struct cmq__folded *folded, uint32_t piece) {
    return (struct cmq_str){folded->bytes + folded->piece[piece].start, folded->piece[piece].len};
}
