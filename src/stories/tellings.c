/* SPDX-License-Identifier: Apache-2.0 */
#include "stories/stories.h"

#include "ontology/ontology.h"

/* The lexicon's entry; else the code with the last word of the name, since a later name of the same
 * person is often shorter. */
struct cmq_str cmq_actor_key(const struct cmq_actor *actor, struct cmq_arena *arena) {
    if (actor->entry.len > 0) {
        return actor->entry;
    }
    size_t last = actor->name.len;
    while (last > 0 && actor->name.ptr[last - 1] != ' ') {
        last--;
    }
    return cmq_arena_format(arena, "%.*s/%.*s", CMQ_FMT(actor->code), (int)(actor->name.len - last),
                            actor->name.ptr + last);
}

static struct cmq_party party_of(const struct cmq_coding *coding, uint32_t index,
                                 struct cmq_arena *arena) {
    const struct cmq_actor *actor = &coding->actors.list.item[index];
    return (struct cmq_party){
        .side = cmq_country_or_body(actor->country, actor->code),
        .key = cmq_actor_key(actor, arena),
        .person = actor->kind == CMQ_ACTOR_PERSON,
    };
}

/* "will meet" tells of the meeting; "agreed to meet" tells of the agreement. */
struct cmq_str cmq_event_family(const struct cmq_coding *coding, const struct cmq_event *event) {
    struct cmq_str act = cmq_act_of_code(coding->coder->ontology, event->cameo);
    if (cmq_str_eq(act, CMQ_STR("036")) && event->time == CMQ_TENSE_FUTURE) {
        return CMQ_STR("CONSULT");
    }
    return cmq_str_eq(event->plover, CMQ_STR("RETREAT")) ? CMQ_STR("CONCEDE") : event->plover;
}

static void set_days(const struct cmq_event *event, cmq_day told, struct cmq_telling *telling) {
    telling->from = event->from;
    telling->to = event->to;
    bool open = event->from == CMQ_NO_DAY || event->to == CMQ_NO_DAY;
    if (open && told != CMQ_NO_DAY) {
        telling->from = telling->to = told;
    }
    if ((open || event->date_basis == CMQ_DATE_REPORT || event->date_basis == CMQ_DATE_INHERITED) &&
        telling->from != CMQ_NO_DAY && telling->to != CMQ_NO_DAY) {
        telling->from--;
        telling->to++;
    }
}

void cmq_tellings_find(const struct cmq_coding *coding, uint32_t report, struct cmq_arena *arena,
                       struct cmq_tellings *tellings) {
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const struct cmq_event *event = &coding->events.list.item[i];
        if (event->plover.len == 0 || event->source.count + event->target.count == 0) {
            continue;
        }
        struct cmq_telling telling = {
            .report = report,
            .event = i,
            .family = cmq_event_family(coding, event),
            .mode = event->mode,
            .reciprocal = event->reciprocal,
            .assertion = event->assertion,
            .time = event->time,
            .country = event->place.at.country,
            .place = event->place.at.level == CMQ_PLACE_COUNTRY ? (struct cmq_str){NULL, 0}
                                                                : event->place.at.name,
        };
        for (uint32_t k = 0; k < event->source.count; k++) {
            CMQ_PUSH(arena, &telling.source) = party_of(coding, event->source.item[k].actor, arena);
        }
        for (uint32_t k = 0; k < event->target.count; k++) {
            CMQ_PUSH(arena, &telling.target) = party_of(coding, event->target.item[k].actor, arena);
        }
        set_days(event, coding->report.date, &telling);
        CMQ_PUSH(arena, &tellings->list) = telling;
    }
}
