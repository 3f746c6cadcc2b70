/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte names the folder, the rest is a file of it. What compiles must open. */
#include "lexicon/source.h"

#include <stdint.h>
#include <stdlib.h>

#define IMAGE_MAX ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const files[] = {"en/actors/x.txt", "en/roles/x.txt", "en/frames/x.txt",
                                        "en/speech/x.txt"};
    if (size == 0) {
        return 0;
    }
    struct cmq_buf image, messages;
    cmq_buf_init(&image, IMAGE_MAX);
    cmq_buf_init(&messages, IMAGE_MAX);
    struct cmq_str text = {(const char *)data + 1, size - 1};
    struct cmq_lexicon lexicon;
    enum cmq_status status =
        cmq__compile_text(cmq_str_of(files[data[0] % 4]), text, &image, &messages, NULL);
    if (status == CMQ_OK &&
        cmq_lexicon_open_memory(image.ptr, image.len, &lexicon, NULL) != CMQ_OK) {
        abort();
    }
    if (status == CMQ_BAD_INPUT && messages.len == 0) {
        abort();
    }
    cmq_buf_release(&messages);
    cmq_buf_release(&image);
    return 0;
}
