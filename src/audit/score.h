/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_SCORE_H
#define CMQ_AUDIT_SCORE_H

/* What the three formats of gold share while a record is scored. Private. `coded` is NULL where
 * there is no coding. */

#include "audit/audit.h"

void cmq_score_records(struct cmq_evaluation *evaluation, uint32_t record,
                       const struct cmq_coded *coded);
void cmq_score_spans(struct cmq_evaluation *evaluation, uint32_t record,
                     const struct cmq_coded *coded);
void cmq_score_codes(struct cmq_evaluation *evaluation, uint32_t record,
                     const struct cmq_coded *coded);

void cmq_count(struct cmq_share *share, bool right);
/* The figures of a PLOVER type, made if new. */
struct cmq_type_figures *cmq_type_of(struct cmq_evaluation *evaluation, struct cmq_str name);
/* Gold of type `wanted` was coded as `got`. */
void cmq_note_confusion(struct cmq_evaluation *evaluation, struct cmq_str wanted,
                        struct cmq_str got);
void cmq_note_error(struct cmq_evaluation *evaluation, enum cmq_eval_error error, uint32_t record,
                    struct cmq_str wanted, struct cmq_str got);

#endif
