/* SPDX-License-Identifier: Apache-2.0 */
/* Speech that the layout gives to a speaker, without a verb:
 *
 *     SMITH: C            a transcript: in capitals at the start of a line, some speaker twice
 *     “C” — Ann Lee       a quotation signed at the end of its line */

#include "statements/finder.h"

#define LONGEST_HEADING   12  /* tokens */
#define LONGEST_SIGNATURE 8   /* tokens */
#define TURNS_BACK        8   /* turns among which a speaker recurs */
#define MOST_NAMES        256 /* actors that a heading is compared with */

struct turn {
    uint32_t name, name_end; /* tokens of the speaker's name */
    uint32_t colon;
};

struct turns {
    CMQ_ARRAY(struct turn) item;
    bool recurs; /* some speaker has two turns */
};

static bool is_capitals(struct cmq_str word) {
    size_t letters = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] >= 'a' && word.ptr[i] <= 'z') {
            return false;
        }
        letters += word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';
    }
    return letters > 0;
}

static bool read_heading(const struct finder *f, uint32_t line, struct turn *turn) {
    uint32_t first =
        line < f->parse->token_count && cmq_is_mark(token_at(f, line)) ? line + 1 : line;
    *turn = (struct turn){.name = first, .name_end = first};
    bool name = true;
    for (uint32_t t = first; t < f->parse->token_count && t < first + LONGEST_HEADING; t++) {
        const struct cmq_token *token = token_at(f, t);
        if (cmq_form_is(token, ":")) {
            turn->colon = t;
            return turn->name_end > first && token_at(f, first)->form.len > 1;
        }
        bool word = is_capitals(token->form);
        if (token->is_space || (!word && token->upos != CMQ_PUNCT)) {
            return false;
        }
        name = name && word;
        turn->name_end = name ? t + 1 : turn->name_end;
    }
    return false;
}

static struct cmq_str words(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t start = token_at(f, first)->start;
    return (struct cmq_str){f->parse->text.ptr + start, token_at(f, end - 1)->end - start};
}

static void find_turns(const struct finder *f, struct turns *turns) {
    struct turn turn;
    for (uint32_t t = 0; t < f->parse->token_count; t++) {
        if ((t > 0 && !cmq_ends_line(token_at(f, t - 1))) || !read_heading(f, t, &turn)) {
            continue;
        }
        struct cmq_str name = words(f, turn.name, turn.name_end);
        uint32_t count = turns->item.count;
        for (uint32_t i = count > TURNS_BACK ? count - TURNS_BACK : 0; i < count; i++) {
            const struct turn *other = &turns->item.item[i];
            turns->recurs |= cmq_str_eq(name, words(f, other->name, other->name_end));
        }
        CMQ_PUSH(f->arena, &turns->item) = turn;
    }
}

/* The speaker that a heading names: by the last word, which is the surname. */
static struct cmq_participant speaker_named(const struct finder *f, uint32_t first, uint32_t end) {
    uint32_t m = f->actors->mention_at[end - 1];
    if (m != CMQ_NO_MENTION) {
        return cmq_speaker(f, end - 1);
    }
    struct cmq_participant p = {UINT32_MAX, token_at(f, first)->start, token_at(f, end - 1)->end,
                                0};
    struct cmq_str surname = token_at(f, end - 1)->form;
    for (uint32_t i = 0; i < f->actors->list.count && i < MOST_NAMES; i++) {
        struct cmq_str name = f->actors->list.item[i].name;
        size_t len = surname.len;
        bool fits = name.len == len || (name.len > len && name.ptr[name.len - len - 1] == ' ');
        if (fits && cmq_same_letters((struct cmq_str){name.ptr + name.len - len, len}, surname)) {
            p.actor = i;
            break;
        }
    }
    return p;
}

/* The layout stands for the verb "say", and its events rest on that verb's entry. */
static const struct cmq_speech *say(const struct finder *f) {
    const struct cmq_heads *heads = cmq_lexicon_heads(f->lexicon, CMQ_STR("say"), CMQ_VERB);
    return heads && heads->speech.count > 0
               ? &f->lexicon->speech[f->lexicon->head_index[heads->speech.first]]
               : NULL;
}

static uint32_t add_bare(const struct finder *f, struct cmq_participant speaker, uint32_t cue,
                         struct passage told) {
    struct cmq_statement *s = &CMQ_PUSH(f->arena, &f->statements->list);
    s->speaker = speaker;
    s->speech = CMQ_SPEECH_SAY;
    s->entry = say(f)->entry;
    s->cue = (struct cmq_stretch){token_at(f, cue)->start, token_at(f, cue)->end};
    s->cue_token = cue;
    s->content_root = cmq_head_of(f, told);
    s->parent = CMQ_NO_STATEMENT;
    s->sentence = token_at(f, cue)->sentence;
    cmq_add_content(f, s, told.first, told.end);
    return f->statements->list.count - 1;
}

static uint32_t end_of_line(const struct finder *f, uint32_t t) {
    while (t < f->parse->token_count && !cmq_ends_line(token_at(f, t))) {
        t++;
    }
    return t;
}

/* A turn ends with its line; lines without a heading go on with it, if more turns follow. */
static void add_turns(const struct finder *f, const struct turns *turns) {
    for (uint32_t i = 0; i < turns->item.count; i++) {
        const struct turn *turn = &turns->item.item[i];
        bool last = i + 1 == turns->item.count;
        uint32_t end = last ? end_of_line(f, turn->colon) : turns->item.item[i + 1].name;
        struct passage told = {turn->colon + 1, end};
        if (cmq_trim(f, &told.first, &told.end)) {
            add_bare(f, speaker_named(f, turn->name, turn->name_end), turn->colon, told);
        }
    }
}

static bool is_dash(const struct cmq_token *token) {
    static const char *const dashes[] = {"-", "--", "–", "—", "―"};
    return cmq_form_in(token, dashes, sizeof dashes / sizeof *dashes);
}

/* “C” — Ann Lee, at the end of a line. */
static void find_signature(const struct finder *f, uint32_t q) {
    const struct cmq_quote *quote = &f->quotes.item[q];
    uint32_t dash = quote->close + 1;
    while (dash < f->parse->token_count && token_at(f, dash)->is_space &&
           !cmq_ends_line(token_at(f, dash))) {
        dash++;
    }
    if (!quote->closed || dash + 1 >= f->parse->token_count || !is_dash(token_at(f, dash)) ||
        !cmq_begins_sentence(f, quote)) {
        return;
    }
    uint32_t first = dash + 1, end = end_of_line(f, dash);
    if (end - dash <= LONGEST_SIGNATURE && cmq_trim(f, &first, &end) &&
        token_at(f, first)->upos == CMQ_PROPN) {
        struct passage told = {quote->open + 1, quote->close};
        uint32_t statement = add_bare(f, speaker_named(f, first, end), dash, told);
        cmq_tell_quotation(f, quote->open + 1, statement);
    }
}

void cmq_find_turns(const struct finder *f) {
    struct turns turns = {0};
    if (!say(f)) {
        return;
    }
    find_turns(f, &turns);
    if (turns.recurs) {
        add_turns(f, &turns);
    }
    for (uint32_t q = 0; q < f->quotes.count; q++) {
        if (!f->quotes.item[q].inner && f->told_in[q] == CMQ_NO_STATEMENT) {
            find_signature(f, q);
        }
    }
}
