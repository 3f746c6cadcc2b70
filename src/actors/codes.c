/* SPDX-License-Identifier: Apache-2.0 */
/* Actors and their codes: those of the lexicon as of the report's date, and those of units. */

#include "actors/reading.h"

#define MOST_GROUNDS 16u /* a person without an office is given a role again by each title */

static bool has_country(struct cmq_str code) {
    return code.len >= 3 && cmq_country_find((struct cmq_str){code.ptr, 3}) != NULL;
}

void cmq_actors_set_code(struct finder *f, uint32_t index, struct cmq_str code) {
    struct cmq_actor *actor = &f->actors->list.item[index];
    actor->code = code;
    actor->country = (struct cmq_str){NULL, 0};
    actor->sectors.count = 0;
    if (code.len < 3) {
        return;
    }
    if (has_country(code)) {
        actor->country = (struct cmq_str){code.ptr, 3};
    }
    for (size_t at = 3; at + 3 <= code.len; at += 3) {
        struct cmq_str part = {code.ptr + at, 3};
        if (cmq_role_find(part)) {
            CMQ_PUSH(f->arena, &actor->sectors) = part;
        }
    }
}

uint32_t cmq_actors_add(struct finder *f, struct cmq_str name, enum cmq_actor_kind kind,
                        enum cmq_actor_basis basis) {
    struct cmq_actor *actor = &CMQ_PUSH(f->arena, &f->actors->list);
    actor->name = name;
    actor->kind = (uint8_t)kind;
    actor->basis = (uint8_t)basis;
    return f->actors->list.count > 0 ? f->actors->list.count - 1 : 0;
}

void cmq_actors_add_ground(struct finder *f, uint32_t actor, enum cmq_ground_kind kind,
                           uint32_t first, uint32_t end, struct cmq_str entry,
                           struct cmq_str gives) {
    if (f->actors->list.item[actor].grounds.count >= MOST_GROUNDS) {
        return;
    }
    struct cmq_ground *ground = &CMQ_PUSH(f->arena, &f->actors->list.item[actor].grounds);
    ground->kind = (uint8_t)kind;
    if (first < end) {
        ground->start = f->parse->token[first].start;
        ground->end = f->parse->token[end - 1].end;
    }
    ground->entry = entry;
    ground->gives = gives;
}

/* A person out of office keeps the country; CAMEO's ELI is the code of former officials. */
static struct cmq_str code_of_term(struct finder *f, const struct cmq_term *term, bool former) {
    struct cmq_str code = cmq_lexicon_str(f->lexicon, term->code);
    if (former && has_country(code)) {
        return cmq_arena_format(f->arena, "%.3sELI", code.ptr);
    }
    return code;
}

static uint32_t add_entry(struct finder *f, uint32_t entry) {
    const struct cmq_actor_entry *known = &f->lexicon->actor[entry];
    uint32_t index = cmq_actors_add(f, cmq_lexicon_str(f->lexicon, known->name),
                                    (enum cmq_actor_kind)known->kind, CMQ_BASIS_LEXICON);
    struct cmq_actor *actor = &f->actors->list.item[index];
    actor->entry = cmq_lexicon_str(f->lexicon, f->lexicon->entry[known->entry].id);
    bool former = false;
    const struct cmq_term *term = cmq_actor_term(f->lexicon, entry, f->date, &former);
    if (term && !(former && known->kind == CMQ_ACTOR_OTHER)) {
        bool person = known->kind == CMQ_ACTOR_PERSON;
        if (person) {
            actor->title = cmq_lexicon_str(f->lexicon, term->office);
        }
        cmq_actors_set_code(f, index, code_of_term(f, term, former && person));
    }
    cmq_actors_add_ground(f, index, CMQ_GROUND_NAME, 0, 0, actor->entry, actor->code);
    return index;
}

uint32_t cmq_actors_of_entry(struct finder *f, uint32_t entry) {
    if (f->actor_of[entry] == CMQ_NONE) {
        f->actor_of[entry] = add_entry(f, entry);
    }
    return f->actor_of[entry];
}

static uint32_t entry_of_state(const struct cmq_lexicon *lexicon, struct cmq_str country) {
    for (uint32_t a = 0; a < lexicon->actor_count; a++) {
        const struct cmq_actor_entry *entry = &lexicon->actor[a];
        if (entry->kind == CMQ_ACTOR_STATE && entry->term_count > 0 &&
            cmq_str_eq(cmq_lexicon_str(lexicon, lexicon->term[entry->first_term].code), country)) {
            return a;
        }
    }
    return CMQ_NONE;
}

uint32_t cmq_actors_of_country(struct finder *f, struct cmq_str country) {
    for (uint32_t i = 0; i < f->state.count; i++) {
        if (cmq_str_eq(f->actors->list.item[f->state.item[i]].country, country)) {
            return f->state.item[i];
        }
    }
    uint32_t entry = entry_of_state(f->lexicon, country);
    if (entry == CMQ_NONE) {
        return CMQ_NONE;
    }
    uint32_t state = cmq_actors_of_entry(f, entry);
    CMQ_PUSH(f->arena, &f->state) = state;
    return state;
}

uint32_t cmq_actors_state(const struct cmq_lexicon *lexicon, struct cmq_str country,
                          cmq_day report_date, struct cmq_arena *arena, struct cmq_actors *actors) {
    for (uint32_t i = 0; i < actors->list.count; i++) {
        const struct cmq_actor *actor = &actors->list.item[i];
        if (actor->kind == CMQ_ACTOR_STATE && cmq_str_eq(actor->code, country)) {
            return i;
        }
    }
    struct finder f = {.lexicon = lexicon, .arena = arena, .actors = actors, .date = report_date};
    uint32_t entry = entry_of_state(lexicon, country);
    return entry == CMQ_NONE ? CMQ_NO_ACTOR : add_entry(&f, entry);
}

bool cmq_actors_counts(struct cmq_str name) {
    static const char *const words[] = {"two",   "three", "four",    "five",  "six",      "seven",
                                        "eight", "nine",  "ten",     "some",  "several",  "many",
                                        "few",   "most",  "another", "other", "hundreds", "dozens"};
    struct cmq_str rest = name, first = cmq_str_cut(&rest, ' ');
    bool counts = first.len > 0 && first.ptr[0] >= '0' && first.ptr[0] <= '9';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        counts |= cmq_same_letters(first, cmq_str_of(words[i]));
    }
    return counts;
}

uint32_t cmq_actors_same_role(const struct finder *f, struct cmq_str role, struct cmq_str code,
                              struct cmq_str name) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        const struct cmq_actor *actor = &f->actors->list.item[a];
        bool same_role = actor->basis != CMQ_BASIS_LEXICON && cmq_str_eq(actor->title, role) &&
                         !cmq_actors_counts(actor->name);
        bool same_name = code.len > 0 && cmq_same_letters(actor->name, name);
        if (cmq_str_eq(actor->code, code) && actor->kind != CMQ_ACTOR_PERSON &&
            (same_role || same_name)) {
            return a;
        }
    }
    return CMQ_NONE;
}

uint32_t cmq_actors_find_named(const struct finder *f, struct cmq_str name) {
    for (uint32_t a = f->actors->list.count, left = CMQ_LOOK_BACK; a-- > 0 && left-- > 0;) {
        if (cmq_str_eq(f->actors->list.item[a].name, name)) {
            return a;
        }
    }
    return CMQ_NONE;
}

/* "Kremlin", "Downing Street": the government of the state. */
static uint32_t actor_of_seat(struct finder *f, const struct unit *unit) {
    uint32_t state = cmq_actors_of_entry(f, unit->target);
    struct cmq_str country = f->actors->list.item[state].country;
    struct cmq_str code = cmq_arena_format(f->arena, "%.*sGOV", CMQ_FMT(country));
    struct cmq_str name = cmq_actors_words(f, unit->first, unit->end);
    uint32_t known = cmq_actors_same_role(f, CMQ_STR("seat"), code, name);
    if (known != CMQ_NONE || country.len == 0) {
        return known != CMQ_NONE ? known : state;
    }
    uint32_t index = cmq_actors_add(f, name, CMQ_ACTOR_BODY, CMQ_BASIS_LEXICON);
    f->actors->list.item[index].entry = f->actors->list.item[state].entry;
    cmq_actors_set_code(f, index, code);
    cmq_actors_add_ground(f, index, CMQ_GROUND_NAME, 0, 0, f->actors->list.item[state].entry, code);
    return index;
}

/* A city or province stands for its state. */
static uint32_t actor_of_place(struct finder *f, const struct unit *unit) {
    const struct cmq_actor_entry *entry = &f->lexicon->actor[unit->target];
    if (entry->kind != CMQ_ACTOR_BODY || entry->term_count == 0) {
        return cmq_actors_of_entry(f, unit->target);
    }
    struct cmq_str code = cmq_lexicon_str(f->lexicon, f->lexicon->term[entry->first_term].code);
    uint32_t state = cmq_actors_of_country(f, code);
    return state != CMQ_NONE ? state : cmq_actors_of_entry(f, unit->target);
}

/* The state that the words of a name tell: "Liberian Peace Council"; CMQ_NONE if none does. */
static uint32_t state_in_name(struct finder *f, uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; t++) {
        struct cmq_phrase phrase;
        for (uint32_t i = 0; cmq_lexicon_phrase(f->lexicon, f->parse, t, &phrase) &&
                             phrase.end <= end && i < phrase.name_count;
             i++) {
            const struct cmq_name *name = &phrase.name[i];
            if (name->kind != CMQ_NAME_ROLE &&
                f->lexicon->actor[name->target].kind == CMQ_ACTOR_STATE) {
                return cmq_actors_of_entry(f, name->target);
            }
        }
    }
    return CMQ_NONE;
}

/* What a body does by a word of its name: "Tanzania Railway Corporation" BUS. An "army" in a name
 * is as often one against the state. */
static struct cmq_str sector_in_name(const struct finder *f, uint32_t first, uint32_t end) {
    struct cmq_str sector = {NULL, 0};
    for (uint32_t t = first; t < end; t++) {
        struct cmq_phrase phrase;
        for (uint32_t i = 0; cmq_lexicon_phrase(f->lexicon, f->parse, t, &phrase) &&
                             phrase.end <= end && i < phrase.name_count;
             i++) {
            const struct cmq_role *role = phrase.name[i].kind == CMQ_NAME_ROLE
                                              ? &f->lexicon->role[phrase.name[i].target]
                                              : NULL;
            struct cmq_str codes =
                role ? cmq_lexicon_str(f->lexicon, role->sectors) : (struct cmq_str){NULL, 0};
            if (role && (role->flags & CMQ_ROLE_BODY) && codes.len >= 3 &&
                !cmq_str_eq(codes, CMQ_STR("MIL"))) {
                sector = codes;
            }
        }
    }
    return sector;
}

/* A name that the report explains and the lexicon does not know. */
static uint32_t actor_of_definition(struct finder *f, const struct unit *unit) {
    struct definition *definition = &f->definition.item[unit->target];
    if (definition->actor == CMQ_NONE) {
        uint32_t first = definition->first, end = definition->end;
        uint32_t state = state_in_name(f, first, end);
        uint32_t index =
            cmq_actors_add(f, cmq_actors_words(f, first, end), CMQ_ACTOR_BODY, CMQ_BASIS_UNKNOWN);
        cmq_actors_add_ground(f, index, CMQ_GROUND_DEFINITION, first, end,
                              (struct cmq_str){NULL, 0}, (struct cmq_str){NULL, 0});
        if (state != CMQ_NONE) {
            struct cmq_str country = f->actors->list.item[state].country;
            f->actors->list.item[index].basis = CMQ_BASIS_REPORT;
            cmq_actors_set_code(f, index,
                                cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(country),
                                                 CMQ_FMT(sector_in_name(f, first, end))));
            cmq_actors_add_ground(f, index, CMQ_GROUND_NATIONALITY, first, end,
                                  f->actors->list.item[state].entry, country);
        }
        f->definition.item[unit->target].actor = index;
    }
    return f->definition.item[unit->target].actor;
}

/* ---- names that states share --------------------------------------------------------------- */

/* "Kenyan Supreme Court" as it stands; "Supreme Court (Kenya)" where more words stand between. */
static struct cmq_str name_of_namesake(struct finder *f, const struct unit *unit,
                                       const struct unit *owner, uint32_t state) {
    if (owner->first >= unit->end) {
        return cmq_actors_words(f, unit->first, owner->end);
    }
    if (unit->first - owner->end <= 3) {
        return cmq_actors_words(f, owner->first, unit->end);
    }
    struct cmq_str words = cmq_actors_words(f, unit->first, unit->end);
    return cmq_arena_format(f->arena, "%.*s (%.*s)", CMQ_FMT(words),
                            CMQ_FMT(f->actors->list.item[state].name));
}

/* "the Kenyan Defense Department": another state's body of the name that the lexicon knows. */
static uint32_t actor_of_namesake(struct finder *f, const struct unit *unit) {
    uint32_t known = cmq_actors_of_entry(f, unit->target);
    const struct unit *owner = &f->unit.item[unit->owner];
    uint32_t state = cmq_actors_of_unit(f, unit->owner);
    const struct cmq_actor *body = &f->actors->list.item[known];
    struct cmq_str country = f->actors->list.item[state].country;
    struct cmq_str sectors = {body->code.ptr + 3, body->code.len - 3};
    struct cmq_str code =
        cmq_arena_format(f->arena, "%.*s%.*s", CMQ_FMT(country), CMQ_FMT(sectors));
    struct cmq_str entry = body->entry;
    struct cmq_str name = name_of_namesake(f, unit, owner, state);
    uint32_t same = cmq_actors_same_role(f, name, code, name);
    if (same != CMQ_NONE) {
        return same;
    }
    uint32_t index = cmq_actors_add(f, name, CMQ_ACTOR_BODY, CMQ_BASIS_COUNTRY);
    cmq_actors_set_code(f, index, code);
    cmq_actors_add_ground(f, index, CMQ_GROUND_NATIONALITY, owner->first, owner->end,
                          f->actors->list.item[state].entry, country);
    cmq_actors_add_ground(f, index, CMQ_GROUND_NAME, unit->first, unit->end, entry,
                          (struct cmq_str){code.ptr + 3, code.len - 3});
    return index;
}

/* A person, with the country that a surname alone was read by: named, or the outlet's. */
static uint32_t actor_of_bearer(struct finder *f, const struct unit *unit) {
    bool known = f->actor_of[unit->target] != CMQ_NONE;
    uint32_t person = cmq_actors_of_entry(f, unit->target);
    if (!known && unit->owner != CMQ_NONE) {
        const struct unit *land = &f->unit.item[unit->owner];
        cmq_actors_add_ground(f, person, CMQ_GROUND_SENTENCE, land->first, land->end,
                              (struct cmq_str){NULL, 0}, f->actors->list.item[person].country);
    }
    if (!known && unit->at_home) {
        cmq_actors_add_ground(f, person, CMQ_GROUND_OUTLET, unit->first, unit->first,
                              (struct cmq_str){NULL, 0}, f->actors->list.item[person].country);
    }
    return person;
}

/* The words by which an actor was first known are where its name's ground stands. */
static void place_ground(struct finder *f, uint32_t index, const struct unit *unit) {
    struct cmq_actor *actor = &f->actors->list.item[index];
    if (actor->grounds.count > 0 && actor->grounds.item[0].end == 0) {
        actor->grounds.item[0].start = f->parse->token[unit->first].start;
        actor->grounds.item[0].end = f->parse->token[unit->end - 1].end;
    }
}

uint32_t cmq_actors_of_unit(struct finder *f, uint32_t index) {
    const struct unit *unit = &f->unit.item[index];
    uint32_t actor;
    switch (unit->kind) {
    case UNIT_SEAT:
        actor = actor_of_seat(f, unit);
        break;
    case UNIT_PLACE:
        actor = actor_of_place(f, unit);
        break;
    case UNIT_DEFINED:
        actor = actor_of_definition(f, unit);
        break;
    case UNIT_BODY:
        actor = unit->owner != CMQ_NONE ? actor_of_namesake(f, unit)
                                        : cmq_actors_of_entry(f, unit->target);
        break;
    case UNIT_PERSON:
        actor = actor_of_bearer(f, unit);
        break;
    default:
        actor = cmq_actors_of_entry(f, unit->target);
        break;
    }
    place_ground(f, actor, unit);
    return actor;
}
