/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever takes a batch may take its columns out and release each on its own, as the interface
 * allows: so each of them holds the rows, and the last to be released frees them. */
#include "api/arrow.h"

#include "api/api.h"

#include <errno.h>
#include <stdatomic.h>
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

struct cmq_shared_rows {
    atomic_uint holders; /* arrays that were given out, and whoever shares them */
    struct cmq_arrow *rows;
    const void *buffer[CMQ_ARROW_COLUMNS][3]; /* of each column */
};

/* What describes a batch that was given out. */
struct array_memory {
    struct cmq_shared_rows *shared;
    struct ArrowArray column[CMQ_ARROW_COLUMNS];
    struct ArrowArray *columns[CMQ_ARROW_COLUMNS];
    const void *buffer[1]; /* of the batch: every row is there */
};

/* A buffer without bytes may have no memory yet, and readers want an address. */
static const void *address(const struct cmq_buf *buf) {
    static const uint64_t nothing = 0;
    return buf->ptr != NULL ? (const void *)buf->ptr : &nothing;
}

static int64_t list_buffers(const struct cmq_arrow_column *column, const void **buffer) {
    int64_t count = 0;
    buffer[count++] = column->unknown > 0 ? column->known.ptr : NULL;
    if (cmq_cell_is_text(column->kind)) {
        buffer[count++] = address(&column->ends);
    }
    buffer[count++] = address(&column->values);
    return count;
}

struct cmq_shared_rows *cmq_rows_share(struct cmq_arrow *rows) {
    struct cmq_shared_rows *shared = rows->failed ? NULL : calloc(1, sizeof *shared);
    if (shared != NULL) {
        shared->rows = rows;
        atomic_init(&shared->holders, 1);
    }
    return shared;
}

void cmq_shared_rows_drop(struct cmq_shared_rows *shared) {
    if (shared != NULL && atomic_fetch_sub(&shared->holders, 1) == 1) {
        cmq_arrow_free(shared->rows);
        free(shared);
    }
}

static void release_column(struct ArrowArray *column) {
    cmq_shared_rows_drop(column->private_data);
    column->release = NULL;
}

static void release_array(struct ArrowArray *array) {
    struct array_memory *memory = array->private_data;
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL) {
            array->children[i]->release(array->children[i]);
        }
    }
    cmq_shared_rows_drop(memory->shared);
    free(memory);
    array->release = NULL;
}

static void export_column(struct cmq_shared_rows *shared, unsigned at, struct ArrowArray *array) {
    const struct cmq_arrow_column *column = &shared->rows->column[at];
    atomic_fetch_add(&shared->holders, 1);
    *array = (struct ArrowArray){.length = column->count,
                                 .null_count = (int64_t)column->unknown,
                                 .n_buffers = list_buffers(column, shared->buffer[at]),
                                 .buffers = shared->buffer[at],
                                 .release = release_column,
                                 .private_data = shared};
}

static enum communique_status export_array(struct cmq_shared_rows *shared, struct ArrowArray *array,
                                           struct communique_error *error) {
    struct array_memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        return cmq_call_no_memory(error);
    }
    memory->shared = shared;
    atomic_fetch_add(&shared->holders, 1);
    for (unsigned i = 0; i < shared->rows->columns; i++) {
        export_column(shared, i, &memory->column[i]);
        memory->columns[i] = &memory->column[i];
    }
    *array = (struct ArrowArray){.length = shared->rows->rows,
                                 .n_buffers = 1,
                                 .buffers = memory->buffer,
                                 .n_children = shared->rows->columns,
                                 .children = memory->columns,
                                 .release = release_array,
                                 .private_data = memory};
    return COMMUNIQUE_OK;
}

enum communique_status cmq_shared_rows_export(struct cmq_shared_rows *shared,
                                              struct ArrowSchema *schema, struct ArrowArray *array,
                                              struct communique_error *error) {
    struct ArrowArray exported;
    enum communique_status status = export_array(shared, &exported, error);
    if (status == COMMUNIQUE_OK && schema != NULL) {
        status = cmq_arrow_describe(shared->rows, schema, error);
        if (status != COMMUNIQUE_OK) {
            exported.release(&exported);
        }
    }
    if (status == COMMUNIQUE_OK) {
        *array = exported;
    }
    return status;
}

enum communique_status cmq_arrow_hand_over(struct cmq_arrow *rows, struct ArrowSchema *schema,
                                           struct ArrowArray *array,
                                           struct communique_error *error) {
    struct cmq_arrow *taken = cmq_arrow_take(rows);
    struct cmq_shared_rows *shared = taken != NULL ? cmq_rows_share(taken) : NULL;
    if (shared == NULL) {
        cmq_arrow_free(taken);
        return cmq_call_no_memory(error);
    }
    enum communique_status status = cmq_shared_rows_export(shared, schema, array, error);
    cmq_shared_rows_drop(shared);
    return status;
}

/* ---- stream ------------------------------------------------------------------------------ */

struct stream_memory {
    struct cmq_shared_rows *shared;
    bool given; /* the batch */
    struct communique_error error;
};

/* The number that the interface has for a failure. */
static int failure(enum communique_status status) {
    return status == COMMUNIQUE_OK ? 0 : ENOMEM;
}

static int stream_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    struct stream_memory *memory = stream->private_data;
    return failure(cmq_arrow_describe(memory->shared->rows, schema, &memory->error));
}

static int stream_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    struct stream_memory *memory = stream->private_data;
    if (memory->given) {
        *array = (struct ArrowArray){.release = NULL};
        return 0;
    }
    enum communique_status status = export_array(memory->shared, array, &memory->error);
    memory->given = status == COMMUNIQUE_OK;
    return failure(status);
}

static const char *stream_error(struct ArrowArrayStream *stream) {
    const struct stream_memory *memory = stream->private_data;
    return memory->error.message[0] != '\0' ? memory->error.message : NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
    struct stream_memory *memory = stream->private_data;
    cmq_shared_rows_drop(memory->shared);
    free(memory);
    stream->release = NULL;
}

enum communique_status cmq_shared_rows_stream(struct cmq_shared_rows *shared,
                                              struct ArrowArrayStream *stream,
                                              struct communique_error *error) {
    struct stream_memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        return cmq_call_no_memory(error);
    }
    memory->shared = shared;
    atomic_fetch_add(&shared->holders, 1);
    *stream = (struct ArrowArrayStream){.get_schema = stream_schema,
                                        .get_next = stream_next,
                                        .get_last_error = stream_error,
                                        .release = release_stream,
                                        .private_data = memory};
    return COMMUNIQUE_OK;
}
