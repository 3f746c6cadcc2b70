/* SPDX-License-Identifier: Apache-2.0 */
#include "store/handle.h"

#define STEPS 20000 /* of SQLite's machine between two looks at the clock */

static int is_late(void *context) {
    const struct cmq_store *store = context;
    return cmq_seconds() > store->deadline;
}

void cmq_store_set_patience(struct cmq_store *store, unsigned seconds) {
    store->deadline = cmq_seconds() + seconds;
    sqlite3_progress_handler(store->db, STEPS, seconds > 0 ? is_late : NULL, store);
    bool sooner = seconds > 0 && seconds < CMQ__WAIT_MS / 1000;
    (void)sqlite3_busy_timeout(store->db, sooner ? (int)seconds * 1000 : CMQ__WAIT_MS);
}
