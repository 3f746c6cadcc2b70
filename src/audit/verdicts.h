/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_VERDICTS_H
#define CMQ_AUDIT_VERDICTS_H

/* What the files that score verdicts share. Private. */

#include "audit/audit.h"

/* The mean of those who judged the unit, from 0 to 1; NaN where nobody did. */
double cmq_verdict_value(const struct cmq_verdicts *verdicts, const struct cmq_verdict_unit *unit,
                         enum cmq_verdict verdict);

#endif
