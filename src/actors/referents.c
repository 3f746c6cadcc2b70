/* SPDX-License-Identifier: Apache-2.0 */
/* What pronouns may stand for: every mention of an actor, and every noun phrase that is none, each
 * with what agreement asks for: number, gender, and whether it is a person. */

#include "actors/finder.h"

#define WEDDED 2u /* conjuncts that "they" may take together, before the last one */

static struct trait *trait_of(struct finder *f, uint32_t actor) {
    while (f->trait.count <= actor && !f->arena->exhausted) {
        CMQ_PUSH(f->arena, &f->trait) = (struct trait){.referent = CMQ_NONE};
    }
    return &f->trait.item[actor < f->trait.count ? actor : 0];
}

static enum gender gender_of_flags(uint32_t flags, uint32_t female, uint32_t male) {
    bool woman = flags & female, man = flags & male;
    return woman == man ? GENDER_UNKNOWN : woman ? GENDER_FEMALE : GENDER_MALE;
}

static bool is_plural(const struct cmq_token *token) {
    return cmq_str_eq(token->tag, CMQ_STR("NNS")) || cmq_str_eq(token->tag, CMQ_STR("NNPS"));
}

static void tell_gender(struct finder *f, uint32_t actor, enum gender gender, enum clue clue) {
    struct trait *trait = trait_of(f, actor);
    if (trait->gender[clue] == GENDER_UNKNOWN) {
        trait->gender[clue] = (uint8_t)gender;
    }
}

/* "actress Ann Lee", "Mr Smith": what the words before a name tell. The last word is the name's own
 * ("Stephen King"), but for a noun that stands alone. */
static enum gender gender_of_nouns(const struct finder *f, const struct chunk *chunk) {
    for (uint32_t t = chunk->first; t < chunk->end; t++) {
        const struct cmq_token *token = &f->parse->token[t];
        if (token->upos == CMQ_PROPN ? t + 1 == chunk->end : token->upos != CMQ_NOUN) {
            continue;
        }
        enum gender gender = gender_of_flags(cmq_lexicon_person_word(f->lexicon, token->form),
                                             CMQ_PERSON_FEMALE_NOUN, CMQ_PERSON_MALE_NOUN);
        if (gender != GENDER_UNKNOWN) {
            return gender;
        }
    }
    return GENDER_UNKNOWN;
}

static void tell_gender_of_name(struct finder *f, uint32_t actor) {
    struct cmq_str rest = f->actors->list.item[actor].name;
    struct cmq_str first = cmq_str_cut(&rest, ' ');
    enum gender gender = gender_of_flags(cmq_lexicon_person_word(f->lexicon, first),
                                         CMQ_PERSON_FEMALE_NAME, CMQ_PERSON_MALE_NAME);
    tell_gender(f, actor, gender, rest.len > 0 ? CLUE_NAME : CLUE_WORD);
}

/* "Ann Lee, his wife", "Lee is an actress": what the noun phrase says of the person it is about. */
static uint32_t person_described(const struct finder *f, const struct chunk *chunk) {
    const struct cmq_token *head = &f->parse->token[chunk->head];
    uint32_t other = CMQ_NO_TOKEN;
    if (head->dep == CMQ_DEP_APPOS) {
        other = head->head;
    } else if (cmq_child(f->parse, chunk->head, CMQ_DEP_COP) != CMQ_NO_TOKEN) {
        other = cmq_child(f->parse, chunk->head, CMQ_DEP_NSUBJ);
    }
    uint32_t mention = other != CMQ_NO_TOKEN ? f->actors->mention_at[other] : CMQ_NO_MENTION;
    if (mention == CMQ_NO_MENTION || f->actors->mention.item[mention].actors.count != 1) {
        return CMQ_NONE;
    }
    uint32_t actor = f->actors->mention.item[mention].actors.item[0];
    return f->actors->list.item[actor].kind == CMQ_ACTOR_PERSON ? actor : CMQ_NONE;
}

static uint32_t add_referent(struct finder *f, struct referent referent) {
    uint32_t index = f->referent.count;
    referent.thing = index;
    referent.times = 1;
    if (referent.actor_count == 1) {
        struct trait *trait = trait_of(f, referent.actor[0]);
        if (trait->referent != CMQ_NONE) {
            referent.thing = f->referent.item[trait->referent].thing;
            referent.times = f->referent.item[trait->referent].times + 1;
        }
        trait->referent = index;
    }
    CMQ_PUSH(f->arena, &f->referent) = referent;
    return index;
}

enum gender cmq_actors_gender(const struct finder *f, const struct referent *referent,
                              enum clue clue) {
    if (referent->actor_count == 1) {
        return f->trait.item[referent->actor[0]].gender[clue];
    }
    return clue == CLUE_NOUN ? referent->gender : GENDER_UNKNOWN;
}

enum animacy cmq_actors_animacy(const struct finder *f, const struct referent *referent) {
    bool person = referent->actor_count == 1 &&
                  f->actors->list.item[referent->actor[0]].kind == CMQ_ACTOR_PERSON;
    return person ? ANIMACY_PERSON : referent->animacy;
}

/* A name that the lexicon and the model do not know and that is called "he" or "she": the person is
 * an actor from here on. */
static void name_person(struct finder *f, struct referent *referent) {
    uint32_t c = f->chunk_at[referent->head];
    if (c == CMQ_NONE || f->actors->mention_at[referent->head] != CMQ_NO_MENTION) {
        return;
    }
    const struct chunk *chunk = &f->chunk.item[c];
    uint32_t first = chunk->first;
    while (first < chunk->end && f->parse->token[first].upos != CMQ_PROPN) {
        first++;
    }
    if (first == chunk->end) {
        return;
    }
    uint32_t start = f->parse->token[first].start, actor = f->actors->list.count;
    CMQ_PUSH(f->arena, &f->actors->list) = (struct cmq_actor){
        .name = {f->parse->text.ptr + start, f->parse->token[chunk->end - 1].end - start},
        .basis = CMQ_BASIS_UNKNOWN,
        .kind = CMQ_ACTOR_PERSON};
    if (f->arena->exhausted) {
        return;
    }
    referent->mention = f->actors->mention.count;
    struct cmq_mention *mention =
        cmq_actors_add_mention(f, chunk->first, chunk->end, chunk->head, CMQ_MENTION_NAME, actor);
    referent->actor = mention->actors.item;
    referent->actor_count = mention->actors.count;
    trait_of(f, actor)->referent = (uint32_t)(referent - f->referent.item);
    tell_gender_of_name(f, actor);
}

void cmq_actors_note_person(struct finder *f, uint32_t index) {
    struct referent *referent = &f->referent.item[index];
    if (cmq_actors_animacy(f, referent) != ANIMACY_UNSURE) {
        return;
    }
    if (referent->actor_count == 0) {
        name_person(f, referent);
    } else if (referent->actor_count == 1) {
        f->actors->list.item[referent->actor[0]].kind = CMQ_ACTOR_PERSON;
    }
}

static enum animacy animacy_of(const struct finder *f, const struct cmq_token *head,
                               const struct cmq_actor *actor) {
    if (actor && actor->kind == CMQ_ACTOR_PERSON) {
        return ANIMACY_PERSON;
    }
    if (head->upos == CMQ_PROPN) {
        return !actor || actor->basis == CMQ_BASIS_UNKNOWN ? ANIMACY_UNSURE : ANIMACY_THING;
    }
    uint32_t person = CMQ_PERSON_FEMALE_NOUN | CMQ_PERSON_MALE_NOUN | CMQ_PERSON_NOUN;
    return cmq_lexicon_person_word(f->lexicon, head->form) & person ? ANIMACY_PERSON
                                                                    : ANIMACY_THING;
}

static void note_mention(struct finder *f, const struct chunk *chunk, uint32_t index) {
    const struct cmq_mention *mention = &f->actors->mention.item[index];
    const struct cmq_token *head = &f->parse->token[mention->head];
    struct referent referent = {.head = mention->head,
                                .mention = index,
                                .actor = mention->actors.item,
                                .actor_count = mention->actors.count,
                                .plural = mention->actors.count > 1 || is_plural(head)};
    if (mention->actors.count == 1) {
        uint32_t actor = mention->actors.item[0];
        const struct cmq_actor *known = &f->actors->list.item[actor];
        /* "the United Nations": one body, for all its form */
        referent.plural &= head->upos != CMQ_PROPN || known->kind == CMQ_ACTOR_GROUP;
        referent.animacy = (uint8_t)animacy_of(f, head, known);
        if (referent.animacy == ANIMACY_PERSON && !referent.plural) {
            tell_gender(f, actor, gender_of_nouns(f, chunk), CLUE_NOUN);
        }
        if (referent.animacy != ANIMACY_THING && head->upos == CMQ_PROPN) {
            tell_gender_of_name(f, actor);
        }
    }
    add_referent(f, referent);
}

/* "the army command": the mention of a body straight before the noun that it stands for;
 * CMQ_NO_MENTION if there is none. */
static uint32_t body_before(const struct finder *f, const struct chunk *chunk) {
    uint32_t m =
        chunk->head > chunk->first ? f->actors->mention_at[chunk->head - 1] : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION || f->actors->mention.item[m].actors.count != 1) {
        return CMQ_NO_MENTION;
    }
    uint8_t kind = f->actors->list.item[f->actors->mention.item[m].actors.item[0]].kind;
    return kind == CMQ_ACTOR_BODY || kind == CMQ_ACTOR_GROUP ? m : CMQ_NO_MENTION;
}

/* A noun phrase that is no actor: "the girl", "the agreement". One that only says what a person is
 * is not another one. */
static void note_phrase(struct finder *f, const struct chunk *chunk) {
    const struct cmq_token *head = &f->parse->token[chunk->head];
    if ((head->upos != CMQ_NOUN && head->upos != CMQ_PROPN) ||
        (cmq_lexicon_person_word(f->lexicon, head->form) & CMQ_PERSON_NEVER)) {
        return;
    }
    enum gender gender = is_plural(head) ? GENDER_UNKNOWN : gender_of_nouns(f, chunk);
    uint32_t person = person_described(f, chunk);
    if (person != CMQ_NONE) {
        tell_gender(f, person, gender, CLUE_NOUN);
        return;
    }
    struct referent referent = {.head = chunk->head,
                                .mention = CMQ_NONE,
                                .gender = (uint8_t)gender,
                                .animacy = (uint8_t)animacy_of(f, head, NULL),
                                .plural = is_plural(head)};
    uint32_t whose = referent.plural || referent.animacy == ANIMACY_PERSON ? CMQ_NO_MENTION
                                                                           : body_before(f, chunk);
    if (whose != CMQ_NO_MENTION) {
        referent.actor = f->actors->mention.item[whose].actors.item;
        referent.actor_count = 1;
    }
    add_referent(f, referent);
}

/* "Biden and Xi": the actors of a coordination as one, when its second conjunct is noted. */
static void note_coordination(struct finder *f, uint32_t conjunct) {
    uint32_t first = f->parse->token[conjunct].head;
    if (f->parse->token[conjunct].dep != CMQ_DEP_CONJ || first >= conjunct) {
        return;
    }
    CMQ_ARRAY(uint32_t) both = {0};
    for (uint32_t r = f->referent.count, left = 16; r-- > 0 && left-- > 0;) {
        const struct referent *part = &f->referent.item[r];
        bool member = part->head == first || (part->head < conjunct && part->head > first &&
                                              f->parse->token[part->head].head == first &&
                                              f->parse->token[part->head].dep == CMQ_DEP_CONJ);
        bool itself = part->head == conjunct;
        for (uint32_t a = 0; (member || itself) && a < part->actor_count && a < WEDDED; a++) {
            CMQ_PUSH(f->arena, &both) = part->actor[a];
        }
    }
    if (both.count > 1) {
        add_referent(f, (struct referent){.head = first,
                                          .mention = CMQ_NONE,
                                          .actor = both.item,
                                          .actor_count = both.count,
                                          .plural = true});
    }
}

void cmq_actors_note_chunk(struct finder *f, const struct chunk *chunk, uint32_t first_mention) {
    bool whole = f->parse->token[chunk->head].upos == CMQ_PRON;
    for (uint32_t m = first_mention; m < f->actors->mention.count && !f->arena->exhausted; m++) {
        if (f->actors->mention.item[m].kind != CMQ_MENTION_PRONOUN) {
            whole |= f->actors->mention.item[m].head == chunk->head;
            note_mention(f, chunk, m);
        }
    }
    if (!whole) {
        note_phrase(f, chunk);
    }
    note_coordination(f, chunk->head);
}

void cmq_actors_note_pronoun(struct finder *f, uint32_t token, uint32_t referent,
                             enum gender gender) {
    struct referent again = f->referent.item[referent];
    if (gender != GENDER_UNKNOWN) {
        again.gender = (uint8_t)gender;
    }
    if (again.actor_count == 1) {
        tell_gender(f, again.actor[0], gender, CLUE_PRONOUN);
    }
    uint32_t thing = again.thing, times = again.times + 1;
    again.head = token;
    again.mention = f->actors->mention_at[token];
    uint32_t index = add_referent(f, again);
    if (index < f->referent.count) {
        f->referent.item[index].thing = thing;
        f->referent.item[index].times = times;
    }
}
