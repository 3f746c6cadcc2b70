/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MAX_LINES (1u << 16)

int reading_setup(void **state) {
    struct reading *reading = calloc(1, sizeof *reading);
    struct cmq_error err = {0};
    assert_non_null(reading);
    cmq_arena_init(&reading->arena, 1u << 24);
    enum cmq_status status =
        cmq_lexicon_open_folder(TEST_UNDERSTANDING "/en", &reading->lexicon, &err);
    cmq_buf_init(&reading->table, 1u << 16);
    if (status == CMQ_OK) {
        status = cmq_gazetteer_compile_table(CMQ_STR(""), &reading->table, &err);
    }
    if (status == CMQ_OK) {
        status = cmq_gazetteer_open_folder(cmq_buf_str(&reading->table), CMQ_STR(""),
                                           TEST_UNDERSTANDING "/en", &reading->gazetteer, &err);
    }
    assert_string_equal(err.message, "");
    assert_int_equal(status, CMQ_OK);
    *state = reading;
    return 0;
}

int reading_teardown(void **state) {
    struct reading *reading = *state;
    cmq_lexicon_release(&reading->lexicon);
    cmq_gazetteer_release(&reading->gazetteer);
    cmq_buf_release(&reading->table);
    cmq_arena_release(&reading->arena);
    free(reading);
    return 0;
}

void read_tree(struct reading *reading, const char *tree, const char *date) {
    struct cmq_arena *arena = &reading->arena;
    cmq_day day = cmq_day_parse(cmq_str_of(date));
    cmq_arena_reset(arena);
    reading->parse = parse_of(arena, tree);
    cmq_times_find(&reading->parse, day, arena, &reading->times);
    cmq_places_find(&reading->gazetteer, &reading->lexicon, &reading->parse, CMQ_STR(""),
                    CMQ_STR(""), arena, &reading->places);
    cmq_actors_find(&reading->lexicon, &reading->parse, &reading->places, day, reading->home, arena,
                    &reading->actors);
    cmq_statements_find(&reading->lexicon, &reading->parse, &reading->actors, arena,
                        &reading->statements);
    const struct cmq_reading in = {.lexicon = &reading->lexicon,
                                   .parse = &reading->parse,
                                   .times = &reading->times,
                                   .places = &reading->places,
                                   .actors = &reading->actors,
                                   .statements = &reading->statements,
                                   .report_id = CMQ_STR("r1"),
                                   .report_date = day};
    cmq_events_find(&in, arena, &reading->events);
    assert_false(arena->exhausted);
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void add_text(const char *text, struct cmq_buf *out) {
    cmq_buf_add_str(out, cmq_str_of(text));
}

static void add_words(const struct reading *reading, uint32_t start, uint32_t end,
                      struct cmq_buf *out) {
    assert_true(start <= end && end <= reading->parse.text.len);
    cmq_buf_format(out, "'%.*s'", (int)(end - start), reading->parse.text.ptr + start);
}

static void add_actor(const struct reading *reading, uint32_t index, struct cmq_buf *out) {
    if (index == UINT32_MAX) {
        cmq_buf_add_char(out, '?');
        return;
    }
    const struct cmq_actor *actor = &reading->actors.list.item[index];
    if (actor->code.len > 0) {
        cmq_buf_add_str(out, actor->code);
    } else {
        cmq_buf_format(out, "(%.*s)", CMQ_FMT(actor->name));
    }
}

static void add_participants(const struct reading *reading, const struct cmq_participant *item,
                             uint32_t count, struct cmq_buf *out) {
    for (uint32_t i = 0; i < count; i++) {
        add_text(i > 0 ? "+" : "", out);
        add_actor(reading, item[i].actor, out);
    }
    add_text(count == 0 ? "-" : "", out);
}

static void add_tellers(const struct reading *reading, const struct cmq_tellers *tellers,
                        struct cmq_buf *out) {
    for (uint32_t i = 0; i < tellers->count; i++) {
        add_text(i == 0 ? " told " : "<", out);
        add_actor(reading, tellers->item[i].actor, out);
    }
}

static void add_mention(const struct reading *reading, const struct cmq_mention *mention,
                        struct cmq_buf *out) {
    static const char *const kinds[] = {
        [CMQ_MENTION_NAME] = "name",       [CMQ_MENTION_TITLE] = "title",
        [CMQ_MENTION_PRONOUN] = "pronoun", [CMQ_MENTION_PLACE] = "place",
        [CMQ_MENTION_GROUP] = "group",     [CMQ_MENTION_PHRASE] = "phrase"};
    static const char *const bases[] = {[CMQ_BASIS_LEXICON] = "lexicon",
                                        [CMQ_BASIS_REPORT] = "report",
                                        [CMQ_BASIS_COUNTRY] = "country",
                                        [CMQ_BASIS_UNKNOWN] = "unknown"};
    add_words(reading, mention->start, mention->end, out);
    cmq_buf_format(out, " %s", kinds[mention->kind]);
    for (uint32_t i = 0; i < mention->actors.count; i++) {
        const struct cmq_actor *actor = &reading->actors.list.item[mention->actors.item[i]];
        bool named = actor->kind == CMQ_ACTOR_PERSON || actor->basis == CMQ_BASIS_LEXICON;
        struct cmq_str name = named ? actor->name : CMQ_STR("");
        cmq_buf_format(out, "%s%.*s=%.*s %s", i == 0 ? " " : " + ", CMQ_FMT(name),
                       CMQ_FMT(actor->code), bases[actor->basis]);
    }
    cmq_buf_add_char(out, '\n');
}

static void add_statement(const struct reading *reading, const struct cmq_statement *statement,
                          struct cmq_buf *out) {
    static const char *const kinds[] = {[CMQ_SPEECH_SAY] = "say",
                                        [CMQ_SPEECH_CLAIM] = "claim",
                                        [CMQ_SPEECH_DENY] = "deny",
                                        [CMQ_SPEECH_URGE] = "urge",
                                        [CMQ_SPEECH_THINK] = "think"};
    static const char *const forms[] = {
        [CMQ_FORM_DIRECT] = "direct", [CMQ_FORM_INDIRECT] = "indirect", [CMQ_FORM_MIXED] = "mixed"};
    add_actor(reading, statement->speaker.actor, out);
    cmq_buf_format(out, " %s %s ", kinds[statement->speech], forms[statement->form]);
    add_words(reading, statement->cue.start, statement->cue.end, out);
    for (uint32_t i = 0; i < statement->content.count; i++) {
        add_text(i == 0 ? ": " : " … ", out);
        add_words(reading, statement->content.item[i].start, statement->content.item[i].end, out);
    }
    if (statement->addressees.count > 0) {
        add_text(" to ", out);
        add_participants(reading, statement->addressees.item, statement->addressees.count, out);
    }
    add_tellers(reading, &statement->attribution, out);
    cmq_buf_add_char(out, '\n');
}

static bool same_sides(const struct cmq_event *event) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < event->source.count; i++) {
        for (uint32_t k = 0; k < event->target.count; k++) {
            found += event->source.item[i].actor == event->target.item[k].actor;
        }
    }
    return found == event->source.count && found == event->target.count;
}

static void add_event(const struct reading *reading, const struct cmq_event *event,
                      struct cmq_buf *out) {
    static const char *const assertions[] = {[CMQ_ASSERTION_ACTUAL] = "actual",
                                             [CMQ_ASSERTION_NEGATED] = "negated",
                                             [CMQ_ASSERTION_POSSIBLE] = "possible",
                                             [CMQ_ASSERTION_REQUESTED] = "requested",
                                             [CMQ_ASSERTION_ALLEGED] = "alleged"};
    static const char *const times[] = {
        [CMQ_TENSE_PAST] = "past", [CMQ_TENSE_PRESENT] = "present", [CMQ_TENSE_FUTURE] = "future"};
    cmq_buf_format(out, "%.*s ", CMQ_FMT(event->cameo));
    add_participants(reading, event->source.item, event->source.count, out);
    if (event->reciprocal) {
        assert_true(same_sides(event));
    } else {
        add_text(" > ", out);
        add_participants(reading, event->target.item, event->target.count, out);
    }
    cmq_buf_format(out, " %s %s ", assertions[event->assertion], times[event->time]);
    add_words(reading, event->trigger.start, event->trigger.end, out);
    add_tellers(reading, &event->attribution, out);
    cmq_buf_add_char(out, '\n');
}

static void expect_lines(struct cmq_buf *lines, const char *expected) {
    assert_false(lines->failed);
    assert_string_equal(lines->ptr ? lines->ptr : "", expected);
    cmq_buf_release(lines);
}

void expect_mentions(struct reading *reading, const char *expected) {
    struct cmq_buf lines;
    cmq_buf_init(&lines, MAX_LINES);
    for (uint32_t i = 0; i < reading->actors.mention.count; i++) {
        add_mention(reading, &reading->actors.mention.item[i], &lines);
    }
    expect_lines(&lines, expected);
}

void expect_statements(struct reading *reading, const char *expected) {
    struct cmq_buf lines;
    cmq_buf_init(&lines, MAX_LINES);
    for (uint32_t i = 0; i < reading->statements.list.count; i++) {
        add_statement(reading, &reading->statements.list.item[i], &lines);
    }
    expect_lines(&lines, expected);
}

void expect_events(struct reading *reading, const char *expected) {
    struct cmq_buf lines;
    cmq_buf_init(&lines, MAX_LINES);
    for (uint32_t i = 0; i < reading->events.list.count; i++) {
        add_event(reading, &reading->events.list.item[i], &lines);
    }
    expect_lines(&lines, expected);
}
