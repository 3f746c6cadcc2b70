/* SPDX-License-Identifier: Apache-2.0 */
/* What is counted together: countries by ISO or Correlates of War code, or what a file maps codes
 * to, each for a time. A filter by country or bloc picks among them, and so splits a spell where
 * the membership begins and ends. */
#include "query/question.h"

#include "ontology/ontology.h"

#include <stdlib.h>

#define FILE_LIMIT ((size_t)16 << 20)

struct reading {
    struct cmq_query *query;
    struct cmq__units *units;
    struct cmq_map place; /* of a name: its number in the order of reading */
    const struct cmq_str *pair;
};

static bool is_country_asked(const struct cmq_query *query, struct cmq_str code) {
    const struct cmq__words *countries = &query->countries;
    bool found = countries->list.count == 0;
    for (uint32_t i = 0; !found && i < countries->list.count; i++) {
        found = cmq_str_eq(countries->list.item[i], code);
    }
    return found;
}

static void push_spell(struct reading *reading, struct cmq__spell spell, cmq_day first,
                       cmq_day last, bool picked) {
    if (first <= last) {
        spell.first = first;
        spell.last = last;
        spell.picked = picked;
        CMQ_PUSH(&reading->query->arena, &reading->units->spells) = spell;
    }
}

/* The spell in pieces, each within a membership or without. Memberships come in order of time. */
static void split_spell(struct reading *reading, const struct cmq__spell *spell) {
    size_t count;
    const struct cmq_bloc_member *member = cmq_bloc_members(reading->query->filter.bloc, &count);
    cmq_day first = spell->first;
    for (size_t i = 0; i < count && first <= spell->last; i++) {
        if (!cmq_str_eq(cmq_str_of(member[i].iso3), spell->code) || member[i].to < first) {
            continue;
        }
        cmq_day from = member[i].from > first ? member[i].from : first;
        cmq_day to = member[i].to < spell->last ? member[i].to : spell->last;
        if (from > spell->last) {
            break;
        }
        push_spell(reading, *spell, first, from - 1, false);
        push_spell(reading, *spell, from, to, true);
        if (to == spell->last) {
            return;
        }
        first = to + 1;
    }
    push_spell(reading, *spell, first, spell->last, false);
}

static enum cmq_status add_spell(struct reading *reading, struct cmq_str code, struct cmq_str unit,
                                 cmq_day from, cmq_day to, struct cmq_error *err) {
    const struct cmq_query *query = reading->query;
    struct cmq__units *units = reading->units;
    if (reading->pair != NULL && !cmq_str_eq(unit, reading->pair[0]) &&
        !cmq_str_eq(unit, reading->pair[1])) {
        return CMQ_OK;
    }
    uint32_t *place = cmq_map_put(&reading->place, unit, UINT32_MAX);
    if (place == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (*place == UINT32_MAX) {
        *place = units->names.list.count;
        CMQ_PUSH(&reading->query->arena, &units->names.list) = unit;
    }
    struct cmq__spell spell = {.code = code, .unit = *place, .first = from, .last = to};
    bool asked = is_country_asked(query, code);
    if (asked && query->filter.bloc.len > 0) {
        split_spell(reading, &spell);
    } else {
        push_spell(reading, spell, from, to, asked);
    }
    return CMQ_OK;
}

/* ---- the tables that are built in ---- */

static enum cmq_status add_iso3(struct reading *reading, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < cmq_country_count(); i++) {
        struct cmq_str code = cmq_str_of(cmq_country_at(i)->iso3);
        status = add_spell(reading, code, code, -CMQ_DAY_MAX, CMQ_DAY_MAX, err);
    }
    return status;
}

static enum cmq_status add_cow(struct reading *reading, struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < cmq_cow_count(); i++) {
        const struct cmq_cow *state = cmq_cow_at(i);
        struct cmq_str unit = cmq_arena_format(&reading->query->arena, "%u", state->number);
        status = add_spell(reading, cmq_str_of(state->iso3), unit, state->from, state->to, err);
    }
    return status;
}

/* ---- a file ---- */

/* An end of a spell: open where the field is empty or not there. */
static bool read_end(struct cmq_str field, cmq_day open, cmq_day *day) {
    *day = field.len == 0 ? open : cmq_day_parse(field);
    return *day != CMQ_NO_DAY;
}

static enum cmq_status add_line(struct reading *reading, struct cmq_str line, unsigned number,
                                const char *path, struct cmq_error *err) {
    struct cmq_str rest = line;
    struct cmq_str code = cmq_str_trim(cmq_str_cut(&rest, '\t'));
    struct cmq_str unit = cmq_str_trim(cmq_str_cut(&rest, '\t'));
    struct cmq_str from = cmq_str_trim(cmq_str_cut(&rest, '\t'));
    struct cmq_str to = cmq_str_trim(cmq_str_cut(&rest, '\t'));
    cmq_day first, last;
    if (number == 1 && cmq_str_eq(code, CMQ_STR("code"))) {
        return CMQ_OK;
    }
    if (code.len == 0 || code.len % 3 != 0 || code.len > CMQ__CODE_MAX || unit.len == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, number,
                        "%s:%u: a line has a code of blocks of three letters, a tab, a unit, and "
                        "perhaps the first and last day",
                        path, number);
    }
    if (!read_end(from, -CMQ_DAY_MAX, &first) || !read_end(to, CMQ_DAY_MAX, &last) ||
        first > last) {
        return cmq_fail(err, CMQ_BAD_INPUT, number,
                        "%s:%u: the days are no span of YYYY-MM-DD to YYYY-MM-DD", path, number);
    }
    struct cmq_arena *arena = &reading->query->arena;
    return add_spell(reading, cmq_arena_copy(arena, code), cmq_arena_copy(arena, unit), first, last,
                     err);
}

static enum cmq_status add_file(struct reading *reading, const char *path, struct cmq_error *err) {
    struct cmq_buf file;
    cmq_buf_init(&file, FILE_LIMIT);
    enum cmq_status status = cmq_file_read(path, FILE_LIMIT, &file, err);
    struct cmq_str rest = cmq_buf_str(&file);
    size_t invalid = cmq_utf8_invalid(rest);
    if (status == CMQ_OK && invalid < rest.len) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is not UTF-8 from byte %zu on", path, invalid);
    }
    for (unsigned number = 1; status == CMQ_OK && rest.len > 0; number++) {
        struct cmq_str line = cmq_str_cut(&rest, '\n');
        if (cmq_str_trim(line).len > 0 && line.ptr[0] != '#') {
            status = add_line(reading, line, number, path, err);
        }
    }
    cmq_buf_release(&file);
    return status;
}

/* ---- order and the table ---- */

static bool is_number(struct cmq_str name) {
    size_t i = 0;
    while (i < name.len && name.ptr[i] >= '0' && name.ptr[i] <= '9') {
        i++;
    }
    return i == name.len;
}

static int compare_names(const void *a, const void *b) {
    struct cmq_str x = *(const struct cmq_str *)a, y = *(const struct cmq_str *)b;
    if (is_number(x) && is_number(y) && x.len != y.len) {
        return x.len < y.len ? -1 : 1;
    }
    return cmq_str_cmp(x, y);
}

/* Units in the order of their names, numbers by size; the spells name them so. */
static enum cmq_status sort_units(struct reading *reading, struct cmq_error *err) {
    struct cmq__units *units = reading->units;
    uint32_t *place =
        CMQ_NEW_ARRAY(&reading->query->arena, uint32_t, (size_t)units->names.list.count + 1);
    if (reading->query->arena.exhausted || place == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (units->names.list.count > 0) {
        qsort(units->names.list.item, units->names.list.count, sizeof *units->names.list.item,
              compare_names);
    }
    for (uint32_t i = 0; i < units->names.list.count; i++) {
        place[*cmq_map_get(&reading->place, units->names.list.item[i])] = i;
    }
    for (uint32_t i = 0; i < units->spells.count; i++) {
        units->spells.item[i].unit = place[units->spells.item[i].unit];
    }
    return CMQ_OK;
}

static enum cmq_status put_units(struct reading *reading, struct cmq_error *err) {
    struct cmq_query *query = reading->query;
    enum cmq_status status =
        cmq__tell(query,
                  "CREATE TEMP TABLE asked_units (code TEXT, unit INTEGER, first TEXT, last TEXT, "
                  "picked INTEGER)",
                  NULL, 0, err);
    for (uint32_t i = 0; status == CMQ_OK && i < reading->units->spells.count; i++) {
        const struct cmq__spell *spell = &reading->units->spells.item[i];
        struct cmq_str value[] = {spell->code, cmq_arena_format(&query->arena, "%u", spell->unit),
                                  cmq__day_text(spell->first, &query->arena),
                                  cmq__day_text(spell->last, &query->arena),
                                  spell->picked ? CMQ_STR("1") : CMQ_STR("0")};
        status = cmq__tell(query, "INSERT INTO temp.asked_units VALUES (?1, ?2, ?3, ?4, ?5)", value,
                           5, err);
    }
    if (status == CMQ_OK) {
        status = cmq__tell(query, "CREATE INDEX temp.asked_units_by_code ON asked_units (code)",
                           NULL, 0, err);
    }
    return status;
}

static enum cmq_status check_pair(const struct reading *reading, struct cmq_error *err) {
    for (unsigned i = 0; reading->pair != NULL && i < 2; i++) {
        if (cmq_map_get(&reading->place, reading->pair[i]) == NULL) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "there is no unit '%.*s'",
                            CMQ_FMT(reading->pair[i]));
        }
    }
    return CMQ_OK;
}

enum cmq_status cmq__units_open(struct cmq_query *query, struct cmq_str actors,
                                const struct cmq_str pair[2], struct cmq__units *units,
                                struct cmq_error *err) {
    struct reading reading = {.query = query, .units = units, .pair = pair};
    enum cmq_status status;
    cmq_map_init(&reading.place);
    units->by_country = true;
    if (actors.len == 0 || cmq_str_eq(actors, CMQ_STR("iso3"))) {
        status = add_iso3(&reading, err);
    } else if (cmq_str_eq(actors, CMQ_STR("cow"))) {
        status = add_cow(&reading, err);
    } else {
        units->by_country = false;
        status = add_file(&reading, actors.ptr, err);
    }
    status = status == CMQ_OK ? check_pair(&reading, err) : status;
    status = status == CMQ_OK ? sort_units(&reading, err) : status;
    status = status == CMQ_OK ? put_units(&reading, err) : status;
    cmq_map_release(&reading.place);
    return status;
}
