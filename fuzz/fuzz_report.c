/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as an input file of the report reader, with and without the demand for dates. */

#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(const char *path, struct cmq_reader_options options) {
    const char *const paths[] = {path};
    struct cmq_reader *reader = cmq_reader_open(paths, 1, options, NULL);
    if (!reader) {
        return;
    }
    struct cmq_report report;
    struct cmq_error err;
    enum cmq_status status;
    while ((status = cmq_reader_next(reader, &report, &err)) != CMQ_END) {
        if (status != CMQ_OK) {
            continue;
        }
        bool dated = report.date != CMQ_NO_DAY || options.undated;
        if (!dated || report.text.len > CMQ_MAX_TEXT ||
            cmq_utf8_invalid(report.text) != report.text.len ||
            cmq_utf8_invalid(report.id) != report.id.len) {
            abort();
        }
    }
    cmq_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    int file = memfd_create("report", MFD_CLOEXEC);
    char path[32];
    if (file < 0 || write(file, data, size) != (ssize_t)size) {
        abort();
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    read_all(path, (struct cmq_reader_options){.undated = false});
    read_all(path, (struct cmq_reader_options){.undated = true});
    close(file);
    return 0;
}
