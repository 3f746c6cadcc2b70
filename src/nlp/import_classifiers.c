/* SPDX-License-Identifier: Apache-2.0 */
/* Components that give every token a class: their labels in the order of the classes, and the
 * output layer. */
#include "nlp/import.h"

#define SENTER_CLASSES 2

enum cmq_status cmq_import_architecture(struct cmq_import *import, struct cmq_str component,
                                        const char *first, const char *second) {
    struct cmq_str architecture =
        cmq_spacy_config_string(&import->config, cmq_import_section(import, component, ".model"),
                                CMQ_STR("@architectures"));
    if (cmq_str_eq(architecture, cmq_str_of(first)) ||
        cmq_str_eq(architecture, cmq_str_of(second))) {
        return CMQ_OK;
    }
    return CMQ_REFUSE(import, "%.*s: architecture %.*s", CMQ_FMT(component), CMQ_FMT(architecture));
}

enum cmq_status cmq_import_classifier(struct cmq_import *import, struct cmq_str component,
                                      size_t classes, struct cmq_classifier *classifier) {
    struct cmq_thinc thinc = {0};
    enum cmq_status status =
        cmq_import_architecture(import, component, "spacy.Tagger.v2", "spacy.Tagger.v1");
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    if (status == CMQ_OK) {
        status = cmq_import_source(import, component, &thinc, &classifier->vectors);
    }
    if (status != CMQ_OK) {
        return status;
    }
    uint32_t softmax = cmq_thinc_find(&thinc, CMQ_STR("softmax"), 0);
    if (softmax == CMQ_NO_NODE ||
        !cmq_take_linear(import, &thinc.node[softmax], &classifier->output) ||
        classifier->output.out != classes ||
        classifier->output.in != import->model.vectors[classifier->vectors].width) {
        return CMQ_BAD(import, "%.*s: its output layer does not fit its labels or vectors",
                       CMQ_FMT(component));
    }
    classifier->present = true;
    return CMQ_OK;
}

enum cmq_status cmq_import_tagger(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_classifier *tagger = &import->model.tagger;
    const json_t *labels = json_object_get(cfg, "labels");
    size_t count = json_array_size(labels);
    tagger->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, count);
    for (size_t i = 0; i < count && tagger->label != NULL; i++) {
        tagger->label[i] = cmq_arena_copy(&import->arena, cmq_json_text(json_array_get(labels, i)));
    }
    json_decref(cfg);
    return cmq_import_classifier(import, component, count, tagger);
}

/* spaCy's part-of-speech numbers, from 84 on; CONJ is UD v1's name for CCONJ, and EOL has none. */
static uint8_t upos_of(json_int_t code) {
    static const uint8_t UPOS[] = {CMQ_ADJ,   CMQ_ADP,  CMQ_ADV,   CMQ_AUX,       CMQ_CCONJ,
                                   CMQ_CCONJ, CMQ_DET,  CMQ_INTJ,  CMQ_NOUN,      CMQ_NUM,
                                   CMQ_PART,  CMQ_PRON, CMQ_PROPN, CMQ_PUNCT,     CMQ_SCONJ,
                                   CMQ_SYM,   CMQ_VERB, CMQ_X,     CMQ_UPOS_NONE, CMQ_SPACE};
    return code >= 84 && code <= 103 ? UPOS[code - 84] : CMQ_UPOS_NONE;
}

enum cmq_status cmq_import_morphologizer(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_classifier *morphologizer = &import->model.morphologizer;
    json_t *labels = json_object_get(cfg, "labels_morph");
    const json_t *codes = json_object_get(cfg, "labels_pos");
    size_t count = json_object_size(labels), at = 0;
    morphologizer->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, count);
    morphologizer->upos = CMQ_NEW_ARRAY(&import->arena, uint8_t, count);
    if (morphologizer->label != NULL && morphologizer->upos != NULL) {
        /* The order of the keys is the order of the classes; jansson keeps it. */
        const char *key;
        json_t *feats;
        json_object_foreach(labels, key, feats) {
            morphologizer->label[at] = cmq_arena_copy(&import->arena, cmq_json_text(feats));
            morphologizer->upos[at++] = upos_of(json_integer_value(json_object_get(codes, key)));
        }
    }
    json_decref(cfg);
    return cmq_import_classifier(import, component, count, morphologizer);
}

enum cmq_status cmq_import_senter(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str *label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, SENTER_CLASSES);
    struct cmq_str section = cmq_import_section(import, component, "");
    struct cmq_str overwrite = cmq_spacy_config_get(&import->config, section, CMQ_STR("overwrite"));
    if (cmq_str_eq(overwrite, CMQ_STR("true"))) {
        return CMQ_REFUSE(import, "%.*s: overwrite", CMQ_FMT(component));
    }
    if (label == NULL) {
        return cmq_import_no_memory(import);
    }
    label[0] = CMQ_STR("I");
    label[1] = CMQ_STR("S");
    import->model.senter.label = label;
    return cmq_import_classifier(import, component, SENTER_CLASSES, &import->model.senter);
}
