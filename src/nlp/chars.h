/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_CHARS_H
#define CMQ_NLP_CHARS_H

/* What Python's str methods say about characters, as of Unicode 14 (Python 3.11), which is what the
 * reference runs on: a model's weights hang on these answers. Private to this room. */

#include "base/base.h"

bool cmq_char_is_space(uint32_t code_point); /* str.isspace */
bool cmq_char_is_alpha(uint32_t code_point); /* str.isalpha */
bool cmq_char_is_upper(uint32_t code_point); /* str.isupper, of an alphabetic character */
bool cmq_char_is_digit(uint32_t code_point); /* str.isdigit: superscripts and circled ones too */

/* str.lower of valid UTF-8, with the final sigma. `out` has room for CMQ_LOWER_SIZE(s.len) bytes;
 * returns the bytes written. */
size_t cmq_lower(struct cmq_str s, char *out);
#define CMQ_LOWER_SIZE(len) (2 * (len))

/* spaCy's word shape: X x d for upper and lower case letters and digits, other characters as they
 * are, runs cut after four; "LONG" from 100 code points on. Returns the bytes written. */
size_t cmq_shape(struct cmq_str s, char *out);
#define CMQ_SHAPE_SIZE 400

#endif
