/* SPDX-License-Identifier: Apache-2.0 */
/* Pronouns. The referents of the last sentences that agree with a pronoun in number, gender and
 * animacy, and that syntax allows, are scored by a sum of weights, one for each thing that is true
 * of the pair; the best one is meant if it beats the weight of meaning none of them. The weights
 * were fitted to texts in which the antecedents are marked (docs/reference.md). */

#include "actors/finder.h"
#include "actors/reference.h"

#define SENTENCES_BACK 4u
#define REFERENTS_BACK 160u /* looked at for one pronoun */
#define CLAUSES_UP     24u  /* heads above a pronoun that are looked at */

struct pronoun {
    uint32_t token;
    enum pronoun_type type;
    enum gender gender;
    bool reflexive, possessive;
    uint8_t position; /* 0 subject, 1 possessor, 2 anything else */
    uint32_t subject; /* token: of the clause that it stands in, also an understood one */
    uint32_t above[CLAUSES_UP];
    uint32_t above_count;
};

static enum position position_of(const struct cmq_parse *parse, uint32_t token) {
    for (unsigned depth = 0; depth < 4; depth++) {
        switch (parse->token[token].dep) {
        case CMQ_DEP_NSUBJ:
        case CMQ_DEP_NSUBJ_PASS:
        case CMQ_DEP_NSUBJ_OUTER:
        case CMQ_DEP_CSUBJ:
            return AT_SUBJECT;
        case CMQ_DEP_OBJ:
        case CMQ_DEP_IOBJ:
            return AT_OBJECT;
        case CMQ_DEP_OBL:
        case CMQ_DEP_OBL_AGENT:
        case CMQ_DEP_OBL_UNMARKED:
            return AT_OBLIQUE;
        case CMQ_DEP_NMOD_POSS:
            return AT_POSSESSOR;
        case CMQ_DEP_NMOD:
        case CMQ_DEP_NMOD_DESC:
        case CMQ_DEP_NMOD_UNMARKED:
        case CMQ_DEP_COMPOUND:
        case CMQ_DEP_AMOD:
            return AT_INSIDE;
        case CMQ_DEP_CONJ:
        case CMQ_DEP_APPOS:
        case CMQ_DEP_FLAT:
            token = parse->token[token].head;
            break;
        default:
            return AT_OTHER;
        }
    }
    return AT_OTHER;
}

static bool heads_clause(const struct cmq_parse *parse, uint32_t token) {
    const struct cmq_token *t = &parse->token[token];
    switch (t->dep) {
    case CMQ_DEP_ROOT:
    case CMQ_DEP_CCOMP:
    case CMQ_DEP_XCOMP:
    case CMQ_DEP_ADVCL:
    case CMQ_DEP_ADVCL_RELCL:
    case CMQ_DEP_ACL:
    case CMQ_DEP_ACL_RELCL:
    case CMQ_DEP_CSUBJ:
    case CMQ_DEP_PARATAXIS:
        return true;
    case CMQ_DEP_CONJ:
        return t->upos == CMQ_VERB || t->upos == CMQ_AUX;
    default:
        return false;
    }
}

struct features {
    int8_t value[FEATURES];
};

/* ---- the pronoun -------------------------------------------------------------------------- */

static uint32_t own_subject(const struct cmq_parse *parse, const struct pronoun *p) {
    for (uint32_t i = 0; i < p->above_count; i++) {
        if (heads_clause(parse, p->above[i])) {
            bool passive;
            return cmq_subject(parse, p->above[i], &passive);
        }
    }
    return CMQ_NO_TOKEN;
}

static bool read_pronoun(const struct cmq_parse *parse, uint32_t token, struct pronoun *p) {
    static const struct {
        const char *form;
        enum pronoun_type type;
        enum gender gender;
        bool reflexive;
    } known[] = {
        {"he", PRONOUN_PERSON, GENDER_MALE, false},
        {"him", PRONOUN_PERSON, GENDER_MALE, false},
        {"his", PRONOUN_PERSON, GENDER_MALE, false},
        {"himself", PRONOUN_PERSON, GENDER_MALE, true},
        {"she", PRONOUN_PERSON, GENDER_FEMALE, false},
        {"her", PRONOUN_PERSON, GENDER_FEMALE, false},
        {"hers", PRONOUN_PERSON, GENDER_FEMALE, false},
        {"herself", PRONOUN_PERSON, GENDER_FEMALE, true},
        {"it", PRONOUN_THING, GENDER_UNKNOWN, false},
        {"its", PRONOUN_THING, GENDER_UNKNOWN, false},
        {"itself", PRONOUN_THING, GENDER_UNKNOWN, true},
        {"they", PRONOUN_MANY, GENDER_UNKNOWN, false},
        {"them", PRONOUN_MANY, GENDER_UNKNOWN, false},
        {"their", PRONOUN_MANY, GENDER_UNKNOWN, false},
        {"theirs", PRONOUN_MANY, GENDER_UNKNOWN, false},
        {"themselves", PRONOUN_MANY, GENDER_UNKNOWN, true},
        {"both", PRONOUN_MANY, GENDER_UNKNOWN, false},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cmq_form_is(&parse->token[token], known[i].form)) {
            *p = (struct pronoun){.token = token,
                                  .type = known[i].type,
                                  .gender = known[i].gender,
                                  .reflexive = known[i].reflexive,
                                  .possessive = parse->token[token].dep == CMQ_DEP_NMOD_POSS};
            enum position at = position_of(parse, token);
            p->position = at == AT_SUBJECT ? 0 : at == AT_POSSESSOR ? 1 : 2;
            for (uint32_t t = token; p->above_count < CLAUSES_UP && parse->token[t].head != t;) {
                t = parse->token[t].head;
                p->above[p->above_count++] = t;
            }
            p->subject = own_subject(parse, p);
            return true;
        }
    }
    return false;
}

/* "it rained", "it is clear that": stands for nothing. */
static bool is_empty(const struct cmq_parse *parse, uint32_t token) {
    return parse->token[token].dep == CMQ_DEP_EXPL;
}

static bool is_above(const struct pronoun *p, uint32_t token) {
    for (uint32_t i = 0; i < p->above_count; i++) {
        if (p->above[i] == token) {
            return true;
        }
    }
    return false;
}

/* Where the main clause begins behind what opens a sentence with a preposition or a conjunction and
 * holds the pronoun: the name behind the first comma. CMQ_NO_TOKEN if there is none. */
static uint32_t behind_fronted(const struct cmq_parse *parse, const struct pronoun *p) {
    const struct cmq_sentence *s = &parse->sentence[parse->token[p->token].sentence];
    uint8_t opening = parse->token[s->first].upos;
    bool fronted = opening == CMQ_ADP || opening == CMQ_SCONJ || opening == CMQ_VERB;
    for (uint32_t t = p->token + 1; fronted && t + 1 < s->end && t < p->token + 16; t++) {
        if (cmq_form_is(&parse->token[t], ",")) {
            return parse->token[t + 1].upos == CMQ_PROPN ? t + 1 : CMQ_NO_TOKEN;
        }
    }
    return CMQ_NO_TOKEN;
}

/* ---- what syntax forbids ------------------------------------------------------------------ */

/* Two arguments of one verb are two things, unless the pronoun is reflexive. */
static bool shares_verb(const struct cmq_parse *parse, const struct pronoun *p, uint32_t head) {
    uint32_t verb = parse->token[p->token].head;
    return !p->possessive && parse->token[head].head == verb && verb != head &&
           parse->token[head].dep != CMQ_DEP_VOCATIVE;
}

/* "his friend John" is not his own friend: the referent is what the pronoun possesses, or stands
 * beside it in apposition. */
static bool is_possessed(const struct finder *f, const struct pronoun *p, uint32_t head) {
    const struct cmq_parse *parse = f->parse;
    uint32_t noun = parse->token[p->token].head;
    if (!p->possessive) {
        return parse->token[p->token].head == head && parse->token[p->token].dep != CMQ_DEP_NSUBJ;
    }
    bool one_phrase = f->chunk_at[noun] != CMQ_NONE && f->chunk_at[noun] == f->chunk_at[head];
    return noun == head || one_phrase ||
           (parse->token[noun].dep == CMQ_DEP_APPOS && parse->token[noun].head == head) ||
           (parse->token[head].dep == CMQ_DEP_APPOS && parse->token[head].head == noun);
}

/* What stands behind a pronoun can be meant only if it is the subject of a clause above it, or the
 * name with which the main clause begins. */
static bool is_main_subject(const struct finder *f, const struct pronoun *p, uint32_t head) {
    const struct cmq_token *token = &f->parse->token[head];
    bool subject = token->dep == CMQ_DEP_NSUBJ || token->dep == CMQ_DEP_NSUBJ_PASS;
    uint32_t c = f->chunk_at[head], opening = behind_fronted(f->parse, p);
    return (subject && is_above(p, token->head)) ||
           (c != CMQ_NONE && f->chunk.item[c].first == opening);
}

static bool allowed(const struct finder *f, const struct pronoun *p, uint32_t head) {
    const struct cmq_parse *parse = f->parse;
    if (head == p->token || parse->token[head].sentence != parse->token[p->token].sentence) {
        return head != p->token && !p->reflexive;
    }
    bool conjuncts =
        (parse->token[p->token].dep == CMQ_DEP_CONJ && parse->token[p->token].head == head) ||
        (parse->token[head].dep == CMQ_DEP_CONJ && parse->token[head].head == p->token);
    bool ahead = head > p->token;
    return !conjuncts && (!ahead || is_main_subject(f, p, head)) && !is_possessed(f, p, head) &&
           (p->reflexive || !shares_verb(parse, p, head));
}

/* Whether what is known of a person's gender speaks against the pronoun: a noun or title does; an
 * earlier pronoun does unless the name speaks for this one; a name alone may deceive. */
static bool has_other_gender(const struct finder *f, const struct pronoun *p,
                             const struct referent *referent) {
    enum gender noun = cmq_actors_gender(f, referent, CLUE_NOUN);
    enum gender before = cmq_actors_gender(f, referent, CLUE_PRONOUN);
    bool named = cmq_actors_gender(f, referent, CLUE_NAME) == p->gender ||
                 cmq_actors_gender(f, referent, CLUE_WORD) == p->gender;
    return (noun != GENDER_UNKNOWN && noun != p->gender) ||
           (before != GENDER_UNKNOWN && before != p->gender && !named);
}

static bool agrees(const struct finder *f, const struct pronoun *p,
                   const struct referent *referent) {
    enum animacy animacy = cmq_actors_animacy(f, referent);
    switch (p->type) {
    case PRONOUN_PERSON:
        return !referent->plural && animacy != ANIMACY_THING && !has_other_gender(f, p, referent);
    case PRONOUN_THING:
        return !referent->plural && animacy != ANIMACY_PERSON;
    default: {
        if (referent->plural) {
            return true;
        }
        bool several = cmq_form_is(&f->parse->token[p->token], "both");
        bool collective = referent->actor_count == 1 && animacy != ANIMACY_PERSON;
        return collective && !several;
    }
    }
}

/* ---- features ----------------------------------------------------------------------------- */

static int8_t at_most(uint32_t number, uint32_t most) {
    return (int8_t)(number < most ? number : most);
}

static bool says(const struct finder *f, uint32_t subject) {
    const struct cmq_token *token = &f->parse->token[subject];
    if (token->dep != CMQ_DEP_NSUBJ) {
        return false;
    }
    const struct cmq_heads *heads =
        cmq_lexicon_heads(f->lexicon, f->parse->token[token->head].lemma, CMQ_VERB);
    return heads && heads->speech.count > 0;
}

static void add_place(const struct finder *f, const struct pronoun *p, uint32_t head,
                      struct features *x) {
    const struct cmq_parse *parse = f->parse;
    const struct cmq_token *self = &parse->token[p->token], *other = &parse->token[head];
    uint32_t pair = (uint32_t)p->position * POSITIONS + position_of(parse, head);
    uint32_t back = self->sentence - other->sentence;
    if (back > 0) {
        x->value[BEFORE + pair] = 1;
        x->value[back == 1 ? BACK_1 : back == 2 ? BACK_2 : BACK_MORE] = 1;
        x->value[LAST_SUBJECT] = back == 1 && other->dep == CMQ_DEP_NSUBJ &&
                                 parse->token[other->head].dep == CMQ_DEP_ROOT;
        return;
    }
    x->value[HERE + pair] = 1;
    x->value[AHEAD] = head > p->token;
    x->value[DISTANCE] = at_most(head < p->token ? (p->token - head) / 10 : 0, 6);
    bool subject = position_of(parse, head) == AT_SUBJECT && other->dep != CMQ_DEP_CONJ;
    bool own = head == p->subject;
    x->value[OWN_SUBJECT + p->position] = own;
    x->value[HIGHER_SUBJECT + p->position] = subject && !own && is_above(p, other->head);
}

/* "Lee and his aides" */
static bool stands_before_and(const struct finder *f, const struct pronoun *p, uint32_t head) {
    return p->possessive && p->token >= 2 && f->chunk_at[head] != CMQ_NONE &&
           cmq_form_is(&f->parse->token[p->token - 1], "and") &&
           f->chunk_at[p->token - 2] == f->chunk_at[head];
}

static bool is_indefinite(const struct finder *f, uint32_t head) {
    uint32_t c = f->chunk_at[head];
    const struct cmq_token *first = &f->parse->token[c != CMQ_NONE ? f->chunk.item[c].first : head];
    return cmq_form_is(first, "a") || cmq_form_is(first, "an");
}

static bool is_bracketed(const struct cmq_parse *parse, uint32_t head) {
    for (uint32_t t = head, left = 12; t-- > 0 && left-- > 0;) {
        if (cmq_form_is(&parse->token[t], ")")) {
            return false;
        }
        if (cmq_form_is(&parse->token[t], "(")) {
            return true;
        }
    }
    return false;
}

static bool has_several_names(const struct finder *f, uint32_t head) {
    uint32_t c = f->chunk_at[head], names = 0;
    for (uint32_t t = c != CMQ_NONE ? f->chunk.item[c].first : head;
         c != CMQ_NONE && t < f->chunk.item[c].end; t++) {
        names += f->parse->token[t].upos == CMQ_PROPN;
    }
    return names > 1;
}

static void add_kind(const struct finder *f, const struct pronoun *p,
                     const struct referent *referent, struct features *x) {
    const struct cmq_token *self = &f->parse->token[p->token];
    const struct cmq_token *head = &f->parse->token[referent->head];
    x->value[AND_ITS] = stands_before_and(f, p, referent->head);
    x->value[CONJUNCT] = head->dep == CMQ_DEP_CONJ;
    x->value[APPOSED] = head->dep == CMQ_DEP_APPOS;
    x->value[PRONOUN_TOO] = head->upos == CMQ_PRON;
    x->value[SAME_FORM] = head->upos == CMQ_PRON && cmq_same_letters(head->form, self->form);
    x->value[NO_ACTOR] = referent->actor_count == 0;
    x->value[UNSURE + head->entity] = cmq_actors_animacy(f, referent) == ANIMACY_UNSURE;
    for (enum clue clue = 0; p->type == PRONOUN_PERSON && clue < CLUES; clue++) {
        enum gender gender = cmq_actors_gender(f, referent, clue);
        x->value[GENDER + clue] = gender == GENDER_UNKNOWN ? 0 : gender == p->gender ? 1 : -1;
    }
    x->value[FULL_NAME] = head->upos == CMQ_PROPN && has_several_names(f, referent->head);
    const struct referent *before = referent - (referent > f->referent.item);
    x->value[OPENS] =
        before == referent || f->parse->token[before->head].sentence != head->sentence;
    x->value[INDEFINITE] = is_indefinite(f, referent->head);
    x->value[BRACKETED] = is_bracketed(f->parse, referent->head);
    uint32_t quote = f->quote_at[p->token];
    x->value[OUTSIDE] = quote != CMQ_NONE && f->quote_at[referent->head] != quote;
    x->value[AGAIN] = at_most(referent->times - 1, 4);
    x->value[BOTH_SAY] = says(f, p->token) && says(f, referent->head);
    x->value[PLURAL] = referent->plural;
    x->value[SEVERAL] = referent->actor_count > 1;
    if (referent->actor_count == 1) {
        const struct cmq_actor *actor = &f->actors->list.item[referent->actor[0]];
        bool body = actor->kind == CMQ_ACTOR_BODY || actor->kind == CMQ_ACTOR_GROUP;
        x->value[BODY_SAYS] = body && says(f, p->token);
        x->value[CODED] = actor->code.len > 0;
    }
}

static int score_of(const struct pronoun *p, const struct features *x) {
    int score = 0;
    for (uint32_t i = 0; i < FEATURES; i++) {
        score += cmq_reference_weight[p->type][i] * x->value[i];
    }
    return score;
}

/* ---- the choice --------------------------------------------------------------------------- */

static uint32_t best_referent(const struct finder *f, const struct pronoun *p) {
    uint32_t sentence = f->parse->token[p->token].sentence, best = CMQ_NONE, nearer = 0;
    int best_score = cmq_reference_none[p->type];
    uint32_t seen[8];
    for (uint32_t r = f->referent.count, left = REFERENTS_BACK; r-- > 0 && left-- > 0;) {
        const struct referent *referent = &f->referent.item[r];
        uint32_t there = f->parse->token[referent->head].sentence;
        if (there + SENTENCES_BACK < sentence) {
            break;
        }
        if (!agrees(f, p, referent) || !allowed(f, p, referent->head)) {
            continue;
        }
        struct features x = {0};
        add_place(f, p, referent->head, &x);
        add_kind(f, p, referent, &x);
        bool known = false;
        for (uint32_t i = 0; i < nearer; i++) {
            known |= seen[i] == referent->thing;
        }
        x.value[NEARER] = (int8_t)nearer;
        bool other_gender = x.value[GENDER + CLUE_NAME] + x.value[GENDER + CLUE_PRONOUN] < 0;
        if (!known && nearer < 6 && referent->head < p->token && !other_gender) {
            seen[nearer++] = referent->thing;
        }
        int score = score_of(p, &x);
        if (score > best_score) {
            best = r;
            best_score = score;
        }
    }
    return best;
}

static void choose(struct finder *f, const struct pronoun *p) {
    uint32_t best = best_referent(f, p);
    if (best == CMQ_NONE) {
        return;
    }
    if (p->type == PRONOUN_PERSON) {
        cmq_actors_note_person(f, best);
    }
    const struct referent *referent = &f->referent.item[best];
    if (referent->actor_count > 0) {
        struct cmq_mention *mention = cmq_actors_add_mention(f, p->token, p->token + 1, p->token,
                                                             CMQ_MENTION_PRONOUN, CMQ_NONE);
        for (uint32_t i = 0; i < referent->actor_count; i++) {
            cmq_actors_add_member(f, mention, referent->actor[i]);
        }
    }
    cmq_actors_note_pronoun(f, p->token, best, p->gender);
}

/* "In his speech, Obama said": what stands before the main clause may stand for its subject. */
static bool may_look_ahead(const struct cmq_parse *parse, const struct pronoun *p) {
    for (uint32_t i = 0; i + 1 < p->above_count; i++) {
        const struct cmq_token *part = &parse->token[p->above[i]];
        bool fronted = part->dep == CMQ_DEP_ADVCL || part->dep == CMQ_DEP_OBL;
        if (!fronted || part->head < p->above[i]) {
            continue;
        }
        for (uint32_t t = p->above[i] + 1; t < part->head; t++) {
            if (parse->token[t].head == part->head && (parse->token[t].dep == CMQ_DEP_NSUBJ ||
                                                       parse->token[t].dep == CMQ_DEP_NSUBJ_PASS)) {
                return parse->token[t].upos != CMQ_PRON;
            }
        }
    }
    return behind_fronted(parse, p) != CMQ_NO_TOKEN;
}

void cmq_actors_resolve_pronoun(struct finder *f, uint32_t token) {
    struct pronoun p;
    if (!read_pronoun(f->parse, token, &p) || is_empty(f->parse, token)) {
        return;
    }
    if (may_look_ahead(f->parse, &p)) {
        CMQ_PUSH(f->arena, &f->waiting) = token;
    } else {
        choose(f, &p);
    }
}

void cmq_actors_resolve_waiting(struct finder *f) {
    for (uint32_t i = 0; i < f->waiting.count && !f->arena->exhausted; i++) {
        struct pronoun p;
        if (read_pronoun(f->parse, f->waiting.item[i], &p)) {
            choose(f, &p);
        }
    }
    f->waiting.count = 0;
}
