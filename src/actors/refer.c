/* SPDX-License-Identifier: Apache-2.0 */
/* Reference within a report: surnames, offices, pronouns and sets ("the two leaders"). A referent
 * is chosen first by type, then by place: subjects before others, near before far. */

#include "actors/finder.h"

#define SENTENCES_BACK 3
#define SET_LOOK_BACK  512u /* mentions that say which two are "the two" */

static bool is_state(const struct cmq_actor *actor) {
    return actor->kind == CMQ_ACTOR_STATE;
}

static bool is_subject(const struct cmq_parse *parse, uint32_t token) {
    uint8_t dep = parse->token[token].dep;
    return dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS;
}

/* ASCII letters of either case are the same; names differ in more than case. */
bool cmq_same_letters(struct cmq_str a, struct cmq_str b) {
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        unsigned char x = (unsigned char)a.ptr[i], y = (unsigned char)b.ptr[i];
        if (x != y && ((x | 32) != (y | 32) || (x | 32) < 'a' || (x | 32) > 'z')) {
            return false;
        }
    }
    return true;
}

uint32_t cmq_actors_named_before(const struct finder *f, struct cmq_str word) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        const struct cmq_actor *actor = &f->actors->list.item[a];
        if (actor->kind != CMQ_ACTOR_PERSON) {
            continue;
        }
        struct cmq_str rest = actor->name;
        while (rest.ptr) {
            struct cmq_str part = cmq_str_cut(&rest, ' ');
            if (part.len > 1 && cmq_same_letters(part, word)) {
                return a;
            }
        }
    }
    return CMQ_NONE;
}

static bool contains_words(struct cmq_str text, struct cmq_str part) {
    for (size_t at = 0; at + part.len <= text.len; at++) {
        bool starts = at == 0 || text.ptr[at - 1] == ' ';
        bool ends = at + part.len == text.len || text.ptr[at + part.len] == ' ';
        if (starts && ends && cmq_same_letters((struct cmq_str){text.ptr + at, part.len}, part)) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_actors_holder_before(const struct finder *f, struct cmq_str office,
                                  struct cmq_str country) {
    for (uint32_t m = f->actors->mention.count, left = CMQ_LOOK_BACK; m-- > 0 && left-- > 0;) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        if (mention->actors.count != 1) {
            continue;
        }
        const struct cmq_actor *actor = &f->actors->list.item[mention->actors.item[0]];
        if (actor->kind == CMQ_ACTOR_PERSON && contains_words(actor->title, office) &&
            (country.len == 0 || cmq_str_eq(country, actor->country))) {
            return mention->actors.item[0];
        }
    }
    return CMQ_NONE;
}

/* Whether an office makes its holder a head of state or government. */
static bool is_leader(struct cmq_str office) {
    static const char *const leaders[] = {"president", "prime minister", "chancellor",
                                          "premier",   "king",           "queen",
                                          "emir",      "leader",         "monarch",
                                          "sultan",    "head of state",  "head of government"};
    if (contains_words(office, CMQ_STR("vice")) || contains_words(office, CMQ_STR("deputy"))) {
        return false;
    }
    for (size_t i = 0; i < sizeof leaders / sizeof *leaders; i++) {
        if (contains_words(office, cmq_str_of(leaders[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- sets -------------------------------------------------------------------------------- */

enum set_type { SET_STATES, SET_LEADERS, SET_OFFICIALS };

static bool fits_set(const struct cmq_actor *actor, enum set_type type) {
    switch (type) {
    case SET_STATES:
        return actor->country.len > 0;
    case SET_LEADERS:
        return actor->kind == CMQ_ACTOR_PERSON && is_leader(actor->title);
    default:
        return actor->kind == CMQ_ACTOR_PERSON && actor->title.len > 0 && !is_leader(actor->title);
    }
}

/* How much a mention speaks for its actor being one of "the two": less with each sentence between,
 * and little inside another noun phrase ("Taiwan's status", "the Taiwan question"). */
static double set_weight(const struct finder *f, const struct cmq_mention *mention,
                         uint32_t token) {
    const struct cmq_token *head = &f->parse->token[mention->head];
    double weight = 1.0 / (1.0 + f->parse->token[token].sentence - head->sentence);
    bool inside = head->dep == CMQ_DEP_NMOD_POSS || head->dep == CMQ_DEP_COMPOUND ||
                  head->dep == CMQ_DEP_AMOD || head->dep == CMQ_DEP_NMOD;
    return inside ? weight * 0.4 : weight;
}

/* The actor that stands for a member in a set of this type: officials stand for their states. */
static uint32_t set_member(struct finder *f, enum set_type type, uint32_t index) {
    const struct cmq_actor *actor = &f->actors->list.item[index];
    if (!fits_set(actor, type)) {
        return CMQ_NONE;
    }
    return type == SET_STATES && !is_state(actor) ? cmq_actors_of_country(f, actor->country)
                                                  : index;
}

/* The two actors of a type that the report speaks of most before `token`; false if fewer. */
static bool leading_pair(struct finder *f, enum set_type type, uint32_t token, uint32_t pair[2]) {
    CMQ_ARRAY(double) weight = {0};
    uint32_t mentions = f->actors->mention.count;
    for (uint32_t m = mentions > SET_LOOK_BACK ? mentions - SET_LOOK_BACK : 0; m < mentions; m++) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        for (uint32_t i = 0; mention->head < token && i < mention->actors.count; i++) {
            uint32_t member = set_member(f, type, mention->actors.item[i]);
            while (member != CMQ_NONE && weight.count <= member && !f->arena->exhausted) {
                CMQ_PUSH(f->arena, &weight) = 0.0;
            }
            if (member != CMQ_NONE && member < weight.count) {
                weight.item[member] += set_weight(f, mention, token);
            }
        }
    }
    pair[0] = pair[1] = CMQ_NONE;
    for (uint32_t a = 0; a < weight.count; a++) {
        if (weight.item[a] > 0 && (pair[0] == CMQ_NONE || weight.item[a] > weight.item[pair[0]])) {
            pair[1] = pair[0];
            pair[0] = a;
        } else if (weight.item[a] > 0 &&
                   (pair[1] == CMQ_NONE || weight.item[a] > weight.item[pair[1]])) {
            pair[1] = a;
        }
    }
    return pair[1] != CMQ_NONE;
}

static bool counts_two(const struct finder *f, const struct chunk *chunk) {
    for (uint32_t t = chunk->first; t < chunk->end; t++) {
        if (cmq_form_is(&f->parse->token[t], "two") || cmq_form_is(&f->parse->token[t], "both") ||
            cmq_form_is(&f->parse->token[t], "each") ||
            cmq_form_is(&f->parse->token[t], "either")) {
            return true;
        }
    }
    return false;
}

static bool is_plural(const struct cmq_parse *parse, uint32_t token) {
    struct cmq_str tag = parse->token[token].tag;
    return cmq_str_eq(tag, CMQ_STR("NNS")) || cmq_str_eq(tag, CMQ_STR("NNPS"));
}

bool cmq_actors_resolve_set(struct finder *f, const struct chunk *chunk,
                            const struct cmq_role *role) {
    bool two = counts_two(f, chunk);
    bool the = cmq_form_is(&f->parse->token[chunk->first], "the");
    if (!role || cmq_actors_owner(f, chunk, chunk->end) != CMQ_NONE) {
        return false;
    }
    enum set_type type;
    if (role->flags & CMQ_ROLE_STATE) {
        type = SET_STATES;
    } else if (role->flags & CMQ_ROLE_LEADER) {
        type = SET_LEADERS;
    } else if (role->flags & CMQ_ROLE_OFFICIAL) {
        type = SET_OFFICIALS;
    } else {
        return false;
    }
    bool plural = is_plural(f->parse, chunk->end - 1);
    uint32_t pair[2];
    if (!(two || (the && plural)) || !leading_pair(f, type, chunk->first, pair)) {
        return false;
    }
    struct cmq_mention *mention = cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head,
                                                         CMQ_MENTION_GROUP, CMQ_NONE);
    cmq_actors_add_member(f, mention, pair[0]);
    cmq_actors_add_member(f, mention, pair[1]);
    return true;
}

/* ---- pronouns ---------------------------------------------------------------------------- */

enum pronoun { PRONOUN_PERSON, PRONOUN_THING, PRONOUN_MANY };

static bool pronoun_type(const struct cmq_parse *parse, uint32_t token, enum pronoun *type) {
    static const struct {
        const char *form;
        enum pronoun type;
    } known[] = {{"he", PRONOUN_PERSON},  {"she", PRONOUN_PERSON},    {"him", PRONOUN_PERSON},
                 {"his", PRONOUN_PERSON}, {"her", PRONOUN_PERSON},    {"himself", PRONOUN_PERSON},
                 {"it", PRONOUN_THING},   {"its", PRONOUN_THING},     {"itself", PRONOUN_THING},
                 {"they", PRONOUN_MANY},  {"them", PRONOUN_MANY},     {"their", PRONOUN_MANY},
                 {"both", PRONOUN_MANY},  {"herself", PRONOUN_PERSON}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (cmq_form_is(&parse->token[token], known[i].form)) {
            *type = known[i].type;
            return true;
        }
    }
    return false;
}

static bool fits_pronoun(const struct finder *f, const struct cmq_mention *mention,
                         enum pronoun type) {
    if (mention->kind == CMQ_MENTION_PRONOUN && mention->actors.count == 0) {
        return false;
    }
    if (type == PRONOUN_MANY) {
        return mention->actors.count > 1 || is_plural(f->parse, mention->head);
    }
    if (mention->actors.count != 1) {
        return false;
    }
    const struct cmq_actor *actor = &f->actors->list.item[mention->actors.item[0]];
    return type == PRONOUN_PERSON ? actor->kind == CMQ_ACTOR_PERSON
                                  : actor->kind != CMQ_ACTOR_PERSON;
}

/* The verb of saying whose subject the pronoun is, behind what it says: ", it said". */
static bool says_after_content(const struct finder *f, uint32_t token) {
    const struct cmq_token *self = &f->parse->token[token];
    if (self->dep != CMQ_DEP_NSUBJ || self->head <= token) {
        return false;
    }
    const struct cmq_token *verb = &f->parse->token[self->head];
    const struct cmq_heads *heads = cmq_lexicon_heads(f->lexicon, verb->lemma, CMQ_VERB);
    const struct cmq_sentence *s = &f->parse->sentence[self->sentence];
    return heads && heads->speech.count > 0 && token > s->first + 2 &&
           f->parse->token[token - 1].upos == CMQ_PUNCT &&
           !cmq_form_is(&f->parse->token[token - 1], ":");
}

/* Whether a mention is an argument of the clause that the token's own phrase belongs to as subject
 * of the same verb: "it" cannot be what it acts on. */
static bool same_predicate(const struct cmq_parse *parse, uint32_t token, uint32_t mention) {
    return parse->token[token].dep != CMQ_DEP_NMOD_POSS &&
           parse->token[token].head == parse->token[mention].head &&
           parse->token[mention].head != mention;
}

static int salience(const struct finder *f, const struct cmq_mention *mention, uint32_t token,
                    enum pronoun type) {
    const struct cmq_token *self = &f->parse->token[token];
    const struct cmq_token *head = &f->parse->token[mention->head];
    int back = (int)(self->sentence - head->sentence);
    int score = 100 - 40 * back;
    bool possessive = self->dep == CMQ_DEP_NMOD_POSS;
    bool object_control = type == PRONOUN_THING && back == 0;
    score += is_subject(f->parse, mention->head) && !(possessive && back == 0) && !object_control
                 ? 30
                 : 0;
    score -= same_predicate(f->parse, token, mention->head) ? 60 : 0;
    score -= head->dep == CMQ_DEP_NMOD ? 5 : 0;
    if (type == PRONOUN_THING) {
        const struct cmq_actor *actor = &f->actors->list.item[mention->actors.item[0]];
        bool body = actor->kind == CMQ_ACTOR_BODY;
        score += body && says_after_content(f, token) ? 30 : 0;
    }
    /* Of equals the nearer one: at most 20 for distance, so that it never outweighs a sentence. */
    uint32_t distance = token - mention->head;
    return score * 4 - (int)(distance < 80 ? distance : 80);
}

void cmq_actors_resolve_pronoun(struct finder *f, uint32_t token) {
    enum pronoun type;
    if (!pronoun_type(f->parse, token, &type)) {
        return;
    }
    const struct cmq_token *self = &f->parse->token[token];
    bool behind = says_after_content(f, token);
    const struct cmq_mention *best = NULL;
    int best_score = 0;
    for (uint32_t m = f->actors->mention.count; m-- > 0;) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        const struct cmq_token *head = &f->parse->token[mention->head];
        if (head->sentence + SENTENCES_BACK < self->sentence) {
            break;
        }
        bool inside_content = behind && head->sentence == self->sentence;
        if (mention->head >= token || inside_content || !fits_pronoun(f, mention, type)) {
            continue;
        }
        int score = salience(f, mention, token, type);
        if (!best || score > best_score) {
            best = mention;
            best_score = score;
        }
    }
    if (!best) {
        return;
    }
    uint32_t from = (uint32_t)(best - f->actors->mention.item);
    struct cmq_mention *mention =
        cmq_actors_add_mention(f, token, token + 1, token, CMQ_MENTION_PRONOUN, CMQ_NONE);
    for (uint32_t i = 0; i < f->actors->mention.item[from].actors.count; i++) {
        cmq_actors_add_member(f, mention, f->actors->mention.item[from].actors.item[i]);
    }
}
