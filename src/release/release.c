/* SPDX-License-Identifier: Apache-2.0 */
/* Drives the parts over one state of the store. */
#include "release/csv_reader.h"
#include "release/parts.h"

#include <stdlib.h>

#define ARENA_LIMIT  ((size_t)8 << 30)
#define ERRORS_LIMIT ((size_t)4 << 20)

/* ---- what the parts need to know first ---- */

static enum cmq_status read_range(struct cmq__release *release, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(
        release->store,
        CMQ_STR("SELECT min(date), max(date) FROM reports JOIN temp.released USING (report)"), NULL,
        0, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    status = cmq_store_rows_next(rows, err);
    if (status == CMQ_OK && !cmq_store_rows_null(rows, 0)) {
        release->from = cmq_arena_copy(&release->arena, cmq_store_rows_str(rows, 0));
        release->to = cmq_arena_copy(&release->arena, cmq_store_rows_str(rows, 1));
    }
    cmq_store_rows_free(rows);
    return status;
}

static enum cmq_status read_coders(struct cmq__release *release, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    struct cmq_arena *arena = &release->arena;
    enum cmq_status status = cmq_store_ask(
        release->store,
        CMQ_STR("SELECT coder, model, lexicon, count(*) FROM report_table JOIN temp.released n "
                "ON n.report = report_number GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
        NULL, 0, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        const struct cmq__release_coder coder = {cmq_arena_copy(arena, cmq_store_rows_str(rows, 0)),
                                                 cmq_arena_copy(arena, cmq_store_rows_str(rows, 1)),
                                                 cmq_arena_copy(arena, cmq_store_rows_str(rows, 2)),
                                                 cmq_store_rows_int(rows, 3)};
        CMQ_PUSH(arena, &release->coder) = coder;
    }
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

/* The first day that does not depend on when the store got its reports is theirs. */
static enum cmq_status fill_about(struct cmq__release *release, struct cmq_error *err) {
    struct cmq_release_about *about = &release->about;
    struct cmq_arena *arena = &release->arena;
    *about = release->options->about;
    if (about->author.count == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "a release has an author: name one");
    }
    if (about->date == CMQ_NO_DAY) {
        about->date = cmq_day_parse(release->to);
    }
    if (about->date == CMQ_NO_DAY) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "no report has a date: give the release one");
    }
    if (about->title.ptr == NULL && release->from.ptr != NULL) {
        about->title = cmq_arena_format(arena, "Events told by news reports, %.*s to %.*s",
                                        CMQ_FMT(release->from), CMQ_FMT(release->to));
    } else if (about->title.ptr == NULL) {
        about->title = CMQ_STR("Events told by news reports");
    }
    about->version = about->version.ptr == NULL ? CMQ_STR("1.0.0") : about->version;
    about->publisher = about->publisher.ptr == NULL ? about->author.item[0] : about->publisher;
    return CMQ_OK;
}

/* The table of error rates, each line with as many fields as the first. */
static enum cmq_status read_errors(struct cmq__release *release, struct cmq_error *err) {
    const char *path = release->options->errors;
    if (path == NULL) {
        return CMQ_OK;
    }
    enum cmq_status status = cmq_file_read(path, ERRORS_LIMIT, &release->errors, err);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq__csv csv = {.rest = cmq_buf_str(&release->errors)};
    struct cmq__csv_record record;
    unsigned columns = 0;
    bool table = csv.rest.len > 0 && cmq_utf8_invalid(csv.rest) == csv.rest.len;
    while (table && (status = cmq__csv_next(&csv, &release->arena, &record)) == CMQ_OK) {
        columns = columns == 0 ? record.count : columns;
        table = record.count == columns;
    }
    return table && status == CMQ_END
               ? cmq__folder_write(&release->folder, "errors.csv", cmq_buf_str(&release->errors),
                                   err)
               : cmq_fail(err, CMQ_BAD_INPUT, csv.line, "%s: line %u is no row of a CSV table",
                          path, csv.line);
}

/* ---- all of it ---- */

static enum cmq_status write_all(struct cmq__release *release, struct cmq_error *err) {
    enum cmq_status (*const part[])(struct cmq__release *, struct cmq_error *) = {
        cmq__release_number, read_range,          read_coders,           fill_about,
        read_errors,         cmq__release_data,   cmq__release_codebook, cmq__release_citation,
        cmq__release_readme, cmq__release_package};
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sizeof part / sizeof *part; i++) {
        status = part[i](release, err);
        if (status == CMQ_OK && release->arena.exhausted) {
            status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
    }
    return status == CMQ_OK ? cmq__folder_finish(&release->folder, err) : status;
}

static enum cmq_status write_scope(struct cmq__release *release, struct cmq_error *err) {
    const struct cmq_store_scope *scope = &release->options->scope;
    enum cmq_status status = cmq_store_tell(release->store, "BEGIN", NULL, 0, err);
    if (status != CMQ_OK) {
        return status;
    }
    if (scope->as_of != CMQ_NO_DAY || scope->from != CMQ_NO_DAY || scope->to != CMQ_NO_DAY) {
        status = cmq_store_set_scope(release->store, scope, err);
    }
    if (status == CMQ_OK) {
        status = write_all(release, err);
    }
    (void)cmq_store_tell(release->store, "ROLLBACK", NULL, 0, NULL);
    return status;
}

static struct cmq_release_counts counts_of(const struct cmq__release *release) {
    struct cmq_release_counts counts = {
        .reports = (uint64_t)release->rows[CMQ__RELEASED_REPORTS],
        .events = (uint64_t)release->rows[CMQ__RELEASED_EVENTS],
    };
    for (uint32_t i = 0; i < release->coder.count; i++) {
        const struct cmq__release_coder *coder = &release->coder.item[i];
        if (!cmq_str_eq(coder->lexicon, release->options->coded_by)) {
            counts.other_lexicon += (uint64_t)coder->reports;
        }
    }
    return counts;
}

enum cmq_status cmq_release_write(struct cmq_store *store, const char *path,
                                  const struct cmq_release_options *options,
                                  struct cmq_release_counts *counts, struct cmq_error *err) {
    struct cmq__release *release = calloc(1, sizeof *release);
    if (release == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    release->store = store;
    release->options = options;
    cmq_arena_init(&release->arena, ARENA_LIMIT);
    cmq_buf_init(&release->errors, ERRORS_LIMIT);
    enum cmq_status status = cmq_store_check_cameo(store, "a release's codebook", err);
    if (status == CMQ_OK) {
        status = cmq__folder_open(&release->folder, path, err);
    }
    if (status == CMQ_OK) {
        status = write_scope(release, err);
    }
    *counts = counts_of(release);
    cmq__folder_release(&release->folder);
    cmq_buf_release(&release->errors);
    cmq_arena_release(&release->arena);
    free(release);
    return status;
}
