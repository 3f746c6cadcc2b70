/* SPDX-License-Identifier: Apache-2.0 */
/* What can be asked for, by name: the options of the command line, and the parameters of the API.
 */
#include "query/question.h"

#include <stddef.h>

#define ALL         1023u
#define COUNTS      ((unsigned)CMQ_ASK_DYADS | CMQ_ASK_SERIES | CMQ_ASK_PANEL)
#define GROUPED     ((unsigned)CMQ_ASK_STORIES | CMQ_ASK_OCCURRENCES)
#define OF_EVENTS   ((unsigned)CMQ_ASK_EVENTS | CMQ_ASK_OUTLETS | COUNTS | GROUPED)
#define WITH_SIDES  (OF_EVENTS | CMQ_ASK_STATEMENTS)
#define WITH_ACTORS (WITH_SIDES | CMQ_ASK_ACTORS)
#define LISTS       ((unsigned)CMQ_ASK_EVENTS | CMQ_ASK_STATEMENTS | CMQ_ASK_REPORTS | GROUPED)
#define PAGED       (LISTS | CMQ_ASK_ACTORS | CMQ_ASK_OUTLETS | CMQ_ASK_DYADS)

#define LIMIT_MOST 999999999u

/* ---- questions ---- */

static const struct question {
    const char *name;
    enum cmq_asker asker;
    enum cmq_list list; /* of what is no count */
} questions[] = {
    {"events", CMQ_ASK_EVENTS, CMQ_LIST_EVENTS},
    {"statements", CMQ_ASK_STATEMENTS, CMQ_LIST_STATEMENTS},
    {"actors", CMQ_ASK_ACTORS, CMQ_LIST_ACTORS},
    {"reports", CMQ_ASK_REPORTS, CMQ_LIST_REPORTS},
    {"stories", CMQ_ASK_STORIES, CMQ_LIST_STORIES},
    {"occurrences", CMQ_ASK_OCCURRENCES, CMQ_LIST_OCCURRENCES},
    {"outlets", CMQ_ASK_OUTLETS, CMQ_LIST_OUTLETS},
    {"dyads", CMQ_ASK_DYADS, 0},
    {"series", CMQ_ASK_SERIES, 0},
    {"panel", CMQ_ASK_PANEL, 0},
};

#define QUESTIONS (sizeof questions / sizeof *questions)

const char *cmq_asker_name(size_t index) {
    return index < QUESTIONS ? questions[index].name : NULL;
}

bool cmq_asker_of(struct cmq_str name, enum cmq_asker *asker) {
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (cmq_str_eq(cmq_str_of(questions[i].name), name)) {
            *asker = questions[i].asker;
            return true;
        }
    }
    return false;
}

/* ---- values that are no plain words ---- */

static bool read_flag(struct cmq_str value, bool *flag) {
    *flag = cmq_str_eq(value, CMQ_STR("true"));
    return *flag || cmq_str_eq(value, CMQ_STR("false"));
}

static bool read_limit(struct cmq_str value, struct cmq_asked *asked) {
    return cmq_number_read(value, LIMIT_MOST, &asked->page.limit) && asked->page.limit > 0;
}

static bool read_unit(struct cmq_str value, struct cmq_asked *asked) {
    return cmq_unit_of(value, &asked->counting.unit);
}

static bool read_by(struct cmq_str value, struct cmq_asked *asked) {
    return cmq_period_of(value, &asked->counting.by);
}

static bool read_count(struct cmq_str value, struct cmq_asked *asked) {
    return cmq_count_of(value, &asked->counting.count);
}

/* ---- the list ---- */

#define WORDS(where)          .kind = CMQ_PARAMETER_WORDS, .member = offsetof(struct cmq_asked, where)
#define FLAG(where)           .kind = CMQ_PARAMETER_FLAG, .member = offsetof(struct cmq_asked, where)
#define FILE(where)           .kind = CMQ_PARAMETER_FILE, .member = offsetof(struct cmq_asked, where)
#define READ(function, wants) .kind = CMQ_PARAMETER_CHOICE, .read = (function), .wanted = (wants)

static const struct cmq_parameter parameters[] = {
    {ALL, "from", "DATE", "Not before DATE (YYYY-MM-DD).", WORDS(filter.from)},
    {ALL, "to", "DATE", "Not after DATE.", WORDS(filter.to)},
    {OF_EVENTS, "dated", "BY",
     "The day of an event: told, its report's; or event, its own where that is known to the day "
     "and does not lie ahead. Default: told.",
     WORDS(filter.dated)},
    {OF_EVENTS, "occurs-from", "DATE",
     "Whose own days, where they are known, end on DATE or later, also ahead.",
     WORDS(filter.occurs_from)},
    {OF_EVENTS, "occurs-to", "DATE", "Likewise, begin on DATE or before.", WORDS(filter.occurs_to)},
    {WITH_ACTORS, "actor", "ACTOR",
     "With this actor: a CAMEO code or its beginning (USAGOV), or words of a name.",
     WORDS(filter.actor)},
    {WITH_SIDES, "source", "ACTOR", "Likewise, as the source or speaker.", WORDS(filter.source)},
    {WITH_SIDES, "target", "ACTOR", "Likewise, as the target or addressee.", WORDS(filter.target)},
    {WITH_ACTORS, "country", "LIST",
     "With an actor of one of these countries: ISO 3166 alpha-3 or English names, with commas.",
     WORDS(filter.country)},
    {WITH_ACTORS, "bloc", "BLOC",
     "With an actor of a country that was a member on the day (EU, NATO, AU).", WORDS(filter.bloc)},
    {WITH_ACTORS, "sector", "LIST", "With an actor of one of these CAMEO roles (GOV,MIL).",
     WORDS(filter.sector)},
    {OF_EVENTS, "code", "LIST", "With one of these CAMEO codes or one below.", WORDS(filter.code)},
    {OF_EVENTS, "type", "LIST", "With one of these PLOVER types.", WORDS(filter.type)},
    {OF_EVENTS, "assertion", "LIST",
     "actual, negated, possible, requested, alleged; or any. Default: actual.",
     WORDS(filter.assertion)},
    {OF_EVENTS, "time", "LIST", "past, present, future. Default: any.", WORDS(filter.time)},
    {OF_EVENTS, "place", "PLACE", "At a place of this name or in this country.",
     WORDS(filter.place)},
    {WITH_SIDES, "attributed", "WHICH",
     "yes: told by somebody the report names; no: in its own voice; any. Default: any.",
     WORDS(filter.attributed)},
    {OF_EVENTS, "repeats", NULL, "Also events that repeat an earlier one of their report.",
     FLAG(filter.repeats)},
    {ALL, "publisher", "NAME", "In reports of this outlet.", WORDS(filter.publisher)},
    {ALL, "sources", "FILE",
     "In reports of the outlets in FILE, one a line: a fixed panel of them.", FILE(filter.sources)},
    {ALL, "language", "CODE", "In reports in this language.", WORDS(filter.language)},
    {ALL, "text", "WORDS", "In reports with these words: a query of SQLite's FTS5.",
     WORDS(filter.text)},
    {ALL, "as-of", "DATE", "From what the store had at the end of DATE.", WORDS(filter.as_of)},
    {(unsigned)CMQ_ASK_SERIES | CMQ_ASK_PANEL, "unit", "UNIT",
     "Count for each country or dyad; a series also event, which is its default.",
     READ(read_unit, "event, country or dyad")},
    {COUNTS, "by", "PERIOD", "day, week, month or year. Default: month.",
     READ(read_by, "day, week, month or year")},
    {COUNTS, "count", "RULE",
     "rows: each event of each report; reports: those with one; one-a-day: of one day, code and "
     "unit one; occurrences: what many tell once. Default: rows.",
     READ(read_count, "rows, reports, one-a-day or occurrences")},
    {COUNTS, "actors", "UNITS",
     "iso3, cow, or a FILE with code, unit and perhaps first and last day, with tabs. Default: "
     "iso3.",
     WORDS(counting.actors)},
    {COUNTS, "directed", NULL, "Dyads from source to target, not pairs.", FLAG(counting.directed)},
    {PAGED, "limit", "N", "At most N rows. Default: 50 in a table, else all.",
     READ(read_limit, "a number, at least 1")},
    {PAGED, "after", "CURSOR", "Go on where the page before ended.", WORDS(page.after)},
    {LISTS, "oldest", NULL, "Oldest first. Default: newest first.", FLAG(page.oldest)},
};

const struct cmq_parameter *cmq_parameters(size_t *count) {
    *count = sizeof parameters / sizeof *parameters;
    return parameters;
}

const struct cmq_parameter *cmq_parameter_find(enum cmq_asker asker, struct cmq_str name) {
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        if ((parameters[i].askers & (unsigned)asker) != 0 &&
            cmq_str_eq(name, cmq_str_of(parameters[i].name))) {
            return &parameters[i];
        }
    }
    return NULL;
}

/* ---- what was given ---- */

struct cmq_asked cmq_asked_of(enum cmq_asker asker) {
    return (struct cmq_asked){
        .asker = asker,
        .counting = {.unit = asker == CMQ_ASK_SERIES ? CMQ_UNIT_EVENT : CMQ_UNIT_DYAD,
                     .by = CMQ_PERIOD_MONTH}};
}

enum cmq_status cmq_asked_set(struct cmq_asked *asked, const struct cmq_parameter *parameter,
                              struct cmq_str value, struct cmq_error *err) {
    void *member = (char *)asked + parameter->member;
    const char *wanted = parameter->wanted;
    bool good = true;
    switch (parameter->kind) {
    case CMQ_PARAMETER_WORDS:
        *(struct cmq_str *)member = value;
        break;
    case CMQ_PARAMETER_FILE:
        *(const char **)member = value.ptr;
        break;
    case CMQ_PARAMETER_FLAG:
        good = read_flag(value, member);
        wanted = "true or false";
        break;
    case CMQ_PARAMETER_CHOICE:
        good = parameter->read(value, asked);
        break;
    }
    return good ? CMQ_OK
                : cmq_fail(err, CMQ_BAD_INPUT, 0, "%s wants %s, not '%.*s'", parameter->name,
                           wanted, CMQ_FMT(value));
}

enum cmq_status cmq_asked_check(const struct cmq_asked *asked, struct cmq_error *err) {
    if (asked->asker == CMQ_ASK_PANEL && asked->counting.unit == CMQ_UNIT_EVENT) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "unit of a panel is country or dyad, not event");
    }
    if (asked->counting.directed && asked->counting.unit != CMQ_UNIT_DYAD) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "directed is for dyads");
    }
    return CMQ_OK;
}

static enum cmq_list list_of(enum cmq_asker asker) {
    size_t i = 0;
    while (questions[i].asker != asker) {
        i++;
    }
    return questions[i].list;
}

enum cmq_status cmq_asked_answer(struct cmq_query *query, const struct cmq_asked *asked,
                                 struct cmq_answer **answer, struct cmq_error *err) {
    switch (asked->asker) {
    case CMQ_ASK_DYADS:
        return cmq_answer_dyads(query, &asked->counting, &asked->page, answer, err);
    case CMQ_ASK_SERIES:
        return cmq_answer_series(query, &asked->counting, answer, err);
    case CMQ_ASK_PANEL:
        return cmq_answer_panel(query, &asked->counting, answer, err);
    default:
        return cmq_answer_list(query, list_of(asked->asker), &asked->page, answer, err);
    }
}
