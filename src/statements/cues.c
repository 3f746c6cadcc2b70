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

#include "statements/finder.h"

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
    s->parent = CMQ_NO_STATEMENT;
    s->sentence = token_at(f, cue)->sentence;
    if (speech->kind != CMQ_SPEECH_THINK) {
        f->cued_in[s->sentence] = index;
    }
    return s;
}

static struct cmq_statement *add_of_verb(const struct finder *f, uint32_t verb,
                                         const struct cmq_speech *speech, uint32_t root,
                                         uint32_t speaker) {
    struct cmq_statement *s = add(f, verb, speech, root, cmq_speaker(f, speaker));
    s->by_document = cmq_is_document(f, speaker);
    return s;
}

/* Adds a statement of what a verb tells in passages, of which the last may be empty. */
static void add_passages(const struct finder *f, uint32_t verb, const struct cmq_speech *speech,
                         const struct passage told[2], bool about) {
    uint32_t root = cmq_head_of(f, told[0]);
    struct cmq_statement *s = add_of_verb(f, verb, speech, root, cmq_teller_of_verb(f, root, verb));
    uint32_t index = f->statements->list.count - 1;
    s->about = about;
    for (uint32_t i = 0; i < 2; i++) {
        if (told[i].first < told[i].end) {
            cmq_add_content(f, s, told[i].first, told[i].end);
            cmq_tell_quotation(f, told[i].first, index);
        }
    }
    cmq_add_addressees(f, verb, s);
}

/* Passages that stand beside the verb whatever the tree says. */
static bool find_plain_passages(const struct finder *f, uint32_t verb,
                                const struct cmq_speech *speech, uint32_t root,
                                struct passage told[2]) {
    if (speech->kind == CMQ_SPEECH_THINK) {
        return false;
    }
    if (cmq_quotation_before(f, verb, &told[0])) {
        if (!cmq_quotation_behind(f, verb, &told[1])) {
            told[1] = (struct passage){0, 0};
        }
        return true;
    }
    uint32_t speaker = cmq_subject_near(f, verb);
    if (speech->kind != CMQ_SPEECH_URGE && cmq_clause_around(f, verb, speaker, told)) {
        return true;
    }
    told[1] = (struct passage){0, 0};
    if (speech->kind != CMQ_SPEECH_URGE &&
        (cmq_clause_before_inverted(f, verb, speaker, &told[0]) ||
         (cmq_ends_sentence(f, verb) && cmq_clause_before(f, verb, speaker, &told[0])))) {
        return true;
    }
    bool behind =
        cmq_quotation_behind(f, verb, &told[0]) ||
        ((root == CMQ_NO_TOKEN || root < verb) && token_at(f, verb)->dep != CMQ_DEP_ACL_RELCL &&
         cmq_that_clause_behind(f, verb, &told[0]));
    return behind && (root == CMQ_NO_TOKEN || root < told[0].first || root >= told[0].end);
}

/* Passages beside a verb for which the tree has nothing. */
static bool find_lost_passage(const struct finder *f, uint32_t verb,
                              const struct cmq_speech *speech, struct passage *told) {
    if (speech->kind == CMQ_SPEECH_THINK || token_at(f, verb)->dep == CMQ_DEP_ACL_RELCL) {
        return false;
    }
    uint32_t speaker = cmq_subject_near(f, verb);
    bool clause = speech->flags & CMQ_SPEECH_CLAUSE;
    bool finite = !cmq_str_eq(token_at(f, verb)->tag, CMQ_STR("VB"));
    return (finite && cmq_mixed_behind(f, verb, told)) ||
           (clause && speaker < verb && cmq_clause_behind(f, verb, told)) ||
           (speech->kind != CMQ_SPEECH_URGE && finite &&
            cmq_child(f->parse, verb, CMQ_DEP_OBJ) == CMQ_NO_TOKEN &&
            cmq_clause_before(f, verb, speaker, told));
}

/* "to determine what happened", "it goes without saying that": a verb that is not finite and that
 * nobody is the subject of tells nothing. */
static bool is_nobodys(const struct finder *f, uint32_t verb) {
    const struct cmq_token *self = token_at(f, verb);
    uint32_t mark = cmq_child(f->parse, verb, CMQ_DEP_MARK);
    bool infinitive = cmq_str_eq(self->tag, CMQ_STR("VB")) && mark != CMQ_NO_TOKEN &&
                      cmq_form_is(token_at(f, mark), "to");
    return (infinitive || cmq_str_eq(self->tag, CMQ_STR("VBG"))) &&
           cmq_teller_of_verb(f, verb, verb) == CMQ_NO_TOKEN;
}

/* "to determine who did it", "need to know whether": an open question, and nothing told. */
static bool asks_itself(const struct finder *f, uint32_t verb, uint32_t root) {
    static const char *const words[] = {"what", "who", "how", "whether", "why", "if", "where"};
    uint32_t first, end;
    cmq_subtree(f->parse, root, &first, &end);
    return cmq_str_eq(token_at(f, verb)->tag, CMQ_STR("VB")) && first > verb &&
           cmq_form_in(token_at(f, first), words, sizeof words / sizeof *words);
}

/* "if X hopes to C": supposed, and neither told nor held. */
static bool is_supposed(const struct finder *f, uint32_t verb) {
    static const char *const words[] = {"if", "unless", "whether"};
    uint32_t mark = cmq_child(f->parse, verb, CMQ_DEP_MARK);
    return mark != CMQ_NO_TOKEN &&
           cmq_form_in(token_at(f, mark), words, sizeof words / sizeof *words);
}

void cmq_find_verb(const struct finder *f, uint32_t verb) {
    const struct cmq_speech *speech = cmq_speech_of(f, verb, CMQ_VERB);
    uint8_t dep = token_at(f, verb)->dep;
    if (!speech || dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND || is_nobodys(f, verb) ||
        is_supposed(f, verb)) {
        return;
    }
    struct passage told[2] = {{0, 0}, {0, 0}};
    uint32_t root = cmq_told_by_verb(f, verb, speech);
    if (find_plain_passages(f, verb, speech, root, told)) {
        add_passages(f, verb, speech, told, false);
    } else if (root != CMQ_NO_TOKEN) {
        if (asks_itself(f, verb, root)) {
            return;
        }
        struct cmq_statement *s =
            add_of_verb(f, verb, speech, root, cmq_teller_of_verb(f, root, verb));
        cmq_add_clause(f, s, root, verb);
        cmq_add_addressees(f, verb, s);
    } else if (cmq_spoken_of(f, verb, speech, &told[0])) {
        add_passages(f, verb, speech, told, true);
    } else if (find_lost_passage(f, verb, speech, &told[0])) {
        add_passages(f, verb, speech, told, false);
    }
}

/* A noun of telling: "repeated its claim that C". */
void cmq_find_noun(const struct finder *f, uint32_t noun) {
    const struct cmq_speech *speech = cmq_speech_of(f, noun, CMQ_NOUN);
    uint32_t root = speech ? cmq_told_by_noun(f, noun) : CMQ_NO_TOKEN;
    bool told_by_verb = token_at(f, noun)->dep == CMQ_DEP_OBL &&
                        f->cued_at[token_at(f, noun)->head] != CMQ_NO_STATEMENT;
    if (root == CMQ_NO_TOKEN || told_by_verb) {
        return; /* "said in a message that C" is told once */
    }
    struct cmq_statement *s =
        add(f, noun, speech, root, cmq_speaker(f, cmq_teller_of_noun(f, noun)));
    cmq_add_clause(f, s, root, cmq_below(f->parse, root, noun) ? noun : token_at(f, noun)->head);
}

/* "according to the ministry, C": the phrase modifies the clause. */
void cmq_find_preposition(const struct finder *f, uint32_t preposition) {
    const struct cmq_speech *speech = cmq_speech_of(f, preposition, CMQ_ADP);
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
    if (noun == preposition + 1 && cmq_str_eq(token_at(f, noun)->tag, CMQ_STR("NN"))) {
        return; /* "per capita" */
    }
    uint32_t top = self->dep == CMQ_DEP_CASE || self->dep == CMQ_DEP_MARK ? noun : preposition;
    const struct cmq_sentence *sentence = &f->parse->sentence[self->sentence];
    /* Set off by a comma, or in front, it speaks of the whole sentence. */
    bool set_off = preposition == sentence->first || cmq_is_mark(token_at(f, preposition - 1));
    uint32_t root = set_off && sentence->root != top ? sentence->root : token_at(f, top)->head;
    if (root == top || f->is_cue[preposition]) {
        return;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, top, &first, &end);
    for (uint32_t t = preposition; t < end; t++) {
        f->is_cue[t] = true;
    }
    struct cmq_statement *s = add(f, preposition, speech, root, cmq_speaker(f, noun));
    uint32_t rest = cmq_child(f->parse, preposition, CMQ_DEP_FIXED);
    s->cue.end = token_at(f, rest == preposition + 1 ? rest : preposition)->end;
    s->by_document = cmq_is_document(f, noun);
    cmq_add_clause(f, s, root, top);
}
