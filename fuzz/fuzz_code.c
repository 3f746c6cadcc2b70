/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as the text of a report, coded with what is built in, then as JSON and explained. */

#include "coding/coding.h"

#include <stdlib.h>

#include <jansson.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct cmq_coder coder;
static struct cmq_arena arena;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    if (cmq_coder_open(NULL, NULL, &coder, NULL) != CMQ_OK) {
        abort();
    }
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    return 0;
}

static void check_stretch(struct cmq_stretch stretch, struct cmq_str text) {
    if (stretch.start > stretch.end || stretch.end > text.len) {
        abort();
    }
}

static void check_events(const struct cmq_coding *coding) {
    struct cmq_str text = coding->report.text;
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const struct cmq_event *event = &coding->events.list.item[i];
        check_stretch(event->trigger, text);
        check_stretch(event->evidence, text);
        check_stretch(event->date_span, text);
        if ((event->same_as != UINT32_MAX && event->same_as >= i) || event->cameo.len == 0 ||
            event->confidence <= 0 || event->confidence > 1) {
            abort();
        }
    }
}

static void write_out(const struct cmq_coding *coding) {
    struct cmq_buf out;
    cmq_buf_init(&out, (size_t)1 << 28);
    cmq_coding_write_json(coding, true, &out);
    json_t *json = out.failed ? NULL : json_loadb(out.ptr, out.len, JSON_ALLOW_NUL, NULL);
    if (!json) {
        abort();
    }
    json_decref(json);
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        cmq_coding_explain(coding, i, &out);
    }
    cmq_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct cmq_report report = {.id = CMQ_STR("fuzz"),
                                .date = cmq_day_from(2021, 11, 14),
                                .text = {(const char *)data, size}};
    struct cmq_coding coding;
    if (size > CMQ_MAX_TEXT || cmq_utf8_invalid(report.text) < size) {
        return 0;
    }
    cmq_arena_reset(&arena);
    enum cmq_status status = cmq_code(&coder, NULL, &report, &arena, &coding, NULL);
    if (status == CMQ_OK) {
        check_events(&coding);
        write_out(&coding);
    } else if (status != CMQ_LIMIT && status != CMQ_NO_MEMORY) {
        abort();
    }
    return 0;
}
