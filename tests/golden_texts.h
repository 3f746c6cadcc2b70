/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_TESTS_GOLDEN_TEXTS_H
#define CMQ_TESTS_GOLDEN_TEXTS_H

/* The texts of the golden corpora, as tools/reference/texts.py makes them, byte for byte. */

#include "base/base.h"

struct golden_texts {
    struct cmq_str *item;
    uint32_t count, capacity;
};

/* The documents of `path`.xz, which is CoNLL-U or has a text a line; none if the file or `xz` is
 * not there. The texts live in the arena. */
struct golden_texts golden_corpus(const char *path, struct cmq_arena *arena);

/* Texts in an order that a generator draws, an empty line after each, to `bytes` bytes or more. */
struct cmq_str golden_long(const struct golden_texts *texts, size_t bytes, struct cmq_arena *arena);

#endif
