/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_COMMON_OPTIONS_H
#define CMQ_CLI_COMMON_OPTIONS_H

/* Options that several commands have, for their tables: each is said once, and means the same
 * everywhere. `value` is where it goes. */

#include "cli/cli.h"

struct cmq_option cmq_option_db(const char **value); /* must be given */
struct cmq_option cmq_option_jobs(unsigned *value);
struct cmq_option cmq_option_lexicon(const char **value);
struct cmq_option cmq_option_ontology(const char **value);
struct cmq_option cmq_option_model(const char **value);
struct cmq_option cmq_option_output(const char **value);
struct cmq_option cmq_option_precision(const char **value);
struct cmq_option cmq_option_rejects(const char **value);
struct cmq_option cmq_option_stats(bool *value);
struct cmq_option cmq_option_undated(bool *value);

/* --format of a command that writes a table or JSON lines. */
struct cmq_option cmq_option_table_or_lines(const char **value);
/* What it asks for: where `name` is NULL a table on a terminal alone. CMQ_PARSED, or the status to
 * exit with: the name was wrong and that was said. */
int cmq_table_or_lines(const char *command, const char *name, bool *lines);

#endif
