/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a query: what the filter says is checked and brought to the store's spelling, and what
 * SQL cannot say in a few values is put into temporary tables. */
#include "query/question.h"

#include "coding/names.h"
#include "ontology/ontology.h"

#include <stdlib.h>
#include <string.h>

#define SOURCES_LIMIT ((size_t)16 << 20)

/* ---- words of the filter ---- */

static struct cmq_str upper(struct cmq_str text, struct cmq_arena *arena) {
    char *copy = CMQ_NEW_ARRAY(arena, char, text.len + 1);
    for (size_t i = 0; copy != NULL && i < text.len; i++) {
        char c = text.ptr[i];
        copy[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return copy == NULL ? (struct cmq_str){NULL, 0} : (struct cmq_str){copy, text.len};
}

struct cmq_str cmq__find_country(struct cmq_str text, struct cmq_arena *arena) {
    const struct cmq_country *country = cmq_country_find(upper(text, arena));
    if (country == NULL) {
        country = cmq_country_by(CMQ_COUNTRY_NAME, text);
    }
    return cmq_str_of(country == NULL ? NULL : country->iso3);
}

static struct cmq_str find_sector(struct cmq_str text, struct cmq_arena *arena) {
    const struct cmq_cameo_role *role = cmq_role_find(upper(text, arena));
    return cmq_str_of(role == NULL ? NULL : role->code);
}

static struct cmq_str find_code(struct cmq_str text, struct cmq_arena *arena) {
    if (memchr(text.ptr, ':', text.len) != NULL) {
        return text; /* of another scheme, or of an own ontology */
    }
    const struct cmq_cameo *cameo = cmq_cameo_find(upper(text, arena));
    return cmq_str_of(cameo == NULL ? NULL : cameo->code);
}

static struct cmq_str find_type(struct cmq_str text, struct cmq_arena *arena) {
    return cmq_str_of(cmq_plover_name(cmq_plover_find(upper(text, arena))));
}

static struct cmq_str find_assertion(struct cmq_str text, struct cmq_arena *arena) {
    (void)arena;
    struct cmq_str name;
    for (unsigned i = 0; (name = cmq_assertion_name(i)).len > 0; i++) {
        if (cmq_str_eq(name, text)) {
            return name;
        }
    }
    return (struct cmq_str){NULL, 0};
}

static struct cmq_str find_time(struct cmq_str text, struct cmq_arena *arena) {
    (void)arena;
    struct cmq_str name;
    for (unsigned i = 0; (name = cmq_tense_name(i)).len > 0; i++) {
        if (cmq_str_eq(name, text)) {
            return name;
        }
    }
    return (struct cmq_str){NULL, 0};
}

/* Reads words with "," between; `find` gives the store's spelling of one. */
static enum cmq_status read_words(struct cmq_query *query, struct cmq_str given, const char *option,
                                  struct cmq_str (*find)(struct cmq_str, struct cmq_arena *),
                                  struct cmq__words *words, struct cmq_error *err) {
    struct cmq_str rest = given;
    while (rest.len > 0) {
        struct cmq_str word = cmq_str_trim(cmq_str_cut(&rest, ','));
        struct cmq_str found = find(word, &query->arena);
        if (found.len == 0) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s does not know '%.*s'", option,
                            CMQ_FMT(word));
        }
        CMQ_PUSH(&query->arena, &words->list) = found;
    }
    return CMQ_OK;
}

static enum cmq_status read_lists(struct cmq_query *query, struct cmq_error *err) {
    struct cmq_filter *filter = &query->filter;
    if (filter->assertion.len == 0) {
        filter->assertion = CMQ_STR("actual");
    } else if (cmq_str_eq(filter->assertion, CMQ_STR("any"))) {
        filter->assertion = CMQ_STR("");
    }
    const struct {
        struct cmq_str given;
        const char *option;
        struct cmq_str (*find)(struct cmq_str, struct cmq_arena *);
        struct cmq__words *words;
    } list[] = {
        {filter->country, "country", cmq__find_country, &query->countries},
        {filter->sector, "sector", find_sector, &query->sectors},
        {filter->code, "code", find_code, &query->codes},
        {filter->type, "type", find_type, &query->types},
        {filter->assertion, "assertion", find_assertion, &query->assertions},
        {filter->time, "time", find_time, &query->times},
    };
    enum cmq_status status = CMQ_OK;
    for (size_t i = 0; status == CMQ_OK && i < sizeof list / sizeof *list; i++) {
        status = read_words(query, list[i].given, list[i].option, list[i].find, list[i].words, err);
    }
    return status;
}

/* ---- days ---- */

static enum cmq_status check_day(struct cmq_str text, const char *option, struct cmq_error *err) {
    if (text.len > 0 && cmq_day_parse(text) == CMQ_NO_DAY) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s wants YYYY-MM-DD, not '%.*s'", option,
                        CMQ_FMT(text));
    }
    return CMQ_OK;
}

static enum cmq_status check_span(struct cmq_str from, struct cmq_str to, const char *first,
                                  const char *last, struct cmq_error *err) {
    enum cmq_status status = check_day(from, first, err);
    status = status == CMQ_OK ? check_day(to, last, err) : status;
    if (status == CMQ_OK && from.len > 0 && to.len > 0 && cmq_str_cmp(from, to) > 0) {
        status = cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is after %s: %.*s is later than %.*s", first,
                          last, CMQ_FMT(from), CMQ_FMT(to));
    }
    return status;
}

static enum cmq_status read_days(const struct cmq_filter *filter, struct cmq_error *err) {
    enum cmq_status status = check_span(filter->from, filter->to, "from", "to", err);
    if (status == CMQ_OK) {
        status =
            check_span(filter->occurs_from, filter->occurs_to, "occurs-from", "occurs-to", err);
    }
    return status == CMQ_OK ? check_day(filter->as_of, "as-of", err) : status;
}

/* A choice of words, of which the first is the default and becomes absent. */
static enum cmq_status read_choice(struct cmq_str *given, const char *option, const char *usual,
                                   const char *second, const char *third, struct cmq_error *err) {
    if (cmq_str_eq(*given, cmq_str_of(usual))) {
        *given = (struct cmq_str){NULL, 0};
    }
    if (given->len > 0 && !cmq_str_eq(*given, cmq_str_of(second)) &&
        !cmq_str_eq(*given, cmq_str_of(third))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s does not know '%.*s'", option, CMQ_FMT(*given));
    }
    return CMQ_OK;
}

/* ---- actors ---- */

/* Whether it is written as CAMEO writes codes of actors: blocks of three capitals, of which the
 * first is a country, region or role. */
static bool is_actor_code(struct cmq_str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < 'A' || text.ptr[i] > 'Z') {
            return false;
        }
    }
    struct cmq_str first = {text.ptr, 3};
    return text.len >= 3 && text.len % 3 == 0 &&
           (cmq_country_find(first) != NULL || cmq_role_find(first) != NULL ||
            cmq_region_name(first) != NULL);
}

/* The words of a name as a pattern of LIKE that wants them whole, between blanks. */
static struct cmq_str name_pattern(struct cmq_str name, struct cmq_arena *arena) {
    CMQ_ARRAY(char) pattern = {0};
    CMQ_PUSH(arena, &pattern) = '%';
    CMQ_PUSH(arena, &pattern) = ' ';
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '%' || name.ptr[i] == '_' || name.ptr[i] == '\\') {
            CMQ_PUSH(arena, &pattern) = '\\';
        }
        CMQ_PUSH(arena, &pattern) = name.ptr[i];
    }
    CMQ_PUSH(arena, &pattern) = ' ';
    CMQ_PUSH(arena, &pattern) = '%';
    return (struct cmq_str){pattern.item, pattern.count};
}

static void read_identity(struct cmq_query *query, struct cmq_str actor,
                          struct cmq__identity *identity) {
    identity->given = actor.len > 0;
    if (is_actor_code(actor)) {
        identity->code = actor;
        identity->code_end = cmq_arena_format(&query->arena, "%.*s~", CMQ_FMT(actor));
    } else if (identity->given) {
        identity->name = name_pattern(actor, &query->arena);
    }
}

/* ---- temporary tables ---- */

static enum cmq_status put_members(struct cmq_query *query, struct cmq_error *err) {
    size_t count;
    struct cmq_str code = upper(query->filter.bloc, &query->arena);
    const struct cmq_bloc_member *member = cmq_bloc_members(code, &count);
    if (member == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "bloc does not know '%.*s'",
                        CMQ_FMT(query->filter.bloc));
    }
    query->filter.bloc = code;
    enum cmq_status status =
        cmq__tell(query, "CREATE TEMP TABLE asked_members (country TEXT, first TEXT, last TEXT)",
                  NULL, 0, err);
    for (size_t i = 0; status == CMQ_OK && i < count; i++) {
        struct cmq_str spell[] = {cmq_str_of(member[i].iso3),
                                  cmq__day_text(member[i].from, &query->arena),
                                  cmq__day_text(member[i].to, &query->arena)};
        status =
            cmq__tell(query, "INSERT INTO temp.asked_members VALUES (?1, ?2, ?3)", spell, 3, err);
    }
    return status;
}

static enum cmq_status put_sources(struct cmq_query *query, struct cmq_error *err) {
    struct cmq_buf file;
    cmq_buf_init(&file, SOURCES_LIMIT);
    enum cmq_status status = cmq_file_read(query->filter.sources, SOURCES_LIMIT, &file, err);
    if (status == CMQ_OK) {
        status = cmq__tell(query, "CREATE TEMP TABLE asked_sources (publisher TEXT PRIMARY KEY)",
                           NULL, 0, err);
    }
    struct cmq_str rest = cmq_buf_str(&file);
    while (status == CMQ_OK && rest.len > 0) {
        struct cmq_str line = cmq_str_trim(cmq_str_cut(&rest, '\n'));
        if (line.len > 0 && line.ptr[0] != '#') {
            status = cmq__tell(query, "INSERT OR IGNORE INTO temp.asked_sources VALUES (?1)", &line,
                               1, err);
        }
    }
    cmq_buf_release(&file);
    return status;
}

/* ---- corrections ---- */

/* Events and those who take part in them as people corrected them, in place of the tables. */
static const char corrected_events[] =
    "CREATE TEMP VIEW events AS SELECT "
    "e.report,"
    " e.number,"
    " e.id,"
    " CASE WHEN instr(c.fields, ';cameo;') THEN c.cameo ELSE e.cameo END AS cameo,"
    " CASE WHEN instr(c.fields, ';plover;') THEN c.plover ELSE e.plover END AS plover,"
    " CASE WHEN instr(c.fields, ';mode;') THEN c.mode ELSE e.mode END AS mode,"
    " e.contexts,"
    " CASE WHEN instr(c.fields, ';cameo;') THEN c.quad_gdelt ELSE e.quad_gdelt END AS quad_gdelt,"
    " CASE WHEN instr(c.fields, ';cameo;') THEN c.goldstein_gdelt ELSE e.goldstein_gdelt END AS "
    "goldstein_gdelt,"
    " CASE WHEN instr(c.fields, ';assertion;') THEN c.assertion ELSE e.assertion END AS assertion,"
    " CASE WHEN instr(c.fields, ';time;') THEN c.time ELSE e.time END AS time,"
    " CASE WHEN instr(c.fields, ';date_from;') THEN c.date_from ELSE e.date_from END AS date_from,"
    " CASE WHEN instr(c.fields, ';date_to;') THEN c.date_to ELSE e.date_to END AS date_to,"
    " e.date_basis,"
    " e.place_name,"
    " e.place_country,"
    " e.place_admin1,"
    " e.place_lat,"
    " e.place_lon,"
    " e.place_precision,"
    " e.statement,"
    " e.same_as,"
    " e.trigger_start,"
    " e.trigger_end,"
    " e.evidence_start,"
    " e.evidence_end,"
    " e.sentence,"
    " e.confidence"
    " FROM main.events e JOIN reports r USING (report)"
    " LEFT JOIN corrected_events c ON c.fingerprint = r.fingerprint AND c.event = e.id"
    " WHERE CASE WHEN e.correction IS NULL THEN coalesce(c.deleted, 0) = 0"
    " ELSE c.added AND NOT c.deleted END";
static const char corrected_participants[] =
    "CREATE TEMP VIEW participants AS SELECT p.* FROM main.participants p"
    " JOIN reports r USING (report)"
    " JOIN main.events e ON e.report = p.report AND e.number = p.event"
    " WHERE p.correction IS (SELECT max(c.correction) FROM corrections c"
    " JOIN corrected_values v USING (correction)"
    " WHERE c.fingerprint = r.fingerprint AND c.event = e.id AND v.field = p.side"
    " AND NOT EXISTS (SELECT 1 FROM corrections u WHERE u.reverts = c.correction))";

static enum cmq_status put_corrections(struct cmq_query *query, struct cmq_error *err) {
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(
        query->store, CMQ_STR("SELECT 1 FROM corrections LIMIT 1"), NULL, 0, &rows, err);
    if (status == CMQ_OK) {
        status = cmq_store_rows_next(rows, err);
        cmq_store_rows_free(rows);
    }
    if (status == CMQ_OK) {
        status = cmq__tell(query, corrected_events, NULL, 0, err);
    }
    if (status == CMQ_OK) {
        status = cmq__tell(query, corrected_participants, NULL, 0, err);
    }
    return status == CMQ_END ? CMQ_OK : status;
}

/* ---- opening ---- */

/* What is given must be text: it goes into messages and to SQLite. */
static enum cmq_status check_text(const struct cmq_filter *filter, struct cmq_error *err) {
    const struct cmq_str given[] = {filter->actor,   filter->source,    filter->target,
                                    filter->place,   filter->publisher, filter->text,
                                    filter->language};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (cmq_utf8_invalid(given[i]) < given[i].len) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0, "what is asked for is not UTF-8");
        }
    }
    return CMQ_OK;
}

/* Words have a letter or a digit, whatever else stands in a query. */
static enum cmq_status check_words(struct cmq_str text, struct cmq_error *err) {
    bool any = text.ptr == NULL;
    for (size_t i = 0; i < text.len && !any; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        any = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
    return any ? CMQ_OK : cmq_fail(err, CMQ_BAD_INPUT, 0, "text wants words to look for");
}

static enum cmq_status read_filter(struct cmq_query *query, struct cmq_error *err) {
    struct cmq_filter *filter = &query->filter;
    enum cmq_status status = check_text(filter, err);
    status = status == CMQ_OK ? check_words(filter->text, err) : status;
    status = status == CMQ_OK ? read_days(filter, err) : status;
    status = status == CMQ_OK ? read_lists(query, err) : status;
    if (status == CMQ_OK) {
        status = read_choice(&filter->dated, "dated", "told", "event", NULL, err);
        query->dated_event = filter->dated.len > 0;
    }
    if (status == CMQ_OK) {
        status = read_choice(&filter->attributed, "attributed", "any", "yes", "no", err);
    }
    read_identity(query, filter->actor, &query->actor);
    read_identity(query, filter->source, &query->source);
    read_identity(query, filter->target, &query->target);
    if (status == CMQ_OK && query->arena.exhausted) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return status;
}

enum cmq_status cmq_query_open(struct cmq_store *store, const struct cmq_filter *filter,
                               struct cmq_query **query, struct cmq_error *err) {
    *query = calloc(1, sizeof **query);
    if (*query == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    (*query)->store = store;
    (*query)->filter = *filter;
    cmq_arena_init(&(*query)->arena, CMQ_ARENA_LIMIT);
    enum cmq_status status = read_filter(*query, err);
    if (status == CMQ_OK) {
        status = cmq__tell(*query, "BEGIN", NULL, 0, err);
        (*query)->begun = status == CMQ_OK;
    }
    if (status == CMQ_OK && filter->as_of.len > 0) {
        status = cmq_store_set_as_of(store, cmq_day_parse(filter->as_of), err);
    }
    if (status == CMQ_OK) {
        status = put_corrections(*query, err);
    }
    if (status == CMQ_OK && (*query)->filter.bloc.len > 0) {
        status = put_members(*query, err);
    }
    if (status == CMQ_OK && filter->sources != NULL) {
        status = put_sources(*query, err);
    }
    if (status != CMQ_OK) {
        cmq_query_free(*query);
        *query = NULL;
    }
    return status;
}

/* Takes the temporary tables and views away, too. */
void cmq_query_free(struct cmq_query *query) {
    if (query == NULL) {
        return;
    }
    if (query->begun) {
        (void)cmq__tell(query, "ROLLBACK", NULL, 0, NULL);
    }
    cmq_arena_release(&query->arena);
    free(query);
}
