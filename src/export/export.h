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

/* ---- rows by columns (columns.c) ---------------------------------------------------------- */

enum cmq_cell_kind {
    CMQ_CELL_TEXT,
    CMQ_CELL_BYTES,
    CMQ_CELL_INTEGER,
    CMQ_CELL_DECIMAL,
    CMQ_CELL_DAY,
    CMQ_CELL_FLAG, /* `integer` is 0 or 1 */
};

/* Text and bytes end in a place of their own (the only kinds that do). */
bool cmq_cell_is_text(enum cmq_cell_kind kind);

/* A value; which member counts is the kind's to say. */
struct cmq_cell {
    enum cmq_cell_kind kind;
    bool known;
    struct cmq_str text;
    int64_t integer;
    double decimal;
    cmq_day day;
};

/* A column as Arrow lays it out in memory: a bit a value that says whether it is known; where texts
 * end, in 32 bits, after a 0; texts end to end, numbers of 64 bits, days of 32, or flags as bits.
 */
struct cmq_arrow_column {
    char *name;
    enum cmq_cell_kind kind;
    struct cmq_buf known, ends, values;
    uint64_t unknown; /* how many values are */
    uint32_t count;
};

#define CMQ_ARROW_COLUMNS 48u

/* Rows that are put together cell by cell and lie in memory column by column. What fails for want
 * of memory shows in `failed` at the end: a column's texts are at most 1 GiB. */
struct cmq_arrow {
    struct cmq_arrow_column column[CMQ_ARROW_COLUMNS];
    unsigned columns;
    uint32_t rows;
    bool failed;
};

/* A batch without columns; NULL when out of memory. */
struct cmq_arrow *cmq_arrow_new(void);
void cmq_arrow_free(struct cmq_arrow *batch); /* NULL is fine */
/* Before the first row; the name is copied. */
void cmq_arrow_add_column(struct cmq_arrow *batch, const char *name, enum cmq_cell_kind kind);
/* Puts a cell of the column's kind into the row that is begun, at most once a row and column. */
void cmq_arrow_add(struct cmq_arrow *batch, unsigned column, struct cmq_cell cell);
/* Columns that the row was given nothing for do not know it. */
void cmq_arrow_end_row(struct cmq_arrow *batch);
void cmq_arrow_clear(struct cmq_arrow *batch); /* no rows; the columns stay */
/* Moves the rows into a batch of their own; NULL when memory is or was short. In any case `batch`
 * is left with its columns alone. */
struct cmq_arrow *cmq_arrow_take(struct cmq_arrow *batch);

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

/* A batch with the columns of our own tables, for events with codes of `ontology` (NULL: CAMEO).
 * NULL when out of memory. */
struct cmq_arrow *cmq_arrow_of_events(const struct cmq_ontology *ontology);
/* Adds the rows that a coding, given as its JSON, has in `csv` and `arrow`. */
enum cmq_status cmq_arrow_add_coding(struct cmq_arrow *batch, const struct cmq_ontology *ontology,
                                     struct cmq_str coding, struct cmq_error *err);
/* Appends the batch, unless it has no rows, to a stream of Arrow, and clears it. */
void cmq_arrow_write(struct cmq_arrow *batch, struct cmq_buf *out);
/* Appends the rows of a coding, given as its JSON (docs/coding.schema.json), which the store has as
 * well as `code`. CMQ_BAD_INPUT if it is no coding. Rows of Arrow wait in `waiting`, a batch of
 * events, until they are many; where that is NULL each coding is a batch. */
enum cmq_status cmq_export_coding(const struct cmq_exporter *exporter, struct cmq_str coding,
                                  struct cmq_arrow *waiting, struct cmq_buf *out,
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
