/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_AFFIXES_H
#define CMQ_NLP_AFFIXES_H

/* A tokenizer's patterns: Python regular expressions, rewritten for PCRE2 when a pipeline is
 * imported and compiled when the model is opened. Private to this room. */

#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct cmq_pattern {
    pcre2_code *code; /* NULL: matches nothing */
    bool jit;
    bool anchored;     /* a match begins where the string does */
    bool has_first;    /* a match begins with a byte of `first` */
    bool has_required; /* a match holds the byte `required` */
    uint8_t required;
    uint8_t first[32]; /* a bit a byte */
};

/* Rewrites what PCRE2 spells in another way; {NULL, 0} stays so. */
void cmq_pattern_translate(struct cmq_str python, struct cmq_buf *out);

/* Compiles `source`; a NULL view gives a pattern that matches nothing. */
enum cmq_status cmq_pattern_compile(struct cmq_str source, const char *name,
                                    struct cmq_pattern *pattern, struct cmq_error *err);
void cmq_pattern_release(struct cmq_pattern *pattern);

/* The leftmost match that begins at or after byte `from`. A search that is too costly (see
 * affixes.c) finds nothing. `data` holds one pair of offsets. */
bool cmq_pattern_find(const struct cmq_pattern *pattern, pcre2_match_data *data, struct cmq_str s,
                      size_t from, size_t *start, size_t *end);

#endif
