/* SPDX-License-Identifier: Apache-2.0 */
/* Finds statements from their cues. Where English puts what is said:
 *
 *     S said that C · S said C · C, S said · C, said S        a clause below or above the verb
 *     noting that C                                           a participle: S from the clause above
 *     stressed the importance of C                            a noun phrase
 *     according to S, C                                       the clause that the phrase modifies
 *     urged T to C                                            an infinitive
 *
 * A quotation that goes on over sentences belongs, sentence by sentence, to the speaker of the part
 * that has a cue. */

#include "statements/statements.h"

#include "statements/topics.h"

#define SHORTEST_CONTENT 3 /* tokens of a noun phrase that counts as something said */

struct finder {
    const struct cmq_lexicon *lexicon;
    const struct cmq_parse *parse;
    const struct cmq_actors *actors;
    struct cmq_arena *arena;
    struct cmq_statements *statements;
    struct cmq_quotes quotes;
    bool *is_cue;       /* for each token: whether it is in a phrase of attribution */
    uint32_t *told_at;  /* for each token: the first statement whose content it heads */
    uint32_t *cued_at;  /* for each token: a statement whose cue it is */
    uint32_t *quote_at; /* for each token: its outermost quotation or UINT32_MAX */
};

static const struct cmq_token *token_at(const struct finder *f, uint32_t t) {
    return &f->parse->token[t];
}

/* The speech entry of a word; NULL if it is no word of telling. */
static const struct cmq_speech *speech_of(const struct finder *f, uint32_t t, enum cmq_upos upos) {
    const struct cmq_heads *heads = cmq_lexicon_phrasal_heads(f->lexicon, f->parse, t, upos);
    return heads && heads->speech.count > 0
               ? &f->lexicon->speech[f->lexicon->head_index[heads->speech.first]]
               : NULL;
}

/* ---- who ---------------------------------------------------------------------------------- */

/* The first actor named below a document: "a statement issued by the ministry". */
static uint32_t author_below(const struct finder *f, uint32_t document) {
    uint32_t first, end;
    cmq_subtree(f->parse, document, &first, &end);
    for (uint32_t t = first; t < end; t++) {
        uint32_t m = f->actors->mention_at[t];
        uint32_t by = cmq_preposition(f->parse, t);
        bool named = m != CMQ_NO_MENTION && f->actors->mention.item[m].head == t;
        if (named && by != CMQ_NO_TOKEN && cmq_below(f->parse, t, document) &&
            (cmq_form_is(token_at(f, by), "by") || cmq_form_is(token_at(f, by), "from") ||
             cmq_form_is(token_at(f, by), "of"))) {
            return m;
        }
    }
    return CMQ_NO_MENTION;
}

static bool is_document(const struct finder *f, uint32_t noun) {
    return noun != CMQ_NO_TOKEN && speech_of(f, noun, CMQ_NOUN) != NULL;
}

static struct cmq_participant participant(const struct finder *f, uint32_t noun) {
    struct cmq_participant p = {.actor = UINT32_MAX};
    if (noun == CMQ_NO_TOKEN) {
        return p;
    }
    bool indirect = false;
    uint32_t m = is_document(f, noun) ? author_below(f, noun) : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION) {
        m = cmq_actors_phrase(f->parse, f->actors, noun, &indirect);
    }
    p.start = token_at(f, noun)->start;
    p.end = token_at(f, noun)->end;
    if (m != CMQ_NO_MENTION && f->actors->mention.item[m].actors.count > 0) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        p.actor = mention->actors.item[0];
        p.start = mention->start;
        p.end = mention->end;
    }
    return p;
}

/* The actor named straight before the verb, where the tree has lost the subject. */
static uint32_t speaker_before(const struct finder *f, uint32_t verb) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    uint32_t m = verb > first ? f->actors->mention_at[verb - 1] : CMQ_NO_MENTION;
    bool named =
        m != CMQ_NO_MENTION && f->actors->mention.item[m].end == token_at(f, verb - 1)->end;
    return named ? verb - 1 : CMQ_NO_TOKEN;
}

/* "X discussed the meeting, noting that": a participle that hangs on a noun is the clause's
 * subject's. */
static uint32_t subject_above(const struct finder *f, uint32_t noun) {
    bool passive = false;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t head = token_at(f, noun)->head;
        if (head == noun) {
            break;
        }
        noun = head;
        if (token_at(f, noun)->upos == CMQ_VERB) {
            return cmq_subject(f->parse, noun, &passive);
        }
    }
    return CMQ_NO_TOKEN;
}

/* The subject, or behind an inverted verb ("said Ann Lee") the object that is a name. */
static uint32_t speaker_token(const struct finder *f, uint32_t verb) {
    bool passive = false;
    uint32_t subject = cmq_subject(f->parse, verb, &passive);
    bool indirect = false;
    if (subject != CMQ_NO_TOKEN && !passive) {
        bool actor = cmq_actors_phrase(f->parse, f->actors, subject, &indirect) != CMQ_NO_MENTION;
        return actor || token_at(f, verb)->dep != CMQ_DEP_ACL ? subject : subject_above(f, subject);
    }
    uint32_t object = cmq_child(f->parse, verb, CMQ_DEP_OBJ);
    if (object == verb + 1 && f->actors->mention_at[object] != CMQ_NO_MENTION) {
        return object;
    }
    uint32_t agent = cmq_child(f->parse, verb, CMQ_DEP_OBL_AGENT);
    return agent != CMQ_NO_TOKEN ? agent : speaker_before(f, verb);
}

/* Behind what is told, the last subject is the teller: "X rejected a plan, Y said" with the plan
 * read as a subject too. */
static uint32_t speaker_behind(const struct finder *f, uint32_t content, uint32_t verb) {
    uint32_t last = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(f->parse, verb, t)) {
        if (t > content && token_at(f, t)->dep == CMQ_DEP_NSUBJ) {
            last = t;
        }
    }
    return last != CMQ_NO_TOKEN ? last : speaker_token(f, verb);
}

static void add_addressees(const struct finder *f, uint32_t verb, struct cmq_statement *s) {
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, verb, t)) {
        uint8_t dep = token_at(f, t)->dep;
        bool object = dep == CMQ_DEP_IOBJ || dep == CMQ_DEP_OBJ;
        uint32_t preposition = dep == CMQ_DEP_OBL ? cmq_preposition(f->parse, t) : CMQ_NO_TOKEN;
        bool to = preposition != CMQ_NO_TOKEN &&
                  (cmq_form_is(token_at(f, preposition), "to") ||
                   (cmq_form_is(token_at(f, preposition), "on") && s->speech == CMQ_SPEECH_URGE));
        bool told = dep == CMQ_DEP_NSUBJ_PASS; /* "X was told by Y" */
        if ((object || to || told) && f->actors->mention_at[t] != CMQ_NO_MENTION) {
            struct cmq_participant p = participant(f, t);
            if (p.actor != s->speaker.actor) {
                CMQ_PUSH(f->arena, &s->addressees) = p;
            }
        }
    }
}

/* ---- what --------------------------------------------------------------------------------- */

static bool is_mark(const struct cmq_token *token) {
    return token->is_space || token->upos == CMQ_PUNCT;
}

static bool is_trimmed(const struct finder *f, uint32_t t) {
    return is_mark(token_at(f, t)) || f->is_cue[t];
}

/* The stretch of tokens [first, end) without marks and attributions at its ends. */
static bool trimmed(const struct finder *f, uint32_t *first, uint32_t *end) {
    while (*first < *end && is_trimmed(f, *first)) {
        ++*first;
    }
    while (*end > *first && is_trimmed(f, *end - 1)) {
        --*end;
    }
    return *first < *end;
}

static void add_content(const struct finder *f, struct cmq_statement *s, uint32_t first,
                        uint32_t end) {
    if (trimmed(f, &first, &end)) {
        CMQ_PUSH(f->arena, &s->content) =
            (struct cmq_stretch){token_at(f, first)->start, token_at(f, end - 1)->end};
    }
}

/* A clause with "that" runs to the end of its sentence unless another verb of telling follows it;
 * small parsers cut long ones short. */
static uint32_t end_of_that_clause(const struct finder *f, uint32_t root, uint32_t end) {
    const struct cmq_sentence *s = &f->parse->sentence[token_at(f, root)->sentence];
    for (uint32_t t = end; t < s->end; t++) {
        if (token_at(f, t)->upos == CMQ_VERB && speech_of(f, t, CMQ_VERB)) {
            return end;
        }
    }
    return s->end;
}

/* The tokens below `root`, without the clause of the cue where that stands inside or at an edge. */
static void content_of_clause(const struct finder *f, struct cmq_statement *s, uint32_t root,
                              uint32_t cue_root) {
    uint32_t first, end, cue_first = 0, cue_end = 0;
    cmq_subtree(f->parse, root, &first, &end);
    if (cue_root != CMQ_NO_TOKEN && cue_root != root && cmq_below(f->parse, cue_root, root)) {
        cmq_subtree(f->parse, cue_root, &cue_first, &cue_end);
    } else if (cue_root != CMQ_NO_TOKEN && cmq_below(f->parse, root, cue_root)) {
        uint32_t mark = cmq_child(f->parse, root, CMQ_DEP_MARK);
        if (mark == first || cmq_form_is(token_at(f, first), "that")) {
            first++;
            end = end_of_that_clause(f, root, end);
        }
    }
    if (cue_first < cue_end && cue_first > first && cue_end < end) {
        add_content(f, s, first, cue_first);
        add_content(f, s, cue_end, end);
    } else if (cue_first < cue_end && cue_first <= first) {
        add_content(f, s, cue_end, end);
    } else {
        add_content(f, s, first, cue_first < cue_end ? cue_first : end);
    }
}

static enum cmq_statement_form form_of(const struct finder *f, const struct cmq_statement *s) {
    uint32_t inside = 0, outside = 0;
    const struct cmq_sentence *sentence = &f->parse->sentence[s->sentence];
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        for (uint32_t i = 0; i < s->content.count; i++) {
            if (!is_mark(token_at(f, t)) && token_at(f, t)->start >= s->content.item[i].start &&
                token_at(f, t)->end <= s->content.item[i].end) {
                *(f->quote_at[t] != UINT32_MAX ? &inside : &outside) += 1;
            }
        }
    }
    return inside == 0 ? CMQ_FORM_INDIRECT : outside == 0 ? CMQ_FORM_DIRECT : CMQ_FORM_MIXED;
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
    return first > s->first && is_mark(token_at(f, first - 1)) && s->root < first &&
           (token_at(f, s->root)->upos == CMQ_VERB || token_at(f, s->root)->upos == CMQ_AUX);
}

/* The clause that is the verb's complement. Of several, one with a subject or conjunction goes
 * before a bare noun: "said Wednesday that talks must go on". */
static uint32_t complement_clause(const struct finder *f, uint32_t verb) {
    uint32_t first = cmq_child(f->parse, verb, CMQ_DEP_CCOMP);
    for (uint32_t t = first; t != CMQ_NO_TOKEN; t = cmq_child_next(f->parse, verb, t)) {
        if (token_at(f, t)->dep == CMQ_DEP_CCOMP &&
            (token_at(f, t)->upos == CMQ_VERB ||
             cmq_child(f->parse, t, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN ||
             cmq_child(f->parse, t, CMQ_DEP_MARK) != CMQ_NO_TOKEN)) {
            return t;
        }
    }
    return first;
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
    return first > self->head && is_mark(token_at(f, first - 1));
}

/* What a verb of telling tells: the token that heads it, CMQ_NO_TOKEN if nothing. */
static uint32_t content_root(const struct finder *f, uint32_t verb, enum cmq_speech_kind kind,
                             unsigned flags) {
    const struct cmq_parse *parse = f->parse;
    uint32_t root = complement_clause(f, verb);
    if (root == CMQ_NO_TOKEN && kind == CMQ_SPEECH_URGE) {
        root = cmq_child(parse, verb, CMQ_DEP_XCOMP);
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
    if (kind == CMQ_SPEECH_URGE || kind == CMQ_SPEECH_THINK) {
        return CMQ_NO_TOKEN;
    }
    uint32_t object =
        flags & CMQ_SPEECH_OBJECT ? cmq_child(parse, verb, CMQ_DEP_OBJ) : CMQ_NO_TOKEN;
    if (object != CMQ_NO_TOKEN && f->actors->mention_at[object] == CMQ_NO_MENTION) {
        uint32_t first, end;
        cmq_subtree(parse, object, &first, &end);
        return end - first >= SHORTEST_CONTENT ? object : CMQ_NO_TOKEN;
    }
    return CMQ_NO_TOKEN;
}

/* ---- cues --------------------------------------------------------------------------------- */

static struct cmq_statement *add(const struct finder *f, uint32_t cue,
                                 const struct cmq_speech *speech, uint32_t root,
                                 struct cmq_participant speaker) {
    struct cmq_statement *s = &CMQ_PUSH(f->arena, &f->statements->list);
    s->speaker = speaker;
    s->speech = speech->kind;
    s->entry = speech->entry;
    s->cue = (struct cmq_stretch){token_at(f, cue)->start, token_at(f, cue)->end};
    s->cue_token = cue;
    s->content_root = root;
    uint32_t index = f->statements->list.count - 1;
    f->cued_at[cue] = index;
    f->told_at[root] = f->told_at[root] == CMQ_NO_STATEMENT ? index : f->told_at[root];
    s->parent = CMQ_NO_STATEMENT;
    s->sentence = token_at(f, cue)->sentence;
    return s;
}

/* What is said runs at least to the end of the quotation in which it starts or ends. */
static void extend_to_quote(const struct finder *f, struct cmq_statement *s, uint32_t verb) {
    const struct cmq_sentence *sentence = &f->parse->sentence[s->sentence];
    uint32_t q = f->quote_at[s->content_root];
    if (s->content.count != 1 || q == UINT32_MAX) {
        return;
    }
    const struct cmq_quote *quote = &f->quotes.item[q];
    uint32_t first = quote->open + 1 > sentence->first ? quote->open + 1 : sentence->first;
    uint32_t end = quote->close < sentence->end ? quote->close : sentence->end;
    if ((verb >= first && verb < end) || !trimmed(f, &first, &end)) {
        return;
    }
    struct cmq_stretch *content = &s->content.item[0];
    uint32_t start = token_at(f, first)->start, stop = token_at(f, end - 1)->end;
    content->start = start < content->start ? start : content->start;
    content->end = stop > content->end ? stop : content->end;
}

static void find_verb(const struct finder *f, uint32_t verb) {
    const struct cmq_speech *speech = speech_of(f, verb, CMQ_VERB);
    if (!speech) {
        return;
    }
    uint32_t root = content_root(f, verb, (enum cmq_speech_kind)speech->kind, speech->flags);
    if (root == CMQ_NO_TOKEN) {
        return;
    }
    uint32_t speaker = speaker_behind(f, root, verb);
    struct cmq_statement *s = add(f, verb, speech, root, participant(f, speaker));
    s->by_document = is_document(f, speaker);
    add_addressees(f, verb, s);
    content_of_clause(f, s, root, verb);
    extend_to_quote(f, s, verb);
    s->form = (uint8_t)form_of(f, s);
}

/* "repeated its claim that C": a noun of telling; its teller is its possessor or the subject above.
 */
static void find_noun(const struct finder *f, uint32_t noun) {
    const struct cmq_speech *speech = speech_of(f, noun, CMQ_NOUN);
    uint32_t root = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(f->parse, noun, CMQ_NO_TOKEN); speech && t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, noun, t)) {
        uint8_t dep = token_at(f, t)->dep;
        uint32_t mark = cmq_child(f->parse, t, CMQ_DEP_MARK);
        if ((dep == CMQ_DEP_ACL || dep == CMQ_DEP_CCOMP || dep == CMQ_DEP_ACL_RELCL) &&
            mark != CMQ_NO_TOKEN && cmq_form_is(token_at(f, mark), "that")) {
            root = t;
        }
    }
    bool object = speech && token_at(f, noun)->dep == CMQ_DEP_OBJ;
    uint32_t next = object && root == CMQ_NO_TOKEN ? noun + 1 : CMQ_NO_TOKEN;
    if (next < f->parse->sentence[token_at(f, noun)->sentence].end &&
        cmq_form_is(token_at(f, next), "that") && token_at(f, next)->dep == CMQ_DEP_MARK &&
        token_at(f, token_at(f, next)->head)->dep == CMQ_DEP_CCOMP) {
        root = token_at(f, next)->head; /* hung on the verb above */
    }
    if (root == CMQ_NO_TOKEN) {
        return;
    }
    uint32_t teller = cmq_child(f->parse, noun, CMQ_DEP_NMOD_POSS);
    teller = teller != CMQ_NO_TOKEN ? teller : subject_above(f, noun);
    struct cmq_statement *s = add(f, noun, speech, root, participant(f, teller));
    content_of_clause(f, s, root, cmq_below(f->parse, root, noun) ? noun : token_at(f, noun)->head);
    s->form = (uint8_t)form_of(f, s);
}

/* "according to the ministry, C": the phrase modifies the clause. */
static void find_preposition(const struct finder *f, uint32_t preposition) {
    const struct cmq_speech *speech = speech_of(f, preposition, CMQ_ADP);
    const struct cmq_token *self = token_at(f, preposition);
    if (!speech || self->head == preposition) {
        return;
    }
    uint32_t noun = self->head;
    if (self->dep != CMQ_DEP_CASE && self->dep != CMQ_DEP_MARK) {
        noun = cmq_child(f->parse, preposition, CMQ_DEP_OBL);
        if (noun == CMQ_NO_TOKEN) {
            return;
        }
    }
    uint32_t top = self->dep == CMQ_DEP_CASE || self->dep == CMQ_DEP_MARK ? noun : preposition;
    const struct cmq_sentence *sentence = &f->parse->sentence[self->sentence];
    /* Set off by a comma, or in front, it speaks of the whole sentence. */
    bool set_off = preposition == sentence->first || is_mark(token_at(f, preposition - 1));
    uint32_t root = set_off && sentence->root != top ? sentence->root : token_at(f, top)->head;
    if (root == top || f->is_cue[preposition]) {
        return;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, top, &first, &end);
    for (uint32_t t = preposition; t < end; t++) {
        f->is_cue[t] = true;
    }
    struct cmq_statement *s = add(f, preposition, speech, root, participant(f, noun));
    uint32_t rest = cmq_child(f->parse, preposition, CMQ_DEP_FIXED);
    s->cue.end = token_at(f, rest == preposition + 1 ? rest : preposition)->end;
    s->by_document = is_document(f, noun);
    content_of_clause(f, s, root, top);
    s->form = (uint8_t)form_of(f, s);
}

/* ---- quotations over sentences ------------------------------------------------------------ */

static uint32_t statement_in_quote(const struct finder *f, uint32_t quote) {
    const struct cmq_quote *q = &f->quotes.item[quote];
    for (uint32_t t = q->open + 1; t < q->close; t++) {
        uint32_t index = f->told_at[t];
        const struct cmq_statement *s =
            index != CMQ_NO_STATEMENT ? &f->statements->list.item[index] : NULL;
        if (s && (s->cue_token < q->open || s->cue_token >= q->close)) {
            return index;
        }
    }
    return CMQ_NO_STATEMENT;
}

/* “A,” X said. “B.”: a quotation that begins a sentence without a cue goes on for the speaker of
 * the one before it in the paragraph. Returns that one's statement. */
static uint32_t speaker_goes_on(const struct finder *f, uint32_t q) {
    const struct cmq_quote *quote = &f->quotes.item[q];
    uint32_t sentence = token_at(f, quote->open)->sentence;
    bool begins = f->parse->sentence[sentence].first >= quote->open ||
                  quote->open == f->parse->sentence[sentence].first;
    if (q == 0 || quote->inner || !begins || quote->close - quote->open < SHORTEST_CONTENT) {
        return CMQ_NO_STATEMENT;
    }
    const struct cmq_quote *before = &f->quotes.item[q - 1];
    for (uint32_t t = before->close; t < quote->open; t++) {
        if (token_at(f, t)->is_space) {
            return CMQ_NO_STATEMENT;
        }
    }
    bool near = token_at(f, before->close - 1)->sentence + 1 >= sentence;
    return near && !before->inner ? statement_in_quote(f, q - 1) : CMQ_NO_STATEMENT;
}

/* The sentences of a quotation other than the one with the cue: statements of the same speaker. */
static void extend_quotes(const struct finder *f) {
    for (uint32_t q = 0; q < f->quotes.count; q++) {
        const struct cmq_quote *quote = &f->quotes.item[q];
        uint32_t own = quote->inner ? CMQ_NO_STATEMENT : statement_in_quote(f, q);
        uint32_t from = own == CMQ_NO_STATEMENT ? speaker_goes_on(f, q) : own;
        if (from == CMQ_NO_STATEMENT) {
            continue;
        }
        uint32_t last = token_at(f, quote->close - 1)->sentence;
        for (uint32_t i = token_at(f, quote->open + 1)->sentence; i <= last; i++) {
            const struct cmq_sentence *sentence = &f->parse->sentence[i];
            struct cmq_statement model = f->statements->list.item[from];
            if (i == token_at(f, model.content_root)->sentence && own != CMQ_NO_STATEMENT) {
                continue;
            }
            struct cmq_statement *s = &CMQ_PUSH(f->arena, &f->statements->list);
            *s = model;
            s->content.item = NULL;
            s->content.count = s->content.capacity = 0;
            s->content_root = sentence->root;
            s->form = CMQ_FORM_DIRECT;
            s->sentence = i;
            add_content(f, s, sentence->first > quote->open ? sentence->first : quote->open + 1,
                        sentence->end < quote->close ? sentence->end : quote->close);
        }
    }
}

/* ---- nesting ------------------------------------------------------------------------------ */

static size_t content_length(const struct cmq_statement *s) {
    size_t length = 0;
    for (uint32_t i = 0; i < s->content.count; i++) {
        length += s->content.item[i].end - s->content.item[i].start;
    }
    return length;
}

static bool covers(const struct cmq_statement *s, const struct cmq_token *token) {
    for (uint32_t i = 0; i < s->content.count; i++) {
        if (token->start >= s->content.item[i].start && token->end <= s->content.item[i].end) {
            return true;
        }
    }
    return false;
}

/* The shortest statement that covers a token is the innermost one; of equals, the one whose cue is
 * nearer ("repeated its claim that"). */
static void nest(const struct finder *f) {
    struct cmq_statements *all = f->statements;
    for (uint32_t i = 0; i < all->list.count; i++) {
        const struct cmq_statement *s = &all->list.item[i];
        uint32_t from =
            s->content_root != CMQ_NO_TOKEN ? token_at(f, s->content_root)->sentence : s->sentence;
        const struct cmq_sentence *sentence = &f->parse->sentence[from];
        for (uint32_t t = sentence->first; t < sentence->end; t++) {
            uint32_t now = all->statement_at[t];
            if (covers(s, token_at(f, t)) &&
                (now == CMQ_NO_STATEMENT ||
                 content_length(&all->list.item[now]) >= content_length(s))) {
                all->statement_at[t] = i;
            }
        }
    }
    for (uint32_t i = 0; i < all->list.count; i++) {
        struct cmq_statement *s = &all->list.item[i];
        uint32_t parent = all->statement_at[s->cue_token];
        /* What is told is shorter than the telling of it, so that chains come to an end. */
        bool outer = parent != CMQ_NO_STATEMENT && parent != i &&
                     content_length(&all->list.item[parent]) > content_length(s);
        s->parent = outer ? parent : CMQ_NO_STATEMENT;
    }
}

static enum cmq_teller_kind teller_kind(const struct cmq_actors *actors,
                                        const struct cmq_statement *s) {
    uint32_t actor = s->speaker.actor;
    if (s->by_document) {
        return CMQ_TELLER_DOCUMENT;
    }
    if (actor == UINT32_MAX) {
        return CMQ_TELLER_ANONYMOUS;
    }
    const struct cmq_actor *a = &actors->list.item[actor];
    for (uint32_t i = 0; i < a->sectors.count; i++) {
        if (cmq_str_eq(a->sectors.item[i], CMQ_STR("MED"))) {
            return CMQ_TELLER_AGENCY;
        }
    }
    return a->kind == CMQ_ACTOR_BODY || a->kind == CMQ_ACTOR_STATE ? CMQ_TELLER_BODY
                                                                   : CMQ_TELLER_SPEAKER;
}

void cmq_statement_tellers(const struct cmq_actors *actors, const struct cmq_statements *statements,
                           uint32_t statement, struct cmq_arena *arena,
                           struct cmq_tellers *tellers) {
    for (unsigned depth = 0; statement != CMQ_NO_STATEMENT && depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_statement *s = &statements->list.item[statement];
        CMQ_PUSH(arena, tellers) = (struct cmq_teller){.actor = s->speaker.actor,
                                                       .start = s->speaker.start,
                                                       .end = s->speaker.end,
                                                       .kind = (uint8_t)teller_kind(actors, s)};
        statement = s->parent;
    }
}

static void mark_relays(const struct finder *f) {
    struct cmq_statements *statements = f->statements;
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        uint32_t inner = f->cued_at[s->content_root];
        s->relays = s->speech == CMQ_SPEECH_SAY && inner != CMQ_NO_STATEMENT && inner != i;
    }
}

static int in_text_order(const struct cmq_statement *a, const struct cmq_statement *b) {
    if (a->relays != b->relays) {
        return a->relays ? 1 : -1;
    }
    uint32_t x = a->content.count ? a->content.item[0].start : a->cue.start;
    uint32_t y = b->content.count ? b->content.item[0].start : b->cue.start;
    return x < y ? -1 : x > y;
}

/* Insertion sort: stable, and the list is nearly in order. */
static void sort(struct cmq_statements *statements) {
    for (uint32_t i = 1; i < statements->list.count; i++) {
        struct cmq_statement moved = statements->list.item[i];
        uint32_t k = i;
        while (k > 0 && in_text_order(&statements->list.item[k - 1], &moved) > 0) {
            statements->list.item[k] = statements->list.item[k - 1];
            k--;
        }
        statements->list.item[k] = moved;
    }
}

static void mark_quotes(const struct finder *f) {
    for (uint32_t t = 0; t < f->parse->token_count; t++) {
        f->quote_at[t] = UINT32_MAX;
    }
    for (uint32_t q = 0; q < f->quotes.count; q++) {
        const struct cmq_quote *quote = &f->quotes.item[q];
        for (uint32_t t = quote->open + 1; !quote->inner && t < quote->close; t++) {
            f->quote_at[t] = q;
        }
    }
}

void cmq_statements_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                         const struct cmq_actors *actors, struct cmq_arena *arena,
                         struct cmq_statements *statements) {
    *statements = (struct cmq_statements){0};
    statements->statement_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    struct finder f = {.lexicon = lexicon,
                       .parse = parse,
                       .actors = actors,
                       .arena = arena,
                       .statements = statements};
    cmq_find_quotes(parse, arena, &f.quotes);
    f.is_cue = CMQ_NEW_ARRAY(arena, bool, (size_t)parse->token_count + 1);
    f.told_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    f.cued_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    f.quote_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    if (arena->exhausted) {
        return;
    }
    mark_quotes(&f);
    for (uint32_t t = 0; t < parse->token_count; t++) {
        statements->statement_at[t] = f.told_at[t] = f.cued_at[t] = CMQ_NO_STATEMENT;
    }
    for (uint32_t t = 0; t < parse->token_count; t++) {
        find_preposition(&f, t);
    }
    for (uint32_t t = 0; t < parse->token_count; t++) {
        if (parse->token[t].upos == CMQ_VERB || parse->token[t].upos == CMQ_AUX) {
            find_verb(&f, t);
        } else if (parse->token[t].upos == CMQ_NOUN) {
            find_noun(&f, t);
        }
    }
    extend_quotes(&f);
    mark_relays(&f);
    sort(statements);
    nest(&f);
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        cmq_statement_tellers(actors, statements, s->parent, arena, &s->attribution);
    }
    cmq__topics_find(lexicon, parse, arena, statements);
    while (statements->list.count > 0 && statements->list.item[statements->list.count - 1].relays) {
        statements->list.count--;
    }
}
