/* SPDX-License-Identifier: Apache-2.0 */
/* Stores by their path, and the documents that a store has. */
#include "api/store.h"

#include "api/api.h"

#include <stdlib.h>
#include <string.h>

#define DOCUMENT_LIMIT ((size_t)1 << 30)

enum communique_status communique_store_open(const char *path, struct communique_store **store,
                                             struct communique_error *error) {
    struct cmq_store *tried;
    struct cmq_error err;
    if (store == NULL) {
        return cmq_call_refuse(error, "there is no place for the store");
    }
    *store = NULL;
    if (path == NULL) {
        return cmq_call_refuse(error, "there is no path");
    }
    if (cmq_store_open(path, CMQ_STORE_READ, &tried, &err) != CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    cmq_store_close(tried);
    struct communique_store *opened = calloc(1, sizeof *opened);
    if (opened == NULL || (opened->path = strdup(path)) == NULL) {
        free(opened);
        return cmq_call_no_memory(error);
    }
    *store = opened;
    return COMMUNIQUE_OK;
}

void communique_store_close(struct communique_store *store) {
    if (store != NULL) {
        free(store->path);
        free(store);
    }
}

/* ---- documents --------------------------------------------------------------------------- */

/* Which document is wanted, and of what. */
struct wanted {
    enum cmq_status (*write)(const struct wanted *wanted, struct cmq_store *store,
                             struct cmq_buf *out, struct cmq_error *err);
    int64_t story;
    const char *report;
    bool with_text;
};

static bool take_piece(void *context, struct cmq_str piece) {
    struct cmq_buf *out = context;
    cmq_buf_add_str(out, piece);
    return !out->failed;
}

static enum cmq_status no_such_story(const struct wanted *wanted, struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "there is no story %lld", (long long)wanted->story);
}

static enum cmq_status write_story(const struct wanted *wanted, struct cmq_store *store,
                                   struct cmq_buf *out, struct cmq_error *err) {
    struct cmq_rows rows = {.format = CMQ_ROWS_JSONL, .sink = take_piece, .context = out};
    struct cmq_error left_out;
    enum cmq_status status = cmq_query_story(store, wanted->story, &rows, &left_out, err);
    cmq_rows_release(&rows);
    return status == CMQ_END ? no_such_story(wanted, err) : status;
}

static enum cmq_status write_accounts(const struct wanted *wanted, struct cmq_store *store,
                                      struct cmq_buf *out, struct cmq_error *err) {
    enum cmq_status status = cmq_query_accounts(store, wanted->story, out, err);
    return status == CMQ_END ? no_such_story(wanted, err) : status;
}

static enum cmq_status write_coding(const struct wanted *wanted, struct cmq_store *store,
                                    struct cmq_buf *out, struct cmq_error *err) {
    int64_t number;
    enum cmq_status status = cmq_store_find_report(store, cmq_str_of(wanted->report), &number, err);
    if (status == CMQ_OK) {
        status = cmq_store_coding(store, number, wanted->with_text, out, err);
        cmq_buf_add_char(out, '\n');
    }
    return status;
}

/* All of a document is of one state of the store. */
static enum cmq_status write_document(const struct communique_store *store,
                                      const struct wanted *wanted, struct cmq_buf *out,
                                      struct cmq_error *err) {
    struct cmq_store *file;
    enum cmq_status status = cmq_store_open(store->path, CMQ_STORE_READ, &file, err);
    if (status != CMQ_OK) {
        return status;
    }
    status = cmq_store_tell(file, "BEGIN", NULL, 0, err);
    status = status == CMQ_OK ? wanted->write(wanted, file, out, err) : status;
    cmq_store_close(file);
    if (status == CMQ_OK && out->failed) {
        return cmq_fail(err, CMQ_LIMIT, 0, "the document has more than %zu bytes", DOCUMENT_LIMIT);
    }
    return status;
}

static enum communique_status make_document(const struct communique_store *store,
                                            const struct wanted *wanted, char **document,
                                            size_t *length, struct communique_error *error) {
    struct cmq_buf out;
    struct cmq_error err;
    if (document == NULL) {
        return cmq_call_refuse(error, "there is no place for the document");
    }
    *document = NULL;
    if (store == NULL) {
        return cmq_call_refuse(error, "there is no store");
    }
    cmq_buf_init(&out, DOCUMENT_LIMIT);
    enum cmq_status status = write_document(store, wanted, &out, &err);
    cmq_buf_add_char(&out, '\0');
    if (status != CMQ_OK || out.failed) {
        cmq_buf_release(&out);
        return status != CMQ_OK ? cmq_call_fail(error, &err) : cmq_call_no_memory(error);
    }
    *document = out.ptr;
    if (length != NULL) {
        *length = out.len - 1;
    }
    return COMMUNIQUE_OK;
}

enum communique_status communique_store_story(const struct communique_store *store, int64_t story,
                                              char **document, size_t *length,
                                              struct communique_error *error) {
    const struct wanted wanted = {.write = write_story, .story = story};
    return make_document(store, &wanted, document, length, error);
}

enum communique_status communique_store_accounts(const struct communique_store *store,
                                                 int64_t story, char **document, size_t *length,
                                                 struct communique_error *error) {
    const struct wanted wanted = {.write = write_accounts, .story = story};
    return make_document(store, &wanted, document, length, error);
}

static enum communique_status make_coding(const struct communique_store *store, const char *id,
                                          bool with_text, char **document, size_t *length,
                                          struct communique_error *error) {
    const struct wanted wanted = {.write = write_coding, .report = id, .with_text = with_text};
    if (document != NULL) {
        *document = NULL;
    }
    if (id == NULL) {
        return cmq_call_refuse(error, "there is no id");
    }
    if (cmq_utf8_invalid(cmq_str_of(id)) < strlen(id)) {
        return cmq_call_refuse(error, "the id is not UTF-8");
    }
    return make_document(store, &wanted, document, length, error);
}

enum communique_status communique_store_coding(const struct communique_store *store, const char *id,
                                               char **document, size_t *length,
                                               struct communique_error *error) {
    return make_coding(store, id, false, document, length, error);
}

enum communique_status communique_store_report(const struct communique_store *store, const char *id,
                                               char **document, size_t *length,
                                               struct communique_error *error) {
    return make_coding(store, id, true, document, length, error);
}

void communique_document_free(char *document) {
    free(document);
}
