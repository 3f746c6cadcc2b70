/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/audit.h"

#include "cli/cli.h"

int cmq_command_audit(int argc, char **argv) {
    static const struct cmq_command actions[] = {
        {"sample", "draw events, and sentences without one, for people to judge", cmq_audit_sample},
        {"score", "what people's verdicts say of precision, recall and confidence",
         cmq_audit_score},
    };
    return cmq_action_run("audit", actions, sizeof actions / sizeof *actions, argc, argv);
}
