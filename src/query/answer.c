/* SPDX-License-Identifier: Apache-2.0 */
/* What a question gives, a row at a time. */
#include "query/question.h"

#include <stdio.h>

struct cmq_answer *cmq__answer_new(struct cmq_query *query, cmq__next *next, void *state,
                                   struct cmq_error *err) {
    struct cmq_answer *answer = CMQ_NEW(&query->arena, struct cmq_answer);
    if (answer == NULL || state == NULL) {
        cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    *answer = (struct cmq_answer){.next = next, .state = state};
    return answer;
}

const struct cmq_column *cmq_answer_columns(const struct cmq_answer *answer, unsigned *count) {
    *count = answer->columns;
    return answer->column;
}

enum cmq_status cmq_answer_next(struct cmq_answer *answer, struct cmq_rows *rows,
                                struct cmq_error *err) {
    if (answer->ended) {
        return CMQ_END;
    }
    enum cmq_status status = answer->next(answer, rows, err);
    answer->ended = status != CMQ_OK;
    return status;
}

const char *cmq_answer_cursor(const struct cmq_answer *answer) {
    return answer->cursor;
}

void cmq_answer_free(struct cmq_answer *answer) {
    if (answer != NULL) {
        cmq_store_rows_free(answer->found);
    }
}

enum cmq_status cmq__write_answer(struct cmq_answer *answer, struct cmq_rows *rows, char *cursor,
                                  struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    if (answer->note.len > 0) {
        cmq_rows_note(rows, answer->note);
    }
    cmq_rows_begin(rows, answer->column, answer->columns);
    while (status == CMQ_OK && !rows->stopped) {
        status = cmq_answer_next(answer, rows, err);
    }
    if (cursor != NULL) {
        (void)snprintf(cursor, CMQ_CURSOR_MAX, "%s", answer->cursor);
    }
    cmq_answer_free(answer);
    return status == CMQ_OK || status == CMQ_END ? cmq_rows_end(rows, err) : status;
}
