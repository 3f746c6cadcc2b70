/* SPDX-License-Identifier: Apache-2.0 */
#include "store/shape.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define TEXT(name, into)                                                                           \
    { .member = (name), .kind = CMQ__TEXT, .column = (into) }
#define INTEGER(name, into)                                                                        \
    { .member = (name), .kind = CMQ__INTEGER, .column = (into) }
#define REAL(name, into, digits)                                                                   \
    { (name), CMQ__REAL, (into), (digits), NULL, 0, 0 }
#define LIST(name, into)                                                                           \
    { .member = (name), .kind = CMQ__LIST, .column = (into) }
#define ENTRY(name, into)                                                                          \
    { .member = (name), .kind = CMQ__ENTRY, .column = (into) }
#define SPAN(name, into)                                                                           \
    { .member = (name), .kind = CMQ__SPAN, .column = (into) }
#define OBJECT(name, fields)                                                                       \
    { (name), CMQ__OBJECT, NULL, 0, (fields), COUNT(fields), 0 }
#define ROWS(name, table)                                                                          \
    { .member = (name), .kind = CMQ__ROWS, .rows = (table) }
#define DERIVED(name, from)                                                                        \
    { .member = (name), .kind = CMQ__DERIVED, .column = (from) }

const struct cmq__field cmq__report_field[] = {
    TEXT("id", "id"),         TEXT("date", "date"),         TEXT("publisher", "publisher"),
    TEXT("agency", "agency"), TEXT("dateline", "dateline"), TEXT("url", "url"),
    TEXT("title", "title"),   TEXT("language", "language"),
};
const unsigned cmq__report_field_count = COUNT(cmq__report_field);

static const struct cmq__field sentence[] = {SPAN(NULL, "span")};

static const struct cmq__field mention[] = {SPAN("span", "span"), TEXT("kind", "kind")};

static const struct cmq__field actor[] = {
    TEXT("name", "name"),       TEXT("title", "title"),          TEXT("code", "code"),
    TEXT("country", "country"), LIST("sectors", "sectors"),      TEXT("basis", "basis"),
    ENTRY("entry", "entry"),    ROWS("mentions", CMQ__MENTIONS),
};

static const struct cmq__field time[] = {
    SPAN("span", "span"), TEXT("type", "type"),     TEXT("value", "value"),
    TEXT("mod", "mod"),   TEXT("from", "\"from\""), TEXT("to", "\"to\""),
};

static const struct cmq__field place[] = {
    TEXT("name", "name"),  TEXT("country", "country"), TEXT("admin1", "admin1"),
    REAL("lat", "lat", 3), REAL("lon", "lon", 3),      TEXT("precision", "precision"),
    SPAN("span", "span"),
};

static const struct cmq__field participant[] = {
    INTEGER("actor", "actor"),
    SPAN("span", "span"),
    TEXT("basis", "basis"),
};

static const struct cmq__field party[] = {INTEGER("actor", "actor"), SPAN("span", "span")};

static const struct cmq__field teller[] = {
    INTEGER("actor", "actor"),
    TEXT("kind", "kind"),
    SPAN("span", "span"),
};

static const struct cmq__field quantity[] = {
    TEXT("what", "what"),    TEXT("unit", "unit"), INTEGER("from", "\"from\""),
    INTEGER("to", "\"to\""), SPAN("span", "span"),
};

static const struct cmq__field rule[] = {ENTRY(NULL, "entry")};

static const struct cmq__field event_date[] = {
    TEXT("from", "date_from"),
    TEXT("to", "date_to"),
    TEXT("basis", "date_basis"),
    SPAN("span", "date_span"),
};

static const struct cmq__field event_place[] = {
    TEXT("name", "place_name"),     TEXT("country", "place_country"),
    TEXT("admin1", "place_admin1"), REAL("lat", "place_lat", 3),
    REAL("lon", "place_lon", 3),    TEXT("precision", "place_precision"),
    SPAN("span", "place_span"),
};

static const struct cmq__field event[] = {
    TEXT("id", "id"),
    TEXT("cameo", "cameo"),
    TEXT("plover", "plover"),
    TEXT("mode", "mode"),
    LIST("contexts", "contexts"),
    INTEGER("quad_gdelt", "quad_gdelt"),
    REAL("goldstein_gdelt", "goldstein_gdelt", 1),
    ROWS("source", CMQ__SOURCES),
    ROWS("target", CMQ__TARGETS),
    TEXT("assertion", "assertion"),
    TEXT("time", "time"),
    OBJECT("date", event_date),
    DERIVED("told", "(SELECT date FROM reports r WHERE r.report = events.report)"),
    OBJECT("place", event_place),
    ROWS("attribution", CMQ__EVENT_ATTRIBUTIONS),
    INTEGER("statement", "statement"),
    TEXT("same_as", "same_as"),
    ROWS("quantities", CMQ__QUANTITIES),
    SPAN("trigger", "trigger"),
    SPAN("evidence", "evidence"),
    INTEGER("sentence", "sentence"),
    ROWS("rules", CMQ__RULES),
    REAL("confidence", "confidence", 2),
};

static const struct cmq__field speaker[] = {
    INTEGER("actor", "speaker_actor"),
    SPAN("span", "speaker_span"),
};

static const struct cmq__field content[] = {SPAN(NULL, "span")};
static const struct cmq__field topic[] = {TEXT(NULL, "topic")};

static const struct cmq__field statement[] = {
    OBJECT("speaker", speaker),
    ROWS("addressees", CMQ__ADDRESSEES),
    TEXT("form", "form"),
    SPAN("cue", "cue"),
    ROWS("content", CMQ__CONTENTS),
    ROWS("topics", CMQ__TOPICS),
    ROWS("attribution", CMQ__STATEMENT_ATTRIBUTIONS),
    INTEGER("sentence", "sentence"),
};

const struct cmq__field cmq__coding_array[] = {
    ROWS("sentences", CMQ__SENTENCES), ROWS("actors", CMQ__ACTORS),
    ROWS("times", CMQ__TIMES),         ROWS("places", CMQ__PLACES),
    ROWS("events", CMQ__EVENTS),       ROWS("statements", CMQ__STATEMENTS),
};
const unsigned cmq__coding_array_count = COUNT(cmq__coding_array);

#define SHAPE(table, owner, side, fields)                                                          \
    { (table), (owner), (side), (fields), COUNT(fields) }

const struct cmq__shape cmq__shape[CMQ__TABLE_COUNT] = {
    [CMQ__SENTENCES] = SHAPE("sentences", NULL, NULL, sentence),
    [CMQ__ACTORS] = SHAPE("actors", NULL, NULL, actor),
    [CMQ__MENTIONS] = SHAPE("mentions", "actor", NULL, mention),
    [CMQ__TIMES] = SHAPE("times", NULL, NULL, time),
    [CMQ__PLACES] = SHAPE("places", NULL, NULL, place),
    [CMQ__EVENTS] = SHAPE("events", NULL, NULL, event),
    [CMQ__SOURCES] = SHAPE("participants", "event", "source", participant),
    [CMQ__TARGETS] = SHAPE("participants", "event", "target", participant),
    [CMQ__EVENT_ATTRIBUTIONS] = SHAPE("event_attributions", "event", NULL, teller),
    [CMQ__QUANTITIES] = SHAPE("quantities", "event", NULL, quantity),
    [CMQ__RULES] = SHAPE("rules", "event", NULL, rule),
    [CMQ__STATEMENTS] = SHAPE("statements", NULL, NULL, statement),
    [CMQ__ADDRESSEES] = SHAPE("addressees", "statement", NULL, party),
    [CMQ__CONTENTS] = SHAPE("contents", "statement", NULL, content),
    [CMQ__TOPICS] = SHAPE("topics", "statement", NULL, topic),
    [CMQ__STATEMENT_ATTRIBUTIONS] = SHAPE("statement_attributions", "statement", NULL, teller),
};

unsigned cmq__field_width(const struct cmq__field *field) {
    unsigned width = 0;
    switch (field->kind) {
    case CMQ__ROWS:
        return 0;
    case CMQ__SPAN:
        return 2;
    case CMQ__OBJECT:
        for (unsigned i = 0; i < field->object_count; i++) {
            width += cmq__field_width(&field->object[i]);
        }
        return width;
    default:
        return 1;
    }
}
