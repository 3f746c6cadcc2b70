/* SPDX-License-Identifier: Apache-2.0 */
/* Walks of the trees. A sentence has at most CMQ_MAX_SENTENCE tokens; a text of nothing but such
 * sentences would still take minutes if each look for a child went through one. */

#include "nlp/model.h"

#include <string.h>

bool cmq_note_children(struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t *first = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    uint32_t *next = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    if (first == NULL || next == NULL) {
        return false;
    }
    for (uint32_t t = 0; t < parse->token_count; t++) {
        first[t] = next[t] = CMQ_NO_TOKEN;
    }
    for (uint32_t t = parse->token_count; t-- > 0;) {
        uint32_t head = parse->token[t].head;
        if (head != t && parse->token[head].sentence == parse->token[t].sentence) {
            next[t] = first[head];
            first[head] = t;
        }
    }
    parse->first_child = first;
    parse->next_child = next;
    return true;
}

static uint32_t noted_child_next(const struct cmq_parse *parse, uint32_t head, uint32_t after) {
    if (after == CMQ_NO_TOKEN) {
        return parse->first_child[head];
    }
    if (after < parse->token_count && after != head && parse->token[after].head == head) {
        return parse->next_child[after];
    }
    uint32_t t = parse->first_child[head];
    while (t != CMQ_NO_TOKEN && t <= after) {
        t = parse->next_child[t];
    }
    return t;
}

uint32_t cmq_child_next(const struct cmq_parse *parse, uint32_t head, uint32_t after) {
    if (parse->first_child != NULL) {
        return noted_child_next(parse, head, after);
    }
    const struct cmq_sentence *s = &parse->sentence[parse->token[head].sentence];
    for (uint32_t t = after == CMQ_NO_TOKEN ? s->first : after + 1; t < s->end; t++) {
        if (parse->token[t].head == head && t != head) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_child(const struct cmq_parse *parse, uint32_t head, enum cmq_dep dep) {
    uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN);
    while (t != CMQ_NO_TOKEN && parse->token[t].dep != dep) {
        t = cmq_child_next(parse, head, t);
    }
    return t;
}

bool cmq_below(const struct cmq_parse *parse, uint32_t token, uint32_t root) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        if (token == root) {
            return true;
        }
        uint32_t head = parse->token[token].head;
        if (head == token) {
            return false;
        }
        token = head;
    }
    return false;
}

/* The next token below `root` behind `t`, a head before its children, with its depth; the root
 * itself behind the last. */
static uint32_t next_below(const struct cmq_parse *parse, uint32_t root, uint32_t t,
                           unsigned *depth) {
    if (parse->first_child[t] != CMQ_NO_TOKEN && *depth + 1 < CMQ_MAX_TREE_DEPTH) {
        ++*depth;
        return parse->first_child[t];
    }
    while (t != root && parse->next_child[t] == CMQ_NO_TOKEN) {
        t = parse->token[t].head;
        --*depth;
    }
    return t == root ? root : parse->next_child[t];
}

static void widen(const struct cmq_parse *parse, uint32_t t, uint32_t *first, uint32_t *end) {
    if (!parse->token[t].is_space) {
        *first = t < *first ? t : *first;
        *end = t + 1 > *end ? t + 1 : *end;
    }
}

void cmq_subtree(const struct cmq_parse *parse, uint32_t root, uint32_t *first, uint32_t *end) {
    const struct cmq_sentence *s = &parse->sentence[parse->token[root].sentence];
    unsigned depth = 0;
    *first = root;
    *end = root + 1;
    if (parse->first_child != NULL) {
        for (uint32_t t = next_below(parse, root, root, &depth); t != root;
             t = next_below(parse, root, t, &depth)) {
            widen(parse, t, first, end);
        }
        return;
    }
    for (uint32_t t = s->first; t < s->end; t++) {
        if (cmq_below(parse, t, root)) {
            widen(parse, t, first, end);
        }
    }
}

static uint32_t own_subject(const struct cmq_parse *parse, uint32_t verb, bool *passive) {
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = parse->token[t].dep;
        if (dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_OUTER || dep == CMQ_DEP_NSUBJ_PASS) {
            /* An object without an auxiliary of the passive tells that it is active. */
            *passive = dep == CMQ_DEP_NSUBJ_PASS &&
                       (cmq_child(parse, verb, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN ||
                        cmq_child(parse, verb, CMQ_DEP_OBJ) == CMQ_NO_TOKEN);
            return t;
        }
    }
    /* "A and B have so far met": the subject sometimes hangs on the auxiliary. */
    uint32_t auxiliary = cmq_child(parse, verb, CMQ_DEP_AUX);
    return auxiliary != CMQ_NO_TOKEN ? cmq_child(parse, auxiliary, CMQ_DEP_NSUBJ) : CMQ_NO_TOKEN;
}

static bool is_passive_participle(const struct cmq_parse *parse, uint32_t verb) {
    const struct cmq_token *token = &parse->token[verb];
    return cmq_has_feature(token, "VerbForm=Part") && !cmq_has_feature(token, "Tense=Pres") &&
           cmq_str_eq(token->tag, CMQ_STR("VBN"));
}

static bool is_finite_form(const struct cmq_token *token) {
    return cmq_str_eq(token->tag, CMQ_STR("VBD")) || cmq_str_eq(token->tag, CMQ_STR("VBZ")) ||
           cmq_str_eq(token->tag, CMQ_STR("VBP")) || cmq_str_eq(token->tag, CMQ_STR("MD"));
}

/* Whether anything in the sentence is a finite verb. */
static bool has_finite_verb(const struct cmq_parse *parse, uint32_t token) {
    const struct cmq_sentence *s = &parse->sentence[parse->token[token].sentence];
    for (uint32_t t = s->first; t < s->end; t++) {
        bool verb = parse->token[t].upos == CMQ_VERB || parse->token[t].upos == CMQ_AUX;
        if (verb && is_finite_form(&parse->token[t])) {
            return true;
        }
    }
    return false;
}

/* A relative pronoun stands for the noun that its clause modifies. */
static uint32_t antecedent(const struct cmq_parse *parse, uint32_t subject, uint32_t verb) {
    const struct cmq_token *token = &parse->token[subject];
    bool relative = cmq_form_is(token, "who") || cmq_form_is(token, "which") ||
                    cmq_form_is(token, "that") || cmq_form_is(token, "whom");
    uint8_t dep = parse->token[verb].dep;
    if (relative && (dep == CMQ_DEP_ACL_RELCL || dep == CMQ_DEP_ACL)) {
        return parse->token[verb].head;
    }
    return subject;
}

/* The subject that an open complement takes from the clause above: its object if it has one
 * ("urged Iran to stop"), else its subject ("wants to stop"). */
static uint32_t controller(const struct cmq_parse *parse, uint32_t verb, uint32_t complement) {
    uint32_t object = cmq_child(parse, verb, CMQ_DEP_OBJ);
    if (object == CMQ_NO_TOKEN) {
        object = cmq_child(parse, verb, CMQ_DEP_IOBJ);
    }
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && t < complement && object == CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint32_t p = parse->token[t].dep == CMQ_DEP_OBL ? cmq_preposition(parse, t) : CMQ_NO_TOKEN;
        if (t > verb && p != CMQ_NO_TOKEN &&
            (cmq_form_is(&parse->token[p], "on") || cmq_form_is(&parse->token[p], "upon"))) {
            object = t; /* "called on Iran to stop" */
        }
    }
    return object;
}

static bool is_marked(const struct cmq_parse *parse, uint32_t verb, const char *word) {
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = parse->token[t].dep;
        if ((dep == CMQ_DEP_MARK || dep == CMQ_DEP_CASE) && cmq_form_is(&parse->token[t], word)) {
            return true;
        }
    }
    return false;
}

/* Whether a clause takes its subject from the object above: complements do, and clauses with some
 * prepositions ("prevented Iran from attacking", "accused Iran of attacking"). */
static bool is_object_controlled(const struct cmq_parse *parse, uint32_t verb) {
    const struct cmq_token *token = &parse->token[verb];
    if (token->dep == CMQ_DEP_XCOMP) {
        return true;
    }
    bool on =
        cmq_child(parse, token->head, CMQ_DEP_OBJ) == CMQ_NO_TOKEN && is_marked(parse, verb, "to");
    return token->dep == CMQ_DEP_ADVCL &&
           (on || is_marked(parse, verb, "from") || is_marked(parse, verb, "into") ||
            is_marked(parse, verb, "of") || is_marked(parse, verb, "for"));
}

/* Whether a verb or one of its auxiliaries is finite. */
static bool is_finite(const struct cmq_parse *parse, uint32_t verb) {
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(parse, verb, t)) {
        if (parse->token[t].upos == CMQ_AUX && is_finite_form(&parse->token[t])) {
            return true;
        }
    }
    return is_finite_form(&parse->token[verb]);
}

/* "troops that Mali says attacked": a finite clause without a subject in a relative clause. */
static bool is_told_of_antecedent(const struct cmq_parse *parse, uint32_t verb) {
    return is_finite(parse, verb) && parse->token[parse->token[verb].head].dep == CMQ_DEP_ACL_RELCL;
}

/* "were convicted by a court of killing": a gerund behind the agent of a passive tells what is done
 * by whom the passive is about, wherever the tree hangs it. */
static bool is_charge(const struct cmq_parse *parse, uint32_t gerund) {
    const struct cmq_token *token = &parse->token[gerund];
    return parse->token[token->head].dep == CMQ_DEP_OBL_AGENT &&
           cmq_str_eq(token->tag, CMQ_STR("VBG")) &&
           (is_marked(parse, gerund, "of") || is_marked(parse, gerund, "for"));
}

/* Who would do what a noun's infinitive says: "its failure to act", "has plans to act". */
static uint32_t subject_of_noun(const struct cmq_parse *parse, uint32_t noun, uint32_t *verb) {
    uint32_t possessor = cmq_child(parse, noun, CMQ_DEP_NMOD_POSS);
    *verb = parse->token[noun].dep == CMQ_DEP_OBJ ? parse->token[noun].head : CMQ_NO_TOKEN;
    return possessor;
}

uint32_t cmq_subject(const struct cmq_parse *parse, uint32_t verb, bool *passive) {
    *passive = false;
    bool first_passive = false;
    for (unsigned depth = 0; depth < 12; depth++) {
        bool here = false;
        uint32_t subject = own_subject(parse, verb, &here);
        if (subject != CMQ_NO_TOKEN) {
            *passive = depth == 0 ? here : first_passive;
            return antecedent(parse, subject, verb);
        }
        const struct cmq_token *token = &parse->token[verb];
        if (depth == 0) {
            /* "Swedish soldiers trained with …" and nothing else: no participle but the verb */
            bool reduced =
                token->dep == CMQ_DEP_ACL &&
                (parse->token[token->head].head != token->head || has_finite_verb(parse, verb));
            bool shared = token->dep == CMQ_DEP_CONJ &&
                          cmq_child(parse, token->head, CMQ_DEP_NSUBJ_PASS) != CMQ_NO_TOKEN;
            first_passive =
                is_passive_participle(parse, verb) &&
                (reduced || shared || cmq_child(parse, verb, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN);
        }
        uint32_t head = token->head;
        switch (token->dep) {
        case CMQ_DEP_ACL:
        case CMQ_DEP_ACL_RELCL:
            if (parse->token[head].upos == CMQ_VERB || parse->token[head].upos == CMQ_AUX) {
                break;
            }
            if (is_marked(parse, verb, "to")) {
                uint32_t above, owner = subject_of_noun(parse, head, &above);
                if (owner != CMQ_NO_TOKEN || above == CMQ_NO_TOKEN) {
                    *passive = first_passive;
                    return owner;
                }
                verb = above;
                continue;
            }
            if (is_charge(parse, verb)) {
                verb = parse->token[head].head;
                continue;
            }
            *passive = first_passive;
            return head;
        case CMQ_DEP_XCOMP:
        case CMQ_DEP_ADVCL: {
            uint32_t object = controller(parse, head, verb);
            if (object != CMQ_NO_TOKEN && is_object_controlled(parse, verb)) {
                *passive = first_passive;
                return object;
            }
            break;
        }
        case CMQ_DEP_CCOMP:
            if (depth == 0 && is_told_of_antecedent(parse, verb)) {
                *passive = first_passive;
                return parse->token[head].head;
            }
            break;
        case CMQ_DEP_CONJ:
        case CMQ_DEP_PARATAXIS:
            break;
        default:
            return CMQ_NO_TOKEN;
        }
        if (head == verb) {
            return CMQ_NO_TOKEN;
        }
        verb = head;
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_preposition(const struct cmq_parse *parse, uint32_t noun) {
    uint32_t found = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t < noun;
         t = cmq_child_next(parse, noun, t)) {
        if (parse->token[t].dep == CMQ_DEP_CASE) {
            found = t;
        }
    }
    return found;
}

bool cmq_has_feature(const struct cmq_token *token, const char *feature) {
    struct cmq_str rest = token->feats;
    while (rest.ptr && rest.len > 0) {
        if (cmq_str_eq(cmq_str_cut(&rest, '|'), cmq_str_of(feature))) {
            return true;
        }
    }
    return false;
}

bool cmq_form_is(const struct cmq_token *token, const char *word) {
    for (size_t i = 0; i < token->form.len; i++) {
        char c = token->form.ptr[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (word[i] == '\0' || c != word[i]) {
            return false;
        }
    }
    return word[token->form.len] == '\0';
}

bool cmq_form_in(const struct cmq_token *token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_form_is(token, words[i])) {
            return true;
        }
    }
    return false;
}

bool cmq_is_nominal(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN || token->upos == CMQ_PRON ||
           token->upos == CMQ_NUM || token->upos == CMQ_ADJ || token->upos == CMQ_DET ||
           token->upos == CMQ_SYM || token->upos == CMQ_X;
}
