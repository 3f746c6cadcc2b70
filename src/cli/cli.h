/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_H
#define CMQ_CLI_H

/* cli: the program. One file a subcommand, and what they share: option tables, output, the pool
 * of workers. Only this room prints, exits and listens to signals.
 *
 * A command parses its options, opens what it needs, works, and returns an exit status. Data go to
 * standard output or -o, everything else to standard error. */

#include "coding/coding.h"

enum cmq_exit {
    CMQ_EXIT_OK = 0,
    CMQ_EXIT_REJECTS = 1, /* done, but something was rejected or failed its check */
    CMQ_EXIT_USAGE = 2,
    CMQ_EXIT_FAILED = 3, /* could not go on: I/O, memory, no model */
};

/* ---- commands ---------------------------------------------------------------------------- */

struct cmq_command {
    const char *name, *summary;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

int cmq_command_accounts(int argc, char **argv);
int cmq_command_actors(int argc, char **argv);
int cmq_command_add(int argc, char **argv);
int cmq_command_audit(int argc, char **argv);
int cmq_command_code(int argc, char **argv);
int cmq_command_compare(int argc, char **argv);
int cmq_command_copies(int argc, char **argv);
int cmq_command_correct(int argc, char **argv);
int cmq_command_dict(int argc, char **argv);
int cmq_command_dyads(int argc, char **argv);
int cmq_command_eval(int argc, char **argv);
int cmq_command_events(int argc, char **argv);
int cmq_command_explain(int argc, char **argv);
int cmq_command_export(int argc, char **argv);
int cmq_command_forget(int argc, char **argv);
int cmq_command_known_actors(int argc, char **argv);  /* actors --db */
int cmq_command_known_stories(int argc, char **argv); /* stories --db */
int cmq_command_model(int argc, char **argv);
int cmq_command_occurrences(int argc, char **argv);
int cmq_command_outlets(int argc, char **argv);
int cmq_command_panel(int argc, char **argv);
int cmq_command_parse(int argc, char **argv);
int cmq_command_reports(int argc, char **argv);
int cmq_command_serve(int argc, char **argv);
int cmq_command_series(int argc, char **argv);
int cmq_command_statements(int argc, char **argv);
int cmq_command_rehydrate(int argc, char **argv);
int cmq_command_release(int argc, char **argv);
int cmq_command_replay(int argc, char **argv);
int cmq_command_stories(int argc, char **argv);
int cmq_command_story(int argc, char **argv);

/* Runs the action that argv[1] names ("info" of `model info`). */
int cmq_action_run(const char *name, const struct cmq_command *action, size_t count, int argc,
                   char **argv);

/* ---- options ----------------------------------------------------------------------------- */

enum cmq_option_kind {
    CMQ_OPTION_FLAG,   /* value: bool */
    CMQ_OPTION_TEXT,   /* value: const char * */
    CMQ_OPTION_NEEDED, /* a text that must be given */
    CMQ_OPTION_COUNT,  /* value: unsigned, from 1 to 1024 */
    CMQ_OPTION_LIST,   /* value: struct cmq_option_list; may be given again and again */
};

#define CMQ_OPTION_LIST_MAX 16u
struct cmq_option_list {
    const char *item[CMQ_OPTION_LIST_MAX];
    unsigned count;
};

struct cmq_option {
    char letter; /* '\0': none */
    enum cmq_option_kind kind;
    const char *name;     /* without the dashes */
    const char *argument; /* what stands for it in the help; NULL for a flag */
    const char *help;
    void *value;
};

/* A command's options are this one table: it is parsed by, printed by --help, and compared with
 * the list of the man page by a test. --help itself is not in it. */
struct cmq_usage {
    const char *command, *operands, *summary;
    const struct cmq_option *option;
    size_t option_count;
    int least, most; /* operands; -1: any number */
};

#define CMQ_PARSED (-1)
/* CMQ_PARSED with the first operand's index in `*first`, or the status to exit with: the help was
 * printed, or the usage was wrong and that was said. */
int cmq_options_parse(const struct cmq_usage *usage, int argc, char **argv, int *first);
/* Whether the options name a store (--db), so that the question is to it and not to files. */
bool cmq_options_ask_store(int argc, char **argv);
/* Says what is wrong, points to --help and returns CMQ_EXIT_USAGE; `command` may be empty. */
int cmq_usage_fail(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- messages ---------------------------------------------------------------------------- */

/* "communique: …" and a line end, on standard error. */
void cmq_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Says the error and returns CMQ_EXIT_FAILED. */
int cmq_say_error(const struct cmq_error *err);
/* Puts text on standard error as it is. That this fails can be told to nobody. */
void cmq_put_message(struct cmq_str text);

/* ---- output ------------------------------------------------------------------------------ */

/* Standard output, or a file. A regular file is written under a temporary name beside its own and
 * put in place when all is done, so that it is never seen half written; what is no regular file
 * (a pipe, a device) is written to as it stands. */
struct cmq_output {
    int fd;
    const char *path; /* NULL: standard output */
    char *temporary;  /* NULL: written to as it stands */
    char *target;     /* what the temporary file will be */
    struct cmq_buf pending;
    int error; /* errno of the first failed write, 0 if none */
};

/* `path` NULL or "-" is standard output; it outlives the output. */
enum cmq_status cmq_output_open(struct cmq_output *output, const char *path, struct cmq_error *err);
/* Writes whole pieces: what reaches a stream ends where a piece ended, unless a write fails. */
void cmq_output_write(struct cmq_output *output, struct cmq_str piece);
void cmq_output_flush(struct cmq_output *output);
/* Finishes and frees. With `keep` the file is put in place, else a temporary one is removed; a
 * stream gets what is pending either way. False if something could not be written; that is said,
 * but for a pipe that nobody reads. */
bool cmq_output_close(struct cmq_output *output, bool keep);

/* Columns of the terminal at `fd`: the environment's COLUMNS, the terminal's own, or 80. */
unsigned cmq_terminal_columns(int fd);
/* Whether `fd` is a terminal that shows colours and NO_COLOR is unset or empty. */
bool cmq_terminal_colour(int fd);

#endif
