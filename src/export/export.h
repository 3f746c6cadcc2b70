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

/* ---- formats of the field (formats.c; docs/formats.md) ------------------------------------ */

/* For help texts. */
#define CMQ_EXPORT_NAMES                                                                           \
    "gdelt1, gdelt2, gdelt2-mentions, phoenix, petrarch2, icews, polecat, plover, csv or arrow"

/* Of a format that is not open to other ontologies. */
#define CMQ_CLOSED_FORMAT                                                                          \
    "the format %s is defined for CAMEO's codes alone: use csv, arrow or jsonl with an own "       \
    "ontology"

struct row;
struct fields;
struct cmq_arrow;
struct cmq_exporter {
    /* private */
    const char *header; /* NULL: none */
    void (*write_header)(const struct cmq_ontology *ontology, struct cmq_buf *out);
    void (*write_end)(struct cmq_buf *out);
    void (*write)(const struct row *row, struct fields *fields); /* NULL: Arrow */
    char separator;
    bool pairs;   /* a row a pair of source and target; else a row an event */
    bool all;     /* also what is negated, possible, requested or alleged: the format must say so */
    bool repeats; /* also what repeats an earlier event of its report */
    bool typed;   /* only what PLOVER has a type for, which CAMEO's 01 has none of */
    const struct cmq_ontology *ontology; /* NULL: CAMEO */
};

/* False if there is no format of that name. */
bool cmq_exporter_find(const char *name, struct cmq_exporter *exporter);
/* Whether the format can hold the codes of an own ontology. Others are defined for CAMEO alone. */
bool cmq_exporter_is_open(const struct cmq_exporter *exporter);
/* Lets an open format write codes of `ontology` with their names and scores; before the header. */
void cmq_exporter_set_ontology(struct cmq_exporter *exporter, const struct cmq_ontology *ontology);
void cmq_export_header(const struct cmq_exporter *exporter, struct cmq_buf *out);
void cmq_export_end(const struct cmq_exporter *exporter, struct cmq_buf *out);

/* Rows of Arrow on their way to a record batch. NULL when out of memory. */
struct cmq_arrow *cmq_arrow_open(void);
void cmq_arrow_free(struct cmq_arrow *arrow);
/* Appends the batch of the rows that wait. */
void cmq_arrow_flush(struct cmq_arrow *arrow, struct cmq_buf *out);
/* Appends the rows of a coding, given as its JSON (docs/coding.schema.json), which the store has as
 * well as `code`. CMQ_BAD_INPUT if it is no coding. Rows of Arrow wait in `arrow` until there are
 * enough for a batch; where that is NULL each coding is a batch. */
enum cmq_status cmq_export_coding(const struct cmq_exporter *exporter, struct cmq_str coding,
                                  struct cmq_arrow *arrow, struct cmq_buf *out,
                                  struct cmq_error *err);

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
