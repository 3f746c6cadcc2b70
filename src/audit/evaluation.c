/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/score.h"

#define OTHER_TYPE CMQ_STR("other")

double cmq_share_value(struct cmq_share share) {
    return share.all > 0 ? (double)share.right / share.all : 0;
}

double cmq_f1(struct cmq_share precision, struct cmq_share recall) {
    double p = cmq_share_value(precision), r = cmq_share_value(recall);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void cmq_count(struct cmq_share *share, bool right) {
    share->right += right;
    share->all++;
}

struct cmq_type_figures *cmq_type_of(struct cmq_evaluation *evaluation, struct cmq_str name) {
    for (uint32_t i = 0; i < evaluation->type_count; i++) {
        if (cmq_str_eq(evaluation->type[i].name, name)) {
            return &evaluation->type[i];
        }
    }
    if (evaluation->type_count + 1 == CMQ_EVAL_TYPES) {
        name = OTHER_TYPE;
    } else if (evaluation->type_count == CMQ_EVAL_TYPES) {
        return &evaluation->type[CMQ_EVAL_TYPES - 1];
    }
    struct cmq_type_figures *type = &evaluation->type[evaluation->type_count++];
    type->name = cmq_arena_copy(evaluation->arena, name);
    return type;
}

void cmq_note_confusion(struct cmq_evaluation *evaluation, struct cmq_str wanted,
                        struct cmq_str got) {
    struct cmq_type_figures *type = cmq_type_of(evaluation, wanted);
    type->taken[cmq_type_of(evaluation, got) - evaluation->type]++;
}

void cmq_note_error(struct cmq_evaluation *evaluation, enum cmq_eval_error error, uint32_t record,
                    struct cmq_str wanted, struct cmq_str got) {
    CMQ_PUSH(evaluation->arena, &evaluation->error) =
        (struct cmq_eval_case){(uint8_t)error, record, wanted, got};
}

void cmq_evaluation_begin(struct cmq_evaluation *evaluation, const struct cmq_gold *gold,
                          struct cmq_arena *arena) {
    *evaluation = (struct cmq_evaluation){
        .gold = gold, .arena = arena, .coded = CMQ_NEW_ARRAY(arena, bool, gold->record.count)};
}

static void score(struct cmq_evaluation *evaluation, uint32_t record,
                  const struct cmq_coded *coded) {
    switch (evaluation->gold->format) {
    case CMQ_GOLD_RECORDS:
        cmq_score_records(evaluation, record, coded);
        break;
    case CMQ_GOLD_SPANS:
        cmq_score_spans(evaluation, record, coded);
        break;
    case CMQ_GOLD_CODES:
        cmq_score_codes(evaluation, record, coded);
        break;
    }
}

void cmq_evaluation_add(struct cmq_evaluation *evaluation, uint32_t record,
                        const struct cmq_coded *coded) {
    if (evaluation->coded != NULL && !evaluation->coded[record]) {
        evaluation->coded[record] = true;
        score(evaluation, record, coded);
    }
}

void cmq_evaluation_end(struct cmq_evaluation *evaluation) {
    static const struct cmq_coded nothing;
    for (uint32_t i = 0; i < evaluation->gold->record.count; i++) {
        cmq_evaluation_add(evaluation, i, &nothing);
    }
}
