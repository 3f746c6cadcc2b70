/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a report through the room: dateline, names, regions beside them, choice. */

#include "places/places.h"

#include "ontology/ontology.h"
#include "places/finding.h"

/* ---- where the publisher is -------------------------------------------------------------- */

/* The host of "https://www.daily.co.uk/a/b", or of a bare "daily.co.uk". */
static struct cmq_str host_of(struct cmq_str address) {
    for (size_t i = 0; i + 3 <= address.len; i++) {
        if (cmq_str_starts((struct cmq_str){address.ptr + i, address.len - i}, CMQ_STR("://"))) {
            address = (struct cmq_str){address.ptr + i + 3, address.len - i - 3};
            break;
        }
    }
    return cmq_str_cut(&address, '/');
}

/* The country of a host's last label, as its number in the ontology; 0 if that tells none. */
static uint16_t country_of_host(struct cmq_str host) {
    struct cmq_str label = {NULL, 0};
    bool dotted = false;
    while (host.len > 0) {
        label = cmq_str_cut(&host, '.');
        dotted |= host.len > 0;
    }
    if (!dotted || label.len != 2) {
        return 0;
    }
    char code[2];
    for (int i = 0; i < 2; i++) {
        char c = label.ptr[i];
        code[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    struct cmq_str iso2 = {code, 2};
    if (cmq_str_eq(iso2, CMQ_STR("UK"))) {
        iso2 = CMQ_STR("GB");
    }
    const struct cmq_country *country = cmq_country_by(CMQ_COUNTRY_ISO2, iso2);
    return country ? (uint16_t)(country - cmq_country_at(0) + 1) : 0;
}

/* ---- the room ---------------------------------------------------------------------------- */

static void mark_dateline(struct cmq__finding *finding, struct cmq_str place) {
    const struct cmq_parse *parse = finding->parse;
    if (place.len == 0) {
        return;
    }
    size_t start = (size_t)(place.ptr - parse->text.ptr);
    uint32_t t = 0;
    while (t < parse->token_count && parse->token[t].start < start) {
        t++;
    }
    finding->dateline_first = t;
    while (t < parse->token_count && parse->token[t].end <= start + place.len) {
        t++;
    }
    finding->dateline_end = t;
}

void cmq_places_find(const struct cmq_gazetteer *gazetteer, const struct cmq_lexicon *lexicon,
                     const struct cmq_parse *parse, struct cmq_str publisher, struct cmq_str url,
                     struct cmq_arena *arena, struct cmq_places *places) {
    *places = (struct cmq_places){0};
    struct cmq__finding finding = {
        .gazetteer = gazetteer, .lexicon = lexicon, .parse = parse, .arena = arena};
    cmq_map_init(&finding.names);
    cmq_map_init(&finding.surnames);
    finding.home = country_of_host(host_of(url));
    if (finding.home == 0) {
        finding.home = country_of_host(host_of(publisher));
    }
    struct cmq__dateline dateline = cmq__find_dateline(gazetteer, parse->text);
    places->agency = dateline.agency;
    places->dateline = dateline.place;
    mark_dateline(&finding, dateline.place);
    cmq__scan_places(&finding);
    cmq__weigh_prominence(&finding);
    cmq__bind_containers(&finding);
    if (!arena->exhausted) {
        cmq__resolve_places(&finding);
    }
    for (uint32_t i = 0; i < finding.span.count && !arena->exhausted; i++) {
        const struct cmq__span *span = &finding.span.item[i];
        CMQ_PUSH(arena, &places->list) =
            (struct cmq_place_mention){.first = span->first,
                                       .end = span->end,
                                       .place = cmq__place_of(&cmq__choice(&finding, span)->of)};
    }
    cmq_map_release(&finding.names);
    cmq_map_release(&finding.surnames);
}

uint32_t cmq_place_at(const struct cmq_places *places, uint32_t token) {
    uint32_t low = 0, high = places->list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (places->list.item[middle].end <= token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool inside = low < places->list.count && places->list.item[low].first <= token;
    return inside ? low : CMQ_NO_PLACE;
}
