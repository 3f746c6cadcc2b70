/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_BATCH_H
#define CMQ_CLI_BATCH_H

/* What waits in memory for the next transaction of a store, so that the store is locked for the
 * moment of writing alone and two processes take turns. */

#include "base/base.h"

#define CMQ_BATCH_REPORTS 512u /* that make a transaction where nothing else is asked for */

struct cmq_batch {
    unsigned most; /* reports that make a transaction; fewer do after a second */
    /* Writes all that waits in one transaction. */
    enum cmq_status (*write)(void *context, struct cmq_error *err);
    void *context;
    struct cmq_buf waiting; /* as `write` reads it */
    unsigned count;         /* of the reports in it */
    double since;           /* seconds: when the first of them came */
    bool failed;            /* a transaction did, and why was said; nothing more is written */
};

/* Takes no memory until something waits; that is freed by cmq_buf_release() of `waiting`. */
void cmq_batch_init(struct cmq_batch *batch, unsigned most,
                    enum cmq_status (*write)(void *context, struct cmq_error *err), void *context);
/* One more report is about to be added to `waiting`. */
void cmq_batch_count(struct cmq_batch *batch);
/* Writes what waits, if any does. False if that failed, now or before. */
bool cmq_batch_settle(struct cmq_batch *batch);
/* Likewise, if enough waits, or for long enough. */
bool cmq_batch_settle_due(struct cmq_batch *batch);

#endif
