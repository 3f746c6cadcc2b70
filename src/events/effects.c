/* SPDX-License-Identifier: Apache-2.0 */
/* Assertion and time of an act, composed from its own clause up the tree: negation and modals on
 * each verb, words that govern it (fail to, plan to, stop), conditions, and the speech act or
 * statement that it stands in. */

#include "events/matcher.h"

struct composer {
    const struct reader *r;
    struct cmq_event *event;
    uint32_t trigger;
    struct standing now;
    bool negated;  /* by negation words met so far */
    bool open;     /* under a condition: neither done nor left undone */
    bool over;     /* "no longer" */
    bool aside;    /* the climb has left a phrase that only tells what its noun is about */
    bool time_set; /* a finite verb has told the time */
};

static bool is_negation(const struct cmq_token *token) {
    static const char *const words[] = {"not", "n't", "never", "no", "neither", "nor", "n’t"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

static bool is_nobody(const struct cmq_token *token) {
    static const char *const words[] = {"nobody", "none", "neither", "nothing"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

/* "Nobody", "no country", "neither Iran nor Iraq": the word that says so, or CMQ_NO_TOKEN. */
static uint32_t denial_of(const struct reader *r, uint32_t noun) {
    if (is_nobody(token_at(r, noun))) {
        return noun;
    }
    for (uint32_t t = cmq_child_next(r->in->parse, noun, CMQ_NO_TOKEN); t < noun;
         t = cmq_child_next(r->in->parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if ((dep == CMQ_DEP_DET || dep == CMQ_DEP_CC) && is_negation(token_at(r, t))) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_negation_of(const struct reader *r, uint32_t verb) {
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool subject = dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS;
        bool adverb = dep == CMQ_DEP_ADVMOD || dep == CMQ_DEP_DET || dep == CMQ_DEP_CC ||
                      dep == CMQ_DEP_DISCOURSE;
        if (subject && denial_of(r, t) != CMQ_NO_TOKEN) {
            return denial_of(r, t);
        }
        bool only = t + 1 < r->in->parse->token_count && cmq_form_is(token_at(r, t + 1), "only");
        if (adverb && !only && is_negation(token_at(r, t))) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

static void note(struct composer *c, uint32_t token, uint32_t entry, const char *what) {
    cmq_explain_step(c->r, c->event, token, token + 1, entry, "%s", what);
}

static void set_future(struct composer *c, bool intended) {
    c->now.time = CMQ_TENSE_FUTURE;
    c->time_set = true;
    c->now.intended |= intended;
}

/* An assertion only ever moves away from actual; what is asked for or alleged stays so. */
static void weaken(struct composer *c, enum cmq_assertion to) {
    if (c->now.assertion == CMQ_ASSERTION_ACTUAL) {
        c->now.assertion = (uint8_t)to;
    }
}

/* "said it would": the past of "will". */
static bool in_past_speech(const struct reader *r, uint32_t token) {
    uint32_t index = r->in->statements->statement_at[token];
    if (index == CMQ_NO_STATEMENT) {
        return false;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[index];
    return cmq_str_eq(token_at(r, s->cue_token)->tag, CMQ_STR("VBD"));
}

static void read_auxiliary(struct composer *c, uint32_t t) {
    const struct cmq_token *aux = token_at(c->r, t);
    static const struct {
        const char *lemma;
        enum { WILL, MAY, MUST } kind;
    } modals[] = {{"will", WILL}, {"shall", WILL}, {"may", MAY},   {"might", MAY},
                  {"could", MAY}, {"can", MAY},    {"would", MAY}, {"should", MUST},
                  {"must", MUST}, {"ought", MUST}, {"'ll", WILL},  {"wo", WILL}};
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++) {
        if (!cmq_form_is(aux, modals[i].lemma)) {
            continue;
        }
        bool told_then = cmq_form_is(aux, "would") && in_past_speech(c->r, t);
        if (modals[i].kind == WILL || told_then) {
            set_future(c, true);
            note(c, t, UINT32_MAX, "it lies ahead");
        } else if (modals[i].kind == MAY) {
            weaken(c, CMQ_ASSERTION_POSSIBLE);
            set_future(c, false);
            note(c, t, UINT32_MAX, "it is possible only");
        } else {
            weaken(c, CMQ_ASSERTION_POSSIBLE);
            c->now.obliged = true;
            note(c, t, UINT32_MAX, "it is called for");
        }
        return;
    }
}

/* The finite verb of a clause, itself or its auxiliary, tells the time. */
static void read_tense(struct composer *c, uint32_t verb) {
    if (c->time_set) {
        return;
    }
    const struct cmq_token *self = token_at(c->r, verb);
    struct cmq_str tag = self->tag;
    bool finite = cmq_str_eq(tag, CMQ_STR("VBD")) || cmq_str_eq(tag, CMQ_STR("VBZ"));
    bool perfect = false;
    for (uint32_t t = cmq_child_next(c->r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(c->r->in->parse, verb, t)) {
        uint8_t dep = token_at(c->r, t)->dep;
        bool outer = dep == CMQ_DEP_COP && finite; /* "the answer is that he left" */
        if (dep == CMQ_DEP_AUX || dep == CMQ_DEP_AUX_PASS || (dep == CMQ_DEP_COP && !outer)) {
            struct cmq_str aux = token_at(c->r, t)->tag;
            perfect |= cmq_str_eq(token_at(c->r, t)->lemma, CMQ_STR("have"));
            if (cmq_str_eq(aux, CMQ_STR("VBD")) || cmq_str_eq(aux, CMQ_STR("VBZ")) ||
                cmq_str_eq(aux, CMQ_STR("VBP"))) {
                tag = aux;
            }
        }
    }
    if (cmq_str_eq(tag, CMQ_STR("VBD")) || perfect) {
        c->now.time = CMQ_TENSE_PAST;
        c->time_set = true;
    } else if (cmq_str_eq(tag, CMQ_STR("VBZ")) || cmq_str_eq(tag, CMQ_STR("VBP"))) {
        c->now.time = CMQ_TENSE_PRESENT;
        c->time_set = true;
    }
}

static void read_modals(struct composer *c, uint32_t verb) {
    for (uint32_t t = cmq_child_next(c->r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(c->r->in->parse, verb, t)) {
        if (token_at(c->r, t)->dep == CMQ_DEP_AUX) {
            read_auxiliary(c, t);
        }
    }
}

/* What the lexicon says of a word of class `upos` that governs a verb or an event noun. */
static const struct cmq_effect *effect_of(const struct reader *r, uint32_t word, enum cmq_upos upos,
                                          bool verbal) {
    const struct cmq_heads *heads =
        cmq_lexicon_phrasal_heads(r->in->lexicon, r->in->parse, word, upos);
    for (uint32_t i = 0; heads && i < heads->effects.count; i++) {
        const struct cmq_effect *effect =
            &r->in->lexicon->effect[r->in->lexicon->head_index[heads->effects.first + i]];
        bool light = effect->flags & CMQ_EFFECT_LIGHT;
        if (light != verbal) {
            return effect;
        }
    }
    return NULL;
}

static const struct cmq_effect *effect_on(const struct reader *r, uint32_t governor,
                                          uint32_t governed) {
    const struct cmq_token *word = token_at(r, governor);
    enum cmq_upos upos = word->upos == CMQ_NOUN || word->upos == CMQ_PROPN ? CMQ_NOUN
                         : word->upos == CMQ_ADJ || word->upos == CMQ_ADV  ? CMQ_ADJ
                                                                           : CMQ_VERB;
    return effect_of(r, governor, upos, token_at(r, governed)->upos != CMQ_NOUN);
}

static void apply_effect(struct composer *c, const struct cmq_effect *effect, uint32_t token) {
    static const char *const told[] = {
        [CMQ_EFFECT_ACTUAL] = "it took place",       [CMQ_EFFECT_NEGATED] = "it did not take place",
        [CMQ_EFFECT_POSSIBLE] = "it may take place", [CMQ_EFFECT_FUTURE] = "it is planned",
        [CMQ_EFFECT_STOPPED] = "it came to an end",  [CMQ_EFFECT_REQUESTED] = "it is wanted",
        [CMQ_EFFECT_ALLEGED] = "somebody says so"};
    switch (effect->kind) {
    case CMQ_EFFECT_NEGATED:
        c->negated = !c->negated;
        break;
    case CMQ_EFFECT_POSSIBLE:
        weaken(c, CMQ_ASSERTION_POSSIBLE);
        break;
    case CMQ_EFFECT_FUTURE:
        set_future(c, true);
        break;
    case CMQ_EFFECT_REQUESTED:
        weaken(c, CMQ_ASSERTION_REQUESTED);
        break;
    case CMQ_EFFECT_STOPPED:
    case CMQ_EFFECT_ALLEGED:
        weaken(c, CMQ_ASSERTION_ALLEGED);
        break;
    default:
        break;
    }
    CMQ_PUSH(c->r->arena, &c->event->entries) = effect->entry;
    note(c, token, effect->entry, told[effect->kind]);
}

/* "hardly attacked", "without attacking", "allegedly", "no longer", "if": what stands beside a verb
 * and says of its act whether it took place. */
static const struct cmq_effect *effect_beside(const struct reader *r, uint32_t verb,
                                              uint32_t token) {
    switch (token_at(r, token)->dep) {
    case CMQ_DEP_ADVMOD:
    case CMQ_DEP_MARK:
    case CMQ_DEP_CASE:
    case CMQ_DEP_CC: {
        bool two = token > 0 && token_at(r, token - 1)->head == token;
        return effect_of(r, two ? token - 1 : token, CMQ_ADV, token_at(r, verb)->upos != CMQ_NOUN);
    }
    default:
        return NULL;
    }
}

static bool has_to(const struct reader *r, uint32_t verb) {
    uint32_t mark = cmq_child(r->in->parse, verb, CMQ_DEP_MARK);
    return mark != CMQ_NO_TOKEN && cmq_form_is(token_at(r, mark), "to");
}

/* The finite "be" before a verb, not that of a passive: CMQ_NO_TOKEN if none. */
static uint32_t be_of(const struct reader *r, uint32_t verb) {
    uint32_t be = cmq_child(r->in->parse, verb, CMQ_DEP_COP);
    be = be == CMQ_NO_TOKEN ? cmq_child(r->in->parse, verb, CMQ_DEP_AUX) : be;
    bool finite = be != CMQ_NO_TOKEN && cmq_str_eq(token_at(r, be)->lemma, CMQ_STR("be")) &&
                  !cmq_str_eq(token_at(r, be)->tag, CMQ_STR("VB"));
    return finite ? be : CMQ_NO_TOKEN;
}

static void read_clause(struct composer *c, uint32_t verb) {
    uint32_t negation = cmq_negation_of(c->r, verb);
    if (negation != CMQ_NO_TOKEN) {
        c->negated = !c->negated;
        note(c, negation, UINT32_MAX, "negated");
    }
    for (uint32_t t = cmq_child_next(c->r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(c->r->in->parse, verb, t)) {
        if (token_at(c->r, t)->dep == CMQ_DEP_AUX) {
            read_auxiliary(c, t);
        }
        const struct cmq_effect *effect = effect_beside(c->r, verb, t);
        if (effect) {
            apply_effect(c, effect, t);
            c->open |= effect->kind == CMQ_EFFECT_POSSIBLE;
            c->over |= effect->kind == CMQ_EFFECT_STOPPED;
        }
    }
    if (cmq_is_subjunctive(c->r, verb)) {
        weaken(c, CMQ_ASSERTION_POSSIBLE);
        c->now.obliged = true;
        note(c, verb, UINT32_MAX, "it is asked for");
    }
    uint32_t be = be_of(c->r, verb);
    if (be != CMQ_NO_TOKEN && has_to(c->r, verb)) {
        /* "is to visit" is a plan, "was to visit" what the plan came to, as far as one knows */
        set_future(c, !cmq_str_eq(token_at(c->r, be)->tag, CMQ_STR("VBD")));
        note(c, be, UINT32_MAX, "it is arranged");
    }
    read_tense(c, verb);
}

/* Whether a trigger lies in the complement of the match at `governor`, which may hang on another of
 * its phrases: "was accused by Mali of attacking". */
static bool is_complement(const struct reader *r, uint32_t governor, uint32_t trigger) {
    const struct match *m = r->match_at[governor];
    return m && m->embedded != CMQ_NO_TOKEN && cmq_below(r->in->parse, trigger, m->embedded);
}

static bool is_verbal(const struct cmq_token *token) {
    return token->upos == CMQ_VERB || token->upos == CMQ_AUX || token->upos == CMQ_ADJ;
}

/* "the first to attack", "the only country to recognise": who is so has done it. */
static bool is_distinction(const struct reader *r, uint32_t noun) {
    static const char *const words[] = {"first", "last", "only", "latest"};
    uint32_t adjective = cmq_child(r->in->parse, noun, CMQ_DEP_AMOD);
    return cmq_form_in(token_at(r, noun), words, sizeof words / sizeof *words) ||
           (adjective != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(r, adjective), words, sizeof words / sizeof *words));
}

/* A plan, a call, an attempt "to attack": the act is not said to have taken place. */
static bool hangs_loose(const struct reader *r, uint32_t token) {
    uint8_t dep = token_at(r, token)->dep;
    if (dep == CMQ_DEP_ACL && is_distinction(r, token_at(r, token)->head)) {
        return false;
    }
    return has_to(r, token) && be_of(r, token) == CMQ_NO_TOKEN &&
           (dep == CMQ_DEP_ACL || dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_CSUBJ);
}

/* Whether a verb, or the noun that it carries, is an act itself. */
static bool is_event_verb(const struct reader *r, uint32_t verb) {
    uint32_t object = cmq_child(r->in->parse, verb, CMQ_DEP_OBJ);
    return r->match_at[verb] || (object != CMQ_NO_TOKEN && r->match_at[object]);
}

static bool goes_up(uint8_t dep, const struct cmq_token *self) {
    switch (dep) {
    case CMQ_DEP_XCOMP:
    case CMQ_DEP_CCOMP:
    case CMQ_DEP_ADVCL:
    case CMQ_DEP_ACL:
    case CMQ_DEP_CONJ:
    case CMQ_DEP_OBJ:
    case CMQ_DEP_NSUBJ:
    case CMQ_DEP_NSUBJ_PASS:
    case CMQ_DEP_OBL:
    case CMQ_DEP_OBL_AGENT:
    case CMQ_DEP_NMOD:
    case CMQ_DEP_CSUBJ:
    case CMQ_DEP_APPOS:
        return true;
    case CMQ_DEP_ACL_RELCL: /* "those who were at the meeting" */
        return false;
    default:
        return self->upos == CMQ_NOUN;
    }
}

/* "kept Iran from attacking", "came close to attacking", "ruled out attacking", "is about to
 * attack": a gerund behind one of these, or bare behind a verb, and what hangs on an adjective or
 * adverb is a complement, whatever the tree calls it. */
static bool is_complement_clause(const struct reader *r, uint32_t token) {
    static const char *const words[] = {"from", "of", "to", "in", "on", "about"};
    uint8_t above = token_at(r, token_at(r, token)->head)->upos;
    uint32_t mark = cmq_child(r->in->parse, token, CMQ_DEP_MARK);
    if (above == CMQ_ADJ || above == CMQ_ADV) {
        return true;
    }
    return cmq_str_eq(token_at(r, token)->tag, CMQ_STR("VBG")) && mark != CMQ_NO_TOKEN &&
           cmq_form_in(token_at(r, mark), words, sizeof words / sizeof *words);
}

/* "did not attack but warned": what stands before "but" says nothing of what stands behind it. */
static bool follows_but(const struct reader *r, uint32_t token) {
    uint32_t cc = cmq_child(r->in->parse, token, CMQ_DEP_CC);
    return cc != CMQ_NO_TOKEN && cmq_form_is(token_at(r, cc), "but");
}

static bool is_governed(uint8_t dep) {
    return dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_CCOMP || dep == CMQ_DEP_OBJ ||
           dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS || dep == CMQ_DEP_CONJ;
}

/* Whether the word above can say anything of whether the act took place; of what only tells time,
 * place or manner it cannot. */
static bool is_affected(const struct reader *r, uint32_t token) {
    switch (token_at(r, token)->dep) {
    case CMQ_DEP_CONJ:
    case CMQ_DEP_OBL:
    case CMQ_DEP_NMOD:
    case CMQ_DEP_APPOS:
        return false;
    case CMQ_DEP_ADVCL:
        return is_complement_clause(r, token);
    default:
        return true;
    }
}

/* "discussed preparations for a summit": what governs the noun does not govern the event in its
 * phrase, unless that is all the noun stands for ("cancelled a series of talks"). */
static bool is_aside(const struct reader *r, uint32_t token) {
    uint32_t p = cmq_preposition(r->in->parse, token);
    return token_at(r, token)->dep == CMQ_DEP_NMOD && p != CMQ_NO_TOKEN &&
           !cmq_form_is(token_at(r, p), "of");
}

/* Negation and modals of the clause above hold for what it governs, but not for a conjunct with a
 * subject of its own or behind "but". */
static bool shares_clause(const struct reader *r, uint32_t token) {
    const struct cmq_token *self = token_at(r, token);
    if (self->dep != CMQ_DEP_CONJ) {
        return is_governed(self->dep);
    }
    return !follows_but(r, token) && cmq_child(r->in->parse, token, CMQ_DEP_NSUBJ) == CMQ_NO_TOKEN;
}

/* "Chad, attacked by Libya, asked for help": a participle tells what its noun went through,
 * whatever the noun does. */
static bool is_told_of_noun(const struct reader *r, uint32_t token) {
    const struct cmq_token *self = token_at(r, token);
    const struct cmq_token *noun = token_at(r, self->head);
    return self->dep == CMQ_DEP_ACL && cmq_str_eq(self->tag, CMQ_STR("VBN")) &&
           noun->upos == CMQ_PROPN && token > self->head &&
           cmq_child(r->in->parse, token, CMQ_DEP_MARK) == CMQ_NO_TOKEN;
}

/* "The attack was not justified": what an adjective denies of an event does not undo it. */
static bool is_judged(const struct reader *r, uint32_t token) {
    const struct cmq_token *self = token_at(r, token);
    return self->upos == CMQ_NOUN && self->dep == CMQ_DEP_NSUBJ &&
           token_at(r, self->head)->upos == CMQ_ADJ;
}

/* "He has had to turn to Democrats": who had to do it did it, unless that is the past of speech
 * ("said they had to leave"). */
static bool was_compelled(const struct reader *r, uint32_t governor,
                          const struct cmq_effect *effect) {
    const struct cmq_token *self = token_at(r, governor);
    return effect->kind == CMQ_EFFECT_REQUESTED && cmq_form_is(self, "had") &&
           !in_past_speech(r, governor);
}

/* What the word above does to the act; false where the climb ends there. */
static bool take_step(struct composer *c, uint32_t token) {
    const struct reader *r = c->r;
    const struct cmq_token *self = token_at(r, token);
    uint32_t head = self->head;
    if (is_told_of_noun(r, token)) {
        return false;
    }
    c->aside |= is_aside(r, token);
    const struct cmq_effect *effect =
        !c->aside && is_affected(r, token) ? effect_on(r, head, token) : NULL;
    if (is_complement(r, head, c->trigger)) {
        effect = effect_on(r, head, token);
        if (effect && (effect->kind == CMQ_EFFECT_NEGATED || effect->kind == CMQ_EFFECT_STOPPED)) {
            apply_effect(c, effect, head);
        }
        c->now.governor = head;
        return false;
    }
    bool done = effect && effect->kind == CMQ_EFFECT_ACTUAL; /* "the decision to leave" */
    if (hangs_loose(r, token) && !done) {
        weaken(c, CMQ_ASSERTION_POSSIBLE);
        if (self->dep == CMQ_DEP_ADVCL) {
            c->now.purpose |= is_event_verb(r, head);
            read_modals(c, head); /* "should meet to mend ties": the end is called for as well */
        }
    }
    if (effect && !was_compelled(r, head, effect)) {
        apply_effect(c, effect, head);
    }
    if (!is_verbal(token_at(r, head))) {
        return true;
    }
    if (is_judged(r, token)) {
        read_modals(c, head);
        read_tense(c, head);
    } else if (shares_clause(r, token)) {
        read_clause(c, head);
    } else {
        read_tense(c, head);
    }
    return self->dep != CMQ_DEP_CCOMP && self->dep != CMQ_DEP_OBL && self->dep != CMQ_DEP_ADVCL;
}

/* "Allegations that he attacked": the noun before a clause that says of its content that somebody
 * claims it, wherever the tree hangs the clause; NULL if none. */
static const struct cmq_effect *claim_before(const struct reader *r, uint32_t verb,
                                             uint32_t *noun) {
    uint32_t that = cmq_child(r->in->parse, verb, CMQ_DEP_MARK);
    if (that == CMQ_NO_TOKEN || that == 0 || !cmq_form_is(token_at(r, that), "that") ||
        token_at(r, that - 1)->upos != CMQ_NOUN) {
        return NULL;
    }
    *noun = that - 1;
    const struct cmq_effect *effect = effect_on(r, *noun, verb);
    return effect && effect->kind == CMQ_EFFECT_ALLEGED ? effect : NULL;
}

static void climb(struct composer *c, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(c->r, token);
        uint32_t noun;
        const struct cmq_effect *claim = claim_before(c->r, token, &noun);
        if (claim && !c->negated) {
            apply_effect(c, claim, noun);
            return;
        }
        if (self->head == token || !goes_up(self->dep, self) || !take_step(c, token)) {
            return;
        }
        token = self->head;
    }
}

static void read_statement(struct composer *c, uint32_t token) {
    uint32_t index = c->r->in->statements->statement_at[token];
    for (unsigned depth = 0; index != CMQ_NO_STATEMENT && depth < 16; depth++) {
        const struct cmq_statement *s = &c->r->in->statements->list.item[index];
        if (s->cue_token == token) {
            index = s->parent;
            continue;
        }
        switch (s->speech) {
        case CMQ_SPEECH_CLAIM:
            weaken(c, CMQ_ASSERTION_ALLEGED);
            break;
        case CMQ_SPEECH_DENY:
            weaken(c, CMQ_ASSERTION_NEGATED);
            break;
        case CMQ_SPEECH_URGE:
            weaken(c, CMQ_ASSERTION_REQUESTED);
            if (c->now.assertion == CMQ_ASSERTION_REQUESTED) { /* not what is to be stopped */
                set_future(c, false);
            }
            break;
        case CMQ_SPEECH_THINK:
            weaken(c, CMQ_ASSERTION_POSSIBLE);
            break;
        default:
            break;
        }
        index = s->parent;
    }
}

/* Whether a participle modifies the event noun: one that hangs on it, or on a name in a phrase of
 * it, since no name is scheduled ("a summit between X and Y, scheduled for Monday"). */
static bool modifies_event(const struct reader *r, uint32_t modifier, uint32_t noun) {
    uint32_t head = token_at(r, modifier)->head;
    switch (token_at(r, modifier)->dep) {
    case CMQ_DEP_ACL:
        return head == noun ||
               (token_at(r, head)->upos == CMQ_PROPN && cmq_below(r->in->parse, head, noun));
    case CMQ_DEP_AMOD:
    case CMQ_DEP_ACL_RELCL:
        return head == noun;
    default:
        return false;
    }
}

uint32_t cmq_plan_of(const struct reader *r, uint32_t noun) {
    const struct cmq_sentence *s = &r->in->parse->sentence[token_at(r, noun)->sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        const struct cmq_effect *effect = modifies_event(r, t, noun) ? effect_on(r, t, noun) : NULL;
        if (effect && effect->kind == CMQ_EFFECT_FUTURE) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

static bool is_verbal_subject(const struct reader *r, uint32_t noun) {
    const struct cmq_token *self = token_at(r, noun);
    return (self->dep == CMQ_DEP_NSUBJ || self->dep == CMQ_DEP_NSUBJ_PASS) &&
           is_verbal(token_at(r, self->head));
}

/* "a possible attack", "the alleged attack" */
static void read_doubts(struct composer *c, uint32_t noun) {
    const struct cmq_parse *parse = c->r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < noun;
         t = cmq_child_next(parse, noun, t)) {
        const struct cmq_effect *effect =
            token_at(c->r, t)->dep == CMQ_DEP_AMOD ? effect_of(c->r, t, CMQ_ADJ, false) : NULL;
        if (effect && effect->kind != CMQ_EFFECT_FUTURE) {
            apply_effect(c, effect, t);
        }
    }
}

/* "may decide it at a meeting with Iran": who acts at a meeting was taken for its agent. */
static bool is_occasion(const struct reader *r, const struct match *m) {
    return token_at(r, m->trigger)->dep == CMQ_DEP_OBL && m->light == CMQ_NO_TOKEN &&
           m->source_count > 0 && m->source_basis[0] == CMQ_PARTICIPANT_DISCOURSE;
}

struct standing cmq_standing_of(const struct reader *r, const struct match *match,
                                struct cmq_event *event) {
    struct composer c = {.r = r,
                         .event = event,
                         .trigger = match->trigger,
                         .now = {.assertion = CMQ_ASSERTION_ACTUAL,
                                 .time = CMQ_TENSE_PAST,
                                 .governor = CMQ_NO_TOKEN}};
    if (match->frame->flags & CMQ_FRAME_FUTURE) {
        set_future(&c, true);
    }
    uint32_t token = match->trigger;
    bool noun = token_at(r, token)->upos == CMQ_NOUN || token_at(r, token)->upos == CMQ_PROPN;
    if (!noun || cmq_child(r->in->parse, token, CMQ_DEP_COP) != CMQ_NO_TOKEN) {
        read_clause(&c, token);
    } else {
        uint32_t no = cmq_child(r->in->parse, token, CMQ_DEP_DET);
        if (cmq_child(r->in->parse, token, CMQ_DEP_COP) != CMQ_NO_TOKEN) {
            read_clause(&c, token); /* "is not in talks" */
        } else if (no != CMQ_NO_TOKEN && cmq_form_is(token_at(r, no), "no")) {
            c.negated = !is_verbal_subject(r, token); /* the verb denies that once more */
        }
        uint32_t plan = cmq_plan_of(r, token);
        if (plan != CMQ_NO_TOKEN) {
            apply_effect(&c, effect_on(r, plan, token), plan);
        }
        read_doubts(&c, token);
    }
    if (match->light != CMQ_NO_TOKEN && token_at(r, token)->dep == CMQ_DEP_OBL) {
        apply_effect(&c, match->light_effect, match->light); /* "leans toward a strike" */
        read_clause(&c, match->light);
        token = match->light;
    }
    if (is_occasion(r, match)) {
        read_modals(&c, token_at(r, token)->head);
    }
    climb(&c, token);
    read_statement(&c, token);
    if (c.over && c.now.intended && c.now.assertion == CMQ_ASSERTION_ALLEGED) {
        c.now.assertion = CMQ_ASSERTION_NEGATED; /* "will no longer attend" */
    }
    if (c.negated) {
        weaken(&c, CMQ_ASSERTION_NEGATED);
        if (c.now.assertion == CMQ_ASSERTION_POSSIBLE && !c.open) {
            c.now.assertion = CMQ_ASSERTION_NEGATED;
        }
    }
    return c.now;
}
