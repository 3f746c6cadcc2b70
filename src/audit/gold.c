/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/values.h"

#define FILE_LIMIT  ((size_t)1 << 30)
#define ARENA_LIMIT ((size_t)2 << 30)

static bool find_format(const json_t *object, enum cmq_gold_format *format) {
    static const struct {
        const char *member;
        enum cmq_gold_format format;
    } signs[] = {
        {"events", CMQ_GOLD_RECORDS}, {"source_span", CMQ_GOLD_SPANS}, {"cameo", CMQ_GOLD_CODES}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (json_object_get(object, signs[i].member) != NULL) {
            *format = signs[i].format;
            return true;
        }
    }
    return false;
}

static void read_events(const json_t *object, struct cmq_arena *arena,
                        struct cmq_gold_record *record) {
    const json_t *list = json_object_get(object, "events");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *value = json_array_get(list, i);
        CMQ_PUSH(arena, &record->event) = (struct cmq_gold_event){
            .plover = cmq_value_labels(value, "plover", arena),
            .source = cmq_value_labels(value, "source", arena),
            .target = cmq_value_labels(value, "target", arena),
            .assertion = cmq_value_labels(value, "assertion", arena),
            .time = cmq_value_labels(value, "time", arena),
            .optional = json_is_true(json_object_get(value, "optional")),
            .reciprocal = json_is_true(json_object_get(value, "reciprocal")),
        };
    }
}

static enum cmq_status read_content(const json_t *object, struct cmq_gold *gold,
                                    struct cmq_gold_record *record, struct cmq_error *err) {
    switch (gold->format) {
    case CMQ_GOLD_RECORDS:
        if (!json_is_array(json_object_get(object, "events"))) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "no list of \"events\": an empty one asks for "
                            "nothing");
        }
        read_events(object, &gold->arena, record);
        return CMQ_OK;
    case CMQ_GOLD_SPANS:
        record->plover = cmq_value_labels(object, "plover", &gold->arena);
        if (!cmq_value_reach(json_object_get(object, "source_span"), &record->source) ||
            !cmq_value_reach(json_object_get(object, "target_span"), &record->target)) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "\"source_span\" and \"target_span\" must be pairs of offsets");
        }
        return CMQ_OK;
    default:
        record->cameo = cmq_value_text(object, "cameo", &gold->arena);
        if (record->cameo.len < 2) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "\"cameo\" must be a code, as a string");
        }
        return CMQ_OK;
    }
}

static enum cmq_status read_record(struct cmq_str line, struct cmq_gold *gold,
                                   struct cmq_error *err) {
    json_t *object = cmq_value_object(line, err);
    if (object == NULL) {
        return CMQ_BAD_INPUT;
    }
    struct cmq_gold_record record = {.id = cmq_value_text(object, "id", &gold->arena),
                                     .text = cmq_value_text(object, "text", &gold->arena)};
    enum cmq_status status = CMQ_OK;
    if (gold->record.count == 0 && !find_format(object, &gold->format)) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0,
                          "no gold: a record has \"events\", or \"source_span\", \"target_span\" "
                          "and \"plover\", or \"cameo\"");
    } else if (record.id.len == 0) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, "no id: give each record an \"id\" of its own");
    } else {
        status = read_content(object, gold, &record, err);
    }
    json_decref(object);
    uint32_t *index = status == CMQ_OK ? cmq_map_put(&gold->by_id, record.id, UINT32_MAX) : NULL;
    if (status == CMQ_OK && index != NULL && *index != UINT32_MAX) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "a second record with the id \"%.*s\"",
                        CMQ_FMT(record.id));
    }
    if (status == CMQ_OK) {
        CMQ_PUSH(&gold->arena, &gold->record) = record;
        if (index == NULL || gold->arena.exhausted) {
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
        *index = gold->record.count - 1;
    }
    return status;
}

enum cmq_status cmq_gold_read(const char *path, struct cmq_gold *gold, struct cmq_error *err) {
    *gold = (struct cmq_gold){0};
    cmq_arena_init(&gold->arena, ARENA_LIMIT);
    cmq_map_init(&gold->by_id);
    struct cmq_buf bytes;
    cmq_buf_init(&bytes, FILE_LIMIT);
    enum cmq_status status = cmq_file_read(path, FILE_LIMIT, &bytes, err);
    struct cmq_str rest = cmq_buf_str(&bytes);
    for (unsigned number = 1; status == CMQ_OK && rest.len > 0; number++) {
        struct cmq_str line = cmq_str_trim(cmq_str_cut(&rest, '\n'));
        struct cmq_error reason = {0};
        if (line.len > 0 && (status = read_record(line, gold, &reason)) != CMQ_OK) {
            cmq_fail(err, status, number, "%s:%u: %s", path, number, reason.message);
        }
    }
    if (status == CMQ_OK && gold->record.count == 0) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, "%s: holds no gold records", path);
    }
    cmq_buf_release(&bytes);
    return status;
}

void cmq_gold_release(struct cmq_gold *gold) {
    cmq_map_release(&gold->by_id);
    cmq_arena_release(&gold->arena);
}
