/* SPDX-License-Identifier: Apache-2.0 */
/* What is said: the clause or phrase that a cue tells, as stretches of the text. */

#include "statements/finder.h"

bool cmq_is_mark(const struct cmq_token *token) {
    return token->is_space || token->upos == CMQ_PUNCT;
}

uint32_t cmq_token_from(const struct cmq_parse *parse, uint32_t byte) {
    uint32_t low = 0, high = parse->token_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (parse->token[middle].start < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_trimmed(const struct finder *f, uint32_t t) {
    return cmq_is_mark(token_at(f, t)) || f->is_cue[t];
}

bool cmq_trim(const struct finder *f, uint32_t *first, uint32_t *end) {
    while (*first < *end && is_trimmed(f, *first)) {
        ++*first;
    }
    while (*end > *first && is_trimmed(f, *end - 1)) {
        --*end;
    }
    return *first < *end;
}

void cmq_add_content(const struct finder *f, struct cmq_statement *s, uint32_t first,
                     uint32_t end) {
    if (cmq_trim(f, &first, &end)) {
        CMQ_PUSH(f->arena, &s->content) =
            (struct cmq_stretch){token_at(f, first)->start, token_at(f, end - 1)->end};
    }
}

/* Where what is joined to the telling begins ("said C, and D happened"), from
 * `end` on. */
static uint32_t next_act(const struct finder *f, uint32_t cue, uint32_t end, uint32_t limit) {
    for (uint32_t t = cmq_child_next(f->parse, cue, end); t != CMQ_NO_TOKEN && t < limit;
         t = cmq_child_next(f->parse, cue, t)) {
        if (token_at(f, t)->dep == CMQ_DEP_CONJ && token_at(f, t)->upos == CMQ_VERB &&
            cmq_child(f->parse, t, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN) {
            uint32_t first, last;
            cmq_subtree(f->parse, t, &first, &last);
            return first > end ? first : end;
        }
    }
    return limit;
}

static bool is_subordinate(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = token_at(f, t);
    return token->dep == CMQ_DEP_ACL_RELCL ||
           (token->dep == CMQ_DEP_ADVCL && (cmq_child(f->parse, t, CMQ_DEP_MARK) != CMQ_NO_TOKEN ||
                                            cmq_str_eq(token->tag, CMQ_STR("VBG"))));
}

/* "As Iran warned that C, D happened", "Iran, which says that C, did D": where the clause of the
 * telling ends before the one that it is part of goes on; the end of the sentence if it does not.
 */
static uint32_t end_of_telling(const struct finder *f, uint32_t cue, uint32_t end) {
    uint32_t limit = f->parse->sentence[token_at(f, cue)->sentence].end, last = limit, first;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t above = token_at(f, cue)->head;
        if (last == limit && is_subordinate(f, cue)) {
            cmq_subtree(f->parse, cue, &first, &last);
        }
        if (above == cue || above >= end) {
            return above == cue || last < end ? limit : last;
        }
        cue = above;
    }
    return limit;
}

/* A clause with "that" runs to the end of its sentence, a bare one to the next mark, unless another
 * verb of telling follows it; small parsers cut long ones short. A semicolon ends both. */
static uint32_t end_of_clause(const struct finder *f, uint32_t cue, uint32_t end, bool that) {
    uint32_t limit = next_act(f, cue, end, end_of_telling(f, cue, end));
    for (uint32_t t = end; t < limit; t++) {
        const struct cmq_token *token = token_at(f, t);
        bool verb = token->upos == CMQ_VERB || token->upos == CMQ_AUX;
        if (cmq_form_is(token, ";") || (!that && cmq_is_mark(token))) {
            return t;
        }
        if ((verb && !that && t == end) ||
            (token->upos == CMQ_VERB && cmq_speech_of(f, t, CMQ_VERB))) {
            return end;
        }
    }
    return limit;
}

/* "noting C,” S said in a release": what ends a sentence by telling all of it is no part of C. */
static uint32_t end_before_telling(const struct finder *f, uint32_t root, uint32_t end,
                                   uint32_t cue) {
    uint32_t verb = end;
    while (verb > root &&
           !(token_at(f, verb - 1)->upos == CMQ_VERB && cmq_speech_of(f, verb - 1, CMQ_VERB))) {
        verb--;
    }
    if (verb-- <= root + CMQ_SHORTEST_CONTENT || verb == cue || !cmq_ends_sentence(f, verb)) {
        return end;
    }
    uint32_t mark = cmq_mark_before_speaker(f, verb);
    return mark != CMQ_NO_TOKEN && mark > root ? mark : end;
}

/* "S said that C, a claim that D": a noun of telling beside C is the reporter's word for it. */
static uint32_t end_before_comment(const struct finder *f, uint32_t root, uint32_t end) {
    for (uint32_t t = root + 2; t < end; t++) {
        uint32_t noun = token_at(f, t)->head;
        bool beside = token_at(f, t)->dep == CMQ_DEP_DET && cmq_is_mark(token_at(f, t - 1)) &&
                      (cmq_form_is(token_at(f, t), "a") || cmq_form_is(token_at(f, t), "an"));
        if (beside && noun > t && noun < end && token_at(f, noun)->upos == CMQ_NOUN &&
            cmq_speech_of(f, noun, CMQ_NOUN) && f->quote_at[t] == CMQ_NO_QUOTE) {
            return t;
        }
    }
    return end;
}

/* The tokens below `root`, without the clause of the cue where that stands inside or at an edge. */
void cmq_add_clause(const struct finder *f, struct cmq_statement *s, uint32_t root,
                    uint32_t cue_root) {
    uint32_t first, end, cue_first = 0, cue_end = 0;
    cmq_subtree(f->parse, root, &first, &end);
    if (cue_root != CMQ_NO_TOKEN && cue_root != root && cmq_below(f->parse, cue_root, root)) {
        cmq_subtree(f->parse, cue_root, &cue_first, &cue_end);
    } else if (cue_root != CMQ_NO_TOKEN && cmq_below(f->parse, root, cue_root)) {
        uint32_t mark = cmq_child(f->parse, root, CMQ_DEP_MARK);
        bool that = mark == first || cmq_form_is(token_at(f, first), "that");
        first += that;
        if (that || first > cue_root) {
            end = end_of_clause(f, cue_root, end, that);
        }
        end = end_before_telling(f, root, end, cue_root);
        end = end_before_comment(f, root, end);
    }
    if (cue_first < cue_end && cue_first > first && cue_end < end) {
        cmq_add_content(f, s, first, cue_first);
        cmq_add_content(f, s, cue_end, end);
    } else if (cue_first < cue_end && cue_first <= first) {
        cmq_add_content(f, s, cue_end, end);
    } else {
        cmq_add_content(f, s, first, cue_first < cue_end ? cue_first : end);
    }
}

static bool is_clause(const struct cmq_token *token) {
    return token->upos == CMQ_VERB || token->upos == CMQ_AUX || token->upos == CMQ_ADJ ||
           token->upos == CMQ_NOUN || token->upos == CMQ_PROPN || token->upos == CMQ_PRON;
}

/* "C, it said", read as an adverbial clause before the verb: one with a subject and no conjunction.
 */
static uint32_t fronted_clause(const struct finder *f, uint32_t verb) {
    bool passive = false;
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(f->parse, verb, t)) {
        const struct cmq_token *clause = token_at(f, t);
        bool verbal = clause->upos == CMQ_VERB || clause->upos == CMQ_AUX;
        if (clause->dep == CMQ_DEP_ADVCL && verbal &&
            cmq_child(f->parse, t, CMQ_DEP_MARK) == CMQ_NO_TOKEN &&
            cmq_child(f->parse, t, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN &&
            cmq_subject(f->parse, t, &passive) < t) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* "C,” the ministry stressed in a statement": a verb of telling read as a participle of the name
 * before it, behind a quotation mark or comma, with what was said before that. */
static bool ends_sentence_after_content(const struct finder *f, uint32_t verb) {
    const struct cmq_token *self = token_at(f, verb);
    const struct cmq_sentence *s = &f->parse->sentence[self->sentence];
    uint32_t m = verb > s->first ? f->actors->mention_at[verb - 1] : CMQ_NO_MENTION;
    if (self->dep != CMQ_DEP_ACL || m == CMQ_NO_MENTION || s->root >= verb) {
        return false;
    }
    uint32_t first = verb - 1;
    while (first > s->first && f->actors->mention_at[first - 1] == m) {
        first--;
    }
    return first > s->first && cmq_is_mark(token_at(f, first - 1)) && s->root < first &&
           (token_at(f, s->root)->upos == CMQ_VERB || token_at(f, s->root)->upos == CMQ_AUX);
}

/* "said Friday": a noun read as a clause. */
static bool is_bare_noun(const struct finder *f, uint32_t t) {
    return cmq_is_nominal(token_at(f, t)) && f->quote_at[t] == CMQ_NO_QUOTE &&
           cmq_child(f->parse, t, CMQ_DEP_NSUBJ) == CMQ_NO_TOKEN &&
           cmq_child(f->parse, t, CMQ_DEP_COP) == CMQ_NO_TOKEN &&
           cmq_child(f->parse, t, CMQ_DEP_MARK) == CMQ_NO_TOKEN;
}

static bool is_whole_clause(const struct finder *f, uint32_t t) {
    return token_at(f, t)->upos == CMQ_VERB ||
           cmq_child(f->parse, t, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN ||
           cmq_child(f->parse, t, CMQ_DEP_MARK) != CMQ_NO_TOKEN;
}

/* "X discussed C, Y said in a release": Y's telling is of all before it, and no complement. */
static bool tells_all_before(const struct finder *f, uint32_t t, uint32_t verb) {
    if (t < verb || !cmq_speech_of(f, t, CMQ_VERB) || !cmq_ends_sentence(f, t)) {
        return false;
    }
    uint32_t mark = cmq_mark_before_speaker(f, t);
    return mark != CMQ_NO_TOKEN && mark > verb + CMQ_SHORTEST_CONTENT;
}

/* The clause that is the verb's complement. Of several, one with a subject or conjunction goes
 * before a bare noun ("said Wednesday that talks must go on"), and one that follows the verb
 * without a mark before what stands in front. */
static uint32_t complement_clause(const struct finder *f, uint32_t verb) {
    uint32_t found = CMQ_NO_TOKEN, any = CMQ_NO_TOKEN;
    bool set_off = verb + 1 >= f->parse->token_count || cmq_is_mark(token_at(f, verb + 1));
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        if (token_at(f, t)->dep != CMQ_DEP_CCOMP || tells_all_before(f, t, verb)) {
            continue;
        }
        any = any == CMQ_NO_TOKEN ? t : any;
        if (is_whole_clause(f, t) && (found == CMQ_NO_TOKEN || (found < verb && !set_off))) {
            found = t;
        }
    }
    if (found != CMQ_NO_TOKEN) {
        return found;
    }
    return any != CMQ_NO_TOKEN && is_bare_noun(f, any) ? CMQ_NO_TOKEN : any;
}

/* "C, S said": the telling hangs on what is told. So it does as parataxis; and as an adverbial
 * clause or conjunct without a conjunction whose own subject follows a comma or quotation mark. */
static bool hangs_on_content(const struct finder *f, uint32_t verb) {
    const struct cmq_token *self = token_at(f, verb);
    if (self->dep == CMQ_DEP_PARATAXIS) {
        return self->head != verb;
    }
    uint32_t subject = cmq_child(f->parse, verb, CMQ_DEP_NSUBJ);
    if ((self->dep != CMQ_DEP_ADVCL && self->dep != CMQ_DEP_CONJ) || subject == CMQ_NO_TOKEN ||
        self->head > subject || subject > verb ||
        cmq_child(f->parse, verb, CMQ_DEP_MARK) != CMQ_NO_TOKEN ||
        cmq_child(f->parse, verb, CMQ_DEP_CC) != CMQ_NO_TOKEN) {
        return false;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, subject, &first, &end);
    return first > self->head && cmq_is_mark(token_at(f, first - 1));
}

/* "S quoted X as saying C": S tells that X says it. */
static uint32_t saying_quoted(const struct finder *f, uint32_t verb) {
    if (cmq_child(f->parse, verb, CMQ_DEP_NSUBJ_PASS) != CMQ_NO_TOKEN &&
        cmq_child(f->parse, verb, CMQ_DEP_OBL_AGENT) == CMQ_NO_TOKEN) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = cmq_child_next(f->parse, verb, verb); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        uint32_t mark = cmq_child(f->parse, t, CMQ_DEP_MARK);
        if (token_at(f, t)->dep == CMQ_DEP_ADVCL && mark != CMQ_NO_TOKEN &&
            cmq_form_is(token_at(f, mark), "as") && cmq_speech_of(f, t, CMQ_VERB) &&
            cmq_str_eq(token_at(f, t)->tag, CMQ_STR("VBG"))) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_told_by_verb(const struct finder *f, uint32_t verb, const struct cmq_speech *speech) {
    const struct cmq_parse *parse = f->parse;
    uint32_t root = complement_clause(f, verb);
    if (root == CMQ_NO_TOKEN && speech->kind == CMQ_SPEECH_URGE) {
        root = cmq_child(parse, verb, CMQ_DEP_XCOMP);
    }
    if (root == CMQ_NO_TOKEN) {
        root = saying_quoted(f, verb);
    }
    if (root != CMQ_NO_TOKEN) {
        return root;
    }
    const struct cmq_token *self = token_at(f, verb);
    if (hangs_on_content(f, verb) && is_clause(token_at(f, self->head))) {
        return self->head;
    }
    uint32_t fronted = fronted_clause(f, verb);
    if (fronted != CMQ_NO_TOKEN) {
        return fronted;
    }
    if (ends_sentence_after_content(f, verb)) {
        return f->parse->sentence[self->sentence].root;
    }
    uint32_t parataxis = cmq_child(parse, verb, CMQ_DEP_PARATAXIS);
    if (parataxis != CMQ_NO_TOKEN && is_clause(token_at(f, parataxis))) {
        return parataxis;
    }
    if (speech->kind == CMQ_SPEECH_URGE || speech->kind == CMQ_SPEECH_THINK) {
        return CMQ_NO_TOKEN;
    }
    uint32_t object =
        speech->flags & CMQ_SPEECH_OBJECT ? cmq_child(parse, verb, CMQ_DEP_OBJ) : CMQ_NO_TOKEN;
    if (object != CMQ_NO_TOKEN && f->actors->mention_at[object] == CMQ_NO_MENTION) {
        uint32_t first, end;
        cmq_subtree(parse, object, &first, &end);
        return end - first >= CMQ_SHORTEST_CONTENT ? object : CMQ_NO_TOKEN;
    }
    return CMQ_NO_TOKEN;
}

/* "to C" behind a verb; behind one of asking also as an adverbial clause ("called on T to C"). */
static uint32_t infinitive(const struct finder *f, uint32_t verb, bool asks) {
    for (uint32_t t = cmq_child_next(f->parse, verb, verb); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        uint8_t dep = token_at(f, t)->dep;
        uint32_t to = cmq_child(f->parse, t, CMQ_DEP_MARK);
        if ((dep == CMQ_DEP_XCOMP || (dep == CMQ_DEP_ADVCL && asks)) && to != CMQ_NO_TOKEN &&
            cmq_form_is(token_at(f, to), "to") && !cmq_speech_of(f, t, CMQ_VERB)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Whether the object of a verb is what it speaks of: not whom it asks, nor whom it accuses of C. */
static bool speaks_of_object(const struct finder *f, uint32_t object, enum cmq_speech_kind kind) {
    bool asked = kind == CMQ_SPEECH_URGE && f->actors->mention_at[object] != CMQ_NO_MENTION;
    return !asked && kind != CMQ_SPEECH_CLAIM;
}

/* The object of a verb, or its phrase with a preposition of topics ("called for C"). */
static uint32_t topic(const struct finder *f, uint32_t verb, enum cmq_speech_kind kind) {
    static const char *const prepositions[] = {"for", "of", "about", "against"};
    for (uint32_t t = cmq_child_next(f->parse, verb, verb); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        uint8_t dep = token_at(f, t)->dep;
        uint32_t p = CMQ_NO_TOKEN;
        if (dep == CMQ_DEP_OBL) {
            p = cmq_preposition(f->parse, t);
        } else if (dep == CMQ_DEP_ADVCL) {
            p = cmq_child(f->parse, t, CMQ_DEP_MARK);
        }
        bool object = dep == CMQ_DEP_OBJ && speaks_of_object(f, t, kind);
        if (object ||
            (p != CMQ_NO_TOKEN && cmq_form_in(token_at(f, p), prepositions,
                                              sizeof prepositions / sizeof *prepositions))) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Whether a phrase says of a topic what is made of it: "called C a hoax", "for C", "as C". */
static bool comments_on_topic(const struct finder *f, uint32_t t) {
    static const char *const words[] = {"for", "as", "of"};
    uint8_t dep = token_at(f, t)->dep;
    uint32_t p = cmq_preposition(f->parse, t);
    p = p != CMQ_NO_TOKEN ? p : cmq_child(f->parse, t, CMQ_DEP_MARK);
    return dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_OBJ ||
           ((dep == CMQ_DEP_OBL || dep == CMQ_DEP_ADVCL) && p != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(f, p), words, sizeof words / sizeof *words));
}

bool cmq_spoken_of(const struct finder *f, uint32_t verb, const struct cmq_speech *speech,
                   struct passage *told) {
    bool passive = false, wants = speech->kind == CMQ_SPEECH_THINK;
    cmq_subject(f->parse, verb, &passive);
    uint32_t to =
        wants && passive ? CMQ_NO_TOKEN : infinitive(f, verb, speech->kind == CMQ_SPEECH_URGE);
    if (to != CMQ_NO_TOKEN) {
        cmq_subtree(f->parse, to, &told->first, &told->end);
        told->first = told->first > verb && !wants ? told->first : verb + 1; /* "wants X to C" */
        return true;
    }
    uint32_t root = speech->flags & CMQ_SPEECH_ABOUT ? topic(f, verb, speech->kind) : CMQ_NO_TOKEN;
    if (root == CMQ_NO_TOKEN) {
        return false;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, root, &told->first, &told->end);
    for (uint32_t t = cmq_child_next(f->parse, verb, root); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        if (comments_on_topic(f, t)) {
            cmq_subtree(f->parse, t, &first, &end);
            told->end = end > told->end ? end : told->end;
        }
    }
    return told->first > verb && told->end - told->first >= CMQ_SHORTEST_CONTENT;
}

uint32_t cmq_told_by_noun(const struct finder *f, uint32_t noun) {
    uint32_t root = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(f->parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, noun, t)) {
        uint8_t dep = token_at(f, t)->dep;
        uint32_t mark = cmq_child(f->parse, t, CMQ_DEP_MARK);
        if ((dep == CMQ_DEP_ACL || dep == CMQ_DEP_CCOMP || dep == CMQ_DEP_ACL_RELCL) &&
            mark != CMQ_NO_TOKEN && cmq_form_is(token_at(f, mark), "that")) {
            root = t;
        }
    }
    bool object = token_at(f, noun)->dep == CMQ_DEP_OBJ;
    uint32_t next = object && root == CMQ_NO_TOKEN ? noun + 1 : CMQ_NO_TOKEN;
    if (next < f->parse->sentence[token_at(f, noun)->sentence].end &&
        cmq_form_is(token_at(f, next), "that") && token_at(f, next)->dep == CMQ_DEP_MARK &&
        token_at(f, token_at(f, next)->head)->dep == CMQ_DEP_CCOMP) {
        root = token_at(f, next)->head; /* hung on the verb above */
    }
    return root;
}
