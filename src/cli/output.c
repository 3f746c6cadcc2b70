/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLUSH_AT        ((size_t)64 << 10)
#define PENDING_LIMIT   ((size_t)2 << 30)
#define COLUMNS_DEFAULT 80u
#define COLUMNS_MOST    1000ul

static enum cmq_status fail_open(struct cmq_output *output, int code, struct cmq_error *err) {
    free(output->target);
    free(output->temporary);
    cmq_buf_release(&output->pending);
    return cmq_fail(err, code == ENOMEM ? CMQ_NO_MEMORY : CMQ_IO, 0, "cannot write %s: %s",
                    output->path, strerror(code));
}

/* A new file beside `target`, which is then replaced by it. */
static int open_beside(struct cmq_output *output, mode_t mode) {
    if (output->target == NULL ||
        asprintf(&output->temporary, "%s.%ld.tmp", output->target, (long)getpid()) < 0) {
        output->temporary = NULL;
        return ENOMEM;
    }
    output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    return output->fd < 0 ? errno : 0;
}

enum cmq_status cmq_output_open(struct cmq_output *output, const char *path,
                                struct cmq_error *err) {
    *output = (struct cmq_output){.fd = STDOUT_FILENO};
    cmq_buf_init(&output->pending, PENDING_LIMIT);
    if (path == NULL || strcmp(path, "-") == 0) {
        return CMQ_OK;
    }
    struct stat info;
    int code = 0;
    output->path = path;
    if (stat(path, &info) != 0) {
        output->target = strdup(path);
        code = open_beside(output, 0666);
    } else if (S_ISREG(info.st_mode)) {
        /* A symbolic link stays one: the file that it names is replaced. */
        output->target = realpath(path, NULL);
        code = open_beside(output, info.st_mode & 0777);
    } else {
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
        code = output->fd < 0 ? errno : 0;
    }
    return code == 0 ? CMQ_OK : fail_open(output, code, err);
}

void cmq_output_flush(struct cmq_output *output) {
    struct cmq_str rest = cmq_buf_str(&output->pending);
    while (rest.len > 0 && output->error == 0) {
        ssize_t wrote = write(output->fd, rest.ptr, rest.len);
        if (wrote >= 0) {
            rest.ptr += wrote;
            rest.len -= (size_t)wrote;
        } else if (errno != EINTR) {
            output->error = errno;
        }
    }
    if (output->pending.failed && output->error == 0) {
        output->error = ENOMEM;
    }
    cmq_buf_clear(&output->pending);
}

void cmq_output_write(struct cmq_output *output, struct cmq_str piece) {
    cmq_buf_add_str(&output->pending, piece);
    if (output->pending.len >= FLUSH_AT || output->pending.failed) {
        cmq_output_flush(output);
    }
}

bool cmq_output_close(struct cmq_output *output, bool keep) {
    if (keep || output->temporary == NULL) {
        cmq_output_flush(output);
    }
    if (output->path != NULL && close(output->fd) != 0 && output->error == 0) {
        output->error = errno;
    }
    if (output->temporary != NULL) {
        bool placed = keep && output->error == 0 && rename(output->temporary, output->target) == 0;
        if (keep && output->error == 0 && !placed) {
            output->error = errno;
        }
        if (!placed) {
            unlink(output->temporary);
        }
    }
    if (output->error != 0 && output->error != EPIPE) {
        cmq_say("cannot write %s: %s", output->path == NULL ? "standard output" : output->path,
                strerror(output->error));
    }
    free(output->target);
    free(output->temporary);
    cmq_buf_release(&output->pending);
    return output->error == 0;
}

unsigned cmq_terminal_columns(int fd) {
    const char *set = getenv("COLUMNS");
    if (set != NULL && set[0] >= '1' && set[0] <= '9') {
        char *end;
        unsigned long columns = strtoul(set, &end, 10);
        if (*end == '\0') {
            return (unsigned)(columns < COLUMNS_MOST ? columns : COLUMNS_MOST);
        }
    }
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return COLUMNS_DEFAULT;
}

bool cmq_terminal_colour(int fd) {
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(fd) && (refused == NULL || refused[0] == '\0') && terminal != NULL &&
           strcmp(terminal, "dumb") != 0;
}
