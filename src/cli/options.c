/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 40u
#define COUNT_MAX   1024ul
#define LONG_ONLY   256 /* getopt's value for the option at index 0 */
#define HELP_COLUMN 26
#define HELP_WIDTH  (80 - HELP_COLUMN)
#define HELP_OPTION 'h'

void cmq_put_message(struct cmq_str text) {
    (void)fwrite(text.ptr, 1, text.len, stderr);
    (void)fflush(stderr);
}

void cmq_say(const char *format, ...) {
    va_list args;
    cmq_put_message(CMQ_STR("communique: "));
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    cmq_put_message(CMQ_STR("\n"));
}

int cmq_say_error(const struct cmq_error *err) {
    cmq_say("%s", err->message);
    return CMQ_EXIT_FAILED;
}

int cmq_usage_fail(const char *command, const char *format, ...) {
    va_list args;
    (void)fprintf(stderr, "communique%s%s: ", command[0] == '\0' ? "" : " ", command);
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fprintf(stderr, "\nTry 'communique%s%s --help'.\n", command[0] == '\0' ? "" : " ",
                  command);
    return CMQ_EXIT_USAGE;
}

/* The words of `help`, wrapped behind the column of the options. */
static void print_help_text(const char *help, int column) {
    int used = column;
    if (column >= HELP_COLUMN) {
        printf("\n%*s", HELP_COLUMN, "");
        used = HELP_COLUMN;
    } else {
        printf("%*s", HELP_COLUMN - column, "");
        used = HELP_COLUMN;
    }
    bool first = true;
    while (*help != '\0') {
        int length = (int)strcspn(help, " ");
        if (!first && used + 1 + length > HELP_COLUMN + HELP_WIDTH) {
            printf("\n%*s", HELP_COLUMN, "");
            used = HELP_COLUMN;
        } else if (!first) {
            putchar(' ');
            used++;
        }
        printf("%.*s", length, help);
        used += length;
        help += length;
        help += strspn(help, " ");
        first = false;
    }
    putchar('\n');
}

static void print_option(const struct cmq_option *option) {
    int column = option->letter == '\0' ? printf("      --%s", option->name)
                                        : printf("  -%c, --%s", option->letter, option->name);
    if (option->argument != NULL) {
        column += printf(" %s", option->argument);
    }
    print_help_text(option->help, column);
}

static int print_help(const struct cmq_usage *usage) {
    static const struct cmq_option help = {
        .letter = HELP_OPTION, .name = "help", .help = "Print this help."};
    printf("usage: communique %s [option ...]%s%s\n\n%s\n\n", usage->command,
           usage->operands[0] == '\0' ? "" : " ", usage->operands, usage->summary);
    for (size_t i = 0; i < usage->option_count; i++) {
        print_option(&usage->option[i]);
    }
    print_option(&help);
    return fflush(stdout) == 0 ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

static bool parse_count(const char *text, unsigned *count) {
    char *end;
    errno = 0;
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    unsigned long value = strtoul(text, &end, 10);
    if (errno != 0 || *end != '\0' || value < 1 || value > COUNT_MAX) {
        return false;
    }
    *count = (unsigned)value;
    return true;
}

static int take(const struct cmq_usage *usage, const struct cmq_option *option,
                const char *argument) {
    switch (option->kind) {
    case CMQ_OPTION_FLAG:
        *(bool *)option->value = true;
        return CMQ_PARSED;
    case CMQ_OPTION_TEXT:
    case CMQ_OPTION_NEEDED:
        *(const char **)option->value = argument;
        return CMQ_PARSED;
    case CMQ_OPTION_LIST: {
        struct cmq_option_list *list = option->value;
        if (list->count == CMQ_OPTION_LIST_MAX) {
            return cmq_usage_fail(usage->command, "--%s is given too often", option->name);
        }
        list->item[list->count++] = argument;
        return CMQ_PARSED;
    }
    case CMQ_OPTION_COUNT:
        break;
    }
    return parse_count(argument, option->value)
               ? CMQ_PARSED
               : cmq_usage_fail(usage->command, "--%s wants a number from 1 to %lu, not '%s'",
                                option->name, COUNT_MAX, argument);
}

/* Option `i` of the table is LONG_ONLY + i to getopt, by its letter or by its name. */
static const struct cmq_option *option_of(const struct cmq_usage *usage, int value) {
    for (size_t i = 0; i < usage->option_count; i++) {
        if (value == LONG_ONLY + (int)i || value == usage->option[i].letter) {
            return &usage->option[i];
        }
    }
    return NULL;
}

static int complain(const struct cmq_usage *usage, int problem, const char *word) {
    if (problem == ':') {
        return cmq_usage_fail(usage->command, "option '%s' needs an argument", word);
    }
    if (optopt >= LONG_ONLY || optopt == HELP_OPTION) {
        return cmq_usage_fail(usage->command, "option '%s' takes no argument", word);
    }
    if (optopt != 0) {
        return cmq_usage_fail(usage->command, "unknown option '-%c'", optopt);
    }
    return cmq_usage_fail(usage->command, "unknown option '%s'", word);
}

static int check_operands(const struct cmq_usage *usage, int count, char *const *operand) {
    if (usage->least > count) {
        return cmq_usage_fail(usage->command, "%s is missing", usage->operands);
    }
    if (usage->most >= 0 && count > usage->most) {
        return cmq_usage_fail(usage->command, "unexpected '%s'", operand[usage->most]);
    }
    return CMQ_PARSED;
}

static int check_needed(const struct cmq_usage *usage) {
    for (size_t i = 0; i < usage->option_count; i++) {
        const struct cmq_option *option = &usage->option[i];
        if (option->kind == CMQ_OPTION_NEEDED && *(const char **)option->value == NULL) {
            return cmq_usage_fail(usage->command, "--%s %s is missing", option->name,
                                  option->argument);
        }
    }
    return CMQ_PARSED;
}

int cmq_options_parse(const struct cmq_usage *usage, int argc, char **argv, int *first) {
    struct option options[OPTIONS_MAX + 2] = {{0}};
    char letters[2 * OPTIONS_MAX + 4] = ":h";
    size_t used = 2, count = usage->option_count;
    for (size_t i = 0; i < count; i++) {
        const struct cmq_option *option = &usage->option[i];
        int argument = option->kind == CMQ_OPTION_FLAG ? no_argument : required_argument;
        options[i] = (struct option){option->name, argument, NULL, LONG_ONLY + (int)i};
        if (option->letter != '\0') {
            letters[used++] = option->letter;
            if (argument == required_argument) {
                letters[used++] = ':';
            }
        }
    }
    letters[used] = '\0';
    options[count] = (struct option){"help", no_argument, NULL, HELP_OPTION};
    optind = 0; /* glibc: start afresh */
    opterr = 0;
    for (int value; (value = getopt_long(argc, argv, letters, options, NULL)) != -1;) {
        if (value == HELP_OPTION) {
            return print_help(usage);
        }
        const struct cmq_option *option = option_of(usage, value);
        int status =
            option == NULL ? complain(usage, value, argv[optind - 1]) : take(usage, option, optarg);
        if (status != CMQ_PARSED) {
            return status;
        }
    }
    *first = optind;
    int status = check_operands(usage, argc - optind, argv + optind);
    return status == CMQ_PARSED ? check_needed(usage) : status;
}

bool cmq_options_ask_store(int argc, char **argv) {
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--db") == 0 || strncmp(argv[i], "--db=", 5) == 0 ||
            strncmp(argv[i], "-d", 2) == 0) {
            return true;
        }
    }
    return false;
}
