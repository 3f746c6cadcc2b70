/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of a token. A trained lemmatizer errs on rare verbs ("embraced" to "embrac"), so
 * where its lemma heads nothing, the regular inflections are undone by rule: whichever base form
 * the lexicon knows is the right one. */

#include "lexicon/lexicon.h"

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
    if (form.len < suffix.len + 2 || form.len + put.len >= LONGEST_WORD ||
        !cmq_str_ends(form, suffix)) {
        return false;
    }
    size_t len = form.len - suffix.len;
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
    {"began", "begin"},
    {"begun", "begin"},
    {"bought", "buy"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"chose", "choose"},
    {"chosen", "choose"},
    {"drew", "draw"},
    {"drove", "drive"},
    {"fell", "fall"},
    {"fled", "flee"},
    {"forbade", "forbid"},
    {"forgave", "forgive"},
    {"forgiven", "forgive"},
    {"fought", "fight"},
    {"froze", "freeze"},
    {"frozen", "freeze"},
    {"gave", "give"},
    {"given", "give"},
    {"held", "hold"},
    {"hid", "hide"},
    {"hung", "hang"},
    {"kept", "keep"},
    {"laid", "lay"},
    {"led", "lead"},
    {"left", "leave"},
    {"lent", "lend"},
    {"lost", "lose"},
    {"met", "meet"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"paid", "pay"},
    {"rose", "rise"},
    {"sank", "sink"},
    {"sunk", "sink"},
    {"sent", "send"},
    {"shook", "shake"},
    {"shot", "shoot"},
    {"slain", "slay"},
    {"slew", "slay"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"spoke", "speak"},
    {"stole", "steal"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"struck", "strike"},
    {"sued", "sue"},
    {"swore", "swear"},
    {"sworn", "swear"},
    {"taken", "take"},
    {"taught", "teach"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"took", "take"},
    {"tore", "tear"},
    {"torn", "tear"},
    {"told", "tell"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"won", "win"},
};

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
