/* SPDX-License-Identifier: Apache-2.0 */
/* From what a person says of an event to the line that is kept of it. */
#include "store/corrected_values.h"

#include <inttypes.h>

#define TEXT_LIMIT  ((size_t)64 << 20)
#define ARENA_LIMIT ((size_t)64 << 20)

/* The byte at which a code point begins. */
static size_t byte_of(struct cmq_str text, int64_t code_point) {
    size_t at = 0;
    for (int64_t i = 0; i < code_point && at < text.len; i++) {
        unsigned size;
        cmq_utf8_decode(text.ptr + at, &size);
        at += size;
    }
    return at;
}

/* The words that tell of an event that was missed. Its id is the one that the coder would give it.
 */
static enum cmq_status read_span(const struct cmq_store_amendment *amendment, struct cmq_str text,
                                 struct cmq_arena *arena, struct cmq__corrected_values *values,
                                 struct cmq_str *event, struct cmq_error *err) {
    const int64_t start = amendment->start, end = amendment->end;
    const size_t length = cmq_utf8_count(text);
    if (start < 0 || end <= start || (uint64_t)end > length) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "the span of an event is START:END in characters of the report's text, of "
                        "which there are %zu",
                        length);
    }
    struct cmq_str key = cmq_arena_format(arena, "%.*s\n%zu\n%zu\n0", CMQ_FMT(amendment->of),
                                          byte_of(text, start), byte_of(text, end));
    *event = cmq_arena_format(arena, "%016" PRIx64, cmq_hash(key));
    cmq__corrected_put(values, "trigger_start", cmq_arena_format(arena, "%" PRId64, start));
    cmq__corrected_put(values, "trigger_end", cmq_arena_format(arena, "%" PRId64, end));
    return CMQ_OK;
}

static enum cmq_status read_added(const struct cmq_store_amendment *amendment,
                                  struct cmq_store *store, struct cmq_arena *arena,
                                  struct cmq__corrected_values *values,
                                  struct cmq_store_correction *correction, struct cmq_error *err) {
    struct cmq_buf text;
    if (cmq__corrected_find(values, "cameo") == NULL ||
        cmq__corrected_find(values, "source") == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "an event that is added needs a code and a source");
    }
    cmq_buf_init(&text, TEXT_LIMIT);
    enum cmq_status status = cmq_store_copy_text(store, correction->report, &text, err);
    if (status == CMQ_OK && text.len == 0) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, "the text of the report was not kept");
    }
    if (status == CMQ_OK) {
        status = read_span(amendment, cmq_buf_str(&text), arena, values, &correction->event, err);
    }
    cmq_buf_release(&text);
    if (cmq__corrected_find(values, "assertion") == NULL) {
        cmq__corrected_put(values, "assertion", CMQ_STR("actual"));
    }
    if (cmq__corrected_find(values, "time") == NULL) {
        cmq__corrected_put(values, "time", CMQ_STR("past"));
    }
    return status;
}

static bool is_text(struct cmq_str s) {
    return cmq_utf8_invalid(s) == s.len;
}

/* Reads the settings. A code must be of the ontology that the store's codings are of. */
static enum cmq_status read_settings(const struct cmq_store_amendment *amendment,
                                     struct cmq_store *store, struct cmq_arena *arena,
                                     struct cmq__corrected_values *values, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    if (amendment->act == CMQ_STORE_SET && amendment->count == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "nothing is said of what the event is");
    }
    if (amendment->act == CMQ_STORE_DELETE && amendment->count > 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "of an event that is deleted nothing is set");
    }
    for (size_t i = 0; status == CMQ_OK && i < amendment->count; i++) {
        const struct cmq_store_setting *setting = &amendment->setting[i];
        status = is_text(setting->field) && is_text(setting->value)
                     ? cmq__corrected_set(values, setting, arena, err)
                     : cmq_fail(err, CMQ_BAD_INPUT, 0, "a value is no UTF-8 text");
    }
    if (status == CMQ_OK && cmq__corrected_find(values, "cameo") != NULL) {
        const char *id = values->ontology == NULL ? NULL : values->ontology->id;
        status = cmq_store_check_ontology(store, id, err);
    }
    return status;
}

static enum cmq_status find_report(const struct cmq_store_amendment *amendment,
                                   struct cmq_store *store, int64_t *report,
                                   struct cmq_error *err) {
    *report = amendment->report;
    if (amendment->of.len == 0 || !is_text(amendment->of)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the id of an event or a report is a text");
    }
    return amendment->report != 0 ? CMQ_OK
           : amendment->act == CMQ_STORE_ADD
               ? cmq_store_find_report(store, amendment->of, report, err)
               : cmq_store_find_event(store, amendment->of, report, err);
}

static enum cmq_status amend(const struct cmq_store_amendment *amendment, struct cmq_store *store,
                             const struct cmq_ontology *ontology, struct cmq_arena *arena,
                             int64_t *number, struct cmq_error *err) {
    struct cmq__corrected_values values = {.ontology = ontology};
    struct cmq_store_correction correction = {
        .act = amendment->act,
        .event = amendment->of,
        .corrector = amendment->corrector,
        .why = amendment->why,
    };
    enum cmq_status status = find_report(amendment, store, &correction.report, err);
    if (status == CMQ_OK) {
        status = read_settings(amendment, store, arena, &values, err);
    }
    if (status == CMQ_OK && amendment->act == CMQ_STORE_ADD) {
        status = read_added(amendment, store, arena, &values, &correction, err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    if (arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    correction.value = values.value;
    correction.count = values.count;
    return cmq_store_correct(store, &correction, number, err);
}

enum cmq_status cmq_store_amend(struct cmq_store *store, const struct cmq_ontology *ontology,
                                const struct cmq_store_amendment *amendment, int64_t *number,
                                struct cmq_error *err) {
    struct cmq_arena arena;
    cmq_arena_init(&arena, ARENA_LIMIT);
    enum cmq_status status = amend(amendment, store, ontology, &arena, number, err);
    cmq_arena_release(&arena);
    return status;
}
