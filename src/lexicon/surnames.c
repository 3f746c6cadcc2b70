/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/fold.h"
#include "lexicon/lexicon.h"

/* Whether the last word of a name is `surname`, which is folded. */
static bool ends_with(struct cmq_str name, struct cmq_str surname) {
    struct cmq__folded folded;
    struct cmq_str last = name;
    while (name.ptr) {
        last = cmq_str_cut(&name, ' ');
    }
    cmq__fold(last, &folded);
    return cmq_str_eq(cmq__folded_str(&folded), surname);
}

uint32_t cmq_actor_by_surname(const struct cmq_lexicon *lexicon, struct cmq_str surname,
                              struct cmq_str country, cmq_day day, uint32_t from) {
    struct cmq__folded folded;
    cmq__fold(surname, &folded);
    for (uint32_t a = from; a < lexicon->actor_count; a++) {
        const struct cmq_actor_entry *actor = &lexicon->actor[a];
        if (actor->kind != CMQ_ACTOR_PERSON) {
            continue;
        }
        bool former = false;
        const struct cmq_term *term = cmq_actor_term(lexicon, a, day, &former);
        if (term && cmq_str_starts(cmq_lexicon_str(lexicon, term->code), country) &&
            ends_with(cmq_lexicon_str(lexicon, actor->name), cmq__folded_str(&folded))) {
            return a;
        }
    }
    return lexicon->actor_count;
}
