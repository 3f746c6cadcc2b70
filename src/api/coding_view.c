/* SPDX-License-Identifier: Apache-2.0 */
#include "api/coding_view.h"

#include "coding/names.h"
#include "coding/offsets.h"
#include "ontology/ontology.h"

#include <math.h>
#include <string.h>

struct maker {
    const struct cmq_coding *coding;
    struct cmq_arena *arena;
    struct cmq_coding_view *view;
    struct cmq_offsets offsets;
};

/* ---- values ------------------------------------------------------------------------------ */

static const char *terminated(struct maker *m, struct cmq_str s) {
    char *copy = s.len > 0 ? cmq_arena_alloc(m->arena, s.len + 1, 1) : NULL;
    return copy != NULL ? memcpy(copy, s.ptr, s.len) : "";
}

static const char *day_of(struct maker *m, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    return terminated(m, cmq_str_of(text));
}

/* The word of an enum's value, which is static and terminated. */
static const char *word(struct cmq_str name) {
    return name.ptr != NULL ? name.ptr : "";
}

static struct communique_stretch stretch_of(const struct maker *m, uint32_t start, uint32_t end) {
    if (start == end) {
        return (struct communique_stretch){{0, 0}, {0, 0}};
    }
    return (struct communique_stretch){
        .bytes = {start, end},
        .points = {cmq_offsets_at(&m->offsets, start), cmq_offsets_at(&m->offsets, end)},
    };
}

static struct communique_stretch shown(const struct maker *m, struct cmq_stretch stretch) {
    return stretch_of(m, stretch.start, stretch.end);
}

/* ---- lists ------------------------------------------------------------------------------- */

static struct communique_span add_strings(struct maker *m, const struct cmq_str *item,
                                          uint32_t count) {
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->strings.count, view->strings.count + count};
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(m->arena, &view->strings) = terminated(m, item[i]);
    }
    return span;
}

static struct communique_span add_stretches(struct maker *m, const struct cmq_stretch *item,
                                            uint32_t count) {
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->stretches.count, view->stretches.count + count};
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(m->arena, &view->stretches) = shown(m, item[i]);
    }
    return span;
}

static struct communique_span add_participants(struct maker *m, const struct cmq_participant *item,
                                               uint32_t count, bool of_event) {
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->participants.count, view->participants.count + count};
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(m->arena, &view->participants) = (struct communique_participant){
            .words = stretch_of(m, item[i].start, item[i].end),
            .actor = item[i].actor,
            .basis = of_event ? word(cmq_participant_basis_name(item[i].basis)) : "",
        };
    }
    return span;
}

static struct communique_span add_tellers(struct maker *m, const struct cmq_tellers *tellers) {
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->tellers.count, view->tellers.count + tellers->count};
    for (uint32_t i = 0; i < tellers->count; i++) {
        const struct cmq_teller *teller = &tellers->item[i];
        CMQ_PUSH(m->arena, &view->tellers) = (struct communique_teller){
            .words = stretch_of(m, teller->start, teller->end),
            .actor = teller->actor,
            .kind = word(cmq_teller_kind_name(teller->kind)),
        };
    }
    return span;
}

static struct communique_span add_quantities(struct maker *m, const struct cmq_quantity *item,
                                             uint32_t count) {
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->quantities.count, view->quantities.count + count};
    for (uint32_t i = 0; i < count; i++) {
        CMQ_PUSH(m->arena, &view->quantities) = (struct communique_quantity){
            .words = shown(m, item[i].span),
            .what = terminated(m, item[i].what),
            .unit = terminated(m, item[i].unit),
            .from = item[i].from < 0 ? -1 : item[i].from,
            .to = item[i].to < 0 ? -1 : item[i].to,
        };
    }
    return span;
}

static struct communique_span add_rules(struct maker *m, const struct cmq_event *event) {
    const struct cmq_lexicon *lexicon = &m->coding->coder->lexicon;
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->strings.count, view->strings.count + event->entries.count};
    for (uint32_t i = 0; i < event->entries.count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[event->entries.item[i]];
        CMQ_PUSH(m->arena, &view->strings) = terminated(m, cmq_lexicon_str(lexicon, entry->id));
    }
    return span;
}

/* ---- actors, events, statements ---------------------------------------------------------- */

static struct communique_span add_mentions(struct maker *m, uint32_t index) {
    const struct cmq_actor *actor = &m->coding->actors.list.item[index];
    struct cmq_coding_view *view = m->view;
    struct communique_span span = {view->mentions.count,
                                   view->mentions.count + actor->mentions.count};
    for (uint32_t i = 0; i < actor->mentions.count; i++) {
        const struct cmq_mention *mention =
            &m->coding->actors.mention.item[actor->mentions.item[i]];
        CMQ_PUSH(m->arena, &view->mentions) = (struct communique_mention){
            .words = stretch_of(m, mention->start, mention->end),
            .actor = index,
            .kind = word(cmq_mention_kind_name(mention->kind)),
        };
    }
    return span;
}

static void add_actor(struct maker *m, uint32_t index) {
    const struct cmq_actor *actor = &m->coding->actors.list.item[index];
    struct communique_actor made = {
        .name = terminated(m, actor->name),
        .title = terminated(m, actor->title),
        .code = terminated(m, actor->code),
        .country = terminated(m, actor->country),
        .basis = word(cmq_actor_basis_name(actor->basis)),
        .entry = terminated(m, actor->entry),
        .sectors = add_strings(m, actor->sectors.item, actor->sectors.count),
        .mentions = add_mentions(m, index),
    };
    CMQ_PUSH(m->arena, &m->view->actors) = made;
}

static struct communique_place place_of(struct maker *m, const struct cmq_event_place *place) {
    bool known = place->at.name.len > 0;
    return (struct communique_place){
        .words = known ? shown(m, place->span) : stretch_of(m, 0, 0),
        .name = terminated(m, place->at.name),
        .country = terminated(m, place->at.country),
        .admin1 = terminated(m, place->at.admin1),
        .precision = known ? word(cmq_place_precision_name(place->at.precision)) : "",
        .lat = known ? place->at.lat : (double)NAN,
        .lon = known ? place->at.lon : (double)NAN,
    };
}

static void add_event(struct maker *m, const struct cmq_event *event) {
    const struct cmq_coding *coding = m->coding;
    const struct cmq_ontology *ontology = coding->coder->ontology;
    const struct cmq_code_facts code = cmq_code_facts(ontology, event->cameo);
    struct communique_event made = {
        .id = terminated(m, cmq_str_of(event->id)),
        .cameo = terminated(m, event->cameo),
        .plover = terminated(m, event->plover),
        .mode = terminated(m, event->mode),
        .contexts = add_strings(m, event->contexts.item, event->contexts.count),
        .quad_gdelt = code.quad,
        .goldstein_gdelt = ontology != NULL || code.quad == 0 ? (double)NAN : code.score,
        .source = add_participants(m, event->source.item, event->source.count, true),
        .target = add_participants(m, event->target.item, event->target.count, true),
        .assertion = word(cmq_assertion_name(event->assertion)),
        .time = word(cmq_tense_name(event->time)),
        .date_from = day_of(m, event->from),
        .date_to = day_of(m, event->to),
        .date_basis = word(cmq_date_basis_name(event->date_basis)),
        .date_words = shown(m, event->date_span),
        .told = day_of(m, coding->report.date),
        .place = place_of(m, &event->place),
        .attribution = add_tellers(m, &event->attribution),
        .statement =
            event->statement < coding->statements.list.count ? event->statement : COMMUNIQUE_NONE,
        .same_as = event->same_as,
        .quantities = add_quantities(m, event->quantities.item, event->quantities.count),
        .trigger = shown(m, event->trigger),
        .evidence = shown(m, event->evidence),
        .sentence = event->sentence,
        .rules = add_rules(m, event),
        .confidence = event->confidence,
    };
    CMQ_PUSH(m->arena, &m->view->events) = made;
}

static void add_statement(struct maker *m, const struct cmq_statement *statement) {
    struct communique_statement made = {
        .speaker = {.words = stretch_of(m, statement->speaker.start, statement->speaker.end),
                    .actor = statement->speaker.actor,
                    .basis = ""},
        .addressees =
            add_participants(m, statement->addressees.item, statement->addressees.count, false),
        .form = word(cmq_statement_form_name(statement->form)),
        .cue = shown(m, statement->cue),
        .content = add_stretches(m, statement->content.item, statement->content.count),
        .topics = add_strings(m, statement->topics.item, statement->topics.count),
        .attribution = add_tellers(m, &statement->attribution),
        .sentence = statement->sentence,
    };
    CMQ_PUSH(m->arena, &m->view->statements) = made;
}

static void add_sentence(struct maker *m, const struct cmq_sentence *sentence) {
    const struct cmq_token *token = m->coding->parse.token;
    CMQ_PUSH(m->arena, &m->view->sentences) =
        stretch_of(m, token[sentence->first].start, token[sentence->end - 1].end);
}

bool cmq_coding_view_make(const struct cmq_coding *coding, struct cmq_arena *arena,
                          struct cmq_coding_view *view) {
    struct maker m = {.coding = coding, .arena = arena, .view = view};
    *view = (struct cmq_coding_view){0};
    cmq_offsets_init(&m.offsets, coding->report.text);
    for (uint32_t i = 0; i < coding->parse.sentence_count; i++) {
        add_sentence(&m, &coding->parse.sentence[i]);
    }
    for (uint32_t i = 0; i < coding->actors.list.count; i++) {
        add_actor(&m, i);
    }
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        add_event(&m, &coding->events.list.item[i]);
    }
    for (uint32_t i = 0; i < coding->statements.list.count; i++) {
        add_statement(&m, &coding->statements.list.item[i]);
    }
    view->facts = (struct communique_coding_facts){
        .id = terminated(&m, coding->report.id),
        .date = day_of(&m, coding->report.date),
        .agency = terminated(&m, coding->places.agency),
        .dateline = terminated(&m, coding->places.dateline),
        .actors = view->actors.count,
        .events = view->events.count,
        .statements = view->statements.count,
        .sentences = view->sentences.count,
    };
    return !arena->exhausted;
}
