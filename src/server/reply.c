/* SPDX-License-Identifier: Apache-2.0 */
/* Replies on their way out: headers, entity tags, compression, problems. */
#include "server/http.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define COMPRESS_FROM  1024u
#define COMPRESS_LEVEL 5
#define GZIP_WINDOW    (15 + 16)
#define DETAIL_MAX     600

/* ---- problems ---- */

static const char *title_of(unsigned status) {
    switch (status) {
    case MHD_HTTP_BAD_REQUEST:
        return "The request is wrong";
    case MHD_HTTP_UNAUTHORIZED:
        return "A token is needed";
    case MHD_HTTP_FORBIDDEN:
        return "It may only be read";
    case MHD_HTTP_CONFLICT:
        return "It is another one by now";
    case MHD_HTTP_NOT_FOUND:
        return "There is no such thing";
    case MHD_HTTP_METHOD_NOT_ALLOWED:
        return "That cannot be done with it";
    case MHD_HTTP_NOT_ACCEPTABLE:
        return "There is no such format of it";
    case MHD_HTTP_CONTENT_TOO_LARGE:
        return "Too much";
    case MHD_HTTP_MISDIRECTED_REQUEST:
        return "Another host was asked for";
    case MHD_HTTP_SERVICE_UNAVAILABLE:
        return "It takes too long";
    default:
        return "Something went wrong here";
    }
}

void cmq__problem(struct cmq__reply *reply, unsigned status, const char *format, ...) {
    char detail[DETAIL_MAX];
    struct cmq_json json;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    /* A cut in the middle of a character would be no UTF-8. */
    struct cmq_str text = cmq_str_of(detail);
    text.len = cmq_utf8_invalid(text);
    reply->status = status;
    reply->type = "application/problem+json";
    reply->fixed = (struct cmq_str){NULL, 0};
    reply->next[0] = '\0';
    cmq_buf_clear(&reply->body);
    cmq_json_init(&json, &reply->body);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("type"));
    cmq_json_str(&json, CMQ_STR("about:blank"));
    cmq_json_key(&json, CMQ_STR("title"));
    cmq_json_str(&json, cmq_str_of(title_of(status)));
    cmq_json_key(&json, CMQ_STR("status"));
    cmq_json_int(&json, status);
    cmq_json_key(&json, CMQ_STR("detail"));
    cmq_json_str(&json, text);
    cmq_json_object_end(&json);
}

void cmq__problem_of(struct cmq__reply *reply, enum cmq_status status,
                     const struct cmq_error *err) {
    switch (status) {
    case CMQ_BAD_INPUT:
    case CMQ_UNSUPPORTED:
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s", err->message);
        break;
    case CMQ_END:
        cmq__problem(reply, MHD_HTTP_NOT_FOUND, "the store has none of that id");
        break;
    case CMQ_LIMIT:
        cmq__problem(reply, MHD_HTTP_SERVICE_UNAVAILABLE, "%s", err->message);
        break;
    default:
        cmq__problem(reply, MHD_HTTP_INTERNAL_SERVER_ERROR, "%s", err->message);
    }
}

/* ---- compression ---- */

static bool takes_gzip(struct MHD_Connection *connection) {
    const char *encodings =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    return encodings != NULL && strstr(encodings, "gzip") != NULL &&
           strstr(encodings, "gzip;q=0") == NULL;
}

/* The bytes as gzip, the caller's to free; NULL if that failed or made them longer. */
static unsigned char *compress_body(struct cmq_str body, size_t *length) {
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)body.ptr, .avail_in = (uInt)body.len};
    if (deflateInit2(&stream, COMPRESS_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return NULL;
    }
    unsigned char *out = malloc(body.len);
    stream.next_out = out;
    stream.avail_out = (uInt)body.len;
    int end = out == NULL ? Z_MEM_ERROR : deflate(&stream, Z_FINISH);
    *length = stream.total_out;
    (void)deflateEnd(&stream);
    if (end != Z_STREAM_END) {
        free(out);
        return NULL;
    }
    return out;
}

/* ---- headers ---- */

static void add_headers(struct MHD_Response *response, const struct cmq__reply *reply,
                        const char *tag) {
    static const struct {
        const char *name, *value;
    } always[] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
        {"Vary", "Accept, Accept-Encoding, Authorization"},
    };
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        (void)MHD_add_response_header(response, always[i].name, always[i].value);
    }
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                                  reply->lasting ? "public, max-age=86400" : "no-cache");
    if (tag[0] != '\0') {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, tag);
    }
    if (reply->allow[0] != '\0') {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, reply->allow);
    }
    if (reply->next[0] != '\0') {
        (void)MHD_add_response_header(response, "X-Next-Cursor", reply->next);
    }
    if (reply->status == MHD_HTTP_UNAUTHORIZED) {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
    }
}

/* A weak tag: the body is the same before compression. */
static void make_tag(const struct cmq__reply *reply, struct cmq_str body, char tag[static 32]) {
    tag[0] = '\0';
    if (reply->status == MHD_HTTP_OK) {
        (void)snprintf(tag, 32, "W/\"%016llx\"", (unsigned long long)cmq_hash(body));
    }
}

static bool has_same(struct MHD_Connection *connection, const char *tag) {
    const char *known =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);
    return known != NULL && tag[0] != '\0' && strstr(known, tag) != NULL;
}

void cmq__make_response(struct MHD_Connection *connection, struct cmq__reply *reply) {
    char tag[32];
    size_t length = 0;
    unsigned char *packed = NULL;
    if (reply->body.failed) {
        cmq_buf_release(&reply->body);
        cmq_buf_init(&reply->body, CMQ__REPLY_LIMIT);
        cmq__problem(reply, MHD_HTTP_CONTENT_TOO_LARGE,
                     "the answer is longer than 64 MiB: ask for less, or page by page");
    }
    struct cmq_str body = reply->fixed.ptr != NULL ? reply->fixed : cmq_buf_str(&reply->body);
    make_tag(reply, body, tag);
    if (has_same(connection, tag)) {
        reply->status = MHD_HTTP_NOT_MODIFIED;
        body = CMQ_STR("");
    } else if (body.len >= COMPRESS_FROM && takes_gzip(connection)) {
        packed = compress_body(body, &length);
    }
    /* The body lives as long as the reply, which is as long as the request. */
    reply->response = packed != NULL
                          ? MHD_create_response_from_buffer(length, packed, MHD_RESPMEM_MUST_FREE)
                          : MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.ptr,
                                                            MHD_RESPMEM_PERSISTENT);
    if (reply->response == NULL) {
        free(packed);
        return;
    }
    if (packed != NULL) {
        (void)MHD_add_response_header(reply->response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
    }
    add_headers(reply->response, reply, tag);
    reply->sent = packed != NULL ? length : body.len;
}
