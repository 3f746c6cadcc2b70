/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_RELATE_H
#define CMQ_STORIES_RELATE_H

/* The parts of relating. Private to the room. */

#include "store/store.h"
#include "stories/traces.h"

#define CMQ_OCCURRENCE_COMPARED 32u /* tellings of an occurrence, the first of them */

/* Where occurrences are: in a store, or in memory (occurrences_web.c). Their numbers rise. */
struct cmq_occurrence_index {
    void *context;
    /* Those that the key stands for from a day to another, the last day and number first. */
    enum cmq_status (*with)(void *context, int64_t key, cmq_day from, cmq_day to,
                            int64_t *occurrence, uint32_t most, uint32_t *count,
                            struct cmq_error *err);
    /* The bytes of a telling, by its place among the first CMQ_OCCURRENCE_COMPARED of an
     * occurrence; CMQ_END past the last. */
    enum cmq_status (*telling)(void *context, int64_t occurrence, uint32_t index,
                               struct cmq_str *bytes, struct cmq_error *err);
    enum cmq_status (*begin)(void *context, struct cmq_str family, int64_t *occurrence,
                             struct cmq_error *err);
    enum cmq_status (*keep_telling)(void *context, int64_t occurrence, int64_t report,
                                    const struct cmq_trace_telling *telling, struct cmq_error *err);
    /* The same part and key may come again. */
    enum cmq_status (*keep_part)(void *context, int64_t part, int64_t whole, struct cmq_error *err);
    enum cmq_status (*keep_key)(void *context, int64_t key, cmq_day day, int64_t occurrence,
                                struct cmq_error *err);
};

/* Finds for each telling of a report the occurrence that it is of, or begins one, and notes which
 * occurrences are counted by others. */
enum cmq_status cmq_relate_tellings(const struct cmq_occurrence_index *index, int64_t report,
                                    const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_error *err);

#endif
