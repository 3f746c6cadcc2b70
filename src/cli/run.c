/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/run.h"

#include "coding/columns.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_LIMIT       ((size_t)16 << 20)
#define PROGRESS_SECONDS 0.2
#define BAR_WIDTH        20u

struct runner {
    const struct cmq_run *run;
    struct cmq_reader *reader;
    struct cmq_output output, rejects;
    struct cmq_buf line; /* being put together */
    size_t files;        /* inputs that the reader has begun */
    const char *file;    /* the last of them */
    uint64_t reports, words, rejected;
    double started, shown; /* seconds; when the progress was last shown */
    bool progress, progress_shown;
};

void cmq_run_check_out(struct cmq_job *job) {
    if (job->out.failed) {
        job->status = cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "the result is too large for memory");
    }
}

static bool find_precision(const char *name, enum cmq_precision *precision) {
    *precision =
        name != NULL && strcmp(name, "int8") == 0 ? CMQ_PRECISION_INT8 : CMQ_PRECISION_FLOAT32;
    return name == NULL || *precision == CMQ_PRECISION_INT8 || strcmp(name, "float32") == 0;
}

int cmq_run_prepare(const char *command, const struct cmq_run_options *options,
                    struct cmq_model *model) {
    enum cmq_precision precision;
    struct cmq_error err;
    if (!find_precision(options->precision, &precision)) {
        return cmq_usage_fail(command, "unknown precision '%s': use float32 or int8",
                              options->precision);
    }
    if (precision != CMQ_PRECISION_FLOAT32 && cmq_model_prepare(model, precision, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    return CMQ_EXIT_OK;
}

/* ---- reading ----------------------------------------------------------------------------- */

enum cmq_status cmq_run_keep(struct cmq_job *job, const struct cmq_report *report) {
    struct cmq_arena *store = &job->store;
    job->report = (struct cmq_report){
        .id = cmq_arena_copy(store, report->id),
        .date = report->date,
        .publisher = cmq_arena_copy(store, report->publisher),
        .url = cmq_arena_copy(store, report->url),
        .title = cmq_arena_copy(store, report->title),
        .language = cmq_arena_copy(store, report->language),
        .text = cmq_arena_copy(store, report->text),
    };
    return store->exhausted ? cmq_fail(&job->err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

enum cmq_status cmq_run_read(struct cmq_reader *reader, struct cmq_job *job) {
    struct cmq_report report;
    enum cmq_status status = cmq_reader_next(reader, &report, &job->err);
    if (status == CMQ_END) {
        return status;
    }
    struct cmq_reader_place place = cmq_reader_place(reader);
    job->file = place.file;
    job->line = place.line;
    if (status == CMQ_OK) {
        return cmq_run_keep(job, &report);
    }
    if (status != CMQ_BAD_INPUT && status != CMQ_LIMIT) {
        return status;
    }
    job->status = status;
    job->report = (struct cmq_report){.id = cmq_arena_copy(&job->store, place.id)};
    return CMQ_OK;
}

/* Reads up to a report that is to be worked on, or rejected. */
static enum cmq_status read_wanted(const struct runner *runner, struct cmq_job *job) {
    const struct cmq_run *run = runner->run;
    bool wanted = false;
    enum cmq_status status = CMQ_OK;
    while (status == CMQ_OK && !wanted) {
        cmq_arena_reset(&job->store);
        status = cmq_run_read(runner->reader, job);
        wanted = true;
        if (status == CMQ_OK && job->status == CMQ_OK && run->wants != NULL) {
            status = run->wants(run->context, &job->report, &wanted, &job->err);
        }
    }
    return status;
}

static enum cmq_status next(void *context, struct cmq_job *job) {
    struct runner *runner = context;
    enum cmq_status status = read_wanted(runner, job);
    if (status == CMQ_OK && job->file != runner->file) {
        runner->file = job->file;
        runner->files++;
    }
    job->number = (uint32_t)runner->files;
    return status;
}

/* ---- rejects ----------------------------------------------------------------------------- */

/* File names and ids are whatever somebody gave: what is not UTF-8 becomes U+FFFD. */
static struct cmq_str as_utf8(struct cmq_str s, struct cmq_buf *out) {
    cmq_buf_clear(out);
    while (s.len > 0) {
        size_t valid = cmq_utf8_invalid(s);
        cmq_buf_add(out, s.ptr, valid);
        if (valid < s.len) {
            cmq_buf_add_str(out, CMQ_STR("\xEF\xBF\xBD"));
            valid++;
        }
        s.ptr += valid;
        s.len -= valid;
    }
    return cmq_buf_str(out);
}

void cmq_run_say_reject(const struct cmq_job *job) {
    struct cmq_buf line, piece;
    cmq_buf_init(&line, LINE_LIMIT);
    cmq_buf_init(&piece, LINE_LIMIT);
    cmq_columns_clean(as_utf8(cmq_str_of(job->file), &piece), &line);
    if (job->line > 0) {
        cmq_buf_format(&line, ":%" PRIu64, job->line);
    }
    cmq_buf_add_str(&line, CMQ_STR(": "));
    if (job->report.id.len > 0) {
        cmq_columns_clean(as_utf8(job->report.id, &piece), &line);
        cmq_buf_add_str(&line, CMQ_STR(": "));
    }
    cmq_columns_clean(as_utf8(cmq_str_of(job->err.message), &piece), &line);
    cmq_say("%.*s", CMQ_FMT(cmq_buf_str(&line)));
    cmq_buf_release(&piece);
    cmq_buf_release(&line);
}

static void write_reject(struct runner *runner, const struct cmq_job *job) {
    struct cmq_buf piece;
    struct cmq_json json;
    cmq_buf_init(&piece, LINE_LIMIT);
    cmq_buf_clear(&runner->line);
    cmq_json_init(&json, &runner->line);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("file"));
    cmq_json_str(&json, as_utf8(cmq_str_of(job->file), &piece));
    cmq_json_key(&json, CMQ_STR("line"));
    if (job->line > 0) {
        cmq_json_int(&json, (int64_t)job->line);
    } else {
        cmq_json_null(&json);
    }
    cmq_json_key(&json, CMQ_STR("id"));
    if (job->report.id.ptr != NULL) {
        cmq_json_str(&json, as_utf8(job->report.id, &piece));
    } else {
        cmq_json_null(&json);
    }
    cmq_json_key(&json, CMQ_STR("reason"));
    cmq_json_str(&json, as_utf8(cmq_str_of(job->err.message), &piece));
    cmq_json_object_end(&json);
    cmq_buf_add_char(&runner->line, '\n');
    cmq_output_write(&runner->rejects, cmq_buf_str(&runner->line));
    cmq_buf_release(&piece);
}

/* ---- progress ---------------------------------------------------------------------------- */

static void clear_progress(struct runner *runner) {
    if (runner->progress_shown) {
        cmq_put_message(CMQ_STR("\r\033[K"));
        runner->progress_shown = false;
    }
}

/* A bar over the files where there are many; the reports and the speed. */
static void show_progress(struct runner *runner, size_t files_begun) {
    double now = cmq_seconds();
    if (!runner->progress || now - runner->shown < PROGRESS_SECONDS) {
        return;
    }
    struct cmq_buf *line = &runner->line;
    runner->shown = now;
    runner->progress_shown = true;
    cmq_buf_clear(line);
    cmq_buf_add_str(line, CMQ_STR("\r\033[K"));
    if (runner->run->path_count > 1) {
        size_t done = files_begun > 0 ? files_begun - 1 : 0;
        size_t filled = done * BAR_WIDTH / runner->run->path_count;
        cmq_buf_add_char(line, '[');
        for (size_t i = 0; i < BAR_WIDTH; i++) {
            cmq_buf_add_char(line, i < filled ? '=' : ' ');
        }
        cmq_buf_format(line, "] %zu/%zu files, ", done, runner->run->path_count);
    }
    cmq_buf_format(line, "%" PRIu64 " reports, %.0f words/s", runner->reports,
                   (double)runner->words / (now - runner->started));
    cmq_put_message(cmq_buf_str(line));
}

static void say_stats(struct runner *runner) {
    double seconds = cmq_seconds() - runner->started;
    cmq_buf_clear(&runner->line);
    cmq_buf_format(&runner->line,
                   "reports: %" PRIu64 "\nrejected: %" PRIu64 "\nwords: %" PRIu64
                   "\nseconds: %.3f\nwords/s: %.0f\n",
                   runner->reports, runner->rejected, runner->words, seconds,
                   seconds > 0 ? (double)runner->words / seconds : 0);
    cmq_put_message(cmq_buf_str(&runner->line));
}

/* ---- writing ----------------------------------------------------------------------------- */

static bool write_result(struct runner *runner, struct cmq_str result) {
    const struct cmq_run *run = runner->run;
    if (run->take != NULL) {
        return run->take(run->context, result);
    }
    cmq_output_write(&runner->output, result);
    return runner->output.error == 0;
}

static bool write_job(void *context, struct cmq_job *job) {
    struct runner *runner = context;
    bool written = true;
    if (job->status == CMQ_OK) {
        runner->reports++;
        runner->words += job->words;
        written = write_result(runner, cmq_buf_str(&job->out));
    } else if (runner->run->options->rejects != NULL) {
        runner->rejected++;
        write_reject(runner, job);
    } else {
        runner->rejected++;
        clear_progress(runner);
        cmq_run_say_reject(job);
    }
    show_progress(runner, job->number);
    return written && runner->rejects.error == 0;
}

static void flush_all(void *context) {
    struct runner *runner = context;
    cmq_output_flush(&runner->output);
    if (runner->run->options->rejects != NULL) {
        cmq_output_flush(&runner->rejects);
    }
    if (runner->run->rest != NULL) {
        runner->run->rest(runner->run->context);
    }
}

static bool close_all(struct runner *runner, bool keep) {
    clear_progress(runner);
    bool closed = cmq_output_close(&runner->output, keep);
    if (runner->run->options->rejects != NULL) {
        closed = cmq_output_close(&runner->rejects, keep) && closed;
    }
    return closed;
}

/* ---- the run ----------------------------------------------------------------------------- */

/* Better now than after an hour: a file that cannot be read ends the run. */
static int check_files(const struct cmq_run *run) {
    for (size_t i = 0; i < run->path_count; i++) {
        if (strcmp(run->path[i], "-") != 0 && access(run->path[i], R_OK) != 0) {
            cmq_say("cannot open %s: %s", run->path[i], strerror(errno));
            return CMQ_EXIT_FAILED;
        }
    }
    return CMQ_EXIT_OK;
}

/* Standard input where there are no files. */
static struct cmq_reader *open_reader(char *const *path, size_t count, bool undated,
                                      struct cmq_error *err) {
    static const char *const standard_input[] = {"-"};
    const struct cmq_reader_options options = {.undated = undated};
    return count > 0 ? cmq_reader_open((const char *const *)path, count, options, err)
                     : cmq_reader_open(standard_input, 1, options, err);
}

static int open_all(struct runner *runner) {
    const struct cmq_run *run = runner->run;
    struct cmq_error err = {0};
    runner->reader = open_reader(run->path, run->path_count, run->options->undated, &err);
    if (runner->reader == NULL) {
        return cmq_say_error(&err);
    }
    if (cmq_output_open(&runner->output, run->options->output, &err) != CMQ_OK) {
        cmq_reader_free(runner->reader);
        return cmq_say_error(&err);
    }
    if (run->options->rejects != NULL &&
        cmq_output_open(&runner->rejects, run->options->rejects, &err) != CMQ_OK) {
        cmq_output_close(&runner->output, false);
        cmq_reader_free(runner->reader);
        return cmq_say_error(&err);
    }
    cmq_buf_init(&runner->line, LINE_LIMIT);
    return CMQ_EXIT_OK;
}

/* Threads may still run, the reader in a read that never returns: nothing is freed. */
static _Noreturn void end_at_once(struct runner *runner, int signal_number,
                                  const struct cmq_error *err) {
    close_all(runner, false);
    if (err->message[0] != '\0') {
        cmq_say("%s", err->message);
    }
    if (signal_number != 0) {
        cmq_end_by_signal(signal_number);
    }
    _exit(CMQ_EXIT_FAILED);
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct runner *runner = context;
    runner->run->work(runner->run->context, arena, job);
}

enum cmq_status cmq_run_each(struct cmq_reader *reader,
                             enum cmq_status (*take)(void *context, struct cmq_job *job),
                             void *context, bool *rejected, struct cmq_error *err) {
    struct cmq_job job = {.status = CMQ_OK};
    enum cmq_status status;
    cmq_arena_init(&job.store, CMQ_ARENA_LIMIT);
    while ((status = cmq_run_read(reader, &job)) == CMQ_OK) {
        if (job.status == CMQ_OK) {
            job.status = take(context, &job);
        }
        if (job.status != CMQ_OK) {
            *rejected = true;
            cmq_run_say_reject(&job);
        }
        job.status = CMQ_OK;
        cmq_arena_reset(&job.store);
    }
    *err = job.err;
    cmq_arena_release(&job.store);
    return status;
}

int cmq_run_serially(const struct cmq_serial_run *run) {
    struct cmq_error err = {0};
    struct cmq_output *output = run->output;
    bool rejected = false;
    struct cmq_reader *reader = open_reader(run->path, run->path_count, run->undated, &err);
    if (reader == NULL || (output != NULL && cmq_output_open(output, NULL, &err) != CMQ_OK)) {
        cmq_reader_free(reader);
        return cmq_say_error(&err);
    }
    enum cmq_status status = cmq_run_each(reader, run->take, run->context, &rejected, &err);
    cmq_reader_free(reader);
    bool written = output == NULL || cmq_output_close(output, true);
    if (status != CMQ_END) {
        return cmq_say_error(&err);
    }
    if (!written) {
        return CMQ_EXIT_FAILED;
    }
    return rejected ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

int cmq_run(const struct cmq_run *run) {
    struct runner runner = {.run = run, .started = cmq_seconds()};
    int status = check_files(run);
    if (status == CMQ_EXIT_OK) {
        status = open_all(&runner);
    }
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    runner.progress = isatty(STDERR_FILENO) &&
                      (run->take != NULL || run->options->output != NULL || !isatty(STDOUT_FILENO));
    cmq_output_write(&runner.output, run->header);
    const struct cmq_pool_tasks tasks = {&runner, run->model, next, work, write_job, flush_all};
    struct cmq_error err = {0};
    int signal_number;
    enum cmq_pool_end end = cmq_pool_run(&tasks, run->options->threads, &signal_number, &err);
    if (end == CMQ_POOL_STOPPED || end == CMQ_POOL_INTERRUPTED) {
        end_at_once(&runner, signal_number, &err);
    }
    if (end == CMQ_POOL_DONE) {
        cmq_output_write(&runner.output, run->footer);
    }
    bool closed = close_all(&runner, end == CMQ_POOL_DONE);
    status = runner.rejected > 0 ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
    if (run->rejected != NULL) {
        *run->rejected = runner.rejected;
    }
    if (end == CMQ_POOL_FAILED) {
        status = cmq_say_error(&err);
    } else if (!closed) {
        status = CMQ_EXIT_FAILED;
    } else if (run->options->stats) {
        say_stats(&runner);
    }
    cmq_buf_release(&runner.line);
    cmq_reader_free(runner.reader);
    return status;
}
