/* SPDX-License-Identifier: Apache-2.0 */
/* Matches frames on trees: the best frame of each word, then what its arguments leave open. */

#include "events/matcher.h"

static void find_best(struct reader *r, uint32_t token, enum cmq_upos upos) {
    const struct cmq_lexicon *lexicon = r->in->lexicon;
    const struct cmq_heads *heads =
        upos == CMQ_VERB ? cmq_lexicon_form_heads(lexicon, token_at(r, token)) : NULL;
    if (!heads) {
        heads = cmq_lexicon_heads_of(lexicon, token_at(r, token), upos);
    }
    if (!heads || heads->frames.count == 0) {
        return;
    }
    struct clause clause = {0};
    if (upos != CMQ_NOUN) {
        clause = cmq_read_clause(r, token);
    }
    const struct cmq_sentence *sentence = &r->in->parse->sentence[token_at(r, token)->sentence];
    struct match best = {.score = -1}, now;
    bool told = r->in->statements->statement_at[token] != CMQ_NO_STATEMENT;
    for (uint32_t i = 0; i < heads->frames.count; i++) {
        const struct cmq_frame *frame =
            &lexicon->frame[lexicon->head_index[heads->frames.first + i]];
        if ((frame->flags & CMQ_FRAME_PLACED) && !cmq_may_match_placed(r, sentence, frame)) {
            continue;
        }
        if (upos == CMQ_VERB && !told && cmq_is_judgement(r, frame)) {
            continue; /* what nobody says of somebody leaves the verb to its other frames */
        }
        bool found = upos == CMQ_NOUN ? cmq_match_noun(r, token, frame, &now)
                                      : cmq_match_verb(r, &clause, frame, &now);
        if (found && now.score > best.score) {
            best = now;
        }
    }
    if (best.score < 0 || best.frame->code.len == 0) {
        return;
    }
    struct match *kept = CMQ_NEW(r->arena, struct match);
    if (kept) {
        *kept = best;
        r->match_at[token] = kept;
    }
}

/* A participle before a noun is an adjective: "the wounded soldier". */
static bool heads_clause(const struct cmq_token *token) {
    return token->dep != CMQ_DEP_AMOD && token->dep != CMQ_DEP_COMPOUND &&
           token->dep != CMQ_DEP_CASE && token->dep != CMQ_DEP_FIXED && token->dep != CMQ_DEP_FLAT;
}

/* The words of a name are no event: "United States", "Security Council". */
static bool is_name(const struct reader *r, uint32_t token) {
    uint32_t m = r->in->actors->mention_at[token];
    bool named = m != CMQ_NO_MENTION && r->in->actors->mention.item[m].kind != CMQ_MENTION_PHRASE;
    return named && (token_at(r, token)->upos == CMQ_PROPN ||
                     r->in->actors->mention.item[m].kind == CMQ_MENTION_PLACE);
}

/* A noun is read as what the tree makes of it: behind "be" it is a predicate ("is a threat to"),
 * with an object a verb that the tagger missed, as it does in headlines ("Trump slams Merkel"). */
static void find_best_of_noun(struct reader *r, uint32_t noun) {
    bool bare = cmq_preposition(r->in->parse, noun) == CMQ_NO_TOKEN; /* not "is in danger" */
    if (bare && cmq_child(r->in->parse, noun, CMQ_DEP_COP) != CMQ_NO_TOKEN) {
        find_best(r, noun, CMQ_ADJ);
    } else if (cmq_child(r->in->parse, noun, CMQ_DEP_OBJ) != CMQ_NO_TOKEN) {
        find_best(r, noun, CMQ_VERB);
    }
    if (!r->match_at[noun]) {
        find_best(r, noun, CMQ_NOUN);
    }
}

void cmq_match_sentence(struct reader *r, const struct cmq_sentence *sentence) {
    r->has_vocabulary = false;
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        const struct cmq_token *token = token_at(r, t);
        if (token->upos == CMQ_VERB && heads_clause(token)) {
            find_best(r, t, CMQ_VERB);
        } else if (token->upos == CMQ_ADJ) {
            find_best(r, t, CMQ_ADJ);
        } else if ((token->upos == CMQ_NOUN || token->upos == CMQ_PROPN) && !is_name(r, t)) {
            find_best_of_noun(r, t);
        }
    }
    /* From the last to the first, so that what is inside is complete before what contains it. */
    for (uint32_t t = sentence->end; t-- > sentence->first;) {
        if (r->match_at[t]) {
            cmq_fill_open_slots(r, r->match_at[t]);
        }
    }
    for (uint32_t t = sentence->first; t < sentence->end; t++) {
        const struct match *m = r->match_at[t];
        for (uint32_t i = 0; m && i < m->literal_count; i++) {
            if (m->literal[i] != t && r->literal_of[m->literal[i]] == CMQ_NO_TOKEN) {
                r->literal_of[m->literal[i]] = t;
            }
        }
    }
}
