/* SPDX-License-Identifier: Apache-2.0 */
/* How long clients may take. libmicrohttpd closes connections that are idle; one that sends a byte
 * now and then is not, and is cut off here. */
#include "server/http.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct client {
    struct client *previous, *next;
    MHD_socket socket;
    double deadline; /* as of cmq_seconds(); 0: none */
};

struct cmq__clients {
    pthread_mutex_t lock;
    pthread_cond_t closing;
    pthread_t watch;
    bool closed;
    struct client *first;
};

static void cut_off_the_late(const struct cmq__clients *clients) {
    double now = cmq_seconds();
    for (struct client *client = clients->first; client != NULL; client = client->next) {
        if (client->deadline > 0 && now > client->deadline) {
            (void)shutdown(client->socket, SHUT_RDWR);
        }
    }
}

static void *watch(void *context) {
    struct cmq__clients *clients = context;
    (void)pthread_mutex_lock(&clients->lock);
    while (!clients->closed) {
        struct timespec until;
        (void)clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        (void)pthread_cond_timedwait(&clients->closing, &clients->lock, &until);
        cut_off_the_late(clients);
    }
    (void)pthread_mutex_unlock(&clients->lock);
    return NULL;
}

enum cmq_status cmq__clients_open(struct cmq__clients **opened, struct cmq_error *err) {
    struct cmq__clients *clients = calloc(1, sizeof *clients);
    *opened = NULL;
    if (clients == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (void)pthread_mutex_init(&clients->lock, NULL);
    (void)pthread_cond_init(&clients->closing, NULL);
    if (pthread_create(&clients->watch, NULL, watch, clients) != 0) {
        free(clients);
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot begin a thread");
    }
    *opened = clients;
    return CMQ_OK;
}

void cmq__clients_close(struct cmq__clients *clients) {
    if (clients == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&clients->lock);
    clients->closed = true;
    (void)pthread_cond_signal(&clients->closing);
    (void)pthread_mutex_unlock(&clients->lock);
    (void)pthread_join(clients->watch, NULL);
    (void)pthread_cond_destroy(&clients->closing);
    (void)pthread_mutex_destroy(&clients->lock);
    free(clients);
}

static void add_client(struct cmq__clients *clients, struct MHD_Connection *connection,
                       void **socket_context) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct client *client = calloc(1, sizeof *client);
    *socket_context = client;
    if (client == NULL || info == NULL) {
        free(client);
        *socket_context = NULL;
        return;
    }
    client->socket = info->connect_fd;
    client->deadline = cmq_seconds() + CMQ__HEADER_SECONDS;
    client->next = clients->first;
    if (clients->first != NULL) {
        clients->first->previous = client;
    }
    clients->first = client;
}

static void remove_client(struct cmq__clients *clients, struct client *client) {
    if (client->previous != NULL) {
        client->previous->next = client->next;
    } else {
        clients->first = client->next;
    }
    if (client->next != NULL) {
        client->next->previous = client->previous;
    }
    free(client);
}

/* The socket is closed after this was called, so that none is cut off that is another's by then. */
void cmq__clients_notify(void *context, struct MHD_Connection *connection, void **socket_context,
                         enum MHD_ConnectionNotificationCode how) {
    struct cmq__clients *clients = context;
    (void)pthread_mutex_lock(&clients->lock);
    if (how == MHD_CONNECTION_NOTIFY_STARTED) {
        add_client(clients, connection, socket_context);
    } else if (*socket_context != NULL) {
        remove_client(clients, *socket_context);
        *socket_context = NULL;
    }
    (void)pthread_mutex_unlock(&clients->lock);
}

void cmq__clients_allow(struct cmq__clients *clients, struct MHD_Connection *connection,
                        unsigned seconds) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (info == NULL || info->socket_context == NULL) {
        return;
    }
    struct client *client = info->socket_context;
    (void)pthread_mutex_lock(&clients->lock);
    client->deadline = seconds == 0 ? 0 : cmq_seconds() + seconds;
    (void)pthread_mutex_unlock(&clients->lock);
}
