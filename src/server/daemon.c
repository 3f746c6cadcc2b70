/* SPDX-License-Identifier: Apache-2.0 */
/* Listening, and who may ask. libmicrohttpd speaks HTTP; its threads call answer(), which passes on
 * to the crew what needs the store. */
#include "server/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS   512u
#define SPEAKERS      2u                 /* threads that speak with clients */
#define HEADERS_LIMIT ((size_t)32 << 10) /* of a connection's memory, the headers in it */
#define CLOSING_STEPS 50u                /* of a tenth of a second */
#define LOG_LINE_MAX  1024u

struct cmq_server {
    struct cmq_server_options options;
    struct cmq__shared shared;
    struct cmq__crew *crew;
    struct cmq__clients *clients;
    struct MHD_Daemon *daemon;
    bool loopback;
};

/* A request that is coming in, and its reply. */
struct incoming {
    struct cmq__request request;
    struct cmq__reply reply;
    struct cmq__job job;
    bool passed_on; /* to the crew, which has answered it when libmicrohttpd comes again */
    double began;
    char path[LOG_LINE_MAX / 2]; /* as far as the log has room */
};

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

/* Answers what needs no store; false: the crew is to. */
static bool answer_at_once(const struct cmq_server *server, struct incoming *incoming) {
    struct cmq__request *request = &incoming->request;
    struct cmq__reply *reply = &incoming->reply;
    if (!is_own_name(server, request->connection)) {
        cmq__problem(reply, MHD_HTTP_MISDIRECTED_REQUEST,
                     "this server is for this machine alone: ask for localhost");
    } else if (request->body_too_long) {
        cmq__problem(reply, MHD_HTTP_CONTENT_TOO_LARGE, "a body has at most 2 MiB");
    } else if (is_of_api(request->path) && !bears_token(server, request->connection)) {
        cmq__problem(reply, MHD_HTTP_UNAUTHORIZED, "send Authorization: Bearer and the token");
    } else if (!cmq__get_asset(request, reply)) {
        return false;
    }
    cmq__make_response(request->connection, reply);
    return true;
}

static enum MHD_Result send_response(struct cmq_server *server, struct incoming *incoming) {
    struct MHD_Connection *connection = incoming->request.connection;
    const struct cmq__reply *reply = &incoming->reply;
    if (reply->response == NULL) {
        return MHD_NO;
    }
    cmq__clients_allow(server->clients, connection, CMQ__ANSWER_SECONDS);
    return MHD_queue_response(connection, reply->status, reply->response);
}

static enum MHD_Result finish(struct cmq_server *server, struct incoming *incoming) {
    if (incoming->passed_on || answer_at_once(server, incoming)) {
        return send_response(server, incoming);
    }
    struct MHD_Connection *connection = incoming->request.connection;
    incoming->passed_on = true;
    incoming->job = (struct cmq__job){.request = &incoming->request, .reply = &incoming->reply};
    cmq__clients_allow(server->clients, connection, 0);
    MHD_suspend_connection(connection);
    if (!cmq__crew_put(server->crew, &incoming->job)) {
        cmq__problem(&incoming->reply, MHD_HTTP_SERVICE_UNAVAILABLE, "the server is ending");
        cmq__make_response(connection, &incoming->reply);
        MHD_resume_connection(connection);
    }
    return MHD_YES;
}

static enum MHD_Result begin(struct cmq_server *server, struct MHD_Connection *connection,
                             const char *url, const char *method, void **state) {
    struct incoming *incoming = calloc(1, sizeof *incoming);
    if (incoming == NULL) {
        return MHD_NO;
    }
    (void)snprintf(incoming->path, sizeof incoming->path, "%s", url);
    incoming->began = cmq_seconds();
    incoming->request.connection = connection;
    incoming->request.method = method;
    cmq_buf_init(&incoming->request.body, CMQ__BODY_LIMIT);
    incoming->reply = (struct cmq__reply){.status = MHD_HTTP_OK, .type = "application/json"};
    cmq_buf_init(&incoming->reply.body, CMQ__REPLY_LIMIT);
    cmq__clients_allow(server->clients, connection, CMQ__BODY_SECONDS);
    *state = incoming;
    return MHD_YES;
}

/* Called with the headers, then with each piece of the body, then at its end, then once more when
 * the crew has answered. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_length, void **state) {
    struct incoming *incoming = *state;
    (void)version;
    if (incoming == NULL) {
        return begin(context, connection, url, method, state);
    }
    if (*upload_length > 0) {
        cmq_buf_add(&incoming->request.body, upload, *upload_length);
        incoming->request.body_too_long |= incoming->request.body.failed;
        *upload_length = 0;
        return MHD_YES;
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
                   incoming->request.method, incoming->path, incoming->reply.status,
                   incoming->reply.sent, 1e3 * (cmq_seconds() - incoming->began));
    server->options.log(server->options.context, cmq_str_of(line));
}

/* The connection may now wait for its next request, and that may then take its time to come. */
static void complete(void *context, struct MHD_Connection *connection, void **state,
                     enum MHD_RequestTerminationCode how) {
    struct incoming *incoming = *state;
    const struct cmq_server *server = context;
    (void)how;
    if (incoming != NULL) {
        if (server->options.log != NULL) {
            write_log(server, incoming);
        }
        if (incoming->reply.response != NULL) {
            MHD_destroy_response(incoming->reply.response);
        }
        cmq_buf_release(&incoming->request.body);
        cmq_buf_release(&incoming->reply.body);
        free(incoming);
        *state = NULL;
    }
    cmq__clients_allow(server->clients, connection, CMQ__IDLE_SECONDS + CMQ__HEADER_SECONDS);
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
        status = cmq_judging_open(options->sample[i], &server->shared.judging[i], err);
    }
    return status;
}

static enum cmq_status listen_at(struct cmq_server *server, const union address *address,
                                 struct cmq_error *err) {
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    flags |= address->any.sa_family == AF_INET6 ? (unsigned)MHD_USE_IPv6 : 0;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, answer, server, MHD_OPTION_SOCK_ADDR, &address->any,
        MHD_OPTION_THREAD_POOL_SIZE, SPEAKERS, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, CMQ__IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        HEADERS_LIMIT, MHD_OPTION_NOTIFY_COMPLETED, complete, server, MHD_OPTION_NOTIFY_CONNECTION,
        cmq__clients_notify, server->clients, MHD_OPTION_END);
    return server->daemon != NULL ? CMQ_OK
                                  : cmq_fail(err, CMQ_IO, 0,
                                             "cannot listen at %s port %u: it is taken, or not "
                                             "this machine's",
                                             server->options.address, server->options.port);
}

/* The ontology that texts are coded by; NULL: the one built in. */
static enum cmq_status find_ontology(const struct cmq_server *server, const char **id,
                                     struct cmq_error *err) {
    const struct cmq_coder *coder;
    *id = NULL;
    if (server->options.ontology == NULL) {
        return CMQ_OK;
    }
    enum cmq_status status = cmq__engine_coder(server->shared.engine, &coder, err);
    *id = status == CMQ_OK ? cmq_coder_ontology(coder) : NULL;
    return status;
}

static enum cmq_status open_shared(struct cmq_server *server, struct cmq_error *err) {
    struct cmq__shared *shared = &server->shared;
    const char *ontology;
    shared->options = &server->options;
    enum cmq_status status = cmq__engine_open(&server->options, &shared->engine, err);
    if (status == CMQ_OK) {
        status = cmq__answers_open(&server->options, &shared->answers, err);
    }
    if (status == CMQ_OK) {
        status = find_ontology(server, &ontology, err);
    }
    if (status == CMQ_OK) {
        status = cmq_store_check_ontology(cmq__answers_store(shared->answers), ontology, err);
    }
    if (status == CMQ_OK) {
        status = cmq__crew_open(shared, &server->crew, err);
    }
    return status == CMQ_OK ? cmq__clients_open(&server->clients, err) : status;
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
    enum cmq_status status = read_address(options, &address, &server->loopback, err);
    status = status == CMQ_OK ? open_samples(server, err) : status;
    if (status == CMQ_OK) {
        status = open_shared(server, err);
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
    }
    cmq__crew_close(server->crew);
    if (server->daemon != NULL) {
        MHD_stop_daemon(server->daemon);
    }
    cmq__crew_free(server->crew);
    cmq__clients_close(server->clients);
    cmq__answers_close(server->shared.answers);
    cmq__engine_close(server->shared.engine);
    for (unsigned i = 0; i < CMQ_SERVER_SAMPLES; i++) {
        cmq_judging_close(server->shared.judging[i]);
    }
    free(server);
}
