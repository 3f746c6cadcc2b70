/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/common_options.h"

#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>

/* An operand that is no UTF-8 stands in no store. */
static bool read_operands(int count, char *const *operand, struct cmq_str *what) {
    for (int i = 0; i < count; i++) {
        what[i] = cmq_str_of(operand[i]);
        if (cmq_utf8_invalid(what[i]) < what[i].len) {
            return false;
        }
    }
    return true;
}

static int forget(const char *db, const struct cmq_str *what, size_t count) {
    struct cmq_store *store;
    struct cmq_store_forgotten forgotten;
    struct cmq_error err;
    enum cmq_status status = cmq_store_open(db, CMQ_STORE_CHANGE, &store, &err);
    if (status == CMQ_OK) {
        status = cmq_store_forget(store, what, count, &forgotten, &err);
        cmq_store_close(store);
    }
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_say("%" PRIu64 " reports removed, names blotted out in %" PRIu64 " values, %" PRIu64
            " not found",
            forgotten.reports, forgotten.values, forgotten.unknown);
    return forgotten.unknown > 0 ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

int cmq_command_forget(int argc, char **argv) {
    const char *db = NULL;
    const struct cmq_option options[] = {
        cmq_option_db(&db),
    };
    const struct cmq_usage usage = {
        .command = "forget",
        .operands = "ID|URL|NAME ...",
        .summary =
            "Remove from a store all traces of reports, by id or URL, or of a person's name.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    size_t count = (size_t)(argc - first);
    struct cmq_str *what = calloc(count, sizeof *what);
    if (what == NULL) {
        cmq_say("out of memory");
        return CMQ_EXIT_FAILED;
    }
    status = read_operands(argc - first, argv + first, what)
                 ? forget(db, what, count)
                 : cmq_usage_fail("forget", "an operand is no UTF-8");
    free(what);
    return status;
}
