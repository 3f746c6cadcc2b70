/* SPDX-License-Identifier: Apache-2.0 */
/* Parser and entity recogniser: their layers, and their actions in the order of the scores. */
#include "nlp/import.h"

#include "nlp/msgpack.h"

#include <stdlib.h>

struct ranked_label {
    json_int_t frequency;
    struct cmq_str label;
    uint8_t move;
};

static int order_ranked(const void *a, const void *b) {
    const struct ranked_label *left = a, *right = b;
    bool left_added = left->frequency < 0, right_added = right->frequency < 0;
    if (left_added != right_added) {
        return left_added ? 1 : -1;
    }
    if (!left_added && left->move != right->move) {
        return left->move < right->move ? -1 : 1;
    }
    if (left->frequency != right->frequency) {
        return left->frequency > right->frequency ? -1 : 1;
    }
    int order = cmq_str_cmp(right->label, left->label);
    return order != 0 ? order : (left->move > right->move) - (left->move < right->move);
}

static uint32_t label_index(struct cmq_import *import, struct cmq_transitions *transitions,
                            struct cmq_str label) {
    for (uint32_t i = 0; i < transitions->label_count; i++) {
        if (cmq_str_eq(transitions->label[i], label)) {
            return i;
        }
    }
    transitions->label[transitions->label_count] = cmq_arena_copy(&import->arena, label);
    return transitions->label_count++;
}

/* The classes in their order: by move, then by falling frequency and label; labels with a negative
 * frequency were added after training and come last. */
static enum cmq_status rank_actions(struct cmq_import *import, struct cmq_str component,
                                    json_t *moves, struct cmq_transitions *transitions) {
    CMQ_ARRAY(struct ranked_label) ranked = {0};
    for (uint8_t move = 0; move <= 5; move++) {
        const char digit[2] = {(char)('0' + move), '\0'};
        const char *key;
        json_t *frequency;
        json_object_foreach(json_object_get(moves, digit), key, frequency) {
            CMQ_PUSH(&import->arena, &ranked) =
                (struct ranked_label){json_integer_value(frequency), cmq_str_of(key), move};
        }
    }
    transitions->label = CMQ_NEW_ARRAY(&import->arena, struct cmq_str, ranked.count);
    transitions->action = CMQ_NEW_ARRAY(&import->arena, struct cmq_action, ranked.count);
    if (import->arena.exhausted) {
        return cmq_import_no_memory(import);
    }
    if (ranked.count == 0 || ranked.count > UINT16_MAX) {
        return CMQ_BAD(import, "%.*s/moves has no actions", CMQ_FMT(component));
    }
    qsort(ranked.item, ranked.count, sizeof *ranked.item, order_ranked);
    transitions->action_count = ranked.count;
    for (uint32_t i = 0; i < ranked.count; i++) {
        transitions->action[i].move = ranked.item[i].move;
        transitions->action[i].label =
            (uint16_t)label_index(import, transitions, ranked.item[i].label);
    }
    return CMQ_OK;
}

static enum cmq_status read_moves(struct cmq_import *import, struct cmq_str component,
                                  struct cmq_transitions *transitions) {
    struct cmq_str bytes = {NULL, 0}, text = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, "moves", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    uint32_t count = cmq_msgpack_map(&in);
    for (uint32_t i = 0; i < count && !in.broken; i++) {
        if (cmq_str_eq(cmq_msgpack_bytes(&in), CMQ_STR("moves"))) {
            text = cmq_msgpack_bytes(&in);
        } else {
            cmq_msgpack_skip(&in);
        }
    }
    json_t *moves = text.ptr == NULL ? NULL : json_loadb(text.ptr, text.len, 0, NULL);
    if (moves == NULL) {
        return CMQ_BAD(import, "%.*s/moves is damaged", CMQ_FMT(component));
    }
    status = rank_actions(import, component, moves, transitions);
    json_decref(moves);
    return status;
}

/* Settings that would make spaCy decode in another way. */
static enum cmq_status check_decoding(struct cmq_import *import, struct cmq_str component) {
    json_t *cfg;
    enum cmq_status status = cmq_import_json(import, component, "cfg", &cfg);
    if (status != CMQ_OK) {
        return status;
    }
    if (json_integer_value(json_object_get(cfg, "beam_width")) > 1) {
        status = CMQ_REFUSE(import, "%.*s: beam_width above 1", CMQ_FMT(component));
    } else if (json_is_true(json_object_get(cfg, "learn_tokens"))) {
        status = CMQ_REFUSE(import, "%.*s: learn_tokens", CMQ_FMT(component));
    } else if (json_array_size(json_object_get(cfg, "multitasks")) > 0) {
        status = CMQ_REFUSE(import, "%.*s: multitasks", CMQ_FMT(component));
    }
    json_decref(cfg);
    return status;
}

static enum cmq_status read_lower(struct cmq_import *import, struct cmq_str component,
                                  const struct cmq_thinc *thinc,
                                  struct cmq_transitions *transitions) {
    const struct cmq_thinc_node *root = &thinc->node[0];
    uint32_t shape[CMQ_THINC_DIMS] = {0};
    if (!cmq_str_eq(root->name, CMQ_STR("parser_model")) || root->lower >= thinc->node_count) {
        return CMQ_BAD(import, "%.*s: not a transition model", CMQ_FMT(component));
    }
    const struct cmq_thinc_node *lower = &thinc->node[root->lower];
    transitions->lower_weight = cmq_take_floats(import, lower, "W", 4, shape);
    transitions->feature_count = shape[0];
    transitions->hidden = shape[1];
    transitions->pieces = shape[2];
    uint64_t units = (uint64_t)shape[1] * shape[2];
    transitions->lower_bias = cmq_take_flat(import, lower, "b", units);
    transitions->lower_pad = cmq_take_flat(import, lower, "pad", units * shape[0]);
    /* Where there is no upper layer, a node of another name and without weights stands for it. */
    transitions->has_upper = root->upper < thinc->node_count &&
                             cmq_str_eq(thinc->node[root->upper].name, CMQ_STR("linear"));
    bool sound = transitions->lower_weight != NULL && transitions->lower_bias != NULL &&
                 transitions->lower_pad != NULL;
    if (transitions->has_upper) {
        sound = sound && cmq_take_linear(import, &thinc->node[root->upper], &transitions->upper) &&
                transitions->upper.in == transitions->hidden;
    }
    uint32_t projection = cmq_thinc_find(thinc, CMQ_STR("linear"), 0);
    if (projection != CMQ_NO_NODE && projection == root->upper) {
        projection = cmq_thinc_find(thinc, CMQ_STR("linear"), projection + 1);
    }
    sound = sound && projection != CMQ_NO_NODE &&
            cmq_take_linear(import, &thinc->node[projection], &transitions->projection) &&
            transitions->projection.out == shape[3];
    return sound ? CMQ_OK
                 : CMQ_BAD(import, "%.*s: layers do not fit each other", CMQ_FMT(component));
}

static enum cmq_status import_transitions(struct cmq_import *import, struct cmq_str component,
                                          struct cmq_transitions *transitions) {
    struct cmq_thinc thinc = {0};
    enum cmq_status status = cmq_import_architecture(
        import, component, "spacy.TransitionBasedParser.v2", "spacy.TransitionBasedParser.v2");
    if (status == CMQ_OK) {
        status = check_decoding(import, component);
    }
    if (status == CMQ_OK) {
        status = cmq_import_thinc(import, component, &thinc);
    }
    if (status == CMQ_OK) {
        status = cmq_import_source(import, component, &thinc, &transitions->vectors);
    }
    if (status == CMQ_OK) {
        status = read_lower(import, component, &thinc, transitions);
    }
    if (status == CMQ_OK) {
        status = read_moves(import, component, transitions);
    }
    if (status != CMQ_OK) {
        return status;
    }
    bool parser = transitions == &import->model.parser;
    uint32_t small = parser ? 8 : 3, large = parser ? 13 : 6;
    uint32_t scores = transitions->has_upper ? transitions->upper.out : transitions->hidden;
    if ((transitions->feature_count != small && transitions->feature_count != large) ||
        transitions->projection.in != import->model.vectors[transitions->vectors].width ||
        transitions->action_count != scores) {
        return CMQ_BAD(import, "%.*s: its layers do not fit its actions or vectors",
                       CMQ_FMT(component));
    }
    transitions->present = true;
    return CMQ_OK;
}

enum cmq_status cmq_import_parser(struct cmq_import *import, struct cmq_str component) {
    return import_transitions(import, component, &import->model.parser);
}

enum cmq_status cmq_import_entities(struct cmq_import *import, struct cmq_str component) {
    return import_transitions(import, component, &import->model.entities);
}
