/* SPDX-License-Identifier: Apache-2.0 */
#include "api/handles.h"

#include <stdlib.h>
#include <string.h>

/* Put into the library by lang/meson.build. */
extern const unsigned char cmq_builtin_model[], cmq_builtin_model_end[];

const char *communique_version(void) {
    return CMQ_VERSION;
}

/* ---- engine ------------------------------------------------------------------------------ */

enum cmq_status cmq_api_open_model(const char *path, struct cmq_model **model,
                                   struct cmq_error *err) {
    if (path != NULL) {
        return cmq_model_open(path, model, err);
    }
    size_t size = (size_t)(cmq_builtin_model_end - cmq_builtin_model);
    return cmq_model_open_memory(cmq_builtin_model, size, model, err);
}

enum communique_status communique_engine_open(const struct communique_engine_options *options,
                                              struct communique_engine **engine,
                                              struct communique_error *error) {
    struct communique_engine_options chosen = COMMUNIQUE_ENGINE_OPTIONS;
    if (engine == NULL) {
        return cmq_call_refuse(error, "there is no place for the engine");
    }
    *engine = NULL;
    enum communique_status status = cmq_call_options(options, &chosen, sizeof chosen, error);
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    if (chosen.precision != COMMUNIQUE_FLOAT32 && chosen.precision != COMMUNIQUE_INT8) {
        return cmq_call_refuse(error, "there is no such precision");
    }
    struct communique_engine *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        return cmq_call_no_memory(error);
    }
    struct cmq_error err;
    struct cmq_coder *coder = &opened->coder;
    if (cmq_coder_open_own(chosen.model_path, chosen.lexicon_path, chosen.ontology_path, coder,
                           &err) != CMQ_OK ||
        (chosen.precision == COMMUNIQUE_INT8 &&
         cmq_model_prepare(coder->model, CMQ_PRECISION_INT8, &err) != CMQ_OK)) {
        communique_engine_close(opened);
        return cmq_call_fail(error, &err);
    }
    struct cmq_str id = cmq_model_id(coder->model);
    opened->model_id = strndup(id.ptr, id.len);
    if (opened->model_id == NULL) {
        communique_engine_close(opened);
        return cmq_call_no_memory(error);
    }
    *engine = opened;
    return COMMUNIQUE_OK;
}

void communique_engine_close(struct communique_engine *engine) {
    if (engine != NULL) {
        cmq_coder_release(&engine->coder);
        free(engine->model_id);
        free(engine);
    }
}

const char *communique_engine_model(const struct communique_engine *engine) {
    return engine != NULL ? engine->model_id : NULL;
}

const char *communique_engine_lexicon(const struct communique_engine *engine) {
    return engine != NULL ? engine->coder.knowledge : NULL;
}

/* ---- session ----------------------------------------------------------------------------- */

enum communique_status communique_session_open(const struct communique_engine *engine,
                                               struct communique_session **session,
                                               struct communique_error *error) {
    if (session == NULL) {
        return cmq_call_refuse(error, "there is no place for the session");
    }
    *session = NULL;
    if (engine == NULL) {
        return cmq_call_refuse(error, "there is no engine");
    }
    struct communique_session *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        return cmq_call_no_memory(error);
    }
    if (cmq_session_new(engine->coder.model, &opened->kept, NULL) != CMQ_OK) {
        free(opened);
        return cmq_call_no_memory(error);
    }
    opened->engine = engine;
    opened->parse.session = opened;
    opened->coding.session = opened;
    cmq_arena_init(&opened->arena, CMQ_ARENA_LIMIT);
    cmq_arena_init(&opened->shown, CMQ_ARENA_LIMIT);
    cmq_buf_init(&opened->written, CMQ_WRITE_LIMIT);
    cmq_buf_init(&opened->traces, CMQ_WRITE_LIMIT);
    *session = opened;
    return COMMUNIQUE_OK;
}

void communique_session_close(struct communique_session *session) {
    if (session != NULL) {
        cmq_session_free(session->kept);
        cmq_arena_release(&session->arena);
        cmq_arena_release(&session->shown);
        cmq_buf_release(&session->written);
        cmq_buf_release(&session->traces);
        free(session);
    }
}

void cmq_api_forget(struct communique_session *session) {
    session->parse.parse = (struct cmq_parse){0};
    session->parse.view = (struct cmq_view){0};
    session->coding.coding = (struct cmq_coding){0};
    session->coding.view = (struct cmq_coding_view){0};
    cmq_arena_reset(&session->arena);
    cmq_arena_reset(&session->shown);
}

/* ---- parsing ----------------------------------------------------------------------------- */

/* Parses a copy of the text: its own may be gone when the parse is written out. */
static enum cmq_status parse_copy(struct communique_session *session, struct cmq_str text,
                                  enum communique_reading reading, struct cmq_error *err) {
    struct communique_parse *parse = &session->parse;
    struct cmq_arena *arena = &session->arena;
    if (text.len > CMQ_MAX_TEXT) {
        return cmq_fail(err, CMQ_LIMIT, 0, "the text has %zu bytes, and the limit is %u", text.len,
                        CMQ_MAX_TEXT);
    }
    struct cmq_str copy = cmq_arena_copy(arena, text);
    if (!arena->exhausted) {
        enum cmq_status status =
            cmq_parse_with(session->engine->coder.model, session->kept,
                           reading == COMMUNIQUE_READ_NEWS ? CMQ_NEWS : CMQ_ANY_TEXT, copy, arena,
                           &parse->parse, err);
        if (status != CMQ_OK) {
            return status;
        }
    }
    if (arena->exhausted || !cmq_view_make(&parse->parse, arena, &parse->view)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "the text needs more than %u MiB of memory",
                        CMQ_ARENA_LIMIT >> 20);
    }
    return CMQ_OK;
}

enum communique_status communique_parse_text(struct communique_session *session, const char *text,
                                             size_t length,
                                             const struct communique_parse_options *options,
                                             struct communique_parse **parse,
                                             struct communique_error *error) {
    struct communique_parse_options chosen = COMMUNIQUE_PARSE_OPTIONS;
    if (parse == NULL) {
        return cmq_call_refuse(error, "there is no place for the parse");
    }
    *parse = NULL;
    if (session == NULL) {
        return cmq_call_refuse(error, "there is no session");
    }
    if (text == NULL && length > 0) {
        return cmq_call_refuse(error, "there is no text");
    }
    enum communique_status status = cmq_call_options(options, &chosen, sizeof chosen, error);
    if (status != COMMUNIQUE_OK) {
        return status;
    }
    if (chosen.reading != COMMUNIQUE_READ_AS_REFERENCE && chosen.reading != COMMUNIQUE_READ_NEWS) {
        return cmq_call_refuse(error, "there is no such reading");
    }
    struct cmq_error err;
    struct cmq_str whole = {length > 0 ? text : "", length};
    cmq_api_forget(session);
    if (parse_copy(session, whole, chosen.reading, &err) != CMQ_OK) {
        cmq_api_forget(session);
        return cmq_call_fail(error, &err);
    }
    *parse = &session->parse;
    return COMMUNIQUE_OK;
}

uint32_t communique_parse_token_count(const struct communique_parse *parse) {
    return parse != NULL ? parse->view.token_count : 0;
}

const struct communique_token *communique_parse_token(const struct communique_parse *parse,
                                                      uint32_t index) {
    return index < communique_parse_token_count(parse) ? &parse->view.token[index] : NULL;
}

uint32_t communique_parse_sentence_count(const struct communique_parse *parse) {
    return parse != NULL ? parse->view.sentence_count : 0;
}

const struct communique_sentence *communique_parse_sentence(const struct communique_parse *parse,
                                                            uint32_t index) {
    return index < communique_parse_sentence_count(parse) ? &parse->view.sentence[index] : NULL;
}

uint32_t communique_parse_entity_count(const struct communique_parse *parse) {
    return parse != NULL ? parse->view.entity_count : 0;
}

const struct communique_entity *communique_parse_entity(const struct communique_parse *parse,
                                                        uint32_t index) {
    return index < communique_parse_entity_count(parse) ? &parse->view.entity[index] : NULL;
}

enum communique_status communique_parse_write(struct communique_parse *parse,
                                              enum communique_format format, const char *id,
                                              const char **out, size_t *length,
                                              struct communique_error *error) {
    if (out == NULL) {
        return cmq_call_refuse(error, "there is no place for what is written");
    }
    *out = NULL;
    if (parse == NULL) {
        return cmq_call_refuse(error, "there is no parse");
    }
    struct cmq_str name = id != NULL ? cmq_str_of(id) : CMQ_STR("text");
    if (cmq_utf8_invalid(name) < name.len) {
        return cmq_call_refuse(error, "the id is not UTF-8");
    }
    struct cmq_buf *written = &parse->session->written;
    cmq_buf_clear(written);
    if (format == COMMUNIQUE_CONLLU) {
        cmq_parse_write_conllu(&parse->parse, name, written);
    } else if (format == COMMUNIQUE_JSON) {
        cmq_view_write_json(&parse->view, name, cmq_model_id(parse->session->engine->coder.model),
                            written);
    } else {
        return cmq_call_refuse(error, "there is no such format");
    }
    if (written->failed) {
        return cmq_call_no_memory(error);
    }
    *out = written->len > 0 ? written->ptr : "";
    if (length != NULL) {
        *length = written->len;
    }
    return COMMUNIQUE_OK;
}
