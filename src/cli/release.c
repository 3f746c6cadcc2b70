/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/common_options.h"

#include "release/release.h"

#include <inttypes.h>
#include <string.h>

#define ABOUT_LIMIT ((size_t)1 << 20)

/* What the command line says, before it is checked. */
struct given {
    const char *db, *about, *title, *version, *license, *publisher, *doi, *date;
    const char *from, *to, *as_of, *errors, *codebook, *lexicon;
    struct cmq_option_list authors;
    bool titles;
};

static bool read_day(const char *option, const char *given, cmq_day *day) {
    *day = given == NULL ? CMQ_NO_DAY : cmq_day_parse(cmq_str_of(given));
    if (given != NULL && *day == CMQ_NO_DAY) {
        cmq_usage_fail("release", "--%s wants a date as 2021-11-14, not '%s'", option, given);
        return false;
    }
    return true;
}

/* What stands on the command line counts before what the file says. */
static enum cmq_status read_about(const struct given *given, struct cmq_arena *arena,
                                  struct cmq_release_about *about, struct cmq_error *err) {
    const struct {
        const char *name, *value;
    } texts[] = {{"title", given->title},     {"version", given->version},
                 {"license", given->license}, {"publisher", given->publisher},
                 {"doi", given->doi},         {"date", given->date}};
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].value != NULL) {
            status = cmq_release_set_about(about, arena, cmq_str_of(texts[i].name),
                                           cmq_str_of(texts[i].value), err);
        }
    }
    for (unsigned i = 0; status == CMQ_OK && i < given->authors.count; i++) {
        status = cmq_release_set_about(about, arena, CMQ_STR("author"),
                                       cmq_str_of(given->authors.item[i]), err);
    }
    return status == CMQ_OK && given->about != NULL
               ? cmq_release_read_about(given->about, arena, about, err)
               : status;
}

static int end_release(enum cmq_status status, const struct cmq_release_counts *counts,
                       const struct cmq_error *err) {
    if (status != CMQ_OK) {
        return cmq_say_error(err);
    }
    cmq_say("%" PRIu64 " events of %" PRIu64 " reports released", counts->events, counts->reports);
    if (counts->other_lexicon > 0) {
        cmq_say("%" PRIu64 " reports were coded by other dictionaries than those of the codebook: "
                "`replay --apply`, or give theirs as --lexicon",
                counts->other_lexicon);
    }
    return CMQ_EXIT_OK;
}

static int write_release(const struct given *given, const struct cmq_release_options *options,
                         const char *folder) {
    struct cmq_store *store = NULL;
    struct cmq_coder coder;
    struct cmq_error err;
    struct cmq_release_counts counts = {0};
    enum cmq_status status = cmq_store_open(given->db, CMQ_STORE_READ, &store, &err);
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = cmq_coder_open(NULL, given->lexicon, &coder, &err);
    if (status == CMQ_OK) {
        struct cmq_release_options whole = *options;
        whole.lexicon = &coder.lexicon;
        whole.coded_by = cmq_str_of(coder.knowledge);
        status = cmq_release_write(store, folder, &whole, &counts, &err);
        cmq_coder_release(&coder);
    }
    cmq_store_close(store);
    return end_release(status, &counts, &err);
}

static int check_given(const struct given *given, struct cmq_release_options *options) {
    if (strcmp(given->codebook, "all") != 0 && strcmp(given->codebook, "used") != 0) {
        return cmq_usage_fail("release", "--codebook is all or used, not '%s'", given->codebook);
    }
    options->used = strcmp(given->codebook, "used") == 0;
    options->titles = given->titles;
    options->errors = given->errors;
    bool days = read_day("from", given->from, &options->scope.from) &&
                read_day("to", given->to, &options->scope.to) &&
                read_day("as-of", given->as_of, &options->scope.as_of);
    return days ? CMQ_EXIT_OK : CMQ_EXIT_USAGE;
}

int cmq_command_release(int argc, char **argv) {
    struct given given = {.codebook = "all"};
    const struct cmq_option options[] = {
        cmq_option_db(&given.db),
        {'\0', CMQ_OPTION_TEXT, "about", "FILE",
         "Read title, author and the like from FILE, lines as \"title: …\". Options count before "
         "it.",
         &given.about},
        {'\0', CMQ_OPTION_TEXT, "title", "TEXT", "Title. Default: of the days of the reports.",
         &given.title},
        {'\0', CMQ_OPTION_LIST, "author", "NAME",
         "Author, \"Family, Given\" or a body; again for each. One at least.", &given.authors},
        {'\0', CMQ_OPTION_TEXT, "version", "TEXT", "Version of the data. Default: 1.0.0.",
         &given.version},
        {'\0', CMQ_OPTION_TEXT, "license", "ID", "License, by SPDX: CC-BY-4.0.", &given.license},
        {'\0', CMQ_OPTION_TEXT, "publisher", "NAME", "Who publishes it. Default: the first author.",
         &given.publisher},
        {'\0', CMQ_OPTION_TEXT, "doi", "DOI", "Its DOI: 10.5072/example.", &given.doi},
        {'\0', CMQ_OPTION_TEXT, "date", "DATE",
         "Day of publication (YYYY-MM-DD). Default: that of the last report.", &given.date},
        {'\0', CMQ_OPTION_TEXT, "from", "DATE", "No reports before DATE.", &given.from},
        {'\0', CMQ_OPTION_TEXT, "to", "DATE", "No reports after DATE.", &given.to},
        {'\0', CMQ_OPTION_TEXT, "as-of", "DATE",
         "What the store held at the end of that day (UTC), as it was coded then.", &given.as_of},
        {'\0', CMQ_OPTION_TEXT, "errors", "FILE",
         "Error rates measured on these data, as CSV. Default: the release says that none were.",
         &given.errors},
        {'\0', CMQ_OPTION_TEXT, "codebook", "WHICH",
         "all codes and frames, or those used in the data. Default: all.", &given.codebook},
        {'\0', CMQ_OPTION_TEXT, "lexicon", "DIR",
         "The codebook is of the built-in dictionaries with those in DIR laid over them.",
         &given.lexicon},
        {'\0', CMQ_OPTION_FLAG, "titles", NULL, "With the titles of reports.", &given.titles},
    };
    const struct cmq_usage usage = {
        .command = "release",
        .operands = "DIR",
        .summary = "Write a store as a folder to publish: data without texts, codebook, manifest,\n"
                   "citation, metadata, checksums.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_release_options release = {.about = {.date = CMQ_NO_DAY}};
    status = check_given(&given, &release);
    if (status != CMQ_EXIT_OK) {
        return status;
    }
    struct cmq_arena arena;
    struct cmq_error err;
    cmq_arena_init(&arena, ABOUT_LIMIT);
    enum cmq_status read = read_about(&given, &arena, &release.about, &err);
    if (read == CMQ_OK && release.about.author.count == 0) {
        status = cmq_usage_fail("release", "--author NAME is missing");
    } else if (read == CMQ_OK) {
        status = write_release(&given, &release, argv[first]);
    } else {
        status = read == CMQ_BAD_INPUT ? cmq_usage_fail("release", "%s", err.message)
                                       : cmq_say_error(&err);
    }
    cmq_arena_release(&arena);
    return status;
}
