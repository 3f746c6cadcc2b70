/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_RELATE_H
#define CMQ_STORIES_RELATE_H

/* The parts of relating. Private to the room. */

#include "store/store.h"
#include "stories/traces.h"

/* Finds for each telling of a report the occurrence that it is of, or makes one, and notes which
 * occurrences are counted by others. */
enum cmq_status cmq_relate_tellings(struct cmq_store *store, int64_t report,
                                    const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_error *err);

#endif
