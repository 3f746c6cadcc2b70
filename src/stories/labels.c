/* SPDX-License-Identifier: Apache-2.0 */
/* Names that take a stand, or that only some use. Any other name of an actor is as plain as the
 * next: "Beijing", "China", "the Chinese side". */

#include "stories/stories.h"

/* For those who fight, protest or come: who says "rebels" where another says "terrorists". */
static const char *const groups[] = {
    "terrorist", "militant",  "rebel",     "fighter",      "separatist", "insurgent", "bandit",
    "martyr",    "mercenary", "extremist", "jihadist",     "islamist",   "gunman",    "guerrilla",
    "partisan",  "thug",      "rioter",    "demonstrator", "protester",  "activist",  "dissident",
    "vandal",    "migrant",   "refugee",   "alien",        "immigrant",  "settler",   "colonist",
    "hostage",   "prisoner",  "criminal",  "attacker",     "assailant",  "hero",      "traitor",
};

/* For states and their governments. */
static const char *const states[] = {
    "prc", "roc", "dprk", "regime", "junta", "entity", "mainland", "occupier", "clique", "puppet",
};

static uint64_t bit_of(const char *const *list, size_t count, const struct cmq_token *token) {
    for (size_t i = 0; i < count; i++) {
        struct cmq_str word = cmq_str_of(list[i]);
        if (cmq_same_letters(token->lemma, word) || cmq_form_is(token, list[i])) {
            return UINT64_C(1) << i;
        }
    }
    return 0;
}

void cmq_claim_add_label(const struct cmq_token *token, struct cmq_claim *claim) {
    claim->group_labels |= bit_of(groups, sizeof groups / sizeof *groups, token);
    claim->state_labels |= bit_of(states, sizeof states / sizeof *states, token);
}
