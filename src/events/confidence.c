/* SPDX-License-Identifier: Apache-2.0 */
/* The chance that an event is right: its type between its source and target. What tells most is how
 * the sides were found, and whether the act is told as done. */
#include "events/matcher.h"

/* The worse, the later. */
enum side_state {
    SIDE_TEXT,     /* named with the act */
    SIDE_INFERRED, /* by an owner, the place or the discourse */
    SIDE_UNCODED,  /* somebody without a code */
    SIDE_NONE,
    SIDE_STATES
};

#include "events/confidence_table.h"

static enum side_state state_of(const struct reader *r, const struct cmq_participant *item,
                                uint32_t count) {
    enum side_state state = count > 0 ? SIDE_TEXT : SIDE_NONE;
    for (uint32_t i = 0; i < count; i++) {
        bool coded = r->in->actors->list.item[item[i].actor].code.len > 0;
        enum side_state found = !coded                                  ? SIDE_UNCODED
                                : item[i].basis != CMQ_PARTICIPANT_TEXT ? SIDE_INFERRED
                                                                        : SIDE_TEXT;
        state = found > state ? found : state;
    }
    return state;
}

void cmq_weigh_events(const struct reader *r) {
    for (uint32_t i = 0; i < r->events->list.count; i++) {
        struct cmq_event *event = &r->events->list.item[i];
        enum side_state source = state_of(r, event->source.item, event->source.count);
        enum side_state target = state_of(r, event->target.item, event->target.count);
        bool actual = event->assertion == CMQ_ASSERTION_ACTUAL;
        event->confidence = right_of_hundred[source][target][actual ? 0 : 1] / 100.0;
    }
}
