/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_SHEET_H
#define CMQ_AUDIT_SHEET_H

/* What the forms of a sheet share. Private. */

#include "audit/audit.h"

struct cmq_str cmq_sheet_column_name(enum cmq_sheet_column column);
/* The first line of a sheet, and one of its rows; each with a line end (sheet_csv.c). */
void cmq_sheet_csv_header(struct cmq_buf *out);
void cmq_sheet_csv_row(const struct cmq_sheet_row *row, struct cmq_buf *out);
/* The revision that a row is of, 0 for none or what is no number (sheet_verdict.c). */
uint32_t cmq_sheet_revision(const struct cmq_sheet_row *row);
/* What a cell answers: 0 no, 1 yes, CMQ_NOT_JUDGED for nothing and for "cannot tell". False if it
 * is no answer (sheet_verdict.c). */
bool cmq_sheet_answer(struct cmq_str cell, uint8_t *answer);
/* The root of a code that a coder wrote (sheet_verdict.c). */
struct cmq_str cmq_sheet_root(struct cmq_str code);

#endif
