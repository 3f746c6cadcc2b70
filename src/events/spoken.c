/* SPDX-License-Identifier: Apache-2.0 */
/* Events that speech makes: judgements, accusations, demands. */

#include "events/matcher.h"

#define CAMEO_APPEAL    "020"
#define CAMEO_DEMAND    "100"
#define CAMEO_CRITICISE "111"
#define CAMEO_ACCUSE    "112"

/* "said that T is a disgrace", "said that T lied": what is said of somebody is an act of the
 * speaker. Of a verb only the code tells, since "T drew criticism" has its subject as target, too.
 */
bool cmq_is_judgement(const struct reader *r, const struct cmq_frame *frame) {
    struct cmq_str code = text_of(r, frame->code);
    bool accused = frame->upos == CMQ_VERB && cmq_is_act(code, CAMEO_ACCUSE);
    bool judged =
        frame->upos == CMQ_ADJ && (cmq_root_in(code, "05", "05") || cmq_root_in(code, "11", "11"));
    return frame->subject == CMQ_SLOT_TARGET && (accused || judged);
}

/* An act may be wrong, but only somebody is a threat: "Taiwan independence" is not Taiwan. */
static bool is_of_somebody(const struct reader *r, const struct match *m) {
    return token_at(r, m->trigger)->upos == CMQ_ADJ ||
           (m->target_count > 0 && cmq_names_actor(r, m->target[0], true));
}

/* "The notion is that he is weak": what others think, which the speaker only reports. The tree may
 * hang the notion on the judgement itself. */
static bool is_of_a_notion(const struct reader *r, uint32_t word) {
    static const char *const words[] = {"notion",     "idea",   "perception", "view", "belief",
                                        "assumption", "theory", "feeling",    "fear", "question"};
    for (uint32_t t = cmq_child_next(r->in->parse, word, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, word, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if ((dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_OUTER) &&
            cmq_form_in(token_at(r, t), words, sizeof words / sizeof *words)) {
            return true;
        }
    }
    return false;
}

/* What is told itself, not what stands in a clause of it: "said he acts as if guilty". */
static bool is_said_outright(const struct reader *r, const struct match *m,
                             const struct cmq_statement *statement) {
    uint32_t t = m->trigger;
    while (token_at(r, t)->dep == CMQ_DEP_CONJ && token_at(r, t)->head < t) {
        t = token_at(r, t)->head;
    }
    uint32_t head = token_at(r, t)->head;
    if (is_of_a_notion(r, t) || is_of_a_notion(r, head) || token_at(r, t)->dep == CMQ_DEP_ACL) {
        return false; /* nor what there is "no evidence that" */
    }
    return t == statement->content_root || head == t || head == statement->cue_token;
}

/* Whether a wrong that somebody is said to have done is politics: he acts in public. */
static bool is_wrong_in_public(const struct reader *r, const struct match *m,
                               const struct cmq_event *event) {
    return m->frame->upos != CMQ_VERB ||
           cmq_is_public(&r->in->actors->list.item[event->target.item[0].actor]);
}

/* False where nobody says it, or not of somebody else. */
bool cmq_add_judgement(struct reader *r, const struct match *m) {
    uint32_t statement = r->in->statements->statement_at[m->trigger];
    if (statement == CMQ_NO_STATEMENT) {
        return false;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
    bool told = s->speech == CMQ_SPEECH_SAY || s->speech == CMQ_SPEECH_CLAIM;
    struct match of_target = *m; /* "abused his power": an owner who is the target is no source */
    of_target.source_count = 0;
    struct cmq_event event = {.trigger_token = m->trigger};
    cmq_add_participants(r, &of_target, &event);
    if (!told || s->speaker.actor == UINT32_MAX || event.target.count == 0 ||
        cmq_has_actor(event.target.item, event.target.count, s->speaker.actor) ||
        !is_wrong_in_public(r, m, &event) || !is_said_outright(r, m, s) || !is_of_somebody(r, m) ||
        cmq_negation_of(r, m->trigger) != CMQ_NO_TOKEN) {
        return false;
    }
    event.source.count = 0;
    CMQ_PUSH(r->arena, &event.source) = s->speaker;
    CMQ_PUSH(r->arena, &event.entries) = m->frame->entry;
    cmq_explain_step(r, &event, m->trigger, m->trigger + 1, m->frame->entry,
                     "said of somebody: a judgement by the speaker");
    event.time = CMQ_TENSE_PAST;
    cmq_set_code(r, &event, text_of(r, m->frame->code), m->frame);
    if (!cmq_any_political(r, &event)) {
        return false;
    }
    cmq_finish_event(r, m, &event);
    event.statement = statement;
    event.attribution = s->attribution;
    CMQ_PUSH(r->arena, &r->events->list) = event;
    return true;
}

/* The statement in which a side tells what another has done to it; CMQ_NO_STATEMENT if none. */
uint32_t cmq_blaming_statement(const struct reader *r, const struct cmq_event *event) {
    uint32_t index = r->in->statements->statement_at[event->trigger_token];
    if (index == CMQ_NO_STATEMENT || event->source.count == 0 ||
        !cmq_root_in(event->cameo, "15", "20") || event->assertion == CMQ_ASSERTION_NEGATED ||
        event->time == CMQ_TENSE_FUTURE) {
        return CMQ_NO_STATEMENT;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[index];
    if (s->speaker.actor == UINT32_MAX || s->cue_token == CMQ_NO_TOKEN) {
        return CMQ_NO_STATEMENT;
    }
    const struct cmq_actor *speaker = &r->in->actors->list.item[s->speaker.actor];
    bool tells = s->speech == CMQ_SPEECH_SAY || s->speech == CMQ_SPEECH_CLAIM;
    return tells && speaker->country.len > 0 && cmq_is_public(speaker) &&
                   !cmq_has_country(r, event->source.item, event->source.count, speaker->country) &&
                   cmq_has_country(r, event->target.item, event->target.count, speaker->country)
               ? index
               : CMQ_NO_STATEMENT;
}

/* "S said that T had attacked it": S accuses T. */
void cmq_add_accusation(struct reader *r, uint32_t statement, const struct cmq_event *told) {
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
    struct cmq_str code = cmq_code_made(r, CMQ_STR(CAMEO_ACCUSE), CMQ_STR(""));
    if (code.len == 0) {
        return;
    }
    static const struct cmq_frame no_frame;
    struct match m = {.frame = &no_frame,
                      .trigger = s->cue_token,
                      .light = CMQ_NO_TOKEN,
                      .embedded = CMQ_NO_TOKEN};
    struct cmq_event event = {.trigger_token = s->cue_token};
    CMQ_PUSH(r->arena, &event.entries) = s->entry;
    cmq_explain_step(r, &event, s->cue_token, s->cue_token + 1, s->entry,
                     "told what another did to it: an accusation");
    CMQ_PUSH(r->arena, &event.source) = s->speaker;
    for (uint32_t i = 0; i < told->source.count; i++) {
        CMQ_PUSH(r->arena, &event.target) = told->source.item[i];
    }
    event.assertion = CMQ_ASSERTION_ACTUAL;
    event.time = CMQ_TENSE_PAST;
    cmq_set_code(r, &event, code, NULL);
    cmq_finish_event(r, &m, &event);
    CMQ_PUSH(r->arena, &r->events->list) = event;
}

/* "Said that rebels track it": a plural has the bare verb without anybody's asking. */
static bool is_plain_plural(const struct reader *r, uint32_t verb) {
    static const char *const asking[] = {"insist", "demand",  "ask",     "propose",  "recommend",
                                         "urge",   "require", "request", "stipulate"};
    bool passive, asks = false;
    uint32_t subject = cmq_subject(r->in->parse, verb, &passive);
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        asks |= cmq_str_eq(token_at(r, token_at(r, verb)->head)->lemma, cmq_str_of(asking[i]));
    }
    return !asks && subject != CMQ_NO_TOKEN &&
           (cmq_str_eq(token_at(r, subject)->tag, CMQ_STR("NNS")) ||
            cmq_str_eq(token_at(r, subject)->tag, CMQ_STR("NNPS")));
}

/* "Insisted that Mali comply": what is asked for by the mood of its verb alone, with a verb of
 * telling that is no act of asking itself. */
static bool is_asked_for(const struct reader *r, uint32_t verb, enum cmq_speech_act *act) {
    uint32_t teller = token_at(r, verb)->head;
    const struct match *asks = r->match_at[teller];
    if (!cmq_is_subjunctive(r, verb) || asks || is_plain_plural(r, verb)) {
        return false;
    }
    *act = cmq_str_eq(token_at(r, teller)->lemma, CMQ_STR("insist")) ? CMQ_DEMAND : CMQ_APPEAL;
    return true;
}

/* How strongly a word calls for an act: "must", "has to" demand it; "should" appeals for it. */
static bool is_obligation(const struct reader *r, uint32_t token, enum cmq_speech_act *act) {
    static const char *const strong[] = {"must", "need", "needs", "has", "have"};
    static const char *const weak[] = {"should", "ought"};
    const struct cmq_token *self = token_at(r, token);
    uint32_t inner = cmq_child(r->in->parse, token, CMQ_DEP_XCOMP);
    bool governs =
        inner != CMQ_NO_TOKEN && cmq_child(r->in->parse, inner, CMQ_DEP_MARK) == token + 1;
    *act = cmq_form_in(self, strong, sizeof strong / sizeof *strong) ? CMQ_DEMAND : CMQ_APPEAL;
    if (self->dep == CMQ_DEP_CCOMP && is_asked_for(r, token, act)) {
        return true;
    }
    if (self->dep == CMQ_DEP_AUX) {
        return cmq_form_is(self, "must") || cmq_form_in(self, weak, sizeof weak / sizeof *weak);
    }
    return governs && (*act == CMQ_DEMAND || cmq_form_is(self, "ought"));
}

/* The verb of what is called for: that which the modal helps, or the one that it governs. */
static uint32_t called_for(const struct reader *r, uint32_t modal) {
    if (cmq_is_subjunctive(r, modal)) {
        return modal;
    }
    return token_at(r, modal)->dep == CMQ_DEP_AUX ? token_at(r, modal)->head
                                                  : cmq_child(r->in->parse, modal, CMQ_DEP_XCOMP);
}

/* Whether all the targets act in public at home and are others than the speaker: "the senator said
 * that the president must". The state as such is no other. */
static bool calls_on_rivals(const struct reader *r, const struct cmq_event *event,
                            const struct cmq_actor *speaker) {
    for (uint32_t i = 0; i < event->target.count; i++) {
        const struct cmq_actor *target = &r->in->actors->list.item[event->target.item[i].actor];
        bool same = target->basis != CMQ_BASIS_LEXICON && cmq_str_eq(target->code, speaker->code);
        if (target->sectors.count == 0 || !cmq_is_public(target) || same) {
            return false;
        }
    }
    return speaker->sectors.count > 0 && cmq_is_public(speaker);
}

/* Whether it is told in public that somebody has to act, not that he may have to, did not have to,
 * should have something or has to be somewhere: whom one calls on at home is told so outright. */
static bool is_outright_call(const struct reader *r, const struct cmq_statement *s, uint32_t modal,
                             uint32_t verb) {
    static const char *const words[] = {"may", "might", "could", "would", "did"};
    uint32_t aux = cmq_child(r->in->parse, modal, CMQ_DEP_AUX);
    bool weakened = token_at(r, modal)->dep != CMQ_DEP_AUX && aux != CMQ_NO_TOKEN &&
                    cmq_form_in(token_at(r, aux), words, sizeof words / sizeof *words);
    return (s->speech == CMQ_SPEECH_SAY || s->speech == CMQ_SPEECH_CLAIM) && !weakened &&
           !cmq_str_eq(token_at(r, verb)->lemma, CMQ_STR("have")) &&
           cmq_child(r->in->parse, verb, CMQ_DEP_AUX_PASS) == CMQ_NO_TOKEN;
}

/* "Should have acted": what was not done is held against somebody. */
static bool is_reproach(const struct reader *r, uint32_t modal, uint32_t verb) {
    return token_at(r, modal)->dep == CMQ_DEP_AUX && modal + 1 < verb &&
           cmq_form_is(token_at(r, verb - 1), "have") && token_at(r, verb - 1)->head == verb;
}

/* "The two sides should", "our countries should": a call of both sides, on nobody. */
static bool calls_on_own_side(const struct reader *r, const struct cmq_event *event, bool outright,
                              uint32_t speaker) {
    const struct cmq_actor *caller = &r->in->actors->list.item[speaker];
    if (cmq_has_actor(event->target.item, event->target.count, speaker)) {
        return true;
    }
    bool rivals = outright && calls_on_rivals(r, event, caller);
    return caller->country.len > 0 && !rivals &&
           cmq_has_country(r, event->target.item, event->target.count, caller->country);
}

/* "S said that T must V": a demand of the speaker on T. */
void cmq_add_obligation(struct reader *r, uint32_t modal) {
    enum cmq_speech_act act;
    uint32_t statement = r->in->statements->statement_at[modal];
    if (statement == CMQ_NO_STATEMENT || !is_obligation(r, modal, &act)) {
        return;
    }
    bool passive = false;
    uint32_t verb = called_for(r, modal), subject = cmq_subject(r->in->parse, verb, &passive);
    bool reproach = is_reproach(r, modal, verb);
    struct cmq_str call = reproach            ? CMQ_STR(CAMEO_CRITICISE)
                          : act == CMQ_DEMAND ? CMQ_STR(CAMEO_DEMAND)
                                              : CMQ_STR(CAMEO_APPEAL);
    call = cmq_code_made(r, call, CMQ_STR(""));
    if (call.len == 0) {
        return;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
    if (subject == CMQ_NO_TOKEN || cmq_is_aside(r, verb) || s->speaker.actor == UINT32_MAX ||
        r->in->actors->list.item[s->speaker.actor].code.len == 0) {
        return;
    }
    static const struct cmq_frame no_frame;
    struct match m = {.frame = &no_frame,
                      .trigger = verb,
                      .light = CMQ_NO_TOKEN,
                      .embedded = verb,
                      .literal = {modal},
                      .literal_count = 1};
    struct cmq_event event = {.trigger_token = verb};
    CMQ_PUSH(r->arena, &event.entries) = s->entry;
    cmq_explain_step(r, &event, modal, modal + 1, s->entry,
                     "said that somebody should act: a call of the speaker");
    CMQ_PUSH(r->arena, &event.source) = s->speaker;
    cmq_participants_of(r, subject, CMQ_PARTICIPANT_TEXT, &event, false);
    bool outright = is_outright_call(r, s, modal, verb) && cmq_names_actor(r, subject, true);
    if (!cmq_any_coded(r, event.target.item, event.target.count) ||
        calls_on_own_side(r, &event, outright, s->speaker.actor) || !cmq_is_politics(r, &event)) {
        return;
    }
    event.assertion = CMQ_ASSERTION_ACTUAL;
    event.time = CMQ_TENSE_PAST;
    cmq_set_code(r, &event, reproach ? call : cmq_refined_code(r, &m, call), NULL);
    cmq_set_mode_of_request(&m, &event);
    cmq_finish_event(r, &m, &event);
    event.statement = statement;
    event.attribution = s->attribution;
    CMQ_PUSH(r->arena, &r->events->list) = event;
}
