/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK      ((size_t)64 << 10)
#define TEMPORARY_TRIES 100u

static enum cmq_status fail_errno(struct cmq_error *err, const char *doing, const char *path) {
    int code = errno;
    return cmq_fail(err, code == ENOMEM ? CMQ_NO_MEMORY : CMQ_IO, 0, "cannot %s %s: %s", doing,
                    path, strerrordesc_np(code) ? strerrordesc_np(code) : "unknown error");
}

static enum cmq_status read_all(int fd, const char *path, size_t max, struct cmq_buf *buf,
                                struct cmq_error *err) {
    char *chunk = malloc(READ_CHUNK);
    if (chunk == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot read %s: out of memory", path);
    }
    enum cmq_status status = CMQ_OK;
    size_t total = 0;
    while (status == CMQ_OK) {
        ssize_t got = read(fd, chunk, READ_CHUNK);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            status = fail_errno(err, "read", path);
        } else if (got == 0) {
            break;
        } else if ((size_t)got > max - total) {
            status = cmq_fail(err, CMQ_LIMIT, 0, "%s is larger than %zu bytes", path, max);
        } else {
            cmq_buf_add(buf, chunk, (size_t)got);
            total += (size_t)got;
        }
    }
    free(chunk);
    if (status == CMQ_OK && buf->failed) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "cannot read %s: out of memory", path);
    }
    return status;
}

enum cmq_status cmq_file_read(const char *path, size_t max, struct cmq_buf *buf,
                              struct cmq_error *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_errno(err, "open", path);
    }
    enum cmq_status status = read_all(fd, path, max, buf, err);
    close(fd);
    return status;
}

static bool write_all(int fd, struct cmq_str bytes) {
    while (bytes.len > 0) {
        ssize_t wrote = write(fd, bytes.ptr, bytes.len);
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote < 0) {
            return false;
        }
        bytes.ptr += wrote;
        bytes.len -= (size_t)wrote;
    }
    return true;
}

enum cmq_status cmq_file_append(int fd, const char *path, struct cmq_str bytes,
                                struct cmq_error *err) {
    off_t end = lseek(fd, 0, SEEK_END);
    if (end >= 0 && write_all(fd, bytes) && fsync(fd) == 0) {
        return CMQ_OK;
    }
    enum cmq_status status = fail_errno(err, "write", path);
    if (end >= 0) {
        (void)!ftruncate(fd, end);
    }
    return status;
}

/* A device or a pipe cannot be replaced by a rename: it is written to. */
static enum cmq_status write_through(const char *path, struct cmq_str bytes,
                                     struct cmq_error *err) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_errno(err, "open", path);
    }
    bool written = write_all(fd, bytes);
    if (!written) {
        fail_errno(err, "write", path);
    }
    if (close(fd) != 0 && written) {
        return fail_errno(err, "write", path);
    }
    return written ? CMQ_OK : CMQ_IO;
}

/* Opens a new file beside `path` and puts its name, which the caller frees, in `*name`. */
static int open_temporary(const char *path, mode_t mode, char **name) {
    size_t size = strlen(path) + 48;
    *name = malloc(size);
    if (*name == NULL) {
        return -1;
    }
    for (unsigned i = 0; i < TEMPORARY_TRIES; i++) {
        (void)snprintf(*name, size, "%s.%ld.%u.tmp", path, (long)getpid(), i);
        int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* Makes the rename itself last. Not every file system can sync a folder: that is no error. */
static void sync_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    size_t len = slash == NULL ? 0 : (size_t)(slash - path);
    char *folder = slash == NULL ? strdup(".") : strndup(path, len == 0 ? 1 : len);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

static enum cmq_status replace(const char *path, mode_t mode, struct cmq_str bytes,
                               struct cmq_error *err) {
    char *temporary = NULL;
    int fd = open_temporary(path, mode, &temporary);
    if (fd < 0) {
        enum cmq_status status = fail_errno(err, "create", path);
        free(temporary);
        return status;
    }
    enum cmq_status status = CMQ_OK;
    if (!write_all(fd, bytes) || fsync(fd) != 0) {
        status = fail_errno(err, "write", path);
    }
    if (close(fd) != 0 && status == CMQ_OK) {
        status = fail_errno(err, "write", path);
    }
    if (status == CMQ_OK && rename(temporary, path) != 0) {
        status = fail_errno(err, "replace", path);
    }
    if (status == CMQ_OK) {
        sync_folder(path);
    } else {
        unlink(temporary);
    }
    free(temporary);
    return status;
}

enum cmq_status cmq_file_write(const char *path, struct cmq_str bytes, struct cmq_error *err) {
    struct stat info;
    if (stat(path, &info) != 0) {
        return replace(path, 0666, bytes, err);
    }
    if (!S_ISREG(info.st_mode)) {
        return write_through(path, bytes, err);
    }
    /* A symbolic link stays one: the file that it names is replaced. */
    char *real = realpath(path, NULL);
    if (real == NULL) {
        return fail_errno(err, "open", path);
    }
    enum cmq_status status = replace(real, info.st_mode & 0777, bytes, err);
    free(real);
    return status;
}

enum cmq_status cmq_map_file(const char *path, struct cmq_mapping *mapping, struct cmq_error *err) {
    *mapping = (struct cmq_mapping){NULL, 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_errno(err, "open", path);
    }
    struct stat info;
    enum cmq_status status = CMQ_OK;
    if (fstat(fd, &info) != 0) {
        status = fail_errno(err, "open", path);
    } else if (!S_ISREG(info.st_mode)) {
        status = cmq_fail(err, CMQ_IO, 0, "cannot map %s: it is not a regular file", path);
    } else if (info.st_size > 0) {
        void *ptr = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (ptr == MAP_FAILED) {
            status = fail_errno(err, "map", path);
        } else {
            *mapping = (struct cmq_mapping){ptr, (size_t)info.st_size};
        }
    }
    close(fd);
    return status;
}

void cmq_unmap_file(struct cmq_mapping *mapping) {
    if (mapping->ptr != NULL) {
        /* munmap takes a plain pointer although it writes nothing. */
        munmap((void *)(uintptr_t)mapping->ptr, mapping->len);
    }
    *mapping = (struct cmq_mapping){NULL, 0};
}
