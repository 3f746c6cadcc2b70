/* SPDX-License-Identifier: Apache-2.0 */
/* Listening, who may ask, and the workers. libmicrohttpd speaks HTTP; its threads call answer(). */
#include "server/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS   512u
#define HEADERS_LIMIT ((size_t)32 << 10) /* of a connection's memory, the headers in it */
#define IDLE_SECONDS  15u
#define BODY_SECONDS  30.0 /* that a body may take to come */
#define CLOSING_STEPS 50u  /* of a tenth of a second */
#define ARENA_LIMIT   ((size_t)512 << 20)
#define LOG_LINE_MAX  1024u

struct cmq_server {
    struct cmq_server_options options;
    struct MHD_Daemon *daemon;
    bool loopback;
    struct cmq_judging *judging[CMQ_SERVER_SAMPLES];
    pthread_mutex_t lock; /* of `idle` */
    struct cmq__worker *idle;
};

/* A request that is coming in. */
struct incoming {
    struct cmq__request request;
    double began;
    unsigned status;
    size_t sent;
    char path[LOG_LINE_MAX / 2]; /* as far as the log has room */
};

/* ---- workers ---- */

static void free_worker(struct cmq__worker *worker) {
    cmq_session_free(worker->session);
    cmq_store_close(worker->store);
    cmq_arena_release(&worker->arena);
    free(worker);
}

static struct cmq__worker *new_worker(const struct cmq_server *server, struct cmq_error *err) {
    struct cmq__worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL) {
        (void)cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    cmq_arena_init(&worker->arena, ARENA_LIMIT);
    worker->options = &server->options;
    worker->coder = server->options.coder;
    worker->judging = server->judging;
    if (cmq_store_open(server->options.db, CMQ_STORE_READ, &worker->store, err) != CMQ_OK) {
        free_worker(worker);
        return NULL;
    }
    return worker;
}

/* There are never more than threads, as each has one while it answers. */
static struct cmq__worker *take_worker(struct cmq_server *server, struct cmq_error *err) {
    (void)pthread_mutex_lock(&server->lock);
    struct cmq__worker *worker = server->idle;
    if (worker != NULL) {
        server->idle = worker->next;
    }
    (void)pthread_mutex_unlock(&server->lock);
    return worker != NULL ? worker : new_worker(server, err);
}

static void give_back(struct cmq_server *server, struct cmq__worker *worker) {
    cmq_arena_reset(&worker->arena);
    (void)pthread_mutex_lock(&server->lock);
    worker->next = server->idle;
    server->idle = worker;
    (void)pthread_mutex_unlock(&server->lock);
}

/* ---- who may ask ---- */

/* Takes the same time wherever they differ. */
static bool same_secret(struct cmq_str a, struct cmq_str b) {
    unsigned char differs = a.len != b.len;
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        differs |= (unsigned char)((unsigned char)a.ptr[i] ^ (unsigned char)b.ptr[i]);
    }
    return differs == 0;
}

static bool bears_token(const struct cmq_server *server, struct MHD_Connection *connection) {
    struct cmq_str bearer = CMQ_STR("Bearer ");
    struct cmq_str given = cmq_str_of(
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_AUTHORIZATION));
    if (server->options.token == NULL) {
        return true;
    }
    return cmq_str_starts(given, bearer) &&
           same_secret((struct cmq_str){given.ptr + bearer.len, given.len - bearer.len},
                       cmq_str_of(server->options.token));
}

/* On this machine alone nobody but its browsers must be kept away: a page of another host that made
 * its name mean this one would come with that name. */
static bool is_own_name(const struct cmq_server *server, struct MHD_Connection *connection) {
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    struct cmq_str host =
        cmq_str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct cmq_str name = cmq_str_of(names[i]);
        if (cmq_str_starts(host, name) && (host.len == name.len || host.ptr[name.len] == ':')) {
            return true;
        }
    }
    return !server->loopback || host.len == 0;
}

/* The page itself needs no token: it is what asks for one. */
static bool is_of_api(struct cmq_str path) {
    return cmq_str_starts(path, CMQ_STR("/api/")) &&
           !cmq_str_eq(path, CMQ_STR("/api/v1/openapi.json"));
}

/* ---- answering ---- */

static void answer_with_worker(struct cmq_server *server, struct incoming *incoming,
                               struct cmq__reply *reply) {
    struct cmq_error err;
    struct cmq__worker *worker = take_worker(server, &err);
    if (worker == NULL) {
        cmq__problem(reply, MHD_HTTP_INTERNAL_SERVER_ERROR, "%s", err.message);
        return;
    }
    cmq_store_set_patience(worker->store, server->options.seconds);
    cmq__route(worker, &incoming->request, reply);
    give_back(server, worker);
}

static enum MHD_Result finish(struct cmq_server *server, struct incoming *incoming) {
    struct cmq__request *request = &incoming->request;
    struct cmq__reply reply = {.status = MHD_HTTP_OK, .type = "application/json"};
    cmq_buf_init(&reply.body, CMQ__REPLY_LIMIT);
    if (!is_own_name(server, request->connection)) {
        cmq__problem(&reply, MHD_HTTP_MISDIRECTED_REQUEST,
                     "this server is for this machine alone: ask for localhost");
    } else if (request->body_too_long) {
        cmq__problem(&reply, MHD_HTTP_CONTENT_TOO_LARGE, "a body has at most 2 MiB");
    } else if (is_of_api(request->path) && !bears_token(server, request->connection)) {
        cmq__problem(&reply, MHD_HTTP_UNAUTHORIZED, "send Authorization: Bearer and the token");
    } else {
        answer_with_worker(server, incoming, &reply);
    }
    enum MHD_Result queued =
        cmq__send(request->connection, &reply, &incoming->status, &incoming->sent);
    cmq_buf_release(&reply.body);
    return queued;
}

static enum MHD_Result begin(struct MHD_Connection *connection, const char *url, const char *method,
                             void **state) {
    struct incoming *incoming = calloc(1, sizeof *incoming);
    if (incoming == NULL) {
        return MHD_NO;
    }
    (void)snprintf(incoming->path, sizeof incoming->path, "%s", url);
    incoming->began = cmq_seconds();
    incoming->request.connection = connection;
    incoming->request.method = method;
    cmq_buf_init(&incoming->request.body, CMQ__BODY_LIMIT);
    *state = incoming;
    return MHD_YES;
}

/* Called with the headers, then with each piece of the body, then at its end. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_length, void **state) {
    struct incoming *incoming = *state;
    (void)version;
    if (incoming == NULL) {
        return begin(connection, url, method, state);
    }
    if (*upload_length > 0) {
        cmq_buf_add(&incoming->request.body, upload, *upload_length);
        incoming->request.body_too_long |= incoming->request.body.failed;
        *upload_length = 0;
        return cmq_seconds() - incoming->began > BODY_SECONDS ? MHD_NO : MHD_YES;
    }
    incoming->request.path = cmq_str_of(url);
    return finish(context, incoming);
}

/* ---- the log ---- */

static void write_address(struct MHD_Connection *connection, char text[static INET6_ADDRSTRLEN]) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    text[0] = '\0';
    if (info != NULL && info->client_addr->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)info->client_addr;
        (void)inet_ntop(AF_INET, &in->sin_addr, text, INET6_ADDRSTRLEN);
    } else if (info != NULL && info->client_addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const void *)info->client_addr;
        (void)inet_ntop(AF_INET6, &in->sin6_addr, text, INET6_ADDRSTRLEN);
    }
}

/* No line end or escape of a path gets into the log. */
static void make_printable(char *text) {
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7F) {
            *text = '?';
        }
    }
}

static void write_log(const struct cmq_server *server, struct incoming *incoming) {
    char address[INET6_ADDRSTRLEN], day[32], line[LOG_LINE_MAX];
    struct tm utc;
    time_t now = time(NULL);
    (void)gmtime_r(&now, &utc);
    (void)strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%SZ", &utc);
    write_address(incoming->request.connection, address);
    make_printable(incoming->path);
    (void)snprintf(line, sizeof line, "%s %s %s %s %u %zu %.1fms", day, address,
                   incoming->request.method, incoming->path, incoming->status, incoming->sent,
                   1e3 * (cmq_seconds() - incoming->began));
    server->options.log(server->options.context, cmq_str_of(line));
}

static void complete(void *context, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode how) {
    struct incoming *incoming = *state;
    const struct cmq_server *server = context;
    (void)connection;
    (void)how;
    if (incoming != NULL) {
        if (server->options.log != NULL) {
            write_log(server, incoming);
        }
        cmq_buf_release(&incoming->request.body);
        free(incoming);
        *state = NULL;
    }
}

/* ---- opening ---- */

union address {
    struct sockaddr any;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
};

static enum cmq_status read_address(const struct cmq_server_options *options,
                                    union address *address, bool *loopback, struct cmq_error *err) {
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, options->address, &address->in.sin_addr) == 1) {
        address->in.sin_family = AF_INET;
        address->in.sin_port = htons(options->port);
        *loopback = (ntohl(address->in.sin_addr.s_addr) >> 24) == 127;
    } else if (inet_pton(AF_INET6, options->address, &address->in6.sin6_addr) == 1) {
        address->in6.sin6_family = AF_INET6;
        address->in6.sin6_port = htons(options->port);
        *loopback = IN6_IS_ADDR_LOOPBACK(&address->in6.sin6_addr);
    } else {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "'%s' is no address: give 127.0.0.1 or ::1",
                        options->address);
    }
    if (options->token == NULL && !*loopback) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "%s can be reached from other machines: give a token", options->address);
    }
    if (options->token != NULL && strlen(options->token) < CMQ_SERVER_TOKEN_LEAST) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the token has fewer than %u characters",
                        CMQ_SERVER_TOKEN_LEAST);
    }
    return CMQ_OK;
}

/* Verdicts are written, which needs a token. */
static enum cmq_status open_samples(struct cmq_server *server, struct cmq_error *err) {
    const struct cmq_server_options *options = &server->options;
    if (options->samples > 0 && options->token == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "what is judged is written: give a token");
    }
    if (options->samples > CMQ_SERVER_SAMPLES) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "there are more than %u samples",
                        CMQ_SERVER_SAMPLES);
    }
    enum cmq_status status = CMQ_OK;
    for (unsigned i = 0; status == CMQ_OK && i < options->samples; i++) {
        status = cmq_judging_open(options->sample[i], &server->judging[i], err);
    }
    return status;
}

static enum cmq_status listen_at(struct cmq_server *server, const union address *address,
                                 struct cmq_error *err) {
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD;
    flags |= address->any.sa_family == AF_INET6 ? (unsigned)MHD_USE_IPv6 : 0;
    unsigned pool = server->options.threads > 1 ? server->options.threads : 0;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, answer, server, MHD_OPTION_SOCK_ADDR, &address->any,
        MHD_OPTION_THREAD_POOL_SIZE, pool, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        HEADERS_LIMIT, MHD_OPTION_NOTIFY_COMPLETED, complete, server, MHD_OPTION_END);
    return server->daemon != NULL ? CMQ_OK
                                  : cmq_fail(err, CMQ_IO, 0,
                                             "cannot listen at %s port %u: it is taken, or not "
                                             "this machine's",
                                             server->options.address, server->options.port);
}

enum cmq_status cmq_server_open(const struct cmq_server_options *options,
                                struct cmq_server **opened, struct cmq_error *err) {
    union address address;
    *opened = NULL;
    struct cmq_server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    server->options = *options;
    (void)pthread_mutex_init(&server->lock, NULL);
    enum cmq_status status = read_address(options, &address, &server->loopback, err);
    status = status == CMQ_OK ? open_samples(server, err) : status;
    if (status == CMQ_OK) {
        server->idle = new_worker(server, err);
        status = server->idle == NULL
                     ? err->status
                     : cmq_store_check_ontology(server->idle->store,
                                                cmq_coder_ontology(options->coder), err);
    }
    if (status == CMQ_OK) {
        status = listen_at(server, &address, err);
    }
    if (status != CMQ_OK) {
        cmq_server_close(server);
        return status;
    }
    *opened = server;
    return CMQ_OK;
}

uint16_t cmq_server_port(const struct cmq_server *server) {
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}

/* Waits for connections to end, those that wait for another request excepted: they have been
 * answered. */
static void drain(struct MHD_Daemon *daemon) {
    MHD_socket listener = MHD_quiesce_daemon(daemon);
    for (unsigned i = 0; i < CLOSING_STEPS; i++) {
        const union MHD_DaemonInfo *info =
            MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
        if (info == NULL || info->num_connections == 0) {
            break;
        }
        (void)nanosleep(&(struct timespec){0, 100000000}, NULL);
    }
    if (listener != MHD_INVALID_SOCKET) {
        (void)close(listener);
    }
}

void cmq_server_close(struct cmq_server *server) {
    if (server == NULL) {
        return;
    }
    if (server->daemon != NULL) {
        drain(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    while (server->idle != NULL) {
        struct cmq__worker *worker = server->idle;
        server->idle = worker->next;
        free_worker(worker);
    }
    for (unsigned i = 0; i < CMQ_SERVER_SAMPLES; i++) {
        cmq_judging_close(server->judging[i]);
    }
    (void)pthread_mutex_destroy(&server->lock);
    free(server);
}
