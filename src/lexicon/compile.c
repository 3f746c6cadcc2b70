/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX_BYTES  ((size_t)16 << 20)
#define IMAGE_MAX_BYTES ((size_t)1 << 30)

const char *const cmq__folder_name[CMQ__FOLDER_COUNT] = {
    [CMQ__FOLDER_ACTORS] = "actors", [CMQ__FOLDER_ROLES] = "roles",
    [CMQ__FOLDER_FRAMES] = "frames", [CMQ__FOLDER_SPEECH] = "speech",
    [CMQ__FOLDER_TOPICS] = "topics", [CMQ__FOLDER_NAMES] = "names",
};

/* A folder of this name's file is the whole lexicon, whatever it is laid over. */
#define ALONE "alone"

/* The folder that is read. */
struct pack {
    struct cmq_str root;     /* without a slash at its end */
    struct cmq_str name;     /* what the files of its entries begin with: "en" */
    struct cmq_str language; /* what the ids of its entries begin with */
    uint32_t files;
};

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

static enum cmq_status read_folder(struct cmq__draft *draft, struct pack *pack,
                                   enum cmq__folder folder, struct cmq_error *err) {
    const char *name = cmq__folder_name[folder];
    struct cmq_str path = cmq_arena_format(&draft->arena, "%.*s/%s", CMQ_FMT(pack->root), name);
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
        struct cmq_str file = cmq_str_of(item[i]->d_name), stem = {file.ptr, file.len - 4};
        struct cmq__source source = {
            .folder = folder,
            .path = cmq_arena_format(&draft->arena, "%s/%s", path.ptr, file.ptr),
            .file =
                cmq_arena_format(&draft->arena, "%.*s/%s/%s", CMQ_FMT(pack->name), name, file.ptr),
            .stem = cmq_arena_format(&draft->arena, "%.*s/%s/%.*s", CMQ_FMT(pack->language), name,
                                     CMQ_FMT(stem)),
        };
        free(item[i]);
        if (status == CMQ_OK && !draft->arena.exhausted) {
            status = read_file(draft, &source, err);
            pack->files++;
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
static struct cmq_str name_of(struct cmq__draft *draft, struct cmq_str root) {
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

/* The folders that a line names, a bit each; none if it holds anything else. */
static uint32_t folders_named(struct cmq_str line) {
    uint32_t named = 0;
    for (line = cmq_str_trim(line); line.len > 0; line = cmq_str_trim(line)) {
        struct cmq_str word = cmq_str_cut(&line, ' ');
        enum cmq__folder folder = 0;
        while (folder < CMQ__FOLDER_COUNT &&
               !cmq_str_eq(word, cmq_str_of(cmq__folder_name[folder]))) {
            folder++;
        }
        if (folder == CMQ__FOLDER_COUNT) {
            return 0;
        }
        named |= 1u << folder;
    }
    return named;
}

/* Whether the folder is the whole lexicon. Where the first line of its file `alone` names folders,
 * it is so for these only, which the draft then knows. */
static bool stands_alone(struct cmq__draft *draft, struct cmq_str root) {
    struct cmq_str path = cmq_arena_format(&draft->arena, "%.*s/" ALONE, CMQ_FMT(root));
    if (path.ptr == NULL || access(path.ptr, F_OK) != 0) {
        return false;
    }
    struct cmq_buf text;
    cmq_buf_init(&text, FILE_MAX_BYTES);
    struct cmq_str rest = CMQ_STR("");
    if (cmq_file_read(path.ptr, FILE_MAX_BYTES, &text, NULL) == CMQ_OK) {
        rest = cmq_buf_str(&text);
    }
    draft->alone = folders_named(cmq_str_cut(&rest, '\n'));
    cmq_buf_release(&text);
    return draft->alone == 0;
}

/* What the ids of a lexicon begin with: "en". */
static struct cmq_str language_below(const struct cmq_lexicon *below) {
    struct cmq_str id =
        below->entry_count > 0 ? cmq_lexicon_str(below, below->entry[0].id) : CMQ_STR("");
    return cmq_str_cut(&id, '/');
}

static enum cmq_status read_pack(struct cmq__draft *draft, const char *folder,
                                 const struct cmq_lexicon *below, struct cmq_error *err) {
    struct pack pack = {.root = cmq_str_of(folder)};
    while (pack.root.len > 1 && pack.root.ptr[pack.root.len - 1] == '/') {
        pack.root.len--;
    }
    pack.root = cmq_arena_format(&draft->arena, "%.*s", CMQ_FMT(pack.root));
    pack.name = pack.root.ptr == NULL ? pack.root : name_of(draft, pack.root);
    if (pack.name.ptr == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    draft->given = below != NULL;
    if (draft->ontology != NULL) {
        draft->overlay = true;
        draft->alone = 1u << CMQ__FOLDER_FRAMES;
    } else {
        draft->overlay = below != NULL && !stands_alone(draft, pack.root);
    }
    pack.language = draft->overlay ? language_below(below) : pack.name;
    bool overlay = draft->overlay;
    enum cmq_status status = CMQ_OK;
    for (enum cmq__folder i = 0; status == CMQ_OK && i < CMQ__FOLDER_COUNT; i++) {
        status = read_folder(draft, &pack, i, err);
    }
    if (status == CMQ_OK && pack.files == 0) {
        status = cmq_fail(err, CMQ_IO, 0,
                          "%s has no dictionary (actors/, roles/, frames/, speech/, topics/, "
                          "names/ with *.txt)",
                          folder);
    }
    if (status == CMQ_OK && overlay) {
        cmq__below_read(draft, below);
    }
    return status;
}

static enum cmq_status compile(const struct cmq_lexicon *below, const char *folder,
                               const struct cmq_ontology *ontology, struct cmq_str without,
                               struct cmq_buf *image, struct cmq_buf *messages,
                               struct cmq_error *err) {
    struct cmq__draft draft;
    cmq__draft_init(&draft, without, messages);
    draft.ontology = ontology;
    enum cmq_status status = read_pack(&draft, folder, below, err);
    if (status == CMQ_OK) {
        status = finish(&draft, image, err);
    }
    cmq__draft_release(&draft);
    return status;
}

enum cmq_status cmq_lexicon_compile(const char *folder, struct cmq_str without,
                                    struct cmq_buf *image, struct cmq_buf *messages,
                                    struct cmq_error *err) {
    return compile(NULL, folder, NULL, without, image, messages, err);
}

enum cmq_status cmq__compile_text(struct cmq_str file, struct cmq_str text, struct cmq_buf *image,
                                  struct cmq_buf *messages, struct cmq_error *err) {
    struct cmq__draft draft;
    cmq__draft_init(&draft, CMQ_STR(""), messages);
    struct cmq_str stem = file;
    if (cmq_str_ends(stem, CMQ_STR(".txt"))) {
        stem.len -= 4;
    }
    struct cmq__source source = {.draft = &draft, .path = file, .file = file, .stem = stem};
    source.folder = cmq__folder_of(file);
    cmq__source_read(&source, text);
    enum cmq_status status = finish(&draft, image, err);
    cmq__draft_release(&draft);
    return status;
}

static enum cmq_status open_compiled(const struct cmq_lexicon *base, const char *folder,
                                     const struct cmq_ontology *ontology, struct cmq_buf *messages,
                                     struct cmq_lexicon *lexicon, struct cmq_error *err) {
    struct cmq_buf image;
    cmq_buf_init(&image, IMAGE_MAX_BYTES);
    enum cmq_status status = compile(base, folder, ontology, CMQ_STR(""), &image, messages, err);
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

enum cmq_status cmq_lexicon_open_over(const struct cmq_lexicon *base, const char *folder,
                                      struct cmq_buf *messages, struct cmq_lexicon *lexicon,
                                      struct cmq_error *err) {
    return open_compiled(base, folder, NULL, messages, lexicon, err);
}

enum cmq_status cmq_lexicon_open_own(const struct cmq_lexicon *base,
                                     const struct cmq_ontology *ontology, struct cmq_buf *messages,
                                     struct cmq_lexicon *lexicon, struct cmq_error *err) {
    return open_compiled(base, ontology->folder.ptr, ontology, messages, lexicon, err);
}

enum cmq_status cmq_lexicon_open_folder(const char *folder, struct cmq_lexicon *lexicon,
                                        struct cmq_error *err) {
    return cmq_lexicon_open_over(NULL, folder, NULL, lexicon, err);
}
