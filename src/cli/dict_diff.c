/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/dict.h"

#include "cli/expectation.h"
#include "cli/run.h"
#include "coding/columns.h"

#include <string.h>
#include <unistd.h>

#define TEXT_LIMIT ((size_t)256 << 20)

struct diff {
    struct cmq_coder before, after; /* with one model, or none */
    struct cmq_output output;
    struct cmq_buf text; /* being put together */
    bool jsonl;
    unsigned added, removed, changed; /* entries */
    unsigned came, went, recoded;     /* events */
    bool rejected;
    struct cmq_arena arena; /* of the report at hand */
};

static void put_clean(struct diff *diff, struct cmq_str text) {
    cmq_columns_clean(text, &diff->text);
}

static void write_text(struct diff *diff) {
    cmq_output_write(&diff->output, cmq_buf_str(&diff->text));
    cmq_buf_clear(&diff->text);
}

/* ---- entries ----------------------------------------------------------------------------- */

static struct cmq_str part_name(unsigned what) {
    switch (what) {
    case CMQ_PART_NAMES:
        return CMQ_STR("names");
    case CMQ_PART_CODES:
        return CMQ_STR("codes");
    case CMQ_PART_TERMS:
        return CMQ_STR("terms");
    case CMQ_PART_PATTERN:
        return CMQ_STR("pattern");
    case CMQ_PART_SOURCE:
        return CMQ_STR("source");
    default:
        return CMQ_STR("examples");
    }
}

static const char *change_of(const struct cmq_difference *difference) {
    if (difference->before == NULL) {
        return "added";
    }
    return difference->after == NULL ? "removed" : "changed";
}

static void add_lines(struct diff *diff, char sign, const struct cmq_strings *lines) {
    for (uint32_t i = 0; i < lines->count; i++) {
        cmq_buf_format(&diff->text, "  %c ", sign);
        put_clean(diff, lines->item[i]);
        cmq_buf_add_char(&diff->text, '\n');
    }
}

/* The id and, of a change, what changed; below it the lines that went and came. */
static void add_entry_row(struct diff *diff, const struct cmq_difference *difference,
                          struct cmq_str id) {
    cmq_buf_format(&diff->text, "%-8s %.*s", change_of(difference), CMQ_FMT(id));
    for (unsigned part = CMQ_PART_NAMES; part <= CMQ_PART_EXAMPLES; part *= 2) {
        if (difference->before != NULL && difference->after != NULL && difference->what & part) {
            struct cmq_str name = part_name(part);
            cmq_buf_format(&diff->text, "  %.*s", CMQ_FMT(name));
        }
    }
    cmq_buf_add_char(&diff->text, '\n');
    add_lines(diff, '-', &difference->gone);
    add_lines(diff, '+', &difference->come);
}

static void add_json_lines(struct cmq_json *json, struct cmq_str key,
                           const struct cmq_strings *lines) {
    cmq_json_key(json, key);
    cmq_json_array_begin(json);
    for (uint32_t i = 0; i < lines->count; i++) {
        cmq_json_str(json, lines->item[i]);
    }
    cmq_json_array_end(json);
}

static void add_json_place(struct cmq_json *json, struct cmq_str key,
                           const struct cmq_lexicon *lexicon, const struct cmq_entry *entry) {
    struct cmq_buf place;
    cmq_buf_init(&place, TEXT_LIMIT);
    cmq_json_key(json, key);
    if (entry == NULL) {
        cmq_json_null(json);
    } else {
        cmq_lexicon_place(lexicon, entry, entry->line, &place);
        cmq_json_str(json, cmq_buf_str(&place));
    }
    cmq_buf_release(&place);
}

static void add_entry_json(struct diff *diff, const struct cmq_difference *difference,
                           struct cmq_str id) {
    struct cmq_json json;
    cmq_json_init(&json, &diff->text);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("entry"));
    cmq_json_str(&json, id);
    cmq_json_key(&json, CMQ_STR("change"));
    cmq_json_str(&json, cmq_str_of(change_of(difference)));
    cmq_json_key(&json, CMQ_STR("what"));
    cmq_json_array_begin(&json);
    for (unsigned part = CMQ_PART_NAMES; part <= CMQ_PART_EXAMPLES; part *= 2) {
        if (difference->what & part) {
            cmq_json_str(&json, part_name(part));
        }
    }
    cmq_json_array_end(&json);
    add_json_place(&json, CMQ_STR("before"), &diff->before.lexicon, difference->before);
    add_json_place(&json, CMQ_STR("after"), &diff->after.lexicon, difference->after);
    add_json_lines(&json, CMQ_STR("gone"), &difference->gone);
    add_json_lines(&json, CMQ_STR("come"), &difference->come);
    cmq_json_object_end(&json);
    cmq_buf_add_char(&diff->text, '\n');
}

static enum cmq_status compare_entries(struct diff *diff, struct cmq_error *err) {
    struct cmq_differences differences = {0};
    struct cmq_arena arena;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_lexicon_compare(&diff->before.lexicon, &diff->after.lexicon, &arena, &differences);
    for (uint32_t i = 0; i < differences.count; i++) {
        const struct cmq_difference *difference = &differences.item[i];
        struct cmq_str id = difference->after != NULL
                                ? cmq_lexicon_str(&diff->after.lexicon, difference->after->id)
                                : cmq_lexicon_str(&diff->before.lexicon, difference->before->id);
        diff->added += difference->before == NULL;
        diff->removed += difference->after == NULL;
        diff->changed += difference->before != NULL && difference->after != NULL;
        if (diff->jsonl) {
            add_entry_json(diff, difference, id);
        } else {
            add_entry_row(diff, difference, id);
        }
        write_text(diff);
    }
    enum cmq_status status = arena.exhausted ? CMQ_NO_MEMORY : CMQ_OK;
    cmq_arena_release(&arena);
    return status == CMQ_OK ? status : cmq_fail(err, status, 0, "out of memory");
}

/* ---- events ------------------------------------------------------------------------------ */

/* Events by their ids. False when out of memory. */
static bool index_events(const struct cmq_coding *coding, struct cmq_map *index) {
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        uint32_t *number = cmq_map_put(index, cmq_str_of(coding->events.list.item[i].id), i);
        if (number == NULL) {
            return false;
        }
    }
    return true;
}

static const struct cmq_event *find_event(const struct cmq_coding *coding,
                                          const struct cmq_map *index, const char *id) {
    const uint32_t *number = cmq_map_get(index, cmq_str_of(id));
    return number == NULL ? NULL : &coding->events.list.item[*number];
}

static struct cmq_str describe(struct cmq_arena *arena, const struct cmq_coding *coding,
                               const struct cmq_event *event) {
    struct cmq_buf text;
    if (event == NULL) {
        return (struct cmq_str){NULL, 0};
    }
    cmq_buf_init(&text, TEXT_LIMIT);
    cmq_expectation_event(coding, event, &text);
    struct cmq_str copy = cmq_arena_copy(arena, cmq_buf_str(&text));
    cmq_buf_release(&text);
    return copy;
}

/* Writes what became of an event; `was` or `is` is absent where there is none. */
static void write_event(struct diff *diff, const struct cmq_report *report,
                        const struct cmq_event *event, struct cmq_str was, struct cmq_str is) {
    const char *change = was.ptr == NULL ? "came" : is.ptr == NULL ? "went" : "recoded";
    struct cmq_str trigger = {report->text.ptr + event->trigger.start,
                              event->trigger.end - event->trigger.start};
    diff->came += was.ptr == NULL;
    diff->went += is.ptr == NULL;
    diff->recoded += was.ptr != NULL && is.ptr != NULL;
    if (diff->jsonl) {
        const struct {
            struct cmq_str key, value;
        } members[] = {{CMQ_STR("report"), report->id},
                       {CMQ_STR("event"), cmq_str_of(event->id)},
                       {CMQ_STR("change"), cmq_str_of(change)},
                       {CMQ_STR("trigger"), trigger},
                       {CMQ_STR("before"), was},
                       {CMQ_STR("after"), is}};
        struct cmq_json json;
        cmq_json_init(&json, &diff->text);
        cmq_json_object_begin(&json);
        for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
            cmq_json_key(&json, members[i].key);
            cmq_json_str(&json, members[i].value);
        }
        cmq_json_object_end(&json);
        cmq_buf_add_char(&diff->text, '\n');
    } else {
        cmq_buf_format(&diff->text, "%-8s ", change);
        put_clean(diff, report->id);
        cmq_buf_format(&diff->text, "  %s  \"", event->id);
        put_clean(diff, trigger);
        cmq_buf_add_str(&diff->text, CMQ_STR("\"\n"));
        const struct cmq_strings gone = {&was, was.ptr != NULL, 1}, come = {&is, is.ptr != NULL, 1};
        add_lines(diff, '-', &gone);
        add_lines(diff, '+', &come);
    }
    write_text(diff);
}

/* The events of one report: those that were, then those that are new. */
static void compare_events(struct diff *diff, struct cmq_arena *arena,
                           const struct cmq_coding *before, const struct cmq_map *before_index,
                           const struct cmq_coding *after, const struct cmq_map *after_index) {
    for (uint32_t i = 0; i < before->events.list.count; i++) {
        const struct cmq_event *event = &before->events.list.item[i];
        struct cmq_str was = describe(arena, before, event);
        struct cmq_str is = describe(arena, after, find_event(after, after_index, event->id));
        if (!cmq_str_eq(was, is)) {
            write_event(diff, &before->report, event, was, is);
        }
    }
    for (uint32_t i = 0; i < after->events.list.count; i++) {
        const struct cmq_event *event = &after->events.list.item[i];
        if (find_event(before, before_index, event->id) == NULL) {
            write_event(diff, &after->report, event, (struct cmq_str){NULL, 0},
                        describe(arena, after, event));
        }
    }
}

static enum cmq_status compare_codings(struct diff *diff, struct cmq_arena *arena,
                                       const struct cmq_coding *before,
                                       const struct cmq_coding *after, struct cmq_error *err) {
    struct cmq_map before_index, after_index;
    cmq_map_init(&before_index);
    cmq_map_init(&after_index);
    bool indexed = index_events(before, &before_index) && index_events(after, &after_index);
    if (indexed) {
        compare_events(diff, arena, before, &before_index, after, &after_index);
    }
    cmq_map_release(&after_index);
    cmq_map_release(&before_index);
    return indexed ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* Codes a report with both. */
static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct diff *diff = context;
    struct cmq_coding before, after;
    cmq_arena_reset(&diff->arena);
    enum cmq_status status =
        cmq_code(&diff->before, NULL, &job->report, &diff->arena, &before, &job->err);
    if (status == CMQ_OK) {
        status = cmq_code(&diff->after, NULL, &job->report, &diff->arena, &after, &job->err);
    }
    return status == CMQ_OK ? compare_codings(diff, &diff->arena, &before, &after, &job->err)
                            : status;
}

static enum cmq_status read_reports(struct diff *diff, const char *path, bool undated,
                                    struct cmq_error *err) {
    const struct cmq_reader_options options = {.undated = undated};
    struct cmq_reader *reader = cmq_reader_open(&path, 1, options, err);
    if (reader == NULL) {
        return CMQ_IO;
    }
    cmq_arena_init(&diff->arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = cmq_run_each(reader, take_report, diff, &diff->rejected, err);
    cmq_arena_release(&diff->arena);
    cmq_reader_free(reader);
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- the command ------------------------------------------------------------------------- */

struct diff_options {
    const char *before, *after; /* folders; NULL: the built-in dictionaries */
    const char *reports, *model;
    bool undated;
};

static void write_counts(struct diff *diff, bool reports) {
    if (diff->jsonl) {
        return;
    }
    cmq_buf_format(&diff->text, "entries: %u added, %u removed, %u changed\n", diff->added,
                   diff->removed, diff->changed);
    if (reports) {
        cmq_buf_format(&diff->text, "events: %u came, %u went, %u recoded\n", diff->came,
                       diff->went, diff->recoded);
    }
    write_text(diff);
}

static enum cmq_status run_diff(struct diff *diff, const struct diff_options *options,
                                struct cmq_error *err) {
    enum cmq_status status =
        cmq_dictionaries_open(options->before, NULL, NULL, &diff->before.lexicon, err);
    if (status == CMQ_OK) {
        status = cmq_dictionaries_open(options->after, NULL, NULL, &diff->after.lexicon, err);
    }
    if (status == CMQ_OK) {
        status = compare_entries(diff, err);
    }
    if (status == CMQ_OK && options->reports != NULL) {
        struct cmq_coder coder;
        status = cmq_coder_open(options->model, NULL, &coder, err);
        if (status == CMQ_OK) {
            diff->before.model = diff->after.model = coder.model;
            status = read_reports(diff, options->reports, options->undated, err);
            cmq_coder_release(&coder);
        }
    }
    if (status == CMQ_OK) {
        write_counts(diff, options->reports != NULL);
    }
    cmq_lexicon_release(&diff->before.lexicon);
    cmq_lexicon_release(&diff->after.lexicon);
    return status;
}

static const char *folder_of(const char *operand) {
    return strcmp(operand, "-") == 0 ? NULL : operand;
}

int cmq_dict_diff(int argc, char **argv) {
    struct diff_options diff_options = {.undated = false};
    struct diff diff = {.jsonl = false};
    const char *format = NULL;
    const struct cmq_option options[] = {
        cmq_option_table_or_lines(&format),
        {'\0', CMQ_OPTION_TEXT, "reports", "FILE",
         "Code the reports in FILE with both and tell which events came, went or changed.",
         &diff_options.reports},
        cmq_option_undated(&diff_options.undated),
        cmq_option_model(&diff_options.model),
    };
    const struct cmq_usage usage = {
        .command = "dict diff",
        .operands = "[OLD] NEW",
        .summary = "Compare two versions of the dictionaries: entries that were added, removed or\n"
                   "changed. Each is a folder laid over the built-in ones, or - for these alone.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 2,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status == CMQ_PARSED) {
        status = cmq_table_or_lines(usage.command, format, &diff.jsonl);
    }
    if (status != CMQ_PARSED) {
        return status;
    }
    diff_options.after = folder_of(argv[argc - 1]);
    diff_options.before = argc - first == 2 ? folder_of(argv[first]) : NULL;
    struct cmq_error err = {0};
    if (cmq_output_open(&diff.output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&diff.text, TEXT_LIMIT);
    enum cmq_status done = run_diff(&diff, &diff_options, &err);
    cmq_buf_release(&diff.text);
    bool closed = cmq_output_close(&diff.output, true);
    if (done != CMQ_OK) {
        return cmq_say_error(&err);
    }
    return !closed ? CMQ_EXIT_FAILED : diff.rejected ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}
