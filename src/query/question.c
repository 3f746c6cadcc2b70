/* SPDX-License-Identifier: Apache-2.0 */
#include "query/question.h"

#define SQL_LIMIT ((size_t)1 << 20)

void cmq__question_init(struct cmq__question *question) {
    cmq_buf_init(&question->sql, SQL_LIMIT);
    question->count = 0;
    question->full = false;
}

void cmq__question_release(struct cmq__question *question) {
    cmq_buf_release(&question->sql);
}

void cmq__add(struct cmq__question *question, const char *sql) {
    cmq_buf_add_str(&question->sql, cmq_str_of(sql));
}

void cmq__add_value(struct cmq__question *question, struct cmq_str value) {
    if (question->count == CMQ__VALUES_MAX) {
        question->full = true;
        return;
    }
    question->value[question->count++] = value;
    cmq_buf_format(&question->sql, "?%u", question->count);
}

void cmq__add_list(struct cmq__question *question, const struct cmq__words *words) {
    for (uint32_t i = 0; i < words->list.count; i++) {
        cmq__add(question, i == 0 ? "(" : ", ");
        cmq__add_value(question, words->list.item[i]);
    }
    cmq__add(question, ")");
}

enum cmq_status cmq__ask(struct cmq_query *query, const struct cmq__question *question,
                         struct cmq_store_rows **rows, struct cmq_error *err) {
    *rows = NULL;
    if (question->sql.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (question->full) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "too many values are asked for: at most %u",
                        CMQ__VALUES_MAX / 2);
    }
    return cmq_store_ask(query->store, cmq_buf_str(&question->sql), question->value,
                         question->count, rows, err);
}

enum cmq_status cmq__tell(struct cmq_query *query, const char *sql, const struct cmq_str *value,
                          unsigned count, struct cmq_error *err) {
    return cmq_store_tell(query->store, sql, value, count, err);
}
