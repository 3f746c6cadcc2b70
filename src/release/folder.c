/* SPDX-License-Identifier: Apache-2.0 */
#include "release/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LIMIT   ((size_t)1 << 20)
#define FOLDER_LIMIT ((size_t)1 << 20)

static enum cmq_status fail_errno(struct cmq_error *err, const char *doing, const char *what) {
    const char *why = strerrordesc_np(errno);
    return cmq_fail(err, errno == ENOMEM ? CMQ_NO_MEMORY : CMQ_IO, 0, "cannot %s %s: %s", doing,
                    what, why == NULL ? "unknown error" : why);
}

static enum cmq_status check_empty(const char *path, struct cmq_error *err) {
    DIR *there = opendir(path);
    if (there == NULL) {
        return errno == ENOENT ? CMQ_OK : fail_errno(err, "open", path);
    }
    unsigned entries = 0;
    while (readdir(there) != NULL) {
        entries++;
    }
    closedir(there);
    return entries <= 2 ? CMQ_OK /* "." and ".." */
                        : cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is there and not empty", path);
}

enum cmq_status cmq__folder_open(struct cmq__folder *folder, const char *path,
                                 struct cmq_error *err) {
    *folder = (struct cmq__folder){.target = NULL};
    cmq_arena_init(&folder->arena, FOLDER_LIMIT);
    struct cmq_str target = cmq_str_of(path);
    while (target.len > 1 && target.ptr[target.len - 1] == '/') {
        target.len--;
    }
    folder->target = cmq_arena_format(&folder->arena, "%.*s", CMQ_FMT(target)).ptr;
    const char *temporary =
        cmq_arena_format(&folder->arena, "%.*s.%ld.partial", CMQ_FMT(target), (long)getpid()).ptr;
    if (folder->target == NULL || temporary == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = check_empty(folder->target, err);
    if (status == CMQ_OK && mkdir(temporary, 0777) != 0) {
        status = fail_errno(err, "make", temporary);
    }
    if (status == CMQ_OK) {
        folder->temporary = temporary;
    }
    return status;
}

static const char *path_of(struct cmq__folder *folder, const char *name) {
    return cmq_arena_format(&folder->arena, "%s/%s", folder->temporary, name).ptr;
}

void cmq__folder_release(struct cmq__folder *folder) {
    if (folder->temporary != NULL) {
        for (uint32_t i = 0; i < folder->file.count; i++) {
            const char *path = path_of(folder, folder->file.item[i].ptr);
            if (path != NULL) {
                unlink(path);
            }
        }
        rmdir(folder->temporary);
    }
    cmq_arena_release(&folder->arena);
}

/* Notes a file and returns its path; NULL when out of memory. */
static const char *add_file(struct cmq__folder *folder, const char *name) {
    struct cmq_str copy = cmq_arena_format(&folder->arena, "%s", name);
    CMQ_PUSH(&folder->arena, &folder->file) = copy;
    const char *path = path_of(folder, name);
    return folder->arena.exhausted ? NULL : path;
}

enum cmq_status cmq__folder_write(struct cmq__folder *folder, const char *name,
                                  struct cmq_str bytes, struct cmq_error *err) {
    const char *path = add_file(folder, name);
    return path == NULL ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                        : cmq_file_write(path, bytes, err);
}

FILE *cmq__folder_begin_file(struct cmq__folder *folder, const char *name, struct cmq_error *err) {
    const char *path = add_file(folder, name);
    if (path == NULL) {
        (void)cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        return NULL;
    }
    FILE *file = fopen(path, "wbxe");
    if (file == NULL) {
        (void)fail_errno(err, "create", path);
    }
    return file;
}

enum cmq_status cmq__folder_end_file(FILE *file, const char *name, struct cmq_error *err) {
    bool written = ferror(file) == 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
    enum cmq_status status = written ? CMQ_OK : fail_errno(err, "write", name);
    return fclose(file) == 0 || !written ? status : fail_errno(err, "write", name);
}

enum cmq_status cmq__folder_digest(struct cmq__folder *folder, const char *name,
                                   char sha256[static 65], size_t *bytes, struct cmq_error *err) {
    struct cmq_mapping mapping = {NULL, 0};
    const char *path = path_of(folder, name);
    if (path == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = cmq_map_file(path, &mapping, err);
    if (status == CMQ_OK) {
        cmq_sha256_hex((struct cmq_str){(const char *)mapping.ptr, mapping.len}, sha256);
        *bytes = mapping.len;
        cmq_unmap_file(&mapping);
    }
    return status;
}

static int compare_names(const void *a, const void *b) {
    return cmq_str_cmp(*(const struct cmq_str *)a, *(const struct cmq_str *)b);
}

static enum cmq_status write_sums(struct cmq__folder *folder, struct cmq_error *err) {
    struct cmq_buf sums;
    enum cmq_status status = CMQ_OK;
    cmq_buf_init(&sums, SUMS_LIMIT);
    qsort(folder->file.item, folder->file.count, sizeof *folder->file.item, compare_names);
    for (uint32_t i = 0; status == CMQ_OK && i < folder->file.count; i++) {
        char sha256[65];
        size_t bytes;
        status = cmq__folder_digest(folder, folder->file.item[i].ptr, sha256, &bytes, err);
        cmq_buf_format(&sums, "%s  %s\n", sha256, folder->file.item[i].ptr);
    }
    if (status == CMQ_OK && sums.failed) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (status == CMQ_OK) {
        status = cmq__folder_write(folder, "SHA256SUMS", cmq_buf_str(&sums), err);
    }
    cmq_buf_release(&sums);
    return status;
}

enum cmq_status cmq__folder_finish(struct cmq__folder *folder, struct cmq_error *err) {
    enum cmq_status status = write_sums(folder, err);
    if (status == CMQ_OK && rename(folder->temporary, folder->target) != 0) {
        status = fail_errno(err, "make", folder->target);
    }
    if (status == CMQ_OK) {
        folder->temporary = NULL;
    }
    return status;
}
