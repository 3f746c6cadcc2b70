/* SPDX-License-Identifier: Apache-2.0 */
/* Events by country. A coded event claims a type between two countries, once for each pair; one
 * that names the same countries on both sides makes one claim of them together. A gold event takes
 * at most one claim, and every claim that is left over costs precision, but for what is only
 * requested and what gold has as optional. */

#include "audit/score.h"

#define MAX_CLAIMS 512u

struct claim {
    struct cmq_str plover;
    const struct cmq_labels *both; /* of one that holds for all of them together, else NULL */
    struct cmq_str source, target; /* absent where not known */
    const struct cmq_coded_event *event;
    bool used;
};

struct claims {
    struct claim item[MAX_CLAIMS];
    uint32_t count;
};

/* ---- claims ------------------------------------------------------------------------------ */

static bool same_labels(const struct cmq_labels *a, const struct cmq_labels *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        if (!cmq_labels_have(b, a->item[i])) {
            return false;
        }
    }
    return a->count == b->count;
}

static bool same_claim(const struct claim *a, const struct claim *b) {
    if (!cmq_str_eq(a->plover, b->plover) || (a->both == NULL) != (b->both == NULL)) {
        return false;
    }
    return a->both != NULL ? same_labels(a->both, b->both)
                           : cmq_str_eq(a->source, b->source) && cmq_str_eq(a->target, b->target);
}

static void add_claim(struct claims *claims, const struct claim *claim) {
    for (uint32_t i = 0; i < claims->count; i++) {
        if (same_claim(&claims->item[i], claim)) {
            return;
        }
    }
    if (claims->count < MAX_CLAIMS) {
        claims->item[claims->count++] = *claim;
    }
}

static void claim_event(struct claims *claims, const struct cmq_coded_event *event) {
    static const struct cmq_str nobody[] = {{NULL, 0}};
    const struct cmq_labels *s = &event->source.country, *t = &event->target.country;
    if (s->count > 1 && same_labels(s, t)) {
        add_claim(claims, &(struct claim){.plover = event->plover, .both = s, .event = event});
        return;
    }
    for (uint32_t i = 0; i < (s->count > 0 ? s->count : 1); i++) {
        for (uint32_t k = 0; k < (t->count > 0 ? t->count : 1); k++) {
            add_claim(claims, &(struct claim){.plover = event->plover,
                                              .source = (s->count > 0 ? s->item : nobody)[i],
                                              .target = (t->count > 0 ? t->item : nobody)[k],
                                              .event = event});
        }
    }
}

/* An order that does not depend on that of the events: what names both sides first. */
static int claim_cmp(const struct claim *a, const struct claim *b) {
    if ((a->both == NULL) != (b->both == NULL)) {
        return a->both != NULL ? -1 : 1;
    }
    int by_type = cmq_str_cmp(a->plover, b->plover);
    if (by_type != 0) {
        return by_type;
    }
    if ((a->source.len == 0) != (b->source.len == 0)) {
        return a->source.len > 0 ? -1 : 1;
    }
    int by_source = cmq_str_cmp(a->source, b->source);
    if (by_source != 0 || (a->target.len == 0) == (b->target.len == 0)) {
        return by_source != 0 ? by_source : cmq_str_cmp(a->target, b->target);
    }
    return a->target.len > 0 ? -1 : 1;
}

static void order_claims(struct claims *claims) {
    for (uint32_t i = 1; i < claims->count; i++) {
        struct claim moved = claims->item[i];
        uint32_t k = i;
        while (k > 0 && claim_cmp(&claims->item[k - 1], &moved) > 0) {
            claims->item[k] = claims->item[k - 1];
            k--;
        }
        claims->item[k] = moved;
    }
}

/* ---- what is right ----------------------------------------------------------------------- */

static bool can_be_mutual(struct cmq_str plover) {
    return cmq_str_eq(plover, CMQ_STR("CONSULT")) || cmq_str_eq(plover, CMQ_STR("AGREE")) ||
           cmq_str_eq(plover, CMQ_STR("COOPERATE")) || cmq_str_eq(plover, CMQ_STR("SUPPORT"));
}

static bool all_in(const struct cmq_labels *labels, const struct cmq_labels *of) {
    for (uint32_t i = 0; i < labels->count; i++) {
        if (!cmq_labels_have(of, labels->item[i])) {
            return false;
        }
    }
    return true;
}

/* Gold with several sources and no target is of all of them among themselves. */
static bool is_mutual(const struct cmq_gold_event *gold) {
    return gold->target.count == 0 && gold->source.count > 1;
}

static bool source_fits(const struct claim *claim, const struct cmq_gold_event *gold) {
    if (claim->both != NULL) {
        return all_in(&gold->source, claim->both);
    }
    return gold->source.count == 0 || cmq_labels_have(&gold->source, claim->source);
}

static bool target_fits(const struct claim *claim, const struct cmq_gold_event *gold) {
    if (claim->both != NULL) {
        return all_in(&gold->target, claim->both) &&
               (gold->target.count == 0 || can_be_mutual(claim->plover));
    }
    return is_mutual(gold)
               ? cmq_labels_have(&gold->source, claim->target)
               : gold->target.count == 0 || cmq_labels_have(&gold->target, claim->target);
}

static bool type_fits(const struct claim *claim, const struct cmq_gold_event *gold) {
    return cmq_labels_have(&gold->plover, claim->plover);
}

static bool is_right(const struct claim *claim, const struct cmq_gold_event *gold) {
    return type_fits(claim, gold) && source_fits(claim, gold) && target_fits(claim, gold);
}

/* ---- errors ------------------------------------------------------------------------------ */

static struct cmq_str join(struct cmq_evaluation *evaluation, const struct cmq_labels *labels) {
    struct cmq_str text = {NULL, 0};
    for (uint32_t i = 0; i < labels->count; i++) {
        text = cmq_arena_format(evaluation->arena, "%.*s%s%.*s", CMQ_FMT(text), i > 0 ? "+" : "",
                                CMQ_FMT(labels->item[i]));
    }
    return text.len > 0 ? text : CMQ_STR("-");
}

static struct cmq_str describe_gold(struct cmq_evaluation *evaluation,
                                    const struct cmq_gold_event *gold) {
    return cmq_arena_format(
        evaluation->arena, "%.*s %.*s > %.*s", CMQ_FMT(join(evaluation, &gold->plover)),
        CMQ_FMT(join(evaluation, &gold->source)), CMQ_FMT(join(evaluation, &gold->target)));
}

static struct cmq_str describe_claim(struct cmq_evaluation *evaluation, const struct claim *claim) {
    struct cmq_str plover = cmq_arena_copy(evaluation->arena, claim->plover);
    if (claim->both != NULL) {
        return cmq_arena_format(evaluation->arena, "%.*s %.*s both", CMQ_FMT(plover),
                                CMQ_FMT(join(evaluation, claim->both)));
    }
    return cmq_arena_format(evaluation->arena, "%.*s %.*s > %.*s", CMQ_FMT(plover),
                            CMQ_FMT(claim->source.len > 0 ? claim->source : CMQ_STR("-")),
                            CMQ_FMT(claim->target.len > 0 ? claim->target : CMQ_STR("-")));
}

/* The claim most like a gold event that none is right for; NULL if there is none at all. */
static const struct claim *nearest(const struct claims *claims, const struct cmq_gold_event *gold) {
    const struct claim *best = NULL;
    int most = -1;
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct claim *claim = &claims->item[i];
        int likeness = 3 * type_fits(claim, gold) + 2 * source_fits(claim, gold) +
                       2 * target_fits(claim, gold);
        if (likeness > most) {
            best = claim;
            most = likeness;
        }
    }
    return best;
}

static enum cmq_eval_error kind_of_miss(const struct claim *claim,
                                        const struct cmq_gold_event *gold) {
    bool source = source_fits(claim, gold), target = target_fits(claim, gold);
    if (!type_fits(claim, gold)) {
        return source && target ? CMQ_EVAL_TYPE_WRONG : CMQ_EVAL_OTHER;
    }
    if (source && target) {
        return CMQ_EVAL_REQUESTED;
    }
    if (!source && !target) {
        return CMQ_EVAL_BOTH_WRONG;
    }
    bool unknown =
        claim->both == NULL && (source ? claim->target.len == 0 : claim->source.len == 0);
    if (source) {
        return unknown ? CMQ_EVAL_TARGET_MISSING : CMQ_EVAL_TARGET_WRONG;
    }
    return unknown ? CMQ_EVAL_SOURCE_MISSING : CMQ_EVAL_SOURCE_WRONG;
}

static void note_miss(struct cmq_evaluation *evaluation, uint32_t record,
                      const struct claims *claims, const struct cmq_gold_event *gold) {
    const struct claim *claim = nearest(claims, gold);
    enum cmq_eval_error error = claim != NULL ? kind_of_miss(claim, gold) : CMQ_EVAL_SILENT;
    if (error == CMQ_EVAL_TYPE_WRONG && gold->plover.count > 0) {
        cmq_note_confusion(evaluation, gold->plover.item[0], claim->plover);
    }
    cmq_note_error(evaluation, error, record, describe_gold(evaluation, gold),
                   claim != NULL ? describe_claim(evaluation, claim) : (struct cmq_str){NULL, 0});
}

/* ---- one record -------------------------------------------------------------------------- */

static bool asks(const struct cmq_gold_record *gold) {
    for (uint32_t i = 0; i < gold->event.count; i++) {
        if (!gold->event.item[i].optional) {
            return true;
        }
    }
    return false;
}

static bool is_type_asked(const struct cmq_gold_record *gold, struct cmq_str plover) {
    for (uint32_t i = 0; i < gold->event.count; i++) {
        if (cmq_labels_have(&gold->event.item[i].plover, plover)) {
            return true;
        }
    }
    return false;
}

static void score_main(struct cmq_evaluation *evaluation, const struct cmq_gold_record *gold,
                       const struct cmq_coded *coded) {
    const struct cmq_coded_event *first = NULL;
    bool any = false, right = false;
    for (uint32_t i = 0; i < coded->event.count; i++) {
        const struct cmq_coded_event *event = &coded->event.item[i];
        if (event->plover.len > 0) {
            first = first != NULL ? first : event;
            any = any || is_type_asked(gold, event->plover);
            evaluation->events++;
        }
    }
    cmq_count(&evaluation->silent, first == NULL);
    if (!asks(gold)) {
        return;
    }
    struct claims claims = {.count = 0};
    if (first != NULL) {
        claim_event(&claims, first);
    }
    for (uint32_t i = 0; i < claims.count; i++) {
        for (uint32_t k = 0; k < gold->event.count; k++) {
            right = right || is_right(&claims.item[i], &gold->event.item[k]);
        }
    }
    cmq_count(&evaluation->main_event, right);
    cmq_count(&evaluation->main_type, first != NULL && is_type_asked(gold, first->plover));
    cmq_count(&evaluation->any_type, any);
}

/* Takes the first claim that is right for a gold event that is asked for. */
static void score_asked(struct cmq_evaluation *evaluation, struct claims *claims,
                        const struct cmq_gold_event *gold, bool *found) {
    for (uint32_t i = 0; i < claims->count && !*found; i++) {
        struct claim *claim = &claims->item[i];
        if (claim->used || !is_right(claim, gold)) {
            continue;
        }
        claim->used = *found = true;
        cmq_count(&evaluation->precision, true);
        cmq_calibration_add(&evaluation->calibration, claim->event->confidence, 1, 1);
        cmq_count(&cmq_type_of(evaluation, claim->plover)->precision, true);
        if (gold->assertion.count > 0) {
            cmq_count(&evaluation->assertion,
                      cmq_labels_have(&gold->assertion, claim->event->assertion));
        }
        if (gold->time.count > 0) {
            cmq_count(&evaluation->time, cmq_labels_have(&gold->time, claim->event->time));
        }
    }
    cmq_count(&evaluation->recall, *found);
    if (gold->plover.count > 0) {
        cmq_count(&cmq_type_of(evaluation, gold->plover.item[0])->recall, *found);
    }
}

static void score_left_over(struct cmq_evaluation *evaluation, uint32_t record,
                            const struct claims *claims) {
    const struct cmq_gold_record *gold = &evaluation->gold->record.item[record];
    for (uint32_t i = 0; i < claims->count; i++) {
        if (claims->item[i].used) {
            continue;
        }
        cmq_count(&evaluation->precision, false);
        cmq_calibration_add(&evaluation->calibration, claims->item[i].event->confidence, 0, 1);
        cmq_count(&cmq_type_of(evaluation, claims->item[i].plover)->precision, false);
        cmq_note_error(evaluation, asks(gold) ? CMQ_EVAL_SURPLUS : CMQ_EVAL_FALSE, record,
                       (struct cmq_str){NULL, 0}, describe_claim(evaluation, &claims->item[i]));
    }
}

void cmq_score_records(struct cmq_evaluation *evaluation, uint32_t record,
                       const struct cmq_coded *coded) {
    const struct cmq_gold_record *gold = &evaluation->gold->record.item[record];
    struct claims claims = {.count = 0}, all = {.count = 0};
    score_main(evaluation, gold, coded);
    for (uint32_t i = 0; i < coded->event.count; i++) {
        const struct cmq_coded_event *event = &coded->event.item[i];
        if (event->plover.len > 0) {
            claim_event(&all, event);
            if (!cmq_str_eq(event->assertion, CMQ_STR("requested"))) {
                claim_event(&claims, event);
            }
        }
    }
    order_claims(&claims);
    for (uint32_t i = 0; i < gold->event.count; i++) {
        bool found = false;
        if (gold->event.item[i].optional) {
            continue;
        }
        score_asked(evaluation, &claims, &gold->event.item[i], &found);
        if (!found) {
            note_miss(evaluation, record, &all, &gold->event.item[i]);
        }
    }
    for (uint32_t i = 0; i < gold->event.count; i++) {
        for (uint32_t k = 0; gold->event.item[i].optional && k < claims.count; k++) {
            claims.item[k].used |= is_right(&claims.item[k], &gold->event.item[i]);
        }
    }
    score_left_over(evaluation, record, &claims);
}
