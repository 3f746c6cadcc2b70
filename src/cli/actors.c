/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "coding/columns.h"
#include "coding/names.h"
#include "ontology/ontology.h"

#include <inttypes.h>
#include <string.h>

#define TEXT_LIMIT ((size_t)64 << 20)

enum format { FORMAT_TEXT, FORMAT_JSONL };

struct resolver {
    struct cmq_coder coder;
    enum format format;
    cmq_day date; /* of phrases without one; CMQ_NO_DAY: the last roles that are known */
};

static void add_day(struct cmq_buf *out, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    cmq_buf_add_str(out, cmq_str_of(text));
}

/* The term that gives entry `entry` its code on `day`; nothing for what always had the one code. */
static void add_term(struct cmq_buf *out, const struct cmq_lexicon *lexicon, uint32_t entry,
                     cmq_day day) {
    for (uint32_t i = 0; i < lexicon->actor_count; i++) {
        bool former = false;
        const struct cmq_term *term =
            lexicon->actor[i].entry == entry ? cmq_actor_term(lexicon, i, day, &former) : NULL;
        if (term == NULL ||
            (term->office.len == 0 && term->from == -CMQ_DAY_MAX && term->to == CMQ_DAY_MAX)) {
            continue;
        }
        struct cmq_str office = cmq_lexicon_str(lexicon, term->office);
        struct cmq_str code = cmq_lexicon_str(lexicon, term->code);
        cmq_buf_format(out, "  term     %.*s%s%.*s ", CMQ_FMT(office), office.len > 0 ? ": " : "",
                       CMQ_FMT(code));
        add_day(out, term->from);
        cmq_buf_add_str(out, CMQ_STR(".."));
        add_day(out, term->to);
        cmq_buf_add_str(out, former ? CMQ_STR(" (over)\n") : CMQ_STR("\n"));
    }
}

/* What the state counts as and belongs to on `day`. */
static void add_state(struct cmq_buf *out, struct cmq_str country, cmq_day day) {
    const struct cmq_cow *cow = cmq_cow_of(country, day);
    if (cow != NULL) {
        cmq_buf_format(out, "  cow      %s %u\n", cow->letters, cow->number);
    }
    const char *before = "  blocs    ";
    for (size_t i = 0; i < cmq_bloc_count(); i++) {
        const char *bloc = cmq_bloc_at(i)->code;
        if (cmq_bloc_has(cmq_str_of(bloc), country, day)) {
            cmq_buf_format(out, "%s%s", before, bloc);
            before = ", ";
        }
    }
    if (before[0] == ',') {
        cmq_buf_add_char(out, '\n');
    }
}

static void add_entry(struct cmq_buf *out, const struct cmq_lexicon *lexicon, struct cmq_str id,
                      cmq_day day) {
    for (uint32_t i = 0; i < lexicon->entry_count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[i];
        if (cmq_str_eq(cmq_lexicon_str(lexicon, entry->id), id)) {
            cmq_buf_format(out, "  entry    %.*s\n  line     ", CMQ_FMT(id));
            cmq_lexicon_place(lexicon, entry, entry->line, out);
            cmq_buf_format(out, "\n           %.*s\n",
                           CMQ_FMT(cmq_lexicon_str(lexicon, entry->text)));
            add_term(out, lexicon, i, day);
            return;
        }
    }
}

static void add_words(struct cmq_buf *out, const struct cmq_coding *coding, uint32_t start,
                      uint32_t end) {
    cmq_buf_add_str(out, CMQ_STR(" \""));
    cmq_columns_clean((struct cmq_str){coding->report.text.ptr + start, end - start}, out);
    cmq_buf_add_char(out, '"');
}

/* The steps that gave the code: `why nationality "Israeli" gives ISR, en/actors/…`. */
static void add_grounds(struct cmq_buf *out, const struct cmq_coding *coding,
                        const struct cmq_actor *actor) {
    for (uint32_t i = 0; i < actor->grounds.count; i++) {
        const struct cmq_ground *ground = &actor->grounds.item[i];
        struct cmq_str step = cmq_ground_name(ground->kind);
        cmq_buf_format(out, "  why      %.*s", CMQ_FMT(step));
        if (ground->end > ground->start) {
            add_words(out, coding, ground->start, ground->end);
        }
        if (ground->gives.len > 0) {
            cmq_buf_format(out, " gives %.*s", CMQ_FMT(ground->gives));
        }
        if (ground->entry.len > 0) {
            cmq_buf_format(out, ", %.*s", CMQ_FMT(ground->entry));
        }
        cmq_buf_add_char(out, '\n');
    }
}

static void add_actor(struct cmq_buf *out, const struct cmq_coding *coding, uint32_t index) {
    const struct cmq_actor *actor = &coding->actors.list.item[index];
    if (actor->mentions.count == 0) {
        return; /* only an owner: it stands in the steps of others */
    }
    cmq_buf_add_str(out, out->len == 0 ? CMQ_STR("") : CMQ_STR("\n"));
    cmq_columns_clean(actor->name, out);
    cmq_buf_format(out, "  %.*s\n",
                   CMQ_FMT(actor->code.len > 0 ? actor->code : CMQ_STR("(no code)")));
    if (actor->title.len > 0) {
        cmq_buf_add_str(out, CMQ_STR("  title    "));
        cmq_columns_clean(actor->title, out);
        cmq_buf_add_char(out, '\n');
    }
    if (actor->country.len > 0) {
        cmq_buf_format(out, "  country  %.*s\n", CMQ_FMT(actor->country));
    }
    for (uint32_t i = 0; i < actor->sectors.count; i++) {
        cmq_buf_format(out, "  sector   %.*s\n", CMQ_FMT(actor->sectors.item[i]));
    }
    if (actor->country.len > 0) {
        add_state(out, actor->country, coding->report.date);
    }
    struct cmq_str basis = cmq_actor_basis_name(actor->basis);
    cmq_buf_format(out, "  basis    %.*s\n", CMQ_FMT(basis));
    add_grounds(out, coding, actor);
    if (actor->entry.len > 0) {
        add_entry(out, &coding->coder->lexicon, actor->entry, coding->report.date);
    }
    for (uint32_t i = 0; i < actor->mentions.count; i++) {
        const struct cmq_mention *mention = &coding->actors.mention.item[actor->mentions.item[i]];
        struct cmq_str kind = cmq_mention_kind_name(mention->kind);
        cmq_buf_format(out, "  mention  %.*s", CMQ_FMT(kind));
        add_words(out, coding, mention->start, mention->end);
        cmq_buf_add_char(out, '\n');
    }
}

static void add_actors(struct cmq_buf *out, const struct cmq_coding *coding) {
    uint32_t phrase = cmq_coding_phrase_actor(coding);
    if (phrase != UINT32_MAX) {
        add_actor(out, coding, phrase);
    }
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        if (i != phrase) {
            add_actor(out, coding, i);
        }
    }
}

static void add_resolution(struct cmq_buf *out, const struct cmq_coding *coding,
                           enum format format) {
    if (format == FORMAT_JSONL) {
        cmq_coding_write_actors(coding, out);
        cmq_buf_add_char(out, '\n');
    } else {
        add_actors(out, coding);
    }
}

static int print_resolution(const struct cmq_coding *coding, enum format format) {
    struct cmq_buf text;
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&text, TEXT_LIMIT);
    add_resolution(&text, coding, format);
    cmq_output_write(&output, cmq_buf_str(&text));
    cmq_buf_release(&text);
    if (!cmq_output_close(&output, true)) {
        return CMQ_EXIT_FAILED;
    }
    if (coding->actors.mention.count == 0) {
        cmq_say("no actor in \"%.*s\"", CMQ_FMT(coding->report.text));
        return CMQ_EXIT_REJECTS;
    }
    return CMQ_EXIT_OK;
}

static int resolve(const struct resolver *resolver, struct cmq_str text) {
    const struct cmq_report report = {
        .id = CMQ_STR("phrase"), .date = resolver->date, .text = text};
    struct cmq_coding coding;
    struct cmq_arena arena;
    struct cmq_error err;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    int status = cmq_code(&resolver->coder, NULL, &report, &arena, &coding, &err) == CMQ_OK
                     ? print_resolution(&coding, resolver->format)
                     : cmq_say_error(&err);
    cmq_arena_release(&arena);
    return status;
}

/* One phrase of a file. */
static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct resolver *resolver = context;
    struct cmq_coding coding;
    if (job->report.date == CMQ_NO_DAY) {
        job->report.date = resolver->date;
    }
    job->status = cmq_code(&resolver->coder, job->session, &job->report, arena, &coding, &job->err);
    if (job->status == CMQ_OK) {
        job->words = cmq_parse_words(&coding.parse);
        add_resolution(&job->out, &coding, FORMAT_JSONL);
        cmq_run_check_out(job);
    }
}

static int resolve_files(struct resolver *resolver, struct cmq_run_options *options,
                         char *const *path, size_t count) {
    struct cmq_run run = {.options = options,
                          .model = resolver->coder.model,
                          .path = path,
                          .path_count = count,
                          .work = work,
                          .context = resolver};
    int status = cmq_run_prepare("actors", options, resolver->coder.model);
    return status == CMQ_EXIT_OK ? cmq_run(&run) : status;
}

/* ---- the command line: each returns CMQ_EXIT_OK or says what is wrong ---------------------- */

static int check_phrase(const char *text, bool for_files) {
    struct cmq_str phrase = cmq_str_of(text);
    if (!text && !for_files) {
        return cmq_usage_fail("actors", "--resolve TEXT or a FILE is missing");
    }
    if (text && for_files) {
        return cmq_usage_fail("actors", "give --resolve TEXT or files, not both");
    }
    if (phrase.len > CMQ_MAX_TEXT || cmq_utf8_invalid(phrase) < phrase.len) {
        return cmq_usage_fail("actors", "the text is not UTF-8 or too long");
    }
    return CMQ_EXIT_OK;
}

static int read_format(const char *name, const char *text, enum format *format) {
    if (name && strcmp(name, "jsonl") == 0) {
        *format = FORMAT_JSONL;
    } else if (name && (!text || strcmp(name, "text") != 0)) {
        return cmq_usage_fail("actors", "unknown format '%s': use %sjsonl", name,
                              text ? "text or " : "");
    }
    return CMQ_EXIT_OK;
}

static int read_date(const char *text, cmq_day *date) {
    *date = text ? cmq_day_parse(cmq_str_of(text)) : CMQ_NO_DAY;
    return text && *date == CMQ_NO_DAY
               ? cmq_usage_fail("actors", "--date wants YYYY-MM-DD, not '%s'", text)
               : CMQ_EXIT_OK;
}

int cmq_command_actors(int argc, char **argv) {
    if (cmq_options_ask_store(argc, argv)) {
        return cmq_command_known_actors(argc, argv);
    }
    struct cmq_run_options run_options = {.threads = 1, .undated = true};
    const char *text = NULL, *date = NULL, *format = NULL, *lexicon = NULL;
    const char *db = NULL;
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_TEXT, "db", "FILE",
         "List the actors of a store instead; `actors --db FILE --help` has its options.", &db},
        {'\0', CMQ_OPTION_TEXT, "resolve", "TEXT",
         "The name or phrase, instead of those of a file.", &text},
        {'\0', CMQ_OPTION_TEXT, "date", "DATE",
         "Roles as of DATE (YYYY-MM-DD) where the file has none. Default: the last known.", &date},
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "text or jsonl. Default: text with --resolve, jsonl for files, which have no other.",
         &format},
        {'j', CMQ_OPTION_COUNT, "jobs", "N", "Work on N phrases at a time. Default: 1.",
         &run_options.threads},
        {'o', CMQ_OPTION_TEXT, "output", "FILE",
         "Write what files resolve to to FILE instead of standard output.", &run_options.output},
        cmq_option_model(&run_options.model),
        cmq_option_lexicon(&lexicon),
    };
    const struct cmq_usage usage = {
        .command = "actors",
        .operands = "[FILE ...]",
        .summary = "Tell what names or phrases resolve to, and why.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct resolver resolver = {.date = CMQ_NO_DAY};
    bool for_files = first < argc || run_options.output != NULL;
    status = check_phrase(text, for_files);
    status = status == CMQ_EXIT_OK ? read_format(format, text, &resolver.format) : status;
    status = status == CMQ_EXIT_OK ? read_date(date, &resolver.date) : status;
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    struct cmq_error err;
    if (cmq_coder_open(run_options.model, lexicon, &resolver.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = text ? resolve(&resolver, cmq_str_of(text))
                  : resolve_files(&resolver, &run_options, argv + first, (size_t)(argc - first));
    cmq_coder_release(&resolver.coder);
    return status;
}
