/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/values.h"

#include "ontology/ontology.h"

#include <math.h>

static struct cmq_coded_side read_side(const json_t *coding, const json_t *participants,
                                       struct cmq_arena *arena) {
    struct cmq_coded_side side = {0};
    const json_t *actors = json_object_get(coding, "actors");
    for (size_t i = 0; i < json_array_size(participants); i++) {
        const json_t *participant = json_array_get(participants, i);
        json_int_t index = json_integer_value(json_object_get(participant, "actor"));
        const json_t *actor = index >= 0 ? json_array_get(actors, (size_t)index) : NULL;
        struct cmq_str country = cmq_country_or_body(cmq_value_text(actor, "country", arena),
                                                     cmq_value_text(actor, "code", arena));
        if (country.len > 0) {
            cmq_labels_add(&side.country, country, arena);
        }
        const json_t *mentions = json_object_get(actor, "mentions");
        for (size_t k = 0; k <= json_array_size(mentions); k++) {
            const json_t *holder = k == 0 ? participant : json_array_get(mentions, k - 1);
            struct cmq_reach reach;
            if (cmq_value_reach(json_object_get(holder, "span"), &reach)) {
                CMQ_PUSH(arena, &side.reach) = reach;
            }
        }
    }
    return side;
}

enum cmq_status cmq_coded_read(struct cmq_str line, struct cmq_arena *arena,
                               struct cmq_coded *coded, struct cmq_error *err) {
    json_t *coding = cmq_value_object(line, err);
    if (coding == NULL) {
        return CMQ_BAD_INPUT;
    }
    *coded =
        (struct cmq_coded){.id = cmq_value_text(json_object_get(coding, "report"), "id", arena)};
    const json_t *events = json_object_get(coding, "events");
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *value = json_array_get(events, i);
        const json_t *confidence = json_object_get(value, "confidence");
        struct cmq_coded_event event = {
            .confidence = json_is_number(confidence) ? json_number_value(confidence) : NAN,
            .cameo = cmq_value_text(value, "cameo", arena),
            .plover = cmq_value_text(value, "plover", arena),
            .assertion = cmq_value_text(value, "assertion", arena),
            .time = cmq_value_text(value, "time", arena),
            .source = read_side(coding, json_object_get(value, "source"), arena),
            .target = read_side(coding, json_object_get(value, "target"), arena),
        };
        CMQ_PUSH(arena, &coded->event) = event;
    }
    bool whole = coded->id.len > 0 && json_is_array(events);
    json_decref(coding);
    if (arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return whole ? CMQ_OK
                 : cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "not a coding: it needs \"report\" with an \"id\", and \"events\"");
}
