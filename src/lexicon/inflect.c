/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of a token. A trained lemmatizer errs on rare verbs ("embraced" to "embrac"), so
 * where its lemma heads nothing, the regular inflections are undone by rule: whichever base form
 * the lexicon knows is the right one. */

#include "lexicon/import.h"

#include <string.h>

#define LONGEST_WORD 48

struct ending {
    const char *suffix, *put;
    bool undouble; /* "planned": drop one of two equal letters */
};

static const struct ending verb_endings[] = {
    {"ied", "y", false},   {"ed", "e", false}, {"ed", "", false},   {"ed", "", true},
    {"ying", "ie", false}, {"ing", "", false}, {"ing", "e", false}, {"ing", "", true},
    {"ies", "y", false},   {"es", "e", false}, {"es", "", false},   {"s", "", false},
};

static const struct ending noun_endings[] = {
    {"ies", "y", false}, {"es", "e", false},    {"es", "", false},
    {"s", "", false},    {"men", "man", false},
};

/* Undoes one ending; false where it does not apply. */
static bool undo(struct cmq_str form, const struct ending *ending, char out[LONGEST_WORD],
                 struct cmq_str *base) {
    struct cmq_str suffix = cmq_str_of(ending->suffix), put = cmq_str_of(ending->put);
    if (form.len <= suffix.len || form.len + put.len >= LONGEST_WORD ||
        !cmq_str_ends(form, suffix)) {
        return false;
    }
    size_t len = form.len - suffix.len;
    if (len < 2 && put.len < 2) { /* "lying" has a base, "led" none */
        return false;
    }
    if (ending->undouble) {
        if (form.ptr[len - 1] != form.ptr[len - 2]) {
            return false;
        }
        len--;
    }
    memcpy(out, form.ptr, len);
    memcpy(out + len, put.ptr, put.len);
    *base = (struct cmq_str){out, len + put.len};
    return true;
}

static const struct ending *endings_of(enum cmq_upos upos, size_t *count) {
    bool verb = upos == CMQ_VERB;
    *count = verb ? sizeof verb_endings / sizeof *verb_endings
                  : sizeof noun_endings / sizeof *noun_endings;
    return verb ? verb_endings : noun_endings;
}

/* Past forms that no ending undoes. */
static const struct {
    const char *form, *base;
} irregular[] = {
    {"beaten", "beat"},
    {"began", "begin"},
    {"begun", "begin"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"bought", "buy"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"chose", "choose"},
    {"chosen", "choose"},
    {"drew", "draw"},
    {"driven", "drive"},
    {"drove", "drive"},
    {"fell", "fall"},
    {"fled", "flee"},
    {"flung", "fling"},
    {"forbade", "forbid"},
    {"forgave", "forgive"},
    {"forgiven", "forgive"},
    {"forsook", "forsake"},
    {"fought", "fight"},
    {"froze", "freeze"},
    {"frozen", "freeze"},
    {"gave", "give"},
    {"given", "give"},
    {"held", "hold"},
    {"hid", "hide"},
    {"hidden", "hide"},
    {"hung", "hang"},
    {"kept", "keep"},
    {"laid", "lay"},
    {"led", "lead"},
    {"left", "leave"},
    {"lit", "light"},
    {"lent", "lend"},
    {"lost", "lose"},
    {"met", "meet"},
    {"misled", "mislead"},
    {"overcame", "overcome"},
    {"overran", "overrun"},
    {"overridden", "override"},
    {"overrode", "override"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"overtook", "overtake"},
    {"paid", "pay"},
    {"retaken", "retake"},
    {"retook", "retake"},
    {"rose", "rise"},
    {"sank", "sink"},
    {"sent", "send"},
    {"shaken", "shake"},
    {"shook", "shake"},
    {"shot", "shoot"},
    {"slain", "slay"},
    {"slew", "slay"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"spat", "spit"},
    {"spoke", "speak"},
    {"stole", "steal"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"strove", "strive"},
    {"struck", "strike"},
    {"sued", "sue"},
    {"sunk", "sink"},
    {"swept", "sweep"},
    {"swore", "swear"},
    {"sworn", "swear"},
    {"taken", "take"},
    {"taught", "teach"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"told", "tell"},
    {"took", "take"},
    {"tore", "tear"},
    {"torn", "tear"},
    {"undertook", "undertake"},
    {"undid", "undo"},
    {"upheld", "uphold"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"won", "win"},
};

bool cmq__past_form(struct cmq_str word) {
    static const char *const more[] = {"said", "made", "found", "risen", "drawn", "flown", "shown"};
    bool past = false;
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++) {
        past = past || cmq_str_eq(word, cmq_str_of(irregular[i].form));
    }
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        past = past || cmq_str_eq(word, cmq_str_of(more[i]));
    }
    return past;
}

/* The entries of `base` and the word `with` (empty: alone). */
static const struct cmq_heads *look_up(const struct cmq_lexicon *lexicon, struct cmq_str base,
                                       struct cmq_str with, enum cmq_upos upos) {
    if (with.len == 0) {
        return cmq_lexicon_heads(lexicon, base, upos);
    }
    char phrase[2 * LONGEST_WORD];
    if (base.len >= LONGEST_WORD || with.len >= LONGEST_WORD - 1) {
        return NULL;
    }
    memcpy(phrase, base.ptr, base.len);
    phrase[base.len] = ' ';
    memcpy(phrase + base.len + 1, with.ptr, with.len);
    return cmq_lexicon_heads(lexicon, (struct cmq_str){phrase, base.len + 1 + with.len}, upos);
}

static const struct cmq_heads *heads_with(const struct cmq_lexicon *lexicon,
                                          const struct cmq_token *token, struct cmq_str with,
                                          enum cmq_upos upos) {
    const struct cmq_heads *heads = look_up(lexicon, token->lemma, with, upos);
    size_t count;
    const struct ending *ending = endings_of(upos, &count);
    for (size_t i = 0; !heads && upos != CMQ_ADJ && upos != CMQ_ADV && upos != CMQ_ADP && i < count;
         i++) {
        char out[LONGEST_WORD];
        struct cmq_str base;
        if (undo(token->form, &ending[i], out, &base)) {
            heads = look_up(lexicon, base, with, upos);
        }
    }
    for (size_t i = 0; !heads && upos == CMQ_VERB && i < sizeof irregular / sizeof *irregular;
         i++) {
        if (cmq_str_eq(token->form, cmq_str_of(irregular[i].form))) {
            heads = look_up(lexicon, cmq_str_of(irregular[i].base), with, upos);
        }
    }
    return heads ? heads : look_up(lexicon, token->form, with, upos);
}

const struct cmq_heads *cmq_lexicon_form_heads(const struct cmq_lexicon *lexicon,
                                               const struct cmq_token *token) {
    char key[LONGEST_WORD];
    if (token->form.len + 1 >= sizeof key) {
        return NULL;
    }
    key[0] = '=';
    memcpy(key + 1, token->form.ptr, token->form.len);
    return cmq_lexicon_heads(lexicon, (struct cmq_str){key, token->form.len + 1}, CMQ_VERB);
}

const struct cmq_heads *cmq_lexicon_heads_of(const struct cmq_lexicon *lexicon,
                                             const struct cmq_token *token, enum cmq_upos upos) {
    return heads_with(lexicon, token, (struct cmq_str){NULL, 0}, upos);
}

const struct cmq_heads *cmq_lexicon_phrasal_heads(const struct cmq_lexicon *lexicon,
                                                  const struct cmq_parse *parse, uint32_t token,
                                                  enum cmq_upos upos) {
    const struct cmq_token *self = &parse->token[token];
    const struct cmq_heads *heads = NULL;
    uint32_t particle = cmq_child(parse, token, CMQ_DEP_COMPOUND_PRT);
    uint32_t be = cmq_child(parse, token, CMQ_DEP_AUX_PASS);
    be = be == CMQ_NO_TOKEN ? cmq_child(parse, token, CMQ_DEP_COP) : be;
    if (particle == CMQ_NO_TOKEN && token + 1 < parse->sentence[self->sentence].end) {
        particle = token + 1;
    }
    if (particle != CMQ_NO_TOKEN) {
        heads = heads_with(lexicon, self, parse->token[particle].form, upos);
    }
    if (!heads && be != CMQ_NO_TOKEN) {
        heads = look_up(lexicon, CMQ_STR("be"), self->form, upos);
    }
    return heads ? heads : cmq_lexicon_heads_of(lexicon, self, upos);
}

bool cmq_lexicon_has_token(const struct cmq_lexicon *lexicon, struct cmq_range range,
                           const struct cmq_token *token) {
    if (cmq_lexicon_has_word(lexicon, range, token->lemma) ||
        cmq_lexicon_has_word(lexicon, range, token->form)) {
        return true;
    }
    size_t count;
    const struct ending *ending = endings_of(CMQ_NOUN, &count);
    for (size_t i = 0; i < count; i++) {
        char out[LONGEST_WORD];
        struct cmq_str base;
        if (undo(token->form, &ending[i], out, &base) &&
            cmq_lexicon_has_word(lexicon, range, base)) {
            return true;
        }
    }
    return false;
}

/* ---- the vocabulary of a sentence -------------------------------------------------------- */

struct bit {
    size_t at;
    uint64_t mask;
};

/* The bit of the first word. */
static struct bit bit_of(struct cmq_str folded) {
    uint64_t hash = cmq_hash(cmq_str_cut(&folded, ' '));
    return (struct bit){(hash >> 6) % CMQ_VOCABULARY_WORDS, UINT64_C(1) << (hash & 63)};
}

static void add_to_vocabulary(struct cmq_vocabulary *vocabulary, struct cmq_str word) {
    struct cmq__folded folded;
    cmq__fold(word, &folded);
    struct bit bit = bit_of(cmq__folded_str(&folded));
    vocabulary->bits[bit.at] |= bit.mask;
}

/* All that cmq_lexicon_has_token() compares. */
void cmq_vocabulary_add(struct cmq_vocabulary *vocabulary, const struct cmq_token *token) {
    size_t count;
    const struct ending *ending = endings_of(CMQ_NOUN, &count);
    add_to_vocabulary(vocabulary, token->lemma);
    add_to_vocabulary(vocabulary, token->form);
    for (size_t i = 0; i < count; i++) {
        char out[LONGEST_WORD];
        struct cmq_str base;
        if (undo(token->form, &ending[i], out, &base)) {
            add_to_vocabulary(vocabulary, base);
        }
    }
}

bool cmq_vocabulary_may_have(const struct cmq_vocabulary *vocabulary,
                             const struct cmq_lexicon *lexicon, const struct cmq_step *step) {
    for (uint32_t i = 0; i < step->literals.count; i++) {
        struct cmq_ref word = lexicon->word[step->literals.first + i];
        struct bit bit = bit_of(cmq_lexicon_str(lexicon, word));
        if (vocabulary->bits[bit.at] & bit.mask) {
            return true;
        }
    }
    return step->flags & CMQ_STEP_STEMS;
}

/* ---- words and phrases of the text ------------------------------------------------------- */

/* A stem ends in "-", which sorts before letters, so that it is near no word it begins. */
static bool has_stem(const struct cmq_lexicon *lexicon, struct cmq_range range,
                     const struct cmq_token *token) {
    struct cmq_str form = token->form;
    for (uint32_t i = 0; i < range.count; i++) {
        struct cmq_str stem = cmq_lexicon_str(lexicon, lexicon->word[range.first + i]);
        bool begins = stem.len > 1 && cmq_str_ends(stem, CMQ_STR("-")) && form.len >= stem.len - 1;
        for (size_t k = 0; begins && k + 1 < stem.len; k++) {
            char c = form.ptr[k];
            begins = stem.ptr[k] == (c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
        }
        if (begins) {
            return true;
        }
    }
    return false;
}

static void add_word(struct cmq_str word, char *phrase, size_t *len, size_t size) {
    if (*len + word.len + 1 < size) {
        memcpy(phrase + *len, word.ptr, word.len);
        *len += word.len;
        phrase[(*len)++] = ' ';
    } else {
        *len = size; /* longer than any phrase */
    }
}

/* Whether the tokens [token, end) are a phrase of `range`: as they stand, with the lemma of the
 * last one, or with the lemma of each. */
static bool is_phrase(const struct cmq_lexicon *lexicon, struct cmq_range range,
                      const struct cmq_parse *parse, uint32_t token, uint32_t end) {
    for (unsigned way = 0; way < 3; way++) {
        char phrase[LONGEST_WORD * CMQ_PHRASE_TOKENS];
        size_t len = 0;
        for (uint32_t t = token; t < end; t++) {
            bool lemma = way == 2 || (way == 1 && t + 1 == end);
            add_word(lemma ? parse->token[t].lemma : parse->token[t].form, phrase, &len,
                     sizeof phrase);
        }
        if (len < sizeof phrase &&
            cmq_lexicon_has_word(lexicon, range, (struct cmq_str){phrase, len - 1})) {
            return true;
        }
    }
    return false;
}

uint32_t cmq_lexicon_words_at(const struct cmq_lexicon *lexicon, const struct cmq_step *step,
                              const struct cmq_parse *parse, uint32_t token, uint32_t end) {
    uint32_t longest = step->flags & CMQ_STEP_PHRASES ? CMQ_PHRASE_TOKENS : 1;
    for (uint32_t count = end - token < longest ? end - token : longest; count > 1; count--) {
        if (is_phrase(lexicon, step->literals, parse, token, token + count)) {
            return count;
        }
    }
    const struct cmq_token *self = &parse->token[token];
    bool found = token < end &&
                 (cmq_lexicon_has_token(lexicon, step->literals, self) ||
                  ((step->flags & CMQ_STEP_STEMS) && has_stem(lexicon, step->literals, self)));
    return found ? 1 : 0;
}
