/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of an ontology, parted by bytes 0. Of what opens, every code is found and told, and
 * what a rule makes is a code of it. */
#include "ontology/own.h"

#include <stdint.h>
#include <stdlib.h>

#define MESSAGES_MAX ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct cmq_ontology *ontology) {
    for (uint32_t i = 0; i < ontology->code.count; i++) {
        const struct cmq_own_code *code = &ontology->code.item[i];
        if (cmq_own_code_find(ontology, code->code) != code ||
            cmq_own_code_find(ontology, code->ruled) != code ||
            cmq_own_code_find(ontology, code->told) != code) {
            abort();
        }
    }
    for (size_t i = 0; i < cmq_cameo_count(); i++) {
        struct cmq_str made =
            cmq_own_code_for(ontology, cmq_str_of(cmq_cameo_at(i)->code), CMQ_STR(""));
        if (made.len > 0 && cmq_own_code_find(ontology, made) == NULL) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct cmq_str rest = {(const char *)data, size}, text[CMQ__OWN_TABLE_COUNT];
    struct cmq_buf messages;
    struct cmq_ontology *ontology;
    for (unsigned i = 0; i < CMQ__OWN_TABLE_COUNT; i++) {
        text[i] = cmq_str_cut(&rest, '\0');
    }
    cmq_buf_init(&messages, MESSAGES_MAX);
    enum cmq_status status = cmq__ontology_read(CMQ_STR("x"), text, &messages, &ontology, NULL);
    if (status == CMQ_OK) {
        check(ontology);
    } else if (status == CMQ_BAD_INPUT && messages.len == 0) {
        abort();
    }
    cmq_ontology_free(ontology);
    cmq_buf_release(&messages);
    return 0;
}
