/* SPDX-License-Identifier: Apache-2.0 */
/* The filter of `audit sample`: it is put to the store as `events` and `reports` put it, and their
 * rows are read as lines with tabs. Asked and answered before a coding is read, since corrections
 * that people made stand in the way of what the coder made. */
#include "cli/audit.h"

#include <string.h>

#define PENDING_LIMIT ((size_t)256 << 20)

void cmq_audit_choice_init(struct cmq_audit_choice *choice) {
    *choice = (struct cmq_audit_choice){.failed = false};
    cmq_map_init(&choice->of);
    cmq_buf_init(&choice->key, CMQ_MAX_LINE);
    cmq_buf_init(&choice->pending, PENDING_LIMIT);
}

void cmq_audit_choice_release(struct cmq_audit_choice *choice) {
    cmq_buf_release(&choice->pending);
    cmq_buf_release(&choice->key);
    cmq_map_release(&choice->of);
}

/* As separated values have them: what would end a field is a blank. */
static struct cmq_str key_of(struct cmq_audit_choice *choice, struct cmq_str report,
                             struct cmq_str event) {
    const struct cmq_str part[] = {report, event};
    cmq_buf_clear(&choice->key);
    for (unsigned p = 0; p < (event.len > 0 ? 2 : 1); p++) {
        if (p == 1) {
            cmq_buf_add_char(&choice->key, '\t');
        }
        for (size_t i = 0; i < part[p].len; i++) {
            unsigned char c = (unsigned char)part[p].ptr[i];
            cmq_buf_add_char(&choice->key, c < 0x20 || c == 0x7F ? ' ' : (char)c);
        }
    }
    return cmq_buf_str(&choice->key);
}

/* "event<tab>report<tab>…" of an event, "report<tab>…" of a report. */
static void take_line(struct cmq_audit_choice *choice, struct cmq_str line) {
    struct cmq_str event = choice->events ? cmq_str_cut(&line, '\t') : (struct cmq_str){NULL, 0};
    struct cmq_str report = cmq_str_cut(&line, '\t');
    if (cmq_map_put(&choice->of, key_of(choice, report, event), 1) == NULL || choice->key.failed) {
        choice->failed = true;
    }
}

static bool take_piece(void *context, struct cmq_str piece) {
    struct cmq_audit_choice *choice = context;
    cmq_buf_add_str(&choice->pending, piece);
    struct cmq_str rest = cmq_buf_str(&choice->pending);
    while (rest.len > 0 && memchr(rest.ptr, '\n', rest.len) != NULL) {
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (choice->header) {
            choice->header = false;
        } else {
            take_line(choice, line);
        }
    }
    size_t left = rest.len;
    memmove(choice->pending.ptr, choice->pending.ptr + choice->pending.len - left, left);
    choice->pending.len = left;
    choice->failed = choice->failed || choice->pending.failed;
    return !choice->failed;
}

static enum cmq_status read_list(struct cmq_audit_choice *choice, struct cmq_store *store,
                                 const struct cmq_filter *filter, enum cmq_list list,
                                 struct cmq_error *err) {
    struct cmq_query *query;
    struct cmq_rows rows = {.format = CMQ_ROWS_TSV, .sink = take_piece, .context = choice};
    const struct cmq_page page = {.limit = 0};
    char cursor[CMQ_CURSOR_MAX];
    enum cmq_status status = cmq_query_open(store, filter, &query, err);
    if (status != CMQ_OK) {
        return status;
    }
    choice->events = list == CMQ_LIST_EVENTS;
    choice->header = true;
    cmq_buf_clear(&choice->pending);
    status = cmq_query_list(query, list, &page, &rows, cursor, err);
    cmq_rows_release(&rows);
    cmq_query_free(query);
    return status == CMQ_OK && choice->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                                              : status;
}

enum cmq_status cmq_audit_choose(struct cmq_audit_choice *choice, struct cmq_store *store,
                                 const struct cmq_filter *filter, struct cmq_error *err) {
    const struct cmq_filter of_report = {.from = filter->from,
                                         .to = filter->to,
                                         .publisher = filter->publisher,
                                         .sources = filter->sources,
                                         .language = filter->language,
                                         .text = filter->text};
    enum cmq_status status = read_list(choice, store, filter, CMQ_LIST_EVENTS, err);
    return status == CMQ_OK ? read_list(choice, store, &of_report, CMQ_LIST_REPORTS, err) : status;
}

bool cmq_audit_chosen(void *context, struct cmq_str report, struct cmq_str event) {
    struct cmq_audit_choice *choice = context;
    return cmq_map_get(&choice->of, key_of(choice, report, event)) != NULL;
}
