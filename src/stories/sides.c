/* SPDX-License-Identifier: Apache-2.0 */
/* Whose word a claim is. To give one side's claim to the other is the worst error there is, so a
 * side has a claim for its own only where nobody of another side stands between it and the report,
 * and where its demand takes nothing for granted in words that are not its own. */

#include "stories/stories.h"

const struct cmq_claim_actor *cmq_claim_speaker(const struct cmq_claim *claim) {
    for (uint32_t i = 0; i < claim->tellers.count; i++) {
        if (!claim->tellers.item[i].relays) {
            return &claim->tellers.item[i];
        }
    }
    return NULL;
}

/* Whether a teller does more than pass on. A medium does where the claim speaks of its country:
 * what a foreign minister says of China is not his own word when Chinese television tells it. */
static bool is_party(const struct cmq_claim *claim, const struct cmq_claim_actor *teller) {
    bool party = teller->official || !teller->relays;
    for (uint32_t i = 0; i < claim->actors.count && teller->country.len > 0 && !party; i++) {
        party = cmq_str_eq(claim->actors.item[i].country, teller->country);
    }
    return party;
}

enum cmq_side_voice cmq_claim_voice(const struct cmq_claim *claim, struct cmq_str country) {
    enum cmq_side_voice voice = CMQ_VOICE_NONE;
    for (uint32_t i = claim->tellers.count; i-- > 0 && voice == CMQ_VOICE_NONE;) {
        const struct cmq_claim_actor *teller = &claim->tellers.item[i];
        if (!teller->official || !cmq_str_eq(teller->country, country)) {
            continue;
        }
        voice = claim->granted ? CMQ_VOICE_ASCRIBED : CMQ_VOICE_OWN;
        for (uint32_t k = i < claim->joint ? 0 : i + 1; k < claim->tellers.count; k++) {
            const struct cmq_claim_actor *other = &claim->tellers.item[k];
            if (!cmq_str_eq(other->country, country) && is_party(claim, other)) {
                voice = CMQ_VOICE_ASCRIBED;
            }
        }
    }
    for (uint32_t i = 0; i < claim->spoken_for.count && voice == CMQ_VOICE_NONE; i++) {
        voice = cmq_str_eq(claim->spoken_for.item[i], country) ? CMQ_VOICE_ASCRIBED : voice;
    }
    return voice;
}

enum cmq_side_voice cmq_row_voice(const struct cmq_claims *claims, const struct cmq_row *row,
                                  struct cmq_str country) {
    enum cmq_side_voice voice = CMQ_VOICE_NONE;
    for (uint32_t i = 0; i < row->claims.count && voice != CMQ_VOICE_OWN; i++) {
        enum cmq_side_voice now = cmq_claim_voice(&claims->list.item[row->claims.item[i]], country);
        voice = now == CMQ_VOICE_NONE ? voice : now;
    }
    return voice;
}

static void add_side(struct cmq_sides *sides, struct cmq_str country) {
    for (uint32_t i = 0; i < sides->count; i++) {
        if (cmq_str_eq(sides->country[i], country)) {
            return;
        }
    }
    if (sides->count < CMQ_MAX_SIDES) {
        sides->country[sides->count++] = country;
    }
}

void cmq_row_sides(const struct cmq_claims *claims, const struct cmq_row *row,
                   struct cmq_sides *sides) {
    sides->count = 0;
    for (uint32_t i = 0; i < row->claims.count; i++) {
        const struct cmq_claim *claim = &claims->list.item[row->claims.item[i]];
        for (uint32_t k = 0; k < claim->tellers.count; k++) {
            if (claim->tellers.item[k].official) {
                add_side(sides, claim->tellers.item[k].country);
            }
        }
        for (uint32_t k = 0; k < claim->spoken_for.count; k++) {
            add_side(sides, claim->spoken_for.item[k]);
        }
    }
}
