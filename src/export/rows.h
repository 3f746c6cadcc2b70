/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_EXPORT_ROWS_H
#define CMQ_EXPORT_ROWS_H

/* Rows of the field's formats, each an event between one source and one target. Private.
 *
 * A coding's event may have several actors on a side: it gives a row a pair; what both sides do
 * gives a row each way, as TABARI and its heirs wrote it. */

#include "export/export.h"
#include "ontology/ontology.h"

#include <jansson.h>

/* One side of a row; all absent where it is not known. */
struct row_actor {
    struct cmq_str name, title, code, country;
    struct cmq_str label;  /* the words of the text, where the coding has the text */
    const json_t *sectors; /* CAMEO role codes; NULL where unknown */
    int64_t start;         /* where it is named, in code points; -1: not */
};

struct row {
    const json_t *coding, *report, *event, *place;
    size_t index; /* of the event in the coding */
    struct row_actor source, target;
    struct cmq_str cameo, plover;
    const struct cmq_cameo *code;        /* NULL where CAMEO lacks the code */
    const struct cmq_ontology *ontology; /* whose code it is; NULL: CAMEO's */
    cmq_day told;                        /* the report's day */
    cmq_day day;      /* of the event, but never after `told`; CMQ_NO_DAY: not known */
    uint64_t number;  /* 52 bits that are the event's and the pair's own */
    int64_t sentence; /* from 0 */
    bool reciprocal;  /* both sides do it: all actors of one are on the other, too */
};

/* ---- members of JSON (rows.c) ------------------------------------------------------------ */

struct cmq_str row_text(const json_t *object, const char *key); /* absent if it is no string */
int64_t row_integer(const json_t *object, const char *key, int64_t otherwise);
double row_number(const json_t *object, const char *key); /* NaN if it is no number */
/* The start of the span in a member; -1 without one. */
int64_t row_span_start(const json_t *object, const char *key);

/* The number of the row that an export without repeats has for this happening: of an event that
 * repeats an earlier one, that event's row with the same actors or countries, or its first. */
uint64_t row_first_number(const struct row *row);

/* ---- fields (fields.c) ------------------------------------------------------------------- */

/* Writes the fields of one row, parted by `separator`. */
struct fields {
    struct cmq_buf *out;
    char separator;
    bool follows; /* a field stands before */
};

/* Tabs, line ends and other control characters are blanks. CSV fields are quoted where they must be
 * (RFC 4180). Tab-separated fields know no quoting, yet some of their readers do: there a quotation
 * mark is an apostrophe. */
void field_text(struct fields *fields, struct cmq_str text);
void field_upper(struct fields *fields, struct cmq_str text); /* ASCII letters in capitals */
void field_word(struct fields *fields, const char *text);     /* NULL is empty */
void field_integer(struct fields *fields, int64_t value);
void field_decimal(struct fields *fields, double value, unsigned decimals); /* NaN is empty */
/* "%Y%m%d" or another pattern of Y, m, d; empty for CMQ_NO_DAY. */
void field_day(struct fields *fields, cmq_day day, const char *pattern);
void field_end(struct fields *fields); /* ends the row */

/* ---- actor codes (actor_code.c) ---------------------------------------------------------- */

/* What a CAMEO actor code is put together from. Views into the code; empty where it has none. */
struct code_parts {
    struct cmq_str country; /* or region */
    struct cmq_str group;   /* known body or group: "UNO" of "IGOUNO" */
    struct cmq_str religion[2];
    struct cmq_str type[3]; /* roles */
};

void code_split(struct cmq_str code, struct code_parts *parts);

/* ---- our own columns (cells.c) ----------------------------------------------------------- */

unsigned cell_count(const struct cmq_ontology *ontology);
/* NULL for the score of an own ontology where none is given. */
const char *cell_name(const struct cmq_ontology *ontology, unsigned column);
enum cmq_cell_kind cell_kind(unsigned column);
struct cmq_cell cell_of(const struct row *row, unsigned column);
void arrow_add_row(struct cmq_arrow *batch, const struct row *row);

/* ---- Arrow (arrow.c) --------------------------------------------------------------------- */

void write_arrow_header(const struct cmq_ontology *ontology, struct cmq_buf *out);
void write_arrow_end(struct cmq_buf *out);

/* ---- formats ----------------------------------------------------------------------------- */

void write_gdelt1(const struct row *row, struct fields *fields);
void write_gdelt2(const struct row *row, struct fields *fields);
void write_gdelt2_mention(const struct row *row, struct fields *fields);
void write_phoenix(const struct row *row, struct fields *fields);
void write_petrarch2(const struct row *row, struct fields *fields);
void write_icews(const struct row *row, struct fields *fields);
void write_polecat(const struct row *row, struct fields *fields);
void write_csv(const struct row *row, struct fields *fields);
void write_csv_header(const struct cmq_ontology *ontology, struct cmq_buf *out);
/* One JSON object an event, with all actors of a side. */
void write_plover(const struct row *row, struct fields *fields);

#endif
