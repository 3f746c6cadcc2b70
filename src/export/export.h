/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_EXPORT_H
#define CMQ_EXPORT_H

/* export: codings in the formats that others read. One file a format, one function over a coding,
 * which appends to a buffer; a full buffer shows in its `failed`. Nothing is kept between calls. */

#include "coding/coding.h"

/* Tab-separated values, a row an event. In a field a tab, a line end and any other control
 * character are a space; several values stand in order with ";" between, a participant without a
 * code is "---"; a date that spans days is FROM/TO with ".." for an open end; what is not known
 * is empty. */
void cmq_export_tsv_header(struct cmq_buf *out);
void cmq_export_tsv(const struct cmq_coding *coding, struct cmq_buf *out);

/* A table for a person's eyes. */
struct cmq_table_style {
    unsigned columns; /* of the terminal; what is past 60 to 160 counts as that */
    bool colour;      /* SGR escapes */
};

void cmq_export_table_header(const struct cmq_table_style *style, struct cmq_buf *out);
/* A head line for the report, then its events, most salient first. */
void cmq_export_table(const struct cmq_coding *coding, const struct cmq_table_style *style,
                      struct cmq_buf *out);

#endif
