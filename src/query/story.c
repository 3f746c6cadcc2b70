/* SPDX-License-Identifier: Apache-2.0 */
/* One story of a store: its reports with their sources, what occurred with what the tellings vary
 * in, and the accounts side by side. All from the store: nothing is coded again. */
#include "query/rows.h"

#include "stories/stories.h"

#define TEXT_LIMIT ((size_t)256 << 20)

/* Columns of CMQ_STORE_STORY_REPORTS. */
enum { REPORT_NUMBER, REPORT_ID, REPORT_DATE, REPORT_PUBLISHER, REPORT_TITLE, REPORT_URL, COPY_OF };

struct story {
    struct cmq_store *store;
    int64_t number;
    struct cmq_rows *rows;
    struct cmq_error *left_out;
    struct cmq_arena arena;
    CMQ_ARRAY(int64_t) occurrences;
    CMQ_ARRAY(int64_t) stored; /* reports that are no copies of others of them */
    CMQ_ARRAY(struct cmq_told_report) reports;
    struct cmq_claims claims;
};

/* ---- what the store has ---- */

/* The number that the story has now. CMQ_END if there never was one. */
static enum cmq_status find_story(struct story *story, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status =
        cmq_store_tidy(story->store, CMQ_STORE_STORY_NOW, story->number, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    status = cmq_store_rows_next(rows, err);
    if (status == CMQ_OK) {
        story->number = cmq_store_rows_int(rows, 0);
    }
    cmq_store_rows_free(rows);
    return status;
}

static enum cmq_status read_occurrences(struct story *story, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status =
        cmq_store_tidy(story->store, CMQ_STORE_STORY_OCCURRENCES, story->number, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    while ((status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        CMQ_PUSH(&story->arena, &story->occurrences) = cmq_store_rows_int(rows, 0);
    }
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

static enum cmq_status read_reports(struct story *story, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status =
        cmq_store_tidy(story->store, CMQ_STORE_STORY_REPORTS, story->number, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    while ((status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        if (cmq_store_rows_null(rows, COPY_OF)) {
            CMQ_PUSH(&story->arena, &story->stored) = cmq_store_rows_int(rows, REPORT_NUMBER);
            CMQ_PUSH(&story->arena, &story->reports) = (struct cmq_told_report){
                .id = cmq_arena_copy(&story->arena, cmq_store_rows_str(rows, REPORT_ID)),
                .publisher =
                    cmq_arena_copy(&story->arena, cmq_store_rows_str(rows, REPORT_PUBLISHER)),
            };
        }
    }
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

static enum cmq_status read_claims(struct story *story, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < story->stored.count && status == CMQ_OK; i++) {
        status = cmq_claims_of(story->store, story->stored.item[i], i, &story->arena,
                               &story->claims, &story->reports.item[i], err);
    }
    return status == CMQ_OK && story->arena.exhausted
               ? cmq_fail(err, CMQ_LIMIT, 0, "the story is too long for memory")
               : status;
}

/* ---- out ---- */

static bool is_table(const struct story *story) {
    return story->rows->format == CMQ_ROWS_TABLE;
}

static void put(struct story *story, const struct cmq_buf *text) {
    struct cmq_rows *rows = story->rows;
    cmq__rows_flush(rows);
    rows->stopped = rows->stopped || !rows->sink(rows->context, cmq_buf_str(text));
}

static enum cmq_status align(struct story *story, struct cmq_accounts *accounts,
                             struct cmq_error *err) {
    enum cmq_status status = read_claims(story, err);
    return status == CMQ_OK ? cmq_accounts_align(&story->claims, story->reports.count,
                                                 &story->arena, accounts, err)
                            : status;
}

static void write_rows(struct story *story, const struct cmq_accounts *accounts) {
    struct cmq_buf line;
    cmq_buf_init(&line, TEXT_LIMIT);
    for (uint32_t i = 0; i < accounts->rows.count; i++) {
        cmq_buf_clear(&line);
        cmq_buf_add_str(&line, CMQ_STR("{\"kind\":\"account\",\"account\":"));
        cmq_row_write_json(&story->claims, &accounts->rows.item[i], story->reports.item, &line);
        cmq_buf_add_str(&line, CMQ_STR("}\n"));
        put(story, &line);
    }
    cmq_buf_release(&line);
}

static void write_table(struct story *story, const struct cmq_accounts *accounts) {
    struct cmq_buf text;
    cmq_buf_init(&text, TEXT_LIMIT);
    cmq_buf_add_str(&text, CMQ_STR("Accounts\n"));
    cmq_accounts_write_table(&story->claims, accounts, story->reports.item, story->reports.count,
                             &story->rows->style, &text);
    put(story, &text);
    cmq_buf_release(&text);
}

/* Too long a story has the rest, and its accounts are left out. */
static enum cmq_status write_accounts(struct story *story, struct cmq_error *err) {
    struct cmq_accounts accounts = {0};
    enum cmq_status status = align(story, &accounts, err);
    if (status == CMQ_LIMIT) {
        *story->left_out = *err;
        return CMQ_OK;
    }
    if (status == CMQ_OK && is_table(story)) {
        write_table(story, &accounts);
    } else if (status == CMQ_OK) {
        write_rows(story, &accounts);
    }
    return status;
}

static enum cmq_status write_part(struct story *story, enum cmq_store_tidy which, int64_t of,
                                  const char *kind, const char *title, struct cmq_error *err) {
    return cmq_rows_tidy(story->rows, story->store, which, of, kind, title, err);
}

/* How an occurrence came to be what it is, and in what its tellings vary: for programs, since for a
 * person's eyes it is too much. */
static enum cmq_status write_details(struct story *story, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < story->occurrences.count && status == CMQ_OK; i++) {
        int64_t occurrence = story->occurrences.item[i];
        status = write_part(story, CMQ_STORE_HISTORY, occurrence, "history", "", err);
        if (status == CMQ_OK) {
            status = write_part(story, CMQ_STORE_VARIANTS, occurrence, "variant", "", err);
        }
    }
    return status;
}

static enum cmq_status write_story(struct story *story, struct cmq_error *err) {
    enum cmq_status status =
        write_part(story, CMQ_STORE_STORY_REPORTS, story->number, "report", "Reports", err);
    if (status == CMQ_OK) {
        status = write_part(story, CMQ_STORE_STORY_MERGES, story->number, "merge",
                            "Stories that became this one", err);
    }
    if (status == CMQ_OK) {
        status = write_part(story, CMQ_STORE_STORY_OCCURRENCES, story->number, "occurrence",
                            "What occurred", err);
    }
    if (status == CMQ_OK && !is_table(story)) {
        status = write_details(story, err);
    }
    return status == CMQ_OK ? write_accounts(story, err) : status;
}

static enum cmq_status tell(struct story *story, struct cmq_error *err) {
    enum cmq_status status = find_story(story, err);
    if (status == CMQ_OK) {
        status = read_occurrences(story, err);
    }
    if (status == CMQ_OK) {
        status = read_reports(story, err);
    }
    return status == CMQ_OK ? write_story(story, err) : status;
}

enum cmq_status cmq_query_story(struct cmq_store *store, int64_t number, struct cmq_rows *rows,
                                struct cmq_error *left_out, struct cmq_error *err) {
    struct story story = {.store = store, .number = number, .rows = rows, .left_out = left_out};
    *left_out = (struct cmq_error){.status = CMQ_OK};
    cmq_arena_init(&story.arena, 4 * (size_t)CMQ_ARENA_LIMIT);
    enum cmq_status status = tell(&story, err);
    cmq_arena_release(&story.arena);
    return status;
}

static enum cmq_status tell_accounts(struct story *story, struct cmq_buf *out,
                                     struct cmq_error *err) {
    struct cmq_accounts accounts = {0};
    enum cmq_status status = find_story(story, err);
    status = status == CMQ_OK ? read_reports(story, err) : status;
    status = status == CMQ_OK ? align(story, &accounts, err) : status;
    for (uint32_t i = 0; status == CMQ_OK && i < accounts.rows.count; i++) {
        cmq_row_write_json(&story->claims, &accounts.rows.item[i], story->reports.item, out);
        cmq_buf_add_char(out, '\n');
    }
    return status;
}

enum cmq_status cmq_query_accounts(struct cmq_store *store, int64_t number, struct cmq_buf *out,
                                   struct cmq_error *err) {
    struct story story = {.store = store, .number = number};
    cmq_arena_init(&story.arena, 4 * (size_t)CMQ_ARENA_LIMIT);
    enum cmq_status status = tell_accounts(&story, out, err);
    cmq_arena_release(&story.arena);
    return status;
}
