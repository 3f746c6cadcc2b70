/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts sentences into units: the longest phrases that the lexicon knows, left to right, each with
 * the one meaning that fits best here. */

#include "actors/finder.h"

static bool is_person(const struct finder *f, const struct cmq_name *name) {
    return name->kind == CMQ_NAME_PROPER &&
           f->lexicon->actor[name->target].kind == CMQ_ACTOR_PERSON;
}

static enum unit_kind kind_of(const struct finder *f, const struct cmq_name *name) {
    switch (name->kind) {
    case CMQ_NAME_DEMONYM:
        return UNIT_DEMONYM;
    case CMQ_NAME_PLACE:
        return UNIT_PLACE;
    case CMQ_NAME_SEAT:
        return UNIT_SEAT;
    case CMQ_NAME_ROLE:
        return UNIT_ROLE;
    default:
        break;
    }
    const struct cmq_actor_entry *actor = &f->lexicon->actor[name->target];
    if (actor->kind == CMQ_ACTOR_STATE) {
        return UNIT_STATE;
    }
    if (actor->kind == CMQ_ACTOR_PERSON) {
        return UNIT_PERSON;
    }
    /* A city or province is written as a body with a bare country code. */
    if (actor->kind == CMQ_ACTOR_BODY && actor->term_count > 0 &&
        f->lexicon->term[actor->first_term].code.len == 3 &&
        !cmq_str_eq(cmq_lexicon_str(f->lexicon, f->lexicon->term[actor->first_term].code),
                    CMQ_STR("IGO"))) {
        return UNIT_PLACE;
    }
    return UNIT_BODY;
}

/* How well a meaning fits: a person where the engine sees a person, an office held on the day, an
 * actor already named in the report; otherwise the order of the dictionaries. */
static int fitness(const struct finder *f, const struct cmq_phrase *phrase,
                   const struct cmq_name *name) {
    bool seen_as_person = false;
    for (uint32_t t = phrase->first; t < phrase->end; t++) {
        seen_as_person |= f->parse->token[t].entity == CMQ_ENTITY_PER;
    }
    int score = 0;
    if (name->kind != CMQ_NAME_ROLE && f->actor_of[name->target] != CMQ_NONE) {
        score += 8;
    }
    if (is_person(f, name)) {
        bool former = false;
        const struct cmq_term *term = cmq_actor_term(f->lexicon, name->target, f->date, &former);
        score += seen_as_person ? 4 : 0;
        score += term ? (former ? 1 : 2) : 0;
    } else if (!seen_as_person) {
        score += 4;
    }
    return score;
}

static bool is_all_capitals(const struct cmq_token *token) {
    for (size_t i = 0; i < token->form.len; i++) {
        char c = token->form.ptr[i];
        if ((c < 'A' || c > 'Z') && c != '.') {
            return false;
        }
    }
    return token->form.len > 1;
}

/* What the tree makes a subject or object is a noun, whatever its word class. */
static bool is_argument(const struct cmq_token *token) {
    return token->dep == CMQ_DEP_NSUBJ || token->dep == CMQ_DEP_NSUBJ_PASS ||
           token->dep == CMQ_DEP_OBJ || token->dep == CMQ_DEP_IOBJ;
}

/* One word of a person's longer name is no body, city or state: "Doug Ford", "Jordan Peterson". */
static bool is_part_of_person(const struct finder *f, const struct cmq_phrase *phrase) {
    const struct cmq_token *token = &f->parse->token[phrase->first];
    if (phrase->end - phrase->first > 1 || token->entity != CMQ_ENTITY_PER) {
        return false;
    }
    bool goes_on = phrase->end < f->parse->token_count && token[1].entity == CMQ_ENTITY_PER &&
                   !token[1].entity_begins;
    return !token->entity_begins || goes_on;
}

static bool tags_fit(const struct finder *f, const struct cmq_phrase *phrase,
                     const struct cmq_name *name) {
    const struct cmq_token *last = &f->parse->token[phrase->end - 1];
    bool of_place_or_body =
        name->kind == CMQ_NAME_PLACE || (name->kind == CMQ_NAME_PROPER && !is_person(f, name));
    if (of_place_or_body && is_part_of_person(f, phrase)) {
        return false;
    }
    if (name->kind != CMQ_NAME_ROLE &&
        (is_all_capitals(last) || is_argument(last) || cmq_str_starts(last->tag, CMQ_STR("NNP")))) {
        return true; /* "WHO warned", whatever word class the model gives */
    }
    switch (last->upos) {
    case CMQ_VERB:
    case CMQ_AUX:
    case CMQ_ADV:
    case CMQ_PRON:
    case CMQ_DET:
    case CMQ_SCONJ:
    case CMQ_ADP:
        return name->kind != CMQ_NAME_ROLE && phrase->end - phrase->first > 1;
    default:
        return true;
    }
}

static const struct cmq_name *best_name(const struct finder *f, const struct cmq_phrase *phrase) {
    const struct cmq_name *best = NULL;
    int best_score = -1;
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        const struct cmq_name *name = &phrase->name[i];
        int score = tags_fit(f, phrase, name) ? fitness(f, phrase, name) : -1;
        if (score > best_score) {
            best = name;
            best_score = score;
        }
    }
    return best;
}

/* "Supreme Court" is the name of a body and a role noun; the body may turn out to be another's. */
static uint32_t shared_role(const struct finder *f, const struct cmq_phrase *phrase,
                            enum unit_kind kind) {
    for (uint32_t i = 0; kind == UNIT_BODY && i < phrase->name_count; i++) {
        const struct cmq_name *name = &phrase->name[i];
        if (name->kind == CMQ_NAME_ROLE &&
            (f->lexicon->role[name->target].flags &
             (CMQ_ROLE_BODY | CMQ_ROLE_PEOPLE | CMQ_ROLE_MODIFIER))) {
            return name->target;
        }
    }
    return CMQ_NONE;
}

void cmq_actors_cut_units(struct finder *f) {
    uint32_t t = 0;
    while (t < f->parse->token_count) {
        struct cmq_phrase phrase;
        const struct cmq_name *name = NULL;
        if (cmq_lexicon_phrase(f->lexicon, f->parse, t, &phrase)) {
            name = best_name(f, &phrase);
        }
        if (!name) {
            t++;
            continue;
        }
        for (uint32_t i = phrase.first; i < phrase.end; i++) {
            f->unit_at[i] = f->unit.count;
        }
        enum unit_kind kind = kind_of(f, name);
        CMQ_PUSH(f->arena, &f->unit) = (struct unit){.first = phrase.first,
                                                     .end = phrase.end,
                                                     .kind = (uint8_t)kind,
                                                     .target = name->target,
                                                     .shared = shared_role(f, &phrase, kind),
                                                     .owner = CMQ_NONE};
        t = phrase.end;
    }
}
