/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline over the rooms, and opening what it reads with. */

#include "coding/headline.h"
#include "coding/home.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Put into the program by lang/meson.build. */
extern const unsigned char cmq_builtin_model[], cmq_builtin_model_end[];
extern const unsigned char cmq_builtin_lexicon[], cmq_builtin_lexicon_end[];
extern const unsigned char cmq_builtin_places[], cmq_builtin_places_end[];
extern const unsigned char cmq_builtin_own_places[], cmq_builtin_own_places_end[];

static struct cmq_str bytes_between(const unsigned char *begin, const unsigned char *end) {
    return (struct cmq_str){(const char *)begin, (size_t)(end - begin)};
}

/* The places of a lexicon's folder before the table; where it has none: those built in. */
static enum cmq_status open_gazetteer(const char *folder, struct cmq_gazetteer *gazetteer,
                                      struct cmq_error *err) {
    struct cmq_str table = bytes_between(cmq_builtin_places, cmq_builtin_places_end);
    struct cmq_str own = bytes_between(cmq_builtin_own_places, cmq_builtin_own_places_end);
    return folder ? cmq_gazetteer_open_folder(table, own, folder, gazetteer, err)
                  : cmq_gazetteer_open(table, own, gazetteer, err);
}

/* A coding depends on all of them: one name for them. */
static void name_knowledge(struct cmq_coder *coder) {
    char all[256];
    const struct cmq_ontology *ontology = coder->ontology;
    int len = snprintf(all, sizeof all, "%.*s %016" PRIx64 "%s%s", CMQ_FMT(coder->lexicon.id),
                       cmq_gazetteer_digest(&coder->gazetteer), ontology == NULL ? "" : " ",
                       ontology == NULL ? "" : ontology->id);
    memcpy(coder->knowledge, "sha256:", 7);
    cmq_sha256_hex((struct cmq_str){all, (size_t)len}, coder->knowledge + 7);
}

static enum cmq_status open_dictionaries(const char *folder, struct cmq_buf *messages,
                                         struct cmq_lexicon *lexicon, struct cmq_error *err) {
    struct cmq_lexicon builtin;
    enum cmq_status status = cmq_lexicon_open_memory(
        cmq_builtin_lexicon, (size_t)(cmq_builtin_lexicon_end - cmq_builtin_lexicon), &builtin,
        err);
    if (status == CMQ_OK && folder == NULL) {
        *lexicon = builtin;
    } else if (status == CMQ_OK) {
        status = cmq_lexicon_open_over(&builtin, folder, messages, lexicon, err);
    }
    return status;
}

enum cmq_status cmq_dictionaries_open(const char *folder, const struct cmq_ontology *ontology,
                                      struct cmq_buf *messages, struct cmq_lexicon *lexicon,
                                      struct cmq_error *err) {
    struct cmq_lexicon below;
    if (ontology == NULL) {
        return open_dictionaries(folder, messages, lexicon, err);
    }
    enum cmq_status status = open_dictionaries(folder, messages, &below, err);
    if (status == CMQ_OK) {
        status = cmq_lexicon_open_own(&below, ontology, messages, lexicon, err);
        cmq_lexicon_release(&below);
    }
    return status;
}

enum cmq_status cmq_coder_open(const char *model_path, const char *lexicon_folder,
                               struct cmq_coder *coder, struct cmq_error *err) {
    return cmq_coder_open_own(model_path, lexicon_folder, NULL, coder, err);
}

enum cmq_status cmq_coder_open_own(const char *model_path, const char *lexicon_folder,
                                   const char *ontology_folder, struct cmq_coder *coder,
                                   struct cmq_error *err) {
    *coder = (struct cmq_coder){0};
    enum cmq_status status =
        model_path ? cmq_model_open(model_path, &coder->model, err)
                   : cmq_model_open_memory(cmq_builtin_model,
                                           (size_t)(cmq_builtin_model_end - cmq_builtin_model),
                                           &coder->model, err);
    if (status == CMQ_OK && ontology_folder != NULL) {
        status = cmq_ontology_open(ontology_folder, NULL, &coder->ontology, err);
    }
    if (status == CMQ_OK) {
        status = cmq_dictionaries_open(lexicon_folder, coder->ontology, NULL, &coder->lexicon, err);
    }
    if (status == CMQ_OK) {
        status = open_gazetteer(lexicon_folder, &coder->gazetteer, err);
    }
    if (status == CMQ_OK) {
        name_knowledge(coder);
    } else {
        cmq_coder_release(coder);
    }
    return status;
}

const char *cmq_coder_ontology(const struct cmq_coder *coder) {
    return coder->ontology == NULL ? NULL : coder->ontology->id;
}

void cmq_coder_release(struct cmq_coder *coder) {
    cmq_model_free(coder->model);
    cmq_lexicon_release(&coder->lexicon);
    cmq_gazetteer_release(&coder->gazetteer);
    cmq_ontology_free(coder->ontology);
    *coder = (struct cmq_coder){0};
}

enum cmq_status cmq_code(const struct cmq_coder *coder, struct cmq_session *session,
                         const struct cmq_report *report, struct cmq_arena *arena,
                         struct cmq_coding *coding, struct cmq_error *err) {
    *coding = (struct cmq_coding){.coder = coder, .report = *report};
    enum cmq_status status =
        cmq_parse_with(coder->model, session, CMQ_NEWS, report->text, arena, &coding->parse, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_times_find(&coding->parse, report->date, arena, &coding->times);
    if (!arena->exhausted) {
        cmq_places_find(&coder->gazetteer, &coder->lexicon, &coding->parse, report->publisher,
                        report->url, arena, &coding->places);
    }
    if (!arena->exhausted) {
        struct cmq_str home = cmq_home_of_outlet(&coder->lexicon, report);
        cmq_actors_find(&coder->lexicon, &coding->parse, &coding->places, report->date, home, arena,
                        &coding->actors);
    }
    if (!arena->exhausted) {
        cmq_statements_find(&coder->lexicon, &coding->parse, &coding->actors, arena,
                            &coding->statements);
    }
    if (!arena->exhausted) {
        const struct cmq_reading reading = {.lexicon = &coder->lexicon,
                                            .ontology = coder->ontology,
                                            .parse = &coding->parse,
                                            .times = &coding->times,
                                            .places = &coding->places,
                                            .actors = &coding->actors,
                                            .statements = &coding->statements,
                                            .report_id = report->id,
                                            .report_date = report->date};
        cmq_events_find(&reading, arena, &coding->events);
    }
    if (!arena->exhausted) {
        status = cmq__headline_confirm(coder, session, arena, coding, err);
    }
    if (arena->exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0,
                        "the report needs more than %u MiB of working memory",
                        CMQ_ARENA_LIMIT >> 20);
    }
    return status;
}
