/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/dict.h"

#include "cli/cli.h"

int cmq_command_dict(int argc, char **argv) {
    static const struct cmq_command actions[] = {
        {"check", "run the example of every entry", cmq_dict_check},
        {"diff", "compare two versions, also by what they make of reports", cmq_dict_diff},
        {"list", "count entries, by kind and by state", cmq_dict_list},
        {"import", "read dictionaries of other coders", cmq_dict_import},
    };
    return cmq_action_run("dict", actions, sizeof actions / sizeof *actions, argc, argv);
}
