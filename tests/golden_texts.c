/* SPDX-License-Identifier: Apache-2.0 */
#include "golden_texts.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES (64u << 20) /* of an unpacked corpus */

static struct cmq_str unpack(const char *path, struct cmq_arena *arena) {
    struct cmq_str command = cmq_arena_format(arena, "xz -dc '%s' 2>/dev/null", path);
    FILE *pipe = access(path, R_OK) == 0 ? popen(command.ptr, "r") : NULL;
    if (pipe == NULL) {
        return (struct cmq_str){NULL, 0};
    }
    struct cmq_buf bytes;
    char chunk[1 << 16];
    cmq_buf_init(&bytes, MAX_BYTES);
    for (size_t len; (len = fread(chunk, 1, sizeof chunk, pipe)) > 0;) {
        cmq_buf_add(&bytes, chunk, len);
    }
    struct cmq_str text = {NULL, 0};
    if (pclose(pipe) == 0) {
        text = cmq_arena_copy(arena, cmq_buf_str(&bytes));
    }
    cmq_buf_release(&bytes);
    return text;
}

static void keep(struct golden_texts *texts, struct cmq_str text, struct cmq_arena *arena) {
    CMQ_PUSH(arena, texts) = cmq_arena_copy(arena, text);
}

/* A text a `# newdoc`: its sentences with a space between them, or an empty line where a paragraph
 * begins. */
static struct golden_texts conllu_texts(struct cmq_str lines, struct cmq_arena *arena) {
    const struct cmq_str mark = CMQ_STR("# text = ");
    struct golden_texts texts = {NULL, 0, 0};
    const char *gap = "";
    bool open = false;
    struct cmq_buf text;
    cmq_buf_init(&text, CMQ_MAX_TEXT);
    while (lines.len > 0) {
        struct cmq_str line = cmq_str_cut(&lines, '\n');
        if (cmq_str_starts(line, CMQ_STR("# newdoc"))) {
            if (open) {
                keep(&texts, cmq_buf_str(&text), arena);
            }
            open = true;
            cmq_buf_clear(&text);
        } else if (cmq_str_starts(line, CMQ_STR("# newpar"))) {
            gap = "\n\n";
        } else if (cmq_str_starts(line, mark)) {
            cmq_buf_add_str(&text, cmq_str_of(text.len > 0 ? gap : ""));
            cmq_buf_add(&text, line.ptr + mark.len, line.len - mark.len);
            gap = " ";
        }
    }
    if (open) {
        keep(&texts, cmq_buf_str(&text), arena);
    }
    cmq_buf_release(&text);
    return texts;
}

struct golden_texts golden_corpus(const char *path, struct cmq_arena *arena) {
    struct cmq_str lines = unpack(path, arena);
    if (strstr(path, ".conllu") != NULL) {
        return conllu_texts(lines, arena);
    }
    struct golden_texts texts = {NULL, 0, 0};
    while (lines.len > 0) {
        keep(&texts, cmq_str_cut(&lines, '\n'), arena);
    }
    return texts;
}

struct cmq_str golden_long(const struct golden_texts *texts, size_t bytes,
                           struct cmq_arena *arena) {
    struct cmq_buf made;
    uint32_t seed = 1;
    cmq_buf_init(&made, CMQ_MAX_TEXT);
    while (made.len < bytes) {
        seed = seed * 1664525u + 1013904223u;
        cmq_buf_add_str(&made, texts->item[(seed >> 16) % texts->count]);
        cmq_buf_add_str(&made, CMQ_STR("\n\n"));
    }
    struct cmq_str text = cmq_arena_copy(arena, cmq_buf_str(&made));
    cmq_buf_release(&made);
    return text;
}
