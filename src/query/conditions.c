/* SPDX-License-Identifier: Apache-2.0 */
/* The filter as SQL. Who takes part is asked for by sets of events that SQLite finds once, by way
 * of the actors; or, where many do and a page goes report by report, event by event. */
#include "query/question.h"

const char *cmq__event_day(const struct cmq_query *query) {
    return query->dated_event ? "CASE WHEN e.date_from = e.date_to AND e.date_to <= r.date "
                                "THEN e.date_from ELSE r.date END"
                              : "r.date";
}

/* ---- reports ---- */

void cmq__add_coverage_conditions(struct cmq__question *question, const struct cmq_query *query) {
    const struct cmq_filter *filter = &query->filter;
    cmq__add(question, "r.is_current = 1");
    if (filter->publisher.len > 0) {
        cmq__add(question, " AND r.publisher = ");
        cmq__add_value(question, filter->publisher);
        cmq__add(question, " COLLATE NOCASE");
    }
    if (filter->language.len > 0) {
        cmq__add(question, " AND r.language = ");
        cmq__add_value(question, filter->language);
    }
    if (filter->sources != NULL) {
        cmq__add(question, " AND r.publisher IN (SELECT publisher FROM temp.asked_sources)");
    }
}

/* The index has the words by the last coding of a report, which a day of the past knew by others.
 */
static void add_words_of(struct cmq__question *question, const struct cmq_query *query,
                         const char *reports) {
    cmq__add(question, reports);
    cmq__add(question, " WHERE report_words MATCH ");
    cmq__add_value(question, query->filter.text);
}

void cmq__add_report_conditions(struct cmq__question *question, const struct cmq_query *query) {
    cmq__add_coverage_conditions(question, query);
    if (query->filter.text.len > 0) {
        cmq__add(question, " AND r.report IN (");
        add_words_of(question, query, "SELECT rowid FROM report_words");
        if (query->filter.as_of.len > 0) {
            cmq__add(question, " UNION ALL ");
            add_words_of(question, query,
                         "SELECT o.report FROM report_words w JOIN main.reports o ON o.recoded_as "
                         "= w.rowid");
        }
        cmq__add(question, ")");
    }
}

void cmq__add_days(struct cmq__question *question, const struct cmq_query *query, const char *day) {
    const struct {
        const char *compare;
        struct cmq_str bound;
    } ends[] = {{" >= ", query->filter.from}, {" <= ", query->filter.to}};
    for (unsigned i = 0; i < 2; i++) {
        if (ends[i].bound.len > 0) {
            cmq__add(question, " AND ");
            cmq__add(question, day);
            cmq__add(question, ends[i].compare);
            cmq__add_value(question, ends[i].bound);
        }
    }
}

/* ---- actors ---- */

void cmq__add_identity(struct cmq__question *question, const struct cmq__identity *actor) {
    if (actor->code.len > 0) {
        cmq__add(question, "a.code >= ");
        cmq__add_value(question, actor->code);
        cmq__add(question, " AND a.code < ");
        cmq__add_value(question, actor->code_end);
    } else {
        cmq__add(question, "' ' || a.name || ' ' LIKE ");
        cmq__add_value(question, actor->name);
        cmq__add(question, " ESCAPE '\\'");
    }
}

void cmq__add_sector_condition(struct cmq__question *question, const struct cmq_query *query,
                               const char *column) {
    const struct cmq__words *sectors = &query->sectors;
    for (uint32_t i = 0; i < sectors->list.count; i++) {
        cmq__add(question, i == 0 ? " AND (" : " OR ");
        cmq__add(question, "instr(';' || ");
        cmq__add(question, column);
        cmq__add(question, " || ';', ';' || ");
        cmq__add_value(question, sectors->list.item[i]);
        cmq__add(question, " || ';') > 0");
    }
    cmq__add(question, sectors->list.count > 0 ? ")" : "");
}

void cmq__add_actor_conditions(struct cmq__question *question, const struct cmq_query *query,
                               bool states, const char *day) {
    cmq__add(question, "1");
    if (query->actor.given) {
        cmq__add(question, " AND ");
        cmq__add_identity(question, &query->actor);
    }
    if (!states) {
        return;
    }
    if (query->countries.list.count > 0) {
        cmq__add(question, " AND a.country IN ");
        cmq__add_list(question, &query->countries);
    }
    if (query->filter.bloc.len > 0 && day != NULL) {
        cmq__add(question, " AND EXISTS (SELECT 1 FROM temp.asked_members m WHERE m.country = "
                           "a.country AND coalesce(");
        cmq__add(question, day);
        cmq__add(question, ", m.last) BETWEEN m.first AND m.last)");
    }
    cmq__add_sector_condition(question, query, "a.sectors");
}

static bool asks_for_states(const struct cmq_query *query) {
    return query->countries.list.count > 0 || query->sectors.list.count > 0 ||
           query->filter.bloc.len > 0;
}

/* ---- events ---- */

/* The event is one in which an actor takes part; the caller says who and closes the bracket. In a
 * set, r and e are the actor's own. */
static void begin_participation(struct cmq__question *question, const struct cmq_query *query,
                                bool with_event) {
    if (query->by_row) {
        cmq__add(question, " AND EXISTS (SELECT 1 FROM participants p CROSS JOIN actors a ON "
                           "a.report = p.report AND a.number = p.actor WHERE p.report = e.report "
                           "AND p.event = e.number AND ");
        return;
    }
    cmq__add(question, " AND (e.report, e.number) IN (SELECT p.report, p.event FROM actors a "
                       "JOIN participants p ON p.report = a.report AND p.actor = a.number ");
    if (with_event) {
        cmq__add(question, "JOIN reports r ON r.report = a.report "
                           "JOIN events e ON e.report = p.report AND e.number = p.event ");
    }
    cmq__add(question, "WHERE ");
}

static void add_side(struct cmq__question *question, const struct cmq_query *query,
                     const struct cmq__identity *actor, const char *condition) {
    if (actor->given) {
        begin_participation(question, query, false);
        cmq__add(question, condition);
        cmq__add_identity(question, actor);
        cmq__add(question, ")");
    }
}

static void add_codes(struct cmq__question *question, const struct cmq_query *query) {
    const struct cmq__words *codes = &query->codes;
    for (uint32_t i = 0; i < codes->list.count; i++) {
        cmq__add(question, i == 0 ? " AND (" : " OR ");
        cmq__add(question, "substr(e.cameo, 1, length(");
        cmq__add_value(question, codes->list.item[i]);
        cmq__add(question, ")) = ");
        cmq__add_value(question, codes->list.item[i]);
    }
    cmq__add(question, codes->list.count > 0 ? ")" : "");
}

static void add_words(struct cmq__question *question, const char *condition,
                      const struct cmq__words *words) {
    if (words->list.count > 0) {
        cmq__add(question, condition);
        cmq__add_list(question, words);
    }
}

static void add_attribution(struct cmq__question *question, struct cmq_str attributed,
                            const char *tellers) {
    if (attributed.len > 0) {
        cmq__add(question, cmq_str_eq(attributed, CMQ_STR("yes")) ? " AND EXISTS (SELECT 1 FROM "
                                                                  : " AND NOT EXISTS (SELECT 1 "
                                                                    "FROM ");
        cmq__add(question, tellers);
        cmq__add(question, ")");
    }
}

void cmq__add_event_conditions(struct cmq__question *question, const struct cmq_query *query,
                               bool parties) {
    const struct cmq_filter *filter = &query->filter;
    cmq__add(question, filter->repeats ? "1" : "e.same_as IS NULL");
    add_codes(question, query);
    add_words(question, " AND e.plover IN ", &query->types);
    add_words(question, " AND e.assertion IN ", &query->assertions);
    add_words(question, " AND e.time IN ", &query->times);
    if (filter->occurs_from.len > 0) {
        cmq__add(question, " AND coalesce(e.date_to, e.date_from) >= ");
        cmq__add_value(question, filter->occurs_from);
    }
    if (filter->occurs_to.len > 0) {
        cmq__add(question, " AND e.date_from <= ");
        cmq__add_value(question, filter->occurs_to);
    }
    if (filter->place.len > 0) {
        cmq__add(question, " AND (e.place_name = ");
        cmq__add_value(question, filter->place);
        cmq__add(question, " COLLATE NOCASE OR e.place_country = ");
        cmq__add_value(question, filter->place);
        cmq__add(question, ")");
    }
    add_attribution(question, filter->attributed,
                    "event_attributions t WHERE t.report = e.report AND t.event = e.number");
    add_side(question, query, &query->source, "p.side = 'source' AND ");
    add_side(question, query, &query->target, "p.side = 'target' AND ");
    if (query->actor.given || (parties && asks_for_states(query))) {
        begin_participation(question, query, query->filter.bloc.len > 0);
        cmq__add_actor_conditions(question, query, parties, cmq__event_day(query));
        cmq__add(question, ")");
    }
}

/* ---- statements ---- */

/* The statements of speakers and addressees: in a set, or for one by one. In a set r is the actor's
 * own. */
struct role {
    const char *set, *one;
};

static const struct role speaker = {
    "SELECT s.report, s.number FROM actors a JOIN statements s ON s.report = a.report AND "
    "s.speaker_actor = a.number JOIN reports r ON r.report = a.report WHERE ",
    "SELECT 1 FROM actors a WHERE a.report = s.report AND a.number = s.speaker_actor AND ",
};
static const struct role addressee = {
    "SELECT d.report, d.statement FROM actors a JOIN addressees d ON d.report = a.report AND "
    "d.actor = a.number JOIN reports r ON r.report = a.report WHERE ",
    "SELECT 1 FROM addressees d CROSS JOIN actors a ON a.report = d.report AND a.number = d.actor "
    "WHERE d.report = s.report AND d.statement = s.number AND ",
};

static void begin_roles(struct cmq__question *question, const struct cmq_query *query) {
    cmq__add(question, query->by_row ? " AND EXISTS (" : " AND (s.report, s.number) IN (");
}

static void add_role(struct cmq__question *question, const struct cmq_query *query,
                     const struct role *role) {
    cmq__add(question, query->by_row ? role->one : role->set);
}

static void add_one_role(struct cmq__question *question, const struct cmq_query *query,
                         const struct role *role, const struct cmq__identity *actor) {
    if (actor->given) {
        begin_roles(question, query);
        add_role(question, query, role);
        cmq__add_identity(question, actor);
        cmq__add(question, ")");
    }
}

void cmq__add_statement_conditions(struct cmq__question *question, const struct cmq_query *query) {
    const struct cmq_filter *filter = &query->filter;
    cmq__add(question, "1");
    add_attribution(question, filter->attributed,
                    "statement_attributions t WHERE t.report = s.report AND t.statement = "
                    "s.number");
    add_one_role(question, query, &speaker, &query->source);
    add_one_role(question, query, &addressee, &query->target);
    if (query->actor.given || asks_for_states(query)) {
        begin_roles(question, query);
        add_role(question, query, &speaker);
        cmq__add_actor_conditions(question, query, true, "r.date");
        cmq__add(question, " UNION ALL ");
        add_role(question, query, &addressee);
        cmq__add_actor_conditions(question, query, true, "r.date");
        cmq__add(question, ")");
    }
}
