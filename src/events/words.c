/* SPDX-License-Identifier: Apache-2.0 */
/* "Republicans attacked the president": what politicians do to each other is done in words. */
#include "events/matcher.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

bool cmq_has_sector(const struct cmq_actor *actor, const char *const *sectors, size_t count) {
    for (uint32_t i = 0; i < actor->sectors.count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (cmq_str_eq(actor->sectors.item[i], cmq_str_of(sectors[k]))) {
                return true;
            }
        }
    }
    return false;
}

static bool is_armed(const struct cmq_actor *actor) {
    static const char *const armed[] = {"MIL", "COP", "REB", "SEP", "SPY", "UAF", "INS", "CRM"};
    return cmq_has_sector(actor, armed, COUNT(armed));
}

static bool is_politician(const struct cmq_actor *actor) {
    static const char *const politics[] = {"GOV", "LEG", "OPP", "PTY", "JUD", "MED", "ELI"};
    return cmq_has_sector(actor, politics, COUNT(politics)) && !is_armed(actor);
}

static bool is_unarmed_person(const struct cmq_actor *actor) {
    return actor->kind == CMQ_ACTOR_PERSON && !is_armed(actor);
}

/* A party or parliament, which nobody can shoot at. */
static bool is_assembly(const struct cmq_actor *actor) {
    static const char *const bodies[] = {"LEG", "PTY"};
    return actor->kind != CMQ_ACTOR_PERSON && !is_armed(actor) &&
           cmq_has_sector(actor, bodies, COUNT(bodies));
}

/* A government as a body may mean its arms; a person, a party or a newspaper has only words. */
bool cmq_can_only_speak(const struct cmq_actor *actor) {
    static const char *const speakers[] = {"LEG", "PTY", "MED"};
    return is_unarmed_person(actor) ||
           (is_politician(actor) && cmq_has_sector(actor, speakers, COUNT(speakers)));
}

/* "His tactic: attacking the senator": whoever it is that does it, where no wound is told. */
static bool is_verbal_target(const struct reader *r, const struct match *m,
                             const struct cmq_event *event) {
    const struct cmq_actor *actors = r->in->actors->list.item;
    bool all = event->target.count > 0 && m->frame->upos == CMQ_VERB && !m->passive;
    for (uint32_t i = 0; all && i < event->target.count; i++) {
        const struct cmq_actor *actor = &actors[event->target.item[i].actor];
        all = is_unarmed_person(actor) && is_politician(actor);
    }
    return all;
}

bool cmq_done_in_words(const struct reader *r, const struct match *m,
                       const struct cmq_event *event) {
    const struct cmq_actor *actors = r->in->actors->list.item;
    for (uint32_t i = 0; i < event->source.count; i++) {
        if (!cmq_can_only_speak(&actors[event->source.item[i].actor])) {
            return false;
        }
    }
    uint32_t assemblies = 0;
    for (uint32_t i = 0; i < event->target.count; i++) {
        const struct cmq_actor *actor = &actors[event->target.item[i].actor];
        if (!is_unarmed_person(actor) && !is_politician(actor)) {
            return false;
        }
        assemblies += is_assembly(actor);
    }
    return event->source.count > 0 || is_verbal_target(r, m, event) ||
           (assemblies > 0 && assemblies == event->target.count);
}
