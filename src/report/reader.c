/* SPDX-License-Identifier: Apache-2.0 */
/* A state machine over the inputs: with no input open, the next one is opened and its format found
 * from its first byte that is not white space. Dated text is read whole and closed at once; JSONL
 * stays open and gives one line a call. */
#include "report/report.h"

#include "report/formats.h"
#include "report/input.h"

#include <stdlib.h>
#include <string.h>

/* What may stand before a text: white space and the date. */
#define LEAD_BYTES 4096u

struct cmq_reader {
    char **path;
    size_t path_count, path_at;
    struct cmq_reader_options options;
    struct cmq_input *input; /* JSONL, or NULL between inputs */
    struct cmq_reader_place place;
    struct cmq_buf bytes; /* a line, or a text file */
    json_t *json;         /* of the report that was returned */
    char digits[CMQ_ID_DIGITS];
    struct cmq_id_set ids;
};

struct cmq_reader *cmq_reader_open(const char *const *paths, size_t count,
                                   struct cmq_reader_options options, struct cmq_error *err) {
    struct cmq_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    reader->options = options;
    cmq_buf_init(&reader->bytes, CMQ_MAX_LINE);
    reader->path = calloc(count + 1, sizeof *reader->path);
    bool copied = reader->path != NULL;
    for (size_t i = 0; copied && i < count; i++) {
        reader->path[i] = strdup(paths[i]);
        reader->path_count++;
        copied = reader->path[i] != NULL;
    }
    if (!copied) {
        cmq_reader_free(reader);
        cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    return reader;
}

void cmq_reader_free(struct cmq_reader *reader) {
    if (reader == NULL) {
        return;
    }
    for (size_t i = 0; i < reader->path_count; i++) {
        free(reader->path[i]);
    }
    free(reader->path);
    cmq_input_close(reader->input);
    cmq_buf_release(&reader->bytes);
    json_decref(reader->json);
    cmq_id_set_release(&reader->ids);
    free(reader);
}

struct cmq_reader_place cmq_reader_place(const struct cmq_reader *reader) {
    return reader->place;
}

static void close_input(struct cmq_reader *reader) {
    cmq_input_close(reader->input);
    reader->input = NULL;
}

/* ---- dated text ---- */

static enum cmq_status read_text(struct cmq_reader *reader, struct cmq_report *report,
                                 struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    struct cmq_str chunk;
    while (reader->bytes.len <= CMQ_MAX_TEXT + LEAD_BYTES &&
           (status = cmq_input_peek(reader->input, &chunk, err)) == CMQ_OK) {
        cmq_buf_add_str(&reader->bytes, chunk);
        cmq_input_consume(reader->input, chunk.len);
    }
    if (status == CMQ_OK) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "the text has more than the %u bytes of the limit: "
                        "split the report",
                        CMQ_MAX_TEXT);
    }
    if (status != CMQ_END) {
        return status;
    }
    if (reader->bytes.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    status =
        cmq_dated_text_parse(cmq_buf_str(&reader->bytes), reader->place.file,
                             cmq_input_is_compressed(reader->input), reader->options, report, err);
    reader->place.id = report->id;
    return status == CMQ_OK ? cmq_report_check(report, &reader->ids, err) : status;
}

/* ---- JSONL ---- */

/* Reads a line into `bytes`, which is empty. CMQ_LIMIT if it is too long, after skipping
 * it; CMQ_END if there is none. */
static enum cmq_status read_line(struct cmq_reader *reader, struct cmq_error *err) {
    bool ended = false, any = false, too_long = false;
    while (!ended) {
        struct cmq_str chunk;
        enum cmq_status status = cmq_input_peek(reader->input, &chunk, err);
        if (status == CMQ_END && any) {
            break;
        }
        if (status != CMQ_OK) {
            return status;
        }
        any = true;
        const char *newline = memchr(chunk.ptr, '\n', chunk.len);
        ended = newline != NULL;
        size_t take = ended ? (size_t)(newline - chunk.ptr) : chunk.len;
        too_long = too_long || take > CMQ_MAX_LINE - reader->bytes.len;
        if (!too_long) {
            cmq_buf_add(&reader->bytes, chunk.ptr, take);
        }
        cmq_input_consume(reader->input, take + ended);
    }
    reader->place.line++;
    if (too_long) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "the line is longer than %u bytes: leave out fields "
                        "that are not read, or split the report",
                        CMQ_MAX_LINE);
    }
    if (reader->bytes.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return CMQ_OK;
}

/* The next line that is not blank, as a report. Closes the input at its end and where it breaks:
 * a rejected line is no such break. */
static enum cmq_status next_line(struct cmq_reader *reader, struct cmq_report *report,
                                 struct cmq_error *err) {
    struct cmq_str line;
    do {
        enum cmq_status status = read_line(reader, err);
        if (status != CMQ_OK) {
            if (status != CMQ_LIMIT) {
                close_input(reader);
                reader->place.line++; /* the line in which the input broke */
            }
            return status;
        }
        line = cmq_str_trim(cmq_buf_str(&reader->bytes));
        if (line.len == 0) {
            cmq_buf_clear(&reader->bytes);
        }
    } while (line.len == 0);
    enum cmq_status status = cmq_jsonl_parse(cmq_buf_str(&reader->bytes), reader->options, report,
                                             &reader->json, reader->digits, err);
    reader->place.id = report->id;
    return status == CMQ_OK ? cmq_report_check(report, &reader->ids, err) : status;
}

/* ---- inputs ---- */

/* Skips a byte order mark, and white space up to the first other byte, which it returns. The white
 * space goes to `bytes`, for it is part of an undated text, as far as a text may be long. */
static enum cmq_status skip_lead(struct cmq_reader *reader, char *first, struct cmq_error *err) {
    struct cmq_str chunk;
    enum cmq_status status = cmq_input_peek(reader->input, &chunk, err);
    if (status == CMQ_OK && cmq_str_starts(chunk, CMQ_STR("\xEF\xBB\xBF"))) {
        cmq_input_consume(reader->input, 3);
    }
    while (status == CMQ_OK && (status = cmq_input_peek(reader->input, &chunk, err)) == CMQ_OK) {
        size_t space = 0;
        while (space < chunk.len && (chunk.ptr[space] == ' ' ||
                                     (chunk.ptr[space] >= '\t' && chunk.ptr[space] <= '\r'))) {
            reader->place.line += chunk.ptr[space] == '\n';
            space++;
        }
        if (reader->bytes.len <= CMQ_MAX_TEXT + LEAD_BYTES) {
            cmq_buf_add(&reader->bytes, chunk.ptr, space);
        }
        cmq_input_consume(reader->input, space);
        if (space < chunk.len) {
            *first = chunk.ptr[space];
            return CMQ_OK;
        }
    }
    return status;
}

/* Opens the next input. Dated text gives its report at once; CMQ_END means JSONL, now open, or
 * nothing but white space. */
static enum cmq_status next_input(struct cmq_reader *reader, struct cmq_report *report,
                                  struct cmq_error *err) {
    const char *path = reader->path[reader->path_at++];
    reader->place = (struct cmq_reader_place){.file = path};
    enum cmq_status status = cmq_input_open(path, &reader->input, err);
    if (status != CMQ_OK) {
        return status;
    }
    char first = '\0';
    cmq_buf_clear(&reader->bytes);
    status = skip_lead(reader, &first, err);
    if (status == CMQ_OK && first == '{') {
        return CMQ_END;
    }
    reader->place.line = 0;
    if (status == CMQ_OK) {
        status = read_text(reader, report, err);
    }
    close_input(reader);
    return status;
}

enum cmq_status cmq_reader_next(struct cmq_reader *reader, struct cmq_report *report,
                                struct cmq_error *err) {
    json_decref(reader->json);
    reader->json = NULL;
    reader->place.id = (struct cmq_str){NULL, 0};
    *report = (struct cmq_report){.date = CMQ_NO_DAY};
    enum cmq_status status = CMQ_END;
    while (status == CMQ_END) {
        if (reader->input == NULL && reader->path_at == reader->path_count) {
            return CMQ_END;
        }
        if (reader->input == NULL) {
            status = next_input(reader, report, err);
        } else {
            cmq_buf_clear(&reader->bytes);
            status = next_line(reader, report, err);
        }
    }
    if (status != CMQ_OK && err != NULL) {
        err->line = (unsigned)reader->place.line;
    }
    return status;
}
