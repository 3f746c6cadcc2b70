/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_RELEASE_FOLDER_H
#define CMQ_RELEASE_FOLDER_H

/* A folder that gets its name when all of its files are written. */

#include "base/base.h"

#include <stdio.h>

struct cmq__folder {
    struct cmq_arena arena;
    const char *target, *temporary; /* in the arena; `temporary` is NULL once it has its name */
    CMQ_ARRAY(struct cmq_str) file; /* names, terminated, in the order in which they were written */
};

/* `path` is not there, or an empty folder; else CMQ_BAD_INPUT. */
enum cmq_status cmq__folder_open(struct cmq__folder *folder, const char *path,
                                 struct cmq_error *err);
/* Frees; what has not got its name is removed. */
void cmq__folder_release(struct cmq__folder *folder);

enum cmq_status cmq__folder_write(struct cmq__folder *folder, const char *name,
                                  struct cmq_str bytes, struct cmq_error *err);
/* A file to write piece by piece; NULL on failure. */
FILE *cmq__folder_begin_file(struct cmq__folder *folder, const char *name, struct cmq_error *err);
enum cmq_status cmq__folder_end_file(FILE *file, const char *name, struct cmq_error *err);
/* Of a file that was written. */
enum cmq_status cmq__folder_digest(struct cmq__folder *folder, const char *name,
                                   char sha256[static 65], size_t *bytes, struct cmq_error *err);
/* Writes SHA256SUMS of all files and gives the folder its name. */
enum cmq_status cmq__folder_finish(struct cmq__folder *folder, struct cmq_error *err);

#endif
