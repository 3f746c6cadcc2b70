/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is of, the world or one place, and what that speaks for the places of a name.
 *
 * A place with fame is meant without a word: "talks in Geneva". Three things take that away: a word
 * for another place of the name (its country's, or its region's: "the Lebanese army in Tripoli"),
 * small places, since a report that names them is of their neighbourhood, and of course a region
 * beside the name. The countries that a report names raise their greater places. */

#include "places/finding.h"

#include <math.h>

/* In logarithms of population, as the weights of resolve.c; found on one half of LGL's articles. */
#define NAMED_WEIGHT  2.0 /* the country is named or spoken of */
#define MENTIONS_MAX  3.0 /* of a country, that count */
#define SMALL_WEIGHT  4.0 /* how fast small places take fame away */
#define SMALL_TOWN    200000u
#define LEAST_EVIDENT 1.0e4 /* people of a place that its country's name does not call to mind */
#define MOST_EVIDENT  1.0e6 /* and of one that it does */

static uint32_t index_of(uint16_t country) {
    return country < CMQ__COUNTRIES_MAX ? country : 0;
}

static bool is_small(const struct cmq__option *option) {
    const struct cmq__stored_place *place = option->of.place;
    return (place->kind == CMQ_PLACE_TOWN || place->kind == CMQ_PLACE_DISTRICT) &&
           option->fame == CMQ__FAME_NONE && place->population < SMALL_TOWN;
}

static void add_name(struct cmq__scope *scope, const struct cmq__name *name) {
    const struct cmq__option *best = &name->option[name->best];
    uint32_t country = index_of(best->of.place->country);
    if (is_small(best)) {
        scope->small++;
    } else if (best->of.place->kind == CMQ_PLACE_COUNTRY) {
        scope->spoken[country] += name->mentions;
    } else {
        scope->touched[country]++;
    }
    if (best->of.place->kind == CMQ_PLACE_REGION && best->of.region != 0 &&
        scope->region_count < CMQ__NAMED_REGIONS_MAX) {
        scope->region[scope->region_count++] = best->of.region;
    }
}

void cmq__scope_of(const struct cmq__finding *finding, struct cmq__scope *scope) {
    *scope = (struct cmq__scope){0};
    for (uint32_t i = 0; i < finding->spoken.count; i++) {
        const struct cmq__spoken *spoken = &finding->spoken.item[i];
        scope->spoken[index_of(spoken->country)] += spoken->mentions;
    }
    for (uint32_t i = 0; i < finding->name.count; i++) {
        if (finding->name.item[i].mentions > 0) {
            add_name(scope, &finding->name.item[i]);
        }
    }
    /* Index 0 stands for no country. */
    scope->spoken[0] = scope->touched[0] = 0;
}

/* How far the name of a country calls a place in it to mind: 0 to 1. */
static double evidence_of(const struct cmq__option *option) {
    if (option->fame != CMQ__FAME_NONE) {
        return 1;
    }
    double size = log(fmax(option->of.place->population, 1) / LEAST_EVIDENT) /
                  log(MOST_EVIDENT / LEAST_EVIDENT);
    return fmax(0, fmin(size, 1));
}

static bool is_in_named_region(const struct cmq__scope *scope, const struct cmq__option *option) {
    for (uint32_t i = 0; option->of.place->kind != CMQ_PLACE_REGION && i < scope->region_count;
         i++) {
        if (scope->region[i] == option->of.region) {
            return true;
        }
    }
    return false;
}

/* Whether the report has to do with an option's country otherwise than by the name itself. */
static bool is_in_touched_country(const struct cmq__scope *scope, const struct cmq__name *name,
                                  const struct cmq__option *option) {
    const struct cmq__option *best = &name->option[name->best];
    uint32_t country = index_of(option->of.place->country);
    bool own = index_of(best->of.place->country) == country && !is_small(best) &&
               best->of.place->kind != CMQ_PLACE_COUNTRY;
    return scope->spoken[country] > 0 || scope->touched[country] > (own ? 1u : 0u);
}

/* How far the report has a word for what an option lies in: 0 to 1. */
static double claim_of(const struct cmq__scope *scope, const struct cmq__name *name,
                       const struct cmq__option *option) {
    if (is_in_named_region(scope, option)) {
        return 1;
    }
    return is_in_touched_country(scope, name, option) ? evidence_of(option) : 0;
}

double cmq__greatest_claim(const struct cmq__scope *scope, const struct cmq__name *name) {
    double greatest = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        greatest = fmax(greatest, claim_of(scope, name, &name->option[i]));
    }
    return greatest;
}

double cmq__scope_score(const struct cmq__scope *scope, const struct cmq__name *name,
                        const struct cmq__option *option, double greatest) {
    double mentions = fmin(scope->spoken[index_of(option->of.place->country)], MENTIONS_MAX);
    double score = NAMED_WEIGHT * evidence_of(option) * log(1 + mentions);
    if (option->fame != CMQ__FAME_NONE) {
        double worth = CMQ__FAME_WORTH / (1 + SMALL_WEIGHT * scope->small);
        score += worth * (1 - (greatest - claim_of(scope, name, option)));
    }
    return score;
}
