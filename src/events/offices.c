/* SPDX-License-Identifier: Apache-2.0 */
/* Who leaves an office that tells his state: "Jan Novak resigned as Poland's minister". */

#include "events/matcher.h"

/* Whether a phrase names an actor with a code. */
static bool is_known(const struct reader *r, uint32_t noun) {
    bool indirect = false;
    uint32_t named = cmq_actors_phrase(r->in->parse, r->in->actors, noun, &indirect);
    if (named == CMQ_NO_MENTION) {
        return false;
    }
    const struct cmq_mention *mention = &r->in->actors->mention.item[named];
    return mention->actors.count > 0 &&
           r->in->actors->list.item[mention->actors.item[0]].code.len > 0;
}

void cmq_find_office(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    bool leaves =
        m->frame->upos == CMQ_VERB && cmq_str_starts(text_of(r, m->frame->code), CMQ_STR("0831"));
    if (!leaves || m->source_count != 1 || is_known(r, m->source[0])) {
        return;
    }
    for (uint32_t t = cmq_child_next(parse, m->trigger, m->trigger); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, m->trigger, t)) {
        uint32_t p = cmq_preposition(parse, t);
        if (p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "as") && is_known(r, t)) {
            m->source[0] = t;
            m->source_basis[0] = CMQ_PARTICIPANT_DISCOURSE;
            return;
        }
    }
}
