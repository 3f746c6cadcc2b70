/* SPDX-License-Identifier: Apache-2.0 */
#include "statements/finder.h"
#include "statements/topics.h"

static size_t content_length(const struct cmq_statement *s) {
    size_t length = 0;
    for (uint32_t i = 0; i < s->content.count; i++) {
        length += s->content.item[i].end - s->content.item[i].start;
    }
    return length;
}

/* Gives the tokens of a statement to it where they are in none, or in a longer one. */
static void take_tokens(const struct finder *f, uint32_t statement, const size_t *length) {
    const struct cmq_statement *s = &f->statements->list.item[statement];
    for (uint32_t k = 0; !s->about && k < s->content.count; k++) {
        uint32_t end = cmq_token_from(f->parse, s->content.item[k].end);
        for (uint32_t t = cmq_token_from(f->parse, s->content.item[k].start); t < end; t++) {
            uint32_t now = f->statements->statement_at[t];
            if (now == CMQ_NO_STATEMENT || length[now] >= length[statement]) {
                f->statements->statement_at[t] = statement;
            }
        }
    }
}

#define NEAR_STATEMENTS 8 /* in the list, among which one stands in another */

/* Cuts a statement off where a content ends that its cue and beginning stand in: "X noted C, Y
 * said". */
static void cut_to_outer(struct cmq_statement *inner, const struct cmq_statement *outer) {
    for (uint32_t k = 0; k < outer->content.count; k++) {
        struct cmq_stretch around = outer->content.item[k];
        if (inner->cue.start < around.start || inner->cue.end > around.end ||
            outer->cue.start < around.end) {
            continue;
        }
        for (uint32_t i = 0; i < inner->content.count; i++) {
            struct cmq_stretch *told = &inner->content.item[i];
            if (told->start >= around.start && told->start < around.end && told->end > around.end) {
                told->end = around.end;
            }
        }
    }
}

static void cut_overlaps(const struct finder *f) {
    struct cmq_statement *list = f->statements->list.item;
    uint32_t count = f->statements->list.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first = i > NEAR_STATEMENTS ? i - NEAR_STATEMENTS : 0;
        for (uint32_t k = first; k < count && k <= i + NEAR_STATEMENTS; k++) {
            if (k != i && list[k].sentence == list[i].sentence) {
                cut_to_outer(&list[i], &list[k]);
            }
        }
    }
}

/* The shortest statement that covers a token is the innermost one; of equals, the one whose cue is
 * nearer ("repeated its claim that"). */
static void nest(const struct finder *f) {
    struct cmq_statements *all = f->statements;
    size_t *length = CMQ_NEW_ARRAY(f->arena, size_t, (size_t)all->list.count + 1);
    if (!length) {
        return;
    }
    for (uint32_t i = 0; i < all->list.count; i++) {
        length[i] = content_length(&all->list.item[i]);
    }
    for (uint32_t i = 0; i < all->list.count; i++) {
        take_tokens(f, i, length);
    }
    for (uint32_t i = 0; i < all->list.count; i++) {
        struct cmq_statement *s = &all->list.item[i];
        uint32_t parent = all->statement_at[s->cue_token];
        /* What is told is shorter than the telling of it, so that chains come to an end. */
        bool outer = parent != CMQ_NO_STATEMENT && parent != i && length[parent] > length[i];
        s->parent = outer ? parent : CMQ_NO_STATEMENT;
        cmq_keep_to_own_side(f, s);
    }
}

static enum cmq_teller_kind teller_kind(const struct cmq_actors *actors,
                                        const struct cmq_statement *s) {
    uint32_t actor = s->speaker.actor;
    if (s->by_document) {
        return CMQ_TELLER_DOCUMENT;
    }
    if (actor == UINT32_MAX) {
        return CMQ_TELLER_ANONYMOUS;
    }
    const struct cmq_actor *a = &actors->list.item[actor];
    for (uint32_t i = 0; i < a->sectors.count; i++) {
        if (cmq_str_eq(a->sectors.item[i], CMQ_STR("MED"))) {
            return CMQ_TELLER_AGENCY;
        }
    }
    return a->kind == CMQ_ACTOR_BODY || a->kind == CMQ_ACTOR_STATE ? CMQ_TELLER_BODY
                                                                   : CMQ_TELLER_SPEAKER;
}

void cmq_statement_tellers(const struct cmq_actors *actors, const struct cmq_statements *statements,
                           uint32_t statement, struct cmq_arena *arena,
                           struct cmq_tellers *tellers) {
    for (unsigned depth = 0; statement != CMQ_NO_STATEMENT && depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_statement *s = &statements->list.item[statement];
        if (s->speech != CMQ_SPEECH_THINK) {
            CMQ_PUSH(arena, tellers) = (struct cmq_teller){.actor = s->speaker.actor,
                                                           .start = s->speaker.start,
                                                           .end = s->speaker.end,
                                                           .kind = (uint8_t)teller_kind(actors, s)};
        }
        statement = s->parent;
    }
}

/* "I think", "we told them", "you know" inside somebody's words: the speaker's own. */
static bool is_own_telling(const struct finder *f, const struct cmq_statement *s) {
    static const char *const persons[] = {"i", "we", "you"};
    bool passive = false;
    uint32_t subject = f->quote_at[s->cue_token] != CMQ_NO_QUOTE
                           ? cmq_subject(f->parse, s->cue_token, &passive)
                           : CMQ_NO_TOKEN;
    return subject != CMQ_NO_TOKEN &&
           cmq_form_in(token_at(f, subject), persons, sizeof persons / sizeof *persons);
}

static void mark_relays(const struct finder *f) {
    struct cmq_statements *statements = f->statements;
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        uint32_t inner = f->cued_at[s->content_root];
        /* "X noted “C,” S said" is told as "according to S" is. */
        bool behind =
            s->cue_token > s->content_root && f->quote_at[s->content_root] == CMQ_NO_QUOTE;
        bool own_words = !f->is_cue[s->cue_token] && s->form != CMQ_FORM_INDIRECT && !behind;
        bool tells_telling =
            s->speech == CMQ_SPEECH_SAY && inner != CMQ_NO_STATEMENT && inner != i && !own_words;
        s->relays = tells_telling || is_own_telling(f, s);
    }
}

static int in_text_order(const struct cmq_statement *a, const struct cmq_statement *b) {
    if (a->relays != b->relays) {
        return a->relays ? 1 : -1;
    }
    uint32_t x = a->content.count ? a->content.item[0].start : a->cue.start;
    uint32_t y = b->content.count ? b->content.item[0].start : b->cue.start;
    return x < y ? -1 : x > y;
}

/* Insertion sort: stable, and the list is nearly in order. */
static void sort(struct cmq_statements *statements) {
    for (uint32_t i = 1; i < statements->list.count; i++) {
        struct cmq_statement moved = statements->list.item[i];
        uint32_t k = i;
        while (k > 0 && in_text_order(&statements->list.item[k - 1], &moved) > 0) {
            statements->list.item[k] = statements->list.item[k - 1];
            k--;
        }
        statements->list.item[k] = moved;
    }
}

void cmq_statements_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                         const struct cmq_actors *actors, struct cmq_arena *arena,
                         struct cmq_statements *statements) {
    *statements = (struct cmq_statements){0};
    statements->statement_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    struct finder f = {.lexicon = lexicon,
                       .parse = parse,
                       .actors = actors,
                       .arena = arena,
                       .statements = statements};
    f.is_cue = CMQ_NEW_ARRAY(arena, bool, (size_t)parse->token_count + 1);
    f.cued_at = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)parse->token_count + 1);
    cmq_mark_quotations(&f);
    if (arena->exhausted) {
        return;
    }
    for (uint32_t t = 0; t < parse->token_count; t++) {
        statements->statement_at[t] = f.cued_at[t] = CMQ_NO_STATEMENT;
    }
    cmq_find_turns(&f);
    for (uint32_t t = 0; t < parse->token_count; t++) {
        cmq_find_preposition(&f, t);
    }
    for (uint32_t t = 0; t < parse->token_count; t++) {
        if (parse->token[t].upos == CMQ_VERB || parse->token[t].upos == CMQ_AUX) {
            cmq_find_verb(&f, t);
        } else if (parse->token[t].upos == CMQ_NOUN) {
            cmq_find_noun(&f, t);
        }
    }
    for (uint32_t i = 0; i < statements->list.count; i++) {
        cmq_widen_to_quotations(&f, i);
    }
    cut_overlaps(&f);
    cmq_continue_quotations(&f);
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        s->form = (uint8_t)cmq_form_of(&f, s);
    }
    mark_relays(&f);
    sort(statements);
    nest(&f);
    cmq_find_tellers_of_quoted(&f);
    for (uint32_t i = 0; i < statements->list.count; i++) {
        struct cmq_statement *s = &statements->list.item[i];
        cmq_statement_tellers(actors, statements, s->parent, arena, &s->attribution);
    }
    cmq__topics_find(lexicon, parse, arena, statements);
    while (statements->list.count > 0 && statements->list.item[statements->list.count - 1].relays) {
        statements->list.count--;
    }
}
