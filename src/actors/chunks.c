/* SPDX-License-Identifier: Apache-2.0 */
/* Groups the tokens of one noun phrase: determiner, adjectives, compounds, titles and names round a
 * head, without prepositional phrases, relative clauses, appositions and conjuncts. The tree gives
 * the groups; a title straight before a name is joined to it whatever the tree says, since small
 * parsers err most on titles. */

#include "actors/finder.h"

#define LONGEST_PARENTHESIS 8 /* tokens */
#define LONGEST_NAME        8 /* tokens before a possessive mark */

static bool inside_phrase(const struct cmq_parse *parse, const struct cmq_token *token,
                          unsigned depth) {
    switch (token->dep) {
    case CMQ_DEP_CONJ: /* "Israeli and Syrian officials" */
    case CMQ_DEP_CC:
        return depth < 3 && inside_phrase(parse, &parse->token[token->head], depth + 1);
    case CMQ_DEP_DET:
    case CMQ_DEP_AMOD:
    case CMQ_DEP_COMPOUND:
    case CMQ_DEP_NUMMOD:
    case CMQ_DEP_FLAT:
    case CMQ_DEP_NMOD_DESC:
    case CMQ_DEP_GOESWITH:
        return true;
    case CMQ_DEP_PUNCT: /* hyphens inside a compound */
        return token->form.len == 1 && token->form.ptr[0] == '-';
    default:
        return false;
    }
}

/* The token of the unit whose head lies outside the unit. */
static uint32_t unit_head(const struct finder *f, const struct unit *unit) {
    for (uint32_t t = unit->first; t < unit->end; t++) {
        uint32_t head = f->parse->token[t].head;
        if (head == t || head < unit->first || head >= unit->end) {
            return t;
        }
    }
    return unit->end - 1;
}

/* A noun that the parser makes a part of the verb behind it, "the army chief spoke", heads its own
 * phrase. */
static bool leans_on_verb(const struct cmq_parse *parse, const struct cmq_token *token) {
    uint8_t above = parse->token[token->head].upos;
    return (token->upos == CMQ_NOUN || token->upos == CMQ_PROPN) &&
           (above == CMQ_VERB || above == CMQ_AUX) && token->dep != CMQ_DEP_CONJ;
}

bool cmq_actors_is_possessor(const struct finder *f, uint32_t token) {
    const struct cmq_token *self = &f->parse->token[token];
    if (self->dep == CMQ_DEP_NMOD_POSS) {
        return true;
    }
    bool inside = self->dep == CMQ_DEP_COMPOUND || self->dep == CMQ_DEP_AMOD ||
                  self->dep == CMQ_DEP_NMOD_DESC || self->dep == CMQ_DEP_FLAT;
    for (uint32_t t = token + 1; inside && t < self->head && t <= token + LONGEST_NAME; t++) {
        if (cmq_str_eq(f->parse->token[t].tag, CMQ_STR("POS"))) {
            return true;
        }
    }
    return false;
}

static uint32_t phrase_head(const struct finder *f, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t unit = f->unit_at[token];
        if (unit != CMQ_NONE) {
            token = unit_head(f, &f->unit.item[unit]);
        }
        const struct cmq_token *t = &f->parse->token[token];
        if (!inside_phrase(f->parse, t, 0) || t->head == token || leans_on_verb(f->parse, t) ||
            cmq_actors_is_possessor(f, token)) {
            break;
        }
        token = t->head;
    }
    return token;
}

static const struct unit *unit_ending_at(const struct finder *f, uint32_t end) {
    uint32_t u = end > 0 ? f->unit_at[end - 1] : CMQ_NONE;
    return u != CMQ_NONE && f->unit.item[u].end == end ? &f->unit.item[u] : NULL;
}

static bool ends_with_title(const struct finder *f, const struct chunk *chunk) {
    const struct unit *unit = unit_ending_at(f, chunk->end);
    return unit && unit->kind == UNIT_ROLE &&
           (f->lexicon->role[unit->target].flags & CMQ_ROLE_TITLE);
}

static bool starts_with_name(const struct finder *f, const struct chunk *chunk) {
    uint32_t u = f->unit_at[chunk->first];
    return u != CMQ_NONE ? f->unit.item[u].kind == UNIT_PERSON
                         : f->parse->token[chunk->first].upos == CMQ_PROPN;
}

static bool starts_with_title(const struct finder *f, const struct chunk *chunk) {
    uint32_t u = f->unit_at[chunk->first];
    return u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE &&
           (f->lexicon->role[f->unit.item[u].target].flags & CMQ_ROLE_TITLE);
}

/* "Foreign Minister" + "Wang Yi"; "State Councilor" "and" + "Foreign Minister Wang Yi". */
static bool joins(const struct finder *f, const struct chunk *left, const struct chunk *right) {
    if (!ends_with_title(f, left)) {
        return false;
    }
    if (right->first == left->end) {
        return starts_with_name(f, right);
    }
    return right->first == left->end + 1 && cmq_form_is(&f->parse->token[left->end], "and") &&
           starts_with_title(f, right) && f->parse->token[right->end - 1].upos == CMQ_PROPN &&
           f->parse->token[right->end - 1].entity == CMQ_ENTITY_PER;
}

/* Whichever of the two stands for the joined phrase outside it. */
static uint32_t joined_head(const struct finder *f, const struct chunk *left,
                            const struct chunk *right) {
    for (uint32_t t = f->parse->token[right->head].head, depth = 0; depth < 8; depth++) {
        if (t >= left->first && t < left->end) {
            return left->head;
        }
        t = f->parse->token[t].head;
    }
    return right->head;
}

/* "dozens", "a group", "members": words that count or gather what follows "of". */
static bool counts(const struct cmq_token *token) {
    static const char *const words[] = {
        "dozens",   "dozen",   "scores",   "hundreds",   "thousands", "millions", "tens",
        "group",    "groups",  "team",     "teams",      "band",      "bands",    "handful",
        "majority", "pair",    "couple",   "number",     "lot",       "lots",     "several",
        "some",     "many",    "most",     "few",        "one",       "two",      "three",
        "none",     "all",     "both",     "each",       "half",      "rest",     "members",
        "member",   "part",    "column",   "contingent", "bunch",     "crowds",   "series",
        "wave",     "waves",   "remnants", "either",     "any",       "swarm",    "hundred",
        "thousand", "million", "quarter",  "third",      "minority",  "list",     "delegation"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

/* "dozens" + "of" + "Turkish soldiers": what is counted is who acts; one phrase, with the head of
 * the count. */
static bool is_counted(const struct finder *f, const struct chunk *left,
                       const struct chunk *right) {
    const struct cmq_parse *parse = f->parse;
    if (right->first < left->end + 1 || right->first > left->end + 3 ||
        !counts(&parse->token[left->end - 1]) || !cmq_form_is(&parse->token[left->end], "of") ||
        parse->token[right->head].upos == CMQ_PRON) {
        return false;
    }
    for (uint32_t t = left->end + 1; t < right->first; t++) {
        if (parse->token[t].upos == CMQ_PUNCT || parse->token[t].upos == CMQ_ADP) {
            return false;
        }
    }
    uint32_t above = parse->token[right->head].head;
    return above >= left->first && above < left->end;
}

/* "NATO" + "troops", "Russia" + "troops": a name and the role noun right behind it, where the
 * parser makes siblings of the two. */
static bool is_split_compound(const struct finder *f, const struct chunk *left,
                              const struct chunk *right) {
    const struct cmq_token *role = &f->parse->token[right->head];
    const struct unit *name = unit_ending_at(f, left->end);
    uint32_t u = f->unit_at[right->first];
    if (right->first != left->end || !name || name->kind == UNIT_ROLE || u == CMQ_NONE ||
        f->unit.item[u].kind != UNIT_ROLE || f->parse->token[right->first].upos != CMQ_NOUN ||
        f->parse->token[left->head].head != role->head) {
        return false;
    }
    return role->dep == CMQ_DEP_CONJ || role->dep == CMQ_DEP_ACL || role->dep == CMQ_DEP_APPOS ||
           role->dep == CMQ_DEP_NMOD || role->dep == CMQ_DEP_FLAT || role->dep == CMQ_DEP_DEP;
}

static void push_chunk(struct finder *f, struct chunk chunk) {
    if (f->chunk.count > 0) {
        struct chunk *left = &f->chunk.item[f->chunk.count - 1];
        if (is_split_compound(f, left, &chunk)) {
            left->end = chunk.end;
            return;
        }
        if (is_counted(f, left, &chunk)) {
            left->end = chunk.end;
            left->counted = chunk.first;
            return;
        }
        if (joins(f, left, &chunk)) {
            left->head = joined_head(f, left, &chunk);
            left->end = chunk.end;
            return;
        }
    }
    chunk.counted = chunk.first;
    CMQ_PUSH(f->arena, &f->chunk) = chunk;
}

static bool may_head(const struct finder *f, uint32_t head) {
    const struct cmq_token *token = &f->parse->token[head];
    if (f->unit_at[head] != CMQ_NONE && token->upos != CMQ_ADJ) {
        return true;
    }
    char c = token->form.len > 1 ? token->form.ptr[0] : 'a';
    bool odd = token->upos == CMQ_PART || token->upos == CMQ_INTJ;
    if (c >= 'A' && c <= 'Z' && odd) {
        return true; /* a short name taken for a particle: "Yi" */
    }
    return cmq_is_nominal(token) && !(token->upos == CMQ_ADJ && token->dep == CMQ_DEP_AMOD);
}

/* A name goes on while its words follow each other, whatever the tree says: "Wang" "Yi". */
static uint32_t end_of_name(const struct finder *f, uint32_t end, uint32_t limit) {
    const struct cmq_parse *parse = f->parse;
    while (end < limit && f->unit_at[end] == CMQ_NONE && f->unit_at[end - 1] == CMQ_NONE &&
           parse->token[end].upos == CMQ_PROPN && parse->token[end - 1].upos == CMQ_PROPN &&
           parse->token[end].start == parse->token[end - 1].end + 1) {
        end++;
    }
    return end;
}

/* "the Hizbollah (Party of God) group": the token behind a parenthesis that opens at `at` inside
 * the phrase of `head`; else `at`. */
static uint32_t behind_parenthesis(const struct finder *f, uint32_t at, uint32_t head) {
    if (!cmq_form_is(&f->parse->token[at], "(")) {
        return at;
    }
    for (uint32_t t = at + 1; t < head && t <= at + LONGEST_PARENTHESIS; t++) {
        if (cmq_form_is(&f->parse->token[t], ")")) {
            return phrase_head(f, t + 1) == head ? t + 1 : at;
        }
    }
    return at;
}

static uint32_t end_of_phrase(const struct finder *f, uint32_t end, uint32_t limit, uint32_t head) {
    while (end < limit) {
        uint32_t next = phrase_head(f, end) == head ? end + 1 : behind_parenthesis(f, end, head);
        if (next == end) {
            break;
        }
        end = next;
    }
    return end;
}

/* A dash that stands for itself, as behind a dateline. */
static bool is_dash(const struct cmq_token *token) {
    static const char *const dashes[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94"};
    return token->upos == CMQ_PUNCT && cmq_form_in(token, dashes, sizeof dashes / sizeof *dashes);
}

void cmq_actors_cut_chunks(struct finder *f) {
    const struct cmq_parse *parse = f->parse;
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        const struct cmq_sentence *sentence = &parse->sentence[s];
        uint32_t t = sentence->first;
        while (t < sentence->end) {
            if (parse->token[t].upos == CMQ_CCONJ || is_dash(&parse->token[t])) {
                /* joins or parts phrases, begins none */
                t++;
                continue;
            }
            uint32_t head = phrase_head(f, t), end = end_of_phrase(f, t + 1, sentence->end, head);
            if (head >= t && head < end && may_head(f, head)) {
                end = end_of_name(f, end, sentence->end);
                push_chunk(f, (struct chunk){.first = t, .end = end, .head = head});
            } else if (f->unit_at[t] != CMQ_NONE && f->unit.item[f->unit_at[t]].first == t) {
                const struct unit *unit = &f->unit.item[f->unit_at[t]];
                end = unit->end;
                push_chunk(f, (struct chunk){.first = t, .end = end, .head = unit_head(f, unit)});
            }
            t = end;
        }
    }
    for (uint32_t c = 0; c < f->chunk.count; c++) {
        for (uint32_t t = f->chunk.item[c].first; t < f->chunk.item[c].end; t++) {
            f->chunk_at[t] = c;
        }
    }
}
