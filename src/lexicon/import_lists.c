/* SPDX-License-Identifier: Apache-2.0 */
/* Discards and issues: lists that the coding does not read yet. They are kept in one place and
 * form, a line each, so that nothing of a user's work is lost. */
#include "lexicon/import.h"

#include <string.h>

/* A phrase a line; "+" before it discards the whole report and not only the sentence. */
void cmq__import_discards(struct cmq__import *import, struct cmq_str text) {
    struct cmq__import_lines lines = {.import = import, .rest = text};
    struct cmq__import_line line;
    while (cmq__import_next_line(&lines, &line)) {
        bool report = line.text.ptr[0] == '+';
        struct cmq_str phrase = cmq__import_words(
            import, (struct cmq_str){line.text.ptr + report, line.text.len - report});
        if (phrase.len == 0) {
            cmq__import_leave(import, line.number, "the line has no phrase");
            continue;
        }
        cmq_buf_format(&import->out, "%s %.*s\n", report ? "report" : "sentence", CMQ_FMT(phrase));
        cmq__import_end(import, line.number);
        import->result->entries++;
    }
}

/* The value of `name="…"` in a line of markup. */
static struct cmq_str attribute(struct cmq_str line, const char *name) {
    const char *at = memmem(line.ptr, line.len, name, strlen(name));
    if (at == NULL) {
        return CMQ_STR("");
    }
    struct cmq_str rest = {at, line.len - (size_t)(at - line.ptr)};
    cmq_str_cut(&rest, '"');
    return rest.ptr == NULL ? CMQ_STR("") : cmq_str_cut(&rest, '"');
}

/* "n:" and "v:" before a word tell its class, "+" is a hyphen. */
static struct cmq_str issue_phrase(struct cmq__import *import, struct cmq_str phrase) {
    struct cmq_str made = CMQ_STR(""), rest = cmq__import_words(import, phrase);
    while (rest.ptr != NULL && rest.len > 0) {
        struct cmq_str word = cmq_str_cut(&rest, ' ');
        if (cmq_str_starts(word, CMQ_STR("n:")) || cmq_str_starts(word, CMQ_STR("v:"))) {
            word = (struct cmq_str){word.ptr + 2, word.len - 2};
        }
        made = cmq_arena_format(import->arena, "%.*s%s%.*s", CMQ_FMT(made), made.len > 0 ? " " : "",
                                CMQ_FMT(word));
    }
    char *bytes = CMQ_NEW_ARRAY(import->arena, char, made.len + 1);
    for (size_t i = 0; bytes != NULL && i < made.len; i++) {
        bytes[i] = made.ptr[i] == '+' ? '-' : made.ptr[i];
    }
    return (struct cmq_str){bytes, bytes == NULL ? 0 : made.len};
}

static void read_issue(struct cmq__import *import, const struct cmq__import_line *line,
                       struct cmq_str category) {
    struct cmq_str phrase = line->text, code, behind;
    bool coded = cmq__import_cut_group(&phrase, '[', ']', &code, &behind);
    bool whole = cmq_str_starts(phrase, CMQ_STR("~~")), no = whole || phrase.ptr[0] == '~';
    phrase = (struct cmq_str){phrase.ptr + no + whole, phrase.len - no - whole};
    struct cmq_str words = issue_phrase(import, phrase);
    struct cmq_str topic = coded ? code : category;
    if (words.len == 0 || topic.len == 0) {
        cmq__import_leave(import, line->number, "the line has no phrase or no issue");
        return;
    }
    cmq_buf_format(&import->out, "%s%.*s = %.*s\n",
                   whole ? "not in report "
                   : no  ? "not "
                         : "",
                   CMQ_FMT(topic), CMQ_FMT(words));
    cmq__import_end(import, line->number);
    import->result->entries++;
}

void cmq__import_issues(struct cmq__import *import, struct cmq_str text) {
    struct cmq__import_lines lines = {.import = import, .rest = text};
    struct cmq__import_line line;
    struct cmq_str category = CMQ_STR("");
    while (cmq__import_next_line(&lines, &line)) {
        if (cmq_str_starts(line.text, CMQ_STR("<ISSUE"))) {
            category = attribute(line.text, "CATEGORY");
        } else if (cmq_str_starts(line.text, CMQ_STR("</ISSUE"))) {
            category = CMQ_STR("");
        } else {
            read_issue(import, &line, category);
        }
    }
}
