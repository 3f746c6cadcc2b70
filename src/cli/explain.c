/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "query/query.h"

#include <string.h>

#define TEXT_LIMIT ((size_t)256 << 20)

struct explain {
    struct cmq_coder coder;
    struct cmq_output output;
    const char *event_id; /* NULL: all; else how the ids begin */
    uint32_t explained;
    struct cmq_arena arena; /* of the report at hand */
};

static void explain_events(struct explain *explain, const struct cmq_coding *coding) {
    struct cmq_buf text;
    cmq_buf_init(&text, TEXT_LIMIT);
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const char *id = coding->events.list.item[i].id;
        if (explain->event_id != NULL &&
            strncmp(id, explain->event_id, strlen(explain->event_id)) != 0) {
            continue;
        }
        cmq_buf_clear(&text);
        if (explain->explained > 0) {
            cmq_buf_add_char(&text, '\n');
        }
        cmq_coding_explain(coding, i, &text);
        cmq_output_write(&explain->output, cmq_buf_str(&text));
        explain->explained++;
    }
    cmq_buf_release(&text);
}

static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct explain *explain = context;
    struct cmq_coding coding;
    cmq_arena_reset(&explain->arena);
    enum cmq_status status =
        cmq_code(&explain->coder, NULL, &job->report, &explain->arena, &coding, &job->err);
    if (status == CMQ_OK) {
        explain_events(explain, &coding);
    }
    return status;
}

static int run_explain(struct explain *explain, char *const *path, bool undated) {
    const struct cmq_serial_run run = {path, 1, undated, take_report, explain, &explain->output};
    cmq_arena_init(&explain->arena, CMQ_ARENA_LIMIT);
    int status = cmq_run_serially(&run);
    cmq_arena_release(&explain->arena);
    if (status != CMQ_EXIT_FAILED && explain->event_id != NULL && explain->explained == 0) {
        return cmq_usage_fail("explain", "there is no event '%s' in %s", explain->event_id, *path);
    }
    return status;
}

/* ---- of a store ---- */

static void say_coders(const struct cmq_explained *explained) {
    if (!explained->same) {
        cmq_say("coded by %.*s, model %.*s, dictionaries %.*s; this program, model or dictionaries "
                "are others: the steps may be, too",
                CMQ_FMT(explained->coded_by.version), CMQ_FMT(explained->coded_by.model),
                CMQ_FMT(explained->coded_by.lexicon));
    }
}

static int write_kept(struct explain *explain, struct cmq_store *store, const char *event) {
    struct cmq_explained explained;
    struct cmq_buf why;
    struct cmq_error err;
    int code = CMQ_EXIT_OK;
    cmq_buf_init(&why, TEXT_LIMIT);
    cmq_arena_init(&explain->arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = cmq_query_explain(store, &explain->coder, NULL, cmq_str_of(event),
                                               &explain->arena, &explained, &why, &err);
    if (status == CMQ_OK) {
        say_coders(&explained);
        cmq_output_write(&explain->output, cmq_buf_str(&why));
    } else if (status == CMQ_BAD_INPUT) {
        code = cmq_usage_fail("explain", "%s", err.message);
    } else if (status == CMQ_UNSUPPORTED) {
        cmq_say("%s", err.message);
        code = CMQ_EXIT_REJECTS;
    } else {
        code = cmq_say_error(&err);
    }
    cmq_arena_release(&explain->arena);
    cmq_buf_release(&why);
    return code;
}

static int explain_kept(struct explain *explain, const char *db, const char *event) {
    struct cmq_store *store;
    struct cmq_error err;
    enum cmq_status status = cmq_store_open(db, CMQ_STORE_READ, &store, &err);
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    int code = CMQ_EXIT_OK;
    if (cmq_store_check_ontology(store, cmq_coder_ontology(&explain->coder), &err) != CMQ_OK ||
        cmq_output_open(&explain->output, NULL, &err) != CMQ_OK) {
        code = cmq_say_error(&err);
    } else {
        code = write_kept(explain, store, event);
        bool written = cmq_output_close(&explain->output, code == CMQ_EXIT_OK);
        code = code == CMQ_EXIT_OK && !written ? CMQ_EXIT_FAILED : code;
    }
    cmq_store_close(store);
    return code;
}

int cmq_command_explain(int argc, char **argv) {
    struct explain explain = {.event_id = NULL};
    const char *model = NULL, *lexicon = NULL, *ontology = NULL, *db = NULL;
    bool undated = false;
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_TEXT, "db", "FILE",
         "Explain an event of this store, whose whole id stands in place of FILE.", &db},
        {'e', CMQ_OPTION_TEXT, "event", "ID",
         "Explain the events whose id begins with ID. Default: all.", &explain.event_id},
        cmq_option_undated(&undated),
        cmq_option_model(&model),
        cmq_option_lexicon(&lexicon),
        cmq_option_ontology(&ontology),
    };
    const struct cmq_usage usage = {
        .command = "explain",
        .operands = "FILE",
        .summary = "Tell why each event was coded: words, rule, path in the tree, every step.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = 1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    if (db != NULL && explain.event_id != NULL) {
        return cmq_usage_fail("explain",
                              "--event is for a file: give the event of a store as EVENT");
    }
    struct cmq_error err;
    if (cmq_coder_open_own(model, lexicon, ontology, &explain.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = db == NULL ? run_explain(&explain, argv + first, undated)
                        : explain_kept(&explain, db, argv[first]);
    cmq_coder_release(&explain.coder);
    return status;
}
