/* SPDX-License-Identifier: Apache-2.0 */
/* Whose a role is: what stands before it in its chunk ("Israeli army", "Assad forces"), what hangs
 * below it ("Israel's army", "the army of Israel", "the spokesman for the army of Israel"), a
 * pronoun ("its army"), or at last the only state that the sentence names. */

#include "actors/reading.h"

#define DEEPEST_OWNER 4u /* plain nouns passed on the way: "residents of the outskirts of Kyiv" */

bool cmq_actors_may_own(const struct unit *unit) {
    return unit->kind != UNIT_ROLE && unit->kind != UNIT_PERSON && !unit->aside;
}

static bool may_own_at(const struct finder *f, uint32_t unit) {
    return unit != CMQ_NONE && cmq_actors_may_own(&f->unit.item[unit]);
}

/* ---- before the role --------------------------------------------------------------------- */

static uint32_t end_of_owners(const struct finder *f, const struct chunk *chunk,
                              const struct reading *r) {
    return r->role != CMQ_NONE ? f->unit.item[r->role].first : chunk->end;
}

/* The last unit before `end` that may own; a person where the reading says so. */
static uint32_t unit_before(const struct finder *f, const struct chunk *chunk,
                            const struct reading *r, uint32_t end) {
    for (uint32_t t = end; t-- > chunk->first;) {
        uint32_t u = f->unit_at[t];
        if (u != CMQ_NONE && (cmq_actors_may_own(&f->unit.item[u]) || (r && u == r->owner))) {
            return u;
        }
    }
    return CMQ_NONE;
}

static struct owner owner_of_unit(struct finder *f, uint32_t unit, enum cmq_ground_kind by) {
    return (struct owner){.actor = cmq_actors_of_unit(f, unit),
                          .by = (uint8_t)by,
                          .first = f->unit.item[unit].first,
                          .end = f->unit.item[unit].end,
                          .token = CMQ_NONE};
}

/* One person has one nation: of "the Palestinian-American writer" the last. */
static bool is_one_person(const struct finder *f, const struct chunk *chunk, uint32_t end) {
    struct cmq_str tag = f->parse->token[chunk->end - 1].tag;
    uint32_t u = f->unit_at[chunk->end - 1];
    bool person = u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE &&
                  (cmq_actors_role(f, u)->flags & (CMQ_ROLE_PEOPLE | CMQ_ROLE_TITLE));
    return person && !cmq_str_eq(tag, CMQ_STR("NNS")) && !cmq_str_eq(tag, CMQ_STR("NNPS")) &&
           cmq_form_is(&f->parse->token[end], "-");
}

/* Whether nothing but what joins stands between two units: "Israeli and Syrian", "US-Iraqi". */
static bool coordinated(const struct finder *f, uint32_t end, uint32_t first) {
    static const char *const joints[] = {"and", "or", ",", "-", "–", "/", "&"};
    for (uint32_t t = end; t < first; t++) {
        if (!cmq_form_in(&f->parse->token[t], joints, sizeof joints / sizeof *joints)) {
            return false;
        }
    }
    return first > end;
}

/* ---- below the role ---------------------------------------------------------------------- */

/* The words of a role whose place is abroad: the state where they are is not their own. */
static bool serves_abroad(const struct finder *f, const struct reading *r) {
    static const char *const words[] = {
        "embassy",  "ambassador", "consulate", "consul",      "envoy",      "diplomat", "attaché",
        "attache",  "emissary",   "embassies", "ambassadors", "consulates", "envoys",   "diplomats",
        "attachés", "attaches",   "expat",     "expatriates", "expatriate", "tourists"};
    return r && r->role != CMQ_NONE &&
           cmq_form_in(&f->parse->token[f->unit.item[r->role].end - 1], words,
                       sizeof words / sizeof *words);
}

static bool names_person(const struct finder *f, uint32_t token) {
    uint32_t c = f->chunk_at[token];
    uint32_t last = c != CMQ_NONE ? f->chunk.item[c].end - 1 : token;
    uint32_t u = f->unit_at[last];
    return u != CMQ_NONE ? f->unit.item[u].kind == UNIT_PERSON
                         : f->parse->token[last].entity == CMQ_ENTITY_PER;
}

/* How well a preposition tells an owner; 0: it does not. */
static unsigned preposition_rank(const struct finder *f, uint32_t noun, const struct reading *r) {
    static const char *const close[] = {"from", "for", "within"}, *const near[] = {"in", "at"};
    uint32_t p = cmq_preposition(f->parse, noun);
    const struct cmq_token *token = p != CMQ_NO_TOKEN ? &f->parse->token[p] : NULL;
    if (!token) {
        return 0;
    }
    if (cmq_form_is(token, "of")) {
        return 3;
    }
    if (cmq_form_is(token, "to")) { /* "an aide to the president", no "ambassador to Chad" */
        return names_person(f, noun) ? 2 : 0;
    }
    bool abroad = serves_abroad(f, r);
    if (cmq_form_in(token, close, sizeof close / sizeof *close)) {
        return abroad && !cmq_form_is(token, "from") ? 0 : 2;
    }
    return !abroad && cmq_form_in(token, near, sizeof near / sizeof *near) ? 1 : 0;
}

/* A person owns by "of" and "for", not by "from" and "in". */
static bool is_person_out_of(const struct finder *f, uint32_t actor, uint32_t token,
                             enum cmq_ground_kind by) {
    uint32_t p = cmq_preposition(f->parse, token);
    return by == CMQ_GROUND_PREPOSITION && f->actors->list.item[actor].kind == CMQ_ACTOR_PERSON &&
           p != CMQ_NO_TOKEN && !cmq_form_is(&f->parse->token[p], "of") &&
           !cmq_form_is(&f->parse->token[p], "for") && !cmq_form_is(&f->parse->token[p], "to");
}

static struct owner owner_below(struct finder *f, uint32_t token, const struct reading *r,
                                unsigned depth);

/* The state, body, person or role phrase that a phrase below a role names, or what is below it. */
static struct owner owner_of_phrase(struct finder *f, uint32_t token, enum cmq_ground_kind by,
                                    unsigned depth) {
    uint32_t index = f->chunk_at[token];
    if (index == CMQ_NONE) {
        return NO_OWNER;
    }
    const struct chunk *chunk = &f->chunk.item[index];
    uint32_t u = f->unit_at[chunk->end - 1];
    u = may_own_at(f, u) ? u : f->unit_at[token];
    struct owner owner = NO_OWNER;
    if (may_own_at(f, u)) {
        owner.actor = cmq_actors_of_unit(f, u);
    } else {
        owner.actor = cmq_actors_of_chunk(f, index);
    }
    if (owner.actor != CMQ_NONE && is_person_out_of(f, owner.actor, token, by)) {
        return NO_OWNER;
    }
    if (owner.actor == CMQ_NONE && depth > 0 && f->parse->token[token].upos != CMQ_PRON) {
        struct owner deeper = owner_below(f, token, NULL, depth - 1);
        if (deeper.actor != CMQ_NONE) {
            return deeper;
        }
    }
    owner.by = (uint8_t)by;
    owner.first = chunk->first;
    owner.end = chunk->end;
    owner.token = token;
    return owner;
}

/* Whether a child is a phrase beside its head's: a name's own words do not own it. */
static bool is_apart(const struct finder *f, uint32_t child) {
    uint32_t head = f->parse->token[child].head;
    bool same_unit = f->unit_at[child] != CMQ_NONE && f->unit_at[child] == f->unit_at[head];
    return f->chunk_at[child] != CMQ_NONE && f->chunk_at[child] != f->chunk_at[head] && !same_unit;
}

/* How closely a child of a role noun owns it, 4 (a possessor) to 0 (not at all). */
static unsigned owner_rank(const struct finder *f, uint32_t child, const struct reading *r) {
    uint8_t dep = f->parse->token[child].dep;
    if (!is_apart(f, child)) {
        return 0;
    }
    if (cmq_actors_is_possessor(f, child)) {
        return 4;
    }
    if (dep == CMQ_DEP_APPOS) { /* "of" all the same, taken for an apposition */
        uint32_t first = f->chunk.item[f->chunk_at[child]].first;
        return first > 0 && cmq_form_is(&f->parse->token[first - 1], "of") ? 3 : 0;
    }
    return dep == CMQ_DEP_NMOD ? preposition_rank(f, child, r) : 0;
}

/* "president of the Writers Guild of America": who leads a body that the lexicon does not know is
 * no leader of the state in its name. */
static bool leads_unknown_body(const struct finder *f, const struct reading *r, uint32_t body) {
    char c = f->parse->token[body].form.ptr[0];
    uint32_t u = f->unit_at[body];
    bool unknown = u == CMQ_NONE || (f->unit.item[u].kind == UNIT_ROLE &&
                                     !(cmq_actors_role(f, u)->flags & CMQ_ROLE_STATE));
    return r && r->role != CMQ_NONE && (cmq_actors_role(f, r->role)->flags & CMQ_ROLE_LEADER) &&
           c >= 'A' && c <= 'Z' && unknown;
}

/* A possessor or "of" phrase below `token`, the closest kind first. */
static struct owner owner_below(struct finder *f, uint32_t token, const struct reading *r,
                                unsigned depth) {
    struct owner owner = NO_OWNER;
    for (unsigned rank = 4; rank > 0; rank--) {
        for (uint32_t t = f->first_child[token]; t != CMQ_NONE; t = f->next_child[t]) {
            if (owner_rank(f, t, r) == rank) {
                owner = owner_of_phrase(f, t,
                                        rank == 4 ? CMQ_GROUND_POSSESSIVE : CMQ_GROUND_PREPOSITION,
                                        leads_unknown_body(f, r, t) ? 0 : depth);
            }
            if (owner.actor != CMQ_NONE) {
                return owner;
            }
        }
    }
    return owner;
}

/* "met lawmakers in Peru": where the parser hangs on the verb what stands right behind the noun. */
static struct owner owner_behind(struct finder *f, const struct chunk *chunk,
                                 const struct reading *r) {
    const struct cmq_parse *parse = f->parse;
    if (r->role == CMQ_NONE || chunk->end + 1 >= parse->token_count ||
        parse->token[chunk->end].dep != CMQ_DEP_CASE) {
        return NO_OWNER;
    }
    uint32_t noun = parse->token[chunk->end].head, verb = parse->token[chunk->head].head;
    bool same_verb = parse->token[noun].dep == CMQ_DEP_OBL && parse->token[noun].head == verb &&
                     f->chunk_at[noun] != CMQ_NONE &&
                     f->chunk.item[f->chunk_at[noun]].first == chunk->end + 1;
    uint32_t u = same_verb ? f->unit_at[noun] : CMQ_NONE;
    bool place =
        u != CMQ_NONE && (f->unit.item[u].kind == UNIT_STATE || f->unit.item[u].kind == UNIT_PLACE);
    return place && preposition_rank(f, noun, r) > 0
               ? owner_of_phrase(f, noun, CMQ_GROUND_PREPOSITION, 0)
               : NO_OWNER;
}

/* "its officials", "his government": whom the possessive stands for. */
static struct owner owner_by_pronoun(const struct finder *f, uint32_t head) {
    for (uint32_t t = f->first_child[head]; t != CMQ_NONE; t = f->next_child[t]) {
        uint32_t m = f->actors->mention_at[t];
        if (f->parse->token[t].dep == CMQ_DEP_NMOD_POSS && f->parse->token[t].upos == CMQ_PRON &&
            m != CMQ_NO_MENTION && f->actors->mention.item[m].actors.count == 1) {
            return (struct owner){.actor = f->actors->mention.item[m].actors.item[0],
                                  .by = CMQ_GROUND_PRONOUN,
                                  .first = t,
                                  .end = t + 1,
                                  .token = CMQ_NONE};
        }
    }
    return NO_OWNER;
}

/* "the republic of Georgia", "the Syrian town of Raqqa": the place itself, before any owner. */
static struct owner place_named_by_of(struct finder *f, const struct chunk *chunk,
                                      const struct reading *r) {
    bool place = r->role != CMQ_NONE &&
                 (cmq_actors_role(f, r->role)->flags & (CMQ_ROLE_STATE | CMQ_ROLE_OBJECT));
    for (uint32_t t = place ? f->first_child[chunk->head] : CMQ_NONE; t != CMQ_NONE;
         t = f->next_child[t]) {
        uint32_t u = f->unit_at[t];
        if (f->parse->token[t].dep == CMQ_DEP_NMOD && u != CMQ_NONE &&
            (f->unit.item[u].kind == UNIT_STATE || f->unit.item[u].kind == UNIT_PLACE) &&
            preposition_rank(f, t, NULL) == 3) {
            return owner_of_phrase(f, t, CMQ_GROUND_PREPOSITION, 0);
        }
    }
    return NO_OWNER;
}

static bool is_of_state(const struct finder *f, const struct reading *r) {
    static const char *const sectors[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    struct cmq_str codes = cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->sectors);
    for (size_t i = 0; codes.len >= 3 && i < sizeof sectors / sizeof *sectors; i++) {
        if (cmq_str_starts(codes, cmq_str_of(sectors[i]))) {
            return true;
        }
    }
    return false;
}

/* "Iraqi soldiers and police": what stands before the first of two offices or bodies of a state
 * holds for both. */
static struct owner owner_before_conjuncts(struct finder *f, const struct chunk *chunk,
                                           const struct reading *r) {
    const struct cmq_token *head = &f->parse->token[chunk->head];
    uint32_t c = head->dep == CMQ_DEP_CONJ ? f->chunk_at[head->head] : CMQ_NONE;
    bool bare = f->parse->token[chunk->first].upos != CMQ_DET;
    if (c == CMQ_NONE || !bare || f->chunk.item[c].end > chunk->first ||
        f->parse->token[chunk->first].start - f->parse->token[f->chunk.item[c].end - 1].end > 5) {
        return NO_OWNER;
    }
    struct reading first = cmq_actors_read_chunk(f, &f->chunk.item[c]);
    if (first.role == CMQ_NONE || !is_of_state(f, &first) || !is_of_state(f, r)) {
        return NO_OWNER;
    }
    uint32_t unit = unit_before(f, &f->chunk.item[c], &first, f->unit.item[first.role].first);
    if (unit != CMQ_NONE) {
        return owner_of_unit(f, unit, CMQ_GROUND_NATIONALITY);
    }
    for (uint32_t t = f->first_child[f->chunk.item[c].head]; t != CMQ_NONE; t = f->next_child[t]) {
        if (f->parse->token[t].dep == CMQ_DEP_NMOD_POSS && f->parse->token[t].upos != CMQ_PRON) {
            return owner_of_phrase(f, t, CMQ_GROUND_POSSESSIVE, 0);
        }
    }
    return NO_OWNER;
}

/* "ministers and lawmakers from Kenya": what hangs on the last conjunct holds for the first. */
static struct owner owner_behind_conjuncts(struct finder *f, const struct chunk *chunk,
                                           const struct reading *r) {
    struct owner owner = NO_OWNER;
    for (uint32_t t = f->first_child[chunk->head]; t != CMQ_NONE; t = f->next_child[t]) {
        bool conjunct = f->parse->token[t].dep == CMQ_DEP_CONJ && t >= chunk->end &&
                        f->parse->token[t].start - f->parse->token[chunk->end - 1].end <= 5;
        if (conjunct && owner.actor == CMQ_NONE && f->parse->token[t].upos == CMQ_NOUN) {
            owner = owner_below(f, t, r, 0);
            owner.actor = owner.by == CMQ_GROUND_PREPOSITION ? owner.actor : CMQ_NONE;
        }
    }
    return owner;
}

static struct owner owner_by_conjuncts(struct finder *f, const struct chunk *chunk,
                                       const struct reading *r) {
    if (r->role == CMQ_NONE) {
        return NO_OWNER;
    }
    struct owner owner = owner_before_conjuncts(f, chunk, r);
    return owner.actor != CMQ_NONE ? owner : owner_behind_conjuncts(f, chunk, r);
}

struct owner cmq_actors_find_owner(struct finder *f, const struct chunk *chunk,
                                   const struct reading *r) {
    struct owner owner = place_named_by_of(f, chunk, r);
    if (owner.actor != CMQ_NONE) {
        return owner;
    }
    uint32_t unit = unit_before(f, chunk, r, end_of_owners(f, chunk, r));
    if (unit != CMQ_NONE) {
        return owner_of_unit(f, unit, CMQ_GROUND_NATIONALITY);
    }
    for (uint32_t t = chunk->first; owner.actor == CMQ_NONE && t < chunk->end; t++) {
        owner = owner_below(f, t, r, DEEPEST_OWNER);
    }
    if (owner.actor == CMQ_NONE) {
        owner = owner_by_pronoun(f, chunk->head);
    }
    if (owner.actor == CMQ_NONE) {
        owner = owner_behind(f, chunk, r);
    }
    if (owner.actor == CMQ_NONE) {
        owner = owner_by_conjuncts(f, chunk, r);
    }
    unit = r->role != CMQ_NONE ? f->unit.item[r->role].owner : CMQ_NONE;
    return owner.actor == CMQ_NONE && unit != CMQ_NONE
               ? owner_of_unit(f, unit, CMQ_GROUND_NATIONALITY)
               : owner;
}

/* The conjuncts of an owner below the role, which small parsers also chain. */
static uint32_t add_conjuncts(struct finder *f, struct owner owner[MAX_OWNERS]) {
    uint32_t count = 1;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t t = f->first_child[owner[i].token]; t != CMQ_NONE && count < MAX_OWNERS;
             t = f->next_child[t]) {
            if (f->parse->token[t].dep != CMQ_DEP_CONJ ||
                f->chunk_at[t] == f->chunk_at[owner[i].token]) {
                continue;
            }
            struct owner next = owner_of_phrase(f, t, (enum cmq_ground_kind)owner[0].by, 0);
            if (next.actor != CMQ_NONE) {
                next.token = t;
                owner[count++] = next;
            }
        }
    }
    return count;
}

/* The units before the last owner of a chunk that are coordinated with it. */
static uint32_t add_coordinated(struct finder *f, const struct chunk *chunk,
                                struct owner owner[MAX_OWNERS]) {
    uint32_t count = 1, first = owner[0].first;
    while (count < MAX_OWNERS) {
        uint32_t before = unit_before(f, chunk, NULL, first);
        if (before == CMQ_NONE || !coordinated(f, f->unit.item[before].end, first) ||
            is_one_person(f, chunk, f->unit.item[before].end)) {
            break;
        }
        owner[count++] = owner_of_unit(f, before, CMQ_GROUND_NATIONALITY);
        first = f->unit.item[before].first;
    }
    for (uint32_t i = 0; i < count / 2; i++) {
        struct owner swap = owner[i];
        owner[i] = owner[count - 1 - i];
        owner[count - 1 - i] = swap;
    }
    return count;
}

uint32_t cmq_actors_find_owners(struct finder *f, const struct chunk *chunk,
                                const struct reading *r, struct owner owner[MAX_OWNERS]) {
    owner[0] = cmq_actors_find_owner(f, chunk, r);
    if (owner[0].actor == CMQ_NONE) {
        return 0;
    }
    if (owner[0].token != CMQ_NONE) {
        return add_conjuncts(f, owner);
    }
    return owner[0].by == CMQ_GROUND_NATIONALITY ? add_coordinated(f, chunk, owner) : 1;
}

uint32_t cmq_actors_owner(struct finder *f, const struct chunk *chunk, uint32_t before) {
    uint32_t unit = unit_before(f, chunk, NULL, before);
    for (uint32_t t = chunk->first; unit == CMQ_NONE && t < chunk->end; t++) {
        for (uint32_t c = f->first_child[t]; unit == CMQ_NONE && c != CMQ_NONE;
             c = f->next_child[c]) {
            uint8_t dep = f->parse->token[c].dep;
            bool owns =
                is_apart(f, c) && (dep == CMQ_DEP_NMOD_POSS ||
                                   (dep == CMQ_DEP_NMOD && preposition_rank(f, c, NULL) > 0));
            uint32_t u = owns ? f->unit_at[f->chunk.item[f->chunk_at[c]].end - 1] : CMQ_NONE;
            unit = may_own_at(f, u) ? u : CMQ_NONE;
        }
    }
    return unit;
}

/* ---- in the sentence --------------------------------------------------------------------- */

bool cmq_actors_is_bystander(const struct finder *f, const struct reading *r) {
    struct cmq_str word = cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word);
    return cmq_str_eq(word, CMQ_STR("civilian")) || cmq_str_eq(word, CMQ_STR("resident"));
}

/* Roles that are seldom of the state that a sentence names: those who watch it or come from
 * outside.
 */
static bool stands_outside(const struct finder *f, const struct reading *r) {
    struct cmq_str word = cmq_lexicon_str(f->lexicon, cmq_actors_role(f, r->role)->word);
    return cmq_actors_has_sector(r, CMQ_STR("PKO")) || cmq_actors_has_sector(r, CMQ_STR("HRI")) ||
           cmq_str_eq(word, CMQ_STR("teacher")); /* scholars, analysts, experts */
}

/* "finance ministers of industrial countries", "their officials": the words do say whose, only not
 * which. */
static bool has_unknown_owner(const struct finder *f, uint32_t head) {
    for (uint32_t t = f->first_child[head]; t != CMQ_NONE; t = f->next_child[t]) {
        uint32_t u = f->unit_at[t];
        bool of_states = f->parse->token[t].dep == CMQ_DEP_NMOD && u != CMQ_NONE &&
                         f->unit.item[u].kind == UNIT_ROLE &&
                         (cmq_actors_role(f, u)->flags & CMQ_ROLE_STATE);
        if (of_states && preposition_rank(f, t, NULL) > 0) {
            return true;
        }
    }
    return false;
}

static bool is_of_unknown_body(const struct finder *f, const struct reading *r) {
    uint32_t head = r->chunk->head;
    for (uint32_t t = f->first_child[head]; t != CMQ_NONE; t = f->next_child[t]) {
        if (f->parse->token[t].dep == CMQ_DEP_NMOD && preposition_rank(f, t, r) == 3 &&
            leads_unknown_body(f, r, t)) {
            return true;
        }
    }
    return false;
}

/* What a unit says of where the sentence is at home; empty: nothing. Media tell of all countries.
 */
static struct cmq_str home_of_unit(struct finder *f, uint32_t unit) {
    const struct unit *u = &f->unit.item[unit];
    uint32_t index = cmq_actors_of_unit(f, unit); /* may move the list */
    const struct cmq_actor *actor = &f->actors->list.item[index];
    bool media = u->kind == UNIT_BODY && actor->sectors.count > 0 &&
                 cmq_str_eq(actor->sectors.item[0], CMQ_STR("MED"));
    return media ? (struct cmq_str){NULL, 0} : actor->country;
}

/* Whether `token`'s phrase is rather not of the state at `t`: "protesters against Israel", "Iran
 * killed civilians". */
static bool faces(const struct cmq_parse *parse, uint32_t token, uint32_t t, bool bystander) {
    uint32_t above = parse->token[t].head;
    if (parse->token[t].dep == CMQ_DEP_NMOD && above == token) {
        return true;
    }
    return bystander && t != token && parse->token[token].head != token &&
           above == parse->token[token].head && parse->token[t].dep != CMQ_DEP_OBL;
}

/* The one state of the sentence that `token`'s phrase may be of; empty if none or several. */
static struct cmq_str home_of_sentence(struct finder *f, uint32_t token, bool bystander) {
    const struct cmq_parse *parse = f->parse;
    const struct cmq_sentence *s = &parse->sentence[parse->token[token].sentence];
    struct cmq_str only = {NULL, 0};
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t u = f->unit_at[t];
        if (u == CMQ_NONE || f->unit.item[u].kind == UNIT_ROLE || f->unit.item[u].aside) {
            continue;
        }
        struct cmq_str home = home_of_unit(f, u);
        bool second = only.len > 0 && home.len > 0 && !cmq_str_eq(only, home);
        if (second || faces(parse, token, t, bystander)) {
            return (struct cmq_str){NULL, 0};
        }
        only = home.len > 0 ? home : only;
    }
    return only;
}

/* Whether a verb tells what a state does with what is its own. */
static bool disposes(const struct cmq_token *verb) {
    static const char *const lemmas[] = {"have",     "deploy",   "send",    "dispatch", "order",
                                         "withdraw", "station",  "command", "instruct", "mobilize",
                                         "mobilise", "redeploy", "recall",  "pull",     "move"};
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
        if (cmq_str_eq(verb->lemma, cmq_str_of(lemmas[i]))) {
            return true;
        }
    }
    return false;
}

/* The verb that disposes of `token`, as its object or in a clause of its own: "has troops
 * deployed"; CMQ_NO_TOKEN if none does. */
static uint32_t verb_disposing(const struct cmq_parse *parse, uint32_t token) {
    const struct cmq_token *self = &parse->token[token];
    uint32_t verb = self->head;
    if (self->dep == CMQ_DEP_NSUBJ && parse->token[verb].dep == CMQ_DEP_CCOMP &&
        parse->token[verb].head < token) {
        verb = parse->token[verb].head;
    } else if (self->dep != CMQ_DEP_OBJ && self->dep != CMQ_DEP_IOBJ) {
        return CMQ_NO_TOKEN;
    }
    return parse->token[verb].upos == CMQ_VERB && disposes(&parse->token[verb]) ? verb
                                                                                : CMQ_NO_TOKEN;
}

/* "The president ordered the government", "the US has troops": whoever disposes of an army or a
 * government is of its state. */
static struct owner owner_by_governor(struct finder *f, uint32_t token, const struct reading *r) {
    uint32_t verb = is_of_state(f, r) ? verb_disposing(f->parse, token) : CMQ_NO_TOKEN;
    bool passive = false;
    uint32_t subject = verb != CMQ_NO_TOKEN ? cmq_subject(f->parse, verb, &passive) : CMQ_NO_TOKEN;
    uint32_t c = subject != CMQ_NO_TOKEN && !passive ? f->chunk_at[subject] : CMQ_NONE;
    uint32_t governor = c != CMQ_NONE && subject < token ? cmq_actors_of_chunk(f, c) : CMQ_NONE;
    const struct cmq_actor *actor = governor != CMQ_NONE ? &f->actors->list.item[governor] : NULL;
    bool governs =
        actor && (actor->code.len == 3 || (actor->sectors.count > 0 &&
                                           (cmq_str_eq(actor->sectors.item[0], CMQ_STR("GOV")) ||
                                            cmq_str_eq(actor->sectors.item[0], CMQ_STR("MIL")))));
    if (!governs || actor->country.len == 0) {
        return NO_OWNER;
    }
    return (struct owner){.actor = cmq_actors_of_country(f, actor->country),
                          .by = CMQ_GROUND_SENTENCE,
                          .first = f->chunk.item[c].first,
                          .end = f->chunk.item[c].end,
                          .token = CMQ_NONE};
}

/* The verb or noun that says that those of `token` are sent away; CMQ_NO_TOKEN if none does. */
static uint32_t expulsion_of(const struct cmq_parse *parse, uint32_t token) {
    static const char *const forms[] = {"expel", "expels", "expelled", "expelling", "expulsion"};
    uint32_t above = parse->token[token].head;
    return cmq_form_in(&parse->token[above], forms, sizeof forms / sizeof *forms) ? above
                                                                                  : CMQ_NO_TOKEN;
}

/* "imposed sanctions on Iran and expelled ten diplomats": envoys are sent away by another state
 * than their own. Theirs is the one state that the sentence names beside the subject's. */
static struct owner owner_by_expulsion(struct finder *f, uint32_t token) {
    const struct cmq_parse *parse = f->parse;
    bool passive = false;
    uint32_t subject = cmq_subject(parse, expulsion_of(parse, token), &passive);
    uint32_t c = subject != CMQ_NO_TOKEN && !passive ? f->chunk_at[subject] : CMQ_NONE;
    uint32_t sender = c != CMQ_NONE ? cmq_actors_of_chunk(f, c) : CMQ_NONE;
    struct cmq_str own =
        sender != CMQ_NONE ? f->actors->list.item[sender].country : (struct cmq_str){NULL, 0};
    struct cmq_str other = {NULL, 0};
    const struct cmq_sentence *s = &parse->sentence[parse->token[token].sentence];
    for (uint32_t t = s->first; own.len > 0 && t < s->end; t++) {
        uint32_t u = f->unit_at[t];
        struct cmq_str country = u != CMQ_NONE && cmq_actors_may_own(&f->unit.item[u])
                                     ? home_of_unit(f, u)
                                     : (struct cmq_str){NULL, 0};
        if (country.len == 0 || cmq_str_eq(country, own)) {
            continue;
        }
        if (other.len > 0 && !cmq_str_eq(other, country)) {
            return NO_OWNER;
        }
        other = country;
    }
    struct owner owner = NO_OWNER;
    owner.by = CMQ_GROUND_SENTENCE;
    owner.actor = other.len > 0 ? cmq_actors_of_country(f, other) : CMQ_NONE;
    return owner;
}

struct owner cmq_actors_owner_by_sentence(struct finder *f, uint32_t token,
                                          const struct reading *r) {
    struct owner owner = owner_by_governor(f, token, r);
    if (owner.actor == CMQ_NONE && expulsion_of(f->parse, token) != CMQ_NO_TOKEN &&
        serves_abroad(f, r)) {
        return owner_by_expulsion(f, token);
    }
    if (owner.actor != CMQ_NONE || stands_outside(f, r) || has_unknown_owner(f, token) ||
        is_of_unknown_body(f, r)) {
        return owner;
    }
    struct cmq_str home = cmq_actors_acts_from_home(f, token, r)
                              ? (struct cmq_str){NULL, 0}
                              : home_of_sentence(f, token, cmq_actors_is_bystander(f, r));
    owner.by = CMQ_GROUND_SENTENCE;
    owner.actor = home.len > 0 ? cmq_actors_of_country(f, home) : CMQ_NONE;
    return home.len > 0 ? owner : cmq_actors_owner_by_outlet(f, token, r);
}
