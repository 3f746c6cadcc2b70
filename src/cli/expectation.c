/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/expectation.h"

#include <string.h>

#include "coding/names.h"

/* ---- syntax ------------------------------------------------------------------------------ */

static struct cmq_str next_word(struct cmq_str *rest) {
    *rest = cmq_str_trim(*rest);
    struct cmq_str word = cmq_str_cut(rest, ' ');
    return cmq_str_trim(word);
}

/* Cuts the last word off `*rest`. */
static struct cmq_str last_word(struct cmq_str *rest) {
    *rest = cmq_str_trim(*rest);
    size_t start = rest->len;
    while (start > 0 && rest->ptr[start - 1] != ' ') {
        start--;
    }
    struct cmq_str word = {rest->ptr + start, rest->len - start};
    rest->len = start;
    *rest = cmq_str_trim(*rest);
    return word;
}

static bool is_code(struct cmq_str s, char low, char high) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < low || s.ptr[i] > high) {
            return false;
        }
    }
    return s.len > 0;
}

static bool is_side(struct cmq_str s) {
    return cmq_str_eq(s, CMQ_STR("-")) || (s.len >= 3 && is_code(s, 'A', 'Z'));
}

/* CAMEO's are digits; one of another scheme has its name and a colon before it. */
static bool is_event_code(struct cmq_str s) {
    return is_code(s, '0', '9') || (s.len > 0 && memchr(s.ptr, ':', s.len) != NULL);
}

static bool take_qualifier(struct cmq_expectation *expectation, struct cmq_str word) {
    for (int i = 0; i <= CMQ_ASSERTION_ALLEGED; i++) {
        if (cmq_str_eq(word, cmq_assertion_name((enum cmq_assertion)i))) {
            expectation->assertion = i;
            return true;
        }
    }
    for (int i = 0; i <= CMQ_TENSE_FUTURE; i++) {
        if (cmq_str_eq(word, cmq_tense_name((enum cmq_tense)i))) {
            expectation->time = i;
            return true;
        }
    }
    return false;
}

static bool fail(struct cmq_error *err, const char *reason) {
    cmq_fail(err, CMQ_BAD_INPUT, 0, "%s", reason);
    return false;
}

static bool parse_event(struct cmq_str rest, struct cmq_expectation *expectation,
                        struct cmq_error *err) {
    expectation->cameo = next_word(&rest);
    expectation->source = next_word(&rest);
    expectation->target = next_word(&rest);
    if (!is_event_code(expectation->cameo) || !is_side(expectation->source) ||
        !is_side(expectation->target)) {
        return fail(err, "an example of an event is CODE SOURCE TARGET");
    }
    for (struct cmq_str word; (word = next_word(&rest)).len > 0;) {
        if (cmq_str_eq(word, CMQ_STR("attributed"))) {
            expectation->attributed = next_word(&rest);
            if (!is_side(expectation->attributed)) {
                return fail(err, "\"attributed\" wants a code");
            }
        } else if (!take_qualifier(expectation, word)) {
            return fail(err, "a word is no assertion and no time");
        }
    }
    return true;
}

bool cmq_expectation_parse(struct cmq_str text, enum cmq_entry_kind kind,
                           struct cmq_expectation *expectation, struct cmq_error *err) {
    struct cmq_str rest = cmq_str_trim(text);
    *expectation = (struct cmq_expectation){.assertion = -1, .time = -1, .date = CMQ_NO_DAY};
    struct cmq_str before = rest;
    struct cmq_str last = last_word(&before);
    if (last.len > 0 && last.ptr[0] == '@') {
        expectation->date = cmq_day_parse((struct cmq_str){last.ptr + 1, last.len - 1});
        if (expectation->date == CMQ_NO_DAY) {
            return fail(err, "behind @ stands no date");
        }
        rest = before;
    }
    expectation->of_actor = kind == CMQ_ENTRY_ACTOR || kind == CMQ_ENTRY_ROLE;
    expectation->of_topic = kind == CMQ_ENTRY_TOPIC;
    if (expectation->of_topic) {
        expectation->words = rest;
        return true;
    }
    if (!expectation->of_actor) {
        return parse_event(rest, expectation, err);
    }
    expectation->code = last_word(&rest);
    expectation->words = rest;
    if (rest.len == 0 || !is_side(expectation->code)) {
        return fail(err, "an example of an actor is WORDS CODE");
    }
    return true;
}

/* ---- actors ------------------------------------------------------------------------------ */

static bool contains(struct cmq_str s, struct cmq_str part) {
    for (size_t i = 0; i + part.len <= s.len; i++) {
        if (cmq_str_starts((struct cmq_str){s.ptr + i, s.len - i}, part)) {
            return true;
        }
    }
    return false;
}

static struct cmq_str mention_words(const struct cmq_coding *coding,
                                    const struct cmq_mention *mention) {
    struct cmq_str words = {coding->report.text.ptr + mention->start,
                            mention->end - mention->start};
    if (cmq_str_starts(words, CMQ_STR("The ")) || cmq_str_starts(words, CMQ_STR("the "))) {
        words = (struct cmq_str){words.ptr + 4, words.len - 4};
    }
    return words;
}

/* The words may be a mention's own, or an adjective in a longer one: then the code may go on with
 * the role of that one's noun ("American" of "American troops" is USA). */
static bool actor_met(const struct cmq_expectation *expectation, const struct cmq_coding *coding,
                      const struct cmq_actor *actor) {
    bool none = cmq_str_eq(expectation->code, CMQ_STR("-"));
    bool same = none ? actor->code.len == 0 : cmq_str_eq(actor->code, expectation->code);
    if (same && cmq_str_eq(actor->name, expectation->words)) {
        return true;
    }
    for (uint32_t i = 0; i < actor->mentions.count; i++) {
        struct cmq_str words =
            mention_words(coding, &coding->actors.mention.item[actor->mentions.item[i]]);
        bool begins = !none && cmq_str_starts(actor->code, expectation->code) &&
                      words.len > expectation->words.len;
        if ((same || begins) && contains(words, expectation->words)) {
            return true;
        }
    }
    return false;
}

/* ---- events ------------------------------------------------------------------------------ */

static bool actor_is(const struct cmq_coding *coding, uint32_t index, struct cmq_str code) {
    if (index == UINT32_MAX) {
        return false;
    }
    const struct cmq_actor *actor = &coding->actors.list.item[index];
    return cmq_str_eq(actor->country, code) || cmq_str_eq(actor->code, code) ||
           (actor->country.len == 0 && cmq_str_starts(actor->code, code));
}

static bool side_met(const struct cmq_coding *coding, const struct cmq_participant *item,
                     uint32_t count, struct cmq_str code) {
    bool coded = false, met = false;
    for (uint32_t i = 0; i < count; i++) {
        coded = coded || coding->actors.list.item[item[i].actor].code.len > 0;
        met = met || actor_is(coding, item[i].actor, code);
    }
    return cmq_str_eq(code, CMQ_STR("-")) ? !coded : met;
}

static bool attribution_met(const struct cmq_coding *coding, const struct cmq_event *event,
                            struct cmq_str code) {
    if (code.len == 0) {
        return true;
    }
    for (uint32_t i = 0; i < event->attribution.count; i++) {
        if (actor_is(coding, event->attribution.item[i].actor, code)) {
            return true;
        }
    }
    return cmq_str_eq(code, CMQ_STR("-")) && event->attribution.count == 0;
}

static bool event_met(const struct cmq_expectation *expectation, const struct cmq_coding *coding,
                      const struct cmq_event *event) {
    return cmq_str_eq(event->cameo, expectation->cameo) &&
           side_met(coding, event->source.item, event->source.count, expectation->source) &&
           side_met(coding, event->target.item, event->target.count, expectation->target) &&
           (expectation->assertion < 0 || event->assertion == expectation->assertion) &&
           (expectation->time < 0 || event->time == expectation->time) &&
           attribution_met(coding, event, expectation->attributed);
}

static bool topic_met(struct cmq_str topic, const struct cmq_coding *coding) {
    for (uint32_t i = 0; i < coding->statements.list.count; i++) {
        const struct cmq_statement *statement = &coding->statements.list.item[i];
        for (uint32_t k = 0; k < statement->topics.count; k++) {
            if (cmq_str_eq(statement->topics.item[k], topic)) {
                return true;
            }
        }
    }
    return false;
}

bool cmq_expectation_met(const struct cmq_expectation *expectation,
                         const struct cmq_coding *coding) {
    if (expectation->of_topic) {
        return topic_met(expectation->words, coding);
    }
    if (expectation->of_actor) {
        for (uint32_t i = 0; i < coding->actors.list.count; i++) {
            if (actor_met(expectation, coding, &coding->actors.list.item[i])) {
                return true;
            }
        }
        return false;
    }
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        if (event_met(expectation, coding, &coding->events.list.item[i])) {
            return true;
        }
    }
    return false;
}

/* ---- what came instead ------------------------------------------------------------------- */

static void add_side(const struct cmq_coding *coding, const struct cmq_participant *item,
                     uint32_t count, struct cmq_buf *out) {
    cmq_buf_add_str(out, count == 0 ? CMQ_STR(" -") : CMQ_STR(" "));
    for (uint32_t i = 0; i < count; i++) {
        const struct cmq_actor *actor = &coding->actors.list.item[item[i].actor];
        cmq_buf_add_str(out, i == 0 ? CMQ_STR("") : CMQ_STR("+"));
        cmq_buf_add_str(out, actor->code.len > 0 ? actor->code : CMQ_STR("?"));
    }
}

void cmq_expectation_event(const struct cmq_coding *coding, const struct cmq_event *event,
                           struct cmq_buf *out) {
    cmq_buf_add_str(out, event->cameo);
    add_side(coding, event->source.item, event->source.count, out);
    add_side(coding, event->target.item, event->target.count, out);
    struct cmq_str assertion = cmq_assertion_name(event->assertion);
    struct cmq_str tense = cmq_tense_name(event->time);
    cmq_buf_format(out, " %.*s %.*s", CMQ_FMT(assertion), CMQ_FMT(tense));
    for (uint32_t i = 0; i < event->attribution.count; i++) {
        uint32_t actor = event->attribution.item[i].actor;
        struct cmq_str code =
            actor == UINT32_MAX ? CMQ_STR("?") : coding->actors.list.item[actor].code;
        cmq_buf_format(out, " attributed %.*s", CMQ_FMT(code.len > 0 ? code : CMQ_STR("?")));
    }
}

static void add_topics(const struct cmq_coding *coding, struct cmq_buf *out) {
    for (uint32_t i = 0; i < coding->statements.list.count; i++) {
        const struct cmq_statement *statement = &coding->statements.list.item[i];
        cmq_buf_add_str(out, i == 0 ? CMQ_STR("") : CMQ_STR(", "));
        cmq_buf_add_str(out, CMQ_STR("a statement"));
        for (uint32_t k = 0; k < statement->topics.count; k++) {
            cmq_buf_format(out, " %.*s", CMQ_FMT(statement->topics.item[k]));
        }
    }
    cmq_buf_add_str(out,
                    coding->statements.list.count == 0 ? CMQ_STR("no statement") : CMQ_STR(""));
}

void cmq_expectation_describe(const struct cmq_expectation *expectation,
                              const struct cmq_coding *coding, struct cmq_buf *out) {
    if (expectation->of_topic) {
        add_topics(coding, out);
        return;
    }
    uint32_t count = expectation->of_actor ? coding->actors.list.count : coding->events.list.count;
    if (count == 0) {
        cmq_buf_add_str(out, CMQ_STR("nothing"));
    }
    for (uint32_t i = 0; i < count; i++) {
        cmq_buf_add_str(out, i == 0 ? CMQ_STR("") : CMQ_STR(", "));
        if (expectation->of_actor) {
            const struct cmq_actor *actor = &coding->actors.list.item[i];
            cmq_buf_format(out, "%.*s %.*s", CMQ_FMT(actor->name),
                           CMQ_FMT(actor->code.len > 0 ? actor->code : CMQ_STR("-")));
        } else {
            cmq_expectation_event(coding, &coding->events.list.item[i], out);
        }
    }
}
