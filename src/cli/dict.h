/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_DICT_H
#define CMQ_CLI_DICT_H

/* The actions of `dict`, a file each. */

int cmq_dict_check(int argc, char **argv);
int cmq_dict_diff(int argc, char **argv);
int cmq_dict_import(int argc, char **argv);
int cmq_dict_list(int argc, char **argv);

#endif
