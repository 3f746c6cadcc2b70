/* SPDX-License-Identifier: Apache-2.0 */
/* Steps that the text places and not the tree: words in a given order behind or before the head of
 * a frame, and slots that the nearest actor fills. Each step goes on from where the one before it
 * ended, away from the head; nothing is tried twice, so that a frame takes a pass over its sentence
 * at most. */

#include "events/matcher.h"

/* What is left of the sentence on one side of the head: [first, end). */
struct side {
    uint32_t first, end;
    bool before;
};

static bool is_open(const struct side *side) {
    return side->first < side->end;
}

/* The step `i` places away from the head that a run of words begins with. */
static const struct cmq_step *step_at(const struct reader *r, const struct match *m, uint32_t i) {
    return &r->in->lexicon->step[m->frame->first_step + i];
}

/* ---- words ------------------------------------------------------------------------------- */

/* Takes the words of one step right at the near end of the side; their first token. */
static uint32_t take_words(const struct reader *r, const struct cmq_step *step, struct side *side) {
    const struct cmq_parse *parse = r->in->parse;
    if (!is_open(side)) {
        return CMQ_NO_TOKEN;
    }
    if (!side->before) {
        uint32_t first = side->first;
        uint32_t count = cmq_lexicon_words_at(r->in->lexicon, step, parse, first, side->end);
        side->first += count;
        return count > 0 ? first : CMQ_NO_TOKEN;
    }
    for (uint32_t first = side->end;
         first-- > side->first && first + CMQ_PHRASE_TOKENS >= side->end;) {
        uint32_t count = cmq_lexicon_words_at(r->in->lexicon, step, parse, first, side->end);
        if (count > 0 && first + count == side->end) {
            side->end = first;
            return first;
        }
    }
    return CMQ_NO_TOKEN;
}

static void step_away(struct side *side) {
    if (side->before) {
        side->end--;
    } else {
        side->first++;
    }
}

/* The steps of a run follow each other directly. */
static uint32_t run_length(const struct reader *r, const struct match *m, uint32_t from) {
    uint32_t length = 1;
    while (from + length < m->frame->step_count) {
        const struct cmq_step *step = step_at(r, m, from + length);
        bool same = step->kind == CMQ_STEP_WORDS && (step->flags & CMQ_STEP_CLOSE) &&
                    ((step->flags ^ step_at(r, m, from)->flags) & CMQ_STEP_BEFORE) == 0;
        if (!same) {
            break;
        }
        length++;
    }
    return length;
}

static bool run_matches(const struct reader *r, struct match *m, uint32_t from, uint32_t length,
                        struct side *side) {
    struct side now = *side;
    uint32_t literals = m->literal_count;
    for (uint32_t i = 0; i < length; i++) {
        uint32_t found = take_words(r, step_at(r, m, from + i), &now);
        if (found == CMQ_NO_TOKEN) {
            m->literal_count = literals;
            return false;
        }
        if (m->literal_count < MAX_LITERALS) {
            m->literal[m->literal_count++] = found;
        }
    }
    *side = now;
    return true;
}

/* Matches the run that begins with step `from`; false if the text has it nowhere. */
static bool match_run(const struct reader *r, struct match *m, uint32_t from, uint32_t length,
                      struct side *side) {
    bool close = step_at(r, m, from)->flags & CMQ_STEP_CLOSE;
    for (; is_open(side); step_away(side)) {
        if (run_matches(r, m, from, length, side)) {
            return true;
        }
        if (close) {
            break;
        }
    }
    return false;
}

/* ---- slots ------------------------------------------------------------------------------- */

/* The mention of an actor with a code, or at least a role, that a token belongs to. */
static uint32_t coded_mention(const struct reader *r, uint32_t token) {
    const struct cmq_actors *actors = r->in->actors;
    uint32_t m = actors->mention_at[token];
    if (m == CMQ_NO_MENTION || actors->mention.item[m].kind == CMQ_MENTION_PRONOUN) {
        return CMQ_NO_MENTION;
    }
    for (uint32_t i = 0; i < actors->mention.item[m].actors.count; i++) {
        const struct cmq_actor *actor = &actors->list.item[actors->mention.item[m].actors.item[i]];
        if (actor->code.len > 0 || actor->sectors.count > 0) {
            return m;
        }
    }
    return CMQ_NO_MENTION;
}

/* Goes past the rest of a noun phrase. */
static void pass_phrase(const struct reader *r, struct side *side, uint32_t mention) {
    while (is_open(side)) {
        uint32_t t = side->before ? side->end - 1 : side->first;
        bool inside = mention == CMQ_NO_MENTION ? cmq_is_nominal(token_at(r, t))
                                                : r->in->actors->mention_at[t] == mention;
        if (!inside) {
            return;
        }
        step_away(side);
    }
}

/* Whether a token belongs to the phrase of its head as an owner does. */
static bool is_owned_by(const struct reader *r, uint32_t token) {
    static const char *const owning[] = {"of", "in", "from"};
    uint8_t dep = token_at(r, token)->dep;
    uint32_t p = dep == CMQ_DEP_NMOD ? cmq_preposition(r->in->parse, token) : CMQ_NO_TOKEN;
    return dep == CMQ_DEP_NMOD_POSS || dep == CMQ_DEP_COMPOUND || dep == CMQ_DEP_AMOD ||
           (p != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(r, p), owning, sizeof owning / sizeof *owning));
}

/* Of "Iran's government", and of "officials in Iran" from its end, the owner is met first, but the
 * whole is meant. What was passed already is not. */
static uint32_t whole_of(const struct reader *r, const struct side *side, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH && is_owned_by(r, token); depth++) {
        uint32_t head = token_at(r, token)->head;
        bool ahead = side->before ? head < token : head > token;
        if (!ahead || coded_mention(r, head) == CMQ_NO_MENTION) {
            break;
        }
        token = head;
    }
    return token;
}

/* The head of the nearest actor's mention on the side, which then begins behind it. */
static uint32_t take_actor(const struct reader *r, struct side *side) {
    for (; is_open(side); step_away(side)) {
        uint32_t m = coded_mention(r, side->before ? side->end - 1 : side->first);
        if (m != CMQ_NO_MENTION) {
            pass_phrase(r, side, m);
            return whole_of(r, side, r->in->actors->mention.item[m].head);
        }
    }
    return CMQ_NO_TOKEN;
}

static bool skip_phrase(const struct reader *r, struct side *side) {
    for (; is_open(side); step_away(side)) {
        uint32_t t = side->before ? side->end - 1 : side->first;
        if (cmq_is_nominal(token_at(r, t))) {
            pass_phrase(r, side, r->in->actors->mention_at[t]);
            return true;
        }
    }
    return false;
}

static bool match_nearest(const struct reader *r, struct match *m, const struct cmq_step *step,
                          struct side *side) {
    if (step->slot == CMQ_SLOT_OTHER) {
        return skip_phrase(r, side);
    }
    uint32_t found = take_actor(r, side);
    add_slot(m, step->slot, found, CMQ_PARTICIPANT_TEXT);
    return found != CMQ_NO_TOKEN;
}

/* ---- what the sentence has not ------------------------------------------------------------ */

bool cmq_may_match_placed(struct reader *r, const struct cmq_sentence *sentence,
                          const struct cmq_frame *frame) {
    if (!r->has_vocabulary) {
        r->has_vocabulary = true;
        r->vocabulary = (struct cmq_vocabulary){{0}};
        for (uint32_t t = sentence->first; t < sentence->end; t++) {
            cmq_vocabulary_add(&r->vocabulary, token_at(r, t));
        }
    }
    for (uint32_t i = 0; i < frame->step_count; i++) {
        const struct cmq_step *step = &r->in->lexicon->step[frame->first_step + i];
        if (step->kind == CMQ_STEP_WORDS &&
            !cmq_vocabulary_may_have(&r->vocabulary, r->in->lexicon, step)) {
            return false;
        }
    }
    return true;
}

/* ---- all of a frame ---------------------------------------------------------------------- */

bool cmq_match_placed(const struct reader *r, struct match *m) {
    if (!(m->frame->flags & CMQ_FRAME_PLACED)) {
        return true;
    }
    const struct cmq_sentence *sentence =
        &r->in->parse->sentence[token_at(r, m->trigger)->sentence];
    struct side behind = {m->trigger + 1, sentence->end, false};
    struct side before = {sentence->first, m->trigger, true};
    for (uint32_t i = 0, length = 1; i < m->frame->step_count; i += length) {
        const struct cmq_step *step = step_at(r, m, i);
        struct side *side = step->flags & CMQ_STEP_BEFORE ? &before : &behind;
        length = 1;
        if (step->kind == CMQ_STEP_NEAREST) {
            if (!match_nearest(r, m, step, side)) {
                return false;
            }
        } else if (step->kind == CMQ_STEP_WORDS) {
            length = run_length(r, m, i);
            if (!match_run(r, m, i, length, side)) {
                return false;
            }
        }
    }
    return true;
}

static bool names_coded(const struct reader *r, const uint32_t *noun, uint32_t count) {
    bool indirect;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t m = cmq_actors_phrase(r->in->parse, r->in->actors, noun[i], &indirect);
        if (m != CMQ_NO_MENTION &&
            coded_mention(r, r->in->actors->mention.item[m].head) != CMQ_NO_MENTION) {
            return true;
        }
    }
    return false;
}

static bool shares_actor(const struct reader *r, const uint32_t *noun, uint32_t count,
                         uint32_t head) {
    const struct cmq_actors *actors = r->in->actors;
    const struct cmq_mention *other = &actors->mention.item[actors->mention_at[head]];
    bool indirect;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t m = cmq_actors_phrase(r->in->parse, actors, noun[i], &indirect);
        if (m != CMQ_NO_MENTION && actors->mention.item[m].actors.count > 0 &&
            other->actors.count > 0 &&
            actors->mention.item[m].actors.item[0] == other->actors.item[0]) {
            return true;
        }
    }
    return false;
}

void cmq_match_fill_nearest(const struct reader *r, struct match *m) {
    const struct cmq_sentence *sentence =
        &r->in->parse->sentence[token_at(r, m->trigger)->sentence];
    bool untold = m->passive && m->source_count == 0; /* an agent that the text does not tell */
    if (!untold && !names_coded(r, m->source, m->source_count)) {
        struct side before = {sentence->first, m->trigger, true};
        uint32_t found = take_actor(r, &before);
        while (found != CMQ_NO_TOKEN && shares_actor(r, m->target, m->target_count, found)) {
            found = take_actor(r, &before);
        }
        m->source_count = 0;
        add_slot(m, CMQ_SLOT_SOURCE, found, CMQ_PARTICIPANT_TEXT);
    }
    bool mutual = m->frame->flags & CMQ_FRAME_SUBJECT_SEVERAL;
    if (!mutual && !names_coded(r, m->target, m->target_count)) {
        uint32_t first, end;
        cmq_subtree(r->in->parse, m->trigger, &first, &end);
        struct side behind = {m->trigger + 1, end, false};
        uint32_t found = take_actor(r, &behind);
        while (found != CMQ_NO_TOKEN && shares_actor(r, m->source, m->source_count, found)) {
            found = take_actor(r, &behind);
        }
        m->target_count = 0;
        add_slot(m, CMQ_SLOT_TARGET, found, CMQ_PARTICIPANT_TEXT);
    }
}
