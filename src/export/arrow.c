/* SPDX-License-Identifier: Apache-2.0 */
/* Apache Arrow's IPC stream (format 1.0, metadata version 5): a schema, then record batches. Its
 * metadata are FlatBuffers, of which only what these two messages need is written here: Debian has
 * no C library for Arrow. A table is written before what it points to, since FlatBuffers' offsets
 * point forward. */

#include "export/rows.h"

#include <stdlib.h>
#include <string.h>

#define METADATA_LIMIT ((size_t)1 << 20)
#define BATCH_LIMIT    ((size_t)1 << 30)
#define MAX_SLOTS      8u
#define VERSION_5      4

enum { HEADER_SCHEMA = 1, HEADER_BATCH = 3 };
enum { TYPE_INT = 2, TYPE_FLOAT = 3, TYPE_BINARY = 4, TYPE_UTF8 = 5, TYPE_BOOL = 6, TYPE_DATE = 8 };

/* ---- FlatBuffers -------------------------------------------------------------------------- */

static void pad(struct cmq_buf *out, size_t align) {
    while (out->len % align != 0) {
        cmq_buf_add_char(out, '\0');
    }
}

static void put_number(struct cmq_buf *out, uint64_t value, size_t size) {
    for (size_t i = 0; i < size; i++) {
        cmq_buf_add_char(out, (char)(value >> 8 * i & 0xFF));
    }
}

static void patch(struct cmq_buf *out, size_t at, uint64_t value, size_t size) {
    for (size_t i = 0; i < size && !out->failed; i++) {
        out->ptr[at + i] = (char)(value >> 8 * i & 0xFF);
    }
}

/* Lets the offset at `from` point to the end of the buffer. */
static void point_here(struct cmq_buf *out, size_t from) {
    patch(out, from, out->len - from, 4);
}

/* A field of a table: its size in bytes, 0 if it is left out. */
struct slot {
    size_t size;
    uint64_t value;
};

/* Writes a table, after its vtable, and notes where each field stands. */
static void put_table(struct cmq_buf *out, const struct slot *slot, size_t count, size_t *where) {
    size_t offset[MAX_SLOTS] = {0}, end = 4;
    for (size_t i = 0; i < count; i++) {
        if (slot[i].size > 0) {
            end = (end + slot[i].size - 1) / slot[i].size * slot[i].size;
            offset[i] = end;
            end += slot[i].size;
        }
    }
    pad(out, 2);
    /* So that a field of eight bytes is aligned with the buffer: the table begins at a multiple
     * of 8. */
    size_t vtable_size = 4 + 2 * count;
    while ((out->len + vtable_size) % 8 != 0) {
        cmq_buf_add_char(out, '\0');
    }
    size_t vtable = out->len;
    put_number(out, vtable_size, 2);
    put_number(out, end, 2);
    for (size_t i = 0; i < count; i++) {
        put_number(out, offset[i], 2);
    }
    size_t table = out->len;
    put_number(out, table - vtable, 4);
    for (size_t i = 0; i < end - 4; i++) {
        cmq_buf_add_char(out, '\0');
    }
    for (size_t i = 0; i < count; i++) {
        where[i] = table + offset[i];
        patch(out, where[i], slot[i].value, slot[i].size);
    }
}

static void put_string(struct cmq_buf *out, const char *text) {
    size_t len = strlen(text);
    pad(out, 4);
    put_number(out, len, 4);
    cmq_buf_add(out, text, len);
    cmq_buf_add_char(out, '\0');
}

/* ---- the schema --------------------------------------------------------------------------- */

static void put_type(struct cmq_buf *out, enum cmq_cell_kind kind) {
    size_t where[MAX_SLOTS];
    const struct slot integer[] = {{4, 64}, {1, 1}}; /* bits, signed */
    const struct slot precision[] = {{2, 2}};        /* double */
    const struct slot unit[] = {{2, 0}};             /* days */
    switch (kind) {
    case CMQ_CELL_INTEGER:
        put_table(out, integer, 2, where);
        break;
    case CMQ_CELL_DECIMAL:
        put_table(out, precision, 1, where);
        break;
    case CMQ_CELL_DAY:
        put_table(out, unit, 1, where);
        break;
    case CMQ_CELL_TEXT:
    case CMQ_CELL_BYTES:
    case CMQ_CELL_FLAG:
        put_table(out, NULL, 0, where);
        break;
    }
}

/* Where a table that will be written next begins: behind its vtable, at a multiple of 8. */
static size_t next_table(const struct cmq_buf *out, size_t slots) {
    size_t at = (out->len + 1) / 2 * 2 + 4 + 2 * slots;
    return (at + 7) / 8 * 8;
}

static void put_field(struct cmq_buf *out, size_t pointer, const struct cmq_ontology *ontology,
                      unsigned column) {
    static const unsigned type[] = {[CMQ_CELL_TEXT] = TYPE_UTF8,   [CMQ_CELL_BYTES] = TYPE_BINARY,
                                    [CMQ_CELL_INTEGER] = TYPE_INT, [CMQ_CELL_DECIMAL] = TYPE_FLOAT,
                                    [CMQ_CELL_DAY] = TYPE_DATE,    [CMQ_CELL_FLAG] = TYPE_BOOL};
    static const size_t type_slots[] = {
        [CMQ_CELL_INTEGER] = 2, [CMQ_CELL_DECIMAL] = 1, [CMQ_CELL_DAY] = 1, [CMQ_CELL_FLAG] = 0};
    enum cmq_cell_kind kind = cell_kind(column);
    size_t where[MAX_SLOTS];
    /* name, nullable, kind of type, type, dictionary, children */
    const struct slot slots[] = {{4, 0}, {1, 1}, {1, type[kind]}, {4, 0}, {0, 0}, {4, 0}};
    patch(out, pointer, next_table(out, 6) - pointer, 4);
    put_table(out, slots, 6, where);
    pad(out, 4);
    point_here(out, where[0]);
    put_string(out, cell_name(ontology, column));
    patch(out, where[3], next_table(out, type_slots[kind]) - where[3], 4);
    put_type(out, kind);
    pad(out, 4);
    point_here(out, where[5]);
    put_number(out, 0, 4); /* no children */
}

static void put_schema(struct cmq_buf *out, size_t pointer, const struct cmq_ontology *ontology) {
    size_t where[MAX_SLOTS], first;
    const struct slot slots[] = {{2, 0}, {4, 0}}; /* little endian, fields */
    patch(out, pointer, next_table(out, 2) - pointer, 4);
    put_table(out, slots, 2, where);
    pad(out, 4);
    point_here(out, where[1]);
    put_number(out, cell_count(ontology), 4);
    first = out->len;
    for (unsigned i = 0; i < cell_count(ontology); i++) {
        put_number(out, 0, 4);
    }
    for (unsigned i = 0; i < cell_count(ontology); i++) {
        put_field(out, first + 4 * i, ontology, i);
    }
}

/* ---- messages ----------------------------------------------------------------------------- */

/* Begins the metadata of a message; the header's offset is at the place that is returned. */
static size_t begin_message(struct cmq_buf *out, unsigned header, uint64_t body) {
    size_t where[MAX_SLOTS];
    const struct slot slots[] = {{2, VERSION_5}, {1, header}, {4, 0}, {8, body}};
    put_number(out, 0, 4); /* the root's offset */
    patch(out, 0, next_table(out, 4), 4);
    put_table(out, slots, 4, where);
    return where[2];
}

/* The frame of a message: a mark, the metadata's length with what aligns the body, the metadata. */
static void put_message(struct cmq_buf *metadata, struct cmq_buf *out) {
    pad(metadata, 8);
    put_number(out, UINT32_MAX, 4);
    put_number(out, metadata->len, 4);
    cmq_buf_add_str(out, cmq_buf_str(metadata));
    out->failed |= metadata->failed;
}

void write_arrow_header(const struct cmq_ontology *ontology, struct cmq_buf *out) {
    struct cmq_buf metadata;
    cmq_buf_init(&metadata, METADATA_LIMIT);
    put_schema(&metadata, begin_message(&metadata, HEADER_SCHEMA, 0), ontology);
    put_message(&metadata, out);
    cmq_buf_release(&metadata);
}

/* ---- a batch ------------------------------------------------------------------------------ */

struct piece {
    uint64_t offset, length;
};

/* Appends a buffer to the body, aligned, and notes where it stands. */
static struct piece put_piece(struct cmq_buf *body, const struct cmq_buf *part) {
    struct piece piece = {body->len, part->len};
    cmq_buf_add_str(body, cmq_buf_str(part));
    pad(body, 8);
    return piece;
}

static void put_batch(struct cmq_buf *out, size_t pointer, const struct cmq_arrow *batch,
                      const struct piece *pieces, size_t piece_count) {
    size_t where[MAX_SLOTS];
    const struct slot slots[] = {{8, batch->rows}, {4, 0}, {4, 0}}; /* length, nodes, buffers */
    patch(out, pointer, next_table(out, 3) - pointer, 4);
    put_table(out, slots, 3, where);
    while (out->len % 8 != 4) { /* what follows the count is aligned to 8 */
        cmq_buf_add_char(out, '\0');
    }
    point_here(out, where[1]);
    put_number(out, batch->columns, 4);
    for (unsigned i = 0; i < batch->columns; i++) {
        put_number(out, batch->rows, 8);
        put_number(out, batch->column[i].unknown, 8);
    }
    while (out->len % 8 != 4) {
        cmq_buf_add_char(out, '\0');
    }
    point_here(out, where[2]);
    put_number(out, piece_count, 4);
    for (size_t i = 0; i < piece_count; i++) {
        put_number(out, pieces[i].offset, 8);
        put_number(out, pieces[i].length, 8);
    }
}

void cmq_arrow_write(struct cmq_arrow *batch, struct cmq_buf *out) {
    struct cmq_buf body, metadata;
    struct piece pieces[3 * CMQ_ARROW_COLUMNS];
    size_t count = 0;
    if (batch->rows == 0) {
        return;
    }
    cmq_buf_init(&body, BATCH_LIMIT);
    cmq_buf_init(&metadata, METADATA_LIMIT);
    for (unsigned i = 0; i < batch->columns; i++) {
        struct cmq_arrow_column *column = &batch->column[i];
        pieces[count++] = put_piece(&body, &column->known);
        if (cmq_cell_is_text(column->kind)) {
            pieces[count++] = put_piece(&body, &column->ends);
        }
        pieces[count++] = put_piece(&body, &column->values);
    }
    put_batch(&metadata, begin_message(&metadata, HEADER_BATCH, body.len), batch, pieces, count);
    put_message(&metadata, out);
    cmq_buf_add_str(out, cmq_buf_str(&body));
    out->failed |= body.failed || batch->failed;
    cmq_arrow_clear(batch);
    cmq_buf_release(&body);
    cmq_buf_release(&metadata);
}

void write_arrow_end(struct cmq_buf *out) {
    put_number(out, UINT32_MAX, 4);
    put_number(out, 0, 4);
}
