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
    return s;
}

void cmq_find_verb(const struct finder *f, uint32_t verb) {
    const struct cmq_speech *speech = cmq_speech_of(f, verb, CMQ_VERB);
    if (!speech) {
        return;
    }
    uint32_t root = cmq_told_by_verb(f, verb, speech);
    if (root == CMQ_NO_TOKEN) {
        return;
    }
    uint32_t speaker = cmq_teller_of_verb(f, root, verb);
    struct cmq_statement *s = add(f, verb, speech, root, cmq_speaker(f, speaker));
    s->by_document = cmq_is_document(f, speaker);
    cmq_add_addressees(f, verb, s);
    cmq_add_clause(f, s, root, verb);
}

/* A noun of telling: "repeated its claim that C". */
void cmq_find_noun(const struct finder *f, uint32_t noun) {
    const struct cmq_speech *speech = cmq_speech_of(f, noun, CMQ_NOUN);
    uint32_t root = speech ? cmq_told_by_noun(f, noun) : CMQ_NO_TOKEN;
    if (root == CMQ_NO_TOKEN) {
        return;
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
