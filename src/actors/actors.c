/* SPDX-License-Identifier: Apache-2.0 */
#include "actors/finder.h"

static uint32_t *filled(struct cmq_arena *arena, uint32_t count) {
    uint32_t *array = CMQ_NEW_ARRAY(arena, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; array && i < count; i++) {
        array[i] = CMQ_NONE;
    }
    return array;
}

/* A noun chunk is read after the chunks before it, so that reference looks back only. */
void cmq_actors_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                     cmq_day report_date, struct cmq_arena *arena, struct cmq_actors *actors) {
    *actors = (struct cmq_actors){0};
    struct finder f = {.lexicon = lexicon,
                       .parse = parse,
                       .arena = arena,
                       .actors = actors,
                       .date = report_date,
                       .unit_at = filled(arena, parse->token_count),
                       .chunk_at = filled(arena, parse->token_count),
                       .actor_of = filled(arena, lexicon->actor_count)};
    actors->mention_at = filled(arena, parse->token_count);
    /* A first slot each, so that an index is good even when the arena runs out in the middle. */
    (void)CMQ_PUSH(arena, &actors->list);
    (void)CMQ_PUSH(arena, &actors->mention);
    actors->list.count = actors->mention.count = 0;
    if (arena->exhausted) {
        return;
    }
    cmq_actors_cut_units(&f);
    cmq_actors_cut_chunks(&f);
    cmq_actors_share_names(&f);
    for (uint32_t c = 0; c < f.chunk.count && !arena->exhausted; c++) {
        cmq_actors_resolve_chunk(&f, c);
    }
}

static bool is_actor(const struct cmq_actors *actors, uint32_t token) {
    return actors->mention_at[token] != CMQ_NO_MENTION;
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
    for (size_t way = 0; way < sizeof ways; way++) {
        for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
             t = cmq_child_next(parse, noun, t)) {
            if (parse->token[t].dep != ways[way]) {
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
