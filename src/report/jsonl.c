/* SPDX-License-Identifier: Apache-2.0 */
#include "report/formats.h"

#include <inttypes.h>
#include <stdio.h>

/* Each value of a line costs jansson some hundred bytes: without a limit a line of "[],[],…" would
 * take fifty times its size. */
#define MAX_VALUES 200000u

/* An upper bound on the number of values in the line, which need not be valid. */
static size_t count_values(struct cmq_str line) {
    size_t count = 1;
    bool in_string = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (in_string) {
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == ',' || c == '[' || c == '{') {
            count++;
        }
    }
    return count;
}

/* The member's string; absent if there is none or it is no string. */
static struct cmq_str string_member(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        return (struct cmq_str){NULL, 0};
    }
    return (struct cmq_str){json_string_value(value), json_string_length(value)};
}

/* The id as a string, an integer as its digits; absent if there is none, empty if it is no id. */
static struct cmq_str id_member(const json_t *object, char digits[static CMQ_ID_DIGITS]) {
    const json_t *id = json_object_get(object, "id");
    if (json_is_integer(id)) {
        int length =
            snprintf(digits, CMQ_ID_DIGITS, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
        return (struct cmq_str){digits, (size_t)length};
    }
    return id == NULL || json_is_null(id) || json_is_string(id) ? string_member(object, "id")
                                                                : CMQ_STR("");
}

static enum cmq_status read_members(const json_t *object, struct cmq_reader_options options,
                                    struct cmq_report *report, char digits[static CMQ_ID_DIGITS],
                                    struct cmq_error *err) {
    const json_t *date = json_object_get(object, "date");
    struct cmq_report_fields fields = {
        .id = id_member(object, digits),
        .date = string_member(object, "date"),
        .publisher = string_member(object, "publisher"),
        .url = string_member(object, "url"),
        .title = string_member(object, "title"),
        .language = string_member(object, "language"),
        .text = string_member(object, "text"),
    };
    if (fields.publisher.ptr == NULL) {
        fields.publisher = string_member(object, "source");
    }
    if (fields.id.len > 0 && date != NULL && !json_is_null(date) && !json_is_string(date)) {
        report->id = fields.id;
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the date is not a string: write it as \"YYYY-MM-DD\"");
    }
    return cmq_report_of_fields(&fields, options, report, err);
}

enum cmq_status cmq_jsonl_parse(struct cmq_str line, struct cmq_reader_options options,
                                struct cmq_report *report, json_t **json,
                                char digits[static CMQ_ID_DIGITS], struct cmq_error *err) {
    size_t invalid = cmq_utf8_invalid(line);
    if (invalid < line.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "not UTF-8: byte 0x%02X at byte %zu of the line; convert the file to UTF-8",
                        (unsigned char)line.ptr[invalid], invalid);
    }
    if (count_values(line) > MAX_VALUES) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "the line holds more than %u values: leave out fields "
                        "that are not read",
                        MAX_VALUES);
    }
    json_error_t problem;
    *json = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &problem);
    if (*json == NULL && json_error_code(&problem) == json_error_out_of_memory) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (*json == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "not valid JSON at column %d: %s; a line must be one whole object",
                        problem.column, problem.text);
    }
    if (!json_is_object(*json)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "not a JSON object: a line must be one whole object");
    }
    return read_members(*json, options, report, digits, err);
}

enum cmq_status cmq_report_of_json(struct cmq_str json, struct cmq_reader_options options,
                                   struct cmq_arena *arena, struct cmq_report *report,
                                   struct cmq_error *err) {
    char digits[CMQ_ID_DIGITS];
    struct cmq_report parsed = {.date = CMQ_NO_DAY};
    json_t *value = NULL;
    enum cmq_status status = cmq_jsonl_parse(json, options, &parsed, &value, digits, err);
    *report = (struct cmq_report){.id = cmq_arena_copy(arena, parsed.id), .date = CMQ_NO_DAY};
    if (status == CMQ_OK) {
        report->date = parsed.date;
        report->publisher = cmq_arena_copy(arena, parsed.publisher);
        report->url = cmq_arena_copy(arena, parsed.url);
        report->title = cmq_arena_copy(arena, parsed.title);
        report->language = cmq_arena_copy(arena, parsed.language);
        report->text = cmq_arena_copy(arena, parsed.text);
        status = arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
    }
    json_decref(value);
    return status;
}
