/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/batch.h"

#include "cli/run.h"

#define WAITING_LIMIT ((size_t)2 << 30)
#define WAITING_BYTES ((size_t)8 << 20) /* as many make a transaction, */
#define BATCH_SECONDS 1.0               /* or as much time */

void cmq_batch_init(struct cmq_batch *batch, unsigned most,
                    enum cmq_status (*write)(void *context, struct cmq_error *err), void *context) {
    *batch = (struct cmq_batch){.most = most, .write = write, .context = context};
    cmq_buf_init(&batch->waiting, WAITING_LIMIT);
}

void cmq_batch_count(struct cmq_batch *batch) {
    if (batch->count++ == 0) {
        batch->since = cmq_seconds();
    }
}

bool cmq_batch_settle(struct cmq_batch *batch) {
    struct cmq_error err;
    if (batch->count == 0 || batch->failed) {
        return !batch->failed;
    }
    if (batch->waiting.failed) {
        cmq_say("out of memory");
        batch->failed = true;
    } else if (batch->write(batch->context, &err) != CMQ_OK) {
        cmq_say_error(&err);
        batch->failed = true;
    }
    cmq_buf_clear(&batch->waiting);
    batch->count = 0;
    return !batch->failed;
}

static bool is_due(const struct cmq_batch *batch) {
    return batch->count >= batch->most || batch->waiting.len >= WAITING_BYTES ||
           cmq_seconds() - batch->since >= BATCH_SECONDS;
}

bool cmq_batch_settle_due(struct cmq_batch *batch) {
    return batch->count > 0 && is_due(batch) ? cmq_batch_settle(batch) : !batch->failed;
}
