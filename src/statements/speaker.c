/* SPDX-License-Identifier: Apache-2.0 */
/* Who says it, and to whom: actors out of the places where a cue has them. */

#include "statements/finder.h"

#define LONGEST_ASIDE 8  /* tokens in brackets between a name and its verb */
#define LONGEST_NAME  24 /* tokens from a quotation to the verb that tells it */

const struct cmq_speech *cmq_speech_of(const struct finder *f, uint32_t t, enum cmq_upos upos) {
    const struct cmq_heads *heads = cmq_lexicon_phrasal_heads(f->lexicon, f->parse, t, upos);
    return heads && heads->speech.count > 0
               ? &f->lexicon->speech[f->lexicon->head_index[heads->speech.first]]
               : NULL;
}

/* The first actor named below a document: "a statement issued by the ministry". */
static uint32_t author_below(const struct finder *f, uint32_t document) {
    uint32_t first, end;
    cmq_subtree(f->parse, document, &first, &end);
    for (uint32_t t = first; t < end; t++) {
        uint32_t m = f->actors->mention_at[t];
        uint32_t by = cmq_preposition(f->parse, t);
        bool named = m != CMQ_NO_MENTION && f->actors->mention.item[m].head == t;
        if (named && by != CMQ_NO_TOKEN && cmq_below(f->parse, t, document) &&
            (cmq_form_is(token_at(f, by), "by") || cmq_form_is(token_at(f, by), "from") ||
             cmq_form_is(token_at(f, by), "of"))) {
            return m;
        }
    }
    return CMQ_NO_MENTION;
}

bool cmq_is_document(const struct finder *f, uint32_t noun) {
    return noun != CMQ_NO_TOKEN && cmq_speech_of(f, noun, CMQ_NOUN) != NULL;
}

/* "Critics of the president say", "Trump's defenders say": persons whom the lexicon gives no actor
 * speak, but not for him whom they are named by. */
static bool is_person(const struct finder *f, uint32_t noun) {
    const uint32_t nouns = CMQ_PERSON_NOUN | CMQ_PERSON_FEMALE_NOUN | CMQ_PERSON_MALE_NOUN;
    const struct cmq_token *token = token_at(f, noun);
    return token->upos == CMQ_NOUN &&
           (cmq_lexicon_person_word(f->lexicon, token->lemma) & nouns) != 0;
}

struct cmq_participant cmq_speaker(const struct finder *f, uint32_t noun) {
    struct cmq_participant p = {.actor = UINT32_MAX};
    if (noun == CMQ_NO_TOKEN) {
        return p;
    }
    bool indirect = false;
    uint32_t m = cmq_is_document(f, noun) ? author_below(f, noun) : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION) {
        m = cmq_actors_phrase(f->parse, f->actors, noun, &indirect);
    }
    if (indirect && is_person(f, noun)) {
        m = CMQ_NO_MENTION;
    }
    p.start = token_at(f, noun)->start;
    p.end = token_at(f, noun)->end;
    if (m != CMQ_NO_MENTION && f->actors->mention.item[m].actors.count > 0) {
        const struct cmq_mention *mention = &f->actors->mention.item[m];
        p.actor = mention->actors.item[0];
        p.start = mention->start;
        p.end = mention->end;
    }
    return p;
}

/* The actor named straight before the verb, where the tree has lost the subject. */
static uint32_t speaker_before(const struct finder *f, uint32_t verb) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    uint32_t m = verb > first ? f->actors->mention_at[verb - 1] : CMQ_NO_MENTION;
    bool named =
        m != CMQ_NO_MENTION && f->actors->mention.item[m].end == token_at(f, verb - 1)->end;
    return named ? verb - 1 : CMQ_NO_TOKEN;
}

/* "With Abe at his side, Trump said": a name before a comma that is read as the subject, where
 * another person is named straight before the verb. */
static bool is_cut_off(const struct finder *f, uint32_t subject, uint32_t verb) {
    uint32_t before = speaker_before(f, verb);
    if (subject == CMQ_NO_TOKEN || before == CMQ_NO_TOKEN || before <= subject ||
        f->actors->mention_at[subject] == CMQ_NO_MENTION ||
        token_at(f, before)->upos != CMQ_PROPN) {
        return false;
    }
    const struct cmq_mention *last = &f->actors->mention.item[f->actors->mention_at[before]];
    const struct cmq_mention *first = &f->actors->mention.item[f->actors->mention_at[subject]];
    bool persons = last->actors.count == 1 && first->actors.count == 1 &&
                   f->actors->list.item[last->actors.item[0]].kind == CMQ_ACTOR_PERSON &&
                   f->actors->list.item[first->actors.item[0]].kind == CMQ_ACTOR_PERSON;
    uint32_t comma = before;
    while (comma > subject && !cmq_form_is(token_at(f, comma), ",")) {
        comma--;
    }
    return persons && comma > subject && last->actors.item[0] != first->actors.item[0];
}

/* Whether a finite verb has no subject of its own in the tree. */
static bool is_bare(const struct finder *f, uint32_t verb) {
    struct cmq_str tag = token_at(f, verb)->tag;
    return cmq_child(f->parse, verb, CMQ_DEP_NSUBJ) == CMQ_NO_TOKEN &&
           !cmq_str_eq(tag, CMQ_STR("VBG")) && !cmq_str_eq(tag, CMQ_STR("VBN"));
}

static bool is_finite(const struct finder *f, uint32_t verb) {
    struct cmq_str tag = token_at(f, verb)->tag;
    return cmq_str_eq(tag, CMQ_STR("VBD")) || cmq_str_eq(tag, CMQ_STR("VBZ")) ||
           cmq_str_eq(tag, CMQ_STR("VBP"));
}

/* "C, Ann Lee (R-Ohio) told them": a name between a mark and the verb. */
static uint32_t name_set_off(const struct finder *f, uint32_t verb) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    uint32_t t = verb;
    if (t > first && cmq_form_is(token_at(f, t - 1), ")")) {
        uint32_t lowest = t > first + LONGEST_ASIDE ? t - LONGEST_ASIDE : first;
        while (t > lowest && !cmq_form_is(token_at(f, t), "(")) {
            t--;
        }
    }
    uint32_t m = t > first ? f->actors->mention_at[t - 1] : CMQ_NO_MENTION;
    if (m == CMQ_NO_MENTION) {
        return CMQ_NO_TOKEN;
    }
    uint32_t name = t - 1;
    while (t > first && f->actors->mention_at[t - 1] == m) {
        t--;
    }
    return t > first && cmq_is_mark(token_at(f, t - 1)) ? name : CMQ_NO_TOKEN;
}

/* “C,” the office of the speaker said: the noun between a quotation that a comma ends and a verb,
 * wherever the tree has hung it. */
static uint32_t noun_behind_quotation(const struct finder *f, uint32_t verb) {
    uint32_t lowest = verb > LONGEST_NAME ? verb - LONGEST_NAME : 0, close = verb;
    while (close > lowest && !cmq_is_mark(token_at(f, close - 1))) {
        close--;
        if (token_at(f, close)->upos == CMQ_VERB && close != verb) {
            return CMQ_NO_TOKEN;
        }
    }
    uint32_t q = close > lowest + 1 ? f->quote_at[close - 2] : CMQ_NO_QUOTE;
    if (q == CMQ_NO_QUOTE || f->quotes.item[q].close != close - 1 ||
        !cmq_form_is(token_at(f, close - 2), ",")) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = close; t < verb; t++) {
        uint32_t head = token_at(f, t)->head;
        if (cmq_is_nominal(token_at(f, t)) && (head < close || head >= verb)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* "X discussed the meeting, noting that": a participle that hangs on a noun is the clause's
 * subject's. */
static uint32_t subject_above(const struct finder *f, uint32_t noun) {
    bool passive = false;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t head = token_at(f, noun)->head;
        if (head == noun) {
            break;
        }
        noun = head;
        if (token_at(f, noun)->upos == CMQ_VERB) {
            return cmq_subject(f->parse, noun, &passive);
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_teller_of_noun(const struct finder *f, uint32_t noun) {
    uint32_t owner = cmq_child(f->parse, noun, CMQ_DEP_NMOD_POSS);
    return owner != CMQ_NO_TOKEN ? owner : subject_above(f, noun);
}

/* "quoted T as saying": T says it. */
static uint32_t quoted_as_saying(const struct finder *f, uint32_t verb) {
    uint32_t mark = cmq_child(f->parse, verb, CMQ_DEP_MARK);
    return token_at(f, verb)->dep == CMQ_DEP_ADVCL && mark != CMQ_NO_TOKEN &&
                   cmq_form_is(token_at(f, mark), "as") &&
                   cmq_str_eq(token_at(f, verb)->tag, CMQ_STR("VBG"))
               ? cmq_child(f->parse, token_at(f, verb)->head, CMQ_DEP_OBJ)
               : CMQ_NO_TOKEN;
}

/* The subject, or behind an inverted verb ("said Ann Lee") the object that is a name. */
static uint32_t speaker_token(const struct finder *f, uint32_t verb) {
    bool passive = false, indirect = false;
    uint32_t set_off = is_bare(f, verb) ? name_set_off(f, verb) : CMQ_NO_TOKEN;
    if (set_off == CMQ_NO_TOKEN && is_bare(f, verb)) {
        set_off = noun_behind_quotation(f, verb);
    }
    if (set_off == CMQ_NO_TOKEN) {
        set_off = quoted_as_saying(f, verb);
    }
    if (set_off == CMQ_NO_TOKEN && is_finite(f, verb) && is_bare(f, verb)) {
        uint32_t before = speaker_before(f, verb);
        bool object = before != CMQ_NO_TOKEN && token_at(f, before)->dep == CMQ_DEP_OBJ;
        set_off = object ? CMQ_NO_TOKEN : before;
    }
    if (set_off != CMQ_NO_TOKEN) {
        return set_off;
    }
    uint32_t subject = cmq_subject(f->parse, verb, &passive);
    if (is_cut_off(f, subject, verb)) {
        return verb - 1;
    }
    if (subject != CMQ_NO_TOKEN && !passive) {
        bool actor = cmq_actors_phrase(f->parse, f->actors, subject, &indirect) != CMQ_NO_MENTION;
        return actor || token_at(f, verb)->dep != CMQ_DEP_ACL ? subject : subject_above(f, subject);
    }
    uint32_t object = cmq_child(f->parse, verb, CMQ_DEP_OBJ);
    if (object == verb + 1 && f->actors->mention_at[object] != CMQ_NO_MENTION) {
        return object;
    }
    uint32_t agent = cmq_child(f->parse, verb, CMQ_DEP_OBL_AGENT);
    return agent != CMQ_NO_TOKEN ? agent : speaker_before(f, verb);
}

/* "said Ann Lee, who added that": whom a relative pronoun means that the tree has hung elsewhere.
 */
static uint32_t antecedent(const struct finder *f, uint32_t pronoun) {
    uint32_t before = pronoun;
    while (before > 0 && cmq_is_mark(token_at(f, before - 1))) {
        before--;
    }
    return before > 0 && f->actors->mention_at[before - 1] != CMQ_NO_MENTION ? before - 1 : pronoun;
}

/* Behind what is told, the last subject is the teller: "X rejected a plan, Y said" with the plan
 * read as a subject too. */
uint32_t cmq_teller_of_verb(const struct finder *f, uint32_t content, uint32_t verb) {
    uint32_t last = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < verb;
         t = cmq_child_next(f->parse, verb, t)) {
        if (t > content && token_at(f, t)->dep == CMQ_DEP_NSUBJ) {
            last = t;
        }
    }
    last = last != CMQ_NO_TOKEN ? last : speaker_token(f, verb);
    return last != CMQ_NO_TOKEN && cmq_form_is(token_at(f, last), "who") ? antecedent(f, last)
                                                                         : last;
}

uint32_t cmq_subject_near(const struct finder *f, uint32_t verb) {
    return cmq_teller_of_verb(f, f->parse->sentence[token_at(f, verb)->sentence].first, verb);
}

static bool is_told(const struct finder *f, uint32_t t, const struct cmq_statement *s) {
    for (uint32_t i = 0; i < s->content.count; i++) {
        if (token_at(f, t)->start >= s->content.item[i].start &&
            token_at(f, t)->end <= s->content.item[i].end) {
            return true;
        }
    }
    return false;
}

static bool is_exchange(const struct finder *f, uint32_t noun) {
    static const char *const nouns[] = {"talk",     "meeting",    "call",     "conversation",
                                        "dialogue", "discussion", "exchange", "interview"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (cmq_str_eq(token_at(f, noun)->lemma, cmq_str_of(nouns[i]))) {
            return true;
        }
    }
    return false;
}

/* "in a letter to T", "in talks with T": the phrase of a noun below which the addressee stands. */
static uint32_t addressee_of_phrase(const struct finder *f, uint32_t noun) {
    uint32_t in = cmq_preposition(f->parse, noun);
    if (in == CMQ_NO_TOKEN || f->actors->mention_at[noun] != CMQ_NO_MENTION ||
        !(cmq_form_is(token_at(f, in), "in") || cmq_form_is(token_at(f, in), "during"))) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = cmq_child_next(f->parse, noun, noun); t != CMQ_NO_TOKEN;
         t = cmq_child_next(f->parse, noun, t)) {
        uint32_t p =
            token_at(f, t)->dep == CMQ_DEP_NMOD ? cmq_preposition(f->parse, t) : CMQ_NO_TOKEN;
        if (p == CMQ_NO_TOKEN || f->actors->mention_at[t] == CMQ_NO_MENTION) {
            continue;
        }
        bool document = cmq_form_is(token_at(f, p), "to") && cmq_is_document(f, noun);
        bool exchange = cmq_form_is(token_at(f, p), "with") && is_exchange(f, noun);
        if (document || exchange) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

void cmq_add_addressees(const struct finder *f, uint32_t verb, struct cmq_statement *s) {
    for (uint32_t t = cmq_child_next(f->parse, verb, CMQ_NO_TOKEN);
         t != CMQ_NO_TOKEN && s->speech != CMQ_SPEECH_THINK;
         t = cmq_child_next(f->parse, verb, t)) {
        uint8_t dep = token_at(f, t)->dep;
        bool object = dep == CMQ_DEP_IOBJ ||
                      (dep == CMQ_DEP_OBJ && s->speech != CMQ_SPEECH_CLAIM); /* "accused X of" */
        uint32_t preposition = dep == CMQ_DEP_OBL ? cmq_preposition(f->parse, t) : CMQ_NO_TOKEN;
        bool to = preposition != CMQ_NO_TOKEN &&
                  (cmq_form_is(token_at(f, preposition), "to") ||
                   (cmq_form_is(token_at(f, preposition), "on") && s->speech == CMQ_SPEECH_URGE));
        bool told = dep == CMQ_DEP_NSUBJ_PASS; /* "X was told by Y" */
        uint32_t addressee = dep == CMQ_DEP_OBL ? addressee_of_phrase(f, t) : CMQ_NO_TOKEN;
        if (object || to || told) {
            addressee = t;
        }
        if (addressee != CMQ_NO_TOKEN && f->actors->mention_at[addressee] != CMQ_NO_MENTION &&
            !is_told(f, addressee, s)) {
            struct cmq_participant p = cmq_speaker(f, addressee);
            if (p.actor != s->speaker.actor) {
                CMQ_PUSH(f->arena, &s->addressees) = p;
            }
        }
    }
}

/* "A and B agreed", says A: the nearest mention before the verb of one from the teller's country.
 */
static uint32_t own_side_before(const struct finder *f, uint32_t verb, struct cmq_str country) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    for (uint32_t t = verb; t-- > first && token_at(f, t)->upos != CMQ_VERB;) {
        uint32_t m = f->actors->mention_at[t];
        if (m == CMQ_NO_MENTION || f->actors->mention.item[m].actors.count == 0 ||
            token_at(f, t)->dep == CMQ_DEP_NMOD_POSS) {
            continue;
        }
        uint32_t actor = f->actors->mention.item[m].actors.item[0];
        if (cmq_str_eq(f->actors->list.item[actor].country, country)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Whether a conjunction joins what stands between two tokens. */
static bool joined(const struct finder *f, uint32_t first, uint32_t end) {
    while (first < end && token_at(f, first)->upos != CMQ_CCONJ) {
        first++;
    }
    return first < end;
}

void cmq_keep_to_own_side(const struct finder *f, struct cmq_statement *s) {
    if (s->parent == CMQ_NO_STATEMENT || s->speaker.actor == UINT32_MAX) {
        return;
    }
    uint32_t teller = f->statements->list.item[s->parent].speaker.actor;
    const struct cmq_actor *list = f->actors->list.item;
    if (teller == UINT32_MAX || list[teller].country.len == 0 ||
        cmq_str_eq(list[teller].country, list[s->speaker.actor].country)) {
        return;
    }
    uint32_t own = own_side_before(f, s->cue_token, list[teller].country);
    if (own != CMQ_NO_TOKEN && joined(f, own, s->cue_token)) {
        s->speaker = cmq_speaker(f, own);
    }
}
