/* SPDX-License-Identifier: Apache-2.0 */
/* Statements that nobody is told to have made: "did not argue that", "may announce that", "refused
 * to say whether". Their content is no word of the one who is named. */

#include "stories/twins.h"

#define NEAR 8 /* tokens between a speaker and his verb */

/* "could say", "if they say", "did not say". Who does not think that it is so thinks that it is
 * not. */
static bool is_undone(const struct cmq_parse *parse, const struct cmq_statement *statement) {
    static const char *const modals[] = {"could", "might", "may", "should", "must"};
    static const char *const marks[] = {"if", "whether", "unless"};
    uint32_t cue = statement->cue_token;
    bool thinks = statement->speech == CMQ_SPEECH_THINK, undone = false;
    for (uint32_t t = cmq_child_next(parse, cue, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < cue;
         t = cmq_child_next(parse, cue, t)) {
        const struct cmq_token *token = &parse->token[t];
        bool modal =
            token->dep == CMQ_DEP_AUX && cmq_form_in(token, modals, sizeof modals / sizeof *modals);
        bool supposed =
            token->dep == CMQ_DEP_MARK && cmq_form_in(token, marks, sizeof marks / sizeof *marks);
        bool denied = !thinks && token->dep == CMQ_DEP_ADVMOD && cmq_token_negates(token) &&
                      !cmq_form_is(&parse->token[t + 1], "only");
        undone = undone || modal || supposed || denied;
    }
    return undone;
}

/* "refused to say", "plans to announce", "urged them to admit": what the verb above makes of it. */
static bool is_only_meant(const struct cmq_coding *coding, uint32_t cue) {
    const struct cmq_lexicon *lexicon = &coding->coder->lexicon;
    const struct cmq_token *token = &coding->parse.token[cue];
    bool governed = token->dep == CMQ_DEP_XCOMP ||
                    (token->dep == CMQ_DEP_CCOMP &&
                     cmq_child(&coding->parse, cue, CMQ_DEP_MARK) != CMQ_NO_TOKEN);
    if (!governed || token->head == cue) {
        return false;
    }
    const struct cmq_heads *heads =
        cmq_lexicon_phrasal_heads(lexicon, &coding->parse, token->head, CMQ_VERB);
    bool meant = heads != NULL && heads->speech.count > 0 &&
                 lexicon->speech[lexicon->head_index[heads->speech.first]].kind == CMQ_SPEECH_URGE;
    for (uint32_t i = 0; heads != NULL && i < heads->effects.count && !meant; i++) {
        uint8_t kind = lexicon->effect[lexicon->head_index[heads->effects.first + i]].kind;
        meant = kind == CMQ_EFFECT_NEGATED || kind == CMQ_EFFECT_POSSIBLE ||
                kind == CMQ_EFFECT_FUTURE || kind == CMQ_EFFECT_REQUESTED;
    }
    return meant;
}

/* “Putin is no friend,” he said: a speaker who calls himself by his name is somebody else, whom the
 * pronoun was not read to mean. */
static bool speaks_of_himself(const struct cmq_coding *coding,
                              const struct cmq_statement *statement) {
    const struct cmq_actors *actors = &coding->actors;
    const struct cmq_participant *speaker = &statement->speaker;
    uint32_t index = CMQ_NO_MENTION;
    for (uint32_t t = statement->cue_token, left = NEAR; t-- > 0 && left-- > 0;) {
        index = coding->parse.token[t].start == speaker->start ? actors->mention_at[t] : index;
    }
    if (index == CMQ_NO_MENTION || actors->mention.item[index].kind != CMQ_MENTION_PRONOUN ||
        statement->form != CMQ_FORM_DIRECT) {
        return false;
    }
    const struct cmq_mention *name = cmq_mention_named(actors, speaker->actor, index);
    bool inside = false;
    for (uint32_t i = 0; i < statement->content.count; i++) {
        inside = inside || (name->start >= statement->content.item[i].start &&
                            name->end <= statement->content.item[i].end);
    }
    return inside;
}

bool cmq_is_unsaid(const struct cmq_coding *coding, const struct cmq_statement *statement) {
    uint32_t cue = statement->cue_token;
    if (cue >= coding->parse.token_count) {
        return false;
    }
    bool verb = coding->parse.token[cue].upos == CMQ_VERB;
    return (verb && (is_undone(&coding->parse, statement) || is_only_meant(coding, cue))) ||
           speaks_of_himself(coding, statement);
}
