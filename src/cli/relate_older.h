/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_CLI_RELATE_OLDER_H
#define CMQ_CLI_RELATE_OLDER_H

#include "coding/coding.h"
#include "store/store.h"
#include "stories/stories.h"

/* Relates the reports that were kept before stores related any, in the order in which they were
 * added, some in a transaction; says how many there were. What is related by is found by coding
 * them again. A coding stays as it is: where it comes out otherwise now, only its text is related.
 */
enum cmq_status cmq_relate_older(const struct cmq_coder *coder, struct cmq_store *store,
                                 struct cmq_relater *relater, struct cmq_error *err);

#endif
