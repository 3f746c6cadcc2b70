/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/common_options.h"

#include "export/export.h"
#include "store/store.h"

#include <string.h>

#define LINE_LIMIT ((size_t)1 << 30)

struct export {
    const struct cmq_exporter *exporter; /* NULL: JSON lines */
    struct cmq_arrow *waiting;           /* rows on their way to a batch of Arrow */
    const struct cmq_ontology *ontology; /* that was given; NULL: none */
    bool with_text;
};

/* Appends what one coding gives to `out`. */
static enum cmq_status write_coding(const struct export *export, struct cmq_store *store,
                                    int64_t report, struct cmq_buf *coding, struct cmq_buf *out,
                                    struct cmq_error *err) {
    bool lines = export->exporter == NULL;
    struct cmq_buf *json = lines ? out : coding;
    enum cmq_status status = cmq_store_coding(store, report, export->with_text, json, err);
    if (status == CMQ_OK && lines) {
        cmq_buf_add_char(out, '\n');
    } else if (status == CMQ_OK) {
        status =
            cmq_export_coding(export->exporter, cmq_buf_str(coding), export->waiting, out, err);
    }
    return status;
}

/* Every coding, in the store's order. */
static enum cmq_status write_codings(const struct export *export, struct cmq_store *store,
                                     struct cmq_output *output, struct cmq_error *err) {
    struct cmq_store_reports *reports;
    struct cmq_buf line, coding;
    enum cmq_status status = cmq_store_reports_open(store, &reports, err);
    if (status != CMQ_OK) {
        return status;
    }
    cmq_buf_init(&line, LINE_LIMIT);
    cmq_buf_init(&coding, LINE_LIMIT);
    if (export->exporter != NULL) {
        cmq_export_header(export->exporter, &line);
        cmq_output_write(output, cmq_buf_str(&line));
    }
    int64_t report;
    while (output->error == 0 &&
           (status = cmq_store_reports_next(reports, &report, err)) == CMQ_OK) {
        cmq_buf_clear(&line);
        cmq_buf_clear(&coding);
        status = write_coding(export, store, report, &coding, &line, err);
        if (status != CMQ_OK) {
            break;
        }
        cmq_output_write(output, cmq_buf_str(&line));
    }
    if (status == CMQ_END && export->exporter != NULL) {
        cmq_buf_clear(&line);
        cmq_arrow_write(export->waiting, &line);
        cmq_export_end(export->exporter, &line);
        cmq_output_write(output, cmq_buf_str(&line));
    }
    cmq_buf_release(&line);
    cmq_buf_release(&coding);
    cmq_store_reports_free(reports);
    return status == CMQ_END ? CMQ_OK : status;
}

/* What a format needs to know of the codes: codings of an own ontology go into open formats alone,
 * and one that was given must be the store's. */
static enum cmq_status check_codes(const struct export *export, const char *format,
                                   struct cmq_store *store, struct cmq_error *err) {
    struct cmq_buf own;
    cmq_buf_init(&own, LINE_LIMIT);
    enum cmq_status status = CMQ_OK;
    if (export->ontology != NULL) {
        status = cmq_store_check_ontology(store, export->ontology->id, err);
    }
    if (status == CMQ_OK && export->exporter != NULL && !cmq_exporter_is_open(export->exporter)) {
        status = cmq_store_ontology(store, &own, err);
        status = status == CMQ_END ? CMQ_OK : status;
    }
    if (status == CMQ_OK && own.len > 0) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, CMQ_CLOSED_FORMAT, format);
    }
    cmq_buf_release(&own);
    return status;
}

static enum cmq_status open_store(const char *db, cmq_day as_of, struct cmq_store **store,
                                  struct cmq_error *err) {
    enum cmq_status status = cmq_store_open(db, CMQ_STORE_READ, store, err);
    if (status == CMQ_OK && as_of != CMQ_NO_DAY) {
        status = cmq_store_set_as_of(*store, as_of, err);
    }
    return status;
}

static int export_store(const struct export *export, const char *format, const char *db,
                        cmq_day as_of, const char *path) {
    struct cmq_store *store;
    struct cmq_output output;
    struct cmq_error err;
    int status = CMQ_EXIT_FAILED;
    if (open_store(db, as_of, &store, &err) != CMQ_OK ||
        check_codes(export, format, store, &err) != CMQ_OK) {
        cmq_say_error(&err);
    } else if (cmq_output_open(&output, path, &err) != CMQ_OK) {
        cmq_say_error(&err);
    } else {
        bool whole = write_codings(export, store, &output, &err) == CMQ_OK;
        if (!whole) {
            cmq_say_error(&err);
        }
        if (cmq_output_close(&output, whole) && whole) {
            status = CMQ_EXIT_OK;
        }
    }
    cmq_store_close(store);
    return status;
}

int cmq_command_export(int argc, char **argv) {
    const char *db = NULL, *format = "jsonl", *path = NULL, *day = NULL, *folder = NULL;
    struct export export = {.exporter = NULL};
    struct cmq_exporter exporter;
    bool all = false;
    const struct cmq_option options[] = {
        cmq_option_db(&db),
        {'f', CMQ_OPTION_TEXT, "format", "FORMAT",
         "jsonl, the codings as `code` writes them, " CMQ_EXPORT_NAMES ". Default: jsonl.",
         &format},
        {'a', CMQ_OPTION_FLAG, "all", NULL,
         "In formats that cannot say so, too, write what is negated, possible, requested or "
         "alleged.",
         &all},
        cmq_option_output(&path),
        {'\0', CMQ_OPTION_TEXT, "as-of", "DATE",
         "Write what the store held at the end of that day (UTC), as it was coded then.", &day},
        {'\0', CMQ_OPTION_TEXT, "ontology", "DIR",
         "The ontology that the store was made with, for the names and scores of its codes (csv "
         "and arrow).",
         &folder},
        {'\0', CMQ_OPTION_FLAG, "text", NULL,
         "Put each report's text into its coding, where the store has it.", &export.with_text},
    };
    const struct cmq_usage usage = {
        .command = "export",
        .operands = "",
        .summary = "Write what a store holds, by date and id of the reports.",
        .option = options,
        .option_count = sizeof options / sizeof *options,
    };
    int first;
    int status = cmq_options_parse(&usage, argc, argv, &first);
    if (status != CMQ_PARSED) {
        return status;
    }
    if (strcmp(format, "jsonl") != 0) {
        if (!cmq_exporter_find(format, &exporter)) {
            return cmq_usage_fail("export", "unknown format '%s': use jsonl, " CMQ_EXPORT_NAMES,
                                  format);
        }
        exporter.all |= all;
        export.exporter = &exporter;
    }
    cmq_day as_of = day == NULL ? CMQ_NO_DAY : cmq_day_parse(cmq_str_of(day));
    if (day != NULL && as_of == CMQ_NO_DAY) {
        return cmq_usage_fail("export", "--as-of wants a date as 2021-11-14, not '%s'", day);
    }
    struct cmq_error err = {.message = "out of memory"};
    struct cmq_ontology *ontology = NULL;
    if (folder != NULL && cmq_ontology_open(folder, NULL, &ontology, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    export.ontology = exporter.ontology = ontology;
    export.waiting = cmq_arrow_of_events(ontology);
    status = export.waiting == NULL ? cmq_say_error(&err)
                                    : export_store(&export, format, db, as_of, path);
    cmq_arrow_free(export.waiting);
    cmq_ontology_free(ontology);
    return status;
}
