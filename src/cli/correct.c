/* SPDX-License-Identifier: Apache-2.0 */
/* Corrections of a store's events by people: making them, listing them, and giving them on as gold
 * records or as suggestions for the dictionaries. */
#include "cli/common_options.h"
#include "cli/row_output.h"

#include "coding/columns.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT     ((size_t)64 << 20)
#define COUNTRY_LENGTH 3

struct options {
    const char *db, *operand, *by, *why, *span, *undo, *report, *export_as, *format, *output;
    struct cmq_option_list set;
    const char *ontology; /* NULL: CAMEO */
    bool deletes, adds, list, orphans;
};

/* ---- making them ---- */

/* A whole number in decimal digits alone; -1 for what is none. */
static int64_t number_of(struct cmq_str text) {
    int64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || number > INT64_MAX / 16) {
            return -1;
        }
        number = 10 * number + (text.ptr[i] - '0');
    }
    return text.len > 0 ? number : -1;
}

/* START:END; what is no such thing is told as the store tells of a span that the text has not. */
static void read_span(const char *text, struct cmq_store_amendment *amendment) {
    struct cmq_str end = cmq_str_of(text);
    amendment->start = number_of(cmq_str_cut(&end, ':'));
    amendment->end = number_of(end);
}

static enum cmq_status read_settings(const struct options *options,
                                     struct cmq_store_setting setting[static CMQ_OPTION_LIST_MAX],
                                     struct cmq_error *err) {
    for (unsigned i = 0; i < options->set.count; i++) {
        setting[i].value = cmq_str_of(options->set.item[i]);
        if (strchr(options->set.item[i], '=') == NULL) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "--set wants FIELD=VALUE");
        }
        setting[i].field = cmq_str_cut(&setting[i].value, '=');
    }
    return CMQ_OK;
}

static enum cmq_status amend(const struct options *options, struct cmq_store *store,
                             const struct cmq_ontology *ontology, int64_t *number,
                             struct cmq_error *err) {
    struct cmq_store_setting setting[CMQ_OPTION_LIST_MAX];
    struct cmq_store_amendment amendment = {
        .act = options->adds      ? CMQ_STORE_ADD
               : options->deletes ? CMQ_STORE_DELETE
                                  : CMQ_STORE_SET,
        .of = cmq_str_of(options->operand),
        .setting = setting,
        .count = options->set.count,
        .corrector = cmq_str_of(options->by),
        .why = cmq_str_of(options->why),
    };
    if (options->report != NULL) {
        amendment.report = number_of(cmq_str_of(options->report));
        if (amendment.report <= 0) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "--report wants a number of the store, not '%s'",
                            options->report);
        }
    }
    if (options->span != NULL) {
        read_span(options->span, &amendment);
    }
    enum cmq_status status = read_settings(options, setting, err);
    return status == CMQ_OK ? cmq_store_amend(store, ontology, &amendment, number, err) : status;
}

static int make(const struct options *options) {
    struct cmq_store *store;
    struct cmq_error err;
    int64_t number = 0;
    struct cmq_ontology *ontology = NULL;
    if (options->ontology != NULL &&
        cmq_ontology_open(options->ontology, NULL, &ontology, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    if (cmq_store_open(options->db, CMQ_STORE_CHANGE, &store, &err) != CMQ_OK) {
        cmq_ontology_free(ontology);
        return cmq_say_error(&err);
    }
    enum cmq_status status =
        options->undo == NULL
            ? amend(options, store, ontology, &number, &err)
            : cmq_store_undo(store, number_of(cmq_str_of(options->undo)), cmq_str_of(options->by),
                             cmq_str_of(options->why), &number, &err);
    cmq_store_close(store);
    cmq_ontology_free(ontology);
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_say("correction %" PRId64 " is noted", number);
    return CMQ_EXIT_OK;
}

/* ---- listing them ---- */

static enum cmq_status write_lines(struct cmq_store *store, const struct options *options,
                                   struct cmq_rows *rows, struct cmq_error *err) {
    const struct cmq_corrections which = {.event = cmq_str_of(options->operand),
                                          .orphans = options->orphans};
    char cursor[CMQ_CURSOR_MAX];
    enum cmq_status status = cmq_query_corrections(store, &which, rows, cursor, err);
    cmq_rows_release(rows);
    return status;
}

/* ---- giving them on as gold ---- */

/* The countries of a side; of a body that has none, what its code begins with. */
static void add_side(struct cmq_json *json, const char *key, struct cmq_str codes,
                     struct cmq_str countries) {
    cmq_json_key(json, cmq_str_of(key));
    cmq_json_array_begin(json);
    while (codes.len > 0) {
        struct cmq_str code = cmq_str_cut(&codes, ';');
        struct cmq_str country = cmq_str_cut(&countries, ';');
        if (cmq_str_eq(country, CMQ_STR("---"))) {
            country =
                (struct cmq_str){code.ptr, code.len < COUNTRY_LENGTH ? code.len : COUNTRY_LENGTH};
        }
        if (!cmq_str_eq(country, CMQ_STR("---"))) {
            cmq_json_str(json, country);
        }
    }
    cmq_json_array_end(json);
}

static void add_label(struct cmq_json *json, const char *key, struct cmq_str value) {
    cmq_json_key(json, cmq_str_of(key));
    cmq_json_array_begin(json);
    if (value.len > 0) {
        cmq_json_str(json, value);
    }
    cmq_json_array_end(json);
}

/* What nobody corrected nobody vouches for: it is optional. Root 01 is not scored. */
static void add_gold_event(struct cmq_json *json, const struct cmq_store_event *event) {
    if (event->plover.len == 0) {
        return;
    }
    cmq_json_object_begin(json);
    add_label(json, "plover", event->plover);
    add_side(json, "source", event->source, event->source_country);
    add_side(json, "target", event->target, event->target_country);
    add_label(json, "assertion", event->assertion);
    add_label(json, "time", event->time);
    if (event->human.len == 0) {
        cmq_json_key(json, CMQ_STR("optional"));
        cmq_json_bool(json, true);
    }
    cmq_json_object_end(json);
}

static enum cmq_status add_gold_events(struct cmq_store *store, int64_t report,
                                       struct cmq_json *json, struct cmq_error *err) {
    struct cmq_store_events *events;
    struct cmq_store_event event;
    enum cmq_status status = cmq_store_events_of(store, report, &events, err);
    cmq_json_key(json, CMQ_STR("events"));
    cmq_json_array_begin(json);
    while (status == CMQ_OK && (status = cmq_store_events_next(events, &event, err)) == CMQ_OK) {
        add_gold_event(json, &event);
    }
    cmq_json_array_end(json);
    cmq_store_events_free(events);
    return status == CMQ_END ? CMQ_OK : status;
}

static enum cmq_status write_record(struct cmq_store *store, const struct cmq_store_line *line,
                                    struct cmq_output *output, uint64_t *without_text,
                                    struct cmq_error *err) {
    struct cmq_buf text, record;
    struct cmq_json json;
    cmq_buf_init(&text, TEXT_LIMIT);
    cmq_buf_init(&record, 2 * TEXT_LIMIT);
    cmq_json_init(&json, &record);
    enum cmq_status status = cmq_store_copy_text(store, line->report, &text, err);
    if (status == CMQ_OK && text.len == 0) {
        ++*without_text;
    } else if (status == CMQ_OK) {
        cmq_json_object_begin(&json);
        cmq_json_key(&json, CMQ_STR("id"));
        cmq_json_str(&json, line->report_id);
        cmq_json_key(&json, CMQ_STR("date"));
        cmq_json_str(&json, line->report_date);
        cmq_json_key(&json, CMQ_STR("publisher"));
        cmq_json_str(&json, line->publisher);
        cmq_json_key(&json, CMQ_STR("text"));
        cmq_json_str(&json, cmq_buf_str(&text));
        status = add_gold_events(store, line->report, &json, err);
        cmq_json_object_end(&json);
        cmq_buf_add_char(&record, '\n');
        if (status == CMQ_OK && record.failed) {
            status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
        if (status == CMQ_OK) {
            cmq_output_write(output, cmq_buf_str(&record));
        }
    }
    cmq_buf_release(&record);
    cmq_buf_release(&text);
    return status;
}

/* A record for each report that has a correction, in the order of the first of them. */
static enum cmq_status write_gold(struct cmq_store *store, struct cmq_output *output,
                                  struct cmq_error *err) {
    struct cmq_store_lines *lines;
    struct cmq_store_line line;
    struct cmq_map written;
    uint64_t without_text = 0;
    enum cmq_status status = cmq_store_lines_open(store, cmq_str_of(NULL), 0, &lines, err);
    cmq_map_init(&written);
    while (status == CMQ_OK && (status = cmq_store_lines_next(lines, &line, err)) == CMQ_OK) {
        char key[24];
        (void)snprintf(key, sizeof key, "%" PRId64, line.report);
        if (!line.holds || line.report == 0 || cmq_map_get(&written, cmq_str_of(key)) != NULL) {
            continue;
        }
        status = cmq_map_put(&written, cmq_str_of(key), 1) == NULL
                     ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                     : write_record(store, &line, output, &without_text, err);
    }
    cmq_map_release(&written);
    cmq_store_lines_free(lines);
    if (without_text > 0) {
        cmq_say("%" PRIu64 " reports are left out: the store has not their texts", without_text);
    }
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- giving them on as suggestions ---- */

static struct cmq_str first_of(struct cmq_str codes) {
    struct cmq_str first = cmq_str_cut(&codes, ';');
    return first.len == 0 || cmq_str_eq(first, CMQ_STR("---")) ? CMQ_STR("-") : first;
}

/* What was corrected and by whom as comments, and the sentence as an example that the dictionaries
 * do not yet meet. */
static void add_suggestion(const struct cmq_store_line *line, struct cmq_buf *out) {
    struct cmq_str source = first_of(line->source), target = first_of(line->target);
    cmq_buf_format(out, "# correction %" PRId64 ", ", line->number);
    cmq_columns_clean(line->made, out);
    cmq_buf_add_str(out, CMQ_STR(", by "));
    cmq_columns_clean(line->corrector, out);
    cmq_buf_add_str(out, CMQ_STR(": "));
    cmq_columns_clean(line->why, out);
    cmq_buf_add_str(out, CMQ_STR("\n# "));
    cmq_columns_clean(line->values, out);
    cmq_buf_format(out, "\n# coded by %s%.*s\n  > ", line->rules.len == 0 ? "no entry" : "",
                   CMQ_FMT(line->rules.len == 0 ? CMQ_STR("") : line->rules));
    cmq_columns_clean(line->sentence, out);
    if (line->cameo.len == 0) {
        cmq_buf_add_str(out, CMQ_STR(" => none\n\n"));
    } else {
        cmq_buf_format(out, " => %.*s %.*s %.*s\n\n", CMQ_FMT(line->cameo), CMQ_FMT(source),
                       CMQ_FMT(target));
    }
}

static enum cmq_status write_suggestions(struct cmq_store *store, struct cmq_output *output,
                                         struct cmq_error *err) {
    struct cmq_store_lines *lines;
    struct cmq_store_line line;
    struct cmq_buf text;
    enum cmq_status status = cmq_store_lines_open(store, cmq_str_of(NULL), 0, &lines, err);
    cmq_buf_init(&text, TEXT_LIMIT);
    while (status == CMQ_OK && (status = cmq_store_lines_next(lines, &line, err)) == CMQ_OK) {
        if (line.holds && line.sentence.len > 0) {
            cmq_buf_clear(&text);
            add_suggestion(&line, &text);
            cmq_output_write(output, cmq_buf_str(&text));
        }
    }
    cmq_buf_release(&text);
    cmq_store_lines_free(lines);
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- the command ---- */

enum what { LINES, GOLD, SUGGESTIONS };

static int give(const struct options *options, enum what what, struct cmq_rows *rows) {
    struct cmq_store *store;
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_store_open(options->db, CMQ_STORE_READ, &store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    enum cmq_status status = cmq_output_open(&output, options->output, &err);
    if (status == CMQ_OK) {
        cmq_row_output_attach(rows, &output);
        status = what == GOLD          ? write_gold(store, &output, &err)
                 : what == SUGGESTIONS ? write_suggestions(store, &output, &err)
                                       : write_lines(store, options, rows, &err);
        if (!cmq_output_close(&output, status == CMQ_OK) && status == CMQ_OK) {
            cmq_store_close(store);
            return CMQ_EXIT_FAILED;
        }
    }
    cmq_store_close(store);
    return status == CMQ_OK ? CMQ_EXIT_OK : cmq_say_error(&err);
}

/* Whether something is asked of the corrections, not added to them. */
static bool gives(const struct options *options) {
    return options->list || options->orphans || options->export_as != NULL;
}

static int check_operand(const struct options *options) {
    bool may_stand = options->list || (!gives(options) && options->undo == NULL);
    if (options->operand != NULL && !may_stand) {
        return cmq_usage_fail("correct", "unexpected '%s'", options->operand);
    }
    if (options->operand == NULL && may_stand && !options->list) {
        return cmq_usage_fail("correct", "EVENT is missing");
    }
    return CMQ_PARSED;
}

/* CMQ_PARSED if the options are one thing to do. */
static int check(const struct options *options) {
    bool undoes = options->undo != NULL;
    if (gives(options) + undoes + options->deletes + (options->set.count > 0 && !options->adds) +
            options->adds !=
        1) {
        return cmq_usage_fail("correct", "give one of --set, --delete, --add, --undo, --list, "
                                         "--orphans and --export");
    }
    if (!gives(options) && (options->by == NULL || options->why == NULL)) {
        return cmq_usage_fail("correct", "--by NAME and --why TEXT are needed");
    }
    if (options->adds != (options->span != NULL)) {
        return cmq_usage_fail("correct", "--add and --span go together");
    }
    return check_operand(options);
}

static int run(const struct options *options) {
    struct cmq_rows rows = {.context = NULL};
    enum what what = LINES;
    int status = cmq_row_output_choose("correct", options->format, options->output, &rows);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    if (options->export_as != NULL) {
        what = strcmp(options->export_as, "gold") == 0 ? GOLD : SUGGESTIONS;
        if (what == SUGGESTIONS && strcmp(options->export_as, "suggestions") != 0) {
            return cmq_usage_fail("correct", "unknown export '%s': use gold or suggestions",
                                  options->export_as);
        }
    }
    return gives(options) ? give(options, what, &rows) : make(options);
}

int cmq_command_correct(int argc, char **argv) {
    struct options given = {.db = NULL};
    const struct cmq_option options[] = {
        cmq_option_db(&given.db),
        {'\0', CMQ_OPTION_LIST, "set", "SETTING",
         "FIELD=VALUE, what the event is: source, target (codes with ';' between), code, plover, "
         "mode, "
         "assertion, time or date. May be given again and again.",
         &given.set},
        {'\0', CMQ_OPTION_FLAG, "delete", NULL, "There is no such event.", &given.deletes},
        {'\0', CMQ_OPTION_FLAG, "add", NULL,
         "EVENT is the id of a report: add an event that was missed there.", &given.adds},
        {'\0', CMQ_OPTION_TEXT, "ontology", "DIR",
         "The ontology that the store was made with, whose codes are set.", &given.ontology},
        {'\0', CMQ_OPTION_TEXT, "span", "RANGE",
         "START:END, the characters of the text that tell of the event that is added.",
         &given.span},
        {'\0', CMQ_OPTION_TEXT, "report", "NUMBER",
         "The store's number of the report, where several have the id.", &given.report},
        {'\0', CMQ_OPTION_TEXT, "undo", "NUMBER", "Take back the correction of that number.",
         &given.undo},
        {'\0', CMQ_OPTION_TEXT, "by", "NAME", "Who corrects.", &given.by},
        {'\0', CMQ_OPTION_TEXT, "why", "TEXT", "The reason.", &given.why},
        {'\0', CMQ_OPTION_FLAG, "list", NULL, "List all corrections, or those of EVENT.",
         &given.list},
        {'\0', CMQ_OPTION_FLAG, "orphans", NULL,
         "List the corrections whose event the codings have no more.", &given.orphans},
        {'\0', CMQ_OPTION_TEXT, "export", "WHAT",
         "gold: the corrected reports for `eval`; suggestions: examples for the dictionaries.",
         &given.export_as},
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT", "Of a list: " CMQ_ROW_FORMATS_HELP,
         &given.format},
        cmq_option_output(&given.output),
    };
    const struct cmq_usage usage = {
        .command = "correct",
        .operands = "[EVENT]",
        .summary = "Correct an event of a store by its id. Corrections are kept beside what was\n"
                   "coded, and hold on when the report is coded anew.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    given.operand = argc > first ? argv[first] : NULL;
    status = check(&given);
    return status == CMQ_PARSED ? run(&given) : status;
}
