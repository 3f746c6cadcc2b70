/* SPDX-License-Identifier: Apache-2.0 */
/* The commands that count the events of a store: dyads, series, panel. */
#include "cli/ask.h"

static enum cmq_status ask_dyads(struct cmq_ask *ask, struct cmq_error *err) {
    if (ask->operands == 0) {
        return cmq_query_dyads(ask->query, &ask->asked.counting, &ask->asked.page, &ask->rows,
                               ask->cursor, err);
    }
    if (ask->operands == 1) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the second of the pair is missing");
    }
    return cmq_query_history(ask->query, &ask->asked.counting, ask->by_period,
                             cmq_str_of(ask->operand[0]), cmq_str_of(ask->operand[1]), &ask->rows,
                             err);
}

int cmq_command_dyads(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "dyads",
        .operands = "[ONE OTHER]",
        .summary =
            "List the pairs that have most to do with each other, or tell the history of one.",
        .asker = CMQ_ASK_DYADS,
        .most = 2,
        .ask = ask_dyads,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_series(struct cmq_ask *ask, struct cmq_error *err) {
    return cmq_query_series(ask->query, &ask->asked.counting, &ask->rows, err);
}

int cmq_command_series(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "series",
        .operands = "",
        .summary = "Count the events of a store by period, with the reports and outlets of each.",
        .asker = CMQ_ASK_SERIES,
        .ask = ask_series,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_panel(struct cmq_ask *ask, struct cmq_error *err) {
    return cmq_query_panel(ask->query, &ask->asked.counting, &ask->rows, err);
}

int cmq_command_panel(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "panel",
        .operands = "",
        .summary = "Count the events of a store for every unit and period, quiet ones too.",
        .asker = CMQ_ASK_PANEL,
        .ask = ask_panel,
    };
    return cmq_ask_run(&command, argc, argv);
}
