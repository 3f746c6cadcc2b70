/* SPDX-License-Identifier: Apache-2.0 */
/* Order by salience, links of repeats, ids. */

#include "events/matcher.h"

static unsigned salience_key(const struct reader *r, const struct cmq_event *event) {
    static const unsigned weight[] = {[CMQ_ASSERTION_ACTUAL] = 0,
                                      [CMQ_ASSERTION_ALLEGED] = 2,
                                      [CMQ_ASSERTION_NEGATED] = 3,
                                      [CMQ_ASSERTION_POSSIBLE] = 4,
                                      [CMQ_ASSERTION_REQUESTED] = 60};
    unsigned depth = cmq_depth_of(r, event->trigger_token);
    unsigned one_sided = event->source.count == 0 || event->target.count == 0 ? 3 : 0;
    unsigned within = 2 * depth + weight[event->assertion] + one_sided;
    return event->sentence * 1000 + (within < 999 ? within : 999);
}

void cmq_order_events(const struct reader *r) {
    struct cmq_event *item = r->events->list.item;
    for (uint32_t i = 1; i < r->events->list.count; i++) {
        struct cmq_event moved = item[i];
        unsigned key = salience_key(r, &moved);
        uint32_t k = i;
        while (k > 0 && salience_key(r, &item[k - 1]) > key) {
            item[k] = item[k - 1];
            k--;
        }
        item[k] = moved;
    }
}

static bool same_actors(const struct reader *r, const struct cmq_participant *a, uint32_t a_count,
                        const struct cmq_participant *b, uint32_t b_count) {
    for (uint32_t i = 0; i < a_count; i++) {
        const struct cmq_actor *x = &r->in->actors->list.item[a[i].actor];
        bool found = false;
        for (uint32_t k = 0; k < b_count && !found; k++) {
            const struct cmq_actor *y = &r->in->actors->list.item[b[k].actor];
            found = a[i].actor == b[k].actor ||
                    (x->country.len > 0 && cmq_str_eq(x->country, y->country));
        }
        if (!found) {
            return false;
        }
    }
    return a_count > 0 && b_count > 0;
}

static bool dates_meet(const struct cmq_event *a, const struct cmq_event *b) {
    if (a->from == CMQ_NO_DAY || b->from == CMQ_NO_DAY || a->date_basis == CMQ_DATE_REPORT ||
        b->date_basis == CMQ_DATE_REPORT) {
        return true;
    }
    return a->from <= b->to && b->from <= a->to;
}

/* "Israel attacks Syria" over "Israel attacked Syria": a headline is in the present. */
static bool same_time(const struct cmq_event *a, const struct cmq_event *b) {
    return (a->time == CMQ_TENSE_FUTURE) == (b->time == CMQ_TENSE_FUTURE);
}

/* A repeat may leave out one side ("Syria was attacked"), if it is of the very same code. */
static bool same_sides(const struct reader *r, const struct cmq_event *now,
                       const struct cmq_event *before) {
    bool source = same_actors(r, now->source.item, now->source.count, before->source.item,
                              before->source.count);
    bool target = same_actors(r, now->target.item, now->target.count, before->target.item,
                              before->target.count);
    if (source && target) {
        return true;
    }
    return cmq_str_eq(now->cameo, before->cameo) &&
           ((source && now->target.count == 0) || (target && now->source.count == 0));
}

/* Codes of an own ontology that are like nothing in CAMEO are each a family of their own. */
static bool is_same_family(struct cmq_str a, struct cmq_str b) {
    return cmq_act_in(a).len == 0 ? cmq_str_eq(a, b) : cmq_str_eq(cmq_root_of(a), cmq_root_of(b));
}

static bool is_repeat(const struct reader *r, const struct cmq_event *now,
                      const struct cmq_event *before) {
    return is_same_family(now->cameo, before->cameo) && now->assertion == before->assertion &&
           now->sentence != before->sentence && same_time(now, before) &&
           same_sides(r, now, before) && dates_meet(now, before);
}

/* A repeat that tells no day of its own took place when the first telling says. */
static void inherit_date(struct cmq_event *event, const struct cmq_event *before) {
    bool own = event->date_basis == CMQ_DATE_EXPLICIT || event->date_basis == CMQ_DATE_RELATIVE;
    if (!own && before->from != CMQ_NO_DAY && before->date_basis != CMQ_DATE_REPORT) {
        event->from = before->from;
        event->to = before->to;
        event->date_basis = CMQ_DATE_INHERITED;
        event->date_span = before->date_span;
    }
}

void cmq_link_repeats(const struct reader *r) {
    for (uint32_t i = 1; i < r->events->list.count; i++) {
        struct cmq_event *event = &r->events->list.item[i];
        uint32_t from = i > CMQ_LOOK_BACK ? i - CMQ_LOOK_BACK : 0;
        for (uint32_t k = from; k < i && event->same_as == UINT32_MAX; k++) {
            const struct cmq_event *before = &r->events->list.item[k];
            if (before->same_as == UINT32_MAX && is_repeat(r, event, before)) {
                event->same_as = k;
                inherit_date(event, before);
            }
        }
    }
}

/* Sixteen hexadecimal digits. */
static void write_id(uint64_t hash, char out[static 17]) {
    for (int i = 15; i >= 0; i--, hash >>= 4) {
        out[i] = "0123456789abcdef"[hash & 15];
    }
    out[16] = '\0';
}

void cmq_name_events(const struct reader *r) {
    for (uint32_t i = 0; i < r->events->list.count; i++) {
        struct cmq_event *event = &r->events->list.item[i];
        unsigned number = 0;
        for (uint32_t k = i; k > 0 && r->events->list.item[k - 1].sentence == event->sentence;
             k--) {
            const struct cmq_event *other = &r->events->list.item[k - 1];
            number += other->trigger.start == event->trigger.start &&
                      other->trigger.end == event->trigger.end;
        }
        struct cmq_str key =
            cmq_arena_format(r->arena, "%.*s\n%u\n%u\n%u", CMQ_FMT(r->in->report_id),
                             event->trigger.start, event->trigger.end, number);
        write_id(cmq_hash(key), event->id);
    }
}
