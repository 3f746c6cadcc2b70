/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/common_options.h"
#include "cli/run.h"

#include "export/export.h"

#include <string.h>
#include <unistd.h>

#define HEADER_LIMIT ((size_t)1 << 16)

enum format { FORMAT_TABLE, FORMAT_JSONL, FORMAT_TSV, FORMAT_EXPORT };

struct code {
    struct cmq_coder coder;
    enum format format;
    struct cmq_exporter exporter; /* of FORMAT_EXPORT */
    struct cmq_table_style style;
    bool with_text;
};

/* The formats of the field are made from the coding's JSON, as those of a store are. */
static void export_coding(const struct code *code, const struct cmq_coding *coding,
                          struct cmq_job *job) {
    struct cmq_buf json;
    cmq_buf_init(&json, job->out.max);
    cmq_coding_write_json(coding, false, &json);
    job->status =
        cmq_export_coding(&code->exporter, cmq_buf_str(&json), NULL, &job->out, &job->err);
    job->out.failed |= json.failed;
    cmq_buf_release(&json);
}

static void work(void *context, struct cmq_arena *arena, struct cmq_job *job) {
    const struct code *code = context;
    struct cmq_coding coding;
    job->status = cmq_code(&code->coder, job->session, &job->report, arena, &coding, &job->err);
    if (job->status != CMQ_OK) {
        return;
    }
    job->words = cmq_parse_words(&coding.parse);
    switch (code->format) {
    case FORMAT_TABLE:
        cmq_export_table(&coding, &code->style, &job->out);
        break;
    case FORMAT_JSONL:
        cmq_coding_write_json(&coding, code->with_text, &job->out);
        cmq_buf_add_char(&job->out, '\n');
        break;
    case FORMAT_TSV:
        cmq_export_tsv(&coding, &job->out);
        break;
    case FORMAT_EXPORT:
        export_coding(code, &coding, job);
        break;
    }
    cmq_run_check_out(job);
}

static bool find_format(const char *name, bool terminal, struct code *code) {
    static const char *const names[] = {
        [FORMAT_TABLE] = "table", [FORMAT_JSONL] = "jsonl", [FORMAT_TSV] = "tsv"};
    if (name == NULL) {
        code->format = terminal ? FORMAT_TABLE : FORMAT_JSONL;
        return true;
    }
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            code->format = (enum format)i;
            return true;
        }
    }
    code->format = FORMAT_EXPORT;
    return cmq_exporter_find(name, &code->exporter);
}

static void write_header(const struct code *code, struct cmq_buf *header) {
    if (code->format == FORMAT_TSV) {
        cmq_export_tsv_header(header);
    } else if (code->format == FORMAT_TABLE) {
        cmq_export_table_header(&code->style, header);
    } else if (code->format == FORMAT_EXPORT) {
        cmq_export_header(&code->exporter, header);
    }
}

static int run_code(struct code *code, struct cmq_run *run) {
    struct cmq_buf header, footer;
    cmq_buf_init(&header, HEADER_LIMIT);
    cmq_buf_init(&footer, HEADER_LIMIT);
    write_header(code, &header);
    if (code->format == FORMAT_EXPORT) {
        cmq_export_end(&code->exporter, &footer);
    }
    run->header = cmq_buf_str(&header);
    run->footer = cmq_buf_str(&footer);
    int status = cmq_run(run);
    cmq_buf_release(&header);
    cmq_buf_release(&footer);
    return status;
}

int cmq_command_code(int argc, char **argv) {
    struct cmq_run_options run_options = {.threads = 1};
    const char *format = NULL, *lexicon = NULL, *ontology = NULL;
    struct code code = {.with_text = false};
    const struct cmq_option options[] = {
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "table, jsonl, tsv, " CMQ_EXPORT_NAMES ". Default: table on a terminal, jsonl otherwise.",
         &format},
        cmq_option_jobs(&run_options.threads),
        cmq_option_output(&run_options.output),
        {'\0', CMQ_OPTION_FLAG, "text", NULL, "Put each report's text into its coding (jsonl).",
         &code.with_text},
        cmq_option_undated(&run_options.undated),
        cmq_option_rejects(&run_options.rejects),
        cmq_option_model(&run_options.model),
        cmq_option_precision(&run_options.precision),
        cmq_option_lexicon(&lexicon),
        cmq_option_ontology(&ontology),
        cmq_option_stats(&run_options.stats),
    };
    const struct cmq_usage usage = {
        .command = "code",
        .operands = "[FILE ...]",
        .summary = "Code dated news reports: who did what to whom, when, where, according to whom.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
        .most = -1,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    bool terminal = run_options.output == NULL && isatty(STDOUT_FILENO);
    if (!find_format(format, terminal, &code)) {
        return cmq_usage_fail(
            "code", "unknown format '%s': use table, jsonl, tsv, " CMQ_EXPORT_NAMES, format);
    }
    code.style.columns = cmq_terminal_columns(STDOUT_FILENO);
    code.style.colour = terminal && cmq_terminal_colour(STDOUT_FILENO);
    struct cmq_error err;
    if (code.format == FORMAT_EXPORT && ontology != NULL && !cmq_exporter_is_open(&code.exporter)) {
        return cmq_usage_fail("code", CMQ_CLOSED_FORMAT, format);
    }
    if (cmq_coder_open_own(run_options.model, lexicon, ontology, &code.coder, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_exporter_set_ontology(&code.exporter, code.coder.ontology);
    status = cmq_run_prepare("code", &run_options, code.coder.model);
    if (status != CMQ_EXIT_OK) {
        cmq_coder_release(&code.coder);
        return status;
    }
    struct cmq_run run = {
        .options = &run_options,
        .model = code.coder.model,
        .path = argv + first,
        .path_count = (size_t)(argc - first),
        .work = work,
        .context = &code,
    };
    status = run_code(&code, &run);
    cmq_coder_release(&code.coder);
    return status;
}
