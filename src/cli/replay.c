/* SPDX-License-Identifier: Apache-2.0 */
/* Codes what a store holds anew, tells what differs and why, and keeps it if that is asked for. The
 * reader has a connection of its own, so that it reads while the other writes. */
#include "cli/batch.h"
#include "cli/common_options.h"
#include "cli/row_output.h"
#include "cli/run.h"

#include "audit/audit.h"
#include "store/store.h"
#include "stories/stories.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CODING_LIMIT ((size_t)1 << 30)

enum view { BY_DYAD, BY_ENTRY, BY_EVENT };

struct options {
    const char *db, *lexicon, *ontology, *was, *by, *format;
    unsigned batch;
    bool apply, all;
    struct cmq_run_options run;
};

/* One report on its way: in its job's store. */
struct item {
    int64_t number;
    struct cmq_str before; /* its coding so far */
    struct cmq_str traces; /* of the new one, by which it is related */
    struct cmq_changed_events changed;
};

struct pending {
    int64_t report;
    bool same;
    size_t start, traces, end; /* in the pending codings */
};

struct replay {
    const struct options *options;
    struct cmq_coder coder, was;
    bool knows_was;
    struct cmq_map changed; /* entries that differ between the dictionaries, by id */
    struct cmq_store *store, *reading;
    struct cmq_relater *relater;
    struct cmq_store_stale_reports *stale;
    struct cmq_buf before; /* the reader's */
    enum view by;
    struct cmq_output output;
    struct cmq_rows rows;
    struct cmq_tally pairs, entries;
    struct cmq_arena scratch; /* of what is written for one report */
    uint64_t reports, differing, without_text, rejected, of_others, words;
    uint64_t count[CMQ_EVENT_RECODED + 1];
    struct cmq_batch batch; /* of codings and traces, as `pending` has them */
    struct pending pending[CMQ_BATCH_REPORTS];
    struct cmq_store_recoded recoded;
};

/* ---- reading: on the reader's thread ---- */

static enum cmq_status next(void *context, struct cmq_job *job) {
    struct replay *replay = context;
    struct cmq_report report = {0};
    int64_t number;
    enum cmq_status status;
    while ((status = cmq_store_stale_next(replay->stale, &number, &report, &job->err)) == CMQ_OK &&
           report.text.ptr == NULL) {
        replay->without_text++;
    }
    if (status != CMQ_OK) {
        return status;
    }
    job->file = replay->options->db;
    cmq_buf_clear(&replay->before);
    status = cmq_run_keep(job, &report);
    if (status == CMQ_OK) {
        status = cmq_store_coding(replay->reading, number, false, &replay->before, &job->err);
    }
    struct item *item = status == CMQ_OK ? CMQ_NEW(&job->store, struct item) : NULL;
    if (item != NULL) {
        *item = (struct item){
            .number = number,
            .before = cmq_arena_copy(&job->store, cmq_buf_str(&replay->before)),
        };
    }
    job->own = item;
    return status == CMQ_OK && job->store.exhausted
               ? cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "out of memory")
               : status;
}

/* ---- coding: on a worker's thread ---- */

static enum cmq_status write_traces(const struct cmq_coding *coding, struct cmq_arena *arena,
                                    struct cmq_job *job) {
    struct item *item = job->own;
    struct cmq_buf traces;
    cmq_buf_init(&traces, CODING_LIMIT);
    cmq_traces_write(coding, (uint32_t)job->words, arena, &traces);
    item->traces = cmq_arena_copy(&job->store, cmq_buf_str(&traces));
    bool failed = traces.failed || job->store.exhausted;
    cmq_buf_release(&traces);
    return failed ? cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct replay *replay = context;
    struct item *item = job->own;
    struct cmq_coding coding;
    job->status = cmq_code(&replay->coder, job->session, &job->report, arena, &coding, &job->err);
    if (job->status == CMQ_OK) {
        job->words = cmq_parse_words(&coding.parse);
        cmq_coding_write_json(&coding, false, &job->out);
        cmq_run_check_out(job);
    }
    if (job->status == CMQ_OK) {
        job->status = cmq_codings_compare(item->before, cmq_buf_str(&job->out), &job->store,
                                          &item->changed, &job->err);
    }
    if (job->status == CMQ_OK && replay->options->apply && !item->changed.same) {
        job->status = write_traces(&coding, arena, job);
    }
}

/* ---- telling ---- */

/* The entries of the event that are not what they were, in the order of its rules. */
static void find_reasons(const struct replay *replay, const struct cmq_labels *entries,
                         struct cmq_arena *arena, struct cmq_labels *reasons) {
    for (uint32_t i = 0; i < entries->count; i++) {
        if (cmq_map_get(&replay->changed, entries->item[i]) != NULL &&
            !cmq_labels_have(reasons, entries->item[i])) {
            CMQ_PUSH(arena, reasons) = entries->item[i];
        }
    }
}

static struct cmq_str join(const struct cmq_labels *labels, struct cmq_arena *arena) {
    struct cmq_str joined = {NULL, 0};
    for (uint32_t i = 0; i < labels->count; i++) {
        joined = i == 0 ? labels->item[i]
                        : cmq_arena_format(arena, "%.*s;%.*s", CMQ_FMT(joined),
                                           CMQ_FMT(labels->item[i]));
    }
    return joined;
}

static struct cmq_str name_differences(unsigned differs, struct cmq_arena *arena) {
    struct cmq_labels names = {0};
    for (unsigned i = 0; i < CMQ_TRAITS; i++) {
        if (differs & 1U << i) {
            CMQ_PUSH(arena, &names) = cmq_str_of(cmq_trait_name((enum cmq_trait)i));
        }
    }
    return join(&names, arena);
}

static const char *const change_name[] = {"added", "lost", "recoded"};

static const struct cmq_column event_columns[] = {
    {.name = "change"},
    {.name = "report"},
    {.name = "event", .place = CMQ_WHOLE_IN_TABLE},
    {.name = "told"},
    {.name = "source_before", .title = "source"},
    {.name = "cameo_before", .title = "code"},
    {.name = "target_before", .title = "target"},
    {.name = "source_after", .title = "source now"},
    {.name = "cameo_after", .title = "code now"},
    {.name = "target_after", .title = "target now"},
    {.name = "differs"},
    {.name = "changed_entries", .place = CMQ_BELOW_IN_TABLE},
    {.name = "rules_before", .place = CMQ_NOT_IN_TABLE},
    {.name = "rules_after", .place = CMQ_NOT_IN_TABLE},
};

static void write_event(struct replay *replay, const struct cmq_changed_event *event,
                        struct cmq_str reasons) {
    const struct cmq_str *before = event->before.value, *after = event->after.value;
    const struct cmq_str value[] = {
        cmq_str_of(change_name[event->change]),
        event->report,
        event->id,
        event->told,
        before[CMQ_TRAIT_SOURCE],
        before[CMQ_TRAIT_CAMEO],
        before[CMQ_TRAIT_TARGET],
        after[CMQ_TRAIT_SOURCE],
        after[CMQ_TRAIT_CAMEO],
        after[CMQ_TRAIT_TARGET],
        name_differences(event->differs, &replay->scratch),
        reasons,
        join(&event->before.entries, &replay->scratch),
        join(&event->after.entries, &replay->scratch),
    };
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        cmq_rows_text(&replay->rows, value[i]);
    }
}

/* Whether a coding was made with the dictionaries that the new ones are compared with. */
static bool is_of_was(const struct replay *replay, struct cmq_str before) {
    const char *knowledge = replay->was.knowledge;
    return memmem(before.ptr, before.len, knowledge, strlen(knowledge)) != NULL;
}

static void tell_event(struct replay *replay, const struct cmq_changed_event *event,
                       bool knows_why) {
    struct cmq_labels reasons = {0};
    if (knows_why) {
        find_reasons(replay, &event->before.entries, &replay->scratch, &reasons);
        find_reasons(replay, &event->after.entries, &replay->scratch, &reasons);
    }
    replay->count[event->change]++;
    cmq_tally_add_pairs(&replay->pairs, event);
    for (uint32_t i = 0; i < reasons.count; i++) {
        cmq_tally_add_entry(&replay->entries, reasons.item[i], event->change);
    }
    if (reasons.count == 0) {
        cmq_tally_add_entry(&replay->entries, CMQ_STR(""), event->change);
    }
    if (replay->by == BY_EVENT) {
        write_event(replay, event, join(&reasons, &replay->scratch));
    }
}

static void tell(struct replay *replay, const struct item *item) {
    bool knows_why = replay->knows_was && is_of_was(replay, item->before);
    replay->reports++;
    replay->differing += !item->changed.same;
    replay->of_others += replay->knows_was && !knows_why;
    cmq_arena_reset(&replay->scratch);
    for (uint32_t i = 0; i < item->changed.event.count; i++) {
        tell_event(replay, &item->changed.event.item[i], knows_why);
    }
}

static const struct cmq_column pair_columns[] = {
    {.name = "month"},
    {.name = "source"},
    {.name = "target"},
    {.name = "added", .kind = CMQ_COLUMN_INTEGER},
    {.name = "lost", .kind = CMQ_COLUMN_INTEGER},
    {.name = "recoded", .kind = CMQ_COLUMN_INTEGER},
};

static const struct cmq_column entry_columns[] = {
    {.name = "entry", .place = CMQ_WHOLE_IN_TABLE},
    {.name = "added", .kind = CMQ_COLUMN_INTEGER},
    {.name = "lost", .kind = CMQ_COLUMN_INTEGER},
    {.name = "recoded", .kind = CMQ_COLUMN_INTEGER},
};

static void write_tally_row(struct cmq_rows *rows, const struct cmq_tally_row *row, bool is_pair) {
    if (is_pair) {
        cmq_rows_text(rows, row->month);
        cmq_rows_text(rows, row->source);
        cmq_rows_text(rows, row->target);
    } else if (row->entry.len == 0) {
        cmq_rows_null(rows);
    } else {
        cmq_rows_text(rows, row->entry);
    }
    for (unsigned change = 0; change <= CMQ_EVENT_RECODED; change++) {
        cmq_rows_int(rows, (int64_t)row->count[change]);
    }
}

static void write_tally(struct replay *replay) {
    const bool pairs = replay->by == BY_DYAD;
    const struct cmq_tally *tally = pairs ? &replay->pairs : &replay->entries;
    for (uint32_t i = 0; i < tally->row.count; i++) {
        write_tally_row(&replay->rows, &tally->row.item[i], pairs);
    }
}

static void begin_rows(struct replay *replay) {
    static const struct {
        const struct cmq_column *column;
        unsigned count;
    } of[] = {
        [BY_DYAD] = {pair_columns, sizeof pair_columns / sizeof *pair_columns},
        [BY_ENTRY] = {entry_columns, sizeof entry_columns / sizeof *entry_columns},
        [BY_EVENT] = {event_columns, sizeof event_columns / sizeof *event_columns},
    };
    cmq_row_output_attach(&replay->rows, &replay->output);
    cmq_rows_begin(&replay->rows, of[replay->by].column, of[replay->by].count);
}

/* All rows in the end, or those of events so far. */
static bool end_rows(struct replay *replay) {
    struct cmq_error err;
    if (cmq_rows_end(&replay->rows, &err) != CMQ_OK) {
        cmq_say_error(&err);
        return false;
    }
    return true;
}

/* ---- keeping ---- */

static struct cmq_store_coder coder_of(const struct replay *replay) {
    return (struct cmq_store_coder){CMQ_STR(CMQ_VERSION), cmq_model_id(replay->coder.model),
                                    cmq_str_of(replay->coder.knowledge),
                                    cmq_str_of(cmq_coder_ontology(&replay->coder))};
}

/* Makes one coding the current one and relates it. */
static enum cmq_status keep_one(struct replay *replay, const struct pending *pending,
                                struct cmq_store_recoded *counts, struct cmq_error *err) {
    const char *codings = replay->batch.waiting.ptr;
    const struct cmq_store_coder today = coder_of(replay);
    const struct cmq_store_recoding recoding = {
        .report = pending->report,
        .coding = {pending->same ? NULL : codings + pending->start,
                   pending->traces - pending->start},
    };
    const struct cmq_str traces = {codings + pending->traces, pending->end - pending->traces};
    uint64_t recoded = counts->recoded;
    enum cmq_status status = cmq_store_recode(replay->store, &today, &recoding, 1, counts, err);
    return status == CMQ_OK && counts->recoded > recoded
               ? cmq_relater_add_content(replay->relater, counts->last, traces, err)
               : status;
}

/* All that waits, in one transaction. */
static enum cmq_status keep_all(void *context, struct cmq_error *err) {
    struct replay *replay = context;
    struct cmq_store_recoded counts = replay->recoded;
    enum cmq_status status = cmq_store_begin(replay->store, err);
    for (unsigned i = 0; i < replay->batch.count && status == CMQ_OK; i++) {
        status = keep_one(replay, &replay->pending[i], &counts, err);
    }
    if (status == CMQ_OK) {
        status = cmq_store_commit(replay->store, err);
    }
    if (status == CMQ_OK) {
        replay->recoded = counts;
    } else {
        cmq_store_rollback(replay->store);
    }
    return status;
}

static bool keep(struct replay *replay, const struct item *item, struct cmq_str coding) {
    struct cmq_buf *waiting = &replay->batch.waiting;
    struct pending *pending = &replay->pending[replay->batch.count];
    cmq_batch_count(&replay->batch);
    *pending = (struct pending){.report = item->number,
                                .same = item->changed.same,
                                .start = waiting->len,
                                .traces = waiting->len};
    if (!pending->same) {
        cmq_buf_add_str(waiting, coding);
        pending->traces = waiting->len;
        cmq_buf_add_str(waiting, item->traces);
    }
    pending->end = waiting->len;
    return cmq_batch_settle_due(&replay->batch);
}

static bool write_job(void *context, struct cmq_job *job) {
    struct replay *replay = context;
    if (job->status != CMQ_OK) {
        replay->rejected++;
        cmq_run_say_reject(job);
        return true;
    }
    replay->words += job->words;
    tell(replay, job->own);
    return replay->output.error == 0 &&
           (!replay->options->apply || keep(replay, job->own, cmq_buf_str(&job->out)));
}

static void idle(void *context) {
    struct replay *replay = context;
    cmq_output_flush(&replay->output);
    cmq_batch_settle_due(&replay->batch);
}

/* ---- the end ---- */

/* How many corrections are about events that the codings have not. */
static enum cmq_status count_orphans(struct cmq_store *store, uint64_t *count,
                                     struct cmq_error *err) {
    struct cmq_store_lines *lines;
    struct cmq_store_line line;
    enum cmq_status status = cmq_store_lines_open(store, cmq_str_of(NULL), 0, &lines, err);
    while (status == CMQ_OK && (status = cmq_store_lines_next(lines, &line, err)) == CMQ_OK) {
        *count += line.orphaned && line.holds;
    }
    cmq_store_lines_free(lines);
    return status == CMQ_END ? CMQ_OK : status;
}

static void say_summary(const struct replay *replay, double seconds) {
    cmq_say("%" PRIu64 " reports coded anew, %" PRIu64 " otherwise than before; %" PRIu64
            " rejected",
            replay->reports, replay->differing, replay->rejected);
    cmq_say("events: %" PRIu64 " added, %" PRIu64 " lost, %" PRIu64 " recoded",
            replay->count[CMQ_EVENT_ADDED], replay->count[CMQ_EVENT_LOST],
            replay->count[CMQ_EVENT_RECODED]);
    if (replay->without_text > 0) {
        cmq_say("%" PRIu64 " reports stay as they were coded: the store has not their texts",
                replay->without_text);
    }
    if (replay->of_others > 0) {
        cmq_say("%" PRIu64 " reports were coded with other dictionaries than those compared with: "
                "give these with --was to learn which entries changed",
                replay->of_others);
    }
    if (replay->options->apply) {
        cmq_say("kept: %" PRIu64 " with another coding, %" PRIu64 " with the same, %" PRIu64
                " superseded meanwhile",
                replay->recoded.recoded, replay->recoded.confirmed, replay->recoded.gone);
    }
    if (replay->options->run.stats) {
        cmq_say("words: %" PRIu64 ", seconds: %.3f, words/s: %.0f", replay->words, seconds,
                seconds > 0 ? (double)replay->words / seconds : 0);
    }
}

/* Threads may still run: nothing is freed. */
static _Noreturn void end_at_once(struct replay *replay, int signal_number,
                                  const struct cmq_error *err) {
    if (replay->by == BY_EVENT) {
        end_rows(replay);
    }
    cmq_output_close(&replay->output, false);
    if (err->message[0] != '\0') {
        cmq_say("%s", err->message);
    }
    if (signal_number != 0) {
        cmq_end_by_signal(signal_number);
    }
    _exit(CMQ_EXIT_FAILED);
}

static int finish(struct replay *replay, bool done, double seconds) {
    struct cmq_error err;
    uint64_t orphans = 0;
    bool told = cmq_tally_sort(&replay->pairs) && cmq_tally_sort(&replay->entries);
    if (!told) {
        cmq_say("out of memory");
    } else if (replay->by != BY_EVENT) {
        write_tally(replay);
    }
    told = end_rows(replay) && told;
    cmq_rows_release(&replay->rows);
    bool settled = cmq_batch_settle(&replay->batch);
    bool closed = cmq_output_close(&replay->output, true);
    say_summary(replay, seconds);
    if (replay->options->apply && count_orphans(replay->store, &orphans, &err) != CMQ_OK) {
        cmq_say_error(&err);
        settled = false;
    }
    if (orphans > 0) {
        cmq_say("%" PRIu64 " corrections have no event any more: `communique correct --orphans` "
                "lists them",
                orphans);
    }
    if (!told || !settled || !closed || !done) {
        return CMQ_EXIT_FAILED;
    }
    return replay->rejected > 0 ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

static int run(struct replay *replay) {
    struct cmq_error err = {0};
    const struct cmq_pool_tasks tasks = {replay, replay->coder.model, next, work, write_job, idle};
    const double started = cmq_seconds();
    int signal_number = 0;
    if (cmq_output_open(&replay->output, replay->options->run.output, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    begin_rows(replay);
    enum cmq_pool_end end =
        cmq_pool_run(&tasks, replay->options->run.threads, &signal_number, &err);
    if (end == CMQ_POOL_STOPPED || end == CMQ_POOL_INTERRUPTED) {
        end_at_once(replay, signal_number, &err);
    }
    if (end == CMQ_POOL_FAILED) {
        cmq_say_error(&err);
    }
    return finish(replay, end == CMQ_POOL_DONE, cmq_seconds() - started);
}

/* ---- the beginning ---- */

/* Examples do not change a coding. */
static enum cmq_status find_changed_entries(struct replay *replay, struct cmq_error *err) {
    struct cmq_differences differences = {0};
    struct cmq_arena arena;
    bool whole = true;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    cmq_lexicon_compare(&replay->was.lexicon, &replay->coder.lexicon, &arena, &differences);
    for (uint32_t i = 0; i < differences.count; i++) {
        const struct cmq_difference *difference = &differences.item[i];
        struct cmq_str id = difference->after != NULL
                                ? cmq_lexicon_str(&replay->coder.lexicon, difference->after->id)
                                : cmq_lexicon_str(&replay->was.lexicon, difference->before->id);
        if (difference->what != CMQ_PART_EXAMPLES) {
            whole = cmq_map_put(&replay->changed, id, 1) != NULL && whole;
        }
    }
    whole = whole && !arena.exhausted;
    cmq_arena_release(&arena);
    return whole ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* What was coded before is compared with the dictionaries of --was or, where today's are others
 * than the built-in ones, with these. */
static enum cmq_status open_was(struct replay *replay, struct cmq_error *err) {
    const struct options *options = replay->options;
    replay->knows_was = options->was != NULL || options->lexicon != NULL;
    if (!replay->knows_was) {
        return CMQ_OK;
    }
    enum cmq_status status =
        cmq_coder_open_own(options->run.model, options->was, options->ontology, &replay->was, err);
    return status == CMQ_OK ? find_changed_entries(replay, err) : status;
}

static enum cmq_status note_command(struct replay *replay, struct cmq_error *err) {
    struct cmq_str command =
        cmq_arena_format(&replay->scratch, "replay --apply --db %s%s%s%s%s", replay->options->db,
                         replay->options->lexicon == NULL ? "" : " --lexicon ",
                         replay->options->lexicon == NULL ? "" : replay->options->lexicon,
                         replay->options->ontology == NULL ? "" : " --ontology ",
                         replay->options->ontology == NULL ? "" : replay->options->ontology);
    return cmq_store_set_command(replay->store, command, err);
}

static enum cmq_status open_all(struct replay *replay, struct cmq_error *err) {
    const struct options *options = replay->options;
    /* A store of an older schema is brought up to date before the other only reads it. */
    enum cmq_status status = cmq_store_open(options->db, CMQ_STORE_CHANGE, &replay->store, err);
    if (status == CMQ_OK) {
        status = cmq_store_open(options->db, CMQ_STORE_READ, &replay->reading, err);
    }
    if (status == CMQ_OK && (replay->relater = cmq_relater_open(replay->store)) == NULL) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (status == CMQ_OK) {
        status = note_command(replay, err);
    }
    if (status == CMQ_OK) {
        status = cmq_coder_open_own(options->run.model, options->lexicon, options->ontology,
                                    &replay->coder, err);
    }
    if (status == CMQ_OK) {
        status = cmq_store_check_ontology(replay->store, cmq_coder_ontology(&replay->coder), err);
    }
    if (status == CMQ_OK) {
        status = open_was(replay, err);
    }
    if (status == CMQ_OK) {
        const struct cmq_store_coder today = coder_of(replay);
        status = cmq_store_stale_open(replay->reading, options->all ? NULL : &today, &replay->stale,
                                      err);
    }
    return status;
}

static int open_and_run(struct replay *replay) {
    struct cmq_error err;
    int status;
    cmq_map_init(&replay->changed);
    cmq_arena_init(&replay->scratch, CMQ_ARENA_LIMIT);
    cmq_buf_init(&replay->before, CODING_LIMIT);
    cmq_tally_init(&replay->pairs);
    cmq_tally_init(&replay->entries);
    if (open_all(replay, &err) != CMQ_OK) {
        status = cmq_say_error(&err);
    } else {
        status = cmq_run_prepare("replay", &replay->options->run, replay->coder.model);
        status = status == CMQ_EXIT_OK ? run(replay) : status;
    }
    cmq_tally_release(&replay->entries);
    cmq_tally_release(&replay->pairs);
    cmq_buf_release(&replay->before);
    cmq_arena_release(&replay->scratch);
    cmq_map_release(&replay->changed);
    cmq_store_stale_free(replay->stale);
    cmq_relater_free(replay->relater);
    cmq_coder_release(&replay->was);
    cmq_coder_release(&replay->coder);
    cmq_store_close(replay->reading);
    cmq_store_close(replay->store);
    return status;
}

static bool find_view(const char *name, enum view *view) {
    static const char *const names[] = {
        [BY_DYAD] = "dyad", [BY_ENTRY] = "entry", [BY_EVENT] = "event"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *view = (enum view)i;
            return true;
        }
    }
    return false;
}

int cmq_command_replay(int argc, char **argv) {
    struct options given = {.by = "dyad", .batch = CMQ_BATCH_REPORTS, .run = {.threads = 1}};
    const struct cmq_option options[] = {
        cmq_option_db(&given.db),
        cmq_option_jobs(&given.run.threads),
        {'\0', CMQ_OPTION_FLAG, "apply", NULL,
         "Keep the new codings. Those that they take the place of stay as history.", &given.apply},
        {'\0', CMQ_OPTION_COUNT, "batch", "N",
         "Keep N codings in a transaction, fewer if a second has passed. At most 512, the default.",
         &given.batch},
        {'\0', CMQ_OPTION_TEXT, "by", "WHAT",
         "Tell what changed by dyad and month, by entry of the dictionaries, or event by event. "
         "Default: dyad.",
         &given.by},
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT", CMQ_ROW_FORMATS_HELP, &given.format},
        cmq_option_output(&given.run.output),
        cmq_option_lexicon(&given.lexicon),
        cmq_option_ontology(&given.ontology),
        {'\0', CMQ_OPTION_TEXT, "was", "DIR",
         "The dictionaries that the store was coded with, to tell which entries changed. Default: "
         "the built-in ones.",
         &given.was},
        {'\0', CMQ_OPTION_FLAG, "all", NULL,
         "Code those reports anew, too, that this program, model and dictionaries have coded.",
         &given.all},
        cmq_option_model(&given.run.model),
        cmq_option_precision(&given.run.precision),
        {'\0', CMQ_OPTION_FLAG, "stats", NULL, "Tell the number of words and the speed at the end.",
         &given.run.stats},
    };
    const struct cmq_usage usage = {
        .command = "replay",
        .operands = "",
        .summary = "Code the texts of a store anew with today's program, model and dictionaries,\n"
                   "and tell which events come, go or change.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct replay *replay = calloc(1, sizeof *replay);
    if (replay == NULL) {
        cmq_say("out of memory");
        return CMQ_EXIT_FAILED;
    }
    replay->options = &given;
    cmq_batch_init(&replay->batch,
                   given.batch < CMQ_BATCH_REPORTS ? given.batch : CMQ_BATCH_REPORTS, keep_all,
                   replay);
    if (!find_view(given.by, &replay->by)) {
        status = cmq_usage_fail("replay", "unknown --by '%s': use dyad, entry or event", given.by);
    } else {
        status = cmq_row_output_choose("replay", given.format, given.run.output, &replay->rows);
        status = status == CMQ_EXIT_OK ? open_and_run(replay) : status;
    }
    cmq_buf_release(&replay->batch.waiting);
    free(replay);
    return status;
}
