/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_ASK_H
#define CMQ_CLI_ASK_H

/* What the commands that ask a store share: their options, the store, and the way out of the rows.
 */

#include "cli/row_output.h"

/* A question on its way. */
struct cmq_ask {
    struct cmq_asked asked;
    bool by_period; /* --by was given */
    struct cmq_query *query;
    struct cmq_rows rows;
    char *const *operand;
    int operands;
    char cursor[CMQ_CURSOR_MAX];
};

struct cmq_ask_command {
    const char *name, *operands, *summary;
    enum cmq_asker asker;
    int most; /* operands */
    enum cmq_status (*ask)(struct cmq_ask *ask, struct cmq_error *err);
};

/* Parses, asks and writes; returns the exit status. */
int cmq_ask_run(const struct cmq_ask_command *command, int argc, char **argv);

#endif
