/* SPDX-License-Identifier: Apache-2.0 */
/* How many an event killed, injured, arrested …, and how much money it moved: amounts in the words
 * round the trigger, with their bounds, and what they count. An amount belongs to the match that is
 * nearest above it. */

#include "events/matcher.h"

#define WINDOW       60 /* tokens to each side of the trigger that are searched for amounts */
#define MAX_DEPTH    8  /* of the nouns of one amount */
#define CUE_DISTANCE 4  /* tokens between an amount and the word behind it that says what */

/* ---- what is counted ------------------------------------------------------------------------ */

struct cue {
    const char *what;
    const char *stems[6];
    const char *forms[4]; /* behind the amount: "12 people dead" */
    const char *roots[8]; /* of the events that count it */
};

static const struct cue cues[] = {
    {"killed",
     {"kill", "die", "slain", "massacr", "execut", "behead"},
     {"dead", "killed", "deaths", "fatalities"},
     {"14", "15", "17", "18", "19", "20"}},
    {"injured",
     {"injur", "wound", "hurt", "maim"},
     {"injured", "wounded", "hurt", "injuries"},
     {"14", "15", "17", "18", "19", "20"}},
    {"arrested",
     {"arrest", "detain", "jail", "imprison", "apprehend"},
     {"arrested", "detained", "arrests", "jailed"},
     {"14", "17"}},
    {"displaced",
     {"displac", "uproot", "flee", "fled", "evacuat"},
     {"homeless", "displaced"},
     {"07", "17", "18", "19", "20"}},
    {"abducted", {"abduct", "kidnap"}, {"hostage", "abducted", "kidnapped"}, {"18"}},
    {"expelled", {"expel", "deport"}, {"expelled", "deported"}, {"16", "17"}},
    {"released", {"releas", "free"}, {"released", "freed"}, {"08"}},
};

static const struct {
    const char *word, *unit;
} currencies[] = {{"$", "USD"},    {"us$", "USD"},    {"dollar", "USD"},  {"dollars", "USD"},
                  {"dlrs", "USD"}, {"€", "EUR"},      {"euro", "EUR"},    {"euros", "EUR"},
                  {"£", "GBP"},    {"pounds", "GBP"}, {"¥", "JPY"},       {"yen", "JPY"},
                  {"yuan", "CNY"}, {"rupees", "INR"}, {"roubles", "RUB"}, {"rubles", "RUB"}};

static const char *currency_of(const struct cmq_parse *parse, const struct cmq_amount *a,
                               uint32_t first, uint32_t end) {
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        const char *word = currencies[i].word;
        if ((a->first > first && cmq_form_is(&parse->token[a->first - 1], word)) ||
            (a->end < end && cmq_form_is(&parse->token[a->end], word))) {
            return currencies[i].unit;
        }
    }
    return NULL;
}

static bool in_list(struct cmq_str word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count && list[i]; i++) {
        if (cmq_str_eq(word, cmq_str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

/* The noun phrase that an amount stands in: "hundreds of thousands of people" hangs on "hundreds".
 */
static uint32_t counted_noun(const struct cmq_parse *parse, const struct cmq_amount *a) {
    uint32_t t = a->end - 1;
    for (unsigned depth = 0; depth < MAX_DEPTH; depth++) {
        const struct cmq_token *token = &parse->token[t];
        bool inside = token->head >= a->first && token->head < a->end;
        if (token->head == t ||
            (token->dep != CMQ_DEP_NUMMOD && token->dep != CMQ_DEP_COMPOUND && !inside)) {
            break;
        }
        t = token->head;
    }
    return t;
}

/* By the form, since small models are poor at lemmas: "expelled", "killing". */
static bool is_verb_of(const struct cmq_token *token, const struct cue *cue) {
    for (size_t i = 0; i < sizeof cue->stems / sizeof *cue->stems && cue->stems[i]; i++) {
        struct cmq_str stem = cmq_str_of(cue->stems[i]);
        if (cmq_str_starts(token->form, stem) && token->form.len <= stem.len + 4) {
            return token->upos == CMQ_VERB;
        }
    }
    return false;
}

static const struct cue *cue_of_verb(const struct cmq_token *verb) {
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (is_verb_of(verb, &cues[i])) {
            return &cues[i];
        }
    }
    return NULL;
}

/* "12 people dead", "30 wounded". */
static const struct cue *cue_behind(const struct cmq_parse *parse, const struct cmq_amount *a,
                                    uint32_t noun, uint32_t end) {
    for (uint32_t t = a->end; t < end && t < a->end + CUE_DISTANCE; t++) {
        const struct cmq_token *token = &parse->token[t];
        if (token->upos == CMQ_NUM || token->upos == CMQ_PUNCT || token->upos == CMQ_CCONJ) {
            break;
        }
        bool said_of_it = t == a->end || token->head == noun ||
                          (token->dep == CMQ_DEP_XCOMP && token->head == parse->token[noun].head);
        for (size_t i = 0; said_of_it && i < sizeof cues / sizeof *cues; i++) {
            if (in_list(token->form, cues[i].forms, sizeof cues[i].forms / sizeof *cues[i].forms)) {
                return &cues[i];
            }
        }
    }
    return NULL;
}

/* What the word before an amount, the verb above or the words behind it say that it counts. */
static const struct cue *cue_of(const struct cmq_parse *parse, const struct cmq_amount *a,
                                uint32_t noun, uint32_t first, uint32_t end) {
    const struct cmq_token *above = &parse->token[parse->token[noun].head];
    uint8_t dep = parse->token[noun].dep;
    bool argument = dep == CMQ_DEP_OBJ || dep == CMQ_DEP_NSUBJ_PASS || dep == CMQ_DEP_XCOMP ||
                    (dep == CMQ_DEP_NSUBJ &&
                     cmq_child(parse, parse->token[noun].head, CMQ_DEP_OBJ) == CMQ_NO_TOKEN);
    const struct cue *cue = a->first > first ? cue_of_verb(&parse->token[a->first - 1]) : NULL;
    if (!cue && argument) {
        cue = cue_of_verb(above);
    }
    if (!cue && cmq_form_is(above, "toll")) {
        cue = &cues[0];
    }
    return cue ? cue : cue_behind(parse, a, noun, end);
}

static bool counts_for(const struct cue *cue, struct cmq_str cameo) {
    return in_list(cmq_root_of(cameo), cue->roots, sizeof cue->roots / sizeof *cue->roots);
}

/* Persons that march, and soldiers that are moved, are told by the noun and the event. */
static const char *persons_of(const struct reader *r, const struct cmq_amount *a, uint32_t noun,
                              struct cmq_str cameo) {
    static const char *const soldiers[] = {"troops", "soldiers", "marines", "peacekeepers",
                                           "fighters"};
    const struct cmq_token *token = token_at(r, noun);
    bool moves = cmq_root_in(cameo, "15", "15") || cmq_root_in(cameo, "19", "19") ||
                 cmq_root_in(cameo, "07", "07") || cmq_str_starts(cameo, CMQ_STR("087"));
    if (moves && cmq_form_in(token, soldiers, sizeof soldiers / sizeof *soldiers)) {
        return "troops";
    }
    bool persons = cmq_names_actor(r, noun, true) || a->vague;
    bool marches = token->dep == CMQ_DEP_NSUBJ || token->dep == CMQ_DEP_NMOD ||
                   token->dep == CMQ_DEP_OBL_AGENT;
    return persons && marches && cmq_root_in(cameo, "14", "14") ? "protesters" : NULL;
}

/* ---- whose amount it is --------------------------------------------------------------------- */

/* The nearest match above the amount is this one; or there is none, and this one is below the verb
 * that counts ("20 died in the attack"). */
static bool owns(const struct reader *r, const struct match *m, uint32_t noun) {
    uint32_t t = noun;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        if (t != noun && r->match_at[t]) {
            return t == m->trigger;
        }
        if (t == m->light || t == m->trigger) {
            return true;
        }
        if (token_at(r, t)->head == t) {
            break;
        }
        t = token_at(r, t)->head;
    }
    return cmq_below(r->in->parse, m->trigger, token_at(r, noun)->head);
}

static void add_amount(const struct reader *r, const struct match *m, const struct cmq_amount *a,
                       uint32_t first, uint32_t end, struct cmq_event *event) {
    const struct cmq_parse *parse = r->in->parse;
    const char *unit = currency_of(parse, a, first, end), *what = NULL;
    uint32_t noun = counted_noun(parse, a);
    const struct cue *cue = unit ? NULL : cue_of(parse, a, noun, first, end);
    if (unit) {
        what = cmq_root_in(event->cameo, "14", "20") ? NULL : "money";
    } else if (cue) {
        what = counts_for(cue, event->cameo) ? cue->what : NULL;
    } else {
        what = persons_of(r, a, noun, event->cameo);
    }
    if (!what || !owns(r, m, noun)) {
        return;
    }
    CMQ_PUSH(r->arena, &event->quantities) =
        (struct cmq_quantity){.what = cmq_str_of(what),
                              .unit = unit ? cmq_str_of(unit) : (struct cmq_str){NULL, 0},
                              .from = a->from,
                              .to = a->to,
                              .span = {parse->token[a->first].start, parse->token[a->end - 1].end}};
}

void cmq_add_quantities(const struct reader *r, const struct match *match,
                        struct cmq_event *event) {
    const struct cmq_sentence *s = &r->in->parse->sentence[token_at(r, match->trigger)->sentence];
    uint32_t t = match->trigger - s->first > WINDOW ? match->trigger - WINDOW : s->first;
    uint32_t end = s->end - match->trigger > WINDOW ? match->trigger + WINDOW : s->end;
    struct cmq_amount a;
    while (t < end) {
        const struct cmq_time *time = cmq_time_at(r, t);
        if (time) {
            t = time->end;
        } else if (cmq_amount_at(r->in->parse, t, s->first, end, &a)) {
            add_amount(r, match, &a, s->first, end, event);
            t = a.end;
        } else {
            t++;
        }
    }
}
