/* SPDX-License-Identifier: Apache-2.0 */
/* Questions by name, and their parameters: the options of the commands that ask a store. */
#include "api/store.h"

#include <stddef.h>
#include <string.h>

#define LIMIT_DIGITS 9u

/* Which questions have a parameter: a bit each, in the order of their names. */
enum {
    EVENTS = 1,
    STATEMENTS = 2,
    ACTORS = 4,
    REPORTS = 8,
    STORIES = 16,
    OCCURRENCES = 32,
    DYADS = 64,
    SERIES = 128,
    PANEL = 256,
    EVERY = 511,
    COUNTS = DYADS | SERIES | PANEL,
    OF_EVENTS = EVENTS | STORIES | OCCURRENCES | COUNTS,
    WITH_SIDES = OF_EVENTS | STATEMENTS,
    WITH_ACTORS = WITH_SIDES | ACTORS,
    LISTS = EVENTS | STATEMENTS | REPORTS | STORIES | OCCURRENCES,
    PAGED = LISTS | ACTORS | DYADS,
};

static const struct question {
    const char *name;
    enum cmq_want want;
    enum cmq_list list;
} questions[] = {
    {"events", CMQ_WANT_LIST, CMQ_LIST_EVENTS},
    {"statements", CMQ_WANT_LIST, CMQ_LIST_STATEMENTS},
    {"actors", CMQ_WANT_LIST, CMQ_LIST_ACTORS},
    {"reports", CMQ_WANT_LIST, CMQ_LIST_REPORTS},
    {"stories", CMQ_WANT_LIST, CMQ_LIST_STORIES},
    {"occurrences", CMQ_WANT_LIST, CMQ_LIST_OCCURRENCES},
    {"dyads", CMQ_WANT_DYADS, 0},
    {"series", CMQ_WANT_SERIES, 0},
    {"panel", CMQ_WANT_PANEL, 0},
};

#define QUESTIONS (sizeof questions / sizeof *questions)

enum kind { WORDS, PATH, FLAG, LIMIT, PERIOD, COUNT_RULE, UNIT };

#define FILTER(member)   offsetof(struct cmq_asked, filter.member)
#define PAGE(member)     offsetof(struct cmq_asked, page.member)
#define COUNTING(member) offsetof(struct cmq_asked, counting.member)

static const struct parameter {
    const char *name;
    unsigned questions;
    enum kind kind;
    size_t member;
} parameters[] = {
    {"from", EVERY, WORDS, FILTER(from)},
    {"to", EVERY, WORDS, FILTER(to)},
    {"dated", OF_EVENTS, WORDS, FILTER(dated)},
    {"actor", WITH_ACTORS, WORDS, FILTER(actor)},
    {"source", WITH_SIDES, WORDS, FILTER(source)},
    {"target", WITH_SIDES, WORDS, FILTER(target)},
    {"country", WITH_ACTORS, WORDS, FILTER(country)},
    {"bloc", WITH_ACTORS, WORDS, FILTER(bloc)},
    {"sector", WITH_ACTORS, WORDS, FILTER(sector)},
    {"code", OF_EVENTS, WORDS, FILTER(code)},
    {"type", OF_EVENTS, WORDS, FILTER(type)},
    {"assertion", OF_EVENTS, WORDS, FILTER(assertion)},
    {"time", OF_EVENTS, WORDS, FILTER(time)},
    {"place", OF_EVENTS, WORDS, FILTER(place)},
    {"attributed", WITH_SIDES, WORDS, FILTER(attributed)},
    {"repeats", OF_EVENTS, FLAG, FILTER(repeats)},
    {"publisher", EVERY, WORDS, FILTER(publisher)},
    {"sources", EVERY, PATH, FILTER(sources)},
    {"language", EVERY, WORDS, FILTER(language)},
    {"text", EVERY, WORDS, FILTER(text)},
    {"as-of", EVERY, WORDS, FILTER(as_of)},
    {"unit", SERIES | PANEL, UNIT, COUNTING(unit)},
    {"by", COUNTS, PERIOD, COUNTING(by)},
    {"count", COUNTS, COUNT_RULE, COUNTING(count)},
    {"actors", COUNTS, WORDS, COUNTING(actors)},
    {"directed", COUNTS, FLAG, COUNTING(directed)},
    {"limit", PAGED, LIMIT, PAGE(limit)},
    {"after", PAGED, WORDS, PAGE(after)},
    {"oldest", LISTS, FLAG, PAGE(oldest)},
};

#define PARAMETERS (sizeof parameters / sizeof *parameters)

/* The place of a question's name; QUESTIONS if there is none. */
static size_t find_question(const char *name) {
    size_t i = 0;
    while (i < QUESTIONS && (name == NULL || strcmp(questions[i].name, name) != 0)) {
        i++;
    }
    return i;
}

const char *communique_question_name(uint32_t index) {
    return index < QUESTIONS ? questions[index].name : NULL;
}

const char *communique_question_parameter(const char *question, uint32_t index) {
    size_t asker = find_question(question);
    for (size_t i = 0; asker < QUESTIONS && i < PARAMETERS; i++) {
        if ((parameters[i].questions >> asker & 1) != 0 && index-- == 0) {
            return parameters[i].name;
        }
    }
    return NULL;
}

/* ---- values ------------------------------------------------------------------------------ */

static bool read_flag(struct cmq_str value, bool *flag) {
    *flag = cmq_str_eq(value, CMQ_STR("true"));
    return *flag || cmq_str_eq(value, CMQ_STR("false"));
}

static bool read_limit(struct cmq_str value, uint64_t *limit) {
    *limit = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (i == LIMIT_DIGITS || value.ptr[i] < '0' || value.ptr[i] > '9') {
            return false;
        }
        *limit = *limit * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    return *limit > 0;
}

static bool read_value(const struct parameter *parameter, const char *given,
                       struct cmq_asked *asked) {
    void *member = (char *)asked + parameter->member;
    struct cmq_str value = cmq_str_of(given);
    switch (parameter->kind) {
    case WORDS:
        *(struct cmq_str *)member = value;
        return true;
    case PATH:
        *(const char **)member = given;
        return true;
    case FLAG:
        return read_flag(value, member);
    case LIMIT:
        return read_limit(value, member);
    case PERIOD:
        return cmq_period_of(value, member);
    case COUNT_RULE:
        return cmq_count_of(value, member);
    case UNIT:
        break;
    }
    return cmq_unit_of(value, member) &&
           (asked->want != CMQ_WANT_PANEL || asked->counting.unit != CMQ_UNIT_EVENT);
}

static enum cmq_status read_parameter(size_t asker, const char *name, const char *value,
                                      struct cmq_asked *asked, struct cmq_error *err) {
    for (size_t i = 0; i < PARAMETERS; i++) {
        const struct parameter *parameter = &parameters[i];
        if ((parameter->questions >> asker & 1) == 0 || strcmp(parameter->name, name) != 0) {
            continue;
        }
        if (value == NULL) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "--%s has no value", name);
        }
        if (read_value(parameter, value, asked)) {
            return CMQ_OK;
        }
        return parameter->kind == LIMIT
                   ? cmq_fail(err, CMQ_BAD_INPUT, 0, "--%s wants a number, not '%s'", name, value)
                   : cmq_fail(err, CMQ_BAD_INPUT, 0, "--%s does not know '%s'", name, value);
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s has no parameter '%s'", questions[asker].name, name);
}

enum cmq_status cmq_asked_read(const char *name, const char *const *given, struct cmq_asked *asked,
                               struct cmq_error *err) {
    size_t asker = find_question(name);
    enum cmq_status status = CMQ_OK;
    if (asker == QUESTIONS) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "there is no question '%s'", name);
    }
    *asked = (struct cmq_asked){.want = questions[asker].want,
                                .list = questions[asker].list,
                                .counting = {.by = CMQ_PERIOD_MONTH,
                                             .unit = questions[asker].want == CMQ_WANT_SERIES
                                                         ? CMQ_UNIT_EVENT
                                                         : CMQ_UNIT_DYAD}};
    for (; status == CMQ_OK && given != NULL && given[0] != NULL; given += 2) {
        status = read_parameter(asker, given[0], given[1], asked, err);
    }
    if (status == CMQ_OK && asked->counting.directed && asked->counting.unit != CMQ_UNIT_DYAD) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "--directed is for dyads");
    }
    return status;
}
