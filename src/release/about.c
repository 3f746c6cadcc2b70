/* SPDX-License-Identifier: Apache-2.0 */
#include "release/parts.h"

#include <string.h>

#define FILE_LIMIT ((size_t)64 << 10)

/* It goes into YAML, JSON and Markdown as one line. */
static bool is_line(struct cmq_str value) {
    if (value.len == 0 || cmq_utf8_invalid(value) < value.len) {
        return false;
    }
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c < 0x20 || c == 0x7F) {
            return false;
        }
    }
    return true;
}

static bool is_license(struct cmq_str value) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-+";
    for (size_t i = 0; i < value.len; i++) {
        if (memchr(allowed, value.ptr[i], sizeof allowed - 1) == NULL) {
            return false;
        }
    }
    return true;
}

/* "10.5072/example", not the address of its resolver. */
static bool is_doi(struct cmq_str value) {
    struct cmq_str suffix = value;
    struct cmq_str prefix = cmq_str_cut(&suffix, '/');
    return cmq_str_starts(prefix, CMQ_STR("10.")) && suffix.len > 0 &&
           memchr(value.ptr, ' ', value.len) == NULL;
}

static struct cmq_str *text_of(struct cmq_release_about *about, struct cmq_str name) {
    struct {
        const char *name;
        struct cmq_str *value;
    } texts[] = {{"title", &about->title},
                 {"version", &about->version},
                 {"license", &about->license},
                 {"publisher", &about->publisher},
                 {"doi", &about->doi}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (cmq_str_eq(name, cmq_str_of(texts[i].name))) {
            return texts[i].value;
        }
    }
    return NULL;
}

static enum cmq_status set_date(struct cmq_release_about *about, struct cmq_str value,
                                struct cmq_error *err) {
    cmq_day day = cmq_day_parse(value);
    if (day == CMQ_NO_DAY) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the date is as 2021-11-14, not '%.*s'",
                        CMQ_FMT(value));
    }
    about->date = about->date == CMQ_NO_DAY ? day : about->date;
    return CMQ_OK;
}

enum cmq_status cmq_release_set_about(struct cmq_release_about *about, struct cmq_arena *arena,
                                      struct cmq_str name, struct cmq_str value,
                                      struct cmq_error *err) {
    struct cmq_str *text = text_of(about, name);
    bool author = cmq_str_eq(name, CMQ_STR("author")), date = cmq_str_eq(name, CMQ_STR("date"));
    if (text == NULL && !author && !date) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "a release has no '%.*s': use title, author, version, license, publisher, "
                        "doi, date",
                        (int)(name.len < 40 ? name.len : 40), name.ptr);
    }
    if (!is_line(value)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the %.*s is no line of UTF-8", CMQ_FMT(name));
    }
    if (date) {
        return set_date(about, value, err);
    }
    if (text == &about->license && !is_license(value)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the license is an identifier of SPDX as CC-BY-4.0, not '%.*s'",
                        CMQ_FMT(value));
    }
    if (text == &about->doi && !is_doi(value)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "a DOI is as 10.5072/example, not '%.*s'",
                        CMQ_FMT(value));
    }
    struct cmq_str copy = cmq_arena_copy(arena, value);
    if (author) {
        CMQ_PUSH(arena, &about->author) = copy;
    } else if (text->ptr == NULL) {
        *text = copy;
    }
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

static enum cmq_status read_line(struct cmq_str line, bool with_author, struct cmq_arena *arena,
                                 struct cmq_release_about *about, struct cmq_error *err) {
    line = cmq_str_trim(line);
    if (line.len == 0 || line.ptr[0] == '#') {
        return CMQ_OK;
    }
    struct cmq_str name = cmq_str_trim(cmq_str_cut(&line, ':'));
    if (cmq_str_eq(name, CMQ_STR("author")) && !with_author) {
        return CMQ_OK;
    }
    return cmq_release_set_about(about, arena, name, cmq_str_trim(line), err);
}

enum cmq_status cmq_release_read_about(const char *path, struct cmq_arena *arena,
                                       struct cmq_release_about *about, struct cmq_error *err) {
    struct cmq_buf file;
    struct cmq_error problem = {.line = 0};
    cmq_buf_init(&file, FILE_LIMIT);
    enum cmq_status status = cmq_file_read(path, FILE_LIMIT, &file, err);
    struct cmq_str rest = cmq_buf_str(&file);
    bool with_author = about->author.count == 0;
    for (unsigned line = 1; status == CMQ_OK && rest.len > 0; line++) {
        status = read_line(cmq_str_cut(&rest, '\n'), with_author, arena, about, &problem);
        if (status != CMQ_OK) {
            (void)cmq_fail(err, status, line, "%s:%u: %s", path, line, problem.message);
        }
    }
    cmq_buf_release(&file);
    return status;
}

bool cmq__release_person(struct cmq_str author, struct cmq_str *family, struct cmq_str *given) {
    struct cmq_str rest = author;
    *family = cmq_str_trim(cmq_str_cut(&rest, ','));
    *given = cmq_str_trim(rest);
    return family->len > 0 && given->len > 0;
}
