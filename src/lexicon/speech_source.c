/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of speech/: WORDS : KIND FLAG…. The kind tells what the words are: those of telling, or
 * those that govern an act.
 *
 * What heads them: a single word heads them under its class. Several words ("call +off",
 * "according to", "be set") head them together, with one blank between and without "+". Besides:
 * what follows "be" heads them alone, as a verb and as an adjective, and a participle that begins a
 * preposition does too, also by the lemma that a model may give it ("accord"). */
#include "lexicon/source.h"

#include <string.h>

#define CLASS_NONE 0u

struct kind {
    const char *word;
    uint8_t kind;
    bool effect;
};

static const struct kind kinds[] = {
    {"say", CMQ_SPEECH_SAY, false},
    {"claim", CMQ_SPEECH_CLAIM, false},
    {"deny", CMQ_SPEECH_DENY, false},
    {"urge", CMQ_SPEECH_URGE, false},
    {"think", CMQ_SPEECH_THINK, false},
    {"actual", CMQ_EFFECT_ACTUAL, true},
    {"negated", CMQ_EFFECT_NEGATED, true},
    {"possible", CMQ_EFFECT_POSSIBLE, true},
    {"future", CMQ_EFFECT_FUTURE, true},
    {"stopped", CMQ_EFFECT_STOPPED, true},
    {"requested", CMQ_EFFECT_REQUESTED, true},
    {"alleged", CMQ_EFFECT_ALLEGED, true},
};

static const struct {
    const char *word;
    uint8_t upos;
} classes[] = {
    {"verb", CMQ_VERB}, {"noun", CMQ_NOUN}, {"adj", CMQ_ADJ}, {"adv", CMQ_ADV}, {"prep", CMQ_ADP}};

struct speech_draft {
    struct cmq__source *source;
    uint32_t line;
    const struct kind *kind;
    uint8_t upos;    /* CLASS_NONE: not said */
    uint8_t flags;   /* enum cmq_effect_flags */
    uint8_t telling; /* enum cmq_speech_flags */
    struct cmq__names words;
};

static void read_words(struct speech_draft *speech, struct cmq_str text) {
    struct cmq_str words;
    if (cmq_str_trim(text).len == 0) {
        cmq__complain(speech->source, speech->line, "no word stands before ':'");
        return;
    }
    while (cmq__next_item(speech->source, speech->line, &text, '|', &words)) {
        struct cmq_arena *arena = &speech->source->draft->arena;
        struct cmq_str word, phrase = CMQ_STR("");
        while (cmq__next_word(&words, &word)) {
            size_t plus = word.ptr[0] == '+' ? 1 : 0;
            phrase = cmq_arena_format(arena, "%.*s %.*s", CMQ_FMT(phrase), (int)(word.len - plus),
                                      word.ptr + plus);
        }
        struct cmq__folded folded;
        if (cmq__fold_name(speech->source, speech->line, phrase, &folded)) {
            CMQ_PUSH(arena, &speech->words) = folded;
        }
    }
}

static void read_kind(struct speech_draft *speech, struct cmq_str word) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(kinds[i].word))) {
            speech->kind = &kinds[i];
            return;
        }
    }
    cmq__complain(speech->source, speech->line,
                  "the kind '%.*s' is none of say, claim, deny, urge, think, actual, negated, "
                  "possible, future, stopped, requested, alleged",
                  CMQ_FMT(word));
}

static void read_flag(struct speech_draft *speech, struct cmq_str word) {
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(classes[i].word))) {
            if (speech->upos != CLASS_NONE) {
                cmq__complain(speech->source, speech->line, "the entry has two word classes");
            }
            speech->upos = classes[i].upos;
            return;
        }
    }
    if (cmq_str_eq(word, CMQ_STR("light"))) {
        speech->flags |= CMQ_EFFECT_LIGHT;
    } else if (cmq_str_eq(word, CMQ_STR("object"))) {
        speech->telling |= CMQ_SPEECH_OBJECT;
    } else if (cmq_str_eq(word, CMQ_STR("clause"))) {
        speech->telling |= CMQ_SPEECH_CLAUSE;
    } else if (cmq_str_eq(word, CMQ_STR("about"))) {
        speech->telling |= CMQ_SPEECH_ABOUT;
    } else if (cmq_str_eq(word, CMQ_STR("verbal"))) {
        speech->flags |= CMQ_EFFECT_VERBAL;
    } else {
        cmq__complain(
            speech->source, speech->line,
            "'%.*s' is none of light, verbal, object, clause, about, verb, noun, adj, adv, prep",
            CMQ_FMT(word));
    }
}

static void read_head(struct speech_draft *speech, const struct cmq__block *block) {
    struct cmq_str rest = block->text, word;
    struct cmq_str words = cmq_str_cut(&rest, ':');
    read_words(speech, words);
    if (!cmq__next_word(&rest, &word)) {
        cmq__complain(speech->source, speech->line, "the entry is written 'WORDS : KIND FLAG…'");
        return;
    }
    read_kind(speech, word);
    while (cmq__next_word(&rest, &word)) {
        read_flag(speech, word);
    }
    if (speech->kind != NULL && !speech->kind->effect && speech->flags != 0) {
        cmq__complain(speech->source, speech->line,
                      "'light' and 'verbal' are for words that govern an act");
    }
    if (speech->kind != NULL && speech->kind->effect && speech->telling != 0) {
        cmq__complain(speech->source, speech->line,
                      "'object', 'clause' and 'about' are for words of telling");
    }
    if (speech->kind != NULL && speech->kind->effect && speech->upos == CMQ_ADP) {
        cmq__complain(speech->source, speech->line, "a preposition governs no act");
    }
    if (speech->kind != NULL && !speech->kind->effect && speech->upos == CMQ_ADV) {
        cmq__complain(speech->source, speech->line, "an adverb tells nothing");
    }
}

/* ---- into the draft ---------------------------------------------------------------------- */

static uint32_t add_item(const struct speech_draft *speech, uint32_t entry, uint8_t upos) {
    struct cmq__draft *draft = speech->source->draft;
    if (!speech->kind->effect) {
        uint32_t index = draft->speech.count;
        CMQ_PUSH(&draft->arena, &draft->speech) = (struct cmq_speech){
            .entry = entry, .kind = speech->kind->kind, .upos = upos, .flags = speech->telling};
        return index;
    }
    uint32_t index = draft->effect.count;
    CMQ_PUSH(&draft->arena, &draft->effect) = (struct cmq_effect){
        .entry = entry,
        .kind = speech->kind->kind,
        .flags = speech->flags != 0 ? speech->flags : (uint8_t)CMQ_EFFECT_VERBAL,
        .upos = upos,
    };
    return index;
}

/* Makes every word and phrase of the entry head the item. */
static void add_heads(const struct speech_draft *speech, uint32_t index, uint8_t upos,
                      bool behind_be_only) {
    struct cmq__draft *draft = speech->source->draft;
    enum cmq__head_what what = speech->kind->effect ? CMQ__HEADS_EFFECT : CMQ__HEADS_SPEECH;
    for (uint32_t i = 0; i < speech->words.count; i++) {
        const struct cmq__folded *words = &speech->words.item[i];
        struct cmq_str first = cmq__folded_piece(words, 0), whole = cmq__folded_str(words);
        bool behind_be = words->count > 1 && cmq_str_eq(first, CMQ_STR("be"));
        if (behind_be_only && !behind_be) {
            continue;
        }
        cmq__draft_head(draft, whole, upos, what, index);
        if (behind_be) {
            struct cmq_str rest = {whole.ptr + 3, whole.len - 3};
            cmq__draft_head(draft, rest, upos, what, index);
        } else if (upos == CMQ_ADP && words->count > 1 && cmq_str_ends(first, CMQ_STR("ing"))) {
            cmq__draft_head(draft, first, upos, what, index);
            cmq__draft_head(draft, (struct cmq_str){first.ptr, first.len - 3}, upos, what, index);
        }
    }
}

static bool has_be(const struct speech_draft *speech) {
    for (uint32_t i = 0; i < speech->words.count; i++) {
        const struct cmq__folded *words = &speech->words.item[i];
        if (words->count > 1 && cmq_str_eq(cmq__folded_piece(words, 0), CMQ_STR("be"))) {
            return true;
        }
    }
    return false;
}

static struct cmq_str make_slug(const struct speech_draft *speech) {
    struct cmq__draft *draft = speech->source->draft;
    struct cmq_str slug = cmq__slug(draft, &speech->words.item[0]);
    const char *class = speech->upos == CMQ_NOUN  ? "noun"
                        : speech->upos == CMQ_ADJ ? "adj"
                        : speech->upos == CMQ_ADV ? "adv"
                                                  : NULL;
    return class ? cmq_arena_format(&draft->arena, "%s-%.*s", class, CMQ_FMT(slug)) : slug;
}

void cmq__speech_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t errors = source->error_count;
    struct speech_draft speech = {.source = source, .line = block->head.number};
    read_head(&speech, block);
    cmq__need_no_lines(source, block);
    cmq__need_example(source, block);
    if (speech.kind == NULL || source->error_count > errors || source->draft->arena.exhausted) {
        return;
    }
    uint32_t kind = speech.kind->effect ? CMQ_ENTRY_EFFECT : CMQ_ENTRY_SPEECH;
    uint32_t entry = cmq__entry_add(source, block, kind, make_slug(&speech));
    if (entry == CMQ__NO_ENTRY) {
        return;
    }
    uint8_t upos = speech.upos == CLASS_NONE ? (uint8_t)CMQ_VERB : speech.upos;
    add_heads(&speech, add_item(&speech, entry, upos), upos, false);
    if (speech.upos == CLASS_NONE && has_be(&speech)) {
        add_heads(&speech, add_item(&speech, entry, CMQ_ADJ), CMQ_ADJ, true);
    }
}
