/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_PLACES_FINDING_H
#define CMQ_PLACES_FINDING_H

/* What the files of the room share while they find the places of one report. */

#include "places/image.h"
#include "places/key.h"

#define CMQ__NO_SPAN   UINT32_MAX
#define CMQ__ANY_LEVEL CMQ_PLACE_LEVELS

/* How well the words round a name speak for a place. */
enum cmq__verdict {
    CMQ__REJECTED, /* part of another name: "Paris Hilton", "Washington Post" */
    CMQ__WEAK,     /* counts where a preposition, a region beside it or a sure mention says so */
    CMQ__MEDIUM,   /* counts likewise, or where the place is well known */
    CMQ__SURE,
};

/* Whether the news of the world means a place where it says its name and no more. */
enum cmq__fame {
    CMQ__FAME_NONE,
    CMQ__FAME_CITY,  /* a city that stands for its state in the lexicon */
    CMQ__FAME_WORLD, /* a capital, or such a city of WORLD_CITY people: reports come from there that
                        tell of the whole world */
};

#define CMQ__WORLD_CITY 5000000u

/* A place that a name may mean, with what resolving needs. */
struct cmq__option {
    struct cmq__candidate of;
    float at[3];   /* its point on the unit sphere */
    double prior;  /* by level and population */
    double score;  /* prior and context */
    double weight; /* share among the name's options; they sum to one */
    double echo;   /* its share, as far as it tells of other names */
    uint8_t fame;  /* enum cmq__fame */
};

/* A name of the report, or a name with a word beside it that tells the level ("Aleppo province").
 */
struct cmq__name {
    struct cmq__option *option;
    uint32_t count;
    uint32_t mentions; /* accepted */
    uint32_t sure;     /* mentions with verdict SURE */
    uint32_t best;     /* index of the option with the highest score */
    uint8_t level;     /* enum cmq_place_level, or CMQ__ANY_LEVEL */
    bool only_short;   /* "Ind.": no name by itself */
    bool none;         /* a word that is no place by itself */
    bool surname;      /* a person of the report has it */
    bool famous;       /* some option has fame */
    bool dateline;     /* some mention is the dateline's */
    uint64_t bound;    /* options that a region beside some mention allows, one bit each; or 0 */
};

/* Words of the text that name a place, [first, end). */
struct cmq__span {
    uint32_t first, end; /* tokens */
    uint32_t name;
    uint64_t allowed; /* options that lie in the region beside it, one bit each; 0: none beside */
    uint8_t verdict;  /* enum cmq__verdict */
    bool located;     /* a preposition of place, or a place beside it, says that it is one */
    bool behind;      /* behind a name and a comma, where an abbreviation may stand */
    bool dateline;
};

/* A country that the report speaks of by its people, persons or bodies. */
struct cmq__spoken {
    uint16_t country; /* as a place has it */
    uint32_t mentions;
};

struct cmq__finding {
    const struct cmq_gazetteer *gazetteer;
    const struct cmq_lexicon *lexicon;
    const struct cmq_parse *parse;
    struct cmq_arena *arena;
    struct cmq_map names;    /* key and level to an index of name[] */
    struct cmq_map surnames; /* of persons with more than one name */
    CMQ_ARRAY(struct cmq__name) name;
    CMQ_ARRAY(struct cmq__span) span; /* in text order, no overlaps */
    CMQ_ARRAY(struct cmq__spoken) spoken;
    uint16_t home;                         /* country of the publisher's domain; 0: not known */
    uint32_t dateline_first, dateline_end; /* tokens of the dateline's place; empty: none */
};

/* Finds the spans and their verdicts. */
void cmq__scan_places(struct cmq__finding *finding);
/* The index of a name with a level, looked up when it is new; CMQ__NO_SPAN if nothing has it. */
uint32_t cmq__name_of(struct cmq__finding *finding, struct cmq_str words, uint8_t level);

/* Whether a word begins with a capital. */
bool cmq__is_capitalised(const struct cmq_token *token);

/* ---- what the lexicon knows (prominence.c) ------------------------------------------------ */

/* Marks the options that have fame, and counts the countries that the report speaks of. */
void cmq__weigh_prominence(struct cmq__finding *finding);

/* ---- the words beside a name (words.c) --------------------------------------------------- */

/* "court", "police": what is named for the place where it is. */
bool cmq__is_civic(const struct cmq_token *token);
/* "street", "river", "post": what is named for a place, and is another thing. */
bool cmq__is_namesake(const struct cmq_token *token);
/* "north", "downtown", "greater". */
bool cmq__is_direction(const struct cmq_token *token);
/* "mayor", "elementary": what a town has, and no country or region. */
bool cmq__is_municipal(const struct cmq_token *token);
/* "in", "near", "from". */
bool cmq__is_locative(const struct cmq_token *token);
/* The level that "province", "county" or "city" tells; CMQ__ANY_LEVEL for other words. */
uint8_t cmq__level_word(const struct cmq_token *token);

/* ---- what a report is of (scope.c) -------------------------------------------------------- */

#define CMQ__COUNTRIES_MAX     512u
#define CMQ__NAMED_REGIONS_MAX 16u
#define CMQ__FAME_WORTH        4.0 /* in the units of cmq__option.score, where nothing speaks against */

/* What the report's names, as they are resolved so far, tell together. Countries are by number. */
struct cmq__scope {
    uint32_t spoken[CMQ__COUNTRIES_MAX];  /* how often a country is named or spoken of */
    uint32_t touched[CMQ__COUNTRIES_MAX]; /* how many of its cities and regions are named */
    uint64_t region[CMQ__NAMED_REGIONS_MAX];
    uint32_t region_count;
    uint32_t small; /* how many small places are named */
};

void cmq__scope_of(const struct cmq__finding *finding, struct cmq__scope *scope);
/* How far the report has a word for what some option of a name lies in: 0 to 1. */
double cmq__greatest_claim(const struct cmq__scope *scope, const struct cmq__name *name);
/* What the report's scope speaks for an option; `greatest` is the greatest claim of the name. */
double cmq__scope_score(const struct cmq__scope *scope, const struct cmq__name *name,
                        const struct cmq__option *option, double greatest);

/* ---- choosing (resolve.c) ---------------------------------------------------------------- */

/* Binds names to the regions named beside them ("Paris, Texas"). */
void cmq__bind_containers(struct cmq__finding *finding);
/* Drops the spans that are not accepted; scores the options of the others. */
void cmq__resolve_places(struct cmq__finding *finding);
/* The option that a span means. */
const struct cmq__option *cmq__choice(const struct cmq__finding *finding,
                                      const struct cmq__span *span);

/* ---- the dateline (dateline.c) ----------------------------------------------------------- */

struct cmq__dateline {
    struct cmq_str place; /* "PARIS, Ky."; empty if none */
    struct cmq_str agency;
};

/* The dateline at the start of a text, or behind its headline. */
struct cmq__dateline cmq__find_dateline(const struct cmq_gazetteer *gazetteer, struct cmq_str text);

#endif
