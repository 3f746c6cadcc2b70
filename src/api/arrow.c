/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever takes a batch may take its columns out and release each on its own, as the interface
 * allows: so each owns its memory, and the batch that of the structs alone. */
#include "api/arrow.h"

#include "api/api.h"

#include <stdlib.h>
#include <string.h>

/* ---- schema ------------------------------------------------------------------------------ */

static const char *format_of(enum cmq_cell_kind kind) {
    switch (kind) {
    case CMQ_CELL_TEXT:
        return "u";
    case CMQ_CELL_BYTES:
        return "z";
    case CMQ_CELL_INTEGER:
        return "l";
    case CMQ_CELL_DECIMAL:
        return "g";
    case CMQ_CELL_DAY:
        return "tdD";
    case CMQ_CELL_FLAG:
        break;
    }
    return "b";
}

struct schema_memory {
    struct ArrowSchema field[CMQ_ARROW_COLUMNS];
    struct ArrowSchema *fields[CMQ_ARROW_COLUMNS];
};

static void release_field(struct ArrowSchema *field) {
    free(field->private_data);
    field->release = NULL;
}

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL) {
            schema->children[i]->release(schema->children[i]);
        }
    }
    free(schema->private_data);
    schema->release = NULL;
}

enum communique_status cmq_arrow_describe(const struct cmq_arrow *rows, struct ArrowSchema *schema,
                                          struct communique_error *error) {
    struct schema_memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        return cmq_call_no_memory(error);
    }
    struct ArrowSchema whole = {.format = "+s",
                                .name = "",
                                .children = memory->fields,
                                .release = release_schema,
                                .private_data = memory};
    for (unsigned i = 0; i < rows->columns; i++) {
        char *name = strdup(rows->column[i].name);
        if (name == NULL) {
            whole.release(&whole);
            return cmq_call_no_memory(error);
        }
        memory->fields[whole.n_children++] = &memory->field[i];
        memory->field[i] = (struct ArrowSchema){.format = format_of(rows->column[i].kind),
                                                .name = name,
                                                .flags = ARROW_FLAG_NULLABLE,
                                                .release = release_field,
                                                .private_data = name};
    }
    *schema = whole;
    return COMMUNIQUE_OK;
}

/* ---- array ------------------------------------------------------------------------------- */

struct column_memory {
    const void *buffer[3];
    char *known, *ends, *values;
};

struct array_memory {
    struct ArrowArray column[CMQ_ARROW_COLUMNS];
    struct ArrowArray *columns[CMQ_ARROW_COLUMNS];
    struct column_memory *memory[CMQ_ARROW_COLUMNS];
    const void *buffer[1]; /* of the struct: every row is there */
};

static void release_column(struct ArrowArray *column) {
    struct column_memory *memory = column->private_data;
    free(memory->known);
    free(memory->ends);
    free(memory->values);
    free(memory);
    column->release = NULL;
}

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL) {
            array->children[i]->release(array->children[i]);
        }
    }
    free(array->private_data);
    array->release = NULL;
}

/* Takes the memory of a buffer, which can be filled anew. */
static char *take(struct cmq_buf *buf) {
    char *bytes = buf->ptr;
    *buf = (struct cmq_buf){.max = buf->max};
    return bytes;
}

/* A buffer without bytes may have no memory yet, and readers want an address. */
static const void *address(const char *bytes) {
    static const uint64_t nothing = 0;
    return bytes != NULL ? (const void *)bytes : &nothing;
}

static void hand_over_column(struct cmq_arrow_column *from, struct column_memory *memory,
                             struct ArrowArray *column) {
    unsigned buffers = 0;
    memory->known = take(&from->known);
    memory->ends = take(&from->ends);
    memory->values = take(&from->values);
    memory->buffer[buffers++] = from->unknown > 0 ? memory->known : NULL;
    if (cmq_cell_is_text(from->kind)) {
        memory->buffer[buffers++] = address(memory->ends);
    }
    memory->buffer[buffers++] = address(memory->values);
    *column = (struct ArrowArray){.length = from->count,
                                  .null_count = (int64_t)from->unknown,
                                  .n_buffers = buffers,
                                  .buffers = memory->buffer,
                                  .release = release_column,
                                  .private_data = memory};
}

/* Memory for all that a batch of so many columns is described by; NULL when there is not enough. */
static struct array_memory *new_memory(unsigned columns) {
    struct array_memory *whole = calloc(1, sizeof *whole);
    bool enough = whole != NULL;
    for (unsigned i = 0; enough && i < columns; i++) {
        whole->memory[i] = calloc(1, sizeof *whole->memory[i]);
        enough = whole->memory[i] != NULL;
    }
    if (enough) {
        return whole;
    }
    for (unsigned i = 0; whole != NULL && i < columns; i++) {
        free(whole->memory[i]);
    }
    free(whole);
    return NULL;
}

enum communique_status cmq_arrow_hand_over(struct cmq_arrow *rows, struct ArrowSchema *schema,
                                           struct ArrowArray *array,
                                           struct communique_error *error) {
    struct ArrowSchema described = {.release = NULL};
    enum communique_status status =
        schema != NULL ? cmq_arrow_describe(rows, &described, error) : COMMUNIQUE_OK;
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    struct array_memory *whole = rows->failed ? NULL : new_memory(rows->columns);
    if (whole == NULL) {
        if (described.release != NULL) {
            described.release(&described);
        }
        return cmq_call_no_memory(error);
    }
    for (unsigned i = 0; i < rows->columns; i++) {
        hand_over_column(&rows->column[i], whole->memory[i], &whole->column[i]);
        whole->columns[i] = &whole->column[i];
    }
    *array = (struct ArrowArray){.length = rows->rows,
                                 .n_buffers = 1,
                                 .buffers = whole->buffer,
                                 .n_children = rows->columns,
                                 .children = whole->columns,
                                 .release = release_array,
                                 .private_data = whole};
    if (schema != NULL) {
        *schema = described;
    }
    cmq_arrow_clear(rows);
    return COMMUNIQUE_OK;
}
