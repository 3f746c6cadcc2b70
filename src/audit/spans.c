/* SPDX-License-Identifier: Apache-2.0 */
/* Links between two marked stretches of a text, and codes of whole texts. */

#include "audit/score.h"

/* A longer mention of the same actor may stand in for a marked one, but not a whole clause. */
static bool stands_for(const struct cmq_reach *reach, const struct cmq_reach *marked) {
    int64_t room = 3 * (marked->end - marked->start) + 30;
    return reach->start < marked->end && marked->start < reach->end &&
           reach->end - reach->start <= room;
}

static bool is_on(const struct cmq_coded_side *side, const struct cmq_reach *marked) {
    for (uint32_t i = 0; i < side->reach.count; i++) {
        if (stands_for(&side->reach.item[i], marked)) {
            return true;
        }
    }
    return false;
}

void cmq_score_spans(struct cmq_evaluation *evaluation, uint32_t record,
                     const struct cmq_coded *coded) {
    const struct cmq_gold_record *gold = &evaluation->gold->record.item[record];
    const struct cmq_coded_event *first = NULL;
    bool right = false;
    evaluation->events += coded->event.count;
    for (uint32_t i = 0; i < coded->event.count; i++) {
        const struct cmq_coded_event *event = &coded->event.item[i];
        bool link = is_on(&event->source, &gold->source) && is_on(&event->target, &gold->target);
        bool typed = cmq_labels_have(&gold->plover, event->plover);
        if (event->plover.len == 0) {
            continue;
        }
        if (link) {
            first = first != NULL ? first : event;
            right = right || typed;
        }
        cmq_calibration_add(&evaluation->calibration, event->confidence, link && typed, 1);
    }
    bool first_right = first != NULL && cmq_labels_have(&gold->plover, first->plover);
    struct cmq_str wanted = gold->plover.count > 0 ? gold->plover.item[0] : CMQ_STR("-");
    cmq_count(&evaluation->linked, first != NULL);
    cmq_count(&evaluation->first_link, first_right);
    cmq_count(&evaluation->any_link, right);
    cmq_count(&cmq_type_of(evaluation, wanted)->recall, first_right);
    if (first != NULL) {
        cmq_count(&evaluation->typed, first_right);
        cmq_count(&cmq_type_of(evaluation, first->plover)->precision, first_right);
    }
    if (first != NULL && !first_right) {
        cmq_note_confusion(evaluation, wanted, first->plover);
        cmq_note_error(evaluation, CMQ_EVAL_TYPE_WRONG, record, wanted,
                       cmq_arena_copy(evaluation->arena, first->plover));
    } else if (first == NULL) {
        cmq_note_error(evaluation, coded->event.count > 0 ? CMQ_EVAL_OTHER : CMQ_EVAL_SILENT,
                       record, wanted, (struct cmq_str){NULL, 0});
    }
}

static struct cmq_str root_of(struct cmq_str code) {
    return (struct cmq_str){code.ptr, code.len < 2 ? code.len : 2};
}

static bool same_root(struct cmq_str a, struct cmq_str b) {
    return cmq_str_eq(root_of(a), root_of(b));
}

void cmq_score_codes(struct cmq_evaluation *evaluation, uint32_t record,
                     const struct cmq_coded *coded) {
    const struct cmq_gold_record *gold = &evaluation->gold->record.item[record];
    const struct cmq_coded_event *first = coded->event.count > 0 ? &coded->event.item[0] : NULL;
    bool code = false, root = false;
    evaluation->events += coded->event.count;
    for (uint32_t i = 0; i < coded->event.count; i++) {
        code = code || cmq_str_eq(coded->event.item[i].cameo, gold->cameo);
        root = root || same_root(coded->event.item[i].cameo, gold->cameo);
    }
    bool first_root = first != NULL && same_root(first->cameo, gold->cameo);
    cmq_count(&evaluation->first_code, first != NULL && cmq_str_eq(first->cameo, gold->cameo));
    cmq_count(&evaluation->first_root, first_root);
    cmq_count(&evaluation->any_code, code);
    cmq_count(&evaluation->any_root, root);
    struct cmq_str wanted = root_of(gold->cameo);
    cmq_count(&cmq_type_of(evaluation, wanted)->recall, root);
    if (first != NULL && !root) {
        cmq_note_confusion(evaluation, wanted, root_of(first->cameo));
    }
    if (!root) {
        cmq_note_error(evaluation, first != NULL ? CMQ_EVAL_TYPE_WRONG : CMQ_EVAL_SILENT, record,
                       gold->cameo,
                       first != NULL ? cmq_arena_copy(evaluation->arena, first->cameo)
                                     : (struct cmq_str){NULL, 0});
    }
}
