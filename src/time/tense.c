/* SPDX-License-Identifier: Apache-2.0 */
/* Past or future: what a weekday or a bare month goes by. */

#include "time/reading.h"

#define IN_LIST(token, list) cmq_form_in((token), (list), sizeof(list) / sizeof *(list))

/* Clauses that are looked at, from the expression upward. */
#define FARTHEST 32

enum tense {
    BEHIND,
    AHEAD,
    AHEAD_ITSELF, /* what the clause tells lies ahead, but not what its nouns stand for */
    NONE,
    AS_ABOVE, /* as the clause that it depends on */
};

/* Whether an auxiliary of a verb is one of `words`. */
static bool has_auxiliary(const struct cmq_parse *parse, uint32_t verb, const char *const *words,
                          size_t count) {
    uint32_t child = CMQ_NO_TOKEN;
    while ((child = cmq_child_next(parse, verb, child)) != CMQ_NO_TOKEN) {
        if (parse->token[child].upos == CMQ_AUX &&
            cmq_form_in(&parse->token[child], words, count)) {
            return true;
        }
    }
    return false;
}

#define HAS_AUXILIARY(parse, verb, list)                                                           \
    has_auxiliary((parse), (verb), (list), sizeof(list) / sizeof *(list))

static const char *const plans[] = {"scheduled", "due", "planned", "slated", "set", "expected"};

/* "plans to meet", "agreed to meet" look ahead; "failed to meet", "began to meet" do not. */
static enum tense of_infinitive(const struct cmq_parse *parse, uint32_t verb) {
    static const char *const done[] = {"failed",  "managed", "began", "started", "continued",
                                       "came",    "went",    "used",  "seemed",  "appeared",
                                       "refused", "helped",  "had",   "declined"};
    const struct cmq_token *t = &parse->token[verb];
    if (t->dep == CMQ_DEP_ACL) {
        return AHEAD_ITSELF;
    }
    if (t->dep != CMQ_DEP_XCOMP && t->dep != CMQ_DEP_CCOMP) {
        return AS_ABOVE;
    }
    const struct cmq_token *above = &parse->token[t->head];
    return IN_LIST(above, done) || IN_LIST(above, plans) ? AS_ABOVE : AHEAD_ITSELF;
}

/* What a verb, or the root of a clause without one, tells by itself. */
static enum tense of_clause(const struct cmq_parse *parse, uint32_t verb) {
    static const char *const future[] = {"will", "shall", "'ll", "wo"};
    static const char *const modal[] = {"would", "could", "should", "may",
                                        "might", "must",  "can",    "'d"};
    static const char *const perfect[] = {"have", "has", "had", "having"};
    static const char *const present[] = {"is", "are", "'re"};
    static const char *const speech[] = {"says", "say", "tells", "reports", "writes"};
    const struct cmq_token *t = &parse->token[verb];
    if (HAS_AUXILIARY(parse, verb, future) || IN_LIST(t, plans)) {
        return AHEAD;
    }
    if (HAS_AUXILIARY(parse, verb, perfect)) {
        return BEHIND;
    }
    if (HAS_AUXILIARY(parse, verb, modal)) {
        return AHEAD_ITSELF;
    }
    if (cmq_has_feature(t, "VerbForm=Inf")) {
        bool is_to = HAS_AUXILIARY(parse, verb, present); /* "is to arrive" */
        return is_to ? AHEAD : of_infinitive(parse, verb);
    }
    bool finite = cmq_has_feature(t, "Tense=Pres") && cmq_has_feature(t, "VerbForm=Fin");
    if (HAS_AUXILIARY(parse, verb, present)) {
        return cmq_child(parse, verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN ? AHEAD_ITSELF : NONE;
    }
    if (finite) {
        return IN_LIST(t, speech) ? BEHIND : AHEAD_ITSELF;
    }
    bool bare = t->dep == CMQ_DEP_CONJ || t->dep == CMQ_DEP_XCOMP;
    if (bare && !cmq_has_feature(t, "VerbForm=Fin")) {
        return AS_ABOVE;
    }
    bool past = cmq_str_eq(t->tag, CMQ_STR("VBD")) || cmq_str_eq(t->tag, CMQ_STR("VBN"));
    return past ? BEHIND : NONE;
}

/* What the preposition tells: "until Friday", "as soon as Friday", "since May". */
static enum tense of_preposition(const struct scene *s, const struct capture *c) {
    static const char *const words[] = {"until", "till", "effective"};
    const struct cmq_time_word *before = cmq_word_before(s, c);
    if (!before) {
        return AS_ABOVE;
    }
    bool soon = c->first >= 2 && cmq_form_is(before->token, "as") &&
                (cmq_form_is(before[-1].token, "soon") || cmq_form_is(before[-1].token, "early"));
    return soon || IN_LIST(before->token, words) ? AHEAD
           : cmq_form_is(before->token, "since") ? BEHIND
                                                 : AS_ABOVE;
}

/* The word of an expression that hangs on a word outside. */
static uint32_t head_of(const struct scene *s, const struct capture *c) {
    uint32_t first = s->word[c->first].at, last = s->word[c->end - 1].at, token = first;
    for (uint32_t steps = first; steps <= last; steps++) {
        uint32_t head = s->parse->token[token].head;
        if (head < first || head > last) {
            break;
        }
        token = head;
    }
    return token;
}

/* A clause tells less of what its nouns stand for: "after Friday's vote he will travel". */
static enum outlook outlook_of(enum tense tense, bool noun) {
    return tense == AHEAD || (tense == AHEAD_ITSELF && !noun) ? OUTLOOK_AHEAD
           : tense == BEHIND && !noun                         ? OUTLOOK_BEHIND
                                                              : OUTLOOK_UNCLEAR;
}

enum outlook cmq_outlook(const struct scene *s, const struct capture *c) {
    const struct cmq_parse *parse = s->parse;
    uint32_t token = head_of(s, c);
    enum tense tense = of_preposition(s, c);
    bool noun = false; /* stands between the expression and its clause */
    for (unsigned depth = 0; tense == AS_ABOVE && depth < FARTHEST; depth++) {
        const struct cmq_token *t = &parse->token[token];
        bool clause = t->upos == CMQ_VERB || t->head == token ||
                      cmq_child(parse, token, CMQ_DEP_COP) != CMQ_NO_TOKEN ||
                      (t->upos == CMQ_ADJ && t->dep != CMQ_DEP_AMOD);
        tense = clause ? of_clause(parse, token) : AS_ABOVE;
        if (t->head == token) {
            break;
        }
        noun = noun || (depth > 0 && !clause);
        token = t->head;
    }
    return outlook_of(tense, noun);
}

bool cmq_is_ahead(const struct scene *s, const struct capture *c) {
    return cmq_outlook(s, c) == OUTLOOK_AHEAD;
}
