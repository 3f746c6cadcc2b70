/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/home.h"

#include "actors/actors.h"
#include "ontology/ontology.h"

#include <string.h>

#define LONGEST_NAME 100u /* bytes; what is longer names no outlet */

/* ---- the outlet's name ---------------------------------------------------------------------- */

/* What only says which part or kind of an outlet it is: "NPR Online News", "CNN (Web News)", "New
 * York Times - Opinion". */
static bool is_part(struct cmq_str word) {
    static const char *const parts[] = {"online",     "news",      "web",     "opinion",
                                        "magazine",   "edition",   "digital", "newspaper",
                                        "newspapers", "editorial", "blog",    "-"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (cmq_same_letters(word, cmq_str_of(parts[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_bracket_or_blank(char c) {
    return c == '(' || c == ')' || c == ' ';
}

/* Where the words before `end` end, without brackets and blanks behind them. */
static size_t end_of_words(struct cmq_str name, size_t end) {
    while (end > 0 && is_bracket_or_blank(name.ptr[end - 1])) {
        end--;
    }
    return end;
}

/* Takes off ".com", or the last word if it is a part; false where neither ends the name. */
static bool drop_part(struct cmq_str *name) {
    if (cmq_str_ends(*name, CMQ_STR(".com"))) {
        name->len -= 4;
        return true;
    }
    size_t end = end_of_words(*name, name->len), start = end;
    while (start > 0 && name->ptr[start - 1] != ' ' && name->ptr[start - 1] != '(') {
        start--;
    }
    if (start == 0 || !is_part((struct cmq_str){name->ptr + start, end - start})) {
        return false;
    }
    name->len = end_of_words(*name, start);
    return true;
}

static struct cmq_str without_article(struct cmq_str name) {
    struct cmq_str rest = name, first = cmq_str_cut(&rest, ' ');
    return rest.len > 0 && cmq_same_letters(first, CMQ_STR("the")) ? rest : name;
}

/* ---- its country ---------------------------------------------------------------------------- */

static const struct cmq_outlet *outlet_named(struct cmq_str name) {
    for (size_t i = 0; i < cmq_outlet_count(); i++) {
        const struct cmq_outlet *outlet = cmq_outlet_at(i);
        if (cmq_same_letters(cmq_str_of(outlet->name), name)) {
            return outlet;
        }
    }
    return NULL;
}

/* The country of the lexicon's medium of just this name; empty if it has none. */
static struct cmq_str country_of_medium(const struct cmq_lexicon *lexicon, struct cmq_str name,
                                        cmq_day day) {
    struct cmq_phrase phrase;
    bool named = cmq_lexicon_named(lexicon, name, &phrase);
    for (uint32_t i = 0; named && i < phrase.name_count; i++) {
        if (phrase.name[i].kind != CMQ_NAME_PROPER) {
            continue;
        }
        bool former;
        const struct cmq_term *term = cmq_actor_term(lexicon, phrase.name[i].target, day, &former);
        struct cmq_str code = term ? cmq_lexicon_str(lexicon, term->code) : CMQ_STR("");
        struct cmq_str country = {code.ptr, 3};
        if (cmq_str_ends(code, CMQ_STR("MED")) && cmq_country_find(country)) {
            return country;
        }
    }
    return (struct cmq_str){NULL, 0};
}

/* The lexicon names some media with their article, others without. */
static struct cmq_str home_of_medium(const struct cmq_lexicon *lexicon, struct cmq_str name,
                                     cmq_day day) {
    struct cmq_str country = country_of_medium(lexicon, name, day);
    return country.len > 0 ? country : country_of_medium(lexicon, without_article(name), day);
}

struct cmq_str cmq_home_of_outlet(const struct cmq_lexicon *lexicon,
                                  const struct cmq_report *report) {
    struct cmq_str name = cmq_str_trim(report->publisher);
    if (name.len > LONGEST_NAME) {
        return (struct cmq_str){NULL, 0};
    }
    do {
        const struct cmq_outlet *outlet = outlet_named(without_article(name));
        struct cmq_str home =
            outlet ? cmq_str_of(outlet->country) : home_of_medium(lexicon, name, report->date);
        if (outlet || home.len > 0) {
            return home;
        }
    } while (drop_part(&name));
    return (struct cmq_str){NULL, 0};
}
