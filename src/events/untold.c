/* SPDX-License-Identifier: Apache-2.0 */
/* What is spoken of without being told: asked, supposed, denied to have been said, or ascribed to
 * somebody's mind. Acts of force may be denied or supposed and stay events of that assertion; words
 * that were not said are none. */

#include "events/matcher.h"

#define LONGEST_TITLE 16 /* tokens */
#define COUNT(list)   (sizeof(list) / sizeof *(list))

static bool is_quotation_mark(const struct cmq_token *token) {
    static const char *const marks[] = {"\"", "“", "”", "''", "``"};
    return cmq_form_in(token, marks, COUNT(marks));
}

bool cmq_ends_in_question(const struct reader *r, uint32_t token) {
    uint32_t end = r->in->parse->sentence[token_at(r, token)->sentence].end;
    for (uint32_t t = token + 1; t < end && !is_quotation_mark(token_at(r, t)); t++) {
        if (cmq_form_is(token_at(r, t), "?")) {
            return true;
        }
    }
    return false;
}

static bool is_modifying_clause(uint8_t dep) {
    return dep == CMQ_DEP_ACL || dep == CMQ_DEP_ACL_RELCL || dep == CMQ_DEP_ADVCL ||
           dep == CMQ_DEP_NMOD;
}

/* Whether a clause supposes something: "if", "whether". */
static bool supposes(const struct reader *r, uint32_t verb) {
    static const char *const words[] = {"if", "unless", "whether", "lest"};
    uint32_t mark = cmq_child(r->in->parse, verb, CMQ_DEP_MARK);
    return mark != CMQ_NO_TOKEN && cmq_form_in(token_at(r, mark), words, COUNT(words));
}

/* "Can the sides agree?", "asked if they had met", "if Congress fails to agree": the question or
 * supposition that an act stands in. What only modifies a part of a question is not asked. */
static bool is_asked_or_supposed(const struct reader *r, uint32_t token) {
    bool asked = cmq_ends_in_question(r, token);
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(r, token);
        if (supposes(r, token)) {
            return true;
        }
        asked = asked && !is_modifying_clause(self->dep);
        if (self->head == token) {
            break;
        }
        token = self->head;
    }
    return asked;
}

/* Whether the one who is willing, or somebody of the same country, says so. */
static bool is_told_by_own_side(const struct reader *r, uint32_t token,
                                const struct cmq_event *event) {
    uint32_t index = r->in->statements->statement_at[token];
    uint32_t speaker =
        index != CMQ_NO_STATEMENT ? r->in->statements->list.item[index].speaker.actor : UINT32_MAX;
    if (speaker == UINT32_MAX) {
        return false;
    }
    const struct cmq_actor *actors = r->in->actors->list.item;
    for (uint32_t i = 0; i < event->source.count; i++) {
        uint32_t source = event->source.item[i].actor;
        if (source == speaker || (actors[source].country.len > 0 &&
                                  cmq_str_eq(actors[source].country, actors[speaker].country))) {
            return true;
        }
    }
    return false;
}

/* "Democrats are eager to win", "he wanted her to lead it": a mind that the reporter reads. What
 * one is ready for towards somebody is an offer, and what a state or a body wants is its policy. */
static bool is_ascribed(const struct reader *r, const struct match *m,
                        const struct cmq_event *event) {
    struct cmq_str code = text_of(r, m->frame->code);
    const struct cmq_actor *source =
        event->source.count > 0 ? &r->in->actors->list.item[event->source.item[0].actor] : NULL;
    bool state = source && source->code.len > 0 && source->sectors.count == 0;
    bool ready = m->frame->upos == CMQ_ADJ && cmq_root_in(code, "03", "03") &&
                 !cmq_any_coded(r, event->target.item, event->target.count);
    bool wants = source && source->kind == CMQ_ACTOR_PERSON && cmq_root_in(code, "02", "03") &&
                 cmq_str_eq(token_at(r, m->trigger)->lemma, CMQ_STR("want"));
    return (ready || wants) && !state && !is_told_by_own_side(r, m->trigger, event);
}

/* "He did not promise that", "no agreement was reached": who refuses is asked for something; a
 * promise that was not made, and an agreement that is not there, refuse nobody. */
static bool is_missing_promise(const struct reader *r, const struct match *m,
                               const struct cmq_event *event) {
    static const char *const words[] = {"promise", "guarantee", "pledge", "vow", "assure", "swear"};
    if (!cmq_root_in(text_of(r, m->frame->code), "03", "03") ||
        !cmq_root_in(event->cameo, "12", "12")) {
        return false;
    }
    const struct cmq_token *self = token_at(r, m->trigger);
    bool noun = self->upos == CMQ_NOUN || self->upos == CMQ_PROPN;
    for (size_t i = 0; i < COUNT(words); i++) {
        noun |= cmq_str_eq(self->lemma, cmq_str_of(words[i]));
    }
    return noun;
}

/* "Declined to comment": who keeps silent denies nothing to anybody, where nobody asks. */
static bool is_silence(const struct reader *r, const struct match *m,
                       const struct cmq_event *event) {
    static const char *const telling[] = {
        "answer",  "comment",   "confirm",   "describe", "detail",   "disclose",
        "discuss", "divulge",   "elaborate", "explain",  "identify", "indicate",
        "predict", "reply",     "respond",   "reveal",   "say",      "speak",
        "specify", "speculate", "talk",      "tell"};
    bool tells = false;
    for (size_t i = 0; m->embedded != CMQ_NO_TOKEN && i < COUNT(telling); i++) {
        tells |= cmq_str_eq(token_at(r, m->embedded)->lemma, cmq_str_of(telling[i]));
    }
    return tells && cmq_root_in(event->cameo, "12", "12") && event->target.count == 0;
}

/* "Failed to ratify", where the frame has these words: what negates is what it codes. */
static bool has_governor_as_literal(const struct reader *r, const struct match *m) {
    for (uint32_t i = 0; i < m->literal_count; i++) {
        if (m->literal[i] == token_at(r, m->trigger)->head) {
            return true;
        }
    }
    return false;
}

/* "Asked if it came up in the talks": an act named in passing is taken for granted. */
static bool is_granted(const struct reader *r, const struct match *m) {
    const struct cmq_token *self = token_at(r, m->trigger);
    return m->frame->upos == CMQ_NOUN && (self->dep == CMQ_DEP_OBL || self->dep == CMQ_DEP_NMOD);
}

/* "Those who cannot bring themselves to condemn him", "instead of marching": what did not or might
 * not take place, told beside something else. What a noun is for ("a plan to negotiate"), what a
 * noun went through ("a man held by Iran") and what a clause beside tells ("…, saying it may
 * leave") is told. */
static bool is_unreal_aside(const struct reader *r, const struct match *m,
                            const struct cmq_event *event) {
    bool unreal =
        (event->assertion == CMQ_ASSERTION_NEGATED || event->assertion == CMQ_ASSERTION_POSSIBLE) &&
        !cmq_root_in(event->cameo, "18", "20");
    uint32_t token = cmq_top_of(m);
    uint32_t index = r->in->statements->statement_at[token];
    uint32_t telling =
        index != CMQ_NO_STATEMENT ? r->in->statements->list.item[index].cue_token : CMQ_NO_TOKEN;
    for (unsigned depth = 0; unreal && depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(r, token);
        if (is_modifying_clause(self->dep)) {
            bool suffered = self->dep == CMQ_DEP_ACL && cmq_str_eq(self->tag, CMQ_STR("VBN"));
            return self->upos == CMQ_VERB && !suffered && token != telling &&
                   !cmq_is_marked(r, token, "to");
        }
        if (self->head == token) {
            break;
        }
        token = self->head;
    }
    return false;
}

/* "The first duty of a state is to defend its citizens": what somebody is there for. */
static bool is_calling(const struct reader *r, const struct match *m) {
    static const char *const words[] = {
        "duty", "function", "job",        "role",      "task",  "responsibility", "purpose",
        "aim",  "goal",     "obligation", "objective", "point", "mandate"};
    uint32_t verb = cmq_top_of(m);
    uint32_t be = cmq_child(r->in->parse, verb, CMQ_DEP_COP);
    be = be == CMQ_NO_TOKEN ? cmq_child(r->in->parse, verb, CMQ_DEP_AUX) : be;
    uint32_t above = be == CMQ_NO_TOKEN ? token_at(r, verb)->head : verb;
    bool passive = false;
    uint32_t subject = cmq_subject(r->in->parse, above, &passive);
    return cmq_is_marked(r, verb, "to") && subject != CMQ_NO_TOKEN &&
           cmq_str_eq(token_at(r, be == CMQ_NO_TOKEN ? above : be)->lemma, CMQ_STR("be")) &&
           cmq_form_in(token_at(r, subject), words, COUNT(words));
}

/* "The senator's appeal to the young threatens to upset his party": what belongs to somebody makes
 * no threats. */
static bool is_danger(const struct reader *r, const struct match *m,
                      const struct cmq_event *event) {
    const struct cmq_token *self = token_at(r, m->trigger);
    return self->upos == CMQ_VERB && cmq_str_eq(self->lemma, CMQ_STR("threaten")) &&
           event->source.count > 0 && event->source.item[0].basis == CMQ_PARTICIPANT_POSSESSIVE &&
           cmq_child(r->in->parse, m->trigger, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN &&
           !cmq_is_marked(r, m->trigger, "to");
}

/* "The order allows the agency to listen in": the leave that a state gives its own is no
 * concession. */
static bool is_leave_at_home(const struct reader *r, const struct match *m,
                             const struct cmq_event *event) {
    const struct cmq_actor *actors = r->in->actors->list.item;
    if (!cmq_str_eq(event->cameo, CMQ_STR("081")) || m->embedded == CMQ_NO_TOKEN) {
        return false;
    }
    for (uint32_t i = 0; i < event->target.count; i++) {
        const struct cmq_actor *actor = &actors[event->target.item[i].actor];
        if (actor->code.len > 0 &&
            (event->source.count == 0 ||
             !cmq_str_eq(actor->country, actors[event->source.item[0].actor].country))) {
            return false;
        }
    }
    return true;
}

/* "Calls in Congress to disarm police 02:58": the title of a film, with its length. What it names
 * without a finite verb is a topic. */
static bool is_film_title(const struct reader *r, const struct match *m) {
    uint32_t end = r->in->parse->sentence[token_at(r, m->trigger)->sentence].end;
    uint32_t last = m->trigger + LONGEST_TITLE < end ? m->trigger + LONGEST_TITLE : end;
    struct cmq_str tag = token_at(r, m->trigger)->tag;
    if (cmq_str_eq(tag, CMQ_STR("VBZ")) || cmq_str_eq(tag, CMQ_STR("VBD")) ||
        cmq_str_eq(tag, CMQ_STR("VBP"))) {
        return false;
    }
    for (uint32_t t = m->trigger + 1; t < last; t++) {
        struct cmq_str form = token_at(r, t)->form;
        bool length = form.len == 5 && form.ptr[0] == '0' && form.ptr[2] == ':';
        if (length && token_at(r, t - 1)->upos != CMQ_ADP) {
            return true;
        }
    }
    return false;
}

/* "Took control of the House": parties win seats. */
static bool is_won_house(const struct reader *r, const struct match *m,
                         const struct cmq_event *event) {
    return cmq_str_eq(event->cameo, CMQ_STR("192")) && event->source.count > 0 &&
           event->target.count > 0 && cmq_done_in_words(r, m, event);
}

bool cmq_is_untold(const struct reader *r, const struct match *m, const struct cmq_event *event) {
    bool words = cmq_root_in(event->cameo, "02", "13");
    bool spoken = cmq_root_in(event->cameo, "02", "03") || cmq_root_in(event->cameo, "10", "13");
    return (words && !is_granted(r, m) && is_asked_or_supposed(r, m->trigger)) ||
           (spoken && event->assertion == CMQ_ASSERTION_NEGATED &&
            !has_governor_as_literal(r, m)) ||
           is_unreal_aside(r, m, event) || is_calling(r, m) || is_danger(r, m, event) ||
           is_won_house(r, m, event) || is_film_title(r, m) || is_leave_at_home(r, m, event) ||
           is_missing_promise(r, m, event) || is_silence(r, m, event) || is_ascribed(r, m, event);
}
