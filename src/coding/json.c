/* SPDX-License-Identifier: Apache-2.0 */
/* The coding as one JSON object. docs/coding.schema.json is the contract; members stand in the
 * order in which it lists them. Empty strings and absent spans are null: what is not known is never
 * filled in. */
#include "coding/coding.h"
#include "coding/names.h"
#include "coding/offsets.h"

#define FORMAT_VERSION 1

/* What every part of the writer needs. */
struct writer {
    struct cmq_json json;
    struct cmq_offsets offsets;
    const struct cmq_coding *coding;
};

#define KEY(writer, name) cmq_json_key(&(writer)->json, CMQ_STR(name))

static void put_known(struct writer *w, struct cmq_str s) {
    cmq_json_str(&w->json, s.len > 0 ? s : (struct cmq_str){NULL, 0});
}

static void put_day(struct writer *w, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    put_known(w, cmq_str_of(text));
}

static void put_index(struct writer *w, uint32_t index) {
    if (index == UINT32_MAX) {
        cmq_json_null(&w->json);
    } else {
        cmq_json_int(&w->json, index);
    }
}

static void put_span(struct writer *w, uint32_t start, uint32_t end) {
    if (start == end) {
        cmq_json_null(&w->json);
        return;
    }
    cmq_json_array_begin(&w->json);
    cmq_json_int(&w->json, cmq_offsets_at(&w->offsets, start));
    cmq_json_int(&w->json, cmq_offsets_at(&w->offsets, end));
    cmq_json_array_end(&w->json);
}

static void put_stretch(struct writer *w, struct cmq_stretch stretch) {
    put_span(w, stretch.start, stretch.end);
}

static void put_strs(struct writer *w, const struct cmq_str *item, uint32_t count) {
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < count; i++) {
        cmq_json_str(&w->json, item[i]);
    }
    cmq_json_array_end(&w->json);
}

static void put_coder(struct writer *w) {
    const struct cmq_coder *coder = w->coding->coder;
    cmq_json_object_begin(&w->json);
    KEY(w, "version");
    cmq_json_str(&w->json, CMQ_STR(CMQ_VERSION));
    KEY(w, "model");
    /* A coding put together without a parse has no model. */
    put_known(w, coder->model == NULL ? CMQ_STR("") : cmq_model_id(coder->model));
    KEY(w, "lexicon");
    put_known(w, coder->knowledge[0] ? cmq_str_of(coder->knowledge) : coder->lexicon.id);
    if (coder->ontology != NULL) {
        KEY(w, "ontology");
        cmq_json_str(&w->json, cmq_str_of(coder->ontology->id));
    }
    cmq_json_object_end(&w->json);
}

static void put_report(struct writer *w, bool with_text) {
    const struct cmq_report *report = &w->coding->report;
    cmq_json_object_begin(&w->json);
    KEY(w, "id");
    cmq_json_str(&w->json, report->id);
    KEY(w, "date");
    put_day(w, report->date);
    KEY(w, "publisher");
    put_known(w, report->publisher);
    KEY(w, "agency");
    put_known(w, w->coding->places.agency);
    KEY(w, "dateline");
    put_known(w, w->coding->places.dateline);
    KEY(w, "url");
    put_known(w, report->url);
    KEY(w, "title");
    put_known(w, report->title);
    KEY(w, "language");
    put_known(w, report->language);
    if (with_text) {
        KEY(w, "text");
        cmq_json_str(&w->json, report->text);
    }
    cmq_json_object_end(&w->json);
}

static void put_sentences(struct writer *w) {
    const struct cmq_parse *parse = &w->coding->parse;
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < parse->sentence_count; i++) {
        const struct cmq_sentence *sentence = &parse->sentence[i];
        put_span(w, parse->token[sentence->first].start, parse->token[sentence->end - 1].end);
    }
    cmq_json_array_end(&w->json);
}

/* The members of an actor, without the braces. */
static void put_actor_members(struct writer *w, const struct cmq_actor *actor) {
    KEY(w, "name");
    cmq_json_str(&w->json, actor->name);
    KEY(w, "title");
    put_known(w, actor->title);
    KEY(w, "code");
    put_known(w, actor->code);
    KEY(w, "country");
    put_known(w, actor->country);
    KEY(w, "sectors");
    put_strs(w, actor->sectors.item, actor->sectors.count);
    KEY(w, "basis");
    cmq_json_str(&w->json, cmq_actor_basis_name(actor->basis));
    KEY(w, "entry");
    put_known(w, actor->entry);
    KEY(w, "mentions");
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < actor->mentions.count; i++) {
        const struct cmq_mention *mention =
            &w->coding->actors.mention.item[actor->mentions.item[i]];
        cmq_json_object_begin(&w->json);
        KEY(w, "span");
        put_span(w, mention->start, mention->end);
        KEY(w, "kind");
        cmq_json_str(&w->json, cmq_mention_kind_name(mention->kind));
        cmq_json_object_end(&w->json);
    }
    cmq_json_array_end(&w->json);
}

static void put_actor(struct writer *w, const struct cmq_actor *actor) {
    cmq_json_object_begin(&w->json);
    put_actor_members(w, actor);
    cmq_json_object_end(&w->json);
}

static void put_time(struct writer *w, const struct cmq_time *time) {
    const struct cmq_parse *parse = &w->coding->parse;
    cmq_json_object_begin(&w->json);
    KEY(w, "span");
    put_span(w, parse->token[time->first].start, parse->token[time->end - 1].end);
    KEY(w, "type");
    cmq_json_str(&w->json, cmq_time_type_name(time->type));
    KEY(w, "value");
    cmq_json_str(&w->json, time->value);
    KEY(w, "mod");
    put_known(w, time->mod);
    KEY(w, "from");
    put_day(w, time->from);
    KEY(w, "to");
    put_day(w, time->to);
    cmq_json_object_end(&w->json);
}

/* What the actor's state counts as and belongs to on the report's day; null and none without one.
 */
static void put_state(struct writer *w, const struct cmq_actor *actor) {
    cmq_day day = w->coding->report.date;
    const struct cmq_cow *cow = cmq_cow_of(actor->country, day);
    KEY(w, "cow");
    if (cow != NULL) {
        cmq_json_object_begin(&w->json);
        KEY(w, "letters");
        cmq_json_str(&w->json, cmq_str_of(cow->letters));
        KEY(w, "number");
        cmq_json_int(&w->json, cow->number);
        cmq_json_object_end(&w->json);
    } else {
        cmq_json_null(&w->json);
    }
    KEY(w, "blocs");
    cmq_json_array_begin(&w->json);
    for (size_t i = 0; i < cmq_bloc_count(); i++) {
        struct cmq_str bloc = cmq_str_of(cmq_bloc_at(i)->code);
        if (cmq_bloc_has(bloc, actor->country, day)) {
            cmq_json_str(&w->json, bloc);
        }
    }
    cmq_json_array_end(&w->json);
}

static void put_why(struct writer *w, const struct cmq_actor *actor) {
    KEY(w, "why");
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < actor->grounds.count; i++) {
        const struct cmq_ground *ground = &actor->grounds.item[i];
        cmq_json_object_begin(&w->json);
        KEY(w, "step");
        cmq_json_str(&w->json, cmq_ground_name(ground->kind));
        KEY(w, "span");
        put_span(w, ground->start, ground->end);
        KEY(w, "entry");
        put_known(w, ground->entry);
        KEY(w, "gives");
        put_known(w, ground->gives);
        cmq_json_object_end(&w->json);
    }
    cmq_json_array_end(&w->json);
}

static void put_sides(struct writer *w, const struct cmq_participant *item, uint32_t count) {
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < count; i++) {
        cmq_json_object_begin(&w->json);
        KEY(w, "actor");
        put_index(w, item[i].actor);
        KEY(w, "span");
        put_span(w, item[i].start, item[i].end);
        KEY(w, "basis");
        cmq_json_str(&w->json, cmq_participant_basis_name(item[i].basis));
        cmq_json_object_end(&w->json);
    }
    cmq_json_array_end(&w->json);
}

static void put_tellers(struct writer *w, const struct cmq_teller *item, uint32_t count) {
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < count; i++) {
        cmq_json_object_begin(&w->json);
        KEY(w, "actor");
        put_index(w, item[i].actor);
        KEY(w, "kind");
        cmq_json_str(&w->json, cmq_teller_kind_name(item[i].kind));
        KEY(w, "span");
        put_span(w, item[i].start, item[i].end);
        cmq_json_object_end(&w->json);
    }
    cmq_json_array_end(&w->json);
}

static void put_date(struct writer *w, const struct cmq_event *event) {
    if (event->from == CMQ_NO_DAY && event->to == CMQ_NO_DAY) {
        cmq_json_null(&w->json);
        return;
    }
    cmq_json_object_begin(&w->json);
    KEY(w, "from");
    put_day(w, event->from);
    KEY(w, "to");
    put_day(w, event->to);
    KEY(w, "basis");
    put_known(w, cmq_date_basis_name(event->date_basis));
    KEY(w, "span");
    put_stretch(w, event->date_span);
    cmq_json_object_end(&w->json);
}

static void put_place(struct writer *w, const struct cmq_place *place, struct cmq_stretch span) {
    cmq_json_object_begin(&w->json);
    KEY(w, "name");
    cmq_json_str(&w->json, place->name);
    KEY(w, "country");
    put_known(w, place->country);
    KEY(w, "admin1");
    put_known(w, place->admin1);
    KEY(w, "lat");
    cmq_json_double(&w->json, place->lat, 3);
    KEY(w, "lon");
    cmq_json_double(&w->json, place->lon, 3);
    KEY(w, "precision");
    cmq_json_str(&w->json, cmq_place_precision_name(place->precision));
    KEY(w, "span");
    put_stretch(w, span);
    cmq_json_object_end(&w->json);
}

static void put_event_place(struct writer *w, const struct cmq_event_place *place) {
    if (place->at.name.len == 0) {
        cmq_json_null(&w->json);
    } else {
        put_place(w, &place->at, place->span);
    }
}

static void put_places(struct writer *w) {
    const struct cmq_places *places = &w->coding->places;
    const struct cmq_token *token = w->coding->parse.token;
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < places->list.count; i++) {
        const struct cmq_place_mention *mention = &places->list.item[i];
        put_place(w, &mention->place,
                  (struct cmq_stretch){token[mention->first].start, token[mention->end - 1].end});
    }
    cmq_json_array_end(&w->json);
}

static void put_bound(struct writer *w, int64_t bound) {
    if (bound < 0) {
        cmq_json_null(&w->json);
    } else {
        cmq_json_int(&w->json, bound);
    }
}

static void put_quantities(struct writer *w, const struct cmq_quantity *item, uint32_t count) {
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < count; i++) {
        cmq_json_object_begin(&w->json);
        KEY(w, "what");
        cmq_json_str(&w->json, item[i].what);
        KEY(w, "unit");
        put_known(w, item[i].unit);
        KEY(w, "from");
        put_bound(w, item[i].from);
        KEY(w, "to");
        put_bound(w, item[i].to);
        KEY(w, "span");
        put_stretch(w, item[i].span);
        cmq_json_object_end(&w->json);
    }
    cmq_json_array_end(&w->json);
}

/* The classes of an own ontology divide as GDELT's do; its scores are of another table. */
static void put_scores(struct writer *w, struct cmq_str cameo) {
    const struct cmq_ontology *ontology = w->coding->coder->ontology;
    const struct cmq_code_facts code = cmq_code_facts(ontology, cameo);
    KEY(w, "quad_gdelt");
    if (code.quad == 0) {
        cmq_json_null(&w->json);
    } else {
        cmq_json_int(&w->json, code.quad);
    }
    KEY(w, "goldstein_gdelt");
    if (ontology != NULL || code.quad == 0) {
        cmq_json_null(&w->json);
    } else {
        cmq_json_double(&w->json, code.score, 1);
    }
}

static void put_what(struct writer *w, const struct cmq_event *event) {
    KEY(w, "id");
    cmq_json_str(&w->json, cmq_str_of(event->id));
    KEY(w, "cameo");
    cmq_json_str(&w->json, event->cameo);
    KEY(w, "plover");
    put_known(w, event->plover);
    KEY(w, "mode");
    put_known(w, event->mode);
    KEY(w, "contexts");
    put_strs(w, event->contexts.item, event->contexts.count);
    put_scores(w, event->cameo);
}

/* Where an event comes from: words, rules and how sure the coder is. */
static void put_grounds(struct writer *w, const struct cmq_event *event) {
    const struct cmq_lexicon *lexicon = &w->coding->coder->lexicon;
    KEY(w, "trigger");
    put_stretch(w, event->trigger);
    KEY(w, "evidence");
    put_stretch(w, event->evidence);
    KEY(w, "sentence");
    cmq_json_int(&w->json, event->sentence);
    KEY(w, "rules");
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < event->entries.count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[event->entries.item[i]];
        cmq_json_str(&w->json, cmq_lexicon_str(lexicon, entry->id));
    }
    cmq_json_array_end(&w->json);
    KEY(w, "confidence");
    cmq_json_double(&w->json, event->confidence, 2);
}

static void put_event(struct writer *w, const struct cmq_event *event) {
    const struct cmq_events *events = &w->coding->events;
    cmq_json_object_begin(&w->json);
    put_what(w, event);
    KEY(w, "source");
    put_sides(w, event->source.item, event->source.count);
    KEY(w, "target");
    put_sides(w, event->target.item, event->target.count);
    KEY(w, "assertion");
    cmq_json_str(&w->json, cmq_assertion_name(event->assertion));
    KEY(w, "time");
    cmq_json_str(&w->json, cmq_tense_name(event->time));
    KEY(w, "date");
    put_date(w, event);
    KEY(w, "told");
    put_day(w, w->coding->report.date);
    KEY(w, "place");
    put_event_place(w, &event->place);
    KEY(w, "attribution");
    put_tellers(w, event->attribution.item, event->attribution.count);
    KEY(w, "statement");
    put_index(w, event->statement < w->coding->statements.list.count ? event->statement
                                                                     : CMQ_NO_STATEMENT);
    KEY(w, "same_as");
    cmq_json_str(&w->json, event->same_as == UINT32_MAX
                               ? (struct cmq_str){NULL, 0}
                               : cmq_str_of(events->list.item[event->same_as].id));
    KEY(w, "quantities");
    put_quantities(w, event->quantities.item, event->quantities.count);
    put_grounds(w, event);
    cmq_json_object_end(&w->json);
}

static void put_said_by(struct writer *w, const struct cmq_participant *side) {
    cmq_json_object_begin(&w->json);
    KEY(w, "actor");
    put_index(w, side->actor);
    KEY(w, "span");
    put_span(w, side->start, side->end);
    cmq_json_object_end(&w->json);
}

static void put_statement(struct writer *w, const struct cmq_statement *statement) {
    cmq_json_object_begin(&w->json);
    KEY(w, "speaker");
    if (statement->speaker.actor == UINT32_MAX &&
        statement->speaker.start == statement->speaker.end) {
        cmq_json_null(&w->json);
    } else {
        put_said_by(w, &statement->speaker);
    }
    KEY(w, "addressees");
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < statement->addressees.count; i++) {
        put_said_by(w, &statement->addressees.item[i]);
    }
    cmq_json_array_end(&w->json);
    KEY(w, "form");
    cmq_json_str(&w->json, cmq_statement_form_name(statement->form));
    KEY(w, "cue");
    put_stretch(w, statement->cue);
    KEY(w, "content");
    cmq_json_array_begin(&w->json);
    for (uint32_t i = 0; i < statement->content.count; i++) {
        put_stretch(w, statement->content.item[i]);
    }
    cmq_json_array_end(&w->json);
    KEY(w, "topics");
    put_strs(w, statement->topics.item, statement->topics.count);
    KEY(w, "attribution");
    put_tellers(w, statement->attribution.item, statement->attribution.count);
    KEY(w, "sentence");
    cmq_json_int(&w->json, statement->sentence);
    cmq_json_object_end(&w->json);
}

void cmq_coding_write_json(const struct cmq_coding *coding, bool with_text, struct cmq_buf *out) {
    struct writer w;
    cmq_json_init(&w.json, out);
    cmq_offsets_init(&w.offsets, coding->report.text);
    w.coding = coding;
    cmq_json_object_begin(&w.json);
    KEY(&w, "communique");
    cmq_json_int(&w.json, FORMAT_VERSION);
    KEY(&w, "coder");
    put_coder(&w);
    KEY(&w, "report");
    put_report(&w, with_text);
    KEY(&w, "sentences");
    put_sentences(&w);
    KEY(&w, "actors");
    cmq_json_array_begin(&w.json);
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        put_actor(&w, &coding->actors.list.item[i]);
    }
    cmq_json_array_end(&w.json);
    KEY(&w, "times");
    cmq_json_array_begin(&w.json);
    for (uint32_t i = 0; i < coding->times.list.count; i++) {
        put_time(&w, &coding->times.list.item[i]);
    }
    cmq_json_array_end(&w.json);
    KEY(&w, "places");
    put_places(&w);
    KEY(&w, "events");
    cmq_json_array_begin(&w.json);
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        put_event(&w, &coding->events.list.item[i]);
    }
    cmq_json_array_end(&w.json);
    KEY(&w, "statements");
    cmq_json_array_begin(&w.json);
    for (uint32_t i = 0; i < coding->statements.list.count; i++) {
        put_statement(&w, &coding->statements.list.item[i]);
    }
    cmq_json_array_end(&w.json);
    cmq_json_object_end(&w.json);
}

uint32_t cmq_coding_phrase_actor(const struct cmq_coding *coding) {
    const struct cmq_parse *parse = &coding->parse;
    uint32_t end = parse->sentence_count > 0 ? parse->sentence[0].end : 0;
    for (uint32_t t = 0; t < end; t++) {
        uint32_t m = coding->actors.mention_at[t];
        if (parse->token[t].head == t && m != CMQ_NO_MENTION) {
            const struct cmq_mention *mention = &coding->actors.mention.item[m];
            return mention->actors.count > 0 ? mention->actors.item[0] : UINT32_MAX;
        }
    }
    return UINT32_MAX;
}

static void put_mentioned_actor(struct writer *w, uint32_t index, bool phrase) {
    const struct cmq_actor *actor = &w->coding->actors.list.item[index];
    if (actor->mentions.count == 0) {
        return; /* only an owner: it stands in the `why` of others */
    }
    cmq_json_object_begin(&w->json);
    put_actor_members(w, actor);
    KEY(w, "phrase");
    cmq_json_bool(&w->json, phrase);
    put_state(w, actor);
    put_why(w, actor);
    cmq_json_object_end(&w->json);
}

void cmq_coding_write_actors(const struct cmq_coding *coding, struct cmq_buf *out) {
    struct writer w;
    uint32_t phrase = cmq_coding_phrase_actor(coding);
    cmq_json_init(&w.json, out);
    cmq_offsets_init(&w.offsets, coding->report.text);
    w.coding = coding;
    cmq_json_object_begin(&w.json);
    KEY(&w, "id");
    cmq_json_str(&w.json, coding->report.id);
    KEY(&w, "date");
    put_day(&w, coding->report.date);
    KEY(&w, "text");
    cmq_json_str(&w.json, coding->report.text);
    KEY(&w, "actors");
    cmq_json_array_begin(&w.json);
    if (phrase != UINT32_MAX) {
        put_mentioned_actor(&w, phrase, true);
    }
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        if (i != phrase) {
            put_mentioned_actor(&w, i, false);
        }
    }
    cmq_json_array_end(&w.json);
    cmq_json_object_end(&w.json);
}
