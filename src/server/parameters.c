/* SPDX-License-Identifier: Apache-2.0 */
#include "server/http.h"

#include <string.h>

#define LIMIT_USUAL 100u
#define LIMIT_MOST  1000u

struct reading {
    struct cmq_asked *asked;
    struct cmq__reply *reply;
    bool failed;
};

static bool is_text(struct cmq_str value) {
    return cmq_utf8_invalid(value) == value.len &&
           (value.len == 0 || memchr(value.ptr, '\0', value.len) == NULL);
}

/* A parameter of the question by its name, or by the name that people know from other servers. One
 * that names a file of this machine is not the client's to give. */
static const struct cmq_parameter *find(enum cmq_asker asker, struct cmq_str name) {
    const struct cmq_parameter *parameter =
        cmq_parameter_find(asker, cmq_str_eq(name, CMQ_STR("q")) ? CMQ_STR("text") : name);
    return parameter != NULL && parameter->kind != CMQ_PARAMETER_FILE ? parameter : NULL;
}

static enum cmq_status refuse_bytes(struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "the parameters are not UTF-8 text");
}

static enum cmq_status refuse_name(struct cmq_str name, struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "there is no parameter '%.*s' here", CMQ_FMT(name));
}

static enum cmq_status set(struct cmq_asked *asked, struct cmq_str name, struct cmq_str value,
                           struct cmq_error *err) {
    if (!is_text(name) || !is_text(value)) {
        return refuse_bytes(err);
    }
    if (name.len == 0 && value.len == 0) { /* "?&limit=1" */
        return CMQ_OK;
    }
    const struct cmq_parameter *parameter = find(asked->asker, name);
    return parameter == NULL ? refuse_name(name, err) : cmq_asked_set(asked, parameter, value, err);
}

static enum MHD_Result read_parameter(void *context, enum MHD_ValueKind kind, const char *key,
                                      size_t key_length, const char *given, size_t given_length) {
    struct reading *reading = context;
    struct cmq_str name = {key, key_length};
    struct cmq_str value = given == NULL ? CMQ_STR("") : (struct cmq_str){given, given_length};
    struct cmq_error err;
    (void)kind;
    if (set(reading->asked, name, value, &err) != CMQ_OK) {
        cmq__problem(reading->reply, MHD_HTTP_BAD_REQUEST, "%s", err.message);
        reading->failed = true;
    }
    return reading->failed ? MHD_NO : MHD_YES;
}

/* What the command line takes and a server does not. */
static enum cmq_status check(const struct cmq_asked *asked, struct cmq_error *err) {
    struct cmq_str actors = asked->counting.actors;
    if (asked->page.limit > LIMIT_MOST) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "limit wants a number from 1 to %u", LIMIT_MOST);
    }
    if (actors.len > 0 && !cmq_str_eq(actors, CMQ_STR("iso3")) &&
        !cmq_str_eq(actors, CMQ_STR("cow"))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "actors wants iso3 or cow, not '%.*s'",
                        CMQ_FMT(actors));
    }
    return cmq_asked_check(asked, err);
}

bool cmq__read_parameters(const struct cmq__request *request, enum cmq_asker asker,
                          struct cmq_asked *asked, struct cmq__reply *reply) {
    struct reading reading = {.asked = asked, .reply = reply};
    struct cmq_error err;
    *asked = cmq_asked_of(asker);
    asked->page.limit = LIMIT_USUAL;
    (void)MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, read_parameter,
                                      &reading);
    if (!reading.failed && check(asked, &err) != CMQ_OK) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s", err.message);
        reading.failed = true;
    }
    return !reading.failed;
}

/* ---- parameters of other questions ---- */

struct naming {
    struct cmq__parameter *parameter;
    size_t count;
    struct cmq__reply *reply;
    bool failed;
};

static enum cmq_status take(const struct naming *naming, struct cmq_str name, struct cmq_str value,
                            struct cmq_error *err) {
    if (!is_text(name) || !is_text(value)) {
        return refuse_bytes(err);
    }
    for (size_t i = 0; i < naming->count; i++) {
        if (cmq_str_eq(name, cmq_str_of(naming->parameter[i].name))) {
            naming->parameter[i].value = value;
            return CMQ_OK;
        }
    }
    return name.len == 0 && value.len == 0 ? CMQ_OK : refuse_name(name, err);
}

static enum MHD_Result take_named(void *context, enum MHD_ValueKind kind, const char *key,
                                  size_t key_length, const char *given, size_t given_length) {
    struct naming *naming = context;
    struct cmq_str name = {key, key_length};
    struct cmq_str value = given == NULL ? CMQ_STR("") : (struct cmq_str){given, given_length};
    struct cmq_error err;
    (void)kind;
    if (take(naming, name, value, &err) != CMQ_OK) {
        cmq__problem(naming->reply, MHD_HTTP_BAD_REQUEST, "%s", err.message);
        naming->failed = true;
    }
    return naming->failed ? MHD_NO : MHD_YES;
}

bool cmq__read_named(const struct cmq__request *request, struct cmq__parameter *parameter,
                     size_t count, struct cmq__reply *reply) {
    struct naming naming = {.parameter = parameter, .count = count, .reply = reply};
    (void)MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, take_named,
                                      &naming);
    return !naming.failed;
}

bool cmq__limit_of(const struct cmq__parameter *parameter, uint64_t *limit,
                   struct cmq__reply *reply) {
    *limit = LIMIT_USUAL;
    bool good = parameter->value.ptr == NULL ||
                (cmq_number_read(parameter->value, LIMIT_MOST, limit) && *limit > 0);
    if (!good) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s wants a number from 1 to %u", parameter->name,
                     LIMIT_MOST);
    }
    return good;
}

bool cmq__flag_of(const struct cmq__parameter *parameter, bool *flag, struct cmq__reply *reply) {
    *flag = cmq_str_eq(parameter->value, CMQ_STR("true"));
    bool good =
        *flag || parameter->value.ptr == NULL || cmq_str_eq(parameter->value, CMQ_STR("false"));
    if (!good) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "%s wants true or false", parameter->name);
    }
    return good;
}
