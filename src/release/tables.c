/* SPDX-License-Identifier: Apache-2.0 */
/* In SQL `n` is the report in temp.released, which numbers what is released. The store's own
 * numbers tell in which order reports came, and are not released. */
#include "release/tables.h"

#include <string.h>

#define COUNT(array) (unsigned)(sizeof(array) / sizeof *(array))

#define TEXT    CMQ__FIELD_TEXT
#define LIST    CMQ__FIELD_LIST
#define INTEGER CMQ__FIELD_INTEGER
#define REAL    CMQ__FIELD_REAL
#define DAY     CMQ__FIELD_DAY

#define REPORT_NUMBER                                                                              \
    {                                                                                              \
        "report_number", INTEGER, 0, true, false, "n.number",                                      \
            "Number of the report in this release, by date, id and URL, from 1."                   \
    }
#define SPAN(name, sql, what)                                                                      \
    {name "_start",                                                                                \
     INTEGER,                                                                                      \
     0,                                                                                            \
     false,                                                                                        \
     false,                                                                                        \
     sql "_start",                                                                                 \
     "First code point of " what " in the report's text, from 0."},                                \
    {                                                                                              \
        name "_end", INTEGER, 0, false, false, sql "_end",                                         \
            "The code point after the last one of " what "."                                       \
    }

static const struct cmq__released_field reports[] = {
    REPORT_NUMBER,
    {"report", TEXT, 0, true, false, "r.report", "Id of the report, as it was given."},
    {"date", DAY, 0, false, false, "r.date", "Day of the report."},
    {"publisher", TEXT, 0, false, false, "r.publisher", "Outlet."},
    {"agency", TEXT, 0, false, false, "r.agency", "News agency that its dateline names."},
    {"language", TEXT, 0, false, false, "r.language", "Language, as it was given."},
    {"url", TEXT, 0, false, false, "r.url", "Where the report was published."},
    {"title", TEXT, 0, false, true, "r.title", "Its title."},
    {"length", INTEGER, 0, true, false, "r.length", "Code points of its text."},
    {"text_sha256", TEXT, 0, true, false, "r.text_sha256",
     "SHA-256 of its text in UTF-8, in hexadecimal digits."},
    {"version", INTEGER, 0, true, false, "r.version",
     "Which version of the report it is, in the order in which they were added, from 1."},
    {"coder", TEXT, 0, true, false, "r.coder", "Version of the program that coded it."},
    {"model", TEXT, 0, false, false, "r.model", "SHA-256 of the language model."},
    {"lexicon", TEXT, 0, false, false, "r.lexicon", "SHA-256 of the dictionaries."},
    {"events", INTEGER, 0, true, false,
     "(SELECT count(*) FROM event_table e WHERE e.report_number = r.report_number)",
     "Its rows in events."},
    {"statements", INTEGER, 0, true, false, "r.statements", "Its rows in statements."},
    {"story", INTEGER, 0, false, false,
     "(SELECT w.number FROM stories_now s JOIN temp.released_stories w ON w.story = s.story "
     "WHERE s.report = r.report_number)",
     "The story that it is of, in stories."},
    {"copy_of", INTEGER, 0, false, false,
     "(SELECT w.number FROM copies_now c JOIN temp.released w ON w.report = c.source "
     "WHERE c.report = r.report_number AND c.whole)",
     "The report whose text it has, near enough word by word."},
};

static const struct cmq__released_field events[] = {
    REPORT_NUMBER,
    {"event_number", INTEGER, 0, true, false, "t.event_number",
     "Place among the events of the report, the most salient first, from 0."},
    {"event", TEXT, 0, true, false, "t.event",
     "Id of the event, of its report, place in the text and number there."},
    {"report", TEXT, 0, true, false, "t.report", "Id of the report."},
    {"told", DAY, 0, false, false, "t.told", "Day of the report."},
    {"date_from", DAY, 0, false, false, "t.date_from", "First day of the event itself."},
    {"date_to", DAY, 0, false, false, "t.date_to", "Last day of the event itself."},
    {"date_basis", TEXT, 0, false, false, "t.date_basis",
     "How its day is known: explicit, relative, inherited, report, human."},
    {"source", LIST, 0, false, false, "t.source",
     "CAMEO codes of those who act, --- for one without a code."},
    {"source_country", LIST, 0, false, false, "t.source_country",
     "Their countries, ISO 3166 alpha-3, --- for none."},
    {"target", LIST, 0, false, false, "t.target", "CAMEO codes of those acted on."},
    {"target_country", LIST, 0, false, false, "t.target_country", "Their countries."},
    {"cameo", TEXT, 0, true, false, "t.cameo", "CAMEO code, a string with its leading zero."},
    {"plover", TEXT, 0, false, false, "t.plover", "PLOVER type."},
    {"mode", TEXT, 0, false, false, "t.mode", "PLOVER mode."},
    {"contexts", LIST, 0, false, false, "t.contexts", "PLOVER contexts."},
    {"quad_gdelt", INTEGER, 0, false, false, "t.quad_gdelt",
     "GDELT's QuadClass: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."},
    {"goldstein_gdelt", REAL, 1, false, false, "t.goldstein_gdelt",
     "Goldstein score of the code in GDELT's table."},
    {"assertion", TEXT, 0, true, false, "t.assertion",
     "actual, negated, possible, requested or alleged."},
    {"time", TEXT, 0, true, false, "t.time", "past, present or future, seen from the report."},
    {"place_name", TEXT, 0, false, false, "t.place_name", "Where: the gazetteer's name."},
    {"place_country", TEXT, 0, false, false, "t.place_country", "Its country, ISO 3166 alpha-3."},
    {"place_admin1", TEXT, 0, false, false, "t.place_admin1", "Its first-level division."},
    {"place_lat", REAL, 3, false, false, "t.place_lat", "Degrees of latitude."},
    {"place_lon", REAL, 3, false, false, "t.place_lon", "Degrees of longitude."},
    {"place_precision", TEXT, 0, false, false, "t.place_precision",
     "point, city, admin1 or country."},
    {"attribution", LIST, 0, false, false, "t.attribution",
     "CAMEO codes of those who tell it in the report, the innermost first; empty: the report "
     "does."},
    {"rules", LIST, 0, false, false, "t.rules",
     "Entries of the dictionaries that it rests on: see the codebook."},
    {"same_as", TEXT, 0, false, false, "t.same_as",
     "The earlier event of its report that this one repeats."},
    {"statement", INTEGER, 0, false, false, "t.statement",
     "The statement of its report that it is told in, in statements."},
    {"occurrence", INTEGER, 0, false, false,
     "(SELECT w.number FROM occurrence_events o JOIN temp.released_occurrences w ON w.occurrence = "
     "o.occurrence WHERE o.report = t.report_number AND o.event = t.event_number)",
     "The happening that it tells of, in occurrences."},
    {"confidence", REAL, 2, true, false, "t.confidence", "The coder's confidence, 0 to 1."},
    {"human", LIST, 0, false, false, "t.human", "Fields that people corrected."},
    SPAN("trigger", "e.trigger", "the words that carry the event"),
    SPAN("evidence", "e.evidence", "its clause"),
    SPAN("sentence", "s.span", "its sentence"),
};

static const struct cmq__released_field participants[] = {
    REPORT_NUMBER,
    {"event_number", INTEGER, 0, true, false, "p.event_number", "The event, as in events."},
    {"side", TEXT, 0, true, false, "p.side", "source or target."},
    {"number", INTEGER, 0, true, false, "p.number", "Place on its side, from 0."},
    {"actor", INTEGER, 0, false, false, "p.actor",
     "Number of the actor in its report, in actors; those that a correction named are not there."},
    {"code", TEXT, 0, false, false, "p.code", "CAMEO code of the actor."},
    {"country", TEXT, 0, false, false, "p.country", "ISO 3166 alpha-3."},
    {"sectors", LIST, 0, false, false, "p.sectors", "CAMEO roles."},
    {"basis", TEXT, 0, true, false, "p.basis",
     "Where it is named: text, possessive, place, discourse, human."},
    SPAN("span", "p.span", "the words that name it"),
};

static const struct cmq__released_field actors[] = {
    REPORT_NUMBER,
    {"actor", INTEGER, 0, true, false, "a.actor", "Number of the actor in its report, from 0."},
    {"code", TEXT, 0, false, false, "a.code", "CAMEO code as of the report's day."},
    {"country", TEXT, 0, false, false, "a.country", "ISO 3166 alpha-3."},
    {"sectors", LIST, 0, false, false, "a.sectors", "CAMEO roles."},
    {"basis", TEXT, 0, true, false, "a.basis",
     "How the code is known: lexicon, report, country, unknown."},
    {"entry", TEXT, 0, false, false, "a.entry", "Entry of the dictionaries that it rests on."},
    {"mentions", INTEGER, 0, true, false, "a.mentions", "Its rows in mentions."},
};

static const struct cmq__released_field mentions[] = {
    REPORT_NUMBER,
    {"actor", INTEGER, 0, true, false, "m.actor", "The actor, as in actors."},
    {"number", INTEGER, 0, true, false, "m.number", "Place among its mentions, from 0."},
    {"kind", TEXT, 0, true, false, "m.kind", "name, title, pronoun, place, group or phrase."},
    SPAN("span", "m.span", "the mention"),
};

#define CODES_OF(table)                                                                            \
    "(SELECT group_concat(coalesce(a.code, '---'), ';') FROM " table                               \
    " d LEFT JOIN actors a ON a.report = d.report AND a.number = d.actor "                         \
    "WHERE d.report = s.report AND d.statement = s.number)"

static const struct cmq__released_field statements[] = {
    REPORT_NUMBER,
    {"statement", INTEGER, 0, true, false, "s.number",
     "Number of the statement in its report, from 0."},
    {"speaker_actor", INTEGER, 0, false, false, "s.speaker_actor", "The speaker, as in actors."},
    {"speaker", TEXT, 0, false, false, "w.code", "CAMEO code of the speaker."},
    {"speaker_country", TEXT, 0, false, false, "w.country", "ISO 3166 alpha-3."},
    SPAN("speaker", "s.speaker_span", "the words that name the speaker"),
    {"addressees", LIST, 0, false, false, CODES_OF("addressees"), "CAMEO codes of the addressees."},
    {"form", TEXT, 0, true, false, "s.form", "direct, indirect or mixed."},
    SPAN("cue", "s.cue", "the word that tells that something is said"),
    {"contents", LIST, 0, false, false,
     "(SELECT group_concat(c.span_start || '-' || c.span_end, ';') FROM contents c "
     "WHERE c.report = s.report AND c.statement = s.number)",
     "What is said: spans in code points, START-END, the end behind the last."},
    {"topics", LIST, 0, false, false,
     "(SELECT group_concat(topic, ';') FROM topics t "
     "WHERE t.report = s.report AND t.statement = s.number)",
     "Topics of the dictionaries."},
    {"attribution", LIST, 0, false, false, CODES_OF("statement_attributions"),
     "CAMEO codes of those who tell that it was said, the innermost first."},
    SPAN("sentence", "z.span", "its sentence"),
};

static const struct cmq__released_field quantities[] = {
    REPORT_NUMBER,
    {"event_number", INTEGER, 0, true, false, "q.event", "The event, as in events."},
    {"number", INTEGER, 0, true, false, "q.number", "Place among the event's quantities, from 0."},
    {"what", TEXT, 0, true, false, "q.what", "What is counted: killed, troops …"},
    {"unit", TEXT, 0, false, false, "q.unit", "Its unit: a currency, ISO 4217."},
    {"from", INTEGER, 0, false, false, "q.\"from\"", "The least that is told; empty: open."},
    {"to", INTEGER, 0, false, false, "q.\"to\"", "The most that is told; empty: open."},
    SPAN("span", "q.span", "the words that tell it"),
};

static const struct cmq__released_field occurrences[] = {
    {"occurrence", INTEGER, 0, true, false, "w.number",
     "Number of the happening in this release, by the first event that tells of it, from 1."},
    {"family", TEXT, 0, true, false, "o.family", "PLOVER type that its events share or touch."},
    {"status", TEXT, 0, true, false, "o.status", "planned, held, cancelled or possible."},
    {"first_day", DAY, 0, false, false, "o.first_day", "Its first day."},
    {"last_day", DAY, 0, false, false, "o.last_day", "Its last day."},
    {"events", INTEGER, 0, true, false, "o.events", "Events that tell of it."},
    {"reports", INTEGER, 0, true, false, "o.reports", "Reports that tell of it."},
    {"outlets", INTEGER, 0, true, false, "o.outlets", "Outlets that tell of it."},
    {"origins", INTEGER, 0, true, false, "o.origins",
     "Sources that do not draw on each other: copies and what is cited count once."},
    {"sides", INTEGER, 0, true, false, "o.sides", "Countries whose officials tell of it."},
    {"part_of", LIST, 0, false, false,
     "(SELECT group_concat(x.number, ';') FROM (SELECT v.number FROM part_of p JOIN "
     "temp.released_occurrences v ON v.occurrence = p.whole WHERE p.part = o.occurrence "
     "ORDER BY v.number) x)",
     "The occurrences that it is part of."},
};

static const struct cmq__released_field stories[] = {
    {"story", INTEGER, 0, true, false, "w.number",
     "Number of the story in this release, by its first report, from 1."},
    {"first_day", DAY, 0, false, false, "s.first_day", "Day of its first report."},
    {"last_day", DAY, 0, false, false, "s.last_day", "Day of its last report."},
    {"reports", INTEGER, 0, true, false, "s.reports", "Reports that are of it."},
    {"outlets", INTEGER, 0, true, false, "s.outlets", "Their outlets."},
    {"texts", INTEGER, 0, true, false, "s.texts", "Their texts, copies counted once."},
    {"occurrences", INTEGER, 0, true, false, "s.occurrences", "Happenings that they tell of."},
};

static const struct cmq__released_field codes[] = {
    {"code", TEXT, 0, true, false, NULL, "CAMEO code, a string with its leading zero."},
    {"parent", TEXT, 0, false, false, NULL, "The code above it; empty for a root."},
    {"root", TEXT, 0, false, false, NULL, "Its root."},
    {"label", TEXT, 0, false, false, NULL, "What it stands for, in CAMEO's words."},
    {"plover", TEXT, 0, false, false, NULL, "PLOVER type."},
    {"mode", TEXT, 0, false, false, NULL, "PLOVER mode."},
    {"contexts", LIST, 0, false, false, NULL, "PLOVER contexts."},
    {"quad_gdelt", INTEGER, 0, false, false, NULL, "GDELT's QuadClass, 1 to 4."},
    {"goldstein_gdelt", REAL, 1, false, false, NULL, "Goldstein score in GDELT's table."},
    {"goldstein_phoenix", REAL, 1, false, false, NULL, "Goldstein score in Phoenix's table."},
    {"goldstein_icews", REAL, 1, false, false, NULL, "Goldstein score in ICEWS's table."},
    {"events", INTEGER, 0, true, false, NULL, "Events of this code in these data."},
    {"actual", INTEGER, 0, true, false, NULL, "Those that are asserted as actual."},
};

static const struct cmq__released_field frames[] = {
    {"code", TEXT, 0, true, false, NULL, "CAMEO code of the events."},
    {"frame", TEXT, 0, true, false, NULL, "Id of the frame, as in the rules of events."},
    {"pattern", TEXT, 0, false, false, NULL,
     "The frame as its author wrote it: docs/lexicon.md of Communique tells how to read it."},
    {"example", TEXT, 0, false, false, NULL, "The first sentence that its author gave for it."},
    {"expected", TEXT, 0, false, false, NULL, "What that is coded as: code, source, target."},
    {"events", INTEGER, 0, true, false, NULL,
     "Events of this code by this frame in these data. A frame has rows under other codes than its "
     "own where what stands with the act makes the code another."},
};

#define FIELDS(array) array, COUNT(array)
#define OF_REPORT     "JOIN temp.released n ON n.report = "

const struct cmq__released_table cmq__released_table[CMQ__RELEASED_COUNT] = {
    [CMQ__RELEASED_REPORTS] = {"reports", "A report, in its current version.",
                               "FROM report_table r " OF_REPORT "r.report_number ORDER BY n.number",
                               "report_number", NULL, FIELDS(reports)},
    [CMQ__RELEASED_EVENTS] = {"events", "An event that a report tells, with corrections by people.",
                              "FROM event_table t " OF_REPORT "t.report_number "
                              "JOIN events e ON e.report = t.report_number AND e.number = "
                              "t.event_number LEFT JOIN sentences s ON s.report = e.report AND "
                              "s.number = e.sentence ORDER BY n.number, t.event_number",
                              "report_number;event_number", "reports", FIELDS(events)},
    [CMQ__RELEASED_PARTICIPANTS] = {"participants", "An actor on one side of an event.",
                                    "FROM participant_table p " OF_REPORT "p.report_number "
                                    "ORDER BY n.number, p.event_number, p.side, p.number",
                                    "report_number;event_number;side;number", "events",
                                    FIELDS(participants)},
    [CMQ__RELEASED_ACTORS] = {"actors", "An actor of a report.",
                              "FROM actor_table a " OF_REPORT "a.report_number "
                              "ORDER BY n.number, a.actor",
                              "report_number;actor", "reports", FIELDS(actors)},
    [CMQ__RELEASED_MENTIONS] = {"mentions", "A stretch of text that refers to an actor.",
                                "FROM mentions m " OF_REPORT "m.report "
                                "ORDER BY n.number, m.actor, m.number",
                                "report_number;actor;number", "actors", FIELDS(mentions)},
    [CMQ__RELEASED_STATEMENTS] = {"statements", "What somebody says in a report.",
                                  "FROM statements s " OF_REPORT "s.report "
                                  "LEFT JOIN actors w ON w.report = s.report AND w.number = "
                                  "s.speaker_actor LEFT JOIN sentences z ON z.report = s.report "
                                  "AND z.number = s.sentence ORDER BY n.number, s.number",
                                  "report_number;statement", "reports", FIELDS(statements)},
    [CMQ__RELEASED_QUANTITIES] = {"quantities", "A number that an event has: the killed, a sum.",
                                  "FROM quantities q " OF_REPORT "q.report "
                                  "WHERE EXISTS (SELECT 1 FROM event_table t WHERE t.report_number "
                                  "= q.report AND t.event_number = q.event) "
                                  "ORDER BY n.number, q.event, q.number",
                                  "report_number;event_number;number", "events",
                                  FIELDS(quantities)},
    [CMQ__RELEASED_OCCURRENCES] = {"occurrences", "A happening, told by one report or many.",
                                   "FROM occurrence_table o JOIN temp.released_occurrences w "
                                   "ON w.occurrence = o.occurrence ORDER BY w.number",
                                   "occurrence", NULL, FIELDS(occurrences)},
    [CMQ__RELEASED_STORIES] = {"stories", "Reports about the same happenings.",
                               "FROM story_table s JOIN temp.released_stories w "
                               "ON w.story = s.story ORDER BY w.number",
                               "story", NULL, FIELDS(stories)},
    [CMQ__RELEASED_CODES] = {"codebook", "A code of events.", NULL, "code", NULL, FIELDS(codes)},
    [CMQ__RELEASED_FRAMES] = {"codebook-frames", "A frame of the dictionaries under a code.", NULL,
                              "code;frame", "codebook", FIELDS(frames)},
};

unsigned cmq__released_columns(const struct cmq__released_table *table, bool titles,
                               struct cmq_column column[static CMQ_COLUMNS_MAX]) {
    static const unsigned char kind[] = {[TEXT] = CMQ_COLUMN_TEXT,
                                         [LIST] = CMQ_COLUMN_LIST,
                                         [INTEGER] = CMQ_COLUMN_INTEGER,
                                         [REAL] = CMQ_COLUMN_REAL,
                                         [DAY] = CMQ_COLUMN_TEXT};
    unsigned count = 0;
    for (unsigned i = 0; i < table->count; i++) {
        const struct cmq__released_field *field = &table->field[i];
        if (titles || !field->title) {
            column[count++] = (struct cmq_column){
                .name = field->name, .kind = kind[field->kind], .decimals = field->decimals};
        }
    }
    return count;
}

unsigned cmq__released_field_of(const struct cmq__released_table *table, const char *name) {
    for (unsigned i = 0; i < table->count; i++) {
        if (strcmp(table->field[i].name, name) == 0) {
            return i;
        }
    }
    return CMQ_COLUMNS_MAX;
}
