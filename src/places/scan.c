/* SPDX-License-Identifier: Apache-2.0 */
/* Names of places in the tokens: the longest stretch of capitalised words that the gazetteer has,
 * and what the words round it and the model's names say of it. */

#include "places/finding.h"

#include <math.h>
#include <string.h>

#include <utf8proc.h>

#define LONGEST_NAME 6u  /* tokens */
#define LONGEST_LIST 24u /* tokens */
#define OPTIONS_MAX  64u /* the width of cmq__name.bound */

/* ---- names ------------------------------------------------------------------------------- */

static void place_option(struct cmq__option *option, const struct cmq__candidate *of) {
    double lat = of->place->lat / 1000.0 * (M_PI / 180),
           lon = of->place->lon / 1000.0 * (M_PI / 180);
    *option = (struct cmq__option){
        .of = *of,
        .at = {(float)(cos(lat) * cos(lon)), (float)(cos(lat) * sin(lon)), (float)sin(lat)}};
}

uint32_t cmq__name_of(struct cmq__finding *finding, struct cmq_str words, uint8_t level) {
    struct cmq__key key;
    cmq__place_key(words, &key);
    if (key.len == 0) {
        return CMQ__NO_SPAN;
    }
    char bytes[CMQ__KEY_BYTES + 1];
    memcpy(bytes, key.bytes, key.len);
    bytes[key.len] = (char)level;
    uint32_t *index =
        cmq_map_put(&finding->names, (struct cmq_str){bytes, key.len + 1u}, UINT32_MAX - 1);
    if (index == NULL) {
        finding->arena->exhausted = true;
        return CMQ__NO_SPAN;
    }
    if (*index != UINT32_MAX - 1) {
        return *index;
    }
    struct cmq__found found;
    if (!cmq__gazetteer_find(finding->gazetteer, &key, &found) || found.count == 0) {
        return *index = CMQ__NO_SPAN;
    }
    struct cmq__name name = {.count = found.count < OPTIONS_MAX ? found.count : OPTIONS_MAX,
                             .level = level,
                             .only_short = found.only_short,
                             .none = found.none};
    name.surname = cmq_map_get(&finding->surnames, (struct cmq_str){key.bytes, key.len}) != NULL;
    name.option = CMQ_NEW_ARRAY(finding->arena, struct cmq__option, name.count);
    for (uint32_t i = 0; name.option && i < name.count; i++) {
        place_option(&name.option[i], &found.item[i]);
    }
    *index = finding->name.count;
    CMQ_PUSH(finding->arena, &finding->name) = name;
    return finding->arena->exhausted ? CMQ__NO_SPAN : *index;
}

/* ---- tokens ------------------------------------------------------------------------------ */

bool cmq__is_capitalised(const struct cmq_token *token) {
    if (token->form.len == 0 || token->is_space) {
        return false;
    }
    unsigned size = 0;
    uint32_t c = cmq_utf8_decode(token->form.ptr, &size);
    return c < 0x80 ? c >= 'A' && c <= 'Z'
                    : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

/* What may stand between the words of a name: "Isle of Man", "Rio de Janeiro", "Mazar-i-Sharif". */
static bool links(const struct cmq_token *token) {
    static const char *const words[] = {
        "of",  "de", "da", "do", "del", "della", "la",   "le",  "les", "-", "al", "el", "ez", "es",
        "sur", "en", "am", "an", "der", "on",    "upon", "the", "and", "i", "e",  "y",  "bin"};
    return cmq_form_in(token, words, sizeof words / sizeof *words);
}

static struct cmq_str words_of(const struct cmq_parse *parse, uint32_t first, uint32_t end) {
    uint32_t start = parse->token[first].start;
    return (struct cmq_str){parse->text.ptr + start, parse->token[end - 1].end - start};
}

/* The token beside another in its sentence, or NULL. */
static const struct cmq_token *beside(const struct cmq_parse *parse, uint32_t token, int step) {
    uint32_t other = token + (uint32_t)step;
    if ((step < 0 && token == 0) || other >= parse->token_count ||
        parse->token[other].sentence != parse->token[token].sentence) {
        return NULL;
    }
    return &parse->token[other];
}

/* Tokens of the model's name that `token` is in: [*first, *end). */
static void entity_of(const struct cmq_parse *parse, uint32_t token, uint32_t *first,
                      uint32_t *end) {
    uint8_t kind = parse->token[token].entity;
    *first = token;
    *end = token + 1;
    while (!parse->token[*first].entity_begins && *first > 0 &&
           parse->token[*first - 1].entity == kind && token - *first < CMQ_MAX_SENTENCE) {
        --*first;
    }
    while (*end < parse->token_count && parse->token[*end].entity == kind &&
           !parse->token[*end].entity_begins && *end - token < CMQ_MAX_SENTENCE) {
        ++*end;
    }
}

static void learn_surname(struct cmq__finding *finding, uint32_t token) {
    struct cmq__key key;
    cmq__place_key(finding->parse->token[token].form, &key);
    if (key.len > 0 &&
        cmq_map_put(&finding->surnames, (struct cmq_str){key.bytes, key.len}, 1) == NULL) {
        finding->arena->exhausted = true;
    }
}

static bool names_person(const struct cmq_lexicon *lexicon, const struct cmq_phrase *phrase) {
    for (uint32_t i = 0; i < phrase->name_count; i++) {
        if (phrase->name[i].kind == CMQ_NAME_PROPER &&
            lexicon->actor[phrase->name[i].target].kind == CMQ_ACTOR_PERSON) {
            return true;
        }
    }
    return false;
}

/* Surnames of the report's persons, as the model or the lexicon tells them, so that "London" after
 * "Jack London" is he. */
static void learn_surnames(struct cmq__finding *finding) {
    const struct cmq_parse *parse = finding->parse;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        struct cmq_phrase phrase;
        if (parse->token[t].entity == CMQ_ENTITY_PER && parse->token[t].entity_begins) {
            uint32_t first = 0, end = 0;
            entity_of(parse, t, &first, &end);
            if (end - t > 1 && parse->token[end - 2].upos != CMQ_PUNCT) {
                learn_surname(finding, end - 1);
            }
            t = end - 1;
        } else if (cmq__is_capitalised(&parse->token[t]) &&
                   cmq_lexicon_phrase(finding->lexicon, parse, t, &phrase)) {
            if (phrase.end - t > 1 && names_person(finding->lexicon, &phrase)) {
                learn_surname(finding, phrase.end - 1);
            }
            t = phrase.end - 1;
        }
    }
}

/* ---- verdicts ---------------------------------------------------------------------------- */

static bool has_great_option(const struct cmq__name *name, uint32_t population) {
    for (uint32_t i = 0; i < name->count; i++) {
        const struct cmq__stored_place *place = name->option[i].of.place;
        if (place->kind == CMQ_PLACE_COUNTRY || place->kind == CMQ_PLACE_REGION ||
            place->kind == CMQ_PLACE_AREA || place->population >= population) {
            return true;
        }
    }
    return false;
}

static bool has_wide_option(const struct cmq__name *name) {
    for (uint32_t i = 0; i < name->count; i++) {
        uint8_t kind = name->option[i].of.place->kind;
        if (kind == CMQ_PLACE_COUNTRY || kind == CMQ_PLACE_REGION || kind == CMQ_PLACE_AREA) {
            return true;
        }
    }
    return false;
}

/* Whether a role noun begins at the token: "Dallas Mayor", "Ohio lawmakers". */
static bool begins_role(const struct cmq__finding *finding, uint32_t token) {
    struct cmq_phrase phrase;
    if (!cmq_lexicon_phrase(finding->lexicon, finding->parse, token, &phrase)) {
        return false;
    }
    for (uint32_t i = 0; i < phrase.name_count; i++) {
        if (phrase.name[i].kind == CMQ_NAME_ROLE) {
            return true;
        }
    }
    return false;
}

/* Whether a name of the lexicon is that of a government's seat, a body or a person. What stands for
 * its country alone is a city there. */
static bool names_no_place(const struct cmq_lexicon *lexicon, const struct cmq_name *name) {
    if (name->kind == CMQ_NAME_SEAT || name->kind == CMQ_NAME_DEMONYM) {
        return true;
    }
    if (name->kind != CMQ_NAME_PROPER) {
        return false;
    }
    const struct cmq_actor_entry *actor = &lexicon->actor[name->target];
    return actor->kind != CMQ_ACTOR_STATE && actor->term_count > 0 &&
           lexicon->term[actor->first_term].code.len > 3;
}

/* What the lexicon says of the words: a body, a person or a nationality, or a part of such a name.
 */
static bool lexicon_forbids(const struct cmq__finding *finding, const struct cmq__span *span) {
    struct cmq_phrase phrase;
    if (!cmq_lexicon_phrase(finding->lexicon, finding->parse, span->first, &phrase) ||
        phrase.end < span->end) {
        return false;
    }
    bool other = phrase.name_count > 0, longer = phrase.end > span->end;
    for (uint32_t i = 0; i < phrase.name_count; i++) {
        other &= names_no_place(finding->lexicon, &phrase.name[i]);
    }
    if (!longer && has_wide_option(&finding->name.item[span->name])) {
        return false;
    }
    return other && !(longer && cmq__is_civic(&finding->parse->token[phrase.end - 1]));
}

/* What follows the name in the same stretch of capitals, as far as `end`: its last word says most.
 */
static enum cmq__verdict judge_rest(const struct cmq__finding *finding, uint32_t from,
                                    uint32_t end) {
    const struct cmq_token *token = finding->parse->token;
    if (cmq__is_civic(&token[end - 1])) {
        return CMQ__SURE;
    }
    if (cmq__is_namesake(&token[from]) || cmq__is_namesake(&token[end - 1])) {
        return CMQ__REJECTED;
    }
    return cmq__is_civic(&token[from]) || begins_role(finding, from) ? CMQ__SURE : CMQ__WEAK;
}

/* A name inside an organisation's: at its start ("Tipperary District Court"), or behind "of"
 * ("University of Texas", "Bank of Canada"). */
static enum cmq__verdict judge_in_body(const struct cmq__finding *finding,
                                       const struct cmq__span *span, uint32_t first, uint32_t end) {
    const struct cmq_parse *parse = finding->parse;
    if (span->first == first) {
        enum cmq__verdict verdict = judge_rest(finding, span->end, end);
        for (uint32_t t = span->end; verdict == CMQ__WEAK && t < end; t++) {
            verdict = cmq__is_civic(&parse->token[t]) ? CMQ__SURE : verdict;
        }
        return verdict == CMQ__WEAK ? CMQ__REJECTED : verdict;
    }
    if (span->end != end) {
        return CMQ__REJECTED;
    }
    bool of = cmq_form_is(&parse->token[span->first - 1], "of");
    bool civic = of && has_wide_option(&finding->name.item[span->name]);
    for (uint32_t t = first; t < span->first; t++) {
        civic |= cmq__is_civic(&parse->token[t]);
    }
    return civic ? CMQ__SURE : CMQ__REJECTED;
}

static enum cmq__verdict judge_in_location(const struct cmq__finding *finding,
                                           const struct cmq__span *span, uint32_t first,
                                           uint32_t end) {
    const struct cmq_token *token = finding->parse->token;
    if (span->end < end) {
        return judge_rest(finding, span->end, end);
    }
    bool part = cmq__is_direction(&token[span->first - 1]) ||
                cmq_form_is(&token[span->first - 1], "of") || begins_role(finding, first);
    return part ? CMQ__SURE : CMQ__REJECTED;
}

/* Outside the model's names: a proper noun by itself. */
static enum cmq__verdict judge_alone(const struct cmq__finding *finding,
                                     const struct cmq__span *span) {
    const struct cmq_parse *parse = finding->parse;
    uint32_t sentence = parse->token[span->first].sentence;
    bool opens = span->first == parse->sentence[sentence].first;
    for (uint32_t t = span->first; t < span->end; t++) {
        if (parse->token[t].upos != CMQ_PROPN && cmq__is_capitalised(&parse->token[t])) {
            bool noun =
                parse->token[t].upos == CMQ_NOUN && (!opens || begins_role(finding, span->end));
            return noun || span->end - span->first > 1 ? CMQ__WEAK : CMQ__REJECTED;
        }
    }
    const struct cmq_token *before = beside(parse, span->first, -1);
    const struct cmq_token *after = beside(parse, span->end - 1, 1);
    if (before && before->upos == CMQ_PROPN && cmq__is_capitalised(before) &&
        !cmq__is_direction(before)) {
        return CMQ__REJECTED;
    }
    if (after && after->upos == CMQ_PROPN && cmq__is_capitalised(after)) {
        return judge_rest(finding, span->end, span->end + 1);
    }
    return CMQ__MEDIUM;
}

static enum cmq__verdict judge(const struct cmq__finding *finding, const struct cmq__span *span) {
    const struct cmq_parse *parse = finding->parse;
    const struct cmq_token *token = &parse->token[span->first];
    if (lexicon_forbids(finding, span)) {
        return CMQ__REJECTED;
    }
    uint32_t first = 0, end = 0;
    entity_of(parse, span->first, &first, &end);
    bool inside = first < span->first || end > span->end;
    const struct cmq_token *before = beside(parse, span->first, -1);
    bool titled = before && cmq__is_capitalised(before) && begins_role(finding, span->first - 1) &&
                  token->entity != CMQ_ENTITY_LOC;
    if (titled) {
        return CMQ__REJECTED;
    }
    bool county = span->end - span->first > 1 && (token->entity != CMQ_ENTITY_ORG || !inside) &&
                  cmq__level_word(&parse->token[span->end - 1]) != CMQ__ANY_LEVEL;
    if (county) {
        return CMQ__SURE;
    }
    switch (token->entity) {
    case CMQ_ENTITY_LOC:
        return inside ? judge_in_location(finding, span, first, end) : CMQ__SURE;
    case CMQ_ENTITY_ORG:
        return inside ? judge_in_body(finding, span, first, end) : CMQ__MEDIUM;
    case CMQ_ENTITY_PER:
        if (inside) {
            bool office = span->first == first && begins_role(finding, span->end);
            return office ? CMQ__MEDIUM : CMQ__REJECTED;
        }
        return has_wide_option(&finding->name.item[span->name]) ? CMQ__MEDIUM : CMQ__WEAK;
    default:
        return judge_alone(finding, span);
    }
}

/* ---- the scan ---------------------------------------------------------------------------- */

/* The level that a word beside the name tells: "Aleppo province", "the province of Aleppo". */
static uint8_t level_beside(const struct cmq_parse *parse, uint32_t first, uint32_t end) {
    const struct cmq_token *after = beside(parse, end - 1, 1);
    uint8_t level = CMQ__ANY_LEVEL;
    if (after) {
        level = cmq__is_municipal(after) ? CMQ_PLACE_TOWN : cmq__level_word(after);
    }
    const struct cmq_token *of = beside(parse, first, -1);
    if (level == CMQ__ANY_LEVEL && of && cmq_form_is(of, "of") && first >= 2) {
        level = cmq__level_word(&parse->token[first - 2]);
    }
    return level;
}

/* "South Lebanon" is the south of Lebanon sooner than a small town of that name. */
static bool is_part_of_country(struct cmq__finding *finding, uint32_t first, uint32_t end,
                               uint32_t name) {
    if (end - first < 2 || !cmq__is_direction(&finding->parse->token[first]) ||
        has_great_option(&finding->name.item[name], 50000)) {
        return false;
    }
    uint32_t rest = cmq__name_of(finding, words_of(finding->parse, first + 1, end), CMQ__ANY_LEVEL);
    return rest != CMQ__NO_SPAN && has_great_option(&finding->name.item[rest], 5000000);
}

/* "Muscogee and Harris counties": whether a list of names goes from `end` to that word. */
static bool heads_counties(const struct cmq_parse *parse, uint32_t end) {
    uint32_t stop = parse->sentence[parse->token[end - 1].sentence].end;
    for (uint32_t t = end; t < stop && t < end + LONGEST_LIST; t++) {
        const struct cmq_token *token = &parse->token[t];
        if (cmq_form_is(token, "counties")) {
            return true;
        }
        if (!cmq__is_capitalised(token) && !cmq_form_is(token, "and") && !cmq_form_is(token, ",")) {
            break;
        }
    }
    return false;
}

static uint32_t county_of(struct cmq__finding *finding, uint32_t first, uint32_t end) {
    if (!heads_counties(finding->parse, end)) {
        return CMQ__NO_SPAN;
    }
    struct cmq_str words = words_of(finding->parse, first, end);
    struct cmq_str county = cmq_arena_format(finding->arena, "%.*s County", CMQ_FMT(words));
    return cmq__name_of(finding, county, CMQ__ANY_LEVEL);
}

/* "of" behind a person, an age or what a place has: "Miller of Ravenel", "Kay, 18, of Paris",
 * "residents of Laurel". */
static bool belongs(const struct cmq__finding *finding, uint32_t of) {
    const struct cmq_token *owner = beside(finding->parse, of, -1);
    return owner && (owner->entity == CMQ_ENTITY_PER || cmq__is_civic(owner) ||
                     cmq_str_eq(owner->form, CMQ_STR(",")));
}

/* Whether words beside the name say that it is a place: "in Roselle", "Roselle police". */
static bool is_located(const struct cmq__finding *finding, uint32_t first, uint32_t end) {
    const struct cmq_token *before = beside(finding->parse, first, -1);
    const struct cmq_token *after = beside(finding->parse, end - 1, 1);
    return (before && cmq__is_locative(before)) ||
           (before && cmq_form_is(before, "of") && belongs(finding, first - 1)) ||
           (after && !cmq__is_capitalised(after) && cmq__is_civic(after) &&
            begins_role(finding, end));
}

/* Words that part or tell of places, and name none by themselves: "City", "North", "Court". */
static bool is_common(const struct cmq_token *token) {
    return cmq__is_civic(token) || cmq__is_namesake(token) || cmq__is_direction(token) ||
           cmq__level_word(token) != CMQ__ANY_LEVEL;
}

/* The longest name of the gazetteer that starts at `first`; false if there is none. */
static bool match(struct cmq__finding *finding, uint32_t first, struct cmq__span *span) {
    const struct cmq_parse *parse = finding->parse;
    uint32_t end = first + 1, stop = parse->sentence[parse->token[first].sentence].end;
    while (end < stop && end - first < LONGEST_NAME &&
           (cmq__is_capitalised(&parse->token[end]) || links(&parse->token[end]))) {
        end++;
    }
    if (cmq_form_is(&parse->token[first], "the")) {
        return false;
    }
    for (; end > first; end--) {
        if (!cmq__is_capitalised(&parse->token[end - 1]) ||
            (end == first + 1 && is_common(&parse->token[first]))) {
            continue;
        }
        uint32_t name = county_of(finding, first, end);
        bool county = name != CMQ__NO_SPAN;
        if (!county) {
            /* A dateline names the town that a report is from. */
            uint8_t level = first == finding->dateline_first && end <= finding->dateline_end
                                ? CMQ_PLACE_TOWN
                                : level_beside(parse, first, end);
            name = cmq__name_of(finding, words_of(parse, first, end), level);
        }
        if (name == CMQ__NO_SPAN || is_part_of_country(finding, first, end, name)) {
            continue;
        }
        *span = (struct cmq__span){.first = first,
                                   .end = end,
                                   .name = name,
                                   .located = county || is_located(finding, first, end)};
        return true;
    }
    return false;
}

void cmq__scan_places(struct cmq__finding *finding) {
    const struct cmq_parse *parse = finding->parse;
    learn_surnames(finding);
    for (uint32_t t = 0; t < parse->token_count && !finding->arena->exhausted; t++) {
        struct cmq__span span;
        if (!cmq__is_capitalised(&parse->token[t]) || !match(finding, t, &span)) {
            continue;
        }
        span.dateline = t >= finding->dateline_first && span.end <= finding->dateline_end;
        span.verdict = (uint8_t)(span.dateline ? CMQ__SURE : judge(finding, &span));
        CMQ_PUSH(finding->arena, &finding->span) = span;
        t = span.end - 1;
    }
}
