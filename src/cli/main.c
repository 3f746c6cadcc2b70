/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int print_version(int argc, char **argv);
static int print_help(int argc, char **argv);

static const struct cmq_command commands[] = {
    {"code", "code reports: who did what to whom, when, according to whom", cmq_command_code},
    {"add", "code reports and keep the codings in a store", cmq_command_add},
    {"events", "the events of a store: who did what to whom", cmq_command_events},
    {"statements", "the statements of a store: who said what to whom", cmq_command_statements},
    {"reports", "the reports of a store", cmq_command_reports},
    {"occurrences", "what occurred, each once", cmq_command_occurrences},
    {"outlets", "outlets with their reports and events", cmq_command_outlets},
    {"dyads", "the pairs of a store, or the history of one", cmq_command_dyads},
    {"series", "counts of events by period", cmq_command_series},
    {"panel", "counts of events for every unit and period", cmq_command_panel},
    {"export", "write what a store holds", cmq_command_export},
    {"release", "a store as a folder to publish, without texts", cmq_command_release},
    {"rehydrate", "join a release to the texts of its reports", cmq_command_rehydrate},
    {"forget", "remove reports or a person's name from a store", cmq_command_forget},
    {"correct", "correct, delete or add events of a store, as a person", cmq_command_correct},
    {"replay", "code what a store holds anew: what came, went, changed", cmq_command_replay},
    {"parse", "parse texts: words, tags, trees and names", cmq_command_parse},
    {"explain", "why each event of a report was coded", cmq_command_explain},
    {"actors", "what a name resolves to, and why; the actors of a store", cmq_command_actors},
    {"accounts", "the reports of a story side by side: what all, some or one tell",
     cmq_command_accounts},
    {"copies", "which reports are near copies of earlier ones", cmq_command_copies},
    {"stories", "the stories of a store; which reports are of one story", cmq_command_stories},
    {"story", "a story of a store: reports, what occurred, accounts", cmq_command_story},
    {"serve", "a store over HTTP", cmq_command_serve},
    {"eval", "score codings against gold records", cmq_command_eval},
    {"audit", "draw a sample for people to judge; what their verdicts say", cmq_command_audit},
    {"compare", "reconcile two event files of this or other projects", cmq_command_compare},
    {"model", "describe or import a language model", cmq_command_model},
    {"dict", "check, compare, count or import dictionaries", cmq_command_dict},
    {"version", "print the version", print_version},
    {"help", "print this, or the help of a command", print_help},
};
#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static const struct cmq_command *find(const struct cmq_command *command, size_t count,
                                      const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(command[i].name, name) == 0) {
            return &command[i];
        }
    }
    return NULL;
}

static int finish_printing(void) {
    return fflush(stdout) == 0 ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

static int print_version(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        printf("usage: communique version\n\nPrint the version.\n");
        return finish_printing();
    }
    if (argc > 1) {
        return cmq_usage_fail("version", "unexpected '%s'", argv[1]);
    }
    printf("communique %s\n", CMQ_VERSION);
    return finish_printing();
}

static void list(const struct cmq_command *command, size_t count) {
    for (size_t i = 0; i < count; i++) {
        printf("  %-11s %s\n", command[i].name, command[i].summary);
    }
}

static int print_help(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "--help") != 0) {
        const struct cmq_command *command = find(commands, COMMAND_COUNT, argv[1]);
        if (command == NULL) {
            return cmq_usage_fail("help", "there is no command '%s'", argv[1]);
        }
        char help[] = "--help";
        char *arguments[] = {argv[1], help, NULL};
        return command->run(2, arguments);
    }
    printf("usage: communique COMMAND [option ...] [operand ...]\n\n"
           "Read dated news reports and write down what they say happened.\n\n");
    list(commands, COMMAND_COUNT);
    printf("\n'communique COMMAND --help' lists the options of a command.\n");
    return finish_printing();
}

int cmq_action_run(const char *name, const struct cmq_command *action, size_t count, int argc,
                   char **argv) {
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        printf("usage: communique %s ACTION [option ...] [operand ...]\n\n", name);
        list(action, count);
        return finish_printing();
    }
    if (argc < 2) {
        return cmq_usage_fail(name, "ACTION is missing");
    }
    const struct cmq_command *chosen = find(action, count, argv[1]);
    if (chosen == NULL) {
        return cmq_usage_fail(name, "there is no action '%s'", argv[1]);
    }
    return chosen->run(argc - 1, argv + 1);
}

/* A standard stream that is closed would give its number to the next file that is opened. */
static bool hold_standard_streams(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        /* Opened for the wrong direction, so that using it fails as a closed one would. */
        int direction = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", direction) != fd) {
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv) {
    (void)signal(SIGPIPE, SIG_IGN);
    if (!hold_standard_streams()) {
        return CMQ_EXIT_FAILED;
    }
    if (argc < 2) {
        return cmq_usage_fail("", "COMMAND is missing");
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        return print_help(1, argv);
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        return print_version(1, argv);
    }
    const struct cmq_command *command = find(commands, COMMAND_COUNT, argv[1]);
    if (command == NULL) {
        return cmq_usage_fail("", "there is no command '%s'", argv[1]);
    }
    return command->run(argc - 1, argv + 1);
}
