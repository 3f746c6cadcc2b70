/* SPDX-License-Identifier: Apache-2.0 */
/* Few or many: who is in few reports is found by way of the actors, all at once; who is in many is
 * met soon enough where a page goes report by report. The reports that were added last tell. */
#include "query/question.h"

#define SAMPLE 5000 /* reports */
#define MANY   50   /* actors of them from which on they are many */

static enum cmq_status count_actors(struct cmq_query *query, struct cmq__question *question,
                                    bool *many, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    cmq_buf_format(&question->sql, " LIMIT %d)", MANY);
    enum cmq_status status = cmq__ask(query, question, &rows, err);
    status = status == CMQ_OK ? cmq_store_rows_next(rows, err) : status;
    if (status == CMQ_OK) {
        *many = cmq_store_rows_int(rows, 0) == MANY;
    }
    cmq_store_rows_free(rows);
    return status;
}

/* Whether many actors are those of one side, or with NULL those on any side. */
static enum cmq_status are_many(struct cmq_query *query, const struct cmq__identity *side,
                                bool *many, struct cmq_error *err) {
    struct cmq__question question;
    cmq__question_init(&question);
    cmq_buf_format(&question.sql,
                   "SELECT count(*) FROM (SELECT 1 FROM actors a WHERE a.report > (SELECT "
                   "max(report) FROM reports) - %d AND ",
                   SAMPLE);
    if (side != NULL) {
        cmq__add_identity(&question, side);
    } else {
        cmq__add_actor_conditions(&question, query, true, NULL);
    }
    enum cmq_status status = count_actors(query, &question, many, err);
    cmq__question_release(&question);
    return status;
}

enum cmq_status cmq__choose_way(struct cmq_query *query, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    bool many = true;
    if (query->actor.given || query->countries.list.count > 0 || query->sectors.list.count > 0) {
        status = are_many(query, NULL, &many, err);
    }
    if (status == CMQ_OK && many && query->source.given) {
        status = are_many(query, &query->source, &many, err);
    }
    if (status == CMQ_OK && many && query->target.given) {
        status = are_many(query, &query->target, &many, err);
    }
    query->by_row = many;
    return status;
}
