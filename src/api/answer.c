/* SPDX-License-Identifier: Apache-2.0 */
/* Answers of a store, row by row as JSON or batch by batch as Arrow. Each has the store open for
 * itself. */
#include "api/api.h"
#include "api/arrow.h"
#include "api/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define BATCH_ROWS      8192u
#define BATCH_ROWS_MOST ((uint32_t)1 << 20)
#define BATCH_TEXT      ((size_t)16 << 20)
#define LINE_LIMIT      ((size_t)1 << 30)

struct communique_answer {
    pid_t process;          /* that asked; in another one SQLite's handle must not be touched */
    struct cmq_arena arena; /* what was asked */
    struct cmq_asked asked;
    struct cmq_store *store;
    struct cmq_query *query;
    struct cmq_answer *answer;
    uint32_t batch_rows;
    bool ended;
    struct cmq_error failure; /* that ended it */
    struct cmq_rows lines;
    struct cmq_buf line;
    /* A stream's. */
    struct cmq_rows cells;
    struct cmq_arrow *batch;
    unsigned place[CMQ_COLUMNS_MAX]; /* of each column in the batch */
    size_t text;                     /* bytes in the batch */
    struct communique_error error;   /* of the last call */
};

/* ---- asking ------------------------------------------------------------------------------ */

/* The question's strings outlive the call; what is not text was never said to be. */
static enum cmq_status keep_parameters(struct communique_answer *answer,
                                       const char *const *parameters, const char *const **kept,
                                       struct cmq_error *err) {
    size_t count = 0;
    *kept = NULL;
    if (parameters == NULL) {
        return CMQ_OK;
    }
    while (parameters[count] != NULL) {
        count += parameters[count + 1] != NULL ? 2 : 1;
    }
    const char **copy = CMQ_NEW_ARRAY(&answer->arena, const char *, count + 2);
    for (size_t i = 0; copy != NULL && i < count; i++) {
        struct cmq_str given = cmq_str_of(parameters[i]);
        if (cmq_utf8_invalid(given) < given.len) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "what is asked for is not UTF-8");
        }
        copy[i] = cmq_arena_format(&answer->arena, "%s", parameters[i]).ptr;
    }
    *kept = copy;
    return copy == NULL || answer->arena.exhausted
               ? cmq_fail(err, CMQ_LIMIT, 0, "the parameters are too long")
               : CMQ_OK;
}

static enum cmq_status ask(struct communique_answer *answer, const struct communique_store *store,
                           const struct communique_question *question, struct cmq_error *err) {
    const char *const *parameters;
    enum cmq_status status = keep_parameters(answer, question->parameters, &parameters, err);
    if (status == CMQ_OK) {
        status = cmq_asked_read(question->name, parameters, &answer->asked, err);
    }
    if (status == CMQ_OK) {
        status = cmq_store_open(store->path, CMQ_STORE_READ, &answer->store, err);
    }
    if (status == CMQ_OK) {
        status = cmq_query_open(answer->store, &answer->asked.filter, &answer->query, err);
    }
    return status == CMQ_OK ? cmq_asked_answer(answer->query, &answer->asked, &answer->answer, err)
                            : status;
}

static bool take_piece(void *context, struct cmq_str piece) {
    struct communique_answer *answer = context;
    cmq_buf_add_str(&answer->line, piece);
    return !answer->line.failed;
}

enum communique_status communique_store_ask(const struct communique_store *store,
                                            const struct communique_question *question,
                                            struct communique_answer **answer,
                                            struct communique_error *error) {
    struct communique_question chosen = {.size = sizeof chosen};
    struct cmq_error err;
    if (answer == NULL) {
        return cmq_call_refuse(error, "there is no place for the answer");
    }
    *answer = NULL;
    if (store == NULL) {
        return cmq_call_refuse(error, "there is no store");
    }
    enum communique_status status = cmq_call_options(question, &chosen, sizeof chosen, error);
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    if (chosen.name == NULL) {
        return cmq_call_refuse(error, "there is no question");
    }
    if (chosen.batch_rows > BATCH_ROWS_MOST) {
        return cmq_call_refuse(error, "a batch has at most 1,048,576 rows");
    }
    struct communique_answer *asked = calloc(1, sizeof *asked);
    if (asked == NULL) {
        return cmq_call_no_memory(error);
    }
    cmq_arena_init(&asked->arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&asked->line, LINE_LIMIT);
    asked->process = getpid();
    asked->batch_rows = chosen.batch_rows > 0 ? chosen.batch_rows : BATCH_ROWS;
    if (ask(asked, store, &chosen, &err) != CMQ_OK) {
        communique_answer_free(asked);
        return cmq_call_fail(error, &err);
    }
    asked->lines =
        (struct cmq_rows){.format = CMQ_ROWS_JSONL, .sink = take_piece, .context = asked};
    *answer = asked;
    return COMMUNIQUE_OK;
}

void communique_answer_free(struct communique_answer *answer) {
    if (answer != NULL && answer->process == getpid()) {
        cmq_rows_release(&answer->lines);
        cmq_rows_release(&answer->cells);
        cmq_buf_release(&answer->line);
        cmq_arrow_free(answer->batch);
        cmq_answer_free(answer->answer);
        cmq_query_free(answer->query);
        cmq_store_close(answer->store);
        cmq_arena_release(&answer->arena);
        free(answer);
    }
}

/* Puts the next row; CMQ_END after the last. What failed once fails again. */
static enum cmq_status next(struct communique_answer *answer, struct cmq_rows *rows,
                            struct cmq_error *err) {
    if (answer->process != getpid()) {
        return cmq_fail(err, CMQ_UNSUPPORTED, 0, "the answer is that of another process");
    }
    if (answer->failure.status != CMQ_OK) {
        *err = answer->failure;
        return err->status;
    }
    if (!rows->begun) {
        unsigned count;
        const struct cmq_column *column = cmq_answer_columns(answer->answer, &count);
        cmq_rows_begin(rows, column, count);
    }
    enum cmq_status status = cmq_answer_next(answer->answer, rows, err);
    answer->ended = status == CMQ_END;
    if (status != CMQ_OK && status != CMQ_END) {
        answer->failure = *err;
    }
    return status;
}

/* ---- lines ------------------------------------------------------------------------------- */

enum communique_status communique_answer_line(struct communique_answer *answer, const char **line,
                                              size_t *length, struct communique_error *error) {
    struct cmq_error err;
    if (line == NULL) {
        return cmq_call_refuse(error, "there is no place for the line");
    }
    *line = NULL;
    if (answer == NULL) {
        return cmq_call_refuse(error, "there is no answer");
    }
    cmq_buf_clear(&answer->line);
    enum cmq_status status = next(answer, &answer->lines, &err);
    status = status == CMQ_OK ? cmq_rows_end(&answer->lines, &err) : status;
    if (status == CMQ_END) {
        return COMMUNIQUE_OK;
    }
    if (status != CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    cmq_buf_add_char(&answer->line, '\0');
    if (answer->line.failed) {
        return cmq_call_no_memory(error);
    }
    *line = answer->line.ptr;
    if (length != NULL) {
        *length = answer->line.len - 1;
    }
    return COMMUNIQUE_OK;
}

const char *communique_answer_next_page(const struct communique_answer *answer) {
    const char *cursor = answer != NULL && answer->ended ? cmq_answer_cursor(answer->answer) : "";
    return cursor[0] != '\0' ? cursor : NULL;
}

/* ---- stream ------------------------------------------------------------------------------ */

static void take_cell(void *context, unsigned column, struct cmq_cell cell) {
    struct communique_answer *answer = context;
    if (cmq_cell_is_text(cell.kind)) {
        answer->text += cell.text.len;
    }
    cmq_arrow_add(answer->batch, answer->place[column], cell);
}

/* The batch's columns: those of the answer that do not stand in tables alone. */
static enum communique_status name_columns(struct communique_answer *answer,
                                           struct communique_error *error) {
    unsigned count;
    const struct cmq_column *column = cmq_answer_columns(answer->answer, &count);
    answer->batch = cmq_arrow_new();
    for (unsigned i = 0; answer->batch != NULL && i < count; i++) {
        if (column[i].place != CMQ_ONLY_IN_TABLE) {
            answer->place[i] = answer->batch->columns;
            cmq_arrow_add_column(answer->batch, column[i].name, cmq_column_cells(column[i].kind));
        }
    }
    return answer->batch == NULL || answer->batch->failed ? cmq_call_no_memory(error)
                                                          : COMMUNIQUE_OK;
}

/* What a stream's function returns of a failure, which get_last_error then tells. */
static int code_of(enum communique_status status) {
    switch (status) {
    case COMMUNIQUE_OK:
        return 0;
    case COMMUNIQUE_NO_MEMORY:
        return ENOMEM;
    case COMMUNIQUE_IO:
        return EIO;
    default:
        return EINVAL;
    }
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    struct communique_answer *answer = stream->private_data;
    return code_of(cmq_arrow_describe(answer->batch, schema, &answer->error));
}

static enum communique_status fill_batch(struct communique_answer *answer) {
    struct cmq_error err;
    enum cmq_status status = CMQ_OK;
    answer->text = 0;
    while (status == CMQ_OK && answer->batch->rows < answer->batch_rows &&
           answer->text < BATCH_TEXT) {
        status = next(answer, &answer->cells, &err);
        if (status == CMQ_OK) {
            cmq_arrow_end_row(answer->batch);
        }
    }
    return status == CMQ_OK || status == CMQ_END ? COMMUNIQUE_OK
                                                 : cmq_call_fail(&answer->error, &err);
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    struct communique_answer *answer = stream->private_data;
    enum communique_status status = fill_batch(answer);
    *array = (struct ArrowArray){.release = NULL};
    if (status == COMMUNIQUE_OK && answer->batch->rows > 0) {
        status = cmq_arrow_hand_over(answer->batch, NULL, array, &answer->error);
    }
    return code_of(status);
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    const struct communique_answer *answer = stream->private_data;
    return answer->error.status != COMMUNIQUE_OK ? answer->error.message : NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
    communique_answer_free(stream->private_data);
    stream->release = NULL;
}

enum communique_status communique_answer_stream(struct communique_answer *answer,
                                                struct ArrowArrayStream *stream,
                                                struct communique_error *error) {
    if (answer == NULL) {
        return cmq_call_refuse(error, "there is no answer");
    }
    if (stream == NULL) {
        return cmq_call_refuse(error, "there is no place for the stream");
    }
    enum communique_status status = name_columns(answer, error);
    if (status != COMMUNIQUE_OK) {
        cmq_arrow_free(answer->batch);
        answer->batch = NULL;
        return status;
    }
    answer->cells =
        (struct cmq_rows){.format = CMQ_ROWS_CELLS, .cell_sink = take_cell, .context = answer};
    *stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                        .get_next = get_next,
                                        .get_last_error = get_last_error,
                                        .release = release_stream,
                                        .private_data = answer};
    return COMMUNIQUE_OK;
}
