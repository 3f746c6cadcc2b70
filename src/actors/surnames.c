/* SPDX-License-Identifier: Apache-2.0 */
/* A surname alone that many bear, "Brown", "Major": who governs a country that the report names in
 * the sentence or the one before, on the day of the report; else the one politician of the outlet's
 * country who has it. A surname of somebody whom the report names in full is theirs,
 * also where the full name comes later. */

#include "actors/reading.h"

#include <string.h>

#define MOST_SURNAMES  64u       /* of a report that are looked up */
#define MOST_COUNTRIES 4u        /* for each of them */
#define MOST_BEARERS   8u        /* of one surname in a report */
#define REMEMBERED     (4 * 365) /* days for which one who left office goes by the surname at home */

static bool is_of_person(const struct finder *f, uint32_t t) {
    return t < f->parse->token_count && f->parse->token[t].entity == CMQ_ENTITY_PER &&
           f->parse->token[t].upos == CMQ_PROPN;
}

/* A name whose kind the model does not see, as a subject by itself: "Holt told reporters". */
static bool is_bare_subject(const struct finder *f, uint32_t t) {
    const struct cmq_token *token = &f->parse->token[t];
    const struct cmq_sentence *sentence = &f->parse->sentence[token->sentence];
    uint8_t before = t > sentence->first ? token[-1].upos : CMQ_PUNCT;
    uint8_t after = t + 1 < sentence->end ? token[1].upos : CMQ_PUNCT;
    return token->upos == CMQ_PROPN && token->entity == CMQ_ENTITY_NONE &&
           token->dep == CMQ_DEP_NSUBJ && before != CMQ_PROPN && before != CMQ_DET &&
           before != CMQ_ADJ && after != CMQ_PROPN;
}

/* One word that seems the whole name of a person, and that no name of the lexicon is. */
static bool is_surname_alone(const struct finder *f, uint32_t t) {
    uint32_t u = f->unit_at[t];
    bool free = u == CMQ_NONE || (f->unit.item[u].kind == UNIT_ROLE &&
                                  f->unit.item[u].end - f->unit.item[u].first == 1);
    return free && (is_of_person(f, t) || is_bare_subject(f, t)) &&
           f->parse->token[t].form.len > 1 && !(t > 0 && is_of_person(f, t - 1)) &&
           !is_of_person(f, t + 1);
}

/* Whether token `t` ends a full name that ends with the word. */
static bool ends_full_name(const struct finder *f, uint32_t t, struct cmq_str word) {
    return is_of_person(f, t) && is_of_person(f, t - 1) &&
           cmq_same_letters(f->parse->token[t].form, word);
}

/* Whether the report has the word as the end of a longer name. If it does, `*person` is whom of the
 * dictionaries that name means, the one most often named where there are several; CMQ_NONE if
 * nobody. */
static bool is_named_in_full(const struct finder *f, struct cmq_str word, uint32_t *person) {
    uint32_t target[MOST_BEARERS], times[MOST_BEARERS], count = 0, best = 0;
    bool named = false;
    for (uint32_t t = 1; t < f->parse->token_count; t++) {
        if (!ends_full_name(f, t, word)) {
            continue;
        }
        named = true;
        uint32_t u = f->unit_at[t], i = 0;
        if (u == CMQ_NONE || f->unit.item[u].kind != UNIT_PERSON) {
            continue;
        }
        while (i < count && target[i] != f->unit.item[u].target) {
            i++;
        }
        if (i == count && count < MOST_BEARERS) {
            target[count] = f->unit.item[u].target;
            times[count++] = 0;
        }
        if (i < count) {
            times[i]++;
            best = times[i] > times[best] ? i : best;
        }
    }
    *person = count > 0 ? target[best] : CMQ_NONE;
    return named;
}

/* The office that stands before a name, "Prime Minister Brown"; empty if none does. */
static struct cmq_str office_before(const struct finder *f, uint32_t t) {
    uint32_t u = t > 0 ? f->unit_at[t - 1] : CMQ_NONE;
    bool title = u != CMQ_NONE && f->unit.item[u].kind == UNIT_ROLE &&
                 (cmq_actors_role(f, u)->flags & CMQ_ROLE_TITLE);
    return title ? cmq_lexicon_str(f->lexicon, cmq_actors_role(f, u)->word)
                 : (struct cmq_str){NULL, 0};
}

/* Whether a term is of who governs: not of parliaments, courts, parties. */
static bool is_of_government(const struct finder *f, const struct cmq_term *term) {
    struct cmq_str code = cmq_lexicon_str(f->lexicon, term->code);
    return code.len >= 6 && memcmp(code.ptr + 3, "GOV", 3) == 0;
}

/* The person of this name in the highest office of the country; CMQ_NONE if there is none. */
static uint32_t governor(const struct finder *f, uint32_t t, struct cmq_str country) {
    struct cmq_str surname = f->parse->token[t].form, office = office_before(f, t);
    uint32_t best = CMQ_NONE;
    bool best_leads = false;
    for (uint32_t a = 0; a < f->lexicon->actor_count; a++) {
        a = cmq_actor_by_surname(f->lexicon, surname, country, f->date, a);
        bool former = false;
        const struct cmq_term *term =
            a < f->lexicon->actor_count ? cmq_actor_term(f->lexicon, a, f->date, &former) : NULL;
        struct cmq_str held =
            term ? cmq_lexicon_str(f->lexicon, term->office) : (struct cmq_str){NULL, 0};
        bool leads = cmq_actors_is_leader(held);
        if (term && !former && is_of_government(f, term) &&
            (office.len == 0 || cmq_actors_contains_words(held, office)) &&
            (best == CMQ_NONE || (leads && !best_leads))) {
            best = a;
            best_leads = leads;
        }
    }
    return best;
}

/* The country that a unit names; empty if it is no state, place or nationality. */
static struct cmq_str country_of(const struct finder *f, uint32_t u) {
    const struct unit *unit = u != CMQ_NONE ? &f->unit.item[u] : NULL;
    bool former = false;
    const struct cmq_term *term = unit && !unit->aside &&
                                          (unit->kind == UNIT_STATE || unit->kind == UNIT_PLACE ||
                                           unit->kind == UNIT_SEAT || unit->kind == UNIT_DEMONYM)
                                      ? cmq_actor_term(f->lexicon, unit->target, f->date, &former)
                                      : NULL;
    struct cmq_str code =
        term ? cmq_lexicon_str(f->lexicon, term->code) : (struct cmq_str){NULL, 0};
    code.len = code.len < 3 ? 0 : 3;
    return code;
}

/* Finds the person and the unit that names the country, in the sentence of `t` and the one before,
 * the last name first. */
static bool find_bearer(const struct finder *f, uint32_t t, uint32_t *person, uint32_t *land) {
    uint32_t sentence = f->parse->token[t].sentence;
    uint32_t first = f->parse->sentence[sentence > 0 ? sentence - 1 : 0].first;
    struct cmq_str tried = {NULL, 0};
    for (uint32_t k = f->parse->sentence[sentence].end, left = MOST_COUNTRIES;
         k-- > first && left > 0;) {
        struct cmq_str country = country_of(f, f->unit_at[k]);
        if (country.len == 0 || cmq_str_eq(country, tried)) {
            continue;
        }
        *land = f->unit_at[k];
        *person = governor(f, t, country);
        if (*person != CMQ_NONE) {
            return true;
        }
        tried = country;
        left--;
    }
    return false;
}

/* The one person of the outlet's country who has this name and an office, or if nobody has one, who
 * left it last; CMQ_NONE if there is none or several. */
static uint32_t compatriot(const struct finder *f, uint32_t t) {
    uint32_t best = CMQ_NONE, rivals = 0;
    cmq_day best_end = CMQ_NO_DAY;
    for (uint32_t a = 0; f->outlet.len > 0 && a < f->lexicon->actor_count; a++) {
        a = cmq_actor_by_surname(f->lexicon, f->parse->token[t].form, f->outlet, f->date, a);
        bool former = false;
        const struct cmq_term *term =
            a < f->lexicon->actor_count ? cmq_actor_term(f->lexicon, a, f->date, &former) : NULL;
        if (!term || term->to < f->date - REMEMBERED) {
            continue;
        }
        cmq_day end = former ? term->to : CMQ_DAY_MAX;
        rivals = best == CMQ_NONE || end > best_end ? 0 : rivals + (end == best_end);
        if (best == CMQ_NONE || end > best_end) {
            best = a;
            best_end = end;
        }
    }
    return rivals == 0 ? best : CMQ_NONE;
}

void cmq_actors_find_surnames(struct finder *f) {
    uint32_t left = f->date == CMQ_NO_DAY ? 0 : MOST_SURNAMES;
    for (uint32_t t = 0; t < f->parse->token_count && left > 0 && !f->arena->exhausted; t++) {
        uint32_t person = CMQ_NONE, land = CMQ_NONE;
        if (!is_surname_alone(f, t) || left-- == 0) {
            continue;
        }
        bool full = is_named_in_full(f, f->parse->token[t].form, &person);
        bool governs = !full && find_bearer(f, t, &person, &land);
        if (!full && !governs) {
            person = compatriot(f, t);
        }
        if (person == CMQ_NONE) {
            continue;
        }
        f->unit_at[t] = f->unit.count;
        CMQ_PUSH(f->arena, &f->unit) = (struct unit){.first = t,
                                                     .end = t + 1,
                                                     .kind = UNIT_PERSON,
                                                     .target = person,
                                                     .at_home = !governs && !full,
                                                     .shared = CMQ_NONE,
                                                     .owner = governs ? land : CMQ_NONE};
    }
}
