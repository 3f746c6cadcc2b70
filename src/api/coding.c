/* SPDX-License-Identifier: Apache-2.0 */
#include "api/handles.h"
#include "stories/stories.h"

#include <stdlib.h>

struct communique_ids {
    struct cmq_id_set seen;
};

static struct cmq_str given(struct communique_string string) {
    return (struct cmq_str){string.bytes, string.bytes != NULL ? string.length : 0};
}

/* Why the report is not to be coded, or its fields where they are right. */
static enum communique_status check(const struct communique_report *report,
                                    const struct communique_code_options *options,
                                    struct cmq_id_set *seen, struct cmq_report *checked,
                                    struct communique_error *error) {
    struct communique_report known = {.size = sizeof known};
    struct communique_code_options chosen = COMMUNIQUE_CODE_OPTIONS;
    if (report == NULL) {
        return cmq_call_refuse(error, "there is no report");
    }
    enum communique_status status = cmq_call_options(report, &known, sizeof known, error);
    if (status == COMMUNIQUE_OK) {
        status = cmq_call_options(options, &chosen, sizeof chosen, error);
    }
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    const struct cmq_report_fields fields = {
        .id = given(known.id),
        .date = given(known.date),
        .publisher = given(known.publisher),
        .url = given(known.url),
        .title = given(known.title),
        .language = given(known.language),
        .text = given(known.text),
    };
    const struct cmq_reader_options reading = {.undated = chosen.undated != 0};
    struct cmq_error err;
    if (cmq_report_of_fields(&fields, reading, checked, &err) != CMQ_OK ||
        cmq_report_check(checked, seen, &err) != CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    return COMMUNIQUE_OK;
}

/* ---- ids --------------------------------------------------------------------------------- */

enum communique_status communique_ids_open(struct communique_ids **ids,
                                           struct communique_error *error) {
    if (ids == NULL) {
        return cmq_call_refuse(error, "there is no place for the ids");
    }
    *ids = calloc(1, sizeof **ids);
    return *ids != NULL ? COMMUNIQUE_OK : cmq_call_no_memory(error);
}

void communique_ids_close(struct communique_ids *ids) {
    if (ids != NULL) {
        cmq_id_set_release(&ids->seen);
        free(ids);
    }
}

enum communique_status communique_ids_admit(struct communique_ids *ids,
                                            const struct communique_report *report,
                                            const struct communique_code_options *options,
                                            struct communique_error *error) {
    struct cmq_report checked;
    if (ids == NULL) {
        return cmq_call_refuse(error, "there are no ids");
    }
    return check(report, options, &ids->seen, &checked, error);
}

/* ---- coding ------------------------------------------------------------------------------ */

/* The strings of a report as the session keeps them, for a coding points into them. */
static struct cmq_report kept(struct cmq_arena *arena, const struct cmq_report *report) {
    return (struct cmq_report){
        .id = cmq_arena_copy(arena, report->id),
        .date = report->date,
        .publisher = cmq_arena_copy(arena, report->publisher),
        .url = cmq_arena_copy(arena, report->url),
        .title = cmq_arena_copy(arena, report->title),
        .language = cmq_arena_copy(arena, report->language),
        .text = cmq_arena_copy(arena, report->text),
    };
}

static enum cmq_status code(struct communique_session *session, const struct cmq_report *report,
                            struct cmq_error *err) {
    struct communique_coding *coding = &session->coding;
    const struct cmq_report own = kept(&session->shown, report);
    enum cmq_status status = CMQ_OK;
    if (!session->shown.exhausted) {
        status = cmq_code(&session->engine->coder, session->kept, &own, &session->arena,
                          &coding->coding, err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    if (session->shown.exhausted ||
        !cmq_coding_view_make(&coding->coding, &session->shown, &coding->view)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "the coding needs more than %u MiB of memory",
                        CMQ_ARENA_LIMIT >> 20);
    }
    return CMQ_OK;
}

enum communique_status communique_code(struct communique_session *session,
                                       const struct communique_report *report,
                                       const struct communique_code_options *options,
                                       struct communique_coding **coding,
                                       struct communique_error *error) {
    struct cmq_report checked = {.date = CMQ_NO_DAY};
    struct cmq_error err;
    if (coding == NULL) {
        return cmq_call_refuse(error, "there is no place for the coding");
    }
    *coding = NULL;
    if (session == NULL) {
        return cmq_call_refuse(error, "there is no session");
    }
    enum communique_status status = check(report, options, NULL, &checked, error);
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    cmq_api_forget(session);
    if (code(session, &checked, &err) != CMQ_OK) {
        cmq_api_forget(session);
        return cmq_call_fail(error, &err);
    }
    *coding = &session->coding;
    return COMMUNIQUE_OK;
}

/* ---- written out ------------------------------------------------------------------------- */

static enum communique_status give(const struct cmq_buf *written, const char **out, size_t *length,
                                   struct communique_error *error) {
    if (written->failed) {
        return cmq_call_no_memory(error);
    }
    *out = written->ptr;
    if (length != NULL) {
        *length = written->len;
    }
    return COMMUNIQUE_OK;
}

enum communique_status communique_coding_json(struct communique_coding *coding, uint32_t flags,
                                              const char **out, size_t *length,
                                              struct communique_error *error) {
    if (out == NULL) {
        return cmq_call_refuse(error, "there is no place for what is written");
    }
    *out = NULL;
    if (coding == NULL) {
        return cmq_call_refuse(error, "there is no coding");
    }
    if ((flags & ~(uint32_t)COMMUNIQUE_WITH_TEXT) != 0) {
        return cmq_call_refuse(error, "there is no such flag");
    }
    struct cmq_buf *written = &coding->session->written;
    cmq_buf_clear(written);
    cmq_coding_write_json(&coding->coding, (flags & COMMUNIQUE_WITH_TEXT) != 0, written);
    cmq_buf_add_char(written, '\n');
    return give(written, out, length, error);
}

enum communique_status communique_coding_traces(struct communique_coding *coding, const void **out,
                                                size_t *length, struct communique_error *error) {
    if (out == NULL) {
        return cmq_call_refuse(error, "there is no place for what is written");
    }
    *out = NULL;
    if (coding == NULL) {
        return cmq_call_refuse(error, "there is no coding");
    }
    struct cmq_buf *traces = &coding->session->traces;
    const char *bytes = NULL;
    cmq_buf_clear(traces);
    cmq_traces_write(&coding->coding, cmq_parse_words(&coding->coding.parse),
                     &coding->session->arena, traces);
    enum communique_status status = give(traces, &bytes, length, error);
    *out = bytes;
    return status;
}

/* ---- reading ----------------------------------------------------------------------------- */

/* An item of a list of the view; NULL where there is none. */
#define ITEM(coding, list, index)                                                                  \
    ((coding) != NULL && (index) < (coding)->view.list.count ? &(coding)->view.list.item[index]    \
                                                             : NULL)

const struct communique_coding_facts *
communique_coding_facts(const struct communique_coding *coding) {
    return coding != NULL ? &coding->view.facts : NULL;
}

const struct communique_actor *communique_coding_actor(const struct communique_coding *coding,
                                                       uint32_t index) {
    return ITEM(coding, actors, index);
}

const struct communique_event *communique_coding_event(const struct communique_coding *coding,
                                                       uint32_t index) {
    return ITEM(coding, events, index);
}

const struct communique_statement *
communique_coding_statement(const struct communique_coding *coding, uint32_t index) {
    return ITEM(coding, statements, index);
}

const struct communique_stretch *communique_coding_sentence(const struct communique_coding *coding,
                                                            uint32_t index) {
    return ITEM(coding, sentences, index);
}

const struct communique_mention *communique_coding_mention(const struct communique_coding *coding,
                                                           uint32_t index) {
    return ITEM(coding, mentions, index);
}

const struct communique_participant *
communique_coding_participant(const struct communique_coding *coding, uint32_t index) {
    return ITEM(coding, participants, index);
}

const struct communique_teller *communique_coding_teller(const struct communique_coding *coding,
                                                         uint32_t index) {
    return ITEM(coding, tellers, index);
}

const struct communique_quantity *communique_coding_quantity(const struct communique_coding *coding,
                                                             uint32_t index) {
    return ITEM(coding, quantities, index);
}

const struct communique_stretch *communique_coding_stretch(const struct communique_coding *coding,
                                                           uint32_t index) {
    return ITEM(coding, stretches, index);
}

const char *communique_coding_string(const struct communique_coding *coding, uint32_t index) {
    const char *const *string = ITEM(coding, strings, index);
    return string != NULL ? *string : NULL;
}
