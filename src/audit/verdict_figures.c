/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of verdicts. A stratum weighs as its population, spread over those of its units that were
 * judged: units that nobody judged are taken to be like the others of their stratum. */
#include "audit/verdicts.h"

#include <math.h>
#include <stdlib.h>

static enum cmq_status no_memory(struct cmq_error *err) {
    return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* ---- precision and recall ---- */

struct value {
    struct cmq_str group;
    uint32_t stratum;
    double right;
};

struct values {
    struct value *item;
    uint32_t count;
    double *judged; /* for each stratum */
};

static struct cmq_str group_of(const struct cmq_verdict_unit *unit, enum cmq_verdict_group group) {
    return group == CMQ_GROUP_ROOT   ? unit->root
           : group == CMQ_GROUP_RULE ? unit->rule
                                     : CMQ_STR("");
}

static int by_group(const void *a, const void *b) {
    const struct value *x = a, *y = b;
    int order = cmq_str_cmp(x->group, y->group);
    return order != 0 ? order : (x->stratum > y->stratum) - (x->stratum < y->stratum);
}

/* The judged units of a kind by group and stratum. */
static bool collect(struct cmq_verdicts *verdicts, enum cmq_sample_kind kind,
                    enum cmq_verdict verdict, enum cmq_verdict_group group, struct values *values) {
    *values = (struct values){
        .item = CMQ_NEW_ARRAY(&verdicts->arena, struct value, (size_t)verdicts->unit.count + 1),
        .judged = CMQ_NEW_ARRAY(&verdicts->arena, double, (size_t)verdicts->stratum.count + 1)};
    if (values->item == NULL || values->judged == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < verdicts->unit.count; i++) {
        const struct cmq_verdict_unit *unit = &verdicts->unit.item[i];
        double right = cmq_verdict_value(verdicts, unit, verdict);
        if (verdicts->stratum.item[unit->stratum].kind == kind && !isnan(right)) {
            values->item[values->count++] =
                (struct value){group_of(unit, group), unit->stratum, right};
            values->judged[unit->stratum]++;
        }
    }
    qsort(values->item, values->count, sizeof *values->item, by_group);
    return true;
}

/* Sums up the values of one group from `first` on; returns where it ends. */
static uint32_t sum_group(const struct cmq_verdicts *verdicts, const struct values *values,
                          uint32_t first, struct cmq_judged *judged, uint32_t *strata) {
    uint32_t i = first;
    *strata = 0;
    for (; i < values->count && cmq_str_eq(values->item[i].group, values->item[first].group); i++) {
        uint32_t stratum = values->item[i].stratum;
        if (i == first || stratum != values->item[i - 1].stratum) {
            judged[(*strata)++] =
                (struct cmq_judged){.population = verdicts->stratum.item[stratum].population,
                                    .judged = values->judged[stratum]};
        }
        judged[*strata - 1].in++;
        judged[*strata - 1].right += values->item[i].right;
    }
    return i;
}

static struct cmq_verdict_share share_of(struct cmq_str group, const struct cmq_judged *judged,
                                         uint32_t strata) {
    struct cmq_verdict_share share = {.of = group, .estimate = cmq_estimate_share(judged, strata)};
    for (uint32_t i = 0; i < strata; i++) {
        share.judged += (uint32_t)judged[i].in;
        share.right += judged[i].right;
    }
    return share;
}

enum cmq_status cmq_verdicts_precision(struct cmq_verdicts *verdicts, enum cmq_verdict verdict,
                                       enum cmq_verdict_group group,
                                       struct cmq_verdict_share **share, uint32_t *count,
                                       struct cmq_error *err) {
    struct values values;
    size_t most = (size_t)verdicts->unit.count + 1;
    *count = 0;
    *share = CMQ_NEW_ARRAY(&verdicts->arena, struct cmq_verdict_share, most);
    struct cmq_judged *judged = CMQ_NEW_ARRAY(&verdicts->arena, struct cmq_judged, most);
    if (*share == NULL || judged == NULL ||
        !collect(verdicts, CMQ_SAMPLE_EVENTS, verdict, group, &values)) {
        return no_memory(err);
    }
    for (uint32_t i = 0; i < values.count;) {
        uint32_t strata;
        struct cmq_str name = values.item[i].group;
        i = sum_group(verdicts, &values, i, judged, &strata);
        (*share)[(*count)++] = share_of(name, judged, strata);
    }
    return CMQ_OK;
}

enum cmq_status cmq_verdicts_recall(struct cmq_verdicts *verdicts, struct cmq_verdict_share *share,
                                    struct cmq_error *err) {
    struct values found, missed;
    size_t most = (size_t)verdicts->unit.count + 1;
    struct cmq_judged *of_found = CMQ_NEW_ARRAY(&verdicts->arena, struct cmq_judged, most);
    struct cmq_judged *of_missed = CMQ_NEW_ARRAY(&verdicts->arena, struct cmq_judged, most);
    if (of_found == NULL || of_missed == NULL ||
        !collect(verdicts, CMQ_SAMPLE_EVENTS, CMQ_VERDICT_EVENT, CMQ_GROUP_ALL, &found) ||
        !collect(verdicts, CMQ_SAMPLE_SENTENCES, CMQ_VERDICT_EVENT, CMQ_GROUP_ALL, &missed)) {
        return no_memory(err);
    }
    uint32_t found_strata, missed_strata;
    (void)sum_group(verdicts, &found, 0, of_found, &found_strata);
    (void)sum_group(verdicts, &missed, 0, of_missed, &missed_strata);
    *share = share_of(CMQ_STR(""), of_missed, missed_strata);
    share->estimate = cmq_estimate_recall(of_found, found_strata, of_missed, missed_strata);
    return CMQ_OK;
}

/* ---- agreement ---- */

struct cmq_str cmq_question_name(unsigned question) {
    static const char *const name[] = {"event there",
                                       "type right",
                                       "source right",
                                       "target right",
                                       "assertion and time right",
                                       "sentence tells an event"};
    return cmq_str_of(question <= CMQ_QUESTION_SENTENCE ? name[question] : NULL);
}

enum cmq_status cmq_verdicts_alpha(struct cmq_verdicts *verdicts, unsigned question,
                                   uint32_t *units, double *alpha, struct cmq_error *err) {
    bool sentences = question == CMQ_QUESTION_SENTENCE;
    enum cmq_sample_kind kind = sentences ? CMQ_SAMPLE_SENTENCES : CMQ_SAMPLE_EVENTS;
    unsigned asked = sentences ? 0 : question;
    uint8_t *value =
        CMQ_NEW_ARRAY(&verdicts->arena, uint8_t, ((size_t)verdicts->unit.count + 1) * CMQ_CODERS);
    if (value == NULL) {
        return no_memory(err);
    }
    size_t used = 0;
    *units = 0;
    for (uint32_t i = 0; i < verdicts->unit.count; i++) {
        const struct cmq_verdict_unit *unit = &verdicts->unit.item[i];
        unsigned given = 0;
        if (verdicts->stratum.item[unit->stratum].kind != kind) {
            continue;
        }
        for (unsigned c = 0; c < CMQ_CODERS; c++) {
            bool there = asked == 0 || unit->answer[c][0] == 1;
            value[used * CMQ_CODERS + c] = there ? unit->answer[c][asked] : CMQ_NOT_JUDGED;
            given += value[used * CMQ_CODERS + c] != CMQ_NOT_JUDGED;
        }
        *units += given > 1;
        used++;
    }
    *alpha = cmq_alpha(value, used, CMQ_CODERS, 2);
    return CMQ_OK;
}

/* ---- calibration ---- */

enum cmq_status cmq_verdicts_calibration(struct cmq_verdicts *verdicts, enum cmq_verdict verdict,
                                         struct cmq_calibration *calibration,
                                         struct cmq_error *err) {
    struct values values;
    *calibration = (struct cmq_calibration){0};
    if (!collect(verdicts, CMQ_SAMPLE_EVENTS, verdict, CMQ_GROUP_ALL, &values)) {
        return no_memory(err);
    }
    for (uint32_t i = 0; i < verdicts->unit.count; i++) {
        const struct cmq_verdict_unit *unit = &verdicts->unit.item[i];
        const struct cmq_verdict_stratum *stratum = &verdicts->stratum.item[unit->stratum];
        double right = cmq_verdict_value(verdicts, unit, verdict);
        if (stratum->kind == CMQ_SAMPLE_EVENTS && !isnan(right)) {
            cmq_calibration_add(calibration, unit->confidence, right,
                                stratum->population / values.judged[unit->stratum]);
        }
    }
    return CMQ_OK;
}

/* ---- confusion ---- */

static struct cmq_str said_of(const struct cmq_verdict_unit *unit, unsigned coder) {
    const uint8_t *answer = unit->answer[coder];
    if (answer[0] == 0) {
        return CMQ_STR("none");
    }
    if (answer[0] == CMQ_NOT_JUDGED || answer[1] == CMQ_NOT_JUDGED) {
        return (struct cmq_str){NULL, 0};
    }
    if (answer[1] == 1) {
        return unit->root;
    }
    return unit->code[coder].len > 0 ? unit->code[coder] : CMQ_STR("other");
}

static int by_roots(const void *a, const void *b) {
    const struct cmq_verdict_confusion *x = a, *y = b;
    int order = cmq_str_cmp(x->coded, y->coded);
    return order != 0 ? order : cmq_str_cmp(x->said, y->said);
}

enum cmq_status cmq_verdicts_confusion(struct cmq_verdicts *verdicts,
                                       struct cmq_verdict_confusion **confusion, uint32_t *count,
                                       struct cmq_error *err) {
    size_t most = (size_t)verdicts->unit.count * CMQ_CODERS + 1, used = 0;
    struct cmq_verdict_confusion *all =
        CMQ_NEW_ARRAY(&verdicts->arena, struct cmq_verdict_confusion, most);
    if (all == NULL) {
        return no_memory(err);
    }
    for (uint32_t i = 0; i < verdicts->unit.count; i++) {
        const struct cmq_verdict_unit *unit = &verdicts->unit.item[i];
        bool event = verdicts->stratum.item[unit->stratum].kind == CMQ_SAMPLE_EVENTS;
        for (unsigned c = 0; event && c < verdicts->coders; c++) {
            struct cmq_str said = said_of(unit, c);
            if (said.len > 0) {
                all[used++] = (struct cmq_verdict_confusion){unit->root, said, 1};
            }
        }
    }
    qsort(all, used, sizeof *all, by_roots);
    *count = 0;
    for (size_t i = 0; i < used; i++) {
        if (*count > 0 && by_roots(&all[*count - 1], &all[i]) == 0) {
            all[*count - 1].count++;
        } else {
            all[(*count)++] = all[i];
        }
    }
    *confusion = all;
    return CMQ_OK;
}
