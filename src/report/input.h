/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_REPORT_INPUT_H
#define CMQ_REPORT_INPUT_H

/* The bytes of one file or of stdin, decompressed where they are gzip or zstd. */

#include "base/base.h"

struct cmq_input;

/* The path "-" is stdin. */
enum cmq_status cmq_input_open(const char *path, struct cmq_input **input, struct cmq_error *err);
void cmq_input_close(struct cmq_input *input); /* NULL is allowed */
/* The bytes that are there and not consumed, at least one: reads more if none are. The first call
 * gives at least three unless the input is shorter. CMQ_END at the end; CMQ_BAD_INPUT where a
 * compressed stream is broken, after what could be decompressed before the break. */
enum cmq_status cmq_input_peek(struct cmq_input *input, struct cmq_str *bytes,
                               struct cmq_error *err);
void cmq_input_consume(struct cmq_input *input, size_t count);
bool cmq_input_is_compressed(const struct cmq_input *input);

#endif
