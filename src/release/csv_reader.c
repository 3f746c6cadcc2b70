/* SPDX-License-Identifier: Apache-2.0 */
#include "release/csv_reader.h"

#include <string.h>

static char first(struct cmq_str s) {
    return s.len > 0 ? s.ptr[0] : '\n';
}

static void skip(struct cmq_str *s, size_t len) {
    s->ptr += len;
    s->len -= len;
}

/* What stands between quotes, each doubled one once. */
static bool read_quoted(struct cmq__csv *csv, struct cmq_arena *arena, struct cmq_str *field) {
    skip(&csv->rest, 1);
    size_t end = 0, doubled = 0;
    for (;;) {
        const char *quote = memchr(csv->rest.ptr + end, '"', csv->rest.len - end);
        if (quote == NULL) {
            return false;
        }
        end = (size_t)(quote - csv->rest.ptr);
        if (end + 1 >= csv->rest.len || csv->rest.ptr[end + 1] != '"') {
            break;
        }
        doubled++;
        end += 2;
    }
    *field = (struct cmq_str){csv->rest.ptr, end};
    if (doubled > 0) {
        char *copy = CMQ_NEW_ARRAY(arena, char, end - doubled);
        size_t len = 0;
        for (size_t i = 0; copy != NULL && i < end; i++) {
            copy[len++] = csv->rest.ptr[i];
            i += csv->rest.ptr[i] == '"';
        }
        *field = (struct cmq_str){copy, len};
    }
    for (size_t i = 0; i < end; i++) {
        csv->ended += csv->rest.ptr[i] == '\n';
    }
    skip(&csv->rest, end + 1);
    return true;
}

static void read_plain(struct cmq__csv *csv, struct cmq_str *field) {
    size_t end = 0;
    while (end < csv->rest.len && csv->rest.ptr[end] != ',' && csv->rest.ptr[end] != '\n' &&
           csv->rest.ptr[end] != '\r') {
        end++;
    }
    *field = (struct cmq_str){csv->rest.ptr, end};
    skip(&csv->rest, end);
}

enum cmq_status cmq__csv_next(struct cmq__csv *csv, struct cmq_arena *arena,
                              struct cmq__csv_record *record) {
    if (csv->rest.len == 0) {
        return CMQ_END;
    }
    csv->line = csv->ended + 1;
    for (record->count = 0; record->count < CMQ__CSV_FIELDS;) {
        struct cmq_str *field = &record->field[record->count++];
        if (first(csv->rest) == '"') {
            if (!read_quoted(csv, arena, field)) {
                return CMQ_BAD_INPUT;
            }
        } else {
            read_plain(csv, field);
        }
        if (csv->rest.len > 1 && csv->rest.ptr[0] == '\r' && csv->rest.ptr[1] == '\n') {
            skip(&csv->rest, 1);
        }
        char after = first(csv->rest);
        skip(&csv->rest, csv->rest.len > 0);
        if (after == '\n') {
            csv->ended++;
            return arena->exhausted ? CMQ_NO_MEMORY : CMQ_OK;
        }
        if (after != ',') {
            return CMQ_BAD_INPUT;
        }
    }
    return CMQ_BAD_INPUT;
}
