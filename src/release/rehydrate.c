/* SPDX-License-Identifier: Apache-2.0 */
/* A release joined to texts. Reports and events are read as they lie in the files; a text finds its
 * reports by its hash, and its spans are cut out of it. */
#include "coding/offsets.h"
#include "release/csv_reader.h"
#include "release/release.h"
#include "release/tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_LIMIT ((size_t)8 << 30)
#define SUMS_LIMIT  ((size_t)1 << 20)
#define NONE        UINT32_MAX
#define WORDS       3u /* trigger, evidence, sentence */

enum state { MISSING, MISMATCHED, FOUND };

struct released {
    uint32_t same_text;    /* the next report with the same text; NONE */
    uint32_t last;         /* of the first one with a text: the last one with it */
    struct cmq_str events; /* its lines */
    unsigned line;         /* the first of them */
    enum state state;
};

struct cmq_rehydration {
    struct cmq_mapping reports, events;
    struct cmq_arena arena, scratch; /* `scratch` for a row at a time */
    CMQ_ARRAY(struct released) report;
    struct cmq_map by_hash, by_url, by_id; /* the first report; by_id of those without a URL */
    uint64_t written, foreign;
};

static const struct cmq__released_table *events_table(void) {
    return &cmq__released_table[CMQ__RELEASED_EVENTS];
}

static const struct cmq__released_table *reports_table(void) {
    return &cmq__released_table[CMQ__RELEASED_REPORTS];
}

static enum cmq_status no_memory(struct cmq_error *err) {
    return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* ---- opening ---- */

/* Maps a file of UTF-8 that SHA256SUMS has with this content. */
static enum cmq_status map_checked(const char *folder, struct cmq_str sums, const char *name,
                                   struct cmq_mapping *mapping, struct cmq_arena *arena,
                                   struct cmq_error *err) {
    const char *path = cmq_arena_format(arena, "%s/%s", folder, name).ptr;
    if (path == NULL) {
        return no_memory(err);
    }
    enum cmq_status status = cmq_map_file(path, mapping, err);
    if (status != CMQ_OK) {
        return status;
    }
    char line[256], sha256[65];
    const struct cmq_str bytes = {(const char *)mapping->ptr, mapping->len};
    if (cmq_utf8_invalid(bytes) < bytes.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is not UTF-8", path);
    }
    cmq_sha256_hex(bytes, sha256);
    (void)snprintf(line, sizeof line, "%s  %s", sha256, name);
    while (sums.len > 0) {
        if (cmq_str_eq(cmq_str_cut(&sums, '\n'), cmq_str_of(line))) {
            return CMQ_OK;
        }
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "%s is not the file that SHA256SUMS has: its SHA-256 is %s", path, sha256);
}

static enum cmq_status fail_row(const char *file, unsigned line, struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, line, "%s:%u: no row of a release", file, line);
}

/* Of the first record: whether the columns are the table's, with or without titles. */
static bool has_columns(const struct cmq__csv_record *record,
                        const struct cmq__released_table *table, bool *titles) {
    for (unsigned with = 0; with < 2; with++) {
        struct cmq_column column[CMQ_COLUMNS_MAX];
        unsigned count = cmq__released_columns(table, with == 1, column), same = 0;
        while (same < count && same < record->count &&
               cmq_str_eq(record->field[same], cmq_str_of(column[same].name))) {
            same++;
        }
        if (same == count && count == record->count) {
            *titles = with == 1;
            return true;
        }
    }
    return false;
}

static struct cmq_str field_of(const struct cmq__csv_record *record,
                               const struct cmq__released_table *table, const char *name,
                               bool titles) {
    unsigned at = 0;
    for (unsigned i = 0; i < cmq__released_field_of(table, name); i++) {
        at += titles || !table->field[i].title;
    }
    return record->field[at];
}

/* Points the map to the report, unless an earlier one has the key; then `*earlier` is that. */
static bool put_first(struct cmq_map *map, struct cmq_str key, uint32_t report, uint32_t *earlier) {
    uint32_t *at = cmq_map_put(map, key, report);
    if (at == NULL) {
        return false;
    }
    *earlier = *at;
    return true;
}

static enum cmq_status add_report(struct cmq_rehydration *r, const struct cmq__csv_record *record,
                                  bool titles, struct cmq_error *err) {
    const struct cmq__released_table *table = reports_table();
    uint32_t number = r->report.count, first, other;
    struct cmq_str url = field_of(record, table, "url", titles);
    CMQ_PUSH(&r->arena, &r->report) = (struct released){.same_text = NONE, .last = number};
    bool put =
        put_first(&r->by_hash, field_of(record, table, "text_sha256", titles), number, &first);
    put = put && (url.len > 0 ? put_first(&r->by_url, url, number, &other)
                              : put_first(&r->by_id, field_of(record, table, "report", titles),
                                          number, &other));
    if (!put || r->arena.exhausted) {
        return no_memory(err);
    }
    if (first != number) {
        r->report.item[r->report.item[first].last].same_text = number;
        r->report.item[first].last = number;
    }
    return CMQ_OK;
}

static enum cmq_status read_reports(struct cmq_rehydration *r, struct cmq_error *err) {
    struct cmq__csv csv = {.rest = {(const char *)r->reports.ptr, r->reports.len}};
    struct cmq__csv_record record;
    bool titles = false;
    enum cmq_status status = cmq__csv_next(&csv, &r->scratch, &record);
    if (status != CMQ_OK || !has_columns(&record, reports_table(), &titles)) {
        return fail_row("reports.csv", 1, err);
    }
    const unsigned columns = record.count;
    while ((status = cmq__csv_next(&csv, &r->scratch, &record)) == CMQ_OK) {
        if (record.count != columns) {
            return fail_row("reports.csv", csv.line, err);
        }
        status = add_report(r, &record, titles, err);
        cmq_arena_reset(&r->scratch);
        if (status != CMQ_OK) {
            return status;
        }
    }
    return status == CMQ_END ? CMQ_OK : fail_row("reports.csv", csv.line, err);
}

static bool read_number(struct cmq_str text, uint32_t most, uint32_t *number) {
    uint64_t value;
    bool good = cmq_number_read(text, most, &value);
    *number = (uint32_t)value;
    return good;
}

/* Notes where each report's rows are, which stand together. */
static enum cmq_status find_events(struct cmq_rehydration *r, struct cmq_error *err) {
    struct cmq__csv csv = {.rest = {(const char *)r->events.ptr, r->events.len}};
    struct cmq__csv_record record;
    bool titles;
    enum cmq_status status = cmq__csv_next(&csv, &r->scratch, &record);
    if (status != CMQ_OK || !has_columns(&record, events_table(), &titles)) {
        return fail_row("events.csv", 1, err);
    }
    const unsigned columns = record.count;
    for (uint32_t last = 0, number = 0;; last = number) {
        const char *start = csv.rest.ptr;
        status = cmq__csv_next(&csv, &r->scratch, &record);
        if (status == CMQ_END) {
            return CMQ_OK;
        }
        if (status != CMQ_OK || record.count != columns ||
            !read_number(record.field[0], r->report.count, &number) || number < last ||
            number == 0) {
            return fail_row("events.csv", csv.line, err);
        }
        struct released *report = &r->report.item[number - 1];
        if (report->events.ptr == NULL) {
            report->events.ptr = start;
            report->line = csv.line;
        }
        report->events.len = (size_t)(csv.rest.ptr - report->events.ptr);
        cmq_arena_reset(&r->scratch);
    }
}

static enum cmq_status open_release(struct cmq_rehydration *r, const char *path,
                                    struct cmq_error *err) {
    struct cmq_buf sums;
    const char *sums_path = cmq_arena_format(&r->arena, "%s/SHA256SUMS", path).ptr;
    cmq_buf_init(&sums, SUMS_LIMIT);
    enum cmq_status status =
        sums_path == NULL ? no_memory(err) : cmq_file_read(sums_path, SUMS_LIMIT, &sums, err);
    if (status == CMQ_OK) {
        status = map_checked(path, cmq_buf_str(&sums), "reports.csv", &r->reports, &r->arena, err);
    }
    if (status == CMQ_OK) {
        status = map_checked(path, cmq_buf_str(&sums), "events.csv", &r->events, &r->arena, err);
    }
    cmq_buf_release(&sums);
    status = status == CMQ_OK ? read_reports(r, err) : status;
    return status == CMQ_OK ? find_events(r, err) : status;
}

enum cmq_status cmq_rehydration_open(const char *path, struct cmq_rehydration **rehydration,
                                     struct cmq_error *err) {
    struct cmq_rehydration *r = calloc(1, sizeof *r);
    *rehydration = r;
    if (r == NULL) {
        return no_memory(err);
    }
    cmq_arena_init(&r->arena, ARENA_LIMIT);
    cmq_arena_init(&r->scratch, CMQ_ARENA_LIMIT);
    cmq_map_init(&r->by_hash);
    cmq_map_init(&r->by_url);
    cmq_map_init(&r->by_id);
    enum cmq_status status = open_release(r, path, err);
    if (status != CMQ_OK) {
        cmq_rehydration_free(r);
        *rehydration = NULL;
    }
    return status;
}

void cmq_rehydration_free(struct cmq_rehydration *rehydration) {
    if (rehydration != NULL) {
        cmq_map_release(&rehydration->by_hash);
        cmq_map_release(&rehydration->by_url);
        cmq_map_release(&rehydration->by_id);
        cmq_unmap_file(&rehydration->reports);
        cmq_unmap_file(&rehydration->events);
        cmq_arena_release(&rehydration->arena);
        cmq_arena_release(&rehydration->scratch);
        free(rehydration);
    }
}

/* ---- joining ---- */

unsigned cmq_rehydration_columns(struct cmq_column column[static CMQ_COLUMNS_MAX]) {
    static const char *const words[WORDS] = {"trigger", "evidence", "sentence"};
    unsigned count = cmq__released_columns(events_table(), false, column);
    for (unsigned i = 0; i < WORDS; i++) {
        column[count++] = (struct cmq_column){.name = words[i]};
    }
    return count;
}

/* The byte at which a code point stands; past the last one the end. */
static size_t byte_of(const struct cmq_offsets *offsets, uint32_t point) {
    size_t low = 0, high = offsets->text.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cmq_offsets_at(offsets, middle) < point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low < offsets->text.len && ((unsigned char)offsets->text.ptr[low] & 0xC0) == 0x80) {
        low++;
    }
    return low;
}

/* The words of the span whose start is in column `at`; absent where the event has none. False where
 * it is no span of the text. */
static bool cut_words(const struct cmq_offsets *offsets, const struct cmq__csv_record *record,
                      unsigned at, struct cmq_str *words) {
    uint32_t start, end;
    *words = (struct cmq_str){NULL, 0};
    if (record->field[at].len == 0 && record->field[at + 1].len == 0) {
        return true;
    }
    if (!read_number(record->field[at], CMQ_MAX_TEXT, &start) ||
        !read_number(record->field[at + 1], cmq_offsets_at(offsets, offsets->text.len), &end) ||
        start > end) {
        return false;
    }
    size_t first = byte_of(offsets, start);
    *words = (struct cmq_str){offsets->text.ptr + first, byte_of(offsets, end) - first};
    return true;
}

/* "-12.5"; false for what is no such number. */
static bool read_real(struct cmq_str text, double *value) {
    bool negative = text.len > 0 && text.ptr[0] == '-', point = false;
    double digits = 0, scale = 1;
    if (text.len == (size_t)negative || text.len > 16) {
        return false;
    }
    for (size_t i = negative; i < text.len; i++) {
        if (text.ptr[i] == '.' && !point) {
            point = true;
        } else if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        } else {
            digits = digits * 10 + (text.ptr[i] - '0');
            scale *= point ? 10 : 1;
        }
    }
    *value = (negative ? -digits : digits) / scale;
    return true;
}

/* A cell that was a number becomes one again, for JSON; false where it is none. */
static bool put_cell(struct cmq_rows *rows, enum cmq__field_kind kind, struct cmq_str text) {
    uint32_t integer;
    double real;
    if (text.len == 0 && kind != CMQ__FIELD_LIST) {
        cmq_rows_null(rows);
    } else if (kind == CMQ__FIELD_INTEGER && read_number(text, UINT32_MAX - 1, &integer)) {
        cmq_rows_int(rows, integer);
    } else if (kind == CMQ__FIELD_REAL && read_real(text, &real)) {
        cmq_rows_real(rows, real);
    } else {
        cmq_rows_text(rows, text);
        return kind != CMQ__FIELD_INTEGER && kind != CMQ__FIELD_REAL;
    }
    return true;
}

static bool write_event(const struct cmq__csv_record *record, const struct cmq_offsets *offsets,
                        struct cmq_rows *rows) {
    static const char *const start[WORDS] = {"trigger_start", "evidence_start", "sentence_start"};
    const struct cmq__released_table *table = events_table();
    struct cmq_str words[WORDS];
    for (unsigned i = 0; i < WORDS; i++) {
        if (!cut_words(offsets, record, cmq__released_field_of(table, start[i]), &words[i])) {
            return false;
        }
    }
    bool whole = true;
    for (unsigned i = 0; i < table->count; i++) {
        whole &= put_cell(rows, (enum cmq__field_kind)table->field[i].kind, record->field[i]);
    }
    for (unsigned i = 0; i < WORDS; i++) {
        cmq_rows_text(rows, cmq_str_trim(words[i]));
    }
    return whole;
}

static enum cmq_status write_events(struct cmq_rehydration *r, struct released *report,
                                    const struct cmq_offsets *offsets, struct cmq_rows *rows,
                                    struct cmq_error *err) {
    struct cmq__csv csv = {.rest = report->events};
    struct cmq__csv_record record;
    while (cmq__csv_next(&csv, &r->scratch, &record) == CMQ_OK) {
        if (!write_event(&record, offsets, rows)) {
            return fail_row("events.csv", report->line + csv.line - 1, err);
        }
        r->written++;
        cmq_arena_reset(&r->scratch);
    }
    report->state = FOUND;
    return CMQ_OK;
}

/* A released report that should have had this text. */
static enum cmq_status refuse(struct cmq_rehydration *r, const struct cmq_report *report,
                              const char *sha256, struct cmq_error *err) {
    const uint32_t *at = report->url.len > 0 ? cmq_map_get(&r->by_url, report->url)
                                             : cmq_map_get(&r->by_id, report->id);
    if (at == NULL) {
        r->foreign++;
        return CMQ_OK;
    }
    struct released *released = &r->report.item[*at];
    released->state = released->state == FOUND ? FOUND : MISMATCHED;
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "its text is not the one that was coded as report %" PRIu32
                    " of the release: its SHA-256 is %s",
                    *at + 1, sha256);
}

enum cmq_status cmq_rehydration_join(struct cmq_rehydration *rehydration,
                                     const struct cmq_report *report, struct cmq_rows *rows,
                                     struct cmq_error *err) {
    char sha256[65];
    cmq_sha256_hex(report->text, sha256);
    const uint32_t *first = cmq_map_get(&rehydration->by_hash, cmq_str_of(sha256));
    if (first == NULL) {
        return refuse(rehydration, report, sha256, err);
    }
    struct cmq_offsets offsets;
    cmq_offsets_init(&offsets, report->text);
    enum cmq_status status = CMQ_OK;
    for (uint32_t at = *first; status == CMQ_OK && at != NONE;
         at = rehydration->report.item[at].same_text) {
        struct released *released = &rehydration->report.item[at];
        if (released->state != FOUND) {
            status = write_events(rehydration, released, &offsets, rows, err);
        }
    }
    return status;
}

struct cmq_rehydration_counts cmq_rehydration_count(const struct cmq_rehydration *rehydration) {
    struct cmq_rehydration_counts counts = {.events = rehydration->written,
                                            .foreign = rehydration->foreign};
    for (uint32_t i = 0; i < rehydration->report.count; i++) {
        enum state state = rehydration->report.item[i].state;
        counts.found += state == FOUND;
        counts.mismatched += state == MISMATCHED;
        counts.missing += state == MISSING;
    }
    return counts;
}
