/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_NARROW_H
#define CMQ_NLP_NARROW_H

/* The smaller forms of float32 numbers, for those that lose nothing in them. Private to this
 * room. */

#include "nlp/table.h"

#include <stdbool.h>

/* False if a number is no binary16. `half` may be NULL, to know that alone. */
bool cmq_narrow_to_halves(const float *number, size_t count, uint16_t *half);
/* False if the row is not a scale, its largest magnitude divided by 127, times integers. */
bool cmq_narrow_to_integers(const float *row, size_t width, int8_t *integer, float *scale);

#endif
