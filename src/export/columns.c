/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#define BUFFER_LIMIT ((size_t)1 << 30) /* so that the ends of texts fit 32 bits */

struct cmq_arrow *cmq_arrow_new(void) {
    return calloc(1, sizeof(struct cmq_arrow));
}

static void release_column(struct cmq_arrow_column *column) {
    free(column->name);
    cmq_buf_release(&column->known);
    cmq_buf_release(&column->ends);
    cmq_buf_release(&column->values);
}

void cmq_arrow_free(struct cmq_arrow *batch) {
    if (batch != NULL) {
        for (unsigned i = 0; i < batch->columns; i++) {
            release_column(&batch->column[i]);
        }
        free(batch);
    }
}

bool cmq_cell_is_text(enum cmq_cell_kind kind) {
    return kind == CMQ_CELL_TEXT || kind == CMQ_CELL_BYTES;
}

void cmq_arrow_add_column(struct cmq_arrow *batch, const char *name, enum cmq_cell_kind kind) {
    char *copy = batch->columns < CMQ_ARROW_COLUMNS ? strdup(name) : NULL;
    if (copy == NULL) {
        batch->failed = true;
        return;
    }
    struct cmq_arrow_column *column = &batch->column[batch->columns++];
    *column = (struct cmq_arrow_column){.name = copy, .kind = kind};
    column->known.max = column->ends.max = column->values.max = BUFFER_LIMIT;
}

/* Whole numbers in the machine's order of bytes, which is Arrow's: little endian. */
static void add_number(struct cmq_buf *out, uint64_t value, size_t size) {
    cmq_buf_add(out, &value, size);
}

/* Makes bit `at` of the buffer, which has all those before it. */
static void add_bit(struct cmq_buf *bits, uint32_t at, bool value) {
    if (at % 8 == 0) {
        cmq_buf_add_char(bits, '\0');
    }
    if (value && !bits->failed) {
        bits->ptr[at / 8] = (char)(bits->ptr[at / 8] | 1 << at % 8);
    }
}

void cmq_arrow_add(struct cmq_arrow *batch, unsigned at, struct cmq_cell cell) {
    struct cmq_arrow_column *column = &batch->column[at];
    struct cmq_buf *values = &column->values;
    uint64_t decimal = 0;
    add_bit(&column->known, column->count, cell.known);
    column->unknown += !cell.known;
    switch (column->kind) {
    case CMQ_CELL_TEXT:
    case CMQ_CELL_BYTES:
        if (column->count == 0) {
            add_number(&column->ends, 0, 4);
        }
        cmq_buf_add_str(values, cell.known ? cell.text : CMQ_STR(""));
        add_number(&column->ends, values->len, 4);
        break;
    case CMQ_CELL_DAY:
        add_number(values, cell.known ? (uint32_t)cell.day : 0, 4);
        break;
    case CMQ_CELL_INTEGER:
        add_number(values, cell.known ? (uint64_t)cell.integer : 0, 8);
        break;
    case CMQ_CELL_DECIMAL:
        memcpy(&decimal, &cell.decimal, sizeof decimal);
        add_number(values, cell.known ? decimal : 0, 8);
        break;
    case CMQ_CELL_FLAG:
        add_bit(values, column->count, cell.known && cell.integer != 0);
        break;
    }
    batch->failed |= column->known.failed || column->ends.failed || values->failed;
    column->count++;
}

void cmq_arrow_end_row(struct cmq_arrow *batch) {
    batch->rows++;
    for (unsigned i = 0; i < batch->columns; i++) {
        if (batch->column[i].count < batch->rows) {
            cmq_arrow_add(batch, i, (struct cmq_cell){.known = false});
        }
    }
}

void cmq_arrow_clear(struct cmq_arrow *batch) {
    for (unsigned i = 0; i < batch->columns; i++) {
        struct cmq_arrow_column *column = &batch->column[i];
        cmq_buf_clear(&column->known);
        cmq_buf_clear(&column->ends);
        cmq_buf_clear(&column->values);
        column->unknown = 0;
        column->count = 0;
    }
    batch->rows = 0;
    batch->failed = false;
}

struct cmq_arrow *cmq_arrow_take(struct cmq_arrow *batch) {
    struct cmq_arrow *taken = cmq_arrow_new();
    for (unsigned i = 0; taken != NULL && i < batch->columns; i++) {
        cmq_arrow_add_column(taken, batch->column[i].name, batch->column[i].kind);
    }
    if (taken == NULL || taken->failed || batch->failed) {
        cmq_arrow_free(taken);
        cmq_arrow_clear(batch);
        return NULL;
    }
    for (unsigned i = 0; i < batch->columns; i++) {
        struct cmq_arrow_column *from = &batch->column[i], *to = &taken->column[i];
        char *name = to->name;
        *to = *from;
        to->name = name;
        from->known = from->ends = from->values = (struct cmq_buf){.max = BUFFER_LIMIT};
    }
    taken->rows = batch->rows;
    cmq_arrow_clear(batch);
    return taken;
}
