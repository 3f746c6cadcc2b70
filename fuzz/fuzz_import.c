/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte picks kind and dialect, the rest is a dictionary of another coder. Whatever it
 * holds, what is written compiles. */
#include "lexicon/source.h"

#include <stdint.h>
#include <stdlib.h>

#define IMAGE_MAX ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compile(struct cmq_arena *arena, const struct cmq_import_file *file) {
    struct cmq_str folder = file->name;
    folder = cmq_str_cut(&folder, '/');
    bool read = cmq_str_eq(folder, CMQ_STR("actors")) || cmq_str_eq(folder, CMQ_STR("roles")) ||
                cmq_str_eq(folder, CMQ_STR("frames"));
    if (!read) {
        return;
    }
    struct cmq_buf image, messages;
    cmq_buf_init(&image, IMAGE_MAX);
    cmq_buf_init(&messages, IMAGE_MAX);
    struct cmq_str path = cmq_arena_format(arena, "en/%.*s", CMQ_FMT(file->name));
    if (cmq__compile_text(path, file->text, &image, &messages, NULL) == CMQ_BAD_INPUT) {
        abort();
    }
    cmq_buf_release(&messages);
    cmq_buf_release(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const kinds[] = {"x.actors", "x.agents",   "x.verbs",
                                        "x.issues", "x.discards", "x"};
    if (size == 0) {
        return 0;
    }
    struct cmq_arena arena;
    struct cmq_buf messages;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&messages, IMAGE_MAX);
    const struct cmq_import_file source = {
        .name = cmq_str_of(kinds[data[0] % 6]),
        .text = {(const char *)data + 1, size - 1},
    };
    struct cmq_import import = {
        .dialect = (enum cmq_import_dialect)(data[0] / 6 % 4),
        .scheme = data[0] & 128 ? CMQ_STR("own") : CMQ_STR(""),
        .messages = &messages,
    };
    if (cmq_lexicon_import(&source, 1, &arena, &import, NULL) == CMQ_OK) {
        for (uint32_t i = 0; i < import.file.count; i++) {
            compile(&arena, &import.file.item[i]);
        }
    }
    cmq_buf_release(&messages);
    cmq_arena_release(&arena);
    return 0;
}
