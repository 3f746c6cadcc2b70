/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "coding/columns.h"
#include "coding/names.h"
#include "ontology/ontology.h"

#include <inttypes.h>

#define TEXT_LIMIT ((size_t)64 << 20)

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

static void add_actor(struct cmq_buf *out, const struct cmq_coding *coding, uint32_t index) {
    const struct cmq_actor *actor = &coding->actors.list.item[index];
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
    if (actor->entry.len > 0) {
        add_entry(out, &coding->coder->lexicon, actor->entry, coding->report.date);
    }
    for (uint32_t i = 0; i < actor->mentions.count; i++) {
        const struct cmq_mention *mention = &coding->actors.mention.item[actor->mentions.item[i]];
        struct cmq_str kind = cmq_mention_kind_name(mention->kind);
        cmq_buf_format(out, "  mention  %.*s \"", CMQ_FMT(kind));
        cmq_columns_clean((struct cmq_str){coding->report.text.ptr + mention->start,
                                           mention->end - mention->start},
                          out);
        cmq_buf_add_str(out, CMQ_STR("\"\n"));
    }
}

static int print_actors(const struct cmq_coding *coding) {
    struct cmq_buf text;
    struct cmq_output output;
    struct cmq_error err;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_init(&text, TEXT_LIMIT);
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        cmq_buf_add_str(&text, i == 0 ? CMQ_STR("") : CMQ_STR("\n"));
        add_actor(&text, coding, i);
    }
    cmq_output_write(&output, cmq_buf_str(&text));
    cmq_buf_release(&text);
    if (!cmq_output_close(&output, true)) {
        return CMQ_EXIT_FAILED;
    }
    if (coding->actors.list.count == 0) {
        cmq_say("no actor in \"%.*s\"", CMQ_FMT(coding->report.text));
        return CMQ_EXIT_REJECTS;
    }
    return CMQ_EXIT_OK;
}

static int resolve(const struct cmq_coder *coder, struct cmq_str text, cmq_day day) {
    const struct cmq_report report = {.id = CMQ_STR("phrase"), .date = day, .text = text};
    struct cmq_coding coding;
    struct cmq_arena arena;
    struct cmq_error err;
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    int status = cmq_code(coder, NULL, &report, &arena, &coding, &err) == CMQ_OK
                     ? print_actors(&coding)
                     : cmq_say_error(&err);
    cmq_arena_release(&arena);
    return status;
}

int cmq_command_actors(int argc, char **argv) {
    const char *text = NULL, *date = NULL, *model = NULL, *lexicon = NULL;
    const struct cmq_option options[] = {
        {'\0', CMQ_OPTION_TEXT, "resolve", "TEXT", "The name or phrase. Must be given.", &text},
        {'\0', CMQ_OPTION_TEXT, "date", "DATE",
         "Roles as of DATE (YYYY-MM-DD). Default: the last known.", &date},
        {'\0', CMQ_OPTION_TEXT, "model", "FILE", "Parse with the model in FILE.", &model},
        {'\0', CMQ_OPTION_TEXT, "lexicon", "DIR",
         "Lay the dictionaries in DIR over the built-in ones.", &lexicon},
    };
    const struct cmq_usage usage = {
        .command = "actors",
        .operands = "",
        .summary = "Tell what a name or phrase resolves to, and why.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_str phrase = cmq_str_of(text);
    cmq_day day = date == NULL ? CMQ_NO_DAY : cmq_day_parse(cmq_str_of(date));
    if (text == NULL) {
        return cmq_usage_fail("actors", "--resolve TEXT is missing");
    }
    if (date != NULL && day == CMQ_NO_DAY) {
        return cmq_usage_fail("actors", "--date wants YYYY-MM-DD, not '%s'", date);
    }
    if (phrase.len > CMQ_MAX_TEXT || cmq_utf8_invalid(phrase) < phrase.len) {
        return cmq_usage_fail("actors", "the text is not UTF-8 or too long");
    }
    struct cmq_coder coder;
    struct cmq_error err;
    if (cmq_coder_open(model, lexicon, &coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = resolve(&coder, phrase, day);
    cmq_coder_release(&coder);
    return status;
}
