/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets as comma-separated values (RFC 4180), as the program, the page and spreadsheets write
 * them. The texts are of other people: a cell that a spreadsheet would take for a formula gets an
 * apostrophe before it, and so does one that looks as if it had got one; reading takes it off. */
#include "audit/sheet.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const char *const names[CMQ_SHEET_COLUMNS] = {
    [CMQ_SHEET_ITEM] = "item",
    [CMQ_SHEET_KIND] = "kind",
    [CMQ_SHEET_CODER] = "coder",
    [CMQ_SHEET_THERE] = "event_there",
    [CMQ_SHEET_TYPE] = "type_right",
    [CMQ_SHEET_SOURCE] = "source_right",
    [CMQ_SHEET_TARGET] = "target_right",
    [CMQ_SHEET_STATE] = "assertion_and_time_right",
    [CMQ_SHEET_CODE] = "code",
    [CMQ_SHEET_NOTE] = "note",
    [CMQ_SHEET_REVISION] = "revision",
    [CMQ_SHEET_MADE] = "made",
    [CMQ_SHEET_SENTENCE] = "sentence",
    [CMQ_SHEET_TRIGGER] = "trigger",
    [CMQ_SHEET_CODED_SOURCE] = "source",
    [CMQ_SHEET_CAMEO] = "cameo",
    [CMQ_SHEET_LABEL] = "label",
    [CMQ_SHEET_CODED_TARGET] = "target",
    [CMQ_SHEET_ASSERTION] = "assertion",
    [CMQ_SHEET_TIME] = "time",
    [CMQ_SHEET_DAY] = "day",
    [CMQ_SHEET_TOLD_BY] = "told_by",
    [CMQ_SHEET_BEFORE] = "before",
    [CMQ_SHEET_AFTER] = "after",
    [CMQ_SHEET_DATE] = "date",
    [CMQ_SHEET_PUBLISHER] = "publisher",
    [CMQ_SHEET_TITLE] = "title",
    [CMQ_SHEET_REPORT] = "report",
    [CMQ_SHEET_EVENT] = "event",
    [CMQ_SHEET_MARKS] = "marks",
    [CMQ_SHEET_STRATUM] = "stratum",
    [CMQ_SHEET_POPULATION] = "population",
    [CMQ_SHEET_DRAWN] = "drawn",
    [CMQ_SHEET_WEIGHT] = "weight",
    [CMQ_SHEET_CONFIDENCE] = "confidence",
    [CMQ_SHEET_RULE] = "rule",
};

struct cmq_str cmq_sheet_column_name(enum cmq_sheet_column column) {
    return cmq_str_of(names[column]);
}

/* ---- writing ---- */

/* "=1", "'=1", "''=1" … */
static bool is_formula(struct cmq_str s) {
    static const char signs[] = {'=', '+', '-', '@', '\t', '\r'};
    while (s.len > 0 && s.ptr[0] == '\'') {
        s.ptr++;
        s.len--;
    }
    return s.len > 0 && memchr(signs, s.ptr[0], sizeof signs) != NULL;
}

static void add_cell(struct cmq_buf *out, struct cmq_str s) {
    cmq_buf_add_char(out, '"');
    if (is_formula(s)) {
        cmq_buf_add_char(out, '\'');
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"') {
            cmq_buf_add_char(out, '"');
        }
        cmq_buf_add_char(out, s.ptr[i]);
    }
    cmq_buf_add_char(out, '"');
}

void cmq_sheet_csv_header(struct cmq_buf *out) {
    for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
        cmq_buf_format(out, "%s%s", c == 0 ? "" : ",", names[c]);
    }
    cmq_buf_add_char(out, '\n');
}

void cmq_sheet_csv_row(const struct cmq_sheet_row *row, struct cmq_buf *out) {
    for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
        if (c > 0) {
            cmq_buf_add_char(out, ',');
        }
        add_cell(out, row->cell[c]);
    }
    cmq_buf_add_char(out, '\n');
}

void cmq_sheet_csv(const struct cmq_sheet *sheet, struct cmq_buf *out) {
    cmq_sheet_csv_header(out);
    for (uint32_t i = 0; i < sheet->row.count; i++) {
        cmq_sheet_csv_row(&sheet->row.item[i], out);
    }
}

/* ---- reading ---- */

struct reader {
    char *bytes; /* of the whole file */
    struct cmq_str rest;
    unsigned line;
    char separator;
    bool ended;  /* the last cell was the last of its line */
    bool broken; /* a quote that nothing closes */
    struct cmq_arena *arena;
};

static char next_char(struct reader *reader) {
    char c = reader->rest.ptr[0];
    reader->rest.ptr++;
    reader->rest.len--;
    reader->line += c == '\n';
    return c;
}

/* Takes what is between quotes, the first of which is gone; doubled ones stand for one. It moves up
 * in the file's own bytes. */
static struct cmq_str quoted_cell(struct reader *reader) {
    char *start = reader->bytes + (reader->rest.ptr - reader->bytes), *end = start;
    while (reader->rest.len > 0) {
        char c = next_char(reader);
        if (c == '"') {
            if (reader->rest.len == 0 || reader->rest.ptr[0] != '"') {
                return (struct cmq_str){start, (size_t)(end - start)};
            }
            next_char(reader);
        }
        *end++ = c;
    }
    reader->broken = true;
    return CMQ_STR("");
}

static struct cmq_str written_cell(struct reader *reader) {
    struct cmq_str cell = CMQ_STR("");
    bool quoted = reader->rest.len > 0 && reader->rest.ptr[0] == '"';
    if (quoted) {
        next_char(reader);
        cell = quoted_cell(reader);
    }
    const char *start = reader->rest.ptr;
    reader->ended = true;
    while (reader->rest.len > 0) {
        size_t length = (size_t)(reader->rest.ptr - start);
        char c = next_char(reader);
        if (c == reader->separator || c == '\n') {
            reader->ended = c == '\n';
            return quoted ? cell : cmq_str_trim((struct cmq_str){start, length});
        }
    }
    return quoted ? cell
                  : cmq_str_trim((struct cmq_str){start, (size_t)(reader->rest.ptr - start)});
}

static struct cmq_str next_cell(struct reader *reader) {
    struct cmq_str cell = written_cell(reader);
    bool guarded = cell.len > 0 && cell.ptr[0] == '\'' && is_formula(cell);
    return guarded ? (struct cmq_str){cell.ptr + 1, cell.len - 1} : cell;
}

/* What parts the names of the first line. */
static char find_separator(struct cmq_str line) {
    const char separator[] = {',', ';', '\t'};
    char best = ',';
    size_t most = 0;
    for (unsigned i = 0; i < sizeof separator; i++) {
        size_t count = 0;
        for (size_t k = 0; k < line.len; k++) {
            count += line.ptr[k] == separator[i];
        }
        if (count > most) {
            most = count;
            best = separator[i];
        }
    }
    return best;
}

#define FILE_COLUMNS 256u

/* Which column of a sheet each of the file's is; CMQ_SHEET_COLUMNS for others. */
struct header {
    unsigned char column[FILE_COLUMNS];
    unsigned count;
};

static enum cmq_status read_header(struct reader *reader, struct header *header,
                                   struct cmq_error *err) {
    bool found[CMQ_SHEET_COLUMNS] = {false};
    do {
        struct cmq_str name = next_cell(reader);
        unsigned c = 0;
        while (c < CMQ_SHEET_COLUMNS && !cmq_str_eq(name, cmq_str_of(names[c]))) {
            c++;
        }
        if (header->count == FILE_COLUMNS) {
            return cmq_fail(err, CMQ_BAD_INPUT, 1, "line 1: more than %u columns", FILE_COLUMNS);
        }
        header->column[header->count++] = (unsigned char)c;
        if (c < CMQ_SHEET_COLUMNS) {
            found[c] = true;
        }
    } while (!reader->ended);
    static const enum cmq_sheet_column needed[] = {CMQ_SHEET_ITEM, CMQ_SHEET_KIND, CMQ_SHEET_THERE,
                                                   CMQ_SHEET_STRATUM, CMQ_SHEET_POPULATION};
    for (unsigned i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!found[needed[i]]) {
            return cmq_fail(err, CMQ_BAD_INPUT, 1, "line 1: no column \"%s\": not an audit sheet",
                            names[needed[i]]);
        }
    }
    return CMQ_OK;
}

static enum cmq_status read_row(struct reader *reader, const struct header *header,
                                struct cmq_sheet *sheet, struct cmq_error *err) {
    struct cmq_sheet_row row = {0};
    unsigned line = reader->line, count = 0;
    bool empty = true;
    do {
        struct cmq_str cell = next_cell(reader);
        empty = empty && cell.len == 0;
        if (count < header->count && header->column[count] < CMQ_SHEET_COLUMNS) {
            row.cell[header->column[count]] = cell;
        }
        count++;
    } while (!reader->ended && !reader->broken);
    if (reader->broken) {
        return cmq_fail(err, CMQ_BAD_INPUT, line, "line %u: a quote that nothing closes", line);
    }
    if (empty) {
        return CMQ_OK;
    }
    if (row.cell[CMQ_SHEET_ITEM].len == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, line, "line %u: no item", line);
    }
    CMQ_PUSH(reader->arena, &sheet->row) = row;
    return CMQ_OK;
}

enum cmq_status cmq_sheet_read(struct cmq_sheet *sheet, struct cmq_str csv, struct cmq_error *err) {
    if (cmq_str_starts(csv, CMQ_STR(BYTE_ORDER_MARK))) {
        csv.ptr += sizeof BYTE_ORDER_MARK - 1;
        csv.len -= sizeof BYTE_ORDER_MARK - 1;
    }
    size_t invalid = cmq_utf8_invalid(csv);
    if (invalid < csv.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "byte %zu is not UTF-8", invalid);
    }
    char *bytes = CMQ_NEW_ARRAY(&sheet->arena, char, csv.len + 1);
    if (bytes == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    for (size_t i = 0; i < csv.len; i++) {
        bytes[i] = csv.ptr[i];
    }
    struct cmq_str rest = csv;
    struct reader reader = {.bytes = bytes,
                            .rest = {bytes, csv.len},
                            .line = 1,
                            .separator = find_separator(cmq_str_cut(&rest, '\n')),
                            .arena = &sheet->arena};
    struct header header = {.count = 0};
    enum cmq_status status = read_header(&reader, &header, err);
    while (status == CMQ_OK && reader.rest.len > 0) {
        status = read_row(&reader, &header, sheet, err);
    }
    if (status == CMQ_OK && sheet->arena.exhausted) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}
