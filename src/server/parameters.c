/* SPDX-License-Identifier: Apache-2.0 */
#include "server/http.h"

#include <stddef.h>
#include <string.h>

#define LIMIT_USUAL  100u
#define LIMIT_MOST   1000u
#define LIMIT_WANTED "a number from 1 to 1000"
#define FLAG_WANTED  "true or false"

/* Parameters that are words of the filter, with where they go. */
static const struct {
    const char *name;
    size_t member;
} words[] = {
    {"from", offsetof(struct cmq_filter, from)},
    {"to", offsetof(struct cmq_filter, to)},
    {"dated", offsetof(struct cmq_filter, dated)},
    {"actor", offsetof(struct cmq_filter, actor)},
    {"source", offsetof(struct cmq_filter, source)},
    {"target", offsetof(struct cmq_filter, target)},
    {"country", offsetof(struct cmq_filter, country)},
    {"bloc", offsetof(struct cmq_filter, bloc)},
    {"sector", offsetof(struct cmq_filter, sector)},
    {"code", offsetof(struct cmq_filter, code)},
    {"type", offsetof(struct cmq_filter, type)},
    {"assertion", offsetof(struct cmq_filter, assertion)},
    {"time", offsetof(struct cmq_filter, time)},
    {"place", offsetof(struct cmq_filter, place)},
    {"publisher", offsetof(struct cmq_filter, publisher)},
    {"text", offsetof(struct cmq_filter, text)},
    {"q", offsetof(struct cmq_filter, text)},
    {"attributed", offsetof(struct cmq_filter, attributed)},
    {"as-of", offsetof(struct cmq_filter, as_of)},
    {"language", offsetof(struct cmq_filter, language)},
};

struct reading {
    struct cmq__asked *asked;
    struct cmq__reply *reply;
    bool failed;
};

static void fail(struct reading *reading, struct cmq_str name, struct cmq_str value,
                 const char *wanted) {
    if (!reading->failed) {
        cmq__problem(reading->reply, MHD_HTTP_BAD_REQUEST,
                     "the parameter %.*s wants %s, not '%.*s'", CMQ_FMT(name), wanted,
                     CMQ_FMT(value));
    }
    reading->failed = true;
}

static bool read_limit(struct cmq_str value, uint64_t *limit) {
    *limit = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9' || *limit > LIMIT_MOST) {
            return false;
        }
        *limit = *limit * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    return *limit > 0 && *limit <= LIMIT_MOST;
}

static bool read_flag(struct cmq_str value, bool *flag) {
    *flag = cmq_str_eq(value, CMQ_STR("true"));
    return *flag || cmq_str_eq(value, CMQ_STR("false"));
}

/* What is in a URL is UTF-8 text without a NUL. */
static bool is_text(struct cmq_str s) {
    return cmq_utf8_invalid(s) == s.len && (s.len == 0 || memchr(s.ptr, '\0', s.len) == NULL);
}

static void refuse_bytes(struct cmq__reply *reply) {
    cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "the parameters are not UTF-8 text");
}

static void refuse_name(struct cmq__reply *reply, struct cmq_str name) {
    cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "there is no parameter '%.*s'", CMQ_FMT(name));
}

/* The parameters that are no words of the filter. */
static void read_other(struct reading *reading, struct cmq_str name, struct cmq_str value) {
    struct cmq__asked *asked = reading->asked;
    bool good = true;
    const char *wanted = "";
    if (cmq_str_eq(name, CMQ_STR("limit"))) {
        good = read_limit(value, &asked->page.limit);
        wanted = LIMIT_WANTED;
    } else if (cmq_str_eq(name, CMQ_STR("after"))) {
        asked->page.after = value;
    } else if (cmq_str_eq(name, CMQ_STR("oldest"))) {
        good = read_flag(value, &asked->page.oldest);
        wanted = FLAG_WANTED;
    } else if (cmq_str_eq(name, CMQ_STR("repeats"))) {
        good = read_flag(value, &asked->filter.repeats);
        wanted = FLAG_WANTED;
    } else if (cmq_str_eq(name, CMQ_STR("directed"))) {
        good = read_flag(value, &asked->counting.directed);
        wanted = FLAG_WANTED;
    } else if (cmq_str_eq(name, CMQ_STR("by"))) {
        good = cmq_period_of(value, &asked->counting.by);
        wanted = "day, week, month or year";
    } else if (cmq_str_eq(name, CMQ_STR("count"))) {
        good = cmq_count_of(value, &asked->counting.count);
        wanted = "rows, reports, one-a-day or occurrences";
    } else if (cmq_str_eq(name, CMQ_STR("unit"))) {
        good = cmq_unit_of(value, &asked->counting.unit);
        wanted = "event, country or dyad";
    } else if (cmq_str_eq(name, CMQ_STR("actors"))) {
        /* The command line also takes the path of a file, which is not the client's to name. */
        asked->counting.actors = value;
        good = cmq_str_eq(value, CMQ_STR("iso3")) || cmq_str_eq(value, CMQ_STR("cow"));
        wanted = "iso3 or cow";
    } else if (!reading->failed) {
        refuse_name(reading->reply, name);
        reading->failed = true;
    }
    if (!good) {
        fail(reading, name, value, wanted);
    }
}

static enum MHD_Result read_parameter(void *context, enum MHD_ValueKind kind, const char *key,
                                      size_t key_length, const char *given, size_t given_length) {
    struct reading *reading = context;
    struct cmq_str name = {key, key_length}, value = {given, given_length};
    (void)kind;
    if (!is_text(name) || !is_text(value)) {
        refuse_bytes(reading->reply);
        reading->failed = true;
        return MHD_NO;
    }
    if (name.len == 0 && value.len == 0) { /* "?&limit=1" */
        return MHD_YES;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_str_eq(name, cmq_str_of(words[i].name))) {
            *(struct cmq_str *)(void *)((char *)&reading->asked->filter + words[i].member) = value;
            return MHD_YES;
        }
    }
    read_other(reading, name, value);
    return reading->failed ? MHD_NO : MHD_YES;
}

bool cmq__read_parameters(const struct cmq__request *request, struct cmq__asked *asked,
                          struct cmq__reply *reply) {
    struct reading reading = {.asked = asked, .reply = reply};
    asked->page.limit = LIMIT_USUAL;
    asked->counting.by = CMQ_PERIOD_MONTH;
    (void)MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, read_parameter,
                                      &reading);
    if (!reading.failed && asked->counting.directed && asked->counting.unit != CMQ_UNIT_DYAD) {
        cmq__problem(reply, MHD_HTTP_BAD_REQUEST, "directed is for unit=dyad");
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

static enum MHD_Result take_named(void *context, enum MHD_ValueKind kind, const char *key,
                                  size_t key_length, const char *given, size_t given_length) {
    struct naming *naming = context;
    struct cmq_str name = {key, key_length}, value = {given, given_length};
    (void)kind;
    if (!is_text(name) || !is_text(value)) {
        refuse_bytes(naming->reply);
        naming->failed = true;
        return MHD_NO;
    }
    for (size_t i = 0; i < naming->count; i++) {
        if (cmq_str_eq(name, cmq_str_of(naming->parameter[i].name))) {
            naming->parameter[i].value = value;
            return MHD_YES;
        }
    }
    naming->failed = name.len > 0 || value.len > 0;
    if (naming->failed) {
        refuse_name(naming->reply, name);
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
    struct reading reading = {.reply = reply};
    *limit = LIMIT_USUAL;
    if (parameter->value.ptr != NULL && !read_limit(parameter->value, limit)) {
        fail(&reading, cmq_str_of(parameter->name), parameter->value, LIMIT_WANTED);
    }
    return !reading.failed;
}

bool cmq__flag_of(const struct cmq__parameter *parameter, bool *flag, struct cmq__reply *reply) {
    struct reading reading = {.reply = reply};
    *flag = false;
    if (parameter->value.ptr != NULL && !read_flag(parameter->value, flag)) {
        fail(&reading, cmq_str_of(parameter->name), parameter->value, FLAG_WANTED);
    }
    return !reading.failed;
}
