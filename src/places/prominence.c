/* SPDX-License-Identifier: Apache-2.0 */
/* What the lexicon of actors knows of places: the cities that news means without a word, since they
 * stand for their state, and the countries that a report speaks of by their people and bodies. */

#include "places/finding.h"

#include "ontology/ontology.h"

/* The country that a name's bearer belongs to, as its number in the ontology; 0 if in none. */
static uint16_t country_of(const struct cmq_lexicon *lexicon, const struct cmq_name *name,
                           size_t *code_len) {
    *code_len = 0;
    if (name->kind == CMQ_NAME_ROLE || name->kind == CMQ_NAME_TOPIC) {
        return 0;
    }
    const struct cmq_actor_entry *actor = &lexicon->actor[name->target];
    if (actor->term_count == 0) {
        return 0;
    }
    struct cmq_str code = cmq_lexicon_str(lexicon, lexicon->term[actor->first_term].code);
    *code_len = code.len;
    code.len = code.len < 3 ? code.len : 3;
    const struct cmq_country *country = cmq_country_by(CMQ_COUNTRY_CAMEO, code);
    return country ? (uint16_t)(country - cmq_country_at(0) + 1) : 0;
}

/* ---- cities that news means without a word ------------------------------------------------- */

/* The greatest place of a kind that a name has in a country, or NULL. */
static struct cmq__option *greatest_in(const struct cmq__name *name, uint16_t country,
                                       uint8_t kind) {
    struct cmq__option *greatest = NULL;
    for (uint32_t i = 0; i < name->count; i++) {
        struct cmq__option *option = &name->option[i];
        const struct cmq__stored_place *place = option->of.place;
        if (place->country == country && place->kind == kind &&
            (!greatest || place->population > greatest->of.place->population)) {
            greatest = option;
        }
    }
    return greatest;
}

static void raise_fame(struct cmq__option *option, uint8_t fame) {
    if (option && option->fame < fame) {
        option->fame = fame;
    }
}

/* What stands for its country is its greatest town and its greatest region of the name: but not a
 * small town beside a region ("Indiana"). */
static void mark_greatest(struct cmq__name *name, uint16_t country, bool capital) {
    struct cmq__option *town = greatest_in(name, country, CMQ_PLACE_TOWN);
    struct cmq__option *region = greatest_in(name, country, CMQ_PLACE_REGION);
    raise_fame(region, CMQ__FAME_CITY);
    if (town && (!region || town->of.place->population >= region->of.place->population / 20)) {
        bool world = capital || town->of.place->population >= CMQ__WORLD_CITY;
        raise_fame(town, world ? CMQ__FAME_WORLD : CMQ__FAME_CITY);
    }
    name->famous |= town || region;
}

static void mark_prominent(const struct cmq_lexicon *lexicon, const struct cmq_phrase *phrase,
                           struct cmq__name *name) {
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        size_t code_len = 0;
        uint16_t country = country_of(lexicon, &phrase->name[i], &code_len);
        uint8_t kind = (uint8_t)phrase->name[i].kind;
        bool capital = kind == CMQ_NAME_PLACE;
        bool city = kind == CMQ_NAME_PROPER && code_len == 3 &&
                    lexicon->actor[phrase->name[i].target].kind == CMQ_ACTOR_BODY;
        if (country != 0 && (capital || city)) {
            mark_greatest(name, country, capital);
        }
    }
}

/* ---- countries that a report speaks of ----------------------------------------------------- */

static void count_country(struct cmq__finding *finding, uint16_t country) {
    for (uint32_t i = 0; i < finding->spoken.count; i++) {
        if (finding->spoken.item[i].country == country) {
            finding->spoken.item[i].mentions++;
            return;
        }
    }
    CMQ_PUSH(finding->arena, &finding->spoken) =
        (struct cmq__spoken){.country = country, .mentions = 1};
}

/* A nationality, a person or body of a state: of one country alone, or it tells none. What may be
 * a place is weighed as such. */
static void count_phrase(struct cmq__finding *finding, const struct cmq_phrase *phrase) {
    uint16_t country = 0;
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        size_t code_len = 0;
        uint16_t other = country_of(finding->lexicon, &phrase->name[i], &code_len);
        uint32_t kind = phrase->name[i].kind;
        bool place = kind == CMQ_NAME_PLACE || (kind == CMQ_NAME_PROPER && code_len == 3);
        if (other == 0 || place || (country != 0 && country != other)) {
            return;
        }
        country = other;
    }
    if (country != 0) {
        count_country(finding, country);
    }
}

/* ---- the report ---------------------------------------------------------------------------- */

void cmq__weigh_prominence(struct cmq__finding *finding) {
    uint32_t next = 0;
    for (uint32_t t = 0; t < finding->parse->token_count && !finding->arena->exhausted;) {
        while (next < finding->span.count && finding->span.item[next].first < t) {
            next++;
        }
        struct cmq_phrase phrase;
        if (!cmq__is_capitalised(&finding->parse->token[t]) ||
            !cmq_lexicon_phrase(finding->lexicon, finding->parse, t, &phrase)) {
            t++;
            continue;
        }
        const struct cmq__span *span =
            next < finding->span.count ? &finding->span.item[next] : NULL;
        if (span && span->first == t && span->end == phrase.end) {
            mark_prominent(finding->lexicon, &phrase, &finding->name.item[span->name]);
        }
        count_phrase(finding, &phrase);
        t = phrase.end;
    }
}
