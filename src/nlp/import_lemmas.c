/* SPDX-License-Identifier: Apache-2.0 */
/* The rule lemmatizer's tables: endings, known lemmas and exceptions, by part of speech. */
#include "nlp/import.h"

#include "nlp/chars.h"
#include "nlp/engine.h"
#include "nlp/msgpack.h"

#include <stdlib.h>
#include <string.h>

#define MAX_UPOS_NAME 8

/* The part of speech whose lower-cased name has this id; CMQ_UPOS_NONE for any other. */
static enum cmq_upos upos_of(uint64_t id) {
    for (enum cmq_upos upos = CMQ_ADJ; upos <= CMQ_SPACE; upos++) {
        char name[CMQ_LOWER_SIZE(MAX_UPOS_NAME)];
        size_t len = cmq_lower(cmq_str_of(cmq_upos_name(upos)), name);
        if (cmq_string_id((struct cmq_str){name, len}) == id) {
            return upos;
        }
    }
    return CMQ_UPOS_NONE;
}

static void read_endings(struct cmq_msgpack *in, struct cmq_arena *arena,
                         struct cmq_lemma_table *table) {
    uint32_t count = cmq_msgpack_array(in);
    table->ending = CMQ_NEW_ARRAY(arena, struct cmq_ending, count);
    for (uint32_t i = 0; i < count && table->ending != NULL && !in->broken; i++) {
        in->broken = cmq_msgpack_array(in) != 2 || in->broken;
        table->ending[i].old = cmq_msgpack_bytes(in);
        table->ending[i].new = cmq_msgpack_bytes(in);
    }
    table->ending_count = count;
}

static void read_known(struct cmq_msgpack *in, struct cmq_arena *arena,
                       struct cmq_lemma_table *table) {
    uint32_t count = cmq_msgpack_array(in);
    uint64_t *known = CMQ_NEW_ARRAY(arena, uint64_t, count);
    for (uint32_t i = 0; i < count && known != NULL && !in->broken; i++) {
        known[i] = cmq_string_id(cmq_msgpack_bytes(in));
    }
    if (known != NULL) {
        qsort(known, count, sizeof *known, cmq_order_ids);
        table->known = known;
        table->known_count = count;
    }
}

struct exception {
    uint64_t form; /* first, for cmq_order_ids */
    struct cmq_lemma_list lemmas;
};

static void read_lemmas(struct cmq_msgpack *in, struct cmq_arena *arena,
                        struct cmq_lemma_list *lemmas) {
    lemmas->count = cmq_msgpack_array(in);
    in->broken = in->broken || lemmas->count > CMQ_MAX_LEMMAS;
    lemmas->lemma = CMQ_NEW_ARRAY(arena, struct cmq_str, lemmas->count);
    for (uint32_t i = 0; i < lemmas->count && lemmas->lemma != NULL && !in->broken; i++) {
        lemmas->lemma[i] = cmq_msgpack_bytes(in);
    }
}

static void read_exceptions(struct cmq_msgpack *in, struct cmq_arena *arena,
                            struct cmq_lemma_table *table) {
    uint32_t count = cmq_msgpack_map(in);
    struct exception *item = CMQ_NEW_ARRAY(arena, struct exception, count);
    uint64_t *form = CMQ_NEW_ARRAY(arena, uint64_t, count);
    table->lemmas = CMQ_NEW_ARRAY(arena, struct cmq_lemma_list, count);
    if (item == NULL || form == NULL || table->lemmas == NULL) {
        return;
    }
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        item[i].form = cmq_string_id(cmq_msgpack_bytes(in));
        read_lemmas(in, arena, &item[i].lemmas);
    }
    qsort(item, count, sizeof *item, cmq_order_ids);
    for (uint32_t i = 0; i < count; i++) {
        form[i] = item[i].form;
        table->lemmas[i] = item[i].lemmas;
    }
    table->exception = form;
    table->exception_count = count;
}

typedef void read_table(struct cmq_msgpack *in, struct cmq_arena *arena,
                        struct cmq_lemma_table *table);

/* {id of a part of speech: what `read` takes} */
static void read_by_upos(struct cmq_import *import, struct cmq_msgpack *in, read_table *read) {
    uint32_t count = cmq_msgpack_map(in);
    for (uint32_t i = 0; i < count && !in->broken; i++) {
        enum cmq_upos upos = upos_of(cmq_msgpack_uint(in));
        if (upos == CMQ_UPOS_NONE) {
            cmq_msgpack_skip(in);
        } else {
            read(in, &import->arena, &import->model.lemma_rules.table[upos]);
        }
    }
}

/* Whether the pipeline is of spaCy 3.8.8 or newer, from the least version that it asks for. */
static bool is_new(struct cmq_str version) {
    unsigned number[3] = {0}, part = 0;
    for (size_t i = 0; i < version.len && version.ptr[i] != ',' && part < 3; i++) {
        char c = version.ptr[i];
        if (c >= '0' && c <= '9' && number[part] < 1000) {
            number[part] = 10 * number[part] + (unsigned)(c - '0');
        }
        part += c == '.';
    }
    return number[0] > 3 || (number[0] == 3 && number[1] > 8) ||
           (number[0] == 3 && number[1] == 8 && number[2] >= 8);
}

enum cmq_status cmq_import_lemma_rules(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str section = cmq_import_section(import, component, ""), bytes = {NULL, 0};
    struct cmq_str mode = cmq_spacy_config_string(&import->config, section, CMQ_STR("mode"));
    struct cmq_str overwrite = cmq_spacy_config_get(&import->config, section, CMQ_STR("overwrite"));
    if (!cmq_str_eq(mode, CMQ_STR("rule"))) {
        return CMQ_REFUSE(import, "%.*s: mode %.*s", CMQ_FMT(component), CMQ_FMT(mode));
    }
    if (cmq_str_eq(overwrite, CMQ_STR("true"))) {
        return CMQ_REFUSE(import, "%.*s: overwrite", CMQ_FMT(component));
    }
    enum cmq_status status = cmq_import_file(import, component, "lookups/lookups.bin", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    uint32_t count = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        struct cmq_str name = cmq_msgpack_bytes(&in);
        if (cmq_str_eq(name, CMQ_STR("lemma_rules"))) {
            read_by_upos(import, &in, read_endings);
        } else if (cmq_str_eq(name, CMQ_STR("lemma_index"))) {
            read_by_upos(import, &in, read_known);
        } else if (cmq_str_eq(name, CMQ_STR("lemma_exc"))) {
            read_by_upos(import, &in, read_exceptions);
        } else {
            cmq_msgpack_skip(&in);
        }
    }
    if (in.broken) {
        return CMQ_BAD(import, "%.*s/lookups/lookups.bin is damaged", CMQ_FMT(component));
    }
    import->model.lemma_rules.last_first = is_new(import->spacy_version);
    import->model.lemma_rules.present = true;
    return CMQ_OK;
}
