/* SPDX-License-Identifier: Apache-2.0 */
/* Names, found from left to right with one action a token: it Begins a name, is In one, is the
 * Last of one, is a name of one Unit, or is Outside. A name keeps its label, does not cross a
 * sentence start, and does not begin with white space, though it may hold some. */
#include "nlp/engine.h"

enum move { BEGIN = 1, IN, LAST, UNIT, OUTSIDE };

/* Where a label of the model has no name in enum cmq_entity, and for `open` where no name is. */
#define NO_LABEL (-1)

struct state {
    uint32_t token;
    int32_t start; /* of the open name, or CMQ_EMPTY */
    int32_t label; /* of the open name */
};

static bool is_sentence_start(const struct cmq_parse *parse, uint32_t token) {
    return token < parse->token_count &&
           parse->sentence[parse->token[token].sentence].first == token;
}

static bool is_valid(const struct state *state, const struct cmq_parse *parse,
                     const struct cmq_transitions *transitions, const struct cmq_action *action) {
    bool open = state->start >= 0, same = open && state->label == action->label;
    bool last = state->token == parse->token_count - 1;
    bool may_go_on = !last && !is_sentence_start(parse, state->token + 1);
    bool named = transitions->label[action->label].len > 0;
    bool space = parse->token[state->token].is_space;
    switch ((enum move)action->move) {
    case BEGIN:
        return !open && named && may_go_on && !space;
    case IN:
        return same && may_go_on;
    case LAST:
        return same;
    case UNIT:
        return !open && named && !space;
    case OUTSIDE:
        return !open;
    }
    return false;
}

static void find_features(const struct state *state, uint32_t count,
                          int32_t token[static CMQ_MAX_STATE_TOKENS]) {
    int32_t at = (int32_t)state->token;
    for (uint32_t f = 0; f < count; f++) {
        token[f] = CMQ_EMPTY;
    }
    token[0] = at;
    if (state->start < 0) {
        return;
    }
    if (count == 3) {
        token[1] = state->start;
        token[2] = at - 1;
        return;
    }
    for (uint32_t f = 1; f < count && state->start + (int32_t)f - 1 < at; f++) {
        token[f] = state->start + (int32_t)f - 1;
    }
}

static const struct cmq_action *choose(const struct state *state, const struct cmq_parse *parse,
                                       const struct cmq_transitions *transitions,
                                       const float *scores) {
    const struct cmq_action *best = NULL;
    float top = 0.0f;
    for (uint32_t a = 0; a < transitions->action_count; a++) {
        const struct cmq_action *action = &transitions->action[a];
        if ((best == NULL || scores[a] > top) && is_valid(state, parse, transitions, action)) {
            best = action;
            top = scores[a];
        }
    }
    return best;
}

static void apply(struct state *state, struct cmq_parse *parse,
                  const struct cmq_transitions *transitions, const struct cmq_action *action) {
    if (action->move == BEGIN || action->move == UNIT) {
        state->start = (int32_t)state->token;
        state->label = action->label;
    }
    if (action->move == LAST || action->move == UNIT) {
        struct cmq_str kind = transitions->label[action->label];
        for (uint32_t i = (uint32_t)state->start; i <= state->token; i++) {
            parse->token[i].kind = kind;
            parse->token[i].entity = (uint8_t)cmq_entity_from_label(kind);
        }
        parse->token[state->start].entity_begins = true;
        state->start = CMQ_EMPTY;
        state->label = NO_LABEL;
    }
    state->token++;
}

bool cmq_find_entities(const struct cmq_model *model, float *const *vectors,
                       struct cmq_arena *arena, struct cmq_parse *parse) {
    const struct cmq_transitions *transitions = &model->entities;
    struct cmq_scorer scorer;
    if (!transitions->present) {
        return true;
    }
    if (!cmq_scorer_init(&scorer, transitions, vectors[transitions->vectors], parse->token_count,
                         arena)) {
        return false;
    }
    struct state state = {0, CMQ_EMPTY, NO_LABEL};
    while (state.token < parse->token_count) {
        int32_t token[CMQ_MAX_STATE_TOKENS];
        find_features(&state, transitions->feature_count, token);
        const float *scores = cmq_scorer_run(&scorer, token);
        if (scores == NULL) {
            return false;
        }
        const struct cmq_action *action = choose(&state, parse, transitions, scores);
        if (action == NULL) {
            break;
        }
        apply(&state, parse, transitions, action);
    }
    return true;
}
