/* SPDX-License-Identifier: Apache-2.0 */
/* Serves a store over HTTP until a signal says to end. */
#include "cli/cli.h"
#include "cli/common_options.h"

#include "server/server.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TOKEN_LIMIT   4096u
#define ADDRESS_MAX   64u
#define PORT_USUAL    8484u
#define THREADS_USUAL 8u
#define PATIENCE      20u /* seconds */

struct serve {
    struct cmq_server_options options;
    char address[ADDRESS_MAX];
    struct cmq_buf token;
    FILE *log;
};

/* ADDR:PORT, [ADDR]:PORT, ADDR or :PORT. */
static bool read_listen(const char *text, struct serve *serve) {
    const char *end = text[0] == '[' ? strchr(text, ']') : strrchr(text, ':');
    const char *first = text[0] == '[' ? text + 1 : text;
    size_t length = end == NULL ? strlen(first) : (size_t)(end - first);
    if (length >= sizeof serve->address) {
        return false;
    }
    if (length > 0) {
        (void)snprintf(serve->address, sizeof serve->address, "%.*s", (int)length, first);
    }
    const char *port = end != NULL && *end == ']' ? end + 1 : end;
    if (port == NULL || *port == '\0') {
        return true;
    }
    char *rest;
    errno = 0;
    unsigned long number = strtoul(port + 1, &rest, 10);
    serve->options.port = (uint16_t)number;
    return *port == ':' && rest != port + 1 && *rest == '\0' && errno == 0 && number <= 65535;
}

static enum cmq_status read_token(const char *path, struct serve *serve, struct cmq_error *err) {
    enum cmq_status status = cmq_file_read(path, TOKEN_LIMIT, &serve->token, err);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_str token = cmq_str_trim(cmq_buf_str(&serve->token));
    if (token.len < CMQ_SERVER_TOKEN_LEAST || memchr(token.ptr, '\n', token.len) != NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: a token is one line of at least %u characters",
                        path, CMQ_SERVER_TOKEN_LEAST);
    }
    ((char *)(uintptr_t)token.ptr)[token.len] = '\0';
    serve->options.token = token.ptr;
    return CMQ_OK;
}

static void write_log(void *context, struct cmq_str line) {
    const struct serve *serve = context;
    (void)fprintf(serve->log, "%.*s\n", CMQ_FMT(line));
    (void)fflush(serve->log);
}

/* Signals are blocked before the server's threads begin, so that they come here alone. */
static void wait_for_signal(const sigset_t *signals) {
    int number;
    (void)sigwait(signals, &number);
    cmq_say("ending");
}

static int run(struct serve *serve) {
    struct cmq_server *server;
    struct cmq_error err;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
    enum cmq_status status = cmq_server_open(&serve->options, &server, &err);
    if (status == CMQ_BAD_INPUT) {
        return cmq_usage_fail("serve", "%s", err.message);
    }
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    bool bracket = strchr(serve->address, ':') != NULL;
    cmq_say("http://%s%s%s:%u/ (Ctrl-C ends)", bracket ? "[" : "", serve->address,
            bracket ? "]" : "", cmq_server_port(server));
    wait_for_signal(&signals);
    cmq_server_close(server);
    return CMQ_EXIT_OK;
}

static int open_and_run(struct serve *serve, const char *token, const char *log) {
    struct cmq_error err;
    cmq_buf_init(&serve->token, TOKEN_LIMIT + 1);
    if (token != NULL && read_token(token, serve, &err) != CMQ_OK) {
        cmq_buf_release(&serve->token);
        return cmq_usage_fail("serve", "%s", err.message);
    }
    if (log != NULL) {
        serve->log = strcmp(log, "-") == 0 ? stderr : fopen(log, "ae");
        if (serve->log == NULL) {
            cmq_buf_release(&serve->token);
            cmq_say("cannot write %s: %s", log, strerror(errno));
            return CMQ_EXIT_FAILED;
        }
        serve->options.log = write_log;
        serve->options.context = serve;
    }
    int code = run(serve);
    if (serve->log != NULL && serve->log != stderr) {
        (void)fclose(serve->log);
    }
    cmq_buf_release(&serve->token);
    return code;
}

int cmq_command_serve(int argc, char **argv) {
    struct serve serve = {
        .options = {.port = PORT_USUAL, .threads = THREADS_USUAL, .seconds = PATIENCE},
        .address = "127.0.0.1"};
    const char *db = NULL, *listen = NULL, *token = NULL, *log = NULL;
    struct cmq_option_list samples = {.count = 0};
    const struct cmq_option options[] = {
        cmq_option_db(&db),
        {'\0', CMQ_OPTION_TEXT, "listen", "ADDRESS",
         "Listen at ADDRESS:PORT; port 0 is any that is free. Default: 127.0.0.1:8484.", &listen},
        {'\0', CMQ_OPTION_TEXT, "token-file", "FILE",
         "Answer only who sends the token in FILE, and take corrections; needed if ADDRESS is not "
         "of this machine alone.",
         &token},
        {'\0', CMQ_OPTION_LIST, "audit", "SAMPLE",
         "Let people judge the sample that `audit sample --csv SAMPLE` drew; needs a token. May be "
         "given again and again.",
         &samples},
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Answer N requests at a time. Default: 8.",
         &serve.options.threads},
        {'\0', CMQ_OPTION_COUNT, "patience", "SECONDS",
         "Give up an answer that takes the store longer. Default: 20.", &serve.options.seconds},
        {'\0', CMQ_OPTION_TEXT, "access-log", "FILE",
         "Add a line for each request to FILE, - for standard error.", &log},
        cmq_option_model(&serve.options.model),
        cmq_option_lexicon(&serve.options.lexicon),
        cmq_option_ontology(&serve.options.ontology),
    };
    const struct cmq_usage usage = {
        .command = "serve",
        .operands = "",
        .summary = "Serve a store over HTTP, on this machine unless told otherwise.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    if (listen != NULL && !read_listen(listen, &serve)) {
        return cmq_usage_fail("serve", "--listen wants ADDR:PORT, not '%s'", listen);
    }
    serve.options.db = db;
    serve.options.address = serve.address;
    serve.options.sample = samples.item;
    serve.options.samples = samples.count;
    return open_and_run(&serve, token, log);
}
