/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/names.h"
#include "coding/offsets.h"
#include "stories/stories.h"

static void write_slots(struct cmq_json *json, struct cmq_str key, uint32_t set) {
    cmq_json_key(json, key);
    cmq_json_array_begin(json);
    for (unsigned bit = 0; cmq_slot_name(bit).len > 0; bit++) {
        if (set >> bit & 1) {
            cmq_json_str(json, cmq_slot_name(bit));
        }
    }
    cmq_json_array_end(json);
}

static void write_tellers(struct cmq_json *json, const struct cmq_claim *claim) {
    cmq_json_key(json, CMQ_STR("tellers"));
    cmq_json_array_begin(json);
    for (uint32_t i = 0; i < claim->tellers.count; i++) {
        const struct cmq_claim_actor *teller = &claim->tellers.item[i];
        cmq_json_object_begin(json);
        cmq_json_key(json, CMQ_STR("name"));
        cmq_json_str(json, teller->name.len > 0 ? teller->name : teller->label);
        cmq_json_key(json, CMQ_STR("country"));
        cmq_json_str(json, teller->country.len > 0 ? teller->country : (struct cmq_str){NULL, 0});
        cmq_json_object_end(json);
    }
    cmq_json_array_end(json);
    cmq_json_key(json, CMQ_STR("joint"));
    cmq_json_bool(json, claim->joint > 1);
}

static void write_claim(struct cmq_json *json, const struct cmq_claim *claim,
                        const struct cmq_told_report *report) {
    struct cmq_stretch chars = claim->chars;
    struct cmq_str words = {NULL, 0};
    if (report->offsets != NULL) {
        chars.start = cmq_offsets_at(report->offsets, claim->span.start);
        chars.end = cmq_offsets_at(report->offsets, claim->span.end);
    }
    if (report->text.ptr != NULL) {
        words = (struct cmq_str){report->text.ptr + claim->span.start,
                                 claim->span.end - claim->span.start};
    }
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("report"));
    cmq_json_str(json, report->id);
    cmq_json_key(json, CMQ_STR("span"));
    cmq_json_array_begin(json);
    cmq_json_int(json, chars.start);
    cmq_json_int(json, chars.end);
    cmq_json_array_end(json);
    cmq_json_key(json, CMQ_STR("text"));
    cmq_json_str(json, words);
    write_tellers(json, claim);
    if (claim->told) {
        cmq_json_key(json, CMQ_STR("form"));
        cmq_json_str(json, cmq_statement_form_name((enum cmq_statement_form)claim->form));
        cmq_json_key(json, CMQ_STR("verb"));
        cmq_json_str(json, claim->verb);
        cmq_json_key(json, CMQ_STR("granted"));
        cmq_json_bool(json, claim->granted);
    }
    cmq_json_object_end(json);
}

/* How each side that speaks, or is spoken for, stands in the row. */
static void write_sides(struct cmq_json *json, const struct cmq_claims *claims,
                        const struct cmq_row *row) {
    struct cmq_sides sides;
    cmq_row_sides(claims, row, &sides);
    cmq_json_key(json, CMQ_STR("sides"));
    cmq_json_object_begin(json);
    for (uint32_t i = 0; i < sides.count; i++) {
        cmq_json_key(json, sides.country[i]);
        cmq_json_str(json, cmq_voice_name(cmq_row_voice(claims, row, sides.country[i])));
    }
    cmq_json_object_end(json);
}

void cmq_row_write_json(const struct cmq_claims *claims, const struct cmq_row *row,
                        const struct cmq_told_report *reports, struct cmq_buf *out) {
    struct cmq_json json;
    cmq_json_init(&json, out);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("told_by"));
    cmq_json_str(&json, cmq_spread_name((enum cmq_row_class)row->spread));
    cmq_json_key(&json, CMQ_STR("reports"));
    cmq_json_int(&json, row->reports);
    write_slots(&json, CMQ_STR("differs"), row->differs);
    write_slots(&json, CMQ_STR("granularity"), row->granularity);
    write_sides(&json, claims, row);
    cmq_json_key(&json, CMQ_STR("claims"));
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < row->claims.count; i++) {
        const struct cmq_claim *claim = &claims->list.item[row->claims.item[i]];
        write_claim(&json, claim, &reports[claim->report]);
    }
    cmq_json_array_end(&json);
    cmq_json_object_end(&json);
}
