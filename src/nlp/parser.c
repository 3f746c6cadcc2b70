/* SPDX-License-Identifier: Apache-2.0 */
/* A greedy arc-eager parser with three departures from the textbook.
 *
 * - Unshift: reducing a word that has no head puts it back at the front of the buffer, once; it
 *   may then not be shifted again until a left arc is drawn to it.
 * - Left arcs replace the head that a word already has.
 * - Break marks the second word of the buffer as a sentence start, over which no arc is drawn.
 *
 * Every run ends. A word leaves for good by a left arc or a pop; between the left arcs, of which
 * there are at most as many as words, each word is put back at most once; there are at most as
 * many breaks as words.
 *
 * Children are attached from near to far, so the last child on a side is the outermost one. A
 * replaced arc is always the last one of its old head: what was attached to that head later would
 * have had to cross the word, which is still on the stack. So one number a side, the last child,
 * and one a word, the child before it, are all that the features and the replacement need. */
#include "nlp/engine.h"

#include <string.h>

enum move { SHIFT, REDUCE, LEFT_ARC, RIGHT_ARC, BREAK, MOVE_COUNT };

struct state {
    int32_t count, next;     /* of the text; first token not yet read */
    int32_t *stack, *buffer; /* buffer: what was put back, the front last */
    int32_t depth, put_back;
    int32_t *head;                   /* CMQ_EMPTY: none */
    int32_t *last_left, *last_right; /* child */
    int32_t *before;                 /* child attached before this one on its side */
    uint16_t *label;
    bool *unshiftable, *starts;
    const int8_t *hint; /* cmq_parse.sentence_hint */
};

static int32_t *new_tokens(struct cmq_arena *arena, uint32_t count) {
    int32_t *tokens = CMQ_NEW_ARRAY(arena, int32_t, count);
    if (tokens != NULL) {
        memset(tokens, 0xFF, count * sizeof *tokens); /* all CMQ_EMPTY */
    }
    return tokens;
}

static bool state_init(struct state *state, uint32_t count, const int8_t *hint,
                       struct cmq_arena *arena) {
    *state = (struct state){.count = (int32_t)count,
                            .stack = new_tokens(arena, count),
                            .buffer = new_tokens(arena, count),
                            .head = new_tokens(arena, count),
                            .last_left = new_tokens(arena, count),
                            .last_right = new_tokens(arena, count),
                            .before = new_tokens(arena, count),
                            .label = CMQ_NEW_ARRAY(arena, uint16_t, count),
                            .unshiftable = CMQ_NEW_ARRAY(arena, bool, count),
                            .starts = CMQ_NEW_ARRAY(arena, bool, count)};
    if (arena->exhausted) {
        return false;
    }
    state->starts[0] = true;
    state->hint = hint;
    for (uint32_t i = 0; hint != NULL && i < count; i++) {
        state->starts[i] |= hint[i] > 0;
    }
    return true;
}

static bool is_no_start(const struct state *state, int32_t token) {
    return state->hint != NULL && token >= 0 && state->hint[token] < 0;
}

static int32_t stack_at(const struct state *state, int32_t i) {
    return i < state->depth ? state->stack[state->depth - 1 - i] : CMQ_EMPTY;
}

static int32_t buffer_at(const struct state *state, int32_t i) {
    if (i < state->put_back) {
        return state->buffer[state->put_back - 1 - i];
    }
    int32_t token = state->next + i - state->put_back;
    return token < state->count ? token : CMQ_EMPTY;
}

static int32_t buffer_len(const struct state *state) {
    return state->count - state->next + state->put_back;
}

/* The last child of a token, and the one attached before a child. */
static int32_t last_of(const int32_t *last, int32_t token) {
    return token >= 0 ? last[token] : CMQ_EMPTY;
}

static void push(struct state *state) {
    int32_t token = buffer_at(state, 0);
    if (state->put_back > 0) {
        state->put_back--;
    } else {
        state->next++;
    }
    state->stack[state->depth++] = token;
}

static void attach(struct state *state, int32_t child, int32_t head, uint16_t label) {
    int32_t old = state->head[child];
    if (old >= 0) {
        *(old > child ? &state->last_left[old] : &state->last_right[old]) = state->before[child];
    }
    int32_t *last = head > child ? &state->last_left[head] : &state->last_right[head];
    state->before[child] = *last;
    *last = child;
    state->head[child] = head;
    state->label[child] = label;
}

static void find_valid(const struct state *state, bool valid[static MOVE_COUNT]) {
    int32_t len = buffer_len(state), first = buffer_at(state, 0), second = buffer_at(state, 1);
    bool starts = first >= 0 && state->starts[first];
    bool arc = state->depth > 0 && len >= 1 && !starts;
    valid[SHIFT] = state->depth == 0 || (len >= 2 && !starts && !state->unshiftable[first]);
    valid[REDUCE] =
        state->depth > 0 && !(len > 0 && state->depth == 1 && is_no_start(state, first));
    valid[LEFT_ARC] = valid[RIGHT_ARC] = arc;
    valid[BREAK] =
        len >= 2 && second == first + 1 && !state->starts[second] && !is_no_start(state, second);
}

static void apply(struct state *state, const struct cmq_action *action) {
    int32_t top = stack_at(state, 0), first = buffer_at(state, 0);
    switch ((enum move)action->move) {
    case SHIFT:
        push(state);
        break;
    case REDUCE:
        state->depth--;
        if (state->head[top] < 0 && state->depth > 0) {
            state->unshiftable[top] = true;
            state->buffer[state->put_back++] = top;
        }
        break;
    case LEFT_ARC:
        attach(state, top, first, action->label);
        state->unshiftable[first] = false;
        state->depth--;
        break;
    case RIGHT_ARC:
        attach(state, first, top, action->label);
        push(state);
        break;
    case BREAK:
        state->starts[buffer_at(state, 1)] = true;
        break;
    case MOVE_COUNT:
        break;
    }
}

static void find_features(const struct state *state, uint32_t count,
                          int32_t token[static CMQ_MAX_STATE_TOKENS]) {
    int32_t b0 = buffer_at(state, 0), s0 = stack_at(state, 0), s1 = stack_at(state, 1);
    int32_t left0 = last_of(state->last_left, s0), right0 = last_of(state->last_right, s0);
    token[0] = b0;
    token[1] = buffer_at(state, 1);
    token[2] = s0;
    token[3] = s1;
    token[4] = stack_at(state, 2);
    if (count == 8) {
        token[5] = last_of(state->last_left, b0);
        token[6] = left0;
        token[7] = right0;
        return;
    }
    /* The larger template. The reference writes the second left child of the top of the stack to
     * position 6 and overwrites it at once. */
    int32_t left1 = last_of(state->last_left, s1), right1 = last_of(state->last_right, s1);
    token[5] = left0;
    token[6] = right0;
    token[7] = last_of(state->last_left, b0);
    token[8] = last_of(state->before, right0);
    token[9] = left1;
    token[10] = last_of(state->before, left1);
    token[11] = right1;
    token[12] = last_of(state->before, right1);
}

/* The valid action with the highest score, the first of equals; NULL if none is valid. */
static const struct cmq_action *choose(const struct cmq_transitions *transitions,
                                       const float *scores, const bool valid[static MOVE_COUNT]) {
    const struct cmq_prepared_transitions *prepared = transitions->prepared;
    const struct cmq_action *best = NULL;
    float top = 0.0f;
    for (uint32_t r = 0; r < prepared->run_count; r++) {
        const struct cmq_action_run *run = &prepared->run[r];
        if (!valid[run->move]) {
            continue;
        }
        uint32_t a = run->first;
        if (run->end - run->first > 1) {
            a += prepared->kernels->best(scores + run->first, run->end - run->first);
        }
        if (best == NULL || scores[a] > top) {
            best = &transitions->action[a];
            top = scores[a];
        }
    }
    return best;
}

/* Runs from the first state to the last. Where no action is valid, the rest stays without heads. */
static bool run(const struct cmq_transitions *transitions, const float *vectors,
                struct cmq_arena *arena, struct state *state) {
    struct cmq_scorer scorer;
    if (!cmq_scorer_init(&scorer, transitions, vectors, (uint32_t)state->count, arena)) {
        return false;
    }
    while (state->depth > 0 || buffer_len(state) > 0) {
        int32_t token[CMQ_MAX_STATE_TOKENS];
        bool valid[MOVE_COUNT];
        find_features(state, transitions->feature_count, token);
        const float *scores = cmq_scorer_run(&scorer, token);
        if (scores == NULL) {
            return false;
        }
        find_valid(state, valid);
        const struct cmq_action *action = choose(transitions, scores, valid);
        if (action == NULL) {
            break;
        }
        apply(state, action);
    }
    return true;
}

bool cmq_parse_trees(const struct cmq_model *model, float *const *vectors, struct cmq_arena *arena,
                     struct cmq_parse *parse) {
    const struct cmq_transitions *parser = &model->parser;
    struct state state;
    if (parse->token_count == 0) {
        return true;
    }
    if (!parser->present) {
        return cmq_cut_at_hints(parse, arena);
    }
    if (!state_init(&state, parse->token_count, parse->sentence_hint, arena) ||
        !run(parser, vectors[parser->vectors], arena, &state)) {
        return false;
    }
    for (uint32_t i = 0; i < parse->token_count; i++) {
        struct cmq_token *token = &parse->token[i];
        bool root = state.head[i] < 0;
        token->head = root ? i : (uint32_t)state.head[i];
        token->label = root ? CMQ_STR("ROOT") : parser->label[state.label[i]];
    }
    if (!cmq_deprojectivize(parse, arena)) {
        return false;
    }
    for (uint32_t i = 0; i < parse->token_count; i++) {
        parse->token[i].dep = (uint8_t)cmq_dep_from_label(parse->token[i].label);
    }
    return true;
}
