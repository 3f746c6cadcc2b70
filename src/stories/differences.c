/* SPDX-License-Identifier: Apache-2.0 */
/* In what the tellings of one thing differ. Only what both tell can differ, and what is equal after
 * normalising does not: "on Saturday" and "November 13", "Beijing" and "China". */

#include "stories/twins.h"

/* ---- labels ------------------------------------------------------------------------------- */

static bool share_a_country(const struct cmq_claim *x, const struct cmq_claim *y) {
    for (uint32_t i = 0; i < x->actors.count; i++) {
        for (uint32_t k = 0; k < y->actors.count; k++) {
            if (x->actors.item[i].country.len > 0 &&
                cmq_str_eq(x->actors.item[i].country, y->actors.item[k].country)) {
                return true;
            }
        }
    }
    return false;
}

/* A state may go by a plain name in the other telling; a group has to be named by both. */
static bool label_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    bool groups = x->group_labels != 0 && y->group_labels != 0;
    return (groups && x->group_labels != y->group_labels) ||
           (x->state_labels != y->state_labels && share_a_country(x, y));
}

/* ---- numbers, days, places ---------------------------------------------------------------- */

static int64_t open_end(int64_t bound, int64_t end) {
    return bound < 0 ? end : bound;
}

static enum cmq_agreement compare_number(const struct cmq_claim_number *n,
                                         const struct cmq_claim *y) {
    enum cmq_agreement best = CMQ_NOT_COMPARED;
    for (uint32_t k = 0; k < y->numbers.count; k++) {
        const struct cmq_claim_number *m = &y->numbers.item[k];
        if (m->counted != n->counted) {
            continue;
        }
        enum cmq_agreement now =
            cmq_numbers_compare(open_end(n->from, INT64_MIN), open_end(n->to, INT64_MAX),
                                open_end(m->from, INT64_MIN), open_end(m->to, INT64_MAX));
        best = best == CMQ_NOT_COMPARED || now < best ? now : best;
    }
    return best;
}

static enum cmq_agreement compare_numbers(const struct cmq_claim *x, const struct cmq_claim *y) {
    enum cmq_agreement worst = CMQ_NOT_COMPARED;
    for (uint32_t i = 0; i < x->numbers.count; i++) {
        enum cmq_agreement now = compare_number(&x->numbers.item[i], y);
        worst = now > worst ? now : worst;
    }
    return worst;
}

static enum cmq_agreement compare_days(cmq_day from_a, cmq_day to_a, cmq_day from_b, cmq_day to_b) {
    if (from_a == CMQ_NO_DAY || from_b == CMQ_NO_DAY || to_a == CMQ_NO_DAY || to_b == CMQ_NO_DAY) {
        return CMQ_NOT_COMPARED;
    }
    return cmq_bounds_compare(from_a, to_a, from_b, to_b);
}

/* Whether `x` names a place that `y` does not. */
static bool has_own_place(const struct cmq_claim *x, const struct cmq_claim *y) {
    for (uint32_t i = 0; i < x->places.count; i++) {
        bool shared = false;
        for (uint32_t k = 0; k < y->places.count; k++) {
            shared = shared || cmq_str_eq(x->places.item[i], y->places.item[k]);
        }
        if (!shared) {
            return true;
        }
    }
    return false;
}

/* ---- causes ------------------------------------------------------------------------------- */

/* Causes that have a word in common are one. Who names none contradicts nobody. */
static enum cmq_agreement compare_causes(const struct cmq_claim *x, const struct cmq_claim *y) {
    for (uint32_t i = 0; i < x->causes.count; i++) {
        for (uint32_t k = 0; k < y->causes.count; k++) {
            if (x->causes.item[i] == y->causes.item[k]) {
                return CMQ_EQUAL;
            }
        }
    }
    bool both = x->causes.count > 0 && y->causes.count > 0;
    bool any = x->causes.count > 0 || y->causes.count > 0;
    return both ? CMQ_CLASHING : any ? CMQ_NESTED : CMQ_NOT_COMPARED;
}

/* ---- who says it, and how ----------------------------------------------------------------- */

static bool teller_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    const struct cmq_claim_actor *a = cmq_claim_speaker(x), *b = cmq_claim_speaker(y);
    if (a == NULL || b == NULL) {
        return a != b;
    }
    return (x->joint > 1) != (y->joint > 1) || !cmq_str_eq(a->key, b->key);
}

/* A request is not told as a statement is; synonyms of saying are one verb. */
static bool verb_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    if (cmq_claim_speaker(x) != NULL && cmq_claim_speaker(y) != NULL && x->speech != y->speech) {
        return true;
    }
    return x->plover.len > 0 && y->plover.len > 0 && !cmq_str_eq(x->plover, y->plover);
}

/* "will" and "would"; "attacked" and "may have attacked". That something is asked for shows in the
 * verb. */
static bool force_differs(const struct cmq_claim *x, const struct cmq_claim *y) {
    uint8_t a = x->force & (uint8_t)~CMQ_FORCE_MUST, b = y->force & (uint8_t)~CMQ_FORCE_MUST;
    return a != b && ((a != 0 && b != 0) || ((a | b) & CMQ_FORCE_WEAK) != 0);
}

/* "Iran attacked Iraq" and "Iraq attacked Iran". */
static bool actors_differ(const struct cmq_claim *x, const struct cmq_claim *y) {
    return x->telling != NULL && y->telling != NULL && cmq_tellings_clash(x->telling, y->telling);
}

static uint32_t differences(const struct cmq_claim *x, const struct cmq_claim *y,
                            uint32_t *granularity) {
    uint32_t differs = 0;
    enum cmq_agreement numbers = compare_numbers(x, y),
                       days = compare_days(x->from, x->to, y->from, y->to);
    enum cmq_agreement said = compare_days(x->said_from, x->said_to, y->said_from, y->said_to);
    differs |= teller_differs(x, y) ? CMQ_DIFFERS_WHO_SAYS : 0;
    differs |= verb_differs(x, y) ? CMQ_DIFFERS_VERB : 0;
    differs |= force_differs(x, y) ? CMQ_DIFFERS_FORCE : 0;
    differs |=
        cmq_claim_speaker(x) && cmq_claim_speaker(y) && x->form != y->form ? CMQ_DIFFERS_FORM : 0;
    differs |= label_differs(x, y) ? CMQ_DIFFERS_LABEL : 0;
    differs |= numbers == CMQ_CLASHING ? CMQ_DIFFERS_NUMBER : 0;
    differs |= days == CMQ_CLASHING || said == CMQ_CLASHING ? CMQ_DIFFERS_DATE : 0;
    differs |= has_own_place(x, y) && has_own_place(y, x) ? CMQ_DIFFERS_PLACE : 0;
    differs |= actors_differ(x, y) ? CMQ_DIFFERS_WHO : 0;
    differs |= x->negated != y->negated ? CMQ_DIFFERS_NEGATION : 0;
    enum cmq_agreement causes = compare_causes(x, y);
    differs |= causes == CMQ_CLASHING ? CMQ_DIFFERS_CAUSE : 0;
    *granularity |= causes == CMQ_NESTED ? CMQ_DIFFERS_CAUSE : 0;
    *granularity |= numbers == CMQ_NESTED ? CMQ_DIFFERS_NUMBER : 0;
    *granularity |= days == CMQ_NESTED || said == CMQ_NESTED ? CMQ_DIFFERS_DATE : 0;
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

/* ---- rows --------------------------------------------------------------------------------- */

struct comparison {
    const struct cmq_claims *claims;
    const struct cmq_twins *twins;
    const uint32_t *group;
    struct cmq_row *row;
    uint32_t wanted; /* the row's group */
};

static const struct cmq_claim *claim_at(const struct comparison *c, uint32_t index) {
    return &c->claims->list.item[index];
}

static bool in_row(const struct comparison *c, uint32_t claim) {
    return claim != UINT32_MAX && c->group[claim] == c->wanted;
}

/* What shows only in the claims, not in the words themselves; a cause may be a claim of its own. */
#define OF_CLAIMS                                                                                  \
    (CMQ_DIFFERS_WHO_SAYS | CMQ_DIFFERS_VERB | CMQ_DIFFERS_FORM | CMQ_DIFFERS_WHO |                \
     CMQ_DIFFERS_LABEL | CMQ_DIFFERS_CAUSE)

/* Compares a claim with its like in one twin of a sentence of its own; false if it has none there.
 */
static bool compare_twin(struct comparison *c, const struct cmq_twin *twin, uint32_t claim) {
    uint32_t other = cmq_twin_counterpart(c->claims, twin, claim, false);
    if (!in_row(c, other)) {
        return false;
    }
    uint32_t granularity = 0;
    struct cmq_edits edits = cmq_twin_edits(c->claims, twin, c->group, c->wanted);
    uint32_t differs = differences(claim_at(c, claim), claim_at(c, other), &granularity);
    c->row->differs |= edits.differs | (differs & edits.touched & OF_CLAIMS);
    c->row->granularity |= edits.granularity;
    return true;
}

/* Compares a claim with its likes in the twins of its sentences; false if it has none in `report`.
 */
static bool compare_twins(struct comparison *c, uint32_t claim, uint32_t report) {
    const struct cmq_told_sentence *sentence = c->claims->sentences.item;
    bool any = false;
    for (uint32_t s = claim_at(c, claim)->told_first; s < claim_at(c, claim)->told_end; s++) {
        uint32_t i = cmq_twins_first(c->twins, s);
        for (; i < c->twins->list.count && c->twins->list.item[i].x == s; i++) {
            const struct cmq_twin *twin = &c->twins->list.item[i];
            any = (sentence[twin->y].report == report && compare_twin(c, twin, claim)) || any;
        }
    }
    return any;
}

/* The claim of a report in the row that is most like `claim`: one of the same voice before others;
 * NULL if there is none. */
static const struct cmq_claim *counterpart(const struct comparison *c, uint32_t report,
                                           const struct cmq_claim *claim) {
    const struct cmq_claim *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < c->row->claims.count; i++) {
        const struct cmq_claim *other = claim_at(c, c->row->claims.item[i]);
        if (other->report != report) {
            continue;
        }
        uint32_t alike =
            1 + 2 * shared_words(claim, other) + (teller_differs(claim, other) ? 0 : 3);
        if (alike > most) {
            most = alike;
            best = other;
        }
    }
    return best;
}

/* Compares those claims of two reports that are each other's likest. Where sentences are twins,
 * only those are compared. */
static void compare_reports(struct comparison *c, uint32_t report, uint32_t other) {
    bool twins = false;
    for (uint32_t i = 0; i < c->row->claims.count; i++) {
        uint32_t x = c->row->claims.item[i];
        twins = (claim_at(c, x)->report == report && compare_twins(c, x, other)) || twins;
    }
    for (uint32_t i = 0; i < c->row->claims.count && !twins; i++) {
        const struct cmq_claim *x = claim_at(c, c->row->claims.item[i]);
        const struct cmq_claim *y = x->report == report ? counterpart(c, other, x) : NULL;
        if (y != NULL && counterpart(c, report, y) == x) {
            c->row->differs |= differences(x, y, &c->row->granularity);
        }
    }
}

void cmq_row_compare(const struct cmq_claims *claims, const struct cmq_twins *twins,
                     const uint32_t *group, struct cmq_row *row) {
    struct comparison c = {claims, twins, group, row, group[row->claims.item[0]]};
    uint32_t first = claim_at(&c, row->claims.item[0])->report, last = first;
    for (uint32_t i = 1; i < row->claims.count; i++) {
        uint32_t report = claim_at(&c, row->claims.item[i])->report;
        if (report != last) {
            compare_reports(&c, first, report);
        }
        last = report;
    }
}
