/* SPDX-License-Identifier: Apache-2.0 */
#include "store/handle.h"

#include <time.h>

#define STEPS 20000 /* of SQLite's machine between two looks at the clock */

static double seconds_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int is_late(void *context) {
    const struct cmq_store *store = context;
    return seconds_now() > store->deadline;
}

void cmq_store_set_patience(struct cmq_store *store, unsigned seconds) {
    store->deadline = seconds_now() + seconds;
    sqlite3_progress_handler(store->db, STEPS, seconds > 0 ? is_late : NULL, store);
}
