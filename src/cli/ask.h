/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_ASK_H
#define CMQ_CLI_ASK_H

/* What the commands that ask a store share: their options, the store, and the way out of the rows.
 */

#include "cli/row_output.h"

/* Which command an option is for, as a bit. */
enum cmq_asker {
    CMQ_ASK_EVENTS = 1,
    CMQ_ASK_STATEMENTS = 2,
    CMQ_ASK_ACTORS = 4,
    CMQ_ASK_REPORTS = 8,
    CMQ_ASK_DYADS = 16,
    CMQ_ASK_SERIES = 32,
    CMQ_ASK_PANEL = 64,
    CMQ_ASK_STORIES = 128,
    CMQ_ASK_OCCURRENCES = 256,
};

/* The options as they were given; NULL where they were not. */
struct cmq_ask_options {
    const char *db, *format, *output;
    const char *from, *to, *dated, *actor, *source, *target, *country, *bloc, *sector, *code, *type;
    const char *assertion, *time, *place, *publisher, *text, *attributed, *as_of, *language;
    const char *sources, *limit, *after, *unit, *by, *count, *actors;
    bool repeats, oldest, directed;
};

/* A question on its way. */
struct cmq_ask {
    const struct cmq_ask_options *options;
    struct cmq_query *query;
    struct cmq_rows rows;
    struct cmq_page page;
    struct cmq_counting counting;
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
