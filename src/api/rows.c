/* SPDX-License-Identifier: Apache-2.0 */
#include "api/rows.h"

#include "api/handles.h"

#include <stdlib.h>

struct communique_rows {
    struct cmq_arrow *growing;      /* NULL once they were given out */
    struct cmq_shared_rows *shared; /* NULL before */
    uint32_t count;
    const struct cmq_ontology *ontology;
};

struct communique_rows *cmq_rows_of(struct cmq_arrow *growing,
                                    const struct cmq_ontology *ontology) {
    struct communique_rows *rows = growing != NULL ? calloc(1, sizeof *rows) : NULL;
    if (rows == NULL) {
        cmq_arrow_free(growing);
        return NULL;
    }
    *rows = (struct communique_rows){.growing = growing, .ontology = ontology};
    return rows;
}

enum communique_status communique_rows_open(const struct communique_engine *engine,
                                            struct communique_rows **rows,
                                            struct communique_error *error) {
    if (rows == NULL) {
        return cmq_call_refuse(error, "there is no place for the rows");
    }
    *rows = NULL;
    if (engine == NULL) {
        return cmq_call_refuse(error, "there is no engine");
    }
    const struct cmq_ontology *ontology = engine->coder.ontology;
    *rows = cmq_rows_of(cmq_arrow_of_events(ontology), ontology);
    return *rows != NULL ? COMMUNIQUE_OK : cmq_call_no_memory(error);
}

void communique_rows_close(struct communique_rows *rows) {
    if (rows != NULL) {
        cmq_arrow_free(rows->growing);
        cmq_shared_rows_drop(rows->shared);
        free(rows);
    }
}

enum communique_status communique_rows_add_json(struct communique_rows *rows, const char *json,
                                                size_t length, struct communique_error *error) {
    struct cmq_error err;
    if (rows == NULL || json == NULL) {
        return cmq_call_refuse(error, rows == NULL ? "there are no rows" : "there is no coding");
    }
    if (rows->growing == NULL) {
        return cmq_call_refuse(error, "the rows were given out and grow no more");
    }
    const struct cmq_str coding = {json, length};
    if (cmq_arrow_add_coding(rows->growing, rows->ontology, coding, &err) != CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    return COMMUNIQUE_OK;
}

enum communique_status communique_rows_add(struct communique_rows *rows,
                                           struct communique_coding *coding,
                                           struct communique_error *error) {
    const char *json;
    size_t length;
    enum communique_status status = communique_coding_json(coding, 0, &json, &length, error);
    return status == COMMUNIQUE_OK ? communique_rows_add_json(rows, json, length, error) : status;
}

uint32_t communique_rows_count(const struct communique_rows *rows) {
    return rows == NULL ? 0 : rows->growing != NULL ? rows->growing->rows : rows->count;
}

/* From now on the rows grow no more. */
static enum communique_status freeze(struct communique_rows *rows, struct communique_error *error) {
    if (rows->shared == NULL) {
        rows->shared = cmq_rows_share(rows->growing);
        if (rows->shared == NULL) {
            return cmq_call_no_memory(error);
        }
        rows->count = rows->growing->rows;
        rows->growing = NULL;
    }
    return COMMUNIQUE_OK;
}

enum communique_status communique_rows_export(struct communique_rows *rows,
                                              struct ArrowSchema *schema, struct ArrowArray *array,
                                              struct communique_error *error) {
    if (rows == NULL || array == NULL) {
        return cmq_call_refuse(error, rows == NULL ? "there are no rows"
                                                   : "there is no place for the rows");
    }
    enum communique_status status = freeze(rows, error);
    return status == COMMUNIQUE_OK ? cmq_shared_rows_export(rows->shared, schema, array, error)
                                   : status;
}

enum communique_status communique_rows_stream(struct communique_rows *rows,
                                              struct ArrowArrayStream *stream,
                                              struct communique_error *error) {
    if (rows == NULL || stream == NULL) {
        return cmq_call_refuse(error, rows == NULL ? "there are no rows"
                                                   : "there is no place for the stream");
    }
    enum communique_status status = freeze(rows, error);
    return status == COMMUNIQUE_OK ? cmq_shared_rows_stream(rows->shared, stream, error) : status;
}
