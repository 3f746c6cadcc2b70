/* SPDX-License-Identifier: Apache-2.0 */
/* The code of an event: made exact by the act inside, turned by what is refused or willed. */

#include "events/matcher.h"

#define CAMEO_APPEAL "020"
#define CAMEO_DEMAND "100"
#define CAMEO_THREAT "130"

struct cmq_str cmq_code_made(const struct reader *r, struct cmq_str act, struct cmq_str made_of) {
    return r->in->ontology == NULL || act.len == 0
               ? act
               : cmq_own_code_for(r->in->ontology, act, made_of);
}

struct cmq_str cmq_code_told(const struct reader *r, struct cmq_str code) {
    const struct cmq_own_code *own =
        r->in->ontology == NULL ? NULL : cmq_own_code_find(r->in->ontology, code);
    return own == NULL ? code : own->told;
}

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
    struct cmq_str exact = cmq_act_in(code);
    *general = exact.len == 3 && exact.ptr[2] == '0';
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
    if (exact.len == 0 || !(general || cmq_str_starts(exact, cmq_act_in(code)))) {
        return code;
    }
    exact = cmq_code_made(r, exact, code);
    return exact.len > 0 ? exact : code;
}

/* The refusal that mirrors an intent: 036 and 125 are of the same act. */
struct cmq_str cmq_refusal_of(struct cmq_str intent) {
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

void cmq_set_code(const struct reader *r, struct cmq_event *event, struct cmq_str code,
                  const struct cmq_frame *frame) {
    event->cameo = code;
    if (r->in->ontology != NULL) {
        const struct cmq_own_code *own = cmq_own_code_find(r->in->ontology, code);
        event->plover = own == NULL ? CMQ_STR("") : own->type;
        return;
    }
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
    enum cmq_plover type = cmq_plover_of_mode(cameo->plover, mode);
    if (mode.len > 0 && type != CMQ_PLOVER_NONE) {
        event->plover = cmq_str_of(cmq_plover_name(type));
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
void cmq_set_mode_of_request(const struct match *m, struct cmq_event *event) {
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
void cmq_rewrite_intent(const struct reader *r, const struct match *m,
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
    now = cmq_code_made(r, now, code);
    if (now.len == 0) {
        return;
    }
    struct cmq_str was = cmq_code_told(r, code), is = cmq_code_told(r, now);
    cmq_explain_step(r, event, 0, 0, UINT32_MAX, "%.*s lies ahead by intent: %.*s", CMQ_FMT(was),
                     CMQ_FMT(is));
    event->contexts.count = 0;
    cmq_set_code(r, event, now, NULL);
}
