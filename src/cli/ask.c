/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask.h"

#include <stddef.h>
#include <string.h>

#define OPTIONS_MAX  40u
#define TABLE_LIMIT  50u
#define LIMIT_DIGITS 9u
#define EVERY        511u
#define COUNTS       ((unsigned)CMQ_ASK_DYADS | CMQ_ASK_SERIES | CMQ_ASK_PANEL)
#define GROUPED      ((unsigned)CMQ_ASK_STORIES | CMQ_ASK_OCCURRENCES)
#define OF_EVENTS    ((unsigned)CMQ_ASK_EVENTS | COUNTS | GROUPED)
#define WITH_SIDES   (OF_EVENTS | CMQ_ASK_STATEMENTS)
#define WITH_ACTORS  (WITH_SIDES | CMQ_ASK_ACTORS)
#define LISTS        ((unsigned)CMQ_ASK_EVENTS | CMQ_ASK_STATEMENTS | CMQ_ASK_REPORTS | GROUPED)
#define PAGED        (LISTS | CMQ_ASK_ACTORS | CMQ_ASK_DYADS)

#define TEXT(member) CMQ_OPTION_TEXT, offsetof(struct cmq_ask_options, member)
#define FLAG(member) CMQ_OPTION_FLAG, offsetof(struct cmq_ask_options, member)

static const struct known {
    unsigned askers;
    char letter;
    const char *name, *argument;
    enum cmq_option_kind kind;
    size_t member;
    const char *help;
} known[] = {
    {EVERY, 'd', "db", "FILE", TEXT(db), "The store."},
    {EVERY, '\0', "from", "DATE", TEXT(from), "Not before DATE (YYYY-MM-DD)."},
    {EVERY, '\0', "to", "DATE", TEXT(to), "Not after DATE."},
    {OF_EVENTS, '\0', "dated", "BY", TEXT(dated),
     "The day of an event: told, its report's; or event, its own where that is known to the day "
     "and "
     "does not lie ahead. Default: told."},
    {WITH_ACTORS, '\0', "actor", "ACTOR", TEXT(actor),
     "With this actor: a CAMEO code or its beginning (USAGOV), or words of a name."},
    {WITH_SIDES, '\0', "source", "ACTOR", TEXT(source), "Likewise, as the source or speaker."},
    {WITH_SIDES, '\0', "target", "ACTOR", TEXT(target), "Likewise, as the target or addressee."},
    {WITH_ACTORS, '\0', "country", "LIST", TEXT(country),
     "With an actor of one of these countries: ISO 3166 alpha-3 or English names, with commas."},
    {WITH_ACTORS, '\0', "bloc", "BLOC", TEXT(bloc),
     "With an actor of a country that was a member on the day (EU, NATO, AU)."},
    {WITH_ACTORS, '\0', "sector", "LIST", TEXT(sector),
     "With an actor of one of these CAMEO roles (GOV,MIL)."},
    {OF_EVENTS, '\0', "code", "LIST", TEXT(code), "With one of these CAMEO codes or one below."},
    {OF_EVENTS, '\0', "type", "LIST", TEXT(type), "With one of these PLOVER types."},
    {OF_EVENTS, '\0', "assertion", "LIST", TEXT(assertion),
     "actual, negated, possible, requested, alleged; or any. Default: actual."},
    {OF_EVENTS, '\0', "time", "LIST", TEXT(time), "past, present, future. Default: any."},
    {OF_EVENTS, '\0', "place", "PLACE", TEXT(place), "At a place of this name or in this country."},
    {WITH_SIDES, '\0', "attributed", "WHICH", TEXT(attributed),
     "yes: told by somebody the report names; no: in its own voice; any. Default: any."},
    {OF_EVENTS, '\0', "repeats", NULL, FLAG(repeats),
     "Also events that repeat an earlier one of their report."},
    {EVERY, '\0', "publisher", "NAME", TEXT(publisher), "In reports of this outlet."},
    {EVERY, '\0', "sources", "FILE", TEXT(sources),
     "In reports of the outlets in FILE, one a line: a fixed panel of them."},
    {EVERY, '\0', "language", "CODE", TEXT(language), "In reports in this language."},
    {EVERY, '\0', "text", "WORDS", TEXT(text),
     "In reports with these words: a query of SQLite's FTS5."},
    {EVERY, '\0', "as-of", "DATE", TEXT(as_of), "From what the store had at the end of DATE."},
    {COUNTS & ~(unsigned)CMQ_ASK_DYADS, '\0', "unit", "UNIT", TEXT(unit),
     "Count for each country or dyad; a series also event, which is its default."},
    {COUNTS, '\0', "by", "PERIOD", TEXT(by), "day, week, month or year. Default: month."},
    {COUNTS, '\0', "count", "RULE", TEXT(count),
     "rows: each event of each report; reports: those with one; one-a-day: of one day, code and "
     "unit "
     "one; occurrences: what many tell once. Default: rows."},
    {COUNTS, '\0', "actors", "UNITS", TEXT(actors),
     "iso3, cow, or a FILE with code, unit and perhaps first and last day, with tabs. Default: "
     "iso3."},
    {(unsigned)CMQ_ASK_DYADS | CMQ_ASK_SERIES | CMQ_ASK_PANEL, '\0', "directed", NULL,
     FLAG(directed), "Dyads from source to target, not pairs."},
    {PAGED, '\0', "limit", "N", TEXT(limit), "At most N rows. Default: 50 in a table, else all."},
    {PAGED, '\0', "after", "CURSOR", TEXT(after), "Go on where the page before ended."},
    {LISTS, '\0', "oldest", NULL, FLAG(oldest), "Oldest first. Default: newest first."},
    {EVERY, 'f', "format", "FORMAT", TEXT(format), CMQ_ROW_FORMATS_HELP},
    {EVERY, 'o', "output", "FILE", TEXT(output), "Write to FILE instead of standard output."},
};

static size_t collect(enum cmq_asker asker, struct cmq_ask_options *values,
                      struct cmq_option option[OPTIONS_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].askers & asker) {
            option[count++] = (struct cmq_option){
                known[i].letter,   known[i].kind, known[i].name,
                known[i].argument, known[i].help, (char *)values + known[i].member};
        }
    }
    return count;
}

/* ---- what was given ---- */

static struct cmq_filter filter_of(const struct cmq_ask_options *given) {
    return (struct cmq_filter){
        .from = cmq_str_of(given->from),
        .to = cmq_str_of(given->to),
        .dated = cmq_str_of(given->dated),
        .actor = cmq_str_of(given->actor),
        .source = cmq_str_of(given->source),
        .target = cmq_str_of(given->target),
        .country = cmq_str_of(given->country),
        .bloc = cmq_str_of(given->bloc),
        .sector = cmq_str_of(given->sector),
        .code = cmq_str_of(given->code),
        .type = cmq_str_of(given->type),
        .assertion = cmq_str_of(given->assertion),
        .time = cmq_str_of(given->time),
        .place = cmq_str_of(given->place),
        .publisher = cmq_str_of(given->publisher),
        .text = cmq_str_of(given->text),
        .attributed = cmq_str_of(given->attributed),
        .as_of = cmq_str_of(given->as_of),
        .language = cmq_str_of(given->language),
        .sources = given->sources,
        .repeats = given->repeats,
    };
}

static bool read_limit(const char *text, uint64_t *limit) {
    size_t length = strspn(text, "0123456789");
    *limit = 0;
    if (length == 0 || length > LIMIT_DIGITS || text[length] != '\0') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        *limit = *limit * 10 + (uint64_t)(text[i] - '0');
    }
    return *limit > 0;
}

static int wrong_word(const struct cmq_ask_command *command, const char *option, const char *word) {
    return cmq_usage_fail(command->name, "--%s does not know '%s'", option, word);
}

static int read_page(const struct cmq_ask_command *command, struct cmq_ask *ask) {
    const struct cmq_ask_options *given = ask->options;
    ask->page.after = cmq_str_of(given->after);
    ask->page.oldest = given->oldest;
    ask->page.limit = ask->rows.format == CMQ_ROWS_TABLE ? TABLE_LIMIT : 0;
    if (given->limit != NULL && !read_limit(given->limit, &ask->page.limit)) {
        return cmq_usage_fail(command->name, "--limit wants a number, not '%s'", given->limit);
    }
    return CMQ_EXIT_OK;
}

static int read_counting(const struct cmq_ask_command *command, struct cmq_ask *ask) {
    const struct cmq_ask_options *given = ask->options;
    struct cmq_counting *counting = &ask->counting;
    counting->unit = command->asker == CMQ_ASK_SERIES ? CMQ_UNIT_EVENT : CMQ_UNIT_DYAD;
    counting->by = CMQ_PERIOD_MONTH;
    counting->actors = cmq_str_of(given->actors);
    counting->directed = given->directed;
    if (given->count != NULL && !cmq_count_of(cmq_str_of(given->count), &counting->count)) {
        return wrong_word(command, "count", given->count);
    }
    if (given->unit != NULL &&
        (!cmq_unit_of(cmq_str_of(given->unit), &counting->unit) ||
         (command->asker == CMQ_ASK_PANEL && counting->unit == CMQ_UNIT_EVENT))) {
        return wrong_word(command, "unit", given->unit);
    }
    if (given->by != NULL && !cmq_period_of(cmq_str_of(given->by), &counting->by)) {
        return wrong_word(command, "by", given->by);
    }
    if (given->directed && counting->unit != CMQ_UNIT_DYAD) {
        return cmq_usage_fail(command->name, "--directed is for dyads");
    }
    return CMQ_EXIT_OK;
}

/* ---- asking ---- */

/* What a user can put right is wrong usage. */
static int say_problem(const struct cmq_ask_command *command, enum cmq_status status,
                       const struct cmq_error *err) {
    return status == CMQ_BAD_INPUT ? cmq_usage_fail(command->name, "%s", err->message)
                                   : cmq_say_error(err);
}

static int ask_store(const struct cmq_ask_command *command, struct cmq_ask *ask,
                     struct cmq_store *store) {
    struct cmq_output output;
    struct cmq_error err;
    const struct cmq_filter filter = filter_of(ask->options);
    enum cmq_status status = cmq_query_open(store, &filter, &ask->query, &err);
    if (status != CMQ_OK) {
        return say_problem(command, status, &err);
    }
    int code = CMQ_EXIT_OK;
    status = cmq_output_open(&output, ask->options->output, &err);
    if (status != CMQ_OK) {
        code = cmq_say_error(&err);
    } else {
        cmq_row_output_attach(&ask->rows, &output);
        status = command->ask(ask, &err);
        cmq_rows_release(&ask->rows);
        code = status == CMQ_OK ? CMQ_EXIT_OK : say_problem(command, status, &err);
        if (!cmq_output_close(&output, status == CMQ_OK) && code == CMQ_EXIT_OK) {
            code = CMQ_EXIT_FAILED;
        }
    }
    if (code == CMQ_EXIT_OK && ask->cursor[0] != '\0') {
        cmq_say("there is more: --after %s", ask->cursor);
    }
    cmq_query_free(ask->query);
    return code;
}

int cmq_ask_run(const struct cmq_ask_command *command, int argc, char **argv) {
    struct cmq_ask_options given = {.db = NULL};
    struct cmq_option option[OPTIONS_MAX];
    const struct cmq_usage usage = {
        .command = command->name,
        .operands = command->operands,
        .summary = command->summary,
        .option = option,
        .option_count = collect(command->asker, &given, option),
        .most = command->most,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_ask ask = {.options = &given, .operand = argv + first, .operands = argc - first};
    if (given.db == NULL) {
        return cmq_usage_fail(command->name, "--db FILE is missing");
    }
    status = cmq_row_output_choose(command->name, given.format, given.output, &ask.rows);
    status = status == CMQ_EXIT_OK ? read_page(command, &ask) : status;
    status = status == CMQ_EXIT_OK ? read_counting(command, &ask) : status;
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    struct cmq_store *store;
    struct cmq_error err;
    if (cmq_store_open(given.db, CMQ_STORE_READ, &store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = ask_store(command, &ask, store);
    cmq_store_close(store);
    return status;
}
