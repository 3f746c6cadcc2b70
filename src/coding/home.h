/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CODING_HOME_H
#define CMQ_CODING_HOME_H

/* Where a report is at home: "the governor" of a newspaper that names no state is a governor of its
 * own country. */

#include "lexicon/lexicon.h"
#include "places/places.h"
#include "report/report.h"

/* The ISO code of the country where the report's outlet is read, by the table of outlets, else by
 * the lexicon's media, else by the domain. Empty where that is not known, where the outlet writes
 * for all countries (news agencies, broadcasters for abroad), and where the report names a place in
 * another country. */
struct cmq_str cmq_home_of_report(const struct cmq_lexicon *lexicon,
                                  const struct cmq_places *places, const struct cmq_report *report);

#endif
