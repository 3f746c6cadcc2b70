/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_DICT_H
#define CMQ_CLI_DICT_H

/* The actions of `dict`, a file each. */

#include <stdbool.h>

int cmq_dict_check(int argc, char **argv);
int cmq_dict_diff(int argc, char **argv);
int cmq_dict_import(int argc, char **argv);
int cmq_dict_list(int argc, char **argv);

/* Whether --format asks for JSON lines: "table" or "jsonl", and where `name` is NULL a table on a
 * terminal alone. False for another name. */
bool cmq_dict_format(const char *name, bool *jsonl);

#endif
