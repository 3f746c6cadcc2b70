/* SPDX-License-Identifier: Apache-2.0 */
/* A model file from anywhere: it is refused or it parses, but never reads outside its bytes. */
#include "nlp/nlp.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    void *copy = aligned_alloc(64, (size + 64) / 64 * 64);
    if (copy == NULL) {
        return 0;
    }
    memcpy(copy, data, size);
    struct cmq_model *model;
    struct cmq_error err;
    if (cmq_model_open_memory(copy, size, &model, &err) == CMQ_OK) {
        struct cmq_arena arena;
        struct cmq_buf out;
        struct cmq_parse parse;
        cmq_arena_init(&arena, 64u << 20);
        cmq_buf_init(&out, 1u << 20);
        cmq_model_describe(model, &out);
        if (cmq_parse_with(model, NULL, CMQ_ANY_TEXT,
                           CMQ_STR("\"Mr. X can't go,\" he said.\n\nIt rained."), &arena, &parse,
                           &err) == CMQ_OK) {
            cmq_parse_write_conllu(&parse, CMQ_STR("fuzz"), &out);
        }
        cmq_buf_release(&out);
        cmq_arena_release(&arena);
        cmq_model_free(model);
    }
    free(copy);
    return 0;
}
