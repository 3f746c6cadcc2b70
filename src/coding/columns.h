/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_COLUMNS_H
#define CMQ_CODING_COLUMNS_H

/* Text for a person's terminal: how many columns it takes, and how it is broken into lines.
 * A report's text is not ours, so what a terminal would obey is taken out first. */

#include "base/base.h"

/* Appends `s` with every run of white space as one space, and without control characters and the
 * characters that turn the direction of writing. */
void cmq_columns_clean(struct cmq_str s, struct cmq_buf *out);
/* The columns that valid UTF-8 takes: two for a wide character, none for a combining one. */
unsigned cmq_columns_of(struct cmq_str s);
unsigned cmq_columns_of_char(uint32_t code_point);
/* Cuts the next line of at most `width` columns from `*rest` at a space, or within a word that is
 * longer than a line. Always takes something while there is something left; `width` is not 0. */
struct cmq_str cmq_columns_line(struct cmq_str *rest, unsigned width);

#endif
