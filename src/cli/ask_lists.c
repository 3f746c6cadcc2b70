/* SPDX-License-Identifier: Apache-2.0 */
/* The commands that list what a store holds: events, statements, actors, reports and so on. */
#include "cli/ask.h"

static enum cmq_status ask_list(struct cmq_ask *ask, enum cmq_list list, struct cmq_error *err) {
    return cmq_query_list(ask->query, list, &ask->asked.page, &ask->rows, ask->cursor, err);
}

static enum cmq_status ask_events(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_EVENTS, err);
}

int cmq_command_events(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "events",
        .operands = "",
        .summary = "List the events of a store: who did what to whom.",
        .asker = CMQ_ASK_EVENTS,
        .ask = ask_events,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_statements(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_STATEMENTS, err);
}

int cmq_command_statements(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "statements",
        .operands = "",
        .summary = "List the statements of a store: who said what to whom.",
        .asker = CMQ_ASK_STATEMENTS,
        .ask = ask_statements,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_actors(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_ACTORS, err);
}

int cmq_command_known_actors(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "actors",
        .operands = "",
        .summary = "List the actors of a store, those of most reports first.",
        .asker = CMQ_ASK_ACTORS,
        .ask = ask_actors,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_reports(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_REPORTS, err);
}

int cmq_command_reports(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "reports",
        .operands = "",
        .summary = "List the reports of a store.",
        .asker = CMQ_ASK_REPORTS,
        .ask = ask_reports,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_stories(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_STORIES, err);
}

int cmq_command_known_stories(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "stories",
        .operands = "",
        .summary = "List the stories of a store.",
        .asker = CMQ_ASK_STORIES,
        .ask = ask_stories,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_occurrences(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_OCCURRENCES, err);
}

int cmq_command_occurrences(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "occurrences",
        .operands = "",
        .summary = "List what occurred, each once, however many reports of a store tell it.",
        .asker = CMQ_ASK_OCCURRENCES,
        .ask = ask_occurrences,
    };
    return cmq_ask_run(&command, argc, argv);
}

static enum cmq_status ask_outlets(struct cmq_ask *ask, struct cmq_error *err) {
    return ask_list(ask, CMQ_LIST_OUTLETS, err);
}

int cmq_command_outlets(int argc, char **argv) {
    static const struct cmq_ask_command command = {
        .name = "outlets",
        .operands = "",
        .summary = "List the outlets of a store, those of most reports first.",
        .asker = CMQ_ASK_OUTLETS,
        .ask = ask_outlets,
    };
    return cmq_ask_run(&command, argc, argv);
}
