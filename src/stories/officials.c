/* SPDX-License-Identifier: Apache-2.0 */
/* Who speaks for a state: its government, its ministries, its army and police, and who has an
 * office. A firm, a club or a newspaper with the name of a country or of one of its cities does
 * not, nor do its people. */

#include "stories/twins.h"

/* Whether the state of an actor is but a guess. */
static bool is_guessed(const struct cmq_actor *actor) {
    for (uint32_t i = 0; i < actor->grounds.count; i++) {
        uint8_t kind = actor->grounds.item[i].kind;
        if (kind == CMQ_GROUND_OUTLET || kind == CMQ_GROUND_SENTENCE) {
            return true;
        }
    }
    return false;
}

/* A party governs with others and without them: its word is not the state's. */
static bool is_party(const struct cmq_actor *actor) {
    bool party = false;
    for (uint32_t i = 0; i < actor->sectors.count; i++) {
        party = party || cmq_str_eq(actor->sectors.item[i], CMQ_STR("PTY"));
    }
    return party && actor->kind != CMQ_ACTOR_PERSON && actor->title.len == 0;
}

/* Lawyers are of the courts' sector, and speak for those who pay them. */
static bool is_lawyer(const struct cmq_actor *actor) {
    return cmq_str_eq(actor->title, CMQ_STR("lawyer"));
}

static bool is_state(const struct cmq_actor *actor) {
    return actor->kind != CMQ_ACTOR_PERSON && actor->title.len == 0 &&
           actor->basis != CMQ_BASIS_REPORT && actor->sectors.count == 0 &&
           cmq_str_eq(actor->code, actor->country);
}

bool cmq_is_of_state(const struct cmq_actor *actor) {
    static const char *const sectors[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"};
    if (actor->country.len == 0 || is_guessed(actor) || is_party(actor) || is_lawyer(actor)) {
        return false;
    }
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors && actor->sectors.count > 0; i++) {
        if (cmq_str_eq(actor->sectors.item[0], cmq_str_of(sectors[i]))) {
            return true;
        }
    }
    return is_state(actor);
}

/* ---- how a state is named ----------------------------------------------------------------- */

/* Whether a phrase is the name of a state or its capital: no city, no people. */
static bool names_state(const struct cmq_lexicon *lexicon, const struct cmq_phrase *phrase) {
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        const struct cmq_name *name = &phrase->name[i];
        if ((name->kind == CMQ_NAME_PROPER || name->kind == CMQ_NAME_PLACE ||
             name->kind == CMQ_NAME_SEAT) &&
            lexicon->actor[name->target].kind == CMQ_ACTOR_STATE) {
            return true;
        }
    }
    return false;
}

/* "the country", "the Russian side". */
static bool means_state(const struct cmq_coding *coding, uint32_t noun) {
    const struct cmq_lexicon *lexicon = &coding->coder->lexicon;
    struct cmq_phrase phrase = {0};
    bool state = false;
    if (cmq_lexicon_phrase(lexicon, &coding->parse, noun, &phrase)) {
        for (uint32_t i = 0; i < phrase.name_count; i++) {
            state = state || (phrase.name[i].kind == CMQ_NAME_ROLE &&
                              (lexicon->role[phrase.name[i].target].flags & CMQ_ROLE_STATE) != 0);
        }
    }
    return state;
}

/* Whether a word beside the name of a state makes it that of something else: "Air", "Real", not
 * "the", "neighbouring". */
static bool is_part_of_name(const struct cmq_token *token) {
    bool capital = token->form.len > 0 && token->form.ptr[0] >= 'A' && token->form.ptr[0] <= 'Z';
    return token->upos == CMQ_PROPN || token->upos == CMQ_NOUN ||
           (token->upos == CMQ_ADJ && capital);
}

/* Whether the tokens [first, end) name a state and nothing else: "Italy", not "Air Italy". */
static bool is_bare_name(const struct cmq_coding *coding, uint32_t first, uint32_t end) {
    const struct cmq_lexicon *lexicon = &coding->coder->lexicon;
    bool named = false;
    for (uint32_t t = first; t < end;) {
        struct cmq_phrase phrase;
        bool known = cmq_lexicon_phrase(lexicon, &coding->parse, t, &phrase);
        if (known && phrase.end <= end && names_state(lexicon, &phrase)) {
            named = true;
            t = phrase.end;
            continue;
        }
        if (is_part_of_name(&coding->parse.token[t])) {
            return false;
        }
        t++;
    }
    return named;
}

const struct cmq_mention *cmq_mention_named(const struct cmq_actors *actors, uint32_t actor,
                                            uint32_t mention) {
    for (uint32_t i = mention, left = CMQ_LOOK_BACK; i-- > 0 && left-- > 0;) {
        const struct cmq_mention *m = &actors->mention.item[i];
        if (m->kind != CMQ_MENTION_PRONOUN && m->actors.count == 1 && m->actors.item[0] == actor) {
            return m;
        }
    }
    return &actors->mention.item[mention];
}

/* The first token of a sentence that does not end before byte `start`. */
static uint32_t token_from(const struct cmq_parse *parse, uint32_t head, uint32_t start) {
    uint32_t t = parse->sentence[parse->token[head].sentence].first;
    while (t < head && parse->token[t].end <= start) {
        t++;
    }
    return t;
}

static bool is_generation(struct cmq_str word) {
    static const char *const marks[] = {"Jr", "Jr.", "Jnr", "Sr", "Sr."};
    bool found = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        found = found || cmq_str_eq(word, cmq_str_of(marks[i]));
    }
    return found;
}

/* "Trump Jr.": the son of him whom the lexicon knows by that name. */
static bool is_namesake(const struct cmq_coding *coding, const struct cmq_actor *actor,
                        const struct cmq_mention *mention) {
    const struct cmq_parse *parse = &coding->parse;
    size_t last = actor->name.len;
    while (last > 0 && actor->name.ptr[last - 1] != ' ') {
        last--;
    }
    bool marked = false;
    for (uint32_t t = mention->head, end = parse->sentence[parse->token[t].sentence].end; t < end;
         t++) {
        marked = marked || is_generation(parse->token[t].form);
        if (parse->token[t].start >= mention->end) {
            break;
        }
    }
    return marked && actor->basis == CMQ_BASIS_LEXICON &&
           !is_generation((struct cmq_str){actor->name.ptr + last, actor->name.len - last});
}

/* "reports from Russia": it is where they come from. */
static bool is_origin(const struct cmq_parse *parse, uint32_t head) {
    uint32_t preposition = cmq_preposition(parse, head);
    return preposition != CMQ_NO_TOKEN && (cmq_form_is(&parse->token[preposition], "from") ||
                                           cmq_form_is(&parse->token[preposition], "in"));
}

bool cmq_speaks_for_state(const struct cmq_coding *coding, uint32_t actor, uint32_t mention) {
    const struct cmq_actor *self = &coding->actors.list.item[actor];
    if (!cmq_is_of_state(self) || mention == CMQ_NO_MENTION) {
        return cmq_is_of_state(self);
    }
    const struct cmq_mention *m = &coding->actors.mention.item[mention];
    if (m->kind == CMQ_MENTION_PRONOUN) {
        m = cmq_mention_named(&coding->actors, actor, mention);
    }
    if (!is_state(self)) {
        return !is_namesake(coding, self, m);
    }
    if (m->kind != CMQ_MENTION_NAME && m->kind != CMQ_MENTION_PLACE) {
        return m->actors.count > 1 || means_state(coding, m->head);
    }
    uint32_t first = token_from(&coding->parse, m->head, m->start), end = first;
    while (end < coding->parse.token_count && coding->parse.token[end].start < m->end) {
        end++;
    }
    return is_bare_name(coding, first, end) && !is_origin(&coding->parse, m->head);
}
