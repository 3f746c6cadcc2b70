/* SPDX-License-Identifier: Apache-2.0 */
/* Entries of frames/: PATTERN => CODE OPTION….
 *
 * A pattern is cut into items at blanks; braces and parentheses hold theirs together. Its order is
 * fixed: the subject slot of a verb or the modifiers of a noun, the head, the steps. A preposition
 * alone in parentheses ("meet (with) T") makes two frames of one entry: the pattern is read once
 * with it and once without. The first error of a pattern is told and ends its reading. */
#include "lexicon/codes.h"
#include "lexicon/frame_draft.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool cmq__frame_refuse(struct cmq__frame_draft *frame, const char *format, ...) {
    char reason[256];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    if (length >= 0 && !frame->refused) {
        cmq__complain(frame->source, frame->line, "%s", reason);
    }
    frame->refused = true;
    return false;
}

static struct cmq_arena *arena_of(struct cmq__frame_draft *frame) {
    return &frame->source->draft->arena;
}

/* ---- items ------------------------------------------------------------------------------- */

/* The bytes of the item at the start of `text`: a group in braces or quotation marks, or what
 * stands before the next blank. 0 if it is not closed. */
static size_t item_length(struct cmq_str text) {
    if (text.ptr[0] == '"') {
        const char *close = memchr(text.ptr + 1, '"', text.len - 1);
        return close == NULL ? 0 : (size_t)(close - text.ptr) + 1;
    }
    bool braces = text.ptr[0] == '{' || (text.len > 1 && text.ptr[0] == '!' && text.ptr[1] == '{');
    size_t len = 0;
    while (len < text.len) {
        char c = text.ptr[len];
        if (braces ? c == '}' : c == ' ' || c == '\t') {
            return braces ? len + 1 : len;
        }
        len++;
    }
    return braces ? 0 : len;
}

static bool add_items(struct cmq__frame_draft *frame, struct cmq_str text, uint32_t group) {
    uint32_t first = frame->item_count;
    for (text = cmq_str_trim(text); text.len > 0; text = cmq_str_trim(text)) {
        size_t len = item_length(text);
        if (len == 0) {
            return cmq__frame_refuse(frame, "a '%c' is not closed", text.ptr[0] == '"' ? '"' : '{');
        }
        if (frame->item_count == CMQ__ITEMS_MAX) {
            return cmq__frame_refuse(frame, "the pattern has more than %u items", CMQ__ITEMS_MAX);
        }
        frame->item[frame->item_count++] =
            (struct cmq__frame_item){.text = {text.ptr, len}, .group = group};
        text = (struct cmq_str){text.ptr + len, text.len - len};
        if (text.len > 0 && text.ptr[0] != ' ' && text.ptr[0] != '\t') {
            return cmq__frame_refuse(frame, "a blank is missing behind '%c'", text.ptr[-1]);
        }
    }
    uint32_t count = frame->item_count - first;
    if (group > 0 && (count == 0 || count > 2)) {
        return cmq__frame_refuse(frame,
                                 "parentheses hold one step: a slot, a preposition with its slot, "
                                 "braces or a particle");
    }
    frame->item[first].lone = group > 0 && count == 1;
    return true;
}

static bool cut_pattern(struct cmq__frame_draft *frame, struct cmq_str pattern) {
    uint32_t group = 0;
    while (pattern.ptr != NULL) {
        struct cmq_str outside = cmq_str_cut(&pattern, '(');
        if (memchr(outside.ptr, ')', outside.len) != NULL) {
            return cmq__frame_refuse(frame, "a ')' has no '('");
        }
        if (cmq_str_trim(outside).len > 0 && !add_items(frame, outside, 0)) {
            return false;
        }
        if (pattern.ptr == NULL) {
            break;
        }
        const char *close = memchr(pattern.ptr, ')', pattern.len);
        struct cmq_str inside = cmq_str_cut(&pattern, ')');
        if (close == NULL || memchr(inside.ptr, '(', inside.len) != NULL) {
            return cmq__frame_refuse(frame, "a '(' is not closed");
        }
        if (!add_items(frame, inside, ++group)) {
            return false;
        }
    }
    return true;
}

static const struct cmq__frame_item *peek(const struct cmq__frame_draft *frame, uint32_t ahead) {
    uint32_t at = frame->next + ahead;
    return at < frame->item_count ? &frame->item[at] : NULL;
}

static bool is_text(const struct cmq__frame_item *item, const char *text) {
    return item != NULL && cmq_str_eq(item->text, cmq_str_of(text));
}

static bool has_braces(struct cmq_str text) {
    return text.ptr[0] == '{' || (text.len > 1 && text.ptr[0] == '!' && text.ptr[1] == '{');
}

/* Whether `text` is a slot: S, T or X, with ":actor", ":several" or "|V" behind it. */
static bool read_slot(struct cmq_str text, struct cmq__frame_slot *slot) {
    static const char letters[] = "STX";
    static const uint8_t slots[] = {CMQ_SLOT_SOURCE, CMQ_SLOT_TARGET, CMQ_SLOT_OTHER};
    const char *letter = memchr(letters, text.ptr[0], sizeof letters - 1);
    struct cmq_str rest = {text.ptr + 1, text.len - 1};
    bool actor = cmq_str_eq(rest, CMQ_STR(":actor"));
    bool several = cmq_str_eq(rest, CMQ_STR(":several"));
    if (letter == NULL ||
        (rest.len > 0 && !actor && !several && !cmq_str_eq(rest, CMQ_STR("|V")))) {
        return false;
    }
    slot->slot = slots[letter - letters];
    slot->flags = actor ? CMQ_STEP_ACTOR : 0;
    slot->several = several;
    return true;
}

/* ---- words ------------------------------------------------------------------------------- */

static bool add_word(struct cmq__frame_draft *frame, struct cmq__frame_words *words,
                     struct cmq_str text) {
    struct cmq__folded folded;
    cmq__fold(text, &folded);
    bool lemma = folded.count > 0;
    for (size_t i = 0; i < text.len; i++) {
        lemma = lemma && strchr(" \t{}()!+=<>:,;@", text.ptr[i]) == NULL;
    }
    for (uint32_t i = 0; i < folded.count; i++) {
        lemma = lemma && folded.piece[i].letters == CMQ__CASE_ANY;
    }
    if (!lemma) {
        return cmq__frame_refuse(frame, "'%.*s' is no lemma: one word in small letters",
                                 CMQ_FMT(text));
    }
    CMQ_PUSH(arena_of(frame), words) = cmq_arena_copy(arena_of(frame), cmq__folded_str(&folded));
    return true;
}

/* a|b|c */
static bool read_words(struct cmq__frame_draft *frame, struct cmq_str text,
                       struct cmq__frame_words *words) {
    while (text.ptr != NULL) {
        if (!add_word(frame, words, cmq_str_trim(cmq_str_cut(&text, '|')))) {
            return false;
        }
    }
    return true;
}

/* {a|b|c} or !{a|b|c} */
static bool read_braces(struct cmq__frame_draft *frame, struct cmq_str text,
                        struct cmq__step_draft *step) {
    if (text.ptr[0] == '!') {
        step->step.flags |= CMQ_STEP_VETO;
        text = (struct cmq_str){text.ptr + 1, text.len - 1};
    }
    return read_words(frame, (struct cmq_str){text.ptr + 1, text.len - 2}, &step->literals);
}

void cmq__frame_add_slug(struct cmq__frame_draft *frame, struct cmq_str part) {
    struct cmq__folded folded;
    cmq__fold(part, &folded);
    struct cmq_str slug = cmq__slug(frame->source->draft, &folded);
    frame->slug = frame->slug.len == 0 ? slug
                                       : cmq_arena_format(arena_of(frame), "%.*s-%.*s",
                                                          CMQ_FMT(frame->slug), CMQ_FMT(slug));
}

/* ---- steps ------------------------------------------------------------------------------- */

bool cmq__frame_add_step(struct cmq__frame_draft *frame, const struct cmq__step_draft *step,
                         bool optional) {
    static const char *const marks[] = {
        [CMQ_STEP_INFINITIVE] = "to", [CMQ_STEP_GERUND] = "ing", [CMQ_STEP_CLAUSE] = "that"};
    if (frame->step_count == CMQ__STEPS_MAX) {
        return cmq__frame_refuse(frame, "the pattern has more than %u steps", CMQ__STEPS_MAX);
    }
    struct cmq__step_draft *added = &frame->step[frame->step_count++];
    *added = *step;
    added->step.flags |= optional ? CMQ_STEP_OPTIONAL : 0;
    frame->frame.flags |= added->step.kind >= CMQ_STEP_WORDS ? CMQ_FRAME_PLACED : 0;
    bool required = (added->step.flags & (CMQ_STEP_OPTIONAL | CMQ_STEP_VETO)) == 0;
    if (required && step->words.count > 0) {
        cmq__frame_add_slug(frame, step->words.item[0]);
        frame->frame.literal_count++;
    }
    if (required && step->literals.count > 0) {
        cmq__frame_add_slug(frame, step->literals.item[0]);
        frame->frame.literal_count++;
    }
    if (required && step->step.kind >= CMQ_STEP_INFINITIVE && step->step.kind <= CMQ_STEP_CLAUSE) {
        cmq__frame_add_slug(frame, cmq_str_of(marks[step->step.kind]));
        frame->frame.literal_count++;
    }
    return true;
}

/* What a preposition, "to" or "that" governs: the item behind it. */
static bool read_governed(struct cmq__frame_draft *frame, const struct cmq__frame_item *marker,
                          const struct cmq__frame_item *item, struct cmq__step_draft *step) {
    struct cmq__frame_slot slot;
    bool one = step->words.count == 1;
    if (is_text(item, "V") && one && cmq_str_eq(step->words.item[0], CMQ_STR("to"))) {
        step->step.kind = CMQ_STEP_INFINITIVE;
        step->words.count = 0;
    } else if (is_text(item, "V") && one && cmq_str_eq(step->words.item[0], CMQ_STR("that"))) {
        step->step.kind = CMQ_STEP_CLAUSE;
        step->words.count = 0;
    } else if (is_text(item, "V-ing")) {
        step->step.kind = CMQ_STEP_GERUND;
    } else if (has_braces(item->text)) {
        step->step.kind = CMQ_STEP_OBLIQUE;
        return read_braces(frame, item->text, step);
    } else if (read_slot(item->text, &slot)) {
        step->step.kind = CMQ_STEP_OBLIQUE;
        step->step.slot = slot.slot;
        step->step.flags |= slot.flags;
    } else {
        return cmq__frame_refuse(frame, "'%.*s' cannot stand behind '%.*s'", CMQ_FMT(item->text),
                                 CMQ_FMT(marker->text));
    }
    return true;
}

static bool read_marked(struct cmq__frame_draft *frame) {
    const struct cmq__frame_item *marker = peek(frame, 0), *item = peek(frame, 1);
    struct cmq__step_draft step = {0};
    if (!read_words(frame, marker->text, &step.words)) {
        return false;
    }
    if (item == NULL) {
        return cmq__frame_refuse(frame, "a slot, {…}, V or V-ing is missing behind '%.*s'",
                                 CMQ_FMT(marker->text));
    }
    if (marker->lone) {
        frame->has_optional_preposition = true;
        if (frame->drop_prepositions) {
            frame->next++;
            return true;
        }
    } else if (marker->group != item->group) {
        return cmq__frame_refuse(frame, "parentheses part '%.*s' from '%.*s'",
                                 CMQ_FMT(marker->text), CMQ_FMT(item->text));
    }
    if (!read_governed(frame, marker, item, &step)) {
        return false;
    }
    frame->next += 2;
    return cmq__frame_add_step(frame, &step, item->group > 0);
}

static bool read_object(struct cmq__frame_draft *frame, const struct cmq__frame_item *item) {
    struct cmq__step_draft step = {.step = {.kind = CMQ_STEP_OBJECT}};
    struct cmq__frame_slot slot;
    if (frame->frame.upos != CMQ_VERB) {
        return cmq__frame_refuse(frame,
                                 "'%.*s' needs a preposition: only a verb has a direct object",
                                 CMQ_FMT(item->text));
    }
    if (read_slot(item->text, &slot)) {
        step.step.slot = slot.slot;
        step.step.flags = slot.flags;
    } else if (!read_braces(frame, item->text, &step)) {
        return false;
    }
    frame->next++;
    return cmq__frame_add_step(frame, &step, item->group > 0);
}

static bool read_step(struct cmq__frame_draft *frame) {
    const struct cmq__frame_item *item = peek(frame, 0);
    struct cmq__step_draft step = {0};
    struct cmq__frame_slot slot;
    if (cmq__frame_is_placed(item->text)) {
        frame->next++;
        return item->group == 0
                   ? cmq__frame_read_placed(frame, item->text, false)
                   : cmq__frame_refuse(frame, "'%.*s' cannot be optional", CMQ_FMT(item->text));
    }
    if (read_slot(item->text, &slot) || has_braces(item->text)) {
        return read_object(frame, item);
    }
    if (is_text(item, "V")) {
        return cmq__frame_refuse(frame, "'V' needs 'to' or 'that' before it");
    }
    if (is_text(item, "V-ing")) {
        step.step.kind = CMQ_STEP_GERUND;
    } else if (item->text.ptr[0] == '+') {
        struct cmq_str particle = {item->text.ptr + 1, item->text.len - 1};
        step.step.kind = CMQ_STEP_PARTICLE;
        if (!read_words(frame, particle, &step.words)) {
            return false;
        }
    } else {
        return read_marked(frame);
    }
    frame->next++;
    return cmq__frame_add_step(frame, &step, item->group > 0);
}

/* ---- subject, modifiers, head ------------------------------------------------------------ */

static bool read_subject(struct cmq__frame_draft *frame) {
    const struct cmq__frame_item *item = peek(frame, 0);
    struct cmq__frame_slot slot = {0};
    if (item != NULL && item->group == 0 && read_slot(item->text, &slot)) {
        frame->frame.subject = slot.slot;
        frame->frame.flags |= slot.flags != 0 ? CMQ_FRAME_SUBJECT_ACTOR : 0;
        frame->frame.flags |= slot.several ? CMQ_FRAME_SUBJECT_SEVERAL : 0;
        frame->next++;
        return true;
    }
    if (item != NULL && cmq__frame_is_placed(item->text)) {
        frame->frame.subject = CMQ_SLOT_NONE; /* the text tells who acts */
        return true;
    }
    frame->frame.subject = CMQ_SLOT_SOURCE;
    return frame->frame.upos == CMQ_ADJ ||
           cmq__frame_refuse(
               frame, "a pattern begins with S, T or X and a verb, with 'noun' or with 'adj'");
}

static bool read_modifiers(struct cmq__frame_draft *frame) {
    for (const struct cmq__frame_item *item;
         (item = peek(frame, 0)) != NULL && has_braces(item->text);) {
        struct cmq__step_draft step = {.step = {.kind = CMQ_STEP_MODIFIER}};
        if (!read_braces(frame, item->text, &step)) {
            return false;
        }
        frame->next++;
        if (!cmq__frame_add_step(frame, &step, item->group > 0)) {
            return false;
        }
    }
    return true;
}

/* Words and slots that the text places before the head. */
static bool read_before(struct cmq__frame_draft *frame) {
    uint32_t first = frame->step_count;
    for (const struct cmq__frame_item *item;
         (item = peek(frame, 0)) != NULL && cmq__frame_is_placed(item->text);) {
        frame->next++;
        if (!cmq__frame_read_placed(frame, item->text, true)) {
            return false;
        }
    }
    cmq__frame_reverse(frame, first);
    return true;
}

/* a|b|=c, where the sign of equality says that only this very form of a verb is meant. */
static bool read_heads(struct cmq__frame_draft *frame, struct cmq_str text) {
    struct cmq__frame_words *heads = &frame->heads;
    while (text.ptr != NULL) {
        struct cmq_str word = cmq_str_trim(cmq_str_cut(&text, '|'));
        bool form = frame->frame.upos == CMQ_VERB && cmq_str_starts(word, CMQ_STR("="));
        struct cmq_str bare = {word.ptr + form, word.len - form};
        if (!add_word(frame, heads, bare)) {
            return false;
        }
        if (form && heads->count > 0) { /* as cmq_lexicon_heads() folds it */
            struct cmq_str *kept = &heads->item[heads->count - 1];
            *kept = cmq_arena_format(arena_of(frame), "= %.*s", CMQ_FMT(*kept));
        }
    }
    return true;
}

static bool read_head(struct cmq__frame_draft *frame) {
    const struct cmq__frame_item *item = peek(frame, 0);
    bool before = false;
    frame->frame.upos = CMQ_VERB;
    if (is_text(item, "noun") || is_text(item, "adj")) {
        frame->frame.upos = is_text(item, "noun") ? CMQ_NOUN : CMQ_ADJ;
        cmq__frame_add_slug(frame, item->text);
        frame->next++;
    }
    before = frame->frame.upos == CMQ_NOUN ? read_modifiers(frame)
                                           : read_subject(frame) && read_before(frame);
    item = peek(frame, 0);
    if (!before || item == NULL || item->group > 0) {
        return cmq__frame_refuse(frame, "the pattern has no head");
    }
    if (!read_heads(frame, item->text)) {
        return false;
    }
    cmq__frame_add_slug(frame, frame->heads.item[0]);
    frame->next++;
    return true;
}

static bool read_pattern(struct cmq__frame_draft *frame, struct cmq_str pattern) {
    if (!cut_pattern(frame, pattern) || !read_head(frame)) {
        return false;
    }
    while (frame->next < frame->item_count) {
        if (!read_step(frame)) {
            return false;
        }
    }
    return true;
}

/* ---- what it earns ----------------------------------------------------------------------- */

/* Reads the code of an event as the rules want it; what is wrong with it, or NULL. */
static const char *keep_code(struct cmq__draft *draft, struct cmq_str code, struct cmq_ref *kept) {
    const struct cmq_ontology *ontology = draft->ontology;
    const struct cmq_own_code *own = ontology == NULL ? NULL : cmq_own_code_find(ontology, code);
    if (ontology != NULL && (own == NULL || !cmq_str_eq(own->code, code))) {
        return "is no code of the ontology: add it to codes.tsv, or correct it";
    }
    *kept = cmq__draft_ref(draft, own == NULL ? code : own->ruled);
    return own == NULL ? cmq__wrong_event_code(code) : NULL;
}

static void read_option(struct cmq__frame_draft *frame, struct cmq_str code, struct cmq_str word) {
    struct cmq__draft *draft = frame->source->draft;
    const char *wrong = NULL;
    struct cmq_str value = word;
    cmq_str_cut(&value, '=');
    if (cmq_str_eq(word, CMQ_STR("recip"))) {
        frame->frame.flags |= CMQ_FRAME_RECIPROCAL;
    } else if (cmq_str_eq(word, CMQ_STR("future"))) {
        frame->frame.flags |= CMQ_FRAME_FUTURE;
    } else if (cmq_str_eq(word, CMQ_STR("nearest"))) {
        frame->frame.flags |= CMQ_FRAME_NEAREST;
    } else if (cmq_str_eq(word, CMQ_STR("inner"))) {
        frame->frame.flags |= CMQ_FRAME_INNER;
    } else if (cmq_str_starts(word, CMQ_STR("back="))) {
        wrong = keep_code(draft, value, &frame->frame.back);
    } else if (draft->ontology != NULL && (cmq_str_starts(word, CMQ_STR("mode=")) ||
                                           cmq_str_starts(word, CMQ_STR("context=")))) {
        wrong = "is of CAMEO and PLOVER: the codes of the ontology have no modes and contexts";
    } else if (cmq_str_starts(word, CMQ_STR("mode="))) {
        wrong = cmq__wrong_mode(code, value);
        frame->frame.mode = cmq__draft_ref(draft, value);
    } else if (cmq_str_starts(word, CMQ_STR("context="))) {
        wrong = cmq__wrong_context(value);
        frame->frame.context = cmq__draft_ref(draft, value);
    } else if (cmq_str_starts(word, CMQ_STR("words="))) {
        wrong = keep_code(draft, value, &frame->frame.words);
    } else {
        wrong = "is none of recip, future, nearest, inner, back=CODE, mode=NAME, "
                "context=NAME, words=CODE";
    }
    if (wrong != NULL) {
        cmq__complain(frame->source, frame->line, "'%.*s' %s", CMQ_FMT(word), wrong);
    }
}

static void read_code(struct cmq__frame_draft *frame, struct cmq_str text) {
    struct cmq_str code, word;
    if (!cmq__next_word(&text, &code)) {
        cmq__complain(frame->source, frame->line, "a code is missing behind '=>'");
        return;
    }
    bool none = cmq_str_eq(code, CMQ_STR("none"));
    const char *wrong = none ? NULL : keep_code(frame->source->draft, code, &frame->frame.code);
    if (wrong != NULL) {
        cmq__complain(frame->source, frame->line, "the code '%.*s' %s", CMQ_FMT(code), wrong);
        return;
    }
    while (cmq__next_word(&text, &word)) {
        read_option(frame, code, word);
    }
}

/* ---- into the draft ---------------------------------------------------------------------- */

static void add_frame(const struct cmq__frame_draft *frame, uint32_t entry) {
    struct cmq__draft *draft = frame->source->draft;
    struct cmq_frame made = frame->frame;
    made.entry = entry;
    made.first_step = draft->step.count;
    made.step_count = frame->step_count;
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq__step_draft *step = &frame->step[i];
        struct cmq_step kept = step->step;
        kept.words = cmq__draft_words(draft, step->words.item, step->words.count);
        kept.literals = cmq__draft_words(draft, step->literals.item, step->literals.count);
        CMQ_PUSH(&draft->arena, &draft->step) = kept;
    }
    uint32_t index = draft->frame.count;
    CMQ_PUSH(&draft->arena, &draft->frame) = made;
    for (uint32_t i = 0; i < frame->heads.count; i++) {
        cmq__draft_head(draft, frame->heads.item[i], made.upos, CMQ__HEADS_FRAME, index);
    }
}

void cmq__frame_read(struct cmq__source *source, struct cmq__block *block) {
    uint32_t errors = source->error_count;
    const char *arrow = memmem(block->text.ptr, block->text.len, "=>", 2);
    struct cmq__frame_draft frame = {.source = source, .line = block->head.number};
    if (arrow == NULL) {
        cmq__complain(source, frame.line, "a frame is written 'PATTERN => CODE'");
        return;
    }
    struct cmq_str pattern = {block->text.ptr, (size_t)(arrow - block->text.ptr)};
    struct cmq_str code = {arrow + 2, block->text.len - pattern.len - 2};
    read_code(&frame, code);
    struct cmq__frame_draft without = frame;
    without.drop_prepositions = true;
    bool good = read_pattern(&frame, pattern);
    if (good && frame.has_optional_preposition) {
        good = read_pattern(&without, pattern);
        frame.slug = without.slug; /* what is required alone names an entry */
    }
    cmq__need_example_or_source(source, block);
    if (!good || source->error_count > errors || source->draft->arena.exhausted) {
        return;
    }
    uint32_t entry = cmq__entry_add(source, block, CMQ_ENTRY_FRAME, frame.slug);
    if (entry != CMQ__NO_ENTRY) {
        add_frame(&frame, entry);
        if (frame.has_optional_preposition) {
            add_frame(&without, entry);
        }
    }
}
