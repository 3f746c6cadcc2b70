/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "stories/stories.h"

#define LINE_LIMIT ((size_t)1 << 20)

struct teller {
    struct cmq_coder coder;
    struct cmq_stream *stream;
    struct cmq_output output;
    struct cmq_arena arena; /* of the report at hand */
};

/* A story's number, or null for none. */
static void write_story(struct cmq_json *json, uint32_t story) {
    if (story == CMQ_NO_STORY) {
        cmq_json_null(json);
    } else {
        cmq_json_int(json, story);
    }
}

/* A line a report: its id, its story and strand, whether the story is new, which stories became
 * strands of others, and which strand is a story again. */
static void write_line(struct teller *teller, struct cmq_str id, const struct cmq_joined *joined) {
    struct cmq_buf line;
    struct cmq_json json;
    cmq_buf_init(&line, LINE_LIMIT);
    cmq_json_init(&json, &line);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("report"));
    cmq_json_str(&json, id);
    cmq_json_key(&json, CMQ_STR("story"));
    cmq_json_int(&json, joined->story);
    cmq_json_key(&json, CMQ_STR("strand"));
    cmq_json_int(&json, joined->strand);
    cmq_json_key(&json, CMQ_STR("new"));
    cmq_json_bool(&json, joined->is_new);
    cmq_json_key(&json, CMQ_STR("alike"));
    cmq_json_double(&json, joined->alike, 2);
    cmq_json_key(&json, CMQ_STR("merged"));
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < joined->merged; i++) {
        cmq_json_array_begin(&json);
        cmq_json_int(&json, joined->from[i]);
        cmq_json_int(&json, joined->into[i]);
        cmq_json_array_end(&json);
    }
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("apart"));
    write_story(&json, joined->apart);
    cmq_json_object_end(&json);
    cmq_buf_add_char(&line, '\n');
    cmq_output_write(&teller->output, cmq_buf_str(&line));
    cmq_buf_release(&line);
}

static enum cmq_status take_report(void *context, struct cmq_job *job) {
    struct teller *teller = context;
    struct cmq_coding coding;
    struct cmq_joined joined;
    cmq_arena_reset(&teller->arena);
    enum cmq_status status =
        cmq_code(&teller->coder, NULL, &job->report, &teller->arena, &coding, &job->err);
    if (status == CMQ_OK) {
        status = cmq_stream_add(teller->stream, &coding, NULL, &joined, &job->err);
    }
    if (status == CMQ_OK) {
        write_line(teller, job->report.id, &joined);
    }
    return status;
}

static int run_stories(struct teller *teller, char *const *path, size_t count, bool undated) {
    const struct cmq_serial_run run = {path, count, undated, take_report, teller, &teller->output};
    teller->stream = cmq_stream_open();
    if (teller->stream == NULL) {
        cmq_say("out of memory");
        return CMQ_EXIT_FAILED;
    }
    cmq_arena_init(&teller->arena, CMQ_ARENA_LIMIT);
    int status = cmq_run_serially(&run);
    cmq_arena_release(&teller->arena);
    cmq_stream_free(teller->stream);
    return status;
}

int cmq_command_stories(int argc, char **argv) {
    if (cmq_options_ask_store(argc, argv)) {
        return cmq_command_known_stories(argc, argv);
    }
    struct teller teller = {.stream = NULL};
    const char *lexicon = NULL, *db = NULL;
    bool undated = false;
    const struct cmq_option options[] = {
        {'d', CMQ_OPTION_TEXT, "db", "FILE",
         "List the stories of a store instead; `stories --db FILE --help` has its options.", &db},
        cmq_option_undated(&undated),
        cmq_option_lexicon(&lexicon),
    };
    const struct cmq_usage usage = {
        .command = "stories",
        .operands = "FILE ...",
        .summary = "Tell which reports are of one story, in the order in which they come.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .least = 1,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    struct cmq_error err;
    if (cmq_coder_open(NULL, lexicon, &teller.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    status = run_stories(&teller, argv + first, (size_t)(argc - first), undated);
    cmq_coder_release(&teller.coder);
    return status;
}
