/* SPDX-License-Identifier: Apache-2.0 */
/* Two fixed buffers: `raw` holds what was read, `out` what it decompresses to; for a plain file
 * the raw bytes are handed out as they are. A decoder fills `out` as far as it can. If it fails
 * on the way, what it made is handed out first and the failure is kept for the next call, so that
 * the reports before the break are not lost.
 *
 * Memory is bounded by the format: 32 KiB of window for gzip, at most ZSTD_WINDOW_LOG_MAX for
 * zstd, whatever a hostile header asks for. */
#include "report/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>
#include <zstd.h>

#define RAW_BYTES           ((size_t)64 << 10)
#define OUT_BYTES           ((size_t)128 << 10)
#define MAGIC_BYTES         4u
#define GZIP_WINDOW_BITS    (15 + 16) /* zlib's way to say gzip */
#define ZSTD_WINDOW_LOG_MAX 27        /* the most that the zstd tool reads without being told */

enum coding { CODING_UNKNOWN, CODING_PLAIN, CODING_GZIP, CODING_ZSTD };

struct cmq_input {
    char *path;
    int fd;
    enum coding coding;
    bool at_end; /* of the file */
    size_t raw_at, raw_len;
    size_t out_at, out_len;
    z_stream gzip;
    bool gzip_open; /* inflateEnd is due */
    bool in_member; /* a gzip member or zstd frame has begun and not ended */
    ZSTD_DStream *zstd;
    enum cmq_status failed; /* what the call after the last bytes returns */
    struct cmq_error failure;
    unsigned char raw[RAW_BYTES], out[OUT_BYTES];
};

enum cmq_status cmq_input_open(const char *path, struct cmq_input **input, struct cmq_error *err) {
    struct cmq_input *in = calloc(1, sizeof *in);
    char *copy = strdup(path);
    if (in == NULL || copy == NULL) {
        free(in);
        free(copy);
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    in->path = copy;
    in->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0) {
        int code = errno;
        cmq_input_close(in);
        return cmq_fail(err, CMQ_IO, 0, "cannot open %s: %s", path, strerrordesc_np(code));
    }
    *input = in;
    return CMQ_OK;
}

void cmq_input_close(struct cmq_input *input) {
    if (input == NULL) {
        return;
    }
    if (input->gzip_open) {
        inflateEnd(&input->gzip);
    }
    ZSTD_freeDStream(input->zstd);
    if (input->fd >= 0 && strcmp(input->path, "-") != 0) {
        close(input->fd);
    }
    free(input->path);
    free(input);
}

bool cmq_input_is_compressed(const struct cmq_input *input) {
    return input->coding == CODING_GZIP || input->coding == CODING_ZSTD;
}

/* Adds to the raw bytes; those that are there must begin at 0. */
static enum cmq_status read_raw(struct cmq_input *in, struct cmq_error *err) {
    ssize_t got;
    do {
        got = read(in->fd, in->raw + in->raw_len, RAW_BYTES - in->raw_len);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return cmq_fail(err, CMQ_IO, 0, "cannot read %s: %s", in->path, strerrordesc_np(errno));
    }
    in->at_end = got == 0;
    in->raw_len += (size_t)got;
    return CMQ_OK;
}

/* Makes sure of at least one raw byte, except at the end of the file. */
static enum cmq_status need_raw(struct cmq_input *in, struct cmq_error *err) {
    if (in->raw_at < in->raw_len || in->at_end) {
        return CMQ_OK;
    }
    in->raw_at = in->raw_len = 0;
    return read_raw(in, err);
}

static enum cmq_status find_coding(struct cmq_input *in, struct cmq_error *err) {
    while (in->raw_len < MAGIC_BYTES && !in->at_end) {
        enum cmq_status status = read_raw(in, err);
        if (status != CMQ_OK) {
            return status;
        }
    }
    const unsigned char *raw = in->raw;
    in->coding = CODING_PLAIN;
    if (in->raw_len >= 2 && raw[0] == 0x1F && raw[1] == 0x8B) {
        if (inflateInit2(&in->gzip, GZIP_WINDOW_BITS) != Z_OK) {
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
        in->gzip_open = in->in_member = true;
        in->coding = CODING_GZIP;
    } else if (in->raw_len >= MAGIC_BYTES &&
               (memcmp(raw, "\x28\xB5\x2F\xFD", MAGIC_BYTES) == 0 ||
                ((raw[0] & 0xF0) == 0x50 && memcmp(raw + 1, "\x2A\x4D\x18", 3) == 0))) {
        in->zstd = ZSTD_createDStream();
        if (in->zstd == NULL || ZSTD_isError(ZSTD_DCtx_setParameter(in->zstd, ZSTD_d_windowLogMax,
                                                                    ZSTD_WINDOW_LOG_MAX))) {
            return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
        }
        in->coding = CODING_ZSTD;
    }
    return CMQ_OK;
}

static enum cmq_status fail_truncated(const struct cmq_input *in, const char *format,
                                      struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "%s ends in the middle of its %s data: the rest is lost; get the whole "
                    "file",
                    in->path, format);
}

static enum cmq_status fail_corrupt(const struct cmq_input *in, const char *format,
                                    const char *reason, struct cmq_error *err) {
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "%s is not sound %s data (%s): what stands behind the damage is lost; "
                    "get the file again",
                    in->path, format, reason);
}

/* Between two members of a gzip file: zeros may pad it, and another member may follow. */
static enum cmq_status next_member(struct cmq_input *in, struct cmq_error *err) {
    if (in->raw[in->raw_at] == 0) {
        in->raw_at++;
        return CMQ_OK;
    }
    if (inflateReset(&in->gzip) != Z_OK) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    in->in_member = true;
    return CMQ_OK;
}

static enum cmq_status inflate_some(struct cmq_input *in, struct cmq_error *err) {
    if (in->raw_at == in->raw_len) {
        return in->in_member ? fail_truncated(in, "gzip", err) : CMQ_END;
    }
    if (!in->in_member) {
        return next_member(in, err);
    }
    in->gzip.next_in = in->raw + in->raw_at;
    in->gzip.avail_in = (uInt)(in->raw_len - in->raw_at);
    in->gzip.next_out = in->out + in->out_len;
    in->gzip.avail_out = (uInt)(OUT_BYTES - in->out_len);
    int code = inflate(&in->gzip, Z_NO_FLUSH);
    in->raw_at = in->raw_len - in->gzip.avail_in;
    in->out_len = OUT_BYTES - in->gzip.avail_out;
    if (code == Z_STREAM_END) {
        in->in_member = false;
        return CMQ_OK;
    }
    if (code == Z_MEM_ERROR) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (code != Z_OK) {
        return fail_corrupt(in, "gzip", in->gzip.msg != NULL ? in->gzip.msg : "bad stream", err);
    }
    return CMQ_OK;
}

static enum cmq_status unzstd_some(struct cmq_input *in, struct cmq_error *err) {
    /* A frame may still hold output when all of its bytes have been taken in. */
    bool drained = in->raw_at == in->raw_len;
    size_t out_before = in->out_len;
    ZSTD_inBuffer from = {in->raw, in->raw_len, in->raw_at};
    ZSTD_outBuffer to = {in->out, OUT_BYTES, in->out_len};
    if (drained && !in->in_member) {
        return CMQ_END;
    }
    size_t left = ZSTD_decompressStream(in->zstd, &to, &from);
    if (ZSTD_isError(left)) {
        return fail_corrupt(in, "zstd", ZSTD_getErrorName(left), err);
    }
    in->raw_at = from.pos;
    in->out_len = to.pos;
    in->in_member = left != 0;
    if (drained && in->in_member && in->out_len == out_before) {
        return fail_truncated(in, "zstd", err);
    }
    return CMQ_OK;
}

static enum cmq_status decode(struct cmq_input *in, struct cmq_error *err) {
    in->out_at = in->out_len = 0;
    enum cmq_status status = CMQ_OK;
    while (status == CMQ_OK && in->out_len < OUT_BYTES) {
        status = need_raw(in, err);
        if (status == CMQ_OK) {
            status = in->coding == CODING_GZIP ? inflate_some(in, err) : unzstd_some(in, err);
        }
    }
    return status;
}

/* For a compressed input `failed` is CMQ_OK as long as there may be more. */
enum cmq_status cmq_input_peek(struct cmq_input *input, struct cmq_str *bytes,
                               struct cmq_error *err) {
    if (input->coding == CODING_UNKNOWN) {
        enum cmq_status status = find_coding(input, err);
        if (status != CMQ_OK) {
            return status;
        }
    }
    if (input->coding == CODING_PLAIN) {
        enum cmq_status status = need_raw(input, err);
        if (status != CMQ_OK) {
            return status;
        }
        size_t len = input->raw_len - input->raw_at;
        *bytes = (struct cmq_str){(const char *)input->raw + input->raw_at, len};
        return len > 0 ? CMQ_OK : CMQ_END;
    }
    if (input->out_at == input->out_len && input->failed == CMQ_OK) {
        input->failed = decode(input, &input->failure);
    }
    if (input->out_at < input->out_len) {
        *bytes = (struct cmq_str){(const char *)input->out + input->out_at,
                                  input->out_len - input->out_at};
        return CMQ_OK;
    }
    if (err != NULL && input->failed != CMQ_END) {
        *err = input->failure;
    }
    return input->failed;
}

void cmq_input_consume(struct cmq_input *input, size_t count) {
    if (input->coding == CODING_PLAIN) {
        input->raw_at += count;
    } else {
        input->out_at += count;
    }
}
