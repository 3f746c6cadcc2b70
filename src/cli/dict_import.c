/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"
#include "cli/dict.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_LIMIT     ((size_t)16 << 20)
#define MESSAGES_LIMIT ((size_t)64 << 20)

struct import_run {
    struct cmq_arena arena;
    struct cmq_buf messages;
    struct cmq_import import;
    const char *folder;
};

static const struct {
    const char *name;
    enum cmq_import_dialect dialect;
} dialects[] = {
    {"tabari", CMQ_IMPORT_TABARI},
    {"petrarch", CMQ_IMPORT_PETRARCH},
    {"petrarch2", CMQ_IMPORT_PETRARCH2},
};

static bool find_dialect(const char *name, enum cmq_import_dialect *dialect) {
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
        if (strcmp(name, dialects[i].name) == 0) {
            *dialect = dialects[i].dialect;
            return true;
        }
    }
    return false;
}

static enum cmq_status read_sources(struct import_run *run, char **path, size_t count,
                                    struct cmq_import_file **out, struct cmq_error *err) {
    struct cmq_import_file *file = CMQ_NEW_ARRAY(&run->arena, struct cmq_import_file, count);
    for (size_t i = 0; file != NULL && i < count; i++) {
        struct cmq_buf text;
        cmq_buf_init(&text, FILE_LIMIT);
        enum cmq_status status = cmq_file_read(path[i], FILE_LIMIT, &text, err);
        file[i].name = cmq_str_of(path[i]);
        file[i].text = cmq_arena_copy(&run->arena, cmq_buf_str(&text));
        cmq_buf_release(&text);
        if (status != CMQ_OK) {
            return status;
        }
    }
    *out = file;
    return file == NULL ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

/* Makes the folders that lead to `path`, below the folder of the run and that one too. */
static enum cmq_status make_folders(struct cmq_str path, struct cmq_error *err) {
    for (size_t i = 1; i < path.len; i++) {
        if (path.ptr[i] != '/') {
            continue;
        }
        char *folder = strndup(path.ptr, i);
        bool made = folder != NULL && (mkdir(folder, 0777) == 0 || errno == EEXIST);
        free(folder);
        if (!made) {
            return cmq_fail(err, CMQ_IO, 0, "cannot make the folder of %.*s", CMQ_FMT(path));
        }
    }
    return CMQ_OK;
}

static enum cmq_status write_files(struct import_run *run, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; status == CMQ_OK && i < run->import.file.count; i++) {
        const struct cmq_import_file *file = &run->import.file.item[i];
        struct cmq_str path =
            cmq_arena_format(&run->arena, "%s/%.*s", run->folder, CMQ_FMT(file->name));
        status = path.ptr == NULL ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                                  : make_folders(path, err);
        if (status == CMQ_OK) {
            status = cmq_file_write(path.ptr, file->text, err);
        }
    }
    return status;
}

static int import_all(struct import_run *run, char **path, size_t count) {
    struct cmq_error err;
    struct cmq_import_file *source = NULL;
    enum cmq_status status = read_sources(run, path, count, &source, &err);
    run->import.messages = &run->messages;
    if (status == CMQ_OK) {
        status = cmq_lexicon_import(source, count, &run->arena, &run->import, &err);
    }
    if (status == CMQ_OK) {
        status = write_files(run, &err);
    }
    if (status != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_buf_format(&run->messages, "%" PRIu32 " entries written, %" PRIu32 " not carried over\n",
                   run->import.entries, run->import.left_out);
    struct cmq_output output;
    if (cmq_output_open(&output, NULL, &err) != CMQ_OK) {
        return cmq_say_error(&err);
    }
    cmq_output_write(&output, cmq_buf_str(&run->messages));
    if (!cmq_output_close(&output, true)) {
        return CMQ_EXIT_FAILED;
    }
    return run->import.left_out > 0 ? CMQ_EXIT_REJECTS : CMQ_EXIT_OK;
}

int cmq_dict_import(int argc, char **argv) {
    const char *format = NULL, *scheme = NULL, *folder = NULL;
    const struct cmq_option options[] = {
        {'\0', CMQ_OPTION_TEXT, "format", "NAME",
         "Read as tabari, petrarch or petrarch2. Default: what the files look like.", &format},
        {'\0', CMQ_OPTION_TEXT, "as", "SCHEME",
         "Name the scheme of the event codes, \"WEIS\". Default: CAMEO where the codes are "
         "CAMEO's, else own.",
         &scheme},
        {'o', CMQ_OPTION_TEXT, "output", "DIR", "Write the folder DIR.", &folder},
    };
    const struct cmq_usage usage = {
        .command = "dict import",
        .operands = "FILE…",
        .summary = "Read dictionaries of TABARI, PETRARCH or PETRARCH2 (actors, agents, verbs,\n"
                   "issues, discards) and write them as a folder for --lexicon. What cannot be\n"
                   "carried over is printed, a line each, and counted.",
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
    struct import_run run = {.folder = folder};
    if (folder == NULL) {
        return cmq_usage_fail("dict import", "name the folder to write with -o");
    }
    if (format != NULL && !find_dialect(format, &run.import.dialect)) {
        return cmq_usage_fail("dict import", "'%s' is none of tabari, petrarch, petrarch2", format);
    }
    run.import.scheme = cmq_str_of(scheme);
    cmq_arena_init(&run.arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&run.messages, MESSAGES_LIMIT);
    status = import_all(&run, argv + first, (size_t)(argc - first));
    cmq_buf_release(&run.messages);
    cmq_arena_release(&run.arena);
    return status;
}
