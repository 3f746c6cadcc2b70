/* SPDX-License-Identifier: Apache-2.0 */
/* A sample that coders judge, and the file beside it that keeps what they say.
 *
 * Invariants. (1) What is kept is the sample's rows, put there at once, and whole rows behind them
 * but for the last, which a crash may have cut. (2) A verdict is in memory only after it is on
 * disk. (3) Of an item and coder the revisions go up by one, and only from the one that was seen:
 * of two who change the same, the second is told. (4) The lock on the sample is held from before
 * the file is made until the end. */
#include "audit/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define SAMPLE_LIMIT ((size_t)256 << 20)
#define KEPT_LIMIT   ((size_t)512 << 20)
#define ARENA_LIMIT  ((size_t)1 << 30)
#define SAID_CELLS   (CMQ_SHEET_MADE - CMQ_SHEET_CODER + 1)
#define KEPT_SUFFIX  ".verdicts.csv"

/* A verdict: the cells from CMQ_SHEET_CODER on. */
struct said {
    uint32_t revision;
    struct cmq_str cell[SAID_CELLS];
};

struct judge {
    struct cmq_str name;
    struct said **said; /* for each item; NULL: nothing yet */
};

struct cmq_judging {
    char *sample_path, *kept_path;
    int lock, file; /* on the sample; what is kept */
    struct cmq_sheet items;
    struct cmq_map by_item;
    pthread_mutex_t mutex; /* of all below */
    struct cmq_arena arena;
    struct judge judge[CMQ_CODERS];
    uint32_t judges;
    size_t size; /* of the file */
};

/* ---- verdicts in memory ---- */

static struct judge *find_judge(struct cmq_judging *judging, struct cmq_str name) {
    for (uint32_t i = 0; i < judging->judges; i++) {
        if (cmq_str_eq(judging->judge[i].name, name)) {
            return &judging->judge[i];
        }
    }
    return NULL;
}

static const struct said *find_said(struct cmq_judging *judging, struct cmq_str coder,
                                    uint32_t index) {
    static const struct said nothing;
    const struct judge *judge = find_judge(judging, coder);
    return judge == NULL || judge->said[index] == NULL ? &nothing : judge->said[index];
}

/* The place of a coder's verdict on an item; NULL with the reason in `err`. */
static struct said **make_place(struct cmq_judging *judging, struct cmq_str coder, uint32_t index,
                                struct cmq_error *err) {
    struct judge *judge = find_judge(judging, coder);
    if (judge == NULL && judging->judges == CMQ_CODERS) {
        (void)cmq_fail(err, CMQ_BAD_INPUT, 0, "%u coders have judged this sample: no more can",
                       CMQ_CODERS);
        return NULL;
    }
    if (judge == NULL) {
        judge = &judging->judge[judging->judges];
        judge->name = cmq_arena_copy(&judging->arena, coder);
        judge->said = CMQ_NEW_ARRAY(&judging->arena, struct said *, judging->items.row.count);
        judging->judges += judge->said != NULL;
    }
    if (judging->arena.exhausted) {
        (void)cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    return &judge->said[index];
}

static struct said *copy_said(struct cmq_judging *judging, const struct cmq_sheet_row *row) {
    struct said *said = CMQ_NEW(&judging->arena, struct said);
    for (unsigned c = 0; said != NULL && c < SAID_CELLS; c++) {
        said->cell[c] = cmq_arena_copy(&judging->arena, row->cell[CMQ_SHEET_CODER + c]);
    }
    if (said != NULL) {
        said->revision = cmq_sheet_revision(row);
    }
    return judging->arena.exhausted ? NULL : said;
}

/* Lays a verdict over the item, its strings copied. */
static void lay_over(const struct said *said, struct cmq_str coder, struct cmq_arena *arena,
                     struct cmq_sheet_row *row) {
    for (unsigned c = 0; c < SAID_CELLS; c++) {
        row->cell[CMQ_SHEET_CODER + c] = cmq_arena_copy(arena, said->cell[c]);
    }
    row->cell[CMQ_SHEET_CODER] = coder;
}

/* ---- reading what is there ---- */

static enum cmq_status fail_file(struct cmq_error *err, const char *doing, const char *path) {
    return cmq_fail(err, CMQ_IO, 0, "cannot %s %s: %s", doing, path, strerrordesc_np(errno));
}

/* The error with the path before it. */
static enum cmq_status fail_in(struct cmq_error *err, const char *path,
                               const struct cmq_error *reason) {
    return cmq_fail(err, reason->status, reason->line, "%s: %s", path, reason->message);
}

static enum cmq_status read_sheet(const char *path, size_t limit, struct cmq_sheet *sheet,
                                  struct cmq_error *err) {
    struct cmq_buf text;
    struct cmq_error reason;
    cmq_buf_init(&text, limit);
    enum cmq_status status = cmq_file_read(path, limit, &text, err);
    if (status == CMQ_OK && cmq_sheet_read(sheet, cmq_buf_str(&text), &reason) != CMQ_OK) {
        status = fail_in(err, path, &reason);
    }
    cmq_buf_release(&text);
    return status;
}

/* What somebody answered in the sample itself is nobody else's to see. */
static void take_answers_out(struct cmq_sheet *items) {
    for (uint32_t i = 0; i < items->row.count; i++) {
        for (unsigned c = CMQ_SHEET_CODER; c <= CMQ_SHEET_MADE; c++) {
            items->row.item[i].cell[c] = CMQ_STR("");
        }
    }
}

/* An item's name stands in paths: letters, digits, a hyphen, a line below. */
static bool is_name(struct cmq_str item) {
    bool good = item.len <= CMQ_ITEM_LONGEST;
    for (size_t i = 0; good && i < item.len; i++) {
        char c = item.ptr[i];
        good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    }
    return good;
}

static enum cmq_status index_items(struct cmq_judging *judging, struct cmq_error *err) {
    const char *path = judging->sample_path;
    for (uint32_t i = 0; i < judging->items.row.count; i++) {
        struct cmq_str item = judging->items.row.item[i].cell[CMQ_SHEET_ITEM];
        uint32_t *index = cmq_map_put(&judging->by_item, item, UINT32_MAX);
        if (index == NULL) {
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
        if (!is_name(item)) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: '%.*s' is no name of an item", path,
                            CMQ_FMT(item));
        }
        if (*index != UINT32_MAX) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "%s: item %.*s stands there twice: give the sheet of `audit sample`",
                            path, CMQ_FMT(item));
        }
        *index = i;
    }
    return judging->items.row.count > 0
               ? CMQ_OK
               : cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: there is nothing to judge", path);
}

/* Locks the sample against other processes and reads it. */
static enum cmq_status read_sample(struct cmq_judging *judging, struct cmq_error *err) {
    judging->lock = open(judging->sample_path, O_RDONLY | O_CLOEXEC);
    if (judging->lock < 0) {
        return fail_file(err, "open", judging->sample_path);
    }
    if (flock(judging->lock, LOCK_EX | LOCK_NB) != 0) {
        return cmq_fail(err, CMQ_IO, 0, "%s is being judged through another process",
                        judging->sample_path);
    }
    enum cmq_status status = read_sheet(judging->sample_path, SAMPLE_LIMIT, &judging->items, err);
    if (status != CMQ_OK) {
        return status;
    }
    take_answers_out(&judging->items);
    return index_items(judging, err);
}

static bool same_item(const struct cmq_sheet_row *a, const struct cmq_sheet_row *b) {
    static const enum cmq_sheet_column told[] = {
        CMQ_SHEET_ITEM,  CMQ_SHEET_KIND,    CMQ_SHEET_REPORT,    CMQ_SHEET_EVENT,
        CMQ_SHEET_TITLE, CMQ_SHEET_STRATUM, CMQ_SHEET_POPULATION};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (!cmq_str_eq(a->cell[told[i]], b->cell[told[i]])) {
            return false;
        }
    }
    return true;
}

/* A verdict that was kept. Later revisions stand behind earlier ones. */
static enum cmq_status take_row(struct cmq_judging *judging, const struct cmq_sheet_row *row,
                                struct cmq_error *err) {
    uint32_t index = cmq_judging_find(judging, row->cell[CMQ_SHEET_ITEM]);
    if (index == judging->items.row.count) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: the sample has no item %.*s",
                        judging->kept_path, CMQ_FMT(row->cell[CMQ_SHEET_ITEM]));
    }
    struct said **place = make_place(judging, row->cell[CMQ_SHEET_CODER], index, err);
    struct said *said = place == NULL ? NULL : copy_said(judging, row);
    if (said == NULL) {
        return place == NULL ? err->status : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    *place = said;
    return CMQ_OK;
}

static enum cmq_status take_rows(struct cmq_judging *judging, const struct cmq_sheet *kept,
                                 struct cmq_error *err) {
    const uint32_t items = judging->items.row.count;
    bool same = kept->row.count >= items;
    for (uint32_t i = 0; same && i < items; i++) {
        same = same_item(&judging->items.row.item[i], &kept->row.item[i]);
    }
    if (!same) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s is of another sample than %s: put it elsewhere, or give that sample",
                        judging->kept_path, judging->sample_path);
    }
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = items; status == CMQ_OK && i < kept->row.count; i++) {
        status = take_row(judging, &kept->row.item[i], err);
    }
    return status;
}

/* Whatever is kept must be what `audit score` reads. */
static enum cmq_status check_score(const struct cmq_judging *judging, const struct cmq_sheet *kept,
                                   struct cmq_error *err) {
    struct cmq_verdicts verdicts;
    struct cmq_error reason;
    cmq_verdicts_init(&verdicts);
    enum cmq_status status = cmq_verdicts_add(&verdicts, kept, CMQ_STR("nobody"), &reason) == CMQ_OK
                                 ? CMQ_OK
                                 : fail_in(err, judging->kept_path, &reason);
    cmq_verdicts_release(&verdicts);
    return status;
}

/* How many of the bytes are whole rows: up to the last line end that is in no quotes. */
static size_t whole_rows(struct cmq_str bytes) {
    bool quoted = false;
    size_t whole = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        quoted = quoted != (bytes.ptr[i] == '"');
        if (bytes.ptr[i] == '\n' && !quoted) {
            whole = i + 1;
        }
    }
    return whole;
}

/* Verdicts are added by the columns of this program's header. */
static enum cmq_status check_header(const struct cmq_judging *judging, struct cmq_str bytes,
                                    struct cmq_error *err) {
    struct cmq_buf header;
    cmq_buf_init(&header, SAMPLE_LIMIT);
    cmq_sheet_csv_header(&header);
    bool same = !header.failed && cmq_str_starts(bytes, cmq_buf_str(&header));
    cmq_buf_release(&header);
    return same ? CMQ_OK
                : cmq_fail(err, CMQ_BAD_INPUT, 0,
                           "%s was written by another program: put it elsewhere and begin anew",
                           judging->kept_path);
}

static enum cmq_status cut_torn_row(struct cmq_judging *judging, size_t length,
                                    struct cmq_error *err) {
    bool cut = judging->size == length ||
               (ftruncate(judging->file, (off_t)judging->size) == 0 && fsync(judging->file) == 0);
    return cut ? CMQ_OK : fail_file(err, "write", judging->kept_path);
}

static enum cmq_status read_kept(struct cmq_judging *judging, struct cmq_error *err) {
    struct cmq_buf text;
    struct cmq_sheet kept;
    struct cmq_error reason;
    cmq_buf_init(&text, KEPT_LIMIT);
    cmq_sheet_init(&kept);
    enum cmq_status status = cmq_file_read(judging->kept_path, KEPT_LIMIT, &text, err);
    if (status == CMQ_OK) {
        status = check_header(judging, cmq_buf_str(&text), err);
    }
    if (status == CMQ_OK) {
        judging->size = whole_rows(cmq_buf_str(&text));
        status = cut_torn_row(judging, text.len, err);
    }
    struct cmq_str whole = {text.ptr, judging->size};
    if (status == CMQ_OK && cmq_sheet_read(&kept, whole, &reason) != CMQ_OK) {
        status = fail_in(err, judging->kept_path, &reason);
    }
    status = status == CMQ_OK ? check_score(judging, &kept, err) : status;
    status = status == CMQ_OK ? take_rows(judging, &kept, err) : status;
    cmq_sheet_release(&kept);
    cmq_buf_release(&text);
    return status;
}

/* The sample's rows, if nothing was kept yet. */
static enum cmq_status begin_kept(const struct cmq_judging *judging, struct cmq_error *err) {
    struct cmq_buf text;
    if (access(judging->kept_path, F_OK) == 0) {
        return CMQ_OK;
    }
    cmq_buf_init(&text, KEPT_LIMIT);
    cmq_sheet_csv(&judging->items, &text);
    enum cmq_status status = text.failed
                                 ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                                 : cmq_file_write(judging->kept_path, cmq_buf_str(&text), err);
    cmq_buf_release(&text);
    return status;
}

static enum cmq_status open_kept(struct cmq_judging *judging, struct cmq_error *err) {
    enum cmq_status status = begin_kept(judging, err);
    if (status != CMQ_OK) {
        return status;
    }
    judging->file = open(judging->kept_path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return judging->file < 0 ? fail_file(err, "open", judging->kept_path) : read_kept(judging, err);
}

/* ---- opening ---- */

/* "sheet.verdicts.csv" of "sheet.csv"; the caller's to free. */
static char *make_kept_path(const char *sample) {
    struct cmq_str stem = cmq_str_of(sample);
    if (cmq_str_ends(stem, CMQ_STR(".csv"))) {
        stem.len -= sizeof ".csv" - 1;
    }
    size_t size = stem.len + sizeof KEPT_SUFFIX;
    char *path = malloc(size);
    if (path != NULL) {
        (void)snprintf(path, size, "%.*s" KEPT_SUFFIX, CMQ_FMT(stem));
    }
    return path;
}

enum cmq_status cmq_judging_open(const char *sample, struct cmq_judging **opened,
                                 struct cmq_error *err) {
    *opened = NULL;
    struct cmq_judging *judging = calloc(1, sizeof *judging);
    if (judging == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    judging->lock = judging->file = -1;
    cmq_sheet_init(&judging->items);
    cmq_map_init(&judging->by_item);
    cmq_arena_init(&judging->arena, ARENA_LIMIT);
    (void)pthread_mutex_init(&judging->mutex, NULL);
    judging->sample_path = strdup(sample);
    judging->kept_path = make_kept_path(sample);
    if (judging->sample_path == NULL || judging->kept_path == NULL) {
        cmq_judging_close(judging);
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = read_sample(judging, err);
    status = status == CMQ_OK ? open_kept(judging, err) : status;
    if (status != CMQ_OK) {
        cmq_judging_close(judging);
        return status;
    }
    *opened = judging;
    return CMQ_OK;
}

void cmq_judging_close(struct cmq_judging *judging) {
    if (judging == NULL) {
        return;
    }
    if (judging->file >= 0) {
        (void)close(judging->file);
    }
    if (judging->lock >= 0) {
        (void)close(judging->lock);
    }
    (void)pthread_mutex_destroy(&judging->mutex);
    cmq_arena_release(&judging->arena);
    cmq_map_release(&judging->by_item);
    cmq_sheet_release(&judging->items);
    free(judging->kept_path);
    free(judging->sample_path);
    free(judging);
}

/* ---- asking ---- */

const char *cmq_judging_name(const struct cmq_judging *judging) {
    const char *slash = strrchr(judging->sample_path, '/');
    return slash == NULL ? judging->sample_path : slash + 1;
}

const struct cmq_sheet *cmq_judging_items(const struct cmq_judging *judging) {
    return &judging->items;
}

uint32_t cmq_judging_find(const struct cmq_judging *judging, struct cmq_str item) {
    const uint32_t *index = cmq_map_get(&judging->by_item, item);
    return index == NULL ? judging->items.row.count : *index;
}

/* The row of an item with a coder's name, which is checked as of a verdict that says nothing. */
static enum cmq_status begin_row(const struct cmq_judging *judging, uint32_t index,
                                 struct cmq_str coder, struct cmq_sheet_row *row,
                                 struct cmq_error *err) {
    *row = judging->items.row.item[index];
    row->cell[CMQ_SHEET_CODER] = coder;
    return cmq_sheet_check_verdict(row, err);
}

enum cmq_status cmq_judging_read(struct cmq_judging *judging, uint32_t index, struct cmq_str coder,
                                 struct cmq_arena *arena, struct cmq_sheet_row *row,
                                 struct cmq_error *err) {
    enum cmq_status status = begin_row(judging, index, coder, row, err);
    if (status != CMQ_OK) {
        return status;
    }
    coder = row->cell[CMQ_SHEET_CODER];
    (void)pthread_mutex_lock(&judging->mutex);
    lay_over(find_said(judging, coder, index), coder, arena, row);
    (void)pthread_mutex_unlock(&judging->mutex);
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

enum cmq_status cmq_judging_csv(struct cmq_judging *judging, struct cmq_str coder,
                                struct cmq_buf *out, struct cmq_error *err) {
    struct cmq_arena arena;
    struct cmq_sheet_row row;
    enum cmq_status status = CMQ_OK;
    cmq_arena_init(&arena, ARENA_LIMIT);
    cmq_sheet_csv_header(out);
    for (uint32_t i = 0; status == CMQ_OK && i < judging->items.row.count; i++) {
        status = cmq_judging_read(judging, i, coder, &arena, &row, err);
        if (status == CMQ_OK) {
            cmq_sheet_csv_row(&row, out);
        }
        cmq_arena_reset(&arena);
    }
    cmq_arena_release(&arena);
    return status;
}

/* ---- keeping ---- */

/* Whether the verdict says nothing new. */
static bool says_same(const struct said *said, const struct cmq_sheet_row *row) {
    bool same = true;
    for (unsigned c = CMQ_SHEET_THERE; c <= CMQ_SHEET_NOTE; c++) {
        same = same && cmq_str_eq(said->cell[c - CMQ_SHEET_CODER], row->cell[c]);
    }
    return same;
}

static struct cmq_str now(struct cmq_arena *arena) {
    char text[32];
    struct tm utc;
    time_t seconds = time(NULL);
    (void)gmtime_r(&seconds, &utc);
    size_t length = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return cmq_arena_copy(arena, (struct cmq_str){text, length});
}

/* Adds the row to the file: what tells the item, and the verdict. The item's words stand at the
 * file's beginning. */
static enum cmq_status append(struct cmq_judging *judging, const struct cmq_sheet_row *row,
                              struct cmq_error *err) {
    struct cmq_sheet_row told = *row;
    struct cmq_buf line;
    for (unsigned c = CMQ_SHEET_SENTENCE; c < CMQ_SHEET_COLUMNS; c++) {
        bool tells = c == CMQ_SHEET_REPORT || c == CMQ_SHEET_EVENT || c == CMQ_SHEET_STRATUM ||
                     c == CMQ_SHEET_POPULATION;
        told.cell[c] = tells ? row->cell[c] : CMQ_STR("");
    }
    cmq_buf_init(&line, KEPT_LIMIT - judging->size);
    cmq_sheet_csv_row(&told, &line);
    enum cmq_status status =
        line.failed
            ? cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is full: it has 512 MiB", judging->kept_path)
            : cmq_file_append(judging->file, judging->kept_path, cmq_buf_str(&line), err);
    judging->size += status == CMQ_OK ? line.len : 0;
    cmq_buf_release(&line);
    return status;
}

static enum cmq_status keep(struct cmq_judging *judging, uint32_t index, struct cmq_arena *arena,
                            struct cmq_sheet_row *row, bool *stale, struct cmq_error *err) {
    const struct cmq_str coder = row->cell[CMQ_SHEET_CODER];
    const struct said *current = find_said(judging, coder, index);
    *stale = !says_same(current, row) && cmq_sheet_revision(row) != current->revision;
    if (*stale || says_same(current, row)) {
        lay_over(current, coder, arena, row);
        return CMQ_OK;
    }
    struct said **place = make_place(judging, coder, index, err);
    if (place == NULL) {
        return err->status;
    }
    row->cell[CMQ_SHEET_REVISION] = cmq_arena_format(arena, "%" PRIu32, current->revision + 1);
    row->cell[CMQ_SHEET_MADE] = now(arena);
    struct said *said = arena->exhausted ? NULL : copy_said(judging, row);
    if (said == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = append(judging, row, err);
    if (status == CMQ_OK) {
        *place = said;
    }
    return status;
}

enum cmq_status cmq_judging_keep(struct cmq_judging *judging, uint32_t index,
                                 struct cmq_arena *arena, struct cmq_sheet_row *row, bool *stale,
                                 struct cmq_error *err) {
    struct cmq_sheet_row given = judging->items.row.item[index];
    for (unsigned c = CMQ_SHEET_CODER; c <= CMQ_SHEET_REVISION; c++) {
        given.cell[c] = row->cell[c];
    }
    *row = given;
    enum cmq_status status = cmq_sheet_check_verdict(row, err);
    if (status != CMQ_OK) {
        return status;
    }
    (void)pthread_mutex_lock(&judging->mutex);
    status = keep(judging, index, arena, row, stale, err);
    (void)pthread_mutex_unlock(&judging->mutex);
    return status;
}
