/* SPDX-License-Identifier: Apache-2.0 */
#include "actors/finder.h"

static uint32_t *filled(struct cmq_arena *arena, uint32_t count) {
    uint32_t *array = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; array && i < count; i++) {
        array[i] = CMQ_NONE;
    }
    return array;
}

/* The tree upside down, so that children are found without a scan of the sentence. */
static void link_children(struct finder *f) {
    const struct cmq_parse *parse = f->parse;
    for (uint32_t t = parse->token_count; t-- > 0;) {
        uint32_t head = parse->token[t].head;
        if (head != t) {
            f->next_child[t] = f->first_child[head];
            f->first_child[head] = t;
        }
    }
}

static uint32_t *mark_quotes(const struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t *quote_at = filled(arena, parse->token_count);
    struct cmq_quotes quotes;
    cmq_find_quotes(parse, arena, &quotes);
    for (uint32_t q = 0; quote_at && q < quotes.count; q++) {
        const struct cmq_quote *quote = &quotes.item[q];
        for (uint32_t t = quote->open; !quote->inner && t < quote->close; t++) {
            quote_at[t] = quote->open;
        }
    }
    return quote_at;
}

/* A pronoun that waited for its sentence has its mention after later ones. */
static void put_mentions_in_order(struct cmq_actors *actors) {
    for (uint32_t a = 0; a < actors->list.count; a++) {
        uint32_t *mention = actors->list.item[a].mentions.item;
        uint32_t count = actors->list.item[a].mentions.count;
        for (uint32_t i = 1; i < count; i++) {
            uint32_t late = mention[i], k = i;
            for (; k > 0 &&
                   actors->mention.item[mention[k - 1]].start > actors->mention.item[late].start;
                 k--) {
                mention[k] = mention[k - 1];
            }
            mention[k] = late;
        }
    }
}

/* A noun chunk is read after the chunks before it, so that reference looks back only, but for
 * pronouns before what they stand for ("In his speech, Obama said"). */
void cmq_actors_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                     const struct cmq_places *places, cmq_day report_date, struct cmq_str home,
                     struct cmq_arena *arena, struct cmq_actors *actors) {
    *actors = (struct cmq_actors){0};
    struct finder f = {.lexicon = lexicon,
                       .parse = parse,
                       .arena = arena,
                       .actors = actors,
                       .date = report_date,
                       .outlet = home,
                       .leader_asked = CMQ_NONE,
                       .home = home,
                       .unit_at = filled(arena, parse->token_count),
                       .chunk_at = filled(arena, parse->token_count),
                       .first_child = filled(arena, parse->token_count),
                       .next_child = filled(arena, parse->token_count),
                       .quote_at = mark_quotes(parse, arena),
                       .actor_of = filled(arena, lexicon->actor_count)};
    actors->mention_at = filled(arena, parse->token_count);
    /* A first slot each, so that an index is good even when the arena runs out in the middle. */
    (void)CMQ_PUSH(arena, &actors->list);
    (void)CMQ_PUSH(arena, &actors->mention);
    (void)CMQ_PUSH(arena, &f.trait);
    actors->list.count = actors->mention.count = f.trait.count = 0;
    if (arena->exhausted) {
        return;
    }
    link_children(&f);
    cmq_actors_cut_units(&f);
    cmq_actors_find_definitions(&f);
    cmq_actors_find_surnames(&f);
    if (arena->exhausted) {
        return;
    }
    cmq_actors_cut_chunks(&f);
    cmq_actors_share_names(&f);
    cmq_actors_check_home(&f, places);
    f.chunk_actor = filled(arena, f.chunk.count);
    uint32_t sentence = 0;
    for (uint32_t c = 0; c < f.chunk.count && !arena->exhausted; c++) {
        uint32_t first_mention = actors->mention.count;
        if (parse->token[f.chunk.item[c].head].sentence != sentence) {
            cmq_actors_resolve_waiting(&f);
            sentence = parse->token[f.chunk.item[c].head].sentence;
        }
        cmq_actors_resolve_chunk(&f, c);
        cmq_actors_note_chunk(&f, &f.chunk.item[c], first_mention);
    }
    cmq_actors_resolve_waiting(&f);
    put_mentions_in_order(actors);
}

static bool is_actor(const struct cmq_actors *actors, uint32_t token) {
    return actors->mention_at[token] != CMQ_NO_MENTION;
}

/* "opponents of the mayor": a noun that says that somebody is another than its possessor. */
static bool is_of_another(const struct cmq_token *noun) {
    static const char *const words[] = {"opponent",   "opponents",   "critic",    "critics",
                                        "foe",        "foes",        "rival",     "rivals",
                                        "enemy",      "enemies",     "detractor", "detractors",
                                        "challenger", "challengers", "adversary", "adversaries",
                                        "successor",  "predecessor", "accuser",   "accusers"};
    return cmq_form_in(noun, words, sizeof words / sizeof *words);
}

uint32_t cmq_actors_phrase(const struct cmq_parse *parse, const struct cmq_actors *actors,
                           uint32_t noun, bool *indirect) {
    static const uint8_t ways[] = {CMQ_DEP_NMOD_POSS, CMQ_DEP_AMOD,  CMQ_DEP_COMPOUND,
                                   CMQ_DEP_FLAT,      CMQ_DEP_APPOS, CMQ_DEP_NMOD};
    *indirect = false;
    if (is_actor(actors, noun)) {
        return actors->mention_at[noun];
    }
    *indirect = true;
    bool other = is_of_another(&parse->token[noun]);
    for (size_t way = 0; way < sizeof ways; way++) {
        for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
             t = cmq_child_next(parse, noun, t)) {
            if (parse->token[t].dep != ways[way] || (other && ways[way] != CMQ_DEP_APPOS)) {
                continue;
            }
            /* "the Xinhua news agency reports": the name is a compound of a compound */
            uint32_t deeper = ways[way] == CMQ_DEP_COMPOUND && !is_actor(actors, t)
                                  ? cmq_child(parse, t, CMQ_DEP_COMPOUND)
                                  : CMQ_NO_TOKEN;
            t = deeper != CMQ_NO_TOKEN && is_actor(actors, deeper) ? deeper : t;
            if (!is_actor(actors, t)) {
                continue;
            }
            uint32_t preposition = cmq_preposition(parse, t);
            bool of = preposition == CMQ_NO_TOKEN || ways[way] != CMQ_DEP_NMOD ||
                      cmq_form_is(&parse->token[preposition], "of") ||
                      cmq_form_is(&parse->token[preposition], "in") ||
                      cmq_form_is(&parse->token[preposition], "from");
            if (of) {
                return actors->mention_at[t];
            }
        }
    }
    return CMQ_NO_MENTION;
}
