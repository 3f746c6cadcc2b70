/* SPDX-License-Identifier: Apache-2.0 */
/* How else a text may write the name of an actor. */
#include "lexicon/source.h"

#include <string.h>

#define JOINED_LEAST 5u /* bytes: shorter ones may be other words */

static bool is_particle(struct cmq_str piece) {
    static const char *const particles[] = {"al",   "an",  "and", "ar",  "as",  "ash", "at",  "bin",
                                            "bint", "da",  "dal", "de",  "del", "den", "der", "di",
                                            "dos",  "du",  "el",  "ibn", "la",  "las", "le",  "los",
                                            "of",   "the", "van", "von", "y",   "zu"};
    for (size_t i = 0; i < sizeof particles / sizeof particles[0]; i++) {
        if (cmq_str_eq(piece, cmq_str_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

void cmq__spelling_relax(struct cmq__folded *name) {
    bool firm = false;
    for (uint32_t i = 0; i < name->count; i++) {
        firm |= name->piece[i].letters != CMQ__CASE_ANY && !is_particle(cmq__folded_piece(name, i));
    }
    for (uint32_t i = 0; firm && i < name->count; i++) {
        struct cmq__piece *piece = &name->piece[i];
        if (piece->letters == CMQ__CASE_CAPITAL && is_particle(cmq__folded_piece(name, i))) {
            piece->letters = CMQ__CASE_ANY;
        }
    }
}

static bool has_digit(struct cmq_str piece) {
    for (size_t i = 0; i < piece.len; i++) {
        if (piece.ptr[i] >= '0' && piece.ptr[i] <= '9') {
            return true;
        }
    }
    return false;
}

/* Adds a piece of `name` to the last one of `joined`. What follows a word in capitals must be in
 * capitals or a number for the whole to be so. */
static void join(struct cmq__folded *joined, const struct cmq__folded *name, uint32_t at) {
    struct cmq_str text = cmq__folded_piece(name, at);
    struct cmq__piece *last = &joined->piece[joined->count - 1];
    memcpy(joined->bytes + joined->len, text.ptr, text.len);
    joined->len += (uint32_t)text.len;
    last->len = (uint16_t)(last->len + text.len);
    if (last->letters == CMQ__CASE_CAPITALS && name->piece[at].letters != CMQ__CASE_CAPITALS &&
        !has_digit(text)) {
        last->letters = CMQ__CASE_CAPITAL;
    }
}

static void append(struct cmq__folded *joined, const struct cmq__folded *name, uint32_t at) {
    struct cmq_str text = cmq__folded_piece(name, at);
    if (joined->count > 0) {
        joined->bytes[joined->len++] = ' ';
    }
    joined->piece[joined->count++] = (struct cmq__piece){.start = (uint16_t)joined->len,
                                                         .len = name->piece[at].len,
                                                         .letters = name->piece[at].letters};
    memcpy(joined->bytes + joined->len, text.ptr, text.len);
    joined->len += (uint32_t)text.len;
}

bool cmq__spelling_join(const struct cmq__folded *name, struct cmq__folded *joined) {
    *joined = (struct cmq__folded){.len = 0};
    for (uint32_t i = 0; i < name->count; i++) {
        if (i > 0 && name->piece[i].hyphen) {
            join(joined, name, i);
        } else {
            append(joined, name, i);
        }
    }
    for (uint32_t i = 0; i < joined->count && joined->count < name->count; i++) {
        struct cmq_str piece = cmq__folded_piece(joined, i);
        if (joined->count == 1 && piece.len < JOINED_LEAST && !has_digit(piece)) {
            return false;
        }
    }
    return joined->count < name->count;
}

bool cmq__spelling_part(const struct cmq__folded *name, struct cmq__folded *letters) {
    *letters = (struct cmq__folded){.len = 0};
    if (name->count != 1 || name->len != 2 || name->piece[0].letters != CMQ__CASE_CAPITALS ||
        (name->bytes[0] & 0x80) != 0 || has_digit(cmq__folded_piece(name, 0))) {
        return false;
    }
    for (uint32_t i = 0; i < 2; i++) {
        letters->piece[i] = (struct cmq__piece){
            .start = (uint16_t)(2 * i), .len = 1, .letters = CMQ__CASE_CAPITALS};
        letters->bytes[2 * i] = name->bytes[i];
    }
    letters->bytes[1] = ' ';
    letters->len = 3;
    letters->count = 2;
    return true;
}
