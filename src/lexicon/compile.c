/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX_BYTES  ((size_t)16 << 20)
#define IMAGE_MAX_BYTES ((size_t)1 << 30)

static const char *const folders[] = {
    [CMQ__FOLDER_ACTORS] = "actors", [CMQ__FOLDER_ROLES] = "roles", [CMQ__FOLDER_FRAMES] = "frames",
    [CMQ__FOLDER_SPEECH] = "speech", [CMQ__FOLDER_NAMES] = "names",
};

#define FOLDER_COUNT (sizeof folders / sizeof folders[0])

/* ---- files of a folder ------------------------------------------------------------------- */

static int is_dictionary(const struct dirent *item) {
    struct cmq_str name = cmq_str_of(item->d_name);
    return name.len > 4 && name.ptr[0] != '.' && cmq_str_ends(name, CMQ_STR(".txt"));
}

/* In byte order, whatever the locale. */
static int compare_files(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum cmq_status read_file(struct cmq__draft *draft, struct cmq__source *source,
                                 struct cmq_error *err) {
    struct cmq_buf text;
    cmq_buf_init(&text, FILE_MAX_BYTES);
    enum cmq_status status = cmq_file_read(source->path.ptr, FILE_MAX_BYTES, &text, err);
    if (status == CMQ_OK) {
        source->draft = draft;
        cmq__source_read(source, cmq_buf_str(&text));
    }
    cmq_buf_release(&text);
    return status;
}

static enum cmq_status read_folder(struct cmq__draft *draft, struct cmq_str root,
                                   struct cmq_str language, enum cmq__folder folder,
                                   uint32_t *files, struct cmq_error *err) {
    struct cmq_str path =
        cmq_arena_format(&draft->arena, "%.*s/%s", CMQ_FMT(root), folders[folder]);
    if (path.ptr == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    struct dirent **item = NULL;
    int count = scandir(path.ptr, &item, is_dictionary, compare_files);
    if (count < 0) {
        bool absent = errno == ENOENT;
        return absent ? CMQ_OK : cmq_fail(err, CMQ_IO, 0, "cannot read the folder %s", path.ptr);
    }
    enum cmq_status status = CMQ_OK;
    for (int i = 0; i < count; i++) {
        struct cmq__source source = {
            .folder = folder,
            .path = cmq_arena_format(&draft->arena, "%s/%s", path.ptr, item[i]->d_name),
            .file = cmq_arena_format(&draft->arena, "%.*s/%s/%s", CMQ_FMT(language),
                                     folders[folder], item[i]->d_name),
        };
        free(item[i]);
        if (status == CMQ_OK && source.path.ptr != NULL && source.file.ptr != NULL) {
            status = read_file(draft, &source, err);
            ++*files;
        }
    }
    free(item);
    return status;
}

/* ---- the whole --------------------------------------------------------------------------- */

static enum cmq_status finish(struct cmq__draft *draft, struct cmq_buf *image,
                              struct cmq_error *err) {
    if (draft->failed || draft->arena.exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (draft->error_count > 0) {
        struct cmq_str told = cmq_str_trim(cmq_buf_str(&draft->told));
        return cmq_fail(err, CMQ_BAD_INPUT, draft->first_line, "%.*s", CMQ_FMT(told));
    }
    if (draft->without.len > 0 && !draft->left_out) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "no entry has the id '%.*s'",
                        CMQ_FMT(draft->without));
    }
    return cmq__draft_pack(draft, image, err);
}

/* The last part of the folder's name; that of the real path for "." and the like. */
static struct cmq_str language_of(struct cmq__draft *draft, struct cmq_str root) {
    struct cmq_str last = root;
    const char *slash = memrchr(root.ptr, '/', root.len);
    if (slash != NULL) {
        last = (struct cmq_str){slash + 1, (size_t)(root.ptr + root.len - slash - 1)};
    }
    if (last.len > 0 && !cmq_str_eq(last, CMQ_STR(".")) && !cmq_str_eq(last, CMQ_STR(".."))) {
        return last;
    }
    char *real = realpath(root.ptr, NULL);
    slash = real == NULL ? NULL : strrchr(real, '/');
    last = cmq_arena_copy(&draft->arena, cmq_str_of(slash == NULL ? "" : slash + 1));
    free(real);
    return last;
}

enum cmq_status cmq_lexicon_compile(const char *folder, struct cmq_str without,
                                    struct cmq_buf *image, struct cmq_buf *messages,
                                    struct cmq_error *err) {
    struct cmq__draft draft;
    cmq__draft_init(&draft, without, messages);
    struct cmq_str root = cmq_str_of(folder);
    while (root.len > 1 && root.ptr[root.len - 1] == '/') {
        root.len--;
    }
    root = cmq_arena_format(&draft.arena, "%.*s", CMQ_FMT(root));
    struct cmq_str language = root.ptr == NULL ? root : language_of(&draft, root);
    enum cmq_status status =
        language.ptr == NULL ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
    uint32_t files = 0;
    for (enum cmq__folder i = 0; status == CMQ_OK && i < FOLDER_COUNT; i++) {
        status = read_folder(&draft, root, language, i, &files, err);
    }
    if (status == CMQ_OK && files == 0) {
        status = cmq_fail(
            err, CMQ_IO, 0,
            "%s has no dictionary (actors/, roles/, frames/, speech/, names/ with *.txt)", folder);
    }
    if (status == CMQ_OK) {
        status = finish(&draft, image, err);
    }
    cmq__draft_release(&draft);
    return status;
}

enum cmq_status cmq__compile_text(struct cmq_str file, struct cmq_str text, struct cmq_buf *image,
                                  struct cmq_buf *messages, struct cmq_error *err) {
    struct cmq__draft draft;
    cmq__draft_init(&draft, CMQ_STR(""), messages);
    struct cmq__source source = {.draft = &draft, .path = file, .file = file};
    struct cmq_str rest = file;
    cmq_str_cut(&rest, '/');
    struct cmq_str folder = cmq_str_cut(&rest, '/');
    for (enum cmq__folder i = 0; i < FOLDER_COUNT; i++) {
        if (cmq_str_eq(folder, cmq_str_of(folders[i]))) {
            source.folder = i;
        }
    }
    cmq__source_read(&source, text);
    enum cmq_status status = finish(&draft, image, err);
    cmq__draft_release(&draft);
    return status;
}

enum cmq_status cmq_lexicon_open_folder(const char *folder, struct cmq_lexicon *lexicon,
                                        struct cmq_error *err) {
    struct cmq_buf image;
    cmq_buf_init(&image, IMAGE_MAX_BYTES);
    enum cmq_status status = cmq_lexicon_compile(folder, CMQ_STR(""), &image, NULL, err);
    if (status == CMQ_OK) {
        status = cmq_lexicon_open_memory(image.ptr, image.len, lexicon, err);
    }
    if (status == CMQ_OK) {
        lexicon->owned = true;
    } else {
        cmq_buf_release(&image);
    }
    return status;
}
