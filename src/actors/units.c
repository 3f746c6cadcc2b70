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
 * actor already named in the report, a body of the outlet's country; otherwise the order of the
 * dictionaries. */
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
    bool former = false;
    const struct cmq_term *term = name->kind != CMQ_NAME_ROLE
                                      ? cmq_actor_term(f->lexicon, name->target, f->date, &former)
                                      : NULL;
    if (is_person(f, name)) {
        score += seen_as_person ? 4 : 0;
        score += term ? (former ? 1 : 2) : 0;
    } else {
        bool at_home = term && f->outlet.len > 0 &&
                       cmq_str_starts(cmq_lexicon_str(f->lexicon, term->code), f->outlet);
        score += (seen_as_person ? 0 : 4) + at_home;
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

/* Whether token `t` goes on with the person's name that the token before it is part of. */
static bool goes_on(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    return t > 0 && t < f->parse->token_count && token->entity == CMQ_ENTITY_PER &&
           !token->entity_begins && token[-1].entity == CMQ_ENTITY_PER;
}

/* Whether a word may be a part of the entry's own name: one of them has its first letter. */
static bool shares_initial(const struct finder *f, uint32_t entry, uint32_t t) {
    struct cmq_str rest = cmq_lexicon_str(f->lexicon, f->lexicon->actor[entry].name);
    while (rest.ptr) {
        struct cmq_str part = cmq_str_cut(&rest, ' ');
        if (part.len > 0 && (part.ptr[0] | 32) == (f->parse->token[t].form.ptr[0] | 32)) {
            return true;
        }
    }
    return false;
}

#define BORNE_LOOK_BACK 64u /* names that are remembered as borne by others */

/* Whether somebody else of this name was named in full before: after "Mike Herrington", a bare
 * "Herrington" is nobody of the dictionaries. */
static bool is_borne(const struct finder *f, struct cmq_str form) {
    for (uint32_t i = f->borne.count, left = BORNE_LOOK_BACK; i-- > 0 && left-- > 0;) {
        if (cmq_str_eq(f->borne.item[i], form)) {
            return true;
        }
    }
    return false;
}

/* One word inside the name of somebody else, "Doug Ford", "Jordan Peterson", "Hunter Biden": no
 * body, city or state, and a person only by a given name that may be theirs. */
static bool is_part_of_other_name(const struct finder *f, const struct cmq_phrase *phrase,
                                  const struct cmq_name *name) {
    uint32_t t = phrase->first;
    if (phrase->end - t > 1 || name->kind == CMQ_NAME_ROLE) {
        return false;
    }
    if (is_person(f, name) && !goes_on(f, t)) {
        return is_borne(f, f->parse->token[t].form);
    }
    if (f->parse->token[t].entity != CMQ_ENTITY_PER) {
        return false;
    }
    if (!is_person(f, name)) {
        return goes_on(f, t) || goes_on(f, t + 1);
    }
    struct cmq_str before = t > 0 ? f->parse->token[t - 1].form : (struct cmq_str){NULL, 0};
    bool whole_word = before.len > 1 && before.ptr[before.len - 1] != '.';
    return whole_word && f->unit_at[t - 1] == CMQ_NONE &&
           f->parse->token[t - 1].upos == CMQ_PROPN && !shares_initial(f, name->target, t - 1);
}

/* "joined forces", "holding firm": the object of a phrase that is one verb. */
static bool is_in_idiom(const struct finder *f, const struct cmq_phrase *phrase) {
    static const char *const idioms[][2] = {
        {"join", "forces"}, {"hold", "firm"}, {"stand", "firm"}, {"keep", "company"}};
    const struct cmq_token *token = &f->parse->token[phrase->first];
    for (size_t i = 0; phrase->first > 0 && i < sizeof idioms / sizeof *idioms; i++) {
        if (cmq_form_is(token, idioms[i][1]) &&
            cmq_str_eq(token[-1].lemma, cmq_str_of(idioms[i][0]))) {
            return phrase->end == phrase->first + 1;
        }
    }
    return false;
}

static bool tags_fit(const struct finder *f, const struct cmq_phrase *phrase,
                     const struct cmq_name *name) {
    const struct cmq_token *last = &f->parse->token[phrase->end - 1];
    if (is_part_of_other_name(f, phrase, name) ||
        (name->kind == CMQ_NAME_ROLE && is_in_idiom(f, phrase))) {
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

/* Of two who were in office the news means the one who was so last: "Bush" in 2014. */
static bool is_later_in_office(const struct finder *f, const struct cmq_name *name,
                               const struct cmq_name *than) {
    if (!is_person(f, name) || !is_person(f, than)) {
        return false;
    }
    bool former = false;
    const struct cmq_term *a = cmq_actor_term(f->lexicon, name->target, f->date, &former);
    const struct cmq_term *b = cmq_actor_term(f->lexicon, than->target, f->date, &former);
    return a && b && former && a->to > b->to;
}

static const struct cmq_name *best_name(const struct finder *f, const struct cmq_phrase *phrase) {
    const struct cmq_name *best = NULL;
    int best_score = -1;
    bool surname = phrase->end == phrase->first + 1;
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        const struct cmq_name *name = &phrase->name[i];
        int score = tags_fit(f, phrase, name) ? fitness(f, phrase, name) : -1;
        if (score > best_score ||
            (surname && score == best_score && score >= 0 && is_later_in_office(f, name, best))) {
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

/* ---- words round a unit that change what it does ------------------------------------------- */

static bool form_in(const struct finder *f, uint32_t t, const char *const *words, size_t count) {
    return t < f->parse->token_count && cmq_form_in(&f->parse->token[t], words, count);
}

static bool is_hyphen(const struct finder *f, uint32_t t) {
    return t < f->parse->token_count && cmq_form_is(&f->parse->token[t], "-");
}

/* "pro-Russian", "anti-American": a stance towards it. */
static bool is_stance(const struct finder *f, const struct unit *unit) {
    static const char *const stances[] = {"pro", "anti", "non", "un"};
    return unit->first >= 2 && is_hyphen(f, unit->first - 1) &&
           form_in(f, unit->first - 2, stances, sizeof stances / sizeof *stances);
}

/* "Iranian-backed", "Chinese-made", "Kenyan-born": a participle that tells where from, by whom or
 * with whose help; but who leads, runs or owns something has it. */
static bool is_circumstance(const struct finder *f, const struct unit *unit) {
    static const char *const owning[] = {
        "based",     "led",     "run",      "controlled", "owned",        "ruled",    "headed",
        "commanded", "flagged", "governed", "registered", "administered", "operated", "dominated"};
    static const char *const strong[] = {"made",  "built",    "born",     "held", "bred",   "bound",
                                         "style", "speaking", "friendly", "era",  "bought", "sold"};
    uint32_t t = unit->end + 1;
    if (!is_hyphen(f, unit->end) || t >= f->parse->token_count ||
        form_in(f, t, owning, sizeof owning / sizeof *owning)) {
        return false;
    }
    return cmq_str_ends(f->parse->token[t].form, CMQ_STR("ed")) ||
           form_in(f, t, strong, sizeof strong / sizeof *strong);
}

/* "president-elect", "minister-designate": one office with what stands before it. */
static uint32_t end_of_office(const struct finder *f, const struct unit *unit) {
    static const char *const coming[] = {"elect", "designate", "nominate"};
    bool title = unit->kind == UNIT_ROLE && (f->lexicon->role[unit->target].flags & CMQ_ROLE_TITLE);
    return title && is_hyphen(f, unit->end) &&
                   form_in(f, unit->end + 1, coming, sizeof coming / sizeof *coming)
               ? unit->end + 2
               : unit->end;
}

static void read_neighbours(struct finder *f, uint32_t index) {
    struct unit *unit = &f->unit.item[index];
    if (unit->kind != UNIT_ROLE) {
        unit->aside = is_stance(f, unit) || is_circumstance(f, unit);
    }
    for (uint32_t end = end_of_office(f, unit); unit->end < end; unit->end++) {
        f->unit_at[unit->end] = index;
    }
}

/* "the West" in "the West Bank": an article that begins a name gives way to a name that reaches
 * farther without it. */
static bool gives_way(const struct finder *f, const struct cmq_phrase *phrase) {
    struct cmq_phrase behind;
    return cmq_form_is(&f->parse->token[phrase->first], "the") &&
           cmq_lexicon_phrase(f->lexicon, f->parse, phrase->first + 1, &behind) &&
           behind.end > phrase->end;
}

/* The phrase at `t` named nobody: was it a person's name inside that of another? */
static void remember_bearer(struct finder *f, const struct cmq_phrase *phrase, uint32_t t) {
    for (uint32_t i = 0; phrase->first == t && i < phrase->name_count; i++) {
        if (is_person(f, &phrase->name[i]) && goes_on(f, t) &&
            is_part_of_other_name(f, phrase, &phrase->name[i])) {
            CMQ_PUSH(f->arena, &f->borne) = f->parse->token[t].form;
            return;
        }
    }
}

void cmq_actors_cut_units(struct finder *f) {
    uint32_t t = 0;
    while (t < f->parse->token_count) {
        struct cmq_phrase phrase = {.first = CMQ_NONE};
        const struct cmq_name *name = NULL;
        if (cmq_lexicon_phrase(f->lexicon, f->parse, t, &phrase) && !gives_way(f, &phrase)) {
            name = best_name(f, &phrase);
        }
        if (!name) {
            remember_bearer(f, &phrase, t);
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
    for (uint32_t u = 0; u < f->unit.count && !f->arena->exhausted; u++) {
        read_neighbours(f, u);
    }
}
