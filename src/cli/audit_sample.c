/* SPDX-License-Identifier: Apache-2.0 */
/* Draws in two passes: the first counts the strata and gives out lots, the second reads again the
 * codings that something was drawn from. */
#include "cli/audit.h"
#include "cli/cli.h"

#include "audit/audit.h"

#include <inttypes.h>
#include <string.h>

#define OUT_LIMIT    ((size_t)2 << 30)
#define CODING_LIMIT ((size_t)1 << 30)
#define NUMBER_MOST  999999999u
#define UNITS_MAX    100000u /* that people may be asked to judge */

struct sample_options {
    const char *db, *codings, *events, *sentences, *least, *seed, *by, *allocation, *html, *csv;
    const char *from, *to, *publisher, *sources, *language, *text, *actor, *country, *code, *type;
    const char *assertion;
    bool repeats;
};

/* ---- what is drawn from ---- */

/* A file of codings, or a store with what the filter lets through. */
struct population {
    struct cmq_mapping file;
    struct cmq_store *store;
    struct cmq_audit_choice *choice; /* NULL: all */
    struct cmq_buf coding;
};

static enum cmq_status add_file(struct population *population, struct cmq_sample *sample,
                                const char *path, struct cmq_error *err) {
    struct cmq_str rest = {(const char *)population->file.ptr, population->file.len};
    enum cmq_status status = CMQ_OK;
    for (unsigned number = 1; status == CMQ_OK && rest.len > 0; number++) {
        struct cmq_error reason = {0};
        uint64_t position = (uint64_t)(rest.ptr - (const char *)population->file.ptr);
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (cmq_str_trim(line).len > 0 &&
            (status = cmq_sample_add(sample, line, position, NULL, NULL, &reason)) != CMQ_OK) {
            cmq_fail(err, status, number, "%s:%u: %s", path, number, reason.message);
        }
    }
    return status;
}

static enum cmq_status read_coding(struct population *population, int64_t report,
                                   struct cmq_error *err) {
    cmq_buf_clear(&population->coding);
    enum cmq_status status =
        cmq_store_coding(population->store, report, true, &population->coding, err);
    return status == CMQ_OK && population->coding.failed
               ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
               : status;
}

static enum cmq_status add_store(struct population *population, struct cmq_sample *sample,
                                 struct cmq_error *err) {
    struct cmq_store_reports *reports;
    int64_t report;
    enum cmq_status status = cmq_store_reports_open(population->store, &reports, err);
    while (status == CMQ_OK && (status = cmq_store_reports_next(reports, &report, err)) == CMQ_OK) {
        status = read_coding(population, report, err);
        if (status == CMQ_OK) {
            status = cmq_sample_add(sample, cmq_buf_str(&population->coding), (uint64_t)report,
                                    population->choice == NULL ? NULL : cmq_audit_chosen,
                                    population->choice, err);
        }
    }
    cmq_store_reports_free(reports);
    return status == CMQ_END ? CMQ_OK : status;
}

/* The coding that a unit is of, again. */
static enum cmq_status find_coding(struct population *population, uint64_t position,
                                   struct cmq_str *coding, struct cmq_error *err) {
    if (population->store == NULL) {
        struct cmq_str rest = {(const char *)population->file.ptr + position,
                               population->file.len - position};
        *coding = cmq_str_cut(&rest, '\n');
        return CMQ_OK;
    }
    enum cmq_status status = read_coding(population, (int64_t)position, err);
    *coding = cmq_buf_str(&population->coding);
    return status;
}

/* ---- the draw ---- */

static enum cmq_status fill_sheet(struct population *population, const struct cmq_sample *sample,
                                  struct cmq_sheet *sheet, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; status == CMQ_OK && i < sample->unit.count; i++) {
        struct cmq_str coding;
        status = find_coding(population, sample->unit.item[i].position, &coding, err);
        if (status == CMQ_OK) {
            status = cmq_sheet_add(sheet, sample, &sample->unit.item[i], coding, err);
        }
    }
    if (status == CMQ_OK) {
        cmq_sheet_shuffle(sheet, sample->design.seed);
    }
    return status == CMQ_OK && sheet->arena.exhausted
               ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
               : status;
}

static void say_drawn(const struct cmq_sample *sample, const char *allocation) {
    static const char *const what[] = {"events", "sentences without an event"};
    for (unsigned kind = 0; kind < CMQ_SAMPLE_KINDS; kind++) {
        uint64_t population = 0, drawn = 0;
        unsigned strata = 0;
        for (uint32_t i = 0; i < sample->stratum.count; i++) {
            if (sample->stratum.item[i].kind == kind) {
                population += sample->stratum.item[i].population;
                drawn += sample->stratum.item[i].drawn;
                strata++;
            }
        }
        if (sample->design.wanted[kind] > 0) {
            cmq_say("%" PRIu64 " of %" PRIu64 " %s from %u strata: %s allocation, at least %" PRIu32
                    " a stratum, seed %" PRIu64,
                    drawn, population, what[kind], strata, allocation, sample->design.least,
                    sample->design.seed);
        }
    }
}

static int write_sheet(const struct cmq_sheet *sheet, const char *path,
                       void (*write)(const struct cmq_sheet *, struct cmq_buf *)) {
    struct cmq_output output;
    struct cmq_buf text;
    struct cmq_error err;
    if (path == NULL) {
        return CMQ_EXIT_OK;
    }
    if (cmq_output_open(&output, path, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&text, OUT_LIMIT);
    write(sheet, &text);
    bool whole = !text.failed;
    if (whole) {
        cmq_output_write(&output, cmq_buf_str(&text));
    } else {
        cmq_say("out of memory");
    }
    cmq_buf_release(&text);
    return cmq_output_close(&output, whole) && whole ? CMQ_EXIT_OK : CMQ_EXIT_FAILED;
}

static int draw(struct population *population, const struct cmq_sample_design *design,
                const struct sample_options *given) {
    struct cmq_sample sample;
    struct cmq_sheet sheet;
    struct cmq_error err = {0};
    cmq_sample_init(&sample, design);
    cmq_sheet_init(&sheet);
    cmq_buf_init(&population->coding, CODING_LIMIT);
    enum cmq_status status = population->store == NULL
                                 ? add_file(population, &sample, given->codings, &err)
                                 : add_store(population, &sample, &err);
    status = status == CMQ_OK ? cmq_sample_draw(&sample, &err) : status;
    status = status == CMQ_OK ? fill_sheet(population, &sample, &sheet, &err) : status;
    int code = status == CMQ_OK ? CMQ_EXIT_OK : cmq_say_error(&err);
    if (code == CMQ_EXIT_OK) {
        code = write_sheet(&sheet, given->html, cmq_sheet_html);
    }
    if (code == CMQ_EXIT_OK) {
        code = write_sheet(&sheet, given->csv, cmq_sheet_csv);
    }
    if (code == CMQ_EXIT_OK) {
        say_drawn(&sample, given->allocation);
    }
    cmq_buf_release(&population->coding);
    cmq_sheet_release(&sheet);
    cmq_sample_release(&sample);
    return code;
}

/* ---- the command ---- */

static bool chooses_events(const struct sample_options *given) {
    return given->actor != NULL || given->country != NULL || given->code != NULL ||
           given->type != NULL || given->assertion != NULL;
}

static bool chooses_reports(const struct sample_options *given) {
    return given->from != NULL || given->to != NULL || given->publisher != NULL ||
           given->sources != NULL || given->language != NULL || given->text != NULL;
}

static int draw_from_file(const struct cmq_sample_design *design,
                          const struct sample_options *given) {
    struct population population = {.store = NULL};
    struct cmq_error err;
    if (cmq_map_file(given->codings, &population.file, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    int code = draw(&population, design, given);
    cmq_unmap_file(&population.file);
    return code;
}

static int draw_from_store(const struct cmq_sample_design *design,
                           const struct sample_options *given) {
    const struct cmq_filter filter = {
        .from = cmq_str_of(given->from),
        .to = cmq_str_of(given->to),
        .publisher = cmq_str_of(given->publisher),
        .sources = given->sources,
        .language = cmq_str_of(given->language),
        .text = cmq_str_of(given->text),
        .actor = cmq_str_of(given->actor),
        .country = cmq_str_of(given->country),
        .code = cmq_str_of(given->code),
        .type = cmq_str_of(given->type),
        .assertion = given->assertion == NULL ? CMQ_STR("any") : cmq_str_of(given->assertion),
        .repeats = true, /* the design leaves them out */
    };
    struct population population = {.store = NULL};
    struct cmq_audit_choice choice;
    struct cmq_error err;
    if (cmq_store_open(given->db, CMQ_STORE_READ, &population.store, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    enum cmq_status status = cmq_store_check_cameo(population.store, "an audit's sheet", &err);
    if (status != CMQ_OK) {
        cmq_store_close(population.store);
        return cmq_say_error(&err);
    }
    cmq_audit_choice_init(&choice);
    if (chooses_events(given) || chooses_reports(given)) {
        population.choice = &choice;
        status = cmq_audit_choose(&choice, population.store, &filter, &err);
    }
    int code = status == CMQ_OK          ? draw(&population, design, given)
               : status == CMQ_BAD_INPUT ? cmq_usage_fail("audit sample", "%s", err.message)
                                         : cmq_say_error(&err);
    cmq_audit_choice_release(&choice);
    cmq_store_close(population.store);
    return code;
}

static bool read_strata(struct cmq_str by, struct cmq_sample_design *design) {
    bool known = true;
    while (known && by.len > 0) {
        struct cmq_str word = cmq_str_trim(cmq_str_cut(&by, ','));
        bool root = cmq_str_eq(word, CMQ_STR("root"));
        bool confidence = cmq_str_eq(word, CMQ_STR("confidence"));
        design->by_root = design->by_root || root;
        design->by_confidence = design->by_confidence || confidence;
        known = root || confidence || cmq_str_eq(word, CMQ_STR("none"));
    }
    return known;
}

static int read_design(const struct sample_options *given, struct cmq_sample_design *design) {
    uint64_t events = 0, sentences = 0, least = 0;
    const char *sentences_given = given->sentences != NULL ? given->sentences
                                  : chooses_events(given)  ? "0"
                                                           : "100";
    const struct {
        const char *option, *text;
        uint64_t *number;
    } numbers[] = {{"events", given->events, &events},
                   {"sentences", sentences_given, &sentences},
                   {"minimum", given->least, &least},
                   {"seed", given->seed, &design->seed}};
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!cmq_number_read(cmq_str_of(numbers[i].text), NUMBER_MOST, numbers[i].number)) {
            return cmq_usage_fail("audit sample", "--%s wants a number, not '%s'",
                                  numbers[i].option, numbers[i].text);
        }
    }
    if (events > UNITS_MAX || sentences > UNITS_MAX || least > UNITS_MAX) {
        return cmq_usage_fail("audit sample", "a sample has at most %u events and sentences each",
                              UNITS_MAX);
    }
    design->wanted[CMQ_SAMPLE_EVENTS] = (uint32_t)events;
    design->wanted[CMQ_SAMPLE_SENTENCES] = (uint32_t)sentences;
    design->least = (uint32_t)least;
    design->repeats = given->repeats;
    if (!read_strata(cmq_str_of(given->by), design)) {
        return cmq_usage_fail("audit sample", "--by does not know '%s': use root, confidence, none",
                              given->by);
    }
    if (!cmq_allocation_of(cmq_str_of(given->allocation), &design->allocation)) {
        return cmq_usage_fail("audit sample",
                              "unknown allocation '%s': use proportional, power or equal",
                              given->allocation);
    }
    return CMQ_EXIT_OK;
}

static int check(const struct sample_options *given, const struct cmq_sample_design *design) {
    if ((given->db == NULL) == (given->codings == NULL)) {
        return cmq_usage_fail("audit sample", "give --db FILE or --codings FILE");
    }
    if (given->html == NULL && given->csv == NULL) {
        return cmq_usage_fail("audit sample", "--html FILE or --csv FILE is missing");
    }
    if (given->db == NULL && (chooses_events(given) || chooses_reports(given))) {
        return cmq_usage_fail("audit sample", "only a store can be asked for a part of it");
    }
    if (chooses_events(given) && design->wanted[CMQ_SAMPLE_SENTENCES] > 0) {
        return cmq_usage_fail("audit sample",
                              "sentences without an event have no actor and no code to choose by");
    }
    return CMQ_EXIT_OK;
}

int cmq_audit_sample(int argc, char **argv) {
    struct sample_options given = {.events = "300",
                                   .least = "4",
                                   .seed = "1",
                                   .by = "root,confidence",
                                   .allocation = "proportional"};
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_TEXT, "db", "FILE", "Draw from the store.", &given.db},
        {'c', CMQ_OPTION_TEXT, "codings", "FILE", "Draw from codings (jsonl, with --text).",
         &given.codings},
        {'\0', CMQ_OPTION_TEXT, "html", "FILE", "Write a page to judge on.", &given.html},
        {'\0', CMQ_OPTION_TEXT, "csv", "FILE", "Write a table to judge in.", &given.csv},
        {'\0', CMQ_OPTION_TEXT, "events", "N", "Draw N events. Default: 300.", &given.events},
        {'\0', CMQ_OPTION_TEXT, "sentences", "N",
         "Draw N sentences without an event. Default: 100, or 0 where events are chosen by what "
         "they are.",
         &given.sentences},
        {'\0', CMQ_OPTION_TEXT, "by", "LIST",
         "Strata of events: root, confidence, both with a comma, or none. Default: "
         "root,confidence.",
         &given.by},
        {'\0', CMQ_OPTION_TEXT, "minimum", "N", "At least N of each stratum. Default: 4.",
         &given.least},
        {'\0', CMQ_OPTION_TEXT, "allocation", "HOW",
         "Share out the rest proportional to the strata, to the power one half of them, or equal. "
         "Default: proportional.",
         &given.allocation},
        {'\0', CMQ_OPTION_TEXT, "seed", "N", "Draw another sample. Default: 1.", &given.seed},
        {'\0', CMQ_OPTION_FLAG, "repeats", NULL,
         "Also events that repeat an earlier one of their report.", &given.repeats},
        {'\0', CMQ_OPTION_TEXT, "from", "DATE", "From reports not before DATE.", &given.from},
        {'\0', CMQ_OPTION_TEXT, "to", "DATE", "Not after DATE.", &given.to},
        {'\0', CMQ_OPTION_TEXT, "publisher", "NAME", "Of this outlet.", &given.publisher},
        {'\0', CMQ_OPTION_TEXT, "sources", "FILE", "Of the outlets in FILE.", &given.sources},
        {'\0', CMQ_OPTION_TEXT, "language", "CODE", "In this language.", &given.language},
        {'\0', CMQ_OPTION_TEXT, "text", "WORDS", "With these words.", &given.text},
        {'\0', CMQ_OPTION_TEXT, "actor", "ACTOR", "Events with this actor.", &given.actor},
        {'\0', CMQ_OPTION_TEXT, "country", "LIST", "With an actor of these countries.",
         &given.country},
        {'\0', CMQ_OPTION_TEXT, "code", "LIST", "With these CAMEO codes.", &given.code},
        {'\0', CMQ_OPTION_TEXT, "type", "LIST", "With these PLOVER types.", &given.type},
        {'\0', CMQ_OPTION_TEXT, "assertion", "LIST", "So asserted. Default: any.",
         &given.assertion},
    };
    const struct cmq_usage usage = {
        .command = "audit sample",
        .operands = "",
        .summary = "Draw events, and sentences without one, for people to judge. The protocol is\n"
                   "in docs/audit.md.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    struct cmq_sample_design design = {.least = 0};
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    status = read_design(&given, &design);
    status = status == CMQ_EXIT_OK ? check(&given, &design) : status;
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    return given.db == NULL ? draw_from_file(&design, &given) : draw_from_store(&design, &given);
}
