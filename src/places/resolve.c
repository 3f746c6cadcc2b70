/* SPDX-License-Identifier: Apache-2.0 */
/* Which of the places of a name is meant.
 *
 * A region named beside a mention decides ("Paris, Texas"), for the name's other mentions too. Else
 * each option has a score: a prior by level and population, raised by what else the report names in
 * its region, in its country and near it, and by what the report is of (scope.c). Shares of options
 * follow from scores, and scores from the other names' shares, in ROUNDS rounds; the number of
 * names that give context is bounded, so that the work grows with the text and no faster. */

#include "places/finding.h"

#include <math.h>
#include <string.h>

#define ROUNDS         3
#define ANCHORS_MAX    40u
#define ANCHOR_OPTIONS 8u
#define EARTH_RADIUS   6371.0

/* Priors and weights, in logarithms of population. Found by trial on one half of LGL's articles;
 * the figures of both halves are in tools/measure/. */
#define COUNTRY_PRIOR    18.0
#define SHARED_LOSS      3.0  /* of a country where a region has its name: Georgia */
#define REGION_PRIOR     15.0 /* at most: a small region counts by its population */
#define REGION_LOSS      1.0  /* and is named less often than a town of its size */
#define AREA_PRIOR       15.0
#define POINT_PRIOR      11.0
#define DISTRICT_LOSS    1.5 /* a district is named less often than a town of its size */
#define POPULATION_SCALE 0.8
#define POPULATION_FLOOR 35.0 /* the population of a place where it is not known */
#define LEVEL_BONUS      8.0  /* a word beside the name tells this level */
#define REGION_WEIGHT    3.2  /* other names in the region */
#define COUNTRY_WEIGHT   2.0  /* other names in the country */
#define NEAR_WEIGHT      5.5  /* other names near by */
#define NEAR_SCALE       4.0
#define NEAR_REACH       30.0 /* kilometres at which nearness counts half */
#define HOME_SUPPORT     6.5  /* names that the publisher's country counts as */
#define ECHO_POWER       0.25 /* how far an uncertain name tells of others */
#define TOWN_REACH       110.0 /* kilometres from the middle of a region to the town it is named for */

#define BIT(index) ((uint64_t)1 << (index))

/* ---- a region beside a name -------------------------------------------------------------- */

static double kilometres(const struct cmq__option *a, const struct cmq__option *b) {
    double x = (double)a->at[0] - (double)b->at[0], y = (double)a->at[1] - (double)b->at[1],
           z = (double)a->at[2] - (double)b->at[2];
    return EARTH_RADIUS * sqrt(x * x + y * y + z * z);
}

static bool lies_in(const struct cmq__option *inner, const struct cmq__option *outer) {
    const struct cmq__stored_place *in = inner->of.place, *out = outer->of.place;
    if (in->country != out->country || in->kind == CMQ_PLACE_COUNTRY) {
        return false;
    }
    if (out->kind == CMQ_PLACE_COUNTRY) {
        return true;
    }
    if (in->kind == CMQ_PLACE_REGION ||
        (outer->of.region != 0 && inner->of.region != outer->of.region)) {
        return false;
    }
    return out->kind == CMQ_PLACE_REGION ||
           (out->kind == CMQ_PLACE_DISTRICT && in->kind != CMQ_PLACE_DISTRICT &&
            kilometres(inner, outer) < 80);
}

static bool has_kind(const struct cmq__name *name, uint8_t kind) {
    for (uint32_t i = 0; i < name->count; i++) {
        if (name->option[i].of.place->kind == kind) {
            return true;
        }
    }
    return false;
}

static bool is_state_or_country(const struct cmq__name *name) {
    return has_kind(name, CMQ_PLACE_COUNTRY) || has_kind(name, CMQ_PLACE_REGION);
}

static bool is_comma(const struct cmq__finding *finding, uint32_t token) {
    return token < finding->parse->token_count &&
           cmq_str_eq(finding->parse->token[token].form, CMQ_STR(","));
}

/* "Georgia, Texas and Ohio" is a list of states: what may be one itself is in none that has another
 * behind it. */
static bool is_list(const struct cmq__finding *finding, uint32_t inner) {
    if (inner + 2 >= finding->span.count) {
        return false;
    }
    const struct cmq__span *outer = &finding->span.item[inner + 1], *next = outer + 1;
    return next->first <= outer->end + 2 && next->first > outer->end &&
           is_state_or_country(&finding->name.item[finding->span.item[inner].name]) &&
           is_state_or_country(&finding->name.item[next->name]);
}

static void bind(struct cmq__finding *finding, struct cmq__span *inner, struct cmq__span *outer) {
    struct cmq__name *in = &finding->name.item[inner->name];
    const struct cmq__name *out = &finding->name.item[outer->name];
    uint64_t allowed = 0, containing = 0;
    for (uint32_t i = 0; i < in->count; i++) {
        for (uint32_t o = 0; o < out->count; o++) {
            bool open = outer->allowed == 0 || (outer->allowed & BIT(o)) != 0;
            if (open && lies_in(&in->option[i], &out->option[o])) {
                allowed |= BIT(i);
                containing |= BIT(o);
            }
        }
    }
    if (allowed != 0) {
        inner->allowed = allowed;
        outer->allowed = containing;
        in->bound |= allowed;
        inner->located = outer->located = true;
        inner->verdict = inner->verdict == CMQ__REJECTED ? CMQ__REJECTED : CMQ__SURE;
        outer->verdict = CMQ__SURE;
    }
}

/* "Ind." counts behind a comma and a capital: also where the gazetteer lacks what stands before. */
static bool stands_behind_name(const struct cmq__finding *finding, const struct cmq__span *span) {
    const struct cmq_token *token = finding->parse->token;
    if (span->first < 2 || !is_comma(finding, span->first - 1) ||
        token[span->first - 2].sentence != token[span->first].sentence) {
        return false;
    }
    struct cmq_str form = token[span->first].form;
    bool word = form.len == 2 && form.ptr[1] >= 'a';
    return !word && token[span->first - 2].upos == CMQ_PROPN;
}

void cmq__bind_containers(struct cmq__finding *finding) {
    for (uint32_t i = finding->span.count; i-- > 0;) {
        struct cmq__span *inner = &finding->span.item[i];
        if (finding->name.item[inner->name].only_short && stands_behind_name(finding, inner)) {
            inner->behind = true;
            inner->verdict = CMQ__SURE;
        }
        if (i + 1 < finding->span.count && is_comma(finding, inner->end) &&
            inner[1].first == inner->end + 1 && !is_list(finding, i)) {
            bind(finding, inner, inner + 1);
        }
    }
}

/* ---- acceptance -------------------------------------------------------------------------- */

static bool is_well_known(const struct cmq__name *name) {
    for (uint32_t i = 0; i < name->count; i++) {
        const struct cmq__stored_place *place = name->option[i].of.place;
        if (place->kind != CMQ_PLACE_TOWN || place->population >= 20000) {
            return true;
        }
    }
    return false;
}

static bool is_accepted(const struct cmq__span *span, const struct cmq__name *name) {
    if (span->dateline) {
        return true;
    }
    if (span->verdict == CMQ__REJECTED || (name->only_short && !span->behind)) {
        return false;
    }
    if (name->none && span->allowed == 0) {
        return name->famous && span->located && span->verdict == CMQ__SURE;
    }
    if (span->located) {
        return true;
    }
    if (name->surname && span->verdict != CMQ__SURE) {
        return false;
    }
    return span->verdict == CMQ__SURE || name->sure > 0 ||
           (span->verdict == CMQ__MEDIUM && is_well_known(name));
}

/* What stands in a list with a sure place is one too: "in Lovejoy, Jonesboro and Mundy". */
static bool is_listed(const struct cmq__finding *finding, const struct cmq__span *left,
                      const struct cmq__span *right) {
    const struct cmq_token *between = &finding->parse->token[left->end];
    return right->first == left->end + 1 &&
           (is_comma(finding, left->end) || cmq_form_is(between, "and") ||
            cmq_form_is(between, "or"));
}

static void mark_lists(struct cmq__finding *finding) {
    for (uint32_t i = 0; i + 1 < finding->span.count; i++) {
        struct cmq__span *left = &finding->span.item[i], *right = left + 1;
        if (!is_listed(finding, left, right)) {
            continue;
        }
        right->located |= left->verdict == CMQ__SURE;
        left->located |= right->verdict == CMQ__SURE && !right->behind;
    }
}

static void accept(struct cmq__finding *finding) {
    mark_lists(finding);
    for (uint32_t i = 0; i < finding->span.count; i++) {
        const struct cmq__span *span = &finding->span.item[i];
        finding->name.item[span->name].sure += span->verdict == CMQ__SURE;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < finding->span.count; i++) {
        struct cmq__span span = finding->span.item[i];
        struct cmq__name *name = &finding->name.item[span.name];
        if (is_accepted(&span, name)) {
            name->mentions++;
            name->dateline |= span.dateline;
            finding->span.item[kept++] = span;
        }
    }
    finding->span.count = kept;
}

/* ---- context ----------------------------------------------------------------------------- */

/* How much the report's names weigh in a region or a country, by its id. */
struct support {
    struct cmq_map index;
    CMQ_ARRAY(double) weight;
};

static double *support_of(struct support *support, struct cmq_arena *arena, uint64_t id) {
    char bytes[sizeof id];
    memcpy(bytes, &id, sizeof id);
    uint32_t *index =
        cmq_map_put(&support->index, (struct cmq_str){bytes, sizeof bytes}, UINT32_MAX);
    if (index == NULL) {
        arena->exhausted = true;
        return NULL;
    }
    if (*index == UINT32_MAX) {
        *index = support->weight.count;
        CMQ_PUSH(arena, &support->weight) = 0;
    }
    return *index < support->weight.count ? &support->weight.item[*index] : NULL;
}

/* A world city in a dateline tells where the reporter is, and of no small town near it. */
static bool is_far_dateline(const struct cmq__name *name) {
    return name->dateline && name->option[name->best].fame == CMQ__FAME_WORLD;
}

static double emphasis(const struct cmq__name *name) {
    return name->mentions < 4 ? name->mentions : 4;
}

/* Countries and regions share a table: a country's id is its number, a region's a hash. */
static void add_support(struct support *support, struct cmq_arena *arena,
                        const struct cmq__name *name) {
    for (uint32_t i = 0; i < name->count; i++) {
        const struct cmq__option *option = &name->option[i];
        double weight = option->weight * emphasis(name);
        double *country = support_of(support, arena, option->of.place->country);
        if (country) {
            *country += weight;
        }
        if (is_far_dateline(name)) {
            continue;
        }
        double *region = option->of.region ? support_of(support, arena, option->of.region) : NULL;
        if (region) {
            *region += option->echo * emphasis(name);
        }
    }
}

/* What other names weigh in a region or country. */
static double support_by_others(struct support *support, struct cmq_arena *arena,
                                const struct cmq__name *name, uint64_t id, bool region) {
    if (id == 0) {
        return 0;
    }
    const double *all = support_of(support, arena, id);
    double sum = all ? *all : 0;
    for (uint32_t i = 0; i < name->count; i++) {
        uint64_t of = region ? name->option[i].of.region : name->option[i].of.place->country;
        double weight = region ? name->option[i].echo : name->option[i].weight;
        bool counted = of == id && !(region && is_far_dateline(name));
        sum -= counted ? weight * emphasis(name) : 0;
    }
    return sum > 0 ? sum : 0;
}

/* What lies near an option, of what other names may mean. Two names that are both uncertain, and
 * have options side by side, tell of each other: hence the echo, not the share. */
static double near_others(const struct cmq__finding *finding, const struct cmq__name *name,
                          const struct cmq__option *option) {
    double sum = 0;
    uint32_t anchors = 0;
    for (uint32_t i = 0; i < finding->name.count && anchors < ANCHORS_MAX; i++) {
        const struct cmq__name *other = &finding->name.item[i];
        if (other == name || other->mentions == 0 || is_far_dateline(other)) {
            continue;
        }
        anchors++;
        double most = 0;
        for (uint32_t o = 0, seen = 0; o < other->count && seen < ANCHOR_OPTIONS; o++) {
            const struct cmq__option *anchor = &other->option[o];
            uint8_t kind = anchor->of.place->kind;
            if (anchor->echo < 0.05 || kind == CMQ_PLACE_COUNTRY || kind == CMQ_PLACE_REGION ||
                kind == CMQ_PLACE_AREA) {
                continue;
            }
            seen++;
            double apart = kilometres(option, anchor) / NEAR_REACH;
            most = fmax(most, anchor->echo / (1 + apart * apart));
        }
        sum += most;
    }
    return sum;
}

static double prior_of(const struct cmq__stored_place *place, uint8_t level) {
    double prior = POPULATION_SCALE * log(place->population + POPULATION_FLOOR);
    switch (place->kind) {
    case CMQ_PLACE_COUNTRY:
        prior = COUNTRY_PRIOR;
        break;
    case CMQ_PLACE_REGION:
        prior = fmin(prior, REGION_PRIOR) - REGION_LOSS;
        break;
    case CMQ_PLACE_DISTRICT:
        prior = fmin(prior, REGION_PRIOR) - DISTRICT_LOSS;
        break;
    case CMQ_PLACE_AREA:
        prior = AREA_PRIOR;
        break;
    case CMQ_PLACE_POINT:
        prior = POINT_PRIOR;
        break;
    default:
        break;
    }
    return prior + (place->kind == level ? LEVEL_BONUS : 0);
}

/* Shares from scores; options that no region beside a mention allows have none. */
static void share(struct cmq__name *name) {
    double total = 0, most = -1;
    for (uint32_t i = 0; i < name->count; i++) {
        struct cmq__option *option = &name->option[i];
        bool open = name->bound == 0 || (name->bound & BIT(i)) != 0;
        if (open && option->score > most) {
            most = option->score;
            name->best = i;
        }
    }
    for (uint32_t i = 0; i < name->count; i++) {
        struct cmq__option *option = &name->option[i];
        bool open = name->bound == 0 || (name->bound & BIT(i)) != 0;
        option->weight = open ? exp(option->score - most) : 0;
        total += option->weight;
    }
    for (uint32_t i = 0; i < name->count; i++) {
        name->option[i].weight /= total;
        name->option[i].echo = pow(name->option[i].weight, ECHO_POWER);
    }
}

static void score_round(struct cmq__finding *finding) {
    struct support support = {0};
    cmq_map_init(&support.index);
    for (uint32_t i = 0; i < finding->name.count; i++) {
        if (finding->name.item[i].mentions > 0) {
            add_support(&support, finding->arena, &finding->name.item[i]);
        }
    }
    struct cmq__scope scope;
    cmq__scope_of(finding, &scope);
    double *home = finding->home ? support_of(&support, finding->arena, finding->home) : NULL;
    if (home) {
        *home += HOME_SUPPORT;
    }
    for (uint32_t i = 0; i < finding->name.count && !finding->arena->exhausted; i++) {
        struct cmq__name *name = &finding->name.item[i];
        double claim = cmq__greatest_claim(&scope, name);
        for (uint32_t o = 0; name->mentions > 0 && o < name->count; o++) {
            struct cmq__option *option = &name->option[o];
            double region =
                support_by_others(&support, finding->arena, name, option->of.region, true);
            double country =
                support_by_others(&support, finding->arena, name, option->of.place->country, false);
            option->score = option->prior + cmq__scope_score(&scope, name, option, claim) +
                            REGION_WEIGHT * log(1 + region) + COUNTRY_WEIGHT * log(1 + country) +
                            NEAR_WEIGHT * log(1 + NEAR_SCALE * near_others(finding, name, option));
        }
    }
    for (uint32_t i = 0; i < finding->name.count; i++) {
        if (finding->name.item[i].mentions > 0) {
            share(&finding->name.item[i]);
        }
    }
    cmq_map_release(&support.index);
}

void cmq__resolve_places(struct cmq__finding *finding) {
    accept(finding);
    for (uint32_t i = 0; i < finding->name.count; i++) {
        struct cmq__name *name = &finding->name.item[i];
        bool shared = has_kind(name, CMQ_PLACE_REGION);
        for (uint32_t o = 0; o < name->count; o++) {
            struct cmq__option *option = &name->option[o];
            bool country = option->of.place->kind == CMQ_PLACE_COUNTRY;
            option->prior = prior_of(option->of.place, name->level);
            option->prior -= country && shared ? SHARED_LOSS : 0;
            option->score = option->prior + (option->fame ? CMQ__FAME_WORTH : 0);
        }
        share(name);
    }
    for (int round = 0; round < ROUNDS && !finding->arena->exhausted; round++) {
        score_round(finding);
    }
}

/* A region or district named for its town is the town, unless a word beside it says otherwise:
 * Cairo, Beijing, Paris. */
static const struct cmq__option *town_of(const struct cmq__name *name,
                                         const struct cmq__option *option) {
    uint8_t kind = option->of.place->kind;
    if (name->level != CMQ__ANY_LEVEL || (kind != CMQ_PLACE_REGION && kind != CMQ_PLACE_DISTRICT)) {
        return option;
    }
    for (uint32_t i = 0; i < name->count; i++) {
        const struct cmq__option *town = &name->option[i];
        if (town->of.place->kind == CMQ_PLACE_TOWN &&
            town->of.place->country == option->of.place->country &&
            town->of.place->population > option->of.place->population / 50 &&
            kilometres(town, option) < TOWN_REACH) {
            return town;
        }
    }
    return option;
}

const struct cmq__option *cmq__choice(const struct cmq__finding *finding,
                                      const struct cmq__span *span) {
    const struct cmq__name *name = &finding->name.item[span->name];
    uint32_t best = name->best;
    uint64_t open = span->allowed == 0 ? BIT(best) : span->allowed;
    for (uint32_t i = 0; i < name->count; i++) {
        bool better = (open & BIT(best)) == 0 || name->option[i].score > name->option[best].score;
        if ((open & BIT(i)) != 0 && better) {
            best = i;
        }
    }
    return town_of(name, &name->option[best]);
}
