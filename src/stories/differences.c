/* SPDX-License-Identifier: Apache-2.0 */
/* In what the tellings of one thing differ. Only what both tell can differ, and what is equal after
 * normalising does not: "on Saturday" and "November 13", "Beijing" and "China". */

#include "stories/stories.h"

/* ---- labels ------------------------------------------------------------------------------- */

/* Names of a state or a group that take a stand, or that only some use; any other name of an actor
 * is as plain as the next: "Beijing", "China", "the Chinese side". */
static const char *const marked[] = {
    "prc",        "roc",        "dprk",      "rok",       "regime",        "junta",
    "entity",     "mainland",   "occupier",  "occupiers", "terrorist",     "terrorists",
    "militant",   "militants",  "rebel",     "rebels",    "fighter",       "fighters",
    "separatist", "insurgents", "bandits",   "martyrs",   "mercenaries",   "puppet",
    "clique",     "extremists", "jihadists", "islamists", "gunmen",        "freedom",
    "resistance", "guerrillas", "thugs",     "rioters",   "demonstrators", "protesters",
    "migrants",   "refugees",   "aliens",    "settlers",
};
#define MARKED_COUNT (sizeof marked / sizeof *marked)

/* The marked words of a label, as a set of bits. */
static uint64_t stand_of(struct cmq_str label) {
    uint64_t stand = 0;
    while (label.len > 0) {
        struct cmq_str word = cmq_str_cut(&label, ' ');
        for (size_t i = 0; i < MARKED_COUNT; i++) {
            struct cmq_str mark = cmq_str_of(marked[i]);
            struct cmq_str start = {word.ptr, word.len < mark.len ? word.len : mark.len};
            bool ends = word.len == mark.len ||
                        (word.len > mark.len && (word.ptr[mark.len] & 0x80)) ||
                        (word.len > mark.len && word.ptr[mark.len] == '\'');
            stand |= ends && cmq_same_letters(start, mark) ? UINT64_C(1) << i : 0;
        }
    }
    return stand;
}

/* Whether somebody whom both name is called by a name that takes a stand in one alone. */
static bool label_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    for (uint32_t i = 0; i < x->actors.count; i++) {
        const struct cmq_claim_actor *actor = &x->actors.item[i];
        uint64_t mine = stand_of(actor->label), theirs = 0;
        bool shared = false;
        for (uint32_t k = 0; k < y->actors.count; k++) {
            const struct cmq_claim_actor *other = &y->actors.item[k];
            if (!actor->person && (cmq_str_eq(other->key, actor->key) ||
                                   (actor->country.len > 0 && !other->person &&
                                    cmq_str_eq(other->country, actor->country)))) {
                shared = true;
                theirs |= stand_of(other->label);
            }
        }
        if (shared && (mine & ~theirs) != 0) {
            return true;
        }
    }
    return false;
}

/* ---- numbers, days, places ---------------------------------------------------------------- */

enum agreement { NOTHING_TO_COMPARE, EQUAL, NESTED, CLASHING };

static enum agreement compare_bounds(int64_t from_a, int64_t to_a, int64_t from_b, int64_t to_b) {
    if (from_a == from_b && to_a == to_b) {
        return EQUAL;
    }
    bool apart = from_a > to_b || from_b > to_a;
    return apart ? CLASHING : NESTED;
}

static int64_t open_end(int64_t bound, int64_t end) {
    return bound < 0 ? end : bound;
}

static enum agreement compare_number(const struct cmq_claim_number *n, const struct cmq_claim *y) {
    enum agreement best = NOTHING_TO_COMPARE;
    for (uint32_t k = 0; k < y->numbers.count; k++) {
        const struct cmq_claim_number *m = &y->numbers.item[k];
        if (m->counted != n->counted) {
            continue;
        }
        enum agreement now =
            compare_bounds(open_end(n->from, INT64_MIN), open_end(n->to, INT64_MAX),
                           open_end(m->from, INT64_MIN), open_end(m->to, INT64_MAX));
        best = best == NOTHING_TO_COMPARE || now < best ? now : best;
    }
    return best;
}

static enum agreement compare_numbers(const struct cmq_claim *x, const struct cmq_claim *y) {
    enum agreement worst = NOTHING_TO_COMPARE;
    for (uint32_t i = 0; i < x->numbers.count; i++) {
        enum agreement now = compare_number(&x->numbers.item[i], y);
        worst = now > worst ? now : worst;
    }
    return worst;
}

static enum agreement compare_days(const struct cmq_claim *x, const struct cmq_claim *y) {
    if (x->from == CMQ_NO_DAY || y->from == CMQ_NO_DAY || x->to == CMQ_NO_DAY ||
        y->to == CMQ_NO_DAY) {
        return NOTHING_TO_COMPARE;
    }
    return compare_bounds(x->from, x->to, y->from, y->to);
}

static bool place_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    for (uint32_t i = 0; i < x->places.count; i++) {
        for (uint32_t k = 0; k < y->places.count; k++) {
            if (cmq_str_eq(x->places.item[i], y->places.item[k])) {
                return false;
            }
        }
    }
    return x->places.count > 0 && y->places.count > 0;
}

/* ---- who says it, and how ----------------------------------------------------------------- */

/* The first teller who does more than pass on; NULL: the outlet itself. */
static const struct cmq_claim_actor *speaker_of(const struct cmq_claim *claim) {
    for (uint32_t i = 0; i < claim->tellers.count; i++) {
        if (!claim->tellers.item[i].relays) {
            return &claim->tellers.item[i];
        }
    }
    return NULL;
}

static bool teller_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    const struct cmq_claim_actor *a = speaker_of(x), *b = speaker_of(y);
    if (a == NULL || b == NULL) {
        return a != b;
    }
    return (x->joint > 1) != (y->joint > 1) || !cmq_str_eq(a->key, b->key);
}

/* A request is not told as a statement is; synonyms of saying are one verb. */
static bool verb_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    if (speaker_of(x) != NULL && speaker_of(y) != NULL && x->speech != y->speech) {
        return true;
    }
    return x->plover.len > 0 && y->plover.len > 0 && !cmq_str_eq(x->plover, y->plover);
}

/* "will" and "would"; "attacked" and "may have attacked". That something is asked for shows in the
 * verb. */
static bool force_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    uint8_t a = x->force & (uint8_t)~CMQ_FORCE_MUST, b = y->force & (uint8_t)~CMQ_FORCE_MUST;
    uint8_t weak = CMQ_FORCE_MAY | CMQ_FORCE_CAN | CMQ_FORCE_WOULD;
    return a != b && ((a != 0 && b != 0) || ((a | b) & weak) != 0);
}

static uint32_t differences(const struct cmq_claim *x, const struct cmq_claim *y,
                            uint32_t *granularity) {
    uint32_t differs = 0;
    enum agreement numbers = compare_numbers(x, y), days = compare_days(x, y);
    differs |= teller_differs(x, y) ? CMQ_DIFFERS_WHO_SAYS : 0;
    differs |= verb_differs(x, y) ? CMQ_DIFFERS_VERB : 0;
    differs |= force_differs(x, y) ? CMQ_DIFFERS_FORCE : 0;
    differs |= speaker_of(x) && speaker_of(y) && x->form != y->form ? CMQ_DIFFERS_FORM : 0;
    differs |= label_differs(x, y) ? CMQ_DIFFERS_LABEL : 0;
    differs |= numbers == CLASHING ? CMQ_DIFFERS_NUMBER : 0;
    differs |= days == CLASHING ? CMQ_DIFFERS_DATE : 0;
    differs |= place_differs(x, y) ? CMQ_DIFFERS_PLACE : 0;
    differs |= x->negated != y->negated ? CMQ_DIFFERS_NEGATION : 0;
    *granularity |= numbers == NESTED ? CMQ_DIFFERS_NUMBER : 0;
    *granularity |= days == NESTED ? CMQ_DIFFERS_DATE : 0;
    return differs;
}

static uint32_t shared_words(const struct cmq_claim *x, const struct cmq_claim *y) {
    uint32_t shared = 0;
    for (uint32_t p = 0, q = 0; p < x->words.count && q < y->words.count;) {
        uint32_t a = x->words.item[p], b = y->words.item[q];
        shared += a == b;
        p += a <= b;
        q += b <= a;
    }
    return shared;
}

/* Compares the two claims of two reports that are most alike: those of one voice before others. */
static void compare_reports(const struct cmq_claims *claims, struct cmq_row *row, uint32_t report,
                            uint32_t other) {
    const struct cmq_claim *x = NULL, *y = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < row->claims.count; i++) {
        const struct cmq_claim *a = &claims->list.item[row->claims.item[i]];
        for (uint32_t k = 0; a->report == report && k < row->claims.count; k++) {
            const struct cmq_claim *b = &claims->list.item[row->claims.item[k]];
            if (b->report != other) {
                continue;
            }
            uint32_t alike = 1 + 2 * shared_words(a, b) + (teller_differs(a, b) ? 0 : 3);
            if (alike > most) {
                most = alike;
                x = a;
                y = b;
            }
        }
    }
    if (x != NULL && y != NULL) {
        row->differs |= differences(x, y, &row->granularity);
    }
}

void cmq_row_compare(const struct cmq_claims *claims, struct cmq_row *row) {
    uint32_t first = claims->list.item[row->claims.item[0]].report, last = first;
    for (uint32_t i = 1; i < row->claims.count; i++) {
        uint32_t report = claims->list.item[row->claims.item[i]].report;
        if (report != last) {
            compare_reports(claims, row, first, report);
        }
        last = report;
    }
}
