/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_NAMES_H
#define CMQ_CODING_NAMES_H

/* The words that stand for the values of an enum wherever a coding is written: JSON, exports,
 * explanations. Static; {NULL, 0} for a value without a word (CMQ_DATE_NONE). */

#include "coding/coding.h"

struct cmq_str cmq_mention_kind_name(enum cmq_mention_kind kind);
struct cmq_str cmq_actor_basis_name(enum cmq_actor_basis basis);
struct cmq_str cmq_participant_basis_name(enum cmq_participant_basis basis);
struct cmq_str cmq_assertion_name(enum cmq_assertion assertion);
struct cmq_str cmq_tense_name(enum cmq_tense tense);
struct cmq_str cmq_time_type_name(enum cmq_time_type type);
struct cmq_str cmq_date_basis_name(enum cmq_date_basis basis);
struct cmq_str cmq_place_precision_name(enum cmq_place_precision precision);
struct cmq_str cmq_teller_kind_name(enum cmq_teller_kind kind);
struct cmq_str cmq_statement_form_name(enum cmq_statement_form form);

#endif
