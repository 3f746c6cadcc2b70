/* SPDX-License-Identifier: Apache-2.0 */
/* Why an event of a store was coded. The store keeps no steps: its report's text is coded once
 * more, which gives the same where the coder is the same. */
#include "query/query.h"

#include <inttypes.h>

enum { ID, DATE, PUBLISHER, URL, TITLE, LANGUAGE, TEXT, VERSION, MODEL, LEXICON };

static const char question[] =
    "SELECT id, date, publisher, url, title, language, text, runs.version, model, lexicon "
    "FROM reports JOIN runs USING (run) LEFT JOIN texts USING (report) "
    "WHERE report = CAST(?1 AS INTEGER)";

static void read_row(const struct cmq_store_rows *rows, struct cmq_arena *arena,
                     struct cmq_report *report, struct cmq_explained *explained) {
    *report = (struct cmq_report){
        .id = cmq_arena_copy(arena, cmq_store_rows_str(rows, ID)),
        .date = cmq_day_parse(cmq_store_rows_str(rows, DATE)),
        .publisher = cmq_arena_copy(arena, cmq_store_rows_str(rows, PUBLISHER)),
        .url = cmq_arena_copy(arena, cmq_store_rows_str(rows, URL)),
        .title = cmq_arena_copy(arena, cmq_store_rows_str(rows, TITLE)),
        .language = cmq_arena_copy(arena, cmq_store_rows_str(rows, LANGUAGE)),
        .text = cmq_arena_copy(arena, cmq_store_rows_str(rows, TEXT)),
    };
    explained->report = report->id;
    explained->coded_by = (struct cmq_store_coder){
        .version = cmq_arena_copy(arena, cmq_store_rows_str(rows, VERSION)),
        .model = cmq_arena_copy(arena, cmq_store_rows_str(rows, MODEL)),
        .lexicon = cmq_arena_copy(arena, cmq_store_rows_str(rows, LEXICON))};
}

/* The report as it was kept, in the arena. */
static enum cmq_status read_kept(struct cmq_store *store, int64_t number, struct cmq_arena *arena,
                                 struct cmq_report *report, struct cmq_explained *explained,
                                 struct cmq_error *err) {
    struct cmq_str value = cmq_arena_format(arena, "%" PRId64, number);
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(store, cmq_str_of(question), &value, 1, &rows, err);
    status = status == CMQ_OK ? cmq_store_rows_next(rows, err) : status;
    if (status == CMQ_OK) {
        read_row(rows, arena, report, explained);
        if (cmq_store_rows_null(rows, TEXT)) {
            status = cmq_fail(err, CMQ_UNSUPPORTED, 0, "the store keeps no text of that report");
        }
    }
    cmq_store_rows_free(rows);
    return status;
}

static bool is_same(const struct cmq_store_coder *a, const struct cmq_store_coder *b) {
    return cmq_str_eq(a->version, b->version) && cmq_str_eq(a->model, b->model) &&
           cmq_str_eq(a->lexicon, b->lexicon);
}

static enum cmq_status explain(const struct cmq_coding *coding, struct cmq_str event,
                               const struct cmq_explained *explained, struct cmq_buf *why,
                               struct cmq_error *err) {
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        if (cmq_str_eq(cmq_str_of(coding->events.list.item[i].id), event)) {
            cmq_coding_explain(coding, i, why);
            return CMQ_OK;
        }
    }
    return cmq_fail(err, CMQ_UNSUPPORTED, 0, "%s",
                    explained->same
                        ? "the dictionaries do not give that event: a person added it"
                        : "the program's dictionaries do not give that event: the store was "
                          "coded by others");
}

enum cmq_status cmq_query_explain(struct cmq_store *store, const struct cmq_coder *coder,
                                  struct cmq_session *session, struct cmq_str event,
                                  struct cmq_arena *arena, struct cmq_explained *explained,
                                  struct cmq_buf *why, struct cmq_error *err) {
    struct cmq_report report;
    struct cmq_coding coding;
    int64_t number;
    *explained = (struct cmq_explained){.by = {.version = CMQ_STR(CMQ_VERSION),
                                               .model = cmq_model_id(coder->model),
                                               .lexicon = cmq_str_of(coder->knowledge)}};
    enum cmq_status status = cmq_store_find_event(store, event, &number, err);
    if (status == CMQ_OK) {
        status = read_kept(store, number, arena, &report, explained, err);
    }
    if (status == CMQ_OK) {
        explained->same = is_same(&explained->coded_by, &explained->by);
        status = cmq_code(coder, session, &report, arena, &coding, err);
    }
    return status == CMQ_OK ? explain(&coding, event, explained, why, err) : status;
}
