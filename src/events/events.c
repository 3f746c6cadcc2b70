/* SPDX-License-Identifier: Apache-2.0 */
/* From matches to events: what a match tells, with its circumstances and its standing. */

#include "events/matcher.h"

#define LONGEST_TRIGGER 60 /* code points */
#define CAMEO_SIGN      "057"

void cmq_explain_step(const struct reader *r, struct cmq_event *event, uint32_t first_token,
                      uint32_t end_token, uint32_t entry, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct cmq_str text = cmq_arena_format_list(r->arena, format, args);
    va_end(args);
    struct cmq_explanation *step = &CMQ_PUSH(r->arena, &event->steps);
    step->text = text;
    step->entry = entry;
    if (end_token > first_token) {
        step->span =
            (struct cmq_stretch){token_at(r, first_token)->start, token_at(r, end_token - 1)->end};
    }
}

static struct cmq_stretch stretch(const struct reader *r, uint32_t first, uint32_t end) {
    return (struct cmq_stretch){token_at(r, first)->start, token_at(r, end - 1)->end};
}

static bool short_enough(const struct reader *r, struct cmq_stretch s) {
    struct cmq_str text = {r->in->parse->text.ptr + s.start, s.end - s.start};
    return cmq_utf8_count(text) <= LONGEST_TRIGGER;
}

/* The words that carry the event: light verb, head, particles and literals, where they fit. */
static struct cmq_stretch trigger_of(const struct reader *r, const struct match *m) {
    uint32_t first = m->trigger, end = m->trigger + 1;
    for (uint32_t i = 0; i < m->literal_count; i++) {
        first = m->literal[i] < first ? m->literal[i] : first;
        end = m->literal[i] + 1 > end ? m->literal[i] + 1 : end;
    }
    struct cmq_stretch with_literals = stretch(r, first, end);
    if (!short_enough(r, with_literals)) {
        first = m->trigger;
        end = m->trigger + 1;
    }
    if (m->light != CMQ_NO_TOKEN) {
        struct cmq_stretch with_light = stretch(r, m->light < first ? m->light : first,
                                                m->light + 1 > end ? m->light + 1 : end);
        if (short_enough(r, with_light)) {
            return with_light;
        }
    }
    struct cmq_stretch s = stretch(r, first, end);
    if (!short_enough(r, s)) { /* one monstrous token */
        s.end = s.start;
    }
    return s;
}

uint32_t cmq_top_of(const struct match *m) {
    return m->light != CMQ_NO_TOKEN ? m->light : m->trigger;
}

unsigned cmq_depth_of(const struct reader *r, uint32_t token) {
    unsigned depth = 0;
    while (token_at(r, token)->head != token && depth < CMQ_MAX_TREE_DEPTH) {
        token = token_at(r, token)->head;
        depth++;
    }
    return depth;
}

void cmq_finish_event(const struct reader *r, const struct match *m, struct cmq_event *event) {
    event->trigger_token = m->trigger;
    event->sentence = token_at(r, m->trigger)->sentence;
    event->trigger = trigger_of(r, m);
    uint32_t first, end;
    cmq_subtree(r->in->parse, cmq_top_of(m), &first, &end);
    event->evidence = stretch(r, first, end);
    event->same_as = UINT32_MAX;
    event->statement = CMQ_NO_STATEMENT;
    cmq_statement_tellers(r->in->actors, r->in->statements,
                          r->in->statements->statement_at[cmq_top_of(m)], r->arena,
                          &event->attribution);
    cmq_add_date(r, m, event);
    cmq_add_place(r, m, event);
    cmq_add_quantities(r, m, event);
    cmq_explain_participants(r, event);
}

/* What the target does to the source in turn: who is visited receives a visit. */
static void add_event_in_turn(const struct reader *r, const struct cmq_frame *frame,
                              const struct cmq_event *event) {
    struct cmq_str code = text_of(r, frame->back);
    if (code.len == 0 || event->source.count == 0 || event->target.count == 0) {
        return;
    }
    struct cmq_event turned = *event;
    turned.source.item = event->target.item;
    turned.source.count = turned.source.capacity = event->target.count;
    turned.target.item = event->source.item;
    turned.target.count = turned.target.capacity = event->source.count;
    turned.contexts.count = turned.contexts.capacity = 0;
    turned.steps.count = turned.steps.capacity = 0;
    struct cmq_str told = cmq_code_told(r, code);
    cmq_explain_step(r, &turned, event->trigger_token, event->trigger_token + 1, frame->entry,
                     "the target does %.*s in turn", CMQ_FMT(told));
    turned.plover = turned.mode = (struct cmq_str){NULL, 0};
    cmq_set_code(r, &turned, code, NULL);
    cmq_explain_participants(r, &turned);
    CMQ_PUSH(r->arena, &r->events->list) = turned;
}

/* "The minister says it will attack": the subject is a pronoun that means nobody named. */
static bool is_open_pronoun(const struct reader *r, const struct match *m) {
    return m->source_count == 1 && token_at(r, m->source[0])->upos == CMQ_PRON;
}

/* "Ten were arrested, police said": who tells of arrests without naming anybody made them. */
static bool is_own_arrest(const struct match *m, struct cmq_str code,
                          const struct cmq_actor *speaker) {
    bool police = false;
    for (uint32_t i = 0; i < speaker->sectors.count; i++) {
        police |= cmq_str_eq(speaker->sectors.item[i], CMQ_STR("COP"));
    }
    return police && m->passive && m->source_count == 0 &&
           (cmq_str_starts(code, CMQ_STR("173")) || cmq_str_starts(code, CMQ_STR("174")));
}

/* "The minister said sanctions would continue": an act of state that an official says will be done,
 * and by nobody, is the speaker's side's. */
static void add_speaker_as_source(const struct reader *r, const struct match *m,
                                  const struct standing *standing, struct cmq_event *event) {
    struct cmq_str code = text_of(r, m->frame->code);
    uint32_t statement = r->in->statements->statement_at[m->trigger];
    bool state_act = cmq_root_in(code, "07", "08") || cmq_root_in(code, "15", "20");
    bool agentless = cmq_is_noun(token_at(r, m->trigger)) && m->source_count == 0;
    bool meant = (agentless || is_open_pronoun(r, m)) && state_act && standing->intended;
    if (event->source.count > 0 || statement == CMQ_NO_STATEMENT) {
        return;
    }
    struct cmq_participant speaker = r->in->statements->list.item[statement].speaker;
    if (speaker.actor == UINT32_MAX ||
        cmq_has_actor(event->target.item, event->target.count, speaker.actor)) {
        return;
    }
    const struct cmq_actor *actor = &r->in->actors->list.item[speaker.actor];
    if (actor->country.len > 0 &&
        ((meant && cmq_is_official(actor)) || is_own_arrest(m, code, actor))) {
        speaker.basis = CMQ_PARTICIPANT_DISCOURSE;
        CMQ_PUSH(r->arena, &event->source) = speaker;
    }
}

/* "Will not lift the ban", "failed to agree", "will not help", "reached no accord": what is not
 * meant to be done is refused. The code itself where it is not so. */
static struct cmq_str refused_code(const struct reader *r, struct cmq_str code,
                                   struct standing *standing, struct cmq_event *event) {
    bool act = standing->intended && cmq_root_in(code, "04", "08");
    bool accord = cmq_root_in(code, "03", "03") || cmq_is_act(code, CAMEO_SIGN);
    if (event->assertion != CMQ_ASSERTION_NEGATED || !(act || accord)) {
        return code;
    }
    struct cmq_str refusal =
        act ? cmq_speech_act_code(CMQ_REFUSE, code) : cmq_refusal_of(cmq_act_in(code));
    refusal = cmq_code_made(r, refusal, code);
    if (refusal.len == 0) {
        return code;
    }
    event->assertion = CMQ_ASSERTION_ACTUAL;
    event->time = act ? CMQ_TENSE_PRESENT : event->time;
    standing->intended = false;
    return refusal;
}

/* False where the match turned out to be no event. */
static bool add_event(struct reader *r, const struct match *m) {
    if (m->frame->flags & CMQ_FRAME_INNER) {
        return false;
    }
    if (cmq_is_judgement(r, m->frame)) {
        return cmq_add_judgement(r, m);
    }
    struct cmq_event event = {.trigger_token = m->trigger};
    CMQ_PUSH(r->arena, &event.entries) = m->frame->entry;
    struct cmq_str pattern = text_of(r, r->in->lexicon->entry[m->frame->entry].text);
    cmq_explain_step(r, &event, m->trigger, m->trigger + 1, m->frame->entry, "matched \"%.*s\"%s",
                     CMQ_FMT(pattern), m->passive ? " in the passive" : "");
    if (m->light != CMQ_NO_TOKEN) {
        cmq_explain_step(r, &event, m->light, m->light + 1, m->light_effect->entry,
                         "light verb: its subject is the agent");
    }
    struct standing standing = cmq_standing_of(r, m, &event);
    cmq_add_participants(r, m, &event);
    add_speaker_as_source(r, m, &standing, &event);
    event.assertion = standing.assertion;
    event.time = standing.time;
    if (standing.obliged && r->in->statements->statement_at[m->trigger] != CMQ_NO_STATEMENT) {
        event.assertion = CMQ_ASSERTION_REQUESTED;
        event.time = CMQ_TENSE_FUTURE;
    }
    struct cmq_str code = cmq_leaf_of(r, m, cmq_refined_code(r, m, text_of(r, m->frame->code)));
    code = refused_code(r, code, &standing, &event);
    if (text_of(r, m->frame->words).len > 0 && cmq_done_in_words(r, m, &event)) {
        code = text_of(r, m->frame->words);
        struct cmq_str told = cmq_code_told(r, code);
        cmq_explain_step(r, &event, 0, 0, UINT32_MAX, "politicians do it in words: %.*s",
                         CMQ_FMT(told));
    }
    cmq_set_code(r, &event, code, m->frame);
    cmq_set_mode_of_request(m, &event);
    cmq_apply_governor(r, &standing, &event);
    cmq_rewrite_intent(r, m, &standing, &event);
    if (!cmq_is_event(r, m, &event)) {
        return false;
    }
    bool only_meant = standing.purpose && event.assertion == CMQ_ASSERTION_POSSIBLE;
    if (!only_meant && !cmq_is_part_of_speech_act(r, &standing) &&
        !cmq_is_half_told(r, m, &event) && cmq_is_politics(r, &event) &&
        !cmq_is_untold(r, m, &event) && !cmq_is_forecast(r, m, &event)) {
        uint32_t blaming = cmq_blaming_statement(r, &event);
        if (blaming != CMQ_NO_STATEMENT) {
            event.assertion = CMQ_ASSERTION_ALLEGED;
            cmq_add_accusation(r, blaming, &event);
        }
        cmq_finish_event(r, m, &event);
        CMQ_PUSH(r->arena, &r->events->list) = event;
        cmq_absorb_inner_act(r, m);
        add_event_in_turn(r, m->frame, &event);
    }
    return true;
}

/* "A raid killed three", "were wounded in an attack": the noun and the verb tell one act. */
static void absorb_nouns(struct reader *r, const struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, m->trigger, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, m->trigger, t)) {
        uint8_t dep = token_at(r, t)->dep;
        const struct match *inner = r->match_at[t];
        if (inner && cmq_is_noun(token_at(r, t)) &&
            (dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_OBL || dep == CMQ_DEP_OBL_AGENT) &&
            cmq_root_in(text_of(r, m->frame->code), "18", "20") &&
            cmq_root_in(text_of(r, inner->frame->code), "18", "20")) {
            r->literal_of[t] = m->trigger;
        }
    }
}

/* Verbs before nouns: a noun that a verb frame has used is no event of its own, unless the verb
 * came to nothing. */
static void add_sentence(struct reader *r, const struct cmq_sentence *sentence) {
    for (int nouns = 0; nouns < 2; nouns++) {
        for (uint32_t t = sentence->first; t < sentence->end && !r->arena->exhausted; t++) {
            const struct match *m = r->match_at[t];
            if (!m || cmq_is_noun(token_at(r, t)) != (nouns == 1) ||
                r->literal_of[t] != CMQ_NO_TOKEN) {
                continue;
            }
            bool added = add_event(r, m);
            if (added && nouns == 0) {
                absorb_nouns(r, m);
            }
            for (uint32_t i = 0; !added && i < m->literal_count; i++) {
                if (r->literal_of[m->literal[i]] == t) {
                    r->literal_of[m->literal[i]] = CMQ_NO_TOKEN;
                }
            }
        }
    }
    for (uint32_t t = sentence->first; t < sentence->end && !r->arena->exhausted; t++) {
        cmq_add_obligation(r, t);
    }
}

void cmq_events_find(const struct cmq_reading *reading, struct cmq_arena *arena,
                     struct cmq_events *events) {
    *events = (struct cmq_events){0};
    uint32_t count = reading->parse->token_count;
    struct reader r = {.in = reading,
                       .arena = arena,
                       .events = events,
                       .match_at = CMQ_NEW_ARRAY(arena, struct match *, (size_t)count + 1),
                       .literal_of = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)count + 1)};
    if (arena->exhausted) {
        return;
    }
    for (uint32_t t = 0; t < count; t++) {
        r.literal_of[t] = CMQ_NO_TOKEN;
    }
    for (uint32_t s = 0; s < reading->parse->sentence_count; s++) {
        const struct cmq_sentence *sentence = &reading->parse->sentence[s];
        cmq_match_sentence(&r, sentence);
        add_sentence(&r, sentence);
    }
    cmq_order_events(&r);
    cmq_link_repeats(&r);
    cmq_name_events(&r);
    cmq_weigh_events(&r);
    for (uint32_t i = 0; reading->ontology != NULL && i < events->list.count; i++) {
        events->list.item[i].cameo = cmq_code_told(&r, events->list.item[i].cameo);
    }
}
