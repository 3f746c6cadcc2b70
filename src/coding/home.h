/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_HOME_H
#define CMQ_CODING_HOME_H

/* Where a report is at home: "the governor" of a newspaper that names no state is a governor of its
 * own country. */

#include "lexicon/lexicon.h"
#include "report/report.h"

/* The ISO code of the country where the report's outlet is read, by the table of outlets, else by
 * the lexicon's media. Empty where that is not known, and where the outlet writes for all
 * countries, as news agencies and broadcasters for abroad do. */
struct cmq_str cmq_home_of_outlet(const struct cmq_lexicon *lexicon,
                                  const struct cmq_report *report);

#endif
