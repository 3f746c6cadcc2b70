/* SPDX-License-Identifier: Apache-2.0 */
/* Where a pipeline is from, in the words of its meta.json: a first line, and a line a fact. */
#include "nlp/import_origin.h"

#define ORIGIN_LIMIT ((size_t)1 << 16)

static void add_value(struct cmq_buf *out, const char *before, const json_t *json) {
    const char *value = json_string_value(json);
    if (value == NULL || *value == '\0') {
        return;
    }
    cmq_buf_add_str(out, cmq_str_of(before));
    for (; *value != '\0'; value++) {
        cmq_buf_add_char(out, (unsigned char)*value < ' ' ? ' ' : *value);
    }
}

struct cmq_str cmq_import_origin(const json_t *meta, struct cmq_arena *arena) {
    const json_t *sources = json_object_get(meta, "sources");
    struct cmq_buf out;
    cmq_buf_init(&out, ORIGIN_LIMIT);
    add_value(&out, "spaCy ", json_object_get(meta, "spacy_version"));
    add_value(&out, "\nlicence: ", json_object_get(meta, "license"));
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *source = json_array_get(sources, i);
        add_value(&out, "\nmade from: ", json_object_get(source, "name"));
        add_value(&out, ", by ", json_object_get(source, "author"));
        add_value(&out, ", ", json_object_get(source, "license"));
        add_value(&out, ", ", json_object_get(source, "url"));
    }
    struct cmq_str origin = cmq_arena_copy(arena, cmq_buf_str(&out));
    cmq_buf_release(&out);
    return origin;
}
