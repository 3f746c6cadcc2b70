/* SPDX-License-Identifier: Apache-2.0 */
/* Sets: "the two leaders", "both countries", "each side". The members are the two actors of the
 * type that the report speaks of most, near mentions before far ones. */

#include "actors/finder.h"

#define SET_LOOK_BACK 512u /* mentions that say which two are "the two" */

static bool is_state(const struct cmq_actor *actor) {
    return actor->kind == CMQ_ACTOR_STATE;
}

bool cmq_actors_is_leader(struct cmq_str office) {
    static const char *const leaders[] = {"president", "prime minister", "chancellor",
                                          "premier",   "king",           "queen",
                                          "emir",      "leader",         "monarch",
                                          "sultan",    "head of state",  "head of government"};
    if (cmq_actors_contains_words(office, CMQ_STR("vice")) ||
        cmq_actors_contains_words(office, CMQ_STR("deputy"))) {
        return false;
    }
    for (size_t i = 0; i < sizeof leaders / sizeof *leaders; i++) {
        if (cmq_actors_contains_words(office, cmq_str_of(leaders[i]))) {
            return true;
        }
    }
    return false;
}

enum set_type { SET_STATES, SET_LEADERS, SET_OFFICIALS };

static bool fits_set(const struct cmq_actor *actor, enum set_type type) {
    switch (type) {
    case SET_STATES:
        return actor->country.len > 0;
    case SET_LEADERS:
        return actor->kind == CMQ_ACTOR_PERSON && cmq_actors_is_leader(actor->title);
    default:
        return actor->kind == CMQ_ACTOR_PERSON && actor->title.len > 0 &&
               !cmq_actors_is_leader(actor->title);
    }
}

/* How much a mention speaks for its actor being one of "the two": less with each sentence between,
 * and little inside another noun phrase ("Taiwan's status", "the Taiwan question"). */
static double set_weight(const struct finder *f, const struct cmq_mention *mention,
                         uint32_t token) {
    const struct cmq_token *head = &f->parse->token[mention->head];
    double weight = 1.0 / (1.0 + f->parse->token[token].sentence - head->sentence);
    bool inside = head->dep == CMQ_DEP_NMOD_POSS || head->dep == CMQ_DEP_COMPOUND ||
                  head->dep == CMQ_DEP_AMOD || head->dep == CMQ_DEP_NMOD;
    return inside ? weight * 0.4 : weight;
}

/* The actor that stands for a member in a set of this type: officials stand for their states. */
static uint32_t set_member(struct finder *f, enum set_type type, uint32_t index) {
    const struct cmq_actor *actor = &f->actors->list.item[index];
    if (!fits_set(actor, type)) {
        return CMQ_NONE;
    }
    return type == SET_STATES && !is_state(actor) ? cmq_actors_of_country(f, actor->country)
                                                  : index;
}

/* The two actors of a type that the report speaks of most before `token`; false if fewer. */
static bool leading_pair(struct finder *f, enum set_type type, uint32_t token, uint32_t pair[2]) {
    CMQ_ARRAY(double) weight = {0};
    uint32_t mentions = f->actors->mention.count;
    for (uint32_t m = mentions > SET_LOOK_BACK ? mentions - SET_LOOK_BACK : 0; m < mentions; m++) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        for (uint32_t i = 0; mention->head < token && i < mention->actors.count; i++) {
            uint32_t member = set_member(f, type, mention->actors.item[i]);
            while (member != CMQ_NONE && weight.count <= member && !f->arena->exhausted) {
                CMQ_PUSH(f->arena, &weight) = 0.0;
            }
            if (member != CMQ_NONE && member < weight.count) {
                weight.item[member] += set_weight(f, mention, token);
            }
        }
    }
    pair[0] = pair[1] = CMQ_NONE;
    for (uint32_t a = 0; a < weight.count; a++) {
        if (weight.item[a] > 0 && (pair[0] == CMQ_NONE || weight.item[a] > weight.item[pair[0]])) {
            pair[1] = pair[0];
            pair[0] = a;
        } else if (weight.item[a] > 0 &&
                   (pair[1] == CMQ_NONE || weight.item[a] > weight.item[pair[1]])) {
            pair[1] = a;
        }
    }
    return pair[1] != CMQ_NONE;
}

static bool counts_two(const struct finder *f, const struct chunk *chunk) {
    for (uint32_t t = chunk->first; t < chunk->end; t++) {
        if (cmq_form_is(&f->parse->token[t], "two") || cmq_form_is(&f->parse->token[t], "both") ||
            cmq_form_is(&f->parse->token[t], "each") ||
            cmq_form_is(&f->parse->token[t], "either")) {
            return true;
        }
    }
    return false;
}

/* "the Baltic nations", "the three leaders": a capital or a number before the noun says that they
 * are not the two that the report speaks of. */
static bool is_other_set(const struct finder *f, const struct chunk *chunk) {
    for (uint32_t t = chunk->first + 1; t + 1 < chunk->end; t++) {
        const struct cmq_token *token = &f->parse->token[t];
        char c = token->form.ptr[0];
        if ((c >= 'A' && c <= 'Z') || (token->upos == CMQ_NUM && !cmq_form_is(token, "two"))) {
            return true;
        }
    }
    return false;
}

static bool is_plural(const struct cmq_parse *parse, uint32_t token) {
    struct cmq_str tag = parse->token[token].tag;
    return cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"));
}

bool cmq_actors_resolve_set(struct finder *f, const struct chunk *chunk,
                            const struct cmq_role *role) {
    bool two = counts_two(f, chunk);
    bool the = cmq_form_is(&f->parse->token[chunk->first], "the");
    if (!role || cmq_actors_owner(f, chunk, chunk->end) != CMQ_NONE || is_other_set(f, chunk)) {
        return false;
    }
    enum set_type type;
    if (role->flags & CMQ_ROLE_STATE) {
        type = SET_STATES;
    } else if (role->flags & CMQ_ROLE_LEADER) {
        type = SET_LEADERS;
    } else if (role->flags & CMQ_ROLE_OFFICIAL) {
        type = SET_OFFICIALS;
    } else {
        return false;
    }
    bool plural = is_plural(f->parse, chunk->end - 1);
    uint32_t pair[2];
    if (!(two || (the && plural)) || !leading_pair(f, type, chunk->first, pair)) {
        return false;
    }
    struct cmq_mention *mention = cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head,
                                                         CMQ_MENTION_GROUP, CMQ_NONE);
    cmq_actors_add_member(f, mention, pair[0]);
    cmq_actors_add_member(f, mention, pair[1]);
    return true;
}
