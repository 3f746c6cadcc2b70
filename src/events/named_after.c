/* SPDX-License-Identifier: Apache-2.0 */
/* "The Russia probe": names before an event noun that say whom its act is directed at. */

#include "events/matcher.h"

/* A state by its noun: "Russia", not "Russian", nor "U.S.", which stands for an adjective. */
static bool is_state_noun(const struct reader *r, uint32_t token, const struct cmq_actor *actor) {
    struct cmq_str form = token_at(r, token)->form;
    char last = form.len > 0 ? form.ptr[form.len - 1] : '.';
    return token_at(r, token)->upos == CMQ_PROPN && actor->code.len > 0 &&
           cmq_str_eq(actor->code, actor->country) && last != '.' && !(last >= 'A' && last <= 'Z');
}

/* "the Russia probe", "the Biden investigation", "the Cuba embargo": what an inquiry, a visit, help
 * or a sanction is named after is its target. Persons who inquire themselves
 * are not: "the Mueller probe". */
bool cmq_is_named_after(const struct reader *r, const struct match *m, uint32_t compound) {
    static const char *const inquirers[] = {"JUD", "COP", "LEG", "SPY"};
    const struct cmq_mention *mention =
        &r->in->actors->mention.item[r->in->actors->mention_at[compound]];
    struct cmq_str code = text_of(r, m->frame->code);
    bool inquiry = cmq_root_in(code, "09", "09");
    if (token_at(r, compound)->dep != CMQ_DEP_COMPOUND || mention->actors.count != 1) {
        return false;
    }
    const struct cmq_actor *actor = &r->in->actors->list.item[mention->actors.item[0]];
    if (is_state_noun(r, compound, actor)) {
        return inquiry || cmq_str_starts(code, CMQ_STR("042")) || cmq_root_in(code, "07", "07") ||
               cmq_str_starts(code, CMQ_STR("0874")) || cmq_root_in(code, "16", "16");
    }
    return inquiry && actor->kind == CMQ_ACTOR_PERSON &&
           !cmq_has_sector(actor, inquirers, sizeof inquirers / sizeof *inquirers);
}
