/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/import.h"

#include <ctype.h>
#include <string.h>

#define OUT_LIMIT     ((size_t)16 << 20) /* bytes: what a file of a dictionary may have */
#define CAMEO_PERCENT 90u                /* of the codes are CAMEO's: the rest are slips */
#define OWN_SCHEME    "own"

enum kind { KIND_NONE, KIND_ACTORS, KIND_AGENTS, KIND_VERBS, KIND_ISSUES, KIND_DISCARDS };

static const struct {
    const char *word, *folder; /* in the name of their file; of ours */
    void (*read)(struct cmq__import *import, struct cmq_str text);
} kinds[] = {
    [KIND_ACTORS] = {"actors", "actors/", cmq__import_actors},
    [KIND_AGENTS] = {"agents", "roles/", cmq__import_agents},
    [KIND_VERBS] = {"verb", "frames/", cmq__import_verbs},
    [KIND_ISSUES] = {"issue", "issues/", cmq__import_issues},
    [KIND_DISCARDS] = {"discards", "discards/", cmq__import_discards},
};

#define KIND_COUNT (sizeof kinds / sizeof *kinds)

/* ---- what kind of file ------------------------------------------------------------------- */

static struct cmq_str base_name(struct cmq_str path) {
    const char *slash = path.len == 0 ? NULL : memrchr(path.ptr, '/', path.len);
    return slash == NULL ? path
                         : (struct cmq_str){slash + 1, (size_t)(path.ptr + path.len - slash - 1)};
}

static bool name_has(struct cmq_str name, const char *word) {
    size_t len = strlen(word);
    for (size_t at = 0; at + len <= name.len; at++) {
        size_t i = 0;
        while (i < len && tolower((unsigned char)name.ptr[at + i]) == word[i]) {
            i++;
        }
        if (i == len) {
            return true;
        }
    }
    return false;
}

static bool text_has(struct cmq_str text, const char *word) {
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* Whether a line of the text, but for comments, begins with `start` and has `part`. */
static bool has_line(struct cmq_str text, const char *start, const char *part) {
    while (text.len > 0) {
        struct cmq_str line = cmq_str_trim(cmq_str_cut(&text, '\n'));
        if (cmq_str_starts(line, cmq_str_of(start)) && line.len > 0 && line.ptr[0] != '#' &&
            text_has(line, part)) {
            return true;
        }
    }
    return false;
}

static enum kind kind_of(const struct cmq_import_file *source) {
    struct cmq_str name = base_name(source->name);
    for (enum kind k = KIND_ACTORS; k < KIND_COUNT; k++) {
        if (name_has(name, kinds[k].word)) {
            return k;
        }
    }
    if (text_has(source->text, "<ISSUE")) {
        return KIND_ISSUES;
    }
    if (has_line(source->text, "-", "*")) {
        return KIND_VERBS;
    }
    if (has_line(source->text, "", "[~") || has_line(source->text, "", "~]")) {
        return KIND_AGENTS;
    }
    if (has_line(source->text, "", "[")) {
        return KIND_ACTORS;
    }
    return KIND_NONE;
}

static enum cmq_import_dialect dialect_of(const struct cmq_import_file *source, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct cmq_str text = source[i].text;
        if (kind_of(&source[i]) != KIND_VERBS) {
            continue;
        }
        if (!has_line(text, "---", "")) {
            return CMQ_IMPORT_TABARI;
        }
        if (has_line(text, "- ", "(") || has_line(text, "- ", "{")) {
            return CMQ_IMPORT_PETRARCH2;
        }
    }
    return CMQ_IMPORT_PETRARCH;
}

/* ---- what is written --------------------------------------------------------------------- */

/* "PETR.Validate.actors.txt" as a file's name of ours: "petr-validate-actors". */
static struct cmq_str own_name(struct cmq_arena *arena, struct cmq_str name) {
    name = base_name(name);
    if (cmq_str_ends(name, CMQ_STR(".txt"))) {
        name.len -= 4;
    }
    char *own = CMQ_NEW_ARRAY(arena, char, name.len + 1);
    size_t len = 0;
    for (size_t i = 0; own != NULL && i < name.len && len < 100; i++) {
        int c = tolower((unsigned char)name.ptr[i]);
        bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept || (len > 0 && own[len - 1] != '-')) {
            own[len++] = kept ? (char)c : '-';
        }
    }
    return len == 0 ? CMQ_STR("dictionary") : (struct cmq_str){own, len};
}

static bool is_taken(const struct cmq_import *import, struct cmq_str path) {
    for (uint32_t i = 0; i < import->file.count; i++) {
        if (cmq_str_eq(import->file.item[i].name, path)) {
            return true;
        }
    }
    return false;
}

static struct cmq_str free_path(struct cmq_arena *arena, const struct cmq_import *import,
                                const char *folder, struct cmq_str name) {
    struct cmq_str path = cmq_arena_format(arena, "%s%.*s.txt", folder, CMQ_FMT(name));
    for (unsigned n = 2; is_taken(import, path) && !arena->exhausted; n++) {
        path = cmq_arena_format(arena, "%s%.*s-%u.txt", folder, CMQ_FMT(name), n);
    }
    return path;
}

static void add_file(struct cmq_arena *arena, struct cmq_import *import, struct cmq_str path,
                     struct cmq_str text) {
    CMQ_PUSH(arena, &import->file) =
        (struct cmq_import_file){.name = path, .text = cmq_arena_copy(arena, text)};
}

static enum cmq_status import_file(const struct cmq_import_file *source, enum kind kind,
                                   struct cmq_arena *arena, struct cmq_import *result,
                                   struct cmq_error *err) {
    struct cmq__import import = {.result = result,
                                 .arena = arena,
                                 .name = base_name(source->name),
                                 .scheme = result->scheme};
    if (cmq_str_eq(import.scheme, CMQ_STR("CAMEO"))) {
        import.scheme = CMQ_STR("");
    } else if (import.scheme.len == 0 && kind == KIND_VERBS &&
               cmq__import_cameo_share(source->text) < CAMEO_PERCENT) {
        import.scheme = CMQ_STR(OWN_SCHEME);
    }
    cmq_map_init(&import.ids);
    cmq_buf_init(&import.out, OUT_LIMIT);
    cmq_buf_format(&import.out, "# Imported from %.*s.\n", CMQ_FMT(import.name));
    struct cmq_str text = source->text;
    if (cmq_str_starts(text, CMQ_STR("\xEF\xBB\xBF"))) {
        text = (struct cmq_str){text.ptr + 3, text.len - 3};
    }
    kinds[kind].read(&import, text);
    bool whole = !import.out.failed;
    struct cmq_str name = own_name(arena, source->name);
    add_file(arena, result, free_path(arena, result, kinds[kind].folder, name),
             cmq_buf_str(&import.out));
    cmq_buf_release(&import.out);
    cmq_map_release(&import.ids);
    return whole ? CMQ_OK
                 : cmq_fail(err, CMQ_LIMIT, 0, "%.*s makes a dictionary of more than %zu bytes",
                            CMQ_FMT(source->name), OUT_LIMIT);
}

/* Which of the built-in dictionaries these stand for. */
static void add_marker(struct cmq_arena *arena, struct cmq_import *import) {
    static const char *const folders[] = {"actors", "roles", "frames"};
    struct cmq_str line = CMQ_STR("");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        for (uint32_t k = 0; k < import->file.count; k++) {
            if (cmq_str_starts(import->file.item[k].name, cmq_str_of(folders[i]))) {
                line = cmq_arena_format(arena, "%.*s%s ", CMQ_FMT(line), folders[i]);
                break;
            }
        }
    }
    line =
        cmq_arena_format(arena,
                         "%.*s\n# Imported dictionaries: they stand for the built-in ones of these "
                         "folders and are not mixed with them.\n",
                         CMQ_FMT(cmq_str_trim(line)));
    add_file(arena, import, CMQ_STR("alone"), line);
}

enum cmq_status cmq_lexicon_import(const struct cmq_import_file *source, size_t count,
                                   struct cmq_arena *arena, struct cmq_import *import,
                                   struct cmq_error *err) {
    if (import->dialect == CMQ_IMPORT_SNIFF) {
        import->dialect = dialect_of(source, count);
    }
    for (size_t i = 0; i < count; i++) {
        enum kind kind = kind_of(&source[i]);
        if (kind == KIND_NONE) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "%.*s is no dictionary of actors, agents, verbs, issues or discards "
                            "(its name may tell: .actors, .agents, …)",
                            CMQ_FMT(source[i].name));
        }
        enum cmq_status status = import_file(&source[i], kind, arena, import, err);
        if (status != CMQ_OK) {
            return status;
        }
    }
    add_marker(arena, import);
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}
