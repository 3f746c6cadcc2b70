/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_SHEET_H
#define CMQ_AUDIT_SHEET_H

/* What the forms of a sheet share. Private. */

#include "audit/audit.h"

struct cmq_str cmq_sheet_column_name(enum cmq_sheet_column column);

#endif
