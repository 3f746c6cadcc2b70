/* SPDX-License-Identifier: Apache-2.0 */
/* Static vectors of the vocabulary: the table, a NumPy array file, and the rows of its keys. */
#include "nlp/import.h"

#include "nlp/msgpack.h"

#include <stdlib.h>
#include <string.h>

#define VOCAB      CMQ_STR("vocab")
#define NPY_MAGIC  CMQ_STR("\x93NUMPY\x01") /* a version 1 header has a length of 16 bits */
#define NPY_PREFIX 10                       /* bytes before the header's text */

struct keyed_row {
    uint64_t key;
    uint32_t row;
};

static int order_keys(const void *a, const void *b) {
    const struct keyed_row *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

/* What follows a name in the header's text, a Python dict. */
static struct cmq_str after(struct cmq_str header, struct cmq_str name) {
    for (size_t i = 0; i + name.len <= header.len; i++) {
        struct cmq_str rest = {header.ptr + i, header.len - i};
        if (cmq_str_starts(rest, name)) {
            return (struct cmq_str){rest.ptr + name.len, rest.len - name.len};
        }
    }
    return (struct cmq_str){NULL, 0};
}

/* Takes a decimal number and the comma after it; 0 if there is none below CMQ_MAX_ROWS. */
static uint32_t take_size(struct cmq_str *text) {
    uint32_t size = 0;
    size_t i = 0;
    while (i < text->len && text->ptr[i] >= '0' && text->ptr[i] <= '9' && size < CMQ_MAX_ROWS) {
        size = 10 * size + (uint32_t)(text->ptr[i++] - '0');
    }
    while (i < text->len && (text->ptr[i] == ',' || text->ptr[i] == ' ')) {
        i++;
    }
    *text = (struct cmq_str){text->ptr + i, text->len - i};
    return size < CMQ_MAX_ROWS ? size : 0;
}

/* A float32 array of two dimensions in the order of C. */
static bool read_npy(struct cmq_str bytes, struct cmq_arena *arena, struct cmq_table *table) {
    if (bytes.len < NPY_PREFIX || !cmq_str_starts(bytes, NPY_MAGIC)) {
        return false;
    }
    size_t length = (unsigned char)bytes.ptr[8] + ((size_t)(unsigned char)bytes.ptr[9] << 8);
    if (length > bytes.len - NPY_PREFIX) {
        return false;
    }
    struct cmq_str header = {bytes.ptr + NPY_PREFIX, length};
    struct cmq_str data = {header.ptr + length, bytes.len - NPY_PREFIX - length};
    struct cmq_str shape = after(header, CMQ_STR("'shape': ("));
    table->rows = take_size(&shape);
    table->width = take_size(&shape);
    uint64_t count = (uint64_t)table->rows * table->width;
    if (count == 0 || table->width > CMQ_MAX_WIDTH || !cmq_str_starts(shape, CMQ_STR(")")) ||
        after(header, CMQ_STR("'descr': '<f4'")).ptr == NULL ||
        after(header, CMQ_STR("'fortran_order': False")).ptr == NULL ||
        data.len != count * sizeof(float)) {
        return false;
    }
    float *number = CMQ_NEW_ARRAY(arena, float, count);
    if (number != NULL) {
        memcpy(number, data.ptr, data.len);
    }
    table->storage = CMQ_FLOAT32;
    table->number = number;
    return number != NULL;
}

static enum cmq_status read_table(struct cmq_import *import) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, VOCAB, "vectors", &bytes);
    if (status == CMQ_OK && !read_npy(bytes, &import->arena, &import->model.words.table)) {
        status = CMQ_BAD(import, "vocab/vectors is no table of float32 with words");
    }
    return status;
}

static enum cmq_status read_keys(struct cmq_import *import) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, VOCAB, "key2row", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_words *words = &import->model.words;
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    uint32_t count = cmq_msgpack_map(&in);
    struct keyed_row *keyed = CMQ_NEW_ARRAY(&import->arena, struct keyed_row, count);
    uint64_t *key = CMQ_NEW_ARRAY(&import->arena, uint64_t, count);
    uint32_t *row = CMQ_NEW_ARRAY(&import->arena, uint32_t, count);
    if (keyed == NULL || key == NULL || row == NULL) {
        return cmq_import_no_memory(import);
    }
    for (uint32_t i = 0; i < count; i++) {
        keyed[i].key = cmq_msgpack_uint(&in);
        uint64_t at = cmq_msgpack_uint(&in);
        keyed[i].row = (uint32_t)at;
        in.broken = in.broken || at >= words->table.rows;
    }
    if (in.broken || count == 0) {
        return CMQ_BAD(import, "vocab/key2row is damaged or names no row of vocab/vectors");
    }
    qsort(keyed, count, sizeof *keyed, order_keys);
    for (uint32_t i = 0; i < count; i++) {
        key[i] = keyed[i].key;
        row[i] = keyed[i].row;
    }
    words->key = key;
    words->row = row;
    words->count = count;
    return CMQ_OK;
}

/* The mode of the table, and the feature that its keys are ids of: a number, ORTH if none. */
static enum cmq_status read_settings(struct cmq_import *import) {
    json_t *settings;
    enum cmq_status status = cmq_import_json(import, VOCAB, "vectors.cfg", &settings);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_str mode = cmq_json_text(json_object_get(settings, "mode"));
    const json_t *attribute = json_object_get(settings, "attr");
    struct cmq_str name = cmq_json_text(attribute);
    uint64_t id = name.ptr != NULL             ? cmq_string_id(name)
                  : json_is_integer(attribute) ? (uint64_t)json_integer_value(attribute)
                                               : cmq_string_id(CMQ_STR("ORTH"));
    enum cmq_feature feature = cmq_import_feature(id);
    if (mode.ptr != NULL && !cmq_str_eq(mode, CMQ_STR("default"))) {
        status = CMQ_REFUSE(import, "static vectors of mode %.*s", CMQ_FMT(mode));
    } else if (feature == CMQ_FEATURE_COUNT) {
        status = CMQ_REFUSE(import, "static vectors by an attribute that the engine has not");
    }
    import->model.words.feature = feature;
    json_decref(settings);
    return status;
}

enum cmq_status cmq_import_words(struct cmq_import *import) {
    enum cmq_status status = read_settings(import);
    if (status == CMQ_OK) {
        status = read_table(import);
    }
    return status == CMQ_OK ? read_keys(import) : status;
}
