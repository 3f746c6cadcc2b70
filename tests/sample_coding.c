/* SPDX-License-Identifier: Apache-2.0 */
#include "sample_coding.h"

#include <assert.h>
#include <string.h>

#define NO_INDEX UINT32_MAX

static const char text[] = SAMPLE_TEXT;

#define FRAME_ID   "en/frames/04-consult:meet"
#define FRAME_FILE "en/frames/04-consult.txt"
#define FRAME_TEXT "S meet (with) T => 040 recip"
static const char pool[] = FRAME_ID FRAME_FILE FRAME_TEXT;
static const struct cmq_entry entries[] = {{
    .id = {0, sizeof FRAME_ID - 1},
    .file = {sizeof FRAME_ID - 1, sizeof FRAME_FILE - 1},
    .text = {sizeof FRAME_ID + sizeof FRAME_FILE - 2, sizeof FRAME_TEXT - 1},
    .line = 17,
    .kind = CMQ_ENTRY_FRAME,
}};

static struct cmq_stretch at(const char *words) {
    const char *found = strstr(text, words);
    assert(found != NULL);
    uint32_t start = (uint32_t)(found - text);
    return (struct cmq_stretch){start, start + (uint32_t)strlen(words)};
}

static void fill_parse(struct sample_coding *sample) {
    static const struct {
        const char *form, *label;
        uint32_t head;
    } word[] = {
        {"Émile", "nsubj", 4},  {"Çelik", "flat", 0},     {"of", "case", 3},
        {"Türkiye", "nmod", 0}, {"met", "root", 4},       {"Li", "obj", 4},
        {"Wei", "flat", 5},     {"in", "case", 8},        {"Zürich", "obl", 4},
        {",", "punct", 13},     {"“", "punct", 11},       {"sources", "nsubj", 13},
        {"”", "punct", 11},     {"said", "parataxis", 4}, {".", "punct", 4},
    };
    const uint32_t count = sizeof word / sizeof *word;
    struct cmq_parse *parse = &sample->coding.parse;
    parse->text = (struct cmq_str){text, sizeof text - 1};
    parse->token = CMQ_NEW_ARRAY(&sample->arena, struct cmq_token, count);
    parse->sentence = CMQ_NEW(&sample->arena, struct cmq_sentence);
    parse->token_count = count;
    parse->sentence_count = 1;
    parse->sentence[0] = (struct cmq_sentence){0, count, 4};
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_stretch span = at(word[i].form);
        parse->token[i] = (struct cmq_token){
            .start = span.start,
            .end = span.end,
            .form = cmq_str_of(word[i].form),
            .label = cmq_str_of(word[i].label),
            .head = word[i].head,
            .upos = CMQ_X,
        };
    }
}

static uint32_t add_mention(struct sample_coding *sample, const char *words,
                            enum cmq_mention_kind kind) {
    struct cmq_actors *actors = &sample->coding.actors;
    struct cmq_stretch span = at(words);
    CMQ_PUSH(&sample->arena, &actors->mention) =
        (struct cmq_mention){.start = span.start, .end = span.end, .kind = (uint8_t)kind};
    return actors->mention.count - 1;
}

static void fill_actors(struct sample_coding *sample) {
    struct cmq_arena *arena = &sample->arena;
    struct cmq_actor *actor = &CMQ_PUSH(arena, &sample->coding.actors.list);
    actor->name = CMQ_STR("Émile Çelik");
    actor->title = CMQ_STR("Minister");
    actor->code = CMQ_STR("TURGOV");
    actor->country = CMQ_STR("TUR");
    actor->basis = CMQ_BASIS_REPORT;
    CMQ_PUSH(arena, &actor->sectors) = CMQ_STR("GOV");
    CMQ_PUSH(arena, &actor->mentions) = add_mention(sample, "Émile Çelik", CMQ_MENTION_NAME);
    actor = &CMQ_PUSH(arena, &sample->coding.actors.list);
    actor->name = CMQ_STR("Li Wei");
    actor->basis = CMQ_BASIS_UNKNOWN;
    CMQ_PUSH(arena, &actor->mentions) = add_mention(sample, "Li Wei", CMQ_MENTION_NAME);
    actor = &CMQ_PUSH(arena, &sample->coding.actors.list);
    actor->name = CMQ_STR("Turkey");
    actor->code = CMQ_STR("TUR");
    actor->country = CMQ_STR("TUR");
    actor->basis = CMQ_BASIS_LEXICON;
    actor->entry = CMQ_STR("en/actors/asia:turkey");
    CMQ_PUSH(arena, &actor->mentions) = add_mention(sample, "Türkiye", CMQ_MENTION_PLACE);
}

/* The words are a place's: what is tested is how a time is written down. */
static void fill_times(struct sample_coding *sample) {
    CMQ_PUSH(&sample->arena, &sample->coding.times.list) =
        (struct cmq_time){.first = 7,
                          .end = 9,
                          .value = CMQ_STR("2024-02"),
                          .mod = CMQ_STR("END"),
                          .from = cmq_day_from(2024, 2, 20),
                          .to = CMQ_NO_DAY,
                          .type = CMQ_TIME_DATE};
}

static struct cmq_place zurich(void) {
    return (struct cmq_place){.name = CMQ_STR("Zürich"),
                              .country = CMQ_STR("CHE"),
                              .admin1 = CMQ_STR("Zurich"),
                              .lat = 47.3667,
                              .lon = 8.55,
                              .level = CMQ_PLACE_TOWN,
                              .precision = CMQ_PLACE_AT_CITY};
}

static void fill_places(struct sample_coding *sample) {
    struct cmq_places *places = &sample->coding.places;
    places->agency = CMQ_STR("Reuters");
    places->dateline = CMQ_STR("ZURICH");
    CMQ_PUSH(&sample->arena, &places->list) =
        (struct cmq_place_mention){.first = 8, .end = 9, .place = zurich()};
}

static struct cmq_participant participant(uint32_t actor, const char *words,
                                          enum cmq_participant_basis basis) {
    struct cmq_stretch span = at(words);
    return (struct cmq_participant){actor, span.start, span.end, (uint8_t)basis};
}

static struct cmq_teller anonymous(void) {
    struct cmq_stretch span = at("sources");
    return (struct cmq_teller){NO_INDEX, span.start, span.end, CMQ_TELLER_ANONYMOUS};
}

static struct cmq_event *add_event(struct sample_coding *sample, const char *id,
                                   struct cmq_str cameo) {
    struct cmq_event *event = &CMQ_PUSH(&sample->arena, &sample->coding.events.list);
    memcpy(event->id, id, strlen(id) + 1);
    event->cameo = cameo;
    event->from = event->to = CMQ_NO_DAY;
    event->statement = CMQ_NO_STATEMENT;
    event->same_as = NO_INDEX;
    event->trigger_token = 4;
    event->trigger = at("met");
    event->evidence = at("Émile Çelik of Türkiye met Li Wei in Zürich");
    return event;
}

static void fill_meeting(struct sample_coding *sample) {
    struct cmq_arena *arena = &sample->arena;
    struct cmq_event *event = add_event(sample, "00112233445566aa", CMQ_STR("040"));
    event->plover = CMQ_STR("CONSULT");
    event->mode = CMQ_STR("third-party");
    CMQ_PUSH(arena, &event->contexts) = CMQ_STR("diplomatic");
    CMQ_PUSH(arena, &event->source) = participant(0, "Émile Çelik", CMQ_PARTICIPANT_TEXT);
    CMQ_PUSH(arena, &event->source) = participant(1, "Li Wei", CMQ_PARTICIPANT_TEXT);
    CMQ_PUSH(arena, &event->target) = participant(0, "Émile Çelik", CMQ_PARTICIPANT_TEXT);
    CMQ_PUSH(arena, &event->target) = participant(1, "Li Wei", CMQ_PARTICIPANT_TEXT);
    event->reciprocal = true;
    event->time = CMQ_TENSE_PAST;
    event->from = cmq_day_from(2024, 2, 28);
    event->to = cmq_day_from(2024, 2, 29);
    event->date_basis = CMQ_DATE_INHERITED;
    event->place.at = zurich();
    event->place.span = at("Zürich");
    CMQ_PUSH(arena, &event->attribution) = anonymous();
    CMQ_PUSH(arena, &event->quantities) = (struct cmq_quantity){
        .what = CMQ_STR("delegates"), .from = 2, .to = -1, .span = at("Li Wei")};
    CMQ_PUSH(arena, &event->entries) = 0;
    CMQ_PUSH(arena, &event->steps) = (struct cmq_explanation){
        CMQ_STR("the verb \"meet\" with its subject and object"), at("met"), 0};
    event->confidence = 0.944;
}

static void fill_request(struct sample_coding *sample) {
    struct cmq_arena *arena = &sample->arena;
    struct cmq_event *event = add_event(sample, "00112233445566ab", CMQ_STR("0256"));
    event->plover = CMQ_STR("REQUEST");
    CMQ_PUSH(arena, &event->source) = participant(2, "Türkiye", CMQ_PARTICIPANT_POSSESSIVE);
    event->assertion = CMQ_ASSERTION_REQUESTED;
    event->time = CMQ_TENSE_FUTURE;
    event->from = cmq_day_from(2024, 3, 1);
    event->date_basis = CMQ_DATE_EXPLICIT;
    event->date_span = at("Zürich");
    event->statement = 0;
    event->same_as = 0;
    event->confidence = 1;
}

static void fill_statements(struct sample_coding *sample) {
    struct cmq_arena *arena = &sample->arena;
    struct cmq_statement *statement = &CMQ_PUSH(arena, &sample->coding.statements.list);
    statement->speaker = participant(NO_INDEX, "sources", CMQ_PARTICIPANT_TEXT);
    CMQ_PUSH(arena, &statement->addressees) = participant(1, "Li Wei", CMQ_PARTICIPANT_TEXT);
    statement->form = CMQ_FORM_MIXED;
    statement->cue = at("said");
    CMQ_PUSH(arena, &statement->content) = at("Émile Çelik of Türkiye met Li Wei in Zürich");
    CMQ_PUSH(arena, &statement->topics) = CMQ_STR("diplomacy");
    CMQ_PUSH(arena, &statement->attribution) = anonymous();
}

static void start(struct sample_coding *sample) {
    memset(sample, 0, sizeof *sample);
    cmq_arena_init(&sample->arena, CMQ_ARENA_LIMIT);
    sample->coder.lexicon.pool = pool;
    sample->coder.lexicon.entry = entries;
    sample->coder.lexicon.entry_count = 1;
    sample->coding.coder = &sample->coder;
    sample->coding.report.id = CMQ_STR("r1");
    sample->coding.report.date = CMQ_NO_DAY;
    sample->coding.report.text = (struct cmq_str){text, sizeof text - 1};
}

void sample_coding_init(struct sample_coding *sample) {
    start(sample);
    struct cmq_report *report = &sample->coding.report;
    report->date = cmq_day_from(2024, 3, 1);
    report->publisher = CMQ_STR("A \"daily\"");
    report->url = CMQ_STR("https://example.org/r1");
    report->title = CMQ_STR("Çelik meets Li");
    report->language = CMQ_STR("en");
    sample->coder.lexicon.id =
        CMQ_STR("sha256:0000000000000000000000000000000000000000000000000000000000000000");
    fill_parse(sample);
    fill_actors(sample);
    fill_times(sample);
    fill_places(sample);
    fill_meeting(sample);
    fill_request(sample);
    fill_statements(sample);
}

void sample_coding_init_bare(struct sample_coding *sample) {
    start(sample);
    add_event(sample, "00112233445566ac", CMQ_STR("010"))->trigger_token = NO_INDEX;
    CMQ_PUSH(&sample->arena, &sample->coding.statements.list).speaker.actor = NO_INDEX;
}

void sample_coding_release(struct sample_coding *sample) {
    cmq_arena_release(&sample->arena);
}
