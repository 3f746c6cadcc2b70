/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/import.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#define LINE_LONGEST 8000u /* bytes: what a line of ours may have, less what is added to it */

/* ---- what is told ------------------------------------------------------------------------ */

__attribute__((format(printf, 3, 0))) static void tell(struct cmq__import *import, uint32_t line,
                                                       const char *format, va_list args) {
    char reason[320];
    int length = vsnprintf(reason, sizeof reason, format, args);
    struct cmq_str text = cmq_str_of(length < 0 ? "" : reason);
    text.len = cmq_utf8_invalid(text); /* a message cut short must stay UTF-8 */
    if (import->result->messages != NULL) {
        cmq_buf_format(import->result->messages, "%.*s:%u: %.*s\n", CMQ_FMT(import->name), line,
                       CMQ_FMT(text));
    }
}

void cmq__import_leave(struct cmq__import *import, uint32_t line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tell(import, line, format, args);
    va_end(args);
    import->result->left_out++;
}

void cmq__import_note(struct cmq__import *import, uint32_t line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tell(import, line, format, args);
    va_end(args);
}

/* ---- lines ------------------------------------------------------------------------------- */

/* Cuts comments of the form <!-- … -->, which may go on over lines. */
static struct cmq_str without_markup(struct cmq__import_lines *lines, struct cmq_str line) {
    struct cmq_arena *arena = lines->import->arena;
    struct cmq_str kept = {line.ptr, 0};
    while (line.len > 0) {
        const char *mark = lines->in_comment ? "-->" : "<!--";
        const char *found = memmem(line.ptr, line.len, mark, strlen(mark));
        size_t len = found == NULL ? line.len : (size_t)(found - line.ptr);
        if (!lines->in_comment) {
            kept = kept.len == 0
                       ? (struct cmq_str){line.ptr, len}
                       : cmq_arena_format(arena, "%.*s%.*s", CMQ_FMT(kept), (int)len, line.ptr);
        }
        if (found == NULL) {
            break;
        }
        lines->in_comment = !lines->in_comment;
        len += strlen(mark);
        line = (struct cmq_str){line.ptr + len, line.len - len};
    }
    return kept;
}

/* Cuts a comment behind "#" or ";", unless that is part of a code: "[###]". */
static struct cmq_str without_comment(struct cmq_str line) {
    bool code = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if ((c == '#' || c == ';') && !code) {
            return (struct cmq_str){line.ptr, i};
        }
        code = c == '[' || (code && c != ']');
    }
    return line;
}

static bool has_control(struct cmq_str line) {
    for (size_t i = 0; i < line.len; i++) {
        bool end = line.ptr[i] == '\r' && i + 1 == line.len;
        if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t' && !end) {
            return true;
        }
    }
    return false;
}

bool cmq__import_next_line(struct cmq__import_lines *lines, struct cmq__import_line *line) {
    while (lines->rest.len > 0) {
        struct cmq_str raw = cmq_str_cut(&lines->rest, '\n');
        lines->number++;
        if (cmq_utf8_invalid(raw) < raw.len || has_control(raw)) {
            cmq__import_leave(lines->import, lines->number, "the line is no text in UTF-8");
            continue;
        }
        if (raw.len > LINE_LONGEST) {
            cmq__import_leave(lines->import, lines->number, "the line is longer than %u bytes",
                              LINE_LONGEST);
            continue;
        }
        struct cmq_str text = without_comment(without_markup(lines, raw));
        bool indented = text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t');
        text = cmq_str_trim(text);
        bool broken_comment =
            cmq_str_starts(text, CMQ_STR("<!")) || cmq_str_starts(text, CMQ_STR("< !"));
        if (text.len > 0 && !broken_comment) {
            *line = (struct cmq__import_line){text, lines->number, indented};
            return true;
        }
    }
    return false;
}

bool cmq__import_cut_group(struct cmq_str *text, char open, char close, struct cmq_str *inside,
                           struct cmq_str *behind) {
    const char *from = text->len == 0 ? NULL : memchr(text->ptr, open, text->len);
    if (from == NULL) {
        return false;
    }
    size_t before = (size_t)(from - text->ptr);
    const char *to = memchr(from, close, text->len - before);
    if (to == NULL) {
        return false;
    }
    *inside = cmq_str_trim((struct cmq_str){from + 1, (size_t)(to - from) - 1});
    *behind = (struct cmq_str){to + 1, text->len - (size_t)(to - text->ptr) - 1};
    *text = cmq_str_trim((struct cmq_str){text->ptr, before});
    return true;
}

/* ---- words and ids ----------------------------------------------------------------------- */

struct cmq_str cmq__import_words(struct cmq__import *import, struct cmq_str phrase) {
    char *bytes = CMQ_NEW_ARRAY(import->arena, char, 4 * phrase.len + 1);
    size_t len = 0;
    for (size_t i = 0; bytes != NULL && i < phrase.len;) {
        unsigned size;
        uint32_t c = cmq_utf8_decode(phrase.ptr + i, &size);
        i += size;
        c = c == '_' || c == '\t' ? ' ' : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (c != ' ' || (len > 0 && bytes[len - 1] != ' ')) {
            len += cmq_utf8_encode(c, bytes + len);
        }
    }
    return cmq_str_trim((struct cmq_str){bytes, len});
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

bool cmq__import_is_plain(struct cmq_str words) {
    struct cmq__folded folded;
    cmq__fold(words, &folded);
    bool plain = folded.count > 0, begins = true;
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        plain = plain && (is_letter(c) || strchr(begins ? "'" : " -'./", c) != NULL);
        begins = c == ' ';
    }
    for (uint32_t i = 0; i < folded.count; i++) {
        plain = plain && folded.piece[i].letters == CMQ__CASE_ANY;
    }
    return plain;
}

/* Small letters, digits and one hyphen for all else between them. */
static struct cmq_str ascii_slug(struct cmq__import *import, struct cmq_str name) {
    char *slug = CMQ_NEW_ARRAY(import->arena, char, name.len + 1);
    size_t len = 0;
    for (size_t i = 0; slug != NULL && i < name.len && len < 120; i++) {
        char c = name.ptr[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) {
            slug[len++] = c;
        } else if (c != '\'' && c != '.' && len > 0 && slug[len - 1] != '-') {
            slug[len++] = '-';
        }
    }
    while (len > 0 && slug[len - 1] == '-') {
        len--;
    }
    return len > 0 ? (struct cmq_str){slug, len} : CMQ_STR("entry");
}

/* The id that a head without "@" gets; see cmq__slug(). */
static struct cmq_str own_slug(struct cmq__import *import, struct cmq_str name) {
    struct cmq__folded folded;
    cmq__fold(name, &folded);
    char *slug = CMQ_NEW_ARRAY(import->arena, char, (size_t)folded.len + 1);
    size_t len = 0;
    for (uint32_t i = 0; slug != NULL && i < folded.len; i++) {
        if (folded.bytes[i] != '\'') {
            slug[len++] = folded.bytes[i] == ' ' ? '-' : folded.bytes[i];
        }
    }
    return (struct cmq_str){slug, len};
}

/* Whether the id was free; it is taken then. `*count` is how often it was asked for. */
static bool take_id(struct cmq__import *import, struct cmq_str id, uint32_t *count) {
    uint32_t *times = cmq_map_put(&import->ids, id, 0);
    if (times == NULL) {
        import->out.failed = true;
        *count = 1;
        return true;
    }
    *count = ++*times;
    return *times == 1;
}

void cmq__import_begin(struct cmq__import *import, struct cmq_str head, struct cmq_str name,
                       bool always) {
    struct cmq_str slug = always ? ascii_slug(import, name) : own_slug(import, name);
    struct cmq_str id = slug;
    uint32_t count;
    bool chosen = always;
    while (!take_id(import, id, &count) && !import->arena->exhausted) {
        struct cmq_str base = ascii_slug(import, name);
        id = cmq_arena_format(import->arena, "%.*s-%u", CMQ_FMT(base), count);
        chosen = true;
    }
    cmq_buf_add_str(&import->out, head);
    if (chosen) {
        cmq_buf_format(&import->out, " @%.*s", CMQ_FMT(id));
    }
    import->result->entries++;
}

void cmq__import_end(struct cmq__import *import, uint32_t line) {
    cmq_buf_format(&import->out, "  source %.*s:%u\n", CMQ_FMT(import->name), line);
}
