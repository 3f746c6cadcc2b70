/* SPDX-License-Identifier: Apache-2.0 */
#include "places/finding.h"

#define IN(token, words) cmq_form_in((token), (words), sizeof(words) / sizeof *(words))

bool cmq__is_civic(const struct cmq_token *token) {
    static const char *const words[] = {
        "police",      "department",  "dept.",         "court",          "courthouse",
        "sheriff",     "sheriff's",   "council",       "commission",     "commissioners",
        "supervisors", "committee",   "board",         "school",         "schools",
        "university",  "college",     "academy",       "hospital",       "airport",
        "fire",        "jail",        "prison",        "library",        "museum",
        "chamber",     "commerce",    "city",          "county",         "district",
        "town",        "township",    "village",       "parish",         "borough",
        "state",       "province",    "government",    "legislature",    "senate",
        "assembly",    "parliament",  "ministry",      "house",          "mayor",
        "governor",    "gov.",        "guard",         "patrol",         "prosecutor",
        "prosecutors", "attorney",    "judge",         "magistrate",     "zoo",
        "theatre",     "theater",     "stadium",       "arena",          "festival",
        "fair",        "authority",   "agency",        "transportation", "health",
        "development", "service",     "services",      "elections",      "resources",
        "education",   "works",       "parks",         "park",           "recreation",
        "revenue",     "corrections", "correctional",  "facility",       "center",
        "centre",      "station",     "hall",          "clinic",         "cathedral",
        "church",      "mosque",      "synagogue",     "embassy",        "consulate",
        "diocese",     "archdiocese", "bureau",        "division",       "office",
        "army",        "navy",        "military",      "forces",         "republicans",
        "democrats",   "residents",   "officials",     "area",           "community",
        "campus",      "cemetery",    "depot",         "port",           "harbor",
        "harbour",     "medical",     "middle",        "elementary",     "high",
        "municipal",   "general",     "supreme",       "superior",       "circuit",
        "common",      "regional",    "international", "public",         "bar",
        "association", "society",     "foundation",    "farm",           "pantry",
        "metro",       "water",       "planning",      "zoning",         "secretary",
        "treasurer",   "auditor",     "coroner",       "crown",          "infirmary",
        "castle",      "borough's",   "refinery",      "market"};
    return IN(token, words);
}

bool cmq__is_namesake(const struct cmq_token *token) {
    static const char *const words[] = {
        "street",   "st.",      "st",        "road",     "rd.",        "avenue",      "ave.",
        "ave",      "drive",    "dr.",       "lane",     "boulevard",  "blvd.",       "highway",
        "parkway",  "turnpike", "pike",      "freeway",  "expressway", "bridge",      "river",
        "creek",    "lake",     "bay",       "canal",    "mountain",   "mountains",   "valley",
        "island",   "post",     "times",     "news",     "journal",    "herald",      "globe",
        "tribune",  "gazette",  "chronicle", "sun",      "star",       "press",       "telegraph",
        "guardian", "observer", "examiner",  "inquirer", "magazine",   "review",      "dispatch",
        "mail",     "register", "sentinel",  "courier",  "monitor",    "today",       "weekly",
        "daily",    "tv",       "radio",     "airlines", "airways",    "inc.",        "inc",
        "corp.",    "corp",     "ltd",       "ltd.",     "co.",        "llc",         "group",
        "motors",   "exchange", "united",    "fc",       "syndrome",   "university's"};
    return IN(token, words);
}

bool cmq__is_direction(const struct cmq_token *token) {
    static const char *const words[] = {
        "north",        "south",    "east",      "west",         "northern",     "southern",
        "eastern",      "western",  "northeast", "northwest",    "southeast",    "southwest",
        "central",      "upper",    "lower",     "northeastern", "northwestern", "southeastern",
        "southwestern", "downtown", "greater",   "inner",        "outer",        "mid",
        "metro",        "suburban", "rural",     "near",         "old"};
    return IN(token, words);
}

bool cmq__is_locative(const struct cmq_token *token) {
    static const char *const words[] = {"in",     "at",      "near",   "outside", "inside",
                                        "across", "from",    "around", "through", "throughout",
                                        "toward", "towards", "into",   "outside", "via"};
    return IN(token, words);
}

bool cmq__is_municipal(const struct cmq_token *token) {
    static const char *const words[] = {"mayor",  "township", "elementary", "middle",
                                        "junior", "high",     "city",       "town"};
    return IN(token, words);
}

uint8_t cmq__level_word(const struct cmq_token *token) {
    static const char *const regions[] = {"province", "governorate", "state",  "region",
                                          "oblast",   "prefecture",  "emirate"};
    static const char *const districts[] = {"county", "district", "parish"};
    static const char *const towns[] = {"city", "town", "village"};
    if (IN(token, regions)) {
        return CMQ_PLACE_REGION;
    }
    if (IN(token, districts)) {
        return CMQ_PLACE_DISTRICT;
    }
    return IN(token, towns) ? CMQ_PLACE_TOWN : CMQ__ANY_LEVEL;
}
