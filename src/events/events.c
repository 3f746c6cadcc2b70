/* SPDX-License-Identifier: Apache-2.0 */
/* From matches to events: participants, standing, code, circumstances; the events that reported
 * demands make; order; repeats; ids. */

#include "events/matcher.h"

#define LONGEST_TRIGGER 60 /* code points */
#define CAMEO_APPEAL    "020"
#define CAMEO_DEMAND    "100"
#define CAMEO_THREAT    "130"
#define CAMEO_ACCUSE    "112"
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

/* ---- spans -------------------------------------------------------------------------------- */

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

static uint32_t top_of(const struct match *m) {
    return m->light != CMQ_NO_TOKEN ? m->light : m->trigger;
}

static unsigned depth_of(const struct reader *r, uint32_t token) {
    unsigned depth = 0;
    while (token_at(r, token)->head != token && depth < CMQ_MAX_TREE_DEPTH) {
        token = token_at(r, token)->head;
        depth++;
    }
    return depth;
}

/* ---- participants ------------------------------------------------------------------------- */

/* A code, or at least a role that political actors have. */
static bool is_political(const struct reader *r, const struct cmq_participant *p) {
    const struct cmq_actor *actor = &r->in->actors->list.item[p->actor];
    return actor->code.len > 0 || actor->sectors.count > 0;
}

static bool any_political_in(const struct reader *r, const struct cmq_participant *item,
                             uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_political(r, &item[i])) {
            return true;
        }
    }
    return false;
}

static bool any_political(const struct reader *r, const struct cmq_event *event) {
    return any_political_in(r, event->source.item, event->source.count) ||
           any_political_in(r, event->target.item, event->target.count);
}

static bool has_actor(const struct cmq_participant *item, uint32_t count, uint32_t actor) {
    for (uint32_t i = 0; i < count; i++) {
        if (item[i].actor == actor) {
            return true;
        }
    }
    return false;
}

static bool has_country(const struct reader *r, const struct cmq_participant *item, uint32_t count,
                        struct cmq_str country) {
    for (uint32_t i = 0; i < count; i++) {
        if (cmq_str_eq(r->in->actors->list.item[item[i].actor].country, country)) {
            return true;
        }
    }
    return false;
}

/* What both do is told of both sides alike. */
static void make_reciprocal(const struct reader *r, struct cmq_event *event) {
    if (event->source.count + event->target.count < 2) {
        return;
    }
    event->reciprocal = true;
    uint32_t sources = event->source.count, targets = event->target.count;
    for (uint32_t i = 0; i < targets; i++) {
        struct cmq_participant p = event->target.item[i];
        if (!has_actor(event->source.item, event->source.count, p.actor)) {
            CMQ_PUSH(r->arena, &event->source) = p;
        }
    }
    for (uint32_t i = 0; i < sources; i++) {
        struct cmq_participant p = event->source.item[i];
        if (!has_actor(event->target.item, event->target.count, p.actor)) {
            CMQ_PUSH(r->arena, &event->target) = p;
        }
    }
}

static bool of_source_country(const struct reader *r, const struct cmq_event *event,
                              uint32_t target) {
    struct cmq_str country = r->in->actors->list.item[target].country;
    for (uint32_t i = 0; country.len > 0 && i < event->source.count; i++) {
        uint32_t source = event->source.item[i].actor;
        if (cmq_str_eq(r->in->actors->list.item[source].country, country)) {
            return true;
        }
    }
    return false;
}

/* Nobody does to himself what he does to others named in the same breath; nor does a country while
 * another one is named too. */
static void drop_self(const struct reader *r, struct cmq_event *event) {
    uint32_t kept = 0, foreign = 0;
    for (uint32_t i = 0; i < event->target.count; i++) {
        if (!has_actor(event->source.item, event->source.count, event->target.item[i].actor)) {
            foreign += !of_source_country(r, event, event->target.item[i].actor);
            event->target.item[kept++] = event->target.item[i];
        }
    }
    event->target.count = kept;
    for (uint32_t i = kept = 0; foreign > 0 && i < event->target.count; i++) {
        if (!of_source_country(r, event, event->target.item[i].actor)) {
            event->target.item[kept++] = event->target.item[i];
        }
    }
    event->target.count = foreign > 0 ? kept : event->target.count;
}

/* Whether an actor speaks for its state: the state itself, its government, its forces. */
static bool is_official(const struct cmq_actor *actor) {
    struct cmq_str role = {actor->code.ptr + 3, actor->code.len < 3 ? 0 : actor->code.len - 3};
    return role.len == 0 || cmq_str_starts(role, CMQ_STR("GOV")) ||
           cmq_str_starts(role, CMQ_STR("MIL"));
}

/* Whether the source of a match is people, not the state that bears their name. */
static bool is_people(const struct reader *r, const struct match *m) {
    bool indirect = false;
    uint32_t index = cmq_actors_phrase(r->in->parse, r->in->actors, m->source[0], &indirect);
    uint32_t head =
        index != CMQ_NO_MENTION ? r->in->actors->mention.item[index].head : m->source[0];
    struct cmq_str tag = token_at(r, head)->tag;
    return cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"));
}

/* Whether who acts at home and names nobody acts towards the own state: who reforms or resigns, and
 * whoever protests or yields but does not speak for the state. A truce is with another side. */
static bool is_at_home(const struct reader *r, const struct match *m,
                       const struct cmq_actor *actor) {
    struct cmq_str code = text_of(r, m->frame->code);
    if (cmq_str_starts(code, CMQ_STR("14"))) {
        return !is_official(actor) || is_people(r, m);
    }
    return cmq_str_starts(code, CMQ_STR("081")) || cmq_str_starts(code, CMQ_STR("083")) ||
           (cmq_str_starts(code, CMQ_STR("08")) && !cmq_str_starts(code, CMQ_STR("0871")) &&
            !is_official(actor) && !cmq_can_only_speak(actor));
}

/* "Miners went on strike", "rebels laid down their arms", "the president resigned". */
static void add_own_state(const struct reader *r, const struct match *m, struct cmq_event *event) {
    if (event->source.count == 0 || m->source_count == 0 ||
        cmq_any_coded(r, event->target.item, event->target.count)) {
        return;
    }
    struct cmq_participant own = event->source.item[0];
    const struct cmq_actor *actor = &r->in->actors->list.item[own.actor];
    if (actor->country.len == 0 || !is_at_home(r, m, actor)) {
        return;
    }
    own.actor = cmq_actors_state(r->in->lexicon, actor->country, r->in->report_date, r->arena,
                                 r->in->actors);
    if (own.actor != CMQ_NO_ACTOR) {
        own.basis = CMQ_PARTICIPANT_DISCOURSE;
        CMQ_PUSH(r->arena, &event->target) = own;
    }
}

static void add_participants(const struct reader *r, const struct match *m,
                             struct cmq_event *event) {
    for (uint32_t i = 0; i < m->source_count; i++) {
        cmq_participants_of(r, m->source[i], (enum cmq_participant_basis)m->source_basis[i], event,
                            true);
    }
    for (uint32_t i = 0; i < m->target_count; i++) {
        cmq_participants_of(r, m->target[i], (enum cmq_participant_basis)m->target_basis[i], event,
                            false);
    }
    drop_self(r, event);
    add_own_state(r, m, event);
    bool joint = event->source.count > 1 && cmq_root_in(text_of(r, m->frame->code), "03", "06") &&
                 !cmq_any_coded(r, event->target.item, event->target.count);
    if (joint) {
        event->target.count = 0;
    }
    bool guessed = m->target_count > 0 && m->target_basis[0] == CMQ_PARTICIPANT_DISCOURSE;
    if (joint || m->mutual || ((m->frame->flags & CMQ_FRAME_RECIPROCAL) && !guessed)) {
        make_reciprocal(r, event);
    }
}

static void explain_participants(const struct reader *r, struct cmq_event *event) {
    static const char *const told[] = {[CMQ_PARTICIPANT_TEXT] = "",
                                       [CMQ_PARTICIPANT_POSSESSIVE] =
                                           ", by possession or nationality",
                                       [CMQ_PARTICIPANT_PLACE] = ", by place",
                                       [CMQ_PARTICIPANT_DISCOURSE] = ", from the discourse"};
    for (int side = 0; side < 2; side++) {
        const struct cmq_participant *item = side == 0 ? event->source.item : event->target.item;
        uint32_t count = side == 0 ? event->source.count : event->target.count;
        for (uint32_t i = 0; i < count; i++) {
            const struct cmq_actor *actor = &r->in->actors->list.item[item[i].actor];
            struct cmq_str code = actor->code.len > 0 ? actor->code : CMQ_STR("no code");
            cmq_explain_step(r, event, 0, 0, UINT32_MAX, "%s: %.*s = %.*s%s%s%.*s",
                             side == 0 ? "source" : "target", CMQ_FMT(actor->name), CMQ_FMT(code),
                             told[item[i].basis], actor->entry.len > 0 ? ", " : "",
                             CMQ_FMT(actor->entry));
        }
    }
}

/* ---- codes -------------------------------------------------------------------------------- */

/* The speech act of a root, and whether the code says no more than the root. */
static bool is_speech_act(struct cmq_str code, enum cmq_speech_act *act, bool *general) {
    static const struct {
        const char *root;
        enum cmq_speech_act act;
    } acts[] = {{"02", CMQ_APPEAL},
                {"03", CMQ_INTEND},
                {"10", CMQ_DEMAND},
                {"12", CMQ_REFUSE},
                {"13", CMQ_THREATEN_ACT}};
    *general = code.len == 3 && code.ptr[2] == '0';
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (cmq_str_starts(code, cmq_str_of(acts[i].root))) {
            *act = acts[i].act;
            return true;
        }
    }
    return false;
}

/* "agree to meet", "demand release", "ask for military aid": the act inside makes the code exact,
 * as far as it agrees with what the frame itself says. */
struct cmq_str cmq_refined_code(const struct reader *r, const struct match *m,
                                struct cmq_str code) {
    enum cmq_speech_act act;
    bool general;
    const struct match *inner = cmq_inner_act(r, m);
    if (!inner || !is_speech_act(code, &act, &general)) {
        return code;
    }
    struct cmq_str content = text_of(r, inner->frame->code);
    /* Troops that one is willing to send may be meant as help. */
    bool hostile =
        act == CMQ_INTEND && cmq_root_in(content, "14", "20") && !cmq_root_in(content, "15", "15");
    uint32_t verb = m->embedded != CMQ_NO_TOKEN ? m->embedded : inner->trigger;
    if (hostile && cmq_negation_of(r, verb) != CMQ_NO_TOKEN) {
        return code; /* "promised not to attack" */
    }
    if (act == CMQ_THREATEN_ACT && cmq_is_marked(r, verb, "against")) {
        return code; /* "warned T against invading": no act of who warns */
    }
    struct cmq_str exact = cmq_speech_act_code(hostile ? CMQ_THREATEN_ACT : act, content);
    return exact.len > 0 && (general || cmq_str_starts(exact, code)) ? exact : code;
}

/* The refusal that mirrors an intent: 036 and 125 are of the same act. */
static struct cmq_str refused(struct cmq_str intent) {
    static const struct {
        const char *intent, *refusal;
    } pairs[] = {{"030", "120"}, {"031", "121"}, {"032", "120"}, {"033", "122"}, {"034", "123"},
                 {"035", "124"}, {"036", "125"}, {"037", "127"}, {"038", "126"}, {"039", "126"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (cmq_str_starts(intent, cmq_str_of(pairs[i].intent))) {
            return cmq_str_of(pairs[i].refusal);
        }
    }
    return CMQ_STR("120");
}

static void set_code(const struct reader *r, struct cmq_event *event, struct cmq_str code,
                     const struct cmq_frame *frame) {
    event->cameo = code;
    const struct cmq_cameo *cameo = cmq_cameo_find(code);
    if (!cameo) {
        return;
    }
    event->plover = cmq_str_of(cmq_plover_name(cameo->plover));
    event->mode = cmq_str_of(cameo->mode);
    for (size_t i = 0; i < CMQ_CAMEO_CONTEXTS && cameo->context[i]; i++) {
        CMQ_PUSH(r->arena, &event->contexts) = cmq_str_of(cameo->context[i]);
    }
    struct cmq_str mode = frame ? text_of(r, frame->mode) : (struct cmq_str){NULL, 0};
    if (mode.len > 0 && cmq_plover_mode_valid(cameo->plover, mode)) {
        event->mode = mode;
    }
    struct cmq_str context = frame ? text_of(r, frame->context) : (struct cmq_str){NULL, 0};
    if (context.len > 0 && event->contexts.count == 0) {
        CMQ_PUSH(r->arena, &event->contexts) = context;
    }
}

static bool has_unless_clause(const struct reader *r, uint32_t verb) {
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        uint32_t mark = token_at(r, t)->dep == CMQ_DEP_ADVCL
                            ? cmq_child(r->in->parse, t, CMQ_DEP_MARK)
                            : CMQ_NO_TOKEN;
        if (mark != CMQ_NO_TOKEN && cmq_form_is(token_at(r, mark), "unless")) {
            return true;
        }
    }
    return false;
}

/* "said it will withdraw its troops unless …", wherever the tree hangs the condition. */
static bool has_ultimatum(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    return has_unless_clause(r, verb) ||
           (self->dep == CMQ_DEP_CCOMP && has_unless_clause(r, self->head));
}

/* What another is asked to do, where it is no help, no meeting and no yielding, is to act otherwise
 * than he does: a change of policy. */
static void set_mode_of_request(const struct match *m, struct cmq_event *event) {
    bool general = cmq_str_eq(event->cameo, CMQ_STR(CAMEO_APPEAL)) ||
                   cmq_str_eq(event->cameo, CMQ_STR(CAMEO_DEMAND));
    if (general && event->mode.len == 0 && m->embedded != CMQ_NO_TOKEN) {
        event->mode = CMQ_STR("change");
    }
}

/* "will launch an attack": an exercise that is scheduled and a protest that is called for are no
 * threats, but force that one will use is. */
static bool is_willed_attack(const struct match *m, struct cmq_str code) {
    return m->light_effect->kind == CMQ_EFFECT_ACTUAL && cmq_root_in(code, "18", "20");
}

/* What is willed is an intent where it is cooperation, and a threat where it is hostile or hangs on
 * a demand, told by the one who will do it. */
static void rewrite_intent(const struct reader *r, const struct match *m,
                           const struct standing *standing, struct cmq_event *event) {
    if (!standing->intended || event->assertion != CMQ_ASSERTION_ACTUAL) {
        return;
    }
    struct cmq_str code = event->cameo, now = {NULL, 0};
    if (cmq_root_in(code, "04", "08") && has_ultimatum(r, m->trigger)) {
        now = CMQ_STR(CAMEO_THREAT);
    } else if (cmq_root_in(code, "04", "08")) {
        now = cmq_speech_act_code(CMQ_INTEND, code);
    } else if (cmq_root_in(code, "14", "20") && event->source.count > 0 &&
               (m->light == CMQ_NO_TOKEN || is_willed_attack(m, code))) {
        now = cmq_speech_act_code(CMQ_THREATEN_ACT, code);
    }
    if (now.len == 0) {
        return;
    }
    cmq_explain_step(r, event, 0, 0, UINT32_MAX, "%.*s lies ahead by intent: %.*s", CMQ_FMT(code),
                     CMQ_FMT(now));
    event->contexts.count = 0;
    set_code(r, event, now, NULL);
}

/* ---- which matches are events --------------------------------------------------------------- */

/* The act inside an intent, a refusal or a threat is part of that act's code. */
static bool is_part_of_speech_act(const struct reader *r, const struct standing *standing) {
    if (standing->governor == CMQ_NO_TOKEN) {
        return false;
    }
    const struct match *above = r->match_at[standing->governor];
    struct cmq_str code = text_of(r, above->frame->code);
    return cmq_root_in(code, "03", "03") || cmq_root_in(code, "12", "13");
}

static void apply_governor(const struct reader *r, const struct standing *standing,
                           struct cmq_event *event) {
    if (standing->governor == CMQ_NO_TOKEN || event->assertion != CMQ_ASSERTION_ACTUAL) {
        return;
    }
    struct cmq_str code = text_of(r, r->match_at[standing->governor]->frame->code);
    if (cmq_root_in(code, "02", "02") || cmq_root_in(code, "10", "10")) {
        event->assertion = CMQ_ASSERTION_REQUESTED;
        event->time = CMQ_TENSE_FUTURE;
    } else if (cmq_root_in(code, "11", "11") || cmq_root_in(code, "09", "09")) {
        event->assertion = CMQ_ASSERTION_ALLEGED;
    } else if (cmq_root_in(code, "08", "08")) {
        event->assertion = CMQ_ASSERTION_POSSIBLE; /* what is allowed */
    }
}

static bool is_noun(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN;
}

static bool is_modifier(uint8_t dep) {
    return dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_ACL || dep == CMQ_DEP_ACL_RELCL ||
           dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL;
}

/* Whether a finite verb hangs on a noun that stands for a sentence: the tree has lost its main
 * verb, which is this one. */
static bool is_lost_main_verb(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, verb);
    const struct cmq_token *head = token_at(r, self->head);
    return head->head == self->head && is_noun(head) && self->dep != CMQ_DEP_ACL_RELCL &&
           (cmq_str_eq(self->tag, CMQ_STR("VBD")) || cmq_str_eq(self->tag, CMQ_STR("VBZ")) ||
            cmq_str_eq(self->tag, CMQ_STR("VBP")));
}

/* Whether an act is told in passing: in a phrase or clause that modifies a noun or another act. */
static bool is_aside(const struct reader *r, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *self = token_at(r, token);
        if (is_modifier(self->dep)) {
            return !is_lost_main_verb(r, token);
        }
        if (self->head == token) {
            return false;
        }
        token = self->head;
    }
    return false;
}

/* Whether a noun is what its sentence tells of: its root, or the subject of the main verb, which a
 * telling may follow ("…, police said"). */
static bool is_told_of(const struct reader *r, uint32_t noun) {
    const struct cmq_token *self = token_at(r, noun), *verb = token_at(r, self->head);
    bool subject = self->dep == CMQ_DEP_NSUBJ || self->dep == CMQ_DEP_NSUBJ_PASS;
    bool main = verb->head == self->head ||
                (verb->dep == CMQ_DEP_CCOMP && token_at(r, verb->head)->head == verb->head);
    return self->head == noun || (subject && main);
}

/* What nobody known does, told in the active voice, is no act, unless it hurts: "the deficit
 * isolated France". */
static bool lacks_agent(const struct match *m, const struct cmq_event *e) {
    return m->frame->upos == CMQ_VERB && !m->passive && m->source_count > 0 &&
           e->source.count == 0 && !cmq_root_in(e->cameo, "17", "20");
}

/* "agreed to rehear the case", "is willing to pay more": a promise of no known act to nobody. */
static bool is_vague_promise(const struct reader *r, const struct match *m,
                             const struct cmq_event *e) {
    return cmq_str_eq(e->cameo, CMQ_STR("030")) && m->embedded != CMQ_NO_TOKEN &&
           !cmq_any_coded(r, e->target.item, e->target.count);
}

/* A demand's target is also the agent of what is demanded; an event noun with nobody is a word. */
static bool is_event(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    if (!any_political(r, e)) {
        return false;
    }
    bool noun =
        token_at(r, m->trigger)->upos == CMQ_NOUN || token_at(r, m->trigger)->upos == CMQ_PROPN;
    if (noun && m->light == CMQ_NO_TOKEN) {
        bool told = is_told_of(r, m->trigger) && cmq_root_in(e->cameo, "14", "20");
        return (e->source.count > 0 && (e->target.count > 0 || told)) ||
               (told && e->target.count > 0);
    }
    return noun || !(lacks_agent(m, e) || is_vague_promise(r, m, e));
}

/* "died when a bomb exploded in Aleppo": what "when" tells of a death or a wound is how it came. */
static bool tells_how(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    const struct cmq_token *self = token_at(r, m->trigger);
    const struct match *above = r->match_at[self->head];
    uint32_t when = cmq_child(r->in->parse, m->trigger, CMQ_DEP_ADVMOD);
    bool harm = cmq_str_eq(token_at(r, self->head)->lemma, CMQ_STR("die")) ||
                (above && cmq_root_in(text_of(r, above->frame->code), "18", "20"));
    return self->dep == CMQ_DEP_ADVCL && harm && when != CMQ_NO_TOKEN &&
           cmq_form_is(token_at(r, when), "when") && cmq_root_in(e->cameo, "18", "20") &&
           cmq_any_coded(r, e->target.item, e->target.count);
}

/* Of what is told in passing only half, neither side can be relied on. */
static bool is_half_told(const struct reader *r, const struct match *m, const struct cmq_event *e) {
    if (tells_how(r, m, e)) {
        return false;
    }
    bool both = cmq_any_coded(r, e->source.item, e->source.count) &&
                cmq_any_coded(r, e->target.item, e->target.count);
    return !both && is_aside(r, top_of(m));
}

static double confidence_of(const struct cmq_event *event) {
    double confidence = 0.9;
    if (event->source.count == 0 || event->target.count == 0) {
        confidence *= 0.8;
    }
    for (uint32_t i = 0; i < event->source.count; i++) {
        confidence *= event->source.item[i].basis == CMQ_PARTICIPANT_TEXT ? 1.0 : 0.9;
    }
    for (uint32_t i = 0; i < event->target.count; i++) {
        confidence *= event->target.item[i].basis == CMQ_PARTICIPANT_TEXT ? 1.0 : 0.9;
    }
    return event->assertion == CMQ_ASSERTION_ACTUAL ? confidence : confidence * 0.9;
}

static void finish(const struct reader *r, const struct match *m, struct cmq_event *event) {
    event->trigger_token = m->trigger;
    event->sentence = token_at(r, m->trigger)->sentence;
    event->trigger = trigger_of(r, m);
    uint32_t first, end;
    cmq_subtree(r->in->parse, top_of(m), &first, &end);
    event->evidence = stretch(r, first, end);
    event->same_as = UINT32_MAX;
    event->statement = CMQ_NO_STATEMENT;
    cmq_statement_tellers(r->in->actors, r->in->statements,
                          r->in->statements->statement_at[top_of(m)], r->arena,
                          &event->attribution);
    cmq_add_date(r, m, event);
    cmq_add_place(r, m, event);
    cmq_add_quantities(r, m, event);
    explain_participants(r, event);
    event->confidence = confidence_of(event);
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
    cmq_explain_step(r, &turned, event->trigger_token, event->trigger_token + 1, frame->entry,
                     "the target does %.*s in turn", CMQ_FMT(code));
    turned.plover = turned.mode = (struct cmq_str){NULL, 0};
    set_code(r, &turned, code, NULL);
    explain_participants(r, &turned);
    CMQ_PUSH(r->arena, &r->events->list) = turned;
}

/* "said that T is a disgrace": what is said of somebody is an act of the speaker. */
static bool is_judgement(const struct reader *r, const struct match *m) {
    return m->frame->upos == CMQ_ADJ && m->frame->subject == CMQ_SLOT_TARGET &&
           (cmq_root_in(text_of(r, m->frame->code), "05", "05") ||
            cmq_root_in(text_of(r, m->frame->code), "11", "11"));
}

/* An act may be wrong, but only somebody is a threat: "Taiwan independence" is not Taiwan. */
static bool is_of_somebody(const struct reader *r, const struct match *m) {
    return token_at(r, m->trigger)->upos == CMQ_ADJ ||
           (m->target_count > 0 && cmq_names_actor(r, m->target[0], true));
}

/* What is told itself, not what stands in a clause of it: "said he acts as if guilty". */
static bool is_said_outright(const struct reader *r, const struct match *m,
                             const struct cmq_statement *statement) {
    uint32_t t = m->trigger;
    while (token_at(r, t)->dep == CMQ_DEP_CONJ && token_at(r, t)->head < t) {
        t = token_at(r, t)->head;
    }
    uint32_t head = token_at(r, t)->head;
    return t == statement->content_root || head == t || head == statement->cue_token;
}

/* False where nobody says it, or not of somebody else. */
static bool add_judgement(struct reader *r, const struct match *m) {
    uint32_t statement = r->in->statements->statement_at[m->trigger];
    if (statement == CMQ_NO_STATEMENT) {
        return false;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
    bool told = s->speech == CMQ_SPEECH_SAY || s->speech == CMQ_SPEECH_CLAIM;
    struct cmq_event event = {.trigger_token = m->trigger};
    add_participants(r, m, &event);
    if (!told || s->speaker.actor == UINT32_MAX || event.target.count == 0 ||
        has_actor(event.target.item, event.target.count, s->speaker.actor) ||
        !is_said_outright(r, m, s) || !is_of_somebody(r, m) ||
        cmq_negation_of(r, m->trigger) != CMQ_NO_TOKEN) {
        return false;
    }
    event.source.count = 0;
    CMQ_PUSH(r->arena, &event.source) = s->speaker;
    CMQ_PUSH(r->arena, &event.entries) = m->frame->entry;
    cmq_explain_step(r, &event, m->trigger, m->trigger + 1, m->frame->entry,
                     "said of somebody: a judgement by the speaker");
    event.time = CMQ_TENSE_PAST;
    set_code(r, &event, text_of(r, m->frame->code), m->frame);
    if (!any_political(r, &event)) {
        return false;
    }
    finish(r, m, &event);
    event.statement = statement;
    event.attribution = s->attribution;
    CMQ_PUSH(r->arena, &r->events->list) = event;
    return true;
}

/* ---- accusations ------------------------------------------------------------------------------
 */

/* The statement in which a side tells what another has done to it; CMQ_NO_STATEMENT if none. */
static uint32_t blaming_statement(const struct reader *r, const struct cmq_event *event) {
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
                   !has_country(r, event->source.item, event->source.count, speaker->country) &&
                   has_country(r, event->target.item, event->target.count, speaker->country)
               ? index
               : CMQ_NO_STATEMENT;
}

/* "S said that T had attacked it": S accuses T. */
static void add_accusation(struct reader *r, uint32_t statement, const struct cmq_event *told) {
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
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
    set_code(r, &event, CMQ_STR(CAMEO_ACCUSE), NULL);
    finish(r, &m, &event);
    CMQ_PUSH(r->arena, &r->events->list) = event;
}

/* "The minister says it will attack": the subject is a pronoun that means nobody named. */
static bool is_open_pronoun(const struct reader *r, const struct match *m) {
    return m->source_count == 1 && token_at(r, m->source[0])->upos == CMQ_PRON;
}

/* "The minister said sanctions would continue": an act of state that an official says will be done,
 * and by nobody, is the speaker's side's. */
static void add_speaker_as_source(const struct reader *r, const struct match *m,
                                  const struct standing *standing, struct cmq_event *event) {
    struct cmq_str code = text_of(r, m->frame->code);
    uint32_t statement = r->in->statements->statement_at[m->trigger];
    bool state_act = cmq_root_in(code, "07", "08") || cmq_root_in(code, "15", "20");
    bool agentless = is_noun(token_at(r, m->trigger)) && m->source_count == 0;
    if (!(agentless || is_open_pronoun(r, m)) || !state_act || !standing->intended ||
        event->source.count > 0 || statement == CMQ_NO_STATEMENT) {
        return;
    }
    struct cmq_participant speaker = r->in->statements->list.item[statement].speaker;
    if (speaker.actor == UINT32_MAX ||
        has_actor(event->target.item, event->target.count, speaker.actor)) {
        return;
    }
    const struct cmq_actor *actor = &r->in->actors->list.item[speaker.actor];
    if (actor->country.len > 0 && is_official(actor)) {
        speaker.basis = CMQ_PARTICIPANT_DISCOURSE;
        CMQ_PUSH(r->arena, &event->source) = speaker;
    }
}

/* False where the match turned out to be no event. */
static bool add_event(struct reader *r, const struct match *m) {
    if (m->frame->flags & CMQ_FRAME_INNER) {
        return false;
    }
    if (is_judgement(r, m)) {
        return add_judgement(r, m);
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
    add_participants(r, m, &event);
    add_speaker_as_source(r, m, &standing, &event);
    event.assertion = standing.assertion;
    event.time = standing.time;
    if (standing.obliged && r->in->statements->statement_at[m->trigger] != CMQ_NO_STATEMENT) {
        event.assertion = CMQ_ASSERTION_REQUESTED;
        event.time = CMQ_TENSE_FUTURE;
    }
    struct cmq_str code = cmq_leaf_of(r, m, cmq_refined_code(r, m, text_of(r, m->frame->code)));
    if (event.assertion == CMQ_ASSERTION_NEGATED && standing.intended &&
        cmq_root_in(code, "04", "08")) {
        code = cmq_speech_act_code(CMQ_REFUSE, code); /* "will not lift the ban" */
        event.assertion = CMQ_ASSERTION_ACTUAL;
        event.time = CMQ_TENSE_PRESENT;
        standing.intended = false;
    }
    if (event.assertion == CMQ_ASSERTION_NEGATED &&
        (cmq_root_in(code, "03", "03") || cmq_str_eq(code, CMQ_STR(CAMEO_SIGN)))) {
        /* "failed to agree", "will not help", "reached no accord": not to intend is to refuse */
        code = refused(code);
        event.assertion = CMQ_ASSERTION_ACTUAL;
        standing.intended = false;
    }
    if (text_of(r, m->frame->words).len > 0 && cmq_done_in_words(r, &event)) {
        code = text_of(r, m->frame->words);
        cmq_explain_step(r, &event, 0, 0, UINT32_MAX, "politicians do it in words: %.*s",
                         CMQ_FMT(code));
    }
    set_code(r, &event, code, m->frame);
    set_mode_of_request(m, &event);
    apply_governor(r, &standing, &event);
    rewrite_intent(r, m, &standing, &event);
    if (!is_event(r, m, &event)) {
        return false;
    }
    bool only_meant = standing.purpose && event.assertion == CMQ_ASSERTION_POSSIBLE;
    if (!only_meant && !is_part_of_speech_act(r, &standing) && !is_half_told(r, m, &event) &&
        cmq_is_politics(r, &event) && !cmq_is_untold(r, m, &event)) {
        uint32_t blaming = blaming_statement(r, &event);
        if (blaming != CMQ_NO_STATEMENT) {
            event.assertion = CMQ_ASSERTION_ALLEGED;
            add_accusation(r, blaming, &event);
        }
        finish(r, m, &event);
        CMQ_PUSH(r->arena, &r->events->list) = event;
        cmq_absorb_inner_act(r, m);
        add_event_in_turn(r, m->frame, &event);
    }
    return true;
}

/* ---- demands that reported speech makes -------------------------------------------------------
 */

/* How strongly a word calls for an act: "must", "has to" demand it; "should" appeals for it. */
static bool is_obligation(const struct reader *r, uint32_t token, enum cmq_speech_act *act) {
    static const char *const strong[] = {"must", "need", "needs", "has", "have"};
    static const char *const weak[] = {"should", "ought"};
    const struct cmq_token *self = token_at(r, token);
    uint32_t inner = cmq_child(r->in->parse, token, CMQ_DEP_XCOMP);
    bool governs =
        inner != CMQ_NO_TOKEN && cmq_child(r->in->parse, inner, CMQ_DEP_MARK) == token + 1;
    *act = cmq_form_in(self, strong, sizeof strong / sizeof *strong) ? CMQ_DEMAND : CMQ_APPEAL;
    if (self->dep == CMQ_DEP_AUX) {
        return cmq_form_is(self, "must") || cmq_form_in(self, weak, sizeof weak / sizeof *weak);
    }
    return governs && (*act == CMQ_DEMAND || cmq_form_is(self, "ought"));
}

/* The verb of what is called for: that which the modal helps, or the one that it governs. */
static uint32_t called_for(const struct reader *r, uint32_t modal) {
    return token_at(r, modal)->dep == CMQ_DEP_AUX ? token_at(r, modal)->head
                                                  : cmq_child(r->in->parse, modal, CMQ_DEP_XCOMP);
}

/* "The two sides should", "our countries should": a call of both sides, on nobody. */
static bool calls_on_own_side(const struct reader *r, const struct cmq_event *event,
                              uint32_t speaker) {
    struct cmq_str own = r->in->actors->list.item[speaker].country;
    return has_actor(event->target.item, event->target.count, speaker) ||
           (own.len > 0 && has_country(r, event->target.item, event->target.count, own));
}

/* "S said that T must V": a demand of the speaker on T. */
static void add_obligation(struct reader *r, uint32_t modal) {
    enum cmq_speech_act act;
    uint32_t statement = r->in->statements->statement_at[modal];
    if (statement == CMQ_NO_STATEMENT || !is_obligation(r, modal, &act)) {
        return;
    }
    const struct cmq_statement *s = &r->in->statements->list.item[statement];
    bool passive = false;
    uint32_t verb = called_for(r, modal), subject = cmq_subject(r->in->parse, verb, &passive);
    if (subject == CMQ_NO_TOKEN || is_aside(r, verb) || s->speaker.actor == UINT32_MAX ||
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
    if (!cmq_any_coded(r, event.target.item, event.target.count) ||
        calls_on_own_side(r, &event, s->speaker.actor) || !cmq_is_politics(r, &event)) {
        return;
    }
    event.assertion = CMQ_ASSERTION_ACTUAL;
    event.time = CMQ_TENSE_PAST;
    set_code(
        r, &event,
        cmq_refined_code(r, &m, act == CMQ_DEMAND ? CMQ_STR(CAMEO_DEMAND) : CMQ_STR(CAMEO_APPEAL)),
        NULL);
    set_mode_of_request(&m, &event);
    finish(r, &m, &event);
    event.statement = statement;
    event.attribution = s->attribution;
    CMQ_PUSH(r->arena, &r->events->list) = event;
}

/* "A raid killed three", "were wounded in an attack": the noun and the verb tell one act. */
static void absorb_nouns(struct reader *r, const struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, m->trigger, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, m->trigger, t)) {
        uint8_t dep = token_at(r, t)->dep;
        const struct match *inner = r->match_at[t];
        if (inner && is_noun(token_at(r, t)) &&
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
            if (!m || is_noun(token_at(r, t)) != (nouns == 1) || r->literal_of[t] != CMQ_NO_TOKEN) {
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
        add_obligation(r, t);
    }
}

/* ---- order, repeats, ids ----------------------------------------------------------------------
 */

static unsigned salience_key(const struct reader *r, const struct cmq_event *event) {
    static const unsigned weight[] = {[CMQ_ASSERTION_ACTUAL] = 0,
                                      [CMQ_ASSERTION_ALLEGED] = 2,
                                      [CMQ_ASSERTION_NEGATED] = 3,
                                      [CMQ_ASSERTION_POSSIBLE] = 4,
                                      [CMQ_ASSERTION_REQUESTED] = 60};
    unsigned depth = depth_of(r, event->trigger_token);
    unsigned one_sided = event->source.count == 0 || event->target.count == 0 ? 3 : 0;
    unsigned within = 2 * depth + weight[event->assertion] + one_sided;
    return event->sentence * 1000 + (within < 999 ? within : 999);
}

static void order_events(const struct reader *r) {
    struct cmq_event *item = r->events->list.item;
    for (uint32_t i = 1; i < r->events->list.count; i++) {
        struct cmq_event moved = item[i];
        unsigned key = salience_key(r, &moved);
        uint32_t k = i;
        while (k > 0 && salience_key(r, &item[k - 1]) > key) {
            item[k] = item[k - 1];
            k--;
        }
        item[k] = moved;
    }
}

static bool same_actors(const struct reader *r, const struct cmq_participant *a, uint32_t a_count,
                        const struct cmq_participant *b, uint32_t b_count) {
    for (uint32_t i = 0; i < a_count; i++) {
        const struct cmq_actor *x = &r->in->actors->list.item[a[i].actor];
        bool found = false;
        for (uint32_t k = 0; k < b_count && !found; k++) {
            const struct cmq_actor *y = &r->in->actors->list.item[b[k].actor];
            found = a[i].actor == b[k].actor ||
                    (x->country.len > 0 && cmq_str_eq(x->country, y->country));
        }
        if (!found) {
            return false;
        }
    }
    return a_count > 0 && b_count > 0;
}

static bool dates_meet(const struct cmq_event *a, const struct cmq_event *b) {
    if (a->from == CMQ_NO_DAY || b->from == CMQ_NO_DAY || a->date_basis == CMQ_DATE_REPORT ||
        b->date_basis == CMQ_DATE_REPORT) {
        return true;
    }
    return a->from <= b->to && b->from <= a->to;
}

/* "Israel attacks Syria" over "Israel attacked Syria": a headline is in the present. */
static bool same_time(const struct cmq_event *a, const struct cmq_event *b) {
    return (a->time == CMQ_TENSE_FUTURE) == (b->time == CMQ_TENSE_FUTURE);
}

/* A repeat may leave out one side ("Syria was attacked"), if it is of the very same code. */
static bool same_sides(const struct reader *r, const struct cmq_event *now,
                       const struct cmq_event *before) {
    bool source = same_actors(r, now->source.item, now->source.count, before->source.item,
                              before->source.count);
    bool target = same_actors(r, now->target.item, now->target.count, before->target.item,
                              before->target.count);
    if (source && target) {
        return true;
    }
    return cmq_str_eq(now->cameo, before->cameo) &&
           ((source && now->target.count == 0) || (target && now->source.count == 0));
}

static bool is_repeat(const struct reader *r, const struct cmq_event *now,
                      const struct cmq_event *before) {
    return cmq_str_eq(cmq_root_of(now->cameo), cmq_root_of(before->cameo)) &&
           now->assertion == before->assertion && now->sentence != before->sentence &&
           same_time(now, before) && same_sides(r, now, before) && dates_meet(now, before);
}

/* A repeat that tells no day of its own took place when the first telling says. */
static void inherit_date(struct cmq_event *event, const struct cmq_event *before) {
    bool own = event->date_basis == CMQ_DATE_EXPLICIT || event->date_basis == CMQ_DATE_RELATIVE;
    if (!own && before->from != CMQ_NO_DAY && before->date_basis != CMQ_DATE_REPORT) {
        event->from = before->from;
        event->to = before->to;
        event->date_basis = CMQ_DATE_INHERITED;
        event->date_span = before->date_span;
    }
}

static void link_repeats(const struct reader *r) {
    for (uint32_t i = 1; i < r->events->list.count; i++) {
        struct cmq_event *event = &r->events->list.item[i];
        uint32_t from = i > CMQ_LOOK_BACK ? i - CMQ_LOOK_BACK : 0;
        for (uint32_t k = from; k < i && event->same_as == UINT32_MAX; k++) {
            const struct cmq_event *before = &r->events->list.item[k];
            if (before->same_as == UINT32_MAX && is_repeat(r, event, before)) {
                event->same_as = k;
                inherit_date(event, before);
            }
        }
    }
}

/* Sixteen hexadecimal digits. */
static void write_id(uint64_t hash, char out[static 17]) {
    for (int i = 15; i >= 0; i--, hash >>= 4) {
        out[i] = "0123456789abcdef"[hash & 15];
    }
    out[16] = '\0';
}

static void name_events(const struct reader *r) {
    for (uint32_t i = 0; i < r->events->list.count; i++) {
        struct cmq_event *event = &r->events->list.item[i];
        unsigned number = 0;
        for (uint32_t k = i; k > 0 && r->events->list.item[k - 1].sentence == event->sentence;
             k--) {
            const struct cmq_event *other = &r->events->list.item[k - 1];
            number += other->trigger.start == event->trigger.start &&
                      other->trigger.end == event->trigger.end;
        }
        struct cmq_str key =
            cmq_arena_format(r->arena, "%.*s\n%u\n%u\n%u", CMQ_FMT(r->in->report_id),
                             event->trigger.start, event->trigger.end, number);
        write_id(cmq_hash(key), event->id);
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
    order_events(&r);
    link_repeats(&r);
    name_events(&r);
}
