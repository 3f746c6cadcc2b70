/* SPDX-License-Identifier: Apache-2.0 */
/* How many an event killed, injured, arrested …, and how much money it moved: amounts in the words
 * round the trigger, with their bounds, and what they count. An amount belongs to the match that is
 * nearest above it. */

#include "events/matcher.h"

#define WINDOW       60 /* tokens to each side of the trigger that are searched for amounts */
#define MAX_WORDS    8  /* of one number */
#define LARGEST      INT64_C(1000000000000000)
#define CUE_DISTANCE 4 /* tokens between an amount and the word behind it that says what */

/* ---- amounts ------------------------------------------------------------------------------ */

struct amount {
    uint32_t first, end;
    int64_t from, to; /* -1: open */
};

struct numeral {
    const char *word;
    int64_t value;
};

static const struct numeral small_numbers[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90}};

static const struct numeral scales[] = {
    {"dozen", 12},       {"score", 20},           {"hundred", 100},   {"thousand", 1000},
    {"mln", 1000000},    {"million", 1000000},    {"m", 1000000},     {"mn", 1000000},
    {"bln", 1000000000}, {"billion", 1000000000}, {"bn", 1000000000}, {"trillion", 1000000000000}};

/* "dozens" are at least two dozen. */
static const struct numeral vague[] = {
    {"tens", 10},        {"dozens", 12},        {"scores", 20},          {"hundreds", 100},
    {"thousands", 1000}, {"millions", 1000000}, {"billions", 1000000000}};

static int64_t look_up(const struct numeral *list, size_t count, const struct cmq_token *token) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_form_is(token, list[i].word)) {
            return list[i].value;
        }
    }
    return -1;
}

#define LOOK_UP(list, token) look_up(list, sizeof(list) / sizeof *(list), token)

/* "1,200", "1.5" in thousandths, so that "1.5 million" is exact; -1 if it is no number. */
static int64_t figures(const struct cmq_token *token) {
    int64_t value = 0;
    int decimals = -1;
    for (size_t i = 0; i < token->form.len; i++) {
        char c = token->form.ptr[i];
        if (c == ',' && decimals < 0 && i > 0) {
            continue;
        }
        if (c == '.' && decimals < 0 && i > 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || value > LARGEST / 1000 || decimals == 3) {
            return -1;
        }
        value = value * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 3; i++) {
        value *= 10;
    }
    return token->form.len > 0 ? value : -1;
}

static bool is_figure(const struct cmq_token *token) {
    return token->form.len > 0 && token->form.ptr[0] >= '0' && token->form.ptr[0] <= '9';
}

/* A number as its words come in, in thousandths: "two million three hundred" is 2 million in
 * `total` and 300 in `current`. */
struct number {
    int64_t total, current;
};

/* Takes one word of a number; false where it is none. */
static bool take_word(struct number *n, const struct cmq_token *token, bool first) {
    int64_t word = LOOK_UP(small_numbers, token), scale = LOOK_UP(scales, token);
    if (word > 0) {
        n->current += word * 1000;
    } else if (first && is_figure(token) && figures(token) >= 0) {
        n->current = figures(token);
    } else if (scale > 0 && !first && n->current <= LARGEST / scale) {
        n->current = (n->current > 0 ? n->current : 1000) * scale;
        n->total += scale >= 1000 ? n->current : 0;
        n->current = scale >= 1000 ? 0 : n->current;
    } else {
        return false;
    }
    return true;
}

/* "twenty-five", "two hundred and ten": whether the word joins two number words. */
static bool joins(const struct cmq_parse *parse, uint32_t t, uint32_t end) {
    return t + 1 < end && LOOK_UP(small_numbers, &parse->token[t + 1]) > 0 &&
           (cmq_form_is(&parse->token[t], "and") || cmq_form_is(&parse->token[t], "-"));
}

/* A number of figures or words from `t` on: its value and the token behind it; -1 if none. */
static int64_t number_at(const struct cmq_parse *parse, uint32_t t, uint32_t end,
                         uint32_t *behind) {
    struct number n = {0, 0};
    uint32_t stop = end - t > MAX_WORDS ? t + MAX_WORDS : end;
    bool one = t + 1 < stop && LOOK_UP(scales, &parse->token[t + 1]) > 0 &&
               (cmq_form_is(&parse->token[t], "a") || cmq_form_is(&parse->token[t], "an"));
    uint32_t first = one ? t + 1 : t;
    *behind = t;
    for (t = first; t < stop; t++) {
        if (take_word(&n, &parse->token[t], t == first && !one)) {
            *behind = t + 1;
        } else if (t == first || !joins(parse, t, stop)) {
            break;
        }
    }
    return *behind > first ? (n.total + n.current) / 1000 : -1;
}

/* "dozens", "tens of thousands", "hundreds of thousands". */
static bool read_vague(const struct cmq_parse *parse, uint32_t t, uint32_t end, struct amount *a) {
    int64_t value = LOOK_UP(vague, &parse->token[t]);
    if (value < 0) {
        return false;
    }
    *a = (struct amount){.first = t, .end = t + 1, .from = 2 * value, .to = -1};
    int64_t more = t + 2 < end && cmq_form_is(&parse->token[t + 1], "of")
                       ? LOOK_UP(vague, &parse->token[t + 2])
                       : -1;
    if (more > 0) {
        a->from *= more;
        a->end = t + 3;
    }
    return true;
}

static bool before_is(const struct cmq_parse *parse, uint32_t t, uint32_t first, const char *one,
                      const char *two) {
    return t >= first + 2 && cmq_form_is(&parse->token[t - 2], one) &&
           cmq_form_is(&parse->token[t - 1], two);
}

/* "at least 20", "more than 20", "up to 20", "fewer than 20". */
static void bound(const struct cmq_parse *parse, uint32_t first, struct amount *a) {
    static const struct {
        const char *one, *two; /* the two words before; `one` empty: any */
        enum { LEAST, MORE, FEWER, MOST } kind;
    } words[] = {{"at", "least", LEAST},  {"more", "than", MORE}, {"fewer", "than", FEWER},
                 {"less", "than", FEWER}, {"up", "to", MOST},     {"at", "most", MOST},
                 {"", "over", MORE},      {"", "under", FEWER}};
    uint32_t t = a->first;
    bool none = t >= first + 3 && cmq_form_is(&parse->token[t - 3], "no");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool found = words[i].one[0] ? before_is(parse, t, first, words[i].one, words[i].two)
                                     : t > first && cmq_form_is(&parse->token[t - 1], words[i].two);
        if (!found) {
            continue;
        }
        if (words[i].kind == LEAST || (words[i].kind == FEWER && none)) {
            a->to = -1;
        } else if (words[i].kind == MORE) {
            a->from += a->to >= 0;
            a->to = -1;
        } else {
            a->to = a->from - (words[i].kind == FEWER);
            a->from = -1;
        }
        return;
    }
}

/* The amount that begins at `t`, with "20 to 30" and "between 20 and 30". */
static bool amount_at(const struct cmq_parse *parse, uint32_t t, uint32_t first, uint32_t end,
                      struct amount *a) {
    if (read_vague(parse, t, end, a)) {
        bound(parse, first, a);
        return true;
    }
    uint32_t behind = t, last = t;
    int64_t value = number_at(parse, t, end, &behind);
    if (value < 0) {
        return false;
    }
    *a = (struct amount){.first = t, .end = behind, .from = value, .to = value};
    bool between = t > first && cmq_form_is(&parse->token[t - 1], "between");
    bool range = behind + 1 < end && (cmq_form_is(&parse->token[behind], "to") ||
                                      cmq_form_is(&parse->token[behind], "-") ||
                                      (between && cmq_form_is(&parse->token[behind], "and")));
    int64_t upper = range ? number_at(parse, behind + 1, end, &last) : -1;
    if (upper > value) {
        a->to = upper;
        a->end = last;
    } else {
        bound(parse, first, a);
    }
    return true;
}

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

static const char *currency_of(const struct cmq_parse *parse, const struct amount *a,
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
static uint32_t counted_noun(const struct cmq_parse *parse, const struct amount *a) {
    uint32_t t = a->end - 1;
    for (unsigned depth = 0; depth < MAX_WORDS; depth++) {
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
static const struct cue *cue_behind(const struct cmq_parse *parse, const struct amount *a,
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
static const struct cue *cue_of(const struct cmq_parse *parse, const struct amount *a,
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
static const char *persons_of(const struct reader *r, const struct amount *a, uint32_t noun,
                              struct cmq_str cameo) {
    static const char *const soldiers[] = {"troops", "soldiers", "marines", "peacekeepers",
                                           "fighters"};
    const struct cmq_token *token = token_at(r, noun);
    bool moves = cmq_root_in(cameo, "15", "15") || cmq_root_in(cameo, "19", "19") ||
                 cmq_root_in(cameo, "07", "07") || cmq_str_starts(cameo, CMQ_STR("087"));
    if (moves && cmq_form_in(token, soldiers, sizeof soldiers / sizeof *soldiers)) {
        return "troops";
    }
    bool persons = cmq_names_actor(r, noun, true) || LOOK_UP(vague, token_at(r, a->first)) > 0;
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

static void add_amount(const struct reader *r, const struct match *m, const struct amount *a,
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
    struct amount a;
    while (t < end) {
        const struct cmq_time *time = cmq_time_at(r, t);
        if (time) {
            t = time->end;
        } else if (amount_at(r->in->parse, t, s->first, end, &a)) {
            add_amount(r, match, &a, s->first, end, event);
            t = a.end;
        } else {
            t++;
        }
    }
}
