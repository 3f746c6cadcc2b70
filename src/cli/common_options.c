/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"

#include <string.h>
#include <unistd.h>

static struct cmq_option file(const char *name, const char *help, const char **value) {
    return (struct cmq_option){'\0', CMQ_OPTION_TEXT, name, "FILE", help, value};
}

static struct cmq_option flag(const char *name, const char *help, bool *value) {
    return (struct cmq_option){'\0', CMQ_OPTION_FLAG, name, NULL, help, value};
}

struct cmq_option cmq_option_db(const char **value) {
    return (struct cmq_option){'d', CMQ_OPTION_NEEDED, "db", "FILE", "The store.", value};
}

struct cmq_option cmq_option_jobs(unsigned *value) {
    const char *help = "Work on N reports at a time. Default: 1.";
    return (struct cmq_option){'j', CMQ_OPTION_COUNT, "jobs", "N", help, value};
}

struct cmq_option cmq_option_lexicon(const char **value) {
    const char *help = "Lay the dictionaries in DIR over the built-in ones.";
    return (struct cmq_option){'\0', CMQ_OPTION_TEXT, "lexicon", "DIR", help, value};
}

struct cmq_option cmq_option_ontology(const char **value) {
    const char *help = "Code with the codes and frames of the ontology in DIR, not with CAMEO.";
    return (struct cmq_option){'\0', CMQ_OPTION_TEXT, "ontology", "DIR", help, value};
}

struct cmq_option cmq_option_model(const char **value) {
    return file("model", "Parse with the model in FILE.", value);
}

struct cmq_option cmq_option_output(const char **value) {
    struct cmq_option option = file("output", "Write to FILE instead of standard output.", value);
    option.letter = 'o';
    return option;
}

struct cmq_option cmq_option_precision(const char **value) {
    const char *help = "float32 or int8: how the model is computed. int8 is faster, a little less "
                       "exact. Default: float32.";
    return (struct cmq_option){'\0', CMQ_OPTION_TEXT, "precision", "NAME", help, value};
}

struct cmq_option cmq_option_rejects(const char **value) {
    return file("rejects", "Write a JSON line to FILE for each rejected report.", value);
}

struct cmq_option cmq_option_stats(bool *value) {
    return flag("stats", "Tell numbers of reports and words, and the speed, at the end.", value);
}

struct cmq_option cmq_option_undated(bool *value) {
    return flag("undated", "Accept reports without a date.", value);
}

struct cmq_option cmq_option_table_or_lines(const char **value) {
    const char *help = "table or jsonl. Default: table on a terminal, jsonl otherwise.";
    return (struct cmq_option){'f', CMQ_OPTION_TEXT, "format", "FORMAT", help, value};
}

int cmq_table_or_lines(const char *command, const char *name, bool *lines) {
    *lines = name == NULL ? !isatty(STDOUT_FILENO) : strcmp(name, "jsonl") == 0;
    return name == NULL || *lines || strcmp(name, "table") == 0
               ? CMQ_PARSED
               : cmq_usage_fail(command, "unknown format '%s': use table or jsonl", name);
}
